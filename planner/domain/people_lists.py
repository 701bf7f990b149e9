"""Lists of people: whom to show, in which order, and what each row says of the next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.followups import Direction
from planner.domain.introductions import IntroductionStatus
from planner.domain.people import Circle, PersonRow


class SortBy(StrEnum):
    BEST = "best"
    """Best match of the query first; without a query in the order of names."""
    NAME = "name"
    CIRCLE = "circle"
    LAST_CONTACT = "last contact"
    NEXT_STEP = "next step"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleOrder:
    """How a list is sorted. Those without a circle, contact or next day come last either way."""

    by: SortBy = SortBy.BEST
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Whom a list shows: those of whom everything given is true.

    `circle` means people I know in that circle. `promise` means an open follow-up that I owe or
    they owe. `objective` means named in one of its asks, or met for one. `silent_days` means no
    contact for more than so many days, or never; `never` no contact at all. `archived` shows the
    archived people instead of the others.
    """

    query: str = ""
    circle: Circle | None = None
    wished: bool = False
    promise: bool = False
    tag: int | None = None
    objective: int | None = None
    silent_days: int | None = None
    never: bool = False
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of a list ended; opaque to everybody but the store."""

    place: int
    after: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """The next ids of a list; `more` says where to go on, None at the end of the list."""

    ids: tuple[int, ...]
    more: Cursor | None = None


class StepKind(StrEnum):
    MEETING = "meeting"
    FOLLOW_UP = "follow-up"
    INTRODUCTION = "introduction"
    FIND_A_WAY = "find a way in"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What comes next with a person, as data.

    `id` is the meeting's, follow-up's or introduction's. `day` is the ISO day on this computer's
    calendar, or empty; `time` the wall time there (`14:30`), or empty. A meeting has `starts_at`
    (UTC), `zone`, and its purpose as `text`; a follow-up its `direction` and `text`; an
    introduction that is wanted has who connects (`through`, `through_id`) and its `status`.
    """

    kind: StepKind
    id: int = 0
    day: str = ""
    time: str = ""
    text: str = ""
    starts_at: datetime | None = None
    zone: str = ""
    direction: Direction | None = None
    through: str = ""
    through_id: int = 0
    status: IntroductionStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPerson(PersonRow):
    """A person as the page of people lists them."""

    archived: bool = False
    has_photo: bool = False
    next_step: NextStep | None = None
