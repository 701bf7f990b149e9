"""A disk without room, hostile texts, and coming back to what was shown."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.domain.objectives import Ask, AskKind, Name, Objective, ObjectiveStatus
from planner.domain.people import Fact, FactKind
from planner.gui.main_window import MainWindow
from planner.gui.objectives.page import ObjectivesPage
from planner.store import Store
from tests.gui.objectives_page.hands import (
    CLEAR,
    VAGUE,
    entry,
    goal,
    open_card,
    shown,
)
from tests.samples import add


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
