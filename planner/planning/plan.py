"""One meeting while it is planned: what is written of it, where one is, and keeping all of it.

A draft is kept as it stands after each step. Of a meeting that has a date already the edited
version is laid aside until it is saved, so that the date and the old words hold until then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from functools import cached_property
from itertools import count
from typing import Any

from planner import gating
from planner.domain.errors import NotFoundError, RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import (
    TO_COME,
    Meeting,
    MeetingStatus,
    Purpose,
    PurposeKind,
)
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
from planner.gating import Planned
from planner.planning.aside import Aside
from planner.planning.talking import shared_out
from planner.store import Store

_bursts = count(1)


class Step(IntEnum):
    WHO = 1
    WHY = 2
    ASK = 3
    GIVE = 4
    TALK = 5
    WHEN = 6


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate says now; `ask` is the review of the ask it serves where that is too open."""

    review: Review
    ask: TextReview | None

    @property
    def open(self) -> bool:
        return self.review.passed and self.ask is None


class Plan:
    """The meeting in the making. Changes of it are kept by `keep`, and planned by `plan`.

    `clock` tells the time, `usual` the language to assume of a text that does not tell its own.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        meeting: Meeting,
        *,
        step: Step = Step.WHO,
        reached: Step = Step.WHO,
        usual: str = "en",
    ) -> None:
        self.store, self.clock, self.usual = store, clock, usual
        self.meeting = meeting
        self.appeals = appeals_of(meeting.purpose.review if meeting.purpose else None)
        self.step, self._reached = step, max(reached, step)
        self._aside = Aside(store)
        self._burst = f"plan {next(_bursts)}"
        self._kept: Meeting | None = store.meetings.get(meeting.id) if meeting.id else None
        self._told: dict[tuple[Field, str], TextReview] = {}
        self.changed = False
        kept_notice = store.reminding.notice_of(meeting.id) if meeting.id else None
        self.notice = self._aside.notice(meeting.id, kept_notice) if self.dated else kept_notice
        """How many minutes before it is announced; None as all meetings are."""
        self.has_moved = False
        """Whether others who knew of it have to be told another time, since it was planned."""

    @classmethod
    def begin(
        cls,
        store: Store,
        clock: Callable[[], datetime],
        *,
        people: tuple[int, ...] = (),
        ask: int | None = None,
        zone: str = "",
        usual: str = "en",
    ) -> Plan:
        """A new meeting, of which nothing is kept until something is written."""
        there = tuple(row.id for row in store.people.rows(list(people)))
        purpose = Purpose(kind=PurposeKind.ASK, ask=ask)
        return cls(store, clock, Meeting(people=there, zone=zone, purpose=purpose), usual=usual)

    @classmethod
    def resume(
        cls, store: Store, clock: Callable[[], datetime], meeting: int, *, usual: str = "en"
    ) -> Plan:
        """Go on where one was; NotFoundError when the meeting is gone.

        Of a meeting that was held nothing can be planned: a new one begins, with the same people.
        """
        kept = store.meetings.get(meeting)
        if kept.status is MeetingStatus.HELD:
            return cls.begin(store, clock, people=kept.people, zone=kept.zone, usual=usual)
        aside = Aside(store)
        step, reached = aside.place(meeting)
        if kept.status is not MeetingStatus.DRAFT:
            kept = aside.edited(kept)
            reached = Step.WHEN
        if kept.purpose is None:
            kept = replace(kept, purpose=Purpose(kind=PurposeKind.ASK))
        return cls(store, clock, kept, step=Step(step), reached=Step(reached), usual=usual)

    # What is known

    @property
    def purpose(self) -> Purpose:
        assert self.meeting.purpose is not None
        return self.meeting.purpose

    @property
    def dated(self) -> bool:
        """The meeting has its date already; what is edited now is laid aside until it is saved."""
        return self._kept is not None and self._kept.status is not MeetingStatus.DRAFT

    @property
    def is_coming(self) -> bool:
        """It is planned, proposed or confirmed."""
        return self.status in TO_COME

    @property
    def is_edited(self) -> bool:
        """Whether a dated meeting is written otherwise here than it is kept."""
        kept = self._kept
        if kept is None or kept.purpose is None:
            return kept is not None
        if self.notice != self.store.reminding.notice_of(kept.id):
            return True
        mine = replace(self.purpose, review=kept.purpose.review)
        return replace(self.meeting, purpose=mine, status=kept.status) != kept

    @property
    def status(self) -> MeetingStatus:
        """That of the meeting as it is kept."""
        return self._kept.status if self._kept else MeetingStatus.DRAFT

    @property
    def kept(self) -> Meeting | None:
        """The meeting as the file has it."""
        return self._kept

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

    def announce(self, notice: int | None) -> None:
        """Be reminded so many minutes before it begins; None as for all meetings."""
        self.changed = self.changed or notice != self.notice
        self.notice = notice

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

    def refresh(self) -> bool:
        """Read again what lies around the meeting; whether any of it has changed."""
        before = self.people, self.ask, self.objective, self._kept
        if self._kept is not None:
            try:
                self._kept = self.store.meetings.get(self._kept.id)
            except NotFoundError:  # what is written here is still wanted
                self._kept, self.changed = None, True
                self.meeting = replace(self.meeting, id=0, uid="", sequence=0)
        told = dict(self._told)
        self._forget("people", "ask", "objective", "_ask_review")
        if (self.people, self.ask, self.objective, self._kept) == before:
            self._told = told
            return False
        there = {row.id for row in self.people}
        left = tuple(person for person in self.meeting.people if person in there)
        self.meeting = replace(self.meeting, people=left)
        if self.purpose.ask is not None and self.ask is None:
            self.meeting = replace(self.meeting, purpose=replace(self.purpose, ask=None))
        return True

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

    # Where one is

    @property
    def reached(self) -> Step:
        """The furthest step that can be gone to: beyond Ask only while the gate is open."""
        if not self.meeting.people:
            return Step.WHO
        if self._reached > Step.ASK and not self.gate.open:
            return Step.ASK
        return self._reached

    def may_go_on(self) -> bool:
        """Whether the step after this one may be gone to."""
        if self.step is Step.WHO:
            return bool(self.meeting.people)
        if self.step is Step.WHEN:
            return False
        return self.step is not Step.ASK or self.gate.open

    def go_on(self) -> bool:
        """To the next step, when that is allowed."""
        if not self.may_go_on():
            return False
        self.step = Step(self.step + 1)
        self._reached = max(self._reached, self.step)
        return True

    def go_to(self, step: Step) -> bool:
        """To a step that was reached."""
        if step > self.reached:
            return False
        self.step = step
        return True

    @property
    def is_past(self) -> bool:
        """Whether it would be given a date that has passed; one it has already may stand."""
        starts = self.meeting.starts_at
        return (
            starts is not None
            and starts <= self.clock()
            and (self._is_moved or not self.dated or self.status not in TO_COME)
        )

    @property
    def _is_moved(self) -> bool:
        before, now = self._kept, self.meeting
        return before is not None and (before.starts_at, before.zone, before.minutes) != (
            now.starts_at,
            now.zone,
            now.minutes,
        )

    # Keeping

    def keep(self) -> None:
        """Keep everything as it stands now: the draft, or aside what is edited of a dated meeting.

        Nothing is kept of what nobody has written anything of. Raises PlannerError.
        """
        if not self.changed and (self._kept is None or not self._has_moved()):
            return
        people = self.meeting.people or (self._kept.people if self._kept else ())
        if not people:
            return
        meeting = replace(self.meeting, people=people)
        with self.store.together("edit", self.purpose.statement, burst=self._burst):
            if self.dated:
                if self.changed:
                    self._aside.lay(meeting, self.appeals, self.notice)
            elif self.changed:
                kept = self.store.meetings.keep_draft(self._with_appeals(meeting))
                self._kept = kept
                self.meeting = replace(
                    self.meeting, id=kept.id, uid=kept.uid, sequence=kept.sequence
                )
                self.store.reminding.set_notice_of(kept.id, self.notice)
            self._aside.keep_place(self.meeting.id, self.step, self._reached)
        self.changed = False

    def _has_moved(self) -> bool:
        return self._aside.place(self.meeting.id) != (self.step, self._reached)

    def _with_appeals(self, meeting: Meeting) -> Meeting:
        """With what the gate says now, so that what was pointed at is not lost."""
        purpose = self.purpose
        record = None
        if self.appeals:
            record = self.gate.review.record(self.clock(), self.appeals)
        return replace(meeting, purpose=replace(purpose, review=record))

    def plan(self) -> Planned:
        """Give the meeting its date when the gate opens; otherwise it becomes a draft again.

        Raises RuleError without people or a day to come, and whatever the store refuses.
        """
        starts, before, dated = self.meeting.starts_at, self._kept, self.dated
        # One that was off is asked for anew: the calendars that took it out have to hear of it.
        moved = self._is_moved or (dated and self.status not in TO_COME)
        if starts is None:
            raise RuleError("a meeting needs a day and a time; choose them, then plan it")
        if self.is_past:
            raise RuleError("that time has passed; choose one to come")
        with self.store.together("plan", self.purpose.statement):
            if before is not None and dated and moved and self.gate.open:
                self.store.meetings.move(before.id, starts, self.meeting.zone)
            planned = gating.plan(
                self.store, self.meeting, self.clock(), appeals=self.appeals, usual=self.usual
            )
            if planned.passed and before and before.status in TO_COME and not moved:
                again = self.store.meetings.set_status(planned.meeting.id, before.status)
                planned = replace(planned, meeting=again)
            self.store.reminding.set_notice_of(planned.meeting.id, self.notice)
            self._aside.forget(planned.meeting.id)
            if not planned.passed:
                self._aside.keep_place(planned.meeting.id, Step.ASK, self._reached)
        self._kept, self.changed = planned.meeting, False
        self.meeting = planned.meeting
        self.has_moved = planned.passed and dated and moved
        return planned

    def note(self, status: MeetingStatus) -> Meeting:
        """Note that a meeting to come was proposed to the others, or that they confirmed it."""
        assert self._kept is not None
        self._kept = self.store.meetings.set_status(self._kept.id, status)
        self.meeting = replace(self.meeting, status=status)
        return self._kept

    def send_back(self) -> Meeting:
        """A dated meeting as it is written now becomes a draft again, behind the gate."""
        draft = self._with_appeals(self.meeting)
        with self.store.together("edit", self.purpose.statement):
            self._kept = self.store.meetings.send_back(draft)
            self._aside.forget(draft.id)
            self._aside.keep_place(draft.id, self.step, self._reached)
        self.meeting, self.changed = self._kept, False
        return self._kept

    def undo_edits(self) -> None:
        """What was edited of a dated meeting is not wanted."""
        assert self._kept is not None
        self._aside.forget(self._kept.id)
        self.meeting = self.store.meetings.get(self._kept.id)
        self.notice = self.store.reminding.notice_of(self._kept.id)
        self._forget("people", "ask", "objective", "_ask_review")
        self.changed = False

    def cancel(self) -> Meeting:
        """It will not take place. What was edited of it goes with it."""
        assert self._kept is not None
        with self.store.together("cancelled", self.purpose.statement):
            self._kept = self.store.meetings.set_status(self._kept.id, MeetingStatus.CANCELLED)
            self._aside.forget(self._kept.id)
        self.meeting, self.changed = self._kept, False
        return self._kept

    def delete(self) -> None:
        """Into the bin, as far as it is kept."""
        self.changed = False
        if self._kept is not None:
            with self.store.together("delete", self.purpose.statement):
                self.store.meetings.delete(self._kept.id)
                self._aside.forget(self._kept.id)
        self._kept = None

    def become_message(self, due: str) -> FollowUp:
        """A message instead of a meeting: the draft goes, and a promise of theirs waits for the
        answer until `due` (ISO date). One step of undo."""
        purpose, person = self.purpose, self.meeting.people[0]
        with self.store.together("add", purpose.statement):
            waiting = FollowUp(
                person=person,
                text=purpose.outcome.strip() or purpose.statement.strip(),
                direction=Direction.THEY_OWE,
                due=due,
            )
            made = self.store.followups.add(waiting)
            if self._kept is not None:
                self.store.meetings.delete(self._kept.id)
                self._aside.forget(self._kept.id)
        self._kept, self.changed = None, False
        self.meeting = replace(self.meeting, id=0)
        return made
