"""One look at the file for Today, all but the ways to people I wish to meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.domain import giving
from planner.domain import today as day
from planner.domain.followups import Direction
from planner.domain.meetings import LONGEST_MINUTES, TO_COME, Meeting
from planner.domain.objectives import Ask, Objective
from planner.domain.people import ME, FactKind
from planner.domain.today import (
    SHOWN,
    Aim,
    Counts,
    DayWord,
    Due,
    Encounter,
    Gift,
    Hello,
    Lack,
    Promise,
    Promises,
    Today,
    Waiting,
    Who,
)
from planner.store import Store

if TYPE_CHECKING:
    from planner.store.daily import LastTalk

_DECLINED = "today.declined"
"""The setting that holds what was declined, with the day."""
_AT_ONCE = 30
"""Fitting facts of which the people are looked up together."""
_STATEMENT, _WHY, _OUTCOME = "statement", "why", "outcome"


class Page:
    """One look at the file: at one moment, in one zone."""

    def __init__(self, store: Store, now: datetime, zone: tzinfo) -> None:
        self.store, self.daily = store, store.daily
        self.now, self.zone = now.astimezone(zone), zone
        self.today = self.now.date()
        self.me = store.people.id_of(ME)
        self.resting = day.resting(declined(store), self.today).keys()

    def shown(self, *, whole: bool, usual: str) -> Today:
        ahead, past = self._encounters()
        open_ones = self.daily.follow_ups(self.today, SHOWN)
        owed, awaited = open_ones[Direction.I_OWE], open_ones[Direction.THEY_OWE]
        waiting, more = self._waiting(judged=whole, usual=usual)
        starts = [one.starts for one in ahead if one.starts.date() <= self.today]
        return Today(
            now=self.now,
            next=ahead[0] if ahead else None,
            later=tuple(ahead[1:]),
            past=past,
            i_owe=Promises(owed.first, owed.count - len(owed.first)),
            they_owe=Promises(awaited.first, awaited.count - len(awaited.first)),
            gifts=self._gifts(ahead) if whole else (),
            waiting=waiting,
            waiting_more=more,
            hellos=self._hellos(
                [one for one in open_ones[Direction.REACH_OUT].first if _has_come(one.due)]
            ),
            counts=Counts(meetings=tuple(sorted(starts)), promises=owed.due, answers=awaited.due),
            first_start=self.daily.first_start(),
        )

    # Meetings

    def _encounters(self) -> tuple[list[Encounter], tuple[Encounter, ...]]:
        """Those of the coming days whose end has not passed, in order; and the last of those whose
        end has, and of which nobody has said how they went."""
        end = datetime.combine(self.today + timedelta(days=day.DAYS_AHEAD), time(), self.zone)
        start = self.now - timedelta(minutes=LONGEST_MINUTES)
        meetings = self.store.meetings
        ahead = [
            one
            for one in meetings.between(start, end)
            if one.status in TO_COME and one.ends_at and one.ends_at > self.now
        ]
        shown = self._as_shown([*ahead, *meetings.unanswered(self.now, SHOWN)])
        return day.in_order(shown[: len(ahead)]), tuple(shown[len(ahead) :])

    def _as_shown(self, meetings: Sequence[Meeting]) -> list[Encounter]:
        who = self.daily.who({person for one in meetings for person in one.people})
        asks = {one.purpose.ask for one in meetings if one.purpose and one.purpose.ask}
        served = self._served(asks) if asks else {}
        return [self._encounter(one, who, served) for one in meetings]

    def _served(self, asks: Iterable[int]) -> dict[int, tuple[Ask, Objective]]:
        found = {}
        for number in asks:
            ask = self.store.objectives.ask(number)
            found[number] = ask, self.store.objectives.get(ask.objective)
        return found

    def _encounter(
        self, meeting: Meeting, who: Mapping[int, Who], served: Mapping[int, tuple[Ask, Objective]]
    ) -> Encounter:
        assert meeting.starts_at
        assert meeting.ends_at
        purpose = meeting.purpose
        ask, objective = served.get(purpose.ask or 0, (None, None)) if purpose else (None, None)
        return Encounter(
            id=meeting.id,
            people=tuple(who[person] for person in meeting.people),
            starts=meeting.starts_at.astimezone(self.zone),
            ends=meeting.ends_at.astimezone(self.zone),
            status=meeting.status,
            format=meeting.format,
            place=meeting.place,
            link=meeting.link,
            kind=purpose.kind if purpose else None,
            statement=purpose.statement if purpose else "",
            ask=ask.text if ask else "",
            outcome=purpose.outcome if purpose else "",
            give=purpose.give if purpose else "",
            objective=aim(objective) if objective else None,
            begun=meeting.starts_at <= self.now,
        )

    # Drafts

    def _waiting(self, *, judged: bool, usual: str) -> tuple[tuple[Waiting, ...], int]:
        drafts, count = self.store.meetings.drafts(SHOWN)
        who = self.daily.who({person for one in drafts for person in one.people})
        shown = []
        for draft in drafts:
            purpose = draft.purpose
            one = Waiting(
                id=draft.id,
                people=tuple(who[person] for person in draft.people),
                format=draft.format,
                statement=purpose.statement if purpose else "",
                starts=draft.starts_at and draft.starts_at.astimezone(self.zone),
            )
            shown.append(self._judged(one, draft, usual) if judged else one)
        return tuple(shown), count - len(shown)

    def _judged(self, waiting: Waiting, draft: Meeting, usual: str) -> Waiting:
        """The draft with what it lacks, as the gate says."""
        from planner import gating

        purpose = draft.purpose
        if purpose is None or not (purpose.statement or purpose.why or purpose.outcome).strip():
            return replace(waiting, lack=Lack.PURPOSE)
        said = gating.reviewed(self.store, draft, usual=usual)
        missing = tuple(str(criterion) for criterion in said.missing)
        texts = {str(text.field) for text in said.texts if not text.specific}
        for field, lack in (
            (_STATEMENT, Lack.ASK),
            (_WHY, Lack.WHY),
            (_OUTCOME, Lack.OUTCOME),
        ):
            if field in texts:
                return replace(waiting, lack=lack, criteria=missing)
        if purpose.ask:
            ask = self.store.objectives.ask(purpose.ask)
            if not gating.ask_review(ask, usual=usual).specific:
                return replace(waiting, lack=Lack.LINKED_ASK)
        return replace(waiting, lack=Lack.NOTHING if draft.starts_at else Lack.DATE)

    # Hellos

    def _hellos(self, due: Sequence[Promise]) -> tuple[Hello, ...]:
        """Whom to write to: the reach-outs that are due, then those silent for too long."""
        due = [one for one in due if day.hello_key(one.who) not in self.resting]
        rest = [key.removeprefix("hello ") for key in self.resting if key.startswith("hello ")]
        silent = self.daily.silent(self.now, SHOWN - len(due), rest) if len(due) < SHOWN else []
        people = self.daily.who(silent)
        talks = self.daily.last_talks([*(one.who.id for one in due), *silent], self.now)
        hellos = [Hello(who=one.who, reach_out=one) for one in due]
        hellos += [Hello(who=people[one]) for one in silent]
        return tuple(self._told(hello, talks.get(hello.who.id)) for hello in hellos)

    def _told(self, hello: Hello, talk: LastTalk | None) -> Hello:
        hello = replace(hello, key=day.hello_key(hello.who))
        if talk is None:
            return hello
        about, topic = day.about(talk.summary or talk.fun)
        return replace(hello, last=talk.at.astimezone(self.zone), about=about, topic=topic)

    # Giving

    def _gifts(self, ahead: Sequence[Encounter]) -> tuple[Gift, ...]:
        """What could be given, my own things before introductions: one thing to each, and nothing
        that is promised, that a meeting of these days brings, or that two who know each other
        could settle themselves."""
        mine_first = sorted(self._matches(), key=lambda match: match.offer.person != self.me)
        given = [(met.id, one.give) for one in ahead for met in one.people]
        found: dict[int, Gift] = {}
        for start in range(0, len(mine_first), _AT_ONCE):
            for to, gift in self._possible(mine_first[start : start + _AT_ONCE], given):
                found.setdefault(to, gift)
                if len(found) == SHOWN:
                    return tuple(found.values())
        return tuple(found.values())

    def _possible(
        self, matches: Sequence[giving.Match], given: Iterable[tuple[int, str]]
    ) -> Iterator[tuple[int, Gift]]:
        people = {match.need.person for match in matches}
        said = self.daily.promised_to(people)
        for person, give in given:
            said.setdefault(person, []).append(give)
        together = self.daily.brought_together(people)
        who = self.daily.who(people | {match.offer.person for match in matches})
        for match in matches:
            to = match.need.person
            gift = self._gift(match, who)
            settled = gift.helper and frozenset((to, gift.helper.id)) in together
            if not (settled or gift.key in self.resting or day.is_said(gift, said.get(to, ()))):
                yield to, gift

    def gift_for(self, person: int) -> Gift | None:
        """Something of mine that this person needs."""
        matches = [one for one in self._matches() if one.need.person == person]
        mine = next((one for one in matches if one.offer.person == self.me), None)
        return self._gift(mine, self.daily.who([person, self.me])) if mine else None

    def _matches(self) -> Sequence[giving.Match]:
        needs = self.daily.recorded(FactKind.NEEDS)
        if not needs:
            return ()
        return _matched(tuple(needs), tuple(self.daily.recorded(FactKind.CAN_HELP_WITH)))

    def _gift(self, match: giving.Match, who: Mapping[int, Who]) -> Gift:
        to, helper = who[match.need.person], match.offer.person
        return Gift(
            to=to,
            need=match.need.text,
            offer=match.offer.text,
            helper=who[helper] if helper != self.me else None,
            key=day.gift_key(to, match.need.text),
        )


@lru_cache(maxsize=1)
def _matched(
    needs: tuple[giving.Recorded, ...], offers: tuple[giving.Recorded, ...]
) -> tuple[giving.Match, ...]:
    """Today is read again with each change of the file, and few changes touch these."""
    return tuple(giving.matches(needs, offers))


def _has_come(due: Due) -> bool:
    return due.late or due.word is DayWord.TODAY


def aim(objective: Objective) -> Aim:
    return Aim(id=objective.id, title=objective.title, colour=objective.colour)


def declined(store: Store) -> dict[str, str]:
    """What was declined, each with its day."""
    kept = store.settings.get(_DECLINED)
    if not isinstance(kept, dict):  # an archive may bring anything
        return {}
    return {key: since for key, since in kept.items() if isinstance(since, str)}


def keep_declined(store: Store, kept: Mapping[str, str]) -> None:
    store.settings.set(_DECLINED, dict(kept) or None)
