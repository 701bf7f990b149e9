"""What a single cell says: days as programs and people write them, labels, lists."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Iterable
from functools import lru_cache

BORN_UNTIL = 12
"""Two-digit birth years up to this one are of this century: contacts are mostly grown up."""

MET_UNTIL = 99
"""Two-digit years of meeting somebody are all of this century."""

_LONGEST_DAY = 60
_TIME = re.compile(
    r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z| ?[+-]\d{2}:?\d{2})?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})\.?")
_NUMBERS = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2})(?: ?\2 ?(\d{4}|\d{2})|\.)?")
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ /-]*([^\W\d_]+)\.?[ ,/-]*(\d{4}|\d{2})?")
_WORD_DAY = re.compile(r"([^\W\d_]+)\.? *(\d{1,2})(?:st|nd|rd|th)?(?:[ ,]+(\d{4}))?")
_YEAR_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
_WORD_YEAR = re.compile(r"([^\W\d_]+)\.? +([0-9]{4})")
_SLASHED = re.compile(r"(\d{1,2}) ?([/-]) ?(\d{1,2}) ?\2 ?\d{2,4}\b")

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner",
            "february feb februar",
            "march mar märz mär mrz maerz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sep sept",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}

_NO_YEAR_GIVEN = 1604
"""What address books write for a birthday without its year."""

_NEVER_YEARS = (1601, 4501)
"""Outlook's days that stand for none."""


class NotADay(ValueError):
    """The text names no day of the calendar."""


@lru_cache(maxsize=4096)  # the same days come again and again
def read_day(text: str, *, month_first: bool | None, two_digits_until: int) -> tuple[str, bool]:
    """A day as ISO text (`--05-03` without a year), and whether its reading was a guess.

    `month_first` says how `3/7/1980` is meant, None when nothing tells. Two-digit years up to
    `two_digits_until` are of the 2000s. Placeholders (`0/0/00`) give an empty text. Raises NotADay.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST_DAY:
        raise NotADay
    text = _TIME.sub("", text)
    if not text.strip("0-/. "):
        return "", False
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4])), False
    if match := _NO_YEAR.fullmatch(text):
        return _day(None, int(match[1]), int(match[2])), False
    if match := _NUMBERS.fullmatch(text):
        return _numbers(match, month_first, two_digits_until)
    if (match := _DAY_WORD.fullmatch(text)) and (month := _MONTHS.get(match[2].casefold())):
        year, guessed = _year(match[3], two_digits_until)
        return _day(year, month, int(match[1])), guessed
    if (match := _WORD_DAY.fullmatch(text)) and (month := _MONTHS.get(match[1].casefold())):
        return _day(_year(match[3], 0)[0], month, int(match[2])), False
    raise NotADay(text)


def read_month(text: str) -> str:
    """A year or a month as ISO text, for what is not remembered by its day; raises NotADay."""
    text = " ".join(text.split())
    if (match := _WORD_YEAR.fullmatch(text)) and (month := _MONTHS.get(match[1].casefold())):
        return f"{match[2]}-{month:02}"
    match = _YEAR_MONTH.fullmatch(text)
    if match and match[1] >= "1000" and (not match[2] or 1 <= int(match[2]) <= 12):
        return text
    raise NotADay(text)


def month_comes_first(samples: Iterable[str]) -> bool | None:
    """What days such as `28/12/1969` among the samples show of their order; None: nothing."""
    for text in samples:
        match = _SLASHED.match(text)
        if match and int(match[1]) > 12 >= int(match[3]):
            return False
        if match and int(match[3]) > 12 >= int(match[1]):
            return True
    return None


def _numbers(match: re.Match[str], month_first: bool | None, until: int) -> tuple[str, bool]:
    first, second = int(match[1]), int(match[3])
    dotted = match[2] == "."
    if not dotted and not match[4] and match[2] == "-":
        raise NotADay(match[0])  # `5-3` may be anything
    year, guessed = _year(match[4], until)
    if dotted or (month_first is False and second <= 12) or first > 12:
        day, month = first, second
    else:
        month, day = (first, second) if first <= 12 else (second, first)
        guessed = guessed or (month_first is None and second <= 12 and first != second)
    return _day(year, month, day), guessed


def _year(text: str | None, until: int) -> tuple[int | None, bool]:
    if not text:
        return None, False
    number = int(text)
    if len(text) == 4:
        return number, False
    return number + (2000 if number <= until else 1900), until < 99


def _day(year: int | None, month: int, day: int) -> str:
    if year in _NEVER_YEARS:
        return ""
    if year == _NO_YEAR_GIVEN:
        year = None
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]):
        raise NotADay
    if year is None:
        return f"--{month:02}-{day:02}"
    if year < 1000:
        raise NotADay
    return f"{year:04}-{month:02}-{day:02}"


def read_label(text: str) -> tuple[str, bool]:
    """A label in plain lower case, and whether it marks the preferred one (Google's `* Work`)."""
    plain = text.strip()
    starred = plain.startswith("*")
    return " ".join(plain.lstrip("* ").lower().split()), starred


def split_list(text: str, separator: str = "") -> tuple[str, ...]:
    """The items of a cell that lists several: apart by `:::`, `;`, a line break, else a comma."""
    if not separator:
        separator = next((mark for mark in (":::", ";", "\n") if mark in text), ",")
    parts = (part.strip() for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))


def join_items(items: Iterable[str]) -> str:
    """Our own list in one cell, `a; "b; c"`: quoted so that `split_items` undoes it."""
    return "; ".join(
        '"' + item.replace('"', '""') + '"' if _needs_quotes(item) else item for item in items
    )


def split_items(text: str) -> tuple[str, ...]:
    """The items of our own list; a hand-edited one with stray quotation marks is read leniently."""
    if not text.strip():
        return ()
    if ";" not in text and '"' not in text:
        return (text,)
    try:
        return tuple(next(csv.reader([text], delimiter=";", skipinitialspace=True)))
    except csv.Error:
        return split_list(text)


def _needs_quotes(item: str) -> bool:
    return not item or item != item.strip() or any(mark in item for mark in ';"\n')
