"""Write the database of the present release into `tests/golden/database/v<version>/`.

    python tests/golden/renew_database.py

Run it once for a release and never again for that version: every later program must open the file as it
was. The key is known to everybody (tests/office.py); the people in it are made up.
"""

from __future__ import annotations

import json
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

from builders import keluarga, penduduk  # noqa: E402
from desa_desktop import __version__  # noqa: E402
from desa_desktop.domain.harga import HargaSatuan  # noqa: E402
from desa_desktop.domain.kantor import Kantor  # noqa: E402
from desa_desktop.domain.penduduk.orang import ANAK  # noqa: E402
from desa_desktop.domain.rkp import (  # noqa: E402
    AnggotaTim,
    BarisRab,
    Evaluasi,
    Kegiatan,
    Pagu,
    ProgramMasuk,
)
from desa_desktop.domain.rpjm import ArahRpjm, KegiatanRpjm  # noqa: E402
from desa_desktop.domain.usulan import DaftarUsulan, Usulan  # noqa: E402
from desa_desktop.services import dokumen, editing, harga, isian, rkp, rpjm  # noqa: E402
from desa_desktop.services import penduduk as residents  # noqa: E402
from desa_desktop.store import driver  # noqa: E402
from desa_desktop.store.unit import Database  # noqa: E402
from office import KID, OLEH, PUKUL, TAHUN, open_store  # noqa: E402


def fill(database: Database) -> None:
    """A little of everything a village writes."""
    with database.read() as unit:
        parent = unit.select(DaftarUsulan, tahun=TAHUN)[0].id
    rows = [
        {"uraian": "Pembangunan talud RT 03", "dusun": "Krajan", "perkiraan_biaya": 85_000_000},
        {"uraian": "Makanan tambahan balita", "teks_asli": {"volume": "1378 jiwa"}},
    ]
    keys = editing.add_rows(database, Usulan, parent, rows, by=OLEH, at=PUKUL)
    editing.change(database, Usulan, keys[0], {"lokasi": "RT 03/RW 01"}, by=OLEH, at=PUKUL)
    plan = rkp.rkp_key(database, TAHUN)
    editing.add_row(database, Pagu, plan, {"sumber": "DDS", "jumlah": 850_000_000}, by=OLEH, at=PUKUL)
    work = editing.add_row(database, Kegiatan, plan, {"nama": "Talud RT 03"}, by=OLEH, at=PUKUL)
    line = {"uraian": "Batu belah", "volume": Decimal("12.5"), "satuan": "m3", "harga_satuan": 250_000}
    editing.add_row(database, BarisRab, work, line, by=OLEH, at=PUKUL)
    editing.add_row(database, AnggotaTim, plan, {"nama": "Siti Aminah", "jk": "P"}, by=OLEH, at=PUKUL)
    editing.add_row(database, ProgramMasuk, plan, {"nama": "Jalan kabupaten"}, by=OLEH, at=PUKUL)
    editing.add_row(
        database, Evaluasi, plan, {"nama": "Talud RT 01", "realisasi": 40_000_000}, by=OLEH, at=PUKUL
    )
    medium = rpjm.create(database, TAHUN, TAHUN + 7, by=OLEH, at=PUKUL)
    ticks = {"nama": "Talud RT 03", "tahun": (TAHUN,), "biaya_tahun": {str(TAHUN): 85_000_000}}
    editing.add_row(database, KegiatanRpjm, medium, ticks, by=OLEH, at=PUKUL)
    editing.add_row(database, ArahRpjm, medium, {"uraian": "Desa yang mandiri"}, by=OLEH, at=PUKUL)
    prices = harga.begin_list(database, TAHUN, by=OLEH, at=PUKUL)
    price = {"uraian": "Batu belah", "satuan": "m3", "harga": 250_000}
    editing.add_row(database, HargaSatuan, prices, price, by=OLEH, at=PUKUL)
    people = [penduduk(nama="SUTRISNO HADI"), penduduk(nama="BAYI", jk="P", nik="", shdk=ANAK)]
    home = keluarga()
    residents.add_keluarga(database, home, people, by=OLEH, at=PUKUL)
    shelf = isian.Shelf(HERE.parents[1] / "resources" / "templates")
    form = isian.open_isian(database, shelf, "layanan-dasar", "2026-S2", by=OLEH, at=PUKUL)
    isian.answer(database, shelf, form, {"desa": "Tursino", "tahun": 2026}, by=OLEH, at=PUKUL)
    isian.open_isian(database, shelf, "ddk-keluarga", "2026", by=OLEH, at=PUKUL, keluarga=home.id)
    with database.unit() as unit:
        (office,) = unit.select(Kantor)
        for root in list(dokumen.office_roots(unit, office)):
            dokumen.freeze(unit, root, office.id, kid=KID, at=PUKUL)
        unit.commit("bekukan", OLEH, PUKUL)


def counts(path: Path, key: bytes) -> dict[str, int]:
    """Rows per table."""
    connection = driver.connect(path, key, readonly=True)
    try:
        return driver.row_counts(connection)
    finally:
        connection.close()


def main() -> None:
    from office import KEY

    target = HERE / "database" / f"v{__version__}"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder)) as database:
            fill(database)
        made = Path(folder) / "desa.db"
        (target / "desa.db").write_bytes(made.read_bytes())
        (target / "rows.json").write_text(json.dumps(counts(made, KEY), indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
