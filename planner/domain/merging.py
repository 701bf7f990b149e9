"""Two people who are one: what each says, which of it stays, and what pairs look alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from planner.domain.people import Earlier, Person, Standing


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


CHOICES = (
    "display_name", "given", "family", "additional", "prefix", "suffix", "nickname",
    "organisation", "title", "standing", "circle", "keep_in_touch", "why_connected", "how_met",
    "met_on", "met_through", "birthday", "zone", "city", "country", "archived",
)  # fmt: skip
"""The single-valued fields of `Person` between which one chooses."""

_TEXTS = tuple(name for name in CHOICES if name not in ("standing", "archived"))
"""Those of which the value that is not taken is kept in the note."""

LABELS: Mapping[str, str] = {
    "display_name": "Name",
    "given": "Given name",
    "family": "Family name",
    "additional": "Additional names",
    "prefix": "Prefix",
    "suffix": "Suffix",
    "nickname": "Nickname",
    "organisation": "Organisation",
    "title": "Title",
    "circle": "Circle",
    "keep_in_touch": "Keep in touch, days",
    "why_connected": "Why stay connected",
    "how_met": "How we met",
    "met_on": "Met on",
    "met_through": "Met through",
    "birthday": "Birthday",
    "zone": "Time zone",
    "city": "City",
    "country": "Country",
    "extra": "From an import",
    "acquaintance": "Knew each other",
    "introduction": "Introduction",
    "heading": "Also recorded for {name}",
}
"""What the lines in the note begin with, where the caller has no words of another language."""


def compared(keep: Person, other: Person, photos: tuple[bool, bool]) -> tuple[Field, ...]:
    """Every field of two people side by side, with the one that is proposed.

    `photos` says which of the two has one. Ours stays where both say something; somebody known is
    not wished, and who is archived only once is shown.
    """
    fields = []
    for name in CHOICES:
        mine, theirs = getattr(keep, name), getattr(other, name)
        take = theirs not in _EMPTY and mine in _EMPTY
        if name == "met_through":
            take = take and theirs != keep.id
        if name == "standing":
            take = mine is Standing.WISHED and theirs is Standing.KNOWN
        if name == "archived":
            take = mine and not theirs
        conflict = name in _TEXTS and mine != theirs and not {mine, theirs} & _EMPTY
        fields.append(
            Field(name=name, keep=mine, other=theirs, take_other=bool(take), conflict=conflict)
        )
    mine, theirs = photos
    fields.append(
        Field(
            name="photo",
            keep=mine,
            other=theirs,
            take_other=theirs and not mine,
            conflict=mine and theirs,
        )
    )
    return tuple(fields)


_EMPTY: frozenset[Any] = frozenset({"", None})


def settled(
    keep: Person, other: Person, fields: Iterable[Field], chosen: Mapping[str, bool]
) -> tuple[Person, dict[str, str]]:
    """`keep` with the chosen values, and what was not taken, by field.

    Notes of both stay, one after the other. Languages, who each was before, and the earlier of
    the two beginnings are united. Points, facts and tags are not looked at.
    """
    values: dict[str, Any] = {}
    left: dict[str, str] = {}
    for field in fields:
        if field.name == "photo":
            continue
        take = chosen.get(field.name, field.take_other)
        values[field.name] = field.other if take else field.keep
        gone = field.keep if take else field.other
        if field.name in _TEXTS and gone not in _EMPTY and gone != values[field.name]:
            left[field.name] = str(gone)
    if values["met_through"] in (keep.id, other.id):  # nobody was met through themselves
        left["met_through"] = str(values["met_through"])
        values["met_through"] = None
    extra = _extras(keep.extra, other.extra)
    if extra is None:
        extra, left["extra"] = keep.extra, other.extra
    notes = [text for text in (keep.note, other.note) if text]
    before = [*keep.earlier, *other.earlier]
    if values["display_name"] != keep.display_name:
        before.append(Earlier(uid="", name=keep.display_name))
    merged = replace(
        keep,
        **values,
        note="\n\n".join(dict.fromkeys(notes)),
        languages=tuple(dict.fromkeys((*keep.languages, *other.languages))),
        extra=extra,
        earlier=tuple(dict.fromkeys(before)),
    )
    return merged, left


def _extras(ours: str, theirs: str) -> str | None:
    """What imports brought of both and no field takes; None where that cannot be one text.

    The exchange keeps it as JSON: lists of properties by their source.
    """
    if not ours or not theirs or ours == theirs:
        return ours or theirs
    try:
        one, other = json.loads(ours), json.loads(theirs)
    except ValueError:
        return None
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return None
    for key, value in other.items():
        known = one.setdefault(key, value)
        if isinstance(known, list) and isinstance(value, list):
            one[key] = [*known, *(item for item in value if item not in known)]
        elif known != value:
            return None
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"))


def noted(note: str, name: str, lines: Iterable[str], labels: Mapping[str, str]) -> str:
    """The note with lines under a plain heading; as it was when there are none."""
    lines = [" ".join(line.split()) for line in lines]
    if not lines:
        return note
    heading = labels["heading"].format(name=name)
    return "\n\n".join(filter(None, (note, "\n".join((f"{heading}:", *lines)))))
