"""How much a unit with journal, history and audit costs beside the bare encrypted file, in one run.

    python tests/bench/bench_simpan.py [rows]

Prints one JSON line: seconds and memory of a raw sqlcipher3 insert, of the same rows through
`unit.load`, and their ratio (aim 3); then the cost of saving a single cell.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desa_desktop.domain.identity import new_id
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import editing
from desa_desktop.store import driver
from desa_desktop.store.unit import Database
from office import OLEH, PUKUL, TAHUN, open_store

COLUMNS = (
    *("id", "daftar_usulan_id", "nomor", "urut", "uraian", "masalah", "dusun", "bidang", "kode_kegiatan"),
    *("lokasi", "volume", "satuan", "perkiraan_biaya", "penerima_l", "penerima_p", "kelompok_rentan"),
    *("pengusul", "pengusul_jk", "asal", "tanda", "kewenangan", "status", "alasan", "gabungan_dari"),
    "teks_asli",
)


def sample(count: int, parent: UUID, first: int) -> list[dict[str, object]]:
    """Made-up proposals as plain rows."""
    return [
        {
            "id": str(new_id()),
            "daftar_usulan_id": str(parent),
            "nomor": first + number,
            "urut": number,
            "uraian": f"Rabat beton jalan lingkungan bagian {number}",
            "dusun": ("Krajan", "Kidul", "Lor")[number % 3],
            "lokasi": f"RT {number % 9 + 1:02d}/RW {number % 3 + 1:02d}",
            "volume": str(100 + number % 50),
            "satuan": "m",
            "perkiraan_biaya": 1_000_000 + 1000 * number,
            "penerima_l": number % 200,
            "penerima_p": number % 190,
        }
        for number in range(count)
    ]


def raw_insert(path: Path, key: bytes, rows: list[dict[str, object]]) -> float:
    """Seconds for the bare library with the same settings, columns, indexes and one transaction."""
    connection = driver.connect(path, key)
    defaults = dict.fromkeys(COLUMNS, "") | {
        "kelompok_rentan": "[]",
        "tanda": "[]",
        "gabungan_dari": "[]",
        "teks_asli": "{}",
        "kewenangan": "desa",
        "status": "diusulkan",
    }
    values = [tuple(_raw(name, {**defaults, **row}[name]) for name in COLUMNS) for row in rows]
    marks = ",".join("?" * len(COLUMNS))
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO usulan ({','.join(COLUMNS)}) VALUES ({marks})", values)
    connection.execute("COMMIT")
    spent = time.perf_counter() - start
    connection.close()
    return spent


def _raw(name: str, value: object) -> object:
    return str(value).replace("-", "") if name in ("id", "daftar_usulan_id") else value


def through_unit(database: Database, rows: list[dict[str, object]]) -> float:
    """Seconds through one unit: rows, journal step, audit chain."""
    start = time.perf_counter()
    with database.unit() as unit:
        unit.load(Usulan, rows)
        unit.commit("impor", OLEH, PUKUL)
    return time.perf_counter() - start


def one_cell(database: Database, key: UUID, times: int = 60) -> float:
    """Median milliseconds for saving a single cell as its own step."""
    spent = []
    for number in range(times):
        start = time.perf_counter()
        editing.change(database, Usulan, key, {"perkiraan_biaya": number}, by=OLEH, at=PUKUL)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) * 1000


def memory() -> float:
    """Peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    from office import KEY

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as database:
        with database.read() as unit:
            parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
        before = memory()
        raw = raw_insert(Path(folder) / "desa.db", KEY, sample(count, parent, 1))
        raw_memory = memory()
        ours = through_unit(database, sample(count, parent, 100_001))
        line = {
            "bench": "simpan",
            "rows": count,
            "raw_s": round(raw, 3),
            "unit_s": round(ours, 3),
            "ratio": round(ours / raw, 2),
            "start_mib": round(before, 1),
            "raw_mib": round(raw_memory, 1),
            "unit_mib": round(memory(), 1),
        }
        with database.read() as unit:
            key = unit.select(Usulan, nomor=100_001)[0].id
        line["one_cell_ms"] = round(one_cell(database, key), 2)
        print(json.dumps(line))


if __name__ == "__main__":
    main()
