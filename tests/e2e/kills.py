"""Programs killed in the middle of what they do, and what is left of their files.

A round is one process that works on a profile and tells, before and after each step, what the
file has to hold; it is ended with SIGKILL, either at a moment of chance or right before one of its
calls that change something on the disk. Afterwards the file must hold what was told last, or what
was just being done, whole, and `check` must find nothing wrong.

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, TypeAlias

from planner import config, opening
from planner.domain.errors import PlannerError, RuleError
from planner.domain.people import Person
from planner.store import Store, datafile, migrations, restore

KEY = "00112233445566778899aabbccddeeff" * 2
PASSPHRASE = "a passphrase for nobody"
FILE = "default.planner"
BACKUP = "backup.planner"

People: TypeAlias = dict[str, str]
"""What a file holds, as far as it matters here: the city of each person by uid."""

Tell: TypeAlias = Callable[[str, People], None]
"""`tell("about", people)`: so it will be; `tell("done", people)`: so it is, acknowledged."""


# What the processes do, each until it is killed or through


def work(folder: Path, key: str | None, chance: Random, tell: Tell) -> None:
    """Edits, undo, imports in batches, imports taken back."""
    with Store.open(folder / FILE, key) as store:
        people = held(store)
        tell("done", people)
        runs: list[tuple[int, People]] = []
        for _ in range(1000):
            step = chance.choice(
                ["add", "edit", "delete", "undo", "import", "import", "undo import"]
            )
            uid = f"{chance.getrandbits(48):x}"
            after = dict(people)
            if step == "add" or not people:
                after[uid] = "new"
                tell("about", after)
                store.people.add(person(uid, "new"))
            elif step in ("edit", "undo"):
                uid = chance.choice(sorted(people))
                kept = store.people.get(store.people.id_of(uid))
                # Never one that an earlier round gave: to save what is there is no step to undo.
                after[uid] = f"city {chance.getrandbits(48):x}"
                tell("about", after)
                store.people.save(replace(kept, city=after[uid], tags=("edited",)))
                if step == "undo":
                    tell("done", after)
                    tell("about", people)
                    store.history.undo()
                    after = people
            elif step == "delete":
                uid = chance.choice(sorted(people))
                del after[uid]
                tell("about", after)
                store.people.delete([store.people.id_of(uid)])
                runs = [(run, brought) for run, brought in runs if uid not in brought]
            elif step == "import":
                brought = {f"{uid}-{n}": "imported" for n in range(60)}
                after |= brought
                tell("about", after)
                with store.imports.run() as run:
                    for start in range(0, 60, 20):
                        with run.batch():
                            store.people.add_many(
                                [person(u, "imported") for u in sorted(brought)[start : start + 20]]
                            )
                runs.append((run.id, brought))
            elif runs:
                taken, brought = runs.pop()
                after = {u: city for u, city in people.items() if u not in brought}
                tell("about", after)
                store.imports.undo(taken)
            people = after
            tell("done", people)


def back_up(folder: Path, key: str | None, chance: Random, tell: Tell) -> None:
    """Backups over the same name, between edits."""
    with Store.open(folder / FILE, key) as store:
        people = held(store)
        for number in range(100):
            people = people | {f"b{number}": "new"}
            store.people.add(person(f"b{number}", "new"))
            tell("about", people)
            store.back_up(folder / BACKUP)
            tell("done", people)


def bring_back(folder: Path, key: str | None, chance: Random, tell: Tell) -> None:
    """The backup in the place of the file."""
    saved = json.loads((folder / "saved.json").read_text())
    tell("about", saved)
    restore(folder / BACKUP, [key], folder / FILE, key)
    tell("done", saved)


def migrate(folder: Path, key: str | None, chance: Random, tell: Tell) -> None:
    """A file of an older schema is opened."""
    with next_schema():
        Store.open(folder / FILE, key).close()
    tell("done", {})


def create(folder: Path, key: str | None, chance: Random, tell: Tell) -> None:
    """A first start."""
    with profile_store(folder, key) as store:
        store.people.add(person("first", "new"))
        tell("done", {"first": "new"})


def rotate(folder: Path, key: str | None, chance: Random, tell: Tell) -> None:
    """The file under a new key."""
    opening.rotate(profile(folder), **means(folder))
    tell("done", {})


# What it takes to judge them


def person(uid: str, city: str) -> Person:
    return Person(display_name=f"Guest {uid}", uid=uid, city=city, tags=("fair",), note="bees")


def held(store: Store) -> People:
    people = store.people.get_many(store.people.ids())
    return {person.uid: person.city for person in people}


@contextmanager
def next_schema() -> Iterator[None]:
    """A program that is one step further."""
    before = migrations.VERSION, migrations.steps
    further = (
        *migrations.steps(),
        "CREATE TABLE extra (id INTEGER PRIMARY KEY, text TEXT) STRICT;\n"
        "ALTER TABLE person ADD COLUMN pronouns TEXT NOT NULL DEFAULT '';\n"
        "UPDATE person SET pronouns = 'they', country = 'Portugal';\n"
        "INSERT INTO extra SELECT id, note FROM person;\n",
    )
    migrations.VERSION, migrations.steps = before[0] + 1, lambda: further
    try:
        yield
    finally:
        migrations.VERSION, migrations.steps = before


def profile(folder: Path) -> config.Profile:
    return config.profile("default", folder)


def means(folder: Path) -> dict[str, Any]:
    return {"passphrase_file": folder / "passphrase", "ask": None, "tell": lambda line: None}


def profile_store(folder: Path, key: str | None) -> Store:
    """The profile's file, made where there is none; under a passphrase unless `key` is None."""
    if key is None:
        plain = means(folder) | {"passphrase_file": None}
        return opening.open_store(profile(folder), no_encryption=True, **plain)
    return opening.open_store(profile(folder), no_encryption=False, **means(folder))


class Fault(AssertionError):
    """Something that a person would have lost."""


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise Fault(what)


def sound(store: Store) -> People:
    """What a file holds that is found to be in order."""
    expect(not store.imports.unfinished(), "an import is left half done")
    problems = store.check().problems
    expect(not problems, f"check finds {problems}")
    people = held(store)
    expect(len(store.people.find("guest", 10_000)) == len(people), "search has lost somebody")
    return people


def last_told(told: list[tuple[str, People]]) -> list[People]:
    """The states that are right: what was acknowledged last, and what was under way."""
    states = []
    for word, people in reversed(told):
        states.append(people)
        if word == "done":
            break
    return states


def judge_work(folder: Path, key: str | None, told: list[tuple[str, People]]) -> None:
    with Store.open(folder / FILE, key) as store:
        people = sound(store)
        # The first step was not reached when nothing is told.
        expect(not told or people in last_told(told), f"{len(people)} people, told otherwise")
        store.people.add(person("afterwards", ""))


def judge_backup(folder: Path, key: str | None, told: list[tuple[str, People]]) -> None:
    with Store.open(folder / FILE, key) as store:
        people = sound(store)
        if told:
            expect(told[-1][1].keys() <= people.keys(), "an acknowledged row is lost")
    if (folder / BACKUP).exists():
        with Store.open(folder / BACKUP, key) as copy:
            expect(sound(copy) in [state for _, state in told[-3:]], "the backup holds less")
    else:
        expect(all(word == "about" for word, _ in told), "an acknowledged backup is gone")
    halves = [path for path in folder.rglob("*") if path.is_file() and "planner" in path.suffix]
    expect(len(halves) <= 2, f"half a backup lies about: {halves}")


def judge_restore(folder: Path, key: str | None, told: list[tuple[str, People]]) -> None:
    saved = json.loads((folder / "saved.json").read_text())
    replaced = json.loads((folder / "replaced.json").read_text())
    asides = sorted(folder.glob("*-replaced-*.planner"))
    if not (folder / FILE).exists():  # between two renames, as only a crashed file needs them
        expect((folder / "crashed").exists(), "the place was left empty")
        expect(len(asides) == 1, "nothing is there at all")
        restore(folder / BACKUP, [key], folder / FILE, key)
        told = [("done", saved)]
    with Store.open(folder / FILE, key) as store:
        people = sound(store)
    acknowledged = any(word == "done" for word, _ in told)
    expect(people in ([saved] if acknowledged else [saved, replaced]), "neither old nor new")
    if people == saved:
        expect(len(asides) == 1, "the replaced file was not kept")
        with Store.open(asides[0], key) as store:
            expect(sound(store) == replaced, "the replaced file was kept without its log")


def judge_migration(folder: Path, key: str | None, told: list[tuple[str, People]]) -> None:
    expected = json.loads((folder / "saved.json").read_text())
    data = datafile.open_file  # of the older program
    with contextlib.suppress(PlannerError):
        older = data(folder / FILE, key)
        tables = older.rows("SELECT name FROM sqlite_master WHERE name = 'extra'")
        older.close()
        expect(not tables and not told, "half a migration")
    with next_schema(), Store.open(folder / FILE, key) as store:
        expect(sound(store) == expected, "the migration lost something")
        countries = store._db.rows("SELECT DISTINCT pronouns, country FROM person")
        expect(countries == [("they", "Portugal")], "half a migration")
        (backup, *_) = store.backups()
    saved = data(backup.path, key, read_only=True)
    older = saved.value("PRAGMA user_version") == migrations.VERSION
    expect(older, "the backup is not of the older schema")
    saved.close()


def judge_creation(folder: Path, key: str | None, told: list[tuple[str, People]]) -> None:
    with profile_store(folder, key) as store:
        people = sound(store)
        expect(people == {"first": "new"} or (not told and not people), "a first row is lost")
        expect(datafile.is_plain(store.path) == (key is None), "it is not encrypted as asked")


def judge_rotation(folder: Path, key: str | None, told: list[tuple[str, People]]) -> None:
    with profile_store(folder, KEY) as store:
        expect(sound(store) == json.loads((folder / "saved.json").read_text()), "rows are lost")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of round: what is killed, how its outcome is judged, and when it is killed."""

    run: Callable[[Path, str | None, Random, Tell], None]
    judge: Callable[[Path, str | None, list[tuple[str, People]]], None]
    share: int
    seconds: float
    calls: int
    """It takes so long, or so many calls that change something; the kill comes before."""


KINDS = {
    "work": Kind(work, judge_work, 10, 0.5, 1500),
    "backup": Kind(back_up, judge_backup, 8, 0.5, 400),
    "restore": Kind(bring_back, judge_restore, 9, 0.15, 135),
    "migrate": Kind(migrate, judge_migration, 8, 0.2, 290),
    "create": Kind(create, judge_creation, 4, 0.5, 370),
    "rotate": Kind(rotate, judge_rotation, 2, 0.8, 140),
}


# Rounds


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
