"""A laptop that is worked with commands only: one data folder, what it answers, what lies on its stick."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desa_desktop import app, cli, config, paths

SOURCE = Path(__file__).resolve().parents[1] / "src"


@dataclass(frozen=True)
class Said:
    """The exit code and what was written to standard output and standard error."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Laptop:
    """One data folder. `run` is what a person sees, `ask` what a script gets."""

    folder: Path

    def run(self, *words: object) -> Said:
        """One command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = cli.main([*map(str, words), "--data", str(self.folder)])
        return Said(code, out.getvalue(), err.getvalue())

    def answer(self, *words: object, code: int = 0) -> dict[str, Any]:
        """The whole JSON object of a command, which is all that stands on standard output."""
        said = self.run(*words, "--json")
        assert said.code == code, f"{words}: {said}"
        assert said.err == ""
        found: dict[str, Any] = json.loads(said.out)
        assert list(found) == ["ok", "perintah", "data", "pesan"]
        assert found["ok"] is (code == 0)
        return found

    def ask(self, *words: object, code: int = 0) -> dict[str, Any]:
        """The `data` of a command's answer."""
        data: dict[str, Any] = self.answer(*words, code=code)["data"]
        return data

    def refuse(self, *words: object, code: int) -> str:
        """The sentences of a command that must not work; nothing of the office may change by it."""
        before = self.content()
        found = self.answer(*words, code=code)
        after = self.content()
        changed = [name for name in before | after if before.get(name) != after.get(name)]
        assert not changed, f"{words} changed {changed}"
        return " ".join(one["teks"] for one in found["pesan"])

    def content(self) -> dict[str, list[Any]]:
        """Every row of every table of the office; {} before there is an office."""
        if not (self.folder / "desa.db").exists():
            return {}
        surroundings = {"DESA_DATA": str(self.folder)}
        lingkungan = config.read_environment({**os.environ, **surroundings})
        with app.open_app(paths.places(surroundings), lingkungan) as opened, opened.database.read() as unit:
            names = unit.connection.exec_driver_sql(  # what SQLite notes about its own tables may change
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
            return {
                name: sorted(map(str, unit.connection.exec_driver_sql(f'SELECT * FROM "{name}"')))
                for name in names.scalars().all()
            }

    def start(self, *words: object, **environment: str) -> Said:
        """One command as a program of its own, as a person or a script starts it."""
        done = subprocess.run(
            [sys.executable, "-m", "desa_desktop", *map(str, words), "--data", str(self.folder)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **environment},
        )
        return Said(done.returncode, done.stdout, done.stderr)


def digest_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with its SHA-256, to prove that nothing was touched."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
