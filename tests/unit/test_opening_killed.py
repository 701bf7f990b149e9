"""A kill at every lasting step of making a profile, changing its key and recovering it.

Run as a program, this module is the processes that die.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from planner import opening, secrets
from planner.store import Store, datafile
from tests.unit.desk import PASSPHRASE, Desk

_KILLED = 9


class Stage:
    """What each scenario needs beforehand and does until it dies, shared with the process."""

    def __init__(self, folder: Path, passphrase: str | None) -> None:
        self.desk = Desk(folder)
        self.passphrase = passphrase
        self.desk.screen = _Screen(folder / "screen")

    def create(self) -> None:
        self.desk.begin(passphrase=self.passphrase)

    def rotate(self) -> None:
        opening.rotate(self.desk.profile, **self.desk.means(self.passphrase))

    def recover(self) -> None:
        key = self.desk.shown_keys()[0]
        opening.recover(self.desk.profile, key, **self.desk.means(self.passphrase))


class _Screen(list[str]):
    """A screen that outlives the process."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.read_text().splitlines() if path.exists() else [])
        self.path = path

    def append(self, line: str) -> None:
        super().append(line)
        with self.path.open("a") as file:
            file.write(line + "\n")


def _die_at(step: int) -> None:
    """End this process, as kill -9 does, before its `step`-th lasting change.

    Files come to be under another name, so what lasts are renames, removals, and the screen.
    """
    left = step

    def watch(event: str, args: tuple[Any, ...]) -> None:
        nonlocal left
        lasting = (
            event == "os.rename"
            or (event == "os.remove" and os.path.lexists(args[0]))
            or (event == "open" and args[1] == "a")
        )
        if lasting:
            left -= 1
            if left < 0:
                os._exit(_KILLED)

    sys.addaudithook(watch)


def kills(
    deed: str,
    tmp_path: Path,
    passphrase: str | None,
    prepare: Callable[[Stage], None],
    least: int,
) -> Iterator[Stage]:
    """The stage as each possible kill leaves it, and at last as the deed done in peace does."""
    template = tmp_path / "template"
    template.mkdir()
    prepare(Stage(template, passphrase))
    root = Path(opening.__file__).parents[1]
    command = [sys.executable, "-m", __name__, deed, str(tmp_path), passphrase or ""]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    steps = int(done.stdout)
    assert steps > least  # or not every kill was tried
    for step in range(steps):
        yield Stage(tmp_path / str(step), passphrase)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_first_start_killed_anywhere_leaves_nothing_or_a_whole_profile(
    tmp_path: Path, passphrase: str | None
) -> None:
    for stage in kills("create", tmp_path, passphrase, lambda stage: None, least=7):
        desk = stage.desk
        if desk.profile.note.exists():
            assert len(desk.shown_keys()) == 1  # what is known can be recovered
        desk.begin(passphrase=passphrase)
        assert not datafile.is_plain(desk.profile.file)
        present, *_ = opening.known_keys(desk.profile, **desk.means(passphrase))
        assert secrets.recovery_key(present) == desk.shown_keys()[-1]
        expected = {"default.planner", "default.profile.json"}
        assert desk.files() == (expected | {"default.keys"} if passphrase else expected)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_change_of_key_killed_anywhere_loses_neither_data_nor_key(
    tmp_path: Path, passphrase: str | None
) -> None:
    for stage in kills("rotate", tmp_path, passphrase, Stage.create, least=6):
        desk = stage.desk
        first = desk.shown_keys()[0]
        assert desk.sees_its_data(passphrase=passphrase)
        keys = opening.known_keys(desk.profile, **desk.means(passphrase))
        Store.open(desk.profile.file, keys[0]).close()
        assert secrets.recovery_key(keys[0]) in desk.shown_keys()
        assert secrets.key_from_recovery(first) in keys  # which old backups need
        assert not desk.profile.next_file.exists()


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_a_recovery_killed_anywhere_can_be_done_again(
    tmp_path: Path, passphrase: str | None
) -> None:
    def lose_the_key(stage: Stage) -> None:
        stage.create()
        stage.desk.keyring.put({})
        stage.desk.profile.vault.unlink(missing_ok=True)
        stage.desk.profile.note.unlink()

    for stage in kills("recover", tmp_path, passphrase, lose_the_key, least=3):
        stage.recover()
        assert stage.desk.sees_its_data(passphrase=passphrase)


def main(deed: str, folder: str, passphrase: str) -> None:
    """Do the deed again and again, on a stage of its own each time, dying ever later.

    Prints how often, the time it was done in peace included.
    """
    for step in count():
        stage = Path(folder) / str(step)
        shutil.copytree(Path(folder) / "template", stage)
        child = os.fork()
        if child == 0:
            os.umask(0o077)
            scenario = Stage(stage, passphrase or None)
            _die_at(step)
            {"create": scenario.create, "rotate": scenario.rotate, "recover": scenario.recover}[
                deed
            ]()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != _KILLED:
            print(step + 1)
            sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
