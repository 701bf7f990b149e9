"""The purpose gate: what a purpose already says, what it lacks, and what to add.

Pure and offline. `review` judges the three texts of a purpose by the criteria of the rubric:
`act` and `object` of the statement, `fit` of the why, `end` of the outcome.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.domain.meetings import Purpose, PurposeKind, ReviewRecord
from planner.gate.abroad import carries_over
from planner.gate.features import see
from planner.gate.hints import hint_for_blank, hints_for
from planner.gate.judge import Judged, judge
from planner.gate.language import OTHER, language_of
from planner.gate.lexicon import LANGUAGES, Lexicon, lexicon
from planner.gate.reading import LONGEST, names, words
from planner.gate.spans import Place, clear_spans, generic, place, vague_spans

GATE = "1"
"""The version of the gate; reviews are kept with it."""


class Field(StrEnum):
    STATEMENT = "statement"
    WHY = "why"
    OUTCOME = "outcome"


class Criterion(StrEnum):
    ACT = "act"
    OBJECT = "object"
    FIT = "fit"
    END = "end"


CRITERIA = {
    Field.STATEMENT: (Criterion.ACT, Criterion.OBJECT),
    Field.WHY: (Criterion.FIT,),
    Field.OUTCOME: (Criterion.END,),
}


@dataclass(frozen=True, slots=True)
class Appeal:
    """Words the person points at: "these say what will happen", or "what about"."""

    criterion: Criterion
    words: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the gate may know beside the text.

    `met` are the names of those who are met: they are no object. `known` are lower-case words of
    the names of other people and organisations in the file. `ask` and `objective` are the texts
    the purpose is linked to; a pronoun may stand for them. `usual` is the language to assume of a
    text that does not tell its own.
    """

    met: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    ask: str = ""
    objective: str = ""
    appeals: tuple[Appeal, ...] = ()
    usual: str = "en"


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a criterion holds, and the words `text[start:end]` that show it or are vague.

    Where it fails there is a hint for each span, or one when there is nothing to point at.
    """

    criterion: Criterion
    holds: bool
    spans: tuple[tuple[int, int], ...] = ()
    hints: tuple[str, ...] = ()
    appealed: bool = False

    @property
    def suggestion(self) -> str:
        """The first hint; empty where the criterion holds."""
        return self.hints[0] if self.hints else ""


@dataclass(frozen=True, slots=True)
class TextReview:
    """What the gate says of one text. `note` tells when it could judge only in part."""

    field: Field
    text: str
    language: str
    findings: tuple[Finding, ...]
    note: str = ""

    @property
    def specific(self) -> bool:
        return all(finding.holds for finding in self.findings)

    @property
    def missing(self) -> tuple[Criterion, ...]:
        return tuple(finding.criterion for finding in self.findings if not finding.holds)

    @property
    def suggestions(self) -> tuple[str, ...]:
        return tuple(hint for finding in self.findings for hint in finding.hints)


@dataclass(frozen=True, slots=True)
class Review:
    """What the gate says of a purpose: one review for each of its texts."""

    texts: tuple[TextReview, ...]

    @property
    def passed(self) -> bool:
        return all(text.specific for text in self.texts)

    @property
    def missing(self) -> tuple[Criterion, ...]:
        return tuple(criterion for text in self.texts for criterion in text.missing)

    def __getitem__(self, field: Field) -> TextReview:
        return next(text for text in self.texts if text.field is field)

    def record(self, at: datetime, appeals: Sequence[Appeal] = ()) -> ReviewRecord:
        """What the store keeps of it, with the texts it was made of."""
        findings = [
            {"criterion": f.criterion, "holds": f.holds, "spans": f.spans, "appealed": f.appealed}
            for text in self.texts
            for f in text.findings
        ]
        appealed = [{"criterion": a.criterion, "words": a.words} for a in appeals]
        return ReviewRecord(
            passed=self.passed,
            gate=GATE,
            at=at.isoformat(timespec="seconds"),
            statement=self[Field.STATEMENT].text,
            why=self[Field.WHY].text,
            outcome=self[Field.OUTCOME].text,
            findings=json.dumps(findings),
            appeal=json.dumps(appealed, ensure_ascii=False) if appealed else "",
        )


def appeals_of(record: ReviewRecord | None) -> tuple[Appeal, ...]:
    """The appeals kept with a review."""
    if record is None or not record.appeal:
        return ()
    try:
        kept = json.loads(record.appeal)
        return tuple(Appeal(Criterion(one["criterion"]), str(one["words"])) for one in kept)
    except (ValueError, KeyError, TypeError):
        return ()


_NOTHING = Context()


def review(purpose: Purpose, context: Context = _NOTHING) -> Review:
    """Judge a whole purpose. Never raises, whatever the texts are."""
    texts = {
        Field.STATEMENT: purpose.statement,
        Field.WHY: purpose.why,
        Field.OUTCOME: purpose.outcome,
    }
    return Review(
        tuple(review_text(field, text, purpose.kind, context) for field, text in texts.items())
    )


def review_text(
    field: Field, text: str, kind: PurposeKind, context: Context = _NOTHING
) -> TextReview:
    """Judge one text of a purpose. Never raises, whatever the text is."""
    read = words(text)
    language = language_of(read, context.usual)
    tongue = context.usual if language == OTHER else language
    judged = judge(read, CRITERIA[field], kind, lexicon(tongue), _met(context), context.known)
    shows = clear_spans(judged, CRITERIA[field])
    findings = tuple(
        _finding(criterion, text, judged, context, kind, shows, language=language, tongue=tongue)
        for criterion in CRITERIA[field]
    )
    return TextReview(field, text, language, findings, _note(text, language, tongue))


def _finding(
    criterion: Criterion,
    text: str,
    judged: Judged,
    context: Context,
    kind: PurposeKind,
    shows: Mapping[str, Place],
    *,
    language: str,
    tongue: str,
) -> Finding:
    own = lexicon(tongue)
    met = _met(context)
    pointed = _pointed(criterion, text, context, own, met)
    if pointed:
        return Finding(criterion, holds=True, spans=(pointed,), appealed=True)
    if language == OTHER:
        holds = carries_over(criterion, judged)
    else:
        holds = judged.sums[criterion] > 0 and not _says_nothing(criterion, judged, own)
    if not holds and criterion is Criterion.OBJECT:
        stands_for = _pronoun(judged, context, kind)
        if stands_for:
            return Finding(criterion, holds=True, spans=(stands_for,))
    blank = _blank(text) if criterion is not Criterion.ACT else None
    if holds and not blank:
        clear = shows.get(criterion)
        spans = (place(judged.words, clear),) if clear else ()
        return Finding(criterion, holds=True, spans=spans)
    if blank:
        hint = hint_for_blank(text[slice(*blank)], own)
        return Finding(criterion, holds=False, spans=(blank,), hints=(hint,))
    vague = vague_spans(criterion, judged)
    return Finding(
        criterion,
        holds=False,
        spans=tuple(place(judged.words, (one.start, one.end)) for one in vague),
        hints=hints_for(criterion, text, vague, judged, own),
    )


def _pointed(
    criterion: Criterion, text: str, context: Context, own: Lexicon, met: frozenset[str]
) -> tuple[int, int] | None:
    """The place of words the person pointed at, when they are there and not generic."""
    for appeal in context.appeals:
        start = text.find(appeal.words)
        if appeal.criterion is not criterion or start < 0:
            continue
        read = words(appeal.words)
        phrases = own.phrases(read)
        seen = see(read, phrases, own, met, context.known)
        if not generic(read, phrases, seen, criterion):
            return start, start + len(appeal.words)
    return None


def _met(context: Context) -> frozenset[str]:
    return frozenset(low for name in context.met for low in names(name))


def _says_nothing(criterion: Criterion, judged: Judged, own: Lexicon) -> bool:
    """What no weight may outvote: nothing beyond vague phrases, everyday words and logistics.

    An act may be hidden in a noun or a question, so there only vague phrases without either count.
    """
    if criterion is not Criterion.ACT:
        return generic(judged.words, judged.phrases, judged.seen, criterion)
    vague = any(phrase.section.criterion == criterion for phrase in judged.phrases)
    if not vague:
        return not _has_content(judged)
    asks = any("evaluate" in own.classes_of(word.low) for word in judged.words)
    return not asks and not any(one.act for one in judged.seen)


def _has_content(judged: Judged) -> bool:
    return any(word.shape != "mark" for word in judged.words)


def _blank(text: str) -> tuple[int, int] | None:
    """The first blank of a suggested sentence that was left open."""
    start = text.find("⟨")
    end = text.find("⟩", start)
    return (start, end + 1) if 0 <= start < end else None


_PRONOUNS = frozenset(
    "this that it these those them dies diese dieses diesen es das dazu dafür darüber davon"
    " dabei".split()
)


def _pronoun(judged: Judged, context: Context, kind: PurposeKind) -> tuple[int, int] | None:
    """A word that stands for the linked ask or objective, when that one says what about."""
    for linked in (context.ask, context.objective):
        if not linked.strip():
            continue
        for word in judged.words:
            if word.low in _PRONOUNS:
                alone = Context(met=context.met, known=context.known, usual=context.usual)
                told = review_text(Field.STATEMENT, linked, kind, alone)
                if Criterion.OBJECT not in told.missing:
                    return word.start, word.end
                break
    return None


def _note(text: str, language: str, tongue: str) -> str:
    notes = []
    if language == OTHER:
        notes.append(lexicon(tongue).says("other-language"))
    if len(text) > LONGEST:
        notes.append(lexicon(tongue).says("too-long"))
    return " ".join(notes)


_MOST_NAMES = 40


def may_be_names(*texts: str) -> frozenset[str]:
    """The lower-case words of texts that could name somebody, for `Context.known`."""
    kinds = [lexicon(language).kinds for language in LANGUAGES]
    found = [
        word.low.removesuffix("'s")
        for text in texts
        for word in words(text)
        if word.is_word and len(word.low) > 2
        if (word.shape != "word" and not word.first) or not any(word.low in one for one in kinds)
    ]
    return frozenset(found[:_MOST_NAMES])


def review_ask(text: str, context: Context = _NOTHING) -> TextReview:
    """Judge the text of an ask: it needs an act and an object, as a statement does."""
    return review_text(Field.STATEMENT, text, PurposeKind.ASK, context)
