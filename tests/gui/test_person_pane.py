"""The pane of one person, driven by keyboard and mouse over a real store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QObject,
    QPoint,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner.domain.errors import PlannerError, StorageError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import (
    Acquaintance,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
    Standing,
)
from planner.gui.change_relay import ChangeRelay
from planner.gui.graph import Graph
from planner.gui.page import Desk, PlanRequest
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.pane import PersonPane
from planner.gui.people.detail.talk_dialog import TalkDialog
from planner.gui.tasks import Tasks
from planner.store import Store
from tests.conftest import Clock
from tests.samples import add, email, planned

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = (
    "<h1><font color=red>x</font></h1><img src=x>",
    "<font color='#ff0000'>red</font>",
    "</p><p style='background:#ff0000'>red</p>",
    "<img src='file:///dev/zero'><b style=\"color:red\">b</b>",
    "&lt;<u><font color=red>u</font></u>\u202eevil\u202c 😀 " + "W" * 2000,
)

LOTTE = Person(
    display_name="Lotte de Wit",
    given="Lotte",
    family="de Wit",
    organisation="Delta Water Lab",
    title="Programme manager",
    city="Delft",
    circle=Circle.CLOSE,
    why_connected="She tells me plainly when an idea is thin.",
    how_met="At the Delft field days.",
    birthday="--05-03",
    zone="Europe/Amsterdam",
    languages=("nl", "en"),
    points=(email("lotte@delta.example", label="work"),),
    facts=(
        Fact(kind=FactKind.INTEREST, text="Testing in real streets"),
        Fact(kind=FactKind.NEEDS, text="A host for two interns"),
    ),
    tags=("sailing",),
)


@pytest.fixture
def desk(store: Store, tasks: Tasks, clock: Clock) -> Desk:
    return Desk(store, tasks, clock, Graph(store, tasks))


@pytest.fixture
def pane(desk: Desk, relay: ChangeRelay, qtbot: QtBot) -> Iterator[PersonPane]:
    pane = PersonPane(desk)
    relay.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.resize(520, 1400)
    with qtbot.waitActive(pane):
        pane.show()
        pane.activateWindow()
    yield pane
    pane.show_person(None)


@pytest.fixture
def lotte(store: Store, pane: PersonPane) -> int:
    """Somebody with something of everything, shown."""
    lotte = store.people.add(LOTTE).id
    promise(store, lotte, "The frost report", Direction.I_OWE, "2026-10-16")
    promise(store, lotte, "A name at the pipe lab", Direction.THEY_OWE, "2026-10-19")
    talk(store, lotte, "Call. She still sails.", 2)
    pane.show_person(lotte)
    return lotte


def promise(
    store: Store, person: int, text: str, direction: Direction, due: str = "", **more: str
) -> FollowUp:
    return store.followups.add(
        FollowUp(person=person, text=text, direction=direction, due=due, **more)  # type: ignore[arg-type]
    )


def talk(store: Store, person: int, summary: str, day: int, **more: object) -> Interaction:
    at = datetime(2026, 10, day, 9, 0, tzinfo=UTC)
    return store.interactions.add(
        Interaction(people=(person,), at=at, channel=Channel.CALL, summary=summary, **more)  # type: ignore[arg-type]
    )


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_over(inline: Inline, text: str) -> None:
    """Open a text by keyboard and type over all of it."""
    inline.setFocus()
    QTest.keyClick(inline, Key.Key_F2)
    assert isinstance(focused(), QTextEdit)
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), text)


def enter() -> None:
    QTest.keyClick(focused(), Key.Key_Return)


def facts(store: Store, person: int, kind: FactKind) -> list[str]:
    return [fact.text for fact in store.people.get(person).facts if fact.kind is kind]


def shown(pane: PersonPane) -> str:
    """Every text that stands in the pane."""
    return "\n".join(
        label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()
    )


def chosen(said: str) -> None:
    """Choose an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for action in menu.actions():
        if action.text().startswith(said):
            menu.close()
            over = menu.parentWidget()
            assert over is not None
            over.window().activateWindow()
            action.trigger()
            QTest.qWaitForWindowActive(over.window())
            return
    raise AssertionError([action.text() for action in menu.actions()])


# What is there


def test_everything_around_somebody_is_shown(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    ingrid = add(store, "Ingrid Solberg")
    marcus = add(store, "Marcus Thiele")
    store.people.acquaint(Acquaintance(a=lotte, b=ingrid, strength=3))
    store.people.save(replaced(store, lotte, met_through=marcus, note="# Plain *text*"))
    planned(store, lotte)
    qtbot.waitUntil(lambda: "Ingrid Solberg" in shown(pane))
    said = shown(pane)
    for line in (
        "Lotte de Wit",
        "Programme manager, Delta Water Lab. Based in Delft.",
        "She tells me plainly when an idea is thin.",
        "Testing in real streets",
        "A host for two interns",
        "At the Delft field days.",
        "Through Marcus Thiele",
        "Strong",
        "I owe: the frost report",
        "Lotte owes: a name at the pipe lab",
        "Fri 16 Oct",
        "Call. She still sails.",
        "2 Oct",
        "lotte@delta.example",
        "3 May",
        "Dutch, English",
        "Europe/Amsterdam, 11:00 there now",
        "# Plain *text*",
    ):
        assert line in said, line
    assert "Can help with" not in said, "nothing is known of that"
    assert "Ask Petra to name two buyers" in said
    assert pane.about.tags.shown == ["sailing"]
    assert pane.about.circle.currentText() == "Close"


def test_somebody_new_is_no_wall_of_headings(pane: PersonPane, store: Store) -> None:
    pane.show_person(add(store, "Ana Ruiz"))
    said = shown(pane)
    for heading in ("Cares about", "Needs", "Promises", "History", "Ways to reach", "Note"):
        assert heading not in said.splitlines()
    offered = [b.text() for b in pane.findChildren(QAbstractButton) if b.isVisible()]
    assert "Add a fact" in offered
    assert "Add a way to reach" in offered


def test_the_next_person_takes_the_place_of_the_last(
    pane: PersonPane, store: Store, lotte: int
) -> None:
    ana = store.people.add(
        Person(display_name="Ana Ruiz", facts=(Fact(kind=FactKind.FAMILY, text="Three cats"),))
    ).id
    pane.show_person(ana)
    said = shown(pane)
    assert "Three cats" in said
    for gone in ("Testing in real streets", "frost report", "still sails", "lotte@", "sailing"):
        assert gone not in said
    pane.show_person(None)
    assert shown(pane) == ""
    pane.show_person(lotte)
    assert "Testing in real streets" in shown(pane)


def test_what_others_change_is_shown_at_once(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    store.people.add_fact(lotte, Fact(kind=FactKind.CAN_HELP_WITH, text="Reading a plan"))
    qtbot.waitUntil(lambda: "Reading a plan" in shown(pane))
    store.history.undo()
    qtbot.waitUntil(lambda: "Reading a plan" not in shown(pane))
    with qtbot.waitSignal(pane.deleted):
        store.people.delete([lotte])
    assert pane.person is None


# Editing in place


def test_a_fact_is_edited_where_it_stands(pane: PersonPane, store: Store, lotte: int) -> None:
    row = pane.cares.list.rows[0]
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
    type_over(pane.why, "She knows which")
    qtbot.waitUntil(lambda: store.people.get(lotte).why_connected == "She knows which")
    QTest.keyClicks(focused(), " utilities keep their word.")
    whole = "She knows which utilities keep their word."
    qtbot.waitUntil(lambda: store.people.get(lotte).why_connected == whole)
    assert pane.why.editing, "and goes on being typed into"
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    store.history.undo()
    assert store.people.get(lotte).why_connected == LOTTE.why_connected


def test_escape_goes_back_to_the_old_text(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    type_over(pane.why, "Nonsense")
    qtbot.waitUntil(lambda: store.people.get(lotte).why_connected == "Nonsense")
    QTest.keyClicks(focused(), " and more")
    QTest.keyClick(focused(), Key.Key_Escape)
    assert store.people.get(lotte).why_connected == LOTTE.why_connected
    assert pane.why.text() == LOTTE.why_connected
    assert not pane.why.editing


def test_leaving_the_field_keeps_what_was_typed(pane: PersonPane, store: Store, lotte: int) -> None:
    type_over(pane.head.name, "Lotte van Dam")
    QTest.keyClick(focused(), Key.Key_Tab)
    kept = store.people.get(lotte)
    assert (kept.display_name, kept.given, kept.family) == ("Lotte van Dam", "Lotte", "van Dam")


def test_showing_another_keeps_what_was_typed(pane: PersonPane, store: Store, lotte: int) -> None:
    ana = add(store, "Ana Ruiz")
    type_over(pane.why, "She reads plans.")
    pane.show_person(ana)
    assert store.people.get(lotte).why_connected == "She reads plans."
    assert store.people.get(ana).why_connected == ""


def test_a_change_from_elsewhere_leaves_alone_what_is_typed(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    type_over(pane.cares.list.rows[0].inline, "Half a thou")
    store.people.add_fact(lotte, Fact(kind=FactKind.FAMILY, text="A daughter in Ghent"))
    qtbot.waitUntil(lambda: "A daughter in Ghent" in shown(pane))
    QTest.keyClicks(focused(), "ght")
    enter()
    assert facts(store, lotte, FactKind.INTEREST) == ["Half a thought"]


def test_a_name_is_needed(pane: PersonPane, store: Store, lotte: int) -> None:
    store.people.save(replaced(store, lotte, given="", family="", organisation="", points=()))
    pane.show_person(lotte)
    type_over(pane.head.name, " ")
    enter()
    assert "needs a name" in pane.head.name.problem
    assert pane.head.name.editing
    assert store.people.get(lotte).display_name == "Lotte de Wit"


def test_work_and_place_have_a_field_each(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.head.work.setFocus()
    enter()
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "Director")
    enter()
    type_over(pane.head.fields.inline("city"), "Ghent")
    enter()
    assert (store.people.get(lotte).title, store.people.get(lotte).city) == ("Director", "Ghent")


def test_the_note_keeps_its_lines(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.add_note.click()
    QTest.keyClicks(focused(), "# Prefers walks")
    enter()
    QTest.keyClicks(focused(), "*Allergic* to nuts")
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    assert store.people.get(lotte).note == "# Prefers walks\n*Allergic* to nuts"


# Facts


def test_facts_are_added_by_kind(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    pane.add_fact.click()
    chosen("What they can help with")
    QTest.keyClicks(focused(), "Reading of a pilot plan")
    qtbot.waitUntil(lambda: facts(store, lotte, FactKind.CAN_HELP_WITH) != [])
    enter()
    assert facts(store, lotte, FactKind.CAN_HELP_WITH) == ["Reading of a pilot plan"]
    qtbot.waitUntil(lambda: len(pane.helps.list.rows) == 1)
    assert shown(pane).count("Reading of a pilot plan") == 1
    assert store.history.next_undo() is not None
    store.history.undo()
    assert facts(store, lotte, FactKind.CAN_HELP_WITH) == []


def test_a_fact_begun_and_left_leaves_nothing(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    pane.start_fact(FactKind.AVOID)
    QTest.keyClicks(focused(), "Politics")
    qtbot.waitUntil(lambda: facts(store, lotte, FactKind.AVOID) == ["Politics"])
    QTest.keyClick(focused(), Key.Key_Escape)
    assert facts(store, lotte, FactKind.AVOID) == []
    qtbot.waitUntil(lambda: "Take care" not in shown(pane))


def test_delete_takes_a_fact_away_and_undo_brings_it_back(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    row = pane.needs.list.rows[0]
    row.inline.setFocus()
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(row.inline, Key.Key_Delete)
    assert said.args == ["Deleted “A host for two interns”."]
    assert facts(store, lotte, FactKind.NEEDS) == []
    store.history.undo()
    qtbot.waitUntil(lambda: len(pane.needs.list.rows) == 1)


def test_a_fact_that_is_emptied_is_gone(pane: PersonPane, store: Store, lotte: int) -> None:
    type_over(pane.needs.list.rows[0].inline, "x")
    QTest.keyClick(focused(), Key.Key_Backspace)
    enter()
    assert facts(store, lotte, FactKind.NEEDS) == []


# Promises


def test_a_promise_is_ticked_off(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    first = pane.promises.list.rows[0]
    first.check.setFocus()
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(first.check, Key.Key_Space)
    assert said.args == ["Done: the frost report."]
    qtbot.waitUntil(lambda: len(pane.promises.list.rows) == 1)
    store.history.undo()
    qtbot.waitUntil(lambda: len(pane.promises.list.rows) == 2)


def test_one_that_repeats_comes_back_on_its_next_day(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    promise(store, lotte, "Water the fern", Direction.I_OWE, "2026-10-14", repeats="FREQ=WEEKLY")
    qtbot.waitUntil(lambda: "Water the fern" in shown(pane))
    pane.promises.list.rows[0].check.click()
    again = [f for f in store.followups.open() if f.text == "Water the fern"]
    assert [one.due for one in again] == ["2026-10-21"]


@pytest.mark.parametrize(
    ("typed", "text", "direction", "due"),
    [
        ("the frost report by Friday", "The frost report", Direction.I_OWE, "2026-10-16"),
        ("Lotte owes me two names by Monday", "Two names", Direction.THEY_OWE, "2026-10-19"),
        ("a bench for one intern", "A bench for one intern", Direction.I_OWE, ""),
        ("den Frostbericht bis Freitag", "Den Frostbericht", Direction.I_OWE, "2026-10-16"),
    ],
)
def test_a_promise_in_words_gets_its_day(
    typed: str, text: str, direction: Direction, due: str, pane: PersonPane, store: Store
) -> None:
    pane.show_person(store.people.add(LOTTE).id)
    pane.add_promise.click()
    QTest.keyClicks(focused(), typed)
    assert ("No day yet" if not due else "Oct") in pane.promises.new.said.text()
    enter()
    (kept,) = store.followups.all()
    assert (kept.text, kept.direction, kept.due) == (text, direction, due)


def test_the_other_direction_is_chosen(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.promises.start()
    pane.promises.new.way.click()
    chosen("Lotte owes")
    QTest.keyClicks(pane.promises.new.field, "a map by tomorrow")
    QTest.keyClick(pane.promises.new.field, Key.Key_Return)
    kept = max(store.followups.all(), key=lambda one: one.id)
    assert (kept.direction, kept.due) == (Direction.THEY_OWE, "2026-10-14")


def test_a_promise_is_put_off_by_keyboard(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    row = pane.promises.list.rows[0]
    row.inline.setFocus()
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(row.inline, Key.Key_S)
        chosen("For a week")
    assert said.args == ["“The frost report” rests until Tue 20 Oct."]
    assert store.followups.open()[-1].snoozed_until == "2026-10-20"


def test_the_day_of_a_promise_is_typed_in_words(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    due = pane.promises.list.rows[0].due
    type_over(due, "whenever")
    enter()
    assert "no day" in due.problem
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "20 November")
    enter()
    assert store.followups.open()[-1].due == "2026-11-20"
    qtbot.waitUntil(lambda: "Fri 20 Nov" in shown(pane))


def test_what_is_past_its_day_says_so(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    promise(store, lotte, "Old news", Direction.I_OWE, "2026-10-11")
    qtbot.waitUntil(lambda: "Was due Sun 11 Oct" in shown(pane))


# Talks


def test_a_talk_is_logged(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    QTest.mouseClick(pane.log, Qt.MouseButton.LeftButton)
    dialog = talk_dialog(pane)
    dialog.channels[Channel.EMAIL].click()
    dialog.when.setText("yesterday 14:30")
    assert "Mon 12 Oct, 14:30" in dialog.understood.text()
    dialog.summary.setFocus()
    QTest.keyClicks(focused(), "She sent three names.")
    QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClicks(focused(), "Her spelling of Nordvann.")
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(focused(), Key.Key_Return, CTRL)
    assert said.args == ["Logged a talk with Lotte."]
    kept = store.interactions.with_person(lotte)[0]
    assert (kept.channel, kept.summary) == (Channel.EMAIL, "She sent three names.")
    assert kept.fun == "Her spelling of Nordvann."
    assert kept.at == datetime(2026, 10, 12, 14, 30).astimezone().astimezone(UTC)
    qtbot.waitUntil(lambda: "Fun: Her spelling of Nordvann." in shown(pane))


def test_a_talk_that_was_begun_waits(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.log_talk()
    dialog = talk_dialog(pane)
    QTest.keyClicks(dialog.summary, "We were interr")
    QTest.keyClick(dialog.summary, Key.Key_Escape)
    pane.log_talk()
    assert talk_dialog(pane).summary.toPlainText() == "We were interr"
    talk_dialog(pane).reject()


@pytest.mark.parametrize(
    ("when", "why"), [("once upon a time", "no day"), ("2026-12-24", "still to come")]
)
def test_a_talk_that_cannot_be_says_why(
    when: str, why: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    pane.log_talk()
    dialog = talk_dialog(pane)
    dialog.when.setText(when)
    dialog.summary.setPlainText("Something")
    dialog.save.click()
    assert why in dialog.problem.text()
    assert dialog.isVisible()
    dialog.reject()
    assert len(store.interactions.all()) == 1


def talk_dialog(pane: PersonPane) -> TalkDialog:
    (dialog,) = (one for one in pane.findChildren(TalkDialog) if one.isVisible())
    dialog.activateWindow()
    while not dialog.isActiveWindow():
        QApplication.processEvents()
    return dialog


def test_history_comes_in_pages(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    for number in range(40):
        talk(store, lotte, f"Talk {number}.", 1)
    pane.show_person(None)
    pane.show_person(lotte)
    few = len(pane.history.list.rows)
    assert few < 40
    while pane.history.earlier.isVisible():
        pane.history.earlier.click()
    assert len(pane.history.list.rows) == 41


def test_a_talk_is_edited_and_deleted(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    row = pane.history.list.rows[0]
    type_over(row.inline, "Call. She sold the boat.")
    enter()
    assert store.interactions.with_person(lotte)[0].summary == "Call. She sold the boat."
    deeds = {deed.name: deed for deed in row.deeds()}
    deeds["Edit this talk…"].do()
    dialog = talk_dialog(pane)
    assert dialog.when.text().startswith("2026-10-02")
    dialog.fun.setPlainText("Oilskins")
    dialog.save.click()
    kept = store.interactions.with_person(lotte)[0]
    assert (kept.fun, kept.at) == ("Oilskins", datetime(2026, 10, 2, 9, 0, tzinfo=UTC))
    with qtbot.waitSignal(pane.undoable):
        deeds["Delete"].do()
    assert store.interactions.with_person(lotte) == []


# Ways to reach


def test_a_way_to_reach_is_known_by_its_look(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    for typed in ("+31 6 12345602", "folkboat.example/lotte", "Lotte@Folkboat.example"):
        pane.ways.start()
        QTest.keyClicks(focused(), typed)
        enter()
    points = store.people.get(lotte).points
    assert [(one.kind, one.normal) for one in points[1:]] == [
        (PointKind.PHONE, "+31612345602"),
        (PointKind.URL, ""),
        (PointKind.EMAIL, "lotte@folkboat.example"),
    ]
    qtbot.waitUntil(lambda: len(pane.ways.list.rows) == 4)


@pytest.mark.parametrize(
    "typed", ["lotte@", "lotte@delta.example?bcc=all@x.example", "a b@c.example"]
)
def test_what_is_no_address_stays_and_is_said(
    typed: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    way = pane.ways.list.rows[0].inline
    type_over(way, typed)
    enter()
    assert "no e-mail address" in way.problem
    assert way.typed == typed
    assert focused().accessibleDescription() == way.problem
    QTest.keyClick(focused(), Key.Key_Escape)
    assert store.people.get(lotte).points[0].value == "lotte@delta.example"


def test_ways_open_and_are_copied(pane: PersonPane, store: Store, lotte: int) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("mailto", opened, "take")  # type: ignore[arg-type]
    try:
        row = pane.ways.list.rows[0]
        QTest.mouseClick(row.inline, Qt.MouseButton.LeftButton)
        row.inline.setFocus()
        QTest.keyClick(row.inline, Key.Key_Return)
    finally:
        QDesktopServices.unsetUrlHandler("mailto")
    assert opened.urls == ["mailto:lotte@delta.example"] * 2
    next(deed for deed in row.deeds() if deed.name == "Copy").do()
    assert QGuiApplication.clipboard().text() == "lotte@delta.example"


def test_an_address_from_elsewhere_that_would_add_a_header_opens_nothing(
    pane: PersonPane, store: Store
) -> None:
    from planner.gui.people.detail.understanding import link

    for kind, value in (
        (PointKind.EMAIL, "a@b.example?bcc=c@d.example"),
        (PointKind.EMAIL, "a@b.example\nBcc: c@d.example"),
        (PointKind.PHONE, "12345;javascript:x"),
        (PointKind.URL, "javascript:alert(1)"),
        (PointKind.URL, "file:///etc/passwd"),
        (PointKind.URL, "https://a.example\\@b.example"),
    ):
        assert link(ContactPoint(kind=kind, value=value)) is None, value


class Opened(QObject):
    """Takes what would be handed to the mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


# About


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3 May 1980", "1980-05-03"), ("3.5.", "--05-03"), ("12 December", "--12-12"), ("", "")],
)
def test_birthdays_as_people_write_them(
    typed: str, kept: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    type_over(pane.about.birthday, typed or " ")
    enter()
    assert store.people.get(lotte).birthday == kept


@pytest.mark.parametrize("typed", ["30 February", "31.2.", "someday", "12"])
def test_what_is_no_birthday_stays_and_is_said(
    typed: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    type_over(pane.about.birthday, typed)
    enter()
    assert pane.about.birthday.problem
    assert pane.about.birthday.typed == typed
    assert store.people.get(lotte).birthday == "--05-03"


def test_zone_and_languages(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    type_over(pane.about.zone, "lisbon")
    enter()
    type_over(pane.about.languages, "German, Portuguese, Klingon")
    enter()
    kept = store.people.get(lotte)
    assert (kept.zone, kept.languages) == ("Europe/Lisbon", ("de", "pt", "Klingon"))
    qtbot.waitUntil(lambda: "German, Portuguese, Klingon" in shown(pane))
    type_over(pane.about.zone, "Atlantis")
    enter()
    assert "time zone" in pane.about.zone.problem


def test_circle_and_rhythm_are_chosen(pane: PersonPane, store: Store, lotte: int) -> None:
    choose(pane.about.circle, "Inner")
    assert store.people.get(lotte).circle is Circle.INNER
    choose(pane.about.rhythm, "Every two weeks")
    assert store.people.get(lotte).keep_in_touch == 14
    choose(pane.about.rhythm, "Another number of days…")
    QTest.keyClicks(focused(), "0")
    enter()
    assert "number of days" in pane.about.days.problem
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "45")
    enter()
    assert store.people.get(lotte).keep_in_touch == 45
    choose(pane.about.circle, "Wished, not yet met")
    assert store.people.get(lotte).standing is Standing.WISHED


def choose(combo: QComboBox, said: str) -> None:
    place = combo.findText(said)
    assert place >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_tags_come_and_go(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    pane.about.tags.add.click()
    QTest.keyClicks(focused(), "water")
    enter()
    QTest.keyClicks(focused(), "Water")
    enter()
    qtbot.waitUntil(lambda: pane.about.tags.shown == ["sailing", "water"])
    chip = pane.about.tags._chips[0]
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Delete)
    assert store.people.get(lotte).tags == ("water",)


# How we know each other


def test_through_whom_is_found_by_name(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    marcus = add(store, "Marcus Thiele")
    pane.known.start_through()
    QTest.keyClicks(pane.known.picker.field, "marc")
    assert pane.known.picker.found() == ["Marcus Thiele"]
    QTest.keyClick(pane.known.picker.field, Key.Key_Return)
    assert store.people.get(lotte).met_through == marcus
    qtbot.waitUntil(lambda: "Through Marcus Thiele" in shown(pane))
    with qtbot.waitSignal(pane.person_requested) as asked:
        QTest.keyClick(pane.known.through, Key.Key_Return)
    assert asked.args == [marcus]


def test_whom_they_know_leads_there(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    ingrid = add(store, "Ingrid Solberg")
    pane.known.start_acquaintance()
    QTest.keyClicks(pane.known.picker.field, "ingr")
    QTest.keyClick(pane.known.picker.field, Key.Key_Return)
    qtbot.waitUntil(lambda: "Fair" in shown(pane))
    with qtbot.waitSignal(pane.person_requested) as asked:
        QTest.mouseClick(pane.known.list.rows[0].inline, Qt.MouseButton.LeftButton)
    assert asked.args == [ingrid]


# The whole person


def test_a_meeting_is_asked_for(pane: PersonPane, lotte: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.plan_requested) as asked:
        pane.plan.click()
    assert asked.args == [PlanRequest(people=(lotte,))]


def test_archive_merge_and_delete_from_the_menu(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    pane.head.more.click()
    with qtbot.waitSignal(pane.merge_requested) as merged:
        chosen("Merge with…")
    assert merged.args == [lotte]
    pane.head.more.click()
    with qtbot.waitSignal(pane.undoable) as said:
        chosen("Archive")
    assert said.args == ["Archived Lotte de Wit."]
    assert store.people.get(lotte).archived
    pane.head.more.click()
    with qtbot.waitSignals([pane.deleted, pane.undoable]):
        chosen("Delete")
    assert pane.person is None
    assert store.people.ids(archived=True) == []
    store.history.undo()
    assert store.people.ids(archived=True) == [lotte]


def test_what_deleting_takes_along_is_said(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.undoable) as said:
        pane.delete()
    assert said.args == ["Deleted Lotte de Wit and two follow-ups."]


def test_a_vcard_is_written(
    pane: PersonPane, store: Store, lotte: int, tmp_path: Path, qtbot: QtBot
) -> None:
    pane.export_to(tmp_path / "lotte.vcf")
    qtbot.waitUntil((tmp_path / "lotte.vcf").exists)
    card = (tmp_path / "lotte.vcf").read_text(encoding="utf-8")
    assert "FN:Lotte de Wit" in card
    with qtbot.waitSignal(pane.trouble) as trouble:
        pane.export_to(tmp_path / "nowhere" / "lotte.vcf")
    assert "choose another place" in str(trouble.args[0])


# Photos


def picture(colour: str = "#336699", size: int = 80) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_a_photo_is_pasted_and_removed(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setImage(picture())
    pane.head.avatar.setFocus()
    QTest.keyClick(pane.head.avatar, Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: pane.head.avatar.has_picture)
    middle = pane.head.avatar.grab().toImage().pixelColor(28, 28)
    assert abs(middle.blue() - 0x99) < 12
    QTest.keyClick(pane.head.avatar, Key.Key_Delete)
    qtbot.waitUntil(lambda: not pane.head.avatar.has_picture)
    assert store.people.photo(lotte) is None
    store.history.undo()
    qtbot.waitUntil(lambda: pane.head.avatar.has_picture)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("movie.mp4", b"\0\0\0\x18ftypmp42" + bytes(500), "no PNG, JPEG or WebP"),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        ("broken.png", b"\x89PNG\r\n\x1a\nbroken", "damaged"),
        ("folder", None, "is a folder"),
    ],
)
def test_what_is_no_photo_is_said(
    name: str,
    content: bytes | None,
    why: str,
    pane: PersonPane,
    store: Store,
    lotte: int,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / name
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(pane.trouble) as trouble:
        pane.head.avatar._take(mime)
    assert why in str(trouble.args[0])
    assert store.people.photo(lotte) is None


def test_a_photo_is_dropped(
    pane: PersonPane, store: Store, lotte: int, tmp_path: Path, qtbot: QtBot
) -> None:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture().save(buffer, "PNG")  # type: ignore[call-overload]
    (tmp_path / "lotte.png").write_bytes(bytes(held.data()))
    pane.head.avatar.take_file(tmp_path / "lotte.png")
    qtbot.waitUntil(lambda: store.people.photo(lotte) is not None)


# Trouble


class Full:
    """A store whose disk is full, as long as it is."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        write = store._db.cursor

        def cursor(sql: str, *more: object) -> object:
            if self.full and sql.startswith("BEGIN IMMEDIATE"):
                raise StorageError("the disk is full; nothing was changed: make room and try again")
            return write(sql, *more)  # type: ignore[arg-type]

        monkeypatch.setattr(store._db, "cursor", cursor)


def test_a_full_disk_while_typing_keeps_the_text(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Full(store, monkeypatch)
    type_over(pane.why, "Every word of this.")
    qtbot.waitUntil(lambda: "disk is full" in pane.why.problem)
    assert pane.why.typed == "Every word of this."
    enter_all()
    assert pane.why.editing
    disk.full = False
    enter_all()
    assert not pane.why.editing
    assert store.people.get(lotte).why_connected == "Every word of this."


def enter_all() -> None:
    QTest.keyClick(focused(), Key.Key_Return, CTRL)


def test_what_could_not_be_saved_is_there_again_with_its_person(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = add(store, "Ana Ruiz")
    disk = Full(store, monkeypatch)
    type_over(pane.why, "Every word of this.")
    pane.promises.start()
    QTest.keyClicks(pane.promises.new.field, "the frost report")
    with qtbot.waitSignal(pane.trouble):
        pane.show_person(ana)
    assert "Every word" not in shown(pane)
    assert not pane.promises.new.isVisible()
    pane.show_person(lotte)
    assert pane.why.editing
    assert pane.why.typed == "Every word of this."
    assert "disk is full" in pane.why.problem
    assert pane.promises.new.typed == "the frost report"
    disk.full = False
    pane.refresh()
    assert store.people.get(lotte).why_connected == "Every word of this."


def test_a_tick_that_cannot_be_kept_is_said(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Full(store, monkeypatch)
    with qtbot.waitSignal(pane.trouble) as trouble:
        pane.promises.list.rows[0].check.click()
    assert isinstance(trouble.args[0], PlannerError)
    pane.promises.start()
    QTest.keyClicks(pane.promises.new.field, "a map by Friday")
    QTest.keyClick(pane.promises.new.field, Key.Key_Return)
    assert "disk is full" in pane.promises.new.problem.text()
    assert pane.promises.new.typed == "a map by Friday"


def test_a_file_to_look_at_only_is_not_edited(
    store: Store, tasks: Tasks, clock: Clock, qtbot: QtBot
) -> None:
    lotte = store.people.add(LOTTE).id
    promise(store, lotte, "The frost report", Direction.I_OWE)
    with Store.open(store.path, None, read_only=True) as seen:
        pane = PersonPane(Desk(seen, tasks, clock, Graph(seen, tasks)))
        qtbot.addWidget(pane)
        pane.resize(520, 1400)
        pane.show()
        pane.show_person(lotte)
        assert "Testing in real streets" in shown(pane)
        QTest.mouseClick(pane.why, Qt.MouseButton.LeftButton)
        QTest.mouseClick(pane.cares.list.rows[0].inline, Qt.MouseButton.LeftButton)
        assert not [one for one in pane.findChildren(Inline) if one.editing]
        offered = {b.text() for b in pane.findChildren(QAbstractButton) if b.isVisible()}
        assert not {"Plan a meeting", "Log a talk", "Add a fact"} & offered
        pane.head.more.click()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [one.text() for one in menu.actions()] == ["Export as vCard…"]
        menu.close()


# For everybody


def test_everything_is_reached_by_tab_and_has_a_name(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    pane.head.avatar.setFocus()
    reached: list[QWidget] = []
    for _ in range(200):
        widget = focused()
        if widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Key.Key_Tab)
    texts = [one for one in pane.findChildren(Inline) if one.isVisible()]
    for inline in texts:
        if inline.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            assert inline in reached, inline.accessibleName()
    for button in pane.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            assert button in reached, button.accessibleName() or button.text()
    for widget in reached:
        named = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            named = named or widget.text()
        assert named, widget
    for one in pane.findChildren(QLineEdit):
        assert one.accessibleName() or one.objectName(), one


def test_actions_of_a_row_come_with_the_focus(pane: PersonPane, lotte: int) -> None:
    row = pane.promises.list.rows[0]
    row.check.setFocus()
    names = []
    for _ in range(6):
        QTest.keyClick(focused(), Key.Key_Tab)
        names.append(focused().accessibleName())
    assert {"Snooze", "Edit", "Delete"} <= set(names)
    pane.plan.setFocus()
    assert row._actions is not None
    assert not row._actions.isVisible()


def test_narrow_panes_have_one_column(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    store.people.add_fact(lotte, Fact(kind=FactKind.CAN_HELP_WITH, text="Reading a plan"))
    qtbot.waitUntil(pane.helps.isVisible)

    def lefts() -> tuple[int, int]:
        where = QPoint(0, 0)
        return pane.needs.mapTo(pane, where).x(), pane.helps.mapTo(pane, where).x()

    assert lefts()[0] < lefts()[1]
    pane.resize(360, 900)
    qtbot.waitUntil(lambda: lefts()[0] == lefts()[1])


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_that_is_stored_is_drawn_as_markup(
    payload: str, pane: PersonPane, store: Store, qtbot: QtBot
) -> None:
    person = store.people.add(
        Person(
            display_name=payload,
            given=payload,
            organisation=payload,
            title=payload,
            city=payload,
            why_connected=payload,
            how_met=payload,
            note=payload,
            zone="Europe/Lisbon",
            languages=(payload,),
            points=(
                ContactPoint(kind=PointKind.ADDRESS, value=payload, label=payload),
                ContactPoint(kind=PointKind.EMAIL, value=payload),
            ),
            facts=tuple(Fact(kind=kind, text=payload) for kind in FactKind),
            tags=(payload[:60],),
        )
    ).id
    other = add(store, payload)
    store.people.acquaint(Acquaintance(a=person, b=other, how=payload))
    store.people.save(replaced(store, person, met_through=other))
    promise(store, person, payload, Direction.THEY_OWE, "2026-10-20")
    talk(store, person, payload, 2, fun=payload)
    pane.resize(520, 4000)
    pane.show_person(person)
    assert not has_red(pane.grab().toImage())
    for label in pane.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    pane.why.edit()
    QTest.keyClick(focused(), Key.Key_End)
    assert not has_red(pane.grab().toImage())
    for widget in pane.findChildren(QWidget):
        assert not {"<h1", "<font", "<img", "<p"} & set(re.findall("<[a-z0-9]+", widget.toolTip()))


def has_red(image: QImage) -> bool:
    """Whether pixels are far redder than any colour of the pane's own."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    return any(
        colour.red() > colour.green() + 140 and colour.red() > colour.blue() + 140
        for colour in map(QColor, colours)
    )


def replaced(store: Store, person: int, **fields: object) -> Person:
    return replace(store.people.get(person), **fields)  # type: ignore[arg-type]
