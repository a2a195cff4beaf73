"""``make messages``: bring the catalogues up to date with the source, and compile them."""

from __future__ import annotations

import sys

from catalogue import keep


def main(asked: list[str]) -> None:
    """Write the catalogues asked for, else all there are, and say what is left to translate."""
    for language in asked or keep.languages():
        catalogue = keep.updated(language)
        text = keep.as_text(catalogue)
        keep.source(language).parent.mkdir(parents=True, exist_ok=True)
        keep.source(language).write_bytes(text)
        keep.compiled(language).write_bytes(keep.as_machine(text, language))
        every = [one for one in catalogue if one.id]
        left = [one for one in every if not all(_texts(one.string))]
        sys.stdout.write(f"{language}: {len(every)} messages, {len(left)} to translate.\n")
        for one in left:
            name = one.id if isinstance(one.id, str) else one.id[0]
            sys.stdout.write(f"  {name}\n")


def _texts(string: object) -> list[str]:
    return list(string) if isinstance(string, tuple | list) else [str(string or "")]


if __name__ == "__main__":
    main(sys.argv[1:])
