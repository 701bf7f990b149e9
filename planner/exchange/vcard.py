"""vCards: people read from what every telephone and mail program exports, and written for them.

Reading takes vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), also where a file does not say which, in
UTF-8, UTF-16, UTF-32 or a declared character set, with any line ends. It works through a file of
any size card by card, in linear time, and raises on nothing a file can hold.

**What is a person.** A card with a name, a nickname, an organisation, an e-mail or a telephone is
kept, and what was wrong with it becomes a warning: no END (the next BEGIN or the end of the file
cuts it off), a line that is no property, a damaged photo, an unknown version or character set, a
birthday that is no day. Without a name, the person is shown by what there is.

**What is bad**, each named once with the line where it begins: a card with none of the above; a
card of a group, place, program or device; one over 20 MB, 400,000 lines, 10,000 properties or 8
cards deep; an END or a card without its BEGIN; other text between cards (one run, one record).

**Nothing is lost.** Properties without a field, and what a field or contact point cannot say, stay
in the two `extra` texts (see `vcard_extra`) and are written back, in either version. Only these
are not: VERSION, PRODID and REV, which the writer has of its own; properties without a value; what
a warning names as left out; a UID that claims to be `me`. A value too long for its field (10,000
characters, a note 1,000,000) is kept without being read. Addresses to fetch are kept, not fetched.

**What is written** is what is meant for others: names, contact points, birthday, zone, languages,
tags, note, photo and what was kept. What the planner knows besides (circle, facts, how we met)
does not leave in a card; the archive holds everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from planner.domain.people import Person, Photo
from planner.exchange.records import BadRecord, PersonRecord
from planner.exchange.vcard_cards import RawCard, cut_cards, looks_like_vcard
from planner.exchange.vcard_headers import Version
from planner.exchange.vcard_reading import CardReader
from planner.exchange.vcard_writing import card_text

__all__ = ["Version", "looks_like_vcard", "read_vcards", "write_vcards"]


def read_vcards(stream: BinaryIO) -> Iterator[PersonRecord | BadRecord]:
    """The people of a vCard file in its order, and each bad record in its place.

    Lines count from 1. Raises only what reading the stream raises.
    """
    reader = CardReader()
    for card in cut_cards(stream):
        yield reader.read(card) if isinstance(card, RawCard) else card


def write_vcards(people: Iterable[tuple[Person, Photo | None]], version: Version) -> Iterator[str]:
    """One vCard per person, as text with CRLF line ends to be encoded as UTF-8.

    No text in any field can begin a line of its own. Somebody without any name gets no card.
    """
    for person, photo in people:
        if text := card_text(person, photo, version):
            yield text
