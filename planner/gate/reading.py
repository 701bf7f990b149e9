"""A text as words with their places, as the gate reads it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

LONGEST = 3_000
"""Characters the gate reads; what follows no longer changes what a meeting is for."""

MOST = 500
"""Words and marks it reads."""

_WORD = re.compile(r"[^\W_]+(?:(?:[-'’./&]|(?<=\d),(?=\d))[^\W_]+)*|[^\w\s]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "\x00": " "})
_TIME = re.compile(r"\d{1,2}([:.h]\d{2})?(am|pm|h|uhr|ish)?")
_CLAUSE_ENDS = frozenset(".,;:!?()–—…|")


class Word(NamedTuple):
    """A word, number or mark: `text[start:end]`, lower-cased in `low`; `clause` counts from 0."""

    start: int
    end: int
    low: str
    shape: str
    clause: int
    first: bool

    @property
    def is_word(self) -> bool:
        return self.shape in ("word", "Capital", "CAPITALS")


@lru_cache(maxsize=64)  # a review, its reasons and its names read the same few texts
def words(text: str) -> tuple[Word, ...]:
    """The words, numbers and marks of a text in their order; never raises."""
    found: list[Word] = []
    clause, first = 0, True
    shouted = _shouted(text)
    ascii_only = text.isascii()
    for match in islice(_WORD.finditer(text[:LONGEST].translate(_QUOTES)), MOST):
        typed = match.group()
        plain = typed.isalpha() and typed.islower()
        shape = "word" if plain else _shape(typed, shouted=shouted)
        low = typed.lower() if ascii_only else unicodedata.normalize("NFKC", typed).lower()
        found.append(Word(match.start(), match.end(), low, shape, clause, first))
        first = False
        if shape == "mark" and typed in _CLAUSE_ENDS:
            clause += 1
            first = typed in ".!?:…"
    return tuple(found)


def _shouted(text: str) -> bool:
    letters = sum(map(str.isalpha, text[:LONGEST]))
    return sum(map(str.isupper, text[:LONGEST])) > letters * 0.7


def _shape(typed: str, *, shouted: bool) -> str:
    head = typed[0]
    if not head.isalnum():
        return "mark"
    if not typed.isalpha() and any(c.isdigit() for c in typed):
        return "time" if re.fullmatch(_TIME, typed.lower()) and not typed.isdigit() else "number"
    if shouted or not head.isupper():
        return "word"
    return "CAPITALS" if len(typed) > 1 and typed.isupper() else "Capital"


def names(text: str) -> frozenset[str]:
    """The words of a name in lower case, to know them again in a text; initials do not count."""
    return frozenset(word.low for word in words(text) if word.shape != "mark" and len(word.low) > 1)
