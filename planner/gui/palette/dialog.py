"""The command palette: type a few letters, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.domain.errors import PlannerError
from planner.gui import icons, text, theme
from planner.gui.page import Desk
from planner.gui.palette.results import FEW, PEOPLE_SHOWN, Kind, Result, found, people
from planner.gui.sidebar import paint_goal_ring
from planner.gui.tasks import Progress, Task
from planner.gui.widgets.avatar import paint_avatar
from planner.gui.widgets.label import Label

_WIDTH, _ROW, _SHOWN, _TOP = 640, 48, 9, 96
_PAUSE_MS = 150
"""Names spelt much like what was typed are looked for when the typing rests so long."""
_NOWHERE = QModelIndex()


class Palette(QDialog):
    """Finds people, objectives, meetings and actions. Enter goes there, Esc closes."""

    person_chosen = Signal(int)
    objective_chosen = Signal(int)
    meeting_chosen = Signal(int)

    def __init__(self, desk: Desk, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._desk, self._actions = desk, list(actions)
        self._names = [action.text().replace("&", "").rstrip("…") for action in actions]
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(self.tr("Command palette"))
        self.setWindowTitle(self.tr("Command palette"))
        self.query = QLineEdit()
        self.query.setPlaceholderText(self.tr("A person, an objective, a meeting, or what to do"))
        self.query.setAccessibleName(self.tr("Find or do"))
        self.query.setMaxLength(200)
        theme.set_type(self.query, "heading", 400)
        self.model = _Results(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(self._actions, desk, self))
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Label(self.tr("Nothing here matches."), "body", "ink3")
        self.nothing.setContentsMargins(theme.px(12), theme.px(8), 0, theme.px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        for widget in (self.query, self.list, self.nothing):
            layout.addWidget(widget)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_PAUSE_MS)
        self._resting.timeout.connect(self._look_near)
        self._looking: Task | None = None
        self.query.textChanged.connect(self._on_typed)
        self.query.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self._on_typed("")
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        assert window is not None
        width = min(theme.px(_WIDTH), window.width() - 48)
        self.setFixedWidth(width)
        corner = window.mapToGlobal(window.rect().topLeft())
        top = theme.px(_TOP)
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + top)

    def _on_typed(self, typed: str) -> None:
        store = self._desk.store
        try:
            results = found(store, typed, self._names, self._desk.clock())
        except PlannerError as problem:
            self.nothing.setText(text.error(problem))
            results = []
        self._stop_looking()
        if typed.strip() and sum(r.kind is Kind.PERSON for r in results) < FEW:
            self._resting.start()
        self._show(results)
        if results:
            self.list.setCurrentIndex(self.model.index(0))

    def _show(self, results: list[Result]) -> None:
        self.model.show(results)
        self.list.setVisible(bool(results))
        self.nothing.setVisible(not results)
        rows = min(len(results), _SHOWN, self._room())
        self.list.setFixedHeight(rows * theme.px(_ROW))
        self.adjustSize()

    def _room(self) -> int:
        """How many rows fit between the field and the foot of the window."""
        window = self.parentWidget()
        assert window is not None
        rest = self.query.sizeHint().height() + theme.px(_TOP + 4 * 12)
        return max(2, (window.height() - rest) // theme.px(_ROW))

    def _stop_looking(self) -> None:
        self._resting.stop()
        if self._looking:
            self._looking.cancel()
            self._looking = None

    def _look_near(self) -> None:
        """Ask the worker who is spelt much like it, as hardly anybody was found."""
        store, typed = self._desk.store, self.query.text()

        def work(progress: Progress) -> list[int]:
            return store.people.nearest(typed, PEOPLE_SHOWN, progress.cancelled)

        def show(ids: list[int]) -> None:
            if typed == self.query.text():
                self._append(ids)

        self._looking = self._desk.tasks.run(work, show, None, self)

    def _append(self, ids: list[int]) -> None:
        """Show these below what was found; what is chosen stays chosen."""
        present = self.model.results
        known = {result.id for result in present if result.kind is Kind.PERSON}
        try:
            near = people(self._desk.store, [number for number in ids if number not in known])
        except PlannerError:
            return  # what was found stands
        if near:
            row = max(self.list.currentIndex().row(), 0)
            self._show([*present, *near])
            self.list.setCurrentIndex(self.model.index(row))

    def done(self, result: int) -> None:
        self._stop_looking()
        super().done(result)

    def _choose(self, index: QModelIndex | QPersistentModelIndex) -> None:
        result = self.model.result(index)
        if result is None:
            return
        self.accept()
        if result.kind is Kind.ACTION:
            self._actions[result.id].trigger()
        else:
            {
                Kind.PERSON: self.person_chosen,
                Kind.OBJECTIVE: self.objective_chosen,
                Kind.MEETING: self.meeting_chosen,
            }[result.kind].emit(result.id)

    # Qt's own names

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentIndex())
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN,
                    Qt.Key.Key_PageUp: -_SHOWN}.get(Qt.Key(key))  # fmt: skip
            if step and self.model.rowCount():
                row = self.list.currentIndex().row() + step
                last = self.model.rowCount() - 1
                row = row % (last + 1) if abs(step) == 1 else min(max(row, 0), last)
                self.list.setCurrentIndex(self.model.index(row))
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour("surface"))
        radius = theme.px(12)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, radius, radius)


class _Results(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._results: list[Result] = []

    def show(self, results: list[Result]) -> None:
        self.beginResetModel()
        self._results = results
        self.endResetModel()

    @property
    def results(self) -> list[Result]:
        return self._results

    def result(self, index: QModelIndex | QPersistentModelIndex) -> Result | None:
        return self._results[index.row()] if index.isValid() else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._results)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        result = self.result(index)
        if result is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text.one_line(result.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (text.one_line(result.title), result.detail)))
        return None


class _Rows(QStyledItemDelegate):
    """A result: its picture, its name, and what else helps to tell it."""

    def __init__(self, actions: Sequence[QAction], desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._desk = actions, desk

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.px(200), theme.px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, _Results)
        result = model.result(index)
        if result is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pineSoft"))
            painter.drawRoundedRect(area, theme.px(8), theme.px(8))
        size = theme.px(28)
        picture = QRectF(area.left() + theme.px(12), area.center().y() - size / 2, size, size)
        self._paint_picture(painter, picture, result)
        self._paint_words(painter, area, picture.right() + theme.px(12), result, chosen=chosen)
        painter.restore()

    def _paint_picture(self, painter: QPainter, where: QRectF, result: Result) -> None:
        if result.kind is Kind.PERSON:
            paint_avatar(painter, where, result.title, result.uid, wished=result.wished)
        elif result.kind is Kind.OBJECTIVE:
            paint_goal_ring(painter, where.center().x(), where.center().y())
        else:
            name = "calendar-blank" if result.kind is Kind.MEETING else "arrow-right"
            inset = theme.px(5)
            small = where.adjusted(inset, inset, -inset, -inset)
            icons.paint(painter, small, name, theme.colour("ink2"))

    def _paint_words(
        self, painter: QPainter, area: QRectF, left: float, result: Result, *, chosen: bool
    ) -> None:
        right = area.right() - theme.px(12)
        detail = self._detail(result)
        small = theme.font("small")
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if detail:
            metrics = QFontMetrics(small)
            detail = metrics.elidedText(
                detail, Qt.TextElideMode.ElideRight, int((right - left) * 0.5)
            )
            width = metrics.horizontalAdvance(detail)
            painter.setFont(small)
            painter.setPen(theme.colour("ink3" if not chosen else "pineInk"))
            painter.drawText(
                QRectF(right - width, area.top(), width + 2, area.height()), middle, detail
            )
            right -= width + theme.px(16)
        voice = result.kind is Kind.MEETING
        font = theme.font("voice-s") if voice else theme.font("body", 500)
        painter.setFont(font)
        painter.setPen(theme.colour("pineInk" if chosen else "ink"))
        title = QFontMetrics(font).elidedText(
            text.one_line(result.title), Qt.TextElideMode.ElideRight, int(right - left)
        )
        painter.drawText(QRectF(left, area.top(), right - left, area.height()), middle, title)

    def _detail(self, result: Result) -> str:
        if result.kind is Kind.ACTION:
            keys = self._actions[result.id].shortcut()
            return keys.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        if result.kind is Kind.MEETING and result.at is not None:
            today = self._desk.clock().astimezone().date()
            return text.day(result.at.astimezone().date(), today)
        if result.kind is Kind.OBJECTIVE:
            return self.tr("Objective")
        return text.one_line(result.detail)
