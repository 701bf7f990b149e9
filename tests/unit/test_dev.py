"""The workshop: what it decides by itself, and that a set-up is whole or begun again."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes.util import find_library
from pathlib import Path

import pytest

import dev

# ---- what people run


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--demo"], True),
        (["--profile", "work"], True),
        (["--profile=work", "-v"], True),
        (["--data-dir", "people"], True),
        (["people", "Ana"], False),
        (["--data-dir", "here", "--no-encryption", "people"], False),
        (["--help"], False),
    ],
)
def test_a_window_opens_when_no_command_is_named(arguments: list[str], window: bool) -> None:
    assert dev.opens_window(arguments) is window


@pytest.mark.parametrize(
    ("platform", "environment", "display"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_only_a_linux_machine_can_be_without_a_display(
    platform: str, environment: dict[str, str], display: bool
) -> None:
    assert dev.has_display(platform, environment) is display


def test_without_a_display_there_is_a_demo_and_where_to_look(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = record_calls(monkeypatch, statuses=[0])
    monkeypatch.setattr(dev, "has_display", lambda *_: False)
    monkeypatch.setattr(dev, "set_up", lambda *_, **__: None)

    assert dev.main(["run"]) == 0

    (demo,) = steps
    assert demo[-3:] == ["demo", "--out", "demo-out"]
    said = capsys.readouterr().err
    assert "No display" in said
    assert "Look into demo-out" in said


def test_what_stops_the_demo_is_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record_calls(monkeypatch, statuses=[1])

    assert dev.show_without_window() == 1
    assert "Look into" not in capsys.readouterr().err


def record_calls(monkeypatch: pytest.MonkeyPatch, statuses: list[int]) -> list[Sequence[str]]:
    """Lets `subprocess.call` do nothing and return `statuses` in turn. What it was given."""
    calls: list[Sequence[str]] = []
    answers = iter(statuses)

    def call(command: Sequence[str]) -> int:
        calls.append(command)
        return next(answers)

    monkeypatch.setattr(subprocess, "call", call)
    return calls


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_every_verb(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 0

    shown = capsys.readouterr().out
    assert set(re.findall(r"^  (\w+) ", shown, re.MULTILINE)) == {
        "setup",
        "run",
        "test",
        "lint",
        "bench",
        "shots",
        "lock",
    }


@pytest.mark.parametrize("arguments", [["tset"], ["setup", "now"], ["lint", "planner"]])
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 2
    assert " ".join(arguments) in capsys.readouterr().err


def test_a_python_too_old_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    monkeypatch.setattr(dev, "PRESENT", "3.8")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert dev.main(["run"]) == 1
    assert re.fullmatch(
        r"dev\.py: .*Python 3\.11 to 3\.\d+ and this is 3\.8.*\n", capsys.readouterr().err
    )


def test_a_newer_python_on_path_takes_over_but_a_shim_that_starts_nothing_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, does in (("python3.13", "exit 127"), ("python3.12", "echo 3.12")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    became: list[Sequence[str]] = []
    monkeypatch.setattr(dev, "become", became.append)

    dev.go_on_with_another_python(["people", "Ana Ruiz"])
    assert became == [
        [str(tmp_path / "python3.12"), str(dev.ROOT / "dev.py"), "people", "Ana Ruiz"]
    ]


# ---- a set-up is whole, or begun again


class Workshop:
    """dev.py over an empty project whose tools only leave traces."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[str] = []
        self.broken = ""
        for name in ("dev.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
            (root / name).write_text(f"{name} as it is\n")

    def quietly(self, command: Sequence[str], **_: object) -> None:
        self.commands.append(" ".join(command))
        if "venv" in command:
            python = Path(dev.venv_python())
            python.parent.mkdir(parents=True)
            python.touch()
        if self.broken and self.broken in command:
            raise dev.Problem("no network")

    def installed(self) -> list[str]:
        """What was installed since last asked: "venv" for an empty one, or a lock file's name."""
        found = [
            word.rsplit("/", 1)[-1]
            for command in self.commands
            for word in command.split()
            if word.endswith(".lock") or word == "venv"
        ]
        self.commands.clear()
        return found


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Workshop:
    workshop = Workshop(tmp_path)
    for name in ("VENV", "STAMP", "SET_UP_LOCK", "RUN_LOCK", "TEST_LOCK"):
        monkeypatch.setattr(dev, name, tmp_path / getattr(dev, name).relative_to(dev.ROOT))
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "quietly", workshop.quietly)
    monkeypatch.setattr(dev, "provide_system_packages", lambda *_, **__: True)
    return workshop


def test_a_second_set_up_does_nothing(workshop: Workshop) -> None:
    dev.set_up("window")
    assert workshop.installed() == ["venv", "requirements.lock"]

    dev.set_up("window")
    dev.set_up("window", or_less=True)
    assert workshop.installed() == []


def test_tests_need_more_than_the_program_and_the_program_no_more_than_tests(
    workshop: Workshop,
) -> None:
    dev.set_up("window")
    workshop.installed()

    dev.set_up("test")
    assert workshop.installed() == ["requirements-dev.lock"]
    dev.set_up("window")
    assert workshop.installed() == []


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml", "dev.py"])
def test_a_change_of_the_recipe_installs_over_what_is_there(
    workshop: Workshop, changed: str
) -> None:
    dev.set_up("window")
    workshop.installed()
    (workshop.root / changed).write_text("as it will be\n")

    dev.set_up("window")
    assert workshop.installed() == ["requirements.lock"]


@pytest.mark.parametrize("broken", ["venv", "-r", "-e"])
def test_an_interrupted_set_up_is_begun_again_with_an_empty_environment(
    workshop: Workshop, broken: str
) -> None:
    workshop.broken = broken
    with pytest.raises(dev.Problem):
        dev.set_up("window")
    half = workshop.root / ".venv" / "half a package"
    half.touch()
    workshop.broken = ""
    workshop.installed()

    dev.set_up("window")

    assert workshop.installed() == ["venv", "requirements.lock"]
    assert not half.exists()


def test_an_interrupted_renewal_is_begun_again_too(workshop: Workshop) -> None:
    dev.set_up("window")
    workshop.broken = "-r"
    with pytest.raises(dev.Problem):
        dev.set_up("test")
    workshop.broken = ""
    workshop.installed()

    dev.set_up("window")
    assert workshop.installed() == ["venv", "requirements.lock"]


def test_an_environment_of_another_python_or_folder_is_made_anew(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.set_up("window")
    workshop.installed()
    monkeypatch.setattr(dev, "PRESENT", "3.99")

    dev.set_up("window")
    assert workshop.installed() == ["venv", "requirements.lock"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda: dev.STAMP.write_bytes(b"\xff\xfe"),
        lambda: dev.STAMP.write_text("window\n"),
        lambda: dev.STAMP.write_text(f"palace\n{dev.identity()}\n{dev.recipe()}"),
        lambda: Path(dev.venv_python()).unlink(),
    ],
    ids=["bytes", "short", "unknown level", "Python gone"],
)
def test_a_damaged_environment_does_not_pass_for_complete(
    workshop: Workshop, damage: Callable[[], object]
) -> None:
    dev.set_up("window")
    damage()

    assert not dev.is_set_up("commands")


def test_where_only_commands_can_work_a_window_asks_again(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "provide_system_packages", lambda *_, or_less: not or_less)
    dev.set_up("window", or_less=True)
    assert dev.is_set_up("commands")
    assert not dev.is_set_up("window")
    workshop.installed()

    dev.set_up("window", or_less=True)
    assert workshop.installed() == []
    dev.set_up("window")
    assert dev.is_set_up("window")


def test_the_lock_outlives_its_taker_in_a_tool_that_still_writes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "SET_UP_LOCK", tmp_path / "lock")
    os.mkfifo(tmp_path / "began")
    os.mkfifo(tmp_path / "may end")
    script = "open('began', 'w').close(); open('may end').close()"
    with contextlib.chdir(tmp_path), ThreadPoolExecutor() as pool:
        try:
            with dev.one_at_a_time():
                tool = pool.submit(dev.quietly, [sys.executable, "-c", script])
                Path("began").open().close()
                held = not can_lock()
            outlived = not can_lock()
        finally:
            Path("may end").open("w").close()
        tool.result()
    assert (held, outlived, can_lock()) == (True, True, True)


def can_lock() -> bool:
    with dev.SET_UP_LOCK.open("a") as handle:
        return dev.took_lock(handle.fileno())


def test_a_tool_that_fails_is_quoted() -> None:
    script = "import sys; print('\\n'.join(map(str, range(30)))); sys.exit(3)"
    with pytest.raises(dev.Problem) as caught:
        dev.quietly([sys.executable, "-c", script])

    assert "\n    29" in str(caught.value)
    assert "\n    5\n" not in str(caught.value)


# ---- system packages


@pytest.fixture
def bare_debian(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A Debian with no library of Qt's and no program of the tests'. The commands root gave."""
    given: list[Sequence[str]] = []
    present = {"apt-get": "/usr/bin/apt-get"}
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name, **_: present.get(name))
    monkeypatch.setattr(dev, "is_loadable", lambda _: False)
    monkeypatch.setattr(dev, "quietly", lambda command, **_: given.append(command))
    return given


def test_who_is_not_root_is_given_one_command(
    bare_debian: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Problem, match=r": sudo apt-get install -y [a-z0-9. -]+$") as caught:
        dev.provide_system_packages("test", or_less=False)

    named = str(caught.value).split(" -y ")[1].split()
    assert {"libegl1", "libxcb-cursor0", "xvfb", "gnome-keyring"} <= set(named)
    assert len(named) == len(set(named))
    assert bare_debian == []


def test_commands_do_without_what_a_window_needs(
    bare_debian: list[Sequence[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)

    assert dev.provide_system_packages("window", or_less=True) is False
    shown = capsys.readouterr().err
    assert "sudo apt-get install -y" in shown
    assert "xvfb" not in shown


def test_nothing_does_without_the_maker_of_environments(
    bare_debian: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(dev.Problem, match=rf" -y python{re.escape(dev.PRESENT)}-venv "):
        dev.provide_system_packages("window", or_less=True)


def test_root_installs_after_an_update(
    bare_debian: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)

    assert dev.provide_system_packages("window", or_less=False) is True
    update, install = bare_debian
    assert update[-1] == "update"
    assert "install" in install
    assert set(dev.QT_LIBRARIES.values()) <= set(install)


def test_a_library_is_found_by_loading_it() -> None:
    assert not dev.is_loadable("libthere-is-none-of-this-name.so.1")
    assert dev.is_loadable(find_library("c") or "")


# ---- tools


def test_every_tool_runs_even_after_one_failed(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (workshop.root / "bad.py").write_text("import sys; print('bad ran'); sys.exit(5)")
    (workshop.root / "good.py").write_text("import sys; print('good ran', *sys.argv[1:])")
    monkeypatch.setattr(dev, "set_up", lambda _: None)
    monkeypatch.setattr(dev, "venv_python", lambda: sys.executable)

    assert dev.with_tools({"first": ["bad"], "second": ["good", "-x"]}) == 1
    shown = capfd.readouterr().out
    assert "bad ran" in shown
    assert "good ran -x" in shown
    assert shown.endswith("failed: first\n")
    assert dev.with_tools({"second": ["good"]}) == 0


# ---- the lock files


def pinned(name: str) -> dict[str, str]:
    """Package -> version of a lock file, each with at least one hash."""
    entries = re.split(r"\n(?=[a-z0-9])", (dev.ROOT / name).read_text(encoding="utf-8"))
    found = {}
    for entry in entries:
        match = re.match(r"([a-z0-9-]+)==([0-9][^ ;]*)", entry)
        if match:
            assert "--hash=sha256:" in entry, match[1]
            found[match[1]] = match[2]
    return found


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_holds_pins_hashes_and_comments_alone(name: str) -> None:
    """So it names no host, no index and no folder of the machine that wrote it."""
    lines = (dev.ROOT / name).read_text(encoding="utf-8").splitlines()
    line = re.compile(
        r"[a-z0-9-]+==[0-9][\w.+-]*( ; [\w .<>=!'()]+)? \\"
        r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
        r"|#    python3 dev\.py lock"
        r"|# This file was autogenerated by uv via the following command:"
        r"|    #( via)?( +-c requirements\.lock| +[\w-]+( \(pyproject\.toml(:\w+)?\))?)?"
    )
    assert [text for text in lines if not line.fullmatch(text)] == []


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=!~ ;\[]", text)[0].lower() for text in requirements}

    runtime, tests = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert names(project["project"]["dependencies"] + groups["setup"]) <= runtime.keys()
    assert names(groups["dev"]) <= tests.keys()
    assert project["build-system"]["requires"] == groups["setup"]
    assert runtime.items() <= tests.items(), "tests run on what people run"
