"""Who could help with an ask: what speaks for somebody, and what to mind before asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.people import Circle


class ReasonKind(StrEnum):
    """Which record a reason is."""

    CAN_HELP_WITH = "can help with"
    WORKS_ON = "works on"
    WHY_CONNECTED = "why connected"
    TITLE = "title"
    NOTE = "note"
    KNOWS = "knows"
    """They know a wished name, or who leads to one (`about`); the text is how, or empty."""
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


@dataclass(frozen=True, slots=True)
class Tie:
    """`person` knows `target`, so well, as the record says."""

    person: int
    target: int
    strength: int
    how: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was written down of a person; facts are their kinds and texts."""

    person: int
    name: str
    organisation: str
    title: str
    circle: Circle | None
    why_connected: str
    note: str
    facts: tuple[tuple[str, str], ...]
