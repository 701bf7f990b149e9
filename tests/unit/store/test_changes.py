"""What the store publishes: everything that a verb changed, once, after the commit."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import pytest

from planner.domain.changes import Changes
from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp, Reminder
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import Channel, Interaction, MeetingStatus
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import Acquaintance, Fact, FactKind, Person, Photo
from planner.store import Store
from tests.conftest import Clock
from tests.contents import contents
from tests.samples import ME, PERSON, PURPOSE, TUESDAY, draft, reviewed

ANA, PETRA, MAREK = 2, 3, 4
OBJECTIVE = ASK = 1
TO_COME, DRAFT, HELD = 1, 2, 3
FOLLOW_UP = INTRODUCTION = 1
HELD_TALK, TALK = 1, 2

OWNERS = {
    "person": [("people", "id")],
    "photo": [("people", "person_id")],
    "contact_point": [("people", "person_id")],
    "fact": [("people", "person_id")],
    "person_tag": [("people", "person_id")],
    "objective": [("objectives", "id")],
    "ask": [("objectives", "objective_id")],
    "meeting": [("meetings", "id")],
    "meeting_person": [("meetings", "meeting_id")],
    "purpose": [("meetings", "meeting_id")],
    "interaction": [("interactions", "id")],
    "interaction_person": [("interactions", "interaction_id"), ("people", "person_id")],
    "follow_up": [("follow_ups", "id")],
    "introduction": [("introductions", "id")],
    "introduction_message": [("introductions", "introduction_id")],
}
"""Whose change a changed row is."""

Row: TypeAlias = dict[str, Any]


def snapshot(store: Store) -> dict[str, dict[int, Row]]:
    found = {}
    for table, rows in contents(store).items():
        columns = [row[1] for row in store._db.rows(f"PRAGMA table_info({table})")]
        found[table] = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
    return found


def changed(
    before: dict[str, dict[int, Row]], after: dict[str, dict[int, Row]]
) -> dict[str, set[int]]:
    """What a listener has to be told of, by comparing every row."""
    kinds: dict[str, set[int]] = {}
    for table, old in before.items():
        new = after[table]
        numbers = {n for n in old | new if old.get(n) != new.get(n)}
        rows = [side[n] for n in numbers for side in (old, new) if n in side]
        for kind, column in OWNERS.get(table, ()):
            kinds.setdefault(kind, set()).update(row[column] for row in rows)
        if table == "ask_name":
            asks = before["ask"] | after["ask"]
            owners = {asks[row["ask_id"]]["objective_id"] for row in rows}
            kinds.setdefault("objectives", set()).update(owners)
        if table == "tag":
            worn = [*before["person_tag"].values(), *after["person_tag"].values()]
            people = {row["person_id"] for row in worn if row["tag_id"] in numbers}
            kinds.setdefault("people", set()).update(people)
    return kinds


Verb: TypeAlias = Callable[[Store], object]


def named(store: Store, *people: int) -> object:
    names = tuple(Name(person=person, rank=rank) for rank, person in enumerate(people, 1))
    return store.objectives.save_ask(replace(store.objectives.ask(ASK), names=names))


def edited(store: Store, **fields: Any) -> object:
    return store.people.save(replace(store.people.get(ANA), **fields))


EDITS: dict[str, Verb] = {
    "add a person": lambda s: s.people.add(Person(display_name="Ines Prado", tags=("growers",))),
    "add with a photo": lambda s: s.people.add(
        Person(display_name="Ines Prado"), Photo(media_type="image/png", data=b"x")
    ),
    "add many": lambda s: s.people.add_many([Person(display_name=n) for n in "AB"]),
    "rename": lambda s: edited(s, display_name="Ana Ruiz Moreno"),
    "lose a contact point": lambda s: edited(s, points=PERSON.points[1:]),
    "another fact": lambda s: edited(s, facts=(Fact(kind=FactKind.FAMILY, text="A son"),)),
    "another tag": lambda s: edited(s, tags=("growers", "bees")),
    "new photo": lambda s: s.people.set_photo(ANA, Photo(media_type="image/png", data=b"x")),
    "no photo": lambda s: s.people.set_photo(ANA, None),
    "archive": lambda s: s.people.archive([ANA, PETRA]),
    "delete one": lambda s: s.people.delete([ANA]),
    "delete two": lambda s: s.people.delete([ANA, PETRA]),
    "delete a wished one": lambda s: s.people.delete([MAREK]),
    "tag colour": lambda s: s.people.set_tag_colour("growers", "#000000"),
    "acquaint": lambda s: s.people.acquaint(Acquaintance(a=ANA, b=PETRA)),
    "acquaint again": lambda s: s.people.acquaint(Acquaintance(a=ANA, b=ME, strength=1)),
    "forget an acquaintance": lambda s: s.people.forget_acquaintance(MAREK, PETRA),
    "add an objective": lambda s: s.objectives.add(
        Objective(title="Learn", asks=(Ask(objective=0, kind=AskKind.ADVICE, text="Bees"),))
    ),
    "edit an objective": lambda s: s.objectives.save(
        replace(s.objectives.get(OBJECTIVE), why="It is time")
    ),
    "delete an objective": lambda s: s.objectives.delete(OBJECTIVE),
    "add an ask": lambda s: s.objectives.add_ask(
        Ask(objective=OBJECTIVE, kind=AskKind.ADVICE, text="Bees")
    ),
    "edit an ask": lambda s: s.objectives.save_ask(
        replace(s.objectives.ask(ASK), text="One buyer")
    ),
    "other names": lambda s: named(s, ANA, MAREK),
    "no names": named,
    "delete an ask": lambda s: s.objectives.delete_ask(ASK),
    "keep a draft": lambda s: s.meetings.keep_draft(draft(ANA)),
    "edit a draft": lambda s: s.meetings.keep_draft(
        replace(s.meetings.get(DRAFT), purpose=PURPOSE, people=(PETRA,))
    ),
    "plan": lambda s: s.meetings.plan(draft(MAREK), reviewed()),
    "plan the draft": lambda s: s.meetings.plan(
        replace(s.meetings.get(DRAFT), starts_at=TUESDAY, purpose=PURPOSE), reviewed()
    ),
    "plan again": lambda s: s.meetings.plan(
        replace(s.meetings.get(TO_COME), people=(MAREK,), purpose=PURPOSE), reviewed()
    ),
    "move": lambda s: s.meetings.move(TO_COME, datetime(2026, 12, 2, 10, tzinfo=UTC)),
    "confirm": lambda s: s.meetings.set_status(TO_COME, MeetingStatus.CONFIRMED),
    "cancel": lambda s: s.meetings.set_status(TO_COME, MeetingStatus.CANCELLED),
    "back to draft": lambda s: s.meetings.set_status(TO_COME, MeetingStatus.DRAFT),
    "hold": lambda s: s.meetings.hold(TO_COME, "Two buyers", "The goat"),
    "delete a meeting": lambda s: s.meetings.delete(TO_COME),
    "delete a held meeting": lambda s: s.meetings.delete(HELD),
    "log": lambda s: s.interactions.add(
        Interaction(people=(ANA,), at=s._db.clock(), channel=Channel.CALL, summary="Bees")
    ),
    "edit a talk": lambda s: s.interactions.save(
        replace(s.interactions.get(TALK), summary="Bees", people=(MAREK, PETRA))
    ),
    "other people in a talk": lambda s: s.interactions.save(
        replace(s.interactions.get(TALK), people=(ANA, PETRA, MAREK))
    ),
    "delete a talk": lambda s: s.interactions.delete(TALK),
    "owe": lambda s: s.followups.add(FollowUp(person=ANA, text="Call", direction=Direction.I_OWE)),
    "edit a follow-up": lambda s: s.followups.save(
        replace(s.followups.get(FOLLOW_UP), person=MAREK)
    ),
    "done": lambda s: s.followups.done(FOLLOW_UP),
    "done until the next": lambda s: s.followups.done(FOLLOW_UP, next_due=date(2026, 11, 1)),
    "snooze": lambda s: s.followups.snooze(FOLLOW_UP, date(2026, 11, 1)),
    "delete a follow-up": lambda s: s.followups.delete(FOLLOW_UP),
    "idea of an introduction": lambda s: s.introductions.add(
        Introduction(connector=ME, source=ANA, target=MAREK)
    ),
    "decline an introduction": lambda s: s.introductions.save(
        replace(s.introductions.get(INTRODUCTION), status=IntroductionStatus.DECLINED, messages=())
    ),
    "another connector": lambda s: s.introductions.save(
        replace(s.introductions.get(INTRODUCTION), connector=ANA)
    ),
    "agree": lambda s: s.introductions.agree(INTRODUCTION, MAREK, TUESDAY),
    "delete an introduction": lambda s: s.introductions.delete(INTRODUCTION),
}
"""What Ctrl+Z takes back."""


QUIET: dict[str, Verb] = {
    "set": lambda s: s.settings.set("language", "en"),
    "forget a setting": lambda s: s.settings.set("language", None),
}


def check_told(published: list[Changes], expected: dict[str, set[int]]) -> None:
    assert len(published) == 1
    told = published.pop()
    for kind, numbers in expected.items():
        assert numbers <= getattr(told, kind), kind


@pytest.mark.parametrize("verb", sorted(EDITS))
def test_a_verb_its_undo_and_its_redo_tell_all_they_changed(
    filled: Store, clock: Clock, verb: str
) -> None:
    published: list[Changes] = []
    filled.subscribe(published.append)
    if verb == "hold":
        clock.now = TUESDAY
    before = snapshot(filled)
    EDITS[verb](filled)
    after = snapshot(filled)
    expected = changed(before, after)
    assert before != after
    edges = before["acquaintance"] != after["acquaintance"]
    for replay in (None, filled.history.undo, filled.history.redo):
        if replay:
            replay()
        assert published[0].acquaintances or not edges
        check_told(published, expected)
    assert filled.check().problems == ()


@pytest.mark.parametrize("verb", sorted(QUIET))
def test_settings_are_told_too(filled: Store, verb: str) -> None:
    published: list[Changes] = []
    filled.subscribe(published.append)
    QUIET[verb](filled)
    assert [changes.settings for changes in published] == [True]


def test_the_deleter_is_told_from_the_restorer(filled: Store) -> None:
    published: list[Changes] = []
    filled.subscribe(published.append)
    filled.people.delete([ANA])
    filled.history.undo()
    filled.history.redo()
    filled.history.restore(filled.history.bin()[0].id)
    assert [changes.origin for changes in published] == ["delete", "undo", "redo", "restore"]


def test_one_transaction_tells_once_and_after_its_commit(store: Store) -> None:
    seen: list[tuple[Changes, int, bool]] = []

    def look(changes: Changes) -> None:
        other = Store.open(store.path, None, read_only=True)
        seen.append((changes, len(other.people.ids()), store._db.in_transaction))
        other.close()

    store.subscribe(look)
    with store._db.action("import"):
        ana = store.people.add(Person(display_name="Ana Ruiz"))
        petra = store.people.add(Person(display_name="Petra Vogel"))
        store.people.acquaint(Acquaintance(a=ana.id, b=petra.id))
        assert seen == []
    told = Changes(people=frozenset({ana.id, petra.id}), acquaintances=True, origin="import")
    assert seen == [(told, 2, False)]


def test_what_is_rolled_back_is_not_told(store: Store, published: list[Changes]) -> None:
    def half() -> None:
        with store._db.action("import"):
            store.people.add(Person(display_name="Ana Ruiz"))
            store.people.add(Person())

    before = contents(store)
    with pytest.raises(RuleError):
        half()
    assert published == []
    assert contents(store) == before
    assert store.history.next_undo() is None


def test_what_changes_nothing_is_no_step_to_undo(filled: Store) -> None:
    last = filled.history.next_undo()
    filled.people.save(filled.people.get(ANA))
    filled.objectives.save(filled.objectives.get(OBJECTIVE))
    filled.followups.save(filled.followups.get(FOLLOW_UP))
    filled.introductions.save(filled.introductions.get(INTRODUCTION))
    filled.interactions.save(filled.interactions.get(TALK))
    filled.meetings.keep_draft(filled.meetings.get(DRAFT))
    assert filled.history.next_undo() == last


def test_a_refused_verb_tells_nothing_and_changes_nothing(filled: Store) -> None:
    published: list[Changes] = []
    filled.subscribe(published.append)
    before = contents(filled)
    for refused in (
        lambda: filled.people.add(Person()),
        lambda: filled.people.delete([ME]),
        lambda: filled.people.delete([ANA, 999]),
        lambda: filled.meetings.plan(draft(ANA), reviewed(passed=False)),
        lambda: filled.meetings.hold(TO_COME),
        lambda: filled.objectives.delete(99),
    ):
        with pytest.raises((RuleError, NotFoundError)):
            refused()
    assert published == []
    assert contents(filled) == before


def test_the_writers_thread_is_the_one_that_is_told(store: Store) -> None:
    threads: list[threading.Thread] = []
    store.subscribe(lambda changes: threads.append(threading.current_thread()))

    def work() -> None:
        store.people.add(Person(display_name="Ana Ruiz"))
        store._db.close()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert threads == [worker]
    assert [p.display_name for p in store.people.get_many(store.people.ids())] == ["Ana Ruiz"]


def test_reminders_are_kept_without_a_step_to_undo(filled: Store) -> None:
    last = filled.history.next_undo()
    kept = filled.reminders.add(Reminder(follow_up=FOLLOW_UP, fires_at=TUESDAY.replace(day=2)))
    filled.reminding.dismiss(kept.id)
    assert filled.history.next_undo() == last


def test_a_setting_is_any_json_and_gone_with_none(store: Store) -> None:
    value = {"columns": ["name", "city"], "zoom": 1.5, "möglich": True, "none": None}
    store.settings.set("window", value)
    store.settings.set("window", value | {"zoom": 2})
    store.settings.set("language", "de")
    assert store.settings.get("window")["zoom"] == 2
    assert list(store.settings.all()) == ["language", "window"]
    assert json.dumps(store.settings.all()["window"]) == json.dumps(value | {"zoom": 2})
    store.settings.set("window", None)
    assert store.settings.get("window", "default") == "default"
