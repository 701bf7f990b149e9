"""When a meeting is: wall time in a zone, what else is at that time, and times that are none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from planner.domain.errors import RuleError
from planner.domain.meetings import LONGEST_MINUTES, TO_COME, Meeting, zone_info
from planner.store import Store

_ROOM = timedelta(minutes=LONGEST_MINUTES, days=2)
_TIME = re.compile(r"\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*(am|pm|uhr|h)?\s*", re.I)


def parse_time(typed: str) -> time | None:
    """A time of day as people write it: `14:30`, `1430`, `9`, `2.30 pm`, `14 Uhr`."""
    found = _TIME.fullmatch(typed)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    half = (found[4] or "").casefold()
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def instants(day: date, at: time, zone: str) -> tuple[datetime, ...]:
    """The moments (UTC) that a wall time in a zone means: one, two where the clocks are put back,
    none where they jump over it. Raises RuleError for an unknown zone and a year out of reach."""
    place = zone_info(zone)
    wall = datetime.combine(day, at)
    try:
        both = [wall.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)]
        real = [one for one in both if one.astimezone(place).replace(tzinfo=None) == wall]
        both[-1] += _ROOM  # which its end needs, on anybody's clocks
    except OverflowError:
        raise RuleError(
            "{time} is too far from today to plan for; choose another time", time=day.isoformat()
        ) from None
    return tuple(dict.fromkeys(real))


def starts_as(starts: datetime, zone: str) -> datetime:
    """A moment as the clocks of a zone show it; in UTC where the zone is unknown."""
    try:
        return starts.astimezone(zone_info(zone or "UTC"))
    except (RuleError, OverflowError):
        return starts.astimezone(UTC)


def in_their_zone(starts: datetime, zone: str, mine: str) -> datetime | None:
    """A moment on the clocks of somebody's zone, where these show another time than `mine`; None
    as well where nobody knows their zone."""
    if not zone:
        return None
    try:
        theirs = starts.astimezone(zone_info(zone))
    except (RuleError, OverflowError):
        return None
    return theirs if theirs.utcoffset() != starts_as(starts, mine).utcoffset() else None


def after_the_jump(day: date, at: time, zone: str) -> datetime:
    """Of a time that does not exist, what the clocks show when it would have come."""
    place = zone_info(zone)
    return datetime.combine(day, at, place).astimezone(UTC).astimezone(place)


def conflicts(store: Store, starts: datetime, minutes: int, besides: int) -> list[Meeting]:
    """The other meetings to come that share some of this time."""
    ends = starts + timedelta(minutes=minutes)
    near = store.meetings.between(starts - timedelta(minutes=LONGEST_MINUTES), ends)
    return [
        one
        for one in near
        if one.id != besides and one.status in TO_COME and one.ends_at and one.ends_at > starts
    ]
