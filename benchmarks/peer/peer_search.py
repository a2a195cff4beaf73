"""Typer with one statement: print the newest ten entries that hold a word."""

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def search(journal: str, word: str) -> None:
    """Print the newest ten entries that hold a word."""
    import sqlite3

    connection = sqlite3.connect(journal)
    rows = connection.execute(
        "SELECT id, occurred_at, kind, note FROM entry WHERE id IN"
        " (SELECT rowid FROM writing WHERE writing MATCH ? ORDER BY rowid DESC LIMIT 10)"
        " ORDER BY id DESC",
        (word,),
    )
    for number, when, kind, note in rows:
        typer.echo(f"{number}  {when}  {kind}  {note}")
    connection.close()


def main() -> None:
    """Run the program."""
    app()
