"""The commands of COMMANDS.md, called as scripts call them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.cli.session import Session
from planner.store import Store
from tests.e2e.conftest import Answer, Planner

OneLine = Callable[[Answer, int], str]


def _add(planner: Planner, name: str, *options: str) -> str:
    return str(planner("person", "add", name, *options, "--json").json["uid"])


def test_a_person_is_added_and_found_as_typed(planner: Planner) -> None:
    added = planner(
        "person", "add", "Łukasz Øye", "--email", "l.oye@fjord.example", "--email",
        "l.oye@fjord.example ", "--phone", "+47 40 00 00 01", "--org", " Fjord\nPumps",
        "--title", "Buyer",
        "--circle", "active", "--json",
    ).json  # fmt: skip
    assert added["organisation"] == "Fjord Pumps"
    assert added["emails"] == ["l.oye@fjord.example"]
    for query in ("lukasz", "oye luk", "fjord", "l.oye@fj", "40000001", "jord"):
        assert [row["uid"] for row in planner("people", query, "--json").lines] == [added["uid"]]
    assert added == planner("people", "--json").lines[0]
    assert set(added) == {
        "uid", "name", "organisation", "title", "emails", "phones", "circle", "standing", "tags",
        "last_contact",
    }  # fmt: skip


def test_last_contact_is_derived_from_what_was_logged(planner: Planner) -> None:
    uid = _add(planner, "Ana Ruiz")
    assert planner("people", "--json").lines[0]["last_contact"] is None
    planner("log", uid, "Talked about frost", "--at", "2026-01-05T10:00:00+00:00")
    planner("log", uid, "Wrote", "--at", "2025-12-01T10:00:00+00:00", "--channel", "email")
    assert planner("people", "--json").lines[0]["last_contact"] == "2026-01-05T10:00:00+00:00"


def test_a_talk_that_is_still_to_come_is_told(planner: Planner) -> None:
    uid = _add(planner, "Ana Ruiz")
    assert planner("log", uid, "Talked", "--at", "2020-01-05T10:00").err == ""
    early = planner("log", uid, "Talked", "--at", "2096-01-05T10:00", "--json")
    assert early.status == 0
    assert "still to come" in early.err


def test_an_ask_takes_three_names_and_no_fourth(planner: Planner, one_line: OneLine) -> None:
    uids = [_add(planner, name) for name in ("Ana", "Bea", "Cem", "Dov")]
    objective = planner(
        "objective", "add", "Find a pilot", "--why", "We guess", "--done-when", "One signs",
        "--by", "2026-12-15", "--json",
    ).json  # fmt: skip
    names = [word for uid in uids[:3] for word in ("--name", uid)]
    ask = planner(
        "ask", "add", str(objective["id"]), "Which utility tests in winter?", "--kind", "advice",
        *names, "--json",
    ).json  # fmt: skip
    assert [name["uid"] for name in ask["names"]] == uids[:3]
    refused = planner(
        "ask", "add", str(objective["id"]), "Too many", "--kind", "advice", *names, "--name",
        uids[3], "--json",
    )  # fmt: skip
    assert "three" in one_line(refused, 1)
    shown = planner("objective", "show", str(objective["id"]), "--json").json
    assert [kept["text"] for kept in shown["asks"]] == ["Which utility tests in winter?"]
    assert planner("objective", "list", "--json").json == [shown]


def test_warm_paths_lead_through_the_people_recorded(planner: Planner) -> None:
    lotte, ingrid = _add(planner, "Lotte"), _add(planner, "Ingrid", "--wished")
    edge = planner("acquaint", "me", lotte, "--strength", "3", "--how", "friends", "--json").json
    assert edge["people"] == ["me", lotte]
    planner("acquaint", ingrid, lotte, "--strength", "2", "--how", "they sail")
    assert planner("paths", ingrid, "--json").json == [
        {"people": ["me", lotte, ingrid], "strength": 2, "facts": ["friends", "they sail"]}
    ]


def test_a_follow_up_is_promised_snoozed_and_kept(planner: Planner) -> None:
    uid = _add(planner, "Petra")
    made = planner(
        "followup", "add", uid, "Two names", "--direction", "they-owe", "--due", "2026-10-16",
        "--json",
    ).json  # fmt: skip
    assert (made["person"], made["direction"], made["due"]) == (uid, "they-owe", "2026-10-16")
    assert planner("followup", "list", "--due", "2026-10-15", "--json").json == []
    number = str(made["id"])
    snoozed = planner("followup", "snooze", number, "2026-10-20", "--json").json
    assert snoozed["snoozed_until"] == "2026-10-20"
    assert planner("followup", "list", "--due", "2026-10-16", "--json").json == []
    assert len(planner("followup", "list", "--due", "2026-10-20", "--json").json) == 1
    assert planner("followup", "done", number, "--json").json["status"] == "done"
    assert planner("followup", "list", "--json").json == []


def test_what_is_done_is_done_once_and_rests_no_more(
    planner: Planner, one_line: OneLine, tmp_path: Path
) -> None:
    uid = _add(planner, "Petra")
    planner("followup", "add", uid, "Call", "--direction", "i-owe", "--due", "2026-10-16")
    with Store.open(tmp_path / "data" / "default.planner", None) as store:
        store.followups.save(replace(store.followups.get(1), repeats="FREQ=DAILY"))
    done = planner("followup", "done", "1", "--json").json
    assert planner("followup", "done", "1", "--json").json == done
    assert len(planner("followup", "list", "--json").json) == 1
    rested = planner("followup", "snooze", "1", "2030-01-01")
    assert "not open any more" in one_line(rested, 1)


def test_a_reminder_is_shown_once(planner: Planner) -> None:
    uid = _add(planner, "Petra")
    planner("followup", "add", uid, "Call", "--direction", "i-owe", "--due", "2026-10-16")
    assert planner("remind", "--now", "2026-10-15T12:00:00+00:00", "--json").lines == []
    (reminder,) = planner("remind", "--now", "2026-10-17T12:00:00+00:00", "--json").lines
    assert reminder["text"] == "Call"
    assert planner("remind", "--now", "2026-10-18T12:00:00+00:00", "--json").lines == []


def test_a_backup_restores_what_was_there(planner: Planner, tmp_path: Path) -> None:
    _add(planner, "Ana")
    backup = tmp_path / "copy.planner"
    assert planner("backup", "-o", backup).status == 0
    _add(planner, "Bea")
    restored = planner("restore", backup, "--json")
    assert restored.status == 0
    assert Path(restored.json["replaced"]).exists()
    assert [row["name"] for row in planner("people", "--json").lines] == ["Ana"]
    assert planner("check", "--json").json == {"ok": True, "problems": []}


def test_two_profiles_keep_separate_files(planner: Planner) -> None:
    planner("--profile", "choir", "person", "add", "Ana")
    assert planner("people", "--json").lines == []
    assert len(planner("--profile", "choir", "people", "--json").lines) == 1


@pytest.mark.parametrize(
    ("call", "status", "word"),
    [
        (["objective", "add", "X", "--by", "2026-02-30"], 2, "2026-02-30"),
        (["people", "--limit", "many"], 2, "many"),
        (["nonsense"], 2, "nonsense"),
        (["person", "add", "  "], 1, "name"),
        (["followup", "add", "nobody", "x", "--direction", "i-owe", "--due", "2026-01-01"], 1,
         "nobody"),
        (["log", "nobody", "x"], 1, "nobody"),
        (["log", "me", "x", "--at", "2026-02-30T10:00"], 1, "2026-02-30"),
        (["acquaint", "me", "me"], 1, "own"),
        (["paths", "nobody"], 1, "nobody"),
        (["objective", "show", "7"], 1, "7"),
        (["ask", "add", "7", "x", "--kind", "advice"], 1, "7"),
        (["meeting", "show", "7"], 1, "7"),
        (["import"], 2, "file"),
        (["import", "--undo", "7"], 1, "7"),
        (["import", "x.csv", "--map", "Name"], 2, "COLUMN=FIELD"),
        (["restore", "missing.planner"], 1, "missing.planner"),
        (["export", "people.doc"], 2, "people.doc"),
        (["--profile", "../x", "people"], 1, "profile"),
        (["remind", "--now", "noon"], 1, "noon"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(
    planner: Planner, one_line: OneLine, call: list[str], status: int, word: str
) -> None:
    assert word in one_line(planner(*call), status)


def test_names_that_no_terminal_takes_are_kept_and_shown_tame(planner: Planner) -> None:
    name = "Zoë \x1b[31m\u202eRed\udcff"
    assert planner("person", "add", name).status == 0
    shown = planner("people", "zo").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_second_instance_is_refused_and_reading_goes_on(
    planner: Planner, one_line: OneLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner import store

    _add(planner, "Ana")
    monkeypatch.setattr(store, "_PATIENCE", 0.0)
    with Store.open(tmp_path / "data" / "default.planner", None):
        assert "open" in one_line(planner("person", "add", "Bea"), 1)
        assert len(planner("people", "--json").lines) == 1
    assert planner("person", "add", "Bea").status == 0


def test_a_file_that_is_gone_is_no_fresh_start(
    planner: Planner, one_line: OneLine, tmp_path: Path
) -> None:
    _add(planner, "Ana")
    file = tmp_path / "data" / "default.planner"
    file.rename(tmp_path / "elsewhere")
    assert "restore" in one_line(planner("people"), 1)
    assert not file.exists()
    file.write_bytes(b"")
    assert "restore" in one_line(planner("person", "add", "Bea"), 1)
    assert file.read_bytes() == b""


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (["meeting", "plan"], "es fehlt noch: --with"),
        (["meeting", "hold", "x"], "'x' ist keine ganze Zahl"),
        (["meeting", "list", "--to", "x"], "'x' ist kein Datum"),
        (["meeting", "list", "--to"], "--to braucht eine Angabe"),
        (["meeting", "sell"], "'sell' gibt es nicht"),
        (["acquaint", "me", "me", "--strength", "x"], "'x' ist keine ganze Zahl"),
        (["people", "--json=7"], "nimmt keinen Wert"),
        (["people", "--colour", "\x1b[31m\nred"], "das ist unbekannt: --colour"),
        (["demo", "--out", ""], "ein leerer Name"),
        (["nonsense"], "'nonsense' gibt es nicht"),
        (["--demo", "people"], "lass den Befehl weg"),
        (["people", "--" + "x" * 100_000], "siehe: planner --help"),
    ],
)
def test_wrong_usage_is_said_in_the_language_asked_for(
    planner: Planner, one_line: OneLine, call: list[str], word: str
) -> None:
    for language in (["--lang", "de"], ["--lang=de"]):
        line = one_line(planner(*language, *call), 2)
        assert word in line
        assert len(line) < 1000
        assert line.rstrip("\n").isprintable()
    assert "see: planner" in one_line(planner("--lang", "en", *call), 2)


def test_the_hour_of_a_talk_that_came_twice_is_asked_about(
    planner: Planner, one_line: OneLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = _add(planner, "Ana Ruiz")
    monkeypatch.setattr(Session, "zone", "Europe/Lisbon")
    line = one_line(planner("log", uid, "Talked", "--at", "2025-10-26T01:30"), 1)
    for way in ("2025-10-26T01:30:00+01:00", "2025-10-26T01:30:00+00:00"):
        assert way in line
        assert planner("log", uid, "Talked", "--at", way).status == 0
