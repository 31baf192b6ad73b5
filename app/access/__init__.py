"""Who may do what: keys, their scopes, and the ring of keys that a process holds."""
