"""Who knows whom at size: a million acquaintances packed by SQLite into columns of numbers."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.domain.paths import Columns
    from planner.store.database import Database, Row

_STRENGTHS = (1, 2, 3)
_ENDS = ("a_id", "b_id")

_PORTION, _PORTIONS = 50_000, 200
"""Ids that are read at once, and how often at most where ids are far apart."""


@dataclass(frozen=True, slots=True)
class _Packing:
    """How `_ENDS` become characters, and what the bytes of those are then.

    The characters are not meant as such: among them are NUL and halves of pairs.
    """

    sql: str
    encoding: str
    code: str

    def unpacked(self, text: bytes | None) -> bytes:
        return (text or b"").decode("utf-8", "surrogatepass").encode(self.encoding, "surrogatepass")


_SMALL = _Packing(f"char({', '.join(_ENDS)})", "utf-32-le", "i")
_LARGE = _Packing(
    f"char({', '.join(f'{n} >> {bits} & 65535' for n in _ENDS for bits in (0, 16, 32, 48))})",
    "utf-16-le",
    "q",
)


def path_columns(data: Database, closed: Collection[int]) -> dict[int, Columns]:
    """Acquaintances by strength, for `AcquaintanceGraph`, without those of the people `closed`.

    Each number becomes a character of one text: by cursor a million rows take three times as long.
    They come in portions, so that other threads have their turn.
    """
    largest = data.value("SELECT coalesce(max(id), 0) FROM acquaintance")
    people = data.value("SELECT max(id) FROM person")
    packing = _SMALL if people <= sys.maxunicode else _LARGE
    words = {strength: array(packing.code) for strength in _STRENGTHS}
    for texts in _portions(data, packing, largest, closed):
        for strength, text in zip(_STRENGTHS, texts, strict=True):
            words[strength].frombytes(packing.unpacked(text))
    if sys.byteorder == "big":
        for numbers in words.values():
            numbers.byteswap()
    return {s: (numbers[::2], numbers[1::2]) for s, numbers in words.items()}


def _portions(
    data: Database, packing: _Packing, largest: int, closed: Collection[int]
) -> Iterator[Row]:
    """A text, or None, for each strength; again and again, up to the acquaintance `largest`."""
    texts = ", ".join(
        f"CAST(group_concat({packing.sql}, '') FILTER (WHERE strength = {strength}) AS BLOB)"
        for strength in _STRENGTHS
    )
    query = f"SELECT {texts} FROM acquaintance WHERE id BETWEEN ?1 AND ?2"
    shut: tuple[bytes, ...] = ()
    if closed:
        # A byte for everybody is looked up faster than a list of people.
        flags = bytearray(max(closed) + 1)
        for person in closed:
            flags[person] = 1
        shut = (bytes(flags),)
        query += "".join(f" AND substr(?3, {n} + 1, 1) <> x'01'" for n in _ENDS)
    step = max(_PORTION, largest // _PORTIONS)
    for first in range(1, largest + 1, step):
        row = data.row(query, (first, first + step - 1, *shut))
        assert row
        yield row
