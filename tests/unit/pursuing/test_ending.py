"""Ending something: what becomes needless is listed, what is ticked goes, all in one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import Introduction, Message
from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import Ask, AskKind, AskStatus, Objective, ObjectiveStatus
from planner.domain.people import Standing
from planner.pursuing import MootItem, MootKind, end, end_ask, moot
from planner.store import Store
from tests.conftest import Clock
from tests.contents import state
from tests.samples import ME, PURPOSE, add, draft, reviewed


class Case:
    """Two asks of one objective; for the first there is one of everything."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.objective = store.objectives.add(
            Objective(
                title="Find a pilot",
                asks=tuple(Ask(objective=0, kind=AskKind.ADVICE, text=t) for t in ("One", "Two")),
            )
        )
        self.one, self.two = self.objective.asks
        self.ana, self.lotte = add(store, "Ana"), add(store, "Lotte")
        self.ingrid = add(store, "Ingrid", standing=Standing.WISHED)
        self.held = self.meeting(clock, -1, self.one)
        store.meetings.hold(self.held)
        talk = store.interactions.with_person(self.ana)[0]
        self.coming = self.meeting(clock, 3, self.one)
        self.draft = store.meetings.keep_draft(
            draft(self.ana, purpose=replace(PURPOSE, ask=self.one.id))
        ).id
        self.owed = self.promise(Direction.THEY_OWE, "A name", meeting=self.held)
        self.promised = self.promise(Direction.I_OWE, "The offer", interaction=talk.id)
        self.introduction = store.introductions.add(
            Introduction(
                connector=self.lotte,
                source=ME,
                target=self.ingrid,
                ask=self.one.id,
                messages=(Message(to=self.lotte, text="Would you?"),),
            )
        ).id

    def meeting(self, clock: Clock, days: int, ask: Ask | None) -> int:
        purpose = replace(PURPOSE, ask=ask.id if ask else None)
        meeting = draft(self.ana, purpose=purpose, starts_at=clock.now + timedelta(days=days))
        return self.store.meetings.plan(meeting, reviewed(purpose)).id

    def promise(self, direction: Direction, text: str, **more: int) -> int:
        return self.store.followups.add(
            FollowUp(person=self.ana, text=text, direction=direction, **more)  # type: ignore[arg-type]
        ).id

    def items(self) -> dict[MootKind, list[MootItem]]:
        found: dict[MootKind, list[MootItem]] = {}
        for item in moot(self.store, self.store.objectives.get(self.objective.id)).items:
            found.setdefault(item.kind, []).append(item)
        return found


@pytest.fixture
def case(store: Store, clock: Clock) -> Case:
    return Case(store, clock)


def test_everything_that_serves_it_is_listed_with_what_a_message_needs(case: Case) -> None:
    found = case.items()
    assert list(found) == [
        MootKind.MEETING, MootKind.INTRODUCTION, MootKind.FOLLOW_UP, MootKind.DRAFT,
    ]  # fmt: skip
    (meeting,) = found[MootKind.MEETING]
    assert (meeting.id, meeting.person, meeting.name) == (case.coming, case.ana, "Ana")
    assert (meeting.what, meeting.zone) == (PURPOSE.statement, "Europe/Lisbon")
    (introduction,) = found[MootKind.INTRODUCTION]
    assert (introduction.id, introduction.name, introduction.target_name) == (
        case.introduction, "Lotte", "Ingrid",
    )  # fmt: skip
    assert introduction.what == "Would you?"
    assert introduction.ask == meeting.ask == case.one.id
    assert {item.what: item.direction for item in found[MootKind.FOLLOW_UP]} == {
        "A name": Direction.THEY_OWE,
        "The offer": Direction.I_OWE,
    }
    (waiting,) = found[MootKind.DRAFT]
    assert waiting.id == case.draft


def test_it_says_who_knows_of_it_already(case: Case) -> None:
    before = {item.key: item.asked for item in moot(case.store, case.one).items}
    assert before == {
        (MootKind.MEETING, case.coming): False,
        (MootKind.INTRODUCTION, case.introduction): False,
        (MootKind.FOLLOW_UP, case.owed): True,
        (MootKind.FOLLOW_UP, case.promised): True,
        (MootKind.DRAFT, case.draft): False,
    }
    case.store.meetings.set_status(case.coming, MeetingStatus.PROPOSED)
    kept = case.store.introductions.get(case.introduction)
    sent = replace(kept.messages[0], sent_at="2026-10-12T09:00:00Z")
    case.store.introductions.save(replace(kept, messages=(sent,)))
    after = {item.key: item.asked for item in moot(case.store, case.one).items}
    assert after[MootKind.MEETING, case.coming]
    assert after[MootKind.INTRODUCTION, case.introduction]


def test_a_promise_of_mine_is_not_ticked_by_itself(case: Case) -> None:
    suggested = moot(case.store, case.one).suggested
    assert (MootKind.FOLLOW_UP, case.promised) not in {item.key for item in suggested}
    assert len(suggested) == 4


def test_what_i_was_to_bring_together_is_told_to_who_asked(case: Case) -> None:
    introduction = case.store.introductions.add(
        Introduction(connector=ME, source=case.lotte, target=case.ana, ask=case.two.id)
    )
    (item,) = moot(case.store, case.two).items
    assert (item.id, item.person, item.target_name) == (introduction.id, case.lotte, "Ana")


def test_what_serves_something_else_is_not_listed(case: Case, clock: Clock) -> None:
    case.meeting(clock, 4, None)
    other = case.meeting(clock, 5, case.two)
    case.store.followups.add(
        FollowUp(person=case.ana, text="Something else", direction=Direction.THEY_OWE)
    )
    assert [item.id for item in moot(case.store, case.two).items] == [other]
    assert not moot(case.store, case.store.objectives.add(Objective(title="Rest")))


def test_what_is_over_is_not_listed(case: Case) -> None:
    store = case.store
    store.followups.done(case.owed)
    store.meetings.set_status(case.coming, MeetingStatus.CANCELLED)
    store.introductions.delete(case.introduction)
    found = {item.key for item in moot(store, case.one).items}
    assert found == {(MootKind.FOLLOW_UP, case.promised), (MootKind.DRAFT, case.draft)}


def test_what_is_ticked_goes_and_the_rest_stays_in_one_step(case: Case) -> None:
    store, before = case.store, state(case.store)
    last = store.history.next_undo()
    ended = end(store, case.objective.id, ObjectiveStatus.ACHIEVED, moot(store, case.one).suggested)
    assert ended.status is ObjectiveStatus.ACHIEVED
    assert store.meetings.get(case.coming).status is MeetingStatus.CANCELLED
    assert store.introductions.get(case.introduction).status == "declined"
    assert store.followups.get(case.owed).status == "dropped"
    assert store.followups.get(case.promised).status == "open"
    assert case.draft not in {m.id for m in store.meetings.with_person(case.ana)}
    assert store.meetings.get(case.held).status is MeetingStatus.HELD
    step = store.history.undo()
    assert step
    assert (step.verb, step.subject) == ("end", "Find a pilot")
    assert state(store) == before
    assert store.history.next_undo() == last


def test_nothing_ticked_ends_it_alone(case: Case) -> None:
    before = state(case.store)
    end(case.store, case.objective.id, ObjectiveStatus.DROPPED)
    after = state(case.store)
    assert {table for table in before if before[table] != after[table]} == {"objective"}
    back = case.store.objectives.resume(case.objective.id)
    assert back.status is ObjectiveStatus.ACTIVE
    assert len(case.items()) == 4


def test_an_ask_ends_the_same_way(case: Case) -> None:
    store = case.store
    drop = [item for item in moot(store, case.one).items if item.kind is MootKind.INTRODUCTION]
    ended = end_ask(store, case.one.id, AskStatus.GRANTED, drop)
    assert ended.status is AskStatus.GRANTED
    assert store.introductions.get(case.introduction).status == "declined"
    assert store.meetings.get(case.coming).status is MeetingStatus.PLANNED
    step = store.history.next_undo()
    assert step
    assert (step.verb, step.subject) == ("end", "One")


def test_what_was_settled_meanwhile_is_left_alone(case: Case) -> None:
    drop = moot(case.store, case.one).items
    case.store.followups.done(case.owed)
    case.store.meetings.delete(case.draft)
    end_ask(case.store, case.one.id, AskStatus.WITHDRAWN, (*drop, *drop))
    assert case.store.followups.get(case.owed).status == "done"
    assert case.store.followups.get(case.promised).status == "dropped"


def test_only_an_end_ends(case: Case) -> None:
    before = state(case.store)
    for status in (ObjectiveStatus.ACTIVE, ObjectiveStatus.PAUSED):
        with pytest.raises(RuleError, match="achieved or dropped"):
            end(case.store, case.objective.id, status)
    with pytest.raises(RuleError, match="granted, declined or withdrawn"):
        end_ask(case.store, case.one.id, AskStatus.OPEN)
    case.store.objectives.pause(case.objective.id)
    with pytest.raises(RuleError, match="cannot become"):
        end(
            case.store,
            case.objective.id,
            ObjectiveStatus.ACHIEVED,
            moot(case.store, case.one).items,
        )
    case.store.history.undo()
    assert state(case.store) == before
