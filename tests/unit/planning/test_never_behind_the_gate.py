"""No sequence of what the wizard can do plans a meeting behind a closed gate."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from planner import gating
from planner.domain.errors import PlannerError
from planner.domain.meetings import TO_COME, MeetingStatus, PurposeKind, passes
from planner.domain.objectives import Ask, AskKind, Objective
from planner.gate import Criterion
from planner.planning import Plan, Step, instants, parse_time, shared_out
from planner.store import Store
from tests.conftest import Clock
from tests.samples import add

STATEMENTS = (
    "",
    "Pick your brain",
    "Would love to chat about business development",
    "Could you introduce me to one utility that has paid for a trial since 2024?",
    "Name two buyers of frost sensors in the Douro valley",
)
WHYS = ("", "She is nice", "She knows who says yes at four utilities")
OUTCOMES = ("", "A good conversation", "One name with a phone number by Friday")


class Wizarding(RuleBasedStateMachine):
    """Everything that can be done to a plan, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.store = Store.create(self.folder / "x.planner", None, clock=self.clock)
        self.lotte = add(self.store, "Lotte de Wit")
        self.petra = add(self.store, "Petra Novak")
        kept = self.store.objectives.add(
            Objective(
                title="Find a pilot",
                asks=(
                    Ask(objective=0, kind=AskKind.ADVICE, text="Help with sales"),
                    Ask(objective=0, kind=AskKind.INTRODUCTION, text=STATEMENTS[3]),
                ),
            )
        )
        self.asks = [None, *(ask.id for ask in kept.asks)]

    @initialize()
    def begin(self) -> None:
        self.plan = Plan.begin(self.store, self.clock, people=(self.lotte,), zone="UTC")

    @rule(
        statement=st.sampled_from(STATEMENTS),
        why=st.sampled_from(WHYS),
        outcome=st.sampled_from(OUTCOMES),
    )
    def write(self, statement: str, why: str, outcome: str) -> None:
        self.plan.write(statement=statement, why=why, outcome=outcome)

    @rule(ask=st.integers(0, 2), kind=st.sampled_from(list(PurposeKind)))
    def link(self, ask: int, kind: PurposeKind) -> None:
        self.plan.write(ask=self.asks[ask], kind=kind)

    @rule(criterion=st.sampled_from(list(Criterion)), words=st.sampled_from(STATEMENTS[1:]))
    def point(self, criterion: Criterion, words: str) -> None:
        self.plan.appeal(criterion, words)

    @rule(days=st.integers(-2, 60))
    def choose_a_day(self, days: int) -> None:
        from datetime import timedelta

        self.plan.edit(starts_at=self.clock.now + timedelta(days=days))

    @rule()
    def nobody_comes(self) -> None:
        self.plan.edit(people=())

    @rule()
    def both_come(self) -> None:
        self.plan.edit(people=(self.lotte, self.petra))

    @rule()
    def go_on(self) -> None:
        self.plan.go_on()

    @rule(step=st.sampled_from(list(Step)))
    def go_to(self, step: Step) -> None:
        self.plan.go_to(step)

    @rule()
    def keep(self) -> None:
        self.plan.keep()

    @rule()
    def plan_it(self) -> None:
        opened = self.plan.gate.open
        try:
            planned = self.plan.plan()
        except PlannerError:
            return
        assert planned.passed == opened

    @precondition(lambda self: self.plan.dated and self.plan.status in TO_COME)
    @rule()
    def back_or_off(self) -> None:
        self.plan.cancel()

    @rule(minutes=st.integers(1, 600), notice=st.sampled_from([None, 0, 60, 1440]))
    def last_and_announce(self, minutes: int, notice: int | None) -> None:
        self.plan.last(minutes)
        self.plan.announce(notice)

    @precondition(lambda self: self.plan.is_coming)
    @rule(status=st.sampled_from(sorted(TO_COME)))
    def they_answer(self, status: MeetingStatus) -> None:
        self.plan.note(status)

    @precondition(lambda self: self.plan.status in (*TO_COME, MeetingStatus.CANCELLED))
    @rule()
    def another_day(self) -> None:
        if self.plan.meeting.people:
            self.plan.edit(starts_at=None)
            self.plan.send_back()
            assert not self.plan.dated

    @precondition(lambda self: self.plan.kept is not None)
    @rule()
    def close_and_come_back(self) -> None:
        kept = self.plan.kept
        assert kept is not None
        if self.plan.meeting.people:
            self.plan.keep()
            before = self.plan.purpose.statement, self.plan.purpose.why
            self.plan = Plan.resume(self.store, self.clock, kept.id)
            assert (self.plan.purpose.statement, self.plan.purpose.why) == before
        else:
            self.plan = Plan.resume(self.store, self.clock, kept.id)

    @invariant()
    def nothing_is_beyond_the_gate_that_is_not_through_it(self) -> None:
        for meeting in self.store.meetings.between(None, None):
            if meeting.status is not MeetingStatus.DRAFT:
                assert passes(meeting.purpose)
                assert gating.reviewed(self.store, meeting).passed
                assert meeting.people
        if hasattr(self, "plan") and self.plan.step > Step.ASK and not self.plan.gate.open:
            assert self.plan.reached <= Step.ASK

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestWizarding = Wizarding.TestCase
TestWizarding.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", "14:30"), ("1430", "14:30"), ("9", "09:00"), ("9.15", "09:15"),
        ("2:30 pm", "14:30"), ("12 am", "00:00"), ("14 Uhr", "14:00"), ("24:00", None),
        ("13 pm", None), ("soon", None), ("", None), ("9:5", None),
    ],
)  # fmt: skip
def test_times_as_people_write_them(typed: str, meant: str | None) -> None:
    found = parse_time(typed)
    assert (f"{found:%H:%M}" if found else None) == meant


def test_minutes_always_add_up_where_there_is_room() -> None:
    assert sum(shared_out(25, [3, 4, 10, 3])) == 25
    assert shared_out(2, [1, 1, 1]) == [1, 1, 1]
    assert shared_out(25, []) == []
    assert sum(shared_out(90, [0, 0, 500])) == 90


def test_a_time_may_be_no_moment_or_two() -> None:
    from datetime import date, time

    assert instants(date(2027, 3, 28), time(2, 30), "Europe/Amsterdam") == ()
    assert len(instants(date(2026, 10, 25), time(2, 30), "Europe/Amsterdam")) == 2
    assert len(instants(date(2026, 10, 26), time(2, 30), "Europe/Amsterdam")) == 1
