"""Promises and talks in the pane of a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import (
    Qt,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction
from planner.domain.meetings import Channel
from planner.gui.people.detail.pane import PersonPane
from planner.store import Store
from tests.gui.person_pane.people import (
    CTRL,
    LOTTE,
    Key,
    chosen,
    enter,
    focused,
    promise,
    shown,
    talk,
    talk_dialog,
    type_over,
)


def test_a_promise_is_ticked_off(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    first = pane.sheet.promises.list.rows[0]
    first.check.setFocus()
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(first.check, Key.Key_Space)
    assert said.args == ["Done: the frost report."]
    qtbot.waitUntil(lambda: len(pane.sheet.promises.list.rows) == 1)
    store.history.undo()
    qtbot.waitUntil(lambda: len(pane.sheet.promises.list.rows) == 2)


def test_one_that_repeats_comes_back_on_its_next_day(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    promise(store, lotte, "Water the fern", Direction.I_OWE, "2026-10-14", repeats="FREQ=WEEKLY")
    qtbot.waitUntil(lambda: "Water the fern" in shown(pane))
    pane.sheet.promises.list.rows[0].check.click()
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
    pane.sheet.adders.promise.click()
    QTest.keyClicks(focused(), typed)
    assert ("No day yet" if not due else "Oct") in pane.sheet.promises.new.said.text()
    enter()
    (kept,) = store.followups.all()
    assert (kept.text, kept.direction, kept.due) == (text, direction, due)


def test_the_other_direction_is_chosen(pane: PersonPane, store: Store, lotte: int) -> None:
    pane.sheet.promises.start()
    pane.sheet.promises.new.way.click()
    chosen("Lotte owes")
    QTest.keyClicks(pane.sheet.promises.new.field, "a map by tomorrow")
    QTest.keyClick(pane.sheet.promises.new.field, Key.Key_Return)
    kept = max(store.followups.all(), key=lambda one: one.id)
    assert (kept.direction, kept.due) == (Direction.THEY_OWE, "2026-10-14")


def test_a_promise_is_put_off_by_keyboard(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    row = pane.sheet.promises.list.rows[0]
    row.inline.setFocus()
    with qtbot.waitSignal(pane.undoable) as said:
        QTest.keyClick(row.inline, Key.Key_S)
        chosen("For a week")
    assert said.args == ["“The frost report” rests until Tue 20 Oct."]
    assert store.followups.open()[-1].snoozed_until == "2026-10-20"


def test_the_day_of_a_promise_is_typed_in_words(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    due = pane.sheet.promises.list.rows[0].due
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


def test_a_talk_is_logged(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    QTest.mouseClick(pane.sheet.log, Qt.MouseButton.LeftButton)
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


def test_history_comes_in_pages(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    for number in range(40):
        talk(store, lotte, f"Talk {number}.", 1)
    pane.show_person(None)
    pane.show_person(lotte)
    few = len(pane.sheet.history.list.rows)
    assert few < 40
    while pane.sheet.history.earlier.isVisible():
        pane.sheet.history.earlier.click()
    assert len(pane.sheet.history.list.rows) == 41


def test_a_talk_is_edited_and_deleted(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    row = pane.sheet.history.list.rows[0]
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
