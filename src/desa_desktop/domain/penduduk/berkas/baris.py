"""The cells of one person read into values, with all that must be asked; the readers are those of entry.

A date is never stored wrong and a NIK never padded: what is in doubt has no value here, only its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from desa_desktop.domain.penduduk.baca import (
    KolomJk,
    Nama,
    cell_text,
    detect_jk,
    dusun_key,
    near_dusun,
    plain_dusun,
    read_dusun,
    read_jk,
    read_kode,
    read_nama,
    read_rt,
    read_rt_rw,
    read_rw,
)
from desa_desktop.domain.penduduk.berkas.kolom import BY_FIELD, KOLOM, Baca, Bentuk
from desa_desktop.domain.penduduk.berkas.lembar import BarisDatar
from desa_desktop.domain.penduduk.berkas.masalah import Berat, Jawab, Jawaban, Masalah, Sikap
from desa_desktop.domain.penduduk.kode import KodePenduduk, fold, is_empty_mark
from desa_desktop.domain.penduduk.nik import DIGITS, birth_of, cut_off, is_cut_off, read_nik, read_no_kk
from desa_desktop.domain.penduduk.orang import KEPALA, StatusDasar
from desa_desktop.domain.penduduk.periksa import Latar
from desa_desktop.domain.penduduk.tanggal import BIASA, KolomTanggal, detect_urutan, read_tanggal
from desa_desktop.domain.penduduk.terbaca import Terbaca, ragu, salah
from desa_desktop.domain.wording import read_integer, read_time, show_date
from desa_desktop.i18n import _
from desa_desktop.sheets import NOT_COUNTED

_UNREAD_DATE = date(1970, 1, 1)  # what OpenSID stores for a date it cannot read (interop.md 1.4)
_TTL = re.compile(r"([^0-9]*?)[\s,/.\-]*([0-9].*)")
_IN_ALAMAT = re.compile(r"(?:dusun|dsn|dukuh|dkh|padukuhan)\b\.?\s*([^,/]+)", re.IGNORECASE)
_OF_DATES = re.compile(r"[0-9]{1,4}\s*[-/. ]\s*[0-9a-zA-Z]{1,9}\s*[-/. ]\s*[0-9]{2,4}")
_CHECKED = 400  # cells of a column that say whether two columns are swapped
_MOST = 0.6
_ROW_BY_ROW = ("nik", "nama_ayah")  # swapped columns whose cells look right one by one
_SIGN = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|RUMUS\?|GETTING_DATA|SPILL!|CALC!)")
_READ_FIRST = ("nik", "no_kk", "nama")
_OFTEN, _MOSTLY = 0.3, 0.8
_LARGEST = 9_999  # grams, millimetres, or the place among brothers and sisters
_RARE = 5  # a spelling that stands once where a near one stands five times is asked about
# words of the broken "Ekspor Huruf": the column holds another table (interop.md 2)
_NO_STATUS = frozenset({"tetap", "tidaktetap"})


@dataclass(frozen=True, slots=True)
class Konteks:
    """What cells are held against: the code lists, the day, hamlets by name, words the village taught.

    `latar` is what the checks need; `kata` field -> folded word -> code.
    """

    kode: KodePenduduk
    today: date
    latar: Latar
    dusun: Mapping[str, UUID] = field(default_factory=dict)
    kata: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tertukar:
    """Two columns that probably stand in each other's place."""

    satu: str
    dua: str
    teks: str


@dataclass(frozen=True, slots=True)
class Pengamatan:
    """What the columns of a file say as a whole: order of dates, what P means, which are swapped.

    `dusun`: a rare spelling (folded) to the frequent one that is near, for a village that keeps no hamlets.
    `terpotong`: columns of numbers that lost their last digit on the way through Excel.
    """

    bentuk: Bentuk
    tanggal: Mapping[str, KolomTanggal]
    jk: KolomJk
    tertukar: tuple[Tertukar, ...]
    dusun: Mapping[str, str] = field(default_factory=dict)
    terpotong: frozenset[str] = frozenset()


@dataclass(slots=True)
class BarisWarga:
    """One person as read: values by field (only what is not empty), problems, texts that stay unread.

    `urut` is its place in the file. The fields of the family (number of the KK, address, hamlet, RW, RT) are
    among `nilai`; a hamlet is its id, or its name where the village does not have it yet. `is_kk_strip`: the
    cell of the KK says itself that there is no number (`-`), so that none is taken from the row above.
    """

    urut: int
    lembar: str
    nomor: int
    nilai: dict[str, Any]
    masalah: list[Masalah]
    teks_asli: dict[str, str]
    is_kk_kosong: bool = True
    is_kk_strip: bool = False


def amati(
    baris: Sequence[BarisDatar], bentuk: Bentuk, konteks: Konteks, *, is_1904: bool = False
) -> Pengamatan:
    """Look at the columns as a whole before a cell is read. `is_1904`: see `sheets.Sheet`."""
    dates = {
        one.field: detect_urutan((row.cell(one.field) for row in baris), konteks.today, is_1904=is_1904)
        for one in KOLOM
        if one.baca in (Baca.TANGGAL, Baca.TANGGAL_DEPAN) and _has(baris, one.field)
    }
    if _has(baris, "_ttl"):
        parts = (_split_ttl(row.cell("_ttl"))[1] for row in baris)
        dates["tanggal_lahir"] = detect_urutan(parts, konteks.today, is_1904=is_1904)
    hamlets = {} if konteks.dusun else _rare_spellings(baris)
    jk = detect_jk(row.cell("jk") for row in baris)
    cut = frozenset(name for name in ("nik", "no_kk", "nik_ayah", "nik_ibu") if _is_cut_off(baris, name))
    return Pengamatan(bentuk, dates, jk, tuple(_swapped(baris)), hamlets, cut)


def _is_cut_off(baris: Sequence[BarisDatar], name: str) -> bool:
    """Only text is counted: a number-typed cell is asked about by itself."""
    texts = {row.cell(name) for row in baris}
    digits = {"".join(filter(str.isdigit, one)) for one in texts if isinstance(one, str)}
    return is_cut_off({one for one in digits if len(one) == DIGITS})


def _rare_spellings(baris: Sequence[BarisDatar]) -> dict[str, str]:
    names = Counter(plain_dusun(cell_text(row.cell("dusun_id"))) for row in baris)
    usual = {dusun_key(name): name for name, _count in names.most_common()}
    found: dict[str, str] = {}
    for name, count in names.items():
        own = dusun_key(name)
        others = [key for key, other in usual.items() if names[other] >= _RARE * count and key != own]
        near = near_dusun(own, others)
        if near:
            found[fold(name)] = usual[near]
    return found


def _has(baris: Sequence[BarisDatar], name: str) -> bool:
    return any(row.has(name) for row in baris[:1]) or any(row.has(name) for row in baris)


def _swapped(baris: Sequence[BarisDatar]) -> Iterable[Tertukar]:
    some = baris[:_CHECKED]
    place, day = _filled(some, "tempat_lahir"), _filled(some, "tanggal_lahir")
    if len(place) >= 3 and len(day) >= 3:
        dates_in_place = sum(_looks_like_date(one) for one in place) / len(place)
        dates_in_day = sum(_looks_like_date(one) for one in day) / len(day)
        if dates_in_place > _MOST and dates_in_day < 1 - _MOST:
            yield Tertukar(
                "tempat_lahir", "tanggal_lahir", _("Kolom tempat dan tanggal lahir tampaknya tertukar.")
            )
    nik, kk = (
        [cell_text(one) for one in _filled(some, "nik")],
        [cell_text(one) for one in _filled(some, "no_kk")],
    )
    if len(nik) >= 6 and len(kk) >= 6 and len(set(nik)) <= 0.7 * len(nik) and len(set(kk)) >= 0.95 * len(kk):
        yield Tertukar(
            "nik", "no_kk", _("Kolom NIK berulang dan kolom Nomor KK tidak: kedua kolom tampaknya tertukar.")
        )
    if _parents_swapped(some):
        yield Tertukar("nama_ayah", "nama_ibu", _("Kolom nama ayah dan nama ibu tampaknya tertukar."))


def _parents_swapped(baris: Sequence[BarisDatar]) -> bool:
    """Whether children name the man of their KK as mother: only counted where the head's name is known."""
    men: dict[str, str] = {}
    for row in baris:
        if fold(cell_text(row.cell("jk"))) in ("l", "lk", "lakilaki", "1", "pria"):
            men.setdefault(cell_text(row.cell("no_kk")), fold(cell_text(row.cell("nama"))))
    right: Counter[str] = Counter()
    for row in baris:
        man = men.get(cell_text(row.cell("no_kk")), "")
        if man:
            for name in ("nama_ayah", "nama_ibu"):
                right[name] += fold(cell_text(row.cell(name))) == man
    return right["nama_ibu"] >= 6 and right["nama_ibu"] > 4 * right["nama_ayah"]


def _filled(baris: Iterable[BarisDatar], name: str) -> list[Any]:
    cells = (row.cell(name) for row in baris)
    return [one for one in cells if one is not None and not is_empty_mark(str(one))]


def _looks_like_date(cell: Any) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and bool(_OF_DATES.fullmatch(cell.strip())))


def _split_ttl(cell: Any) -> tuple[str, Any]:
    """`KEBUMEN, 17-08-1990` in its two parts."""
    if isinstance(cell, date):
        return "", cell
    text = cell_text(cell)
    found = _TTL.fullmatch(text)
    return (found[1].strip(" ,"), found[2]) if found is not None else (text, None)


# ------------------------------------------------------------------ reading


class Pembaca:
    """Reads the rows of one file; equal cells of a column of words are read once."""

    def __init__(self, konteks: Konteks, pengamatan: Pengamatan, jawaban: Jawaban) -> None:
        self._konteks, self._pengamatan, self._jawaban = konteks, pengamatan, jawaban
        self._known: dict[tuple[str, Any], Terbaca[Any]] = {}
        self._answered = {urut for urut, _field in jawaban}
        self._readers: Mapping[Baca, Callable[[_Baris, str, Any], None]] = {
            Baca.TEKS: self._teks,
            Baca.NIK: self._nik_lain,
            Baca.ORANG_TUA: self._orang_tua,
            Baca.JK: self._jk,
            Baca.TANGGAL: self._tanggal,
            Baca.TANGGAL_DEPAN: self._tanggal,
            Baca.KODE: self._kode,
            Baca.STATUS: self._status,
            Baca.DUSUN: self._dusun,
            Baca.RT: self._rt,
            Baca.RW: self._rw,
            Baca.TTL: self._ttl,
            Baca.RT_RW: self._rt_rw,
            Baca.BILANGAN: self._bilangan,
            Baca.JAM: self._jam,
            Baca.TANDA: self._tanda,
            Baca.TERCATAT: self._tercatat,
        }

    def read(self, urut: int, datar: BarisDatar) -> BarisWarga:
        """One row; its problems in the order of the columns."""
        row = _Baris(BarisWarga(urut, datar.lembar, datar.nomor, {}, [], {}), datar)
        if urut in self._answered:
            row.jawab = {name: one for (place, name), one in self._jawaban.items() if place == urut}
        for pair in self._pengamatan.tertukar:
            if pair.satu in _ROW_BY_ROW:
                self._swapped_columns(row, pair)
        self._nik(row)
        self._no_kk(row)
        self._nama(row)
        if (
            isinstance(row.jawab.get("tempat_lahir"), Jawab)
            and row.jawab["tempat_lahir"].nilai is Sikap.TUKAR
        ):
            row.tukar("tempat_lahir", "tanggal_lahir")
        names = datar.peta if not datar.keluarga else {**datar.peta, **datar.keluarga}
        for name in names:
            if name not in _READ_FIRST:
                cell = row.cell(name)
                if cell is not None or name in row.jawab:
                    self._one(row, name, cell, BY_FIELD[name].baca)
        for name, answer in row.jawab.items():  # of fields that the sheet has no column for
            is_read = name in names or name in _READ_FIRST or (name == "tanggal_lahir" and "_ttl" in names)
            if not is_read and name in BY_FIELD:
                self._one(row, name, answer.nilai if answer.is_ketikan else None, BY_FIELD[name].baca)
        self._afterwards(row)
        return row.warga

    @staticmethod
    def _swapped_columns(row: _Baris, pair: Tertukar) -> None:
        """A row of columns that probably stand in each other's place waits until somebody says so."""
        cells = [row.datar.cell(pair.satu), row.datar.cell(pair.dua)]
        if all(cell is None for cell in cells):
            return
        answer = row.jawab.get(f"_{pair.satu}")
        if answer is None:
            doubt: Terbaca[Any] = ragu("P-222", pair.teks, Sikap.TUKAR, Sikap.BENAR)
            row.ask(f"_{pair.satu}", cells[0], doubt, Berat.TAHAN)
        elif answer.nilai is Sikap.TUKAR:
            row.tukar(pair.satu, pair.dua)

    def _one(self, row: _Baris, name: str, cell: Any, baca: Baca) -> None:
        answer = row.jawab.get(name)
        if answer is not None and not answer.is_ketikan and answer.nilai is not Sikap.TUKAR:
            row.take(name, answer.nilai)
            return
        reader = self._readers.get(baca)
        if _is_sign(cell):
            shown = {"_ttl": "tanggal_lahir", "_rt_rw": "rt"}.get(name, name)
            row.ask(shown, cell, _formula(cell), Berat.TANYA)
        elif reader is not None:
            reader(row, name, cell)

    # -------------------------------------------------------------- numbers

    def _nik(self, row: _Baris) -> None:
        answer = row.jawab.get("nik")
        if answer is not None and not answer.is_ketikan:
            row.take("nik", answer.nilai)
            if answer.nilai is Sikap.KOSONG and row.datar.cell("nik") is not None:
                row.warga.teks_asli["nik"] = cell_text(row.datar.cell("nik"))
            return
        cell = row.cell("nik")
        if cell is None:
            return
        if _is_sign(cell):
            row.ask("nik", cell, _formula(cell), Berat.TANYA)
            return
        found = read_nik(cell)
        if found.nilai is not None:
            if self._pengamatan.bentuk.is_opensid and found.nilai.startswith("0"):
                return  # OpenSID's stand-in for somebody without NIK (interop.md 1.5)
            found = self._doubted(row, found.nilai) or found
        elif not found.is_jelas and not found.is_ragu:  # without a NIK somebody can always come in
            found = replace(found, usul=(*found.usul, Sikap.KOSONG))  # type: ignore[arg-type]
        berat = Berat.TANYA if found.is_ragu or found.aturan == "P-113" else Berat.TOLAK
        row.settle("nik", cell, found, berat)

    def _doubted(self, row: _Baris, nik: str) -> Terbaca[str] | None:
        """Sixteen digits that are probably no NIK; None for others."""
        if nik.startswith("0"):
            sentence = _("{nomor} berawal 0: nomor pengganti, bukan NIK. Kosongkan NIK-nya.")
            return ragu("P-113", sentence.format(nomor=nik), Sikap.KOSONG)  # type: ignore[arg-type]
        if "nik" in self._pengamatan.terpotong and nik.endswith("0") and "nik" not in row.jawab:
            return cut_off("NIK")
        if nik.endswith("0000"):
            return ragu(
                "P-106",
                _("NIK berakhir 0000: angka terakhirnya hilang di Excel. Tulis ulang dari KK."),
            )
        return None

    def _no_kk(self, row: _Baris) -> None:
        answer = row.jawab.get("no_kk")
        if answer is not None and not answer.is_ketikan:
            row.take("no_kk", answer.nilai)
            return
        cell = row.cell("no_kk")
        if cell is None:
            return
        if _is_sign(cell):
            row.warga.is_kk_kosong = False
            row.ask("no_kk", cell, _formula(cell), Berat.TAHAN)
            return
        found = self._once("no_kk", cell, lambda: read_no_kk(cell))
        row.warga.is_kk_kosong = row.warga.is_kk_strip = found.is_jelas and found.nilai is None
        is_cut = "no_kk" in self._pengamatan.terpotong and "no_kk" not in row.jawab
        if is_cut and found.nilai is not None and found.nilai.endswith("0"):
            found = cut_off("KK")
        row.settle("no_kk", cell, found, Berat.TAHAN if found.is_ragu else Berat.TOLAK)

    def _nik_lain(self, row: _Baris, name: str, cell: Any) -> None:
        found = self._once(name, cell, lambda: read_nik(cell))
        if found.nilai is not None and found.nilai.startswith("0"):
            return
        is_cut = name in self._pengamatan.terpotong and name not in row.jawab
        if is_cut and found.nilai is not None and found.nilai.endswith("0"):
            found = cut_off("NIK")
        row.settle(name, cell, found, Berat.TANYA)

    def _once(self, name: str, cell: Any, read: Callable[[], Terbaca[Any]]) -> Terbaca[Any]:
        key = (name, cell)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = read()
        return found

    # -------------------------------------------------------------- names

    def _nama(self, row: _Baris) -> None:
        answer = row.jawab.get("nama")
        if answer is not None and isinstance(answer.nilai, Nama):
            row.take_nama(answer.nilai)
            return
        cell = row.cell("nama")
        if _is_sign(cell):
            row.ask("nama", cell, _formula(cell), Berat.TAHAN)
            return
        found = read_nama(cell)
        if found.nilai is None:
            berat = Berat.TAHAN if found.is_ragu else Berat.TOLAK
            row.ask("nama", cell, found, berat)
            return
        row.take_nama(found.nilai)
        if found.nilai.is_almarhum and "status_dasar" not in row.jawab:
            row.is_late = True
            row.ask(
                "status_dasar",
                cell,
                ragu(
                    "P-323",
                    _("Nama bertanda almarhum. Apakah orang ini sudah meninggal?"),
                    StatusDasar.MATI,
                    StatusDasar.HIDUP,
                ),
                Berat.TAHAN,
            )

    def _orang_tua(self, row: _Baris, name: str, cell: Any) -> None:
        if is_empty_mark(cell_text(cell)):
            return
        found = self._once(name, cell, lambda: _parent_name(cell))
        row.settle(name, cell, found, Berat.TANYA)

    def _teks(self, row: _Baris, name: str, cell: Any) -> None:
        text = cell if type(cell) is str and cell.isalnum() else cell_text(cell)
        if not is_empty_mark(text):
            row.warga.nilai[name] = text

    # -------------------------------------------------------------- words

    def _jk(self, row: _Baris, name: str, cell: Any) -> None:
        daftar, kolom = self._konteks.kode["jenis_kelamin"], self._pengamatan.jk
        found = self._known.get((name, cell))
        if found is None:
            found = read_jk(cell, daftar, kolom, nik=row.warga.nilai.get("nik", ""))
            if found.is_jelas and not kolom.is_p_meragukan:
                self._known[name, cell] = found
        row.settle(name, cell, found, Berat.TANYA)

    def _kode(self, row: _Baris, name: str, cell: Any) -> None:
        found = self._known.get((name, cell))
        if found is None:
            daftar = self._konteks.kode.of_field(name)
            assert daftar is not None
            shown = cell.replace("_", " ") if isinstance(cell, str) else cell
            found = self._known[name, cell] = read_kode(
                shown, daftar, self._konteks.kata.get(name), is_opensid=self._pengamatan.bentuk.is_opensid
            )
        row.settle(name, cell, found, Berat.TANYA)

    def _status(self, row: _Baris, name: str, cell: Any) -> None:
        text = cell_text(cell)
        if is_empty_mark(text) or fold(text) in _NO_STATUS or row.is_late:
            return
        kode = self._konteks.kode["status_dasar"].find(text)
        if kode is None:
            found: Terbaca[StatusDasar] = salah(
                "P-311",
                _("{kata} tidak ada di daftar pilihan.").format(kata=text),
                StatusDasar.HIDUP,
                StatusDasar.MATI,
                StatusDasar.PINDAH,
            )
            row.settle(name, cell, found, Berat.TAHAN)
            return
        row.warga.nilai[name] = StatusDasar.of_kode(kode)

    # -------------------------------------------------------------- places

    def _dusun(self, row: _Baris, name: str, cell: Any) -> None:
        text = cell_text(cell)
        if is_empty_mark(text):
            return
        known = self._konteks.dusun
        if not known:  # a village that keeps no hamlets yet gets those of its register
            own = plain_dusun(text)
            usual = self._pengamatan.dusun.get(fold(own))
            if usual is None or name in row.jawab:
                row.warga.nilai[name] = own
                return
            sentence = _("Dusun {nama} hanya sekali-sekali ditulis begini. Maksudnya {usul}?")
            row.ask(name, cell, ragu("P-341", sentence.format(nama=own, usul=usual), usual, own), Berat.TANYA)
            return
        found = self._once(name, cell, lambda: self._read_dusun(cell))
        row.settle(name, cell, found, Berat.TANYA)

    def _read_dusun(self, cell: Any) -> Terbaca[Any]:
        found: Terbaca[Any] = read_dusun(cell, self._konteks.dusun)
        if found.is_jelas:
            return found
        return replace(found, usul=(*found.usul, plain_dusun(cell_text(cell))))

    def _rt(self, row: _Baris, name: str, cell: Any) -> None:
        text = cell_text(cell)
        if "/" in text:  # `001/002` in the column of the RT alone
            self._rt_rw(row, name, cell)
            return
        row.settle(name, cell, self._once(name, cell, lambda: read_rt(cell)), Berat.TANYA)

    def _rw(self, row: _Baris, name: str, cell: Any) -> None:
        row.settle(name, cell, self._once(name, cell, lambda: read_rw(cell)), Berat.TANYA)

    def _rt_rw(self, row: _Baris, name: str, cell: Any) -> None:
        found = self._once(name, cell, lambda: read_rt_rw(cell))
        if found.nilai is None:
            if "rt" in row.jawab:
                return
            row.ask("rt", cell, found, Berat.TANYA)
            return
        for field_name, value in zip(("rt", "rw"), found.nilai, strict=True):
            if value:
                row.warga.nilai.setdefault(field_name, value)

    # -------------------------------------------------------------- what only our own list writes

    def _bilangan(self, row: _Baris, name: str, cell: Any) -> None:
        text = cell_text(cell)
        if is_empty_mark(text):
            return
        value = read_integer(text).value
        if isinstance(value, int) and 0 < value <= _LARGEST:
            row.warga.nilai[name] = value
            return
        row.ask(
            name, cell, ragu("P-231", _("{isi} bukan bilangan yang wajar.").format(isi=text)), Berat.TANYA
        )

    def _jam(self, row: _Baris, name: str, cell: Any) -> None:
        if isinstance(cell, time):
            row.warga.nilai[name] = cell.replace(second=0, microsecond=0)
            return
        text = cell_text(cell)
        if is_empty_mark(text):
            return
        found = read_time(text)
        if isinstance(found.value, time):
            row.warga.nilai[name] = found.value
        else:
            row.ask(name, cell, ragu("P-232", found.problem), Berat.TANYA)

    def _tanda(self, row: _Baris, name: str, cell: Any) -> None:
        if fold(cell_text(cell)) in ("ya", "y", "x", "v", "1", "true", "perkiraan"):
            row.warga.nilai[name] = True

    def _tercatat(self, row: _Baris, name: str, cell: Any) -> None:
        text = cell_text(cell)
        if is_empty_mark(text):
            return
        known = {"tercatat": "tercatat", "ya": "tercatat", "kawintercatat": "tercatat"}
        known |= dict.fromkeys(("belumtercatat", "tidak", "kawinbelumtercatat", "siri"), "belum_tercatat")
        value = known.get(fold(text))
        if value is not None:
            row.warga.nilai[name] = value
            return
        sentence = _("{isi} tidak dikenal. Tulis Tercatat atau Belum tercatat.").format(isi=text)
        row.ask(name, cell, ragu("P-233", sentence, "tercatat", "belum_tercatat"), Berat.TANYA)

    # -------------------------------------------------------------- dates

    def _ttl(self, row: _Baris, name: str, cell: Any) -> None:
        place, day = _split_ttl(cell)
        if place and not is_empty_mark(place):
            row.warga.nilai.setdefault("tempat_lahir", place)
        if day is not None and "tanggal_lahir" not in row.datar.peta:
            self._one(row, "tanggal_lahir", row.typed("tanggal_lahir", day), Baca.TANGGAL)

    def _tanggal(self, row: _Baris, name: str, cell: Any) -> None:
        nik = row.warga.nilai.get("nik", "") if name == "tanggal_lahir" else ""
        kolom = BIASA if name in row.jawab else self._pengamatan.tanggal.get(name, BIASA)
        is_future = BY_FIELD[name].baca is Baca.TANGGAL_DEPAN
        found = read_tanggal(cell, self._konteks.today, kolom, nik=nik, is_future_ok=is_future)
        if found.nilai == _UNREAD_DATE and self._pengamatan.bentuk.is_opensid and name not in row.jawab:
            found = self._suspect(nik, name)
        if name != "tanggal_lahir":
            if found.nilai is not None and found.is_perkiraan:
                sentence = _("Hanya tahun atau bulannya yang tertulis. Tulis tanggal lengkapnya.")
                found = ragu("P-201", sentence)
            row.settle(name, cell, found, Berat.TANYA)
            return
        if found.nilai is None and not found.is_jelas:
            found = self._with_witness(row, cell, found)
        if found.nilai is not None:
            row.warga.nilai[name] = found.nilai
            if found.is_perkiraan:
                row.warga.nilai["is_lahir_perkiraan"] = True
                self._guess_beside_nik(row, cell, found.nilai, nik)
            return
        row.settle(name, cell, found, Berat.TANYA if found.is_ragu else Berat.TOLAK)

    def _guess_beside_nik(self, row: _Baris, cell: Any, guess: date, nik: str) -> None:
        """Only the year is written, and the NIK names a whole day of that year."""
        born = birth_of(nik, self._konteks.today) if nik else None
        if born is not None and born.year == guess.year and born != guess:
            sentence = _("Tanggalnya tidak lengkap. Menurut NIK {tanggal}. Pakai tanggal itu?")
            found: Terbaca[date] = ragu("P-209", sentence.format(tanggal=show_date(born)), born)
            row.ask("tanggal_lahir", cell, found, Berat.INGAT)

    def _suspect(self, nik: str, name: str) -> Terbaca[date]:
        """1 January 1970 in a file of OpenSID usually stands for a date it could not read."""
        born = birth_of(nik, self._konteks.today) if nik else None
        if born == _UNREAD_DATE:
            return Terbaca(_UNREAD_DATE)
        usul = (born, _UNREAD_DATE) if born is not None else (_UNREAD_DATE,)
        sentence = _("OpenSID menulis 1 Januari 1970 bila tanggal aslinya tidak terbaca. Periksa dengan KK.")
        return ragu("P-208", sentence, *usul)

    def _with_witness(self, row: _Baris, cell: Any, found: Terbaca[date]) -> Terbaca[date]:
        """A swap with the place of birth, or the date that the NIK says, as one more way out."""
        place = row.cell("tempat_lahir")
        if not found.is_ragu and place is not None and _looks_like_date(place):
            other = read_tanggal(place, self._konteks.today, nik=row.warga.nilai.get("nik", ""))
            if other.nilai is not None and re.search(r"[A-Za-z]{3}", cell_text(cell)):
                row.is_swapped = True
                sentence = _("Tempat dan tanggal lahir tertukar. Tukar isinya?")
                return ragu("P-221", sentence, Sikap.TUKAR)  # type: ignore[arg-type]
        born = birth_of(row.warga.nilai.get("nik", ""), self._konteks.today)
        if born is not None and born not in found.usul:
            return replace(found, usul=(*found.usul, born))
        return found

    # -------------------------------------------------------------- what follows from several cells

    def _afterwards(self, row: _Baris) -> None:
        nilai = row.warga.nilai
        if row.is_swapped:
            nilai.pop("tempat_lahir", None)
        if "dusun_id" not in nilai and "dusun_id" not in row.datar.peta and "alamat" in nilai:
            found = _IN_ALAMAT.match(nilai["alamat"])
            if found is not None and "dusun_id" not in row.jawab:
                self._dusun(row, "dusun_id", found[1])


def _is_sign(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith("#") and _SIGN.fullmatch(cell.strip()) is not None


def _formula(sign: str) -> Terbaca[Any]:
    """A cell whose formula gave an error, or whose result was never stored."""
    if sign.strip() == NOT_COUNTED:
        sentence = _(
            "Sel ini berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu impor lagi."
        )
        return ragu("P-223", sentence)
    sentence = _("Rumus di sel ini galat ({tanda}). Betulkan rumusnya di Excel, atau ketik nilainya.")
    return ragu("P-223", sentence.format(tanda=sign.strip()))


def _parent_name(cell: Any) -> Terbaca[str]:
    found = read_nama(cell)
    if found.nilai is None:
        return Terbaca(None, found.aturan, found.teks, tuple(one.nama for one in found.usul), found.is_ragu)
    name = found.nilai
    whole = f"{name.gelar_depan} {name.nama}".strip()
    return Terbaca(f"{whole}, {name.gelar_belakang}" if name.gelar_belakang else whole)


class _Baris:
    """A row while it is read."""

    __slots__ = ("_swap", "datar", "is_late", "is_swapped", "jawab", "warga")

    def __init__(self, warga: BarisWarga, datar: BarisDatar) -> None:
        self.warga, self.datar = warga, datar
        self.jawab: Mapping[str, Jawab] = {}
        self.is_late = self.is_swapped = False
        self._swap: dict[str, Any] = {}

    def cell(self, name: str) -> Any:
        """The cell, or what a person typed into it."""
        found = self._swap[name] if name in self._swap else self.datar.cell(name)
        return self.typed(name, found) if self.jawab else found

    def typed(self, name: str, cell: Any) -> Any:
        """What a person typed in place of the cell."""
        answer = self.jawab.get(name)
        return answer.nilai if answer is not None and answer.is_ketikan else cell

    def tukar(self, satu: str, dua: str) -> None:
        """Two fields change their cells."""
        self._swap[satu], self._swap[dua] = self.datar.cell(dua), self.datar.cell(satu)

    def take(self, name: str, value: Any) -> None:
        """The answer of a person; KOSONG and BENAR leave the field as it is."""
        if isinstance(value, Nama):
            self.take_nama(value)
        elif value is not None and not isinstance(value, Sikap):
            self.warga.nilai[name] = value

    def take_nama(self, nama: Nama) -> None:
        """A name with its titles."""
        nilai = self.warga.nilai
        nilai["nama"] = nama.nama
        if nama.gelar_depan:
            nilai["gelar_depan"] = nama.gelar_depan
        if nama.gelar_belakang:
            nilai["gelar_belakang"] = nama.gelar_belakang

    def settle(self, name: str, cell: Any, found: Terbaca[Any], berat: Berat) -> None:
        """Keep the value or ask."""
        if found.nilai is not None:
            if found.nilai != "":
                self.warga.nilai[name] = found.nilai
        elif not found.is_jelas:
            self.ask(name, cell, found, berat)

    def ask(self, name: str, cell: Any, found: Terbaca[Any], berat: Berat) -> None:
        """Note a problem; the text is kept where the row can go in without the value."""
        text = cell_text(cell)
        usul = tuple(one for one in found.usul if one is not None)
        self.warga.masalah.append(Masalah(name, text, found.aturan, found.teks, berat, usul))
        if berat is Berat.TANYA and text:
            self.warga.teks_asli[name] = text


# ------------------------------------------------------------------ the number of the KK above its members


def is_kk_di_kepala(rows: Sequence[BarisWarga]) -> bool:
    """Whether the file writes the number of the KK only with the head, not merely forgets it now and then."""
    blank = [one for one in rows if one.is_kk_kosong and not one.is_kk_strip]
    if not blank or len(blank) == len(rows):
        return False
    if not any("shdk" in one.nilai for one in rows):
        return len(blank) >= _OFTEN * len(rows)
    numbered = [one for one in rows if not one.is_kk_kosong]
    heads = sum(one.nilai.get("shdk") == KEPALA for one in numbered)
    lost = sum(one.nilai.get("shdk") == KEPALA for one in blank)
    return bool(heads >= _MOSTLY * len(numbered) and lost <= (1 - _MOSTLY) * len(blank))


def fill_down(rows: Sequence[BarisWarga]) -> None:
    """Members below their head whose cell of the KK is blank get its number, as people leave it out.

    Only rows that follow each other on one sheet, and never a head: that is a family without a number.
    """
    above: BarisWarga | None = None
    for row in rows:
        if above is not None and (row.lembar != above.lembar or row.nomor - above.nomor > 2):
            above = None
        is_head = row.nilai.get("shdk") == KEPALA
        is_blank = row.is_kk_kosong and not row.is_kk_strip
        if above is not None and is_blank and not is_head and "no_kk" in above.nilai:
            for name in ("no_kk", "alamat", "dusun_id", "rw", "rt"):
                if name in above.nilai and (name == "no_kk" or name not in row.nilai):
                    row.nilai[name] = above.nilai[name]
        above = row


def read_semua(
    baris: Sequence[BarisDatar],
    pengamatan: Pengamatan,
    konteks: Konteks,
    jawaban: Jawaban,
    step: Callable[[int], None] = lambda _done: None,
) -> list[BarisWarga]:
    """All rows of a file; `step` hears now and then how many are read."""
    pembaca = Pembaca(konteks, pengamatan, jawaban)
    found = []
    for urut, datar in enumerate(baris):
        if urut % 500 == 0:
            step(urut)
        found.append(pembaca.read(urut, datar))
    if pengamatan.bentuk is Bentuk.BEBAS and is_kk_di_kepala(found):
        fill_down(found)
    return found
