"""Times in a calendar: zones under every name programs give them, and events that repeat."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from planner.exchange.ical_text import Property, date_or_time, duration, quoted

_MOST_ZONES = 50
"""Zones of its own that a calendar may define; real ones define one to three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in a calendar: wall time, its zone, and what kind of point it is.

    `all_day` has the wall time 0:00. `floating` has no zone of its own; `zone` is then the
    calendar's. `zone_name` is an IANA name, or empty for a zone that only this file defines.
    """

    wall: datetime
    zone: tzinfo
    zone_name: str
    all_day: bool = False
    floating: bool = False

    @property
    def utc(self) -> datetime:
        return self.wall.replace(tzinfo=self.zone).astimezone(UTC)

    @property
    def stamp(self) -> str:
        """The same text for the same moment, however the zone is named."""
        if self.all_day:
            return f"{self.wall:%Y%m%d}"
        return f"{self.wall:%Y%m%dT%H%M%S}" if self.floating else f"{self.utc:%Y%m%dT%H%M%SZ}"

    def at(self, wall: datetime) -> Moment:
        """The same kind of moment at another wall time."""
        return Moment(
            wall=wall,
            zone=self.zone,
            zone_name=self.zone_name,
            all_day=self.all_day,
            floating=self.floating,
        )

    def in_zone_of(self, other: Moment) -> Moment:
        """The same point in time as a moment of the other's kind."""
        if self.all_day or other.all_day:
            return other.at(self.wall)
        return other.at(self.utc.astimezone(other.zone).replace(tzinfo=None))


class Zones:
    """The zones of one calendar.

    `floating` names the zone of times without one; `define` returns the zone that the calendar's
    own VTIMEZONE of a name tells, or None.
    """

    def __init__(self, floating: str, define: Callable[[str], tzinfo | None]) -> None:
        self._define = define
        self._known: dict[str, tuple[tzinfo, str] | None] = {}
        self._defined = 0
        self._floating = self.find(floating) or (ZoneInfo("UTC"), "UTC")

    def find(self, name: str) -> tuple[tzinfo, str] | None:
        """The zone a TZID stands for and its IANA name (or empty), or None."""
        if name not in self._known:
            iana = self._iana(name)
            self._known[name] = (ZoneInfo(iana), iana) if iana else self._own(name)
        return self._known[name]

    def _iana(self, name: str) -> str | None:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        parts = name.strip().strip("/").split("/")[-8:]
        ends = ("/".join(parts[start:]) for start in range(len(parts)))
        candidates = (WINDOWS_TO_OLSON.get(name.strip(), ""), *ends)
        return next((name for name in candidates if name in _zone_names()), None)

    def _own(self, name: str) -> tuple[tzinfo, str] | None:
        self._defined += 1
        zone = self._define(name) if self._defined <= _MOST_ZONES else None
        return (zone, "") if zone else None

    def moment(self, prop: Property, text: str = "") -> tuple[Moment, str]:
        """The moment a date property (or one `text` of its list) tells, and a warning or ''."""
        value, is_utc = date_or_time(text or prop.value)
        zone, name = self._floating
        if not isinstance(value, datetime):
            midnight = datetime.combine(value, time())
            return Moment(wall=midnight, zone=zone, zone_name=name, all_day=True), ""
        if is_utc:
            return Moment(wall=value, zone=UTC, zone_name="UTC"), ""
        tzid = prop.params.get("TZID", "")
        found = self.find(tzid) if tzid else None
        if found:
            return Moment(wall=value, zone=found[0], zone_name=found[1]), ""
        warning = f"time zone {quoted(tzid)} is not known; taken as {name or 'its own'}"
        return (
            Moment(wall=value, zone=zone, zone_name=name, floating=True),
            warning if tzid else "",
        )

    def moments(self, props: Iterable[Property]) -> Iterator[Moment]:
        """The dates of RDATE and EXDATE lists; of a period its start. What is no date is left."""
        for prop in props:
            for text in prop.value.split(","):
                try:
                    yield self.moment(prop, text.split("/")[0])[0]
                except ValueError:
                    continue


@cache
def _zone_names() -> frozenset[str]:
    """The IANA names this computer knows; asking for each by its file would cost milliseconds."""
    return frozenset(available_timezones())


def plus(moment: Moment, text: str) -> Moment:
    """The moment a DURATION later: days by the calendar, hours by the clock (RFC 5545, 3.3.6)."""
    days, exact = duration(text)
    later = moment.at(moment.wall + days)
    if not exact:
        return later
    return moment.at((later.utc + exact).astimezone(moment.zone).replace(tzinfo=None))


# --- zones that only the file defines ---------------------------------------------------------

OBSERVANCE = frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"})
"""The properties of a STANDARD or DAYLIGHT that tell when clocks change, and by how much."""

_LAST_ONSET = datetime(2100, 1, 1)  # noqa: DTZ001  (wall time)


class FileZone(tzinfo):
    """The zone a VTIMEZONE tells, as a sorted list of the times its clocks change.

    Raises ValueError when there is none, or one that no country has.
    """

    def __init__(self, observances: Iterable[Iterable[Property]], budget: Budget) -> None:
        changes: list[tuple[datetime, timedelta, timedelta]] = []
        for observance in observances:
            props = list(observance)
            before, after = _offset(props, "TZOFFSETFROM"), _offset(props, "TZOFFSETTO")
            changes += [(wall, before, after) for wall in _onsets(props, before, budget)]
        if not changes:
            raise ValueError("a time zone without offsets")
        changes.sort()
        self._walls = [wall for wall, _, _ in changes]
        self._offsets = [changes[0][1], *(after for _, _, after in changes)]

    def utcoffset(self, when: datetime | None) -> timedelta:
        if when is None:
            return self._offsets[-1]
        return self._offsets[bisect_right(self._walls, when.replace(tzinfo=None))]

    def dst(self, when: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, when: datetime | None) -> str:
        return ""

    def fromutc(self, when: datetime) -> datetime:
        """The wall time of a UTC time; right but for the hour in which the clocks change."""
        return when + self.utcoffset(when + self.utcoffset(when))


def _onsets(props: list[Property], before: timedelta, budget: Budget) -> set[datetime]:
    """The wall times at which an observance begins, up to the year 2100."""
    first = _wall(_only(props, "DTSTART"), time.min)
    onsets = {first}
    for prop in props:
        if prop.name == "RRULE":
            rule = Rule(prop.value)
            if rule.frequency != "YEARLY":
                raise ValueError("a time zone whose clocks change more often than yearly")
            last = min(_LAST_ONSET, rule.until(timezone(before)))
            onsets.update(rule.dates(first, first, last, budget))
        elif prop.name == "RDATE":
            onsets.update(_wall(text, time.min) for text in prop.value.split(","))
    return onsets


def _only(props: list[Property], name: str) -> str:
    value = next((prop.value for prop in props if prop.name == name), None)
    if value is None:
        raise ValueError(f"a time zone without {name}")
    return value.strip()


_OFFSET = re.compile(r"([+-]?)([0-9]{2})([0-9]{2})([0-9]{2})?")


def _offset(props: list[Property], name: str) -> timedelta:
    match = _OFFSET.fullmatch(_only(props, name))
    if not match or int(match[2]) > 23:
        raise ValueError(f"a time zone without {name}")
    size = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if size >= timedelta(days=1):
        raise ValueError(f"a time zone without {name}")
    return -size if match[1] == "-" else size


# --- repeats ----------------------------------------------------------------------------------

_BUDGET = 500_000
"""Dates that following a file's repeats may look at: a weekly event costs some hundred."""

_EMPTY_RULE = 100_000
"""What a rule without a single date costs: dateutil looks for one up to the year 9999."""


class Budget:
    """What is left for following repeats, so that no file keeps a reader busy for minutes."""

    def __init__(self) -> None:
        self._left = _BUDGET

    def spend(self, dates: int = 1) -> None:
        self._left -= dates
        if self._left < 0:
            raise ValueError("this file repeats its events too often to follow")


_NEVER = datetime(9999, 12, 31)  # noqa: DTZ001  (wall time)
_LONGEST_RULE = 500
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_EVERYWHERE = frozenset({"INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYDAY"})
_PARTS: Mapping[str, frozenset[str]] = {
    "YEARLY": _EVERYWHERE | {"BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY"},
    "MONTHLY": _EVERYWHERE | {"BYMONTHDAY", "BYSETPOS"},
    "WEEKLY": _EVERYWHERE,
    "DAILY": _EVERYWHERE | {"BYMONTHDAY"},
}
"""The frequencies and parts that are followed; what repeats within a day is none of a person's."""


class Rule:
    """An RRULE as calendars write them; raises ValueError for one that cannot be followed."""

    def __init__(self, text: str) -> None:
        pairs = (part.partition("=") for part in text.upper().split(";") if part.strip())
        self._parts = {name.strip(): value.strip() for name, _, value in pairs}
        self.frequency = self._parts.pop("FREQ", "")
        followed = self._parts.keys() <= _PARTS.get(self.frequency, frozenset())
        if self.frequency not in _PARTS or not followed or len(text) > _LONGEST_RULE:
            raise ValueError("its repeat rule is one that is not followed")
        self._interval = self._numbers("INTERVAL", 1, 10_000) or [1]
        self._count = self._numbers("COUNT", 1, 1_000_000_000)

    def until(self, zone: tzinfo) -> datetime:
        """The last wall time it may give; an UNTIL in UTC is told in the event's zone."""
        if "UNTIL" not in self._parts:
            return _NEVER
        wall = _wall(self._parts["UNTIL"], time.max)
        if not self._parts["UNTIL"].endswith("Z"):
            return wall
        try:
            return wall.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
        except OverflowError:  # many programs write the year 9999 for "never"
            return _NEVER

    def dates(
        self, first: datetime, since: datetime, until: datetime, budget: Budget
    ) -> Iterator[datetime]:
        """The wall times from `first` to `until`, those before `since` perhaps left out."""
        left = self._count[0] if self._count else None
        for wall in self._candidates(self._near(first, since), budget):
            if wall > until or left == 0:
                return
            if left is not None:
                left -= 1
            yield wall

    def _near(self, first: datetime, since: datetime) -> datetime:
        """A start in step with `first`, close before `since`: years of dates need no looking at."""
        days = {"DAILY": 1, "WEEKLY": 7}.get(self.frequency, 0) * self._interval[0]
        if not days or self._count:
            return first
        return first + timedelta(days=max(0, (since - first).days // days - 1) * days)

    def _candidates(self, first: datetime, budget: Budget) -> Iterator[datetime]:
        """What dateutil gives, filtered here where it would search for dates that never come."""
        from dateutil import rrule

        months = set(self._numbers("BYMONTH", 1, 12))
        month_days = set(self._numbers("BYMONTHDAY", -31, 31))
        weekdays = self._weekdays()
        options: dict[str, Any] = {"interval": self._interval[0], "wkst": self._week_start()}
        if self.frequency in ("YEARLY", "MONTHLY"):
            options |= {
                "bymonth": months or None,
                "bymonthday": month_days or None,
                "bysetpos": self._numbers("BYSETPOS", -366, 366) or None,
                "byweekno": self._numbers("BYWEEKNO", -53, 53) or None,
                "byyearday": self._numbers("BYYEARDAY", -366, 366) or None,
                "byweekday": [rrule.weekday(day, n) for n, day in weekdays] or None,
            }
            months, month_days = set(), set()
        elif self.frequency == "WEEKLY":
            options["byweekday"] = [day for _, day in weekdays] or None
        days = {day for _, day in weekdays} if self.frequency == "DAILY" else set()
        budget.spend()
        empty = True
        for wall in rrule.rrule(getattr(rrule, self.frequency), dtstart=first, **options):
            budget.spend()
            empty = False
            if (
                (not months or wall.month in months)
                and (not days or wall.weekday() in days)
                and (not month_days or month_days & _both_ends(wall))
            ):
                yield wall
        if empty:
            budget.spend(_EMPTY_RULE)

    def _numbers(self, name: str, least: int, most: int) -> list[int]:
        try:
            numbers = [int(text) for text in self._parts.get(name, "").split(",") if text]
        except ValueError:
            numbers = [0]
        if not all(number and least <= number <= most for number in numbers):
            raise ValueError(f"its repeat rule has a {name} that is none")
        return numbers

    def _weekdays(self) -> list[tuple[int | None, int]]:
        texts = [text for text in self._parts.get("BYDAY", "").split(",") if text]
        found = [match for match in map(_BY_DAY.fullmatch, texts) if match]
        if len(found) < len(texts) or any(match[1] and not int(match[1]) for match in found):
            raise ValueError("its repeat rule has a BYDAY that is none")
        return [(int(match[1]) if match[1] else None, _WEEKDAYS.index(match[2])) for match in found]

    def _week_start(self) -> int:
        start = self._parts.get("WKST", "MO")
        return _WEEKDAYS.index(start) if start in _WEEKDAYS else 0


def _both_ends(wall: datetime) -> set[int]:
    """The day of the month, counted from its start and from its end."""
    return {wall.day, wall.day - monthrange(wall.year, wall.month)[1] - 1}


def _wall(text: str, at: time) -> datetime:
    """A date or time as wall time; a bare date at the given time of day."""
    value, _ = date_or_time(text)
    return value if isinstance(value, datetime) else datetime.combine(value, at)
