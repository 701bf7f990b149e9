"""The step at the gate: hints, words to begin with, words pointed at, and the ask it serves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction
from planner.domain.objectives import Ask, AskKind, Objective
from planner.domain.people import Acquaintance
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.why import WhyPage
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import (
    OUTCOME,
    STATEMENT,
    VAGUE,
    WHY,
    go_on,
    newest,
    on,
    typed,
)
from tests.samples import add

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_hints_wait_for_a_pause_and_the_editor_never_moves(
    open_wizard: Callable[..., Wizard], lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(why=WHY)
    go_on(wizard)
    page = on(wizard, AskPage)
    QTest.qWait(50)
    before = page.statement.editor.mapTo(wizard, page.statement.editor.rect().topLeft())
    typed(wizard, VAGUE)
    assert page.statement.notes.sentences() == []
    qtbot.waitUntil(lambda: len(page.statement.notes.sentences()) == 2)
    page.statement.put(STATEMENT)
    assert not any("pick" in line for line in page.statement.notes.sentences())
    after = page.statement.editor.mapTo(wizard, page.statement.editor.rect().topLeft())
    assert before == after


def test_use_this_puts_a_sentence_in_with_its_blank_selected_and_the_gate_stays_closed(
    open_wizard: Callable[..., Wizard], lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(why=WHY, outcome=OUTCOME)
    go_on(wizard)
    page = on(wizard, AskPage)
    page.beginning.use.click()
    assert "⟨" in wizard.plan.purpose.statement
    assert page.statement.editor.textCursor().selectedText().startswith("⟨")
    assert not wizard.next.isEnabled()


def test_words_are_pointed_at_by_keyboard_and_the_appeal_is_kept_with_the_draft(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(why=WHY, outcome=OUTCOME, statement="Zwarbel the blue crates of Umbel")
    go_on(wizard)
    page = on(wizard, AskPage)
    assert not wizard.next.isEnabled()
    page.misread.link.click()
    assert page.statement.editor.pointing
    editor = page.statement.editor
    editor.select(0, 7)
    QTest.keyClick(editor, Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(one for one in menu.actions() if one.isEnabled())
    entry.trigger()
    menu.close()
    assert wizard.plan.appeals
    appeal = wizard.plan.appeals[0]
    QTest.keyClick(wizard, Key.Key_Escape)
    number = store.meetings.drafts(5)[0][0].id
    window.plan(PlanRequest(meeting=number))
    again = newest(window)
    assert again.plan.appeals == (appeal,)


def test_a_linked_ask_that_is_too_open_keeps_the_gate_closed_until_it_says_the_same(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    kept = store.objectives.add(
        Objective(
            title="Find a pilot",
            asks=(Ask(objective=0, kind=AskKind.INTRODUCTION, text="Help with sales"),),
        )
    )
    wizard = open_wizard(people=(lotte,), ask=kept.asks[0].id)
    wizard.plan.write(why=WHY, outcome=OUTCOME, statement=STATEMENT)
    go_on(wizard)
    page = on(wizard, AskPage)
    assert not wizard.next.isEnabled()
    assert wizard.why_not.text() == "The ask it serves is still too open."
    page.same.click()
    assert store.objectives.ask(kept.asks[0].id).text == STATEMENT
    assert wizard.next.isEnabled()


def test_a_new_ask_is_written_on_the_way(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = on(wizard, WhyPage)
    page.asks.setCurrentIndex(page.asks.count() - 1)
    page.asks.activated.emit(page.asks.count() - 1)
    typed(wizard, STATEMENT)
    page.new_ask.title.setText("Find a winter pilot")
    page.new_ask.keep.click()
    qtbot.waitUntil(lambda: wizard.plan.ask is not None)
    assert wizard.plan.objective == "Find a winter pilot"
    go_on(wizard)
    names = on(wizard, AskPage)
    ingrid = add(store, "Ingrid Solberg")
    names.names.slots_.chosen.emit(1, ingrid)
    assert wizard.plan.ask
    assert [one.person for one in wizard.plan.ask.names] == [ingrid]


def test_what_fits_in_a_message_becomes_one_with_a_promise_that_waits(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(
        statement="Which of the two clamps would you buy, the blue or the grey one?",
        why="She has mounted two hundred clamps",
        outcome="One of the two named",
    )
    go_on(wizard)
    page = on(wizard, AskPage)
    assert page.message.isVisible()
    page.to_message.click()
    done = wizard.findChild(PlannedPage)
    assert done is not None
    assert "Which of the two clamps" in done.body.toPlainText()
    (waits,) = store.followups.with_person(lotte)
    assert waits.direction is Direction.THEY_OWE
    assert waits.due == "2026-10-20"
    assert store.meetings.with_person(lotte) == []
    QTest.keyClick(wizard, Key.Key_Escape)
    window.undo()
    assert store.followups.with_person(lotte) == []


def test_a_name_that_is_met_is_not_said_to_know_of_itself(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    ingrid, oskar = add(store, "Ingrid Solberg"), add(store, "Oskar Lind")
    store.people.acquaint(Acquaintance(a=lotte, b=oskar, strength=2))
    kept = store.objectives.add(
        Objective(
            title="Find a pilot",
            asks=(Ask(objective=0, kind=AskKind.INTRODUCTION, text=STATEMENT),),
        )
    )
    ask = kept.asks[0].id
    store.objectives.set_name(ask, 1, lotte)
    wizard = open_wizard(people=(lotte,), ask=ask)
    wizard.plan.write(why=WHY, outcome=OUTCOME)
    go_on(wizard)
    page = on(wizard, AskPage)
    assert page.names.slots_.slots[0].accessibleName() == "Lotte de Wit, Will be there"
    assert "With a name" in page.names.head.text()
    page.names.slots_.chosen.emit(2, ingrid)
    assert "Lotte can pick one" in page.names.head.text()


class Painted(QObject):
    """What is painted or laid out below some widgets."""

    def __init__(self, *within: QWidget) -> None:
        super().__init__()
        self._within = within
        self.names: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.LayoutRequest):
            below = isinstance(watched, QWidget) and any(
                one is watched or one.isAncestorOf(watched) for one in self._within
            )
            if below:
                self.names.add(type(watched).__name__)
        return False


def test_a_key_that_changes_no_verdict_paints_neither_rail_nor_footer(
    open_wizard: Callable[..., Wizard], lotte: int, qapp: QApplication, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(why=WHY, statement=STATEMENT, outcome=OUTCOME)
    go_on(wizard)
    on(wizard, AskPage)
    typed(wizard, " Any")
    qtbot.waitUntil(lambda: Step.GIVE in wizard.pages)  # made ahead
    qtbot.wait(50)
    footer = wizard.next.parentWidget()
    assert footer is not None
    painted = Painted(wizard.rail, footer)
    qapp.installEventFilter(painted)
    try:
        for letter in "one":
            typed(wizard, letter)
            qtbot.wait(10)
    finally:
        qapp.removeEventFilter(painted)
    assert painted.names == set()
