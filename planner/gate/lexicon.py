"""What the gate knows of a language: word kinds, word classes, vague phrases, learned weights."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count, pairwise, repeat
from string import ascii_lowercase
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


@dataclass(frozen=True, slots=True)
class Pattern:
    """The steps of a vague phrase; `second` are the words that may come second, or None where more
    than a few may."""

    steps: tuple[Step, ...]
    section: Section
    second: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    language: str
    kinds: dict[str, str]
    classes: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    openings: frozenset[str]
    """How the stems begin: their first letters, by which most words are told to have none."""
    patterns: dict[str, list[Pattern]]
    features: dict[str, int] = field(default_factory=dict)
    """The place of each feature in the columns of `weights`."""
    weights: dict[str, Sequence[int]] = field(default_factory=dict)
    """By criterion what each feature adds to the sum, in hundredths."""
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

    def is_common(self, low: str) -> bool:
        """True for a word that is known and not rare."""
        kind = self.kinds.get(low)
        return kind is not None and _RARE not in kind.partition(".")[2]

    def classes_of(self, low: str) -> tuple[str, ...]:
        """The names of the classes a word belongs to."""
        found = self.classes.get(low, ())
        if low[:_STEM] in self.openings:
            for length in range(min(len(low), 14), 2, -1):
                found += self.stems.get(low[:length], ())
        return found

    def mended(self, low: str) -> str:
        """The word meant: an unknown one with one letter wrong becomes the known one next to it."""
        if low in self.kinds or low in self.classes or not 4 < len(low) < 12:
            return low
        if not low.isalpha():
            joined = low.replace("-", "")
            return joined if self.is_common(joined) else low
        known = filter(self.kinds.__contains__, _one_letter_off(low, _LETTERS[self.language]))
        return next(filter(self.is_common, known), low)

    def phrases(self, words: Sequence[Word]) -> list[Phrase]:
        """Every vague phrase in the words."""
        lows = [word.low for word in words]
        return [
            Phrase(start, start + len(pattern.steps), pattern.section)
            for start, (low, following) in enumerate(pairwise([*lows, ""]))
            for key in (low, low[:_STEM] + "*")
            for pattern in self.patterns.get(key, ())
            # Most fail at their second word.
            if (pattern.second is None or following in pattern.second)
            and _fits(pattern.steps, lows, start)
        ]


_RARE = "3"
"""The band of words too rare to be what a mistyped one was meant to be."""
_STEM = 3
"""Letters by which stems, and patterns that begin with one, are found."""
_LETTERS = {"en": ascii_lowercase, "de": ascii_lowercase + "äöüß"}


def _one_letter_off(low: str, letters: str) -> list[str]:
    """The words that differ by two letters swapped, or one dropped, added or mistyped."""
    halves = [(low[:i], low[i:]) for i in range(1, len(low))]
    tails = [(a, b[1:]) for a, b in halves]
    return [
        *[f"{a}{b[1]}{b[0]}{b[2:]}" for a, b in halves[:-1]],
        *[a + b for a, b in tails],
        *[f"{a}{c}{b}" for a, b in (*halves, (low, "")) for c in letters],
        *[f"{a}{c}{b}" for a, b in tails for c in letters],
    ]


def _fits(steps: Sequence[Step], lows: Sequence[str], start: int) -> bool:
    if start + len(steps) > len(lows):
        return False
    # A loop and no calls, since this is asked a hundred times a text.
    place = start
    for step in steps:
        low = lows[place]
        if low not in step.words and not step.any and not low.startswith(step.stems):
            return False
        place += 1
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
        frozenset(stem[:_STEM] for stem in stems),
        _patterns(language),
        *_weights(language),
        dict(line.split(": ", 1) for line in _lines(language, "sayings.txt")),
    )


def read_lexicons() -> None:
    """Read all languages now, which the first review would else wait for."""
    for language in LANGUAGES:
        lexicon(language)


def _lines(language: str, name: str) -> Iterator[str]:
    text = assets.path("lexicon", language, name).read_text(encoding="utf-8")
    return (line for line in text.split("\n") if line and line[0] != "#")


def _kinds(language: str) -> dict[str, str]:
    """The kind of each word. The words come first and then their kinds, all at once: one word after
    the other takes twice as long."""
    words: list[str] = []
    kinds: list[str] = []
    for line in _lines(language, "words.txt"):
        kind, *alike = line.split(" ")
        words += alike
        kinds += repeat(kind, len(alike))
    return dict(zip(words, kinds, strict=True))


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
        few = len(steps) > 1 and not steps[1].stems and not steps[1].any
        pattern = Pattern(steps, section, steps[1].words if few else None)
        stems = {stem[:_STEM] + "*" for stem in steps[0].stems}
        for first in steps[0].words | stems:
            patterns.setdefault(first, []).append(pattern)
    return patterns


def _step(token: str) -> Step:
    ways = token.split("|")
    return Step(
        frozenset(way for way in ways if not way.endswith("*")),
        tuple(way[:-1] for way in ways if way.endswith("*") and len(way) > 1),
        "*" in ways,
    )


def _weights(language: str) -> tuple[dict[str, int], dict[str, Sequence[int]]]:
    """The features, and for each criterion their weights: signed bytes in base 64, since a figure
    for each would take most of the time that loading takes."""
    path = assets.path("lexicon", language, "weights.json")
    if not path.exists():
        return {}, {}
    read = json.loads(path.read_text(encoding="utf-8"))
    columns: dict[str, Sequence[int]] = {
        one: array("b", b64decode(column)) for one, column in read["weights"].items()
    }
    return dict(zip(read["features"], count())), columns
