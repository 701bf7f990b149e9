"""A line about a promise, as it is typed in a debrief: who owes what, and by when."""

from __future__ import annotations

import re
from datetime import date, datetime

from planner.debriefing.about import About
from planner.debriefing.told import Promise
from planner.domain.capture import FollowUpItem, KnownPerson, understand
from planner.domain.capture_dates import find_day
from planner.domain.followups import Direction
from planner.store import fold

_STAND_IN = "Alex"
"""A name that both languages know to be one, where the first name of who was met may not be."""
_MINE = re.compile(
    r"(?:i(?:['’]ll| owe| promised| will| am to)?|ich(?: schulde| habe versprochen| werde)?)\s+"
    r"(?:you\s+|them\s+|him\s+|her\s+|ihm\s+|ihr\s+|ihnen\s+)?",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"(?:they|he|she|er|sie)(?:\s+(?:owes?|promised|will|schuldet|schulden|wollen|will|wird"
    r"|werden))?\s+(?:me\s+|mir\s+)?",
    re.IGNORECASE,
)
_EDGES = " \t,;:-–—·."


def understood(
    told_of: About, line: str, *, now: datetime, direction: Direction = Direction.I_OWE
) -> tuple[Promise, ...]:
    """The promises of a line; several where it says several. Only a blank line has none.

    `now` is local time. `direction` is whose a promise is where the line does not tell.
    """
    line = " ".join(line.split())
    if not line:
        return ()
    return _sentence(told_of, line, now) or (_phrase(told_of, line, now.date(), direction),)


def _sentence(told_of: About, line: str, now: datetime) -> tuple[Promise, ...]:
    """As quick capture reads it, were it said about who was met."""
    lead = told_of.lead.first
    stands = lead if lead.isalpha() and lead[:1].isupper() else _STAND_IN

    def known(name: str) -> tuple[KnownPerson, ...]:
        words = set(fold(name).split())
        found = [one for one in told_of.people if words <= set(fold(one.row.name).split())]
        if not found and fold(name) == fold(stands):
            found = [told_of.lead]
        return tuple(KnownPerson(id=one.id, name=one.row.name) for one in found[:1])

    said = understand(f"{stands}: {line}", now=now, known=known).items
    promises = []
    for item in said:
        owed = isinstance(item, FollowUpItem) and item.direction is not Direction.REACH_OUT
        if not isinstance(item, FollowUpItem) or not owed or item.who.id is None:
            return ()
        # Who was met is only the setting here, where somebody else of them is spoken of.
        text, due = item.text.removesuffix(f" ({stands})"), item.due
        if due is None:
            text, due = _without_day(text, now.date())
        promises.append(
            Promise(
                person=item.who.id,
                direction=item.direction,
                text=text or item.text,
                due=due.isoformat() if due else "",
            )
        )
    return tuple(promises)


def _phrase(told_of: About, line: str, today: date, direction: Direction) -> Promise:
    """What is no whole sentence: "Oskar's number, by Friday"."""
    person = told_of.lead.id
    for one in told_of.people:
        if fold(line).startswith(f"{fold(one.first)} "):
            person, direction = one.id, Direction.THEY_OWE
    text = line
    for pattern, whose in ((_MINE, Direction.I_OWE), (_THEIRS, Direction.THEY_OWE)):
        begun = pattern.match(line)
        if begun and line[begun.end() :].strip(_EDGES):
            text, direction = line[begun.end() :], whose
            break
    rest, due = _without_day(text, today)
    said = rest or text.strip(_EDGES) or line
    return Promise(
        person=person,
        direction=direction,
        text=said[:1].upper() + said[1:],
        due=due.isoformat() if due else "",
    )


def _without_day(text: str, today: date) -> tuple[str, date | None]:
    """A text without its last day, and that day."""
    found = find_day(text, today=today)
    if not found:
        return text.strip(_EDGES), None
    start, end, day = found[-1]
    before, after = text[:start].rstrip(_EDGES), text[end:].strip(_EDGES)
    return " ".join(filter(None, (before, after))).strip(_EDGES), day
