"""Suggestions that were declined rest, and come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from planner.daybook import decline, take_back
from planner.domain.followups import Direction
from planner.domain.people import (
    Circle,
)
from planner.domain.today import Gift, Hello, Step
from planner.store import Store
from tests.samples import ME, add
from tests.unit.daybook.days import LISBON, NOW, Pier, at, helps, look, needs, owe, steps, talk


def suggestions(store: Store, now: datetime = NOW) -> list[Step | Gift | Hello]:
    page = look(store, now)
    return [*steps(store, now), *page.gifts, *page.hellos]


def test_not_now_rests_for_thirty_days_through_a_restart(store: Store, pier: Pier) -> None:
    ana = pier.ana
    known = store.people.get(ana)
    store.people.save(replace(known, circle=Circle.INNER, facts=needs("A recording of storks")))
    store.people.save(replace(store.people.get(ME), facts=helps("Storks recorded at dawn")))
    talk(store, ana, 90)
    before = suggestions(store)
    assert [type(one) for one in before] == [Step, Gift, Hello]
    for one in before:
        decline(store, one, NOW, LISBON)
    assert suggestions(store) == []
    assert suggestions(store, at(24 * 29)) == []
    assert suggestions(store, at(24 * 30)) == before


def test_not_now_can_be_taken_back_and_what_is_over_is_forgotten(store: Store) -> None:
    people = [add(store, f"Person {n}", circle=Circle.INNER) for n in range(2)]
    for person in people:
        talk(store, person, 60)
    first, second = look(store).hellos
    decline(store, first, NOW, LISBON)
    take_back(store, first)
    assert look(store).hellos == (first, second)
    decline(store, first, NOW, LISBON)
    decline(store, second, at(24 * 31), LISBON)
    (kept,) = [value for key, value in store.settings.all().items() if "declined" in key]
    assert list(kept) == [second.key]


def test_a_reach_out_that_is_due_rests_as_well(store: Store) -> None:
    owe(store, add(store, "Ana Ruiz"), -1, Direction.REACH_OUT)
    (hello,) = look(store).hellos
    decline(store, hello, NOW, LISBON)
    assert look(store).hellos == ()


@pytest.mark.parametrize("kept", [7, "x", [1], {"step": 4, "gift": None}])
def test_a_strange_setting_is_no_trouble(store: Store, kept: object) -> None:
    store.settings.set("today.declined", kept)
    ana = add(store, "Ana Ruiz", circle=Circle.INNER)
    (hello,) = look(store).hellos
    assert hello.who.id == ana
    decline(store, hello, NOW, LISBON)
    assert look(store).hellos == ()
