"""Which language a text is written in, as far as the gate needs to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from planner import assets
from planner.gate.lexicon import LANGUAGES, lexicon
from planner.gate.reading import Word

OTHER = "und"
"""Undetermined, as BCP 47 calls it: neither English nor German."""


_VAGUE = "~"
_UMLAUTS = frozenset("äöüß")
_MARKED = frozenset("àâæçèêëìíîïñòóôõùúûøåœãőűąćęłńśźżčďěňřšťůžăâșțğış¿¡")
_ENDINGS = ("ung", "keit", "heit", "schaft", "lich", "isch", "ieren", "enz", "recht", "pflege")


@cache
def _short_words() -> dict[str, tuple[str, ...]]:
    """The languages each of the short words belongs to."""
    table: dict[str, tuple[str, ...]] = {}
    for language, words in _listed():
        if not language.startswith(_VAGUE):
            for low in words:
                table[low] = (*table.get(low, ()), language)
    return table


@cache
def _vague_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that say nothing in languages without a lexicon, and beginnings of such words."""
    members = [low for language, words in _listed() if language.startswith(_VAGUE) for low in words]
    stems = tuple(low[:-1] for low in members if low.endswith("*"))
    return frozenset(low for low in members if not low.endswith("*")), stems


def _listed() -> list[tuple[str, list[str]]]:
    with assets.path("lexicon", "languages.txt").open(encoding="utf-8") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return [(language, words) for language, *words in lines]


def is_short(low: str) -> bool:
    """True for the little words of any of the languages."""
    return low in _short_words()


def is_vague(low: str) -> bool:
    """True for a word that says nothing, in a language without a lexicon."""
    whole, stems = _vague_words()
    return low in whole or low.startswith(stems)


def language_of(read: Sequence[Word], usual: str = "en") -> str:
    """`en`, `de` or `und`; `usual` decides for a text that does not tell."""
    lows = _told(read)
    if not lows:
        return usual
    foreign = sum(_is_foreign(low) for low in lows)
    if foreign * 2 > len(lows):
        return OTHER
    short = _short_words()
    found = Counter(language for low in lows for language in short.get(low, ()))
    ours = max(found[one] for one in LANGUAGES)
    others = max((found[one] for one in found if one not in LANGUAGES), default=0)
    clear = max(LANGUAGES, key=lambda one: found[one])
    if found[clear] > others and found[clear] >= 2 * min(found[one] for one in LANGUAGES) + 2:
        return clear
    abroad = others + sum(_looks_abroad(low) for low in lows)
    if abroad > ours and _known(lows) < (0.7 if abroad > 1 else 0.4) * len(lows):
        return OTHER
    return _by_all_words(lows, found, usual)


def _told(read: Sequence[Word]) -> list[str]:
    """The words by which a language is told, each once; "10 am" is no German."""
    lows: dict[str, None] = {}
    after_number = False
    for word in read:
        if word.is_word and not (after_number and word.low == "am"):
            lows[word.low] = None
        after_number = word.shape in ("number", "time")
    return list(lows)


def _by_all_words(lows: list[str], found: Counter[str], usual: str) -> str:
    """The language that knows more of the words; neither, when both know next to none."""
    known = {one: sum(low in lexicon(one).kinds for low in lows) for one in LANGUAGES}
    known["de"] += sum(_looks_german(low) for low in lows)
    best = max(LANGUAGES, key=lambda one: (known[one] + found[one], one == usual))
    if not found[best] and len(lows) >= 2 and known[best] * 4 < len(lows):
        return OTHER
    return best


def _looks_german(low: str) -> bool:
    umlaut = not _UMLAUTS.isdisjoint(low)
    return umlaut or (low.endswith(_ENDINGS) and low not in lexicon("en").kinds)


def _known(lows: list[str]) -> int:
    """How many of the words are common ones of a language that has a lexicon."""
    return max(sum(map(lexicon(one).is_common, lows)) for one in LANGUAGES)


def _looks_abroad(low: str) -> bool:
    """True for a word with letters that neither English nor German has."""
    return not _MARKED.isdisjoint(low) and not any(low in lexicon(one).kinds for one in LANGUAGES)


def _is_foreign(low: str) -> bool:
    """True when the first letter is of another script than Latin."""
    return ord(low[0]) > 0x24F and not 0x1E00 <= ord(low[0]) <= 0x1EFF
