"""From the bytes of a text table to its lines: encoding, line ends and control characters.

A file is read in blocks, so its size does not matter. Nothing here raises on any bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import IncrementalNewlineDecoder
from typing import BinaryIO

LINE_LIMIT = 1_000_000
"""Characters of a line (and of a row) that are read; the rest of a longer line is passed over."""

_BLOCK = 1 << 16

_BOMS = (  # the longer ones first: UTF-32 LE begins like UTF-16 LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")

_BLANKS = re.compile(r"[\x0b\x0c]")  # soft breaks of word processors
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def read_lines(stream: BinaryIO) -> Iterator[str]:
    """The physical lines of `stream`, without their ends (LF, CRLF or CR) and without controls.

    UTF-8, UTF-16 and UTF-32 with or without a byte order mark, otherwise Windows-1252; single
    bytes that are no UTF-8 in a UTF-8 file are read as Windows-1252 too. A line over `LINE_LIMIT`
    is cut to one character more than that, which tells it from a line that just fits.
    """
    pieces: list[str] = []
    size = 0
    for text in _blocks(stream):
        first, *rest = text.split("\n")
        if size <= LINE_LIMIT:
            pieces.append(first[: LINE_LIMIT + 1 - size])
            size += len(pieces[-1])
        if rest:
            yield "".join(pieces)
            for line in rest[:-1]:
                yield line[: LINE_LIMIT + 1]
            pieces = [rest[-1][: LINE_LIMIT + 1]]
            size = len(pieces[0])
    if size:
        yield "".join(pieces)


def text_of(head: bytes) -> str:
    """The beginning of a file as text, as far as whole characters go; for recognising it."""
    encoding, skip = _encoding(head)
    text = codecs.getincrementaldecoder(encoding)(_ERRORS[encoding]).decode(head[skip:])
    return _clean(text.replace("\r\n", "\n").replace("\r", "\n")).lstrip("\ufeff")


def _blocks(stream: BinaryIO) -> Iterator[str]:
    """Decoded text with `\\n` line ends, in pieces of some 64 kB."""
    head = _fill(stream)
    encoding, skip = _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)(_ERRORS[encoding])
    newlines = IncrementalNewlineDecoder(None, translate=True)
    text = newlines.decode(decoder.decode(head[skip:]))
    yield _clean(text).lstrip("\ufeff").removeprefix("ï»¿")  # a mark that was decoded wrongly
    while block := stream.read(_BLOCK):
        yield _clean(newlines.decode(decoder.decode(block)))
    yield _clean(newlines.decode(decoder.decode(b"", final=True), final=True))


def _fill(stream: BinaryIO) -> bytes:
    """The first block, also from a pipe that hands out less at a time."""
    head = b""
    while len(head) < _BLOCK and (more := stream.read(_BLOCK - len(head))):
        head += more
    return head


def _clean(text: str) -> str:
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return _CONTROLS.sub("", _BLANKS.sub(" ", text))


def _encoding(head: bytes) -> tuple[str, int]:
    """The encoding that the beginning of a file shows, and the length of its mark."""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, len(bom)
    pairs = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > pairs * 0.4 and even < pairs * 0.1:
        return "utf-16-le", 0
    if even > pairs * 0.4 and odd < pairs * 0.1:
        return "utf-16-be", 0
    sequences = len(_UTF8_SEQUENCE.findall(head))
    lone = len(_HIGH_BYTE.findall(_UTF8_SEQUENCE.sub(b"", head)))
    # A file that is cut inside a character has up to three lone bytes at the end of the block.
    return ("cp1252" if lone > sequences + 3 * (len(head) == _BLOCK) else "utf-8"), 0


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that the decoder refused as Windows-1252, its five gaps as controls."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.encoding != "utf-8":
        return bad.decode("latin-1"), error.end
    return bad.decode("cp1252", "ignore"), error.end


codecs.register_error("planner.cp1252", _as_cp1252)

_ERRORS = {
    "utf-8": "planner.cp1252",
    "cp1252": "planner.cp1252",
    "utf-16-le": "replace",
    "utf-16-be": "replace",
    "utf-32-le": "replace",
    "utf-32-be": "replace",
}
