"""Typst in its place: nothing on the disk is read, files are written whole, and traces go."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner import papers
from planner.domain.errors import ExchangeError
from planner.papers import engine

SMALL = {
    "paper": "a4", "language": "en", "title": "Small", "words": {"brief": "Brief"}, "who": "Ana",
    "work": "", "day": "", "time": "", "place": "", "statement": "Ask Ana", "notes": False,
    "objective": "", "prepared": "",
}  # fmt: skip


def test_the_folder_is_private_and_goes_with_the_program(tmp_path: Path) -> None:
    code = (
        "import json, os, sys\n"
        "from planner.papers import engine\n"
        "engine.typeset('brief', json.loads(sys.argv[1]))\n"
        "root = engine._root().name\n"
        "print(root, oct(os.stat(root).st_mode & 0o777), os.listdir(root))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, json.dumps(SMALL)],
        check=True, capture_output=True, text=True,
        env=os.environ | {"TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert ran.stdout.split()[1:] == ["0o700", "[]"]
    assert Path(ran.stdout.split()[0]).parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_had_lent_goes_with_the_next_one_to_lend(tmp_path: Path) -> None:
    code = (
        "import json, os, signal, sys\n"
        "from planner import papers\n"
        "from planner.papers import engine\n"
        "print(papers.lend(engine.typeset('brief', json.loads(sys.argv[1]))), flush=True)\n"
        "if 'killed' in sys.argv: os._exit(9)\n"
    )

    def lent(*more: str) -> Path:
        ran = subprocess.run(
            [sys.executable, "-c", code, json.dumps(SMALL), *more],
            check=False, capture_output=True, text=True,
            env=os.environ | {"TMPDIR": str(tmp_path)},
        )  # fmt: skip
        return Path(ran.stdout.strip())

    yesterday, just_now = lent("killed"), lent("killed")
    os.utime(yesterday.parent, (0, 0))
    assert lent().parent.parent == tmp_path
    assert not yesterday.exists()
    assert just_now.exists(), "somebody may be looking at it"


def test_controls_and_half_characters_do_no_harm() -> None:
    odd = "A\x00sk\x1b[31m \ud800Ana\x85"
    assert engine._clean({"a": [odd], "b": 1}) == {"a": ["Ask[31m Ana"], "b": 1}
    assert papers.typeset("brief", SMALL | {"statement": odd}).whole


def test_a_character_that_no_font_has_is_told() -> None:
    assert papers.typeset("brief", SMALL).whole
    # For private use, so that no font of a system has it.
    odd = SMALL | {"statement": "Ask \U0010fffd Ana"}
    paper = papers.typeset("brief", odd)
    assert not paper.whole
    assert paper.pages == 1


def test_a_picture_of_each_page() -> None:
    (page,) = papers.picture("brief", SMALL)
    assert page.startswith(b"\x89PNG")


def test_a_paper_is_written_whole_and_for_this_user_alone(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    target.write_bytes(b"before")
    papers.write(papers.Paper(b"%PDF after", 1, whole=True), target)
    assert target.read_bytes() == b"%PDF after"
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["brief.pdf"]


@pytest.mark.parametrize("where", ["nowhere/brief.pdf", "a folder"])
def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path, where: str) -> None:
    (tmp_path / "a folder").mkdir()
    target = tmp_path / where
    with pytest.raises(ExchangeError, match="could not be written; choose another folder"):
        papers.write(papers.Paper(b"%PDF", 1, whole=True), target)
    assert [one.name for one in tmp_path.iterdir()] == ["a folder"]
