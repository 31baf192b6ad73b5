"""Capframe: capability frameworks served as data."""

__version__ = "0.1.0"
