"""Days, times and zones, and what else is at that time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.meetings import MeetingStatus
from planner.gui.wizard.dialog import Wizard
from planner.store import Store
from tests.gui.wizard.steps import (
    at_when,
    choose_day,
    go_on,
)
from tests.samples import add, planned

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_a_conflict_is_said_and_does_not_forbid(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    petra = add(store, "Petra Novak")
    at = datetime(2026, 10, 20, 14, 20, tzinfo=UTC)
    planned(store, petra, starts_at=at, zone="UTC")
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="UTC")
    at_when(wizard)
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
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    page = choose_day(wizard, "28 March 2027", "2:30")
    assert "jump over 02:30" in page.wrong.label.text()
    assert "03:30" in page.wrong.label.text()
    assert not wizard.next.isEnabled()


def test_of_an_hour_that_comes_twice_it_is_asked_which(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    page = choose_day(wizard, "25 October 2026", "2:30")
    assert page.which.isVisible()
    assert wizard.plan.meeting.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    page.which.chips[1].click()
    assert wizard.plan.meeting.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    go_on(wizard)
    assert wizard.is_planned


def test_their_time_stands_beside_mine_and_an_unknown_zone_is_said(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    store.people.save(replace(store.people.get(lotte), zone="America/New_York"))
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    page = choose_day(wizard, "20 October", "14:30")
    assert "08:30 for Lotte, in New York" in page.theirs.text()
    page.zone.setEditText("Mars/Olympus")
    page._on_moment()
    assert "Mars/Olympus" in page.wrong.label.text()
    assert not wizard.next.isEnabled()
