"""Makes `resources/lexicon/*/words.txt`: how frequent a word is, and the words it behaves like.

The figures (log probability, Brown cluster) come from the package spacy-lookups-data, which the
program itself never needs. Run it again only to change the selection:

    python -m tests.learning.words FOLDER_OF_THE_PACKAGE'S_DATA
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

from planner import assets

WORDS = {"en": 30_000, "de": 36_000}
FREQUENT = (-8.5, -10.5, -12.5)
"""Log probabilities between the bands 0 (everyday) to 3 (rare)."""


def table(folder: Path, language: str) -> str:
    """One line a kind of word (`CLUSTER.BAND`, with `N` for names and nouns), then its words."""
    clusters = _read(folder / f"{language}_lexeme_cluster.json.gz")
    chances = _read(folder / f"{language}_lexeme_prob.json.gz")
    spellings: dict[str, list[str]] = {}
    for word in chances:
        if word.isalpha() and len(word) < 30 and word in clusters:
            spellings.setdefault(word.lower(), []).append(word)
    best = {low: max(ways, key=lambda way: chances[way]) for low, ways in spellings.items()}
    kinds: dict[str, list[str]] = {}
    for low in sorted(best, key=lambda low: (-chances[best[low]], low))[: WORDS[language]]:
        noun = "N" if best[low][0].isupper() else ""
        kind = f"{clusters[best[low]]:x}.{_band(chances[best[low]])}{noun}"
        kinds.setdefault(kind, []).append(low)
    return "".join(f"{kind} {' '.join(sorted(kinds[kind]))}\n" for kind in sorted(kinds))


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
