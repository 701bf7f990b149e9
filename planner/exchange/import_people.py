"""People from a file into the store: who is new, who is there already, and what a record adds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from planner.domain.errors import PlannerError, RuleError
from planner.domain.matching import (
    MERGED_FIELDS,
    Identity,
    base_of,
    identity,
    merged,
    same_person,
)
from planner.domain.people import Earlier, Person, Photo, check_person, full_name
from planner.exchange.contact_points import normalised
from planner.exchange.photos import checked_photo, proven_photo
from planner.exchange.records import PersonRecord
from planner.exchange.vcard_extra import united
from planner.store import Store, fold

if TYPE_CHECKING:
    from planner.exchange.importing import Named, Report

_WITHOUT_UID = UUID("5f1cd3b4-6f0b-4c39-9d0c-6f4c1c0b7f1e")
"""Records that bring no uid get one from their content, so that the same one is known again."""


class PeopleImport:
    """The people of one file. `take` is called inside the transaction of a batch."""

    def __init__(
        self,
        store: Store,
        file: str,
        report: Report,
        region: str,
        *,
        distinct: bool = False,
        named: int = 0,
    ) -> None:
        """`region` is where numbers without a country code are from (ISO 3166).

        `distinct` says that the records are all different people, and already in normal form;
        `named` how many people the report names of each sort.
        """
        self._store, self._file, self._report, self._region = store, file, report, region
        self._distinct = distinct
        self._named = named
        self._new: set[int] = set()

    def take(
        self, records: Sequence[PersonRecord], photos: Sequence[Photo | None] = ()
    ) -> list[int]:
        """Keep these records; the ids of the people they became (0 for one that was skipped).

        `photos` are pictures that were kept before, one for each record.
        """
        batch = _Batch(self._store, self._new if self._distinct else None)
        prepared = [self._prepared(record) for record in records]
        identities = [_identity(person) if person else None for person in prepared]
        batch.look_up([who for who in identities if who])
        places = [
            batch.add(record, person, who) if person and who else None
            for record, person, who in zip(records, prepared, identities, strict=True)
        ]
        batch.keep()
        for record, place in zip(records, places, strict=True):
            if place:
                self._count(place, record)
                self._keep_photo(place, record)
        for place, photo in zip(places, photos or [None] * len(places), strict=True):
            if place and photo and not self._store.people.photo(place.id):
                self._set_photo(place, partial(proven_photo, photo), 0)
        if self._distinct:
            self._new |= {place.id for place in places if place and place.first}
        return [place.id if place else 0 for place in places]

    def _prepared(self, record: PersonRecord) -> Person | None:
        for warning in record.warnings:
            self._warn(record.line, warning)
        person = record.person if self._distinct else normalised(record.person, self._region)
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
            if len(self._report.new) < self._named:
                self._report.new.append(_named(place.person, _work(place.person)))
        elif place.changed_by is record:
            self._report.updated += 1
            if len(self._report.changed) < self._named:
                what = _changed(place.before, place.person)
                self._report.changed.append(_named(place.person, what))
        else:
            self._report.duplicates += 1

    def _keep_photo(self, place: _Entry, record: PersonRecord) -> None:
        if record.photo is None or (
            place.first is not record and self._store.people.photo(place.id)
        ):
            return
        self._set_photo(place, partial(checked_photo, record.photo), record.line)

    def _set_photo(self, place: _Entry, check: Callable[[], Photo], line: int) -> None:
        try:
            self._store.people.set_photo(place.id, check())
        except PlannerError as error:
            self._warn(line, str(error))

    def _warn(self, line: int, warning: str) -> None:
        self._report.warnings.append(f"{self._file}, line {line}: {warning}")

    def _skip(self, line: int, reason: str) -> None:
        from planner.exchange.importing import Skipped

        self._report.skipped.append(Skipped(file=self._file, line=line, reason=reason))


class _Entry:
    """A person a batch deals with: one of the file's own, or one that was there."""

    __slots__ = ("before", "changed_by", "first", "id", "identity", "imported", "person")

    def __init__(self, person: Person, who: Identity, first: PersonRecord | None) -> None:
        self.id = person.id
        self.before = self.person = person
        self.identity = who
        self.first = first
        self.changed_by: PersonRecord | None = None
        self.imported: dict[str, str] | None = None


class _Batch:
    """A few hundred records against everybody in the file and against each other."""

    def __init__(self, store: Store, others: set[int] | None) -> None:
        """`others` are people whom no record can be; None lets records also be each other."""
        self._store = store
        self._others = others
        self._known: dict[int, _Entry] = {}
        self._by_uid: dict[str, list[_Entry]] = {}
        self._by_reach: dict[str, list[_Entry]] = {}
        self._by_name: dict[str, list[_Entry]] = {}
        self._new: list[_Entry] = []

    def look_up(self, identities: Sequence[Identity]) -> None:
        """Read all who might be one of these."""
        lookup = self._store.people.lookup
        numbers = lookup.by_uid({uid for who in identities for uid in who.uids})
        numbers |= lookup.by_reach({reach for who in identities for reach in _reach(who)})
        numbers |= lookup.by_name(
            (who.key, bool(who.emails), bool(who.phones)) for who in identities
        )
        for person in self._store.people.get_many(sorted(numbers - (self._others or set()))):
            if not person.is_me:
                entry = _Entry(person, _identity(person), None)
                self._known[person.id] = entry
                self._index(entry)

    def add(self, record: PersonRecord, person: Person, who: Identity) -> _Entry:
        """Find who this is, or make a new person of it."""
        for entry in self._candidates(who):
            if same_person(entry.identity, who):
                self._merge(entry, record, person)
                return entry
        entry = _Entry(person, who, record)
        entry.imported = base_of(person)
        self._new.append(entry)
        if self._others is None:
            self._index(entry)
        return entry

    def keep(self) -> None:
        """Write the new people, and those that records added something to."""
        numbers = self._store.people.add_many(
            [entry.person for entry in self._new], [entry.imported or {} for entry in self._new]
        )
        for entry, number in zip(self._new, numbers, strict=True):
            entry.id = number
        self._store.people.save_many(
            [
                (entry.before, entry.person, entry.imported)
                for entry in self._known.values()
                if entry.changed_by or entry.imported is not None
            ]
        )

    def _candidates(self, who: Identity) -> Iterator[_Entry]:
        for uid in who.uids:
            yield from self._by_uid.get(uid, ())
        for reach in _reach(who):
            yield from self._by_reach.get(reach, ())
        yield from self._by_name.get(who.key, ())

    def _merge(self, entry: _Entry, record: PersonRecord, person: Person) -> None:
        same_source = entry.person.uid == person.uid
        before = next((one for one in entry.person.earlier if one.uid == person.uid), None)
        base = self._base(entry, record) if same_source else None
        if before is not None and not same_source:
            base = json.loads(before.imported or "{}")
        both = replace(
            merged(entry.person, person, base), extra=united(entry.person.extra, person.extra)
        )
        if before is not None and not same_source and base_of(person) != base:
            both = replace(both, earlier=_brought(both.earlier, before, base_of(person)))
        if both != entry.person:
            entry.person = both
            entry.identity = _identity(both)
            if entry.first is None:
                entry.changed_by = record
            self._index(entry)
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

    def _index(self, entry: _Entry) -> None:
        who = entry.identity
        keys = [(self._by_name, who.key)]
        keys += [(self._by_uid, uid) for uid in who.uids]
        keys += [(self._by_reach, reach) for reach in _reach(who)]
        for index, key in keys:
            if key:
                index.setdefault(key, []).append(entry)


def _brought(
    earlier: tuple[Earlier, ...], one: Earlier, base: dict[str, str]
) -> tuple[Earlier, ...]:
    """The same with what the source of `one` brings now, for the next time."""
    text = json.dumps(base, ensure_ascii=False)
    return tuple(replace(e, imported=text) if e == one else e for e in earlier)


def _named(person: Person, what: tuple[str, ...]) -> Named:
    from planner.exchange.importing import Named

    return Named(person.display_name, what)


def _work(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (person.title, person.organisation)))


def _changed(before: Person, after: Person) -> tuple[str, ...]:
    """The fields of a person that a record changed; of the contact points, their kinds."""
    fields = [name for name in _TOLD if getattr(before, name) != getattr(after, name)]
    known = {(point.kind, point.value) for point in before.points}
    kinds = [str(one.kind) for one in after.points if (one.kind, one.value) not in known]
    return tuple(dict.fromkeys((*fields, *kinds)))


_TOLD = (*MERGED_FIELDS, "languages", "facts", "tags", "standing")


def _identity(person: Person) -> Identity:
    earlier = [fold(one.name) for one in person.earlier if one.name]
    return identity(person, fold(person.display_name), earlier)


def _reach(who: Identity) -> frozenset[str]:
    return who.emails | who.phones
