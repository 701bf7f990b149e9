"""The main job by keyboard: blocked, a hint, specific, the gate opens, planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.meetings import MeetingStatus
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.give import GivePage
from planner.gui.wizard.talk import TalkPage
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import (
    OUTCOME,
    STATEMENT,
    VAGUE,
    WHY,
    choose_day,
    go_on,
    on,
    typed,
)

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_by_keyboard_blocked_hint_specific_open_planned(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    typed(wizard, WHY)
    go_on(wizard)
    page = on(wizard, AskPage)
    typed(wizard, VAGUE)
    page.outcome.editor.setFocus()
    typed(wizard, "A good conversation")
    qtbot.waitUntil(lambda: len(page.statement.notes.sentences()) == 2)
    assert "pick your brain" in page.statement.notes.sentences()[0]
    assert wizard.rail.verdict.text() == "The gate is still closed"
    assert not wizard.next.isEnabled()
    assert wizard.why_not.text() == "Next opens once the three notes are settled."
    go_on(wizard)
    assert wizard.plan.step is Step.ASK
    page.statement.editor.setFocus()
    QTest.keyClick(page.statement.editor, Key.Key_A, Mod.ControlModifier)
    typed(wizard, STATEMENT)
    page.outcome.editor.setFocus()
    QTest.keyClick(page.outcome.editor, Key.Key_A, Mod.ControlModifier)
    typed(wizard, OUTCOME)
    assert wizard.rail.verdict.text() == "The gate is open"
    assert wizard.next.text() == "Next: what you can give"
    go_on(wizard)
    on(wizard, GivePage)
    typed(wizard, "The February recordings")
    go_on(wizard)
    on(wizard, TalkPage)
    go_on(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    assert wizard.is_planned
    kept = store.meetings.with_person(lotte)[0]
    assert kept.status is MeetingStatus.PLANNED
    assert kept.starts_at == datetime(2026, 10, 20, 14, 30, tzinfo=UTC)
    assert kept.minutes == sum(item.minutes for item in kept.agenda) == 25
    assert kept.purpose is not None
    assert kept.purpose.give == "The February recordings"
    go_on(wizard)
    assert not wizard.isVisible()
