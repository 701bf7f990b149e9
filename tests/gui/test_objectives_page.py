"""The Objectives page over the real store: by keyboard, by mouse, and on a disk without room."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.objectives import Ask, AskKind, AskStatus, Name, Objective, ObjectiveStatus
from planner.domain.people import Acquaintance, Fact, FactKind, Standing
from planner.gui.main_window import MainWindow
from planner.gui.objectives.ask_cards import OpenAsk, RestingAsk
from planner.gui.objectives.ending_dialog import EndingDialog
from planner.gui.objectives.page import ObjectivesPage
from planner.gui.page import PlanRequest
from planner.gui.widgets.name_slot import PERSON, NameSlot
from planner.gui.widgets.person_picker import PersonPicker
from planner.store import Store
from tests.conftest import Clock
from tests.samples import ME, PURPOSE, add, planned

VAGUE = "Get some feedback on our pricing"
CLEAR = "An introduction to one baker in Utrecht who has switched to solar ovens"


def goal(store: Store, *texts: str, by: str = "", done_when: str = "") -> Objective:
    asks = tuple(Ask(objective=0, kind=AskKind.FEEDBACK, text=text) for text in texts)
    made = Objective(title="Bake with the sun", by=by, done_when=done_when, asks=asks)
    return store.objectives.add(made)


@pytest.fixture
def page(window: MainWindow) -> ObjectivesPage:
    page = window.page("objectives")
    assert isinstance(page, ObjectivesPage)
    window.show_page("objectives")
    return page


def shown(page: ObjectivesPage, objective: Objective) -> ObjectivesPage:
    page.show_objective(objective.id)
    QTest.qWait(20)
    return page


def open_card(page: ObjectivesPage) -> OpenAsk:
    card = next(card for card in page.editor.cards.values() if isinstance(card, OpenAsk))
    return card


def resting(page: ObjectivesPage, ask: int) -> RestingAsk:
    card = page.editor.cards[ask]
    assert isinstance(card, RestingAsk)
    return card


def entry(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()


def settle(qtbot: QtBot, page: ObjectivesPage) -> None:
    """Until everything that was typed is kept and shown."""
    qtbot.waitUntil(lambda: not page.editor.saving.waiting)
    QTest.qWait(80)


# The list


def test_without_objectives_one_sentence_and_one_button(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    assert page.list.empty.isVisible()
    QTest.keyClick(page.list.empty.button, Qt.Key.Key_Space)
    assert page.editor.header.title.hasFocus()
    QTest.keyClicks(page.editor.header.title, "Bake with the sun")
    settle(qtbot, page)
    (kept,) = store.objectives.all()
    assert kept.title == "Bake with the sun"
    assert page.objective == kept.id
    assert page.window().windowTitle() == "Bake with the sun – On Purpose"


def test_objectives_stand_in_their_groups(page: ObjectivesPage, store: Store) -> None:
    goal(store, by="2026-12-15", done_when="The first loaf is sold")
    paused = store.objectives.add(Objective(title="Learn to glaze"))
    store.objectives.pause(paused.id)
    store.objectives.add(Objective(title="Old oven", status=ObjectiveStatus.ACHIEVED))
    QTest.qWait(80)
    names = [card.accessibleName() for card in page.list.cards]
    assert names == [
        "Bake with the sun, by 15 December, The first loaf is sold",
        "Learn to glaze",
        "Old oven, Achieved",
    ]


def test_the_list_goes_by_keyboard(page: ObjectivesPage, store: Store) -> None:
    goal(store)
    second = store.objectives.add(Objective(title="Learn to glaze"))
    QTest.qWait(80)
    page.list.focus_first()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Down)
    QTest.keyClick(page.list.cards[1], Qt.Key.Key_Return)
    assert page.objective == second.id
    QTest.keyClick(page.editor.header.back, Qt.Key.Key_Space)
    assert page.objective is None
    assert page.list.cards[1].hasFocus()


# Header


def test_what_is_typed_keeps_itself_and_is_one_undo(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    objective = goal(store)
    header = shown(page, objective).editor.header
    header.why.setFocus()
    QTest.keyClicks(header.why, "Bread ")
    settle(qtbot, page)
    QTest.keyClicks(header.why, "needs heat.")
    header.done.setFocus()  # leaving keeps at once
    assert store.objectives.get(objective.id).why == "Bread needs heat."
    store.history.undo()
    assert store.objectives.get(objective.id).why == ""
    QTest.qWait(80)
    assert header.why.text() == ""


def test_a_day_is_typed_in_words(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store)
    by = shown(page, objective).editor.header.by
    QTest.keyClick(by.face, Qt.Key.Key_Return)
    QTest.keyClicks(by.field, "end of November")
    QTest.keyClick(by.field, Qt.Key.Key_Return)
    assert store.objectives.get(objective.id).by == "2026-11-30"
    assert by.face.text() == "30 Nov 2026"
    by.start()
    by.field.setText("when pigs fly")
    QTest.keyClick(by.field, Qt.Key.Key_Return)
    assert by.field.text() == "when pigs fly"
    assert by.wrong.isVisible()
    QTest.keyClick(by.field, Qt.Key.Key_Escape)
    assert store.objectives.get(objective.id).by == "2026-11-30"


def test_a_title_cannot_be_empty_and_comes_back(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    objective = goal(store)
    header = shown(page, objective).editor.header
    header.title.setFocus()
    header.title.put("")
    qtbot.waitUntil(header.wrong.isVisible)
    assert header.wrong.text() == "An objective needs a title; nothing was kept."
    page.show_all()
    assert store.objectives.get(objective.id).title == "Bake with the sun"


def test_a_new_objective_without_a_title_is_not_lost(page: ObjectivesPage, store: Store) -> None:
    page.write_new()
    page.editor.header.why.setFocus()
    QTest.keyClicks(page.editor.header.why, "Bread needs heat.")
    page.show_all()
    (kept,) = store.objectives.all()
    assert (kept.title, kept.why) == ("Without a title yet", "Bread needs heat.")


def test_a_new_objective_left_empty_is_none(page: ObjectivesPage, store: Store) -> None:
    page.write_new()
    page.show_all()
    assert store.objectives.all() == []


# Asks


def test_an_ask_is_added_and_typed_under_the_gate(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    objective = goal(store)
    editor = shown(page, objective).editor
    assert editor.empty.isVisible()
    QTest.keyClick(editor.empty.button, Qt.Key.Key_Space)
    card = open_card(page)
    assert card.editor.hasFocus()
    QTest.keyClicks(card.editor, VAGUE)
    assert card.head.chip.accessibleName() == "Still too open"
    qtbot.waitUntil(card.hints.isVisible)
    assert any("some feedback" in sentence for sentence in card.hints.sentences())
    settle(qtbot, page)
    (ask,) = store.objectives.get(objective.id).asks
    assert ask.text == VAGUE
    assert open_card(page) is card
    card.editor.put(CLEAR)
    assert card.head.chip.accessibleName() == "Ready to ask"
    assert not card.hints.isVisible()
    assert not card.beginning.isVisible()
    QTest.keyClick(card.editor, Qt.Key.Key_Escape)
    assert store.objectives.ask(ask.id).text == CLEAR
    assert resting(page, ask.id).full
    assert resting(page, ask.id).hasFocus()
    store.history.undo()
    assert store.objectives.get(objective.id).asks == ()


def test_an_ask_left_empty_is_none(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store, CLEAR)
    editor = shown(page, objective).editor
    editor.add.click()
    QTest.keyClick(open_card(page).editor, Qt.Key.Key_Escape)
    assert len(store.objectives.get(objective.id).asks) == 1
    assert len(editor.cards) == 1


def test_one_ask_is_open_at_a_time(page: ObjectivesPage, store: Store, qtbot: QtBot) -> None:
    objective = goal(store, VAGUE, CLEAR)
    vague, clear = objective.asks
    shown(page, objective)
    assert page.editor.open_ask == vague.id
    QTest.keyClicks(open_card(page).editor, " please")
    QTest.mouseClick(resting(page, clear.id).text, Qt.MouseButton.LeftButton)
    assert page.editor.open_ask == clear.id
    assert open_card(page).ask.id == clear.id
    assert store.objectives.ask(vague.id).text.startswith(VAGUE)
    assert "please" in store.objectives.ask(vague.id).text
    QTest.keyClick(resting(page, vague.id), Qt.Key.Key_Return)
    assert page.editor.open_ask == vague.id


def test_a_sentence_to_start_from_is_taken_over(
    page: ObjectivesPage, store: Store, qtbot: QtBot
) -> None:
    objective = goal(store, VAGUE)
    card = open_card(shown(page, objective))
    QTest.keyClick(card.beginning.use, Qt.Key.Key_Space)
    assert card.editor.text() in card.beginning.label.text()
    assert card.editor.textCursor().selectedText().startswith("⟨")
    card.editor.undo()
    assert card.editor.text() == VAGUE


def test_kind_day_order_and_bin(page: ObjectivesPage, store: Store, window: MainWindow) -> None:
    objective = goal(store, VAGUE, CLEAR)
    first, second = objective.asks
    card = open_card(shown(page, objective))
    card.head.kind.chosen.emit(AskKind.DECISION)
    assert store.objectives.ask(first.id).kind is AskKind.DECISION
    day = card.head.day
    assert day is not None
    day.start()
    day.field.setText("6 November")
    QTest.keyClick(day.field, Qt.Key.Key_Return)
    assert store.objectives.ask(first.id).by == "2026-11-06"
    QTest.qWait(80)
    entry(card.menu(), "Move down")
    assert [one.id for one in store.objectives.get(objective.id).asks] == [second.id, first.id]
    QTest.qWait(80)
    entry(resting(page, second.id).menu(), "Delete this ask")
    assert [one.id for one in store.objectives.get(objective.id).asks] == [first.id]
    assert window.undo_bar.isVisible()
    window.undo_bar.button.click()
    assert len(store.objectives.get(objective.id).asks) == 2


def test_undo_reaches_the_open_ask(page: ObjectivesPage, store: Store, qtbot: QtBot) -> None:
    objective = goal(store, VAGUE)
    card = open_card(shown(page, objective))
    store.objectives.edit_ask(objective.asks[0].id, text=CLEAR)
    qtbot.waitUntil(lambda: card.editor.text() == CLEAR)
    store.history.undo()
    qtbot.waitUntil(lambda: card.editor.text() == VAGUE)


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


# Ending


def test_pausing_and_resuming_are_undone(
    page: ObjectivesPage, store: Store, window: MainWindow
) -> None:
    objective = goal(store, CLEAR)
    header = shown(page, objective).editor.header
    entry(header.menu(), "Pause it")
    assert store.objectives.get(objective.id).status is ObjectiveStatus.PAUSED
    QTest.qWait(80)
    assert header.state.accessibleName() == "Paused"
    window.undo_bar.button.click()
    assert store.objectives.get(objective.id).status is ObjectiveStatus.ACTIVE


def test_ending_lists_what_becomes_needless(
    page: ObjectivesPage, store: Store, window: MainWindow, clock: Clock
) -> None:
    objective = goal(store, CLEAR)
    daniel = add(store, "Daniel Okafor")
    purpose = replace(PURPOSE, ask=objective.asks[0].id)
    meeting = planned(store, daniel, purpose=purpose, starts_at=clock.now + timedelta(days=2))
    ingrid = add(store, "Ingrid Solberg", standing=Standing.WISHED)
    wanted = store.introductions.add(
        Introduction(connector=daniel, source=ME, target=ingrid, ask=objective.asks[0].id)
    )
    store.introductions.save(replace(wanted, status=IntroductionStatus.ASKED))
    header = shown(page, objective).editor.header
    entry(header.menu(), "It is achieved")
    (dialog,) = window.findChildren(EndingDialog)
    assert store.objectives.get(objective.id).status is ObjectiveStatus.ACTIVE
    first, second = dialog.rows
    assert first.tick.accessibleName().startswith("The meeting with Daniel Okafor: ")
    said = "The introduction to Ingrid Solberg through Daniel Okafor"
    assert second.tick.accessibleName() == said
    assert first.tick.isChecked()
    second.tick.setChecked(False)
    assert second.copy is not None
    second.copy.click()
    assert QGuiApplication.clipboard().text().startswith("Hello Daniel,")
    dialog.agree.click()
    assert store.objectives.get(objective.id).status is ObjectiveStatus.ACHIEVED
    assert store.meetings.get(meeting.id).status == "cancelled"
    assert store.introductions.get(wanted.id).status is IntroductionStatus.ASKED
    window.undo_bar.button.click()
    assert store.objectives.get(objective.id).status is ObjectiveStatus.ACTIVE
    assert store.meetings.get(meeting.id).status == "planned"


def test_an_ask_that_needs_nothing_ends_at_once(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store, CLEAR)
    ask = objective.asks[0].id
    entry(resting(shown(page, objective), ask).menu(), "It was granted")
    assert store.objectives.ask(ask).status is AskStatus.GRANTED
    QTest.qWait(80)
    assert "Granted" in resting(page, ask).accessibleName()


def test_deleting_goes_back_to_the_list_and_undo_brings_it_back(
    page: ObjectivesPage, store: Store, window: MainWindow
) -> None:
    objective = goal(store, CLEAR)
    entry(shown(page, objective).editor.header.menu(), "Delete this objective")
    assert page.objective is None
    assert store.objectives.all() == []
    window.undo_bar.button.click()
    assert store.objectives.get(objective.id).title == objective.title
    QTest.qWait(80)
    assert len(page.list.cards) == 1


# Bad days


@contextlib.contextmanager
def no_room(store: Store) -> Iterator[None]:
    """The file cannot grow."""
    full = store._db.value("PRAGMA page_count")
    store._db.value(f"PRAGMA max_page_count = {full}")
    try:
        yield
    finally:
        store._db.value("PRAGMA max_page_count = 1073741823")


def test_on_a_full_disk_the_text_stays_and_can_be_kept_later(
    page: ObjectivesPage, store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    objective = goal(store, VAGUE)
    other = store.objectives.add(Objective(title="Learn to glaze"))
    card = open_card(shown(page, objective))
    long = "Which of these pages would you cross out? " * 400
    with no_room(store):
        card.editor.put(long)
        saved = page.editor.header.saved
        qtbot.waitUntil(saved.button.isVisible)
        assert saved.label.text() == "Not saved yet"
        assert "full" in window.status.label.text().casefold()
        page.show_objective(other.id)
        page.show_all()
        assert page.objective == objective.id
        assert open_card(page).editor.text() == long
    saved.button.click()
    assert store.objectives.ask(objective.asks[0].id).text == long
    assert saved.label.text() == "Saved"


HOSTILE = ["<b>bold</b><img src=x>", "x" * 2000, "אבג דהו", "🦊‍🦊 \u202e", "a & b %s {what}"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_shows_as_it_is(
    page: ObjectivesPage, store: Store, text: str, qtbot: QtBot
) -> None:
    objective = store.objectives.add(
        Objective(
            title=text,
            why=text,
            done_when=text,
            asks=(Ask(objective=0, kind=AskKind.ADVICE, text=text),) * 2,
        )
    )
    person = add(store, text, facts=(Fact(kind=FactKind.CAN_HELP_WITH, text=text),))
    for ask in objective.asks:
        store.objectives.save_ask(
            Ask(
                id=ask.id,
                objective=objective.id,
                kind=ask.kind,
                text=text,
                names=(Name(person=person, rank=1, why=text),),
            )
        )
    QTest.qWait(80)
    page.list.grab()
    shown(page, objective)
    QTest.qWait(100)
    page.grab()
    assert page.editor.header.title.text() == text
    assert page.width() <= page.window().width()
    entry(page.editor.header.menu(), "Pause it")
    assert store.objectives.get(objective.id).status is ObjectiveStatus.PAUSED


def test_what_was_shown_is_shown_again(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store, CLEAR, VAGUE)
    shown(page, objective)
    kept = json.loads(json.dumps(page.kept_state()))
    page.show_all()
    page.take_state(kept)
    assert page.objective == objective.id
    store.objectives.delete(objective.id)
    QTest.qWait(80)
    page.take_state(kept)
    assert page.objective is None


def test_everything_that_takes_the_focus_has_a_name(page: ObjectivesPage, store: Store) -> None:
    objective = goal(store, CLEAR, VAGUE)
    daniel = add(store, "Daniel Okafor")
    store.objectives.add_name(objective.asks[0].id, daniel)
    shown(page, objective)
    nameless = [
        widget
        for widget in page.editor.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert not nameless
