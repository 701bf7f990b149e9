"""Which words show a criterion, and which leave a reader stuck.

What is pointed at is a stretch a reader takes in at once: "introduce me to one utility" rather
than "introduce".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.gate.features import EMPTY, Seen
from planner.gate.judge import Judged
from planner.gate.lexicon import Phrase
from planner.gate.reading import Word

Place = tuple[int, int]
"""Words from the first up to, not with, the second."""

_LONGEST = {"act": 7, "object": 12, "fit": 12, "end": 9}
"""Words that show a criterion at most: more than that points at nothing."""
_QUESTION = 3
"""Words of a question that show that it is one."""
_SHORT = 9
"""Words of a vague text up to which all of it is pointed at."""
_MOST_VAGUE = 2
"""Vague stretches to speak of at a time, for each criterion."""

_SAYS_NOTHING = EMPTY | {
    "request", "me", "you", "pronoun", "article", "negate", "causal", "background",
}  # fmt: skip
_THINGS = frozenset({"document", "role"})
_TELLS_TOO = {"fit": _THINGS | {"evaluate"}, "end": _THINGS | {"evaluate", "quantity"}}
"""Everyday words that say something all the same: "he has said which of the two"."""

_WHEN = frozenset({"month", "logistics"})
_FIGURES = frozenset({"number", "time", "mark"})
_AND = frozenset("and but or so because und aber oder weil denn damit sodass".split())
_ASKS = frozenset(
    "whether if how why which what who whom whose when where that ob wie warum wieso weshalb"
    " welche welcher welches welchen welchem was wer wen wem wo wann dass daß".split()
)
_ABOUT = frozenset("about on regarding concerning around over re über bezüglich um".split())
_WITH = frozenset("with mit bei".split())
_TOWARDS = frozenset("to for zu zum zur für".split())
_ASKING = frozenset({"request", "evaluate"})
_FOR_TOPIC = _ABOUT | frozenset("with for of in into mit bei beim zu zum zur in im von".split())
_LOOSE = frozenset(
    "a an the to of for with at in on by from and or as my your our his her their its is are be"
    " all some any ein eine einen einem einer der die das den dem des zu von für mit bei in im an"
    " am auf und oder als mein meine meinen dein deine unser unsere ihr ihre sein seine ist sind"
    " alle alles".split()
)
"""Words no stretch ends with; a vague phrase that does is quoted with what follows."""
_BESIDE_WHEN = _LOOSE | frozenset(
    "until till before after about around next this"
    " bis um vor nach gegen nächsten kommenden".split()
)
_LEADS = frozenset(
    "because since as she he they her his who and so that weil da denn sie er die der hat".split()
)
"""Words left out at the beginning of what a person has done or knows."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Words `start` up to `end` that leave a reader stuck.

    `phrase` tells which vague phrase it is, if one is known. `topic` is of words that say what
    about, too widely; `leads` of words that name a thing wanted and are followed by such a topic.
    """

    start: int
    end: int
    phrase: Phrase | None = None
    topic: bool = False
    leads: bool = False


def place(read: Sequence[Word], words: Place) -> tuple[int, int]:
    """Where words stand in the text, in characters."""
    return read[words[0]].start, read[words[1] - 1].end


def clear_spans(judged: Judged, criteria: Sequence[str]) -> dict[str, Place]:
    """For each criterion the stretch of words that speaks most for it; none where no word does."""
    found: dict[str, Place] = {}
    for one in criteria:
        best = _best(one, judged, found.get("act"))
        if best >= 0:
            found[one] = _GROW[one](judged, best, found.get("act", (0, 0)))
    if "act" in found and "object" in found:
        return _apart(judged.words, found["act"], found["object"])
    return found


def _apart(read: Sequence[Word], act: Place, about: Place) -> dict[str, Place]:
    """What happens and what about, so that no word shows both."""
    asks = act[1] < about[1] and read[act[1]].low in _ASKS
    question = read[act[0]].low in _ASKS and act[0] < about[1] and act[1] < about[1]
    if about[0] < act[1] < about[1] and (asks or question):
        about = act[1], about[1]
    elif act[0] < about[0] < act[1]:
        act = _trimmed(read, act[0], about[0])
    elif about[0] <= act[0] < about[1]:
        act = act[0], act[0] + 1
    return {"act": act, "object": about}


def _best(criterion: str, judged: Judged, act: Place | None) -> int:
    """The word that speaks most for a criterion, or -1. `act` is what shows that something happens.

    In "introduce me to one utility with fewer than 500 users" the utility belongs to what happens.
    """
    shares, seen = judged.shares[criterion], judged.seen
    candidates = [i for i, word in enumerate(judged.words) if word.shape != "mark"]
    if criterion == "act":
        asked = [i for i in candidates if not _ASKING.isdisjoint(seen[i].classes)]
        verbs = [i for i in candidates if seen[i].act]
        plain = [i for i in verbs if judged.words[i].shape == "word" or judged.words[i].first]
        candidates = plain or asked or verbs or candidates
    if criterion == "object":
        candidates = [i for i in candidates if seen[i].weighty] or candidates
        if act and "intro" in seen[act[0]].classes:
            candidates = [i for i in candidates if i >= act[1]] or candidates
    return max(candidates, key=lambda i: shares[i], default=-1)


def _grow_act(judged: Judged, best: int, _: Place) -> Place:
    """A verb and what it is done with, up to where it says what about."""
    stops = (_AND - {"or", "oder"}) | _ASKS | _ABOUT | _WITH
    if judged.words[best].low in _ASKS:
        return best, _ahead(judged.words, best, stops, _QUESTION) + 1
    return _trimmed(judged.words, best, _ahead(judged.words, best, stops, _LONGEST["act"]) + 1)


def _grow_object(judged: Judged, best: int, act: Place) -> Place:
    """What it is about, from the word that leads to it, up to where the clause ends."""
    read = judged.words
    verb = act[0] if act[0] < act[1] and act[0] != best else -1
    first = best
    while first > 0 and best - first + 1 < _LONGEST["object"]:
        before, told = read[first - 1], act[0] < first - 1 < act[1]
        if before.shape == "mark" or first - 1 == verb or before.low in _AND | _ABOUT | _WITH:
            break
        if told and (before.low in _TOWARDS or "me" in judged.seen[first - 1].classes):
            break
        first -= 1
        if before.low in _ASKS and before.low != "that":
            break
    last = best
    while last + 1 < len(read) and last - first + 1 < _LONGEST["object"]:
        after = read[last + 1]
        if after.shape == "mark" or after.low in _AND or last + 1 == verb:
            break
        last += 1
    return _without_verb(judged, first, last + 1)


def _without_verb(judged: Judged, first: int, end: int) -> Place:
    """A stretch without the verb that German puts last."""
    while end - first > 1:
        low, one = judged.words[end - 1].low, judged.seen[end - 1]
        verb = not _ASKING.isdisjoint(one.classes) or (one.act and low.endswith("en"))
        if not verb and low not in _LOOSE:
            break
        end -= 1
    return first, end


def _grow_fit(judged: Judged, best: int, _: Place) -> Place:
    first = _back(judged.words, best, frozenset("and but und aber".split()), _LONGEST["fit"] // 2)
    last = _ahead(judged.words, best, _AND, _LONGEST["fit"] - (best - first))
    while first < last - 1 and judged.words[first].low in _LEADS:
        first += 1
    return _trimmed(judged.words, first, last + 1)


def _grow_end(judged: Judged, best: int, _: Place) -> Place:
    stops = frozenset("and und".split())
    first = _back(judged.words, best, stops, _LONGEST["end"] // 2)
    last = _ahead(judged.words, best, stops, _LONGEST["end"] - (best - first))
    return _trimmed(judged.words, first, last + 1)


_GROW = {"act": _grow_act, "object": _grow_object, "fit": _grow_fit, "end": _grow_end}


def _ahead(read: Sequence[Word], i: int, stops: frozenset[str], most: int) -> int:
    """The last word of the stretch that goes on from word `i`, of `most` words."""
    end = min(len(read), i + most)
    while i + 1 < end and read[i + 1].shape != "mark" and read[i + 1].low not in stops:
        i += 1
    return i


def _back(read: Sequence[Word], i: int, stops: frozenset[str], most: int) -> int:
    """The first word of the stretch that ends with word `i`, with `most` words before it."""
    least = max(0, i - most)
    while i > least and read[i - 1].shape != "mark" and read[i - 1].low not in stops:
        i -= 1
    return i


def _trimmed(read: Sequence[Word], first: int, end: int) -> Place:
    """The stretch without loose words at its end."""
    while end - first > 1 and read[end - 1].low in _LOOSE:
        end -= 1
    return first, end


def vague_spans(criterion: str, judged: Judged) -> list[Vague]:
    """The words to point at when a criterion fails, in the order of the text."""
    found: list[Vague] = []
    spoken_of: set[str] = set()
    for phrase in _worst_first(criterion, judged):
        if len(found) == _MOST_VAGUE:
            break
        if phrase.section.name in spoken_of:
            continue
        start, end = _quoted(judged, phrase)
        if all(end <= one.start or start >= one.end for one in found):
            spoken_of.add(phrase.section.name)
            leads = end < len(judged.words) and judged.words[end].low in _FOR_TOPIC
            found.append(Vague(start, end, phrase, leads=leads))
    if criterion == "object" and len(found) < _MOST_VAGUE:
        found = _with_topic(found, judged)
    if not found:
        found = [Vague(*whole) for whole in _whole(criterion, judged)]
    return sorted(found, key=lambda one: one.start)


def _worst_first(criterion: str, judged: Judged) -> list[Phrase]:
    """The vague phrases that explain why a criterion fails: the longest, then the worst."""
    fitting = [p for p in judged.phrases if p.section.criterion == criterion]
    if not fitting and criterion == "act":
        fitting = [p for p in judged.phrases if p.section.criterion == "where"]
    shares = judged.shares[criterion]
    thanks = any("relate" in one.classes for one in judged.seen)

    def worth(phrase: Phrase) -> tuple[bool, int, float, int]:
        told = sum(shares[phrase.start : phrase.end])
        aside = thanks and phrase.section.name != "thanks"
        return aside, phrase.start - phrase.end, told, phrase.start

    return sorted(fitting, key=worth)


def _quoted(judged: Judged, phrase: Phrase) -> Place:
    """A phrase as it is quoted: with its article, the next of its kind, and what follows a loose
    end ("for all")."""
    start, end = phrase.start, phrase.end
    if start and "article" in judged.seen[start - 1].classes:
        start -= 1
    if judged.words[end - 1].low in _LOOSE:
        end = _without_verb(judged, end - 1, _ahead(judged.words, end - 1, _AND, 6) + 1)[1]
    for one in judged.phrases:
        if one.start == end < phrase.start + _SHORT and one.section.name == phrase.section.name:
            end = one.end
    return start, end


def _with_topic(found: list[Vague], judged: Judged) -> list[Vague]:
    """With the words after "about" or "on" that say too widely what about."""
    read, seen = judged.words, judged.seen
    begins = found[0].end if found else 1
    for i in range(begins, len(read) - 1):
        wants = bool(found) or "bare" in seen[i - 1].classes
        if read[i].low in (_FOR_TOPIC if wants else _ABOUT):
            first, end = _without_verb(judged, i + 1, _ahead(read, i, _AND, _SHORT) + 1)
            if end > first and any(one.low != "<met>" for one in seen[first:end]):
                topic = not _only_when(read[first:end], seen[first:end])
                return [*found, Vague(first, end, topic=topic)]
            break
        if found:
            break
    return found


def _whole(criterion: str, judged: Judged) -> list[Place]:
    """All of a short text; of a longer one the clause that says least."""
    plain = [i for i, word in enumerate(judged.words) if word.shape != "mark"]
    if not plain:
        return []
    if len(plain) <= _SHORT:
        return [(plain[0], plain[-1] + 1)]
    shares = judged.shares[criterion]
    worst = min(plain, key=lambda i: shares[i])
    clause = [i for i in plain if judged.words[i].clause == judged.words[worst].clause]
    return [(clause[0], clause[-1] + 1)]


def _only_when(read: Sequence[Word], seen: Sequence[Seen]) -> bool:
    """True of a bare day or time: "by 3 May", "5 pm on Friday"."""
    told = False
    for word, one in zip(read, seen, strict=True):
        if not _WHEN.isdisjoint(one.classes):
            told = True
        elif word.shape not in _FIGURES and word.low not in _BESIDE_WHEN:
            return False
    return told


def generic(
    read: Sequence[Word], phrases: Sequence[Phrase], seen: Sequence[Seen], criterion: str
) -> bool:
    """True when words say nothing of their own.

    A word says something when it is in no vague phrase and is no everyday word, no word for
    anything at all, no time or place to meet and no name of who is met.
    """
    if _only_when(read, seen):
        return True
    covered = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    telling = _TELLS_TOO.get(criterion, _THINGS)
    for i, one in enumerate(seen):
        tells = (
            one.act if criterion == "act" else one.weighty or not telling.isdisjoint(one.classes)
        )
        everyday = "r 0" in one.labels and not tells
        if i in covered or one.tag == "<met>" or read[i].shape == "mark" or everyday:
            continue
        if tells or _SAYS_NOTHING.isdisjoint(one.classes):
            return False
    return True
