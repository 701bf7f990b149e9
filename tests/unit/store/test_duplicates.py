"""Pairs of people who may be one: who is proposed, why, and who is not."""

from __future__ import annotations

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.merging import Likeness, Pair
from planner.store import Store
from tests.samples import add, email, phone


def pairs(store: Store) -> list[tuple[int, int]]:
    return [(pair.a, pair.b) for pair in store.people.duplicates.pairs()]


def kinds(pair: Pair) -> set[Likeness]:
    return {reason.kind for reason in pair.reasons}


def test_a_shared_mailbox_and_a_word_of_the_name_make_a_pair(store: Store) -> None:
    one = add(store, "Petra Novak", points=(email("petra@cobalt.example"),))
    other = add(store, "Novak, P.", points=(email("Petra@Cobalt.example"),))
    (pair,) = store.people.duplicates.pairs()
    assert (pair.a, pair.b) == (one, other)
    (reason,) = pair.reasons
    assert (reason.kind, reason.value) == (Likeness.EMAIL, "petra@cobalt.example")


def test_a_family_that_shares_a_phone_is_no_pair(store: Store) -> None:
    add(store, "Petra Novak", points=(phone("1", "+4912345678"),))
    add(store, "Kenji Mori", points=(phone("1", "+4912345678"),))
    assert pairs(store) == []


def test_an_office_number_of_many_tells_nothing(store: Store) -> None:
    for number in range(13):
        add(store, f"Person Nr{number} Smith", points=(phone("1", "+4912345678"),))
    assert pairs(store) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Jon Smyth", "John Smith", True),
        ("Smith, John", "John Smith", True),
        ("Łukasz Øye", "Lukasz Oye", True),
        ("Beatriz Moura", "Beatris Moura", True),
        ("Guest 12", "Guest 13", False),
        ("Anna Berg", "Tom Berg", False),
    ],
)
def test_near_names_of_one_employer(store: Store, one: str, other: str, expected: bool) -> None:
    add(store, one, organisation="Delta", points=(email("one@delta.example"),))
    add(store, other, organisation="DELTA", points=(email("two@home.example"),))
    found = list(store.people.duplicates.pairs())
    assert bool(found) is expected
    if found:
        assert kinds(found[0]) >= {Likeness.ORGANISATION}
        assert kinds(found[0]) & {Likeness.NAME, Likeness.NEAR_NAME}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {}, True),
        ({"organisation": "Delta"}, {}, True),
        ({"organisation": "Delta"}, {"organisation": "Gamma"}, False),
        ({"city": "Delft"}, {"city": "Ghent"}, False),
        ({"birthday": "1980-05-03"}, {"birthday": "--05-03"}, True),
        ({"birthday": "1980-05-03"}, {"birthday": "1980-05-04"}, False),
        ({"points": (email("a@a.example"),)}, {"points": (email("b@b.example"),)}, False),
        ({"points": (email("a@a.example"),)}, {"points": (phone("1", "+491234567"),)}, True),
    ],
)
def test_namesakes_of_whom_something_says_no(
    store: Store, ours: dict[str, object], theirs: dict[str, object], expected: bool
) -> None:
    add(store, "Ana Ruiz", **ours)
    add(store, "Ana Ruiz", **theirs)
    assert bool(pairs(store)) is expected


def test_the_likeliest_come_first(store: Store) -> None:
    bare = add(store, "Eva Lund"), add(store, "Eva Lund")
    sure = (
        add(store, "Ana Ruiz", city="Faro", points=(email("a@ruiz.example"),)),
        add(store, "Ana Ruiz", city="Faro", points=(email("a@ruiz.example"),)),
    )
    found = list(store.people.duplicates.pairs())
    assert [(pair.a, pair.b) for pair in found] == [sure, bare]
    assert kinds(found[0]) == {Likeness.EMAIL, Likeness.NAME, Likeness.CITY}
    assert 1 > found[0].score > found[1].score > 0


def test_two_who_are_not_the_same_are_not_proposed_again(store: Store) -> None:
    one, other = add(store, "Eva Lund"), add(store, "Eva Lund")
    store.people.duplicates.not_the_same(other, one)
    store.people.duplicates.not_the_same(one, other)
    assert pairs(store) == []
    third = add(store, "Eva Lund")
    assert set(pairs(store)) == {(one, third), (other, third)}
    store.people.duplicates.may_be_the_same(one, other)
    assert (one, other) in pairs(store)
    with pytest.raises(NotFoundError):
        store.people.duplicates.not_the_same(one, 99)


def test_archived_people_and_i_are_left_out(store: Store) -> None:
    one, other = add(store, "Eva Lund"), add(store, "Eva Lund")
    assert pairs(store) == [(one, other)]
    store.people.many.archive([other])
    assert pairs(store) == []


def test_it_says_how_far_it_is_and_stops_when_told_to(store: Store) -> None:
    add(store, "Eva Lund")
    add(store, "Eva Lund")
    told: list[tuple[int, int]] = []
    assert list(store.people.duplicates.pairs(lambda done, total: told.append((done, total))))
    assert told[-1] == (2, 2)
    assert list(store.people.duplicates.pairs(cancelled=lambda: True)) == []
