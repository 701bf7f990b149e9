"""What commands write to: pipes and links stay what they are; what is refused leaves nothing."""

from __future__ import annotations

import os
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
