"""What the gate would like added to an ask: one hint a row, and a sentence to start from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.domain.meetings import PurposeKind
from planner.domain.objectives import AskKind
from planner.gate import TextReview, way_to_begin
from planner.gui import icons, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label, Part

PAUSE_MS = 300
"""New hints wait until typing stops for so long; settled ones go at once."""
_QUOTE = re.compile(r"[“„«‹][^“”„»«›]*[”“»›]")


class Icon(QWidget):
    """An icon that stands beside words which tell the same."""

    def __init__(
        self, name: str, token: str, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(self.rect()), self._name, theme.colour(self._token))


class Hints(QWidget):
    """The hints of a review, in its order; those that stay do not move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: dict[str, str] = {}
        self._rows: dict[str, _Row] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setAccessibleName(self.tr("What would help"))

    def show_review(self, review: TextReview, *, at_once: bool = False) -> None:
        """Show what is missing now."""
        self._wanted = dict(_keyed(review))
        for key in [key for key in self._rows if key not in self._wanted]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for key, row in self._rows.items():
            row.show_hint(self._wanted[key])
        if at_once:
            self._add()
        elif self._wanted.keys() != self._rows.keys():
            self._pause.start()
        self.setVisible(bool(self._rows))

    def sentences(self) -> list[str]:
        """The hints that are shown."""
        return [row.label.text() for row in self._rows.values()]

    def _add(self) -> None:
        for place, (key, sentence) in enumerate(self._wanted.items()):
            if key not in self._rows:
                row = self._rows[key] = _Row(sentence)
                self._column.insertWidget(place, row)
        self._rows = {key: self._rows[key] for key in self._wanted}
        self.setVisible(bool(self._rows))


class Beginning(QWidget):
    """A sentence to start from, until the text has become specific."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self.label = Label("", "small", "ink2")
        self.use = Button(self.tr("Use this"), "link")
        self.use.clicked.connect(lambda: self.taken.emit(self._sentence))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.label, 0)
        row.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    def show_review(self, review: TextReview, kind: AskKind) -> None:
        """Offer how an ask of this kind may begin."""
        self.setVisible(not review.specific)
        if review.specific:
            return
        sentence = way_to_begin(PurposeKind.ASK, language=review.language, ask=kind)
        if sentence != self._sentence:
            self._sentence = sentence
            quoted = self.tr("“{sentence}”").format(sentence=sentence)
            self.label.set_parts(
                (
                    Part(self.tr("Perhaps:") + " "),
                    Part(quoted, colour="ink", style="voice-xs"),
                )
            )
            self.use.setAccessibleDescription(sentence)


class _Row(QWidget):
    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.label = Label("", "small", "ink")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon("chat-teardrop-text", "amber"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.show_hint(sentence)

    def show_hint(self, sentence: str) -> None:
        quoted = _QUOTE.match(sentence)
        if quoted:
            self.label.set_parts((Part(quoted[0], 600), Part(sentence[quoted.end() :])))
        else:
            self.label.setText(sentence)
        self.setAccessibleName(sentence)


def _keyed(review: TextReview) -> Iterator[tuple[str, str]]:
    """The hints with what tells them apart while their words change: criterion and number."""
    for finding in review.findings:
        for number, hint in enumerate(finding.hints):
            yield f"{finding.criterion} {number}", hint
    if review.note:
        yield "note", review.note
