"""Draw docs/map.svg: the map of the demo, as the app itself shows it.

Run by ``make picture``. The fonts that the drawing would load from the network
are taken out of it; a reader's own monospaced font serves as well.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from recovery_journal import demo
from recovery_journal.app import JournalApp

NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
IMAGE_PATH = Path(__file__).parents[1] / "docs" / "map.svg"


async def render_map_svg(folder: Path) -> str:
    """Return the map of a demo made in ``folder``, as SVG."""
    path = folder / "journal.db"
    demo.write_demo(path, seed=1, until=NOW.date(), passphrase=None, clock=lambda: NOW)
    app = JournalApp(path, clock=lambda: NOW)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        return app.export_screenshot(title="Recovery Journal")


def main() -> None:
    """Draw the picture where the README shows it."""
    with tempfile.TemporaryDirectory() as folder:
        svg = asyncio.run(render_map_svg(Path(folder)))
    IMAGE_PATH.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))


if __name__ == "__main__":
    main()
