from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextDocument

from planner.domain.errors import RuleError, StorageError
from planner.domain.people import Circle, PersonRow, Standing
from planner.exchange.importing import Report, Skipped
from planner.gui import text
from planner.store import Step

TODAY = date(2026, 10, 13)


@pytest.fixture
def lisbon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def person(**values: object) -> PersonRow:
    fields: dict[str, object] = {
        "id": 7, "uid": "7", "name": "Lotte de Wit", "organisation": "", "title": "",
        "emails": (), "phones": (), "circle": None, "standing": Standing.KNOWN, "tags": (),
        "last_contact": "",
    }  # fmt: skip
    return PersonRow(**(fields | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "day", "shown"),
    [
        ("en_GB", date(2026, 10, 16), "Fri 16 Oct"),
        ("en_GB", date(2024, 3, 1), "Fri 1 Mar 2024"),
        ("de_DE", date(2026, 10, 16), "Fr., 16. Okt."),
        ("de_DE", date(2027, 3, 1), "Mo., 1. März 2027"),
    ],
)
def test_days_are_written_as_the_language_does(language: str, day: date, shown: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert text.day(day, TODAY) == shown


@pytest.mark.usefixtures("lisbon")
def test_last_contact_is_a_day_of_this_place() -> None:
    late = person(last_contact="2026-07-01T23:30:00Z")
    assert text.last_contact(late, TODAY) == "2 Jul"
    assert text.last_contact(person(), TODAY) == ""
    assert text.last_contact(person(standing=Standing.WISHED), TODAY) == "Not yet met"


@pytest.mark.usefixtures("lisbon")
def test_the_last_backup_has_a_time_only_today() -> None:
    now = datetime(2026, 10, 13, 12, 50, tzinfo=UTC)
    today = datetime(2026, 10, 13, 8, 2, tzinfo=UTC)
    assert text.last_backup(today, now) == "Last backup today, 09:02"
    assert text.last_backup(datetime(2026, 10, 9, 8, 2, tzinfo=UTC), now) == "Last backup Fri 9 Oct"


def test_the_wished_are_wished_whatever_their_circle() -> None:
    assert text.circle(person(circle=Circle.INNER)) == "Inner"
    assert text.circle(person(circle=Circle.INNER, standing=Standing.WISHED)) == "Wished"
    assert text.circle(person()) == ""


def test_a_problem_is_a_sentence() -> None:
    assert text.error(RuleError("a person needs a name; nothing was kept")) == (
        "A person needs a name; nothing was kept."
    )
    gone = StorageError("{file} is gone; look for it", file="/data/<b>x</b>.planner")
    assert text.error(gone) == "/data/<b>x</b>.planner is gone; look for it."


def test_undo_says_what_it_took_back() -> None:
    def step(verb: str, subject: str) -> Step:
        return Step(id=1, verb=verb, subject=subject, at=datetime(2026, 10, 13, tzinfo=UTC))

    assert text.undone(step("add", "Petra Novak")) == "Undone: adding Petra Novak."
    assert text.redone(step("undo", "Petra\nNovak")) == "Done again: Petra Novak."
    assert text.undone(step("acquaint", "")) == "Undone: the last change."
    assert text.undone(step("a verb of tomorrow", "{what}")) == "Undone: {what}."
    assert text.undone(None) == "There is nothing to undo."


def test_an_import_is_summed_up_in_words() -> None:
    bad = Skipped(file="a.vcf", line=3, reason="no name")
    whole = Report(created=8, updated=1, duplicates=2, skipped=[bad, bad])
    assert text.imported(whole) == (
        "Eight people are new, one was brought up to date, two were here already."
        " Two records could not be read."
    )
    assert text.imported(Report(created=1)) == "One person is new."
    assert text.imported(Report(unread=[bad])) == (
        "Nothing was taken over. One file could not be read."
    )


@pytest.mark.parametrize("value", ["<b>x</b>", "a & b < c", "<img src=x>", "&amp;", '"quoted"'])
def test_a_tooltip_shows_what_is_there(value: str) -> None:
    document = QTextDocument()
    document.setHtml(text.tooltip(value))
    assert document.toPlainText() == value


@pytest.mark.parametrize(
    ("fact", "part"),
    [
        ("Clean leak recordings for her graduates.", "clean leak recordings for her graduates"),
        ("A host", "a host"),
        ("New pumps", "new pumps"),
        ("New York maps", "New York maps"),
        ("Python developers", "Python developers"),
        ("Saubere Aufnahmen", "saubere Aufnahmen"),
        ("Wohnung in Utrecht", "Wohnung in Utrecht"),
        ("", ""),
    ],
)
def test_a_fact_within_a_sentence_keeps_the_capitals_of_names_only(fact: str, part: str) -> None:
    assert text.sentence_part(fact) == part
