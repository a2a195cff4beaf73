"""Reads of the journal that the command line and the App share, each made once per question."""
