"""Pure functions over domain values: states, figures, suggestions, insights, the weekly page.

The present day, the clock and the settings are parameters. Nothing here reads the journal,
says a sentence (``report`` does) or escapes text: names and notes come out as they were
typed, and whoever shows them passes them through ``terminal_text.escape_control``.
"""
