"""Reminders against everything a clock can do: none lost, none doubled.

`run(100_000)` is the figure of RELIABILITY.md; the tests run the same world in small.
"""

from __future__ import annotations

import contextlib
import random
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.domain.errors import NotFoundError
from planner.domain.followups import Direction, FollowUp, FollowUpStatus
from planner.domain.meetings import TO_COME, MeetingStatus
from planner.domain.people import Person
from planner.reminders import due, due_moments
from planner.store import Store, WallTime
from tests.samples import planned

START = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
"""The clock changes of spring, north and south, lie in the weeks that follow."""
END = datetime(2026, 6, 1, tzinfo=UTC)
"""By then everything is due everywhere."""
ZONES = ("Europe/Lisbon", "America/New_York", "Asia/Tokyo", "Pacific/Honolulu", "Australia/Sydney")

Thing = tuple[str, int]


class World:
    """A file of follow-ups and meetings, a clock that jumps, and a person who travels and edits."""

    def __init__(self, path: Path, seed: int, follow_ups: int, meetings: int) -> None:
        self.chance = random.Random(seed)
        self.path = path
        self.now = START
        self.zone = ZONES[0]
        self.store = Store.create(path, None, clock=lambda: self.now)
        self.expected = Expected(self.zone)
        self.slowest = 0.0
        with self.store.bulk.filling():
            self._person = self.store.people.add(Person(display_name="Ana Ruiz")).id
            self.store.bulk.promise(self._promise() for _ in range(follow_ups))
            self._meetings = [self._arrange() for _ in range(meetings)]
        self._follow_ups = [one.id for one in self.store.followups.all()]

    def _promise(self) -> FollowUp:
        return self._another_day(
            FollowUp(person=self._person, text="Call", direction=Direction.I_OWE)
        )

    def _arrange(self) -> int:
        return planned(self.store, self._person, starts_at=self._some_time()).id

    # What the person does

    def edit(self) -> None:
        """Change a random follow-up and a random meeting in a random way."""
        change = self.chance.choice((self._move, self._snooze, self._finish, self._reopen))
        with contextlib.suppress(NotFoundError):  # deleted
            change(self.store.followups.get(self.chance.choice(self._follow_ups)))
            self._change(self.chance.choice(self._meetings))

    def replace_one(self) -> None:
        """Delete a follow-up, or add one."""
        if self.chance.random() < 0.5:
            self._follow_ups.append(self.store.followups.add(self._promise()).id)
            return
        with contextlib.suppress(NotFoundError):
            self.store.followups.delete(self.chance.choice(self._follow_ups))

    def undo(self) -> None:
        self.store.history.undo()

    def _move(self, follow_up: FollowUp) -> None:
        self.store.followups.save(self._another_day(follow_up))

    def _snooze(self, follow_up: FollowUp) -> None:
        self.store.followups.snooze(follow_up.id, self._some_day())

    def _finish(self, follow_up: FollowUp) -> None:
        if follow_up.status is FollowUpStatus.OPEN:
            self.store.followups.done(follow_up.id)

    def _reopen(self, follow_up: FollowUp) -> None:
        self.store.followups.save(replace(follow_up, status=FollowUpStatus.OPEN))

    def _change(self, meeting: int) -> None:
        status = self.store.meetings.get(meeting).status
        if status in TO_COME and self.chance.random() < 0.3:
            self.store.meetings.set_status(meeting, MeetingStatus.CANCELLED)
        else:
            self.store.meetings.move(meeting, self._some_time())

    def _another_day(self, follow_up: FollowUp) -> FollowUp:
        """A day with or without a time; times are odd, so that no two are one by accident."""
        day = str(self._some_day())
        if self.chance.random() < 0.5:
            return replace(follow_up, due=day, time="", zone="")
        at = f"{self.chance.randrange(24):02d}:{self.chance.randrange(1, 60):02d}"
        return replace(follow_up, due=day, time=at, zone=self.chance.choice(("", *ZONES)))

    def _some_day(self) -> date:
        return (START + timedelta(days=self.chance.randrange(30))).date()

    def _some_time(self) -> datetime:
        return START + timedelta(minutes=self.chance.randrange(30 * 24 * 60))

    # What happens around

    def pass_time(self) -> None:
        """Hours go by, or the computer sleeps, or its clock is set, by two days either way."""
        hours: float = self.chance.choice((0.25, 1, 5, 12, 24, 60))
        if self.chance.random() < 0.4:
            hours = self.chance.uniform(-48, 48)
        self.now += timedelta(seconds=int(hours * 3600))

    def travel(self) -> None:
        self.zone = self.chance.choice(ZONES)

    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, None, clock=lambda: self.now)

    def look(self) -> None:
        """Ask for what is due, and compare it with what has to be."""
        self.expected.read(self.store, self.zone)
        began = time.perf_counter()
        found = due(self.store, self.now, self.zone)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        self.expected.compare([(one.kind, one.about) for one in found], self.now)


class Expected:
    """What has to be shown, told from the records and from what was shown before."""

    def __init__(self, zone: str) -> None:
        self.lost: list[Thing] = []
        self.doubled: list[Thing] = []
        self.shown = 0
        self._zone = zone
        self._walls: dict[Thing, WallTime] = {}
        self._moments: Mapping[WallTime, datetime] = {}
        self._open: set[Thing] = set()
        self._seen: dict[Thing, set[WallTime]] = {}
        self._may_come_again: set[tuple[Thing, WallTime]] = set()

    def read(self, store: Store, zone: str) -> None:
        self._walls.clear()
        self._open.clear()
        for one in store.followups.all():
            if one.day:
                self._keep(("follow-up", one.id), WallTime.of(one), one.status == "open")
        for meeting in store.meetings.between(None, None):
            assert meeting.starts_at
            notice = meeting.starts_at - timedelta(minutes=60)
            wall = WallTime(str(notice.date()), f"{notice:%H:%M}", "UTC")
            self._keep(("meeting", meeting.id), wall, meeting.status in TO_COME)
        self._moments = due_moments(set(self._walls.values()), zone)
        if zone != self._zone:
            self._zone = zone
            self._arrive()

    def _keep(self, thing: Thing, wall: WallTime, is_open: bool) -> None:
        self._walls[thing] = wall
        if is_open:
            self._open.add(thing)

    def _arrive(self) -> None:
        """A day given up before the journey may be reminded of after it; the present one not."""
        for thing, seen in self._seen.items():
            left = {wall for wall in seen if not wall.zone and wall != self._walls.get(thing)}
            self._may_come_again |= {(thing, wall) for wall in left}

    def compare(self, found: list[Thing], now: datetime) -> None:
        come = {thing for thing in self._open if self._moments[self._walls[thing]] <= now}
        fresh = {t for t in come if self._walls[t] not in self._seen.get(t, ())}
        again = {t for t in come if (t, self._walls[t]) in self._may_come_again}
        self.lost += sorted(fresh - set(found))
        self.doubled += sorted(set(found) - fresh - again)
        self.doubled += [thing for thing, times in Counter(found).items() if times > 1]
        for thing in found:
            self._seen.setdefault(thing, set()).add(self._walls[thing])
            self._may_come_again.discard((thing, self._walls[thing]))
        self.shown += len(found)


def run(count: int, *, seed: int = 1, rounds: int = 24) -> dict[str, float]:
    """A file of `count` reminders through weeks of trouble: how many were shown, lost, doubled."""
    with tempfile.TemporaryDirectory(prefix="on-purpose-reminders-") as folder:
        world = World(Path(folder) / "file.planner", seed, count - count // 20, count // 20)
        for number in range(rounds):
            world.pass_time()
            if number % 4 == 1:
                world.travel()
            if number % 7 == 2:
                world.restart()
            with world.store.imports.run() as work, work.batch():
                for _ in range(20):
                    world.edit()
            world.look()
        world.now = END
        world.look()
        world.look()
        world.store.close()
        return {
            "shown": world.expected.shown,
            "lost": len(world.expected.lost),
            "doubled": len(world.expected.doubled),
            "slowest_look_seconds": round(world.slowest, 3),
        }
