"""The composition root: opens the file, builds the window over it, runs it, and ends in order.

The store is imported before Qt, whose import hook reads the source of every module that comes
after it; and of the windows only what the first picture needs.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from planner import config
from planner.config import Profile
from planner.domain.errors import KeyProblem, LockedError, PlannerError, RuleError
from planner.opening import open_store
from planner.store import Store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from planner.gui.main_window import MainWindow

DONE, PROBLEM = 0, 1
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_TURN_S = 0.001
_SETTLING_MS = 200
"""What the first picture does not need comes so much later."""


class _Declined(Exception):
    """The person would rather not give the passphrase."""


def run(
    profile: Profile,
    *,
    passphrase_file: Path | None = None,
    no_encryption: bool = False,
    language: str | None = None,
) -> int:
    """Open the window over the profile, or raise the one that is open; 0, or 1 for a problem.

    `language` goes before the one the file's settings say, and that before the system's. A
    problem is shown in a window; RuleError only where there is no display to show one on.
    """
    _require_display()
    with _quick_under_the_fingers(), _ctrl_c_ends_it():
        return _start(profile, passphrase_file, no_encryption, language)


def _start(
    profile: Profile, passphrase_file: Path | None, no_encryption: bool, language: str | None
) -> int:
    from planner.gui import single_instance

    application = _application()
    if single_instance.raise_running(profile.file):
        return DONE
    _dress(application, language)
    with config.event_log(profile):
        try:
            store, told = _opened(profile, passphrase_file, no_encryption)
        except _Declined:
            return PROBLEM
        except LockedError as problem:
            # Another start was quicker, perhaps by less than its window needs to listen.
            return DONE if single_instance.raise_starting(profile.file) else _refused(problem)
        except PlannerError as problem:
            return _refused(problem)
        with store:
            _dress_as_kept(application, store, language)
            return _run_window(application, store, told, _now)


def run_demo(*, language: str | None = None) -> int:
    """Open the window on a throw-away file with the demo network; as `run`, otherwise.

    The file lies in a folder of its own, which goes with the window or with the process; it has no
    key. The clock in there begins on the demo's day.
    """
    _require_display()
    with _quick_under_the_fingers(), _ctrl_c_ends_it():
        from planner.demo import story, throwaway

        application = _application()
        _dress(application, language)
        clock = story.day_clock()
        try:
            with (
                throwaway.folder() as folder,
                Store.create(folder / "demo.planner", None, clock=clock) as store,
            ):
                story.fill(store)
                return _run_window(application, store, [], clock, throwaway=True)
        except PlannerError as problem:
            return _refused(problem)


def _require_display() -> None:
    if sys.platform not in ("win32", "darwin") and not any(map(os.environ.get, _DISPLAYS)):
        raise RuleError(
            "there is no display to open a window on; every command works without one, and this"
            " shows what it is like: planner demo --out DIR"
        )


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    from planner.gui.tokens import ARGUMENTS

    application = QApplication.instance() or QApplication(list(ARGUMENTS))
    assert isinstance(application, QApplication)
    # Not as its display name, which Qt would add to the title of every dialog behind a long dash.
    application.setApplicationName("On Purpose")
    return application


def _dress(application: QApplication, language: str | None) -> None:
    """How the windows look and speak as long as no file says otherwise."""
    from planner.gui import theme, translation
    from planner.gui.widgets.focus_ring import FocusRing

    translation.install(application, language or translation.of_the_system())
    theme.start(application)
    FocusRing(application)


def _dress_as_kept(application: QApplication, store: Store, language: str | None) -> None:
    from planner.gui import appearance, translation

    spoken = language or translation.of_the_system()
    wanted = language or translation.chosen(store) or spoken
    if wanted != spoken:
        translation.install(application, wanted)
    kept = appearance.kept(store)
    if kept != appearance.Appearance():
        appearance.show(application, kept)


def _opened(
    profile: Profile, passphrase_file: Path | None, no_encryption: bool
) -> tuple[Store, list[str]]:
    """The open file, and what opening it had to say. A wrong passphrase is asked for again."""
    remarks: list[str] = []
    told: list[str] = []
    asked = False

    def ask(question: str) -> str:
        from planner.gui.start_dialogs import PassphraseDialog

        nonlocal asked
        asked = True
        passphrase = PassphraseDialog(question, [*remarks, *told]).ask()
        remarks.clear()
        told.clear()
        if passphrase is None:
            raise _Declined
        return passphrase

    while True:
        try:
            store = open_store(
                profile,
                passphrase_file=passphrase_file,
                no_encryption=no_encryption,
                ask=ask,
                tell=told.append,
                read_only=_is_read_only(profile),
            )
        except KeyProblem as problem:
            from planner.gui import text

            if not asked:
                raise
            asked = False
            remarks[:] = [text.error(problem)]
        else:
            return store, told


def _is_read_only(profile: Profile) -> bool:
    """A file that is there but cannot be written, or not beside itself, is opened to look at."""
    file = profile.file
    return file.exists() and not all(os.access(p, os.W_OK) for p in (file, file.parent))


def _refused(problem: PlannerError) -> int:
    from planner.gui.start_dialogs import ProblemDialog

    ProblemDialog(problem).exec()
    return PROBLEM


def _run_window(
    application: QApplication,
    store: Store,
    told: list[str],
    clock: Callable[[], datetime],
    *,
    throwaway: bool = False,
) -> int:
    from PySide6.QtCore import QTimer
    from shiboken6 import delete

    from planner.gui.beforehand import Beforehand
    from planner.gui.change_relay import ChangeRelay
    from planner.gui.garbage import Garbage
    from planner.gui.main_window import MainWindow
    from planner.gui.single_instance import Doorbell
    from planner.gui.tasks import Tasks

    tasks = Tasks(at_end=store.release)
    window = MainWindow(store, tasks, ChangeRelay(store), clock, throwaway=throwaway)
    doorbell = Doorbell(store.path, window)
    doorbell.rung.connect(window.come_to_front)

    def after_the_first_picture() -> None:
        gc.freeze()
        Garbage(tasks, window)
        if not throwaway:  # which is never opened a second time, and leaves no socket when killed
            doorbell.listen()
        if told:
            from planner.gui.start_dialogs import ToldDialog

            window.open_dialog(ToldDialog(told, store.path.stem, window))
        window.look_after_the_file()
        if not store.read_only:
            Beforehand(tasks, window).begin()

    window.show()
    QTimer.singleShot(_SETTLING_MS, window, after_the_first_picture)
    try:
        with _faults_shown(window):
            return int(application.exec())
    finally:
        doorbell.close()
        tasks.stop()
        delete(window)  # now: what it still waits for must not ask a closed file


@contextlib.contextmanager
def _quick_under_the_fingers() -> Iterator[None]:
    """Look for no garbage before the window stands, as all that is made by then stays; and let the
    worker hold the interpreter only for short turns, or each query of the window waits for one."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        sys.setswitchinterval(before)


@contextlib.contextmanager
def _ctrl_c_ends_it() -> Iterator[None]:
    """Qt's loop would never look at it. What was acknowledged is kept, as after any kill."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _faults_shown(window: MainWindow) -> Iterator[None]:
    """An error that no slot caught is said in the window, and not printed with what it quotes."""
    before = sys.excepthook

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        window.show_problem(error)

    sys.excepthook = show
    try:
        yield
    finally:
        sys.excepthook = before


def _now() -> datetime:
    return datetime.now(UTC)
