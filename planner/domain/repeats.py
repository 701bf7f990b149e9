"""When a follow-up that repeats is due again: the RRULE of RFC 5545 (3.3.10), by days.

A follow-up has a day, so rules that repeat within a day are refused. Every search ends: a rule that
never comes true is looked for a hundred years ahead and no further.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from planner.domain.errors import RuleError

_YEARS_AHEAD = 100
_LONGEST = 300
_LARGEST = 1000

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{6}Z?)?")

_ALWAYS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYDAY", "BYSETPOS"})
_PARTS = {
    "DAILY": _ALWAYS | {"BYMONTHDAY"},
    "WEEKLY": _ALWAYS,
    "MONTHLY": _ALWAYS | {"BYMONTHDAY"},
    "YEARLY": _ALWAYS | {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"},
}
"""Which parts each frequency takes (the table of RFC 5545, 3.3.10)."""


def check_rule(text: str) -> str:
    """The rule as it is kept, or RuleError. Empty is a rule too: it does not repeat."""
    kept = "".join(text.split()).upper().removeprefix("RRULE:").strip(";")
    if kept:
        _parse(kept)
    return kept


def next_due(rule: str, due: date, after: date) -> date | None:
    """The first day after both `due` and `after` on which a follow-up due on `due` repeats.

    None when there is none, and for an empty rule. Raises RuleError for a rule that is none.
    """
    kept = check_rule(rule)
    if not kept:
        return None
    parsed = _parse(kept)
    since = max(due, after)
    if not parsed.count:
        return next(_days_after(parsed, due, since), None)
    counted = islice(_days_after(parsed, due, due), parsed.count - 1)  # `due` is the first
    return next((day for day in counted if day > since), None)


def rest_of_rule(rule: str, due: date, then: date) -> str:
    """The rule for the follow-up that comes next, on day `then`: a COUNT goes down, the rest stays.

    COUNT says how often it repeats in all, and each repeat is a follow-up of its own.
    """
    kept = check_rule(rule)
    count = _parse(kept).count if kept else None
    if not count:
        return kept
    days = _days_after(_parse(kept), due, due)
    passed = sum(1 for _ in takewhile(lambda day: day <= then, days))
    return re.sub(r"COUNT=[0-9+]+", f"COUNT={max(1, count - passed)}", kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A rule taken apart; `weekdays` are (which one of the period or 0 for all, Monday is 0)."""

    frequency: str
    interval: int
    count: int | None
    until: date
    week_start: int
    months: frozenset[int]
    month_days: frozenset[int]
    year_days: frozenset[int]
    weeks: frozenset[int]
    weekdays: frozenset[tuple[int, int]]
    positions: tuple[int, ...]


def _parse(text: str) -> _Rule:
    pairs = [part.partition("=") for part in text.split(";")]
    parts = {name: value for name, _, value in pairs}
    frequency = parts.get("FREQ", "")
    if (
        len(text) > _LONGEST
        or len(parts) < len(pairs)
        or {"COUNT", "UNTIL"} <= parts.keys()
        or not parts.keys() <= _PARTS.get(frequency, frozenset())
    ):
        raise _no_rule(text)
    try:
        rule = _taken_apart(frequency, parts)
    except ValueError:
        raise _no_rule(text) from None
    ordinals = any(number for number, _ in rule.weekdays)
    if ordinals and (frequency in ("DAILY", "WEEKLY") or rule.weeks):
        raise _no_rule(text)
    if rule.positions and not any(name in parts for name in _CHOOSING):
        raise _no_rule(text)
    return rule


_CHOOSING = ("BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
"""Parts that give BYSETPOS something to choose from."""


def _taken_apart(frequency: str, parts: dict[str, str]) -> _Rule:
    return _Rule(
        frequency=frequency,
        interval=_numbers(parts, "INTERVAL", 1, _LARGEST, "1")[0],
        count=next(iter(_numbers(parts, "COUNT", 1, _LARGEST)), None),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else date.max,
        week_start=_WEEKDAYS.index(parts.get("WKST", "MO")),
        months=frozenset(_numbers(parts, "BYMONTH", 1, 12)),
        month_days=frozenset(_numbers(parts, "BYMONTHDAY", -31, 31)),
        year_days=frozenset(_numbers(parts, "BYYEARDAY", -366, 366)),
        weeks=frozenset(_numbers(parts, "BYWEEKNO", -53, 53)),
        weekdays=frozenset(_weekdays(parts)),
        positions=_numbers(parts, "BYSETPOS", -366, 366),
    )


def _no_rule(text: str) -> RuleError:
    return RuleError(
        "{rule} is not a rule to repeat by; write it like FREQ=WEEKLY;INTERVAL=2", rule=text
    )


def _numbers(
    parts: dict[str, str], name: str, least: int, most: int, default: str = ""
) -> tuple[int, ...]:
    text = parts.get(name, default)
    if not text and name not in parts:
        return ()
    texts = text.split(",")
    if not all(map(_NUMBER.fullmatch, texts)):
        raise ValueError(name)
    numbers = tuple(map(int, texts))
    if not all(number and least <= number <= most for number in numbers):
        raise ValueError(name)
    return numbers


def _weekdays(parts: dict[str, str]) -> Iterator[tuple[int, int]]:
    for text in parts["BYDAY"].split(",") if "BYDAY" in parts else ():
        match = _BY_DAY.fullmatch(text)
        if not match:
            raise ValueError(text)
        yield int(match[1] or 0), _WEEKDAYS.index(match[2])


def _until(text: str) -> date:
    """The last day; its time of day, if any, does not matter to a follow-up."""
    match = _UNTIL.fullmatch(text)
    if not match:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))


# The periods a rule steps through, and the days it chooses in each


def _days_after(rule: _Rule, due: date, since: date) -> Iterator[date]:
    """The days after `since` that the rule chooses."""
    for first, last in _periods(rule, due, since):
        if first > rule.until:
            return
        yield from (day for day in _days(rule, due, first, last) if since < day <= rule.until)


def _periods(rule: _Rule, due: date, since: date) -> Iterator[tuple[date, date]]:
    """First and last day of each period in step with `due`, from the one that holds `since`."""
    last_year = min(since.year + _YEARS_AHEAD, date.max.year)
    if rule.frequency in ("DAILY", "WEEKLY"):
        size = 7 if rule.frequency == "WEEKLY" else 1
        step = size * rule.interval
        begin = due.toordinal() - ((due.weekday() - rule.week_start) % 7 if size == 7 else 0)
        begin += (since.toordinal() - begin) // step * step
        end = date(last_year, 12, 31).toordinal()
        for ordinal in range(begin, end - size + 2, step):
            if ordinal > 0:
                yield date.fromordinal(ordinal), date.fromordinal(ordinal + size - 1)
        return
    months = 12 if rule.frequency == "YEARLY" else 1
    step = months * rule.interval
    begin = due.year * 12 + (due.month - 1 if months == 1 else 0)
    begin += (since.year * 12 + since.month - 1 - begin) // step * step
    for month in range(begin, last_year * 12 + 12, step):
        year, first = divmod(month, 12)
        last = first + months
        yield date(year, first + 1, 1), date(year, last, monthrange(year, last)[1])


def _days(rule: _Rule, due: date, first: date, last: date) -> list[date]:
    """The days of one period that the rule chooses, in their order."""
    all_days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    days = [day for day in all_days if _chooses(rule, due, day)]
    if not rule.positions:
        return days
    chosen = {p - 1 if p > 0 else len(days) + p for p in rule.positions}
    return [day for index, day in enumerate(days) if index in chosen]


def _chooses(rule: _Rule, due: date, day: date) -> bool:
    """Whether the BY parts take this day; what none of them says is as on the day it was due."""
    if rule.months and day.month not in rule.months:
        return False
    month_size = monthrange(day.year, day.month)[1]
    if rule.month_days and not rule.month_days & {day.day, day.day - month_size - 1}:
        return False
    if rule.year_days and not rule.year_days & set(_in_year(day)):
        return False
    if rule.weeks and not rule.weeks & set(_week_of(day, rule.week_start)):
        return False
    if rule.weekdays:
        return any(_is_weekday(rule, day, month_size, *wanted) for wanted in rule.weekdays)
    if rule.weeks or rule.frequency == "WEEKLY":
        return day.weekday() == due.weekday()
    if rule.month_days or rule.year_days or rule.frequency == "DAILY":
        return True
    in_month = rule.frequency == "MONTHLY" or rule.months or day.month == due.month
    return bool(in_month) and day.day == due.day


def _in_year(day: date) -> tuple[int, int]:
    """The number of a day in its year, from the start and from the end."""
    start, end = date(day.year, 1, 1).toordinal(), date(day.year, 12, 31).toordinal()
    return day.toordinal() - start + 1, day.toordinal() - end - 1


def _week_of(day: date, week_start: int) -> tuple[int, int]:
    """The number of its week from the start and the end of the year that has most of the week."""
    middle = day.toordinal() - (day.weekday() - week_start) % 7 + 3
    year = date.fromordinal(max(1, min(middle, date.max.toordinal()))).year
    weeks = [
        first - (date.fromordinal(first).weekday() - week_start) % 7
        for first in (date(year, 1, 4).toordinal(), date(year, 12, 28).toordinal())
    ]
    number = (middle - 3 - weeks[0]) // 7 + 1
    return number, number - ((weeks[1] - weeks[0]) // 7 + 1) - 1


def _is_weekday(rule: _Rule, day: date, month_size: int, number: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not number:
        return True
    if rule.frequency == "MONTHLY" or rule.months:
        from_start, from_end = day.day, day.day - month_size - 1
    else:
        from_start, from_end = _in_year(day)
    return number == (from_start + 6) // 7 if number > 0 else number == -((6 - from_end) // 7)
