"""What a finished transaction changed: ids per kind of record, and who caused it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Ids of changed, added and removed records per kind. `a | b` merges two of them.

    `origin` names the verb that caused it (`undo`, `import`, …); `acquaintances` and `settings`
    are told as a whole.
    """

    people: frozenset[int] = _NONE
    objectives: frozenset[int] = _NONE
    meetings: frozenset[int] = _NONE
    interactions: frozenset[int] = _NONE
    follow_ups: frozenset[int] = _NONE
    introductions: frozenset[int] = _NONE
    acquaintances: bool = False
    settings: bool = False
    origin: str = ""

    def __or__(self, other: Changes) -> Changes:
        merged = self.plus({kind: getattr(other, kind) for kind in _kinds()})
        return replace(merged, origin=other.origin or self.origin)

    def __bool__(self) -> bool:
        return any(getattr(self, kind) for kind in _kinds())

    def plus(self, more: Mapping[str, frozenset[int] | bool]) -> Changes:
        """These changes and more, by the names of the kinds."""
        return replace(self, **{kind: getattr(self, kind) | ids for kind, ids in more.items()})


def _kinds() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Changes) if field.name != "origin")
