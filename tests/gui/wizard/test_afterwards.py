"""After planning: the calendar file, the message, and what becomes of them elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from planner.gui.wizard.dialog import Wizard
from planner.gui.wizard.planned import PlannedPage
from planner.store import Store
from tests.gui.wizard.steps import (
    STATEMENT,
    at_when,
    choose_day,
    go_on,
)
from tests.samples import email

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_the_invitation_is_a_calendar_file_and_the_message_begins_with_the_purpose(
    open_wizard: Callable[..., Wizard], store: Store, lotte: int, tmp_path: Path
) -> None:
    from icalendar import Calendar

    me = store.people.get(store.people.id_of("me"))
    store.people.save(
        replace(me, display_name="Hanna Vos", given="Hanna", points=(email("hanna@vos.example"),))
    )
    wizard = open_wizard(people=(lotte,))
    at_when(wizard, "Europe/Amsterdam")
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
