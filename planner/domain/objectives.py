"""Objectives, the asks that serve them, and the three names that bring one step closer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict, TypeVar

from planner.domain.errors import RuleError
from planner.domain.meetings import MeetingStatus

NAMES_PER_ASK = 3


class ObjectiveStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


class AskKind(StrEnum):
    INTRODUCTION = "introduction"
    ADVICE = "advice"
    FEEDBACK = "feedback"
    DECISION = "decision"
    RESOURCE = "resource"
    COLLABORATION = "collaboration"


class AskStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OBJECTIVE_STEPS: Mapping[ObjectiveStatus, frozenset[ObjectiveStatus]] = {
    ObjectiveStatus.ACTIVE: frozenset(set(ObjectiveStatus) - {ObjectiveStatus.ACTIVE}),
    ObjectiveStatus.PAUSED: frozenset({ObjectiveStatus.ACTIVE, ObjectiveStatus.DROPPED}),
    ObjectiveStatus.ACHIEVED: frozenset({ObjectiveStatus.ACTIVE}),
    ObjectiveStatus.DROPPED: frozenset({ObjectiveStatus.ACTIVE}),
}

ASK_STEPS: Mapping[AskStatus, frozenset[AskStatus]] = {
    AskStatus.OPEN: frozenset(set(AskStatus) - {AskStatus.OPEN}),
    AskStatus.IN_PROGRESS: frozenset(set(AskStatus) - {AskStatus.IN_PROGRESS}),
    AskStatus.GRANTED: frozenset({AskStatus.OPEN}),
    AskStatus.DECLINED: frozenset({AskStatus.OPEN, AskStatus.WITHDRAWN}),
    AskStatus.WITHDRAWN: frozenset({AskStatus.OPEN}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One of the three people who would help with an ask, known or wished."""

    person: int
    rank: int
    why: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One specific need of an objective. `by` is an ISO date or empty."""

    objective: int
    kind: AskKind
    text: str
    done_when: str = ""
    by: str = ""
    status: AskStatus = AskStatus.OPEN
    names: tuple[Name, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveLine:
    """An objective as lists show it, without its asks."""

    id: int
    title: str
    by: str
    status: ObjectiveStatus
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting as the page of an objective shows it. `people` are ids and names."""

    id: int
    people: tuple[tuple[int, str], ...]
    starts_at: datetime | None
    zone: str
    minutes: int
    status: MeetingStatus
    statement: str
    ask: int


class AskFields(TypedDict, total=False):
    """What of an ask is edited in its place."""

    kind: AskKind
    text: str
    done_when: str
    by: str
    status: AskStatus


class ObjectiveFields(TypedDict, total=False):
    """What of an objective is edited in its place; its status goes by steps of their own."""

    title: str
    why: str
    done_when: str
    by: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What I work towards. `by` is an ISO date or empty."""

    title: str
    why: str = ""
    done_when: str = ""
    by: str = ""
    status: ObjectiveStatus = ObjectiveStatus.ACTIVE
    colour: str = ""
    asks: tuple[Ask, ...] = ()
    id: int = 0


S = TypeVar("S", bound=StrEnum)


def check_step(steps: Mapping[S, frozenset[S]], now: S, then: S, what: str) -> S:
    """Return `then` when the step is allowed (staying is), else raise RuleError."""
    if then is not now and then not in steps[now]:
        raise RuleError("{what} that is {now} cannot become {then}", what=what, now=now, then=then)
    return then


def check_day(text: str) -> str:
    """An ISO date as kept, or empty; raises RuleError for a day that does not exist."""
    try:
        if not text or date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise RuleError("{day} is not a date; write it like 2026-12-01", day=text)


def check_objective(objective: Objective) -> Objective:
    if not objective.title.strip():
        raise RuleError("an objective needs a title; nothing was kept")
    check_day(objective.by)
    return objective


def check_ask(ask: Ask) -> Ask:
    """Return the ask when it may be kept: with a text and at most three different names."""
    if not ask.text.strip():
        raise RuleError("an ask needs a text; nothing was kept")
    check_day(ask.by)
    check_names(ask.names)
    return ask


def put(names: tuple[Name, ...], name: Name) -> tuple[Name, ...]:
    """The names with this one at its place; it takes the place of whoever was there.

    Somebody named already moves there, and who was there takes the place that is left.
    """
    before = next((one for one in names if one.person == name.person), None)
    there = next((one for one in names if one.rank == name.rank), None)
    others = [one for one in names if one not in (before, there)]
    if before is not None:
        name = replace(name, why=name.why or before.why)
        if there is not None and there is not before:
            others.append(replace(there, rank=before.rank))
    return in_order([*others, name])


def moved(names: tuple[Name, ...], rank: int, to: int) -> tuple[Name, ...]:
    """The names with the one at a place at another; two that meet change places."""
    places = {rank: to, to: rank}
    return in_order(replace(name, rank=places.get(name.rank, name.rank)) for name in names)


def in_order(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(names, key=lambda name: name.rank))


def free_place(names: tuple[Name, ...]) -> int:
    """The first place nobody has; RuleError when three are named already."""
    taken = {name.rank for name in names}
    for rank in range(1, NAMES_PER_ASK + 1):
        if rank not in taken:
            return rank
    raise RuleError("an ask names three people at most; choose the three who would help most")


def check_names(names: tuple[Name, ...]) -> None:
    """Raise RuleError unless these are at most three different people with different ranks."""
    if len(names) > NAMES_PER_ASK:
        raise RuleError("an ask names three people at most; choose the three who would help most")
    if len({name.person for name in names}) < len(names):
        raise RuleError("the same person is named twice; name somebody else")
    if len({name.rank for name in names}) < len(names):
        raise RuleError("two names have the same place; give each its own")
    if any(not 1 <= name.rank <= NAMES_PER_ASK for name in names):
        raise RuleError("the places of names are 1, 2 and 3")
