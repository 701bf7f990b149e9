"""A person → the lines of a vCard 3.0 (RFC 2426) or 4.0 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.domain.people import Person, Photo, PointKind, full_name
from planner.exchange.vcard_binary import in_version, is_binary, photo_property
from planner.exchange.vcard_extra import PersonExtra, read_person_extra, read_point_extra
from planner.exchange.vcard_fields import FIELDS, moment, write_field
from planner.exchange.vcard_headers import Version
from planner.exchange.vcard_lines import Property, write_line
from planner.exchange.vcard_points import (
    Groups,
    bare_place,
    place_of,
    place_property,
    properties_of,
    wire_of,
)
from planner.exchange.vcard_text import one_line

PRODUCT = "-//On Purpose//On Purpose//EN"


def card_text(person: Person, photo: Photo | None, version: Version) -> str:
    """The card of one person; empty for somebody who has no name at all."""
    name = one_line(full_name(person))
    if not name:
        return ""
    uid = "" if person.is_me else person.uid  # "me" is somebody else wherever this is read
    lines = [
        "BEGIN:VCARD\r\n",
        f"VERSION:{version}\r\n",
        f"PRODID:{PRODUCT}\r\n",
        *(
            write_line(item, version)
            for item in _properties(replace(person, display_name=name, uid=uid), photo, version)
        ),
        "END:VCARD\r\n",
    ]
    return "".join(lines)


def _properties(person: Person, photo: Photo | None, version: Version) -> Iterator[Property]:
    extra = read_person_extra(person.extra)
    for name in FIELDS:
        kept = [item for item in extra.fields if item.name == name]
        items = list(write_field(name, person, kept, version))
        if not items and name == "N" and version == "3.0":
            items = [Property("N", ";;;;")]  # 3.0 demands one
        yield from items
    yield from _points(person, extra, version)
    if photo is not None:
        yield in_version(photo_property(photo.media_type, photo.data), version)
    for item in extra.kept:
        yield in_version(item, version) if is_binary(item) else item
    revised = moment(person.updated_at)
    if "T" in revised:
        basic = revised.replace("-", "").replace(":", "")
        yield Property("REV", basic if version == "4.0" else revised)


def _points(person: Person, extra: PersonExtra, version: Version) -> Iterator[Property]:
    points = [(point, read_point_extra(point.extra)) for point in person.points]
    used = [item.group for item in (*extra.kept, *extra.fields)]
    groups = Groups([*used, *(said.group for _, said in points)])
    items = [i for point, said in points for i in properties_of(point, said, version, groups)]
    # City and country are told by the addresses; where they are not, an address that has nothing
    # else tells them. Such a one is always the first, for no other may be taken for it.
    addresses = [(p, wire_of(p, said, "ADR")) for p, said in points if p.kind is PointKind.ADDRESS]
    place = (person.city, person.country)
    if any(place) and (place != place_of(addresses) or any(map(_is_bare, items))):
        yield place_property(*place)
    labelled: set[str] = set()
    for item in items:
        if item.name != "X-ABLabel" or item.group not in labelled:
            yield item
        if item.name == "X-ABLabel":
            labelled.add(item.group)


def _is_bare(item: Property) -> bool:
    plain = item.name == "ADR" and not (item.params or item.group)
    return plain and bare_place(item.value) is not None
