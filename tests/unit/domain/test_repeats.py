"""Follow-ups that repeat: the next day, as RFC 5545 and a second implementation have it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from dateutil import rrule
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from planner.domain.errors import RuleError
from planner.domain.repeats import check_rule, next_due, rest_of_rule

TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", "2026-12-02"),
        ("FREQ=DAILY;INTERVAL=10", "2026-12-11"),
        ("FREQ=WEEKLY", "2026-12-08"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "2026-12-03"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-12-14"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU", "2026-12-13"),
        ("FREQ=MONTHLY", "2027-01-01"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-12-31"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-12-25"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-12-31"),
        ("FREQ=MONTHLY;INTERVAL=3", "2027-03-01"),
        ("FREQ=YEARLY", "2027-12-01"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29"),
        ("FREQ=YEARLY;BYYEARDAY=-1", "2026-12-31"),
        ("FREQ=YEARLY;BYWEEKNO=20", "2027-05-18"),
        ("RRULE:freq=weekly; byday=we", "2026-12-02"),
    ],
)
def test_the_next_day(rule: str, expected: str) -> None:
    assert str(next_due(rule, TUESDAY, TUESDAY)) == expected


def test_a_late_one_is_due_in_the_days_to_come_and_stays_in_step() -> None:
    every_second_tuesday = "FREQ=WEEKLY;INTERVAL=2"
    assert next_due(every_second_tuesday, TUESDAY, date(2027, 3, 1)) == date(2027, 3, 9)


def test_one_done_early_is_not_due_again_on_the_same_day() -> None:
    assert next_due("FREQ=WEEKLY", TUESDAY, date(2026, 11, 20)) == date(2026, 12, 8)


def test_the_31st_waits_for_a_month_that_has_one() -> None:
    assert next_due("FREQ=MONTHLY", date(2027, 1, 31), date(2027, 1, 31)) == date(2027, 3, 31)


@pytest.mark.parametrize("until", ["20261208", "20261208T000000Z"])
def test_until_is_the_last_day(until: str) -> None:
    rule = f"FREQ=WEEKLY;UNTIL={until}"
    assert next_due(rule, TUESDAY, TUESDAY) == date(2026, 12, 8)
    assert next_due(rule, date(2026, 12, 8), TUESDAY) is None


def test_no_rule_does_not_repeat() -> None:
    assert check_rule("  ") == ""
    assert next_due("", TUESDAY, TUESDAY) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=31",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
        "FREQ=YEARLY;INTERVAL=1000",
    ],
)
def test_a_rule_that_never_comes_true_ends(rule: str) -> None:
    assert next_due(rule, TUESDAY, TUESDAY) is None


@pytest.mark.parametrize("day", [date.max, date.max - timedelta(days=3), date.min])
@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
def test_the_ends_of_the_calendar_are_no_trouble(frequency: str, day: date) -> None:
    found = next_due(f"FREQ={frequency}", day, day)
    assert found is None or found > day


@pytest.mark.parametrize(
    "rule",
    [
        "every week",
        "FREQ=HOURLY",
        "FREQ=SOMETIMES",
        "INTERVAL=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;;BYDAY=MO",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20271231",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=WEEKLY;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=٣",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;UNTIL=20260230",
        "FREQ=YEARLY;UNTIL=soon",
        "FREQ=YEARLY;WKST=XX",
        "FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 400),
    ],
)
def test_what_is_no_rule_is_refused_and_named(rule: str) -> None:
    with pytest.raises(RuleError, match="FREQ=WEEKLY;INTERVAL=2"):
        check_rule(rule)


def test_a_count_says_how_often_it_comes_in_all() -> None:
    rule, due, days = "FREQ=WEEKLY;COUNT=03", TUESDAY, [TUESDAY]
    while then := next_due(rule, due, due):
        rule, due = rest_of_rule(rule, due, then), then
        days.append(due)
    assert days == [TUESDAY, date(2026, 12, 8), date(2026, 12, 15)]


def test_those_that_were_passed_over_count_as_well() -> None:
    rule = "FREQ=WEEKLY;COUNT=4;BYDAY=TU"
    assert next_due(rule, TUESDAY, date(2026, 12, 10)) == date(2026, 12, 15)
    assert rest_of_rule(rule, TUESDAY, date(2026, 12, 15)) == "FREQ=WEEKLY;COUNT=2;BYDAY=TU"
    assert next_due(rule, TUESDAY, date(2026, 12, 22)) is None


def test_a_rule_without_a_count_goes_on_as_it_is() -> None:
    assert rest_of_rule("FREQ=WEEKLY;UNTIL=20271231", TUESDAY, date(2026, 12, 8)) == (
        "FREQ=WEEKLY;UNTIL=20271231"
    )
    assert rest_of_rule("", TUESDAY, date(2026, 12, 8)) == ""


DAYS = st.dates(date(1996, 1, 1), date(2040, 12, 31))
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _some(least: int, most: int) -> st.SearchStrategy[str]:
    numbers = st.integers(least, most).filter(bool)
    return st.lists(numbers, min_size=1, max_size=3).map(lambda ns: ",".join(map(str, ns)))


def _weekdays(ordinals: int) -> st.SearchStrategy[str]:
    """All with an ordinal or none: dateutil takes days only that are both, the RFC either."""
    plain = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3)
    if not ordinals:
        return plain.map(",".join)
    numbers = st.integers(-ordinals, ordinals).filter(bool)
    one = st.tuples(numbers.map(str), st.sampled_from(WEEKDAYS)).map("".join)
    return (plain | st.lists(one, min_size=1, max_size=3)).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    monthly = frequency in ("MONTHLY", "YEARLY")
    # dateutil fails on the fifth weekday of a December that has four.
    options = {"BYDAY": _weekdays(4 if monthly else 0)}
    options["BYMONTH"] = _some(1, 12)
    if frequency != "WEEKLY":
        options["BYMONTHDAY"] = _some(-31, 31)
    if frequency == "YEARLY":
        options["BYYEARDAY"] = _some(-366, 366)
    names = draw(st.sets(st.sampled_from(sorted(options)), max_size=2))
    chosen = {name: draw(options[name]) for name in sorted(names)}
    if frequency == "YEARLY" and not chosen:
        # Alone, dateutil takes a week for all its days; the RFC for the day it was due. It is
        # wrong about last weeks; Python's calendar is the witness for those below.
        chosen = {"BYWEEKNO": draw(_some(1, 51)), "BYDAY": draw(_weekdays(0))}
    if chosen and monthly and draw(st.sampled_from((True, False))):
        # In the week it begins, dateutil counts from the day and not from the week's start.
        chosen["BYSETPOS"] = draw(_some(-3, 3))
    chosen["INTERVAL"] = str(draw(st.integers(1, 5)))
    chosen["WKST"] = draw(st.sampled_from(WEEKDAYS))
    return ";".join([f"FREQ={frequency}", *(f"{k}={v}" for k, v in chosen.items())])


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from((1, 52, 53, -1, -52)), st.sampled_from(WEEKDAYS))
def test_weeks_are_numbered_as_the_calendar_has_them(due: date, week: int, weekday: str) -> None:
    def is_it(day: date) -> bool:
        year, number, place = day.isocalendar()
        last = date(year, 12, 28).isocalendar().week
        return week in (number, number - last - 1) and WEEKDAYS[place - 1] == weekday

    days = (due + timedelta(days=n) for n in range(1, 366 * 9))
    found = next_due(f"FREQ=YEARLY;BYWEEKNO={week};BYDAY={weekday}", due, due)
    assert found == next(day for day in days if is_it(day))


@settings(max_examples=200, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(rules(), DAYS, st.integers(0, 2000))
def test_a_second_implementation_finds_the_same_days(rule: str, due: date, later: int) -> None:
    after = due + timedelta(days=later)
    mine = next_due(rule, due, after)
    assume(mine is not None)  # dateutil follows a rule that never comes true to the year 9999
    start = datetime(due.year, due.month, due.day)  # noqa: DTZ001  (a day)
    theirs = rrule.rrulestr(f"RRULE:{rule}", dtstart=start)
    assert next(day.date() for day in theirs if day.date() > after) == mine
