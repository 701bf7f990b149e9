"""Our own CSV of people: RFC 4180, UTF-8 with a mark, and read back as it was.

The columns are named after the fields of a person; contact points and facts are numbered:
`email 1`, `email 1 label`, `fact 2 kind`. Not carried: photos, through whom we met (its number
means something in one file only), normal forms, and what is opaque to people (`extra`). Points keep
their order within each kind.

Spreadsheets run cells that begin like a formula, so such cells get an apostrophe in front (the
advice of OWASP on CSV injection), and reading our own files takes exactly that one away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Any

from planner.domain.people import (
    NEVER,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
    Standing,
    full_name,
)
from planner.exchange.csv_values import (
    BORN_UNTIL,
    NotADay,
    join_items,
    read_day,
    split_items,
)

_TEXTS = {
    "uid": "uid",
    "name": "display_name",
    "given": "given",
    "additional": "additional",
    "family": "family",
    "prefix": "prefix",
    "suffix": "suffix",
    "nickname": "nickname",
    "organisation": "organisation",
    "title": "title",
    "why": "why_connected",
    "how met": "how_met",
    "met on": "met_on",
    "zone": "zone",
    "city": "city",
    "country": "country",
}
_COLUMNS = (
    *("uid", "name", "given", "additional", "family", "prefix", "suffix", "nickname"),
    *("organisation", "title", "standing", "circle", "keep in touch", "why", "how met", "met on"),
    *("birthday", "zone", "languages", "city", "country", "tags", "archived", "note"),
)
_SIGNATURE = frozenset({"uid", "name", "standing", "circle", "keep in touch", "archived"})

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_HARMLESS = re.compile(r"\w[\w .:/@()'&+-]*")
_QUOTED = re.compile(r'[",;|\t\n]|^\s|\s$')
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NUMBERED = re.compile(
    rf"({'|'.join(PointKind)}) ([1-9][0-9]{{0,5}})( label)?|fact ([1-9][0-9]{{0,5}})( kind| since)?"
)


def write_csv(people: Iterable[Person]) -> Iterator[str]:
    """The people as CSV text, row by row (CRLF); begins with the mark that Excel needs for UTF-8.

    As many columns as the people need: anything but a sequence is collected first.
    """
    rows = people if isinstance(people, Sequence) else list(people)
    most = {kind: max((_count(person, kind) for person in rows), default=0) for kind in PointKind}
    facts = max((len(person.facts) for person in rows), default=0)
    header = list(_COLUMNS)
    for kind, count in most.items():
        if count:
            header += [f"{kind} preferred"]
            header += [
                name for n in range(1, count + 1) for name in (f"{kind} {n}", f"{kind} {n} label")
            ]
    for n in range(1, facts + 1):
        header += [f"fact {n} kind", f"fact {n}", f"fact {n} since"]
    yield "\ufeff" + ",".join(header) + "\r\n"
    for person in rows:
        values = _values(person)
        yield ",".join(_cell(values.get(name, "")) for name in header) + "\r\n"


def is_own(header: Iterable[str]) -> bool:
    """Whether a file with this header was written by `write_csv`."""
    return _SIGNATURE.issubset(header)


def _count(person: Person, kind: PointKind) -> int:
    return sum(point.kind is kind for point in person.points)


def _values(person: Person) -> dict[str, str]:
    """The cells of a person by the names of their columns, the empty ones left out."""
    values = {name: getattr(person, attribute) for name, attribute in _TEXTS.items()}
    values |= {
        "standing": str(person.standing),
        "circle": person.circle or "",
        "keep in touch": _interval(person.keep_in_touch),
        "birthday": person.birthday,
        "languages": join_items(person.languages),
        "tags": join_items(person.tags),
        "archived": "yes" if person.archived else "",
        "note": person.note,
    }
    for kind in PointKind:
        points = [point for point in person.points if point.kind is kind]
        for n, point in enumerate(points, start=1):
            values[f"{kind} {n}"] = point.value
            values[f"{kind} {n} label"] = point.label
        preferred = (str(n) for n, point in enumerate(points, start=1) if point.preferred)
        values[f"{kind} preferred"] = " ".join(preferred)
    for n, fact in enumerate(person.facts, start=1):
        values[f"fact {n}"] = fact.text
        values[f"fact {n} kind"] = fact.kind
        values[f"fact {n} since"] = fact.since
    return values


def _interval(days: int | None) -> str:
    return "" if days is None else "never" if days == NEVER else str(days)


def _cell(text: str) -> str:
    if not text or (_HARMLESS.fullmatch(text) and not text.endswith(" ")):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", " ").replace("\x0c", " ")
    text = _NOT_TEXT.sub("", text)
    if _FORMULA.match(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


class OwnReader:
    """Reads the rows of a file that `write_csv` wrote, also after a person has edited it."""

    def __init__(self, header: Sequence[str]) -> None:
        self._plan: list[tuple[int, str, bool]] = []
        seen: set[str] = set()
        for index, name in enumerate(header):
            ours = name in _COLUMNS or name in _PREFERRED or bool(_NUMBERED.fullmatch(name))
            self._plan.append((index, name, ours and name not in seen))
            seen.add(name)
        numbers = {
            match[1] or "fact": set[int]() for match in map(_NUMBERED.fullmatch, seen) if match
        }
        for match in map(_NUMBERED.fullmatch, seen):
            if match:
                numbers[match[1] or "fact"].add(int(match[2] or match[4]))
        self._numbers = {thing: sorted(found) for thing, found in numbers.items()}

    def read(self, cells: Sequence[str]) -> tuple[Person | None, tuple[str, ...]]:
        """The person of a row and the warnings; no person when the row names nobody."""
        values: dict[str, str] = {}
        leftover = _Leftover()
        for index, name, ours in compress(self._plan, cells):
            cell = _unguarded(cells[index])
            if ours:
                values[name] = cell
            elif cell.strip():
                leftover.keep(name, cell)
        person = self._person(values, leftover)
        if not (full_name(person) or person.is_me):
            return None, ()
        return person, tuple(leftover.warnings)

    def _person(self, values: dict[str, str], leftover: _Leftover) -> Person:
        standing = leftover.choice(values, "standing", tuple(Standing))
        circle = leftover.choice(values, "circle", tuple(Circle))
        archived = leftover.choice(values, "archived", ("yes", "no"))
        texts: dict[str, Any] = {
            attribute: values.get(name, "") for name, attribute in _TEXTS.items()
        }
        return Person(
            **texts,
            standing=Standing(standing or Standing.KNOWN),
            circle=Circle(circle) if circle else None,
            archived=archived == "yes",
            keep_in_touch=leftover.interval(values),
            birthday=leftover.birthday(values),
            languages=split_items(values.get("languages", "")),
            tags=split_items(values.get("tags", "")),
            points=self._points(values),
            facts=self._facts(values, leftover),
            note="\n\n".join(filter(None, [values.get("note", ""), "\n".join(leftover.lines)])),
        )

    def _points(self, values: dict[str, str]) -> tuple[ContactPoint, ...]:
        return tuple(
            ContactPoint(
                kind=kind,
                value=value,
                label=values.get(f"{kind} {n} label", ""),
                preferred=str(n) in values.get(f"{kind} preferred", "").split(),
            )
            for kind in PointKind
            for n in self._numbers.get(kind, ())
            if (value := values.get(f"{kind} {n}", ""))
        )

    def _facts(self, values: dict[str, str], leftover: _Leftover) -> tuple[Fact, ...]:
        facts: list[Fact] = []
        for n in self._numbers.get("fact", ()):
            text = values.get(f"fact {n}", "")
            kind = leftover.choice(values, f"fact {n} kind", tuple(FactKind)) if text else ""
            if kind:
                since = values.get(f"fact {n} since", "")
                facts.append(Fact(kind=FactKind(kind), text=text, since=since))
            elif text:
                leftover.keep(f"fact {n}", text)
        return tuple(facts)


class _Leftover:
    """What a hand-edited row says that the fields do not take."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.warnings: list[str] = []

    def keep(self, name: str, text: str) -> None:
        self.lines.append(f"{name}: {text}" if name else text)

    def refuse(self, name: str, text: str) -> None:
        self.keep(name, text)
        self.warnings.append(f"{name}: {text[:60]} does not fit there; it is kept in the note")

    def choice(self, values: dict[str, str], name: str, choices: Sequence[str]) -> str:
        """One of the choices in any case, or nothing."""
        text = values.get(name, "")
        plain = text.strip().lower()
        if plain in choices or not plain:
            return plain
        self.refuse(name, text)
        return ""

    def interval(self, values: dict[str, str]) -> int | None:
        text = values.get("keep in touch", "").strip().lower()
        if text == "never":
            return NEVER
        if text.isascii() and text.isdigit() and len(text) < 7:
            return int(text)
        if text:
            self.refuse("keep in touch", text)
        return None

    def birthday(self, values: dict[str, str]) -> str:
        text = values.get("birthday", "")
        try:
            day, guessed = read_day(text, month_first=None, two_digits_until=BORN_UNTIL)
        except NotADay:
            self.refuse("birthday", text)
            return ""
        if guessed:
            self.warnings.append(f"birthday: {text} was read as {day}")
        return day


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


_PREFERRED = frozenset(f"{kind} preferred" for kind in PointKind)
