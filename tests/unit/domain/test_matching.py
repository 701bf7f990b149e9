"""Who is whom: one person is not doubled, two are not made one, and nothing of ours is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.matching import (
    MERGED_FIELDS,
    base_of,
    identity,
    merged,
    name_key,
    same_person,
    similarity,
)
from planner.domain.people import ContactPoint, Fact, FactKind, Person, PointKind, Standing
from tests.samples import PERSON, email, phone


def same(one: Person, other: Person) -> bool:
    """As an import asks it; and whoever is asked first must not matter."""
    first, second = (identity(p, p.display_name.casefold()) for p in (one, other))
    assert same_person(first, second) == same_person(second, first)
    return same_person(first, second)


def ana(name: str = "Ana Ruiz", **more: Any) -> Person:
    return Person(display_name=name, **more)


MAIL = (email("ana@ruiz.example"),)
PHONE = (phone("5550100", "+15550100"),)
HOME = (ContactPoint(kind=PointKind.ADDRESS, value="Rua 7\nÉvora"),)
HANDLE = (ContactPoint(kind=PointKind.SOCIAL, value="https://social.example/ana"),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ana(uid="u"), ana("Somebody Else", uid="u")),
        (ana(points=MAIL), ana("Ana R. Moreno", points=MAIL)),
        (ana(points=MAIL), ana("A. Ruiz", points=MAIL)),
        (ana(points=MAIL), ana("ana@ruiz.example", points=MAIL)),
        (ana(points=PHONE), ana("Ruiz, Ana", points=PHONE)),
        (ana(points=(phone("1", "+1"), *PHONE)), ana("Ana", points=PHONE)),
        (ana(birthday="1980-05-03"), ana("Ruiz Ana", birthday="1980-05-03")),
        (ana(birthday="--05-03"), ana(birthday="1980-05-03")),
        (ana(organisation="Acme "), ana("Anna Ruiz", organisation="ACME")),
        (ana(points=HOME), ana(points=HOME)),
        (ana(points=HANDLE), ana("Anna Ruiz", points=HANDLE)),
        (ana(organisation="Acme", points=MAIL), ana(organisation="Acme", points=PHONE)),
        (ana("Jon Smyth", organisation="Acme"), ana("John Smith", organisation="Acme")),
    ],
)
def test_one_person_twice(one: Person, other: Person) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ana(), ana()),  # a name alone is shared by many
        (ana(points=MAIL), ana("Petra Vogel", points=MAIL)),  # a family's mailbox
        (ana(points=PHONE), ana("Marek Holub", points=PHONE)),  # an office's phone
        (ana(organisation="Acme"), ana("Petra Vogel", organisation="Acme")),
        (
            ana(organisation="Acme", birthday="1980-05-03"),
            ana(organisation="Acme", birthday="1991-07-09"),
        ),
        (
            ana(organisation="Acme", points=MAIL),
            ana(organisation="Acme", points=(email("ruiz2@acme.example"),)),
        ),
        (ana("Guest 12", organisation="Fair"), ana("Guest 13", organisation="Fair")),
        (ana(points=HOME), ana("Marek Holub", points=HOME)),
        (ana(uid=""), ana("Petra Vogel", uid="")),
        (ana(organisation=""), ana(organisation="")),
    ],
)
def test_two_people_alike(one: Person, other: Person) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jon smyth", "smith, john"),
        ("philip", "filip"),
        ("katharina", "catarina"),
        ("anna", "ana"),
        ("schmidt", "schmitt"),
        ("ana ruiz", "ruiz ana"),
        ("guest 12", "12 guest"),
    ],
)
def test_near_spellings_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ana ruiz", "petra vogel"), ("guest 12", "guest 13"), ("ana", "nora"), ("eva", "vera")],
)
def test_other_names_have_another(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(), st.text())
def test_likeness_is_between_nothing_and_everything(a: str, b: str) -> None:
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, a) == 1.0
    name_key(a)


# Merging

TEXT = st.sampled_from(["", "a", "b", "c"])
POINTS = st.lists(
    st.builds(
        ContactPoint, kind=st.sampled_from(PointKind), value=st.sampled_from("xyzX"), normal=TEXT
    ),
    max_size=3,
)
PEOPLE = st.builds(
    Person,
    **dict.fromkeys(MERGED_FIELDS, TEXT),
    standing=st.sampled_from(Standing),
    languages=st.sampled_from([(), ("de",), ("en", "pt")]),
    points=POINTS.map(tuple),
    facts=st.lists(
        st.builds(Fact, kind=st.sampled_from(FactKind), text=st.sampled_from("xy")), max_size=2
    ).map(tuple),
    tags=st.lists(st.sampled_from(["fair", "Fair", "bees"]), max_size=2, unique=True).map(tuple),
    extra=TEXT,
)


@given(PEOPLE, PEOPLE)
def test_nothing_of_ours_is_lost(ours: Person, theirs: Person) -> None:
    both = merged(ours, theirs, None)
    for name in MERGED_FIELDS:
        mine, now = getattr(ours, name), getattr(both, name)
        assert (now.startswith(mine) if name == "note" else now == mine) or not mine
        assert now or not getattr(theirs, name)
    assert both.points[: len(ours.points)] == ours.points
    assert both.facts[: len(ours.facts)] == ours.facts
    assert both.tags[: len(ours.tags)] == ours.tags
    assert (both.id, both.uid) == (ours.id, ours.uid)
    reach = {(p.kind, p.value.casefold()) for p in both.points}
    normal = {(p.kind, p.normal) for p in both.points}
    for point in theirs.points:
        assert (point.kind, point.value.casefold()) in reach or (point.kind, point.normal) in normal
    assert {(f.kind, f.text) for f in theirs.facts} <= {(f.kind, f.text) for f in both.facts}
    assert {t.casefold() for t in theirs.tags} <= {t.casefold() for t in both.tags}


@given(PEOPLE, PEOPLE)
def test_the_same_record_again_adds_nothing(ours: Person, theirs: Person) -> None:
    once = merged(ours, theirs, None)
    assert merged(once, theirs, None) == once
    assert merged(once, theirs, base_of(theirs)) == once


@given(PEOPLE)
def test_a_record_merged_with_itself_is_itself(ours: Person) -> None:
    assert merged(ours, ours, None) == ours


@pytest.mark.parametrize("field", MERGED_FIELDS)
def test_of_three_versions_the_edit_wins(field: str) -> None:
    """What came last time, what we made of it, and what comes now."""

    def person(value: str) -> Person:
        fields: dict[str, Any] = {field: value}
        return replace(Person(display_name="Ana"), **fields)

    def after(ours: str, theirs: str, base: str) -> str:
        both = merged(person(ours), person(theirs), base_of(person(base)))
        return str(getattr(both, field))

    assert after("old", "new", "old") == "new"  # they edited
    assert after("mine", "old", "old") == "mine"  # we did
    assert after("mine", "new", "old") == "mine"  # both did
    assert after("", "new", "") == "new"
    assert after("mine", "", "mine") == "mine"  # a record that says nothing takes nothing away


def test_new_contact_points_come_after_ours_and_are_not_preferred() -> None:
    theirs = Person(points=(email("new@ruiz.example", preferred=True, id=99), *PERSON.points))
    both = merged(PERSON, theirs, None)
    assert both.points == (*PERSON.points, email("new@ruiz.example"))


def test_a_wished_person_becomes_known_when_they_were_met() -> None:
    wished = Person(display_name="Ana", standing=Standing.WISHED)
    assert merged(wished, Person(display_name="Ana"), None).standing is Standing.WISHED
    met = merged(wished, Person(display_name="Ana", met_on="2026"), None)
    assert met.standing is Standing.KNOWN


def test_a_base_holds_only_what_was_said() -> None:
    assert base_of(Person(display_name="Ana", city="")) == {"display_name": "Ana"}
    assert base_of(PERSON)["note"] == PERSON.note
