"""A meeting that has its date: moved, changed, sent back behind the gate, cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from planner.domain.meetings import MeetingStatus
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.when import WhenPage
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import (
    PURPOSE,
    STATEMENT,
    VAGUE,
    at_when,
    choose_day,
    go_on,
    newest,
    on,
    typed,
)
from tests.samples import planned

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_a_planned_purpose_that_turns_vague_goes_back_behind_the_gate_only_when_saved(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE)
    wizard = open_wizard(meeting=meeting.id)
    page = on(wizard, AskPage)
    page.statement.put(VAGUE)
    QTest.keyClick(wizard, Key.Key_Escape)
    assert store.meetings.get(meeting.id) == meeting
    window.plan(PlanRequest(meeting=meeting.id))
    again = newest(window)
    assert again.plan.purpose.statement == VAGUE
    assert again.way_out.text() == "Save, back behind the gate"
    again.way_out.click()
    kept = store.meetings.get(meeting.id)
    assert kept.status is MeetingStatus.DRAFT
    assert kept.purpose is not None
    assert kept.purpose.statement == VAGUE
    assert kept.starts_at == meeting.starts_at


def test_moving_a_confirmed_meeting_raises_its_sequence(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE, zone="Europe/Amsterdam")
    wizard = open_wizard(meeting=meeting.id)
    QTest.keyClick(wizard, Key.Key_6, Mod.AltModifier)
    choose_day(wizard, "2 December", "9:15")
    go_on(wizard)
    kept = store.meetings.get(meeting.id)
    assert kept.starts_at == datetime(2026, 12, 2, 8, 15, tzinfo=UTC)
    assert kept.sequence == meeting.sequence + 1
    assert kept.status is MeetingStatus.PLANNED


def test_changed_words_that_are_still_clear_are_saved_from_where_one_is(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE)
    wizard = open_wizard(meeting=meeting.id)
    assert wizard.way_out.text() == "Close"
    page = on(wizard, AskPage)
    page.outcome.put("Two names from Lotte by Friday")
    assert wizard.way_out.text() == "Save the changes"
    wizard.way_out.setFocus()
    QTest.keyClick(wizard.way_out, Key.Key_Return)
    kept = store.meetings.get(meeting.id)
    assert kept.status is MeetingStatus.PLANNED
    assert kept.purpose is not None
    assert kept.purpose.outcome == "Two names from Lotte by Friday"
    assert kept.sequence == meeting.sequence


def test_another_place_keeps_a_meeting_confirmed(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE)
    store.meetings.set_status(meeting.id, MeetingStatus.CONFIRMED)
    wizard = open_wizard(meeting=meeting.id)
    QTest.keyClick(wizard, Key.Key_6, Mod.AltModifier)
    page = on(wizard, WhenPage)
    QTest.keyClicks(page.place, "Kobalt")
    go_on(wizard)
    kept = store.meetings.get(meeting.id)
    assert (kept.place, kept.status) == ("Kobalt", MeetingStatus.CONFIRMED)


def test_a_meeting_is_cancelled_from_the_menu_and_the_window_offers_undo(
    open_wizard: Callable[..., Wizard],
    store: Store,
    lotte: int,
    window: MainWindow,
    tmp_path: Path,
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE)
    wizard = open_wizard(meeting=meeting.id)
    wizard.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "Cancel the meeting").trigger()
    menu.close()
    assert store.meetings.get(meeting.id).status is MeetingStatus.CANCELLED
    page = wizard.findChild(PlannedPage)
    assert page is not None
    assert "is off" in page.body.toPlainText()
    file = tmp_path / "off.ics"
    page.write_invitation(file)
    assert b"STATUS:CANCELLED" in file.read_bytes()
    go_on(wizard)
    assert window.undo_bar.isVisible()
    window.undo()
    assert store.meetings.get(meeting.id).status is MeetingStatus.PLANNED


def entry(wizard: Wizard, words: str) -> QAction:
    """An entry of the menu in the footer."""
    wizard.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = next(one for one in menu.actions() if one.text() == words)
    menu.close()
    return found


def test_it_is_noted_that_they_have_the_proposal_and_that_they_said_yes(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    QTest.keyClick(page.sent, Key.Key_Space)
    (kept,) = store.meetings.with_person(lotte)
    assert kept.status is MeetingStatus.PROPOSED
    assert wizard.why_not.text() == "Noted that they have your proposal."
    go_on(wizard)
    window.plan(PlanRequest(meeting=kept.id))
    again = newest(window)
    entry(again, "They said yes").trigger()
    assert store.meetings.get(kept.id).status is MeetingStatus.CONFIRMED
    assert again.way_out.text() == "Close"
    QTest.keyClick(again, Key.Key_Escape)
    assert store.meetings.get(kept.id).status is MeetingStatus.CONFIRMED


def test_what_was_cancelled_is_proposed_anew_as_another_version_of_the_same(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    starts = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
    meeting = planned(store, lotte, purpose=PURPOSE, starts_at=starts, zone="Europe/Amsterdam")
    wizard = open_wizard(meeting=meeting.id)
    entry(wizard, "Cancel the meeting").trigger()
    off = store.meetings.get(meeting.id)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    QTest.keyClick(page.another_day, Key.Key_Space)
    assert wizard.plan.step is Step.WHEN
    assert not wizard.next.isEnabled()
    assert [one.id for one in store.meetings.drafts(5)[0]] == [meeting.id]
    assert on(wizard, WhenPage).time.text() == "15:00"  # as it was
    choose_day(wizard, "2 December", "9:15")
    go_on(wizard)
    kept = store.meetings.get(meeting.id)
    assert kept.status is MeetingStatus.PLANNED
    assert kept.uid == meeting.uid
    assert kept.sequence > off.sequence > meeting.sequence


def test_a_moved_meeting_says_that_the_time_is_new(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    meeting = planned(store, lotte, purpose=PURPOSE, zone="UTC")
    wizard = open_wizard(meeting=meeting.id)
    QTest.keyClick(wizard, Key.Key_6, Mod.AltModifier)
    choose_day(wizard, "2 December", "9:15")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    assert page.heading.text() == "It has a new date"
    body = page.body.toPlainText().split("\n\n")
    assert body[1] == STATEMENT
    assert body[2].startswith("There is a new time. A meeting, 25 minutes: Wed 2 Dec, 09:15")


def at_moving(open_wizard: Callable[..., Wizard], store: Store, person: int) -> Wizard:
    """A planned meeting at 15:00 in Delft, at "Move it"."""
    starts = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
    meeting = planned(store, person, purpose=PURPOSE, starts_at=starts, zone="Europe/Amsterdam")
    wizard = open_wizard(meeting=meeting.id)
    entry(wizard, "Move it").trigger()
    return wizard


def test_moving_begins_with_the_day_which_counts_as_soon_as_it_is_typed(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = at_moving(open_wizard, store, lotte)
    typed(wizard, "in zwei Wochen")
    go_on(wizard)
    (kept,) = store.meetings.with_person(lotte)
    assert kept.starts_at == datetime(2026, 10, 27, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("by_mouse", [False, True])
def test_a_day_that_names_none_is_told_and_the_old_date_is_not_saved_in_its_place(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, by_mouse: bool
) -> None:
    wizard = at_moving(open_wizard, store, lotte)
    typed(wizard, "whenever")
    if by_mouse:
        QTest.mouseClick(wizard.next, Qt.MouseButton.LeftButton)
    else:
        go_on(wizard)
    page = on(wizard, WhenPage)
    assert not wizard.is_planned
    assert page.day.field.text() == "whenever"
    assert "names no day" in page.day.wrong.text()
    assert not page.day.wrong.isHidden()


def test_what_is_typed_at_a_day_that_stands_there_begins_another(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = at_moving(open_wizard, store, lotte)
    page = on(wizard, WhenPage)
    QTest.keyClick(page.day.field, Key.Key_Escape)
    assert page.day.face.hasFocus()
    for letter in "in zwei Wochen":
        typed(wizard, letter)
    QTest.keyClick(page.day.field, Key.Key_Return)
    assert page.day.day() == "2026-10-27"
