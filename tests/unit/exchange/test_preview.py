"""What an import would bring, by name, before anything of it is kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.domain.people import Person
from planner.exchange.importing import Named, Options, Report, import_files, table_of
from planner.store import Doubt, Store
from tests.samples import email, phone

NOW = datetime(2026, 10, 13, tzinfo=UTC)


def card(name: str, *lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""))


def looked(store: Store, file: Path, text: str, **more: object) -> Report:
    file.write_text(text, encoding="utf-8")
    options = Options(dry_run=True, named=10, **more)  # type: ignore[arg-type]
    return import_files(store, [file], options, now=NOW)


def test_new_and_changed_people_are_named(store: Store, tmp_path: Path) -> None:
    store.people.add(Person(display_name="Ana Ruiz", points=(email("ana@frost.example"),)))
    report = looked(
        store,
        tmp_path / "a.vcf",
        card("Kenji Ito", "ORG:Frost Labs", "TITLE:Pilot")
        + card("Ana Ruiz", "EMAIL:ana@frost.example", "TEL:+351 555 010 199", "TITLE:Pilot"),
    )
    assert report.new == [Named("Kenji Ito", ("Pilot", "Frost Labs"))]
    assert report.changed == [Named("Ana Ruiz", ("title", "phone"))]
    assert len(store.people.ids()) == 1


def test_names_are_only_told_as_many_as_wanted(store: Store, tmp_path: Path) -> None:
    text = "".join(card(f"Person {n}", f"EMAIL:p{n}@lab.example") for n in range(30))
    report = looked(store, tmp_path / "a.vcf", text)
    assert (report.created, len(report.new)) == (30, 10)


def test_namesakes_and_shared_addresses_are_doubtful(store: Store, tmp_path: Path) -> None:
    store.people.add(Person(display_name="Jon Smyth", points=(email("jon@sea.example"),)))
    store.people.add(Person(display_name="Reception", points=(phone("1", "+4930555"),)))
    store.people.add(Person(display_name="Lotte de Wit", points=(email("l@wind.example"),)))
    report = looked(
        store,
        tmp_path / "a.vcf",
        card("John Smith", "EMAIL:john@hill.example")
        + card("Lotte de Wit", "EMAIL:l@wind.example")
        + card("Tariq Benali", "TEL:+49 30 555"),
    )
    assert report.doubts == [
        Doubt(name="John Smith", like="Jon Smyth", by_name=True),
        Doubt(name="Tariq Benali", like="Reception", by_name=False),
    ]


def test_columns_are_told_for_one_file_and_not_for_the_others(store: Store, tmp_path: Path) -> None:
    strange, usual = tmp_path / "a.csv", tmp_path / "b.csv"
    strange.write_text("Wer;Von\nAna Ruiz;ana@frost.example\nKenji Ito;k@frost.example\n")
    usual.write_text("Name,Email\nPetra Vogel,petra@sea.example\n")
    options = Options(columns_of={strange: {"Wer": "name", "Von": "email"}})
    report = import_files(store, [strange, usual], options, now=NOW)
    assert (report.created, report.unread) == (3, [])


@pytest.mark.parametrize(
    ("text", "columns", "examples"),
    [
        ("Wer;Von\nAna Ruiz;\nKenji;k@fr.example\n", ("Wer", "Von"), ("Ana Ruiz", "k@fr.example")),
        ("a,,c\n1,2,3\n4,5,6\n", ("a", "c"), ("1", "3")),
    ],
)  # fmt: skip
def test_a_table_that_says_nothing_shows_its_columns(
    text: str, columns: tuple[str, ...], examples: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    table = table_of(file)
    assert table
    assert (table.columns, table.examples) == (columns, examples)


@pytest.mark.parametrize("text", ["Name,Email\nAna,a@b.example\n", "BEGIN:VCARD\n", "", "prose"])
def test_any_other_file_is_no_such_table(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    assert table_of(file) is None
    assert table_of(tmp_path) is None
    assert table_of(tmp_path / "nowhere.csv") is None
