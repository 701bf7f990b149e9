"""Who knows whom, as a graph for warm paths: loaded in the worker when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.domain.changes import Changes
from planner.gui.tasks import Progress, Tasks, explained

if TYPE_CHECKING:
    from planner.domain.errors import PlannerError
    from planner.domain.paths import AcquaintanceGraph
    from planner.store import Store

_SOON_MS, _PAUSE_MS = 100, 400
"""Loading takes the interpreter's time from the windows: it begins when the page that asks has been
painted, and when changes, as those of typing, have paused."""


class Graph(QObject):
    """Holds the graph of one file, and loads it anew after acquaintances changed."""

    ready = Signal()
    """There is a graph, or a newer one."""

    def __init__(self, store: Store, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._tasks = store, tasks
        self._graph: AcquaintanceGraph | None = None
        self._loading = self._stale = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._load)

    def now(self) -> AcquaintanceGraph | None:
        """The graph, or None while it is loading; `ready` tells when it has come."""
        if self._graph is None and not self._is_coming:
            self._soon.start(_SOON_MS)
        return self._graph

    def apply(self, changes: Changes) -> None:
        """Load again what changed, if anybody has asked for it yet."""
        if (changes.acquaintances or changes.people) and (self._graph or self._is_coming):
            if self._loading:
                self._stale = True
            else:
                self._soon.start(_PAUSE_MS)

    @property
    def _is_coming(self) -> bool:
        return self._loading or self._soon.isActive()

    def _load(self) -> None:
        self._loading, self._stale = True, False
        store = self._store

        def work(progress: Progress) -> AcquaintanceGraph:
            from planner.domain.paths import AcquaintanceGraph

            return AcquaintanceGraph(store.people.path_columns())

        self._tasks.run(work, self._on_loaded, self._on_failed, self)

    def _on_loaded(self, graph: AcquaintanceGraph) -> None:
        self._graph, self._loading = graph, False
        self.ready.emit()
        if self._stale:
            self._soon.start(_PAUSE_MS)

    def _on_failed(self, problem: PlannerError) -> None:
        self._loading = False
        explained(problem)
