"""Residents as files: OpenSID's sheet, OpenDK's ZIP, our own list, and the rows an import did not take."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from desa_desktop.documents.lembar_polos import Polos, write_plain
from desa_desktop.domain import desa
from desa_desktop.domain.penduduk.berkas.banding import BarisNilai
from desa_desktop.domain.penduduk.berkas.kolom import (
    BERANGKA,
    BY_FIELD,
    OPENDK_JUDUL,
    OPENSID_KOLOM,
    Bentuk,
    Kolom,
)
from desa_desktop.domain.penduduk.berkas.lembar import BarisDatar, Berkas
from desa_desktop.domain.penduduk.berkas.masalah import jalan_keluar
from desa_desktop.domain.penduduk.berkas.tulis import (
    DAFTAR_KOLOM,
    OPENSID_JUDUL,
    SHEET_OPENSID,
    daftar_judul,
    daftar_row,
    nomor_opendk,
    opendk_row,
    opensid_row,
)
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import export
from desa_desktop.services import kantor as office
from desa_desktop.services.penduduk import SaringPenduduk, Urutan
from desa_desktop.sheets.scan import column_letters
from desa_desktop.store.queries import impor as queries
from desa_desktop.store.queries import penduduk as register
from desa_desktop.store.unit import Database, Unit

BENTUK = ("opensid", "opendk", "xlsx")
OPENDK_KB = 5_120
"""What OpenDK takes when OpenSID's own synchronisation sends the ZIP (interop.md 4.1); its upload page takes
ten times as much."""
_KB = 1_024
_EXACT = 15  # digits of a number that a workbook keeps
_WIDE, _NARROW = 28.0, 12.0


def export_penduduk(
    database: Database,
    kode: KodePenduduk,
    bentuk: str,
    today: date,
    *,
    saring: SaringPenduduk | None = None,
    is_kata: bool = False,
) -> export.Berkas:
    """Everybody, or the filtered list, as a file of the form `opensid`, `opendk` (a ZIP) or `xlsx`.

    `is_kata` writes words in place of codes (OpenSID only). OpenSID and OpenDK get everybody whatever became
    of them; our own list has who lives here unless `saring` says otherwise. Raises InvalidInput, NotFound.
    """
    if bentuk not in BENTUK:
        sentence = _("Bentuk {bentuk} tidak dikenal. Pilihan: {pilihan}.")
        raise InvalidInput({"bentuk": sentence.format(bentuk=bentuk, pilihan=", ".join(BENTUK))})
    if is_kata and bentuk != "opensid":
        raise InvalidInput({"kata": _("Pilihan --kata hanya untuk bentuk opensid.")})
    with database.read() as unit:
        own = office.require(unit)
        found = unit.find(desa.Desa, own.id)
        dusun: dict[UUID, str] = {one.id: one.nama for one in found.dusun} if found is not None else {}
        rows = _Counted(queries.export_rows(unit, _keys(unit, bentuk, saring, today)))
        if bentuk == "opensid":
            lines: Iterator[Sequence[Polos]] = (
                opensid_row(one, kode, dusun, is_kata=is_kata) for one in rows
            )
            made = write_plain(SHEET_OPENSID, OPENSID_JUDUL, lines, teks=_long_numbers(OPENSID_KOLOM))
        elif bentuk == "opendk":
            made = _opendk(rows, kode, dusun, show_kode(own.kode), today)
        else:
            titles = daftar_judul()
            widths = [_WIDE if title.startswith(("Nama", "Alamat")) else _NARROW + 6 for title in titles]
            listed = (daftar_row(one, kode, dusun) for one in rows)
            made = write_plain(_("Penduduk"), titles, listed, widths=widths, teks=_long_numbers(DAFTAR_KOLOM))
    return export.Berkas(made, rows.count)


def size_note(bentuk: str, ukuran: int) -> str:
    """What to say of an OpenDK ZIP of `ukuran` bytes that its receiver may refuse, "" for any other file."""
    kb = -(-ukuran // _KB)
    if bentuk != "opendk" or kb <= OPENDK_KB:
        return ""
    sentence = _(
        "ZIP ini {kb} kB, lebih dari {batas} kB yang diterima OpenDK saat sinkronisasi. "
        "Unggah lewat menu Data > Penduduk > Impor di OpenDK, yang menerima berkas lebih besar."
    )
    return sentence.format(kb=show_number(kb), batas=show_number(OPENDK_KB))


def _long_numbers(kolom: Sequence[Kolom]) -> frozenset[int]:
    return frozenset(place for place, one in enumerate(kolom) if one.field in BERANGKA)


def _keys(unit: Unit, bentuk: str, saring: SaringPenduduk | None, today: date) -> list[UUID] | None:
    if saring is None and bentuk != "xlsx":
        return None
    chosen = saring if saring is not None else SaringPenduduk()
    return register.keys_of_penduduk(unit, chosen, today, urutan=Urutan.NAMA)


class _Counted:
    """Rows that are counted while they go by."""

    def __init__(self, rows: Iterator[dict[str, Any]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def _opendk(
    rows: _Counted, kode: KodePenduduk, dusun: Mapping[UUID, str], kode_desa: str, today: date
) -> bytes:
    taken: set[int] = set()
    lines = (
        opendk_row(one, kode, dusun, nomor=nomor_opendk(one["id"], taken), desa=kode_desa) for one in rows
    )
    sheet = write_plain("Sheet1", OPENDK_JUDUL, lines)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr(f"penduduk_{today:%d_%m_%Y}_opendk.xlsx", sheet)
    return target.getvalue()


# ------------------------------------------------------------------ what an import did not take


def write_rejected(berkas: Berkas, rows: Sequence[BarisNilai]) -> bytes:
    """The rows as they came, below their own headings, with row number, state and reasons at the end.

    Rows of a printed register are laid out flat; the sheet can be corrected and read in again.
    """
    is_flat = not berkas.bentuk.is_blok
    titles = list(berkas.lembar[0].judul) if is_flat else [_title(name) for name in _flat_fields(berkas)]
    titles = [title or column_letters(place) for place, title in enumerate(titles, 1)]
    width = len(titles)
    lines: list[list[Polos]] = []
    for one in rows:
        datar = berkas.baris[one.warga.urut]
        cells = _as_it_came(datar, one) if is_flat else [_polos(datar.cell(n)) for n in _flat_fields(berkas)]
        said = [text for each in one.masalah for text in (each.teks, jalan_keluar(each)) if text]
        reasons = " ".join(dict.fromkeys(said))
        place = one.warga.nomor
        lines.append([*(cells + [None] * width)[:width], place, one.keadaan.value, reasons])
    name = SHEET_OPENSID if berkas.bentuk is Bentuk.OPENSID else _("Baris yang perlu dilihat")
    heads = [*titles, _("Baris"), _("Keadaan"), _("Masalah")]
    fields = {place: one for one, place in berkas.baris[0].peta.items()} if is_flat and berkas.baris else {}
    if not is_flat:
        fields = dict(enumerate(_flat_fields(berkas)))
    numbers = frozenset(place for place, one in fields.items() if one in BERANGKA)
    widths = [_NARROW + 6] * width + [8.0, _NARROW, 80.0]
    return write_plain(name, heads, lines, widths=widths, teks=numbers)


def _flat_fields(berkas: Berkas) -> list[str]:
    found: dict[str, None] = {}
    for row in berkas.baris:
        found.update(dict.fromkeys(row.keluarga))
        found.update(dict.fromkeys(row.peta))
    return [name for name in found if name in BY_FIELD]


def _title(name: str) -> str:
    kolom = BY_FIELD[name]
    return kolom.siak or (kolom.alias[0] if kolom.alias else kolom.opensid)


def _as_it_came(datar: BarisDatar, one: BarisNilai) -> list[Polos]:
    """The cells of a flat row; the number of the KK that stood only with the head is written out."""
    cells = [_polos(cell) for cell in datar.sel]
    place = datar.peta.get("no_kk", -1)
    if one.warga.is_kk_kosong and place >= 0 and "no_kk" in one.warga.nilai:
        cells += [None] * (place + 1 - len(cells))
        cells[place] = one.warga.nilai["no_kk"]
    return cells


def _polos(cell: Any) -> Polos:
    """A cell as it came; a number longer than a workbook keeps becomes text, so it is not cut again."""
    if isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) >= 10**_EXACT:
        return str(cell)
    if cell is None or isinstance(cell, str | date | Decimal) or (isinstance(cell, int) and cell is not True):
        return cell
    return str(cell)
