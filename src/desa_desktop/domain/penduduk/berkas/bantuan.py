"""Participants of an assistance programme out of a file or the clipboard: OpenSID's two sheets, or numbers.

`format_impor_program_bantuan.xlsx` (interop.md 3): sheet `Program` holds label and value in each row, sheet
`Peserta` one participant in each; `###` ends both. Any other list needs a column of NIK or KK numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desa_desktop.domain.penduduk.bantuan import SasaranBantuan
from desa_desktop.domain.penduduk.nik import read_nik, read_no_kk
from desa_desktop.domain.penduduk.tanggal import read_tanggal
from desa_desktop.domain.teks import plain_words, squeeze
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import N_, _

Baris = Sequence[tuple[int, Sequence[object]]]
"""Rows with their number in the sheet."""

ASAL_DANA: Mapping[str, str] = {
    "1": N_("Pusat"),
    "2": N_("Provinsi"),
    "3": N_("Kab/Kota"),
    "4": N_("Dana Desa"),
    "5": N_("Lain-lain (hibah)"),
}
"""Where the money comes from, by OpenSID's numbers; the words are stored, others may be written."""

LABELS_OPENSID = (
    *("ID Program", "Nama Program", "Sasaran Program", "Keterangan", "Asal Dana"),
    *("Rentang Waktu (Awal)", "Rentang Waktu (Akhir)"),
)
HEADS_OPENSID = ("Peserta", "No. Peserta", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Alamat")
"""How OpenSID's own file spells the labels of sheet Program and the headings of sheet Peserta."""
_END = "###"
_LABELS: Mapping[str, str] = {
    "nama program": "nama",
    "sasaran program": "sasaran",
    "keterangan": "keterangan",
    "asal dana": "asal_dana",
    "rentang waktu awal": "mulai",
    "rentang waktu akhir": "selesai",
}
_HEADS: Mapping[str, str] = {
    "peserta": "peserta",
    "no peserta": "nomor_kartu",
    "nomor peserta": "nomor_kartu",
    "nomor kartu": "nomor_kartu",
    "no kartu": "nomor_kartu",
    "nik": "nik",
    "no nik": "nik",
    "nomor nik": "nik",
    "no kk": "kk",
    "nomor kk": "kk",
    "kk": "kk",
    "nama": "nama",
    "nama lengkap": "nama",
    "nama peserta": "nama",
    "nama penerima": "nama",
}
_NUMBERS = ("peserta", "nik", "kk")
_FEWEST_DIGITS = 8  # a text with fewer digits, where no heading says so, is no attempt at a NIK


@dataclass(frozen=True, slots=True)
class ProgramBerkas:
    """The programme as the file names it; `catatan` are sentences about what could not be read."""

    nama: str
    sasaran: SasaranBantuan
    asal_dana: str = ""
    mulai: date | None = None
    selesai: date | None = None
    keterangan: str = ""
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PesertaBerkas:
    """One row: `angka` are 16 digits, or "" with the rule, the sentence and what was probably meant."""

    nomor: int
    teks: str
    angka: str = ""
    nama: str = ""
    nomor_kartu: str = ""
    aturan: str = ""
    masalah: str = ""
    usul: str = ""


def read_program(rows: Baris, today: date) -> ProgramBerkas:
    """Sheet `Program`. Raises InvalidInput without a name, or for a target unknown here."""
    values: dict[str, object] = {}
    for _number, cells in _until_end(rows):
        name = _LABELS.get(_plain(cells[0]) if cells else "")
        if name is not None and len(cells) > 1 and cells[1] is not None:
            values[name] = cells[1]
    nama = squeeze(str(values.get("nama", "")))
    if not nama:
        raise InvalidInput({"nama": _("Nama Program di lembar Program kosong. Isi dulu namanya.")})
    notes: list[str] = []
    days: dict[str, date | None] = {}
    for name, label in (("mulai", _("Rentang Waktu (Awal)")), ("selesai", _("Rentang Waktu (Akhir)"))):
        read = read_tanggal(values.get(name), today, is_future_ok=True)
        days[name] = read.nilai
        if not read.is_jelas:
            notes.append(f"{label}: {read.teks}")
    asal = squeeze(str(values.get("asal_dana", "")))
    return ProgramBerkas(
        nama,
        _sasaran(squeeze(str(values.get("sasaran", "")))),
        _(ASAL_DANA[asal]) if asal in ASAL_DANA else asal,
        days["mulai"],
        days["selesai"],
        squeeze(str(values.get("keterangan", ""))),
        tuple(notes),
    )


def _sasaran(text: str) -> SasaranBantuan:
    word = plain_words(text.partition("=")[0] or text)
    if word in ("1", "penduduk", "perorangan", "orang"):
        return SasaranBantuan.PENDUDUK
    if word in ("2", "keluarga", "kk"):
        return SasaranBantuan.KELUARGA
    if word in ("3", "4", "rumah tangga", "kelompok"):
        raise InvalidInput(
            {
                "sasaran": _(
                    "Program untuk rumah tangga atau kelompok belum bisa dicatat di sini. Ubah Sasaran "
                    "Program menjadi 1 (penduduk) atau 2 (keluarga), dan isi NIK atau nomor KK-nya."
                )
            }
        )
    sentence = _('Sasaran Program "{teks}" tidak dikenal. Isi 1 untuk penduduk atau 2 untuk keluarga.')
    raise InvalidInput({"sasaran": sentence.format(teks=text)})


def read_peserta(rows: Baris, sasaran: SasaranBantuan) -> list[PesertaBerkas]:
    """The participants, in the order of the file; a row without anything in it is none.

    With headings the number is taken from `Peserta`, else from the column of NIK or KK that the target
    asks for; without headings it is the first cell of a row that holds a long number.
    """
    kept = _until_end(rows)
    heads = _heads(kept)
    if heads is None:
        return [
            found for number, cells in kept if (found := _loose(number, cells, is_first=number == kept[0][0]))
        ]
    start, columns = heads
    wanted = ("peserta", "kk", "nik") if sasaran is SasaranBantuan.KELUARGA else ("peserta", "nik", "kk")
    return [
        _read(number, cells, columns, wanted)
        for number, cells in kept[start:]
        if any(_text(cell) for cell in cells)
    ]


def _until_end(rows: Baris) -> list[tuple[int, Sequence[object]]]:
    kept = []
    for number, cells in rows:
        if cells and _text(cells[0]).startswith(_END):
            break
        kept.append((number, cells))
    return kept


def _heads(rows: Baris) -> tuple[int, Mapping[str, int]] | None:
    """Where the data begin and in which column what stands; None without a row of headings."""
    for place, (_number, cells) in enumerate(rows[:10]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(cells):
            name = _HEADS.get(_plain(cell))
            if name is not None:
                columns.setdefault(name, column)
        if any(name in columns for name in _NUMBERS):
            return place + 1, columns
    return None


def _read(
    number: int, cells: Sequence[object], columns: Mapping[str, int], wanted: Iterable[str]
) -> PesertaBerkas:
    def cell(name: str) -> object:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else None

    chosen = next((one for one in (cell(name) for name in wanted) if _text(one)), None)
    return _numbered(number, chosen, nama=_text(cell("nama")), kartu=_text(cell("nomor_kartu")))


def _loose(number: int, cells: Sequence[object], *, is_first: bool) -> PesertaBerkas | None:
    long = next((one for one in cells if len(re.sub(r"\D", "", _text(one))) >= _FEWEST_DIGITS), None)
    if long is not None:
        return _numbered(number, long)
    words = " ".join(text for text in map(_text, cells) if text)
    # the first row may be a heading in words of its own
    return None if not words or is_first else _numbered(number, words)


def _numbered(number: int, cell: object, *, nama: str = "", kartu: str = "") -> PesertaBerkas:
    text = _text(cell)
    if not text:
        sentence = _("Nomor kosong. Isi NIK atau nomor KK.")
        return PesertaBerkas(number, "", "", nama, kartu, "P-711", sentence)
    read = read_nik(cell)
    if not read.is_jelas:  # nobody knows yet which of the two was meant
        other = read_no_kk(cell)
        words = other.teks.replace(_("Nomor KK"), _("NIK atau nomor KK"), 1)
        return PesertaBerkas(
            number, text, "", nama, kartu, "P-711", words, other.usul[0] if other.usul else ""
        )
    return (
        PesertaBerkas(number, text, read.nilai or "", nama, kartu)
        if read.nilai
        else PesertaBerkas(number, text, "", nama, kartu, "P-711", _("Nomor kosong. Isi NIK atau nomor KK."))
    )


def _text(cell: object) -> str:
    return "" if cell is None else squeeze(str(cell))


def _plain(cell: object) -> str:
    return plain_words(re.sub(r"[_.():*]", " ", _text(cell)))
