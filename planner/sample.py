"""`planner sample`: a synthetic network for measuring, the same for the same seed.

Clusters of people who mostly know each other (a firm in a city), a few who know many, and ties far
across: a small world. Nobody in it exists.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from math import isqrt
from typing import TypeVar
from uuid import UUID

from planner import sample_words as words
from planner.domain.errors import RuleError
from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import (
    ME,
    Circle,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
    Standing,
)
from planner.sample_words import Culture, Place
from planner.store import Store, fold

_BATCH = 2000
_SMALLEST_CLUSTER, _LARGEST_CLUSTER = 15, 120
_DENSE = 0.25
"""From this share of all pairs on, drawing until a new one comes would take too long."""
_I_KNOW = 150
"""So many people I have to do with."""
_YEARS = 3
"""How far back interactions reach."""
_WORKDAY = 12 * 60
"""Minutes of a day in which people talk."""
_LONGEST_AGO = 12
"""Years since I met the first of them."""

T = TypeVar("T")


def fill(
    store: Store, *, people: int, edges: int = 0, interactions: int = 0, seed: int = 1, today: date
) -> dict[str, int]:
    """Fill an empty file with a made-up network; how many of each there are in it now.

    Everything follows from the arguments. Raises RuleError when the file is not empty, or so many
    people cannot have so many acquaintances or interactions. It all goes in, or nothing.
    """
    if edges > people * (people + 1) // 2:
        raise RuleError("{people} people cannot have {edges} acquaintances", people=people,
                        edges=edges)  # fmt: skip
    if interactions and not people:
        raise RuleError("interactions need people; ask for some with --people N")
    chance = Chance(seed)
    with store.bulk.filling() as first:
        network = Network(chance, people, me=store.people.id_of(ME), base=first)
        crowd = Crowd(chance, network, today)
        for start in range(0, people, _BATCH):
            store.people.add_many([crowd.person(n) for n in range(start, people)[:_BATCH]])
        counts = {
            "people": people,
            "edges": store.bulk.acquaint(network.edges(edges, crowd)),
            "interactions": store.bulk.log(_interactions(chance, crowd, interactions)),
            "follow_ups": store.bulk.promise(_follow_ups(chance, crowd)),
        }
        objectives = list(_objectives(chance, crowd))
        for objective in objectives:
            store.objectives.add(objective)
    return counts | {"objectives": len(objectives)}


class Chance:
    """Random choices that are the same for a seed on every Python: only `random()` is promised."""

    def __init__(self, seed: int) -> None:
        self._source = random.Random(seed)
        self.share = self._source.random

    def below(self, count: int) -> int:
        return int(self.share() * count)

    def pick(self, values: Sequence[T]) -> T:
        return values[int(self.share() * len(values))]

    def some(self, values: Sequence[T], most: int) -> tuple[T, ...]:
        """Up to `most` different ones, in the order drawn."""
        return tuple(dict.fromkeys(self.pick(values) for _ in range(self.below(most + 1))))

    def uid(self) -> str:
        number = 0
        for _ in range(4):
            number = number << 32 | self.below(1 << 32)
        return str(UUID(int=number, version=4))


@dataclass(frozen=True, slots=True)
class Cluster:
    """People `first` to `last` (not included) work together."""

    first: int
    last: int
    firm: str
    domain: str
    place: Place
    culture: Culture


class Network:
    """Who belongs together, and who knows whom. Person 0 has the id `base`, and so on."""

    def __init__(self, chance: Chance, people: int, *, me: int, base: int) -> None:
        self._chance = chance
        self._me = me
        self.people = people
        self.base = base
        self.clusters: list[Cluster] = []
        self.cluster_of: list[Cluster] = []
        while len(self.cluster_of) < people:
            cluster = self._cluster(len(self.cluster_of))
            self.clusters.append(cluster)
            self.cluster_of += [cluster] * (cluster.last - cluster.first)
        hubs = max(1, people // 200)
        self._hubs = [chance.below(people) for _ in range(hubs)]

    def _cluster(self, first: int) -> Cluster:
        chance = self._chance
        size = _SMALLEST_CLUSTER + chance.below(_LARGEST_CLUSTER - _SMALLEST_CLUSTER)
        culture = chance.pick(words.CULTURES)
        homes = [place for place in words.PLACES if place.city in culture.home]
        place = chance.pick(homes if chance.share() < 0.6 else words.PLACES)
        firm = f"{chance.pick(words.FIRMS)} {chance.pick(words.TRADES)}"
        domain = firm.casefold().replace(" ", "-") + ".example"
        return Cluster(first, min(first + size, self.people), firm, domain, place, culture)

    def edges(self, count: int, crowd: Crowd) -> Iterator[tuple[int, int, int, str, str]]:
        """`count` different pairs: their ids in order, strength, how, since."""
        chance = self._chance
        for smaller, larger in self._pairs(count, crowd):
            together = smaller >= 0 and self.cluster_of[smaller].last > larger
            luck = chance.share()
            strength = (3 if luck < 0.3 else 2) if together else (1 if luck < 0.5 else 2)
            how = "Colleagues" if together else chance.pick(words.ACQUAINTED)
            since = crowd.day_before() if luck < 0.2 else ""
            a = self._me if smaller < 0 else self.base + smaller
            yield a, self.base + larger, strength, how, since

    def _pairs(self, count: int, crowd: Crowd) -> Iterable[tuple[int, int]]:
        """Pairs of numbers, the smaller first, in their order; -1 is me."""
        pairs = self.people * (self.people + 1) // 2
        if count > pairs * _DENSE:
            return sorted(_spread_pairs(count, pairs))
        span = self.people + 1
        found = {person - self.base - span for person in crowd.mine[: count // 4]}
        while len(found) < count:
            one, other = self._tie()
            if one != other:
                found.add(min(one, other) * span + max(one, other))
        return (divmod(code, span) for code in sorted(found))

    def _tie(self) -> tuple[int, int]:
        """Two people who may know each other: mostly of one cluster, or a hub, or anybody."""
        chance = self._chance
        one, luck = chance.below(self.people), chance.share()
        if luck < 0.7:
            cluster = self.cluster_of[one]
            return one, cluster.first + chance.below(cluster.last - cluster.first)
        if luck < 0.85:
            return one, chance.pick(self._hubs)
        return one, chance.below(self.people)


def _spread_pairs(count: int, pairs: int) -> Iterator[tuple[int, int]]:
    """`count` of all pairs, spread evenly over them."""
    for number in range(count):
        code = number * pairs // count
        larger = (isqrt(8 * code + 1) - 1) // 2  # as many pairs come before its first one
        yield code - larger * (larger + 1) // 2 - 1, larger


class Crowd:
    """Makes up the people of a network, one after the other."""

    def __init__(self, chance: Chance, network: Network, today: date) -> None:
        self._chance = chance
        self._network = network
        self._taken: dict[str, int] = {}
        self._numbers: dict[tuple[str, ...], int] = {}
        self._days = [str(today - timedelta(days=n)) for n in range(1, 365 * _LONGEST_AGO)]
        self.today = today
        self.known: list[int] = []
        """The ids of those whom I know."""

    @cached_property
    def mine(self) -> list[int]:
        """The ids of those with whom I have to do, without repeats; asked for once all are made."""
        drawn = (self._chance.pick(self.known) for _ in range(_I_KNOW if self.known else 0))
        return list(dict.fromkeys(drawn))

    def day_before(self, years: int = _LONGEST_AGO) -> str:
        """A day in the years before today."""
        return self._days[self._chance.below(365 * years - 1)]

    def sentence(self, templates: Sequence[str]) -> str:
        chance = self._chance
        return chance.pick(templates).format(
            topic=chance.pick(words.TOPICS), city=chance.pick(words.PLACES).city
        )

    def person(self, number: int) -> Person:
        """The person of that number; to be asked for in order."""
        chance, cluster = self._chance, self._network.cluster_of[number]
        culture = cluster.culture if chance.share() < 0.7 else chance.pick(words.CULTURES)
        given, family, name = _name(chance, culture)
        created = f"{self.day_before(_YEARS)}T{9 + chance.below(9):02d}:00:00Z"
        person = Person(
            uid=chance.uid(),
            display_name=name,
            given=given,
            family=family,
            organisation=cluster.firm,
            title=chance.pick(words.TITLES),
            zone=cluster.place.zone,
            languages=culture.languages
            if "en" in culture.languages
            else (*culture.languages, "en"),
            city=cluster.place.city,
            country=cluster.place.country,
            birthday=self._birthday(),
            points=tuple(self._points(given, family, cluster)),
            facts=tuple(self._facts()),
            tags=chance.some(words.TAGS, 3),
            note="\n\n".join(self.sentence(words.NOTES) for _ in range(chance.below(3))),
            created_at=created,
            updated_at=created,
        )
        if number and chance.share() < 0.06:
            return replace(person, standing=Standing.WISHED)
        self.known.append(self._network.base + number)
        return self._as_known(person)

    def _as_known(self, person: Person) -> Person:
        chance = self._chance
        met = self.day_before()
        through = chance.pick(self.known[:-1]) if chance.share() < 0.05 and self.known[1:] else None
        return replace(
            person,
            circle=_circle(chance.share()),
            keep_in_touch=chance.pick((14, 45, 60)) if chance.share() < 0.02 else None,
            how_met=self.sentence(words.HOW_MET),
            met_on=met[: chance.pick((4, 7, 10))],
            met_through=through,
            why_connected=self.sentence(words.PROMISES) if chance.share() < 0.1 else "",
            archived=chance.share() < 0.02,
        )

    def _birthday(self) -> str:
        luck, chance = self._chance.share(), self._chance
        day = f"{1 + chance.below(12):02d}-{1 + chance.below(28):02d}"
        year = "-" if luck < 0.1 else str(1948 + chance.below(57))
        return f"{year}-{day}" if luck < 0.55 else ""

    def _points(self, given: str, family: str, cluster: Cluster) -> Iterator[ContactPoint]:
        chance = self._chance
        if chance.share() < 0.92:
            yield self._email(given, family, cluster.domain, "work")
        if chance.share() < 0.2:
            yield self._email(given, family, "post.example", "home")
        phone = self._phone(cluster.place) if chance.share() < 0.8 else ""
        if phone:
            normal = phone.replace(" ", "")
            yield ContactPoint(kind=PointKind.PHONE, value=phone, normal=normal, label="work")
        if chance.share() < 0.15:
            value = f"https://{cluster.domain}/people/{_plain(given)}-{_plain(family)}"
            yield ContactPoint(kind=PointKind.URL, value=value)
        if chance.share() < 0.15:
            street = f"{chance.pick(words.FIRMS)} Street {1 + chance.below(180)}"
            value = f"{street}\n{cluster.place.city}\n{cluster.place.country}"
            yield ContactPoint(kind=PointKind.ADDRESS, value=value, label="home")

    def _email(self, given: str, family: str, domain: str, label: str) -> ContactPoint:
        """An address nobody else has: a number sets namesakes apart."""
        local = f"{_plain(given)}.{_plain(family)}"
        times = self._taken[f"{local}@{domain}"] = self._taken.get(f"{local}@{domain}", 0) + 1
        value = f"{local}{times if times > 1 else ''}@{domain}"
        preferred = label == "work"
        return ContactPoint(
            kind=PointKind.EMAIL, value=value, normal=value, label=label, preferred=preferred
        )

    def _phone(self, place: Place) -> str:
        """The next free number there, or empty when fiction has no more."""
        patterns = place.phones or words.ANYWHERE
        number = self._numbers[patterns] = self._numbers.get(patterns, -1) + 1
        for pattern in patterns:
            digits = pattern.count("#")
            if number < 10**digits:
                drawn = iter(f"{number * 7919 % 10**digits:0{digits}d}")
                return "".join(next(drawn) if c == "#" else c for c in pattern)
            number -= 10**digits
        return ""

    def _facts(self) -> Iterator[Fact]:
        chance = self._chance
        for kind in dict.fromkeys(chance.some(_FACT_KINDS, 3)):
            texts = words.FAMILY_FACTS if kind is FactKind.FAMILY else words.TOPICS
            since = self.day_before(_YEARS) if chance.share() < 0.3 else ""
            yield Fact(kind=kind, text=chance.pick(texts), since=since)


_FACT_KINDS = tuple(kind for kind in FactKind if kind is not FactKind.AVOID)


def _name(chance: Chance, culture: Culture) -> tuple[str, str, str]:
    """Given name, family name, and the name as it is written."""
    woman = chance.share() < 0.5
    given = chance.pick(culture.women if woman else culture.men)
    forms = chance.pick(culture.tails).split("|")
    family = chance.pick(culture.heads) + forms[-1 if woman else 0]
    if culture.family_first:
        return given, family, family + given
    if chance.share() < 0.03:
        given = f"{given}-{chance.pick(culture.women if woman else culture.men)}"
    return given, family, f"{given} {family}"


def _plain(name: str) -> str:
    """A name as the local part of an address has it."""
    return "".join(c for c in fold(name) if c.isascii() and c.isalnum())


def _circle(luck: float) -> Circle | None:
    for share, circle in ((0.01, Circle.INNER), (0.05, Circle.CLOSE), (0.2, Circle.ACTIVE)):
        if luck < share:
            return circle
    return Circle.WIDE if luck < 0.6 else None


def _interactions(chance: Chance, crowd: Crowd, count: int) -> Iterator[Interaction]:
    """Talks of the last years, oldest first, most of them with those I have to do with."""
    minutes = sorted(chance.below(_YEARS * 365 * _WORKDAY) for _ in range(count))
    for ago in reversed(minutes):
        days, minute = divmod(ago, _WORKDAY)
        evening = datetime.combine(crowd.today - timedelta(days=days + 1), time(20), UTC)
        with_whom = [chance.pick(crowd.mine if chance.share() < 0.6 else crowd.known)]
        if chance.share() < 0.1:
            with_whom.append(chance.pick(crowd.known))
        yield Interaction(
            people=tuple(dict.fromkeys(with_whom)),
            at=evening - timedelta(minutes=minute),
            channel=chance.pick(tuple(Channel)),
            summary=crowd.sentence(words.SUMMARIES),
            fun=chance.pick(words.FUN) if chance.share() < 0.15 else "",
        )


def _follow_ups(chance: Chance, crowd: Crowd) -> Iterator[FollowUp]:
    """Some promises, due from three weeks ago to three months ahead."""
    for _ in range(min(len(crowd.known), len(crowd.known) // 25 + 3)):
        due = crowd.today + timedelta(days=chance.below(111) - 21)
        yield FollowUp(
            person=chance.pick(crowd.mine),
            text=crowd.sentence(words.PROMISES),
            direction=chance.pick(tuple(Direction)),
            due=str(due) if chance.share() < 0.9 else "",
            repeats="FREQ=MONTHLY" if chance.share() < 0.05 else "",
        )


def _objectives(chance: Chance, crowd: Crowd) -> Iterator[Objective]:
    """A few aims with an ask each, and up to three people who would help."""
    for title, why, done_when, kind, text in words.OBJECTIVES[: len(crowd.known)]:
        helpers = dict.fromkeys(chance.pick(crowd.known) for _ in range(3))
        names = tuple(Name(person=p, rank=rank) for rank, p in enumerate(helpers, start=1))
        by = str(crowd.today + timedelta(days=60 + chance.below(300)))
        ask = Ask(objective=0, kind=AskKind(kind), text=text, by=by, names=names)
        yield Objective(title=title, why=why, done_when=done_when, by=by, asks=(ask,))
