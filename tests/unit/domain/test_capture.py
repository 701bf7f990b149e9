"""Quick capture: nothing is lost, nobody is guessed at, and every part can be pointed at."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.capture import (
    LONGEST,
    FactItem,
    FollowUpItem,
    KnownPerson,
    NoteItem,
    Part,
    PersonItem,
    TalkItem,
    Understood,
    understand,
)
from planner.domain.followups import Direction
from tests.unit.domain.capturing import NOW, known, told
from tests.unit.domain.lost_words import lost_words


def items(text: str) -> tuple[Understood, ...]:
    return understand(text, now=NOW, known=known).items


def test_namesakes_are_listed_and_none_is_chosen() -> None:
    (promise,) = items("Jonas owes me a crib by Friday")
    assert isinstance(promise, FollowUpItem)
    assert [person.name for person in promise.who.candidates] == ["Jonas Weber", "Jonas Keller"]
    assert promise.who.id is None

    (promise,) = items("Jonas Keller owes me a crib by Friday")
    assert isinstance(promise, FollowUpItem)
    assert promise.who.id == 11


def test_a_full_name_that_is_not_in_the_file_is_somebody_new() -> None:
    person, promise = items("Petra Holm owes me two names")
    assert isinstance(person, PersonItem)
    assert person.name == "Petra Holm"
    assert isinstance(promise, FollowUpItem)
    assert promise.who.candidates == ()


def test_somebody_new_is_handed_back_once() -> None:
    told_of = told("met Ana Ruiz, she loves sailing. Ana Ruiz needs a host. I owe her a map.")
    assert [line for line in told_of if line.startswith("new")] == ["new Ana Ruiz"]
    assert told_of[-1] == "I owe Ana Ruiz: A map"


def test_every_part_points_at_its_words() -> None:
    text = (
        "met Ana Ruiz from Frostline at the fair yesterday, and Petra owes me two names by Friday"
    )
    parts = {
        type(item).__name__: [(span.part, text[span.start : span.end]) for span in item.spans]
        for item in items(text)
    }
    assert parts == {
        "PersonItem": [(Part.PERSON, "Ana Ruiz"), (Part.ORGANISATION, "Frostline")],
        "TalkItem": [
            (Part.PERSON, "Ana Ruiz"),
            (Part.TEXT, "at the fair"),
            (Part.DAY, "yesterday"),
        ],
        "FollowUpItem": [
            (Part.PERSON, "Petra"),
            (Part.TEXT, "two names"),
            (Part.DAY, "by Friday"),
        ],
    }


def test_a_text_in_pieces_points_at_each_piece() -> None:
    text = "schick Amélie bis übermorgen die Zeichnung, die Maße und den Plan"
    (promise,) = items(text)
    assert isinstance(promise, FollowUpItem)
    assert promise.text == "Die Zeichnung schicken, die Maße und den Plan"
    pieces = [text[span.start : span.end] for span in promise.spans if span.part is Part.TEXT]
    assert pieces == ["schick", "die Zeichnung", "die Maße und den Plan"]


def test_nobody_is_meant_by_she_when_nobody_was_named() -> None:
    assert told("bread and butter. She needs a host") == [
        "note: bread and butter. She needs a host"
    ]


def test_the_day_with_a_by_is_the_one_that_is_due() -> None:
    assert told("I promised Petra on Monday the minutes by Friday") == [
        "I owe Petra Fri 16 Oct: On Monday the minutes"
    ]


def test_a_day_gone_by_is_due_only_when_its_year_was_written() -> None:
    promises = items("I owe Petra a key by 2025-01-31. I owe Kenji a call since yesterday.")
    assert [item.due for item in promises if isinstance(item, FollowUpItem)] == [
        date(2025, 1, 31),
        None,
    ]


def test_what_is_left_over_goes_with_its_talk_but_not_with_that_of_another_line() -> None:
    assert told("met Petra. The hall is cold.\nThe boiler is old.") == [
        "meeting Petra Wed 14 Oct: The hall is cold",
        "note: The boiler is old.",
    ]


def test_a_note_is_kept_word_for_word() -> None:
    text = "The hall (room 4) is free; ask at +44 20 7946 0000 -- or hall@leeds.example!"
    assert told(text) == [f"note: {text}"]


def test_the_day_is_the_one_where_the_person_is() -> None:
    late = datetime(2026, 10, 14, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    (talk,) = understand("called Petra", now=late, known=known).items
    (same,) = understand("called Petra", now=late.astimezone(UTC), known=known).items
    assert isinstance(talk, TalkItem)
    assert isinstance(same, TalkItem)
    assert (talk.day, same.day) == (date(2026, 10, 14), date(2026, 10, 15))


@pytest.mark.parametrize(
    ("text", "language", "taken_for"),
    [
        ("Petra owes me two names", None, "en"),
        ("Petra schuldet mir zwei Namen", None, "de"),
        ("Petra schuldet mir zwei Namen", "en", "en"),
        ("🙂", None, "en"),
        ("🙂", "de", "de"),
    ],
)
def test_the_language_is_told_from_the_words(
    text: str, language: str | None, taken_for: str
) -> None:
    assert understand(text, now=NOW, known=known, language=language).language == taken_for


def test_a_sentence_in_the_other_language_is_understood_too() -> None:
    assert told("Petra schuldet mir zwei Namen", language="en") == ["they owe Petra: Zwei Namen"]


def test_the_rest_of_a_very_long_text_is_a_note() -> None:
    text = "I owe Petra a key. " + "x" * LONGEST
    promise, *notes = items(text)
    assert isinstance(promise, FollowUpItem)
    assert promise.direction is Direction.I_OWE
    assert sum(note.text.count("x") for note in notes if isinstance(note, NoteItem)) == LONGEST


@pytest.mark.parametrize("words", ["word " * 800, "x" * 4000, "the key and the map, " * 200])
@pytest.mark.parametrize("begins", ["I owe Petra ", "Petra owes me ", "Petra needs "])
def test_a_promise_of_many_words_keeps_them_all(begins: str, words: str) -> None:
    (item,) = items(begins + words)
    assert isinstance(item, FollowUpItem | FactItem)
    kept = item.text.casefold()
    assert re.findall(r"\w+", kept) == re.findall(r"\w+", words)


def test_a_day_beside_a_fact_stays_with_it() -> None:
    assert told("Petra needs by Friday a van") == ["Petra needs: by Friday a van"]


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0"])
def test_a_blank_text_says_nothing(text: str) -> None:
    assert items(text) == ()


_SAYINGS = (
    *("Petra owes me {}", "I owe Tomás {} by Friday", "send Amélie {}", "{} with Lotte"),
    *("met Ana at the {}", "called Marcus about {}", "Lotte needs {}", "she loves {}", "{}"),
    *("I promised to {}", "Petra: {}", "Kenji said {}", "Ana {} Ruiz", "remind me to {}", "my {}"),
    *("Petra schuldet mir {}", "schick Amélie {}", "Lotte {} anrufen", "sie mag {}", "{} und ich"),
    *("habe mit Daniel über {} gesprochen", "Kenji hat versprochen, {}", "morgen {} Petra"),
    *("Petra will mir {} schicken", "mein {} Marcus schuldet mir {}", "new contact: Bea Holm, {}"),
)


@settings(deadline=None, max_examples=400)
@given(
    st.lists(
        st.tuples(st.sampled_from(_SAYINGS), st.sampled_from([", ", ". ", " and ", " und ", "\n"])),
        min_size=1,
        max_size=5,
    )
)
def test_no_word_of_ones_own_is_lost(sayings: list[tuple[str, str]]) -> None:
    """Words that the grammar cannot know are all found again, in a text or a span."""
    text = ""
    for number, (saying, sign) in enumerate(sayings):
        text += saying.replace("{}", f"quorble{number}") + sign
    understood = items(text)
    kept = "\n".join(str(item) for item in understood)
    kept += "\n".join(text[span.start : span.end] for item in understood for span in item.spans)
    assert set(re.findall("quorble[0-9]", text)) <= set(re.findall("quorble[0-9]", kept))


_VOCABULARY = st.sampled_from(
    "Petra Jonas Ana Ruiz I ich me mir owe owes schuldet will send schick to an für for by bis"
    " Friday Freitag morgen in zwei Wochen 16.10. 30. Feb and und , . : ; - ( ) ' 's he she sie er"
    " her ihr who die met called mit hat habe versprochen promised zu needs braucht at the my mein"
    " Dr. not coffee Kaffee with 99/99 2026-13-45 \n 🙂 \ud800 \0 ".split(" ")
)


@settings(deadline=None, max_examples=400)
@given(
    st.text(max_size=80)
    | st.lists(_VOCABULARY, max_size=40).map(" ".join)
    | st.text(alphabet="aA ,.:'’-\n\ud800\u0130ſ1", max_size=300),
    st.sampled_from([None, "en", "de", "fr"]),
)
def test_any_text_is_understood_somehow(text: str, language: str | None) -> None:
    capture = understand(text, now=NOW, known=known, language=language)
    assert bool(capture.items) == bool(text.strip())
    for item in capture.items:
        for span in item.spans:
            assert 0 <= span.start < span.end <= len(text)
        match item:
            case FollowUpItem():
                assert item.text.strip()
                assert item.who.name
            case TalkItem():
                assert item.day <= NOW.date()
                assert item.people
            case PersonItem():
                assert not known(item.name)


@settings(deadline=None, max_examples=100)
@given(st.lists(_VOCABULARY, max_size=30).map(" ".join))
def test_only_names_are_looked_up(text: str) -> None:
    asked: list[str] = []

    def nobody(name: str) -> tuple[KnownPerson, ...]:
        asked.append(name)
        return ()

    understand(text, now=NOW, known=nobody)
    assert len(asked) == len(set(asked))
    assert all(name.strip() and name.isprintable() for name in asked)


@pytest.mark.parametrize(
    "piece", ["x", "a,", "Petra: ", "Petra and ", "Mi. ", "(", "Petra owes me a call\n", "ue"]
)
def test_no_word_of_a_huge_text_is_lost(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert lost_words(understand(text, now=NOW, known=known)) == []
