"""What else is kept of a person: circle and rhythm, birthday, languages, zone, tags, the note."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QMenu,
    QWidget,
)

from planner.domain.people import Circle, Person, Standing
from planner.domain.person_pages import PersonDetail
from planner.gui import theme
from planner.gui.people.detail import understanding, words
from planner.gui.people.detail.inline import SIDE, Inline
from planner.gui.people.detail.sections import Section
from planner.gui.people.detail.tags import Tags
from planner.gui.widgets.label import Label

if TYPE_CHECKING:
    from planner.gui.people.detail.context import Context

translate = QCoreApplication.translate
_LABELS = 112
_WISHED = "wished"
_OTHER = "other"


class Choice(QComboBox):
    """A combo that looks like text until it is hovered or has the focus. The wheel scrolls the
    page instead of changing it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("plain", True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        theme.set_type(self, "body")

    def offer(self, values: list[tuple[str, object]], chosen: object) -> None:
        """Show these, and which of them it is; nothing is announced."""
        self.blockSignals(True)
        if [(self.itemText(i), self.itemData(i)) for i in range(self.count())] != values:
            self.clear()
            for said, value in values:
                self.addItem(said, value)
        place = next((i for i, (_, value) in enumerate(values) if value == chosen), 0)
        self.setCurrentIndex(place)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AboutSection(Section):
    """Labels on the left, what is kept on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__(translate("person pane", "About"))
        self._context = context
        self._person = Person()
        self._rows: dict[str, tuple[Label, QWidget]] = {}
        self._asked: set[str] = set()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.circle = Choice(translate("person pane", "Circle"))
        self.circle.activated.connect(self._on_circle)
        self.rhythm = Choice(translate("person pane", "Keep in touch"))
        self.rhythm.activated.connect(self._on_rhythm)
        self.days = self._inline("days", translate("person pane", "Days between two hellos"))
        self.birthday = self._inline("birthday", translate("person pane", "3 May"))
        self.languages = self._inline("languages", translate("person pane", "Dutch, English"))
        self.zone = self._inline("zone", translate("person pane", "Europe/Amsterdam"))
        self.tags = Tags(context)
        self.tags.left.connect(self._on_left)
        for key, name, widget in (
            ("circle", translate("person pane", "Circle"), self.circle),
            ("rhythm", translate("person pane", "Keep in touch"), self.rhythm),
            ("days", "", self.days),
            ("birthday", translate("person pane", "Birthday"), self.birthday),
            ("languages", translate("person pane", "Languages"), self.languages),
            ("zone", translate("person pane", "Time zone"), self.zone),
            ("tags", translate("person pane", "Tags"), self.tags),
        ):
            self._add(key, name, widget)
        theme.on_change(self._on_grid_look)
        self._on_grid_look()

    def _inline(self, key: str, hint: str) -> Inline:
        made = Inline("", hint=hint)
        made.left.connect(self._on_left)
        return made

    def _add(self, key: str, name: str, widget: QWidget) -> None:
        label = Label(name, "small", "ink2", wrap=False)
        if isinstance(widget, Inline) and name:
            widget.setAccessibleName(name)
        row = len(self._rows)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)
        self._rows[key] = (label, widget)

    def _on_grid_look(self) -> None:
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(2))
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        for label, _ in self._rows.values():
            label.setContentsMargins(theme.px(SIDE), theme.px(4), theme.px(SIDE), 0)

    def show_about(self, detail: PersonDetail, *, same: bool) -> None:
        if not same:
            self._asked.clear()
        self._person = detail.person
        self._fill()
        self.tags.show_tags(detail.person.tags)

    def _fill(self) -> None:
        person, context = self._person, self._context
        number, edits = person.id, context.edits
        self._offer_circles(person)
        self._offer_rhythms(person)

        def save(name: str, read: Callable[[str], object]) -> Callable[[str, str], None] | None:
            if not context.editable:
                return None
            return lambda typed, burst: edits.field(number, name, read(typed), burst)

        custom = person.keep_in_touch is not None and person.keep_in_touch not in words.RHYTHMS
        self.days.show_text(
            str(person.keep_in_touch) if custom else "",
            save("keep_in_touch", understanding.rhythm),
            key=("days", number),
            shown=lambda typed: translate("person pane", "{count} days").format(count=typed),
            name=translate("person pane", "Days between two hellos"),
        )
        self.birthday.show_text(
            words.birthday(person.birthday),
            save("birthday", understanding.birthday),
            key=("birthday", number),
            name=translate("person pane", "Birthday"),
        )
        self.languages.show_text(
            words.languages(person.languages),
            save("languages", understanding.languages),
            key=("languages", number),
            name=translate("person pane", "Languages"),
        )
        self.zone.show_text(
            person.zone,
            save("zone", understanding.zone),
            key=("zone", number),
            shown=lambda typed: words.zone(typed, context.now()),
            name=translate("person pane", "Time zone"),
        )
        filled = {
            "circle": True,
            "rhythm": person.standing is not Standing.WISHED,
            "days": self.days.editing,
            "birthday": bool(person.birthday),
            "languages": bool(person.languages),
            "zone": bool(person.zone),
            "tags": bool(person.tags) or not self.tags.field.isHidden(),
        }
        for key, (label, widget) in self._rows.items():
            editing = isinstance(widget, Inline) and widget.editing
            shown = filled[key] or key in self._asked or editing
            label.setVisible(shown)
            widget.setVisible(shown)

    def tell_time(self) -> None:
        """Say how late it is with them now."""
        if self._person.zone and not self.zone.editing:
            self._fill()

    def _offer_circles(self, person: Person) -> None:
        values: list[tuple[str, object]] = [(words.circle(one), str(one)) for one in Circle]
        values += [(words.circle(None), ""), (words.wished(), _WISHED)]
        wished = person.standing is Standing.WISHED
        self.circle.offer(values, _WISHED if wished else str(person.circle or ""))
        self.circle.setEnabled(self._context.editable)

    def _offer_rhythms(self, person: Person) -> None:
        usual = self._context.store.settings.rhythms()
        values: list[tuple[str, object]] = [(words.rhythm(None, person.circle, usual), None)]
        values += [(words.every(days), days) for days in words.RHYTHMS[1:]]
        kept = person.keep_in_touch
        if kept is not None and kept not in words.RHYTHMS:
            values.append((words.every(kept), kept))
        values.append((words.every(0), 0))
        values.append((translate("person pane", "Another number of days…"), _OTHER))
        self.rhythm.offer(values, kept)
        self.rhythm.setEnabled(self._context.editable)

    # What can be done

    def start(self, key: str) -> None:
        """Begin to type a field that was empty."""
        self._asked.add(key)
        self._fill()
        self._context.reveal_asked.emit()
        widget = self._rows[key][1]
        if isinstance(widget, Inline):
            widget.edit()
        elif isinstance(widget, Tags):
            widget.start()

    def offer(self, menu: QMenu) -> None:
        """Put the fields that are empty into a menu."""
        person = self._person
        for key, said, kept in (
            ("birthday", translate("person pane", "Birthday"), person.birthday),
            ("languages", translate("person pane", "Languages"), person.languages),
            ("zone", translate("person pane", "Time zone"), person.zone),
            ("tags", translate("person pane", "Tag"), ""),
        ):
            if not kept:
                menu.addAction(said).triggered.connect(lambda _=False, k=key: self.start(k))

    def set_circle(self, value: Circle | None) -> None:
        """Put the person into a circle; whom I wished to meet I know then."""
        context = self._context
        context.attempt(
            partial(
                context.edits.fields,
                self._person.id,
                "",
                circle=value,
                standing=Standing.KNOWN,
            )
        )

    def set_rhythm(self, days: int | None) -> None:
        context = self._context
        context.attempt(partial(context.edits.field, self._person.id, "keep_in_touch", days))

    def _on_circle(self, place: int) -> None:
        value = str(self.circle.itemData(place) or "")
        if value == _WISHED:
            context = self._context
            context.attempt(
                partial(context.edits.field, self._person.id, "standing", Standing.WISHED)
            )
        else:
            self.set_circle(Circle(value) if value else None)
        self._fill()

    def _on_rhythm(self, place: int) -> None:
        value = self.rhythm.itemData(place)
        if value == _OTHER:
            self._offer_rhythms(self._person)
            self.start("days")
        else:
            self.set_rhythm(value)
            self._fill()

    def _on_left(self) -> None:
        self._asked.clear()
        self._fill()
        self._context.reveal_asked.emit()


class NoteSection(Section):
    """The note, as it was typed: its marks are no markup here."""

    def __init__(self, context: Context) -> None:
        super().__init__(translate("person pane", "Note"))
        self._context = context
        self._asked = False
        self._note = ""
        self.inline = Inline(
            translate("person pane", "Note"),
            many=True,
            hint=translate("person pane", "Anything else"),
        )
        self.inline.left.connect(self._on_left)
        self.body.addWidget(self.inline)

    def show_note(self, detail: PersonDetail) -> None:
        context, number = self._context, detail.person.id
        self._note = detail.person.note
        self.inline.show_text(
            detail.person.note,
            (lambda typed, burst: context.edits.field(number, "note", typed, burst))
            if context.editable
            else None,
            key=("note", number),
        )

    def start(self) -> None:
        self._asked = True
        self._context.reveal_asked.emit()
        self.inline.edit()

    def _on_left(self) -> None:
        self._asked = False
        self._context.reveal_asked.emit()

    @property
    def empty(self) -> bool:
        return not self._note and not self._asked and not self.inline.editing


def popup_under(menu: QMenu, widget: QWidget) -> None:
    """Open a menu below a widget; it goes away with its closing."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(widget.mapToGlobal(QPoint(0, widget.height())))
