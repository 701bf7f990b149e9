"""Somebody with something of everything, and what a person does with keys and pointer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import (
    Qt,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMenu,
    QTextEdit,
    QWidget,
)

from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.people import (
    Circle,
    Fact,
    FactKind,
    Person,
)
from planner.gui.people.detail.inline import Inline
from planner.gui.people.detail.pane import PersonPane
from planner.gui.people.detail.talk_dialog import TalkDialog
from planner.store import Store
from tests.samples import email

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LOTTE = Person(
    display_name="Lotte de Wit",
    given="Lotte",
    family="de Wit",
    organisation="Delta Water Lab",
    title="Programme manager",
    city="Delft",
    circle=Circle.CLOSE,
    why_connected="She tells me plainly when an idea is thin.",
    how_met="At the Delft field days.",
    birthday="--05-03",
    zone="Europe/Amsterdam",
    languages=("nl", "en"),
    points=(email("lotte@delta.example", label="work"),),
    facts=(
        Fact(kind=FactKind.INTEREST, text="Testing in real streets"),
        Fact(kind=FactKind.NEEDS, text="A host for two interns"),
    ),
    tags=("sailing",),
)


def promise(
    store: Store, person: int, text: str, direction: Direction, due: str = "", **more: str
) -> FollowUp:
    return store.followups.add(
        FollowUp(person=person, text=text, direction=direction, due=due, **more)  # type: ignore[arg-type]
    )


def talk(store: Store, person: int, summary: str, day: int, **more: object) -> Interaction:
    at = datetime(2026, 10, day, 9, 0, tzinfo=UTC)
    return store.interactions.add(
        Interaction(people=(person,), at=at, channel=Channel.CALL, summary=summary, **more)  # type: ignore[arg-type]
    )


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_over(inline: Inline, text: str) -> None:
    """Open a text by keyboard and type over all of it."""
    inline.setFocus()
    QTest.keyClick(inline, Key.Key_F2)
    assert isinstance(focused(), QTextEdit)
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), text)


def enter() -> None:
    QTest.keyClick(focused(), Key.Key_Return)


def facts(store: Store, person: int, kind: FactKind) -> list[str]:
    return [fact.text for fact in store.people.get(person).facts if fact.kind is kind]


def shown(pane: PersonPane) -> str:
    """Every text that stands in the pane."""
    return "\n".join(
        label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()
    )


def chosen(said: str) -> None:
    """Choose an entry of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for action in menu.actions():
        if action.text().startswith(said):
            menu.close()
            over = menu.parentWidget()
            assert over is not None
            over.window().activateWindow()
            action.trigger()
            QTest.qWaitForWindowActive(over.window())
            return
    raise AssertionError([action.text() for action in menu.actions()])


def replaced(store: Store, person: int, **fields: object) -> Person:
    return replace(store.people.get(person), **fields)  # type: ignore[arg-type]


def talk_dialog(pane: PersonPane) -> TalkDialog:
    (dialog,) = (one for one in pane.findChildren(TalkDialog) if one.isVisible())
    dialog.activateWindow()
    while not dialog.isActiveWindow():
        QApplication.processEvents()
    return dialog
