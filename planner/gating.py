"""The gate against the file: what it may know of people and asks, and planning through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.domain.meetings import Meeting, MeetingStatus, Purpose, PurposeKind, passes
from planner.domain.objectives import Ask
from planner.gate import (
    Appeal,
    Context,
    Review,
    TextReview,
    appeals_of,
    may_be_names,
    review,
    review_ask,
)
from planner.store import Store


@dataclass(frozen=True, slots=True)
class Planned:
    """What came of planning: the meeting as it is kept now, and what the gate says of it.

    `ask` is the review of the ask the meeting serves, when it is too open to plan for.
    """

    meeting: Meeting
    review: Review
    ask: TextReview | None = None

    @property
    def passed(self) -> bool:
        return self.review.passed and self.ask is None

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What to add, one hint a line."""
        hints = [hint for text in self.review.texts for hint in text.suggestions]
        return (*hints, *(self.ask.suggestions if self.ask else ()))


def context_of(
    store: Store,
    people: Sequence[int],
    purpose: Purpose,
    *,
    appeals: Sequence[Appeal] = (),
    usual: str = "en",
) -> Context:
    """What the gate may know of a purpose: who is met, who else is named, what it is linked to."""
    ask = store.objectives.ask(purpose.ask) if purpose.ask is not None else None
    rows = store.people.rows(list(people))
    return Context(
        met=tuple(row.name for row in rows),
        known=store.people.named(may_be_names(purpose.statement, purpose.why, purpose.outcome)),
        ask=ask.text if ask else "",
        objective=store.objectives.get(ask.objective).title if ask else "",
        appeals=tuple(appeals),
        usual=usual,
    )


def reviewed(
    store: Store, meeting: Meeting, *, appeals: Sequence[Appeal] = (), usual: str = "en"
) -> Review:
    """What the gate says of a meeting's purpose as it stands; an empty one when it has none."""
    purpose = meeting.purpose
    if purpose is None:
        purpose = Purpose(kind=PurposeKind.ASK)
    pointed = _pointed(purpose, appeals)
    return review(purpose, context_of(store, meeting.people, purpose, appeals=pointed, usual=usual))


def _pointed(purpose: Purpose | None, appeals: Sequence[Appeal]) -> tuple[Appeal, ...]:
    """The words pointed at now, or else those kept with the last review."""
    return tuple(appeals) or appeals_of(purpose.review if purpose else None)


def rejudged(store: Store, meeting: Meeting, now: datetime) -> Meeting:
    """A meeting from elsewhere with the review it has here: what an archive says passed is asked
    again, and what it says nothing of is judged."""
    purpose = meeting.purpose
    if purpose is None:
        return meeting
    said = reviewed(store, meeting)
    record = purpose.review
    if not said.passed:
        record = record and replace(record, passed=False)
    elif not passes(purpose):
        record = said.record(now, appeals_of(record))
    return replace(meeting, purpose=replace(purpose, review=record))


def ask_review(ask: Ask, *, usual: str = "en") -> TextReview:
    """Whether an ask is ready to ask, or still too open."""
    return review_ask(ask.text, Context(usual=usual))


def plan(
    store: Store,
    meeting: Meeting,
    now: datetime,
    *,
    appeals: Sequence[Appeal] = (),
    usual: str = "en",
) -> Planned:
    """Plan a meeting when the gate opens; otherwise it is kept as a draft, with all its words.

    One that was planned already goes back behind the gate then. Nothing is planned for an ask
    that is still too open.
    """
    said = reviewed(store, meeting, appeals=appeals, usual=usual)
    purpose = meeting.purpose
    too_open = None
    if purpose and purpose.ask is not None:
        asked = ask_review(store.objectives.ask(purpose.ask), usual=usual)
        too_open = None if asked.specific else asked
    if said.passed and too_open is None:
        record = said.record(now, _pointed(purpose, appeals))
        return Planned(store.meetings.plan(meeting, record), said)
    draft = replace(meeting, purpose=purpose and replace(purpose, review=None))
    behind = bool(meeting.id) and store.meetings.get(meeting.id).status != MeetingStatus.DRAFT
    keep = store.meetings.send_back if behind else store.meetings.keep_draft
    return Planned(keep(draft), said, too_open)
