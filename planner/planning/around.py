"""Who is met: what stands open between us, what is worth remembering, and what I could bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.domain import giving
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import TO_COME, Feeling, Meeting
from planner.domain.objectives import AskStatus
from planner.domain.people import ME, Fact, FactKind, PersonRow, Standing, split_name
from planner.domain.person_pages import HistoryItem, NamedIn
from planner.store import Store

LIVE_ASKS = (AskStatus.OPEN, AskStatus.IN_PROGRESS)
"""Asks that somebody can still help with."""
_PRESENTS = 4
_DRAINED = 3
"""So many draining talks in a row are worth a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody who is met. `first` is what one calls them.

    `i_owe` and `they_owe` are open promises, soonest first; `late` is what I owe past its day, and
    `asked` what they were asked for already (each with its day, or empty), `zone` an IANA name.
    """

    row: PersonRow
    first: str
    zone: str
    last_contact: datetime | None
    last: HistoryItem | None
    i_owe: tuple[FollowUp, ...]
    they_owe: tuple[FollowUp, ...]
    facts: tuple[Fact, ...]
    named_in: tuple[NamedIn, ...]
    meets: datetime | None = None
    """When they are met next, as far as that has its date."""
    meets_zone: str = ""
    why_connected: str = ""
    late: tuple[str, str] | None = None
    asked: tuple[str, str] | None = None
    drained: bool = False
    """The latest three talks of which that was told were draining."""

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def wished(self) -> bool:
        return self.row.standing is Standing.WISHED

    def says(self, *kinds: FactKind) -> tuple[str, ...]:
        return tuple(fact.text for fact in self.facts if fact.kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Something to bring: a need of theirs and what meets it, mine or through `helper`."""

    to: int
    need: str
    offer: str
    helper: int = 0
    helper_name: str = ""


def companions(
    store: Store, people: Sequence[int], now: datetime, *, besides: int = 0
) -> tuple[Companion, ...]:
    """Those of these people who are there, in their order; `besides` is the meeting in the making,
    which is no other one."""
    with store.daily.one_moment():
        late = store.support.owed_late(list(people))
        asked = store.support.asked_already(list(people))
        return tuple(
            _companion(
                store, row, late.get(row.id), asked.get(row.id), _next(store, row.id, now, besides)
            )
            for row in store.people.rows(list(people))
        )


def _companion(
    store: Store,
    row: PersonRow,
    late: tuple[str, str] | None,
    asked: tuple[str, str] | None,
    coming: Meeting | None,
) -> Companion:
    page = store.people.pages.get(row.id)
    person = page.person
    first = person.given or split_name(row.name)[0] or row.name
    return Companion(
        row=row,
        first=" ".join(first.split())[:60],
        zone=person.zone,
        last_contact=page.last_contact,
        last=page.history.items[0] if page.history.items else None,
        i_owe=_of(page.promises, Direction.I_OWE),
        they_owe=_of(page.promises, Direction.THEY_OWE),
        facts=person.facts,
        named_in=tuple(one for one in page.named_in if one.ask_status in LIVE_ASKS),
        meets=coming.starts_at if coming else None,
        meets_zone=coming.zone if coming else "",
        why_connected=person.why_connected,
        late=late,
        asked=asked,
        drained=store.interactions.felt_with(row.id, _DRAINED) == [Feeling.DRAINED] * _DRAINED,
    )


def _next(store: Store, person: int, now: datetime, besides: int) -> Meeting | None:
    """The next meeting with somebody that has its date."""
    for one in store.meetings.with_person(person):
        coming = one.status in TO_COME and one.starts_at is not None and one.starts_at > now
        if coming and one.id != besides:
            return one
    return None


def _of(promises: Iterable[FollowUp], direction: Direction) -> tuple[FollowUp, ...]:
    return tuple(one for one in promises if one.direction is direction)


def presents(store: Store, people: Iterable[int]) -> tuple[Present, ...]:
    """What these people need and I or somebody I know can help with, my own things first."""
    wanted = set(people)
    needs = [one for one in store.daily.recorded(FactKind.NEEDS) if one.person in wanted]
    if not needs:
        return ()
    me = store.people.id_of(ME)
    offers = store.daily.recorded(FactKind.CAN_HELP_WITH)
    found = [one for one in giving.matches(needs, offers) if one.offer.person not in wanted]
    found.sort(key=lambda one: one.offer.person != me)
    best = list({one.offer.id: one for one in reversed(found)}.values())[::-1][:_PRESENTS]
    rows = store.people.rows(sorted({one.offer.person for one in best}))
    names = {row.id: row.name for row in rows}
    return tuple(
        Present(
            to=one.need.person,
            need=one.need.text,
            offer=one.offer.text,
            helper=0 if one.offer.person == me else one.offer.person,
            helper_name="" if one.offer.person == me else names.get(one.offer.person, ""),
        )
        for one in best
    )
