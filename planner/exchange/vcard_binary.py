"""Pictures, sounds and keys inside cards: base64 with a type (2.1, 3.0), `data:` URIs (4.0).

In between they are a Property with base64 for a value, `ENCODING=b` and, where it is known,
`MEDIATYPE`, whatever version they come from and go to. Nothing is ever fetched.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping

from planner.exchange.vcard_headers import BASE64, Header, Params, Version
from planner.exchange.vcard_lines import Property
from planner.exchange.vcard_text import base64_text, octets_of_base64

BINARY_NAMES: Mapping[str, str] = {
    "PHOTO": "image",
    "LOGO": "image",
    "SOUND": "audio",
    "KEY": "application",
}
_TYPES: Mapping[str, str] = {
    "jpg": "image/jpeg",
    "pgp": "application/pgp-keys",
    "x509": "application/pkix-cert",
}
_TYPE_OF_MEDIA = {media: word.upper() for word, media in _TYPES.items() if word != "jpg"}
_NO_MEDIA = frozenset(("home", "work", "pref"))
_MEDIA = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*\Z")
# RFC 2397; more than one in a row is damage, of which the last counts.
_DATA = re.compile(rb"(?:data:([^,;]*+)(?:;(?!base64,)[^,;]*+)*+;base64,)++", re.IGNORECASE)
# How the base64 of a JPEG, PNG, GIF or WebP begins; some writers forget to call it base64.
_PICTURE = re.compile(rb"/9j/|iVBORw0KGgo|R0lGOD|UklGR")


def binary_property(header: Header, raw: bytes) -> Property | None:
    """The property of a binary value under one of `BINARY_NAMES`; None where it is no such value,
    for instance where it is an address to fetch.
    """
    params = tuple(param for param in header.params if param[0] not in ("ENCODING", "VALUE"))
    if data := _DATA.match(raw):
        media = data[1].decode("ascii", "replace").strip().lower()
        raw = raw[data.end() :]
        if b"%" in raw:
            from urllib.parse import unquote_to_bytes

            raw = unquote_to_bytes(raw)
    elif header.coding == "b" or _PICTURE.match(raw):
        params, media = _without_media(params, BINARY_NAMES[header.name])
    else:
        return None
    text = base64_text(raw)
    mediatype = (("MEDIATYPE", media),) if _MEDIA.match(media) else ()
    return Property(header.name, text, (*params, BASE64, *mediatype), header.group)


def is_binary(item: Property) -> bool:
    return BASE64 in item.params and item.name in BINARY_NAMES


def octets(item: Property) -> bytes:
    """The bytes of a binary property; raises ValueError when it is no base64."""
    return octets_of_base64(item.value)


def photo_property(media_type: str, data: bytes) -> Property:
    text = binascii.b2a_base64(data, newline=False).decode()
    return Property("PHOTO", text, (BASE64, ("MEDIATYPE", media_type)))


def in_version(item: Property, version: Version) -> Property:
    """A binary property the way a version writes it."""
    media = next((values[0] for name, *values in item.params if name == "MEDIATYPE"), "")
    rest = tuple(param for param in item.params if param[0] not in ("ENCODING", "MEDIATYPE"))
    if version == "4.0":
        return item._replace(value=f"data:{media};base64,{item.value}", params=rest)
    family = BINARY_NAMES[item.name]
    word = _TYPE_OF_MEDIA.get(media) or media.removeprefix(f"{family}/").upper()
    if media and _media(word, family) == media:
        types = next((values for name, *values in rest if name == "TYPE"), [])
        rest = (("TYPE", word, *types), *(param for param in rest if param[0] != "TYPE"))
    elif media:
        rest = (*rest, ("MEDIATYPE", media))
    return item._replace(params=(*rest, BASE64))


def _without_media(params: Params, family: str) -> tuple[Params, str]:
    """The parameters without the type that names the format, and the media type it means."""
    media = next((values[0] for name, *values in params if name == "MEDIATYPE"), "")
    types = next((values for name, *values in params if name == "TYPE"), [])
    word = next((word for word in types if word.lower() not in _NO_MEDIA), "")
    others = tuple(other for other in types if other != word)
    rest = tuple(param for param in params if param[0] not in ("TYPE", "MEDIATYPE"))
    if others:
        rest = (("TYPE", *others), *rest)
    return rest, media or (_media(word, family) if word else "")


def _media(word: str, family: str) -> str:
    """The media type that a type of 2.1 or 3.0 means."""
    low = word.lower()
    return low if "/" in low else _TYPES.get(low, f"{family}/{low}")
