"""The journal under any sequence of verbs: all the way back is the start, and on again the end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp, Reminder
from planner.domain.introductions import Introduction, IntroductionStatus, Message
from planner.domain.meetings import Channel, Interaction, MeetingStatus
from planner.domain.objectives import Ask, AskKind, AskStatus, Name, Objective, ObjectiveStatus
from planner.domain.people import Acquaintance, Circle, ContactPoint, Fact, FactKind, Person, Photo
from planner.domain.people import PointKind as Kind
from planner.pursuing import end, end_ask, moot
from planner.store import Store
from planner.store.journal import JOURNALLED
from tests.conftest import Clock
from tests.contents import state
from tests.samples import PURPOSE, draft, reviewed
from tests.unit.store.test_gate_triggers import UNGATED

TAGS = ("bees", "Bees", "choir", "growers")
WITH_NOBODY = """
    SELECT 'meeting', id FROM meeting WHERE id NOT IN (SELECT meeting_id FROM meeting_person)
    UNION SELECT 'interaction', id FROM interaction
    WHERE id NOT IN (SELECT interaction_id FROM interaction_person)
"""
CITIES = ("", "Faro", "Évora", "Łódź")


class Hand:
    """Does what numbers say, to whatever is there."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock

    def some(self, table: str, number: int) -> int:
        """One of the ids of a table; me or nobody where it is empty."""
        rows = self.store._db.rows(f"SELECT id FROM {table} ORDER BY id")
        return int(rows[number % len(rows)][0]) if rows else 1 + number % 2 * 98

    def some_people(self, a: int, b: int) -> tuple[int, ...]:
        return tuple(dict.fromkeys((self.some("person", a), self.some("person", b))))


Verb: TypeAlias = Callable[[Hand, int, int, int], object]


def a_person(a: int, b: int, c: int) -> Person:
    return Person(
        display_name=f"Guest {a}",
        city=CITIES[b % 4],
        standing="known",  # type: ignore[arg-type]
        points=tuple(
            ContactPoint(kind=Kind.PHONE, value=f"{b}{n}", preferred=n == 1) for n in range(c % 3)
        ),
        facts=(Fact(kind=FactKind.NEEDS, text=f"fact {c}"),) if a % 2 else (),
        tags=tuple({t.casefold(): t for t in (TAGS[a % 4], TAGS[b % 4])}.values())[: c % 3],
    )


def edit_person(hand: Hand, a: int, b: int, c: int) -> None:
    people = hand.store.people
    kept = people.get(hand.some("person", a))
    other = a_person(a, b, c)
    through = hand.some("person", b) if c % 2 else None
    people.save(
        replace(
            kept,
            display_name=f"Renamed {b}",
            city=other.city,
            met_through=None if through == kept.id else through,
            points=(*kept.points[c % 2 :][::-1], *other.points),
            facts=other.facts if b % 2 else kept.facts,
            tags=other.tags,
        )
    )


def edit_names(hand: Hand, a: int, b: int, c: int) -> None:
    ask = hand.store.objectives.ask(hand.some("ask", a))
    people = dict.fromkeys(hand.some("person", n) for n in (a, b, c)[: 1 + c % 3])
    names = tuple(Name(person=p, rank=rank) for rank, p in enumerate(people, 1))
    status = list(AskStatus)[b % 5]
    hand.store.objectives.save_ask(replace(ask, names=names, status=status, text=f"Ask {c}"))


def move_names(hand: Hand, a: int, b: int, c: int) -> None:
    objectives, ask = hand.store.objectives, hand.some("ask", a)
    verbs = (
        lambda: objectives.add_name(ask, hand.some("person", b)),
        lambda: objectives.set_name(ask, 1 + c % 3, hand.some("person", b)),
        lambda: objectives.move_name(ask, 1 + b % 3, 1 + c % 3),
        lambda: objectives.remove_name(ask, 1 + b % 3),
        lambda: objectives.wish(ask, 1 + b % 3, Person(display_name=f"Wished {c}")),
    )
    verbs[(b + c) % 5]()


def let_go(hand: Hand, a: int, b: int, c: int) -> None:
    """End something, with some of what that makes needless."""
    if c % 2:
        ask = hand.store.objectives.ask(hand.some("ask", a))
        drop = moot(hand.store, ask).items[b % 3 :]
        end_ask(hand.store, ask.id, (AskStatus.GRANTED, AskStatus.WITHDRAWN)[b % 2], drop)
    else:
        objective = hand.store.objectives.get(hand.some("objective", a))
        drop = moot(hand.store, objective).items[b % 3 :]
        status = (ObjectiveStatus.ACHIEVED, ObjectiveStatus.DROPPED)[b % 2]
        end(hand.store, objective.id, status, drop)


def plan(hand: Hand, a: int, b: int, c: int) -> None:
    purpose = replace(PURPOSE, outcome=f"Outcome {c}")
    if b % 2:
        meeting = hand.store.meetings.get(hand.some("meeting", a))
        people = hand.some_people(a, c)
        at = meeting.starts_at or hand.clock.now - timedelta(hours=c)
        meeting = replace(meeting, purpose=purpose, people=people, starts_at=at)
    else:
        at = hand.clock.now - timedelta(hours=1) + timedelta(hours=c % 2 * 5)
        meeting = draft(*hand.some_people(a, c), starts_at=at, purpose=purpose)
    hand.store.meetings.plan(meeting, reviewed(purpose, passed=c % 5 > 0))


def edit_draft(hand: Hand, a: int, b: int, c: int) -> None:
    meeting = hand.store.meetings.get(hand.some("meeting", a))
    purpose = None if c % 3 == 0 else replace(PURPOSE, statement=f"Vague {c}")
    hand.store.meetings.keep_draft(
        replace(meeting, purpose=purpose, people=hand.some_people(b, c), place=CITIES[b % 4])
    )


def edit_introduction(hand: Hand, a: int, b: int, c: int) -> None:
    kept = hand.store.introductions.get(hand.some("introduction", a))
    messages = tuple(Message(to=hand.some("person", n), text=f"Text {n}") for n in range(c % 3))
    status = list(IntroductionStatus)[b % 6]
    hand.store.introductions.save(replace(kept, status=status, messages=messages))


EDITS: dict[str, Verb] = {
    "add": lambda h, a, b, c: h.store.people.add(a_person(a, b, c)),
    "add two": lambda h, a, b, c: h.store.people.add_many([a_person(a, b, c), a_person(b, c, a)]),
    "edit": edit_person,
    "photo": lambda h, a, b, c: h.store.people.set_photo(
        h.some("person", a), Photo(media_type="image/png", data=bytes([b, c])) if b else None
    ),
    "archive": lambda h, a, b, c: h.store.people.archive(h.some_people(a, b), bool(c % 2)),
    "merge": lambda h, a, b, c: h.store.people.merging.merge(
        h.some("person", a), h.some("person", b), {"city": bool(c % 2)}
    ),
    "circle": lambda h, a, b, c: h.store.people.many.set_circle(
        h.some_people(a, b), list(Circle)[c % 4]
    ),
    "tag": lambda h, a, b, c: h.store.people.many.tag(h.some_people(a, b), TAGS[c % 4]),
    "untag": lambda h, a, b, c: h.store.people.many.untag(h.some_people(a, b), TAGS[c % 4]),
    "delete people": lambda h, a, b, c: h.store.people.delete(h.some_people(a, b)[: 1 + c % 2]),
    "colour": lambda h, a, b, c: h.store.people.set_tag_colour(TAGS[a % 4], f"#{b}{c}"),
    "acquaint": lambda h, a, b, c: h.store.people.acquaint(
        Acquaintance(a=h.some("person", a), b=h.some("person", b), strength=c % 4, how=str(c))
    ),
    "forget": lambda h, a, b, c: h.store.people.forget_acquaintance(
        h.some("person", a), h.some("person", b)
    ),
    "objective": lambda h, a, b, c: h.store.objectives.add(
        Objective(title=f"O {a}", asks=(Ask(objective=0, kind=AskKind.ADVICE, text="?"),) * (c % 3))
    ),
    "edit objective": lambda h, a, b, c: h.store.objectives.save(
        replace(
            h.store.objectives.get(h.some("objective", a)),
            status=list(ObjectiveStatus)[b % 4],
            why=CITIES[c % 4],
        )
    ),
    "delete objective": lambda h, a, b, c: h.store.objectives.delete(h.some("objective", a)),
    "ask": lambda h, a, b, c: h.store.objectives.add_ask(
        Ask(objective=h.some("objective", a), kind=AskKind.FEEDBACK, text=f"A {b}")
    ),
    "names": edit_names,
    "move names": move_names,
    "place ask": lambda h, a, b, c: h.store.objectives.place_ask(h.some("ask", a), b),
    "type": lambda h, a, b, c: h.store.objectives.edit_ask(
        h.some("ask", a), text=f"Typed {b}", burst=f"ask {h.some('ask', a)}"
    ),
    "end": let_go,
    "delete ask": lambda h, a, b, c: h.store.objectives.delete_ask(h.some("ask", a)),
    "draft": lambda h, a, b, c: h.store.meetings.keep_draft(draft(*h.some_people(a, b))),
    "edit draft": edit_draft,
    "plan": plan,
    "plan for an ask": lambda h, a, b, c: h.store.meetings.plan(
        draft(h.some("person", a), purpose=replace(PURPOSE, ask=h.some("ask", b))), reviewed()
    ),
    "move": lambda h, a, b, c: h.store.meetings.move(
        h.some("meeting", a), h.clock.now - timedelta(hours=b)
    ),
    "status": lambda h, a, b, c: h.store.meetings.set_status(
        h.some("meeting", a), list(MeetingStatus)[b % 7]
    ),
    "hold": lambda h, a, b, c: h.store.meetings.hold(h.some("meeting", a), "Held"),
    "delete meeting": lambda h, a, b, c: h.store.meetings.delete(h.some("meeting", a)),
    "log": lambda h, a, b, c: h.store.interactions.add(
        Interaction(people=h.some_people(a, b), at=h.clock.now, channel=Channel.CALL)
    ),
    "edit talk": lambda h, a, b, c: h.store.interactions.save(
        replace(
            h.store.interactions.get(h.some("interaction", a)),
            people=h.some_people(b, c),
            summary=f"Talk {c}",
        )
    ),
    "delete talk": lambda h, a, b, c: h.store.interactions.delete(h.some("interaction", a)),
    "owe": lambda h, a, b, c: h.store.followups.add(
        FollowUp(
            person=h.some("person", a),
            text=f"F {b}",
            direction=Direction.I_OWE,
            meeting=h.some("meeting", b) if c % 3 == 1 else None,
            interaction=h.some("interaction", b) if c % 3 == 2 else None,
        )
    ),
    "done": lambda h, a, b, c: h.store.followups.done(
        h.some("follow_up", a), next_due=date(2026, 12, 1 + b) if c % 2 else None
    ),
    "snooze": lambda h, a, b, c: h.store.followups.snooze(
        h.some("follow_up", a), date(2026, 12, 1 + b)
    ),
    "delete follow-up": lambda h, a, b, c: h.store.followups.delete(h.some("follow_up", a)),
    "introduce": lambda h, a, b, c: h.store.introductions.add(
        Introduction(
            connector=h.some("person", a), source=h.some("person", b), target=h.some("person", c)
        )
    ),
    "edit introduction": edit_introduction,
    "agree": lambda h, a, b, c: h.store.introductions.agree(
        h.some("introduction", a), h.some("person", b), h.clock.now
    ),
    "delete introduction": lambda h, a, b, c: h.store.introductions.delete(
        h.some("introduction", a)
    ),
}


def bring_in(hand: Hand, a: int, b: int, c: int) -> None:
    """An import in two batches, which now and then fails."""
    with hand.store.imports.run() as run:
        with run.batch():
            new = hand.store.people.add_many([a_person(a, b, c), a_person(c, a, b)])
            edit_person(hand, a, b, c)
        with run.batch():
            hand.store.interactions.add(
                Interaction(
                    people=(new[0], hand.some("person", b)), at=hand.clock.now, channel=Channel.CALL
                )
            )
            if a % 3 == 0:
                raise RuleError("cancelled")


def restore(hand: Hand, a: int, b: int, c: int) -> None:
    if found := hand.store.history.bin():
        hand.store.history.restore(found[a % len(found)].id)


def remind(hand: Hand, a: int, b: int, c: int) -> None:
    at = hand.clock.now + timedelta(hours=b)
    kept = hand.store.reminders.add(
        Reminder(follow_up=hand.some("follow_up", a), fires_at=at)
        if c % 2
        else Reminder(meeting=hand.some("meeting", a), fires_at=at)
    )
    if c % 3 == 0:
        hand.store.reminding.dismiss(kept.id)
    if c % 5 == 0:
        hand.store.reminding.snooze(kept.id, at + timedelta(hours=c % 3))


BESIDES: dict[str, Verb] = {
    "undo": lambda h, a, b, c: h.store.history.undo(),
    "undo more": lambda h, a, b, c: [h.store.history.undo() for _ in range(a)],
    "redo": lambda h, a, b, c: h.store.history.redo(),
    "redo more": lambda h, a, b, c: [h.store.history.redo() for _ in range(a)],
    "restore": restore,
    "import": bring_in,
    "undo import": lambda h, a, b, c: h.store.imports.undo(h.some("import_run", a)),
    "remind": remind,
    "set": lambda h, a, b, c: h.store.settings.set(f"key {a}", b or None),
    "wait": lambda h, a, b, c: h.clock.go_on(days=a * b),
    "forget old": lambda h, a, b, c: h.store.history.forget_old(),
}

NUMBERS = st.integers(0, 7)


def steps(verbs: dict[str, Verb]) -> st.SearchStrategy[list[tuple[str, int, int, int]]]:
    one = st.tuples(st.sampled_from(sorted(verbs)), NUMBERS, NUMBERS, NUMBERS)
    return st.lists(one, min_size=5, max_size=30)


def do(hand: Hand, verb: Verb, a: int, b: int, c: int) -> bool:
    """False when a rule refused it; then nothing of it may be there."""
    before = hand.store._db.rows("SELECT max(id) FROM action")
    try:
        verb(hand, a, b, c)
    except (RuleError, NotFoundError):
        taken_back = verb is bring_in
        assert taken_back or hand.store._db.rows("SELECT max(id) FROM action") == before
        return False
    return True


@pytest.fixture(scope="module")
def begun(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file to start from: with some of everything, and nothing to undo."""
    path = tmp_path_factory.mktemp("begun") / "begun.planner"
    shutil.copy(full, path)
    with Store.open(path, None) as store:
        store._db.write("DELETE FROM journal")
        store._db.write("DELETE FROM action")
    return path


@contextmanager
def hand_on(begun: Path) -> Iterator[Hand]:
    path = begun.with_name("work.planner")
    shutil.copy(begun, path)
    clock = Clock()
    with Store.open(path, None, clock=clock) as store:
        store._db.cursor("PRAGMA synchronous = OFF")  # nobody pulls the plug here
        yield Hand(store, clock)


@settings(max_examples=40)
@given(done=steps(EDITS))
def test_all_the_way_back_and_all_the_way_on(
    begun: Path, done: list[tuple[str, int, int, int]]
) -> None:
    with hand_on(begun) as hand:
        start = state(hand.store)
        for verb, *numbers in done:
            do(hand, EDITS[verb], *numbers)
        end = state(hand.store)
        undone = 0
        while hand.store.history.undo():
            undone += 1
        assert state(hand.store) == start
        assert hand.store.check().problems == ()
        redone = 0
        while hand.store.history.redo():
            redone += 1
        assert redone == undone
        assert state(hand.store) == end
        assert hand.store.check().problems == ()


@settings(max_examples=40)
@given(done=steps(EDITS | BESIDES))
def test_whatever_is_done_between_the_file_stays_sound(
    begun: Path, done: list[tuple[str, int, int, int]]
) -> None:
    verbs = EDITS | BESIDES
    with hand_on(begun) as hand:
        for verb, *numbers in done:
            do(hand, verbs[verb], *numbers)
            assert hand.store._db.rows("PRAGMA foreign_key_check") == []
            assert hand.store._db.rows(UNGATED) == []
            assert hand.store._db.rows(WITH_NOBODY) == []
        assert hand.store.check().problems == ()
        while hand.store.history.undo():
            assert hand.store._db.rows(UNGATED) == []
            assert hand.store._db.rows(WITH_NOBODY) == []
        assert hand.store.check().problems == ()
        read_everything(hand.store)


@settings(max_examples=25)
@given(
    done=steps(EDITS),
    last=st.sampled_from(
        [verb for verb in sorted(EDITS) if verb.startswith("delete")] + ["forget"]
    ),
    numbers=st.tuples(NUMBERS, NUMBERS, NUMBERS),
)
def test_the_bin_gives_back_exactly_what_a_deletion_took(
    begun: Path,
    done: list[tuple[str, int, int, int]],
    last: str,
    numbers: tuple[int, int, int],
) -> None:
    with hand_on(begun) as hand:
        for verb, *rest in done:
            do(hand, EDITS[verb], *rest)
        before = state(hand.store)
        in_bin = len(hand.store.history.bin())
        do(hand, EDITS[last], *numbers)
        after = hand.store.history.bin()
        if len(after) == in_bin:  # it was refused, or there was nothing to delete
            assert state(hand.store) == before
            return
        replayed = hand.store.history.restore(after[0].id)
        assert replayed.left == 0
        assert state(hand.store) == before
        assert len(hand.store.history.bin()) == in_bin


def read_everything(store: Store) -> None:
    """Every value can be read back as what the domain calls it."""
    people = store.people.get_many([row[0] for row in store._db.rows("SELECT id FROM person")])
    assert len(people) == store._db.value("SELECT count(*) FROM person")
    for person in people:
        store.people.photo(person.id)
    store.people.rows(store.people.ids())
    assert len(store.objectives.all()) == store._db.value("SELECT count(*) FROM objective")
    assert len(store.interactions.all()) == store._db.value("SELECT count(*) FROM interaction")
    assert len(store.followups.all()) == store._db.value("SELECT count(*) FROM follow_up")
    assert len(store.introductions.all()) == store._db.value("SELECT count(*) FROM introduction")
    assert len(store.reminders.all()) == store._db.value("SELECT count(*) FROM reminder")
    meetings = store.meetings.between(None, None)
    assert len(meetings) == store._db.value("SELECT count(*) FROM meeting")


def test_a_long_day_is_undone_and_done_again(begun: Path) -> None:
    """One long sequence, which is seen to reach every table, so that the others mean something."""
    chance = Random(7)
    with hand_on(begun) as hand:
        start = state(hand.store)
        done = 0
        for _ in range(250):
            done += do(hand, EDITS[chance.choice(sorted(EDITS))], *(chance.choices(range(8), k=3)))
        assert done > 100
        end = state(hand.store)
        reached = {row[0] for row in hand.store._db.rows("SELECT DISTINCT tbl FROM journal")}
        assert reached == set(JOURNALLED)
        while hand.store.history.undo():
            pass
        assert state(hand.store) == start
        while hand.store.history.redo():
            pass
        assert state(hand.store) == end
