"""Commands of the gate: review texts, and plan a meeting through it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from planner.cli import streams
from planner.cli.moments import chosen, tell_of
from planner.cli.session import Session
from planner.cli.shapes import Shapes
from planner.domain.errors import RuleError
from planner.domain.meetings import Meeting, MeetingFormat, Purpose, PurposeKind
from planner.domain.people import ME
from planner.gate import Appeal, Context, Criterion, Field, TextReview, review_text

if TYPE_CHECKING:
    from planner.store import Store


def review(session: Session, options: argparse.Namespace) -> int:
    """Answers each JSON line on stdin with the same line and what the gate says; exit 1 when one
    could not be read."""
    unread = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            row = _row(line)
        except ValueError as problem:
            unread += 1
            session.complain(
                "line {line}: {problem}; the others are answered", line=number, problem=problem
            )
            continue
        streams.put(json.dumps(row | _answer(row)))
    return 1 if unread else 0


def _row(line: bytes) -> dict[str, Any]:
    """A line as an object with a field, a kind and a text; ValueError says what is wrong."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('no object with a "text"')
    if row.get("field", "statement") not in list(Field):
        raise ValueError('"field" is statement, why or outcome')
    if row.get("kind", "ask") not in list(PurposeKind):
        raise ValueError('"kind" is one of ' + ", ".join(PurposeKind))
    return row


def _answer(row: dict[str, Any]) -> dict[str, Any]:
    name = str(row.get("person") or "").partition(",")[0]
    said = review_text(
        Field(row.get("field", "statement")),
        row["text"],
        PurposeKind(row.get("kind", "ask")),
        Context(met=(name,)),
    )
    return shape(said)


def shape(said: TextReview) -> dict[str, Any]:
    """A review as JSON. Spans count the text's characters (Unicode code points)."""
    answer: dict[str, Any] = {
        "specific": said.specific,
        "missing": [str(criterion) for criterion in said.missing],
        "spans": [
            {
                "start": start,
                "end": end,
                "criterion": str(finding.criterion),
                "verdict": "clear" if finding.holds else "vague",
            }
            for finding in said.findings
            for start, end in finding.spans
        ],
        "suggestions": list(said.suggestions),
        "language": said.language,
    }
    return answer | ({"note": said.note} if said.note else {})


def _others(store: Store, uids: Iterable[str]) -> tuple[int, ...]:
    """Who is met, each once. I am there anyway; RuleError when nobody else is."""
    named = dict.fromkeys(store.people.id_of(uid) for uid in uids)
    named.pop(store.people.id_of(ME), None)
    if not named:
        raise RuleError("a meeting needs somebody to meet; nothing was kept")
    return tuple(named)


def plan_meeting(session: Session, options: argparse.Namespace) -> int:
    """Plans through the gate; where it stays closed the draft is kept, and exit is 1."""
    from planner.gating import plan

    store = session.writing()
    zone = options.zone or session.zone
    appeals = [
        Appeal(criterion, words)
        for criterion, words in (
            (Criterion.ACT, options.act),
            (Criterion.OBJECT, options.object),
        )
        if words
    ]
    meeting = Meeting(
        people=_others(store, options.people),
        starts_at=chosen(options.at, zone),
        zone=zone,
        minutes=options.minutes,
        place=options.place,
        link=options.link,
        format=MeetingFormat(options.format) if options.format else None,
        purpose=Purpose(
            kind=PurposeKind(options.kind),
            statement=options.statement,
            why=options.why,
            outcome=options.outcome,
            give=options.give,
            ask=options.ask,
        ),
    )
    done = plan(store, meeting, session.now, appeals=appeals, usual=session.words.language)
    texts = {str(text.field): shape(text) for text in done.review.texts}
    document = Shapes(store).meeting(done.meeting)
    passed = {"passed": done.passed, **texts}
    if done.ask:
        passed["ask"] = shape(done.ask)
    session.give(document | {"review": (document["review"] or {}) | passed})
    if done.passed:
        session.say(
            "Planned meeting {id}: {statement}", id=done.meeting.id, statement=options.statement
        )
        tell_of(session, store, done.meeting)
        return 0
    for hint in done.suggestions:
        session.tell(hint)
    if done.ask:
        session.tell(session.words("ask {id} is still too open to plan for", id=options.ask))
    session.complain(
        "the gate is still closed; meeting {id} is kept as a draft: say more, then plan again",
        id=done.meeting.id,
    )
    return 1
