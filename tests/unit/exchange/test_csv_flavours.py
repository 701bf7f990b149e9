"""Files as Google Contacts, Outlook, LinkedIn, Thunderbird and Excel write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.domain.people import Fact, FactKind, Person, PointKind, full_name
from planner.exchange.csv_files import looks_like_csv, read_csv
from planner.exchange.records import BadRecord, PersonRecord

DATA = Path(__file__).parents[2] / "data" / "csv"
NO_NAME = "the row has no name, e-mail address, phone number or company"


def records(name: str) -> list[PersonRecord | BadRecord]:
    with (DATA / name).open("rb") as stream:
        return list(read_csv(stream))


def people(name: str) -> list[Person]:
    return [record.person for record in records(name) if isinstance(record, PersonRecord)]


def points(person: Person, kind: PointKind) -> list[tuple[str, str]]:
    return [(point.label, point.value) for point in person.points if point.kind is kind]


def outcome(name: str) -> list[tuple[int, str]]:
    """Each record's line, and its person's name or the reason why there is none."""
    return [
        (r.line, r.reason if isinstance(r, BadRecord) else full_name(r.person))
        for r in records(name)
    ]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_each_file_looks_like_csv(path: Path) -> None:
    data = path.read_bytes()
    assert looks_like_csv(data[:4096])
    assert looks_like_csv(data[:600])


def test_google_with_the_old_headers() -> None:
    assert outcome("google-old.csv") == [
        (2, "Dr. Beatriz Alves Moura"),
        (6, "info@nursery.example"),
        (7, "Quill & Partners"),
        (8, NO_NAME),
    ]
    bia, nursery, quill = people("google-old.csv")
    assert (bia.given, bia.additional, bia.family) == ("Beatriz", "Alves", "Moura")
    assert (bia.prefix, bia.nickname, bia.birthday) == ("Dr.", "Bia", "1980-05-03")
    assert (bia.organisation, bia.title) == ("Orchard Sensors", "Head of Field Trials")
    assert (bia.city, bia.country, bia.languages) == ("Lisboa", "Portugal", ("pt",))
    assert points(bia, PointKind.EMAIL) == [
        ("work", "beatriz@orchard.example"),
        ("work", "b.moura@orchard.example"),
        ("home", "bia@moura.example"),
    ]
    assert points(bia, PointKind.PHONE) == [
        ("mobile", "+351 912 000 101"),
        ("work fax", "+351 21 000 0102"),
    ]
    assert points(bia, PointKind.ADDRESS) == [
        ("home", "Rua das Flores 12\n1200-195 Lisboa\nPortugal")
    ]
    assert points(bia, PointKind.IM) == [("skype", "bia.moura")]
    assert points(bia, PointKind.URL) == [("profile", "https://moura.example/")]
    assert bia.tags == ("Growers", "starred")
    assert bia.facts == (
        Fact(kind=FactKind.INTEREST, text="Choir"),
        Fact(kind=FactKind.FAMILY, text="spouse: Rui"),
    )
    assert bia.note == (
        "Met at the seed fair.\nLikes short calls.\n\nOccupation: Agronomist\n"
        "Organization 1 - Department: Trials\nAnniversary: 2009-06-20\nBadge: A-17"
    )
    assert bia.values(PointKind.EMAIL)[0] == "beatriz@orchard.example"
    assert [point.preferred for point in bia.points if point.kind is PointKind.EMAIL] == [
        *(True, True, False)
    ]
    assert (nursery.tags, nursery.note) == ((), "")
    assert (quill.given, quill.family, quill.organisation) == ("", "", "Quill & Partners")


def test_google_with_the_new_headers() -> None:
    assert outcome("google-new.csv") == [
        (2, "Prof. Tomasz J. Wróbel"),
        (3, "浦添設計"),
        (4, "Harbour Cranes Ltd"),
    ]
    tomasz = people("google-new.csv")[0]
    assert (tomasz.birthday, tomasz.tags) == ("--05-03", ("Advisers, paid", "friends"))
    assert points(tomasz, PointKind.EMAIL) == [
        ("work", "t.wrobel@frost.example"),
        ("", "tomasz@wrobel.example"),
    ]
    assert points(tomasz, PointKind.PHONE) == [
        ("mobile", "+48 500 000 700"),
        ("mobile", "+48 500 000 701"),
        ("work", "+48 22 000 01 02"),
    ]
    assert points(tomasz, PointKind.ADDRESS) == [
        ("work", "ul. Lodowa 4\nRoom 12\nPO Box 77\n30-001 Kraków\nPL")
    ]
    assert tomasz.note == (
        "Says “call me” and means it\n\nPhonetic Last Name: Vroo-bel\n"
        "Organization Department: Physics\nPhoto: https://pictures.example/tw.jpg\n"
        "Assistant: Ewa Lis\nWedding: 2010-06-01\nStaff no.: 42"
    )


def test_outlook_classic() -> None:
    assert outcome("outlook-classic.csv") == [
        (2, "Ms. Petra K. Lindqvist PhD"),
        (7, "Jonas Berg"),
        (8, "Café Zoë"),
        (9, NO_NAME),
    ]
    petra, jonas, _ = people("outlook-classic.csv")
    assert (petra.organisation, petra.title) == ("Nordlys Bank", "Credit Officer")
    assert (petra.birthday, petra.city) == ("1969-12-28", "Springfield")
    assert points(petra, PointKind.PHONE) == [
        ("work", "+46 8 000 01 00"),
        ("mobile", "+46 70 000 01 01"),
        ("work fax", "+46 8 000 01 09"),
        ("company main", "+46 8 000 00 00"),
    ]
    assert points(petra, PointKind.ADDRESS) == [
        ("work", "Hamngatan 2\nFloor 4\nPO Box 120\n111 47 Stockholm\nSweden"),
        ("home", "1 Elm Road\nSpringfield, IL 62704\nUnited States of America"),
    ]
    assert points(petra, PointKind.EMAIL) == [("", "petra.lindqvist@nordlys.example")]
    assert [fact.text for fact in petra.facts] == ["Children: Nils, Maja", "Rowing", "Spouse: Erik"]
    assert petra.tags == ("Bank", "Choir")
    assert petra.note == (
        'First line, with a comma.\nSecond "quoted" line.\n\nFourth line.\n\n'
        "Department: Loans\nAnniversary: 6/20/2009\n"
        "E-mail 2 Address: /o=ExchangeLabs/ou=Group/cn=Recipients/cn=petra\n"
        "Manager's Name: Ingrid Falk\nReferred By: Jonas Berg"
    )
    # `12/28/1969` in the file tells how `5/3/1980` is meant; `0/0/00` is no birthday.
    assert (jonas.birthday, jonas.note) == ("1980-05-03", "Private: True")


def test_outlook_of_microsoft_365() -> None:
    first, second = records("outlook-365.csv")
    assert isinstance(first, PersonRecord)
    assert isinstance(second, PersonRecord)
    assert first.warnings == ("Birthday: 1985-02-30 is not a day; it is kept in the note",)
    assert first.person.note == "Ask about inverters\n\nSchools: Lagos Tech\nBirthday: 1985-02-30"
    assert points(first.person, PointKind.IM) == [("", "chidi@chat.example")]
    assert points(first.person, PointKind.URL) == [("home", "https://okafor.example")]
    assert (second.person.city, second.person.country) == ("Osaka", "Japan")
    assert points(second.person, PointKind.EMAIL) == [("", "mei@tanaka.example")]
    assert second.person.birthday == "1990-11-09"


def test_outlook_in_german() -> None:
    jordis, omer = people("outlook-german.csv")
    assert full_name(jordis) == "Frau Dr. Jördis Groß"
    assert (jordis.organisation, jordis.title) == ("Mühlenhof Öle GmbH", "Leiterin Einkauf")
    assert (jordis.birthday, jordis.city, jordis.tags) == (
        *("1980-05-03", "Telgte"),
        ("Lieferanten", "Chor"),
    )
    assert points(jordis, PointKind.PHONE) == [
        ("work", "+49 251 000100"),
        ("work", "+49 251 000101"),
        ("home", "02504 / 0001"),
        ("mobile", "0171 / 0000102"),
        ("work fax", "+49 251 000109"),
        ("company main", "+49 251 000000"),
    ]
    assert points(jordis, PointKind.ADDRESS) == [
        ("work", "Mühlenweg 8\n48143 Münster\nDeutschland"),
        ("home", "Am Bach 3\n48291 Telgte\nDeutschland"),
    ]
    assert [fact.text for fact in jordis.facts] == ["Imkerei", "Partner: Lasse"]
    assert jordis.note == "Ruft gern „zurück“.\n\nAbteilung: Einkauf\nJahrestag: 20.06.2009"
    assert (full_name(omer), omer.note, omer.birthday) == ("Ömer Yildiz", "", "")


def test_linkedin_below_its_notes() -> None:
    assert outcome("linkedin.csv") == [
        (5, "Ana Ruiz"),
        (6, "Noor van den Berg"),
        (7, NO_NAME),
        (8, "Kwame Mensah"),
    ]
    ana, noor, kwame = people("linkedin.csv")
    assert (ana.organisation, ana.title) == ("Frost & Field, Inc.", "Sensor Engineer")
    assert (ana.met_on, ana.how_met) == ("2024-03-07", "Connected on LinkedIn")
    assert points(ana, PointKind.SOCIAL) == [
        ("LinkedIn", "https://www.linkedin.com/in/ana-ruiz-example")
    ]
    assert points(noor, PointKind.EMAIL) == [("", "noor@berg.example")]
    assert (kwame.met_on, kwame.how_met, kwame.note) == ("", "", "Connected On: soon")


def test_linkedin_with_its_older_days() -> None:
    met = [person.met_on for person in people("linkedin-old.csv")]
    assert met == ["2024-03-07", "2019-12-28", "2024-03-07"]


def test_thunderbird() -> None:
    (sunniva,) = people("thunderbird.csv")
    assert (sunniva.birthday, sunniva.note) == ("1975-02-09", "Custom 1: boat 7")
    assert points(sunniva, PointKind.ADDRESS) == [
        ("home", "Storgata 1\n2nd floor\n9008 Tromsø\nNorway")
    ]
    assert points(sunniva, PointKind.EMAIL) == [
        ("primary", "sunniva@dahl.example"),
        ("other", "s.dahl@fjord.example"),
    ]


def test_german_excel_with_its_separator_line() -> None:
    shifted, kaja, deniz = records("excel-german.csv")
    assert shifted == BadRecord(
        line=3,
        reason="the row has 14 cells, the header 13; "
        "a semicolon inside a cell needs quotation marks around the cell",
    )
    assert isinstance(kaja, PersonRecord)
    assert (kaja.person.family, kaja.person.given) == ("Schäfer", "Kaja")
    assert (kaja.person.city, kaja.person.birthday) == ("Köln", "1980-05-03")
    assert kaja.person.note == "Mag Ton; nicht Gips\n\nKundennummer: K-1"
    assert points(kaja.person, PointKind.PHONE) == [("", "0221/0000"), ("mobile", "0171-0000104")]
    assert points(kaja.person, PointKind.ADDRESS) == [("", "Ringstr. 5\n50667 Köln\nDeutschland")]
    assert isinstance(deniz, PersonRecord)
    assert deniz.warnings == (
        "Handy: 4,91712E+11 was rounded by a spreadsheet",
        "Geburtsdatum: 31.2.1980 is not a day; it is kept in the note",
    )


def test_tabs_in_utf16_with_old_mac_line_ends() -> None:
    bia, quill = people("mac-tabs.csv")
    assert (bia.display_name, bia.given, bia.family) == ("Beatriz Moura", "Beatriz", "Moura")
    assert bia.tags == ("growers", "choir")
    assert (quill.display_name, quill.family) == ("Quill Imports, Inc.", "")
