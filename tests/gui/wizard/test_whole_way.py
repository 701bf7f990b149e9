"""The whole way by keyboard alone: from the wish to meet somebody to what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective
from planner.gui.debrief.dialog import DebriefDialog
from planner.gui.main_window import MainWindow
from planner.gui.messages.dialog import MessageDialog
from planner.gui.today.promises import PromiseRow
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.notes import Notes
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.gui.wizard.steps import OUTCOME, STATEMENT, VAGUE, WHY

Key, Mod = Qt.Key, Qt.KeyboardModifier
CTRL, ALT = Mod.ControlModifier, Mod.AltModifier
_MOST_TABS = 120
D = TypeVar("D", bound=QDialog)


class Keyboard:
    """Keys that go to whatever has the focus, as from a keyboard."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot

    @property
    def focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        inside: QWidget | None = popup.focusWidget() if popup is not None else None
        if popup is None:
            self._qtbot.waitUntil(self._is_in_front)
        return inside or popup or QApplication.focusWidget() or self._window

    def _is_in_front(self) -> bool:
        """Whether a window gets the keys; without a screen none does after a popup is gone."""
        if QApplication.activeWindow() is None:
            dialogs = [one for one in self._window.findChildren(QDialog) if one.isVisible()]
            (dialogs[-1] if dialogs else self._window).activateWindow()
        return QApplication.activeWindow() is not None

    def press(self, key: Qt.Key, mod: Qt.KeyboardModifier = Mod.NoModifier) -> None:
        QTest.keyClick(self.focus, key, mod)

    def write(self, words: str) -> None:
        QTest.keyClicks(self.focus, words)

    def over(self, words: str) -> None:
        """Type over all that stands in the field."""
        self.press(Key.Key_A, CTRL)
        self.write(words)

    def tab_to(self, name: str) -> None:
        """Go on by Tab to what a screen reader calls so."""
        self._tab(name, Key.Key_Tab, Mod.NoModifier)

    def tab_back_to(self, name: str) -> None:
        self._tab(name, Key.Key_Backtab, Mod.ShiftModifier)

    def _tab(self, name: str, key: Qt.Key, mod: Qt.KeyboardModifier) -> None:
        passed = []
        for _ in range(_MOST_TABS):
            if name in self._name():
                return
            passed.append(f"{type(self.focus).__name__} {self._name()}")
            self.press(key, mod)
        raise AssertionError(f"Tab never gets to {name}, but to {passed}")

    def _name(self) -> str:
        widget = self.focus
        own = widget.accessibleName()
        return own or (widget.text() if isinstance(widget, QAbstractButton) else "")

    def dialog(self, kind: type[D]) -> D:
        """The dialog that has just opened, with the focus."""
        found = [one for one in self._window.findChildren(kind) if one.isVisible()][-1]
        self._qtbot.waitUntil(lambda: self._is_active(found))
        return found

    def back(self) -> None:
        """The dialogs are closed, and the window has the focus again."""
        self._qtbot.waitUntil(self._is_alone)
        self._qtbot.waitUntil(self._is_in_front)

    def _is_alone(self) -> bool:
        return not any(one.isVisible() for one in self._window.findChildren(QDialog))

    def _is_active(self, dialog: QDialog) -> bool:
        if not dialog.isActiveWindow():
            dialog.activateWindow()
        return dialog.isActiveWindow() and QApplication.focusWidget() is not None


def notes(wizard: Wizard) -> list[str]:
    return [
        line for one in wizard.findChildren(Notes) if one.isVisible() for line in one.sentences()
    ]


def step_of(wizard: Wizard) -> Step:
    return wizard.plan.step


def promised(window: MainWindow) -> list[str]:
    rows = window.today.findChildren(PromiseRow)
    return [row.promise.text for row in rows if row.isVisible()]


def test_blocked_hint_specific_planned_moved_held_debrief_follow_ups(
    window: MainWindow, store: Store, lotte: int, clock: Clock, qtbot: QtBot
) -> None:
    wanted = "An introduction to one utility that has paid for a trial since 2024"
    open_ask = Ask(objective=0, kind=AskKind.INTRODUCTION, text=wanted)
    (ask,) = store.objectives.add(Objective(title="A winter pilot", asks=(open_ask,))).asks
    keys = Keyboard(window, qtbot)
    window.show_page("today")

    # Who and why
    keys.press(Key.Key_N, CTRL)
    wizard: Wizard = keys.dialog(Wizard)
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    keys.write("Lotte")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    keys.press(Key.Key_Return, CTRL)
    assert step_of(wizard) == Step.WHY
    keys.write(WHY)
    keys.tab_back_to("Which of your asks it serves")
    keys.press(Key.Key_Down)
    assert wizard.plan.ask == ask
    keys.press(Key.Key_Return, CTRL)

    # The gate: blocked, a hint, open
    assert step_of(wizard) == Step.ASK
    keys.write(VAGUE)
    qtbot.waitUntil(lambda: any("pick your brain" in note for note in notes(wizard)))
    keys.press(Key.Key_Return, CTRL)
    assert step_of(wizard) == Step.ASK
    assert wizard.rail.verdict.text() == "The gate is still closed"
    keys.over(STATEMENT)
    keys.tab_to("Afterwards, you’ll have")
    keys.write(OUTCOME)
    assert wizard.rail.verdict.text() == "The gate is open"
    keys.press(Key.Key_Return, CTRL)
    keys.write("The February recordings")
    keys.press(Key.Key_Return, CTRL)
    keys.press(Key.Key_Return, CTRL)

    # Planned
    assert step_of(wizard) == Step.WHEN
    keys.press(Key.Key_Return)
    keys.write("16 October")
    keys.press(Key.Key_Return)
    keys.tab_to("Time")
    keys.over("14:30")
    keys.press(Key.Key_Return, CTRL)
    (meeting,) = store.meetings.with_person(lotte)
    assert meeting.status is MeetingStatus.PLANNED
    assert meeting.starts_at == datetime(2026, 10, 16, 14, 30, tzinfo=UTC)
    keys.press(Key.Key_Return, CTRL)
    keys.back()

    # Moved
    keys.tab_to("Change plan")
    keys.press(Key.Key_Space)
    again: Wizard = keys.dialog(Wizard)
    keys.press(Key.Key_6, ALT)
    assert step_of(again) == Step.WHEN
    keys.over("16:00")
    keys.press(Key.Key_Return, CTRL)
    moved = store.meetings.get(meeting.id)
    assert moved.starts_at == datetime(2026, 10, 16, 16, 0, tzinfo=UTC)
    assert (moved.uid, moved.sequence) == (meeting.uid, meeting.sequence + 1)
    keys.press(Key.Key_Return, CTRL)
    keys.back()

    # Held, and what came of it
    clock.go_on(days=3, hours=9)
    window.today.refresh()
    keys.tab_to("How did it go with Lotte de Wit?")
    keys.press(Key.Key_Space)
    debrief: DebriefDialog = keys.dialog(DebriefDialog)
    keys.press(Key.Key_Right)
    keys.press(Key.Key_Space)
    keys.tab_to("What happened")
    keys.write("She named Ingrid Solberg at Nordvann")
    keys.tab_to(debrief.promises.entry.accessibleName())
    keys.write("The frost map, by Friday")
    keys.press(Key.Key_Return)
    keys.write("She writes to Ingrid by Monday")
    keys.press(Key.Key_Return)
    keys.press(Key.Key_Return, CTRL)
    assert store.meetings.get(meeting.id).status is MeetingStatus.HELD
    assert store.objectives.ask(ask.id).status is AskStatus.IN_PROGRESS
    thanks: MessageDialog = keys.dialog(MessageDialog)
    assert "frost map" in thanks.body.toPlainText()
    keys.press(Key.Key_Escape)
    keys.back()
    qtbot.waitUntil(lambda: "The frost map" in promised(window))
    assert any("Ingrid" in one for one in promised(window))
