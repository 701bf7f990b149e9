"""iCalendar in and out (RFC 5545): what took place with whom, and the meetings planned here.

Reading is our own and linear: an event that is broken loses only itself, and a large calendar
takes seconds where icalendar takes minutes. Writing is icalendar's, which escapes every text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import BinaryIO
from urllib.parse import unquote

from planner.exchange.ical_text import (
    MOST_BYTES,
    Component,
    Contents,
    Property,
    as_utf8,
    contents,
    observances,
    plain,
    properties,
    tidy,
)
from planner.exchange.ical_time import OBSERVANCE, Budget, FileZone, Moment, Rule, Zones, plus
from planner.exchange.ical_writing import write_calendar
from planner.exchange.records import Attendee, BadRecord, EventRecord

__all__ = ["looks_like_calendar", "read_events", "write_calendar"]

PAST = timedelta(days=731)
"""How far the occurrences of a repeating event that are told may lie apart: two years."""

MOST_OCCURRENCES = 100
"""How many occurrences of a repeating event are told: the last ones before now."""

_MOST_ATTENDEES = 500
_MOST_ZONE_BYTES = 64 * 1024
_WANTED = frozenset(
    {"UID", "SUMMARY", "LOCATION", "STATUS", "ATTENDEE", "ORGANIZER"}
    | {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
)
_HEAD = re.compile(r"\s*BEGIN[ \t]*:[ \t]*(VCALENDAR|VEVENT)\b", re.IGNORECASE)


def looks_like_calendar(head: bytes) -> bool:
    """True when a file that begins with these bytes is an iCalendar file."""
    text = as_utf8(head[:4096]).decode("utf-8", errors="replace")
    return _HEAD.match(text) is not None


def read_events(
    stream: BinaryIO, *, now: datetime, zone: str = "UTC", mine: Collection[str] = ()
) -> Iterator[EventRecord | BadRecord]:
    """The events of a calendar in its order, past and to come, and each that cannot be read.

    An event that repeats gives its last occurrences before `now`, at most 100 and of two years,
    or its first when that is to come; each has a uid of its own that is the same at each import.
    Times without a zone are in the calendar's (X-WR-TIMEZONE), else in `zone` (an IANA name).

    Rooms, resources, mailing lists and people who declined are no attendees. What was cancelled,
    or declined by one of the addresses in `mine`, is no record: one line at the end counts it.
    Whatever the bytes are, nothing but OSError of the stream is raised.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        reason = "the calendar is larger than 100 MB; export a shorter time"
        yield BadRecord(line=1, reason=reason)
        return
    found = contents(as_utf8(data))
    del data
    if not found.calendars and not found.events:
        reason = "this is no calendar: it has no BEGIN:VCALENDAR"
        yield BadRecord(line=1, reason=reason if found.data.strip() else "the file is empty")
        return
    yield from _Reader(found, now, zone, frozenset(mail.casefold() for mail in mine)).records()


class _Reader:
    """Turns the components of one file into records."""

    def __init__(self, found: Contents, now: datetime, zone: str, mine: frozenset[str]) -> None:
        self._found = found
        self._now = now.astimezone(UTC)
        self._zone = zone
        self._mine = mine
        self._budget = Budget()
        self._zones: tuple[int, Zones] | None = None
        self._zone_parts = {
            (part.calendar, prop.value.strip()): part
            for part in found.time_zones
            for prop in islice(properties(self._head(part), frozenset({"TZID"})), 1)
        }
        self._replaced = self._find_replaced()
        self._left_out: dict[str, list[int]] = {}

    def records(self) -> Iterator[EventRecord | BadRecord]:
        for component in self._found.events:
            try:
                if not component.whole:
                    raise ValueError("the event has no END:VEVENT")
                yield from self._event(component)
            except ValueError as error:
                yield BadRecord(line=component.line, reason=str(error))
            except OverflowError:
                yield BadRecord(line=component.line, reason="the event is at the end of time")
        for reason, lines in self._left_out.items():
            others = {1: "", 2: ", and 1 other"}.get(len(lines), f", and {len(lines) - 1} others")
            yield BadRecord(line=lines[0], reason=f"the event was {reason}{others}; not imported")
        if self._found.cut:
            reason = "too many events: from here on none was read; export a shorter time"
            yield BadRecord(line=self._found.cut, reason=reason)

    def _event(self, component: Component) -> Iterator[EventRecord]:
        props = list(properties(self._found.bytes_of(component), _WANTED))
        first = {prop.name: prop for prop in reversed(props)}
        people, declined = _people(props)
        if self._did_not_happen(component, first, declined):
            return
        if "DTSTART" not in first:
            raise ValueError("the event has no start (DTSTART)")
        zones = self._zones_of(component.calendar)
        start, zone_warning = zones.moment(first["DTSTART"])
        span, span_warning = _span(start, first, zones)
        uid = _text(first, "UID") or _made_uid(start, first)
        starts, repeat_warning = [(start, uid)], ""
        if "RECURRENCE-ID" in first:
            starts = [(start, f"{uid}/{zones.moment(first['RECURRENCE-ID'])[0].stamp}")]
        elif "RRULE" in first or "RDATE" in first:
            moments, repeat_warning = self._occurrences(component, start, props, uid)
            starts = [(moment, f"{uid}/{moment.stamp}") for moment in moments]
        crowd = len(people) - _MOST_ATTENDEES
        crowd_warning = f"{crowd} of its people were left out" if crowd > 0 else ""
        warnings = (zone_warning, span_warning, repeat_warning, crowd_warning)
        record = EventRecord(
            line=component.line,
            uid=uid,
            starts_at=start.utc,
            ends_at=span(start),
            zone=start.zone_name or "UTC",
            summary=_text(first, "SUMMARY"),
            place=_text(first, "LOCATION"),
            attendees=tuple(people[:_MOST_ATTENDEES]),
            warnings=tuple(warning for warning in warnings if warning),
        )
        for moment, its_uid in starts:
            yield replace(record, uid=its_uid, starts_at=moment.utc, ends_at=span(moment))
            record = replace(record, warnings=())  # they are said once per event

    def _did_not_happen(
        self, component: Component, first: dict[str, Property], declined: set[str]
    ) -> bool:
        """True for what was cancelled or declined; counted, but for one of an event's many."""
        cancelled = _text(first, "STATUS").upper() == "CANCELLED"
        if not cancelled and not declined & self._mine:
            return False
        if "RECURRENCE-ID" not in first:
            reason = "cancelled" if cancelled else "declined"
            self._left_out.setdefault(reason, []).append(component.line)
        return True

    def _occurrences(
        self, component: Component, start: Moment, props: list[Property], uid: str
    ) -> tuple[list[Moment], str]:
        """The occurrences to tell of a repeating event, and a warning or nothing."""
        zones = self._zones_of(component.calendar)
        walls = {start.wall}
        try:
            for prop in props:
                if prop.name == "RRULE":
                    walls.update(self._follow(Rule(prop.value), start))
        except ValueError as error:
            return [start], f"{error}; only its first time was taken"
        for moment in zones.moments(prop for prop in props if prop.name == "RDATE"):
            walls.add(moment.in_zone_of(start).wall)
        without = {
            moment.stamp for moment in zones.moments(p for p in props if p.name == "EXDATE")
        } | self._replaced.get((component.calendar, uid), frozenset())
        told: list[Moment] = []
        for wall in sorted(walls, reverse=True):
            moment = start.at(wall)
            if moment.utc > self._now or without & {moment.stamp, f"{wall:%Y%m%d}"}:
                continue
            if told and (len(told) == MOST_OCCURRENCES or told[0].wall - wall > PAST):
                return told[::-1], f"its times up to {wall:%Y-%m-%d} were left out"
            told.append(moment)
        if not told and start.utc > self._now and start.stamp not in without:
            return [start], ""
        return told[::-1], ""

    def _follow(self, rule: Rule, start: Moment) -> Iterator[datetime]:
        """What a rule gives up to now; of one without COUNT, only the last four years for sure."""
        now = self._now.astimezone(start.zone).replace(tzinfo=None)
        last = min(now, rule.until(start.zone))
        return rule.dates(start.wall, last - 2 * PAST, last, self._budget)

    def _find_replaced(self) -> dict[tuple[int, str], frozenset[str]]:
        """The stamps of occurrences that an event of their own replaces, per calendar and uid."""
        replaced: dict[tuple[int, str], set[str]] = {}
        for component in self._found.events:
            if self._found.data.find(b"RECURRENCE-ID", component.start, component.end) < 0:
                continue
            names = frozenset({"UID", "RECURRENCE-ID"})
            try:
                props = properties(self._found.bytes_of(component), names)
                first = {prop.name: prop for prop in props}
                moment, _ = self._zones_of(component.calendar).moment(first["RECURRENCE-ID"])
                uid = plain(first["UID"].value)
                replaced.setdefault((component.calendar, uid), set()).add(moment.stamp)
            except (KeyError, ValueError, OverflowError):
                continue  # it is named when its turn comes
        return {key: frozenset(stamps) for key, stamps in replaced.items()}

    def _zones_of(self, calendar: int) -> Zones:
        """The zones of a calendar; those of one at a time are kept."""
        if self._zones is None or self._zones[0] != calendar:

            def define(name: str) -> tzinfo | None:
                part = self._zone_parts.get((calendar, name))
                if part is None:
                    return None
                try:
                    return FileZone(observances(self._head(part), OBSERVANCE), self._budget)
                except ValueError:
                    return None

            floating = self._found.zones.get(calendar, self._zone)
            self._zones = calendar, Zones(floating, define)
        return self._zones[1]

    def _head(self, part: Component) -> bytes:
        """A time zone's bytes; no real one is larger than 64 KB."""
        return self._found.data[part.start : min(part.end, part.start + _MOST_ZONE_BYTES)]


def _span(
    start: Moment, first: dict[str, Property], zones: Zones
) -> tuple[Callable[[Moment], datetime], str]:
    """A function from an occurrence's start to its end (UTC), and a warning or nothing."""
    if "DTEND" in first:
        end, warning = zones.moment(first["DTEND"])
        if start.all_day and end.all_day:
            days = max(end.wall - start.wall, timedelta(days=1))
            return lambda moment: moment.at(moment.wall + days).utc, warning
        exact = end.utc - start.utc
        if exact < timedelta():
            return lambda moment: moment.utc, "it ends before it begins; taken as no time"
        return lambda moment: moment.utc + exact, warning
    if "DURATION" in first:
        length = first["DURATION"].value
        if plus(start, length).utc < start.utc:
            return lambda moment: moment.utc, "it ends before it begins; taken as no time"
        return lambda moment: plus(moment, length).utc, ""
    length = "P1D" if start.all_day else "PT0S"
    return lambda moment: plus(moment, length).utc, ""


def _text(first: dict[str, Property], name: str) -> str:
    return plain(first[name].value) if name in first else ""


def _made_uid(start: Moment, first: dict[str, Property]) -> str:
    """A stable uid for an event without one."""
    told = f"{start.stamp} {_text(first, 'SUMMARY')}"
    return "no-uid-" + hashlib.sha256(told.encode()).hexdigest()[:32]


# --- people -----------------------------------------------------------------------------------

_NO_PERSON = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NO_PERSONS_MAIL = re.compile(r"@(group|resource|import)\.calendar\.|^unknownorganizer@", re.I)
_MAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+")


def _people(props: list[Property]) -> tuple[list[Attendee], set[str]]:
    """Who takes part, the organiser included and nobody twice, and the addresses that declined."""
    declined: set[str] = set()
    people: dict[str, Attendee] = {}
    for prop in sorted(props, key=lambda prop: prop.name):  # ATTENDEE before ORGANIZER
        if prop.name not in ("ATTENDEE", "ORGANIZER"):
            continue
        person = _person(prop)
        key = (person.email or person.name).casefold()
        status = prop.params.get("PARTSTAT", "").upper()
        if status == "DECLINED":
            declined.add(key)
        if not key or key in declined or _is_no_person(prop, person):
            continue
        known = people.get(key)
        if known is None or not known.name:
            people[key] = person
    return [person for key, person in people.items() if key not in declined], declined


def _person(prop: Property) -> Attendee:
    value = prop.value.strip()
    if value[:7].lower() == "mailto:":
        value = unquote(value[7:].partition("?")[0])
    mails = (tidy(prop.params.get("EMAIL", "")), tidy(value))
    email = next((mail for mail in mails if _MAIL.fullmatch(mail)), "")
    name = tidy(prop.params.get("CN", "")).strip("'").strip()
    return Attendee(name="" if name.casefold() == email.casefold() else name, email=email)


def _is_no_person(prop: Property, person: Attendee) -> bool:
    return (
        prop.params.get("CUTYPE", "").upper() in _NO_PERSON
        or prop.params.get("ROLE", "").upper() == "NON-PARTICIPANT"
        or _NO_PERSONS_MAIL.search(person.email) is not None
    )
