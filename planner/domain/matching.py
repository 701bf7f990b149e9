"""Who is whom: duplicates among people, and how two records of one person become one.

A shared e-mail or phone only counts while the names do not contradict it, for families and offices
share both. A near name counts with something shared and nothing against it. Folding other scripts
to plain letters is the caller's: names come here as `fold` made them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from planner.domain.people import (
    ContactPoint,
    Person,
    PointKind,
    Standing,
)

MERGED_FIELDS = (
    "display_name", "given", "family", "additional", "prefix", "suffix", "nickname",
    "organisation", "title", "birthday", "zone", "city", "country", "note", "how_met", "met_on",
    "why_connected",
)  # fmt: skip
"""The single-valued fields that an import may bring."""

_NEAR = 0.75
_SAME_MAILBOX = 0.5
_SOUNDS = ((r"ph", "f"), (r"[ckq]+", "k"), (r"[vw]", "v"), (r"[sz]+", "s"), (r"[td]+", "t"),
           (r"[bp]+", "p"), (r"[gj]", "j"))  # fmt: skip
_SOUND_PATTERNS = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
_SILENT = re.compile(r"[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")


def name_key(folded: str) -> str:
    """What near spellings of a folded name have in common: its consonant sounds, in any order.

    `jon smyth` and `smith, john` have one key. Numbers stay: `guest 12` is not `guest 13`.
    """
    words = sorted(filter(None, (_sound(word) for word in _WORD.findall(folded))))
    return " ".join((*words, *_NUMBER.findall(folded)))


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    sound = word
    for pattern, letter in _SOUND_PATTERNS:
        sound = pattern.sub(letter, sound)
    head = "a" if _SILENT.match(sound) else ""
    return head + _DOUBLED.sub(r"\1", _SILENT.sub("", sound))


def similarity(a: str, b: str) -> float:
    """How alike two folded names are, from 0 to 1, whatever the order of their words."""
    ordered = [" ".join(sorted(_PART.findall(name))) for name in (a, b)]
    if _NUMBER.findall(ordered[0]) != _NUMBER.findall(ordered[1]):
        return 0.0
    from difflib import SequenceMatcher

    return SequenceMatcher(None, ordered[0], ordered[1], autojunk=False).ratio()


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells whether two records are of one person; made once per record."""

    uids: frozenset[str]
    names: tuple[str, ...]
    """Folded: the present one, then those from before two records were merged."""
    key: str
    words: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]
    birthday: str
    shared: frozenset[str]
    """What namesakes would not have in common: organisation, addresses, profiles."""


def identity(person: Person, folded_name: str, earlier: Sequence[str] = ()) -> Identity:
    """The identity of a record whose name, folded to plain small letters, is given.

    `earlier` are those of its names from before, folded as well.
    """
    normals = {kind: set[str]() for kind in PointKind}
    for point in person.points:
        normals[point.kind].add(point.normal or point.value.casefold())
    shared = {f"{kind}:{value}" for kind in _TELLING for value in normals[kind]}
    if person.organisation:
        shared.add(person.organisation.casefold().strip())
    return Identity(
        uids=frozenset(filter(None, (person.uid, *(one.uid for one in person.earlier)))),
        names=(folded_name, *earlier),
        key=name_key(folded_name),
        words=frozenset(word for name in (folded_name, *earlier) for word in _WORD.findall(name)),
        emails=frozenset(normals[PointKind.EMAIL]),
        phones=frozenset(normals[PointKind.PHONE]),
        birthday=person.birthday,
        shared=frozenset(shared),
    )


_TELLING = (PointKind.ADDRESS, PointKind.SOCIAL, PointKind.URL, PointKind.IM)


def same_person(ours: Identity, theirs: Identity) -> bool:
    """True when two records are of one person, without asking anybody."""
    if ours.uids & theirs.uids:
        return True
    if ours.emails & theirs.emails or ours.phones & theirs.phones:
        return _may_be_one(ours, theirs)
    # Each with e-mails or phones of their own and none in common: namesakes, for all we know.
    if (ours.emails and theirs.emails) or (ours.phones and theirs.phones):
        return False
    if ours.birthday and theirs.birthday:
        if ours.birthday[-6:] != theirs.birthday[-6:]:
            return False
    elif not ours.shared & theirs.shared:
        return False
    return _likest(ours, theirs) >= _NEAR


def _likest(a: Identity, b: Identity) -> float:
    return max(similarity(one, other) for one in a.names for other in b.names)


def _may_be_one(a: Identity, b: Identity) -> bool:
    """Names that share a word, are alike, or are no names (an address stands in for one)."""
    if not a.words or not b.words or any("@" in name for name in (*a.names, *b.names)):
        return True
    if any(len(word) > 1 for word in a.words & b.words):
        return True
    initials = {word[0] for word in a.words} & {word[0] for word in b.words}
    return bool(initials) and _likest(a, b) >= _SAME_MAILBOX


def merged(ours: Person, theirs: Person, base: Mapping[str, str] | None) -> Person:
    """Our person with what their record adds; nothing of ours is lost.

    `base` are the fields as this same source brought them last time: where it changed a field and
    we did not, its change is taken; where both did, ours stays. Without a base only empty fields
    are filled.
    """
    fields: dict[str, Any] = {}
    for name in MERGED_FIELDS:
        mine, new = getattr(ours, name), getattr(theirs, name)
        if not new or new == mine:
            continue
        if not mine or (base is not None and base.get(name, "") == mine):
            fields[name] = new
        elif name == "note" and base is None and new not in mine:
            fields[name] = f"{mine}\n\n{new}"
    met = ours.standing is Standing.WISHED and theirs.standing is Standing.KNOWN and theirs.met_on
    known_facts = {(fact.kind, fact.text) for fact in ours.facts}
    return replace(
        ours,
        **fields,
        standing=Standing.KNOWN if met else ours.standing,
        languages=ours.languages or theirs.languages,
        points=(*ours.points, *_new_points(ours, theirs)),
        facts=(*ours.facts, *(f for f in theirs.facts if (f.kind, f.text) not in known_facts)),
        tags=_united(ours.tags, theirs.tags),
        extra=ours.extra or theirs.extra,
        earlier=tuple(dict.fromkeys((*ours.earlier, *theirs.earlier))),
    )


def _new_points(ours: Person, theirs: Person) -> list[ContactPoint]:
    known = {(p.kind, p.normal or p.value.casefold()) for p in ours.points}
    known |= {(p.kind, p.value.casefold()) for p in ours.points}
    return [
        replace(point, id=0, preferred=False)
        for point in theirs.points
        if (point.kind, point.normal or point.value.casefold()) not in known
        and (point.kind, point.value.casefold()) not in known
    ]


def _united(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    known = {tag.casefold() for tag in ours}
    return (*ours, *(tag for tag in theirs if tag.casefold() not in known))


def base_of(person: Person) -> dict[str, str]:
    """The fields of a record as it came, for the next merge from the same source."""
    return {name: value for name in MERGED_FIELDS if (value := getattr(person, name))}
