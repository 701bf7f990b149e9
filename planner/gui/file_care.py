"""What the window does for its file by itself: the daily backup, and the truth about both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner.domain.errors import PlannerError
from planner.gui import text
from planner.gui.status_line import StatusLine
from planner.gui.tasks import Progress, Tasks

if TYPE_CHECKING:
    from planner.store import Store

_CARE_MS = 3_600_000
"""A window left open for days looks once an hour whether today's backup is made."""


class FileCare(QObject):
    """Looks after an open store, and says on the status line how it is; a `throwaway` store is
    gone when the window is closed, and needs no backup."""

    def __init__(
        self,
        store: Store,
        tasks: Tasks,
        clock: Callable[[], datetime],
        status: StatusLine,
        parent: QObject,
        *,
        throwaway: bool,
    ) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._clock, self._status = store, tasks, clock, status
        self._throwaway = throwaway
        self._hourly = QTimer(self)
        self._hourly.setInterval(_CARE_MS)
        self._hourly.timeout.connect(self.back_up_daily)

    def begin(self) -> None:
        """From now on see to the daily backup; for when the window stands."""
        self._hourly.start()
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
        self.show_state(text.last_backup(at, self._clock()) if at else "")

    def _on_not_backed_up(self, problem: PlannerError) -> None:
        waiting = self.tr("Saved on this computer. The backup is waiting: {why}")
        self._status.show_trouble(waiting.format(why=text.error(problem)), self.back_up_daily)

    def show_state(self, backup: str = "") -> None:
        """Say how the file is, as far as nothing is wrong, and what is known of its `backup`."""
        if self._store.read_only:
            looked_at = self.tr("Opened to look at only. Nothing can be changed here.")
            self._status.set_state(looked_at)
        elif self._throwaway:
            day = text.long_day(self._clock().astimezone().date(), date.min)
            here = self.tr("In here it is {day}.").format(day=day)
            self._status.set_state(self.tr("Demo: nothing here stays."), here)
        else:
            self._status.set_state(self.tr("Saved on this computer"), backup)
