"""How the People page was left, as the file keeps it for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from planner.domain.people import Circle
from planner.domain.people_lists import PeopleFilter, PeopleOrder, SortBy


class Kept(NamedTuple):
    """Whom the page listed and how, how wide the list was in px at 100 %, and who stood beside."""

    wanted: PeopleFilter
    order: PeopleOrder
    width: int
    person: int | None


def written(kept: Kept) -> dict[str, object]:
    """As JSON can hold it. Searches and a look at the archive are not kept."""
    wanted, order = kept.wanted, kept.order
    return {
        "list": kept.width,
        "sort": [order.by.value, order.descending],
        "circle": wanted.circle.value if wanted.circle else "",
        "wished": wanted.wished,
        "promise": wanted.promise,
        "tag": wanted.tag,
        "objective": wanted.objective,
        "silent_days": wanted.silent_days,
        "never": wanted.never,
        "person": kept.person,
    }


def read(state: object) -> Kept | None:
    """The same again, or None for what another version kept and makes no sense here."""
    if not isinstance(state, Mapping):
        return None
    try:
        by, descending = state["sort"]
        return Kept(
            _filter(state),
            PeopleOrder(by=SortBy(by), descending=bool(descending)),
            int(state.get("list") or 0),
            _number(state.get("person")),
        )
    except (TypeError, ValueError, KeyError):
        return None


def _filter(state: Mapping[str, Any]) -> PeopleFilter:
    return PeopleFilter(
        circle=Circle(state["circle"]) if state.get("circle") else None,
        wished=bool(state.get("wished")),
        promise=bool(state.get("promise")),
        never=bool(state.get("never")),
        tag=_number(state.get("tag")),
        objective=_number(state.get("objective")),
        silent_days=_number(state.get("silent_days")),
    )


def _number(value: object) -> int | None:
    return None if value is None else int(str(value))
