"""People whose names were not typed quite as they are spelt."""

from __future__ import annotations

import pytest

from planner.store import Store
from tests.samples import add


@pytest.mark.parametrize("typed", ["Petra Vogl", "vogel petra", "Patra Vogel", "pétra vogell"])
def test_a_slip_finds_whom_it_was_meant_for_first(store: Store, typed: str) -> None:
    petra = add(store, "Petra Vogel")
    add(store, "Peter Vogt")
    add(store, "Nadia Rahman")
    assert store.people.nearest(typed, 7)[0] == petra


def test_nobody_is_near_noise_or_a_letter_or_once_it_is_cancelled(store: Store) -> None:
    petra = add(store, "Petra Vogel")
    assert store.people.nearest("xqzzv", 7) == []
    assert store.people.nearest("p", 7) == []
    assert store.people.nearest("\n", 7) == []
    assert store.people.nearest("Petra" * 1000, 7) == []
    assert store.people.nearest("Petra Vogl", 7, lambda: True) == []
    store.people.archive([petra])
    assert store.people.nearest("Petra Vogl", 7) == []
