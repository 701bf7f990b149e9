from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.changes import Changes
from planner.domain.people import Person
from planner.gui.change_relay import ChangeRelay
from planner.store import Store


@pytest.fixture
def told(relay: ChangeRelay) -> list[tuple[Changes, int]]:
    """What the relay said, and on which thread."""
    told: list[tuple[Changes, int]] = []
    relay.changed.connect(lambda changes: told.append((changes, threading.get_ident())))
    return told


def test_a_change_of_this_thread_arrives_after_it_is_made(
    store: Store, told: list[tuple[Changes, int]], qtbot: QtBot
) -> None:
    person = store.people.add(Person(display_name="Lotte de Wit"))
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert person.id in told[0][0].people


def test_a_change_of_another_thread_arrives_on_this_one(
    store: Store, told: list[tuple[Changes, int]], qtbot: QtBot
) -> None:
    writer = threading.Thread(target=store.people.add, args=(Person(display_name="Kenji Mori"),))
    writer.start()
    qtbot.waitUntil(lambda: bool(told))
    writer.join()
    assert told[0][1] == threading.get_ident()


def test_a_burst_arrives_merged_and_whole(
    store: Store, told: list[tuple[Changes, int]], qtbot: QtBot
) -> None:
    people = {store.people.add(Person(display_name=f"Person {n}")).id for n in range(30)}
    store.settings.set("a", 1)
    qtbot.waitUntil(lambda: bool(told))
    changes = Changes()
    for part, _ in told:
        changes |= part
    assert changes.people == people
    assert changes.settings
    assert len(told) == 1
