"""How somebody who is met stands to people named as helpers, as the records say."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from planner.store import Store


class Tie(StrEnum):
    KNOWS_WELL = "knows well"
    KNOWS = "knows"
    MAY_KNOW = "may know"
    """Somebody they know knows that person too, or knows them only thinly."""
    NONE = "none"


def ties(store: Store, met: Iterable[int], named: Iterable[int]) -> dict[int, tuple[int, Tie]]:
    """For each named person, who of those met is nearest to them, and how near."""
    theirs = {person: _known_by(store, person) for person in met}
    return {person: _nearest(store, theirs, person) for person in named}


def _known_by(store: Store, person: int) -> dict[int, int]:
    return {
        edge.b if edge.a == person else edge.a: edge.strength
        for edge in store.people.acquaintances(person)
    }


def _nearest(store: Store, theirs: dict[int, dict[int, int]], named: int) -> tuple[int, Tie]:
    best: tuple[int, Tie] = (0, Tie.NONE)
    me = store.people.id_of("me")
    between = _known_by(store, named).keys() - {me}
    strongest = 0
    for person, known in theirs.items():
        strength = known.get(named, 0)
        if strength > strongest:
            strongest = strength
            best = person, {3: Tie.KNOWS_WELL, 2: Tie.KNOWS}.get(strength, Tie.MAY_KNOW)
        elif not strongest and between & known.keys():
            best = person, Tie.MAY_KNOW
    return best
