"""Planning through the gate: what is kept, and what a vague edit does to a planned meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planner.domain.meetings import Meeting, MeetingStatus, Purpose, PurposeKind, passes
from planner.domain.people import Person
from planner.gate import Appeal, Criterion
from planner.gating import context_of, plan, reviewed
from planner.store import Store

NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)
PURPOSE = Purpose(
    kind=PurposeKind.ASK,
    statement="Ask her to sign off clause 9 of the bakery lease",
    why="she wrote the lease and signs for the building",
    outcome="clause 9 is signed",
)


@pytest.fixture
def meeting(store: Store) -> Meeting:
    ana = store.people.add(Person(given="Ana", family="Ruiz"))
    return Meeting(people=(ana.id,), starts_at=NOW, zone="Europe/Lisbon", purpose=PURPOSE)


def test_a_specific_purpose_is_planned_and_its_review_kept(store: Store, meeting: Meeting) -> None:
    done = plan(store, meeting, NOW)
    assert done.passed
    assert done.meeting.status is MeetingStatus.PLANNED
    assert passes(store.meetings.get(done.meeting.id).purpose)


def test_a_vague_edit_goes_back_behind_the_gate_and_undo_brings_the_plan_back(
    store: Store, meeting: Meeting
) -> None:
    planned = plan(store, meeting, NOW).meeting
    vague = replace(planned, purpose=replace(PURPOSE, statement="catch up"))
    assert not reviewed(store, vague).passed
    assert store.meetings.get(planned.id) == planned
    back = plan(store, vague, NOW)
    assert not back.passed
    kept = store.meetings.get(planned.id)
    assert (kept.status, kept.starts_at) == (MeetingStatus.DRAFT, NOW)
    assert kept.purpose is not None
    assert kept.purpose.statement == "catch up"
    store.history.undo()
    assert store.meetings.get(planned.id) == planned


def test_an_appeal_stays_with_the_meeting_when_it_is_edited(store: Store, meeting: Meeting) -> None:
    told = replace(PURPOSE, statement="the Ilhavo tide tables, as ever")
    pointed = [Appeal(Criterion.ACT, "tide tables")]
    assert not plan(store, replace(meeting, purpose=told), NOW).passed
    done = plan(store, replace(meeting, purpose=told), NOW, appeals=pointed)
    assert done.passed
    assert plan(store, replace(done.meeting, place="Harbour office"), NOW).passed


def test_people_and_organisations_of_the_file_are_known_by_name(
    store: Store, meeting: Meeting
) -> None:
    store.people.add(Person(given="Zoltán", family="Quist", organisation="Brackwater"))
    told = replace(
        PURPOSE,
        statement="zoltán should hear it from Brackwater, not the welder",
        why="",
        outcome="",
    )
    said = context_of(store, meeting.people, told)
    assert said.known == {"zoltán", "brackwater"}
    assert said.met == ("Ana Ruiz",)


def test_a_meeting_without_a_purpose_stays_a_draft(store: Store, meeting: Meeting) -> None:
    done = plan(store, replace(meeting, purpose=None), NOW)
    assert not done.passed
    assert done.meeting.status is MeetingStatus.DRAFT
    assert len(done.suggestions) == 4
