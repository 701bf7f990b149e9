"""Texts in a language the gate has no lexicon of: what can be told all the same.

It goes by names, figures and how much is said besides short words and the words that say nothing
in any of the languages around (`languages.txt`).
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.gate.features import Seen
from planner.gate.judge import Judged
from planner.gate.language import is_short, is_vague
from planner.gate.reading import Word

_NEEDED = {"act": 3, "object": 3, "fit": 2, "end": 1}
"""Words of its own a text needs where no name and no figure carries over."""
_LETTERS = 7
"""Letters a word has at most on average, in a script that puts spaces between words."""


def carries_over(criterion: str, judged: Judged) -> bool:
    """Whether a criterion holds as far as can be told."""
    read = judged.words
    own = [i for i, word in enumerate(read) if word.is_word and not _says_nothing(word, read)]
    own = [i for i in own if judged.seen[i].tag != "<met>"]
    anchors = sum(_is_anchor(word, one) for word, one in zip(read, judged.seen, strict=True))
    if criterion == "object" and anchors and len(own) >= 2:
        return True
    return max(len(own), _unspaced(read)) + (criterion == "end") * anchors >= _NEEDED[criterion]


def _says_nothing(word: Word, read: Sequence[Word]) -> bool:
    return is_vague(word.low) or is_short(word.low)


def _is_anchor(word: Word, one: Seen) -> bool:
    """A name or figure that is not of who is met."""
    if one.tag == "<met>":
        return False
    return word.shape in ("number", "CAPITALS") or (word.shape == "Capital" and not word.first)


def _unspaced(read: Sequence[Word]) -> int:
    """The words of a text whose script writes no spaces, reckoned by its letters."""
    words = [word for word in read if word.is_word]
    letters = sum(word.end - word.start for word in words)
    # Four letters of such a script say about as much as a word.
    return letters // 4 if words and letters / len(words) > _LETTERS and _dense(words) else 0


def _dense(words: Sequence[Word]) -> bool:
    return any(ord(word.low[0]) > 0x2E7F for word in words)
