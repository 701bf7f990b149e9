"""What the People page says about data: next steps, filters in use, and what was done to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from planner.domain.followups import Direction
from planner.domain.introductions import IntroductionStatus
from planner.domain.merging import Likeness, Reason
from planner.domain.people import Circle
from planner.domain.people_lists import ListedPerson, NextStep, SortBy, StepKind
from planner.gui import text

if TYPE_CHECKING:
    from planner.store import Step
    from planner.store.history import Gone

_translate = QCoreApplication.translate
_MOST_NAMES = 2
_MANY = re.compile(r"(.*) \+([0-9]+)", re.DOTALL)
_DETERMINERS = frozenset(
    "a an the one two three four five six seven eight nine ten some his her their my our".split()
)
"""English first words that go small after others; any other may be a name, and stays."""


def _tr(sentence: str) -> str:
    return _translate("people page", sentence)


def first_name(name: str) -> str:
    """What to call somebody in a narrow place."""
    return next(iter(text.one_line(name).split()), "")


# What comes next


def next_step(step: NextStep | None, today: date) -> str:
    """The next step in a few words: `Meet at 14:30`, `Ask Lotte`, `Send the price list`."""
    if step is None:
        return ""
    if step.kind is StepKind.MEETING:
        return _meeting(step, today)
    if step.kind is StepKind.FOLLOW_UP:
        return _follow_up(step)
    if step.kind is StepKind.INTRODUCTION:
        return _introduction(step)
    return _tr("Find a way in")


def next_step_whole(step: NextStep | None, today: date) -> str:
    """The next step with its day, for a tooltip and for screen readers."""
    said = next_step(step, today)
    if step is None or not step.day or step.kind is StepKind.MEETING:
        return said
    day = date.fromisoformat(step.day)
    template = _tr("{step}, was due {day}") if day < today else _tr("{step}, by {day}")
    return template.format(step=said, day=text.day(day, today))


def _meeting(step: NextStep, today: date) -> str:
    if not step.day:
        return _tr("Finish the plan to meet")
    day = date.fromisoformat(step.day)
    days = (day - today).days
    if days == 0:
        return _tr("Meet at {time}").format(time=step.time) if step.time else _tr("Meet today")
    if days == 1:
        return _tr("Meet tomorrow")
    return _tr("Meet {day}").format(day=text.day(day, today))


def _follow_up(step: NextStep) -> str:
    what = text.one_line(step.text)
    if step.direction is not Direction.THEY_OWE:
        return what
    first = what.partition(" ")[0]
    if first.casefold() in _DETERMINERS:
        return _tr("Hear about {what}").format(what=first.casefold() + what[len(first) :])
    return _tr("Hear: {what}").format(what=what)


def _introduction(step: NextStep) -> str:
    who = first_name(step.through)
    if step.status is IntroductionStatus.ASKED:
        return _tr("Hear from {name}").format(name=who)
    if step.status in (IntroductionStatus.AGREED, IntroductionStatus.MADE):
        return _tr("Meet through {name}").format(name=who)
    return _tr("Ask {name}").format(name=who)


def spoken(person: ListedPerson, today: date) -> str:
    """A row as a screen reader reads it."""
    step = next_step_whole(person.next_step, today)
    parts = [text.spoken(person, today)]
    if step:
        parts.append(_tr("next: {step}").format(step=step))
    return ", ".join(parts)


# Lists and filters

_CIRCLES: Mapping[Circle, str] = {
    Circle.INNER: str(QT_TRANSLATE_NOOP("people page", "Inner")),
    Circle.CLOSE: str(QT_TRANSLATE_NOOP("people page", "Close")),
    Circle.ACTIVE: str(QT_TRANSLATE_NOOP("people page", "Active")),
    Circle.WIDE: str(QT_TRANSLATE_NOOP("people page", "Wide")),
}
_SORTS: Mapping[SortBy, str] = {
    SortBy.NAME: str(QT_TRANSLATE_NOOP("people page", "Name")),
    SortBy.CIRCLE: str(QT_TRANSLATE_NOOP("people page", "Circle")),
    SortBy.LAST_CONTACT: str(QT_TRANSLATE_NOOP("people page", "Last contact")),
    SortBy.NEXT_STEP: str(QT_TRANSLATE_NOOP("people page", "Next step")),
}


def circle(value: Circle) -> str:
    return _tr(_CIRCLES[value])


def sort(by: SortBy) -> str:
    """The name of a column to sort by."""
    return _tr(_SORTS[by])


def silent(days: int) -> str:
    """`No contact for 3 months`."""
    if days % 30 == 0:
        if days == 30:
            return _tr("No contact for a month")
        return _tr("No contact for {count} months").format(count=days // 30)
    if days == 1:
        return _tr("No contact for a day")
    return _tr("No contact for {count} days").format(count=days)


# Who was chosen, and what was done


def names(people: Sequence[str], everybody: int | None = None) -> str:
    """`Petra Novak`, `Petra Novak and Kenji Mori`, `Petra Novak, Kenji Mori and 4 others`.

    `everybody` is how many there are when only the first few names are given.
    """
    shown = [text.one_line(name) for name in people]
    total = max(everybody or 0, len(shown))
    if total <= 1:
        return shown[0] if shown else ""
    if total == _MOST_NAMES:
        return _tr("{first} and {second}").format(first=shown[0], second=shown[1])
    others = total - _MOST_NAMES
    if others == 1:
        template = _tr("{first}, {second} and one other")
    else:
        template = _tr("{first}, {second} and {count} others")
    return template.format(first=shown[0], second=shown[1], count=others)


def deleted(who: str, people: int, gone_too: Gone | None) -> str:
    """`Deleted Petra Novak and two follow-ups.`"""
    what = along(gone_too) if gone_too else ""
    if not what:
        return _tr("Deleted {who}.").format(who=who)
    template = (
        _tr("Deleted {who} and {what}.") if people == 1 else _tr("Deleted {who}, with {what}.")
    )
    return template.format(who=who, what=what)


def along(gone_too: Gone) -> str:
    """What went with somebody: `two follow-ups and one talk`."""
    counts = (
        (gone_too.follow_ups, _tr("one follow-up"), _tr("{count} follow-ups")),
        (gone_too.meetings, _tr("one meeting"), _tr("{count} meetings")),
        (gone_too.interactions, _tr("one talk"), _tr("{count} talks")),
    )
    return listed(
        [
            one if count == 1 else many.format(count=text.number(count))
            for count, one, many in counts
            if count
        ]
    )


def listed(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return _tr("{most} and {last}").format(most=", ".join(parts[:-1]), last=parts[-1])


def archived(who: str) -> str:
    return _tr("Archived {who}.").format(who=who)


def brought_back(who: str) -> str:
    return _tr("Brought back {who}.").format(who=who)


def tagged(who: str, tag: str) -> str:
    return _tr("Tagged {who} with “{tag}”.").format(who=who, tag=text.one_line(tag))


def untagged(who: str, tag: str) -> str:
    return _tr("Took “{tag}” off {who}.").format(who=who, tag=text.one_line(tag))


def moved_to(who: str, value: Circle | None) -> str:
    if value is None:
        return _tr("Took {who} out of every circle.").format(who=who)
    return _tr("Moved {who} to {circle}.").format(who=who, circle=circle(value))


def merged(kept: str, other: str) -> str:
    return _tr("Merged {other} into {kept}.").format(
        kept=text.one_line(kept), other=text.one_line(other)
    )


# Two who may be one

_REASONS: Mapping[Likeness, str] = {
    Likeness.EMAIL: str(QT_TRANSLATE_NOOP("people page", "both have {value}")),
    Likeness.PHONE: str(QT_TRANSLATE_NOOP("people page", "both have {value}")),
    Likeness.NAME: str(QT_TRANSLATE_NOOP("people page", "the same name")),
    Likeness.NEAR_NAME: str(QT_TRANSLATE_NOOP("people page", "nearly the same name")),
    Likeness.ORGANISATION: str(QT_TRANSLATE_NOOP("people page", "both at {value}")),
    Likeness.CITY: str(QT_TRANSLATE_NOOP("people page", "both in {value}")),
    Likeness.BIRTHDAY: str(QT_TRANSLATE_NOOP("people page", "the same birthday")),
}


def reasons(given: Sequence[Reason]) -> str:
    """Why two people may be one, as one line."""
    parts = [_tr(_REASONS[one.kind]).format(value=text.one_line(one.value)) for one in given]
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


_FIELDS: Mapping[str, str] = {
    "display_name": str(QT_TRANSLATE_NOOP("people page", "Name")),
    "given": str(QT_TRANSLATE_NOOP("people page", "Given name")),
    "family": str(QT_TRANSLATE_NOOP("people page", "Family name")),
    "additional": str(QT_TRANSLATE_NOOP("people page", "Middle names")),
    "prefix": str(QT_TRANSLATE_NOOP("people page", "Form of address")),
    "suffix": str(QT_TRANSLATE_NOOP("people page", "After the name")),
    "nickname": str(QT_TRANSLATE_NOOP("people page", "Nickname")),
    "organisation": str(QT_TRANSLATE_NOOP("people page", "Organisation")),
    "title": str(QT_TRANSLATE_NOOP("people page", "Title")),
    "standing": str(QT_TRANSLATE_NOOP("people page", "Met or wished")),
    "circle": str(QT_TRANSLATE_NOOP("people page", "Circle")),
    "keep_in_touch": str(QT_TRANSLATE_NOOP("people page", "Keep in touch")),
    "why_connected": str(QT_TRANSLATE_NOOP("people page", "Why stay connected")),
    "how_met": str(QT_TRANSLATE_NOOP("people page", "How you met")),
    "met_on": str(QT_TRANSLATE_NOOP("people page", "Met on")),
    "met_through": str(QT_TRANSLATE_NOOP("people page", "Met through")),
    "birthday": str(QT_TRANSLATE_NOOP("people page", "Birthday")),
    "zone": str(QT_TRANSLATE_NOOP("people page", "Time zone")),
    "languages": str(QT_TRANSLATE_NOOP("people page", "Languages")),
    "city": str(QT_TRANSLATE_NOOP("people page", "City")),
    "country": str(QT_TRANSLATE_NOOP("people page", "Country")),
    "archived": str(QT_TRANSLATE_NOOP("people page", "Archived")),
    "photo": str(QT_TRANSLATE_NOOP("people page", "Photo")),
}
_MOVES: Mapping[str, str] = {
    "points": str(QT_TRANSLATE_NOOP("people page", "ways to reach them")),
    "facts": str(QT_TRANSLATE_NOOP("people page", "facts")),
    "interactions": str(QT_TRANSLATE_NOOP("people page", "talks")),
    "meetings": str(QT_TRANSLATE_NOOP("people page", "meetings")),
    "follow_ups": str(QT_TRANSLATE_NOOP("people page", "follow-ups")),
    "names": str(QT_TRANSLATE_NOOP("people page", "places as a name in an ask")),
    "acquaintances": str(QT_TRANSLATE_NOOP("people page", "acquaintances")),
    "introductions": str(QT_TRANSLATE_NOOP("people page", "introductions")),
}


def field(name: str) -> str:
    """What a field of a person is called."""
    return _tr(_FIELDS[name]) if name in _FIELDS else name


def value(name: str, given: object, name_of: Callable[[int], str]) -> str:
    """What a field holds, as two people are laid side by side; a dash for nothing."""
    if name == "photo":
        return _tr("a photo") if given else "–"
    if given is None or given in ("", ()):
        return "–"
    if isinstance(given, bool):
        return _tr("yes") if given else _tr("no")
    if isinstance(given, Circle):
        return circle(given)
    if name == "standing":
        return _tr("Wished") if str(given) == "wished" else _tr("Met")
    if name == "met_through" and isinstance(given, int):
        return text.one_line(name_of(given))
    if name == "keep_in_touch":
        return _tr("every {count} days").format(count=given) if given else _tr("never")
    if name in ("birthday", "met_on", "languages"):
        from planner.gui.people.detail import words as detail

        if name == "languages":
            return text.one_line(detail.languages(given)) if isinstance(given, tuple) else "–"
        day = str(given)
        return text.one_line(
            detail.birthday(day) if name == "birthday" else detail.part_of_date(day, date.min)
        )
    if isinstance(given, tuple):
        return ", ".join(text.one_line(str(one)) for one in given)
    return text.one_line(str(given))


def moves(counts: Mapping[str, int], other: str) -> str:
    """What of the other goes over: `Jo's talks, follow-ups and acquaintances come along.`"""
    kinds = [_tr(said) for kind, said in _MOVES.items() if counts.get(kind)]
    who = text.one_line(other)
    if not kinds:
        return _tr("Everything {who} has is kept.").format(who=who)
    return _tr("What {who} brings comes along: {what}.").format(who=who, what=listed(kinds))


def told_apart(both: str) -> str:
    return _tr("{both} stay two people.").format(both=both)


# The bin


def gone(step: Step) -> str:
    """Who or what was deleted; a step that deleted many names the first few of them."""
    many = _MANY.fullmatch(step.subject)
    if many:
        first = many[1].split(", ")
        return names(first, len(first) + int(many[2]))
    return text.one_line(step.subject) or _tr("Something without a name")


def gone_when(day: str, gone_too: Gone) -> str:
    """When, and what went along."""
    what = along(gone_too)
    if not what or not gone_too.people:
        return _tr("Deleted {day}").format(day=day)
    return _tr("Deleted {day}, with {what}").format(day=day, what=what)


def restored(what: str, *, left: int) -> str:
    said = _tr("Brought back {what}.").format(what=what)
    if left:
        said += " " + _tr("What it belonged to and is gone was left out.")
    return said
