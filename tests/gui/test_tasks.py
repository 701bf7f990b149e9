from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from planner.domain.errors import PlannerError, RuleError
from planner.gui.tasks import Cancelled, Progress, Tasks, UnexpectedError


class Owner(QObject):
    """Keeps what it was told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[PlannerError] = []
        self.steps: list[tuple[int, int]] = []
        self.threads: set[int] = set()

    def on_done(self, result: object) -> None:
        self.threads.add(threading.get_ident())
        self.results.append(result)

    def on_error(self, error: PlannerError) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)

    def on_progress(self, done: int, total: int) -> None:
        self.threads.add(threading.get_ident())
        self.steps.append((done, total))


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    return Owner()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.stop()


def test_work_is_done_elsewhere_and_its_result_comes_back_here(
    worker: Tasks, owner: Owner, qtbot: QtBot
) -> None:
    worker.run(lambda progress: threading.get_ident(), owner.on_done, owner.on_error, owner)
    qtbot.waitUntil(lambda: bool(owner.results))
    assert owner.results != [threading.get_ident()]
    assert owner.threads == {threading.get_ident()}


def test_works_are_done_one_after_the_other(worker: Tasks, owner: Owner, qtbot: QtBot) -> None:
    def numbered(number: int, progress: Progress) -> int:
        return number

    for number in range(20):
        worker.run(partial(numbered, number), owner.on_done, owner.on_error, owner)
    qtbot.waitUntil(lambda: len(owner.results) == 20)
    assert owner.results == list(range(20))


def test_an_error_with_a_name_arrives_as_it_is(worker: Tasks, owner: Owner, qtbot: QtBot) -> None:
    def refused(progress: Progress) -> None:
        raise RuleError("a person needs a name; nothing was kept")

    worker.run(refused, owner.on_done, owner.on_error, owner)
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert isinstance(owner.errors[0], RuleError)
    assert not owner.results


def test_a_fault_is_reported_plainly_and_its_text_kept_out(
    worker: Tasks, owner: Owner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(progress: Progress) -> None:
        raise ValueError("Beatriz Moura")

    with caplog.at_level(logging.INFO):
        worker.run(faulty, owner.on_done, owner.on_error, owner)
        qtbot.waitUntil(lambda: bool(owner.errors))
    assert isinstance(owner.errors[0], UnexpectedError)
    assert "Beatriz" not in str(owner.errors[0])
    assert [record.getMessage() for record in caplog.records] == ["unexpected error"]


def test_the_worker_survives_a_fault(worker: Tasks, owner: Owner, qtbot: QtBot) -> None:
    def faulty(progress: Progress) -> None:
        raise RuleError("no")

    worker.run(faulty, None, None, owner)
    worker.run(lambda progress: 7, owner.on_done, owner.on_error, owner)
    qtbot.waitUntil(lambda: owner.results == [7])


def test_progress_is_told_while_the_work_goes_on(worker: Tasks, owner: Owner, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> str:
        progress.tell(3, 10)
        assert go_on.wait(10)
        for done in range(4, 11):
            progress.tell(done, 10)
        return "whole"

    worker.run(work, owner.on_done, owner.on_error, owner, on_progress=owner.on_progress)
    qtbot.waitUntil(lambda: owner.steps == [(3, 10)])
    assert not owner.results
    go_on.set()
    qtbot.waitUntil(lambda: owner.results == ["whole"])
    assert owner.steps[-1] == (10, 10)
    assert owner.threads == {threading.get_ident()}


def test_cancelled_work_stops_where_it_can(worker: Tasks, owner: Owner, qtbot: QtBot) -> None:
    began = threading.Event()

    def endless(progress: Progress) -> None:
        began.set()
        while True:
            progress.check()

    task = worker.run(endless, owner.on_done, owner.on_error, owner)
    assert began.wait(10)
    task.cancel()
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert isinstance(owner.errors[0], Cancelled)


def test_work_cancelled_while_it_waits_is_never_begun(
    worker: Tasks, owner: Owner, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    worker.run(lambda progress: go_on.wait(10), None, None, owner)
    begun: list[bool] = []
    task = worker.run(lambda progress: begun.append(True), owner.on_done, owner.on_error, owner)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert not begun


def test_a_result_for_a_closed_window_is_dropped(worker: Tasks, owner: Owner, qtbot: QtBot) -> None:
    window = QWidget()
    go_on = threading.Event()

    def work(progress: Progress) -> str:
        assert go_on.wait(10)
        return "late"

    worker.run(work, window.setWindowTitle, owner.on_error, window)
    delete(window)
    go_on.set()
    worker.run(lambda progress: "next", owner.on_done, owner.on_error, owner)
    qtbot.waitUntil(lambda: owner.results == ["next"])
    assert not owner.errors


def test_work_that_tells_its_progress_ends_with_its_window(
    worker: Tasks, owner: Owner, qtbot: QtBot
) -> None:
    window = QWidget()
    ended = threading.Event()

    def endless(progress: Progress) -> None:
        try:
            while True:
                progress.tell(0, 1)
                progress.check()
        finally:
            ended.set()

    worker.run(endless, None, None, window, on_progress=owner.on_progress)
    qtbot.waitUntil(lambda: bool(owner.steps))
    delete(window)
    qtbot.waitUntil(ended.is_set)


def test_stopping_waits_for_work_under_way_and_drops_the_rest(owner: Owner, qtbot: QtBot) -> None:
    threads: list[int] = []
    done: list[str] = []
    tasks = Tasks(at_end=lambda: threads.append(threading.get_ident()))
    began = threading.Event()

    def first(progress: Progress) -> None:
        threads.append(threading.get_ident())
        began.set()
        while not progress.cancelled():
            pass
        done.append("first")

    tasks.run(first, owner.on_done, owner.on_error, owner)
    tasks.run(lambda progress: done.append("second"), owner.on_done, owner.on_error, owner)
    assert began.wait(10)
    tasks.stop()
    qtbot.wait(20)
    assert done == ["first"]
    assert threads[0] == threads[1], "what the worker opened is closed on the worker"
    assert not owner.results
    assert not owner.errors
