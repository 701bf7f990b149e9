"""The real program in a real window, with a window manager, keys and a screen reader's ears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from planner.store import Store
from tests.e2e.screen import Heard, Reader, Screen, until

LOTTE = "Lotte de Wit"
_CONTAINERS = {"filler", "layered pane"}


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with Screen(tmp_path) as screen:
        screen.fill()
        yield screen


@pytest.fixture
def window(screen: Screen) -> Popen[bytes]:
    """The program, with its window in front."""
    program = screen.start(*screen.planner())
    screen.await_title("Today – On Purpose")
    return program


def promises(screen: Screen, text: str) -> list[str]:
    """What is in the file while the window has it open."""
    with Store.open(screen.data / "default.planner", None, read_only=True) as store:
        found = store.followups.open()
        return [one.text for one in found if text in one.text]


def test_a_morning_with_the_keyboard_alone(screen: Screen, window: Popen[bytes]) -> None:
    screen.go("People – On Purpose", "ctrl+2")
    screen.go("Command palette", "ctrl+k")
    screen.type("winter pilot")
    screen.go("Find a winter pilot utility", "Return")
    screen.go("Today", "ctrl+j")
    screen.type("I owe Lotte de Wit the frost map by Friday")
    screen.press_until(lambda: promises(screen, "frost map"), "Return")
    screen.press_until(lambda: not promises(screen, "frost map"), "ctrl+z")
    # Press by press, as each opens what the next one moves in.
    screen.go("People", "Escape", "Alt_L", "Right", "Right", "Down", "Return")
    screen.press("ctrl+q")
    assert window.wait(60) == 0


def test_a_second_start_raises_the_window(screen: Screen, window: Popen[bytes]) -> None:
    number = screen.xdo("getactivewindow")
    screen.xdo("windowminimize", "--sync", number)
    until(lambda: screen.xdo("getactivewindow") != number, "the window to be away")
    until(lambda: screen.start(*screen.planner()).wait(60) == 0, "the second start to end")
    until(lambda: screen.xdo("getactivewindow") == number, "the window to be back")
    assert window.poll() is None
    screen.await_title("Today")
    screen.press_until(lambda: window.poll() is not None, "alt+F4")
    assert window.returncode == 0


def test_a_screen_reader_hears_the_pages_and_the_people(
    screen: Screen, window: Popen[bytes]
) -> None:
    reader = Reader(screen)
    try:
        today = until(lambda: _with(reader, "I owe "), "the promises")
        screen.go("People", "ctrl+2")
        heard = until(lambda: _with(reader, f"{LOTTE}, "), "the people")
    finally:
        reader.close()
    places = {"Today", "People", "Objectives", "Settings", "Plan a meeting"}
    assert places <= _buttons(heard)
    owed = {one.name for one in today if one.name.startswith("I owe ")}
    assert owed <= _buttons(today)
    silent = {one.role for one in today if one.seen and not one.name} - _CONTAINERS
    assert not silent
    (lists,) = {one.role for one in heard if one.name == "People"} & {"table", "tree table", "list"}
    assert lists


def _with(reader: Reader, beginning: str) -> list[Heard]:
    """All that is heard, once something begins so."""
    heard = reader.hear()
    return heard if any(one.name.startswith(beginning) for one in heard) else []


def _buttons(heard: list[Heard]) -> set[str]:
    return {one.name for one in heard if one.role.split()[-1] == "button"}
