"""Somebody who plans a meeting on a real screen and opens its message in the mail program.

`python -m tests.e2e.mailing FILE`; a helper of `test_wizard_mail`.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner.gui import theme
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.tasks import Tasks
from planner.gui.wizard.planned import PlannedPage
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.gui.wizard.steps import OUTCOME, STATEMENT, WHY, newest


def main(file: Path) -> None:
    application = QApplication([])
    QLocale.setDefault(QLocale("en_GB"))
    theme.start(application, "light")
    clock = Clock()
    with Store.open(file, None, clock=clock) as store:
        tasks = Tasks(at_end=store.release)
        window = MainWindow(store, tasks, ChangeRelay(store), clock)
        window.show()
        window.plan(PlanRequest(people=tuple(store.people.find("Lotte", 1))))
        wizard = newest(window)
        wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
        while wizard.plan.step < Step.WHEN:
            wizard.go_on()
        wizard.plan.edit(starts_at=datetime(2026, 10, 20, 14, 30, tzinfo=UTC), zone="UTC")
        wizard.show_step(Step.WHEN)
        wizard.go_on()
        page = wizard.findChild(PlannedPage)
        assert page is not None
        QTest.keyClick(page.mail, Qt.Key.Key_Space)
        print(wizard.why_not.text(), flush=True)
        tasks.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
