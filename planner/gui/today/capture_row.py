"""One thing that quick capture understood, with each of its parts ready to be put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.domain.capture_changes import (
    Kind,
    as_kind,
    day_of,
    kind_of,
    people_of,
    text_of,
    with_day,
    with_text,
)
from planner.domain.capture_items import KnownPerson, Mention, PersonItem, TalkItem, Understood
from planner.domain.people import PersonRow
from planner.gui import icons, text, theme
from planner.gui.today import capture_words
from planner.gui.widgets.button import IconButton
from planner.gui.widgets.day_button import DayButton
from planner.gui.widgets.person_picker import PersonPicker
from planner.gui.widgets.scroller import FlowLayout

_LONGEST = 100_000
_WIDEST = 220


@dataclass(frozen=True, slots=True)
class Source:
    """What a row was understood from, and what it needs to be put right."""

    text: str
    today: Callable[[], date]
    find: Callable[[str], Sequence[PersonRow]]
    rows: Callable[[Sequence[int]], Sequence[PersonRow]]


class PillButton(QAbstractButton):
    """An icon and words on a coloured ground; pressing it, or Up and Down, offers others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._fill, self._ink = "", "sunken", "ink2"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.on_change(self.updateGeometry)

    def show_look(self, icon: str, fill: str, ink: str, words: str, spoken: str) -> None:
        self._icon, self._fill, self._ink = icon, fill, ink
        self.setText(words)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def offer(self, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    # Qt's own names

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("small", 500)).horizontalAdvance(self.text()[:60])
        return QSize(min(words, theme.px(_WIDEST)) + theme.px(62), theme.px(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_F4)
        if event.key() in keys and plain:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour(self._ink)
        painter.setPen(Qt.PenStyle.NoPen)
        hovered = self.underMouse() and self._fill == "sunken"
        painter.setBrush(theme.colour("hover" if hovered else self._fill))
        radius, inset = theme.px(6), theme.px(2)
        area = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        painter.drawRoundedRect(area, radius, radius)
        size, small = theme.px(14), theme.px(12)
        middle = self.height() / 2
        where = QRectF(theme.px(11), middle - size / 2, size, size)
        icons.paint(painter, where, self._icon, ink)
        caret = QRectF(self.width() - theme.px(22), middle - small / 2, small, small)
        icons.paint(painter, caret, "caret-down", ink)
        font = theme.font("small", 500)
        painter.setFont(font)
        painter.setPen(ink)
        left = theme.px(33)
        room = QRectF(left, 0, caret.left() - left - theme.px(4), self.height())
        cut = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cut)


class KindButton(PillButton):
    """What it is: a promise, a talk, a fact, a note."""

    chosen = Signal(object)
    """A Kind."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        name = capture_words.kind_name(kind)
        self.show_look(
            *capture_words.kind_look(kind), name, self.tr("What it is: {kind}").format(kind=name)
        )
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        menu = QMenu(self)
        for kind in Kind:
            action = menu.addAction(text.menu(capture_words.kind_name(kind)))
            action.triggered.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            if kind is self.kind:
                menu.setActiveAction(action)
        self.offer(menu)


class WhoButton(PillButton):
    """Whom it is about; of namesakes it asks which one."""

    chosen = Signal(object, object)
    """The Mention that stood there, and the one that is meant instead."""

    def __init__(self, mention: Mention, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.show_mention(mention)
        self.clicked.connect(self.ask)

    def show_mention(self, mention: Mention) -> None:
        self.mention = mention
        clear = mention.id is not None
        asked = not clear and (mention.candidates or not mention.name.strip())
        words = capture_words.who(mention)
        self.show_look(
            "question" if asked else "user" if clear else "user-plus",
            "amberSoft" if asked else "sunken",
            "amber" if asked else "ink",
            words,
            self.tr("Who: {name}").format(name=words),
        )

    def ask(self) -> None:
        """Offer the namesakes, or look somebody up."""
        if len(self.mention.candidates) < 2:
            self.look_up()
            return
        menu = QMenu(self)
        for one in self.mention.candidates:
            shown = capture_words.person(one.name, one.organisation)
            action = menu.addAction(text.menu(shown))
            action.triggered.connect(lambda _=False, one=one: self._take(one))
        menu.addSeparator()
        new = self.tr("New: {name}").format(name=text.one_line(self.mention.name))
        menu.addAction(text.menu(new)).triggered.connect(lambda: self._on_new(self.mention.name))
        menu.addAction(self.tr("Somebody else…")).triggered.connect(self.look_up)
        menu.setActiveAction(menu.actions()[0])
        self.offer(menu)

    def look_up(self) -> None:
        picker = PersonPicker(self._source.find, self, new=self.tr("New: {name}"))
        picker.chosen.connect(self._on_chosen)
        picker.wished.connect(self._on_new)
        picker.field.setText(self.mention.name)
        picker.field.selectAll()
        picker.open_below(self)

    def _on_chosen(self, number: int) -> None:
        for row in self._source.rows([number]):
            self._take(KnownPerson(id=row.id, name=row.name, organisation=row.organisation))

    def _take(self, one: KnownPerson) -> None:
        self.chosen.emit(self.mention, Mention(name=one.name, candidates=(one,)))

    def _on_new(self, name: str) -> None:
        self.chosen.emit(self.mention, Mention(name=name))


class ItemRow(QWidget):
    """What it is, whom it is about and when above; its words below."""

    changed = Signal(object)
    """The item as it is now."""
    person_changed = Signal(object, object)
    """Somebody named is somebody else, here and wherever else they are named."""
    removed = Signal()
    entered = Signal()
    """Enter in one of the fields."""

    def __init__(self, item: Understood, source: Source) -> None:
        super().__init__()
        self.item, self._source = item, source
        self.kind = KindButton(kind_of(item))
        self.who = [WhoButton(one, source) for one in people_of(item)]
        self.day = DayButton(source.today)
        self.remove = IconButton("x", self.tr("Leave this out"), icon_size=14)
        self.fields: list[QLineEdit] = []
        above = QWidget()
        parts = FlowLayout(theme.px(6), above)
        when = QWidget()
        level = QVBoxLayout(when)  # with the taller buttons beside it
        level.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        level.addWidget(self.day)
        for part in (self.kind, *self.who, when):
            parts.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(above, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(4))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addLayout(self._words())
        due = day_of(item)
        self.day.set_day(due.isoformat() if due else "")
        when.setVisible(kind_of(item) in _WITH_DAY)
        self.setAccessibleName(capture_words.said(item, source.today()))
        self.kind.chosen.connect(self._on_kind)
        for one in self.who:
            one.chosen.connect(self.person_changed)
        self.day.changed.connect(self._on_day)
        self.remove.clicked.connect(self.removed)

    def controls(self) -> list[QWidget]:
        """What Tab goes through, in this order."""
        day = [self.day] if kind_of(self.item) in _WITH_DAY else []
        every: tuple[QWidget, ...] = (self.kind, *self.who, *day, *self.fields, self.remove)
        return [one for one in every if not one.isHidden()]

    def show_people(self, item: Understood) -> None:
        """The same item, with somebody else in it."""
        self.item = item
        for button, mention in zip(self.who, people_of(item), strict=False):
            button.show_mention(mention)
        for spare in self.who[len(people_of(item)) :]:
            spare.hide()
        self.setAccessibleName(capture_words.said(item, self._source.today()))

    def _words(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        item = self.item
        if not isinstance(item, PersonItem):
            lines.addWidget(self._field(self.tr("The words"), text_of(item), self._on_text))
            return lines
        for parts in (
            (
                (self.tr("Name"), item.name, self._on_name),
                (self.tr("Organisation"), item.organisation, self._on_organisation),
            ),
            (
                (self.tr("How you met"), item.how_met, self._on_how_met),
                (self.tr("Note"), item.note, self._on_text),
            ),
        ):
            line = QHBoxLayout()
            line.setSpacing(theme.px(8))
            for name, value, take in parts:
                line.addWidget(self._field(name, value, take))
            lines.addLayout(line)
        return lines

    def _field(self, name: str, value: str, take: Callable[[str], None]) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("plain", "true")
        field.setMaxLength(_LONGEST)
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        theme.set_type(field, "body")
        field.setText(value)
        field.setCursorPosition(0)
        field.textEdited.connect(take)
        field.returnPressed.connect(self.entered)
        self.fields.append(field)
        return field

    def _on_kind(self, kind: Kind) -> None:
        today = self._source.today()
        self._put(as_kind(self.item, kind, source=self._source.text, today=today))

    def _on_text(self, typed: str) -> None:
        self._put(with_text(self.item, typed))

    def _on_name(self, typed: str) -> None:
        (named,) = people_of(self.item)
        self.person_changed.emit(named, Mention(name=typed))

    def _on_organisation(self, typed: str) -> None:
        if isinstance(self.item, PersonItem):
            self._put(replace(self.item, organisation=typed))

    def _on_how_met(self, typed: str) -> None:
        if isinstance(self.item, PersonItem):
            self._put(replace(self.item, how_met=typed))

    def _on_day(self, iso: str) -> None:
        day = date.fromisoformat(iso) if iso else None
        if isinstance(self.item, TalkItem):
            today = self._source.today()
            day = min(day, today) if day else self.item.day
            self.day.set_day(day.isoformat())
        self._put(with_day(self.item, day))

    def _put(self, item: Understood) -> None:
        before, self.item = self.item, item
        if item != before:
            self.setAccessibleName(capture_words.said(item, self._source.today()))
            self.changed.emit(item)


_WITH_DAY = frozenset([Kind.I_OWE, Kind.THEY_OWE, Kind.REACH_OUT, Kind.TALK])
