"""Who was named: chips, and one that asks for another name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.debriefing import Named
from planner.domain.people import PersonRow
from planner.gui import icons, text, theme
from planner.gui.widgets.avatar import dashed, paint_avatar
from planner.gui.widgets.person_picker import PersonPicker
from planner.gui.widgets.pressable import Pressable
from planner.gui.widgets.scroller import FlowLayout

_HEIGHT, _AVATAR, _WIDEST = 36, 24, 240


class NameChip(Pressable):
    """Somebody who was named; pressing it, or Delete, takes them off."""

    def __init__(self, named: Named, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.named, self._uid = named, uid
        said = self.tr("Take {name} off").format(name=text.one_line(named.name))
        self.setAccessibleName(said)
        self.setToolTip(text.tooltip(said))

    def _name(self) -> str:
        metrics = QFontMetrics(theme.font("body", 600))
        return metrics.elidedText(
            text.one_line(self.named.name), Qt.TextElideMode.ElideRight, theme.px(_WIDEST)
        )

    # Qt's own names

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("body", 600)).horizontalAdvance(self._name())
        return QSize(words + theme.px(72), theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("rowHover" if self.underMouse() else "surface"))
        radius = theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        size = theme.px(_AVATAR)
        picture = QRectF(theme.px(7), (self.height() - size) / 2, size, size)
        paint_avatar(painter, picture, self.named.name, self._uid, wished=not self.named.person)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.colour("ink"))
        left = picture.right() + theme.px(8)
        room = QRectF(left, 0, self.width() - left - theme.px(28), self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._name())
        cross = theme.px(14)
        where = QRectF(self.width() - theme.px(10) - cross, 0, cross, cross)
        where.moveTop((self.height() - cross) / 2)
        icons.paint(painter, where, "x", theme.colour("ink2"))


class AddName(Pressable):
    """Dashed, as whoever comes is not there yet."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)

    # Qt's own names

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("body", 500)).horizontalAdvance(self.text())
        return QSize(words + theme.px(55), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(dashed(theme.colour("field")))
        hovered = self.underMouse()
        painter.setBrush(theme.colour("rowHover") if hovered else Qt.BrushStyle.NoBrush)
        radius = theme.px(8)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        size = theme.px(16)
        where = QRectF(theme.px(15), (self.height() - size) / 2, size, size)
        icons.paint(painter, where, "plus", theme.colour("ink2"))
        painter.setFont(theme.font("body", 500))
        painter.setPen(theme.colour("ink2"))
        left = where.right() + theme.px(8)
        room = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self.text())


class Names(QWidget):
    """The chips. `find` looks people up as a name is typed, `rows` reads those that are known."""

    changed = Signal()

    def __init__(
        self,
        find: Callable[[str], Sequence[PersonRow]],
        rows: Callable[[Sequence[int]], Sequence[PersonRow]],
    ) -> None:
        super().__init__()
        self._find, self._rows = find, rows
        self.chips: list[NameChip] = []
        self.add_button = AddName(self.tr("Add a name"))
        self.add_button.clicked.connect(self.pick)
        self._flow = FlowLayout(theme.px(8), self)
        self._flow.addWidget(self.add_button)

    @property
    def named(self) -> tuple[Named, ...]:
        return tuple(chip.named for chip in self.chips)

    def show_named(self, named: Sequence[Named]) -> None:
        """Those of them who are still there."""
        known = {row.id: row for row in self._rows([one.person for one in named if one.person])}
        for one in named:
            if not one.person or one.person in known:
                self._add(one, known[one.person].uid if one.person else "")

    def pick(self) -> None:
        """Ask who was named."""
        picker = PersonPicker(self._find, self.add_button)
        picker.chosen.connect(self._on_chosen)
        picker.wished.connect(lambda name: self._on_added(Named(name=name), ""))
        picker.open_below(self.add_button)

    def _on_chosen(self, person: int) -> None:
        for row in self._rows([person]):
            self._on_added(Named(name=row.name, person=row.id), row.uid)

    def _on_added(self, named: Named, uid: str) -> None:
        there = {(one.person, one.person or one.name.casefold()) for one in self.named}
        if (named.person, named.person or named.name.casefold()) not in there:
            self._add(named, uid)
            self.changed.emit()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, named: Named, uid: str) -> None:
        chip = NameChip(named, uid)
        chip.clicked.connect(lambda: self._remove(chip))
        self.chips.append(chip)
        self._flow.removeWidget(self.add_button)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)
        QWidget.setTabOrder(chip, self.add_button)
        self.updateGeometry()

    def _remove(self, chip: NameChip) -> None:
        self.chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.changed.emit()
