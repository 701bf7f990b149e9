"""The pane of one person over a real store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction
from planner.gui.change_relay import ChangeRelay
from planner.gui.graph import Graph
from planner.gui.page import Desk
from planner.gui.people.detail.pane import PersonPane
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.conftest import Clock
from tests.gui.person_pane.people import LOTTE, promise, talk


@pytest.fixture
def desk(store: Store, tasks: Tasks, clock: Clock) -> Desk:
    return Desk(store, tasks, clock, Graph(store, tasks))


@pytest.fixture
def pane(desk: Desk, relay: ChangeRelay, qtbot: QtBot) -> Iterator[PersonPane]:
    pane = PersonPane(desk)
    relay.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.resize(520, 1400)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    yield pane
    pane.show_person(None)


@pytest.fixture
def lotte(store: Store, pane: PersonPane) -> int:
    """Somebody with something of everything, shown."""
    lotte = store.people.add(LOTTE).id
    promise(store, lotte, "The frost report", Direction.I_OWE, "2026-10-16")
    promise(store, lotte, "A name at the pipe lab", Direction.THEY_OWE, "2026-10-19")
    talk(store, lotte, "Call. She still sails.", 2)
    pane.show_person(lotte)
    return lotte
