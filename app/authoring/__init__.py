"""The use cases that change a framework."""
