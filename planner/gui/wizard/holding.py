"""What each step holds, or still lacks, as the rail shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from planner.gate import Field, reason
from planner.gui import text
from planner.gui.wizard.words import day_and_time_there, everybody, first, talked
from planner.planning import Gate, Plan, Step, starts_as

translate = QCoreApplication.translate

Held: TypeAlias = tuple[str, str, bool]
"""The words, their look (plain, open or clear), and whether the step is done."""


def held(step: Step, plan: Plan, gate: Gate, now: datetime) -> Held:
    """What a step holds now."""
    return _HOLDS[step](plan, gate, now)


def _who(plan: Plan, gate: Gate, now: datetime) -> Held:
    names = everybody(plan)
    return names or translate("wizard", "Whom you’ll meet"), "plain", bool(names)


def _why(plan: Plan, gate: Gate, now: datetime) -> Held:
    said = gate.review[Field.WHY]
    if not said.text.strip():
        return translate("wizard", "Why this person"), "plain", False
    if not said.specific:
        return translate("wizard", "Still too open."), "open", False
    because = reason(said.findings[0], said, first(plan))
    return translate("wizard", "Clear. {why}").format(why=because), "clear", True


def _ask(plan: Plan, gate: Gate, now: datetime) -> Held:
    statement, outcome = gate.review[Field.STATEMENT], gate.review[Field.OUTCOME]
    if not (statement.text.strip() or outcome.text.strip()):
        return translate("wizard", "What you need"), "plain", False
    if not (statement.specific and outcome.specific) or gate.ask is not None:
        return translate("wizard", "Still too open to act on."), "open", False
    because = reason(statement.findings[0], statement, first(plan))
    short = because.partition(",")[0].rstrip(".")
    return translate("wizard", "Clear. {why}.").format(why=short), "clear", True


def _give(plan: Plan, gate: Gate, now: datetime) -> Held:
    give = text.one_line(plan.purpose.give)
    return give or translate("wizard", "What you bring"), "plain", bool(give)


def _talk(plan: Plan, gate: Gate, now: datetime) -> Held:
    meeting = plan.meeting
    done = bool(meeting.agenda) and plan.step > Step.TALK
    return talked(meeting.minutes), "plain", done


def _when(plan: Plan, gate: Gate, now: datetime) -> Held:
    meeting = plan.meeting
    if meeting.starts_at is None:
        return translate("wizard", "Date and invitation"), "plain", False
    today = now.astimezone().date()
    local = starts_as(meeting.starts_at, meeting.zone)
    return day_and_time_there(local, today), "plain", plan.dated


_HOLDS: Mapping[Step, Callable[[Plan, Gate, datetime], Held]] = {
    Step.WHO: _who,
    Step.WHY: _why,
    Step.ASK: _ask,
    Step.GIVE: _give,
    Step.TALK: _talk,
    Step.WHEN: _when,
}
