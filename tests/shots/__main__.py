"""Pictures of the windows, on the demo network: `python3 dev.py shots [FOLDER]`.

The clock is held at 13 October 2026, 13:50 in Amsterdam, as in the mockups. Each page is taken at
1440x900 and 1024x640 (less the title bar, which is the system's), light and dark, at 100 and 150 %;
each dialog light and dark, as are the six steps of the wizard behind the closed and the open gate;
then in German, and empty.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from planner.debriefing import Answer, Drafts
from planner.demo import story
from planner.demo.pictures import open_wizard, take_import, take_steps
from planner.demo.studio import HEIGHT, WIDTH, Studio, dressed, out_of_sight, studio
from planner.domain.meetings import Meeting, Purpose, PurposeKind
from planner.gui import theme, translation
from planner.gui.page import PlanRequest
from planner.store import Store

SIZES = ((WIDTH, HEIGHT), (1024, 604))
MODES = ("light", "dark")
SCALES = (1.0, 1.5)
INTRODUCTION = 1
"""The ask that the mockups of the wizard serve."""
_VAGUE = Purpose(
    kind=PurposeKind.ASK,
    why="She knows who says yes at four utilities",
    statement="Would love to pick your brain about business development",
    outcome="A good conversation",
    ask=INTRODUCTION,
)
_SPECIFIC = replace(
    _VAGUE,
    statement=(
        "Could you introduce me to one utility with fewer than 50,000 connections"
        " that has paid for a trial since 2024?"
    ),
    outcome="One name from Lotte, and the day she’ll write to them",
)


def _everywhere(shots: Studio, name: str, show: Callable[[], object]) -> None:
    """A page at every size, in every mode, at every scale."""
    for mode in MODES:
        for scale in SCALES:
            theme.choose(shots.application, mode=mode, scale=scale)
            for width, height in SIZES:
                shots.window.resize(width, height)
                show()
                shots.take(f"{name}-{width}-{mode}-{round(scale * 100)}")
    theme.choose(shots.application, mode="light", scale=1.0)
    shots.window.resize(WIDTH, HEIGHT)


def _in_both_modes(shots: Studio, name: str, open_: Callable[[], object]) -> None:
    """A dialog over the window."""
    for mode in MODES:
        theme.choose(shots.application, mode=mode)
        shots.take_dialog(f"{name}-{mode}", open_)
    theme.choose(shots.application, mode="light")


def _take_wizard(shots: Studio, lotte: int) -> None:
    """The steps with the gate closed and open."""
    request = PlanRequest(people=(lotte,), ask=INTRODUCTION)
    for mode in MODES:
        theme.choose(shots.application, mode=mode)
        for name, purpose in (("closed", _VAGUE), ("open", _SPECIFIC)):
            wizard = open_wizard(shots, request, partial(_with, purpose))
            take_steps(shots, wizard, f"wizard-{name}-{mode}")
    theme.choose(shots.application, mode="light")


def _with(purpose: Purpose, meeting: Meeting) -> Meeting:
    return replace(meeting, purpose=purpose)


def _take_debrief(shots: Studio) -> None:
    """As it lies there half done; then with the ask granted, and what that makes needless."""
    window, drafts = shots.window, Drafts(shots.window.store)
    story.tell_of_daniel(window.store)
    for name, answer in (("debrief", Answer.PARTLY), ("debrief-granted", Answer.YES)):
        told = drafts.get(story.DANIEL)
        assert told
        drafts.keep(story.DANIEL, replace(told, answer=answer))
        _in_both_modes(shots, name, lambda: window.debrief(story.DANIEL))


def _take_all(shots: Studio) -> None:
    window = shots.window
    lotte = window.store.people.id_of(story.LOTTE)
    _everywhere(shots, "today", lambda: window.show_page("today"))
    _everywhere(shots, "people", lambda: window.show_person(lotte))
    _everywhere(shots, "objective", lambda: window.show_objective(story.PILOT))
    window.show_page("today")
    for name, open_ in (
        ("palette", window.open_palette),
        ("settings", window.open_settings),
        ("about", window.open_about),
        ("add-person", window.add_person),
        ("brief", lambda: window.open_brief(story.DANIEL)),
    ):
        _in_both_modes(shots, name, open_)
    take_import(shots)
    _take_debrief(shots)
    _take_wizard(shots, lotte)


@contextmanager
def _window(application: QApplication, folder: Path, *, demo: bool) -> Iterator[Studio]:
    """A window over a file of its own."""
    with (
        tempfile.TemporaryDirectory() as kept,
        Store.create(Path(kept) / "demo.planner", None, clock=lambda: story.NOW) as store,
    ):
        if demo:
            story.fill(store)
        with studio(application, store, folder) as shots:
            shots.on_taken = print
            yield shots


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "shots")
    folder.mkdir(parents=True, exist_ok=True)
    with out_of_sight():
        application = dressed()
        with _window(application, folder, demo=True) as shots:
            _take_all(shots)
        with _window(application, folder, demo=False) as shots:
            for page in ("today", "people", "objectives"):
                shots.window.show_page(page)
                shots.take(f"empty-{page}")
        translation.install(application, "de")
        with _window(application, folder, demo=True) as shots:
            for page in ("today", "people"):
                shots.window.show_page(page)
                shots.take(f"german-{page}")
            shots.window.show_objective(story.PILOT)
            shots.take("german-objective")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
