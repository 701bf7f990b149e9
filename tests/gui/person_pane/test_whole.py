"""What is done with the person as a whole, and their photo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QUrl,
)
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.gui.page import PlanRequest
from planner.gui.people.detail.pane import PersonPane
from planner.store import Store
from tests.gui.person_pane.people import (
    CTRL,
    Key,
    chosen,
)


def test_a_meeting_is_asked_for(pane: PersonPane, lotte: int, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.plan_requested) as asked:
        pane.sheet.plan.click()
    assert asked.args == [PlanRequest(people=(lotte,))]


def test_archive_merge_and_delete_from_the_menu(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    pane.sheet.head.more.click()
    with qtbot.waitSignal(pane.merge_requested) as merged:
        chosen("Merge with…")
    assert merged.args == [lotte]
    pane.sheet.head.more.click()
    with qtbot.waitSignal(pane.undoable) as said:
        chosen("Archive")
    assert said.args == ["Archived Lotte de Wit."]
    assert store.people.get(lotte).archived
    pane.sheet.head.more.click()
    with qtbot.waitSignals([pane.deleted, pane.undoable]):
        chosen("Delete")
    assert pane.person is None
    assert store.people.ids(archived=True) == []
    store.history.undo()
    assert store.people.ids(archived=True) == [lotte]


def test_what_deleting_takes_along_is_said(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pane.undoable) as said:
        pane.delete()
    assert said.args == ["Deleted Lotte de Wit and two follow-ups."]


def test_a_vcard_is_written(
    pane: PersonPane, store: Store, lotte: int, tmp_path: Path, qtbot: QtBot
) -> None:
    pane.export_to(tmp_path / "lotte.vcf")
    qtbot.waitUntil((tmp_path / "lotte.vcf").exists)
    card = (tmp_path / "lotte.vcf").read_text(encoding="utf-8")
    assert "FN:Lotte de Wit" in card
    with qtbot.waitSignal(pane.trouble) as trouble:
        pane.export_to(tmp_path / "nowhere" / "lotte.vcf")
    assert "choose another place" in str(trouble.args[0])


def picture(colour: str = "#336699", size: int = 80) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_a_photo_is_pasted_and_removed(
    pane: PersonPane, store: Store, lotte: int, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setImage(picture())
    pane.sheet.head.avatar.setFocus()
    QTest.keyClick(pane.sheet.head.avatar, Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: pane.sheet.head.avatar.has_picture)
    middle = pane.sheet.head.avatar.grab().toImage().pixelColor(28, 28)
    assert abs(middle.blue() - 0x99) < 12
    QTest.keyClick(pane.sheet.head.avatar, Key.Key_Delete)
    qtbot.waitUntil(lambda: not pane.sheet.head.avatar.has_picture)
    assert store.people.photo(lotte) is None
    store.history.undo()
    qtbot.waitUntil(lambda: pane.sheet.head.avatar.has_picture)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("movie.mp4", b"\0\0\0\x18ftypmp42" + bytes(500), "no PNG, JPEG or WebP"),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        ("broken.png", b"\x89PNG\r\n\x1a\nbroken", "damaged"),
        ("folder", None, "is a folder"),
    ],
)
def test_what_is_no_photo_is_said(
    name: str,
    content: bytes | None,
    why: str,
    pane: PersonPane,
    store: Store,
    lotte: int,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    path = tmp_path / name
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(pane.trouble) as trouble:
        pane.sheet.head.avatar._take(mime)
    assert why in str(trouble.args[0])
    assert store.people.photo(lotte) is None


def test_a_photo_is_dropped(
    pane: PersonPane, store: Store, lotte: int, tmp_path: Path, qtbot: QtBot
) -> None:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture().save(buffer, "PNG")  # type: ignore[call-overload]
    (tmp_path / "lotte.png").write_bytes(bytes(held.data()))
    pane.sheet.head.avatar.take_file(tmp_path / "lotte.png")
    qtbot.waitUntil(lambda: store.people.photo(lotte) is not None)
