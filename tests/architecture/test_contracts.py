"""The import contracts of pyproject.toml hold, and each of them bites when it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "desa_desktop"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]

# a house with every floor and nothing wrong in it
CLEAN = {
    "__init__.py": "",
    "__main__.py": "from desa_desktop import cli, ui",
    "_bootstrap.py": "",
    "i18n.py": "",
    "errors.py": "from desa_desktop import i18n",
    "progress.py": "",
    "files.py": "",
    "sheets/__init__.py": "from desa_desktop import files",
    "sheets/reader.py": "import python_calamine",
    "domain/__init__.py": "from desa_desktop import errors",
    "checklists/__init__.py": "from desa_desktop.sheets import reader",
    "store/__init__.py": "import sqlalchemy, alembic, sqlcipher3\nfrom desa_desktop import domain",
    "documents/__init__.py": "from desa_desktop import domain",
    "documents/blocks.py": "",
    "documents/pdf.py": "import reportlab\nfrom desa_desktop.documents import blocks",
    "documents/word.py": "from desa_desktop.documents import blocks",
    "documents/excel.py": "import openpyxl\nfrom desa_desktop.documents import blocks",
    "documents/rab.py": "from desa_desktop.documents import blocks, pdf",
    "documents/notulen.py": "from desa_desktop.documents import blocks",
    "sync/__init__.py": "import cryptography\nfrom desa_desktop import domain",
    "services/__init__.py": "from desa_desktop import store, documents, sync",
    "config.py": "",
    "keys.py": "",
    "logs.py": "",
    "paths.py": "",
    "app.py": "from desa_desktop import services, config, keys, logs, paths",
    "pemulihan.py": "from desa_desktop import app, keys",
    "latihan.py": "from desa_desktop import app",
    "ui/__init__.py": "import PySide6\nfrom desa_desktop import app, pemulihan",
    "ui/screens/__init__.py": "",
    "ui/screens/usulan.py": "from desa_desktop import services",
    "ui/screens/beranda.py": "import PySide6",
    "cli/__init__.py": "from desa_desktop import app",
}

# contract -> the bad line, and the room it is put into
BREAKS = [
    ("Imports run downwards only", "domain/usulan.py", "from desa_desktop import store"),
    ("Imports run downwards only", "files.py", "from desa_desktop import config"),
    ("Imports run downwards only", "ui/__init__.py", "from desa_desktop import cli"),
    ("Imports run downwards only", "store/__init__.py", "from desa_desktop import documents"),
    ("Imports run downwards only", "rumah_baru.py", ""),
    ("Screens and commands reach data through services", "cli/data.py", "from desa_desktop import store"),
    ("Screens and commands reach data through services", "ui/desk.py", "from desa_desktop.sync import x"),
    ("Only ui knows Qt", "services/printing.py", "from PySide6.QtGui import QImage"),
    ("Only ui knows Qt", "cli/cuplik.py", "import shiboken6"),
    ("Only store knows SQLAlchemy and alembic", "services/usulan.py", "import sqlalchemy.orm"),
    ("Only store knows SQLAlchemy and alembic", "ui/table.py", "import sqlcipher3"),
    ("Only documents writes paper and workbooks", "services/printing.py", "import reportlab.platypus"),
    ("Only documents writes paper and workbooks", "sheets/text.py", "import openpyxl"),
    ("The domain knows only itself", "domain/identity.py", "import cryptography"),
    ("The domain knows only itself", "checklists/template.py", "import python_calamine"),
    ("Screens do not know each other", "ui/screens/beranda.py", "import desa_desktop.ui.screens.usulan"),
    ("Printed documents do not know each other", "documents/notulen.py", "import desa_desktop.documents.rab"),
]  # fmt: skip


def lint(folder: Path) -> tuple[int, dict[str, bool]]:
    """Exit code of import-linter in `folder`, and contract name -> kept."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    tool = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert tool, "import-linter is not installed beside this Python"
    environment = dict(os.environ, PYTHONPATH=str(folder), COLUMNS="200")
    answer = subprocess.run(
        [tool, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    kept = {}
    for name in [contract["name"] for contract in CONTRACTS]:
        verdicts = [line for line in answer.stdout.splitlines() if line.startswith(f"{name} ")]
        assert len(verdicts) == 1, answer.stdout + answer.stderr
        kept[name] = verdicts[0].removeprefix(name).split()[0] == "KEPT"
    return answer.returncode, kept


def build(folder: Path, extra: dict[str, str]) -> None:
    """Lay the clean house into `folder`, with `extra` lines added to its modules."""
    for name, text in {**CLEAN, **{key: "" for key in extra if key not in CLEAN}}.items():
        module = folder / PACKAGE / name
        module.parent.mkdir(parents=True, exist_ok=True)
        module.write_text(f"{text}\n{extra.get(name, '')}\n", encoding="utf-8")


def test_a_house_in_order_keeps_every_contract(tmp_path: Path) -> None:
    build(tmp_path, {})
    code, kept = lint(tmp_path)
    assert code == 0
    assert kept == {contract["name"]: True for contract in CONTRACTS}


@pytest.mark.parametrize(("name", "module", "line"), BREAKS, ids=[f"{each[1]}-{each[2]}" for each in BREAKS])
def test_a_knock_through_a_wall_is_heard(tmp_path: Path, name: str, module: str, line: str) -> None:
    build(tmp_path, {module: line})
    code, kept = lint(tmp_path)
    assert code != 0
    assert kept[name] is False


def test_each_contract_is_broken_by_one_of_these_tests() -> None:
    assert {contract["name"] for contract in CONTRACTS} == {name for name, _, _ in BREAKS}
