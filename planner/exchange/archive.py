"""The JSON archive: everything a file of plans holds, out and in, equal after a round trip.

One document, laid out with one record per line:

    {"format": "on-purpose", "version": 1,
    "settings": [
    {"key": "language", "value": "en"}
    ],
    "tags": […],
    "people": [
    {"id": 1, "uid": "me", "display_name": "Hanna Vos"},
    {"id": 2, "uid": "…", "display_name": "Lotte de Wit", "met_through": 9}
    ],
    …
    }

The sections are the `SECTIONS` in their order. Every record but a setting has an `id`, counted
from 1 in the order of its section, and asks have theirs inside their objectives; references are
these ids. So equal contents are equal files, whatever ids a store gave them. Field names are
those of the domain's values; a field that holds its default is left out; times are UTC with `Z`,
pictures base64.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count, groupby
from typing import Any, BinaryIO, TypeVar, cast

from planner.domain.errors import ExchangeError
from planner.domain.followups import FollowUp, Reminder
from planner.domain.introductions import Introduction, Message
from planner.domain.meetings import Interaction, Meeting, Purpose
from planner.domain.objectives import Ask, Name, Objective
from planner.domain.people import Acquaintance, ContactPoint, Fact, Person, Photo, Tag
from planner.exchange.archive_layout import Piece, is_ours, layout, parse, pieces
from planner.exchange.archive_values import LARGEST_NUMBER, Codec
from planner.exchange.records import BadRecord


class Kind(StrEnum):
    """What a record is; its text is the name of the section. Asks come inside objectives."""

    SETTING = "settings"
    TAG = "tags"
    PERSON = "people"
    ACQUAINTANCE = "acquaintances"
    OBJECTIVE = "objectives"
    ASK = "asks"
    MEETING = "meetings"
    INTERACTION = "interactions"
    FOLLOW_UP = "follow_ups"
    INTRODUCTION = "introductions"
    REMINDER = "reminders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its key, and whatever JSON value it has."""

    key: str
    value: Any


Value = (
    Setting
    | Tag
    | Person
    | Acquaintance
    | Objective
    | Meeting
    | Interaction
    | FollowUp
    | Introduction
    | Reminder
)

_CLASSES: Mapping[Kind, type[Any]] = {
    Kind.SETTING: Setting,
    Kind.TAG: Tag,
    Kind.PERSON: Person,
    Kind.ACQUAINTANCE: Acquaintance,
    Kind.OBJECTIVE: Objective,
    Kind.MEETING: Meeting,
    Kind.INTERACTION: Interaction,
    Kind.FOLLOW_UP: FollowUp,
    Kind.INTRODUCTION: Introduction,
    Kind.REMINDER: Reminder,
}

SECTIONS = tuple(_CLASSES)
"""The sections in the order in which they are written, and records are given to the writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveItem:
    """One record of an archive.

    Read, the ids in `value` (its own, its asks', and all it refers to) are the archive's; written,
    the store's. `photo` is a person's. `line` is the 1-based line it was read from.
    """

    kind: Kind
    value: Value
    photo: Photo | None = None
    line: int = 0


T = TypeVar("T")

_REFERENCES: Mapping[type, Mapping[str, Kind]] = {
    Person: {"met_through": Kind.PERSON},
    Acquaintance: {"a": Kind.PERSON, "b": Kind.PERSON},
    Name: {"person": Kind.PERSON},
    Purpose: {"ask": Kind.ASK},
    Meeting: {"people": Kind.PERSON},
    Interaction: {"people": Kind.PERSON, "meeting": Kind.MEETING},
    FollowUp: {
        "person": Kind.PERSON,
        "meeting": Kind.MEETING,
        "interaction": Kind.INTERACTION,
    },
    Introduction: {
        "connector": Kind.PERSON,
        "source": Kind.PERSON,
        "target": Kind.PERSON,
        "ask": Kind.ASK,
    },
    Message: {"to": Kind.PERSON},
    Reminder: {"follow_up": Kind.FOLLOW_UP, "meeting": Kind.MEETING},
}
_INSIDE: Mapping[type, str] = {
    Objective: "asks",
    Ask: "names",
    Meeting: "purpose",
    Introduction: "messages",
}
"""The field with values that hold references themselves."""

_HIDDEN: Mapping[type, Mapping[str, Any]] = {
    ContactPoint: {"id": 0},
    Fact: {"id": 0},
    Name: {"id": 0},
    Message: {"id": 0},
    Ask: {"objective": 0},
}
"""Ids that nothing refers to, and the objective an ask stands in."""


def looks_like_archive(head: bytes) -> bool:
    """True when a file that begins with these bytes is an archive."""
    return is_ours(head[:4096])


def translate(value: T, new_id: Callable[[Kind, int], int]) -> T:
    """The value with `new_id(kind, id)` in place of every id it refers to; its own id stays."""
    changes: dict[str, Any] = {}
    for name, kind in _REFERENCES.get(type(value), {}).items():
        old = getattr(value, name)
        if isinstance(old, tuple):
            changes[name] = tuple(new_id(kind, key) for key in old)
        elif old is not None:
            changes[name] = new_id(kind, old)
    inside = _INSIDE.get(type(value))
    if inside:
        old = getattr(value, inside)
        if isinstance(old, tuple):
            changes[inside] = tuple(translate(part, new_id) for part in old)
        elif old is not None:
            changes[inside] = translate(old, new_id)
    changed: T = replace(cast(Any, value), **changes)
    return changed


# --- writing ----------------------------------------------------------------------------------


def write_archive(items: Iterable[ArchiveItem], people: Iterable[int]) -> Iterator[str]:
    """The archive's text in parts, for items in the order of `SECTIONS`.

    `people` are the ids of all people in the order in which their items come, since one may have
    been met through another who comes later. Raises ExchangeError when a record refers to one
    that is not among the items, ValueError when items or people are out of order.
    """
    return layout(_Writer(people).sections(items))


class _Writer:
    """Counts each kind's records, and knows the archive's id for each of the store's."""

    def __init__(self, people: Iterable[int]) -> None:
        self._codec = Codec(_HIDDEN)
        self._counts = {kind: count(1) for kind in Kind}
        self._ids: dict[Kind, dict[int, int]] = {kind: {} for kind in Kind}
        self._ids[Kind.PERSON] = {key: number for number, key in enumerate(people, 1)}

    def sections(self, items: Iterable[ArchiveItem]) -> Iterator[tuple[str, Iterator[str]]]:
        groups = groupby(items, key=lambda item: item.kind)
        group = next(groups, None)
        for kind in SECTIONS:
            if group and group[0] is kind:
                yield kind, map(self._record, group[1])
                group = next(groups, None)
            else:
                yield kind, iter(())
        if group:
            raise ValueError(f"{group[0]} are out of order")

    def _record(self, item: ArchiveItem) -> str:
        value = translate(item.value, self._archive_id)
        data: dict[str, Any] = {}
        if not isinstance(value, Setting):
            number = next(self._counts[item.kind])
            if self._ids[item.kind].setdefault(value.id, number) != number:
                raise ValueError(f"{item.kind} {value.id} is out of order")
            data["id"] = number
        if isinstance(value, Objective):
            value = replace(value, asks=tuple(map(self._numbered_ask, value.asks)))
        data |= {name: told for name, told in self._codec.encode(value).items() if name != "id"}
        if item.photo:
            data["photo"] = self._codec.encode(item.photo)
        return json.dumps(data, ensure_ascii=False, allow_nan=False)

    def _numbered_ask(self, ask: Ask) -> Ask:
        number = next(self._counts[Kind.ASK])
        self._ids[Kind.ASK][ask.id] = number
        return replace(ask, id=number)

    def _archive_id(self, kind: Kind, key: int) -> int:
        try:
            return self._ids[kind][key]
        except KeyError:
            raise ExchangeError(
                "a record refers to one of the {kind} that is not in the archive;"
                " nothing was written: run planner check",
                kind=kind,
            ) from None


# --- reading ----------------------------------------------------------------------------------


def read_archive(stream: BinaryIO) -> Iterator[ArchiveItem | BadRecord]:
    """The records of an archive, people before all who refer to them, and those that are bad.

    Every reference of an item is the id of an item that came before it, but for a person's
    `met_through`, which may come later; where it never comes, a BadRecord with that person's line
    says so after the last person. Rules of the domain (dates, statuses) are not looked at here.
    Raises ExchangeError when this is no archive or a newer program's, and OSError of the stream.
    """
    reader = _Reader()
    for piece in pieces(stream, SECTIONS):
        yield from reader.missing_people(piece)
        if isinstance(piece, BadRecord):
            yield piece
            continue
        try:
            yield reader.item(Kind(piece.section), piece)
        except ValueError as error:
            yield BadRecord(line=piece.line, reason=f"{_NOUNS[Kind(piece.section)]}: {error}")
    yield from reader.missing_people(None)


_NOUNS: Mapping[Kind, str] = {
    Kind.SETTING: "setting",
    Kind.TAG: "tag",
    Kind.PERSON: "person",
    Kind.ACQUAINTANCE: "acquaintance",
    Kind.OBJECTIVE: "objective",
    Kind.ASK: "ask",
    Kind.MEETING: "meeting",
    Kind.INTERACTION: "interaction",
    Kind.FOLLOW_UP: "follow-up",
    Kind.INTRODUCTION: "introduction",
    Kind.REMINDER: "reminder",
}


class _Reader:
    """Knows which ids have been read."""

    def __init__(self) -> None:
        self._codec = Codec(_HIDDEN)
        self._read: dict[Kind, set[int]] = {kind: set() for kind in Kind}
        self._met_through: list[tuple[int, int]] = []

    def item(self, kind: Kind, piece: Piece) -> ArchiveItem:
        data = parse(piece.text)
        photo = data.pop("photo", None) if kind is Kind.PERSON and isinstance(data, dict) else None
        value = self._codec.decode(_CLASSES[kind], data)
        picture = None if photo is None else self._picture(photo)
        if isinstance(value, Objective):
            asks = tuple(replace(ask, objective=value.id) for ask in value.asks)
            value = replace(value, asks=asks)
        if isinstance(value, Person):
            if value.met_through is not None and value.met_through not in self._read[kind]:
                self._met_through.append((piece.line, value.met_through))
        else:
            translate(value, self._known)
        self._keep(kind, value)
        return ArchiveItem(kind=kind, value=value, photo=picture, line=piece.line)

    def missing_people(self, piece: Piece | BadRecord | None) -> Iterator[BadRecord]:
        """Once the people are read: those who were met through nobody in the archive."""
        if isinstance(piece, BadRecord) or (piece and piece.section == Kind.PERSON):
            return
        for line, key in self._met_through:
            if key not in self._read[Kind.PERSON]:
                reason = f"person: met_through: {key} is none of the people; that was left out"
                yield BadRecord(line=line, reason=reason)
        self._met_through.clear()

    def _picture(self, data: object) -> Photo:
        try:
            return self._codec.decode(Photo, data)
        except ValueError as error:
            raise ValueError(f"photo: {error}") from None

    def _known(self, kind: Kind, key: int) -> int:
        if key not in self._read[kind]:
            raise ValueError(f"it refers to {key}, which is none of the {kind} read before it")
        return key

    def _keep(self, kind: Kind, value: Any) -> None:
        """Take note of the value's id and of those of its asks; they must be new."""
        if isinstance(value, Setting):
            return
        new = [(kind, value.id)]
        if isinstance(value, Objective):
            new += [(Kind.ASK, ask.id) for ask in value.asks]
        for its_kind, key in new:
            if not 1 <= key <= LARGEST_NUMBER:
                raise ValueError("it has no id of 1 or more")
            if key in self._read[its_kind]:
                raise ValueError(f"its id {key} is that of another one")
        if len(set(new)) < len(new):
            raise ValueError("two of its asks have the same id")
        for its_kind, key in new:
            self._read[its_kind].add(key)
