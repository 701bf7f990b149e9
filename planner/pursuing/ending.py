"""Ending with care: what an ask or an objective that ends makes needless, and letting go of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUpStatus
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import TO_COME, MeetingStatus
from planner.domain.objectives import Ask, AskStatus, MeetingLine, Objective, ObjectiveStatus
from planner.domain.people import ME
from planner.store import Store

ENDS = frozenset({ObjectiveStatus.ACHIEVED, ObjectiveStatus.DROPPED})
ASK_ENDS = frozenset({AskStatus.GRANTED, AskStatus.DECLINED, AskStatus.WITHDRAWN})

_TOLD = frozenset({MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED})


class MootKind(StrEnum):
    MEETING = "meeting"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow-up"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class MootItem:
    """Something that is needless once an ask or an objective has ended.

    `person` is whom to write to: who connects, of an introduction, to `target`. `what` is the
    recorded text, `others` who else is in a meeting, `ask` what it serves (0 of follow-ups).
    `asked` says that they know of it, so that a courteous word is due; without it nothing needs to
    be sent. `suggested` is False for what I promised: a promise stays one unless I decide
    otherwise.
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
    ask: int = 0

    @property
    def key(self) -> tuple[MootKind, int]:
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Moot:
    """What becomes needless: planned meetings, introductions, follow-ups, then drafts."""

    items: tuple[MootItem, ...]

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def suggested(self) -> tuple[MootItem, ...]:
        """What is ticked unless the person unticks it."""
        return tuple(item for item in self.items if item.suggested)


def moot(store: Store, ending: Objective | Ask) -> Moot:
    """What an ask, or an objective with its asks, makes needless by ending. Changes nothing."""
    asks = [ending.id] if isinstance(ending, Ask) else [ask.id for ask in ending.asks]
    meetings = store.support.meetings_for(asks)
    return Moot(
        (
            *(_meeting(one, MootKind.MEETING) for one in meetings if one.status in TO_COME),
            *_introductions(store, store.introductions.pending(asks)),
            *_follow_ups(store, meetings),
            *(_meeting(m, MootKind.DRAFT) for m in meetings if m.status is MeetingStatus.DRAFT),
        )
    )


def end(
    store: Store, objective: int, status: ObjectiveStatus, drop: Iterable[MootItem] = ()
) -> Objective:
    """End an objective (achieved or dropped) and let go of the ticked items, in one step.

    What is not ticked stays, and so does what is not needless any more.
    """
    kept = store.objectives.get(objective)
    if status not in ENDS:
        raise RuleError("an objective ends by being achieved or dropped; nothing was changed")
    with store.together("end", kept.title):
        _let_go(store, kept, drop)
        return store.objectives.save(replace(store.objectives.get(objective), status=status))


def end_ask(store: Store, ask: int, status: AskStatus, drop: Iterable[MootItem] = ()) -> Ask:
    """End an ask (granted, declined or withdrawn) the same way."""
    kept = store.objectives.ask(ask)
    if status not in ASK_ENDS:
        raise RuleError("an ask ends by being granted, declined or withdrawn; nothing was changed")
    with store.together("end", kept.text):
        _let_go(store, kept, drop)
        return store.objectives.edit_ask(ask, status=status)


def _meeting(line: MeetingLine, kind: MootKind) -> MootItem:
    (person, name), *others = line.people
    return MootItem(
        kind=kind,
        id=line.id,
        person=person,
        name=name,
        what=line.statement,
        asked=line.status in _TOLD,
        others=tuple(other for _, other in others),
        at=line.starts_at,
        zone=line.zone,
        ask=line.ask,
    )


def _introductions(store: Store, pending: Iterable[Introduction]) -> Iterable[MootItem]:
    """Who connects is to be written to; where that is me, who was to be introduced."""
    me = store.people.id_of(ME)
    for one in pending:
        person = one.source if one.connector == me else one.connector
        names = {row.id: row.name for row in store.people.rows([person, one.target])}
        sent = [message for message in one.messages if message.sent_at]
        yield MootItem(
            kind=MootKind.INTRODUCTION,
            id=one.id,
            person=person,
            name=names[person],
            what=next((message.text for message in (*sent, *one.messages)), ""),
            asked=one.status is not IntroductionStatus.IDEA or bool(sent),
            target=one.target,
            target_name=names[one.target],
            ask=one.ask or 0,
        )


def _follow_ups(store: Store, meetings: Iterable[MeetingLine]) -> Iterable[MootItem]:
    found = store.support.follow_ups_from([meeting.id for meeting in meetings])
    names = {row.id: row.name for row in store.people.rows([one.person for one in found])}
    for one in found:
        yield MootItem(
            kind=MootKind.FOLLOW_UP,
            id=one.id,
            person=one.person,
            name=names[one.person],
            what=one.text,
            asked=one.direction is not Direction.REACH_OUT,
            suggested=one.direction is not Direction.I_OWE,
            direction=one.direction,
            due=one.due,
        )


def _let_go(store: Store, ending: Objective | Ask, drop: Iterable[MootItem]) -> None:
    needless = {item.key for item in moot(store, ending).items}
    for kind, number in dict.fromkeys(item.key for item in drop):
        if (kind, number) not in needless:
            continue
        if kind is MootKind.MEETING:
            store.meetings.set_status(number, MeetingStatus.CANCELLED)
        elif kind is MootKind.DRAFT:
            store.meetings.delete(number)
        elif kind is MootKind.INTRODUCTION:
            introduction = store.introductions.get(number)
            store.introductions.save(replace(introduction, status=IntroductionStatus.DECLINED))
        else:
            follow_up = store.followups.get(number)
            store.followups.save(replace(follow_up, status=FollowUpStatus.DROPPED))
