"""Archives to try things on: strategies for whole ones, and short ones from lines."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from planner.domain.followups import FollowUp, Reminder
from planner.domain.introductions import Introduction, Message
from planner.domain.meetings import Interaction, Meeting, Purpose
from planner.domain.objectives import Ask, Name, Objective
from planner.domain.people import Acquaintance, Person, Photo, Tag
from planner.exchange.archive import ArchiveItem, Kind, Setting, read_archive
from planner.exchange.records import BadRecord

TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\n\r\x00"\\/\u2028{}[],')),
    max_size=12,
)
KEYS = st.lists(st.integers(1, 2**63 - 1), max_size=4, unique=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@dataclass(frozen=True)
class Everything:
    items: list[ArchiveItem]
    people: list[int]


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    if hint is str:
        return st.just("") | TEXT
    if hint is int:
        return st.integers(-(2**63) + 1, 2**63 - 1)
    if hint is bytes:
        return st.binary(max_size=20)
    if hint is datetime:
        return st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    if isinstance(hint, UnionType):
        return st.none() | of_type(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is tuple:
        return st.lists(of_type(get_args(hint)[0]), max_size=2).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    if isinstance(hint, type) and is_dataclass(hint):
        return build(hint, id=0) if "id" in get_type_hints(hint) else build(hint)
    return st.from_type(hint)


def build(kind: Any, **given: Any) -> st.SearchStrategy[Any]:
    """Values of a dataclass with every field drawn by its type, unless it is given."""
    hints = get_type_hints(kind)
    drawn = {field.name: of_type(hints[field.name]) for field in fields(kind)}
    for name, value in given.items():
        drawn[name] = value if isinstance(value, st.SearchStrategy) else st.just(value)
    return st.builds(kind, **drawn)


@st.composite
def archives(draw: st.DrawFn) -> Everything:
    """All kinds of records, each referring to others that are there."""
    people = draw(st.lists(st.integers(1, 2**63 - 1), min_size=3, max_size=6, unique=True))
    someone = st.sampled_from(people)
    some = st.lists(someone, max_size=3).map(tuple)
    items = [
        ArchiveItem(kind=Kind.SETTING, value=Setting(key=draw(TEXT), value=draw(JSON)))
        for _ in range(draw(st.integers(0, 2)))
    ]

    def add(kind: Kind, value: st.SearchStrategy[Any], keys: list[int] | None = None) -> Any:
        found = draw(KEYS) if keys is None else keys
        for key in found:
            photo = draw(st.none() | build(Photo)) if kind is Kind.PERSON else None
            items.append(ArchiveItem(kind=kind, value=replace(draw(value), id=key), photo=photo))
        return st.none() | st.sampled_from(found) if found else st.none()

    add(Kind.TAG, build(Tag))
    add(Kind.PERSON, build(Person, met_through=st.none() | someone), people)
    add(Kind.ACQUAINTANCE, build(Acquaintance, a=someone, b=someone))
    names = st.lists(build(Name, person=someone, id=0), max_size=3).map(tuple)
    asks = iter(draw(st.lists(st.integers(1, 2**63 - 1), max_size=6, unique=True)))
    used: list[int] = []
    for key in draw(KEYS):
        chosen = [ask for ask, _ in zip(asks, range(draw(st.integers(0, 2))), strict=False)]
        used += chosen
        its = tuple(draw(build(Ask, objective=key, id=ask, names=names)) for ask in chosen)
        items.append(
            ArchiveItem(kind=Kind.OBJECTIVE, value=draw(build(Objective, id=key, asks=its)))
        )
    ask = st.none() | st.sampled_from(used) if used else st.none()
    purpose = st.none() | build(Purpose, ask=ask)
    meeting = add(Kind.MEETING, build(Meeting, people=some, purpose=purpose))
    interaction = add(Kind.INTERACTION, build(Interaction, people=some, meeting=meeting))
    follow_up = add(
        Kind.FOLLOW_UP,
        build(FollowUp, person=someone, meeting=meeting, interaction=interaction),
    )
    messages = st.lists(build(Message, to=someone, id=0), max_size=2).map(tuple)
    three = {"connector": someone, "source": someone, "target": someone}
    add(Kind.INTRODUCTION, build(Introduction, **three, ask=ask, messages=messages))
    add(Kind.REMINDER, build(Reminder, follow_up=follow_up, meeting=meeting))
    return Everything(items, people)


def document(sections: dict[str, Iterable[str]]) -> str:
    """An archive in our own layout, of records as they are given."""
    text = '{"format": "on-purpose", "version": 1'
    for name, records in sections.items():
        text += f',\n"{name}": [\n' + ",\n".join(records) + "\n]"
    return text + "\n}\n"


def read(data: bytes | str) -> tuple[list[ArchiveItem], list[BadRecord]]:
    found = list(read_archive(io.BytesIO(data.encode() if isinstance(data, str) else data)))
    items = [record for record in found if isinstance(record, ArchiveItem)]
    return items, [record for record in found if isinstance(record, BadRecord)]
