"""What a text shows to the judge: named features, each with the words it stands on.

The judge is linear, so what matters about a sentence has to be in the names: which words there
are and what they behave like, how they follow one another, and where they stand. "after" a verb
that says what happens, "about" something, "when" the two meet, or in what the writer tells of
"self".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planner.gate.lexicon import Lexicon, Phrase
from planner.gate.reading import Word
from planner.gate.wishes import sign_of, signs

Features = dict[str, list[int]]
"""Feature names, each with the places of the words that show it (none for the text as a whole)."""

_ACTS = frozenset({"tell", "show", "find", "intro", "decide", "review", "give", "relate"})
EMPTY = frozenset({"wide", "bare", "vagueact", "praise", "feeling", "positive", "logistics"})
"""Classes of words that carry no matter of their own."""
_MEETING = frozenset({"<time>", "<met>"})
_FORMS = frozenset("vbds")
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 27, 40)
_LARGE = 3
"""Digits of a figure that counts what is named after it."""
_REMEMBERED = 20_000
"""Words whose description is kept for the next keystroke."""
_I_FORMS = frozenset({"i", "i'm", "i'd", "i've", "i'll"})


class Seen(NamedTuple):
    """One word as the judge sees it: `tag` is its shortest description, `labels` are all.

    `weighty` words can carry a matter: names, figures and words too rare to be small talk. `act`
    words say what happens. `form` tells of an English word that it is a verb (`v`), may be one
    (`b`), or is one with an ending (`d`, `s`). `sign` tells what the word may be a sign of, as
    `wishes` has it.
    """

    low: str
    tag: str
    labels: tuple[str, ...]
    classes: tuple[str, ...] = ()
    weighty: bool = False
    act: bool = False
    form: str = ""
    sign: str = ""


def see(
    words: Sequence[Word],
    phrases: Sequence[Phrase],
    lexicon: Lexicon,
    met: frozenset[str],
    known: frozenset[str],
) -> list[Seen]:
    """The words with what the lexicon knows of them; what a vague phrase covers carries nothing.

    `met` are the lower-case names of who is met, `known` those of others in the file.
    """
    seen = [_see(word, lexicon, met, known) for word in words]
    for phrase in phrases:
        vague_act = phrase.section.criterion == "act"
        for i in range(phrase.start, phrase.end):
            one = seen[i]
            tag = f"P{phrase.section.name}" if vague_act else one.tag
            act, sign = (False, "") if vague_act else (one.act, one.sign)
            seen[i] = Seen(one.low, tag, one.labels, one.classes, False, act, one.form, sign)
    for i in range(1, len(seen)):
        if seen[i - 1].tag == "<number>" and _is_counted(seen[i - 1], seen[i], words[i]):
            one = seen[i]
            seen[i] = Seen(one.low, "<counted>", ("<counted>",), weighty=True)
    return seen


def _is_counted(before: Seen, one: Seen, word: Word) -> bool:
    """True for a word that a large figure, as the number before it, makes a measure: the
    connections of "50,000 connections" are not those one has."""
    figure = sum(map(str.isdigit, before.low)) >= _LARGE
    return figure and word.shape == "word" and "logistics" not in one.classes


def features(
    words: Sequence[Word], seen: Sequence[Seen], phrases: Sequence[Phrase], kind: str
) -> Features:
    """The features of a text for a meeting of that kind of purpose."""
    found: Features = {"text": [], f"kind {kind}": []}
    _add_words(found, seen)
    for phrase in phrases:
        _add(found, f"P {phrase.section.name}", *range(phrase.start, phrase.end))
    _add_zones(found, words, seen, kind)
    _add_clauses(found, words, seen, phrases)
    meeting = len([1 for one in seen if "logistics" in one.classes or one.tag in _MEETING])
    _add_measures(found, words, seen, phrases, kind, meeting)
    _add_verbs(found, words, seen, phrases)
    _add_wishes(found, words, seen, meeting)
    return found


def _add(found: Features, name: str, *places: int) -> None:
    there = found.get(name)
    if there is None:
        found[name] = list(places)
    else:
        there += places


def _see(word: Word, lexicon: Lexicon, met: frozenset[str], known: frozenset[str]) -> Seen:
    if word.shape == "mark":
        return Seen(word.low, word.low, (f"w {word.low}",), sign="?" if word.low == "?" else "")
    if word.shape in ("time", "number"):
        year = word.low.isdigit() and len(word.low) == 4 and word.low[:2] in ("19", "20")
        tag = "<year>" if year else f"<{word.shape}>"
        return Seen(word.low, tag, (tag,), weighty=tag == "<number>")
    bare = word.low.removesuffix("'s")
    if bare in met:
        return Seen("<met>", "<met>", ("<met>",))
    if bare in known:
        return _look_up(word, lexicon, known=True)
    key = word.low, word.shape, word.first
    one = lexicon.looked_up.get(key)
    if one is None:
        if len(lexicon.looked_up) >= _REMEMBERED:
            lexicon.looked_up.clear()
        one = lexicon.looked_up[key] = _look_up(word, lexicon, known=False)
    return one


def _look_up(word: Word, lexicon: Lexicon, *, known: bool) -> Seen:
    low = word.low if word.shape == "Capital" and not word.first else lexicon.mended(word.low)
    kind = lexicon.kind(low)
    classes = lexicon.classes_of(low)
    cluster, _, band = kind.partition(".")
    rarity = band[:1] or "x"
    behaves = _behaves(cluster, low)
    labels = [f"w {low}", f"r {rarity}", *behaves, *(f"c {name}" for name in classes)]
    tag = behaves[0]
    name = known or _is_name(word, kind, lexicon.language)
    if name:
        labels.append("<name>")
        tag = "<name>"
    elif rarity == "0":
        tag = low
    elif classes:
        tag = classes[0]
    weighty = name or (rarity in "23x" and EMPTY.isdisjoint(classes))
    form = band[1:2] if band[1:2] in _FORMS and not name else ""
    if form:
        labels.append(f"v {form}")
    act = not _ACTS.isdisjoint(classes)
    sign = sign_of(word, classes, form, act=act)
    return Seen(low, tag, tuple(labels), classes, weighty, act, form, sign)


def _behaves(cluster: str, low: str) -> list[str]:
    """What a word behaves like: its cluster coarse to fine, or its ending when unknown."""
    if not cluster or cluster == "0":
        return [f"e {low[-3:]}"]
    number = int(cluster, 16)
    return [f"k6 {number & 63}", f"k9 {number & 511}", f"k {cluster}"]


def _is_name(word: Word, kind: str, language: str) -> bool:
    if word.shape == "word" or word.low in _I_FORMS:
        return False
    if language == "de":
        return not kind and not word.first
    return not word.first or not kind or kind.endswith("N")


def _add_words(found: Features, seen: Sequence[Seen]) -> None:
    """Each word, and how words follow one another."""
    tags = ["^", *(one.tag for one in seen), "$"]
    end = len(seen) - 1
    shown = found.setdefault  # these are most of all features, so no call of `_add` for each
    lows = [one.low for one in seen]
    for i, one in enumerate(seen):
        for label in one.labels:
            shown(label, []).append(i)
        pair = f"{tags[i]} {tags[i + 1]}"
        before = (i - 1, i) if i else (i,)
        shown(pair, []).extend(before)
        shown(f"{pair} {tags[i + 2]}", []).extend((*before, i + 1) if i < end else before)
        if i:
            shown(f"{lows[i - 1]}_{lows[i]}", []).extend(before)
    for i, one in enumerate(seen[:3]):
        _add(found, f"^{i} {one.tag}", i)


# Where words stand

_WHEN = frozenset(
    "before after until till by during ahead on at in vor nach bis während am um im".split()
)
_ABOUT = frozenset(
    "about regarding concerning over of for to whether if how why which what that who whom whose"
    " when where between from into against than as über für zu zum zur ob wie warum wieso weshalb"
    " welche welcher welches welchen was wer wen wem dass daß von vom zwischen gegen aus als woran"
    " womit wofür worauf".split()
)
_SELF = frozenset("i we i'm i've we're we've ich wir".split())
_CAUSE = frozenset("because since as so having being after weil da denn nachdem als".split())
_AND = frozenset("and or but und oder aber".split())
_ZONES = ("main", "after", "about", "when", "self")


def _zones(words: Sequence[Word], seen: Sequence[Seen]) -> list[str]:
    zones: list[str] = []
    zone, clause = "main", -1
    for i, (word, one) in enumerate(zip(words, seen, strict=True)):
        if word.clause != clause:
            clause = word.clause
            zone = "self" if _tells_of_self(seen[i : i + 3]) else "main"
        if word.low in _WHEN and _timely(seen[i + 1 : i + 4]):
            zone = "when"
        elif word.low in _ABOUT and zone != "self":
            zone = "about"
        elif word.low in _AND and zone == "when":
            zone = "main"
        zones.append(zone)
        if one.act and zone in ("main", "when"):
            zone = "after"
    return zones


def _tells_of_self(start: Sequence[Seen]) -> bool:
    first = start[0].low
    if first in _SELF:
        return any("background" in one.classes for one in start)
    return first in _CAUSE and len(start) > 1 and start[1].low in _SELF


def _timely(seen: Sequence[Seen]) -> bool:
    return any(
        one.tag in ("<time>", "<year>") or "logistics" in one.classes or "month" in one.classes
        for one in seen
    )


def _add_zones(found: Features, words: Sequence[Word], seen: Sequence[Seen], kind: str) -> None:
    """Which words say what about, and which stand apart from any verb that says what happens."""
    acting = {word.clause for word, one in zip(words, seen, strict=True) if one.act}
    held = dict.fromkeys(_ZONES, 0)
    for i, (word, one, zone) in enumerate(zip(words, seen, _zones(words, seen), strict=True)):
        if word.shape == "mark":
            continue
        place = zone if word.clause in acting else f"apart {zone}"
        coarse = one.tag if one.tag.startswith("<") else "heavy" if one.weighty else ""
        if coarse:
            _add(found, f"{place} {coarse}", i)
            held[zone] += coarse != "<met>"
        for name in one.classes:
            _add(found, f"{place} c {name}", i)
    for zone, count in held.items():
        _add(found, f"{zone} holds {min(count, 3)}")
    matter = held["after"] + held["about"]
    main, own = min(held["main"], 2), min(held["self"], 1)
    _add(found, f"matter {min(matter, 4)}")
    _add(found, f"matter {min(matter, 2)} main {main} self {own}")
    _add(found, f"kind {kind} matter {min(matter, 2)}")


def _add_clauses(
    found: Features, words: Sequence[Word], seen: Sequence[Seen], phrases: Sequence[Phrase]
) -> None:
    """What each clause has on its own: one clause that says it all is enough."""
    vague = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    clauses: dict[int, list[int]] = {}
    for i, word in enumerate(words):
        clauses.setdefault(word.clause, []).append(i)
    for clause, places in clauses.items():
        own = [i for i in places if words[i].shape != "mark"]
        if not own:
            continue
        heavy = sum(seen[i].weighty for i in own)
        act = any(seen[i].act for i in own)
        asked = seen[places[-1]].low == "?"
        self_told = _tells_of_self([seen[i] for i in own[:3]])
        plain = not vague.intersection(own)
        _add(found, f"clause act {act} heavy {min(heavy, 3)}", *own)
        _add(found, f"clause heavy {min(heavy, 3)} plain {plain} self {self_told}", *own)
        if asked:
            _add(found, f"asks heavy {min(heavy, 3)}", *own)
            _add(found, f"asks first {seen[own[0]].tag}", *own)
        if clause == words[-1].clause:
            _add(found, f"last act {act} heavy {min(heavy, 3)} plain {plain}", *own)


def _add_measures(
    found: Features,
    words: Sequence[Word],
    seen: Sequence[Seen],
    phrases: Sequence[Phrase],
    kind: str,
    meeting: int,
) -> None:
    """How long the text is, and what is left when vague phrases and logistics are taken away."""
    count = len([1 for word in words if word.shape != "mark"])
    length = sum(count > edge for edge in _LENGTHS)
    covered = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    heavy = [one.weighty for one in seen].count(True)
    acts = [one.act for one in seen].count(True)
    acting = min(acts, 1)
    starts = bool(seen) and "logistics" in seen[0].classes
    share = min(4, 5 * meeting // max(count, 1))
    _add(found, f"length {length}")
    _add(found, f"heavy {min(heavy, 5)}")
    _add(found, f"heavy {min(heavy, 3)} of {length // 2}")
    _add(found, f"acts {min(acts, 3)}")
    _add(found, f"acts {acting} heavy {min(heavy, 2)}")
    _add(found, f"kind {kind} acts {acting}")
    _add(found, f"meeting {min(meeting, 4)} acts {acting}")
    _add(found, f"meeting {share} acts {acting} heavy {min(heavy, 2)}")
    _add(found, f"starts {starts} acts {acting}")
    _add(found, f"covered {min(4, 5 * len(covered) // max(len(seen), 1))}")


# Verbs no list knows

FOR_ACTS = "verb"
"""How the names of these features begin; they are learnt for what happens only."""

_BEFORE_VERB = frozenset(
    "to you i we they he she please pls and or could would can will shall must may might should"
    " don't not let's let us me him her them just".split()
)
_WEAK_VERBS = frozenset({"vagueact", "request"})
_NO_ACT = frozenset("be is am are have has do would could can will".split())


def _add_verbs(
    found: Features, words: Sequence[Word], seen: Sequence[Seen], phrases: Sequence[Phrase]
) -> None:
    """Verbs by their form and the word before them."""
    vague = {
        i
        for phrase in phrases
        if phrase.section.criterion == "act"
        for i in range(phrase.start, phrase.end)
    }
    verbs = [
        i
        for i, one in enumerate(seen)
        if one.form and i not in vague and one.low not in _NO_ACT and _is_verb(words, seen, i)
    ]
    strong = [i for i in verbs if _WEAK_VERBS.isdisjoint(seen[i].classes)]
    acts = min(1, [one.act for one in seen].count(True))
    heavy = min(2, [one.weighty for one in seen].count(True))
    some = min(len(strong), 1)
    _add(found, f"verbs {min(len(verbs), 3)} strong {min(len(strong), 2)}", *verbs)
    _add(found, f"verbs strong {some} acts {acts}", *strong)
    _add(found, f"verbs strong {some} acts {acts} heavy {heavy}", *strong)
    for i in strong:
        before = _before(words, seen, i)
        _add(found, f"verb {seen[i].form} {before if before in _BEFORE_VERB else before[:1]}", i)
        if i + 1 < len(seen):
            after = seen[i + 1].tag
            _add(found, f"verb then {'word' if after.startswith('k') else after}", i, i + 1)


def _is_verb(words: Sequence[Word], seen: Sequence[Seen], i: int) -> bool:
    before, form = _before(words, seen, i), seen[i].form
    if before in _BEFORE_VERB:
        return True
    if before == "^":
        return form in "vb"
    if before in ("<met>", "<name>"):
        return form in "sb"
    return form == "v" and before not in ("the", "a", "an")


def _before(words: Sequence[Word], seen: Sequence[Seen], i: int) -> str:
    """The word before, `^` at the beginning of a clause, or the tag of a name."""
    if not i or words[i].first or words[i - 1].shape == "mark":
        return "^"
    one = seen[i - 1]
    return one.tag if one.tag in ("<met>", "<name>") else one.low


def _add_wishes(found: Features, words: Sequence[Word], seen: Sequence[Seen], meeting: int) -> None:
    """Whether anything in the text is a wish, an order or a question, or all of it is only so."""
    shown, wished, states = signs(words, seen)
    opens = (*seen[0].classes, seen[0].tag[:1])[0] if seen else ""
    for told in (shown, wished):
        _add(found, f"verb wish {told} states {states}")
        _add(found, f"verb wish {told} meets {min(meeting, 2)}")
    _add(found, f"verb wish {shown}")
    _add(found, f"verb wish {wished} opens {opens}")
