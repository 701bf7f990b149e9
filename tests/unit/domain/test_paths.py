"""Warm paths: the right ones, in the right order, never through somebody who is left out."""

from __future__ import annotations

import random
from array import array
from collections.abc import Container, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain import paths
from planner.domain.paths import AcquaintanceGraph, Path

Edge = tuple[int, int, int]


def every_path(
    edges: Iterable[Edge], closed: Container[int], source: int, target: int, limit: int, hops: int
) -> tuple[Path, ...]:
    """The same question answered by walking everywhere."""
    known: dict[int, list[tuple[int, int]]] = {}
    for a, b, strength in edges:
        if a not in closed and b not in closed:
            known.setdefault(a, []).append((b, strength))
            known.setdefault(b, []).append((a, strength))
    found: list[tuple[int, int, int, Path]] = []

    def walk(people: tuple[int, ...], strengths: tuple[int, ...]) -> None:
        if people[-1] == target:
            path = Path(people, min(strengths))
            found.append((-path.strength, len(strengths), -sum(strengths), path))
        elif len(strengths) < hops:
            for person, strength in known.get(people[-1], ()):
                if person not in people:
                    walk((*people, person), (*strengths, strength))

    if source != target:
        walk((source,), ())
    found.sort(key=lambda ranked: (*ranked[:3], ranked[3].people))
    return tuple(ranked[3] for ranked in found[:limit])


def small_graph(rng: random.Random) -> tuple[list[int], list[Edge]]:
    apart = rng.choice([1, 1, 700, 10**11])
    people = sorted({rng.randint(1, 40) * apart for _ in range(rng.randint(2, 13))})
    pairs = [(a, b) for a in people for b in people if a < b]
    rng.shuffle(pairs)
    strengths = rng.choice([(1, 2, 3), (2,), (1, 3), (1, 1, 1, 3, 3, 3, 3)])
    return people, [
        (*rng.choice([(a, b), (b, a)]), rng.choice(strengths))
        for a, b in pairs[: rng.randint(len(pairs) // 5, len(pairs))]
    ]


# What is read at once, and until patience ends: as it is; and so that small graphs seem large.
@pytest.mark.parametrize(("easy", "patience"), [(50_000, 50_000), (0, 50_000), (0, 200)])
def test_a_thousand_small_graphs_as_by_walking_everywhere(
    easy: int, patience: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_EASY", easy)
    monkeypatch.setattr(paths, "_PATIENCE", patience)
    rng = random.Random(f"paths {easy} {patience}")
    several = 0
    for _ in range(1000):
        people, edges = small_graph(rng)
        closed = {person for person in people if rng.random() < 0.1}
        graph = AcquaintanceGraph.load(edges, closed)
        source, target = rng.choice(people), rng.choice(people)
        limit, hops = rng.choice([3, 3, 1, 1, 7]), rng.choice([4, 4, 4, 4, 3, 2, 1])
        found = graph.best(source, target, limit, hops)
        assert found == every_path(edges, closed, source, target, limit, hops), edges
        several += len(found) >= 3
    assert several > 150


@st.composite
def graphs(draw: st.DrawFn) -> list[Edge]:
    ids = st.integers(1, 9) | st.integers(-(2**62), 2**62)
    people = draw(st.lists(ids, min_size=2, max_size=9, unique=True))
    pairs = [(a, b) for a in people for b in people if a < b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    return [(a, b, draw(st.integers(1, 3))) for a, b in chosen]


@settings(deadline=None, max_examples=200)
@given(graphs(), st.data())
def test_any_graph_as_by_walking_everywhere(edges: list[Edge], data: st.DataObject) -> None:
    people = sorted({person for edge in edges for person in edge[:2]} | {1, 2})
    source, target = data.draw(st.sampled_from(people)), data.draw(st.sampled_from(people))
    graph = AcquaintanceGraph.load(edges)
    assert graph.best(source, target) == every_path(edges, (), source, target, 3, 4)


ME, PETRA, KENJI, LOTTE, ANA, SAMUEL = range(1, 7)


def test_a_path_is_as_strong_as_its_weakest_link() -> None:
    graph = AcquaintanceGraph.load(
        [
            (ME, ANA, 1),
            (ME, PETRA, 3),
            (PETRA, KENJI, 3),
            (KENJI, LOTTE, 3),
            (LOTTE, ANA, 3),
            (ME, SAMUEL, 2),
            (ANA, SAMUEL, 3),
        ]
    )
    assert graph.best(ME, ANA) == (
        Path((ME, PETRA, KENJI, LOTTE, ANA), 3),
        Path((ME, SAMUEL, ANA), 2),
        Path((ME, ANA), 1),
    )
    assert graph.best(ME, ANA, limit=1, hops=3) == (Path((ME, SAMUEL, ANA), 2),)


def test_a_path_names_the_acquaintances_it_rests_on_as_they_are_kept() -> None:
    assert Path((ANA, ME, PETRA), 2).links == ((ME, ANA), (ME, PETRA))


def test_never_through_or_to_somebody_left_out() -> None:
    edges = [(ME, PETRA, 3), (PETRA, ANA, 3), (ME, KENJI, 1), (KENJI, ANA, 1)]
    assert [path.people[1] for path in AcquaintanceGraph.load(edges).best(ME, ANA)] == [
        PETRA,
        KENJI,
    ]
    assert AcquaintanceGraph.load(edges, {PETRA}).best(ME, ANA) == (Path((ME, KENJI, ANA), 1),)
    assert AcquaintanceGraph.load(edges, {ANA}).best(ME, ANA) == ()


def test_nobody_is_reached_who_is_unknown_oneself_or_too_far() -> None:
    chain = [(n, n + 1, 3) for n in range(1, 6)]
    graph = AcquaintanceGraph.load(chain)
    assert len(graph.best(1, 5)) == 1
    assert graph.best(1, 6) == ()
    assert graph.best(1, 99) == graph.best(-1, 2) == graph.best(3, 3) == ()
    assert graph.best(1, 2, limit=0) == ()
    assert AcquaintanceGraph.load([]).best(1, 2) == ()


def test_columns_are_the_same_graph_as_rows() -> None:
    rng = random.Random(8)
    people, edges = small_graph(rng)
    columns = {
        strength: tuple(
            array("q", [edge[place] for edge in edges if edge[2] == strength]) for place in (0, 1)
        )
        for strength in (1, 2, 3)
    }
    by_rows = AcquaintanceGraph.load(edges)
    by_columns = AcquaintanceGraph({s: (a, b) for s, (a, b) in columns.items()})
    for target in people:
        assert by_rows.best(people[0], target) == by_columns.best(people[0], target)


def test_people_with_thousands_of_acquaintances_do_not_slow_it_down() -> None:
    """Sixteen million paths of four hops lead here; the three best are found without them."""
    left, right, middle = range(10, 50), range(50, 90), range(100, 2100)
    pairs = [(1, hub) for hub in left] + [(2, hub) for hub in right]
    pairs += [(hub, person) for hub in (*left, *right) for person in middle]
    graph = AcquaintanceGraph.load((a, b, 2) for a, b in pairs)
    assert [path.people for path in graph.best(1, 2)] == [
        (1, 10, 100, hub, 2) for hub in (50, 51, 52)
    ]
