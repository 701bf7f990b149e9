"""Settings of one file: names and JSON values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.store.database import Database


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
