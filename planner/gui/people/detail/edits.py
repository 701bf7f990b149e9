"""What is changed of one person in the pane: each verb is one transaction and one step of undo.

Every method raises the store's PlannerError when nothing was kept. `burst` as in
`Store.together`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.domain.errors import NotFoundError
from planner.domain.people import (
    ContactPoint,
    Fact,
    FactKind,
    full_name,
    split_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from planner.domain.followups import FollowUp
    from planner.store import Store


class Edits:
    """Changes to the people of a store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    # Single fields

    def field(self, person: int, name: str, value: object, burst: str = "") -> None:
        """Keep one field of a person."""
        self.fields(person, burst, **{name: value})

    def fields(self, person: int, burst: str, **values: Any) -> None:
        """Keep some fields of a person in one go."""
        known = self._store.people.get(person)
        edited = replace(known, **values)
        if edited == known:
            return
        with self._store.together("edit", full_name(edited), burst=burst):
            self._store.people.save(edited)

    def name(self, person: int, name: str, burst: str = "") -> None:
        """Keep the name to show; its parts follow it as long as they said the same."""
        known = self._store.people.get(person)
        values: dict[str, str] = {"display_name": name}
        if split_name(full_name(known)) == (known.given, known.family):
            values["given"], values["family"] = split_name(" ".join(name.split()))
        self.fields(person, burst, **values)

    # Facts and ways to reach

    def fact(self, person: int, number: int, kind: FactKind, text: str, burst: str = "") -> int:
        """Keep a fact, a new one with number 0, or forget it when the text is empty; its number."""
        known = self._store.people.get(person)
        if not text.strip():
            if number:
                self.forget_fact(person, number, burst)
            return 0
        if not number:
            new = Fact(kind=kind, text=text.strip())
            with self._store.together("edit", full_name(known), burst=burst):
                kept = self._store.people.save(replace(known, facts=(*known.facts, new)))
            return max(fact.id for fact in kept.facts)
        _present(known.facts, number)
        facts = tuple(
            replace(fact, text=text.strip(), kind=kind) if fact.id == number else fact
            for fact in known.facts
        )
        self.fields(person, burst, facts=facts)
        return number

    def forget_fact(self, person: int, number: int, burst: str = "") -> None:
        """Move a fact to the bin."""
        known = self._store.people.get(person)
        gone = _present(known.facts, number)
        with self._store.together("delete", getattr(gone, "text", ""), burst=burst):
            facts = tuple(fact for fact in known.facts if fact.id != number)
            self._store.people.save(replace(known, facts=facts))

    def point(self, person: int, number: int, point: ContactPoint, burst: str = "") -> int:
        """Keep a way to reach somebody, a new one with number 0; its number. One at most of a
        kind is preferred."""
        known = self._store.people.get(person)
        kept = replace(point, id=number)
        points: list[ContactPoint] = []
        for other in known.points:
            if other.id == number:
                points.append(kept)
            elif kept.preferred and other.kind is kept.kind:
                points.append(replace(other, preferred=False))
            else:
                points.append(other)
        if number:
            _present(known.points, number)
        else:
            points.append(kept)
        with self._store.together("edit", full_name(known), burst=burst):
            saved = self._store.people.save(replace(known, points=tuple(points)))
        return number or max(point.id for point in saved.points)

    def forget_point(self, person: int, number: int, burst: str = "") -> None:
        """Move a way to reach somebody to the bin."""
        known = self._store.people.get(person)
        gone = _present(known.points, number)
        with self._store.together("delete", getattr(gone, "value", ""), burst=burst):
            points = tuple(point for point in known.points if point.id != number)
            self._store.people.save(replace(known, points=points))

    # Tags

    def tag(self, person: int, name: str) -> None:
        """Put a tag on somebody; one they have is there once."""
        known = self._store.people.get(person)
        name = " ".join(name.split())
        if name and name.casefold() not in {tag.casefold() for tag in known.tags}:
            self.fields(person, "", tags=(*known.tags, name))

    def untag(self, person: int, name: str) -> None:
        known = self._store.people.get(person)
        self.fields(person, "", tags=tuple(tag for tag in known.tags if tag != name))

    # Promises

    def done(self, follow_up: FollowUp) -> None:
        """It is done; one that repeats comes back on its next day."""
        following: date | None = None
        if follow_up.repeats and follow_up.due:
            from planner.domain.repeats import next_due

            today = self._clock().astimezone().date()
            following = next_due(follow_up.repeats, date.fromisoformat(follow_up.due), today)
        self._store.followups.done(follow_up.id, next_due=following)

    def promise(self, number: int, burst: str = "", **values: Any) -> None:
        """Keep some fields of a follow-up."""
        edited = replace(self._store.followups.get(number), **values)
        with self._store.together("edit", edited.text, burst=burst):
            self._store.followups.save(edited)

    # Talks

    def talk(self, number: int, burst: str = "", **values: Any) -> None:
        """Keep some fields of a talk."""
        edited = replace(self._store.interactions.get(number), **values)
        with self._store.together("edit", edited.summary, burst=burst):
            self._store.interactions.save(edited)


def _present(kept: Sequence[Fact | ContactPoint], number: int) -> Fact | ContactPoint:
    for one in kept:
        if one.id == number:
            return one
    raise NotFoundError("this is no longer in the file; nothing was changed")
