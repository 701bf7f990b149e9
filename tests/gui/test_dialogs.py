"""Dialogs have room for what they say, at any size of text, and nothing in them is hard to see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.errors import StorageError
from planner.domain.people import Person
from planner.domain.today import Hello, Who
from planner.gui import theme
from planner.gui.main_window import MainWindow
from planner.gui.messages.dialog import MessageDialog
from planner.gui.people import words
from planner.gui.people.bin import BinDialog
from planner.gui.people.detail.talk_dialog import TalkDialog
from planner.gui.people.duplicates import DuplicatesDialog
from planner.gui.people.merging import MergeDialog, PickDialog
from planner.gui.people.tag_dialog import TagDialog
from planner.gui.start_dialogs import PassphraseDialog, ProblemDialog
from planner.store import Store

_LONG = "/home/somebody/.local/share/planner/" + "a folder with a long name/" * 6 + "file.planner"
_READABLE = 4.5


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Text half as large again."""
    theme.start(qapp, "light", 1.5)
    yield
    theme.start(qapp, "light")


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.start(qapp, request.param)
    yield request.param
    theme.start(qapp, "light")


def opened(dialog: QDialog, qtbot: QtBot) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def _hello(person: int) -> Hello:
    ana = Who(id=person, uid="7", name="Ana Ruiz", wished=False)
    return Hello(who=ana)


def add_two(store: Store) -> tuple[int, int]:
    ana = store.people.add(Person(display_name="Ana Ruiz", organisation="Cobalt", city="Lisbon"))
    anna = store.people.add(Person(display_name="Anna Ruiz", organisation="Kobalt", city="Porto"))
    return ana.id, anna.id


# Room


def test_lists_have_the_height_they_were_given(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    ana, anna = add_two(store)
    page = window.people
    for dialog, height in (
        (MergeDialog(page.desk, ana, anna, window), 560),
        (PickDialog(page.desk, ana, window), 520),
        (DuplicatesDialog(page.desk, window), 620),
        (BinDialog(page.desk, window), 520),
    ):
        opened(dialog, qtbot)
        assert dialog.height() == height, type(dialog).__name__


def test_a_long_sentence_makes_a_dialog_higher_and_not_wider(
    window: MainWindow, qtbot: QtBot
) -> None:
    problem = StorageError("{file} is damaged; bring back a backup", file=_LONG)
    dialog = opened(ProblemDialog(problem, window), qtbot)
    short = opened(ProblemDialog(StorageError("the disk is full"), window), qtbot)
    assert dialog.width() == short.width()
    assert dialog.height() > short.height()


@pytest.mark.usefixtures("large")
def test_at_large_text_every_dialog_is_on_the_screen_with_its_buttons(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    ana, anna = add_two(store)
    page = window.people
    room = window.screen().availableGeometry()
    window.add_person()
    window.open_about()
    window.open_palette()
    for dialog in (
        *(one for one in window.findChildren(QDialog) if one.isVisible()),
        opened(MergeDialog(page.desk, ana, anna, window), qtbot),
        opened(PickDialog(page.desk, ana, window), qtbot),
        opened(DuplicatesDialog(page.desk, window), qtbot),
        opened(BinDialog(page.desk, window), qtbot),
        opened(TagDialog(window), qtbot),
        opened(MessageDialog(page.desk, _hello(ana), window), qtbot),
        opened(PassphraseDialog("Passphrase", [_LONG], window), qtbot),
    ):
        name = type(dialog).__name__
        assert dialog.width() <= room.width(), name
        assert dialog.height() <= room.height(), name
        for button in dialog.findChildren(QPushButton):
            if button.isVisibleTo(dialog) and not _scrolled(button, dialog):
                place = button.rect().translated(button.mapTo(dialog, button.rect().topLeft()))
                assert dialog.rect().contains(place), f"{name}: {button.text()}"
        dialog.reject()


def _scrolled(widget: QWidget, dialog: QDialog) -> bool:
    """Whether it may have to be scrolled to."""
    parent = widget.parentWidget()
    while parent is not None and parent is not dialog:
        if parent.objectName() == "scrolled":
            return True
        parent = parent.parentWidget()
    return False


def test_what_is_wrong_has_room_without_covering_anything(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    (ana, _) = add_two(store)
    window.show_person(ana)
    window.people.pane.log_talk()
    (dialog,) = window.findChildren(TalkDialog)
    QTest.qWait(0)
    parts = [dialog.when, dialog.summary, dialog.fun]
    dialog.keep()
    QTest.qWait(0)
    problem = dialog.problem
    assert problem.isVisible()
    for above, below in pairwise([*parts, problem]):
        assert above.geometry().bottom() < below.geometry().top()
        assert above.height() >= above.minimumHeight()


def test_nothing_to_bring_back_offers_no_button_for_it(window: MainWindow, qtbot: QtBot) -> None:
    page = window.people
    bin_ = opened(BinDialog(page.desk, window), qtbot)
    assert isinstance(bin_, BinDialog)
    assert bin_.deed.isHidden()
    twice = opened(DuplicatesDialog(page.desk, window), qtbot)
    assert isinstance(twice, DuplicatesDialog)
    qtbot.waitUntil(lambda: twice.places.currentWidget() is twice.nobody)
    assert twice.deed.isHidden()
    assert twice.apart.isHidden()


def test_days_and_languages_are_laid_side_by_side_in_words(store: Store) -> None:
    def shown(name: str, value: object) -> str:
        return words.value(name, value, str)

    assert shown("birthday", "--05-03") == "3 May"
    assert shown("birthday", "1980-05-03") == "3 May 1980"
    assert shown("met_on", "2021-05") == "May 2021"
    assert shown("languages", ("nl", "en")) == "Dutch, English"


# By keyboard


def test_enter_on_the_way_out_leads_out(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    ana, anna = add_two(store)
    dialog = opened(MergeDialog(window.people.desk, ana, anna, window), qtbot)
    assert isinstance(dialog, MergeDialog)
    dialog.way_out.setFocus()
    QTest.keyClick(dialog.way_out, Qt.Key.Key_Return)
    assert dialog.isHidden()
    assert store.people.get(anna).display_name == "Anna Ruiz", "nobody was merged"


def test_whom_to_merge_with_is_chosen_without_the_mouse(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    ana, _ = add_two(store)
    finder = opened(PickDialog(window.people.desk, ana, window), qtbot)
    assert isinstance(finder, PickDialog)
    QTest.keyClicks(finder.search, "Anna")
    qtbot.waitUntil(lambda: finder.model.rowCount() == 1)
    QTest.keyClick(finder.search, Qt.Key.Key_Down)
    QTest.keyClick(finder.list, Qt.Key.Key_Return)
    assert [one for one in finder.findChildren(MergeDialog) if one.isVisible()]


# What is seen


def test_the_way_to_undo_can_be_read(window: MainWindow, colours: str) -> None:
    window.undo_bar.offer("Deleted Petra Novak.")
    picture = window.undo_bar.grab(window.undo_bar.button.geometry())
    assert _contrast(picture) >= _READABLE


def test_trouble_has_the_width_of_the_sidebar(window: MainWindow, qtbot: QtBot) -> None:
    window.status.show_trouble("The disk is full.", lambda: None)
    qtbot.waitUntil(window.status.again.isVisible)
    QTest.qWait(0)
    assert window.status.label.width() > window.status.width() * 2 // 3


def _contrast(picture: QPixmap) -> float:
    """The contrast of the ground, which is in the corner, with what differs most from it."""
    image = picture.toImage()
    ground = _light(image.pixelColor(0, 0))
    lights = [
        _light(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())
    ]
    return max(
        (max(one, ground) + 0.05) / (min(one, ground) + 0.05) for one in (min(lights), max(lights))
    )


def _light(colour: QColor) -> float:
    """Relative luminance, as WCAG 2 has it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
