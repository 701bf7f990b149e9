"""The JSON shapes of COMMANDS.md, and the lines that say the same to a person."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.domain.followups import FollowUp
    from planner.domain.meetings import Interaction, Meeting
    from planner.domain.objectives import Ask, Objective
    from planner.domain.people import Acquaintance, PersonRow
    from planner.store import Store


def moment(value: datetime | str | None, zone: str = "") -> str | None:
    """ISO 8601 with offset, in the zone named; in UTC where that zone is unknown."""
    if not value:
        return None
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    if zone:
        from zoneinfo import ZoneInfo

        # An archive may bring a zone that this computer does not know, and a year without end.
        with suppress(KeyError, ValueError, OSError, OverflowError):
            return at.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")
    return at.astimezone(UTC).isoformat(timespec="seconds")


def direction(follow_up: FollowUp) -> str:
    """`i-owe`, `they-owe` or `reach-out`."""
    return follow_up.direction.casefold().replace(" ", "-")


def person(row: PersonRow) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "name": row.name,
        "organisation": row.organisation,
        "title": row.title,
        "emails": list(row.emails),
        "phones": list(row.phones),
        "circle": row.circle,
        "standing": row.standing,
        "tags": list(row.tags),
        "last_contact": moment(row.last_contact),
    }


def person_line(row: PersonRow) -> str:
    work = ", ".join(filter(None, (row.title, row.organisation)))
    reach = next(iter(row.emails + row.phones), "")
    return "  ".join(filter(None, (row.name, work and f"({work})", reach, row.uid)))


class Shapes:
    """Values of one file as JSON shapes: they name people by uid."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def people(self, ids: Iterable[int]) -> list[dict[str, str]]:
        rows = self._store.people.rows(list(ids))
        return [{"uid": row.uid, "name": row.name} for row in rows]

    def uids(self, ids: Iterable[int]) -> list[str]:
        return [one["uid"] for one in self.people(ids)]

    def edge(self, edge: Acquaintance) -> dict[str, Any]:
        first, second = self.uids((edge.a, edge.b))
        return {
            "people": [first, second],
            "strength": edge.strength,
            "kind": edge.kind,
            "how": edge.how,
            "since": edge.since or None,
        }

    def objective(self, objective: Objective) -> dict[str, Any]:
        return {
            "id": objective.id,
            "title": objective.title,
            "why": objective.why,
            "done_when": objective.done_when,
            "by": objective.by or None,
            "status": objective.status,
            "asks": [self.ask(ask) for ask in objective.asks],
        }

    def ask(self, ask: Ask) -> dict[str, Any]:
        from planner.gating import ask_review

        said = ask_review(ask)
        named = self.people(name.person for name in ask.names)
        return {
            "id": ask.id,
            "objective": ask.objective,
            "kind": ask.kind,
            "text": ask.text,
            "done_when": ask.done_when,
            "by": ask.by or None,
            "status": ask.status,
            "ready": said.specific,
            "suggestions": list(said.suggestions),
            "names": [
                {**one, "rank": name.rank, "why": name.why}
                for one, name in zip(named, ask.names, strict=True)
            ],
        }

    def meeting(self, meeting: Meeting) -> dict[str, Any]:
        from planner.domain.meetings import passes

        purpose = meeting.purpose
        review = purpose.review if purpose else None
        return {
            "id": meeting.id,
            "uid": meeting.uid,
            "status": meeting.status,
            "with": self.people(meeting.people),
            "at": moment(meeting.starts_at, meeting.zone),
            "zone": meeting.zone or None,
            "minutes": meeting.minutes,
            "format": meeting.format,
            "place": meeting.place,
            "link": meeting.link,
            "agenda": [
                {"text": item.text, "minutes": item.minutes, "for_fun": item.for_fun}
                for item in meeting.agenda
            ],
            "purpose": purpose
            and {
                "kind": purpose.kind,
                "statement": purpose.statement,
                "why": purpose.why,
                "outcome": purpose.outcome,
                "give": purpose.give,
                "ask": purpose.ask,
            },
            "review": review
            and {"passed": passes(purpose), "gate": review.gate, "at": moment(review.at)},
        }

    def follow_up(self, follow_up: FollowUp) -> dict[str, Any]:
        one = self.people([follow_up.person])[0]
        return {
            "id": follow_up.id,
            "person": one["uid"],
            "name": one["name"],
            "text": follow_up.text,
            "direction": direction(follow_up),
            "due": follow_up.due or None,
            "time": follow_up.time or None,
            "status": follow_up.status,
            "repeats": follow_up.repeats or None,
            "snoozed_until": follow_up.snoozed_until or None,
        }

    def interaction(self, interaction: Interaction) -> dict[str, Any]:
        return {
            "id": interaction.id,
            "people": self.uids(interaction.people),
            "at": moment(interaction.at),
            "channel": interaction.channel,
            "summary": interaction.summary,
            "fun": interaction.fun,
        }
