"""The gate by command: texts reviewed line by line, meetings planned only when it opens."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Answer, Planner

SPECIFIC = (
    "--kind", "ask", "--statement", "Ask her to sign off clause 9 of the bakery lease",
    "--why", "she wrote the lease and signs for the building", "--outcome", "clause 9 is signed",
)  # fmt: skip
VAGUE = (
    "--kind", "ask", "--statement", "pick your brain about business development",
    "--why", "very well connected", "--outcome", "A good conversation",
)  # fmt: skip
AT = ("--at", "2026-12-01T10:00", "--zone", "Europe/Lisbon")


@pytest.fixture
def ana(planner: Planner) -> str:
    return str(planner("person", "add", "Ana Ruiz", "--json").json["uid"])


def _review(planner: Planner, monkeypatch: pytest.MonkeyPatch, *lines: str) -> Answer:
    stdin = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode("utf-8", "surrogatepass")))
    monkeypatch.setattr(sys, "stdin", stdin)
    return planner("review")


def test_each_line_is_answered_with_what_it_held(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "pick your brain about business development"
    row: dict[str, object] = {"id": 7, "field": "statement", "kind": "ask", "person": "Ana, buyer",
           "text": text, "mine": [1]}  # fmt: skip
    said = _review(planner, monkeypatch, json.dumps(row), "", '{"text": "taught me to weld",'
                   ' "field": "why", "kind": "learn"}')  # fmt: skip
    assert said.status == 0
    vague, specific = said.lines
    assert row.items() <= vague.items()
    assert (vague["specific"], vague["missing"], vague["language"]) == (
        False, ["act", "object"], "en",
    )  # fmt: skip
    assert [text[s["start"] : s["end"]] for s in vague["spans"]] == [
        "pick your brain", "business development",
    ]  # fmt: skip
    assert {s["verdict"] for s in vague["spans"]} == {"vague"}
    assert len(vague["suggestions"]) == 2
    assert specific["specific"]
    assert specific["suggestions"] == []


def test_a_broken_line_is_named_and_the_others_are_answered(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _review(
        planner, monkeypatch, "{", '{"text": "hello"}', "[]", '{"text": 1}',
        '{"text": "x", "field": "who"}', '{"text": "x", "kind": "sell"}', "[" * 100_000,
        '{"text": "\\ud800 \\u0000"}',
    )  # fmt: skip
    assert said.status == 1
    assert [row["text"] for row in said.lines] == ["hello", "\ud800 \0"]
    named = [line.split(":")[1].strip() for line in said.err.splitlines()]
    assert named == ["line 1", "line 3", "line 4", "line 5", "line 6", "line 7"]


def test_a_specific_meeting_is_planned_with_its_review(planner: Planner, ana: str) -> None:
    said = planner("meeting", "plan", "--with", ana, *SPECIFIC, *AT, "--json")
    assert said.status == 0, said.err
    assert said.json["status"] == "planned"
    assert said.json["review"]["passed"] is True
    assert said.json["at"] == "2026-12-01T10:00:00+00:00"
    shown = planner("meeting", "show", str(said.json["id"]), "--json").json
    assert (shown["status"], shown["review"]["passed"]) == ("planned", True)


def test_a_vague_meeting_stays_a_draft_and_says_which_words(planner: Planner, ana: str) -> None:
    said = planner("meeting", "plan", "--with", ana, *VAGUE, *AT)
    assert (said.status, said.out) == (1, "")
    for words in ("“pick your brain”", "“business development”", "“well connected”"):
        assert words in said.err
    assert said.err.splitlines()[-1].startswith("planner: the gate is still closed; meeting 1")
    kept = planner("meeting", "list", "--json").json
    assert [(m["status"], m["purpose"]["outcome"]) for m in kept] == [
        ("draft", "A good conversation")
    ]


def test_quoted_words_cannot_steer_a_terminal(planner: Planner, ana: str) -> None:
    vague = ("--statement", "catch\x1b[2J up", *VAGUE[4:])
    said = planner("meeting", "plan", "--with", ana, "--kind", "ask", *vague, *AT)
    assert said.status == 1
    assert "\x1b" not in said.err


def test_no_meeting_is_planned_for_an_ask_that_is_too_open(planner: Planner, ana: str) -> None:
    planner("objective", "add", "Find a pilot")
    too_open = planner("ask", "add", "1", "Help with marketing", "--kind", "advice", "--json").json
    assert too_open["ready"] is False
    assert "“marketing”" in too_open["suggestions"][0]
    said = planner("meeting", "plan", "--with", ana, *SPECIFIC, *AT, "--ask", "1")
    assert said.status == 1
    assert "ask 1 is still too open" in said.err
    ready = planner(
        "ask", "add", "1", "Introduce us to the buyer at Nordhafen Foods", "--kind", "introduction"
    )
    assert "ready to ask" in ready.out
    assert planner("meeting", "plan", "--with", ana, *SPECIFIC, *AT, "--ask", "2").status == 0
    assert "(still too open)" in planner("objective", "show", "1").out


def test_words_can_be_pointed_at_by_command(planner: Planner, ana: str) -> None:
    plan = ("meeting", "plan", "--with", ana, *SPECIFIC[:2], "--statement",
            "the Ilhavo tide tables, as ever", *SPECIFIC[4:], *AT)  # fmt: skip
    assert planner(*plan).status == 1
    assert planner(*plan, "--act", "tide tables").status == 0
    assert planner(*plan, "--act", "words that are not there").status == 1


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--at", "2026-03-29T01:30", "--zone", "Europe/Lisbon"), 1),
        (("--at", "soon"), 1),
        (("--at", "2026-12-01T10:00", "--zone", "Mars/Base"), 1),
        (("--at", "2026-12-01T10:00", "--minutes", "0"), 1),
        (("--at", "2026-12-01T10:00", "--ask", "9"), 1),
        (("--at", "2026-12-01T10:00", "--kind", "sell"), 2),
    ],
)
def test_what_cannot_be_planned_is_said_and_nothing_is_kept(
    planner: Planner, ana: str, options: tuple[str, ...], status: int
) -> None:
    said = planner("meeting", "plan", "--with", ana, *SPECIFIC, *options)
    assert (said.status, said.err.count("\n")) == (status, 1)
    assert planner("meeting", "list", "--json").json == []


def test_raw_sql_cannot_plan_a_vague_draft(planner: Planner, ana: str, tmp_path: Path) -> None:
    planner("meeting", "plan", "--with", ana, *VAGUE, *AT)
    file = tmp_path / "data" / "default.planner"
    raw = sqlite3.connect(file)
    for sql in (
        "UPDATE meeting SET status = 'planned'",
        "INSERT INTO meeting (uid, status, starts_at) VALUES ('x', 'planned', '2026-12-01')",
    ):
        with pytest.raises(sqlite3.DatabaseError, match="the gate is closed"):
            raw.execute(sql)
    raw.close()
