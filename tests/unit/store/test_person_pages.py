"""A person's page: all that is recorded around them, in one reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction, MeetingFormat, MeetingStatus
from planner.domain.people import FactKind
from planner.domain.people_lists import StepKind
from planner.domain.person_pages import HistoryPlace, Named
from planner.store import Store
from tests.conftest import Clock
from tests.samples import ME, PERSON, PURPOSE, TUESDAY, add, planned

ANA, PETRA, MAREK = 2, 3, 4


def test_a_page_has_everything_of_a_person(filled: Store) -> None:
    page = filled.people.pages.get(ANA)
    assert page.person == filled.people.get(ANA)
    assert [fact.text for fact in page.facts(FactKind.NEEDS)] == ["a field to try on"]
    assert page.last_contact == datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    assert page.has_photo
    assert page.merged == ("A. Ruiz Campos",)
    assert page.next_step
    assert page.next_step.kind is StepKind.MEETING
    assert [(m.starts_at, m.status) for m in page.coming] == [
        (TUESDAY, MeetingStatus.PLANNED),
        (None, MeetingStatus.DRAFT),
    ]
    assert page.coming[0].statement == PURPOSE.statement
    assert page.coming[0].others == (Named(id=PETRA, name="Petra Vogel"),)
    assert [item.summary for item in page.history.items] == ["She will try two", "Prices"]
    held = page.history.items[0]
    assert (held.channel, held.statement) == (Channel.MEETING, PURPOSE.statement)
    assert page.acquaintances == ()


def test_a_page_says_who_knows_whom_and_for_what_they_are_named(filled: Store) -> None:
    page = filled.people.pages.get(PETRA)
    assert page.met_through == Named(id=ANA, name="Dr. Ana Ruiz")
    (known,) = page.acquaintances
    assert (known.id, known.name, known.strength, known.kind) == (MAREK, "Łukasz Øye", 2, "work")
    (named,) = page.named_in
    assert (named.objective_title, named.rank) == ("Sell a hundred sensors", 2)
    (promise,) = page.promises
    assert promise.text == "Send the price list"
    assert not page.has_photo
    assert not page.imported
    marek = filled.people.pages.get(MAREK)
    assert marek.next_step
    assert marek.next_step.through == "Petra Vogel"
    assert marek.last_contact is None


def test_promises_are_open_and_soonest_first(store: Store) -> None:
    ana = add(store, "Ana")
    dues = {"b": "2026-11-02", "c": "", "a": "2026-11-01"}
    for text, due in dues.items():
        store.followups.add(FollowUp(person=ana, text=text, direction=Direction.THEY_OWE, due=due))
    gone = store.followups.add(FollowUp(person=ana, text="d", direction=Direction.I_OWE))
    store.followups.done(gone.id)
    assert [one.text for one in store.people.pages.get(ana).promises] == ["a", "b", "c"]


def test_the_history_comes_in_pages_newest_first(store: Store) -> None:
    ana, petra = add(store, "Ana"), add(store, "Petra")
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for hour in range(45):
        store.interactions.add(
            Interaction(
                people=(ana, petra, ME),
                at=start + timedelta(hours=hour // 3),  # some at one time
                channel=Channel.EMAIL,
                summary=str(hour),
            )
        )
    seen: list[str] = []
    after: HistoryPlace | None = None
    while True:
        page = store.people.pages.history(ana, after, limit=10)
        seen += [item.summary for item in page.items]
        assert all(item.others == (Named(id=petra, name="Petra"),) for item in page.items)
        after = page.more
        if after is None:
            break
    assert seen == [str(hour) for hour in reversed(range(45))]


def test_a_held_meeting_without_its_talk_is_in_the_history(store: Store, clock: Clock) -> None:
    ana = add(store, "Ana")
    meeting = planned(store, ana, format=MeetingFormat.COFFEE)
    clock.now = TUESDAY
    store.meetings.hold(meeting.id, "Good")
    (talk,) = store.interactions.all()
    store.interactions.delete(talk.id)
    page = store.people.pages.get(ana)
    (item,) = page.history.items
    assert (item.interaction, item.meeting, item.channel) == (0, meeting.id, None)
    assert (item.format, item.statement) == (MeetingFormat.COFFEE, PURPOSE.statement)
    assert page.last_contact == TUESDAY
    assert page.coming == ()


def test_nobody_has_no_page(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.people.pages.get(99)


def test_the_page_of_somebody_imported_says_so(store: Store) -> None:
    (person,) = store.people.add_many([replace(PERSON, points=())], [{"city": "Faro"}])
    assert store.people.pages.get(person).imported
