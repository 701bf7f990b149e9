"""Warm paths: who can bring me to somebody, along the acquaintances that are recorded.

A path is as strong as its weakest link. The graph is kept as rows of neighbours in plain arrays
(compressed sparse rows, one layer per strength), so that a million acquaintances cost some 10 MB.
A question meets in the middle, strong links first, so that people with thousands of acquaintances
do not slow it down.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, chain, pairwise

HOPS = 4
"""The longest path worth asking along, in acquaintances."""

SHOWN = 3
"""How many paths are offered at most."""

_STRENGTHS = (3, 2, 1)

_CLOSE = 1000
"""Ids up to here, or up to a quarter of the acquaintances, need no numbering."""

_EASY = 50_000
"""Neighbours around the target that are read at once, in a few milliseconds."""

_PATIENCE = 50_000
"""Neighbours that are read while trying one after the other."""

_LITTLE_ENDIAN = array("H", [1]).tobytes()[0] == 1

Columns = tuple["array[int]", "array[int]"]
"""Acquaintances of one strength: the id of one person of each, and of the other."""

_Candidate = tuple[int, tuple[int, ...]]
"""A path as it is ranked among those of its length: minus its sum of strengths, its people."""


@dataclass(frozen=True, slots=True)
class Path:
    """The people from the one who asks to the one to reach, and the strength (1 to 3) of the
    weakest link."""

    people: tuple[int, ...]
    strength: int

    @property
    def links(self) -> tuple[tuple[int, int], ...]:
        """The acquaintances it rests on, in order: their two people, the smaller id first."""
        return tuple((min(pair), max(pair)) for pair in pairwise(self.people))


class AcquaintanceGraph:
    """Who knows whom. Load it anew when an acquaintance changes or somebody is archived."""

    __slots__ = ("_layers", "_people")

    def __init__(self, columns: Mapping[int, Columns]) -> None:
        """The graph of acquaintances given by strength (1 to 3), one for each pair of people.

        Nobody may be in it through whom no path shall lead; `load` sees to that.
        """
        self._people, numbered, counts = _numbered(columns)
        self._layers = {
            strength: _layer(counts[strength], *numbered[strength]) for strength in _STRENGTHS
        }

    @classmethod
    def load(
        cls, edges: Iterable[tuple[int, int, int]], closed: Container[int] = ()
    ) -> AcquaintanceGraph:
        """The graph of `(person, person, strength)`, one for each pair of people.

        No path begins at, ends at or leads through somebody `closed`: archived, or to be avoided.
        """
        columns = {strength: (array("q"), array("q")) for strength in _STRENGTHS}
        for a, b, strength in edges:
            if a not in closed and b not in closed:
                for column, person in zip(columns[strength], (a, b), strict=True):
                    column.append(person)
        return cls(columns)

    def best(
        self, source: int, target: int, limit: int = SHOWN, hops: int = HOPS
    ) -> tuple[Path, ...]:
        """At most `limit` paths of at most `hops` (up to four) acquaintances, best first.

        The strongest weakest link goes first, then fewer hops, then the higher sum of strengths,
        then the smaller ids. Nobody occurs twice in a path. Empty where there is no path.
        """
        start, end = _place(self._people, source), _place(self._people, target)
        if start is None or end is None or start == end:
            return ()
        found: list[Path] = []
        for level in _STRENGTHS:
            search = _Search(self._layers, start, end, level)
            for length in range(1, min(hops, HOPS) + 1):
                wanted = limit - len(found)
                if wanted <= 0:
                    return tuple(found)
                ranked = nsmallest(wanted, search.paths(length, wanted))
                found += (self._path(people, level) for _, people in ranked)
        return tuple(found)

    def _path(self, people: tuple[int, ...], strength: int) -> Path:
        return Path(tuple(self._people[person] for person in people), strength)


@dataclass(frozen=True, slots=True)
class _Layer:
    """Acquaintances of one strength. The row of person number n is `starts[n]` to `starts[n + 1]`
    in `neighbours`."""

    starts: array[int]
    neighbours: array[int]

    def row(self, person: int) -> array[int]:
        return self.neighbours[self.starts[person] : self.starts[person + 1]]


def _numbered(
    columns: Mapping[int, Columns],
) -> tuple[Sequence[int], Mapping[int, Columns], Mapping[int, list[int]]]:
    """People's ids in order; the acquaintances by the people's numbers, which are their places in
    it; and by strength how many acquaintances each number has.

    The ids of a file lie close together, and then a range does, which takes neither room nor time.
    """
    room = max(_CLOSE, sum(len(a) for a, _ in columns.values()) // 4)
    try:
        counts = {strength: _counts(a, b, room) for strength, (a, b) in columns.items()}
    except IndexError:
        people = array("q", sorted({person for a, b in columns.values() for person in (*a, *b)}))
        number = dict(zip(people, range(len(people)), strict=True)).__getitem__
        columns = {
            strength: (array("i", map(number, a)), array("i", map(number, b)))
            for strength, (a, b) in columns.items()
        }
        counts = {s: _counts(a, b, len(people)) for s, (a, b) in columns.items()}
        return people, columns, counts
    used = max(map(_used, counts.values()), default=0)
    return range(used), columns, {strength: c[:used] for strength, c in counts.items()}


def _used(counts: list[int]) -> int:
    """How many counts there are up to the last one that is not 0."""
    return (len(array("i", counts).tobytes().rstrip(b"\0")) + 3) // 4


def _counts(a: array[int], b: array[int], room: int) -> list[int]:
    """How often each number below `room` occurs. Raises IndexError where there is another."""
    counts = [0] * room
    for end in (a, b):
        if _has_negative(end):
            raise IndexError
        for person in end:
            counts[person] += 1
    return counts


def _place(people: Sequence[int], person: int) -> int | None:
    place = bisect_left(people, person)
    return place if place < len(people) and people[place] == person else None


def _has_negative(numbers: array[int]) -> bool:
    """Told by the bytes with the signs, which is thirty times as fast as number by number."""
    sign = numbers.itemsize - 1 if _LITTLE_ENDIAN else 0
    return not numbers.tobytes()[sign :: numbers.itemsize].isascii()


def _layer(counts: list[int], a: array[int], b: array[int]) -> _Layer:
    """Rows by a counting sort of both directions of each acquaintance."""
    starts = array("i", accumulate(chain(counts, (0,))))
    neighbours = array("i", bytes(8 * len(a)))
    for ends in ((a, b), (b, a)):
        for person, other in zip(*ends, strict=True):
            starts[person] = place = starts[person] - 1
            neighbours[place] = other
    return _Layer(starts, neighbours)


_Pair = tuple[int, int, int, int]
"""How paths of four hops begin: minus the highest sum such a path can have, its first two people,
and how well these know each other."""


class _Best:
    """The few best pairs of those seen so far, in order."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self.pairs: list[_Pair] = []

    def offer(self, pair: _Pair) -> None:
        if not self.beats(*pair):
            insort(self.pairs, pair)
            del self.pairs[self._wanted :]

    def beats(self, *beginning: int) -> bool:
        """True when no pair that begins so is wanted any more."""
        return len(self.pairs) == self._wanted and beginning > self.pairs[-1]


class _Search:
    """Paths between two people (by their numbers) whose weakest link has one strength, `level`.

    Paths that rank higher are taken to be found already.
    """

    def __init__(self, layers: Mapping[int, _Layer], source: int, target: int, level: int) -> None:
        self._layers = [(strength, layers[strength]) for strength in range(3, level - 1, -1)]
        self._level = level
        self._ends = source, target
        self._first = self._acquaintances(source)
        self._last = self._acquaintances(target)
        self._direct = self._first.pop(target, 0)
        self._last.pop(source, 0)

    def paths(self, length: int, wanted: int) -> Iterable[_Candidate]:
        """The paths of this length: all of them, or of four hops at least the `wanted` best."""
        if length == 1:
            return [(-self._level, self._ends)] if self._direct == self._level else []
        if length == 2:
            return self._through_one()
        return self._through_two() if length == 3 else self._through_three(wanted)

    def _through_one(self) -> Iterator[_Candidate]:
        source, target = self._ends
        for a in self._first.keys() & self._last.keys():
            strengths = self._first[a], self._last[a]
            if min(strengths) == self._level:
                yield -sum(strengths), (source, a, target)

    def _through_two(self) -> Iterator[_Candidate]:
        source, target = self._ends
        for a, strength, b in self._links(self._first, self._last):
            strengths = self._first[a], strength, self._last[b]
            if min(strengths) == self._level:
                yield -sum(strengths), (source, a, b, target)

    def _through_three(self, wanted: int) -> Iterator[_Candidate]:
        """First the pairs that the best paths begin with, for there may be millions of others;
        then who can come third."""
        source, target = self._ends
        best = self._probed(wanted) or self._met(wanted)
        for _, a, middle, second in best.pairs:
            for _, third, b in self._rows([middle], self._last):
                strengths = self._first[a], second, third, self._last[b]
                if b != a and min(strengths) == self._level:
                    yield -sum(strengths), (source, a, middle, b, target)

    def _probed(self, wanted: int) -> _Best | None:
        """The best pairs by trying one after the other, which is quick where there are few to try
        or plenty of the best. None when that takes too long, or when to meet is quick anyway."""
        if not self._exceeds(_EASY, self._last):
            return None
        best = _Best(wanted)
        patience = _PATIENCE
        strongest = max(strength for strength, layer in self._layers if layer.neighbours)
        nearest = max(self._last.values())
        for a in self._nearest_first():
            for strength, layer in self._layers:
                head = self._first[a] + strength
                weak = min(self._first[a], strength) == self._level
                most = strongest + nearest if weak else self._level + max(strongest, nearest)
                if best.beats(-head - most, a):
                    continue
                for middle in sorted(layer.row(a)):
                    if best.beats(-head - most, a, middle):
                        break
                    patience -= next(self._effort([middle]))
                    if patience < 0:
                        return None
                    sums = (
                        third + self._last[b]
                        for _, third, b in self._rows([middle], self._last)
                        if b != a and (weak or min(third, self._last[b]) == self._level)
                    )
                    tail = max(sums, default=0)
                    if tail and middle not in self._ends:
                        best.offer((-head - tail, a, middle, strength))
        return best

    def _met(self, wanted: int) -> _Best:
        """The best pairs by looking two links around the target, then from the source to there."""
        best = _Best(wanted)
        # Who knows both ends must not be met twice, so each is looked at apart. They are few: each
        # makes a path of two hops, and with enough of those nobody asks for longer ones.
        both = self._first.keys() & self._last.keys()
        for a in both:
            self._meet([a], *self._tails(without=a), best)
        tails, weak_tails = self._tails()
        if self._lighter(self._first, tails):
            others = (a for a in self._nearest_first() if a not in both)
            self._meet(others, tails, weak_tails, best)
            return best
        for middle, strength, a in self._rows(tails, self._first):
            weak = min(self._first[a], strength) == self._level
            tail = (tails if weak else weak_tails).get(middle, 0)
            if tail and a not in both:
                best.offer((-self._first[a] - strength - tail, a, middle, strength))
        return best

    def _meet(
        self,
        firsts: Iterable[int],
        tails: dict[int, int],
        weak_tails: dict[int, int],
        best: _Best,
    ) -> None:
        most, weak_most = (max(ends.values(), default=0) for ends in (tails, weak_tails))
        for a in firsts:
            for strength, layer in self._layers:
                head = self._first[a] + strength
                # As long as no link is weak, the weak one is yet to come.
                weak = min(self._first[a], strength) == self._level
                ends = tails if weak else weak_tails
                if best.beats(-head - (most if weak else weak_most), a):
                    continue
                for middle in ends.keys() & layer.row(a):
                    best.offer((-head - ends[middle], a, middle, strength))

    def _tails(self, without: int | None = None) -> tuple[dict[int, int], dict[int, int]]:
        """Who is two links before the target, and the highest sum of these links; and the same
        where one of them is weak."""
        tails: dict[int, int] = {}
        weak: dict[int, int] = {}
        steps = sorted(
            (third + fourth, third, fourth, layer)
            for third, layer in self._layers
            for fourth, _ in self._layers
        )
        for total, third, fourth, layer in steps:
            lasts = (b for b, known in self._last.items() if known == fourth and b != without)
            middles = set().union(*map(layer.row, lasts)).difference(self._ends)
            ball = dict.fromkeys(middles, total)
            tails |= ball
            if min(third, fourth) == self._level:
                weak |= ball
        return tails, weak

    def _nearest_first(self) -> list[int]:
        return sorted(self._first, key=lambda a: (-self._first[a], a))

    def _acquaintances(self, person: int) -> dict[int, int]:
        known: dict[int, int] = {}
        for strength, layer in self._layers:
            step = dict.fromkeys(layer.row(person), strength)
            known = known | step if known else step
        return known

    def _links(self, left: dict[int, int], right: dict[int, int]) -> Iterator[tuple[int, int, int]]:
        """Who of the left knows whom of the right, and how well: `(left, strength, right)`."""
        if self._lighter(left, right):
            yield from self._rows(left, right)
        else:
            for b, strength, a in self._rows(right, left):
                yield a, strength, b

    def _rows(self, left: Iterable[int], right: dict[int, int]) -> Iterator[tuple[int, int, int]]:
        for strength, layer in self._layers:
            for a in left:
                for b in right.keys() & layer.row(a):
                    yield a, strength, b

    def _lighter(self, left: Collection[int], right: Collection[int]) -> bool:
        """True when the left's rows are less to read than the right's."""
        if len(left) > len(right):
            return not self._lighter(right, left)
        return self._exceeds(sum(self._effort(left)), right)

    def _exceeds(self, limit: int, people: Iterable[int]) -> bool:
        return any(total > limit for total in accumulate(self._effort(people)))

    def _effort(self, people: Iterable[int]) -> Iterator[int]:
        """What it takes to read each one's rows, in neighbours; to begin a row is like ten."""
        columns = [layer.starts for _, layer in self._layers]
        for person in people:
            yield sum([10 + starts[person + 1] - starts[person] for starts in columns])
