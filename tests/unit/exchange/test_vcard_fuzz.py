"""Hostile and damaged files: nothing raises, nothing grows out of proportion, nothing is lost."""

from __future__ import annotations

import io
import random
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.people import Person, Photo, check_person
from planner.exchange.records import BadRecord, PersonRecord
from planner.exchange.vcard import Version, looks_like_vcard, read_vcards, write_vcards

DATA = Path(__file__).parents[2] / "data" / "vcards"
SEEDS = [path.read_bytes() for path in sorted(DATA.glob("*.vcf"))]
TOKENS = [
    *(b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b"AGENT:\r\n", b"VERSION:2.1\r\n", b"VERSION:4.0\r\n"),
    *(b"\r\n", b"\n", b"\r", b"\r\n ", b"\n\t", b"=\r\n", b"=", b"=3B", b"\\", b"\\n", b'"', b"^n"),
    *(
        b":",
        b";",
        b",",
        b".",
        b"item1.",
        b"item1.X-ABLabel:_$!<Home>!$_\r\n",
        b";TYPE=",
        b";PREF=1",
    ),
    *(b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";CHARSET=UTF-16", b";CHARSET=SHIFT_JIS"),
    *(b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xa8", b"\x1b$B", b"\x85"),
    *(b"ADR:;;;a;;;b\r\n", b"FN:x\r\n", b"TEL:tel:1;ext=2\r\n", b"IMPP:im:x\r\n", b"data:;base64,"),
    *(b"BDAY:--0229\r\n", b"KIND:group\r\n", b"UID:me\r\n", b"N:,;a,b\r\n", b"CATEGORIES:;,\r\n"),
]


def read(data: bytes) -> list[PersonRecord | BadRecord]:
    return list(read_vcards(io.BytesIO(data)))


def mutated(chance: random.Random) -> bytes:
    data = bytearray(chance.choice(SEEDS))
    for _ in range(chance.choice([1, 2, 4, 8, 30])):
        at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        what = chance.randrange(6)
        if what == 0:
            data[at:at] = chance.choice(TOKENS)
        elif what == 1:
            data[at : at + chance.randrange(20)] = b""
        elif what == 2:
            data[at:at] = data[to : to + chance.randrange(200)]
        elif what == 3 and data:
            data[at % len(data)] = chance.randrange(256)
        elif what == 4:
            data[at : at + 3] = chance.choice(TOKENS) * chance.randrange(4)
        else:
            data[at:at] = chance.choice(SEEDS)[: chance.randrange(400)]
    return bytes(data)


def check(data: bytes) -> None:
    """What holds for any bytes at all."""
    records = read(data)
    lines = [record.line for record in records]
    assert lines == sorted(lines)
    assert all(1 <= line <= len(data) + 1 for line in lines)
    for record in records:
        if isinstance(record, BadRecord):
            assert record.reason.isprintable()
            continue
        check_person(record.person)
        assert record.person.display_name
        assert all(warning.isprintable() for warning in record.warnings)
    people = contents(records)
    for version in get_args(Version):
        text = "".join(write_vcards(people, version))
        again = read(text.encode())
        assert contents(again) == people
        assert len(again) == len(people)


def contents(records: list[PersonRecord | BadRecord]) -> list[tuple[Person, Photo | None]]:
    return [
        (r.person, Photo(media_type="image/png", data=r.photo) if r.photo else None)
        for r in records
        if isinstance(r, PersonRecord)
    ]


@given(st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_mutated_cards(chance: random.Random) -> None:
    check(mutated(chance))


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_any_bytes(data: bytes) -> None:
    looks_like_vcard(data)
    check(data)
    check(b"BEGIN:VCARD\n" + data)
    check(b"BEGIN:VCARD\nFN:a\nTEL" + data)


# Bombs. Time is not measured: what is counted is the work, and the memory at its highest.


def card(body: bytes) -> bytes:
    return b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Mb\r\n" + body + b"\r\nEND:VCARD\r\n"


AFTER = card(b"NOTE:after")
BOMBS: dict[str, Callable[[int], bytes]] = {
    "one long line": lambda n: card(b"NOTE:" + b"x" * n),
    "a long line of escapes": lambda n: card(b"NOTE:" + b"\\n" * (n // 2)),
    "a long line of separators": lambda n: card(b"ADR:" + b";" * n),
    "a long list": lambda n: card(b"CATEGORIES:" + b"a,b\\,c;" * (n // 7)),
    "a long quoted-printable line": lambda n: card(b"NOTE;QUOTED-PRINTABLE:" + b"=41" * (n // 3)),
    "soft breaks": lambda n: card(b"NOTE;QUOTED-PRINTABLE:" + b"a=\r\n" * (n // 4)),
    "soft breaks that end in blanks": lambda n: card(
        b"NOTE;QUOTED-PRINTABLE:" + b" " * n + b"\r\nx\r\n" * (n // 5)
    ),
    "deep folding": lambda n: card(b"NOTE:x" + b"\r\n " * (n // 3)),
    "folds of one letter": lambda n: card(b"NOTE:x" + b"\r\n y" * (n // 4)),
    "blank lines": lambda n: card(b"\r\n" * (n // 2)),
    "many properties": lambda n: card(b"X-A:1\r\n" * (n // 7)),
    "many telephones": lambda n: card(b"TEL:1\r\n" * (n // 7)),
    "many groups": lambda n: card(b"".join(b"g%d.X-ABLabel:a\r\n" % i for i in range(n // 18))),
    "many names": lambda n: card(b"FN:a\r\n" * (n // 6)),
    "a long parameter": lambda n: card(b"TEL;X-P=" + b"p" * n + b":1"),
    "a quoted parameter": lambda n: card(b'TEL;X-P="' + b":" * n + b'":1'),
    "an open quote": lambda n: card(b'TEL;X-P="' + b"a:" * (n // 2)),
    "many quotes": lambda n: card(b"TEL;X-P=" + b'""' * (n // 2) + b":1"),
    "many parameters": lambda n: card(
        b"TEL" + b"".join(b";P%d=1" % i for i in range(n // 7)) + b":1"
    ),
    "many types": lambda n: card(b"TEL" + b"".join(b";T%d" % i for i in range(n // 6)) + b":1"),
    "different headers": lambda n: card(b"".join(b"X-%d:1\r\n" % i for i in range(n // 9))),
    "carets": lambda n: card(b"TEL;X-P=" + b"^n" * (n // 2) + b":1"),
    "no colon": lambda n: card(b"garbage\r\n" * (n // 9)),
    "only colons": lambda n: card(b":" * n),
    "agents in agents": lambda n: card(b"AGENT:\r\nBEGIN:VCARD\r\n" * (n // 21)),
    "agents after agents": lambda n: card(b"AGENT:\r\nBEGIN:VCARD\r\nEND:VCARD\r\n" * (n // 32)),
    "a large photo": lambda n: card(b"PHOTO;ENCODING=b:" + b"QUJD" * (n // 4)),
    "a photo in many lines": lambda n: card(b"PHOTO;ENCODING=b:" + b"\r\n QUJD" * (n // 7)),
    "a data URI": lambda n: card(b"PHOTO:data:" + b";a=b" * (n // 4)),
    "begins": lambda n: b"BEGIN:VCARD\r\n" * (n // 13),
    "ends": lambda n: b"END:VCARD\r\n" * (n // 11),
    "garbage": lambda n: b"\x93garbage\r\n" * (n // 10),
    "one line of garbage": lambda n: b"g" * n,
    "carriage returns": lambda n: b"\r" * n,
    "NULs": lambda n: b"\0" * n,
    "wide garbage": lambda n: b"\xff\xfe" + b"\xd8\x00" * (n // 2),
}


def work(data: bytes) -> int:
    """How many functions reading takes, those of the interpreter included."""
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        for _ in read_vcards(io.BytesIO(data)):
            pass
    finally:
        sys.setprofile(None)
    return calls


def peak_memory(data: bytes) -> int:
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for _ in read_vcards(io.BytesIO(data)):
            pass
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs(bomb: str) -> None:
    small, large = BOMBS[bomb](10_000), BOMBS[bomb](40_000)
    assert work(large) < 4.4 * work(small) + 500
    assert peak_memory(BOMBS[bomb](100_000)) < 8_000_000
    after = b"\r\n" + AFTER
    if large.startswith(b"\xff\xfe"):
        after = after.decode().encode("utf-16-le")
    *_, last = read(large + after)  # reading goes on
    assert isinstance(last, PersonRecord)
    assert last.person.note == "after"


@pytest.mark.parametrize(
    ("bomb", "reason"),
    [
        ("one long line", "is larger than 20 MB"),
        ("blank lines", "has more than 400,000 lines"),
        ("folds of one letter", "has more than 400,000 lines"),
        ("agents in agents", "holds cards nested more than 8 deep"),
        ("many telephones", "has more than 10,000 properties"),
    ],
)
def test_a_card_beyond_the_limits_is_one_bad_record(bomb: str, reason: str) -> None:
    size = 21_000_000 if "20 MB" in reason else 2_000_000
    first, bad, last = read(AFTER + BOMBS[bomb](size) + AFTER)
    assert isinstance(first, PersonRecord)
    assert bad == BadRecord(line=first.line + 5, reason=reason)
    assert isinstance(last, PersonRecord)


class Endless(io.BytesIO):
    """A file of so many bytes that is never in memory as a whole."""

    def __init__(self, piece: bytes, size: int) -> None:
        super().__init__()
        self._piece, self._left = piece, size

    def read(self, size: int | None = -1) -> bytes:
        if self._left <= 0:
            return b""
        self._left -= len(self._piece)
        return self._piece


def test_a_large_file_takes_no_more_memory_than_a_card() -> None:
    piece = (AFTER + card(b"PHOTO;ENCODING=b:" + b"\r\n QUJDREVGR0hJ" * 5_000)) * 4
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_vcards(Endless(piece, 6_000_000)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count > 100
    assert peak < 4_000_000
