"""The workshop's tool for form templates, which is no part of the program, as tests reach it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

TEMPLATES = Path(__file__).resolve().parents[1] / "resources" / "templates"
LISTS = TEMPLATES / "sumber"
FORMS = tuple(sorted(file.stem for file in LISTS.glob("*.csv")))


def maker() -> ModuleType:
    """`_buat.py`, with the modules beside it."""
    if str(TEMPLATES) not in sys.path:
        sys.path.insert(0, str(TEMPLATES))
    return importlib.import_module("_buat")
