"""A meeting as it is written: with whom, for which ask, in which words, and what the gate says.

Nothing is kept here; that is the matter of a `Plan`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from planner import gating
from planner.domain.errors import NotFoundError
from planner.domain.meetings import Meeting, Purpose
from planner.domain.objectives import Ask
from planner.domain.people import PersonRow
from planner.gate import (
    Appeal,
    Context,
    Criterion,
    Field,
    Review,
    TextReview,
    appeals_of,
    may_be_names,
    review_text,
)
from planner.planning.talking import shared_out
from planner.store import Store


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate says now; `ask` is the review of the ask it serves where that is too open."""

    review: Review
    ask: TextReview | None

    @property
    def open(self) -> bool:
        return self.review.passed and self.ask is None


class Written:
    """The meeting as it is written now, and what lies around it: read once, and again when asked.

    `clock` tells the time, `usual` the language to assume of a text that does not tell its own.
    """

    def __init__(
        self, store: Store, clock: Callable[[], datetime], meeting: Meeting, *, usual: str = "en"
    ) -> None:
        self.store, self.clock, self.usual = store, clock, usual
        self.meeting = meeting
        self.appeals = appeals_of(meeting.purpose.review if meeting.purpose else None)
        self.changed = False
        """Whether something was written that is not kept yet."""
        self._told: dict[tuple[Field, str], TextReview] = {}

    # What is known

    @property
    def purpose(self) -> Purpose:
        assert self.meeting.purpose is not None
        return self.meeting.purpose

    @cached_property
    def people(self) -> tuple[PersonRow, ...]:
        """Who is met, as lists show them; those who are gone are not there."""
        return tuple(self.store.people.rows(list(self.meeting.people)))

    @cached_property
    def ask(self) -> Ask | None:
        """The ask it serves, unless that is gone."""
        if self.purpose.ask is None:
            return None
        try:
            return self.store.objectives.ask(self.purpose.ask)
        except NotFoundError:
            return None

    @cached_property
    def objective(self) -> str:
        """The title of the objective behind the ask."""
        return self.store.objectives.get(self.ask.objective).title if self.ask else ""

    # What is written

    def edit(self, **fields: Any) -> None:
        """Other people, agenda, format, place, date, …"""
        self._take(replace(self.meeting, **fields))

    def write(self, **fields: Any) -> None:
        """Another statement, why, outcome, gift, kind or ask."""
        self._take(replace(self.meeting, purpose=replace(self.purpose, **fields)))

    def last(self, minutes: int, before: Meeting | None = None) -> None:
        """Another length; an agenda that filled the old one is shared out over the new one.

        `before` is the meeting as it was before a length was typed, digit by digit.
        """
        before = before or self.meeting
        agenda = before.agenda
        parts = [one.minutes for one in agenda]
        if agenda and sum(parts) == before.minutes:
            shares = shared_out(minutes, parts)
            agenda = tuple(
                replace(one, minutes=share) for one, share in zip(agenda, shares, strict=True)
            )
        self.edit(minutes=minutes, agenda=agenda)

    def appeal(self, criterion: Criterion, words: str) -> bool:
        """Words the person points at; True when they count."""
        others = tuple(one for one in self.appeals if one.criterion is not criterion)
        self.appeals = (*others, Appeal(criterion, words))
        self._told.clear()
        self.changed = True
        findings = (f for text in self.gate.review.texts for f in text.findings)
        return any(one.criterion is criterion and one.appealed for one in findings)

    def _take(self, meeting: Meeting) -> None:
        if meeting == self.meeting:
            return
        before, self.meeting, self.changed = self.meeting, meeting, True
        assert before.purpose is not None
        if meeting.people != before.people:
            self._forget("people")
        if self.purpose.ask != before.purpose.ask:
            self._forget("ask", "objective", "_ask_review")
        if self.purpose.kind is not before.purpose.kind:
            self._told.clear()

    def _read_around(self) -> bool:
        """Read again who is met and what it serves; whether any of it has changed."""
        before, told = (self.people, self.ask, self.objective), dict(self._told)
        self._forget_around()
        if (self.people, self.ask, self.objective) != before:
            return True
        self._told = told
        return False

    def _leave_out_who_is_gone(self) -> None:
        """Write nobody who is no longer in the file, and no ask that is gone."""
        there = {row.id for row in self.people}
        left = tuple(person for person in self.meeting.people if person in there)
        self.meeting = replace(self.meeting, people=left)
        if self.purpose.ask is not None and self.ask is None:
            self.meeting = replace(self.meeting, purpose=replace(self.purpose, ask=None))

    def _forget_around(self) -> None:
        self._forget("people", "ask", "objective", "_ask_review")

    def _forget(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)
        self._told.clear()

    # The gate

    def judge(self, field: Field, text: str) -> TextReview:
        """What the gate says of a text, were it the one of this field."""
        key = (field, text)
        said = self._told.get(key)
        if said is None:
            if len(self._told) > 64:
                self._told.clear()
            said = review_text(field, text, self.purpose.kind, self._context(text))
            self._told[key] = said
        return said

    def _context(self, text: str) -> Context:
        ask = self.ask
        return Context(
            met=tuple(row.name for row in self.people),
            known=self.store.people.named(may_be_names(text)),
            ask=ask.text if ask else "",
            objective=self.objective,
            appeals=self.appeals,
            usual=self.usual,
        )

    @cached_property
    def _ask_review(self) -> TextReview | None:
        """What the gate says of the ask it serves, where that is too open."""
        if self.ask is None:
            return None
        asked = gating.ask_review(self.ask, usual=self.usual)
        return None if asked.specific else asked

    @property
    def gate(self) -> Gate:
        """What the gate says of everything as it is written now."""
        purpose = self.purpose
        texts = (
            self.judge(Field.STATEMENT, purpose.statement),
            self.judge(Field.WHY, purpose.why),
            self.judge(Field.OUTCOME, purpose.outcome),
        )
        return Gate(Review(texts), self._ask_review)
