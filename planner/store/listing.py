"""Lists of people, a page at a time: who is shown by a filter, in an order, and their rows.

Everything is read from `listed` (see store/listed.py). Where a filter leaves only a few, those are
gathered and sorted; otherwise the index of the order is walked until the page is full.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from planner.domain.people import Circle
from planner.domain.people_lists import (
    Cursor,
    ListedPerson,
    PeopleFilter,
    PeopleOrder,
    PeoplePage,
    SortBy,
)
from planner.store import listed, listed_rows, search
from planner.store.meanings import translated
from planner.store.moments import to_text
from planner.store.search import Among

if TYPE_CHECKING:
    from planner.domain.changes import Changes
    from planner.store.database import Database

FIRST = 200
"""So many ids are read at once for a new list: more than any screen shows."""
_THEN = 2000
_FEW = 1500
"""So many are gathered and sorted in less time than a list is walked for one in fifty."""
_MANY = 20_000
"""Beyond so many, a search meets enough of them on its way."""
_PLACES = {Circle.INNER: 1, Circle.CLOSE: 2, Circle.ACTIVE: 3, Circle.WIDE: 4}
_WISHED, _NO_CIRCLE = 5, 6
"""The values of `listed.place`."""


@dataclass(frozen=True, slots=True)
class _Test:
    """A condition on `listed AS l`, and the query that gives everybody who meets it."""

    where: str
    ids: str


@dataclass(frozen=True, slots=True)
class _Tests:
    """All that a filter asks for."""

    parts: tuple[_Test, ...]
    params: Mapping[str, Any]
    place: int
    """The only one of `listed.place`, or 0 for any."""

    @property
    def where(self) -> str:
        return " AND ".join(
            ("l.archived = :archived", "l.person_id <> 1", *(part.where for part in self.parts))
        )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a list that one index has in order: its condition, and the columns of its order."""

    where: str
    index: str
    columns: tuple[str, ...]
    descending: bool = False

    @property
    def order(self) -> str:
        return ", ".join(f"l.{c} DESC" if self.descending else f"l.{c}" for c in self.columns)


class Listing:
    """The lists of the people of one file."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._changes = 0
        self._searched: tuple[tuple[int, _Tests], Among] | None = None
        database.subscribe(self._on_changes)

    def page(
        self,
        wanted: PeopleFilter,
        order: PeopleOrder | None = None,
        limit: int = FIRST,
        after: Cursor | None = None,
    ) -> PeoplePage:
        """The next ids of a list, at most `limit` of them; `after` is the last page's `more`.

        A short list comes whole, whatever the limit. What changed between two pages may be missed
        or met twice, but nobody else is.
        """
        listed.catch_up(self._db)
        order = order or PeopleOrder()
        tests = self._tests(wanted)
        with translated(self._db.path):
            if not wanted.query.strip():
                indexed = tests.place and len(tests.parts) == 1 and order.by is not SortBy.NEXT_STEP
                few = self._gathered(tests) if after is None and not indexed else None
                if few is not None:
                    return PeoplePage(ids=tuple(self._sorted(few, order)))
                return self._walked(tests, b"", order, limit, after)
            if order.by is SortBy.BEST:
                return self._found(wanted.query, tests, limit, after)
            found = search.find_all(self._db, wanted.query, self._among(tests))
            if after is None and len(found) <= _FEW:
                return PeoplePage(ids=tuple(self._sorted(set(found), order)))
            return self._walked(tests, _bytes(found), order, limit, after)

    def steps(
        self,
        wanted: PeopleFilter,
        order: PeopleOrder | None = None,
        first: int = FIRST,
        then: int = _THEN,
    ) -> Iterator[tuple[int, ...]]:
        """The whole list by and by, each step a reading of its own; nobody is given twice."""
        page = self.page(wanted, order, first)
        given = set(page.ids)
        yield page.ids
        while page.more:
            page = self.page(wanted, order, then, page.more)
            new = tuple(number for number in page.ids if number not in given)
            given.update(new)
            yield new

    def rows(self, ids: Sequence[int]) -> list[ListedPerson]:
        """These people as their page lists them, in the given order; who is gone is left out."""
        return listed_rows.read(self._db, ids)

    # Filters

    def _tests(self, wanted: PeopleFilter) -> _Tests:
        params: dict[str, Any] = {"archived": int(wanted.archived)}
        places = {_PLACES[wanted.circle]} if wanted.circle else set()
        places |= {_WISHED} if wanted.wished else set()
        parts = [_of_listed(f"place = {place}") for place in sorted(places)]
        if wanted.never:
            parts.append(_of_listed("contact = ''"))
        if wanted.silent_days is not None:
            since = self._db.clock() - timedelta(days=wanted.silent_days)
            params["since"] = to_text(since.replace(second=0))  # the same for a while
            parts.append(_of_listed("contact < :since"))
        if wanted.promise:
            parts.append(_PROMISE)
        if wanted.tag is not None:
            params["tag"] = wanted.tag
            parts.append(_TAG)
        if wanted.objective is not None:
            params["objective"] = wanted.objective
            parts.append(_OBJECTIVE)
        return _Tests(tuple(parts), params, max(places, default=0))

    def _gathered(self, tests: _Tests, most: int = _FEW) -> array[int] | None:
        """Everybody who passes, when those can be gathered; None when they are many."""
        counts = {
            part.ids: self._db.value(
                f"SELECT count(*) FROM ({part.ids} LIMIT {most + 1})", tests.params
            )
            for part in tests.parts
        }
        source = min(counts, key=lambda ids: counts[ids], default="")
        if not source or counts[source] > most:
            return None
        return search.packed_ids(
            self._db,
            f"SELECT l.person_id AS id FROM ({source}) AS some"
            f" CROSS JOIN listed AS l ON l.person_id = some.id WHERE {tests.where}",
            tests.params,
        )

    def _among(self, tests: _Tests) -> Among:
        """Whom a search looks among; the same from one letter to the next."""
        if not tests.parts:
            return Among(where=tests.where, params=tests.params)
        key = (self._changes, tests)
        if self._searched is None or self._searched[0] != key:
            some = self._gathered(tests, _MANY)
            if some is None:
                among = Among(where=tests.where, params=tests.params)
            else:
                among = Among(only=_bytes(some))
            self._searched = (key, among)
        return self._searched[1]

    def _on_changes(self, _: Changes) -> None:
        self._changes += 1

    # Orders

    def _found(self, query: str, tests: _Tests, limit: int, after: Cursor | None) -> PeoplePage:
        have = after.place if after else 0
        ids = search.find(self._db, query, have + limit, self._among(tests))
        more = Cursor(have + limit) if len(ids) == have + limit else None
        return PeoplePage(ids=tuple(ids[have:]), more=more)

    def _sorted(self, ids: Iterable[int], order: PeopleOrder) -> list[int]:
        rows = self._db.rows(
            "SELECT person_id FROM json_each(?) CROSS JOIN listed ON person_id = value"
            f" ORDER BY {_sorting(order)}",
            (json.dumps(list(ids)),),
        )
        return [row[0] for row in rows]

    def _walked(
        self, tests: _Tests, mask: bytes, order: PeopleOrder, limit: int, after: Cursor | None
    ) -> PeoplePage:
        stretches = _stretches(order, tests.place)
        place, last = (after.place, after.after) if after else (0, ())
        ids: list[int] = []
        while place < len(stretches):
            rows = self._walk(stretches[place], tests, mask, limit - len(ids), last)
            ids += [row[-1] for row in rows]
            if rows and len(ids) >= limit:
                return PeoplePage(ids=tuple(ids), more=Cursor(place, rows[-1]))
            place, last = place + 1, ()
        return PeoplePage(ids=tuple(ids))

    def _walk(
        self,
        stretch: _Stretch,
        tests: _Tests,
        mask: bytes,
        limit: int,
        last: tuple[str | int, ...],
    ) -> list[tuple[Any, ...]]:
        """The next of a stretch: the columns of its order, the id last of them."""
        columns = ", ".join(f"l.{column}" for column in stretch.columns)
        where = f"{stretch.where} AND {tests.where}"
        params = {**tests.params, "limit": limit}
        if mask:
            where += " AND substr(:mask, l.person_id + 1, 1) = x'01'"
            params["mask"] = mask
        if last:
            marks = ", ".join(f":last{i}" for i in range(len(last)))
            where += f" AND ({columns}) {'<' if stretch.descending else '>'} ({marks})"
            params |= {f"last{i}": value for i, value in enumerate(last)}
        return self._db.rows(
            f"SELECT {columns} FROM listed AS l INDEXED BY {stretch.index}"
            f" WHERE {where} ORDER BY {stretch.order} LIMIT :limit",
            params,
        )


def _of_listed(condition: str) -> _Test:
    return _Test(
        where=f"l.{condition}",
        ids=f"SELECT person_id AS id FROM listed WHERE archived = :archived AND {condition}",
    )


_OPEN_PROMISE = "status = 'open' AND direction <> 'reach out'"
_PROMISE = _Test(
    where=f"EXISTS (SELECT 1 FROM follow_up WHERE person_id = l.person_id AND {_OPEN_PROMISE})",
    ids=f"SELECT DISTINCT person_id AS id FROM follow_up WHERE {_OPEN_PROMISE}",
)
_TAG = _Test(
    where="EXISTS (SELECT 1 FROM person_tag WHERE person_id = l.person_id AND tag_id = :tag)",
    ids="SELECT person_id AS id FROM person_tag WHERE tag_id = :tag",
)
_FOR_OBJECTIVE = (
    "SELECT person_id AS id FROM ask JOIN ask_name ON ask_id = ask.id"
    " WHERE objective_id = :objective"
    " UNION SELECT person_id FROM ask JOIN purpose ON purpose.ask_id = ask.id"
    " JOIN meeting_person ON meeting_person.meeting_id = purpose.meeting_id"
    " WHERE objective_id = :objective"
)
_OBJECTIVE = _Test(where=f"l.person_id IN ({_FOR_OBJECTIVE})", ids=_FOR_OBJECTIVE)


def _stretches(order: PeopleOrder, place: int) -> list[_Stretch]:
    """The parts a list is made of, one after the other; who has no value to sort by comes last.

    `place` is the only one that is asked for, or 0.
    """
    name = ("sort_name", "person_id")
    down = order.descending
    if order.by is SortBy.CIRCLE and not place:
        places = list(range(1, _NO_CIRCLE))
        return [
            _Stretch(f"l.place = {one}", "listed_by_place", name)
            for one in (*(reversed(places) if down else places), _NO_CIRCLE)
        ]
    if order.by is SortBy.LAST_CONTACT:
        index = "listed_by_place_and_contact" if place else "listed_by_contact"
        return [
            _Stretch("l.contact > ''", index, ("contact", *name), down),
            _Stretch("l.contact = ''", index, name),
        ]
    index = "listed_by_place" if place else "listed_by_name"
    if order.by is SortBy.NEXT_STEP:
        return [
            _Stretch("l.next <> ''", "listed_by_next", ("next", *name), down),
            _Stretch("l.next = ''", index, name),
        ]
    return [_Stretch("true", index, name, down and order.by is not SortBy.CIRCLE)]


def _sorting(order: PeopleOrder) -> str:
    """The same orders for a few who are sorted as one."""
    down = " DESC" if order.descending else ""
    if order.by is SortBy.CIRCLE:
        return f"place = {_NO_CIRCLE}, place{down}, sort_name, person_id"
    column = {SortBy.LAST_CONTACT: "contact", SortBy.NEXT_STEP: "next"}.get(order.by)
    if column is None:
        return f"sort_name{down}, person_id{down}"
    named = f"iif({column} = '', '', sort_name){down}, iif({column} = '', 0, person_id){down}"
    return f"{column} = '', {column}{down}, {named}, sort_name, person_id"


def _bytes(ids: Sequence[int]) -> bytes:
    only = bytearray(max(ids, default=0) + 1)
    for number in ids:
        only[number] = 1
    return bytes(only)
