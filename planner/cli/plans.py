"""Commands about plans: objectives, asks, meetings, follow-ups and their reminders."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from planner.cli.moments import chosen, tell_of
from planner.cli.session import Session
from planner.cli.shapes import Shapes
from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUp, FollowUpStatus
from planner.domain.meetings import Meeting, MeetingStatus, to_utc, zone_info
from planner.domain.objectives import Ask, AskKind, Name, Objective


def add_objective(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    kept = store.objectives.add(
        Objective(
            title=" ".join(options.title.split()),
            why=options.why,
            done_when=options.done_when,
            by=options.by or "",
        )
    )
    _objectives(session, Shapes(store), [kept])
    session.give(Shapes(store).objective(kept))


def list_objectives(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    found = store.objectives.all()
    _objectives(session, Shapes(store), found)
    session.give([Shapes(store).objective(objective) for objective in found])


def show_objective(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    found = store.objectives.get(options.id)
    _objectives(session, Shapes(store), [found])
    session.give(Shapes(store).objective(found))


def _objectives(session: Session, say: Shapes, objectives: Iterable[Objective]) -> None:
    from planner.planning.around import LIVE_ASKS

    for objective in objectives:
        by = f"  by {objective.by}" if objective.by else ""
        session.line(f"{objective.id}  {objective.title}  {objective.status}{by}")
        for ask in objective.asks:
            document = say.ask(ask)
            names = ", ".join(one["name"] for one in document["names"])
            state = str(ask.status)
            if ask.status in LIVE_ASKS:
                state = session.words("ready to ask" if document["ready"] else "still too open")
            session.line(
                f"    {ask.id}  {ask.kind}: {ask.text}  ({state})"
                + (f"  [{names}]" if names else "")
            )


def add_ask(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    uids = [uid for group in options.name for uid in group]
    names = tuple(
        Name(person=store.people.id_of(uid), rank=rank) for rank, uid in enumerate(uids, start=1)
    )
    kept = store.objectives.add_ask(
        Ask(
            objective=options.objective,
            kind=AskKind(options.kind),
            text=options.text,
            by=options.by or "",
            names=names,
        )
    )
    document = Shapes(store).ask(kept)
    session.give(document)
    if document["ready"]:
        session.say("Kept ask {id}: ready to ask", id=kept.id)
        return
    session.say("Kept ask {id}: still too open", id=kept.id)
    for hint in document["suggestions"]:
        session.line(f"  {hint}")


def list_meetings(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    start = _midnight(options.start, session.zone)
    end = _midnight(options.end, session.zone, days=1)
    _meetings(session, Shapes(store), store.meetings.between(start, end), as_list=True)


def show_meeting(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    _meetings(session, Shapes(store), [store.meetings.get(options.id)])


def hold_meeting(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    _meetings(session, Shapes(store), [store.meetings.hold(options.id, options.notes)])


def move_meeting(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    zone = options.zone or _zone_of(store.meetings.get(options.id)) or session.zone
    moved = store.meetings.move(options.id, chosen(options.at, zone), zone)
    _meetings(session, Shapes(store), [moved])
    tell_of(session, store, moved)


def cancel_meeting(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    cancelled = store.meetings.set_status(options.id, MeetingStatus.CANCELLED)
    _meetings(session, Shapes(store), [cancelled])


def _meetings(
    session: Session, say: Shapes, meetings: list[Meeting], *, as_list: bool = False
) -> None:
    documents = [say.meeting(meeting) for meeting in meetings]
    session.give(documents if as_list else documents[0])
    for document in documents:
        people = ", ".join(one["name"] for one in document["with"])
        purpose = document["purpose"]["statement"] if document["purpose"] else ""
        at = document["at"] or session.words("no date yet")
        session.line(f"{document['id']}  {at}  {document['status']}  {people}: {purpose}")


def _zone_of(meeting: Meeting) -> str:
    """The zone of a meeting; none where it came from elsewhere and is not known here."""
    try:
        return zone_info(meeting.zone).key
    except RuleError:
        return ""


def _midnight(day: str | None, zone: str, days: int = 0) -> datetime | None:
    """The start of a day (or of one after it) in this computer's zone, or None for no day."""
    if not day:
        return None
    midnight = datetime.combine(date.fromisoformat(day), time(), zone_info(zone))
    try:
        return (midnight + timedelta(days=days)).astimezone(UTC)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC) if days else datetime.min.replace(tzinfo=UTC)


def add_follow_up(session: Session, options: argparse.Namespace) -> None:
    directions = {str(d).casefold().replace(" ", "-"): d for d in Direction}
    store = session.writing()
    kept = store.followups.add(
        FollowUp(
            person=store.people.id_of(options.uid),
            text=options.text,
            direction=directions[options.direction],
            due=options.due,
        )
    )
    _follow_ups(session, Shapes(store), [kept])


def list_follow_ups(session: Session, options: argparse.Namespace) -> None:
    store = session.reading()
    due = date.fromisoformat(options.due) if options.due else None
    _follow_ups(session, Shapes(store), store.followups.open(due), as_list=True)


def finish_follow_up(session: Session, options: argparse.Namespace) -> None:
    from planner.reminders import next_due

    store = session.writing()
    kept = store.followups.get(options.id)
    if kept.status is FollowUpStatus.DONE:  # and what repeats goes on from there already
        _follow_ups(session, Shapes(store), [kept])
        return
    again = None
    if kept.repeats and kept.due:
        again = next_due(kept.repeats, date.fromisoformat(kept.due), session.today)
    _follow_ups(session, Shapes(store), [store.followups.done(kept.id, next_due=again)])


def snooze_follow_up(session: Session, options: argparse.Namespace) -> None:
    store = session.writing()
    if store.followups.get(options.id).status is not FollowUpStatus.OPEN:
        raise RuleError(
            "follow-up {id} is not open any more; see the open ones with: planner followup list",
            id=options.id,
        )
    snoozed = store.followups.snooze(options.id, date.fromisoformat(options.until))
    _follow_ups(session, Shapes(store), [snoozed])


def _follow_ups(
    session: Session, say: Shapes, follow_ups: list[FollowUp], *, as_list: bool = False
) -> None:
    documents = [say.follow_up(follow_up) for follow_up in follow_ups]
    session.give(documents if as_list else documents[0])
    for one, follow_up in zip(documents, follow_ups, strict=True):
        day = follow_up.day or session.words("no day")
        session.line(
            f"{one['id']}  {day}  {follow_up.direction}  {one['name']}: {one['text']}"
            f"  ({one['status']})"
        )


def remind(session: Session, options: argparse.Namespace) -> None:
    from planner.reminders import due

    now = to_utc(options.now, session.zone)
    store = session.writing()
    for reminder in due(store, now, session.zone):
        session.give(reminder.as_json())
        session.line(reminder.line())
