"""``make messages``: bring the catalogues up to date with the source, and compile them."""

from __future__ import annotations

import sys

from tools.translations import update


def main(languages: list[str]) -> None:
    """Write the catalogues asked for, else all there are, and say what is left to translate."""
    for language in languages or update.catalog_languages():
        catalog = update.updated_catalog(language)
        text = update.to_po_bytes(catalog)
        update.po_path(language).parent.mkdir(parents=True, exist_ok=True)
        update.po_path(language).write_bytes(text)
        update.mo_path(language).write_bytes(update.to_mo_bytes(text, language))
        entries = [message for message in catalog if message.id]
        untranslated = [message for message in entries if not all(_texts(message.string))]
        sys.stdout.write(
            f"{language}: {len(entries)} messages, {len(untranslated)} to translate.\n"
        )
        for message in untranslated:
            name = message.id if isinstance(message.id, str) else message.id[0]
            sys.stdout.write(f"  {name}\n")


def _texts(string: object) -> list[str]:
    return list(string) if isinstance(string, tuple | list) else [str(string or "")]


if __name__ == "__main__":
    main(sys.argv[1:])
