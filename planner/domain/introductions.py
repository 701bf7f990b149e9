"""Introductions: one person bringing two together, made only after both sides agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.errors import RuleError


class IntroductionStatus(StrEnum):
    IDEA = "idea"
    ASKED = "asked"
    AGREED = "agreed"
    MADE = "made"
    MET = "met"
    DECLINED = "declined"


INTRODUCTION_STEPS: Mapping[IntroductionStatus, frozenset[IntroductionStatus]] = {
    IntroductionStatus.IDEA: frozenset({IntroductionStatus.ASKED, IntroductionStatus.DECLINED}),
    IntroductionStatus.ASKED: frozenset({IntroductionStatus.AGREED, IntroductionStatus.DECLINED}),
    IntroductionStatus.AGREED: frozenset({IntroductionStatus.MADE, IntroductionStatus.DECLINED}),
    IntroductionStatus.MADE: frozenset({IntroductionStatus.MET}),
    IntroductionStatus.MET: frozenset(),
    IntroductionStatus.DECLINED: frozenset({IntroductionStatus.IDEA}),
}

BOTH_AGREED = frozenset(
    {IntroductionStatus.AGREED, IntroductionStatus.MADE, IntroductionStatus.MET}
)
"""The statuses that need the consent of both who are brought together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of an introduction: to whom, what, and when it was sent (UTC ISO, or empty)."""

    to: int
    text: str
    sent_at: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """`connector` (maybe me) brings `source` and `target` together, perhaps for an ask.

    `source_agreed` and `target_agreed` say when each consented (UTC ISO), or are empty.
    """

    connector: int
    source: int
    target: int
    ask: int | None = None
    status: IntroductionStatus = IntroductionStatus.IDEA
    source_agreed: str = ""
    target_agreed: str = ""
    messages: tuple[Message, ...] = ()
    id: int = 0


def check_introduction(introduction: Introduction) -> Introduction:
    """Return the introduction when it may be kept in its status, else raise RuleError."""
    people = {introduction.connector, introduction.source, introduction.target}
    if len(people) < 3:
        raise RuleError("an introduction needs three different people: who connects, and two more")
    agreed = introduction.source_agreed and introduction.target_agreed
    if introduction.status in BOTH_AGREED and not agreed:
        raise RuleError("an introduction is made only after both sides agreed; ask them first")
    if not all(message.text for message in introduction.messages):
        raise RuleError("a message of an introduction is empty; nothing was kept")
    return introduction
