"""What is said when something ends: what becomes needless with it, and words for letting go."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from planner.domain.followups import Direction
from planner.domain.people import split_name
from planner.gui import text
from planner.pursuing import MootItem, MootKind

translate = QCoreApplication.translate


def first_name(name: str) -> str:
    """What somebody is called in a sentence."""
    short = text.one_line(name)
    return split_name(short)[0] or short


def moment(at: datetime, today: date) -> str:
    """`Today at 14:30`, `Monday 26 October at 10:00`, by this computer's calendar."""
    local = at.astimezone()
    time = QLocale().toString(QTime(local.hour, local.minute), "HH:mm")
    if local.date() == today:
        return translate("days", "Today at {time}").format(time=time)
    weekday = QLocale().dayName(local.isoweekday())
    day = translate("days", "{weekday} {day}").format(
        weekday=weekday, day=text.long_day(local.date(), today)
    )
    return translate("days", "{day} at {time}").format(day=day, time=time)


def moot(item: MootItem, today: date) -> str:
    """What becomes needless, as a line to tick."""
    what = text.one_line(item.what)
    name = text.one_line(item.name)
    if item.kind in (MootKind.MEETING, MootKind.DRAFT):
        when = moment(item.at, today) if item.at else ""
        template = translate("ending", "The meeting with {name}: {what}")
        if item.kind is MootKind.DRAFT:
            template = translate("ending", "The draft of a meeting with {name}: {what}")
        line = template.format(name=name, what=what or translate("ending", "no purpose yet"))
        return f"{line} ({when})" if when else line
    if item.kind is MootKind.INTRODUCTION:
        template = translate("ending", "The introduction to {target} through {name}")
        return template.format(target=text.one_line(item.target_name), name=name)
    if item.direction is Direction.THEY_OWE:
        return translate("ending", "{name} owes you: {what}").format(name=name, what=what)
    if item.direction is Direction.I_OWE:
        return translate("ending", "You owe {name}: {what}").format(name=name, what=what)
    return translate("ending", "Reach out to {name}: {what}").format(name=name, what=what)


def withdrawal(item: MootItem, *, achieved: bool) -> str:
    """A courteous message to somebody who knows of it; empty where nothing needs to be said."""
    if not item.asked:
        return ""
    hello = translate("ending", "Hello {name},").format(name=first_name(item.name))
    because = (
        translate("ending", "good news: what I was working towards is settled.")
        if achieved
        else translate("ending", "my plans have changed.")
    )
    if item.kind is MootKind.INTRODUCTION:
        template = translate("ending", "You need not introduce me to {target} any more.")
        then = template.format(target=text.one_line(item.target_name))
    elif item.kind is MootKind.MEETING:
        then = translate(
            "ending", "We do not need our meeting any more, and you have the time back."
        )
    else:
        template = translate("ending", "You need not do this any more: {what}.")
        if item.direction is Direction.I_OWE:
            template = translate("ending", "You will hardly need this from me any more: {what}.")
        then = template.format(what=text.one_line(item.what).rstrip("."))
    thanks = translate("ending", "Thank you for being ready to help; I will remember it.")
    return f"{hello} {because} {then} {thanks}"
