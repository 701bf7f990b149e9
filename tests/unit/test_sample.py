"""The synthetic network: the same for a seed, believable, whole, and only in an empty file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from planner.domain.errors import RuleError
from planner.domain.meetings import zone_info
from planner.domain.objectives import Objective
from planner.domain.people import PointKind, Standing, check_person
from planner.domain.repeats import check_rule
from planner.exchange.contact_points import normalised
from planner.sample import fill
from planner.sample_words import CULTURES, PLACES
from planner.store import Store
from tests.samples import add

TODAY = date(2026, 10, 13)
COUNTS = {"people": 400, "edges": 2500, "interactions": 600}


def contents(store: Store) -> dict[str, Any]:
    """Everything the file holds but me, whose record says when the file was made."""
    return {
        "people": store.people.get_many(store.people.ids()),
        "edges": store.people.acquaintances(),
        "interactions": store.interactions.all(),
        "follow_ups": store.followups.all(),
        "objectives": store.objectives.all(),
    }


@pytest.fixture(scope="module")
def network(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A network of 400, as the file has it."""
    path = tmp_path_factory.mktemp("sample") / "sample.planner"
    path.write_bytes(blank.read_bytes())
    with Store.open(path, None) as store:
        fill(store, **COUNTS, seed=7, today=TODAY)
        return contents(store)


def test_there_is_as_much_as_was_asked_for(store: Store) -> None:
    told = fill(store, **COUNTS, today=TODAY)
    assert told == COUNTS | {"follow_ups": len(store.followups.all()), "objectives": 6}
    assert told["follow_ups"] > 10
    assert len(store.people.acquaintances()) == COUNTS["edges"]
    assert len(store.interactions.all()) == COUNTS["interactions"]
    archived = store.people.find("", 1000)
    assert 380 <= len(archived) <= 400  # a few are archived


def test_the_same_seed_makes_the_same_network(store: Store, network: dict[str, Any]) -> None:
    fill(store, **COUNTS, seed=7, today=TODAY)
    assert contents(store) == network


def test_another_seed_makes_another(store: Store, network: dict[str, Any]) -> None:
    fill(store, **COUNTS, seed=8, today=TODAY)
    other = contents(store)
    assert not {p.uid for p in other["people"]} & {p.uid for p in network["people"]}
    pairs = [{(edge.a, edge.b) for edge in one["edges"]} for one in (other, network)]
    assert pairs[0] != pairs[1]


def test_python_hashing_by_chance_changes_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import date; from hashlib import sha256;"
        "from pathlib import Path;"
        "from planner.sample import fill; from planner.store import Store;"
        "store = Store.create(Path(sys.argv[1]), None);"
        "fill(store, people=60, edges=150, interactions=60, today=date(2026, 10, 13));"
        "people = store.people.get_many(store.people.ids());"
        "told = [people, store.people.acquaintances(), store.interactions.all()];"
        "told.append(store.followups.all());"
        "print(sha256(repr(told).encode()).hexdigest()); store.close()"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / f"{hashing}.planner")],
            env=os.environ | {"PYTHONHASHSEED": hashing, "PYTHONUTF8": "1"},
            check=True, capture_output=True, text=True,
        ).stdout
        for hashing in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


def test_people_are_as_the_rules_want_them_and_reachable_by_nobody_else(
    network: dict[str, Any],
) -> None:
    people = network["people"]
    emails = [email for person in people for email in person.values(PointKind.EMAIL)]
    phones = [phone for person in people for phone in person.values(PointKind.PHONE)]
    assert len(set(emails)) == len(emails) > 350
    assert len(set(phones)) == len(phones) > 200
    assert all(re.fullmatch(r"[a-z0-9]+\.[a-z0-9]+@[a-z-]+\.example", email) for email in emails)
    for person in people:
        assert check_person(person) == normalised(person)  # its normal forms are those of an import
        zone_info(person.zone)
    names = Counter(person.display_name for person in people)
    assert len(names) > 250
    assert any(not name.isascii() for name in names)


def test_they_have_circles_tags_facts_notes_and_birthdays(network: dict[str, Any]) -> None:
    people = network["people"]
    for has in ("circle", "tags", "facts", "note", "birthday", "met_on", "met_through", "points"):
        assert 5 < sum(bool(getattr(person, has)) for person in people) <= len(people)
    assert {person.standing for person in people} == set(Standing)
    assert len({person.organisation for person in people}) > 3
    assert all(person.created_at[:10] < str(TODAY) for person in people)


def test_the_world_is_small(network: dict[str, Any]) -> None:
    pairs = [(edge.a, edge.b) for edge in network["edges"]]
    assert len(set(pairs)) == len(pairs)
    assert all(a < b for a, b in pairs)
    knows: dict[int, set[int]] = {}
    for a, b in pairs:
        knows.setdefault(a, set()).add(b)
        knows.setdefault(b, set()).add(a)
    # I know some; some know far more than most; most ties are within a firm, which are many.
    me = 1
    assert 50 < len(knows[me]) <= 150
    degrees = sorted(len(friends) for one, friends in knows.items() if one != me)
    assert degrees[-1] > 3 * degrees[len(degrees) // 2]
    firms = {person.id: person.organisation for person in network["people"]}
    within = [firms[a] == firms[b] for a, b in pairs if a in firms and b in firms]
    assert 0.6 < sum(within) / len(within) < 0.9
    assert max(Counter(firms.values()).values()) < len(firms) / 3
    assert {edge.strength for edge in network["edges"]} == {1, 2, 3}


def test_what_happened_lies_in_the_last_three_years_in_its_order(network: dict[str, Any]) -> None:
    times = [interaction.at for interaction in network["interactions"]]
    assert times == sorted(times)
    assert datetime(2023, 10, 1, tzinfo=UTC) < times[0] < datetime(2024, 1, 1, tzinfo=UTC)
    assert times[-1] < datetime(2026, 10, 13, tzinfo=UTC)
    known = {person.id for person in network["people"] if person.standing is Standing.KNOWN}
    with_whom = Counter(p for one in network["interactions"] for p in one.people)
    assert len(with_whom.keys() - known) <= 10  # the archived are not in the list


def test_something_is_late_and_something_is_to_come(network: dict[str, Any]) -> None:
    days = [one.due for one in network["follow_ups"] if one.due]
    assert min(days) < str(TODAY) < max(days)
    for one in network["follow_ups"]:
        check_rule(one.repeats)
    assert all(o.asks[0].names for o in network["objectives"])


def test_the_file_is_sound_and_people_are_found(store: Store) -> None:
    fill(store, **COUNTS, today=TODAY)
    assert store.check().problems == ()
    someone = store.people.get(store.people.ids()[200])
    assert someone.id in store.people.find(someone.values(PointKind.EMAIL)[0][:12], 400)


def test_there_is_nothing_to_undo_and_edits_can_be_undone_as_ever(store: Store) -> None:
    fill(store, people=20, edges=30, interactions=5, today=TODAY)
    assert store.history.next_undo() is None
    someone = store.people.get(store.people.ids()[0])
    store.people.save(replace(someone, note="changed"))
    store.history.undo()
    assert store.people.get(someone.id).note == someone.note


@pytest.mark.parametrize(
    ("people", "edges"), [(0, 0), (1, 1), (2, 3), (30, 465), (30, 464), (40, 9)]
)
def test_small_and_dense_networks(store: Store, people: int, edges: int) -> None:
    told = fill(store, people=people, edges=edges, interactions=people, today=TODAY)
    assert (told["people"], told["edges"]) == (people, edges)
    assert len({(edge.a, edge.b) for edge in store.people.acquaintances()}) == edges


@pytest.mark.parametrize(
    "wrong",
    [{"people": 3, "edges": 7}, {"people": 0, "edges": 1}, {"people": 0, "interactions": 1}],
)
def test_what_cannot_be_is_refused(store: Store, wrong: dict[str, int]) -> None:
    with pytest.raises(RuleError):
        fill(store, **wrong, today=TODAY)
    assert store.people.ids() == []


def test_a_file_in_use_is_left_alone(store: Store) -> None:
    someone = add(store, "Ana Ruiz")
    store.people.archive([someone])
    with pytest.raises(RuleError, match="has people or plans in it already"):
        fill(store, people=5, today=TODAY)
    store.people.delete([someone])
    store.objectives.add(Objective(title="Sell a hundred sensors"))
    with pytest.raises(RuleError, match="has people or plans in it already"):
        fill(store, people=5, today=TODAY)
    assert store.people.ids() == []


def test_a_file_that_was_emptied_is_empty(store: Store) -> None:
    store.people.delete([add(store, "Ana Ruiz"), add(store, "Petra Vogel")])
    told = fill(store, people=60, edges=200, interactions=20, today=TODAY)
    assert told["edges"] == 200
    assert store.check().problems == ()


def test_one_that_fails_half_way_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store.objectives, "add", fail)
        with pytest.raises(KeyboardInterrupt):
            fill(store, **COUNTS, today=TODAY)
    assert contents(store) == {kind: [] for kind in contents(store)}
    assert store.check().problems == ()
    assert fill(store, **COUNTS, today=TODAY)["people"] == 400


def test_every_city_of_a_culture_is_a_place_with_a_zone() -> None:
    cities = {place.city for place in PLACES}
    assert {city for culture in CULTURES for city in culture.home} <= cities
    for place in PLACES:
        zone_info(place.zone)
