"""What the pages of the main window have in common: what they are made of, show and ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from planner.domain.changes import Changes

if TYPE_CHECKING:
    from planner.gui.graph import Graph
    from planner.gui.tasks import Tasks
    from planner.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page works with: the open file, the worker, the clock, and who knows whom."""

    store: Store
    tasks: Tasks
    clock: Callable[[], datetime]
    graph: Graph


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """A wish to plan a meeting: with whom, for which ask; or a draft to go on with."""

    people: tuple[int, ...] = ()
    ask: int | None = None
    meeting: int | None = None


class Page(QWidget):
    """A page of the main window. Pages do not know each other: they ask, the window routes."""

    trouble = Signal(object)
    """A PlannerError: something could not be read or kept."""
    undoable = Signal(str)
    """A sentence about what was just done; the window offers to undo it."""
    said = Signal(str)
    """A sentence about something done that needs no undo; the status line says it for a while."""
    person_requested = Signal(int)
    objective_requested = Signal(int)
    plan_requested = Signal(object)
    """A PlanRequest."""
    page_requested = Signal(str)
    """The key of another page: today, people, objectives."""
    title_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def title(self) -> str:
        """What the window is called while this page is shown."""
        raise NotImplementedError

    def apply(self, changes: Changes) -> None:
        """Show what changed in the file; called for the page that is shown, and for any other
        with all that changed since, when it is shown again."""

    def refresh(self) -> None:
        """Read everything again, after the file could not be read for a while."""

    def opened(self) -> None:
        """The page has come to the front; the place to set the focus."""

    def start_search(self) -> bool:
        """Put the cursor into the page's search; False when it has none."""
        return False

    def kept_state(self) -> object:
        """What to remember of the page (columns, splitters, the open record), as JSON can hold."""
        return None

    def take_state(self, state: object) -> None:
        """Be as `kept_state` told, as far as it still makes sense."""
