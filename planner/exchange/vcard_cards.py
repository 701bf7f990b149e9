"""Bytes → cards: which encoding, where lines end, where each card begins and ends.

Everything here works on a stream, piece by piece. Time is linear in the file and memory is bound
by the largest card allowed, whatever the bytes. What is inside a card is not looked at, apart
from the two lines that delimit it and the `AGENT` line that announces a card within a card.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from planner.exchange.records import BadRecord

CARD_BYTES = 20_000_000
"""A card may be this large; a telephone's full-size photo takes about a tenth of it."""

CARD_LINES = 400_000
"""Lines in one card; a photo of `CARD_BYTES` folded as usual has fewer."""

NESTING = 8
"""How deep cards may sit in cards (vCard 2.1 `AGENT`)."""

_CHUNK = 1 << 18
_BOM = b"\xef\xbb\xbf"

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF16_LE = re.compile(rb"(?:[\r\n\t ]\0)*+B\0E\0G\0I\0N\0", re.IGNORECASE)
_UTF16_BE = re.compile(rb"(?:\0[\r\n\t ])*+\0B\0E\0G\0I\0N", re.IGNORECASE)

# Control characters mean nothing in a card, and NULs are what damaged exports are full of. ESC
# stays for the moment: the Japanese ISO-2022-JP is written with it.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_BLANKS = bytes.maketrans(b"\v\f", b"  ")

_BEGIN = rb"BEGIN[ \t]*:[ \t]*VCARD[ \t]*"
_MARK = re.compile(
    # Files joined without a line end between them leave END and BEGIN on one line.
    rb"(?:\xef\xbb\xbf)*(?:(?P<begin>" + _BEGIN + rb")"
    rb"|END[ \t]*:[ \t]*VCARD[ \t]*(?P<next>(?:\xef\xbb\xbf)*" + _BEGIN + rb")?)$",
    re.IGNORECASE,
)
_NOTHING = b" \t" + _BOM
_MARK_STARTS = frozenset((b"B", b"b", b"E", b"e", _BOM[:1]))
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*$", re.IGNORECASE)


@dataclass(slots=True)
class RawCard:
    """The lines between BEGIN and END, without line ends; `line` is the line of the BEGIN."""

    line: int
    lines: list[bytes] = field(default_factory=list)
    ended: bool = False
    nested: bool = False
    fault: str = ""
    _depth: int = 0
    _bytes: int = 0
    _weighed: int = 0

    def weigh(self) -> None:
        """Note a card over the limits as faulty and let go of what it held."""
        self._bytes += sum(map(len, self.lines[self._weighed :]))
        self._weighed = len(self.lines)
        if self._bytes > CARD_BYTES:
            self.fault = self.fault or f"is larger than {CARD_BYTES // 1_000_000} MB"
        elif len(self.lines) > CARD_LINES:
            self.fault = self.fault or f"has more than {CARD_LINES:,} lines"
        if self.fault:
            del self.lines[:-1]  # the last one tells whether a BEGIN that follows is nested
            self._weighed = len(self.lines)

    def begins_inside(self, raw: bytes) -> bool:
        """Whether a BEGIN here opens a card within this one."""
        if not (self.lines and _AGENT.match(self.lines[-1])):
            return False
        self.nested = True
        self._depth += 1
        if self._depth > NESTING:
            self.fault = self.fault or f"holds cards nested more than {NESTING} deep"
        self.lines.append(raw)
        return True

    def ends_inside(self, raw: bytes) -> bool:
        """Whether an END here closes a card within this one."""
        if not self._depth:
            return False
        self._depth -= 1
        self.lines.append(raw)
        return True

    def content(self) -> list[bytes]:
        """The lines, with each card inside the card as the value of its AGENT (as 3.0 has it).

        Blank lines stand in for it, so that every line keeps its number.
        """
        if not self.nested:
            return self.lines
        content: list[bytes] = []
        inner: list[bytes] = []
        depth = owner = 0
        for raw in self.lines:
            mark = _MARK.match(raw) if raw[:1] in _MARK_STARTS else None
            if mark is not None:
                owner = owner if depth else len(content) - 1
                depth += 1 if mark["begin"] else -1
            if depth or mark is not None:
                inner.append(raw)
                content.append(b"")
            else:
                content.append(raw)
            if inner and not depth:
                content[owner] += _escaped(inner)
                inner = []
        if inner:
            content[owner] += _escaped(inner)
        return content


def _escaped(lines: list[bytes]) -> bytes:
    text = b"\n".join(lines)
    for plain, escaped in _ESCAPES:
        text = text.replace(plain, escaped)
    return text


_ESCAPES = ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b",", b"\\,"), (b";", b"\\;"))


def cut_cards(stream: BinaryIO) -> Iterator[RawCard | BadRecord]:
    """The cards of a stream in their order, and each run of text that is in no card.

    A card comes with `ended` false where the next one or the end of the file cut it off, and with
    a `fault` and without its lines where it is beyond the limits. Raises only what the stream does.
    """
    card: RawCard | None = None
    stray = number = 0  # the line where text outside any card began, and the present one
    for batch in _line_batches(stream):
        for raw in batch:
            number += 1
            mark = _MARK.match(raw) if raw[:1] in _MARK_STARTS else None
            if mark is None:
                if card is not None:
                    card.lines.append(raw)
                elif not stray and raw.strip(_NOTHING):
                    stray = number
                continue
            begins = mark["begin"] is not None
            if card is not None:
                if card.begins_inside(raw) if begins else card.ends_inside(raw):
                    continue
                card.ended = not begins
                card.weigh()
                yield card
                card = None
            elif begins and stray:
                yield BadRecord(line=stray, reason="is text outside any card")
            elif not begins:
                yield _card_without_begin(stray, number)
            stray = 0
            if begins or mark["next"]:
                card = RawCard(number)
        if card is not None:
            card.weigh()
    if card is not None:
        yield card
    elif stray:
        yield BadRecord(line=stray, reason="is text outside any card")


def looks_like_vcard(head: bytes) -> bool:
    """Whether a file that starts with these bytes holds vCards (some line begins one)."""
    codec = _codec(head)
    text = head.decode(codec, "replace").encode() if codec else head
    lines = text.translate(None, _CONTROLS).replace(b"\r", b"\n").split(b"\n")
    marks = (_MARK.match(line) for line in lines)
    return any(mark is not None and mark["begin"] is not None for mark in marks)


def _card_without_begin(stray: int, end: int) -> BadRecord:
    if stray:
        return BadRecord(line=stray, reason="is a card without its BEGIN:VCARD")
    return BadRecord(line=end, reason="is an END:VCARD without a card")


def _line_batches(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Physical lines without their ends, many at a time; what is over `CARD_BYTES` is cut off."""
    held: list[bytes] = []
    size = 0
    for chunk in _plain_chunks(stream):
        lines = chunk.split(b"\n")
        if size <= CARD_BYTES:
            held.append(lines[0])
            size += len(lines[0])
        if len(lines) > 1:
            lines[0] = b"".join(held)
            held = [lines.pop()]
            size = len(held[0])
            yield lines
    if size:
        yield [b"".join(held)]


def _plain_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream with LF line ends, without control characters, and never in UTF-16 or UTF-32."""
    held = b""
    for chunk in _ascii_compatible_chunks(stream):
        chunk = held + chunk
        # CR CR LF is what a text-mode copy makes of CR LF; keep CRs back until their LF is seen.
        held = b"\r\r" if chunk.endswith(b"\r\r") else b"\r" if chunk.endswith(b"\r") else b""
        yield _plain(chunk[: len(chunk) - len(held)])
    yield _plain(held)


def _plain(chunk: bytes) -> bytes:
    if b"\r" in chunk:
        chunk = chunk.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return chunk.translate(_BLANKS, _CONTROLS)


def _ascii_compatible_chunks(stream: BinaryIO) -> Iterator[bytes]:
    head = b""
    while len(head) < 64 and (more := stream.read(_CHUNK)):
        head += more
    codec = _codec(head)
    decoder = codecs.getincrementaldecoder(codec)("replace") if codec else None
    chunk = head
    while chunk:
        yield decoder.decode(chunk).encode() if decoder else chunk
        chunk = stream.read(_CHUNK)
    if decoder:
        yield decoder.decode(b"", final=True).encode()


def _codec(head: bytes) -> str:
    """The name of a wide encoding, from its mark or from how BEGIN looks in it; else empty."""
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return codec
    if _UTF16_LE.match(head):
        return "utf-16-le"
    if _UTF16_BE.match(head):
        return "utf-16-be"
    return ""
