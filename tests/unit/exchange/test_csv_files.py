"""Any CSV of people: mappings, mistakes, bad rows by line and reason, hostile bytes."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.domain.people import Circle, FactKind, Person, PointKind, Standing, full_name
from planner.exchange.csv_files import looks_like_csv, read_csv
from planner.exchange.csv_headers import FIELDS
from planner.exchange.csv_layout import Flavour
from planner.exchange.records import BadRecord, PersonRecord

DATA = Path(__file__).parents[2] / "data" / "csv"


def read(
    text: str | bytes, mapping: Mapping[str, str] | None = None, flavour: Flavour = "auto"
) -> list[PersonRecord | BadRecord]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_csv(io.BytesIO(data), flavour, mapping))


def one(
    text: str, mapping: Mapping[str, str] | None = None, flavour: Flavour = "auto"
) -> PersonRecord:
    (record,) = read(text, mapping, flavour)
    assert isinstance(record, PersonRecord)
    return record


# Bad rows among good ones


def good_row(n: int) -> str:
    """A row as real files have them: plain, quoted, with a note over lines, cut short."""
    return (
        f"Ana{n},Ruiz,ana{n}@ruiz.example,Frost,",
        f'"Bo{n}","Hill, Jr.",bo{n}@hill.example,"He said ""no""",x',
        f'Cy{n},Moss,cy{n}@moss.example,Acme,"first line\nsecond, with a comma\n\nlast"',
        f"Di{n},Vale",
    )[n % 4]


def bad_row(n: int) -> tuple[str, str]:
    """A row nobody can be made of, and words of the reason."""
    return (
        (",,,,only a note", "has no name"),
        (f'"Ana{n},Ruiz,ana@ruiz.example,Frost,x', "not closed"),
        (f'Bo{n},"Hill,bo@hill.example,Acme,x', "not closed"),
        (f'Cy{n},Moss,cy@moss.example,Acme,"open', "not closed"),
        (f'"Di{n}" Vale,Vale,di@vale.example,Acme,x', "after a closing quotation mark"),
        (f"Ed{n},Moss,ed@moss.example,Acme, Inc.,x", "6 cells, the header 5"),
        (f"Flo{n},Moss,,,,,,,late", "9 cells, the header 5"),
        (',,,,"a note\nover lines"', "has no name"),
    )[n % 8]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_ten_thousand_rows_with_two_hundred_bad_ones(line_end: str) -> None:
    bad_ones = set(random.Random(7).sample(range(10_000), 200))
    rows = ["First Name,Last Name,Email,Company,Notes"]
    line = 2
    expected: list[tuple[int, str]] = []
    for n in range(10_000):
        row, reason = bad_row(n) if n in bad_ones else (good_row(n), "")
        expected.append((line, reason))
        line += row.count("\n") + 1
        rows.append(row)
        if n % 500 == 0:
            rows.append("")
            line += 1
    records = read("\n".join(rows).replace("\n", line_end))
    bad = [record for record in records if isinstance(record, BadRecord)]
    assert (len(records), len(bad)) == (10_000, 200)
    assert [record.line for record in records] == [line for line, _ in expected]
    for record, (_, reason) in zip(records, expected, strict=True):
        assert bool(reason) == isinstance(record, BadRecord)
        assert isinstance(record, PersonRecord) or reason in record.reason


def test_a_note_over_lines_keeps_the_lines_true() -> None:
    text = 'Name,Note,Email\n"A","one\n\ntwo",a@x.example\n"B\nC,x,y\n\nD,,\n'
    assert [(r.line, getattr(r, "reason", "")) for r in read(text)] == [
        (2, ""),
        (5, "a quotation mark is opened and not closed"),
        (6, ""),
        (8, ""),
    ]


def test_blank_lines_and_repeated_headers_are_passed_over() -> None:
    text = "Name,Email\n\n\n\nAna,a@x.example\nName,Email\nBo,b@x.example\n"
    assert [record.line for record in read(text)] == [5, 7]


def test_cells_that_are_missing_are_empty_and_empty_ones_too_many_are_nothing() -> None:
    short, long = read("Name,Email,Note\nAna\nBo,b@x.example,,,,\n")
    assert isinstance(short, PersonRecord)
    assert isinstance(long, PersonRecord)
    assert full_name(short.person) == "Ana"
    assert long.person.note == ""


# What a cell says


def test_a_bad_value_costs_neither_the_row_nor_the_text() -> None:
    record = one("Name,Email,Phone,Birthday\nAna,ana at ruiz,ask Bo,31/02/1980\n")
    assert record.person.points == ()
    assert record.person.note == "Email: ana at ruiz\nPhone: ask Bo\nBirthday: 31/02/1980"
    assert record.warnings == (
        "Email: ana at ruiz is not an e-mail address; it is kept in the note",
        "Phone: ask Bo has no digits of a phone number; it is kept in the note",
        "Birthday: 31/02/1980 is not a day; it is kept in the note",
    )


def test_columns_without_a_field_go_into_the_note_with_their_headers() -> None:
    record = one("Name,Shoe size,,Notes,Shoe size\nAna,38,?,Tall,39\n")
    assert record.person.note == "Tall\n\nShoe size: 38\n?\nShoe size: 39"


def test_a_second_value_of_a_single_field_is_kept() -> None:
    record = one("Name,Company,Company\nAna,Frost,Acme\n")
    assert (record.person.organisation, record.person.note) == ("Frost", "Company: Acme")


def test_several_addresses_in_one_cell() -> None:
    record = one('Name,E-Mail\nAna,"a@x.example; b@x.example, A@x.example"\n')
    assert record.person.values(PointKind.EMAIL) == ("a@x.example", "b@x.example")


def test_a_mailbox_with_a_name_names_the_person() -> None:
    record = one("Email\nAna Ruiz <ana@ruiz.example>\n")
    assert (full_name(record.person), record.person.note) == ("Ana Ruiz", "")
    assert record.person.values(PointKind.EMAIL) == ("ana@ruiz.example",)


def test_a_table_of_one_column_needs_no_separator() -> None:
    first, second = read('Name\nMoura, Beatriz\n"Ruiz; Ana"\n')
    assert isinstance(first, PersonRecord)
    assert isinstance(second, PersonRecord)
    assert full_name(first.person) == "Beatriz Moura"
    assert full_name(second.person) == "Ruiz; Ana"


def test_numbers_that_were_made_formulas_to_survive_a_spreadsheet() -> None:
    record = one('Name,Phone,Email,Notes\nAna,"=""0171 1""","=""""",x\n')
    assert record.person.values(PointKind.PHONE) == ("0171 1",)
    assert (record.person.note, record.warnings) == ("x", ())


def test_a_guessed_day_is_told() -> None:
    record = one("Name,Birthday\nAna,3/7/1980\n")
    assert record.person.birthday == "1980-03-07"
    assert record.warnings == ("Birthday: 3/7/1980 was read as 1980-03-07",)
    assert one("Vorname,Geburtstag\nAna,3/7/1980\n").person.birthday == "1980-07-03"


def test_a_title_is_work_unless_the_work_has_its_own_column() -> None:
    assert one("Name,Email,Title\nAna,a@x.example,Baker\n").person.title == "Baker"
    person = one("First name,Title,Job title\nAna,Dr.,Baker\n").person
    assert (person.prefix, person.title) == ("Dr.", "Baker")
    person = one("First name,Email,Title\nAna,a@x.example,Dr.\n", flavour="outlook").person
    assert (person.prefix, person.title) == ("Dr.", "")


def test_fields_of_our_own_are_understood() -> None:
    record = one(
        "name,standing,circle,keep in touch,works on,needs,how met,met on,why\n"
        "Ana,Wished,Close,never,frost sensors,a greenhouse,at the fair,2019-05,she knows frost\n"
    )
    person = record.person
    assert (person.standing, person.circle, person.keep_in_touch) == (
        *(Standing.WISHED, Circle.CLOSE),
        0,
    )
    assert [(fact.kind, fact.text) for fact in person.facts] == [
        (FactKind.WORKS_ON, "frost sensors"),
        (FactKind.NEEDS, "a greenhouse"),
    ]
    assert (person.how_met, person.met_on) == ("at the fair", "2019-05")
    assert person.why_connected == "she knows frost"
    odd = one("name,circle,email\nAna,golf,a@x.example\n")
    assert odd.person.note == "circle: golf"
    assert odd.warnings


# Separators, encodings, mappings


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    rows = [["Vorname", "Nachname", "E-Mail"], ["Jördis", "Groß", "j@gross.example"]]
    data = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    (record,) = read(data)
    assert isinstance(record, PersonRecord)
    assert full_name(record.person) == "Jördis Groß"
    assert looks_like_csv(data)


def test_a_mapping_goes_before_what_the_header_suggests() -> None:
    text = "Ganzer Name;Kürzel;Company;Handy privat;Quatsch\nMoura, Bia;BM;Chor;0171 1;x\n"
    mapping = {
        "Ganzer Name": "name",
        "kürzel": "nickname",
        "Company": "tags",
        "Handy privat": "phone home_mobile",
        "Quatsch": "",
    }
    person = one(text, mapping).person
    assert (person.display_name, person.nickname, person.tags) == ("Bia Moura", "BM", ("Chor",))
    assert (person.organisation, person.note) == ("", "")
    assert [(point.label, point.value) for point in person.points] == [("home mobile", "0171 1")]


def test_each_field_can_be_mapped() -> None:
    for field in FIELDS:
        value = {"birthday": "1980-05-03", "met on": "2019", "email": "a@x.example"}.get(field, "7")
        value = {"standing": "wished", "circle": "wide"}.get(field, value)
        who = "family" if field == "nickname" else "nickname"
        person = one(f"Wer,Was\nAna,{value}\n", {"Wer": who, "Was": field}).person
        assert person.note == (value if field == "note" else ""), field
        assert value in repr(person), field


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"Nmae": "name"}, "the file has no column Nmae; it has Who, What"),
        ({"Who": "nmae"}, "there is no field nmae; the fields are name, given, "),
        ({"Who": "", "What": ""}, "no header with names"),
    ],
)
def test_a_wrong_mapping_is_named(mapping: Mapping[str, str], message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        read_csv(io.BytesIO(b"Who,What\nAna,x\n"), "auto", mapping)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\r\n \n", "the file is empty"),
        (b"PK\x03\x04\x14\x00\x06\x00rest", "a spreadsheet workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0", "a spreadsheet workbook"),
        (b"ana@x.example,Ana\nbo@x.example,Bo\n", "no header with names"),
        (b"Colour,Size\nred,4\n", "it begins with Colour, Size"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n", "no header with names"),
        (bytes(range(256)) * 40, "no header with names"),
    ],
)
def test_what_is_no_table_of_people_is_refused_at_once(data: bytes, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        read_csv(io.BytesIO(data))
    assert message in str(caught.value)
    assert len(str(caught.value)) < 600
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        (b"First Name,Last Name\nAna,", True),
        (b"Name\n", True),
        (b"a;b;c\n1;2;3\n4;5;6\n", True),
        (b"BEGIN:VCARD\nVERSION:3.0\nN:Ruiz;Ana;;;\nEND:VCARD\n", False),
        (b"\xef\xbb\xbfbegin:vcard\r\nN:a;b\r\nN:a;b\r\n", False),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\n", False),
        (b'{"people": [1, 2],\n"b": [1, 2]}', False),
        (b"<html>,\n<b>,\n<i>,\n", False),
        (b"Dear Ana,\n\nthank you, and see you.\nBo\n", False),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", False),
        (b"PK\x03\x04Name,Email\n", False),
        (b"", False),
    ],
)
def test_what_looks_like_csv(head: bytes, looks: bool) -> None:
    assert looks_like_csv(head) is looks


# Hostile bytes

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def texts_of(person: Person) -> str:
    return "\n".join((person.given, person.note, *person.tags, *(p.value for p in person.points)))


SEEDS = [path.read_bytes() for path in sorted(DATA.glob("*.csv"))]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.integers(0, 4)):
            case 0:
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=3))
            case 1:
                data[at:at] = draw(
                    st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b'";"', b"\xff"])
                )
            case 2:
                del data[at : at + draw(st.integers(1, 40))]
            case 3:
                data[at:at] = data[at : at + draw(st.integers(1, 200))]
            case _:
                del data[at:]
    return bytes(data)


@given(mutated(), st.sampled_from(["auto", "csv", "google", "outlook", "linkedin"]))
@settings(max_examples=250)
def test_mutated_files_are_read_or_refused(data: bytes, flavour: Flavour) -> None:
    looks_like_csv(data[:500])
    try:
        records = read(data, flavour=flavour)
    except ExchangeError:
        return
    lines = [record.line for record in records]
    assert lines == sorted(set(lines))
    for record in records:
        if isinstance(record, PersonRecord):
            assert full_name(record.person)
            assert not _CONTROL.search(texts_of(record.person))


@given(st.lists(st.text(alphabet='aé,;"\t @1/:*=', max_size=30), max_size=30))
@settings(max_examples=200)
def test_each_line_of_any_text_below_a_header_is_accounted_for(lines: list[str]) -> None:
    """Without quotation marks each line is a row: a person, a reason, or blank."""
    plain = [line.replace('"', "") for line in lines]
    records = read("Name,Email,Note\n" + "\n".join([*plain, "Last,l@x.example,"]))
    blank = {n for n, line in enumerate(plain, 2) if not line.strip()}
    assert {record.line for record in records} == set(range(2, len(plain) + 3)) - blank
    quoted = read("Name,Email,Note\n" + "\n".join(lines) + "\nLast,l@x.example,\n")
    assert isinstance(quoted[-1], PersonRecord)


def test_empty_rows_are_named_but_for_the_padding_at_the_end() -> None:
    text = b"Name,Email\nAna,ana@x.example\n,\nBea,bea@x.example\n,\n,\n"
    records = list(read_csv(io.BytesIO(text)))
    assert [(type(record), record.line) for record in records] == [
        (PersonRecord, 2),
        (BadRecord, 3),
        (PersonRecord, 4),
    ]
