"""`planner meeting …` with what scripts and slips of the fingers hand it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from planner.domain.objectives import AskStatus
from planner.store import Store
from tests.e2e.conftest import Answer, Planner

OneLine = Callable[[Answer, int], str]
Plan = Callable[..., Answer]

SPECIFIC = (
    "--kind", "ask", "--statement", "Ask her to sign off clause 9 of the bakery lease",
    "--why", "she wrote the lease and signs for the building", "--outcome", "clause 9 is signed",
)  # fmt: skip


@pytest.fixture
def ana(planner: Planner) -> str:
    return str(planner("person", "add", "Ana Ruiz", "--json").json["uid"])


@pytest.fixture
def plan(planner: Planner, ana: str) -> Plan:
    """`plan("--minutes", "40")`: a meeting with Ana that the gate lets through."""

    def run(*options: str, at: str = "2036-12-01T10:00", zone: str = "Europe/Lisbon") -> Answer:
        return planner(
            "meeting", "plan", "--with", ana, *SPECIFIC, "--at", at, "--zone", zone, *options
        )

    return run


@pytest.mark.parametrize("at", ["2036-12-01T10:00", "2036-12-01T10:00+00:00"])
def test_a_zone_that_nobody_knows_is_refused_whatever_the_time_brings(
    planner: Planner, plan: Plan, one_line: OneLine, at: str
) -> None:
    assert "Mars/Base is not a known time zone" in one_line(plan(at=at, zone="Mars/Base"), 1)
    assert planner("meeting", "list", "--json").json == []
    planned = plan("--json").json
    moved = planner("meeting", "move", str(planned["id"]), "--at", at, "--zone", "Mars/Base")
    assert "Mars/Base" in one_line(moved, 1)
    assert planner("meeting", "list", "--json").json[0]["zone"] == "Europe/Lisbon"


@pytest.mark.parametrize("zone", ["localtime", "right/Europe/Lisbon", "posixrules", "../etc"])
def test_a_zone_that_other_computers_do_not_have_is_refused(
    plan: Plan, one_line: OneLine, zone: str
) -> None:
    assert f"{zone} is not a known time zone" in one_line(plan(zone=zone), 1)


@pytest.mark.parametrize(
    ("at", "zone"), [("2036-12-01T10:00", "Mars/Base"), ("0001-01-01T00:30", "America/New_York")]
)
def test_a_meeting_from_elsewhere_is_told_whatever_its_zone(
    planner: Planner, plan: Plan, tmp_path: Path, at: str, zone: str
) -> None:
    meeting = str(plan("--json").json["id"])
    with Store.open(tmp_path / "data" / "default.planner", None) as store:
        from planner.domain.meetings import to_utc

        store.meetings.move(int(meeting), to_utc(at, "UTC"), zone)
    assert planner("meeting", "show", meeting, "--json").json["at"] == f"{at}:00+00:00"
    assert planner("meeting", "list").status == 0
    moved = planner("meeting", "move", meeting, "--at", "2036-12-02T10:00+00:00", "--json")
    assert moved.status == 0


def test_a_time_that_comes_twice_is_asked_about(
    planner: Planner, plan: Plan, one_line: OneLine
) -> None:
    line = one_line(plan(at="2036-10-26T01:30"), 1)
    for way in ("2036-10-26T01:30:00+01:00", "2036-10-26T01:30:00+00:00"):
        assert way in line
        assert plan("--json", at=way).json["at"] == way
    assert len(planner("meeting", "list", "--json").json) == 2
    assert "comes twice" in one_line(planner("meeting", "move", "1", "--at", "2036-10-26T01:30"), 1)


def test_a_time_that_has_passed_or_is_taken_is_told(planner: Planner, plan: Plan) -> None:
    past = plan(at="2020-12-01T10:00")
    assert past.status == 0
    assert "that time has passed" in past.err
    assert plan().err == ""
    assert "meeting 2" in plan(at="2036-12-01T10:20").err
    assert plan(at="2036-12-01T11:00").err == ""
    assert "meeting 3" in planner("meeting", "move", "4", "--at", "2036-12-01T10:40").err
    assert "meeting 2" not in planner("meeting", "move", "2", "--at", "2036-12-01T09:00").err


def test_everybody_named_is_met_once_and_i_am_no_guest(
    planner: Planner, plan: Plan, ana: str, one_line: OneLine
) -> None:
    bea = planner("person", "add", "Bea Lind", "--json").json["uid"]
    met = plan("--with", bea, ana, "--with", "me", "--json").json["with"]
    assert [one["uid"] for one in met] == [ana, bea]
    alone = planner("meeting", "plan", "--with", "me", *SPECIFIC, "--at", "2036-12-01T10:00")
    assert "needs somebody to meet" in one_line(alone, 1)
    assert len(planner("meeting", "list", "--json").json) == 1


@pytest.mark.parametrize("ask", ["0", "9"])
def test_an_ask_that_is_not_there_is_named(plan: Plan, one_line: OneLine, ask: str) -> None:
    assert f"there is no ask {ask}" in one_line(plan("--ask", ask), 1)


def test_an_ask_that_has_ended_is_told(planner: Planner, plan: Plan, tmp_path: Path) -> None:
    planner("objective", "add", "Find a pilot")
    planner("ask", "add", "1", "Introduce us to the buyer at Nordhafen Foods", "--kind", "advice")
    assert plan("--ask", "1").err == ""
    with Store.open(tmp_path / "data" / "default.planner", None) as store:
        store.objectives.save_ask(replace(store.objectives.ask(1), status=AskStatus.GRANTED))
    moved = planner("meeting", "move", "1", "--at", "2036-12-02T10:00")
    assert moved.err == "ask 1, which the meeting serves, has ended\n"
    assert "(granted)" in planner("objective", "show", "1").out
    with Store.open(tmp_path / "data" / "default.planner", None) as store:
        store.objectives.delete_ask(1)
    assert planner("meeting", "move", "1", "--at", "2036-12-03T10:00").err == ""
    assert planner("meeting", "show", "1", "--json").json["purpose"]["ask"] is None


def test_lists_reach_to_the_end_of_all_time(
    planner: Planner, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan()
    for days in (("--to", "9999-12-31"), ("--from", "0001-01-01"),
                 ("--from", "0001-01-01", "--to", "9999-12-31")):  # fmt: skip
        assert len(planner("meeting", "list", *days, "--json").json) == 1
    assert planner("meeting", "list", "--from", "9999-12-31", "--json").json == []
    assert planner("meeting", "list", "--to", "0001-01-01", "--json").json == []


def test_many_meetings_at_one_time_are_told_in_a_line(planner: Planner, plan: Plan) -> None:
    last = [plan() for _ in range(7)][-1]
    assert last.err == "at the same time as meeting 1, 2, 3, 4, 5, …; move one of them\n"
