"""What is talked about: lines that move, minutes that add up; and room for all of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.gui.main_window import MainWindow
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.talk import TalkPage
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.gui.wizard.steps import (
    OUTCOME,
    STATEMENT,
    WHY,
    go_to,
    on,
)

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_lines_move_with_alt_and_the_arrows_and_minutes_add_up(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.TALK)
    page = on(wizard, TalkPage)
    first, second = (row.field.text() for row in page.rows[:2])
    assert first == "Rebuilding a folkboat"
    QTest.keyClick(page.rows[0].field, Key.Key_Down, Mod.AltModifier)
    assert [row.field.text() for row in page.rows[:2]] == [second, first]
    assert wizard.plan.meeting.agenda[1].for_fun
    page.rows[0].minutes.selectAll()
    QTest.keyClicks(page.rows[0].minutes, "40")
    assert "more than the 25" in page.sum.text()
    page.share.click()
    assert sum(one.minutes for one in wizard.plan.meeting.agenda) == 25


def test_it_fits_into_small_windows_and_large_text(
    open_wizard: Callable[..., Wizard], lotte: int, window: MainWindow, clock: Clock
) -> None:
    window.resize(1024, 604)
    wizard = open_wizard(people=(lotte,))
    assert wizard.width() <= 1024
    assert wizard.height() <= 604
    wizard.resize(700, 500)
    assert wizard.rail.narrow
    for step in (Step.WHO, Step.WHY):
        assert wizard.rail.steps[step].accessibleName()
