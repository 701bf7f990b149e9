"""Doing things on the page, as a person does."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.people import Person
from planner.gui.people.page import PeoplePage
from planner.store import Store

D = TypeVar("D", bound=QDialog)
Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def add(store: Store, *names: str, **more: object) -> list[int]:
    return [store.people.add(Person(display_name=name, **more)).id for name in names]  # type: ignore[arg-type]


def listed(page: PeoplePage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def shows(page: PeoplePage, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: listed(page) == list(names))


def offered(page: PeoplePage) -> QSignalSpy:
    """The sentences with which something is offered to be undone."""
    return QSignalSpy(page.undoable)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def opened(window: QWidget, kind: type[D]) -> D:
    dialogs = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def in_use(page: PeoplePage) -> list[QAbstractButton]:
    """The chips of the filters behind the funnel that are in use."""
    flow = page.filters._flow
    items = [flow.itemAt(place) for place in range(flow.count())]
    widgets = [item.widget() for item in items if item is not None]
    return [widget for widget in widgets if isinstance(widget, QAbstractButton)]


def click(page: PeoplePage, row: int, *held: Qt.KeyboardModifier) -> None:
    at = page.list.visualRect(page.model.index(row, 0)).topLeft() + QPoint(120, 20)
    modifier = held[0] if held else Modifier.NoModifier
    QTest.mouseClick(page.list.viewport(), LEFT, modifier, at)


def menu_of(page: PeoplePage) -> QMenu:
    """The menu of the chosen, as Shift+F10 opens it."""
    at = page.list.viewport().rect().center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, at, page.list.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(page.list.viewport(), asked)
    return page.menu


def pick(menu: QMenu, *path: str) -> None:
    """Choose an action by the words that lead to it."""
    for word in path[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == word)  # type: ignore[assignment]
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()
    menu.close()
