"""What the Objectives page says: kinds, states, ways, reasons, and words for letting go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import AskKind, AskStatus, MeetingLine, ObjectiveStatus
from planner.gui import ending_words, text
from planner.pursuing import (
    AskView,
    Care,
    CareKind,
    Helper,
    Reason,
    ReasonKind,
    Way,
    WayKind,
)

translate = QCoreApplication.translate
first_name, moment = ending_words.first_name, ending_words.moment
moot, withdrawal = ending_words.moot, ending_words.withdrawal


class Kind(NamedTuple):
    icon: str
    word: str
    of: str
    """As in "For the feedback ask"."""


_KINDS: Mapping[AskKind, Kind] = {
    AskKind.INTRODUCTION: Kind(
        "handshake",
        str(QT_TRANSLATE_NOOP("asks", "Introduction")),
        str(QT_TRANSLATE_NOOP("asks", "For the introduction.")),
    ),
    AskKind.ADVICE: Kind(
        "lightbulb",
        str(QT_TRANSLATE_NOOP("asks", "Advice")),
        str(QT_TRANSLATE_NOOP("asks", "For the advice ask.")),
    ),
    AskKind.FEEDBACK: Kind(
        "chat-circle-text",
        str(QT_TRANSLATE_NOOP("asks", "Feedback")),
        str(QT_TRANSLATE_NOOP("asks", "For the feedback ask.")),
    ),
    AskKind.DECISION: Kind(
        "scales",
        str(QT_TRANSLATE_NOOP("asks", "Decision")),
        str(QT_TRANSLATE_NOOP("asks", "For the decision.")),
    ),
    AskKind.RESOURCE: Kind(
        "package",
        str(QT_TRANSLATE_NOOP("asks", "Resource")),
        str(QT_TRANSLATE_NOOP("asks", "For the resource.")),
    ),
    AskKind.COLLABORATION: Kind(
        "users-three",
        str(QT_TRANSLATE_NOOP("asks", "Collaboration")),
        str(QT_TRANSLATE_NOOP("asks", "For the collaboration.")),
    ),
}

_EXAMPLES: Mapping[AskKind, str] = {
    AskKind.INTRODUCTION: str(
        QT_TRANSLATE_NOOP("asks", "An introduction to one baker who has switched to solar ovens")
    ),
    AskKind.ADVICE: str(
        QT_TRANSLATE_NOOP("asks", "Which of these two leases would you sign, and why?")
    ),
    AskKind.FEEDBACK: str(
        QT_TRANSLATE_NOOP("asks", "Which sentence of this page made you stop reading?")
    ),
    AskKind.DECISION: str(QT_TRANSLATE_NOOP("asks", "A yes or no on two stalls in the May market")),
    AskKind.RESOURCE: str(QT_TRANSLATE_NOOP("asks", "Your workshop for one Saturday in March")),
    AskKind.COLLABORATION: str(
        QT_TRANSLATE_NOOP("asks", "One talk given together at the June growers’ meeting")
    ),
}

_STATES: Mapping[AskStatus, tuple[str, str]] = {
    AskStatus.OPEN: (str(QT_TRANSLATE_NOOP("asks", "Open")), ""),
    AskStatus.IN_PROGRESS: (str(QT_TRANSLATE_NOOP("asks", "Asked")), "chat-circle-text"),
    AskStatus.GRANTED: (str(QT_TRANSLATE_NOOP("asks", "Granted")), "check"),
    AskStatus.DECLINED: (str(QT_TRANSLATE_NOOP("asks", "Declined")), "x"),
    AskStatus.WITHDRAWN: (str(QT_TRANSLATE_NOOP("asks", "Withdrawn")), "arrow-u-up-left"),
}

_GOALS: Mapping[ObjectiveStatus, str] = {
    ObjectiveStatus.ACTIVE: str(QT_TRANSLATE_NOOP("objectives", "Working towards")),
    ObjectiveStatus.PAUSED: str(QT_TRANSLATE_NOOP("objectives", "Paused")),
    ObjectiveStatus.ACHIEVED: str(QT_TRANSLATE_NOOP("objectives", "Achieved")),
    ObjectiveStatus.DROPPED: str(QT_TRANSLATE_NOOP("objectives", "Let go")),
}

ASK_ENDS = frozenset({AskStatus.GRANTED, AskStatus.DECLINED, AskStatus.WITHDRAWN})


# Asks


def kind_icon(kind: AskKind) -> str:
    return _KINDS[kind].icon


def kind(kind_: AskKind) -> str:
    return translate("asks", _KINDS[kind_].word)


def example(kind_: AskKind) -> str:
    """A placeholder: what such an ask may read like."""
    return translate("asks", _EXAMPLES[kind_])


def ask_state(status: AskStatus, *, ready: bool) -> tuple[str, str, str]:
    """The words, look and icon of the chip of an ask."""
    if status in ASK_ENDS:
        word, icon = _STATES[status]
        return translate("asks", word), "plain", icon
    if ready:
        return translate("asks", "Ready to ask"), "clear", "check"
    return translate("asks", "Still too open"), "open", "circle-half"


def ask_status(status: AskStatus) -> str:
    return translate("asks", _STATES[status][0])


def spoken_ask(view: AskView, today: date) -> str:
    """An ask as a screen reader reads its card."""
    ask = view.ask
    parts = [kind(ask.kind), ask_state(ask.status, ready=view.ready)[0], text.one_line(ask.text)]
    if ask.by:
        parts.append(by(date.fromisoformat(ask.by), today))
    return ", ".join([*parts, *(text.one_line(slot.name) for slot in view.names)])


def way(way_: Way | None, name: str) -> str:
    """How I get to somebody, in words; empty while it is not known."""
    if way_ is None:
        return ""
    if way_.kind is WayKind.NONE:
        return translate("ways", "No way in yet")
    if way_.kind is WayKind.THROUGH:
        return translate("ways", "Through {name}").format(name=first_name(way_.through_name))
    return translate("ways", "You know {name}").format(name=first_name(name))


# Days


def long_day(value: date, today: date) -> str:
    """`30 October`, with the year where it is another than this one."""
    month = "d. MMMM" if QLocale().language() == QLocale.Language.German else "d MMMM"
    year = "" if value.year == today.year else " yyyy"
    return QLocale().toString(QDate(value.year, value.month, value.day), month + year)


def by(value: date, today: date) -> str:
    """`by 30 October`."""
    return translate("days", "by {day}").format(day=long_day(value, today))


def date_with_year(value: date) -> str:
    """`15 Dec 2026`."""
    month = "d. MMM yyyy" if QLocale().language() == QLocale.Language.German else "d MMM yyyy"
    return QLocale().toString(QDate(value.year, value.month, value.day), month)


def meeting(line: MeetingLine, today: date) -> str:
    """When a meeting is, or that it still waits."""
    if line.status is MeetingStatus.DRAFT:
        return translate("meetings", "Waiting at the gate")
    when = moment(line.starts_at, today) if line.starts_at else ""
    if line.status is MeetingStatus.HELD:
        day = long_day(line.starts_at.astimezone().date(), today) if line.starts_at else ""
        return translate("meetings", "You met on {day}").format(day=day) if day else ""
    return when or translate("meetings", "No day yet")


def people(line: MeetingLine) -> str:
    return ", ".join(text.one_line(name) for _, name in line.people)


# Who could help


def helpers_for(kind_: AskKind) -> str:
    said = translate("asks", _KINDS[kind_].of)
    return said + " " + translate("helpers", "Drag someone onto a name, or choose Add.")


def work(helper: Helper) -> str:
    return ", ".join(filter(None, map(text.one_line, (helper.title, helper.organisation))))


def reason(one: Reason) -> str:
    """A recorded fact as a sentence; what was typed stays as it was typed."""
    said, about = one.text.strip(), text.one_line(one.about_name)
    if one.kind is ReasonKind.TITLE:
        return translate("helpers", "By their work: {what}").format(what=said)
    if one.kind is ReasonKind.KNOWS:
        if not about:
            return translate("helpers", "Leads on to somebody you wish to meet")
        if said:
            return translate("helpers", "Knows {name}: {how}").format(name=about, how=said)
        return translate("helpers", "Knows {name}").format(name=about)
    if one.kind is ReasonKind.WORTH_ASKING:
        if about:
            template = translate("helpers", "Is at {place}, as {name} is")
            return template.format(place=said, name=first_name(about))
        return translate("helpers", "Is at {place}").format(place=said)
    return said


def care(one: Care, today: date) -> str:
    """Why to ask somebody else first, without a raised finger."""
    day = text.day(date.fromisoformat(one.day), today) if one.day else ""
    if one.kind is CareKind.I_OWE_LATE:
        if day:
            template = translate("helpers", "You still owe them: {what} (was due {day})")
            return template.format(what=one.text, day=day)
        return translate("helpers", "You still owe them: {what}").format(what=one.text)
    return translate("helpers", "You have asked them already: {what}").format(what=one.text)


# Objectives


def goal_state(status: ObjectiveStatus) -> str:
    return translate("objectives", _GOALS[status])


def done(title: str, status: ObjectiveStatus | AskStatus | None) -> str:
    """What was just done, for the bar that offers to undo it."""
    name = _short(title)
    templates = {
        ObjectiveStatus.ACTIVE: translate("objectives", "Working towards {name} again."),
        ObjectiveStatus.PAUSED: translate("objectives", "Paused {name}."),
        ObjectiveStatus.ACHIEVED: translate("objectives", "Achieved: {name}."),
        ObjectiveStatus.DROPPED: translate("objectives", "Let go of {name}."),
        AskStatus.OPEN: translate("asks", "Open again: {name}."),
        AskStatus.IN_PROGRESS: translate("asks", "Asked: {name}."),
        AskStatus.GRANTED: translate("asks", "Granted: {name}."),
        AskStatus.DECLINED: translate("asks", "Declined: {name}."),
        AskStatus.WITHDRAWN: translate("asks", "Withdrawn: {name}."),
        None: translate("objectives", "Deleted {name}."),
    }
    return templates[status].format(name=name)


def taken_away(name: str) -> str:
    return translate("asks", "Took {name} out of the names.").format(name=_short(name))


def _short(words: str) -> str:
    line = text.one_line(words).rstrip(".")
    return line if len(line) <= 60 else line[:59].rstrip() + "…"
