"""What the pane shows of a person, and that it is never markup."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import (
    QPoint,
    Qt,
)
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction
from planner.domain.people import (
    Acquaintance,
    ContactPoint,
    Fact,
    FactKind,
    Person,
    PointKind,
)
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.pane import PersonPane
from planner.store import Store
from tests.gui.person_pane.people import (
    Key,
    focused,
    promise,
    replaced,
    shown,
    talk,
)
from tests.samples import add, planned

HOSTILE = (
    "<h1><font color=red>x</font></h1><img src=x>",
    "<font color='#ff0000'>red</font>",
    "</p><p style='background:#ff0000'>red</p>",
    "<img src='file:///dev/zero'><b style=\"color:red\">b</b>",
    "&lt;<u><font color=red>u</font></u>\u202eevil\u202c 😀 " + "W" * 2000,
)


def test_everything_around_somebody_is_shown(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    ingrid = add(store, "Ingrid Solberg")
    marcus = add(store, "Marcus Thiele")
    store.people.acquaint(Acquaintance(a=lotte, b=ingrid, strength=3))
    store.people.save(replaced(store, lotte, met_through=marcus, note="# Plain *text*"))
    planned(store, lotte)
    qtbot.waitUntil(lambda: "Ingrid Solberg" in shown(pane))
    said = shown(pane)
    for line in (
        "Lotte de Wit",
        "Programme manager, Delta Water Lab. Based in Delft.",
        "She tells me plainly when an idea is thin.",
        "Testing in real streets",
        "A host for two interns",
        "At the Delft field days.",
        "Through Marcus Thiele",
        "Strong",
        "I owe: the frost report",
        "Lotte owes: a name at the pipe lab",
        "Fri 16 Oct",
        "Call. She still sails.",
        "2 Oct",
        "lotte@delta.example",
        "3 May",
        "Dutch, English",
        "Europe/Amsterdam, 11:00 there now",
        "# Plain *text*",
    ):
        assert line in said, line
    assert "Can help with" not in said, "nothing is known of that"
    assert "Ask Petra to name two buyers" in said
    assert pane.sheet.about.tags.shown == ["sailing"]
    assert pane.sheet.about.circle.currentText() == "Close"


def test_somebody_new_is_no_wall_of_headings(pane: PersonPane, store: Store) -> None:
    pane.show_person(add(store, "Ana Ruiz"))
    said = shown(pane)
    for heading in ("Cares about", "Needs", "Promises", "History", "Ways to reach", "Note"):
        assert heading not in said.splitlines()
    offered = [b.text() for b in pane.findChildren(QAbstractButton) if b.isVisible()]
    assert "Add a fact" in offered
    assert "Add a way to reach" in offered


def test_the_next_person_takes_the_place_of_the_last(
    pane: PersonPane, store: Store, lotte: int
) -> None:
    ana = store.people.add(
        Person(display_name="Ana Ruiz", facts=(Fact(kind=FactKind.FAMILY, text="Three cats"),))
    ).id
    pane.show_person(ana)
    said = shown(pane)
    assert "Three cats" in said
    for gone in ("Testing in real streets", "frost report", "still sails", "lotte@", "sailing"):
        assert gone not in said
    pane.show_person(None)
    assert shown(pane) == ""
    pane.show_person(lotte)
    assert "Testing in real streets" in shown(pane)


def test_what_others_change_is_shown_at_once(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    store.people.add_fact(lotte, Fact(kind=FactKind.CAN_HELP_WITH, text="Reading a plan"))
    qtbot.waitUntil(lambda: "Reading a plan" in shown(pane))
    store.history.undo()
    qtbot.waitUntil(lambda: "Reading a plan" not in shown(pane))
    with qtbot.waitSignal(pane.deleted):
        store.people.delete([lotte])
    assert pane.person is None


def test_everything_is_reached_by_tab_and_has_a_name(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    pane.sheet.head.avatar.setFocus()
    reached: list[QWidget] = []
    for _ in range(200):
        widget = focused()
        if widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Key.Key_Tab)
    texts = [one for one in pane.findChildren(Inline) if one.isVisible()]
    for inline in texts:
        if inline.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            assert inline in reached, inline.accessibleName()
    for button in pane.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            assert button in reached, button.accessibleName() or button.text()
    for widget in reached:
        named = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            named = named or widget.text()
        assert named, widget
    for one in pane.findChildren(QLineEdit):
        assert one.accessibleName() or one.objectName(), one


def test_actions_of_a_row_come_with_the_focus(pane: PersonPane, lotte: int) -> None:
    row = pane.sheet.promises.list.rows[0]
    row.check.setFocus()
    names = []
    for _ in range(6):
        QTest.keyClick(focused(), Key.Key_Tab)
        names.append(focused().accessibleName())
    assert {"Snooze", "Edit", "Delete"} <= set(names)
    pane.sheet.plan.setFocus()
    assert row._actions is not None
    assert not row._actions.isVisible()


def test_narrow_panes_have_one_column(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    store.people.add_fact(lotte, Fact(kind=FactKind.CAN_HELP_WITH, text="Reading a plan"))
    qtbot.waitUntil(pane.sheet.helps.isVisible)

    def lefts() -> tuple[int, int]:
        where = QPoint(0, 0)
        return pane.sheet.needs.mapTo(pane, where).x(), pane.sheet.helps.mapTo(pane, where).x()

    assert lefts()[0] < lefts()[1]
    pane.resize(360, 900)
    qtbot.waitUntil(lambda: lefts()[0] == lefts()[1])


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_that_is_stored_is_drawn_as_markup(
    payload: str, pane: PersonPane, store: Store, qtbot: QtBot
) -> None:
    person = store.people.add(
        Person(
            display_name=payload,
            given=payload,
            organisation=payload,
            title=payload,
            city=payload,
            why_connected=payload,
            how_met=payload,
            note=payload,
            zone="Europe/Lisbon",
            languages=(payload,),
            points=(
                ContactPoint(kind=PointKind.ADDRESS, value=payload, label=payload),
                ContactPoint(kind=PointKind.EMAIL, value=payload),
            ),
            facts=tuple(Fact(kind=kind, text=payload) for kind in FactKind),
            tags=(payload[:60],),
        )
    ).id
    other = add(store, payload)
    store.people.acquaint(Acquaintance(a=person, b=other, how=payload))
    store.people.save(replaced(store, person, met_through=other))
    promise(store, person, payload, Direction.THEY_OWE, "2026-10-20")
    talk(store, person, payload, 2, fun=payload)
    pane.resize(520, 4000)
    pane.show_person(person)
    assert not has_red(pane.grab().toImage())
    for label in pane.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    pane.sheet.why.edit()
    QTest.keyClick(focused(), Key.Key_End)
    assert not has_red(pane.grab().toImage())
    for widget in pane.findChildren(QWidget):
        assert not {"<h1", "<font", "<img", "<p"} & set(re.findall("<[a-z0-9]+", widget.toolTip()))


def has_red(image: QImage) -> bool:
    """Whether pixels are far redder than any colour of the pane's own."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    colours = {small.pixel(x, y) for x in range(small.width()) for y in range(small.height())}
    return any(
        colour.red() > colour.green() + 140 and colour.red() > colour.blue() + 140
        for colour in map(QColor, colours)
    )
