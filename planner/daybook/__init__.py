"""Today, from the file: what is due, what is next, whom one could help, and who can open a door.

`today` is cheap and may be asked again whenever something changed. `closer` needs the graph of
acquaintances, whose loading belongs into the worker. What was declined rests in the settings.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from planner.daybook.page import Page, declined, keep_declined
from planner.domain import today as day
from planner.domain.paths import AcquaintanceGraph
from planner.domain.today import SHOWN, Gift, Hello, Step, Today
from planner.store import Store

__all__ = ["closer", "decline", "take_back", "today"]


def today(
    store: Store, now: datetime, zone: tzinfo, *, whole: bool = True, usual: str = "en"
) -> Today:
    """What Today shows at `now` (aware) to somebody whose clock is in `zone`.

    Where it is not to be the `whole`, what takes longest is left out: the drafts are not put to
    the gate, and needs and offers are not compared. `usual` is the language of texts that do not
    tell theirs.
    """
    with store.daily.one_moment():
        return Page(store, now, zone).shown(whole=whole, usual=usual)


def closer(
    store: Store, graph: AcquaintanceGraph, now: datetime, zone: tzinfo, limit: int = SHOWN
) -> tuple[Step, ...]:
    """The next steps towards people I wish to meet, the most urgent first."""
    from planner.daybook.ways import Ways

    with store.daily.one_moment():
        return Ways(Page(store, now, zone), graph).steps(limit)


def decline(store: Store, suggestion: Step | Gift | Hello, now: datetime, zone: tzinfo) -> None:
    """ "Not now": the suggestion rests for `REST_DAYS`."""
    here = now.astimezone(zone).date()
    keep_declined(store, {**day.resting(declined(store), here), suggestion.key: here.isoformat()})


def take_back(store: Store, suggestion: Step | Gift | Hello) -> None:
    """A declined suggestion may be made again: the undo of "Not now"."""
    kept = declined(store)
    if kept.pop(suggestion.key, None):
        keep_declined(store, kept)
