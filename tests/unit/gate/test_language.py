"""Which language a text is taken for."""

from __future__ import annotations

import pytest

from planner.gate.language import language_of
from planner.gate.reading import words
from tests.learning.rows import learnt


@pytest.mark.parametrize(
    "text",
    [
        "Watch Piet splice a mooring line, start to finish",
        "pick your brain",
        "sales pipeline",
        "the permit",
        "SIGN OFF CLAUSE 9",
        "Tell Ada I am moving back to Leith",
    ],
)
def test_english(text: str) -> None:
    assert language_of(words(text)) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Austausch",
        "viel gelernt",
        "zeig mir wie du den Teig führst",
        "Ein gutes Gefühl",
        "der Vertrag",
        "Türöffner",
    ],
)
def test_german(text: str) -> None:
    assert language_of(words(text)) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Je voudrais que tu relises le chapitre trois de ma thèse",
        "¿Cómo conseguiste los permisos para el mercado?",
        "Vorrei sapere come hai convinto il comune",
        "Kan je mij voorstellen aan de inkoper van het ziekenhuis?",
        "Jeg vil gerne høre hvordan du fik tilladelsen",
        "Czy możesz przedstawić mnie kierownikowi budowy?",
        "Сходим выпить кофе",
        "コーヒーを飲みましょう",
        "هل يمكنك مراجعة العقد",
    ],
)
def test_neither(text: str) -> None:
    assert language_of(words(text)) == "und"


def test_what_does_not_tell_is_taken_for_the_usual_language() -> None:
    assert language_of(words("42"), "de") == "de"
    assert language_of(words("42"), "en") == "en"


@pytest.mark.parametrize("language", ["en", "de"])
def test_nearly_every_labelled_text_is_known_for_what_it_is(language: str) -> None:
    rows = learnt(language)
    right = sum(language_of(words(row.text), language) == language for row in rows)
    assert right / len(rows) > 0.97
