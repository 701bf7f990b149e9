"""A person → the lines of a vCard 3.0 (RFC 2426) or 4.0 (RFC 6350)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.domain.people import Person, Photo, PointKind, full_name
from planner.exchange.vcard_binary import in_version, is_binary, photo_property
from planner.exchange.vcard_extra import PersonExtra, read_person_extra
from planner.exchange.vcard_fields import FIELDS, moment, write_field
from planner.exchange.vcard_headers import Version
from planner.exchange.vcard_lines import Property, write_line
from planner.exchange.vcard_points import (
    Groups,
    address_of,
    bare_place,
    place_of,
    place_property,
    point_group,
    properties_of,
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
    points = person.points
    groups = Groups(
        [
            *(item.group for item in (*extra.kept, *extra.fields)),
            *(point_group(point) for point in points),
        ]
    )
    items = [item for point in points for item in properties_of(point, version, groups)]
    # City and country are told by the addresses; where they are not, an address that has nothing
    # else tells them. Such a one is always the first, for no other may be taken for it.
    addresses = [(p, address_of(p)) for p in points if p.kind is PointKind.ADDRESS]
    place = (person.city, person.country)
    bare = any(
        item.name == "ADR" and not (item.params or item.group) and bare_place(item.value)
        for item in items
    )
    if any(place) and (bare or place != place_of(addresses)):
        yield place_property(*place)
    labelled: set[str] = set()
    for item in items:
        if item.name == "X-ABLabel":
            if item.group in labelled:
                continue
            labelled.add(item.group)
        yield item
