"""A folder that nobody may write to: everything can be read, and writing says why it cannot be.

Root may write everywhere, so a process without rights looks at the folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import planner
from planner.store import Store, datafile
from tests.contents import contents_of, files
from tests.samples import KEY, add, fill

VISITOR = """
import json, os, sys
from pathlib import Path
import anyascii  # while it can be read
from planner.domain.errors import PlannerError
from planner.domain.people import Person
from planner.store import Store
anyascii.anyascii("ø")

if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
path, key, elsewhere = Path(sys.argv[1]), sys.argv[2] or None, Path(sys.argv[3])
told = {}

def attempt(name, work):
    try:
        told[name] = work()
    except PlannerError as error:
        told[name] = [type(error).__name__, str(error)]

attempt("open", lambda: Store.open(path, key).close())
attempt("create", lambda: Store.create(path.with_name("other.planner"), key).close())
attempt("look", lambda: Store.open(path, key, read_only=True).close())
if told["look"] is None:
    with Store.open(path, key, read_only=True) as store:
        everybody = store.people.get_many(store.people.ids())
        attempt("people", lambda: [person.display_name for person in everybody])
        attempt("find", lambda: store.people.find("lukasz", 9))
        attempt("check", lambda: list(store.check().problems))
        attempt("add", lambda: store.people.add(Person(display_name="Ines")).id)
        attempt("backup", lambda: str(store.back_up()))
        attempt("copy", lambda: str(store.back_up(elsewhere / "copy.planner")))
print(json.dumps(told))
"""

NAMES = ["Dr. Ana Ruiz", "Łukasz Øye", "Petra Vogel"]


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> str | None:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others can enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    (folder / "data").mkdir()
    folder.chmod(0o755)
    try:
        yield folder / "data"
    finally:
        (folder / "data").chmod(0o755)
        shutil.rmtree(folder)


def close_off(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)


def visit(path: Path, key: str | None) -> dict[str, Any]:
    elsewhere = path.parents[1] / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    root = Path(planner.__file__).parents[1]
    command = [sys.executable, "-c", VISITOR, str(path), key or "", str(elsewhere)]
    environment = os.environ | {"PYTHONPATH": str(root), "TMPDIR": str(elsewhere)}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.stderr == ""
    told: dict[str, Any] = json.loads(answer.stdout)
    return told


def test_everything_is_read_and_nothing_written(folder: Path, key: str | None) -> None:
    path = folder / "default.planner"
    with Store.create(path, key) as store:
        fill(store)
    saved = contents_of(path, key)
    for leftover in datafile.companions(path):
        leftover.unlink(missing_ok=True)
    close_off(folder)
    before = files(folder)
    told = visit(path, key)
    assert told["people"] == NAMES
    assert told["find"] == [4]
    assert told["check"] == []
    for writing in ("open", "create"):
        kind, line = told[writing]
        assert kind == "StorageError"
        assert "cannot be written to" in line
        assert "nothing was changed" in line
    assert told["add"] == ["StorageError", "this file was opened read-only; nothing was changed"]
    kind, line = told["backup"]
    assert kind == "StorageError"
    assert "cannot be made" in line
    assert told["copy"] == str(folder.parent / "elsewhere" / "copy.planner")
    assert contents_of(Path(told["copy"]), key) == saved
    assert files(folder) == before


@pytest.mark.parametrize("index", [True, False], ids=["whole", "without its index"])
def test_what_a_crash_left_in_the_log_is_read_or_the_trouble_named(
    folder: Path, key: str | None, index: bool
) -> None:
    """Never an older state without a word."""
    path = folder / "default.planner"
    source = folder.parent / "source"
    source.mkdir()
    with Store.create(source / path.name, key) as store:
        fill(store)
        store._db.checkpoint()
        add(store, "Zoe In The Log")
        for file in (store.path, *datafile.companions(store.path)[: 1 + index]):
            shutil.copy(file, folder / file.name)
    close_off(folder)
    told = visit(path, key)
    if told["look"] is None:
        assert told["people"] == [*NAMES, "Zoe In The Log"]
        assert told["check"] == []
    else:
        kind, line = told["look"]
        assert kind == "StorageError"
        assert "cannot be opened" in line
    assert (told["look"] is None) or not index
