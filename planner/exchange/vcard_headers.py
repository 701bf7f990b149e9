"""What stands before the colon of a content line: group, name, parameters.

Reading brings parameters into one canonical form whatever the version wrote:

- names in capitals, each once; `TYPE` first, with its known words in lower case and each once;
  `PREF` next (`TYPE=pref` is `PREF=1`); bare words, as vCard 2.1 has them, are types;
- `ENCODING` and `CHARSET` are gone, for they tell how to read the value; only a binary one keeps
  `ENCODING=b`.

Writing gives each version its own syntax, and lets no text out of its parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from planner.exchange.vcard_text import charset_codec, clean, decode, unquote

Version = Literal["3.0", "4.0"]

Params = tuple[tuple[str, ...], ...]
"""`(NAME, value, …)` for each parameter, in canonical form."""

BASE64 = ("ENCODING", "b")


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, which is quick
class Header:
    """`name` is in capitals, `written` as in the file; `codec` is what CHARSET says.

    `coding` is `q` for quoted-printable, `b` for base64; `fault` says what is wrong, if anything;
    `short` means worth remembering, and no burden.
    """

    name: str
    written: str
    params: Params = ()
    group: str = ""
    coding: str = ""
    codec: str = ""
    fault: str = ""
    short: bool = True


_TYPE_WORDS = frozenset(
    "home work cell mobile iphone fax pager voice video text textphone msg main car other isdn "
    "modem bbs pcs pref internet x400 dom intl postal parcel school assistant callback radio "
    "telex jpeg png gif webp bmp tiff x509 pgp".split()
)


class Headers:
    """Reads headers and remembers them, for a file repeats the same few on every card."""

    def __init__(self) -> None:
        self._known: dict[bytes, Header] = {}

    def read(self, raw: bytes) -> tuple[Header | None, bytes]:
        """The header and the value of an unfolded line; None if it is no content line."""
        head, colon, value = raw.partition(b":")
        header = self._known.get(head)
        if header is not None or not colon:
            return header, value
        if b'"' in head:
            head, value = _split_at_colon(raw)
        header = _read_header(head) if len(head) <= _LONGEST else None
        # Half a quotation is not remembered, for the same may begin a longer header elsewhere.
        if header is not None and header.short and head.count(b'"') % 2 == 0:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[head] = header
        return header, value


MOST_REMEMBERED = 2_000
_SHORT = 200
_LONGEST = 100_000  # a letter's address may be among the parameters, but not a million of them

_NAME = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9_/-]+)\Z")  # a slash is KDE's
_PARAM_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")
_NO_PROPERTY = frozenset(("BEGIN", "END"))
_QUOTED_HEAD = re.compile(rb'((?:[^":]++|"[^"]*+")*+):')
_PARAM = re.compile(r'((?:[^";]++|"[^"]*+"?)*+)(?:;|\Z)')
_PARAM_VALUE = re.compile(r'((?:[^",]++|"[^"]*+"?)*+)(?:,|\Z)')
_CUSTOM_TYPE = re.compile(r"X-CUSTOM\((?:CHARSET=([^,]*),)?(?:ENCODING=[^,]*,)?(.*?)\)?\Z", re.I)
_CODINGS = {"QUOTED-PRINTABLE": "q", "Q": "q", "BASE64": "b", "B": "b", "8BIT": "", "7BIT": ""}
_BARE_CODINGS = {"QUOTED-PRINTABLE": "q", "BASE64": "b", "8BIT": "", "7BIT": ""}


def _split_at_colon(raw: bytes) -> tuple[bytes, bytes]:
    """Split at the first colon outside quotes, or at the first of all where a quote stays open."""
    match = _QUOTED_HEAD.match(raw)
    end = match.end(1) if match else raw.index(b":")
    return raw[:end], raw[end + 1 :]


def _read_header(raw: bytes) -> Header | None:
    text = decode(raw).replace("\n", "")
    head, _, rest = text.partition(";")
    match = _NAME.match(head.strip())
    if match is None or match[2].upper() in _NO_PROPERTY:
        return None
    params = _Parameters()
    for item in _PARAM.finditer(rest):
        if item[1].strip():
            params.add(item[1].strip())
    if text.count('"') % 2:
        params.fault = "has a quotation mark that is never closed"
    return Header(
        name=match[2].upper(),
        written=match[2].replace("/", "-"),
        params=params.canonical(),
        group=match[1] or "",
        coding=params.coding,
        codec=params.codec,
        fault=params.fault,
        short=len(raw) <= _SHORT,
    )


class _Parameters:
    """Gathers the parameters of one header."""

    def __init__(self) -> None:
        self.coding = ""
        self.codec = ""
        self.fault = ""
        self._values: dict[str, dict[str, None]] = {}  # dicts, for their order

    def add(self, text: str) -> None:
        name, equals, value = text.partition("=")
        name = name.strip().upper()
        if name.startswith("X-CUSTOM("):
            self._put("TYPE", _custom_type(text))
        elif not equals and name in _BARE_CODINGS:
            self.coding = _BARE_CODINGS[name]
        elif not equals:
            for word in _param_values("TYPE", text):
                self._put("TYPE", word)
        elif name == "ENCODING":
            self._set_coding(value.strip(' "').upper())
        elif name == "CHARSET":
            self._set_charset(value.strip(' "'))
        elif _PARAM_NAME.match(name):
            for item in _param_values(name, value):
                self._put(name, item)

    def canonical(self) -> Params:
        values = self._values
        types = list(values.pop("TYPE", ()))
        pref = list(values.pop("PREF", ()))
        if "pref" in types:
            types.remove("pref")
            pref = pref or ["1"]
        params = [("TYPE", *types)] if types else []
        params += [("PREF", *pref)] if pref else []
        params += [(name, *items) for name, items in values.items()]
        return (*params, BASE64) if self.coding == "b" else tuple(params)

    def _put(self, name: str, value: str) -> None:
        if name == "TYPE" and value.lower() in _TYPE_WORDS:
            value = value.lower()
        self._values.setdefault(name, {})[value] = None

    def _set_coding(self, coding: str) -> None:
        self.coding = _CODINGS.get(coding, "")
        if coding not in _CODINGS:
            self.fault = "is in an encoding that is not known"

    def _set_charset(self, charset: str) -> None:
        self.codec = charset_codec(charset)
        if not self.codec:
            self.fault = "is in a character set that is not known"


def _param_values(name: str, text: str) -> Iterator[str]:
    for item in _PARAM_VALUE.finditer(text):
        value = item[1].strip().replace('"', "")
        value = _CARET.sub(lambda match: _CARETS[match[1]], value)
        if name == "TYPE":  # some write TYPE="home,work" for TYPE=home,work
            yield from (word.strip() for word in value.split(",") if word.strip())
        elif value:
            yield value


def _custom_type(text: str) -> str:
    """A label as some telephones put it among the types: X-CUSTOM(CHARSET=…,ENCODING=…,…)."""
    match = _CUSTOM_TYPE.match(text)
    if match is None:
        return text
    raw, _ = unquote(match[2].encode())
    return "X-" + " ".join(decode(raw, charset_codec(match[1] or "")).replace(",", " ").split())


# --- writing -----------------------------------------------------------------------------------

_CARET = re.compile(r"\^([n'^])")  # RFC 6868
_CARETS = {"n": "\n", "'": '"', "^": "^"}
_TO_CARET = str.maketrans({"^": "^^", "\n": "^n", '"': "^'"})
_NEEDS_QUOTES = re.compile(r"[,;:]|\A\s|\s\Z")


def header_text(name: str, params: Params, group: str, version: Version) -> str:
    """What stands before the colon; empty if the name could be none. Bad parameters are left out.

    RFC 6868 speaks of 4.0, but 3.0 knows no other way either to keep a quote or a line end.
    """
    match = _NAME.match(f"{group}.{name}" if group else name)
    if match is None or match[2].upper() in _NO_PROPERTY:
        return ""
    text = match[0].replace("/", "-")
    for param, *values in _in_version(params, version):
        if values and _PARAM_NAME.match(param):
            text += f";{param}=" + ",".join(map(_param_text, values))
    return text


def _param_text(value: str) -> str:
    value = clean(value).translate(_TO_CARET)
    return f'"{value}"' if _NEEDS_QUOTES.search(value) else value


def _in_version(params: Params, version: Version) -> Params:
    """3.0 says `TYPE=pref` for `PREF=1`."""
    if version == "4.0" or ("PREF", "1") not in params:
        return params
    types = next((values for name, *values in params if name == "TYPE"), [])
    rest = (param for param in params if param[0] != "TYPE" and param != ("PREF", "1"))
    return (("TYPE", *types, "pref"), *rest)
