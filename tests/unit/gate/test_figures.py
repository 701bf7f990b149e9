"""How the gate judges texts it never learnt from, printed, and held to what was reached."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.learning.figures import Figures, figures, reviewed
from tests.learning.rows import Row, authors, kept_aside, learnt

FIGURES = "figures"
"""Properties of this name are printed at the end of the run."""

Record = Callable[[str, object], None]

WANTED = {"en": (0.95, 0.03, 0.85), "de": (0.92, 0.03, 0.85)}
"""Accuracy at least, false blocks at most, exact hints at least, on the examples kept aside."""

ELSEWHERE = {"en": (0.92, 0.03, 0.88), "de": (0.91, 0.03, 0.85)}
"""The same for authors who wrote to make it hard: what was reached."""


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_gate_judges_rows_it_never_saw(language: str, record_property: Record) -> None:
    seen = figures(kept_aside(language))
    record_property(FIGURES, f"gate, {language}, kept aside: {_told(seen)}")
    _hold(seen, WANTED[language])


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_gate_judges_rows_of_other_authors(language: str, record_property: Record) -> None:
    others = [one for one, fifths in authors(language).items() if fifths and one != "examples"]
    assert others
    for author in others:
        said = _told(figures(kept_aside(language, author)))
        record_property(FIGURES, f"gate, {language}, kept aside of {author!r}: {said}")
    rows = [row for author in others for row in kept_aside(language, author)]
    _hold(figures(rows), ELSEWHERE[language])


def _told(seen: Figures) -> str:
    return f"{seen}" + "".join(f"\n    {line}" for line in seen.misjudged)


def _hold(seen: Figures, wanted: tuple[float, float, float]) -> None:
    accuracy, blocks, exact = wanted
    assert seen.accuracy >= accuracy
    assert seen.blocked <= blocks
    assert seen.exactly >= exact


def test_no_row_kept_aside_is_learnt_from() -> None:
    for language in ("en", "de"):
        aside = {row.text for one in authors(language) for row in kept_aside(language, one)}
        assert aside
        assert not aside & {row.text for row in learnt(language)}


@pytest.mark.parametrize("language", ["en", "de"])
def test_case_spaces_and_typos_flip_few_verdicts(language: str, record_property: Record) -> None:
    rows = kept_aside(language)
    ways = {
        "lower case": str.lower,
        "capitals": str.upper,
        "spaces": lambda text: f"  {text} \n",
        "one letter wrong": _mistyped,
    }
    for name, way in ways.items():
        same = sum(
            reviewed(row).specific == reviewed(row, way(row.text)).specific for row in rows
        ) / len(rows)
        record_property(FIGURES, f"gate, {language}: {same:.3f} of the verdicts stay with {name}")
        assert same >= (1 if name == "spaces" else 0.8), name


def _mistyped(text: str) -> str:
    """The text with one letter in its longest word replaced, the same each time."""
    word = max(text.split(), key=len)
    chance = random.Random(text)
    place = chance.randrange(len(word))
    return text.replace(word, word[:place] + chance.choice("aeinrst") + word[place + 1 :], 1)


def test_figures_count_as_the_rubric_says() -> None:
    rows = [
        Row("1", "statement", "ask", "Ana", "pick your brain", ("act", "object")),
        Row("2", "statement", "ask", "Ana", "sign off clause 9 of the lease", ()),
        Row("3", "outcome", "ask", "Ana", "a good conversation", ()),
    ]
    seen = figures(rows)
    assert (seen.rows, seen.right, seen.specific, seen.false_blocks) == (3, 2, 2, 1)
    assert seen.blocked == 0.5
    assert seen.false_passes == 0
