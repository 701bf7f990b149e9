"""The main window: the sidebar, the pages and how they are routed, the menus, the state.

Pages and dialogs are imported when they are first shown; the first picture waits for none other.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from planner.domain.changes import Changes
from planner.domain.errors import PlannerError
from planner.gui import icons, menus, text
from planner.gui.change_relay import ChangeRelay
from planner.gui.graph import Graph
from planner.gui.page import Desk, Page, PlanRequest
from planner.gui.sidebar import Goal, Sidebar
from planner.gui.tasks import Progress, Tasks, explained
from planner.gui.widgets.scrim import Scrim
from planner.gui.widgets.undo_bar import UndoBar

if TYPE_CHECKING:
    from planner.gui.objectives.page import ObjectivesPage
    from planner.gui.people.page import PeoplePage
    from planner.gui.today.page import TodayPage
    from planner.store import Step, Store

TODAY, PEOPLE, OBJECTIVES, SETTINGS = "today", "people", "objectives", "settings"
_PLACE, _PAGE, _PAGES = "window.place", "window.page", "window.pages"
"""The settings that keep where the window was, and what it showed. In the file, so that they go
where the file goes, are as private as the file, and two profiles do not share them."""
_WIDTH, _HEIGHT = 1440, 864
_LEAST_WIDTH, _LEAST_HEIGHT = 800, 560
_CARE_MS = 3_600_000
"""A window left open for days looks once an hour whether today's backup is made."""


class MainWindow(QMainWindow):
    """The window over one open store; a `throwaway` one is gone when the window is closed."""

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
        self._throwaway = throwaway
        self._store, self._tasks, self._clock = store, tasks, clock
        self.graph = Graph(store, tasks, self)
        self._desk = Desk(store, tasks, clock, self.graph)
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, Changes] = {}
        self._kept: dict[str, object] = {}
        self._key = self._first = ""
        self._painted = self._alt_alone = False
        self.sidebar = Sidebar(
            (
                (TODAY, self.tr("Today"), "sun-horizon"),
                (PEOPLE, self.tr("People"), "users"),
                (OBJECTIVES, self.tr("Objectives"), "target"),
                (SETTINGS, self.tr("Settings"), "gear-six"),
            )
        )
        self.status = self.sidebar.status
        self.stack = QStackedWidget()
        self.undo_bar = UndoBar(self.stack)
        self._build()
        menus.make(self, read_only=store.read_only)
        self._relay, self._covered = relay, False
        relay.changed.connect(self._on_changed)
        self._care = QTimer(self)
        self._care.setInterval(_CARE_MS)
        self._care.timeout.connect(self.back_up_daily)
        self._show_state()
        self._take_place()

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
        self.sidebar.page_chosen.connect(self._on_page_chosen)
        self.sidebar.goal_chosen.connect(self.show_objective)
        self.sidebar.plan_asked.connect(lambda: self.plan(PlanRequest()))
        self.undo_bar.undo.connect(self.undo)

    @property
    def store(self) -> Store:
        return self._store

    # Pages

    def page(self, key: str) -> Page:
        """A page, made when it is first asked for."""
        page = self._pages.get(key)
        if page is None:
            page = self._pages[key] = self._make_page(key)
            page.trouble.connect(self._on_trouble)
            page.undoable.connect(self.undo_bar.offer)
            page.said.connect(self.status.say)
            page.person_requested.connect(self.show_person)
            page.objective_requested.connect(self.show_objective)
            page.plan_requested.connect(self.plan)
            page.page_requested.connect(self.show_page)
            page.title_changed.connect(self._mark_place)
            self.stack.addWidget(page)
            if key in self._kept:
                page.take_state(self._kept[key])
        return page

    def _make_page(self, key: str) -> Page:
        if key == PEOPLE:
            from planner.gui.people.page import PeoplePage

            people = PeoplePage(self._desk)
            people.add_requested.connect(self.add_person)
            people.import_requested.connect(self.choose_import)
            people.duplicates_requested.connect(self.find_duplicates)
            return people
        if key == OBJECTIVES:
            from planner.gui.objectives.page import ObjectivesPage

            return ObjectivesPage(self._desk)
        from planner.gui.today.page import TodayPage

        today = TodayPage(self._desk)
        today.message_asked.connect(self.write)
        today.brief_asked.connect(self.open_brief)
        today.debrief_asked.connect(self.debrief)
        return today

    @property
    def people(self) -> PeoplePage:
        from planner.gui.people.page import PeoplePage

        page = self.page(PEOPLE)
        assert isinstance(page, PeoplePage)
        return page

    @property
    def objectives(self) -> ObjectivesPage:
        from planner.gui.objectives.page import ObjectivesPage

        page = self.page(OBJECTIVES)
        assert isinstance(page, ObjectivesPage)
        return page

    @property
    def today(self) -> TodayPage:
        from planner.gui.today.page import TodayPage

        page = self.page(TODAY)
        assert isinstance(page, TodayPage)
        return page

    def show_page(self, key: str) -> None:
        """Bring a page to the front, with all that changed since it was last there."""
        if key == SETTINGS:
            self.sidebar.show_page(self._key)
            self.open_settings()
            return
        page = self.page(key)
        if key != self._key:
            self._key = key
            self._catch_up(key)
            self.stack.setCurrentWidget(page)
            page.opened()
        self._mark_place()

    def _on_page_chosen(self, key: str) -> None:
        """In the sidebar: what is chosen there again goes back to the page's beginning."""
        again = key == self._key
        self.show_page(key)
        if again and key == OBJECTIVES:
            self.objectives.show_all()

    def _catch_up(self, key: str) -> None:
        """Show on a page what changed while nobody saw it."""
        missed = self._missed.pop(key, None)
        if missed:
            self._pages[key].apply(missed)

    def _choose_first(self) -> None:
        """The page shown last, or Today: named at once, made when the window stands."""
        kept = self._store.settings.get(_PAGE)
        self._kept = dict(self._store.settings.get(_PAGES) or {})
        self._first = kept if kept in (TODAY, PEOPLE, OBJECTIVES) else TODAY
        self.sidebar.show_page(self._first)
        self._call_window(self.sidebar.items[self._first].text())

    def _show_first(self) -> None:
        self._show_goals()
        if not self._key:
            self.show_page(self._first)

    def show_person(self, person: int) -> None:
        self.show_page(PEOPLE)
        self.people.show_person(person)

    def show_objective(self, objective: int) -> None:
        self.show_page(OBJECTIVES)
        self.objectives.show_objective(objective)
        self._mark_place()

    def _mark_place(self) -> None:
        goal = self.objectives.objective if self._key == OBJECTIVES else None
        self.sidebar.show_page(self._key, goal)
        self._show_title()

    def _show_title(self) -> None:
        page = self._pages.get(self._key)
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
        if self._key:
            self._mark_place()

    # What the person does

    def plan(self, request: object) -> None:
        """Plan a meeting, or go on with a draft."""
        from planner.gui.wizard.dialog import Wizard

        assert isinstance(request, PlanRequest)
        if not self._store.read_only:
            wizard = Wizard(self._desk, request, self)
            self._relay.changed.connect(wizard.apply)
            self._covered = True
            wizard.finished.connect(self._on_uncovered)
            self._open(wizard)

    def write(self, about: object) -> None:
        """Draft the message that a suggestion is about: a step closer, a gift, a hello."""
        from planner.gui.messages.dialog import MessageDialog
        from planner.gui.messages.drafts import Suggestion

        assert isinstance(about, Suggestion)
        dialog = MessageDialog(self._desk, about, self)
        dialog.noted.connect(self.undo_bar.offer)
        self._open(dialog)

    def open_brief(self, meeting: int) -> None:
        """Show the one-page brief of a meeting."""
        from planner.gui.brief.dialog import BriefDialog

        self._open(BriefDialog(self._desk, meeting, self))

    def debrief(self, meeting: int) -> None:
        """Ask how a meeting went."""
        from planner.gui.debrief.dialog import DebriefDialog

        dialog = DebriefDialog(self._desk, meeting, self)
        dialog.undoable.connect(self.undo_bar.offer)
        dialog.message_asked.connect(self.write)
        self._open(dialog)

    def capture(self) -> None:
        """Put the cursor into quick capture, on Today."""
        self.show_page(TODAY)
        self.today.start_capture()

    def add_person(self) -> None:
        from planner.gui.people.add_dialog import AddPersonDialog

        dialog = AddPersonDialog(self._store.people, self)
        dialog.added.connect(self.show_person)
        self._open(dialog)

    def open_palette(self) -> None:
        """Find a person, an objective, a meeting or an action."""
        from planner.gui.palette.dialog import Palette

        palette = Palette(self._desk, self._commands(), self)
        palette.person_chosen.connect(self.show_person)
        palette.objective_chosen.connect(self.show_objective)
        palette.meeting_chosen.connect(lambda m: self.plan(PlanRequest(meeting=m)))
        self._open(palette)

    def _commands(self) -> list[QAction]:
        return [one for one in self.actions() if one.isEnabled() and one.text()]

    def open_settings(self) -> None:
        from planner.gui.settings.dialog import SettingsDialog

        self._open(SettingsDialog(self._desk, self))

    def open_about(self) -> None:
        from planner.gui.settings.about import AboutDialog

        self._open(AboutDialog(self._store, self))

    def find_duplicates(self) -> None:
        from planner.gui.people.duplicates import DuplicatesDialog

        self._open(DuplicatesDialog(self._desk, self))

    def open_bin(self) -> None:
        from planner.gui.people.bin import BinDialog

        self._open(BinDialog(self._desk, self))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        self.scrim.stand_behind(dialog)
        dialog.open()

    def search(self) -> None:
        """Put the cursor into the search of the page, or into that of people."""
        page = self._pages.get(self._key)
        if page is None or not page.start_search():
            self.show_page(PEOPLE)
            self.page(PEOPLE).start_search()

    def undo(self) -> None:
        self._replay(self._store.history.undo, text.undone)

    def redo(self) -> None:
        self._replay(self._store.history.redo, text.redone)

    def _replay(
        self, replay: Callable[[], Step | None], said: Callable[[Step | None], str]
    ) -> None:
        self.undo_bar.withdraw()
        try:
            self.status.say(said(replay()))
        except PlannerError as problem:
            self.show_problem(problem)

    def choose_import(self) -> None:
        """Import files that are dropped or chosen in the dialog itself."""
        self.import_files(())

    def import_files(self, files: Sequence[Path]) -> None:
        """Import with a preview, progress, cancel, a summary and undo, in a dialog of its own."""
        from planner.gui.importer.dialog import ImportDialog

        self._open(ImportDialog(self._store, self._tasks, files, self._clock, self))

    def choose_export(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        file, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export"),
            self.tr("People") + ".vcf",
            self.tr("vCard (*.vcf);;CSV (*.csv);;Calendar (*.ics);;Everything (*.json)"),
        )
        if file:
            self.export_to(Path(file))

    def export_to(self, target: Path) -> None:
        """Write what the file holds, in the format that the end of the name says."""
        from planner.gui.exporting import export

        store, now = self._store, self._clock()
        self._tasks.run(
            lambda progress: export(store, target, now, progress),
            lambda _: self.status.say(self.tr("Written: {file}").format(file=target)),
            self.show_problem,
            self,
        )

    # What happens by itself

    def look_after_the_file(self) -> None:
        """From now on see to the daily backup; for when the window stands."""
        self._care.start()
        self.back_up_daily()

    def back_up_daily(self) -> None:
        """Make the day's backup in the background, and say when the last one was made."""
        if self._store.read_only or self._throwaway:
            return
        store = self._store

        def work(progress: Progress) -> datetime | None:
            store.back_up_daily()
            newest = next(iter(store.backups()), None)
            return newest.at.replace(tzinfo=UTC) if newest else None

        self._tasks.run(work, self._on_backed_up, self._on_not_backed_up, self)

    def _on_backed_up(self, at: datetime | None) -> None:
        self._show_state(text.last_backup(at, self._clock()) if at else "")

    def _on_not_backed_up(self, problem: PlannerError) -> None:
        waiting = self.tr("Saved on this computer. The backup is waiting: {why}")
        self.status.show_trouble(waiting.format(why=text.error(problem)), self.back_up_daily)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.graph.apply(changes)
            if changes.objectives:
                self._show_goals()
        for key, page in self._pages.items():
            if key == self._key and self.isVisible() and not self._covered:
                page.apply(changes)
            else:
                self._missed[key] = self._missed.get(key, Changes()) | changes

    def _on_uncovered(self) -> None:
        """The page behind the wizard, which keeps a draft every moment, catches up."""
        self._covered = False
        missed, page = self._missed.pop(self._key, None), self._pages.get(self._key)
        if missed and page and self.isVisible():
            page.apply(missed)

    def _on_trouble(self, problem: PlannerError) -> None:
        self.status.show_trouble(text.error(explained(problem)), self._try_again)

    def _try_again(self) -> None:
        page = self._pages.get(self._key)
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

    def _show_state(self, backup: str = "") -> None:
        if self._store.read_only:
            looked_at = self.tr("Opened to look at only. Nothing can be changed here.")
            self.status.set_state(looked_at)
        elif self._throwaway:
            day = text.long_day(self._clock().astimezone().date(), date.min)
            here = self.tr("In here it is {day}.").format(day=day)
            self.status.set_state(self.tr("Demo: nothing here stays."), here)
        else:
            self.status.set_state(self.tr("Saved on this computer"), backup)

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
        pages = self._kept | {key: page.kept_state() for key, page in self._pages.items()}
        place = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        for setting, value in ((_PLACE, place), (_PAGE, self._key or self._first), (_PAGES, pages)):
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
        missed = self._missed.get(self._key)
        if missed and not event.spontaneous():
            self.graph.apply(missed)
            self._show_goals()
            self._catch_up(self._key)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Before it reaches anybody, every key passes here as the question whether it is a shortcut.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self._alt_alone = menus.is_call(event)
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._alt_alone and menus.is_call(event):
            menus.toggle(self)
        super().keyReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.import_files(files)
