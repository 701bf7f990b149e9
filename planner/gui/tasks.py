"""Work off the GUI thread: one worker with its own database connection, and the way back.

Callbacks always run on the GUI thread. Whatever belongs to widgets stays there too: the worker
lets go of the work before it announces the result, so that it never ends a widget's life.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from planner.domain.errors import PlannerError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Cancelled(PlannerError):
    """The person cancelled before the work had begun, or where it could stop."""


class UnexpectedError(PlannerError):
    """A fault of the program; what it was is in the log, without what people wrote."""


def explained(error: BaseException) -> PlannerError:
    """The error as it can be shown. One that nobody foresaw is logged by type and place only."""
    if isinstance(error, PlannerError):
        return error
    # The event log writes no text of an exception, as that may quote a person.
    log.error("unexpected error", exc_info=error)
    return UnexpectedError(
        "that did not work, because of a fault in this program; what was kept before is safe:"
        " try again, and if it happens again report it with the file in the folder logs"
    )


class Progress:
    """What work sees of its task: it tells how far it is, and asks whether to stop."""

    def __init__(self, announce: Callable[[], None]) -> None:
        self._announce = announce
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._latest: tuple[int, int] | None = None

    def tell(self, done: int, total: int) -> None:
        """How far the work is. Telling often is free: the GUI thread gets only the latest."""
        with self._lock:
            first = self._latest is None
            self._latest = (done, total)
        if first:
            self._announce()

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled when the person does not want the result any more."""
        if self.cancelled():
            raise Cancelled("cancelled; nothing was changed")

    def cancel(self) -> None:
        self._stop.set()

    def take(self) -> tuple[int, int] | None:
        """The latest that was told since the last `take`; for the GUI thread."""
        with self._lock:
            latest, self._latest = self._latest, None
        return latest


@dataclass(eq=False, slots=True)
class Task:
    """A piece of work under way, as its owner sees it."""

    owner: QObject
    on_done: Callable[[Any], None] | None
    on_error: Callable[[PlannerError], None] | None
    on_progress: Callable[[int, int], None] | None
    progress: Progress

    def cancel(self) -> None:
        """Ask the work to stop; its end is still announced, as an error or, if late, a result."""
        self.progress.cancel()


class Tasks(QObject):
    """The one worker. Made on the GUI thread; `stop` ends it, and must be called.

    `at_end` runs last on the worker's own thread, to close what the work opened there.
    """

    _ended = Signal(int, object, object)
    _progressed = Signal(int)

    def __init__(self, at_end: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._at_end = at_end
        self._numbers = count(1)
        self._tasks: dict[int, Task] = {}
        self._queue: queue.SimpleQueue[tuple[int, Callable[[Progress], Any], Progress] | None] = (
            queue.SimpleQueue()
        )
        self._thread: threading.Thread | None = None
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Progress], T],
        on_done: Callable[[T], None] | None,
        on_error: Callable[[PlannerError], None] | None,
        owner: QObject,
        *,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Do `work(progress)` on the worker, after what is already waiting there.

        Then `on_done(result)` or `on_error(error)` is called, unless `owner` is gone by then;
        work that tells its progress is cancelled once its owner is gone.
        """
        number = next(self._numbers)
        progress = Progress(partial(self._progressed.emit, number))
        task = self._tasks[number] = Task(owner, on_done, on_error, on_progress, progress)
        self._queue.put((number, work, progress))
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="planner-worker")
            self._thread.start()
        return task

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def stop(self) -> None:
        """Cancel what can be cancelled and wait for the worker to end. Nothing is announced."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        if self._thread:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    # On the worker

    def _serve(self) -> None:
        try:
            while (item := self._queue.get()) is not None:
                number, work, progress = item
                del item
                result, error = _done(work, progress)
                del work, progress
                self._ended.emit(number, result, error)
                del result, error
        finally:
            if self._at_end:
                self._at_end()

    # On the GUI thread

    def _on_progressed(self, number: int) -> None:
        task = self._tasks.get(number)
        latest = task.progress.take() if task else None
        if task is None or latest is None:
            return
        if not isValid(task.owner):
            task.cancel()
        elif task.on_progress:
            task.on_progress(*latest)

    def _on_ended(self, number: int, result: object, error: PlannerError | None) -> None:
        task = self._tasks.pop(number, None)
        if task is None or not isValid(task.owner):
            return
        if error is None:
            if task.on_done:
                task.on_done(result)
        elif task.on_error:
            task.on_error(error)


def _done(
    work: Callable[[Progress], Any], progress: Progress
) -> tuple[object, PlannerError | None]:
    try:
        progress.check()
        return work(progress), None
    except Exception as error:  # whatever work raises must reach its owner
        # Without its traceback, whose frames would keep the work and its widgets alive.
        return None, explained(error).with_traceback(None)
