"""Which words of a captured text can be found nowhere in what was understood of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from planner.domain.capture import (
    Capture,
    FactItem,
    FollowUpItem,
    NoteItem,
    Part,
    PersonItem,
    TalkItem,
    Understood,
)
from planner.domain.capture_changes import people_of
from planner.domain.capture_english import english
from planner.domain.capture_german import german
from planner.domain.capture_tongue import words_of

_WORD = re.compile(r"\w+")


def lost_words(capture: Capture) -> list[str]:
    """Words that are in no item and in no span but that of a person, whose name the item has; and
    say nothing that a kind, a direction, a person or a day says too ("owes me", "by", "she")."""
    told = [part for item in capture.items for part in _texts(item)]
    spans = (span for item in capture.items for span in item.spans if span.part is not Part.PERSON)
    told += [capture.text[span.start : span.end] for span in spans]
    found = {word for part in told for word in _words(part)}
    apart = german().tongue.particles & set(_words(capture.text))
    found |= {prefix for prefix in apart if any(word.startswith(prefix) for word in found)}
    found |= {f"{word}s" for item in capture.items for word in _names(item)}
    return [word for word in _words(capture.text) if word not in found | _said_otherwise()]


def words_of_item(item: Understood) -> list[str]:
    """Every word that an item keeps, in lower case."""
    return [word for part in _texts(item) for word in _words(part)]


def _words(text: str) -> list[str]:
    """Its words in lower case, parts of those with a hyphen or the like one by one."""
    return [part for word in words_of(text) for part in _WORD.findall(word.text.casefold())]


def _texts(item: Understood) -> Iterator[str]:
    match item:
        case FollowUpItem() | FactItem():
            yield from (item.who.name, item.text)
        case TalkItem():
            yield from (item.summary, *(who.name for who in item.people))
        case PersonItem():
            yield from (item.name, item.organisation, item.how_met, item.note)
        case NoteItem():
            yield item.text


def _names(item: Understood) -> Iterator[str]:
    """Each word of the names of those it is about: "Petras Tochter" names Petra."""
    for who in people_of(item):
        yield from _words(who.name)


@cache
def _said_otherwise() -> frozenset[str]:
    """The words of the patterns that no text keeps, and little words."""
    words = set(_SLIGHT.split())
    for grammar in (english(), german()):
        tongue = grammar.tongue
        words |= tongue.mine | tongue.fillers | tongue.pronouns | tongue.relatives
        for rule in (
            *(*grammar.statements, *grammar.requests),
            *(*grammar.duties, *grammar.openings),
        ):
            for element in rule.pattern:
                if element.words and element.mark != "+":
                    words.update(element.words)
    return frozenset(part for word in words for part in _words(word))


_SLIGHT = (
    "mr mrs ms dr prof professor frau herr herrn hr hrn fr ing"
    " u vom by mein meine meinem meinen meiner unsere unserem unseren unserer "
    "the a an our his her their and or but i me s d ll ve re m t w"
    " der die das den dem des ein eine einen einem einer und oder aber zu"
)
