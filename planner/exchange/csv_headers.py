"""What a column is for, by its header: the tables of header names, and the fields of `--map`.

Headers are compared without case, spaces and punctuation, with `ä` as `ae`: `E-mail Address`,
`email_address` and `EmailAddress` are one. Those that are not in the tables are read word by word:
`Telefon geschäftlich 2` is a phone, at work; `Home Postal Code` a part of the home address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    `field` is one of the names below; `label` says which (a work phone, a fact's kind, the drop
    value of a column that is mostly noise); `part` is a part of an address, or `label` where the
    column names the label of a value in another column; `group` ties such columns together.
    """

    field: str
    label: str = ""
    part: str = ""
    group: str = ""


OTHER = Column("other")
"""Content that has no field: it goes into the note, with its header."""

IGNORED = Column("ignored")

TEXT_FIELDS = (
    "name",
    "given",
    "additional",
    "family",
    "prefix",
    "suffix",
    "nickname",
    "organisation",
    "title",
    "why",
    "how met",
    "zone",
)
POINT_FIELDS = ("email", "phone", "address", "url", "im", "social")
ADDRESS_PARTS = ("street", "postcode", "city", "region", "country")
FACT_KINDS = ("interest", "family", "works on", "needs", "can help with", "avoid")
OTHER_FIELDS = (
    "birthday",
    "met on",
    "note",
    "tags",
    "languages",
    "standing",
    "circle",
    "keep in touch",
)

FIELDS = (
    *TEXT_FIELDS,
    *OTHER_FIELDS,
    *POINT_FIELDS,
    *ADDRESS_PARTS,
    *(f"fact {kind}" for kind in FACT_KINDS),
)
"""The names that `--map COLUMN=FIELD` takes; a kind of point may carry a label: `phone work`."""

IDENTIFYING = frozenset({"name", "given", "family", "nickname", "organisation", "email", "phone"})
"""The fields of which a person needs one, and so a table of people too."""


def key(header: str) -> str:
    """A header as it is compared."""
    return "".join(_words(header))


def _words(header: str) -> list[str]:
    plain = header.casefold().translate(_UMLAUTS)
    for pattern, word in _TWO_WORDS:
        plain = pattern.sub(word, plain)
    return _WORD.findall(plain)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_WORD = re.compile(r"[^\W\d_]+|\d+")
_TWO_WORDS = tuple(
    (re.compile(rf"\b{first}[\W_]+{second}\b"), both)
    for first, second, both in (
        ("e", "mail", "email"),
        ("post(?:al)?", "code", "postcode"),
        ("zip", "code", "zip"),
        ("po", "box", "pobox"),
        ("web", "(?:page|site)", "website"),
        ("home", "page", "homepage"),
        ("cell", "phone", "mobile"),
        ("(?:country|land)", "region", "country"),
        ("(?:state|bundesland)", "(?:province|region|kanton)", "state"),
        ("weiteres", "[re]", "weiteres"),
    )
)


def _table(rows: Iterable[tuple[Column | str, str]]) -> Mapping[str, Column]:
    table: dict[str, Column] = {}
    for column, headers in rows:
        for header in headers.split(", "):
            table[key(header)] = Column(column) if isinstance(column, str) else column
    return MappingProxyType(table)


_KNOWN = _table(
    [
        (
            "name",
            "Name, Full name, Display name, Contact, Contact name, Person, Anzeigename, "
            "Vollständiger Name, Kontakt, Kontaktname, Ansprechpartner, Vor- und Nachname",
        ),
        ("given", "Given name, Given, First name, First, Forename, Vorname, Rufname"),
        (
            "additional",
            "Additional name, Additional, Middle name, Middle names, Middle, Weitere Vornamen, "
            "Zweiter Vorname",
        ),
        ("family", "Family name, Family, Last name, Last, Surname, Nachname, Familienname, Zuname"),
        (
            "prefix",
            "Name prefix, Prefix, Honorific prefix, Salutation, Anrede, Namenspräfix, Titel",
        ),
        ("suffix", "Name suffix, Suffix, Honorific suffix, Namenszusatz, Namenssuffix"),
        ("nickname", "Nickname, Nick, Spitzname"),
        (
            "organisation",
            "Organisation, Organization, Organization name, Company, Company name, Employer, Org, "
            "Institution, Firma, Firmenname, Unternehmen, Arbeitgeber",
        ),
        (
            "title",
            "Title, Job title, Job, Position, Role, Organization title, Berufsbezeichnung, "
            "Funktion, Stelle, Arbeitstitel",
        ),
        ("birthday", "Birthday, Birth date, Date of birth, DOB, Bday, Geburtstag, Geburtsdatum"),
        (Column("birthday", part="year"), "Birth year, Geburtsjahr"),
        (Column("birthday", part="month"), "Birth month, Geburtsmonat"),
        ("met on", "Met on, Connected on, Verbunden am, Kennengelernt am"),
        ("how met", "How met, How we met, Met at, Kennengelernt"),
        ("why", "Why, Why connected, Why stay connected, Warum"),
        ("zone", "Zone, Time zone, Zeitzone"),
        ("languages", "Languages, Language, Sprache, Sprachen"),
        (
            "note",
            "Note, Notes, Comment, Comments, Remarks, Memo, Description, Notiz, Notizen, "
            "Kommentar, Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, Beschreibung",
        ),
        (
            "tags",
            "Tags, Tag, Labels, Group membership, Groups, Group, Categories, Category, Kategorien, "
            "Kategorie, Gruppen, Gruppe, Schlagworte, Schlagwörter",
        ),
        ("standing", "Standing"),
        ("circle", "Circle, Kreis"),
        ("keep in touch", "Keep in touch"),
        (Column("fact", "interest"), "Interest, Interests, Hobby, Hobbies, Interessen"),
        (Column("fact", "family"), "Spouse, Children, Ehepartner, Kinder"),
        (Column("fact", "works on"), "Works on, Arbeitet an"),
        (Column("fact", "needs"), "Needs, Braucht"),
        (Column("fact", "can help with"), "Can help with, Kann helfen mit"),
        (Column("fact", "avoid"), "Avoid, Vermeiden"),
        (Column("social", "LinkedIn"), "LinkedIn, LinkedIn URL, LinkedIn profile, LinkedIn-Profil"),
        (Column("social", "Xing"), "Xing, Xing profile, Xing-Profil"),
        (Column("social", "GitHub"), "GitHub, GitHub URL"),
        (Column("social", "Mastodon"), "Mastodon"),
        (Column("social", "Bluesky"), "Bluesky"),
        (Column("social", "Twitter"), "Twitter, Twitter handle"),
        (Column("social", "Instagram"), "Instagram"),
        (Column("social", "Facebook"), "Facebook"),
        ("im", "IM, IMAddress, IM address, Instant messenger, Messenger ID, Messenger-Name"),
        (Column("im", "skype"), "Skype, Skype ID, Skype name"),
        (Column("im", "signal"), "Signal"),
        (Column("im", "telegram"), "Telegram"),
        (Column("im", "matrix"), "Matrix"),
        (Column("phone", "whatsapp"), "WhatsApp"),
        (Column("phone", "company main"), "Company Main Phone, Telefon Firma"),
        (Column("phone", "assistant"), "Assistant's Phone, Telefon Assistent"),
        (Column("phone", "callback"), "Callback, Rückmeldung"),
        (Column("phone", "car"), "Car Phone, Autotelefon"),
        (Column("phone", "radio"), "Radio Phone, Funkruf, Funktelefon"),
        (Column("phone", "isdn"), "ISDN"),
        (Column("phone", "telex"), "Telex"),
        (Column("phone", "text phone"), "TTY/TDD Phone, Telefon für Hörbehinderte"),
        # What programs write into every row, and says nothing there.
        (Column("noise", "normal"), "Priority, Sensitivity, Priorität, Vertraulichkeit"),
        (Column("noise", "false falsch 0"), "Private, Privat"),
        (Column("noise", "unspecified keineangabe unbekannt"), "Gender, Geschlecht"),
        (
            Column("noise", "smtp"),
            "E-mail Type, E-mail 2 Type, E-mail 3 Type, E-Mail-Typ, E-Mail 2: Typ, E-Mail 3: Typ",
        ),
        (Column("noise day"), "Anniversary, Jahrestag"),
        (
            Column("derived"),
            "Initials, Initialen, File As, E-mail Display Name, E-mail 2 Display Name, "
            "E-mail 3 Display Name, E-Mail: Angezeigter Name, E-Mail 2: Angezeigter Name, "
            "E-Mail 3: Angezeigter Name",
        ),
    ]
)

_LABEL_WORDS = {
    word: label
    for label, words in {
        "work": "work business office company firma geschaeftlich geschaeft dienstlich beruflich "
        "arbeit",
        "home": "home private personal privat",
        "other": "other weitere weiteres weiterer sonstige sonstiges andere alternate alternative "
        "secondary sekundaere",
        "primary": "primary primaere haupt",
        "main": "main",
    }.items()
    for word in words.split()
}

_KIND_WORDS = {
    word: kind
    for kind, words in {
        "email": "email emails mail emailadresse mailadresse",
        "phone": "phone phones telephone tel telefon telefone telefonnummer fon festnetz",
        "mobile": "mobile cell cellular handy mobil mobiltelefon mobilnummer handynummer "
        "mobilfunk smartphone",
        "fax": "fax telefax faxnummer",
        "pager": "pager",
        "main phone": "haupttelefon",
        "url": "website web homepage webseite url internet internetseite www",
        "address": "address adresse anschrift",
        "street": "street strasse",
        "street line": "addressline",
        "pobox": "pobox postfach",
        "postcode": "postcode postal zip zipcode plz postleitzahl",
        "city": "city town ort stadt wohnort",
        "region": "state province region bundesland kanton county",
        "country": "country land staat",
    }.items()
    for word in words.split()
}

_LONGEST_HEADER = 100
_FILLERS = frozenset("number numbers nummer nr no contact line id".split())
_PHONES = {"phone": "", "mobile": "mobile", "fax": "fax", "pager": "pager"}
_PARTS = frozenset({"street", "pobox", "postcode", "city", "region", "country"})


def guess(header: str) -> Column:
    """What a column with this header holds by itself; `OTHER` when nothing tells."""
    if len(header) > _LONGEST_HEADER:
        return OTHER
    return _numbered(header) or _KNOWN.get(key(header)) or _word_by_word(header) or OTHER


def _word_by_word(header: str) -> Column | None:
    """A header made only of a kind of point or a part of an address, labels and a number."""
    kinds: set[str] = set()
    labels: dict[str, None] = {}
    number = ""
    for word in _words(header):
        if word in _KIND_WORDS:
            kinds.add(_KIND_WORDS[word])
        elif word in _LABEL_WORDS:
            labels[_LABEL_WORDS[word]] = None
        elif word.isdecimal():
            number = word
        elif word not in _FILLERS:
            return None
    if len(kinds) > 1:
        kinds.discard("address")  # `E-mail address`, `Home address city`
    if "main phone" in kinds:
        return Column("phone", "primary")
    if kinds and kinds <= _PHONES.keys():
        labels.update(
            (device, None) for kind, device in _PHONES.items() if device and kind in kinds
        )
        return Column("phone", " ".join(labels))
    if len(kinds) != 1:
        return None
    (kind,) = kinds
    label = " ".join(labels)
    if kind in ("email", "url"):
        return Column(kind, label)
    if kind == "address":
        part = "street" + number if number > "1" else "whole"
    else:
        part = kind + number if kind == "street" and number > "1" else kind
    return Column("address", label, part, group=label)


_NUMBERED = re.compile(
    r"\s*(e-?mail|phone|address|im|website|organi[sz]ation|relation|event|custom field|jot"
    r"|external id|url|social)\s+(\d+)\s*(?:-\s*)?(\D+)",
    re.IGNORECASE,
)
_NUMBERED_FIELDS = {
    "email": "email",
    "phone": "phone",
    "website": "url",
    "url": "url",
    "im": "im",
    "social": "social",
}
_GOOGLE_ADDRESS = {
    "formatted": "whole",
    "street": "street",
    "extendedaddress": "street2",
    "pobox": "pobox",
    "postcode": "postcode",
    "city": "city",
    "region": "region",
    "country": "country",
}


def _numbered(header: str) -> Column | None:
    """Google's `E-mail 1 - Type`, `Address 2 - City`, `Organization 1 - Name` and their like."""
    match = _NUMBERED.fullmatch(header)
    if not match:
        return None
    thing, number, part = key(match[1]), match[2], key(match[3])
    group = f"{thing} {number}"
    is_label = part in ("type", "label", "service")
    if thing == "address":
        if is_label:
            return Column("address", part="label", group=group)
        known = _GOOGLE_ADDRESS.get(part)
        return Column("address", part=known, group=group) if known else None
    if thing in ("organization", "organisation"):
        return {
            "name": Column("organisation"),
            "title": Column("title"),
            "type": Column("noise", "work unknown"),
        }.get(part)
    if not is_label and part != "value":
        return None
    field = _NUMBERED_FIELDS.get(thing, "pair")
    return Column(field, label=thing, part="label" if is_label else "value", group=group)


def field_named(text: str) -> Column | None:
    """The column that a field name of `--map` stands for; None for a name that is no field.

    `how met` and `how_met` are one; `phone work`, `email home`, `street work` carry a label;
    a header that is understood by itself (`Company`) is understood here too.
    """
    words = " ".join(text.casefold().replace("_", " ").split())
    first, _, label = words.partition(" ")
    if words in TEXT_FIELDS or words in OTHER_FIELDS:
        column = Column(words)
    elif first == "fact" and label in FACT_KINDS:
        column = Column("fact", label)
    elif first == "address":
        column = Column("address", label, "whole", group=label)
    elif first in ADDRESS_PARTS:
        column = Column("address", label, first, group=label)
    elif first in POINT_FIELDS:
        column = Column(first, label)
    else:
        column = guess(text)
    return None if column.field in ("other", "noise", "derived", "noise day") else column
