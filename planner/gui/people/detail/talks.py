"""What is said of the talks with one person, past and to come; all of it plain text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from planner.domain.meetings import Answer, Channel, MeetingFormat, MeetingStatus
from planner.domain.person_pages import ComingMeeting, HistoryItem, NamedIn
from planner.gui import text

translate = QCoreApplication.translate

_CHANNELS: Mapping[Channel, tuple[str, str]] = {
    Channel.MEETING: (str(QT_TRANSLATE_NOOP("person pane", "Meeting")), "coffee"),
    Channel.CALL: (str(QT_TRANSLATE_NOOP("person pane", "Call")), "phone"),
    Channel.EMAIL: (str(QT_TRANSLATE_NOOP("person pane", "Email")), "envelope-simple"),
    Channel.MESSAGE: (str(QT_TRANSLATE_NOOP("person pane", "Message")), "chat-circle"),
    Channel.EVENT: (str(QT_TRANSLATE_NOOP("person pane", "Event")), "users-three"),
    Channel.LETTER: (str(QT_TRANSLATE_NOOP("person pane", "Letter")), "envelope-open"),
}
_FORMATS: Mapping[MeetingFormat, tuple[str, str]] = {
    MeetingFormat.COFFEE: (str(QT_TRANSLATE_NOOP("person pane", "Coffee")), "coffee"),
    MeetingFormat.WALK: (str(QT_TRANSLATE_NOOP("person pane", "Walk")), "person-simple-walk"),
    MeetingFormat.CALL: (str(QT_TRANSLATE_NOOP("person pane", "Call")), "phone"),
    MeetingFormat.VIDEO: (str(QT_TRANSLATE_NOOP("person pane", "Video call")), "video-camera"),
    MeetingFormat.MEAL: (str(QT_TRANSLATE_NOOP("person pane", "Meal")), "fork-knife"),
    MeetingFormat.EVENT: (str(QT_TRANSLATE_NOOP("person pane", "Event")), "users-three"),
}


def channel(value: Channel) -> str:
    return translate("person pane", _CHANNELS[value][0])


def channel_icon(value: Channel) -> str:
    return _CHANNELS[value][1]


def happened(item: HistoryItem) -> tuple[str, str]:
    """What kind of talk it was, in a word and as an icon."""
    if item.format is not None:
        word, icon = _FORMATS[item.format]
    else:
        word, icon = _CHANNELS[item.channel or Channel.MEETING]
    return translate("person pane", word), icon


def line(item: HistoryItem) -> str:
    """What is said of something that happened: its summary, else what it was."""
    if item.summary.strip():
        return item.summary
    word = happened(item)[0]
    if item.statement.strip():
        return f"{word}. {text.one_line(item.statement)}"
    return word + "."


def more(item: HistoryItem) -> str:
    """Whether it brought what one came for, what was fun, and who else was there."""
    parts = []
    if item.answer:
        parts.append(_came_of_it(item, item.answer))
    if item.fun.strip():
        fun = text.one_line(item.fun)
        parts.append(translate("person pane", "Fun: {what}").format(what=text.sentence(fun)))
    if item.others:
        names = text.listed([text.one_line(one.name) for one in item.others[:5]])
        parts.append(translate("person pane", "With {names}.").format(names=names))
    return " ".join(parts)


_ANSWERS: Mapping[Answer, str] = {
    Answer.YES: str(QT_TRANSLATE_NOOP("person pane", "You got it.")),
    Answer.PARTLY: str(QT_TRANSLATE_NOOP("person pane", "You got part of it.")),
    Answer.NOT_YET: str(QT_TRANSLATE_NOOP("person pane", "You do not have it yet.")),
    Answer.NO: str(QT_TRANSLATE_NOOP("person pane", "You did not get it.")),
}


def _came_of_it(item: HistoryItem, answer: Answer) -> str:
    """What one came with, unless that is what is said of the talk, and whether one got it."""
    said = translate("person pane", _ANSWERS[answer])
    came_with = text.one_line(item.statement)
    if not came_with or came_with == text.one_line(line(item)):
        return said
    return translate("person pane", "You came with: “{purpose}” {answer}").format(
        purpose=came_with, answer=said
    )


def coming(meeting: ComingMeeting, today: date) -> tuple[str, str]:
    """A meeting to come or that was missed: when, and what it is for."""
    purpose = text.one_line(meeting.statement)
    if meeting.starts_at is None:
        return translate("person pane", "Not planned yet"), purpose
    at = meeting.starts_at.astimezone()
    if meeting.status is MeetingStatus.MISSED:
        missed = translate("person pane", "Missed on {day}, so find another day")
        return missed.format(day=text.day(at.date(), today)), purpose
    return f"{text.day(at.date(), today)}, {text.clock(at)}", purpose


def named_in(one: NamedIn) -> str:
    return translate("person pane", "One of three names for: {ask}").format(
        ask=text.one_line(one.ask_text)
    )
