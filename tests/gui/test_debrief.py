"""The debrief: asked by keyboard alone, kept in one step, and never lost before that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.debriefing import Answer, Drafts, Named, Promise, Told
from planner.domain.errors import StorageError
from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import Feeling, Meeting, MeetingStatus, PurposeKind
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective
from planner.gui import theme
from planner.gui.debrief.dialog import DebriefDialog
from planner.gui.main_window import MainWindow
from planner.gui.messages.dialog import MessageDialog
from planner.gui.page import PlanRequest
from planner.gui.people.detail.history import HistoryRow
from planner.gui.people.detail.next import NextRow
from planner.gui.today.promises import PromiseRow
from planner.gui.widgets.label import Label
from planner.gui.widgets.person_picker import PersonPicker
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.when import WhenPage
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.contents import contents
from tests.samples import ME, PURPOSE, add, planned

K = Qt.Key
ASK = "Would you strike out what would stop you signing?"


@pytest.fixture
def ask(store: Store) -> Ask:
    objective = store.objectives.add(
        Objective(title="A pilot", asks=(Ask(objective=0, kind=AskKind.FEEDBACK, text=ASK),))
    )
    return objective.asks[0]


@pytest.fixture
def daniel(store: Store) -> int:
    return add(store, "Daniel Okafor", given="Daniel")


@pytest.fixture
def meeting(store: Store, daniel: int, ask: Ask) -> Meeting:
    return planned(
        store,
        daniel,
        starts_at=datetime(2026, 10, 13, 8, 0, tzinfo=UTC),
        purpose=replace(PURPOSE, ask=ask.id),
    )


def opened(window: MainWindow, meeting: Meeting) -> DebriefDialog:
    window.debrief(meeting.id)
    dialog = window.findChildren(DebriefDialog)[-1]
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    return dialog


@pytest.fixture
def dialog(window: MainWindow, meeting: Meeting) -> DebriefDialog:
    return opened(window, meeting)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_to(dialog: DebriefDialog, widget: QWidget) -> None:
    """Go on by Tab until a widget has the focus."""
    for _ in range(60):
        if widget.hasFocus():
            return
        QTest.keyClick(focused(), K.Key_Tab)
    raise AssertionError(f"Tab never gets to {widget.accessibleName()}")


def said(dialog: DebriefDialog) -> list[str]:
    """What stands on it."""
    return [label.text() for label in dialog.findChildren(Label) if not label.isHidden()]


def promised(window: MainWindow) -> list[str]:
    """The promises that Today shows."""
    rows = window.today.findChildren(PromiseRow)
    return [row.promise.text for row in rows if row.isVisible()]


def test_it_asks_about_the_ask_and_begins_with_the_answer(dialog: DebriefDialog) -> None:
    assert dialog.answers.buttons[Answer.YES].hasFocus()
    assert dialog.windowTitle() == "Debrief"
    assert dialog.answers.value is None
    assert dialog.thank.isChecked()
    assert dialog.needless.isHidden()


def test_by_keyboard_alone_from_the_answer_to_promises_on_today(
    window: MainWindow, dialog: DebriefDialog, store: Store, daniel: int, ask: Ask, qtbot: QtBot
) -> None:
    QTest.keyClick(focused(), K.Key_Right)
    QTest.keyClick(focused(), K.Key_Space)
    tab_to(dialog, dialog.happened)
    QTest.keyClicks(dialog.happened, "He struck out the lock-in")
    tab_to(dialog, dialog.fun)
    QTest.keyClicks(dialog.fun, "Brenda the valve")
    tab_to(dialog, dialog.promises.entry)
    QTest.keyClicks(dialog.promises.entry, "Oskar's number, by Friday")
    assert dialog.promises.meaning.text() == "I owe, by 16 Oct"
    QTest.keyClick(dialog.promises.entry, K.Key_Return)
    QTest.keyClicks(dialog.promises.entry, "He sends me three conditions in zwei Wochen")
    QTest.keyClick(dialog.promises.entry, K.Key_Return)
    assert dialog.promises.entry.hasFocus()
    mine, theirs = dialog.promises.lines
    assert (mine.day.text(), theirs.day.text()) == ("Fri 16 Oct", "Tue 27 Oct")
    tab_to(dialog, dialog.thank)
    QTest.keyClick(focused(), K.Key_Space)
    tab_to(dialog, dialog.felt.buttons[Feeling.ENERGISED])
    QTest.keyClick(focused(), K.Key_Space)
    QTest.keyPress(focused(), K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert store.objectives.ask(ask.id).status is AskStatus.IN_PROGRESS
    (talk,) = store.interactions.with_person(daniel)
    assert (talk.summary, talk.fun) == ("He struck out the lock-in", "Brenda the valve")
    assert talk.felt is Feeling.ENERGISED
    window.show_page("today")
    wanted = ["Oskar's number", "Send three conditions"]
    qtbot.waitUntil(lambda: promised(window) == wanted)
    assert window.undo_bar.isVisible()
    window.undo()
    assert store.meetings.get(talk.meeting or 0).status is MeetingStatus.PLANNED
    assert store.followups.open() == []


def test_a_promise_is_changed_by_keys(dialog: DebriefDialog, daniel: int) -> None:
    dialog.promises.entry.setFocus()
    QTest.keyClicks(dialog.promises.entry, "the deck")
    QTest.keyClick(dialog.promises.entry, K.Key_Return)
    (line,) = dialog.promises.lines
    assert line.day.text() == "No day"
    QTest.keyClick(line.whose, K.Key_Down)
    assert (line.whose.text(), line.promise.direction) == ("They owe", Direction.THEY_OWE)
    QTest.keyClick(line.day, K.Key_Return)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClicks(popup.field, "in two days")  # type: ignore[attr-defined]
    assert popup.meaning.text() == "Thu 15 Oct"  # type: ignore[attr-defined]
    QTest.keyClick(popup.field, K.Key_Return)  # type: ignore[attr-defined]
    assert line.promise.due == "2026-10-15"
    assert line.day.accessibleName() == "By when: Thu 15 Oct"
    QTest.keyClick(line.day, K.Key_Delete)
    assert line.promise.due == ""
    QTest.keyClick(line.remove, K.Key_Space)
    assert dialog.promises.lines == []
    assert dialog.promises.entry.hasFocus()


def test_what_stands_in_the_empty_row_is_kept_too(dialog: DebriefDialog, store: Store) -> None:
    dialog.thank.setChecked(False)
    dialog.promises.show_entry("the deck by Monday")
    dialog.finish()
    assert [(one.text, one.due) for one in store.followups.open()] == [("The deck", "2026-10-19")]


def test_names_are_picked_or_made_and_may_serve_the_ask(
    dialog: DebriefDialog, store: Store, ask: Ask, daniel: int
) -> None:
    petra = add(store, "Petra Vogel")
    for typed, keys in (("petra", 0), ("Oskar Lind", 0)):
        QTest.keyClick(dialog.names.add_button, K.Key_Return)
        (picker,) = dialog.findChildren(PersonPicker)
        QTest.keyClicks(picker.field, typed)
        QTest.keyClick(picker.field, K.Key_Return)
        QApplication.sendPostedEvents(None, 52)  # deferred deletes
        assert keys == 0
    assert dialog.names.named == (
        Named(name="Petra Vogel", person=petra), Named(name="Oskar Lind"),
    )  # fmt: skip
    assert dialog.fill.isVisible()
    dialog.answers.buttons[Answer.PARTLY].click()
    dialog.finish()
    oskar = store.people.find("Oskar", 1)[0]
    assert [one.person for one in store.objectives.ask(ask.id).names] == [petra, oskar]
    assert len(store.people.acquaintances(daniel)) == 2


def test_the_list_of_names_stays_at_what_asked_for_it(
    window: MainWindow, store: Store, daniel: int
) -> None:
    for name in ("Ada", "Bea", "Cem", "Dov", "Eva", "Fay"):
        add(store, f"{name} Vogel")
    picker = PersonPicker(lambda name: store.people.rows(store.people.find(name, 9)), window)
    low = QWidget(window)
    bottom = window.screen().availableGeometry().bottom()
    low.setGeometry(10, window.mapFromGlobal(QPoint(0, bottom - 40)).y(), 100, 20)
    low.show()
    foot = low.mapToGlobal(low.rect().topLeft()).y()
    picker.field.setText("vogel")
    picker.open_below(low)
    QTest.qWait(0)
    many = picker.height()
    assert picker.y() + many == foot
    picker.field.setText("Oskar Lind")
    assert picker.height() < many
    assert picker.y() + picker.height() == foot
    picker.close()


def test_days_of_promises_stand_in_line(dialog: DebriefDialog, daniel: int) -> None:
    for day in ("2026-10-16", "2026-11-30", ""):
        promise = Promise(person=daniel, direction=Direction.I_OWE, text="The deck", due=day)
        dialog.promises.add(promise)
    assert len({line.day.sizeHint().width() for line in dialog.promises.lines}) == 1


def test_a_granted_ask_lists_what_is_moot(
    window: MainWindow, store: Store, meeting: Meeting, ask: Ask
) -> None:
    other = planned(store, add(store, "<b>Petra</b>"), purpose=replace(PURPOSE, ask=ask.id))
    store.meetings.set_status(other.id, MeetingStatus.PROPOSED)
    dialog = opened(window, meeting)
    dialog.answers.buttons[Answer.YES].click()
    assert not dialog.needless.isHidden()
    (row,) = dialog.needless.rows
    assert "<b>Petra</b>" in row.tick.accessibleName()
    row.copy.click()
    assert "you have the time back" in QApplication.clipboard().text()
    dialog.answers.buttons[Answer.YES].click()
    assert dialog.needless.isHidden()
    dialog.answers.buttons[Answer.YES].click()
    dialog.finish()
    assert store.meetings.get(other.id).status is MeetingStatus.CANCELLED
    assert store.objectives.ask(ask.id).status is AskStatus.GRANTED
    store.history.undo()
    assert store.meetings.get(other.id).status is MeetingStatus.PROPOSED


def test_the_thank_you_note_opens_and_waits_until_it_is_sent(
    window: MainWindow, dialog: DebriefDialog, store: Store, daniel: int
) -> None:
    dialog.promises.show_entry("The deck, by Friday; call him; he sends me a list")
    dialog.finish()
    (note,) = window.findChildren(MessageDialog)
    assert "Thank you for your time on Tue 13 Oct." in note.body.toPlainText()
    promised = (
        "What I promised:\n– The deck (by 16 Oct)\n– Call him\n\nWhat you promised:\n– Send a list"
    )
    assert promised in note.body.toPlainText()
    (thanks,) = [one for one in store.followups.open() if one.direction is Direction.REACH_OUT]
    assert (thanks.text, thanks.due) == ("Send Daniel a thank-you note", "2026-10-14")
    note.sent.click()
    assert thanks.text not in [one.text for one in store.followups.open()]
    assert store.interactions.with_person(daniel)[0].summary == "Said thank you"


def test_whoever_introduced_us_is_offered_to_be_told(
    window: MainWindow, store: Store, meeting: Meeting, daniel: int
) -> None:
    lotte = add(store, "Lotte de Wit", given="Lotte")
    agreed = "2026-09-01T09:00:00Z"
    store.introductions.add(
        Introduction(
            connector=lotte, source=ME, target=daniel, status=IntroductionStatus.MADE,
            source_agreed=agreed, target_agreed=agreed,
        )
    )  # fmt: skip
    dialog = opened(window, meeting)
    assert dialog.tell.accessibleName() == "Tell Lotte what came of it"
    dialog.finish()
    assert [one.text for one in store.followups.with_person(lotte)] == [
        "Tell Lotte what came of meeting Daniel"
    ]


# It moved, we missed each other


def test_it_moved_asks_for_the_new_time_and_acts_at_once(
    window: MainWindow, dialog: DebriefDialog, store: Store, meeting: Meeting
) -> None:
    dialog.moved.click()
    assert dialog.moving.day.hasFocus()
    QTest.keyClick(dialog.moving.time, K.Key_Return)
    assert "Choose a day" in dialog.moving.wrong.text()
    dialog.moving.day.set_day("2026-10-01")
    dialog.moving.move_button.click()
    assert "has passed" in dialog.moving.wrong.text()
    dialog.moving.day.set_day("2027-03-28")
    dialog.moving.time.setText("1:30")
    dialog.moving.move_button.click()
    assert "clocks jump" in dialog.moving.wrong.text()
    dialog.moving.time.setText("quarter past")
    dialog.moving.move_button.click()
    assert "14:30" in dialog.moving.wrong.text()
    dialog.moving.day.set_day("2026-10-20")
    dialog.moving.time.setText("14.30")
    QTest.keyClick(dialog.moving.time, K.Key_Return)
    assert not dialog.isVisible()
    moved = store.meetings.get(meeting.id)
    assert moved.starts_at == datetime(2026, 10, 20, 13, 30, tzinfo=UTC)
    assert moved.sequence == meeting.sequence + 1
    window.undo()
    assert store.meetings.get(meeting.id).starts_at == meeting.starts_at


def test_we_missed_each_other_acts_at_once(
    window: MainWindow, dialog: DebriefDialog, store: Store, meeting: Meeting
) -> None:
    QTest.keyClick(dialog.missed, K.Key_Space)
    assert store.meetings.get(meeting.id).status is MeetingStatus.MISSED
    assert window.undo_bar.isVisible()
    window.undo()
    assert store.meetings.get(meeting.id).status is MeetingStatus.PLANNED


def test_what_was_missed_stands_with_the_person_until_there_is_another_day(
    window: MainWindow, dialog: DebriefDialog, store: Store, daniel: int, meeting: Meeting,
    qtbot: QtBot,
) -> None:  # fmt: skip
    QTest.keyClick(dialog.missed, K.Key_Space)
    window.show_person(daniel)
    wanted = f"Missed on Tue 13 Oct, so find another day. {PURPOSE.statement}"

    def row() -> NextRow | None:
        rows = window.people.findChildren(NextRow)
        return next((one for one in rows if one.inline.accessibleName() == wanted), None)

    qtbot.waitUntil(lambda: row() is not None)
    found = row()
    assert found
    found.inline.pressed.emit()
    (wizard,) = window.findChildren(Wizard)
    assert wizard.plan.step is Step.WHEN
    page = wizard.page(Step.WHEN)
    assert isinstance(page, WhenPage)
    page.day.set_day("2026-10-20")
    page.day.changed.emit("2026-10-20")
    wizard.plan_it()
    assert store.meetings.get(meeting.id).status is MeetingStatus.PLANNED
    planned_page = wizard.findChild(PlannedPage)
    assert planned_page
    assert "There is a new time." in planned_page.body.toPlainText()


def test_a_meeting_that_is_over_is_asked_about_from_wherever_it_is_opened(
    window: MainWindow, store: Store, meeting: Meeting
) -> None:
    window.plan(PlanRequest(meeting=meeting.id))
    (dialog,) = window.findChildren(DebriefDialog)
    assert dialog.told_of.meeting == meeting
    assert not window.findChildren(Wizard)


# Nothing is lost


@pytest.mark.parametrize("way", ["esc", "later", "pause"])
def test_what_was_typed_waits_as_a_draft(
    window: MainWindow, dialog: DebriefDialog, store: Store, meeting: Meeting, way: str,
    qtbot: QtBot,
) -> None:  # fmt: skip
    dialog.answers.buttons[Answer.NOT_YET].click()
    dialog.happened.setFocus()
    QTest.keyClicks(dialog.happened, "He was ill")
    dialog.promises.show_entry("Oskar’s num")
    if way == "pause":  # a kill from here on loses nothing
        qtbot.waitUntil(lambda: Drafts(store).get(meeting.id) is not None)
        kept = Drafts(store).get(meeting.id)
        assert kept
        assert (kept.happened, kept.unfinished) == ("He was ill", "Oskar’s num")
    if way == "later":
        dialog.later.click()
    else:
        QTest.keyClick(dialog, K.Key_Escape)
    assert not dialog.isVisible()
    again = opened(window, meeting)
    assert again.told == Told(
        answer=Answer.NOT_YET, happened="He was ill", unfinished="Oskar’s num"
    )
    assert store.meetings.get(meeting.id).status is MeetingStatus.PLANNED


def test_who_never_pauses_is_kept_as_well(
    dialog: DebriefDialog, store: Store, meeting: Meeting, qtbot: QtBot
) -> None:
    def typed_on_and_kept() -> bool:
        QTest.keyClicks(dialog.happened, "a")
        return Drafts(store).get(meeting.id) is not None

    qtbot.waitUntil(typed_on_and_kept)


def test_what_cannot_be_kept_stays_and_is_told(
    window: MainWindow, store: Store, meeting: Meeting, clock: Clock
) -> None:
    dialog = opened(window, meeting)
    QTest.keyClicks(dialog.happened, "He was ill")
    store.meetings.move(meeting.id, datetime(2026, 12, 1, tzinfo=UTC))
    before = contents(store)
    dialog.finish()
    assert dialog.isVisible()
    assert "still to come" in dialog.problem.text()
    assert dialog.happened.text() == "He was ill"
    assert {k: v for k, v in contents(store).items() if k != "setting"} == {
        k: v for k, v in before.items() if k != "setting"
    }


def test_a_full_disk_is_told_and_the_words_stay(
    dialog: DebriefDialog, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    def full(*_: object) -> None:
        raise StorageError("the disk is full; nothing was changed")

    QTest.keyClicks(dialog.happened, "He was ill")
    monkeypatch.setattr(store.settings, "set", full)
    dialog.keep_draft()
    assert dialog.problem.text() == "The disk is full; nothing was changed."
    assert dialog.happened.text() == "He was ill"


def test_a_meeting_told_of_already_or_gone_says_so(
    window: MainWindow, store: Store, meeting: Meeting
) -> None:
    store.meetings.hold(meeting.id, "It took place")
    assert "told of already" in opened(window, meeting).problem.text()
    store.meetings.delete(meeting.id)
    dialog = opened(window, meeting)
    assert "no meeting" in dialog.problem.text()
    assert not dialog.save.isEnabled()
    QTest.keyClick(dialog, K.Key_Escape)
    assert not dialog.isVisible()


def met(store: Store, person: int, kind: PurposeKind) -> Meeting:
    """A meeting of this morning that serves no ask of an objective."""
    purpose = replace(PURPOSE, kind=kind)
    return planned(
        store, person, starts_at=datetime(2026, 10, 13, 8, 0, tzinfo=UTC), purpose=purpose
    )


def test_what_was_asked_for_is_asked_after_and_seen_with_the_talk(
    window: MainWindow, store: Store, daniel: int, qtbot: QtBot
) -> None:
    dialog = opened(window, met(store, daniel, PurposeKind.ASK))
    assert dialog.focusWidget() is dialog.answers.buttons[Answer.YES]
    QTest.keyClick(dialog.answers.buttons[Answer.PARTLY], K.Key_Space)
    dialog.thank.setChecked(False)
    QTest.keyClicks(dialog.happened, "One name, and she looks for the other")
    QTest.keyPress(dialog.happened, K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.show_person(daniel)

    def seen() -> str:
        rows = window.people.findChildren(HistoryRow)
        return rows[0].more.text() if rows else ""

    qtbot.waitUntil(lambda: bool(seen()))
    assert seen() == f"You came with: “{PURPOSE.statement}” You got part of it."


def test_what_was_to_be_learnt_is_asked_after_in_its_own_words(
    window: MainWindow, store: Store, daniel: int
) -> None:
    dialog = opened(window, met(store, daniel, PurposeKind.LEARN))
    assert dialog.answers.accessibleName() == "Did you learn what you came for?"


def test_of_a_gift_nobody_is_asked_what_they_got(
    window: MainWindow, store: Store, daniel: int
) -> None:
    plain = met(store, daniel, PurposeKind.GIVE)
    dialog = opened(window, plain)
    assert dialog.answers.isHidden()
    assert dialog.focusWidget() is dialog.happened
    dialog.finish()
    assert store.meetings.get(plain.id).status is MeetingStatus.HELD


def test_a_meeting_of_another_day_says_which_day_it_was(
    window: MainWindow, store: Store, daniel: int
) -> None:
    of_friday = planned(store, daniel, starts_at=datetime(2026, 10, 9, 8, 0, tzinfo=UTC))
    dialog = opened(window, of_friday)
    assert f"You met on Fri 9 Oct to: {PURPOSE.statement}" in said(dialog)


def test_several_people_have_their_own_promises(
    window: MainWindow, store: Store, daniel: int
) -> None:
    oskar = add(store, "Oskar Lind", given="Oskar")
    both = planned(store, daniel, oskar, starts_at=datetime(2026, 10, 13, 8, 0, tzinfo=UTC))
    dialog = opened(window, both)
    dialog.promises.show_entry("Oskar owes me a call by Monday")
    dialog.promises.take_entry()
    (line,) = dialog.promises.lines
    assert line.whose.text() == "Oskar owes"
    assert len(line.whose.choices()) == 4
    dialog.thank.setChecked(False)
    dialog.finish()
    assert [one.text for one in store.followups.with_person(oskar)] == ["A call"]


@pytest.fixture
def larger(qapp: QApplication) -> Iterator[None]:
    theme.start(qapp, "dark", 1.5)
    yield
    theme.start(qapp, "light")


def test_hostile_texts_are_plain_and_everything_has_a_name(
    window: MainWindow, store: Store, larger: None
) -> None:
    odd = add(store, "<img src=x>" + "W" * 2_000, given="<b>Bo</b> \u202eآنا 😀")
    store.followups.add(FollowUp(person=odd, text="x", direction=Direction.I_OWE))
    window.resize(1024, 604)
    dialog = opened(window, planned(store, odd, starts_at=datetime(2026, 10, 13, 8, 0, tzinfo=UTC)))
    assert dialog.width() <= 1024
    assert dialog.height() <= 604
    dialog.promises.show_entry("<b>bold</b> " + "W" * 1_900)
    dialog.promises.take_entry()
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name, widget
    dialog.finish()
    assert store.followups.open()
