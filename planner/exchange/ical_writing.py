"""Meetings and what happened as an iCalendar file (RFC 5545) for other programs to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from planner.domain.errors import RuleError
from planner.domain.meetings import Channel, Interaction, Meeting, MeetingStatus, zone_info
from planner.domain.people import Person, PointKind, full_name
from planner.exchange.ical_text import tidy

if TYPE_CHECKING:
    from icalendar import Event, Timezone

_STATUS: Mapping[MeetingStatus, str] = {
    MeetingStatus.PLANNED: "TENTATIVE",
    MeetingStatus.PROPOSED: "TENTATIVE",
    MeetingStatus.CONFIRMED: "CONFIRMED",
    MeetingStatus.HELD: "CONFIRMED",
    MeetingStatus.MISSED: "CANCELLED",
    MeetingStatus.CANCELLED: "CANCELLED",
}
"""A draft is not there: it has no date before the gate opens."""

_CHANNEL: Mapping[Channel, str] = {
    Channel.MEETING: "Met {names}",
    Channel.CALL: "Call with {names}",
    Channel.EMAIL: "E-mail with {names}",
    Channel.MESSAGE: "Message with {names}",
    Channel.EVENT: "Event with {names}",
    Channel.LETTER: "Letter with {names}",
}


def write_calendar(
    meetings: Iterable[Meeting],
    interactions: Iterable[Interaction],
    people: Mapping[int, Person],
    *,
    now: datetime,
) -> str:
    """The calendar as text with CRLF line ends; `people` are those in it by their ids.

    Meetings that have a date and are no drafts are events in their own zone. Interactions that
    belong to none of them are events that take no time. `now` becomes the DTSTAMP.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//On Purpose//On Purpose//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    dated = [meeting for meeting in meetings if meeting.starts_at and meeting.status in _STATUS]
    for zone in _zones(dated):
        calendar.add_component(zone)
    for meeting in dated:
        calendar.add_component(_meeting(meeting, people, now))
    written = {meeting.id for meeting in dated}
    for interaction in interactions:
        if interaction.meeting not in written:
            calendar.add_component(_interaction(interaction, people, now))
    text: bytes = calendar.to_ical()
    return text.decode()


def write_invitation(meeting: Meeting, people: Mapping[int, Person], *, now: datetime) -> str:
    """One meeting as a file to send to those who are met; `people` are they and me.

    The line for fun is for me alone. Its METHOD (RFC 5546) is REQUEST, or CANCEL for one that is
    off. Without an address of mine, or of anybody who is met, nobody could answer: then it is
    PUBLISH, and names no attendees.
    """
    from icalendar import Calendar

    them = _present(meeting.people, people)
    me = next((person for person in people.values() if person.is_me), None)
    answers = me is not None and bool(_mail(me)) and any(_mail(person) for person in them)
    off = meeting.status is MeetingStatus.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//On Purpose//On Purpose//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if off else "REQUEST" if answers else "PUBLISH")
    for zone in _zones([meeting]):
        calendar.add_component(zone)
    shared = tuple(item for item in meeting.agenda if not item.for_fun)
    event = _meeting(replace(meeting, agenda=shared), people, now)
    if not answers:
        for name in ("attendee", "organizer"):
            event.pop(name, None)
    calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text.decode()


def _meeting(meeting: Meeting, people: Mapping[int, Person], now: datetime) -> Event:
    them = _present(meeting.people, people)
    purpose = meeting.purpose.statement if meeting.purpose else ""
    event = _event(meeting.uid or f"meeting-{meeting.id}@on-purpose.invalid", now)
    zone = _zone(meeting.zone) if _is_written_out(meeting) else UTC
    event.add("sequence", meeting.sequence)
    moments = [one.astimezone(zone) for one in (meeting.starts_at, meeting.ends_at) if one]
    if any(one.fold for one in moments):
        # A local time that comes twice means the first one, whatever zone stands beside it.
        moments = [one.astimezone(UTC) for one in moments]
    for name, moment in zip(("dtstart", "dtend"), moments, strict=False):
        event.add(name, moment)
    event.add("summary", _text(purpose) or _text(f"Meeting with {_names(them)}"))
    event.add("status", _STATUS[meeting.status])
    if meeting.place:
        event.add("location", _text(meeting.place))
    lines = [f"With {_names(them)}"] if purpose else []
    if _LINK.fullmatch(meeting.link):
        event.add("url", meeting.link)
    elif meeting.link:
        lines.append(meeting.link)
    lines += [
        f"{item.text} ({item.minutes} min)" if item.minutes else item.text
        for item in meeting.agenda
    ]
    _describe(event, lines)
    _add_people(event, them, people)
    return event


def _interaction(interaction: Interaction, people: Mapping[int, Person], now: datetime) -> Event:
    them = _present(interaction.people, people)
    event = _event(interaction.uid or f"interaction-{interaction.id}@on-purpose.invalid", now)
    event.add("dtstart", interaction.at.astimezone(UTC))
    event.add("summary", _text(_CHANNEL[interaction.channel].format(names=_names(them))))
    event.add("transp", "TRANSPARENT")
    _describe(event, [interaction.summary, interaction.fun])
    _add_people(event, them, people)
    return event


def _event(uid: str, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _text(uid))
    event.add("dtstamp", now)
    return event


def _describe(event: Event, lines: list[str]) -> None:
    text = "\n".join(line for line in map(_text, lines) if line)
    if text:
        event.add("description", text)


def _present(ids: Iterable[int], people: Mapping[int, Person]) -> list[Person]:
    """The others of these people; who keeps the file is the organiser and not listed."""
    return [people[key] for key in ids if key in people and not people[key].is_me]


def _names(them: list[Person]) -> str:
    return ", ".join(full_name(person) for person in them)


def _add_people(event: Event, them: list[Person], people: Mapping[int, Person]) -> None:
    """ATTENDEEs for those whose address is known, and the ORGANIZER they then need."""
    from icalendar import vCalAddress

    me = next((person for person in people.values() if person.is_me), None)
    listed = [(name, person) for name, person in (("organizer", me),) if person]
    listed += [("attendee", person) for person in them]
    for name, person in listed:
        mail = _mail(person)
        if mail:
            address = vCalAddress(f"mailto:{quote(mail, safe=_MAIL_SAFE)}")
            # A quote mark cannot stand in a parameter, and few know the way round that (RFC 6868).
            address.params["CN"] = _text(full_name(person)).replace('"', "'")
            event.add(name, address, encode=False)


_LINK = re.compile(r"https?://[!#-;=?-Z_a-z~%\[\]]{3,2000}")
_MAIL = re.compile(r"[^\s\x00-\x1f\x7f@<>\"',;:\\]{1,64}@[^\s\x00-\x1f\x7f@<>\"',;:\\?&]{3,253}")
_MAIL_SAFE = "@!$*+-._~"


def _mail(person: Person) -> str:
    mails = person.values(PointKind.EMAIL)
    return next((mail.strip() for mail in mails if _MAIL.fullmatch(mail.strip())), "")


def _zone(name: str) -> ZoneInfo:
    try:
        return zone_info(name or "UTC")
    except RuleError:
        return ZoneInfo("UTC")


_YEARS = (1970, 2100)
"""The years that time zones are written out for."""


def _is_written_out(meeting: Meeting) -> bool:
    """Whether its zone is; what begins long ago or far off stands in UTC."""
    starts = meeting.starts_at
    return starts is not None and _YEARS[0] < starts.year < _YEARS[1]


def _text(text: str) -> str:
    """The text on one line, without control characters and half surrogates."""
    return tidy(text).encode("utf-8", errors="replace").decode()


def _zones(meetings: Iterable[Meeting]) -> Iterator[Timezone]:
    """A VTIMEZONE for each zone in use, for the years that its meetings are in."""
    from icalendar import Timezone

    years: dict[str, set[int]] = {}
    for meeting in meetings:
        if meeting.starts_at and _is_written_out(meeting):
            years.setdefault(_zone(meeting.zone).key, set()).add(meeting.starts_at.year)
    for zone, used in sorted(years.items()):
        if zone != "UTC":
            first, last = date(min(used) - 1, 1, 1), date(max(used) + 1, 12, 31)
            yield Timezone.from_tzid(zone, first_date=first, last_date=last)
