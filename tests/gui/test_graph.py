from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.people import Acquaintance
from planner.gui.change_relay import ChangeRelay
from planner.gui.graph import Graph
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.samples import ME, add


@pytest.fixture
def graph(store: Store, tasks: Tasks, relay: ChangeRelay, qtbot: QtBot) -> Graph:
    graph = Graph(store, tasks, relay)
    relay.changed.connect(graph.apply)
    return graph


def acquaint(store: Store, a: int, b: int) -> None:
    store.people.acquaint(Acquaintance(a=a, b=b))


def test_who_knows_whom_comes_once_somebody_asks_for_it(
    store: Store, graph: Graph, qtbot: QtBot
) -> None:
    lotte = add(store, "Lotte")
    acquaint(store, ME, lotte)
    with qtbot.assertNotEmitted(graph.ready, wait=600):
        pass
    with qtbot.waitSignal(graph.ready):
        assert graph.now() is None
        assert graph.now() is None
    known = graph.now()
    assert known is not None
    assert known.best(ME, lotte)


def test_several_changes_bring_one_newer_graph(store: Store, graph: Graph, qtbot: QtBot) -> None:
    with qtbot.waitSignal(graph.ready):
        graph.now()
    came = []
    graph.ready.connect(lambda: came.append(graph.now()))
    people = [add(store, name) for name in ("Lotte", "Priya", "Ida")]
    for a, b in zip([ME, *people], people, strict=False):
        acquaint(store, a, b)
        qtbot.wait(20)
    qtbot.waitUntil(lambda: bool(came))
    qtbot.wait(600)
    (newer,) = came
    assert newer is not None
    (way,) = newer.best(ME, people[-1])
    assert way.people == (ME, *people)
