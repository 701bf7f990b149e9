"""Lists of people: every filter and order against what the records say, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import Introduction, IntroductionStatus
from planner.domain.meetings import Channel, Interaction, MeetingFormat
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import Circle, Standing
from planner.domain.people_lists import PeopleFilter, PeopleOrder, SortBy, StepKind
from planner.sample import fill as fill_sample
from planner.store import Store, listing
from tests.conftest import Clock
from tests.samples import ME, PIXEL, PURPOSE, TUESDAY, add, email, phone, planned

TODAY = date(2026, 10, 13)


@pytest.fixture(scope="module")
def network(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A made-up network with something to filter by in every way."""
    path = tmp_path_factory.mktemp("network") / "default.planner"
    path.write_bytes(blank.read_bytes())
    with Store.open(path, None, clock=Clock()) as store:
        fill_sample(store, people=400, interactions=900, seed=5, today=TODAY)
        ids = store.people.ids()
        store.people.many.archive(ids[::17])
        for day, person in enumerate(ids[3::40]):
            planned(store, person, starts_at=TUESDAY + timedelta(days=day))
        yield store


def everybody(store: Store, wanted: PeopleFilter, order: PeopleOrder, step: int) -> list[int]:
    return [n for ids in store.people.listing.steps(wanted, order, step, step) for n in ids]


FILTERS = {
    "everybody": PeopleFilter(),
    "inner": PeopleFilter(circle=Circle.INNER),
    "wide": PeopleFilter(circle=Circle.WIDE),
    "wished": PeopleFilter(wished=True),
    "promise": PeopleFilter(promise=True),
    "tag": PeopleFilter(tag=3),
    "tag of the wide": PeopleFilter(tag=3, circle=Circle.WIDE),
    "objective": PeopleFilter(objective=1),
    "silent": PeopleFilter(silent_days=200),
    "never": PeopleFilter(never=True),
    "archived": PeopleFilter(archived=True),
}
ORDERS = [
    PeopleOrder(by=by, descending=down) for by, down in product(SortBy, (False, True))
    if (by, down) != (SortBy.BEST, True)
]  # fmt: skip


def passes(store: Store, wanted: PeopleFilter, person: int) -> bool:
    """The filter by the records themselves, one person at a time."""
    who = store.people.get(person)
    contact = store.people.last_contact(person)
    tags = {tag.name: tag.id for tag in store.people.tags()}
    promises = [
        f for f in store.followups.with_person(person)
        if f.status == "open" and f.direction is not Direction.REACH_OUT
    ]  # fmt: skip
    asks = store.objectives.get(wanted.objective).asks if wanted.objective else ()
    named = {name.person for ask in asks for name in ask.names}
    since = datetime(2026, 10, 13, 9, 0, tzinfo=UTC) - timedelta(days=wanted.silent_days or 0)
    known = who.standing is Standing.KNOWN
    return all(
        (
            who.archived is wanted.archived,
            wanted.circle is None or (known and who.circle is wanted.circle),
            not wanted.wished or not known,
            not wanted.promise or bool(promises),
            wanted.tag is None or wanted.tag in {tags[name] for name in who.tags},
            wanted.objective is None or person in named,
            wanted.silent_days is None or contact is None or contact < since,
            not wanted.never or contact is None,
        )
    )


@pytest.fixture(params=[0, listing._FEW], ids=["walked", "gathered"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to read a list: along an index, or gathered and sorted."""
    monkeypatch.setattr(listing, "_FEW", request.param)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("name", FILTERS)
def test_a_list_is_who_passes_its_filter_whatever_the_order(network: Store, name: str) -> None:
    wanted = FILTERS[name]
    people = network.people.ids(archived=True)
    expected = {person for person in people if passes(network, wanted, person)}
    assert expected
    for order in ORDERS:
        found = everybody(network, wanted, order, 7)
        assert len(found) == len(set(found))
        assert set(found) == expected, order


def test_both_ways_give_the_same_order(network: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted, order in product(FILTERS.values(), ORDERS):
        monkeypatch.setattr(listing, "_FEW", 5000)
        gathered = everybody(network, wanted, order, 500)
        monkeypatch.setattr(listing, "_FEW", 0)
        assert everybody(network, wanted, order, 9) == gathered, (wanted, order)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("query", ["a", "ma", "son", "example"])
def test_a_search_among_a_filter_finds_whom_both_find(network: Store, query: str) -> None:
    for wanted, order in product(FILTERS.values(), (PeopleOrder(), ORDERS[-1])):
        searched = everybody(network, replace(wanted, query=query), order, 11)
        plain = everybody(network, wanted, PeopleOrder(), 500)
        shown = set(everybody(network, PeopleFilter(query=query), PeopleOrder(), 500))
        hidden = set(
            everybody(network, PeopleFilter(query=query, archived=True), PeopleOrder(), 500)
        )
        assert set(searched) == set(plain) & (shown | hidden)


def test_a_search_without_a_filter_is_the_same_as_everywhere(network: Store) -> None:
    for query in ("a", "mar", "", "Novak"):
        page = network.people.listing.page(PeopleFilter(query=query), limit=50)
        assert list(page.ids) == network.people.find(query, 50)


def test_those_without_a_value_come_last_either_way(store: Store) -> None:
    never, early, late = add(store, "Ana"), add(store, "Bea"), add(store, "Cy")
    for person, day in ((early, 1), (late, 9)):
        store.interactions.add(
            Interaction(
                people=(person,), at=datetime(2026, 10, day, tzinfo=UTC), channel=Channel.CALL
            )
        )
    by_contact = PeopleOrder(by=SortBy.LAST_CONTACT)
    assert everybody(store, PeopleFilter(), by_contact, 1) == [early, late, never]
    latest_first = replace(by_contact, descending=True)
    assert everybody(store, PeopleFilter(), latest_first, 1) == [late, early, never]


def test_by_circle_and_by_next_step(store: Store) -> None:
    wide, inner = add(store, "Ana", circle=Circle.WIDE), add(store, "Bea", circle=Circle.INNER)
    wished, none = add(store, "Cy", standing=Standing.WISHED), add(store, "Dan")
    in_order = everybody(store, PeopleFilter(), PeopleOrder(by=SortBy.CIRCLE), 2)
    assert in_order == [inner, wide, wished, none]
    owe(store, wide, due="2026-10-20")
    owe(store, none, due="2026-10-15")
    owe(store, inner)
    in_order = everybody(store, PeopleFilter(), PeopleOrder(by=SortBy.NEXT_STEP), 1)
    assert in_order == [none, wide, inner, wished]


def owe(store: Store, person: int, text: str = "The report", due: str = "") -> FollowUp:
    return store.followups.add(
        FollowUp(person=person, text=text, direction=Direction.I_OWE, due=due)
    )


def test_met_for_an_objective_counts_as_much_as_named(store: Store) -> None:
    ana, petra, other = add(store, "Ana"), add(store, "Petra"), add(store, "Eva")
    objective = store.objectives.add(
        Objective(title="Pilot", asks=(Ask(objective=0, kind=AskKind.ADVICE, text="A name"),))
    )
    ask = store.objectives.save_ask(replace(objective.asks[0], names=(Name(person=ana, rank=1),)))
    planned(store, petra, purpose=replace(PURPOSE, ask=ask.id))
    planned(store, other)
    page = store.people.listing.page(PeopleFilter(objective=objective.id))
    assert set(page.ids) == {ana, petra}


# Rows


def step(store: Store, person: int) -> object:
    (row,) = store.people.listing.rows([person])
    found = row.next_step
    return found and (found.kind, found.text, found.day)


def test_the_next_step_is_the_soonest_of_what_is_recorded(store: Store, clock: Clock) -> None:
    ana = add(store, "Ana")
    assert step(store, ana) is None
    undated = owe(store, ana, "Some day")
    assert step(store, ana) == (StepKind.FOLLOW_UP, "Some day", "")
    late = owe(store, ana, "Late", due="2026-12-24")
    assert step(store, ana) == (StepKind.FOLLOW_UP, "Late", "2026-12-24")
    planned(store, ana, starts_at=TUESDAY + timedelta(days=1), format=MeetingFormat.WALK)
    meeting = planned(store, ana)
    assert step(store, ana) == (StepKind.MEETING, PURPOSE.statement, "2026-12-01")
    soon = owe(store, ana, "Soon", due="2026-11-01")
    assert step(store, ana) == (StepKind.FOLLOW_UP, "Soon", "2026-11-01")
    store.followups.snooze(soon.id, date(2026, 12, 31))
    (row,) = store.people.listing.rows([ana])
    assert row.next_step
    assert (row.next_step.id, row.next_step.starts_at) == (meeting.id, TUESDAY)
    clock.now = TUESDAY + timedelta(days=2)
    assert step(store, ana) == (StepKind.FOLLOW_UP, "Late", "2026-12-24")
    for follow_up in (late, soon, undated):
        store.followups.done(follow_up.id)
    assert step(store, ana) is None


def test_a_wished_person_waits_for_a_way_in(store: Store) -> None:
    lotte, ingrid = add(store, "Lotte"), add(store, "Ingrid", standing=Standing.WISHED)
    assert step(store, ingrid) == (StepKind.FIND_A_WAY, "", "")
    kept = store.introductions.add(Introduction(connector=lotte, source=ME, target=ingrid))
    (row,) = store.people.listing.rows([ingrid])
    assert row.next_step
    assert (row.next_step.kind, row.next_step.through, row.next_step.status) == (
        StepKind.INTRODUCTION,
        "Lotte",
        IntroductionStatus.IDEA,
    )
    store.introductions.save(replace(kept, status=IntroductionStatus.DECLINED))
    assert step(store, ingrid) == (StepKind.FIND_A_WAY, "", "")


def test_a_row_says_who_it_is(store: Store) -> None:
    ana = add(
        store, "Ana", title="Editor", organisation="Delta", circle=Circle.CLOSE, tags=("b", "a"),
        points=(email("a@x.example"), phone("1"), email("b@x.example", preferred=True)),
    )  # fmt: skip
    store.people.set_photo(ana, PIXEL)
    eva = add(store, "Eva")
    first, second = store.people.listing.rows([eva, 99, ana])
    assert (first.id, second.id) == (eva, ana)
    assert (second.name, second.title, second.organisation) == ("Ana", "Editor", "Delta")
    assert (second.circle, second.tags, second.has_photo) == (Circle.CLOSE, ("a", "b"), True)
    assert second.emails == ("b@x.example", "a@x.example")
    assert (first.has_photo, first.archived, first.last_contact) == (False, False, "")


# What lists are read from


def test_what_is_listed_follows_every_change_and_its_undo(filled: Store) -> None:
    """`check` compares each row with the records."""
    changes: tuple[Callable[[], object], ...] = (
        lambda: filled.people.many.set_circle([2, 3], Circle.WIDE),
        lambda: filled.people.many.archive([3]),
        lambda: filled.meetings.delete(1),
        lambda: filled.interactions.delete(1),
        lambda: filled.followups.delete(1),
        lambda: filled.people.delete([3]),
    )
    for change in changes:
        change()
        assert filled.check().problems == ()
    while filled.history.undo():
        assert filled.check().problems == ()


def test_what_was_still_to_come_counts_once_it_was(store: Store, clock: Clock) -> None:
    ana = add(store, "Ana")
    at = datetime(2026, 10, 20, tzinfo=UTC)
    store.interactions.add(Interaction(people=(ana,), at=at, channel=Channel.EVENT))
    assert store.people.listing.page(PeopleFilter(never=True)).ids == (ana,)
    clock.go_on(days=30)
    (row,) = store.people.listing.rows([ana])
    assert row.last_contact == "2026-10-20T00:00:00Z"
    add(store, "Eva")  # whatever is written next
    assert ana not in store.people.listing.page(PeopleFilter(never=True)).ids


def test_a_wrong_list_is_found_and_mended(filled: Store) -> None:
    filled._db.cursor("UPDATE listed SET contact = '2020-01-01T00:00:00Z', place = 1")
    filled._db.cursor("DELETE FROM listed WHERE person_id = 2")
    (problem,) = filled.check().problems
    assert problem == "the lists are out of date for 3 people"
    assert filled.check(repair=True).problems == ()
    assert 2 in filled.people.ids()
