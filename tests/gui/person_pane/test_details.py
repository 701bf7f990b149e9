"""Ways to reach, details, and whom they know."""

from __future__ import annotations

import pytest
from PySide6.QtCore import (
    QLocale,
    QObject,
    Qt,
    QUrl,
    Slot,
)
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
)
from pytestqt.qtbot import QtBot

from planner.domain.people import (
    Circle,
    ContactPoint,
    PointKind,
    Standing,
)
from planner.gui.people.detail.pane import PersonPane
from planner.store import Store
from tests.gui.person_pane.people import (
    CTRL,
    Key,
    enter,
    focused,
    shown,
    type_over,
)
from tests.samples import add


def test_a_way_to_reach_is_known_by_its_look(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    for typed in ("+31 6 12345602", "folkboat.example/lotte", "Lotte@Folkboat.example"):
        pane.sheet.ways.start()
        QTest.keyClicks(focused(), typed)
        enter()
    points = store.people.get(lotte).points
    assert [(one.kind, one.normal) for one in points[1:]] == [
        (PointKind.PHONE, "+31612345602"),
        (PointKind.URL, ""),
        (PointKind.EMAIL, "lotte@folkboat.example"),
    ]
    qtbot.waitUntil(lambda: len(pane.sheet.ways.list.rows) == 4)


@pytest.mark.parametrize(
    "typed", ["lotte@", "lotte@delta.example?bcc=all@x.example", "a b@c.example"]
)
def test_what_is_no_address_stays_and_is_said(
    typed: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    way = pane.sheet.ways.list.rows[0].inline
    type_over(way, typed)
    enter()
    assert "no e-mail address" in way.problem
    assert way.typed == typed
    assert focused().accessibleDescription() == way.problem
    QTest.keyClick(focused(), Key.Key_Escape)
    assert store.people.get(lotte).points[0].value == "lotte@delta.example"


def test_ways_open_and_are_copied(pane: PersonPane, store: Store, lotte: int) -> None:
    opened = Opened()
    QDesktopServices.setUrlHandler("mailto", opened, "take")  # type: ignore[arg-type]
    try:
        row = pane.sheet.ways.list.rows[0]
        QTest.mouseClick(row.inline, Qt.MouseButton.LeftButton)
        row.inline.setFocus()
        QTest.keyClick(row.inline, Key.Key_Return)
    finally:
        QDesktopServices.unsetUrlHandler("mailto")
    assert opened.urls == ["mailto:lotte@delta.example"] * 2
    next(deed for deed in row.deeds() if deed.name == "Copy").do()
    assert QGuiApplication.clipboard().text() == "lotte@delta.example"


def test_an_address_from_elsewhere_that_would_add_a_header_opens_nothing(
    pane: PersonPane, store: Store
) -> None:
    from planner.gui.people.detail.understanding import link

    for kind, value in (
        (PointKind.EMAIL, "a@b.example?bcc=c@d.example"),
        (PointKind.EMAIL, "a@b.example\nBcc: c@d.example"),
        (PointKind.PHONE, "12345;javascript:x"),
        (PointKind.URL, "javascript:alert(1)"),
        (PointKind.URL, "file:///etc/passwd"),
        (PointKind.URL, "https://a.example\\@b.example"),
    ):
        assert link(ContactPoint(kind=kind, value=value)) is None, value


class Opened(QObject):
    """Takes what would be handed to the mail program."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3 May 1980", "1980-05-03"), ("3.5.", "--05-03"), ("12 December", "--12-12"), ("", "")],
)
def test_birthdays_as_people_write_them(
    typed: str, kept: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    type_over(pane.sheet.about.birthday, typed or " ")
    enter()
    assert store.people.get(lotte).birthday == kept


@pytest.mark.parametrize("typed", ["30 February", "31.2.", "someday", "12"])
def test_what_is_no_birthday_stays_and_is_said(
    typed: str, pane: PersonPane, store: Store, lotte: int
) -> None:
    type_over(pane.sheet.about.birthday, typed)
    enter()
    assert pane.sheet.about.birthday.problem
    assert pane.sheet.about.birthday.typed == typed
    assert store.people.get(lotte).birthday == "--05-03"


def test_zone_and_languages(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    type_over(pane.sheet.about.zone, "lisbon")
    enter()
    type_over(pane.sheet.about.languages, "German, Portuguese, Klingon")
    enter()
    kept = store.people.get(lotte)
    assert (kept.zone, kept.languages) == ("Europe/Lisbon", ("de", "pt", "Klingon"))
    qtbot.waitUntil(lambda: "German, Portuguese, Klingon" in shown(pane))
    type_over(pane.sheet.about.zone, "Atlantis")
    enter()
    assert "time zone" in pane.sheet.about.zone.problem


def test_languages_are_called_what_germans_call_them(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    type_over(pane.sheet.about.languages, "Englisch, spanisch, Norwegisch, Klingonisch")
    enter()
    assert store.people.get(lotte).languages == ("en", "es", "no", "Klingonisch")
    qtbot.waitUntil(lambda: "Englisch, Spanisch, Norwegisch, Klingonisch" in shown(pane))


def test_circle_and_rhythm_are_chosen(pane: PersonPane, store: Store, lotte: int) -> None:
    choose(pane.sheet.about.circle, "Inner")
    assert store.people.get(lotte).circle is Circle.INNER
    choose(pane.sheet.about.rhythm, "Every two weeks")
    assert store.people.get(lotte).keep_in_touch == 14
    choose(pane.sheet.about.rhythm, "Another number of days…")
    QTest.keyClicks(focused(), "0")
    enter()
    assert "number of days" in pane.sheet.about.days.problem
    QTest.keyClick(focused(), Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "45")
    enter()
    assert store.people.get(lotte).keep_in_touch == 45
    choose(pane.sheet.about.circle, "Wished, not yet met")
    assert store.people.get(lotte).standing is Standing.WISHED


def choose(combo: QComboBox, said: str) -> None:
    place = combo.findText(said)
    assert place >= 0, [combo.itemText(i) for i in range(combo.count())]
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


def test_tags_come_and_go(pane: PersonPane, store: Store, lotte: int, qtbot: QtBot) -> None:
    pane.sheet.about.tags.add.click()
    QTest.keyClicks(focused(), "water")
    enter()
    QTest.keyClicks(focused(), "Water")
    enter()
    qtbot.waitUntil(lambda: pane.sheet.about.tags.shown == ["sailing", "water"])
    chip = pane.sheet.about.tags._chips[0]
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Delete)
    assert store.people.get(lotte).tags == ("water",)


def test_through_whom_is_found_by_name(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    marcus = add(store, "Marcus Thiele")
    pane.sheet.known.start_through()
    QTest.keyClicks(pane.sheet.known.picker.field, "marc")
    assert pane.sheet.known.picker.found() == ["Marcus Thiele"]
    QTest.keyClick(pane.sheet.known.picker.field, Key.Key_Return)
    assert store.people.get(lotte).met_through == marcus
    qtbot.waitUntil(lambda: "Through Marcus Thiele" in shown(pane))
    with qtbot.waitSignal(pane.person_requested) as asked:
        QTest.keyClick(pane.sheet.known.through, Key.Key_Return)
    assert asked.args == [marcus]


def test_whom_they_know_leads_there(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    ingrid = add(store, "Ingrid Solberg")
    pane.sheet.known.start_acquaintance()
    QTest.keyClicks(pane.sheet.known.picker.field, "ingr")
    QTest.keyClick(pane.sheet.known.picker.field, Key.Key_Return)
    qtbot.waitUntil(lambda: "Fair" in shown(pane))
    with qtbot.waitSignal(pane.person_requested) as asked:
        QTest.mouseClick(pane.sheet.known.list.rows[0].inline, Qt.MouseButton.LeftButton)
    assert asked.args == [ingrid]
