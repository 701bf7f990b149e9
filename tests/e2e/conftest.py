"""The command line as scripts call it, in this process and on a folder of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Planner = Callable[..., Answer]


@pytest.fixture
def planner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Planner:
    """`planner("person", "add", "Ana")` on a plain file in `tmp_path / "data"`."""

    def run(*arguments: str | Path, folder: str = "data") -> Answer:
        capsys.readouterr()
        common = ["--data-dir", str(tmp_path / folder), "--no-encryption"]
        status = main([*common, *map(str, arguments)])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return run


@pytest.fixture
def one_line() -> Callable[[Answer, int], str]:
    """Asserts that a command failed as it should: the status, nothing on stdout, one line."""

    def check(answer: Answer, status: int) -> str:
        assert (answer.status, answer.out) == (status, "")
        assert answer.err.startswith("planner: ")
        assert answer.err.count("\n") == 1
        return answer.err

    return check
