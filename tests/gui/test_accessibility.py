"""Every page and dialog for people without a mouse, with a screen reader, or with large letters."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from planner.gui import theme
from planner.gui.objectives.ask_cards import RestingAsk
from planner.gui.people.detail.tags import TagChip
from planner.gui.widgets.name_slot import NameSlot
from planner.store import Store
from tests.conftest import Clock
from tests.gui.rooms import ROOMS, House, clip, furnish, shown

_MOST_STOPS = 400
_TARGET = 32


@pytest.fixture(scope="module")
def furnished(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demo network in it."""
    path = tmp_path_factory.mktemp("furnished") / "demo.planner"
    shutil.copy(blank, path)
    clock = Clock()
    with Store.open(path, None, clock=clock) as store:
        furnish(store, clock)
    return path


@pytest.fixture
def store(furnished: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    path = tmp_path / "demo.planner"
    shutil.copy(furnished, path)
    with Store.open(path, None, clock=clock) as store:
        yield store


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    theme.choose(qapp, mode="light", scale=2.0)
    yield
    theme.choose(qapp, mode="light", scale=1.0)


def described(widget: QWidget) -> str:
    """A widget so that somebody finds it in the source."""
    line = [type(widget).__name__]
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if type(above).__module__.startswith("planner"):
            line.append(type(above).__name__)
        above = above.parentWidget()
    called = name(widget) or getattr(widget, "text", str)()
    return f"{' < '.join(line[:4])} {called[:40]!r}"


def name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    seen = QAccessible.queryAccessibleInterface(widget)
    return seen.text(QAccessible.Text.Name)


def controls(within: QWidget) -> list[QWidget]:
    """What takes the keyboard."""
    return [
        widget
        for widget in shown(within)
        if widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and type(widget) is not QScrollArea
        and not isinstance(widget, QScrollBar)
    ]


def hold_everywhere(house: House, look: Callable[[QWidget], list[str]]) -> None:
    """Fails with what `look` found wrong, each with its room."""
    found = []
    for room in ROOMS:
        found += [f"{room}: {wrong}" for wrong in look(house.enter(room))]
        house.leave()
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_each_control_has_a_name_and_each_bare_icon_a_tooltip(house: House) -> None:
    hold_everywhere(house, nameless)


def nameless(here: QWidget) -> list[str]:
    found = controls(here)
    assert found
    bare = [
        button
        for button in shown(here)
        if isinstance(button, QAbstractButton)
        and not button.text()
        and not button.findChildren(QLabel)
        and not button.toolTip()
        and not isinstance(button, QCheckBox | TagChip | NameSlot)  # words beside or within it
    ]
    return [described(one) for one in [*bare, *(c for c in found if not name(c).strip())]]


def test_a_screen_reader_hears_what_each_control_is(house: House) -> None:
    hold_everywhere(house, without_role)


def without_role(here: QWidget) -> list[str]:
    vague = (QAccessible.Role.Client, QAccessible.Role.NoRole)
    # An ask at rest is made of controls, and is one itself; its name says what it is.
    found = [one for one in controls(here) if role(one) in vague]
    return [described(one) for one in found if not isinstance(one, RestingAsk)]


def role(widget: QWidget) -> QAccessible.Role:
    """What a screen reader says it is."""
    return QAccessible.queryAccessibleInterface(widget).role()


def test_tab_comes_to_each_control_and_back_to_the_first(house: House) -> None:
    hold_everywhere(house, out_of_reach)


def out_of_reach(here: QWidget) -> list[str]:
    QTest.keyClick(here, Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    if first is None:
        return ["Tab leads nowhere"]
    visited: list[QWidget] = []
    now: QWidget | None = first
    while now is not None and now not in visited:
        visited.append(now)
        assert len(visited) < _MOST_STOPS
        QTest.keyClick(now, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
    if now is not first:
        return [f"Tab is caught at {described(now) if now else None}"]
    QTest.keyClick(now, Qt.Key.Key_Backtab)
    back = QApplication.focusWidget()
    if back is not visited[-1]:
        return [f"Shift Tab is caught at {described(now)}"]
    return [described(one) for one in controls(here) if not is_reached(one, visited)]


def is_reached(control: QWidget, visited: list[QWidget]) -> bool:
    """By Tab; or by the arrows from another of its group, as with radio buttons."""
    if control in visited:
        return True
    group = control.group() if isinstance(control, QAbstractButton) else None
    if group is not None and group.exclusive():
        return any(button in visited for button in group.buttons())
    together = isinstance(control, QRadioButton)
    return together and any(one.parent() is control.parent() for one in visited)


def test_each_target_is_large_enough_to_hit(house: House) -> None:
    hold_everywhere(house, too_small)


def too_small(here: QWidget) -> list[str]:
    return [
        f"{described(button)} {button.width()}×{button.height()}"
        for button in shown(here)
        if isinstance(button, QAbstractButton) and min(button.width(), button.height()) < _TARGET
    ]


SMALL, USUAL = QSize(1024, 604), QSize(1440, 864)
_MARGIN = QSize(40, 24)
"""What a dialog leaves of the window round it."""


def test_everything_has_room_in_a_small_window(house: House) -> None:
    house.window.resize(SMALL)
    hold_everywhere(house, outside)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("size", [SMALL, USUAL], ids=["small", "usual"])
def test_everything_has_room_with_letters_twice_as_large(size: QSize, house: House) -> None:
    house.window.resize(size)

    def look(here: QWidget) -> list[str]:
        if here is not house.window:  # the screen of the tests is smaller than any of a person
            here.resize(size - _MARGIN)
            QTest.qWait(10)
        return outside(here)

    hold_everywhere(house, look)


def outside(here: QWidget) -> list[str]:
    """What lies partly where nobody can see it or scroll to it."""
    found = []
    for widget in shown(here):
        frame = clip(widget)
        area = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        parent, room = frame.parentWidget(), frame.rect()
        scrolls = isinstance(parent, QAbstractScrollArea)
        if area.isEmpty() or (scrolls and not isinstance(parent, QScrollArea)):
            continue
        over_the_side = area.left() < 0 or area.right() > room.right()
        over_the_foot = not scrolls and (area.top() < 0 or area.bottom() > room.bottom())
        if over_the_side or over_the_foot:
            found.append(f"{described(widget)} {area.getRect()} of {room.getRect()}")
    return found
