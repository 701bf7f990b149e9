"""What is written is a calendar that icalendar and our own reader understand, and nothing else."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.meetings import (
    AgendaItem,
    Channel,
    Interaction,
    Meeting,
    MeetingStatus,
    Purpose,
    PurposeKind,
)
from planner.domain.people import ContactPoint, Person, PointKind
from planner.exchange.calendar import read_events, write_calendar
from planner.exchange.records import Attendee, EventRecord

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
START = datetime(2026, 10, 13, 12, 30, tzinfo=UTC)


def person(key: int, name: str, mail: str = "", uid: str = "") -> Person:
    points = (ContactPoint(kind=PointKind.EMAIL, value=mail),) if mail else ()
    return Person(id=key, uid=uid or f"p{key}", display_name=name, points=points)


ME = person(1, "Hanna Vos", "hanna@leakear.example", "me")
DANIEL = person(2, "Daniel Okafor", "daniel@merwede.example")
TOMAS = person(3, "Tomás Rey")
PEOPLE = {it.id: it for it in (ME, DANIEL, TOMAS)}

OFFER = Meeting(
    id=7,
    uid="offer@on-purpose.example",
    sequence=2,
    people=(2, 3),
    starts_at=START,
    zone="Europe/Amsterdam",
    place="Café Blom, Dordrecht",
    link="https://meet.merwede.example/a;b,c",
    status=MeetingStatus.CONFIRMED,
    agenda=(AgendaItem(text="What nearly stopped the 2024 trial?", minutes=10),),
    purpose=Purpose(kind=PurposeKind.ASK, statement="Strike out what would stop him signing."),
)


def events(
    *meetings: Meeting, interactions: tuple[Interaction, ...] = (), people: dict[int, Person]
) -> list[icalendar.Event]:
    text = write_calendar(meetings, interactions, people, now=NOW)
    assert text.count("\n") == text.count("\r\n")
    calendar = icalendar.Calendar.from_ical(text)
    found = [part for part in calendar.walk("VEVENT") if isinstance(part, icalendar.Event)]
    assert not any(event.errors for event in found)
    return found


def test_a_meeting_as_other_programs_read_it() -> None:
    [event] = events(OFFER, people=PEOPLE)
    assert event["UID"] == "offer@on-purpose.example"
    assert event["SEQUENCE"] == 2
    assert event.decoded("DTSTAMP") == NOW
    assert event["DTSTART"].to_ical() == b"20261013T143000"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event.end == START + timedelta(minutes=25)
    assert event["SUMMARY"] == "Strike out what would stop him signing."
    assert event["LOCATION"] == "Café Blom, Dordrecht"
    assert event["URL"] == "https://meet.merwede.example/a;b,c"
    assert event["STATUS"] == "CONFIRMED"
    assert event["DESCRIPTION"] == (
        "With Daniel Okafor, Tomás Rey\nWhat nearly stopped the 2024 trial? (10 min)"
    )
    assert event["ATTENDEE"] == "mailto:daniel@merwede.example"
    assert event["ATTENDEE"].params["CN"] == "Daniel Okafor"
    assert event["ORGANIZER"] == "mailto:hanna@leakear.example"


def test_a_meeting_without_a_purpose_says_with_whom() -> None:
    [event] = events(replace(OFFER, purpose=None), people=PEOPLE)
    assert event["SUMMARY"] == "Meeting with Daniel Okafor, Tomás Rey"


def test_the_zone_is_written_out_and_right_all_year() -> None:
    winter = replace(OFFER, id=8, uid="w", starts_at=datetime(2027, 1, 5, 9, tzinfo=UTC))
    text = write_calendar([OFFER, winter], (), PEOPLE, now=NOW)
    zone = text[text.index("BEGIN:VTIMEZONE") : text.index("END:VTIMEZONE")]
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Europe/Amsterdam" in zone
    renamed = text.replace("Europe/Amsterdam", "Nowhere")  # so that only the definition counts
    found = list(read_events(io.BytesIO(renamed.encode()), now=NOW))
    starts = [it.starts_at for it in found if isinstance(it, EventRecord)]
    assert starts == [START, datetime(2027, 1, 5, 9, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("status", "written"),
    [
        (MeetingStatus.PLANNED, "TENTATIVE"),
        (MeetingStatus.PROPOSED, "TENTATIVE"),
        (MeetingStatus.CONFIRMED, "CONFIRMED"),
        (MeetingStatus.HELD, "CONFIRMED"),
        (MeetingStatus.MISSED, "CANCELLED"),
        (MeetingStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_what_a_status_becomes(status: MeetingStatus, written: str) -> None:
    [event] = events(replace(OFFER, status=status), people=PEOPLE)
    assert event["STATUS"] == written


def test_a_draft_and_a_meeting_without_a_date_are_not_there() -> None:
    draft = replace(OFFER, status=MeetingStatus.DRAFT)
    undated = replace(OFFER, starts_at=None)
    assert events(draft, undated, people=PEOPLE) == []


def test_the_past_takes_no_time_and_is_not_told_twice() -> None:
    held = replace(OFFER, status=MeetingStatus.HELD)
    call = Interaction(
        id=4, people=(2,), at=START, channel=Channel.CALL, summary="He asked how many.", fun="Bees"
    )
    same = Interaction(id=5, people=(2,), at=START, channel=Channel.MEETING, meeting=held.id)
    found = events(held, interactions=(call, same), people=PEOPLE)
    assert [event["SUMMARY"] for event in found] == [
        "Strike out what would stop him signing.",
        "Call with Daniel Okafor",
    ]
    assert found[1]["TRANSP"] == "TRANSPARENT"
    assert found[1]["DESCRIPTION"] == "He asked how many.\nBees"
    assert found[1].decoded("DTSTART") == START


def test_our_own_reader_finds_it_again() -> None:
    text = write_calendar([OFFER], (), PEOPLE, now=NOW)
    [found] = list(read_events(io.BytesIO(text.encode()), now=NOW))
    assert isinstance(found, EventRecord)
    assert (found.uid, found.starts_at, found.zone) == (OFFER.uid, START, "Europe/Amsterdam")
    assert found.place == OFFER.place
    assert found.attendees == (
        Attendee(name="Daniel Okafor", email="daniel@merwede.example"),
        Attendee(name="Hanna Vos", email="hanna@leakear.example"),
    )


NASTY = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("\r\n\t\x00\x1b\";:,\\^'%\u2028\u0085=@"),
    ),
    max_size=30,
)


@given(text=NASTY, mail=NASTY, link=NASTY, uid=NASTY, zone=NASTY)
def test_no_text_becomes_a_line_of_its_own(
    text: str, mail: str, link: str, uid: str, zone: str
) -> None:
    people = {1: ME, 2: person(2, text or "x", f"{mail}@x.example")}
    meeting = Meeting(
        id=1,
        people=(2,),
        starts_at=START,
        zone=zone,
        place=text,
        link="https://" + link,
        status=MeetingStatus.PLANNED,
        uid=uid,
        agenda=(AgendaItem(text=text), AgendaItem(text=link)),
        purpose=Purpose(kind=PurposeKind.LEARN, statement=text),
    )
    call = Interaction(id=2, people=(2,), at=START, channel=Channel.CALL, summary=text, uid=uid)
    found = events(meeting, interactions=(call,), people=people)
    assert len(found) == 2
    allowed = {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION"}
    allowed |= {"URL", "DESCRIPTION", "ATTENDEE", "ORGANIZER", "TRANSP"}
    for event in found:
        assert set(event) <= allowed
        assert not isinstance(event.get("ATTENDEE"), list)
        assert "?" not in str(event.get("ATTENDEE", ""))
        assert event.decoded("DTSTART").astimezone(UTC) == START


def test_a_zone_no_computer_knows_is_utc() -> None:
    [event] = events(replace(OFFER, zone="Mars/Olympus"), people=PEOPLE)
    assert event["DTSTART"].to_ical() == b"20261013T123000Z"


def test_a_meeting_far_away_in_time_does_not_write_a_thousand_years() -> None:
    far = replace(OFFER, starts_at=datetime(9000, 1, 1, tzinfo=UTC))
    assert len(write_calendar([far, OFFER], (), PEOPLE, now=NOW)) < 20_000
    assert far.starts_at
    [event] = events(far, people=PEOPLE)
    assert event.decoded("DTSTART") == far.starts_at


@pytest.mark.parametrize("year", [1, 1905, 1970, 1971, 2099, 2100, 9999])
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "UTC"])
def test_other_programs_read_a_meeting_of_any_year(year: int, zone: str) -> None:
    then = replace(OFFER, starts_at=datetime(year, 1, 1, tzinfo=UTC), zone=zone)
    text = write_calendar([then, OFFER], (), PEOPLE, now=NOW)
    assert len(next(vobject.readComponents(text)).vevent_list) == 2
    [event, _] = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert event.decoded("DTSTART") == then.starts_at
