"""The message that goes with an invitation, or takes the place of the meeting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from planner.domain.meetings import Meeting, MeetingFormat
from planner.gui import text
from planner.gui.wizard import words
from planner.planning import Plan, in_their_zone, is_said_to, starts_as

translate = QCoreApplication.translate
_SUBJECT = 78


def when(local: datetime, meeting: Meeting, today: date) -> str:
    """`Fri 16 Oct, 14:30 to 14:55, Café Blom`."""
    ends = local + timedelta(minutes=meeting.minutes)
    line = translate("wizard", "{day}, {start} to {end}").format(
        day=text.day(local.date(), today), start=text.clock(local), end=text.clock(ends)
    )
    where = text.one_line(meeting.place or meeting.link)
    return f"{line}, {where}" if where else line


def subject(plan: Plan) -> str:
    """The purpose, as long as a subject may be."""
    line = text.one_line(plan.purpose.statement)
    if len(line) <= _SUBJECT:
        return line
    return line[: _SUBJECT - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def invitation(plan: Plan, me: str, today: date) -> tuple[str, str]:
    """Subject and text; the first sentence is what it is about, even of a new time."""
    meeting = plan.meeting
    assert meeting.starts_at
    local = starts_as(meeting.starts_at, meeting.zone)
    template = translate("wizard", "{what}, {minutes}: {when}.")
    if plan.has_moved:
        template = translate("wizard", "There is a new time. {what}, {minutes}: {when}.")
    minutes = template.format(
        what=_what(meeting),
        minutes=words.lasting(meeting.minutes),
        when=when(local, meeting, today),
    )
    parts = [
        _greeting(plan),
        _opening(plan),
        " ".join(filter(None, (minutes, _their_time(plan)))),
        _agenda(meeting, besides=plan.purpose.statement),
        translate("wizard", "Another day is fine, and so is a no."),
        me,
    ]
    return subject(plan), "\n\n".join(filter(None, parts))


def message(plan: Plan, me: str) -> tuple[str, str]:
    """The purpose as three lines of mail: no meeting needed."""
    parts = [
        _greeting(plan),
        _opening(plan),
        translate("wizard", "A line is enough. Thank you, and a no is fine, too."),
        me,
    ]
    return subject(plan), "\n\n".join(filter(None, parts))


def cancellation(plan: Plan, me: str, today: date) -> tuple[str, str]:
    """That a meeting is off, without many words."""
    meeting = plan.meeting
    assert meeting.starts_at
    local = starts_as(meeting.starts_at, meeting.zone)
    off = translate("wizard", "Our meeting is off: {when}. I am sorry for the trouble.")
    parts = [
        _greeting(plan),
        off.format(when=when(local, meeting, today)),
        translate("wizard", "You have the time back, and I will write when there is a better day."),
        me,
    ]
    head = translate("wizard", "Off: {subject}").format(subject=subject(plan))
    return head, "\n\n".join(filter(None, parts))


def _their_time(plan: Plan) -> str:
    """What their clock will show, where that is another time."""
    meeting = plan.meeting
    assert meeting.starts_at
    for person in plan.store.people.get_many(list(meeting.people[:1])):
        theirs = in_their_zone(meeting.starts_at, person.zone, meeting.zone)
        if theirs is not None:
            place = person.zone.rpartition("/")[2].replace("_", " ")
            line = translate("wizard", "With you in {place} it is {time} then.")
            return line.format(place=place, time=text.clock(theirs))
    return ""


def _greeting(plan: Plan) -> str:
    who = words.first(plan)
    if not who:
        return translate("messages", "Hello,")
    return translate("messages", "Dear {name},").format(name=who)


def _opening(plan: Plan) -> str:
    """The purpose as they can read it; one that is written of them, not to them, is led in to."""
    said = text.sentence(plan.purpose.statement)
    said = said[:1].upper() + said[1:]
    if is_said_to(words.first(plan), said):
        return said
    return translate("wizard", "Here is what I am after: {purpose}").format(purpose=said)


def _agenda(meeting: Meeting, besides: str) -> str:
    """What is talked about, `besides` what the message says already."""
    said = text.one_line(besides)
    lines = [
        f"– {text.one_line(item.text)}"
        + (
            translate("wizard", " ({minutes} min)").format(minutes=item.minutes)
            if item.minutes
            else ""
        )
        for item in meeting.agenda
        if item.text.strip() and not item.for_fun and text.one_line(item.text) != said
    ]
    return "\n".join(lines)


def _what(meeting: Meeting) -> str:
    return {
        MeetingFormat.COFFEE: translate("wizard", "A coffee"),
        MeetingFormat.WALK: translate("wizard", "A walk"),
        MeetingFormat.CALL: translate("wizard", "A call"),
        MeetingFormat.VIDEO: translate("wizard", "A video call"),
        MeetingFormat.MEAL: translate("wizard", "A meal"),
        MeetingFormat.EVENT: translate("wizard", "An event"),
        None: translate("wizard", "A meeting"),
    }[meeting.format]
