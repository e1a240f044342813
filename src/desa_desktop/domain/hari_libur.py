"""Days on which offices are closed: those of every year, and those that a joint decree sets year by year.

The program ships only the days whose date never moves. The others are known when three ministers have decreed
them for a year; a kabupaten or a village brings them in as rows of the Paket Aturan, never guessed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desa_desktop.domain.paket_bagian import Bagian, BagianSalah
from desa_desktop.domain.teks import compact, squeeze
from desa_desktop.domain.wording import read_date
from desa_desktop.i18n import N_, _

NASIONAL, CUTI, DAERAH = "nasional", "cuti_bersama", "daerah"
JENIS_LIBUR: Mapping[str, str] = {
    NASIONAL: N_("Libur nasional"),
    CUTI: N_("Cuti bersama"),
    DAERAH: N_("Libur daerah"),
}
_LEAP = 2000
_WITH_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NAMES = ("nama", "keterangan", "harilibur", "peringatan", "uraian")
_SEARCHED = 15  # rows above the table of a decree: its title, its number


@dataclass(frozen=True, slots=True)
class HariLibur:
    """One day off. `tahun` 0: every year on this day; `jenis` is a key of JENIS_LIBUR."""

    tahun: int
    bulan: int
    hari: int
    nama: str = ""
    jenis: str = NASIONAL

    def is_pada(self, satu: date) -> bool:
        """Whether it falls on this day."""
        return (self.bulan, self.hari) == (satu.month, satu.day) and self.tahun in (0, satu.year)


@dataclass(frozen=True, slots=True)
class HariKerja:
    """Days that are worked (1 Monday to 7) and the days off among them."""

    hari: tuple[int, ...]
    libur: tuple[HariLibur, ...]

    def libur_pada(self, satu: date) -> HariLibur | None:
        """The day off that falls on this day, the named one first; None on any other day."""
        found = [one for one in self.libur if one.is_pada(satu)]
        return max(found, key=lambda one: bool(one.nama), default=None)

    def is_kerja(self, satu: date) -> bool:
        """Whether offices work on this day."""
        return satu.isoweekday() in self.hari and self.libur_pada(satu) is None

    def sesudah(self, mulai: date, jumlah: int) -> date:
        """The day `jumlah` working days after `mulai`, counted from the day after it (ux.md 14.6)."""
        day = mulai
        while jumlah > 0:
            day += timedelta(days=1)
            jumlah -= self.is_kerja(day)
        return day

    @property
    def tahun_lengkap(self) -> tuple[int, ...]:
        """The years whose moving holidays are here; of any other year only those that never move."""
        return tuple(sorted({one.tahun for one in self.libur if one.tahun and one.jenis == NASIONAL}))


def read_libur(one: Bagian) -> HariLibur:
    """One row of `hari_libur`. Raises BagianSalah."""
    day = read_day(one.text("tanggal", required=True))
    if day is None:
        sentence = _('"{isi}" bukan tanggal lengkap; tulis misalnya 17/8/2026')
        raise one.wrong("tanggal", sentence.format(isi=one.text("tanggal")))
    jenis = read_jenis(one.text("jenis", default="") or NASIONAL)
    if not jenis:
        words = ", ".join(_(word).lower() for word in JENIS_LIBUR.values())
        raise one.wrong("jenis", _("harus salah satu dari: {pilihan}").format(pilihan=words))
    year = 0 if one.flag("tiap_tahun", default=False) else day.year
    return HariLibur(year, day.month, day.day, one.text("nama", required=True), jenis)


def read_old_libur(text: str) -> HariLibur | None:
    """`12-25` of every year or `2027-03-10`, as a paket before there were rows wrote it; None if neither."""
    yearly = len(text) == len("MM-DD")
    try:
        day = date.fromisoformat(f"{_LEAP}-{text}" if yearly else text)
    except ValueError:
        return None
    return HariLibur(0 if yearly else day.year, day.month, day.day)


def read_day(text: str) -> date | None:
    """A date with its year, however it is written; None for anything else, never a guessed year."""
    clean = text.strip()
    try:
        return date.fromisoformat(clean)  # a cell that Excel holds as a date
    except ValueError:
        has_year = _WITH_YEAR.search(clean) and clean[0] not in "+-"
        return read_date(clean, date(_LEAP, 1, 1)).value if has_year else None


def read_jenis(text: str) -> str:
    """The key of a kind by its key or its name; "" for another word."""
    wanted = compact(text)
    for key, word in JENIS_LIBUR.items():
        if wanted in (compact(key), compact(word), compact(_(word))):
            return key
    return ""


def rows_of_list(sheets: Iterable[tuple[str, Sequence[tuple[int, Sequence[Any]]]]]) -> list[dict[str, Any]]:
    """Rows of `hari_libur` out of a list: columns Tanggal and Nama (or Keterangan), perhaps Jenis.

    Raises BagianSalah naming sheet and row of the first date that cannot be read, or when there is no such
    table. Lines without a date are left out.
    """
    for name, rows in sheets:
        for place, (_number, cells) in enumerate(rows[:_SEARCHED]):
            heads = [compact(str(cell or "")) for cell in cells]
            named = next((heads.index(word) for word in _NAMES if word in heads), None)
            if "tanggal" in heads and named is not None:
                kind = heads.index("jenis") if "jenis" in heads else None
                return _rows(name, rows[place + 1 :], heads.index("tanggal"), named, kind)
    raise BagianSalah(_("tidak ada tabel dengan kolom Tanggal dan Nama"))


def _rows(
    sheet: str, rows: Sequence[tuple[int, Sequence[Any]]], dated: int, named: int, kind: int | None
) -> list[dict[str, Any]]:
    found = []
    for number, cells in rows:
        given = _cell(cells, dated)
        if not given:
            continue
        day, nama = read_day(given), _cell(cells, named)
        word = (_cell(cells, kind) if kind is not None else "") or NASIONAL
        jenis = read_jenis(word)
        where = _("lembar {lembar}, baris {n}: ").format(lembar=sheet, n=number)
        if day is None:
            sentence = _('"{isi}" bukan satu tanggal lengkap; tulis tiap hari libur di barisnya sendiri')
            raise BagianSalah(where + sentence.format(isi=given))
        if not nama:
            raise BagianSalah(where + _("nama hari libur belum diisi"))
        if not jenis:
            raise BagianSalah(where + _('jenis "{isi}" tidak dikenal').format(isi=word))
        found.append({"tanggal": day.isoformat(), "nama": nama, "jenis": jenis, "tiap_tahun": False})
    if not found:
        raise BagianSalah(_("lembar {lembar}: belum ada tanggal").format(lembar=sheet))
    return found


def _cell(cells: Sequence[Any], place: int) -> str:
    value = cells[place] if place < len(cells) else None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return squeeze(str(value)) if value is not None else ""


def with_libur(paket: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A paket with these days off added.

    They replace those of the same year and kind, so that a decree that is changed later moves a day, and does
    not leave two.
    """
    anew = {(str(one["tanggal"])[:4], one["jenis"]) for one in rows}

    def is_kept(one: Mapping[str, Any]) -> bool:
        day = read_day(str(one["tanggal"]))
        kind = read_jenis(str(one.get("jenis") or NASIONAL))
        return bool(one.get("tiap_tahun")) or day is None or (str(day.year), kind) not in anew

    kept = [dict(one) for one in paket.get("hari_libur", ()) if is_kept(one)]
    return {**paket, "hari_libur": [*kept, *(dict(one) for one in rows)]}
