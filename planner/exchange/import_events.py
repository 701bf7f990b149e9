"""Calendar events into the store: past ones become interactions, coming ones drafts at the gate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from planner.domain.meetings import (
    LONGEST_MINUTES,
    Channel,
    Interaction,
    Meeting,
    Purpose,
    PurposeKind,
)
from planner.domain.people import ME, ContactPoint, Person, PointKind
from planner.exchange.contact_points import normal_email
from planner.exchange.import_people import PeopleImport
from planner.exchange.records import Attendee, EventRecord, PersonRecord

if TYPE_CHECKING:
    from planner.exchange.importing import Report
    from planner.store import Store

_CROWD = 6
"""From so many others on, it was an event rather than a meeting."""
_TOO_MANY = 30
"""A calendar entry with more attendees than this is an announcement, no meeting of people."""


class EventImport:
    """The events of one file. `take` is called inside the transaction of a batch."""

    def __init__(
        self, store: Store, file: str, report: Report, people: PeopleImport, now: datetime
    ) -> None:
        self._store, self._file, self._report = store, file, report
        self._people, self._now = people, now

    def take(self, events: Sequence[EventRecord]) -> None:
        """Keep these events; one that the file already holds is a duplicate."""
        if not events:
            return
        known = self._store.interactions.known_uids(event.uid for event in events)
        mine = self._my_addresses(events)
        for event in events:
            if event.uid in known:
                self._report.duplicates += 1
                continue
            others = [a for a in event.attendees if normal_email(a.email) not in mine]
            if not others or len(others) > _TOO_MANY:
                why = "nobody else took part" if not others else "too many took part"
                self._skip(event, why)
                continue
            self._keep(event, self._ids(event, others))
            known.add(event.uid)

    def _my_addresses(self, events: Sequence[EventRecord]) -> set[str]:
        """My own e-mails; while none is recorded, the address that takes part in everything."""
        me = self._store.people.get(self._store.people.id_of(ME))
        mine = {normal_email(value) for value in me.values(PointKind.EMAIL)}
        invited = [{normal_email(a.email) for a in e.attendees} for e in events if e.attendees]
        if mine or len(invited) < 2:
            return mine
        always = set.intersection(*invited) - {""}
        return always if len(always) == 1 else set()

    def _ids(self, event: EventRecord, attendees: Sequence[Attendee]) -> list[int]:
        """Who they are: known by their e-mail, or new people."""
        before = (self._report.created, self._report.updated, self._report.duplicates)
        ids = self._people.take([_as_record(event, attendee) for attendee in attendees])
        # The report counts records of the file, and an attendee is none of its own.
        self._report.created, self._report.updated, self._report.duplicates = before
        return [number for number in dict.fromkeys(ids) if number]

    def _keep(self, event: EventRecord, people: Sequence[int]) -> None:
        if not people:
            self._skip(event, "nobody who took part has a name or an e-mail")
            return
        minutes = int((event.ends_at - event.starts_at).total_seconds() // 60)
        if event.starts_at <= self._now:
            self._store.interactions.add(
                Interaction(
                    people=tuple(people),
                    at=event.starts_at,
                    channel=Channel.EVENT if len(people) >= _CROWD else Channel.MEETING,
                    summary=event.summary,
                    uid=event.uid,
                )
            )
        else:
            self._store.meetings.keep_draft(
                Meeting(
                    people=tuple(people),
                    starts_at=event.starts_at,
                    zone=event.zone,
                    minutes=min(max(minutes, 1), LONGEST_MINUTES),
                    place=event.place,
                    purpose=Purpose(kind=PurposeKind.RECONNECT, statement=event.summary),
                    uid=event.uid,
                )
            )
        self._report.created += 1
        self._report.meetings += 1

    def _skip(self, event: EventRecord, reason: str) -> None:
        from planner.exchange.importing import Skipped

        self._report.skipped.append(
            Skipped(file=self._file, line=event.line, reason=f"{event.summary}: {reason}")
        )


def _as_record(event: EventRecord, attendee: Attendee) -> PersonRecord:
    points = (ContactPoint(kind=PointKind.EMAIL, value=attendee.email),) if attendee.email else ()
    name = attendee.name or attendee.email
    return PersonRecord(line=event.line, person=Person(display_name=name, points=points))
