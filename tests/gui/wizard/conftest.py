"""Somebody to meet, and the way into the wizard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.people import Fact, FactKind
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.wizard.dialog import Wizard
from planner.store import Store
from tests.gui.wizard.steps import newest
from tests.samples import add, email


@pytest.fixture
def lotte(store: Store) -> int:
    return add(
        store,
        "Lotte de Wit",
        given="Lotte",
        family="de Wit",
        zone="Europe/Amsterdam",
        points=(email("lotte@delta.example"),),
        facts=(
            Fact(kind=FactKind.NEEDS, text="Clean leak recordings for her graduates"),
            Fact(kind=FactKind.INTEREST, text="Rebuilding a folkboat"),
        ),
    )


@pytest.fixture
def open_wizard(window: MainWindow, qtbot: QtBot) -> Callable[..., Wizard]:
    """Open the wizard from the main window, as it is asked for there."""

    def open_(**request: object) -> Wizard:
        window.plan(PlanRequest(**request))  # type: ignore[arg-type]
        wizard = newest(window)
        wizard.activateWindow()
        qtbot.waitUntil(wizard.isActiveWindow)
        return wizard

    return open_
