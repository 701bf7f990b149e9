"""The editor under the gate: what a person sees, hears and types in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.gate import TextReview, review_ask
from planner.gui import theme
from planner.gui.widgets.purpose_editor import MOST_LINES, PurposeEditor

VAGUE = "Get some feedback on our pricing"
CLEAR = "An introduction to one utility with fewer than 50,000 connections"


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.start(qapp, "light")
    yield
    theme.choose(qapp, scale=1.0)


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """Something to stand in, with another field after the editor."""
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(700, 400)
    QVBoxLayout(place)
    return place


def stand(place: QWidget, qtbot: QtBot, editor: PurposeEditor) -> PurposeEditor:
    layout = place.layout()
    assert layout is not None
    layout.addWidget(editor)
    layout.addWidget(QLineEdit())
    with qtbot.waitActive(place):
        place.show()
        place.activateWindow()
    editor.setFocus()
    return editor


@pytest.fixture
def editor(place: QWidget, qtbot: QtBot) -> PurposeEditor:
    return stand(place, qtbot, PurposeEditor("What I need", review_ask))


def columns(editor: PurposeEditor, token: str) -> list[int]:
    """Where along the text a colour stands, in px from the left."""
    image: QImage = editor.viewport().grab().toImage()
    wanted = theme.colour(token).rgb()
    return [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) == wanted for y in range(image.height()))
    ]


def test_vague_words_are_marked_and_specific_ones_are_not(editor: PurposeEditor) -> None:
    QTest.keyClicks(editor, VAGUE)
    assert columns(editor, "sun")
    assert columns(editor, "amberSoft")
    editor.put(CLEAR)
    assert not columns(editor, "sun")
    assert not columns(editor, "pine")


def test_what_says_something_can_be_marked_too(place: QWidget, qtbot: QtBot) -> None:
    editor = stand(place, qtbot, PurposeEditor("What I need", review_ask, clear=True))
    editor.set_text(CLEAR)
    assert columns(editor, "pine")


def test_the_rule_stands_under_the_words_it_is_about(editor: PurposeEditor) -> None:
    """Also where a character takes two places in Qt's own count."""
    editor.set_text(VAGUE)
    plain = columns(editor, "sun")
    start = editor.fontMetrics().horizontalAdvance("Get ")
    assert abs(plain[0] - start) <= 2
    editor.set_text("🦊🦊🦊 " + VAGUE)
    moved = columns(editor, "sun")
    assert moved[0] > plain[0]
    assert abs((moved[-1] - moved[0]) - (plain[-1] - plain[0])) <= 2


def test_each_line_has_its_own_rule(editor: PurposeEditor, place: QWidget) -> None:
    place.resize(220, 400)
    QTest.qWait(10)
    editor.set_text(VAGUE + " and a few ideas about our pricing and some feedback")
    image = editor.viewport().grab().toImage()
    sun = theme.colour("sun").rgb()
    rows = {
        y
        for y in range(image.height())
        if any(image.pixel(x, y) == sun for x in range(image.width()))
    }
    assert len({y // editor.line for y in rows}) > 1


def test_every_keystroke_is_judged(editor: PurposeEditor) -> None:
    said: list[TextReview] = []
    editor.review_changed.connect(said.append)
    QTest.keyClicks(editor, "Get")
    assert [one.text for one in said] == ["G", "Ge", "Get"]
    assert editor.review.text == "Get"


def test_the_hints_are_read_out_with_the_field(editor: PurposeEditor) -> None:
    editor.set_text(VAGUE)
    assert editor.review.suggestions
    assert editor.accessibleDescription() == "\n".join(editor.review.suggestions)
    editor.set_text(CLEAR)
    assert editor.accessibleDescription() == ""
    assert editor.accessibleName() == "What I need"


def test_what_is_pasted_is_plain_and_one_paragraph(editor: PurposeEditor) -> None:
    data = QMimeData()
    data.setHtml("<b>Two names</b><br>of <i>growers</i>")
    data.setText("Two names\nof <i>growers</i>")
    QGuiApplication.clipboard().setMimeData(data)
    editor.paste()
    assert editor.text() == "Two names of <i>growers</i>"


def test_tab_leaves_the_field(editor: PurposeEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert not editor.hasFocus()
    assert editor.text() == ""


def test_it_is_as_tall_as_its_text_up_to_five_lines(editor: PurposeEditor) -> None:
    one = editor.height()
    editor.set_text("a long ask " * 15)
    few = editor.height()
    editor.set_text("a long ask " * 400)
    most = editor.height()
    assert (few - one) % editor.line == 0
    assert few > one
    assert most == one + (MOST_LINES - 1) * editor.line
    editor.set_text("")
    assert editor.height() == one


def test_it_grows_with_the_text_scale(editor: PurposeEditor, qapp: QApplication) -> None:
    editor.set_text(VAGUE)
    before = editor.height()
    theme.choose(qapp, scale=2.0)
    QTest.qWait(10)
    assert abs(editor.height() - 2 * before) <= 4
    assert editor.text() == VAGUE


@pytest.mark.parametrize("text", ["<b>x</b>", "ask " * 5000, "שלום עולם", "🦊‍🦊", "\u202eabc", ""])
def test_any_text_stays_as_it_is(editor: PurposeEditor, text: str) -> None:
    editor.set_text(text)
    editor.grab()
    assert editor.text() == text


def test_what_is_put_in_can_be_taken_back(editor: PurposeEditor) -> None:
    QTest.keyClicks(editor, "Get")
    editor.put("Read ⟨which page⟩")
    editor.undo()
    assert editor.text() == "Get"
