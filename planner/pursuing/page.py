"""The page of one objective, read in one go: its asks with their names, and its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from planner.domain.meetings import TO_COME, MeetingStatus, PurposeKind
from planner.domain.objectives import (
    NAMES_PER_ASK,
    Ask,
    MeetingLine,
    Objective,
    ObjectiveLine,
    ObjectiveStatus,
)
from planner.domain.paths import AcquaintanceGraph
from planner.domain.people import ME, PersonRow, Standing
from planner.gate import Context, TextReview, review_ask, way_to_begin
from planner.store import Store

_REVIEWED = 64


class WayKind(StrEnum):
    KNOWN = "known"
    THROUGH = "through"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Way:
    """How I get to somebody: I know them, through whom first, or no way in yet.

    `hops` counts acquaintances and `strength` (1 to 3) is that of the weakest; 0 where no
    acquaintance is recorded.
    """

    kind: WayKind
    through: int = 0
    through_name: str = ""
    hops: int = 0
    strength: int = 0


@dataclass(frozen=True, slots=True)
class NameSlot:
    """One of the three names of an ask. `way` is None while the graph is not loaded."""

    rank: int
    person: int
    name: str
    standing: Standing
    organisation: str
    title: str
    why: str
    way: Way | None

    @property
    def known(self) -> bool:
        return self.standing is Standing.KNOWN


@dataclass(frozen=True, slots=True)
class AskView:
    """An ask as it is shown: what the gate says of its text now, and the names by their places.

    `begin` is a sentence to start from, with its blanks between ⟨ and ⟩; empty for a specific ask.
    """

    ask: Ask
    review: TextReview
    names: tuple[NameSlot, ...]
    begin: str = ""

    @property
    def ready(self) -> bool:
        return self.review.specific

    @property
    def free(self) -> tuple[int, ...]:
        """The places (from 1) that nobody has yet."""
        taken = {slot.rank for slot in self.names}
        return tuple(rank for rank in range(1, NAMES_PER_ASK + 1) if rank not in taken)


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """One objective with everything its page shows, and all objectives as the lists show them.

    `coming` is soonest first, also where its time has passed and nothing was said of it yet; `held`
    is newest first; `drafts` wait at the gate. `lines` has the active objectives first.
    """

    objective: Objective
    asks: tuple[AskView, ...]
    coming: tuple[MeetingLine, ...]
    held: tuple[MeetingLine, ...]
    drafts: tuple[MeetingLine, ...]
    lines: tuple[ObjectiveLine, ...]

    @property
    def working_towards(self) -> tuple[ObjectiveLine, ...]:
        """The active objectives, soonest first."""
        return tuple(line for line in self.lines if line.status is ObjectiveStatus.ACTIVE)


def objective_page(
    store: Store, objective: int, graph: AcquaintanceGraph | None = None, *, usual: str = "en"
) -> ObjectivePage:
    """The page of an objective; NotFoundError when there is none.

    Ways to wished people need the graph; `ways` finds them later. `usual` is the language to assume
    of a text that does not tell its own.
    """
    kept = store.objectives.get(objective)
    people = {name.person for ask in kept.asks for name in ask.names}
    rows = {row.id: row for row in store.people.rows(sorted(people))}
    found = _ways(store, rows.values(), graph)
    meetings = store.support.meetings_for([ask.id for ask in kept.asks])
    return ObjectivePage(
        objective=kept,
        asks=tuple(_view(ask, rows, found, usual) for ask in kept.asks),
        coming=tuple(one for one in meetings if one.status in TO_COME),
        held=tuple(one for one in reversed(meetings) if one.status is MeetingStatus.HELD),
        drafts=tuple(one for one in meetings if one.status is MeetingStatus.DRAFT),
        lines=tuple(store.objectives.lines()),
    )


@lru_cache(maxsize=_REVIEWED)
def reviewed(text: str, usual: str = "en") -> TextReview:
    """Whether the text of an ask is ready to ask, or still too open.

    A page is read again with each change of the file, and few of its texts change with it.
    """
    return review_ask(text, Context(usual=usual))


def ways(store: Store, people: Iterable[int], graph: AcquaintanceGraph) -> dict[int, Way]:
    """How I get to each of these people."""
    return _ways(store, store.people.rows(sorted(set(people))), graph)


def _view(ask: Ask, rows: dict[int, PersonRow], found: dict[int, Way], usual: str) -> AskView:
    said = reviewed(ask.text, usual)
    names = []
    for name in ask.names:
        row = rows[name.person]
        names.append(
            NameSlot(
                rank=name.rank,
                person=row.id,
                name=row.name,
                standing=row.standing,
                organisation=row.organisation,
                title=row.title,
                why=name.why,
                way=found.get(row.id),
            )
        )
    begin = "" if said.specific else _to_begin(ask, said)
    return AskView(ask, said, tuple(names), begin)


def _to_begin(ask: Ask, said: TextReview) -> str:
    return way_to_begin(PurposeKind.ASK, language=said.language, ask=ask.kind)


def _ways(
    store: Store, rows: Iterable[PersonRow], graph: AcquaintanceGraph | None
) -> dict[int, Way]:
    known: list[int] = []
    wished: list[int] = []
    for row in rows:
        (known if row.standing is Standing.KNOWN else wished).append(row.id)
    ties = store.support.my_ties(known)
    found = {person: Way(WayKind.KNOWN, hops=1, strength=ties.get(person, 0)) for person in known}
    if graph is None:
        return found
    me = store.people.id_of(ME)
    for person in wished:
        best = graph.best(me, person, limit=1)
        if not best:
            found[person] = Way(WayKind.NONE)
            continue
        path = best[0]
        through = path.people[1] if len(path.people) > 2 else 0
        found[person] = Way(
            WayKind.THROUGH if through else WayKind.KNOWN,
            through=through,
            hops=len(path.people) - 1,
            strength=path.strength,
        )
    return _named(store, found)


def _named(store: Store, found: dict[int, Way]) -> dict[int, Way]:
    from dataclasses import replace

    through = sorted({way.through for way in found.values() if way.through})
    names = {row.id: row.name for row in store.people.rows(through)}
    # Somebody may have gone since the graph was loaded; a newer one will know the way.
    return {
        person: replace(way, through_name=names[way.through]) if way.through else way
        for person, way in found.items()
        if not way.through or way.through in names
    }
