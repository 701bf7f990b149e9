"""What the gate suggests: quote the phrase, why a reader is stuck, what to add, how to begin."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.meetings import PurposeKind
from planner.domain.objectives import AskKind
from planner.gate.judge import Judged
from planner.gate.lexicon import LANGUAGES, Lexicon, lexicon
from planner.gate.spans import vague_phrase

LONGEST_QUOTE = 48


@dataclass(frozen=True, slots=True)
class Hint:
    """What a hint is about: the failing criterion and the words that were found vague."""

    criterion: str
    phrase: str
    blank: bool
    empty: bool


def hint_for(hint: Hint, judged: Judged, own: Lexicon) -> str:
    """One or two plain sentences in the language of the text."""
    if hint.empty or not hint.phrase:
        return own.says(f"empty-{hint.criterion}")
    quoted = own.says("quote").format(_short(hint.phrase))
    if hint.blank:
        return own.says("blank").format(quoted)
    found = vague_phrase(hint.criterion, judged)
    if found:
        return f"{quoted} {found.section.hint}"
    topic = hint.criterion == "act" and judged.sums.get("object", 0) > 0
    return own.says("topic" if topic else f"plain-{hint.criterion}").format(quoted)


def _short(phrase: str) -> str:
    phrase = " ".join(phrase.split())
    if len(phrase) <= LONGEST_QUOTE:
        return phrase
    return phrase[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def way_to_begin(
    kind: PurposeKind, first_name: str = "", language: str = "en", ask: AskKind | None = None
) -> str:
    """A sentence to start from, with its blanks between ⟨ and ⟩.

    The gate stays closed while a blank is open. `first_name` is of the person met.
    """
    own = lexicon(language if language in LANGUAGES else LANGUAGES[0])
    name = f"begin-ask-{ask}" if kind is PurposeKind.ASK and ask else f"begin-{kind}"
    return own.says(name).format(name=first_name or own.says("nobody"))
