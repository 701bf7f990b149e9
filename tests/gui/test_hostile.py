"""What people are called and write is shown as it was written, whatever it looks like.

Each text that Qt, or anything else on the way, might take for markup is stored wherever a text can
be stored, and then every page and dialog is drawn: no red letters, no request, no picture read.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.followups import Direction, FollowUp
from planner.domain.meetings import Channel, Interaction
from planner.domain.objectives import Ask, AskKind, Name, Objective
from planner.domain.people import ME, Acquaintance, Fact, FactKind, Person, Standing
from planner.store import Store
from tests.gui.rooms import ROOMS, House, shown
from tests.samples import PURPOSE, draft, email, planned

EARLIER = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
SOON = datetime(2026, 10, 13, 11, 0, tzinfo=UTC)
RED = "<h1><font color=red>x</font></h1>"
LONG = "a very long name " * 118
BOMB = (
    '<img src=\'data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg">'
    '<g id="a"><rect width="9" height="9"/></g>' + '<use href="%23a"/>' * 500 + "</svg>'>"
)
_RED_PIXEL = b"\x00\x00\xff\xff"
ODD = "👩‍👩‍👧‍👦 🏳️‍🌈 \u202eשלום עולם\u202c أهلاً &lt;b&gt; &amp; {name} %1 %s &copy "
TEXTS = {
    "bold a hundred thousand times": "<b>" * 100_000,
    "two thousand characters": (ODD + LONG)[:2000],
    "one endless word": "W" * 2000,
}


class Bait:
    """A server and a picture that nobody must come to."""

    def __init__(self, folder: Path) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.setblocking(False)
        self.pipe = folder / "picture.png"
        os.mkfifo(self.pipe)
        self.address = self._server.getsockname()
        port = self.address[1]
        self.text = (
            f"{RED}{BOMB}<img src=http://127.0.0.1:{port}/x.png><img src='file://{self.pipe}'>"
            f"<link rel=stylesheet href=http://127.0.0.1:{port}/x.css>"
            f"<body background='file://{self.pipe}'>"
        )

    def taken(self) -> list[str]:
        """Who came: a request, or somebody who opened the picture (and would wait for ever)."""
        found = []
        try:
            self._server.accept()[0].close()
            found.append("a request")
        except BlockingIOError:
            pass
        try:
            os.close(os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK))
            found.append("a reader of the picture")
        except OSError:
            pass
        return found

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    bait = Bait(tmp_path)
    yield bait
    bait.close()


def spread(store: Store, text: str) -> None:
    """Keep a text wherever one can be kept."""
    me = store.people.id_of(ME)
    line = " ".join(text.split())
    hostile = Person(
        display_name=line,
        uid="lotte-de-wit",
        organisation=line,
        title=line,
        note=text,
        why_connected=text,
        how_met=text,
        city=line,
        nickname=line,
        points=(email("lotte@delta.example", label=line[:200]),),
        facts=tuple(Fact(kind=kind, text=text) for kind in FactKind),
        tags=(line,),
    )
    one = store.people.add(hostile).id
    store.people.add(replace(hostile, uid="twin", points=()))
    wished = store.people.add(
        Person(display_name=line, uid="wished", standing=Standing.WISHED, note=text)
    ).id
    store.people.acquaint(Acquaintance(a=me, b=one, strength=3, how=text))
    store.people.acquaint(Acquaintance(a=one, b=wished, strength=2, how=text, kind=line))
    ask = Ask(objective=0, kind=AskKind.INTRODUCTION, text=text, done_when=text)
    objective = store.objectives.add(
        Objective(title=line, why=text, done_when=text, by="2026-12-15", asks=(ask,))
    )
    names = (Name(person=wished, rank=1, why=text), Name(person=one, rank=2, why=text))
    store.objectives.save_ask(replace(objective.asks[0], names=names))
    for way in Direction:
        store.followups.add(FollowUp(person=one, text=text, direction=way, due="2026-10-12"))
    store.interactions.add(
        Interaction(people=(one,), at=EARLIER, channel=Channel.CALL, summary=text, fun=text)
    )
    purpose = replace(PURPOSE, statement=text, why=text, outcome=text, give=text)
    planned(store, one, purpose=purpose, place=line, starts_at=SOON)
    store.meetings.keep_draft(draft(one, starts_at=None, purpose=purpose))
    store.people.delete([store.people.add(replace(hostile, uid="gone", points=())).id])


def has_red(image: QImage) -> bool:
    """Whether markup painted its letters: pure red is no colour of the window."""
    data = bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())
    place = data.find(_RED_PIXEL)
    while place % 4 and place > 0:
        place = data.find(_RED_PIXEL, place + 1)
    return place >= 0


def tooltips(here: QWidget, qtbot: QtBot) -> Iterator[QImage]:
    """Those of all that is seen, as they are painted; of a list that of its first row."""
    for widget in shown(here):
        said = widget.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            index = widget.model().index(0, 0)
            said = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if said:
            QToolTip.showText(widget.mapToGlobal(QPoint(4, 4)), said, widget)
            for tip in QApplication.topLevelWidgets():
                if tip.inherits("QTipLabel") and tip.isVisible():
                    yield tip.grab().toImage()
            QToolTip.hideText()


def draw_everything(house: House, qtbot: QtBot) -> list[str]:
    """Every room with its tooltips; the rooms in which markup was painted."""
    found = []
    for room in ROOMS:
        here = house.enter(room)
        if has_red(here.grab().toImage()):
            found.append(room)
        found += [f"a tooltip of {room}" for tip in tooltips(here, qtbot) if has_red(tip)]
        for label in here.findChildren(QLabel):
            if not label.inherits("QTipLabel"):
                assert label.textFormat() is Qt.TextFormat.PlainText, label.text()[:80]
        house.leave()
    return found


def test_markup_is_text_everywhere_and_nobody_is_asked(
    house: House, bait: Bait, store: Store, qtbot: QtBot
) -> None:
    spread(store, bait.text)
    house.name = " ".join(bait.text.split())
    assert draw_everything(house, qtbot) == []
    assert bait.taken() == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_odd_texts_are_shown_everywhere(
    text: str, house: House, store: Store, qtbot: QtBot
) -> None:
    spread(store, text)
    assert draw_everything(house, qtbot) == []


def test_somebody_without_any_name_is_shown(house: House, store: Store, qtbot: QtBot) -> None:
    store.people.add(Person(display_name="", uid="lotte-de-wit", points=(email("x@lab.example"),)))
    house.window.show_page("people")
    qtbot.waitUntil(lambda: house.window.people.model.rowCount() == 1)
    house.show_lotte()
    assert not has_red(house.window.grab().toImage())


def test_the_bait_would_be_taken_and_the_red_seen(bait: Bait, qtbot: QtBot) -> None:
    label = QLabel(RED)
    qtbot.addWidget(label)
    assert has_red(label.grab().toImage())
    socket.create_connection(bait.address).close()
    reader = os.open(bait.pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert bait.taken() == ["a request", "a reader of the picture"]
    os.close(reader)
