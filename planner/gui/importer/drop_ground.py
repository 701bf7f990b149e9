"""Where files are dropped or chosen, before anything is known of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.label import Label

_ICON = 32


class DropGround(QWidget):
    """The dialog takes the drop; this shows that it may, and offers to choose instead."""

    chosen = Signal(object)
    """A list of Path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.over = False
        centre = Qt.AlignmentFlag.AlignHCenter
        self.choose = Button(self.tr("Choose files…"), "primary")
        self.choose.clicked.connect(self._on_choose)
        sentence = self.tr("Drop your contacts or calendars here.")
        kinds = self.tr(
            "vCards, CSV from Google, Outlook, LinkedIn or any other program, .ics calendars, or"
            " everything that On Purpose exported. You see first what would come of it."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 32, 48, 32)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(_Sign(), 0, centre)
        layout.addWidget(Label(sentence, "voice-m", "ink", align=centre))
        layout.addWidget(Label(kinds, "small", "ink2", align=centre))
        layout.addSpacing(8)
        layout.addWidget(self.choose, 0, centre)
        layout.addStretch(1)

    def show_over(self, over: bool) -> None:
        """Files are held over it, or not any more."""
        self.over = over
        self.update()

    def _on_choose(self) -> None:
        kinds = self.tr("Contacts and calendars (*.vcf *.vcard *.csv *.ics *.json);;All files (*)")
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Import"), "", kinds)
        if files:
            self.chosen.emit([Path(file) for file in files])

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("pine" if self.over else "field"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour("pineSoft" if self.over else "surface"))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, theme.px(12), theme.px(12))


class _Sign(QWidget):
    """The icon over the words."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_ICON), theme.px(_ICON))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(self.rect()), "download-simple", theme.colour("pine"))
