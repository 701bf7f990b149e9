"""What a person has any number of, as rows: ways to reach them, facts and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.domain.people import ContactPoint, Fact, Person
from planner.store import person_rows

if TYPE_CHECKING:
    from planner.store.database import Database


def add(database: Database, people: Sequence[tuple[int, Person]]) -> None:
    """Keep the details of new people, by their ids."""
    database.insert_many(
        "INSERT INTO contact_point (person_id, position, kind, label, value, normal, preferred,"
        " extra) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (n, i, p.kind, p.label, p.value, p.normal, int(p.preferred), p.extra)
            for n, person in people
            for i, p in enumerate(person.points)
        ],
    )
    database.insert_many(
        "INSERT INTO fact (person_id, position, kind, text, since) VALUES (?, ?, ?, ?, ?)",
        [
            (n, i, fact.kind, fact.text, fact.since)
            for n, person in people
            for i, fact in enumerate(person.facts)
        ],
    )
    names = sorted({tag for _, person in people for tag in person.tags})
    known = tag_ids(database, names) if names else {}
    database.insert_many(
        "INSERT OR IGNORE INTO person_tag (person_id, tag_id) VALUES (?, ?)",
        [(n, known[tag.casefold()]) for n, person in people for tag in person.tags],
    )


def save(database: Database, before: Person, after: Person) -> None:
    """Make the details of a person those of `after`, touching only what differs."""
    _save_rows(database, "contact_point", after.id, before.points, after.points)
    _save_rows(database, "fact", after.id, before.facts, after.facts)
    if before.tags != after.tags:
        _save_tags(database, before, after)


def tag_ids(database: Database, names: Sequence[str]) -> dict[str, int]:
    """The ids of tags by folded name; those not there yet are made."""
    rows = database.rows("SELECT id, name FROM tag")
    known = {name.casefold(): number for number, name in rows}
    for name in names:
        if name.casefold() not in known:
            cursor = database.cursor("INSERT INTO tag (name) VALUES (?)", (name,))
            known[name.casefold()] = cursor.lastrowid
    return known


def without_stale_normals(
    before: Sequence[ContactPoint], after: Sequence[ContactPoint]
) -> tuple[ContactPoint, ...]:
    """The points as they are now; a normal form left over from another value would mislead."""
    old = {point.id: point for point in before if point.normal}
    return tuple(
        replace(point, normal="")
        if point.id in old
        and point.normal == old[point.id].normal
        and _plain(point.value) != _plain(old[point.id].value)
        else point
        for point in after
    )


def _plain(value: str) -> str:
    return "".join(c for c in value.casefold() if c.isalnum() or c == "@")


def _save_rows(
    database: Database,
    table: str,
    person: int,
    before: Sequence[ContactPoint | Fact],
    after: Sequence[ContactPoint | Fact],
) -> None:
    """Make the rows of a person in `table` these, in this order, touching only what differs."""
    old = {detail.id: (place, detail) for place, detail in enumerate(before)}
    for gone in old.keys() - {detail.id for detail in after}:
        database.write(f"DELETE FROM {table} WHERE id = ?", (gone,))
    for place, detail in enumerate(after):
        if old.get(detail.id) == (place, detail):
            continue
        values = {"person_id": person, "position": place, **person_rows.detail_row(detail)}
        if detail.id in old:
            database.update(table, detail.id, values)
        else:
            database.insert(table, values)


def _save_tags(database: Database, before: Person, after: Person) -> None:
    wanted = {tag.casefold() for tag in after.tags}
    present = {tag.casefold() for tag in before.tags}
    known = tag_ids(database, [tag for tag in after.tags if tag.casefold() not in present])
    for tag in present - wanted:
        database.write(
            "DELETE FROM person_tag WHERE person_id = ? AND tag_id = ?", (after.id, known[tag])
        )
    for tag in wanted - present:
        database.write(
            "INSERT INTO person_tag (person_id, tag_id) VALUES (?, ?)", (after.id, known[tag])
        )
