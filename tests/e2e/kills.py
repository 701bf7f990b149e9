"""Rounds of programs killed in the middle of what they do.

A round is one process of a kind that `killed` knows; it is ended with SIGKILL, either at a moment
of chance or right before one of its calls that change something on the disk. What is left of its
files is judged afterwards.

Processes are forked from a warm one (`python -m tests.e2e.kills`), so that a round costs little.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

from planner import config
from planner.domain.errors import PlannerError, RuleError
from planner.store import Store, datafile
from tests.e2e.killed import (
    BACKUP,
    FILE,
    KEY,
    KINDS,
    PASSPHRASE,
    Fault,
    People,
    person,
    profile_store,
)


@dataclass(slots=True)
class Tally:
    """What came of the rounds: `faults` are what nobody must ever see."""

    rounds: int = 0
    killed: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def rounds(folder: Path, count: int, seed: int = 1) -> int:
    """Play so many rounds; the number of faults, which are printed."""
    tally = play(folder, count, seed)
    for fault in tally.faults:
        print(fault, file=sys.stderr)
    return len(tally.faults)


def play(folder: Path, count: int, seed: int) -> Tally:
    """Play so many rounds of all kinds, on plain and on encrypted files."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = Random(seed)
    names = list(KINDS)
    shares = [kind.share for kind in KINDS.values()]
    templates = {key: Templates(folder / f"templates-{bool(key)}", key) for key in (None, KEY)}
    tally = Tally()
    with Nursery() as nursery:
        for number in itertools.count():
            if tally.rounds >= count:
                return tally
            name = chance.choices(names, shares)[0]
            key = chance.choice([None, KEY])
            place = folder / f"{number}-{name}"
            templates[key].lay_out(name, place, chance)
            before = len(tally.faults)
            for _ in range(3 if name == "work" else 1):  # a crashed file is opened and killed again
                _round(nursery, name, place, key, chance, tally)
            if len(tally.faults) == before:
                shutil.rmtree(place)
    raise AssertionError


def _round(
    nursery: Nursery, name: str, place: Path, key: str | None, chance: Random, tally: Tally
) -> None:
    kind = KINDS[name]
    job: dict[str, Any] = {"kind": name, "folder": str(place), "key": key}
    job["seed"] = chance.getrandbits(32)
    if chance.random() < 0.5:
        job["seconds"] = chance.uniform(0, kind.seconds)
    else:
        job["calls"] = chance.randrange(kind.calls)
    told_in = place / "told"
    told_in.unlink(missing_ok=True)
    outcome = nursery.bear(job)
    told = read_told(told_in)
    tally.rounds += 1
    tally.kinds[name] += 1
    tally.killed += outcome["killed"]
    tally.acknowledged += sum(word == "done" for word, _ in told)
    # Judged on a copy: the next round finds the file as it was left.
    copy = place.with_name(place.name + "-judged")
    shutil.copytree(place, copy)
    try:
        if outcome["failed"]:
            raise Fault(outcome["failed"])
        kind.judge(copy, key, told)
    except (Fault, PlannerError) as fault:
        tally.faults.append(f"{name} {job}: {type(fault).__name__} {fault}")
    finally:
        shutil.rmtree(copy)


def read_told(path: Path) -> list[tuple[str, People]]:
    """What a killed process told, line by line.

    A kill ends even one write to a file at a page of it, so the last line may lack its end. Such a
    line tells nothing: its step may have been taken or not, as if the kill had come right before.
    """
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    if lines and not lines[-1].endswith(b"\n"):
        del lines[-1]
    return [(word, people) for word, people in map(json.loads, lines)]


class Templates:
    """The files that rounds start from, made once."""

    def __init__(self, folder: Path, key: str | None) -> None:
        self.key = key
        self.folder = folder
        folder.mkdir(parents=True)
        people = {f"p{n}": "here" for n in range(30)}
        (folder / "saved.json").write_text(json.dumps(people))
        with Store.create(folder / FILE, key) as store:
            store.people.add_many([person(uid, "here") for uid in people])
            store.back_up(folder / BACKUP)
            later = people | {"later": "here"}
            store.people.add(person("later", "here"))
            (folder / "replaced.json").write_text(json.dumps(later))
            crashed = folder / "crashed"
            crashed.mkdir()
            for file in (store.path, datafile.companions(store.path)[0]):
                shutil.copy(file, crashed)
        self._profile = folder / "profile"
        self._profile.mkdir()
        (self._profile / "passphrase").write_text(PASSPHRASE)
        with profile_store(self._profile, KEY) as store:
            store.people.add_many([person(uid, "here") for uid in people])
        shutil.copy(folder / "saved.json", self._profile)

    def lay_out(self, name: str, place: Path, chance: Random) -> None:
        """Make the folder of a round."""
        if name == "rotate":
            shutil.copytree(self._profile, place)
            return
        place.mkdir()
        if name == "create":
            shutil.copy(self._profile / "passphrase", place)
        elif name == "restore":
            for file in (BACKUP, "saved.json", "replaced.json"):
                shutil.copy(self.folder / file, place)
            if chance.random() < 0.5:
                shutil.copytree(self.folder / "crashed", place, dirs_exist_ok=True)
                (place / "crashed").touch()
            else:
                shutil.copy(self.folder / FILE, place)
        else:
            shutil.copy(self.folder / BACKUP, place / FILE)
            shutil.copy(self.folder / "saved.json", place)


class Nursery:
    """The warm process from which those to be killed are forked."""

    def __enter__(self) -> Nursery:
        root = str(Path(__file__).parents[2])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.kills"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )
        return self

    def bear(self, job: dict[str, Any]) -> dict[str, Any]:
        """Have a job done and killed; whether it was, or how it failed by itself."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        outcome: dict[str, Any] = json.loads(self._process.stdout.readline())
        return outcome

    def __exit__(self, *error: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


# In the warm process and its children


def serve() -> None:
    """Fork a child for each job that stands in a line of stdin."""
    for line in sys.stdin:
        print(json.dumps(_let_live_and_die(json.loads(line))), flush=True)


def _let_live_and_die(job: dict[str, Any]) -> dict[str, Any]:
    alive, living = os.pipe()
    failed, failing = os.pipe()
    child = os.fork()
    if not child:
        os.close(alive)
        os._exit(_live(job, failing))
    os.close(living)
    os.close(failing)
    # Its end of the pipe closes when it is through by itself.
    select.select([alive], [], [], job.get("seconds", 60.0))
    os.kill(child, signal.SIGKILL)  # it has not been waited for, so its number is still its own
    _, status = os.waitpid(child, 0)
    with os.fdopen(failed, encoding="utf-8") as words:
        told = words.read()
    os.close(alive)
    return {"killed": os.WIFSIGNALED(status), "failed": told}


def _live(job: dict[str, Any], failing: int) -> int:
    """The life of a child, up to its kill."""
    folder = Path(job["folder"])
    told = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(word: str, people: People) -> None:
        line = (json.dumps([word, people]) + "\n").encode()
        if os.write(told, line) < len(line):
            raise OSError("the disk is full: what is to be judged cannot be told")

    try:
        if "calls" in job:
            sys.setprofile(_Reaper(job["calls"]))
        KINDS[job["kind"]].run(folder, job["key"], Random(job["seed"]), tell)
    except BaseException:
        sys.setprofile(None)
        os.write(failing, traceback.format_exc().encode()[-4000:])
        return 1
    return 0


class _Reaper:
    """Ends this process right before one of its calls that change something on the disk."""

    CHANGING = frozenset(
        {"execute", "executemany", "replace", "rename", "link", "unlink", "remove", "fsync",
         "mkdir", "rmdir", "open", "chmod", "close", "sendfile"}
    )  # fmt: skip

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call" and argument.__name__ in self.CHANGING:
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
                time.sleep(60)


def warm_up() -> None:
    """Load what is loaded at first use."""
    with contextlib.suppress(RuleError):
        config.profile("", Path("nowhere"))
    from anyascii import anyascii

    anyascii("ø")


if __name__ == "__main__":
    warm_up()
    serve()
