"""What the gate suggests: quote the phrase, why a reader is stuck, what to add, how to begin."""

from __future__ import annotations

from collections.abc import Sequence

from planner.domain.meetings import PurposeKind
from planner.domain.objectives import AskKind
from planner.gate.judge import Judged
from planner.gate.lexicon import LANGUAGES, Lexicon, lexicon
from planner.gate.spans import Vague

LONGEST_QUOTE = 48


def hints_for(
    criterion: str, text: str, vague: Sequence[Vague], judged: Judged, own: Lexicon
) -> tuple[str, ...]:
    """One or two plain sentences for each vague stretch, in the language of the text."""
    if not vague:
        return (own.says(f"empty-{criterion}"),)
    read = judged.words
    return tuple(
        _hint(criterion, text[read[one.start].start : read[one.end - 1].end], one, judged, own)
        for one in vague
    )


def hint_for_blank(blank: str, own: Lexicon) -> str:
    """For a blank of a suggested sentence that was left open."""
    return own.says("blank").format(_quoted(blank, own))


def _hint(criterion: str, phrase: str, vague: Vague, judged: Judged, own: Lexicon) -> str:
    quoted = _quoted(phrase, own)
    if vague.phrase:
        section = vague.phrase.section
        leads = f"leads-{section.name}"
        if vague.leads and leads in own.sayings:
            return own.says(leads).format(quoted)
        return f"{quoted} {section.hint}"
    if vague.topic:
        return own.says("wide").format(quoted)
    topic = criterion == "act" and judged.sums.get("object", 0) > 0
    return own.says("topic" if topic else f"plain-{criterion}").format(quoted)


def _quoted(phrase: str, own: Lexicon) -> str:
    phrase = " ".join(phrase.split())
    if len(phrase) > LONGEST_QUOTE:
        phrase = phrase[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return own.says("quote").format(phrase)


def way_to_begin(
    kind: PurposeKind, first_name: str = "", language: str = "en", ask: AskKind | None = None
) -> str:
    """A sentence to start from, with its blanks between ⟨ and ⟩.

    The gate stays closed while a blank is open. `first_name` is of the person met.
    """
    own = lexicon(language if language in LANGUAGES else LANGUAGES[0])
    name = f"begin-ask-{ask}" if kind is PurposeKind.ASK and ask else f"begin-{kind}"
    return own.says(name).format(name=first_name or own.says("nobody"))
