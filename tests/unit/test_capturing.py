"""Quick capture against a file: whom a name means there, and what is kept."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from planner import capturing
from planner.domain.capture import Capture, FollowUpItem, PersonItem
from planner.domain.errors import RuleError
from planner.domain.people import Person, split_name
from planner.store import Store

NOW = datetime(2026, 10, 13, 13, 50, tzinfo=ZoneInfo("Europe/Berlin"))


def add(store: Store, *names: str, organisation: str = "") -> list[int]:
    """Their ids."""
    ids = []
    for name in names:
        given, family = split_name(name)
        person = Person(display_name=name, given=given, family=family, organisation=organisation)
        ids.append(store.people.add(person).id)
    return ids


def heard(store: Store, text: str) -> Capture:
    return capturing.understood(store, text, now=NOW, language=None)


def meant(store: Store, text: str) -> list[int]:
    """Who may be meant by whoever owes what the text says."""
    (item,) = heard(store, text).items
    return sorted(one.id for one in item.who.candidates)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("called", "typed"),
    [
        ("Jörg Müller", "joerg"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Jörg Müller", "jorg"),
        ("Joerg Mueller", "Jörg"),
        ("Ana-Lucía Moreno", "Dr. Ana-Lucía"),
        ("Ana-Lucía Moreno", "ana-lucia"),
        ("Grace O'Neill", "O'Neill"),
        ("Grace O'Neill", "Grace O’Neill"),
        ("Jan van der Berg", "van der Berg"),
        ("Jan van der Berg", "Jan van der Berg"),
        ("Anna-Lena Groß", "Anna-Lena Gross"),
        ("Mehmet Yıldız", "Mehmet Yildiz"),
        ("Łukasz Øye", "lukasz"),
        ("王小明", "王小明"),
    ],
)
def test_a_name_is_known_however_it_is_typed(store: Store, called: str, typed: str) -> None:
    ids = add(store, called, "Jo Somebody")
    assert meant(store, f"{typed} owes me two names by Friday") == ids[:1]


def test_a_name_without_an_umlaut_is_no_other_name(store: Store) -> None:
    add(store, "Jo Berg", "Manul Somebody")
    assert {type(item) for item in heard(store, "Joe owes me two names").items} == {
        PersonItem,
        FollowUpItem,
    }
    assert isinstance(heard(store, "Manuel owes me two names").items[0], PersonItem)


def test_among_hundreds_with_longer_names_the_one_who_is_meant_is_found(store: Store) -> None:
    add(store, *(f"Janet Aaron{number}" for number in range(60)), organisation="Jan Works")
    (jan,) = add(store, "Jan Zorn")
    assert meant(store, "Jan owes me two names by Friday") == [jan]


def test_namesakes_are_asked_about_and_never_chosen(store: Store) -> None:
    ids = add(store, "Tom Baker", "Tom Fielding")
    (item,) = heard(store, "Tom owes me two names").items
    (tom,) = capturing.described(store, item)["people"]
    assert tom["uid"] is None
    assert [one["name"] for one in tom["candidates"]] == ["Tom Baker", "Tom Fielding"]
    assert meant(store, "Tom owes me two names") == sorted(ids)
    with pytest.raises(RuleError, match="Tom Baker, Tom Fielding"):
        capturing.keep(store, heard(store, "Tom owes me two names"), now=NOW)
    assert store.followups.all() == []
    assert meant(store, "Tom Baker owes me two names") == ids[:1]


def test_archived_people_are_known_where_nobody_else_is_called_so(store: Store) -> None:
    kate, other = add(store, "Kate Murphy", "Kate Archer")
    store.people.archive([kate])
    assert meant(store, "Kate owes me two names") == [other]
    (item,) = heard(store, "Kate Murphy owes me two names").items
    assert [(one.id, one.archived) for one in item.who.candidates] == [(kate, True)]  # type: ignore[union-attr]
    before = store.people.ids(archived=True)
    capturing.keep(store, heard(store, "Kate Murphy owes me two names"), now=NOW)
    assert store.people.ids(archived=True) == before


def test_somebody_unknown_is_shown_as_new_and_made_once(store: Store) -> None:
    text = "met Nadia van den Heuvel at the market. Nadia owes me two names by Friday"
    kinds = [capturing.described(store, item)["kind"] for item in heard(store, text).items]
    assert kinds == ["person", "talk", "follow-up"]
    capturing.keep(store, heard(store, text), now=NOW)
    (nadia,) = store.people.ids()
    assert store.people.get(nadia).display_name == "Nadia van den Heuvel"
    (owed,) = store.followups.all()
    assert (owed.person, owed.due) == (nadia, "2026-10-16")
