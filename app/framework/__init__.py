"""The heart: an edition of a capability framework as a value. Pure; it knows no SQL and no HTTP."""
