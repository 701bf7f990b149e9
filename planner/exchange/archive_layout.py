"""The JSON document around the records of an archive.

Written with one record per line, so that reading needs the memory of one record, a broken one
loses only itself, and every record has its true line. Any other layout of the same document is
read too, in whole, up to 64 MB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, BinaryIO, NoReturn

from planner.domain.errors import ExchangeError
from planner.exchange.records import BadRecord

FORMAT = "on-purpose"
VERSION = 1

_LARGEST_RECORD = 32 * 1024 * 1024
_LARGEST_WHOLE = 64 * 1024 * 1024
"""The largest document in another layout than our own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The JSON text of one record, the section it is in, and its 1-based line."""

    section: str
    line: int
    text: str


def layout(sections: Iterable[tuple[str, Iterable[str]]]) -> Iterator[str]:
    """The document with these sections of records, each the JSON text of an object, in parts."""
    yield f'{{"format": "{FORMAT}", "version": {VERSION}'
    for name, records in sections:
        yield f',\n"{name}": ['
        between, end = "\n", "]"
        for record in records:
            yield f"{between}{record}"
            between, end = ",\n", "\n]"
        yield end
    yield "\n}\n"


def pieces(stream: BinaryIO, sections: Sequence[str]) -> Iterator[Piece | BadRecord]:
    """The records of the named sections, and what else is in the way.

    In our own layout they come as they stand in the file, in any other in the order of `sections`.
    Raises ExchangeError when the stream holds no archive, or one of a later version.
    """
    first = stream.readline(_LONGEST_HEAD)
    head = _HEAD.fullmatch(first.removeprefix(b"\xef\xbb\xbf"))
    if head:
        _check(FORMAT, int(head[1]))
        yield from _by_lines(stream, sections)
        return
    data = first + stream.read(_LARGEST_WHOLE + 1 - len(first))
    if len(data) > _LARGEST_WHOLE:
        raise ExchangeError(
            "this file is larger than 64 MB and not laid out as On Purpose writes it;"
            " nothing was imported: export it again, or choose another file"
        )
    try:
        text = data.decode(json.detect_encoding(data))
    except ValueError:
        raise _no_archive() from None
    del first, data
    yield from _Document(text).pieces(sections)


def parse(text: str) -> Any:
    """The value of a JSON text; raises ValueError for what JSON or a database cannot hold."""
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError:
        raise ValueError("this is no JSON") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if _HALF.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("it holds half a character") from None
    return value


def is_ours(head: bytes) -> bool:
    """True when a file that begins with these bytes is one of our archives."""
    text = head.decode(json.detect_encoding(head), errors="ignore") if head else ""
    return text.lstrip().startswith("{") and _OURS.search(text) is not None


_LONGEST_HEAD = 1000
_HEAD = re.compile(
    rb'\s*\{\s*"format"\s*:\s*"on-purpose"\s*,\s*"version"\s*:\s*([0-9]{1,9})\s*,\s*\n'
)
_OURS = re.compile(r'"format"\s*:\s*"on-purpose"')
_SECTION = re.compile(rb'"([^"\\]{1,100})"\s*:\s*\[\s*(\]?)\s*,?')
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def _check(kind: object, version: object) -> None:
    if kind != FORMAT or type(version) is not int or version < 1:
        raise _no_archive()
    if version > VERSION:
        raise ExchangeError(
            "this archive was written by a newer On Purpose (its format is {version});"
            " nothing was imported: update this program first",
            version=version,
        )


def _no_archive() -> ExchangeError:
    return ExchangeError(
        "this is no archive of On Purpose; nothing was imported:"
        " choose a .json file that On Purpose exported"
    )


def _unknown(section: str, line: int) -> BadRecord:
    shown = "".join(char if char.isprintable() else " " for char in section[:40])
    return BadRecord(line=line, reason=f"the section “{shown}” is not known; it was left out")


# --- our own layout ---------------------------------------------------------------------------


def _by_lines(stream: BinaryIO, sections: Sequence[str]) -> Iterator[Piece | BadRecord]:
    section, ended, line = "", False, 1
    for line, raw in enumerate(_lines(stream), start=2):
        if raw is None:
            yield BadRecord(line=line, reason="the record is larger than 32 MB")
            continue
        found = _SECTION.fullmatch(raw)
        if found:
            section = found[1].decode("utf-8", errors="replace")
            if section not in sections:
                yield _unknown(section, line)
            section = "" if found[2] else section
        elif raw in (b"]", b"],") and section:
            section = ""
        elif raw == b"}" and not section and not ended:
            ended = True
        elif raw and (not section or ended):
            yield BadRecord(line=line, reason="this line is no part of an archive")
        elif raw and section in sections:
            yield _piece(section, line, raw)
    if not ended:
        yield BadRecord(line=line, reason="the archive ends here, before its end: it was cut off")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines without the space around them; None for one that is too long."""
    while line := stream.readline(_LARGEST_RECORD):
        if len(line) < _LARGEST_RECORD:
            yield line.strip()
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LARGEST_RECORD)
        yield None


def _piece(section: str, line: int, raw: bytes) -> Piece | BadRecord:
    try:
        return Piece(section, line, raw.removesuffix(b",").decode())
    except UnicodeDecodeError:
        return BadRecord(line=line, reason="the record holds bytes that are no text (UTF-8)")


# --- any other layout -------------------------------------------------------------------------


def _whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise ValueError("it has a field twice")
    return value


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text[:20]} is no number that can be kept")


def _finite(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _short(text: str) -> int:
    return int(text) if len(text) <= 400 else _no_number(text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_whole, parse_constant=_no_number, parse_float=_finite, parse_int=_short
)
_SCANNER = json.JSONDecoder(parse_int=len, parse_float=len, parse_constant=len)
"""Finds where a value ends, whatever numbers are in it."""

_SPACE = re.compile(r"[ \t\r\n]*")


class _Document:
    """Finds the sections of a JSON text and the records in them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line, self._counted = 1, 0
        self._header: dict[str, object] = {}
        self._found: dict[str, list[tuple[int, int, int]]] = {}
        self._notes: list[BadRecord] = []

    def pieces(self, sections: Sequence[str]) -> Iterator[Piece | BadRecord]:
        """The records in the order of `sections`; what is in the way comes last."""
        try:
            self._scan(sections)
        except (ValueError, RecursionError):
            reason = "from here on this is no JSON; the rest of the file was not read"
            self._notes.append(BadRecord(line=self._line_at(self._at), reason=reason))
        _check(self._header.get("format"), self._header.get("version"))
        for section in sections:
            for line, start, end in self._found.get(section, ()):
                yield Piece(section, line, self._text[start:end])
        yield from self._notes

    def _scan(self, sections: Sequence[str]) -> None:
        for _ in self._members("{", "}"):
            line = self._line_at(self._at)
            name = parse(self._skip())
            self._expect(":")
            if not isinstance(name, str):
                raise ValueError("a name that is no text")
            if name in sections:
                records = self._found.setdefault(name, [])
                for start in self._members("[", "]"):
                    self._skip()
                    records.append((self._line_at(start), start, self._at))
            elif name in ("format", "version"):
                self._header[name] = parse(self._skip())
            else:
                self._skip()
                self._notes.append(_unknown(name, line))
        if self._peek():
            raise ValueError("something follows the end")

    def _members(self, begin: str, end: str) -> Iterator[int]:
        """The position of each member of a list or object; the caller reads it."""
        self._expect(begin)
        if self._peek() == end:
            self._expect(end)
            return
        while True:
            self._peek()
            yield self._at
            if self._peek() == end:
                self._expect(end)
                return
            self._expect(",")

    def _peek(self) -> str:
        self._at = _end(_SPACE.match(self._text, self._at), self._at)
        return self._text[self._at : self._at + 1]

    def _expect(self, char: str) -> None:
        if self._peek() != char:
            raise ValueError(f"{char} is missing")
        self._at += 1

    def _skip(self) -> str:
        """Pass over the next value and return its text."""
        self._peek()
        start = self._at
        _, self._at = _SCANNER.raw_decode(self._text, start)
        return self._text[start : self._at]

    def _line_at(self, position: int) -> int:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line


def _end(match: re.Match[str] | None, otherwise: int) -> int:
    return match.end() if match else otherwise
