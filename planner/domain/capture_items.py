"""What quick capture hands back: promises, talks, people, facts and notes, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.followups import Direction
from planner.domain.meetings import Channel
from planner.domain.people import FactKind, Standing


class Part(StrEnum):
    """What some words of the captured text were taken for."""

    PERSON = "person"
    TEXT = "text"
    DAY = "day"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Span:
    """The words `text[start:end]` and what they were taken for."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody in the file whom a name may mean; `organisation` tells namesakes apart."""

    id: int
    name: str
    organisation: str = ""
    archived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Somebody named in the text. A pronoun bears the name that it stands for."""

    name: str
    candidates: tuple[KnownPerson, ...] = ()

    @property
    def id(self) -> int | None:
        """Who it is, when there is exactly one candidate; namesakes are never guessed at."""
        return self.candidates[0].id if len(self.candidates) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpItem:
    """Something to do: by me, by them, or to be in touch; `due` is None where no day was said."""

    who: Mention
    direction: Direction
    text: str
    due: date | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkItem:
    """Something that happened with these people on that day; today where none was said."""

    people: tuple[Mention, ...]
    channel: Channel
    day: date
    summary: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonItem:
    """Somebody whom the file does not hold yet; it comes before what was said of them."""

    name: str
    organisation: str = ""
    how_met: str = ""
    note: str = ""
    standing: Standing = Standing.KNOWN
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactItem:
    """Something worth remembering about somebody, in the words of the text."""

    who: Mention
    kind: FactKind
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteItem:
    """Words that could not be placed; they wait on Today."""

    text: str
    spans: tuple[Span, ...]


Understood = FollowUpItem | TalkItem | PersonItem | FactItem | NoteItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What a text was understood to say; empty only for a blank text."""

    text: str
    language: str
    items: tuple[Understood, ...]
