"""Typer with one statement: add an entry."""

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def add(journal: str, mood: int, note: str) -> None:
    """Add an entry."""
    import sqlite3
    from datetime import datetime
    from uuid import uuid4

    now = datetime.now().astimezone()
    when = now.isoformat(timespec="seconds")
    connection = sqlite3.connect(journal)
    connection.execute("PRAGMA synchronous = FULL")
    cursor = connection.execute(
        "INSERT INTO entry (uuid, kind, occurred_at, recorded_at, local_date, moment, note, mood)"
        " VALUES (?, 'c', ?, ?, ?, ?, ?, ?)",
        (str(uuid4()), when, when, when[:10], int(now.timestamp()), note, mood),
    )
    connection.commit()
    connection.close()
    typer.echo(f"{cursor.lastrowid}  Saved.")


def main() -> None:
    """Run the program."""
    app()
