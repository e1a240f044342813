"""How much a form of 300 questions costs beside the same rules written as plain Python, in one run.

    python tests/bench/bench_isian.py [times] [layar]

Prints one JSON line: milliseconds of processor time for one recompute of 300 questions that each depend on
the one before (budget of the screen: 50 ms), the same 300 rules in plain Python, and their ratio. A second
line is about the largest shipped form, Potensi Desa with all of its 2,424 cells filled: reading its file,
one recompute, and opening it from an encrypted store (budget: 1 s); with `layar` also until it stands on
the screen, in milliseconds of the clock.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desa_desktop.app import App
from desa_desktop.checklists import load_template, recompute
from desa_desktop.services import isian
from isian_penuh import full_answers
from layar import NOW, open_village, open_window
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


def potensi(times: int, *, on_screen: bool) -> dict[str, object]:
    """The figures of the largest form."""
    file = Path(__file__).resolve().parents[2] / "resources" / "templates" / "potensi-desa.v1.xlsx"
    form = load_template(file, is_own=True)
    answers = full_answers(form, picked=1_000)
    state = recompute(form, answers)
    computed = sum(
        form.question(place.name).is_computed for place in state.values if place.name in form.by_name
    )
    found: dict[str, object] = {
        "bench": "isian potensi-desa",
        "cells": len(state.values),
        "typed": len(state.values) - computed,
        "read_ms": round(median(lambda: load_template(file, is_own=True), times), 1),
        "blank_ms": round(median(lambda: recompute(form, {}), times), 1),
        "full_ms": round(median(lambda: recompute(form, answers), times), 1),
    }
    with tempfile.TemporaryDirectory() as folder, open_village(Path(folder)) as app:
        key = isian.open_isian(app.database, app.templates, form.form_id, "2026", by="Rini", at=NOW)
        isian.answer(app.database, app.templates, key, answers, by="Rini", at=NOW)

        def show() -> object:
            return isian.show_isian(app.database, app.templates, key, by="Rini", at=NOW)

        cold = isian.Shelf(file.parent)
        start = time.perf_counter()
        isian.show_isian(app.database, cold, key, by="Rini", at=NOW)
        found["first_open_ms"] = round((time.perf_counter() - start) * 1000, 1)
        found["open_ms"] = round(median(show, times), 1)
        found["one_answer_ms"] = round(
            median(
                lambda: isian.answer(
                    app.database,
                    app.templates,
                    key,
                    {"jml_l": time.perf_counter_ns() % 997},
                    by="Rini",
                    at=NOW,
                ),
                times,
            ),
            1,
        )
        if on_screen:
            found["screen_ms"] = round(screen(app, key), 1)
    return found


def screen(app: App, key: UUID) -> float:
    """Milliseconds of the clock from asking for the form until it stands there."""
    from PySide6.QtWidgets import QApplication

    from desa_desktop.ui.style import Theme, apply

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply(application, Theme.TERANG, 100)
    with open_window(app, cast(Any, None), "isian") as meja:
        shown: Any = meja.window.shown
        start = time.perf_counter()
        shown.open_form(key)
        meja.settle()
        spent = time.perf_counter() - start
        assert shown.form.page is not None
    return spent * 1000


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    times = numbers[0] if numbers else 20
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
    print(json.dumps(potensi(times, on_screen="layar" in sys.argv)))


if __name__ == "__main__":
    main()
