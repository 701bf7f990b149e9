"""Objectives and asks: three names at most, statuses along their steps, kept as given."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.objectives import Ask, AskKind, AskStatus, Name, Objective, ObjectiveStatus
from planner.store import Store
from tests.contents import contents
from tests.samples import add


def an_ask(store: Store, *people: int) -> Ask:
    objective = store.objectives.add(Objective(title="Sell a hundred sensors"))
    names = tuple(Name(person=person, rank=rank) for rank, person in enumerate(people, 1))
    return store.objectives.add_ask(
        Ask(objective=objective.id, kind=AskKind.ADVICE, text="Bees", names=names)
    )


def test_every_field_is_kept(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    ask = Ask(
        objective=0,
        kind=AskKind.RESOURCE,
        text="A field",
        done_when="We sow",
        by="2026-11-30",
        status=AskStatus.IN_PROGRESS,
        names=(Name(person=petra, rank=1, why="She has one"), Name(person=ana, rank=3)),
    )
    given = Objective(
        title="Grow", why="To live", done_when="Harvest", by="2027-09-01",
        status=ObjectiveStatus.PAUSED, colour="#aabbcc", asks=(ask, replace(ask, names=())),
    )  # fmt: skip
    kept = store.objectives.add(given)
    plain = tuple(
        replace(a, id=0, objective=0, names=tuple(replace(n, id=0) for n in a.names))
        for a in kept.asks
    )
    assert replace(kept, id=0, asks=plain) == given
    assert store.objectives.get(kept.id) == kept
    assert store.objectives.ask(kept.asks[1].id) == kept.asks[1]


def test_three_names_and_no_fourth(store: Store) -> None:
    people = [add(store, name) for name in ("Ana", "Petra", "Marek", "Ines")]
    ask = an_ask(store, *people[:3])
    before = contents(store)
    four = tuple(Name(person=person, rank=rank) for rank, person in enumerate(people, 1))
    with pytest.raises(RuleError, match="three people at most"):
        store.objectives.save_ask(replace(ask, names=four))
    with pytest.raises(RuleError, match="three people at most"):
        an_ask(store, *people)
    with pytest.raises(RuleError, match="named twice"):
        store.objectives.save_ask(
            replace(ask, names=(Name(person=2, rank=1), Name(person=2, rank=2)))
        )
    with pytest.raises(RuleError, match="same place"):
        store.objectives.save_ask(
            replace(ask, names=(Name(person=2, rank=1), Name(person=3, rank=1)))
        )
    for rank in (0, 4):
        with pytest.raises(RuleError, match="1, 2 and 3"):
            store.objectives.save_ask(replace(ask, names=(Name(person=2, rank=rank),)))
    with pytest.raises(NotFoundError):
        store.objectives.save_ask(replace(ask, names=(Name(person=99, rank=1),)))
    after = contents(store)
    assert after["ask_name"] == before["ask_name"]
    assert len(after["ask"]) == 1


def test_names_come_by_rank_and_can_change_places(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    ask = an_ask(store, ana, petra)
    turned = store.objectives.save_ask(
        replace(ask, names=(Name(person=ana, rank=2), Name(person=petra, rank=1, why="Nearer")))
    )
    assert [(n.person, n.rank, n.why) for n in turned.names] == [(petra, 1, "Nearer"), (ana, 2, "")]
    store.history.undo()
    assert store.objectives.ask(ask.id) == ask


@pytest.mark.parametrize("status", list(ObjectiveStatus))
def test_an_objective_goes_only_where_its_steps_lead(store: Store, status: ObjectiveStatus) -> None:
    allowed = {
        ObjectiveStatus.ACTIVE: {"active", "paused", "achieved", "dropped"},
        ObjectiveStatus.PAUSED: {"paused", "active", "dropped"},
        ObjectiveStatus.ACHIEVED: {"achieved", "active"},
        ObjectiveStatus.DROPPED: {"dropped", "active"},
    }[status]
    for then in ObjectiveStatus:
        kept = store.objectives.add(Objective(title="Grow", status=status))
        if then in allowed:
            assert store.objectives.save(replace(kept, status=then)).status is then
        else:
            with pytest.raises(RuleError, match=f"that is {status} cannot become {then}"):
                store.objectives.save(replace(kept, status=then))
            assert store.objectives.get(kept.id).status is status


@pytest.mark.parametrize("status", list(AskStatus))
def test_an_ask_goes_only_where_its_steps_lead(store: Store, status: AskStatus) -> None:
    everywhere = {"open", "in progress", "granted", "declined", "withdrawn"}
    allowed = {
        AskStatus.OPEN: everywhere,
        AskStatus.IN_PROGRESS: everywhere,
        AskStatus.GRANTED: {"granted", "open"},
        AskStatus.DECLINED: {"declined", "open", "withdrawn"},
        AskStatus.WITHDRAWN: {"withdrawn", "open"},
    }[status]
    objective = store.objectives.add(Objective(title="Grow")).id
    for then in AskStatus:
        kept = store.objectives.add_ask(
            Ask(objective=objective, kind=AskKind.ADVICE, text="Bees", status=status)
        )
        if then in allowed:
            assert store.objectives.save_ask(replace(kept, status=then)).status is then
        else:
            with pytest.raises(RuleError):
                store.objectives.save_ask(replace(kept, status=then))
            assert store.objectives.ask(kept.id).status is status


def test_what_cannot_be_kept_is_said(store: Store) -> None:
    ask = an_ask(store)
    objective = store.objectives.get(ask.objective)
    for day in ("2026-02-30", "20261201", "2026-W49-2", "tomorrow", "2026-12-01T10:00"):
        with pytest.raises(RuleError, match="is not a date; write it like"):
            store.objectives.save(replace(objective, by=day))
        with pytest.raises(RuleError, match="is not a date; write it like"):
            store.objectives.save_ask(replace(ask, by=day))
    with pytest.raises(RuleError, match="needs a title"):
        store.objectives.add(Objective(title=" "))
    with pytest.raises(RuleError, match="needs a text"):
        store.objectives.add(Objective(title="Grow", asks=(replace(ask, text=""),)))
    other = store.objectives.add(Objective(title="Learn"))
    with pytest.raises(RuleError, match="stays with its objective"):
        store.objectives.save_ask(replace(ask, objective=other.id))
    for missing in (
        lambda: store.objectives.get(99),
        lambda: store.objectives.ask(99),
        lambda: store.objectives.add_ask(replace(ask, objective=99)),
        lambda: store.objectives.save_ask(replace(ask, id=99)),
        lambda: store.objectives.save(replace(objective, id=99)),
        lambda: store.objectives.delete(99),
        lambda: store.objectives.delete_ask(99),
    ):
        with pytest.raises(NotFoundError):
            missing()
    assert [o.title for o in store.objectives.all()] == ["Sell a hundred sensors", "Learn"]


def test_what_is_active_and_soon_due_comes_first(store: Store) -> None:
    for title, by, status in (
        ("over", "2026-01-01", ObjectiveStatus.ACHIEVED),
        ("some day", "", ObjectiveStatus.ACTIVE),
        ("later", "2027-01-01", ObjectiveStatus.ACTIVE),
        ("soon", "2026-11-01", ObjectiveStatus.ACTIVE),
    ):
        store.objectives.add(Objective(title=title, by=by, status=status))
    assert [o.title for o in store.objectives.all()] == ["soon", "later", "some day", "over"]


def test_an_objective_goes_to_the_bin_with_its_asks_and_comes_back(filled: Store) -> None:
    before = contents(filled)
    filled.objectives.delete(1)
    assert filled.objectives.all() == []
    meeting = filled.meetings.get(1)
    assert meeting.status == "planned"
    assert meeting.purpose is not None
    assert meeting.purpose.ask is None
    assert filled.introductions.get(1).ask is None
    (deleted,) = filled.history.bin()
    assert deleted.subject == "Sell a hundred sensors"
    filled.history.restore(deleted.id)
    assert contents(filled) == before
