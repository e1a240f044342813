"""Throw bytes at every parser for as long as one likes.

    python tests/lempar.py [--detik 60] [--sasaran NAMA] [--ulang BERKAS]

With atheris (Linux, Python 3.11 to 3.13: `pip install --group lempar`) the bytes are led by what of the code
was reached; without it the seeded generator of the tests goes on with other seeds, and that is said. The
first byte chooses the target. Ends with 1 at the first finding, whose bytes are kept in a file that is
named; `--ulang BERKAS` tries that file again.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

if TYPE_CHECKING:
    from sasaran import Sasaran

HOUSE = ("desa_desktop.sync", "desa_desktop.sheets", "desa_desktop.domain.plain", "desa_desktop.checklists")


def hit(data: bytes, targets: Sequence[Sasaran]) -> None:
    """The target that the first byte chooses, with the rest."""
    if data:
        targets[data[0] % len(targets)].hit(data[1:])


def led(seconds: int, folder: Path, nama: str | None) -> int:
    """All of it in a process of its own, led by coverage; its exit code."""
    log = folder / "atheris.log"
    command = [sys.executable, __file__, "--anak", "--detik", str(seconds), "--folder", str(folder)]
    with log.open("wb") as output:
        more = ["--sasaran", nama] if nama else []
        code = subprocess.call([*command, *more], stdout=output, stderr=output)
    said = log.read_text(encoding="utf-8", errors="replace").splitlines()
    print(*(said[-40:] if code else [one for one in said if "Done" in one or "DONE" in one][-2:]), sep="\n")
    return code


def child(seconds: int, folder: Path, nama: str | None) -> None:
    """That process. Does not return: the fuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=list(HOUSE)):
        targets = chosen(nama)
    corpus = folder / "benih"
    corpus.mkdir()
    for place, target in enumerate(targets):
        for number, data in enumerate(target.benih()):
            (corpus / f"{place}-{number}").write_bytes(bytes([place]) + data)
    limits = ["-max_len=16384", "-timeout=20", "-rss_limit_mb=2048", f"-max_total_time={seconds}"]
    words = [sys.argv[0], *limits, f"-artifact_prefix={folder}/temuan-", str(corpus)]
    atheris.Setup(words, lambda data: hit(data, targets))
    atheris.Fuzz()


def seeded(seconds: int, folder: Path, nama: str | None) -> int:
    """The generator of the tests with ever new seeds; 1 when there is a finding."""
    from sasaran import inputs

    targets, end, tried = chosen(nama), time.monotonic() + seconds, 0
    for benih in itertools.count(time.time_ns()):
        for place, target in enumerate(targets):
            for data in inputs(target, 100, benih):
                tried += 1
                try:
                    target.hit(data)
                except Exception as finding:
                    (folder / "temuan-1").write_bytes(bytes([place]) + data)
                    print(f"{target.nama}: {finding!r}")
                    return 1
            if time.monotonic() >= end:
                print(f"{tried} masukan")
                return 0
    raise AssertionError("unreachable")


def chosen(nama: str | None) -> list[Sasaran]:
    """The targets of that name, or all."""
    from sasaran import SASARAN

    return [one for one in SASARAN if nama in (None, one.nama)]


def main() -> None:
    """The command."""
    words = argparse.ArgumentParser(description="Lempari setiap pembaca berkas")
    words.add_argument("--detik", type=int, default=60)
    words.add_argument("--sasaran")
    words.add_argument("--ulang", type=Path)
    words.add_argument("--anak", action="store_true", help=argparse.SUPPRESS)
    words.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.anak:
        child(given.detik, given.folder, given.sasaran)
    names = [one.nama for one in chosen(given.sasaran)]
    if not names:
        sys.exit(f"Tidak ada sasaran {given.sasaran}.")
    if given.ulang:
        hit(given.ulang.read_bytes(), chosen(given.sasaran))
        return
    is_led = importlib.util.find_spec("atheris") is not None
    print(
        "dengan atheris" if is_led else "atheris belum terpasang: pembangkit berbenih menggantikannya",
        flush=True,
    )
    folder = Path(tempfile.mkdtemp(prefix="lempar-"))
    if (led if is_led else seeded)(given.detik, folder, given.sasaran):
        sys.exit(f"Temuan: {', '.join(map(str, folder.glob('temuan-*')))}")
    shutil.rmtree(folder)
    print(f"{len(names)} sasaran, tidak ada temuan")


if __name__ == "__main__":
    main()
