"""The editor of what is asked for, under the gate: vague words are marked as they are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from planner.gate import TextReview
from planner.gui import theme
from planner.gui.widgets.text_field import TextField, place_in_document

_RULE = 2
_VAGUE, _CLEAR = ("amberSoft", "sun"), ("pineSoft", "pine")
MOST_LINES = 5


class PurposeEditor(TextField):
    """One to five lines in the serif voice. `judge` is asked at each change of the text.

    Words that are too open are marked amber, and with `clear` those that say something pine.
    """

    review_changed = Signal(object)
    """A TextReview, of the text as it is now."""

    def __init__(
        self,
        name: str,
        judge: Callable[[str], TextReview],
        *,
        style: str = "voice-m",
        clear: bool = False,
        plain: bool = False,
        least: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        self._judge, self._clear = judge, clear
        self._marks: tuple[tuple[int, int, bool], ...] = ()
        super().__init__(style, name, plain=plain, least=least, most=MOST_LINES, parent=parent)
        self._review = judge("")
        self.textChanged.connect(self._on_changed)

    @property
    def review(self) -> TextReview:
        return self._review

    def set_text(self, text: str) -> None:
        super().set_text(text)
        if text != self._review.text:
            self.rejudge()

    def _on_changed(self) -> None:
        if not self._setting:  # which changes the document several times
            self.rejudge()

    def rejudge(self) -> None:
        """Judge the text again, after it or what the gate knows has changed."""
        text = self.text()
        self._review = self._judge(text)
        self._marks = tuple(self._marks_of(text))
        self.setAccessibleDescription("\n".join(self._review.suggestions))
        self.viewport().update()
        self.review_changed.emit(self._review)

    def _marks_of(self, text: str) -> Iterator[tuple[int, int, bool]]:
        for finding in self._review.findings:
            if finding.holds and not self._clear:
                continue
            for start, end in finding.spans:
                place = place_in_document(text, start), place_in_document(text, end)
                yield (*place, finding.holds)

    # How the marks are painted

    def _stretches(self, start: int, end: int) -> Iterator[QRectF]:
        """The places of a stretch of text, one on each line that it is on."""
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            yield from self._on_lines(block, start - block.position(), end - block.position())
            block = block.next()

    def _on_lines(self, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
        layout, text = block.layout(), block.text()
        place = self.document().documentLayout().blockBoundingRect(block)
        scrolled = self.verticalScrollBar().value()
        for i in range(layout.lineCount()):
            line = layout.lineAt(i)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            while last > first and text[last - 1 : last].isspace():
                last -= 1
            if first < last:
                left, right = sorted((_x(line.cursorToX(first)), _x(line.cursorToX(last))))
                top = place.top() + i * self.line - scrolled
                yield QRectF(place.left() + left, top, right - left, self.line)

    # Qt's own names

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        up = -self.viewportMargins().top()
        # As high as the letters, near the foot of the line: marks on two lines stay apart.
        spare = max(0.0, self.line - QFontMetricsF(self.font()).height())
        above, below = round(spare * 0.75), round(spare * 0.25)
        for start, end, clear in self._marks:
            fill, rule = _CLEAR if clear else _VAGUE
            for place in self._stretches(start, end):
                place.translate(0, up)
                place.adjust(0, above, 0, -below)
                foot = QRectF(place.left(), place.bottom() - _RULE, place.width(), _RULE)
                painter.fillRect(place.adjusted(0, 0, 0, -_RULE), theme.colour(fill))
                painter.fillRect(foot, theme.colour(rule))
        painter.end()
        super().paintEvent(event)


def _x(told: object) -> float:
    """Qt's answer is a place, in some versions with the character beside it."""
    return float(told[0] if isinstance(told, tuple | list) else told)  # type: ignore[arg-type]
