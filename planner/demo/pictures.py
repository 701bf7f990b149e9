"""A picture of every main window, in the order in which somebody new would meet them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from planner.demo import story
from planner.demo.studio import Studio, dressed, out_of_sight, studio
from planner.domain.meetings import Meeting
from planner.gui import theme
from planner.gui.page import PlanRequest
from planner.gui.wizard.dialog import Wizard
from planner.planning import Step
from planner.store import Store

PAGES = ("today", "today-dark", "people", "person", "objective")
DIALOGS = ("debrief", "brief", "import", "settings")
CLOSED = tuple(f"wizard-closed-{step.name.lower()}" for step in Step if step <= Step.ASK)
OPEN = tuple(f"wizard-open-{step.name.lower()}" for step in Step)
NAMES = (*PAGES, *CLOSED, *OPEN, "wizard-planned", *DIALOGS)
"""What the pictures are called."""


def take_all(
    store: Store, folder: Path, language: str, tell: Callable[[int, int], object]
) -> list[Path]:
    """Pictures of the windows over a file just filled with the network, in which a meeting is
    planned while they are taken; the files in their order. `tell` is told how many there are."""
    story.tell_of_daniel(store)
    with out_of_sight():
        application = dressed(language)
        with studio(application, store, folder) as shots:
            shots.on_taken = lambda _: tell(len(shots.taken), len(NAMES))
            _take_pages(shots)
            _take_wizard(shots)
            _take_dialogs(shots)
        return shots.taken


def _take_pages(shots: Studio) -> None:
    window = shots.window
    window.show_page("today")
    shots.take("today")
    theme.choose(shots.application, mode="dark")
    shots.take("today-dark")
    theme.choose(shots.application, mode="light")
    window.show_page("people")
    shots.take("people")
    window.show_person(window.store.people.id_of(story.LOTTE))
    shots.take("person")
    window.show_objective(story.PILOT)
    shots.take("objective")
    window.show_page("today")


def _take_wizard(shots: Studio) -> None:
    """The call with Petra: as it waits, then as it passes, then planned."""
    take_steps(shots, open_wizard(shots, PlanRequest(meeting=story.PETRA)), "wizard-closed")
    wizard = open_wizard(shots, PlanRequest(meeting=story.PETRA), story.specific)
    take_steps(shots, wizard, "wizard-open", stay=True)
    wizard.go_on()
    shots.take("wizard-planned", wizard)
    shots.close_dialogs()


def open_wizard(
    shots: Studio, request: PlanRequest, rewrite: Callable[[Meeting], Meeting] | None = None
) -> Wizard:
    """The wizard at its first step, with the meeting written anew by `rewrite`."""
    shots.window.plan(request)
    wizard = shots.window.findChildren(Wizard)[-1]
    if rewrite:
        meeting = rewrite(wizard.plan.meeting)
        wizard.plan.edit(**{name: getattr(meeting, name) for name in _WRITTEN})
    wizard.go_to(Step.WHO)
    return wizard


def take_steps(shots: Studio, wizard: Wizard, name: str, *, stay: bool = False) -> None:
    """Pictures of the steps that can be reached: the first three, or all six with the gate open.
    The wizard is closed then, unless it is to `stay` at the last one."""
    last = Step.WHEN if wizard.plan.gate.open else Step.ASK
    for step in Step:
        if step <= last:
            while wizard.plan.step < step:
                wizard.go_on()
            shots.take(f"{name}-{step.name.lower()}", wizard)
    if not stay:
        shots.close_dialogs()


_WRITTEN = ("starts_at", "agenda", "purpose")


def _take_dialogs(shots: Studio) -> None:
    window = shots.window
    shots.take_dialog("debrief", lambda: window.debrief(story.DANIEL))
    shots.take_dialog("brief", lambda: window.open_brief(story.PETRA))
    take_import(shots)
    shots.take_dialog("settings", window.open_settings)


def take_import(shots: Studio) -> None:
    """What would come of importing a few cards."""
    contacts = shots.folder / "contacts.vcf"
    contacts.write_text(story.CONTACTS, encoding="utf-8", newline="\r\n")
    shots.take_dialog("import", lambda: shots.window.import_files([contacts]))
    contacts.unlink()
