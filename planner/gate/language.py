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


_UMLAUTS = frozenset("äöüß")


@cache
def _short_words() -> dict[str, tuple[str, ...]]:
    """The languages each of the short words belongs to."""
    table: dict[str, tuple[str, ...]] = {}
    with assets.path("lexicon", "languages.txt").open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                language, *short = line.split()
                for low in short:
                    table[low] = (*table.get(low, ()), language)
    return table


def language_of(read: Sequence[Word], usual: str = "en") -> str:
    """`en`, `de` or `und`; `usual` decides for a text that does not tell."""
    lows = [word.low for word in read if word.is_word]
    if not lows:
        return usual
    foreign = sum(_is_foreign(low) for low in lows)
    if foreign * 2 > len(lows):
        return OTHER
    short = _short_words()
    found = Counter(language for low in lows for language in short.get(low, ()))
    best = max(found.values(), default=0)
    leaders = [language for language, count in found.items() if count == best]
    if best >= 2 and not set(leaders) & set(LANGUAGES) and not _is_ours(lows):
        return OTHER
    ours = [language for language in leaders if language in LANGUAGES]
    if best and len(ours) == 1:
        return ours[0]
    return _by_all_words(lows, ours or list(LANGUAGES), usual, told=best > 0)


def _by_all_words(lows: list[str], among: list[str], usual: str, *, told: bool) -> str:
    """The language that knows more of the words; neither, when both know next to none."""
    known = {one: sum(low in lexicon(one).kinds for low in lows) for one in among}
    if "de" in known:
        known["de"] += sum(not _UMLAUTS.isdisjoint(low) for low in lows)
    best = max(known, key=lambda one: (known[one], one == usual))
    if not told and len(lows) >= 3 and known[best] * 4 < len(lows):
        return OTHER
    return best


def _is_ours(lows: list[str]) -> bool:
    """True when nearly every word is one of a language that has a lexicon."""
    most = max(sum(low in lexicon(one).kinds for low in lows) for one in LANGUAGES)
    return most >= 0.9 * len(lows)


def _is_foreign(low: str) -> bool:
    """True when the first letter is of another script than Latin."""
    return ord(low[0]) > 0x24F and not 0x1E00 <= ord(low[0]) <= 0x1EFF
