"""What is likely to be asked for next, brought while nobody waits for it.

The first picture needs neither the gate nor the wizard, so they come after it: what has no widgets
on the worker, and the wizard's own modules on the GUI thread, one at a turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from planner.gui.tasks import Progress, Tasks

_TURN_MS = 20
"""Between two modules, so that what is typed meanwhile is seen."""
_ROOMS = (
    "planner.planning",
    "planner.pursuing",
    "planner.store.daily",
    "planner.store.followups",
    "planner.store.meetings",
    "planner.store.person_pages",
    "planner.store.support",
)
_MODULES = (
    "planner.gui.widgets.purpose_editor",
    "planner.gui.widgets.name_slot",
    "planner.gui.wizard.words",
    "planner.gui.wizard.fields",
    "planner.gui.wizard.who",
    "planner.gui.wizard.why",
    "planner.gui.wizard.ask",
    "planner.gui.wizard.talk",
    "planner.gui.wizard.when",
    "planner.gui.wizard.dialog",
)
"""Each with what none before it has needed."""


class Beforehand(QObject):
    """Makes the first wizard open as soon as the second would."""

    brought = Signal()
    """Everything is there."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._left: Iterator[str] = iter(_MODULES)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(self._bring_next)

    def begin(self) -> None:
        """Bring everything, after what the worker has to do already."""
        self._tasks.run(_bring_rules, lambda _: self._turn.start(), None, self)

    def _bring_next(self) -> None:
        name = next(self._left, None)
        if name is not None:
            import_module(name)
            self._turn.start()
            return
        from planner.gui.wizard.moment import here

        here()  # which is slow the first time
        self.brought.emit()


def _bring_rules(_: Progress) -> None:
    """The rooms below the wizard, and the words of the gate."""
    from planner.gate import read_lexicons

    for name in _ROOMS:
        import_module(name)
    read_lexicons()
