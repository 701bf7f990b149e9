"""Who may be one person, among everybody: pairs with what speaks for them, likeliest first.

Only people who share an e-mail, a phone, the sounds of their name, or an employer and their
initials are compared, so that a hundred thousand take seconds. What the person said of a pair is
remembered by the uids of the two.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from planner.domain.errors import NotFoundError
from planner.domain.merging import Likeness, Pair, Reason
from planner.store.settings import Settings

if TYPE_CHECKING:
    from planner.store.database import Database

_SETTING = "not the same person"
_ME = 1
"""The first migration makes me the first person."""

_SHARED_BY = 12
"""An e-mail or phone of more people than this is an office's or a list's, and tells nothing."""
_NAMESAKES = 60
"""Of a name that more people have, only those are compared who share something besides."""
_NEAR = 0.84
"""From this likeness on (0 to 1) two names may be one, spelt in two ways."""
_STEP = 4096
"""So many people are looked at between two questions whether to stop."""

_NOTHING: frozenset[str] = frozenset()
_NO_MARKS = str.maketrans(",.", "  ")

Told = Callable[[int, int], None]


@dataclass(slots=True)
class _Somebody:
    id: int
    name: str
    """Folded, its words in alphabetical order."""
    key: str
    organisation: str
    city: str
    birthday: str


class Duplicates:
    """Likely pairs of one file."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._settings = Settings(database)

    def pairs(
        self, progress: Told | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Pair]:
        """Pairs that may be one person, the likeliest first; archived people are left out.

        `progress(done, total)` is told on the way; once `cancelled()` is true nothing more comes.
        """
        tell, stop = progress or (lambda done, total: None), cancelled or (lambda: False)
        search = _Search(self._people(), self._apart(), tell, stop)
        search.share(self._shared())
        near = list(search.near())
        if stop():
            return
        alone = [pair for pair in near if not search.have_in_common(*pair)]
        reachable = self._reachable({person for pair in alone for person in pair})
        # Each with e-mails or phones of their own and none in common: namesakes, for all we know.
        apart = {
            (a, b) for a, b in alone if reachable.get(a, _NOTHING) & reachable.get(b, _NOTHING)
        }
        search.propose(pair for pair in near if pair not in apart)
        names = self._names(search.proposed())
        yield from sorted(search.judged(names), key=lambda pair: (-pair.score, pair.a, pair.b))

    def not_the_same(self, a: int, b: int) -> None:
        """Remember that these two are different people; they are not proposed again."""
        self._settings.set(_SETTING, sorted({*self._kept(), self._uids(a, b)}))

    def may_be_the_same(self, a: int, b: int) -> None:
        """Forget that these two are different people."""
        self._settings.set(_SETTING, sorted(self._kept() - {self._uids(a, b)}) or None)

    def _kept(self) -> set[tuple[str, str]]:
        return {(a, b) for a, b in self._settings.get(_SETTING, [])}

    def _uids(self, a: int, b: int) -> tuple[str, str]:
        rows = self._db.rows("SELECT uid FROM person WHERE id IN (?, ?) ORDER BY uid", (a, b))
        if len(rows) < 2:
            raise NotFoundError("there is no such person in this file; nothing was changed")
        return rows[0][0], rows[1][0]

    # Reading

    def _people(self) -> dict[int, _Somebody]:
        people: dict[int, _Somebody] = {}
        last = _ME
        while rows := self._db.rows(
            "SELECT id, sort_name, name_key, organisation, city, birthday FROM person"
            f" WHERE archived = 0 AND id > ? ORDER BY id LIMIT {_STEP}",
            (last,),
        ):
            last = rows[-1][0]
            for number, name, key, organisation, city, birthday in rows:
                people[number] = _Somebody(
                    number,
                    " ".join(sorted(name.translate(_NO_MARKS).split())),
                    key,
                    sys.intern(organisation.casefold()),  # many have the same
                    sys.intern(city.casefold()),
                    birthday,
                )
        return people

    def _shared(self) -> Iterator[tuple[Likeness, str, list[int]]]:
        """Who shares an e-mail or a phone, as long as few do."""
        # Of most there is one only, which the index tells without their rows.
        several = self._db.rows(
            "SELECT normal FROM contact_point WHERE normal <> '' GROUP BY normal"
            " HAVING count(*) BETWEEN 2 AND ?",
            (2 * _SHARED_BY,),
        )
        for kind, text, ids in self._db.rows(
            "SELECT kind, normal, group_concat(DISTINCT person_id) FROM contact_point"
            " WHERE kind IN ('email', 'phone') AND normal IN (SELECT value FROM json_each(?))"
            " GROUP BY kind, normal HAVING count(DISTINCT person_id) BETWEEN 2 AND ?",
            (json.dumps([row[0] for row in several]), _SHARED_BY),
        ):
            yield Likeness(kind), text, [int(number) for number in ids.split(",")]

    def _reachable(self, ids: Iterable[int]) -> dict[int, frozenset[str]]:
        """By what these people can be reached: e-mail, phone."""
        found: dict[int, frozenset[str]] = {}
        for person, kind in self._db.rows(
            "SELECT DISTINCT person_id, kind FROM json_each(?) AS one"
            " CROSS JOIN contact_point ON person_id = one.value WHERE kind IN ('email', 'phone')",
            (json.dumps(list(ids)),),
        ):
            found[person] = found.get(person, _NOTHING) | {kind}
        return found

    def _names(self, ids: Iterable[int]) -> dict[int, str]:
        return dict(
            self._db.rows(
                "SELECT person.id, display_name FROM json_each(?) AS one"
                " CROSS JOIN person ON person.id = one.value",
                (json.dumps(list(ids)),),
            )
        )

    def _apart(self) -> set[tuple[int, int]]:
        """Pairs of ids that are different people, as the person said."""
        kept = self._kept()
        if not kept:
            return set()
        wanted = {uid for pair in kept for uid in pair}
        ids = {uid: n for n, uid in self._db.rows("SELECT id, uid FROM person") if uid in wanted}
        return {
            (min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in kept if a in ids and b in ids
        }


class _Search:
    """One search over everybody."""

    def __init__(
        self,
        people: dict[int, _Somebody],
        apart: set[tuple[int, int]],
        tell: Told,
        stop: Callable[[], bool],
    ) -> None:
        from rapidfuzz.distance import Indel

        self._alike: Callable[..., float] = Indel.normalized_similarity
        self._people, self._apart = people, apart
        self._tell, self._stop = tell, stop
        self._reasons: dict[tuple[int, int], list[Reason]] = {}

    def share(self, groups: Iterable[tuple[Likeness, str, list[int]]]) -> None:
        """Propose those who share an e-mail or phone, unless their names say no."""
        for kind, text, ids in groups:
            for pair in combinations(sorted(n for n in ids if n in self._people), 2):
                a, b = (self._people[number].name for number in pair)
                if self._near(a, b) or _share_a_word(a, b):
                    self._reasons.setdefault(pair, []).append(Reason(kind=kind, value=text))

    def near(self) -> Iterator[tuple[int, int]]:
        """Pairs with near names of which nothing in themselves says no."""
        blocks = self._blocks()
        total = sum(map(len, blocks))
        done = told = 0
        for block in blocks:
            yield from self._compared(block)
            done += len(block)
            if done - told >= _STEP:
                told = done
                self._tell(done, total)
                if self._stop():
                    return
        self._tell(total, total)

    def have_in_common(self, a: int, b: int) -> bool:
        """Whether two people share their employer, city or birthday."""
        one, other = self._people[a], self._people[b]
        return any(
            mine and mine == theirs
            for mine, theirs in (
                (one.organisation, other.organisation),
                (one.city, other.city),
                (one.birthday, other.birthday),
            )
        )

    def propose(self, pairs: Iterable[tuple[int, int]]) -> None:
        for pair in pairs:
            self._reasons.setdefault(pair, [])

    def proposed(self) -> set[int]:
        return {person for pair in self._reasons for person in pair}

    def judged(self, names: Mapping[int, str]) -> Iterator[Pair]:
        """All that were proposed, but for those the person told apart."""
        for pair, shared in self._reasons.items():
            if pair not in self._apart:
                yield self._judged(pair, shared, names)

    def _blocks(self) -> list[list[_Somebody]]:
        """People who may be alike: by the sounds of the name, by employer and initials."""
        alone: dict[str, int] = {}  # most keys are of one person only, who needs no list
        blocks: dict[str, list[_Somebody]] = {}

        def put(key: str, one: _Somebody) -> None:
            first = alone.setdefault(key, one.id)
            if first != one.id:
                blocks.setdefault(key, [self._people[first]]).append(one)

        for one in self._people.values():
            if one.key:
                put(one.key, one)
            if one.organisation:
                initials = "".join(word[0] for word in one.name.split())
                put(f"{one.organisation}\n{initials}", one)
        return list(blocks.values())

    def _compared(self, block: list[_Somebody]) -> Iterator[tuple[int, int]]:
        """Pairs of a block whose names are near and of whom nothing speaks against it."""
        many = len(block) > _NAMESAKES
        groups = self._together(block) if many else [block]
        for group in groups:
            for a, b in combinations(sorted(group, key=lambda one: one.id), 2):
                if not _contradict(a, b) and self._near(a.name, b.name):
                    yield a.id, b.id

    def _together(self, block: list[_Somebody]) -> list[list[_Somebody]]:
        """The people of a common name by what they share besides."""
        groups: dict[str, list[_Somebody]] = {}
        for one in block:
            for kind, value in (("o", one.organisation), ("c", one.city), ("b", one.birthday)):
                if value:
                    groups.setdefault(kind + value, []).append(one)
        return [group for group in groups.values() if 1 < len(group) <= _NAMESAKES]

    def _near(self, a: str, b: str) -> bool:
        return a == b or (
            self._alike(a, b, score_cutoff=_NEAR) > 0
            # `guest 12` is not `guest 13`.
            and [c for c in a if c.isdigit()] == [c for c in b if c.isdigit()]
        )

    def _judged(
        self, pair: tuple[int, int], shared: list[Reason], names: Mapping[int, str]
    ) -> Pair:
        """The pair with its reasons, and how likely it is."""
        a, b = self._people[pair[0]], self._people[pair[1]]
        likeness = self._alike(a.name, b.name)
        reasons = [*shared]
        if a.name == b.name:
            reasons.append(Reason(kind=Likeness.NAME, value=names[a.id]))
        elif likeness >= _NEAR:
            both = f"{names[a.id]} / {names[b.id]}"
            reasons.append(Reason(kind=Likeness.NEAR_NAME, value=both))
        for kind, mine, theirs in (
            (Likeness.ORGANISATION, a.organisation, b.organisation),
            (Likeness.CITY, a.city, b.city),
            (Likeness.BIRTHDAY, a.birthday, b.birthday),
        ):
            if mine and mine == theirs:
                reasons.append(Reason(kind=kind, value=mine))
        doubt = 1 - likeness * 0.5
        for reason in reasons:
            doubt *= 1 - _WEIGHTS[reason.kind]
        return Pair(a=a.id, b=b.id, score=round(1 - doubt, 4), reasons=tuple(reasons))


_WEIGHTS = {
    Likeness.EMAIL: 0.8,
    Likeness.PHONE: 0.7,
    Likeness.NAME: 0.4,
    Likeness.NEAR_NAME: 0.2,
    Likeness.ORGANISATION: 0.5,
    Likeness.CITY: 0.2,
    Likeness.BIRTHDAY: 0.7,
}
"""How much each likeness takes off the doubt."""


def _share_a_word(a: str, b: str) -> bool:
    """Whether two names have a word in common, or one of them is no name at all."""
    return "@" in a or "@" in b or any(len(word) > 1 for word in {*a.split()} & {*b.split()})


def _contradict(a: _Somebody, b: _Somebody) -> bool:
    """Whether something speaks against two namesakes who share no way to reach them."""
    if a.birthday and b.birthday:
        return a.birthday[-6:] != b.birthday[-6:]
    if a.organisation and b.organisation:
        return a.organisation != b.organisation
    return bool(a.city and b.city and a.city != b.city)
