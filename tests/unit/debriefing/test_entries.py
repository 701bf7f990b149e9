"""What a line of the promises means: whose it is, what, and by when."""

from __future__ import annotations

from datetime import datetime

import pytest

from planner import debriefing
from planner.debriefing import About, Promise
from planner.domain.followups import Direction
from planner.store import Store
from tests.conftest import Clock
from tests.samples import add, planned

MINE, THEIRS = Direction.I_OWE, Direction.THEY_OWE


@pytest.fixture
def told_of(store: Store) -> About:
    daniel = add(store, "Daniel Okafor", given="Daniel")
    oskar = add(store, "Oskar Lind", given="Oskar")
    return debriefing.about(store, planned(store, daniel, oskar).id)


def read(told_of: About, line: str, clock: Clock, **more: Direction) -> list[Promise]:
    now: datetime = clock().astimezone()
    return list(debriefing.understood(told_of, line, now=now, **more))


@pytest.mark.parametrize(
    ("line", "whose", "text", "due"),
    [
        ("Oskar’s number, by Friday", MINE, "Oskar’s number", "2026-10-16"),
        ("the revised offer", MINE, "The revised offer", ""),
        ("I'll send him the offer by Friday", MINE, "Send the offer", "2026-10-16"),
        ("I owe the revised offer by Friday", MINE, "The revised offer", "2026-10-16"),
        ("He sends me three conditions until 27 October", THEIRS, "Send three conditions",
         "2026-10-27"),
        ("Daniel owes me two names by Friday", THEIRS, "Two names", "2026-10-16"),
        ("they owe the contract, in two weeks", THEIRS, "The contract", "2026-10-27"),
        ("He owes me the list, in zwei Wochen", THEIRS, "The list", "2026-10-27"),
        ("Er schickt mir die Liste in zwei Wochen", THEIRS, "Die Liste schicken", "2026-10-27"),
        ("Ich schicke ihm das Angebot bis Freitag", MINE, "Das Angebot schicken", "2026-10-16"),
        ("Oskars Nummer, bis nächsten Montag", MINE, "Oskars Nummer", "2026-10-19"),
        ("tomorrow", MINE, "Tomorrow", "2026-10-14"),
        ("<b>#read</b> ?!", MINE, "<b>#read</b> ?!", ""),
    ],
)  # fmt: skip
def test_a_line_is_understood(
    told_of: About, clock: Clock, line: str, whose: Direction, text: str, due: str
) -> None:
    (promise,) = read(told_of, line, clock)
    assert (promise.direction, promise.text, promise.due) == (whose, text, due)
    assert promise.person == told_of.lead.id


def test_a_line_may_say_several_and_of_whom(told_of: About, clock: Clock) -> None:
    both = read(told_of, "Oskar owes me a call by Monday", clock)
    assert [one.person for one in both] == [told_of.people[1].id]
    assert [one.direction for one in read(told_of, "the deck", clock, direction=THEIRS)] == [THEIRS]
    assert read(told_of, " \n ", clock) == []


def test_no_line_is_lost_and_none_raises(told_of: About, clock: Clock) -> None:
    lines = (
        "I",
        "he",
        "?",
        "by Friday by Monday",
        "x" * 5_000,
        "\u202e\u200f",
        "Daniel",
        "😀" * 50,
    )
    for line in lines:
        kept = read(told_of, line, clock)
        assert kept
        assert all(one.text.strip() for one in kept)
