"""Two people become one, and nothing of either is lost: one action, undone as one.

Rows move to the person who stays. What both have is united, and what cannot stay as it was is
written into the note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planner.domain.errors import RuleError
from planner.domain.introductions import IntroductionStatus
from planner.domain.merging import LABELS, MergePreview, compared, noted, settled
from planner.domain.people import Circle, Earlier, Person, full_name
from planner.store import journal, person_rows
from planner.store.moments import to_text

if TYPE_CHECKING:
    from planner.store.database import Database
    from planner.store.people import People

_MOVES = {
    "interactions": "SELECT count(*) FROM interaction_person WHERE person_id = ?1",
    "meetings": "SELECT count(*) FROM meeting_person WHERE person_id = ?1",
    "follow_ups": "SELECT count(*) FROM follow_up WHERE person_id = ?1",
    "names": "SELECT count(*) FROM ask_name WHERE person_id = ?1",
    "acquaintances": "SELECT count(*) FROM acquaintance WHERE a_id = ?1 OR b_id = ?1",
    "introductions": "SELECT count(*) FROM introduction"
    " WHERE ?1 IN (connector_id, source_id, target_id)",
    "points": "SELECT count(*) FROM contact_point WHERE person_id = ?1",
    "facts": "SELECT count(*) FROM fact WHERE person_id = ?1",
}


class Merging:
    """Merges of people of one file."""

    def __init__(self, database: Database, people: People) -> None:
        self._db = database
        self._people = people

    def preview(self, keep: int, other: int) -> MergePreview:
        """Both side by side, what is proposed, and how much would move. It changes nothing."""
        ours, theirs = self._two(keep, other)
        return MergePreview(
            keep=ours,
            other=theirs,
            fields=compared(ours, theirs, (self._has_photo(keep), self._has_photo(other))),
            moves={name: self._db.value(query, (other,)) for name, query in _MOVES.items()},
        )

    def merge(
        self,
        keep: int,
        other: int,
        chosen: Mapping[str, bool] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> Person:
        """Make one person of two; returns the one who stays, with the id of `keep`.

        `chosen` says for fields by name whether the value of `other` is taken, where not as
        proposed. `labels` are words for the note, like `LABELS`. Raises RuleError when both are
        the same or `other` is me.
        """
        preview = self.preview(keep, other)
        chosen, labels = chosen or {}, {**LABELS, **(labels or {})}
        subject = f"{full_name(preview.other)}, {full_name(preview.keep)}"
        with self._db.action("merge", subject) as action:
            merged, left = settled(preview.keep, preview.other, preview.fields, chosen)
            lines = [f"{labels[name]}: {self._shown(name, text)}" for name, text in left.items()]
            lines += self._acquaintances(preview, labels["acquaintance"])
            lines += self._introductions(preview, labels["introduction"])
            self._details(preview)
            self._photo(preview, chosen)
            self._named_in_asks(preview)
            self._rest(preview)
            self._remember(merged, preview, lines, labels)
            self._db.write("DELETE FROM person WHERE id = ?", (other,))
            action.changes |= journal.changes_of(self._db, action.id)
            action.touch(people={keep, other}, acquaintances=True)
            return self._people.get(keep)

    def _two(self, keep: int, other: int) -> tuple[Person, Person]:
        ours, theirs = self._people.get(keep), self._people.get(other)
        if keep == other:
            raise RuleError("these are one person already; nothing was changed")
        if theirs.is_me:
            raise RuleError("this file is yours: you can only be the one who stays")
        return ours, theirs

    def _has_photo(self, person: int) -> bool:
        return bool(self._db.value("SELECT 1 FROM photo WHERE person_id = ?", (person,)))

    def _shown(self, field: str, value: str) -> str:
        if field == "met_through":
            return self._name(int(value))
        return str(Circle(value)) if field == "circle" else value

    def _name(self, person: int) -> str:
        return str(self._db.value("SELECT display_name FROM person WHERE id = ?", (person,)) or "")

    # Parts of the one action

    def _acquaintances(self, preview: MergePreview, label: str) -> Iterator[str]:
        """Edges move; of two with one person the stronger stays, with how and since of both."""
        keep, other = preview.keep.id, preview.other.id
        known = {e.b if e.a == keep else e.a: e for e in self._people.acquaintances(keep)}
        for edge in self._people.acquaintances(other):
            third = edge.b if edge.a == other else edge.a
            if third == keep:
                facts = "; ".join(filter(None, (edge.how, edge.kind, edge.since)))
                if facts:
                    yield f"{label}: {facts}"
                self._db.write("DELETE FROM acquaintance WHERE id = ?", (edge.id,))
            elif third not in known:
                ends = {"a_id": min(keep, third), "b_id": max(keep, third)}
                self._db.update("acquaintance", edge.id, ends)
            else:
                ours = known[third]
                first, second = sorted((ours, edge), key=lambda e: -e.strength)
                self._db.write("DELETE FROM acquaintance WHERE id = ?", (edge.id,))
                both = {
                    "strength": first.strength,
                    "kind": _united(first.kind, second.kind),
                    "how": _united(first.how, second.how),
                    "since": min(filter(None, (ours.since, edge.since)), default=""),
                }
                self._db.update("acquaintance", ours.id, both)

    def _introductions(self, preview: MergePreview, label: str) -> Iterator[str]:
        """Introductions move; one that would be of somebody to themselves becomes a line."""
        keep, other = preview.keep.id, preview.other.id
        rows = self._db.rows(
            "SELECT id, connector_id, source_id, target_id, status FROM introduction"
            " WHERE ? IN (connector_id, source_id, target_id)",
            (other,),
        )
        for number, *people, status in rows:
            if keep in people:
                yield f"{label}: {self._told(number, people, status)}"
                self._db.write("DELETE FROM introduction WHERE id = ?", (number,))
            else:
                moved = [keep if person == other else person for person in people]
                columns = dict(zip(("connector_id", "source_id", "target_id"), moved, strict=True))
                self._db.update("introduction", number, columns)

    def _told(self, introduction: int, people: list[int], status: str) -> str:
        names = " – ".join(filter(None, map(self._name, people)))
        texts = self._db.rows(
            "SELECT sent_at, text FROM introduction_message WHERE introduction_id = ? ORDER BY id",
            (introduction,),
        )
        told = [f"{sent[:10]} {text}".strip() for sent, text in texts]
        return "; ".join((f"{names} ({IntroductionStatus(status)})", *told))

    def _details(self, preview: MergePreview) -> None:
        """Points, facts and tags move, but for those that say nothing of their own."""
        keep, other = preview.keep, preview.other
        preferred = {point.kind for point in keep.points if point.preferred}
        for place, point in enumerate(other.points, len(keep.points)):
            if any(_covers(ours, point) for ours in keep.points):
                continue
            values: dict[str, Any] = {"person_id": keep.id, "position": place}
            if point.kind in preferred:
                values["preferred"] = 0
            self._db.update("contact_point", point.id, values)
        known = {(f.kind, f.text.casefold(), f.since) for f in keep.facts}
        known |= {(f.kind, f.text.casefold(), "") for f in keep.facts}
        for place, fact in enumerate(other.facts, len(keep.facts)):
            if (fact.kind, fact.text.casefold(), fact.since) not in known:
                self._db.update("fact", fact.id, {"person_id": keep.id, "position": place})
        self._move("person_tag", "tag_id", keep.id, other.id)

    def _move(self, table: str, of: str, keep: int, other: int) -> None:
        """Rows that are there once per person; those that both have go with `other`."""
        self._db.write(
            f"UPDATE {table} SET person_id = ?1 WHERE person_id = ?2"
            f" AND {of} NOT IN (SELECT {of} FROM {table} WHERE person_id = ?1)",
            (keep, other),
        )

    def _photo(self, preview: MergePreview, chosen: Mapping[str, bool]) -> None:
        field = next(field for field in preview.fields if field.name == "photo")
        if field.other and chosen.get("photo", field.take_other):
            self._db.write("DELETE FROM photo WHERE person_id = ?", (preview.keep.id,))
            self._db.write(
                "UPDATE photo SET person_id = ? WHERE person_id = ?",
                (preview.keep.id, preview.other.id),
            )

    def _named_in_asks(self, preview: MergePreview) -> None:
        """Who is named twice for one ask is named once, at the better place, with both reasons."""
        keep, other = preview.keep.id, preview.other.id
        twice = self._db.rows(
            "SELECT ours.id, theirs.id, min(ours.rank, theirs.rank), ours.why, theirs.why"
            " FROM ask_name AS ours JOIN ask_name AS theirs ON theirs.ask_id = ours.ask_id"
            " WHERE ours.person_id = ? AND theirs.person_id = ?",
            (keep, other),
        )
        for ours, theirs, rank, why, their_why in twice:
            self._db.write("DELETE FROM ask_name WHERE id = ?", (theirs,))
            self._db.update("ask_name", ours, {"rank": rank, "why": _united(why, their_why)})
        self._db.write("UPDATE ask_name SET person_id = ? WHERE person_id = ?", (keep, other))

    def _rest(self, preview: MergePreview) -> None:
        keep, other = preview.keep.id, preview.other.id
        self._move("interaction_person", "interaction_id", keep, other)
        self._move("meeting_person", "meeting_id", keep, other)
        for table, column in (
            ("follow_up", "person_id"),
            ("introduction_message", "to_id"),
            ("person", "met_through"),
        ):
            self._db.write(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (keep, other))

    def _remember(
        self, merged: Person, preview: MergePreview, lines: list[str], labels: Mapping[str, str]
    ) -> None:
        """Write the person who stays, with who the other was, so that a file knows them again."""
        other = preview.other
        imported = self._db.value("SELECT imported FROM person WHERE id = ?", (other.id,))
        was = Earlier(uid=other.uid, name=full_name(other), imported=imported or "")
        kept = replace(
            merged,
            note=noted(merged.note, full_name(other), lines, labels),
            earlier=(*merged.earlier, was),
        )
        values = person_rows.row(kept)
        values["created_at"] = min(preview.keep.created_at, other.created_at)
        values["updated_at"] = to_text(self._db.clock())
        self._db.update("person", kept.id, values)


def _covers(ours: Any, theirs: Any) -> bool:
    """Whether a point of ours says all that one of theirs does."""
    return (
        ours.kind is theirs.kind
        and ours.value.casefold() == theirs.value.casefold()
        and (theirs.label in ("", ours.label))
        and (theirs.extra in ("", ours.extra))
    )


def _united(first: str, second: str) -> str:
    """Both texts, the same one once."""
    return first if second in first else "; ".join(filter(None, (first, second)))
