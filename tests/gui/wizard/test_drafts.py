"""What is written is kept: at each step, whatever it is, and whoever goes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.meetings import Meeting
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.why import WhyPage
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import (
    STATEMENT,
    WHY,
    choose_day,
    go_on,
    go_to,
    newest,
    on,
    typed,
    write_purpose,
)
from tests.samples import add, planned

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize("step", list(Step))
def test_a_draft_survives_closing_at_each_step_and_comes_back_there(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow, step: Step
) -> None:
    wizard = open_wizard(people=(lotte,))
    write_purpose(wizard)
    go_to(wizard, Step.WHEN)
    choose_day(wizard, "20 October")
    QTest.keyClick(wizard, Key(Key.Key_0 + int(step)), Mod.AltModifier)
    assert wizard.plan.step is step
    QTest.keyClick(wizard, Key.Key_Escape)
    assert not wizard.isVisible()
    (draft,), _ = store.meetings.drafts(5)
    assert draft.purpose is not None
    assert (draft.purpose.statement, draft.purpose.why) == (STATEMENT, WHY)
    window.plan(PlanRequest(meeting=draft.id))
    again = newest(window)
    assert again.plan.step is step
    assert again.plan.reached is Step.WHEN


def test_what_is_typed_is_kept_a_moment_later_without_leaving(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    typed(wizard, "She knows")
    qtbot.waitUntil(lambda: store.meetings.drafts(5)[1] == 1)
    (draft,), _ = store.meetings.drafts(5)
    assert draft.purpose is not None
    assert draft.purpose.why == "She knows"
    assert wizard.isVisible()


def test_nothing_is_kept_of_what_nobody_wrote(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    QTest.keyClick(wizard, Key.Key_Escape)
    assert store.meetings.drafts(5) == ([], 0)


def test_a_text_of_five_thousand_characters_and_markup_is_kept_as_it_is(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = on(wizard, WhyPage)
    hostile = "<b>#let x = 1</b> " * 300
    page.why.put(hostile)
    QTest.keyClick(wizard, Key.Key_Escape)
    (draft,), _ = store.meetings.drafts(5)
    assert draft.purpose is not None
    assert draft.purpose.why == hostile


def test_somebody_archived_or_deleted_meanwhile_does_no_harm(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    petra = add(store, "Petra Novak")
    wizard = open_wizard(people=(lotte, petra))
    typed(wizard, WHY)
    wizard.keep()
    store.people.delete([petra])
    qtbot.waitUntil(lambda: wizard.plan.meeting.people == (lotte,))
    assert wizard.windowTitle() == "Plan a meeting with Lotte de Wit"
    go_on(wizard)
    assert wizard.plan.step is Step.ASK


def test_a_held_meeting_makes_place_for_a_new_one(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    past = planned(store, lotte, starts_at=datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    store.meetings.hold(past.id, "She will try two")
    wizard = open_wizard(meeting=past.id)
    assert wizard.plan.meeting.id == 0
    assert wizard.plan.meeting.people == (lotte,)


def test_a_draft_without_a_purpose_opens(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    draft = store.meetings.keep_draft(Meeting(people=(lotte,)))
    wizard = open_wizard(meeting=draft.id)
    assert wizard.plan.step is Step.ASK
