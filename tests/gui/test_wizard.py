"""The wizard as a person uses it: by keyboard, from the wish to meet somebody to its date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Feeling, Meeting, MeetingStatus, Purpose, PurposeKind
from planner.domain.objectives import Ask, AskKind, Objective
from planner.domain.people import Fact, FactKind
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.give import GivePage
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.talk import TalkPage
from planner.gui.wizard.when import WhenPage
from planner.gui.wizard.who import WhoPage
from planner.gui.wizard.why import WhyPage
from planner.planning import Step
from planner.store import Store
from tests.conftest import Clock
from tests.samples import add, email, planned

Key, Mod = Qt.Key, Qt.KeyboardModifier
STATEMENT = "Could you introduce me to one utility that has paid for a trial since 2024?"
WHY = "She knows who says yes at four utilities"
OUTCOME = "One name from Lotte, and the day she will write to them"
VAGUE = "Would love to pick your brain about business development"


@pytest.fixture
def lotte(store: Store) -> int:
    return add(
        store,
        "Lotte de Wit",
        given="Lotte",
        family="de Wit",
        zone="Europe/Amsterdam",
        points=(email("lotte@delta.example"),),
        facts=(
            Fact(kind=FactKind.NEEDS, text="Clean leak recordings for her graduates"),
            Fact(kind=FactKind.INTEREST, text="Rebuilding a folkboat"),
        ),
    )


@pytest.fixture
def open_wizard(window: MainWindow, qtbot: QtBot) -> Callable[..., Wizard]:
    """Open the wizard from the main window, as it is asked for there."""

    def open_(**request: object) -> Wizard:
        window.plan(PlanRequest(**request))  # type: ignore[arg-type]
        wizard = newest(window)
        wizard.activateWindow()
        qtbot.waitUntil(wizard.isActiveWindow)
        return wizard

    return open_


def newest(window: MainWindow) -> Wizard:
    return [one for one in window.findChildren(Wizard) if one.isVisible()][-1]


def on(wizard: Wizard, kind: type) -> object:
    page = wizard.page(wizard.plan.step)
    assert isinstance(page, kind), type(page)
    return page


def go_on(wizard: Wizard) -> None:
    QTest.keyClick(focus(wizard), Key.Key_Return, Mod.ControlModifier)


def go_to(wizard: Wizard, step: Step) -> None:
    """Next by Next, as far as a step."""
    for _ in range(step - wizard.plan.step):
        go_on(wizard)
    assert wizard.plan.step is step, wizard.why_not.text()


def focus(wizard: Wizard) -> QWidget:
    focused: QWidget | None = wizard.focusWidget()
    return wizard if focused is None else focused


def typed(wizard: Wizard, text: str) -> None:
    QTest.keyClicks(focus(wizard), text)


def write_purpose(wizard: Wizard) -> None:
    """From Why to the gate, which opens."""
    on(wizard, WhyPage)
    typed(wizard, WHY)
    go_on(wizard)
    on(wizard, AskPage)
    typed(wizard, STATEMENT)
    QTest.keyClick(focus(wizard), Key.Key_Tab)
    page = on(wizard, AskPage)
    assert isinstance(page, AskPage)
    page.outcome.editor.setFocus()
    typed(wizard, OUTCOME)


def choose_day(wizard: Wizard, day: str, time: str = "14:30") -> WhenPage:
    page = on(wizard, WhenPage)
    assert isinstance(page, WhenPage)
    QTest.keyClick(page.day.face, Key.Key_Return)
    QTest.keyClicks(page.day.field, day)
    QTest.keyClick(page.day.field, Key.Key_Return)
    page.time.selectAll()
    QTest.keyClicks(page.time, time)
    return page


# The main job


def test_by_keyboard_blocked_hint_specific_open_planned(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    typed(wizard, WHY)
    go_on(wizard)
    page = on(wizard, AskPage)
    assert isinstance(page, AskPage)
    typed(wizard, VAGUE)
    page.outcome.editor.setFocus()
    typed(wizard, "A good conversation")
    qtbot.waitUntil(lambda: len(page.statement.notes.sentences()) == 2)
    assert "pick your brain" in page.statement.notes.sentences()[0]
    assert wizard.rail.verdict.text() == "The gate is still closed"
    assert not wizard.next.isEnabled()
    assert wizard.why_not.text() == "Next opens once the three notes are settled."
    go_on(wizard)
    assert wizard.plan.step is Step.ASK
    page.statement.editor.setFocus()
    QTest.keyClick(page.statement.editor, Key.Key_A, Mod.ControlModifier)
    typed(wizard, STATEMENT)
    page.outcome.editor.setFocus()
    QTest.keyClick(page.outcome.editor, Key.Key_A, Mod.ControlModifier)
    typed(wizard, OUTCOME)
    assert wizard.rail.verdict.text() == "The gate is open"
    assert wizard.next.text() == "Next: what you can give"
    go_on(wizard)
    on(wizard, GivePage)
    typed(wizard, "The February recordings")
    go_on(wizard)
    on(wizard, TalkPage)
    go_on(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    assert wizard.is_planned
    kept = store.meetings.with_person(lotte)[0]
    assert kept.status is MeetingStatus.PLANNED
    assert kept.starts_at == datetime(2026, 10, 20, 14, 30, tzinfo=UTC)
    assert kept.minutes == sum(item.minutes for item in kept.agenda) == 25
    assert kept.purpose is not None
    assert kept.purpose.give == "The February recordings"
    go_on(wizard)
    assert not wizard.isVisible()


def test_somebody_new_is_named_by_keyboard(
    open_wizard: Callable[..., Wizard], store: Store, window: MainWindow, qtbot: QtBot
) -> None:
    wizard = open_wizard()
    page = on(wizard, WhoPage)
    assert isinstance(page, WhoPage)
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
    assert isinstance(page, WhoPage)
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
    assert isinstance(page, WhoPage)
    said = [one.text() for one in page.cards[lotte].findChildren(QWidget) if hasattr(one, "text")]
    assert any("What would make this one lighter" in line for line in said)


def test_reasons_from_the_records_fill_the_why(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    store.followups.add(FollowUp(person=lotte, text="The frost report", direction=Direction.I_OWE))
    wizard = open_wizard(people=(lotte,))
    page = on(wizard, WhyPage)
    assert isinstance(page, WhyPage)
    page.rows[0].use.click()
    assert "the frost report" in wizard.plan.purpose.why
    assert wizard.plan.purpose.kind is PurposeKind.GIVE
    assert page.kinds.chips[PurposeKind.GIVE].isChecked()


# The gate


def test_hints_wait_for_a_pause_and_the_editor_never_moves(
    open_wizard: Callable[..., Wizard], lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(why=WHY)
    go_on(wizard)
    page = on(wizard, AskPage)
    assert isinstance(page, AskPage)
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
    assert isinstance(page, AskPage)
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
    assert isinstance(page, AskPage)
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
    assert isinstance(page, AskPage)
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
    assert isinstance(page, WhyPage)
    page.asks.setCurrentIndex(page.asks.count() - 1)
    page.asks.activated.emit(page.asks.count() - 1)
    typed(wizard, STATEMENT)
    page.new_ask.title.setText("Find a winter pilot")
    page.new_ask.keep.click()
    qtbot.waitUntil(lambda: wizard.plan.ask is not None)
    assert wizard.plan.objective == "Find a winter pilot"
    go_on(wizard)
    names = on(wizard, AskPage)
    assert isinstance(names, AskPage)
    ingrid = add(store, "Ingrid Solberg")
    names.names.slots_.chosen.emit(1, ingrid)
    assert wizard.plan.ask
    assert [one.person for one in wizard.plan.ask.names] == [ingrid]


# Drafts


@pytest.mark.parametrize("step", list(Step))
def test_a_draft_survives_closing_at_each_step_and_comes_back_there(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow, step: Step
) -> None:
    wizard = open_wizard(people=(lotte,))
    write_purpose(wizard)
    go_to(wizard, Step.WHEN)
    choose_day(wizard, "20 October")
    QTest.keyClick(wizard, Key(Key.Key_0 + int(step)), Mod.AltModifier)
    assert wizard.plan.step is step
    QTest.keyClick(wizard, Key.Key_Escape)
    assert not wizard.isVisible()
    (draft,), _ = store.meetings.drafts(5)
    assert draft.purpose is not None
    assert (draft.purpose.statement, draft.purpose.why) == (STATEMENT, WHY)
    window.plan(PlanRequest(meeting=draft.id))
    again = newest(window)
    assert again.plan.step is step
    assert again.plan.reached is Step.WHEN


def test_what_is_typed_is_kept_a_moment_later_without_leaving(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    typed(wizard, "She knows")
    qtbot.waitUntil(lambda: store.meetings.drafts(5)[1] == 1)
    (draft,), _ = store.meetings.drafts(5)
    assert draft.purpose is not None
    assert draft.purpose.why == "She knows"
    assert wizard.isVisible()


def test_nothing_is_kept_of_what_nobody_wrote(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    QTest.keyClick(wizard, Key.Key_Escape)
    assert store.meetings.drafts(5) == ([], 0)


def test_a_text_of_five_thousand_characters_and_markup_is_kept_as_it_is(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = on(wizard, WhyPage)
    assert isinstance(page, WhyPage)
    hostile = "<b>#let x = 1</b> " * 300
    page.why.put(hostile)
    QTest.keyClick(wizard, Key.Key_Escape)
    (draft,), _ = store.meetings.drafts(5)
    assert draft.purpose is not None
    assert draft.purpose.why == hostile


# A meeting that has its date


def test_a_planned_purpose_that_turns_vague_goes_back_behind_the_gate_only_when_saved(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, window: MainWindow
) -> None:
    purpose = Purpose(kind=PurposeKind.ASK, statement=STATEMENT, why=WHY, outcome=OUTCOME)
    meeting = planned(store, lotte, purpose=purpose)
    wizard = open_wizard(meeting=meeting.id)
    page = on(wizard, AskPage)
    assert isinstance(page, AskPage)
    page.statement.put(VAGUE)
    QTest.keyClick(wizard, Key.Key_Escape)
    assert store.meetings.get(meeting.id) == meeting
    window.plan(PlanRequest(meeting=meeting.id))
    again = newest(window)
    assert again.plan.purpose.statement == VAGUE
    assert again.way_out.text() == "Save, back behind the gate"
    again.way_out.click()
    kept = store.meetings.get(meeting.id)
    assert kept.status is MeetingStatus.DRAFT
    assert kept.purpose is not None
    assert kept.purpose.statement == VAGUE
    assert kept.starts_at == meeting.starts_at


def test_moving_a_confirmed_meeting_raises_its_sequence(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    purpose = Purpose(kind=PurposeKind.ASK, statement=STATEMENT, why=WHY, outcome=OUTCOME)
    meeting = planned(store, lotte, purpose=purpose, zone="Europe/Amsterdam")
    wizard = open_wizard(meeting=meeting.id)
    QTest.keyClick(wizard, Key.Key_6, Mod.AltModifier)
    choose_day(wizard, "2 December", "9:15")
    go_on(wizard)
    kept = store.meetings.get(meeting.id)
    assert kept.starts_at == datetime(2026, 12, 2, 8, 15, tzinfo=UTC)
    assert kept.sequence == meeting.sequence + 1
    assert kept.status is MeetingStatus.PLANNED


def test_changed_words_that_are_still_clear_are_saved_from_where_one_is(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    purpose = Purpose(kind=PurposeKind.ASK, statement=STATEMENT, why=WHY, outcome=OUTCOME)
    meeting = planned(store, lotte, purpose=purpose)
    wizard = open_wizard(meeting=meeting.id)
    assert wizard.way_out.text() == "Close"
    page = on(wizard, AskPage)
    assert isinstance(page, AskPage)
    page.outcome.put("Two names from Lotte by Friday")
    assert wizard.way_out.text() == "Save the changes"
    wizard.way_out.setFocus()
    QTest.keyClick(wizard.way_out, Key.Key_Return)
    kept = store.meetings.get(meeting.id)
    assert kept.status is MeetingStatus.PLANNED
    assert kept.purpose is not None
    assert kept.purpose.outcome == "Two names from Lotte by Friday"
    assert kept.sequence == meeting.sequence


def test_another_place_keeps_a_meeting_confirmed(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    purpose = Purpose(kind=PurposeKind.ASK, statement=STATEMENT, why=WHY, outcome=OUTCOME)
    meeting = planned(store, lotte, purpose=purpose)
    store.meetings.set_status(meeting.id, MeetingStatus.CONFIRMED)
    wizard = open_wizard(meeting=meeting.id)
    QTest.keyClick(wizard, Key.Key_6, Mod.AltModifier)
    page = on(wizard, WhenPage)
    assert isinstance(page, WhenPage)
    QTest.keyClicks(page.place, "Kobalt")
    go_on(wizard)
    kept = store.meetings.get(meeting.id)
    assert (kept.place, kept.status) == ("Kobalt", MeetingStatus.CONFIRMED)


def test_a_meeting_is_cancelled_from_the_menu_and_the_window_offers_undo(
    open_wizard: Callable[..., Wizard],
    store: Store,
    lotte: int,
    window: MainWindow,
    tmp_path: Path,
) -> None:
    purpose = Purpose(kind=PurposeKind.ASK, statement=STATEMENT, why=WHY, outcome=OUTCOME)
    meeting = planned(store, lotte, purpose=purpose)
    wizard = open_wizard(meeting=meeting.id)
    wizard.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == "Cancel the meeting").trigger()
    menu.close()
    assert store.meetings.get(meeting.id).status is MeetingStatus.CANCELLED
    page = wizard.findChild(PlannedPage)
    assert page is not None
    assert "is off" in page.body.toPlainText()
    file = tmp_path / "off.ics"
    page.write_invitation(file)
    assert b"STATUS:CANCELLED" in file.read_bytes()
    go_on(wizard)
    assert window.undo_bar.isVisible()
    window.undo()
    assert store.meetings.get(meeting.id).status is MeetingStatus.PLANNED


# When


def at_when(wizard: Wizard) -> WhenPage:
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.WHEN)
    page = on(wizard, WhenPage)
    assert isinstance(page, WhenPage)
    return page


def test_a_conflict_is_said_and_does_not_forbid(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    petra = add(store, "Petra Novak")
    at = datetime(2026, 10, 20, 14, 20, tzinfo=UTC)
    planned(store, petra, starts_at=at, zone="UTC")
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="UTC")
    at_when(wizard)
    page = choose_day(wizard, "20 October", "14:30")
    assert page.busy.label.text() == "At that time you meet Petra Novak: 14:20 to 14:45."
    page.time.selectAll()
    QTest.keyClicks(page.time, "14:45")
    assert page.busy.isHidden()
    go_on(wizard)
    assert wizard.is_planned


def test_a_past_date_is_refused_kindly(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    page = choose_day(wizard, "12 October 2026")
    assert "has passed" in page.wrong.label.text()
    assert not wizard.next.isEnabled()
    go_on(wizard)
    assert not wizard.is_planned
    assert store.meetings.with_person(lotte)[0].status is MeetingStatus.DRAFT


def test_a_time_the_clocks_jump_over_is_asked_about(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    page = choose_day(wizard, "28 March 2027", "2:30")
    assert "jump over 02:30" in page.wrong.label.text()
    assert "03:30" in page.wrong.label.text()
    assert not wizard.next.isEnabled()


def test_of_an_hour_that_comes_twice_it_is_asked_which(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    page = choose_day(wizard, "25 October 2026", "2:30")
    assert page.which.isVisible()
    assert wizard.plan.meeting.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    page.which.chips[1].click()
    assert wizard.plan.meeting.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    go_on(wizard)
    assert wizard.is_planned


def test_their_time_stands_beside_mine_and_an_unknown_zone_is_said(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    store.people.save(replace(store.people.get(lotte), zone="America/New_York"))
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    page = choose_day(wizard, "20 October", "14:30")
    assert "08:30 for Lotte, in New York" in page.theirs.text()
    page.zone.setEditText("Mars/Olympus")
    page._on_moment()
    assert "Mars/Olympus" in page.wrong.label.text()
    assert not wizard.next.isEnabled()


# Afterwards


def test_the_invitation_is_a_calendar_file_and_the_message_begins_with_the_purpose(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, tmp_path: Path
) -> None:
    from icalendar import Calendar

    me = store.people.get(store.people.id_of("me"))
    store.people.save(
        replace(me, display_name="Hanna Vos", given="Hanna", points=(email("hanna@vos.example"),))
    )
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Europe/Amsterdam")
    at_when(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    assert page.subject.text() == STATEMENT
    body = page.body.toPlainText().split("\n\n")
    assert body[0] == "Dear Lotte,"
    assert body[1] == STATEMENT
    page.copy.click()
    assert STATEMENT in QGuiApplication.clipboard().text()
    file = tmp_path / "invitation.ics"
    page.write_invitation(file)
    calendar = Calendar.from_ical(file.read_bytes())
    assert calendar["METHOD"] == "REQUEST"
    event: Any = calendar.walk("VEVENT")[0]
    kept = store.meetings.with_person(lotte)[0]
    assert event["UID"] == kept.uid
    assert int(event["SEQUENCE"]) == kept.sequence
    assert event["DTSTART"].dt.astimezone(UTC) == kept.starts_at
    assert str(event["ATTENDEE"]) == "mailto:lotte@delta.example"
    assert len(calendar.walk("VTIMEZONE")) == 1


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
    assert isinstance(page, AskPage)
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


# Talk


def test_lines_move_with_alt_and_the_arrows_and_minutes_add_up(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.TALK)
    page = on(wizard, TalkPage)
    assert isinstance(page, TalkPage)
    first, second = (row.field.text() for row in page.rows[:2])
    assert first == "Rebuilding a folkboat"
    QTest.keyClick(page.rows[0].field, Key.Key_Down, Mod.AltModifier)
    assert [row.field.text() for row in page.rows[:2]] == [second, first]
    assert wizard.plan.meeting.agenda[1].for_fun
    page.rows[0].minutes.selectAll()
    QTest.keyClicks(page.rows[0].minutes, "40")
    assert "more than the 25" in page.sum.text()
    page.share.click()
    assert sum(one.minutes for one in wizard.plan.meeting.agenda) == 25


# People who go while one plans


def test_somebody_archived_or_deleted_meanwhile_does_no_harm(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    petra = add(store, "Petra Novak")
    wizard = open_wizard(people=(lotte, petra))
    typed(wizard, WHY)
    wizard.keep()
    store.people.delete([petra])
    qtbot.waitUntil(lambda: wizard.plan.meeting.people == (lotte,))
    assert wizard.windowTitle() == "Plan a meeting with Lotte de Wit"
    go_on(wizard)
    assert wizard.plan.step is Step.ASK


def test_a_held_meeting_makes_place_for_a_new_one(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    past = planned(store, lotte, starts_at=datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    store.meetings.hold(past.id, "She will try two")
    wizard = open_wizard(meeting=past.id)
    assert wizard.plan.meeting.id == 0
    assert wizard.plan.meeting.people == (lotte,)


def test_it_fits_into_small_windows_and_large_text(
    open_wizard: Callable[..., Wizard], lotte: int, window: MainWindow, clock: Clock
) -> None:
    window.resize(1024, 604)
    wizard = open_wizard(people=(lotte,))
    assert wizard.width() <= 1024
    assert wizard.height() <= 604
    wizard.resize(700, 500)
    assert wizard.rail.narrow
    for step in (Step.WHO, Step.WHY):
        assert wizard.rail.steps[step].accessibleName()


def test_a_draft_without_a_purpose_opens(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    draft = store.meetings.keep_draft(Meeting(people=(lotte,)))
    wizard = open_wizard(meeting=draft.id)
    assert wizard.plan.step is Step.ASK
