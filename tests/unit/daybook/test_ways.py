"""One step closer: whom to write to, whom to spare, and which way not to go again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.daybook import closer
from planner.domain.followups import Direction
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import (
    Acquaintance,
    Standing,
)
from planner.domain.today import Careful
from planner.store import Store
from tests.samples import ME, add
from tests.unit.daybook.days import LISBON, NOW, Pier, helps, needs, owe, steps, talk, wish_for


def test_the_step_closer_says_whom_to_write_to_and_why_that_may_work(
    store: Store, pier: Pier
) -> None:
    ana = pier.ana
    talk(store, ana, 11)
    (step,) = steps(store)
    assert (step.target.id, step.connector.first) == (pier.lena, "Ana")
    assert [one.id for one in step.path] == [ME, ana, pier.lena]
    assert (step.fact, step.strength, step.why) == (f"{ana} sails with her.", 3, "She built three.")
    assert step.last == (NOW - timedelta(days=11)).astimezone(LISBON)
    assert (step.ask_text, step.objective.title) == ("Which pier holds?", "Build a pier")
    assert step.care is None


@pytest.mark.parametrize("direction", [Direction.I_OWE, Direction.THEY_OWE])
def test_somebody_with_an_open_promise_that_is_late_is_passed_over(
    store: Store, pier: Pier, direction: Direction
) -> None:
    ana, ben = pier.ana, pier.ben
    owe(store, ben, 5, direction)
    promise = owe(store, ana, -1, direction)
    (step,) = steps(store)
    assert (step.connector.id, step.care) == (ben, None)
    late = owe(store, ben, -3, direction)
    (step,) = steps(store)
    assert step.connector.id == ana
    assert step.care
    assert step.care.reason == str(direction)
    assert step.care.promise
    assert step.care.promise.id == promise.id
    store.followups.done(late.id)
    assert steps(store)[0].connector.id == ben


def test_somebody_already_asked_for_an_introduction_is_given_something_first(
    store: Store, pier: Pier
) -> None:
    ana, ben = pier.ana, pier.ben
    other = add(store, "Omar Said", standing=Standing.WISHED)
    store.people.forget_acquaintance(ME, ben)
    store.introductions.add(
        Introduction(connector=ana, source=ME, target=other, status=IntroductionStatus.ASKED)
    )
    store.people.save(replace(store.people.get(ME), facts=helps("Storks recorded at dawn")))
    store.people.add_fact(ana, *needs("A recording of storks"))
    (step,) = steps(store)
    assert step.care
    assert step.care.reason is Careful.ASKED
    assert step.care.target
    assert step.care.target.id == other
    assert step.care.gift
    assert step.care.gift.offer == "Storks recorded at dawn"


def test_a_way_under_way_is_left_alone_and_a_refused_one_is_not_tried_again(
    store: Store, pier: Pier
) -> None:
    ana, ben = pier.ana, pier.ben
    idea = store.introductions.add(Introduction(connector=ana, source=ME, target=pier.lena))
    assert steps(store)[0].introduction == idea.id
    asked = store.introductions.save(replace(idea, status=IntroductionStatus.ASKED))
    assert steps(store) == ()
    store.introductions.save(replace(asked, status=IntroductionStatus.DECLINED))
    assert [step.connector.id for step in steps(store)] == [ben]


def test_no_step_goes_through_somebody_not_met_or_gone(store: Store, pier: Pier) -> None:
    ana, ben = pier.ana, pier.ben
    store.people.save(replace(store.people.get(ana), standing=Standing.WISHED))
    graph = AcquaintanceGraph(store.people.path_columns())
    assert closer(store, graph, NOW, LISBON)[0].connector.id == ben
    store.people.delete([ben])
    assert closer(store, graph, NOW, LISBON) == ()


def test_somebody_wished_whom_i_know_a_little_is_written_to_directly(store: Store) -> None:
    lena = add(store, "Lena Holm", standing=Standing.WISHED)
    store.people.acquaint(Acquaintance(a=ME, b=lena, how="We shook hands once."))
    wish_for(store, lena)
    (step,) = steps(store)
    assert (step.connector.id, step.fact) == (lena, "We shook hands once.")


def test_another_way_is_found_behind_many_that_begin_with_the_one_to_be_spared(
    store: Store, pier: Pier
) -> None:
    for n in range(3):
        friend = add(store, f"Friend {n}")
        for end in (pier.ana, pier.lena):
            store.people.acquaint(Acquaintance(a=friend, b=end, strength=3))
    owe(store, pier.ana, -1)
    (step,) = steps(store)
    assert (step.connector.id, step.care) == (pier.ben, None)
