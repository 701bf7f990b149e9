"""Files damaged as disks and transfers damage them, and whether anybody is told.

An encrypted page is sealed, so whatever is changed in an encrypted file has to be noticed, by
opening it or by `check`: what opens and is called sound holds exactly what it held. Plain pages
have no seal; of those it is only asked that nothing crashes and nothing is made anew, and it is
counted how many are read back changed without a word.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from planner.domain.errors import PlannerError
from planner.domain.people import Person
from planner.store import Store
from tests.contents import Contents, everything
from tests.samples import KEY, fill

FILE = "default.planner"
_PAGE = 4096

Mutation = Callable[[bytearray, Random], None]


def one_bit(data: bytearray, chance: Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def some_bytes(data: bytearray, chance: Random) -> None:
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)


def a_sector_of_zeros(data: bytearray, chance: Random) -> None:
    start = chance.randrange(len(data) // 512) * 512
    data[start : start + 512] = bytes(512)


def a_page_of_noise(data: bytearray, chance: Random) -> None:
    start = _page(data, chance)
    data[start : start + _PAGE] = chance.randbytes(_PAGE)


def a_page_of_another(data: bytearray, chance: Random) -> None:
    """As of a write that went to the wrong place."""
    start, other = _page(data, chance), _page(data, chance)
    data[start : start + _PAGE] = data[other : other + _PAGE]


def two_pages_swapped(data: bytearray, chance: Random) -> None:
    a, b = _page(data, chance), _page(data, chance)
    data[a : a + _PAGE], data[b : b + _PAGE] = data[b : b + _PAGE], data[a : a + _PAGE]


def the_end_missing(data: bytearray, chance: Random) -> None:
    del data[chance.randrange(len(data)) :]


def the_last_pages_missing(data: bytearray, chance: Random) -> None:
    del data[_page(data, chance) :]


def a_piece_missing(data: bytearray, chance: Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 9000)]


def line_ends_translated(data: bytearray, chance: Random) -> None:
    """As of a transfer that took the file for text."""
    data[:] = data.replace(b"\n", b"\r\n")


MUTATIONS: tuple[Mutation, ...] = (
    one_bit, some_bytes, a_sector_of_zeros, a_page_of_noise, a_page_of_another, two_pages_swapped,
    the_end_missing, the_last_pages_missing, a_piece_missing, line_ends_translated,
)  # fmt: skip


def _page(data: bytearray, chance: Random) -> int:
    return chance.randrange(len(data) // _PAGE) * _PAGE


@dataclass(slots=True)
class Tally:
    """What came of the mutations: `wrong` is what nobody must ever see."""

    mutated: int = 0
    detected: int = 0
    unchanged: int = 0
    silent: int = 0
    wrong: list[str] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)


def unnoticed(folder: Path, count: int, seed: int = 1) -> int:
    """Of so many damaged encrypted files, how many were not noticed; what of plain is printed."""
    encrypted = play(folder / "encrypted", KEY, count, seed)
    plain = play(folder / "plain", None, count, seed)
    print(
        f"of {plain.mutated} damaged plain files {plain.detected} were noticed and {plain.silent}"
        " read back changed",
        file=sys.stderr,
    )
    for line in (*encrypted.wrong, *plain.wrong):
        print(line, file=sys.stderr)
    return encrypted.silent + len(encrypted.wrong) + len(plain.wrong)


def play(folder: Path, key: str | None, count: int, seed: int) -> Tally:
    """Damage a file in so many ways, each time from the whole one."""
    folder.mkdir(parents=True)
    sound, before = _make(folder / FILE, key)
    chance = Random(seed)
    tally = Tally()
    for number in range(count):
        mutate = MUTATIONS[number % len(MUTATIONS)]
        data = bytearray(sound)
        while data == sound:
            mutate(data, chance)
        place = folder / str(number)
        place.mkdir()
        path = place / FILE
        path.write_bytes(data)
        tally.mutated += 1
        try:
            _judge(path, key, before, tally)
        except Exception as error:  # whatever else is a crash that a person would see
            tally.wrong.append(f"{mutate.__name__} {number}: {type(error).__name__} {error}")
        if not path.exists() or (not _is_open_again(path, key) and path.read_bytes() != data):
            tally.wrong.append(f"{mutate.__name__} {number}: the file was made anew")
        shutil.rmtree(place)
    return tally


def _make(path: Path, key: str | None) -> tuple[bytes, Contents]:
    with Store.create(path, key) as store:
        fill(store)
        store.people.add_many(
            [Person(display_name=f"Guest {n}", note="bees " * 40, city="Faro") for n in range(150)]
        )
        store.people.delete(store.people.find("guest 1", 12))
        before = everything(store)
    return path.read_bytes(), before


def _judge(path: Path, key: str | None, before: Contents, tally: Tally) -> None:
    try:
        with Store.open(path, key) as store:
            problems = store.check().problems
            after = everything(store)
    except PlannerError as error:
        if "\n" in str(error):
            tally.wrong.append(f"more than one line: {error}")
        tally.detected += 1
        tally.said[error.template] += 1
        return
    if problems:
        tally.detected += 1
        tally.said["check"] += 1
    elif after == before:
        tally.unchanged += 1
    else:
        tally.silent += 1


def _is_open_again(path: Path, key: str | None) -> bool:
    """Opening may bring a file back to order, as by trimming it; then it is not the same bytes."""
    try:
        Store.open(path, key).close()
    except PlannerError:
        return False
    return True
