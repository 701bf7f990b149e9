"""Texts edited where they stand."""

from __future__ import annotations

from PySide6.QtCore import (
    QPoint,
    Qt,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.people import (
    Fact,
    FactKind,
)
from planner.gui.people.detail.pane import PersonPane
from planner.store import Store
from tests.gui.person_pane.people import (
    CTRL,
    LOTTE,
    Key,
    chosen,
    enter,
    facts,
    focused,
    replaced,
    shown,
    type_over,
)
from tests.samples import add


def test_a_fact_is_edited_where_it_stands(pane: PersonPane, store: Store, lotte: int) -> None:
    row = pane.sheet.cares.list.rows[0]
    before = row.inline.mapTo(pane, QPoint(0, 0))
    QTest.mouseClick(row.inline, Qt.MouseButton.LeftButton)
    assert row.inline.editing
    assert row.inline.mapTo(pane, QPoint(0, 0)) == before
    QTest.keyClick(focused(), Key.Key_End)
    QTest.keyClicks(focused(), ", at night")
    enter()
    assert facts(store, lotte, FactKind.INTEREST) == ["Testing in real streets, at night"]
    assert focused() is row.inline
    assert not row.inline.editing


def test_typing_saves_by_itself_in_one_step_of_undo(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    type_over(pane.sheet.why, "She knows which")
    qtbot.waitUntil(lambda: store.people.get(lotte).why_connected == "She knows which")
    QTest.keyClicks(focused(), " utilities keep their word.")
    whole = "She knows which utilities keep their word."
    qtbot.waitUntil(lambda: store.people.get(lotte).why_connected == whole)
    assert pane.sheet.why.editing, "and goes on being typed into"
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    store.history.undo()
    assert store.people.get(lotte).why_connected == LOTTE.why_connected


def test_escape_goes_back_to_the_old_text(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    type_over(pane.sheet.why, "Nonsense")
    qtbot.waitUntil(lambda: store.people.get(lotte).why_connected == "Nonsense")
    QTest.keyClicks(focused(), " and more")
    QTest.keyClick(focused(), Key.Key_Escape)
    assert store.people.get(lotte).why_connected == LOTTE.why_connected
    assert pane.sheet.why.text() == LOTTE.why_connected
    assert not pane.sheet.why.editing


def test_leaving_the_field_keeps_what_was_typed(pane: PersonPane, store: Store, lotte: int) -> None:
    type_over(pane.sheet.head.name, "Lotte van Dam")
    QTest.keyClick(focused(), Key.Key_Tab)
    kept = store.people.get(lotte)
    assert (kept.display_name, kept.given, kept.family) == ("Lotte van Dam", "Lotte", "van Dam")


def test_closing_the_window_keeps_what_was_typed(
    pane: PersonPane, store: Store, lotte: int
) -> None:
    type_over(pane.sheet.why, "She reads plans.")
    pane.close()
    assert store.people.get(lotte).why_connected == "She reads plans."


def test_showing_another_keeps_what_was_typed(pane: PersonPane, store: Store, lotte: int) -> None:
    ana = add(store, "Ana Ruiz")
    type_over(pane.sheet.why, "She reads plans.")
    pane.show_person(ana)
    assert store.people.get(lotte).why_connected == "She reads plans."
    assert store.people.get(ana).why_connected == ""


def test_a_change_from_elsewhere_leaves_alone_what_is_typed(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    type_over(pane.sheet.cares.list.rows[0].inline, "Half a thou")
    store.people.add_fact(lotte, Fact(kind=FactKind.FAMILY, text="A daughter in Ghent"))
    qtbot.waitUntil(lambda: "A daughter in Ghent" in shown(pane))
    QTest.keyClicks(focused(), "ght")
    enter()
    assert facts(store, lotte, FactKind.INTEREST) == ["Half a thought"]


def test_a_name_is_needed(pane: PersonPane, store: Store, lotte: int) -> None:
    store.people.save(replaced(store, lotte, given="", family="", organisation="", points=()))
    pane.show_person(lotte)
    type_over(pane.sheet.head.name, " ")
    enter()
    assert "needs a name" in pane.sheet.head.name.problem
    assert pane.sheet.head.name.editing
    assert store.people.get(lotte).display_name == "Lotte de Wit"


def test_work_and_place_have_a_field_each(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.sheet.head.work.setFocus()
    enter()
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "Director")
    enter()
    type_over(pane.sheet.head.fields.inline("city"), "Ghent")
    enter()
    assert (store.people.get(lotte).title, store.people.get(lotte).city) == ("Director", "Ghent")


def test_the_note_keeps_its_lines(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.sheet.adders.note.click()
    QTest.keyClicks(focused(), "# Prefers walks")
    enter()
    QTest.keyClicks(focused(), "*Allergic* to nuts")
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    assert store.people.get(lotte).note == "# Prefers walks\n*Allergic* to nuts"


def test_facts_are_added_by_kind(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    pane.sheet.adders.fact.click()
    chosen("What they can help with")
    QTest.keyClicks(focused(), "Reading of a pilot plan")
    qtbot.waitUntil(lambda: facts(store, lotte, FactKind.CAN_HELP_WITH) != [])
    enter()
    assert facts(store, lotte, FactKind.CAN_HELP_WITH) == ["Reading of a pilot plan"]
    qtbot.waitUntil(lambda: len(pane.sheet.helps.list.rows) == 1)
    assert shown(pane).count("Reading of a pilot plan") == 1
    assert store.history.next_undo() is not None
    store.history.undo()
    assert facts(store, lotte, FactKind.CAN_HELP_WITH) == []


def test_a_fact_begun_and_left_leaves_nothing(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    pane.sheet.start_fact(FactKind.AVOID)
    QTest.keyClicks(focused(), "Politics")
    qtbot.waitUntil(lambda: facts(store, lotte, FactKind.AVOID) == ["Politics"])
    QTest.keyClick(focused(), Key.Key_Escape)
    assert facts(store, lotte, FactKind.AVOID) == []
    qtbot.waitUntil(lambda: "Take care" not in shown(pane))


def test_delete_takes_a_fact_away_and_undo_brings_it_back(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    row = pane.sheet.needs.list.rows[0]
    row.inline.setFocus()
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(row.inline, Key.Key_Delete)
    assert said.args == ["Deleted “A host for two interns”."]
    assert facts(store, lotte, FactKind.NEEDS) == []
    store.history.undo()
    qtbot.waitUntil(lambda: len(pane.sheet.needs.list.rows) == 1)


def test_a_fact_that_is_emptied_is_gone(pane: PersonPane, store: Store, lotte: int) -> None:
    type_over(pane.sheet.needs.list.rows[0].inline, "x")
    QTest.keyClick(focused(), Key.Key_Backspace)
    enter()
    assert facts(store, lotte, FactKind.NEEDS) == []
