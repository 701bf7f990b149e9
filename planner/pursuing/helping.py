"""Who could help with an ask: people I know, each with what the records say, never with a guess."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.objectives import Ask
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import Circle
from planner.store import Store

MOST = 10


class ReasonKind(StrEnum):
    """Which record a reason is."""

    CAN_HELP_WITH = "can help with"
    WORKS_ON = "works on"
    WHY_CONNECTED = "why connected"
    TITLE = "title"
    NOTE = "note"
    KNOWS = "knows"
    """They know one of the wished names (`about`); the text is how."""
    WORTH_ASKING = "worth asking"
    """They work where a wished name does, or where the ask says; the text is the organisation."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A record, as it was typed, that speaks for asking somebody."""

    kind: ReasonKind
    text: str
    about: int = 0
    about_name: str = ""


class CareKind(StrEnum):
    I_OWE_LATE = "I owe, late"
    ASKED_ALREADY = "asked already"


@dataclass(frozen=True, slots=True)
class Care:
    """Why to ask somebody else first, or give them something first.

    `text` is what I owe them, or what I have asked of them already; `day` its ISO date, or empty.
    """

    kind: CareKind
    text: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who could help, with at least one reason, the best first; `care` puts them lower."""

    person: int
    name: str
    organisation: str
    title: str
    circle: Circle | None
    reasons: tuple[Reason, ...]
    care: tuple[Care, ...] = ()


def who_could_help(
    store: Store, ask: Ask, graph: AcquaintanceGraph | None = None, *, limit: int = MOST
) -> tuple[Helper, ...]:
    """Up to `limit` people who could help with an ask, best first; empty when nothing speaks for
    anybody."""
    raise NotImplementedError
