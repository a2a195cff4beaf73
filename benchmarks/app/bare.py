"""The floor: a bare Textual app, with a few words, a full table to page through, or a field."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Input, Static

READY = "Ready"
ROWS = 2_000


class Bare(App[None]):
    """A line of text, and a footer."""

    def compose(self) -> ComposeResult:
        """Lay out the line and the footer."""
        yield Static(READY)
        yield Footer()


class Table(App[None]):
    """A table of as many rows as one may page through, with the cursor in it."""

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("day", "time", "kind", "what", "who", READY)
        table.add_rows(
            (
                f"2026-11-{number % 28 + 1:02}",
                f"{number % 24:02}:30",
                "check-in",
                f"a quiet evening, number {number}",
                f"Person {number % 50}",
                str(number),
            )
            for number in range(ROWS)
        )
        table.focus()


class Field(App[None]):
    """A field to type in; what is typed stands below it as well, as results would."""

    def compose(self) -> ComposeResult:
        """Lay out the field and the line below it."""
        yield Input()
        yield Static(READY)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what was typed."""
        self.query_one(Static).update(event.value)


KINDS: dict[str, type[App[None]]] = {"table": Table, "field": Field}

if __name__ == "__main__":
    KINDS.get("".join(sys.argv[1:]), Bare)().run()
