"""Write the table of keys into README.md, from the keys themselves.

Run by ``make keys``. A test compares the table with the definitions.
"""

from __future__ import annotations

from pathlib import Path

from textual.binding import Binding

from recovery_journal.keys.keymap import binding_keys, keys_label
from recovery_journal.keys.palette import GLOBAL_BINDINGS

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- keys: written by `make keys` -->\n", "<!-- /keys -->\n"


def render_key_table() -> str:
    """Return the keys that work on every screen, as a table in Markdown."""
    rows = ["| key | action | what it is for |", "|---|---|---|"]
    for binding in GLOBAL_BINDINGS:
        if isinstance(binding, Binding):
            keys = " ".join(f"`{keys_label([key])}`" for key in binding_keys([binding]))
            rows.append(f"| {keys} | {binding.description} | {binding.tooltip} |")
    return "\n".join(rows) + "\n"


def insert_key_table(text: str) -> str:
    """Return a text with the table between its two marks."""
    text_before, _begin, remainder = text.partition(BEGIN)
    _old, _end, text_after = remainder.partition(END)
    return f"{text_before}{BEGIN}{render_key_table()}{END}{text_after}"


def main() -> None:
    """Write the table where it belongs."""
    README.write_text(insert_key_table(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
