"""What Today shows, as frozen values, and the rules that choose it.

Nothing here knows the file or the clock: `planner.daybook` asks the one and is given the other.
Moments are aware and in the zone of the wall clock; sentences are the window's business, so words
that depend on a language come as codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zlib import crc32

from planner.domain.giving import alike
from planner.domain.meetings import MeetingFormat, MeetingStatus, PurposeKind
from planner.domain.objectives import Ask, AskStatus, Name, Objective, ObjectiveStatus
from planner.domain.paths import Path

SHOWN = 3
"""How many of each kind Today shows: it is a day, not a list."""

DAYS_AHEAD = 7
"""From today on; so that the name of a weekday says which one."""

REST_DAYS = 30
"""How long a suggestion rests after "Not now"."""

_ALL_DAY = timedelta(hours=6)
"""What goes on longer than this, a conference say, does not stand before the next talk."""


# Days in words


class DayWord(StrEnum):
    """How a day is called, seen from today."""

    NONE = "none"
    YESTERDAY = "yesterday"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEKDAY = "weekday"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Due:
    """A day and how to call it; `late` when it is over ("was due Sunday"). No day: `NONE`."""

    day: date | None = None
    word: DayWord = DayWord.NONE
    late: bool = False


_NEAR = {-1: DayWord.YESTERDAY, 0: DayWord.TODAY, 1: DayWord.TOMORROW}


def due(day: date | None, today: date) -> Due:
    """A weekday is named when there is only one such day near: less than a week away."""
    if day is None:
        return Due()
    away = (day - today).days
    far = DayWord.WEEKDAY if abs(away) < DAYS_AHEAD else DayWord.DATE
    return Due(day, _NEAR.get(away, far), late=away < 0)


# Who and what


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody as Today names them. `first` is what one calls them; `wished` is not met yet."""

    id: int
    name: str
    uid: str = ""
    first: str = ""
    title: str = ""
    organisation: str = ""
    wished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """The objective something serves."""

    id: int
    title: str
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A meeting with a date. `ask` is the text of the ask it serves, if any; `objective` is that
    ask's."""

    id: int
    people: tuple[Who, ...]
    starts: datetime
    ends: datetime
    status: MeetingStatus
    format: MeetingFormat | None = None
    place: str = ""
    link: str = ""
    kind: PurposeKind | None = None
    statement: str = ""
    ask: str = ""
    outcome: str = ""
    give: str = ""
    objective: Aim | None = None
    begun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An open follow-up."""

    id: int
    who: Who
    text: str
    due: Due
    time: str = ""


@dataclass(frozen=True, slots=True)
class Promises:
    """The first few in the order of their days, late ones first, and how many more there are."""

    shown: tuple[Promise, ...] = ()
    more: int = 0


class Lack(StrEnum):
    """What a draft still needs, in the order of the wizard."""

    PURPOSE = "purpose"
    """Not begun: none of its texts is written."""
    ASK = "ask"
    """The statement says too little of what will happen, or of what about."""
    WHY = "why"
    OUTCOME = "outcome"
    LINKED_ASK = "linked ask"
    """The ask it serves is still too open."""
    DATE = "date"
    """The gate is open; it only has no day yet."""
    NOTHING = "nothing"
    """The gate is open and it has its day: planning it is one step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A draft at the gate. `lack` is None until the gate was asked; `criteria` are the codes of
    all that is missing (`act`, `object`, `fit`, `end`)."""

    id: int
    people: tuple[Who, ...]
    format: MeetingFormat | None = None
    statement: str = ""
    starts: datetime | None = None
    lack: Lack | None = None
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Somebody to say hello to: the day has come by their rhythm, or by a reach-out that is due.

    `last` is the last contact, None when there was none; `about` the first sentence of what is
    remembered of it, and `topic` what that says it was about ("his bees"), or empty.
    """

    who: Who
    last: datetime | None = None
    about: str = ""
    topic: str = ""
    reach_out: Promise | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Something `to` needs, and who can help with it: I, or `helper`, who is then introduced.

    `need` and `offer` are the recorded facts, which are the reason.
    """

    to: Who
    need: str
    offer: str
    helper: Who | None = None
    key: str = ""


class Careful(StrEnum):
    """Why somebody is not asked now."""

    I_OWE = "I owe"
    """I owe them something late: give it first."""
    THEY_OWE = "they owe"
    """They are late with something for me, and need no second ask."""
    ASKED = "asked"
    """They have been asked for an introduction and have not answered yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Why to give first. `promise` is the follow-up it rests on; for `ASKED`, `target` is whom the
    introduction was to reach. `gift` is something of mine they need."""

    reason: Careful
    promise: Promise | None = None
    target: Who | None = None
    gift: Gift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next step towards somebody I wish to meet: write to `connector`.

    `path` leads from me to `target`; `strength` (1 to 3) is its weakest link. `fact` is how the
    connector knows the next one on the path, `facts` all the links from the connector on. `last`
    is when we last spoke with the connector. With `care` there is something to do first.
    `introduction` is the one already noted down for this, as an idea.
    """

    target: Who
    connector: Who
    path: tuple[Who, ...]
    strength: int
    fact: str
    facts: tuple[str, ...]
    last: datetime | None
    ask: int
    ask_text: str
    objective: Aim
    why: str = ""
    care: Care | None = None
    introduction: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """For the line under the title: when the meetings left today begin, promises of mine due by
    today, and answers to ask after, both with the late ones."""

    meetings: tuple[datetime, ...] = ()
    promises: int = 0
    answers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything Today shows but the steps closer, which need the graph of acquaintances.

    `past` are meetings that are over and wait for an answer to "How did it go?", the latest first.
    `first_start` when there is no objective and nobody yet.
    """

    now: datetime
    next: Encounter | None = None
    later: tuple[Encounter, ...] = ()
    past: tuple[Encounter, ...] = ()
    i_owe: Promises = field(default_factory=Promises)
    they_owe: Promises = field(default_factory=Promises)
    gifts: tuple[Gift, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    waiting_more: int = 0
    hellos: tuple[Hello, ...] = ()
    counts: Counts = field(default_factory=Counts)
    first_start: bool = False

    @property
    def clear(self) -> bool:
        """Nothing is due and nothing waits."""
        promised = self.i_owe.shown or self.they_owe.shown
        return not (self.next or self.later or self.past or promised or self.waiting or self.hellos)


# What comes first


def in_order(encounters: Iterable[Encounter]) -> list[Encounter]:
    """By their beginning; but what has begun and goes on for most of a day stands at its end, so
    that it hides no talk before that."""

    def place(one: Encounter) -> tuple[datetime, int]:
        goes_on = one.begun and one.ends - one.starts > _ALL_DAY
        return (one.ends if goes_on else one.starts), one.id

    return sorted(encounters, key=place)


def wanted(objectives: Iterable[Objective]) -> list[tuple[Objective, Ask, Name]]:
    """The names of asks that are open, those that need a first step before those under way; then
    by the days of objective and ask, and by rank. Nobody twice."""
    found = [
        (objective, ask, name)
        for objective in objectives
        if objective.status is ObjectiveStatus.ACTIVE
        for ask in objective.asks
        if ask.status in (AskStatus.OPEN, AskStatus.IN_PROGRESS)
        for name in ask.names
    ]
    found.sort(
        key=lambda it: (
            it[1].status is not AskStatus.OPEN,
            *_by_day(it[0].by),
            *_by_day(it[1].by),
            it[2].rank,
        )
    )
    first: dict[int, tuple[Objective, Ask, Name]] = {}
    for one in found:
        first.setdefault(one[2].person, one)
    return list(first.values())


def _by_day(day: str) -> tuple[bool, str]:
    return not day, day


def way(
    paths: Sequence[Path], open_to: Iterable[int], careful: Mapping[int, Care]
) -> tuple[Path, Care | None] | None:
    """The path to propose, of those to one person, best first: the first whose connector is
    `open_to` being written to and needs no care; else the first of all, with the care it needs."""
    reachable = frozenset(open_to)
    ways = [path for path in paths if path.people[1] in reachable]
    free = next((path for path in ways if path.people[1] not in careful), None)
    if free:
        return free, None
    return (ways[0], careful[ways[0].people[1]]) if ways else None


def is_said(gift: Gift, texts: Iterable[str]) -> bool:
    """True when one of the texts already speaks of the need, or of what would be given."""
    return any(alike(text, fact) for text in texts for fact in (gift.need, gift.offer))


_SENTENCE = re.compile(r"\s*(.+?)(?:[.!?…]+(?=\s|$)|\n|$)", re.DOTALL)
_ABOUT = re.compile(r"(?:about|über)\s+", re.IGNORECASE)


def about(text: str) -> tuple[str, str]:
    """The first sentence of a text, and what it is about when it begins by saying that."""
    first = _SENTENCE.match(text)
    sentence = " ".join(first[1].split()) if first else ""
    begins = _ABOUT.match(sentence)
    return sentence, sentence[begins.end() :] if begins else ""


# "Not now"


def step_key(target: Who) -> str:
    """By this a suggestion to take a step towards somebody is known when it was declined."""
    return f"step {target.uid}"


def gift_key(to: Who, need: str) -> str:
    """The same need said otherwise is another one."""
    return f"gift {to.uid} {crc32(need.casefold().encode('utf-8', 'replace')):08x}"


def hello_key(who: Who) -> str:
    return f"hello {who.uid}"


def resting(declined: Mapping[str, str], today: date) -> dict[str, str]:
    """The declined suggestions that still rest, with the day (ISO) each was declined."""
    since = (today - timedelta(days=REST_DAYS)).isoformat()
    return {key: day for key, day in declined.items() if day > since}
