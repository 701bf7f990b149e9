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
        ("die Preisliste bis Ende des Monats", MINE, "Die Preisliste", "2026-10-31"),
        ("das Muster am 3. Dezember", MINE, "Das Muster", "2026-12-03"),
        ("call her tomorrow", MINE, "Call her", "2026-10-14"),
        ("her Monday notes", MINE, "Her Monday notes", ""),
        ("She'll look at the drawings by Friday", THEIRS, "Look at the drawings", "2026-10-16"),
        ("I said I would look at his CV by Monday", MINE, "Look at his CV", "2026-10-19"),
        ("Ich habe ihm das Angebot bis Freitag versprochen", MINE, "Das Angebot", "2026-10-16"),
        ("Ich habe versprochen, das Angebot bis Freitag zu schicken", MINE,
         "Das Angebot schicken", "2026-10-16"),
        ("Er hat mir die Liste bis Ende des Monats versprochen", THEIRS, "Die Liste",
         "2026-10-31"),
        ("Er will mir bis Freitag zwei Namen nennen", THEIRS, "Zwei Namen nennen", "2026-10-16"),
        ("Him: the contract", THEIRS, "The contract", ""),
        ("ich: Angebot bis Freitag", MINE, "Angebot", "2026-10-16"),
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
    assert [one.person for one in read(told_of, "Oskar: a call", clock)] == [told_of.people[1].id]
    assert read(told_of, " \n ", clock) == []
    lines = read(told_of, "the deck by Friday; he owes me a name\nthe contract by Monday", clock)
    assert [(one.direction, one.text, one.due) for one in lines] == [
        (MINE, "The deck", "2026-10-16"), (THEIRS, "A name", ""),
        (THEIRS, "The contract", "2026-10-19"),
    ]  # fmt: skip


def test_a_deed_says_for_whom_it_is_whatever_the_row_before_says(
    told_of: About, clock: Clock
) -> None:
    (mine,) = read(told_of, "send him the drawings", clock, direction=THEIRS)
    (theirs,) = read(told_of, "send me the drawings", clock, direction=MINE)
    assert (mine.direction, theirs.direction) == (MINE, THEIRS)


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
        ";;; ; the deck",
        "İzmir: İ",
        "versprochen",
        "Er hat versprochen",
    )
    for line in lines:
        kept = read(told_of, line, clock)
        assert kept
        assert all(one.text.strip() for one in kept)
