"""What every reader yields: good records and bad ones, each with its true line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.domain.people import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A person found in a file, on the 1-based `line` where the record begins.

    `photo` is the picture as the file held it, unchecked. `revised` is the record's own last
    change (ISO text) where the file says so. `warnings` name what could not be taken over, one
    plain phrase each.
    """

    line: int
    person: Person
    photo: bytes | None = None
    revised: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """A calendar event with the people who took part; times are UTC."""

    line: int
    uid: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    summary: str
    place: str
    attendees: tuple[Attendee, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRecord:
    """A record that cannot be kept: its line and the reason in plain words."""

    line: int
    reason: str


Record = PersonRecord | EventRecord | BadRecord
