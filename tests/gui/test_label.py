"""Labels with more text than anybody can see."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from planner.gui import theme
from planner.gui.widgets.label import Label

LONG = ("<b>" * 30_000, "word " * 20_000, "א" * 100_000)


@pytest.mark.parametrize("text", LONG)
@pytest.mark.parametrize("lines", [1, 3])
def test_a_long_text_takes_its_lines_and_is_heard_whole(
    text: str, lines: int, qtbot: QtBot
) -> None:
    label = Label(text, lines=lines)
    qtbot.addWidget(label)
    label.resize(320, label.heightForWidth(320))
    assert label.height() == lines * theme.line_height("body")
    assert label.is_cut
    seen = QAccessible.queryAccessibleInterface(label)
    assert seen.text(QAccessible.Text.Name) == text


def test_a_page_of_text_is_shown_whole(qtbot: QtBot) -> None:
    label = Label("word " * 600)
    qtbot.addWidget(label)
    label.resize(320, label.heightForWidth(320))
    assert not label.is_cut
    assert label.height() > 50 * theme.line_height("body")


def test_a_word_without_end_is_broken_where_the_line_ends(qtbot: QtBot) -> None:
    label = Label("Ask " + "x" * 2000)
    qtbot.addWidget(label)
    needed = label.fontMetrics().horizontalAdvance(label.text())
    lines = label.heightForWidth(320) // theme.line_height("body")
    assert needed // 320 < lines <= needed // 320 + 3
