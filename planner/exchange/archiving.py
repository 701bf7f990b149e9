"""Everything a file holds, in the order of the archive's sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from planner.domain.people import ME
from planner.exchange.archive import ArchiveItem, Kind, Setting, write_archive

if TYPE_CHECKING:
    from planner.store import Store

_CHUNK = 500


def text_of_everything(store: Store) -> Iterator[str]:
    """The JSON archive of a file, in pieces."""
    people = [store.people.id_of(ME), *sorted(store.people.ids(archived=True))]
    return write_archive(_items(store, people), people)


def _items(store: Store, people: list[int]) -> Iterator[ArchiveItem]:
    settings = (Setting(key=key, value=value) for key, value in store.settings.all().items())
    yield from _of(Kind.SETTING, settings)
    yield from _of(Kind.TAG, store.people.tags())
    for start in range(0, len(people), _CHUNK):
        for person in store.people.get_many(people[start : start + _CHUNK]):
            yield ArchiveItem(kind=Kind.PERSON, value=person, photo=store.people.photo(person.id))
    yield from _of(Kind.ACQUAINTANCE, store.people.acquaintances())
    yield from _of(Kind.OBJECTIVE, sorted(store.objectives.all(), key=lambda one: one.id))
    yield from _of(Kind.MEETING, store.meetings.between(None, None))
    yield from _of(Kind.INTERACTION, store.interactions.all())
    yield from _of(Kind.FOLLOW_UP, store.followups.all())
    yield from _of(Kind.INTRODUCTION, store.introductions.all())
    yield from _of(Kind.REMINDER, store.reminders.all())


def _of(kind: Kind, values: Iterable[Any]) -> Iterator[ArchiveItem]:
    return (ArchiveItem(kind=kind, value=value) for value in values)
