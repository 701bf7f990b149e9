"""What the pane of one person says, put together from data; all of it plain text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from planner.domain.followups import Direction, FollowUp
from planner.domain.people import (
    KEEP_IN_TOUCH_DAYS,
    NEVER,
    Circle,
    FactKind,
    Person,
    PointKind,
    Standing,
    full_name,
)
from planner.domain.person_pages import PersonDetail
from planner.gui import text
from planner.gui.people.detail import tongues
from planner.gui.widgets.label import Part

translate = QCoreApplication.translate

_SMALL = frozenset(
    "a an the one two three four five six seven eight nine ten some his her their my our your"
    " to send call ask tell write find show bring share give check read lend return".split()
)
"""English first words that go small after a colon; any other may be a name, and stays."""


def first_name(person: Person) -> str:
    """What to call somebody: the given name, else the first word of what they are called."""
    given = text.one_line(person.given)
    return given or next(iter(text.one_line(full_name(person)).split()), "")


def whole_name(person: Person) -> str:
    return full_name(person) or translate("person pane", "Somebody without a name")


def work(person: Person) -> str:
    """`Programme manager, Delta Water Lab. Based in Delft.`"""
    job = ", ".join(filter(None, map(text.one_line, (person.title, person.organisation))))
    place = text.one_line(person.city or person.country)
    based = translate("person pane", "Based in {place}.").format(place=place) if place else ""
    return " ".join(filter(None, (text.sentence(job), based)))


# Circles and rhythm

_CIRCLES: Mapping[Circle | None, str] = {
    Circle.INNER: str(QT_TRANSLATE_NOOP("person pane", "Inner")),
    Circle.CLOSE: str(QT_TRANSLATE_NOOP("person pane", "Close")),
    Circle.ACTIVE: str(QT_TRANSLATE_NOOP("person pane", "Active")),
    Circle.WIDE: str(QT_TRANSLATE_NOOP("person pane", "Wide")),
    None: str(QT_TRANSLATE_NOOP("person pane", "In no circle")),
}


def circle(value: Circle | None) -> str:
    return translate("person pane", _CIRCLES[value])


def wished() -> str:
    return translate("person pane", "Wished, not yet met")


def rhythm(
    days: int | None, of: Circle | None, usual: Mapping[Circle, int] = KEEP_IN_TOUCH_DAYS
) -> str:
    """How often to be in touch: `Every 3 months, as for Close`, `Every 45 days`, `Never`.

    `usual` are the days of each circle in this file.
    """
    if days is not None:
        return every(days)
    if of is None:
        return translate("person pane", "Whenever it comes up")
    return translate("person pane", "{every}, as for {circle}").format(
        every=every(usual[of]), circle=circle(of)
    )


_RHYTHMS: Mapping[int, str] = {
    NEVER: str(QT_TRANSLATE_NOOP("person pane", "No reminders")),
    7: str(QT_TRANSLATE_NOOP("person pane", "Every week")),
    14: str(QT_TRANSLATE_NOOP("person pane", "Every two weeks")),
    30: str(QT_TRANSLATE_NOOP("person pane", "Every month")),
    60: str(QT_TRANSLATE_NOOP("person pane", "Every two months")),
    90: str(QT_TRANSLATE_NOOP("person pane", "Every three months")),
    180: str(QT_TRANSLATE_NOOP("person pane", "Every six months")),
    365: str(QT_TRANSLATE_NOOP("person pane", "Every year")),
}
RHYTHMS = tuple(_RHYTHMS)
"""The days between two hellos that can be chosen without typing."""


def every(days: int) -> str:
    if days in _RHYTHMS:
        return translate("person pane", _RHYTHMS[days])
    if days == 1:
        return translate("person pane", "Every day")
    return translate("person pane", "Every {count} days").format(count=days)


# Facts

_ADD_FACT: Mapping[FactKind, str] = {
    FactKind.INTEREST: str(QT_TRANSLATE_NOOP("person pane", "What they care about")),
    FactKind.WORKS_ON: str(QT_TRANSLATE_NOOP("person pane", "What they work on")),
    FactKind.FAMILY: str(QT_TRANSLATE_NOOP("person pane", "Family")),
    FactKind.NEEDS: str(QT_TRANSLATE_NOOP("person pane", "What they need")),
    FactKind.CAN_HELP_WITH: str(QT_TRANSLATE_NOOP("person pane", "What they can help with")),
    FactKind.AVOID: str(QT_TRANSLATE_NOOP("person pane", "What to be careful about")),
}


def fact_kind(kind: FactKind) -> str:
    """A kind of fact, for a menu."""
    return translate("person pane", _ADD_FACT[kind])


_EXAMPLES: Mapping[FactKind, str] = {
    FactKind.INTEREST: str(QT_TRANSLATE_NOOP("person pane", "Testing in real streets")),
    FactKind.WORKS_ON: str(QT_TRANSLATE_NOOP("person pane", "Quieter pumps")),
    FactKind.FAMILY: str(QT_TRANSLATE_NOOP("person pane", "A daughter, new in Ghent")),
    FactKind.NEEDS: str(QT_TRANSLATE_NOOP("person pane", "A host for two interns")),
    FactKind.CAN_HELP_WITH: str(QT_TRANSLATE_NOOP("person pane", "Honest reading of a pilot plan")),
    FactKind.AVOID: str(QT_TRANSLATE_NOOP("person pane", "Calls before ten")),
}


def fact_example(kind: FactKind) -> str:
    """What a fact of that kind may be."""
    return translate("person pane", _EXAMPLES[kind])


def since(day: str, today: date) -> str:
    """`Since 1 Sep`, or nothing."""
    if not day:
        return ""
    return translate("person pane", "Since {day}").format(day=part_of_date(day, today))


def part_of_date(value: str, today: date) -> str:
    """An ISO date, year and month, or year, in words; anything else as it is."""
    try:
        if len(value) == 10:
            return text.day(date.fromisoformat(value), today, weekday=False)
        if len(value) == 7:
            first = date.fromisoformat(value + "-01")
            return QLocale().toString(_qt(first), "MMMM yyyy")
    except ValueError:
        pass
    return text.one_line(value)


# How you know each other


def met(detail: PersonDetail, today: date) -> str:
    """When we met, unless the sentence about it says so already."""
    person = detail.person
    if not person.met_on or person.met_on[:4] in person.how_met:
        return ""
    return translate("person pane", "Met in {when}").format(when=part_of_date(person.met_on, today))


def through(name: str) -> str:
    return translate("person pane", "Through {name}").format(name=text.one_line(name))


_STRENGTHS = (
    str(QT_TRANSLATE_NOOP("person pane", "Thin")),
    str(QT_TRANSLATE_NOOP("person pane", "Fair")),
    str(QT_TRANSLATE_NOOP("person pane", "Strong")),
)


def strength(value: int) -> str:
    return translate("person pane", _STRENGTHS[min(max(value, 1), 3) - 1])


# Promises


def owes(direction: Direction, first: str) -> str:
    """`I owe: `, `Lotte owes: `, `Reach out: `."""
    if direction is Direction.I_OWE:
        return translate("person pane", "I owe: ")
    if direction is Direction.THEY_OWE:
        return translate("person pane", "{name} owes: ").format(name=first)
    return translate("person pane", "Reach out: ")


def after_colon(value: str) -> str:
    """A text as it goes on after a colon: English articles and verbs begin small."""
    line = text.one_line(value)
    head = line.partition(" ")[0]
    if head.casefold() in _SMALL and QLocale().language() != QLocale.Language.German:
        return head.casefold() + line[len(head) :]
    return line


def promise(follow_up: FollowUp, first: str) -> str:
    return owes(follow_up.direction, first) + after_colon(follow_up.text)


def due(follow_up: FollowUp, today: date) -> tuple[str, bool]:
    """The day it asks for, and whether that is past: `Fri 16 Oct`, `Was due Sun 11 Oct`."""
    if not follow_up.day:
        return "", False
    day = date.fromisoformat(follow_up.day)
    said = text.day(day, today)
    if day < today:
        return translate("person pane", "Was due {day}").format(day=said), True
    if follow_up.time and follow_up.day == follow_up.due:
        said = f"{said}, {follow_up.time}"
    return said, False


def spoken_promise(follow_up: FollowUp, first: str, today: date) -> str:
    """`I owe: the frost report, by Fri 16 Oct`."""
    said, late = due(follow_up, today)
    line = promise(follow_up, first)
    if not said:
        return line
    by = said[:1].lower() + said[1:] if late else said
    template = "{line}, {day}" if late else translate("person pane", "{line}, by {day}")
    return template.format(line=line, day=by)


def understood(direction: Direction, first: str, what: str, day: date | None, today: date) -> str:
    """What was made of a typed promise: `I owe: the frost report. Fri 16 Oct`."""
    line = text.sentence(owes(direction, first) + after_colon(what))
    when = text.day(day, today) if day else translate("person pane", "No day yet")
    return f"{line} {when}"


def done(follow_up: FollowUp) -> str:
    return translate("person pane", "Done: {what}.").format(
        what=text.sentence_part(after_colon(follow_up.text))
    )


def snoozed(follow_up: FollowUp, until: date, today: date) -> str:
    return translate("person pane", "“{what}” rests until {day}.").format(
        what=_short(follow_up.text).rstrip("."), day=text.day(until, today)
    )


# What was deleted


def forgot(what: str) -> str:
    return translate("person pane", "Deleted “{what}”.").format(what=_short(what))


def deleted(detail: PersonDetail) -> str:
    """`Deleted Petra Novak and two promises.`"""
    name, count = text.one_line(whole_name(detail.person)), len(detail.promises)
    if not count:
        return translate("person pane", "Deleted {name}.").format(name=name)
    if count == 1:
        return translate("person pane", "Deleted {name} and one follow-up.").format(name=name)
    return translate("person pane", "Deleted {name} and {count} follow-ups.").format(
        name=name, count=text.number(count)
    )


def archived(person: Person) -> str:
    name = text.one_line(whole_name(person))
    if person.archived:
        return translate("person pane", "Brought back {name}.").format(name=name)
    return translate("person pane", "Archived {name}.").format(name=name)


def untagged(tag: str) -> str:
    return translate("person pane", "Took the tag “{tag}” away.").format(tag=_short(tag))


def logged(first: str) -> str:
    return translate("person pane", "Logged a talk with {name}.").format(name=first)


def _short(value: str) -> str:
    line = text.one_line(value)
    return line if len(line) <= 80 else line[:79] + "…"


# Ways to reach, and the rest

_POINTS: Mapping[PointKind, tuple[str, str]] = {
    PointKind.EMAIL: (str(QT_TRANSLATE_NOOP("person pane", "Email")), "envelope-simple"),
    PointKind.PHONE: (str(QT_TRANSLATE_NOOP("person pane", "Phone")), "phone"),
    PointKind.ADDRESS: (str(QT_TRANSLATE_NOOP("person pane", "Address")), "map-pin"),
    PointKind.URL: (str(QT_TRANSLATE_NOOP("person pane", "Web page")), "globe"),
    PointKind.IM: (str(QT_TRANSLATE_NOOP("person pane", "Chat")), "chat-circle"),
    PointKind.SOCIAL: (str(QT_TRANSLATE_NOOP("person pane", "Profile")), "at"),
}


def point_kind(kind: PointKind) -> str:
    return translate("person pane", _POINTS[kind][0])


def point_icon(kind: PointKind) -> str:
    return _POINTS[kind][1]


_LABELS: Mapping[str, str] = {
    "work": str(QT_TRANSLATE_NOOP("person pane", "work")),
    "home": str(QT_TRANSLATE_NOOP("person pane", "home")),
    "mobile": str(QT_TRANSLATE_NOOP("person pane", "mobile")),
    "": str(QT_TRANSLATE_NOOP("person pane", "no label")),
}
LABELS = tuple(_LABELS)


def label(value: str) -> str:
    """The label of a contact point; those everybody has are in the person's language."""
    return translate("person pane", _LABELS[value]) if value in _LABELS else _short(value)[:40]


def birthday(value: str) -> str:
    """`3 May`, `3 May 1980`; what is no date as it is."""
    try:
        day = date.fromisoformat("2000" + value[1:] if value.startswith("--") else value)
    except ValueError:
        return value
    german = QLocale().language() == QLocale.Language.German
    look = "d. MMMM" if german else "d MMMM"
    return QLocale().toString(_qt(day), look if value.startswith("--") else look + " yyyy")


def languages(codes: tuple[str, ...]) -> str:
    """`Dutch, English, Norwegian`; what is no known code as it is."""
    return ", ".join(map(_language, codes))


def _language(code: str) -> str:
    if not code.isascii() or not 2 <= len(code.partition("-")[0]) <= 3:
        return code
    language = QLocale.codeToLanguage(code.partition("-")[0].lower())
    if language == QLocale.Language.AnyLanguage:
        return code
    if QLocale().language() == QLocale.Language.German:
        own = QLocale(language).nativeLanguageName()
        return tongues.GERMAN.get(QLocale.languageToCode(language), own[:1].upper() + own[1:])
    return QLocale.languageToString(language).replace(" Bokmal", "").replace(" Bokmål", "")


def zone(name: str, now: datetime) -> str:
    """`Europe/Amsterdam, 13:50 there now`."""
    if not name:
        return ""
    from planner.domain.errors import RuleError
    from planner.domain.meetings import zone_info

    try:
        there = now.astimezone(zone_info(name))
    except RuleError:
        return name
    return translate("person pane", "{zone}, {time} there now").format(
        zone=name, time=text.clock(there)
    )


def quiet(value: str) -> tuple[Part, ...]:
    """A whole text in the colour of labels."""
    return (Part(value, colour="ink2"),)


def is_wished(person: Person) -> bool:
    return person.standing is Standing.WISHED


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
