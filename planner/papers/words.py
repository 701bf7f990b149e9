"""The fixed words of the papers, and how they say a day, in the language of the paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from planner import assets

LANGUAGES = ("en", "de")


class PaperWords:
    """The words of a language by their keys; an unknown language has the English ones."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._words = _all()[self.language]

    def __getitem__(self, key: str) -> str:
        return self._words[key]

    def labels(self, first_name: str) -> dict[str, str]:
        """The words a template shows as they are, with the first name of who is met."""
        return {key: word.replace("{name}", first_name) for key, word in self._words.items()}

    def day(self, day: date) -> str:
        """`Tuesday 13 October 2026`."""
        return self._said("long day", day)

    def short_day(self, day: date) -> str:
        """`13 October`."""
        return self._said("short day", day)

    def _said(self, key: str, day: date) -> str:
        return self._words[key].format(
            weekday=self._words["days"].split()[day.weekday()],
            day=day.day,
            month=self._words["months"].split()[day.month - 1],
            year=day.year,
        )


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = json.loads(
        assets.path("papers", "words.json").read_text(encoding="utf-8")
    )
    return found
