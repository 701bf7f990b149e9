"""Honest reasons to meet somebody, found in the records: each is a fact, none is a guess."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.giving import shared
from planner.domain.objectives import ObjectiveStatus
from planner.domain.people import FactKind
from planner.planning.around import LIVE_ASKS, Companion, presents
from planner.store import Store

MOST = 6
_CAN = (FactKind.CAN_HELP_WITH, FactKind.WORKS_ON)


class GroundKind(StrEnum):
    I_PROMISED = "I promised"
    THEY_PROMISED = "they promised"
    NEED = "need"
    """They need `text`; I have, or `other` can help with, `more`."""
    ASK = "ask"
    """They could help with the ask `text`: what the records say is `more`."""
    NAMED = "named"
    """They are one of the names of the ask `text`; `more` is why."""
    LAST_TIME = "last time"
    """`text` is what we spoke of at `at`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    kind: GroundKind
    person: int
    text: str
    more: str = ""
    ask: int | None = None
    other: str = ""
    at: datetime | None = None


def grounds(store: Store, people: Sequence[Companion]) -> tuple[Ground, ...]:
    """Up to `MOST` reasons, what was promised first, then what could be asked and given."""
    found: list[Ground] = []
    for one in people:
        found += [
            Ground(kind=GroundKind.I_PROMISED, person=one.id, text=promise.text)
            for promise in one.i_owe[:2]
        ]
    found += _asks(store, people)
    found += [
        Ground(
            kind=GroundKind.NEED,
            person=gift.to,
            text=gift.need,
            more=gift.offer,
            other=gift.helper_name,
        )
        for gift in presents(store, [one.id for one in people])[:2]
    ]
    for one in people:
        found += [
            Ground(kind=GroundKind.THEY_PROMISED, person=one.id, text=promise.text)
            for promise in one.they_owe[:1]
        ]
        if one.last and one.last.summary.strip():
            talk = one.last
            found.append(
                Ground(kind=GroundKind.LAST_TIME, person=one.id, text=talk.summary, at=talk.at)
            )
    return tuple(found[:MOST])


def _asks(store: Store, people: Iterable[Companion]) -> list[Ground]:
    live = [
        (objective, ask)
        for objective in store.objectives.all()
        if objective.status is ObjectiveStatus.ACTIVE
        for ask in objective.asks
        if ask.status in LIVE_ASKS
    ]
    found: list[tuple[int, Ground]] = []
    for one in people:
        names = {named.ask: named for named in one.named_in}
        for _, ask in live:
            if ask.id in names:
                why = names[ask.id].why
                found.append(
                    (
                        100,
                        Ground(
                            kind=GroundKind.NAMED,
                            person=one.id,
                            text=ask.text,
                            more=why,
                            ask=ask.id,
                        ),
                    )
                )
                continue
            found += [
                (
                    weight,
                    Ground(
                        kind=GroundKind.ASK, person=one.id, text=ask.text, more=fact, ask=ask.id
                    ),
                )
                for weight, fact in _bearing(one, ask.text)
            ]
    found.sort(key=lambda pair: -pair[0])
    best: dict[tuple[int, int | None], Ground] = {}
    for _, ground in found:
        best.setdefault((ground.person, ground.ask), ground)
    return list(best.values())[:3]


def _bearing(one: Companion, ask: str) -> Iterator[tuple[int, str]]:
    """What the records say of somebody that has to do with an ask."""
    for text in (*one.says(*_CAN), one.row.title, one.why_connected):
        common = len(shared(text, ask)) if text else 0
        if common:
            yield common, text
