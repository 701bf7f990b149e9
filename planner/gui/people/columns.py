"""Where the columns of the list stand, for its header and its rows."""

from __future__ import annotations

from typing import NamedTuple

from planner.gui import theme
from planner.gui.people.model import Column

LEFT, RIGHT = 32, 24
"""The margins of the list in px at 100 %."""
AVATAR, AFTER_AVATAR = 36, 12
_GAP = 8
_CIRCLE, _CONTACT, _STEP = 92, 96, 132
_LEAST_NAME, _LEAST_STEP = 168, 104
_GROWS = 0.4
"""This part of spare room goes to the next step, the rest to the name."""


class Place(NamedTuple):
    """Where a column begins and how wide it is."""

    left: int
    width: int


def places(width: int) -> dict[Column, Place]:
    """The columns that fit into a list of this width. The name always does, circle after it.

    In a narrow list the last contact goes first, then the next step; both are in the tooltip, and
    on the person's page.
    """
    px = theme.px
    room = width + 1 - px(LEFT) - px(RIGHT)  # with the line between list and pane
    fixed = {Column.CIRCLE: px(_CIRCLE), Column.LAST_CONTACT: px(_CONTACT)}
    name_least = px(AVATAR + AFTER_AVATAR + _LEAST_NAME)
    shown = [Column.NAME, Column.CIRCLE, Column.LAST_CONTACT, Column.NEXT_STEP]
    for goes in (Column.LAST_CONTACT, Column.NEXT_STEP):
        needed = name_least + sum(fixed.get(c, 0) for c in shown)
        needed += px(_LEAST_STEP) if Column.NEXT_STEP in shown else 0
        if needed > room:
            shown.remove(goes)
    rest = room - sum(fixed.get(column, 0) for column in shown)
    widths = {column: fixed.get(column, 0) for column in shown}
    if Column.NEXT_STEP in shown:
        spare = rest - name_least - px(_STEP)
        usual = px(296 - AVATAR - AFTER_AVATAR - _LEAST_NAME)
        grown = px(_STEP) + round(_GROWS * max(0, spare - usual))
        step = max(px(_LEAST_STEP), min(grown, rest - name_least))
        widths[Column.NEXT_STEP] = step
        rest -= step
    widths[Column.NAME] = rest
    made, left = {}, px(LEFT)
    for column in shown:
        last = column is shown[-1]
        made[column] = Place(left, widths[column] - (0 if last else px(_GAP)))
        left += widths[column]
    return made
