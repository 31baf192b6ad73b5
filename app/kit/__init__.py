"""General things that know nothing of frameworks."""
