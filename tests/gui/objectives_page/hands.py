"""Doing things on the page, as a person does."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from planner.domain.objectives import Ask, AskKind, Objective
from planner.gui.objectives.ask_cards import OpenAsk, RestingAsk
from planner.gui.objectives.page import ObjectivesPage
from planner.store import Store

VAGUE = "Get some feedback on our pricing"
CLEAR = "An introduction to one baker in Utrecht who has switched to solar ovens"


def goal(store: Store, *texts: str, by: str = "", done_when: str = "") -> Objective:
    asks = tuple(Ask(objective=0, kind=AskKind.FEEDBACK, text=text) for text in texts)
    made = Objective(title="Bake with the sun", by=by, done_when=done_when, asks=asks)
    return store.objectives.add(made)


def shown(page: ObjectivesPage, objective: Objective) -> ObjectivesPage:
    page.show_objective(objective.id)
    QTest.qWait(20)
    return page


def open_card(page: ObjectivesPage) -> OpenAsk:
    card = next(card for card in page.editor.cards.values() if isinstance(card, OpenAsk))
    return card


def resting(page: ObjectivesPage, ask: int) -> RestingAsk:
    card = page.editor.cards[ask]
    assert isinstance(card, RestingAsk)
    return card


def entry(menu: QMenu, words: str) -> None:
    next(one for one in menu.actions() if one.text() == words).trigger()


def settle(qtbot: QtBot, page: ObjectivesPage) -> None:
    """Until everything that was typed is kept and shown."""
    qtbot.waitUntil(lambda: not page.editor.saving.waiting)
    QTest.qWait(80)
