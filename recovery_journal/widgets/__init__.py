"""Re-usable parts of the screen. They know nothing of storage."""
