"""Saving what is typed: a moment after typing stops, on leaving, and again after it failed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.errors import PlannerError, RuleError
from planner.gui.tasks import explained

PAUSE_MS = 600


class Autosave(QObject):
    """Keeps one text. `keep` raises a PlannerError when it cannot; then the text still waits."""

    changed = Signal()
    refused = Signal(object)
    """A RuleError to say under the field, or None when there is nothing to say."""

    def __init__(self, keep: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._keep = keep
        self.waiting = False
        self.problem: PlannerError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)

    def edited(self) -> None:
        """The text is another now; it is kept once typing stops."""
        self.waiting = True
        self._timer.start()
        self.changed.emit()

    def flush(self) -> bool:
        """Keep it now; True when nothing waits any more."""
        self._timer.stop()
        if not self.waiting:
            return True
        before = self.problem
        try:
            self._keep()
        except PlannerError as problem:
            self.problem = problem
        except Exception as problem:  # a fault must not cost the text either
            self.problem = explained(problem)
        else:
            self.waiting, self.problem = False, None
        if before is not None or isinstance(self.problem, RuleError):
            self.refused.emit(self.problem if isinstance(self.problem, RuleError) else None)
        self.changed.emit()
        return not self.waiting

    def forget(self) -> None:
        """What was typed is not wanted."""
        self._timer.stop()
        self.waiting, self.problem = False, None
        self.refused.emit(None)
        self.changed.emit()


class Saving(QObject):
    """All that is typed on a page, and whether it is kept."""

    changed = Signal()
    trouble = Signal(object)
    """A PlannerError for which what was typed waits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[Autosave] = []
        self._told: PlannerError | None = None

    def autosave(self, keep: Callable[[], None], owner: QObject) -> Autosave:
        """Another text to keep, as long as its owner lives."""
        one = Autosave(keep, owner)
        self._all.append(one)
        one.changed.connect(self._on_changed)
        one.destroyed.connect(lambda: self._all.remove(one))
        return one

    @property
    def waiting(self) -> bool:
        return any(one.waiting for one in self._all)

    @property
    def problem(self) -> PlannerError | None:
        """Why something could not be kept, rules aside, which are told beside their fields."""
        problems = (one.problem for one in self._all)
        return next((p for p in problems if p and not isinstance(p, RuleError)), None)

    def flush(self) -> bool:
        """Keep everything now; True when nothing waits any more."""
        for one in tuple(self._all):
            one.flush()
        return not self.waiting

    def _on_changed(self) -> None:
        problem = self.problem
        if problem is not None and problem is not self._told:
            self.trouble.emit(problem)
        self._told = problem
        self.changed.emit()
