"""What the file keeps beside a meeting while it is planned: where one was, and edited versions.

Both lie in the settings: they are no records of their own, and undo does not touch them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from planner.domain.meetings import (
    AgendaItem,
    Meeting,
    MeetingFormat,
    Purpose,
    PurposeKind,
    ReviewRecord,
)
from planner.gate import Appeal
from planner.store import Store

_PLACES, _EDITED = "wizard.places", "wizard.edited"
_MOST = 100
"""Places that are remembered; the oldest are forgotten first."""
_PLAIN = ("minutes", "place", "link", "zone")
_TEXTS = ("statement", "why", "outcome", "give")


class Aside:
    """The two settings. What cannot be understood in them counts as not there."""

    def __init__(self, store: Store) -> None:
        self._settings = store.settings

    def place(self, meeting: int) -> tuple[int, int]:
        """The step one was at, and the furthest that was reached."""
        kept = self._read(_PLACES).get(str(meeting))
        if isinstance(kept, list) and len(kept) == 2 and all(one in range(1, 7) for one in kept):
            return kept[0], max(kept)
        return 3, 3

    def keep_place(self, meeting: int, step: int, reached: int) -> None:
        places = self._read(_PLACES)
        wanted = [int(step), int(reached)]
        if meeting and places.get(str(meeting)) != wanted:
            places.pop(str(meeting), None)
            places[str(meeting)] = wanted
            self._settings.set(_PLACES, dict(list(places.items())[-_MOST:]))

    def lay(self, meeting: Meeting, appeals: Sequence[Appeal], notice: int | None) -> None:
        """Keep an edited version, with the notice it is announced at."""
        edited = self._read(_EDITED)
        edited[str(meeting.id)] = _written(meeting, appeals) | {"notice": notice}
        self._settings.set(_EDITED, edited)

    def edited(self, kept: Meeting) -> Meeting:
        """The edited version of a meeting, or itself where there is none."""
        found = self._read(_EDITED).get(str(kept.id))
        with contextlib.suppress(KeyError, ValueError, TypeError):
            return _read(kept, found) if found else kept
        return kept

    def notice(self, meeting: int, kept: int | None) -> int | None:
        """The notice of the edited version, or the one that is kept."""
        found = self._read(_EDITED).get(str(meeting))
        edited = found.get("notice", kept) if isinstance(found, dict) else kept
        return edited if edited is None or isinstance(edited, int) else kept

    def forget(self, meeting: int) -> None:
        for key in (_PLACES, _EDITED):
            kept = self._read(key)
            if kept.pop(str(meeting), None) is not None:
                self._settings.set(key, kept or None)

    def _read(self, key: str) -> dict[str, Any]:
        kept = self._settings.get(key)
        return kept if isinstance(kept, dict) else {}


def _written(meeting: Meeting, appeals: Sequence[Appeal]) -> dict[str, Any]:
    purpose = meeting.purpose
    assert purpose is not None
    return {
        "people": list(meeting.people),
        "starts_at": meeting.starts_at.isoformat() if meeting.starts_at else None,
        "format": meeting.format,
        "agenda": [asdict(item) for item in meeting.agenda],
        "kind": purpose.kind,
        "ask": purpose.ask,
        "appeals": [[one.criterion, one.words] for one in appeals],
        **{name: getattr(meeting, name) for name in _PLAIN},
        **{name: getattr(purpose, name) for name in _TEXTS},
    }


def _read(kept: Meeting, found: dict[str, Any]) -> Meeting:
    import json

    appeals = [{"criterion": one, "words": words} for one, words in found["appeals"]]
    texts = {name: str(found[name]) for name in _TEXTS}
    judged = {name: texts[name] for name in ("statement", "why", "outcome")}
    record = ReviewRecord(passed=False, gate="", at="", appeal=json.dumps(appeals), **judged)
    purpose = Purpose(
        kind=PurposeKind(found["kind"]),
        ask=found["ask"],
        review=record if appeals else None,
        **texts,
    )
    starts = found["starts_at"]
    return replace(
        kept,
        people=tuple(int(one) for one in found["people"]),
        starts_at=datetime.fromisoformat(starts) if starts else None,
        format=MeetingFormat(found["format"]) if found["format"] else None,
        agenda=tuple(AgendaItem(**item) for item in found["agenda"]),
        purpose=purpose,
        **{name: type(getattr(kept, name))(found[name]) for name in _PLAIN},
    )
