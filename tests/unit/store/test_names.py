"""The three names of an ask: in, out and between their places, each move one step of undo."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective, ObjectiveStatus
from planner.domain.people import Person, Standing
from planner.store import Store
from tests.conftest import Clock
from tests.contents import state
from tests.samples import add


@pytest.fixture
def ask(store: Store) -> int:
    objective = store.objectives.add(Objective(title="Sell a hundred sensors"))
    return store.objectives.add_ask(
        Ask(objective=objective.id, kind=AskKind.ADVICE, text="Which bees?")
    ).id


@pytest.fixture
def people(store: Store) -> list[int]:
    return [add(store, name) for name in ("Ana", "Petra", "Marek", "Ines")]


def places(ask: Ask) -> dict[int, int]:
    return {name.rank: name.person for name in ask.names}


def one_step(store: Store, change: Callable[[], object]) -> None:
    """Do it, and see that it comes and goes as one."""
    before, last = state(store), store.history.next_undo()
    change()
    after, step = state(store), store.history.next_undo()
    assert step != last
    store.history.undo()
    assert state(store) == before
    assert store.history.next_undo() == last
    store.history.redo()
    assert state(store) == after


def test_somebody_is_put_at_a_place(store: Store, ask: int, people: list[int]) -> None:
    ana, petra, *_ = people
    one_step(store, lambda: store.objectives.set_name(ask, 2, ana, "She knows bees"))
    (name,) = store.objectives.ask(ask).names
    assert (name.person, name.rank, name.why) == (ana, 2, "She knows bees")
    one_step(store, lambda: store.objectives.set_name(ask, 2, petra))
    assert places(store.objectives.ask(ask)) == {2: petra}


def test_who_is_there_already_is_no_step(store: Store, ask: int, people: list[int]) -> None:
    store.objectives.set_name(ask, 2, people[0], "Bees")
    last = store.history.next_undo()
    store.objectives.set_name(ask, 2, people[0])
    store.objectives.move_name(ask, 2, 2)
    store.objectives.remove_name(ask, 1)
    assert store.history.next_undo() == last
    assert store.objectives.ask(ask).names[0].why == "Bees"


def test_somebody_named_already_moves_and_keeps_the_reason(
    store: Store, ask: int, people: list[int]
) -> None:
    ana, petra, *_ = people
    store.objectives.set_name(ask, 1, ana, "She knows bees")
    store.objectives.set_name(ask, 2, petra)
    one_step(store, lambda: store.objectives.set_name(ask, 2, ana))
    first, second = store.objectives.ask(ask).names
    assert (first.person, second.person, second.why) == (petra, ana, "She knows bees")
    kept = store.objectives.set_name(ask, 3, ana)
    assert places(kept) == {1: petra, 3: ana}


def test_a_fourth_is_refused(store: Store, ask: int, people: list[int]) -> None:
    for rank, person in enumerate(people[:3], 1):
        kept = store.objectives.add_name(ask, person)
        assert places(kept)[rank] == person
    before = state(store)
    with pytest.raises(RuleError, match="three people at most"):
        store.objectives.add_name(ask, people[3])
    for rank in (0, 4):
        with pytest.raises(RuleError):
            store.objectives.set_name(ask, rank, people[3])
        with pytest.raises(RuleError):
            store.objectives.move_name(ask, 1, rank)
    with pytest.raises(RuleError):
        store.objectives.wish(ask, 4, Person(display_name="Beatriz Moura"))
    assert state(store) == before


def test_nobody_is_named_twice_nor_somebody_unknown(
    store: Store, ask: int, people: list[int]
) -> None:
    store.objectives.add_name(ask, people[0])
    with pytest.raises(RuleError, match="named twice"):
        store.objectives.add_name(ask, people[0])
    with pytest.raises(NotFoundError):
        store.objectives.add_name(ask, 99)
    assert places(store.objectives.ask(ask)) == {1: people[0]}


def test_the_first_free_place_is_taken(store: Store, ask: int, people: list[int]) -> None:
    store.objectives.set_name(ask, 2, people[0])
    one_step(store, lambda: store.objectives.add_name(ask, people[1]))
    store.objectives.add_name(ask, people[2])
    assert places(store.objectives.ask(ask)) == {1: people[1], 2: people[0], 3: people[2]}


def test_two_change_places(store: Store, ask: int, people: list[int]) -> None:
    store.objectives.set_name(ask, 1, people[0], "Bees")
    store.objectives.set_name(ask, 3, people[1])
    one_step(store, lambda: store.objectives.move_name(ask, 1, 3))
    assert places(store.objectives.ask(ask)) == {1: people[1], 3: people[0]}
    one_step(store, lambda: store.objectives.move_name(ask, 3, 2))
    assert [(n.person, n.why) for n in store.objectives.ask(ask).names] == [
        (people[1], ""),
        (people[0], "Bees"),
    ]


def test_a_name_is_taken_away_and_the_person_stays(
    store: Store, ask: int, people: list[int]
) -> None:
    store.objectives.add_name(ask, people[0])
    one_step(store, lambda: store.objectives.remove_name(ask, 1))
    assert store.objectives.ask(ask).names == ()
    assert store.people.get(people[0]).display_name == "Ana"


def test_somebody_wished_is_made_right_at_a_place(store: Store, ask: int) -> None:
    moura = Person(display_name="Beatriz Moura", organisation="Águas do Vale")
    one_step(store, lambda: store.objectives.wish(ask, 3, moura, "She pays for leaks"))
    (name,) = store.objectives.ask(ask).names
    person = store.people.get(name.person)
    assert (person.display_name, person.standing) == ("Beatriz Moura", Standing.WISHED)
    assert (name.rank, name.why) == (3, "She pays for leaks")
    step = store.history.undo()
    assert step
    assert step.subject == "Beatriz Moura"
    assert store.people.ids() == []


def test_asks_are_put_in_order(store: Store) -> None:
    objective = store.objectives.add(
        Objective(
            title="Grow",
            asks=tuple(Ask(objective=0, kind=AskKind.ADVICE, text=t) for t in "abc"),
        )
    )
    first, second, third = (ask.id for ask in objective.asks)
    one_step(store, lambda: store.objectives.place_ask(third, 0))
    assert [ask.text for ask in store.objectives.get(objective.id).asks] == ["c", "a", "b"]
    assert [ask.text for ask in store.objectives.place_ask(third, 1).asks] == ["a", "c", "b"]
    assert [ask.text for ask in store.objectives.place_ask(first, 99).asks] == ["c", "b", "a"]
    added = store.objectives.add_ask(Ask(objective=objective.id, kind=AskKind.ADVICE, text="d"))
    texts = [ask.text for ask in store.objectives.get(objective.id).asks]
    assert texts == ["c", "b", "a", "d"]
    store.objectives.place_ask(second, 99)
    one_step(store, lambda: store.objectives.delete_ask(added.id))
    assert store.objectives.all()[0].asks[-1].id == second


def test_one_field_is_edited_and_the_others_stay(store: Store, ask: int, people: list[int]) -> None:
    store.objectives.add_name(ask, people[0])
    before = store.objectives.ask(ask)
    one_step(store, lambda: store.objectives.edit_ask(ask, kind=AskKind.DECISION, by="2026-12-01"))
    after = store.objectives.edit_ask(ask, status=AskStatus.IN_PROGRESS)
    assert (after.kind, after.by, after.status) == ("decision", "2026-12-01", "in progress")
    assert (after.text, after.names) == (before.text, before.names)
    with pytest.raises(RuleError, match="not a date"):
        store.objectives.edit_ask(ask, by="soon")


def test_an_objective_rests_and_is_taken_up_again(store: Store) -> None:
    kept = store.objectives.add(Objective(title="Grow", by="2026-12-01"))
    assert [line.title for line in store.objectives.working_towards()] == ["Grow"]
    one_step(store, lambda: store.objectives.pause(kept.id))
    assert store.objectives.working_towards() == []
    step = store.history.next_undo()
    assert step
    assert (step.verb, step.subject) == ("pause", "Grow")
    one_step(store, lambda: store.objectives.resume(kept.id))
    assert store.objectives.get(kept.id).status is ObjectiveStatus.ACTIVE
    paused = store.objectives.pause(kept.id)
    with pytest.raises(RuleError, match="cannot become"):
        store.objectives.save(replace(paused, status=ObjectiveStatus.ACHIEVED))


def test_lists_have_the_active_ones_first_and_the_soonest_of_them(store: Store) -> None:
    for title, by, status in (
        ("over", "2026-01-01", ObjectiveStatus.ACHIEVED),
        ("let go", "", ObjectiveStatus.DROPPED),
        ("resting", "2026-02-01", ObjectiveStatus.PAUSED),
        ("some day", "", ObjectiveStatus.ACTIVE),
        ("later", "2027-01-01", ObjectiveStatus.ACTIVE),
        ("soon", "2026-11-01", ObjectiveStatus.ACTIVE),
    ):
        store.objectives.add(Objective(title=title, by=by, status=status))
    assert [line.title for line in store.objectives.lines()] == [
        "soon", "later", "some day", "resting", "over", "let go",
    ]  # fmt: skip
    assert [line.title for line in store.objectives.working_towards()] == [
        "soon", "later", "some day",
    ]  # fmt: skip


MOVES = st.tuples(st.sampled_from(["set", "add", "move", "remove", "wish"]),
                  st.integers(0, 4), st.integers(0, 4))  # fmt: skip


@pytest.fixture(scope="module")
def named(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("named") / "named.planner"
    shutil.copy(blank, path)
    with Store.open(path, None, clock=Clock()) as store:
        objective = store.objectives.add(Objective(title="Grow"))
        store.objectives.add_ask(Ask(objective=objective.id, kind=AskKind.ADVICE, text="Bees?"))
        for name in ("Ana", "Petra", "Marek", "Ines"):
            add(store, name)
    return path


@settings(max_examples=60)
@given(moves=st.lists(MOVES, max_size=12))
def test_whatever_is_done_there_are_three_places_and_a_way_back(
    named: Path, moves: list[tuple[str, int, int]]
) -> None:
    path = named.with_name("work.planner")
    shutil.copy(named, path)
    with Store.open(path, None, clock=Clock()) as store:
        store._db.cursor("PRAGMA synchronous = OFF")
        (ask,) = store.objectives.all()[0].asks
        verbs = {
            "set": lambda a, b: store.objectives.set_name(ask.id, a, 2 + b),
            "add": lambda a, b: store.objectives.add_name(ask.id, 2 + b),
            "move": lambda a, b: store.objectives.move_name(ask.id, a, b),
            "remove": lambda a, b: store.objectives.remove_name(ask.id, a),
            "wish": lambda a, b: store.objectives.wish(ask.id, a, Person(display_name=f"W {b}")),
        }
        states = [state(store)]
        for verb, a, b in moves:
            try:
                verbs[verb](a, b)
            except (RuleError, NotFoundError):
                assert state(store) == states[-1]
                continue
            names = store.objectives.ask(ask.id).names
            assert len({name.rank for name in names}) == len(names) <= 3
            assert len({name.person for name in names}) == len(names)
            assert list(names) == sorted(names, key=lambda name: name.rank)
            if state(store) != states[-1]:
                states.append(state(store))
        for expected in reversed(states[:-1]):
            store.history.undo()
            assert state(store) == expected
