"""What the file holds, as text for other programs: vCard, CSV, iCalendar, or the whole archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from planner.domain.meetings import Interaction, Meeting
from planner.domain.people import ME, Person

if TYPE_CHECKING:
    from planner.store import Store

Kind = Literal["vcf", "csv", "json", "ics"]
_CHUNK = 500


def text_of(
    store: Store,
    kind: Kind,
    *,
    vcard: Literal["3.0", "4.0"] = "4.0",
    now: datetime,
    only: Sequence[int] | None = None,
) -> Iterator[str]:
    """The export in pieces; `vcard` is the version of a vCard, `now` stamps a calendar.

    `only` are the people that a vCard or CSV is of; None is everybody.
    """
    if kind == "vcf":
        from planner.exchange.vcard import write_vcards

        return write_vcards(
            ((one, store.people.photo(one.id)) for one in _people(store, only)), vcard
        )
    if kind == "csv":
        from planner.exchange.csv_files import write_csv

        return write_csv(_people(store, only))
    if kind == "ics":
        from planner.exchange.calendar import write_calendar

        meetings, talks = store.meetings.between(None, None), store.interactions.all()
        records: list[Meeting | Interaction] = [*meetings, *talks]
        ids = {store.people.id_of(ME), *(who for record in records for who in record.people)}
        people = {person.id: person for person in store.people.get_many(sorted(ids))}
        return iter([write_calendar(meetings, talks, people, now=now)])
    from planner.exchange.archiving import text_of_everything

    return text_of_everything(store)


def _people(store: Store, only: Sequence[int] | None) -> Iterator[Person]:
    """Everybody but me, the archived too: an export leaves nobody behind. Or `only` some."""
    ids = store.people.ids(archived=True) if only is None else only
    for start in range(0, len(ids), _CHUNK):
        yield from store.people.get_many(ids[start : start + _CHUNK])
