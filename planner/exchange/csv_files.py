"""CSV of people, in and out: Google Contacts, Outlook, LinkedIn connections, any other, our own.

The parts: `csv_text` (bytes to lines), `csv_rows` (lines to rows), `csv_headers` and `csv_layout`
(what the columns are), `csv_people` (a row to a person), `csv_own` (what we write ourselves).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from planner.domain.errors import ExchangeError
from planner.exchange.csv_headers import TEXT_FIELDS
from planner.exchange.csv_layout import Flavour, Layout, find_layout
from planner.exchange.csv_own import OwnReader, is_own, write_csv
from planner.exchange.csv_people import PersonReader
from planner.exchange.csv_rows import Row, TornRow, read_rows
from planner.exchange.csv_text import read_lines, text_of
from planner.exchange.records import BadRecord, PersonRecord

__all__ = ["Table", "looks_like_csv", "read_csv", "read_table", "write_csv"]

_HEAD = 1 << 16
_TABLE_LINES = 30
_WORKBOOKS = ("PK", "ÐÏà¡±á")  # .xlsx and .ods, .xls; their controls are stripped
_ONE_LINE = frozenset(TEXT_FIELDS) - {"why", "how met"} | {"email", "phone", "url", "birthday"}

_EMPTY = "the row has nothing in any of its cells"
_NO_NAME = "the row has no name, e-mail address, phone number or company"
_MENDED = "quotation marks inside a cell were not doubled; please check this row"
_SEPARATOR_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}


def read_csv(
    stream: BinaryIO, flavour: Flavour = "auto", mapping: Mapping[str, str] | None = None
) -> Iterator[PersonRecord | BadRecord]:
    """The people of a CSV file, read as it streams, and each row that is none with the reason.

    `flavour` settles what some headers mean; `auto` sees it from the header. `mapping` names
    columns and the fields they hold (`csv_headers.FIELDS`; `phone work` carries a label), an empty
    field passes a column over. Raises ExchangeError, before the first record, when this is no CSV
    of people or the mapping does not fit it. Whatever else the bytes are, nothing is raised.
    """
    lines = read_lines(stream)
    head = _take_head(lines)
    if not any(line.strip() for line in head):
        raise ExchangeError("the file is empty; there is nothing to import")
    try:
        layout = find_layout(head, flavour, mapping)
    except ExchangeError:
        if head[0].startswith(_WORKBOOKS):
            raise ExchangeError(
                "this is a spreadsheet workbook, not CSV; save it as “CSV UTF-8” and import that"
            ) from None
        raise
    return _records(layout, chain(head[layout.first_line - 1 :], lines), bool(mapping))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of which nobody knows what its columns hold: their names, and an example of each."""

    columns: tuple[str, ...]
    examples: tuple[str, ...]


def read_table(head: bytes) -> Table | None:
    """The columns in the first lines of a CSV; None when the header tells what they hold."""
    lines = text_of(head).split("\n")[:_TABLE_LINES]
    if _has_header(lines):
        return None
    best: list[tuple[str, ...]] = []
    for separator in _SEPARATOR_NAMES:
        rows = [
            tuple(cell.strip() for cell in row.cells)
            for row in read_rows(iter(lines), separator, first_line=1)
            if isinstance(row, Row) and any(map(str.strip, row.cells))
        ]
        if rows and len(rows[0]) > (len(best[0]) if best else 0):
            best = rows
    named = [place for place, name in enumerate(best[0]) if name] if best else []
    if not named:
        return None
    examples = (
        next((row[place] for row in best[1:] if len(row) > place and row[place]), "")
        for place in named
    )
    return Table(tuple(best[0][place] for place in named), tuple(examples))


def looks_like_csv(head: bytes) -> bool:
    """Whether the beginning of a file (some kB) looks like a table of text, of people or not.

    Careful rather than eager: vCard, iCalendar, JSON, XML and prose are not taken for tables.
    """
    text = text_of(head)
    start = text.lstrip()
    if not start or start.startswith(("{", "[", "<", *_WORKBOOKS)) or start[:6].upper() == "BEGIN:":
        return False
    lines = text.split("\n")[:200]
    if len(lines) == 1:  # the header may be longer than what is there of it
        cuts = (
            text[: text.rfind(separator)] for separator in _SEPARATOR_NAMES if separator in text
        )
        return _has_header([text]) or any(_has_header([cut]) for cut in cuts)
    return _has_header(lines) or _is_regular([line for line in lines[:-1] if line.strip()][:20])


def _has_header(lines: list[str]) -> bool:
    try:
        find_layout(lines)
    except ExchangeError:
        return False
    return True


def _is_regular(lines: list[str]) -> bool:
    """Whether all lines have the same number of some separator."""
    if len(lines) < 2 or not all(line.replace("\t", "").isprintable() for line in lines):
        return False
    counts = [{line.count(separator) for line in lines} for separator in _SEPARATOR_NAMES]
    return any(len(found) == 1 and min(found) * len(lines) >= 3 for found in counts)


def _take_head(lines: Iterator[str]) -> list[str]:
    head: list[str] = []
    size = 0
    for line in lines:
        head.append(line)
        size += len(line) + 1
        if size > _HEAD:
            break
    return head


def _records(
    layout: Layout, lines: Iterator[str], mapped: bool
) -> Iterator[PersonRecord | BadRecord]:
    own = is_own(layout.header) and not mapped
    reader = OwnReader(layout.header) if own else PersonReader(layout)
    width = len(layout.header)
    one_line = [i for i, column in enumerate(layout.columns) if column.field in _ONE_LINE]
    rows = read_rows(
        lines, layout.separator, first_line=layout.first_line, width=width, one_line=one_line
    )
    empty: list[int] = []  # named once something follows: those at the end are only padding
    for row in rows:
        if isinstance(row, Row) and not any(map(str.strip, row.cells)):
            empty.append(row.line)
            continue
        yield from (BadRecord(line=line, reason=_EMPTY) for line in empty)
        empty.clear()
        if isinstance(row, TornRow):
            yield BadRecord(line=row.line, reason=row.reason)
        elif not _repeats(row, layout.header):
            yield _record(row, reader, width, layout.separator)


def _repeats(row: Row, header: tuple[str, ...]) -> bool:
    """Whether the row is the header once more, as in files that were put together."""
    return row.cells[0].strip() == header[0] and tuple(map(str.strip, row.cells)) == header


def _record(
    row: Row, reader: OwnReader | PersonReader, width: int, separator: str
) -> PersonRecord | BadRecord:
    if any(map(str.strip, row.cells[width:])):
        name = _SEPARATOR_NAMES.get(separator, "separator")
        return BadRecord(
            line=row.line,
            reason=f"the row has {len(row.cells)} cells, the header {width}; "
            f"a {name} inside a cell needs quotation marks around the cell",
        )
    person, warnings = reader.read(row.cells)
    if person is None:
        return BadRecord(line=row.line, reason=_NO_NAME)
    if row.mended:
        warnings = (*warnings, _MENDED)
    return PersonRecord(line=row.line, person=person, warnings=warnings)
