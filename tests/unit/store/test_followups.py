"""Follow-ups and reminders: what is due comes up on its day, once, and until it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.domain.errors import NotFoundError, PlannerError, RuleError
from planner.domain.followups import (
    Direction,
    FollowUp,
    FollowUpStatus,
    Reminder,
    ReminderState,
)
from planner.domain.repeats import next_due
from planner.store import Store
from tests.conftest import Clock
from tests.samples import TUESDAY, add, planned


def owe(store: Store, **more: Any) -> FollowUp:
    person = more.pop("person", None) or add(store, "Ana")
    values: dict[str, Any] = {"text": "Call", "direction": Direction.I_OWE}
    return store.followups.add(FollowUp(person=person, **(values | more)))


def test_every_field_is_kept(store: Store) -> None:
    given = FollowUp(
        person=add(store, "Ana"),
        text="Send the list",
        direction=Direction.THEY_OWE,
        due="2026-10-20",
        time="23:59",
        zone="Europe/Lisbon",
        status=FollowUpStatus.DROPPED,
        repeats="FREQ=WEEKLY",
        snoozed_until="2026-10-22",
        done_at="2026-10-12T00:00:00Z",
    )
    kept = store.followups.add(given)
    assert replace(kept, id=0) == given
    assert store.followups.all() == store.followups.with_person(given.person) == [kept]


def test_they_come_up_in_the_order_of_their_days(store: Store) -> None:
    days = {
        "someday": {},
        "late": {"due": "2026-10-01"},
        "snoozed": {"due": "2026-10-02", "snoozed_until": "2026-10-25"},
        "today": {"due": "2026-10-13"},
        "later": {"due": "2026-11-01"},
        "rests": {"snoozed_until": "2026-10-20"},
    }
    kept = {text: owe(store, text=text, **more) for text, more in days.items()}
    owe(store, text="done", due="2026-10-01", status=FollowUpStatus.DONE)

    def due(day: int, month: int = 10) -> list[str]:
        return [f.text for f in store.followups.open(date(2026, month, day))]

    assert due(13) == ["late", "today"]
    assert due(12) == ["late"]
    assert due(20) == ["late", "today", "rests"]
    assert due(25) == ["late", "today", "rests", "snoozed"]
    assert due(30, 11) == ["late", "today", "rests", "snoozed", "later"]
    everything = [f.text for f in store.followups.open()]
    assert everything == ["late", "today", "rests", "snoozed", "later", "someday"]
    for text, follow_up in kept.items():
        day = follow_up.day
        assert (day == "") == (text == "someday")
        if day:
            assert follow_up in store.followups.open(date.fromisoformat(day))


def test_done_says_when_and_keeps_the_next(store: Store, clock: Clock) -> None:
    first = owe(store, due="2026-10-13", repeats="FREQ=MONTHLY", snoozed_until="2026-10-14")
    done = store.followups.done(first.id, next_due=date(2026, 11, 13))
    assert (done.status, done.done_at) == (FollowUpStatus.DONE, "2026-10-13T09:00:00Z")
    (following,) = store.followups.open()
    assert following == replace(first, id=following.id, due="2026-11-13", snoozed_until="")
    store.history.undo()
    assert store.followups.all() == [first]


def test_it_is_taken_up_again_but_not_done_twice(store: Store) -> None:
    one = owe(store)
    for status in (FollowUpStatus.DONE, FollowUpStatus.DROPPED):
        over = store.followups.save(replace(one, status=status))
        other = {FollowUpStatus.DONE, FollowUpStatus.DROPPED} - {status}
        with pytest.raises(RuleError, match="cannot become"):
            store.followups.save(replace(over, status=other.pop()))
        assert store.followups.save(replace(over, status=FollowUpStatus.OPEN)) == one


def test_snoozing_waits_until_the_day(store: Store) -> None:
    one = owe(store, due="2026-10-13")
    assert store.followups.snooze(one.id, date(2026, 10, 20)).day == "2026-10-20"
    assert store.followups.open(date(2026, 10, 19)) == []
    assert [f.id for f in store.followups.open(date(2026, 10, 20))] == [one.id]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"due": "2026-02-30"},
        {"due": "20261020"},
        {"snoozed_until": "soon"},
        {"due": "2026-10-20", "time": "24:00"},
        {"due": "2026-10-20", "time": "9:00"},
        {"due": "2026-10-20", "time": "09:60"},
        {"time": "09:00"},
        {"zone": "Mars/Olympus"},
    ],
)
def test_what_cannot_be_kept_is_refused(store: Store, wrong: dict[str, str]) -> None:
    one = owe(store)
    with pytest.raises(RuleError):
        owe(store, person=one.person, **wrong)
    with pytest.raises(RuleError):
        store.followups.save(replace(one, **wrong))  # type: ignore[arg-type]
    assert store.followups.all() == [one]


def test_what_is_not_there_is_said(store: Store) -> None:
    one = owe(store)
    for missing in (
        lambda: store.followups.get(99),
        lambda: store.followups.done(99),
        lambda: store.followups.snooze(99, date(2026, 10, 20)),
        lambda: store.followups.delete(99),
        lambda: store.followups.save(replace(one, id=99)),
        lambda: owe(store, person=99),
        lambda: owe(store, person=one.person, meeting=99),
        lambda: owe(store, person=one.person, interaction=99),
    ):
        with pytest.raises(NotFoundError):
            missing()
    assert store.followups.all() == [one]


def test_deleting_and_bringing_back(store: Store) -> None:
    one = owe(store)
    store.reminders.add(Reminder(follow_up=one.id, fires_at=TUESDAY))
    store.followups.delete(one.id)
    assert store.followups.all() == []
    assert store.reminders.all() == []
    store.history.undo()
    assert store.followups.all() == [one]
    assert [r.follow_up for r in store.reminders.all()] == [one.id]


# Reminders


def test_a_reminder_of_the_same_at_the_same_time_is_the_one_there_is(store: Store) -> None:
    one = owe(store)
    kept = store.reminders.add(Reminder(follow_up=one.id, fires_at=TUESDAY))
    store.reminding.dismiss(kept.id)
    answered = replace(kept, state=ReminderState.DISMISSED)
    assert store.reminders.add(Reminder(follow_up=one.id, fires_at=TUESDAY)) == answered
    assert store.reminders.of(follow_up=one.id) == store.reminders.all() == [answered]


def test_one_put_off_to_the_time_of_another_is_that_one(store: Store) -> None:
    one = owe(store)
    first = store.reminders.add(Reminder(follow_up=one.id, fires_at=TUESDAY))
    later = TUESDAY.replace(day=2)
    second = store.reminders.add(Reminder(follow_up=one.id, fires_at=later))
    store.reminding.snooze(first.id, later)
    assert store.reminders.of(follow_up=one.id) == [
        replace(first, state=ReminderState.DISMISSED),
        replace(second, state=ReminderState.SNOOZED),
    ]


def test_a_reminder_is_for_one_thing(store: Store) -> None:
    one = owe(store)
    meeting = planned(store, one.person)
    with pytest.raises(PlannerError):
        store.reminders.add(Reminder(fires_at=TUESDAY))
    with pytest.raises(PlannerError):
        store.reminders.add(Reminder(follow_up=one.id, meeting=meeting.id, fires_at=TUESDAY))
    with pytest.raises(NotFoundError):
        store.reminders.add(Reminder(follow_up=99, fires_at=TUESDAY))
    assert store.reminders.all() == []


def test_one_that_repeats_twice_is_there_twice(store: Store) -> None:
    ana = add(store, "Ana")
    first = store.followups.add(
        FollowUp(
            person=ana, text="Call", direction=Direction.I_OWE, due="2026-10-12",
            repeats="FREQ=WEEKLY;COUNT=2",
        )
    )  # fmt: skip
    store.followups.done(first.id, next_due=date(2026, 10, 19))
    (second,) = store.followups.open()
    assert (second.due, next_due(second.repeats, date(2026, 10, 19), date(2026, 10, 19))) == (
        "2026-10-19",
        None,
    )
