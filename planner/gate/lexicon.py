"""What the gate knows of a language: word kinds, word classes, vague phrases, learned weights."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from planner import assets
from planner.gate.reading import Word

LANGUAGES = ("en", "de")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A vague phrase found in a text: the words from `start` up to `end`, and its section."""

    start: int
    end: int
    section: Section


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of vague phrase: what it lacks, and how to go on, said after quoting it."""

    name: str
    criterion: str
    hint: str


@dataclass(frozen=True, slots=True)
class Step:
    """The words that may stand at one place of a pattern: some of them, or those that begin so."""

    words: frozenset[str]
    stems: tuple[str, ...]
    any: bool

    def fits(self, low: str) -> bool:
        return low in self.words or self.any or (bool(self.stems) and low.startswith(self.stems))


Pattern = tuple[tuple[Step, ...], Section]


@dataclass(frozen=True, slots=True)
class Lexicon:
    language: str
    kinds: dict[str, str]
    common: frozenset[str]
    classes: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    patterns: dict[str, list[Pattern]]
    weights: dict[str, dict[str, int]] = field(default_factory=dict)
    sayings: dict[str, str] = field(default_factory=dict)
    looked_up: dict[tuple[str, str, bool], Any] = field(default_factory=dict)
    """What was found out about words before, kept by who asks."""

    def says(self, name: str) -> str:
        return self.sayings[name]

    def kind(self, low: str) -> str:
        """How frequent a word is and what it behaves like, as `CLUSTER.BAND`; unknown is empty."""
        found = self.kinds.get(low)
        if found is None and low.endswith(("'s", "s'")):
            found = self.kinds.get(low[:-2])
        return found or ""

    def classes_of(self, low: str) -> tuple[str, ...]:
        """The names of the classes a word belongs to."""
        found = self.classes.get(low, ())
        for length in range(min(len(low), 14), 2, -1):
            found += self.stems.get(low[:length], ())
        return found

    def mended(self, low: str) -> str:
        """The word meant: an unknown one with one letter wrong becomes the known one next to it."""
        if low in self.kinds or low in self.classes or not 4 < len(low) < 12 or "'" in low:
            return low
        return next(filter(self.common.__contains__, _one_letter_off(low)), low)

    def phrases(self, words: Sequence[Word]) -> list[Phrase]:
        """Every vague phrase in the words."""
        return [
            Phrase(start, start + len(steps), section)
            for start, word in enumerate(words)
            for key in (word.low, word.low[:_STEM] + "*")
            for steps, section in self.patterns.get(key, ())
            if _fits(steps, words, start)
        ]


_STEM = 3
"""Letters by which patterns that begin with a stem are found."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


def _one_letter_off(low: str) -> Iterator[str]:
    """The words that differ by two letters swapped, or one dropped, added or mistyped."""
    halves = [(low[:i], low[i:]) for i in range(1, len(low) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1)
    yield from (a + b[1:] for a, b in halves if b)
    yield from (a + c + b for a, b in halves for c in _LETTERS)
    yield from (a + c + b[1:] for a, b in halves if b for c in _LETTERS)


def _fits(steps: Sequence[Step], words: Sequence[Word], start: int) -> bool:
    if start + len(steps) > len(words):
        return False
    # A loop, since a generator would cost more than the few steps it takes.
    for place, step in enumerate(steps, start):  # noqa: SIM110
        if not step.fits(words[place].low):
            return False
    return True


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `en` or `de`, read once."""
    classes, stems = _classes(language)
    kinds, common = _kinds(language)
    return Lexicon(
        language,
        kinds,
        common,
        classes,
        stems,
        _patterns(language),
        _weights(language),
        dict(line.split(": ", 1) for line in _lines(language, "sayings.txt")),
    )


def _lines(language: str, name: str) -> Iterator[str]:
    with assets.path("lexicon", language, name).open(encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n")


def _kinds(language: str) -> tuple[dict[str, str], frozenset[str]]:
    """The kind of each word, and the words that are not rare."""
    kinds: dict[str, str] = {}
    common: list[str] = []
    for line in _lines(language, "words.txt"):
        kind, *words = line.split()
        kinds.update(dict.fromkeys(words, kind))
        if "3" not in kind.partition(".")[2]:
            common += words
    return kinds, frozenset(common)


def _classes(language: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    whole: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for line in _lines(language, "classes.txt"):
        name, _, members = line.partition(":")
        for member in members.split():
            table, key = (stems, member[:-1]) if member.endswith("*") else (whole, member)
            if name not in table.get(key, ()):
                table[key] = (*table.get(key, ()), name)
    return whole, stems


def _patterns(language: str) -> dict[str, list[Pattern]]:
    patterns: dict[str, list[Pattern]] = {}
    section = Section("", "", "")
    for line in _lines(language, "phrases.txt"):
        if line.startswith("["):
            head, _, hint = line[1:].partition("] ")
            name, criterion = head.split()
            section = Section(name, criterion, hint)
            continue
        steps = tuple(_step(token) for token in line.split())
        stems = {stem[:_STEM] + "*" for stem in steps[0].stems}
        for first in steps[0].words | stems:
            patterns.setdefault(first, []).append((steps, section))
    return patterns


def _step(token: str) -> Step:
    ways = token.split("|")
    return Step(
        frozenset(way for way in ways if not way.endswith("*")),
        tuple(way[:-1] for way in ways if way.endswith("*") and len(way) > 1),
        "*" in ways,
    )


def _weights(language: str) -> dict[str, dict[str, int]]:
    path = assets.path("lexicon", language, "weights.json")
    if not path.exists():
        return {}
    read: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    return read
