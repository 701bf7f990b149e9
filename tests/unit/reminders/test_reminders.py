"""Reminders: shown once when their moment has come, and in the list until they are answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.followups import Direction, FollowUp, FollowUpStatus, ReminderState
from planner.domain.meetings import MeetingStatus
from planner.reminders import DueReminder, due, plan, unanswered
from planner.store import Store
from tests.bench.reminders import END, World
from tests.conftest import Clock
from tests.samples import TUESDAY, add, planned

LISBON = "Europe/Lisbon"
KIRITIMATI, HONOLULU = "Pacific/Kiritimati", "Pacific/Honolulu"  # a day apart to the minute


def owe(store: Store, day: str = "2026-12-01", **more: Any) -> FollowUp:
    values: dict[str, Any] = {"text": "Send the list", "direction": Direction.I_OWE, "due": day}
    person = more.pop("person", None) or add(store, "Ana Ruiz")
    return store.followups.add(FollowUp(person=person, **(values | more)))


def at(day: int, hour: int = 12) -> datetime:
    """An hour (UTC) of a day in December 2026."""
    return datetime(2026, 12, day, hour, tzinfo=UTC)


def shown(store: Store, now: datetime, zone: str = LISBON) -> list[int]:
    """The ids of the follow-ups that are reminded of now."""
    return [one.about for one in due(store, now, zone) if one.kind == "follow-up"]


def waiting(store: Store) -> list[datetime]:
    states = (ReminderState.WAITING, ReminderState.SNOOZED)
    return [one.fires_at for one in store.reminders.all() if one.state in states]


def test_a_follow_up_is_shown_once_on_its_day(store: Store) -> None:
    one = owe(store)
    assert shown(store, at(1, 8)) == []
    assert shown(store, at(1, 9)) == [one.id]
    assert shown(store, at(1, 9)) == shown(store, at(2)) == []


def test_a_meeting_is_announced_an_hour_before_it_starts(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"), add(store, "Petra Vogel"))
    assert due(store, TUESDAY - timedelta(minutes=61), LISBON) == []
    found = due(store, TUESDAY - timedelta(minutes=60), LISBON)
    assert [(one.kind, one.about) for one in found] == [("meeting", meeting.id)]
    assert due(store, TUESDAY, LISBON) == []


def test_what_came_due_while_the_computer_slept_is_shown_oldest_first(store: Store) -> None:
    late, early = owe(store, "2026-12-03"), owe(store, "2026-12-01")
    meeting = planned(store, early.person, starts_at=at(2))
    found = [one.about for one in due(store, at(20), LISBON)]
    assert found == [early.id, meeting.id, late.id]


def test_a_follow_up_says_who_and_what_it_is(store: Store) -> None:
    one = owe(store, time="14:30", zone="America/New_York")
    ana = store.people.get(one.person)
    (found,) = due(store, at(2), "Asia/Tokyo")
    assert found.as_json() == {
        "id": found.id,
        "kind": "follow-up",
        "follow_up": one.id,
        "meeting": None,
        "fires_at": "2026-12-02T04:30:00+09:00",
        "text": "Send the list",
        "people": [{"uid": ana.uid, "name": "Ana Ruiz"}],
        "direction": "i-owe",
        "due": "2026-12-01",
    }
    assert found.line() == "2026-12-01  I owe  Ana Ruiz: Send the list"


def test_a_meeting_says_with_whom_and_when_it_starts(store: Store) -> None:
    petra, ana = add(store, "Petra Vogel"), add(store, "Ana Ruiz")
    meeting = planned(store, petra, ana, zone="Asia/Tokyo")
    (found,) = due(store, at(2), LISBON)
    assert meeting.purpose
    assert (found.names, found.text) == (("Petra Vogel", "Ana Ruiz"), meeting.purpose.statement)
    assert found.as_json()["meeting"] == meeting.id
    assert found.as_json()["direction"] is None
    assert found.due == "2026-12-01T19:00:00+09:00"
    assert found.line().startswith("2026-12-01 19:00  meeting  Petra Vogel, Ana Ruiz: ")


# Changes in between


@pytest.mark.parametrize("status", [FollowUpStatus.DONE, FollowUpStatus.DROPPED])
def test_what_is_over_reminds_of_nothing_until_it_is_open_again(
    store: Store, status: FollowUpStatus
) -> None:
    one = owe(store)
    plan(store, LISBON)
    store.followups.save(replace(one, status=status))
    assert shown(store, at(2)) == []
    assert waiting(store) == []
    store.followups.save(one)
    assert shown(store, at(2)) == [one.id]


def test_a_meeting_that_is_cancelled_is_not_announced(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    plan(store, LISBON)
    store.meetings.set_status(meeting.id, MeetingStatus.CANCELLED)
    assert due(store, at(2), LISBON) == []
    assert waiting(store) == []


def test_another_day_is_another_reminder(store: Store) -> None:
    one = owe(store)
    plan(store, LISBON)
    store.followups.save(replace(one, due="2026-12-04"))
    assert shown(store, at(2)) == []
    assert waiting(store) == [at(4, 9)]
    assert shown(store, at(4)) == [one.id]
    store.followups.save(replace(one, due="2026-12-06"))
    assert shown(store, at(6)) == [one.id]


def test_a_meeting_that_moved_is_announced_at_its_new_time(store: Store) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    assert len(due(store, TUESDAY, LISBON)) == 1
    store.meetings.move(meeting.id, at(5))
    assert due(store, at(5, 10), LISBON) == []
    assert [one.about for one in due(store, at(5, 11), LISBON)] == [meeting.id]


def test_a_snoozed_follow_up_comes_on_the_day_its_rest_ends(store: Store) -> None:
    one = owe(store)
    assert shown(store, at(1)) == [one.id]
    store.followups.snooze(one.id, date(2026, 12, 8))
    assert shown(store, at(7)) == []
    assert waiting(store) == [at(8, 9)]
    assert shown(store, at(8)) == [one.id]


def test_a_rest_without_a_day_ends_with_a_reminder(store: Store) -> None:
    one = owe(store, "")
    assert shown(store, at(31)) == []
    store.followups.snooze(one.id, date(2026, 12, 8))
    assert shown(store, at(8)) == [one.id]


def test_taking_a_new_day_back_does_not_remind_twice_of_the_old_one(store: Store) -> None:
    one = owe(store)
    assert shown(store, at(1)) == [one.id]
    store.followups.save(replace(one, due="2026-12-04"))
    plan(store, LISBON)
    store.history.undo()
    assert shown(store, at(5)) == []
    assert [found.about for found in unanswered(store, LISBON)] == [one.id]


def test_what_comes_back_from_the_bin_is_not_shown_again(store: Store) -> None:
    one = owe(store)
    assert shown(store, at(1)) == [one.id]
    store.followups.delete(one.id)
    assert shown(store, at(2)) == []
    store.history.undo()
    assert shown(store, at(2)) == []
    assert [found.about for found in unanswered(store, LISBON)] == [one.id]


def test_the_next_of_a_repeating_follow_up_has_its_own_reminder(store: Store) -> None:
    one = owe(store, repeats="FREQ=WEEKLY")
    assert shown(store, at(1)) == [one.id]
    store.followups.done(one.id, next_due=date(2026, 12, 8))
    (again,) = store.followups.open()
    assert shown(store, at(7)) == []
    assert shown(store, at(8)) == [again.id]


def test_reminding_is_no_step_to_undo_and_tells_nobody_of_changes(
    store: Store, published: list[object]
) -> None:
    owe(store)
    plan(store, LISBON)
    published.clear()
    step = store.history.next_undo()
    assert len(due(store, at(1), LISBON)) == 1
    assert (store.history.next_undo(), published) == (step, [])


# Clocks and places


def test_a_clock_that_was_ahead_shows_nothing_twice(store: Store) -> None:
    one = owe(store)
    assert shown(store, at(3)) == [one.id]
    assert shown(store, at(1, 8)) == shown(store, at(1)) == shown(store, at(3)) == []


def test_after_a_journey_the_morning_is_the_one_there(store: Store) -> None:
    one = owe(store)
    plan(store, LISBON)
    assert shown(store, at(1, 0), "Asia/Tokyo") == [one.id]


def test_what_was_shown_before_a_journey_is_not_shown_after_it(store: Store) -> None:
    one, timed = owe(store), owe(store, time="10:00", zone=LISBON)
    assert shown(store, at(1, 10)) == [one.id, timed.id]
    for zone in ("America/New_York", "Asia/Tokyo", "Mars/Olympus", LISBON):
        assert shown(store, at(3), zone) == []
    assert [found.about for found in unanswered(store, LISBON)] == [one.id, timed.id]


def test_the_next_day_is_not_lost_where_it_is_the_same_moment(store: Store) -> None:
    one = owe(store, "2026-12-02")
    assert shown(store, at(1, 19), KIRITIMATI) == [one.id]
    store.followups.save(replace(one, due="2026-12-01"))
    assert shown(store, at(1, 19), HONOLULU) == [one.id]
    assert shown(store, at(3), HONOLULU) == shown(store, at(3), KIRITIMATI) == []


def test_a_file_that_is_opened_again_knows_what_was_shown(store: Store, clock: Clock) -> None:
    one = owe(store)
    later = owe(store, "2026-12-02")
    assert shown(store, at(1)) == [one.id]
    store.close()
    with Store.open(store.path, None, clock=clock) as again:
        assert shown(again, at(2)) == [later.id]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_none_is_lost_and_none_doubled(seed: int, tmp_path: Path) -> None:
    world = World(tmp_path / "file.planner", seed, follow_ups=30, meetings=8)
    happenings = (
        world.pass_time, world.pass_time, world.pass_time, world.edit, world.edit,
        world.replace_one, world.undo, world.travel, world.restart, world.look, world.look,
    )  # fmt: skip
    for _ in range(150):
        world.chance.choice(happenings)()
    world.now = END
    world.look()
    world.look()
    world.store.close()
    assert world.expected.lost == world.expected.doubled == []
    assert world.expected.shown > 30


# Answers


def answers(store: Store) -> list[DueReminder]:
    return unanswered(store, LISBON)


def test_what_was_shown_stays_in_the_list_until_it_is_done(store: Store) -> None:
    one, other = owe(store), owe(store, "2026-12-02")
    assert answers(store) == []
    found = due(store, at(2), LISBON)
    assert answers(store) == found
    assert [one.about for one in found] == [one.id, other.id]
    store.followups.done(one.id)
    assert answers(store) == found[1:]


def test_another_day_is_an_answer(store: Store) -> None:
    one, other, third = owe(store), owe(store), owe(store)
    assert len(due(store, at(1), LISBON)) == 3
    store.followups.snooze(one.id, date(2026, 12, 8))
    store.followups.save(replace(other, due="2026-12-09"))
    store.followups.save(replace(third, due=""))
    assert answers(store) == []
    assert shown(store, at(8)) == [one.id]
    assert [found.about for found in answers(store)] == [one.id]


def test_a_meeting_stays_in_the_list_until_it_is_over(store: Store, clock: Clock) -> None:
    meeting = planned(store, add(store, "Ana Ruiz"))
    found = due(store, TUESDAY, LISBON)
    assert answers(store) == found
    clock.now = TUESDAY
    store.meetings.hold(meeting.id)
    assert answers(store) == []


def test_a_dismissed_one_is_answered_and_does_not_come_back(store: Store) -> None:
    owe(store)
    (found,) = due(store, at(1), LISBON)
    store.reminding.dismiss(found.id)
    assert answers(store) == due(store, at(9), LISBON) == []


def test_one_that_is_put_off_comes_again_once(store: Store) -> None:
    one = owe(store)
    (found,) = due(store, at(1), LISBON)
    store.reminding.snooze(found.id, at(1, 15))
    assert answers(store) == due(store, at(1, 14), LISBON) == []
    assert shown(store, at(1, 15)) == [one.id]
    assert shown(store, at(1, 16)) == shown(store, at(2), "Asia/Tokyo") == []
    assert [again.about for again in answers(store)] == [one.id]


def test_one_that_is_put_off_ends_with_what_it_is_about(store: Store) -> None:
    one, moved = owe(store), owe(store)
    for found in due(store, at(1), LISBON):
        store.reminding.snooze(found.id, at(1, 15))
    store.followups.done(one.id)
    store.followups.save(replace(moved, due="2026-12-04"))
    assert shown(store, at(2)) == []
    assert shown(store, at(4)) == [moved.id]


@pytest.mark.parametrize("verb", ["snooze", "dismiss"])
def test_there_has_to_be_a_reminder_to_answer(store: Store, verb: str) -> None:
    with pytest.raises(NotFoundError):
        getattr(store.reminding, verb)(99, *([at(1)] if verb == "snooze" else []))


def test_a_file_that_may_only_be_read_still_lists_what_waits(store: Store) -> None:
    owe(store)
    found = due(store, at(1), LISBON)
    store.close()
    with Store.open(store.path, None, read_only=True) as reader:
        assert answers(reader) == found
