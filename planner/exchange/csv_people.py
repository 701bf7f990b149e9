"""From the cells of a row to a person, so that nothing the row says is lost.

What no field takes, or what a field cannot take (a birthday that is no day), goes into the note as
a line `Header: value`; what programs write into every row without meaning it does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from types import MappingProxyType

from planner.domain.people import (
    NEVER,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
    Standing,
    split_name,
)
from planner.exchange.csv_addresses import Address, home_of, read_addresses
from planner.exchange.csv_headers import IDENTIFYING, TEXT_FIELDS, Column, key
from planner.exchange.csv_layout import Layout
from planner.exchange.csv_values import (
    BORN_UNTIL,
    MET_UNTIL,
    NotADay,
    read_day,
    read_label,
    read_month,
    split_list,
)

_MANY = re.compile(r" ?::: ?|\n")
_MANY_MAILS = re.compile(r" ?::: ?|[;,\n]")
_IN_ANGLES = re.compile(r"([^<>]*)<([^<>\s]+@[^<>\s]+)>")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d+")
_EXCEL_TEXT = re.compile(r'="([^"]*)"')
_RELATIVES = frozenset(
    "spouse partner domestic-partner wife husband child daughter son parent mother father brother "
    "sister family relative grandchild".split()
)
_MACHINES = frozenset("fax pager telex isdn callback assistant company".split())
_SYSTEM_GROUPS = frozenset({"* mycontacts", "* my contacts", "mycontacts", "my contacts"})
_NOT_GIVEN_NAMES = frozenset("jr sr ii iii iv phd md dr mba inc ltd llc gmbh ag kg co".split())


class PersonReader:
    """Reads the rows of one table."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        steps = [
            (index, header, column, _take_of(column))
            for index, (header, column) in enumerate(
                zip(layout.header, layout.columns, strict=True)
            )
        ]
        # Labels stand before or after what they label: they are read first.
        labels = [step if step[2].part == "label" else None for step in steps]
        values = [None if step[2].part == "label" else step for step in steps]
        self._passes = [labels, values] if any(labels) else [values]

    def read(self, cells: Sequence[str]) -> tuple[Person | None, tuple[str, ...]]:
        """The person of a row and the warnings; no person when the row names nobody.

        `cells` may be fewer than the columns; the missing ones are empty.
        """
        draft = _Draft(self._layout)
        for steps in self._passes:
            for step in compress(steps, cells):
                if step and (cell := cells[step[0]].strip()):
                    if cell[0] == "=" and (match := _EXCEL_TEXT.fullmatch(cell)):
                        cell = match[1].strip()
                    _, header, column, take = step
                    if cell:
                        take(draft, header, column, cell)
        return draft.person(), tuple(draft.warnings)


class _Draft:
    """A person while the cells of a row come in; each `take` gets one that is not empty."""

    def __init__(self, layout: Layout) -> None:
        self.warnings: list[str] = []
        self._layout = layout
        self._texts: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._points: dict[tuple[PointKind, str], ContactPoint] = {}
        self._addresses: dict[str, tuple[str, dict[str, str]]] = {}
        self._mail_name = ""
        self._birth: dict[str, str] = {}
        self._facts: list[Fact] = []
        self._tags: dict[str, None] = {}
        self._languages: tuple[str, ...] = ()
        self._notes: list[str] = []
        self._kept: list[str] = []
        self._derived: list[tuple[str, str]] = []

    def take_other(self, header: str, column: Column, cell: str) -> None:
        self._keep(header, cell)

    def take_nothing(self, header: str, column: Column, cell: str) -> None:
        """What a mapping passes over."""

    def take_label(self, header: str, column: Column, cell: str) -> None:
        self._labels[column.group] = cell

    def take_text(self, header: str, column: Column, cell: str) -> None:
        self._set(header, column.field, " ".join(cell.split()))

    def take_note(self, header: str, column: Column, cell: str) -> None:
        self._notes.append(cell)

    def take_noise(self, header: str, column: Column, cell: str) -> None:
        if cell.casefold().replace(" ", "").lstrip("*") not in column.label.split():
            self._keep(header, cell)

    def take_derived(self, header: str, column: Column, cell: str) -> None:
        self._derived.append((header, cell))

    def take_languages(self, header: str, column: Column, cell: str) -> None:
        self._languages += split_list(cell)

    def take_fact(self, header: str, column: Column, cell: str) -> None:
        text = f"{header}: {cell}" if column.label == FactKind.FAMILY else cell
        self._facts.append(Fact(kind=FactKind(column.label), text=text))

    def take_address(self, header: str, column: Column, cell: str) -> None:
        parts = self._addresses.setdefault(column.group, (column.label, {}))[1]
        if parts.setdefault(column.part, cell) != cell:
            self._keep(header, cell)

    def take_emails(self, header: str, column: Column, cell: str) -> None:
        if not _MANY_MAILS.search(cell) or _IN_ANGLES.fullmatch(cell):
            self._take_email(header, column, cell)
        else:
            for text in filter(None, map(str.strip, _MANY_MAILS.split(cell))):
                self._take_email(header, column, text)

    def _take_email(self, header: str, column: Column, text: str) -> None:
        if match := _IN_ANGLES.fullmatch(text):
            name, text = match[1].strip(' "'), match[2]
            self._mail_name = self._mail_name or name
            self._derived.append((header, name))
        if "@" in text.strip("@"):
            self._point(PointKind.EMAIL, column, text)
        else:
            self._refuse(header, text, "is not an e-mail address")

    def take_points(self, header: str, column: Column, cell: str) -> None:
        kind = PointKind(column.field)
        several = ":::" in cell or "\n" in cell
        for text in filter(None, map(str.strip, _MANY.split(cell))) if several else (cell,):
            if kind is PointKind.PHONE and not any(map(str.isdigit, text)):
                self._refuse(header, text, "has no digits of a phone number")
                continue
            if kind is PointKind.PHONE and _ROUNDED.fullmatch(text):
                self.warnings.append(f"{header}: {text} was rounded by a spreadsheet")
            self._point(kind, column, text)

    def take_tags(self, header: str, column: Column, cell: str) -> None:
        for tag in split_list(cell, column.label):
            if tag.lower() not in _SYSTEM_GROUPS:
                self._tags[tag.removeprefix("*").strip() or tag] = None

    def take_pair(self, header: str, column: Column, cell: str) -> None:
        name = self._labels.get(column.group, "").strip("* ")
        if column.label == "relation" and name.lower() in _RELATIVES:
            self._facts.append(Fact(kind=FactKind.FAMILY, text=f"{name}: {cell}"))
        else:
            self._keep(name or header, cell)

    def take_birthday(self, header: str, column: Column, cell: str) -> None:
        if column.part:
            self._birth[column.part] = cell
        else:
            self._take_day(header, "birthday", cell)

    def take_met_on(self, header: str, column: Column, cell: str) -> None:
        try:
            self._set(header, "met on", read_month(cell))
        except NotADay:
            self._take_day(header, "met on", cell)

    def take_noise_day(self, header: str, column: Column, cell: str) -> None:
        try:
            day, _ = read_day(cell, month_first=None, two_digits_until=MET_UNTIL)
        except NotADay:
            day = cell
        if day:
            self._keep(header, cell)

    def take_choice(self, header: str, column: Column, cell: str) -> None:
        field, text = column.field, cell.lower()
        good = {
            "standing": text in tuple(Standing),
            "circle": text in tuple(Circle),
            "keep in touch": text == "never" or (text.isascii() and text.isdigit()),
        }[field]
        if good and len(text) < 7:
            self._set(header, field, text)
        else:
            self._refuse(header, cell, f"is nothing that “{field}” can be")

    def _take_day(self, header: str, field: str, cell: str) -> None:
        until = MET_UNTIL if field == "met on" else BORN_UNTIL
        try:
            day, guessed = read_day(
                cell, month_first=self._layout.month_first, two_digits_until=until
            )
        except NotADay:
            self._refuse(header, cell, "is not a day")
            return
        if day:
            self._set(header, field, day)
        if guessed:
            self.warnings.append(f"{header}: {cell} was read as {day}")

    def _set(self, header: str, field: str, text: str) -> None:
        if self._texts.setdefault(field, text) != text:
            self._keep(header, text)

    def _keep(self, header: str, cell: str) -> None:
        self._kept.append(f"{header}: {cell}" if header else cell)

    def _refuse(self, header: str, cell: str, why: str) -> None:
        self._keep(header, cell)
        self.warnings.append(f"{header}: {_short(cell)} {why}; it is kept in the note")

    def _point(self, kind: PointKind, column: Column, value: str, preferred: bool = False) -> None:
        label = column.label
        if column.group in self._labels:
            label, preferred = read_label(self._labels[column.group])
        elif column.part == "value":
            label = ""  # there the column's label is only its name
        point = ContactPoint(kind=kind, value=value, label=label, preferred=preferred)
        self._points.setdefault((kind, value.casefold()), point)

    def person(self) -> Person | None:
        """The person of the cells so far; None when they name nobody."""
        city, country = self._place_addresses() if self._addresses else ("", "")
        if self._birth:
            self._join_birthday()
        points = tuple(self._points.values())
        name, given, family = self._names()
        if not (name or given or family or self._is_named(points)):
            return None
        text = self._texts.get
        if self._layout.linkedin and text("met on"):
            self._texts.setdefault("how met", "Connected on LinkedIn")
        touch = text("keep in touch", "")
        return Person(
            display_name=name,
            given=given,
            family=family,
            additional=text("additional", ""),
            prefix=text("prefix", ""),
            suffix=text("suffix", ""),
            nickname=text("nickname", ""),
            organisation=text("organisation", ""),
            title=text("title", ""),
            standing=Standing(text("standing", Standing.KNOWN)),
            circle=Circle(self._texts["circle"]) if "circle" in self._texts else None,
            keep_in_touch=None if not touch else NEVER if touch == "never" else int(touch),
            why_connected=text("why", ""),
            how_met=text("how met", ""),
            met_on=text("met on", ""),
            birthday=text("birthday", ""),
            zone=text("zone", ""),
            languages=tuple(dict.fromkeys(self._languages)),
            city=city,
            country=country,
            note=self._note(name, points),
            points=tuple(sorted(points, key=_machine)) if len(points) > 1 else points,
            facts=tuple(self._facts),
            tags=tuple(self._tags),
        )

    def _is_named(self, points: Sequence[ContactPoint]) -> bool:
        """Whether there is something to call a person by who has no name."""
        reached = any(point.kind in (PointKind.EMAIL, PointKind.PHONE) for point in points)
        return reached or not IDENTIFYING.isdisjoint(self._texts)

    def _names(self) -> tuple[str, str, str]:
        """The display name and its parts; a name in one piece is taken apart."""
        texts = self._texts
        given, family = texts.get("given", ""), texts.get("family", "")
        name = _turned(texts.get("name", ""))
        if not (name or given or family or texts.get("nickname")):
            name = self._mail_name
        if name and not (given or family) and "," not in name and name != texts.get("organisation"):
            given, family = split_name(name)
        return name, given, family

    def _place_addresses(self) -> tuple[str, str]:
        """Add the addresses to the points; returns the city and country of the first in rank."""
        found: list[Address] = []
        for group, (label, parts) in self._addresses.items():
            preferred = False
            if group in self._labels:
                label, preferred = read_label(self._labels[group])
            found += read_addresses(label, preferred, parts)
        place = home_of(found)
        for address in found:
            if address.lines and not (address.bare and (address.city, address.country) == place):
                column = Column("address", address.label)
                self._point(PointKind.ADDRESS, column, address.lines, address.preferred)
        return place

    def _join_birthday(self) -> None:
        """Thunderbird keeps the year, the month and the day apart."""
        year, month, day = (self._birth.get(part, "") for part in ("year", "month", "day"))
        text = f"{year or '-'}-{month.zfill(2)}-{day.zfill(2)}"
        self._take_day("Birthday", "birthday", text if month and day else f"{year} {month} {day}")

    def _note(self, name: str, points: Sequence[ContactPoint]) -> str:
        """The notes, and below them what has no field."""
        if self._derived:
            self._keep_what_is_new(name, points)
        if not self._kept:
            return "\n".join(self._notes)
        return "\n\n".join(filter(None, ["\n".join(self._notes), "\n".join(self._kept)]))

    def _keep_what_is_new(self, name: str, points: Sequence[ContactPoint]) -> None:
        """Initials, display names of mailboxes: only where they say what the rest does not."""
        names = [self._texts.get(field, "") for field in ("given", "additional", "family")]
        initials = "".join(part[:1] for part in names).casefold()
        told = set(_words(" ".join((name, *self._texts.values(), *(p.value for p in points)))))
        for header, cell in self._derived:
            words = _words(cell)
            if "".join(words) != initials and not told.issuperset(words):
                self._keep(header, cell)


def _machine(point: ContactPoint) -> bool:
    """Numbers at which the person does not pick up come after those where they do."""
    return point.kind is PointKind.PHONE and not _MACHINES.isdisjoint(point.label.split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _turned(name: str) -> str:
    """`Moura, Beatriz` as it is spoken; `Acme, Inc.` and `Jo Hill, PhD` stay."""
    if "," not in name:
        return name
    family, _, given = (part.strip() for part in name.partition(","))
    turns = family and given and "," not in given
    return f"{given} {family}" if turns and key(given) not in _NOT_GIVEN_NAMES else name


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


_Take = Callable[[_Draft, str, Column, str], None]

_TAKES: Mapping[str, _Take] = MappingProxyType(
    {
        **dict.fromkeys(TEXT_FIELDS, _Draft.take_text),
        **dict.fromkeys(("phone", "url", "im", "social"), _Draft.take_points),
        **dict.fromkeys(("standing", "circle", "keep in touch"), _Draft.take_choice),
        "email": _Draft.take_emails,
        "address": _Draft.take_address,
        "birthday": _Draft.take_birthday,
        "met on": _Draft.take_met_on,
        "note": _Draft.take_note,
        "tags": _Draft.take_tags,
        "languages": _Draft.take_languages,
        "fact": _Draft.take_fact,
        "pair": _Draft.take_pair,
        "noise": _Draft.take_noise,
        "noise day": _Draft.take_noise_day,
        "derived": _Draft.take_derived,
        "other": _Draft.take_other,
        "ignored": _Draft.take_nothing,
    }
)


def _take_of(column: Column) -> _Take:
    return _Draft.take_label if column.part == "label" else _TAKES[column.field]
