"""What follows from the records: pure functions over values, with the day as a parameter.

Nothing here reads the journal, knows what day it is, or makes text safe for a
screen: names in a sentence are as the person typed them, and the face that
shows it passes it through ``report.plain.escape_control``.
"""
