"""What a question needs of the journal, gathered once for the command line and the app.

A query takes the journal and a day, and returns one finished value. Both faces
show that value; neither reads the same rows for itself, nor puts rules together.
"""
