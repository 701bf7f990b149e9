"""Meetings and their purpose, what happened, and which step may follow which.

A meeting gets beyond `draft` only with a purpose whose review passed for its present texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from planner.domain.errors import RuleError

DEFAULT_MINUTES = 25
"""Their time counts."""

LONGEST_MINUTES = 7 * 24 * 60


class MeetingStatus(StrEnum):
    DRAFT = "draft"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class MeetingFormat(StrEnum):
    COFFEE = "coffee"
    WALK = "walk"
    CALL = "call"
    VIDEO = "video"
    MEAL = "meal"
    EVENT = "event"


class PurposeKind(StrEnum):
    ASK = "ask"
    LEARN = "learn"
    GIVE = "give"
    INTRODUCE = "introduce"
    RECONNECT = "reconnect"
    THANK = "thank"


class Channel(StrEnum):
    MEETING = "meeting"
    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    EVENT = "event"
    LETTER = "letter"


class Feeling(StrEnum):
    """How a talk felt. It is told to nobody but the next plan, and never counted up."""

    ENERGISED = "energised"
    NEUTRAL = "neutral"
    DRAINED = "drained"


class Answer(StrEnum):
    """Whether one got what one came for. It says what to do next, and is never counted up."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not yet"
    NO = "no"


_AGREED = frozenset(
    {
        MeetingStatus.DRAFT,
        MeetingStatus.PLANNED,
        MeetingStatus.PROPOSED,
        MeetingStatus.CONFIRMED,
        MeetingStatus.HELD,
        MeetingStatus.MISSED,
        MeetingStatus.CANCELLED,
    }
)

MEETING_STEPS: Mapping[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.DRAFT: frozenset({MeetingStatus.PLANNED}),
    MeetingStatus.PLANNED: _AGREED - {MeetingStatus.PLANNED},
    MeetingStatus.PROPOSED: _AGREED - {MeetingStatus.PROPOSED},
    MeetingStatus.CONFIRMED: _AGREED - {MeetingStatus.CONFIRMED},
    MeetingStatus.HELD: frozenset(),
    MeetingStatus.MISSED: frozenset(
        {MeetingStatus.DRAFT, MeetingStatus.PLANNED, MeetingStatus.HELD, MeetingStatus.CANCELLED}
    ),
    MeetingStatus.CANCELLED: frozenset({MeetingStatus.DRAFT, MeetingStatus.PLANNED}),
}

TO_COME = frozenset({MeetingStatus.PLANNED, MeetingStatus.PROPOSED, MeetingStatus.CONFIRMED})
"""The statuses of a meeting that has a date and has not been held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord:
    """What the gate said of a purpose: which gate, when, about which texts, and its findings.

    `passed` counts only while `statement`, `why` and `outcome` are still the purpose's texts.
    `findings` and `appeal` are JSON texts, opaque here.
    """

    passed: bool
    gate: str
    at: str
    statement: str
    why: str
    outcome: str
    findings: str = ""
    appeal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a meeting is for; exactly one per meeting. `ask` is the id of the ask it serves."""

    kind: PurposeKind
    statement: str = ""
    why: str = ""
    outcome: str = ""
    give: str = ""
    ask: int | None = None
    review: ReviewRecord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    text: str
    minutes: int = 0
    for_fun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Time with somebody. `starts_at` is UTC, or None while undecided; `zone` is its IANA zone."""

    people: tuple[int, ...]
    starts_at: datetime | None = None
    zone: str = ""
    minutes: int = DEFAULT_MINUTES
    place: str = ""
    link: str = ""
    format: MeetingFormat | None = None
    status: MeetingStatus = MeetingStatus.DRAFT
    agenda: tuple[AgendaItem, ...] = ()
    purpose: Purpose | None = None
    uid: str = ""
    sequence: int = 0
    id: int = 0

    @property
    def ends_at(self) -> datetime | None:
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """Something that happened. `at` is UTC; by its `uid` a calendar knows it again."""

    people: tuple[int, ...]
    at: datetime
    channel: Channel
    summary: str = ""
    fun: str = ""
    felt: Feeling | None = None
    answer: Answer | None = None
    meeting: int | None = None
    uid: str = ""
    id: int = field(default=0)


def passes(purpose: Purpose | None) -> bool:
    """True when the purpose's recorded review passed for its present texts."""
    if purpose is None or purpose.review is None:
        return False
    review = purpose.review
    judged = (review.statement, review.why, review.outcome)
    return review.passed and judged == (purpose.statement, purpose.why, purpose.outcome)


def check_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting when it may be kept in its status, else raise RuleError."""
    if not meeting.people:
        raise RuleError("a meeting needs somebody to meet; nothing was kept")
    if not 1 <= meeting.minutes <= LONGEST_MINUTES:
        raise RuleError("a meeting lasts between one minute and a week; choose another length")
    if meeting.status is MeetingStatus.DRAFT:
        return meeting
    if meeting.starts_at is None:
        raise RuleError("a meeting that is {status} needs a date", status=meeting.status)
    if not passes(meeting.purpose):
        raise RuleError(
            "the gate is still closed: this meeting's purpose has no passed review;"
            " the draft is kept"
        )
    return meeting


def to_utc(text: str, zone: str) -> datetime:
    """The instant of an ISO 8601 date-time, in `zone` unless the text brings its own offset.

    Raises RuleError for a time or a zone that does not exist, and for one the clocks jump over.
    """
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise RuleError(
            "{time} is not a date and time; write it like 2026-12-01T10:00", time=text
        ) from None
    try:
        if typed.tzinfo is not None:
            return _in_the_calendar(typed.astimezone(UTC))
        moment = _in_the_calendar(typed.replace(tzinfo=zone_info(zone)).astimezone(UTC))
        back = moment.astimezone(zone_info(zone)).replace(tzinfo=None)
    except OverflowError:
        raise RuleError(
            "{time} is too far from today to plan for; choose another time", time=text
        ) from None
    if back != typed:
        raise RuleError(
            "{time} does not exist in {zone}: the clocks jump over it; choose another time",
            time=text,
            zone=zone,
        )
    return moment


def _in_the_calendar(moment: datetime) -> datetime:
    """The moment, unless what begins then could end after all time, wherever: OverflowError."""
    _ = moment + timedelta(minutes=LONGEST_MINUTES, days=1)
    return moment


def zone_info(zone: str) -> ZoneInfo:
    """The IANA zone of that name, or RuleError."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise RuleError(
            "{zone} is not a known time zone; write it like Europe/Lisbon", zone=zone
        ) from None
