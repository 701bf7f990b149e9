"""Learns the judge's weights from the labelled rows: `python -m tests.learning.train`.

Logistic regression with a quadratic penalty, one for each criterion, by AdaGrad over the rows in
an order that a seed fixes: run twice it writes the same file. Each row is learnt as typed and, with
less weight, as somebody in a hurry types it, in lower case.
"""

from __future__ import annotations

import json
import math
import random
import sys
from array import array
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from planner import assets
from planner.gate.features import FOR_ACTS
from planner.gate.judge import shown
from planner.gate.lexicon import LANGUAGES, lexicon
from planner.gate.reading import names
from tests.learning.rows import Row, learnt

CRITERIA = {"act": "statement", "object": "statement", "fit": "why", "end": "outcome"}
ROUNDS = 20
GOES = 3
"""Each in an order of its own, with other features left out."""
STEP = 0.2
PENALTY = 3.0
"""Of the summed squares of the weights, in units of one row's loss."""
HURRIED = 0.4
HIDDEN = 0.6
"""Share of the features that each look at a row leaves out, so that none is leant on too much."""
LENIENCE = {
    "en": {"act": 0.4, "object": 0.4, "fit": 1.2, "end": 0.9},
    "de": {"act": 0.2, "object": 0.2, "fit": 0.3, "end": 0.6},
}
"""Added to every sum: to stop somebody with a good reason costs more than to let one pass. Most for
plain reasons and results, which have the fewest words to tell by."""
LIGHTEST = 0.115
"""What a feature has to weigh to be kept."""
LEAST = 2
"""Rows that must show a feature for it to be learnt."""

Example = tuple[list[str], bool, float]


def weights(rows: Sequence[Row], language: str, criterion: str) -> dict[str, int]:
    """What each feature adds to the sum for a criterion, in hundredths: a mean of goes."""
    examples = _examples(rows, language, criterion)
    counts = Counter(name for shows, _, share in examples for name in shows if share == 1)
    kept = {name for name, count in counts.items() if count >= LEAST}
    learnt_from = [([n for n in shows if n in kept], holds, w) for shows, holds, w in examples]
    goes = [_settled(learnt_from, sorted(kept), seed) for seed in range(1, GOES + 1)]
    settled = {name: sum(go[name] for go in goes) / GOES for name in sorted(kept)}
    settled["text"] += LENIENCE[language][criterion]
    return {name: round(value * 100) for name, value in settled.items() if abs(value) >= LIGHTEST}


def _settled(rows: Sequence[Example], names: Sequence[str], seed: int) -> dict[str, float]:
    """The weights of one go: their mean over its second half."""
    learnt_from = list(rows)
    weight = dict.fromkeys(names, 0.0)
    pace = dict.fromkeys(weight, 1e-8)
    shrink = PENALTY / len(learnt_from)
    settled = dict.fromkeys(weight, 0.0)
    order = random.Random(seed)
    chance = order.random
    for turn in range(ROUNDS):
        order.shuffle(learnt_from)
        for all_shown, holds, share in learnt_from:
            shows = [name for name in all_shown if chance() >= HIDDEN]
            total = sum(weight[name] for name in shows)
            miss = share * ((1.0 if holds else 0.0) - 1 / (1 + math.exp(-max(-30, min(30, total)))))
            for name in shows:
                gradient = miss - shrink * weight[name]
                pace[name] += gradient * gradient
                weight[name] += STEP * gradient / math.sqrt(pace[name])
        if turn >= ROUNDS // 2:
            for name, value in weight.items():
                settled[name] += value / (ROUNDS - ROUNDS // 2) * (1 - HIDDEN)
    return settled


def _examples(rows: Sequence[Row], language: str, criterion: str) -> list[Example]:
    own = lexicon(language)
    examples: list[Example] = []
    for row in rows:
        if row.field != CRITERIA[criterion]:
            continue
        for way, share in ((row, 1.0), (replace(row, text=row.text.lower()), HURRIED)):
            shows = shown(way.text, way.kind, own, names(way.person.partition(",")[0]), frozenset())
            kept = [n for n in shows if criterion == "act" or not n.startswith(FOR_ACTS)]
            examples.append((sorted(kept), criterion not in row.missing, share))
    return examples


def learn(rows: Sequence[Row], language: str) -> dict[str, dict[str, int]]:
    with ProcessPoolExecutor() as pool:
        found = {one: pool.submit(weights, rows, language, one) for one in CRITERIA}
        return {one: going.result() for one, going in found.items()}


def written(found: Mapping[str, Mapping[str, int]]) -> str:
    """The weights as the lexicon reads them: one feature a line, then a column a criterion."""
    names = sorted(set().union(*found.values()))
    columns = {
        criterion: b64encode(array("b", (weight.get(name, 0) for name in names))).decode()
        for criterion, weight in found.items()
    }
    features = ",\n".join(json.dumps(name, ensure_ascii=False) for name in names)
    return f'{{"features":[\n{features}],\n"weights":{json.dumps(columns, indent=0)}}}\n'


def main() -> int:
    for language in LANGUAGES:
        found = learn(learnt(language), language)
        target = assets.path("lexicon", language, "weights.json")
        target.write_text(written(found), encoding="utf-8")
        print(language, {c: len(w) for c, w in found.items()}, target.stat().st_size, "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
