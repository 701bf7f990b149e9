"""One card → the person it describes: which property goes where, and when there is no person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from planner.domain.people import ContactPoint, Person, PointKind, full_name
from planner.exchange.records import BadRecord, PersonRecord
from planner.exchange.vcard_binary import BINARY_NAMES, binary_property, octets
from planner.exchange.vcard_cards import RawCard
from planner.exchange.vcard_extra import person_extra_text
from planner.exchange.vcard_fields import FIELDS, MOST_LISTED, moment
from planner.exchange.vcard_headers import MOST_REMEMBERED, Header, Headers
from planner.exchange.vcard_lines import (
    ContentLine,
    Faults,
    Property,
    content_lines,
    text_of_base64,
    wire_value,
)
from planner.exchange.vcard_points import (
    POINT_NAMES,
    Shape,
    bare_place,
    label_text,
    labelled,
    place_of,
    point_of,
    shape_of,
)
from planner.exchange.vcard_text import one_line, unescape

MOST_PROPERTIES = 10_000
"""In one card; one with more is no person's."""

MOST_CHARACTERS = 10_000
"""In a name, a number, an address; what is longer is kept but not read."""

MOST_NOTE_CHARACTERS = 1_000_000

_VERSIONS = frozenset(("2.1", "3.0", "4.0"))
_NOT_PEOPLE: Mapping[str, str] = {
    "group": "is a group, not a person",
    "location": "is a place, not a person",
    "application": "is a program, not a person",
    "device": "is a device, not a person",
}


class CardReader:
    """Reads the cards of one file and remembers what they share."""

    def __init__(self) -> None:
        self._headers = Headers()
        self._routes: dict[Header, _Route] = {}
        self._labelled: dict[tuple[Shape, str, str], Shape] = {}

    def read(self, card: RawCard) -> PersonRecord | BadRecord:
        """The person of a card, or why there is none. Never raises."""
        if card.fault:
            return BadRecord(line=card.line, reason=card.fault)
        cut_off = () if card.ended else ("has no END:VCARD",)
        if not card.lines:
            return _nobody(card.line, cut_off)
        found = _Found()
        for phrase in cut_off:
            found.faults.add(phrase)
        lines = content_lines(card.content(), card.line + 1, self._headers, found.faults)
        known = self._routes.get
        for content in islice(lines, MOST_PROPERTIES):
            found.add(content, known(content[1]) or self._new_route(content[1]))
        if next(lines, None) is not None:
            reason = f"has more than {MOST_PROPERTIES:,} properties"
            return BadRecord(line=card.line, reason=reason)
        if found.kind in _NOT_PEOPLE:
            return BadRecord(line=card.line, reason=_NOT_PEOPLE[found.kind])
        return _record(card.line, found, self._labelled_shape)

    def _new_route(self, header: Header) -> _Route:
        route = _route(header)
        if header.short and len(self._routes) < MOST_REMEMBERED:
            self._routes[header] = route
        return route

    def _labelled_shape(self, shape: Shape, label: str, group: str) -> Shape:
        known = self._labelled.get((shape, label, group))
        if known is None:
            known = labelled(shape, label, group)
            if len(label) + len(group) < 100 and len(self._labelled) < MOST_REMEMBERED:
                self._labelled[shape, label, group] = known
        return known


# What becomes of a property that is no contact point. (Reaching a member of an Enum takes longer
# than the rest of the sorting.)
_FIELD, _BYTES, _LABEL, _NOTICED, _KEPT = "field", "bytes", "label", "noticed", "kept"

_Route = Shape | str


def _route(header: Header) -> _Route:
    name = header.name
    if name in POINT_NAMES:
        return shape_of(header)
    if name in FIELDS:
        return _FIELD
    if name in BINARY_NAMES:
        return _BYTES
    if name in _TELLING:
        return _NOTICED
    return _LABEL if name == "X-ABLABEL" and header.group else _KEPT


_ADDRESS = PointKind.ADDRESS
_ANDROID_NICKNAME = "vnd.android.cursor.item/nickname;"
_KINDS = frozenset(("KIND", "X-ADDRESSBOOKSERVER-KIND"))
# VERSION and PRODID tell of the file, REV of the change; the writer has its own for each.
_DROPPED = frozenset(("VERSION", "PRODID", "REV"))
_TELLING = _DROPPED | _KINDS | {"X-ANDROID-CUSTOM"}


@dataclass(slots=True)
class _Found:
    """The properties of one card, sorted by what becomes of them."""

    faults: Faults = field(default_factory=Faults)
    fields: dict[str, list[Property]] = field(default_factory=dict)
    points: list[tuple[Shape, str, str]] = field(default_factory=list)  # with value and group
    labels: list[Property] = field(default_factory=list)
    kept: list[Property] = field(default_factory=list)
    grouped: bool = False
    photo: bytes | None = None
    revised: str = ""
    kind: str = ""
    android_nickname: str = ""

    def add(self, content: ContentLine, route: _Route) -> None:
        line, header, raw = content
        if route is _BYTES and (binary := binary_property(header, raw)):
            self._add_binary(binary, line)
            return
        if header.coding == "b" and (route is _FIELD or isinstance(route, Shape)):
            content = text_of_base64(content, self.faults)
            line, header, raw = content
            route = shape_of(header) if isinstance(route, Shape) else route
        wire = wire_value(content, self.faults)
        if not wire or wire.isspace():
            return
        if header.group:
            self.grouped = True
        if len(wire) > MOST_LISTED and not self._may_read(content, wire):
            route = _KEPT
        if route is _FIELD:
            item = Property(header.name, wire, header.params, header.group)
            if header.name in self.fields:
                self.fields[header.name].append(item)
            else:
                self.fields[header.name] = [item]
        elif isinstance(route, Shape):
            self.points.append((route, wire, header.group))
        elif route is _NOTICED:
            self._notice(header, wire)
        else:
            item = Property(header.written, wire, header.params, header.group)
            (self.labels if route is _LABEL else self.kept).append(item)

    def _may_read(self, content: ContentLine, wire: str) -> bool:
        """Whether a long value is of a sensible size, if it is one that is read at all."""
        line, header, _ = content
        if header.name == "NOTE":
            sensible = len(wire) <= MOST_NOTE_CHARACTERS
        elif header.name in FIELDS or header.name in POINT_NAMES:
            parts = wire.count(",") + wire.count(";")
            sensible = len(wire) <= MOST_CHARACTERS and parts <= MOST_LISTED
        else:
            return True
        if not sensible:
            self.faults.add(f"{header.name} on line {line} is too long and was set aside")
        return sensible

    def _add_binary(self, item: Property, line: int) -> None:
        if item.name != "PHOTO" or self.photo is not None:
            self.kept.append(item)
            return
        try:
            self.photo = octets(item) or None
        except ValueError:
            self.faults.add(f"the photo on line {line} is damaged and was left out")

    def _notice(self, header: Header, wire: str) -> None:
        """Take what some properties tell about the card."""
        name, text = header.name, unescape(wire).strip()
        if name == "VERSION":
            if text not in _VERSIONS:
                self.faults.add(f"is of the unknown version {text[:20]}; read as far as understood")
        elif name == "REV":
            self.revised = self.revised or moment(text)
        elif name in _KINDS:
            self.kind = self.kind or text.lower()
        elif text.startswith(_ANDROID_NICKNAME):
            self.android_nickname = one_line(text[len(_ANDROID_NICKNAME) :].split(";")[0])
        if name not in _DROPPED:
            self.kept.append(Property(header.written, wire, header.params, header.group))


def _record(
    line: int, found: _Found, labelled_shape: Callable[[Shape, str, str], Shape]
) -> PersonRecord | BadRecord:
    groups = _groups(found) if found.grouped else _NO_GROUPS
    values: dict[str, Any] = {}
    originals: dict[str, Sequence[Property]] = {}
    for name, items in found.fields.items():
        if found.grouped:
            items = [i if i.group in groups.lasting else i._replace(group="") for i in items]
        rule = FIELDS[name]
        read, original = rule.read(items)
        values.update(zip(rule.attributes, read, strict=True))
        if original:
            originals[name] = original
    if found.android_nickname:
        values["nickname"] = values.get("nickname") or found.android_nickname
    points, place = _points(found, groups, labelled_shape)
    person = Person(
        **values,
        city=place[0],
        country=place[1],
        points=points,
        extra=person_extra_text(found.kept, _in_order(originals) if originals else ()),
    )
    if not person.display_name:
        person = replace(person, display_name=one_line(full_name(person)))
    if "BDAY" in found.fields and not person.birthday:
        day = one_line(unescape(found.fields["BDAY"][0].value))
        found.faults.add(f"the birthday {day[:40]} is not a day and was set aside")
    warnings = found.faults.phrases()
    if not person.display_name:
        return _nobody(line, warnings)
    return PersonRecord(
        line=line, person=person, photo=found.photo, revised=found.revised, warnings=warnings
    )


def _nobody(line: int, warnings: Sequence[str]) -> BadRecord:
    reason = "; ".join(("has no name, e-mail, phone or organisation", *warnings[:2]))
    return BadRecord(line=line, reason=reason)


def _in_order(originals: Mapping[str, Sequence[Property]]) -> list[Property]:
    """The originals as they will be written, so that reading them again gives the same."""
    return [item for name in FIELDS for item in originals.get(name, ())]


@dataclass(frozen=True, slots=True)
class _Groups:
    """What groups say: the label of a point; and the `lasting` ones hold properties together.

    A group of one point and its label says no more than the label. Being in none counts as lasting.
    """

    labels: Mapping[str, str]
    lasting: AbstractSet[str]


_NO_GROUPS = _Groups({}, frozenset(("",)))


def _groups(found: _Found) -> _Groups:
    """A label that is no point's, or the second of one, is kept with whatever it labels."""
    of_points = [group for _, _, group in found.points if group]
    labels = dict.fromkeys(of_points, "")
    for item in found.labels:
        label = label_text(item.value)
        if label and labels.get(item.group) == "":
            labels[item.group] = label
        else:
            found.kept.append(item)
    lists = (found.kept, *found.fields.values())
    once: set[str] = set()
    lasting = {""}
    for group in of_points + [item.group for items in lists for item in items if item.group]:
        (lasting if group in once else once).add(group)
    return _Groups(labels, lasting)


def _points(
    found: _Found,
    groups: _Groups,
    labelled_shape: Callable[[Shape, str, str], Shape],
) -> tuple[tuple[ContactPoint, ...], tuple[str, str]]:
    """The contact points, and the city and country they tell."""
    points: list[ContactPoint] = []
    addresses: list[tuple[ContactPoint, str]] = []
    place: tuple[str, str] | None = None
    for shape, wire, group in found.points:
        bare = shape.kind is _ADDRESS and not (shape.params or group)
        if bare and place is None:
            place = bare_place(wire)
            if place is not None:
                continue
        if group:
            lasting = group if group in groups.lasting else ""
            shape = labelled_shape(shape, groups.labels[group], lasting)
        point = point_of(shape, wire)
        if point is not None:
            points.append(point)
            if shape.kind is _ADDRESS:
                addresses.append((point, wire))
    return tuple(points), place or place_of(addresses)
