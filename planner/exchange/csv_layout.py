"""How a text table of people is laid out: its separator, its header row, its columns' meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from planner.domain.errors import ExchangeError
from planner.exchange.csv_headers import (
    FIELDS,
    IDENTIFYING,
    IGNORED,
    Column,
    field_named,
    guess,
    key,
)
from planner.exchange.csv_rows import NO_SEPARATOR, Row, read_rows
from planner.exchange.csv_values import month_comes_first

Flavour = Literal["auto", "csv", "google", "outlook", "linkedin"]

_SEPARATORS = ",;\t|"
_ROWS_ABOVE = 30
"""A header stands within so many rows; LinkedIn puts its notes above it."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?', re.IGNORECASE)
_MOST_COLUMNS = 2_000
_LONGEST_SHOWN, _MOST_SHOWN = 40, 12  # of the columns that an error names


@dataclass(frozen=True, slots=True)
class Layout:
    """The header as it stands and one column per header cell; data begin at line `first_line`.

    `month_first` tells how `3/7/1980` is meant, None when nothing in the file's head does.
    """

    separator: str
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    first_line: int
    month_first: bool | None
    linkedin: bool


def find_layout(
    head: Sequence[str], flavour: Flavour = "auto", mapping: Mapping[str, str] | None = None
) -> Layout:
    """The layout of a table from its first lines; ExchangeError when it is none of people.

    `mapping` names columns of the file and the fields they hold (see `csv_headers.FIELDS`), an
    empty field passes a column over. It goes before what the header itself suggests.
    """
    wanted = {column: _field(field) for column, field in (mapping or {}).items()}
    best: tuple[int, Row, str] | None = None
    seen: list[str] = []
    for separator, skipped in _separators(head):
        lines = head[skipped:]
        rows = [
            row
            for row in islice(read_rows(lines, separator, first_line=1 + skipped), _ROWS_ABOVE)
            if isinstance(row, Row) and len(row.cells) <= _MOST_COLUMNS
        ]
        for index, row in enumerate(rows):
            score = _score(row.cells, wanted, first=index == 0)
            if score and (best is None or score > best[0]):
                best = score, row, separator
        seen = max([seen, *(row.cells for row in rows)], key=len)
    if best is None:
        raise _no_header(seen, wanted)
    _, row, separator = best
    return _layout(row, separator, head, flavour, wanted)


def _field(text: str) -> Column:
    if not text.strip():
        return IGNORED
    column = field_named(text)
    if column is None:
        raise ExchangeError(
            "there is no field {field}; the fields are {fields}", field=text, fields=_FIELD_LIST
        )
    return column


_FIELD_LIST = ", ".join(field for field in FIELDS if not field.startswith("fact ")) + ", fact …"


def _separators(head: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The separators to try, each with the number of lines to pass over; Excel's `sep=;` rules."""
    match = _SEPARATOR_LINE.fullmatch(head[0].strip("\r ")) if head else None
    if match:
        yield match[1], 1
    else:
        for separator in _SEPARATORS:
            yield separator, 0


def _score(cells: Sequence[str], wanted: Mapping[str, Column], *, first: bool) -> int:
    """How well a row serves as the header: the columns understood, 0 when it cannot be it."""
    found = [column for column in wanted if any(_same(column, cell) for cell in cells)]
    if len(found) < len(wanted):
        return 0
    columns = _columns(cells, wanted)
    understood = sum(column.field not in ("other", "ignored", "noise") for column in columns)
    names_people = any(column.field in IDENTIFYING for column in columns)
    alone = first and sum(map(bool, cells)) == 1
    return understood if names_people and (understood > 1 or alone or found) else 0


def _columns(cells: Sequence[str], wanted: Mapping[str, Column]) -> list[Column]:
    return [
        next((field for column, field in wanted.items() if _same(column, cell)), None)
        or guess(cell.strip())
        for cell in cells
    ]


def _same(column: str, cell: str) -> bool:
    return column.strip() == cell.strip() or key(column) == key(cell) != ""


def _no_header(cells: Sequence[str], wanted: Mapping[str, Column]) -> ExchangeError:
    names = [cell.strip() for cell in cells if 0 < len(cell.strip()) <= _LONGEST_SHOWN]
    there = ", ".join(names[:_MOST_SHOWN]) or "nothing that can be read"
    for column in wanted:
        if not any(_same(column, cell) for cell in cells):
            return ExchangeError(
                "the file has no column {column}; it has {columns}", column=column, columns=there
            )
    return ExchangeError(
        "no header with names, e-mail addresses or phone numbers was found in this file; give it "
        "one, or say which column holds what with --map COLUMN=FIELD; it begins with {columns}",
        columns=there,
    )


def _layout(
    row: Row, separator: str, head: Sequence[str], flavour: Flavour, wanted: Mapping[str, Column]
) -> Layout:
    header = tuple(" ".join(cell.split()) for cell in row.cells)
    mapped = {i for i, cell in enumerate(header) if any(_same(column, cell) for column in wanted)}
    columns = _columns(header, wanted)
    keys = [key(cell) for cell in header]
    linkedin = flavour == "linkedin" or "connectedon" in keys
    for index, column in enumerate(columns):
        if index not in mapped:
            columns[index] = _in_context(keys[index], column, keys, columns, flavour, linkedin)
    if len(header) == 1:
        separator = NO_SEPARATOR
    return Layout(
        separator=separator,
        header=header,
        columns=tuple(columns),
        first_line=row.last_line + 1,
        month_first=_month_first(columns, keys, separator, head[row.last_line :], linkedin),
        linkedin=linkedin,
    )


def _in_context(
    name: str,
    column: Column,
    keys: Sequence[str],
    columns: Sequence[Column],
    flavour: Flavour,
    linkedin: bool,
) -> Column:
    """Settle the headers that mean different things beside others."""
    fields = {column.field for column in columns}
    if name == "title" and (flavour == "outlook" or _OUTLOOK & set(keys)):
        return Column("prefix")  # `Dr.`; the work is in `Job Title`
    if name == "name" and "given" in fields and "family" not in fields:
        return Column("family")  # `Name;Vorname`
    if name in ("birthday", "geburtstag") and _BIRTH_YEARS & set(keys):
        return Column("birthday", part="day")  # Thunderbird
    if name == "partner" and "weiterevornamen" in keys:
        return Column("fact", "family")
    if column.field == "tags" and any(column.part == "value" for column in columns):
        return Column("tags", ":::")  # Google: a label may contain commas
    if name == "url" and linkedin:
        return Column("social", "LinkedIn")
    return column


_OUTLOOK = {"jobtitle", "middlename", "suffix"}
_BIRTH_YEARS = {"birthyear", "geburtsjahr"}
_GERMAN = {"vorname", "nachname", "geburtstag", "geburtsdatum", "firma", "telefon"}


def _month_first(
    columns: Sequence[Column],
    keys: Sequence[str],
    separator: str,
    lines: Sequence[str],
    linkedin: bool,
) -> bool | None:
    """The order of `3/7/1980` in this file: LinkedIn's is known, others show it in their rows."""
    if linkedin:
        return True
    dates = [i for i, column in enumerate(columns) if column.field in ("birthday", "met on")]
    samples = [
        row.cells[i].strip()
        for row in read_rows(lines, separator, width=len(columns))
        if isinstance(row, Row)
        for i in (*dates, *(i for i, c in enumerate(columns) if c.field == "noise day"))
        if i < len(row.cells)
    ]
    shown = month_comes_first(samples)
    return False if shown is None and _GERMAN & set(keys) else shown
