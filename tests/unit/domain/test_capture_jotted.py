"""What people jot down after a talk, in their own words: nearly all is understood, nothing lost.

The sentences lie in `tests/data/capture`, each with what it must become. `first` was written before
the grammar was looked at, `second` before the grammar was mended for `first`, and `third` after it
was mended for both; `fourth` and `fifth` were written by somebody who had seen none of it, and
`fifth` was measured once it was mended for `fourth`. A file may say on which day it was written,
and who is known.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.capture import Known, understand
from tests.unit.domain.capturing import NOW, known, known_among, told
from tests.unit.domain.lost_words import lost_words

_FILES = sorted((Path(__file__).parents[2] / "data" / "capture").glob("*.txt"))
_RIGHT = 27 / 30


def _setting(path: Path) -> tuple[datetime, Known]:
    """When the sentences of a file were written, and who was known."""
    said = dict(re.findall("^# (day|known): (.*)$", path.read_text("utf-8"), re.MULTILINE))
    now = datetime.fromisoformat(f"{said['day']}T13:50+00:00") if "day" in said else NOW
    return now, known_among(said["known"].split(", ")) if "known" in said else known


def _jotted(path: Path) -> list[tuple[str, list[str]]]:
    """Each sentence of a file, and the lines that it must become."""
    sentences: list[tuple[str, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            sentences[-1][1].append(line.strip())
        elif line and not line.startswith("#"):
            sentences.append((line, []))
    return sentences


@pytest.mark.parametrize("path", _FILES, ids=[path.stem for path in _FILES])
def test_jottings_become_what_was_meant(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = _jotted(path)
    now, known = _setting(path)
    missed = []
    for sentence, wanted in sentences:
        got = [line.strip() for line in told(sentence, now=now, known=known)]
        if got != wanted:
            missed.append(f"{sentence}\n    wanted {wanted}\n    got    {got}")
    right = len(sentences) - len(missed)
    with capsys.disabled():
        print(f"\n{path.stem}: {right} of {len(sentences)} jottings are understood")
    assert len(sentences) >= 20
    assert right >= _RIGHT * len(sentences), "\n".join(missed)


@pytest.mark.parametrize("path", _FILES, ids=[path.stem for path in _FILES])
def test_no_jotting_is_lost(path: Path) -> None:
    now, known = _setting(path)
    for sentence, _wanted in _jotted(path):
        capture = understand(sentence, now=now, known=known)
        assert capture.items, sentence
        assert lost_words(capture) == [], sentence


_PIECES = st.sampled_from([sentence for path in _FILES for sentence, _wanted in _jotted(path)])
_SIGNS = st.sampled_from([", ", ". ", "\n", " and ", " und ", " – ", ": ", "; ", " (", ") "])


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(_PIECES, _SIGNS), min_size=1, max_size=3), st.integers(0, 80))
def test_no_word_is_lost_of_jottings_cut_and_put_together(
    pieces: list[tuple[str, str]], cut: int
) -> None:
    text = "".join(piece + sign for piece, sign in pieces)[cut:]
    capture = understand(text, now=NOW, known=known)
    assert lost_words(capture) == []
    assert capture == understand(text, now=NOW, known=known)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.sampled_from([None, "en", "de"]))
def test_no_word_of_any_text_is_lost(text: str, language: str | None) -> None:
    capture = understand(text, now=NOW, known=known, language=language)
    assert lost_words(capture) == []
    assert capture == understand(text, now=NOW, known=known, language=language)
