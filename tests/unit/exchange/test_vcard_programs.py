"""Cards in the style of the programs people come from: each imports whole, and nothing is lost.

The files in `tests/data/vcards` are ours; they repeat what those programs are known to write.
"""

from __future__ import annotations

from pathlib import Path

from planner.domain.people import Person, PointKind
from planner.exchange.records import BadRecord, PersonRecord
from planner.exchange.vcard import read_vcards, write_vcards

DATA = Path(__file__).parents[2] / "data" / "vcards"


def read(name: str) -> list[PersonRecord | BadRecord]:
    with (DATA / name).open("rb") as stream:
        return list(read_vcards(stream))


def one(name: str) -> PersonRecord:
    (record,) = read(name)
    assert isinstance(record, PersonRecord)
    return record


def points(person: Person, kind: PointKind) -> list[tuple[str, str, bool]]:
    return [(p.value, p.label, p.preferred) for p in person.points if p.kind is kind]


def written(person: Person) -> list[str]:
    """The lines of the person's card in 4.0, unfolded."""
    (text,) = write_vcards([(person, None)], "4.0")
    return text.replace("\r\n ", "").split("\r\n")


def test_android() -> None:
    record = one("android-2.1.vcf")
    person = record.person
    assert record.warnings == ()
    assert (person.display_name, person.given, person.family) == (
        "Søren Ødegård",
        "Søren",
        "Ødegård",
    )
    assert person.nickname == "Sormen"  # from Android's own table
    assert person.birthday == "1979-11-30"
    assert person.note == "Første møte på båtmessen\nSkylder ham ett råd om lakk"
    assert points(person, PointKind.PHONE) == [
        ("+47 555 01 234", "mobile", True),
        ("22 55 01 23", "home", False),
        ("22 55 01 24", "fax", False),
        ("555-0199", "Hytte", False),
        ("555-0198", "Øya", False),  # a label in quoted-printable among the parameters
    ]
    assert points(person, PointKind.EMAIL)[1] == ("s.odegard@brygge.example", "work", True)
    assert points(person, PointKind.IM) == [("soren.boats", "skype", False)]
    assert (person.city, person.country) == ("Tromsø", "Norge")
    assert record.photo is not None
    assert record.photo[:3] == b"\xff\xd8\xff"
    assert "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Liv;14;;;;;;;;;;;;;" in written(
        person
    )
    assert "X-SKYPE-USERNAME:soren.boats" in written(person)


def test_android_that_folds_in_the_wrong_place() -> None:
    person = one("android-wrong-folds.vcf").person
    assert (person.given, person.family) == ("Марина", "Левицкая")
    assert person.display_name == "Марина Левицкая"
    assert person.organisation == "Пекарня"  # a character in two halves
    assert person.title == "Пекарь"  # no soft break at all
    assert person.note.rstrip() == "ends with a soft break"
    assert [value for value, *_ in points(person, PointKind.PHONE)] == [
        "+7 900 555-01-23",  # not swallowed by the note before it
        "+7 495 555-01-24",
    ]


def test_iphone() -> None:
    record = one("iphone-3.0.vcf")
    person = record.person
    assert record.revised == "2024-03-01T09:08:07Z"
    assert record.photo is not None
    assert person.uid == "6F1C2D3E-1111-4222-8333-444455556666"
    assert person.prefix == "Dr."
    assert person.birthday == "--02-29"  # the year 1604 stands for none
    assert person.organisation == "Tidewell Clinics"
    assert points(person, PointKind.EMAIL) == [
        ("ada@okafor.example", "home", True),
        ("duty@tidewell.example", "On call", False),
    ]
    assert points(person, PointKind.PHONE) == [
        ("+44 7700 900123", "mobile", True),
        ("+44 1632 960123", "fax", False),
        ("+44 1632 960124", "mobile", False),  # said by its label only
    ]
    assert points(person, PointKind.ADDRESS) == [
        (
            "12 Harbour Walk\nFlat 3\nYO21 9ZZ Whitby, North Yorkshire\nUnited Kingdom",
            "home",
            True,
        )
    ]
    assert points(person, PointKind.URL) == [
        ("https://tidewell.example/ada?a=1,2", "homepage", True)
    ]
    assert points(person, PointKind.IM) == [
        ("skype:ada.okafor", "home", True),
        ("xmpp:ada@chat.example", "Ward", False),
    ]
    assert points(person, PointKind.SOCIAL) == [
        ("https://social.example/adaokafor", "twitter", False)
    ]
    assert person.note == "Line one\nLine two, with a comma; and a semicolon"
    lines = written(person)
    assert "ORG:Tidewell Clinics;Paediatrics;" in lines
    assert "TEL;TYPE=iphone,cell,voice;PREF=1:+44 7700 900123" in lines
    assert "X-PHONETIC-FIRST-NAME:ah-DAY-zeh" in lines


def test_what_an_iphone_groups_stays_together() -> None:
    lines = written(one("iphone-3.0.vcf").person)
    for value, companion in (
        (":;;12 Harbour Walk", "X-ABADR:gb"),
        (":2011-06-18", "X-ABLabel:_$!<Anniversary>!$_"),
        (":Chidi Okafor", "X-ABLabel:_$!<Brother>!$_"),
        (":xmpp:ada@chat.example", "X-ABLabel:Ward"),
    ):
        (group,) = (line.split(".")[0] for line in lines if value in line)
        assert f"{group}.{companion}" in lines


def test_outlook() -> None:
    record = one("outlook-2.1.vcf")
    person = record.person
    assert record.warnings == ()
    assert person.display_name == "Dr. Jörg Grünwald"
    assert person.organisation == "Grünwald Mühlen GmbH"
    assert person.birthday == "1963-12-24"
    assert points(person, PointKind.ADDRESS) == [
        ("Mühlenweg 3\n90402 Nürnberg\nDeutschland", "work", True)
    ]
    assert points(person, PointKind.EMAIL) == [("joerg@muehlen.example", "", True)]
    assert record.photo is not None
    assert record.photo[-2:] == b"\xff\xd9"
    lines = written(person)
    assert "LABEL;TYPE=work;PREF=1:Mühlenweg 3\\n90402 Nürnberg" in lines
    assert "ORG:Grünwald Mühlen GmbH;Einkauf" in lines
    assert any(line.startswith("KEY:data:application/pkix-cert;base64,") for line in lines)
    assert any(line.startswith('X-MS-OL-DESIGN:<card xmlns="http') for line in lines)


def test_gmail() -> None:
    bia, shop = read("gmail-3.0.vcf")
    assert isinstance(bia, PersonRecord)
    assert isinstance(shop, PersonRecord)
    assert bia.person.birthday == "--08-17"
    assert bia.person.tags == ("myContacts", "Forest People")
    assert points(bia.person, PointKind.EMAIL)[1] == ("b.moura@cork.example", "Cork forest", False)
    assert points(bia.person, PointKind.URL) == [("https://cork.example/bia", "PROFILE", False)]
    assert bia.photo is None
    assert "PHOTO:https://photos.example/bia.jpg" in written(bia.person)  # kept, not fetched
    assert shop.person.display_name == "orders@cork.example"
    assert shop.line == 26


def test_evolution() -> None:
    record = one("evolution-3.0.vcf")
    person = record.person
    assert record.revised == "2023-12-01T08:09:10Z"  # without Evolution's counter behind it
    assert person.nickname == "Elli, Ella"
    assert person.zone == ""  # an offset is no zone
    assert points(person, PointKind.IM) == [("elsa@chat.example", "jabber", False)]
    assert points(person, PointKind.ADDRESS) == [
        ("PO Box 12\nFyrvägen 1\n97231 Luleå, Norrbotten\nSweden", "work", False)
    ]
    lines = written(person)
    for line in (
        "UID;VALUE=text:pas-id-53F0000000000001",
        "X-EVOLUTION-FILE-AS:Lindqvist\\, Elsa",
        "X-EVOLUTION-SPOUSE:Nils",
        "ORG:Norrsken;Lab;Optics",
        "ROLE:Lead",
        "TZ:+01:00",
        "GEO:65.58;22.15",
        "NICKNAME:Elli,Ella",
        "EMAIL;TYPE=work;X-EVOLUTION-UI-SLOT=1:elsa@norrsken.example",
        "X-JABBER;TYPE=home;X-EVOLUTION-UI-SLOT=1:elsa@chat.example",
    ):
        assert line in lines


def test_lotus_notes() -> None:
    record = one("lotus-notes.vcf")
    person = record.person
    assert (person.prefix, person.additional, person.suffix) == ("Ms", "M", "PhD")
    assert person.organisation == "Harbour Freight"
    assert [value for value, *_ in points(person, PointKind.EMAIL)] == [
        "ivana@harbour.example",
        "Ivana Petrov/Dispatch/Harbour@Harbour",
    ]
    assert points(person, PointKind.PHONE)[1] == ("555-0143", "pager", False)
    assert record.photo is not None
    for line in ("COMMENT:Prefers the telephone", "SORT-STRING:PETROV", "X-LOTUS-CHARSET:UTF-8"):
        assert line in written(person)


def test_nokia_without_a_formatted_name() -> None:
    record = one("nokia-2.1.vcf")
    person = record.person
    assert person.display_name == "Äijä Virtanen"
    assert record.revised == "2009-01-02T03:04:05"
    assert points(person, PointKind.PHONE) == [
        ("+358405550123", "mobile", True),
        ("095550123", "home", False),
    ]
    assert "X-SIP;TYPE=POC:sip:aija@jarvi.example" in written(person)


def test_kde() -> None:
    record = one("kde-4.0.vcf")
    person = record.person
    assert (person.additional, person.suffix) == ("Folkert Eilert", "jun., M.A.")
    assert person.uid == "0f0e0d0c-aaaa-4bbb-8ccc-ddddeeeeffff"
    assert person.zone == "Europe/Berlin"
    assert person.languages == ("nds", "de")
    assert points(person, PointKind.PHONE) == [
        ("+49-151-555-0177", "mobile", False),
        ("+49-4921-555-01 ext. 12", "work", False),
    ]
    assert record.photo is not None
    assert record.photo[:4] == b"\x89PNG"
    lines = written(person)
    for line in (
        "UID:urn:uuid:0f0e0d0c-aaaa-4bbb-8ccc-ddddeeeeffff",
        "TEL;TYPE=work;VALUE=uri:tel:+49-4921-555-01;ext=12",
        "N:Janßen;Hinnerk;Folkert,Eilert;;jun.,M.A.",
        'ADR;TYPE=home;PREF=1;LABEL="Am Deich 5^n26721 Emden: hinten, links"'
        ":;;Am Deich 5;Emden;;26721;Deutschland",
        "KEY:data:application/pgp-keys;base64,AAECAwQF",
        "LANG;PREF=1:nds",
        "X-messaging-skype-All:hinnerk.j",  # no other program could read a slash there
    ):
        assert line in lines


def test_everything_rfc_6350_allows() -> None:
    person = one("rfc-4.0.vcf").person
    assert person.display_name == "Tomás Ruiz"
    assert person.organisation == "ABC, S.A."
    assert person.birthday == "1953-10-15"
    assert person.note == "First note\n\nSegunda nota"
    assert points(person, PointKind.SOCIAL) == [
        ("https://social.example/@tomas", "mastodon", False)
    ]
    lines = written(person)
    for line in (
        "FN;LANGUAGE=en;ALTID=2:Tom Ruiz",
        'N;SORT-AS="Ruiz,Tomas":Ruiz;Tomás;;;',
        "BDAY:19531015T231000Z",
        "ORG;SORT-AS=ABC:ABC\\, S.A.;Norte",
        "TITLE;LANGUAGE=es:Directora adjunta",
        "NOTE;LANGUAGE=es:Segunda nota",
        "RELATED;TYPE=co-worker;VALUE=text:Ana\\, la de arriba",
        "TZ;VALUE=utc-offset:+0100",
        'X-QUOTED;X-P="a;b:c,d":v',
        "GENDER:M;he",
    ):
        assert line in lines


def test_a_card_within_a_card_stays_with_its_owner() -> None:
    miriam, after = read("agent-2.1.vcf")
    assert isinstance(miriam, PersonRecord)
    assert isinstance(after, PersonRecord)
    assert points(miriam.person, PointKind.PHONE) == [("555-0101", "work", False)]
    assert points(miriam.person, PointKind.EMAIL) == [("miriam@hale.example", "", False)]
    (agent,) = (line for line in written(miriam.person) if line.startswith("AGENT"))
    assert "N:Pool\\;Ned" in agent
    assert "N:Deep\\;Down" in agent
    assert (after.line, after.person.family) == (18, "Next")


def test_an_escaped_card_within_a_card() -> None:
    person = one("agent-3.0.vcf").person
    assert person.values(PointKind.PHONE) == ()
    (agent,) = (line for line in written(person) if line.startswith("AGENT"))
    assert agent.endswith("INTERNET:ned@hale.example\\nEND:VCARD\\n")


def test_several_of_what_we_have_one_field_for() -> None:
    record = one("two-of-each.vcf")
    person = record.person
    assert (person.title, person.organisation, person.uid) == ("Baker", "Bakery", "first")
    assert person.birthday == "1800-01-01"  # the first that is a day
    assert (person.nickname, person.note) == ("Twi, Tt", "a\n\nb")
    assert person.tags == ("One", "Two")
    lines = written(person)
    assert {"TITLE:Candlestick maker", "ORG:Chandlery;Wicks", "BDAY:circa 1800"} < set(lines)
    assert lines.index("item1.ORG:Grouped") > 0
    assert lines.index("item1.ROLE:Sweeper") > 0
    assert any(line.startswith("PHOTO:data:image/png") for line in lines)


def test_a_company_without_a_person() -> None:
    book_club, rowing, office = read("groups.vcf")
    assert book_club == BadRecord(line=1, reason="is a group, not a person")
    assert rowing == BadRecord(line=7, reason="is a group, not a person")
    assert isinstance(office, PersonRecord)
    assert office.person.organisation == "Harbour Office"
    assert office.person.points == ()
