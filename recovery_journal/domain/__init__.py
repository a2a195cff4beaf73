"""The words of the journal: records, scales and fixed lists, and nothing else.

Each record has a module of its own, so that a quick entry loads only the one
it needs. The type of a field says what the field takes (``fields.fields_of``), so these
modules have their annotations as types, not as text.
"""
