"""A private, terminal-based recovery journal."""

__version__ = "0.1.0"
