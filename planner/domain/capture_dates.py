"""Days in words, in English and German: what "by Friday" or "in zwei Wochen" means today.

A day named without its week or year is the one to come, or, in what has happened, the last one.
"By Friday" may be today, "on Friday" is later than today, and "next Friday" is in the next week.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

Found = tuple[int, int, date]
"""Where the words begin and end in the text, and the day that they mean."""


def find_day(
    text: str, *, today: date, language: str | None = None, past: bool = False
) -> list[Found]:
    """Every day that the text names, in order, each with its preposition ("by", "bis zum").

    `language` is `en`, `de` or None for both. `past` tells that the text is about what happened.
    What names no possible day (30 February) is not found. Never raises.
    """
    found: list[Found] = []
    for pattern, reckon in _rules("en") + _rules("de") if language is None else _rules(language):
        for match in pattern.finditer(text):
            # "The notes of Monday" and "our Monday walk" say nothing about when.
            if _NO_DAY.search(text, max(0, match.start() - 9), match.start()):
                continue
            try:
                found.append((*match.span(), reckon(_words(match), today, past)))
            except (LookupError, ValueError, OverflowError):
                continue
    found.sort(key=lambda day: (day[0], -day[1]))
    apart: list[Found] = []
    for one in found:
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
    return apart


def is_deadline(words: str) -> bool:
    """True when words that `find_day` found say until when rather than on which day."""
    return words.casefold().startswith(_DEADLINES)


def is_exact(words: str) -> bool:
    """True when words that `find_day` found name the year, and mean the same whenever read."""
    return re.search("[0-9]{4}", words) is not None


_DEADLINES = (
    *("by ", "until ", "till ", "before ", "due ", "no later ", "not later "),
    *("bis ", "spätestens ", "fällig "),
)

_NO_DAY = re.compile(
    r"(?<!\w)(?:of|from|since|dated|every|each|the|a|my|our|your|his|her|their"
    r"|vom|von|seit|jeden|guten|diesen|am)\s$",
    re.IGNORECASE,
)

_Groups = defaultdict[str, str]
"""The words of a match by their names; what was not said is empty."""
_Reckon = Callable[[_Groups, date, bool], date]

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
            "two,a couple of,zwei,zwo,ein paar",
            "three,a few,drei,einigen",
            *("four,vier", "five,fünf", "six,sechs", "seven,sieben", "eight,acht"),
            *("nine,neun", "ten,zehn", "eleven,elf", "twelve,zwölf"),
        ),
        1,
    )
    for name in names.split(",")
}


_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
    " twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
    " twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_GERMAN_ORDINALS = (
    "ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften"
    " zwölften dreizehnten vierzehnten fünfzehnten sechzehnten siebzehnten achtzehnten neunzehnten"
    " zwanzigsten einundzwanzigsten zweiundzwanzigsten dreiundzwanzigsten vierundzwanzigsten"
    " fünfundzwanzigsten sechsundzwanzigsten siebenundzwanzigsten achtundzwanzigsten"
    " neunundzwanzigsten dreißigsten einunddreißigsten"
).split()

_ORDINALS = {
    name: number
    for names in (_ENGLISH_ORDINALS, _GERMAN_ORDINALS)
    for number, name in enumerate(names, 1)
}


def _number(groups: _Groups) -> int:
    """How many days, or which one of a month, in figures or in words."""
    said = groups["number"]
    return _NUMBERS.get(said) or _ORDINALS.get(said.replace(" ", "-")) or int(said)


def _any_of(names: Sequence[str]) -> str:
    return "|".join(sorted((name.replace("-", "(?:-| )") for name in names), key=len)[::-1])


def _words(match: re.Match[str]) -> _Groups:
    words = defaultdict(str)
    for name, value in match.groupdict("").items():
        words[name] = " ".join(value.casefold().split())
    return words


def _weekday(groups: _Groups, today: date, past: bool) -> date:
    ahead = (_WEEKDAYS[groups["day"][:2]] - today.weekday()) % 7
    which, before = groups["which"], groups["before"]
    if which.startswith(("next", "nächst")):
        return _monday(today, 1) + timedelta((today.weekday() + ahead) % 7)
    if which.startswith(("last", "past", "letzt", "vergang", "vorig")):
        return today + timedelta(ahead - 7)
    if which.startswith(("this", "dies")):
        return today + timedelta(ahead - 7 if past and ahead else ahead)
    if before in ("before", "vor", "vor dem"):
        return today + timedelta((ahead or 7) - 1)
    if is_deadline(before + " "):
        return today + timedelta(ahead)
    return today + timedelta(ahead - 7 if past else ahead or 7)


def _weekday_later(groups: _Groups, today: date, past: bool) -> date:
    return _weekday(groups, today, past) + timedelta(7)


def _weekday_of_week(groups: _Groups, today: date, past: bool) -> date:
    monday = _monday(today, _shift(groups["which"]))
    return monday + timedelta(_WEEKDAYS[groups["day"][:2]])


def _count(groups: _Groups, today: date, past: bool) -> date:
    number = _number(groups)
    if groups["ago"]:
        number = -number
    unit = groups["unit"]
    if unit[0] in "mjy":
        return _months(today, number if unit[0] == "m" else 12 * number)
    return today + timedelta(number * {"d": 1, "t": 1, "w": 7, "f": 14}[unit[0]])


def _period(groups: _Groups, today: date, past: bool) -> date:
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


def _part_of_month(groups: _Groups, today: date, past: bool) -> date:
    month, part = _MONTHS[groups["month"][:3]], _PARTS[groups["part"][:2]]
    return _nearest(groups, today, past, lambda year: _part_of(date(year, month, 1), 1, part))


def _day_of_month(groups: _Groups, today: date, past: bool) -> date:
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


def _date(groups: _Groups, today: date, past: bool) -> date:
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
    if which.startswith(("next", "nächst", "kommend", "coming", "the coming")):
        return 1
    return -1 if which.startswith(("last", "past", "letzt", "vergang", "vorig")) else 0


def _monday(today: date, weeks: int) -> date:
    return today + timedelta(7 * weeks - today.weekday())


def _months(day: date, months: int) -> date:
    """The same day some months later, or the last one of a month that is shorter."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _tomorrow(groups: _Groups, today: date, past: bool) -> date:
    """German "morgen", which is the morning in "am Morgen"."""
    if groups["before"] == "am":
        raise ValueError("a time of day")
    return today + timedelta(1)


def _after(days: int) -> _Reckon:
    return lambda groups, today, past: today + timedelta(days)


_ENGLISH: Mapping[str, str] = {
    "before": "no later than|not later than|due by|due on|due|by|until|till|before|for|on|at",
    "day": "(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    "cob": "(?:(?:cob|eob|eod|close of business|end of (?:the )?day)(?: on)? )?",
    "short": "(?P<day>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)",
    "bare": "(?P<day>(?-i:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun|tues|weds|thurs?|fri))",
    "close": r"[.]?\s{0,3}(?:[,;:!?)–—]|\n|$)|[.]\s",
    "ordinal": f"(?P<number>{_any_of(_ENGLISH_ORDINALS)})",
    "link": "about|re|regarding|with|for|to|because|and|or|at|in|if|so|that|whether|but|then",
    "named": "(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?",
    "month": "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)",
    "number": "(?P<number>a couple of|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    "|eleven|twelve|[0-9]{1,3})",
    "units": "(?P<unit>(?:day|week|fortnight|month|year)s?)",
    "unit": "(?P<unit>week|month|quarter|year)",
    "which": "(?P<which>next|this coming|this past|this|the coming|coming|past|last)",
    "part": "(?P<part>end|close|late|middle|mid|beginning|start|early)",
    "hours": "(?: morning| afternoon| evening| night| noon)?",
    "nth": "(?P<number>[0-9]{1,2})(?:st|nd|rd|th)",
    "n": "(?P<number>[0-9]{1,2})",
    "year": "(?P<year>[0-9]{4})",
}

_ENGLISH_RULES: tuple[tuple[str, _Reckon], ...] = (
    ("today|tonight|this (?:morning|afternoon|evening)|eod|end of (?:the )?day", _after(0)),
    ("(?:tomorrow|tmrw|tmw|2morrow|2moro){hours}", _after(1)),
    ("(?:the )?day after tomorrow{hours}", _after(2)),
    ("yesterday{hours}|last night", _after(-1)),
    ("(?:the )?day before yesterday{hours}", _after(-2)),
    ("{cob}(?:{which} )?{day}{hours}", _weekday),
    ("{cob}(?P<which>next|last|this) {short}", _weekday),
    ("!{short}", _weekday),
    ("{bare}(?={close})", _weekday),
    ("(?:a )?week (?:on |from )?{day}", _weekday_later),
    ("{day} week", _weekday_later),
    ("{day}{hours},? (?:of )?(?P<which>next|last|this) week", _weekday_of_week),
    ("(?P<which>next|last|this) week(?: on)?,? {day}{hours}", _weekday_of_week),
    ("(?:in|within)(?: the (?:next|coming))? {number} {units}(?:['’]? time)?", _count),
    ("{number} {units} from (?:now|today)", _count),
    ("{number} {units} (?P<ago>ago)", _count),
    (
        "(?:(?:the )?{part}(?: |-)(?:of )?)?(?:the )?{which} (?:{unit}|(?P<weekend>weekend))",
        _period,
    ),
    ("(?:the )?{part} of (?:the )?{unit}|eo(?P<initial>[wmqy])", _period),
    ("{unit}(?:['’]s)?(?: |-)(?P<part>end)", _period),
    ("!(?P<weekend>weekend)", _period),
    ("(?:the )?{part}(?: |-)(?:of )?{month}(?:,? {year})?", _part_of_month),
    ("{named}(?:the )?{n}(?:st|nd|rd|th)?(?: of)? {month}[.]?(?:,? {year})?", _date),
    ("{named}{month}[.]? {n}(?:st|nd|rd|th)?(?:,? {year})?", _date),
    ("!{nth}", _day_of_month),
    ("(?:the )?{ordinal}(?: of)? {month}(?:,? {year})?", _date),
    ("!{ordinal}(?={close}|,? (?:{link})(?!\\w))", _day_of_month),
    ("{n}(?P<slash>/)(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})", _date),
    ("!{n}(?P<slash>/)(?P<month>[0-9]{1,2})(?P<year>)", _date),
    ("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<number>[0-9]{2})", _date),
)

_GERMAN: Mapping[str, str] = {
    "before": "fällig bis zum|fällig bis|fällig am|fällig zum|fällig"
    "|spätestens bis zum|spätestens bis|spätestens am|spätestens|bis spätestens|bis zum"
    "|bis zur|bis|vor dem|vor|am|zum|zur|für|an|gegen|ab",
    "day": "(?P<day>montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)",
    "short": "(?P<day>(?-i:Mo|Di|Mi|Do|Fr|Sa|So))[.]?",
    "bare": "(?P<day>(?-i:Mo|Di|Mi|Do|Fr|Sa|So))",
    "close": r"[.]?\s{0,3}(?:[,;:!?)–—]|\n|$)",
    "ordinal": f"(?P<number>{_any_of(_GERMAN_ORDINALS)})",
    "named": "(?:(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend),? (?:de[nmr] )?)?",
    "month": "(?P<month>jan(?:uar)?|jänner|feb(?:ruar)?|märz|mrz|apr(?:il)?|mai|juni?|juli?"
    "|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)",
    "number": "(?P<number>ein paar|eine[mnr]?|ein|zwei|zwo|drei|einigen|vier|fünf|sechs|sieben|acht"
    "|neun|zehn|elf|zwölf|[0-9]{1,3})",
    "units": "(?P<unit>(?:tag|woche|monat|jahr)(?:en|es|e|n|s)?)",
    "unit": "(?P<unit>woche|monat|quartal|jahr)(?:es|s)?",
    "which": "(?P<which>(?:nächste|kommende|diese|letzte|vergangene|vorige)[mnrs]?)",
    "part": "(?P<part>ende|mitte|anfang)",
    "hours": "(?: ?(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht))?",
    "n": "(?P<number>[0-9]{1,2})[.]",
    "year": "(?P<year>[0-9]{4})",
}

_GERMAN_RULES: tuple[tuple[str, _Reckon], ...] = (
    ("heute{hours}", _after(0)),
    ("morgen(?: (?:früh|vormittag|mittag|nachmittag|abend|nacht))?", _tomorrow),
    ("übermorgen{hours}", _after(2)),
    ("gestern{hours}", _after(-1)),
    ("vorgestern{hours}", _after(-2)),
    ("(?:{which} )?{day}{hours}", _weekday),
    ("{which} {short}", _weekday),
    ("!{short}", _weekday),
    ("{bare}(?={close})", _weekday),
    ("{day}{hours} in einer woche", _weekday_later),
    ("{day}{hours},? {which} woche", _weekday_of_week),
    ("{which} woche,?(?: am)? {day}{hours}", _weekday_of_week),
    ("(?:heute in|in|binnen|innerhalb von|innerhalb) {number} {units}", _count),
    ("(?P<ago>vor) {number} {units}", _count),
    ("(?:{part} )?{which} (?:{unit}|(?P<weekend>wochenende))", _period),
    ("{part} (?:der|des) {unit}", _period),
    ("(?P<unit>monat|quartal|jahr)e?s(?P<part>ende|anfang|mitte)", _period),
    ("!(?P<weekend>wochenende)", _period),
    ("{part} {month}(?: {year})?", _part_of_month),
    ("{named}{n} ?{month}[.]?(?: {year})?", _date),
    ("{named}{n} ?(?P<month>[0-9]{1,2})[.](?: ?(?P<year>[0-9]{4}|[0-9]{2}))?", _date),
    ("!{n}(?! ?(?-i:[A-ZÄÖÜ]))", _day_of_month),
    ("{ordinal} {month}(?: {year})?", _date),
    ("!{ordinal}(?! ?(?-i:[A-ZÄÖÜ]))", _day_of_month),
    ("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<number>[0-9]{2})", _date),
)


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], _Reckon], ...]:
    words, rules, the = {
        "en": (_ENGLISH, _ENGLISH_RULES, "(?:the )?"),
        "de": (_GERMAN, _GERMAN_RULES, "(?:de[nmr] )?"),
    }[language]
    return tuple((_pattern(rule, words, the), reckon) for rule, reckon in rules)


def _pattern(rule: str, words: Mapping[str, str], the: str) -> re.Pattern[str]:
    """A rule with its words put in. `!` wants a preposition, and a space may be a few."""
    core = re.sub("{([a-z]+)}", lambda name: words[name[1]], rule.removeprefix("!"))
    before = f"(?:(?P<before>{words['before']}) {the})" + ("" if rule[0] == "!" else "?")
    pattern = rf"(?<!\w){before}(?:{core})(?!\w|['’]s)"
    return re.compile(pattern.replace(" ", r"(?:\s{1,3})"), re.IGNORECASE)
