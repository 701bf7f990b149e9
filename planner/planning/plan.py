"""One meeting while it is planned: where one is, and keeping all that is written of it.

A draft is kept as it stands after each step. Of a meeting that has a date already the edited
version is laid aside until it is saved, so that the date and the old words hold until then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from itertools import count

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
from planner.gating import Planned
from planner.planning.aside import Aside
from planner.planning.written import Written
from planner.store import Store

_bursts = count(1)


class Step(IntEnum):
    WHO = 1
    WHY = 2
    ASK = 3
    GIVE = 4
    TALK = 5
    WHEN = 6


class Plan(Written):
    """The meeting in the making. Changes of it are kept by `keep`, and planned by `plan`."""

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
        super().__init__(store, clock, meeting, usual=usual)
        self.step, self._reached = step, max(reached, step)
        self._aside = Aside(store)
        self._burst = f"plan {next(_bursts)}"
        self._kept: Meeting | None = store.meetings.get(meeting.id) if meeting.id else None
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
            if kept.status not in TO_COME:  # what it lacks is another day
                step = Step.WHEN
        if kept.purpose is None:
            kept = replace(kept, purpose=Purpose(kind=PurposeKind.ASK))
        return cls(store, clock, kept, step=Step(step), reached=Step(reached), usual=usual)

    # What is kept of it

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

    def announce(self, notice: int | None) -> None:
        """Be reminded so many minutes before it begins; None as for all meetings."""
        self.changed = self.changed or notice != self.notice
        self.notice = notice

    def refresh(self) -> bool:
        """Read again what lies around the meeting; whether any of it has changed."""
        before = self._kept
        if before is not None:
            try:
                self._kept = self.store.meetings.get(before.id)
            except NotFoundError:  # what is written here is still wanted
                self._kept, self.changed = None, True
                self.meeting = replace(self.meeting, id=0, uid="", sequence=0)
        if not self._read_around() and self._kept == before:
            return False
        self._leave_out_who_is_gone()
        return True

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
        """Whether it is written for another time than it is kept."""
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
        if not self.changed and (self._kept is None or not self._has_stepped()):
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

    def _has_stepped(self) -> bool:
        """Whether one is at another step than is kept."""
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
        self._forget_around()
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
