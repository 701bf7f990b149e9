"""Meetings: nothing gets a date without a purpose that passed, and each step is an allowed one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.meetings import (
    AgendaItem,
    Channel,
    Feeling,
    Interaction,
    Meeting,
    MeetingFormat,
    MeetingStatus,
    Purpose,
    PurposeKind,
)
from planner.store import Store
from tests.conftest import Clock
from tests.contents import contents
from tests.samples import PURPOSE, TUESDAY, add, draft, planned, reviewed

S = MeetingStatus
VAGUE = replace(PURPOSE, statement="Catch up")


def test_every_field_is_kept(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    purpose = replace(
        PURPOSE,
        kind=PurposeKind.THANK,
        give="A sensor",
        review=reviewed(passed=False, findings='[{"act": 1}]', appeal='{"span": [0, 3]}'),
    )
    given = Meeting(
        people=(petra, ana),
        starts_at=TUESDAY,
        zone="Europe/Lisbon",
        minutes=45,
        place="Café Arcada",
        link="https://call.example/x",
        format=MeetingFormat.WALK,
        agenda=(AgendaItem(text="Bees", minutes=5, for_fun=True), AgendaItem(text="“Preis”")),
        purpose=purpose,
        uid="m-1",
        sequence=4,
    )
    kept = store.meetings.keep_draft(given)
    assert replace(kept, id=0) == given
    assert store.meetings.get(kept.id) == kept
    for kind in MeetingFormat:
        assert store.meetings.keep_draft(replace(kept, format=kind)).format is kind


def test_a_draft_may_have_any_purpose_or_none(store: Store) -> None:
    ana = add(store, "Ana")
    for purpose in (None, Purpose(kind=PurposeKind.LEARN), VAGUE):
        kept = store.meetings.keep_draft(draft(ana, starts_at=None, purpose=purpose))
        assert (kept.status, kept.purpose) == (S.DRAFT, purpose)
        assert store.meetings.keep_draft(replace(kept, purpose=None)).purpose is None


def test_a_draft_stays_one_whatever_it_says_of_itself(store: Store) -> None:
    kept = store.meetings.keep_draft(draft(add(store, "Ana"), status=S.CONFIRMED))
    assert kept.status is S.DRAFT


def test_planning_needs_a_review_that_passed_for_these_texts(store: Store) -> None:
    ana = add(store, "Ana")
    before = contents(store)
    for meeting, review in (
        (draft(ana), reviewed(passed=False)),
        (draft(ana, purpose=VAGUE), reviewed()),
        (draft(ana), reviewed(outcome="Two names")),
        (draft(ana), reviewed(why="")),
        (draft(ana, purpose=None), reviewed()),
    ):
        with pytest.raises(RuleError, match="the draft is kept"):
            store.meetings.plan(meeting, review)
    with pytest.raises(RuleError, match="needs a date"):
        store.meetings.plan(draft(ana, starts_at=None), reviewed())
    assert contents(store) == before
    kept = store.meetings.plan(draft(ana), reviewed())
    assert kept.status is S.PLANNED
    assert kept.purpose == replace(PURPOSE, review=reviewed())
    assert kept.ends_at == datetime(2026, 12, 1, 10, 25, tzinfo=UTC)


def test_a_planned_meeting_stays_as_it_was_when_its_new_text_is_vague(store: Store) -> None:
    kept = planned(store, add(store, "Ana"))
    with pytest.raises(RuleError, match="the draft is kept"):
        store.meetings.plan(replace(kept, purpose=VAGUE), reviewed(VAGUE, passed=False))
    assert store.meetings.get(kept.id) == kept
    with pytest.raises(RuleError, match="is no draft any more"):
        store.meetings.keep_draft(replace(kept, purpose=VAGUE))
    assert store.meetings.get(kept.id) == kept
    back = store.meetings.set_status(kept.id, S.DRAFT)
    vague = store.meetings.keep_draft(replace(back, purpose=VAGUE))
    assert (vague.status, vague.purpose) == (S.DRAFT, VAGUE)


def test_a_planned_meeting_is_planned_anew_with_a_text_that_passes(store: Store) -> None:
    kept = planned(store, add(store, "Ana"))
    store.meetings.set_status(kept.id, S.CONFIRMED)
    better = replace(PURPOSE, statement="Ask Petra for one buyer of frost sensors near Évora")
    anew = store.meetings.plan(replace(kept, purpose=better), reviewed(better))
    assert (anew.id, anew.status) == (kept.id, S.PLANNED)
    assert anew.purpose == replace(better, review=reviewed(better))
    store.history.undo()
    assert store.meetings.get(kept.id) == replace(kept, status=S.CONFIRMED)


STEPS = {
    S.PLANNED: {S.DRAFT, S.PROPOSED, S.CONFIRMED, S.MISSED, S.CANCELLED},
    S.PROPOSED: {S.DRAFT, S.PLANNED, S.CONFIRMED, S.MISSED, S.CANCELLED},
    S.CONFIRMED: {S.DRAFT, S.PLANNED, S.PROPOSED, S.MISSED, S.CANCELLED},
    S.HELD: set(),
    S.MISSED: {S.DRAFT, S.PLANNED, S.CANCELLED},
    S.CANCELLED: {S.DRAFT, S.PLANNED},
}


@pytest.mark.parametrize("now", list(STEPS))
def test_a_meeting_goes_only_where_its_steps_lead(store: Store, clock: Clock, now: S) -> None:
    kept = planned(store, add(store, "Ana"))
    clock.now = TUESDAY
    if now is S.HELD:
        kept = store.meetings.hold(kept.id)
    else:
        kept = store.meetings.set_status(kept.id, now)
    for then in S:
        if then in STEPS[now] | ({now} - {S.HELD}):
            assert store.meetings.set_status(kept.id, then).status is then
            if then is not now:
                store.history.undo()
        elif then is not now:
            with pytest.raises(RuleError):
                store.meetings.set_status(kept.id, then)
        assert store.meetings.get(kept.id) == kept


def test_held_is_reached_by_holding_and_by_nothing_else(store: Store, clock: Clock) -> None:
    kept = planned(store, add(store, "Ana"))
    clock.now = TUESDAY
    with pytest.raises(RuleError, match="hold a meeting"):
        store.meetings.set_status(kept.id, S.HELD)
    assert store.meetings.get(kept.id) == kept


def test_a_draft_without_a_date_or_a_purpose_goes_nowhere(store: Store) -> None:
    ana = add(store, "Ana")
    passed = replace(PURPOSE, review=reviewed())
    for meeting in (draft(ana), draft(ana, purpose=passed, starts_at=None)):
        kept = store.meetings.keep_draft(meeting)
        with pytest.raises(RuleError):
            store.meetings.set_status(kept.id, S.PLANNED)
        with pytest.raises(RuleError):
            store.meetings.hold(kept.id)
        assert store.meetings.get(kept.id) == kept


@pytest.mark.parametrize(
    ("form", "channel"),
    [
        (None, Channel.MEETING),
        (MeetingFormat.CALL, Channel.CALL),
        (MeetingFormat.EVENT, Channel.EVENT),
        (MeetingFormat.COFFEE, Channel.MEETING),
    ],
)
def test_holding_a_meeting_makes_its_talk_and_moves_the_last_contact(
    store: Store, clock: Clock, form: MeetingFormat | None, channel: Channel
) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    kept = planned(store, ana, petra, format=form)
    with pytest.raises(RuleError, match="still to come"):
        store.meetings.hold(kept.id)
    assert store.people.last_contact(ana) is None
    clock.now = TUESDAY
    held = store.meetings.hold(kept.id, "Two names", "The goat")
    assert held.status is S.HELD
    (talk,) = store.interactions.all()
    assert (talk.people, talk.at, talk.channel) == ((ana, petra), TUESDAY, channel)
    assert (talk.summary, talk.fun, talk.meeting) == ("Two names", "The goat", kept.id)
    assert store.people.last_contact(petra) == TUESDAY
    with pytest.raises(RuleError):
        store.meetings.hold(kept.id)
    with pytest.raises(RuleError, match="cannot be moved"):
        store.meetings.move(kept.id, TUESDAY)
    assert len(store.interactions.all()) == 1
    store.history.undo()
    assert store.interactions.all() == []
    assert store.people.last_contact(ana) is None
    assert store.meetings.get(kept.id) == kept


def test_moving_keeps_the_purpose_and_counts_up(store: Store) -> None:
    kept = planned(store, add(store, "Ana"))
    later = datetime(2026, 12, 2, 15, 30, tzinfo=UTC)
    moved = store.meetings.move(kept.id, later, "Europe/Berlin")
    assert moved == replace(kept, starts_at=later, zone="Europe/Berlin", sequence=1)
    assert store.meetings.move(kept.id, later) == moved, "nobody needs another invitation to that"
    for status in (S.MISSED, S.CANCELLED):
        store.meetings.set_status(kept.id, status)
        again = store.meetings.move(kept.id, TUESDAY)
        assert (again.status, again.zone) == (S.PLANNED, "Europe/Berlin")
    sketch = store.meetings.keep_draft(draft(kept.people[0], starts_at=None, purpose=None))
    assert store.meetings.move(sketch.id, later).status is S.DRAFT


def test_an_archive_brings_meetings_as_far_as_their_reviews_let_it(
    store: Store, clock: Clock
) -> None:
    ana = add(store, "Ana")
    passed = replace(PURPOSE, review=reviewed())
    for status in S:
        brought = store.meetings.restore(draft(ana, status=status, purpose=passed, id=77))
        assert (brought.status, brought.purpose) == (status, passed)
        assert brought.id != 77
        for purpose in (None, VAGUE, replace(passed, why="Else")):
            brought = store.meetings.restore(draft(ana, status=status, purpose=purpose))
            assert (brought.status, brought.purpose) == (S.DRAFT, purpose)
        assert store.meetings.restore(
            draft(ana, status=status, purpose=passed, starts_at=None)
        ).status is S.DRAFT  # fmt: skip


def test_lists_are_in_the_order_of_time_and_half_open(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    first, second, third = (
        planned(store, person, starts_at=datetime(2026, 12, day, tzinfo=UTC))
        for day, person in ((3, petra), (1, ana), (2, ana))
    )
    sketch = store.meetings.keep_draft(draft(ana, starts_at=None, purpose=None))
    between = store.meetings.between
    assert between(None, None) == [second, third, first, sketch]
    assert between(second.starts_at, first.starts_at) == [second, third]
    assert between(None, third.starts_at) == [second]
    assert between(third.starts_at, None) == [third, first]
    assert store.meetings.with_person(ana) == [second, third, sketch]
    assert store.meetings.with_person(99) == []


def test_deleting_a_planned_meeting_and_bringing_it_back(store: Store) -> None:
    kept = planned(store, add(store, "Ana"))
    store.meetings.set_status(kept.id, S.CONFIRMED)
    before = contents(store)
    store.meetings.delete(kept.id)
    assert contents(store)["purpose"] == []
    store.history.undo()
    assert contents(store) == before
    store.history.redo()
    store.history.restore(store.history.bin()[0].id)
    assert contents(store) == before


@pytest.mark.parametrize(
    "wrong", [{"people": ()}, {"minutes": 0}, {"minutes": 10081}, {"people": (99,)}]
)
def test_what_cannot_be_kept_is_refused(store: Store, wrong: dict[str, object]) -> None:
    kept = planned(store, add(store, "Ana"))
    refusals: list[Callable[[], object]] = [
        lambda: store.meetings.keep_draft(replace(draft(2), **wrong)),  # type: ignore[arg-type]
        lambda: store.meetings.plan(replace(kept, **wrong), reviewed()),  # type: ignore[arg-type]
    ]
    for refused in refusals:
        with pytest.raises((RuleError, NotFoundError)):
            refused()
    assert store.meetings.between(None, None) == [kept]


def test_what_is_not_there_is_said(store: Store) -> None:
    ana = add(store, "Ana")
    for missing in (
        lambda: store.meetings.get(99),
        lambda: store.meetings.move(99, TUESDAY),
        lambda: store.meetings.hold(99),
        lambda: store.meetings.delete(99),
        lambda: store.meetings.set_status(99, S.CANCELLED),
        lambda: store.meetings.keep_draft(draft(ana, id=99)),
        lambda: store.meetings.plan(draft(ana, id=99), reviewed()),
        lambda: store.interactions.get(99),
        lambda: store.interactions.delete(99),
    ):
        with pytest.raises(NotFoundError):
            missing()


# What happened


def test_a_talk_is_kept_changed_and_found(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    given = Interaction(
        people=(petra, ana), at=TUESDAY, channel=Channel.LETTER, summary="Prices", fun="Goat",
        uid="calendar-1",
    )  # fmt: skip
    kept = store.interactions.add(given)
    assert replace(kept, id=0) == given
    other = store.interactions.add(replace(given, uid="", at=TUESDAY.replace(day=2)))
    assert store.interactions.with_person(ana) == [other, kept]
    assert store.interactions.all() == [kept, other]
    saved = store.interactions.save(replace(kept, people=(ana,), summary="Bees"))
    assert (saved.people, saved.summary) == ((ana,), "Bees")
    assert store.interactions.with_person(petra) == [other]
    store.history.undo()
    assert set(store.interactions.get(kept.id).people) == {ana, petra}
    refusals: list[Callable[[], object]] = [
        lambda: store.interactions.add(replace(given, people=())),
        lambda: store.interactions.save(replace(kept, people=())),
    ]
    for refused in refusals:
        with pytest.raises(RuleError, match="somebody"):
            refused()


def test_calendar_uids_are_known_from_talks_and_meetings(store: Store) -> None:
    ana = add(store, "Ana")
    store.interactions.add(Interaction(people=(ana,), at=TUESDAY, channel=Channel.CALL, uid="t"))
    store.meetings.keep_draft(draft(ana, uid="m"))
    assert store.interactions.known_uids(["t", "m", "x", ""]) == {"t", "m"}


def test_how_talks_felt_is_kept_and_read_newest_first(store: Store) -> None:
    ana, bea = add(store, "Ana"), add(store, "Bea")
    for day, people, felt in (
        (1, (ana,), Feeling.DRAINED),
        (3, (ana, bea), Feeling.ENERGISED),
        (2, (ana,), None),
        (4, (bea,), Feeling.NEUTRAL),
    ):
        at = datetime(2026, 10, day, tzinfo=UTC)
        store.interactions.add(Interaction(people=people, at=at, channel=Channel.CALL, felt=felt))
    assert store.interactions.felt_with(ana, 3) == [Feeling.ENERGISED, Feeling.DRAINED]
    assert store.interactions.felt_with(bea, 1) == [Feeling.NEUTRAL]
