"""What the gate knows of a language: word kinds, word classes, vague phrases, learned weights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

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
class Lexicon:
    language: str
    kinds: dict[str, str]
    classes: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    patterns: dict[str, list[tuple[tuple[frozenset[str], ...], Section]]]
    weights: dict[str, dict[str, float]] = field(default_factory=dict)
    sayings: dict[str, str] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)

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
        if low in self.kinds or low in self.classes or not 4 < len(low) < 14 or "'" in low:
            return low
        near = self.near.get(low)
        if near is None:
            near = next((one for one in _one_letter_off(low) if self._is_common(one)), low)
            if len(self.near) > 5_000:
                self.near.clear()
            self.near[low] = near
        return near

    def _is_common(self, low: str) -> bool:
        return self.kinds.get(low, ".3").partition(".")[2][:1] in "012"

    def phrases(self, words: list[Word]) -> list[Phrase]:
        """Every vague phrase in the words."""
        return [
            Phrase(start, start + len(pattern), section)
            for start, word in enumerate(words)
            for key in (word.low, "*")
            for pattern, section in self._from(key, word.low)
            if _fits(pattern, words, start)
        ]

    def _from(
        self, key: str, low: str
    ) -> Iterator[tuple[tuple[frozenset[str], ...], Section]]:
        yield from self.patterns.get(key, ())
        if key != "*":
            for length in range(3, min(len(low), 14) + 1):
                yield from self.patterns.get(low[:length] + "*", ())


_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


def _one_letter_off(low: str) -> Iterator[str]:
    """The words that differ by two letters swapped, or one dropped, added or mistyped."""
    halves = [(low[:i], low[i:]) for i in range(1, len(low) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1)
    yield from (a + b[1:] for a, b in halves if b)
    yield from (a + c + b for a, b in halves for c in _LETTERS)
    yield from (a + c + b[1:] for a, b in halves if b for c in _LETTERS)


def _fits(pattern: tuple[frozenset[str], ...], words: list[Word], start: int) -> bool:
    if start + len(pattern) > len(words):
        return False
    for step, options in enumerate(pattern):
        low = words[start + step].low
        if low in options or "*" in options:
            continue
        if not any(option.endswith("*") and low.startswith(option[:-1]) for option in options):
            return False
    return True


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `en` or `de`, read once."""
    classes, stems = _classes(language)
    return Lexicon(
        language,
        _kinds(language),
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


def _kinds(language: str) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for line in _lines(language, "words.txt"):
        kind, *words = line.split()
        kinds.update(dict.fromkeys(words, kind))
    return kinds


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


def _patterns(language: str) -> dict[str, list[tuple[tuple[frozenset[str], ...], Section]]]:
    patterns: dict[str, list[tuple[tuple[frozenset[str], ...], Section]]] = {}
    section = Section("", "", "")
    for line in _lines(language, "phrases.txt"):
        if line.startswith("["):
            head, _, hint = line[1:].partition("] ")
            name, criterion = head.split()
            section = Section(name, criterion, hint)
            continue
        pattern = tuple(frozenset(token.split("|")) for token in line.split())
        for first in pattern[0]:
            patterns.setdefault(first, []).append((pattern, section))
    return patterns


def _weights(language: str) -> dict[str, dict[str, float]]:
    path = assets.path("lexicon", language, "weights.json")
    if not path.exists():
        return {}
    read: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return read
