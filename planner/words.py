"""Sentences in the person's language. English is written where it is said; others are looked up."""

from __future__ import annotations

import json
from functools import cached_property

from planner import assets

PHRASES = frozenset({"otherwise", "what", "why"})
"""Placeholders that may hold words of the program; all others hold what people typed."""
_ADVICE = "; "


class Words:
    """`words("Deleted {name}", name=…)` in one language; an untranslated sentence stays English."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, template: str, **values: object) -> str:
        for name in PHRASES & values.keys():
            values[name] = self._catalogue.get(str(values[name]), values[name])
        return self._template(template).format(**values)

    def _template(self, english: str) -> str:
        """Looked up whole, or else as a problem and the advice that was put to it."""
        if english in self._catalogue:
            return self._catalogue[english]
        return _ADVICE.join(self._catalogue.get(p, p) for p in english.split(_ADVICE, 1))

    @cached_property
    def _catalogue(self) -> dict[str, str]:
        if self.language == "en":
            return {}
        catalogue: dict[str, str] = json.loads(
            assets.path("i18n", f"{self.language}.json").read_text(encoding="utf-8")
        )
        return catalogue
