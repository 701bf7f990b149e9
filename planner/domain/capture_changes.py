"""What a person changes of what quick capture understood: the kind of an item, whom it is about,
its day, its words. Changing the kind keeps the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from planner.domain.capture_items import (
    FactItem,
    FollowUpItem,
    KnownPerson,
    Mention,
    NoteItem,
    Part,
    PersonItem,
    TalkItem,
    Understood,
)
from planner.domain.followups import Direction
from planner.domain.meetings import Channel
from planner.domain.people import FactKind

NOBODY = Mention(name="")
"""Stands where it is yet to be said who is meant."""


class Kind(StrEnum):
    """What an item can be."""

    I_OWE = "I owe"
    THEY_OWE = "they owe"
    REACH_OUT = "reach out"
    TALK = "talk"
    PERSON = "person"
    NEEDS = "needs"
    CAN_HELP_WITH = "can help with"
    WORKS_ON = "works on"
    INTEREST = "interest"
    FAMILY = "family"
    AVOID = "avoid"
    NOTE = "note"


def kind_of(item: Understood) -> Kind:
    match item:
        case FollowUpItem():
            return Kind(item.direction)
        case FactItem():
            return Kind(item.kind)
        case TalkItem():
            return Kind.TALK
        case PersonItem():
            return Kind.PERSON
        case NoteItem():
            return Kind.NOTE


def people_of(item: Understood) -> tuple[Mention, ...]:
    match item:
        case TalkItem():
            return item.people
        case FollowUpItem() | FactItem():
            return (item.who,)
        case PersonItem():
            return (Mention(name=item.name),)
        case NoteItem():
            return ()


def text_of(item: Understood) -> str:
    match item:
        case TalkItem():
            return item.summary
        case PersonItem():
            return ", ".join(filter(None, (item.organisation, item.how_met, item.note)))
        case FollowUpItem() | FactItem() | NoteItem():
            return item.text


def day_of(item: Understood) -> date | None:
    """The day it is due, or on which it happened."""
    match item:
        case FollowUpItem():
            return item.due
        case TalkItem():
            return item.day
        case _:
            return None


def as_kind(item: Understood, kind: Kind, *, source: str, today: date) -> Understood:
    """The item as one of another kind. `source` is the text it was understood from: a note is that
    of its words, and a day that has no place in the new kind joins the text."""
    if kind is kind_of(item):
        return item
    who, *others = people_of(item) or (NOBODY,)
    day = day_of(item)
    text = ", ".join([text_of(item), *(one.name for one in others)])
    match kind:
        case Kind.NOTE:
            return NoteItem(text=_as_written(item, source), spans=item.spans)
        case Kind.I_OWE | Kind.THEY_OWE | Kind.REACH_OUT:
            if isinstance(item, TalkItem) and day == today:
                day = None
            return FollowUpItem(
                who=who, direction=Direction(kind), text=text, due=day, spans=item.spans
            )
        case Kind.TALK:
            happened = day is not None and day <= today
            return TalkItem(
                people=people_of(item) or (NOBODY,),
                channel=Channel.MEETING,
                day=day if happened and day else today,
                summary=text_of(item) if happened else _with_day(text_of(item), item, source),
                spans=item.spans,
            )
        case Kind.PERSON:
            return PersonItem(name=who.name, note=_with_day(text, item, source), spans=item.spans)
        case _:
            text = _with_day(text, item, source)
            return FactItem(who=who, kind=FactKind(kind), text=text, spans=item.spans)


def with_text(item: Understood, text: str) -> Understood:
    """With other words; of a new person, another note."""
    match item:
        case TalkItem():
            return replace(item, summary=text)
        case PersonItem():
            return replace(item, note=text)
        case FollowUpItem() | FactItem() | NoteItem():
            return replace(item, text=text)


def with_day(item: Understood, day: date | None) -> Understood:
    """With another day. What happened has one, and not in what is to come: then nothing changes."""
    match item:
        case FollowUpItem():
            return replace(item, due=day)
        case TalkItem() if day is not None:
            return replace(item, day=day)
        case _:
            return item


def with_person(item: Understood, before: Mention, after: Mention) -> Understood:
    """With somebody else wherever `before` is named. A new person takes the new name."""
    match item:
        case TalkItem():
            people = [after if one == before else one for one in item.people]
            return replace(item, people=tuple(dict.fromkeys(people)))
        case FollowUpItem() | FactItem() if item.who == before:
            return replace(item, who=after)
        case PersonItem() if item.name == before.name and not before.candidates:
            return replace(item, name=after.name)
        case _:
            return item


def as_known(item: PersonItem, known: KnownPerson) -> NoteItem | None:
    """What is left of a new person who turns out to be a known one: a note of what was said of them
    that the file may not hold."""
    told = (
        [item.note] if item.organisation == known.organisation else [item.organisation, item.note]
    )
    said = ", ".join(filter(None, told))
    return NoteItem(text=f"{known.name}: {said}", spans=item.spans) if said else None


def unclear(item: Understood) -> Mention | None:
    """Somebody of whom it is not said who they are: nobody yet, or one of several."""
    asked = (one for one in people_of(item) if len(one.candidates) > 1 or not one.name.strip())
    return next(asked, None)


def _as_written(item: Understood, source: str) -> str:
    """The stretch of the text that the item was understood from, or its own words where they were
    changed since; with whom it is about, where that is not among them."""
    starts = [span.start for span in item.spans]
    written = (
        " ".join(source[min(starts) : max(s.end for s in item.spans)].split()) if starts else ""
    )
    text = text_of(item)
    if not _is_told(text, written):
        written = text
    apart = ", ".join(one.name for one in people_of(item) if not _is_told(one.name, written))
    return f"{apart}: {written}" if apart else written


def _with_day(text: str, item: Understood, source: str) -> str:
    """The text and the words of the day that has no other place."""
    days: Iterable[str] = (
        source[span.start : span.end] for span in item.spans if span.part is Part.DAY
    )
    return " ".join(filter(None, (text, *days)))


def _is_told(words: str, written: str) -> bool:
    return set(_folded(words).split()) <= set(_folded(written).split())


def _folded(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in text.casefold())
