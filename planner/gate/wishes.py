"""Whether a text wishes for anything: a question, an order, a request, a thing to be done.

"Three lorries held at the border since Tuesday" says how things are, and nothing that is to happen.

A sign is a letter. Told by the word alone: `?` a question, `w` a wish, `t` thanks and the like, `=`
how things are. By where it stands as well: `q` a question word that begins, `v` and `b` a verb, or
what may be one, that begins the text, `c` one that begins a clause, `i` one after "to" and such,
`e` an infinitive at the end, as German has it, `n` what only ends like one. What is left says what
happens, as a report does too: `a` where it begins a clause, and `d`, `s` (by its form) and `o`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.gate.reading import Word

if TYPE_CHECKING:
    from planner.gate.features import Seen

_WISHES = frozenset(
    "ask asks asking please pls plz want wants wanna need needs would could can will may should"
    " let let's lets must might shall hope wish bitte bitten möchte möchten würde würden könnte"
    " könntest könnten kann kannst können darf dürfen dürfte soll sollen sollte will willst brauche"
    " fragen frag lass lassen".split()
)
_IS = frozenset(
    "is are was were has have had ist sind war waren hat haben hatte hatten wurde wurden steht"
    " stehen liegt liegen fehlt fehlen".split()
)
_BEFORE_BASE = frozenset(
    "to please pls and or then us me you him her them let's not just ur they we".split()
)
_ANYWHERE = frozenset("?wt=")
_BASE = frozenset("vb")
_LAST = frozenset("en")
_REPORTS = frozenset("dons")
"""Signs that a report shows as often as a wish does."""


def sign_of(word: Word, classes: Sequence[str], form: str, *, act: bool) -> str:
    """What a word may be a sign of, wherever it stands; empty for nothing."""
    low = word.low
    if low in _WISHES:
        return "w"
    if "relate" in classes:
        return "t"
    if form in _BASE:
        return form
    if low in _IS or (form and not act):
        return "="
    if "evaluate" in classes:
        return "q"
    if not form and word.shape == "word" and low.endswith("en"):
        return "e" if act else "n"
    return (form or "o") if act else ""


def signs(words: Sequence[Word], seen: Sequence[Seen]) -> tuple[str, bool, bool]:
    """The signs of a text in their order, whether one of them is of a wish, and whether there is a
    verb that says how things are."""
    found = {
        one.sign if one.sign in _ANYWHERE else _there(words, seen, i)
        for i, one in enumerate(seen)
        if one.sign
    }
    states = "=" in found
    found -= {"", "="}
    return "".join(sorted(found)) or "none", not found <= _REPORTS, states


def _there(words: Sequence[Word], seen: Sequence[Seen], i: int) -> str:
    """What a word is a sign of where it stands; empty for nothing."""
    one = seen[i]
    sign = one.sign
    begins = not i or words[i - 1].shape == "mark"
    if sign in _LAST:
        if i + 1 == len(words) or words[i + 1].shape == "mark":
            return sign
        return "" if not one.act else "a" if begins else "o"
    if sign in _BASE:
        if begins:
            return "c" if i else sign
        if words[i - 1].low in _BEFORE_BASE:
            return "i"
        return "o" if one.act else "=" if one.low in _IS else ""
    if sign == "q":
        return sign if begins else ""
    return "a" if begins else sign
