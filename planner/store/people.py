"""People in the file: keep, change, find, merge, archive, delete; and who knows whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.matching import name_key
from planner.domain.people import (
    ME,
    Acquaintance,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PersonRow,
    Photo,
    PointKind,
    Standing,
    Tag,
    check_acquaintance,
    check_person,
    full_name,
)
from planner.store import search
from planner.store import tables as t
from planner.store.moments import from_text, to_text

if TYPE_CHECKING:
    from planner.store.database import Database

_PLAIN = (
    "given", "family", "additional", "prefix", "suffix", "nickname", "organisation", "title",
    "keep_in_touch", "why_connected", "how_met", "met_on", "met_through", "birthday", "zone",
    "city", "country", "note", "extra",
)  # fmt: skip
"""The columns of `person` that are the same as the fields of `Person`."""

_COLUMNS = (
    "uid", "display_name", "sort_name", "name_key", "standing", "circle", "languages", "archived",
    "created_at", "updated_at", *_PLAIN,
)  # fmt: skip
_INSERT = (
    f"INSERT INTO person (imported, {', '.join(_COLUMNS)})"
    f" VALUES (?, {', '.join('?' * len(_COLUMNS))})"
)
_NAMESAKES = 20
"""So many people of one name are compared with a new one; beyond, an import asks nobody."""
_CHUNK = 500


class People:
    """The people of one file. Every method is one transaction or joins the one under way."""

    def __init__(self, database: Database) -> None:
        self._db = database

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
            people |= {person.id: person for person in self._read(chunk)}
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
        rows = self._db.rows(
            "SELECT id FROM person WHERE archived <= ? AND uid <> 'me' ORDER BY sort_name, id",
            (archived,),
        )
        return [row[0] for row in rows]

    def page(self, limit: int, after: int | None = None) -> list[int]:
        """The next `limit` people in the order of names after the person `after`."""
        last = self._db.row("SELECT sort_name, id FROM person WHERE id = ?", (after or 0,))
        rows = self._db.rows(
            "SELECT id FROM person WHERE (sort_name, id) > (?, ?) AND archived = 0"
            " AND uid <> 'me' ORDER BY sort_name, id LIMIT ?",
            (*(last or ("", 0)), limit),
        )
        return [row[0] for row in rows]

    def find(self, query: str, limit: int) -> list[int]:
        """Up to `limit` people for what was typed, best first; a blank query finds everybody."""
        if not query.strip():
            return self.page(limit)
        return search.find(self._db, query, limit)

    def rows(self, ids: Sequence[int]) -> list[PersonRow]:
        """These people as lists show them, in the given order; ids that are gone are left out."""
        contact = self.last_contacts(ids)
        return [
            PersonRow(
                id=person.id,
                uid=person.uid,
                name=person.display_name,
                organisation=person.organisation,
                title=person.title,
                emails=person.values(PointKind.EMAIL),
                phones=person.values(PointKind.PHONE),
                circle=person.circle,
                standing=person.standing,
                tags=person.tags,
                last_contact=contact.get(person.id, ""),
            )
            for person in self.get_many(ids)
        ]

    def last_contacts(self, ids: Sequence[int]) -> dict[int, str]:
        """When each of these people was last in touch (UTC ISO text), derived from the talks."""
        now = to_text(self._db.clock())
        found: dict[int, str] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            found |= dict(
                self._db.rows(
                    "SELECT person_id, max(at) FROM interaction_person"
                    " JOIN interaction ON interaction.id = interaction_id"
                    f" WHERE person_id IN ({_marks(chunk)}) AND at <= ? GROUP BY person_id",
                    (*chunk, now),
                )
            )
        return found

    def lookup(
        self, uids: Iterable[str], normals: Iterable[str], names: Iterable[str]
    ) -> tuple[dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]:
        """Who has one of these uids, normal contact points or folded names (or a near one).

        Three mappings from what was asked for to ids; names are found by their `name_key`.
        """
        found = []
        for values, sql in (
            (uids, "SELECT uid, id FROM person WHERE uid IN (SELECT value FROM json_each(?))"),
            (
                normals,
                "SELECT normal, person_id FROM contact_point"
                " WHERE normal <> '' AND normal IN (SELECT value FROM json_each(?))",
            ),
            (
                {name_key(name) for name in names},
                "SELECT name_key, id FROM person"
                " WHERE name_key <> '' AND name_key IN (SELECT value FROM json_each(?))",
            ),
        ):
            groups: dict[str, list[int]] = {}
            for value, number in self._db.rows(sql, (json.dumps(list(values)),)):
                group = groups.setdefault(value, [])
                if len(group) < _NAMESAKES:
                    group.append(number)
            found.append(groups)
        return found[0], found[1], found[2]

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

    @staticmethod
    def fold(name: str) -> str:
        """A name in plain small letters, as duplicates are compared."""
        return search.fold(name)

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
            bases = [_as_text(base) for base in imported] or [""] * len(checked)
            self._db.insert_many(
                _INSERT,
                [(b, *_cells(p, now)) for b, p in zip(bases, checked, strict=True)],
            )
            numbers = list(range(first, first + len(checked)))
            self._add_details(list(zip(numbers, checked, strict=True)))
            action.touch(people=numbers)
            return numbers

    def save(self, person: Person, imported: Mapping[str, str] | None = None) -> Person:
        """Keep what was edited; contact points and facts without an id are new ones.

        `imported` are the fields as an import brought them, when one did.
        """
        check_person(person)
        with self._db.action("edit", full_name(person)) as action:
            before = self.get(person.id)
            now = to_text(self._db.clock())
            if _row(person) != _row(before):
                self._db.run(
                    t.Person.update(**_row(person), updated_at=now).where(t.Person.id == person.id)
                )
            if imported is not None:
                self._db.write(
                    "UPDATE person SET imported = ? WHERE id = ?",
                    (_as_text(imported), person.id),
                )
            self._save_points(before, person)
            self._save_facts(before, person)
            self._save_tags(before, person)
            action.touch(people={person.id})
            return self.get(person.id)

    def set_photo(self, person: int, photo: Photo | None) -> None:
        with self._db.action("edit", self._name(person)) as action:
            self._db.write("DELETE FROM photo WHERE person_id = ?", (person,))
            if photo:
                self._db.run(
                    t.Photo.insert(person_id=person, media_type=photo.media_type, data=photo.data)
                )
            action.touch(people={person})

    def archive(self, ids: Iterable[int], archived: bool = True) -> None:
        numbers = list(ids)
        with self._db.action("archive" if archived else "unarchive") as action:
            for number in numbers:
                self._db.write(
                    "UPDATE person SET archived = ? WHERE id = ? AND uid <> ?",
                    (archived, number, ME),
                )
            action.touch(people=numbers)

    def delete(self, ids: Iterable[int]) -> None:
        """Move people to the bin, with what is only about them. `me` stays."""
        numbers = list(ids)
        names = [self._name(number) for number in numbers]
        if any(self.get(number).is_me for number in numbers):
            raise RuleError("this file is yours: you cannot delete yourself from it")
        with self._db.action("delete", ", ".join(names[:3])) as action:
            leaving = json.dumps(numbers)
            for table in ("meeting", "interaction"):
                self._delete_with_nobody_left(table, leaving)
            self._db.write(
                "DELETE FROM person WHERE id IN (SELECT value FROM json_each(?))", (leaving,)
            )
            action.touch(people=numbers, acquaintances=True)

    def _delete_with_nobody_left(self, table: str, leaving: str) -> None:
        """A meeting or a talk goes with the last of the people it was with."""
        self._db.write(
            f"DELETE FROM {table} WHERE id IN (SELECT {table}_id FROM {table}_person"
            "  WHERE person_id IN (SELECT value FROM json_each(?1)))"
            f" AND NOT EXISTS (SELECT 1 FROM {table}_person WHERE {table}_id = {table}.id"
            "  AND person_id NOT IN (SELECT value FROM json_each(?1)))",
            (leaving,),
        )

    def set_tag_colour(self, name: str, colour: str) -> None:
        with self._db.action("edit", name):
            self._tag_ids([name])
            self._db.write("UPDATE tag SET colour = ? WHERE name = ?", (colour, name))

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

    def acquaintance(self, edge: int) -> Acquaintance:
        """One edge by its id."""
        return self._edges("WHERE id = ?", edge)[0]

    def edges(self) -> list[tuple[int, int, int, int]]:
        """(a, b, strength, id) of every acquaintance, for path finding at size."""
        return self._db.rows("SELECT a_id, b_id, strength, id FROM acquaintance")

    def closed_to_paths(self) -> frozenset[int]:
        """Archived people and those marked "avoid": no way leads through them."""
        rows = self._db.rows(
            "SELECT id FROM person WHERE archived = 1"
            " UNION SELECT person_id FROM fact WHERE kind = 'avoid'"
        )
        return frozenset(row[0] for row in rows)

    # Rows and values

    def _name(self, person: int) -> str:
        return str(self._db.value("SELECT display_name FROM person WHERE id = ?", (person,)) or "")

    def _read(self, ids: Sequence[int]) -> Iterable[Person]:
        marks = _marks(ids)
        points = _grouped(
            self._db.rows(
                "SELECT person_id, id, kind, label, value, normal, preferred, extra"
                f" FROM contact_point WHERE person_id IN ({marks}) ORDER BY position, id",
                ids,
            ),
            _point,
        )
        facts = _grouped(
            self._db.rows(
                "SELECT person_id, id, kind, text, since FROM fact"
                f" WHERE person_id IN ({marks}) ORDER BY position, id",
                ids,
            ),
            _fact,
        )
        tags = _grouped(
            self._db.rows(
                "SELECT person_id, name FROM person_tag JOIN tag ON tag.id = tag_id"
                f" WHERE person_id IN ({marks}) ORDER BY name",
                ids,
            ),
            str,
        )
        for row in self._db.rows(
            f"SELECT id, {', '.join(_COLUMNS)} FROM person WHERE id IN ({marks})", ids
        ):
            number = row[0]
            values = dict(zip(_COLUMNS, row[1:], strict=True))
            yield Person(
                id=number,
                uid=values["uid"],
                display_name=values["display_name"],
                standing=Standing(values["standing"]),
                circle=Circle(values["circle"]) if values["circle"] else None,
                languages=tuple(filter(None, values["languages"].split(","))),
                archived=bool(values["archived"]),
                points=points.get(number, ()),
                facts=facts.get(number, ()),
                tags=tags.get(number, ()),
                created_at=values["created_at"],
                updated_at=values["updated_at"],
                **{name: values[name] for name in _PLAIN},
            )

    def _add_details(self, people: Sequence[tuple[int, Person]]) -> None:
        self._db.insert_many(
            "INSERT INTO contact_point (person_id, position, kind, label, value, normal, preferred,"
            " extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (n, i, p.kind, p.label, p.value, p.normal, int(p.preferred), p.extra)
                for n, person in people
                for i, p in enumerate(person.points)
            ],
        )
        self._db.insert_many(
            "INSERT INTO fact (person_id, position, kind, text, since) VALUES (?, ?, ?, ?, ?)",
            [
                (n, i, fact.kind, fact.text, fact.since)
                for n, person in people
                for i, fact in enumerate(person.facts)
            ],
        )
        names = sorted({tag for _, person in people for tag in person.tags})
        known = self._tag_ids(names) if names else {}
        self._db.insert_many(
            "INSERT OR IGNORE INTO person_tag (person_id, tag_id) VALUES (?, ?)",
            [(n, known[tag.casefold()]) for n, person in people for tag in person.tags],
        )

    def _tag_ids(self, names: Sequence[str]) -> dict[str, int]:
        """The ids of tags by folded name; those not there yet are made."""
        rows = self._db.rows("SELECT id, name FROM tag")
        known = {name.casefold(): number for number, name in rows}
        for name in names:
            if name.casefold() not in known:
                cursor = self._db.cursor("INSERT INTO tag (name) VALUES (?)", (name,))
                known[name.casefold()] = cursor.lastrowid
        return known

    def _save_points(self, before: Person, after: Person) -> None:
        kept = {point.id for point in after.points}
        for point in before.points:
            if point.id not in kept:
                self._db.write("DELETE FROM contact_point WHERE id = ?", (point.id,))
        old = {point.id: (position, point) for position, point in enumerate(before.points)}
        for position, point in enumerate(after.points):
            if old.get(point.id) == (position, point):
                continue
            values: dict[str, Any] = {
                "person_id": after.id,
                "position": position,
                "kind": point.kind,
                "label": point.label,
                "value": point.value,
                "normal": point.normal,
                "preferred": int(point.preferred),
                "extra": point.extra,
            }
            self._keep(t.ContactPoint, point.id if point.id in old else 0, values)

    def _save_facts(self, before: Person, after: Person) -> None:
        kept = {fact.id for fact in after.facts}
        for fact in before.facts:
            if fact.id not in kept:
                self._db.write("DELETE FROM fact WHERE id = ?", (fact.id,))
        old = {fact.id: (position, fact) for position, fact in enumerate(before.facts)}
        for position, fact in enumerate(after.facts):
            if old.get(fact.id) == (position, fact):
                continue
            values: dict[str, Any] = {
                "person_id": after.id,
                "position": position,
                "kind": fact.kind,
                "text": fact.text,
                "since": fact.since,
            }
            self._keep(t.Fact, fact.id if fact.id in old else 0, values)

    def _keep(self, table: Any, number: int, values: dict[str, Any]) -> None:
        if number:
            self._db.run(table.update(**values).where(table.id == number))
        else:
            self._db.run(table.insert(**values))

    def _save_tags(self, before: Person, after: Person) -> None:
        wanted = {tag.casefold() for tag in after.tags}
        present = {tag.casefold() for tag in before.tags}
        known = self._tag_ids([tag for tag in after.tags if tag.casefold() not in present])
        for tag in present - wanted:
            self._db.write(
                "DELETE FROM person_tag WHERE person_id = ? AND tag_id = ?", (after.id, known[tag])
            )
        for tag in wanted - present:
            self._db.write(
                "INSERT INTO person_tag (person_id, tag_id) VALUES (?, ?)", (after.id, known[tag])
            )


def _row(person: Person) -> dict[str, Any]:
    name = full_name(person)
    folded = search.fold(name)
    return {
        "display_name": name,
        "sort_name": folded,
        "name_key": name_key(folded),
        "standing": person.standing,
        "circle": person.circle,
        "languages": ",".join(person.languages),
        "archived": int(person.archived),
        **{column: getattr(person, column) for column in _PLAIN},
    }


def _as_text(imported: Mapping[str, str]) -> str:
    return json.dumps(dict(imported), ensure_ascii=False) if imported else ""


def _cells(person: Person, now: str) -> tuple[Any, ...]:
    row = _row(person)
    row["uid"] = person.uid or str(uuid4())
    row["created_at"] = person.created_at or now
    row["updated_at"] = person.updated_at or now
    return tuple(row[column] for column in _COLUMNS)


def _point(number: int, kind: str, label: str, value: str, *rest: Any) -> ContactPoint:
    normal, preferred, extra = rest
    return ContactPoint(
        id=number,
        kind=PointKind(kind),
        label=label,
        value=value,
        normal=normal,
        preferred=bool(preferred),
        extra=extra,
    )


def _fact(number: int, kind: str, text: str, since: str) -> Fact:
    return Fact(id=number, kind=FactKind(kind), text=text, since=since)


def _grouped(rows: Iterable[tuple[Any, ...]], make: Any) -> dict[int, tuple[Any, ...]]:
    groups: dict[int, list[Any]] = {}
    for owner, *cells in rows:
        groups.setdefault(owner, []).append(make(*cells))
    return {owner: tuple(values) for owner, values in groups.items()}


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
