"""Outside formats: one file per format, bytes to an edition and back. Pure."""
