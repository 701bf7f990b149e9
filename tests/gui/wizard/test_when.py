"""Days, times and zones, and what else is at that time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtTest import QTest

from planner.domain.meetings import MeetingStatus
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.when import WhenPage
from planner.planning import Step
from planner.reminders import due
from planner.store import Store
from tests.gui.wizard.steps import (
    PURPOSE,
    Key,
    Mod,
    at_when,
    choose_day,
    focus,
    go_on,
    on,
)
from tests.samples import add, planned


def test_a_conflict_is_said_and_does_not_forbid(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    petra = add(store, "Petra Novak")
    at = datetime(2026, 10, 20, 14, 20, tzinfo=UTC)
    planned(store, petra, starts_at=at, zone="UTC")
    wizard = open_wizard(people=(lotte,))
    at_when(wizard, "UTC")
    page = choose_day(wizard, "20 October", "14:30")
    assert page.busy.label.text() == "At that time you meet Petra Novak: 14:20 to 14:45."
    page.time.selectAll()
    QTest.keyClicks(page.time, "14:45")
    assert page.busy.isHidden()
    go_on(wizard)
    assert wizard.is_planned


def test_a_past_date_is_refused_kindly(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    page = choose_day(wizard, "12 October 2026")
    assert "has passed" in page.wrong.label.text()
    assert not wizard.next.isEnabled()
    go_on(wizard)
    assert not wizard.is_planned
    assert store.meetings.with_person(lotte)[0].status is MeetingStatus.DRAFT


def test_a_time_the_clocks_jump_over_is_asked_about(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard, "Europe/Amsterdam")
    page = choose_day(wizard, "28 March 2027", "2:30")
    assert "jump over 02:30" in page.wrong.label.text()
    assert "03:30" in page.wrong.label.text()
    assert not wizard.next.isEnabled()


def test_of_an_hour_that_comes_twice_it_is_asked_which(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard, "Europe/Amsterdam")
    page = choose_day(wizard, "25 October 2026", "2:30")
    assert page.which.isVisible()
    assert wizard.plan.meeting.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    page.which.chips[1].click()
    assert wizard.plan.meeting.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    go_on(wizard)
    assert wizard.is_planned


def test_the_chosen_one_of_two_equal_hours_is_shown_again(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard, "Europe/Amsterdam")
    page = choose_day(wizard, "25 October 2026", "2:30")
    page.which.chips[1].click()
    QTest.keyClick(wizard, Key.Key_Escape)
    (draft,), _ = store.meetings.drafts(5)
    again = open_wizard(meeting=draft.id)
    page = on(again, WhenPage)
    assert page.which.isVisible()
    assert page.which.chips[1].isChecked()
    page.place.setText("Kobalt")
    page.place.textEdited.emit("Kobalt")
    go_on(again)
    assert store.meetings.get(draft.id).starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_their_time_stands_beside_mine_and_an_unknown_zone_is_said(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    store.people.save(replace(store.people.get(lotte), zone="America/New_York"))
    wizard = open_wizard(people=(lotte,))
    at_when(wizard, "Europe/Amsterdam")
    page = choose_day(wizard, "20 October", "14:30")
    assert "08:30 for Lotte, in New York" in page.theirs.text()
    page.zone.setEditText("Mars/Olympus")
    page._on_moment()
    assert "Mars/Olympus" in page.wrong.label.text()
    assert not wizard.next.isEnabled()


def test_another_length_is_typed_and_the_agenda_fills_it(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard)
    assert sum(one.minutes for one in wizard.plan.meeting.agenda) == 25
    page.lengths.chips[50].click()
    assert sum(one.minutes for one in wizard.plan.meeting.agenda) == 50
    page.minutes.selectAll()
    QTest.keyClicks(page.minutes, "180")
    assert not any(chip.isChecked() for chip in page.lengths.chips.values())
    choose_day(wizard, "20 October")
    go_on(wizard)
    (kept,) = store.meetings.with_person(lotte)
    assert kept.minutes == sum(one.minutes for one in kept.agenda) == 180


def test_minutes_that_were_meant_to_be_fewer_stay_so(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard)
    agenda = tuple(replace(one, minutes=2) for one in wizard.plan.meeting.agenda)
    wizard.plan.edit(agenda=agenda)
    page.lengths.chips[50].click()
    assert wizard.plan.meeting.agenda == agenda


def test_no_minutes_are_no_length(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard)
    page.minutes.setFocus()
    page.minutes.selectAll()
    QTest.keyClicks(page.minutes, "0")
    page.place.setFocus()
    assert page.minutes.text() == "25"
    assert wizard.plan.meeting.minutes == 25


def test_one_meeting_is_announced_when_its_own_reminder_says(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard)
    assert page.reminder.currentText() == "As usual, an hour before"
    page.reminder.setFocus()
    QTest.keyClick(page.reminder, Key.Key_End)
    assert page.reminder.currentText() == "A day before"
    choose_day(wizard, "20 October")
    QTest.keyClick(wizard, Key.Key_Escape)
    (draft,), _ = store.meetings.drafts(5)
    again = open_wizard(meeting=draft.id)
    go_on(again)
    said = again.findChild(PlannedPage)
    assert said is not None
    assert said.reminder.label.text() == "Reminder: a day before"
    start = datetime(2026, 10, 20, 14, 30, tzinfo=UTC)
    assert not due(store, start - timedelta(days=1, minutes=1), "UTC")
    assert [one.about for one in due(store, start - timedelta(days=1), "UTC")] == [draft.id]


def test_a_reminder_of_a_planned_meeting_changes_when_it_is_saved(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE)
    wizard = open_wizard(meeting=meeting.id)
    QTest.keyClick(wizard, Key.Key_6, Mod.AltModifier)
    page = on(wizard, WhenPage)
    page.reminder.setCurrentIndex(page.reminder.findData(10))
    page.reminder.activated.emit(0)
    QTest.keyClick(wizard, Key.Key_Escape)
    assert store.reminding.notice_of(meeting.id) is None
    again = open_wizard(meeting=meeting.id)
    QTest.keyClick(again, Key.Key_6, Mod.AltModifier)
    assert on(again, WhenPage).reminder.currentText() == "10 minutes before"
    go_on(again)
    assert store.reminding.notice_of(meeting.id) == 10
    assert store.meetings.get(meeting.id).sequence == meeting.sequence


def test_a_day_counts_as_soon_as_its_words_name_one_and_tab_goes_on_from_it(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard)
    width = page.day.width()
    assert not wizard.next.isEnabled()
    page.day.face.setFocus()
    QTest.keyClicks(page.day.face, "n")
    QTest.keyClicks(page.day.field, "ext Wednesday")
    assert wizard.next.isEnabled()
    assert page.day.day() == "2026-10-21"
    QTest.keyClick(page.day.field, Key.Key_Tab)
    assert page.day.field.isHidden()
    assert page.day.face.text() == "Wed 21 Oct"
    assert focus(wizard) is page.day.calendar
    QTest.keyClick(page.day.calendar, Key.Key_Tab)
    assert focus(wizard) is page.time
    assert page.day.width() == width, "what stands beside it stays where it is"


def test_esc_brings_back_the_day_that_stood_there(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    page = choose_day(wizard, "20 October")
    QTest.keyClick(page.day.face, Key.Key_Return)
    QTest.keyClicks(page.day.field, "1 December")
    assert page.day.day() == "2026-12-01"
    QTest.keyClick(page.day.field, Key.Key_Escape)
    assert page.day.day() == "2026-10-20"
    assert wizard.isVisible()


def test_the_rail_says_where_it_is_that_time_when_the_clocks_there_are_others(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Asia/Tokyo")
    at_when(wizard)
    choose_day(wizard, "20 October")
    there = wizard.rail.steps[Step.WHEN].accessibleName()
    assert "Tue 20 Oct, 14:30, Tokyo" in there
    wizard.plan.edit(zone="UTC")
    wizard.refresh()
    here = wizard.rail.steps[Step.WHEN].accessibleName()
    assert "UTC" not in here
    assert "Tokyo" not in here
