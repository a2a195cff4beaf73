"""Typer with one statement: print the last ten entries."""

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def last(journal: str) -> None:
    """Print the last ten entries."""
    import sqlite3

    connection = sqlite3.connect(journal)
    rows = connection.execute(
        "SELECT id, occurred_at, kind, mood, note FROM entry"
        " ORDER BY local_date DESC, moment DESC, id DESC LIMIT 10"
    )
    for number, when, kind, mood, note in rows:
        typer.echo(f"{number}  {when}  {kind}  {mood}  {note}")
    connection.close()


def main() -> None:
    """Run the program."""
    app()
