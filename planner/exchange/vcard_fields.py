"""The properties that have a field in `Person`, each read from and written to vCard text.

A field often holds less than its property: a company but not its departments, one nickname line of
several. Reading then hands back the originals, for `Person.extra`; writing uses them as long as
they still yield what the field says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from planner.domain.errors import RuleError
from planner.domain.people import ME, Person, check_birthday
from planner.exchange.vcard_headers import Version
from planner.exchange.vcard_lines import Property
from planner.exchange.vcard_text import escape, escape_uri, one_line, split_wire, unescape

MOST_LISTED = 1_000
"""A property with more values in its list than this is kept, but not read."""

Value = str | tuple[str, ...]
Values = tuple[Value, ...]
Reading = tuple[Values, Sequence[Property]]
"""What the fields get, and the originals to keep: none where the fields hold everything."""


@dataclass(frozen=True, slots=True)
class Field:
    """How one property and the attributes of a Person that belong to it become each other.

    Of a `single` property the first one counts and others are kept; otherwise all count together.
    """

    attributes: tuple[str, ...]
    read: Callable[[Sequence[Property]], Reading]
    write: Callable[[str, Values, Version], Iterable[Property]]
    single: bool = True


def write_field(
    name: str, person: Person, kept: Sequence[Property], version: Version
) -> Iterable[Property]:
    """The properties called `name` of a person whose import kept these originals."""
    field = FIELDS[name]
    values = tuple(getattr(person, attribute) for attribute in field.attributes)
    if kept and field.read(kept)[0] == values:
        return kept
    fresh = list(field.write(name, values, version)) if any(values) else []
    return [*fresh, *kept[1:]] if field.single else fresh


# --- single properties -------------------------------------------------------------------------


def _single(parse: Callable[[Property], tuple[Values, bool]]) -> Callable[..., Reading]:
    """Reads the first property from which `parse` gets something.

    `parse` gives the values, and whether they say all that the property does.
    """

    def read(items: Sequence[Property]) -> Reading:
        values, exact = parse(items[0])
        if len(items) == 1:
            return values, () if exact else items
        if not any(values):
            for i, item in enumerate(items[1:], 1):
                values, _ = parse(item)
                if any(values):
                    return values, (item, *items[:i], *items[i + 1 :])
        return values, items

    return read


def _is_plain(item: Property) -> bool:
    """Whether neither group nor parameters say anything; VALUE only tells how to read."""
    if item.group:
        return False
    return not item.params or all(param[0] == "VALUE" for param in item.params)


def _text(item: Property) -> tuple[Values, bool]:
    full = unescape(item.value).strip()
    text = one_line(full)
    if not text.strip(_NO_TEXT):
        return ("",), True
    return (text,), text == full and _is_plain(item)


_NO_TEXT = " ;,\ufffd\ufeff\u200b\u200e\u200f"

_NAME_JOINTS = (", ", " ", " ", " ", ", ")


def _name(item: Property) -> tuple[Values, bool]:
    parts = split_wire(item.value, ";", 5)
    exact = _is_plain(item) and len(parts) <= 5
    parts += [""] * (5 - len(parts))
    values = []
    for part, joint in zip(parts, _NAME_JOINTS, strict=False):
        full = unescape(part).strip()
        if "," in part:
            items = split_wire(part, ",", 20)
            full = joint.join(unescape(item).strip() for item in items if item.strip())
            exact = exact and len(items) == 1
        values.append(one_line(full))
        exact = exact and values[-1] == full
    if not "".join(values).strip(_NO_TEXT):
        return ("",) * 5, True
    return tuple(values), exact


def _organisation(item: Property) -> tuple[Values, bool]:
    parts = [unescape(part).strip() for part in split_wire(item.value, ";", 20)]
    full = next((part for part in parts if part), "")
    text = one_line(full)
    if not text.strip(_NO_TEXT):
        return ("",), True
    return (text,), text == full == "".join(parts) == parts[0] and _is_plain(item)


_ISO_DAY = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_BIRTHDAY = re.compile(
    r"(?P<year>\d{4}|-)-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[T ](?P<time>.*))?\Z"
    r"|(?P<y>\d{4})(?P<mark>[-/.])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?)\Z"
)
_MIDNIGHT = re.compile(r"(?:00:?00(?::?00)?(?:\.0+)?(?:Z|[+-]00:?00)?)?\Z")
_OMIT_YEAR = "X-APPLE-OMIT-YEAR"
_APPLE_YEAR = "1604"  # a leap year, so that it has every day


def _is_day(birthday: str) -> bool:
    try:
        check_birthday(birthday)
    except RuleError:
        return False
    return True


def _birthday(item: Property) -> tuple[Values, bool]:
    text = unescape(item.value).strip()
    if not (item.params or item.group) and _ISO_DAY.match(text):
        return ((text,), True) if _is_day(text) else (("",), False)
    match = _BIRTHDAY.match(text)
    if match is None:
        return ("",), False
    year = match["year"] or match["y"]
    omitted = next((values for name, *values in item.params if name == _OMIT_YEAR), [])
    # Numbers are read as such, for Arabic telephones write them in Arabic digits.
    start = "-" if year in ("-", "0000", *omitted) else f"{int(year):04}"
    day = f"{start}-{int(match['month'] or match['m']):02}-{int(match['day'] or match['d']):02}"
    if not _is_day(day):
        return ("",), False
    plain = not item.group and all(param[0] in ("VALUE", _OMIT_YEAR) for param in item.params)
    return (day,), plain and bool(_MIDNIGHT.match(match["time"] or ""))


_ZONE = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]{1,30}){1,3}\Z|UTC\Z")


def _zone(item: Property) -> tuple[Values, bool]:
    text = unescape(item.value).strip()
    if not _ZONE.match(text):
        return ("",), not text  # an offset is no zone
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):
        return ("",), False
    return (text,), _is_plain(item)


_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\Z")
_URN = "urn:uuid:"


def _uid(item: Property) -> tuple[Values, bool]:
    """Nobody else's card may say that it is about me."""
    text = one_line(unescape(item.value))
    if text[: len(_URN)].lower() == _URN and _UUID.match(text, len(_URN)):
        text = text[len(_URN) :]
    return ("" if text == ME else text,), _is_plain(item)


# --- properties of which several count together ------------------------------------------------


def _note(items: Sequence[Property]) -> Reading:
    texts = [unescape(item.value) for item in items]
    exact = len(items) == 1 and _is_plain(items[0])
    return ("\n\n".join(texts),), () if exact else items


def _nickname(items: Sequence[Property]) -> Reading:
    parts = [part for item in items for part in split_wire(item.value, ",", 100)]
    texts = [text for part in parts if (text := one_line(unescape(part)))]
    exact = len(parts) == 1 and texts == [unescape(parts[0]).strip()] and _is_plain(items[0])
    return (", ".join(texts),), () if exact or not texts else items


def _list(items: Sequence[Property]) -> Reading:
    """Distinct texts; of those that differ only in case, the first."""
    texts: dict[str, str] = {}
    for item in items:
        for listed in split_wire(item.value, ",", MOST_LISTED):
            for part in split_wire(listed, ";", MOST_LISTED):  # as old telephones separate them
                text = one_line(unescape(part))
                if text:
                    texts.setdefault(text.casefold(), text)
    exact = all(_is_plain(item) for item in items)
    return (tuple(texts.values()),), () if exact else items


# --- writing -----------------------------------------------------------------------------------


def _write_text(name: str, values: Values, version: Version) -> Iterable[Property]:
    yield Property(name, escape(str(values[0])))


def _write_name(name: str, values: Values, version: Version) -> Iterable[Property]:
    yield Property(name, ";".join(escape(str(value)) for value in values))


def _write_list(name: str, values: Values, version: Version) -> Iterable[Property]:
    yield Property(name, ",".join(map(escape, values[0])))


def _write_each(name: str, values: Values, version: Version) -> Iterable[Property]:
    return [Property(name, escape(value)) for value in values[0]]


def _write_birthday(name: str, values: Values, version: Version) -> Iterable[Property]:
    day = str(values[0])
    if version == "4.0":  # the basic format, RFC 6350 4.3.1
        yield Property(name, day[:2] + day[2:].replace("-", ""))
    elif day[:1] == "-":
        yield Property(name, _APPLE_YEAR + day[1:], ((_OMIT_YEAR, _APPLE_YEAR),))
    else:
        yield Property(name, day)


def _write_zone(name: str, values: Values, version: Version) -> Iterable[Property]:
    params = () if version == "4.0" else (("VALUE", "text"),)
    yield Property(name, escape(str(values[0])), params)


_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+\Z")


def _write_uid(name: str, values: Values, version: Version) -> Iterable[Property]:
    uid = str(values[0])
    if version == "4.0" and _UUID.match(uid):
        yield Property(name, _URN + uid)
    elif _URI.match(uid):
        yield Property(name, escape_uri(uid))
    else:
        yield Property(name, escape(uid), (("VALUE", "text"),) if version == "4.0" else ())


FIELDS: Mapping[str, Field] = {
    "UID": Field(("uid",), _single(_uid), _write_uid),
    "FN": Field(("display_name",), _single(_text), _write_text),
    "N": Field(("family", "given", "additional", "prefix", "suffix"), _single(_name), _write_name),
    "NICKNAME": Field(("nickname",), _nickname, _write_text, single=False),
    "ORG": Field(("organisation",), _single(_organisation), _write_text),
    "TITLE": Field(("title",), _single(_text), _write_text),
    "BDAY": Field(("birthday",), _single(_birthday), _write_birthday),
    "TZ": Field(("zone",), _single(_zone), _write_zone),
    "LANG": Field(("languages",), _list, _write_each, single=False),
    "CATEGORIES": Field(("tags",), _list, _write_list, single=False),
    "NOTE": Field(("note",), _note, _write_text, single=False),
}
"""In the order they are written."""


_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]?(\d\d):?(\d\d):?(\d\d)?(?:[.,]\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?(?:\(\d+\))?\Z"
)


def moment(text: str) -> str:
    """A REV as ISO text: UTC with `Z` where the zone is known, a bare date where that is all.

    Empty where it is no time.
    """
    match = _MOMENT.match(text.strip())
    if match is None:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    iso = f"{year}-{month}-{day}"
    if hour is not None:
        iso += f"T{hour}:{minute}:{second or '00'}"
    try:
        parsed = datetime.fromisoformat(iso + (zone or ""))
        if zone in (None, "Z"):
            return iso + (zone or "")
        return parsed.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        return ""
