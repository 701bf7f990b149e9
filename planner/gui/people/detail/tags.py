"""Tags as chips: taken off one by one, added with what is known already at hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCompleter,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.gui import icons, text, theme
from planner.gui.people.detail import words
from planner.gui.people.detail.inline import SIDE
from planner.gui.widgets.scroller import FlowLayout

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate
_PILL, _SLOP = 24, 4
"""How high a tag is painted, and how far above and below that it can be pressed."""


class Tags(QWidget):
    """The tags as chips, each with a way to take it off, and a field for a new one."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._chips: list[TagChip] = []
        self.add = _AddTag(translate("person pane", "Add a tag"))
        self.add.clicked.connect(self.start)
        if not context.editable:
            self.add.hide()
        self.field = _TagField()
        self.field.setAccessibleName(translate("person pane", "New tag"))
        self.field.setPlaceholderText(translate("person pane", "sailing"))
        self.field.hide()
        theme.set_type(self.field, "small")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("floating", True)
            theme.set_type(popup, "small")
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._keep)
        self.field.escaped.connect(self._leave)
        self.field.editingFinished.connect(self._on_finished)
        self._chips_box = QWidget()
        self._flow = FlowLayout(theme.px(6), self._chips_box, between=0)
        self._flow.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(SIDE), 0, theme.px(SIDE), 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._chips_box)
        column.addWidget(self.field)

    def show_tags(self, tags: tuple[str, ...]) -> None:
        while len(self._chips) < len(tags):
            chip = TagChip()
            chip.clicked.connect(partial(self._remove, chip))
            self._chips.append(chip)
            self._flow.removeWidget(self.add)
            self._flow.addWidget(chip)
            self._flow.addWidget(self.add)
        for chip, tag in zip(self._chips, tags, strict=False):
            chip.show_tag(tag, removable=self._context.editable)
            chip.show()
        for chip in self._chips[len(tags) :]:
            chip.hide()
        self._flow.invalidate()

    @property
    def shown(self) -> list[str]:
        return [chip.tag for chip in self._chips if not chip.isHidden()]

    def start(self) -> None:
        """Begin to type a tag."""
        self._known.setStringList([tag.name for tag in self._context.store.people.tags()])
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        name = self.field.text().strip()
        if not name:
            self._leave()
        elif self._context.attempt(partial(self._context.edits.tag, self._context.person, name)):
            self.field.clear()

    def _on_finished(self) -> None:
        if not self.field.hasFocus():
            if self.field.text().strip():
                self._keep()
            if not self.field.text().strip():
                self._leave()

    def _leave(self) -> None:
        if not self.field.isHidden():
            if self.field.hasFocus():
                self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.clear()
            self.field.hide()
            self.left.emit()

    def _remove(self, chip: TagChip) -> None:
        context = self._context
        if context.editable:
            context.attempt(
                partial(context.edits.untag, context.person, chip.tag), words.untagged(chip.tag)
            )


class _TagField(QLineEdit):
    escaped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


class TagChip(QAbstractButton):
    """A tag; pressing it, or Delete, takes it off."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = ""
        self._removable = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.on_change(self._on_look)

    def show_tag(self, tag: str, *, removable: bool) -> None:
        self.tag, self._removable = tag, removable
        line = text.one_line(tag)
        said = translate("person pane", "Take off the tag {tag}").format(tag=line)
        self.setAccessibleName(said if removable else line)
        self.setToolTip(text.tooltip(said) if removable else "")
        focus = Qt.FocusPolicy.StrongFocus if removable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)
        self.updateGeometry()
        self.update()

    def _on_look(self) -> None:
        self.updateGeometry()
        self.update()

    def _line(self) -> str:
        metrics = self.fontMetrics()
        return metrics.elidedText(
            text.one_line(self.tag), Qt.TextElideMode.ElideRight, theme.px(200)
        )

    def sizeHint(self) -> QSize:
        self.setFont(theme.font("caption", 500))
        width = self.fontMetrics().horizontalAdvance(self._line())
        cross = theme.px(18) if self._removable else 0
        return QSize(width + 2 * theme.px(10) + cross, theme.px(_PILL + 2 * _SLOP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self._removable and (self.underMouse() or self.hasFocus())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover" if hot else "sunken"))
        slop = theme.px(_SLOP)
        area = QRectF(self.rect()).adjusted(0, slop, 0, -slop)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font("caption", 500))
        room = area.adjusted(theme.px(10), 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._line())
        if self._removable:
            size = theme.px(12)
            cross = QRectF(area.right() - theme.px(8) - size, 0, size, size)
            cross.moveTop(area.center().y() - size / 2)
            icons.paint(painter, cross, "x", theme.colour("ink2" if hot else "ink3"))


class _AddTag(TagChip):
    """A chip that begins a new tag."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.show_tag(name, removable=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
