"""The labelled texts the judge learns from, and those kept aside to measure it on.

`examples.*` are the project's labelled examples: two fifths of them are never learnt from. Of the
files that came when the judge already stood, by authors who knew nothing of it, one fifth is kept
aside as well. All else is for learning.
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


ASIDE = {
    "examples": 2,
    "people": 1,
    "grounds": 1,
    "walks": 1,
    "menschen": 1,
    "fresh": 5,
    "frisch": 5,
}
"""How many fifths of a file are kept aside; of the others none."""


def learnt(language: str) -> list[Row]:
    """The rows to learn from; a text that is also kept aside is none of them."""
    files = list(authors(language))
    aside = {row.text for author in files for row in kept_aside(language, author)}
    return [
        row
        for author in sorted(files, key="examples".__eq__)
        for row in _read(author, language)
        if row.text not in aside
    ]


def authors(language: str) -> dict[str, int]:
    """The files of a language by name, with the fifths of each that are kept aside."""
    names = sorted(path.name.split(".")[0] for path in FOLDER.glob(f"*.{language}.jsonl"))
    return {name: ASIDE.get(name, 0) for name in names}


def kept_aside(language: str, author: str = "examples") -> list[Row]:
    """The rows of a file to measure on."""
    fifths = authors(language)[author]
    return [row for row in _read(author, language) if _fifth(row, author, language) < fifths]


def _fifth(row: Row, author: str, language: str) -> int:
    """Which fifth a row falls in. Where several rows are about one matter they stay together."""
    name = f"{author}.{language}".removesuffix(".en")
    apart = row.id if author == "examples" else row.person
    return 4 - zlib.crc32(f"{name}{apart}".encode()) % 5


def _read(author: str, language: str) -> list[Row]:
    text = (FOLDER / f"{author}.{language}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return [
        Row(row["id"], row["field"], row["kind"], row["person"], row["text"], tuple(row["missing"]))
        for row in rows
    ]
