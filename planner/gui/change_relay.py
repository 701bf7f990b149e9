"""From the store's changes, on whatever thread they were made, to one Qt signal for the windows."""

from __future__ import annotations

import threading

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from planner.domain.changes import Changes
from planner.store import Store

MERGED_MS = 60
"""Changes that follow each other faster than this reach the windows together."""


class ChangeRelay(QObject):
    """The windows' only subscriber to the store. Lives as long as the store does."""

    changed = Signal(object)
    """One `Changes`, on the GUI thread."""

    _arrived = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: Changes | None = None
        self._since_last = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._deliver)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        store.subscribe(self._take)

    def _take(self, changes: Changes) -> None:
        """On the thread that wrote."""
        with self._lock:
            first = self._waiting is None
            self._waiting = changes if self._waiting is None else self._waiting | changes
        if first:
            self._arrived.emit()

    def _on_arrived(self) -> None:
        if not self._since_last.isValid() or self._since_last.hasExpired(MERGED_MS):
            self._deliver()
        else:
            self._timer.start(MERGED_MS)

    def _deliver(self) -> None:
        with self._lock:
            changes, self._waiting = self._waiting, None
        self._since_last.start()
        if changes:
            self.changed.emit(changes)
