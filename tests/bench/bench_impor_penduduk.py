"""What importing residents costs beside the bare libraries, in one run: every cell read, checked, compared.

    python tests/bench/bench_impor_penduduk.py [rows] [runs]

Each run makes a new store and an OpenSID workbook of made-up residents (in another process) and prints one
JSON line: seconds of the import (`baca` the preview with all checks, `simpan` the step with journal and
search index), of reading it again when everybody is there, of taking it back, and of the bare way: calamine
and a raw insert of the same cells into the same tables. `mib` is what the import took of memory over the
start; `anak_mib` is the peak of the process that reads workbooks. The last line has the medians and the
ratio (aim 6) of the sums.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builders import DESA_ID, kode_penduduk
from desa_desktop.domain.desa import Desa, Dusun
from desa_desktop.domain.identity import new_id
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.berkas.kolom import KELUARGA_FIELDS, OPENSID_KOLOM
from desa_desktop.services import editing, impor_penduduk
from desa_desktop.services.ekspor_penduduk import export_penduduk
from desa_desktop.store import driver
from desa_desktop.store.unit import Database
from office import KEY, OLEH, PUKUL, open_store
from warga_banyak import warga

HARI = date(2026, 11, 29)
_EMPTY_JSON = ("konfirmasi", "teks_asli")


def make_workbook(target: Path, count: int) -> None:
    """OpenSID's sheet of that many people."""
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder)) as database:
        families = list(warga(count))
        with database.unit() as unit:
            hamlet = Dusun(nama="Krajan", urut=1)
            desa = unit.get(Desa, DESA_ID)
            desa.dusun.append(hamlet)
            unit.load(Keluarga, ({**rumah, "dusun_id": str(hamlet.id)} for rumah, _members in families))
            unit.load(Penduduk, (one for _rumah, members in families for one in members))
            unit.commit("contoh", OLEH, PUKUL)
        target.write_bytes(export_penduduk(database, kode_penduduk(), "opensid", HARI).isi)


def import_it(database: Database, path: Path, line: dict[str, float]) -> None:
    """The whole way of a village: preview, step, preview again, undo."""
    start, memory_before = time.perf_counter(), memory()
    shown = impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    line["baca_s"] = time.perf_counter() - start
    start = time.perf_counter()
    made = impor_penduduk.accept(database, shown, by=OLEH, at=PUKUL)
    line["simpan_s"] = time.perf_counter() - start
    line["mib"] = memory() - memory_before
    line["anak_mib"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    line["masuk"], line["periksa"] = made.baru, shown.hitung["periksa"]
    del shown
    start = time.perf_counter()
    again = impor_penduduk.preview(database, kode_penduduk(), path, HARI)
    line["ulang_s"] = time.perf_counter() - start
    line["sama"] = again.hitung["sama"]
    start = time.perf_counter()
    editing.undo(database, by=OLEH, at=PUKUL)
    line["urung_s"] = time.perf_counter() - start


def bare(database: Database, path: Path, store: Path, line: dict[str, float]) -> None:
    """Calamine in this process, then a raw insert of the same cells into the same tables."""
    import python_calamine

    start = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_index(0).to_python()[1:]
    line["calamine_s"] = time.perf_counter() - start
    columns = [one.field for one in OPENSID_KOLOM]
    connection = driver.connect(store, KEY)
    families = {row[columns.index("no_kk")]: new_id().hex for row in rows}
    own = [name for name in columns if name not in (*KELUARGA_FIELDS, "status_dasar")]
    places = [columns.index(name) for name in own]
    codes = {one.field for one in OPENSID_KOLOM if one.baca.value == "kode"}
    dates = {name for name in own if name.startswith("tanggal")}
    at = [(place, name in codes, name in dates) for name, place in zip(own, places, strict=True)]
    kk = columns.index("no_kk")
    jk = columns.index("jk")
    values = []
    for row in rows:
        cells = [
            ("L" if row[place] == "1" else "P") if place == jk
            else (int(row[place]) if row[place] else None) if is_code
            else (row[place] or None) if is_date
            else row[place]
            for place, is_code, is_date in at
        ]  # fmt: skip
        values.append((new_id().hex, DESA_ID.hex, families[row[kk]], *cells))
    names = ("id", "desa_id", "keluarga_id", *own)
    rest, filler = _rest(connection, "penduduk", names)
    rest_kk, filler_kk = _rest(connection, "keluarga", ("id", "desa_id", "no_kk"))
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        f"INSERT INTO keluarga (id, desa_id, no_kk, {','.join(rest_kk)}) "
        f"VALUES (?,?,?,{','.join('?' * len(rest_kk))})",
        [(key, DESA_ID.hex, number, *filler_kk) for number, key in families.items()],
    )
    connection.executemany(
        f"INSERT INTO penduduk ({','.join((*names, *rest))}) "
        f"VALUES ({','.join('?' * (len(names) + len(rest)))})",
        [(*one, *filler) for one in values],
    )
    connection.execute("COMMIT")
    line["insert_s"] = time.perf_counter() - start
    connection.close()


def _rest(connection: Any, table: str, given: tuple[str, ...]) -> tuple[list[str], list[object]]:
    """The columns that must be filled besides, with a plain filling."""
    names, filling = [], []
    for _cid, name, kind, notnull, _default, _pk in connection.execute(f"PRAGMA table_info({table})"):
        if name not in given and notnull:
            names.append(name)
            is_json = name in _EMPTY_JSON
            text = "{}" if is_json else "hidup" if name == "status_dasar" else ""
            is_number = kind.upper() in ("INTEGER", "BOOLEAN")
            filling.append((1 if name == "versi" else 0) if is_number else text)
    return names, filling


def memory() -> float:
    """Peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_run(count: int) -> None:
    """All figures of one new store, as one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penduduk.xlsx"
        subprocess.run([sys.executable, __file__, "buat", str(path), str(count)], check=True)
        store = Path(folder) / "kantor"
        store.mkdir()
        line: dict[str, float] = {"rows": float(count)}
        with open_store(store) as database:
            import_it(database, path, line)
            bare(database, path, store / "desa.db", line)
    line["impor_s"] = line["baca_s"] + line["simpan_s"]
    line["polos_s"] = line["calamine_s"] + line["insert_s"]
    print(json.dumps({"bench": "impor_penduduk", **_rounded(line)}), flush=True)


def main() -> None:
    if sys.argv[1:2] == ["buat"]:
        make_workbook(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["sekali"]:
        one_run(int(sys.argv[2]))
        return
    count = sys.argv[1] if len(sys.argv) > 1 else "5000"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    lines = []
    for _run in range(runs):  # a process for each, so that its peak of memory is its own
        done = subprocess.run([sys.executable, __file__, "sekali", count], check=True, capture_output=True)
        print(done.stdout.decode().strip(), flush=True)
        lines.append(json.loads(done.stdout))
    middle = {name: statistics.median(one[name] for one in lines) for name in lines[0] if name != "bench"}
    ratio = round(middle["impor_s"] / middle["polos_s"], 2)
    line = {"bench": "impor_penduduk", "runs": runs, "load": os.getloadavg()[0], "ratio": ratio}
    print(json.dumps({**line, **_rounded(middle)}), flush=True)


def _rounded(line: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in line.items()}


if __name__ == "__main__":
    main()
