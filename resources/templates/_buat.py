"""Makes the shipped form templates (.xlsx) out of their checklist lists (.csv in sumber/).

    PYTHONPATH=src .venv/bin/python resources/templates/_buat.py            # every list in sumber/
    PYTHONPATH=src .venv/bin/python resources/templates/_buat.py FORM_ID    # one of them

What a list cannot say (title, formulas, limits, checks, points) stands in `_formulir/`, one module
for each form. A template that was shipped is never written again with other content: correct the
list or the module, raise `version` there, and run this; the new file stands beside the old one.

This is a tool of the workshop, not of the program.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from _formulir import FORMS

from desa_desktop.checklists import load_template
from desa_desktop.services.isian import COVERS, cover_of
from desa_desktop.services.templat import make_template, read_list

HERE = Path(__file__).resolve().parent


def make(form_id: str) -> tuple[str, bytes]:
    """Name and content of the template of one list. Raises ListInvalid, TemplateInvalid."""
    rows = read_list(HERE / "sumber" / f"{form_id}.csv")
    form = FORMS[form_id](rows)
    return f"{form_id}.v{form.version}.xlsx", make_template(rows, form_id, form)[0]


def main(words: Sequence[str]) -> int:
    """Write the templates; says what was written, and refuses to change one that is there."""
    for form_id in words or list(FORMS):
        name, made = make(form_id)
        target = HERE / name
        if target.exists() and target.read_bytes() != made:
            sys.stdout.write(f"{target.name}: already shipped with other content; raise its version\n")
            return 1
        target.write_bytes(made)
        sys.stdout.write(f"{target.name}\n")
    (HERE / COVERS).write_text(covers(), encoding="utf-8", newline="\n")
    return 0


def covers() -> str:
    """The content of the list of covers: of every workbook here."""
    shown = {}
    for file in sorted(HERE.glob("*.xlsx")):
        one = cover_of(load_template(file, is_own=True))
        shown[file.name] = [one.title, one.period.value, one.office.value, one.filler.value, one.count]
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
