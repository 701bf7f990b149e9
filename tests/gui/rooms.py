"""Every page and dialog of the window, each opened as a person opens it, on the demo network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from planner import assets
from planner.domain.people import Person
from planner.domain.today import Hello, Who
from planner.exchange import importing
from planner.gui.importer.dialog import ImportDialog
from planner.gui.main_window import MainWindow
from planner.gui.page import PlanRequest
from planner.gui.widgets.scrim import Scrim
from planner.store import Store
from tests.conftest import Clock

_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nNOTE:{note}\r\nEND:VCARD\r\n"


def furnish(store: Store, clock: Clock) -> None:
    """The demo network, somebody who may be somebody else, and somebody in the bin."""
    network = assets.path("demo", "network.json")
    importing.import_files(store, [network], importing.Options(region="NL"), now=clock.now)
    store.people.add(Person(display_name="Lotte De Witt", given="Lotte", family="De Witt"))
    store.people.delete([store.people.add(Person(display_name="Gone Away")).id])


def lotte(store: Store) -> int:
    return store.people.id_of("lotte-de-wit")


def cards(folder: Path, name: str) -> Path:
    """A file with somebody new and with a card that cannot be read."""
    path = folder / "cards.vcf"
    good = _CARD.format(name=name, note="met at the fair")
    path.write_bytes((good + _CARD.format(name="", note="nobody")).encode())
    return path


class House:
    """The window, and the way into each of its rooms."""

    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
        self.window, self._folder, self._qtbot = window, folder, qtbot
        self.name = "Nele Bakker"
        """Who is in the file that is imported."""

    def enter(self, room: str) -> QWidget:
        """The page or dialog, on the screen and with all it shows."""
        ROOMS[room](self)
        self._settle()
        return self.dialog or self.window

    def leave(self) -> None:
        """Close the dialog that is open."""
        while (dialog := self.dialog) is not None:
            dialog.reject()
            self._qtbot.waitUntil(partial(self._is_closed, dialog))

    @property
    def dialog(self) -> QDialog | None:
        """The topmost dialog over the window."""
        return next((d for d in reversed(self.window.findChildren(QDialog)) if d.isVisible()), None)

    def _is_closed(self, dialog: QDialog) -> bool:
        return self.dialog is not dialog

    def _settle(self) -> None:
        """Wait for what comes from the worker, and for layouts."""
        self._qtbot.waitUntil(lambda: self.window.graph.now() is not None)
        self._qtbot.waitUntil(lambda: not any(map(_is_busy, self._bars())))
        for _ in range(3):
            self._qtbot.wait(10)
        self._qtbot.waitUntil(self._is_active)

    def _is_active(self) -> bool:
        here = self.dialog or self.window
        if not here.isActiveWindow():
            here.activateWindow()
        return here.isActiveWindow()

    def _bars(self) -> list[QProgressBar]:
        return [bar for bar in self.window.findChildren(QProgressBar) if bar.isVisible()]

    def show_lotte(self) -> None:
        self.window.show_person(lotte(self.window.store))

    def show_objective(self) -> None:
        self.window.show_objective(self.window.store.objectives.working_towards()[0].id)

    def import_file(self) -> None:
        self.window.import_files([cards(self._folder, self.name)])
        dialog = self.dialog
        assert isinstance(dialog, ImportDialog)
        self._qtbot.waitUntil(lambda: dialog.said.isVisible() and not dialog.bar.isVisible())

    def write(self) -> None:
        """A message to say hello with."""
        person = self.window.store.people.get(lotte(self.window.store))
        who = Who(id=person.id, name=person.display_name, uid=person.uid, first=person.given)
        self.window.write(Hello(who=who, about=person.note, topic=person.note))

    def plan(self) -> None:
        self.window.plan(PlanRequest(people=(lotte(self.window.store),)))


ROOMS: dict[str, Callable[[House], None]] = {
    "today": lambda house: house.window.show_page("today"),
    "people": lambda house: house.window.show_page("people"),
    "person": House.show_lotte,
    "objectives": lambda house: house.window.show_page("objectives"),
    "objective": House.show_objective,
    "palette": lambda house: house.window.open_palette(),
    "settings": lambda house: house.window.open_settings(),
    "about": lambda house: house.window.open_about(),
    "import": lambda house: house.window.choose_import(),
    "import of a file": House.import_file,
    "add a person": lambda house: house.window.add_person(),
    "duplicates": lambda house: house.window.find_duplicates(),
    "bin": lambda house: house.window.open_bin(),
    "message": House.write,
    "wizard": House.plan,
}


def _is_busy(bar: QProgressBar) -> bool:
    return bar.maximum() == 0


def shown(within: QWidget) -> list[QWidget]:
    """What can be seen or scrolled to, without what Qt itself is made of and what lies over it."""
    return [
        widget
        for widget in within.findChildren(QWidget)
        if widget.isVisible()
        and widget.window() is within.window()
        and not isinstance(widget, Scrim)
        and not widget.objectName().startswith("qt_")
    ]


def clip(widget: QWidget) -> QWidget:
    """The scroll area in which a widget lies, as far as it can be seen, or its window."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return above
        above = above.parentWidget()
    return widget.window()
