"""The page of an objective: what stands on it, in which order, and how to get to each name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import Ask, AskKind, Objective, ObjectiveStatus
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import Acquaintance, Standing
from planner.pursuing import AskView, Way, WayKind, objective_page, ways
from planner.store import Store
from tests.conftest import Clock
from tests.samples import ME, PURPOSE, add, draft, planned, reviewed

SPECIFIC = "An introduction to one utility with fewer than 50,000 connections"


def an_ask(store: Store, text: str = SPECIFIC, title: str = "Find a pilot") -> Ask:
    objective = store.objectives.add(Objective(title=title))
    return store.objectives.add_ask(
        Ask(objective=objective.id, kind=AskKind.INTRODUCTION, text=text)
    )


def view(store: Store, ask: Ask, graph: AcquaintanceGraph | None = None) -> AskView:
    page = objective_page(store, ask.objective, graph)
    return next(one for one in page.asks if one.ask.id == ask.id)


def a_graph(store: Store) -> AcquaintanceGraph:
    return AcquaintanceGraph(store.people.path_columns())


def test_asks_come_in_their_order_with_what_the_gate_says_of_them_now(store: Store) -> None:
    first = an_ask(store)
    store.objectives.add_ask(
        Ask(objective=first.objective, kind=AskKind.FEEDBACK, text="Get some feedback")
    )
    ready, vague = objective_page(store, first.objective).asks
    assert (ready.ask.text, ready.ready, ready.begin) == (SPECIFIC, True, "")
    assert not vague.ready
    assert vague.review.suggestions
    assert "⟨" in vague.begin
    spans = [span for finding in vague.review.findings for span in finding.spans]
    assert "some feedback" in " ".join(vague.ask.text[slice(*span)] for span in spans)
    store.objectives.place_ask(vague.ask.id, 0)
    assert [one.ready for one in objective_page(store, first.objective).asks] == [False, True]


def test_what_the_gate_says_is_in_the_language_of_the_ask(store: Store) -> None:
    ask = an_ask(store, "Ein wenig Rückmeldung zu unseren Preisen bekommen")
    said = view(store, ask)
    assert said.review.language == "de"
    assert "⟨" in said.begin
    assert "you" not in said.begin


def test_names_have_their_places_and_what_a_slot_shows(store: Store) -> None:
    ask = an_ask(store)
    ingrid = add(
        store,
        "Ingrid Solberg",
        standing=Standing.WISHED,
        organisation="Nordvann",
        title="Director",
    )
    ana = add(store, "Ana Ruiz")
    store.objectives.set_name(ask.id, 3, ingrid, "She decides")
    store.objectives.set_name(ask.id, 1, ana)
    shown = view(store, ask)
    assert shown.free == (2,)
    first, third = shown.names
    assert (first.rank, first.person, first.name, first.known) == (1, ana, "Ana Ruiz", True)
    assert (third.rank, third.name, third.organisation, third.title, third.why, third.known) == (
        3, "Ingrid Solberg", "Nordvann", "Director", "She decides", False,
    )  # fmt: skip


def test_without_the_graph_only_ways_to_wished_people_are_missing(store: Store) -> None:
    ask = an_ask(store)
    ana = add(store, "Ana Ruiz")
    ines = add(store, "Ines Prado")
    ingrid = add(store, "Ingrid Solberg", standing=Standing.WISHED)
    store.people.acquaint(Acquaintance(a=ME, b=ana, strength=3))
    for person in (ana, ines, ingrid):
        store.objectives.add_name(ask.id, person)
    found = [name.way for name in view(store, ask).names]
    assert found == [
        Way(WayKind.KNOWN, hops=1, strength=3),
        Way(WayKind.KNOWN, hops=1),
        None,
    ]


def test_the_way_to_a_wished_person_is_the_best_one(store: Store) -> None:
    ask = an_ask(store)
    lotte, priya, ida = (add(store, name) for name in ("Lotte", "Priya", "Ida"))
    wished = {
        name: add(store, name, standing=Standing.WISHED) for name in ("Ingrid", "Jonas", "Bea")
    }
    for a, b, strength in (
        (ME, lotte, 3), (lotte, wished["Ingrid"], 3), (ME, ida, 1), (ida, wished["Ingrid"], 3),
        (ME, priya, 2), (priya, ida, 3), (ida, wished["Jonas"], 2),
    ):  # fmt: skip
        store.people.acquaint(Acquaintance(a=a, b=b, strength=strength))
    for person in wished.values():
        store.objectives.add_name(ask.id, person)
    graph = a_graph(store)
    found = [name.way for name in view(store, ask, graph).names]
    assert found == [
        Way(WayKind.THROUGH, lotte, "Lotte", hops=2, strength=3),
        Way(WayKind.THROUGH, priya, "Priya", hops=3, strength=2),
        Way(WayKind.NONE),
    ]
    assert ways(store, wished.values(), graph) == dict(zip(wished.values(), found, strict=True))


def test_a_way_through_somebody_who_has_gone_is_not_known_until_the_graph_is_newer(
    store: Store,
) -> None:
    ask = an_ask(store)
    lotte, ingrid = add(store, "Lotte"), add(store, "Ingrid", standing=Standing.WISHED)
    store.people.acquaint(Acquaintance(a=ME, b=lotte))
    store.people.acquaint(Acquaintance(a=lotte, b=ingrid))
    store.objectives.add_name(ask.id, ingrid)
    before = a_graph(store)
    store.people.delete([lotte])
    (name,) = view(store, ask, before).names
    assert name.way is None
    (name,) = view(store, ask, a_graph(store)).names
    assert name.way == Way(WayKind.NONE)


def test_no_way_leads_through_somebody_archived(store: Store) -> None:
    ask = an_ask(store)
    lotte, ingrid = add(store, "Lotte"), add(store, "Ingrid", standing=Standing.WISHED)
    store.people.acquaint(Acquaintance(a=ME, b=lotte))
    store.people.acquaint(Acquaintance(a=lotte, b=ingrid))
    store.objectives.add_name(ask.id, ingrid)
    store.people.archive([lotte])
    (name,) = view(store, ask, a_graph(store)).names
    assert name.way == Way(WayKind.NONE)


def test_meetings_are_those_for_its_asks(store: Store, clock: Clock) -> None:
    ask, other = an_ask(store), an_ask(store, title="Another")
    ana, petra = add(store, "Ana"), add(store, "Petra")

    def for_ask(one: Ask, days: int, *people: int) -> int:
        purpose = replace(PURPOSE, ask=one.id)
        meeting = draft(*people, purpose=purpose, starts_at=clock.now + timedelta(days=days))
        return store.meetings.plan(meeting, reviewed(purpose)).id

    later, soon = for_ask(ask, 9, ana), for_ask(ask, 2, petra, ana)
    past, long_ago = for_ask(ask, -1, ana), for_ask(ask, -9, ana)
    for number in (past, long_ago):
        store.meetings.hold(number)
    called_off = for_ask(ask, 3, ana)
    store.meetings.set_status(called_off, MeetingStatus.CANCELLED)
    waiting = store.meetings.keep_draft(
        draft(ana, starts_at=None, purpose=replace(PURPOSE, statement="?", ask=ask.id))
    )
    for_ask(other, 1, ana)
    planned(store, ana)
    page = objective_page(store, ask.objective)
    assert [one.id for one in page.coming] == [soon, later]
    assert [one.id for one in page.held] == [past, long_ago]
    assert [one.id for one in page.drafts] == [waiting.id]
    first = page.coming[0]
    assert first.people == ((petra, "Petra"), (ana, "Ana"))
    assert (first.ask, first.statement, first.zone) == (ask.id, PURPOSE.statement, "Europe/Lisbon")
    assert first.starts_at == datetime(2026, 10, 15, 9, 0, tzinfo=UTC)


def test_the_page_brings_the_lists(store: Store) -> None:
    ask = an_ask(store)
    store.objectives.add(Objective(title="Sooner", by="2026-11-01"))
    store.objectives.add(Objective(title="Over", status=ObjectiveStatus.ACHIEVED))
    page = objective_page(store, ask.objective)
    assert [line.title for line in page.working_towards] == ["Sooner", "Find a pilot"]
    assert [line.title for line in page.lines] == ["Sooner", "Find a pilot", "Over"]
    with pytest.raises(NotFoundError):
        objective_page(store, 99)
