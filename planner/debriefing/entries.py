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
    r"(?:i|we)(?:['’]ll| owe| promised| said (?:i|we)(?: would|['’]d)| will| am to)?\s+"
    r"(?:(?:you|them|him|her)\s+)?(?:to\s+)?"
    r"|(?:ich(?: schulde| werde)?|wir (?:schulden|werden))\s+(?:(?:ihm|ihr|ihnen)\s+)?"
    r"|(?:me|i|we|ich|wir)\s*:\s*",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"(?:they|he|she)(?:['’]ll| owes?| promised| said (?:they|he|she)(?: would|['’]d)| will)?\s+"
    r"(?:(?:me|us)\s+)?(?:to\s+)?"
    r"|(?:er|sie)(?: schuldet| schulden| wollen| will| wird| werden)?\s+(?:(?:mir|uns)\s+)?"
    r"|(?:they|them|he|him|she|her|er|ihm|sie|ihr|ihnen)\s*:\s*",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"(?:(?P<mine>(?:ich|wir) (?:habe|hab|haben))|(?:er|sie) (?:hat|haben))\s+"
    r"(?:(?:ihm|ihr|ihnen|mir|uns)\s+)?(?P<what>.*?)\s*\bversprochen\b(?P<more>.*)",
    re.IGNORECASE,
)
"""German says what was promised before "versprochen" or after it."""
_TO_THEM = re.compile(r"[^\W\d]+\s+(?:him|her|them|ihm|ihn|ihr|ihnen)(?!\w)", re.IGNORECASE)
_TO_ME = re.compile(r"[^\W\d]+\s+(?:me|us|mir|mich|uns)(?!\w)", re.IGNORECASE)
"""A deed and for whom it is: "send me the list", "call her"."""
_HER = re.compile(r"(?<!\w)her(?!\w)", re.IGNORECASE)
_MOST, _LONG = 12, 600
"""Promises of one line, what follows being the last one's; letters that are still a sentence."""
_EDGES = " \t,;:-–—·."


def understood(
    told_of: About, line: str, *, now: datetime, direction: Direction = Direction.I_OWE
) -> tuple[Promise, ...]:
    """The promises of a line; several where it says several. Only a blank line has none.

    `now` is local time. `direction` is whose a promise is where the line does not tell.
    """
    promises: list[Promise] = []
    for part in re.split(r"[;\n]", line, maxsplit=_MOST - 1):
        said = " ".join(part.split())
        before = promises[-1].direction if promises else direction
        if said:
            found = _sentence(told_of, said, now)
            promises += found or (_phrase(told_of, said, now.date(), before),)
    return tuple(promises)


def _sentence(told_of: About, line: str, now: datetime) -> tuple[Promise, ...]:
    """As quick capture reads it, were it said about who was met."""
    if len(line) > _LONG or _PROMISED.match(line):
        return ()
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
        if item.direction is Direction.I_OWE and _THEIRS.match(line):
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
        label = re.match(rf"{re.escape(fold(one.first))}(?: |\s*:\s*)", fold(line))
        if label:
            person, direction = one.id, Direction.THEY_OWE
            if label[0].endswith((":", ": ")) and len(fold(line)) == len(line):
                line = line[label.end() :] or line
    text = line
    promised = _PROMISED.fullmatch(line)
    if promised:
        direction = Direction.I_OWE if promised["mine"] else Direction.THEY_OWE
        text = re.sub(
            r"\bzu ([^\W\d]+n)$", r"\1", promised["what"] or promised["more"].strip(_EDGES)
        )
    elif _TO_ME.match(line):
        direction = Direction.THEY_OWE
    elif _TO_THEM.match(line):
        direction = Direction.I_OWE
    for pattern, whose in ((_MINE, Direction.I_OWE), (_THEIRS, Direction.THEY_OWE)):
        begun = pattern.match(line)
        if begun and not promised and line[begun.end() :].strip(_EDGES):
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
    if not found and _HER.search(text):
        # "her Monday walk" is no day, but in "call her Monday" it is one: nothing follows it.
        meant = find_day(_HER.sub("him", text), today=today)
        found = [one for one in meant if not text[one[1] :].strip(_EDGES)]
    if not found:
        return text.strip(_EDGES), None
    start, end, day = found[-1]
    before, after = text[:start].rstrip(_EDGES), text[end:].strip(_EDGES)
    return " ".join(filter(None, (before, after))).strip(_EDGES), day
