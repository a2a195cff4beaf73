"""The command line: parse, call, print. One module per group of commands.

``commands`` knows every command by name and loads only the module of the one asked
for; ``main`` is the one place where an error becomes a sentence and a number.
Storage, rules, reports and the app are imported inside functions, because a
quick entry has a few milliseconds for everything.
"""
