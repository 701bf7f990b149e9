"""What can be done with the people who are chosen, each as one step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from planner.domain.errors import PlannerError
from planner.domain.people import Circle
from planner.gui.long_step import run_long
from planner.gui.page import Desk
from planner.gui.people import words

if TYPE_CHECKING:
    from planner.store import Store
    from planner.store.history import Gone

_AT_ONCE = 50
"""Up to so many people are changed while one waits; more on the worker, with a way to stop it."""
_TOLD = 200
"""Of the deletion of up to so many it is said what went along."""
_NAMED = 2


class Deeds(QObject):
    """Does it and says so: `undoable` with a sentence, `trouble` with what kept it from being."""

    undoable = Signal(str)
    trouble = Signal(object)
    said = Signal(str)
    """Something was done that needs no undo."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent

    def who(self, people: Sequence[int]) -> str:
        """These people in words."""
        return who(self._desk.store, people)

    def tag(self, people: Sequence[int], name: str) -> None:
        many = self._desk.store.people.many
        self._do(people, lambda: many.tag(people, name), lambda who: words.tagged(who, name))

    def untag(self, people: Sequence[int], name: str) -> None:
        many = self._desk.store.people.many
        self._do(people, lambda: many.untag(people, name), lambda who: words.untagged(who, name))

    def set_circle(self, people: Sequence[int], circle: Circle | None) -> None:
        many = self._desk.store.people.many
        self._do(
            people,
            lambda: many.set_circle(people, circle),
            lambda who: words.moved_to(who, circle),
        )

    def archive(self, people: Sequence[int]) -> None:
        self._do(people, lambda: self._desk.store.people.many.archive(people), words.archived)

    def unarchive(self, people: Sequence[int]) -> None:
        self._do(people, lambda: self._desk.store.people.many.unarchive(people), words.brought_back)

    def delete(self, people: Sequence[int]) -> None:
        many = self._desk.store.people.many
        self._do(
            people,
            lambda: many.delete(people),
            lambda who: words.deleted(who, len(people), self._gone_with(people)),
        )

    def choose_export(self, people: Sequence[int]) -> None:
        """Ask where to, and write these people there."""
        file, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Export"),
            self.tr("People") + ".vcf",
            self.tr("vCard (*.vcf);;CSV (*.csv)"),
        )
        if file:
            self.export_to(people, Path(file))

    def export_to(self, people: Sequence[int], target: Path) -> None:
        """Write these people as the end of the name says, on the worker."""
        from planner.gui.exporting import export

        store, now, chosen = self._desk.store, self._desk.clock(), tuple(people)
        self._desk.tasks.run(
            lambda progress: export(store, target, now, progress, people=chosen),
            lambda _: self.said.emit(self.tr("Written: {file}").format(file=target)),
            self.trouble.emit,
            self,
        )

    def _do(
        self, people: Sequence[int], work: Callable[[], object], say: Callable[[str], str]
    ) -> None:
        if not people:
            return
        try:
            who = self.who(people)
            if len(people) <= _AT_ONCE:
                work()
                self.undoable.emit(say(who))
                return
        except PlannerError as problem:
            self.trouble.emit(problem)
            return
        run_long(
            self._desk.store,
            self._desk.tasks,
            self.tr("Changing {who}").format(who=who),
            work,
            lambda _: self.undoable.emit(say(who)),
            self.trouble.emit,
            self._window,
        )

    def _gone_with(self, people: Sequence[int]) -> Gone | None:
        """What the deletion just made took along; of a large one it would take long to say."""
        history = self._desk.store.history
        step = history.next_undo()
        if step is None or len(people) > _TOLD:
            return None
        return history.gone(step.id)


def who(store: Store, people: Sequence[int]) -> str:
    """`Petra Novak, Kenji Mori and 4 others`, reading no more names than are said."""
    rows = store.people.listing.rows(tuple(people[:_NAMED]))
    return words.names([row.name for row in rows], len(people))
