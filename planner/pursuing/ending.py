"""Ending with care: what an ask or an objective that ends makes needless, and letting go of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.followups import Direction
from planner.domain.objectives import Ask, AskStatus, Objective, ObjectiveStatus
from planner.store import Store

ENDS = frozenset({ObjectiveStatus.ACHIEVED, ObjectiveStatus.DROPPED})
ASK_ENDS = frozenset({AskStatus.GRANTED, AskStatus.DECLINED, AskStatus.WITHDRAWN})


class MootKind(StrEnum):
    FOLLOW_UP = "follow-up"
    INTRODUCTION = "introduction"
    MEETING = "meeting"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class MootItem:
    """Something that is needless once an ask or objective has ended.

    `person` is whom to write to (who connects, of an introduction; `target` is whom to). `what` is
    the recorded text. `asked` says that they know of it already, so that a courteous word is due;
    without it nothing needs to be sent. `suggested` is False for what I promised: a promise stays
    one unless the person decides otherwise.
    """

    kind: MootKind
    id: int
    person: int
    name: str
    what: str
    asked: bool
    suggested: bool = True
    direction: Direction | None = None
    target: int = 0
    target_name: str = ""
    others: tuple[str, ...] = ()
    at: datetime | None = None
    zone: str = ""
    due: str = ""

    @property
    def key(self) -> tuple[MootKind, int]:
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Moot:
    """What becomes needless: planned meetings, introductions, follow-ups, then drafts."""

    items: tuple[MootItem, ...]

    def __bool__(self) -> bool:
        return bool(self.items)


def moot(store: Store, ending: Objective | Ask) -> Moot:
    """What an ask, or an objective with its asks, makes needless by ending. Changes nothing."""
    raise NotImplementedError


def end(
    store: Store, objective: int, status: ObjectiveStatus, drop: Iterable[MootItem] = ()
) -> Objective:
    """End an objective (achieved or dropped), and let go of the ticked items, in one step."""
    raise NotImplementedError


def end_ask(store: Store, ask: int, status: AskStatus, drop: Iterable[MootItem] = ()) -> Ask:
    """End an ask (granted, declined or withdrawn) the same way."""
    raise NotImplementedError
