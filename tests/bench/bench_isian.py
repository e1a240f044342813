"""How much a form of 300 questions costs beside the same rules written as plain Python, in one run.

    python tests/bench/bench_isian.py [times]

Prints one JSON line: milliseconds of processor time for one recompute of 300 questions that each depend on
the one before (budget of the screen: 50 ms), the same 300 rules in plain Python, and their ratio.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desa_desktop.checklists import recompute
from lembar import template

COUNT = 300


def rows() -> str:
    """A template in which each question is relevant by, and partly computed from, the one before."""
    lines = "\n".join(
        f"| integer | n{i} | N | {'${n' + str(i - 1) + '} >= 0' if i else ''} | . >= 0 |"
        f" {'${n' + str(i - 1) + '} + 1' if i % 3 == 2 else ''} |"
        for i in range(COUNT)
    )
    return f"| type | name | label | relevant | constraint | calculation |\n{lines}"


def plain(answers: dict[str, Decimal]) -> dict[str, Decimal | None]:
    """The same rules without an engine: what is the least that must be done."""
    found: dict[str, Decimal | None] = {}
    for i in range(COUNT):
        before = found.get(f"n{i - 1}")
        if i and (before is None or before < 0):
            found[f"n{i}"] = None
        else:
            value = before + 1 if i % 3 == 2 and before is not None else answers[f"n{i}"]
            found[f"n{i}"] = value if value >= 0 else None
    return found


def median(work: Callable[[], object], times: int) -> float:
    """Median milliseconds of processor time."""
    spent = []
    for _time in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent) * 1000


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    form = template(rows())
    answers = {f"n{i}": i for i in range(COUNT)}
    exact = {name: Decimal(value) for name, value in answers.items()}
    bare = median(lambda: plain(exact), times)
    ours = median(lambda: recompute(form, answers), times)
    print(
        json.dumps(
            {
                "bench": "isian",
                "questions": COUNT,
                "plain_ms": round(bare, 3),
                "ours_ms": round(ours, 2),
                "ratio": round(ours / bare, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
