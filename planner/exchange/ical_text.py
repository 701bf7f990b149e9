"""iCalendar text (RFC 5545): components found in bytes, the properties on their lines, values.

Everything is linear in the size of its input. A value that is none raises ValueError with a
reason in plain words; a line that is none is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

MOST_BYTES = 100 * 1024 * 1024
MOST_PARTS = 250_000
"""Events and time zones that are read of one file."""

_MOST_PROPERTIES = 10_000

_MARK = re.compile(
    rb"^(?:(BEGIN|END)[ \t]*:[ \t]*([A-Z0-9-]+)[ \t]*\r?$"
    rb"|X-WR-TIMEZONE[^:\r\n]*:[ \t]*([^\r\n]*))",
    re.IGNORECASE | re.MULTILINE,
)
_WHOLE = frozenset(b"VCALENDAR VEVENT VTIMEZONE VTODO VJOURNAL VFREEBUSY VAVAILABILITY".split())
"""Components that never stand inside an event: where one begins, an open event has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A VEVENT or VTIMEZONE: its bytes, the 1-based line it begins on, whether it has its END.

    `calendar` counts the VCALENDARs of the file, whose time zones are their own.
    """

    name: str
    line: int
    calendar: int
    start: int
    end: int
    whole: bool


@dataclass(slots=True)
class Contents:
    """What a file holds, in its order; `zones` is each calendar's X-WR-TIMEZONE.

    `cut` is the line from which on it was not read, since it has too many events, or 0.
    """

    data: bytes
    events: list[Component] = field(default_factory=list)
    time_zones: list[Component] = field(default_factory=list)
    zones: dict[int, str] = field(default_factory=dict)
    calendars: int = 0
    cut: int = 0

    def bytes_of(self, component: Component) -> bytes:
        return self.data[component.start : component.end]


@dataclass(frozen=True, slots=True)
class Property:
    """One unfolded content line; parameter names are upper case, lists of values joined by `,`."""

    name: str
    params: dict[str, str]
    value: str


def as_utf8(data: bytes) -> bytes:
    """The file as UTF-8 with `\\n` in its line ends: marks removed, UTF-16 and old Mac undone."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def contents(data: bytes) -> Contents:
    """The events and time zones in UTF-8 `data`; one without END ends where the next begins."""
    found = Contents(data)
    opened: tuple[str, int, int] | None = None
    line, counted = 1, 0

    def close(end: int, *, whole: bool) -> None:
        if opened:
            name, at_line, start = opened
            into = found.events if name == "VEVENT" else found.time_zones
            into.append(
                Component(
                    name=name,
                    line=at_line,
                    calendar=found.calendars,
                    start=start,
                    end=end,
                    whole=whole,
                )
            )

    for mark in _MARK.finditer(data):
        line += data.count(b"\n", counted, mark.start())
        counted = mark.start()
        if mark[3] is not None:
            if not opened:
                found.zones[found.calendars] = mark[3].decode("utf-8", errors="replace").strip()
            continue
        name = mark[2].upper()
        if name not in _WHOLE:
            continue
        begins = mark[1].upper() == b"BEGIN"
        if len(found.events) + len(found.time_zones) >= MOST_PARTS:
            found.cut = line
            return found
        close(mark.start(), whole=not begins and opened is not None and name.decode() == opened[0])
        opened = (name.decode(), line, mark.start()) if begins else None
        if name == b"VCALENDAR":
            opened = None
            found.calendars += begins
    close(len(data), whole=False)
    return found


_FOLDS = (b"\r\n ", b"\r\n\t", b"\n ", b"\n\t")
_LINE = re.compile(r"[^\n]+")
_NAME = re.compile(r"[ \t]*([A-Za-z0-9-]+)[ \t]*")
_PARAM = re.compile(r""";[ \t]*([A-Za-z0-9-]+)[ \t]*=((?:"[^"]*+"|[^";:]++)*+)""")
_CARET = re.compile(r"\^([n'^])")


def properties(raw: bytes, wanted: frozenset[str]) -> Iterator[Property]:
    """The wanted properties of a component, without those of components inside it.

    Folds are undone before decoding, since they may cut a character in two. Bytes that are no
    UTF-8 are read as CP1252, which old Outlooks write. ValueError for more than any event has.
    """
    for fold in _FOLDS:
        raw = raw.replace(fold, b"")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    depth = count = 0
    for line in (found[0] for found in _LINE.finditer(text)):
        name = _NAME.match(line)
        if not name:
            continue
        key = name[1].upper()
        if key in {"BEGIN", "END"}:
            depth += 1 if key == "BEGIN" else -1
        elif depth <= 1 and key in wanted:
            found = _property(key, line.rstrip("\r"), name.end())
            if found:
                count += 1
                if count > _MOST_PROPERTIES:
                    raise ValueError("it has more properties than can be read")
                yield found


_INNER = re.compile(
    rb"^(?:BEGIN|END):(?:STANDARD|DAYLIGHT)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)


def observances(raw: bytes, wanted: frozenset[str]) -> Iterator[list[Property]]:
    """The wanted properties of each STANDARD and DAYLIGHT of a VTIMEZONE."""
    for inside in _INNER.split(raw)[1::2]:
        yield list(properties(inside, wanted))


def _property(name: str, line: str, at: int) -> Property | None:
    params = {}
    while match := _PARAM.match(line, at):
        params[match[1].upper()] = _param_value(match[2])
        at = match.end()
    colon = line.find(":", at)
    return Property(name, params, line[colon + 1 :]) if colon >= 0 else None


def _param_value(text: str) -> str:
    """A parameter value without its quotes; RFC 6868 carets and Outlook's backslashes undone."""
    text = text.replace('"', "").replace("\\,", ",").replace("\\;", ";").strip()
    return _CARET.sub(lambda found: {"n": " ", "'": '"', "^": "^"}[found[1]], text)


_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def tidy(text: str) -> str:
    """The text on one line: control characters and runs of white space are one space."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def plain(value: str) -> str:
    """What a TEXT value says, on one line."""
    return tidy(_ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value))


_DATE_TIME = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(Z?))?",
    re.IGNORECASE,
)


_FIRST_YEAR = "1583"
"""The first year of the calendar we use; programs write 1601 or 1604 for "since ever"."""


def date_or_time(text: str) -> tuple[date | datetime, bool]:
    """A DATE or DATE-TIME as written, without zone, and whether it is marked as UTC."""
    match = _DATE_TIME.fullmatch(text.strip())
    if match and match[1] >= _FIRST_YEAR:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        try:
            if match[4] is None:
                return date(year, month, day), False
            wall = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001
            return wall, bool(match[7])
        except ValueError:
            pass
    raise ValueError(f"{quoted(text)} is no date")


_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,6})W)?(?:([0-9]{1,7})D)?"
    r"(?:T(?:([0-9]{1,8})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,11})S)?)?",
    re.IGNORECASE,
)


def duration(text: str) -> tuple[timedelta, timedelta]:
    """A DURATION as its calendar days and its exact time."""
    match = _DURATION.fullmatch(text.strip())
    if not match or not any(match.groups()[1:]):
        raise ValueError(f"{quoted(text)} is no duration")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    sign = -1 if match[1] == "-" else 1
    return (
        sign * timedelta(weeks=weeks, days=days),
        sign * timedelta(hours=hours, minutes=minutes, seconds=seconds),
    )


def quoted(text: str) -> str:
    """The beginning of a text for a person to read, in quotes and on one line."""
    shown = "".join(char if char.isprintable() else " " for char in text[:60])
    return f"“{tidy(shown)}”"
