"""The frame of the window: the sidebar and the pages in it, what it does by itself, where it is."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QMainWindow, QWidget

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.gui import icons, menus, text
from planner.gui.change_relay import ChangeRelay
from planner.gui.file_care import FileCare
from planner.gui.graph import Graph
from planner.gui.page import Desk, Page
from planner.gui.pages import Pages
from planner.gui.sidebar import Goal, Sidebar
from planner.gui.tasks import Tasks, explained
from planner.gui.widgets.scrim import Scrim
from planner.gui.widgets.undo_bar import UndoBar

if TYPE_CHECKING:
    from planner.store import Store

TODAY, PEOPLE, OBJECTIVES, SETTINGS = "today", "people", "objectives", "settings"
_PLACE, _PAGE, _PAGES = "window.place", "window.page", "window.pages"
"""The settings that keep where the window was, and what it showed. In the file, so that they go
where the file goes, are as private as the file, and two profiles do not share them."""
_WIDTH, _HEIGHT = 1440, 864
_LEAST_WIDTH, _LEAST_HEIGHT = 800, 560


class Shell(QMainWindow):
    """The window over one open store, whatever its pages are; a `throwaway` one is gone when the
    window is closed. `MainWindow` says what the pages are, and where everything leads."""

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        relay: ChangeRelay,
        clock: Callable[[], datetime],
        *,
        throwaway: bool = False,
    ) -> None:
        super().__init__()
        self._store, self._tasks, self._clock = store, tasks, clock
        self.graph = Graph(store, tasks, self)
        self._desk = Desk(store, tasks, clock, self.graph)
        self._first = ""
        self._painted = self._alt_alone = self._covered = False
        self.sidebar = Sidebar(
            (
                (TODAY, self.tr("Today"), "sun-horizon"),
                (PEOPLE, self.tr("People"), "users"),
                (OBJECTIVES, self.tr("Objectives"), "target"),
                (SETTINGS, self.tr("Settings"), "gear-six"),
            )
        )
        self.status = self.sidebar.status
        self.stack = Pages()
        self.undo_bar = UndoBar(self.stack)
        self._build()
        self._relay = relay
        relay.changed.connect(self._on_changed)
        self.care = FileCare(store, tasks, clock, self.status, self, throwaway=throwaway)
        self.care.show_state()
        self._take_place()
        self.furnish()

    def _build(self) -> None:
        self.setWindowIcon(icons.mark())
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.setAcceptDrops(not self._store.read_only)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sidebar)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        self.scrim = Scrim(self)
        self.sidebar.plan.setEnabled(not self._store.read_only)

    @property
    def store(self) -> Store:
        return self._store

    # What the pages are

    def furnish(self) -> None:
        """The menus, and where the sidebar leads; when all else of the window is there."""
        raise NotImplementedError

    def make_page(self, key: str) -> Page:
        """The page of a key, connected to where it leads."""
        raise NotImplementedError

    def show_page(self, key: str) -> None:
        """Bring a page to the front, with all that changed since it was last there."""
        self.page(key)
        self.stack.bring(key)
        self.mark_place()

    def shown_goal(self) -> int | None:
        """The objective that is shown, to mark it in the sidebar."""
        return None

    def page(self, key: str) -> Page:
        """A page, made when it is first asked for."""
        return self.stack.page(key) or self.stack.add(key, self.make_page(key))

    def _choose_first(self) -> None:
        """The page shown last, or Today: named at once, made when the window stands."""
        kept = self._store.settings.get(_PAGE)
        self.stack.remember(self._store.settings.get(_PAGES) or {})
        self._first = kept if kept in (TODAY, PEOPLE, OBJECTIVES) else TODAY
        self.sidebar.show_page(self._first)
        self._call_window(self.sidebar.items[self._first].text())

    def _show_first(self) -> None:
        self._show_goals()
        if not self.stack.key:
            self.show_page(self._first)

    def mark_place(self) -> None:
        """Say in the sidebar and in the title what is shown."""
        self.sidebar.show_page(self.stack.key, self.shown_goal())
        self._show_title()

    def _show_title(self) -> None:
        page = self.stack.present
        if page:
            self._call_window(text.one_line(page.title()))

    def _call_window(self, page: str) -> None:
        self.setWindowTitle(self.tr("{page} – On Purpose").format(page=page))

    def _show_goals(self) -> None:
        goals = []
        for one in self._store.objectives.working_towards():
            by = date.fromisoformat(one.by) if one.by else None
            goals.append(Goal(one.id, one.title, by))
        self.sidebar.show_goals(goals, self._clock().astimezone().date())
        if self.stack.key:
            self.mark_place()

    def open_dialog(self, dialog: QDialog, *, covering: bool = False) -> None:
        """Open a dialog over the window. Behind a `covering` one, which keeps what is typed every
        moment, the page catches up only when it is closed."""
        if covering:
            self._covered = True
            dialog.finished.connect(self._on_uncovered)
        dialog.finished.connect(dialog.deleteLater)
        self.scrim.stand_behind(dialog)
        dialog.open()

    # What happens by itself

    def look_after_the_file(self) -> None:
        """From now on see to the daily backup; for when the window stands."""
        self.care.begin()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.graph.apply(changes)
            if changes.objectives:
                self._show_goals()
        self.stack.apply(changes, seen=self.isVisible() and not self._covered)

    def _on_uncovered(self) -> None:
        self._covered = False
        if self.isVisible():
            self.stack.catch_up()

    def _on_trouble(self, problem: PlannerError) -> None:
        self.status.show_trouble(text.error(explained(problem)), self._try_again)

    def _try_again(self) -> None:
        page = self.stack.present
        if page:
            page.refresh()

    def show_problem(self, error: BaseException) -> None:
        """Say what did not work, until something else is said."""
        self.status.show_trouble(text.error(explained(error)))

    def come_to_front(self) -> None:
        """Show the window to somebody who started the program once more."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)

    # Where the window is

    def _take_place(self) -> None:
        kept = self._store.settings.get(_PLACE)
        try:
            place = QByteArray(base64.b64decode(kept or "", validate=True))
        except (TypeError, ValueError):
            place = QByteArray()
        if place.isEmpty() or not self.restoreGeometry(place):
            room = self.screen().availableGeometry().size()
            self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self._choose_first()

    def _keep_place(self) -> None:
        pages = self.stack.kept()
        place = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        for setting, value in (
            (_PLACE, place),
            (_PAGE, self.stack.key or self._first),
            (_PAGES, pages),
        ):
            if value != self._store.settings.get(setting):
                self._store.settings.set(setting, value)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._show_first)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        missed = self.stack.missed
        if missed and not event.spontaneous():
            self.graph.apply(missed)
            self._show_goals()
            self.stack.catch_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        try:
            if not self._store.read_only:
                self._keep_place()
        except PlannerError as problem:
            explained(problem)  # a full disk must not keep anybody from leaving
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrim.cover()

    def event(self, event: QEvent) -> bool:
        # Before it reaches anybody, every key passes here as the question whether it is a shortcut.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = menus.is_call(event)
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._alt_alone and menus.is_call(event):
            menus.toggle(self)
        super().keyReleaseEvent(event)
