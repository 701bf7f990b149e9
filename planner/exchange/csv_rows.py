"""From lines to rows (RFC 4180), each with the line where it begins; a torn row costs only itself.

A quotation mark that is never closed would swallow every row that follows. So a row that spans
lines is looked at ahead: if it cannot be whole, its first line alone is torn and reading goes on
at the next line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.exchange.csv_text import LINE_LIMIT

NO_SEPARATOR = "\x1f"
"""For a table of one column: no line contains it, since controls are stripped."""

_UNCLOSED = "a quotation mark is opened and not closed"
_AFTER_QUOTE = "text stands right after a closing quotation mark"
_TOO_LONG = f"the row is longer than {LINE_LIMIT:,} characters"

_ROWS_IN_A_CELL = 20
"""So many lines in a row that each look like a whole row are rows, not the text of one cell."""

_QUICK_LINES = 30

_QUOTED_REST = re.compile(r'[^"]*+(?:""[^"]*+)*+"')


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its first and last line (1-based) and its cells as they stood.

    `mended` says that quotation marks inside a quoted cell were not doubled and were kept.
    """

    line: int
    last_line: int
    cells: list[str]
    mended: bool = False


@dataclass(frozen=True, slots=True)
class TornRow:
    """A line that no row can be made of, and why in plain words."""

    line: int
    reason: str


def read_rows(
    lines: Iterable[str],
    separator: str,
    *,
    first_line: int = 1,
    width: int = 0,
    one_line: Iterable[int] = (),
) -> Iterator[Row | TornRow]:
    """The rows of `lines`; blank lines are passed over, every other line is in some row.

    `width` is the number of columns (0 while unknown), `one_line` the columns in which nobody
    writes line breaks; both help to tell long cells from quotation marks left open.
    """
    return iter(_RowReader(lines, separator, first_line, width, tuple(one_line)))


class _RowReader:
    def __init__(
        self,
        lines: Iterable[str],
        separator: str,
        first: int,
        width: int,
        one_line: tuple[int, ...],
    ) -> None:
        self._source = iter(lines)
        self._ahead: deque[str] = deque()
        self._separator = separator
        self._line = first - 1
        self._width = width
        self._one_line = one_line
        self._hopeless_before = 0

    def __iter__(self) -> Iterator[Row | TornRow]:
        separator = self._separator
        while (line := self._pull()) is not None:
            if not line or line.isspace():
                continue
            if len(line) > LINE_LIMIT:
                yield TornRow(self._line, _TOO_LONG)
            elif '"' not in line:
                yield Row(self._line, self._line, line.split(separator))
            else:
                yield self._quoted(line)

    def _pull(self) -> str | None:
        line = self._ahead.popleft() if self._ahead else next(self._source, None)
        if line is not None:
            self._line += 1
        return line

    def _quoted(self, line: str) -> Row | TornRow:
        try:
            return Row(self._line, self._line, self._cells(line))
        except csv.Error:  # open, torn, or a cell over csv's own limit, which is left alone
            return self._proper_over_lines(line) or self._by_hand(line)

    def _cells(self, text: str) -> list[str]:
        reader = csv.reader((text,), delimiter=self._separator, skipinitialspace=True, strict=True)
        return next(reader)

    def _proper_over_lines(self, line: str) -> Row | None:
        """The quick way for a flawless row: it ends where its quotation marks are even."""
        if line.count('"') % 2 == 0 or self._line < self._hopeless_before:
            return None
        start = self._line
        taken = [line]
        while len(taken) <= _QUICK_LINES and (following := self._pull()) is not None:
            taken.append(following)
            if following.count('"') % 2:
                break
        try:
            cells = self._cells("\n".join(taken))
        except csv.Error:
            cells = []
        if (
            cells
            and not (self._width < len(cells) and self._width)
            and not self._swallowed(taken, cells)
        ):
            return Row(start, self._line, cells)
        self._ahead.extendleft(reversed(taken[1:]))
        self._line = start
        return None

    def _by_hand(self, line: str) -> Row | TornRow:
        cutter = _Cutter(self._separator)
        problem = cutter.feed(line)
        if problem:
            cells = _literal_quotes(line, self._separator)
            if len(cells) == self._width:
                return Row(self._line, self._line, cells, mended=True)
            return TornRow(self._line, problem)
        if not cutter.is_open:
            return Row(self._line, self._line, cutter.cells)
        return self._over_lines(line, cutter)

    def _over_lines(self, line: str, cutter: _Cutter) -> Row | TornRow:
        """Look ahead for the end of a cell that `line` leaves open.

        After a look ahead in vain no other one starts within its lines, for it would meet the
        same end: so all of them together cost no more than reading the file once more.
        """
        start = self._line
        taken: list[str] = []
        size = len(line)
        alike = 0
        closed = start >= self._hopeless_before
        while closed and cutter.is_open:
            following = self._pull()
            if following is None:
                closed = False
                break
            taken.append(following)
            size += len(following) + 1
            alike = alike + 1 if self._is_whole(following) else 0
            closed = (
                not cutter.feed(following)
                and size <= LINE_LIMIT
                and alike < _ROWS_IN_A_CELL
                and (not self._width or len(cutter.cells) <= self._width)
            )
        if closed and not self._swallowed([line, *taken], cutter.cells):
            return Row(start, self._line, cutter.cells)
        self._hopeless_before = max(self._hopeless_before, self._line)
        self._ahead.extendleft(reversed(taken))
        self._line = start
        return TornRow(start, _UNCLOSED)

    def _is_whole(self, line: str) -> bool:
        """Whether a line by itself has as many cells as the table has columns."""
        return self._width > 1 and line.count(self._separator) == self._width - 1

    def _swallowed(self, lines: list[str], cells: list[str]) -> bool:
        """Whether a closed cell is in truth two stray quotation marks with rows between them.

        It is when the lines it spans look like rows: each as wide as the table, which the lines
        of a note or an address are by chance only, the less so the wider the table.
        """
        width = self._width
        if width < 2:
            return False
        whole = sum(map(self._is_whole, lines[1:]))
        if len(cells) < width:
            return whole > 0
        if (width > 5 and whole > 1) or (width > 2 and whole > 4 and whole * 5 >= len(lines) * 4):
            return True
        if whole < len(lines) - 1 or not self._is_whole(lines[0]):
            return False
        broken = any("\n" in cells[index] for index in self._one_line if index < len(cells))
        return broken or (len(lines) > 2 and width > 2)


class _Cutter:
    """Cuts a row into cells, line by line, strictly: after a closing mark comes a separator."""

    def __init__(self, separator: str) -> None:
        self.cells: list[str] = []
        self._separator = separator
        self._open: list[str] | None = None

    @property
    def is_open(self) -> bool:
        return self._open is not None

    def feed(self, line: str) -> str:
        """Take one more line; returns what is wrong with it, or nothing."""
        at: int | None = 0
        if self._open is not None:
            at = self._to_the_quote(line, 0)
        while at is not None and at >= 0:
            while line.startswith(" ", at):
                at += 1
            if line.startswith('"', at):
                self._open = []
                at = self._to_the_quote(line, at + 1)
                continue
            end = line.find(self._separator, at)
            self.cells.append(line[at:] if end < 0 else line[at:end])
            at = end + 1 if end >= 0 else None
        return _AFTER_QUOTE if at is not None else ""

    def _to_the_quote(self, line: str, at: int) -> int | None:
        """Read the open cell on from `at`: where the next cell begins, None at the end, -1 torn."""
        assert self._open is not None
        match = _QUOTED_REST.match(line, at)
        if not match:
            self._open.append(line[at:])
            return None
        self._open.append(line[at : match.end() - 1])
        self.cells.append("\n".join(self._open).replace('""', '"'))
        self._open = None
        rest = match.end()
        while line.startswith(" ", rest):
            rest += 1
        if rest == len(line):
            return None
        return rest + 1 if line[rest] == self._separator else -1


def _literal_quotes(line: str, separator: str) -> list[str]:
    """Cut a line in which only a mark before a separator closes: `"Ana "Nina" Ruiz",x`.

    Returns no cells when a mark stays open.
    """
    mark = re.escape(separator)
    quoted = re.compile(rf' *"(.*?)" *(?={mark}|$)')
    cells: list[str] = []
    at = 0
    while at <= len(line):
        if match := quoted.match(line, at):
            cells.append(match[1].replace('""', '"'))
            at = match.end() + 1
        elif line.startswith('"', at):
            return []
        else:
            end = line.find(separator, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
            at = end + 1
    return cells
