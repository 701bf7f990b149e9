"""What nobody should write and somebody will: it is said, kept as it is, and breaks nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planner.domain.meetings import AgendaItem, MeetingStatus
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective
from planner.gui.main_window import MainWindow
from planner.gui.wizard.ask import AskPage
from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.gui.wizard.when import WhenPage
from planner.gui.wizard.why import WhyPage
from planner.papers.brief import brief
from planner.papers.engine import typeset
from planner.planning import Step
from planner.store import Store
from tests.gui.wizard.steps import (
    OUTCOME,
    STATEMENT,
    WHY,
    at_when,
    choose_day,
    go_on,
    go_to,
    newest,
    on,
)
from tests.samples import add, draft, email

Key, Mod = Qt.Key, Qt.KeyboardModifier
CODE = '#panic("x") #read("/etc/passwd") $x$ */ <b>bold</b> & \\u{202e} // [*_`~@#'


# Times


@pytest.mark.parametrize("day", ["1 January 1900", "31 December 9999", "1 January 0001"])
def test_days_at_the_ends_of_the_calendar(
    open_wizard: Callable[..., Wizard], lotte: int, day: str
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.edit(zone="Pacific/Kiritimati")
    page = at_when(wizard)
    QTest.keyClick(page.day.face, Key.Key_Return)
    QTest.keyClicks(page.day.field, day)
    QTest.keyClick(page.day.field, Key.Key_Return)
    for time in ("0:00", "23:59"):
        page.time.selectAll()
        QTest.keyClicks(page.time, time)
    go_on(wizard)
    assert page.wrong.isVisible()
    assert not wizard.is_planned


@pytest.mark.parametrize("typed", ["25:00", "soon", "-1", "2:3O", "14:30:00", "１４：３０"])
def test_what_is_no_time_of_day_is_said(
    open_wizard: Callable[..., Wizard], lotte: int, typed: str
) -> None:
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard)
    choose_day(wizard, "20 October")
    page.time.setText(typed)
    page.time.textEdited.emit(typed)
    assert "no time of day" in page.wrong.label.text()
    assert not wizard.next.isEnabled()


def test_a_draft_from_elsewhere_in_a_zone_that_nobody_knows_says_so(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    number = store.meetings.keep_draft(draft(lotte, zone="Mars/Olympus")).id
    wizard = open_wizard(meeting=number)
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_to(wizard, Step.WHEN)
    page = on(wizard, WhenPage)
    assert "Mars/Olympus" in page.wrong.label.text()
    assert not wizard.next.isEnabled()
    page.zone.setEditText("Europe/Amsterdam")
    page.zone.line.editingFinished.emit()
    assert page.wrong.isHidden()
    go_on(wizard)
    assert wizard.is_planned


def test_nobody_is_told_a_time_in_a_zone_that_nobody_knows(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    store.people.save(replace(store.people.get(lotte), zone="Mars/Olympus"))
    wizard = open_wizard(people=(lotte,))
    page = at_when(wizard, "Europe/Amsterdam")
    choose_day(wizard, "20 October")
    assert "Lotte" not in page.theirs.text()
    go_on(wizard)
    done = wizard.findChild(PlannedPage)
    assert done is not None
    assert "Olympus" not in done.body.toPlainText()


# What changes in between


def test_somebody_archived_in_between_is_met_all_the_same(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    store.people.archive([lotte])
    choose_day(wizard, "20 October")
    go_on(wizard)
    assert wizard.is_planned
    assert store.meetings.with_person(lotte)[0].status is MeetingStatus.PLANNED


def test_when_the_last_one_is_deleted_in_between_it_begins_again_at_who(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    store.people.delete([lotte])
    qtbot.waitUntil(lambda: wizard.plan.step is Step.WHO)
    assert not wizard.next.isEnabled()
    assert wizard.plan.purpose.statement == STATEMENT


def test_an_ask_that_ended_in_between_is_said(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    one = Ask(objective=0, kind=AskKind.INTRODUCTION, text=STATEMENT)
    (ask,) = store.objectives.add(Objective(title="A pilot", asks=(one,))).asks
    wizard = open_wizard(people=(lotte,), ask=ask.id)
    wizard.plan.write(statement=STATEMENT, why=WHY, outcome=OUTCOME)
    go_on(wizard)
    page = on(wizard, AskPage)
    assert page.linked.isHidden()
    store.objectives.save_ask(replace(ask, status=AskStatus.GRANTED))
    qtbot.waitUntil(page.linked.isVisible)
    assert "has ended" in page.linked.label.text()
    assert wizard.next.isEnabled()


def test_an_objective_that_is_deleted_in_between_leaves_the_words(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, qtbot: QtBot
) -> None:
    one = Ask(objective=0, kind=AskKind.INTRODUCTION, text=STATEMENT)
    kept = store.objectives.add(Objective(title="A pilot", asks=(one,)))
    wizard = open_wizard(people=(lotte,), ask=kept.asks[0].id)
    at_when(wizard)
    choose_day(wizard, "20 October")
    store.objectives.delete(kept.id)
    qtbot.waitUntil(lambda: wizard.plan.purpose.ask is None)
    go_on(wizard)
    (meeting,) = store.meetings.with_person(lotte)
    assert meeting.purpose is not None
    assert meeting.purpose.statement == STATEMENT


# Texts


def test_code_and_markup_in_every_field_become_an_invitation_a_message_and_a_page(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, tmp_path: Path
) -> None:
    me = store.people.get(store.people.id_of("me"))
    store.people.save(replace(me, display_name=CODE, points=(email("hanna@vos.example"),)))
    store.people.save(replace(store.people.get(lotte), display_name=CODE, title=CODE, note=CODE))
    wizard = open_wizard(people=(lotte,))
    page = on(wizard, WhyPage)
    page.why.put(f"{WHY} {CODE}")
    wizard.plan.write(statement=f"{STATEMENT} {CODE}", outcome=f"{OUTCOME} {CODE}", give=CODE)
    go_to(wizard, Step.TALK)
    wizard.plan.edit(agenda=(AgendaItem(text=CODE, minutes=25),), place=CODE, link=CODE)
    go_on(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    done = wizard.findChild(PlannedPage)
    assert done is not None, wizard.why_not.text()
    assert CODE in done.body.toPlainText()
    (meeting,) = store.meetings.with_person(lotte)
    assert meeting.purpose is not None
    assert (meeting.place, meeting.link, meeting.purpose.give) == (CODE, CODE, CODE)
    file = tmp_path / "off.ics"
    done.write_invitation(file)
    (calendar,) = vobject.readComponents(io.StringIO(file.read_text(encoding="utf-8")))
    assert CODE in calendar.vevent.summary.value
    assert calendar.vevent.location.value == CODE
    paper = typeset("brief", brief(store, meeting.id).data)
    assert paper.pdf.startswith(b"%PDF")
    assert paper.pages == 1


@pytest.mark.parametrize("field", ["statement", "outcome"])
def test_five_thousand_characters_go_on_the_way(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, field: str
) -> None:
    wizard = open_wizard(people=(lotte,))
    wizard.plan.write(why=WHY)
    go_on(wizard)
    page = on(wizard, AskPage)
    editor = getattr(page, field).editor
    long = (STATEMENT + " ") * 64 + "x" * 140
    editor.put(long[:5000])
    QTest.keyClicks(editor, "!")
    QTest.keyClick(wizard, Key.Key_Escape)
    (kept,), _ = store.meetings.drafts(5)
    assert getattr(kept.purpose, field) == long[:5000] + "!"


# Files


def test_a_folder_that_takes_no_invitation_is_said_and_nothing_is_lost(
    open_wizard: Callable[..., Wizard],
    window: MainWindow,
    lotte: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wizard = open_wizard(people=(lotte,))
    at_when(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    page = wizard.findChild(PlannedPage)
    assert page is not None
    before = page.body.toPlainText()
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way")
    chosen = str(no_folder / "invitation.ics")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    QTest.keyClick(page.save, Key.Key_Space)
    assert "invitation.ics" in wizard.why_not.text()
    assert page.body.toPlainText() == before
    assert newest(window) is wizard
    good = tmp_path / "invitation.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(good), ""))
    QTest.keyClick(page.save, Key.Key_Space)
    assert wizard.why_not.text() == "Saved as invitation.ics."
    assert good.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_somebody_without_a_name_worth_the_word_is_met(
    open_wizard: Callable[..., Wizard], store: Store
) -> None:
    odd = add(store, "\u202e\u200b." * 300)
    wizard = open_wizard(people=(odd,))
    at_when(wizard)
    choose_day(wizard, "20 October")
    go_on(wizard)
    assert wizard.is_planned
