"""The shell: pages by keyboard, the command palette, undo, what is kept, live themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.domain.objectives import Objective
from planner.gui import theme
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.palette.dialog import Palette
from planner.gui.palette.results import score
from planner.gui.tasks import Tasks
from planner.gui.tokens import AVATARS_DARK, AVATARS_LIGHT, DARK, LIGHT
from planner.store import Store
from tests.conftest import Clock
from tests.samples import add, planned

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = "<h1><font color=red>x</font></h1><img src=x>"


def palette(window: MainWindow) -> Palette:
    QTest.keyClick(window, Key.Key_K, CTRL)
    (found,) = [one for one in window.findChildren(Palette) if one.isVisible()]
    return found


def offered(palette: Palette) -> list[str]:
    model = palette.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


# Pages


def test_the_window_opens_on_today_and_is_called_so(window: MainWindow) -> None:
    assert window.windowTitle() == "Today – On Purpose"
    assert window.sidebar.items["today"].present


@pytest.mark.parametrize(
    ("key", "page", "title"),
    [(Key.Key_2, "people", "People"), (Key.Key_3, "objectives", "Objectives")],
)
def test_ctrl_and_a_number_go_to_a_page(
    key: Qt.Key, page: str, title: str, window: MainWindow
) -> None:
    QTest.keyClick(window, key, CTRL)
    assert window.stack.currentWidget() is window.page(page)
    assert window.windowTitle() == f"{title} – On Purpose"
    assert [k for k, item in window.sidebar.items.items() if item.present] == [page]
    QTest.keyClick(window, Key.Key_1, CTRL)
    assert window.stack.currentWidget() is window.today


def test_the_sidebar_goes_to_pages_by_mouse_and_by_enter(window: MainWindow) -> None:
    QTest.mouseClick(window.sidebar.items["people"], Qt.MouseButton.LeftButton)
    assert window.stack.currentWidget() is window.people
    item = window.sidebar.items["today"]
    item.setFocus()
    QTest.keyClick(item, Key.Key_Return)
    assert window.stack.currentWidget() is window.today


def test_ctrl_f_finds_people_from_anywhere(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_F, CTRL)
    assert window.stack.currentWidget() is window.people
    assert QApplication.focusWidget() is window.people.search


def test_objectives_stand_in_the_sidebar_the_soonest_first(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    store.objectives.add(Objective(title="Hire a hardware lead", by="2026-11-30"))
    store.objectives.add(Objective(title=HOSTILE, by="2026-11-13"))
    qtbot.waitUntil(lambda: len(window.sidebar._goal_items()) == 2)
    first, second = window.sidebar._goal_items()
    assert first.text() == HOSTILE
    assert second.accessibleName() == "Hire a hardware lead, by 30 Nov"
    second.setFocus()
    QTest.keyClick(second, Key.Key_Return)
    assert window.windowTitle() == "Hire a hardware lead – On Purpose"
    assert second.present


def test_what_changed_behind_a_page_is_on_it_when_it_comes_back(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    window.show_page("people")
    window.show_page("today")
    add(store, "Lotte de Wit")
    qtbot.waitUntil(lambda: "people" in window.stack._missed)
    window.show_page("people")
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1)


def test_the_window_comes_back_on_the_page_it_showed(
    store: Store, tasks: Tasks, relay: ChangeRelay, clock: Clock, qtbot: QtBot
) -> None:
    first = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(first)
    first.show_page("people")
    first.close()
    second = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(second)
    assert second.windowTitle() == "People – On Purpose"
    store.settings.set("window.page", "nowhere")
    third = MainWindow(store, tasks, relay, clock)
    qtbot.addWidget(third)
    assert third.windowTitle() == "Today – On Purpose"


def test_alt_calls_the_menu_bar_and_sends_it_away(window: MainWindow) -> None:
    assert not window.menuBar().isVisible()
    QTest.keyClick(window, Key.Key_Alt)
    assert window.menuBar().isVisible()
    QTest.keyClick(window, Key.Key_Alt)
    assert not window.menuBar().isVisible()


# The command palette


def test_the_palette_finds_people_objectives_meetings_and_actions(
    window: MainWindow, store: Store
) -> None:
    lotte = add(store, "Lotte de Wit")
    store.objectives.add(Objective(title="Loan two loggers"))
    planned(store, lotte)
    found = palette(window)
    assert offered(found)[0] == "Plan a meeting"
    assert "Quit" in offered(found)[-3:], "Enter by mistake does no harm"
    QTest.keyClicks(found.query, "lo")
    assert offered(found)[:2] == ["Lotte de Wit", "Loan two loggers"]
    found.query.clear()
    QTest.keyClicks(found.query, "impo")
    assert offered(found) == ["Import"]


def test_the_palette_finds_who_was_meant_when_letters_were_missed(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    add(store, "Petra Vogel")
    add(store, "Nadia Rahman")
    found = palette(window)
    QTest.keyClicks(found.query, "Petar Vogl")
    assert offered(found) == []
    qtbot.waitUntil(lambda: offered(found) == ["Petra Vogel"])
    with qtbot.waitSignal(found.person_chosen):
        QTest.keyClick(found.query, Key.Key_Return)


def test_names_like_an_older_query_are_not_offered_for_a_newer_one(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    for name in ("Petra Vogel", "Nadia Rahman"):
        add(store, name)
    found = palette(window)
    QTest.keyClicks(found.query, "Petar Vogl")
    found.query.setText("Nadja Raman")
    qtbot.waitUntil(lambda: offered(found) == ["Nadia Rahman"])


def test_enter_in_the_palette_goes_there(window: MainWindow, store: Store) -> None:
    store.objectives.add(Objective(title="Loan two loggers"))
    found = palette(window)
    QTest.keyClicks(found.query, "loggers")
    QTest.keyClick(found.query, Key.Key_Return)
    assert not found.isVisible()
    assert window.windowTitle() == "Loan two loggers – On Purpose"


def test_the_palette_does_what_it_lists(window: MainWindow) -> None:
    found = palette(window)
    QTest.keyClicks(found.query, "people")
    QTest.keyClick(found.query, Key.Key_Return)
    assert window.stack.currentWidget() is window.people


def test_the_palette_is_closed_by_esc_and_shows_names_as_they_are(
    window: MainWindow, store: Store
) -> None:
    add(store, HOSTILE)
    found = palette(window)
    QTest.keyClicks(found.query, "font")
    assert HOSTILE in offered(found)
    assert not _has_red(found)
    QTest.keyClick(found.query, Key.Key_Escape)
    assert not found.isVisible()
    assert not window.scrim.isVisible()


@pytest.mark.parametrize(
    ("better", "worse", "query"),
    [
        ("Plan a meeting", "Find duplicates", "plan"),
        ("Import", "Export", "im"),
        ("Add a person", "Command palette", "person"),
        ("Plan a meeting", "People", "plm"),
    ],
)
def test_what_fits_better_is_found_first(better: str, worse: str, query: str) -> None:
    assert score(query, better) > score(query, worse)


def test_letters_that_are_not_there_find_nothing() -> None:
    assert score("xyz", "Plan a meeting") == 0
    assert score("pgm", "Plan a meeting") == 0, "the order of letters holds"


# Undo


def test_an_action_is_offered_to_be_undone(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    (lotte,) = [add(store, "Lotte de Wit")]
    store.people.delete([lotte])
    window.page("today").undoable.emit("Deleted Lotte de Wit.")
    assert window.undo_bar.isVisible()
    assert window.undo_bar.label.text() == "Deleted Lotte de Wit."
    QTest.mouseClick(window.undo_bar.button, Qt.MouseButton.LeftButton)
    assert store.people.ids() == [lotte]
    assert not window.undo_bar.isVisible()


# Looks


@pytest.fixture
def light_again() -> Iterator[None]:
    yield
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.choose(application, mode="light", scale=1.0, still=False)


def test_dark_comes_live_to_what_is_open(
    window: MainWindow, qapp: QApplication, light_again: None
) -> None:
    before = _ground(window)
    theme.choose(qapp, mode="dark")
    assert _ground(window) != before
    assert _ground(window) == QColor(DARK["window"])
    assert qapp.palette().color(QPalette.ColorRole.Text) == QColor(DARK["ink"])


def test_larger_text_grows_everything_and_the_window_still_fits(
    window: MainWindow, qapp: QApplication, light_again: None
) -> None:
    small = window.today.heading.font().pixelSize()
    theme.choose(qapp, scale=2.0)
    window.resize(1024, 640)
    assert window.today.heading.font().pixelSize() == 2 * small
    assert window.width() == 1024
    assert window.sidebar.width() < 400


def test_no_motion_means_no_time(qapp: QApplication, light_again: None) -> None:
    assert theme.duration(150) == 150
    theme.choose(qapp, still=True)
    assert theme.duration(150) == 0


def test_both_themes_have_every_token() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(AVATARS_LIGHT) == len(AVATARS_DARK)


def _contrast(a: str, b: str) -> float:
    """WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_text_can_be_read_on_its_ground(colours: dict[str, str]) -> None:
    pairs = [
        ("ink", "surface"), ("ink2", "window"), ("ink2", "hero"), ("ink3", "surface"),
        ("ink3", "sidebar"), ("onPine", "pineFill"), ("onPine", "pineFillHover"),
        ("pine", "surface"), ("pineInk", "pineSoft"), ("amber", "amberSoft"),
        ("ink", "amberSoft"), ("rust", "surface"), ("rust", "rustSoft"),
        ("plum", "plumSoft"), ("blue", "blueSoft"), ("disabled", "line"),
    ]  # fmt: skip
    for ink, ground in pairs:
        assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for fill, ink in (*AVATARS_LIGHT, *AVATARS_DARK):
        assert _contrast(fill, ink) >= 4.5


def test_a_person_keeps_their_colours() -> None:
    assert theme.avatar("lotte-de-wit") == theme.avatar("lotte-de-wit")
    assert len({theme.avatar(f"person {n}")[0].name() for n in range(200)}) == len(AVATARS_LIGHT)


def _ground(window: MainWindow) -> QColor:
    image = window.grab().toImage()
    return image.pixelColor(image.width() - 4, image.height() - 4)


def _has_red(widget: QDialog) -> bool:
    image = widget.grab().toImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return any(c.red() > c.green() + 100 and c.red() > c.blue() + 100 for c in map(QColor, colours))


def test_alt_with_another_key_calls_no_menu(window: MainWindow) -> None:
    QTest.keyPress(window, Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Key.Key_Alt)
    assert not window.menuBar().isVisible()


def test_objectives_chosen_again_shows_all_of_them(window: MainWindow, store: Store) -> None:
    pilot = store.objectives.add(Objective(title="Find a winter pilot"))
    window.show_objective(pilot.id)
    assert window.windowTitle() == "Find a winter pilot – On Purpose"
    QTest.mouseClick(window.sidebar.items["objectives"], Qt.MouseButton.LeftButton)
    assert window.windowTitle() == "Objectives – On Purpose"
