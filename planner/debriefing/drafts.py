"""Debriefs that were begun and not finished; they lie in the settings, one per meeting."""

from __future__ import annotations

import contextlib
from typing import Any

from planner.debriefing.told import Named, Promise, Told
from planner.domain.errors import NotFoundError
from planner.domain.followups import Direction
from planner.domain.meetings import Answer, Feeling, MeetingStatus
from planner.store import Store

_KEY = "debrief.drafts"
_MOST = 40
"""Drafts that are kept; the oldest are forgotten first."""


class Drafts:
    """What cannot be understood of a draft counts as not there.

    A draft stays after it was finished, so that undo has something to go back to, until another
    debrief is begun.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, meeting: int) -> Told | None:
        found = self._all().get(str(meeting))
        with contextlib.suppress(KeyError, ValueError, TypeError, AttributeError):
            return _read(found) if found else None
        return None

    def keep(self, meeting: int, told: Told) -> None:
        """Keep what was typed so far; nothing where nothing was said."""
        drafts = self._all()
        key = str(meeting)
        written = None if told.blank else _written(told)
        if written == drafts.get(key):
            return
        if key not in drafts:
            drafts = {one: draft for one, draft in drafts.items() if self._waits(one)}
        drafts.pop(key, None)
        if written:
            drafts[key] = written
        self._store.settings.set(_KEY, dict(list(drafts.items())[-_MOST:]) or None)

    def _waits(self, meeting: str) -> bool:
        """Whether this one is still to be told of."""
        try:
            return self._store.meetings.get(int(meeting)).status is not MeetingStatus.HELD
        except (NotFoundError, ValueError):
            return False

    def _all(self) -> dict[str, Any]:
        kept = self._store.settings.get(_KEY)
        return kept if isinstance(kept, dict) else {}


def _written(told: Told) -> dict[str, Any]:
    return {
        "answer": told.answer,
        "happened": told.happened,
        "fun": told.fun,
        "felt": told.felt,
        "promises": [[one.person, one.direction, one.text, one.due] for one in told.promises],
        "named": [[one.person, one.name] for one in told.named],
        "thank": told.thank,
        "tell": told.tell,
        "fill": told.fill,
        "unfinished": told.unfinished,
    }


def _read(kept: dict[str, Any]) -> Told:
    answer, felt = kept["answer"], kept["felt"]
    return Told(
        answer=Answer(answer) if answer else None,
        happened=str(kept["happened"]),
        fun=str(kept["fun"]),
        felt=Feeling(felt) if felt else None,
        promises=tuple(
            Promise(person=int(person), direction=Direction(whose), text=str(text), due=str(due))
            for person, whose, text, due in kept["promises"]
        ),
        named=tuple(Named(person=int(person), name=str(name)) for person, name in kept["named"]),
        thank=bool(kept["thank"]),
        tell=bool(kept["tell"]),
        fill=bool(kept["fill"]),
        unfinished=str(kept["unfinished"]),
    )
