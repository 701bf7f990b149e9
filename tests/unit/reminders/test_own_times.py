"""Reminders at the times the person set: what was shown is not shown again because of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUp
from planner.reminders import due, plan, set_morning
from planner.store import Store
from tests.samples import TUESDAY, add, planned

ZONE = "UTC"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


def owe(store: Store, day: str, when: str = "") -> int:
    one = FollowUp(
        person=add(store, "Ana Ruiz"), text="Send it", direction=Direction.I_OWE, due=day, time=when
    )
    return store.followups.add(one).id


def shown(store: Store, now: datetime) -> list[int]:
    return [one.about for one in due(store, now, ZONE)]


def test_the_morning_is_when_the_person_says(store: Store) -> None:
    one, timed = owe(store, "2026-12-02"), owe(store, "2026-12-02", "08:00")
    plan(store, ZONE)
    set_morning(store, time(7, 30))
    assert shown(store, at(2, 7, 29)) == []
    assert shown(store, at(2, 7, 30)) == [one]
    assert shown(store, at(2, 8)) == [timed]


@pytest.mark.parametrize("morning", [time(6), time(11)])
def test_another_morning_shows_nothing_twice(store: Store, morning: time) -> None:
    one = owe(store, "2026-12-02")
    assert shown(store, at(2, 9)) == [one]
    set_morning(store, morning)
    assert shown(store, at(2, 12)) == []
    assert shown(store, at(3, 12)) == []


def test_a_morning_set_before_anything_was_planned(store: Store) -> None:
    set_morning(store, time(6))
    one = owe(store, "2026-12-02")
    assert shown(store, at(2, 6)) == [one]


def test_meetings_are_announced_as_long_before_as_the_person_says(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    plan(store, ZONE)
    store.reminding.set_notice(15)
    assert shown(store, TUESDAY - timedelta(minutes=16)) == []
    assert shown(store, TUESDAY - timedelta(minutes=15)) == [meeting.id]


@pytest.mark.parametrize("minutes", [0, 30, 1440])
def test_another_notice_announces_nothing_twice(store: Store, minutes: int) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    assert shown(store, TUESDAY - timedelta(minutes=60)) == [meeting.id]
    store.reminding.set_notice(minutes)
    assert shown(store, TUESDAY + timedelta(days=1)) == []


def test_one_meeting_is_announced_at_a_time_of_its_own(store: Store) -> None:
    ana = add(store, "Ana Ruiz")
    usual, own = planned(store, ana), planned(store, ana)
    store.reminding.set_notice_of(own.id, 1440)
    assert shown(store, TUESDAY - timedelta(days=1)) == [own.id]
    assert shown(store, TUESDAY - timedelta(minutes=60)) == [usual.id]
    store.reminding.set_notice(0)
    assert store.reminding.notice_of(own.id) == 1440
    assert shown(store, TUESDAY) == []


@pytest.mark.parametrize("minutes", [120, 1440, None])
def test_an_own_notice_set_late_announces_nothing_twice(store: Store, minutes: int | None) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    store.reminding.set_notice_of(meeting.id, 30)
    assert shown(store, TUESDAY - timedelta(minutes=30)) == [meeting.id]
    store.reminding.set_notice_of(meeting.id, minutes)
    assert shown(store, TUESDAY) == []


def test_a_later_notice_that_is_asked_for_comes_after_an_earlier_one(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    assert shown(store, TUESDAY - timedelta(minutes=60)) == [meeting.id]
    store.reminding.set_notice_of(meeting.id, 10)
    assert shown(store, TUESDAY - timedelta(minutes=11)) == []
    assert shown(store, TUESDAY - timedelta(minutes=10)) == [meeting.id]


def test_the_notice_of_a_meeting_moves_with_it_and_goes_with_it(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    store.reminding.set_notice_of(meeting.id, 0)
    store.meetings.move(meeting.id, TUESDAY + timedelta(hours=1))
    assert shown(store, TUESDAY) == []
    assert shown(store, TUESDAY + timedelta(hours=1)) == [meeting.id]
    store.meetings.delete(meeting.id)
    other = planned(store, add(store, "Petra Vogel"))
    store.reminding.set_notice_of(other.id, 5)
    assert store.settings.get("reminders.own") == {str(other.id): 5}


def test_a_notice_of_months_is_refused(store: Store) -> None:
    with pytest.raises(RuleError):
        store.reminding.set_notice(60 * 24 * 30)
    assert store.reminding.notice == 60


@pytest.mark.parametrize("kept", ["dawn", 9, None, [1]])
def test_settings_that_nobody_understands_are_the_usual(store: Store, kept: object) -> None:
    store.settings.set("reminders.morning", kept)
    store.settings.set("reminders.meeting", "soon")
    store.settings.set("reminders.own", {"1": "soon"})
    assert store.reminding.notice_of(1) is None
    assert store.reminding.morning == time(9)
    assert store.reminding.notice == 60
