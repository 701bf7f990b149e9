"""A day to look at, and what may be due on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.daybook import closer, today
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import (
    Fact,
    FactKind,
)
from planner.domain.today import Step, Today
from planner.store import Store

LISBON = ZoneInfo("Europe/Lisbon")
NOW = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)
DAY = date(2026, 10, 13)


def look(store: Store, now: datetime = NOW) -> Today:
    return today(store, now, LISBON)


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def owe(
    store: Store, person: int, days: int | None = None, direction: Direction = Direction.I_OWE
) -> FollowUp:
    due = "" if days is None else (DAY + timedelta(days=days)).isoformat()
    text = f"What was promised for day {days}"
    return store.followups.add(FollowUp(person=person, text=text, direction=direction, due=due))


def talk(store: Store, person: int, days: float, summary: str = "Talked") -> None:
    when = NOW - timedelta(days=days)
    store.interactions.add(
        Interaction(people=(person,), at=when, channel=Channel.CALL, summary=summary)
    )


def needs(text: str) -> tuple[Fact, ...]:
    return (Fact(kind=FactKind.NEEDS, text=text),)


def helps(text: str) -> tuple[Fact, ...]:
    return (Fact(kind=FactKind.CAN_HELP_WITH, text=text),)


def steps(store: Store, now: datetime = NOW) -> tuple[Step, ...]:
    return closer(store, AcquaintanceGraph(store.people.path_columns()), now, LISBON)


def wish_for(store: Store, person: int) -> None:
    """An open ask that names this person."""
    names = (Name(person=person, rank=1, why="She built three."),)
    ask = Ask(objective=0, kind=AskKind.ADVICE, text="Which pier holds?", names=names)
    store.objectives.add(Objective(title="Build a pier", asks=(ask,)))


@dataclass(frozen=True)
class Pier:
    """Lena, who is wished for, and two whom I know and who know her."""

    lena: int
    ana: int
    ben: int
