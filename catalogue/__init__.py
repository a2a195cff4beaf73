"""The catalogues of the languages the journal speaks: gathered, brought up to date, compiled.

Run by ``make messages``. Babel does the work; the program itself reads the
compiled catalogues with the standard library and does without it.
"""
