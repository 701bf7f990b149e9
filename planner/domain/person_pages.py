"""One person with everything around them, as their page shows it: a snapshot, read at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from planner.domain.followups import FollowUp
from planner.domain.meetings import Answer, Channel, MeetingFormat, MeetingStatus, PurposeKind
from planner.domain.objectives import AskStatus, ObjectiveStatus
from planner.domain.people import Circle, Fact, FactKind, Person, Standing
from planner.domain.people_lists import NextStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody by name, where more is not needed."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An acquaintance of the person, and what that rests on."""

    id: int
    name: str
    organisation: str
    standing: Standing
    circle: Circle | None
    strength: int
    kind: str
    how: str
    since: str
    edge: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryItem:
    """Something that happened with the person: a talk, or a held meeting without one.

    `interaction` is 0 for a held meeting of which no talk was kept. `channel` is None there.
    `statement` and `purpose` are what the meeting was for. `others` took part too.
    """

    at: datetime
    interaction: int = 0
    meeting: int = 0
    channel: Channel | None = None
    format: MeetingFormat | None = None
    summary: str = ""
    fun: str = ""
    answer: Answer | None = None
    statement: str = ""
    purpose: PurposeKind | None = None
    others: tuple[Named, ...] = ()


HistoryPlace: TypeAlias = tuple[str, int, int]
"""Where a page of the history ended; opaque to everybody but the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Newest first; `more` is what to ask for the next page with, None at the end."""

    items: tuple[HistoryItem, ...]
    more: HistoryPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingMeeting:
    """A meeting to come or to find another day for, soonest first, then drafts without a date."""

    id: int
    starts_at: datetime | None
    zone: str
    minutes: int
    place: str
    link: str
    format: MeetingFormat | None
    status: MeetingStatus
    statement: str
    purpose: PurposeKind | None
    others: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIn:
    """An ask of mine in which the person is one of three names."""

    objective: int
    objective_title: str
    objective_status: ObjectiveStatus
    ask: int
    ask_text: str
    ask_status: AskStatus
    rank: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetail:
    """A person's page. Promises are open follow-ups, soonest first; `history` is its first page.

    `imported` says whether a file brought the person; `merged` who else they were once.
    """

    person: Person
    last_contact: datetime | None
    next_step: NextStep | None
    has_photo: bool
    met_through: Named | None
    promises: tuple[FollowUp, ...]
    coming: tuple[ComingMeeting, ...]
    history: HistoryPage
    acquaintances: tuple[Known, ...]
    named_in: tuple[NamedIn, ...]
    imported: bool = False
    merged: tuple[str, ...] = ()

    def facts(self, kind: FactKind) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.person.facts if fact.kind is kind)
