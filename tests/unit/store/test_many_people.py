"""Verbs for many people at once: one step each, named, and taken back whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, RuleError, StorageError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import Circle
from planner.store import Gone, Store, journal, listed, search
from tests.conftest import Clock
from tests.contents import state
from tests.samples import ME, TUESDAY, add

VERBS: dict[str, Callable[[Store, list[int]], None]] = {
    "circle": lambda s, ids: s.people.many.set_circle(ids, Circle.INNER),
    "tag": lambda s, ids: s.people.many.tag(ids, "growers"),
    "untag": lambda s, ids: s.people.many.untag(ids, "Nachbarn"),
    "archive": lambda s, ids: s.people.many.archive(ids),
    "delete": lambda s, ids: s.people.many.delete(ids),
}


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are as many: what is made anew at size is made anew here."""
    for part in (search, listed):
        monkeypatch.setattr(part, "_MANY", 1)


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


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("verb", VERBS)
def test_indexes_made_anew_for_many_say_what_they_said_for_few(filled: Store, verb: str) -> None:
    before = state(filled)
    VERBS[verb](filled, [2, 3, 4])
    assert filled.check().ok
    filled.history.undo()
    assert state(filled) == before
    assert filled.check().ok
    assert filled.people.find("lukasz oye", 9) == [4]


@pytest.mark.usefixtures("many")
def test_lists_are_right_while_one_of_them_is_still_being_read(filled: Store) -> None:
    reading = filled._db.cursor("SELECT person_id FROM listed ORDER BY sort_name")
    reading.fetchone()
    filled.people.many.archive([2, 3, 4])
    assert filled.check().ok
    reading.close()
    filled.people.many.unarchive([2, 3, 4])
    assert filled.check().ok


@pytest.mark.usefixtures("many")
def test_lists_made_for_many_know_the_last_contact_and_what_comes(
    filled: Store, clock: Clock
) -> None:
    for _ in range(40):
        clock.go_on(days=9)
        filled.people.many.set_circle([2, 3, 4], Circle.WIDE)
        assert filled.check().ok
        filled.people.many.set_circle([2, 3, 4], Circle.CLOSE)


def test_what_can_come_back_does_where_some_of_it_cannot(store: Store) -> None:
    ids = [add(store, f"P{number}") for number in range(9)]
    before = state(store)
    store.people.many.delete(ids)
    (step,) = store.history.bin()
    add(store, "Another", uid=before["person"][4][1])  # whose uid is that of one in the bin
    done = store.history.restore(step.id)
    assert (done.restored, done.left) == (8, 1)
    assert [number for number in store.people.ids() if number in ids] == [*ids[:3], *ids[4:]]


def test_a_text_with_a_nul_comes_back_whole(store: Store) -> None:
    ana = add(store, "Ana")
    store._db.write("UPDATE person SET note = 'one' || char(0) || 'two' WHERE id = ?", (ana,))
    before = state(store)
    store.people.many.delete([ana])
    store.history.undo()
    assert state(store) == before


def test_talks_with_others_stay_when_some_of_them_go(store: Store) -> None:
    ana, eva, jo = (add(store, name) for name in ("Ana", "Eva", "Jo"))
    for people in ((ana,), (ana, eva), (ana, eva, jo)):
        store.interactions.add(Interaction(people=people, at=TUESDAY, channel=Channel.CALL))
    before = state(store)
    store.people.many.delete([ana, eva])
    assert len(state(store)["interaction"]) == 1
    store.history.undo()
    assert state(store) == before


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


def test_a_step_that_is_stopped_changed_nothing_and_the_next_one_goes_through(
    filled: Store,
) -> None:
    before = state(filled)

    def archive_for_ever() -> None:
        with filled.stoppable(lambda: True), filled.together("archive"):
            filled.people.many.archive([2, 3])
            filled._db.value(
                "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                " SELECT max(x) FROM n"
            )

    with pytest.raises(StorageError):
        archive_for_ever()
    assert state(filled) == before
    filled.people.many.archive([2, 3])
    assert filled.check().ok
    assert state(filled) != before


def test_a_long_step_is_known_to_be_long(store: Store) -> None:
    ids = [add(store, f"P{number}") for number in range(600)]
    for some, long in ((ids[:9], False), (ids, True)):
        store.people.many.archive(some)
        step = store.history.next_undo()
        assert step
        assert store.history.is_long(step) is long
        store.history.undo()
