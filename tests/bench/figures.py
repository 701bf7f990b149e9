"""How each figure is measured. A figure never asserts; it says what was seen beside the budget."""

from __future__ import annotations

import json
import os
import resource
import secrets
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.domain.meetings import PurposeKind
from planner.domain.paths import AcquaintanceGraph
from planner.gate import Field, review_text
from planner.sample import fill
from planner.store import Store
from tests.bench.cards import write_cards
from tests.learning.rows import learnt

CROWD = 100_000
CARDS = 10_000
_QUERIES = ("a", "an", "ana", "mar", "el", "example", "novak", "son", "water", "ova ", "12345",
            "ana no", "müller", "0612")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    what: str
    measured: float
    budget: float
    unit: str

    @property
    def within(self) -> bool:
        return self.measured <= self.budget

    @property
    def text(self) -> str:
        return f"{self.measured:.2f} {self.unit}"

    @property
    def budget_text(self) -> str:
        return f"≤ {self.budget:g} {self.unit}"


class Desk:
    """What several figures share: a large encrypted file, a file of cards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = secrets.token_hex(32)

    @cached_property
    def crowd(self) -> Path:
        """100,000 people under a key."""
        path = self.folder / "crowd.planner"
        with Store.create(path, self.key) as store:
            fill(store, people=CROWD, interactions=CROWD, today=date(2026, 10, 13))
        return path

    @cached_property
    def plain_crowd(self) -> Path:
        """The same number of people in a plain file, as the command line opens it."""
        folder = self.folder / "plain"
        _planner(folder, "sample", "--people", str(CROWD))
        return folder

    @cached_property
    def cards(self) -> Path:
        path = self.folder / "cards.vcf"
        write_cards(path, CARDS)
        return path


def importing(desk: Desk) -> Iterator[Figure]:
    """Our whole import against vobject's bare parsing, each in a process of its own, in turn."""
    ratios = []
    for attempt in range(3):
        ours = _cpu([*_PLANNER, "--data-dir", str(desk.folder / f"import{attempt}"),
                     "--no-encryption", "import", str(desk.cards)])  # fmt: skip
        theirs = _cpu([sys.executable, "-c", _VOBJECT, str(desk.cards)])
        ratios.append(ours / theirs)
    yield Figure(f"import {CARDS:,} cards / vobject parsing", statistics.median(ratios), 1, "x")


def memory(desk: Desk) -> Iterator[Figure]:
    """The peak of a process that imports 100 MB of cards."""
    path = desk.folder / "large.vcf"
    write_cards(path, 0, least_bytes=100 * 1024 * 1024)
    code = (
        "import resource, sys; from planner.cli import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, "--data-dir", str(desk.folder / "large"), "--no-encryption",
         "import", "--json", str(path)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    path.unlink()
    yield Figure("peak memory of importing 100 MB", int(answer.stdout.split()[-1]) / 1024, 400,
                 "MB")  # fmt: skip


def searching(desk: Desk) -> Iterator[Figure]:
    """A keystroke: find the ids and read the rows of the first page."""
    with Store.open(desk.crowd, desk.key, read_only=True) as store:
        worst, typical = 0.0, []
        for query in _QUERIES:
            store.people.find(query, 100)
            taken = min(_clock(partial(_keystroke, store, query)) for _ in range(5))
            worst = max(worst, taken)
            typical.append(taken)
    yield Figure(f"keystroke, {CROWD:,} people, median query",
                 1000 * statistics.median(typical), 16, "ms")  # fmt: skip
    yield Figure(f"keystroke, {CROWD:,} people, worst query", 1000 * worst, 16, "ms")


def today(desk: Desk) -> Iterator[Figure]:
    """Everything Today shows but what needs the graph."""
    from planner import daybook

    now, zone = datetime(2026, 10, 13, 11, 50, tzinfo=UTC), ZoneInfo("Europe/Amsterdam")
    with Store.open(desk.crowd, desk.key, read_only=True) as store:
        page = [_clock(lambda: daybook.today(store, now, zone)) for _ in range(7)]
    yield Figure(f"Today, {CROWD:,} people", 1000 * statistics.median(page), 50, "ms")


def opening(desk: Desk) -> Iterator[Figure]:
    def once() -> None:
        Store.open(desk.crowd, desk.key).close()

    once()
    yield Figure("open the file with its key", 1000 * min(_clock(once) for _ in range(9)), 10, "ms")


def command(desk: Desk) -> Iterator[Figure]:
    """`planner people QUERY` from nothing."""
    call = [*_PLANNER, "--data-dir", str(desk.plain_crowd), "people", "petra"]
    ours = min(_clock(lambda: _run(call)) for _ in range(5))
    yield Figure(f"planner people QUERY, {CROWD:,} people", ours, 0.35, "s")


def kills(desk: Desk) -> Iterator[Figure]:
    from tests.e2e.kills import rounds

    lost = rounds(desk.folder / "kills", 1000)
    yield Figure("faults in 1,000 kill -9 rounds", lost, 0, "")


def damage(desk: Desk) -> Iterator[Figure]:
    from tests.e2e.damage import unnoticed

    yield Figure("unnoticed of 1,000 damaged files", unnoticed(desk.folder / "damage", 1000), 0, "")


def reminders(desk: Desk) -> Iterator[Figure]:
    from tests.bench.reminders import run

    seen = run(CROWD)
    yield Figure(f"of {CROWD:,} reminders lost or doubled", seen["lost"] + seen["doubled"], 0, "")


def gate(desk: Desk) -> Iterator[Figure]:
    """Loading the English lexicon in a fresh process, and a review of 600 characters."""
    code = (
        "import time; import planner.gate.lexicon as own; import planner.gate;"
        "start = time.perf_counter(); own.lexicon('en'); print(time.perf_counter() - start)"
    )
    loads = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True,
                             text=True).stdout)
        for _ in range(5)
    ]  # fmt: skip
    yield Figure("gate: load one language", statistics.median(loads) * 1000, 60, "ms")
    text = " ".join(row.text for row in learnt("en") if row.field == "statement")
    pieces = [text[i : i + 600] for i in range(0, 60_000, 600)]
    review_text(Field.STATEMENT, pieces[0], PurposeKind.ASK)
    times = [
        _timed(partial(review_text, Field.STATEMENT, piece, PurposeKind.ASK)) for piece in pieces
    ]
    yield Figure("gate: review 600 characters, median", statistics.median(times) * 1000, 5, "ms")
    long = _timed(partial(review_text, Field.STATEMENT, text[:100_000], PurposeKind.ASK))
    yield Figure("gate: review 100,000 characters", long * 1000, 50, "ms")


def paths(desk: Desk) -> Iterator[Figure]:
    """A million acquaintances among 100,000 people, loaded from the file and asked."""
    path = desk.folder / "edges.planner"
    with Store.create(path, None) as store:
        fill(store, people=CROWD, edges=1_000_000, today=date(2026, 10, 13))
        start = time.perf_counter()
        graph = AcquaintanceGraph(store.people.path_columns())
        yield Figure("paths: load 1,000,000 acquaintances", time.perf_counter() - start, 1.5, "s")
    asked = [_timed(partial(graph.best, 1, target)) for target in range(500, CROWD, 500)]
    yield Figure("paths: best three, median", statistics.median(asked) * 1000, 20, "ms")
    yield Figure("paths: best three, worst of 200", max(asked) * 1000, 20, "ms")


def window(desk: Desk) -> Iterator[Figure]:
    """The window over 100,000 people beside an empty Qt window, and under the fingers."""
    starts = [(_in_window("empty"), _in_window("start", desk.crowd, key=desk.key))
              for _ in range(6)][1:]  # fmt: skip
    shell = statistics.median(ours["shell"] / bare["cpu"] for bare, ours in starts)
    page = statistics.median(ours["cpu"] / bare["cpu"] for bare, ours in starts)
    yield Figure(f"window on screen, {CROWD:,} people / empty Qt window", shell, 2, "x")
    yield Figure("window with its first page / empty Qt window", page, 4, "x")
    yield Figure("resident memory of the window", max(o["mb"] for _, o in starts), 160, "MB")
    used = _in_window("use", desk.crowd, key=desk.key)
    yield Figure("keystroke to repainted list, median", used["key"], 16, "ms")
    yield Figure("keystroke to repainted list, worst", used["worst"], 16, "ms")
    yield Figure("open a person, painted", used["person"], 50, "ms")
    yield Figure("open an objective, painted", used["objective"], 50, "ms")
    path = desk.folder / "gaps.planner"
    Store.create(path, desk.key).close()
    gaps = _in_window("gaps", path, desk.cards, key=desk.key)
    yield Figure(f"longest gap while importing {CARDS:,} cards", gaps["worst"], 50, "ms")
    done = _in_window("updates")["done"]
    yield Figure("a million widget updates, missing", 1_000_000 - done, 0, "")


def wizard(desk: Desk) -> Iterator[Figure]:
    """Planning a meeting among 100,000 people, and its brief."""
    seen = _in_window("wizard", desk.crowd, key=desk.key)
    yield Figure("the wizard, asked for the first time, painted", seen["open"], 100, "ms")
    yield Figure("a step of the wizard, painted, median", seen["typical"], 50, "ms")
    yield Figure("a step of the wizard, painted, worst", seen["step"], 50, "ms")
    yield Figure("a key under the gate, painted, median", seen["key"], 8, "ms")
    yield Figure("the brief, once one was made, median", seen["brief"], 60, "ms")


def _in_window(name: str, *files: Path, key: str = "") -> dict[str, float]:
    """What a window measures of itself, in a process of its own that nobody sees."""
    unwanted = ("PYTHONDONTWRITEBYTECODE",)  # each start would compile all of it anew
    environment = {k: v for k, v in os.environ.items() if k not in unwanted}
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.window", name, *map(str, files)],
        env=environment | {"QT_QPA_PLATFORM": "offscreen", "BENCH_KEY": key},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    measured: dict[str, float] = json.loads(answer.stdout)
    return measured


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


FIGURES: dict[str, Callable[[Desk], Iterator[Figure]]] = {
    "importing": importing,
    "searching": searching,
    "opening": opening,
    "today": today,
    "command": command,
    "memory": memory,
    "gate": gate,
    "paths": paths,
    "reminders": reminders,
    "window": window,
    "wizard": wizard,
    "kills": kills,
    "damage": damage,
}

_PLANNER = [sys.executable, "-m", "planner"]
_VOBJECT = """
import sys, vobject
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for card in vobject.readComponents(file):
        pass
"""


def _planner(folder: Path, *arguments: str) -> None:
    _run([*_PLANNER, "--data-dir", str(folder), "--no-encryption", *arguments])


def _run(call: list[str]) -> None:
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)


def _cpu(call: list[str]) -> float:
    """Processor seconds of a finished child, as the system counted them."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run(call)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _clock(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _keystroke(store: Store, query: str) -> None:
    store.people.rows(store.people.find(query, 100)[:40])
