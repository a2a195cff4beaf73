"""The words of the journal: records, scales and fixed lists, and nothing else.

Each record has a module of its own, so that a quick entry loads only the one
it needs.
"""
