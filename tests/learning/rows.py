"""The labelled texts the judge learns from, and those kept aside to measure it on.

`examples.*` are the project's labelled examples. Three fifths of them, and all the other files,
are for learning; the last two fifths are never learnt from, read or tuned on.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "purposes"


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    field: str
    kind: str
    person: str
    text: str
    missing: tuple[str, ...]

    @property
    def specific(self) -> bool:
        return not self.missing


def learnt(language: str) -> list[Row]:
    """The rows to learn from; a text that is also kept aside is none of them."""
    aside = {row.text for row in kept_aside(language)}
    own = [
        row
        for path in sorted(FOLDER.glob(f"*.{language}.jsonl"))
        if not path.name.startswith("examples")
        for row in _read(path)
        if row.text not in aside
    ]
    return own + [row for row in _examples(language) if not _aside(language, row)]


def kept_aside(language: str) -> list[Row]:
    """The rows to measure on."""
    return [row for row in _examples(language) if _aside(language, row)]


def _examples(language: str) -> list[Row]:
    return _read(FOLDER / f"examples.{language}.jsonl")


def _aside(language: str, row: Row) -> bool:
    name = {"en": "examples", "de": "examples.de"}[language]
    return zlib.crc32(f"{name}{row.id}".encode()) % 5 >= 3


def _read(path: Path) -> list[Row]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Row(row["id"], row["field"], row["kind"], row["person"], row["text"], tuple(row["missing"]))
        for row in rows
    ]
