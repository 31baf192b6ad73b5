"""HTTP, thin: parse, call one function, answer."""
