"""How long figures take in a register of a kecamatan: `python tests/bench/bench_statistik.py [people]`."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from builders import DESA_ID, kode_penduduk  # noqa: E402
from desa_desktop.domain.identity import new_id  # noqa: E402
from desa_desktop.domain.penduduk import Keluarga, Penduduk  # noqa: E402
from desa_desktop.domain.statistik import TABEL  # noqa: E402
from desa_desktop.domain.statistik.rekap import Bulan  # noqa: E402
from desa_desktop.services import statistik  # noqa: E402
from desa_desktop.store.unit import Database  # noqa: E402
from office import OLEH, PUKUL, open_store  # noqa: E402

HARI = date(2026, 8, 12)


def fill(database: Database, people: int) -> None:
    """A register of families of four."""
    dice = random.Random(7)
    families = [str(new_id()) for _number in range(people // 4 + 1)]
    with database.unit() as unit:
        unit.load(Keluarga, [{"id": key, "desa_id": str(DESA_ID), "rt": "001"} for key in families])
        unit.load(
            Penduduk,
            [
                {
                    "id": str(new_id()),
                    "desa_id": str(DESA_ID),
                    "keluarga_id": families[number // 4],
                    "nama": f"WARGA {number}",
                    "jk": "LP"[number % 2],
                    "shdk": 1 if number % 4 == 0 else 4,
                    "tanggal_lahir": date(1940 + dice.randrange(86), 1, 1).isoformat(),
                    "agama": 1,
                    "pekerjaan": dice.randrange(1, 89),
                }
                for number in range(people)
            ],
        )
        unit.commit("register", OLEH, PUKUL)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    kode = kode_penduduk()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as database:
        start = time.perf_counter()
        fill(database, people)
        print(f"{people} orang ditulis      {time.perf_counter() - start:6.2f} s")
        for name, work in (
            ("satu tabel (umur)", lambda: statistik.count(database, kode, ("umur",), pada=HARI, today=HARI)),
            ("semua tabel", lambda: statistik.count(database, kode, tuple(TABEL), pada=HARI, today=HARI)),
            ("rekap satu bulan", lambda: statistik.rekap(database, Bulan(2026, 8))),
            ("angka pokok", lambda: statistik.offer(database, kode, 2026, today=HARI)),
        ):
            start = time.perf_counter()
            work()
            print(f"{name:<24}{time.perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    main()
