"""One person with everything around them, as their page shows it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from planner.domain.errors import NotFoundError
from planner.domain.followups import FollowUp, FollowUpStatus
from planner.domain.meetings import Answer, Channel, MeetingFormat, MeetingStatus, PurposeKind
from planner.domain.objectives import AskStatus, ObjectiveStatus
from planner.domain.people import Circle, Person, Standing
from planner.domain.people_lists import NextStep, StepKind
from planner.domain.person_pages import (
    ComingMeeting,
    HistoryItem,
    HistoryPage,
    HistoryPlace,
    Known,
    Named,
    NamedIn,
    PersonDetail,
)
from planner.store import listed_rows, person_rows
from planner.store.followups import FollowUps
from planner.store.moments import from_text

if TYPE_CHECKING:
    from planner.store.database import Database

_ME = 1
"""The first migration makes me the first person."""
PAGE = 20

_HISTORY = """
SELECT at, talk, meeting, coalesce(meeting.format, ''), coalesce(statement, ''), purpose.kind
FROM (
    SELECT at, interaction.id AS talk, coalesce(meeting_id, 0) AS meeting
        FROM interaction_person JOIN interaction ON interaction.id = interaction_id
        WHERE person_id = :person
    UNION ALL SELECT starts_at, 0, meeting.id
        FROM meeting_person JOIN meeting ON meeting.id = meeting_id
        WHERE person_id = :person AND status = 'held' AND NOT EXISTS (
            SELECT 1 FROM interaction JOIN interaction_person ON interaction_id = interaction.id
            WHERE interaction.meeting_id = meeting.id AND person_id = :person)
)
LEFT JOIN meeting ON meeting.id = meeting LEFT JOIN purpose ON purpose.meeting_id = meeting
WHERE :at = '' OR (at, talk, meeting) < (:at, :talk, :meeting)
ORDER BY at DESC, talk DESC, meeting DESC LIMIT :limit
"""

_COMING = """
SELECT meeting.id, starts_at, zone, minutes, place, link, format, status,
    coalesce(statement, ''), purpose.kind
FROM meeting_person JOIN meeting ON meeting.id = meeting_person.meeting_id
LEFT JOIN purpose ON purpose.meeting_id = meeting.id
WHERE person_id = ? AND status IN ('draft', 'planned', 'proposed', 'confirmed', 'missed')
ORDER BY starts_at IS NULL, starts_at, meeting.id
"""

_KNOWN = """
SELECT person.id, display_name, organisation, standing, circle, strength, kind, how, since, edge
FROM (
    SELECT b_id AS other, strength, kind, how, since, id AS edge FROM acquaintance WHERE a_id = :one
    UNION ALL SELECT a_id, strength, kind, how, since, id FROM acquaintance WHERE b_id = :one
) JOIN person ON person.id = other WHERE other <> 1
ORDER BY strength DESC, sort_name, person.id
"""

_NAMED_IN = """
SELECT objective.id, title, objective.status, ask.id, ask.text, ask.status, rank, ask_name.why
FROM ask_name JOIN ask ON ask.id = ask_id JOIN objective ON objective.id = objective_id
WHERE person_id = ? ORDER BY objective.status <> 'active', objective.id, ask.id
"""


class PersonPages:
    """The pages of the people of one file. They change nothing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, person: int) -> PersonDetail:
        """A person's page as it is now; NotFoundError when there is none."""
        with self._db.snapshot():
            found = next(iter(person_rows.read(self._db, [person])), None)
            if found is None:
                raise NotFoundError("there is no such person in this file; nothing was changed")
            contact = person_rows.last_contacts(self._db, [person]).get(person)
            imported, photo = self._db.rows(
                "SELECT imported <> '', EXISTS (SELECT 1 FROM photo WHERE person_id = person.id)"
                " FROM person WHERE id = ?",
                (person,),
            )[0]
            return PersonDetail(
                person=found,
                last_contact=from_text(contact) if contact else None,
                next_step=self._next_step(found),
                has_photo=bool(photo),
                met_through=self._named(found.met_through) if found.met_through else None,
                promises=self._promises(person),
                coming=self._coming(person),
                history=self.history(person),
                acquaintances=self._known(person),
                named_in=self._named_in(person),
                imported=bool(imported),
                merged=tuple(self.name for self in found.earlier if self.name),
            )

    def history(
        self, person: int, after: HistoryPlace | None = None, limit: int = PAGE
    ) -> HistoryPage:
        """What happened with a person, newest first; `after` is the last page's `more`."""
        at, talk, meeting = after or ("", 0, 0)
        values = {"person": person, "at": at, "talk": talk, "meeting": meeting}
        rows = self._db.rows(_HISTORY, {**values, "limit": limit + 1})
        shown = rows[:limit]
        talks = self._talks(row[1] for row in shown)
        with_talk = self._others("interaction", [row[1] for row in shown], person)
        with_meeting = self._others("meeting", [row[2] for row in shown if not row[1]], person)
        items = tuple(
            HistoryItem(
                at=from_text(when),
                interaction=talk,
                meeting=meeting,
                format=MeetingFormat(form) if form else None,
                statement=statement,
                purpose=PurposeKind(kind) if kind else None,
                others=(with_talk.get(talk) if talk else with_meeting.get(meeting)) or (),
                **talks.get(talk, {}),
            )
            for when, talk, meeting, form, statement, kind in shown
        )
        more = shown[-1][:3] if len(rows) > limit else None
        return HistoryPage(items=items, more=more)

    def _talks(self, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        rows = self._db.rows(
            "SELECT id, channel, summary, fun, answer FROM interaction"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {
            talk: {
                "channel": Channel(channel),
                "summary": summary,
                "fun": fun,
                "answer": Answer(answer) if answer else None,
            }
            for talk, channel, summary, fun, answer in rows
        }

    def _others(self, table: str, ids: Sequence[int], person: int) -> dict[int, tuple[Named, ...]]:
        """Who else took part in these talks or meetings, besides me."""
        found: dict[int, tuple[Named, ...]] = {}
        for owner, other, name in self._db.rows(
            f"SELECT {table}_id, person.id, display_name FROM {table}_person"
            f" JOIN person ON person.id = person_id WHERE person_id NOT IN ({_ME}, ?)"
            f" AND {table}_id IN (SELECT value FROM json_each(?)) ORDER BY {table}_person.id",
            (person, json.dumps(ids)),
        ):
            found[owner] = (*found.get(owner, ()), Named(id=other, name=name))
        return found

    def _next_step(self, person: Person) -> NextStep | None:
        step = listed_rows.next_steps(self._db, [person.id]).get(person.id)
        if step is None and person.standing is Standing.WISHED:
            return NextStep(kind=StepKind.FIND_A_WAY)
        return step

    def _named(self, person: int) -> Named | None:
        name = self._db.value("SELECT display_name FROM person WHERE id = ?", (person,))
        return None if name is None else Named(id=person, name=name)

    def _promises(self, person: int) -> tuple[FollowUp, ...]:
        found = FollowUps(self._db).with_person(person)
        still_open = [one for one in found if one.status is FollowUpStatus.OPEN]
        return tuple(sorted(still_open, key=lambda one: (not one.day, one.day, one.id)))

    def _coming(self, person: int) -> tuple[ComingMeeting, ...]:
        rows = self._db.rows(_COMING, (person,))
        others = self._others("meeting", [row[0] for row in rows], person)
        return tuple(
            ComingMeeting(
                id=number,
                starts_at=from_text(starts_at) if starts_at else None,
                zone=zone,
                minutes=minutes,
                place=place,
                link=link,
                format=MeetingFormat(form) if form else None,
                status=MeetingStatus(status),
                statement=statement,
                purpose=PurposeKind(kind) if kind else None,
                others=others.get(number, ()),
            )
            for number, starts_at, zone, minutes, place, link, form, status, statement, kind in rows
        )

    def _known(self, person: int) -> tuple[Known, ...]:
        return tuple(
            Known(
                id=number,
                name=name,
                organisation=organisation,
                standing=Standing(standing),
                circle=Circle(circle) if circle else None,
                strength=strength,
                kind=kind,
                how=how,
                since=since,
                edge=edge,
            )
            for number, name, organisation, standing, circle, strength, kind, how, since, edge
            in self._db.rows(_KNOWN, {"one": person})
        )  # fmt: skip

    def _named_in(self, person: int) -> tuple[NamedIn, ...]:
        return tuple(
            NamedIn(
                objective=objective,
                objective_title=title,
                objective_status=ObjectiveStatus(status),
                ask=ask,
                ask_text=text,
                ask_status=AskStatus(ask_status),
                rank=rank,
                why=why,
            )
            for objective, title, status, ask, text, ask_status, rank, why
            in self._db.rows(_NAMED_IN, (person,))
        )  # fmt: skip
