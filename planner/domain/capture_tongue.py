"""The words of quick capture: how a text falls into words, and what a language has to tell of
its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

_WORD = re.compile(
    r"(?<!\w)(?:(?:[iI]|[wW]e|[yY]ou|[tT]hey)(?=ve(?!\w))|[sS]?[hH]e(?=s(?!\w)))"
    r"|(?<!\w)[wW]/(?=\s)|(?<!\w)u[.](?=\s)|(?<!\w)[rR]e:(?=\s)"
    r"|['’](?:ll|re|ve|s|d|m)(?!\w)"
    r"|[0-9]{1,2}:[0-9]{2}(?!\w)"
    r"|\w+(?:[-.@/+&]\w+|['’](?!(?:ll|re|ve|s|d|m)(?!\w))\w+)*"
    r"|\S"
)


_IN_FULL = {"w/": "with", "w": "with", "u.": "und", "re:": "re", "ve": "'ve", "s": "'s"}
"""Short ways of writing: "w/ Petra", "re: the van", and "ive" and "hes" for "I've" and "he's"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a sign, or all the words that name a day: then `days` holds the day in what is to
    come and the day in what has happened."""

    text: str
    start: int
    end: int
    days: tuple[date, date] | None = None
    low: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        low = self.text.lower().replace("’", "'")
        short = self.text != "W"  # which is an initial
        object.__setattr__(self, "low", _IN_FULL.get(low, low) if short else low)


UMLAUTS: Mapping[str, str] = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
"""How letters are typed on a keyboard that lacks them."""


def without_umlauts(text: str) -> str:
    """As it is typed on such a keyboard: "fuer" for "für"."""
    for umlaut, letters in UMLAUTS.items():
        text = text.replace(umlaut, letters).replace(umlaut.upper(), letters.capitalize())
    return text


def with_umlauts(text: str) -> str:
    """As it may have been meant: "Jörg" for "Joerg", but also "Jö" for "Joe"."""
    for umlaut, letters in UMLAUTS.items():
        text = text.replace(letters, umlaut).replace(letters.capitalize(), umlaut.upper())
    return text


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(match[0], *match.span()) for match in found]


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of a language that the grammar has to know.

    `classes` maps a word of a class to what it becomes in a text: itself where nothing is given.
    """

    code: str
    classes: Mapping[str, Mapping[str, str]]
    mine: frozenset[str]
    fillers: frozenset[str]
    pronouns: frozenset[str]
    relatives: frozenset[str]
    possessives: frozenset[str]
    particles: frozenset[str]
    """Verb prefixes that stand apart, at the end: "weiter" in "leitet die Mail weiter"."""
    stops: frozenset[str]
    """Words that are no names, though they may begin with a capital letter."""


OF = frozenset(["from", "at", "of", "with", "von", "bei", "vom", "("])
"""What an organisation follows."""


def is_capital(word: Word, tongue: Tongue) -> bool:
    """True for a word that may be a name, or part of one."""
    first = word.text[0]
    return (
        word.days is None
        and first.isalpha()
        and not first.islower()
        and word.low not in tongue.stops
    )
