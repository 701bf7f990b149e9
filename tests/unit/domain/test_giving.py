"""Needs and offers find each other by the words they share, and by nothing less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.giving import Recorded, alike, matches, shared, stems


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("A recording of a pipe bursting in frost", "The February frost recordings, cleaned up"),
        ("A reader for a noise protocol", "Reading noise and measurement protocols"),
        ("Somebody who repairs violins", "Violin repair in the evenings"),
        ("Aufnahme eines Rohrbruchs bei Frost", "Die Frostaufnahmen vom Februar"),
        ("Jemand, der Förderanträge liest", "Anträge auf Förderung gegenlesen"),
        ("Räume für eine Ausstellung", "Ausstellungsräume am Hafen"),
    ],
)
def test_a_need_finds_who_can_help(need: str, offer: str) -> None:
    (found,) = matches([Recorded(2, need, 1)], [Recorded(3, offer, 2)])
    assert (found.need.text, found.offer.text) == (need, offer)
    assert len(found.shared) >= 2


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("One honest founder for her Friday class", "A quiet room, most Friday afternoons"),
        ("Someone to talk to about the new house", "I can talk about something new with someone"),
        ("Jemand für die Arbeit mit den Kindern", "Bei der Arbeit für den Verein"),
        ("", "The February frost recordings"),
        ("🎻", "🎻"),
    ],
)
def test_one_word_or_small_words_in_common_are_chance(need: str, offer: str) -> None:
    assert matches([Recorded(2, need, 1)], [Recorded(3, offer, 2)]) == []


def test_nobody_is_helped_by_themselves() -> None:
    assert matches([Recorded(2, "frost sounds", 1)], [Recorded(2, "sounds of frost", 2)]) == []


def test_rare_words_count_more() -> None:
    needs = [Recorded(2, "Old maps of the harbour, with depths", 1)]
    offers = [
        Recorded(3, "Maps of the harbour for walkers", 2),
        Recorded(4, "Depths of the harbour, sounded by hand", 3),
        *(Recorded(5, f"Maps of town number {n}", 10 + n) for n in range(8)),
    ]
    assert [match.offer.person for match in matches(needs, offers)] == [4, 3]


def test_two_texts_speak_of_the_same() -> None:
    assert alike(
        "Twelve leak sounds for his classroom", "Sounds of leaks for a classroom of twelve"
    )
    assert alike("Recordings", "The February recordings")
    assert not alike("Send the invoice", "The February recordings")
    assert not alike("", "")


@given(st.text(), st.text())
def test_any_text_can_be_read(a: str, b: str) -> None:
    assert shared(a, b) == shared(b, a)
    assert all(stems(a))
