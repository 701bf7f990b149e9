"""Today in a real window over the real store: promises, steps, gifts, hellos, the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from planner import debriefing
from planner.domain.followups import Direction, FollowUp, FollowUpStatus
from planner.domain.introductions import IntroductionStatus
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import ME, Acquaintance, Circle, Fact, FactKind, Standing
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.messages.dialog import MessageDialog
from planner.gui.messages.mail import is_address, mail_link
from planner.gui.tasks import Tasks
from planner.gui.today.promises import HelloRow, PromiseRow
from planner.gui.today.suggestions import GiftCard, StepCard
from planner.gui.widgets.button import IconButton
from planner.store import Store
from tests.conftest import Clock
from tests.gui.conftest import show
from tests.samples import add, draft, planned

Key = Qt.Key
HOSTILE = "<h1><font color=red>x</font></h1><img src=x>"


def shown(window: MainWindow) -> str:
    """Every text that can be read on the page."""
    labels = [label for label in window.today.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)


def rows(window: MainWindow) -> list[PromiseRow]:
    return [row for row in window.today.findChildren(PromiseRow) if row.isVisible()]


def owe(store: Store, who: int, what: str, due: str, way: Direction = Direction.I_OWE) -> int:
    return store.followups.add(FollowUp(person=who, text=what, direction=way, due=due)).id


def waiting(window: MainWindow, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: text in shown(window))


# The next meeting


def test_the_next_meeting_leads_with_its_purpose_and_moves_with_the_clock(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    lotte = add(store, "Lotte de Wit", organisation="Delta Water Lab")
    start = clock.now + timedelta(minutes=40)
    planned(store, lotte, starts_at=start)
    waiting(window, qtbot, "In 40 minutes")
    meeting = store.meetings.between(None, None)[0]
    assert meeting.purpose is not None
    assert meeting.purpose.statement in shown(window)
    clock.go_on(minutes=5)
    window.today._minute.timeout.emit()
    assert "In 35 minutes" in shown(window)
    clock.go_on(minutes=36)
    window.today._minute.timeout.emit()
    assert "Now" in shown(window)
    clock.go_on(minutes=120)
    window.today._minute.timeout.emit()
    assert "How did it go with Lotte de Wit?" in shown(window)


def test_a_meeting_of_two_without_a_place_leaves_no_empty_line(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    start = clock.now + timedelta(hours=1)
    planned(store, add(store, "Lotte de Wit"), add(store, "Tomás Rey"), starts_at=start)
    waiting(window, qtbot, "Lotte de Wit and Tomás Rey")
    assert "" not in shown(window).split("\n")


def test_the_day_changes_at_midnight(window: MainWindow, clock: Clock) -> None:
    assert "Tuesday, 13 October" in shown(window)
    clock.go_on(hours=24)
    window.today._minute.timeout.emit()
    assert "Wednesday, 14 October" in shown(window)


# Promises


def test_promises_stand_by_direction_late_ones_first_in_plain_words(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    tomas, priya = add(store, "Tomás Rey"), add(store, "Priya Raman")
    owe(store, tomas, "Introduce Kenji", "2026-10-13")
    owe(store, tomas, "Send the vibration test notes", "2026-10-11")
    owe(store, priya, "Two names", "2026-10-14", Direction.THEY_OWE)
    qtbot.waitUntil(lambda: len(rows(window)) == 3)
    assert [row.promise.text for row in rows(window)] == [
        "Send the vibration test notes",
        "Introduce Kenji",
        "Two names",
    ]
    assert rows(window)[0].accessibleName() == (
        "I owe Tomás Rey, Send the vibration test notes, Was due Sunday"
    )
    assert rows(window)[2].accessibleName() == "Priya Raman owes me, Two names, Tomorrow"
    assert "Two promises to keep" in shown(window)


def test_space_is_done_and_the_next_row_has_the_focus_and_undo_brings_it_back(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    tomas = add(store, "Tomás Rey")
    first = owe(store, tomas, "Send the notes", "2026-10-13")
    owe(store, tomas, "Send the drawing", "2026-10-14")
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    rows(window)[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(rows(window)[0], Key.Key_Space)
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    assert store.followups.get(first).status is FollowUpStatus.DONE
    assert QApplication.focusWidget() is rows(window)[0]
    assert window.undo_bar.label.text() == "Done: Send the notes"
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(rows(window)) == 2)
    assert store.followups.get(first).status is FollowUpStatus.OPEN


def test_the_circle_is_done_by_mouse(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    number = owe(store, add(store, "Tomás Rey"), "Send the notes", "2026-10-13")
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    QTest.mouseClick(rows(window)[0].check, Qt.MouseButton.LeftButton)
    assert store.followups.get(number).status is FollowUpStatus.DONE


def test_a_snoozed_promise_is_gone_until_its_day(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    owe(store, add(store, "Tomás Rey"), "Send the notes", "2026-10-13")
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    rows(window)[0].snoozed.emit(rows(window)[0].promise.id, 3)
    qtbot.waitUntil(lambda: not rows(window))
    assert "Until Fri 16 Oct" in window.undo_bar.label.text()
    clock.go_on(days=3)
    window.today._minute.timeout.emit()
    qtbot.waitUntil(lambda: len(rows(window)) == 1)


def test_actions_of_a_row_appear_with_the_keyboard_too(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    owe(store, add(store, "Tomás Rey"), "Send the notes", "2026-10-13")
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    (row,) = rows(window)
    assert not row.snooze.isVisible()
    row.setFocus(Qt.FocusReason.TabFocusReason)
    assert row.snooze.isVisible()
    assert row.more.isVisible()


def test_enter_on_a_promise_opens_the_person(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    tomas = add(store, "Tomás Rey")
    owe(store, tomas, "Send the notes", "2026-10-13")
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    with qtbot.waitSignal(window.today.person_requested) as asked:
        QTest.keyClick(rows(window)[0], Key.Key_Return)
    assert asked.args == [tomas]


# Suggestions


def network(store: Store) -> tuple[int, int]:
    me = store.people.id_of(ME)
    lotte = add(store, "Lotte de Wit", given="Lotte")
    ingrid = add(store, "Ingrid Solberg", given="Ingrid", standing=Standing.WISHED)
    store.people.acquaint(Acquaintance(a=me, b=lotte, strength=3))
    store.people.acquaint(
        Acquaintance(a=lotte, b=ingrid, strength=2, how="Lotte still sails with Ingrid")
    )
    pilot = store.objectives.add(Objective(title="Find a winter pilot"))
    ask = Ask(
        objective=pilot.id,
        kind=AskKind.INTRODUCTION,
        text="An introduction to one utility with fewer than 50,000 connections",
        names=(Name(person=ingrid, rank=1, why="She decides about pipes"),),
    )
    store.objectives.add_ask(ask)
    return lotte, ingrid


def test_one_step_closer_names_the_way_and_the_fact_and_drafts_the_message(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    lotte, ingrid = network(store)
    waiting(window, qtbot, "You’d like to meet Ingrid Solberg.")
    assert "Lotte still sails with Ingrid." in shown(window)
    (card,) = [c for c in window.today.findChildren(StepCard) if c.isVisible()]
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    (dialog,) = [d for d in window.findChildren(MessageDialog) if d.isVisible()]
    body = dialog.body.toPlainText()
    assert body.startswith("Dear Lotte,")
    assert "fewer than 50,000 connections" in body
    assert "{" not in body
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == body
    QTest.mouseClick(dialog.sent, Qt.MouseButton.LeftButton)
    (asked,) = store.introductions.all()
    assert (asked.connector, asked.target) == (lotte, ingrid)
    assert asked.status is IntroductionStatus.ASKED
    assert asked.messages[0].text == body
    store.history.undo()
    assert not store.introductions.all()


def test_not_now_rests_for_thirty_days(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    network(store)
    waiting(window, qtbot, "You’d like to meet")
    (card,) = [c for c in window.today.findChildren(StepCard) if c.isVisible()]
    QTest.mouseClick(card.later, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "You’d like to meet" not in shown(window))
    clock.go_on(days=31)
    window.today.refresh()
    waiting(window, qtbot, "You’d like to meet")


def test_a_need_somebody_has_meets_what_i_can_help_with(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    fatima = add(store, "Fatima El Amrani", given="Fatima")
    me = store.people.id_of(ME)
    store.people.add_fact(fatima, Fact(kind=FactKind.NEEDS, text="A recording of a frost burst"))
    offer = Fact(kind=FactKind.CAN_HELP_WITH, text="The February frost recordings")
    store.people.add_fact(me, offer)
    waiting(window, qtbot, "needs a recording of a frost burst. You have the February frost")
    (card,) = [c for c in window.today.findChildren(GiftCard) if c.isVisible()]
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    (dialog,) = [d for d in window.findChildren(MessageDialog) if d.isVisible()]
    dialog.sent.click()
    (talk,) = store.interactions.all()
    assert (talk.people, talk.channel) == ((fatima,), Channel.MESSAGE)
    assert talk.summary == "Offered: The February frost recordings"


def test_what_takes_longer_is_there_when_today_is_shown_again(
    store: Store, tasks: Tasks, relay: ChangeRelay, clock: Clock, qtbot: QtBot
) -> None:
    add(store, "Fatima El Amrani", facts=(Fact(kind=FactKind.NEEDS, text="A frost recording"),))
    offer = Fact(kind=FactKind.CAN_HELP_WITH, text="The February frost recordings")
    store.people.add_fact(store.people.id_of(ME), offer)
    window = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(window)
    show(window, qtbot)
    qtbot.waitUntil(lambda: bool(shown(window)))
    assert "needs a frost recording" not in shown(window)
    window.show_page("people")
    qtbot.wait(600)
    window.show_page("today")
    waiting(window, qtbot, "needs a frost recording")


def test_somebody_not_heard_of_for_long_is_said_hello_to(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    marcus = add(store, "Marcus Thiele", circle=Circle.INNER, keep_in_touch=30)
    store.interactions.add(
        Interaction(
            people=(marcus,),
            at=datetime(2026, 7, 14, 10, tzinfo=UTC),
            channel=Channel.CALL,
            summary="About his bees",
        )
    )
    waiting(window, qtbot, "Say hello to Marcus Thiele. You last spoke on 14 July, about his bees.")


def test_all_promises_are_those_of_the_people_with_one_open(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Nobody Owing")
    for i in range(9):
        owe(store, add(store, f"Somebody {i}"), f"Matter {i}", "2026-10-20")
    qtbot.waitUntil(window.today.all_promises.isVisible)
    QTest.keyClick(window.today.all_promises, Key.Key_Space)
    assert window.stack.currentWidget() is window.people
    assert window.people.filters.promise.isChecked()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 9)


def test_whom_one_set_out_to_reach_stands_there_with_what_for_until_it_is_done(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    joerg = add(store, "Jörg Kühn")
    call = owe(store, joerg, "Call back about the lease", "2026-10-13", Direction.REACH_OUT)
    waiting(window, qtbot, "Jörg Kühn: Call back about the lease. You have not spoken yet.")
    assert "Say hello" not in shown(window)
    al = add(store, "Al Moor", given="Al")
    short = owe(store, al, "Call about the boat", "2026-10-13", Direction.REACH_OUT)
    waiting(window, qtbot, "Al Moor: Call about the boat.")
    store.followups.done(short)
    qtbot.waitUntil(lambda: "Al Moor" not in shown(window))
    (row,) = window.today.findChildren(HelloRow)
    (did,) = [one for one in row.findChildren(IconButton) if one.accessibleName() == "Done"]
    QTest.keyClick(did, Key.Key_Space)
    assert store.followups.get(call).status is FollowUpStatus.DONE
    qtbot.waitUntil(lambda: "Jörg" not in shown(window))
    window.undo()
    waiting(window, qtbot, "Jörg Kühn: Call back about the lease.")


def test_a_thank_you_note_that_waits_is_drafted_as_one(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    daniel = add(store, "Daniel Okafor", given="Daniel")
    meeting = planned(store, daniel, starts_at=clock.now - timedelta(hours=3))
    promised = debriefing.Promise(
        person=daniel, direction=Direction.THEY_OWE, text="Two references", due="2026-10-23"
    )
    debriefing.finish(
        store,
        meeting.id,
        debriefing.Told(promises=(promised,)),
        debriefing.Phrases(how="", thank="Send Daniel a thank-you note"),
        today=clock.now.date(),
    )
    clock.now += timedelta(days=1)
    window.today.refresh()
    waiting(window, qtbot, "Send Daniel a thank-you note. You last spoke on 13 October")
    (row,) = window.today.findChildren(HelloRow)
    (write,) = [one for one in row.findChildren(QAbstractButton) if one.text() == "Write"]
    QTest.keyClick(write, Key.Key_Space)
    message = window.findChild(MessageDialog)
    assert message is not None
    assert message.subject.text() == "Thank you"
    assert "Two references" in message.body.toPlainText()
    message.sent.click()
    assert not store.followups.open(clock.now.date())


# Drafts, and nothing


def test_a_draft_waits_with_what_it_lacks_and_enter_goes_on_with_it(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    petra = add(store, "Petra Novak")
    meeting = store.meetings.keep_draft(draft(petra, purpose=None))
    waiting(window, qtbot, "A meeting with Petra Novak")
    waiting(window, qtbot, "Its purpose is not written yet.")
    from planner.gui.page import PlanRequest
    from planner.gui.today.rows import Row

    (row,) = [r for r in window.today.findChildren(Row) if r.isVisible()]
    window.today.plan_requested.disconnect()
    with qtbot.waitSignal(window.today.plan_requested) as asked:
        QTest.keyClick(row, Key.Key_Return)
    assert asked.args == [PlanRequest(meeting=meeting.id)]


def test_an_empty_file_asks_what_one_would_love_help_with(window: MainWindow) -> None:
    assert "What would you love help with? Start with one thing." in shown(window)
    window.today.first_start.button.click()
    assert window.stack.currentWidget() is window.objectives


def test_when_nothing_is_due_it_says_so(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    add(store, "Lotte de Wit")
    waiting(window, qtbot, "Nothing is due. A good day to ask someone how they are.")


# Jotting down


def test_ctrl_j_jots_down_a_promise_that_is_shown_before_it_is_kept(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    window.show_page("people")
    QTest.keyClick(window, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    field = window.today.capture
    QTest.keyClicks(field, "Petra owes me two names by Friday")
    qtbot.waitUntil(field.panel.isVisible)
    said = [row.accessibleName() for row in field.panel.rows]
    assert said == ["Petra Novak owes me: Two names, Fri 16 Oct"]
    assert not store.followups.all()
    QTest.keyClick(field, Key.Key_Return)
    (kept,) = store.followups.all()
    assert (kept.direction, kept.due) == (Direction.THEY_OWE, "2026-10-16")
    assert field.text() == ""
    QTest.keyClick(window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not store.followups.all()


def test_words_that_mean_two_people_are_not_lost(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Novak")
    add(store, "Petra Lang")
    field = window.today.capture
    field.setFocus()
    QTest.keyClicks(field, "Petra owes me two names")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text() == "Petra owes me two names"
    assert field.panel.wrong.label.text() == "Petra may be several people. Say which one."
    assert not store.followups.all()


# Hostile texts


def test_what_people_wrote_is_never_drawn_as_markup(
    window: MainWindow, store: Store, clock: Clock, qtbot: QtBot
) -> None:
    who = add(store, HOSTILE, organisation=HOSTILE, title=HOSTILE, keep_in_touch=1)
    planned(store, who, place=HOSTILE, starts_at=clock.now + timedelta(hours=3))
    owe(store, who, HOSTILE, "2026-10-20")
    store.objectives.add(Objective(title=HOSTILE))
    qtbot.waitUntil(lambda: len(rows(window)) == 1)
    waiting(window, qtbot, HOSTILE)
    image = window.grab().toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert not any(
        c.red() > c.green() + 150 and c.red() > c.blue() + 150 for c in map(QColor, colours)
    )


@pytest.mark.parametrize(
    "address",
    ["lotte@lab.example?bcc=eve@evil.example", "a@b.example,c@d.example", "a b@c.example", "lotte"],
)
def test_only_a_plain_address_gets_into_a_mail_link(address: str) -> None:
    assert not is_address(address)
    assert mail_link(address, "x", "y").toString().startswith("mailto:?subject=")


def test_a_mail_link_carries_the_text_and_no_header_from_it() -> None:
    link = mail_link(
        "lotte@lab.example", "One\r\nBcc: eve@evil.example", "Dear Lotte,\n\n100 % & more"
    )
    text = bytes(link.toEncoded().data()).decode()
    assert text.startswith("mailto:lotte@lab.example?subject=One%20Bcc")
    assert text.count("&") == 1
    assert "100%20%25%20%26%20more" in text
