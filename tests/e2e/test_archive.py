"""Everything out and in again: an archive brings a file back as it was."""

from __future__ import annotations

import json
from pathlib import Path

from planner import assets
from tests.e2e.conftest import Planner


def test_the_demo_network_comes_out_as_it_went_in(planner: Planner, tmp_path: Path) -> None:
    network = assets.path("demo", "network.json")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    report = planner("import", network, "--json", folder="one").json
    assert report["skipped"] == []
    planner("export", first, folder="one")
    planner("import", first, folder="two")
    planner("export", second, folder="two")
    assert first.read_text("utf-8") == second.read_text("utf-8")
    archive = json.loads(first.read_text("utf-8"))
    source = json.loads(network.read_text("utf-8"))
    for talk in archive["interactions"]:
        assert talk.pop("uid")
    for section in source:
        if section not in ("format", "version", "meetings", "reminders"):
            assert archive[section] == source[section], section
    assert planner("check", "--json", folder="two").json["ok"]


def test_our_own_calendar_brings_nothing_twice(planner: Planner, tmp_path: Path) -> None:
    planner("import", assets.path("demo", "network.json"))
    planner("export", tmp_path / "mine.ics")
    again = planner("import", tmp_path / "mine.ics", "--json").json
    assert again["created"] == 0
    assert again["duplicates"] > 40


def test_the_same_archive_again_adds_nothing(planner: Planner, tmp_path: Path) -> None:
    network = assets.path("demo", "network.json")
    planner("import", network)
    planner("export", tmp_path / "before.json")
    again = planner("import", network, "--json").json
    assert (again["created"], again["updated"], again["skipped"]) == (0, 0, [])
    planner("export", tmp_path / "after.json")
    assert (tmp_path / "before.json").read_bytes() == (tmp_path / "after.json").read_bytes()


def test_an_archive_is_taken_back_whole(planner: Planner, tmp_path: Path) -> None:
    planner("people")
    planner("export", tmp_path / "before.json")
    run = planner("import", assets.path("demo", "network.json"), "--json").json["run"]
    planner("import", "--undo", str(run))
    planner("export", tmp_path / "after.json")
    before, after = (
        json.loads((tmp_path / name).read_bytes()) for name in ("before.json", "after.json")
    )
    # Taking an edit back is an edit as well.
    before["people"][0].pop("updated_at")
    after["people"][0].pop("updated_at")
    assert before == after


def test_no_archive_brings_a_meeting_past_the_gate(planner: Planner, tmp_path: Path) -> None:
    forged = tmp_path / "forged.json"
    meeting = {
        "id": 1, "uid": "m1", "people": [1], "starts_at": "2026-12-01T10:00:00Z",
        "status": "planned", "purpose": {"kind": "ask", "statement": "chat"},
    }  # fmt: skip
    people = [{"id": 1, "uid": "ana", "display_name": "Ana"}]
    forged.write_text(
        json.dumps({"format": "on-purpose", "version": 1, "people": people, "meetings": [meeting]})
    )
    report = planner("import", forged, "--json").json
    assert report["warnings"]
    (kept,) = planner("meeting", "list", "--json").json
    assert kept["status"] == "draft"


def test_a_record_that_breaks_a_rule_is_named_and_the_others_come_in(
    planner: Planner, tmp_path: Path
) -> None:
    file = tmp_path / "mixed.json"
    rows = [
        '{"id": 1, "uid": "ana", "display_name": "Ana"}',
        '{"id": 2, "uid": "bad", "display_name": ""}',
        '{"id": 3, "uid": "bea", "display_name": "Bea", "birthday": "1980-02-30"}',
    ]
    text = '{"format": "on-purpose", "version": 1,\n"people": [\n' + ",\n".join(rows)
    edges = '],\n"acquaintances": [\n{"id": 1, "a": 1, "b": 1},\n{"id": 2, "a": 1, "b": 3}\n]\n}\n'
    file.write_text(text + edges)
    report = planner("import", file, "--json").json
    assert report["created"] == 1
    assert [bad["line"] for bad in report["skipped"]] == [4, 5, 7, 8]


def test_a_calendar_brings_the_past_as_talks_and_the_future_as_drafts(
    planner: Planner, tmp_path: Path
) -> None:
    calendar = tmp_path / "work.ics"
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20200101T000000Z\r\nDTSTART:{start}T100000Z\r\n"
        f"DTEND:{start}T103000Z\r\nSUMMARY:{title}\r\nORGANIZER:mailto:me@own.example\r\n"
        f"ATTENDEE;CN=Ana Ruiz:mailto:ana@x.example\r\nEND:VEVENT\r\n"
        for uid, start, title in (("a", "20240105", "Frost"), ("b", "20990105", "Thaw"))
    )
    calendar.write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x\r\n"
        + events.encode()
        + b"END:VCALENDAR\r\n"
    )
    planner("import", calendar)
    people = planner("people", "--json").lines
    assert "ana@x.example" in [row["emails"][0] for row in people]
    ana = next(row for row in people if row["emails"] == ["ana@x.example"])
    assert ana["last_contact"] == "2024-01-05T10:00:00+00:00"
    (draft,) = planner("meeting", "list", "--json").json
    assert (draft["status"], draft["purpose"]["statement"]) == ("draft", "Thaw")
    again = planner("import", calendar, "--json").json
    assert (again["created"], again["duplicates"]) == (0, 2)
