"""People in the file: keep, change, find, merge, archive, delete; and who knows whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from planner.domain.errors import NotFoundError
from planner.domain.people import (
    Acquaintance,
    Fact,
    Person,
    PersonRow,
    Photo,
    Tag,
    check_acquaintance,
    check_person,
    full_name,
)
from planner.store import details, listed, person_rows, search
from planner.store.lookup import Lookup
from planner.store.meanings import translated
from planner.store.moments import from_text, to_text

if TYPE_CHECKING:
    from planner.domain.paths import Columns
    from planner.store.database import Database
    from planner.store.duplicates import Duplicates
    from planner.store.listing import Listing
    from planner.store.many_people import ManyPeople
    from planner.store.merging import Merging
    from planner.store.person_pages import PersonPages

_CHUNK = 500
_ME = 1
"""The first migration makes me the first person."""


class People:
    """The people of one file. Every method is one transaction or joins the one under way."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.lookup = Lookup(database)

    # Parts that are loaded when they are first asked for.

    @cached_property
    def listing(self) -> Listing:
        """Lists of people by filter and order, and their rows."""
        from planner.store.listing import Listing

        return Listing(self._db)

    @cached_property
    def pages(self) -> PersonPages:
        """One person with everything around them."""
        from planner.store.person_pages import PersonPages

        return PersonPages(self._db)

    @cached_property
    def many(self) -> ManyPeople:
        """What is done to many people at once."""
        from planner.store.many_people import ManyPeople

        return ManyPeople(self._db)

    @cached_property
    def merging(self) -> Merging:
        """Two people who are one."""
        from planner.store.merging import Merging

        return Merging(self._db, self)

    @cached_property
    def duplicates(self) -> Duplicates:
        """Who may be one, and who was said not to be."""
        from planner.store.duplicates import Duplicates

        return Duplicates(self._db)

    # Asking

    def get(self, person: int) -> Person:
        """One person with contact points, facts and tags; NotFoundError when there is none."""
        found = self.get_many([person])
        if not found:
            raise NotFoundError("there is no such person in this file; nothing was changed")
        return found[0]

    def get_many(self, ids: Sequence[int]) -> list[Person]:
        """Those people, in the given order; ids that are gone are left out."""
        people: dict[int, Person] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            people |= {person.id: person for person in person_rows.read(self._db, chunk)}
        return [people[number] for number in ids if number in people]

    def id_of(self, uid: str) -> int:
        """The id of the person with this uid (`me` is one); NotFoundError names an unknown one."""
        number = self._db.value("SELECT id FROM person WHERE uid = ?", (uid,))
        if number is None:
            raise NotFoundError(
                "nobody here has the uid {uid}; find people with: planner people", uid=uid
            )
        return int(number)

    def ids(self, *, archived: bool = False) -> list[int]:
        """Everybody except me, in the order of their names; with `archived`, those as well."""
        listed.catch_up(self._db)
        shown = "" if archived else "archived = 0 AND "
        rows = self._db.rows(
            f"SELECT person_id FROM listed WHERE {shown}person_id <> {_ME}"
            " ORDER BY sort_name, person_id"
        )
        return [row[0] for row in rows]

    def page(self, limit: int, after: int | None = None) -> list[int]:
        """The next `limit` people in the order of names after the person `after`."""
        listed.catch_up(self._db)
        last = self._db.row("SELECT sort_name, id FROM person WHERE id = ?", (after or 0,))
        rows = self._db.rows(
            "SELECT person_id FROM listed WHERE (sort_name, person_id) > (?, ?) AND archived = 0"
            f" AND person_id <> {_ME} ORDER BY sort_name, person_id LIMIT ?",
            (*(last or ("", 0)), limit),
        )
        return [row[0] for row in rows]

    def find(self, query: str, limit: int) -> list[int]:
        """Up to `limit` people for what was typed, best first; a blank query finds everybody."""
        if not query.strip():
            return self.page(limit)
        listed.catch_up(self._db)
        with translated(self._db.path):
            return search.find(self._db, query, limit)

    def called(self, name: str, limit: int) -> list[int]:
        """Up to `limit` people in whose records all of these words stand whole; archived ones as
        well, but last."""
        listed.catch_up(self._db)
        return search.called(self._db, name, limit)

    def nearest(
        self, query: str, limit: int, cancelled: Callable[[], bool] = lambda: False
    ) -> list[int]:
        """Up to `limit` people whose names are spelt much like this, nearest first.

        It reads every name, so ask it on the worker; once `cancelled()` is true it finds nobody.
        """
        from planner.store.nearest import nearest

        listed.catch_up(self._db)
        return nearest(self._db, query, limit, cancelled)

    def named(self, words: Iterable[str]) -> frozenset[str]:
        """Which of these lower-case words stand in somebody's name or organisation."""
        return frozenset(word for word in words if self._names_somebody(word))

    def _names_somebody(self, word: str) -> bool:
        rows = self._db.rows(
            "SELECT lower(display_name || ' ' || organisation) FROM person WHERE id IN"
            " (SELECT rowid FROM person_words WHERE person_words MATCH ? LIMIT 5)",
            (search.all_of(word),),
        )
        return any(word in text.replace(",", " ").split() for (text,) in rows)

    def rows(self, ids: Sequence[int]) -> list[PersonRow]:
        """These people as lists show them, in the given order; ids that are gone are left out."""
        contact = person_rows.last_contacts(self._db, ids)
        rows: dict[int, PersonRow] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            rows |= {row.id: row for row in person_rows.read_rows(self._db, chunk, contact)}
        return [rows[number] for number in ids if number in rows]

    def last_contacts(self, ids: Sequence[int]) -> dict[int, str]:
        """When each of these people was last in touch (UTC ISO text): talks, held meetings."""
        return person_rows.last_contacts(self._db, ids)

    def imported(self, person: int) -> dict[str, str]:
        """The fields as the last import brought them; empty for a person typed in here."""
        text = self._db.value("SELECT imported FROM person WHERE id = ?", (person,))
        return dict(json.loads(text)) if text else {}

    def last_contact(self, person: int) -> datetime | None:
        text = self.last_contacts([person]).get(person)
        return from_text(text) if text else None

    def photo(self, person: int) -> Photo | None:
        row = self._db.row("SELECT media_type, data FROM photo WHERE person_id = ?", (person,))
        return Photo(media_type=row[0], data=bytes(row[1])) if row else None

    def tags(self) -> list[Tag]:
        rows = self._db.rows("SELECT id, name, colour FROM tag ORDER BY name")
        return [Tag(id=number, name=name, colour=colour) for number, name, colour in rows]

    # Changing

    def add(self, person: Person, photo: Photo | None = None) -> Person:
        """Keep a new person; returns it with its id, uid and times."""
        with self._db.action("add", full_name(person)) as action:
            number = self.add_many([person])[0]
            if photo:
                self.set_photo(number, photo)
            action.touch(people={number})
            return self.get(number)

    def add_many(
        self, people: Sequence[Person], imported: Sequence[Mapping[str, str]] = ()
    ) -> list[int]:
        """Keep new people in one go; their ids in the same order.

        `imported` are the fields as an import brought them, one mapping for each person.
        """
        with self._db.action("add") as action:
            first = 1 + (
                self._db.value("SELECT seq FROM sqlite_sequence WHERE name = 'person'") or 0
            )
            now = to_text(self._db.clock())
            checked = [check_person(person) for person in people]
            bases = [person_rows.as_text(base) for base in imported] or [""] * len(checked)
            self._db.insert_many(
                person_rows.INSERT,
                [(b, *person_rows.cells(p, now)) for b, p in zip(bases, checked, strict=True)],
            )
            numbers = list(range(first, first + len(checked)))
            details.add(self._db, list(zip(numbers, checked, strict=True)))
            action.touch(people=numbers)
            return numbers

    def save(self, person: Person, imported: Mapping[str, str] | None = None) -> Person:
        """Keep what was edited; contact points and facts without an id are new ones.

        `imported` are the fields as an import brought them, when one did. Raises FieldError naming
        the field that cannot be kept.
        """
        check_person(person)
        with self._db.action("edit", full_name(person)) as action:
            before = self.get(person.id)
            points = details.without_stale_normals(before.points, person.points)
            self._save(before, replace(person, points=points), imported)
            action.touch(people={person.id})
            return self.get(person.id)

    def save_many(self, people: Sequence[tuple[Person, Person, Mapping[str, str] | None]]) -> None:
        """Keep what an import added to people: each as it was, as it is now, and what came."""
        with self._db.action("edit") as action:
            for before, after, imported in people:
                self._save(before, check_person(after), imported)
            action.touch(people=[after.id for _, after, _ in people])

    def _save(self, before: Person, after: Person, imported: Mapping[str, str] | None) -> None:
        old, new = person_rows.row(before), person_rows.row(after)
        cells = {name: value for name, value in new.items() if old[name] != value}
        given = {"created_at", "updated_at"} if before.updated_at != after.updated_at else set()
        cells |= {name: getattr(after, name) for name in given}
        if cells and not given:
            cells["updated_at"] = to_text(self._db.clock())
        if imported is not None:
            cells["imported"] = person_rows.as_text(imported)
        if cells:
            self._db.update("person", after.id, cells)
        details.save(self._db, before, after)

    def add_fact(self, person: int, fact: Fact) -> Person:
        """Remember one more thing about a person."""
        known = self.get(person)
        return self.save(replace(known, facts=(*known.facts, replace(fact, id=0))))

    def set_photo(self, person: int, photo: Photo | None) -> None:
        with self._db.action("edit", self._name(person)) as action:
            self._db.write("DELETE FROM photo WHERE person_id = ?", (person,))
            if photo:
                self._db.insert(
                    "photo",
                    {"person_id": person, "media_type": photo.media_type, "data": photo.data},
                )
            action.touch(people={person})

    def note_met_through(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Through whom people were met, for imports, where those may come after them."""
        with self._db.action("edit") as action:
            for person, through in pairs:
                self._db.update("person", person, {"met_through": through})
                action.touch(people={person})

    def archive(self, ids: Iterable[int], archived: bool = True) -> None:
        if archived:
            self.many.archive(ids)
        else:
            self.many.unarchive(ids)

    def delete(self, ids: Iterable[int]) -> None:
        """Move people to the bin, with what is only about them. `me` stays."""
        self.many.delete(ids)

    def set_tag_colour(self, name: str, colour: str) -> None:
        with self._db.action("edit", name) as action:
            number = details.tag_ids(self._db, [name])[name.casefold()]
            self._db.write("UPDATE tag SET colour = ? WHERE id = ?", (colour, number))
            rows = self._db.rows("SELECT person_id FROM person_tag WHERE tag_id = ?", (number,))
            action.touch(people={row[0] for row in rows})

    # Who knows whom

    def acquaint(self, edge: Acquaintance) -> Acquaintance:
        """Record that two people know each other; a pair already recorded is updated."""
        edge = check_acquaintance(edge)
        with self._db.action("acquaint") as action:
            self._db.write(
                "INSERT INTO acquaintance (a_id, b_id, strength, kind, how, since)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (a_id, b_id) DO UPDATE SET"
                " strength = excluded.strength, kind = excluded.kind, how = excluded.how,"
                " since = excluded.since",
                (edge.a, edge.b, edge.strength, edge.kind, edge.how, edge.since),
            )
            action.touch(people={edge.a, edge.b}, acquaintances=True)
            number = self._db.value(
                "SELECT id FROM acquaintance WHERE a_id = ? AND b_id = ?", (edge.a, edge.b)
            )
            return replace(edge, id=number)

    def forget_acquaintance(self, a: int, b: int) -> None:
        with self._db.action("delete") as action:
            self._db.write(
                "DELETE FROM acquaintance WHERE a_id = ? AND b_id = ?", (min(a, b), max(a, b))
            )
            action.touch(people={a, b}, acquaintances=True)

    def acquaintances(self, person: int | None = None) -> list[Acquaintance]:
        """All edges, or those of one person."""
        if person is None:
            return self._edges("ORDER BY id")
        return self._edges("WHERE a_id = ?1 OR b_id = ?1 ORDER BY id", person)

    def _edges(self, clause: str, *params: int) -> list[Acquaintance]:
        rows = self._db.rows(
            f"SELECT id, a_id, b_id, strength, kind, how, since FROM acquaintance {clause}", params
        )
        return [
            Acquaintance(id=n, a=a, b=b, strength=s, kind=kind, how=how, since=since)
            for n, a, b, s, kind, how, since in rows
        ]

    def acquaintance(self, link: tuple[int, int]) -> Acquaintance | None:
        """The edge between two people, the smaller id first, when they know each other."""
        return next(iter(self._edges("WHERE a_id = ? AND b_id = ?", *link)), None)

    def path_columns(self) -> dict[int, Columns]:
        """Who knows whom by strength, for `AcquaintanceGraph`, without those closed to paths."""
        from planner.store.acquaintances import path_columns

        with self._db.snapshot():
            return path_columns(self._db, self.closed_to_paths())

    def closed_to_paths(self) -> frozenset[int]:
        """Archived people and those marked "avoid": no way leads through them."""
        rows = self._db.rows(
            "SELECT id FROM person WHERE archived = 1"
            " UNION SELECT person_id FROM fact WHERE kind = 'avoid'"
        )
        return frozenset(row[0] for row in rows)

    # Parts of verbs

    def _name(self, person: int) -> str:
        return str(self._db.value("SELECT display_name FROM person WHERE id = ?", (person,)) or "")
