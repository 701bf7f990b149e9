"""What the debrief says about who was met, what was asked and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from planner.debriefing import About, Phrases, Promise
from planner.domain.followups import Direction
from planner.domain.meetings import PurposeKind
from planner.gui import text

translate = QCoreApplication.translate


def names(told_of: About) -> str:
    """`Daniel`, `Daniel and Petra`."""
    return text.listed([one.first for one in told_of.people])


def question(told_of: About) -> str:
    return translate("debrief", "How did it go with {name}?").format(name=names(told_of))


def asked(told_of: About, today: date) -> tuple[str, str]:
    """What leads in what was asked, and that itself in the words it was asked in.

    The day is said of a meeting that was not today's, so that it is known which one it was.
    """
    purpose = told_of.meeting.purpose
    statement = text.one_line(purpose.statement) if purpose else ""
    question = told_of.ask.text if told_of.ask else statement if statement[-1:] == "?" else ""
    if question:
        lead_in = translate("debrief", "You asked:")
        lead_in_of = translate("debrief", "You asked on {day}:")
        statement = translate("debrief", "“{text}”").format(text=text.one_line(question))
    else:
        lead_in = translate("debrief", "You met to:")
        lead_in_of = translate("debrief", "You met on {day} to:")
    if not statement:
        return "", ""
    day = _day(told_of, today)
    if day != today:
        lead_in = lead_in_of.format(day=text.day(day, today))
    return lead_in, statement


def got(told_of: About) -> str:
    """The question whether one got what one came for."""
    purpose = told_of.meeting.purpose
    if told_of.ask is None and purpose and purpose.kind is PurposeKind.LEARN:
        return translate("debrief", "Did you learn what you came for?")
    return translate("debrief", "Did you get what you asked for?")


def _day(told_of: About, today: date) -> date:
    starts = told_of.meeting.starts_at
    return starts.astimezone().date() if starts else today


def whose(promise_of: Direction, name: str, *, several: bool) -> str:
    """`I owe`, `They owe`; with the name where several were met."""
    if promise_of is Direction.I_OWE:
        if several:
            return translate("debrief", "I owe {name}").format(name=name)
        return translate("debrief", "I owe")
    if several:
        return translate("debrief", "{name} owes").format(name=name)
    return translate("debrief", "They owe")


def spoken(promise: Promise, told_of: About, today: date) -> str:
    """A promise as a screen reader reads its row."""
    name = next((one.first for one in told_of.people if one.id == promise.person), "")
    parts = [whose(promise.direction, name, several=True), text.one_line(promise.text)]
    if promise.due:
        parts.append(text.by_day(date.fromisoformat(promise.due), today))
    return ", ".join(filter(None, parts))


def understood(promises: Sequence[Promise], told_of: About, today: date) -> str:
    """What an unfinished line would become."""
    several = len(told_of.people) > 1
    said = []
    for one in promises:
        name = next((met.first for met in told_of.people if met.id == one.person), "")
        line = whose(one.direction, name, several=several)
        if one.due:
            due = text.by_day(date.fromisoformat(one.due), today)
            line = translate("debrief", "{whose}, {by}").format(whose=line, by=due)
        said.append(line)
    return " · ".join(said)


def tell(told_of: About) -> str:
    """The offer to tell whoever brought us together."""
    who = text.listed([one.first for one in told_of.introducers])
    return translate("debrief", "Tell {who} what came of it").format(who=who)


def phrases(told_of: About, today: date) -> Phrases:
    """The sentences that are kept."""
    first = told_of.lead.first
    day = text.long_day(_day(told_of, today), today)
    return Phrases(
        how=translate("debrief", "Named by {name} on {day}").format(
            name=text.one_line(told_of.lead.row.name), day=day
        ),
        thank=translate("debrief", "Send {name} a thank-you note").format(name=first),
        tell=tuple(
            translate("debrief", "Tell {who} what came of meeting {name}").format(
                who=one.first, name=names(told_of)
            )
            for one in told_of.introducers
        ),
    )


def kept(told_of: About) -> str:
    return translate("debrief", "Kept how it went with {name}.").format(name=names(told_of))


def moved(told_of: About, at: datetime, today: date) -> str:
    return translate("debrief", "The meeting with {name} moved to {day}, {time}.").format(
        name=names(told_of), day=text.day(at.date(), today), time=text.clock(at)
    )


def missed(told_of: About) -> str:
    return translate("debrief", "Noted that you and {name} missed each other.").format(
        name=names(told_of)
    )
