"""How well the gate judges labelled rows: the rubric's four figures, and the misjudged texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.domain.meetings import PurposeKind
from planner.gate import Context, Field, TextReview, review_text
from tests.learning.rows import Row


@dataclass(slots=True)
class Figures:
    rows: int = 0
    right: int = 0
    specific: int = 0
    false_blocks: int = 0
    false_passes: int = 0
    exact: int = 0
    misjudged: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.rows

    @property
    def blocked(self) -> float:
        """The share of specific texts that are blocked."""
        return self.false_blocks / self.specific

    @property
    def passed(self) -> float:
        """The share of vague texts let through."""
        return self.false_passes / (self.rows - self.specific)

    @property
    def exactly(self) -> float:
        """The share, of the vague texts stopped, with exactly the labelled criteria missing."""
        return self.exact / (self.rows - self.specific - self.false_passes)

    def __str__(self) -> str:
        return (
            f"{self.rows} rows: accuracy {self.accuracy:.3f}, false blocks {self.blocked:.3f},"
            f" false passes {self.passed:.3f}, exact hints {self.exactly:.3f}"
        )


def reviewed(row: Row, text: str | None = None) -> TextReview:
    """What the gate says of a row, or of another text in its place."""
    return review_text(
        Field(row.field),
        row.text if text is None else text,
        PurposeKind(row.kind),
        Context(met=(row.person.partition(",")[0],)),
    )


def figures(rows: Iterable[Row]) -> Figures:
    count = Figures()
    for row in rows:
        said = reviewed(row)
        missing = tuple(map(str, said.missing))
        count.rows += 1
        count.specific += row.specific
        count.right += said.specific == row.specific
        count.false_blocks += row.specific and not said.specific
        count.false_passes += said.specific and not row.specific
        count.exact += not said.specific and not row.specific and missing == row.missing
        if missing != row.missing:
            labelled, found = (", ".join(m) or "specific" for m in (row.missing, missing))
            count.misjudged.append(f"{row.field}: {row.text!r} is {labelled}; judged {found}")
    return count
