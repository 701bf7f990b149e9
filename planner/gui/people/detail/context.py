"""What all parts of the pane share: the person shown, what may be done, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.domain.errors import PlannerError
from planner.gui.people.detail import words
from planner.gui.people.detail.edits import Edits

if TYPE_CHECKING:
    from planner.domain.person_pages import PersonDetail
    from planner.gui.page import Desk


class Context(QObject):
    """The person shown and the ways to change them. One for each pane."""

    trouble = Signal(object)
    undoable = Signal(str)
    person_requested = Signal(int)
    objective_requested = Signal(int)
    plan_requested = Signal(object)
    reveal_asked = Signal()
    """A part that was empty has begun to be edited, or stopped."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.store = desk, desk.store
        self.edits = Edits(desk.store, desk.clock)
        self.editable = not desk.store.read_only
        self.person = 0
        self.first = ""

    def show(self, detail: PersonDetail) -> None:
        self.person = detail.person.id
        self.first = words.first_name(detail.person)

    def now(self) -> datetime:
        """The moment, on this computer's calendar."""
        return self.desk.clock().astimezone()

    def today(self) -> date:
        return self.now().date()

    def attempt(self, do: Callable[[], object], said: str = "") -> bool:
        """Do something that changes the file; say what was done, or what the trouble is."""
        try:
            do()
        except PlannerError as problem:
            self.trouble.emit(problem)
            return False
        if said:
            self.undoable.emit(said)
        return True
