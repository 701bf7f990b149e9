"""Content lines: `NAME;PARAMETER=value:value`, folded and encoded as every vCard version does it.

Reading puts together what belongs together: folds (RFC 6350 3.2 and those of vCard 2.1), soft line
breaks of quoted-printable, base64 that nobody folded. Writing folds at 75 octets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from planner.exchange.vcard_headers import (
    BASE64,
    Header,
    Headers,
    Params,
    Version,
    header_text,
)
from planner.exchange.vcard_text import base64_text, clean, decode, octets_of_base64, unquote


class Property(NamedTuple):
    """A property with its value in wire form."""

    name: str
    value: str
    params: Params = ()
    group: str = ""


ContentLine = tuple[int, Header, bytes]
"""A whole property: the line where it begins in the file, what it is, its value in bytes."""


class Faults:
    """What is wrong with a card, in phrases; only so many are kept."""

    MOST = 20

    def __init__(self) -> None:
        self._phrases: list[str] = []
        self._more = 0

    def add(self, phrase: str) -> None:
        if len(self._phrases) < self.MOST:
            self._phrases.append("".join(c if c.isprintable() else "\ufffd" for c in phrase))
        else:
            self._more += 1

    def phrases(self) -> tuple[str, ...]:
        more = (f"{self._more:,} more of the kind",) if self._more else ()
        return (*self._phrases, *more)


def content_lines(
    lines: list[bytes], first: int, headers: Headers, faults: Faults
) -> Iterator[ContentLine]:
    """The properties in the lines of one card, the first of which is line `first` of the file.

    Lines that are none and belong to none are left out and named in `faults`.
    """
    old = _is_old(lines)
    starts = [i for i, raw in enumerate(lines) if raw and raw[:1] not in _FOLDS]
    if not starts or starts[0] > 0:
        _check_start(lines[: starts[0]] if starts else lines, first, faults)
    header: Header | None = None  # of the property that lines further down may still belong to
    pieces: list[bytes] = []
    line = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        raw = lines[start]
        if header is not None and header.coding == "q" and _claims(pieces, lines, start):
            pieces.append(_unfold(lines[start:end], True, old))
            continue
        if end > start + 1:
            raw = _unfold(lines[start:end], False, old)
        found, value = headers.read(raw)
        if found is not None and found.coding == "q" and end > start + 1:
            found, value = headers.read(_unfold(lines[start:end], True, old))
        if found is not None:
            if header is not None:
                yield line, header, pieces[0] if len(pieces) == 1 else _whole(header, pieces)
            header, pieces, line = found, [value], first + start
        elif header is not None and _takes(header, pieces, raw, start > 0 and not lines[start - 1]):
            pieces.append(raw)
            if header.name == "NOTE" and not header.coding:
                faults.add(f"line {first + start} is no vCard property and was added to the note")
        else:
            faults.add(f"line {first + start} is no vCard property and was left out")
    if header is not None:
        yield line, header, _whole(header, pieces)


def _check_start(lines: list[bytes], first: int, faults: Faults) -> None:
    lost = next((i for i, raw in enumerate(lines) if raw.strip()), None)
    if lost is not None:
        faults.add(f"line {first + lost} continues nothing and was left out")


def _claims(pieces: list[bytes], lines: list[bytes], start: int) -> bool:
    """Whether a soft line break of quoted-printable claims the line, whatever it looks like.

    Some writers end the last line with one, too: a blank line or a property ends the value.
    """
    if not lines[start - 1] or not pieces[-1][-_WIDTH:].rstrip().endswith(b"="):
        return False
    return not _SURE_HEADER.match(lines[start])


def _takes(header: Header, pieces: list[bytes], raw: bytes, after_blank: bool) -> bool:
    """Whether `raw`, which is no property, goes on with the one before: an encoded value or a note
    whose writer did not fold it.
    """
    if header.coding == "b" or pieces[0][:5] == b"data:":
        ended = after_blank or pieces[-1].endswith(b"=")
        return not ended and _BASE64_LINE.match(raw) is not None
    if header.coding == "q":
        return not after_blank and (raw[:1] == b"=" or len(pieces[-1]) >= 60)
    return header.name == "NOTE"


def _whole(header: Header, pieces: list[bytes]) -> bytes:
    if header.coding == "q":
        return b"".join([*(piece.rstrip().removesuffix(b"=") for piece in pieces[:-1]), pieces[-1]])
    return (b"\\n" if header.name == "NOTE" and not header.coding else b"").join(pieces)


_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]++={0,2}[ \t]*\Z")
_SURE_HEADER = re.compile(
    rb"(?:item\d{1,4}\.)?(?:N|FN|TEL|EMAIL|ADR|LABEL|ORG|TITLE|ROLE|NOTE|URL|BDAY|PHOTO|LOGO|SOUND"
    rb"|KEY|NICKNAME|CATEGORIES|UID|REV|TZ|GEO|AGENT|MAILER|VERSION|X-[A-Z0-9-]{2,60})[;:]"
)
_FOLDS = (b" ", b"\t")


def _is_old(lines: list[bytes]) -> bool:
    """Whether these are the lines of a vCard 2.1 card."""
    for raw in lines:
        if raw[:8].upper() == b"VERSION:":
            return raw[8:].strip() == b"2.1"
    return False


def _unfold(folded: list[bytes], quoted: bool, old: bool) -> bytes:
    """One line of several, of which all but the first begin with a space or are blank."""
    pieces = folded[:1]
    length = len(folded[0])
    for raw in folded[1:]:
        if not raw:
            continue
        keeps_space = False
        if quoted and pieces[-1].endswith(b"="):
            pieces[-1] = pieces[-1][:-1]
            # Telephones fold after the soft break as well; in 2.1 a space may also be text.
            keeps_space = old and raw[1:2] != b"="
        elif old and not quoted:
            # 2.1 folds before a space, which is text then. Many a 2.1 writer folds like 3.0
            # nevertheless, always at the same length.
            keeps_space = not 73 <= length <= 78
        pieces.append(raw if keeps_space else raw[1:])
        length = len(raw)
    return b"".join(pieces)


def text_of_base64(content: ContentLine, faults: Faults) -> ContentLine:
    """The same line with its text in plain bytes, for some programs put even a name in base64."""
    line, header, raw = content
    params = tuple(param for param in header.params if param != BASE64)
    try:
        raw = octets_of_base64(base64_text(raw))
    except ValueError:
        faults.add(f"{header.name} on line {line} is not proper base64")
    return line, replace(header, coding="", params=params, short=False), raw


def wire_value(content: ContentLine, faults: Faults) -> str:
    """The value in wire form; of a binary one its base64. Bad encodings are named in `faults`."""
    line, header, raw = content
    if raw.isascii() and not (header.coding or header.fault) and b"\x1b" not in raw:
        return raw.decode()
    if header.fault:
        faults.add(f"{header.name} on line {line} {header.fault}")
    if header.coding == "b":
        return base64_text(raw)
    if header.coding == "q":
        raw, proper = unquote(raw)
        if not proper:
            faults.add(f"{header.name} on line {line} is not proper quoted-printable")
    return decode(raw, header.codec).replace("\n", "\\n")


def write_line(item: Property, version: Version) -> str:
    """The property, folded, with its line end; empty if its name could not be one."""
    header = header_text(item.name, item.params, item.group, version)
    value = clean(item.value).replace("\n", "\\n")
    return fold(f"{header}:{value}") if header else ""


_WIDTH = 75


def fold(line: str) -> str:
    """A line in pieces of at most 75 octets, none of which ends inside a character."""
    if line.isascii():
        if len(line) <= _WIDTH:
            return line + "\r\n"
        step = _WIDTH - 1
        pieces = [line[i : i + step] for i in range(_WIDTH, len(line), step)]
        return "\r\n ".join([line[:_WIDTH], *pieces]) + "\r\n"
    raw = line.encode()
    pieces = []
    start, width = 0, _WIDTH
    while start < len(raw):
        end = min(start + width, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end].decode())
        start, width = end, _WIDTH - 1
    return "\r\n ".join(pieces) + "\r\n"
