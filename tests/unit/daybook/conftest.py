"""Somebody to be reached."""

from __future__ import annotations

import pytest

from planner.domain.people import (
    Acquaintance,
    Standing,
)
from planner.store import Store
from tests.samples import ME, add
from tests.unit.daybook.days import Pier, wish_for


@pytest.fixture
def pier(store: Store) -> Pier:
    """Lena is wished for, and Ana and Ben know her: Ana better; I know both of them."""
    ana, ben = add(store, "Ana Ruiz", given="Ana"), add(store, "Ben Okri", given="Ben")
    lena = add(store, "Lena Holm", standing=Standing.WISHED)
    for person, strength in ((ana, 3), (ben, 2)):
        store.people.acquaint(Acquaintance(a=ME, b=person, strength=strength, how="Neighbours."))
        how = f"{person} sails with her."
        store.people.acquaint(Acquaintance(a=person, b=lena, strength=strength, how=how))
    wish_for(store, lena)
    return Pier(lena, ana, ben)
