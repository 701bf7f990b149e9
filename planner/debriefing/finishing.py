"""Keeping a debrief: the meeting is held, and all that came of it is kept with it, in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.debriefing.about import LIVE, About, Met, about
from planner.debriefing.told import Named, Promise, Told
from planner.domain.errors import NotFoundError
from planner.domain.followups import Direction, FollowUp
from planner.domain.introductions import IntroductionStatus
from planner.domain.meetings import Answer, Meeting
from planner.domain.objectives import NAMES_PER_ASK, Ask, AskStatus
from planner.domain.people import ME, Acquaintance, Person, Standing, split_name
from planner.domain.today import Who
from planner.pursuing import MootItem, end_ask
from planner.store import Store, fold

_TELL_AFTER = 2
"""Days in which whoever brought us together hears what came of it."""
_STATUS = {
    Answer.YES: AskStatus.GRANTED,
    Answer.PARTLY: AskStatus.IN_PROGRESS,
    Answer.NOT_YET: AskStatus.IN_PROGRESS,
    Answer.NO: AskStatus.DECLINED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Sentences to keep, in the person's language: how I know that they know each other, the
    thank-you note, and for each introducer that they are to be told."""

    how: str
    thank: str
    tell: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """A thank-you note to draft: to whom, for a meeting on which day, and what was promised.

    `follow_up` waits for it to be sent.
    """

    to: Who
    day: date
    promised: tuple[Promise, ...]
    follow_up: int


@dataclass(frozen=True, slots=True)
class Done:
    """What was kept."""

    meeting: Meeting
    thanks: Thanks | None


def finish(
    store: Store,
    meeting: int,
    told: Told,
    phrases: Phrases,
    *,
    today: date,
    drop: Iterable[MootItem] = (),
) -> Done:
    """Keep all that was told of a meeting, in one step of undo.

    `drop` is what is let go of where the ask is granted. Raises PlannerError, and then nothing was
    kept: for a meeting that is still to come, that was told of before, or that is gone.
    """
    told_of = about(store, meeting)
    purpose = told_of.meeting.purpose
    with store.together("hold", purpose.statement if purpose else ""):
        ask = _answer(store, told_of, told.answer, drop)
        answer = told.answer if told_of.wanted else None
        happened, fun = told.happened.strip(), told.fun.strip()
        held = store.meetings.hold(meeting, happened, fun, told.felt, answer)
        for number in told_of.introductions:
            made = store.introductions.get(number)
            store.introductions.save(replace(made, status=IntroductionStatus.MET))
        for promise in told.promises:
            if promise.text.strip():
                _follow_up(store, told_of, promise)
        _names(store, told_of, told.named, phrases.how, ask if told.fill else None)
        if told.tell:
            for one, text in zip(told_of.introducers, phrases.tell, strict=True):
                _reach_out(store, told_of, one.id, text, today + timedelta(days=_TELL_AFTER))
        thanks = _thank(store, told_of, told, phrases.thank, today) if told.thank else None
    return Done(held, thanks)


def _answer(
    store: Store, told_of: About, answer: Answer | None, drop: Iterable[MootItem]
) -> Ask | None:
    """The ask with its new status, as far as an answer can change it."""
    ask = told_of.open_ask
    if ask is None or answer is None:
        return ask
    status = _STATUS[answer]
    if status in LIVE:
        return store.objectives.edit_ask(ask.id, status=status)
    return end_ask(store, ask.id, status, drop if answer is Answer.YES else ())


def _follow_up(store: Store, told_of: About, promise: Promise) -> None:
    there = {one.id for one in told_of.people}
    person = promise.person if promise.person in there else told_of.lead.id
    store.followups.add(
        FollowUp(
            person=person,
            text=" ".join(promise.text.split()),
            direction=promise.direction,
            due=promise.due,
            meeting=told_of.meeting.id,
        )
    )


def _reach_out(store: Store, told_of: About, person: int, text: str, due: date) -> FollowUp:
    return store.followups.add(
        FollowUp(
            person=person,
            text=text,
            direction=Direction.REACH_OUT,
            due=due.isoformat(),
            meeting=told_of.meeting.id,
        )
    )


def _thank(store: Store, told_of: About, told: Told, text: str, today: date) -> Thanks:
    starts = told_of.meeting.starts_at
    lead = told_of.lead
    kept = _reach_out(store, told_of, lead.id, text, today + timedelta(days=1))
    return Thanks(
        to=_who(lead),
        day=starts.astimezone().date() if starts else today,
        promised=tuple(one for one in told.promises if one.person == lead.id and one.text.strip()),
        follow_up=kept.id,
    )


def thanks_of(store: Store, follow_up: int) -> Thanks | None:
    """The thank-you note that a follow-up stands for; None where it stands for something else.

    Of all that a debrief keeps, that note alone reaches out to whoever was met.
    """
    try:
        kept = store.followups.get(follow_up)
        if kept.direction is not Direction.REACH_OUT or kept.meeting is None:
            return None
        told_of = about(store, kept.meeting)
    except NotFoundError:
        return None
    lead, starts = told_of.lead, told_of.meeting.starts_at
    if kept.person != lead.id or starts is None:
        return None
    promised = (
        Promise(person=one.person, direction=one.direction, text=one.text, due=one.due)
        for one in store.followups.with_person(lead.id)
        if one.meeting == kept.meeting and one.direction is not Direction.REACH_OUT
    )
    return Thanks(
        to=_who(lead), day=starts.astimezone().date(), promised=tuple(promised), follow_up=kept.id
    )


def _names(store: Store, told_of: About, named: Iterable[Named], how: str, ask: Ask | None) -> None:
    """Whoever was named is known to who named them, and stands by for the ask."""
    lead, me = told_of.lead.id, store.people.id_of(ME)
    known = {end for edge in store.people.acquaintances(lead) for end in (edge.a, edge.b)}
    for person in _people(store, named, how):
        if person in (lead, me):
            continue
        if person not in known:
            store.people.acquaint(Acquaintance(a=lead, b=person, how=how))
        if ask and ask.status in LIVE and _has_room(ask, person):
            ask = store.objectives.add_name(ask.id, person, how)


def _people(store: Store, named: Iterable[Named], how: str) -> Iterator[int]:
    """Each of them once; whoever is new, or was deleted meanwhile, is kept as somebody to meet."""
    named = tuple(named)
    there = {row.id for row in store.people.rows([one.person for one in named if one.person])}
    done: set[int | str] = {""}
    for one in named:
        name = " ".join(one.name.split())
        key = one.person if one.person in there else fold(name)
        if key in done:
            continue
        done.add(key)
        yield one.person if one.person in there else _wished(store, name, how)


def _wished(store: Store, name: str, how: str) -> int:
    given, family = split_name(name)
    person = Person(
        display_name=name, given=given, family=family, standing=Standing.WISHED, how_met=how
    )
    return store.people.add(person).id


def _has_room(ask: Ask, person: int) -> bool:
    there = {name.person for name in ask.names}
    return person not in there and len(there) < NAMES_PER_ASK


def _who(met: Met) -> Who:
    return Who(id=met.id, name=met.row.name, uid=met.row.uid, first=met.first)
