"""An archive into the store: each record as it was, unless the file already holds it.

A record that refers to others comes after them, so every id is translated as it is read. Two
people of an archive were two in the file it came from, and stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID, uuid5

from planner.domain.errors import PlannerError
from planner.domain.followups import FollowUp, Reminder
from planner.domain.introductions import Introduction
from planner.domain.matching import merged
from planner.domain.meetings import Interaction, Meeting
from planner.domain.objectives import Objective
from planner.domain.people import ME, Acquaintance, Person, Tag
from planner.exchange.archive import ArchiveItem, Kind, Setting, read_archive, translate
from planner.exchange.import_people import PeopleImport
from planner.exchange.records import BadRecord, PersonRecord
from planner.gating import rejudged

if TYPE_CHECKING:
    from planner.exchange.importing import Report
    from planner.store import ImportRun, Store

_BATCH = 500
_WITHOUT_UID = UUID("0b6de0a2-6c5e-4d7e-9a55-2f0a6f7c9d41")


class ArchiveImport:
    """The import of one archive."""

    def __init__(
        self, store: Store, run: ImportRun, file: str, report: Report, now: datetime
    ) -> None:
        self._store, self._run, self._file, self._report = store, run, file, report
        self._now = now
        self._people = PeopleImport(store, file, report, "", distinct=True)
        self._ids: dict[tuple[Kind, int], int] = {}
        self._met_through: list[tuple[int, int]] = []
        self._line = 0
        self._there: dict[Kind, dict[Any, int]] = {}

    def batches(self, stream: BinaryIO) -> Iterator[int]:
        """Import batch by batch, yielding how many records of each were read."""
        records = read_archive(stream)
        while batch := list(islice(records, _BATCH)):
            with self._run.batch():
                for are_people, group in groupby(batch, key=_is_person):
                    if are_people:
                        self._take_people([r for r in group if isinstance(r, ArchiveItem)])
                    else:
                        for record in group:
                            self._take(record)
            yield sum(isinstance(record, ArchiveItem) for record in batch)
        with self._run.batch():
            self._store.people.note_met_through(
                (person, known)
                for person, through in self._met_through
                if (known := self._ids.get((Kind.PERSON, through)))
            )

    def _take_people(self, items: list[ArchiveItem]) -> None:
        others = []
        for item in items:
            person = item.value
            assert isinstance(person, Person)
            if person.uid == ME:
                self._take_me(person, item.line)
            else:
                others.append((item, person))
        numbers = self._people.take(
            [
                PersonRecord(line=item.line, person=replace(person, id=0, met_through=None))
                for item, person in others
            ],
            [item.photo for item, _ in others],
        )
        for (_, person), number in zip(others, numbers, strict=True):
            if number:
                self._ids[Kind.PERSON, person.id] = number
                if person.met_through:
                    self._met_through.append((number, person.met_through))

    def _take_me(self, theirs: Person, line: int) -> None:
        """I am in every file; what the archive says of me is taken where mine says nothing."""
        people = self._store.people
        mine = people.get(people.id_of(ME))
        self._ids[Kind.PERSON, theirs.id] = mine.id
        if mine.display_name:
            me = merged(mine, theirs, None)
        else:
            me = replace(theirs, id=mine.id, met_through=None)
        if me != mine:
            self._try(line, lambda: people.save(me))

    def _take(self, item: ArchiveItem | BadRecord) -> None:
        if isinstance(item, BadRecord):
            self._skip(item.line, item.reason)
            return
        taken = self._try(item.line, lambda: self._keep(item))
        if taken is None:
            return
        if taken:
            self._report.created += 1
        else:
            self._report.duplicates += 1

    def _try(self, line: int, work: Callable[[], Any]) -> Any:
        """Do it whole or not at all; what cannot be kept is named, and is None."""
        try:
            with self._run.record():
                return work()
        except PlannerError as error:
            self._skip(line, str(error))
            return None

    def _keep(self, item: ArchiveItem) -> bool:
        """Keep one record; False when the file already holds it."""
        self._line = item.line
        value: Any = translate(item.value, self._new_id)
        keep: Callable[[Any], bool] = getattr(self, f"_keep_{item.kind.name.casefold()}")
        return keep(value)

    def _new_id(self, kind: Kind, old: int) -> int:
        try:
            return self._ids[kind, old]
        except KeyError:
            raise PlannerError("it refers to a record that was left out") from None

    def _keep_setting(self, setting: Setting) -> bool:
        if self._store.settings.get(setting.key) is not None:
            return False
        self._store.settings.set(setting.key, setting.value)
        return True

    def _keep_tag(self, tag: Tag) -> bool:
        known = {one.name.casefold(): one for one in self._store.people.tags()}
        ours = known.get(tag.name.casefold())
        if ours is None or (tag.colour and not ours.colour):
            self._store.people.set_tag_colour(tag.name, tag.colour)
        return ours is None

    def _keep_acquaintance(self, edge: Acquaintance) -> bool:
        pair = (min(edge.a, edge.b), max(edge.a, edge.b))
        there = self._index(
            Kind.ACQUAINTANCE, lambda e: (e.a, e.b), self._store.people.acquaintances
        )
        if pair in there:
            return False
        there[pair] = self._store.people.acquaint(replace(edge, id=0)).id
        return True

    def _keep_objective(self, objective: Objective) -> bool:
        objectives = self._store.objectives
        there = self._index(Kind.OBJECTIVE, lambda o: (o.title, o.why, o.done_when), objectives.all)
        key = (objective.title, objective.why, objective.done_when)
        new = key not in there
        if new:
            there[key] = objectives.add(replace(objective, id=0)).id
        kept = objectives.get(there[key])
        texts = {ask.text: ask.id for ask in kept.asks}
        for ask in objective.asks:
            if ask.text not in texts:
                texts[ask.text] = objectives.add_ask(replace(ask, id=0, objective=kept.id)).id
            self._ids[Kind.ASK, ask.id] = texts[ask.text]
        self._ids[Kind.OBJECTIVE, objective.id] = kept.id
        return new

    def _keep_meeting(self, meeting: Meeting) -> bool:
        meetings = self._store.meetings
        there = self._index(
            Kind.MEETING, lambda m: m.uid, lambda: self._store.meetings.between(None, None)
        )
        new = not meeting.uid or meeting.uid not in there
        if new:
            kept = meetings.restore(rejudged(self._store, meeting, self._now))
            there[kept.uid] = kept.id
            if kept.status is not meeting.status:
                self._report.warnings.append(
                    f"{self._file}, line {self._line}: a meeting that was {meeting.status} waits"
                    f" at the gate as a draft, since its purpose is still too open"
                )
            self._ids[Kind.MEETING, meeting.id] = kept.id
        else:
            self._ids[Kind.MEETING, meeting.id] = there[meeting.uid]
        return new

    def _keep_interaction(self, talk: Interaction) -> bool:
        """One without a uid gets it from its content, so that the same archive adds it once."""
        if not talk.uid:
            rows = self._store.people.rows(talk.people)
            told = (talk.at, sorted(row.uid for row in rows), talk.channel, talk.summary)
            talk = replace(talk, uid=str(uuid5(_WITHOUT_UID, repr(told))))
        return self._keep_equal(
            Kind.INTERACTION, talk, lambda one: one.uid, self._store.interactions
        )

    def _keep_follow_up(self, follow_up: FollowUp) -> bool:
        return self._keep_equal(
            Kind.FOLLOW_UP,
            follow_up,
            lambda one: (one.person, one.text, one.direction, one.due),
            self._store.followups,
        )

    def _keep_introduction(self, introduction: Introduction) -> bool:
        return self._keep_equal(
            Kind.INTRODUCTION,
            introduction,
            lambda one: (one.connector, one.source, one.target, one.ask),
            self._store.introductions,
        )

    def _keep_reminder(self, reminder: Reminder) -> bool:
        return self._keep_equal(
            Kind.REMINDER,
            reminder,
            lambda one: (one.follow_up, one.meeting, one.fires_at),
            self._store.reminders,
        )

    def _keep_equal(self, kind: Kind, value: Any, key_of: Callable[[Any], Any], part: Any) -> bool:
        """Keep a value unless one with the same key is there."""
        there = self._index(kind, key_of, part.all)
        key = key_of(value)
        new = key not in there
        if new:
            there[key] = part.add(replace(value, id=0)).id
        self._ids[kind, value.id] = there[key]
        return new

    def _index(
        self, kind: Kind, key_of: Callable[[Any], Any], values: Callable[[], Any]
    ) -> dict[Any, int]:
        """What the file held of this kind before the import, by key; read once."""
        if kind not in self._there:
            self._there[kind] = {key_of(value): value.id for value in values()}
        return self._there[kind]

    def _skip(self, line: int, reason: str) -> None:
        from planner.exchange.importing import Skipped

        self._report.skipped.append(Skipped(file=self._file, line=line, reason=reason))


def _is_person(record: ArchiveItem | BadRecord) -> bool:
    return isinstance(record, ArchiveItem) and record.kind is Kind.PERSON
