"""Objectives rest, end, go and come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.objectives import AskStatus, ObjectiveStatus
from planner.domain.people import Standing
from planner.gui.main_window import MainWindow
from planner.gui.objectives.ending_dialog import EndingDialog
from planner.gui.objectives.page import ObjectivesPage
from planner.store import Store
from tests.conftest import Clock
from tests.gui.objectives_page.hands import (
    CLEAR,
    entry,
    goal,
    resting,
    shown,
)
from tests.samples import ME, PURPOSE, add, planned


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
