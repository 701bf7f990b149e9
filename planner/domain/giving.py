"""Needs that somebody can help with: facts matched by the words they share.

English and German are read alike: words are cut to their stems, small words do not count, and a
compound is found by its ends (`Frostaufnahmen` has `Frost` and `Aufnahme` in it). A word counts
the more the fewer facts have it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 400
"""Characters of a fact that are read."""
_SHORTEST_STEM = 4
_SHORTEST_HEAD, _SHORTEST_TAIL = 5, 4
"""Letters by which the beginning and the end of a compound are known."""
_SHARED = 2
"""So many words two facts have to share; one may be chance ("Friday", "a room")."""

_ENDINGS = tuple(
    sorted(
        "ings ing edly ed es s ers er ment ments ungen ung heiten heit keit en em e".split(),
        key=len,
        reverse=True,
    )
)
_SMALL = frozenset(
    """
    a about after all also an and any are as at be been before but by can cannot could did do does
    every for from get give good had has have he help her here his how if in into is it its just
    like look make may me more most much my new no not of off on once one only or our out over own
    people really s she should so some somebody someone something t take than that the their them
    then there they thing things this those through time to too two three until up us use very want
    was way we well were what when where which while who whom why will with without words work
    would year years you your
    aber alle als also am an auch auf aus bei beim bin bis bitte da dann das dass dem den der des
    die dies diese dieser dieses durch ein eine einem einen einer eines er es etwas für gegen gern
    gut haben hat hier ich ihm ihn ihr ihre im in ist ja jede jeden jeder jemand kann kein keine
    können man mehr mein meine mich mir mit nach nicht noch nur ob oder ohne sehr sein seine seit
    sich sie sind so über um und uns unser vom von vor war was weil wenn wer wie wir wird wo zu zum
    zur zwei drei
    """.split()
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact as it is matched: whose it is, its text, and the fact's number."""

    person: int
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A need and an offer that fits, by the stems they share; `weight` says how well."""

    need: Recorded
    offer: Recorded
    shared: frozenset[str]
    weight: float


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, folded and without their endings."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(
        _stem(word)
        for word in _WORD.findall(plain)
        if len(word) > 2 and word not in _SMALL and word not in _SMALL_FOLDED
    )


_SMALL_FOLDED = frozenset(
    "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for word in _SMALL
)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def shared(a: str, b: str) -> frozenset[str]:
    """The stems two texts have in common; of a compound and its end, the end."""
    ours, theirs = stems(a), stems(b)
    return (ours & theirs) | frozenset(_ends(ours, theirs)) | frozenset(_ends(theirs, ours))


def alike(a: str, b: str) -> bool:
    """True when two texts speak of the same: they share two words, or all that one of them has."""
    common = shared(a, b)
    return len(common) >= min(_SHARED, *map(len, (stems(a), stems(b)))) and bool(common)


def _ends(parts: frozenset[str], wholes: frozenset[str]) -> Iterator[str]:
    """The stems that begin or end a longer one of the others."""
    return (part for whole in wholes for part in _parts(whole) if part in parts)


def _parts(whole: str) -> Iterator[str]:
    """What may be the first or the last word of a compound."""
    for length in range(_SHORTEST_TAIL, len(whole) - 2):
        yield whole[-length:]
        if length >= _SHORTEST_HEAD:
            yield whole[:length]


def matches(needs: Sequence[Recorded], offers: Sequence[Recorded]) -> list[Match]:
    """Every need with every offer of somebody else that shares two words with it, best first."""
    facts = [stems(fact.text) for fact in (*needs, *offers)]
    seen = Counter(stem for fact in facts for stem in fact)
    rare = {stem: log(len(facts) / count) for stem, count in seen.items()}
    offered = _by_stem(offers)
    compounds = _compounds(seen)
    found: list[Match] = []
    for need in needs:
        common: dict[int, set[str]] = {}
        for stem in stems(need.text):
            for word, other in ((stem, stem), *compounds.get(stem, ())):
                for place in offered.get(other, ()):
                    common.setdefault(place, set()).add(word)
        for place, words in common.items():
            if len(words) >= _SHARED and offers[place].person != need.person:
                weight = sum([rare[word] for word in words])
                found.append(Match(need, offers[place], frozenset(words), weight))
    return sorted(found, key=lambda match: (-match.weight, match.need.id, match.offer.id))


def _by_stem(facts: Sequence[Recorded]) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for place, fact in enumerate(facts):
        for stem in stems(fact.text):
            table.setdefault(stem, []).append(place)
    return table


def _compounds(words: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each stem that is part of another, or has a part: what they share, and that other."""
    known = frozenset(words)
    table: dict[str, list[tuple[str, str]]] = {}
    for whole in known:
        for part in known.intersection(_parts(whole)):
            table.setdefault(whole, []).append((part, part))
            table.setdefault(part, []).append((part, whole))
    return table
