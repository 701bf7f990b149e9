"""People: who I know or wish to reach, how to reach them, and what is worth remembering."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from planner.domain.errors import RuleError


class FieldError(RuleError):
    """A value that cannot be kept; `field` is the name of the field of `Person` it was meant for.

    `at` is its place where the field holds several: points, facts, tags.
    """

    def __init__(self, template: str, *, field: str, at: int | None = None, **values: object):
        super().__init__(template, **values)
        self.field = field
        self.at = at


ME = "me"
"""The uid of the person who keeps this file."""


class Standing(StrEnum):
    KNOWN = "known"
    WISHED = "wished"


class Circle(StrEnum):
    INNER = "inner"
    CLOSE = "close"
    ACTIVE = "active"
    WIDE = "wide"


KEEP_IN_TOUCH_DAYS: Mapping[Circle, int] = {
    Circle.INNER: 30,
    Circle.CLOSE: 90,
    Circle.ACTIVE: 180,
    Circle.WIDE: 365,
}
"""How long a silence may last in each circle before the planner suggests a hello."""

NEVER = 0
"""A keep-in-touch interval that asks for no reminders at all."""


class PointKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    URL = "url"
    IM = "im"
    SOCIAL = "social"


class FactKind(StrEnum):
    INTEREST = "interest"
    FAMILY = "family"
    WORKS_ON = "works on"
    NEEDS = "needs"
    CAN_HELP_WITH = "can help with"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """A way to reach a person.

    `value` is as typed or received; for an address its lines, joined by newlines. `normal` is the
    form for comparing (a lower-case e-mail, an E.164 phone), empty where there is none. `extra` is
    what the source said beyond that, opaque to everyone but the exchange that wrote it.
    """

    kind: PointKind
    value: str
    label: str = ""
    normal: str = ""
    preferred: bool = False
    extra: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something worth remembering about a person, and since when (ISO date) it is so."""

    kind: FactKind
    text: str
    since: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    name: str
    colour: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture of a person, already checked and re-encoded."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Who a person also was before two were merged, so that a file that brings either finds them.

    `imported` are the fields as that one's last import brought them (JSON).
    """

    uid: str
    name: str
    imported: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone I know or wish to reach. `id` 0 means: not kept yet.

    `birthday` is `1980-05-03`, or `--05-03` without a year. `met_on` is an ISO date, or just its
    year or year and month. `keep_in_touch` counts days: None is the circle's default, `NEVER` is
    never. `extra` holds what an import brought and no field takes (see `exchange.vcard`).
    """

    display_name: str = ""
    uid: str = ""
    given: str = ""
    family: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    organisation: str = ""
    title: str = ""
    standing: Standing = Standing.KNOWN
    circle: Circle | None = None
    keep_in_touch: int | None = None
    why_connected: str = ""
    how_met: str = ""
    met_on: str = ""
    met_through: int | None = None
    birthday: str = ""
    zone: str = ""
    languages: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    note: str = ""
    archived: bool = False
    points: tuple[ContactPoint, ...] = ()
    facts: tuple[Fact, ...] = ()
    tags: tuple[str, ...] = ()
    extra: str = ""
    earlier: tuple[Earlier, ...] = ()
    id: int = 0
    created_at: str = ""
    updated_at: str = ""

    @property
    def is_me(self) -> bool:
        return self.uid == ME

    def values(self, kind: PointKind) -> tuple[str, ...]:
        """The contact points of one kind, preferred ones first, otherwise in their order."""
        points = [point for point in self.points if point.kind is kind]
        return tuple(point.value for point in sorted(points, key=lambda p: not p.preferred))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as lists show them; `last_contact` is an ISO date-time in UTC, or empty."""

    id: int
    uid: str
    name: str
    organisation: str
    title: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    circle: Circle | None
    standing: Standing
    tags: tuple[str, ...]
    last_contact: str


def full_name(person: Person) -> str:
    """The name to show: the display name, else one built from the parts, else how to reach them.

    A form of address alone ("Dr.") is no name.
    """
    if person.display_name.strip():
        return " ".join(person.display_name.split())
    names = (person.given, person.additional, person.family)
    parts = (person.prefix, *names, person.suffix) if any(map(str.strip, names)) else ()
    built = " ".join(part.strip() for part in parts if part.strip())
    reach = next(iter(person.values(PointKind.EMAIL) + person.values(PointKind.PHONE)), "")
    return built or person.nickname.strip() or person.organisation.strip() or reach


def is_named(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own, in whatever letters."""
    return bool(name) and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))


def split_name(name: str) -> tuple[str, str]:
    """Given and family name of a name typed in one piece; `Moura, Beatriz` is understood.

    Particles (`de`, `van`, `El`) stay with the family name.
    """
    if "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
        return given, family
    words = name.split()
    if len(words) < 2:
        return " ".join(words), ""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


_PARTICLES = frozenset(
    "al ap bin da das de del della den der di dos du el la le ten ter van von zu zum zur".split()
)

_BIRTHDAY = re.compile(r"(?:([0-9]{4})|-)-([0-9]{2})-([0-9]{2})")


def check_birthday(text: str) -> str:
    """The birthday as kept; raises RuleError when there is no such day."""
    match = _BIRTHDAY.fullmatch(text)
    if text and not (match and _is_day(match)):
        raise FieldError(
            "{day} is not a day; write a birthday like 1980-05-03, or --05-03 without a year",
            field="birthday",
            day=text,
        )
    return text


def _is_day(match: re.Match[str]) -> bool:
    year, month, day = int(match[1] or 2000), int(match[2]), int(match[3])
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def check_person(person: Person) -> Person:
    """Return the person as it may be kept, or raise RuleError naming what is missing or wrong."""
    name = full_name(person)
    if not name and not person.is_me:
        raise FieldError("a person needs a name; nothing was kept", field="display_name")
    check_birthday(person.birthday)
    if person.keep_in_touch is not None and person.keep_in_touch < 0:
        raise FieldError("keep in touch counts days; use 0 for never", field="keep_in_touch")
    texts = {
        "points": [point.value for point in person.points],
        "facts": [fact.text for fact in person.facts],
        "tags": person.tags,
    }
    for field, values in texts.items():
        for place, value in enumerate(values):
            if not value:
                raise FieldError(
                    "a contact point, fact or tag of {name} is empty",
                    field=field,
                    at=place,
                    name=name,
                )
    return person


def keep_in_touch_due(
    person: Person,
    last_contact: datetime | None,
    today: date,
    rhythms: Mapping[Circle, int] = KEEP_IN_TOUCH_DAYS,
) -> date | None:
    """The day to say hello by, or None when nothing is asked for.

    `rhythms` are the days of each circle, where the person set others. Counted from the last
    contact; somebody known but never spoken to is due today.
    """
    if person.standing is Standing.WISHED or person.archived or person.is_me:
        return None
    days = person.keep_in_touch
    if days is None and person.circle is not None:
        days = rhythms[person.circle]
    if not days:
        return None
    return last_contact.date() + timedelta(days=days) if last_contact else today


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquaintance:
    """ "A knows B", seen from outside: undirected, never with oneself, one per pair.

    `strength` is 1 (thin), 2 (fair) or 3 (strong). `how` is the recorded fact it rests on.
    """

    a: int
    b: int
    strength: int = 2
    kind: str = ""
    how: str = ""
    since: str = ""
    id: int = 0


def check_acquaintance(edge: Acquaintance) -> Acquaintance:
    """Return the edge with its two ends in order, or raise RuleError."""
    if edge.a == edge.b:
        raise RuleError("nobody is their own acquaintance; name two different people")
    if edge.strength not in (1, 2, 3):
        raise RuleError("strength is 1 (thin), 2 (fair) or 3 (strong)")
    if edge.a > edge.b:
        return Acquaintance(
            a=edge.b,
            b=edge.a,
            strength=edge.strength,
            kind=edge.kind,
            how=edge.how,
            since=edge.since,
            id=edge.id,
        )
    return edge
