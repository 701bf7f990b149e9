"""Follow-ups: the day they ask for attention, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.errors import RuleError
from planner.domain.followups import (
    FOLLOW_UP_STEPS,
    Direction,
    FollowUp,
    FollowUpStatus,
    check_follow_up,
)


def owe(**more: Any) -> FollowUp:
    values: dict[str, Any] = {"person": 2, "text": "Call", "direction": Direction.I_OWE}
    return FollowUp(**(values | more))


@pytest.mark.parametrize(
    ("due", "snoozed", "day"),
    [
        ("", "", ""),
        ("2026-10-20", "", "2026-10-20"),
        ("2026-10-20", "2026-10-22", "2026-10-22"),
        ("2026-10-20", "2026-10-18", "2026-10-20"),
        ("", "2026-10-18", "2026-10-18"),
    ],
)
def test_a_snooze_moves_the_day_on_and_never_back(due: str, snoozed: str, day: str) -> None:
    assert owe(due=due, snoozed_until=snoozed).day == day


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"due": "2026-10-20"},
        {"due": "2026-10-20", "time": "00:00"},
        {"due": "2026-10-20", "time": "23:59", "zone": "Europe/Lisbon"},
        {"snoozed_until": "2026-10-20"},
    ],
)
def test_what_may_be_kept_is_given_back(right: dict[str, str]) -> None:
    assert check_follow_up(owe(**right)) == owe(**right)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"text": " \t"}, "needs a text"),
        ({"due": "2026-02-30"}, "is not a date"),
        ({"snoozed_until": "20261020"}, "is not a date"),
        ({"due": "2026-10-20", "time": "24:00"}, "is not a time of day"),
        ({"due": "2026-10-20", "time": "9:30"}, "is not a time of day"),
        ({"due": "2026-10-20", "time": "09:30\n"}, "is not a time of day"),
        ({"time": "09:30"}, "needs its day"),
        ({"zone": "Lisbon"}, "is not a known time zone"),
    ],
)
def test_what_may_not_is_said(wrong: dict[str, str], reason: str) -> None:
    with pytest.raises(RuleError, match=reason):
        check_follow_up(owe(**wrong))


def test_what_is_over_can_only_be_taken_up_again() -> None:
    assert set(FOLLOW_UP_STEPS) == set(FollowUpStatus)
    assert FOLLOW_UP_STEPS[FollowUpStatus.DONE] == {FollowUpStatus.OPEN}
    assert FOLLOW_UP_STEPS[FollowUpStatus.DROPPED] == {FollowUpStatus.OPEN}
