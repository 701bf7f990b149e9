"""When a meeting is to be or a talk was, as typed on the command line, and what to know of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner.cli.session import Session
from planner.domain.errors import RuleError
from planner.domain.meetings import TO_COME, Meeting, to_utc, zone_info

if TYPE_CHECKING:
    from planner.store import Store

_NO_PLACES = frozenset({"localtime", "posixrules", "posix", "right", "Factory"})
"""Zones that lie beside the others and mean nothing on another computer."""
_NAMED = 5
"""Of more meetings at one time no more are named."""


def chosen(text: str, zone: str) -> datetime:
    """The instant of a meeting or a talk, in a zone that is known.

    Raises RuleError as `to_utc` does, and for a wall time that comes twice: nobody is here to be
    asked which one, so both are named as they can be written.
    """
    if zone.partition("/")[0] in _NO_PLACES:
        raise RuleError("{zone} is not a known time zone; write it like Europe/Lisbon", zone=zone)
    place = zone_info(zone)
    moment = to_utc(text, zone)
    typed = datetime.fromisoformat(text)
    if typed.tzinfo is None:
        later = typed.replace(tzinfo=place, fold=1).astimezone(UTC)
        if later != moment:
            raise RuleError(
                "{time} comes twice in {zone}, as the clocks are put back; write which one is"
                " meant: {first} or {second}",
                time=text,
                zone=zone,
                first=moment.astimezone(place).isoformat(),
                second=later.astimezone(place).isoformat(),
            )
    return moment


def tell_of(session: Session, store: Store, meeting: Meeting) -> None:
    """What a person would be shown beside the date: that the ask has ended or the time has passed,
    and what else is then."""
    from planner.planning.around import LIVE_ASKS
    from planner.planning.moments import conflicts

    starts, purpose = meeting.starts_at, meeting.purpose
    if starts is None or meeting.status not in TO_COME:
        return
    ask = purpose.ask if purpose else None
    if ask is not None and store.objectives.ask(ask).status not in LIVE_ASKS:
        session.tell(session.words("ask {id}, which the meeting serves, has ended", id=ask))
    if starts <= session.now:
        session.tell(
            session.words(
                "that time has passed; when the meeting took place: planner meeting hold {id}",
                id=meeting.id,
            )
        )
        return
    others = [str(one.id) for one in conflicts(store, starts, meeting.minutes, meeting.id)]
    if others:
        ids = ", ".join(others[:_NAMED]) + (", …" if others[_NAMED:] else "")
        session.tell(session.words("at the same time as meeting {ids}; move one of them", ids=ids))
