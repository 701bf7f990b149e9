"""Changes: merging two of them tells everything that either tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.changes import Changes

IDS = st.frozensets(st.integers(1, 9), max_size=3)
CHANGES = st.builds(
    Changes,
    people=IDS,
    objectives=IDS,
    meetings=IDS,
    interactions=IDS,
    follow_ups=IDS,
    introductions=IDS,
    acquaintances=st.booleans(),
    settings=st.booleans(),
    origin=st.sampled_from(["", "edit", "undo"]),
)


@given(CHANGES, CHANGES)
def test_a_merge_tells_what_either_tells(one: Changes, other: Changes) -> None:
    both = one | other
    for name in ("people", "objectives", "meetings", "interactions", "follow_ups", "introductions"):
        assert getattr(both, name) == getattr(one, name) | getattr(other, name)
    assert both.acquaintances == (one.acquaintances or other.acquaintances)
    assert both.settings == (one.settings or other.settings)
    assert both.origin == (other.origin or one.origin)
    assert bool(both) == (bool(one) or bool(other))


@given(CHANGES, CHANGES, CHANGES)
def test_the_order_of_merging_does_not_matter(a: Changes, b: Changes, c: Changes) -> None:
    assert (a | b) | c == a | (b | c)


@given(CHANGES)
def test_merging_nothing_changes_nothing(one: Changes) -> None:
    assert one | Changes() == one
    assert Changes() | one == one


def test_who_caused_it_is_no_change() -> None:
    assert not Changes(origin="undo")
    assert Changes(settings=True)
    assert Changes().plus({"people": frozenset({3})}).people == {3}
