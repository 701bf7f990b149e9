"""Cards as phones export them, made up, as many as wanted."""

from __future__ import annotations

import random
from pathlib import Path

_GIVEN = "Ana Bram Carla Dirk Elif Fatou Greta Hugo Inês Jonas Łucja Mara Noor Otto Zoë".split()
_FAMILY = "Novak Silva Moreau Hansen Kaya Okoro Lind Weber Müller Smit Rossi Øye".split()
_WORK = "Tidewell Clinics,Northfield School,Harbour Carpentry,Lumen Research".split(",")


def write_cards(path: Path, count: int, *, least_bytes: int = 0, seed: int = 7) -> None:
    """Write `count` cards, or as many as make `least_bytes`."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        number = 0
        while number < count or file.tell() < least_bytes:
            file.write(_card(chance, number))
            number += 1


def _card(chance: random.Random, number: int) -> str:
    given, family = chance.choice(_GIVEN), f"{chance.choice(_FAMILY)}{_suffix(number)}"
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{family};{given};;;",
        f"FN:{given} {family}",
        f"ORG:{chance.choice(_WORK)};Unit {number % 9}",
        "TITLE:Team lead",
        f"EMAIL;TYPE=INTERNET,HOME:{number}.{given.casefold()}@post.example",
        f"TEL;TYPE=CELL,VOICE:+31 6 {number:08d}",
        f"TEL;TYPE=WORK:+31 10 {number:07d}",
        f"ADR;TYPE=HOME:;;Kade {number};Delft;;26{number % 90 + 10}AB;Netherlands",
        f"BDAY:19{60 + number % 40}-{1 + number % 12:02d}-{1 + number % 28:02d}",
        "CATEGORIES:myContacts,fair",
        f"NOTE:Met at the fair\\, stand {number}.\\nLikes long walks and short meetings.",
        "X-PHONETIC-LAST-NAME:x",
        f"UID:card-{number}",
        "REV:2024-03-01T09:00:00Z",
        "END:VCARD",
    ]
    return "\r\n".join(lines) + "\r\n"


def _suffix(number: int) -> str:
    """Letters for a number, so that no two people of a file have one name."""
    letters = ""
    while number:
        number, letter = divmod(number, 26)
        letters += chr(ord("a") + letter)
    return letters
