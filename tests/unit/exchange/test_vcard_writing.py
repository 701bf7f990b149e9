"""What is written: right in both versions, whole, and with no way to say more than a field says."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.people import (
    ME,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    Photo,
    PointKind,
)
from planner.exchange.records import PersonRecord
from planner.exchange.vcard import Version, read_vcards, write_vcards

VERSIONS: tuple[Version, ...] = get_args(Version)

PETRA = Person(
    uid="0b5b2f5e-8d0c-4a5e-9a43-9d5d3a3e1c11",
    display_name="Dr. Petra Novák",
    given="Petra",
    family="Novák",
    prefix="Dr.",
    nickname="Peťa",
    organisation="Lumen; Research, Ltd.",
    title="Head of \\ optics",
    birthday="--05-03",
    zone="Europe/Prague",
    languages=("cs", "en"),
    city="Brno",
    country="Czechia",
    note="Likes tea, not coffee;\nknows \\ everyone",
    tags=("fair, 2026", "optics"),
    updated_at="2026-10-13T09:00:00Z",
    points=(
        ContactPoint(
            kind=PointKind.EMAIL, value="petra@lumen.example", label="work", preferred=True
        ),
        ContactPoint(kind=PointKind.PHONE, value="+420 555 012 345", label="mobile"),
        ContactPoint(kind=PointKind.PHONE, value="+420 555 012 346", label="Cottage, upstairs"),
        ContactPoint(kind=PointKind.ADDRESS, value="Údolní 5\n602 00 Brno", label="home"),
        ContactPoint(kind=PointKind.URL, value="https://lumen.example/a,b;c", label="homepage"),
        ContactPoint(kind=PointKind.IM, value="petra", label="signal"),
        ContactPoint(kind=PointKind.IM, value="petra.n", label="skype"),
        ContactPoint(
            kind=PointKind.SOCIAL, value="https://social.example/@petra", label="mastodon"
        ),
    ),
)


def write(person: Person, version: Version, photo: Photo | None = None) -> str:
    return "".join(write_vcards([(person, photo)], version))


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def read(text: str) -> PersonRecord:
    (record,) = read_vcards(io.BytesIO(text.encode()))
    assert isinstance(record, PersonRecord)
    return record


def test_a_card_in_4_0() -> None:
    assert unfolded(write(PETRA, "4.0")) == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//On Purpose//On Purpose//EN",
        "UID:urn:uuid:0b5b2f5e-8d0c-4a5e-9a43-9d5d3a3e1c11",
        "FN:Dr. Petra Novák",
        "N:Novák;Petra;;Dr.;",
        "NICKNAME:Peťa",
        "ORG:Lumen\\; Research\\, Ltd.",
        "TITLE:Head of \\\\ optics",
        "BDAY:--0503",
        "TZ:Europe/Prague",
        "LANG:cs",
        "LANG:en",
        "CATEGORIES:fair\\, 2026,optics",
        "NOTE:Likes tea\\, not coffee\\;\\nknows \\\\ everyone",
        "ADR:;;;Brno;;;Czechia",
        "EMAIL;TYPE=work;PREF=1:petra@lumen.example",
        "TEL;TYPE=cell:+420 555 012 345",
        "item1.TEL:+420 555 012 346",
        "item1.X-ABLabel:Cottage\\, upstairs",
        "ADR;TYPE=home:;;Údolní 5\\n602 00 Brno;;;;",
        "item2.URL:https://lumen.example/a\\,b;c",
        "item2.X-ABLabel:_$!<HomePage>!$_",
        "item3.IMPP:im:petra",
        "item3.X-ABLabel:signal",
        "X-SKYPE:petra.n",
        "X-SOCIALPROFILE;TYPE=mastodon:https://social.example/@petra",
        "REV:20261013T090000Z",
        "END:VCARD",
        "",
    ]


def test_what_3_0_says_otherwise() -> None:
    lines = unfolded(write(PETRA, "3.0", Photo(media_type="image/webp", data=b"RIFF")))
    for line in (
        "VERSION:3.0",
        "UID:0b5b2f5e-8d0c-4a5e-9a43-9d5d3a3e1c11",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-03",
        "TZ;VALUE=text:Europe/Prague",
        "EMAIL;TYPE=work,pref:petra@lumen.example",
        "PHOTO;TYPE=WEBP;ENCODING=b:UklGRg==",
        "REV:2026-10-13T09:00:00Z",
    ):
        assert line in lines
    assert "N:;;;;" in unfolded(write(Person(display_name="A"), "3.0"))  # it demands one
    assert not any(
        line.startswith("N:") for line in unfolded(write(Person(display_name="A"), "4.0"))
    )


@pytest.mark.parametrize("version", VERSIONS)
def test_a_photo(version: Version) -> None:
    data = bytes(range(256)) * 50
    record = read(write(PETRA, version, Photo(media_type="image/jpeg", data=data)))
    assert record.photo == data
    assert record.person == replace(PETRA, updated_at="")
    assert record.revised == PETRA.updated_at


@pytest.mark.parametrize("version", VERSIONS)
def test_no_line_is_over_75_octets_or_cuts_a_character(version: Version) -> None:
    long = replace(PETRA, note="žluťoučký kůň 🦌 " * 40, title="x" * 300)
    text = write(long, version, Photo(media_type="image/png", data=bytes(5_000)))
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    for line in lines:
        line.decode()
    assert read(text).person.note == long.note


def test_what_only_the_planner_knows_stays_here() -> None:
    private = replace(
        PETRA,
        circle=Circle.INNER,
        keep_in_touch=14,
        why_connected="secret-one",
        how_met="secret-two",
        met_on="2019",
        facts=(Fact(kind=FactKind.AVOID, text="secret-three"),),
    )
    assert write(private, "4.0") == write(PETRA, "4.0")


def test_me_is_somebody_else_elsewhere() -> None:
    assert "UID" not in write(Person(uid=ME, display_name="Mara"), "4.0")
    assert write(Person(uid=ME), "4.0") == ""


def test_a_person_without_a_display_name() -> None:
    text = write(Person(given="Ana", family="Ruiz"), "3.0")
    assert "FN:Ana Ruiz" in unfolded(text)


@pytest.mark.parametrize(
    ("uid", "line"),
    [
        ("card-7", "UID;VALUE=text:card-7"),
        ("https://people.example/7;a,b", "UID:https://people.example/7;a\\,b"),
        ("a b:c,d", "UID;VALUE=text:a b:c\\,d"),
    ],
)
def test_uids_in_4_0(uid: str, line: str) -> None:
    text = write(Person(display_name="A", uid=uid), "4.0")
    assert line in unfolded(text)
    assert read(text).person.uid == uid


# What a person changed since the import


def imported(*lines: str) -> Person:
    return read("\r\n".join(["BEGIN:VCARD", *lines, "FN:Ana Ruiz", "END:VCARD", ""])).person


def changed(person: Person, **changes: str | bool) -> list[str]:
    """The card with the person's only contact point changed."""
    (point,) = person.points
    point = replace(point, **changes)  # type: ignore[arg-type]
    return unfolded(write(replace(person, points=(point,)), "4.0"))


def test_a_changed_number_keeps_its_types_but_not_its_uri() -> None:
    ana = imported("TEL;VALUE=uri;TYPE=work,text;PID=1:tel:+34-555-0101;ext=7")
    assert "TEL;TYPE=work,text;PID=1;VALUE=uri:tel:+34-555-0101;ext=7" in changed(ana)
    assert "TEL;TYPE=work,text;PID=1:+34 555 0202" in changed(ana, value="+34 555 0202")


def test_a_changed_label_wins_over_the_types_it_came_with() -> None:
    ana = imported("TEL;TYPE=work,text;PID=1:555-0101")
    assert "TEL;TYPE=home;PID=1:555-0101" in changed(ana, label="home")
    assert "item1.X-ABLabel:Boat" in changed(ana, label="Boat")
    assert "TEL;PID=1:555-0101" in changed(ana, label="")
    boat = imported("item1.TEL;TYPE=text:555-0101", "item1.X-ABLabel:Boat")
    assert "TEL;TYPE=cell:555-0101" in changed(boat, label="mobile")


def test_a_changed_preference() -> None:
    ana = imported("EMAIL;TYPE=internet,home;PID=1:ana@ruiz.example")
    assert "EMAIL;TYPE=internet,home;PREF=1;PID=1:ana@ruiz.example" in changed(ana, preferred=True)
    ana = imported("EMAIL;TYPE=internet,home,pref:ana@ruiz.example")
    assert "EMAIL;TYPE=internet,home:ana@ruiz.example" in changed(ana, preferred=False)


def test_a_changed_address_is_written_as_it_reads() -> None:
    ana = imported("ADR;TYPE=home:;;Calle Mayor 1;Madrid;;28013;España")
    lines = changed(ana, value="Calle Menor 2\nMadrid")
    assert "ADR;TYPE=home:;;Calle Menor 2\\nMadrid;;;;" in lines
    assert "ADR:;;;Madrid;;;España" in lines  # city and country are fields of their own


@pytest.mark.parametrize("version", VERSIONS)
def test_a_city_does_not_become_a_second_address(version: Version) -> None:
    ana = imported("ADR;TYPE=home:;;Calle Mayor 1;Madrid;;28013;España")
    moved = replace(ana, city="Sevilla", country="")
    again = read(write(moved, version)).person
    assert again == moved
    assert read(write(again, version)).person == moved


def test_other_cards_of_the_same_title_outlive_a_change() -> None:
    ana = imported("TITLE:Director", "TITLE;LANGUAGE=es:Directora", "NOTE:a", "NOTE:b")
    lines = unfolded(write(replace(ana, title="Founder", note="c"), "4.0"))
    assert [line for line in lines if line.startswith("TITLE")] == [
        "TITLE:Founder",
        "TITLE;LANGUAGE=es:Directora",
    ]
    assert [line for line in lines if line.startswith("NOTE")] == ["NOTE:c"]


def test_new_labels_take_no_group_that_is_in_use() -> None:
    ana = imported("item1.X-ABDATE:2012-05-04", "item1.X-ABLabel:Wedding", "item2.ROLE:x")
    point = ContactPoint(kind=PointKind.PHONE, value="555-0100", label="Boat")
    lines = unfolded(write(replace(ana, points=(point,)), "4.0"))
    assert "item3.TEL:555-0100" in lines
    assert "item3.X-ABLabel:Boat" in lines


# Nothing gets out of its field

NASTY = st.text(
    st.sampled_from(
        "\r\n\x0b\x0c\x1c\x1d\x85\u2028\u2029\0\x7f\ud800;:,\\\"^'= \tabXBEGIN:VCARDé🦌"
    )
)


def nasty_person(text: str) -> Person:
    points = [
        ContactPoint(kind=kind, value=text, label=text, preferred=True, extra=text)
        for kind in PointKind
    ]
    texts = dict.fromkeys(
        (
            "uid given family additional prefix suffix nickname organisation title zone city "
            "country note birthday extra updated_at"
        ).split(),
        text,
    )
    return Person(
        display_name="A" + text,
        languages=(text, text),
        tags=(text, "b"),
        points=tuple(points),
        **texts,  # type: ignore[arg-type]
    )


@given(text=NASTY, version=st.sampled_from(VERSIONS))
@settings(max_examples=150)
def test_no_text_begins_a_line_of_its_own(text: str, version: Version) -> None:
    card = write(nasty_person(f"x\r\nEND:VCARD\r\nTEL:666{text}"), version)
    lines = card.split("\r\n")
    assert card.splitlines() == lines[:-1]  # by any reader's idea of a line
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == 1
    for line in lines[1:-2]:
        assert re.match(r"[A-Za-z0-9.-]+[;:]| ", line)
        assert not line.startswith("TEL:666")
    assert re.search(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", card) is None


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "extra",
    [
        '{"vcard":[["X-A\\r\\nTEL:666","v"],["X B","v"],["","v"]]}',
        '{"vcard":[["END","VCARD"],["begin","VCARD"],["VERSION\\n","2.1"]]}',
        '{"vcard":[["X-A","v\\nTEL:666",[["P\\nTEL:666","v"],["Q","\\nTEL:666:\\""]],"g\\nTEL:666"]]}',
        '{"vcard":[["X-A","v",[["P"],["Q",1],"R",[]],7],[1,2],["X-B"],[],null,"x"]}',
        '{"vcard":[],"fields":[["FN","Somebody Else"],["N","Else;Somebody"]]}',
        '{"vcard":{"a":1},"fields":4}',
        '{"other":1}',
        "[" * 100_000,
        "not JSON",
    ],
)
def test_extras_that_are_not_what_the_reader_wrote(extra: str, version: Version) -> None:
    point = ContactPoint(kind=PointKind.PHONE, value="555-0100", extra=extra)
    card = write(Person(display_name="A", extra=extra, points=(point,)), version)
    assert "\r\nTEL:666" not in card
    assert card.count("END:VCARD\r\n") == 1
    assert card.endswith("END:VCARD\r\n")
    record = read(card)
    assert record.person.display_name == "A"
    assert record.person.values(PointKind.PHONE) == ("555-0100",)


def test_a_carriage_return_is_no_way_round_the_escapes() -> None:
    card = write(Person(display_name="A\rTEL:666", note="a\r\nb\rc"), "3.0")
    assert "NOTE:a\\nb\\nc" in unfolded(card)
    assert "\r" not in card.replace("\r\n", "")
