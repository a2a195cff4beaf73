"""The weekly page: which sections were chosen, and the values each holds; pure functions."""
