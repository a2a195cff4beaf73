"""The style sheets of the app, each read once."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

CACHE_SIZE = 1000
"""More style sheets than the app has; Textual keeps 64 and reads all anew beyond that."""


class CachedStylesheet(Stylesheet):
    """Textual's stylesheet with a cache, so that one read with the same colours is reused.

    Textual reads every style sheet once more whenever a screen brings its own,
    and when the theme is set that was set already: half of the first picture.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(CACHE_SIZE)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the colours; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)
            self._require_parse = True

    def reparse(self) -> None:
        """Read what was not read with these colours yet."""
        if self._require_parse:
            self.parse()
