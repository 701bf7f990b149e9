"""Ways to reach a person: to open, to copy, to edit where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu

from planner.domain.errors import ExchangeError
from planner.domain.people import ContactPoint, PointKind
from planner.domain.person_pages import PersonDetail
from planner.gui import text, theme
from planner.gui.people.detail import understanding, words
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.rows import Deed, Glyph, Row, RowList
from planner.gui.people.detail.sections import Section
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate


class WayRow(Row):
    """One contact point. A click or Enter opens it where that is safe, F2 edits it."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(Inline("", vanishes=True, presses=True))
        self._context = context
        self._point: ContactPoint | None = None
        self._person = 0
        self.icon = Glyph("", "ink2", 18)
        self.inline.pressed.connect(self._open)
        self.inline.edited.connect(self.refresh_actions)
        self.inline.left.connect(self._on_left)
        self.inline.delete_asked.connect(self._forget)
        self.label = Label("", "caption", "ink2", wrap=False)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self.inline, 1)
        self._box.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._box.setContentsMargins(theme.px(SIDE), theme.px(1), 0, theme.px(1))
        self._box.setSpacing(0)
        self.icon.setContentsMargins(0, theme.px(4), theme.px(2), 0)
        self.label.setContentsMargins(theme.px(4), theme.px(5), theme.px(SIDE), 0)

    def show_point(self, point: ContactPoint) -> None:
        """Show a kept contact point; one with id 0 is to be typed."""
        context = self._context
        self._point, self._person = point, context.person
        self.icon.show_icon(words.point_icon(point.kind))
        parts = [words.label(point.label)] if point.label else []
        if point.preferred:
            parts.append(translate("person pane", "preferred"))
        self.label.setText(", ".join(parts))
        self.label.setVisible(bool(parts))
        opens = understanding.link(point) is not None
        self.inline.set_colour("pine" if opens else "ink")
        self.inline.show_text(
            point.value,
            self._save if context.editable else None,
            key=("point", context.person, point.id or "new"),
            name=words.point_kind(point.kind),
        )

    def start(self, typed: str = "") -> None:
        """Begin to type, or go on with what could not be saved."""
        self.inline.edit(typed)
        if typed:
            self.inline.save_now()

    @property
    def number(self) -> int:
        return self._point.id if self._point else 0

    def _save(self, typed: str, burst: str) -> None:
        assert self._point is not None
        point, edits = self._point, self._context.edits
        if not typed.strip():
            if point.id:
                edits.forget_point(self._person, point.id, burst)
                self._context.undoable.emit(words.forgot(point.value))
            return
        kind = point.kind if point.value else understanding.point_kind(typed)
        made = understanding.point(typed, kind, point)
        number = edits.point(self._person, point.id, made, burst)
        self._point = replace(point, id=number)
        self.icon.show_icon(words.point_icon(kind))

    def _on_left(self) -> None:
        self.refresh_actions()
        self.left.emit()

    def _open(self) -> None:
        if self._point is None:
            return
        url = understanding.link(self._point)
        if url is None:
            if self._context.editable:
                self.inline.edit()
        elif not QDesktopServices.openUrl(url):
            self._context.trouble.emit(
                ExchangeError(
                    "no program here opens {value}; copy it instead", value=self._point.value
                )
            )

    def _copy(self) -> None:
        if self._point is not None:
            QGuiApplication.clipboard().setText(self._point.value)

    def _forget(self) -> None:
        point = self._point
        if point and point.id:
            self._context.attempt(
                partial(self._context.edits.forget_point, self._person, point.id),
                words.forgot(point.value),
            )

    def _change(self, **values: object) -> None:
        point = self._point
        if point is not None:
            changed = replace(point, **values)  # type: ignore[arg-type]
            edits = self._context.edits
            self._context.attempt(partial(edits.point, self._person, point.id, changed))

    def _labels(self) -> QMenu:
        menu = QMenu(self)
        for value in words.LABELS:
            action = menu.addAction(text.menu(words.label(value)))
            action.setCheckable(True)
            action.setChecked(self._point is not None and self._point.label == value)
            action.triggered.connect(lambda _=False, v=value: self._change(label=v))
        return menu

    def _kinds(self) -> QMenu:
        menu = QMenu(self)
        for kind in PointKind:
            action = menu.addAction(words.point_kind(kind))
            action.setCheckable(True)
            action.setChecked(self._point is not None and self._point.kind is kind)
            action.triggered.connect(lambda _=False, k=kind: self._become(k))
        return menu

    def _become(self, kind: PointKind) -> None:
        point = self._point
        if point is None:
            return

        def become() -> None:
            made = understanding.point(point.value, kind, point)
            self._context.edits.point(self._person, point.id, made)

        self._context.attempt(become)

    def deeds(self) -> Sequence[Deed]:
        if not self.number or self._point is None:
            return ()
        copy = Deed("copy", translate("person pane", "Copy"), self._copy)
        if not self._context.editable:
            return (copy,)
        prefer = not self._point.preferred
        said = (
            translate("person pane", "Prefer this one")
            if prefer
            else translate("person pane", "Do not prefer it")
        )
        return (
            copy,
            Deed("pencil-simple", translate("person pane", "Edit"), self.inline.edit),
            Deed("", translate("person pane", "Label"), self._labels, self._labels),
            Deed("", translate("person pane", "This is"), self._kinds, self._kinds),
            Deed("", said, partial(self._change, preferred=prefer)),
            Deed("x", translate("person pane", "Delete"), self._forget),
        )


class WaysSection(Section):
    """All contact points, in their order."""

    def __init__(self, context: Context) -> None:
        add = translate("person pane", "Add a way to reach")
        title = translate("person pane", "Ways to reach")
        super().__init__(title, add if context.editable else "")
        self._context = context
        self._points: tuple[ContactPoint, ...] = ()
        self.list: RowList[ContactPoint, WayRow] = RowList(
            partial(WayRow, context), _key, WayRow.show_point
        )
        self.new = WayRow(context)
        self.new.inline.set_example(
            translate("person pane", "An e-mail address, a number, a place")
        )
        self.new.hide()
        self.new.left.connect(self._on_new_left)
        self.body.addWidget(self.list)
        self.body.addWidget(self.new)
        self.add_asked.connect(self.start)

    def show_points(self, detail: PersonDetail) -> None:
        self._points = detail.person.points
        if not self.new.pinned:
            self.new.hide()
        self._fill()

    def _fill(self) -> None:
        typed = self.new.number if self.new.pinned else 0
        self.list.show_values([point for point in self._points if point.id != typed])

    def start(self, typed: str = "") -> None:
        """Begin to type a new way to reach them, or go on with what could not be saved."""
        if self.new.pinned:
            return
        self.new.show_point(ContactPoint(kind=PointKind.EMAIL, value=""))
        self.new.show()
        self._context.reveal_asked.emit()
        self.new.start(typed)

    def _on_new_left(self) -> None:
        self.new.hide()
        self.new.show_point(ContactPoint(kind=PointKind.EMAIL, value=""))
        self._fill()
        self._context.reveal_asked.emit()

    @property
    def empty(self) -> bool:
        return not self._points and self.new.isHidden() and not self.list.rows


def _key(point: ContactPoint) -> int:
    return point.id
