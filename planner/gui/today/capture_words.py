"""How quick capture says what it understood: kinds, people and items, in words and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP

from planner.domain.capture_changes import Kind, kind_of
from planner.domain.capture_items import (
    FactItem,
    FollowUpItem,
    Mention,
    NoteItem,
    PersonItem,
    TalkItem,
    Understood,
)
from planner.domain.followups import Direction
from planner.domain.people import Standing
from planner.gui import text

_KINDS: Mapping[Kind, str] = {
    Kind.I_OWE: str(QT_TRANSLATE_NOOP("capture", "I owe")),
    Kind.THEY_OWE: str(QT_TRANSLATE_NOOP("capture", "They owe")),
    Kind.REACH_OUT: str(QT_TRANSLATE_NOOP("capture", "Reach out")),
    Kind.TALK: str(QT_TRANSLATE_NOOP("capture", "We spoke")),
    Kind.PERSON: str(QT_TRANSLATE_NOOP("capture", "New person")),
    Kind.NEEDS: str(QT_TRANSLATE_NOOP("capture", "Needs")),
    Kind.CAN_HELP_WITH: str(QT_TRANSLATE_NOOP("capture", "Can help with")),
    Kind.WORKS_ON: str(QT_TRANSLATE_NOOP("capture", "Works on")),
    Kind.INTEREST: str(QT_TRANSLATE_NOOP("capture", "Interested in")),
    Kind.FAMILY: str(QT_TRANSLATE_NOOP("capture", "Family")),
    Kind.AVOID: str(QT_TRANSLATE_NOOP("capture", "Avoid")),
    Kind.NOTE: str(QT_TRANSLATE_NOOP("capture", "Note for Today")),
}

_LOOKS: Mapping[Kind, tuple[str, str, str]] = {
    Kind.I_OWE: ("arrow-up-right", "plumSoft", "plum"),
    Kind.THEY_OWE: ("arrow-down-left", "blueSoft", "blue"),
    Kind.REACH_OUT: ("hand-waving", "sunken", "ink2"),
    Kind.TALK: ("chat-circle-text", "sunken", "ink2"),
    Kind.PERSON: ("user-plus", "pineSoft", "pine"),
    Kind.NOTE: ("note-pencil", "amberSoft", "amber"),
}
_FACT = ("bookmark-simple", "sunken", "ink2")


def kind_name(kind: Kind) -> str:
    return text.translate("capture", _KINDS[kind])


def kind_look(kind: Kind) -> tuple[str, str, str]:
    """Its icon, and the tokens of the ground and of the ink."""
    return _LOOKS.get(kind, _FACT)


def who(mention: Mention) -> str:
    """A name, and whether it is new or means several people."""
    if mention.id is not None:
        known = mention.candidates[0]
        if not known.archived:
            return text.one_line(known.name)
        template = text.translate("capture", "{name} (archived)")
        return template.format(name=text.one_line(known.name))
    if mention.candidates:
        template = text.translate("capture", "{name} (which one?)")
    elif mention.name.strip():
        template = text.translate("capture", "{name} (new)")
    else:
        return text.translate("capture", "Whom?")
    return template.format(name=text.one_line(mention.name))


def person(name: str, organisation: str) -> str:
    """`Jonas Weber, Hydrolab`: enough to tell namesakes apart."""
    return ", ".join(filter(None, (text.one_line(name), text.one_line(organisation))))


def said(item: Understood, today: date) -> str:
    """The item as a sentence."""
    translate = text.translate
    match item:
        case FollowUpItem():
            template = {
                Direction.I_OWE: translate("capture", "I owe {who}: {what}"),
                Direction.THEY_OWE: translate("capture", "{who} owes me: {what}"),
                Direction.REACH_OUT: translate("capture", "Reach out to {who}: {what}"),
            }[item.direction]
            line = template.format(who=who(item.who), what=text.one_line(item.text))
            return f"{line}, {text.day(item.due, today)}" if item.due else line
        case TalkItem():
            names = text.listed([who(one) for one in item.people])
            line = translate("capture", "Spoke with {who}, {day}").format(
                who=names, day=text.day(item.day, today)
            )
            return f"{line}: {text.one_line(item.summary)}" if item.summary else line
        case PersonItem():
            template = (
                translate("capture", "New, you’d like to meet: {name}")
                if item.standing is Standing.WISHED
                else translate("capture", "New: {name}")
            )
            more = [text.one_line(m) for m in (item.organisation, item.how_met, item.note) if m]
            return ", ".join([template.format(name=text.one_line(item.name)), *more])
        case FactItem():
            return translate("capture", "{who}, {kind}: {what}").format(
                who=who(item.who), kind=kind_name(kind_of(item)), what=text.one_line(item.text)
            )
        case NoteItem():
            return translate("capture", "A note for Today: {what}").format(
                what=text.one_line(item.text)
            )
