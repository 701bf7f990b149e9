"""Verbs for many people at once: one step each, named, and taken back whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.people import Circle
from planner.store import Gone, Store, journal, search
from tests.contents import state
from tests.samples import ME, add

VERBS: dict[str, Callable[[Store, list[int]], None]] = {
    "circle": lambda s, ids: s.people.many.set_circle(ids, Circle.INNER),
    "tag": lambda s, ids: s.people.many.tag(ids, "growers"),
    "untag": lambda s, ids: s.people.many.untag(ids, "Nachbarn"),
    "archive": lambda s, ids: s.people.many.archive(ids),
    "delete": lambda s, ids: s.people.many.delete(ids),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_one_step_that_is_undone_and_done_again(filled: Store, verb: str) -> None:
    before = state(filled)
    told: list[Changes] = []
    filled.subscribe(told.append)
    VERBS[verb](filled, [2, 3, 4])
    after = state(filled)
    assert after != before
    assert len(told) == 1
    assert told[0].people >= {2, 3, 4}
    step = filled.history.undo()
    assert step
    assert (step.verb, step.subject) == (verb, "Dr. Ana Ruiz, Petra Vogel, Łukasz Øye")
    assert state(filled) == before
    filled.history.redo()
    assert state(filled) == after


def test_a_step_names_three_and_counts_the_rest(store: Store) -> None:
    ids = [add(store, f"P{number}") for number in range(5)]
    store.people.many.archive(ids)
    step = store.history.next_undo()
    assert step
    assert step.subject == "P0, P1, P2 +2"
    store.people.many.unarchive(ids)
    assert store.people.ids() == ids


def test_a_tag_is_one_however_it_is_written(store: Store) -> None:
    ana, eva = add(store, "Ana", tags=("Growers",)), add(store, "Eva")
    store.people.many.tag([ana, eva, 99], "  growers ")
    assert store.people.get(ana).tags == store.people.get(eva).tags == ("Growers",)
    store.people.many.untag([ana], "GROWERS")
    assert store.people.get(ana).tags == ()
    with pytest.raises(RuleError, match="needs a name"):
        store.people.many.tag([ana], " ")


def test_out_of_any_circle(store: Store) -> None:
    ana = add(store, "Ana", circle=Circle.WIDE)
    store.people.many.set_circle([ana, ME], None)
    assert store.people.get(ana).circle is None


def test_what_changes_nothing_is_no_step(store: Store) -> None:
    ana = add(store, "Ana", circle=Circle.WIDE)
    before = store.history.next_undo()
    store.people.many.set_circle([ana], Circle.WIDE)
    store.people.many.unarchive([ana])
    store.people.many.untag([ana], "nobody has it")
    assert store.history.next_undo() == before


def test_a_deletion_says_what_went_along_and_comes_back_from_the_bin(store: Store) -> None:
    petra = add(store, "Petra Novak")
    for text in ("The gasket", "Two names"):
        store.followups.add(FollowUp(person=petra, text=text, direction=Direction.THEY_OWE))
    before = state(store)
    store.people.many.delete([petra])
    (step,) = store.history.bin()
    assert step.subject == "Petra Novak"
    assert store.history.gone(step.id) == Gone(people=1, follow_ups=2)
    add(store, "Eva")
    assert store.history.restore(step.id).left == 0
    assert store.history.bin() == []
    assert store.history.gone(99) == Gone()
    store.people.many.delete([store.people.find("Eva", 1)[0]])
    assert store.people.find("gasket", 9) == []
    assert state(store)["follow_up"] == before["follow_up"]


def test_i_stay_and_nobody_goes_when_one_is_gone(store: Store) -> None:
    ana = add(store, "Ana")
    with pytest.raises(RuleError, match="this file is yours"):
        store.people.many.delete([ana, ME])
    with pytest.raises(NotFoundError):
        store.people.many.delete([ana, 99])
    assert store.people.ids() == [ana]


@pytest.mark.parametrize("verb", VERBS)
def test_indexes_made_anew_for_many_say_what_they_said_for_few(
    filled: Store, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(filled)
    monkeypatch.setattr(search, "_MANY", 1)
    VERBS[verb](filled, [2, 3, 4])
    assert filled.check().ok
    filled.history.undo()
    assert state(filled) == before
    assert filled.check().ok
    assert filled.people.find("lukasz oye", 9) == [4]


def test_a_circle_that_was_changed_since_stays_when_the_step_is_undone(store: Store) -> None:
    ana, eva = add(store, "Ana"), add(store, "Eva", circle=Circle.CLOSE)
    store.people.many.set_circle([ana, eva], Circle.WIDE)
    step = store.history.next_undo()
    assert step
    store.people.many.set_circle([ana], Circle.INNER)
    with store._db.action("undo") as action:
        journal.undo(store._db, step.id, by=action.id)
    assert store.people.get(ana).circle is Circle.INNER
    assert store.people.get(eva).circle is Circle.CLOSE
