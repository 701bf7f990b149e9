"""What a file holds, row by row, to compare one state of it with another."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from planner.store import Store, datafile
from planner.store.database import Database
from planner.store.journal import JOURNALLED

Contents: TypeAlias = dict[str, list[tuple[Any, ...]]]

TABLES = (*JOURNALLED, "setting")
"""Everything that a person put in."""


def contents(store: Store) -> Contents:
    """All data tables of an open file, every row and cell."""
    return _rows(store._db, TABLES)


def everything(store: Store) -> Contents:
    """The data tables, the journal and what serves the search."""
    machinery = ("import_run", "action", "journal", "person_text", "stale_text")
    return _rows(store._db, (*TABLES, *machinery))


def state(store: Store) -> Contents:
    """The data without the times of editing: an undo is an edit too."""
    rows = contents(store)
    column = [row[1] for row in store._db.rows("PRAGMA table_info(person)")].index("updated_at")
    rows["person"] = [row[:column] + row[column + 1 :] for row in rows["person"]]
    return rows


def contents_of(path: Path, key: str | None) -> Contents:
    """All data tables of a closed file."""
    data = datafile.open_file(path, key, read_only=True)
    try:
        return _rows(data, TABLES)
    finally:
        data.close()


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its path in there."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _rows(data: Database, tables: tuple[str, ...]) -> Contents:
    return {table: data.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables}
