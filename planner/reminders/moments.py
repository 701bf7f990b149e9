"""When a follow-up asks for attention: from a day and a time on the wall to a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from planner.domain.followups import FollowUp
from planner.store import WallTime

MORNING = time(9)
"""When a follow-up without a time of its own asks for attention, unless the person says another."""


def due_moments(
    walls: Iterable[WallTime], here: str, morning: time = MORNING
) -> dict[WallTime, datetime]:
    """The moment (UTC) of each wall time; `here` is the IANA zone the person is in, `morning` the
    time of what has none.

    A time that the clocks jump over is taken right after the jump, one that they show twice the
    first time. A zone that this computer does not know is taken as UTC.
    """
    return {wall: _moment(wall, here, morning) for wall in walls}


def moment_of(follow_up: FollowUp, here: str, morning: time = MORNING) -> datetime | None:
    """When this follow-up asks for attention (UTC), or None while it has no day."""
    if not follow_up.day:
        return None
    return _moment(WallTime.of(follow_up), here, morning)


def zone_of(name: str) -> tzinfo:
    """The IANA zone, from the system or the tzdata package; UTC when neither knows it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def _moment(wall: WallTime, here: str, morning: time) -> datetime:
    local = datetime.combine(date.fromisoformat(wall.day), _time_of(wall.time, morning))
    zone = zone_of(wall.zone or here)
    try:
        moment = local.replace(tzinfo=zone).astimezone(UTC)
        exists = moment.astimezone(zone).replace(tzinfo=None) == local
        return moment if exists else _end_of_gap(local, zone)
    except OverflowError:  # the first or last day that a calendar has
        return local.replace(tzinfo=UTC)


def _time_of(text: str, morning: time) -> time:
    try:
        return time.fromisoformat(text) if text else morning
    except ValueError:
        return morning


def _end_of_gap(local: datetime, zone: tzinfo) -> datetime:
    """The moment the clocks jumped over this wall time, found to the second."""
    # With the offset from after the jump (fold=1) it is too early, with that from before too late.
    before = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
