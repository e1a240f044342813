"""How long it takes to refuse the heaviest hostile kiriman, and what memory that takes over the start.

    python tests/bench/bench_kiriman_jahat.py

One JSON line for each file: its code, its size, MiB (limit 64) and seconds (aim 1, on a disk that has the
file in its cache). Memory is asserted by tests/fault/test_kiriman_memori.py; time depends on the machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import memori_kiriman


def main() -> None:
    """Make each file, read it, say what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "berat.kirim"
        for berat in memori_kiriman.BERAT:
            path.write_bytes(berat.make())
            said = memori_kiriman.measure("kecamatan", path)
            print(json.dumps({"berkas": berat.nama, "byte": path.stat().st_size, **said}), flush=True)


if __name__ == "__main__":
    main()
