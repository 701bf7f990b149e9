"""The rules of Today: how days are called, what comes first, whom to ask and what rests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from planner.domain.meetings import MeetingStatus
from planner.domain.objectives import Ask, AskKind, AskStatus, Name, Objective, ObjectiveStatus
from planner.domain.paths import Path
from planner.domain.today import (
    REST_DAYS,
    Care,
    Careful,
    DayWord,
    Due,
    Encounter,
    Gift,
    Who,
    about,
    due,
    gift_key,
    in_order,
    is_said,
    resting,
    wanted,
    way,
)

TUESDAY = date(2026, 10, 13)
NOON = datetime(2026, 10, 13, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("away", "word", "late"),
    [
        (-40, DayWord.DATE, True),
        (-7, DayWord.DATE, True),
        (-2, DayWord.WEEKDAY, True),
        (-1, DayWord.YESTERDAY, True),
        (0, DayWord.TODAY, False),
        (1, DayWord.TOMORROW, False),
        (6, DayWord.WEEKDAY, False),
        (7, DayWord.DATE, False),
    ],
)
def test_a_day_is_called_as_people_call_it(away: int, word: DayWord, late: bool) -> None:
    day = TUESDAY + timedelta(days=away)
    assert due(day, TUESDAY) == Due(day, word, late)


def test_no_day_is_never_late() -> None:
    assert due(None, TUESDAY) == Due(None, DayWord.NONE, late=False)


def encounter(number: int, hours: float, length: float = 0.5) -> Encounter:
    starts = NOON + timedelta(hours=hours)
    return Encounter(
        id=number,
        people=(),
        starts=starts,
        ends=starts + timedelta(hours=length),
        status=MeetingStatus.PLANNED,
        begun=hours <= 0,
    )


def test_a_talk_under_way_comes_first_but_a_conference_does_not_hide_what_is_in_it() -> None:
    talk, next_one, conference = encounter(1, -0.2), encounter(2, 3), encounter(3, -20, 40)
    after = encounter(4, 30)
    order = in_order([after, conference, next_one, talk])
    assert [one.id for one in order] == [1, 2, 3, 4]


def ask(number: int, *names: int, by: str = "", status: AskStatus = AskStatus.OPEN) -> Ask:
    ranked = tuple(Name(person=person, rank=rank) for rank, person in enumerate(names, start=1))
    return Ask(
        id=number, objective=1, kind=AskKind.ADVICE, text="…", by=by, status=status, names=ranked
    )


def test_the_most_urgent_name_comes_first_and_nobody_twice() -> None:
    objectives = [
        Objective(id=1, title="Some day", asks=(ask(1, 10),)),
        Objective(
            id=2,
            title="Soon",
            by="2026-11-01",
            asks=(ask(2, 20, 21), ask(3, 22, 20, by="2026-10-20")),
        ),
        Objective(
            id=3,
            title="Under way",
            by="2026-10-15",
            asks=(
                ask(4, 30, status=AskStatus.IN_PROGRESS),
                ask(5, 31, status=AskStatus.GRANTED),
            ),
        ),
        Objective(id=4, title="Over", status=ObjectiveStatus.ACHIEVED, asks=(ask(6, 40),)),
    ]
    assert [name.person for _, _, name in wanted(objectives)] == [22, 20, 21, 10, 30]


STRONG, THIN = Path((1, 2, 9), 3), Path((1, 3, 9), 1)
LATE = Care(reason=Careful.I_OWE)


def test_the_strongest_way_is_taken() -> None:
    assert way([STRONG, THIN], [2, 3], {}) == (STRONG, None)


def test_who_needs_care_is_passed_over_for_another_way() -> None:
    assert way([STRONG, THIN], [2, 3], {2: LATE}) == (THIN, None)


def test_where_every_way_needs_care_it_is_said_first() -> None:
    assert way([STRONG, THIN], [2, 3], {2: LATE, 3: LATE}) == (STRONG, LATE)


def test_no_way_leads_through_somebody_who_cannot_be_written_to() -> None:
    assert way([STRONG, THIN], [3], {}) == (THIN, None)
    assert way([STRONG, THIN], [], {}) is None
    assert way([], [2], {}) is None


def test_what_was_declined_rests_for_thirty_days_and_is_then_forgotten() -> None:
    declined = {"a": TUESDAY.isoformat()}
    last = TUESDAY + timedelta(days=REST_DAYS - 1)
    assert resting(declined, last) == declined
    assert resting(declined, last + timedelta(days=1)) == {}


def test_another_need_of_the_same_person_does_not_rest_with_the_first() -> None:
    ana = Who(id=2, name="Ana Ruiz", uid="ana")
    assert gift_key(ana, "A violin") == gift_key(ana, "a VIOLIN")
    assert gift_key(ana, "A violin") != gift_key(ana, "A cello")
    assert gift_key(ana, "\ud800")


def test_what_is_promised_already_is_no_new_gift() -> None:
    gift = Gift(
        to=Who(id=2, name="Ana Ruiz"), need="Recordings of storks", offer="My stork recordings"
    )
    assert is_said(gift, ["Send her the stork recordings"])
    assert not is_said(gift, ["Send her the invoice", ""])


@pytest.mark.parametrize(
    ("text", "sentence", "topic"),
    [
        ("About his bees. A hive went quiet.", "About his bees", "his bees"),
        ("Über seine Bienen.", "Über seine Bienen", "seine Bienen"),
        ("Coffee in Delft. She gave three names.", "Coffee in Delft", ""),
        ("Paid 3.5 million\nand laughed", "Paid 3.5 million", ""),
        ("  …  ", "…", ""),
        ("", "", ""),
    ],
)
def test_what_a_talk_was_about(text: str, sentence: str, topic: str) -> None:
    assert about(text) == (sentence, topic)
