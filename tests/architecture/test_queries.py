"""Both faces show what one query gathered: neither reads for itself, nor puts rules together."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import recovery_journal

HOME = Path(recovery_journal.__file__).parent
FACES = ("cli", "screens", "widgets", "app")

# Each view: the query, the command whose --json is made of it, the screens that show it.
VIEWS = {
    "today": ("today.load_day", "today", ("today",)),
    "due": ("network.find_due", "network", ("today",)),
    "network": ("network.load_network", "network", ("map",)),
    "contact list": ("network.load_contact_activities", "contact", ("people",)),
    "contact show": ("contact.load_contact", "contact", ("person",)),
    "suggest": (
        "suggestions.load_suggestions",
        "network",
        ("today", "hard_moment", "after_use", "help_now"),
    ),
    "trends": ("trends.load_trends_page", "trends", ("trends",)),
    "week": ("week.load_week", "week", ("week",)),
    "timeline": ("timeline.load_timeline", "entries", ("timeline",)),
    "search": ("timeline.search_journal", "entries", ("search",)),
    "goal": ("goal.load_goal", "goal", ("goal",)),
    "totals": ("goal.load_totals", "record_commands", ("after_use",)),
    "steps": ("help_now.load_safety_steps", "steps", ("steps",)),
    "write the page": ("share_page.write_page", "week", ("week",)),
}
# Rules that put together what a query returns.
ASSEMBLING = {
    "rules.contact_stats": {"contact_months", "contact_stats", "months_window_start"},
    "rules.coping": {"best_coping", "coping_stats"},
    "rules.day_values": {"day_values"},
    "rules.goal": {"count_goal_days", "upcoming_milestones"},
    "rules.insights.compute": {"compute_insights"},
    "rules.meetings": {
        "meetings_by_week",
        "meetings_until_tomorrow",
        "next_appointments",
        "upcoming_meetings",
        "weeks_bounds",
        "with_appointments",
    },
    "rules.network.snapshot": {"build_network"},
    "rules.suggestions": {"solo_activity", "suggest_contacts"},
    "rules.today": {"due_contacts", "records_of_day", "summarize_day"},
    "rules.trends": {"build_trends"},
}
# Reads of the journal that only a query makes.
READS = """
between page timeline with_contact recorded_days with_activity lifetime_counts
goal_outcomes_by_day check_ins
"""


def face_modules() -> list[Path]:
    return [
        path
        for face in FACES
        for path in [HOME / f"{face}.py", *sorted((HOME / face).rglob("*.py"))]
        if path.is_file()
    ]


def imported(tree: ast.Module) -> set[str]:
    """Every name that is imported from the journal's own modules, as ``module.name``."""
    return {
        f"{node.module.removeprefix('recovery_journal.')}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for name in node.names
    }


def breaches(source: str) -> Iterator[str]:
    """What a face does by itself that is a query's to do."""
    tree = ast.parse(source)
    assembling = {f"{module}.{name}" for module, names in ASSEMBLING.items() for name in names}
    yield from sorted(imported(tree) & assembling)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            if node.func.attr in READS.split() and ("journal" in owner or "entries" in owner):
                yield f"{owner}.{node.func.attr}"


def modules_of(face: str, name: str) -> list[Path]:
    folder = HOME / face / name
    return (
        sorted(folder.glob("*.py"))
        if (folder / "__init__.py").is_file()
        else [HOME / face / f"{name}.py"]
    )


def calls(path: Path, query: str) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return f"queries.{query}" in imported(tree) and query.split(".")[-1] in called


def reaches(path: Path, query: str) -> bool:
    """Whether a module calls a query, by itself or through another query it calls."""
    name = query.split(".")[1]
    if calls(path, query):
        return True
    for query_path in sorted((HOME / "queries").glob("*.py")):
        tree = ast.parse(query_path.read_text(encoding="utf-8"))
        for node in tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name == name:
                continue
            called = {
                call.func.id
                for call in ast.walk(node)
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            }
            if name in called and calls(path, f"{query_path.stem}.{node.name}"):
                return True
    return False


@pytest.mark.parametrize("view", VIEWS)
def test_the_app_and_the_command_line_show_what_one_query_gathered(view):
    query, command, screens = VIEWS[view]
    module, name = query.split(".")
    defined = ast.parse((HOME / "queries" / f"{module}.py").read_text(encoding="utf-8"))
    assert name in {node.name for node in defined.body if isinstance(node, ast.FunctionDef)}
    assert reaches(HOME / "cli" / f"{command}.py", query)
    for screen in screens:
        assert any(reaches(path, query) for path in modules_of("screens", screen)), screen


def test_no_face_reads_for_itself_or_puts_rules_together():
    found = {
        str(path.relative_to(HOME)): list(breaches(path.read_text(encoding="utf-8")))
        for path in face_modules()
    }
    assert len(found) > 50
    assert not {path: breach for path, breach in found.items() if breach}


@pytest.mark.parametrize(
    "planted",
    [
        "from recovery_journal.rules.suggestions import suggest_contacts",
        "def show(self):\n    from recovery_journal.rules.today import due_contacts as rule",
        "records = self.journal.entries.between(start, end, 'urge')",
        "entries = journal.entries\nentries.page(0, 10)",
        "with context.open() as journal:\n    people = journal.contacts.with_activity(today)",
    ],
)
def test_a_planted_breach_is_seen(planted):
    assert list(breaches(planted))


def test_a_view_that_gathers_by_itself_is_seen(tmp_path):
    module = tmp_path / "planted.py"
    module.write_text("from recovery_journal.queries.goal import load_goal\n", encoding="utf-8")
    assert not reaches(module, "goal.load_goal")  # imported and not called
    module.write_text(module.read_text() + "load_goal(journal, day)\n", encoding="utf-8")
    assert reaches(module, "goal.load_goal")
    assert not reaches(module, "network.load_network")
