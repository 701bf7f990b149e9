"""Days, labels and lists as programs and people write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.people import check_birthday
from planner.exchange.csv_values import (
    BORN_UNTIL,
    MET_UNTIL,
    NotADay,
    join_items,
    month_comes_first,
    read_day,
    read_label,
    read_month,
    split_items,
    split_list,
)


def born(text: str, month_first: bool | None = None) -> tuple[str, bool]:
    return read_day(text, month_first=month_first, two_digits_until=BORN_UNTIL)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-05-03", "1980-05-03"),
        ("1980/5/3", "1980-05-03"),
        ("19800503", "1980-05-03"),
        ("1980-05-03T00:00:00Z", "1980-05-03"),
        ("12/28/1969 12:00:00 AM", "1969-12-28"),
        ("28/12/1969", "1969-12-28"),
        ("3.5.1980", "1980-05-03"),
        ("03.05.1980", "1980-05-03"),
        ("3.5.", "--05-03"),
        ("--05-03", "--05-03"),
        (" --0503", "--05-03"),
        ("1604-05-03", "--05-03"),
        ("--02-29", "--02-29"),
        ("07 Mar 2024", "2024-03-07"),
        ("7. März 1980", "1980-03-07"),
        ("March 7, 1980", "1980-03-07"),
        ("7 December", "--12-07"),
        ("0/0/00", ""),
        ("00.00.0000", ""),
        ("4501-01-01", ""),
        ("1/1/4501", ""),
        ("5/5/1980", "1980-05-05"),
    ],
)
def test_days(text: str, day: str) -> None:
    assert born(text) == (day, False)
    check_birthday(day)


def test_a_guess_is_called_one() -> None:
    assert born("5/3/1980") == ("1980-05-03", True)
    assert born("5/3/1980", month_first=True) == ("1980-05-03", False)
    assert born("5/3/1980", month_first=False) == ("1980-03-05", False)
    assert born("3.5.80") == ("1980-05-03", True)
    assert born("3.5.07") == ("2007-05-03", True)


def test_linkedin_days() -> None:
    for text in ("3/7/24", "3/7/24, 10:15 AM", "07 Mar 2024", "2024-03-07"):
        day = read_day(text, month_first=True, two_digits_until=MET_UNTIL)
        assert day == ("2024-03-07", False)


@pytest.mark.parametrize(
    "text",
    [
        *("31.2.1980", "1980-02-30", "13/13/1980", "soon", "1980", "0999-01-01", "7 Foo 1980"),
        *("5-3", "1" * 70, "1/2/3/4", "32 May 1980"),
    ],
)
def test_no_days(text: str) -> None:
    with pytest.raises(NotADay):
        born(text)


@given(st.text(alphabet="0123456789./- ,:TMayz", max_size=20))
@settings(max_examples=300)
def test_a_day_is_a_birthday_or_refused(text: str) -> None:
    try:
        day, _ = born(text)
    except NotADay:
        return
    check_birthday(day)


def test_months_and_years() -> None:
    assert [read_month(text) for text in ("2019", "2019-05", "May 2019", "Mai 2019")] == [
        *("2019", "2019-05", "2019-05", "2019-05")
    ]
    for text in ("2019-13", "0019", "5", "then"):
        with pytest.raises(NotADay):
            read_month(text)


def test_the_order_of_a_file_shows_in_its_days() -> None:
    assert month_comes_first(["", "5/3/1980", "12/28/1969"]) is True
    assert month_comes_first(["5/3/1980", "28/12/1969"]) is False
    assert month_comes_first(["5/3/1980", "3.5.1980", "1980-12-28", "40/50/60"]) is None


def test_labels() -> None:
    assert read_label("* Work") == ("work", True)
    assert read_label("Work  Fax") == ("work fax", False)
    assert read_label("* ") == ("", True)


def test_lists() -> None:
    assert split_list("* myContacts ::: Growers ::: Growers") == ("* myContacts", "Growers")
    assert split_list("Bank;Choir, old") == ("Bank", "Choir, old")
    assert split_list("one, two") == ("one", "two")
    assert split_list("friends, old ::: choir", ":::") == ("friends, old", "choir")
    assert split_list("  ") == ()


@given(st.lists(st.text(alphabet='a;", \n', min_size=1, max_size=6).filter(str.strip)))
@settings(max_examples=200)
def test_our_own_lists_come_back(items: list[str]) -> None:
    assert split_items(join_items(items)) == tuple(items)
