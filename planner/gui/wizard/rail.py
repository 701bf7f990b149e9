"""The rail: the gate and what it says, and the six steps with what each holds or still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from planner.gui import icons, text, theme
from planner.gui.widgets.card import Ground
from planner.gui.widgets.label import Label
from planner.gui.wizard.gate_picture import HEIGHT, GatePicture, paint_small_gate
from planner.gui.wizard.pages import Gap
from planner.planning import Step

WIDTH, NARROW = 312, 72
_ROW, _LOW_ROW, _DISC, _BESIDE = 52, 42, 24, 16
_EDGE = 24
_SPOKEN_MS = 600


@dataclass(frozen=True, slots=True)
class StepState:
    """How a step stands: `words` say what it holds or lacks; `look` is clear, open or plain."""

    words: str
    look: str = "plain"
    done: bool = False
    here: bool = False
    reached: bool = False


class Rail(Ground):
    """`chosen` is emitted with a step that was reached. `narrow` shows the discs alone."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", edge="line", parent=parent)
        self.picture = GatePicture()
        self.verdict = Label("", "title", lines=2)
        self.why = Label("", "body", "ink2", lines=4)
        self.gate = _GateRow()
        names = (
            self.tr("Who"), self.tr("Why"), self.tr("Ask"), self.tr("Give"), self.tr("Talk"),
            self.tr("When"),
        )  # fmt: skip
        self.steps = {step: _StepRow(step, name) for step, name in zip(Step, names, strict=True)}
        self.narrow = False
        self._open: bool | None = None
        self._told: bool | None = None
        self._spoken = QTimer(self)
        self._spoken.setSingleShot(True)
        self._spoken.setInterval(_SPOKEN_MS)
        self._spoken.timeout.connect(self._speak)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.picture)
        self._gaps = (Gap(20), Gap(4), Gap(20))
        for widget in (self._gaps[0], self.verdict, self._gaps[1], self.why, self._gaps[2]):
            self._column.addWidget(widget)
        for step, row in self.steps.items():
            self._column.addWidget(row)
            row.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            if step is Step.ASK:
                self._column.addWidget(self.gate)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.on_change(self.arrange)
        self.arrange()

    def show_gate(self, *, open_: bool, verdict: str, why: str) -> None:
        """Show what the gate says. Its state is spoken once it has been the same for a while."""
        if (verdict, why) != (self.verdict.text(), self.why.text()):
            self.verdict.setText(verdict)
            self.why.setText(why)
            self.arrange()
        self.gate.show_gate(open_=open_)
        first, changed = self._open is None, self._open != open_
        self._open = open_
        if changed:
            self.picture.swing(open_=open_, at_once=first)
            self.picture.setAccessibleName(verdict)
        if first:
            self._told = open_
        elif changed or self._spoken.isActive():
            self._spoken.start()

    def show_step(self, step: Step, state: StepState) -> None:
        self.steps[step].show_state(state)

    def _speak(self) -> None:
        if self._open != self._told:
            self._told = self._open
            self.verdict.setAccessibleName(self.verdict.text())
            event = QAccessibleEvent(self.verdict, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(event)

    def arrange(self) -> None:
        """Make room for what is most needed: the steps, then the verdict, then the picture."""
        px = theme.px
        self.setFixedWidth(px(NARROW if self.narrow else WIDTH))
        side = px(_EDGE)
        self._column.setContentsMargins(side, side, side, 0)
        for widget in (self.verdict, self.why):
            widget.setVisible(not self.narrow)
        inner = self.width() - 2 * side
        words = 0
        if not self.narrow:
            words = sum(one.heightForWidth(inner) for one in (self.verdict, self.why)) + px(44)
        room = self.height() - side - words
        low = room < px(6 * _ROW + 48)
        for row in self.steps.values():
            row.set_low(low)
        self.gate.set_low(low)
        rest = room - px(6 * (_LOW_ROW if low else _ROW) + (36 if low else 48))
        # A picture less than half as tall shows nothing of the gate.
        shown = not self.narrow and rest >= px(HEIGHT // 2)
        self.picture.setVisible(shown)
        self.picture.setFixedHeight(min(px(HEIGHT), max(rest, px(HEIGHT // 2))))
        self._gaps[0].setVisible(shown)
        for gap in self._gaps[1:]:
            gap.setVisible(not self.narrow)

    def set_narrow(self, narrow: bool) -> None:
        self.narrow = narrow
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()


class _StepRow(QAbstractButton):
    """A disc with the number or a check, the step, and what it holds; the line to the next."""

    def __init__(self, step: Step, name: str) -> None:
        super().__init__()
        self._step, self._name = step, name
        self._state = StepState("")
        self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.on_change(self.updateGeometry)

    def show_state(self, state: StepState) -> None:
        if state == self._state:
            return
        self._state = state
        can = state.reached and not state.here
        self.setEnabled(state.reached or state.here)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if can else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
        said = ", ".join(filter(None, (self._name, state.words)))
        if state.here:
            said = self.tr("{step} (you are here)").format(step=said)
        self.setAccessibleName(said)
        self.setToolTip(text.tooltip(said))
        self.update()

    @property
    def state(self) -> StepState:
        return self._state

    def set_low(self, low: bool) -> None:
        self._low = low
        self.updateGeometry()

    def _paint_disc(self, painter: QPainter, disc: QRectF) -> None:
        state = self._state
        painter.setFont(theme.font("caption", 600))
        painter.setPen(Qt.PenStyle.NoPen)
        if state.here:
            painter.setBrush(theme.colour("pineFill"))
            painter.drawEllipse(disc)
            painter.setPen(theme.colour("onPine"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(int(self._step)))
        elif state.done:
            painter.setBrush(theme.colour("pineSoft"))
            painter.drawEllipse(disc)
            edge = theme.px(5)
            inner = disc.adjusted(edge, edge, -edge, -edge)
            icons.paint(painter, inner, "check-bold", theme.colour("pineInk"))
        else:
            painter.setPen(QPen(theme.colour("line2"), 1.2))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(disc.adjusted(0.6, 0.6, -0.6, -0.6))
            painter.setPen(theme.colour("ink3"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(int(self._step)))

    def _paint_words(self, painter: QPainter, left: float) -> None:
        state, px = self._state, theme.px
        room = int(self.width() - left)
        font = theme.font("body", 600 if state.here else 500)
        font.setUnderline(state.reached and not state.here and self.underMouse())
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if state.here else "ink2"))
        upper = QRectF(left, px(2), room, px(20))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(upper, flags, self._name)
        font = theme.font("small")
        painter.setFont(font)
        plain = "ink2" if state.here or state.done else "ink3"
        clear = "pine" if state.here else plain
        token = {"clear": clear, "open": "amber"}.get(state.look, plain)
        painter.setPen(theme.colour(token))
        line = QFontMetrics(font).elidedText(
            text.one_line(state.words), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRectF(left, px(23), room, px(18)), flags, line)

    # Qt's own names

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_DISC), theme.px(_LOW_ROW if self._low else _ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme.px
        disc = QRectF(0, 0, px(_DISC), px(_DISC))
        self._paint_disc(painter, disc)
        if self._step is not Step.WHEN:
            ends = self.height() - px(4 if self._step is not Step.ASK else 0)
            painter.setPen(_line("pineLine" if self._state.done else "line"))
            x = disc.center().x()
            painter.drawLine(QPointF(x, disc.bottom() + px(4)), QPointF(x, ends))
        left = disc.right() + px(_BESIDE)
        if self.width() > left:
            self._paint_words(painter, left)


class _GateRow(QWidget):
    """The gate between Ask and Give, small, with its state in words."""

    def __init__(self) -> None:
        super().__init__()
        self._open = self._low = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def show_gate(self, *, open_: bool) -> None:
        if open_ != self._open or not self.accessibleName():
            self._open = open_
            self.setAccessibleName(self._words)
            self.update()

    def set_low(self, low: bool) -> None:
        self._low = low
        self.updateGeometry()

    @property
    def _words(self) -> str:
        return self.tr("The gate, open") if self._open else self.tr("The gate, closed")

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_DISC), theme.px(36 if self._low else 48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = theme.px
        colour = theme.colour("pine" if self._open else "amber")
        size = px(20)
        area = QRectF((px(_DISC) - size) / 2, px(6), size, size)
        paint_small_gate(painter, area, colour, open_=self._open)
        left = px(_DISC + _BESIDE)
        if self.width() > left:
            painter.setPen(colour)
            painter.setFont(theme.font("small", 600))
            room = QRectF(left, px(7), self.width() - left, px(18))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._words)
        if not self._low:
            painter.setPen(_line("pineLine" if self._open else "line"))
            x = px(_DISC) / 2
            painter.drawLine(QPointF(x, area.bottom() + px(7)), QPointF(x, self.height() - px(4)))


def _line(token: str) -> QPen:
    """The line from a step to the next, which leaves room at both ends."""
    return QPen(theme.colour(token), 2, c=Qt.PenCapStyle.FlatCap)
