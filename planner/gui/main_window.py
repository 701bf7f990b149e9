"""The main window: its pages and dialogs, and how one leads to another.

Pages and dialogs are imported when they are first shown; the first picture waits for none other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
)

from planner.domain.errors import PlannerError
from planner.gui import menus, text
from planner.gui.page import Page, PlanRequest
from planner.gui.shell import OBJECTIVES, PEOPLE, SETTINGS, TODAY, Shell

if TYPE_CHECKING:
    from planner.gui.objectives.page import ObjectivesPage
    from planner.gui.people.page import PeoplePage
    from planner.gui.today.page import TodayPage
    from planner.store import Step


class MainWindow(Shell):
    """The window over one open store: what it is made of is said in `Shell`."""

    def furnish(self) -> None:
        menus.make(self, read_only=self._store.read_only)
        self.sidebar.page_chosen.connect(self._on_page_chosen)
        self.sidebar.goal_chosen.connect(self.show_objective)
        self.sidebar.plan_asked.connect(lambda: self.plan(PlanRequest()))
        self.undo_bar.undo.connect(self.undo)

    # Pages

    def make_page(self, key: str) -> Page:
        page = self._page_of(key)
        page.trouble.connect(self._on_trouble)
        page.undoable.connect(self.undo_bar.offer)
        page.said.connect(self.status.say)
        page.person_requested.connect(self.show_person)
        page.objective_requested.connect(self.show_objective)
        page.plan_requested.connect(self.plan)
        page.page_requested.connect(self.show_page)
        page.title_changed.connect(self.mark_place)
        return page

    def _page_of(self, key: str) -> Page:
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
        today.promises_asked.connect(self.show_promises)
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
        """Bring a page to the front; the settings open over it."""
        if key == SETTINGS:
            self.mark_place()
            self.open_settings()
        else:
            super().show_page(key)

    def shown_goal(self) -> int | None:
        return self.objectives.objective if self.stack.key == OBJECTIVES else None

    def _on_page_chosen(self, key: str) -> None:
        """In the sidebar: what is chosen there again goes back to the page's beginning."""
        again = key == self.stack.key
        self.show_page(key)
        if again and key == OBJECTIVES:
            self.objectives.show_all()

    def show_person(self, person: int) -> None:
        self.show_page(PEOPLE)
        self.people.show_person(person)

    def show_promises(self) -> None:
        """Everybody with whom a promise is open."""
        self.show_page(PEOPLE)
        self.people.show_promises()

    def show_objective(self, objective: int) -> None:
        self.show_page(OBJECTIVES)
        self.objectives.show_objective(objective)
        self.mark_place()

    # What the person does

    def plan(self, request: object) -> None:
        """Plan a meeting, or go on with a draft; of one that is over, ask how it went."""
        from planner.gui.wizard.dialog import Wizard

        assert isinstance(request, PlanRequest)
        if request.meeting is not None and self._waits(request.meeting):
            self.debrief(request.meeting)
        elif not self._store.read_only:
            wizard = Wizard(self._desk, request, self)
            wizard.brief_requested.connect(self.open_brief)
            wizard.undoable.connect(self.undo_bar.offer)
            self._relay.changed.connect(wizard.apply)
            self.open_dialog(wizard, covering=True)

    def _waits(self, meeting: int) -> bool:
        """Whether it is over and has not been told of."""
        from planner import debriefing

        return debriefing.waits(self._store, meeting, self._clock())

    def write(self, about: object) -> None:
        """Draft the message that a suggestion is about: a step closer, a gift, a hello, thanks."""
        from planner import debriefing
        from planner.domain.today import Hello
        from planner.gui.messages.dialog import MessageDialog
        from planner.gui.messages.drafts import Suggestion

        assert isinstance(about, Suggestion)
        if isinstance(about, Hello) and about.reach_out is not None:
            about = debriefing.thanks_of(self._store, about.reach_out.id) or about
        dialog = MessageDialog(self._desk, about, self)
        dialog.noted.connect(self.undo_bar.offer)
        self.open_dialog(dialog)

    def open_brief(self, meeting: int) -> None:
        """Show the one-page brief of a meeting."""
        from planner.gui.brief.dialog import BriefDialog

        self.open_dialog(BriefDialog(self._desk, meeting, self))

    def debrief(self, meeting: int) -> None:
        """Ask how a meeting went."""
        from planner.gui.debrief.dialog import DebriefDialog

        dialog = DebriefDialog(self._desk, meeting, self)
        dialog.undoable.connect(self.undo_bar.offer)
        dialog.message_asked.connect(self.write)
        self.open_dialog(dialog)

    def capture(self) -> None:
        """Put the cursor into quick capture, on Today."""
        self.show_page(TODAY)
        self.today.start_capture()

    def add_person(self) -> None:
        from planner.gui.people.add_dialog import AddPersonDialog

        dialog = AddPersonDialog(self._store.people, self)
        dialog.added.connect(self.show_person)
        self.open_dialog(dialog)

    def open_palette(self) -> None:
        """Find a person, an objective, a meeting or an action."""
        from planner.gui.palette.dialog import Palette

        palette = Palette(self._desk, self._commands(), self)
        palette.person_chosen.connect(self.show_person)
        palette.objective_chosen.connect(self.show_objective)
        palette.meeting_chosen.connect(lambda m: self.plan(PlanRequest(meeting=m)))
        self.open_dialog(palette)

    def _commands(self) -> list[QAction]:
        """What can be done, in the order of the menus; what the program as a whole has, as to quit,
        comes last."""
        usual = QAction.MenuRole.TextHeuristicRole
        named = [one for one in self.actions() if one.isEnabled() and one.text()]
        return sorted(named, key=lambda one: one.menuRole() != usual)

    def open_settings(self) -> None:
        from planner.gui.settings.dialog import SettingsDialog

        self.open_dialog(SettingsDialog(self._desk, self))

    def open_about(self) -> None:
        from planner.gui.settings.about import AboutDialog

        self.open_dialog(AboutDialog(self._store, self))

    def find_duplicates(self) -> None:
        from planner.gui.people.duplicates import DuplicatesDialog

        self.open_dialog(DuplicatesDialog(self._desk, self))

    def open_bin(self) -> None:
        from planner.gui.people.bin import BinDialog

        self.open_dialog(BinDialog(self._desk, self))

    def search(self) -> None:
        """Put the cursor into the search of the page, or into that of people."""
        page = self.stack.present
        if page is None or not page.start_search():
            self.show_page(PEOPLE)
            self.page(PEOPLE).start_search()

    def undo(self) -> None:
        history = self._store.history
        self._replay(history.next_undo, history.undo, self.tr("Taking it back"), text.undone)

    def redo(self) -> None:
        history = self._store.history
        self._replay(history.next_redo, history.redo, self.tr("Doing it again"), text.redone)

    def _replay(
        self,
        find: Callable[[], Step | None],
        replay: Callable[[], Step | None],
        doing: str,
        said: Callable[[Step | None], str],
    ) -> None:
        self.undo_bar.withdraw()
        try:
            step = find()
            if step is None or not self._store.history.is_long(step):
                self.status.say(said(replay()))
                return
        except PlannerError as problem:
            self.show_problem(problem)
            return
        from planner.gui.long_step import run_long

        run_long(
            self._store,
            self._tasks,
            doing,
            replay,
            lambda step: self.status.say(said(step)),
            self.show_problem,
            self,
        )

    def choose_import(self) -> None:
        """Import files that are dropped or chosen in the dialog itself."""
        self.import_files(())

    def import_files(self, files: Sequence[Path]) -> None:
        """Import with a preview, progress, cancel, a summary and undo, in a dialog of its own."""
        from planner.gui.importer.dialog import ImportDialog

        self.open_dialog(ImportDialog(self._store, self._tasks, files, self._clock, self))

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

    # Qt's own names

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.import_files(files)
