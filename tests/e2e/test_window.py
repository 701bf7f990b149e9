"""The real program in a real window, with a window manager, keys and a screen reader's ears."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from planner.store import Store
from tests.e2e.screen import Heard, Reader, Screen, until

LOTTE = "Lotte de Wit"


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
    screen.press("ctrl+2")
    screen.await_title("People – On Purpose")
    screen.type("lotte")
    screen.press("Down", "Return")
    screen.press("ctrl+k")
    screen.await_title("Command palette")
    screen.type("winter pilot")
    screen.press("Return")
    screen.await_title("Find a winter pilot utility")
    screen.press("ctrl+j")
    screen.await_title("Today")
    screen.type("I owe Lotte de Wit the frost map by Friday")
    screen.press("Return")
    until(lambda: promises(screen, "frost map"), "the promise in the file")
    screen.press("ctrl+z")
    until(lambda: not promises(screen, "frost map"), "the promise taken back")
    screen.press("Alt_L", "Right", "Right", "Down", "Return", pause_ms=200)
    screen.await_title("People")
    screen.press("ctrl+q")
    assert window.wait(30) == 0


def test_a_second_start_raises_the_window(screen: Screen, window: Popen[bytes]) -> None:
    number = screen.xdo("getactivewindow")
    screen.xdo("windowminimize", "--sync", number)
    until(lambda: screen.xdo("getactivewindow") != number, "the window to be away")
    until(lambda: screen.start(*screen.planner()).wait(30) == 0, "the second start to end")
    until(lambda: screen.xdo("getactivewindow") == number, "the window to be back")
    assert window.poll() is None
    screen.press("alt+F4")
    assert window.wait(30) == 0


def test_a_screen_reader_hears_the_pages_and_the_people(
    screen: Screen, window: Popen[bytes]
) -> None:
    reader = Reader(screen)
    try:
        until(lambda: "button" in {one.role.split()[-1] for one in reader.hear()}, "the window")
        screen.press("ctrl+2")
        screen.await_title("People")
        heard = until(lambda: _with_rows(reader), "the people")
    finally:
        reader.close()
    names = {one.name for one in heard}
    assert {"Today", "People", "Objectives", "Settings", "Plan a meeting"} <= names
    (lists,) = {one.role for one in heard if one.name == "People"} & {"table", "tree table", "list"}
    assert lists


def _with_rows(reader: Reader) -> list[Heard]:
    heard = reader.hear()
    return heard if any(one.name.startswith(f"{LOTTE}, ") for one in heard) else []
