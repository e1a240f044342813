"""Writes what every shipped form computes when it is filled the same way; look at the change, then commit it.

python tests/golden/renew_templates.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bengkel import FORMS, TEMPLATES
from desa_desktop.checklists import Template, load_template, recompute, score_answers
from isian_penuh import full_answers

GOLDEN = Path(__file__).resolve().parent / "templates"


def shipped(form_id: str) -> Template:
    """The newest shipped template of a form."""
    file = max(TEMPLATES.glob(f"{form_id}.v*.xlsx"), key=lambda one: int(one.stem.rpartition(".v")[2]))
    return load_template(file, is_own=True)


def golden_file(template: Template) -> Path:
    """Where the figures of this version of a form stand."""
    return GOLDEN / f"{template.form_id}.v{template.version}.computed.json"


def figures(template: Template) -> dict[str, Any]:
    """Computed values, counts, warnings and scores of the form, filled in every cell it can have."""
    state = recompute(template, full_answers(template, picked=1_000))
    computed = {question.name for question in template.questions if question.is_computed}
    score = score_answers(state)
    done = state.progress()
    return {
        "nilai": {
            f"{place.name}{list(place.rows) or ''}": str(value)
            for place, value in sorted(state.values.items())
            if place.name in computed
        },
        "terisi": done.filled,
        "wajib_kosong": done.missing,
        "galat": done.errors,
        "peringatan": [
            f"{one.place.name}{list(one.place.rows) or ''}: {one.sentence}" for one in state.findings
        ],
        "skor": {one.name: str(one.score) for one in score.dimensions},
        "skor_seluruhnya": str(score.total),
    }


def main() -> None:
    for form_id in FORMS:
        template = shipped(form_id)
        text = json.dumps(figures(template), ensure_ascii=False, indent=1)
        golden_file(template).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
