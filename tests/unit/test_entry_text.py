"""An entry on one line: what says most about it, as a person says it."""

from datetime import UTC, datetime

import pytest

from recovery_journal.domain.check_in import CheckIn
from recovery_journal.domain.fields import ContactRef
from recovery_journal.domain.reach_out import ReachOut
from recovery_journal.domain.return_to_use import ReturnToUse
from recovery_journal.i18n import use_language
from recovery_journal.report.entry_text import entry_detail_lines, summary_line, title_line

AT = {"occurred_at": datetime(2026, 11, 20, 9, tzinfo=UTC)}
AT["recorded_at"] = AT["occurred_at"]


def test_a_measure_has_its_unit():
    assert summary_line(CheckIn(mood=6, sleep_hours=7.5, **AT)) == "mood 6, 7.5 h of sleep"
    call = ReachOut(contacts=(ContactRef(1, "Noor"),), channel="call", minutes=5, **AT)
    assert title_line(call) == "reached: Noor, call, 5 min"
    use_language("es")
    assert summary_line(CheckIn(mood=6, sleep_hours=7.5, **AT)) == "ánimo 6, 7,5 h de sueño"


@pytest.mark.parametrize(
    ("own", "said"), [(None, "return to use"), ("", "return to use"), ("that day", "that day")]
)
def test_a_return_to_use_goes_by_the_persons_own_word(own, said):
    record = ReturnToUse(about="wine", **AT)
    assert title_line(record, own) == f"{said}: wine"
    assert entry_detail_lines(record, own)[0] == said
    assert title_line(CheckIn(mood=6, **AT), own) == "check-in: mood 6"
