"""The head of the pane: picture, name and work, the menu, and why to stay connected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from planner.domain.people import Circle, Person, PointKind, full_name
from planner.domain.person_pages import PersonDetail
from planner.gui import theme
from planner.gui.people.detail import words
from planner.gui.people.detail.about import AboutSection, popup_under
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.photo import PhotoAvatar
from planner.gui.widgets.button import Button, IconButton
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate
_LABELS = 112


class Head(QWidget):
    """Picture, name, and one line of work and place. A click on the line opens its fields."""

    menu_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.avatar = PhotoAvatar(context)
        self.name = Inline(translate("person pane", "Name"), "title", pad=0, lines=3)
        self.work = Inline(
            translate("person pane", "Work and place"),
            "small",
            "ink2",
            pad=0,
            lines=3,
            presses=context.editable,
            hint=translate("person pane", "Add work and place"),
        )
        self.work.pressed.connect(self.open_fields)
        self.more = IconButton(
            "dots-three", translate("person pane", "More"), size=36, icon_size=16, outlined=True
        )
        self.more.clicked.connect(self.menu_asked)
        self.fields = WorkFields(context)
        self.fields.hide()
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        self._names.addStretch(1)
        self._names.addWidget(self.name)
        self._names.addWidget(self.work)
        self._names.addStretch(1)
        self._top = QHBoxLayout()
        self._top.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addLayout(self._names, 1)
        self._more_box = QVBoxLayout()
        self._more_box.addWidget(self.more)
        self._more_box.addStretch(1)
        self._top.addLayout(self._more_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.fields)
        theme.on_change(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        side = theme.px(SIDE)
        self._top.setContentsMargins(side, 0, side, 0)
        self._top.setSpacing(side)
        # The button stands beside the middle of the picture, however many lines the name has.
        self._more_box.setContentsMargins(0, theme.px(10), 0, 0)
        self._names.setContentsMargins(0, theme.px(4), 0, theme.px(4))

    def show_head(self, detail: PersonDetail, *, same: bool) -> None:
        context, person = self._context, detail.person
        number = person.id
        if not same:
            self.fields.hide()
        self.avatar.show_detail(detail)
        self.name.show_text(
            full_name(person),
            (lambda typed, burst: context.edits.name(number, typed, burst))
            if context.editable
            else None,
            key=("name", number),
        )
        if not full_name(person) and not context.editable:
            self.name.show_text(words.whole_name(person), None, key=("name", number))
        line = words.work(person)
        self.work.show_text(line, None, key=("work", number))
        if not line and context.editable:
            self.work.setText(translate("person pane", "Add work and place"))
        self.work.setVisible(bool(line) or context.editable)
        self.fields.show_fields(person)

    def open_fields(self) -> None:
        """Show the fields behind the line, with the cursor in the first one."""
        if self._context.editable:
            self.fields.show()
            self.fields.first.edit()


class WorkFields(QWidget):
    """Name parts, work and place, a field for each."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._inlines: dict[str, Inline] = {}
        self._labels: list[Label] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        for row, (key, name, example) in enumerate(
            (
                (
                    "title",
                    translate("person pane", "Title"),
                    translate("person pane", "Programme manager"),
                ),
                ("organisation", translate("person pane", "Organisation"), "Delta Water Lab"),
                ("city", translate("person pane", "City"), "Delft"),
                (
                    "country",
                    translate("person pane", "Country"),
                    translate("person pane", "Netherlands"),
                ),
                ("given", translate("person pane", "Given name"), "Lotte"),
                ("family", translate("person pane", "Family name"), "de Wit"),
                ("nickname", translate("person pane", "Nickname"), "Lot"),
            )
        ):
            label = Label(name, "small", "ink2", wrap=False)
            inline = Inline(name, hint=translate("person pane", "Add"), example=example)
            self._labels.append(label)
            self._inlines[key] = inline
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(inline, row, 1)
        self.close_button = Button(translate("person pane", "Done"), "link")
        self.close_button.clicked.connect(self.hide)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._grid)
        self._close_box = QHBoxLayout()
        self._close_box.addWidget(self.close_button)
        self._close_box.addStretch(1)
        self._column.addLayout(self._close_box)
        theme.on_change(self._on_look)
        self._on_look()

    @property
    def first(self) -> Inline:
        return self._inlines["title"]

    def inline(self, key: str) -> Inline:
        """The field of one of the person's fields."""
        return self._inlines[key]

    def _on_look(self) -> None:
        self._column.setContentsMargins(0, theme.px(12), 0, 0)
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setSpacing(0)
        self._close_box.setContentsMargins(theme.px(SIDE), 0, 0, 0)
        for label in self._labels:
            label.setContentsMargins(theme.px(SIDE), theme.px(4), theme.px(SIDE), 0)

    def show_fields(self, person: Person) -> None:
        edits, number = self._context.edits, person.id

        def save(key: str) -> Callable[[str, str], None]:
            return lambda typed, burst: edits.field(number, key, typed.strip(), burst)

        for key, inline in self._inlines.items():
            inline.show_text(
                getattr(person, key),
                save(key) if self._context.editable else None,
                key=(key, number),
            )


class PersonMenu(QMenu):
    """What can be done with the person as a whole."""

    merge_chosen = Signal()
    export_chosen = Signal()
    archive_chosen = Signal()
    delete_chosen = Signal()

    def __init__(
        self, parent: QWidget, context: Context, detail: PersonDetail, head: Head,
        about: AboutSection,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        person = detail.person
        if context.editable:
            self._do(translate("person pane", "Edit name and work"), head.open_fields)
            self._do(translate("person pane", "Choose a photo…"), head.avatar.choose)
            self._do(translate("person pane", "Paste a photo"), head.avatar.paste)
            if detail.has_photo:
                self._do(translate("person pane", "Remove the photo"), head.avatar.remove)
            self.addSeparator()
            self._add_circles(about, person)
            self._add_rhythms(about, person, context.store.settings.rhythms())
            self._do(translate("person pane", "Add a tag"), partial(about.start, "tags"))
            self.addSeparator()
            if not person.is_me:
                said = (
                    translate("person pane", "Bring back from the archive")
                    if person.archived
                    else translate("person pane", "Archive")
                )
                self._do(said, self.archive_chosen.emit)
                self._do(translate("person pane", "Merge with…"), self.merge_chosen.emit)
        if person.values(PointKind.EMAIL) or full_name(person):
            self._do(translate("person pane", "Export as vCard…"), self.export_chosen.emit)
        if context.editable and not person.is_me:
            self.addSeparator()
            self._do(translate("person pane", "Delete"), self.delete_chosen.emit)

    def _do(self, said: str, do: Callable[[], object], menu: QMenu | None = None) -> None:
        (menu or self).addAction(said).triggered.connect(lambda _=False: do())

    def _add_circles(self, about: AboutSection, person: Person) -> None:
        menu = self.addMenu(translate("person pane", "Circle"))
        for value in (*Circle, None):
            action = menu.addAction(words.circle(value))
            action.setCheckable(True)
            action.setChecked(person.circle is value and not words.is_wished(person))
            action.triggered.connect(lambda _=False, v=value: about.set_circle(v))

    def _add_rhythms(
        self, about: AboutSection, person: Person, usual: Mapping[Circle, int]
    ) -> None:
        menu = self.addMenu(translate("person pane", "Keep in touch"))
        for days in (None, *words.RHYTHMS[1:], 0):
            said = words.rhythm(days, person.circle, usual)
            action = menu.addAction(said)
            action.setCheckable(True)
            action.setChecked(person.keep_in_touch == days)
            action.triggered.connect(lambda _=False, d=days: about.set_rhythm(d))

    def open_under(self, widget: QWidget) -> None:
        popup_under(self, widget)
