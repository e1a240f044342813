"""One command for everything that must be true: `python3 tests`.

Prepares the environment like the program itself, then runs every step of the check in the order of cost,
the cheap ones first, all of them even when one fails. Ends with the first exit code that was not zero.
With words behind it (`python3 tests -k nama`, `python3 tests tests/unit`) they go to pytest alone.
"""

import sys

sys.path.pop(0)  # else files of this folder would hide the standard library

import os
import runpy
import shlex
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STEPS = ("format", "lint", "imports", "texts", "types", "test", "figures")
SHARES = {
    "format": "Tata letak",
    "lint": "Kebiasaan",
    "imports": "Siapa mengenal siapa",
    "texts": "Katalog teks",
}
SHARES.update({"types": "Tipe", "test": "Pengujian", "figures": "Angka petunjuk"})


def commands() -> "dict[str, list[str]]":
    """The command line of each step, from the tasks in pyproject.toml, so that `poe` and we never differ."""
    import tomllib

    tasks = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["poe"]["tasks"]
    return {step: shlex.split(tasks[step]["cmd"]) for step in STEPS}


def run(command: "list[str]") -> int:
    """Run one command with the environment's own tools."""
    tools = Path(sys.executable).parent
    environment = dict(os.environ, PATH=f"{tools}{os.pathsep}{os.environ.get('PATH', '')}")
    environment["PYTHONPATH"] = str(ROOT / "src")
    name, *rest = command
    found = sys.executable if name == "python" else shutil.which(name, path=environment["PATH"])
    if found is None:
        print(f"{name} belum terpasang di {tools}", flush=True)
        return 127
    return subprocess.call([found, *rest], cwd=ROOT, env=environment)


def check() -> int:
    """Run all steps; the first failing exit code, or 0."""
    first, summary = 0, []
    for step, command in commands().items():
        print(f"\n=== {SHARES[step]} ({step}): {shlex.join(command)}", flush=True)
        begun = time.monotonic()
        code = run(command)
        summary.append(
            f"{step:8} {'baik' if code == 0 else f'GAGAL ({code})':12} {time.monotonic() - begun:6.1f} s"
        )
        first = first or code
    print("\n=== Ringkasan", *summary, sep="\n", flush=True)
    return first


def main(words: "list[str]") -> int:
    """The whole check, or pytest alone when there are words for it."""
    return run([*commands()["test"], *words]) if words else check()


if __name__ == "__main__":
    boot = runpy.run_path(str(ROOT / "src" / "desa_desktop" / "_bootstrap.py"))
    if (
        Path(sys.prefix).resolve() != boot["VENV"].resolve()
        or os.environ.pop("DESA_TESTS_PREPARED", "") == ""
    ):
        os.environ["DESA_TESTS_PREPARED"] = "1"
        boot["start"]([str(ROOT / "tests"), *sys.argv[1:]])
    sys.exit(main(sys.argv[1:]))
