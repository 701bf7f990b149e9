"""Ours → ours gives the same person, and a second opinion (vobject) reads the same values."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.people import ContactPoint, Person, Photo, PointKind
from planner.exchange.records import PersonRecord
from planner.exchange.vcard import Version, read_vcards, write_vcards

DATA = Path(__file__).parents[2] / "data" / "vcards"
VERSIONS: tuple[Version, ...] = get_args(Version)


def read(data: bytes) -> list[PersonRecord]:
    return [r for r in read_vcards(io.BytesIO(data)) if isinstance(r, PersonRecord)]


def write(records: list[PersonRecord], version: Version) -> str:
    pairs = [
        (r.person, Photo(media_type="image/jpeg", data=r.photo) if r.photo else None)
        for r in records
    ]
    return "".join(write_vcards(pairs, version))


FILES = sorted(path.name for path in DATA.glob("*.vcf"))


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", FILES)
def test_every_file_we_have(name: str, version: Version) -> None:
    first = read((DATA / name).read_bytes())
    assert first
    again = read(write(first, version).encode())
    assert [(r.person, r.photo) for r in again] == [(r.person, r.photo) for r in first]


@pytest.mark.parametrize("name", FILES)
def test_through_both_versions_and_back(name: str) -> None:
    first = read((DATA / name).read_bytes())
    through = read(write(read(write(first, "4.0").encode()), "3.0").encode())
    assert write(through, "4.0") == write(first, "4.0")


# People as they are typed in

_STRANGE = "\n\r\t\0\x0b\x0c;:,\\\"'^=<>&éßŁ漢🦌\u00a0\u2028\u200b\ufeffabc"


def _clean(text: str) -> str:
    """Text as a field keeps it: no control characters, blanks at the ends or in a row."""
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Zl", "Zp") else " " for c in text)
    return " ".join(kept.split())


lines = (st.text(max_size=20) | st.text(_STRANGE, max_size=90)).map(_clean)
words = lines.map(lambda text: text if any(c.isalnum() for c in text) else f"x{text}")
maybe = st.just("") | words
notes = st.lists(lines, max_size=5).map("\n".join).filter(lambda text: text == "" or text.strip())
addresses = st.lists(words, min_size=1, max_size=4).map("\n".join)
LABELS = ["", "home", "work", "mobile", "fax", "other", "pager", "homepage", "jabber", "twitter"]


def points_of(kind: PointKind) -> st.SearchStrategy[ContactPoint]:
    return st.builds(
        ContactPoint,
        kind=st.just(kind),
        value=addresses if kind is PointKind.ADDRESS else words,
        label=st.sampled_from(LABELS) | words,
        preferred=st.booleans(),
    )


def distinct(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts, max_size=4, unique_by=str.casefold).map(tuple)


people = st.builds(
    Person,
    display_name=words,
    uid=maybe,
    given=maybe,
    family=maybe,
    additional=maybe,
    prefix=maybe,
    suffix=maybe,
    nickname=maybe,
    organisation=maybe,
    title=maybe,
    birthday=st.one_of(
        st.just(""),
        st.dates().map(str),
        st.dates().map(lambda day: f"-{str(day)[4:]}"),
    ),
    zone=st.sampled_from(["", "Europe/Lisbon", "America/Argentina/Ushuaia", "UTC"]),
    languages=distinct(words),
    city=maybe,
    country=maybe,
    note=notes,
    tags=distinct(words),
    points=st.lists(st.sampled_from(PointKind).flatmap(points_of), max_size=6).map(tuple),
)


@given(person=people, version=st.sampled_from(VERSIONS))
@settings(max_examples=120)
def test_a_person_comes_back_equal(person: Person, version: Version) -> None:
    (text,) = write_vcards([(person, None)], version)
    (record,) = read_vcards(io.BytesIO(text.encode()))
    assert isinstance(record, PersonRecord)
    assert record.warnings == ()
    assert record.person == person


@given(someone=people)
@settings(max_examples=40)
def test_vobject_reads_the_same(someone: Person) -> None:
    (text,) = write_vcards([(someone, None)], "3.0")
    (card,) = vobject.readComponents(text)
    assert card.validate(raiseException=True)
    assert card.fn.value == someone.display_name
    name = card.n.value
    given_parts = (name.family, name.given, name.additional, name.prefix, name.suffix)
    assert given_parts == (
        someone.family,
        someone.given,
        someone.additional,
        someone.prefix,
        someone.suffix,
    )
    assert values(card, "note") == ([someone.note] if someone.note else [])
    assert values(card, "title") == ([someone.title] if someone.title else [])
    assert values(card, "email") == of_kind(someone, PointKind.EMAIL)
    assert values(card, "url") == of_kind(someone, PointKind.URL)
    assert values(card, "tel") == of_kind(someone, PointKind.PHONE)
    streets = [item.value.street for item in card.contents.get("adr", []) if item.value.street]
    assert streets == of_kind(someone, PointKind.ADDRESS)


def values(card: vobject.base.Component, name: str) -> list[object]:
    return [item.value for item in card.contents.get(name, [])]


def of_kind(person: Person, kind: PointKind) -> list[object]:
    return [point.value for point in person.points if point.kind is kind]


# What a second opinion finds in a file, it finds in what we write of it

OURS = {"version", "prodid", "rev", "photo", "logo", "key", "sound", "x-ablabel", "bday", "uid"}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "name", ["iphone-3.0.vcf", "gmail-3.0.vcf", "evolution-3.0.vcf", "agent-3.0.vcf", "rfc-4.0.vcf"]
)
def test_vobject_misses_nothing(name: str, version: Version) -> None:
    data = (DATA / name).read_bytes()
    before = list(vobject.readComponents(data.decode()))
    after = list(vobject.readComponents(write(read(data), version)))
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        missing = content(old) - content(new)
        assert not missing, missing


def content(card: vobject.base.Component) -> Counter[tuple[str, str]]:
    """Every property and its value as vobject tells them; 3.0 has telephones as plain text."""
    return Counter(
        (name, str(item.value).replace("tel:", "").replace(";ext=", " ext. ").replace("\\:", ":"))
        for name, items in card.contents.items()
        for item in items
        if name not in OURS
    )
