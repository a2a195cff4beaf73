"""The title and the sentence of each insight, and what is said where n is too small.

Names in a sentence are as typed; callers escape them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from recovery_journal.dates import format_number
from recovery_journal.domain.labels import label
from recovery_journal.i18n import _, ngettext
from recovery_journal.report.state_text import days_text
from recovery_journal.rules.coping import coping_label
from recovery_journal.rules.network.figures import WINDOW_DAYS
from recovery_journal.rules.trends import trigger_label

if TYPE_CHECKING:
    from recovery_journal.rules.insights.insight import Insight, InsightId

MAX_HOURS_SHOWN = 48


def insight_title(insight: Insight) -> str:
    """Return what an insight is about."""
    titles: dict[InsightId, str] = {
        "reached_this_week": _("People reached this week"),
        "mood_and_connection": _("Mood and connection"),
        "urge_and_connection": _("Urge and connection"),
        "urge_and_reaching_out": _("Urges and reaching out"),
        "confidence_trend": _("Confidence in keeping to my goal"),
        "triggers_by_time": _("Triggers and time of day"),
        "triggers_by_place": _("Triggers and kind of place"),
        "triggers_by_company": _("Triggers and company"),
        "helped_for_trigger": _("What helped for which trigger"),
        "tried_and_reached": _("Trying and getting through"),
        "how_soon_people_answer": _("How soon people answer"),
        "weeks_with_a_meeting": _("Weeks with a meeting"),
        "days_i_helped": _("Days I helped someone"),
        "top_person_share": _("Connections with one person"),
    }
    return titles[insight.id]


def insight_text(insight: Insight) -> str:
    """Return the whole of it in one line."""
    return f"{insight_title(insight)}: {insight_sentence(insight)}"


def insight_sentence(insight: Insight) -> str:
    """Return what the entries say, or how many there are so far."""
    if insight.is_enough:
        return _SENTENCES[insight.id](insight)
    if insight.sides is not None:
        n_with, n_without = insight.sides
        return _("{n} of {needed} entries with, {m} of {needed} without, so far").format(
            n=n_with, m=n_without, needed=insight.needed
        )
    if insight.id == "top_person_share" and insight.n >= insight.needed:
        return _("not known; {n} named nobody who is on the map").format(n=insight.n)
    return ngettext(
        "{n} of {needed} entry so far", "{n} of {needed} entries so far", insight.needed
    ).format(n=insight.n, needed=insight.needed)


def _reached_this_week(insight: Insight) -> str:
    current = insight.values["this_week"]
    if current is None:
        template = _("no entry in 7 days; usual for you is {usual} (median of {n} weeks before)")
    else:
        template = ngettext(
            "{now} person in 7 days; usual for you is {usual} (median of {n} weeks before)",
            "{now} people in 7 days; usual for you is {usual} (median of {n} weeks before)",
            current,
        )
    usual = format_number(insight.values["usual"])
    return template.format(now=current, usual=usual, n=insight.n)


def _by_connection(insight: Insight) -> str:
    values = insight.values
    return _(
        "days with a connection went together with a median of {a} ({n} days), "
        "days without with {b} ({m} days)"
    ).format(
        a=format_number(values["with"]),
        n=values["n_with"],
        b=format_number(values["without"]),
        m=values["n_without"],
    )


def _urge_and_reaching_out(insight: Insight) -> str:
    values = insight.values
    return _(
        "reaching out went together with a median of {a} at the peak and {b} after ({n} urges), "
        "not reaching out with {c} and {d} ({m} urges)"
    ).format(
        a=format_number(values["peak_with"]),
        b=format_number(values["after_with"]),
        n=values["n_with"],
        c=format_number(values["peak_without"]),
        d=format_number(values["after_without"]),
        m=values["n_without"],
    )


def _confidence_trend(insight: Insight) -> str:
    return _("median {a} in the earlier half of {n} entries, {b} in the later half").format(
        a=format_number(insight.values["earlier"]),
        b=format_number(insight.values["later"]),
        n=insight.n,
    )


def _top_triggers(insight: Insight) -> str:
    pair_texts = [
        _("{trigger}, {where} ({k})").format(
            trigger=trigger_label(pair["trigger"]), where=label(pair["where"]), k=pair["n"]
        )
        for pair in insight.values["top"]
    ]
    template = _("{found}; of {n} urges") if pair_texts else _("no two alike in {n} urges")
    return template.format(found="; ".join(pair_texts), n=insight.n)


def _helped_for_trigger(insight: Insight) -> str:
    pair_texts = [
        _("{trigger}: {coping}, helped {k} of {n} times").format(
            trigger=trigger_label(pair["trigger"]),
            coping=coping_label(pair["coping"]),
            k=pair["helped"],
            n=pair["uses"],
        )
        for pair in insight.values["pairs"]
    ]
    return "; ".join(pair_texts) or _("nothing stood out yet")


def _tried_and_reached(insight: Insight) -> str:
    values = insight.values
    sentence = ngettext(
        "of {n} reach-outs {connected} got through, {tried} was a try",
        "of {n} reach-outs {connected} got through, {tried} were tries",
        values["tried"],
    ).format(n=insight.n, connected=values["connected"], tried=values["tried"])
    if not values["people"]:
        return sentence
    names = ", ".join(f"{person['name']} {person['tried']}" for person in values["people"])
    return _("{words}; tried most: {names}").format(words=sentence, names=names)


def _how_soon_people_answer(insight: Insight) -> str:
    return _("from a try to reaching them a median of {time}, {n} times").format(
        time=_median_hours_text(insight.values["hours"]), n=insight.n
    )


def _median_hours_text(hours: float) -> str:
    """Return a time as hours, from two days on as days: "3 hours", "5 days"."""
    if hours > MAX_HOURS_SHOWN:
        return days_text(round(hours / 24))
    whole_hours = max(round(hours), 1)
    return ngettext("{n} hour", "{n} hours", whole_hours).format(n=whole_hours)


def _weeks_with_a_meeting(insight: Insight) -> str:
    weeks, n = insight.values["weeks"], insight.values["of"]
    return ngettext("{k} of the last {n} week", "{k} of the last {n} weeks", n).format(k=weeks, n=n)


def _days_i_helped(insight: Insight) -> str:
    return ngettext(
        "{days} of the last {window} days ({n} entry tells of it)",
        "{days} of the last {window} days ({n} entries tell of it)",
        insight.n,
    ).format(days=insight.values["days"], window=insight.values["of"], n=insight.n)


def _top_person_share(insight: Insight) -> str:
    return _("{percent}% of {n} connections in the last {window} days").format(
        percent=round(insight.values["share"] * 100), n=insight.n, window=WINDOW_DAYS
    )


_SENTENCES: dict[InsightId, Callable[[Insight], str]] = {
    "reached_this_week": _reached_this_week,
    "mood_and_connection": _by_connection,
    "urge_and_connection": _by_connection,
    "urge_and_reaching_out": _urge_and_reaching_out,
    "confidence_trend": _confidence_trend,
    "triggers_by_time": _top_triggers,
    "triggers_by_place": _top_triggers,
    "triggers_by_company": _top_triggers,
    "helped_for_trigger": _helped_for_trigger,
    "tried_and_reached": _tried_and_reached,
    "how_soon_people_answer": _how_soon_people_answer,
    "weeks_with_a_meeting": _weeks_with_a_meeting,
    "days_i_helped": _days_i_helped,
    "top_person_share": _top_person_share,
}
