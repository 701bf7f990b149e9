"""Events that repeat, against dateutil's own reading of the same rules, and the bounds on them."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.calendar import MOST_OCCURRENCES, PAST, read_events
from planner.exchange.ical_text import observances
from planner.exchange.ical_time import OBSERVANCE, Budget, FileZone, Rule
from planner.exchange.records import BadRecord, EventRecord

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True).map(",".join)
months = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)
month_days = st.lists(
    st.integers(-31, 31).filter(lambda day: day != 0), min_size=1, max_size=3, unique=True
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules of the shapes that are followed, COUNT and UNTIL included."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    if draw(st.booleans()):
        parts.append("BYMONTH=" + ",".join(map(str, draw(months))))
    if draw(st.booleans()):
        parts.append(f"BYDAY={draw(days)}")
    elif frequency != "WEEKLY" and draw(st.booleans()):
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(month_days))))
    if frequency in ("MONTHLY", "YEARLY") and "BYDAY" in parts[-1] and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    end = draw(st.sampled_from(["", "COUNT=9", "COUNT=100", "UNTIL=20240229T120000Z"]))
    return ";".join([*parts, end] if end else parts)


@given(
    rule=rules(),
    start=st.datetimes(datetime(2000, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001
    back=st.integers(0, 4000),
)
def test_a_rule_gives_what_dateutil_gives(rule: str, start: datetime, back: int) -> None:
    start = start.replace(microsecond=0)
    last = datetime(2026, 10, 13)  # noqa: DTZ001
    since = last - timedelta(days=back)
    ours = Rule(rule)
    until = min(last, ours.until(UTC))
    found = [day for day in ours.dates(start, since, until, Budget()) if day >= since]
    expected = rrulestr(rule.replace("120000Z", "120000"), dtstart=start)
    assert found == [day for day in takewhile(lambda day: day <= until, expected) if day >= since]


def records(rule: str, *more: str, start: str = "19900101T090000") -> list[EventRecord]:
    lines = ["BEGIN:VEVENT", "UID:u", f"DTSTART;TZID=Europe/Berlin:{start}", f"RRULE:{rule}"]
    text = "\n".join(["BEGIN:VCALENDAR", *lines, *more, "END:VEVENT", "END:VCALENDAR"])
    found = list(read_events(io.BytesIO(text.encode()), now=NOW))
    assert not any(isinstance(record, BadRecord) for record in found)
    return [record for record in found if isinstance(record, EventRecord)]


def starts(found: list[EventRecord]) -> list[str]:
    return [f"{it.starts_at:%Y-%m-%d %H}" for it in found]


class TestBounds:
    def test_only_the_last_hundred_are_told_and_that_is_said(self) -> None:
        found = records("FREQ=DAILY")
        assert len(found) == MOST_OCCURRENCES
        assert found[-1].starts_at == datetime(2026, 10, 13, 7, tzinfo=UTC)
        assert found[0].warnings == ("its times up to 2026-07-05 were left out",)
        assert not any(it.warnings for it in found[1:])

    def test_only_two_years_are_told(self) -> None:
        found = records("FREQ=MONTHLY;BYMONTHDAY=1")
        assert starts(found)[0] == "2024-10-01 07"
        assert found[-1].starts_at - found[0].starts_at <= PAST
        assert found[0].warnings

    def test_a_series_that_ended_long_ago_still_tells_its_last(self) -> None:
        found = records("FREQ=WEEKLY;COUNT=3", start="20150105T090000")
        assert starts(found) == ["2015-01-05 08", "2015-01-12 08", "2015-01-19 08"]
        found = records("FREQ=DAILY;UNTIL=20150110T080000Z", start="20150105T090000")
        assert starts(found)[-1] == "2015-01-10 08"

    def test_one_to_come_tells_its_first(self) -> None:
        found = records("FREQ=WEEKLY", start="20261020T090000")
        assert [it.uid for it in found] == ["u/20261020T070000Z"]

    def test_until_in_utc_keeps_the_last_one_across_a_clock_change(self) -> None:
        found = records("FREQ=MONTHLY;UNTIL=20260706T070000Z", start="20260106T090000")
        assert starts(found)[-1] == "2026-07-06 07"

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=0", "FREQ=NEVER", "",
            "FREQ=DAILY;BYHOUR=9,17", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=0MO",
            "FREQ=YEARLY;BYMONTH=13", "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=many",
            "FREQ=YEARLY;BYDAY=" + ",".join(["1MO"] * 200), "FREQ=DAILY;UNTIL=soon",
        ],
    )  # fmt: skip
    def test_a_rule_that_cannot_be_followed_keeps_the_first_time(self, rule: str) -> None:
        found = records(rule, start="20260106T090000")
        assert starts(found) == ["2026-01-06 08"]
        assert found[0].warnings[0].endswith("; only its first time was taken")

    def test_rules_without_end_or_date_do_not_keep_a_reader_busy(self) -> None:
        event = "BEGIN:VEVENT\nUID:{}\nDTSTART:19900101T090000Z\nRRULE:{}\nEND:VEVENT\n"
        never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
        text = "".join(event.format(number, never) for number in range(50))
        found = list(read_events(io.BytesIO(text.encode()), now=NOW))
        told = [it.warnings for it in found if isinstance(it, EventRecord)]
        assert len(told) == 50
        assert told[0] == ()
        assert told[-1] == (
            "this file repeats its events too often to follow; only its first time was taken",
        )


class TestExceptions:
    def test_dates_added_and_left_out(self) -> None:
        found = records(
            "FREQ=WEEKLY;COUNT=4",
            "RDATE;TZID=Europe/Berlin:20260110T090000",
            "RDATE;VALUE=PERIOD:20260111T080000Z/PT1H,rubbish",
            "EXDATE:20260113T080000Z",
            "EXDATE;VALUE=DATE:20260120",
            start="20260106T090000",
        )
        assert starts(found) == ["2026-01-06 08", "2026-01-10 08", "2026-01-11 08", "2026-01-27 08"]

    def test_a_moved_one_without_its_series_is_told(self) -> None:
        text = (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20260107T090000Z\n"
            "RECURRENCE-ID:20260106T090000Z\nEND:VEVENT\nEND:VCALENDAR"
        )
        found = list(read_events(io.BytesIO(text.encode()), now=NOW))
        assert [it.uid for it in found if isinstance(it, EventRecord)] == ["u/20260106T090000Z"]


VTIMEZONE = b"""BEGIN:VTIMEZONE
TZID:Here
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


HERE = FileZone(observances(VTIMEZONE, OBSERVANCE), Budget())


@given(st.datetimes(datetime(1997, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001
def test_a_zone_of_the_file_is_the_zone_it_describes(wall: datetime) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    ours = wall.replace(tzinfo=HERE).astimezone(UTC)
    theirs = wall.replace(tzinfo=berlin).astimezone(UTC)
    if wall.replace(tzinfo=berlin, fold=1).utcoffset() == theirs.astimezone(berlin).utcoffset():
        assert ours == theirs
        assert ours.astimezone(HERE).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"TZOFFSETTO:+0100", b"TZOFFSETTO:+9900"),
        (b"TZOFFSETFROM:+0200\n", b""),
        (b"FREQ=YEARLY", b"FREQ=DAILY"),
        (b"DTSTART:16011028T030000", b"DTSTART:then"),
        (b"STANDARD", b"ELSE"),
    ],
)
def test_a_zone_that_is_none_is_refused(old: bytes, new: bytes) -> None:
    broken = VTIMEZONE.replace(old, new).replace(b"DAYLIGHT", b"ELSE")
    with pytest.raises(ValueError, match=r"time zone|no date"):
        FileZone(observances(broken, OBSERVANCE), Budget())
