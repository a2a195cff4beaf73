"""Reads of the journal that both faces share; each returns one finished value.

A query takes the journal and a day, reads the rows, and puts them through the rules. The
command line and the app show that value; neither reads the same rows for itself, so that
the two cannot come to differ.
"""
