"""Our own CSV: it comes back as it was, also from a spreadsheet, and runs no formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.people import (
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
    Standing,
)
from planner.exchange.csv_files import looks_like_csv, read_csv, write_csv
from planner.exchange.records import BadRecord, PersonRecord


def encoded(people: list[Person]) -> bytes:
    return "".join(write_csv(people)).encode("utf-8")


def read_back(data: bytes) -> list[Person]:
    records = list(read_csv(io.BytesIO(data)))
    assert not [record for record in records if isinstance(record, BadRecord)]
    return [record.person for record in records if isinstance(record, PersonRecord)]


BIA = Person(
    uid="urn:uuid:1c7",
    display_name="Bia Moura",
    given="Beatriz",
    family="Moura",
    additional="Alves",
    prefix="Dr.",
    suffix="PhD",
    nickname="Bia",
    organisation="Orchard; Sensors, Lda.",
    title="Head of Field Trials",
    standing=Standing.WISHED,
    circle=Circle.CLOSE,
    keep_in_touch=45,
    why_connected="She knows frost",
    how_met="At the seed fair",
    met_on="2019-05",
    birthday="--05-03",
    zone="Europe/Lisbon",
    languages=("pt", "en"),
    city="Lisboa",
    country="Portugal",
    note='    code\n\n- one, "two"\n=three\n',
    archived=True,
    points=(
        ContactPoint(kind=PointKind.EMAIL, value="bia@moura.example", label="Home"),
        ContactPoint(kind=PointKind.EMAIL, value="b@o.example", label="work", preferred=True),
        ContactPoint(kind=PointKind.PHONE, value="+351 912 000 101", label="mobile"),
        ContactPoint(kind=PointKind.ADDRESS, value="Rua das Flores 12\nLisboa", label="home"),
        ContactPoint(kind=PointKind.URL, value="https://moura.example/?a=1,2"),
        ContactPoint(kind=PointKind.IM, value="@bia", label="matrix"),
        ContactPoint(kind=PointKind.SOCIAL, value="https://l.example/bia", label="LinkedIn"),
    ),
    facts=(
        Fact(kind=FactKind.WORKS_ON, text="frost sensors", since="2024-02-01"),
        Fact(kind=FactKind.CAN_HELP_WITH, text="orchards"),
    ),
    tags=("growers", "a; b", 'the "choir"'),
)
BO = Person(uid="me", keep_in_touch=0)
CY = Person(display_name="'=Cy", nickname="''+x", organisation="'quoted'", city=" \t=1+1")


def test_everything_the_columns_carry_comes_back() -> None:
    assert read_back(encoded([BIA, BO, CY])) == [BIA, BO, CY]


def test_no_cell_begins_like_a_formula() -> None:
    rows = list(csv.reader(io.StringIO("".join(write_csv([BIA, CY])))))
    assert rows[0][0] == "\ufeffuid"
    phone = rows[0].index("phone 1")
    assert rows[1][phone] == "'+351 912 000 101"
    assert not [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")]


def test_the_lines_are_those_of_rfc_4180() -> None:
    text = "".join(write_csv([BIA, CY]))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert text.endswith("\r\n")


def test_an_iterator_is_written_like_a_list_and_nobody_is_a_header() -> None:
    assert "".join(write_csv(iter([BIA, BO]))) == "".join(write_csv([BIA, BO]))
    assert read_back(encoded([])) == []
    assert looks_like_csv(encoded([]))


def test_it_comes_back_from_a_spreadsheet_of_another_country() -> None:
    rows = list(csv.reader(io.StringIO("".join(write_csv([BIA])).removeprefix("\ufeff"))))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    assert read_back(out.getvalue().encode("utf-8-sig")) == [BIA]


def test_what_a_person_typed_into_it_is_not_lost() -> None:
    header, row = "".join(write_csv([Person(display_name="Ana")])).splitlines()
    cells = dict(zip(header.removeprefix("\ufeff").split(","), row.split(","), strict=True))
    cells |= {"circle": "golf", "birthday": "3.5.1980", "keep in touch": "Never", "Shoe size": "38"}
    cells |= {"standing": "WISHED", "archived": "maybe", "fact 1": "tall", "fact 1 kind": "looks"}
    data = ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"
    (record,) = read_csv(io.BytesIO(data.encode()))
    assert isinstance(record, PersonRecord)
    assert record.person == Person(
        display_name="Ana",
        standing=Standing.WISHED,
        birthday="1980-05-03",
        keep_in_touch=0,
        note="Shoe size: 38\ncircle: golf\narchived: maybe\nfact 1 kind: looks\nfact 1: tall",
    )
    assert len(record.warnings) == 3


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\0\x1bb", "a\ud800b", "x\x0by"])
def test_line_ends_are_levelled_and_controls_dropped(text: str) -> None:
    (person,) = read_back(encoded([Person(display_name="Ana", note=text)]))
    assert person.note in ("a\nb", "ab", "x y")


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t\",;=+-@'"))
WORDS = TEXT.filter(str.strip)
POINT = st.builds(
    ContactPoint,
    kind=st.sampled_from(PointKind),
    value=TEXT.filter(bool),
    label=TEXT,
    preferred=st.booleans(),
)
FACT = st.builds(Fact, kind=st.sampled_from(FactKind), text=TEXT.filter(bool), since=TEXT)
PERSON = st.builds(
    Person,
    uid=TEXT,
    display_name=WORDS,
    given=TEXT,
    family=TEXT,
    additional=TEXT,
    prefix=TEXT,
    suffix=TEXT,
    nickname=TEXT,
    organisation=TEXT,
    title=TEXT,
    standing=st.sampled_from(Standing),
    circle=st.sampled_from(Circle) | st.none(),
    keep_in_touch=st.integers(0, 999_999) | st.none(),
    why_connected=TEXT,
    how_met=TEXT,
    met_on=TEXT,
    birthday=st.sampled_from(["", "1980-05-03", "--02-29"]),
    zone=TEXT,
    languages=st.lists(WORDS, max_size=3).map(tuple),
    city=TEXT,
    country=TEXT,
    note=TEXT,
    archived=st.booleans(),
    points=st.lists(POINT, max_size=4).map(
        lambda points: tuple(sorted(points, key=lambda p: list(PointKind).index(p.kind)))
    ),
    facts=st.lists(FACT, max_size=3).map(tuple),
    tags=st.lists(WORDS, max_size=3).map(tuple),
)


@given(st.lists(PERSON, max_size=4))
@settings(max_examples=150)
def test_any_people_come_back(people: list[Person]) -> None:
    assert read_back(encoded(people)) == people


@given(PERSON)
@settings(max_examples=50)
def test_ids_and_opaque_parts_are_not_written(person: Person) -> None:
    kept = replace(person, id=7, extra="x-secret", met_through=3, created_at="x-then")
    assert encoded([kept]) == encoded([person])
