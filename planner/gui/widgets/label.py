"""A label for plain text in a type style, with the line height that style asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from planner.gui import theme

_UNBOUND = 1 << 20
_WIDTHS = 4
"""So many widths that a text was laid out for are kept: layouts ask about a few, over and over."""
_LONGEST, _LINE = 8_000, 400
"""Characters that are laid out at most, in all and for each line that is shown at most; who wants
to read more of it opens it."""

_ENDLESS = re.compile(r"\S{1000}")
"""No word: Qt would look for its end anew at each line."""


class Part(NamedTuple):
    """A stretch of a label's text in a weight or colour of its own."""

    text: str
    weight: int | None = None
    colour: str | None = None
    style: str | None = None
    italic: bool = False


class Label(QLabel):
    """Plain text, whatever it holds: never markup. Wraps, and cuts the last line with an ellipsis.

    `style` is a type style of the tokens, `colour` a colour token; `lines` is how many are shown
    at most (0: all). `wrap=False` keeps it on one line; `tabular` is for dates and times.
    """

    def __init__(
        self,
        text: str = "",
        style: str = "body",
        colour: str = "ink",
        *,
        weight: int | None = None,
        lines: int = 0,
        wrap: bool = True,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._style, self._colour = style, colour
        self._lines = lines if wrap else 1
        self._wrap = wrap
        self._align = align
        self._parts: tuple[Part, ...] = ()
        self._laid: dict[int, tuple[QTextLayout, int]] = {}
        self._unbound: tuple[QTextLayout, int] | None = None
        self._reach = 0.0
        self._hint: QSize | None = None
        theme.set_type(self, style, weight, tabular=tabular)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.setText(text)
        theme.on_change(self._on_look)

    def set_parts(self, parts: Sequence[Part]) -> None:
        """Show text of which some stretches have a weight or colour of their own."""
        self._parts = tuple(parts)
        super().setText("".join(part.text for part in parts))
        self._forget()

    def set_align(self, align: Qt.AlignmentFlag) -> None:
        self._align = align
        self._forget()

    def set_colour(self, token: str) -> None:
        self._colour = token
        self.update()

    @property
    def is_cut(self) -> bool:
        """Whether not all of the text is shown."""
        return self._layout_for(self.width())[1] > self._shown_lines(self.width())

    def stretches(self, start: int, end: int) -> Iterator[QRectF]:
        """The places of a stretch of the text, one on each line that it is on."""
        inside = self.contentsRect()
        layout, _ = self._layout_for(inside.width())
        height = theme.line_height(self._style)
        for i in range(self._shown_lines(inside.width())):
            line = layout.lineAt(i)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                left, right = sorted((_x(line.cursorToX(first)), _x(line.cursorToX(last))))
                top = inside.top() + i * height
                yield QRectF(inside.left() + left, top, right - left, height)

    # How it is laid out

    def _on_look(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._laid.clear()
        self._unbound = self._hint = None
        self.updateGeometry()
        self.update()

    def _layout_for(self, width: int) -> tuple[QTextLayout, int]:
        """The text in lines of this width. Where all of it fits without a break, as most labels
        do, it is laid out once and for all."""
        if self._unbound is None:
            self._unbound = self._lay_out(_UNBOUND)
            self._reach = _reach(self._unbound[0])
        if self._reach <= width:
            return self._unbound
        laid = self._laid.get(width)
        if laid is None:
            if len(self._laid) >= _WIDTHS:
                self._laid.clear()
            laid = self._laid[width] = self._lay_out(width)
        return laid

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        text = self._laid_text().replace("\n", "\u2028")
        layout = QTextLayout(text, self.font())
        option = QTextOption(self._align)
        mode = QTextOption.WrapMode
        breaks = mode.WrapAnywhere if _ENDLESS.search(text) else mode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(breaks if self._wrap else mode.ManualWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.setCacheEnabled(True)
        height = theme.line_height(self._style)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # Half of what is left over a line stands above it, as in any typesetter.
            line.setPosition(QPointF(0, count * height + (height - line.height()) / 2))
            count += 1
            if self._lines and count > self._lines:
                break
        layout.endLayout()
        return layout, count

    def _laid_text(self) -> str:
        """As much of the text as anybody could see."""
        text = self.text()
        room = min(_LONGEST, (self._lines + 1) * _LINE) if self._lines else _LONGEST
        return text if len(text) <= room else text[: room - 1] + "…"

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made, start = [], 0
        for part in self._parts:
            if part.weight or part.colour or part.style or part.italic:
                one = QTextLayout.FormatRange()
                one.start, one.length = start, len(part.text)
                look = QTextCharFormat()
                if part.weight or part.style or part.italic:
                    style = part.style or self._style
                    look.setFont(theme.font(style, part.weight, italic=part.italic))
                if part.colour:
                    look.setForeground(theme.colour(part.colour))
                one.format = look
                made.append(one)
            start += len(part.text)
        return made

    def _shown_lines(self, width: int) -> int:
        count = self._layout_for(width)[1]
        return min(count, self._lines) if self._lines else count

    # Qt's own names

    def setContentsMargins(self, *margins: int) -> None:  # type: ignore[override]
        super().setContentsMargins(*margins)
        self._forget()

    def setText(self, text: str) -> None:
        self._parts = ()
        super().setText(text)
        self._forget()

    def sizeHint(self) -> QSize:
        if self._hint is None:
            layout, _ = self._layout_for(_UNBOUND)
            lines = range(layout.lineCount())
            widest = max((layout.lineAt(i).naturalTextWidth() for i in lines), default=0.0)
            margins = self.contentsMargins()
            width = int(widest) + 1 + margins.left() + margins.right()
            self._hint = QSize(width, self.heightForWidth(width))
        return QSize(self._hint)

    def minimumSizeHint(self) -> QSize:
        height = theme.line_height(self._style)
        if self._wrap:
            return QSize(theme.px(40), height)
        return QSize(min(self.sizeHint().width(), theme.px(40)), height)

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = max(1, width - margins.left() - margins.right())
        lines = max(1, self._shown_lines(inner)) if self._wrap else 1
        return lines * theme.line_height(self._style) + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        inside = self.contentsRect()
        layout, count = self._layout_for(inside.width())
        painter = QPainter(self)
        token = self._colour if self.isEnabled() else "disabled"
        painter.setPen(theme.colour(token))
        shown = self._shown_lines(inside.width())
        top = inside.top()
        room = inside.height() - shown * theme.line_height(self._style)
        if room > 0 and self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += room // 2
        height, seen = theme.line_height(self._style), event.rect()
        first = max(0, (seen.top() - top) // height - 1)
        for i in range(first, min(shown, (seen.bottom() - top) // height + 2)):
            line = layout.lineAt(i)
            too_wide = line.naturalTextWidth() > inside.width() + 0.5
            if i == shown - 1 and (count > shown or too_wide):
                self._draw_cut(painter, line.textStart(), i, top, inside)
            else:
                line.draw(painter, QPointF(inside.left(), top))
        painter.end()

    def _draw_cut(self, painter: QPainter, start: int, line: int, top: int, inside: QRect) -> None:
        height = theme.line_height(self._style)
        metrics = self.fontMetrics()
        rest = " ".join(self.text()[start : start + 2000].split())
        cut = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, inside.width())
        where = QRect(inside.left(), top + line * height, inside.width(), height)
        painter.setFont(self.font())
        painter.drawText(where, self._align | Qt.AlignmentFlag.AlignVCenter, cut)


def _reach(layout: QTextLayout) -> float:
    """How far to the right the lines go; endless where they are set against the right edge."""
    lines = range(layout.lineCount())
    return max((layout.lineAt(i).naturalTextRect().right() for i in lines), default=0.0)


def _x(told: object) -> float:
    """Qt's answer is a place, in some versions with the character beside it."""
    return float(told[0] if isinstance(told, tuple | list) else told)  # type: ignore[arg-type]
