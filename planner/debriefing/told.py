"""What a person tells of a meeting, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.followups import Direction
from planner.domain.meetings import Answer, Feeling


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What I promised `person`, or they promised me; `due` is an ISO date or empty."""

    person: int
    direction: Direction
    text: str
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody they named: a person of the file, or (0) somebody new of this name."""

    name: str
    person: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All of a debrief. `unfinished` is what stands in the empty row of the promises.

    `thank`, `tell` and `fill` say whether a thank-you note is to be sent, whoever introduced us is
    to be told, and the names are to be put among the three of the ask.
    """

    answer: Answer | None = None
    happened: str = ""
    fun: str = ""
    promises: tuple[Promise, ...] = ()
    named: tuple[Named, ...] = ()
    felt: Feeling | None = None
    thank: bool = True
    tell: bool = True
    fill: bool = True
    unfinished: str = ""

    @property
    def blank(self) -> bool:
        """Nothing was said yet."""
        said = (self.answer, self.happened.strip(), self.fun.strip(), self.promises, self.named)
        return not any((*said, self.felt, self.unfinished.strip()))
