"""The Paket Aturan of this office: which one is in force, bring one in, edit it, hand it out, go back.

A paket is kept as it was read. What it lacks is taken from the shipped one each time it is opened, so that an
update of the program reaches it. A paket that can no longer be read never stops the program: the shipped one
is in force then, and that is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from desa_desktop.documents.lembar_polos import LembarPolos, write_sheets
from desa_desktop.domain.aturan import Aturan, load_paket, read_aturan, with_bawaan
from desa_desktop.domain.paket_aturan import PaketTersimpan
from desa_desktop.domain.paket_bagian import BagianSalah
from desa_desktop.domain.paket_lembar import (
    ANGKA,
    LEMBAR,
    PAKET,
    POSISI,
    Angka,
    Baca,
    Lembar,
    in_words_of_sheets,
    paket_of,
    put_at,
    read_cell,
    sheets_of,
    value_at,
)
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.sheets import SheetUnreadable, read_sheets
from desa_desktop.store.unit import Database, Unit

LARGEST = 2_000_000  # bytes; the shipped paket has 40,000
MOST_ROWS = 5_000  # of one sheet; the longest of the shipped paket has 50
MACROS = b"vbaProject.bin"  # the name of the part stands readable in the list of a workbook
BAWAAN, BERKAS, UBAHAN, KECAMATAN = "bawaan", "berkas", "ubahan", "kecamatan"
_MOST_NAMED = 5  # single numbers that a sentence lists by name
# what `Ubah` offers: the numbers a kabupaten changes most; everything else is edited in Excel
SERING = (
    "anjuran_perempuan",
    "kuorum.pembilang",
    "kuorum.penyebut",
    "kuorum.tunda_jam",
    "kuorum.rapat_ulang_hari",
    "operasional.persen",
    "blt.tarif",
    "ambang_mirip",
    "ambang.harga_tahun_lalu_persen",
    "rpjm.batas_bulan",
)


@dataclass(frozen=True)
class Bawaan:
    """What the program ships: the text of its paket and of the code lists by name."""

    paket: str
    tabel: Mapping[str, str]

    @cached_property
    def aturan(self) -> Aturan:
        """The shipped rules. Raises InvalidInput when the part is damaged."""
        return read_aturan(self.paket, self.tabel)


@dataclass(frozen=True, slots=True)
class PaketTampil:
    """The paket in force as people see it.

    `asal`: `bawaan`, `berkas`, `ubahan` or `kecamatan`; `berkas` names the file or the kecamatan. `catatan`:
    what a person should know who just brought it in. `dari_bawaan`: the sheets (`Paket: name` for single
    numbers) that it does not have, so that they are those of the shipped paket. `tahun_libur`: years whose
    moving holidays are in it.
    """

    nomor: str
    tanggal: date
    judul: str
    asal: str
    berkas: str = ""
    isi: tuple[tuple[str, int], ...] = ()
    catatan: tuple[str, ...] = ()
    dari_bawaan: tuple[str, ...] = ()
    tahun_libur: tuple[int, ...] = ()

    @property
    def libur_teks(self) -> str:
        """For which years the days off are complete, in words."""
        if not self.tahun_libur:
            return _("Hanya hari libur yang tanggalnya tetap. Daftar libur tahun berjalan belum dipasang.")
        years = ", ".join(str(one) for one in self.tahun_libur)
        return _("Lengkap untuk {tahun}; tahun lain hanya yang tanggalnya tetap.").format(tahun=years)

    @property
    def asal_teks(self) -> str:
        """Where it is from, in words."""
        if self.asal == BAWAAN:
            return _("Bawaan aplikasi")
        if self.asal == UBAHAN:
            return _("Diubah di kantor ini")
        if self.asal == KECAMATAN:
            return _("Dari kecamatan {nama}").format(nama=self.berkas) if self.berkas else _("Dari kecamatan")
        return _("Dari berkas {nama}").format(nama=self.berkas) if self.berkas else _("Dari berkas")


@dataclass(frozen=True, slots=True)
class Berlaku:
    """The rules in force, how they are shown, and a sentence when the stored paket had to be left out."""

    aturan: Aturan
    tampil: PaketTampil
    laporan: str = ""


def in_force(database: Database, bawaan: Bawaan) -> Berlaku:
    """The rules this office works with. A stored paket that cannot be read is left out and reported."""
    with database.read() as unit:
        found = [one for one in unit.select(PaketTersimpan) if one.is_berlaku]
    if not found:
        return Berlaku(*_shipped(bawaan))
    stored = found[0]
    try:
        rules = read_aturan(stored.isi, bawaan.tabel, bawaan.paket)
    except InvalidInput as failure:
        sentence = _(
            "Paket Aturan {nomor} tidak dapat dibaca lagi, jadi yang bawaan dipakai. "
            "Pasang lagi berkasnya. {sebab}"
        )
        return Berlaku(*_shipped(bawaan), sentence.format(nomor=stored.nomor, sebab=failure.fields["paket"]))
    return Berlaku(rules, _shown(stored, rules, bawaan))


def _shipped(bawaan: Bawaan) -> tuple[Aturan, PaketTampil]:
    rules = bawaan.aturan
    return rules, PaketTampil(
        rules.nomor,
        rules.tanggal,
        rules.judul,
        BAWAAN,
        isi=contents_of(rules),
        tahun_libur=rules.rencana.hari_kerja.tahun_lengkap,
    )


def _shown(stored: PaketTersimpan, rules: Aturan, bawaan: Bawaan) -> PaketTampil:
    asal, _colon, name = stored.asal.partition(":")
    sheets, numbers = lacking(load_paket(stored.isi), load_paket(bawaan.paket))
    return PaketTampil(
        stored.nomor,
        stored.tanggal,
        stored.judul,
        asal,
        name,
        contents_of(rules),
        dari_bawaan=(*sheets, *(f"{_(PAKET)}: {one}" for one in numbers)),
        tahun_libur=rules.rencana.hari_kerja.tahun_lengkap,
    )


def lacking(paket: Mapping[str, Any], shipped: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Names of the sheets, and of the single numbers, that a paket does not have and the shipped one has."""
    sheets = [one for one in (*LEMBAR, None) if _bagian(one) not in paket and shipped.get(_bagian(one))]
    numbers = [
        _(one.nama)
        for one in ANGKA
        if value_at(paket, one.tempat) is None and value_at(shipped, one.tempat) not in (None, [])
    ]
    return [_(one.nama) if one is not None else _(POSISI) for one in sheets], numbers


def _bagian(one: Lembar | None) -> str:
    return one.bagian if one is not None else "posisi"


def contents_of(rules: Aturan) -> tuple[tuple[str, int], ...]:
    """What is in a paket: (name, how many)."""
    return (
        (_("Langkah kalender"), len(rules.langkah)),
        (_("Langkah RPJM Desa"), len(rules.rencana.langkah_rpjm)),
        (_("Kriteria penilaian"), len(rules.kriteria)),
        (_("Unsur"), len(rules.unsur)),
        (_("Tanda isu"), len(rules.tanda)),
        (_("Porsi Dana Desa"), len(rules.daftar_earmark)),
        (_("Satuan"), len(rules.satuan)),
        (_("Hari libur"), len(rules.rencana.hari_kerja.libur)),
        (_("Dasar hukum"), len(rules.rencana.dasar_hukum)),
    )


def list_paket(database: Database) -> list[PaketTersimpan]:
    """Every paket that was brought in, the newest first."""
    with database.read() as unit:
        found = unit.select(PaketTersimpan)
    return sorted(found, key=lambda one: (one.tanggal, one.nomor), reverse=True)


def read_file(source: Path, bawaan: Bawaan, *, fs: Fs = FS) -> tuple[dict[str, Any], Aturan]:
    """A paket out of a `.json` or a workbook, checked; nothing is stored.

    Raises InvalidInput (field `paket`) naming what is wrong, SheetUnreadable.
    """
    name = source.name
    if source.suffix.lower() == ".json":
        paket = _from_json(source, fs)
        rules = read_aturan(json.dumps(paket, ensure_ascii=False), bawaan.tabel, bawaan.paket)
    else:
        numbers: dict[str, list[int]] = {}
        paket = _from_sheets(source, fs, numbers)
        try:
            rules = read_aturan(json.dumps(paket, ensure_ascii=False), bawaan.tabel, bawaan.paket)
        except InvalidInput as failure:
            if not isinstance(failure.__cause__, BagianSalah):
                raise
            raise _refused(in_words_of_sheets(failure.__cause__, numbers)) from failure
    _stop_without_own_head(paket, name)
    return paket, rules


def _from_json(source: Path, fs: Fs) -> dict[str, Any]:
    try:
        data = fs.read(source, LARGEST + 1)
    except OSError as failure:
        sentence = _("Berkas {nama} tidak dapat dibuka. Aturan yang lama tetap dipakai.")
        raise InvalidInput({"paket": sentence.format(nama=source.name)}) from failure
    if len(data) > LARGEST:
        sentence = _("Berkas {nama} terlalu besar untuk Paket Aturan. Aturan yang lama tetap dipakai.")
        raise InvalidInput({"paket": sentence.format(nama=source.name)})
    try:
        return load_paket(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, BagianSalah) as failure:
        raise _refused(_("{nama} bukan Paket Aturan").format(nama=source.name)) from failure


def _from_sheets(source: Path, fs: Fs, numbers: dict[str, list[int]]) -> dict[str, Any]:
    try:
        return paket_of(sheet_rows(source, fs), numbers)
    except BagianSalah as failure:
        raise _refused(str(failure)) from failure


def sheet_rows(source: Path, fs: Fs) -> list[tuple[str, list[tuple[int, Sequence[Any]]]]]:
    """Every sheet as (name, rows with their numbers). Raises InvalidInput."""
    _stop_on_strange_file(source, fs)
    try:
        sheets = read_sheets(source, fs=fs)
    except SheetUnreadable as failure:
        raise _refused(str(failure)) from failure
    for one in sheets:
        if len(one.rows) > MOST_ROWS:
            sentence = _("lembar {lembar}: {n} baris, paling banyak {batas}")
            raise _refused(sentence.format(lembar=one.name, n=len(one.rows), batas=MOST_ROWS))
    return [(one.name, [(row.number, row.cells) for row in one.rows]) for one in sheets]


def _stop_on_strange_file(source: Path, fs: Fs) -> None:
    """A workbook of macros or of an odd size is no Paket Aturan, whatever else it holds."""
    try:
        data = fs.read(source, LARGEST + 1)
    except OSError:
        return  # the reader of sheets says why
    if len(data) > LARGEST:
        raise _refused(_("{nama} terlalu besar").format(nama=source.name))
    if MACROS in data:
        sentence = _("{nama} berisi makro. Simpan ulang sebagai buku kerja .xlsx tanpa makro")
        raise _refused(sentence.format(nama=source.name))


def _refused(why: str) -> InvalidInput:
    sentence = _("Paket Aturan tidak dapat dibaca ({bagian}). Aturan yang lama tetap dipakai.")
    return InvalidInput({"paket": sentence.format(bagian=why)})


def _stop_without_own_head(paket: Mapping[str, Any], nama: str) -> None:
    if not str(paket.get("judul", "")).strip():
        raise _refused(_("{nama} tidak punya judul").format(nama=nama))


def install(
    database: Database, source: Path, bawaan: Bawaan, *, by: str, at: datetime, fs: Fs = FS
) -> PaketTampil:
    """`Pasang berkas`: the paket of a file is in force from now on; the earlier one stays in the list.

    Raises InvalidInput when it is broken, or when its number is taken by another paket; then nothing changed.
    """
    paket, rules = read_file(source, bawaan, fs=fs)
    before = in_force(database, bawaan).tampil
    shown = store(database, paket, rules, f"{BERKAS}:{source.name}", bawaan, by=by, at=at)
    return replace(shown, catatan=tuple(_notes(paket, bawaan, before, shown)))


def _notes(
    paket: Mapping[str, Any], bawaan: Bawaan, before: PaketTampil, shown: PaketTampil
) -> Iterator[str]:
    shipped = load_paket(bawaan.paket)
    sheets, numbers = lacking(paket, shipped)
    if sheets:
        sentence = _("Lembar {nama} tidak ada di berkas itu, jadi diisi dari paket bawaan {nomor}.")
        yield sentence.format(nama=", ".join(sheets), nomor=shipped["nomor"])
    if numbers:
        named = ", ".join(numbers[:_MOST_NAMED]) + (", …" if len(numbers) > _MOST_NAMED else "")
        sentence = _(
            "{n} angka lembar Paket tidak ada di berkas itu, jadi diisi dari paket bawaan {nomor}: {nama}."
        )
        yield sentence.format(n=len(numbers), nomor=shipped["nomor"], nama=named)
    if shown.tanggal < before.tanggal:
        sentence = _("Paket ini lebih lama dari yang digantinya: {nomor}, {tanggal}.")
        yield sentence.format(nomor=before.nomor, tanggal=show_date(before.tanggal))


def store(
    database: Database,
    paket: Mapping[str, Any],
    rules: Aturan,
    asal: str,
    bawaan: Bawaan,
    *,
    by: str,
    at: datetime,
    langkah: str = "",
) -> PaketTampil:
    """Keep a checked paket and work by it from now on; `langkah` names the step in the history.

    Raises InvalidInput (`nomor`) when its number belongs to another paket; then nothing changed.
    """
    text = json.dumps(paket, ensure_ascii=False, indent=1)
    if rules.nomor == load_paket(bawaan.paket)["nomor"] and with_bawaan(paket, {}) != load_paket(
        bawaan.paket
    ):
        sentence = _("Nomor {nomor} sudah dipakai paket bawaan. Beri nomor baru, misalnya {nomor}-kab.")
        raise InvalidInput({"nomor": sentence.format(nomor=rules.nomor)})
    with database.unit() as unit:
        known = {one.nomor: one for one in unit.select(PaketTersimpan)}
        stored = known.get(rules.nomor)
        if stored is not None and json.loads(stored.isi) != json.loads(text):
            sentence = _(
                "Nomor {nomor} sudah dipakai paket tanggal {tanggal} yang isinya lain. "
                "Beri nomor dan tanggal baru."
            )
            raise InvalidInput(
                {"nomor": sentence.format(nomor=rules.nomor, tanggal=show_date(stored.tanggal))}
            )
        if stored is None:
            stored = PaketTersimpan(
                nomor=rules.nomor, tanggal=rules.tanggal, judul=rules.judul, isi=text, asal=asal
            )
            unit.add(stored)
        _only(unit, known.values(), stored)
        # a milestone: what was checked and counted afterwards stands on these rules
        words = langkah or _("pasang Paket Aturan {nomor}").format(nomor=rules.nomor)
        unit.commit(words, by, at, kind="sahkan")
    return _shown(stored, rules, bawaan)


def _only(unit: Unit, known: Any, chosen: PaketTersimpan | None) -> None:
    for one in known:
        if one.is_berlaku and one is not chosen:
            one.is_berlaku = False
    if chosen is not None:
        chosen.is_berlaku = True


def back_to_shipped(database: Database, bawaan: Bawaan, *, by: str, at: datetime) -> PaketTampil:
    """`Kembali ke bawaan`: the shipped paket is in force again; those brought in stay in the list."""
    with database.unit() as unit:
        _only(unit, unit.select(PaketTersimpan), None)
        unit.commit(_("kembali ke Paket Aturan bawaan"), by, at, kind="sahkan")
    return _shipped(bawaan)[1]


def export(database: Database, bawaan: Bawaan, bentuk: str = "xlsx") -> bytes:
    """The whole paket in force, as a workbook to edit (`xlsx`) or as `json`. Raises InvalidInput."""
    paket = whole_paket(database, bawaan)
    if bentuk == "json":
        return (json.dumps(paket, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    if bentuk != "xlsx":
        raise InvalidInput({"bentuk": _("Tulis ke berkas .xlsx atau .json.")})
    return write_sheets(
        LembarPolos(name, headings, rows, widths) for name, headings, rows, widths in sheets_of(paket)
    )


def whole_paket(database: Database, bawaan: Bawaan) -> dict[str, Any]:
    """Every part of the paket in force, those of the shipped one included.

    Of a stored paket that cannot be read it is the shipped one, which is then in force.
    """
    shipped = load_paket(bawaan.paket)
    with database.read() as unit:
        found = [one for one in unit.select(PaketTersimpan) if one.is_berlaku]
    if not found:
        return shipped
    try:
        return with_bawaan(load_paket(found[0].isi), shipped)
    except BagianSalah:
        return shipped  # as in_force, which tells the office that its own paket was left out


@dataclass(frozen=True, slots=True)
class NilaiSering:
    """One number that `Ubah` offers: where it stands, its name, its value as text."""

    tempat: str
    nama: str
    nilai: str


def common_numbers(database: Database, bawaan: Bawaan) -> list[NilaiSering]:
    """The numbers that are changed most, deadlines of the calendar and weights among them."""
    paket = whole_paket(database, bawaan)
    found = [
        NilaiSering(one.tempat, _(one.nama), str(value_at(paket, one.tempat)))
        for one in ANGKA
        if one.tempat in SERING
    ]
    found += [
        NilaiSering(f"langkah:{row['kunci']}", _("Batas {judul}").format(judul=row["judul"]), _day_of(row))
        for row in paket["langkah"]
    ]
    found += [
        NilaiSering(f"kriteria:{row['kunci']}", _("Bobot {nama}").format(nama=row["nama"]), str(row["bobot"]))
        for row in paket["kriteria"]
    ]
    found += [
        NilaiSering(
            f"earmark:{row['tahun']}:{row['kunci']}",
            _("{tahun}: {nama}").format(nama=row["nama"], tahun=row["tahun"]),
            str(row["persen"]),
        )
        for row in paket["earmark"]
    ]
    return found


def _day_of(row: Mapping[str, Any]) -> str:
    return f"{row['hari']}/{row['bulan']}"


def change_numbers(
    database: Database,
    bawaan: Bawaan,
    values: Mapping[str, str],
    nomor: str,
    tanggal: date,
    *,
    by: str,
    at: datetime,
) -> PaketTampil:
    """`Ubah`: a new paket with these numbers changed (keys as in `common_numbers`), in force from now on.

    `nomor` must be new. Raises InvalidInput with the place as field for a value that cannot be read, and
    `paket` when they contradict each other; then nothing changed.
    """
    paket = json.loads(json.dumps(whole_paket(database, bawaan)))
    before = paket["nomor"]
    wrong: dict[str, str] = {}
    for place, text in values.items():
        try:
            _change(paket, place, text)
        except BagianSalah as failure:
            wrong[place] = str(failure)
    if not nomor.strip() or nomor.strip() == before:
        wrong["nomor"] = _("Beri nomor baru, lain dari {nomor}.").format(nomor=before)
    if wrong:
        raise InvalidInput(wrong)
    paket["nomor"], paket["tanggal"] = nomor.strip(), tanggal.isoformat()
    rules = read_aturan(json.dumps(paket), bawaan.tabel, bawaan.paket)
    return store(database, paket, rules, UBAHAN, bawaan, by=by, at=at)


def _change(paket: dict[str, Any], place: str, text: str) -> None:
    kind, _colon, key = place.partition(":")
    if kind == "langkah":
        row = _row(paket["langkah"], place, kunci=key)
        day, slash, month = text.strip().partition("/")
        if not slash or not day.strip().isdecimal() or not month.strip().isdecimal():
            raise BagianSalah(_("Tulis hari/bulan, misalnya 30/6."))
        row["hari"], row["bulan"] = int(day), int(month)
    elif kind == "kriteria":
        _row(paket["kriteria"], place, kunci=key)["bobot"] = read_cell(text, Baca.ANGKA)
    elif kind == "earmark":
        year, _mark, name = key.partition(":")
        row = _row(paket["earmark"], place, kunci=name, tahun=int(year) if year.isdecimal() else 0)
        percent = read_cell(text, Baca.PERSEN)
        # the name is what people read beside the gauge: `Ketahanan pangan minimal 20%`
        row["nama"] = str(row["nama"]).replace(f"{row['persen']}%", f"{percent.replace('.', ',')}%")
        row["persen"] = percent
    else:
        known: Angka | None = next((one for one in ANGKA if one.tempat == place), None)
        if known is None or place in ("nomor", "tanggal"):
            raise BagianSalah(_("Angka {kunci} tidak dikenal.").format(kunci=place))
        put_at(paket, place, read_cell(text, known.baca))


def _row(table: list[dict[str, Any]], place: str, **wanted: object) -> dict[str, Any]:
    for row in table:
        if all(row.get(name) == value for name, value in wanted.items()):
            return row
    raise BagianSalah(_("Angka {kunci} tidak dikenal.").format(kunci=place))
