"""The RKP Desa in the words of Siskeudes: rows to be typed there, on paper and as CSV.

One row for each activity and source, with the columns of Ta_RPJM_Pagu_Tahunan and the names beside them
(interop.md 6, perencanaan.md 12). The Access file of Siskeudes itself is never written.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.matriks import order_for_matrix
from desa_desktop.domain.rkp import Kegiatan, PolaPelaksanaan, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.wording import show_date_short
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.export import Berkas
from desa_desktop.sheets.text import guard
from desa_desktop.store.unit import Database, Unit

BENTUK = "siskeudes"
KOLOM = (
    "Kd_Desa", "Kd_Keg", "Kd_Tahun", "Kd_Sumber", "Biaya", "Volume", "Satuan", "Lokasi_Spesifik",
    "Jml_Sas_Pria", "Jml_Sas_Wanita", "Jml_Sas_ARTM", "Waktu", "Mulai", "Selesai", "Pola_Kegiatan",
    "Pelaksana", "No_ID", "Nama_Bidang", "Nama_Kegiatan",
)  # fmt: skip
"""Ta_RPJM_Pagu_Tahunan in its own spelling, joined with the names of bidang and activity."""
_POLA = {
    PolaPelaksanaan.SWAKELOLA: "Swakelola",
    PolaPelaksanaan.KERJA_SAMA_DESA: "Kerjasama",
    PolaPelaksanaan.PIHAK_KETIGA: "Pihak Ketiga",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisSiskeudes:
    """One row; the fields stand in the order of KOLOM. Codes end with the dot Siskeudes gives them.

    `no_id` is the officer's number inside Siskeudes, which nobody but Siskeudes knows: it stays empty.
    """

    kd_desa: str
    kd_keg: str
    kd_tahun: str
    kd_sumber: str
    biaya: int | None
    volume: Decimal | None
    satuan: str
    lokasi: str
    pria: int | None
    wanita: int | None
    artm: int | None
    waktu: str
    mulai: date | None
    selesai: date | None
    pola: str
    pelaksana: str
    no_id: str
    nama_bidang: str
    nama_kegiatan: str


@dataclass(frozen=True, slots=True)
class EntriKegiatan:
    """One activity in code order: its code with the dot ('' without a valid one), and its rows."""

    kode: str
    kegiatan: Kegiatan
    baris: tuple[BarisSiskeudes, ...]


def village_code(kode: str) -> str:
    """`99.01.` out of the area code 3306992001: kecamatan and village in two digits each.

    Siskeudes gives these short codes itself, one kabupaten at a time; this is the usual way, not a rule.
    """
    return f"{kode[4:6]}.{kode[-2:]}." if len(kode) >= 10 else ""


def entries(unit: Unit, kantor: Kantor, aturan: Aturan, rkp: RkpDesa) -> list[EntriKegiatan]:
    """Every activity of the plan in code order with one row for each source.

    SiLPA of a source is added to that source: Siskeudes has one row for both. What has no cost yet has a
    row as well, so that nothing is forgotten.
    """
    village, year = village_code(kantor.kode), _year_code(unit, rkp)
    groups = order_for_matrix(rkp.kegiatan, aturan)
    found: list[EntriKegiatan] = []
    for one in (kegiatan for group in groups for kegiatan in group.kegiatan):
        known = aturan.kegiatan(one.kode) if one.kode else None
        kode = f"{known.kode}." if known is not None else ""
        bidang = aturan.daftar_kode.get(bidang_of(kode)) if kode else None
        rows = tuple(
            BarisSiskeudes(
                kd_desa=village,
                kd_keg=village + kode if kode else "",
                kd_tahun=year,
                kd_sumber=sumber,
                biaya=rupiah,
                volume=one.volume,
                satuan=one.satuan,
                lokasi=one.lokasi,
                pria=one.penerima_l,
                wanita=one.penerima_p,
                artm=one.penerima_rtm,
                waktu=duration(one),
                mulai=_first_day(rkp.tahun, one.bulan_mulai),
                selesai=_last_day(rkp.tahun, one.bulan_selesai or one.bulan_mulai),
                pola=_POLA[one.pola] if one.pola is not None else "",
                pelaksana=one.pelaksana,
                no_id="",
                nama_bidang=bidang.nama if bidang is not None else "",
                nama_kegiatan=one.nama or (known.nama if known is not None else ""),
            )
            for sumber, rupiah in _money(one)
        )
        found.append(EntriKegiatan(kode, one, rows))
    return found


def _money(one: Kegiatan) -> Iterator[tuple[str, int | None]]:
    """Rupiah by source, each source once."""
    totals: dict[str, int] = {}
    for row in one.sumber_biaya:
        totals[row.sumber] = totals.get(row.sumber, 0) + (row.jumlah or 0)
    if not totals:
        yield "", one.biaya
    yield from totals.items()


def _year_code(unit: Unit, rkp: RkpDesa) -> str:
    """`THN3`: which year of the RPJM Desa it is; '' while no RPJM Desa covers the year."""
    for plan in unit.select(RpjmDesa, desa_id=rkp.desa_id):
        if rkp.tahun in plan.daftar_tahun:
            return f"THN{rkp.tahun - plan.tahun + 1}"
    return ""


def duration(one: Kegiatan) -> str:
    """`4 Bulan`; '' while the months are not known."""
    first = one.bulan_mulai or one.bulan_selesai
    last = one.bulan_selesai or one.bulan_mulai
    if first is None or last is None or last < first:
        return ""
    return _("{n} Bulan").format(n=last - first + 1)


def _first_day(tahun: int, bulan: int | None) -> date | None:
    return date(tahun, bulan, 1) if bulan else None


def _last_day(tahun: int, bulan: int | None) -> date | None:
    return date(tahun, bulan, monthrange(tahun, bulan)[1]) if bulan else None


def export_csv(database: Database, aturan: Aturan, tahun: int | None = None) -> Berkas:
    """The plan of a year (default: the office's) as CSV with commas. Raises NotFound without a plan."""
    with database.read() as unit:
        kantor = office.require(unit)
        year = tahun if tahun is not None else kantor.tahun_rencana
        rkp = unit.find(RkpDesa, dokumen_id(kantor.id, "rkp-desa", str(year)))
        if rkp is None or not rkp.kegiatan:
            raise NotFound(apa=_("RKPDes {tahun}").format(tahun=year))
        rows = [row for entry in entries(unit, kantor, aturan, rkp) for row in entry.baris]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(KOLOM)
    # a line break inside a cell loses the row in programs that read line by line (interop.md 6)
    writer.writerows([[guard(" ".join(_text(value).split())) for value in astuple(row)] for row in rows])
    return Berkas(target.getvalue().encode("utf-8-sig"), len(rows))


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return show_date_short(value)
        case Decimal():
            return format(value.normalize(), "f").replace(".", ",")
        case _:
            return str(value)
