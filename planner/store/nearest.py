"""Whose name is spelt much like what was typed: for a query that hardly anybody matches."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.store.search import fold

if TYPE_CHECKING:
    from planner.store.database import Database

_ME = 1
"""The first migration makes me the first person."""

_PORTION = 2000
"""So many names are read and compared in one turn; the window waits no longer than for these."""
_NEAR = 70.0
"""From this likeness on (0 to 100) a name may be meant."""
_SHORTEST, _LONGEST = 3, 60
"""Fewer letters are like too many names, and more are no name."""


def nearest(database: Database, query: str, limit: int, cancelled: Callable[[], bool]) -> list[int]:
    """Ids of up to `limit` people, nearest first; nobody once `cancelled()` is true.

    Names are compared as they are sorted: folded, and in the order in which they are written.
    """
    wanted = " ".join(fold(query).replace(",", " ").split())
    if not _SHORTEST <= len(wanted) <= _LONGEST:
        return []
    from rapidfuzz import fuzz, process

    best: list[tuple[float, int]] = []
    name, person = "", 0
    while True:
        if cancelled():
            return []
        rows = database.rows(
            "SELECT sort_name, person_id FROM listed WHERE archived = 0"
            f" AND (sort_name, person_id) > (?, ?) ORDER BY sort_name, person_id LIMIT {_PORTION}",
            (name, person),
        )
        if not rows:
            return [number for _, number in sorted(best, reverse=True)[:limit]]
        name, person = rows[-1]
        names = [row[0].replace(",", "") for row in rows]
        found = process.extract(
            wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=limit
        )
        near = [(score, rows[place][1]) for _, score, place in found if rows[place][1] != _ME]
        best = heapq.nlargest(limit, best + near)
