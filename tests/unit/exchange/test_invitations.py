"""Invitations as two other programs read them: planned, moved, cancelled; and nothing injected.

icalendar writes them, so that it reads them again says little; vobject has a parser of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.meetings import AgendaItem, Meeting, MeetingStatus, Purpose, PurposeKind
from planner.domain.people import ContactPoint, Person, PointKind
from planner.exchange.ical_writing import write_invitation

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
FRIDAY = datetime(2026, 10, 16, 12, 30, tzinfo=UTC)
STATEMENT = "Could you introduce me to one utility; size, trial\\and all, that paid since 2024?"


def person(key: int, name: str, mail: str = "", uid: str = "") -> Person:
    points = (ContactPoint(kind=PointKind.EMAIL, value=mail),) if mail else ()
    return Person(id=key, uid=uid or f"p{key}", display_name=name, points=points)


HANNA = person(1, "Hanna Vos", "hanna@leakear.example", "me")
LOTTE = person(2, "Lotte de Wit", "lotte@delta.example")
TOMAS = person(3, 'Tomás "Tom" Rey; Jr., PhD', "tomas@rey.example")
NOBODY = person(4, "Ana Ruiz")
PEOPLE = {one.id: one for one in (HANNA, LOTTE, TOMAS, NOBODY)}
MEETING = Meeting(
    id=7,
    uid="7f0c1a52-0b0e-4f7e-9d5c-2a8f7c1d3e4b",
    people=(2, 3, 4),
    starts_at=FRIDAY,
    zone="Europe/Amsterdam",
    place="Café Blom, Dordrecht; at the back",
    status=MeetingStatus.PLANNED,
    agenda=(
        AgendaItem(text="Names, and who asks", minutes=20),
        AgendaItem(text="Boats"),
        AgendaItem(text="Her cat", for_fun=True),
    ),
    purpose=Purpose(kind=PurposeKind.ASK, statement=STATEMENT),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What another program makes of an invitation; the times with the offset it works out."""

    method: str
    uid: str
    sequence: int
    status: str
    starts: datetime
    ends: datetime
    summary: str
    place: str
    description: str
    attendees: tuple[tuple[str, str], ...]
    organizer: str


def by_icalendar(text: str) -> Read:
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    assert not event.errors
    listed = event.get("ATTENDEE", [])
    return Read(
        method=str(calendar["METHOD"]),
        uid=str(event["UID"]),
        sequence=int(str(event["SEQUENCE"])),
        status=str(event["STATUS"]),
        starts=event.decoded("DTSTART"),
        ends=event.decoded("DTEND"),
        summary=str(event["SUMMARY"]),
        place=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        attendees=tuple(
            (str(one), str(one.params.get("CN", "")))
            for one in (listed if isinstance(listed, list) else [listed])
        ),
        organizer=str(event.get("ORGANIZER", "")),
    )


def by_vobject(text: str) -> Read:
    (calendar,) = vobject.readComponents(text)
    (event,) = calendar.vevent_list

    def said(name: str) -> str:
        return str(getattr(event, name).value) if hasattr(event, name) else ""

    people = event.contents.get("attendee", [])
    return Read(
        method=calendar.method.value,
        uid=said("uid"),
        sequence=int(said("sequence")),
        status=said("status"),
        starts=event.dtstart.value,
        ends=event.dtend.value,
        summary=said("summary"),
        place=said("location"),
        description=said("description"),
        attendees=tuple((one.value, one.params.get("CN", [""])[0]) for one in people),
        organizer=said("organizer"),
    )


PROGRAMS = pytest.mark.parametrize("read", [by_icalendar, by_vobject])
Reader = Callable[[str], Read]


def invitation(meeting: Meeting = MEETING, people: dict[int, Person] = PEOPLE) -> str:
    text = write_invitation(meeting, people, now=NOW)
    assert text.count("\n") == text.count("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text


@PROGRAMS
def test_a_planned_meeting(read: Reader) -> None:
    found = read(invitation())
    assert found == Read(
        method="REQUEST",
        uid=MEETING.uid,
        sequence=0,
        status="TENTATIVE",
        starts=FRIDAY,
        ends=FRIDAY + timedelta(minutes=25),
        summary=STATEMENT,
        place="Café Blom, Dordrecht; at the back",
        description=(
            'With Lotte de Wit, Tomás "Tom" Rey; Jr., PhD, Ana Ruiz\n'
            "Names, and who asks (20 min)\nBoats"
        ),
        attendees=(
            ("mailto:lotte@delta.example", "Lotte de Wit"),
            # A quote mark cannot stand in a parameter (RFC 5545, 3.1).
            ("mailto:tomas@rey.example", "Tomás 'Tom' Rey; Jr., PhD"),
        ),
        organizer="mailto:hanna@leakear.example",
    )
    assert found.starts.utcoffset() == timedelta(hours=2)


@PROGRAMS
def test_moved_and_cancelled_it_stays_the_same_event(read: Reader) -> None:
    moved = replace(MEETING, starts_at=FRIDAY + timedelta(days=14, hours=1), sequence=1)
    off = replace(moved, status=MeetingStatus.CANCELLED, sequence=2)
    first, second, third = (read(invitation(one)) for one in (MEETING, moved, off))
    assert first.uid == second.uid == third.uid
    assert first.sequence < second.sequence < third.sequence
    assert [first.method, second.method, third.method] == ["REQUEST", "REQUEST", "CANCEL"]
    assert third.status == "CANCELLED"
    assert third.attendees == first.attendees
    # The same hour on their clocks, though these were put back in between.
    assert second.starts.strftime("%H:%M") == first.starts.strftime("%H:%M") == "14:30"
    assert second.starts.astimezone(UTC) == moved.starts_at
    assert second.starts.utcoffset() == timedelta(hours=1)


ZONES = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "America/Santiago",
         "Asia/Kathmandu", "Africa/Casablanca", "Europe/Dublin"]  # fmt: skip


@PROGRAMS
@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_in_the_file_is_right_around_every_change_of_clocks(
    read: Reader, zone: str
) -> None:
    """By what the file says of the zone, as on a computer that knows no zones."""
    year = [FRIDAY.replace(month=1, day=1) + timedelta(days=n) for n in range(0, 365, 5)]
    place = ZoneInfo(zone)
    changes = [
        there
        for there, then in pairwise(year)
        if there.astimezone(place).utcoffset() != then.astimezone(place).utcoffset()
    ]
    for start in (year[0], *(one + timedelta(days=n) for one in changes for n in range(6))):
        text = invitation(replace(MEETING, starts_at=start, zone=zone))
        found = read(text.replace(zone, zone.replace("/", "/Not-")))
        assert found.starts.replace(tzinfo=None) == start.astimezone(place).replace(tzinfo=None)
        assert found.starts.utcoffset() == start.astimezone(place).utcoffset(), start
        assert found.ends - found.starts == timedelta(minutes=25)


@PROGRAMS
def test_of_two_equal_hours_the_file_means_the_one_that_was_chosen(read: Reader) -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    for start in (first, first + timedelta(hours=1)):
        found = read(invitation(replace(MEETING, starts_at=start)))
        assert found.starts.astimezone(UTC) == start
        assert found.ends.astimezone(UTC) == start + timedelta(minutes=25)


@PROGRAMS
def test_to_whom_nobody_could_answer_it_is_only_told(read: Reader) -> None:
    found = read(invitation(replace(MEETING, people=(4,))))
    assert found.method == "PUBLISH"
    assert found.attendees == ()
    assert found.organizer == ""


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cn")),
        st.sampled_from("\r\n\t\x00\x0b\x1b\";:,\\^'%\u2028\u0085=@"),
    ),
    max_size=90,
)


@given(statement=HOSTILE, name=HOSTILE, place=HOSTILE, mail=HOSTILE)
def test_no_text_adds_anything_to_the_file(
    statement: str, name: str, place: str, mail: str
) -> None:
    guest = person(2, name or "x", f"{mail}@delta.example")
    meeting = replace(
        MEETING,
        people=(2,),
        place=f"{place}\r\nATTENDEE:mailto:evil@x.example",
        agenda=(AgendaItem(text=f"{name}\nEND:VEVENT\r\nBEGIN:VEVENT"),),
        purpose=Purpose(kind=PurposeKind.ASK, statement=f"{statement}\nMETHOD:CANCEL"),
    )
    text = invitation(meeting, {1: HANNA, 2: guest})
    one, other = by_icalendar(text), by_vobject(text)
    assert one.method == other.method
    assert one.method in ("REQUEST", "PUBLISH")
    assert one.status == other.status == "TENTATIVE"
    assert len(one.attendees) == len(other.attendees) <= 1
    assert "evil" not in str(one.attendees)
    assert one.summary.rstrip().endswith("METHOD:CANCEL")
    assert other.summary.rstrip().endswith("METHOD:CANCEL")
