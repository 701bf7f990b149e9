"""Undo, redo and the bin: a step back and forth, nothing lost, nothing of others touched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Objective
from planner.domain.people import Acquaintance, Person
from planner.store import Store
from tests.conftest import Clock
from tests.contents import contents, state
from tests.samples import ME, PERSON, add, draft, planned, reviewed


def test_a_step_says_what_it_was(store: Store, clock: Clock) -> None:
    assert store.history.next_undo() is None
    assert store.history.undo() is None
    assert store.history.redo() is None
    ana = store.people.add(Person(display_name="Ana Ruiz"))
    at = clock.now
    clock.go_on(minutes=5)
    store.people.save(replace(ana, city="Évora"))
    step = store.history.next_undo()
    assert step
    assert (step.verb, step.subject, step.at) == ("edit", "Ana Ruiz", clock.now)
    assert store.history.undo() == step
    step = store.history.next_undo()
    assert step
    assert (step.verb, step.subject, step.at) == ("add", "Ana Ruiz", at)


def test_back_and_forth_over_several_steps(store: Store) -> None:
    states = [state(store)]
    ana = store.people.add(PERSON)
    states.append(state(store))
    store.people.save(replace(ana, city="Beja", tags=("x",)))
    states.append(state(store))
    planned(store, ana.id)
    states.append(state(store))
    store.people.delete([ana.id])
    states.append(state(store))
    for _ in range(2):
        for expected in reversed(states[:-1]):
            assert store.history.undo()
            assert state(store) == expected
        assert store.history.undo() is None
        for expected in states[1:]:
            assert store.history.redo()
            assert state(store) == expected
        assert store.history.redo() is None


def test_after_something_new_there_is_nothing_to_redo(store: Store) -> None:
    add(store, "Ana")
    store.history.undo()
    add(store, "Petra")
    assert store.history.next_redo() is None
    store.history.undo()
    assert store.history.redo()
    assert [p.display_name for p in store.people.get_many(store.people.ids())] == ["Petra"]
    assert store.history.redo() is None


def test_undo_outlives_the_program(store: Store) -> None:
    ana = store.people.add(PERSON)
    before = state(store)
    store.people.delete([ana.id])
    store.close()
    with Store.open(store.path, None, clock=store._db.clock) as again:
        again.history.undo()
        assert state(again) == before
        again.history.redo()
        assert again.people.ids() == []


def test_an_old_edit_undone_leaves_what_changed_since(store: Store) -> None:
    """Only cells that still hold what the edit wrote are set back."""
    ana = store.people.add(Person(display_name="Ana", city="Faro", title="Clerk"))
    store.people.save(replace(ana, city="Beja", title="Head"))
    step = store.history.next_undo()
    assert step
    with store._db.action("import", run=None):  # as another writer would
        store._db.write("UPDATE person SET title = 'Director' WHERE id = ?", (ana.id,))
    store._db.write("UPDATE action SET verb = 'set' WHERE verb = 'import'")
    store.history.undo()
    now = store.people.get(ana.id)
    assert (now.city, now.title) == ("Faro", "Director")


def test_the_bin_holds_deletions_for_thirty_days(store: Store, clock: Clock) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    objective = store.objectives.add(Objective(title="Grow"))
    store.people.delete([ana, petra])
    clock.go_on(days=1)
    store.objectives.delete(objective.id)
    assert [step.subject for step in store.history.bin()] == ["Grow", "Ana, Petra"]
    clock.go_on(days=29)
    assert [step.subject for step in store.history.bin()] == ["Grow", "Ana, Petra"]
    clock.go_on(seconds=1)
    assert [step.subject for step in store.history.bin()] == ["Grow"]
    store.history.forget_old()
    assert [step.subject for step in store.history.bin()] == ["Grow"]
    clock.go_on(days=1)
    assert store.history.bin() == []
    store.history.forget_old()
    assert store.history.next_undo() is None
    for table in ("action", "journal"):
        assert store._db.value(f"SELECT count(*) FROM {table}") == 0
    assert store.history.forget_old() == 0


def test_what_comes_back_from_the_bin_is_what_went_in(filled: Store) -> None:
    before = contents(filled)
    filled.people.delete([2, 3])
    filled.followups.all()
    add(filled, "Somebody else")
    gone = filled.history.bin()[0]
    replayed = filled.history.restore(gone.id)
    assert replayed.left == 0
    assert replayed.restored > 20
    after = contents(filled)
    assert filled.history.bin() == []
    for table, rows in before.items():
        assert [row for row in after[table] if row in rows] == rows, table
    with pytest.raises(NotFoundError, match="the bin holds nothing"):
        filled.history.restore(gone.id)
    with pytest.raises(NotFoundError):
        filled.history.restore(99_999)


def test_what_belongs_to_something_gone_stays_in_the_bin(store: Store) -> None:
    """The talk of a person deleted later comes back without that person, or not at all."""
    ana, petra = add(store, "Ana"), add(store, "Petra")
    at = store._db.clock()
    one = store.interactions.add(Interaction(people=(ana,), at=at, channel=Channel.CALL))
    two = store.interactions.add(Interaction(people=(ana, petra), at=at, channel=Channel.CALL))
    store.people.acquaint(Acquaintance(a=ana, b=petra))
    store.people.forget_acquaintance(ana, petra)
    forgotten = store.history.bin()[0].id
    store.people.delete([petra])
    replayed = store.history.restore(forgotten)
    assert (replayed.restored, replayed.left) == (1, 1)
    assert store.people.acquaintances() == []
    assert store.interactions.get(two.id).people == (ana,)
    assert store.interactions.get(one.id).people == (ana,)
    assert store.check().problems == ()


def test_what_has_been_made_again_is_not_doubled(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    store.people.acquaint(Acquaintance(a=ana, b=petra, how="Choir"))
    store.people.forget_acquaintance(ana, petra)
    store.people.acquaint(Acquaintance(a=ana, b=petra, how="Work"))
    replayed = store.history.restore(store.history.bin()[0].id)
    assert (replayed.restored, replayed.left) == (0, 1)
    assert [edge.how for edge in store.people.acquaintances()] == ["Work"]


def test_a_tag_that_others_got_since_stays(store: Store) -> None:
    """Undoing the step that made a tag must not take it from those who got it in another way."""
    store.people.add(Person(display_name="Ana", tags=("bees",)))
    with store.imports.run() as run, run.batch():
        petra = add(store, "Petra", tags=("bees",))
    store.history.undo()
    assert store.people.get(petra).tags == ("bees",)
    assert [person.display_name for person in store.people.get_many([petra])] == ["Petra"]


def test_me_survives_every_undo(store: Store) -> None:
    me = store.people.get(ME)
    store.people.save(replace(me, display_name="Maja Lind"))
    while store.history.undo():
        pass
    assert store.people.get(ME).display_name == ""


def test_a_settled_meeting_is_behind_the_gate_after_every_undo(store: Store) -> None:
    ana = add(store, "Ana")
    kept = store.meetings.keep_draft(draft(ana, purpose=None))
    store.meetings.plan(replace(planned(store, ana), id=kept.id, uid=""), reviewed())
    while store.history.undo():
        statuses = store._db.rows(
            "SELECT status, (SELECT review_passed FROM purpose WHERE meeting_id = meeting.id)"
            " FROM meeting"
        )
        assert all(status == "draft" or passed == 1 for status, passed in statuses)
