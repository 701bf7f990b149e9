"""Finding people as you type: what each person's searchable text is, and how a query reads it.

Text is folded to plain small letters (ø, ł, accents and other scripts included), so that a person
is found however their name is typed. `person_words` answers prefixes of words, `person_parts`
(trigrams) pieces inside them, `person_notes` the longer texts.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from planner.domain.errors import StorageError

if TYPE_CHECKING:
    from planner.store.database import Database, Row

_T = TypeVar("_T")

_WORD = re.compile(r"[^\W_]+")
_NO_DIGITS = re.compile(r"[^0-9]+")
_PHONE_LIKE = re.compile(r"[\d\s()+./-]+")
_SMALLEST_PHONE = 3
_SMALLEST_PART = 3
_MOST_WORDS = 30
"""What is pasted into the search has to match no further than this."""
_BATCH = 500
_MANY, _TIMES = 5000, 4
"""From so many texts on that are out of date, and a part in so many of all, the indexes are made
anew: taking one text out of them and putting one in takes four times what building them does."""
_LONGEST_PREFIX = 8
_SORTABLE = 1500
"""Up to this many matches are put in the order of their names; nobody reads further than that."""
_FOREIGN = re.compile(r"[\u0370-\U0010ffff]")
_LONGEST_KEPT, _WORDS_KEPT = 40, 20_000
_ME = 1
"""The first migration makes me the first person."""


def fold(text: str) -> str:
    """Plain small letters: `Łukasz Øye` becomes `lukasz oye`, `王小明` `wangxiaoming`."""
    if not text.isascii():
        text = " ".join(
            word if word.isascii() else _by_word(word, _romanised, _romanise)
            for word in text.split(" ")
        )
    return text.casefold()


def own_script(text: str) -> str:
    """The words that are in no Latin script, small and without marks, as their readers type them.

    Romanised they would be ambiguous: `李` must not find every Lisa.
    """
    if not _FOREIGN.search(text):
        return ""
    words = (_by_word(word, _bared, _bare) for word in text.split() if _FOREIGN.search(word))
    return " ".join(word for word in words if word is not None)


def _by_word(word: str, kept: Callable[[str], _T], made: Callable[[str], _T]) -> _T:
    """The same few words are in a hundred thousand texts; what is long is rarely there twice."""
    return (kept if len(word) <= _LONGEST_KEPT else made)(word)


def _romanise(word: str) -> str:
    from anyascii import anyascii

    return anyascii(word)


def _bare(word: str) -> str | None:
    """A word without marks if a letter of it is in no Latin script, else None."""
    if not any(_is_foreign(c) for c in word):
        return None
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn").casefold()


def _is_foreign(c: str) -> bool:
    return c >= "\u0370" and c.isalpha() and not "\u1e00" <= c <= "\u1eff"


_romanised = lru_cache(_WORDS_KEPT)(_romanise)
_bared = lru_cache(_WORDS_KEPT)(_bare)


def digits(text: str) -> str:
    return _NO_DIGITS.sub("", text)


# Keeping the index


def all_of(text: str) -> str:
    """The index query for those who have every word of a text, spelt out whole."""
    return " AND ".join(f'"{word}"' for word in _WORD.findall(fold(text))) or '""'


def refresh(database: Database) -> None:
    """Bring the text of everybody whose records changed up to date; part of each transaction."""
    whole = _is_most(database)
    while rows := database.rows(f"SELECT person_id FROM stale_text LIMIT {_BATCH}"):
        ids = [row[0] for row in rows]
        marks = ",".join("?" * len(ids))
        new = list(_texts(database, ids))
        if not whole:
            old = database.rows(f"SELECT * FROM person_text WHERE person_id IN ({marks})", ids)
            _index(database, old, new)
        database.write(f"DELETE FROM person_text WHERE person_id IN ({marks})", ids)
        database.insert_many("INSERT INTO person_text VALUES (?, ?, ?)", new)
        database.write(f"DELETE FROM stale_text WHERE person_id IN ({marks})", ids)
    if whole:
        _index_anew(database)


def _is_most(database: Database) -> bool:
    """Whether so many texts are out of date that making the whole indexes anew takes less."""
    stale = database.value(f"SELECT count(*) FROM (SELECT 1 FROM stale_text LIMIT {_MANY})")
    if stale < _MANY:
        return False
    stale = database.value("SELECT count(*) FROM stale_text")
    return bool(_MANY + database.value("SELECT count(*) FROM person_text") < _TIMES * stale)


def _index_anew(database: Database) -> None:
    for index in INDEXES:
        database.write(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _index(database: Database, old: list[Row], new: list[Row]) -> None:
    """Tell each index which texts are other ones now: it has to be told what they were."""
    for index, column, place in (
        ("words", "words", 1),
        ("parts", "words", 1),
        ("notes", "notes", 2),
    ):
        was = {(text[0], text[place]) for text in old}
        now = {(text[0], text[place]) for text in new}
        database.insert_many(
            f"INSERT INTO person_{index} (person_{index}, rowid, {column}) VALUES ('delete', ?, ?)",
            sorted(was - now),
        )
        database.insert_many(
            f"INSERT INTO person_{index} (rowid, {column}) VALUES (?, ?)", sorted(now - was)
        )


def _texts(database: Database, ids: list[int]) -> Iterator[tuple[int, str, str]]:
    """(id, words, notes) of these people, as the index has to hold them."""
    marks = ",".join("?" * len(ids))
    parts: dict[int, list[str]] = {}
    for person, kind, value, normal in database.rows(
        "SELECT person_id, kind, value, normal FROM contact_point"
        f" WHERE person_id IN ({marks}) ORDER BY id",
        ids,
    ):
        words = parts.setdefault(person, [])
        words.append(value)
        if kind == "phone":
            words.append(f"{digits(value)} {digits(normal)}")
    for person, text in database.rows(
        f"SELECT person_id, text FROM fact WHERE person_id IN ({marks})"
        " UNION ALL SELECT person_id, name FROM person_tag JOIN tag ON tag.id = tag_id"
        f" WHERE person_id IN ({marks})",
        ids * 2,
    ):
        parts.setdefault(person, []).append(text)
    for person, name, *rest, note, why, met in database.rows(
        "SELECT id, display_name, given, family, additional, nickname, organisation, title, city,"
        f" country, note, why_connected, how_met FROM person WHERE id IN ({marks})",
        ids,
    ):
        words = [name, *(text for text in rest if f" {text} " not in f" {name} ")]
        notes = " ".join(text for text in (note, why, met) if text)
        text = " ".join(words + parts.get(person, []))
        yield person, _searchable(text), _searchable(notes)


def _searchable(text: str) -> str:
    if text.isascii():
        return text.casefold()
    return f"{fold(text)} {own_script(text)}".strip()


INDEXES = ("person_words", "person_parts", "person_notes")


def is_sound(database: Database, index: str) -> bool:
    """True when an index says exactly what the texts say (FTS5's own integrity check).

    It is asked by a statement that writes, so of a file opened for reading it cannot be.
    """
    if database.mode != "rw":
        return True
    try:
        database.write(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except StorageError as error:
        if "readonly" in str(error.__cause__):  # which says nothing of the index
            raise
        return False
    return True


def rebuild(database: Database) -> None:
    """Make every person's text and all three indexes anew from the records."""
    _index_anew(database)
    database.write(
        "INSERT OR IGNORE INTO stale_text SELECT id FROM person"
        " UNION SELECT person_id FROM person_text"
    )
    refresh(database)


def compact(database: Database) -> None:
    """Rewrite the indexes without the words deleted from them, which they keep till then."""
    for index in INDEXES:
        database.write(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def wrong_texts(database: Database) -> int:
    """How many people the index holds a wrong text for, or none; 0 in a sound file."""
    wrong = int(
        database.value(
            "SELECT count(*) FROM person FULL JOIN person_text ON person_id = person.id"
            " WHERE person_id IS NULL OR person.id IS NULL"
        )
    )
    last = 0
    while ids := [
        row[0]
        for row in database.rows(
            f"SELECT id FROM person WHERE id > ? ORDER BY id LIMIT {_BATCH}", (last,)
        )
    ]:
        last = ids[-1]
        marks = ",".join("?" * len(ids))
        kept = set(database.rows(f"SELECT * FROM person_text WHERE person_id IN ({marks})", ids))
        present = {text[0] for text in kept}
        wrong += sum(t not in kept for t in _texts(database, ids) if t[0] in present)
    return wrong


# Asking it


@dataclass(frozen=True, slots=True)
class Among:
    """Whom a search looks among: a condition on `listed AS l`, or a byte for each id, 1 for those.

    `listed` is read where many are asked for; of a few, their bytes are looked up faster.
    """

    where: str = f"l.archived = 0 AND l.person_id <> {_ME}"
    params: Mapping[str, Any] = field(default_factory=dict)
    only: bytes = b""

    def joined(self, person: str) -> str:
        """What follows a table that has the person's id in the column `person`."""
        if self.only:
            return f"WHERE substr(:only, {person} + 1, 1) = x'01'"
        return f"CROSS JOIN listed AS l ON l.person_id = {person} WHERE {self.where}"

    @property
    def values(self) -> dict[str, Any]:
        return {**self.params, "only": self.only}


def find(database: Database, query: str, limit: int, among: Among | None = None) -> list[int]:
    """Ids of up to `limit` people that match every word of the query, best first.

    First those whose name begins with what was typed, then those with words that begin so, then
    those that only contain it, then those whose notes do; each group in the order of names.
    """
    found: dict[int, None] = {}
    for _, group in _groups(database, query, among or Among()):
        for person in group():
            found[person] = None
            if len(found) >= limit:
                return list(found)
    return list(found)


def called(database: Database, name: str, limit: int) -> list[int]:
    """Ids of up to `limit` people who have every word of a name, spelt out whole; archived last."""
    rows = database.rows(
        "SELECT w.rowid FROM person_words AS w JOIN listed AS l ON l.person_id = w.rowid"
        f" WHERE person_words MATCH ? AND l.person_id <> {_ME} ORDER BY l.archived LIMIT ?",
        (all_of(name), limit),
    )
    return [row[0] for row in rows]


def find_all(database: Database, query: str, among: Among) -> array[int]:
    """Ids of everybody that matches every word of the query, in no order, some perhaps twice."""
    found = array("i")
    for (sql, params), _ in _groups(database, query, among):
        found.extend(packed_ids(database, sql, params))
    return found


def packed_ids(database: Database, sql: str, params: Mapping[str, Any]) -> array[int]:
    """The column `id` of a query, in any order.

    SQLite packs the numbers into one text: tens of thousands by cursor take thrice as long.
    """
    packed = database.value(f"SELECT group_concat(format('%08x', id), '') FROM ({sql})", params)
    numbers = array("i", bytes.fromhex(packed or ""))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


_Asked: TypeAlias = tuple[str, dict[str, Any]]
"""A query for the ids of one group, and its values."""


def _groups(
    database: Database, query: str, among: Among
) -> Iterator[tuple[_Asked, Callable[[], Iterable[int]]]]:
    """Each group of those who match, best first: the query for it, and a reading of it in order."""
    query = " ".join(query.split())
    number = digits(query).lstrip("0")
    if _PHONE_LIKE.fullmatch(query) and len(number) >= _SMALLEST_PHONE:
        yield _few(database, _containing([number], among))
    foreign = own_script(query)
    folded = " ".join(own_script(word) or fold(word) for word in query.split())
    words = _WORD.findall(folded)[:_MOST_WORDS]
    if not words:
        return
    if not foreign:
        yield _read(database, _names(folded, among))
    yield _begun(database, _beginning("words", words, among))
    if foreign or all(len(word) >= _SMALLEST_PART for word in words):
        yield _few(database, _containing(words, among))
    if len(folded) > 1:
        yield _begun(database, _beginning("notes", words, among))


def _read(database: Database, asked: _Asked) -> tuple[_Asked, Callable[[], Iterable[int]]]:
    """A group that comes in the order of names, read as far as needed."""
    return asked, lambda: (row[0] for row in database.cursor(*asked))


def _few(database: Database, asked: _Asked) -> tuple[_Asked, Callable[[], Iterable[int]]]:
    """A group of which only the first few are looked at, in the order of names."""

    def read() -> Iterable[int]:
        sql, params = asked
        rows = database.rows(f"{sql} LIMIT {_SORTABLE}", params)
        return _in_order(database, [row[0] for row in rows])

    return asked, read


def _begun(database: Database, asked: _Asked) -> tuple[_Asked, Callable[[], Iterable[int]]]:
    """A group in the order of names while it is small, else as it comes."""

    def read() -> Iterable[int]:
        cursor = database.cursor(*asked)
        ids = [row[0] for row in cursor.fetchmany(_SORTABLE + 1)]
        if len(ids) > _SORTABLE:
            return chain(ids, (row[0] for row in cursor))
        return _in_order(database, ids)

    return asked, read


def _names(folded: str, among: Among) -> _Asked:
    """Those whose name begins with the text."""
    test = among.where
    if among.only:
        test = "l.archived IN (0, 1) AND substr(:only, l.person_id + 1, 1) = x'01'"
    return (
        f"SELECT l.person_id AS id FROM listed AS l WHERE {test}"
        " AND l.sort_name >= :first AND l.sort_name < :last ORDER BY l.sort_name, l.person_id",
        {**among.values, "first": folded, "last": folded + "\U0010ffff"},
    )


def _beginning(column: str, words: list[str], among: Among) -> _Asked:
    """Those with words that begin like these.

    The index answers at once for as many letters as it has prefixes of; the rest is compared.
    """
    index = f"person_{column}"
    longer = [word for word in words if len(word) > _LONGEST_PREFIX]
    tests = "".join(f" AND instr({column}, :long{i})" for i in range(len(longer)))
    return (
        f"SELECT w.rowid AS id FROM {index} AS w {among.joined('w.rowid')}"
        f" AND {index} MATCH :begins{tests}",
        {
            **among.values,
            "begins": " ".join(f'"{word[:_LONGEST_PREFIX]}"*' for word in words),
            **{f"long{i}": word for i, word in enumerate(longer)},
        },
    )


def _containing(words: list[str], among: Among) -> _Asked:
    """Those whose text has each of these somewhere.

    The index knows three letters at a time; of one or two (in scripts whose words are that short)
    it knows nothing, and every text is read.
    """
    letters = {word[i : i + 3] for word in words for i in range(len(word) - 2)}
    parts = [word for word in words if len(word) != 3]
    tests = "".join(f" AND instr(words, :part{i})" for i in range(len(parts)))
    values = {**among.values, **{f"part{i}": word for i, word in enumerate(parts)}}
    if not letters:
        source = f"person_text AS w {among.joined('w.person_id')}{tests}"
        return f"SELECT w.person_id AS id FROM {source}", values
    values["letters"] = " ".join(f'"{three}"' for three in letters)
    source = f"person_parts AS w {among.joined('w.rowid')} AND person_parts MATCH :letters"
    if tests:
        # Of those alone who pass the rest, which costs less than reading a text.
        person = "w.rowid" if among.only else "l.person_id"
        text = f"SELECT 1 FROM person_text WHERE person_id = {person}{tests}"
        source += f" AND EXISTS ({text})"
    return f"SELECT w.rowid AS id FROM {source}", values


def _in_order(database: Database, ids: list[int]) -> list[int]:
    marks = ",".join("?" * len(ids))
    rows = database.rows(
        f"SELECT person_id FROM listed WHERE person_id IN ({marks}) ORDER BY sort_name, person_id",
        ids,
    )
    return [row[0] for row in rows]
