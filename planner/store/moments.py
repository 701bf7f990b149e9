"""Times as the file keeps them: UTC ISO text to the second."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """An aware moment as `2026-10-13T12:30:00Z`."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)
