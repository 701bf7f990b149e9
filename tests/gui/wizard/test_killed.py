"""kill -9 in the middle of each step: the draft is there, at that step, and at most the last
second of it is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.tasks import Tasks
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.gui.conftest import show
from tests.gui.wizard.steps import OUTCOME, STATEMENT, newest
from tests.gui.wizard.typist import GUESTS, text_at
from tests.samples import add

ROOT = Path(__file__).parents[3]
_TYPED_S = 2.0
_LOST_S = 1.0


def type_and_kill(file: Path, step: Step) -> list[tuple[float, str]]:
    """What stood there after each key until the typist was killed, with the time."""
    command = [sys.executable, "-m", "tests.gui.wizard.typist", str(file), str(int(step))]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    told: list[tuple[float, str]] = []
    typist = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with typist:
        assert typist.stdout
        assert typist.stderr
        try:
            for line in typist.stdout:
                at, text = json.loads(line)
                told.append((at, text))
                if at - told[0][0] > _TYPED_S:
                    break
        finally:
            typist.send_signal(signal.SIGKILL)
        problem = typist.stderr.read().decode()
    assert typist.returncode == -signal.SIGKILL, problem
    return told


@contextmanager
def reopened(file: Path, clock: Clock, qtbot: QtBot) -> Iterator[MainWindow]:
    with Store.open(file, None, clock=clock) as store:
        tasks = Tasks(at_end=store.release)
        window = MainWindow(store, tasks, ChangeRelay(store), clock)
        show(window, qtbot)
        try:
            yield window
        finally:
            window.close()
            tasks.stop()
            delete(window)  # what it still waits for must not start a worker again


@pytest.mark.parametrize("step", list(Step), ids=lambda step: step.name.lower())
def test_killed_while_typing_at(
    step: Step, store: Store, lotte: int, clock: Clock, qtbot: QtBot
) -> None:
    for guest in GUESTS:
        add(store, guest)
    file = store.path
    store.close()
    told = type_and_kill(file, step)
    with reopened(file, clock, qtbot) as window:
        (draft,), _ = window.store.meetings.drafts(5)
        window.plan(PlanRequest(meeting=draft.id))
        wizard = newest(window)
        try:
            assert wizard.plan.step is step
            there = text_at(wizard)
        finally:
            wizard.reject()
        safe = [text for at, text in told if at <= told[-1][0] - _LOST_S]
        assert there.startswith(safe[-1])
        assert told[-1][1].startswith(there)
        assert draft.purpose is not None
        assert (draft.purpose.statement, draft.purpose.outcome[:30]) == (STATEMENT, OUTCOME[:30])
        assert window.store.check().ok
