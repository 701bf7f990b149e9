"""What is killed in the middle of what it does, and how what is left of its files is judged.

Each kind of process works on a profile and tells, before and after each step, what the file has to
hold. Killed at any moment, the file must hold what was told last, or what was just being done,
whole, and `check` must find nothing wrong.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from planner import config, opening
from planner.domain.errors import PlannerError
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
