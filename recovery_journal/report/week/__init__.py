"""The weekly page for a counselor as plain text, Markdown and JSON of the same values."""
