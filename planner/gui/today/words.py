"""What Today says, put together from data; all of it plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from planner.domain.meetings import MeetingFormat
from planner.domain.people import is_named
from planner.domain.today import (
    Careful,
    DayWord,
    Due,
    Encounter,
    Gift,
    Hello,
    Lack,
    Step,
    Today,
    Waiting,
    Who,
)
from planner.gui import text

translate = QCoreApplication.translate
_NOON, _EVENING = 12, 17
_SOON_MINUTES = 90
_ABOUT = ("about ", "über ", "um ")


def title(now: datetime) -> str:
    """`Tuesday, 13 October`."""
    locale = QLocale()
    german = locale.language() == QLocale.Language.German
    return locale.toString(_qt(now.date()), "dddd, d. MMMM" if german else "dddd, d MMMM")


def summary(today: Today) -> str:
    """`One meeting this afternoon, two promises to keep, one answer to ask after.`"""
    counts = today.counts
    parts = [
        _meetings(counts.meetings),
        text.counted(
            counts.promises,
            translate("today", "one promise to keep"),
            translate("today", "{count} promises to keep"),
        ),
        text.counted(
            counts.answers,
            translate("today", "one answer to ask after"),
            translate("today", "{count} answers to ask after"),
        ),
    ]
    line = ", ".join(filter(None, parts))
    return line[:1].upper() + line[1:] + "." if line else ""


def _meetings(starts: Sequence[datetime]) -> str:
    if len(starts) != 1:
        return text.counted(len(starts), "", translate("today", "{count} meetings today"))
    hour = starts[0].hour
    if hour < _NOON:
        return translate("today", "one meeting this morning")
    if hour < _EVENING:
        return translate("today", "one meeting this afternoon")
    return translate("today", "one meeting this evening")


# Days and times


def starts_in(meeting: Encounter, now: datetime) -> str:
    """`In 40 minutes`, or the day and time when it is further off."""
    if meeting.begun:
        return translate("today", "Now")
    minutes = -(-int((meeting.starts - now).total_seconds()) // 60)
    if minutes <= 1:
        return translate("today", "In a minute")
    if minutes < _SOON_MINUTES:
        return translate("today", "In {minutes} minutes").format(minutes=minutes)
    at = text.clock(meeting.starts)
    away = (meeting.starts.date() - now.date()).days
    if away == 0:
        return translate("today", "Today at {time}").format(time=at)
    if away == 1:
        return translate("today", "Tomorrow at {time}").format(time=at)
    return translate("today", "{day} at {time}").format(day=weekday(meeting.starts.date()), time=at)


def from_to(meeting: Encounter) -> str:
    """`14:30 to 14:55`."""
    return translate("today", "{start} to {end}").format(
        start=text.clock(meeting.starts), end=text.clock(meeting.ends)
    )


def weekday(day: date, *, short: bool = False) -> str:
    return QLocale().toString(_qt(day), "ddd" if short else "dddd").rstrip(".")


def due(when: Due, today: date) -> str:
    """`Was due Sunday`, `Today`, `Thursday`, `3 Nov`; nothing without a day."""
    if when.day is None:
        return ""
    word = {
        DayWord.YESTERDAY: translate("today", "yesterday"),
        DayWord.TODAY: translate("today", "Today"),
        DayWord.TOMORROW: translate("today", "Tomorrow"),
        DayWord.WEEKDAY: weekday(when.day),
    }.get(when.word) or text.day(when.day, today, weekday=False)
    return translate("today", "Was due {day}").format(day=word) if when.late else word


# People and meetings


def names(people: Sequence[Who]) -> str:
    """`Petra Novak and Kenji Mori`."""
    return text.listed([text.one_line(one.name) for one in people])


def first(who: Who) -> str:
    return text.one_line(who.first or who.name)


def place(meeting: Encounter) -> str:
    return text.one_line(meeting.place or meeting.link)


def draft(waiting: Waiting) -> str:
    """`A call with Petra Novak`."""
    who = names(waiting.people)
    if not who:
        return translate("today", "A meeting, with nobody yet")
    template = {
        MeetingFormat.CALL: translate("today", "A call with {who}"),
        MeetingFormat.VIDEO: translate("today", "A video call with {who}"),
        MeetingFormat.COFFEE: translate("today", "A coffee with {who}"),
        MeetingFormat.WALK: translate("today", "A walk with {who}"),
        MeetingFormat.MEAL: translate("today", "A meal with {who}"),
        MeetingFormat.EVENT: translate("today", "An event with {who}"),
        None: translate("today", "A meeting with {who}"),
    }[waiting.format]
    return template.format(who=who)


def lack(waiting: Waiting) -> str:
    """`The ask is still too open.`"""
    return {
        None: "",
        Lack.PURPOSE: translate("today", "Its purpose is not written yet."),
        Lack.ASK: translate("today", "The ask is still too open."),
        Lack.WHY: translate("today", "Why this person is still too open."),
        Lack.OUTCOME: translate("today", "How you’ll know is still too open."),
        Lack.LINKED_ASK: translate("today", "The ask it serves is still too open."),
        Lack.DATE: translate("today", "The gate is open. It only needs a day."),
        Lack.NOTHING: translate("today", "The gate is open. Plan it when you like."),
    }[waiting.lack]


def greeting(one: Hello) -> str:
    """`Say hello to Marcus Thiele.`, or what else one meant to reach out for, and to whom."""
    who = text.one_line(one.who.name)
    if one.reach_out is None:
        return translate("today", "Say hello to {name}.").format(name=who)
    what = text.sentence(one.reach_out.text)
    if is_named(first(one.who), what):
        return what
    return translate("today", "{name}: {what}").format(name=who, what=what)


def hello(one: Hello, today: date) -> str:
    """`You last spoke on 14 July, about his bees.`"""
    if one.last is None:
        return translate("today", "You have not spoken yet.")
    day = text.long_day(one.last.astimezone().date(), today)
    about = text.one_line(one.about).rstrip(".")
    if about.casefold().startswith(_ABOUT):
        about = about[:1].lower() + about[1:]
        return translate("today", "You last spoke on {day}, {about}.").format(day=day, about=about)
    if about:
        return translate("today", "You last spoke on {day}: {about}.").format(day=day, about=about)
    return translate("today", "You last spoke on {day}.").format(day=day)


# Suggestions


def step_reason(step: Step, now: datetime) -> str:
    """The fact a step rests on, and when we last spoke with whom to write to."""
    who = first(step.connector)
    fact = text.sentence(step.fact)
    if step.care is not None:
        return " ".join(filter(None, (fact, _careful(step))))
    if step.last is None:
        return fact
    days = (now.date() - step.last.astimezone(now.tzinfo).date()).days
    spoke = {
        0: translate("today", "You spoke with {who} today."),
        1: translate("today", "You spoke with {who} yesterday."),
    }.get(days)
    if spoke:
        return f"{fact} {spoke.format(who=who)}"
    if days <= 10:
        count = text.number(days)
        days_ago = translate("today", "You spoke with {who} {count} days ago.")
        return f"{fact} {days_ago.format(who=who, count=count)}"
    day = text.long_day(step.last.astimezone(now.tzinfo).date(), now.date())
    return f"{fact} {translate('today', 'You spoke with {who} on {day}.').format(who=who, day=day)}"


def _careful(step: Step) -> str:
    assert step.care is not None
    who = first(step.connector)
    if step.care.reason is Careful.I_OWE:
        template = translate("today", "You owe {who} something that is late. Bring that first.")
    elif step.care.reason is Careful.THEY_OWE:
        template = translate("today", "{who} still has something open for you. Give first.")
    else:
        template = translate("today", "{who} has been asked once already. Give first.")
    return template.format(who=who)


def gift(one: Gift) -> tuple[str, str]:
    """Whose need it is, and the need with what meets it: `Fatima El Amrani`, ` needs …`."""
    need = text.sentence_part(one.need)
    offer = text.sentence_part(one.offer)
    if one.helper is None:
        rest = translate("today", " needs {need}. You have {offer}.")
        return text.one_line(one.to.name), rest.format(need=need, offer=offer)
    rest = translate("today", " needs {need}. {helper} can help with {offer}.")
    return text.one_line(one.to.name), rest.format(
        need=need, offer=offer, helper=text.one_line(one.helper.name)
    )


def gift_button(one: Gift) -> str:
    if one.helper is None:
        return translate("today", "Offer it to {who}").format(who=first(one.to))
    return translate("today", "Bring them together")


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
