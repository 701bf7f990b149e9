"""`python3 dev.py bench [NAME…]`: every figure we hold ourselves to, beside its budget.

Machines are noisy, so a budget is a ratio within one run wherever it can be. A figure over its
budget is marked and makes the exit status 1.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench import figures


def main(names: list[str]) -> int:
    unknown = set(names) - set(figures.FIGURES)
    if unknown:
        print(f"no such figure: {', '.join(sorted(unknown))}; there are: "
              f"{', '.join(figures.FIGURES)}", file=sys.stderr)  # fmt: skip
        return 2
    print(f"{'figure':<58}{'measured':>14}{'budget':>14}")
    over = 0
    with tempfile.TemporaryDirectory(prefix="on-purpose-bench-") as folder:
        desk = figures.Desk(Path(folder))
        for name in names or figures.FIGURES:
            for figure in figures.FIGURES[name](desk):
                mark = "" if figure.within else "  over"
                over += not figure.within
                print(
                    f"{figure.what:<58}{figure.text:>14}{figure.budget_text:>14}{mark}", flush=True
                )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
