"""Bad cards among good ones: every good one comes in, every bad one is named once, by its line."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.exchange.records import BadRecord, PersonRecord
from planner.exchange.vcard import read_vcards

DATA = Path(__file__).parents[2] / "data" / "vcards"


def read(data: bytes) -> list[PersonRecord | BadRecord]:
    return list(read_vcards(io.BytesIO(data)))


def good(number: int) -> bytes:
    return (
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Person%d;Good;;;\r\nFN:Good Person%d\r\n"
        b"EMAIL;TYPE=work:p%d@good.example\r\nEND:VCARD\r\n"
    ) % (number, number, number)


def card(*lines: bytes, end: bytes = b"END:VCARD\r\n") -> bytes:
    return b"\r\n".join([b"BEGIN:VCARD", *lines, b""]) + end


NO_NAME = "has no name, e-mail, phone or organisation"
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (card(), NO_NAME),
    "version only": (card(b"VERSION:3.0"), NO_NAME),
    "empty name": (card(b"VERSION:3.0", b"N:;;;;", b"FN:"), NO_NAME),
    "blank name": (card(b"FN: \xe2\x80\x8b ", b"N: ; ;;;"), NO_NAME),
    "name of NULs": (card(b"FN:\0\0\0", b"N:\0;\0"), NO_NAME),
    "note only": (card(b"VERSION:4.0", b"NOTE:Somebody I met"), NO_NAME),
    "bad birthday only": (card(b"BDAY:1980-02-30"), NO_NAME + "; the birthday 1980-02-30 is not"),
    "bad photo only": (card(b"PHOTO;ENCODING=b:@@@"), NO_NAME + "; the photo on line"),
    "no property": (card(b"just some words", b"and more"), NO_NAME + "; line"),
    "binary inside": (card(bytes(range(128, 256)) * 3, b"\x01\x02\xff:\xfe"), NO_NAME + "; line"),
    "undecodable name": (card(b"FN;ENCODING=QUOTED-PRINTABLE:=81=8D=8F"), NO_NAME),
    "endless name": (card(b"FN:" + b"x" * 20_000), NO_NAME + "; FN on line"),
    "a group": (card(b"KIND:group", b"FN:Book club"), "is a group, not a person"),
    "a place": (card(b"KIND:location", b"FN:The harbour"), "is a place, not a person"),
    "cut off": (card(b"VERSION:3.0", end=b""), NO_NAME + "; has no END:VCARD"),
    "text between": (b"Dear all,\r\n\r\nhere are more cards:\r\n", "is text outside any card"),
    "bytes between": (bytes(range(128, 256)) + b"\r\n\xff\xfe\r\n", "is text outside any card"),
    "end only": (b"END:VCARD\r\n", "is an END:VCARD without a card"),
    "no begin": (b"FN:Headless\r\nEND:VCARD\r\n", "is a card without its BEGIN:VCARD"),
    "too many properties": (card(b"FN:A", *[b"X-A:1"] * 10_000), "has more than 10,000 properties"),
    "too deep": (
        card(b"FN:A")
        and b"BEGIN:VCARD\r\nFN:A\r\n" + b"AGENT:\r\nBEGIN:VCARD\r\n" * 9 + b"END:VCARD\r\n" * 10,
        "holds cards nested more than 8 deep",
    ),
    "a calendar": (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "is text outside any"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_card_between_two_good_ones(kind: str) -> None:
    bad, reason = BAD[kind]
    first, found, last = read(good(1) + bad + good(2))
    assert isinstance(first, PersonRecord)
    assert isinstance(last, PersonRecord)
    assert isinstance(found, BadRecord)
    assert found.line == 7
    assert found.reason.startswith(reason)
    assert found.reason.isprintable()
    assert first.warnings == last.warnings == ()
    assert last.person.display_name == "Good Person2"
    assert last.line == 7 + bad.count(b"\n")


def test_ten_thousand_cards_of_which_two_hundred_are_bad() -> None:
    kinds = [
        bad for kind, (bad, _) in BAD.items() if kind not in ("too many properties", "too deep")
    ]
    assert len(kinds) == 20
    data, lines, line = bytearray(), [], 1
    for number in range(10_000):
        bad = number % 50 == 49
        text = kinds[number // 50 % 20] if bad else good(number)
        if bad:
            lines.append(line)
        data += text
        line += text.count(b"\n")
    records = read(bytes(data))
    people = [record for record in records if isinstance(record, PersonRecord)]
    assert len(people) == 9_800
    assert len({record.person.display_name for record in people}) == 9_800
    assert all(record.warnings == () for record in people)
    assert [record.line for record in records if isinstance(record, BadRecord)] == lines


def test_cards_without_end_are_kept_with_a_warning() -> None:
    records = read((DATA / "missing-end.vcf").read_bytes())
    assert [r.line for r in records] == [1, 5, 9]
    assert [r.warnings for r in records if isinstance(r, PersonRecord)] == [
        ("has no END:VCARD",),
        (),
        ("has no END:VCARD",),
    ]


def test_a_card_cut_off_in_the_middle_of_a_photo() -> None:
    first, second = read(card(b"FN:A", b"PHOTO;ENCODING=b:", b" AAAA", b" AAA", end=b"") + good(1))
    assert isinstance(first, PersonRecord)
    assert first.person.display_name == "A"
    assert first.warnings[0] == "has no END:VCARD"
    assert isinstance(second, PersonRecord)


def test_an_unknown_version_is_read_as_far_as_understood() -> None:
    (record,) = read(card(b"VERSION:9.9", b"FN:From The Future", b"TEL:555-0100"))
    assert isinstance(record, PersonRecord)
    assert record.warnings == ("is of the unknown version 9.9; read as far as understood",)


def test_two_headless_cards_are_two_records() -> None:
    headless = BAD["no begin"][0]
    assert [record.line for record in read(headless + headless)] == [1, 3]


@pytest.mark.parametrize("data", [b"", b"\r\n \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a\0\0"])
def test_a_file_without_anything(data: bytes) -> None:
    assert read(data) == []


def test_what_the_stream_raises_comes_through() -> None:
    class Torn(io.BytesIO):
        read: Callable[..., bytes]

        def __init__(self) -> None:
            super().__init__()
            pieces = iter([good(1)])

            def read(size: int = -1) -> bytes:
                for piece in pieces:
                    return piece
                raise OSError("torn")

            self.read = read

    records = read_vcards(Torn())
    with pytest.raises(OSError, match="torn"):
        list(records)
