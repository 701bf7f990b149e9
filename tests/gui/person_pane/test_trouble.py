"""A full disk and a file to look at only: what was typed is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMenu,
)
from pytestqt.qtbot import QtBot

from planner.domain.errors import PlannerError, StorageError
from planner.domain.followups import Direction
from planner.domain.people import FactKind
from planner.gui.graph import Graph
from planner.gui.page import Desk
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.pane import PersonPane
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.conftest import Clock
from tests.gui.person_pane.people import (
    CTRL,
    LOTTE,
    Key,
    facts,
    focused,
    promise,
    shown,
    type_over,
)
from tests.samples import add


class Full:
    """A store whose disk is full, as long as it is."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        write = store._db.cursor

        def cursor(sql: str, *more: object) -> object:
            if self.full and sql.startswith("BEGIN IMMEDIATE"):
                raise StorageError("the disk is full; nothing was changed: make room and try again")
            return write(sql, *more)  # type: ignore[arg-type]

        monkeypatch.setattr(store._db, "cursor", cursor)


def test_a_full_disk_while_typing_keeps_the_text(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Full(store, monkeypatch)
    type_over(pane.sheet.why, "Every word of this.")
    qtbot.waitUntil(lambda: "disk is full" in pane.sheet.why.problem)
    assert pane.sheet.why.typed == "Every word of this."
    enter_all()
    assert pane.sheet.why.editing
    disk.full = False
    enter_all()
    assert not pane.sheet.why.editing
    assert store.people.get(lotte).why_connected == "Every word of this."


def enter_all() -> None:
    QTest.keyClick(focused(), Key.Key_Return, CTRL)


def test_what_could_not_be_saved_is_there_again_with_its_person(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = add(store, "Ana Ruiz")
    disk = Full(store, monkeypatch)
    type_over(pane.sheet.why, "Every word of this.")
    pane.sheet.promises.start()
    QTest.keyClicks(pane.sheet.promises.new.field, "the frost report")
    with qtbot.waitSignal(pane.trouble):
        pane.show_person(ana)
    assert "Every word" not in shown(pane)
    assert not pane.sheet.promises.new.isVisible()
    pane.show_person(lotte)
    assert pane.sheet.why.editing
    assert pane.sheet.why.typed == "Every word of this."
    assert "disk is full" in pane.sheet.why.problem
    assert pane.sheet.promises.new.typed == "the frost report"
    disk.full = False
    pane.refresh()
    assert store.people.get(lotte).why_connected == "Every word of this."


def test_what_was_begun_and_could_not_be_saved_is_there_again(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = add(store, "Ana Ruiz")
    disk = Full(store, monkeypatch)
    pane.sheet.start_fact(FactKind.CAN_HELP_WITH)
    QTest.keyClicks(focused(), "Reading a plan")
    pane.show_person(ana)
    assert not [one for one in pane.findChildren(Inline) if one.editing]
    assert "Can help with" not in shown(pane)
    pane.show_person(lotte)
    new = pane.sheet.helps.new.inline
    assert (new.isVisible(), new.typed) == (True, "Reading a plan")
    disk.full = False
    QTest.keyClick(focused(), Key.Key_Return)
    assert facts(store, lotte, FactKind.CAN_HELP_WITH) == ["Reading a plan"]
    qtbot.waitUntil(lambda: "Reading a plan" in shown(pane))


def test_a_tick_that_cannot_be_kept_is_said(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Full(store, monkeypatch)
    with qtbot.waitSignal(pane.trouble) as trouble:
        pane.sheet.promises.list.rows[0].check.click()
    assert isinstance(trouble.args[0], PlannerError)
    pane.sheet.promises.start()
    QTest.keyClicks(pane.sheet.promises.new.field, "a map by Friday")
    QTest.keyClick(pane.sheet.promises.new.field, Key.Key_Return)
    assert "disk is full" in pane.sheet.promises.new.problem.text()
    assert pane.sheet.promises.new.typed == "a map by Friday"


def test_a_file_to_look_at_only_is_not_edited(
    store: Store, tasks: Tasks, clock: Clock, qtbot: QtBot
) -> None:
    lotte = store.people.add(LOTTE).id
    promise(store, lotte, "The frost report", Direction.I_OWE)
    with Store.open(store.path, None, read_only=True) as seen:
        pane = PersonPane(Desk(seen, tasks, clock, Graph(seen, tasks)))
        qtbot.addWidget(pane)
        pane.resize(520, 1400)
        pane.show()
        pane.show_person(lotte)
        assert "Testing in real streets" in shown(pane)
        QTest.mouseClick(pane.sheet.why, Qt.MouseButton.LeftButton)
        QTest.mouseClick(pane.sheet.cares.list.rows[0].inline, Qt.MouseButton.LeftButton)
        assert not [one for one in pane.findChildren(Inline) if one.editing]
        offered = {b.text() for b in pane.findChildren(QAbstractButton) if b.isVisible()}
        assert not {"Plan a meeting", "Log a talk", "Add a fact"} & offered
        pane.sheet.head.more.click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [one.text() for one in menu.actions()] == ["Export as vCard…"]
        menu.close()
