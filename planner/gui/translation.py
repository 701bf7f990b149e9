"""The windows' sentences in another language, looked up in a catalogue by their English."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from planner import assets

if TYPE_CHECKING:
    from planner.store import Store

LANGUAGES = ("en", "de")
_LOCALES = {"de": "de_DE", "en": "en_GB"}
_SETTING = "language"
_QT_OWN = "qtbase"
_ADVICE = "; "
_spoken: list[QTranslator] = []
"""The translators that answer `tr()`; none for English."""


class Catalogue(QTranslator):
    """Sentences of `resources/i18n/<language>.windows.json`: English to the other language.

    What the windows say of problems stands in `<language>.json`, with the command line's. A
    sentence that is missing stays English. Where one English sentence needs two, the catalogue
    has it as `context|sentence`.
    """

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences: dict[str, str] = {}
        for name in (f"{language}.json", f"{language}.windows.json"):
            self._sentences |= json.loads(assets.path("i18n", name).read_text(encoding="utf-8"))

    def _found(self, context: str, source: str) -> str | None:
        """Looked up whole, or else as a problem and the advice that was put to it."""
        found = self._sentences.get(f"{context}|{source}") or self._sentences.get(source)
        problem, between, advice = source.partition(_ADVICE)
        if found is None and between and problem in self._sentences:
            return self._sentences[problem] + between + self._sentences.get(advice, advice)
        return found

    # Qt's own names

    def isEmpty(self) -> bool:
        return not self._sentences

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        # An empty answer would hide the sentence; none at all lets Qt go on to the English one.
        return self._found(context, source) or source


def install(application: QApplication, language: str) -> None:
    """Have `tr()` answer in a language from now on, and dates and numbers be written its way."""
    QLocale.setDefault(QLocale(_LOCALES.get(language, "en_GB")))
    while _spoken:
        spoken = _spoken.pop()
        application.removeTranslator(spoken)
        spoken.deleteLater()
    if language == "en":
        return
    _spoken.append(Catalogue(language, application))
    qt, folder = QTranslator(application), QLibraryInfo.LibraryPath.TranslationsPath
    if qt.load(f"{_QT_OWN}_{language}", QLibraryInfo.path(folder)):
        _spoken.append(qt)  # the last is asked first; the catalogue has an answer to everything
    for translator in _spoken:
        application.installTranslator(translator)


def of_the_system() -> str:
    """The language of this computer, or English where the windows do not speak it."""
    first = next(iter(QLocale.system().uiLanguages()), "")
    return first[:2] if first[:2] in LANGUAGES else "en"


def chosen(store: Store) -> str:
    """The language this file's windows are to speak; empty for that of the system."""
    found = store.settings.get(_SETTING)
    return found if found in LANGUAGES else ""


def choose(store: Store, language: str) -> None:
    """Keep it for the next start; empty for that of the system."""
    store.settings.set(_SETTING, language or None)
