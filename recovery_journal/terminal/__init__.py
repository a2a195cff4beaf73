"""The terminal the app runs in: what it sends, and how it is left."""
