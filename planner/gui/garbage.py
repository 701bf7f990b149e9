"""Looks for garbage on the GUI thread alone.

Python looks for it on whichever thread makes the next object. A dialog that is part of a cycle
would then be ended by the worker, whose end of a timer the GUI thread does not hear of: it calls
what is no longer there, and the program dies.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from planner.gui.tasks import Tasks

_PAUSE_MS = 1000


class Garbage(QObject):
    """In the place of Python's own looking, which is off from now on. As often, by its thresholds,
    but while the worker rests: what it makes just then is in use."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._tasks = tasks
        self._turn = QTimer(self)
        self._turn.setInterval(_PAUSE_MS)
        self._turn.timeout.connect(self.look)
        self._turn.start()

    def look(self) -> None:
        """End what nobody uses any more, where enough was made since the last time."""
        if self._tasks.busy:
            return
        made, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if made[generation] > thresholds[generation]:
                gc.collect(generation)
                return
