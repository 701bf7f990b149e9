"""What is done to many people in the window: said while it goes on, and stopped by Cancel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.errors import PlannerError, RuleError
from planner.gui import long_step
from planner.gui.long_step import LongStep, run_long
from planner.gui.main_window import MainWindow
from planner.gui.people.page import PeoplePage
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.contents import state
from tests.samples import add

_FOR_EVER = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_step, "_PATIENCE_MS", 0)


def begin(store: Store, tasks: Tasks, window: MainWindow, work: Callable[[], object]) -> LongStep:
    """A long step that tells its end in the title of the window."""

    def failed(problem: PlannerError) -> None:
        window.setWindowTitle(f"failed: {problem}")

    def done(_: object) -> None:
        window.setWindowTitle("done")

    return run_long(store, tasks, "Changing Ana", work, done, failed, window)


def test_cancel_puts_everything_back(
    store: Store, tasks: Tasks, window: MainWindow, qtbot: QtBot
) -> None:
    ana = add(store, "Ana")
    before = state(store)

    def work() -> None:
        with store.together("tag"):
            store.people.many.tag([ana], "growers")
            store._db.value(_FOR_EVER)

    dialog = begin(store, tasks, window, work)
    title = window.windowTitle()
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowTitle() == "Changing Ana"
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.way_out.isEnabled()
    assert state(store) == before
    assert window.windowTitle() == title
    store.people.many.tag([ana], "growers")
    assert store.people.get(ana).tags == ("growers",)


def test_a_step_that_fails_says_why(
    store: Store, tasks: Tasks, window: MainWindow, qtbot: QtBot
) -> None:
    def work() -> None:
        raise RuleError("that is not done")

    dialog = begin(store, tasks, window, work)
    with qtbot.waitSignal(dialog.destroyed):
        pass
    assert window.windowTitle() == "failed: that is not done"


def test_many_people_are_changed_on_the_worker_and_it_is_said(
    store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    ids = [add(store, f"P{number}") for number in range(201)]
    window.show_page("people")
    page = window.findChild(PeoplePage)
    assert page
    with qtbot.waitSignal(page.undoable) as said:
        page.deeds.tag(ids, "growers")
    assert "201" in said.args[0] or "199" in said.args[0]
    assert all("growers" in person.tags for person in store.people.get_many(ids))
    assert not [dialog for dialog in window.findChildren(LongStep) if dialog.isVisible()]


def test_many_people_are_taken_back_on_the_worker_too(
    store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    ids = [add(store, f"P{number}") for number in range(600)]
    store.people.many.archive(ids)
    for deed, archived in ((window.undo, False), (window.redo, True)):
        deed()
        (dialog,) = window.findChildren(LongStep)
        with qtbot.waitSignal(dialog.destroyed):
            pass
        assert store.people.get(ids[0]).archived is archived
