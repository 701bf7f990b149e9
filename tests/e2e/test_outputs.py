"""What commands write to: pipes and links stay what they are; what is refused leaves nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Answer, Planner

OneLine = Callable[[Answer, int], str]


@pytest.fixture
def meeting(planner: Planner) -> str:
    uid = planner("person", "add", "Ana Ruiz", "--json").json["uid"]
    planned = planner(
        "meeting", "plan", "--with", uid, "--kind", "ask", "--statement",
        "Ask her to sign off clause 9 of the bakery lease", "--why",
        "she wrote the lease and signs for the building", "--outcome", "clause 9 is signed",
        "--at", "2036-12-01T10:00", "--zone", "Europe/Lisbon", "--json",
    )  # fmt: skip
    return str(planned.json["id"])


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A pipe with a name, and its other end."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    end = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    yield path, end
    os.close(end)


def test_a_pipe_is_written_into_and_not_replaced(
    planner: Planner, meeting: str, pipe: tuple[Path, int], one_line: OneLine
) -> None:
    path, end = pipe
    assert planner("pdf", "brief", meeting, "-o", path).status == 0
    assert os.read(end, 1 << 20).startswith(b"%PDF")
    assert planner("export", path, "--format", "ics").status == 0
    assert os.read(end, 1 << 20).startswith(b"BEGIN:VCALENDAR")
    assert "is no file" in one_line(planner("backup", "-o", path), 1)
    assert path.is_fifo()
    assert sorted(one.name for one in path.parent.iterdir()) == ["data", "pipe"]


def test_a_link_stays_one_and_what_it_leads_to_is_written(
    planner: Planner, meeting: str, tmp_path: Path
) -> None:
    there = tmp_path / "shelf"
    there.mkdir()
    for name, command in (
        ("brief.pdf", ("pdf", "brief", meeting, "-o")),
        ("dates.ics", ("export",)),
    ):
        link = tmp_path / name
        link.symlink_to(there / name)
        for _ in range(2):
            assert planner(*command, link).status == 0
            assert link.is_symlink()
            assert (there / name).stat().st_size > 0
    assert sorted(one.name for one in there.iterdir()) == ["brief.pdf", "dates.ics"]


def _outside(
    tmp_path: Path, words: str, redirected: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A command in a shell of its own."""
    program = f"'{sys.executable}' -m planner --data-dir '{tmp_path / 'data'}' --no-encryption"
    return subprocess.run(
        ["/bin/sh", "-c", f"{program} {words} {redirected}"],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize(
    "words", ["person add Ana --json", "meeting list --json", "--help", "about"]
)
def test_an_answer_that_cannot_be_written_is_said_and_what_was_done_is_kept(
    planner: Planner, tmp_path: Path, words: str, buffered: str
) -> None:
    said = _outside(tmp_path, words, "> /dev/full", PYTHONUNBUFFERED=buffered)
    assert said.returncode == 1
    assert said.stderr.startswith(b"planner: the answer could not be written (No space left")
    assert said.stderr.count(b"\n") == 1
    if "add" in words:
        assert [row["name"] for row in planner("people", "--json").lines] == ["Ana"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_takes_nothing_and_harms_nothing(
    planner: Planner, tmp_path: Path, closed: str
) -> None:
    assert _outside(tmp_path, "person add Ana --json", closed).returncode == 0
    assert [row["name"] for row in planner("people", "--json").lines] == ["Ana"]
    refused = _outside(tmp_path, "meeting show 99 --json", closed)
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert _outside(tmp_path, "nonsense", closed).returncode == 2
    assert planner("check").status == 0


@pytest.mark.parametrize("words", ["--help", "people --json"])
def test_a_reader_who_has_seen_enough_is_no_problem(tmp_path: Path, words: str) -> None:
    said = _outside(tmp_path, words, "| true", PYTHONUNBUFFERED="1")
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_machine_reads_utf_8_whatever_the_system_speaks(tmp_path: Path) -> None:
    said = _outside(tmp_path, "person add 'Łukasz 🙂' --json", PYTHONIOENCODING="ascii")
    assert json.loads(said.stdout.decode())["name"] == "Łukasz 🙂"
    assert (said.returncode, said.stderr) == (0, b"")


_VISITOR = """
import contextlib, io, os, sys, tempfile
import anyascii, planner.papers, typst  # all of it while it can be read
from planner.cli import files, main, papers
with tempfile.TemporaryDirectory() as warm, contextlib.redirect_stdout(io.StringIO()):
    for word in ("people", "check"):
        main(["--data-dir", warm, "--no-encryption", word])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
    os.environ["TMPDIR"] = sys.argv[1]
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def visited(planner: Planner) -> Iterator[Path]:
    """A folder with the data of somebody who is not root, in which others can go about."""
    with tempfile.TemporaryDirectory() as above:
        folder = Path(above)
        folder.chmod(0o777)
        data = str(folder / "data")
        uid = planner("person", "add", "Ana", "--json", folder=data).json["uid"]
        plan = ("meeting", "plan", "--with", uid, "--kind", "ask", "--statement", "catch up",
                "--why", "x", "--outcome", "y", "--at", "2036-12-01T10:00", "--zone",
                "UTC")  # fmt: skip
        assert planner(*plan, folder=data).status == 1  # a draft has its paper too
        for one in (folder / "data", *(folder / "data").rglob("*")):
            if os.geteuid() == 0:
                os.chown(one, 65534, 65534)
        yield folder


def _as_somebody_else(folder: Path, *words: str | Path) -> tuple[int, str, str]:
    """Status, stdout and stderr."""
    common = [str(folder), "--data-dir", str(folder / "data"), "--no-encryption"]
    said = subprocess.run(
        [sys.executable, "-c", _VISITOR, *common, *map(str, words)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return said.returncode, said.stdout, said.stderr


def test_a_file_without_rights_is_read_only_and_not_damaged(visited: Path) -> None:
    (visited / "data" / "default.planner").chmod(0o400)
    assert "Ana" in _as_somebody_else(visited, "people")[1]
    for words in (["check"], ["check", "--repair"], ["check", "--json"]):
        status, out, err = _as_somebody_else(visited, *words)
        assert (status, out) == (1, "")
        assert "is read-only; nothing was changed" in err
        assert err.count("\n") == 1


def test_a_folder_without_rights_takes_no_paper_and_keeps_what_it_has(visited: Path) -> None:
    closed = visited / "closed"
    closed.mkdir()
    (closed / "brief.pdf").write_bytes(b"mine")
    closed.chmod(0o555)
    for name in ("brief.pdf", "new.pdf"):
        status, out, err = _as_somebody_else(visited, "pdf", "brief", "1", "-o", closed / name)
        assert (status, out) == (1, "")
        assert "choose another folder" in err
        assert err.count("\n") == 1
    status, out, err = _as_somebody_else(visited, "export", closed / "dates.vcf", "--json")
    assert (status, out) == (1, "")
    assert "Permission denied" in err
    assert {one.name: one.read_bytes() for one in closed.iterdir()} == {"brief.pdf": b"mine"}
    assert _as_somebody_else(visited, "pdf", "brief", "1", "-o", visited / "b.pdf")[0] == 0


def test_no_name_is_no_folder(planner: Planner, one_line: OneLine) -> None:
    for words in (["demo", "--out", ""], ["pdf", "brief", "1", "-o", ""], ["backup", "-o", ""],
                  ["--data-dir", "", "people"], ["restore", ""], ["import", ""]):  # fmt: skip
        assert "an empty name is no file or folder" in one_line(planner(*words), 2)
