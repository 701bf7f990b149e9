"""Imports as runs: whole, or as if they had never been."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace

import pytest

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import Acquaintance, Person
from planner.store import ImportRun, Store
from planner.store.journal import KEPT_DAYS
from tests.conftest import Clock
from tests.contents import everything, state
from tests.samples import PERSON, add, email, planned


def guests(first: int, count: int) -> list[Person]:
    return [
        Person(display_name=f"Guest {n}", points=(email(f"g{n}@mail.example"),), tags=("fair",))
        for n in range(first, first + count)
    ]


def two_batches(store: Store, run: ImportRun, *updated: int) -> list[int]:
    with run.batch():
        ids = store.people.add_many(guests(0, 3))
    with run.batch():
        ids += store.people.add_many(guests(3, 3))
        for person in updated:
            kept = store.people.get(person)
            store.people.save(replace(kept, city="Beja", note="From the fair"), {"city": "Beja"})
        store.interactions.add(
            Interaction(people=(ids[0],), at=store._db.clock(), channel=Channel.EVENT)
        )
    return ids


def finished(store: Store, *updated: int) -> tuple[int, list[int]]:
    with store.imports.run() as run:
        ids = two_batches(store, run, *updated)
        run.finish(6, len(updated))
    return run.id, ids


def test_a_finished_run_says_what_it_brought(store: Store, clock: Clock) -> None:
    number, ids = finished(store, add(store, "Ana"))
    run = store.imports.get(number)
    assert (run.state, run.created, run.updated, run.started_at) == ("done", 6, 1, clock.now)
    assert len(store.people.find("fair", 9)) == 7
    assert store.people.get(ids[0]).tags == ("fair",)
    assert not store.imports.unfinished()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, RuleError])
def test_a_run_that_fails_leaves_no_row(store: Store, error: type[BaseException]) -> None:
    ana = store.people.add(PERSON).id
    before = state(store)
    runs = []

    def fails() -> None:
        with store.imports.run() as run:
            runs.append(run.id)
            two_batches(store, run, ana)
            raise error("cancelled")

    with pytest.raises(error, match="cancelled"):
        fails()
    assert state(store) == before
    assert store.imports.get(runs[0]).state == "undone"
    assert store.people.find("guest", 9) == []
    assert store.people.imported(ana) == {}
    assert store.check().problems == ()


def test_a_run_that_fails_within_a_batch_leaves_no_row(store: Store) -> None:
    def fails() -> None:
        with store.imports.run() as run:
            two_batches(store, run)
            with run.batch():
                store.people.add_many([Person(display_name="Guest 7"), Person()])

    before = state(store)
    with pytest.raises(RuleError):
        fails()
    assert state(store) == before


def test_a_crash_half_way_is_taken_back_when_the_file_is_next_opened(store: Store) -> None:
    ana = store.people.add(PERSON).id
    before = state(store)
    run = store.imports.begin()
    two_batches(store, run, ana)
    assert store.imports.unfinished()
    petra = add(store, "Petra")  # by hand, meanwhile
    store.close()
    with Store.open(store.path, None, read_only=True) as reader:
        assert reader.needs_care
    with Store.open(store.path, None) as again:
        assert not again.imports.unfinished()
        assert again.imports.get(run.id).state == "undone"
        assert again.people.get(petra).display_name == "Petra"
        again.people.delete([petra])
        assert state(again) == before
        assert again.check().problems == ()
        assert again.imports.recover() == 0


def test_undoing_a_run_leaves_none_of_its_rows(store: Store) -> None:
    ana = store.people.add(PERSON).id
    before = state(store)
    number, ids = finished(store, ana)
    replayed = store.imports.undo(number)
    assert (replayed.removed, replayed.restored, replayed.left) == (6, 1, 0)
    assert state(store) == before
    assert store.people.get_many(ids) == []
    assert store.imports.get(number).state == "undone"
    assert store.check().problems == ()
    with pytest.raises(RuleError, match="taken back already"):
        store.imports.undo(number)
    with pytest.raises(NotFoundError, match="no import 99"):
        store.imports.undo(99)


def test_what_was_done_since_by_hand_stays(store: Store) -> None:
    ana, petra = store.people.add(PERSON).id, add(store, "Petra")
    number, ids = finished(store, ana, petra)
    store.people.save(replace(store.people.get(ana), city="Faro", title="Head"))
    store.people.save(replace(store.people.get(petra), tags=("fair", "choir")))
    meeting = planned(store, petra, ids[0])
    marek = add(store, "Marek", tags=("FAIR",))
    store.people.acquaint(Acquaintance(a=ana, b=petra))
    replayed = store.imports.undo(number)
    assert (replayed.removed, replayed.restored) == (6, 2)
    kept = store.people.get(ana)
    assert (kept.city, kept.title, kept.note) == ("Faro", "Head", PERSON.note)
    kept = store.people.get(petra)
    assert (kept.city, kept.note, kept.tags) == ("", "", ("choir", "fair"))
    assert store.people.get(marek).tags == ("fair",)
    assert store.meetings.get(meeting.id).people == (petra,)
    assert len(store.people.acquaintances()) == 1
    assert set(store.people.ids()) == {ana, petra, marek}
    assert store.check().problems == ()


def test_what_was_only_about_the_imported_goes_with_them(store: Store) -> None:
    before = state(store)
    number, ids = finished(store)
    planned(store, ids[0], ids[1])
    store.followups.add(FollowUp(person=ids[2], text="Call", direction=Direction.I_OWE))
    store.imports.undo(number)
    assert state(store) == before


def test_undo_key_passes_over_imports(store: Store) -> None:
    add(store, "Ana")
    step = store.history.next_undo()
    number, _ = finished(store)
    assert store.history.next_undo() == step
    store.imports.undo(number)
    assert store.history.next_undo() == step
    assert store.history.bin() == []


def test_several_runs_are_taken_back_each_by_itself(store: Store) -> None:
    first, first_ids = finished(store)
    between = state(store)
    second, second_ids = finished(store, first_ids[0])
    store.imports.undo(second)
    assert state(store) == between
    third, third_ids = finished(store, first_ids[1])
    store.imports.undo(first)
    assert store.people.get_many(first_ids) == []
    assert len(store.people.get_many(third_ids)) == 6
    store.imports.undo(third)
    assert store.people.ids() == []
    assert second_ids[0] not in store.people.ids()


def test_an_import_older_than_the_journal_is_not_half_undone(store: Store, clock: Clock) -> None:
    number, _ = finished(store)
    clock.go_on(days=KEPT_DAYS, seconds=1)
    store.history.forget_old()
    before = everything(store)
    with pytest.raises(RuleError, match="more than 30 days old"):
        store.imports.undo(number)
    assert everything(store) == before


def test_a_crashed_import_can_be_taken_back_however_late(store: Store, clock: Clock) -> None:
    before = state(store)
    run = store.imports.begin()
    two_batches(store, run)
    clock.go_on(days=100)
    store.history.forget_old()
    assert store.imports.recover() == 1
    assert state(store) == before


def test_a_rehearsal_leaves_nothing_at_all(store: Store, published: list[Changes]) -> None:
    add(store, "Ana")
    published.clear()
    before = everything(store)
    seen = []
    with contextlib.suppress(TimeoutError), store.rehearsal() as run:
        two_batches(store, run)
        seen = store.people.find("guest", 9)
        raise TimeoutError
    assert len(seen) == 6
    assert everything(store) == before
    assert published == []
    assert store.check().problems == ()


def test_each_batch_is_there_for_others_at_once_and_nobody_waits(
    store: Store, published: list[Changes]
) -> None:
    """Another thread reads and writes while an import is under way."""
    seen: list[int] = []

    def by_hand() -> None:
        seen.append(len(store.people.ids()))
        store.people.add(Person(display_name="By hand"))
        store._db.close()

    with store.imports.run() as run:
        with run.batch():
            store.people.add_many(guests(0, 3))
        worker = threading.Thread(target=by_hand)
        worker.start()
        worker.join()
        with run.batch():
            store.people.add_many(guests(3, 3))
    assert seen == [3]
    # Those who look on are told once, for nobody is to see half an import.
    assert [changes.origin for changes in published] == ["add", "import"]
    assert len(published[1].people) == 6
    store.imports.undo(run.id)
    assert [p.display_name for p in store.people.get_many(store.people.ids())] == ["By hand"]
    assert published[-1].origin == "take back"
    assert len(published[-1].people) == 6


def test_what_a_run_was_told_of_itself_stays(store: Store) -> None:
    with store.imports.run() as run:
        two_batches(store, run)
        run.finish(created=6)
    kept = store.imports.get(run.id)
    assert (kept.state, kept.created, kept.updated) == ("done", 6, 0)
