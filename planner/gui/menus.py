"""The menu bar and the keyboard map of the main window.

Off macOS the bar hides until Alt is pressed; the keys work all the same, since every action
belongs to the window itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from planner.gui.main_window import MainWindow

_Keys = str | QKeySequence.StandardKey


def make(window: MainWindow, *, read_only: bool) -> None:
    """Give the window its menus. Where nothing can be changed, what changes things is off."""
    standard = QKeySequence.StandardKey
    new, edit = not read_only, not read_only

    def action(label: str, keys: _Keys, do: Callable[[], object], on: bool = True) -> QAction:
        return _action(window, label, keys, do, on)

    leaving = action(_tr("&Quit"), "Ctrl+Q", window.close)
    leaving.setMenuRole(QAction.MenuRole.QuitRole)
    settings = action(_tr("&Settings…"), "Ctrl+,", window.open_settings)
    settings.setMenuRole(QAction.MenuRole.PreferencesRole)
    about = action(_tr("&About On Purpose"), "", window.open_about)
    about.setMenuRole(QAction.MenuRole.AboutRole)
    _menu(
        window,
        _tr("&File"),
        (
            action(_tr("&Plan a meeting…"), "Ctrl+N", window.sidebar.plan.click, new),
            action(_tr("&Jot something down"), "Ctrl+J", window.capture, new),
            action(_tr("&Add a person…"), "Ctrl+Shift+N", window.add_person, new),
        ),
        (
            action(_tr("&Import…"), "Ctrl+I", window.choose_import, new),
            action(_tr("&Export…"), "Ctrl+E", window.choose_export),
        ),
        (settings,),
        (leaving,),
    )
    _menu(
        window,
        _tr("&Edit"),
        (
            action(_tr("&Undo"), standard.Undo, window.undo, edit),
            action(_tr("&Redo"), standard.Redo, window.redo, edit),
        ),
        (action(_tr("&Find"), standard.Find, window.search),),
        (
            action(_tr("Find &duplicates…"), "", window.find_duplicates, edit),
            action(_tr("&Bin…"), "", window.open_bin, edit),
        ),
    )
    pages = (
        ("today", _tr("&Today")),
        ("people", _tr("&People")),
        ("objectives", _tr("&Objectives")),
    )
    _menu(
        window,
        _tr("&Go"),
        tuple(
            action(label, f"Ctrl+{number}", partial(window.show_page, key))
            for number, (key, label) in enumerate(pages, 1)
        ),
        (action(_tr("&Command palette…"), "Ctrl+K", window.open_palette),),
    )
    _menu(window, _tr("&Help"), (about,))
    window.menuBar().setVisible(sys.platform == "darwin")


def is_call(event: QKeyEvent) -> bool:
    """Whether a key that was let go asks for the menu bar."""
    return event.key() in (Qt.Key.Key_Alt, Qt.Key.Key_F10) and not event.isAutoRepeat()


def toggle(window: QMainWindow) -> None:
    """Show the menu bar with its first menu marked, or hide it again."""
    bar = window.menuBar()
    if bar.isNativeMenuBar():
        return
    bar.setVisible(not bar.isVisible())
    if bar.isVisible():
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])


def _menu(window: MainWindow, title: str, *groups: tuple[QAction, ...]) -> None:
    menu = window.menuBar().addMenu(title)
    for group in groups:
        menu.addActions(group)
        if group is not groups[-1]:
            menu.addSeparator()


def _action(
    window: MainWindow, label: str, keys: _Keys, do: Callable[[], object], on: bool
) -> QAction:
    action = QAction(label, window)
    if isinstance(keys, str):
        if keys:
            action.setShortcut(QKeySequence(keys))
    else:
        action.setShortcuts(keys)
    action.triggered.connect(lambda: do())  # noqa: PLW0108  # without Qt's `checked`
    action.setEnabled(on)
    window.addAction(action)
    return action


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("menus", sentence)
