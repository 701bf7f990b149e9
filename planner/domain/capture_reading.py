"""How quick capture reads a sentence: clause by clause, in both languages, its own one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from planner.domain.capture_clauses import AND, Clause, Sentence, clauses
from planner.domain.capture_english import english
from planner.domain.capture_german import german
from planner.domain.capture_grammar import BEGINS_WITH_SOMEBODY, EVERYTHING, SOMEBODY, Grammar, Rule
from planner.domain.capture_items import Mention
from planner.domain.capture_matching import Known, Match, Matcher
from planner.domain.capture_texts import due_day, trimmed, words_of_text
from planner.domain.capture_tongue import Tongue, Word, words_of
from planner.domain.followups import Direction

_LONGEST_CLAUSE = 150
"""Words; nobody writes that many without a comma."""

_LONGEST_START = 60

_ARROWS = frozenset("–—->→")
_MYSELF = frozenset("me i us we mir ich mich uns wir".split())
_PLACES = frozenset("at in on during bei beim auf im in am nach vor".split())
_THE = frozenset("the a an our der dem den einer einem".split())
_PROMISES = frozenset([Direction.I_OWE, Direction.THEY_OWE])
_NO = frozenset(
    "not never no nothing none nicht nie niemals nichts kein keine keinen keinem keiner".split()
)
_NOT_AT_END = frozenset("nicht nie niemals".split())
_HEADS = frozenset(":–—-")
_OPEN = frozenset(
    "versprochen zugesagt angeboten gebeten gesagt gemeint geschrieben verspricht versprach"
    " vergessen mich uns daran dran darauf drauf denken promised said says".split()
)
"""Words at the end of a clause that say nothing without the next one."""


@dataclass(frozen=True, slots=True)
class Said:
    """A clause that was understood: what it says (see `Rule`), and by which words."""

    says: str
    match: Match
    tongue: Tongue


def grammars_for(text: str, language: str | None) -> tuple[Grammar, ...]:
    """Both grammars, first that of the language, or of the language that the words are in."""
    both = (english(), german())
    if language is None:
        words = [word.low for word in words_of(text)]
        en, de = (sum(word in own for word in words) for own in _own_words())
        return both if en >= de else both[::-1]
    return both[::-1] if language == "de" else both


@cache
def _own_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that only English has, and those that only German has."""
    en, de = (grammar.vocabulary() for grammar in (english(), german()))
    return en - de, de - en


class Reading:
    """Reads the sentences of one text, in their order."""

    def __init__(self, grammars: Sequence[Grammar], known: Known, today: date) -> None:
        self.tongue = grammars[0].tongue
        self._grammars = grammars
        self._matcher = Matcher(known)
        self._today = today

    def speak_of(self, *people: Mention) -> None:
        """Whom "she", or a clause without a subject, means from now on: which one of several, the
        text does not say."""
        known = all(one.id is not None for one in people)
        if len(people) > 1 and known:
            candidates = tuple(one.candidates[0] for one in people)
            names = " / ".join(one.name for one in people)
            self._matcher.spoken_of = Mention(name=names, candidates=candidates)
        else:
            self._matcher.spoken_of = people[-1]

    def introduce(self, somebody: Mention) -> None:
        """Whom a part of their name means from now on."""
        self._matcher.new.append(somebody)

    def parts(self, sentence: Sentence) -> list[Clause]:
        """The clauses, also those that an "and" joins: "owes me a key and I owe her a lunch"."""
        parts: list[Clause] = []
        for clause in clauses(sentence.words, self.tongue):
            words, sign = clause.words, clause.sign
            for place, word in enumerate(clause.words):
                here = place - (len(clause.words) - len(words))
                if word.low in AND and 0 < here < len(words) - 1 and self._splits(words, here):
                    parts.append(Clause(words[:here], sign))
                    words, sign = words[here + 1 :], word
            parts.append(Clause(words, sign))
        return parts

    def next(
        self, parts: Sequence[Clause], *, implied: bool, named: bool = False
    ) -> tuple[Said | None, int]:
        """What the first of these clauses says, and how many of them that took. `implied`: it may
        leave out whom it is about. `named`: they were named just before it, alone."""
        words = parts[0].words
        said = self._left_out(trimmed(words, self.tongue)) if named else None
        said = said or self._said(words, implied=implied)
        if said is not None or len(parts) == 1 or parts[1].sign is None:
            return said, 1
        if len(parts) > 2 and (said := self._handed_over(parts)) is not None:
            return said, 3
        sign, following = parts[1].sign, parts[1].words
        if sign.text == ":" or (words and words[-1].low in _OPEN):
            said = self._said([*words, sign, *following], implied=implied)
            if said is not None:
                return said, 2
        heading = self._matcher.match(SOMEBODY, words, self.tongue)
        if heading is not None and sign.text in _HEADS:
            before, self._matcher.spoken_of = self._matcher.spoken_of, heading.who[-1]
            said = self._said(following, implied=True)
            if said is not None and is_about(heading, said):
                return about(heading, said), 2
            self._matcher.spoken_of = before
        return None, 1

    def _handed_over(self, parts: Sequence[Clause]) -> Said | None:
        """A promise with an arrow: "Petra – me: two names"."""
        arrow, colon = parts[1].sign, parts[2].sign
        if arrow is None or arrow.text not in _ARROWS or colon is None or colon.text != ":":
            return None
        ends = [parts[0].words, parts[1].words]
        mine = [len(end) == 1 and end[0].low in _MYSELF for end in ends]
        if mine[0] is mine[1]:
            return None
        who = self._matcher.match(SOMEBODY, ends[mine[0]], self.tongue)
        if who is None:
            return None
        says = Direction.I_OWE if mine[0] else Direction.THEY_OWE
        said = Said(says, replace(who, kept=tuple(parts[2].words)), self.tongue)
        return said if self._holds(says, said.match, self.tongue) else None

    def subject(self, words: Sequence[Word]) -> Match | None:
        """Whom a clause names and says no more of: "Ana Ruiz" in "Ana Ruiz, a nurse, needs"."""
        match = self._matcher.match(SOMEBODY, words, self.tongue)
        if match is None or not (match.who[0].candidates or " " in match.who[0].name):
            return None
        return match

    def tells_of_another(self, words: Sequence[Word], people: Sequence[Mention]) -> bool:
        """True when the words begin with somebody known who is none of these people."""
        for grammar in self._grammars:
            begins = self._matcher.match(BEGINS_WITH_SOMEBODY, words, grammar.tongue)
            if begins is not None and begins.named[0].text[0].isupper():
                meant = {one.id for who in begins.who for one in who.candidates}
                return bool(meant) and meant.isdisjoint(
                    one.id for who in people for one in who.candidates
                )
        return False

    def _splits(self, words: Sequence[Word], at: int) -> bool:
        before = self._matcher.spoken_of
        self._matcher.spoken_of = before or Mention(name="")
        after_and, before_and = words[at + 1 :], words[:at]
        splits = self._said(after_and, implied=True) and self._said(before_and, implied=True)
        self._matcher.spoken_of = before
        return splits is not None

    def _said(self, words: Sequence[Word], *, implied: bool) -> Said | None:
        words = trimmed(words, self.tongue)
        if not words:
            return None
        if len(words) > _LONGEST_CLAUSE:
            return self._begun(words, implied=implied)
        for order in (words, *_with_place_last(words), *self._with_subject_first(words)):
            for grammar in self._grammars:
                for said in self._readings(order, grammar):
                    return said
        return self._left_out(words) if implied else None

    def _with_subject_first(self, words: Sequence[Word]) -> Iterator[list[Word]]:
        """The words of a German clause that a day begins, in the order without it: "morgen schickt
        mir Petra den Plan"."""
        verb = next((n for n, word in enumerate(words) if not word.days), 0)
        german = next(one.tongue for one in self._grammars if one.tongue.code == "de")
        if verb == 0 or words[verb].low not in german.classes["finite"]:
            return
        at = verb + 1
        while at < len(words) and words[at].low in _MYSELF:
            at += 1
        for _, end in self._matcher.names(words, at, german):
            yield [*words[at:end], *words[:at], *words[end:]]

    def _left_out(self, words: Sequence[Word]) -> Said | None:
        """What a clause says that leaves out whom it is about: "needs a test site"."""
        if self._matcher.spoken_of and 0 < len(words) <= _LONGEST_CLAUSE:
            subject = Match(who=(self._matcher.spoken_of,))
            for grammar in self._grammars:
                for said in self._by_rules(grammar.predicates, words, grammar.tongue, subject):
                    return said
        return None

    def _begun(self, words: Sequence[Word], *, implied: bool) -> Said | None:
        """What a clause says that is too long to be read whole: told from how it begins."""
        said = self._said(words[:_LONGEST_START], implied=implied)
        if said is None or not said.match.kept:
            return None
        rest = tuple(words[_LONGEST_START:])
        return replace(said, match=replace(said.match, kept=said.match.kept + rest))

    def _readings(self, words: Sequence[Word], grammar: Grammar) -> Iterator[Said]:
        tongue = grammar.tongue
        yield from self._by_rules(grammar.statements, words, tongue)
        for said in self._by_rules(grammar.requests, words, tongue):
            if not _gives_me(said.match, tongue):
                yield said
        for opening in grammar.openings:
            match = self._matcher.match(opening.pattern + EVERYTHING, words, tongue)
            if match is not None:
                rules = (*grammar.requests, *grammar.duties)
                for said in self._by_rules(rules, match.kept, tongue):
                    if _gives_me(said.match, tongue):
                        continue
                    days = match.days + said.match.days
                    yield Said(opening.says or said.says, replace(said.match, days=days), tongue)

    def _by_rules(
        self,
        rules: Sequence[Rule],
        words: Sequence[Word],
        tongue: Tongue,
        begun: Match | None = None,
    ) -> Iterator[Said]:
        lows = {word.low for word in words}
        for rule in rules:
            if not rule.suits(lows):
                continue
            match = self._matcher.match(rule.pattern, words, tongue, found=begun or Match())
            if match and self._holds(rule.says, match, tongue):
                yield Said(rule.says, match, tongue)

    def _holds(self, says: str, match: Match, tongue: Tongue) -> bool:
        """False when nothing would be left for the text of a promise or a fact."""
        if says == "person":
            return any(not who.candidates for who in match.who)
        if says.startswith(("talk", "plan")):
            return True
        if says in _PROMISES and _is_denied(match.kept):
            return False
        day = due_day(match, self._today)
        words = words_of_text(match, tongue, day, to_me=says == Direction.THEY_OWE)
        return any(word.text[0].isalnum() and not word.days for word in words)


def _is_denied(words: Sequence[Word]) -> bool:
    """True for "not send the plan" and "keinen Plan", but not for "not to tell Kate"."""
    lows = [word.low for word in words if not word.days and word.low not in _MYSELF]
    denied = bool(lows) and (lows[0] in _NO or lows[-1] in _NOT_AT_END)
    return denied and "to" not in lows[1:2]


def _gives_me(match: Match, tongue: Tongue) -> bool:
    """True for "mir die Zahlen geben", which is nothing that I owe."""
    return tongue.code == "de" and bool(match.kept) and match.kept[0].low in tongue.classes["me"]


def _with_place_last(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words with the place that they begin with at their end: "at the fair met Ana Ruiz"."""
    first = next((n for n, word in enumerate(words) if not word.days), 0)
    if words[first].low not in _PLACES:
        return
    end = first + (2 if len(words) > first + 1 and words[first + 1].low in _THE else 1)
    if len(words) > end + 2 and words[end].text[0].isalpha():
        yield [*words[:first], *words[end + 1 :], *words[first : end + 1]]


def about(heading: Match, said: Said) -> Said:
    """What was said of somebody, with the words that named them before."""
    named, aside = heading.named + said.match.named, heading.aside + said.match.aside
    days = heading.days + said.match.days
    return replace(said, match=replace(said.match, named=named, aside=aside, days=days))


def is_about(heading: Match, said: Said) -> bool:
    """False when it was said of somebody else than those who were named before."""
    named = {one.id for who in heading.who for one in who.candidates}
    told_of = {one.id for who in said.match.who for one in who.candidates}
    return not named.isdisjoint(told_of) or any(who in said.match.who for who in heading.who)
