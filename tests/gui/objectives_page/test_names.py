"""Three names for each ask, and who could help."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.domain.objectives import Ask, AskKind, Objective
from planner.domain.people import Acquaintance, Fact, FactKind, Standing
from planner.gui.main_window import MainWindow
from planner.gui.objectives.page import ObjectivesPage
from planner.gui.page import PlanRequest
from planner.gui.widgets.name_slot import PERSON, NameSlot
from planner.gui.widgets.person_picker import PersonPicker
from planner.store import Store
from tests.conftest import Clock
from tests.gui.objectives_page.hands import (
    CLEAR,
    goal,
    open_card,
    resting,
    shown,
)
from tests.samples import ME, PURPOSE, add, planned

# Names


def picker(card: QWidget) -> PersonPicker:
    found = [one for one in card.findChildren(PersonPicker) if one.isVisible()]
    assert found
    return found[-1]


def test_names_are_found_as_they_are_typed(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store, CLEAR)
    ask = objective.asks[0].id
    lotte = add(store, "Lotte de Wit")
    add(store, "Daniel Okafor")
    card = resting(shown(page, objective), ask)
    QTest.keyClick(card.slots.slots[1], Qt.Key.Key_Return)
    chooser = picker(card)
    QTest.keyClicks(chooser.field, "lott")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert store.objectives.ask(ask).names[0].person == lotte
    assert store.objectives.ask(ask).names[0].rank == 2
    QTest.qWait(80)
    assert resting(page, ask).slots.slots[1].accessibleName() == "Lotte de Wit, You know Lotte"


def test_who_named_somebody_by_keys_sees_where_they_are(
    page: ObjectivesPage, store: Store, window: MainWindow
) -> None:
    objective = goal(store, CLEAR)
    add(store, "Lotte de Wit")
    card = resting(shown(page, objective), objective.asks[0].id)
    card.setFocus()
    while not isinstance(window.focusWidget(), NameSlot):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    slot = window.focusWidget()
    assert isinstance(slot, NameSlot)
    QTest.keyClick(slot, Qt.Key.Key_Return)
    chooser = picker(card)
    QTest.keyClicks(chooser.field, "lott")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    QTest.qWait(80)
    assert window.focusWidget() is slot
    assert window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange), "the ring shows it"


def test_tab_goes_through_an_ask_and_then_to_who_could_help(
    page: ObjectivesPage, store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    objective = goal(store, CLEAR)
    helper = Fact(kind=FactKind.CAN_HELP_WITH, text="Solar ovens for bakers")
    add(store, "Hye-jin Noh", facts=(helper,))
    shown(page, objective)
    qtbot.waitUntil(lambda: bool(page.editor.side.rows))
    page.editor.add_ask()  # made after the helpers, and before them in the page
    card = open_card(page)
    card.slots.slots[2].setFocus()
    qtbot.waitUntil(lambda: bool(page.editor.side.rows) or card.isVisible())
    QTest.keyClick(window, Qt.Key.Key_Backtab)
    assert card.isAncestorOf(window.focusWidget())
    first, last = page.editor.cards[objective.asks[0].id], card
    order = _stops(window)
    places = [
        next(i for i, one in enumerate(order) if part is one or part.isAncestorOf(one))
        for part in (page.editor.add, first, last)
    ]
    assert places == sorted(places)
    helpers = [i for i, one in enumerate(order) if page.editor.side.isAncestorOf(one)]
    assert all(i > places[-1] for i in helpers)


def _stops(window: MainWindow) -> list[QWidget]:
    found, one = [], window.nextInFocusChain()
    while one is not None and one is not window:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(one)
        one = one.nextInFocusChain()
    return found


def test_a_name_nobody_has_becomes_somebody_wished_for(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store, CLEAR)
    ask = objective.asks[0].id
    card = resting(shown(page, objective), ask)
    card.slots.pick(1)
    chooser = picker(card)
    QTest.keyClicks(chooser.field, "Ingrid Solberg")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    (name,) = store.objectives.ask(ask).names
    person = store.people.get(name.person)
    assert (person.display_name, person.standing) == ("Ingrid Solberg", Standing.WISHED)
    store.history.undo()
    assert store.objectives.ask(ask).names == ()
    assert store.people.ids() == []


def named(store: Store, *names: str) -> tuple[Objective, list[int]]:
    objective = goal(store, CLEAR)
    people = [add(store, name) for name in names]
    for person in people:
        store.objectives.add_name(objective.asks[0].id, person)
    return store.objectives.get(objective.id), people


def order(store: Store, ask: int) -> dict[int, int]:
    return {name.rank: name.person for name in store.objectives.ask(ask).names}


def test_names_move_by_keyboard_and_are_taken_away(
    page: ObjectivesPage, store: Store, window: MainWindow
) -> None:
    objective, (lotte, daniel) = named(store, "Lotte de Wit", "Daniel Okafor")
    ask = objective.asks[0].id
    slots = resting(shown(page, objective), ask).slots.slots
    slots[0].setFocus()
    QTest.keyClick(slots[0], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert order(store, ask) == {1: daniel, 2: lotte}
    QTest.qWait(80)
    assert slots[1].hasFocus()
    QTest.keyClick(slots[1], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert order(store, ask) == {1: daniel, 3: lotte}
    QTest.qWait(80)
    QTest.keyClick(slots[0], Qt.Key.Key_Delete)
    assert order(store, ask) == {3: lotte}
    assert window.undo_bar.label.text() == "Took Daniel Okafor out of the names."
    window.undo_bar.button.click()
    assert order(store, ask) == {1: daniel, 3: lotte}


def drop(slot: NameSlot, **dragged: int) -> None:
    data = QMimeData()
    data.setData(PERSON, json.dumps({"ask": 0, "rank": 0} | dragged).encode())
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    slot.dropEvent(event)


def test_somebody_is_dropped_onto_a_place(page: ObjectivesPage, store: Store) -> None:
    objective, (lotte, daniel) = named(store, "Lotte de Wit", "Daniel Okafor")
    petra = add(store, "Petra Novak")
    other = store.objectives.add_ask(Ask(objective=objective.id, kind=AskKind.DECISION, text=CLEAR))
    ask = objective.asks[0].id
    slots = resting(shown(page, objective), ask).slots.slots
    drop(slots[2], person=petra)
    assert order(store, ask) == {1: lotte, 2: daniel, 3: petra}
    drop(slots[0], person=petra, ask=ask, rank=3)
    assert order(store, ask) == {1: petra, 2: daniel, 3: lotte}
    drop(resting(page, other.id).slots.slots[0], person=daniel, ask=ask, rank=2)
    assert order(store, ask) == {1: petra, 3: lotte}
    assert order(store, other.id) == {1: daniel}
    store.history.undo()
    assert order(store, ask) == {1: petra, 2: daniel, 3: lotte}


def test_ways_are_told_in_words(page: ObjectivesPage, store: Store, qtbot: QtBot) -> None:
    objective = goal(store, CLEAR)
    ask = objective.asks[0].id
    lotte = add(store, "Lotte de Wit")
    near = add(store, "Ingrid Solberg", standing=Standing.WISHED)
    far = add(store, "Beatriz Moura", standing=Standing.WISHED)
    store.people.acquaint(Acquaintance(a=ME, b=lotte, strength=3))
    store.people.acquaint(Acquaintance(a=lotte, b=near, strength=2))
    for person in (near, far):
        store.objectives.add_name(ask, person)
    slots = resting(shown(page, objective), ask).slots.slots
    qtbot.waitUntil(lambda: slots[0].accessibleName() == "Ingrid Solberg, Through Lotte")
    assert slots[1].accessibleName() == "Beatriz Moura, No way in yet"
    assert slots[2].accessibleName() == "Add a third name"


# The right pane


def test_who_could_help_and_why(page: ObjectivesPage, store: Store, qtbot: QtBot) -> None:
    objective = goal(store, CLEAR)
    ask = objective.asks[0].id
    marcus = add(
        store,
        "Marcus Thiele",
        facts=(Fact(kind=FactKind.CAN_HELP_WITH, text="Solar ovens, from the first sketch"),),
    )
    side = shown(page, objective).editor.side
    qtbot.waitUntil(lambda: bool(side.rows))
    (row,) = side.rows
    assert row.accessibleName() == "Marcus Thiele. Solar ovens, from the first sketch"
    QTest.keyClick(row.add, Qt.Key.Key_Space)
    assert order(store, ask) == {1: marcus}
    qtbot.waitUntil(lambda: not side.rows)


def test_meetings_for_it_open_where_they_are_planned(
    page: ObjectivesPage, store: Store, clock: Clock
) -> None:
    objective = goal(store, CLEAR)
    daniel = add(store, "Daniel Okafor")
    purpose = replace(PURPOSE, ask=objective.asks[0].id)
    meeting = planned(store, daniel, purpose=purpose, starts_at=clock.now + timedelta(hours=2))
    asked: list[PlanRequest] = []
    page.plan_requested.disconnect()
    page.plan_requested.connect(asked.append)
    (row,) = shown(page, objective).editor.side.meetings
    assert row.accessibleName().startswith("Daniel Okafor, Today at ")
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert asked == [PlanRequest(meeting=meeting.id)]


def test_a_narrow_window_has_the_pane_below(
    page: ObjectivesPage, store: Store, window: MainWindow
) -> None:
    objective = goal(store, CLEAR)
    shown(page, objective)
    window.resize(1440, 864)
    QTest.qWait(20)
    side, card = page.editor.side, resting(page, objective.asks[0].id)
    beside = side.mapTo(window, side.rect().topLeft())
    assert beside.x() > card.mapTo(window, card.rect().topRight()).x()
    window.resize(1000, 640)
    QTest.qWait(20)
    below = side.mapTo(window, side.rect().topLeft())
    assert below.y() > card.mapTo(window, card.rect().bottomLeft()).y()
