"""The learned judge: a weighted sum over what a text shows, for each criterion of the rubric.

Weights are learnt by `python -m tests.learning.train` and kept in `weights.json`. A sum above
zero means that the criterion holds; what each word adds to it tells which words show it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.gate.features import Features, Seen, features, see
from planner.gate.lexicon import Lexicon, Phrase
from planner.gate.reading import Word, words


@dataclass(frozen=True, slots=True)
class Judged:
    """A text as the judge took it. `sums` are per criterion, `shares`, in hundredths, per criterion
    and word."""

    words: Sequence[Word]
    phrases: Sequence[Phrase]
    seen: Sequence[Seen]
    sums: Mapping[str, float]
    shares: Mapping[str, Sequence[float]]


def shown(
    text: str, kind: str, lexicon: Lexicon, met: frozenset[str], known: frozenset[str]
) -> Features:
    """The features of a text, as the judge learns from them."""
    read = words(text)
    phrases = lexicon.phrases(read)
    return features(read, see(read, phrases, lexicon, met, known), phrases, kind)


def judge(
    read: Sequence[Word],
    criteria: Sequence[str],
    kind: str,
    lexicon: Lexicon,
    met: frozenset[str],
    known: frozenset[str],
) -> Judged:
    """Weigh the words of a text by some criteria (`act`, `object`, `fit`, `end`)."""
    phrases = lexicon.phrases(read)
    seen = see(read, phrases, lexicon, met, known)
    found = features(read, seen, phrases, kind)
    learnt = [
        (feature, places)
        for name, places in found.items()
        if (feature := lexicon.features.get(name)) is not None
    ]
    sums: dict[str, float] = {}
    shares: dict[str, list[float]] = {}
    for criterion in criteria:
        weights = lexicon.weights[criterion]
        share = [0.0] * len(read)
        total = 0
        for feature, places in learnt:
            weight = weights[feature]
            if weight:
                total += weight
                if len(places) == 1:  # as most have
                    share[places[0]] += weight
                elif places:
                    part = weight / len(places)
                    for place in places:
                        share[place] += part
        sums[criterion], shares[criterion] = total / 100, share
    return Judged(read, phrases, seen, sums, shares)
