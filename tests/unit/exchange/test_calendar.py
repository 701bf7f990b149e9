"""Calendars as Google, Outlook and Apple write them, and what a person wants to see of them."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from planner.exchange.calendar import looks_like_calendar, read_events
from planner.exchange.records import Attendee, BadRecord, EventRecord

ICS = Path(__file__).parents[2] / "data" / "ics"
NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)


def read(
    data: bytes | str, *, now: datetime = NOW, zone: str = "Europe/Amsterdam", mine: str = ""
) -> tuple[list[EventRecord], list[BadRecord]]:
    raw = data.encode() if isinstance(data, str) else data
    records = list(read_events(io.BytesIO(raw), now=now, zone=zone, mine=mine.split()))
    good = [record for record in records if isinstance(record, EventRecord)]
    return good, [record for record in records if isinstance(record, BadRecord)]


def event(*lines: str, outside: str = "") -> str:
    body = "\r\n".join(("BEGIN:VEVENT", "UID:one@x.example", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{outside}{body}\r\nEND:VCALENDAR\r\n"


def one(*lines: str, outside: str = "", zone: str = "Europe/Amsterdam") -> EventRecord:
    good, bad = read(event(*lines, outside=outside), zone=zone)
    assert not bad
    assert len(good) == 1
    return good[0]


def reasons(*lines: str) -> list[str]:
    good, bad = read(event(*lines))
    assert not good
    return [record.reason for record in bad]


def utc(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


class TestGoogle:
    def test_a_past_meeting_with_those_who_came(self) -> None:
        good, _ = read((ICS / "google.ics").read_bytes())
        coffee = good[0]
        assert coffee.line == 26
        assert coffee.uid == "5f0c2coffee@google.example"
        assert (coffee.starts_at, coffee.ends_at) == (
            utc(2026, 6, 11, 8, 30),
            utc(2026, 6, 11, 9, 20),
        )
        assert coffee.summary == "Coffee, and three names"
        assert coffee.place == "Café Kobalt, Delft"
        assert coffee.attendees == (
            Attendee(name="Hanna Vos", email="hanna@leakear.example"),
            Attendee(name="Lotte de Wit", email="lotte.dewit@deltawaterlab.example"),
            Attendee(name="", email="irina@deltawaterlab.example"),
        )  # neither Tomás, who declined, nor the board room

    def test_a_weekly_hour_with_a_week_off_one_moved_and_one_called_off(self) -> None:
        good, _ = read((ICS / "google.ics").read_bytes())
        build = [(it.uid[-16:], it.starts_at) for it in good if it.uid.startswith("77build")]
        assert build == [
            ("20260901T073000Z", utc(2026, 9, 1, 7, 30)),
            ("20260908T073000Z", utc(2026, 9, 8, 7, 30)),
            ("20260915T073000Z", utc(2026, 9, 15, 7, 30)),
            ("20261013T073000Z", utc(2026, 10, 13, 7, 30)),
            ("20260929T073000Z", utc(2026, 9, 30, 14, 0)),
        ]
        moved = next(it for it in good if it.summary == "Build hour, with Petra")
        assert [it.name for it in moved.attendees] == ["Kenji Mori", "Petra Novak"]

    def test_a_calendar_of_a_group_is_nobody(self) -> None:
        good, _ = read((ICS / "google.ics").read_bytes())
        build = next(it for it in good if it.summary == "Build hour")
        assert build.attendees == (Attendee(name="Kenji Mori", email="kenji@mori.example"),)

    def test_days_begin_where_the_person_lives(self) -> None:
        good, _ = read((ICS / "google.ics").read_bytes(), zone="Asia/Tokyo")
        days = next(it for it in good if it.summary == "Delft field days")
        assert (days.starts_at, days.ends_at) == (utc(2026, 6, 30, 22), utc(2026, 7, 2, 22))
        assert days.zone == "Europe/Amsterdam"

    def test_what_is_to_come_is_told_as_well(self) -> None:
        good, _ = read((ICS / "google.ics").read_bytes())
        coming = [it for it in good if it.starts_at > NOW]
        assert [it.summary for it in coming] == ["Walk through the loggers"]
        assert coming[0].attendees[0].email == "s.adeyemi@rijnmond.example"

    def test_what_was_cancelled_is_one_line_at_the_end(self) -> None:
        _, bad = read((ICS / "google.ics").read_bytes())
        assert [(it.line, it.reason) for it in bad] == [
            (104, "the event was cancelled; not imported")
        ]

    def test_importing_again_finds_the_same_uids(self) -> None:
        data = (ICS / "google.ics").read_bytes()
        first, _ = read(data)
        later, _ = read(data, now=NOW + timedelta(days=7))
        assert len({it.uid for it in first}) == len(first)
        assert {it.uid for it in first} < {it.uid for it in later}


class TestOutlook:
    def test_windows_zones_quoted_names_and_rooms(self) -> None:
        good, bad = read((ICS / "outlook.ics").read_bytes())
        bees = good[0]
        assert not bad
        assert bees.line == 39
        assert len(bees.uid) == 112
        assert bees.starts_at == utc(2025, 7, 14, 8, 30)
        assert bees.zone == "Europe/Berlin"
        assert bees.attendees == (
            Attendee(name="Thiele, Marcus", email="marcus.thiele@imkerei.example"),
            Attendee(name="Daniel Okafor", email="Daniel.Okafor@merwede.example"),
            Attendee(name="Meera Pillai", email=""),
            Attendee(name="Hanna Vos", email="hanna@leakear.example"),
        )

    def test_a_zone_that_only_the_file_knows(self) -> None:
        good, _ = read((ICS / "outlook.ics").read_bytes())
        sydney = next(it for it in good if it.uid == "sydney@outlook.example")
        assert sydney.starts_at == utc(2026, 9, 30, 23, 0)  # +10:00, four days before summer time
        assert sydney.ends_at - sydney.starts_at == timedelta(minutes=45)
        assert sydney.zone == "UTC"
        assert not sydney.warnings

    def test_a_monthly_hour_by_position_with_two_left_out(self) -> None:
        good, _ = read((ICS / "outlook.ics").read_bytes())
        months = [it.starts_at for it in good if it.uid.startswith("monthly")]
        assert months == [
            utc(2026, 1, 5, 14), utc(2026, 3, 2, 14), utc(2026, 5, 4, 13), utc(2026, 6, 1, 13)
        ]  # fmt: skip


class TestApple:
    def test_addresses_in_the_email_parameter(self) -> None:
        good, bad = read((ICS / "apple.ics").read_bytes())
        assert not bad
        assert good[0].summary == "Nordvann 🌊 call"
        assert good[0].attendees == (
            Attendee(name="Greta Halvorsen", email="greta@nordvann.example"),
            Attendee(name="Oskar Lind", email=""),
            Attendee(name="Hanna Vos", email="hanna@leakear.example"),
        )

    @pytest.mark.parametrize(("zone", "hour"), [("Europe/Amsterdam", 9), ("UTC", 11), ("Mars", 11)])
    def test_floating_times_are_where_the_person_lives(self, zone: str, hour: int) -> None:
        good, _ = read((ICS / "apple.ics").read_bytes(), zone=zone)
        coffee = next(it for it in good if it.uid == "floating@apple.example")
        assert coffee.starts_at == utc(2026, 10, 3, hour)

    def test_a_birthday_since_1604_is_told_for_two_years(self) -> None:
        good, _ = read((ICS / "apple.ics").read_bytes())
        birthdays = [it for it in good if it.uid.startswith("birthday")]
        days = [it.uid.rpartition("/")[2] for it in birthdays]
        assert days == ["20240503", "20250503", "20260503"]
        assert birthdays[0].warnings == ("its times up to 2023-05-03 were left out",)
        assert not birthdays[1].warnings


@pytest.mark.parametrize("name", ["google", "outlook", "apple"])
def test_icalendar_reads_the_same_times(name: str) -> None:
    data = (ICS / f"{name}.ics").read_bytes()
    ours = {it.uid.partition("/")[0]: it for it in read(data)[0] if "/" not in it.uid}
    compared = 0
    for theirs in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        found = ours.get(str(theirs["UID"]))
        assert isinstance(theirs, icalendar.Event)
        start = theirs.decoded("DTSTART")
        if found and isinstance(start, datetime) and start.tzinfo:
            assert start == found.starts_at
            assert theirs.end == found.ends_at
            assert " ".join(str(theirs["SUMMARY"]).split()) == found.summary
            compared += 1
    assert compared


class TestTimes:
    def test_duration_instead_of_an_end(self) -> None:
        found = one("DTSTART;TZID=Europe/Amsterdam:20261024T120000", "DURATION:P1DT1H")
        assert found.starts_at == utc(2026, 10, 24, 10)
        assert found.ends_at == utc(2026, 10, 25, 12)  # a day by the calendar: the clocks went back

    def test_no_end_is_no_time_or_one_day(self) -> None:
        timed, day = one("DTSTART:20260601T100000Z"), one("DTSTART;VALUE=DATE:20260601")
        assert timed.ends_at == timed.starts_at
        assert day.ends_at - day.starts_at == timedelta(days=1)

    def test_an_end_before_the_start_is_said(self) -> None:
        found = one("DTSTART:20260601T100000Z", "DTEND:20260601T090000Z")
        assert found.ends_at == found.starts_at
        assert found.warnings == ("it ends before it begins; taken as no time",)

    @pytest.mark.parametrize(
        "tzid",
        [
            "/freeassociation.sourceforge.net/Europe/Lisbon",
            "/mozilla.org/20050126_1/Europe/Lisbon",
            "GMT Standard Time",
            "Europe/London",
        ],
    )
    def test_zone_names_of_many_programs(self, tzid: str) -> None:
        found = one(f'DTSTART;TZID="{tzid}":20260601T100000')
        assert found.starts_at == utc(2026, 6, 1, 9)
        assert not found.warnings

    def test_an_unknown_zone_is_said_and_the_persons_taken(self) -> None:
        found = one("DTSTART;TZID=Atlantis:20260601T100000")
        assert found.starts_at == utc(2026, 6, 1, 8)
        assert found.warnings == ("time zone “Atlantis” is not known; taken as Europe/Amsterdam",)

    def test_zones_of_one_calendar_are_not_those_of_the_next(self) -> None:
        def calendar(uid: str, offset: str) -> str:
            return (
                "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\n"
                f"DTSTART:19700101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n"
                f"END:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:{uid}\n"
                "DTSTART;TZID=Office:20260601T100000\nEND:VEVENT\nEND:VCALENDAR\n"
            )

        good, _ = read(calendar("a", "+0300") + calendar("b", "-0500"))
        assert [it.starts_at for it in good] == [utc(2026, 6, 1, 7), utc(2026, 6, 1, 15)]


class TestPeople:
    def test_nobody_twice_and_the_name_wins(self) -> None:
        found = one(
            "DTSTART:20260601T100000Z",
            "ORGANIZER;CN=Petra Novak:mailto:Petra@Cobalt.example",
            "ATTENDEE:mailto:petra@cobalt.example",
            "ATTENDEE:plain@cobalt.example",
            "ATTENDEE;CN=Without an address:urn:uuid:1",
            "ATTENDEE;CN=All of us;CUTYPE=GROUP:mailto:all@cobalt.example",
            "ATTENDEE:http://example/principals/1",
        )
        assert found.attendees == (
            Attendee(name="Petra Novak", email="Petra@Cobalt.example"),
            Attendee(name="", email="plain@cobalt.example"),
            Attendee(name="Without an address", email=""),
        )

    def test_nothing_injected_comes_through(self) -> None:
        found = one(
            "DTSTART:20260601T100000Z",
            "SUMMARY:Hello\\nATTENDEE:mailto:x@y.example\x07",
            'ATTENDEE;CN="Eve^nBCC: all":mailto:eve@x.example?bcc=all@x.example',
            "ATTENDEE;CN=Two:mailto:a@b.example%0Abcc:c@d.example",
        )
        assert found.summary == "Hello ATTENDEE:mailto:x@y.example"
        assert found.attendees == (
            Attendee(name="Eve BCC: all", email="eve@x.example"),
            Attendee(name="Two", email=""),
        )

    def test_what_i_declined_did_not_happen(self) -> None:
        text = event(
            "DTSTART:20260601T100000Z",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:Hanna@leakear.example",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:petra@cobalt.example",
        )
        assert len(read(text)[0]) == 1
        good, bad = read(text, mine="hanna@LEAKEAR.example")
        assert not good
        assert [it.reason for it in bad] == ["the event was declined; not imported"]

    def test_an_event_without_people_is_told_too(self) -> None:
        assert one("DTSTART:20260601T100000Z").attendees == ()


class TestBroken:
    def test_each_bad_event_loses_only_itself(self) -> None:
        lines = [
            "BEGIN:VCALENDAR",
            "BEGIN:VEVENT", "UID:1", "DTSTART:20260230T100000Z", "END:VEVENT",
            "BEGIN:VEVENT", "UID:2", "SUMMARY:When?", "END:VEVENT",
            "BEGIN:VEVENT", "UID:3", "DTSTART:20260601T100000Z",
            "BEGIN:VEVENT", "UID:4", "DTSTART:20260601T100000Z", "END:VEVENT",
            "BEGIN:VEVENT", "UID:5", "DTSTART:20260601T100000Z", "DURATION:soon", "END:VEVENT",
            "BEGIN:VEVENT", "UID:6", "DTSTART:20260601T100000Z", ":;=", "END:VEVENT",
            "BEGIN:VEVENT", "UID:7", "DTSTART:99991231T235959Z", "DTEND:00000101T000000Z",
        ]  # fmt: skip
        good, bad = read("\n".join(lines))
        assert [it.uid for it in good] == ["4", "6"]
        assert [(it.line, it.reason) for it in bad] == [
            (2, "“20260230T100000Z” is no date"),
            (6, "the event has no start (DTSTART)"),
            (10, "the event has no END:VEVENT"),
            (17, "“soon” is no duration"),
            (27, "the event has no END:VEVENT"),
        ]

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (b"", "the file is empty"),
            (b"\xef\xbb\xbf \r\n", "the file is empty"),
            (b"BEGIN:VCARD\r\nEND:VCARD", "this is no calendar: it has no BEGIN:VCALENDAR"),
            (b"\x00" * 1000, "this is no calendar: it has no BEGIN:VCALENDAR"),
        ],
    )
    def test_no_calendar_is_said(self, data: bytes, reason: str) -> None:
        assert read(data) == ([], [BadRecord(line=1, reason=reason)])

    def test_an_empty_calendar_is_nothing(self) -> None:
        assert read("BEGIN:VCALENDAR\nEND:VCALENDAR\n") == ([], [])

    def test_too_large_is_said_before_anything_is_read(self) -> None:
        class Endless(io.BytesIO):
            def read(self, size: int | None = -1) -> bytes:
                assert size is not None
                assert 0 < size < 200_000_000
                return bytes(size)

        records = list(read_events(Endless(), now=NOW))
        assert records == [
            BadRecord(line=1, reason="the calendar is larger than 100 MB; export a shorter time")
        ]

    def test_the_end_of_time_is_no_crash(self) -> None:
        good, bad = read(event("DTSTART:99991231T235959Z", "DURATION:P9W"))
        assert not good
        assert bad == [BadRecord(line=3, reason="the event is at the end of time")]

    def test_cancelled_ones_are_counted_not_listed(self) -> None:
        body = "BEGIN:VEVENT\nDTSTART:20260101T100000Z\nSTATUS:CANCELLED\nEND:VEVENT\n"
        good, bad = read("BEGIN:VCALENDAR\n" + body * 300)
        assert not good
        reason = "the event was cancelled, and 299 others; not imported"
        assert bad == [BadRecord(line=2, reason=reason)]


class TestEncodings:
    TEXT = event("DTSTART:20260601T100000Z", "SUMMARY:Bærum – Łódź")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode_in_every_form(self, encoding: str) -> None:
        data = self.TEXT.encode(encoding)
        assert looks_like_calendar(data)
        assert read(data)[0][0].summary == "Bærum – Łódź"

    def test_an_old_outlook(self) -> None:
        data = event("DTSTART:20260601T100000Z", "SUMMARY:Käse – Café").encode("cp1252")
        assert read(data)[0][0].summary == "Käse – Café"

    def test_an_old_mac(self) -> None:
        assert read(self.TEXT.replace("\r\n", "\r"))[0][0].line == 3

    def test_a_fold_within_a_character(self) -> None:
        data = self.TEXT.encode().replace("æ".encode(), b"\xc3\r\n \xa6")
        assert read(data)[0][0].summary == "Bærum – Łódź"


@pytest.mark.parametrize(
    ("head", "yes"),
    [
        (b"BEGIN:VCALENDAR\r\n", True),
        (b"\xef\xbb\xbf\r\n begin:vcalendar\n", True),
        (b"BEGIN:VCARD\r\n", False),
        (b"Name,E-mail\n", False),
        (b"\xff\xfe\x00", False),
        (b"", False),
    ],
)
def test_what_looks_like_a_calendar(head: bytes, yes: bool) -> None:
    assert looks_like_calendar(head) is yes
