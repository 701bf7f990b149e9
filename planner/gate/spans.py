"""Which words show a criterion, and which leave a reader stuck."""

from __future__ import annotations

from collections.abc import Sequence

from planner.gate.features import EMPTY, Seen
from planner.gate.judge import Judged
from planner.gate.lexicon import Phrase
from planner.gate.reading import Word

LONGEST_SPAN = 9
"""Words that show a criterion at most: more than that points at nothing."""

_SAYS_NOTHING = EMPTY | {
    "request", "me", "you", "pronoun", "article", "negate", "causal", "background",
}  # fmt: skip
_THINGS = frozenset({"document", "role"})


def clear_span(criterion: str, judged: Judged) -> tuple[tuple[int, int], ...]:
    """The stretch of words that speaks most for a criterion."""
    shares = judged.shares[criterion]
    candidates = [i for i, word in enumerate(judged.words) if word.shape != "mark"]
    if criterion == "act":
        candidates = [i for i in candidates if judged.seen[i].act] or candidates
    if criterion == "object":
        candidates = [i for i in candidates if judged.seen[i].weighty] or candidates
    if not candidates:
        return ()
    best = max(candidates, key=lambda i: shares[i])
    first = last = best
    while _grows(judged, shares, first - 1, last - first):
        first -= 1
    while _grows(judged, shares, last + 1, last - first):
        last += 1
    return (_place(judged.words, first, last + 1),)


def _grows(judged: Judged, shares: Sequence[float], i: int, length: int) -> bool:
    if not 0 <= i < len(judged.words) or length + 1 >= LONGEST_SPAN:
        return False
    return judged.words[i].shape != "mark" and shares[i] > 0.05


def vague_phrase(criterion: str, judged: Judged) -> Phrase | None:
    """The vague phrase that best explains why a criterion fails: the longest, then the worst."""
    fitting = [p for p in judged.phrases if p.section.criterion == criterion]
    if not fitting and criterion == "act":
        fitting = [p for p in judged.phrases if p.section.criterion == "where"]
    shares = judged.shares[criterion]
    return min(
        fitting,
        key=lambda p: (-(p.end - p.start), sum(shares[p.start : p.end]), p.start),
        default=None,
    )


def vague_span(criterion: str, judged: Judged) -> tuple[int, int] | None:
    """The words to point at when a criterion fails."""
    phrase = vague_phrase(criterion, judged)
    if phrase:
        return _place(judged.words, phrase.start, phrase.end)
    shares = judged.shares[criterion]
    plain = [i for i, word in enumerate(judged.words) if word.shape != "mark"]
    if not plain:
        return None
    if len(plain) <= LONGEST_SPAN:
        return _place(judged.words, plain[0], plain[-1] + 1)
    worst = min(plain, key=lambda i: shares[i])
    clause = [i for i in plain if judged.words[i].clause == judged.words[worst].clause]
    return _place(judged.words, clause[0], clause[-1] + 1)


def _place(read: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    return read[first].start, read[end - 1].end


def generic(
    read: Sequence[Word], phrases: Sequence[Phrase], seen: Sequence[Seen], criterion: str
) -> bool:
    """True when words say nothing of their own.

    A word says something when it is in no vague phrase and is no everyday word, no word for
    anything at all, no time or place to meet and no name of who is met.
    """
    covered = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    for i, one in enumerate(seen):
        tells = (
            one.act if criterion == "act" else one.weighty or not _THINGS.isdisjoint(one.classes)
        )
        everyday = "r 0" in one.labels and not tells
        if i in covered or one.tag == "<met>" or read[i].shape == "mark" or everyday:
            continue
        if tells or _SAYS_NOTHING.isdisjoint(one.classes):
            return False
    return True
