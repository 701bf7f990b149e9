"""What there is to ask about a meeting: who was met, what was asked, who brought us together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.errors import NotFoundError
from planner.domain.introductions import IntroductionStatus
from planner.domain.meetings import TO_COME, Meeting, MeetingStatus, PurposeKind
from planner.domain.objectives import NAMES_PER_ASK, Ask, AskStatus
from planner.domain.people import ME, PersonRow, Standing, split_name
from planner.pursuing import MootItem, MootKind, moot
from planner.store import Store

_WANTING = frozenset({PurposeKind.ASK, PurposeKind.LEARN})
LIVE = frozenset({AskStatus.OPEN, AskStatus.IN_PROGRESS})
_BROUGHT_TOGETHER = frozenset(
    {IntroductionStatus.AGREED, IntroductionStatus.MADE, IntroductionStatus.MET}
)


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who was met; `first` is what one calls them."""

    row: PersonRow
    first: str

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def wished(self) -> bool:
        return self.row.standing is Standing.WISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A meeting to be told of. `introducers` brought us together and have not heard what came of
    it; `introductions` are those that have come to their end with it."""

    meeting: Meeting
    people: tuple[Met, ...]
    ask: Ask | None
    introducers: tuple[Met, ...] = ()
    introductions: tuple[int, ...] = ()

    @property
    def lead(self) -> Met:
        return self.people[0]

    @property
    def open_ask(self) -> Ask | None:
        """The ask, while an answer can still change it."""
        return self.ask if self.ask and self.ask.status in LIVE else None

    @property
    def wanted(self) -> bool:
        """Whether there was something to get: what was asked for or was to be learnt.

        Of a gift, a thanks or a reunion nobody is asked what they got.
        """
        purpose = self.meeting.purpose
        return self.ask is not None or (purpose is not None and purpose.kind in _WANTING)

    @property
    def free_places(self) -> int:
        """For how many names the ask still has room."""
        return NAMES_PER_ASK - len(self.open_ask.names) if self.open_ask else 0

    @property
    def held(self) -> bool:
        """It was told of already."""
        return self.meeting.status is MeetingStatus.HELD


def about(store: Store, meeting: int) -> About:
    """What to ask of a meeting. Raises NotFoundError where it or everybody of it is gone."""
    one = store.meetings.get(meeting)
    people = tuple(_met(row, store) for row in store.people.rows(list(one.people)))
    if not people:
        raise NotFoundError("there is nobody left of meeting {id}; nothing was changed", id=meeting)
    ask = None
    if one.purpose and one.purpose.ask:
        ask = store.objectives.ask(one.purpose.ask)
    introducers, introductions = _brought_together(store, one, people)
    return About(
        meeting=one,
        people=people,
        ask=ask,
        introducers=introducers,
        introductions=introductions,
    )


def waits(store: Store, meeting: int, now: datetime) -> bool:
    """Whether it is over and nobody has said how it went; False where it is gone."""
    try:
        one = store.meetings.get(meeting)
    except NotFoundError:
        return False
    return one.status in TO_COME and one.ends_at is not None and one.ends_at <= now


def moot_with(store: Store, told_of: About) -> tuple[MootItem, ...]:
    """What becomes needless when the ask is granted, but for the meeting itself."""
    if told_of.open_ask is None:
        return ()
    own = (MootKind.MEETING, told_of.meeting.id)
    return tuple(item for item in moot(store, told_of.open_ask).items if item.key != own)


def _met(row: PersonRow, store: Store) -> Met:
    given = store.people.get(row.id).given
    first = given or split_name(row.name)[0] or row.name
    return Met(row, " ".join(first[:200].split())[:60])


def _brought_together(
    store: Store, meeting: Meeting, people: tuple[Met, ...]
) -> tuple[tuple[Met, ...], tuple[int, ...]]:
    """Who brought me together with these people and has heard nothing since the meeting began."""
    me = store.people.id_of(ME)
    connectors: list[int] = []
    ended: list[int] = []
    for one in people:
        for introduction in store.introductions.between(me, one.id):
            if introduction.status in _BROUGHT_TOGETHER and introduction.connector != me:
                connectors.append(introduction.connector)
                if introduction.status is IntroductionStatus.MADE:
                    ended.append(introduction.id)
        through = store.people.get(one.id).met_through
        if through and through != me and _is_first(store, one.id, meeting):
            connectors.append(through)
    met = {one.id for one in people}
    since = meeting.starts_at
    untold = [
        row
        for row in store.people.rows(list(dict.fromkeys(connectors)))
        if row.id not in met and not _has_heard(row, since)
    ]
    return tuple(_met(row, store) for row in untold), tuple(ended)


def _is_first(store: Store, person: int, meeting: Meeting) -> bool:
    return not any(
        one.status is MeetingStatus.HELD and one.id != meeting.id
        for one in store.meetings.with_person(person)
    )


def _has_heard(row: PersonRow, since: datetime | None) -> bool:
    if since is None or not row.last_contact:
        return False
    return datetime.fromisoformat(row.last_contact) > since
