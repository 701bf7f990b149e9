"""Which property becomes which field of a person, in all the ways they are written."""

from __future__ import annotations

import io

import pytest

from planner.domain.people import Person, PointKind
from planner.exchange.records import PersonRecord
from planner.exchange.vcard import read_vcards, write_vcards


def read(*lines: str) -> PersonRecord:
    text = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
    (record,) = read_vcards(io.BytesIO(text.encode()))
    assert isinstance(record, PersonRecord)
    return record


def person(*lines: str) -> Person:
    return read(*lines, "FN:Some Body").person


def written(who: Person) -> list[str]:
    (text,) = write_vcards([(who, None)], "4.0")
    return text.replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19800503", "1980-05-03"),
        ("BDAY:1980-05-03", "1980-05-03"),
        ("BDAY:--0503", "--05-03"),
        ("BDAY:--05-03", "--05-03"),
        ("BDAY:--0229", "--02-29"),
        ("BDAY:1980-05-03T00:00:00Z", "1980-05-03"),
        ("BDAY;VALUE=date-time:19800503T231500+0100", "1980-05-03"),
        ("BDAY;VALUE=date;X-APPLE-OMIT-YEAR=1604:1604-05-03", "--05-03"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1980-05-03", "1980-05-03"),
        ("BDAY:0000-05-03", "--05-03"),
        ("BDAY:1980/5/3", "1980-05-03"),
        ("BDAY:١٩٨٠-٠٥-٠٣", "1980-05-03"),
    ],
)
def test_birthdays(line: str, birthday: str) -> None:
    record = read(line, "FN:A")
    assert record.person.birthday == birthday
    assert record.warnings == ()


@pytest.mark.parametrize(
    "day", ["1980-02-30", "circa 1800", "1980", "---03", "1980-05", "31.12.80"]
)
def test_what_is_no_birthday_is_kept_and_named(day: str) -> None:
    record = read(f"BDAY:{day}", "FN:A")
    assert record.person.birthday == ""
    assert record.warnings == (f"the birthday {day} is not a day and was set aside",)
    assert f"BDAY:{day}" in written(record.person)


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("Moura;Beatriz;Anna;Dr.;MBA", ("Moura", "Beatriz", "Anna", "Dr.", "MBA")),
        ("Moura;Beatriz", ("Moura", "Beatriz", "", "", "")),
        ("Moura", ("Moura", "", "", "", "")),
        (";Beatriz;;;", ("", "Beatriz", "", "", "")),
        ("Moura;Beatriz;;;;;extra;", ("Moura", "Beatriz", "", "", "")),
        (
            "Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.",
            ("Stevenson", "John", "Philip Paul", "Dr.", "Jr., M.D."),
        ),
        ("O\\;Hara\\, née Lee;Al\\\\ex", ("O;Hara, née Lee", "Al\\ex", "", "", "")),
        ("  van  Dijk ; Noor", ("van Dijk", "Noor", "", "", "")),
    ],
)
def test_names(value: str, parts: tuple[str, ...]) -> None:
    who = person(f"N:{value}")
    assert (who.family, who.given, who.additional, who.prefix, who.suffix) == parts


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Moura;Beatriz;;Dr.;"], "Dr. Beatriz Moura"),
        (["FN: ", "N:;;;;", "NICKNAME:Bia"], "Bia"),
        (["FN:;;;", "ORG:Cork & Co."], "Cork & Co."),
        (["EMAIL:bia@moura.example"], "bia@moura.example"),
        (["TEL:555-0100"], "555-0100"),
        (["FN:Bia\\nMoura"], "Bia Moura"),
        (["FN:🦌"], "🦌"),
    ],
)
def test_who_a_card_without_a_proper_name_is(lines: list[str], name: str) -> None:
    assert read(*lines).person.display_name == name


def test_departments_come_back_as_long_as_the_company_stays() -> None:
    who = person("ORG:ABC\\, Inc.;North;Marketing")
    assert who.organisation == "ABC, Inc."
    assert "ORG:ABC\\, Inc.;North;Marketing" in written(who)
    moved = Person(display_name="A", organisation="Elsewhere", extra=who.extra)
    assert "ORG:Elsewhere" in written(moved)
    assert not any("Marketing" in line for line in written(moved))


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("TZ:Europe/Lisbon", "Europe/Lisbon"),
        ("TZ;VALUE=text:America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("TZ:UTC", "UTC"),
        ("TZ:-0500", ""),
        ("TZ:Europe/Nowhere", ""),
        ("TZ:../../etc/passwd", ""),
        ("TZ:Europe", ""),
    ],
)
def test_zones(line: str, zone: str) -> None:
    who = person(line)
    assert who.zone == zone
    assert any(out.startswith("TZ") and line[-5:] in out for out in written(who))


@pytest.mark.parametrize(
    ("line", "uid"),
    [
        ("UID:abc-1", "abc-1"),
        (
            "UID:urn:uuid:4FBE8971-0bc3-424c-9c26-36c3e1eff6b1",
            "4FBE8971-0bc3-424c-9c26-36c3e1eff6b1",
        ),
        ("UID:urn:uuid:not-one", "urn:uuid:not-one"),
        ("UID;VALUE=text:a\\,b", "a,b"),
        ("UID:me", ""),
        ("UID:", ""),
    ],
)
def test_uids(line: str, uid: str) -> None:
    assert person(line).uid == uid


def test_tags_and_languages() -> None:
    who = person("CATEGORIES:a,b\\,c, ,A", "CATEGORIES:d;e", "LANG;PREF=1:pt", "LANG:en")
    assert who.tags == ("a", "b,c", "d", "e")
    assert who.languages == ("pt", "en")


@pytest.mark.parametrize(
    ("rev", "revised"),
    [
        ("20240301T090807Z", "2024-03-01T09:08:07Z"),
        ("2024-03-01T09:08:07+02:00", "2024-03-01T07:08:07Z"),
        ("2024-03-01T09:08:07.123Z", "2024-03-01T09:08:07Z"),
        ("2024-03-01", "2024-03-01"),
        ("20240301T090807", "2024-03-01T09:08:07"),
        ("0001-01-01T00:00:00+14:00", ""),
        ("2024-13-01T00:00:00Z", ""),
        ("yesterday", ""),
    ],
)
def test_when_a_card_was_revised(rev: str, revised: str) -> None:
    assert read("FN:A", f"REV:{rev}").revised == revised


@pytest.mark.parametrize(
    ("header", "kind", "label"),
    [
        ("TEL;CELL;WORK", PointKind.PHONE, "mobile"),
        ("TEL;HOME;FAX", PointKind.PHONE, "fax"),
        ("TEL;TYPE=MAIN", PointKind.PHONE, "main"),
        ("TEL;VOICE;MSG", PointKind.PHONE, ""),
        ("TEL;TYPE=X-Boat", PointKind.PHONE, "Boat"),
        ("EMAIL;INTERNET;WORK", PointKind.EMAIL, "work"),
        ("EMAIL;TYPE=OTHER", PointKind.EMAIL, "other"),
        ("URL;TYPE=BLOG", PointKind.URL, "blog"),
        ("X-AIM", PointKind.IM, "aim"),
        ("X-MS-IMADDRESS", PointKind.IM, ""),
        ("IMPP;X-SERVICE-TYPE=GaduGadu", PointKind.IM, "gadugadu"),
        ("X-TWITTER", PointKind.SOCIAL, "twitter"),
        ("X-SOCIALPROFILE;TYPE=Mastodon", PointKind.SOCIAL, "Mastodon"),
    ],
)
def test_kinds_and_labels(header: str, kind: PointKind, label: str) -> None:
    (point,) = person(f"{header}:value").points
    assert (point.kind, point.label, point.value, point.normal) == (kind, label, "value", "")


def test_a_label_for_two_points_at_once() -> None:
    who = person("a.TEL:555-0100", "a.EMAIL:a@b.example", "a.X-ABLabel:Boat")
    assert [point.label for point in who.points] == ["Boat", "Boat"]
    lines = written(who)
    assert [line for line in lines if "Boat" in line] == ["a.X-ABLabel:Boat"]
    assert "a.TEL:555-0100" in lines


def test_a_label_on_top_of_a_type() -> None:
    (point,) = person("a.TEL;TYPE=HOME:555-0100", "a.X-ABLabel:Summer house").points
    assert point.label == "Summer house"


def test_empty_properties_are_no_points() -> None:
    who = person("TEL:", "EMAIL;TYPE=work: ", "ADR:;;;;;;", "URL:", "X-NOTHING:", "CATEGORIES:,")
    assert who == Person(display_name="Some Body")


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ["ADR;TYPE=work:;;a;Porto;;;", "ADR;TYPE=home:;;b;Lisbon;;;Portugal"],
            ("Lisbon", "Portugal"),
        ),
        (["ADR;TYPE=work;PREF=1:;;a;Porto;;;", "ADR;TYPE=home:;;b;Lisbon;;;"], ("Porto", "")),
        (["ADR;TYPE=work:;;a;Porto;;;"], ("Porto", "")),
        (["ADR:;;;Faro;;;Portugal", "ADR;TYPE=home:;;b;Lisbon;;;"], ("Faro", "Portugal")),
        ([], ("", "")),
    ],
)
def test_city_and_country(lines: list[str], place: tuple[str, str]) -> None:
    who = person(*lines)
    assert (who.city, who.country) == place


def test_an_address_in_the_parts_of_rfc_9554() -> None:
    (point,) = person("ADR;TYPE=home:;;;;;;;Room 4;;;12;High Street").points
    assert point.value == "Room 4\n12\nHigh Street"
    assert "ADR;TYPE=home:;;;;;;;Room 4;;;12;High Street" in written(
        Person(display_name="A", points=(point,))
    )


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAAA",
        "PHOTO;BASE64;JPEG:/9j/AAAA",
        "PHOTO:data:image/jpeg;base64,/9j/AAAA",
        "PHOTO;VALUE=uri:data:image/jpeg;base64,%2F9j%2FAAAA",
        "PHOTO;TYPE=image/jpeg:/9j/AAAA",
        "PHOTO;ENCODING=BASE64:/9j/AA AA=",
    ],
)
def test_photos(line: str) -> None:
    photo = read("FN:A", line).photo
    assert photo is not None
    assert photo[:5] == b"\xff\xd8\xff\0\0"


@pytest.mark.parametrize(
    "url", ["https://a.example/x.jpg", "file:///etc/passwd", "data:text/html,<b>"]
)
def test_a_photo_elsewhere_is_kept_and_not_fetched(url: str) -> None:
    record = read("FN:A", f"PHOTO;VALUE=uri:{url}")
    assert record.photo is None
    assert f"PHOTO;VALUE=uri:{url}" in written(record.person)
    assert record.warnings == ()


@pytest.mark.parametrize("data", ["@@@@", "AAAAA", "AA==AAAA", "ÿ"])
def test_a_damaged_photo_does_not_lose_the_person(data: str) -> None:
    record = read("FN:A", f"PHOTO;ENCODING=b:{data}")
    assert record.photo is None
    assert record.warnings == ("the photo on line 3 is damaged and was left out",)


def test_what_is_too_long_for_a_field_is_kept() -> None:
    record = read(
        "FN:A", f"TITLE:{'x' * 10_001}", f"NOTE:{'y' * 100_000}", f"CATEGORIES:{'a,' * 2_000}"
    )
    assert record.person.title == ""
    assert len(record.person.note) == 100_000
    assert record.person.tags == ()
    assert record.warnings == (
        "TITLE on line 3 is too long and was set aside",
        "CATEGORIES on line 5 is too long and was set aside",
    )
    assert f"TITLE:{'x' * 10_001}" in written(record.person)
