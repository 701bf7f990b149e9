"""People as rows and rows as people: the mapping between the tables and the domain's values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from planner.domain.matching import name_key
from planner.domain.people import (
    Circle,
    ContactPoint,
    Earlier,
    Fact,
    FactKind,
    Person,
    PersonRow,
    PointKind,
    Standing,
    full_name,
)
from planner.store import search
from planner.store.moments import to_text

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
    "merged", "created_at", "updated_at", *_PLAIN,
)  # fmt: skip
INSERT = (
    f"INSERT INTO person (imported, {', '.join(_COLUMNS)})"
    f" VALUES (?, {', '.join('?' * len(_COLUMNS))})"
)


def read(database: Database, ids: Sequence[int]) -> Iterator[Person]:
    """These people, in no particular order; at most as many as SQL takes parameters."""
    marks = ",".join("?" * len(ids))
    points = _grouped(
        database.rows(
            "SELECT person_id, id, kind, label, value, normal, preferred, extra"
            f" FROM contact_point WHERE person_id IN ({marks}) ORDER BY position, id",
            ids,
        ),
        _point,
    )
    facts = _grouped(
        database.rows(
            "SELECT person_id, id, kind, text, since FROM fact"
            f" WHERE person_id IN ({marks}) ORDER BY position, id",
            ids,
        ),
        _fact,
    )
    tags = _tags(database, ids)
    for row in database.rows(
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
            earlier=_earlier(values["merged"]),
            created_at=values["created_at"],
            updated_at=values["updated_at"],
            **{name: values[name] for name in _PLAIN},
        )


_STALE_CONTACTS = """
SELECT person_id, max(at) FROM (
    SELECT person_id, at FROM json_each(:ids) CROSS JOIN interaction_person ON person_id = value
        JOIN interaction ON interaction.id = interaction_id
    UNION ALL SELECT person_id, starts_at FROM json_each(:ids)
        CROSS JOIN meeting_person ON person_id = value
        JOIN meeting ON meeting.id = meeting_id AND status = 'held')
WHERE at <= :now AND person_id IN (SELECT person_id FROM stale_listed) GROUP BY person_id
"""


def last_contacts(database: Database, ids: Sequence[int]) -> dict[int, str]:
    """When each of these people was last in touch (UTC ISO text), by talks and held meetings."""
    params = {"ids": json.dumps(list(ids)), "now": to_text(database.clock())}
    listed = database.rows(
        "SELECT person_id, contact, person_id IN (SELECT person_id FROM stale_listed)"
        " FROM json_each(:ids) CROSS JOIN listed ON person_id = value",
        params,
    )
    found = {person: contact for person, contact, stale in listed if contact and not stale}
    params["ids"] = json.dumps(list({*ids} - {row[0] for row in listed if not row[2]}))
    return found | (dict(database.rows(_STALE_CONTACTS, params)) if params["ids"] != "[]" else {})


def read_rows(
    database: Database, ids: Sequence[int], last_contacts: Mapping[int, str]
) -> Iterator[PersonRow]:
    """The same people as lists show them, without what only their page needs."""
    marks = ",".join("?" * len(ids))
    reach: dict[str, dict[int, tuple[str, ...]]] = {PointKind.EMAIL: {}, PointKind.PHONE: {}}
    for person, kind, value in database.rows(
        f"SELECT person_id, kind, value FROM contact_point WHERE person_id IN ({marks})"
        " AND kind IN ('email', 'phone') ORDER BY preferred DESC, position, id",
        ids,
    ):
        reach[kind][person] = (*reach[kind].get(person, ()), value)
    tags = _tags(database, ids)
    for number, uid, name, organisation, title, circle, standing in database.rows(
        "SELECT id, uid, display_name, organisation, title, circle, standing FROM person"
        f" WHERE id IN ({marks})",
        ids,
    ):
        yield PersonRow(
            id=number,
            uid=uid,
            name=name,
            organisation=organisation,
            title=title,
            emails=reach[PointKind.EMAIL].get(number, ()),
            phones=reach[PointKind.PHONE].get(number, ()),
            circle=Circle(circle) if circle else None,
            standing=Standing(standing),
            tags=tags.get(number, ()),
            last_contact=last_contacts.get(number, ""),
        )


def _tags(database: Database, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    marks = ",".join("?" * len(ids))
    rows = database.rows(
        "SELECT person_id, name FROM person_tag JOIN tag ON tag.id = tag_id"
        f" WHERE person_id IN ({marks}) ORDER BY name",
        ids,
    )
    return _grouped(rows, str)


def row(person: Person) -> dict[str, Any]:
    """The columns of `person` that an edit may change."""
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
        "merged": _merged(person.earlier),
        **{column: getattr(person, column) for column in _PLAIN},
    }


def detail_row(detail: ContactPoint | Fact) -> dict[str, Any]:
    """The columns of a contact point or fact, but for whose it is and its place."""
    if isinstance(detail, Fact):
        return {"kind": detail.kind, "text": detail.text, "since": detail.since}
    return {
        "kind": detail.kind,
        "label": detail.label,
        "value": detail.value,
        "normal": detail.normal,
        "preferred": int(detail.preferred),
        "extra": detail.extra,
    }


def as_text(imported: Mapping[str, str]) -> str:
    """The fields as an import brought them, as the file keeps them."""
    return json.dumps(dict(imported), ensure_ascii=False) if imported else ""


def cells(person: Person, now: str) -> tuple[Any, ...]:
    """The row of a new person, in the order of `INSERT` after `imported`."""
    values = row(person)
    values["uid"] = person.uid or str(uuid4())
    values["created_at"] = person.created_at or now
    values["updated_at"] = person.updated_at or now
    return tuple(values[column] for column in _COLUMNS)


def _earlier(text: str) -> tuple[Earlier, ...]:
    return tuple(Earlier(**values) for values in json.loads(text)) if text else ()


def _merged(earlier: Sequence[Earlier]) -> str:
    values = [asdict(one) for one in earlier]
    return json.dumps(values, ensure_ascii=False) if values else ""


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
