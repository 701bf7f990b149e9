"""What quick capture understood, part by part, hanging below its field over the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayoutItem, QVBoxLayout, QWidget

from planner.domain.capture_changes import as_known, kind_of, unclear, with_person
from planner.domain.capture_items import Capture, Mention, PersonItem, Understood
from planner.gui import theme
from planner.gui.today import capture_words
from planner.gui.today.capture_row import ItemRow, Source
from planner.gui.widgets.button import Button
from planner.gui.widgets.card import Card, Hairline
from planner.gui.widgets.icon_label import IconLabel
from planner.gui.widgets.label import Label
from planner.gui.widgets.scroller import Scroller

_WIDTH = 560
_MOST = 12
"""Rows; what a longer text says besides is kept as it was understood."""


class CapturePanel(Card):
    """Rows to put right. Tab goes through them and back to the field, Esc back at once."""

    keep_asked = Signal()
    changed = Signal(object, object)
    """An item as it was understood first, and what it is now: another item, or None when it is
    left out."""

    def __init__(self, field: QWidget) -> None:
        super().__init__("surface", "line2", parent=field.parentWidget())
        self._field = field
        self.rows: list[ItemRow] = []
        self._items: list[tuple[Understood, Understood]] = []
        self._source: Source | None = None
        self._content = QWidget()
        self._lines = QVBoxLayout(self._content)
        self._lines.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        self._lines.setSpacing(0)
        self._scroller = Scroller(self._content)
        self.wrong = IconLabel("warning-circle", "rust", " ", "small", lines=4)
        self.hint = Label("", "caption", "ink3")
        self.keep = Button(self.tr("Keep"), "primary", small=True)
        self.keep.clicked.connect(self.keep_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(12), theme.px(10))
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.keep)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        wrong = QVBoxLayout()
        wrong.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        wrong.addWidget(self.wrong)
        self._wrong = QWidget()
        self._wrong.setLayout(wrong)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._scroller, 1)
        layout.addWidget(Hairline())
        layout.addWidget(self._wrong)
        layout.addWidget(self._foot)
        self.hide()

    @property
    def items(self) -> tuple[Understood, ...]:
        """What is to be kept, as it was put right."""
        return tuple(item for _, item in self._items)

    @property
    def heard(self) -> str:
        """The text whose meaning is shown."""
        return self._source.text if self._source else ""

    def show_items(
        self, capture: Capture, source: Source, corrected: Callable[[Understood], Understood | None]
    ) -> None:
        """Show what was understood; `corrected` tells what was already made of an item."""
        self._source = source
        found = ((one, corrected(one)) for one in capture.items)
        self._items = [(one, now) for one, now in found if now is not None]
        self._wrong.hide()
        self._show_rows()
        self._show()

    def say(self, sentence: str) -> None:
        """Say what is wrong; the rows stay."""
        self.wrong.label.setText(sentence)
        self._wrong.show()
        if not self._items:
            self._show_rows()
        self.hint.setText(self.tr("Your words are still in the line above."))
        self._announce(sentence)
        self._show(said=True)

    def ask_who(self) -> bool:
        """Ask whom a name means that is not clear, if there is one."""
        for row in self.rows:
            asked = unclear(row.item)
            if asked is None:
                continue
            self.say(
                self.tr("{name} may be several people. Say which one.").format(name=asked.name)
                if asked.candidates
                else self.tr("Say whom this is about.")
            )
            places = [one for one in row.who if one.mention == asked]
            (places or row.fields)[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def enter(self, *, last: bool = False) -> None:
        """Put the focus into the rows."""
        controls = self._controls()
        controls[-1 if last else 0].setFocus(Qt.FocusReason.TabFocusReason)

    def place(self) -> None:
        """Below the field, over its page, as wide and as tall as there is room."""
        page = self._field.window()
        if self.parentWidget() is not page:
            shown = self.isVisible()
            self.setParent(page)
            self.setVisible(shown)
        corner = self._field.mapTo(page, self._field.rect().bottomRight())
        edge = theme.px(8)
        behind = self._field.parentWidget() or page
        room = corner.x() - behind.mapTo(page, QPoint(0, 0)).x() - edge
        width = max(self._field.width(), min(theme.px(_WIDTH), room))
        self.setFixedWidth(width)
        top = corner.y() + theme.px(4)
        rest = self._foot.sizeHint().height() + 3
        if not self._wrong.isHidden():
            rest += self._wrong.heightForWidth(width - 2)
        rows = self._lines.totalHeightForWidth(width - 2) if self.rows else 0
        height = max(theme.px(60), min(rows + rest, page.height() - top - edge))
        self.resize(width, height)
        self.move(max(edge, min(corner.x() + 1 - width, page.width() - width - edge)), top)

    def _show(self, *, said: bool = False) -> None:
        if not said:
            self.hint.setText(self.tr("Enter keeps this. Ctrl Z takes it back."))
            today = self._source.today() if self._source else None
            if today is not None:
                self._announce(". ".join(capture_words.said(one, today) for one in self.items))
        self.keep.setVisible(bool(self._items))
        self.place()
        self.show()
        self.raise_()

    def _announce(self, words: str) -> None:
        self._field.setAccessibleDescription(f"{words} {self.hint.text()}")

    def _show_rows(self, *, anew: int = -1) -> None:
        """A row for each item; those that say the same as before stay as they are, but one."""
        shown = [item for _, item in self._items[:_MOST]]
        source = self._source
        kept = [
            place != anew and place < len(self.rows) and self.rows[place].item == item
            for place, item in enumerate(shown)
        ]
        if kept and all(kept) and len(shown) == len(self.rows):
            return
        focus = self._place_of_focus()
        while (taken := self._lines.takeAt(0)) is not None:
            _let_go(taken, self.rows)
        before, self.rows = self.rows, []
        assert source is not None or not shown
        for place, item in enumerate(shown):
            row = before[place] if kept[place] else self._row(item)
            self.rows.append(row)
            if place:
                self._lines.addWidget(Hairline())
            self._lines.addWidget(row)
        for row in before:
            if row not in self.rows:
                row.hide()
                row.deleteLater()
        if len(self._items) > _MOST:
            more = self.tr("And more, kept as it was understood.")
            self._lines.addWidget(Label(more, "caption", "ink3"))
        self._focus_again(focus)

    def _row(self, item: Understood) -> ItemRow:
        assert self._source is not None
        row = ItemRow(item, self._source)
        row.changed.connect(lambda now: self._on_changed(row, now))
        row.person_changed.connect(self._on_person)
        row.removed.connect(lambda: self._on_removed(row))
        row.entered.connect(self.keep_asked)
        for control in row.controls():
            control.installEventFilter(self)
        return row

    def _on_changed(self, row: ItemRow, now: Understood) -> None:
        place = self.rows.index(row)
        first = self._items[place][0]
        self._items[place] = (first, now)
        self.changed.emit(first, now)
        self._wrong.hide()
        if row.kind.kind is not kind_of(now):
            self._show_rows(anew=place)
        self._show()

    def _on_person(self, before: Mention, now: Mention) -> None:
        """Somebody else is meant, in all rows; somebody known is nobody new."""
        self._wrong.hide()
        kept: list[tuple[Understood, Understood]] = []
        for first, item in self._items:
            other: Understood | None = with_person(item, before, now)
            if isinstance(item, PersonItem) and other != item and now.candidates:
                other = as_known(item, now.candidates[0])
            if other != item:
                self.changed.emit(first, other)
            if other is not None:
                kept.append((first, other))
        stays = len(kept) == len(self._items)
        self._items = kept
        for row, (_, other) in zip(self.rows, kept, strict=False):
            if stays and row.kind.kind is kind_of(other):
                row.show_people(other)
        self._show_rows()
        self._show()

    def _on_removed(self, row: ItemRow) -> None:
        place = self.rows.index(row)
        first, _ = self._items.pop(place)
        self.changed.emit(first, None)
        self._show_rows()
        self._show()
        (self.rows[min(place, len(self.rows) - 1)].remove if self.rows else self._field).setFocus()

    def _controls(self) -> list[QWidget]:
        keep = [] if self.keep.isHidden() else [self.keep]
        return [*(one for row in self.rows for one in row.controls()), *keep]

    def _place_of_focus(self) -> tuple[int, int] | None:
        focused = QApplication.focusWidget()
        for place, row in enumerate(self.rows):
            if focused in row.controls():
                return place, row.controls().index(focused)
        return None

    def _focus_again(self, place: tuple[int, int] | None) -> None:
        if place is None or not self.rows:
            return
        controls = self.rows[min(place[0], len(self.rows) - 1)].controls()
        controls[min(place[1], len(controls) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt's own names

    def focusNextPrevChild(self, next_: bool) -> bool:
        controls = self._controls()
        focused = QApplication.focusWidget()
        at = controls.index(focused) if focused in controls else -1
        to = at + (1 if next_ else -1)
        if at < 0 or not 0 <= to < len(controls):
            self._field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            controls[to].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroller.ensureWidgetVisible(controls[to], 24, 48)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def sizeHint(self) -> QSize:
        return self.size()


def _let_go(taken: QLayoutItem, rows: list[ItemRow]) -> None:
    """Take away a line between rows; the rows themselves may be shown again."""
    widget = taken.widget()
    if widget is not None and widget not in rows:
        widget.hide()
        widget.deleteLater()
