"""Which screens there are, each by its module and class: loaded when it is first needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from recovery_journal.messages import PageName

LOCKED_MODE = "locked"
"""The mode of Welcome and Unlock; the others are the main screens."""
MAIN_SCREENS = {
    "today": "today:TodayScreen",
    "map": "map:MapScreen",
    "people": "people:PeopleScreen",
    "meetings": "meetings:MeetingsScreen",
    "timeline": "timeline:TimelineScreen",
    "trends": "trends:TrendsScreen",
    "week": "week:WeekScreen",
}
PAGE_SCREENS: dict[PageName, str] = {
    "person": "person:PersonScreen",
    "search": "search:SearchScreen",
    "settings": "settings:SettingsScreen",
    "steps": "steps:StepsScreen",
    "goal": "goal:GoalScreen",
    "hard_moment": "hard_moment:HardMomentScreen",
    "after_use": "after_use:AfterUseScreen",
    "first_people": "first_people:FirstPeopleScreen",
}


def load_screen(name: str) -> Any:
    """Return a screen's class by "module:Class", loading its module now."""
    module, _colon, class_name = name.partition(":")
    return getattr(import_module(f"recovery_journal.screens.{module}"), class_name)
