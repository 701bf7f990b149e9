"""What is talked about: lines that move, minutes that add up; and room for all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.gui import theme
from planner.gui.main_window import MainWindow
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.gui.wizard.steps import (
    OUTCOME,
    STATEMENT,
    WHY,
    at_talk,
    focus,
    go_to,
    typed,
)

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_lines_move_with_alt_and_the_arrows_and_minutes_add_up(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_talk(wizard)
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


def test_no_step_is_wider_than_a_small_window_at_the_largest_text(
    open_wizard: Callable[..., Wizard], lotte: int, window: MainWindow, qapp: QApplication
) -> None:
    window.resize(1024, 604)
    theme.choose(qapp, scale=2.0)
    try:
        wizard = open_wizard(people=(lotte,))
        wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
        wizard.go_to(Step.WHO)
        for step in Step:
            go_to(wizard, step)
            QTest.qWait(20)
            assert wizard.page(step).width() <= wizard.width() - wizard.rail.width(), step
            said = wizard.why_not
            assert said.width() >= said.sizeHint().width() or not said.text()
        wizard.plan.edit(starts_at=datetime(2026, 10, 16, 12, 30, tzinfo=UTC))
        wizard.plan_it()
        QTest.qWait(20)
        page = wizard.findChild(PlannedPage)
        assert page
        assert page.width() <= wizard.width() - wizard.rail.width()
    finally:
        theme.choose(qapp, scale=1.0)


def test_tab_goes_through_the_lines_as_they_stand(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_talk(wizard)
    QTest.keyClick(page.rows[0].field, Key.Key_Down, Mod.AltModifier)
    page.rows[0].field.setFocus()
    for row in page.rows:
        for field in row.fields:
            assert focus(wizard) is field
            QTest.keyClick(focus(wizard), Key.Key_Tab)
    assert focus(wizard) is page.more
    assert page.rows[1].gone.accessibleName() == "Take line 2 out"


def test_lines_move_by_their_grip(open_wizard: Callable[..., Wizard], lotte: int) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_talk(wizard)
    before = [row.field.text() for row in page.rows]
    assert len(before) == 3
    grip, last = page.rows[0].grip, page.rows[-1]
    there = grip.mapFromGlobal(last.mapToGlobal(last.rect().center()))
    QTest.mousePress(grip, Qt.MouseButton.LeftButton)
    QTest.mouseMove(grip, there)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert [row.field.text() for row in page.rows] == [*before[1:], before[0]]
    assert wizard.plan.meeting.agenda[-1].for_fun
    assert [one.text for one in wizard.plan.meeting.agenda] == [*before[1:], before[0]]


def test_lines_are_added_and_taken_out_by_keyboard(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_talk(wizard)
    QTest.keyClick(page.more, Key.Key_Space)
    typed(wizard, "The blue clamps")
    assert wizard.plan.meeting.agenda[-1].text == "The blue clamps"
    QTest.keyClick(page.rows[-1].gone, Key.Key_Space)
    assert "The blue clamps" not in [one.text for one in wizard.plan.meeting.agenda]
    fun = [row.fun.isChecked() for row in page.rows]
    assert fun == [True, False, False]
    QTest.keyClick(page.rows[1].fun, Key.Key_Space)
    assert [one.for_fun for one in wizard.plan.meeting.agenda] == [False, True, False]
