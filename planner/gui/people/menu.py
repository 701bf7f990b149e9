"""The menu of the chosen people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.errors import PlannerError
from planner.domain.people import Circle
from planner.domain.people_lists import ListedPerson
from planner.gui import text
from planner.gui.page import Desk
from planner.gui.people import words
from planner.gui.people.deeds import Deeds
from planner.gui.widgets.scrim import veil

_MOST_TAGS = 30


def circle_menu(
    parent: QWidget, people: Sequence[int], deeds: Deeds, present: Circle | None = None
) -> QMenu:
    """Move people to a circle, or out of any."""
    menu = QMenu(_tr("Circle"), parent)
    group = QActionGroup(menu)
    for circle in (*Circle, None):
        name = words.circle(circle) if circle else _tr("No circle")
        action = _action(menu, name, lambda _=False, c=circle: deeds.set_circle(people, c))
        action.setCheckable(True)
        action.setChecked(len(people) == 1 and circle is present)
        group.addAction(action)
    return menu


def tag_menu(
    parent: QWidget,
    desk: Desk,
    people: Sequence[int],
    deeds: Deeds,
    worn: Sequence[str] | None = None,
) -> QMenu:
    """Give people a tag, old or new, or take it off. `worn` are the tags of one person."""
    menu = QMenu(_tr("Tag"), parent)
    try:
        names = [tag.name for tag in desk.store.people.tags()][:_MOST_TAGS]
    except PlannerError as problem:
        deeds.trouble.emit(problem)
        names = []
    for name in names:
        on = worn is not None and name in worn
        do = deeds.untag if on else deeds.tag
        action = _action(menu, _plain(name), lambda _=False, d=do, n=name: d(people, n))
        action.setCheckable(worn is not None)
        action.setChecked(on)
    if names:
        menu.addSeparator()
    _action(menu, _tr("New tag…"), lambda: _ask_tag(parent, people, deeds))
    if names and worn is None:
        off = menu.addMenu(_tr("Take off"))
        for name in names:
            _action(off, _plain(name), lambda _=False, n=name: deeds.untag(people, n))
    return menu


def person_menu(
    parent: QWidget,
    desk: Desk,
    people: Sequence[int],
    row: ListedPerson | None,
    deeds: Deeds,
    *,
    plan: Callable[[], object],
    log: Callable[[], object] | None,
    merge: Callable[[], object] | None,
    duplicates: Callable[[], object],
    sort: QMenu,
) -> QMenu:
    """Everything that can be done with the chosen; `row` is the one who is, if it is one."""
    menu = QMenu(parent)
    can = not desk.store.read_only
    archived = row is not None and row.archived
    if can:
        _action(menu, _tr("Plan a meeting…"), plan)
        if log is not None:
            _action(menu, _tr("Log a talk…"), log)
        menu.addSeparator()
        menu.addMenu(tag_menu(menu, desk, people, deeds, row.tags if row else None))
        menu.addMenu(circle_menu(menu, people, deeds, row.circle if row else None))
        menu.addSeparator()
        if merge is not None:
            _action(menu, _tr("Merge with…") if row else _tr("Merge these two…"), merge)
        if archived:
            _action(menu, _tr("Bring back"), lambda: deeds.unarchive(people))
        else:
            _action(menu, _tr("Archive"), lambda: deeds.archive(people))
    _action(menu, _tr("Export…"), lambda: deeds.choose_export(people))
    if can:
        menu.addSeparator()
        _action(menu, _tr("Delete"), lambda: deeds.delete(people))
    menu.addSeparator()
    menu.addMenu(sort)
    if can:
        _action(menu, _tr("Find duplicates…"), duplicates)
    return menu


def _ask_tag(parent: QWidget, people: Sequence[int], deeds: Deeds) -> None:
    from planner.gui.people.tag_dialog import TagDialog

    dialog = TagDialog(parent.window())
    dialog.named.connect(lambda name: deeds.tag(people, name))
    dialog.finished.connect(dialog.deleteLater)
    veil(dialog)
    dialog.open()


def _action(menu: QMenu, label: str, do: Callable[..., object]) -> QAction:
    action = QAction(label, menu)
    action.triggered.connect(do)
    menu.addAction(action)
    return action


def _plain(name: str) -> str:
    """A name in a menu, where `&` would be a mnemonic."""
    return text.one_line(name)[:80].replace("&", "&&")


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("people menu", sentence)
