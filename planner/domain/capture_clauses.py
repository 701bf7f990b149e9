"""Where a captured text falls apart: its words and days, its sentences, and their clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.domain.capture_dates import find_day
from planner.domain.capture_tongue import Tongue, Word, is_capital, words_of

AND = frozenset(["and", "und", "but", "aber", "&", "+"])
SIGNS = frozenset(",;:–—-•*·>")
_ENDS = frozenset(".!?;…")
_ABBREVIATIONS = frozenset(
    "dr prof st mr mrs ms hr hrn fr ing dipl mag nr no ca bzw z.b d.h u.a e.g i.e vs approx inc"
    " ltd co jr sr tel wg betr ggf evtl inkl max min str bspw vgl etc esp incl dept".split()
)
_ASKING = frozenset(
    "should shall will would did does do has have had is are was were am when where why how who"
    " what which whose soll sollte sollen hat habe haben ist sind war waren wird wann wo warum"
    " wieso wie wer wem wen was welche welcher welches hast bist brauche braucht".split()
)
"""Words that a question begins with; "can you" and "kannst du" ask me to do something."""
_LONGEST_LIST = 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """`opens` when it begins a line: what was said before then is another matter. `asks` when it is
    a question, which promises nothing."""

    words: list[Word]
    opens: bool
    end: int
    """Where it ends in the text, with the sign that ends it."""
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between commas and the like; `sign` is the one before them, if any."""

    words: list[Word]
    sign: Word | None = None


def sentences(text: str, *, today: date, language: str) -> Iterator[Sentence]:
    """The sentences of a text, without the signs that end them."""
    words: list[Word] = []
    opens = True
    previous: Word | None = None
    for word in _with_days(text, today, language):
        new_line = previous is not None and "\n" in text[previous.end : word.start]
        ends = word.text in _ENDS and not _abbreviates(previous, word)
        if words and (ends or new_line):
            asks = word.text == "?" and words[0].low in _ASKING
            yield Sentence(words, opens, word.end if ends else words[-1].end, asks)
            words, opens = [], False
        opens = opens or new_line
        if not ends:
            words.append(word)
        previous = word
    if words:
        yield Sentence(words, opens, words[-1].end)


def clauses(words: Sequence[Word], tongue: Tongue) -> list[Clause]:
    """The clauses of a sentence, at commas (though not those of "Ana, Petra and Kenji"), colons and
    dashes. A day that stands alone goes with what went before, or, where that has one, or there is
    nothing, with what follows."""
    apart: list[Clause] = [Clause([])]
    for place, word in enumerate(words):
        if word.text in SIGNS and not _in_list(words, place, tongue):
            apart.append(Clause([], word))
        else:
            apart[-1].words.append(word)
    joined: list[Clause] = []
    days: list[Word] = []
    for clause in apart:
        if all(word.days for word in clause.words):
            if joined and clause.words and not any(word.days for word in joined[-1].words):
                joined[-1].words.extend(clause.words)
            else:
                days += clause.words
        else:
            joined.append(Clause([*days, *clause.words], clause.sign))
            days = []
    if days:
        sign = None
        before: list[Word] = []
        if joined:
            last = joined.pop()
            before, sign = last.words, last.sign
        joined.append(Clause([*before, *days], sign))
    return joined


def _with_days(text: str, today: date, language: str) -> Iterator[Word]:
    ahead = find_day(text, today=today)
    back = {(start, end): day for start, end, day in find_day(text, today=today, past=True)}
    at = 0
    for start, end, day in ahead:
        begin, close = start, end
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            begin, close = start - 1, end + 1
        yield from words_of(text, at, begin)
        yield Word(text[start:end], start, end, (day, back.get((start, end), day)))
        at = close
    yield from words_of(text, at)


def _abbreviates(previous: Word | None, dot: Word) -> bool:
    if previous is None or dot.text != "." or previous.end != dot.start:
        return False
    initial = len(previous.text) == 1 and previous.text.isupper()
    return initial or previous.low in _ABBREVIATIONS


def _in_list(words: Sequence[Word], at: int, tongue: Tongue) -> bool:
    """True for a comma between names of a list that an "and" closes."""
    if words[at].text != "," or at == 0 or not is_capital(words[at - 1], tongue):
        return False
    named = False
    for word in words[at + 1 : at + _LONGEST_LIST]:
        if word.text == "," or word.low in AND:
            if not named:
                return False
            if word.low in AND:
                return True
            named = False
        elif is_capital(word, tongue):
            named = True
        else:
            return False
    return False
