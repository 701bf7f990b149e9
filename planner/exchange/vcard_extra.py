"""What `Person.extra` and `ContactPoint.extra` hold: compact JSON that only vCard code reads.

A person's: `{"vcard": [property…], "fields": [property…]}`. `vcard` are the properties no field
takes. `fields` are the originals of those a field took, where they say more than it (a company's
departments, a birthday's hour); they count only as long as they still yield the field's value.
A property is `[name, wire value, parameters, group]` without empty ends.

A contact point's: `{"vcard": parameters}` and, where there is one, `name` (of the property),
`label` (given by X-ABLabel), `group`, `adr` (the address in wire form) and `uri` (a `tel:` URI).

Reading trusts nothing: text of other writers, or damaged, counts as empty.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as _quote

from planner.exchange.vcard_headers import Params
from planner.exchange.vcard_lines import Property

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExtra:
    kept: Sequence[Property] = ()
    fields: Sequence[Property] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PointExtra:
    params: Params = ()
    name: str = ""
    label: str = ""
    group: str = ""
    adr: str = ""
    uri: str = ""


_NOTHING = PointExtra()


def person_extra_text(kept: Sequence[Property], fields: Sequence[Property]) -> str:
    if not (kept or fields):
        return ""
    data = {"vcard": [_short(item) for item in kept]}
    if fields:
        data["fields"] = [_short(item) for item in fields]
    return _encode(data)


def read_person_extra(text: str) -> PersonExtra:
    data = _load(text)
    return PersonExtra(kept=_properties(data.get("vcard")), fields=_properties(data.get("fields")))


def united(ours: str, theirs: str) -> str:
    """Both texts of one person in one: what a second card brought stands after what was there."""
    if not ours or not theirs or ours == theirs:
        return ours or theirs
    first, second = read_person_extra(ours), read_person_extra(theirs)
    new = [item for item in second.kept if item not in first.kept]
    return person_extra_text([*first.kept, *new], first.fields or second.fields)


def point_extra_text(extra: PointExtra) -> str:
    data: dict[str, object] = {"vcard": extra.params}
    for part in ("name", "label", "group", "adr", "uri"):
        if value := getattr(extra, part):
            data[part] = value
    return _encode(data)


def with_address(text: str, adr: str) -> str:
    """The extra of a point with the wire form of its address added."""
    return f'{text[:-1]},"adr":{_quote(adr)}}}'


def read_point_extra(text: str) -> PointExtra:
    data = _load(text)
    if not data:
        return _NOTHING
    return PointExtra(
        params=_params(data["vcard"]),
        name=_text(data.get("name")),
        label=_text(data.get("label")),
        group=_text(data.get("group")),
        adr=_text(data.get("adr")),
        uri=_text(data.get("uri")),
    )


def _load(text: str) -> dict[str, object]:
    if not text:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) and isinstance(data.get("vcard"), list) else {}


def _short(item: Property) -> tuple[object, ...]:
    if item.group:
        return tuple(item)
    return item[:3] if item.params else item[:2]


def _properties(data: object) -> tuple[Property, ...]:
    found = []
    for entry in data if isinstance(data, list) else ():
        if isinstance(entry, list) and len(entry) > 1:
            name, value, params, group, *_ = (*entry, (), "")
            if isinstance(name, str) and isinstance(value, str):
                found.append(Property(name, value, _params(params), _text(group)))
    return tuple(found)


def _params(data: object) -> Params:
    return tuple(
        tuple(param)
        for param in (data if isinstance(data, list) else ())
        if isinstance(param, list) and len(param) > 1 and all(isinstance(v, str) for v in param)
    )


def _text(data: object) -> str:
    return data if isinstance(data, str) else ""
