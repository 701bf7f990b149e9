"""When a day and a time on the wall are: in which zone, and where the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.followups import Direction, FollowUp
from planner.reminders import due_moments, moment_of
from planner.store import WallTime

LISBON = "Europe/Lisbon"


def moment(day: str, time: str = "", zone: str = "", here: str = LISBON) -> str:
    wall = WallTime(day, time, zone)
    return str(due_moments([wall], here)[wall].replace(tzinfo=None))


def test_without_a_time_it_is_nine_in_the_morning_where_the_person_is() -> None:
    assert moment("2026-07-01") == "2026-07-01 08:00:00"
    assert moment("2026-07-01", here="Asia/Tokyo") == "2026-07-01 00:00:00"


def test_a_time_is_meant_in_its_own_zone_or_else_where_the_person_is() -> None:
    assert moment("2026-07-01", "14:30", "America/New_York") == "2026-07-01 18:30:00"
    assert moment("2026-07-01", "14:30") == "2026-07-01 13:30:00"


@pytest.mark.parametrize(
    ("day", "time", "zone", "expected"),
    [
        ("2026-03-29", "01:00", LISBON, "2026-03-29 01:00:00"),  # the clocks go from 1 to 2
        ("2026-03-29", "01:30", LISBON, "2026-03-29 01:00:00"),
        ("2026-03-29", "01:59", LISBON, "2026-03-29 01:00:00"),
        ("2026-03-29", "02:00", LISBON, "2026-03-29 01:00:00"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03 15:30:00"),  # half an hour
        ("2011-12-30", "09:00", "Pacific/Apia", "2011-12-30 10:00:00"),  # a whole day
        ("2018-11-04", "00:30", "America/Sao_Paulo", "2018-11-04 03:00:00"),  # midnight
    ],
)
def test_a_time_that_the_clocks_jump_over_is_right_after_the_jump(
    day: str, time: str, zone: str, expected: str
) -> None:
    assert moment(day, time, zone) == expected


def test_a_time_that_comes_twice_is_the_first() -> None:
    assert moment("2026-10-25", "01:30", LISBON) == "2026-10-25 00:30:00"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "a\0b"])
def test_a_zone_that_this_computer_does_not_know_is_utc(zone: str) -> None:
    assert moment("2026-07-01", "14:30", zone) == "2026-07-01 14:30:00"
    assert moment("2026-07-01", here=zone) == "2026-07-01 09:00:00"


def test_a_time_that_is_none_is_the_morning() -> None:
    assert moment("2026-07-01", "29:59") == "2026-07-01 08:00:00"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Honolulu"])
def test_the_ends_of_the_calendar_are_no_trouble(day: str, zone: str) -> None:
    for time in ("00:00", "23:59"):
        assert moment(day, time, zone)[:4] == day[:4]


@settings(max_examples=200)
@given(
    st.datetimes(datetime(1960, 1, 1), datetime(2037, 12, 31)),  # noqa: DTZ001  (wall time)
    st.sampled_from(["Europe/Dublin", "America/Caracas", "Africa/Casablanca", "Asia/Pyongyang"]),
)
def test_at_the_moment_the_clock_there_has_just_come_to_the_time(wall: datetime, zone: str) -> None:
    local = wall.replace(second=0, microsecond=0)
    one = WallTime(f"{local:%Y-%m-%d}", f"{local:%H:%M}", zone)
    at = due_moments([one], "UTC")[one]
    clock = [at + timedelta(seconds=n) for n in (-1, 0)]
    before, then = (m.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for m in clock)
    assert before < local <= then


def test_a_snooze_that_ends_later_counts_instead_of_the_day() -> None:
    owed = FollowUp(
        person=1, text="Call", direction=Direction.I_OWE, due="2026-07-01", time="14:30"
    )
    assert moment_of(owed, LISBON) == datetime(2026, 7, 1, 13, 30, tzinfo=UTC)
    for until, day in (("2026-07-09", 9), ("2026-06-09", 1)):
        snoozed = FollowUp(
            person=1, text="Call", direction=Direction.I_OWE, due=owed.due, snoozed_until=until
        )
        assert moment_of(snoozed, LISBON) == datetime(2026, 7, day, 8, 0, tzinfo=UTC)


def test_what_has_no_day_has_no_moment() -> None:
    assert moment_of(FollowUp(person=1, text="Call", direction=Direction.I_OWE), LISBON) is None
