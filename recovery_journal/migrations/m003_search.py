"""An index of words that holds them as they are compared, in every script."""

from __future__ import annotations

from sqlite_utils.db import Database


def m003_search(db: Database) -> None:
    """Make the index of words anew and leave it empty; ``storage`` fills it right after.

    What is put into it is folded already and cut into words with spaces between
    them, so the tokenizer only cuts at spaces. The older one knew no pictures and
    no letters newer than 2012, and took most vowels of Devanagari for spaces.
    """
    db.execute("DROP TABLE writing")
    db.execute("CREATE VIRTUAL TABLE writing USING fts5(words, columnsize=0, tokenize='ascii')")
    # A deleted word leaves the index at once, not at the next merge.
    db.execute("INSERT INTO writing (writing, rank) VALUES ('secure-delete', 1)")
