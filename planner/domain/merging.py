"""Two people who are one: what each says, which of it stays, and what pairs look alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One single-valued field of two people: both values, which is proposed, whether they differ.

    `name` is the field's name in `Person`, or `photo`, whose values say whether there is one. In
    `chosen`, `other` True means that the other's value is taken. A conflict is two different
    values, neither of them empty; the one that is not taken is kept in the note.
    """

    name: str
    keep: Any
    other: Any
    take_other: bool
    conflict: bool

    @property
    def proposed(self) -> Any:
        return self.other if self.take_other else self.keep


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What merging `other` into `keep` would do, before it is done.

    The counts say what of `other` moves over: talks, meetings, follow-ups, names in asks,
    acquaintances, introductions.
    """

    keep: Person
    other: Person
    fields: tuple[Field, ...]
    moves: Mapping[str, int]

    @property
    def conflicts(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.conflict)


class Likeness(StrEnum):
    """Why two people may be one."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NEAR_NAME = "near name"
    ORGANISATION = "organisation"
    CITY = "city"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One likeness; `value` is what both have, or both names."""

    kind: Likeness
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two people (ids, the smaller first) who may be one; `score` from 0 to 1, best pairs first."""

    a: int
    b: int
    score: float
    reasons: tuple[Reason, ...]
