"""How long the hints about look-alikes take in a large list: nearly alike rows, and rows of mixed words.

    python tests/bench/bench_mirip.py [rows] [runs]

Prints one JSON line a kind of list with the median seconds of the processor: the list of a year with a hint
for each pair, a paste held against as many stored rows, and the compilation of ten villages.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builders import aturan
from desa_desktop.domain.kompilasi import BarisKompilasi, usulan_mirip
from desa_desktop.domain.pemeriksaan_usulan import check_daftar_usulan
from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.domain.tempel import BarisTempel, KeadaanBaris, mark_mirip
from desa_desktop.domain.usulan import Usulan

DUSUN = ("Krajan", "Kidul", "Lor")
WORDS = (
    *("rabat", "beton", "jalan", "talud", "drainase", "posyandu", "pelatihan", "kader", "lansia", "air"),
    *("bersih", "gorong", "irigasi", "lampu", "sawah", "pagar", "masjid", "sumur", "jembatan", "gapura"),
    *("pengadaan", "rehab", "pembangunan", "lingkungan", "usaha", "tani", "kelompok", "ternak", "bibit"),
)


def nearly_alike(number: int) -> str:
    """All rows differ by their last word only."""
    return f"Rabat beton jalan lingkungan bagian {number}"


def mixed(number: int) -> str:
    """Three to seven words of thirty."""
    chance = random.Random(number)
    return " ".join(chance.choice(WORDS) for _word in range(chance.randint(3, 7)))


def seconds(runs: int, work: Callable[..., object], *given: object) -> float:
    """The median time of the processor."""
    spent = []
    for _run in range(runs):
        start = time.process_time()
        work(*given)
        spent.append(time.process_time() - start)
    return round(statistics.median(spent), 3)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    rules = aturan()
    for text in (nearly_alike, mixed):
        usulan = [
            Usulan(
                nomor=n, uraian=text(n), dusun=DUSUN[n % 3], lokasi=f"RT {n % 9 + 1:02d}/RW {n % 3 + 1:02d}"
            )
            for n in range(1, count + 1)
        ]
        pasted = [
            BarisTempel(
                one.nomor,
                KeadaanBaris.SIAP,
                {"uraian": one.uraian, "dusun": one.dusun, "lokasi": one.lokasi},
            )
            for one in usulan
        ]
        rows = [
            BarisKompilasi(n, UUID(int=n % 10), f"Desa {n % 10}", "PU", BarisDurkp(nama=text(n)), "")
            for n in range(1, count + 1)
        ]
        line = {
            "bench": "mirip",
            "list": text.__name__,
            "rows": count,
            "load": os.getloadavg()[0],
            "year_s": seconds(runs, check_daftar_usulan, usulan, rules, DUSUN),
            "paste_s": seconds(runs, mark_mirip, pasted, usulan, rules.ambang_mirip),
            "compilation_s": seconds(runs, usulan_mirip, rows, rules.ambang_mirip),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
