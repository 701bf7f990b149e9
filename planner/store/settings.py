"""Settings of one file: names and JSON values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.domain.people import Circle
    from planner.store.database import Database

_RHYTHMS = "keep in touch"


class Settings:
    """What the person set. Settings are not undone with Ctrl+Z, so the journal leaves them out."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str, default: Any = None) -> Any:
        text = self._db.value("SELECT value FROM setting WHERE key = ?", (key,))
        return default if text is None else json.loads(text)

    def set(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold; None forgets the setting."""
        with self._db.action("set") as action:
            if value is None:
                self._db.write("DELETE FROM setting WHERE key = ?", (key,))
            else:
                self._db.write(
                    "INSERT INTO setting (key, value) VALUES (?, ?)"
                    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, json.dumps(value, ensure_ascii=False)),
                )
            action.touch(settings=True)

    def all(self) -> dict[str, Any]:
        rows = self._db.rows("SELECT key, value FROM setting ORDER BY key")
        return {key: json.loads(value) for key, value in rows}

    def rhythms(self) -> dict[Circle, int]:
        """After how many days to say hello to those of each circle; 0 is never.

        This is the one place that says it: the usual, but for what the person set.
        """
        from planner.domain.people import KEEP_IN_TOUCH_DAYS

        kept = self.get(_RHYTHMS)
        own = kept if isinstance(kept, dict) else {}
        days = {circle: own.get(circle, usual) for circle, usual in KEEP_IN_TOUCH_DAYS.items()}
        return {
            circle: n if isinstance(n, int) and n >= 0 else KEEP_IN_TOUCH_DAYS[circle]
            for circle, n in days.items()
        }

    def set_rhythms(self, days: Mapping[Circle, int]) -> None:
        """Keep those that differ from the usual."""
        from planner.domain.people import KEEP_IN_TOUCH_DAYS

        own = {str(c): n for c, n in days.items() if n != KEEP_IN_TOUCH_DAYS[c]}
        self.set(_RHYTHMS, own or None)
