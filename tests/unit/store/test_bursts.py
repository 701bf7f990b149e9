"""Saving while typing: what one editor keeps in one go is one step back, and nothing else is."""

from __future__ import annotations

import pytest

from planner.domain.errors import RuleError
from planner.domain.objectives import Ask, AskKind, Objective
from planner.store import Store
from tests.conftest import Clock
from tests.contents import state
from tests.samples import add


@pytest.fixture
def objective(store: Store) -> int:
    return store.objectives.add(Objective(title="Grow")).id


def typed(store: Store, clock: Clock, objective: int, *titles: str, burst: str = "title") -> None:
    for title in titles:
        clock.go_on(seconds=2)
        store.objectives.edit(objective, title=title, burst=burst)


def title(store: Store, objective: int) -> str:
    return store.objectives.get(objective).title


def test_what_is_typed_in_one_go_is_one_step(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b", "Grow be", "Grow bees", "Grow bees here")
    step = store.history.undo()
    assert step
    assert (step.verb, step.subject, step.at) == ("edit", "Grow bees here", clock.now)
    assert title(store, objective) == "Grow"
    store.history.redo()
    assert title(store, objective) == "Grow bees here"
    store.history.undo()
    store.history.undo()
    assert store.objectives.all() == []


def test_a_pause_ends_it(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b")
    clock.go_on(seconds=6)
    typed(store, clock, objective, "Grow bees")
    store.history.undo()
    assert title(store, objective) == "Grow b"


def test_a_clock_set_back_ends_it(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b")
    clock.go_on(hours=-1)
    typed(store, clock, objective, "Grow bees")
    store.history.undo()
    assert title(store, objective) == "Grow b"


def test_another_editor_ends_it(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b")
    store.objectives.edit(objective, why="To live", burst="why")
    typed(store, clock, objective, "Grow bees")
    for expected in (("Grow b", "To live"), ("Grow b", ""), ("Grow", "")):
        store.history.undo()
        kept = store.objectives.get(objective)
        assert (kept.title, kept.why) == expected


def test_anything_done_in_between_ends_it(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b")
    add(store, "Ana")
    typed(store, clock, objective, "Grow bees")
    store.history.undo()
    assert title(store, objective) == "Grow b"
    store.history.undo()
    assert store.people.ids() == []
    assert title(store, objective) == "Grow b"


def test_undoing_ends_it(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b")
    store.history.undo()
    typed(store, clock, objective, "Grow bees")
    assert store.history.next_redo() is None
    store.history.undo()
    assert title(store, objective) == "Grow"


def test_looking_and_settings_do_not_end_it(store: Store, clock: Clock, objective: int) -> None:
    typed(store, clock, objective, "Grow b")
    store.settings.set("window", {"width": 900})
    store.objectives.all()
    typed(store, clock, objective, "Grow bees")
    store.history.undo()
    assert title(store, objective) == "Grow"


def test_what_was_refused_leaves_the_burst_as_it_was(
    store: Store, clock: Clock, objective: int
) -> None:
    typed(store, clock, objective, "Grow b")
    with pytest.raises(RuleError, match="needs a title"):
        store.objectives.edit(objective, title=" ", burst="title")
    typed(store, clock, objective, "Grow bees")
    store.history.undo()
    assert title(store, objective) == "Grow"


def test_without_a_burst_each_edit_is_a_step(store: Store, objective: int) -> None:
    store.objectives.edit(objective, title="Grow b")
    store.objectives.edit(objective, title="Grow bees")
    store.history.undo()
    assert title(store, objective) == "Grow b"


def test_something_new_and_the_typing_of_it_are_one_step(
    store: Store, clock: Clock, objective: int
) -> None:
    before = state(store)
    ask = store.objectives.add_ask(
        Ask(objective=objective, kind=AskKind.ADVICE, text="W"), burst="new ask"
    )
    for text in ("Which", "Which bees"):
        clock.go_on(seconds=1)
        store.objectives.edit_ask(ask.id, text=text, burst="new ask")
    step = store.history.undo()
    assert step
    assert (step.verb, step.subject) == ("add", "Which bees")
    assert state(store) == before
    store.history.redo()
    assert store.objectives.ask(ask.id).text == "Which bees"


def test_several_parts_can_be_one_burst(store: Store, clock: Clock, objective: int) -> None:
    for name in ("Ana", "Petra"):
        clock.go_on(seconds=1)
        with store.together("edit", "Bees", burst="both"):
            add(store, name)
            store.objectives.edit(objective, title=f"Grow with {name}")
    store.history.undo()
    assert store.people.ids() == []
    assert title(store, objective) == "Grow"
    store.history.redo()
    assert len(store.people.ids()) == 2
    assert title(store, objective) == "Grow with Petra"
