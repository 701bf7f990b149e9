"""The calendar of quick capture: which day the words of a date mean, once they are told apart."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from planner.domain.capture_tongue import UMLAUTS

_Groups = defaultdict[str, str]
"""The words of a match by their names; what was not said is empty."""
Reckon = Callable[[_Groups, date, bool], date]

_WEEKDAYS = {
    name: number
    for number, names in enumerate("mo tu,di we,mi th,do fr sa su,so".split())
    for name in names.split(",")
}
"""By the first two letters, in both languages."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan,jän feb mar,mär,mrz apr may,mai jun jul aug sep oct,okt nov dec,dez".split(), 1
    )
    for name in names.split(",")
}
"""By the first three letters, in both languages."""

_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "a,an,one,ein,eine,einem,einen,einer",
            "two,a couple of,a couple,zwei,zwo,ein paar",
            "three,a few,drei,einigen",
            *("four,vier", "five,fünf", "six,sechs", "seven,sieben", "eight,acht"),
            *("nine,neun", "ten,zehn", "eleven,elf", "twelve,zwölf", "thirteen", "vierzehn"),
        ),
        1,
    )
    for name in names.split(",")
}


ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
GERMAN_ORDINALS = (
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften"
    " zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten"
    " zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten"
    " fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten"
    " neunundzwanzigsten dreißigsten einunddreißigsten"
).split()

_ORDINALS = {
    name: number
    for names in (ENGLISH_ORDINALS, GERMAN_ORDINALS)
    for number, name in enumerate(names, 1)
}


def _number(groups: _Groups) -> int:
    """How many days, or which one of a month, in figures or in words."""
    said = groups["number"]
    return _NUMBERS.get(said) or _ORDINALS.get(said.replace(" ", "-")) or int(said)


def any_of(names: Sequence[str]) -> str:
    return "|".join(sorted((name.replace("-", "(?:-| )") for name in names), key=len)[::-1])


def groups_of(match: re.Match[str]) -> _Groups:
    """The words, small, and with umlauts where they were typed without: "naechste"."""
    words = defaultdict(str)
    for name, value in match.groupdict("").items():
        words[name] = with_umlauts(" ".join(value.lower().split()))
    return words


def with_umlauts(words: str) -> str:
    """Words of a date as they are written in full; but for "due" and "tue", those letters stand for
    an umlaut in all of them."""
    for umlaut, typed in UMLAUTS.items():
        words = re.sub(f"(?<![dt]){typed}", umlaut, words)
    return words


def weekday(groups: _Groups, today: date, past: bool) -> date:
    ahead = (_WEEKDAYS[groups["day"][:2]] - today.weekday()) % 7
    which, before = groups["which"], groups["before"]
    if (weeks := _shift(which)) > 0 and not which.startswith(("coming", "the coming", "kommend")):
        return _monday(today, weeks) + timedelta((today.weekday() + ahead) % 7)
    if which.startswith(("last", "past", "letzt", "vergang", "vorig")):
        return today + timedelta(ahead - 7)
    if which.startswith(("this", "dies")):
        return today + timedelta(ahead - 7 if past and ahead else ahead)
    if before in ("before", "vor", "vor dem"):
        return today + timedelta((ahead or 7) - 1)
    if is_deadline(before + " "):
        return today + timedelta(ahead)
    return today + timedelta(ahead - 7 if past else ahead or 7)


def weekday_later(groups: _Groups, today: date, past: bool) -> date:
    return weekday(groups, today, past) + timedelta(7)


def weekday_of_week(groups: _Groups, today: date, past: bool) -> date:
    monday = _monday(today, _shift(groups["which"]))
    return monday + timedelta(_WEEKDAYS[groups["day"][:2]])


def count(groups: _Groups, today: date, past: bool) -> date:
    number = _number(groups)
    if groups["ago"]:
        number = -number
    unit = groups["unit"]
    if unit[0] in "mjy":
        return _months(today, number if unit[0] == "m" else 12 * number)
    return today + timedelta(number * {"d": 1, "t": 1, "w": 7, "f": 14}[unit[0]])


def period(groups: _Groups, today: date, past: bool) -> date:
    """The start, middle or end of a week, month, quarter or year, or a weekend."""
    shift = _shift(groups["which"])
    unit = groups["unit"] or groups["initial"]
    part = _PARTS.get(groups["part"][:2])
    if groups["weekend"]:
        saturday = _monday(today, shift) + timedelta(5)
        if shift == 0 and today < saturday and past:
            return saturday - timedelta(7)
        return max(today, saturday) if shift == 0 else saturday
    if part is None and shift < 0:
        return today - timedelta(7) if unit[0] == "w" else _months(today, -_LENGTHS[unit[0]])
    if part is None:
        part = 2 if shift == 0 else 0
    if unit[0] == "w":
        day = _monday(today, shift) + timedelta((0, 2, 4)[part])
        return day + timedelta(7) if part == 2 and shift == 0 and day < today else day
    length = _LENGTHS[unit[0]]
    first = date(today.year, (today.month - 1) // length * length + 1, 1)
    return _part_of(_months(first, length * shift), length, part)


def period_after(groups: _Groups, today: date, past: bool) -> date:
    """The beginning of "the week after next"."""
    groups["which"] = "übernächste"
    return period(groups, today, past)


def part_of_month(groups: _Groups, today: date, past: bool) -> date:
    month, part = _MONTHS[groups["month"][:3]], _PARTS[groups["part"][:2]]
    return _nearest(groups, today, past, lambda year: _part_of(date(year, month, 1), 1, part))


def start_of_month(groups: _Groups, today: date, past: bool) -> date:
    """ "By November" is its first day, and "before November" the day before."""
    month = _MONTHS[groups["month"][:3]]
    before = timedelta(groups["until"] in ("before", "vor"))
    return _nearest(groups, today, past, lambda year: date(year, month, 1) - before)


def week_by_number(groups: _Groups, today: date, past: bool) -> date:
    """A week of the calendar by its number: its Monday, or for "by week 49" its Friday."""
    until = is_deadline(groups["before"] + " ")
    part = _PARTS.get(groups["part"][:2], 2 if until else 0)
    day = (1, 3, 5)[part]
    return _nearest(
        groups, today, past, lambda year: date.fromisocalendar(year, int(groups["number"]), day)
    )


def feast(groups: _Groups, today: date, past: bool) -> date:
    """The day before the holidays begin, as whatever is promised for them is wanted by then."""
    return _nearest(groups, today, past, _FEASTS[groups["feast"][:2]])


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    away = moon - weekday
    month = 3 + (away + 40) // 44
    return date(year, month, away + 28 - 31 * (month // 4))


_FEASTS: Mapping[str, Callable[[int], date]] = {
    **dict.fromkeys(("ch", "xm", "x-", "we"), lambda year: date(year, 12, 24)),
    **dict.fromkeys(("ne", "si", "ja"), lambda year: date(year, 12, 31)),
    **dict.fromkeys(("ea", "os"), _easter),
    "pf": lambda year: _easter(year) + timedelta(49),
}
"""By their first two letters, in both languages."""


def day_of_month(groups: _Groups, today: date, past: bool) -> date:
    """The 16th that is nearest: of this month or of one before or after."""
    for away in range(13):
        first = _months(today.replace(day=1), -away if past else away)
        days = monthrange(first.year, first.month)[1]
        number = _number(groups)
        if 1 <= number <= days:
            day = first.replace(day=number)
            if (day <= today) if past else (day >= today):
                return day
    raise ValueError(groups["number"])


def dated(groups: _Groups, today: date, past: bool) -> date:
    number, month = _number(groups), groups["month"]
    place = int(month) if month.isdecimal() else _MONTHS[month[:3]]
    if place > 12 >= number and groups["slash"]:
        number, place = place, number
    return _nearest(groups, today, past, lambda year: date(year, place, number))


def _nearest(groups: _Groups, today: date, past: bool, in_year: Callable[[int], date]) -> date:
    """The day in the year that is named, else in the nearest one; 29 February may take years."""
    if groups["year"]:
        year = int(groups["year"])
        return in_year(year if year > 99 else 2000 + year)
    for away in range(9):
        try:
            day = in_year(today.year - away if past else today.year + away)
        except ValueError:
            continue
        if (day <= today) if past else (day >= today):
            return day
    raise ValueError(groups["number"])


_PARTS = {"be": 0, "st": 0, "ea": 0, "an": 0, "mi": 1, "en": 2, "cl": 2, "la": 2}
"""Start, middle and end, by their first two letters, in both languages."""

_LENGTHS = {"m": 1, "q": 3, "y": 12, "j": 12}


def _part_of(first: date, months: int, part: int) -> date:
    if part == 0:
        return first
    if part == 1:
        return first.replace(day=15) if months == 1 else _months(first, months // 2)
    return _months(first, months) - timedelta(1)


def _shift(which: str) -> int:
    if which.startswith(("next", "nxt", "nächst", "kommend", "coming", "the coming")):
        return 1
    if which.startswith("übernächst"):
        return 2
    return -1 if which.startswith(("last", "past", "letzt", "vergang", "vorig")) else 0


def _monday(today: date, weeks: int) -> date:
    return today + timedelta(7 * weeks - today.weekday())


def _months(day: date, months: int) -> date:
    """The same day some months later, or the last one of a month that is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def tomorrow(groups: _Groups, today: date, past: bool) -> date:
    """German "morgen", which is the morning in "am Morgen"."""
    if groups["before"] == "am":
        raise ValueError("a time of day")
    return today + timedelta(1)


def days_away(days: int) -> Reckon:
    return lambda groups, today, past: today + timedelta(days)


def is_deadline(words: str) -> bool:
    """True when words that `find_day` found say until when rather than on which day."""
    return with_umlauts(words.lower()).startswith(_DEADLINES)


_DEADLINES = (
    *("by ", "until ", "till ", "before ", "b4 ", "due ", "no later ", "not later "),
    *("bis ", "spätestens ", "fällig "),
)
