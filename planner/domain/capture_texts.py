"""How the words of a clause become a line on a list, and which of its days counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.domain.capture_clauses import AND, SIGNS
from planner.domain.capture_dates import is_deadline, is_exact
from planner.domain.capture_items import Part, Span
from planner.domain.capture_matching import Match
from planner.domain.capture_tongue import OF, Tongue, Word, is_capital

_HIM = frozenset(["him", "them", "ihn"])
_ARTICLES = frozenset(["den", "die", "das", "dem"])
_TO_THEM = frozenset("him her them ihm ihr ihnen".split())
_ON = frozenset("to back in on with through into up round around over out know join use".split())
_THINGS = frozenset(
    "a an the my our some any two three four five six ein eine einen einem den die das dem der"
    " mein meine meinen unser unsere unseren zwei drei vier fünf sechs".split()
)


def due_day(match: Match, today: date) -> Word | None:
    """The day by which something is to be done: one with a "by" goes first."""
    days = [
        word
        for word in _days(replace(match, kept=_before_clause(match.kept)))
        if word.days and (word.days[0] >= today or is_exact(word.text))
    ]
    return next((word for word in days if is_deadline(word.text)), days[0] if days else None)


def _before_clause(words: Sequence[Word]) -> tuple[Word, ...]:
    """Without what depends on the rest: of "ask whether she is free on Friday", that is "ask"."""
    end = next((n for n, word in enumerate(words) if word.low in _DEPENDS), len(words))
    return tuple(words[:end])


def told_on(match: Match, text: str, today: date) -> list[Word]:
    """The days on which something was promised: "on Monday Ben promised me the plan" says not when
    I shall have it."""
    return [day for day in match.days if day.days and _is_told(day, day.days, text, today)]


def _is_told(day: Word, days: tuple[date, date], text: str, today: date) -> bool:
    ahead, back = days
    if ahead < today:
        return not is_exact(day.text)
    if ahead == back or today - back > timedelta(7) or _BY.match(day.text):
        return False
    before, after = text[max(0, day.start - _NEAR) : day.start], text[day.end : day.end + _NEAR]
    return bool(_SAID_BEFORE.search(before) or _SAID_AFTER.match(after))


def talk_day(match: Match, today: date) -> Word | None:
    """The day on which something happened."""
    return next((word for word in _days(match) if word.days and word.days[1] <= today), None)


def planned_day(match: Match, today: date) -> Word | None:
    """The day of a "coffee with Petra" that is yet to come: "on Friday" or "tonight", but not "last
    Friday", nor a date that was a few days ago and comes again in a year."""
    first = next(iter(_days(match)), None)
    if first is None or first.days is None or first.days[0] < today:
        return None
    if first.days[0] == today:
        return first if _IN_THE_EVENING.search(first.text) else None
    ahead, ago = first.days[0] - today, today - first.days[1]
    return None if timedelta(0) <= ago < _LATELY < ahead / 3 else first


_IN_THE_EVENING = re.compile("tonight|evening|abend", re.IGNORECASE)
_DEPENDS = frozenset("if whether that because when while ob dass daß weil wann wenn falls".split())
_NEAR = 60
_BY = re.compile(
    "(?:by|until|till|before|due|no|not|for|bis|spätestens|fällig|vor|für|zum|zu) ", re.IGNORECASE
)
_PROMISED = "promised|agreed|offered|said|told|asked|versprochen|zugesagt|angeboten|gesagt|gebeten"
_SAID_BEFORE = re.compile(rf"(?<!\w)(?:{_PROMISED})(?: me| us)?\s+$", re.IGNORECASE)
_SAID_AFTER = re.compile(rf"(?:\s+\w+){{0,6}}?\s+(?:{_PROMISED})(?!\w)", re.IGNORECASE)
_LATELY = timedelta(days=60)


def _days(match: Match) -> list[Word]:
    found = (*match.days, *(word for word in match.kept if word.days))
    return sorted(found, key=lambda word: word.start)


def words_of_text(match: Match, tongue: Tongue, day: Word | None, *, to_me: bool) -> list[Word]:
    """The words for the text of what was matched, without its day, and, in what somebody promised
    me, without me."""
    words = [word for word in _kept(match) if word is not day]
    if to_me:
        words = [word for place, word in enumerate(words) if not _is_me(words, place, tongue)]
    words = trimmed(words, tongue)
    if not to_me:
        words = _without_receiver(words, match, tongue)
    if tongue.code == "de":
        words = _german(words, match, tongue)
    if match.who and match.who[-1].candidates:
        words += match.aside
    return [_named(words, place, match) for place in range(len(words))]


def _kept(match: Match) -> list[Word]:
    """The words of the text, and the days said between others, each where it stood; those from
    before the text at its end."""
    words = list(match.kept)
    for day in match.days:
        after = [n for n, word in enumerate(words) if word.start > day.start]
        words.insert(after[0] if after and after[0] > 0 else len(words), day)
    return words


def _is_me(words: Sequence[Word], place: int, tongue: Tongue) -> bool:
    """True for "me" in "send me the plan", but not in "put me in touch"."""
    if words[place].low not in tongue.classes["me"]:
        return False
    after = words[place + 1].low if place + 1 < len(words) else ""
    return tongue.code == "de" or (place < 3 and after not in _ON)


def _without_receiver(words: list[Word], match: Match, tongue: Tongue) -> list[Word]:
    """Without "her" in "send her the plan", who is named beside the text anyway."""
    at = 1 if tongue.code == "en" else 0
    if len(match.who) != 1 or len(words) < at + 3:
        return words
    if at and words[0].low not in tongue.classes["give"]:
        return words
    spare = words[at].low in _TO_THEM and words[at + 1].low in _THINGS
    return words[:at] + words[at + 1 :] if spare else words


def trimmed(words: Sequence[Word], tongue: Tongue) -> list[Word]:
    """Without the signs and little words at either end."""
    first, end = 0, len(words)
    while first < end and _is_slight(words[first], tongue):
        first += 1
    while end > first and (words[end - 1].text in SIGNS or words[end - 1].low in AND):
        end -= 1
    return list(words[first:end])


def _is_slight(word: Word, tongue: Tongue) -> bool:
    return word.text in SIGNS or word.low in AND or word.low in tongue.fillers


def _german(words: list[Word], match: Match, tongue: Tongue) -> list[Word]:
    """The infinitive at the end, whole and without "zu"; a lone thing without its article."""
    if match.last:
        (verb,) = match.last
        apart = [-1] if words and words[-1].low in tongue.particles else []
        apart += [0] if words and words[0].low == "an" else []
        if apart:
            verb = replace(verb, text=words.pop(apart[0]).low + verb.text)
        words.append(verb)
    elif not match.verb and len(words) > 1 and words[0].low in _ARTICLES:
        words = words if _ends_in_verb(words) else words[1:]
    if len(words) > 1:
        last = words[-1] = _without_zu(words[-1], tongue)
        for verbs in ("give", "reach", "connect"):
            whole = tongue.classes[verbs].get(last.low)
            words[-1] = replace(last, text=whole) if whole else words[-1]
        if words[-2].low == "zu":
            del words[-2]
    return words


def _ends_in_verb(words: Sequence[Word]) -> bool:
    """True for "die Messwerte schicken": German writes things with a capital, and verbs without."""
    last = words[-1].text
    return last.islower() and last.endswith("en")


def _without_zu(verb: Word, tongue: Tongue) -> Word:
    """ "Durchsehen" for "durchzusehen"."""
    for apart in tongue.particles:
        stem = verb.text.removeprefix(f"{apart}zu")
        if stem != verb.text and stem.islower() and stem.endswith(("en", "ern", "eln", "tun")):
            return replace(verb, text=apart + stem)
    return verb


def _named(words: Sequence[Word], place: int, match: Match) -> Word:
    """The word, or for "him" the name of the only one it can mean."""
    word = words[place]
    after = words[place + 1].low if place + 1 < len(words) else ""
    if len(match.who) == 1 and (
        word.low in _HIM or (word.low == "her" and after in ("to", "with"))
    ):
        return replace(word, text=match.who[0].name)
    return word


def line(words: Sequence[Word], text: str) -> str:
    """The words in a row, as far apart as they stood in the text."""
    row = ""
    before: Word | None = None
    for word in words:
        if before is None:
            row = word.text
        else:
            gap = text[before.end : word.start] if before.end <= word.start else " "
            close = not gap or (gap.strip() and word.text in ",.;:!?)")
            row += word.text if close else " " + word.text
        before = word
    return row


def headed(row: str) -> str:
    """With a capital letter at the beginning, unless an address stands there."""
    if "@" in row.partition(" ")[0] or row.startswith(("http", "www.")):
        return row
    return row[:1].upper() + row[1:]


def spans_of(words: Sequence[Word], part: Part, text: str) -> Iterator[Span]:
    """Where the words stand, each run of them as one span."""
    start = end = -1
    for word in sorted(words, key=lambda word: word.start):
        if end >= 0 and not text[end : word.start].strip():
            end = max(end, word.end)
            continue
        if end >= 0:
            yield Span(start, end, part)
        start, end = word.start, word.end
    if end >= 0:
        yield Span(start, end, part)


def is_role(words: Sequence[Word], tongue: Tongue) -> bool:
    """True for "Imkerin": German writes what somebody is with a capital, as it does names."""
    return tongue.code == "de" and len(words) == 1 and words[0].low.endswith(_ROLES)


_ROLES = tuple("in ist leiter lehrer meister arzt händler berater iker chef schreiner".split())


def role(words: Sequence[Word], tongue: Tongue) -> tuple[list[Word], list[Word]]:
    """The organisation at the end of "buyer at Waterlink", and what somebody is there."""
    for place in range(1, len(words)):
        if words[place].low in OF:
            named, rest = organisation(words[place:], tongue)
            if named and not rest:
                return named, list(words[:place])
    return [], list(words)


def organisation(words: Sequence[Word], tongue: Tongue) -> tuple[list[Word], list[Word]]:
    """The words of an organisation that follow a name ("from Frostline"), and all the others."""
    if not words or words[0].low not in OF:
        return [], list(words)
    end = 1
    while end < len(words) and is_capital(words[end], tongue):
        end += 1
    named = list(words[1:end])
    if words[0].text == "(":
        if end == len(words) or words[end].text != ")":
            return [], list(words)
        end += 1
    return (named, list(words[end:])) if named else ([], list(words))
