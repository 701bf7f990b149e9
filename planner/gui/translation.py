"""The windows' sentences in another language, looked up in a catalogue by their English."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication

from planner import assets


class Catalogue(QTranslator):
    """Sentences of `resources/i18n/<language>.windows.json`: English to the other language.

    A sentence that is missing stays English. Where one English sentence needs two, the catalogue
    has it as `context|sentence`.
    """

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        file = assets.path("i18n", f"{language}.windows.json")
        self._sentences: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))

    # Qt's own names

    def isEmpty(self) -> bool:
        return not self._sentences

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        found = self._sentences.get(f"{context}|{source}") or self._sentences.get(source)
        # An empty answer would hide the sentence; none at all lets Qt go on to the English one.
        return found if found is not None else source


def install(application: QApplication, language: str) -> None:
    """Have `tr()` answer in a language; English needs no catalogue."""
    if language != "en":
        application.installTranslator(Catalogue(language, application))
