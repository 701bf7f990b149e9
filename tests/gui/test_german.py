"""The windows speak German: every sentence, with the same placeholders."""

from __future__ import annotations

import json
import re

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner import assets
from planner.gui.change_relay import ChangeRelay
from planner.gui.main_window import MainWindow
from planner.gui.tasks import Tasks
from planner.gui.translation import Catalogue, install
from planner.store import Store
from tests.conftest import Clock
from tests.gui.sentences import not_plain, sentences

_PLACEHOLDER = re.compile(r"\{[^}]*\}")


def catalogue() -> dict[str, str]:
    text = assets.path("i18n", "de.windows.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def test_german_has_every_sentence_of_the_windows() -> None:
    known = {key.rpartition("|")[2] for key in catalogue()}
    missing = {one: file for one, file in sentences().items() if one.strip() and one not in known}
    assert not missing


def test_german_has_no_sentence_that_nobody_says() -> None:
    said = sentences().keys()
    assert not [key for key in catalogue() if key.rpartition("|")[2] not in said]


def test_german_has_the_same_placeholders() -> None:
    for key, german in catalogue().items():
        english = key.rpartition("|")[2]
        assert sorted(_PLACEHOLDER.findall(english)) == sorted(_PLACEHOLDER.findall(german)), key


def test_no_translated_sentence_is_put_together() -> None:
    assert not_plain() == []


def test_the_window_opens_in_german(
    store: Store, tasks: Tasks, relay: ChangeRelay, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    german = Catalogue("de")
    before = QLocale()
    qapp.installTranslator(german)
    QLocale.setDefault(QLocale("de_DE"))
    try:
        window = MainWindow(store, tasks, relay, clock)
        qtbot.addWidget(window)
        assert window.windowTitle() == "Heute – On Purpose"
        assert window.today.heading.text() == "Dienstag, 13. Oktober"
    finally:
        qapp.removeTranslator(german)
        QLocale.setDefault(before)


def test_what_qt_says_itself_is_german_too(qapp: QApplication) -> None:
    before = QLocale()
    install(qapp, "de")
    try:
        assert QCoreApplication.translate("QPlatformTheme", "&Yes") == "&Ja"
        assert QCoreApplication.translate("QShortcut", "Ctrl") == "Strg"
        assert QCoreApplication.translate("any window", "Today") == "Heute"
    finally:
        install(qapp, "en")
        QLocale.setDefault(before)
