"""Quick capture on Today: what was understood is shown, and every part can be put right first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.capture_changes import Kind
from planner.domain.followups import Direction
from planner.domain.people import Fact, FactKind, Person
from planner.gui.main_window import MainWindow
from planner.gui.today.capture_field import CaptureField
from planner.gui.today.capture_row import ItemRow
from planner.gui.widgets.person_picker import PersonPicker
from planner.store import Store

Key = Qt.Key


def add(store: Store, name: str, organisation: str = "") -> int:
    return store.people.add(Person(display_name=name, organisation=organisation)).id


@pytest.fixture
def field(window: MainWindow) -> CaptureField:
    window.show_page("today")
    window.capture()
    return window.today.capture


def jot(field: CaptureField, typed: str, qtbot: QtBot) -> list[ItemRow]:
    """Type it, and wait until it is understood."""
    QTest.keyClicks(field, typed)
    qtbot.waitUntil(lambda: field.panel.isVisible() and field.panel.heard == field.text())
    return field.panel.rows


def said(field: CaptureField) -> list[str]:
    return [row.accessibleName() for row in field.panel.rows]


def choose(menu_of: ItemRow, words: str, qtbot: QtBot) -> None:
    """Choose from the menu that is open, by keyboard."""
    menu = next(one for one in menu_of.findChildren(QMenu) if one.isVisible())
    (action,) = [one for one in menu.actions() if one.text() == words]
    menu.setActiveAction(action)
    QTest.keyClick(menu, Key.Key_Return)


def test_a_promise_becomes_another_kind_by_keyboard(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    petra = add(store, "Petra Novak")
    (row,) = jot(field, "Petra owes me two names by Friday", qtbot)
    QTest.keyClick(field, Key.Key_Tab)
    assert QApplication.focusWidget() is row.kind
    QTest.keyClick(row.kind, Key.Key_Return)
    choose(row, "I owe", qtbot)
    assert said(field) == ["I owe Petra Novak: Two names, Fri 16 Oct"]
    assert QApplication.focusWidget() is field.panel.rows[0].kind
    words = field.panel.rows[0].fields[0]
    words.setFocus()
    words.selectAll()
    QTest.keyClicks(words, "Two good names")
    QTest.keyClick(words, Key.Key_Return)
    (kept,) = store.followups.all()
    assert (kept.person, kept.direction, kept.text, kept.due) == (
        *(petra, Direction.I_OWE),
        *("Two good names", "2026-10-16"),
    )
    assert field.text() == ""
    assert field.panel.isHidden()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_everything_is_put_right_with_the_mouse(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    (row,) = jot(field, "Petra owes me two names", qtbot)
    QTest.mouseClick(row.kind, Qt.MouseButton.LeftButton)
    choose(row, "Needs", qtbot)
    assert said(field) == ["Petra Novak, Needs: Two names"]
    QTest.mouseClick(field.panel.keep, Qt.MouseButton.LeftButton)
    assert [(one.kind, one.text) for one in facts(store)] == [(FactKind.NEEDS, "Two names")]


def facts(store: Store) -> list[Fact]:
    number = store.people.find("Petra Novak", 1)[0]
    return list(store.people.get(number).facts)


def test_of_namesakes_it_asks_which_one(field: CaptureField, store: Store, qtbot: QtBot) -> None:
    add(store, "Petra Novak", "Hydrolab")
    lang = add(store, "Petra Lang", "Tideworks")
    (row,) = jot(field, "Petra owes me two names", qtbot)
    assert row.who[0].text() == "Petra (which one?)"
    QTest.keyClick(field, Key.Key_Return)
    assert not store.followups.all()
    assert field.panel.wrong.label.text() == "Petra may be several people. Say which one."
    assert QApplication.focusWidget() is row.who[0]
    QTest.keyClick(row.who[0], Key.Key_Return)
    choose(row, "Petra Lang, Tideworks", qtbot)
    QTest.keyClick(field, Key.Key_Return)
    (kept,) = store.followups.all()
    assert kept.person == lang


def test_a_new_person_can_be_meant_instead_of_a_known_one(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    known = add(store, "Petra Novak")
    (row,) = jot(field, "Petra owes me two names", qtbot)
    QTest.keyClick(row.who[0], Key.Key_Return)
    picker = row.who[0].findChild(PersonPicker)
    assert picker is not None
    picker.field.setText("Petra Holm")
    last = picker.model.rowCount() - 1
    assert picker.model.index(last, 0).data() == "New: Petra Holm"
    picker.list.setCurrentIndex(picker.model.index(last, 0))
    QTest.keyClick(picker.field, Key.Key_Return)
    assert said(field) == ["Petra Holm (new) owes me: Two names"]
    QTest.keyClick(field, Key.Key_Return)
    (kept,) = store.followups.all()
    assert kept.person != known
    assert store.people.get(kept.person).display_name == "Petra Holm"


def test_somebody_new_may_be_somebody_known(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    known = add(store, "Annabel Ruiz")
    rows = jot(field, "met Ana Ruiz from Frostline, she needs a host", qtbot)
    assert [row.kind.kind for row in rows] == [Kind.PERSON, Kind.TALK, Kind.NEEDS]
    QTest.keyClick(rows[2].who[0], Key.Key_Return)
    picker = rows[2].who[0].findChild(PersonPicker)
    assert picker is not None
    picker.field.setText("Annabel")
    QTest.keyClick(picker.field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Return)
    assert [one.text for one in store.people.get(known).facts] == ["a host"]
    assert not [n for n in store.people.find("Ruiz", 9) if n != known]
    assert [one.text for one in store.followups.all()] == ["Annabel Ruiz: Frostline"]


def test_a_new_name_is_changed_everywhere(field: CaptureField, store: Store, qtbot: QtBot) -> None:
    rows = jot(field, "met Ana Ruiz, she needs a host", qtbot)
    name = rows[0].fields[0]
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Anna Ruiz")
    assert [row.who[0].text() for row in field.panel.rows] == ["Anna Ruiz (new)"] * 3
    QTest.keyClick(name, Key.Key_Return)
    (number,) = store.people.find("Ruiz", 9)
    person = store.people.get(number)
    assert (person.display_name, [fact.text for fact in person.facts]) == ("Anna Ruiz", ["a host"])


def test_what_was_put_right_stays_so_as_more_is_typed(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    (row,) = jot(field, "Petra owes me two names", qtbot)
    QTest.keyClick(row.kind, Key.Key_Return)
    choose(row, "I owe", qtbot)
    field.setFocus()
    field.end(False)
    jot(field, ". the blue door", qtbot)
    assert said(field) == ["I owe Petra Novak: Two names", "A note for Today: the blue door"]
    QTest.mouseClick(field.panel.rows[1].remove, Qt.MouseButton.LeftButton)
    assert said(field) == ["I owe Petra Novak: Two names"]


def test_a_note_becomes_a_promise_once_it_is_said_to_whom(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    petra = add(store, "Petra Novak")
    (row,) = jot(field, "the blue door", qtbot)
    QTest.keyClick(row.kind, Key.Key_Return)
    choose(row, "I owe", qtbot)
    (row,) = field.panel.rows
    QTest.keyClick(field, Key.Key_Return)
    assert field.panel.wrong.label.text() == "Say whom this is about."
    assert QApplication.focusWidget() is row.who[0]
    QTest.keyClick(row.who[0], Key.Key_Return)
    picker = row.who[0].findChild(PersonPicker)
    assert picker is not None
    picker.field.setText("Novak")
    QTest.keyClick(picker.field, Key.Key_Return)
    QTest.keyClick(field, Key.Key_Return)
    (kept,) = store.followups.all()
    assert (kept.person, kept.text) == (petra, "the blue door")


def test_the_panel_goes_with_its_page_and_words_stay(
    window: MainWindow, field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    jot(field, "Petra owes me two names", qtbot)
    window.show_page("people")
    assert field.panel.isHidden()
    window.capture()
    qtbot.waitUntil(field.panel.isVisible)
    assert field.text() == "Petra owes me two names"
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(focused(), Key.Key_Escape)
    assert field.hasFocus()
    QTest.keyClick(field, Key.Key_Escape)
    assert field.panel.isHidden()


def test_tab_goes_through_all_controls_and_back(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    (row,) = jot(field, "Petra owes me two names by Friday", qtbot)
    seen = []
    for _ in range(7):
        QTest.keyClick(focused(), Key.Key_Tab)
        seen.append(focused())
    assert seen == [*row.controls(), field.panel.keep, field]
    assert all(one.accessibleName() or one is field.panel.keep for one in seen)


def test_a_text_of_thousands_of_characters_is_understood_beside_the_window(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    words = "the key and the map, " * 180
    field.setText("I owe Petra ")
    field.insert(words)
    field.textEdited.emit(field.text())
    qtbot.waitUntil(lambda: field.panel.heard == field.text())
    QTest.keyClick(field, Key.Key_Return)
    (kept,) = store.followups.all()
    assert kept.text.count("key") == 180


def test_no_word_of_a_long_text_that_is_pasted_is_cut_off(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    QApplication.clipboard().setText("I owe Petra " + "the key and the map, " * 4000)
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
    qtbot.waitUntil(lambda: field.panel.heard == field.text(), timeout=20_000)
    QTest.keyClick(field, Key.Key_Return)
    kept = " ".join(one.text for one in store.followups.all())
    assert kept.count("key") == 4000


def test_somebody_archived_is_known_and_said_to_be_archived(
    field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    petra = add(store, "Petra Novak")
    store.people.archive([petra])
    jot(field, "Petra owes me two names", qtbot)
    assert said(field) == ["Petra Novak (archived) owes me: Two names"]
    QTest.keyClick(field, Key.Key_Return)
    assert [one.person for one in store.followups.all()] == [petra]


def test_which_one_of_two_she_is_is_asked(field: CaptureField, store: Store, qtbot: QtBot) -> None:
    add(store, "Petra Novak")
    kenji = add(store, "Kenji Mori")
    rows = jot(field, "lunch with Petra and Kenji. she owes me a call", qtbot)
    QTest.keyClick(field, Key.Key_Return)
    assert store.followups.all() == []
    assert field.panel.isVisible()
    assert QApplication.focusWidget() is rows[1].who[0]
    assert rows[1].who[0].text() == "Petra / Kenji (which one?)"
    QTest.keyClick(rows[1].who[0], Key.Key_Return)
    choose(rows[1], "Kenji Mori", qtbot)
    QTest.keyClick(field, Key.Key_Return)
    assert [one.person for one in store.followups.all()] == [kenji]


HOSTILE = "met <b>Bo</b> & آنا Ruiz 😀 " + "W" * 2000


def test_hostile_words_are_plain(
    window: MainWindow, field: CaptureField, store: Store, qtbot: QtBot
) -> None:
    window.resize(1024, 604)
    field.setText(HOSTILE)
    QTest.keyClicks(field, "!")
    qtbot.waitUntil(lambda: field.panel.heard == field.text())
    panel = field.panel
    assert panel.geometry().right() < window.width()
    assert panel.geometry().bottom() < window.height()
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == ""
