"""People from a file into the store: who is new, who is there already, and what a record adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from planner.domain.errors import PlannerError, RuleError
from planner.domain.matching import base_of, merged, name_key, same_person
from planner.domain.people import Person, PointKind, check_person, full_name
from planner.exchange.contact_points import normalised
from planner.exchange.records import PersonRecord

if TYPE_CHECKING:
    from planner.exchange.importing import Report
    from planner.store import Store

_WITHOUT_UID = UUID("5f1cd3b4-6f0b-4c39-9d0c-6f4c1c0b7f1e")
"""Records that bring no uid get one from their content, so that the same one is known again."""


class PeopleImport:
    """The people of one file. `take` is called inside the transaction of a batch."""

    def __init__(self, store: Store, file: str, report: Report, region: str) -> None:
        self._store, self._file, self._report, self._region = store, file, report, region

    def take(self, records: Sequence[PersonRecord]) -> list[int]:
        """Keep these records; the ids of the people they became (0 for one that was skipped)."""
        batch = _Batch(self._store)
        places: list[_Entry | None] = []
        prepared = [self._prepared(record) for record in records]
        batch.look_up([person for person in prepared if person])
        for record, person in zip(records, prepared, strict=True):
            places.append(batch.add(record, person) if person else None)
        batch.keep()
        for record, place in zip(records, places, strict=True):
            if place:
                self._count(place, record)
                self._keep_photo(place, record)
        return [place.id if place else 0 for place in places]

    def _prepared(self, record: PersonRecord) -> Person | None:
        for warning in record.warnings:
            self._warn(record.line, warning)
        person = normalised(record.person, self._region)
        try:
            check_person(person)
        except RuleError as error:
            self._skip(record.line, str(error))
            return None
        if not person.uid:
            person = replace(person, uid=str(uuid5(_WITHOUT_UID, repr(person))))
        return replace(person, display_name=full_name(person))

    def _count(self, place: _Entry, record: PersonRecord) -> None:
        if place.first is record:
            self._report.created += 1
        elif place.changed_by is record:
            self._report.updated += 1
        else:
            self._report.duplicates += 1

    def _keep_photo(self, place: _Entry, record: PersonRecord) -> None:
        if record.photo is None or (
            place.first is not record and self._store.people.photo(place.id)
        ):
            return
        from planner.exchange.photos import checked_photo

        try:
            self._store.people.set_photo(place.id, checked_photo(record.photo))
        except PlannerError as error:
            self._warn(record.line, str(error))

    def _warn(self, line: int, warning: str) -> None:
        self._report.warnings.append(f"{self._file}, line {line}: {warning}")

    def _skip(self, line: int, reason: str) -> None:
        from planner.exchange.importing import Skipped

        self._report.skipped.append(Skipped(file=self._file, line=line, reason=reason))


class _Entry:
    """A person a batch deals with: one of the file's own, or one that was there."""

    __slots__ = ("changed_by", "first", "id", "imported", "name", "person")

    def __init__(self, person: Person, name: str, first: PersonRecord | None) -> None:
        self.id = person.id
        self.person = person
        self.name = name
        self.first = first
        self.changed_by: PersonRecord | None = None
        self.imported: dict[str, str] | None = None


class _Batch:
    """A few hundred records against everybody in the file and against each other."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, _Entry] = {}
        self._by_uid: dict[str, list[_Entry]] = {}
        self._by_normal: dict[str, list[_Entry]] = {}
        self._by_key: dict[str, list[_Entry]] = {}
        self._new: list[_Entry] = []

    def look_up(self, people: Sequence[Person]) -> None:
        """Read all who might be one of these in three queries."""
        found = self._store.people.lookup(
            {person.uid for person in people},
            {normal for person in people for normal in _normals(person)},
            {self._fold(person.display_name) for person in people},
        )
        numbers = sorted({n for group in found for ids in group.values() for n in ids})
        for person in self._store.people.get_many(numbers):
            self._known[person.id] = _Entry(person, self._fold(person.display_name), None)
        for index, groups in zip((self._by_uid, self._by_normal, self._by_key), found, strict=True):
            for value, ids in groups.items():
                index[value] = [self._known[number] for number in ids if number in self._known]

    def add(self, record: PersonRecord, person: Person) -> _Entry:
        """Find who this is, or make a new person of it."""
        name = self._fold(person.display_name)
        key = name_key(name)
        for entry in self._candidates(person, key):
            if not entry.person.is_me and same_person(entry.person, person, entry.name, name):
                self._merge(entry, record, person)
                return entry
        entry = _Entry(person, name, record)
        entry.imported = base_of(person)
        self._new.append(entry)
        self._index(entry, key)
        return entry

    def keep(self) -> None:
        """Write the new people, and those that records added something to."""
        numbers = self._store.people.add_many(
            [entry.person for entry in self._new], [entry.imported or {} for entry in self._new]
        )
        for entry, number in zip(self._new, numbers, strict=True):
            entry.id = number
        for entry in self._known.values():
            if entry.changed_by or entry.imported is not None:
                self._store.people.save(entry.person, entry.imported)

    def _candidates(self, person: Person, key: str) -> list[_Entry]:
        found = list(self._by_uid.get(person.uid, ()))
        for normal in _normals(person):
            found += self._by_normal.get(normal, ())
        return found + self._by_key.get(key, []) if key else found

    def _merge(self, entry: _Entry, record: PersonRecord, person: Person) -> None:
        same_source = entry.person.uid == person.uid
        base = self._base(entry, record) if same_source else None
        both = merged(entry.person, person, base)
        if both != entry.person:
            entry.person = both
            if entry.first is None:
                entry.changed_by = record
            self._index(entry, name_key(entry.name))
        new_base = base_of(person)
        if same_source and entry.first is None and new_base != base:
            entry.imported = new_base

    def _base(self, entry: _Entry, record: PersonRecord) -> dict[str, str]:
        """The fields of this source's last version; ours as they are, where it is newer."""
        if entry.imported is not None:
            return entry.imported
        base = self._store.people.imported(entry.person.id) if entry.person.id else {}
        if not base and record.revised and record.revised > entry.person.updated_at:
            return base_of(entry.person)
        return base

    def _index(self, entry: _Entry, key: str) -> None:
        self._by_uid.setdefault(entry.person.uid, []).append(entry)
        for normal in _normals(entry.person):
            self._by_normal.setdefault(normal, []).append(entry)
        if key:
            self._by_key.setdefault(key, []).append(entry)

    def _fold(self, name: str) -> str:
        return self._store.people.fold(name)


def _normals(person: Person) -> set[str]:
    kinds = (PointKind.EMAIL, PointKind.PHONE)
    return {point.normal for point in person.points if point.normal and point.kind in kinds}
