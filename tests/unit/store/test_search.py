"""Search: who is looked for is found, however the name is typed, and nothing typed breaks it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planner.domain.people import ContactPoint, Fact, FactKind, Person, PointKind, full_name
from planner.store import Store
from planner.store.search import digits, fold, own_script
from tests.samples import PERSON, add, email, phone


@pytest.fixture(scope="module")
def crowd(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Some people of many places; read only by the tests."""
    path = tmp_path_factory.mktemp("crowd") / "crowd.planner"
    shutil.copy(blank, path)
    with Store.open(path, None) as store:
        store.people.add_many(CROWD)
        yield store


CROWD = [
    PERSON,
    Person(display_name="Łukasz Øye", organisation="Straßenbau Süd", city="Århus"),
    Person(display_name="Walter Grün", nickname="Al", country="Österreich"),
    Person(display_name="Joanna Field", nickname="Ann"),
    Person(display_name="王小明", organisation="北京大学"),
    Person(display_name="李", city="上海"),
    Person(display_name="Lisa Berg"),
    Person(display_name="Иван Петров", organisation="Acme"),
    Person(display_name="Иван Сидоров", organisation="Field & Sons"),
    Person(display_name="Ελένη Παπαδοπούλου"),
    Person(display_name="יעל כהן"),
    Person(display_name="أحمد علي"),
    Person(display_name="さくら がわ"),
    Person(display_name="김민준"),
    Person(display_name="राम शर्मा"),
    Person(display_name="Mary-Jane O'Brien", points=(email("mj.obrien+news@mail.example"),)),
    Person(display_name="Agent 007", note="Met in 2024"),
    Person(display_name="Nguyễn Thị Hương", title="Head of bees"),
    Person(display_name="Ångström", points=(phone("(030) 123-4567", "+49301234567"),)),
    Person(display_name="DVOŘÁK", how_met="At the beekeepers' dinner", why_connected="He prints"),
]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        # beginnings, several words, any order
        ("dr", ["Dr. Ana Ruiz"]),
        ("ana", ["Dr. Ana Ruiz"]),
        ("ruiz ana", ["Dr. Ana Ruiz"]),
        ("ANA   ru", ["Dr. Ana Ruiz"]),
        ("r a", ["Dr. Ana Ruiz"]),
        ("ana petrov", []),
        # accents, and letters that have no accent to remove
        ("lukasz oye", ["Łukasz Øye"]),
        ("Łukasz Øye", ["Łukasz Øye"]),
        ("ŁUKASZ ØYE", ["Łukasz Øye"]),
        ("strassenbau", ["Łukasz Øye"]),
        ("straßenbau", ["Łukasz Øye"]),
        ("aarhus", []),
        ("arhus", ["Łukasz Øye"]),
        ("grun", ["Walter Grün"]),
        ("grün", ["Walter Grün"]),
        ("gru\u0308n", ["Walter Grün"]),
        ("nguyen thi huong", ["Nguyễn Thị Hương"]),
        ("angstrom", ["Ångström"]),
        ("dvorak", ["DVOŘÁK"]),
        ("Dvořák", ["DVOŘÁK"]),
        # pieces inside words
        ("kasz", ["Łukasz Øye"]),
        ("ssenbau", ["Łukasz Øye"]),
        ("ield and", []),
        ("oanna", ["Joanna Field"]),
        # what is around the name
        ("anita", ["Dr. Ana Ruiz"]),
        ("al", ["Walter Grün", "Dr. Ana Ruiz"]),  # who is allergic
        ("ann", ["Joanna Field"]),
        ("frost", ["Dr. Ana Ruiz"]),
        ("agronom", ["Dr. Ana Ruiz"]),
        ("evora portugal", ["Dr. Ana Ruiz"]),
        ("growers", ["Dr. Ana Ruiz"]),
        ("nachbarn ana", ["Dr. Ana Ruiz"]),
        ("soil tests", ["Dr. Ana Ruiz"]),
        ("lucia", ["Dr. Ana Ruiz"]),
        ("flores 7", ["Dr. Ana Ruiz"]),
        # e-mails and phones
        ("ana@ruiz.example", ["Dr. Ana Ruiz"]),
        ("ruiz.example", ["Dr. Ana Ruiz"]),
        ("mj.obrien+news", ["Mary-Jane O'Brien"]),
        ("+351 555 010 199", ["Dr. Ana Ruiz"]),
        ("555010199", ["Dr. Ana Ruiz"]),
        ("00351555", ["Dr. Ana Ruiz"]),
        ("0301234567", ["Ångström"]),
        ("+49 30 123", ["Ångström"]),
        ("030/1234567", ["Ångström"]),
        ("123-4567", ["Ångström"]),
        # numbers that are no phones
        ("007", ["Agent 007"]),
        ("2024", ["Agent 007"]),
        # punctuation inside names
        ("o'brien", ["Mary-Jane O'Brien"]),
        ("obrien", ["Mary-Jane O'Brien"]),
        ("mary jane", ["Mary-Jane O'Brien"]),
        ("Frost & Söhne", ["Dr. Ana Ruiz"]),
        # notes come too
        ("walks", ["Dr. Ana Ruiz"]),
        ("allergic nuts", ["Dr. Ana Ruiz"]),
        ("dinner", ["DVOŘÁK"]),
        ("prints", ["DVOŘÁK"]),
        # other scripts, as their readers type them and romanised
        ("王", ["王小明"]),
        ("小明", ["王小明"]),
        ("明", ["王小明"]),
        ("北京", ["王小明"]),
        ("京大学", ["王小明"]),
        ("wang", ["王小明"]),
        ("李", ["李"]),
        ("иван", ["Иван Петров", "Иван Сидоров"]),
        ("ПЕТРОВ иван", ["Иван Петров"]),
        ("тров", ["Иван Петров"]),
        ("ivan petrov", ["Иван Петров"]),
        ("иван acme", ["Иван Петров"]),
        ("acme Иван", ["Иван Петров"]),
        ("Иван лукаш", []),
        ("ελενη", ["Ελένη Παπαδοπούλου"]),
        ("ΕΛΈΝΗ", ["Ελένη Παπαδοπούλου"]),
        ("παπαδ", ["Ελένη Παπαδοπούλου"]),
        ("כהן", ["יעל כהן"]),
        ("أحمد", ["أحمد علي"]),
        ("さく", ["さくら がわ"]),
        ("김민", ["김민준"]),
        ("राम", ["राम शर्मा"]),
        # nobody
        ("zzz", []),
        ("ana zzz", []),
        ("...", []),
        ("'", []),
    ],
)  # fmt: skip
def test_who_is_meant_is_found(crowd: Store, query: str, names: list[str]) -> None:
    found = [person.display_name for person in crowd.people.get_many(crowd.people.find(query, 99))]
    if query == "ann":  # Joanna is, too, but as Ann she comes first
        assert found[: len(names)] == names
    else:
        assert sorted(found) == sorted(names)


def test_a_name_comes_before_a_word_before_a_piece_before_a_note(store: Store) -> None:
    note = add(store, "Aaron", note="bee")
    piece = add(store, "Abigail", organisation="Maybees")
    second = add(store, "Adam", organisation="Bee Ltd")
    name = add(store, "Zoe", organisation="none")
    first = add(store, "Beeke")
    assert store.people.find("bee", 9) == [first, second, piece, note]
    assert store.people.find("bee", 2) == [first, second]
    assert name not in store.people.find("bee", 9)


def test_within_a_group_names_are_in_order(store: Store) -> None:
    names = ["Ana Zorn", "ana berg", "Ána Cruz"]
    ids = dict(zip(names, store.people.add_many([Person(display_name=n) for n in names]),
                   strict=True))  # fmt: skip
    assert store.people.find("ana", 9) == [ids["ana berg"], ids["Ána Cruz"], ids["Ana Zorn"]]


def test_everybody_is_found_among_very_many(store: Store) -> None:
    people = [Person(display_name=f"Guest {n:04}", note="bees") for n in range(3500)]
    ids = store.people.add_many(people)
    assert store.people.find("guest", 4000) == ids
    assert store.people.find("g", 10) == ids[:10]
    assert store.people.find("guest 3499", 10) == [ids[3499]]
    assert set(store.people.find("bees", 4000)) == set(ids)


def test_what_is_edited_is_found_as_it_is_now(store: Store) -> None:
    kept = store.people.add(PERSON)

    def found(query: str) -> bool:
        return store.people.find(query, 9) == [kept.id]

    store.people.save(replace(kept, display_name="Ana Moreno", points=(), facts=(), tags=("x",)))
    assert found("moreno")
    assert not any(map(found, ["dr", "555010199", "ruiz.example", "soil", "nachbarn"]))
    store.history.undo()
    assert all(map(found, ["dr", "555010199", "ruiz.example", "soil", "nachbarn"]))
    assert not found("moreno")
    store.people.delete([kept.id])
    assert not found("ruiz")
    store.history.undo()
    assert found("ruiz")
    assert store.check().problems == ()


NASTY = [
    "AND", "OR NOT", "NEAR(a b)", "a AND", '"', '""', "'", "*", "a*", "^a", "(", ")", ":", "-a",
    "words:a", "{a b}", "a + b", "%", "_", "\\", "\0", "a\0b", "\ud800", "a\udfffb", "李\ud800",
    "\u200b",
    "\u202e", "\ufeff", "\U0010ffff", "\U0001e900\U0001e901", "李\U0001e900李", "a\u0301" * 100,
    "ﬁ", "ß", "İ", "ǆ", "½", "①", "٣", "x" * 100_000, "a " * 5000, "李 " * 5000, "1 " * 5000,
    "; DROP TABLE person", "0", "00", "000", "+", "()", "1-", "\n\t ", "",
]  # fmt: skip


@pytest.mark.parametrize("query", NASTY, ids=lambda q: ascii(q)[:20])
def test_nothing_typed_breaks_it(crowd: Store, query: str) -> None:
    assert len(crowd.people.find(query, 5)) <= 5


SYNTAX = st.sampled_from([*"\"*^():-+{}.,;'\\%_&|!<>= \0\u0301", "AND ", "OR ", "NOT ", "NEAR"])
ANYTHING = st.lists(st.one_of(SYNTAX, st.text(st.characters(), max_size=4))).map("".join)


@settings(max_examples=150)
@given(query=ANYTHING)
def test_nothing_that_could_be_typed_breaks_it(crowd: Store, query: str) -> None:
    assert len(crowd.people.find(query, 5)) <= 5


# Against a plain scan

LETTERS = "aábcnoøsłßzàÅŁ"
WORDS = st.text(LETTERS, min_size=1, max_size=6)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
FOREIGN = st.text("ивпё李小王明ελ", min_size=1, max_size=3)


@st.composite
def people(draw: st.DrawFn) -> Person:
    return Person(
        display_name=draw(st.one_of(NAMES, NAMES, FOREIGN)),
        nickname=draw(st.just("") | WORDS),
        organisation=draw(st.just("") | NAMES),
        note=draw(st.just("") | NAMES),
        points=tuple(
            ContactPoint(kind=PointKind.PHONE, value=value)
            for value in draw(st.lists(st.text("0123456789 -", min_size=1, max_size=9), max_size=1))
        ),
        facts=tuple(
            Fact(kind=FactKind.NEEDS, text=text) for text in draw(st.lists(NAMES, max_size=1))
        ),
        tags=tuple({tag.casefold(): tag for tag in draw(st.lists(WORDS, max_size=2))}.values()),
    )


QUERIES = st.lists(st.one_of(WORDS, WORDS, FOREIGN), min_size=1, max_size=3).map(" ".join)


def searchable(texts: list[str]) -> str:
    joined = " ".join(texts)
    return f"{fold(joined)} {own_script(joined)}"


def words_of(person: Person) -> str:
    texts = [full_name(person), person.nickname, person.organisation, *person.tags]
    texts += [fact.text for fact in person.facts]
    for point in person.points:
        texts += [point.value, digits(point.value)]
    return searchable(texts)


def matches(person: Person, query: str) -> tuple[bool, bool]:
    """By a plain scan: whether every word begins a word of this person; whether it is found."""
    asked = re.findall(r"[^\W_]+", " ".join(own_script(w) or fold(w) for w in query.split()))
    if not asked:
        return False, False
    words, notes = words_of(person), searchable([person.note])

    def begins(text: str) -> bool:
        tokens = re.findall(r"[^\W_]+", text)
        return all(any(token.startswith(word) for token in tokens) for word in asked)

    long = all(len(word) >= 3 for word in asked) or bool(own_script(query))
    inside = long and all(word in words for word in asked)
    named = fold(full_name(person)).startswith(fold(query)) and not own_script(query)
    noted = len(" ".join(asked)) > 1 and begins(notes)
    return begins(words), named or begins(words) or inside or noted


@settings(max_examples=40)
@given(crowd=st.lists(people(), min_size=1, max_size=12), queries=st.lists(QUERIES, max_size=8))
@example(crowd=[Person(display_name="Aab")], queries=["a", "aa", "b", "ab", "aab b"])
def test_the_index_finds_who_a_plain_scan_finds(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, crowd: list[Person], queries: list[str]
) -> None:
    path = tmp_path_factory.mktemp("scan") / "scan.planner"
    shutil.copy(blank, path)
    with Store.open(path, None) as store:
        ids = store.people.add_many(crowd)
        asked = [*queries, *(person.display_name for person in crowd)]
        for query in asked:
            found = store.people.find(query, 99)
            expected = {n: matches(p, query) for n, p in zip(ids, crowd, strict=True)}
            assert len(found) == len(set(found))
            assert set(found) == {n for n, (_, anyhow) in expected.items() if anyhow}, query
            begin = {n for n, (begins, _) in expected.items() if begins}
            ahead = [n for n in found if n in begin]
            assert set(ahead) == begin
        assert store.check().problems == ()
    shutil.rmtree(path.parent)
