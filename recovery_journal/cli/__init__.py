"""The command line: parse, call, print.

``commands`` knows every command by name, and the module of a command is loaded when it is
called. A command is a function with a real signature (``options``), or a row of the table of
those that write a record (``record_commands``); ``typer_app`` makes what Typer runs of both.
``main`` is the one place where an error becomes a sentence and a number.
"""
