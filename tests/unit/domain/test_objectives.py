"""Objectives and asks: steps that may be taken, days that exist, three names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import RuleError
from planner.domain.objectives import (
    ASK_STEPS,
    OBJECTIVE_STEPS,
    Ask,
    AskKind,
    AskStatus,
    Name,
    Objective,
    ObjectiveStatus,
    check_ask,
    check_day,
    check_names,
    check_objective,
    check_step,
)


@given(st.dates())
def test_a_day_is_kept_as_it_is_written(day: date) -> None:
    assert check_day(day.isoformat()) == day.isoformat()


def test_no_day_is_a_day_too() -> None:
    assert check_day("") == ""


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "20261201", "2026-W49-2", "2026-12-1", " ",
             "2026-12-01T10", "tomorrow", "01.12.2026", "2026-12-01\n"]
)  # fmt: skip
def test_what_is_no_day_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(RuleError, match="write it like 2026-12-01"):
        check_day(text)


def test_every_status_has_its_steps_and_a_way_back() -> None:
    """What is over can be taken up again: nothing is a trap."""
    assert set(OBJECTIVE_STEPS) == set(ObjectiveStatus)
    assert set(ASK_STEPS) == set(AskStatus)
    for status in set(ObjectiveStatus) - {ObjectiveStatus.ACTIVE}:
        assert ObjectiveStatus.ACTIVE in OBJECTIVE_STEPS[status]
    for answer in set(AskStatus) - {AskStatus.OPEN}:
        assert AskStatus.OPEN in ASK_STEPS[answer]


def test_a_refused_step_names_both_ends() -> None:
    with pytest.raises(RuleError) as caught:
        check_step(ASK_STEPS, AskStatus.GRANTED, AskStatus.DECLINED, "an ask")
    assert str(caught.value) == "an ask that is granted cannot become declined"
    assert check_step(ASK_STEPS, AskStatus.GRANTED, AskStatus.GRANTED, "an ask") == "granted"


NAMES = st.lists(st.builds(Name, person=st.integers(1, 5), rank=st.integers(0, 4)), max_size=5)


@given(NAMES)
def test_three_names_of_three_people_in_three_places(names: list[Name]) -> None:
    right = (
        len(names) <= 3
        and len({n.person for n in names}) == len(names)
        and len({n.rank for n in names}) == len(names)
        and all(n.rank in (1, 2, 3) for n in names)
    )
    if right:
        check_names(tuple(names))
    else:
        with pytest.raises(RuleError):
            check_names(tuple(names))


def test_an_ask_and_an_objective_need_words() -> None:
    ask = Ask(objective=1, kind=AskKind.ADVICE, text="Bees", by="2026-12-01")
    assert check_ask(ask) is ask
    objective = Objective(title="Grow", by="2026-12-01")
    assert check_objective(objective) is objective
    for text in ("", "  \n"):
        with pytest.raises(RuleError, match="needs a text"):
            check_ask(Ask(objective=1, kind=AskKind.ADVICE, text=text))
        with pytest.raises(RuleError, match="needs a title"):
            check_objective(Objective(title=text))
