"""What commands write to: pipes and links stay what they are; what is refused leaves nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
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
@pytest.mark.parametrize("words", ["person add Ana --json", "meeting list --json", "--help", "about"])
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
