"""How long plans and price lists of villages take to read, beside the bare reading library.

    python tests/bench/bench_impor_rencana.py

Prints seconds and mebibytes; ux.md 3.9 asks for a preview of 500 rows within 1.5 s.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import python_calamine
from openpyxl import Workbook

sys.path.insert(0, str(Path(__file__).parents[1]))

from builders import aturan
from desa_desktop.domain.tempel import JenisTempel, Konteks
from desa_desktop.services import berkas_rencana, intake
from layar import open_village

NOW = datetime(2026, 8, 12, 9, tzinfo=UTC)
PRICES, ROWS = 20_000, 500


def price_list(path: Path) -> Path:
    """A price list of a kabupaten: groups, codes, units, prices as numbers and as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("SSH")
    sheet.append(["STANDAR HARGA SATUAN KABUPATEN TAHUN 2027"])
    sheet.append(["No", "Kode Barang", "Uraian Barang", "Spesifikasi", "Satuan", "Harga Satuan (Rp)"])
    for number in range(PRICES):
        if number % 100 == 0:
            sheet.append([None, f"1.1.{number // 100}", f"BAHAN GOLONGAN {number // 100}"])
        price = 1_000 + number if number % 2 else f"Rp {number:,}".replace(",", ".") + ",-"
        sheet.append([number + 1, f"1.1.7.{number:06d}", f"Barang {number}", "baik", "buah", price])
    book.save(path)
    return path


def plan(path: Path) -> Path:
    """A plan of 500 activities, half of them without a code."""
    names = [one.nama for one in aturan().daftar_kegiatan]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("RKPDESA")
    sheet.append(["No", "Kode", "Jenis Kegiatan", "Lokasi", "Volume dan Satuan", "Waktu", "Biaya", "Sumber"])
    codes = [one.kode for one in aturan().daftar_kegiatan]
    for number in range(ROWS):
        kode = codes[number % len(codes)] if number % 2 else None
        sumber = "ADD, DDS" if number % 5 == 0 else "DDS"
        name, place = f"{names[number % len(names)]} {number}", f"RT {number % 20:02d}"
        sheet.append([number + 1, kode, name, place, "120 m", "Jan-Des", 1_000_000 + number, sumber])
    book.save(path)
    return path


def timed(name: str, work: Callable[[], Any], *, memory: bool = False) -> Any:
    """Run, print seconds (and with `memory` the peak of this process's own objects)."""
    if memory:
        tracemalloc.start()
    begin, cpu = time.perf_counter(), time.process_time()
    made = work()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    peak = f", {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB" if memory else ""
    if memory:
        tracemalloc.stop()
    sys.stdout.write(f"{name:55} {seconds:6.2f} s, of this process {cpu:5.2f} s{peak}\n")
    return made


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        prices, rkp = price_list(Path(folder) / "ssh.xlsx"), plan(Path(folder) / "rkp.xlsx")
        about = Konteks(aturan=aturan(), today=date(2026, 8, 12), tahun=2027)
        with open_village(Path(folder) / "desa") as app:
            for kind, path in ((JenisTempel.RKP, rkp), (JenisTempel.HARGA, prices)):
                sys.stdout.write(f"-- {kind.value}\n")
                timed(
                    "bare calamine: open and all rows",
                    lambda path=path: (
                        python_calamine.CalamineWorkbook.from_path(str(path))
                        .get_sheet_by_index(0)
                        .to_python()
                    ),
                )
                found = timed(
                    "sheet by title (own process, limits)",
                    lambda path=path, kind=kind: berkas_rencana.read_list(path, kind),
                )
                shown = timed(
                    "preview against the database",
                    lambda found=found, kind=kind: intake.preview(app.database, kind, found.baris, about),
                )
                timed(
                    "again, with what it holds in memory",
                    lambda found=found, kind=kind: intake.preview(app.database, kind, found.baris, about),
                    memory=True,
                )
                timed(
                    "let in as one step",
                    lambda shown=shown: intake.accept(app.database, shown, by="Ratna", at=NOW),
                )
                timed(
                    "preview of the same file again",
                    lambda found=found, kind=kind: intake.preview(app.database, kind, found.baris, about),
                )


if __name__ == "__main__":
    main()
