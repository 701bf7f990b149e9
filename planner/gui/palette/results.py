"""What the command palette finds for a few letters, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.domain.objectives import ObjectiveStatus
from planner.domain.people import Standing

if TYPE_CHECKING:
    from planner.store import Store

PEOPLE_SHOWN, OTHERS_SHOWN = 7, 4
FEW = 3
"""Where fewer people are found, those with names spelt much like it are looked for as well."""
_SENTENCE = 40
_AROUND = timedelta(days=120)
"""Meetings are looked for so far back and ahead; older ones stand in a person's history."""


class Kind(StrEnum):
    PERSON = "person"
    OBJECTIVE = "objective"
    MEETING = "meeting"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Result:
    """Something to go to. `id` is the record's, or the place of an action among the given."""

    kind: Kind
    id: int
    title: str
    detail: str = ""
    uid: str = ""
    wished: bool = False
    at: datetime | None = None


def score(query: str, text: str) -> int:
    """How well some letters fit a text: 0 not at all, more for whole words and beginnings.

    Letters may be left out between ("plm" finds "Plan a meeting"), as long as their order holds.
    """
    query, text = query.casefold().strip(), text.casefold()
    if not query:
        return 1
    if text.startswith(query):
        return 1000 - len(text)
    place = text.find(query)
    if place >= 0:
        begins_word = not text[place - 1].isalnum()
        return (700 if begins_word else 500) - place
    if len(text) > _SENTENCE:
        return 0  # in a long sentence any few letters follow each other somewhere
    found, gaps, last = 0, 0, -1
    for letter in query.replace(" ", ""):
        found = text.find(letter, last + 1)
        if found < 0:
            return 0
        gaps += found - last - 1 if last >= 0 else min(found, 3)
        last = found
    return max(0, 300 - 12 * gaps)


def found(store: Store, query: str, actions: Sequence[str], now: datetime) -> list[Result]:
    """People, objectives, meetings and actions for a query; without one, the actions alone."""
    doing = _ranked(
        query,
        ((a, Result(Kind.ACTION, i, a)) for i, a in enumerate(actions)),
        OTHERS_SHOWN if query.strip() else len(actions),
    )
    if not query.strip():
        return doing
    return [
        *people(store, store.people.find(query, PEOPLE_SHOWN)),
        *_plans(store, query, now),
        *doing,
    ]


def people(store: Store, ids: Sequence[int]) -> list[Result]:
    """These people as results."""
    return [
        Result(
            Kind.PERSON,
            row.id,
            row.name,
            ", ".join(filter(None, (row.title, row.organisation))),
            row.uid,
            row.standing is Standing.WISHED,
        )
        for row in store.people.rows(list(ids))
    ]


def _plans(store: Store, query: str, now: datetime) -> list[Result]:
    lines = [line for line in store.objectives.lines() if line.status in _LIVE]
    goals = ((line.title, Result(Kind.OBJECTIVE, line.id, line.title)) for line in lines)
    meetings = (
        (
            meeting.purpose.statement,
            Result(Kind.MEETING, meeting.id, meeting.purpose.statement, at=meeting.starts_at),
        )
        for meeting in store.meetings.between(now - _AROUND, now + _AROUND)
        if meeting.purpose is not None
    )
    return [
        *_ranked(query, goals, OTHERS_SHOWN),
        *_ranked(query, meetings, OTHERS_SHOWN),
    ]


_LIVE = frozenset({ObjectiveStatus.ACTIVE, ObjectiveStatus.PAUSED})


def _ranked(query: str, candidates: Iterable[tuple[str, Result]], limit: int) -> list[Result]:
    scored = [(score(query, text), result) for text, result in candidates]
    best = sorted((one for one in scored if one[0]), key=lambda one: -one[0])
    return [result for _, result in best[:limit]]
