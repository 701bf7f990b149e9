"""Who is met, what stands open with them, and why it is them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Feeling, PurposeKind
from planner.domain.objectives import Ask, AskKind, Objective
from planner.gui.main_window import MainWindow
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.who import WhoPage
from planner.gui.wizard.why import WhyPage
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import (
    go_on,
    on,
)
from tests.samples import add, planned

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_somebody_new_is_named_by_keyboard(
    open_wizard: Callable[..., Wizard], store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    wizard = open_wizard()
    page = on(wizard, WhoPage)
    assert not wizard.next.isEnabled()
    page.choose(add(store, "Petra Novak"))
    assert wizard.windowTitle() == "Plan a meeting with Petra Novak"
    page._on_wished("Ingrid Solberg")
    assert len(page.cards) == 2
    assert wizard.windowTitle() == "Plan a meeting with Petra Novak and Ingrid Solberg"
    go_on(wizard)
    assert wizard.plan.step is Step.WHY


def test_the_card_says_what_stands_open_both_ways_and_cares(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    def owe(text: str, due: str, direction: Direction) -> None:
        store.followups.add(FollowUp(person=lotte, text=text, due=due, direction=direction))

    owe("The frost report", "2026-10-11", Direction.I_OWE)
    owe("A name at the pipe lab", "2026-10-19", Direction.THEY_OWE)
    wizard = open_wizard(people=(lotte,))
    QTest.keyClick(wizard, Key.Key_1, Mod.AltModifier)
    page = on(wizard, WhoPage)
    said = [one.text() for one in page.cards[lotte].findChildren(QWidget) if hasattr(one, "text")]
    assert "You owe Lotte: The frost report (was due Sun 11 Oct)" in said
    assert "Lotte owes you: A name at the pipe lab (by Mon 19 Oct)" in said
    assert any("Bring it first" in line for line in said)
    assert any("Give first" in line for line in said)


def test_three_draining_talks_are_asked_about(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    for day in (1, 2, 3):
        met = planned(store, lotte, starts_at=datetime(2026, 10, day, 9, 0, tzinfo=UTC))
        store.meetings.hold(met.id, "Budget", felt=Feeling.DRAINED)
    wizard = open_wizard(people=(lotte,))
    QTest.keyClick(wizard, Key.Key_1, Mod.AltModifier)
    page = on(wizard, WhoPage)
    said = [one.text() for one in page.cards[lotte].findChildren(QWidget) if hasattr(one, "text")]
    assert any("What would make this one lighter" in line for line in said)


def test_reasons_from_the_records_fill_the_why(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    store.followups.add(FollowUp(person=lotte, text="The frost report", direction=Direction.I_OWE))
    wizard = open_wizard(people=(lotte,))
    page = on(wizard, WhyPage)
    page.rows[0].use.click()
    assert "the frost report" in wizard.plan.purpose.why
    assert wizard.plan.purpose.kind is PurposeKind.GIVE
    assert page.kinds.chips[PurposeKind.GIVE].isChecked()


def test_the_card_tells_of_the_meeting_that_is_planned_anyway_and_of_the_ask_it_is_a_name_for(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    planned(store, lotte, starts_at=datetime(2026, 10, 16, 12, 30, tzinfo=UTC), zone="UTC")
    kept = store.objectives.add(
        Objective(
            title="A pilot", asks=(Ask(objective=0, kind=AskKind.ADVICE, text="Read the offer"),)
        )
    )
    store.objectives.set_name(kept.asks[0].id, 1, lotte)
    wizard = open_wizard(people=(lotte,))
    QTest.keyClick(wizard, Key.Key_1, Mod.AltModifier)
    card = on(wizard, WhoPage).cards[lotte]
    said = [one.text() for one in card.findChildren(QWidget) if hasattr(one, "text")]
    assert "You meet Lotte anyway: Fri 16 Oct, 12:30" in said
    assert "One of the names for: Read the offer" in said
