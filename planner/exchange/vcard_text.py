"""The text of vCard values: character sets, control characters, escapes, lists.

A value travels in its *wire form*: decoded, on one line, with `\\n`, `\\,`, `\\;` and `\\\\` still
escaped, so that a property nobody knows is written back as it came.
"""

from __future__ import annotations

import binascii
import codecs
import re
from typing import Literal

# Others among Python's codecs are no character sets, or take quadratic time.
_CHARSETS = frozenset(
    "utf-8 ascii cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 "
    "cp866 cp874 cp932 cp949 cp950 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 "
    "iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r "
    "koi8-u mac-roman mac-cyrillic shift_jis euc_jp iso2022_jp gb2312 gbk gb18030 big5 euc_kr "
    "tis-620".split()
)
_CHARSET_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{1,40}\Z")
_MEANS_1252 = frozenset(("", "utf-8", "ascii", "iso8859-1"))


def charset_codec(name: str) -> str:
    """The codec for what a CHARSET says; empty if it is none we read."""
    if not _CHARSET_NAME.match(name):
        return ""
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    return codec if codec in _CHARSETS else ""


def decode(raw: bytes, codec: str = "") -> str:
    """Text by the declared codec, else UTF-8, else Windows-1252, which old programs never named.

    It is `clean`.
    """
    for attempt in ("utf-8", "cp1252") if codec in _MEANS_1252 else (codec, "utf-8"):
        try:
            return clean(raw.decode(attempt))
        except UnicodeDecodeError:
            continue
    return clean(raw.decode("cp1252", "replace"))


_QP_SEPARATOR = re.compile(rb"(?:=5[Cc])?=3[Bb]")
_QP_BROKEN = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\Z)")


def unquote(raw: bytes) -> tuple[bytes, bool]:
    """Quoted-printable undone, and whether it was proper; what is not stays as it is.

    An encoded semicolon is text where a plain one separates: it comes out escaped.
    """
    proper = _QP_BROKEN.search(raw) is None
    return binascii.a2b_qp(_QP_SEPARATOR.sub(rb"\\;", raw)), proper


def base64_text(raw: bytes) -> str:
    """Base64 without white space; what cannot be base64 shows as question marks."""
    return raw.translate(None, b" \t\r\n\x1b").decode("ascii", "replace").replace("\ufffd", "?")


def octets_of_base64(text: str) -> bytes:
    """What the base64 says; padding may be missing. Raises ValueError when it is no base64."""
    text = text.rstrip("=")
    return binascii.a2b_base64(text + "=" * (-len(text) % 4), strict_mode=True)


_UNSAFE = re.compile("[\0-\b\v-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_INSTEAD = {"\v": " ", "\f": " ", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}


def clean(text: str) -> str:
    """The text with `\\n` as its only line end and tab as its only other control character."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSAFE.sub(lambda match: _INSTEAD.get(match[0], ""), text)


_ESCAPED = re.compile(r"\\([\\,;:nN])")


def unescape(wire: str) -> str:
    """The text of a wire form; a backslash that escapes nothing is text."""
    if "\\" not in wire:
        return wire
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], wire)


def escape(text: str) -> str:
    """The wire form of a text (RFC 6350 3.4, RFC 2426 5)."""
    return escape_uri(text).replace(";", "\\;")


def escape_uri(text: str) -> str:
    """The wire form of a URI.

    The RFCs would leave its commas alone. Readers that split at every comma lose what follows one
    that is not escaped, and none stumbles over one that is, for most programs write it so.
    """
    return clean(text).replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,")


_PARTS = {mark: re.compile(rf"((?:[^\\{mark}]++|\\.?)*+)(?:{mark}|\Z)", re.DOTALL) for mark in ";,"}


def split_wire(wire: str, mark: Literal[";", ","], most: int) -> list[str]:
    """The parts of a structured (`;`) or listed (`,`) value, still in wire form.

    At most `most` are split off; the rest stays in one piece after them.
    """
    if "\\" not in wire:
        return wire.split(mark, most)
    parts: list[str] = []
    position = 0
    while len(parts) < most:
        match = _PARTS[mark].match(wire, position)
        if match is None:  # the pattern matches everywhere
            break
        parts.append(match[1])
        position = match.end()
        if match.end(1) == position:
            return parts
    return [*parts, wire[position:]]


def one_line(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())
