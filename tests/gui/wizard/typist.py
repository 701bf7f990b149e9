"""Somebody who types at one step of the wizard until the program is killed.

`python -m tests.gui.wizard.typist FILE STEP` opens the window on a file, goes to the step and says
on stdout what stands there after each key, with the time.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from planner.gui import theme
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.tasks import Tasks
from planner.gui.widgets.person_picker import PersonPicker
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.give import GivePage
from planner.gui.wizard.talk import TalkPage
from planner.gui.wizard.when import WhenPage
from planner.gui.wizard.who import WhoPage
from planner.gui.wizard.why import WhyPage
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.gui.wizard.steps import OUTCOME, STATEMENT, WHY, go_to, newest, on

GUESTS = tuple(f"Guest {letter}" for letter in "ABCDEFGH")
WORDS = "the frost map of March, a name at the lab, and what comes of both "
_KEY_MS = 40


def text_at(wizard: Wizard) -> str:
    """What stands where the typist types."""
    step, meeting = wizard.plan.step, wizard.plan.meeting
    return {
        Step.WHO: ", ".join(row.name for row in wizard.plan.people),
        Step.WHY: wizard.plan.purpose.why,
        Step.ASK: wizard.plan.purpose.outcome,
        Step.GIVE: wizard.plan.purpose.give,
        Step.TALK: meeting.agenda[0].text if meeting.agenda else "",
        Step.WHEN: meeting.place,
    }[step]


def _field(wizard: Wizard) -> QWidget:
    """An empty field, or the end of one; at Ask the second, as the gate has to stay open."""
    step = wizard.plan.step
    if step is Step.WHY:
        return on(wizard, WhyPage).why.editor
    if step is Step.ASK:
        return on(wizard, AskPage).outcome.editor
    if step is Step.GIVE:
        return on(wizard, GivePage).field
    if step is Step.TALK:
        return on(wizard, TalkPage).rows[0].field
    return on(wizard, WhenPage).place


def _type(wizard: Wizard) -> Iterator[None]:
    """One key after the other; at Who one guest after the other."""
    if wizard.plan.step is not Step.WHO:
        field = _field(wizard)
        if isinstance(field, QLineEdit):
            QTest.keyClick(field, Qt.Key.Key_End)
        for letter in cycle(WORDS):
            QTest.keyClicks(field, letter)
            yield
    page = on(wizard, WhoPage)
    for guest in GUESTS:
        QTest.keyClick(page.add_button, Qt.Key.Key_Return)
        picker = page.add_button.window().findChildren(PersonPicker)[-1]
        for letter in guest:
            QTest.keyClicks(picker.field, letter)
            QTest.qWait(_KEY_MS)
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
        yield
    while True:
        yield


def main(file: Path, step: Step) -> None:
    application = QApplication([])
    QLocale.setDefault(QLocale("en_GB"))
    theme.start(application, "light")
    clock = Clock()
    store = Store.open(file, None, clock=clock)
    tasks = Tasks(at_end=store.release)
    window = MainWindow(store, tasks, ChangeRelay(store), clock)
    window.show()
    window.plan(PlanRequest(people=tuple(store.people.find("Lotte", 1))))
    wizard = newest(window)
    wizard.activateWindow()
    QTest.qWaitForWindowActive(wizard)
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    if step is Step.WHO:
        wizard.go_to(step)
    go_to(wizard, step)
    for _ in _type(wizard):
        print(json.dumps([time.monotonic(), text_at(wizard)]), flush=True)
        QTest.qWait(_KEY_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Step(int(sys.argv[2])))
