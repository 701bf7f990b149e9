"""No acknowledged row is lost to kill -9, nothing is left half done; `bench` plays 1,000 rounds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e import kills


@pytest.mark.parametrize("seed", [1, 2])
def test_sixty_programs_killed_at_any_moment(tmp_path: Path, seed: int) -> None:
    tally = kills.play(tmp_path / "kills", 30, seed)
    assert tally.faults == []
    assert tally.rounds >= 30
    # The rounds mean something: most were cut short, after they had done something.
    assert tally.killed > tally.rounds / 3
    assert tally.acknowledged > tally.rounds


def test_a_line_cut_off_by_the_kill_tells_nothing(tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.write_text('["about", {"a": "here"}]\n["done", {"a": "he')
    assert kills.read_told(told) == [("about", {"a": "here"})]


def test_a_line_cut_off_before_another_is_no_work_of_a_kill(tmp_path: Path) -> None:
    told = tmp_path / "told"
    told.write_text('["about", {"a": "he\n["done", {"a": "here"}]\n')
    with pytest.raises(json.JSONDecodeError):
        kills.read_told(told)
