"""Asks are written under the gate, moved, ended and brought back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.objectives import AskKind
from planner.gui.main_window import MainWindow
from planner.gui.objectives.page import ObjectivesPage
from planner.store import Store
from tests.gui.objectives_page.hands import (
    CLEAR,
    VAGUE,
    entry,
    goal,
    open_card,
    resting,
    settle,
    shown,
)


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
