"""The ways to people I wish to meet, and who on them is to be treated with care."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.daybook.page import Page, aim
from planner.domain import today as day
from planner.domain.followups import Direction
from planner.domain.introductions import IntroductionStatus
from planner.domain.objectives import Ask, Objective
from planner.domain.paths import AcquaintanceGraph
from planner.domain.today import Care, Careful, Step, Who

_TRIED = 9
"""Wished people for whom a way is looked for; a way takes some milliseconds."""
_WAYS = 8
"""Ways that are looked at for each: those shown may all begin with somebody to be spared."""
_UNDER_WAY = frozenset(IntroductionStatus) - {IntroductionStatus.IDEA, IntroductionStatus.DECLINED}


class Ways:
    """What `closer` looks for, in one look at the file."""

    def __init__(self, page: Page, graph: AcquaintanceGraph) -> None:
        self._page, self._graph = page, graph
        self._store = page.store
        self._mine = [
            one
            for one in self._store.introductions.all()
            if one.source == page.me and one.connector != page.me
        ]

    def steps(self, limit: int) -> tuple[Step, ...]:
        names = day.wanted(self._store.objectives.all())
        who = self._page.daily.who(name.person for _, _, name in names)
        under_way = {one.target for one in self._mine if one.status in _UNDER_WAY}
        wished = [
            (objective, ask, name, who[name.person])
            for objective, ask, name in names
            if name.person in who
            and who[name.person].wished
            and name.person not in under_way
            and day.step_key(who[name.person]) not in self._page.resting
        ]
        found: list[Step] = []
        for objective, ask, name, target in wished[:_TRIED]:
            step = self._towards(target, ask, objective)
            if step:
                found.append(replace(step, why=name.why))
            if len(found) == limit:
                break
        return tuple(found)

    def _towards(self, target: Who, ask: Ask, objective: Objective) -> Step | None:
        best = self._graph.best(self._page.me, target.id, _WAYS)
        # Somebody may have gone since the graph was loaded.
        who = self._page.daily.who({person for path in best for person in path.people})
        ties = self._page.daily.ties(link for path in best for link in path.links)
        paths = [
            path for path in best if who.keys() >= {*path.people} and ties.keys() >= {*path.links}
        ]
        declined = {
            one.connector
            for one in self._mine
            if one.target == target.id and one.status is IntroductionStatus.DECLINED
        }
        connectors = [path.people[1] for path in paths]
        reachable = [
            person
            for person in connectors
            if person not in declined and (person == target.id or not who[person].wished)
        ]
        proposed = day.way(paths, reachable, self._careful(reachable))
        if proposed is None:
            return None
        path, care = proposed
        if care and care.reason is not Careful.I_OWE:
            care = replace(care, gift=self._page.gift_for(path.people[1]))
        connector = path.people[1]
        facts = [ties[link] for link in path.links]
        talk = self._page.daily.last_talks([connector], self._page.now).get(connector)
        return Step(
            target=target,
            connector=who[connector],
            path=tuple(who[person] for person in path.people),
            strength=path.strength,
            fact=facts[1] if len(facts) > 1 else facts[0],
            facts=tuple(facts[1:] or facts),
            last=talk.at.astimezone(self._page.zone) if talk else None,
            ask=ask.id,
            ask_text=ask.text,
            objective=aim(objective),
            care=care,
            introduction=self._noted(connector, target),
            key=day.step_key(target),
        )

    def _noted(self, connector: int, target: Who) -> int | None:
        """The introduction noted down for this way, which waits for its first word."""
        return next(
            (
                one.id
                for one in self._mine
                if one.connector == connector
                and one.target == target.id
                and one.status is IntroductionStatus.IDEA
            ),
            None,
        )

    def _careful(self, connectors: Sequence[int]) -> dict[int, Care]:
        """Which of these are not to be asked now, and why: what I owe weighs most."""
        reasons: dict[int, Care] = {}
        late = self._page.daily.late_with(connectors, self._page.today)
        for direction, promise in late:
            if direction is Direction.I_OWE:
                reasons.setdefault(promise.who.id, Care(reason=Careful.I_OWE, promise=promise))
        waiting = [one for one in self._mine if one.status is IntroductionStatus.ASKED]
        targets = self._page.daily.who(one.target for one in waiting)
        for one in waiting:
            if one.connector in connectors:
                asked = Care(reason=Careful.ASKED, target=targets.get(one.target))
                reasons.setdefault(one.connector, asked)
        for _, promise in late:
            reasons.setdefault(promise.who.id, Care(reason=Careful.THEY_OWE, promise=promise))
        return reasons
