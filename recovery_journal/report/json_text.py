"""``to_json_text``: JSON in which no character steers a terminal or turns the text around."""

from __future__ import annotations

import json
import re
from typing import Any

# Later control characters, unseen marks, marks of direction, halves of a pair.
_INVISIBLE = (
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def to_json_text(document: Any) -> str:
    """Return a document as JSON, its letters as they are and its unseen characters escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_INVISIBLE, lambda match: f"\\u{ord(match[0]):04x}", text)
