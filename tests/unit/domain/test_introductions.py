"""Introductions: none is made before both sides agreed."""

from __future__ import annotations

from itertools import product

import pytest

from planner.domain.errors import RuleError
from planner.domain.introductions import (
    BOTH_AGREED,
    INTRODUCTION_STEPS,
    Introduction,
    IntroductionStatus,
    Message,
    check_introduction,
)

S = IntroductionStatus
WHEN = "2026-10-01T00:00:00Z"


@pytest.mark.parametrize(("source", "target"), list(product(("", WHEN), repeat=2)))
@pytest.mark.parametrize("status", list(S))
def test_both_consents_stand_before_agreed_and_all_after(
    status: S, source: str, target: str
) -> None:
    one = Introduction(
        connector=1, source=2, target=3, status=status, source_agreed=source, target_agreed=target
    )
    if status in (S.IDEA, S.ASKED, S.DECLINED) or (source and target):
        assert check_introduction(one) is one
    else:
        with pytest.raises(RuleError, match="both sides agreed"):
            check_introduction(one)


def test_there_is_no_way_to_made_but_through_agreed() -> None:
    reachable, frontier = {S.IDEA}, [S.IDEA]
    while frontier:
        for status in INTRODUCTION_STEPS[frontier.pop()] - {S.AGREED}:
            if status not in reachable:
                reachable.add(status)
                frontier.append(status)
    assert not reachable & BOTH_AGREED
    assert set(INTRODUCTION_STEPS) == set(S)
    assert INTRODUCTION_STEPS[S.MET] == frozenset()


@pytest.mark.parametrize("people", [(1, 1, 2), (1, 2, 1), (2, 1, 1), (1, 1, 1)])
def test_it_takes_three_different_people(people: tuple[int, int, int]) -> None:
    connector, source, target = people
    with pytest.raises(RuleError, match="three different people"):
        check_introduction(Introduction(connector=connector, source=source, target=target))


def test_an_empty_message_is_none() -> None:
    message = Message(to=2, text="")
    with pytest.raises(RuleError, match="message"):
        check_introduction(Introduction(connector=1, source=2, target=3, messages=(message,)))
