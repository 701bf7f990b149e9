"""Sentences in the person's language. English is written where it is said; others are looked up."""

from __future__ import annotations

import json
from functools import cached_property

from planner import assets


class Words:
    """`words("Deleted {name}", name=…)` in one language; an untranslated sentence stays English."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, template: str, **values: object) -> str:
        return self._catalogue.get(template, template).format(**values)

    @cached_property
    def _catalogue(self) -> dict[str, str]:
        if self.language == "en":
            return {}
        catalogue: dict[str, str] = json.loads(
            assets.path("i18n", f"{self.language}.json").read_text(encoding="utf-8")
        )
        return catalogue
