"""The values of the weekly page, section by section, for what was chosen; pure functions."""
