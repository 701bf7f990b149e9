"""Putting right what quick capture understood: another kind keeps the words, the day and who."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.capture import (
    FollowUpItem,
    NoteItem,
    PersonItem,
    TalkItem,
    Understood,
    understand,
)
from planner.domain.capture_changes import (
    Kind,
    as_kind,
    as_known,
    day_of,
    kind_of,
    people_of,
    text_of,
    unclear,
    with_day,
    with_person,
    with_text,
)
from planner.domain.capture_items import KnownPerson, Mention
from tests.unit.domain.capturing import NOW, known
from tests.unit.domain.lost_words import words_of_item

TODAY = NOW.date()
_JOTTED = [
    line
    for path in sorted((Path(__file__).parents[2] / "data" / "capture").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if line and not line.startswith((" ", "#"))
]


def item_of(text: str) -> Understood:
    (item,) = understand(text, now=NOW, known=known).items
    return item


def changed(text: str, kind: Kind) -> Understood:
    return as_kind(item_of(text), kind, source=text, today=TODAY)


def test_a_promise_the_other_way_keeps_who_when_and_what() -> None:
    item = changed("Petra owes me two names by Friday", Kind.I_OWE)
    assert isinstance(item, FollowUpItem)
    assert (item.who.name, item.text, item.due) == ("Petra", "Two names", date(2026, 10, 16))


def test_a_note_is_what_was_written() -> None:
    text = "Petra owes me two names by Friday"
    assert changed(text, Kind.NOTE) == NoteItem(text=text, spans=item_of(text).spans)
    edited = with_text(item_of(text), "Three names")
    note = as_kind(edited, Kind.NOTE, source=text, today=TODAY)
    assert text_of(note) == "Petra: Three names"


def test_a_day_without_a_place_joins_the_words() -> None:
    assert text_of(changed("I owe Petra two names by Friday", Kind.NEEDS)) == "Two names by Friday"
    talk = changed("I owe Petra two names by Friday", Kind.TALK)
    assert (text_of(talk), day_of(talk)) == ("Two names by Friday", TODAY)


def test_what_happened_today_is_not_due_today() -> None:
    assert day_of(changed("called Petra about the lab", Kind.REACH_OUT)) is None
    assert day_of(changed("called Petra about the lab on Monday", Kind.REACH_OUT)) is not None


def test_several_people_of_a_talk_become_words_of_a_promise() -> None:
    item = changed("lunch with Petra and Kenji yesterday", Kind.I_OWE)
    assert ([one.name for one in people_of(item)], text_of(item)) == (["Petra"], "Lunch, Kenji")


def test_somebody_named_twice_is_changed_in_both_places() -> None:
    (ana,) = known("Amélie")
    now = Mention(name=ana.name, candidates=(ana,))
    talk = item_of("lunch with Petra and Kenji yesterday")
    petra, kenji = people_of(talk)
    assert people_of(with_person(talk, petra, now)) == (now, kenji)
    assert people_of(with_person(talk, now, petra)) == (petra, kenji)


def test_what_was_said_of_somebody_new_is_not_lost_when_they_are_known() -> None:
    person = PersonItem(name="Ana Ruiz", organisation="Frostline", note="Buyer", spans=())
    note = as_known(person, KnownPerson(id=1, name="Ana Ruiz-Vega", organisation="Frostline"))
    assert note is not None
    assert note.text == "Ana Ruiz-Vega: Buyer"
    assert as_known(PersonItem(name="Ana", spans=()), KnownPerson(id=1, name="Ana Ruiz")) is None


@pytest.mark.parametrize("kind", Kind)
def test_nobody_is_meant_where_a_note_named_nobody(kind: Kind) -> None:
    item = changed("the blue door", kind)
    assert (unclear(item) is None) is (kind is Kind.NOTE)
    assert "blue door" in text_of(item)


def test_a_talk_always_has_a_day() -> None:
    talk = item_of("called Petra")
    assert isinstance(talk, TalkItem)
    assert with_day(talk, None) == talk
    assert day_of(with_day(talk, TODAY - timedelta(3))) == TODAY - timedelta(3)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(_JOTTED), st.lists(st.sampled_from(Kind), min_size=1, max_size=4))
def test_no_words_are_lost_from_kind_to_kind(text: str, kinds: list[Kind]) -> None:
    for first in understand(text, now=NOW, known=known).items:
        item = first
        for kind in kinds:
            item = as_kind(item, kind, source=text, today=TODAY)
            assert kind_of(item) is kind
        assert set(words_of_item(first)) <= set(words_of_item(item))
