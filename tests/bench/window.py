"""The window's own figures, each measured in a process of its own: `python -m tests.bench.window`.

Processor time rather than the clock, as others use the machine as well; where a person would wait
for another process or the disk, that is said of the figure.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

UPDATES = 1_000_000
_QUERIES = ("a", "an", "ana", "mar", "novak", "son", "müller")
_ASKED = (
    "Could you introduce me to one utility with fewer than 50,000 connections that has paid for a"
    " trial since 2024, and tell me before Friday whom you would write to there?"
)
_REASON = "She has signed eleven sensor contracts and knows who says yes at four utilities."
_OUTCOME = "One name from her, and the day she’ll write to them"
_TYPED = " And a second one that hears its pipes in winter, as her own did, if she likes."
_STAY_MS = 400
_REST_S, _AFTER_S = 0.1, 2.0
"""The least time between what a person does; and an import is over for the windows when they have
shown it, some moments after."""


def empty() -> dict[str, float]:
    """A Qt window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1440, 864)
    window.show()
    while not window.windowHandle().isExposed():
        application.processEvents()
    application.processEvents()
    return {"cpu": time.process_time()}


def start(file: Path) -> dict[str, float]:
    """The program's window: its first picture, and its first page."""
    gc.disable()
    window, turn = _window(file)
    while not window._painted:
        turn()
    shell = time.process_time()
    while not window.stack.key:
        turn()
    turn()
    filled = time.process_time()
    import psutil  # type: ignore[import-untyped]

    return {"shell": shell, "cpu": filled, "mb": psutil.Process().memory_info().rss / 1e6}


def use(file: Path) -> dict[str, float]:
    """Typing into the search, opening people and objectives; the time until it is painted."""
    window, turn = _running(file)
    people = window.people

    def painted(work: Callable[..., object], *what: object) -> float:
        """What a person waits for; then all comes to rest, as nobody is so quick again."""
        begun = time.perf_counter()
        work(*what)
        turn()
        turn()
        taken = 1000 * (time.perf_counter() - begun)
        rested = time.perf_counter() + _REST_S
        while window._tasks.busy or time.perf_counter() < rested:
            turn()
            time.sleep(0.001)
        return taken

    # The least of three, as others use the machine as well; each query comes after another.
    tried = [[painted(people.search.setText, q) for q in _QUERIES] for _ in range(3)]
    keys = [min(times) for times in zip(*tried, strict=True)]
    people.search.setText("")
    ids = window.store.people.ids()[1:4000:200]
    opened = [painted(window.show_person, i) for i in ids]
    aims = [one.id for one in window.store.objectives.working_towards()][:5]
    window.show_objective(aims[0])
    turn()
    objectives = [painted(window.show_objective, i) for i in aims[1:] + aims * 3]
    return {"key": median(keys), "worst": max(keys), "person": median(opened),
            "objective": median(objectives)}  # fmt: skip


def wizard(file: Path) -> dict[str, float]:
    """The steps of planning a meeting, each after a moment at the one before, and typing under the
    gate; the time until it is painted. And the brief, once one was made."""
    from PySide6.QtTest import QTest

    from planner import papers
    from planner.gui.page import PlanRequest
    from planner.gui.wizard.ask import AskPage
    from planner.gui.wizard.dialog import Wizard
    from planner.planning import Step

    window, turn = _running(file)
    store = window.store

    def painted(work: Callable[..., object], *what: object) -> float:
        begun = time.perf_counter()
        work(*what)
        turn()
        return 1000 * (time.perf_counter() - begun)

    person = store.people.ids()[7]
    opened = painted(window.plan, PlanRequest(people=(person,)))
    dialog = window.findChild(Wizard)
    assert isinstance(dialog, Wizard)

    dialog.plan.write(statement=_ASKED, why=_REASON, outcome=_OUTCOME)
    steps: list[float] = []
    # From Why, where one begins with somebody chosen, on to When; then back to Who.
    for move in (*[dialog.go_on] * 4, *[dialog.go_back] * 5):
        QTest.qWait(_STAY_MS)
        steps.append(painted(move))
    assert dialog.plan.step is Step.WHO
    dialog.go_to(Step.ASK)
    QTest.qWait(_STAY_MS)
    page = dialog.page(Step.ASK)
    assert isinstance(page, AskPage)
    editor = page.statement.editor
    keys = [painted(QTest.keyClicks, editor, letter) for letter in _TYPED]
    dialog.keep()
    meeting = dialog.plan.meeting.id
    briefs = [
        _timed(lambda: papers.typeset("brief", papers.brief(store, meeting).data)) for _ in range(6)
    ]
    window._tasks.stop()
    return {"open": opened, "step": max(steps), "typical": median(steps), "key": median(keys),
            "brief": median(briefs[1:])}  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def gaps(file: Path, cards: Path) -> dict[str, float]:
    """The longest the event loop does not turn while cards are looked at and imported, as a person
    does it, and while the windows show what came of it."""
    from planner.gui.importer.dialog import ImportDialog

    window, turn = _running(file)
    window.import_files([cards])
    dialog = window.findChild(ImportDialog)
    turns: list[float] = []

    def watch(until: Callable[[], bool], after: float) -> None:
        last = end = time.perf_counter()
        while last < end + after or not until():
            turn()
            now = time.perf_counter()
            turns.append(1000 * (now - last))
            last = now
            end = end if until() else now
            time.sleep(0.001)

    watch(dialog.deed.isVisible, 0)
    looked = max(turns)
    dialog.deed.click()
    watch(dialog.undo.isVisible, _AFTER_S)
    window._tasks.stop()
    turns.sort()
    return {"worst": turns[-1], "looked": looked, "most": turns[int(len(turns) * 0.999)]}


def updates() -> dict[str, float]:
    """Labels set and models reset, until they are as many as some Qt bindings did not survive."""
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    label, model = QLabel(), QStringListModel()
    for number in range(UPDATES):
        label.setText(str(number))
        if number % 10 == 0:
            model.setStringList([str(number)])
        if number % 1000 == 0:
            application.processEvents()
    return {"done": UPDATES}


def _running(file: Path) -> tuple[Any, Callable[[], None]]:
    """The window on the page of people, in the state in which the program leaves it running."""
    from planner import app

    gc.disable()
    window, turn = _window(file)
    from planner.gui.beforehand import Beforehand
    from planner.gui.garbage import Garbage

    window.show_page("people")
    beforehand, brought = Beforehand(window._tasks, window), []
    beforehand.brought.connect(lambda: brought.append(True))
    beforehand.begin()
    while not brought:
        turn()
    sys.setswitchinterval(app._TURN_S)
    gc.freeze()
    Garbage(window._tasks, window)
    return window, turn


def _window(file: Path) -> tuple[Any, Callable[[], None]]:
    from planner.store import Store

    store = Store.open(file, os.environ.get("BENCH_KEY") or None)
    from PySide6.QtCore import QLocale
    from PySide6.QtWidgets import QApplication

    from planner.gui import theme
    from planner.gui.change_relay import ChangeRelay
    from planner.gui.main_window import MainWindow
    from planner.gui.tasks import Tasks
    from planner.gui.tokens import ARGUMENTS

    application = QApplication(list(ARGUMENTS))
    QLocale.setDefault(QLocale("en_GB"))
    theme.start(application, "light")
    window = MainWindow(
        store, Tasks(at_end=store.release), ChangeRelay(store), lambda: datetime.now(UTC)
    )
    window.show()
    return window, application.processEvents


def main(name: str, *arguments: str) -> None:
    measured = globals()[name](*map(Path, arguments))
    print(json.dumps(measured), flush=True)
    os._exit(0)  # a worker may still be reading


if __name__ == "__main__":
    main(*sys.argv[1:])
