"""The price list of a year: what things cost, for the lines of estimates (RAB)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.harga import DaftarHarga, DaftarHargaId, HargaSatuan
from desa_desktop.domain.identity import id_by_key
from desa_desktop.domain.rkp import BarisRab
from desa_desktop.domain.teks import plain_words
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, stop_if_locked
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database, Unit

_MOST = 200  # lines that completion offers


@dataclass(frozen=True, slots=True)
class HargaTampil:
    """The price list of a year; `baris` in its order. `id` is None while nobody has begun one."""

    id: UUID | None
    tahun: int
    judul: str
    sumber: str
    baris: tuple[HargaSatuan, ...]

    @property
    def asal(self) -> str:
        """Whose prices they are, beside an estimate: `Daftar harga 2027: SK Bupati ...`."""
        words = _("Daftar harga {tahun}").format(tahun=self.tahun)
        return f"{words}: {self.sumber}" if self.sumber else words


def key_of(desa: UUID, tahun: int) -> UUID:
    """The id of a village's price list of a year; it never travels, so it is no dokumen."""
    return id_by_key(desa, "daftar-harga", str(tahun))


def show_harga(database: Database, tahun: int) -> HargaTampil:
    """The price list of `tahun`; an empty one when none was begun."""
    with database.read() as unit:
        return _show(unit, tahun)


def _show(unit: Unit, tahun: int) -> HargaTampil:
    found = unit.find(DaftarHarga, key_of(office.require(unit).id, tahun))
    if found is None:
        return HargaTampil(None, tahun, "", "", ())
    rows = tuple(sorted(found.baris, key=lambda one: one.urut))
    return HargaTampil(found.id, tahun, found.judul, found.sumber, rows)


def begin_list(database: Database, tahun: int, *, by: str, at: datetime) -> UUID:
    """The price list of `tahun`, made when it is not there yet; returns its id."""
    with database.unit() as unit:
        desa = office.require(unit).id
        key = key_of(desa, tahun)
        if unit.find(DaftarHarga, key) is None:
            title = _("Daftar harga satuan {tahun}").format(tahun=tahun)
            unit.add(DaftarHarga(id=DaftarHargaId(key), desa_id=DesaId(desa), tahun=tahun, judul=title))
            unit.commit(_("mulai daftar harga {tahun}").format(tahun=tahun), by, at)
    return key


def copy_prices(database: Database, tahun: int, *, by: str, at: datetime) -> int:
    """Copy last year's prices that are not listed yet; returns how many."""
    key = begin_list(database, tahun, by=by, at=at)
    with database.unit() as unit:
        before = _show(unit, tahun - 1)
        target = unit.get(DaftarHarga, key)
        there = {(plain_words(one.uraian), one.satuan) for one in target.baris}
        rows = [
            {
                "kode": one.kode,
                "uraian": one.uraian,
                "kelompok": one.kelompok,
                "satuan": one.satuan,
                "harga": one.harga,
                "lokasi": one.lokasi,
            }
            for one in before.baris
            if (plain_words(one.uraian), one.satuan) not in there
        ]
        made = insert_rows(target, KINDS[HargaSatuan], rows)
        if made and not target.sumber:
            target.sumber = before.sumber
        unit.commit(_("salin {n} harga dari {tahun}").format(n=len(made), tahun=tahun - 1), by, at)
    return len(made)


def search(shown: HargaTampil, words: str, most: int = _MOST) -> Sequence[HargaSatuan]:
    """The prices whose words contain all the words typed, those that begin like it first."""
    wanted = plain_words(words).split()
    hits = []
    for row in shown.baris:
        text = plain_words(f"{row.uraian} {row.kode} {row.satuan}")
        if all(word in text for word in wanted):
            hits.append((not text.startswith(" ".join(wanted)), row.urut, row))
    return [row for _late, _urut, row in sorted(hits, key=lambda hit: hit[:2])[:most]]


def find_price(shown: HargaTampil, uraian: str) -> HargaSatuan | None:
    """The one price that a line of an estimate names exactly; None when there is none or several differ."""
    wanted = plain_words(uraian)
    same = [row for row in shown.baris if plain_words(row.uraian) == wanted]
    return same[0] if same and len({(row.satuan, row.harga) for row in same}) == 1 else None


def use_price(database: Database, baris: UUID, harga: UUID, *, by: str, at: datetime) -> None:
    """A line of an estimate takes name, unit, price, code and group from the list. Raises Locked."""
    with database.unit() as unit:
        line, price = unit.get(BarisRab, baris), unit.get(HargaSatuan, harga)
        stop_if_locked(unit, BarisRab, line)
        line.uraian, line.satuan, line.harga_satuan = price.uraian, price.satuan, price.harga
        line.kelompok = price.kelompok or line.kelompok
        line.kode = line.kode or price.kode
        if line.teks_asli:
            answered = ("uraian", "satuan", "harga_satuan")
            line.teks_asli = {key: text for key, text in line.teks_asli.items() if key not in answered}
        unit.commit(_("pakai harga dari daftar"), by, at)
