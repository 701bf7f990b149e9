"""Makes `resources/lexicon/*/words.txt`: how frequent a word is, and the words it behaves like.

The figures (log probability, Brown cluster, which words are verbs) come from the package
spacy-lookups-data, which the program itself never needs. Run it again only to change the selection:

    python -m tests.learning.words FOLDER_OF_THE_PACKAGE'S_DATA
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from planner import assets

_BASE = ("v", "b")
WORDS = {"en": 30_000, "de": 36_000}
FREQUENT = (-8.5, -10.5, -12.5)
"""Log probabilities between the bands 0 (everyday) to 3 (rare)."""


def table(folder: Path, language: str) -> str:
    """One line a kind of word, then its words.

    A kind is `CLUSTER.BAND`, then for English verbs a letter of `_form`, then `N` for names and
    nouns.
    """
    clusters = _read(folder / f"{language}_lexeme_cluster.json.gz")
    chances = _read(folder / f"{language}_lexeme_prob.json.gz")
    spellings: dict[str, list[str]] = {}
    for word in chances:
        if word.isalpha() and len(word) < 30 and word in clusters:
            spellings.setdefault(word.lower(), []).append(word)
    best = {low: max(ways, key=lambda way: chances[way]) for low, ways in spellings.items()}
    forms = _forms(folder) if language == "en" else {}
    kinds: dict[str, list[str]] = {}
    for low in sorted(best, key=lambda low: (-chances[best[low]], low))[: WORDS[language]]:
        noun = "N" if best[low][0].isupper() else ""
        form = forms.get(low, "") or _ending(low, forms)
        kind = f"{clusters[best[low]]:x}.{_band(chances[best[low]])}{form}{noun}"
        kinds.setdefault(kind, []).append(low)
    return "".join(f"{kind} {' '.join(sorted(kinds[kind]))}\n" for kind in sorted(kinds))


def _forms(folder: Path) -> dict[str, str]:
    """`v` for words that are verbs only, `b` for those that may be verbs, `d` for past forms."""
    lemmas = _read(folder / "en_lemma_index.json.gz")
    others = {word for kind in ("noun", "adj", "adv") for word in lemmas[kind]}
    past = _read(folder / "en_lemma_exc.json.gz")["verb"]
    verbs = {word: "b" if word in others else "v" for word in lemmas["verb"]}
    return dict.fromkeys(past, "d") | verbs


def _ending(low: str, forms: dict[str, str]) -> str:
    """`d` for a verb with -ed or -ing, `s` for one with -s."""
    stems: dict[str, list[str]] = {}
    if low.endswith("ed"):
        stems["d"] = [low[:-2], low[:-1], low[:-3]]
    elif low.endswith("ing"):
        stems["d"] = [low[:-3], low[:-3] + "e", low[:-4]]
    elif low.endswith("s"):
        stems["s"] = [low[:-1], low[:-2]]
    found = (letter for letter, ways in stems.items() for way in ways if forms.get(way) in _BASE)
    return next(found, "")


def _band(chance: float) -> int:
    return sum(chance < edge for edge in FREQUENT)


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return read


if __name__ == "__main__":
    for language in WORDS:
        target = assets.path("lexicon", language, "words.txt")
        target.write_text(table(Path(sys.argv[1]), language), encoding="utf-8")
        print(target.name, language, target.stat().st_size)
