"""The throw-away folder: all of it goes, however the program that made it ends."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from planner.demo import throwaway

_PROGRAM = """
import os, sys, tempfile
from planner.demo import throwaway
with throwaway.folder() as folder:
    (folder / "demo.planner").write_text("people")
    lent = tempfile.TemporaryDirectory()
    open(os.path.join(lent.name, "brief.pdf"), "w").close()
    print(folder, flush=True)
    if sys.argv[1] == "raise":
        raise SystemExit(3)
    if sys.argv[1] == "vanish":
        os._exit(4)
    sys.stdin.read()
"""


@pytest.mark.parametrize(("how", "status"), [("raise", 3), ("vanish", 4), ("kill", None)])
def test_it_goes_with_its_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str, status: int | None
) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout
    assert Path(program.stdout.readline().strip()).parent == tmp_path
    if how == "kill":
        program.kill()
    program.communicate()
    assert status in (None, program.returncode)
    deadline = time.monotonic() + 60
    while list(tmp_path.iterdir()):
        assert time.monotonic() < deadline, list(tmp_path.iterdir())
        time.sleep(0.05)


def test_others_have_their_temporary_files_where_they_were(tmp_path: Path) -> None:
    before = tempfile.gettempdir()
    with throwaway.folder() as folder:
        assert tempfile.gettempdir() == str(folder)
    assert tempfile.gettempdir() == before
    assert not folder.exists()
