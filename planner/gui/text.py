"""What the windows say about data: sentences, dates and words for codes, in the person's language.

Fixed labels of a widget stand in the widget, through `tr()`; whatever is put together from data
is put together here. All of it is plain text; only `tooltip` makes markup, of escaped text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale, QTime

from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from planner.domain.people import Circle, PersonRow
    from planner.exchange.importing import Report
    from planner.store import Step

translate = QCoreApplication.translate

_OPENINGS = frozenset(
    "a an the some any one two three four five my your his her our their someone somebody"
    " ein eine einen einem der die das den dem mein meine sein seine ihr"
    " ihre unser unsere zwei drei jemand jemanden"
    " vier fünf mehr weniger mehrere viele wenige andere alle jede keine ruhige ruhiger saubere"
    " sauberer sauberes klare einfache kleine kleiner große großer kurze lange schnelle frühe späte"
    " erste letzte nächste neue neuer neues alte alter gute guter gutes bessere beste freie offene"
    " wie was wo wann warum wer ob welche dass".split()
)
"""Words that bear a capital at the start of a text only."""
_USUALLY = frozenset(
    "four five more most less fewer several many few other another both all each every no such"
    " clean clear plain simple small big large short long quick slow early late first last next new"
    " old young good better best great nice bad cheap free open quiet warm cold dry wet fresh spare"
    " local real recent regular honest fair safe same own right wrong how what where when why who"
    " whether which that this these those help advice time money space room ideas people names"
    " working looking getting finding making building teaching learning coaching running"
    " writing".split()
)
"""English words of which the same is true before a small letter: not in New York."""
_LONGEST = 400
"""Characters of one value that a line shows; a hostile name may have millions."""


_NUMBERS = (
    str(QT_TRANSLATE_NOOP("numbers", "two")),
    str(QT_TRANSLATE_NOOP("numbers", "three")),
    str(QT_TRANSLATE_NOOP("numbers", "four")),
    str(QT_TRANSLATE_NOOP("numbers", "five")),
    str(QT_TRANSLATE_NOOP("numbers", "six")),
    str(QT_TRANSLATE_NOOP("numbers", "seven")),
    str(QT_TRANSLATE_NOOP("numbers", "eight")),
    str(QT_TRANSLATE_NOOP("numbers", "nine")),
    str(QT_TRANSLATE_NOOP("numbers", "ten")),
)


def number(count: int) -> str:
    """A count of several: in words up to ten, then in figures as the language writes them."""
    if 2 <= count < 2 + len(_NUMBERS):
        return translate("numbers", _NUMBERS[count - 2])
    return QLocale().toString(count)


def counted(count: int, one: str, many: str) -> str:
    """A sentence or part of one for a count; nothing for none."""
    return "" if not count else one if count == 1 else many.format(count=number(count))


def begun(sentence: str) -> str:
    """With a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def one_line(value: str) -> str:
    """A value on one line, whatever it holds."""
    return " ".join(value[:_LONGEST].split())


def tooltip(value: str) -> str:
    """Text for a tooltip, which Qt would otherwise take for markup when it looks like some."""
    escaped = value[:_LONGEST].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>"


def menu(value: str) -> str:
    """Text for a menu or button, where `&` would otherwise make the next letter its key."""
    return value.replace("&", "&&")


def error(problem: PlannerError) -> str:
    """A problem as a sentence: what happened, what is safe, what to do."""
    template = translate("errors", problem.template)
    line = template.format(**problem.values)
    if not template.startswith("{"):
        line = line[:1].upper() + line[1:]
    return line if line.endswith((".", "?")) else line + "."


# Days and times

_DAY_FORMATS = {QLocale.Language.German: ("ddd, d. MMM", "d. MMM")}
_DAY_FORMAT = ("ddd d MMM", "d MMM")


def day(value: date, today: date, *, weekday: bool = True) -> str:
    """`Fri 16 Oct`, with the year where it is another than this one."""
    locale = QLocale()
    long, short = _DAY_FORMATS.get(locale.language(), _DAY_FORMAT)
    year = "" if value.year == today.year else " yyyy"
    return locale.toString(_qt_day(value), (long if weekday else short) + year)


def long_day(value: date, today: date) -> str:
    """`14 July`, with the year where it is another than this one."""
    locale = QLocale()
    german = locale.language() == QLocale.Language.German
    year = "" if value.year == today.year else " yyyy"
    return locale.toString(_qt_day(value), ("d. MMMM" if german else "d MMMM") + year)


def clock(at: datetime) -> str:
    """`14:30`."""
    return f"{at.hour:02d}:{at.minute:02d}"


def listed(words: Sequence[str]) -> str:
    """`Petra`, `Petra and Kenji`, `Petra, Kenji and Lotte`."""
    *first, last = words or ("",)
    if not first:
        return last
    return translate("lists", "{some} and {last}").format(some=", ".join(first), last=last)


def sentence(value: str) -> str:
    """A fact as a sentence: on one line, with a full stop."""
    line = one_line(value)
    return line if not line or line.endswith((".", "?", "!", "…")) else line + "."


def sentence_part(value: str) -> str:
    """A fact to stand within a sentence: no full stop, and no capital at an opening word that is no
    name."""
    line = one_line(value).rstrip(".")
    opening, _, rest = line.partition(" ")
    word = opening.casefold()
    usual = word in _OPENINGS or (word in _USUALLY and rest[:1] == rest[:1].lower())
    return line[:1].lower() + line[1:] if usual else line


def by_day(value: date, today: date) -> str:
    """`by 15 Dec`."""
    return translate("days", "by {day}").format(day=day(value, today, weekday=False))


def last_backup(at: datetime, now: datetime) -> str:
    """When the last backup was made; both are aware moments."""
    local, today = at.astimezone(), now.astimezone().date()
    if local.date() == today:
        time = QLocale().toString(QTime(local.hour, local.minute), "HH:mm")
        return translate("status", "Last backup today, {time}").format(time=time)
    return translate("status", "Last backup {day}").format(day=day(local.date(), today))


def _qt_day(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)


# People; what a person is, is loaded with the first of them, which the first picture has not.

_CIRCLES: Mapping[str, str] = {
    "inner": str(QT_TRANSLATE_NOOP("people", "Inner")),
    "close": str(QT_TRANSLATE_NOOP("people", "Close")),
    "active": str(QT_TRANSLATE_NOOP("people", "Active")),
    "wide": str(QT_TRANSLATE_NOOP("people", "Wide")),
}


def circle_name(circle: Circle) -> str:
    return translate("people", _CIRCLES[circle])


def circle(person: PersonRow) -> str:
    """The circle; those not yet met are wished, whatever circle they may be for."""
    if _is_wished(person):
        return translate("people", "Wished")
    return translate("people", _CIRCLES[person.circle]) if person.circle else ""


def last_contact(person: PersonRow, today: date, *, weekday: bool = False) -> str:
    """`2 Oct`, by this computer's calendar; for somebody not yet met, that."""
    if person.last_contact:
        at = datetime.fromisoformat(person.last_contact).astimezone()
        return day(at.date(), today, weekday=weekday)
    return translate("people", "Not yet met") if _is_wished(person) else ""


def _is_wished(person: PersonRow) -> bool:
    from planner.domain.people import Standing

    return person.standing is Standing.WISHED


def work(person: PersonRow) -> str:
    """Where somebody works and as what."""
    return ", ".join(filter(None, map(one_line, (person.title, person.organisation))))


def spoken(person: PersonRow, today: date) -> str:
    """A person as a screen reader reads a row."""
    parts = [one_line(person.name), work(person), circle(person)]
    contact = last_contact(person, today, weekday=True)
    if contact and person.last_contact:
        contact = translate("people", "last contact {day}").format(day=contact)
    return ", ".join(filter(None, [*parts, contact]))


# Undo

_DEEDS: Mapping[str, str] = {
    "add": str(QT_TRANSLATE_NOOP("deeds", "adding {what}")),
    "edit": str(QT_TRANSLATE_NOOP("deeds", "editing {what}")),
    "delete": str(QT_TRANSLATE_NOOP("deeds", "deleting {what}")),
    "archive": str(QT_TRANSLATE_NOOP("deeds", "archiving {what}")),
    "unarchive": str(QT_TRANSLATE_NOOP("deeds", "bringing back {what}")),
    "log": str(QT_TRANSLATE_NOOP("deeds", "logging {what}")),
    "plan": str(QT_TRANSLATE_NOOP("deeds", "planning {what}")),
    "move": str(QT_TRANSLATE_NOOP("deeds", "moving {what}")),
    "hold": str(QT_TRANSLATE_NOOP("deeds", "marking {what} as held")),
    "done": str(QT_TRANSLATE_NOOP("deeds", "marking {what} as done")),
    "snooze": str(QT_TRANSLATE_NOOP("deeds", "snoozing {what}")),
    "merge": str(QT_TRANSLATE_NOOP("deeds", "merging {what}")),
}


def undone(step: Step | None) -> str:
    if step is None:
        return translate("deeds", "There is nothing to undo.")
    return translate("deeds", "Undone: {deed}.").format(deed=_deed(step))


def redone(step: Step | None) -> str:
    if step is None:
        return translate("deeds", "There is nothing to redo.")
    return translate("deeds", "Done again: {deed}.").format(deed=_deed(step))


def _deed(step: Step) -> str:
    template = _DEEDS.get(step.verb)
    subject = one_line(step.subject)
    if template is None or not subject:
        return subject or translate("deeds", "the last change")
    return translate("deeds", template).format(what=subject)


# Imports


def imported(report: Report) -> str:
    """What came of an import, in a few short sentences."""
    taken = (
        counted(
            report.created - report.meetings,
            translate("import", "one person is new"),
            translate("import", "{count} people are new"),
        ),
        counted(
            report.meetings,
            translate("import", "one meeting is new"),
            translate("import", "{count} meetings are new"),
        ),
        counted(
            report.updated,
            translate("import", "one was brought up to date"),
            translate("import", "{count} were brought up to date"),
        ),
        counted(
            report.duplicates,
            translate("import", "one was here already"),
            translate("import", "{count} were here already"),
        ),
    )
    line = ", ".join(filter(None, taken)) or translate("import", "nothing was taken over")
    sentences = (
        line + ".",
        counted(
            len(report.skipped),
            translate("import", "One record could not be read."),
            translate("import", "{count} records could not be read."),
        ),
        counted(
            len(report.unread),
            translate("import", "One file could not be read."),
            translate("import", "{count} files could not be read."),
        ),
    )
    return " ".join(map(begun, filter(None, sentences)))


def taken_back(left: int) -> str:
    """What undoing an import said; `left` counts what stayed because it was edited since."""
    line = translate("import", "The import was taken back.")
    if left:
        line += " " + translate("import", "What you changed since then was kept.")
    return line
