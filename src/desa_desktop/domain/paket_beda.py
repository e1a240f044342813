"""What would change if another Paket Aturan were taken into use, row by row, in the words of its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desa_desktop.domain.paket_lembar import (
    ANGKA,
    LEMBAR,
    PAKET,
    POSISI,
    Baca,
    Kolom,
    Lembar,
    value_at,
    write_cell,
)
from desa_desktop.i18n import _

BARU, BERUBAH, HILANG = "+", "~", "-"
_HEAD = ("nomor", "tanggal", "judul")  # say whose paket it is; always shown apart
_KEYS: Mapping[str, tuple[str, ...]] = {
    "tahap": ("urutan", "kunci"),
    "earmark": ("tahun", "kunci"),
    "skema_kriteria": ("skema", "kunci"),
    "skema_peringkat": ("skema", "nama"),
    "kewajaran": ("kata", "satuan"),
    "hari_libur": ("tiap_tahun", "tanggal"),
}
_CALENDAR, _DAY = "langkah", ("hari", "bulan")
_LABELS = ("judul", "nama", "teks", "kata", "kode", "kunci")


@dataclass(frozen=True, slots=True)
class BedaAturan:
    """One difference. `tanda`: `+` a new row, `-` one that goes, `~` a value.

    `semula` and `menjadi` are in words; `is_anjuran`: the rule is advice in the other paket, so it reminds
    and is never cited.
    """

    tanda: str
    bagian: str
    lembar: str
    baris: str
    kolom: str
    semula: str
    menjadi: str
    is_anjuran: bool = False

    @property
    def teks(self) -> str:
        """The whole difference in one line."""
        where = " · ".join(part for part in (self.lembar, self.baris, self.kolom) if part)
        if self.tanda == BARU:
            text = _("{tempat}: baru ({isi})").format(tempat=where, isi=self.menjadi)
        elif self.tanda == HILANG:
            text = _("{tempat}: tidak ada lagi (semula {isi})").format(tempat=where, isi=self.semula)
        else:
            text = f"{where}: {self.semula} → {self.menjadi}"
        return f"{text} · {_('anjuran saja')}" if self.is_anjuran else text


def beda_paket(kini: Mapping[str, Any], lain: Mapping[str, Any]) -> tuple[BedaAturan, ...]:
    """From the paket in force to another one. A part that the other does not have is not compared."""
    return (*_single(kini, lain), *_places(kini, lain), *_tables(kini, lain))


def _single(kini: Mapping[str, Any], lain: Mapping[str, Any]) -> Iterator[BedaAturan]:
    for one in ANGKA:
        before, after = value_at(kini, one.tempat), value_at(lain, one.tempat)
        if one.tempat in _HEAD or after is None or before == after:
            continue
        yield BedaAturan(
            BERUBAH, one.tempat, _(PAKET), _(one.nama), "", _shown(before, one.baca), _shown(after, one.baca)
        )


def _places(kini: Mapping[str, Any], lain: Mapping[str, Any]) -> Iterator[BedaAturan]:
    for name, keys in (lain.get("posisi") or {}).items():
        before = (kini.get("posisi") or {}).get(name)
        if before != keys:
            shown = _shown(before, Baca.DAFTAR), _shown(keys, Baca.DAFTAR)
            yield BedaAturan(BERUBAH, "posisi", _(POSISI), str(name), "", *shown)


def _tables(kini: Mapping[str, Any], lain: Mapping[str, Any]) -> Iterator[BedaAturan]:
    for sheet in LEMBAR:
        if sheet.bagian in lain:
            yield from _table(sheet, kini.get(sheet.bagian, ()), lain[sheet.bagian])


def _table(
    sheet: Lembar, kini: Sequence[Mapping[str, Any]], lain: Sequence[Mapping[str, Any]]
) -> Iterator[BedaAturan]:
    keys = _KEYS.get(sheet.bagian, (sheet.kolom[0].isian,))
    before = {tuple(str(row.get(name)) for name in keys): row for row in kini}
    after = {tuple(str(row.get(name)) for name in keys): row for row in lain}
    title = _(sheet.nama)
    for key, row in after.items():
        advice = bool(row.get("unconfirmed"))
        old = before.get(key)
        if old is None:
            yield BedaAturan(BARU, sheet.bagian, title, _label(row), "", "", _whole(sheet, row), advice)
            continue
        if sheet.bagian == _CALENDAR and _day(old) != _day(row):
            words = _("Batas (hari/bulan)")
            yield BedaAturan(BERUBAH, _CALENDAR, title, _label(row), words, _day(old), _day(row), advice)
        for column in sheet.kolom:
            if sheet.bagian == _CALENDAR and column.isian in _DAY:
                continue
            was, becomes = _value(old, column), _value(row, column)
            if was != becomes:
                yield BedaAturan(
                    BERUBAH, sheet.bagian, title, _label(row), _(column.judul), was, becomes, advice
                )
    for key, row in before.items():
        if key not in after:
            yield BedaAturan(HILANG, sheet.bagian, title, _label(row), "", _whole(sheet, row), "")


def _day(row: Mapping[str, Any]) -> str:
    """`30/6`: a day and its month are one thing to people."""
    return "/".join(str(row.get(name)) for name in _DAY)


def _value(row: Mapping[str, Any], column: Kolom) -> str:
    value = row.get(column.isian)
    if value is None and column.baca is Baca.YA:
        value = False
    return _shown(value, column.baca)


def _shown(value: Any, baca: Baca) -> str:
    return str(write_cell(value, baca)) or "–"


def _label(row: Mapping[str, Any]) -> str:
    name = next((str(row[one]) for one in _LABELS if row.get(one)), "")
    before = [str(row[one]) for one in ("tahun", "skema") if row.get(one)]
    return " ".join([*before, name])


def _whole(sheet: Lembar, row: Mapping[str, Any]) -> str:
    cells = ((_(one.judul), _value(row, one)) for one in sheet.kolom if one.isian not in ("kunci", "nama"))
    return "; ".join(f"{head}: {text}" for head, text in cells if text != "–")
