"""`planner pdf brief`: from an empty folder to a page that another program reads."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import Answer, Planner
from tests.unit.papers.reading import facts_of, words_of

OneLine = Callable[[Answer, int], str]
STATEMENT = "Ask Petra to name two buyers of frost sensors in the Douro valley"
WHY = "She sold irrigation to forty growers there"


@pytest.fixture
def meeting(planner: Planner) -> str:
    uid = planner("person", "add", "Petra Vogel", "--org", "Rega Lda", "--json").json["uid"]
    planner("log", uid, "Talked about her goats", "--at", "2026-01-05T10:00:00+00:00")
    planned = planner(
        "meeting", "plan", "--with", uid, "--kind", "ask", "--statement", STATEMENT, "--why", WHY,
        "--outcome", "Two names with a phone number by Friday", "--give", "A sensor to keep",
        "--at", "2036-12-02T10:00", "--zone", "Europe/Lisbon", "--place", "Café Arcada", "--json",
    )  # fmt: skip
    return str(planned.json["id"])


def test_a_brief_is_one_tagged_page_with_all_of_it(
    planner: Planner, meeting: str, tmp_path: Path
) -> None:
    file = tmp_path / "brief.pdf"
    told = planner("pdf", "brief", meeting, "-o", file, "--json").json
    assert told == {"file": str(file), "pages": 1, "bytes": file.stat().st_size}
    facts = facts_of(file)
    assert (facts["Pages"], facts["Tagged"]) == ("1", "yes")
    assert facts["Title"] == "Meeting brief: Petra Vogel"
    assert "A4" in facts["Page size"]
    said = words_of(file)
    for text in (STATEMENT, WHY, "A sensor to keep", "Café Arcada", "goats", "10:00 to 10:25"):
        assert text in said
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


def test_the_twin_to_share_tells_nothing_private(
    planner: Planner, meeting: str, tmp_path: Path
) -> None:
    file = tmp_path / "brief.pdf"
    answer = planner("pdf", "brief", meeting, "-o", file, "--share", "--paper", "letter")
    assert answer.out == f"Written: {file}\n"
    said = words_of(file)
    assert "letter" in facts_of(file)["Page size"]
    assert STATEMENT in said
    assert WHY not in said
    assert "goats" not in said
    assert WHY.encode() not in file.read_bytes()


def test_a_character_without_a_font_is_told_and_the_paper_is_there(
    planner: Planner, tmp_path: Path
) -> None:
    uid = planner("person", "add", "Petra \U0010fffd", "--json").json["uid"]
    meeting = planner(
        "meeting", "plan", "--with", uid, "--kind", "ask", "--statement", STATEMENT, "--why", WHY,
        "--outcome", "Two names by Friday", "--at", "2036-12-02T10:00", "--zone", "UTC", "--json",
    ).json["id"]  # fmt: skip
    file = tmp_path / "brief.pdf"
    answer = planner("pdf", "brief", str(meeting), "-o", file)
    assert answer.status == 0
    assert "Some characters are in no font here" in answer.err
    assert facts_of(file)["Pages"] == "1"


def test_what_cannot_be_done_is_one_line(
    planner: Planner, meeting: str, tmp_path: Path, one_line: OneLine
) -> None:
    file = tmp_path / "no such folder" / "brief.pdf"
    assert "choose another folder" in one_line(planner("pdf", "brief", meeting, "-o", file), 1)
    there = tmp_path / "brief.pdf"
    assert "no meeting 99" in one_line(planner("pdf", "brief", "99", "-o", there), 1)
    assert not there.exists()
