"""Why a criterion holds, in one short sentence: what the words that show it carry."""

from __future__ import annotations

from collections.abc import Sequence

from planner.gate.features import Seen, see
from planner.gate.language import OTHER
from planner.gate.lexicon import LANGUAGES, Lexicon, lexicon
from planner.gate.reading import Word, names, words
from planner.gate.review import Criterion, Field, Finding, TextReview

_WHICH = frozenset("which whether or if ob oder welche welcher welches welchen welchem".split())
_QUESTION = frozenset(
    "how why what where when wie warum wieso weshalb was wo wann woran womit".split()
)
_INTRODUCES = ("introduc", "vorstell", "vorgestell", "bekannt")
_DAY = frozenset("day date tag datum termin".split())
_NAME = frozenset("name names namen".split())
_YES = frozenset("yes no ja nein".split())
_DECIDES = frozenset("decides decide approves signs says ok entscheidet genehmigt sagt".split())
_SHARED = frozenset(
    "we us our my same together both wir uns unser unsere mein meine meiner gleichen"
    " gemeinsam beide".split()
)
_KNOWS = frozenset("knows know teaches runs makes leads weiß kennt leitet macht führt".split())


def reason(finding: Finding, said: TextReview, met: str = "") -> str:
    """Why a criterion holds, without its heading; empty where it fails.

    `said` is the review the finding is of, `met` the name of who is met; of several, empty.
    """
    if not finding.holds:
        return ""
    language = said.language if said.language in LANGUAGES else LANGUAGES[0]
    own = lexicon(language)
    if finding.appealed:
        return _said(own, "because-appealed", met)
    if said.language == OTHER or not finding.spans:
        return _said(own, f"because-{finding.criterion}", met)
    text = said.text if said.field is Field.OUTCOME else said.text[slice(*finding.spans[0])]
    read = words(text)
    seen = see(read, own.phrases(read), own, names(met), frozenset())
    kind = _KINDS[finding.criterion](read, seen)
    return _said(own, "-".join(filter(None, ("because", finding.criterion, kind))), met)


def _said(own: Lexicon, saying: str, met: str) -> str:
    """A saying with the first name of who is met, or as it is said of several."""
    if met.strip():
        return own.says(saying).format(name=met.split(maxsplit=1)[0])
    of_all = f"{saying}-all"
    return own.says(of_all if of_all in own.sayings else saying).format(name=own.says("nobody"))


_KINDS_OF_ACT = ("relate", "decide", "review", "show", "tell", "give", "find")


def _act(read: Sequence[Word], seen: Sequence[Seen]) -> str:
    lows = {word.low for word in read}
    if any(low.startswith(_INTRODUCES) for low in lows):
        return "intro"
    if lows & _YES:
        return "yes"
    if read[0].low in _QUESTION | _WHICH:
        return "tell"
    for classes in (seen[0].classes, tuple(name for one in seen for name in one.classes)):
        found = next((kind for kind in _KINDS_OF_ACT if kind in classes), "")
        if found:
            return found
    return ""


def _object(read: Sequence[Word], seen: Sequence[Seen]) -> str:
    lows = {word.low for word in read}
    if lows & _WHICH:
        return "choice"
    if any(one.tag == "<number>" or one.tag == "<year>" for one in seen):
        return "number"
    if any("document" in one.classes for one in seen):
        return "document"
    if read[0].low in _QUESTION:
        return "question"
    if any(one.tag == "<name>" for one in seen):
        return "name"
    if any("role" in one.classes for one in seen):
        return "role"
    return ""


def _fit(read: Sequence[Word], seen: Sequence[Seen]) -> str:
    lows = {word.low for word in read}
    if lows & _DECIDES and {"yes", "ja"} & lows:
        return "yes"
    if lows & _DECIDES:
        return "decides"
    if lows & _KNOWS:
        return "knows"
    if lows & _SHARED:
        return "shared"
    return "done" if any(_past(word.low) for word in read[:3]) else ""


def _past(low: str) -> bool:
    return low.endswith("ed") or (low.startswith("ge") and low.endswith(("t", "en")))


def _end(read: Sequence[Word], seen: Sequence[Seen]) -> str:
    lows = {word.low for word in read}
    name, day = bool(lows & _NAME), bool(lows & _DAY) or any("month" in o.classes for o in seen)
    if name and day:
        return "name-day"
    if name or day:
        return "name" if name else "day"
    if lows & _YES:
        return "yes"
    classes = {one for word in seen for one in word.classes}
    for kind, shows in (
        ("thanks", "relate"), ("choice", "decide"), ("answer", "tell"), ("paper", "document"),
        ("thing", "give"), ("number", "quantity"),
    ):  # fmt: skip
        if shows in classes:
            return kind
    return ""


_KINDS = {
    Criterion.ACT: _act,
    Criterion.OBJECT: _object,
    Criterion.FIT: _fit,
    Criterion.END: _end,
}
