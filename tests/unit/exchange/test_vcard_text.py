"""How bytes become the text of a card: character sets, line ends, folds, encodings, parameters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from planner.domain.people import PointKind
from planner.exchange.records import BadRecord, PersonRecord
from planner.exchange.vcard import looks_like_vcard, read_vcards

DATA = Path(__file__).parents[2] / "data" / "vcards"


def read(data: bytes) -> list[PersonRecord | BadRecord]:
    return list(read_vcards(io.BytesIO(data)))


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> PersonRecord:
    text = ["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]
    (record,) = read(end.join(text).encode())
    assert isinstance(record, PersonRecord)
    return record


def from_file(name: str) -> list[PersonRecord]:
    records = read((DATA / name).read_bytes())
    assert all(isinstance(record, PersonRecord) for record in records)
    return [record for record in records if isinstance(record, PersonRecord)]


@pytest.mark.parametrize(
    "name",
    [
        "utf16-le.vcf",
        "utf16-be-no-mark.vcf",
        "utf8-mark.vcf",
        "mac-line-ends.vcf",
        "doubled-line-ends.vcf",
    ],
)
def test_any_unicode_and_any_line_end(name: str) -> None:
    (record,) = from_file(name)
    assert record.line == 1
    assert record.warnings == ()
    assert record.person.display_name == "Żaneta Łoś 🦌"
    assert record.person.family == "Łoś"
    assert record.person.values(PointKind.PHONE) == ("+48 555 012 345",)
    assert record.person.note in ("日本語のメモ", "x" * 100)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("name", ["utf16-le.vcf", "doubled-line-ends.vcf", "mac-line-ends.vcf"])
def test_a_stream_that_comes_in_small_pieces(name: str, size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, wanted: int | None = -1) -> bytes:
            return super().read(size)

    data = (DATA / name).read_bytes()
    assert list(read_vcards(Slow(data))) == read(data)


def test_old_windows_text_without_a_word_about_it() -> None:
    (record,) = from_file("cp1252.vcf")
    assert record.person.display_name == "André “Dédé” Lefèvre"
    assert record.person.note == "10 € für Zoë"


def test_declared_character_sets() -> None:
    (record,) = from_file("charsets.vcf")
    person = record.person
    assert (person.display_name, person.family, person.given) == ("山田 太郎", "山田", "太郎")
    assert (person.organisation, person.note) == ("Пекарня", "面包师")
    assert person.title == "Baker"
    assert record.warnings == ("TITLE on line 6 is in a character set that is not known",)


@pytest.mark.parametrize(
    "codec", ["punycode", "idna", "rot13", "unicode_escape", "utf-7", "x/../y"]
)
def test_a_codec_is_no_character_set(codec: str) -> None:
    record = card(f"FN;CHARSET={codec}:A-b \\n c+AGE-")
    assert record.person.display_name == "A-b c+AGE-"
    assert len(record.warnings) == 1


def test_a_wrong_character_set_does_not_lose_the_text() -> None:
    data = b"BEGIN:VCARD\nFN;CHARSET=SHIFT_JIS:Ren\xc3\xa9\x81\nEND:VCARD\n"
    (record,) = read(data)
    assert isinstance(record, PersonRecord)
    assert record.person.display_name.startswith("Ren")


def test_one_line_in_another_encoding() -> None:
    data = "BEGIN:VCARD\nFN:Zoë\n".encode() + b"NOTE:caf\xe9\nEND:VCARD\n"
    (record,) = read(data)
    assert isinstance(record, PersonRecord)
    assert (record.person.display_name, record.person.note) == ("Zoë", "café")


def test_nuls_and_other_controls() -> None:
    (record,) = from_file("nuls.vcf")
    assert record.person.display_name == "Null Zero"
    assert (record.person.family, record.person.given) == ("Zero", "Null")
    assert record.person.note == "a bc"


def test_line_separators_become_line_ends() -> None:
    assert card("NOTE:one\u2028two\u0085three", "FN:A").person.note == "one\ntwo\nthree"


def test_files_joined_without_a_line_end_between() -> None:
    records = from_file("joined-files.vcf")
    assert [r.person.display_name for r in records] == ["One", "Two", "Three", "Four"]
    assert [r.line for r in records] == [1, 4, 6, 9]


def test_small_letters_everywhere() -> None:
    (record,) = from_file("lower-case.vcf")
    assert record.person.display_name == "Small Letters"
    email, phone = record.person.points
    assert (email.label, phone.label) == ("home", "mobile")


# Folds


def test_folds_inside_a_character() -> None:
    data = "BEGIN:VCARD\nFN:é\nEND:VCARD\n".encode().replace(b"\xc3\xa9", b"\xc3\n \xa9")
    (record,) = read(data)
    assert isinstance(record, PersonRecord)
    assert record.person.display_name == "é"


def test_folds_with_tabs_and_inside_parameters() -> None:
    record = card("FN:On\r\n\te", "TEL;TYPE=ho\r\n me:1\r\n 23", 'ADR;LABEL="a\r\n b":;;c;;;;')
    phone, address = record.person.points
    assert (phone.value, phone.label) == ("123", "home")
    assert '["LABEL","ab"]' in address.extra


def test_folds_of_version_2_1() -> None:
    (record,) = from_file("old-folds.vcf")
    assert record.person.note == "The fold keeps its space here"
    assert record.person.organisation == "A" * 71 + " and Sons"  # folded like 3.0, at 75


def test_base64_that_nobody_folded() -> None:
    una, other = from_file("unfolded-base64.vcf")
    assert una.photo is not None
    assert una.photo == other.photo
    assert una.photo[-2:] == b"\xff\xd9"
    assert una.person.values(PointKind.PHONE) == ("555-0122",)
    assert other.person.values(PointKind.PHONE) == ("555-0123",)


def test_a_note_with_raw_line_ends() -> None:
    (record,) = from_file("raw-note.vcf")
    assert record.person.note == "first line\nsecond line\nthird line"
    assert record.person.values(PointKind.PHONE) == ("555-0166",)
    assert record.warnings == (
        "line 5 is no vCard property and was added to the note",
        "line 7 is no vCard property and was added to the note",
    )


# Quoted-printable


def test_an_encoded_semicolon_is_text() -> None:
    person = card("N;ENCODING=QUOTED-PRINTABLE:O=3BHara;Scarlett=5C=3B", version="2.1").person
    assert (person.family, person.given) == ("O;Hara", "Scarlett;")


def test_quoted_printable_said_in_every_way() -> None:
    for params in (
        "ENCODING=QUOTED-PRINTABLE",
        "QUOTED-PRINTABLE",
        "encoding=q",
        "HOME;Quoted-Printable",
    ):
        person = card(f"FN;{params}:Zo=C3=AB", version="2.1").person
        assert person.display_name == "Zoë"


def test_a_soft_break_before_what_looks_like_a_property() -> None:
    person = card(
        "NOTE;ENCODING=QUOTED-PRINTABLE:see=", "https://a.example=", "Re: lunch", "FN:A"
    ).person
    assert person.note == "seehttps://a.exampleRe: lunch"
    assert person.display_name == "A"


def test_a_space_after_a_soft_break_is_text_in_2_1_only() -> None:
    lines = ("NOTE;ENCODING=QUOTED-PRINTABLE:good=", " day", "FN:A")
    assert card(*lines, version="2.1").person.note == "good day"
    assert card(*lines, version="3.0").person.note == "goodday"


def test_a_line_break_in_a_name() -> None:
    record = card("FN;ENCODING=QUOTED-PRINTABLE:Ann=0D=0AOther", version="2.1")
    assert record.person.display_name == "Ann Other"


def test_a_name_in_base64() -> None:
    person = card(
        "N;ENCODING=B;CHARSET=UTF-8:TMO2d2U7Wm/Dqw==", "TEL;BASE64:NTU1", version="2.1"
    ).person
    assert (person.family, person.given) == ("Löwe", "Zoë")
    assert person.values(PointKind.PHONE) == ("555",)
    assert person.extra == ""


def test_a_name_that_only_claims_to_be_base64() -> None:
    record = card("FN;ENCODING=b:Zo, no base64")
    assert record.person.display_name == "Zo, no base64"
    assert record.warnings == ("FN on line 3 is not proper base64",)


# Parameters


@pytest.mark.parametrize(
    "header",
    [
        "TEL;HOME;PREF;VOICE",
        "TEL;TYPE=HOME;TYPE=PREF",
        "tel;type=home,pref",
        'TEL;TYPE="home,pref"',
        'TEL;TYPE="home","pref"',
        "TEL;HOME,PREF",
        "TEL;TYPE=home;PREF=1",
        "a-group.TEL;TYPE=home;PREF=1",
        "TEL ; TYPE = home ; PREF = 1",
    ],
)
def test_parameters_written_in_every_way(header: str) -> None:
    (phone,) = card("FN:A", f"{header}:555-0100").person.points
    assert (phone.value, phone.label, phone.preferred) == ("555-0100", "home", True)


def test_a_colon_and_quotes_in_parameters() -> None:
    record = card("FN:A", 'X-A;P="b:c;d,e^\'f^ng^^";Q=h,i:value:1')
    assert '["P","b:c;d,e\\"f\\ng^"],["Q","h","i"]' in record.person.extra
    assert '"value:1"' in record.person.extra


def test_damage_inside_a_card_is_named_by_line() -> None:
    (record,) = from_file("damaged.vcf")
    person = record.person
    assert person.display_name == "Dag Mage"
    assert (person.points[0].value, person.points[0].label) == ("555-0155", "work")
    assert person.title == "100=ZZ"
    assert record.photo is None
    assert record.warnings == (
        "line 2 continues nothing and was left out",
        "line 5 is no vCard property and was left out",
        "TEL on line 6 has a quotation mark that is never closed",
        "TITLE on line 7 is not proper quoted-printable",
        "line 10 is no vCard property and was left out",
        "the photo on line 9 is damaged and was left out",
        "the birthday 1980-02-30 is not a day and was set aside",
    )


def test_warnings_do_not_grow_without_end() -> None:
    record = card("FN:A", *(["no property"] * 5_000))
    assert len(record.warnings) == 21
    assert record.warnings[-1] == "4,980 more of the kind"


# Recognition


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", True),
        (b"\xef\xbb\xbfbegin:vcard\n", True),
        (b"\r\n\r\n  \nBEGIN : VCARD \n", True),
        ("BEGIN:VCARD\n".encode("utf-16"), True),
        ("\r\nBEGIN:VCARD\n".encode("utf-16-le"), True),
        ("\r\nBEGIN:VCARD\n".encode("utf-16-be"), True),
        ("BEGIN:VCARD\n".encode("utf-32"), True),
        (b"some words first\rBEGIN:VCARD\r", True),
        (b"BEGIN:VCALENDAR\r\n", False),
        (b"Name,E-mail\r\nBEGIN:VCARD,x\r\n", False),
        (b"END:VCARD\n", False),
        (b"%PDF-1.7\n\0\xff", False),
        (b"\0" * 100, False),
        (b"", False),
    ],
)
def test_what_looks_like_vcards(head: bytes, looks: bool) -> None:
    assert looks_like_vcard(head) is looks
