"""What the wizard says, put together from data; all of it plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from planner.domain.meetings import Meeting, MeetingFormat, PurposeKind
from planner.domain.objectives import AskKind
from planner.domain.people import FactKind
from planner.gate import Criterion
from planner.gui import text
from planner.planning import (
    Companion,
    Gate,
    Ground,
    GroundKind,
    Plan,
    Present,
    Step,
    Tie,
    starts_as,
)

translate = QCoreApplication.translate
_NAMED = 2
"""So many asks of which somebody is one of the names are told."""

_KINDS: Mapping[PurposeKind, tuple[str, str]] = {
    PurposeKind.ASK: ("hand-palm", str(QT_TRANSLATE_NOOP("wizard", "Ask"))),
    PurposeKind.LEARN: ("lightbulb", str(QT_TRANSLATE_NOOP("wizard", "Learn"))),
    PurposeKind.GIVE: ("gift", str(QT_TRANSLATE_NOOP("wizard", "Give"))),
    PurposeKind.INTRODUCE: ("handshake", str(QT_TRANSLATE_NOOP("wizard", "Introduce"))),
    PurposeKind.RECONNECT: ("hand-waving", str(QT_TRANSLATE_NOOP("wizard", "Reconnect"))),
    PurposeKind.THANK: ("heart", str(QT_TRANSLATE_NOOP("wizard", "Thank"))),
}
_ASKS: Mapping[AskKind, tuple[str, str]] = {
    AskKind.INTRODUCTION: ("handshake", str(QT_TRANSLATE_NOOP("asks", "Introduction"))),
    AskKind.ADVICE: ("lightbulb", str(QT_TRANSLATE_NOOP("asks", "Advice"))),
    AskKind.FEEDBACK: ("chat-circle-text", str(QT_TRANSLATE_NOOP("asks", "Feedback"))),
    AskKind.DECISION: ("scales", str(QT_TRANSLATE_NOOP("asks", "Decision"))),
    AskKind.RESOURCE: ("package", str(QT_TRANSLATE_NOOP("asks", "Resource"))),
    AskKind.COLLABORATION: ("users-three", str(QT_TRANSLATE_NOOP("asks", "Collaboration"))),
}
_FORMATS: Mapping[MeetingFormat, tuple[str, str]] = {
    MeetingFormat.COFFEE: ("coffee", str(QT_TRANSLATE_NOOP("wizard", "Coffee"))),
    MeetingFormat.WALK: ("person-simple-walk", str(QT_TRANSLATE_NOOP("wizard", "Walk"))),
    MeetingFormat.CALL: ("phone", str(QT_TRANSLATE_NOOP("wizard", "Call"))),
    MeetingFormat.VIDEO: ("video-camera", str(QT_TRANSLATE_NOOP("wizard", "Video"))),
    MeetingFormat.MEAL: ("fork-knife", str(QT_TRANSLATE_NOOP("wizard", "Meal"))),
    MeetingFormat.EVENT: ("ticket", str(QT_TRANSLATE_NOOP("wizard", "Event"))),
}
_FACTS: Mapping[FactKind, str] = {
    FactKind.INTEREST: str(QT_TRANSLATE_NOOP("wizard", "Cares about")),
    FactKind.FAMILY: str(QT_TRANSLATE_NOOP("wizard", "Family")),
    FactKind.WORKS_ON: str(QT_TRANSLATE_NOOP("wizard", "Works on")),
    FactKind.NEEDS: str(QT_TRANSLATE_NOOP("wizard", "Needs")),
    FactKind.CAN_HELP_WITH: str(QT_TRANSLATE_NOOP("wizard", "Can help with")),
    FactKind.AVOID: str(QT_TRANSLATE_NOOP("wizard", "Better avoided")),
}


def kind(one: PurposeKind) -> tuple[str, str]:
    """The icon and the word."""
    icon, word = _KINDS[one]
    return icon, translate("wizard", word)


def ask_kind(one: AskKind) -> tuple[str, str]:
    icon, word = _ASKS[one]
    return icon, translate("asks", word)


def format_(one: MeetingFormat) -> tuple[str, str]:
    icon, word = _FORMATS[one]
    return icon, translate("wizard", word)


def fact_kind(one: FactKind) -> str:
    return translate("wizard", _FACTS[one])


def these_say(criterion: Criterion) -> str:
    """What words can be said to say, when they are pointed at."""
    return {
        Criterion.ACT: translate("wizard", "These words say what will happen"),
        Criterion.OBJECT: translate("wizard", "These words say what it is about"),
        Criterion.FIT: translate("wizard", "These words say why it is them"),
        Criterion.END: translate("wizard", "These words say how I’ll know"),
    }[criterion]


# Who is met


def first(plan: Plan) -> str:
    """What the one who is met is called in a sentence; several are "they"."""
    if len(plan.people) != 1:
        return ""
    from planner.domain.people import split_name

    name = text.one_line(plan.people[0].name)[:60]
    return split_name(name)[0] or name


def everybody(plan: Plan) -> str:
    return text.listed([text.one_line(row.name)[:80] for row in plan.people])


def title(plan: Plan) -> str:
    """What the window is called."""
    who = everybody(plan)
    if not who:
        return translate("wizard", "Plan a meeting")
    if plan.dated:
        return translate("wizard", "Meeting with {who}").format(who=who)
    return translate("wizard", "Plan a meeting with {who}").format(who=who)


def verdict(plan: Plan, gate: Gate) -> tuple[str, str]:
    """What the gate says, and when it opens or why it is open."""
    who = first(plan)
    if gate.open:
        why = translate(
            "wizard", "{who} could act on this today. That’s a kind thing to hand someone."
        )
        they = translate(
            "wizard", "They could act on this today. That’s a kind thing to hand someone."
        )
        return translate("wizard", "The gate is open"), why.format(who=who) if who else they
    why = translate("wizard", "It opens when {who} could read your ask once and know what to do.")
    they = translate("wizard", "It opens when they could read your ask once and know what to do.")
    return translate("wizard", "The gate is still closed"), why.format(who=who) if who else they


def question(plan: Plan) -> str:
    """The heading of the Ask step."""
    who = first(plan) or translate("wizard", "them")
    template = {
        PurposeKind.ASK: translate("wizard", "What do you need from {who}?"),
        PurposeKind.LEARN: translate("wizard", "What do you want to learn from {who}?"),
        PurposeKind.GIVE: translate("wizard", "What do you bring {who}?"),
        PurposeKind.INTRODUCE: translate("wizard", "Whom do you bring {who} together with?"),
        PurposeKind.RECONNECT: translate("wizard", "What do you want to hear from {who}?"),
        PurposeKind.THANK: translate("wizard", "What do you thank {who} for?"),
    }[plan.purpose.kind]
    return template.format(who=who)


def statement_label(one: PurposeKind) -> str:
    if one is PurposeKind.ASK:
        return translate("wizard", "Your ask")
    return translate("wizard", "What this meeting is for")


# The steps on the rail


def lasting(minutes: int) -> str:
    if minutes == 1:
        return translate("wizard", "1 minute")
    return translate("wizard", "{minutes} minutes").format(minutes=minutes)


def talked(minutes: int) -> str:
    return translate("wizard", "{minutes}, in order").format(minutes=lasting(minutes))


def step_next(step: Step) -> str:
    """Where Next leads."""
    return {
        Step.WHO: translate("wizard", "Next: why them"),
        Step.WHY: translate("wizard", "Next: what you ask"),
        Step.ASK: translate("wizard", "Next: what you can give"),
        Step.GIVE: translate("wizard", "Next: what to talk about"),
        Step.TALK: translate("wizard", "Next: when and where"),
        Step.WHEN: translate("wizard", "Plan the meeting"),
    }[step]


def why_not(plan: Plan, gate: Gate, notes: int) -> str:
    """Why Next is off at Ask, in words."""
    if gate.open:
        return ""
    purpose = plan.purpose
    statement, why, outcome = gate.review.texts
    if not purpose.statement.strip():
        if purpose.kind is not PurposeKind.ASK:
            return translate("wizard", "Next opens once it says what you meet for.")
        return translate("wizard", "Next opens once your ask is written.")
    if not purpose.outcome.strip() and statement.specific:
        return translate("wizard", "Next opens once it says what you’ll have afterwards.")
    if statement.specific and outcome.specific:
        if not why.specific:
            who = first(plan) or translate("wizard", "them")
            return translate("wizard", "Why {who} is still too open: it is step two.").format(
                who=who
            )
        return translate("wizard", "The ask it serves is still too open.")
    if notes == 1:
        return translate("wizard", "Next opens once the note is settled.")
    if notes > 1:
        template = translate("wizard", "Next opens once the {count} notes are settled.")
        return template.format(count=text.number(notes))
    return translate("wizard", "Next opens once the notes are settled.")


# People


def last_contact(one: Companion, today: date) -> str:
    """`You last spoke on 2 October, about the pilot report.`"""
    if one.last_contact is None:
        if one.wished:
            return translate("wizard", "Not met yet.")
        return translate("wizard", "You have not spoken yet.")
    day = text.long_day(one.last_contact.astimezone().date(), today)
    about = text.one_line(one.last.summary if one.last else "").rstrip(".")
    if about:
        about = text.sentence(about if len(about) <= 90 else about[:89].rstrip() + "…")
        return translate("wizard", "You last spoke on {day}: {about}").format(day=day, about=about)
    return translate("wizard", "You last spoke on {day}.").format(day=day)


def promise(what: str, due: str, today: date) -> str:
    """A promise and its day, late ones without a raised finger."""
    line = text.one_line(what).rstrip(".")
    if not due:
        return line
    day = date.fromisoformat(due)
    said = text.day(day, today, weekday=abs((day - today).days) < 7)
    if day < today:
        return translate("wizard", "{what} (was due {day})").format(what=line, day=said)
    return translate("wizard", "{what} (by {day})").format(what=line, day=said)


def stands_open(one: Companion, today: date) -> list[tuple[str, str]]:
    """Icons and lines: when they are met anyway, and the asks they are one of the names of."""
    found = []
    if one.meets:
        when = day_and_time(starts_as(one.meets, one.meets_zone), today)
        line = translate("wizard", "You meet {who} anyway: {when}")
        found.append(("calendar-blank", line.format(who=one.first, when=when)))
    for named in one.named_in[:_NAMED]:
        line = translate("wizard", "One of the names for: {ask}")
        ask = text.one_line(named.ask_text).rstrip(".")
        found.append(("target", line.format(ask=ask if len(ask) <= 120 else ask[:119] + "…")))
    return found


def cares(one: Companion, today: date, besides: str = "") -> list[str]:
    """Why to give first, or to ask somebody else."""
    found = []
    if one.drained:
        template = translate(
            "wizard",
            "The last three times left you tired. What would make this one lighter:"
            " shorter, a walk, or a message to {who} instead?",
        )
        found.append(template.format(who=one.first))
    if one.late:
        what = promise(*one.late, today)
        found.append(
            translate(
                "wizard", "You owe {who} something that is late: {what}. Bring it first."
            ).format(who=one.first, what=what)
        )
    if one.asked and one.asked[0] != besides:
        asked = text.one_line(one.asked[0]).rstrip(".")
        found.append(
            translate(
                "wizard",
                "{who} has something open for you already: {what}."
                " Give first, or ask somebody else.",
            ).format(who=one.first, what=asked)
        )
    return found


# Reasons


def ground(one: Ground, who: str, today: date) -> tuple[str, str]:
    """A reason as a row: what it is, and the fact it rests on."""
    what, more = text.one_line(one.text).rstrip("."), text.one_line(one.more).rstrip(".")
    if one.kind is GroundKind.I_PROMISED:
        return translate("wizard", "You promised {who}").format(who=who), what
    if one.kind is GroundKind.THEY_PROMISED:
        return translate("wizard", "{who} promised you").format(who=who), what
    if one.kind is GroundKind.NEED:
        head = translate("wizard", "{who} needs {what}").format(
            who=who, what=text.sentence_part(what)
        )
        if one.other:
            template = translate("wizard", "{other} can help with: {more}")
            other = text.one_line(one.other)
            return head, template.format(other=other, more=more)
        return head, translate("wizard", "You have: {more}").format(more=more)
    if one.kind is GroundKind.LAST_TIME:
        day = text.long_day(one.at.astimezone().date(), today) if one.at else ""
        return translate("wizard", "When you last spoke, on {day}").format(day=day), what
    head = translate("wizard", "Could help with: {ask}").format(ask=what)
    return head, more


def ground_as_why(one: Ground, who: str, today: date) -> str:
    """The fact as it may stand in the why, to be gone on from."""
    what, more = text.one_line(one.text).rstrip("."), text.one_line(one.more).rstrip(".")
    part = text.sentence_part
    if one.kind is GroundKind.I_PROMISED:
        template = translate("wizard", "I promised {who} this, and it is still open: {what}.")
    elif one.kind is GroundKind.THEY_PROMISED:
        template = translate("wizard", "{who} promised me this, and it is still open: {what}.")
    elif one.kind is GroundKind.NEED:
        template = translate("wizard", "{who} needs {what}.")
    elif one.kind is GroundKind.LAST_TIME:
        day = text.long_day(one.at.astimezone().date(), today) if one.at else ""
        template = translate("wizard", "When we spoke on {day} it was about this: {what}.")
        return template.format(day=day, what=what)
    elif one.kind is GroundKind.NAMED:
        return text.sentence(more)
    else:
        template = translate("wizard", "{who} can help with this: {what}.")
        return template.format(who=who, what=more)
    return template.format(who=who, what=part(what))


def ground_kind(one: Ground) -> PurposeKind | None:
    """The kind of meeting a reason makes for."""
    return {
        GroundKind.I_PROMISED: PurposeKind.GIVE,
        GroundKind.NEED: PurposeKind.INTRODUCE if one.other else PurposeKind.GIVE,
        GroundKind.ASK: PurposeKind.ASK,
        GroundKind.NAMED: PurposeKind.ASK,
        GroundKind.LAST_TIME: PurposeKind.RECONNECT,
    }.get(one.kind)


# Names and gifts


def tie(one: Tie, who: str) -> str:
    """How somebody who is met stands to a name."""
    return {
        Tie.KNOWS_WELL: translate("wizard", "{who} knows them well"),
        Tie.KNOWS: translate("wizard", "{who} knows them"),
        Tie.MAY_KNOW: translate("wizard", "{who} may know them"),
        Tie.NONE: translate("wizard", "Worth a try"),
    }[one].format(who=who)


def present(one: Present, who: str) -> tuple[str, str]:
    """A suggestion of what to bring: the need, and what meets it."""
    need = translate("wizard", "{who} needs {need}").format(
        who=who, need=text.sentence_part(one.need)
    )
    offer = text.one_line(one.offer).rstrip(".")
    if one.helper:
        template = translate("wizard", "{name} can help with: {offer}")
        return need, template.format(name=text.one_line(one.helper_name), offer=offer)
    return need, translate("wizard", "You have: {offer}").format(offer=offer)


def present_as_gift(one: Present) -> str:
    """The same as it may stand among what I bring."""
    offer = text.sentence(one.offer)
    if one.helper:
        template = translate("wizard", "An introduction to {name}: {offer}")
        return (
            template.format(name=text.one_line(one.helper_name), offer=text.sentence_part(offer))
            + "."
        )
    return offer


# When


def ahead(minutes: int) -> str:
    """`an hour before`: when one is reminded of a meeting."""
    if minutes == 0:
        return translate("wizard", "when it begins")
    if minutes == 1:
        return translate("wizard", "a minute before")
    if minutes == 60:
        return translate("wizard", "an hour before")
    if minutes == 1440:
        return translate("wizard", "a day before")
    for size, many in (
        (1440, translate("wizard", "{count} days before")),
        (60, translate("wizard", "{count} hours before")),
    ):
        if minutes % size == 0:
            return many.format(count=minutes // size)
    return translate("wizard", "{count} minutes before").format(count=minutes)


def day_and_time(local: datetime, today: date) -> str:
    """`Fri 16 Oct, 14:30`."""
    return f"{text.day(local.date(), today)}, {text.clock(local)}"


def city(there: datetime) -> str:
    """Where it is that time: `Lisbon`, of `Europe/Lisbon`."""
    return str(getattr(there.tzinfo, "key", "")).rpartition("/")[2].replace("_", " ")


def day_and_time_there(there: datetime, today: date) -> str:
    """`Fri 16 Oct, 14:30`, and in which city where the clocks are not those here."""
    said = day_and_time(there, today)
    same = there.utcoffset() == there.astimezone().utcoffset()
    return said if same else f"{said}, {city(there)}"


def in_their_zone(who: str, mine: datetime, theirs: datetime) -> str:
    """`13:30 for Ana, in Lisbon`, with the day where it is another."""
    place = city(theirs)
    at = text.clock(theirs)
    if theirs.date() != mine.date():
        at = f"{QLocale().dayName(theirs.isoweekday())} {at}"
    return translate("wizard", "{time} for {who}, in {place}").format(time=at, who=who, place=place)


def conflict(meeting: Meeting, names: Sequence[str], local: datetime, ends: datetime) -> str:
    """`At that time you have a meeting with Petra Novak: 14:30 to 14:55.`"""
    return translate("wizard", "At that time you meet {who}: {start} to {end}.").format(
        who=text.listed([text.one_line(name) for name in names]),
        start=text.clock(local),
        end=text.clock(ends),
    )
