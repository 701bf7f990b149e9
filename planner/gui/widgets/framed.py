"""A dialog with header and footer on the surface, the main action at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.gui import icons, theme
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Ground, Hairline
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller


class FramedDialog(QDialog):
    """`body` is the layout for what the dialog is about; `footer` has `way_out` at its left.

    One that `scrolls` keeps header and footer in sight where the screen is too low for its body.
    """

    def __init__(
        self,
        title: str,
        way_out: str,
        parent: QWidget | None,
        *,
        width: int,
        scrolls: bool = False,
    ) -> None:
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
        self._scroller: Scroller | None = None
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(Hairline())
        if scrolls:
            content = QWidget()
            content.setLayout(self.body)
            self._scroller = Scroller(content)
            layout.addWidget(self._scroller, 1)
        else:
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
        # What Qt would take is as wide as its longest line unbroken.
        width = max(self.minimumWidth(), self._layout.totalMinimumSize().width())
        if self._scroller is not None:
            width = max(width, self.body.totalMinimumSize().width())
        self.resize(width, self._wanted(width))

    def grow(self, to: QWidget | None = None) -> None:
        """Be as high as is needed now, if it is not; and have something in sight."""
        self._layout.activate()
        self.resize(self.width(), max(self.height(), self._wanted(self.width())))
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), self.y() - below)
        if self._scroller is not None and to is not None:
            self._scroller.ensureWidgetVisible(to)

    def _wanted(self, width: int) -> int:
        """The height that is needed at a width, as far as the screen has it."""
        wanted = self._layout.totalHeightForWidth(width)
        if self._scroller is not None:
            self.body.invalidate()
            wanted += self.body.totalHeightForWidth(width) - self._scroller.sizeHint().height()
        return min(self.screen().availableGeometry().height() - 60, wanted)

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


class Complaint(Label):
    """Why something is not kept: under its field, with an icon before it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "small", "rust", parent=parent)
        self._set_room()

    def _set_room(self) -> None:
        self.setContentsMargins(theme.px(22), 0, 0, 0)

    def _on_look(self) -> None:
        super()._on_look()
        self._set_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            size, line = theme.px(16), theme.line_height("small")
            where = QRectF(0, (line - size) / 2, size, size)
            icons.paint(QPainter(self), where, "warning-circle", theme.colour("rust"))


class Problem(Complaint):
    """What kept something from being done, under its field; hidden as long as nothing did."""

    def __init__(self) -> None:
        super().__init__()
        self.hide()

    def say(self, sentence: str) -> None:
        self.setText(sentence)
        self.setVisible(bool(sentence))
        self.setAccessibleName(sentence)
