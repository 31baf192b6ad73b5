"""What readers are shown: a release and parameters become wire values. Pure."""
