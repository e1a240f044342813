"""Rows of a pasted table as records to be: ready, to be looked at, impossible, with reasons (ux.md 3.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from uuid import UUID

from desa_desktop.domain.kode import bidang_of
from desa_desktop.domain.pemeriksaan_usulan import same_dusun
from desa_desktop.domain.rab import rupiah_rab
from desa_desktop.domain.rkp import BarisRab
from desa_desktop.domain.teks import contains_words, plain_words
from desa_desktop.domain.tempel.baca import Konteks, price_kelompok, read_cell
from desa_desktop.domain.tempel.gabung import join_rows
from desa_desktop.domain.tempel.kolom import JenisTempel, kolom_of
from desa_desktop.domain.tempel.kunci import row_key
from desa_desktop.domain.tempel.lengkap import complete_plan, settle
from desa_desktop.domain.tempel.lewat import Lewat, why_skipped
from desa_desktop.domain.tempel.peta import Peta
from desa_desktop.domain.tempel.ribuan import ask_scaled, factor_of
from desa_desktop.domain.tempel.sel import Bacaan, Cell, Masalah, cell_text
from desa_desktop.domain.usulan import PARTS
from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _

MOST_ROWS = 2000
MOST_PRICES = 30_000  # the price list of a kabupaten
SAME_ROW = "K-126"  # a row that stands twice in one paste
EMPTY_DUSUN = "K-127"


class KeadaanBaris(Enum):
    """What will happen to a row: goes in, goes in as a draft, does not go in, is no record at all."""

    SIAP = "siap"
    PERIKSA = "periksa"
    TIDAK_BISA = "tidak_bisa"
    DILEWATI = "dilewati"


@dataclass(frozen=True, slots=True)
class BarisTempel:
    """One row of the source. `nomor` counts the rows of the table from 1, headings included.

    `nilai`: field -> typed value. `teks_asli`: field -> the text nobody could read; the field is then
    empty. `sel`: the cells as text. `alasan`: why the row does not go in, or is no record.
    `cocok`: the record it is the same as; `berubah`: the fields in which it differs from it.
    `lewat`: what a row that is no record says about the rows around it.
    `mirip`: the stored record of the same list it looks like; `sama`: the person said that it is that one.
    `ditahan`: why it does not go in though it could be read: it would overwrite what was decided; `timpa`:
    the person read that and wants it all the same.
    """

    nomor: int
    keadaan: KeadaanBaris
    nilai: Mapping[str, object] = field(default_factory=dict)
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    masalah: tuple[Masalah, ...] = ()
    sel: tuple[str, ...] = ()
    alasan: str = ""
    cocok: UUID | None = None
    berubah: tuple[str, ...] = ()
    lewat: Lewat | None = None
    mirip: UUID | None = None
    sama: bool = False
    timpa: bool = False
    ditahan: str = ""

    @property
    def teks_masalah(self) -> str:
        """All reasons in one line, as in the last column of the preview."""
        reasons = (self.ditahan, self.alasan or " ".join(one.teks for one in self.masalah))
        return " ".join(one for one in reasons if one)


def most_rows(jenis: JenisTempel) -> int:
    """How many rows of a list can be looked at in one preview; price lists are long (ux.md 3.9)."""
    return MOST_PRICES if jenis is JenisTempel.HARGA else MOST_ROWS


def read_rows(
    jenis: JenisTempel, rows: Sequence[Sequence[Cell]], peta: Peta, konteks: Konteks
) -> list[BarisTempel]:
    """Every row below the headings, in its order. Rows above and within them are not repeated here.

    Nothing is dropped: a cell is in `nilai`, in `teks_asli`, or in a column of `peta.diabaikan`.
    """
    readers = _readers(jenis, peta)
    factors = _factors(rows, peta, readers)
    found: list[BarisTempel] = []
    dusun = konteks.dusun_bawaan or _titled_dusun(jenis, rows, peta, konteks)
    above = Lewat("", dusun=dusun)  # the group titles that hold for the next row
    here = replace(konteks, dusun_bawaan=dusun)
    is_below = False
    for place in range(peta.baris_data, len(rows)):
        cells = rows[place]
        words = tuple(cell_text(cell) for cell in cells)
        skipped = why_skipped(peta, words, konteks, is_below=is_below)
        if skipped is not None:
            is_below = skipped.is_tanda_tangan or (is_below and not any(words))
            above = _carried(above, skipped)
            if above.dusun != here.dusun_bawaan:
                here = replace(konteks, dusun_bawaan=above.dusun)
            row = BarisTempel(
                place + 1, KeadaanBaris.DILEWATI, sel=words, alasan=skipped.alasan, lewat=skipped
            )
            found.append(row)
            continue
        is_below = False
        parts = [
            ask_scaled(
                read_cell(readers[name], name, cells[column], konteks, word), word, factors.get(column, 1)
            )
            for column, (name, word) in enumerate(zip(peta.field, words, strict=False))
            if name and word
        ]
        read = _complete(jenis, _joined(parts), peta, here, above)
        read = _with_parts(read, place + 1, words, konteks, peta)
        found.append(_judged(jenis, BarisTempel(place + 1, KeadaanBaris.SIAP, sel=words), read))
    return _mark_doubles(jenis, _joined_rows(jenis, found))


def _factors(rows: Sequence[Sequence[Cell]], peta: Peta, readers: Mapping[str, str]) -> dict[int, int]:
    """The columns of money that are not in rupiah, by what their heading or a title above it says."""
    if not peta.has_judul:
        return {}
    titles = [cell_text(cell) for row in rows[: peta.baris_data] for cell in row if isinstance(cell, str)]
    whole = max((factor_of(one) for one in titles if re.search(r"dalam (?:ribu|juta)", one, re.I)), default=1)
    money = {place: peta.judul[place] for place, name in enumerate(peta.field) if readers.get(name) in _MONEY}
    found = {place: max(whole, factor_of(judul)) for place, judul in money.items()}
    return {place: factor for place, factor in found.items() if factor > 1}


def _titled_dusun(jenis: JenisTempel, rows: Sequence[Sequence[Cell]], peta: Peta, konteks: Konteks) -> str:
    """The hamlet a list names above its headings, `DAFTAR GAGASAN DUSUN/ KELOMPOK : Krajan` (form G1)."""
    if jenis is not JenisTempel.USULAN or "dusun" in peta.field or not peta.has_judul:
        return ""
    found = set()
    for row in rows[: peta.baris_data]:
        text = " ".join(word for word in map(cell_text, row) if word)
        behind = re.split(r"\b(?:dusun|lingkungan|kampung)\b(?:\s*/\s*kelompok)?\s*:?", text, flags=re.I)
        found |= {nama for nama in konteks.dusun if same_dusun(nama, behind[-1].strip(" :"))}
    return found.pop() if len(found) == 1 else ""


def _readers(jenis: JenisTempel, peta: Peta) -> dict[str, str]:
    """The reader of each field. A form with one column `Volume` and none for the unit holds both in it."""
    readers = {one.field: one.baca for one in kolom_of(jenis)}
    if peta.has_judul and jenis in _WITH_VOLUME and "volume" in peta.field and "satuan" not in peta.field:
        readers["volume"] = "volume_satuan"
    return readers


def _carried(above: Lewat, title: Lewat) -> Lewat:
    """The titles that hold below this row; a new bidang ends the sub bidang above it."""
    sub = title.sub or ("" if title.bidang and title.bidang != above.bidang else above.sub)
    return Lewat(
        "",
        dusun=title.dusun or above.dusun,
        bidang=title.bidang or above.bidang,
        kelompok=title.kelompok or above.kelompok,
        sub=sub,
        kelompok_harga=title.kelompok_harga or above.kelompok_harga,
    )


def _with_parts(read: Bacaan, number: int, words: Sequence[str], konteks: Konteks, peta: Peta) -> Bacaan:
    """The row with the shares that the person gave for it in a mapping (`bagi`), by row or by words."""
    if not konteks.bagi or peta.jenis is not JenisTempel.RKP or "sumber" not in read.teks_asli:
        return read
    said = konteks.bagi.get(str(number)) or konteks.bagi.get(plain_words(read.teks_asli["sumber"]))
    if said is None:
        return read
    shares = read_cell("sumber", "sumber", said, konteks)
    left = {name: text for name, text in read.teks_asli.items() if name != "sumber"}
    problems = tuple(one for one in read.masalah if one.kolom != "sumber")
    return Bacaan({**read.nilai, **shares.nilai}, {**left, **shares.teks_asli}, (*problems, *shares.masalah))


def _joined_rows(jenis: JenisTempel, rows: Sequence[BarisTempel]) -> list[BarisTempel]:
    """Rows that only add money of another source to the row above them become part of it."""
    found: list[BarisTempel] = []
    open_: list[int] = []  # places in `found` of the records that may go on
    for row in rows:
        is_record = row.keadaan is not KeadaanBaris.DILEWATI
        place, joined = _part_of(jenis, row, found, open_) if is_record else (-1, None)
        if joined is not None:
            main = found[place]
            found[place] = _again(jenis, main, joined)
            alasan = _("Tambahan untuk baris {n}.").format(n=main.nomor)
            found.append(BarisTempel(row.nomor, KeadaanBaris.DILEWATI, sel=row.sel, alasan=alasan))
            continue
        found.append(row)
        if is_record:
            open_ = [*open_, len(found) - 1] if jenis is JenisTempel.PAGU else [len(found) - 1]
        elif row.lewat is not None and row.lewat.tingkat is not None and jenis is not JenisTempel.PAGU:
            open_ = []
    return found


def _part_of(
    jenis: JenisTempel, row: BarisTempel, found: Sequence[BarisTempel], open_: Sequence[int]
) -> tuple[int, Bacaan | None]:
    """The place of the record that this row is a part of, and that record with it."""
    for place in open_:
        main = found[place]
        joined = join_rows(
            jenis, (main.nomor, _read_of(main)), (row.nomor, _read_of(row)), is_nameless=bool(row.alasan)
        )
        if joined is not None:
            return place, joined
    return -1, None


def _read_of(row: BarisTempel) -> Bacaan:
    return Bacaan(row.nilai, row.teks_asli, row.masalah)


def _joined(parts: Iterable[Bacaan]) -> Bacaan:
    """The cells of a row together. Two columns that say different things about one field are a question."""
    nilai: dict[str, object] = {}
    teks: dict[str, str] = {}
    masalah: list[Masalah] = []
    for part in parts:
        for name, value in part.nilai.items():
            if name in nilai and nilai[name] != value:
                sentence = _("Dua kolom berbeda isinya: {satu} dan {dua}.")
                text = sentence.format(satu=nilai[name], dua=value)
                masalah.append(Masalah(name, str(value), "K-128", text))
                teks[name] = f"{teks[name]}; {value}" if name in teks else str(value)
            else:
                nilai[name] = value
        for name, text in part.teks_asli.items():
            teks[name] = f"{teks[name]}; {text}" if name in teks else text
        masalah.extend(part.masalah)
    return Bacaan(nilai, teks, tuple(masalah))


def _complete(jenis: JenisTempel, read: Bacaan, peta: Peta, konteks: Konteks, above: Lewat) -> Bacaan:
    """What a row says without a column of its own: the bidang of its code, the dusun of its place.

    `above` are the titles the row stands under.
    """
    read = _own_words(jenis, read, peta, konteks)
    fields = {one.field for one in kolom_of(jenis)}
    goods = price_kelompok(above.kelompok_harga) if above.kelompok_harga else None
    given: dict[str, object] = {"bidang": above.bidang}
    if jenis is not JenisTempel.USULAN:  # there a group is people, not a part of an estimate
        given["kelompok"] = above.kelompok or goods
    for name, value in given.items():
        if value and name in fields and name not in read.nilai and name not in read.teks_asli:
            read = replace(read, nilai={**read.nilai, name: value})
    return complete_plan(jenis, read, peta, konteks, above)


def _own_words(jenis: JenisTempel, read: Bacaan, peta: Peta, konteks: Konteks) -> Bacaan:
    nilai = dict(read.nilai)
    masalah = read.masalah
    if jenis is JenisTempel.USULAN:
        if "kode_kegiatan" in nilai and "bidang" not in nilai:
            nilai["bidang"] = bidang_of(str(nilai["kode_kegiatan"]))
        if "dusun" not in nilai and "dusun" not in read.teks_asli:
            named = "" if "dusun" in peta.field else dusun_in(str(nilai.get("lokasi", "")), konteks.dusun)
            dusun = named or konteks.dusun_bawaan
            if dusun:
                nilai["dusun"] = dusun
            elif "dusun" in peta.field and not nilai.get("kelompok"):  # a group speaks for no hamlet (G1)
                masalah = (Masalah("dusun", "", EMPTY_DUSUN, _("Dusun kosong.")), *masalah)
    if jenis is JenisTempel.ANGKA_POKOK:
        _complete_angka(nilai, konteks)
    if jenis is JenisTempel.RAB:
        return _check_amount(Bacaan(nilai, read.teks_asli, masalah))
    return Bacaan(nilai, read.teks_asli, masalah)


def _check_amount(read: Bacaan) -> Bacaan:
    """The amount of a line is never stored: it is computed. One in the file that differs is a question."""
    nilai = {name: value for name, value in read.nilai.items() if name != "_jumlah"}
    teks = {name: text for name, text in read.teks_asli.items() if name != "_jumlah"}
    masalah = tuple(one for one in read.masalah if one.kolom != "_jumlah")
    given, volume, harga = read.nilai.get("_jumlah"), nilai.get("volume"), nilai.get("harga_satuan")
    if isinstance(given, int) and isinstance(volume, Decimal) and isinstance(harga, int):
        product = rupiah_rab([BarisRab(volume=volume, harga_satuan=harga)])
        if product != given:
            sentence = _("Jumlah di berkas {jumlah}, hasil kali volume dan harga {hasil}.")
            text = sentence.format(jumlah=show_money(given), hasil=show_money(product))
            masalah = (*masalah, Masalah("harga_satuan", show_money(harga), "V-13", text))
    return Bacaan(nilai, teks, masalah)


def _complete_angka(nilai: dict[str, object], konteks: Konteks) -> None:
    """A key figure the rules know gets its key and unit; a missing sum of both sexes is computed."""
    wanted = plain_words(str(nilai.get("nama", "")))
    for one in konteks.aturan.angka_pokok:
        if wanted and wanted in {plain_words(name) for name in (one.kunci, one.nama, *one.alias)}:
            nilai["kunci"] = one.kunci
            nilai["nama"] = one.nama
            nilai.setdefault("satuan", one.satuan)
    men, women = nilai.get("l"), nilai.get("p")
    if "jumlah" not in nilai and isinstance(men, int) and isinstance(women, int):
        nilai["jumlah"] = men + women


def dusun_in(lokasi: str, dusun: Sequence[str]) -> str:
    """The one known hamlet a place names; "" if it names none, several, or a range (`Dusun 1 sd 3`)."""
    named = [nama for nama in dusun if contains_words(lokasi, nama)]
    longest = [
        nama for nama in named if not any(nama != other and contains_words(other, nama) for other in named)
    ]
    if len(longest) != 1:
        return ""
    words = f" {plain_words(lokasi)} ".replace(f" {plain_words(longest[0])} ", " ", 1).split()
    rest = [word for place, word in enumerate(words) if not _is_place(words, place)]
    return "" if any(word.isdigit() for word in rest) else longest[0]


def _is_place(words: Sequence[str], place: int) -> bool:
    """True for `rt`, `rw` and the numbers behind them."""
    if words[place] in {"rt", "rw"}:
        return True
    while place > 0 and words[place].isdigit():
        place -= 1
    return words[place] in {"rt", "rw"}


def _judged(jenis: JenisTempel, row: BarisTempel, read: Bacaan) -> BarisTempel:
    """The row with what was read and what will become of it."""
    read = settle(jenis, read)
    alasan = _impossible(jenis, read)
    if alasan:
        keadaan = KeadaanBaris.TIDAK_BISA
    else:
        is_asked = bool(read.masalah or read.teks_asli.keys() - {PARTS})  # the parts of a cost are only kept
        keadaan = KeadaanBaris.PERIKSA if is_asked else KeadaanBaris.SIAP
    return _with_reading(row, keadaan, read, alasan)


def _with_reading(row: BarisTempel, keadaan: KeadaanBaris, read: Bacaan, alasan: str) -> BarisTempel:
    """The row with what was read; a list has thousands, so a fresh one is made without `replace`."""
    if row.cocok is None and row.mirip is None:
        return BarisTempel(
            row.nomor, keadaan, read.nilai, read.teks_asli, read.masalah, row.sel, alasan, lewat=row.lewat
        )
    return replace(
        row,
        keadaan=keadaan,
        nilai=read.nilai,
        teks_asli=read.teks_asli,
        masalah=read.masalah,
        alasan=alasan,
    )


def _impossible(jenis: JenisTempel, read: Bacaan) -> str:
    """Why this can be no record: its main column says nothing.

    Whatever else is unclear is kept as text and marked, never dropped; so the row of ux.md 9.2 without a
    hamlet and with `abc` for money goes in to be looked at.
    """
    for one in kolom_of(jenis):
        is_unread = one.field in read.teks_asli and jenis is not JenisTempel.DESA
        if one.is_kunci and not read.nilai.get(one.field) and not is_unread:
            first = next((problem.teks for problem in read.masalah if problem.kolom == one.field), "")
            return first or _("{kolom} kosong.").format(kolom=one.nama)
    return ""


def _mark_doubles(jenis: JenisTempel, rows: Sequence[BarisTempel]) -> list[BarisTempel]:
    """Rows that ask for the same as an earlier one are marked: look, then keep or leave out."""
    seen: dict[tuple[str, ...], int] = {}
    marked = []
    for row in rows:
        key = row_key(jenis, row.nilai) if row.keadaan in _GOES_IN else ()
        if key and jenis is JenisTempel.PERANGKAT:  # each term of an officer stands on a row of its own
            key = (*key, str(row.nilai.get("mulai") or ""))
        if key and key in seen:
            main = next(one.field for one in kolom_of(jenis) if one.is_kunci)
            sentence = _("Sama dengan baris {n}.").format(n=seen[key])
            problem = Masalah(main, str(row.nilai.get(main, "")), SAME_ROW, sentence)
            row = replace(row, keadaan=KeadaanBaris.PERIKSA, masalah=(*row.masalah, problem))
        elif key:
            seen[key] = row.nomor
        marked.append(row)
    return marked


_MONEY = ("uang", "dana")
_WITH_VOLUME = (JenisTempel.RKP, JenisTempel.DURKP, JenisTempel.RPJM, JenisTempel.USULAN)
_TOGETHER: Mapping[str, tuple[str, ...]] = {  # what a cell typed anew replaces besides its own field
    "sumber": ("is_silpa", "_bagian", "sumber_biaya"),
    "volume": ("_harga",),
    "biaya_tahun": ("_biaya",),
}
_GOES_IN = (KeadaanBaris.SIAP, KeadaanBaris.PERIKSA)


def _again(jenis: JenisTempel, row: BarisTempel, read: Bacaan) -> BarisTempel:
    return _judged(jenis, replace(row, alasan=""), read)


def accept_suggestion(jenis: JenisTempel, row: BarisTempel, masalah: Masalah) -> BarisTempel:
    """The row after the person agreed to what was suggested; the text that was kept is used up."""
    if not masalah.nilai_usul:
        return row
    left = {name: text for name, text in row.teks_asli.items() if name != masalah.kolom}
    problems = tuple(one for one in row.masalah if one is not masalah and one != masalah)
    return _again(jenis, row, Bacaan({**row.nilai, **masalah.nilai_usul}, left, problems))


def dismiss(jenis: JenisTempel, row: BarisTempel, masalah: Masalah) -> BarisTempel:
    """The row after the person answered `Biarkan`; a text that cannot be read keeps its mark."""
    if masalah.kolom in row.teks_asli:
        return row
    problems = tuple(one for one in row.masalah if one != masalah)
    return _again(jenis, row, Bacaan(row.nilai, row.teks_asli, problems))


def write_value(jenis: JenisTempel, row: BarisTempel, name: str, cell: Cell, konteks: Konteks) -> BarisTempel:
    """The row after the person typed into one cell of the preview; the cell is read as if pasted."""
    baca = next(one.baca for one in kolom_of(jenis) if one.field == name)
    fresh = read_cell(baca, name, cell, konteks)
    touched = {name, *fresh.nilai, *fresh.teks_asli, *_TOGETHER.get(name, ())}
    if name == "sumber":  # the shares that stood in columns of their own are said anew
        touched |= {one for one in (*row.nilai, *row.teks_asli) if one.startswith(("_dana_", "_silpa_"))}
    nilai = {key: value for key, value in row.nilai.items() if key not in touched}
    teks = {key: text for key, text in row.teks_asli.items() if key not in touched}
    problems = tuple(one for one in row.masalah if one.kolom not in touched)
    return _again(
        jenis,
        row,
        Bacaan({**nilai, **fresh.nilai}, {**teks, **fresh.teks_asli}, (*problems, *fresh.masalah)),
    )


def hitung_keadaan(rows: Iterable[BarisTempel]) -> dict[KeadaanBaris, int]:
    """How many rows are in each state; all four states are there."""
    counts = dict.fromkeys(KeadaanBaris, 0)
    for row in rows:
        counts[row.keadaan] += 1
    return counts


def ringkas_keadaan(rows: Iterable[BarisTempel]) -> str:
    """`8 siap · 3 perlu diperiksa · 1 tidak bisa`, and the rows that are no records if there are any."""
    counts = hitung_keadaan(rows)
    text = _("{siap} siap · {periksa} perlu diperiksa · {tidak} tidak bisa").format(
        siap=counts[KeadaanBaris.SIAP],
        periksa=counts[KeadaanBaris.PERIKSA],
        tidak=counts[KeadaanBaris.TIDAK_BISA],
    )
    if counts[KeadaanBaris.DILEWATI]:
        text += " · " + _("{n} bukan isian").format(n=counts[KeadaanBaris.DILEWATI])
    return text
