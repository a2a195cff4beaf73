"""People, groups and services on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run


def contact(run: Run, *args: str) -> dict[str, object]:
    (one,) = run("contact", "show", *args, "--json").json()["contacts"]
    return dict(one)


def test_a_new_contact_gets_the_usual_place_and_says_its_rhythm(run: Run) -> None:
    said = run("contact", "add", "Ana", "--relation", "friend")
    assert "Rhythm: every 90 days." in said.out
    one = contact(run, "Ana")
    assert (one["sector"], one["ring"], one["cadence_days"], one["contact_kind"]) == (
        "friends",
        3,
        90,
        "person",
    )
    assert (one["state"], one["days_since"], one["tried_since"], one["status"]) == (
        "new",
        None,
        0,
        "active",
    )
    assert one["added_on"] == "2026-11-20"


@pytest.mark.parametrize(
    ("args", "days"),
    [
        (("--relation", "sponsor_mentor"), 3),
        (("--relation", "recovery_group"), 7),
        (("--relation", "family", "--ring", "1"), 7),
        (("--relation", "family", "--ring", "2"), 30),
        (("--relation", "family", "--influence", "risk"), None),
        (("--relation", "family", "--cadence", "none"), None),
        (("--relation", "family", "--cadence", "14"), 14),
    ],
)
def test_the_rhythm_follows_from_relation_and_ring(
    run: Run, args: tuple[str, ...], days: int | None
) -> None:
    assert run("contact", "add", "X", *args, "--json").json()["cadence_days"] == days


def test_every_field_of_a_contact_is_kept(run: Run) -> None:
    said = run(
        *(
            "contact",
            "add",
            "Line",
            "--relation",
            "helpline",
            "--kind",
            "service",
            "--sector",
            "professionals",
        ),
        *(
            "--tie",
            "bridging",
            "--support",
            "emotional",
            "--support",
            "advocacy",
            "--supports-goal",
            "yes",
        ),
        *(
            "--influence",
            "protective",
            "--suggest",
            "no",
            "--ok-when-urge",
            "yes",
            "--channel",
            "call",
        ),
        *("--language", "es", "--boundaries", "not at night", "--boundary-kind", "time"),
        *("--share-as", "name", "--status", "less_now", "--note", "n", "--json"),
    ).json()
    assert (said["contact_kind"], said["sector"], said["support"]) == (
        "service",
        "professionals",
        ["advocacy", "emotional"],
    )
    assert (said["suggest"], said["ok_when_urge"], said["preferred_channel"]) == (
        False,
        True,
        "call",
    )
    assert (said["boundaries"], said["boundary_kind"], said["share_as"]) == (
        "not at night",
        "time",
        "name",
    )


@pytest.mark.parametrize(
    "args",
    [
        ("", "--relation", "friend"),
        ("  ", "--relation", "friend"),
        ("X",),
        ("X", "--relation", "enemy"),
        ("X", "--relation", "friend", "--ring", "4"),
        ("X", "--relation", "friend", "--cadence", "0"),
        ("X", "--relation", "friend", "--support", "magic"),
        ("X", "--relation", "friend", "--phone", " "),
        ("--relation", "friend"),
    ],
)
def test_a_contact_that_does_not_fit_is_refused(run: Run, args: tuple[str, ...]) -> None:
    assert run("contact", "add", *args).code == 2
    assert run("contact", "list", "--all", "--json").json() == {"contacts": []}


def test_a_missing_name_is_asked_for_in_a_terminal(run: Run) -> None:
    said = run("contact", "add", input="Ana\nenemy\nfriend\n", terminal=True)
    assert said.code == 0
    assert contact(run, "Ana")["relation"] == "friend"


def test_private_details_are_shown_only_when_asked_for(ana: Run) -> None:
    ana(
        "contact",
        "edit",
        "Ana",
        "--phone",
        "+34 600 111",
        "--email",
        "ana@example.org",
        "--address",
        "Road 1",
    )
    for line in (
        ("contact", "show", "Ana"),
        ("contact", "show", "Ana", "--json"),
        ("contact", "list", "--json"),
        ("network", "--json"),
        ("suggest", "--json"),
        ("week", "--names"),
    ):
        shown = ana(*line)
        assert shown.code == 0
        assert "600 111" not in shown.out
        assert "example.org" not in shown.out
    shown = ana("contact", "show", "Ana", "--private")
    assert "phone: +34 600 111" in shown.out
    assert [d["detail_kind"] for d in contact(ana, "Ana", "--private")["details"]] == [
        "phone",
        "email",
        "address",
    ]
    ana("contact", "edit", "Ana", "--phone", "none")
    assert "600 111" not in ana("contact", "show", "Ana", "--private").out


def test_none_clears_a_value_and_unset_does_the_same(ana: Run) -> None:
    assert (
        ana("contact", "edit", "Ana", "--cadence", "none", "--json").json()["cadence_days"] is None
    )
    said = ana(
        "contact", "edit", "Ben", "--unset", "cadence", "--set", "note=hello", "--json"
    ).json()
    assert (said["cadence_days"], said["note"]) == (None, "hello")
    ana("contact", "edit", "Ana", "--support", "emotional")
    assert ana("contact", "edit", "Ana", "--support", "none", "--json").json()["support"] == []


def test_a_new_relation_moves_the_sector_along_unless_it_was_chosen(ana: Run) -> None:
    assert (
        ana("contact", "edit", "Ana", "--relation", "family", "--json").json()["sector"] == "family"
    )
    ana("contact", "edit", "Ana", "--sector", "peers")
    assert (
        ana("contact", "edit", "Ana", "--relation", "friend", "--json").json()["sector"] == "peers"
    )


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--name", " "),
        ("--unset", "name"),
        ("--set", "colour=red"),
        ("--ring", "9"),
        ("--unset", "status"),
    ],
)
def test_a_change_of_a_contact_that_does_not_fit_is_refused(
    ana: Run, args: tuple[str, ...]
) -> None:
    assert ana("contact", "edit", "Ana", *args).code == 2


def test_a_renamed_contact_has_its_new_name_in_old_entries(ana: Run) -> None:
    ana("reached", "Ana")
    ana("contact", "edit", "Ana", "--name", "A.")
    assert ana("show", "1", "--json").json()["contacts"] == [{"id": 1, "name": "A."}]


def test_a_paused_contact_is_paused_until_it_is_resumed(ana: Run) -> None:
    said = ana("contact", "pause", "Ana", "--until", "2026-12-24", "--json").json()
    assert (said["state"], said["paused_from"], said["paused_until"]) == (
        "paused",
        "2026-11-20",
        "2026-12-24",
    )
    assert ana("contact", "resume", "Ana", "--json").json()["state"] == "new"
    assert ana("contact", "pause", "Ana", "--until", "yesterday").code == 2
    assert ana("contact", "pause", "Ana", "--until", "someday").code == 2


def test_days_that_were_paused_stay_paused_on_the_map_of_those_days(ana: Run) -> None:
    ana("contact", "pause", "Ana")
    later = {"RECOVERY_JOURNAL_NOW": "2026-11-25T12:00:00+01:00"}
    assert ana("contact", "resume", "Ana", env=later).code == 0

    def state(day: str) -> str:
        people = ana("network", "--as-of", day, "--json", env=later).json()["contacts"]
        return str(next(one["state"] for one in people if one["name"] == "Ana"))

    assert (state("2026-11-24"), state("2026-11-25")) == ("paused", "new")


def test_an_ended_contact_leaves_the_list_and_can_come_back(ana: Run) -> None:
    said = ana("contact", "end", "Ana", "--json").json()
    assert (said["status"], said["ended_on"]) == ("ended", "2026-11-20")
    assert "Ana" not in ana("contact", "list").out
    assert "Ana" in ana("contact", "list", "--all").out
    assert ana("contact", "resume", "Ana", "--json").json()["status"] == "active"


def test_a_deleted_contact_is_someone_in_the_entries(ana: Run) -> None:
    ana("reached", "Ana")
    assert ana("contact", "delete", "Ana").code == 2
    assert ana("contact", "delete", "Ana", input="no\n", terminal=True).code == 0
    assert ana("contact", "delete", "Ana", "--yes", "--json").json()["name"] == "Ana"
    assert ana("show", "1", "--json").json()["contacts"] == [{"id": None, "name": "someone"}]
    assert ana("undo").code == 0
    assert ana("show", "1", "--json").json()["contacts"] == [{"id": 1, "name": "Ana"}]


CARDS = """BEGIN:VCARD
VERSION:3.0
UID:1
FN:Carla
TEL:+34 600
END:VCARD
BEGIN:VCARD
VERSION:3.0
TEL;TYPE=x:
END:VCARD
BEGIN:VCARD
VERSION:4.0
UID:2
KIND:org
FN:Clinic
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:1
FN:Carla again
END:VCARD
"""


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "cards.vcf"
    file.write_text(CARDS)
    return file


def test_cards_are_imported_once_and_the_others_named(run: Run, cards: Path) -> None:
    said = run("contact", "import", str(cards), "--json").json()
    assert (said["read"], said["added"], said["updated"], said["already_there"]) == (4, 3, 0, 0)
    assert len(said["not_understood"]) == 1
    assert "2" in said["not_understood"][0]["place"]
    assert said["not_understood"][0]["reason"]
    again = run("import", "vcard", str(cards), "--json").json()
    assert (again["added"], again["already_there"]) == (0, 3)


def test_an_imported_contact_is_not_placed_until_relation_or_ring_is_set(
    run: Run, cards: Path
) -> None:
    run("contact", "import", str(cards))
    one = contact(run, "Carla", "--private")
    assert (one["relation"], one["ring"], one["cadence_days"], one["source"]) == (
        None,
        None,
        None,
        "vcard",
    )
    assert contact(run, "Clinic")["contact_kind"] == "service"
    assert run("network", "--json").json()["not_placed"][0]["name"] == "Carla"
    assert run("suggest", "--json").json()["people"] == []
    said = run("contact", "edit", "Carla", "--relation", "friend")
    assert "Rhythm: every 90 days." in said.out
    assert contact(run, "Carla")["ring"] == 3


def test_a_changed_card_brings_its_details_and_leaves_an_own_name_alone(
    run: Run, cards: Path
) -> None:
    run("contact", "import", str(cards))
    run("contact", "edit", "Carla", "--name", "C.")
    cards.write_text(CARDS.replace("+34 600", "+34 700"))
    said = run("contact", "import", str(cards), "--json").json()
    assert (said["added"], said["updated"], said["already_there"]) == (0, 1, 2)
    shown = run("contact", "show", "C.", "--private").out
    assert "+34 700" in shown
    assert "+34 600" not in shown


def test_a_whole_import_is_taken_back_at_once(run: Run, cards: Path) -> None:
    run("contact", "import", str(cards))
    assert run("undo", "--json").json()["what"] == "import"
    assert run("contact", "list", "--all", "--json").json()["contacts"] == []


def test_a_dry_run_writes_nothing(run: Run, cards: Path) -> None:
    assert run("contact", "import", str(cards), "--dry-run", "--json").json()["added"] == 3
    assert run("contact", "list", "--json").json()["contacts"] == []


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"no cards here", b"\x00\xff"])
def test_a_file_in_which_nothing_is_understood_is_exit_1_with_the_counts(
    run: Run, tmp_path: Path, data: bytes
) -> None:
    file = tmp_path / "bad.vcf"
    file.write_bytes(data)
    said = run("contact", "import", str(file), "--json")
    assert (said.code, said.error()["code"]) == (1, "nothing_understood")
    assert said.json()["added"] == 0


def test_a_missing_file_is_exit_1(run: Run, tmp_path: Path) -> None:
    assert run("contact", "import", str(tmp_path / "none.vcf")).code == 1
    assert run("contact", "import", str(tmp_path)).code == 1


def test_every_sample_is_imported_or_named_and_a_second_run_adds_nothing(
    run: Run, shared_data: Path
) -> None:
    facts = {
        name: int(count)
        for name, fact, count in (
            line.split("\t")
            for line in (shared_data / "FACTS.tsv").read_text().splitlines()
            if line.startswith("vcard/")
        )
        if fact == "cards"
    }
    for file in sorted((shared_data / "vcard").glob("*.vcf")):
        first = run("contact", "import", str(file), "--json").json()
        total = (
            first["added"]
            + first["updated"]
            + first["already_there"]
            + len(first["not_understood"])
        )
        assert first["read"] == total == facts.get(f"vcard/{file.name}", total), file.name
        second = run("contact", "import", str(file), "--json").json()
        assert (second["added"], second["updated"]) == (0, 0), file.name


def test_a_second_of_the_same_name_is_said(ana: Run) -> None:
    said = ana("contact", "add", "ána", "--relation", "family")
    assert said.code == 0
    assert "There is a Ana already, number 1" in said.err
    assert ana("reached", "Ana").code == 1


def test_a_contact_can_begin_pause_and_end_on_an_earlier_day(ana: Run) -> None:
    ana("contact", "add", "Cleo", "--relation", "friend", "--at", "2026-11-01")
    assert (
        ana("contact", "show", "Cleo", "--json").json()["contacts"][0]["added_on"] == "2026-11-01"
    )
    ana("contact", "pause", "Cleo", "--at", "2026-11-05", "--until", "2026-11-07")
    for day, state in (("2026-11-04", "new"), ("2026-11-06", "paused"), ("2026-11-08", "new")):
        people = ana("network", "--as-of", day, "--json").json()["contacts"]
        assert [one["state"] for one in people if one["name"] == "Cleo"] == [state]
    ana("contact", "end", "Cleo", "--at", "2026-11-10")
    people = ana("network", "--as-of", "2026-11-11", "--json").json()["contacts"]
    assert "Cleo" not in [one["name"] for one in people]
    assert ana("contact", "pause", "Ana", "--at", "2026-12-01").code == 2


def test_a_very_long_number_is_no_contact(ana: Run) -> None:
    said = ana("contact", "show", "9" * 20)
    assert said.code == 1
    assert "9" * 20 in said.err


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz", "lukasz"),
        ("Søren", "soren"),
        ("Siobhán O’Neill", "siobhan o'n"),
        ("Jean-Luc", "jean‑luc"),
        ("Þórður", "thordur"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_a_contact_is_reached_by_its_name_on_any_keyboard(run: Run, name: str, typed: str) -> None:
    assert run("contact", "add", name, "--relation", "friend").code == 0
    assert run("reached", typed, "--json").code == 0
    assert run("reached", typed.upper()).code == 0
    assert run("contact", "show", typed, "--json").json()["contacts"][0]["name"] == name


@pytest.mark.parametrize(
    ("word", "relation", "kept"),
    [
        ("mother", "family", "mother"),
        ("Wife", "partner", "Wife"),
        ("counsellor", "counselor_therapist", "counsellor"),
        ("jefa", "work_school", "jefa"),
        ("Médico", "medical", "Médico"),
        ("my mother-in-law", "family", "my mother-in-law"),
        ("peer in recovery", "peer_in_recovery", None),
        ("friend", "friend", None),
    ],
)
def test_an_everyday_word_for_a_relation_is_taken_and_kept(
    run: Run, word: str, relation: str, kept: str | None
) -> None:
    assert run("contact", "add", "Bo", "--relation", word).code == 0
    (bo,) = run("contact", "list", "--json").json()["contacts"]
    assert (bo["relation"], bo["relation_word"]) == (relation, kept)
    if kept:
        assert f"Bo: {kept}" in run("contact", "list").out
        assert f"Bo, {kept}" in run("network", "--plain").out or kept in run("network").out


def test_another_relation_takes_the_word_for_the_one_before_away(run: Run) -> None:
    run("contact", "add", "Bo", "--relation", "boss")

    def told() -> tuple[str, str | None]:
        (bo,) = run("contact", "show", "Bo", "--json").json()["contacts"]
        return bo["relation"], bo["relation_word"]

    run("contact", "edit", "Bo", "--ring", "1")
    assert told() == ("work_school", "boss")
    run("contact", "edit", "Bo", "--relation", "friend")
    assert told() == ("friend", None)
    run("contact", "edit", "Bo", "--set", "relation=hermana")
    assert told() == ("family", "hermana")
    run("contact", "edit", "Bo", "--relation", "other", "--relation-word", "landlord")
    assert told() == ("other", "landlord")
    run("undo")
    assert told() == ("family", "hermana")


def test_a_word_that_is_not_known_is_refused_with_those_that_are(run: Run) -> None:
    said = run("contact", "add", "Bo", "--relation", "landlord")
    assert said.code == 2
    assert "relation takes one of: partner, family" in said.err


def test_a_contact_is_shown_with_one_fact_a_line(run: Run) -> None:
    broken = "one\n2  Eve: friend\u2028three"
    run("contact", "add", "Bo", "--relation", "friend", "--boundaries", broken, "--note", broken,
        "--language", broken, "--relation-word", broken)  # fmt: skip
    shown = run("contact", "show", "Bo").out
    assert "note: one ↵ 2  Eve" not in shown  # a run of spaces is one
    assert "note: one ↵ 2 Eve: friend ↵ three" in shown
    assert "boundaries: one ↵ 2 Eve: friend ↵ three" in shown
    assert not [line for line in shown.splitlines() if line.startswith("2 ")]
    assert run("contact", "show", "Bo", "--json").json()["contacts"][0]["note"] == broken
