"""The steps of the wizard as a person takes them, with words that open the gate."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from planner.domain.meetings import Purpose, PurposeKind
from planner.gui.main_window import MainWindow
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.pages import StepPage
from planner.gui.wizard.talk import TalkPage
from planner.gui.wizard.when import WhenPage
from planner.gui.wizard.why import WhyPage
from planner.planning import Step

Key, Mod = Qt.Key, Qt.KeyboardModifier
STATEMENT = "Could you introduce me to one utility that has paid for a trial since 2024?"
WHY = "She knows who says yes at four utilities"
OUTCOME = "One name from Lotte, and the day she will write to them"
PURPOSE = Purpose(kind=PurposeKind.ASK, statement=STATEMENT, why=WHY, outcome=OUTCOME)
VAGUE = "Would love to pick your brain about business development"
P = TypeVar("P", bound=StepPage)


def newest(window: MainWindow) -> Wizard:
    return [one for one in window.findChildren(Wizard) if one.isVisible()][-1]


def on(wizard: Wizard, kind: type[P]) -> P:
    """The page of the step one is at."""
    page = wizard.page(wizard.plan.step)
    assert isinstance(page, kind), type(page)
    return page


def go_on(wizard: Wizard) -> None:
    QTest.keyClick(focus(wizard), Key.Key_Return, Mod.ControlModifier)


def go_to(wizard: Wizard, step: Step) -> None:
    """Next by Next, as far as a step."""
    for _ in range(step - wizard.plan.step):
        go_on(wizard)
    assert wizard.plan.step is step, wizard.why_not.text()


def focus(wizard: Wizard) -> QWidget:
    focused: QWidget | None = wizard.focusWidget()
    return wizard if focused is None else focused


def typed(wizard: Wizard, text: str) -> None:
    QTest.keyClicks(focus(wizard), text)


def write_purpose(wizard: Wizard) -> None:
    """From Why to the gate, which opens."""
    on(wizard, WhyPage)
    typed(wizard, WHY)
    go_on(wizard)
    on(wizard, AskPage)
    typed(wizard, STATEMENT)
    QTest.keyClick(focus(wizard), Key.Key_Tab)
    page = on(wizard, AskPage)
    page.outcome.editor.setFocus()
    typed(wizard, OUTCOME)


def choose_day(wizard: Wizard, day: str, time: str = "14:30") -> WhenPage:
    page = on(wizard, WhenPage)
    QTest.keyClick(page.day.face, Key.Key_Return)
    QTest.keyClicks(page.day.field, day)
    QTest.keyClick(page.day.field, Key.Key_Return)
    page.time.selectAll()
    QTest.keyClicks(page.time, time)
    return page


def at_talk(wizard: Wizard) -> TalkPage:
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.TALK)
    return on(wizard, TalkPage)


def at_when(wizard: Wizard, zone: str = "") -> WhenPage:
    """Through the gate to the last step; times are of `zone`, or of this computer."""
    if zone:
        wizard.plan.edit(zone=zone)
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.WHEN)
    return on(wizard, WhenPage)
