"""A dialog with header and footer on the surface, the main action at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.gui import theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.label import Label


class FramedDialog(QDialog):
    """`body` is the layout for what the dialog is about; `footer` has `way_out` at its left."""

    def __init__(self, title: str, way_out: str, parent: QWidget | None, *, width: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._width = width
        self._sized = False
        self.heading = Label(title, "title", lines=2)
        self.way_out = Button(way_out, "ghost")
        self.way_out.setAutoDefault(False)
        self.way_out.clicked.connect(self.reject)
        head, foot = Ground("surface"), Ground("surface")
        self._head, self.footer = QHBoxLayout(head), QHBoxLayout(foot)
        self._head.addWidget(self.heading, 1)
        self.footer.addWidget(self.way_out)
        self.footer.addStretch(1)
        self.body = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Hairline())
        layout.addLayout(self.body, 1)
        layout.addWidget(Hairline())
        layout.addWidget(foot)
        theme.on_change(self._on_frame_look)
        self._on_frame_look()

    def add_deed(self, label: str, kind: str = "primary") -> Button:
        """A button at the right of the footer."""
        button = Button(label, kind)
        button.setAutoDefault(kind == "primary")
        button.setDefault(kind == "primary")
        self.footer.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        return button

    def open_at(self, width: int, height: int) -> None:
        """Be of this size at 100 %, as far as the screen has room."""
        room = self.screen().availableGeometry()
        px = theme.px
        self._sized = True
        self.resize(min(px(width), room.width() - 40), min(px(height), room.height() - 60))

    def fit(self) -> None:
        """Be as high as what it says needs at its width."""
        layout = self.layout()
        width = max(self.width(), self.minimumWidth())
        room = self.screen().availableGeometry().height() - 60
        if layout is not None:
            self.resize(width, min(room, layout.totalHeightForWidth(width)))

    def _on_frame_look(self) -> None:
        px = theme.px
        self._head.setContentsMargins(px(24), px(16), px(24), px(14))
        self.footer.setContentsMargins(px(16), px(14), px(24), px(14))
        self.footer.setSpacing(px(8))
        self.body.setContentsMargins(px(24), px(20), px(24), px(20))
        self.body.setSpacing(px(8))
        room = self.screen().availableGeometry()
        self.setMinimumWidth(min(px(self._width), room.width() - 40))

    # Qt's own names

    def showEvent(self, event: QShowEvent) -> None:
        if not self._sized:
            self._sized = True
            self.fit()
        super().showEvent(event)


class Problem(Label):
    """What kept something from being done, under its field."""

    def __init__(self, colour: str = "rust") -> None:
        super().__init__("", "small", colour)
        self.hide()

    def say(self, sentence: str) -> None:
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self.setAccessibleName(sentence)
