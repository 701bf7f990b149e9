"""What the import window says about data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from planner.gui import text

if TYPE_CHECKING:
    from planner.exchange.importing import Report
    from planner.store import Doubt


def tr(sentence: str) -> str:
    return text.translate("import", sentence)


def would_import(report: Report) -> str:
    """What an import would bring, in a few short sentences."""
    taken = (
        text.counted(
            report.created - report.meetings,
            tr("one person will be new"),
            tr("{count} people will be new"),
        ),
        text.counted(
            report.meetings, tr("one meeting will be new"), tr("{count} meetings will be new")
        ),
        text.counted(
            report.updated, tr("one is brought up to date"), tr("{count} are brought up to date")
        ),
        text.counted(report.duplicates, tr("one is here already"), tr("{count} are here already")),
    )
    line = ", ".join(filter(None, taken))
    if not line:
        line = tr("there is nothing in it that could be taken over")
    sentences = (
        line + ".",
        text.counted(
            len(report.skipped),
            tr("One record cannot be read."),
            tr("{count} records cannot be read."),
        ),
        text.counted(
            len(report.unread), tr("One file cannot be read."), tr("{count} files cannot be read.")
        ),
    )
    return " ".join(map(text.begun, filter(None, sentences)))


def doubt(one: Doubt) -> str:
    if one.by_name:
        return tr("Nearly the same name, reached in other ways")
    return tr("Another name, but the same email or phone")


_FIELDS: Mapping[str, str] = {
    "name": str(QT_TRANSLATE_NOOP("import", "Name")),
    "display_name": str(QT_TRANSLATE_NOOP("import", "Name")),
    "given": str(QT_TRANSLATE_NOOP("import", "Given name")),
    "family": str(QT_TRANSLATE_NOOP("import", "Family name")),
    "additional": str(QT_TRANSLATE_NOOP("import", "Additional names")),
    "prefix": str(QT_TRANSLATE_NOOP("import", "Title before the name")),
    "suffix": str(QT_TRANSLATE_NOOP("import", "Title after the name")),
    "nickname": str(QT_TRANSLATE_NOOP("import", "Nickname")),
    "organisation": str(QT_TRANSLATE_NOOP("import", "Organisation")),
    "title": str(QT_TRANSLATE_NOOP("import", "Job title")),
    "email": str(QT_TRANSLATE_NOOP("import", "Email")),
    "phone": str(QT_TRANSLATE_NOOP("import", "Phone")),
    "address": str(QT_TRANSLATE_NOOP("import", "Address")),
    "street": str(QT_TRANSLATE_NOOP("import", "Street")),
    "postcode": str(QT_TRANSLATE_NOOP("import", "Postcode")),
    "city": str(QT_TRANSLATE_NOOP("import", "City")),
    "region": str(QT_TRANSLATE_NOOP("import", "Region")),
    "country": str(QT_TRANSLATE_NOOP("import", "Country")),
    "url": str(QT_TRANSLATE_NOOP("import", "Website")),
    "im": str(QT_TRANSLATE_NOOP("import", "Messenger")),
    "social": str(QT_TRANSLATE_NOOP("import", "Social profile")),
    "birthday": str(QT_TRANSLATE_NOOP("import", "Birthday")),
    "note": str(QT_TRANSLATE_NOOP("import", "Note")),
    "tags": str(QT_TRANSLATE_NOOP("import", "Tags")),
    "languages": str(QT_TRANSLATE_NOOP("import", "Languages")),
    "why": str(QT_TRANSLATE_NOOP("import", "Why stay connected")),
    "why_connected": str(QT_TRANSLATE_NOOP("import", "Why stay connected")),
    "how met": str(QT_TRANSLATE_NOOP("import", "How we met")),
    "how_met": str(QT_TRANSLATE_NOOP("import", "How we met")),
    "met on": str(QT_TRANSLATE_NOOP("import", "Met on")),
    "met_on": str(QT_TRANSLATE_NOOP("import", "Met on")),
    "circle": str(QT_TRANSLATE_NOOP("import", "Circle")),
    "standing": str(QT_TRANSLATE_NOOP("import", "Known or wished")),
    "keep in touch": str(QT_TRANSLATE_NOOP("import", "Keep in touch")),
    "zone": str(QT_TRANSLATE_NOOP("import", "Time zone")),
    "facts": str(QT_TRANSLATE_NOOP("import", "Facts")),
    "fact interest": str(QT_TRANSLATE_NOOP("import", "An interest")),
    "fact family": str(QT_TRANSLATE_NOOP("import", "Family")),
    "fact works on": str(QT_TRANSLATE_NOOP("import", "Works on")),
    "fact needs": str(QT_TRANSLATE_NOOP("import", "Needs")),
    "fact can help with": str(QT_TRANSLATE_NOOP("import", "Can help with")),
    "fact avoid": str(QT_TRANSLATE_NOOP("import", "Avoid")),
}


def field(name: str) -> str:
    """A field of a person, as people call it."""
    return tr(_FIELDS[name]) if name in _FIELDS else name


def fields(names: Sequence[str]) -> str:
    return ", ".join(map(field, names))
