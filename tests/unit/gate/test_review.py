"""What the gate says of texts: verdicts, the words it points at, hints, appeals, languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.meetings import Purpose, PurposeKind, passes
from planner.domain.objectives import AskKind
from planner.gate import (
    Appeal,
    Context,
    Criterion,
    Field,
    TextReview,
    appeals_of,
    reason,
    review,
    review_ask,
    review_text,
    way_to_begin,
)
from planner.gate.reading import LONGEST

ASK = PurposeKind.ASK
NOW = datetime(2026, 10, 13, 11, 50, tzinfo=UTC)


def _statement(text: str, context: Context | None = None) -> TextReview:
    return review_text(Field.STATEMENT, text, ASK, context or Context())


def _vague(said: TextReview) -> dict[str, str]:
    return {
        str(finding.criterion): said.text[slice(*finding.spans[0])]
        for finding in said.findings
        if not finding.holds
    }


def test_a_vague_statement_is_told_which_words_and_what_to_add() -> None:
    said = _statement("Would love to pick your brain about business development")
    assert not said.specific
    assert _vague(said) == {"act": "pick your brain", "object": "business development"}
    assert said.suggestions == (
        "“pick your brain” doesn’t say what should happen. Ask for a name, an answer or a yes.",
        "“business development” could be pricing, sales or partners."
        " Say which, and who the customer is.",
    )


def _spans(said: TextReview) -> dict[str, list[str]]:
    return {
        str(finding.criterion): [said.text[slice(*span)] for span in finding.spans]
        for finding in said.findings
    }


def test_each_vague_stretch_has_its_own_hint() -> None:
    said = review_ask("Get some feedback on our pricing")
    assert said.missing == (Criterion.OBJECT,)
    assert _spans(said)["object"] == ["some feedback", "our pricing"]
    assert said.suggestions == (
        "“some feedback” could mean anything. Ask one question a person can answer in a minute.",
        "“our pricing” is big. Name the number or the page, such as the yearly price per piece.",
    )
    assert said.findings[1].suggestion == said.suggestions[0]


def test_an_open_gate_shows_stretches_a_reader_takes_in_at_once() -> None:
    said = _statement(
        "Could you introduce me to one utility with fewer than 50,000 connections that has paid"
        " for a trial since 2024?"
    )
    assert _spans(said) == {
        "act": ["introduce me to one utility"],
        "object": ["fewer than 50,000 connections that has paid for a trial since 2024"],
    }
    asked = _statement("Ask Mara which of the two pilots to drop.", Context(met=("Mara Lind",)))
    assert _spans(asked) == {"act": ["Ask Mara"], "object": ["which of the two pilots to drop"]}
    outcome = "One name from Lotte, and the day she’ll write to them"
    known = review_text(Field.OUTCOME, outcome, ASK, Context(met=("Lotte de Wit",)))
    assert _spans(known) == {"end": ["One name from Lotte"]}
    why = "because he delivered twelve home births last year"
    assert _spans(review_text(Field.WHY, why, ASK)) == {
        "fit": ["delivered twelve home births last year"]
    }


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Help me find a job", "“find a job” could be one of thousands."),
        ("learn about nursing", "“nursing” is wide."),
        ("Thank her for all her help", "“for all her help” doesn’t say for what."),
        ("See how she's doing", "“how she's doing” asks after everything at once."),
        ("Introduce two people", "“two people” could be anybody."),
        ("Ask for an introduction", "“an introduction” to whom?"),
        ("A quick call", "“A quick call” says when and where you meet."),
        ("Get my foot in the door there", "“my foot in the door” is where you want to end up"),
        ("A seat at the table", "“A seat at the table” is where you want to end up"),
        ("Break into consulting", "“Break into consulting” fills a shelf."),
        ("Raise an issue with the parish", "“Raise an issue” could be anything"),
        ("Hilfe bei der Jobsuche", "„Hilfe“ kann eine Minute dauern oder ein Jahr."),
        ("über Marketing sprechen", "„Marketing“ kann Preis, Vertrieb oder Partner heißen."),
    ],
)
def test_a_hint_is_made_for_what_was_written(text: str, hint: str) -> None:
    said = _statement(text)
    assert not said.specific
    assert any(one.startswith(hint) for one in said.suggestions), said.suggestions


@pytest.mark.parametrize(
    ("field", "text", "criterion", "why"),
    [
        (Field.STATEMENT, "Introduce me to one utility in Tromsø", Criterion.ACT,
         "One introduction, so Lotte knows when it’s done."),
        (Field.STATEMENT, "Decide whether we drop pilot B", Criterion.OBJECT,
         "The choice is on the table, so Lotte can weigh it beforehand."),
        (Field.WHY, "she knows who says yes at three utilities", Criterion.FIT,
         "Lotte knows who says yes."),
        (Field.OUTCOME, "One name from Lotte, and the day she’ll write to them", Criterion.END,
         "Either you have the name and the day, or you don’t."),
        (Field.OUTCOME, "der Termin steht fest", Criterion.END,
         "Entweder steht der Tag fest oder nicht."),
        (Field.OUTCOME, "A good conversation", Criterion.END, ""),
    ],
)  # fmt: skip
def test_why_a_criterion_holds_is_said_in_a_sentence(
    field: Field, text: str, criterion: Criterion, why: str
) -> None:
    said = review_text(field, text, ASK, Context(met=("Lotte de Wit",)))
    finding = next(one for one in said.findings if one.criterion is criterion)
    assert reason(finding, said, "Lotte de Wit") == why


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (Field.STATEMENT, "Could you introduce me to one utility that paid for a trial in 2024?",
         "One introduction, so they know when it’s done."),
        (Field.WHY, "they know who says yes at three utilities", "They know who says yes."),
        (Field.STATEMENT, "Könntet ihr mich einem Wasserwerk mit 5.000 Anschlüssen vorstellen?",
         "Einmal vorstellen, dann wissen sie, dass es getan ist."),
        (Field.STATEMENT, "Welche der zwei Klemmen würdet ihr nehmen, die blaue oder die graue?",
         "Eine Frage, auf die sie antworten können."),
    ],
)  # fmt: skip
def test_of_several_a_reason_speaks_as_of_several(field: Field, text: str, why: str) -> None:
    said = review_text(field, text, ASK, Context(met=("Lotte de Wit", "Oskar Lind")))
    assert reason(said.findings[0], said) == why


@given(text=st.text(max_size=200), field=st.sampled_from(Field), met=st.text(max_size=20))
def test_there_is_a_reason_for_whatever_holds(text: str, field: Field, met: str) -> None:
    appeals = (Appeal(Criterion.ACT, text[:30]), Appeal(Criterion.END, text[5:30]))
    said = review_text(field, text, ASK, Context(met=(met,), appeals=appeals))
    for finding in said.findings:
        assert bool(reason(finding, said, met)) == finding.holds


def test_a_specific_purpose_passes_and_shows_the_words() -> None:
    said = review(
        Purpose(
            kind=ASK,
            statement="Ask Mara which of the two pilots to drop.",
            why="she ran both pilots and signed the invoices",
            outcome="Mara has named the pilot we drop",
        ),
        Context(met=("Mara Lind",)),
    )
    assert said.passed, said
    assert all(finding.spans for text in said.texts for finding in text.findings)


def test_a_generic_phrase_does_no_harm_to_a_specific_text() -> None:
    assert _statement("Grab coffee to decide whether we co-author the CHI paper").specific


@pytest.mark.parametrize(
    ("why", "specific"),
    [("She knows who says yes.", True), ("He decides who gets in.", True),
     ("She knows everybody.", False)],
)  # fmt: skip
def test_to_know_who_decides_is_a_reason(why: str, specific: bool) -> None:
    assert review_text(Field.WHY, why, ASK).specific is specific


def test_the_name_of_who_is_met_is_no_object() -> None:
    context = Context(met=("Kofi Mensah",))
    assert "object" in _statement("Grab a beer with Kofi on Friday", context).missing


def test_german_is_answered_in_german() -> None:
    said = _statement("Mich mal mit Herrn Abt über die Schreinerei austauschen")
    assert said.language == "de"
    assert _vague(said) == {"act": "austauschen"}
    assert said.suggestions[0].startswith("„austauschen“ sagt, dass geredet wird")


def test_another_language_is_judged_on_what_carries_over_and_says_so() -> None:
    specific = _statement("Je voudrais que tu relises le chapitre 3 de ma thèse sur les loutres")
    assert specific.language == "und"
    assert specific.specific
    assert "neither English nor German" in specific.note
    assert not _statement("Сходим выпить кофе").specific


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Zeg me welke van de twee offertes jij zou tekenen", True),
        ("Koffie drinken en bijpraten", False),
        ("Décider si on garde le local de la rue Pasteur", True),
        ("Faire connaissance et explorer des synergies", False),
        ("¿Cómo conseguiste los permisos para el horno?", True),
        ("Tomar un café y ponernos al día", False),
        ("Zdecydować, czy kupujemy ten ciągnik", True),
        ("Porozmawiać o możliwościach współpracy", False),
    ],
)
def test_small_talk_is_known_in_neighbouring_languages(text: str, specific: bool) -> None:
    said = _statement(text)
    assert (said.language, said.specific) == ("und", specific)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "?!", "🙂🙂🙂"])
def test_nothing_said_is_missing_everything(text: str) -> None:
    said = _statement(text)
    assert said.missing == (Criterion.ACT, Criterion.OBJECT)
    assert all(said.suggestions)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("by 3 May", False),
        ("5 pm on Friday", False),
        ("12 December 2026", False),
        ("25 minutes", False),
        ("bis Freitag um 10 Uhr", False),
        ("Two dates in May", True),
        ("A yes by Friday", True),
        ("Ein Ja bis Freitag", True),
        ("Friday booked with her", True),
    ],
)
def test_a_bare_day_or_time_is_nothing_to_have_in_hand(text: str, *, tells: bool) -> None:
    assert review_text(Field.OUTCOME, text, PurposeKind.ASK).specific is tells


def test_a_day_is_not_called_wide_but_no_matter() -> None:
    (hint,) = _statement("Help with Monday").suggestions
    assert hint.startswith("“Monday” leaves open what about.")


def test_words_pointed_at_count_unless_they_are_generic() -> None:
    text = "unlock the malaria table and pick your brain"
    context = Context(appeals=(Appeal(Criterion.ACT, "unlock the malaria table"),))
    act = _statement(text, context).findings[0]
    assert act.holds
    assert act.appealed
    assert text[slice(*act.spans[0])] == "unlock the malaria table"
    generic = Context(appeals=(Appeal(Criterion.ACT, "pick your brain"),))
    assert not _statement("pick your brain", generic).findings[0].holds
    gone = Context(appeals=(Appeal(Criterion.ACT, "unlock the vault"),))
    assert not _statement("pick your brain", gone).findings[0].holds


def test_an_appeal_is_kept_with_the_review() -> None:
    appeals = (Appeal(Criterion.ACT, "unlock the malaria table"),)
    purpose = Purpose(
        kind=ASK, statement="unlock the malaria table", why="she holds it", outcome=""
    )
    record = review(purpose, Context(appeals=appeals)).record(NOW, appeals)
    assert appeals_of(record) == appeals
    assert appeals_of(None) == ()


def test_a_pronoun_stands_for_the_ask_it_serves() -> None:
    linked = Context(ask="Introduce us to the buyer at Nordhafen Foods who lists new cheeses")
    assert "object" in _statement("Ask her for help with this").missing
    assert _statement("Ask her for help with this", linked).missing == ()


def test_an_ask_needs_an_act_and_an_object() -> None:
    assert review_ask("Introduce us to the buyer at Nordhafen Foods").specific
    assert not review_ask("Help with marketing").specific


def test_a_record_passes_for_its_texts_only() -> None:
    purpose = Purpose(
        kind=ASK,
        statement="sign off clause 9 of the lease",
        why="she signs the leases of the bakery building",
        outcome="clause 9 is signed",
    )
    record = review(purpose).record(NOW)
    kept = Purpose(
        kind=ASK, statement=purpose.statement, why=purpose.why, outcome=purpose.outcome,
        review=record,
    )  # fmt: skip
    assert passes(kept)
    changed = Purpose(
        kind=ASK, statement="catch up", why=purpose.why, outcome=purpose.outcome, review=record
    )
    assert not passes(changed)


_FILLED = {"en": "the tender for pumps", "de": "die Satzung vom Verein"}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("kind", list(PurposeKind))
def test_a_way_to_begin_waits_for_its_blanks(kind: PurposeKind, language: str) -> None:
    sentence = way_to_begin(kind, "Ana", language)
    blanks = re.findall("⟨[^⟩]*⟩", sentence)
    assert blanks
    said = review_text(Field.STATEMENT, sentence, kind, Context(met=("Ana Ruiz",)))
    assert "object" in said.missing
    assert blanks[0] in " ".join(said.suggestions)
    filled = re.sub("⟨[^⟩]*⟩", _FILLED[language], sentence)
    assert "act" not in review_text(Field.STATEMENT, filled, kind).missing


@pytest.mark.parametrize("ask", list(AskKind))
def test_every_kind_of_ask_has_its_beginning(ask: AskKind) -> None:
    assert way_to_begin(ASK, "Ana", "en", ask) != way_to_begin(ASK, "Ana", "de", ask)
    assert "⟨" in way_to_begin(ASK, "Ana", "en", ask)


@given(
    text=st.text(st.characters(exclude_categories=[]), max_size=400),
    field=st.sampled_from(Field),
    kind=st.sampled_from(PurposeKind),
)
def test_no_text_makes_it_raise_and_every_hint_points_into_the_text(
    text: str, field: Field, kind: PurposeKind
) -> None:
    said = review_text(field, text, kind, Context(met=(text[:20],), ask=text[20:60]))
    for finding in said.findings:
        assert finding.holds or finding.suggestion
        for start, end in finding.spans:
            assert 0 <= start < end <= len(text)
    assert said == review_text(field, text, kind, Context(met=(text[:20],), ask=text[20:60]))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "a b " * 25_000,
        "مرحبا " * 20_000,
        "<b>" * 30_000,
        "\ud800" * 100_000,
        "qwrtz " * 20_000,
    ],
    ids=["one word", "short words", "right to left", "markup", "surrogates", "unknown words"],
)
def test_a_hundred_thousand_characters_are_read_in_part(text: str) -> None:
    said = _statement(text)
    assert said.note
    assert all(end <= LONGEST for f in said.findings for _, end in f.spans)


def test_capitals_are_read_like_any_text() -> None:
    assert _statement("SIGN OFF CLAUSE 9 OF THE LEASE FOR THE BAKERY").specific
    assert not _statement("PICK YOUR BRAIN").specific
