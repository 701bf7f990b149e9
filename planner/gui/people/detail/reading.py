"""Reading one person with everything around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.followups import FollowUpStatus
from planner.domain.meetings import TO_COME, MeetingStatus
from planner.domain.people import full_name
from planner.domain.person_pages import (
    ComingMeeting,
    HistoryItem,
    HistoryPage,
    HistoryPlace,
    Known,
    Named,
    PersonDetail,
)

if TYPE_CHECKING:
    from planner.store import Store

PAGE = 8


def read(store: Store, person: int) -> PersonDetail:
    """The person's page; NotFoundError when they are gone."""
    found = store.people.get(person)
    open_ = [f for f in store.followups.with_person(person) if f.status is FollowUpStatus.OPEN]
    open_.sort(key=lambda one: (one.day == "", one.day, one.id))
    through = store.people.get_many([found.met_through] if found.met_through else [])
    return PersonDetail(
        person=found,
        last_contact=store.people.last_contact(person),
        next_step=None,
        has_photo=store.people.photo(person) is not None,
        met_through=Named(id=through[0].id, name=full_name(through[0])) if through else None,
        promises=tuple(open_),
        coming=_coming(store, person),
        history=history(store, person, None),
        acquaintances=_known(store, person),
        named_in=(),
    )


def history(store: Store, person: int, after: HistoryPlace | None) -> HistoryPage:
    """The next page of what happened."""
    start = after[1] if after else 0
    talks = store.interactions.with_person(person)
    items = tuple(
        HistoryItem(
            at=talk.at,
            interaction=talk.id,
            channel=talk.channel,
            summary=talk.summary,
            fun=talk.fun,
            meeting=talk.meeting or 0,
        )
        for talk in talks[start : start + PAGE]
    )
    more = ("", start + PAGE, 0) if len(talks) > start + PAGE else None
    return HistoryPage(items=items, more=more)


def _coming(store: Store, person: int) -> tuple[ComingMeeting, ...]:
    shown = {*TO_COME, MeetingStatus.DRAFT}
    return tuple(
        ComingMeeting(
            id=one.id,
            starts_at=one.starts_at,
            zone=one.zone,
            minutes=one.minutes,
            place=one.place,
            link=one.link,
            format=one.format,
            status=one.status,
            statement=one.purpose.statement if one.purpose else "",
            purpose=one.purpose.kind if one.purpose else None,
        )
        for one in store.meetings.with_person(person)
        if one.status in shown
    )


def _known(store: Store, person: int) -> tuple[Known, ...]:
    me = 1
    edges = store.people.acquaintances(person)
    others = {e.b if e.a == person else e.a: e for e in edges}
    return tuple(
        Known(
            id=row.id,
            name=row.name,
            organisation=row.organisation,
            standing=row.standing,
            circle=row.circle,
            strength=others[row.id].strength,
            kind=others[row.id].kind,
            how=others[row.id].how,
            since=others[row.id].since,
            edge=others[row.id].id,
        )
        for row in store.people.rows([number for number in others if number != me])
    )
