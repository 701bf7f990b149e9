"""What can be done on the Objectives page: each deed is one step of the file, told if it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.domain.errors import PlannerError
from planner.domain.objectives import Ask, AskStatus, Objective, ObjectiveStatus
from planner.domain.people import ME, Person, PersonRow, Standing, split_name
from planner.gate import TextReview
from planner.gui.objectives import words
from planner.gui.page import Desk
from planner.gui.widgets.name_slot import Dragged, Named
from planner.pursuing import AskView, MootItem, end, end_ask, moot, reviewed

_OFFERED = 8


class Deeds(QObject):
    """The hands of the page, shared by its cards."""

    trouble = Signal(object)
    undoable = Signal(str)
    person_requested = Signal(int)
    dialog_opened = Signal(object)
    """A QDialog, for whoever wants to stand a veil behind it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.store = desk.store

    @property
    def today(self) -> date:
        return self.desk.clock().astimezone().date()

    @property
    def usual(self) -> str:
        """The language to assume of a text that does not tell its own."""
        return "de" if QLocale().language() == QLocale.Language.German else "en"

    def review(self, text: str) -> TextReview:
        """What the gate says of the text of an ask."""
        return reviewed(text, self.usual)

    def do(self, deed: Callable[[], object], said: str = "") -> bool:
        """Do something to the file; with a sentence the window offers to undo it."""
        try:
            deed()
        except PlannerError as problem:
            self.trouble.emit(problem)
            return False
        if said:
            self.undoable.emit(said)
        return True

    # Names

    def find(self, name: str) -> list[PersonRow]:
        """Whom what was typed may mean."""
        me = self.store.people.id_of(ME)
        found = self.store.people.find(name, _OFFERED + 1)
        return self.store.people.rows([one for one in found if one != me][:_OFFERED])

    def named(self, view: AskView) -> list[tuple[int, Named]]:
        """The names of an ask as its slots show them."""
        uids = {row.id: row.uid for row in self.store.people.rows([n.person for n in view.names])}
        return [
            (
                slot.rank,
                Named(
                    person=slot.person,
                    name=slot.name,
                    uid=uids.get(slot.person, ""),
                    wished=slot.standing is Standing.WISHED,
                    way=slot.way,
                    words=words.way(slot.way, slot.name),
                    why=slot.why,
                ),
            )
            for slot in view.names
        ]

    def name(self, ask: int, rank: int, person: int) -> bool:
        return self.do(lambda: self.store.objectives.set_name(ask, rank, person))

    def add_name(self, ask: int, person: int) -> bool:
        return self.do(lambda: self.store.objectives.add_name(ask, person))

    def wish(self, ask: int, rank: int, name: str) -> bool:
        """Name somebody new, whom I wish to meet."""
        given, family = split_name(name)
        person = Person(display_name=name, given=given, family=family)
        return self.do(lambda: self.store.objectives.wish(ask, rank, person))

    def move_name(self, ask: int, rank: int, to: int) -> bool:
        return self.do(lambda: self.store.objectives.move_name(ask, rank, to))

    def remove_name(self, ask: int, rank: int, name: str) -> bool:
        return self.do(lambda: self.store.objectives.remove_name(ask, rank), words.taken_away(name))

    def drop(self, ask: int, rank: int, dragged: Dragged) -> bool:
        """Put somebody who was dragged at a place, out of the place they came from."""
        objectives = self.store.objectives
        if dragged.ask == ask:
            return dragged.rank == rank or self.move_name(ask, dragged.rank, rank)
        if not dragged.ask:
            return self.name(ask, rank, dragged.person)

        def over() -> None:
            came = objectives.ask(dragged.ask).names
            why = next((one.why for one in came if one.rank == dragged.rank), "")
            with self.store.together("edit", objectives.ask(ask).text):
                objectives.remove_name(dragged.ask, dragged.rank)
                objectives.set_name(ask, rank, dragged.person, why)

        return self.do(over)

    # Asks and objectives

    def place_ask(self, ask: int, place: int) -> bool:
        return self.do(lambda: self.store.objectives.place_ask(ask, place))

    def delete_ask(self, ask: Ask) -> bool:
        return self.do(lambda: self.store.objectives.delete_ask(ask.id), words.done(ask.text, None))

    def turn_ask(self, ask: Ask, status: AskStatus, window: QWidget) -> None:
        """Give an ask another status; ending it asks first what to let go of."""
        if status in words.ASK_ENDS:
            self._end(ask, status, window)
        else:
            edit = self.store.objectives.edit_ask
            self.do(lambda: edit(ask.id, status=status), words.done(ask.text, status))

    def turn_objective(
        self, objective: Objective, status: ObjectiveStatus, window: QWidget
    ) -> None:
        """Pause an objective, resume it or end it."""
        said = words.done(objective.title, status)
        if status is ObjectiveStatus.PAUSED:
            self.do(lambda: self.store.objectives.pause(objective.id), said)
        elif status is ObjectiveStatus.ACTIVE:
            self.do(lambda: self.store.objectives.resume(objective.id), said)
        else:
            self._end(objective, status, window)

    def delete_objective(self, objective: Objective) -> bool:
        return self.do(
            lambda: self.store.objectives.delete(objective.id), words.done(objective.title, None)
        )

    def _end(
        self, ending: Objective | Ask, status: ObjectiveStatus | AskStatus, window: QWidget
    ) -> None:
        """End it at once where nothing becomes needless, or else ask what to let go of."""
        from planner.gui.objectives.ending_dialog import EndingDialog

        title = ending.title if isinstance(ending, Objective) else ending.text
        try:
            found = moot(self.store, ending)
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        if not found:
            self._finish(ending.id, status, title, ())
            return
        dialog = EndingDialog(title, status, found, self.today, window)

        def agree(drop: tuple[MootItem, ...]) -> None:
            if self._finish(ending.id, status, title, drop):
                dialog.accept()

        dialog.agreed.connect(agree)
        self.dialog_opened.emit(dialog)
        dialog.open()

    def _finish(
        self,
        number: int,
        status: ObjectiveStatus | AskStatus,
        title: str,
        drop: tuple[MootItem, ...],
    ) -> bool:
        def deed() -> None:
            if isinstance(status, ObjectiveStatus):
                end(self.store, number, status, drop)
            else:
                end_ask(self.store, number, status, drop)

        return self.do(deed, words.done(title, status))
