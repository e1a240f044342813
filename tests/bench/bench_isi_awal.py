"""How long proposals take for the large forms: `python tests/bench/bench_isi_awal.py [people]`.

Budget: well below a second for Potensi Desa (2,424 cells) over 5,000 residents. Beside it the same people
read and counted once by plain Python.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from builders import DESA_ID, RESOURCES, kode_penduduk, petunjuk_isi_awal  # noqa: E402
from desa_desktop.domain.penduduk import Keluarga, Penduduk  # noqa: E402
from desa_desktop.services import isi_awal, isian  # noqa: E402
from desa_desktop.store.queries import statistik as queries  # noqa: E402
from desa_desktop.store.unit import Database  # noqa: E402
from office import OLEH, PUKUL, open_store  # noqa: E402
from warga_banyak import warga  # noqa: E402

HARI = date(2026, 8, 12)


def fill(database: Database, people: int) -> None:
    """A register of families out of thin air."""
    families, members = zip(*warga(people), strict=True)
    with database.unit() as unit:
        unit.load(Keluarga, list(families))
        unit.load(Penduduk, [one for family in members for one in family])
        unit.commit("register", OLEH, PUKUL)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    kode, petunjuk = kode_penduduk(), petunjuk_isi_awal()
    shelf = isian.Shelf(RESOURCES / "templates")
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as database:
        fill(database, people)
        start = time.perf_counter()
        with database.read() as unit:
            rows = queries.warga_rows(unit, DESA_ID)
        Counter((one.jk, one.pekerjaan) for one in rows)
        print(f"{people} orang dibaca dan dihitung sekali {1000 * (time.perf_counter() - start):7.0f} ms")
        for form_id, periode in (("potensi-desa", "2026"), ("perkembangan-desa", "2026")):
            template = shelf[form_id]
            key = isian.open_isian(database, shelf, form_id, periode, by=OLEH, at=PUKUL)
            for turn in ("pertama", "kedua"):
                start = time.perf_counter()
                found = isi_awal.proposals(database, shelf, key, kode=kode, petunjuk=petunjuk, today=HARI)
                spent = 1000 * (time.perf_counter() - start)
                print(f"{template.form_id} {turn}: {len(found.usul)} usulan {spent:7.0f} ms")
            shown = isian.show_isian(database, shelf, key, by=OLEH, at=PUKUL)
            start = time.perf_counter()
            empty = isi_awal.still_open(shown, found.usul.values())
            beside = time.perf_counter() - start
            start = time.perf_counter()
            isi_awal.accept(database, shelf, key, empty, by=OLEH, at=PUKUL)
            accepting = time.perf_counter() - start
            print(f"  di samping jawaban {1000 * beside:5.0f} ms, memakai semua {1000 * accepting:5.0f} ms")


if __name__ == "__main__":
    main()
