"""Contact points ↔ TEL, EMAIL, ADR, URL, IMPP and the messenger properties of many programs.

A label is one plain word out of the types (`mobile`, `home`, `fax`), or what X-ABLabel says. What
the parameters say beyond label and preference is kept in `ContactPoint.extra`, and so is what the
value cannot show: the parts of an address, a `tel:` URI. Writing uses it as long as label,
preference and value agree with it; what a person changed since wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.people import ContactPoint, PointKind
from planner.exchange.vcard_extra import (
    PointExtra,
    point_extra_text,
    with_address,
)
from planner.exchange.vcard_headers import Header, Params, Version
from planner.exchange.vcard_lines import Property
from planner.exchange.vcard_text import escape, escape_uri, one_line, split_wire, unescape

_PHONE = PointKind.PHONE  # members of an Enum are slow to reach
_ADDRESS = PointKind.ADDRESS

_NAMES: Mapping[PointKind, str] = {
    PointKind.PHONE: "TEL",
    PointKind.EMAIL: "EMAIL",
    PointKind.ADDRESS: "ADR",
    PointKind.URL: "URL",
    PointKind.IM: "IMPP",
    PointKind.SOCIAL: "X-SOCIALPROFILE",
}

# Properties that name the service; of two for the same one, the first is written.
_SERVICES: Mapping[str, str] = {
    "X-JABBER": "jabber",
    "X-SKYPE": "skype",
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-QQ": "qq",
    "X-GOOGLE-TALK": "google talk",
    "X-GADUGADU": "gadu-gadu",
    "X-GROUPWISE": "groupwise",
    "X-MATRIX": "matrix",
    "X-TELEGRAM": "telegram",
    "X-SKYPE-USERNAME": "skype",
    "X-GTALK": "google talk",
    "X-MS-IMADDRESS": "",
    "X-KADDRESSBOOK-X-IMADDRESS": "",
}
_SERVICE_NAMES = {label: name for name, label in reversed(list(_SERVICES.items())) if label}

POINT_NAMES: Mapping[str, PointKind] = {
    **{name: kind for kind, name in _NAMES.items()},
    **dict.fromkeys(_SERVICES, PointKind.IM),
    "SOCIALPROFILE": PointKind.SOCIAL,  # RFC 9554
    "X-TWITTER": PointKind.SOCIAL,
}
_URIS = frozenset(("URL", "IMPP", "X-SOCIALPROFILE", "SOCIALPROFILE"))

_PLACES = {word: word for word in ("home", "work", "school", "other")}
_DEVICES = ("fax", "pager", "car", "isdn", "modem", "bbs", "textphone", "assistant", "main")
# The most telling type first: a cell phone for work is `mobile`, a fax at home is `fax`.
_PHONE_LABELS = {
    **dict.fromkeys(("cell", "mobile", "iphone"), "mobile"),
    **{word: word for word in _DEVICES},
    **_PLACES,
}
_PHONE_TYPES = {label: word for word, label in reversed(list(_PHONE_LABELS.items()))}
_NO_LABELS = frozenset("voice video text msg pcs internet x400 dom intl postal parcel pref".split())
_TYPE_LABEL = re.compile(r"(?!x-)[a-z0-9][a-z0-9-]*\Z")

_LONGEST_LABEL = 200
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z", re.DOTALL)
_APPLE_WORDS = ("HomePage", "Home", "Work", "Mobile", "Main", "School", "Other")
_APPLE_LABELS = {word.lower(): f"_$!<{word}>!$_" for word in _APPLE_WORDS}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # known by identity, which is quick
class Shape:
    """How a header describes a contact point; the same for all points under such a header."""

    kind: PointKind
    name: str
    params: Params
    given_label: str = ""  # by X-ABLabel
    group: str = ""
    uri: str = ""
    label: str = ""
    preferred: bool = False
    told: str = ""  # the extra text that tells all of this
    extra: str = ""  # the same, or empty where a new point would be written just like this


def shape_of(header: Header) -> Shape:
    """The shape under a header whose name is one of `POINT_NAMES`."""
    kind = POINT_NAMES[header.name]
    uri = next((values[0] for name, *values in header.params if name == _TEL_URI), "")
    params = tuple(param for param in header.params if param[0] not in ("VALUE", _TEL_URI))
    return _judged(Shape(kind=kind, name=header.name, params=params, uri=uri))


def label_text(wire: str) -> str:
    """The label in an X-ABLabel; `_$!<Mobile>!$_` is Apple for one of its own, `mobile`.

    Empty where there is none, or a text too long to be one.
    """
    if len(wire) > _LONGEST_LABEL:
        return ""
    text = one_line(unescape(wire))
    while apple := _APPLE_LABEL.match(text):
        text = one_line(apple[1].lower())
    return text


def labelled(shape: Shape, label: str, group: str) -> Shape:
    """The shape with the label X-ABLabel gives it, and in the group it has to stay in."""
    params = shape.params
    word = _types_of(shape.kind).get(label)
    if word is not None and not group:  # a type can say it as well
        typed = _with_type(params, word)
        if _label(shape.kind, shape.name, typed) == label:
            params, label = typed, ""
    return _judged(replace(shape, params=params, given_label=label, group=group))


def point_of(shape: Shape, wire: str) -> ContactPoint | None:
    """The contact point of a value in wire form; None where it is empty."""
    extra = shape.extra
    if shape.kind is _ADDRESS:
        value = address_lines(wire)
        if wire[-4:] != ";;;;" or wire != _address_wire(value):
            extra = with_address(shape.told, wire)
    else:
        value = unescape(wire).strip()
        if "\n" in value:
            value = one_line(value)
        uri = value if value[:4].lower() == "tel:" else shape.uri
        if uri and shape.kind is _PHONE:
            value = phone_of(uri) if value == uri else value
            extra = _extra_text(shape, uri=uri)
        elif shape.name == "IMPP" and value[:3] == "im:":
            value = value[3:]
    if not value:
        return None
    return ContactPoint(
        kind=shape.kind, value=value, label=shape.label, preferred=shape.preferred, extra=extra
    )


class Groups:
    """Hands out names for groups that nothing else in the card uses."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = frozenset(used)
        self._number = 0

    def new(self) -> str:
        self._number += 1
        while f"item{self._number}" in self._used:
            self._number += 1
        return f"item{self._number}"


def properties_of(
    point: ContactPoint, extra: PointExtra, version: Version, groups: Groups
) -> Iterator[Property]:
    """The property of a contact point, and its X-ABLabel where only that can say the label.

    `extra` is what the point's own says.
    """
    shape = _written_shape(point, extra)
    wire = wire_of(point, extra, shape.name)
    params = shape.params
    if extra.uri and phone_of(extra.uri) == point.value:
        # 3.0 has no place for the URI, but its readers skip a parameter they do not know.
        if version == "4.0":
            wire, params = escape_uri(extra.uri), (*params, ("VALUE", "uri"))
        else:
            params = (*params, (_TEL_URI, extra.uri))
    group = shape.group or (groups.new() if shape.given_label else "")
    yield Property(shape.name, wire, params, group)
    if shape.given_label:
        label = _APPLE_LABELS.get(shape.given_label, shape.given_label)
        yield Property("X-ABLabel", escape(label), (), group)


_TEL_URI = "X-TEL-URI"
_PREFERRED = ("PREF", "1")


def _written_shape(point: ContactPoint, extra: PointExtra) -> Shape:
    """The shape as it was read where that still fits the point, else a new one."""
    kind, params = point.kind, extra.params
    name = extra.name or _NAMES[kind]
    types = tuple(param for param in params if param[0] == "TYPE")
    rest = tuple(param for param in params if param[0] not in ("TYPE", "PREF"))
    label = extra.label or _label(kind, name, params)
    if POINT_NAMES.get(name) is not kind or label != point.label:
        fresh = _fresh(kind, point.label, point.preferred)
        return replace(fresh, params=fresh.params + rest, group=extra.group)
    if (_PREFERRED in params) != point.preferred:
        params = types + _pref(point.preferred) + rest
    return Shape(kind=kind, name=name, params=params, given_label=extra.label, group=extra.group)


def wire_of(point: ContactPoint, extra: PointExtra, name: str) -> str:
    """The value in wire form, as it is written in the property `name`."""
    value = point.value
    if point.kind is PointKind.ADDRESS:
        same = extra.adr and address_lines(extra.adr) == value
        return extra.adr if same else _address_wire(value)
    if name == "IMPP" and (value[:3] == "im:" or not _SCHEME.match(value)):
        value = "im:" + value  # IMPP takes only URIs; RFC 3860 has one for a bare name
    return escape_uri(value) if name in _URIS else escape(value)


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


# --- labels ------------------------------------------------------------------------------------


def _judged(shape: Shape) -> Shape:
    """The shape with label and preference, and with the `extra` a point needs to give it back."""
    label = shape.given_label or _label(shape.kind, shape.name, shape.params)
    preferred = _PREFERRED in shape.params
    fresh = _fresh(shape.kind, label, preferred)
    written = (shape.name, shape.params, shape.given_label, shape.group)
    told = _extra_text(shape)
    extra = "" if written == (fresh.name, fresh.params, fresh.given_label, "") else told
    return replace(shape, label=label, preferred=preferred, told=told, extra=extra)


def _label(kind: PointKind, name: str, params: Params) -> str:
    if _SERVICES.get(name):
        return _SERVICES[name]
    types = next((values for param, *values in params if param == "TYPE"), [])
    for word, label in (_PHONE_LABELS if kind is PointKind.PHONE else _PLACES).items():
        if word in types:
            return label
    for word in types:
        if word.lower() not in _NO_LABELS and len(word) <= _LONGEST_LABEL:
            word = word[2:] if word[:2] in ("X-", "x-") else word
            return one_line(word.lower() if word.isupper() else word)
    if name == "X-TWITTER":
        return "twitter"
    service = (v[0] for param, *v in params if param in ("X-SERVICE-TYPE", "SERVICE-TYPE"))
    return one_line(next(service, "")).lower()


def _fresh(kind: PointKind, label: str, preferred: bool) -> Shape:
    """How a point with this label is written where no file has said it otherwise."""
    name = _NAMES[kind]
    word = _types_of(kind).get(label, "")
    given = ""
    if kind is PointKind.IM and label in _SERVICE_NAMES:
        name = _SERVICE_NAMES[label]
    elif kind is PointKind.SOCIAL and label not in _NO_LABELS and _TYPE_LABEL.match(label):
        word = label
    elif not word:
        given = one_line(label)
    params = ((("TYPE", word),) if word else ()) + _pref(preferred)
    return Shape(kind=kind, name=name, params=params, given_label=given)


def _types_of(kind: PointKind) -> Mapping[str, str]:
    return _PHONE_TYPES if kind is PointKind.PHONE else _PLACES


def _with_type(params: Params, word: str) -> Params:
    types = next((values for name, *values in params if name == "TYPE"), [])
    if word in types:
        return params
    return (("TYPE", *types, word), *(param for param in params if param[0] != "TYPE"))


def _pref(preferred: bool) -> Params:
    return (_PREFERRED,) if preferred else ()


def _extra_text(shape: Shape, *, uri: str = "") -> str:
    return point_extra_text(
        PointExtra(
            params=shape.params,
            name="" if shape.name == _NAMES[shape.kind] else shape.name,
            label=shape.given_label,
            group=shape.group,
            uri=uri,
        )
    )


# --- telephone URIs ----------------------------------------------------------------------------


_TEL = re.compile(r"\A(?:tel:\s*)+", re.IGNORECASE)


def phone_of(uri: str) -> str:
    """The number in a `tel:` URI (RFC 3966), with its extension the way people write one."""
    from urllib.parse import unquote

    number, *rest = unquote(_TEL.sub("", uri)).split(";")
    extension = next((part[4:] for part in rest if part[:4].lower() == "ext="), "")
    return one_line(f"{number} ext. {extension}" if extension else number)


# --- addresses ---------------------------------------------------------------------------------

_STREET, _LOCALITY, _REGION, _CODE, _COUNTRY = 2, 3, 4, 5, 6


def address_parts(wire: str) -> list[str]:
    """Seven texts: post-office box, extension, street, locality, region, postal code, country.

    More follow where the card has more (RFC 9554).
    """
    parts = [unescape(part).strip() for part in split_wire(wire, ";", 30)]
    return parts + [""] * (7 - len(parts))


def address_lines(wire: str) -> str:
    """An address as the lines of a letter."""
    parts = address_parts(wire)
    if not any(parts[:_STREET] + parts[_LOCALITY:]):
        return parts[_STREET]
    if not any(parts[:7]):
        return "\n".join(part for part in parts[7:] if part)
    town = f"{parts[_CODE]} {parts[_LOCALITY]}".strip()
    if parts[_REGION] and parts[_REGION] != parts[_LOCALITY]:
        town = f"{town}, {parts[_REGION]}" if town else parts[_REGION]
    lines = "\n".join([*parts[: _STREET + 1], town, parts[_COUNTRY]]).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def place_of(addresses: Sequence[tuple[ContactPoint, str]]) -> tuple[str, str]:
    """City and country by the preferred address, else the first at home, else the first.

    Takes each address with its wire form.
    """
    if not addresses:
        return "", ""
    best = min(addresses, key=lambda pair: (not pair[0].preferred, pair[0].label != "home"))
    parts = address_parts(best[1])
    return one_line(parts[_LOCALITY]), one_line(parts[_COUNTRY])


def bare_place(wire: str) -> tuple[str, str] | None:
    """City and country where an address tells nothing else; None where it does."""
    parts = address_parts(wire)
    city, country = one_line(parts[_LOCALITY]), one_line(parts[_COUNTRY])
    parts[_LOCALITY] = parts[_COUNTRY] = ""
    return (city, country) if (city or country) and not any(parts) else None


def place_property(city: str, country: str) -> Property:
    """What `bare_place` reads."""
    return Property("ADR", f";;;{escape(city)};;;{escape(country)}")


def _address_wire(lines: str) -> str:
    return f";;{escape(lines)};;;;"
