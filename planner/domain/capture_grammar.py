"""The patterns of quick capture: what a clause says, told from its words.

A pattern is a line of elements that must account for all words of a clause:

    owes|owed   one of these words          ?to      a word that may be missing
    +call       a word kept in the text     CLASS    a word of a class (see `Words.classes`)
    WHO         people
    TO TO!      who is given something, which may follow at once; TO! must be known
    WHAT REST   words for the text: at least one, or any number
    WHAT!       words that speak of me      WHAT:kin words, one of which is of the class `kin`

Days ("by Friday") and little words ("still", "noch") may stand between any two elements.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import chain

from planner.domain.capture_tongue import Tongue, without_umlauts


@dataclass(frozen=True, slots=True)
class Element:
    name: str
    words: Mapping[str, str] | None
    optional: bool
    mark: str
    """`+` keeps the word where it stands, `>` puts it at the end, else it is left out."""


Pattern = tuple[Element, ...]

EVERYTHING: Pattern = (Element("REST", None, False, ""),)
SOMEBODY: Pattern = (Element("WHO", None, False, ""),)
BEGINS_WITH_SOMEBODY: Pattern = SOMEBODY + EVERYTHING
"""Patterns for all the words that are left, for nothing but people, and for both."""

_SPECIAL = ("WHO", "TO", "POSS", "WHAT", "REST")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a clause of that pattern says: a direction of a promise, a kind of fact, `person`, or
    `talk` or `plan` (a talk that may be yet to come) with its channel."""

    says: str
    pattern: Pattern
    needed: tuple[frozenset[str], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        needed = (
            frozenset(element.words)
            for element in self.pattern
            if element.words is not None and not element.optional
        )
        object.__setattr__(self, "needed", tuple(needed))

    def suits(self, lows: Set[str]) -> bool:
        """False when a word is missing that the pattern cannot do without."""
        for words in self.needed:  # noqa: SIM110 - twice as fast as all()
            if words.isdisjoint(lows):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of a language: clauses that stand alone, and the same without the one of whom they
    speak, or to whom I promise something ("I'll book the hall"); what one is asked to do; and,
    after an opening such as "remind me to", also what else one may have to do ("bake a cake for
    Petra")."""

    tongue: Tongue
    statements: tuple[Rule, ...]
    predicates: tuple[Rule, ...]
    requests: tuple[Rule, ...]
    duties: tuple[Rule, ...]
    openings: tuple[Rule, ...]

    def vocabulary(self) -> frozenset[str]:
        """All the words that the grammar knows."""
        rules = (*self.statements, *self.requests, *self.duties, *self.openings)
        literals = (element.words for rule in rules for element in rule.pattern if element.words)
        tongue = self.tongue
        return frozenset(chain(tongue.stops, tongue.mine, tongue.fillers, *literals))

    @classmethod
    def of(
        cls,
        tongue: Tongue,
        *,
        statements: str,
        requests: str,
        duties: str,
        openings: str,
        undertakings: str,
    ) -> Grammar:
        stated = _rules(statements, tongue)
        predicates = tuple(
            Rule(rule.says, rule.pattern[1:])
            for rule in stated
            if rule.pattern[0].name == "WHO" and not rule.pattern[0].mark
        )
        predicates += _rules(undertakings, tongue)
        return cls(
            tongue,
            stated,
            predicates,
            _rules(requests, tongue),
            _rules(duties, tongue),
            _rules(openings, tongue),
        )


def _rules(table: str, tongue: Tongue) -> tuple[Rule, ...]:
    """A line is what the clause says, a colon, and its pattern."""
    lines = (line.split(":", 1) for line in table.strip().splitlines())
    return tuple(
        Rule(says.strip(), tuple(_element(part, tongue) for part in pattern.split()))
        for says, pattern in lines
    )


def _element(part: str, tongue: Tongue) -> Element:
    optional, part = part.startswith("?"), part.removeprefix("?")
    mark = part[0] if part[0] in "+>" else ""
    name = part.removeprefix(mark)
    if name.partition(":")[0].rstrip("!") in _SPECIAL:
        return Element(name, None, optional, mark)
    words = tongue.classes[name.lower()] if name.isupper() else dict.fromkeys(name.split("|"), "")
    forms = {without_umlauts(word): form for word, form in words.items()}
    return Element(name, {**forms, **words}, optional, mark)
