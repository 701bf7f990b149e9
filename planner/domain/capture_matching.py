"""How the patterns of quick capture are laid on words, and who is named by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from planner.domain.capture_grammar import Element, Pattern
from planner.domain.capture_items import KnownPerson, Mention
from planner.domain.capture_tongue import OF, Tongue, Word, is_capital

Known = Callable[[str], tuple[KnownPerson, ...]]

_PARTICLES = frozenset(
    "al bin da das de del della den der di dos du el la le ter van von zu".split()
)
ARTICLES = frozenset("den der das dem die".split())
TITLES = frozenset("mr mrs ms dr prof professor frau herr herrn hr hrn fr ing".split())
DETERMINERS = frozenset(
    "my our his her their mein meine meinem meinen meiner unser unsere unserem unseren"
    " unserer".split()
)
_JOINERS = frozenset(["and", "und", "&", "+", ","])
_LONGEST_NAME = 4
_LONGEST_LIST = 8
_LONGEST_ASIDE = 12


@dataclass(frozen=True, slots=True)
class Match:
    """What a pattern found: who (and by which words), the words of the text, the days beside it,
    and what was put in after a name: "(Frostline)", "from Frostline"."""

    who: tuple[Mention, ...] = ()
    named: tuple[Word, ...] = ()
    kept: tuple[Word, ...] = ()
    days: tuple[Word, ...] = ()
    aside: tuple[Word, ...] = ()
    last: tuple[Word, ...] = ()
    verb: bool = False


_NOTHING = Match()


@dataclass(slots=True)
class Matcher:
    """Matches the clauses of one text, and remembers who was spoken of, and who is new."""

    known: Known
    spoken_of: Mention | None = None
    new: list[Mention] = field(default_factory=list)
    _asked: dict[str, tuple[KnownPerson, ...]] = field(default_factory=dict)

    def match(
        self,
        pattern: Pattern,
        words: Sequence[Word],
        tongue: Tongue,
        at: int = 0,
        found: Match = _NOTHING,
    ) -> Match | None:
        """How the pattern accounts for all the words from `at` on, or None."""
        if pattern and pattern[0].name[:4] in ("WHAT", "REST"):
            return self._match_text(pattern, words, tongue, at, found)
        days = list(found.days)
        start = at
        while at < len(words) and (words[at].days or words[at].low in tongue.fillers):
            if words[at].days:
                days.append(words[at])
            at += 1
        if not pattern:
            return replace(found, days=tuple(days)) if at == len(words) else None
        element, rest = pattern[0], pattern[1:]
        here = replace(found, days=tuple(days))
        if element.words is not None:
            if at < len(words) and words[at].low in element.words:
                taken = _taken(here, element, words[at])
                if (match := self.match(rest, words, tongue, at + 1, taken)) is not None:
                    return match
        else:
            for who, end in self._people(element.name, words, at, tongue):
                named = tuple(words[at:end])
                taken = replace(
                    here,
                    who=here.who + who,
                    named=here.named + named,
                    kept=here.kept + (named if element.mark else ()),
                )
                for beyond in _ends_of_aside(words, end, tongue, new=not who[-1].candidates):
                    taken = replace(taken, aside=here.aside + tuple(words[end:beyond]))
                    if (match := self.match(rest, words, tongue, beyond, taken)) is not None:
                        return match
        return self.match(rest, words, tongue, start, found) if element.optional else None

    def _match_text(
        self, pattern: Pattern, words: Sequence[Word], tongue: Tongue, at: int, found: Match
    ) -> Match | None:
        element, rest = pattern[0], pattern[1:]
        shortest = len(words) if not rest else at + (element.name[0] == "W")
        for end in range(shortest, len(words) + 1):
            taken = tuple(words[at:end])
            if _speaks(element.name, taken, tongue, inside=bool(rest)):
                here = replace(found, kept=found.kept + taken)
                if (match := self.match(rest, words, tongue, end, here)) is not None:
                    return match
        return None

    def _people(
        self, element: str, words: Sequence[Word], at: int, tongue: Tongue
    ) -> Iterator[tuple[tuple[Mention, ...], int]]:
        """Who may be named here, likeliest first, and where the name ends."""
        if at == len(words):
            return
        low = words[at].low
        if element == "POSS":
            stands_for = low in tongue.possessives
            yield from self._owners(words[at], at, tongue)
        else:
            stands_for = low in tongue.pronouns or (at == 0 and low in tongue.relatives)
        if stands_for and self.spoken_of:
            yield (self.spoken_of,), at + 1
        if element == "POSS":
            return
        given = element.startswith("TO") and tongue.code == "de"
        for mention, end in self.names(words, at, tongue, given=given):
            if element == "TO!" and not mention.candidates:
                continue
            yield from self._list(mention, words, end, tongue, given=given)
            yield (mention,), end

    def _owners(
        self, word: Word, at: int, tongue: Tongue
    ) -> Iterator[tuple[tuple[Mention, ...], int]]:
        """Somebody known whose name bears a German genitive: "Petras", "Jonas'"."""
        stem = word.text.rstrip("'’").removesuffix("s").rstrip("'’")
        if tongue.code == "de" and stem and stem != word.text and is_capital(word, tongue):
            owner = Word(stem, word.start, word.end)
            if candidates := self._ask([owner]):
                yield (Mention(name=stem, candidates=candidates),), at + 1

    def _list(
        self, first: Mention, words: Sequence[Word], at: int, tongue: Tongue, *, given: bool
    ) -> Iterator[tuple[tuple[Mention, ...], int]]:
        """The longer list that begins with this name, if any: "Ana, Petra and Kenji"."""
        people = [first]
        while at < len(words) and words[at].low in _JOINERS and len(people) < _LONGEST_LIST:
            after = at + 1
            while after < len(words) and words[after].low in _JOINERS:
                after += 1
            named = next(self.names(words, after, tongue, given=given), None)
            if named is None:
                break
            people.append(named[0])
            at = named[1]
        if len(people) > 1:
            yield tuple(people), at

    def names(
        self, words: Sequence[Word], at: int, tongue: Tongue, *, given: bool = False
    ) -> Iterator[tuple[Mention, int]]:
        """Names that begin here. `given`: a thing may follow at once, and German things are
        capitalised too, so a name that is known goes before a longer one that is not."""
        first, at = at, _after_description(words, at, tongue)
        if first == at and _is_article(words, at, tongue):
            named = self.names(words, at + 1, tongue)
            yield from ((mention, end) for mention, end in named if mention.candidates)
        while at < len(words) and words[at].low in TITLES:
            at += 1 + (at + 1 < len(words) and words[at + 1].text == ".")
        ends = _ends_of_name(words, at, tongue)
        if not ends and first == at:
            ends = [
                end
                for end in range(min(at + 3, len(words)), at, -1)
                if all(_may_be_known(word, tongue) for word in words[at:end])
                and self._ask(words[at:end])
            ]
        mentions = [(self._mention(words[at:end]), end) for end in ends]
        if ends and any(self._owners(words[at], at, tongue)):
            # "Petras Chef" is nobody of that name.
            mentions = [named for named in mentions if named[0].candidates]
        if given:
            mentions.sort(key=lambda named: not named[0].candidates)
        yield from mentions

    def _mention(self, words: Sequence[Word]) -> Mention:
        """Whom the words name; "Nadia" is the new Nadia Okonkwo who was named before."""
        mention = Mention(name=_name(words), candidates=self._ask(words))
        if mention.candidates:
            return mention
        named = set(mention.name.split())
        return next((one for one in self.new if named <= set(one.name.split())), mention)

    def _ask(self, words: Sequence[Word]) -> tuple[KnownPerson, ...]:
        name = _name(words)
        if name not in self._asked:
            self._asked[name] = tuple(self.known(name))
        return self._asked[name]


def _ends_of_aside(words: Sequence[Word], at: int, tongue: Tongue, *, new: bool) -> Iterator[int]:
    """Where the rule may go on after a name: at once, or after what is put in beside it. `new`:
    nobody of that name is known, so their organisation may follow."""
    if at < len(words) and words[at].text == "(":
        signs = [word.text for word in words[at : at + _LONGEST_ASIDE]]
        ends = [at + signs.index(")") + 1] if ")" in signs[2:] else []
        yield from [*ends, at] if new else [at, *ends]
        return
    yield at
    if at == len(words):
        return
    if new and words[at].low in OF:
        end = at + 1
        while end < len(words) and is_capital(words[end], tongue):
            end += 1
        if end > at + 1:
            yield end


def _taken(found: Match, element: Element, word: Word) -> Match:
    """The match with a word of a pattern, in the form that its class gives it."""
    assert element.words is not None
    formed = (replace(word, text=element.words[word.low] or word.text),)
    if element.mark == "+":
        return replace(found, kept=found.kept + formed, verb=True)
    return replace(found, last=formed, verb=True) if element.mark == ">" else found


def _speaks(element: str, words: Sequence[Word], tongue: Tongue, *, inside: bool) -> bool:
    """True when these words can be a text. `inside`: other words of the pattern follow."""
    first = next((word.low for word in words if word.days is None), "")
    last = words[-1].low if words else ""
    auxiliary = tongue.classes["auxiliary"]
    if first == "'s" or (inside and (first in auxiliary or last in auxiliary)):
        return False
    if element == "REST":
        return True
    if element.endswith("!"):
        return any(word.low in tongue.mine for word in words)
    kind = element.partition(":")[2]
    if kind:
        return any(word.low in tongue.classes[kind] for word in words)
    return any(
        word.days is None and word.text[0].isalnum() and word.low not in tongue.fillers
        for word in words
    )


def _after_description(words: Sequence[Word], at: int, tongue: Tongue) -> int:
    """Where the name begins in "our neighbour Marcus", "mein Nachbar Marcus"."""
    if at == len(words) or words[at].low not in DETERMINERS:
        return at
    end = at + 1
    while end < min(at + 4, len(words)) and words[end].text[0].islower():
        if words[end].low in tongue.stops or words[end].days:
            return at
        end += 1
    if end == at + 1 and end < len(words) and is_capital(words[end], tongue):
        end += 1
    return end if end < len(words) and is_capital(words[end], tongue) else at


def _is_article(words: Sequence[Word], at: int, tongue: Tongue) -> bool:
    """True for "der" in "der Petra", as many say for whom they know."""
    return (
        tongue.code == "de"
        and at + 1 < len(words)
        and words[at].low in ARTICLES
        and words[at + 1].low not in ARTICLES
    )


def _ends_of_name(words: Sequence[Word], at: int, tongue: Tongue) -> list[int]:
    """Where a name that begins here may end, the longest first."""
    ends: list[int] = []
    for place in range(at, min(at + _LONGEST_NAME, len(words))):
        word = words[place]
        if is_capital(word, tongue):
            ends.insert(0, place + 1)
        elif (
            not ends
            or not _is_particle(words, place, tongue)
            or (word.low == "von" and len(ends) > 1)
        ):
            break
    return ends


def _is_particle(words: Sequence[Word], place: int, tongue: Tongue) -> bool:
    """True for a small word inside a name; in German "den" and the like are articles, but after a
    "van" or "von"."""
    low, before = words[place].low, words[place - 1].low
    if low in ARTICLES and (tongue.code == "de" or low not in _PARTICLES):
        return before in ("van", "von")
    return low in _PARTICLES


def _may_be_known(word: Word, tongue: Tongue) -> bool:
    return word.days is None and word.text[0].isalpha() and word.low not in tongue.stops


def _name(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
