"""The demo as somebody new starts it: in a folder without a display, and in a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from planner.demo import story
from planner.domain.meetings import MeetingStatus
from planner.store import Store
from tests.e2e.conftest import Answer, Planner

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_PATIENCE_S = 120
_WITHOUT_QT = """
import sys
sys.modules["PySide6"] = None
from planner.cli import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """What `planner demo` left in an empty folder, and what it said of it."""

    folder: Path
    files: list[Path]
    said: str
    err: str

    def pictures(self) -> list[Path]:
        return [file for file in self.files if file.suffix == ".png"]


def start(*arguments: str | Path, cwd: Path, python: tuple[str, ...] = ("-m", "planner")) -> Answer:
    """A process of its own on a machine without a display."""
    environment = {k: v for k, v in os.environ.items() if k not in _DISPLAYS}
    environment["PYTHONFAULTHANDLER"] = "1"  # so that a crash tells where it was
    done = subprocess.run(
        [sys.executable, *python, *map(str, arguments)],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    where = tmp_path_factory.mktemp("newcomer")
    answer = start("demo", "--out", "out", "--json", cwd=where)
    assert answer.status == 0, answer.err
    files = [where / name for name in answer.json["files"]]
    return Shown(where / "out", files, answer.out, answer.err)


def test_it_lists_what_it_wrote_and_wrote_nothing_else(shown: Shown) -> None:
    assert sorted(shown.files) == sorted(shown.folder.iterdir())
    assert all(file.stat().st_size for file in shown.files)
    assert shown.err == ""
    assert shown.said.count("\n") == 1


def test_it_pictures_every_window_and_the_gate_closed_and_open(shown: Shown) -> None:
    names = {file.stem for file in shown.pictures()}
    steps = ("who", "why", "ask", "give", "talk", "when")
    wizard = {f"wizard-open-{step}" for step in steps} | {f"wizard-closed-{s}" for s in steps[:3]}
    pages = {"today", "today-dark", "people", "person", "objective"}
    assert names == pages | wizard | {"wizard-planned", "debrief", "brief", "import", "settings"}


def test_no_picture_is_blank_or_like_another(shown: Shown) -> None:
    seen = set()
    for file in shown.pictures():
        with Image.open(file) as picture:
            plain = picture.convert("RGB")
        assert plain.width >= 600, file
        assert plain.height >= 400, file
        colours = plain.getcolors(plain.width * plain.height)
        assert colours
        assert len(colours) > 40, f"{file.name} shows next to nothing"
        assert max(count for count, _ in colours) < 0.95 * plain.width * plain.height, file
        seen.add(plain.tobytes())
    assert len(seen) == len(shown.pictures())


def test_today_is_light_and_dark(shown: Shown) -> None:
    bright = {}
    for name in ("today", "today-dark"):
        with Image.open(shown.folder / f"{name}.png") as picture:
            grey = picture.convert("L").resize((1, 1))
        bright[name] = grey.getpixel((0, 0))
    assert bright == {"today": pytest.approx(240, abs=15), "today-dark": pytest.approx(35, abs=20)}


def text_of(pdf: Path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


def test_its_brief_is_of_the_meeting_that_passed_the_gate(shown: Shown) -> None:
    said, shared = (text_of(shown.folder / f"brief{end}.pdf") for end in ("", "-to-share"))
    assert story.STATEMENT in said
    assert story.STATEMENT in shared
    assert story.WHY in said
    assert story.WHY not in shared
    with Store.open(shown.folder / "default.planner", None, read_only=True) as store:
        assert store.meetings.get(story.PETRA).status is MeetingStatus.PLANNED
        assert len(store.people.ids()) == 42


def test_its_file_is_one_like_any_other(shown: Shown, tmp_path: Path) -> None:
    found = start("--data-dir", shown.folder, "people", "Petra", "--json", cwd=tmp_path)
    assert found.lines[0]["name"] == "Petra Novak"


def test_it_is_told_as_a_story_and_made_anew(shown: Shown, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(shown.folder, out)
    (out / "brief.pdf").write_bytes(b"old")
    (out / ".demo-unfinished").mkdir()  # a kill left it
    answer = start("demo", "--out", "out", "--lang", "en", cwd=tmp_path)
    assert answer.status == 0, answer.err
    lines = answer.out.splitlines()
    assert lines[0] == "“Get her thoughts on the winter build”"
    assert lines.index("The gate stays closed:") < lines.index(f"“{story.STATEMENT}”")
    assert [Path(line.strip()).name for line in lines if line.startswith("  out")] == [
        file.name for file in shown.files
    ]
    assert {file.name for file in out.iterdir()} - {"default.lock"} == {
        file.name for file in shown.files
    }
    assert story.STATEMENT in text_of(out / "brief.pdf")


# What is in the way


OneLine = Callable[[Answer, int], str]


def test_a_file_in_the_way_is_said_in_one_line(
    planner: Planner, one_line: OneLine, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    for place in ("file", "file/below"):
        said = one_line(planner("demo", "--out", tmp_path / place), 1)
        assert "cannot be made" in said
        assert "choose another with --out" in said
        assert "--out" in said
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_under_the_name_of_a_picture_is_said_before_anything_is_written(
    planner: Planner, one_line: OneLine, tmp_path: Path
) -> None:
    (tmp_path / "out" / "people.png").mkdir(parents=True)
    assert "people.png is in the way" in one_line(planner("demo", "--out", tmp_path / "out"), 1)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["people.png"]


def test_a_file_of_people_is_never_replaced(
    planner: Planner, one_line: OneLine, tmp_path: Path
) -> None:
    planner("person", "add", "Ana Ruiz")
    before = {f: f.read_bytes() for f in (tmp_path / "data").iterdir() if f.is_file()}
    assert "not from the demo" in one_line(planner("demo", "--out", tmp_path / "data"), 1)
    assert {f: f.read_bytes() for f in before} == before


def test_a_demo_that_is_open_is_left_alone(
    planner: Planner, one_line: OneLine, tmp_path: Path
) -> None:
    file = tmp_path / "default.planner"
    with Store.create(file, None, clock=lambda: story.NOW) as store:
        story.fill(store)
        assert "open" in one_line(planner("demo", "--out", tmp_path), 1)
        assert len(store.people.ids()) == 42


def test_without_pyside6_it_says_so_and_leaves_nothing(tmp_path: Path, one_line: OneLine) -> None:
    answer = start("demo", "--out", "out", cwd=tmp_path, python=("-c", _WITHOUT_QT))
    assert "PySide6" in one_line(answer, 1)
    assert not list(tmp_path.iterdir())


def test_it_needs_to_be_told_where(planner: Planner, one_line: OneLine) -> None:
    assert "--out" in one_line(planner("demo"), 2)


# The window


def until(look: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not look():
        assert time.monotonic() < deadline, f"still waiting for {what}"
        time.sleep(0.05)


@pytest.fixture
def window(
    tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[subprocess.Popen[str]]:
    """`planner --demo`, in a window that nobody sees; its folder is in `tmp_path / "tmp"`."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    program = subprocess.Popen([sys.executable, "-m", "planner", "--demo"], text=True)
    yield program
    program.kill()
    program.wait()


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_a_demo_window_that_is_killed_leaves_nothing_behind(
    window: subprocess.Popen[str], tmp_path: Path, own_folders: Path, end: str
) -> None:
    temporary = tmp_path / "tmp"
    until(lambda: list(temporary.glob("*/demo.planner-wal")), "the file of the demo")
    getattr(window, end)()
    window.wait()
    until(lambda: not list(temporary.iterdir()), "the demo to be gone")
    assert not list(own_folders.rglob("*.planner*"))


def test_the_window_of_the_demo_takes_no_command(planner: Planner, one_line: OneLine) -> None:
    assert "leave the command out" in one_line(planner("--demo", "people"), 2)
