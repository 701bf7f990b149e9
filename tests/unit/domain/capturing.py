"""What quick capture understood, written so that a table of sentences can be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from planner.domain.capture import (
    FactItem,
    FollowUpItem,
    Known,
    KnownPerson,
    NoteItem,
    PersonItem,
    TalkItem,
    Understood,
    understand,
)
from planner.domain.capture_tongue import without_umlauts
from planner.domain.people import Standing
from planner.store import fold

NOW = datetime(2026, 10, 14, 15, 0, tzinfo=UTC)
"""A Wednesday."""

PEOPLE = (
    *("Petra Lind", "Tomás Vega", "Kenji Mori", "Amélie Roux", "Samuel Okoye", "Lotte Vermeer"),
    *("Marcus Hale", "Daniel Brandt", "Ingrid Solberg", "Jonas Weber", "Jonas Keller"),
)


def known(name: str) -> tuple[KnownPerson, ...]:
    """The people whose given, family or full name this is; there are two called Jonas."""
    low = name.casefold()
    return tuple(
        KnownPerson(id=number, name=person)
        for number, person in enumerate(PEOPLE, 1)
        if low in (person.casefold(), *person.casefold().split())
    )


def known_among(people: Sequence[str]) -> Known:
    """Answers a name with those of these people who are called so, also typed without umlauts."""

    def named(name: str) -> tuple[KnownPerson, ...]:
        return tuple(
            KnownPerson(id=number, name=person)
            for number, person in enumerate(people, 1)
            if set(_plain(name).split()) <= set(_plain(person).split())
        )

    return named


def _plain(name: str) -> str:
    return fold(without_umlauts(name))


def told(
    text: str, language: str | None = None, *, now: datetime = NOW, known: Known = known
) -> list[str]:
    """A line for each item that was understood."""
    capture = understand(text, now=now, known=known, language=language)
    return [_line(item) for item in capture.items]


def _line(item: Understood) -> str:
    match item:
        case FollowUpItem():
            due = f" {item.due:%a %d %b}" if item.due else ""
            return f"{item.direction} {item.who.name}{due}: {item.text}"
        case TalkItem():
            people = " & ".join(who.name for who in item.people)
            return f"{item.channel} {people} {item.day:%a %d %b}: {item.summary}"
        case PersonItem():
            start = "new" if item.standing is Standing.KNOWN else "wished"
            employer = f" ({item.organisation})" if item.organisation else ""
            met = f", met {item.how_met!r}" if item.how_met else ""
            note = f": {item.note}" if item.note else ""
            return f"{start} {item.name}{employer}{met}{note}"
        case FactItem():
            return f"{item.who.name} {item.kind}: {item.text}"
        case NoteItem():
            return f"note: {item.text}"
