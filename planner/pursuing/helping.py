"""Who could help with an ask: people I know, each with what the records say, never with a guess.

The words of the ask are looked up in the index of everybody's texts, then those of the likeliest
people are read. A word counts the more the fewer people have it; words of the same matter
(`price`, `pay`, `tender`) count less, and words of the objective only beside others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from heapq import nlargest
from math import log

from planner import assets
from planner.domain.giving import stems
from planner.domain.helping import Care, CareKind, Helper, Reason, ReasonKind, Record
from planner.domain.objectives import Ask, AskKind
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import ME, Circle, FactKind, Standing
from planner.gate.lexicon import LANGUAGES, lexicon
from planner.store import Store, fold

MOST = 10
"""How many people are offered at most."""

_READ = 200
"""So many of the likeliest people are read; the index names no more than this is worth."""
_CAP = 1000
"""People the index is asked for by one word; a word that more have tells nobody apart."""
_WORDS = 12
"""Of a long ask the first words are looked up."""
_REASONS = 3
_WEIGHED = 30
_COLLEAGUES = 50

_KIN, _OBJECTIVE = 0.7, 0.6
_WEAK, _SAID_OFTEN = 0.2, 0.6
_BANDS = {"0": _WEAK, "1": _SAID_OFTEN, "2": 0.9}
"""How much a word tells by the band of its frequency in the lexicon; rarer ones tell all."""
_WEIGHTS = {
    ReasonKind.CAN_HELP_WITH: 1.2,
    ReasonKind.WORKS_ON: 1.0,
    ReasonKind.TITLE: 0.9,
    ReasonKind.WHY_CONNECTED: 0.8,
    ReasonKind.NOTE: 0.7,
}
_CIRCLES = {Circle.INNER: 1.15, Circle.CLOSE: 1.1, Circle.ACTIVE: 1.0}
_WIDE = 0.9
_CARE = {CareKind.I_OWE_LATE: 0.5, CareKind.ASKED_ALREADY: 0.7}
_ASKS_OFTEN_SAY = (
    "advice answer ask call chat contact date day decide decision feedback find help hint idea"
    " input introduce introduction list meet meeting minute month name need opinion person question"
    " read review say show talk tell thought tip view week five six seven eight nine ten twelve"
    " twenty thirty fifty ninety hundred thousand"
    " antwort entscheidung feedback frage gespräch helfen hilfe idee kontakt meinung name person"
    " rat rückmeldung tag termin tipp treffen vorstellen woche vier fünf sechs sieben acht neun"
    " zehn zwölf zwanzig dreißig fünfzig neunzig hundert tausend"
)
_LETTERS = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^\n.!?…]+[.!?…]*")
_PART = 5
"""Letters of a stem that is known inside a compound."""


def who_could_help(
    store: Store, ask: Ask, graph: AcquaintanceGraph | None = None, *, limit: int = MOST
) -> tuple[Helper, ...]:
    """Up to `limit` people who could help with an ask, best first; none when nothing speaks for
    anybody. With the graph also those are found who lead to a wished name in several steps."""
    words = _Words.of(store, ask)
    told: dict[int, list[_Said]] = {}
    for person, worth, reason in _connected(store, ask, graph):
        told.setdefault(person, []).append((worth, reason))
    asked = (set(words.likeliest(_READ)) | told.keys()) - {name.person for name in ask.names}
    found: list[tuple[float, Helper]] = []
    for record in store.support.records(asked, (FactKind.CAN_HELP_WITH, FactKind.WORKS_ON)):
        said = _said(record, words, told.get(record.person, ()))
        if said:
            closeness = _CIRCLES.get(record.circle, _WIDE) if record.circle else _WIDE
            found.append((_together(said) * closeness, _helper(record, said)))
    return _with_care(store, nlargest(max(limit, _WEIGHED), found, key=_first), limit)


_Said = tuple[float, Reason]
"""A reason and how much it says."""


def _said(record: Record, words: _Words, told: Iterable[_Said]) -> list[_Said]:
    """What speaks for asking somebody, the best first: what was told, and what the records say."""
    said = [
        (worth, reason)
        for worth, reason in told
        if reason.kind is ReasonKind.KNOWS or _same(reason.text, record.organisation)
    ]
    texts = [(ReasonKind(kind), text) for kind, text in record.facts]
    texts.append((ReasonKind.TITLE, record.title))
    texts.append((ReasonKind.WHY_CONNECTED, record.why_connected))
    texts += [(ReasonKind.NOTE, text.strip()) for text in _SENTENCE.findall(record.note)]
    said += [(words.worth(text) * _WEIGHTS[kind], Reason(kind, text)) for kind, text in texts]
    if _is_named(record.organisation, words.text):
        said.append((words.rarest, Reason(ReasonKind.WORTH_ASKING, record.organisation)))
    return sorted((one for one in said if one[0] > 0), key=lambda one: -one[0])[:_REASONS]


def _helper(record: Record, said: Iterable[_Said]) -> Helper:
    return Helper(
        person=record.person,
        name=record.name,
        organisation=record.organisation,
        title=record.title,
        circle=record.circle,
        reasons=tuple(reason for _, reason in said),
    )


def _first(one: tuple[float, Helper]) -> tuple[float, int]:
    return one[0], -one[1].person


def _together(said: Iterable[_Said]) -> float:
    """The best reason, and a little for each further one."""
    best, *others = (worth for worth, _ in said)
    return best + 0.2 * sum(others)


def _with_care(store: Store, found: list[tuple[float, Helper]], limit: int) -> tuple[Helper, ...]:
    """The best, where those sink whom I owe something late or have asked already."""
    people = [helper.person for _, helper in found]
    weighing = {
        CareKind.I_OWE_LATE: store.support.owed_late(people),
        CareKind.ASKED_ALREADY: store.support.asked_already(people),
    }
    careful: list[tuple[float, Helper]] = []
    for worth, helper in found:
        care = tuple(
            Care(kind, *told[helper.person])
            for kind, told in weighing.items()
            if helper.person in told
        )
        for one in care:
            worth *= _CARE[one.kind]
        careful.append((worth, replace(helper, care=care)))
    return tuple(helper for _, helper in nlargest(limit, careful, key=_first))


# Words


class _Words:
    """What an ask is about: its stems, those of the same matter, and those of its objective."""

    def __init__(self, store: Store, text: str, objective: str) -> None:
        self.text = fold(text)
        self._count = store.support.people_count()
        self._worths: dict[str, float] = {}
        self._means: dict[str, tuple[str, ...]] = {}
        self._telling: set[str] = set()
        self._having: list[tuple[float, set[int]]] = []
        self._looked_up: dict[str, tuple[str, ...]] = {}
        usual = _usual(text)
        own = sorted(usual, key=self.text.find)[:_WORDS]
        for stem in own:
            self._add(store, [stem], usual[stem], telling=usual[stem] > _WEAK)
        for matter in {kin for stem in own for kin in _kin().get(stem, ())}:
            self._add(store, sorted(matter.difference(own)), _KIN, telling=True)
        for stem, worth in _usual(objective).items():
            if worth > _WEAK and stem not in self._means:
                self._means[stem] = (stem,)
                self._worths[stem] = _OBJECTIVE

    def _add(self, store: Store, stems: list[str], worth: float, *, telling: bool) -> None:
        """Look up who has one of these stems; together they count once."""
        starts = [start for stem in stems for start in _beginnings(stem)]
        having = store.support.beginning(starts, _CAP)
        said = stems[0] if len(stems) == 1 else " ".join(stems)
        self._worths[said] = worth * self._rarity(len(having))
        self._having.append((self._worths[said], having))
        for stem in stems:
            self._means[stem] = (*self._means.get(stem, ()), said)
        if telling:
            self._telling.add(said)

    @classmethod
    def of(cls, store: Store, ask: Ask) -> _Words:
        objective = store.objectives.get(ask.objective)
        return cls(store, f"{ask.text} {ask.done_when}", f"{objective.title} {objective.done_when}")

    @property
    def rarest(self) -> float:
        return max(self._worths.values(), default=0.0)

    def likeliest(self, most: int) -> list[int]:
        """The people with the most telling words anywhere in their records."""
        sums: dict[int, float] = {}
        for worth, having in self._having:
            for person in having:
                sums[person] = sums.get(person, 0.0) + worth
        return nlargest(most, sums, key=sums.__getitem__)

    def worth(self, text: str) -> float:
        """How much a text has to do with the ask; 0 when only words that everybody uses do."""
        found = {said for stem in _stems(text) for said in self._meant(stem)}
        if found.isdisjoint(self._telling):
            return 0.0
        return sum(self._worths[said] for said in found)

    def _meant(self, stem: str) -> tuple[str, ...]:
        """What a stem of a text, or either end of it, stands for: an own stem, a matter, beside."""
        meant = self._looked_up.get(stem)
        if meant is None:
            ends = (
                part
                for length in range(_PART, len(stem))
                for part in (stem[:length], stem[-length:])
            )
            found = (said for part in (stem, *ends) for said in self._means.get(part, ()))
            meant = self._looked_up[stem] = tuple(dict.fromkeys(found))
        return meant

    def _rarity(self, having: int) -> float:
        if not having:
            return 0.0
        # Of a word cut off at the cap nobody has counted all; it is taken to be common.
        having = having if having < _CAP else max(_CAP, self._count // 10)
        return log(1 + self._count / having)


def _usual(text: str) -> dict[str, float]:
    """The stems of a text, and how much each tells by how often people say it at all."""
    found: dict[str, float] = {}
    everyday, matters = _everyday(), _kin()
    for word in _LETTERS.findall(text.casefold()):
        bands = [lexicon(language).kind(word).partition(".")[2][:1] for language in LANGUAGES]
        for stem in _stems(word):
            worth = min((_BANDS.get(band, 1.0) for band in bands if band), default=1.0)
            if stem in everyday:
                worth = _WEAK
            elif stem in matters:
                worth = max(worth, _SAID_OFTEN)
            found[stem] = min(worth, found.get(stem, 1.0))
    return found


def _stems(text: str) -> frozenset[str]:
    """The stems of a text, folded as the index is; `city` and `cities`, `Preis` and `Preise` have
    one."""
    return frozenset(
        stem[:-1] + "i" if stem.endswith("y") else stem.removesuffix("s") if len(stem) > 4 else stem
        for stem in stems(fold(text))
        if not stem.isdecimal()
    )


def _beginnings(stem: str) -> tuple[str, ...]:
    """What the words of a stem begin with."""
    return (stem, stem[:-1] + "y") if stem.endswith("i") else (stem,)


@cache
def _everyday() -> frozenset[str]:
    """The stems that asks have whatever they are about."""
    return _stems(_ASKS_OFTEN_SAY)


@cache
def _kin() -> dict[str, tuple[frozenset[str], ...]]:
    """For each stem the matters it is of, each with all its stems."""
    matters: dict[str, tuple[frozenset[str], ...]] = {}
    for line in assets.path("lexicon", "kin.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            family = _stems(line)
            for stem in family:
                matters[stem] = (*matters.get(stem, ()), family)
    return matters


def _same(one: str, other: str) -> bool:
    """True for two spellings of a name."""
    return fold(one).split() == fold(other).split()


def _is_named(organisation: str, folded: str) -> bool:
    """True when a text names an organisation, whole words of it."""
    name = " ".join(fold(organisation).split())
    return len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) is not None


# Acquaintances and colleagues


def _connected(
    store: Store, ask: Ask, graph: AcquaintanceGraph | None
) -> Iterator[tuple[int, float, Reason]]:
    """Who knows a wished name or works where one does: the person, how much it says, the reason."""
    people = store.people.rows([name.person for name in ask.names])
    wished = {row.id: row for row in people if row.standing is Standing.WISHED}
    if not wished:
        return
    opens = 1.0 if ask.kind is AskKind.INTRODUCTION else 0.4
    for tie in store.support.around(wished):
        name = wished[tie.target].name
        yield (
            tie.person,
            opens * (4.0 + tie.strength),
            Reason(ReasonKind.KNOWS, tie.how, tie.target, name),
        )
    if graph is not None:
        yield from _further(store, wished, graph, opens)
    for row in wished.values():
        for colleague in store.support.at_organisation(row.organisation, _COLLEAGUES):
            yield (
                colleague,
                opens,
                Reason(ReasonKind.WORTH_ASKING, row.organisation, row.id, row.name),
            )


def _further(
    store: Store, wished: Iterable[int], graph: AcquaintanceGraph, opens: float
) -> Iterator[tuple[int, float, Reason]]:
    """Whom I know at the beginning of the longer ways to wished people, and whom they know next."""
    me = store.people.id_of(ME)
    paths = [path for one in wished for path in graph.best(me, one) if len(path.people) > 3]
    names = {row.id: row.name for row in store.people.rows([path.people[2] for path in paths])}
    for path in paths:
        first, second = path.people[1:3]
        edge = store.people.acquaintance(path.links[1])
        if edge is None:  # gone since the graph was loaded
            continue
        yield first, opens * 2.0, Reason(ReasonKind.KNOWS, edge.how, second, names.get(second, ""))
