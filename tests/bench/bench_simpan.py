"""How much a unit with journal, history and audit costs beside the bare encrypted file, in one run.

    python tests/bench/bench_simpan.py [rows] [runs]

Each run makes a new store and prints one JSON line: seconds and memory of a raw sqlcipher3 insert, of the
same rows through `unit.load`, of taking that step back and doing it again, and the cost of saving a single
cell. The last line has the median of each figure and the ratio of the medians (aim 3). `cpu` is time of the
processor alone, which other work on the machine does not stretch. Memory is the peak of the whole
process, so only the first run shows what the rows cost.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desa_desktop.domain.identity import new_id
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.services import editing
from desa_desktop.store import driver
from desa_desktop.store.unit import Database
from office import KEY, OLEH, PUKUL, TAHUN, open_store

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


class Watch:
    """Seconds on the wall and of the processor since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self._wall, time.process_time() - self._cpu


def raw_insert(path: Path, key: bytes, rows: list[dict[str, object]]) -> tuple[float, float]:
    """The time of the bare library with the same settings, columns, indexes and one transaction."""
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
    watch = Watch()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO usulan ({','.join(COLUMNS)}) VALUES ({marks})", values)
    connection.execute("COMMIT")
    spent = watch.read()
    connection.close()
    return spent


def _raw(name: str, value: object) -> object:
    return str(value).replace("-", "") if name in ("id", "daftar_usulan_id") else value


def through_unit(database: Database, rows: list[dict[str, object]]) -> tuple[float, float]:
    """The time of one unit: rows, journal step, audit chain."""
    watch = Watch()
    with database.unit() as unit:
        unit.load(Usulan, rows)
        unit.commit("impor", OLEH, PUKUL)
    return watch.read()


def back(database: Database, turn: Callable[..., str]) -> float:
    """Seconds of taking the newest step back, or of doing it again."""
    start = time.perf_counter()
    turn(database, by=OLEH, at=PUKUL)
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


def one_run(count: int) -> dict[str, float]:
    """All figures of one new store."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as database:
        with database.read() as unit:
            parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
        line = {"rows": float(count), "start_mib": memory()}
        line["raw_s"], line["raw_cpu"] = raw_insert(Path(folder) / "desa.db", KEY, sample(count, parent, 1))
        line["raw_mib"] = memory()
        rows = sample(count, parent, 1_000_001)
        line["unit_s"], line["unit_cpu"] = through_unit(database, rows)
        line["unit_mib"] = memory()
        line["undo_s"] = back(database, editing.undo)
        line["redo_s"] = back(database, editing.redo)
        line["back_mib"] = memory()
        with database.read() as unit:
            key = unit.select(Usulan, nomor=1_000_001)[0].id
        line["one_cell_ms"] = one_cell(database, key)
    return line


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    lines = []
    for _run in range(runs):
        lines.append(one_run(count))
        print(json.dumps({"bench": "simpan", **_rounded(lines[-1])}), flush=True)
    middle = {name: statistics.median(one[name] for one in lines) for name in lines[0]}
    ratios = {
        "ratio": round(middle["unit_s"] / middle["raw_s"], 2),
        "ratio_cpu": round(middle["unit_cpu"] / middle["raw_cpu"], 2),
    }
    line = {"bench": "simpan", "runs": runs, "load": os.getloadavg()[0], **ratios, **_rounded(middle)}
    print(json.dumps(line), flush=True)


def _rounded(line: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in line.items()}


if __name__ == "__main__":
    main()
