"""What Today asks of the file: over several kinds of records at once, a few rows each time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.domain.followups import Direction
from planner.domain.giving import Recorded
from planner.domain.people import FactKind, Standing
from planner.domain.today import Due, Promise, Who, due
from planner.store.moments import from_text, to_text
from planner.store.settings import Settings

if TYPE_CHECKING:
    from planner.store.database import Database, Row

_ME = 1
"""The first migration makes me the first person."""

_MANY_FACTS = 300
"""So many needs and offers are compared, those recorded last."""


@dataclass(frozen=True, slots=True)
class LastTalk:
    """When somebody was last in touch, and what is remembered of it."""

    at: datetime
    summary: str
    fun: str


@dataclass(frozen=True, slots=True)
class Open:
    """The open follow-ups of one direction that ask for attention: the first of them, how many
    there are, and how many of these are due."""

    first: tuple[Promise, ...] = ()
    count: int = 0
    due: int = 0


class Daily:
    """Readings for one day; it changes nothing. Times come and go as aware moments."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def one_moment(self) -> AbstractContextManager[None]:
        """What is read inside fits together, whatever others write meanwhile."""
        return self._db.snapshot()

    def who(self, ids: Iterable[int]) -> dict[int, Who]:
        """These people as Today names them; ids that are gone are left out."""
        rows = self._db.rows(
            f"SELECT {_WHO} FROM person WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {row[0]: _who(*row) for row in rows}

    def first_start(self) -> bool:
        """True while there is no objective and nobody but me."""
        return bool(
            self._db.value(
                "SELECT NOT EXISTS (SELECT 1 FROM objective)"
                f" AND NOT EXISTS (SELECT 1 FROM person WHERE id <> {_ME})"
            )
        )

    # Promises

    def follow_ups(self, today: date, limit: int) -> dict[Direction, Open]:
        """What is open in each direction and not snoozed beyond today, in the order of its days."""
        day = today.isoformat()
        back = self._db.rows(_BACK, (day,))
        chosen = {
            direction: sorted(
                [
                    *((due == "", due, one) for one, way, due in back if way == direction),
                    *((False, due, one) for one, due in self._db.rows(_SOON, (direction, limit))),
                    *((True, "", one) for (one,) in self._db.rows(_UNDATED, (direction, limit))),
                ]
            )[:limit]
            for direction in Direction
        }
        shown = [one for first in chosen.values() for _, _, one in first]
        rows = {row[0]: row for row in self._db.rows(_PROMISES, (json.dumps(shown),))}
        return {
            direction: Open(
                tuple(_promise(rows[one], today) for _, _, one in first),
                self._db.value(_COUNTED, (day, direction)),
                self._db.value(_COME, (direction, day))
                + sum(way == direction and due <= day for _, way, due in back),
            )
            for direction, first in chosen.items()
        }

    def late_with(self, people: Iterable[int], today: date) -> list[tuple[Direction, Promise]]:
        """Open promises between me and these people whose day is over, snoozed or not."""
        params = (json.dumps(list(people)), today.isoformat())
        rows = self._db.rows(_LATE, params)
        return [(Direction(row[0]), _promise(row[1:], today)) for row in rows]

    def promised_to(self, people: Iterable[int]) -> dict[int, list[str]]:
        """The texts of what I owe each of these people."""
        found: dict[int, list[str]] = {}
        for person, text in self._db.rows(
            "SELECT person_id, text FROM follow_up WHERE status = 'open' AND direction = 'I owe'"
            " AND person_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(people)),),
        ):
            found.setdefault(person, []).append(text)
        return found

    # Keeping in touch

    def last_talks(self, people: Iterable[int], now: datetime) -> dict[int, LastTalk]:
        """The last thing that happened with each of these people."""
        rows = self._db.rows(_LAST_TALKS, (json.dumps(list(people)), to_text(now)))
        return {
            person: LastTalk(from_text(at), summary, fun)
            for person, at, summary, fun in rows
        }  # fmt: skip

    def silent(
        self,
        now: datetime,
        limit: int,
        leaving_out: Collection[str] = (),
    ) -> list[int]:
        """People whose day to say hello has come, the longest silence for their rhythm first.

        Nobody with whom a meeting or a reach-out is open, and none of the uids `leaving_out`. A
        silence is counted as `keep_in_touch_due` counts it. Circle by circle, beginning where a
        silence can weigh most, and only as far as another circle could still bring a longer one:
        most of a hundred thousand people are never looked at.
        """
        first = self._db.value("SELECT min(at) FROM interaction")
        longest = (now.date() - from_text(first).date()).days if first else 0
        own = self._db.value("SELECT min(keep_in_touch) FROM person WHERE keep_in_touch > 0")
        groups = [(days, f"circle = '{circle}' AND keep_in_touch IS NULL")
                  for circle, days in Settings(self._db).rhythms().items() if days]  # fmt: skip
        groups += [(own, "keep_in_touch > 0")] if own else []
        found: list[tuple[float, int]] = []
        out = json.dumps(list(leaving_out))
        for days, condition in sorted(groups):
            most = max(longest / days, 1.0)
            if len(found) == limit and -found[-1][0] >= most:
                break
            params = (days, now.date().isoformat(), out, limit, to_text(now))
            rows = self._db.rows(_SILENT.format(condition=condition), params)
            found = sorted([*found, *((-weight, person) for person, weight in rows)])[:limit]
        return [person for _, person in found]

    # Giving

    def recorded(self, kind: FactKind) -> list[Recorded]:
        """What people I know need, or can help with, as recorded last; what I can help with too.

        Nobody archived or marked "avoid".
        """
        rows = self._db.rows(_RECORDED, (kind, _MANY_FACTS))
        if kind is FactKind.CAN_HELP_WITH:
            rows = [*self._db.rows(_MY_OWN, (kind,)), *rows]
        return [Recorded(person, text, number) for number, person, text in rows]

    def ties(self, links: Iterable[tuple[int, int]]) -> dict[tuple[int, int], str]:
        """What acquaintances between two people, the smaller id first, rest on; those that are gone
        are left out."""
        rows = self._db.rows(
            "SELECT a_id, b_id, iif(how = '', kind, how) FROM json_each(?) CROSS JOIN acquaintance"
            " ON a_id = value ->> 0 AND b_id = value ->> 1",
            (json.dumps(list(links)),),
        )
        return {(a, b): how for a, b, how in rows}

    def brought_together(self, people: Iterable[int]) -> frozenset[frozenset[int]]:
        """Pairs with one of these people who know each other, or whom an introduction is about
        that somebody has heard of."""
        rows = self._db.rows(_PAIRS, (json.dumps(list(people)),))
        return frozenset(map(frozenset, rows))


_WHO = "person.id, uid, display_name, given, title, organisation, standing"


def _who(
    number: int, uid: str, name: str, given: str, title: str, organisation: str, standing: str
) -> Who:
    return Who(
        id=number,
        uid=uid,
        name=name,
        first=given or name,
        title=title,
        organisation=organisation,
        wished=standing == Standing.WISHED,
    )


def _promise(row: Row, today: date) -> Promise:
    number, text, day, time, *who = row
    return Promise(
        id=number,
        who=_who(*who),
        text=text,
        due=due(date.fromisoformat(day), today) if day else Due(),
        time=time,
    )


_DAY = "max(due, snoozed_until)"
_AWAKE = "status = 'open' AND snoozed_until <= ?1"
# Those never snoozed stand in an index in the order of their days and are read no further than
# shown; those whose snooze is over are few.
_NEVER_SNOOZED = "FROM follow_up WHERE status = 'open' AND snoozed_until = '' AND direction = ?1"
_SOON = f"SELECT id, due {_NEVER_SNOOZED} AND due > '' ORDER BY due, id LIMIT ?2"
_UNDATED = f"SELECT id {_NEVER_SNOOZED} AND due = '' ORDER BY id LIMIT ?2"
_BACK = f"SELECT id, direction, {_DAY} FROM follow_up WHERE {_AWAKE} AND snoozed_until > ''"
_PROMISES = f"""
SELECT follow_up.id, text, {_DAY}, time, {_WHO} FROM follow_up
    JOIN person ON person.id = person_id
WHERE follow_up.id IN (SELECT value FROM json_each(?1))"""
_COUNTED = f"SELECT count(*) FROM follow_up WHERE {_AWAKE} AND direction = ?2"
_COME = f"SELECT count(*) {_NEVER_SNOOZED} AND due > '' AND due <= ?2"
_LATE = f"""
SELECT direction, follow_up.id, text, due, time, {_WHO} FROM follow_up
    JOIN person ON person.id = person_id
WHERE status = 'open' AND due <> '' AND due < ?2 AND direction IN ('I owe', 'they owe')
    AND person_id IN (SELECT value FROM json_each(?1))
ORDER BY due, follow_up.id"""

_LAST_TALKS = """
SELECT who.value, at, summary, fun FROM json_each(?1) AS who CROSS JOIN interaction
WHERE interaction.id = (SELECT i.id FROM interaction_person AS ip
    CROSS JOIN interaction AS i ON i.id = ip.interaction_id
    WHERE ip.person_id = who.value AND i.at <= ?2 ORDER BY i.at DESC, i.id DESC LIMIT 1)"""

# `+archived`: or SQLite would rather read everybody who is not archived.
_SILENT = f"""
WITH them (id, days, last) AS MATERIALIZED (
    SELECT id, coalesce(keep_in_touch, ?1), (SELECT max(i.at) FROM interaction_person AS ip
        CROSS JOIN interaction AS i ON i.id = ip.interaction_id
        WHERE ip.person_id = person.id AND i.at <= ?5)
    FROM person WHERE {{condition}} AND standing = 'known' AND +archived = 0 AND id <> {_ME}
        AND id NOT IN (SELECT id FROM person WHERE uid IN (SELECT value FROM json_each(?3)))
        AND id NOT IN (SELECT person_id FROM follow_up
            WHERE status = 'open' AND direction = 'reach out')
        AND id NOT IN (SELECT person_id FROM meeting CROSS JOIN meeting_person
            ON meeting_id = meeting.id
            WHERE status IN ('draft', 'planned', 'proposed', 'confirmed'))),
weighed (id, weight) AS (SELECT id,
    coalesce((julianday(?2) - julianday(substr(last, 1, 10))) / days, 1.0) FROM them)
SELECT id, weight FROM weighed WHERE weight >= 1 ORDER BY weight DESC, id LIMIT ?4"""

_RECORDED = f"""
SELECT fact.id, person_id, text FROM fact CROSS JOIN person ON person.id = person_id
WHERE fact.kind = ?1 AND standing = 'known' AND archived = 0 AND person_id <> {_ME}
    AND person_id NOT IN (SELECT person_id FROM fact WHERE kind = 'avoid')
ORDER BY fact.id DESC LIMIT ?2"""
_MY_OWN = f"SELECT id, person_id, text FROM fact WHERE kind = ?1 AND person_id = {_ME} ORDER BY id"

_PAIRS = """
SELECT a_id, b_id FROM acquaintance WHERE a_id IN (SELECT value FROM json_each(?1))
UNION SELECT a_id, b_id FROM acquaintance WHERE b_id IN (SELECT value FROM json_each(?1))
UNION SELECT source_id, target_id FROM introduction
WHERE (source_id IN (SELECT value FROM json_each(?1))
    OR target_id IN (SELECT value FROM json_each(?1))) AND status <> 'idea'"""
