"""Which reminders there have to be, and which are due: whole sets at a time, in SQL.

Each open follow-up with a day and each meeting to come has one reminder for its moment, made when
it is first seen and kept once it was shown. So it is neither lost nor doubled, whatever the clock
does: nothing is remembered but what was shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp, ReminderState
from planner.store.moments import from_text, to_text
from planner.store.settings import Settings

if TYPE_CHECKING:
    from planner.store.database import Database

MEETING_NOTICE = 60
"""How many minutes before its start a meeting is announced, unless the person set another."""
MORNING = "09:00"
"""When a follow-up without a time of its own asks for attention, unless the person set another."""

_NOTICE, _MORNING = "reminders.meeting", "reminders.morning"
_OWN = "reminders.own"
"""The setting with the notices of meetings that have one of their own, by id."""
_LONGEST_NOTICE = 7 * 24 * 60
_ZONE = "reminders.zone"
"""The setting that says where the person was when the reminders were last looked at."""


class WallTime(NamedTuple):
    """A day (ISO), a time on the wall or none, and the zone of that time or none."""

    day: str
    time: str
    zone: str

    @classmethod
    def of(cls, follow_up: FollowUp) -> WallTime:
        return cls(follow_up.day, follow_up.time, follow_up.zone if follow_up.time else "")


Moments: TypeAlias = Callable[[Iterable[WallTime], str, time], Mapping[WallTime, datetime]]
"""The rule that says when wall times are, for a person in the zone of that name; those without a
time are at the given one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A reminder with what it is about.

    `people` are (uid, name). A follow-up has a `direction` and perhaps a `due` day, a meeting
    `starts_at` and the zone of its place.
    """

    id: int
    fires_at: datetime
    text: str
    people: tuple[tuple[str, str], ...]
    follow_up: int | None = None
    direction: Direction | None = None
    due: str = ""
    meeting: int | None = None
    starts_at: datetime | None = None
    zone: str = ""


class Reminding:
    """Keeps the reminders of one file in step with its follow-ups and meetings."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @property
    def morning(self) -> time:
        """When what has a day and no time asks for attention."""
        try:
            return time.fromisoformat(str(Settings(self._db).get(_MORNING, MORNING)))
        except ValueError:
            return time.fromisoformat(MORNING)

    @property
    def notice(self) -> int:
        """How many minutes before its start a meeting is announced."""
        kept = Settings(self._db).get(_NOTICE, MEETING_NOTICE)
        good = isinstance(kept, int) and 0 <= kept <= _LONGEST_NOTICE
        return kept if good else MEETING_NOTICE

    def notice_of(self, meeting: int) -> int | None:
        """The notice that a meeting has of its own; None for the one of all meetings."""
        return self._own().get(str(meeting))

    def set_notice_of(self, meeting: int, minutes: int | None) -> None:
        """Announce this meeting so long before, whatever holds for the others; None as them."""
        if minutes is not None and not 0 <= minutes <= _LONGEST_NOTICE:
            raise RuleError("meetings are announced up to a week before; nothing was changed")
        own = self._own()
        before = own.get(str(meeting))
        if before == minutes:
            return
        old, new = (self.notice if one is None else one for one in (before, minutes))
        with self._db.action("remind"):
            if new > old:  # a later moment that is asked for comes even after an earlier one
                self._announce(old, new, meeting)
            own.pop(str(meeting), None)
            there = {str(one) for (one,) in self._db.rows("SELECT id FROM meeting")} if own else ()
            kept = {number: notice for number, notice in own.items() if number in there}
            if minutes is not None:
                kept[str(meeting)] = minutes
            Settings(self._db).set(_OWN, kept or None)

    def _own(self) -> dict[str, int]:
        kept = Settings(self._db).get(_OWN)
        found = kept.items() if isinstance(kept, dict) else ()
        return {number: notice for number, notice in found if isinstance(notice, int)}

    def set_morning(self, morning: time, moments: Moments) -> None:
        """From now on remind at that time; what was shown for a day is not shown again for it."""
        settings = Settings(self._db)
        with self._db.action("remind"):
            here = settings.get(_ZONE)
            if here is not None:
                floating = [wall for wall in self._walls("true") if not wall.time]
                before = moments(floating, here, self.morning)
                self._carry(before, moments(floating, here, morning))
            settings.set(_MORNING, morning.isoformat("minutes"))

    def set_notice(self, minutes: int) -> None:
        """From now on announce meetings so long before; one that was announced stays so."""
        if not 0 <= minutes <= _LONGEST_NOTICE:
            raise RuleError("meetings are announced up to a week before; nothing was changed")
        with self._db.action("remind"):
            self._announce(self.notice, minutes, None)
            Settings(self._db).set(_NOTICE, minutes)

    def _announce(self, before: int, now: int, meeting: int | None) -> None:
        """Move the reminders of one meeting, or of all without a notice of their own."""
        steps = (f"-{before} minutes", f"-{now} minutes", meeting)
        if before != now:
            self._db.write(_ANNOUNCED + _TAKEN_PLACE, steps)
            self._db.write(_ANNOUNCED + _EARLIER_OR_LATER, steps)

    def plan(self, here: str, moments: Moments) -> None:
        """Make the waiting reminders those that there have to be; the others go.

        `here` is the IANA zone the person is in, `moments` the rule for wall times.
        """
        with self._db.action("remind"):
            self._arrive(here, moments)
            walls = self._walls("status = 'open'")
            self._settle("follow_up", _FOLLOW_UPS, _table(moments(walls, here, self.morning)))
            self._settle("meeting", _MEETINGS, str(self.notice))
            self._db.write(_DROP_MOOT_SNOOZES)

    def show(self, now: datetime, here: str, moments: Moments) -> list[Notice]:
        """Plan, and mark those whose moment has come as shown: each is returned once, ever."""
        with self._db.action("remind"):
            self.plan(here, moments)
            come = (to_text(now),)
            found = self._notices(f"r.{_COME} ORDER BY fires_at, r.id", come)
            self._db.write(f"UPDATE reminder SET state = 'shown' WHERE {_COME}", come)
            return found

    def unanswered(self) -> list[Notice]:
        """What was shown and waits for an answer, as of the last plan; oldest first."""
        return self._notices(f"{_UNANSWERED} ORDER BY fires_at, r.id")

    def snooze(self, reminder: int, until: datetime) -> None:
        """Remind again at that moment. That this one was shown stays known."""
        with self._db.action("remind"):
            self.dismiss(reminder)
            self._db.write(
                "INSERT INTO reminder (follow_up_id, meeting_id, fires_at, state)"
                " SELECT follow_up_id, meeting_id, ?, 'snoozed' FROM reminder WHERE id = ?"
                " ON CONFLICT DO UPDATE SET state = 'snoozed'",
                (to_text(until), reminder),
            )

    def dismiss(self, reminder: int) -> None:
        """It needs no answer any more."""
        with self._db.action("remind"):
            if not self._db.write(
                "UPDATE reminder SET state = ? WHERE id = ?", (ReminderState.DISMISSED, reminder)
            ):
                raise NotFoundError("there is no reminder {id}; nothing was changed", id=reminder)

    def _walls(self, condition: str) -> list[WallTime]:
        rows = self._db.rows(
            f"SELECT DISTINCT {_DAY}, time, {_OWN_ZONE} FROM follow_up AS f"
            f" WHERE {_DAY} <> '' AND {condition}"
        )
        return [WallTime(*row) for row in rows]

    def _settle(self, kind: str, wanted: str, argument: str) -> None:
        self._db.write(
            f"WITH {wanted} DELETE FROM reminder WHERE state = 'waiting' AND {kind}_id IS NOT NULL"
            f" AND ({kind}_id, fires_at) NOT IN (SELECT id, at FROM wanted)",
            (argument,),
        )
        self._db.write(
            f"WITH {wanted} INSERT INTO reminder ({kind}_id, fires_at)"
            " SELECT id, at FROM wanted WHERE true ON CONFLICT DO NOTHING",
            (argument,),
        )

    def _arrive(self, here: str, moments: Moments) -> None:
        """In another zone than last time: what has no zone of its own is due by its clocks.

        A reminder moves with its follow-up, so that what was shown at the old place's nine o'clock
        is not shown again at the new one's.
        """
        settings = Settings(self._db)
        before = settings.get(_ZONE, here)
        if before != here:
            floating = [wall for wall in self._walls("true") if not wall.zone]
            morning = self.morning
            self._carry(moments(floating, before, morning), moments(floating, here, morning))
        if settings.get(_ZONE) != here:
            settings.set(_ZONE, here)

    def _carry(self, old: Mapping[WallTime, datetime], new: Mapping[WallTime, datetime]) -> None:
        """Move the reminders of these wall times from their old moments to the new ones."""
        steps = [
            (" ".join(wall), to_text(at), to_text(old[wall]))
            for wall, at in new.items()
            if at != old[wall]
        ]
        carried = (json.dumps(steps),)
        # One that stood there for another day has no meaning at the new place.
        self._db.write(
            f"WITH {_CARRIED} DELETE FROM reminder"
            " WHERE (follow_up_id, fires_at) IN (SELECT id, at FROM wanted)",
            carried,
        )
        self._db.write(
            f"WITH {_CARRIED} UPDATE reminder SET fires_at = at FROM wanted"
            " WHERE follow_up_id = wanted.id AND fires_at = old",
            carried,
        )

    def _notices(self, condition: str, params: Sequence[str] = ()) -> list[Notice]:
        return [
            Notice(
                id=number,
                fires_at=from_text(fires_at),
                text=text,
                people=tuple((uid, name) for uid, name in json.loads(people)),
                follow_up=follow_up,
                direction=Direction(direction) if direction else None,
                due=due or "",
                meeting=meeting,
                starts_at=from_text(starts_at) if starts_at else None,
                zone=zone,
            )
            for (
                number, fires_at, text, people, follow_up, direction, due, meeting, starts_at, zone,
            ) in self._db.rows(_NOTICES + condition, params)
        ]  # fmt: skip


def _table(moments: Mapping[WallTime, datetime]) -> str:
    return json.dumps([(" ".join(wall), to_text(at)) for wall, at in moments.items()])


_DAY = "max(f.due, f.snoozed_until)"
_OWN_ZONE = "iif(f.time = '', '', f.zone)"
_WALL = f"{_DAY} || ' ' || f.time || ' ' || {_OWN_ZONE}"
_OPEN = f"(f.status = 'open' AND {_DAY} <> '')"
_TO_COME = "(m.status IN ('planned', 'proposed', 'confirmed'))"

_STEPS = (
    "step (wall, at, old) AS MATERIALIZED"
    " (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))"
)
# Each follow-up looks its step up (CROSS JOIN: left to itself SQLite does it the other way round).
_AT_ITS_STEP = f"FROM follow_up AS f CROSS JOIN step ON step.wall = {_WALL}"
_CARRIED = (
    f"{_STEPS}, wanted (id, at, old) AS MATERIALIZED"
    f" (SELECT f.id, step.at, step.old {_AT_ITS_STEP})"
)
_FOLLOW_UPS = (
    f"{_STEPS}, wanted (id, at) AS MATERIALIZED"
    f" (SELECT f.id, step.at {_AT_ITS_STEP} WHERE f.status = 'open')"
)
_OWN_NOTICES = (
    f"own (id, notice) AS MATERIALIZED (SELECT CAST(each.key AS INTEGER), each.value FROM setting"
    f" CROSS JOIN json_each(setting.value) AS each"
    f" WHERE setting.key = '{_OWN}' AND each.type = 'integer')"
)
_MEETINGS = (
    f"{_OWN_NOTICES}, wanted (id, at) AS MATERIALIZED (SELECT m.id, max('0001-01-01T00:00:00Z',"
    " strftime('%Y-%m-%dT%H:%M:%SZ', m.starts_at, '-' || coalesce(own.notice, ?) || ' minutes'))"
    f" FROM meeting AS m LEFT JOIN own ON own.id = m.id WHERE {_TO_COME})"
)
_ANNOUNCED = f"""
WITH {_OWN_NOTICES}, moved (id, old, at) AS MATERIALIZED (SELECT m.id,
    max('0001-01-01T00:00:00Z', strftime('%Y-%m-%dT%H:%M:%SZ', m.starts_at, ?1)),
    max('0001-01-01T00:00:00Z', strftime('%Y-%m-%dT%H:%M:%SZ', m.starts_at, ?2))
    FROM meeting AS m JOIN reminder AS r ON r.meeting_id = m.id AND r.fires_at = strftime(
        '%Y-%m-%dT%H:%M:%SZ', m.starts_at, ?1) WHERE m.starts_at IS NOT NULL
        AND iif(?3 IS NULL, m.id NOT IN (SELECT id FROM own), m.id = ?3))
"""
_TAKEN_PLACE = "DELETE FROM reminder WHERE (meeting_id, fires_at) IN (SELECT id, at FROM moved)"
_EARLIER_OR_LATER = (
    "UPDATE reminder SET fires_at = at FROM moved WHERE meeting_id = moved.id AND fires_at = old"
)
_DROP_MOOT_SNOOZES = f"""
DELETE FROM reminder WHERE state = 'snoozed' AND (
    NOT EXISTS (SELECT 1 FROM follow_up AS f WHERE f.id = follow_up_id AND {_OPEN})
    AND NOT EXISTS (SELECT 1 FROM meeting AS m WHERE m.id = meeting_id AND {_TO_COME})
    OR EXISTS (SELECT 1 FROM reminder AS other WHERE other.state = 'waiting'
        AND other.follow_up_id = reminder.follow_up_id)
    OR EXISTS (SELECT 1 FROM reminder AS other WHERE other.state = 'waiting'
        AND other.meeting_id = reminder.meeting_id))
"""
"""A reminder put off ends with what it is about, or when that got another day."""

_NOTICES = """
SELECT r.id, r.fires_at, coalesce(f.text, purpose.statement, ''),
    iif(r.meeting_id IS NULL, json_array(json_array(person.uid, person.display_name)),
        (SELECT json_group_array(json_array(uid, display_name)) FROM (
            SELECT uid, display_name FROM meeting_person JOIN person ON person.id = person_id
            WHERE meeting_id = r.meeting_id ORDER BY meeting_person.id))),
    r.follow_up_id, f.direction, f.due, r.meeting_id, m.starts_at, coalesce(m.zone, '')
FROM reminder AS r
LEFT JOIN follow_up AS f ON f.id = r.follow_up_id
LEFT JOIN person ON person.id = f.person_id
LEFT JOIN meeting AS m ON m.id = r.meeting_id
LEFT JOIN purpose ON purpose.meeting_id = r.meeting_id
WHERE """

_COME = "state IN ('waiting', 'snoozed') AND fires_at <= ?"
_UNANSWERED = f"""r.state = 'shown' AND ({_OPEN} OR {_TO_COME})
    AND NOT EXISTS (SELECT 1 FROM reminder AS later
        WHERE later.follow_up_id = r.follow_up_id AND later.id > r.id)
    AND NOT EXISTS (SELECT 1 FROM reminder AS later
        WHERE later.meeting_id = r.meeting_id AND later.id > r.id)"""
"""The last reminder of something that is still to be done: one that came after it stands for it."""
