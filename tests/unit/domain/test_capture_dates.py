"""Days in words: what they mean on a Wednesday, and that nothing else is taken for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.capture_dates import find_day, is_deadline

WEDNESDAY = date(2026, 10, 14)

ENGLISH: tuple[tuple[str, str], ...] = (
    ("nxt week", "2026-10-19"),
    ("nxt tues", "2026-10-20"),
    ("tommorow", "2026-10-15"),
    ("by EOD tomorrow", "2026-10-15"),
    ("by COB on 30 Oct", "2026-10-30"),
    ("Fri 16 Oct", "2026-10-16"),
    ("Thurs the 22nd", "2026-10-22"),
    ("in a couple weeks", "2026-10-28"),
    ("in 2 wks", "2026-10-28"),
    ("a week today", "2026-10-21"),
    ("tomorrow week", "2026-10-22"),
    ("on friday next", "2026-10-23"),
    ("the week after next", "2026-10-26"),
    ("by November", "2026-11-01"),
    ("before November", "2026-10-31"),
    ("before xmas", "2026-12-24"),
    ("by New Year's Eve", "2026-12-31"),
    ("by Easter", "2027-03-28"),
    ("in week 49", "2026-11-30"),
    ("by wk 49", "2026-12-04"),
    ("today", "2026-10-14"),
    ("tonight", "2026-10-14"),
    ("tomorrow", "2026-10-15"),
    ("tomorrow morning", "2026-10-15"),
    ("the day after tomorrow", "2026-10-16"),
    ("on Wednesday", "2026-10-21"),
    ("by Wednesday", "2026-10-14"),
    ("before Wednesday", "2026-10-20"),
    ("on Friday", "2026-10-16"),
    ("by Friday", "2026-10-16"),
    ("before Friday", "2026-10-15"),
    ("until Friday", "2026-10-16"),
    ("this Friday", "2026-10-16"),
    ("Friday evening", "2026-10-16"),
    ("by Fri", "2026-10-16"),
    ("on Tue", "2026-10-20"),
    ("next Tuesday", "2026-10-20"),
    ("by next Friday", "2026-10-23"),
    ("next Sat", "2026-10-24"),
    ("Tuesday week", "2026-10-27"),
    ("a week on Friday", "2026-10-23"),
    ("Friday next week", "2026-10-23"),
    ("next week on Friday", "2026-10-23"),
    ("this week", "2026-10-16"),
    ("next week", "2026-10-19"),
    ("early next week", "2026-10-19"),
    ("the end of next week", "2026-10-23"),
    ("eow", "2026-10-16"),
    ("by the end of the week", "2026-10-16"),
    ("this weekend", "2026-10-17"),
    ("at the weekend", "2026-10-17"),
    ("next weekend", "2026-10-24"),
    ("end of month", "2026-10-31"),
    ("by eom", "2026-10-31"),
    ("the end of the month", "2026-10-31"),
    ("month end", "2026-10-31"),
    ("next month", "2026-11-01"),
    ("the end of next month", "2026-11-30"),
    ("end of November", "2026-11-30"),
    ("mid-December", "2026-12-15"),
    ("end of the quarter", "2026-12-31"),
    ("end of the year", "2026-12-31"),
    ("eoy", "2026-12-31"),
    ("next year", "2027-01-01"),
    ("in ten days", "2026-10-24"),
    ("in two weeks", "2026-10-28"),
    ("in a couple of weeks", "2026-10-28"),
    ("in a fortnight", "2026-10-28"),
    ("within 3 months", "2027-01-14"),
    ("in a year", "2027-10-14"),
    ("two weeks from now", "2026-10-28"),
    ("16 Oct", "2026-10-16"),
    ("16 Oct.", "2026-10-16"),
    ("the 16th of October", "2026-10-16"),
    ("October 16th, 2027", "2027-10-16"),
    ("Sunday, 18 October", "2026-10-18"),
    ("1 May", "2027-05-01"),
    ("by the 16th", "2026-10-16"),
    ("on the 3rd", "2026-11-03"),
    ("on 3/11", "2026-11-03"),
    ("03/11/2026", "2026-11-03"),
    ("12/25/2026", "2026-12-25"),
    ("2026-12-01", "2026-12-01"),
    ("by 2025-01-31", "2025-01-31"),
)

ENGLISH_PAST: tuple[tuple[str, str], ...] = (
    ("tues last week", "2026-10-06"),
    ("yesterday", "2026-10-13"),
    ("yesterday evening", "2026-10-13"),
    ("last night", "2026-10-13"),
    ("the day before yesterday", "2026-10-12"),
    ("on Monday", "2026-10-12"),
    ("on Wednesday", "2026-10-07"),
    ("last Tuesday", "2026-10-13"),
    ("last Fri", "2026-10-09"),
    ("Tuesday last week", "2026-10-06"),
    ("last week", "2026-10-07"),
    ("last month", "2026-09-14"),
    ("two weeks ago", "2026-09-30"),
    ("a month ago", "2026-09-14"),
    ("three days ago", "2026-10-11"),
    ("on 3 May", "2026-05-03"),
    ("16 Oct", "2025-10-16"),
    ("at the weekend", "2026-10-10"),
    ("on the 3rd", "2026-10-03"),
)

GERMAN: tuple[tuple[str, str], ...] = (
    ("uebermorgen", "2026-10-16"),
    ("naechsten Freitag", "2026-10-23"),
    ("spaetestens Freitag", "2026-10-16"),
    ("bis Ende Maerz", "2027-03-31"),
    ("in fuenf Tagen", "2026-10-19"),
    ("am dreissigsten", "2026-10-30"),
    ("morgen in einer Woche", "2026-10-22"),
    ("übernächste Woche", "2026-10-26"),
    ("übernächsten Montag", "2026-10-26"),
    ("bis übernächsten Mittwoch", "2026-10-28"),
    ("nächste Woche Di", "2026-10-20"),
    ("Fr., 16.10.", "2026-10-16"),
    ("Mo 19.10.", "2026-10-19"),
    ("bis 15.11", "2026-11-15"),
    ("bis November", "2026-11-01"),
    ("vor Dezember", "2026-11-30"),
    ("bis Weihnachten", "2026-12-24"),
    ("vor Silvester", "2026-12-31"),
    ("bis Ostern", "2027-03-28"),
    ("zu Pfingsten", "2027-05-16"),
    ("in KW 49", "2026-11-30"),
    ("bis KW 49", "2026-12-04"),
    ("Ende KW 49", "2026-12-04"),
    ("in der 49. KW", "2026-11-30"),
    ("heute", "2026-10-14"),
    ("heute Abend", "2026-10-14"),
    ("morgen", "2026-10-15"),
    ("morgen früh", "2026-10-15"),
    ("übermorgen", "2026-10-16"),
    ("am Mittwoch", "2026-10-21"),
    ("bis Mittwoch", "2026-10-14"),
    ("vor Mittwoch", "2026-10-20"),
    ("am Freitag", "2026-10-16"),
    ("bis Freitag", "2026-10-16"),
    ("spätestens am Freitag", "2026-10-16"),
    ("vor Freitag", "2026-10-15"),
    ("diesen Freitag", "2026-10-16"),
    ("kommenden Mittwoch", "2026-10-21"),
    ("Freitagabend", "2026-10-16"),
    ("bis Fr", "2026-10-16"),
    ("am Di.", "2026-10-20"),
    ("nächsten Freitag", "2026-10-23"),
    ("bis zum nächsten Dienstag", "2026-10-20"),
    ("Freitag in einer Woche", "2026-10-23"),
    ("Dienstag nächster Woche", "2026-10-20"),
    ("nächste Woche Dienstag", "2026-10-20"),
    ("diese Woche", "2026-10-16"),
    ("nächste Woche", "2026-10-19"),
    ("Anfang nächster Woche", "2026-10-19"),
    ("Ende nächster Woche", "2026-10-23"),
    ("bis Ende der Woche", "2026-10-16"),
    ("am Wochenende", "2026-10-17"),
    ("nächstes Wochenende", "2026-10-24"),
    ("bis Monatsende", "2026-10-31"),
    ("Ende des Monats", "2026-10-31"),
    ("nächsten Monat", "2026-11-01"),
    ("Ende nächsten Monats", "2026-11-30"),
    ("bis Ende November", "2026-11-30"),
    ("Anfang November", "2026-11-01"),
    ("Mitte Dezember", "2026-12-15"),
    ("bis Quartalsende", "2026-12-31"),
    ("bis Jahresende", "2026-12-31"),
    ("nächstes Jahr", "2027-01-01"),
    ("in zehn Tagen", "2026-10-24"),
    ("in zwei Wochen", "2026-10-28"),
    ("in ein paar Wochen", "2026-10-28"),
    ("in einem Monat", "2026-11-14"),
    ("innerhalb von 3 Monaten", "2027-01-14"),
    ("heute in einer Woche", "2026-10-21"),
    ("16. Oktober", "2026-10-16"),
    ("bis zum 16. Oktober", "2026-10-16"),
    ("16.10.", "2026-10-16"),
    ("16. 10.", "2026-10-16"),
    ("16.10.2027", "2027-10-16"),
    ("am 3.11.26", "2026-11-03"),
    ("Sonntag, den 18. Oktober", "2026-10-18"),
    ("1. Mai", "2027-05-01"),
    ("am 16.", "2026-10-16"),
    ("bis zum 3.", "2026-11-03"),
    ("2026-12-01", "2026-12-01"),
)

GERMAN_PAST: tuple[tuple[str, str], ...] = (
    ("Mi, 7.10.", "2026-10-07"),
    ("gestern", "2026-10-13"),
    ("gestern Abend", "2026-10-13"),
    ("vorgestern", "2026-10-12"),
    ("am Montag", "2026-10-12"),
    ("am Mittwoch", "2026-10-07"),
    ("letzten Dienstag", "2026-10-13"),
    ("vergangenen Freitag", "2026-10-09"),
    ("am Sonntag letzter Woche", "2026-10-11"),
    ("letzte Woche", "2026-10-07"),
    ("vor zwei Wochen", "2026-09-30"),
    ("vor einem Monat", "2026-09-14"),
    ("vor 3 Tagen", "2026-10-11"),
    ("am 3. Mai", "2026-05-03"),
    ("am Wochenende", "2026-10-10"),
    ("am 3.", "2026-10-03"),
)

NO_DAYS = (
    *("every Friday", "the notes of Monday", "our Monday walk", "Friday's report", "in the sun"),
    *("they sat", "mondays", "30 Feb", "on 31/11", "2026-13-01", "2026-02-30", "room 16"),
    *("3/4 of them", "in 9000 years", "jeden Freitag", "Brief vom Montag", "guten Morgen", "so"),
    *("am Morgen", "am 3. Treffen", "30. Februar", "31.11.", "im Oktober", "sonntags"),
    *("für 5.10 Euro", "bis 10.30 Uhr", "Fr. Schneider", "in week 2 of the course", "So. Jetzt"),
    *("in 9000 Jahren", "seit Dienstag", "May", "the end", "next", "vor kurzem", "die Mitte"),
)


def _days(text: str, language: str | None = None, *, past: bool = False) -> list[tuple[str, str]]:
    found = find_day(text, today=WEDNESDAY, language=language, past=past)
    return [(text[start:end], day.isoformat()) for start, end, day in found]


@pytest.mark.parametrize(("words", "day"), ENGLISH)
def test_english_days(words: str, day: str) -> None:
    assert _days(words, "en") == [(words, day)]


@pytest.mark.parametrize(("words", "day"), ENGLISH_PAST)
def test_english_days_of_what_has_happened(words: str, day: str) -> None:
    assert _days(words, "en", past=True) == [(words, day)]


@pytest.mark.parametrize(("words", "day"), GERMAN)
def test_german_days(words: str, day: str) -> None:
    assert _days(words, "de") == [(words, day)]


@pytest.mark.parametrize(("words", "day"), GERMAN_PAST)
def test_german_days_of_what_has_happened(words: str, day: str) -> None:
    assert _days(words, "de", past=True) == [(words, day)]


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day(text: str) -> None:
    assert _days(text) == []


def test_every_day_of_a_text_is_found_where_it_stands() -> None:
    text = "Send the deck by Friday and, in zwei Wochen, the plan; on  Tuesday\nwe meet"
    assert _days(text) == [
        ("by Friday", "2026-10-16"),
        ("in zwei Wochen", "2026-10-28"),
        ("on  Tuesday", "2026-10-20"),
    ]


@pytest.mark.parametrize(
    ("today", "words", "day"),
    [
        ("2026-10-16", "by Friday", "2026-10-16"),  # a Friday
        ("2026-10-16", "on Friday", "2026-10-23"),
        ("2026-10-16", "eow", "2026-10-16"),
        ("2026-10-17", "eow", "2026-10-23"),
        ("2026-10-18", "this weekend", "2026-10-18"),
        ("2026-10-18", "next Monday", "2026-10-19"),
        ("2026-10-31", "end of month", "2026-10-31"),
        ("2026-01-31", "in a month", "2026-02-28"),
        ("2026-10-31", "by the 31st", "2026-10-31"),
        ("2026-11-01", "by the 31st", "2026-12-31"),
        ("2026-10-14", "29 Feb", "2028-02-29"),
        ("2026-12-31", "tomorrow", "2027-01-01"),
        ("9999-12-31", "today", "9999-12-31"),
    ],
)
def test_days_at_the_edge(today: str, words: str, day: str) -> None:
    ((_, _, found),) = find_day(words, today=date.fromisoformat(today))
    assert found.isoformat() == day


def test_until_when_is_told_from_on_which_day() -> None:
    until = [words for words, _ in ENGLISH + GERMAN if is_deadline(words)]
    assert {"by Friday", "until Friday", "bis Freitag", "spätestens am Freitag"} <= set(until)
    assert not {"on Friday", "tomorrow", "am Freitag", "in zwei Wochen"} & set(until)


_WORDS = st.sampled_from(
    "by on next last the end of week month in two weeks ago 16 Oct 16. 10. 30/2 bis zum nächsten"
    " Freitag vor in zwei Wochen Ende Monats heute morgen Mıttwoch ſunday 99 May 0 -".split()
)


@settings(deadline=None, max_examples=300)
@given(
    st.text() | st.lists(_WORDS).map(" ".join),
    st.dates(),
    st.sampled_from([None, "en", "de"]),
    st.booleans(),
)
def test_any_text_on_any_day(text: str, today: date, language: str | None, past: bool) -> None:
    found = find_day(text, today=today, language=language, past=past)
    ends = [0, *(end for _, end, _ in found)]
    assert all(before <= start < end for before, (start, end, _) in zip(ends, found, strict=False))
