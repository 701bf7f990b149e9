"""Meetings: what counts as through the gate, and when a time is a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import RuleError
from planner.domain.meetings import (
    DEFAULT_MINUTES,
    MEETING_STEPS,
    Meeting,
    MeetingStatus,
    check_meeting,
    passes,
    to_utc,
    zone_info,
)
from tests.samples import PURPOSE, TUESDAY, reviewed

PASSED = replace(PURPOSE, review=reviewed())


def test_a_review_counts_for_the_texts_it_judged_and_no_others() -> None:
    assert passes(PASSED)
    assert passes(replace(PASSED, give="A sensor", ask=3))
    assert not passes(None)
    assert not passes(PURPOSE)
    assert not passes(replace(PURPOSE, review=reviewed(passed=False)))
    for field in ("statement", "why", "outcome"):
        changed: dict[str, Any] = {field: getattr(PURPOSE, field) + " "}
        assert not passes(replace(PASSED, **changed))
        assert not passes(replace(PURPOSE, review=reviewed(**changed)))


def test_beyond_draft_it_takes_a_date_and_a_passed_purpose() -> None:
    meeting = Meeting(people=(1,), starts_at=TUESDAY, purpose=PASSED)
    for status in MeetingStatus:
        assert check_meeting(replace(meeting, status=status)).status is status
        for lacking in (replace(meeting, starts_at=None), replace(meeting, purpose=PURPOSE)):
            if status is MeetingStatus.DRAFT:
                check_meeting(replace(lacking, status=status))
            else:
                with pytest.raises(RuleError):
                    check_meeting(replace(lacking, status=status))


@pytest.mark.parametrize(
    "wrong", [{"people": ()}, {"minutes": 0}, {"minutes": -5}, {"minutes": 7 * 24 * 60 + 1}]
)
def test_even_a_draft_needs_somebody_and_some_time(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        check_meeting(Meeting(**({"people": (1,)} | wrong)))


def test_twenty_five_minutes_unless_said_otherwise() -> None:
    assert DEFAULT_MINUTES == 25
    assert Meeting(people=(1,), starts_at=TUESDAY).ends_at == TUESDAY.replace(minute=25)
    assert Meeting(people=(1,)).ends_at is None


def test_what_was_held_stays_held() -> None:
    assert set(MEETING_STEPS) == set(MeetingStatus)
    assert MEETING_STEPS[MeetingStatus.HELD] == frozenset()
    assert MEETING_STEPS[MeetingStatus.DRAFT] == {MeetingStatus.PLANNED}


@pytest.mark.parametrize(
    ("text", "zone", "utc"),
    [
        ("2026-12-01T10:00", "Europe/Lisbon", "2026-12-01T10:00"),
        ("2026-07-01T10:00", "Europe/Lisbon", "2026-07-01T09:00"),
        ("2026-12-01 10:00:30", "America/New_York", "2026-12-01T15:00:30"),
        ("2026-12-01T10:00+05:30", "Europe/Lisbon", "2026-12-01T04:30"),
        ("2026-12-01T10:00Z", "nonsense", "2026-12-01T10:00"),
        ("2026-10-25T01:30", "Europe/Lisbon", "2026-10-25T00:30"),  # there twice: the first
        ("2026-12-01", "UTC", "2026-12-01T00:00"),
    ],
)
def test_a_wall_time_is_one_instant(text: str, zone: str, utc: str) -> None:
    assert to_utc(text, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "reason"),
    [
        ("2026-02-30T10:00", "UTC", "is not a date and time"),
        ("tomorrow", "UTC", "is not a date and time"),
        ("", "UTC", "is not a date and time"),
        ("2026-12-01T25:00", "UTC", "is not a date and time"),
        ("2026-12-01T10:00", "Mars/Olympus", "is not a known time zone"),
        ("2026-12-01T10:00", "", "is not a known time zone"),
        ("2026-12-01T10:00", "../../etc/passwd", "is not a known time zone"),
        ("2026-12-01T10:00", "a\0b", "is not a known time zone"),
        ("2026-12-01T10:00", "Europe", "is not a known time zone"),
        ("2026-03-29T01:30", "Europe/Lisbon", "the clocks jump over it"),
        ("0001-01-01T00:00", "Asia/Tokyo", "too far from today"),
        ("9999-12-31T23:59", "America/New_York", "too far from today"),
        ("9999-12-31T23:50", "UTC", "too far from today"),
        ("9999-12-31T23:50+00:00", "UTC", "too far from today"),
        ("0001-01-01T00:00+14:00", "UTC", "too far from today"),
    ],
)
def test_what_is_no_time_is_said(text: str, zone: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        to_utc(text, zone)


@given(st.text(), st.text())
def test_no_text_is_more_than_refused(text: str, zone: str) -> None:
    try:
        line = str(to_utc(text, zone))
    except RuleError as error:
        line = str(error)
    assert "\n" not in line


@given(
    st.datetimes(datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2036-01-01")),
    st.sampled_from(["Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia", "UTC"]),
)
def test_there_and_back_is_the_same_wall_time(wall: datetime, zone: str) -> None:
    try:
        moment = to_utc(wall.isoformat(), zone)
    except RuleError:
        assert wall.month in (2, 3, 4, 9, 10, 11, 12)  # when clocks jump, and Apia jumped a day
        return
    assert moment.astimezone(zone_info(zone)).replace(tzinfo=None) == wall
