"""The rows of the list of people, with the next step of each: a page of them in one reading."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planner.domain.followups import Direction
from planner.domain.introductions import IntroductionStatus
from planner.domain.people import Circle, PointKind, Standing
from planner.domain.people_lists import ListedPerson, NextStep, StepKind
from planner.store.moments import from_text, to_text
from planner.store.person_rows import last_contacts

if TYPE_CHECKING:
    from planner.store.database import Database

_ROWS = """
SELECT person.id, uid, display_name, organisation, title, circle, standing, archived,
    EXISTS (SELECT 1 FROM photo WHERE person_id = person.id),
    (SELECT json_group_array(json_array(kind, value)) FROM (SELECT kind, value
        FROM contact_point WHERE person_id = person.id AND kind IN ('email', 'phone')
        ORDER BY preferred DESC, position, id)),
    (SELECT json_group_array(name) FROM (SELECT name FROM person_tag JOIN tag ON tag.id = tag_id
        WHERE person_id = person.id ORDER BY name))
FROM json_each(:ids) CROSS JOIN person ON person.id = value
ORDER BY key
"""

# Of each person the row with the least: SQLite takes the other columns from there.

_MEETINGS = """
SELECT person_id, meeting.id, min(starts_at), zone,
    coalesce((SELECT statement FROM purpose WHERE meeting_id = meeting.id), '')
FROM json_each(:ids) CROSS JOIN meeting_person ON person_id = value
JOIN meeting ON meeting.id = meeting_person.meeting_id
WHERE status IN ('planned', 'proposed', 'confirmed') AND starts_at > :now
GROUP BY person_id
"""

_FOLLOW_UPS = """
SELECT follow_up.person_id, follow_up.id, text, direction, max(due, snoozed_until),
    iif(snoozed_until > due, '', time), zone
FROM (SELECT person_id, CAST(substr(min(
        iif(max(due, snoozed_until) = '', '~', max(due, snoozed_until)
            || iif(time = '' OR snoozed_until > due, '~', time))
        || format('%012d', follow_up.id)), -12) AS INTEGER) AS soonest
    FROM json_each(:ids) CROSS JOIN follow_up INDEXED BY follow_up_open ON person_id = value
    WHERE status = 'open' GROUP BY person_id)
CROSS JOIN follow_up ON follow_up.id = soonest
"""

_INTRODUCTIONS = """
SELECT target_id, introduction.id, connector_id, display_name, status
FROM introduction JOIN person ON person.id = connector_id
WHERE status IN ('idea', 'asked', 'agreed') AND connector_id <> 1
AND target_id IN (SELECT value FROM json_each(:ids))
ORDER BY status <> 'idea' DESC, introduction.id DESC
"""


def read(database: Database, ids: Sequence[int]) -> list[ListedPerson]:
    """These people as their page lists them, in the given order; who is gone is left out."""
    if not ids:
        return []
    steps = next_steps(database, ids)
    contacts = last_contacts(database, ids)
    people = []
    for (
        number, uid, name, organisation, title, circle, standing, archived, photo, points,
        tags,
    ) in database.rows(_ROWS, {"ids": json.dumps(list(ids))}):  # fmt: skip
        reach = json.loads(points)
        step = steps.get(number)
        if step is None and standing == Standing.WISHED:
            step = NextStep(kind=StepKind.FIND_A_WAY)
        people.append(
            ListedPerson(
                id=number,
                uid=uid,
                name=name,
                organisation=organisation,
                title=title,
                emails=tuple(value for kind, value in reach if kind == PointKind.EMAIL),
                phones=tuple(value for kind, value in reach if kind == PointKind.PHONE),
                circle=Circle(circle) if circle else None,
                standing=Standing(standing),
                tags=tuple(json.loads(tags)),
                last_contact=contacts.get(number, ""),
                archived=bool(archived),
                has_photo=bool(photo),
                next_step=step,
            )
        )
    return people


def next_steps(database: Database, ids: Sequence[int]) -> dict[int, NextStep]:
    """What comes next with each of these people, where something is recorded.

    The soonest of what has a day, else an open follow-up without one, else an introduction to the
    person that somebody could make.
    """
    params = {"ids": json.dumps(list(ids)), "now": to_text(database.clock())}
    steps = dict(_introductions(database, params))
    steps |= dict(_follow_ups(database, params))
    for person, meeting in _meetings(database, params):
        step = steps.get(person)
        if step is None or _sooner(meeting, step):
            steps[person] = meeting
    return steps


def _sooner(meeting: NextStep, other: NextStep) -> bool:
    """Whether a meeting comes first: before what has no day, or no time on the same day."""
    return (meeting.day, meeting.time) <= (other.day or "~", other.time or "~")


def _meetings(database: Database, params: dict[str, str]) -> Iterator[tuple[int, NextStep]]:
    for person, number, starts_at, zone, statement in database.rows(_MEETINGS, params):
        moment = from_text(starts_at)
        here = moment.astimezone()
        step = NextStep(
            kind=StepKind.MEETING,
            id=number,
            day=here.date().isoformat(),
            time=f"{here:%H:%M}",
            text=statement,
            starts_at=moment,
            zone=zone,
        )
        yield person, step


def _follow_ups(database: Database, params: dict[str, str]) -> Iterator[tuple[int, NextStep]]:
    for person, number, text, direction, day, time, zone in database.rows(_FOLLOW_UPS, params):
        yield (
            person,
            NextStep(
                kind=StepKind.FOLLOW_UP,
                id=number,
                day=day,
                time=time,
                zone=zone,
                text=text,
                direction=Direction(direction),
            ),
        )


def _introductions(database: Database, params: dict[str, str]) -> Iterator[tuple[int, NextStep]]:
    rows = database.rows(_INTRODUCTIONS, params)
    for person, number, connector, name, status in rows:
        yield (
            person,
            NextStep(
                kind=StepKind.INTRODUCTION,
                id=number,
                through=name,
                through_id=connector,
                status=IntroductionStatus(status),
            ),
        )
