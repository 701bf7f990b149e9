"""The notes under a text: what the gate would like added, or why it is clear.

New ones wait until typing stops, settled ones go at once, and their order stays: nothing above
them ever moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.gate import Criterion, TextReview, reason
from planner.gui import theme
from planner.gui.text import translate
from planner.gui.widgets.icon_label import Icon
from planner.gui.widgets.label import Label, Part

PAUSE_MS = 300
_QUOTE = re.compile(r"[“„«‹][^“”„»«›]*[”“»›]")


class Note(NamedTuple):
    """One note: `lead` is set in bold before the rest."""

    lead: str
    rest: str
    clear: bool

    @property
    def words(self) -> str:
        return f"{self.lead}{self.rest}"


class Notes(QWidget):
    """The notes of one text. `met` names who is met, for the sentences."""

    def __init__(self, met: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._met = met
        self._wanted: dict[str, Note] = {}
        self._rows: dict[str, _Row] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.tr("What the gate says"))
        theme.on_change(self._on_look)
        self._on_look()

    def show_review(self, said: TextReview, *, at_once: bool = False) -> None:
        """Show what is missing now, or why it is clear. An empty text has no notes yet."""
        self._wanted = dict(_keyed(said, self._met()))
        for key in [key for key in self._rows if key not in self._wanted]:
            row = self._rows.pop(key)
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        for key, row in self._rows.items():
            row.show_note(self._wanted[key])
        if at_once:
            self._pause.stop()
            self._add()
        elif self._wanted.keys() != self._rows.keys():
            self._pause.start()
        self.setVisible(bool(self._rows))

    def sentences(self) -> list[str]:
        """The notes that are shown."""
        return [row.accessibleName() for row in self._rows.values()]

    def open_notes(self) -> int:
        """How many notes ask for something, shown or about to be."""
        return sum(not note.clear for note in self._wanted.values())

    def _add(self) -> None:
        for place, (key, note) in enumerate(self._wanted.items()):
            if key not in self._rows:
                row = self._rows[key] = _Row()
                row.show_note(note)
                self._column.insertWidget(place, row)
        self._rows = {key: self._rows[key] for key in self._wanted}
        self.setVisible(bool(self._rows))

    def _on_look(self) -> None:
        self._column.setSpacing(theme.px(8))


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.icon = Icon("chat-teardrop-text", "amber", 20)
        self.label = Label("", "body", "ink")
        self._note: Note | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.label, 1)
        theme.on_change(self._on_look)
        self._on_look()

    def show_note(self, note: Note) -> None:
        if note == self._note:  # shown anew with each key, which must not lay out the page anew
            return
        self._note = note
        self.icon.show_icon(*(("check-circle-fill", "pine") if note.clear else _OPEN))
        self.label.set_parts((Part(note.lead, 600), Part(note.rest)))
        self.setAccessibleName(note.words)

    def _on_look(self) -> None:
        self._row.setSpacing(theme.px(12))


_OPEN = ("chat-teardrop-text", "amber")


def heading(criterion: Criterion) -> str:
    """What a criterion is called where it holds."""
    return {
        Criterion.ACT: translate("gate", "What happens."),
        Criterion.OBJECT: translate("gate", "About what."),
        Criterion.FIT: translate("gate", "Why them."),
        Criterion.END: translate("gate", "How you’ll know."),
    }[criterion]


def _keyed(said: TextReview, met: str) -> Iterator[tuple[str, Note]]:
    """The notes with what tells them apart while their words change: criterion and number."""
    if not said.text.strip():
        return
    for finding in said.findings:
        if finding.holds:
            because = reason(finding, said, met)
            yield (
                f"{finding.criterion} clear",
                Note(heading(finding.criterion), f" {because}", clear=True),
            )
            continue
        for place, hint in enumerate(finding.hints):
            quoted = _QUOTE.match(hint)
            lead = quoted[0] if quoted else ""
            yield f"{finding.criterion} {place}", Note(lead, hint[len(lead) :], clear=False)
    if said.note:
        yield "note", Note("", said.note, clear=False)
