"""Pictures of the windows, on the demo network: `python3 dev.py shots [FOLDER]`.

The clock is held at 13 October 2026, 13:50 in Amsterdam, as in the mockups. Each page is taken at
1440x900 and 1024x640 (less the title bar, which is the system's), light and dark, at 100 and 150 %;
then in German, and empty.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from planner import assets
from planner.exchange import importing
from planner.gui import theme, translation
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.tasks import Tasks
from planner.gui.widgets.focus_ring import FocusRing
from planner.gui.wizard.dialog import Wizard
from planner.planning import Step
from planner.store import Store

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
TITLE_BAR = 36
SIZES = ((1440, 900), (1024, 640))
MODES = ("light", "dark")
SCALES = (1.0, 1.5)
LOTTE, PILOT = "lotte-de-wit", 1
_SETTLED_MS = 700


class Studio:
    """One window over one file, and a folder for its pictures."""

    def __init__(self, application: QApplication, window: MainWindow, folder: Path) -> None:
        self.application, self.window, self.folder = application, window, folder

    def take(self, name: str, shown: QWidget | None = None) -> None:
        QTest.qWait(_SETTLED_MS)
        target = self.folder / f"{name}.png"
        (shown or self.window).grab().save(str(target))
        print(target)

    def everywhere(self, name: str, show: Callable[[], object]) -> None:
        """A page at every size, in every mode, at every scale."""
        for mode in MODES:
            for scale in SCALES:
                theme.choose(self.application, mode=mode, scale=scale)
                for width, height in SIZES:
                    self.window.resize(width, height - TITLE_BAR)
                    show()
                    self.take(f"{name}-{width}-{mode}-{round(scale * 100)}")

    def dialog(self, name: str, open_: Callable[[], object]) -> None:
        """A dialog that `open_` opens over the window, light and dark."""
        for mode in MODES:
            theme.choose(self.application, mode=mode, scale=1.0)
            open_()
            QTest.qWait(_SETTLED_MS)
            for shown in self.window.findChildren(QDialog):
                if shown.isVisible():
                    self.take(f"{name}-{mode}", shown)
                    shown.close()


@contextmanager
def studio(application: QApplication, folder: Path, *, demo: bool) -> Iterator[Studio]:
    with tempfile.TemporaryDirectory() as kept:
        store = Store.create(Path(kept) / "demo.planner", None, clock=lambda: NOW)
        if demo:
            network = assets.path("demo", "network.json")
            importing.import_files(store, [network], importing.Options(region="NL"), now=NOW)
        tasks = Tasks(at_end=store.release)
        window = MainWindow(store, tasks, ChangeRelay(store), lambda: NOW)
        window.show()
        window.look_after_the_file()
        try:
            yield Studio(application, window, folder)
        finally:
            tasks.stop()
            window.close()
            window.deleteLater()
            application.processEvents()
            store.close()


STATEMENT = (
    "Could you introduce me to one utility with fewer than 50,000 connections"
    " that has paid for a trial since 2024?"
)
VAGUE = "Would love to pick your brain about business development"


def _take_wizard(shots: Studio, lotte: int) -> None:
    """The six pages with the gate open, and Ask with the gate closed."""

    def open_(step: Step, statement: str, outcome: str) -> None:
        shots.window.plan(PlanRequest(people=(lotte,), ask=1))
        wizard = shots.window.findChildren(Wizard)[-1]
        why = "She knows who says yes at four utilities"
        wizard.plan.write(why=why, statement=statement, outcome=outcome)
        for _ in range(step - wizard.plan.step):
            wizard.go_on()
        wizard.go_to(step)

    closed = partial(open_, Step.ASK, VAGUE, "A good conversation")
    shots.dialog("wizard-closed", closed)
    outcome = "One name from Lotte, and the day she’ll write to them"
    for step in Step:
        shots.dialog(f"wizard-{step.name.lower()}", partial(open_, step, STATEMENT, outcome))


def main(arguments: list[str]) -> int:
    os.environ["TZ"] = "Europe/Amsterdam"
    time.tzset()
    folder = Path(arguments[0] if arguments else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["on-purpose"])
    QLocale.setDefault(QLocale("en_GB"))
    theme.start(application, "light", 1.0)
    FocusRing(application)
    with studio(application, folder, demo=True) as shots:
        window = shots.window
        lotte = window.store.people.id_of(LOTTE)
        shots.everywhere("today", lambda: window.show_page("today"))
        shots.everywhere("people", lambda: window.show_person(lotte))
        shots.everywhere("objective", lambda: window.show_objective(PILOT))
        theme.choose(application, mode="light", scale=1.0)
        window.resize(SIZES[0][0], SIZES[0][1] - TITLE_BAR)
        window.show_page("today")
        shots.dialog("palette", window.open_palette)
        shots.dialog("settings", window.open_settings)
        shots.dialog("about", window.open_about)
        shots.dialog("add-person", window.add_person)
        _take_wizard(shots, lotte)
    theme.choose(application, mode="light", scale=1.0)
    with studio(application, folder, demo=False) as shots:
        for page in ("today", "people", "objectives"):
            shots.window.resize(SIZES[0][0], SIZES[0][1] - TITLE_BAR)
            shots.window.show_page(page)
            shots.take(f"empty-{page}")
    QLocale.setDefault(QLocale("de_DE"))
    translation.install(application, "de")
    with studio(application, folder, demo=True) as shots:
        window = shots.window
        window.resize(SIZES[0][0], SIZES[0][1] - TITLE_BAR)
        for page in ("today", "people"):
            window.show_page(page)
            shots.take(f"german-{page}")
        window.show_objective(PILOT)
        shots.take("german-objective")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
