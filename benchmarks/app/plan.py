"""What is measured of the app: the contenders, the work, the keys that are pressed."""

from __future__ import annotations

from itertools import permutations

# The contenders.
BARE = "bare Textual"
JOURNAL = "journal"
BAGELS = "Bagels"
CONTENDERS = (BARE, JOURNAL, BAGELS)

# The work.
FRAME = "first frame of Today"
FIRST_VISIT = "first visit of a screen"
SWITCH = "switch screens"
ON_MAP = "key on Map"
ON_PEOPLE = "key on People"
ON_TIMELINE = "page on Timeline"
PAGE = "page a full table"
TYPE = "type in a field"
SEARCH = "search as you type"
IDLE = "at rest, of a core"
KEYS = (ON_MAP, ON_PEOPLE, ON_TIMELINE)

YEAR_OF_ENTRIES = 8 * 365
"""As many entries a year as the journal of 100,000 has."""

READY = "Who could I reach?"
PAGE_DOWN, PAGE_UP, DOWN, UP, LEFT, RIGHT = (
    f"\x1b[{end}" for end in ("6~", "5~", "B", "A", "D", "C")
)
# A screen, the words it has when it is there, and the keys that are timed on it.
SCREENS = {
    ON_MAP: ("2", (RIGHT, DOWN, LEFT, UP)),
    ON_PEOPLE: ("3", (DOWN, PAGE_DOWN, UP, PAGE_UP)),
    ON_TIMELINE: ("5", (PAGE_DOWN, PAGE_DOWN, PAGE_DOWN, PAGE_UP)),
}
MAIN_SCREENS = "234567"
"""The keys of the screens that are not there at the start."""
SEARCH_TEXTS = ("river", "quiet coffee", "evening light")
"""What is typed into the search, letter by letter."""
IDLE_SECONDS = 5.0


def all_switches() -> str:
    """Return digits that go from every main screen to every other one, once each."""
    unvisited = dict.fromkeys(permutations("1234567", 2), True)
    stack = ["1"]
    route: list[str] = []
    # Hierholzer's way: every screen is entered as often as it is left.
    while stack:
        current = stack[-1]
        destination = next(
            (
                target
                for origin, target in unvisited
                if origin == current and unvisited[origin, target]
            ),
            None,
        )
        if destination is None:
            route.append(stack.pop())
        else:
            unvisited[current, destination] = False
            stack.append(destination)
    return "".join(route[-2::-1])
