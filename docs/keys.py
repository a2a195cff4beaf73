"""Write the table of keys into README.md, from the keys themselves.

Run by ``make keys``. A test compares the table with the definitions.
"""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding

from recovery_journal.keymap import keys_of, keys_words
from recovery_journal.palette import EVERYWHERE

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys: written by `make keys` -->\n", "<!-- /keys -->\n"


def table() -> str:
    """Return the keys that work on every screen, as a table in Markdown."""
    rows = ["| key | action | what it is for |", "|---|---|---|"]
    for one in EVERYWHERE:
        if isinstance(one, Binding):
            keys = " ".join(f"`{keys_words([key])}`" for key in keys_of([one]))
            rows.append(f"| {keys} | {one.description} | {one.tooltip} |")
    return "\n".join(rows) + "\n"


def with_table(text: str) -> str:
    """Return a text with the table between its two marks."""
    before, _begin, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def main() -> None:
    """Write the table where it belongs."""
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
