"""Rows of a sheet that are no records: blank ones, totals, repeated headings, groups, signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from desa_desktop.domain.pemeriksaan_usulan import same_dusun
from desa_desktop.domain.rab import read_kelompok
from desa_desktop.domain.rkp import KelompokRab
from desa_desktop.domain.teks import compact, nearest, plain_words, squeeze
from desa_desktop.domain.tempel.baca import Konteks
from desa_desktop.domain.tempel.bagi import bare_source
from desa_desktop.domain.tempel.kolom import JenisTempel, kolom_of
from desa_desktop.domain.tempel.peta import Peta, match_heading
from desa_desktop.domain.tempel.sel import Cell, cell_text, is_sign
from desa_desktop.domain.wording import read_money
from desa_desktop.i18n import _

_TOTAL = re.compile(r"(sub ?-?(?:total|jumlah)|grand total|jumlah|total)\b", re.IGNORECASE)
_HAMLET = re.compile(r"(?:dusun|dsn\.?|lingkungan|kampung)\s*:?\s+(?P<nama>\S.*)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(mengetahui|menyetujui|disusun oleh|dibuat oleh|disahkan oleh|ditetapkan di)\b"
    r"|(ketua|sekretaris)?[ /]*tim penyusun\b|(pj\.? )?kepala desa( \w+)?\s*,?$|sekretaris desa\s*,?$",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(
    r"[\w .]{2,40},\s*(?:tanggal\s*)?[0-9. …]{0,6}\s*[a-z…. ]{3,12}\s*20[0-9. …]{2}$", re.IGNORECASE
)
_NUMBER = re.compile(r"(rp\.? ?)?[0-9][0-9.,]*(,-)?", re.IGNORECASE)
_AMOUNT = re.compile(r"(?:rp\.? ?)?[0-9]", re.IGNORECASE)  # `Ketua RW 01` is none
_NOTE = re.compile(r"(?:catatan|keterangan|ket|nb|note)\b\.?\s*:|\*+\)", re.IGNORECASE)
_ROMAN = re.compile(r"[ivx]{1,4}\.?", re.IGNORECASE)
_LETTER = re.compile(r"[a-z][.)]?", re.IGNORECASE)
_SUB_CODE = re.compile(r"0?([1-5])\.0?([0-9]{1,2})\.?")
_GROUPED = (JenisTempel.USULAN, JenisTempel.RKP, JenisTempel.DURKP, JenisTempel.RPJM)
_SURELY = 88  # of 100: `PENYELENGGARAN PEMERINTAHAN` is a slip, `Pembinaan Lembaga` is an activity
_LONG_NAME = 12
_LONGEST_LABEL = 6  # letters of `(10)` under a heading
_LONGEST_TITLE = 30  # letters; `Kampung KB: pembinaan kader dan posyandu` is a proposal
_OWN_WORD = 6  # letters of a word that tells one bidang from another: `bencana`, not `desa` or `bidang`
_ROMANS = {"01": "I", "02": "II", "03": "III", "04": "IV", "05": "V"}


class Tingkat(Enum):
    """What a group title or a printed total covers."""

    SUB = "sub"
    BIDANG = "bidang"
    SEMUA = "semua"
    ENTAH = "entah"  # a bare `Jumlah`


@dataclass(frozen=True, slots=True)
class Lewat:
    """Why a row is no record; a group row also says which dusun, bidang or part the rows below belong to.

    `is_jumlah`: it prints a total of the rows above it; a title may print one of the rows below it.
    `jumlah` is that amount in rupiah, None when there is none.
    """

    alasan: str
    dusun: str = ""
    bidang: str = ""
    kelompok: KelompokRab | None = None
    sub: str = ""
    kelompok_harga: str = ""
    tingkat: Tingkat | None = None
    is_jumlah: bool = False
    is_tanda_tangan: bool = False
    jumlah: int | None = None


def why_skipped(
    peta: Peta, words: Sequence[str], konteks: Konteks, *, is_below: bool = False
) -> Lewat | None:
    """The reason why this row (its cells as text) is no record, or None if it is one.

    `is_below`: the signatures have begun, so that names without amounts are theirs.
    """
    filled = [word for word in words if word]
    if not filled:
        return Lewat(_("Baris kosong."))
    if _is_heading(peta, words):
        return Lewat(_("Judul kolom berulang."))
    if _is_column_numbers(filled):
        return Lewat(_("Baris nomor kolom."))
    if peta.jenis is JenisTempel.PENDUDUK_SEMENTARA and (text := _beside_the_names(peta, words)):
        return Lewat(_('Bagian tanda tangan: "{teks}".').format(teks=text))
    if peta.jenis is JenisTempel.HARGA and _is_below_price(peta, words):
        return Lewat(_("Judul kolom berulang."))
    if peta.jenis is JenisTempel.HARGA and (group := _price_group(peta, words)):
        return Lewat(_('Judul kelompok: "{teks}".').format(teks=group), kelompok_harga=group)
    if peta.jenis in _GROUPED and peta.has_judul:
        inside = [word for word in words[: _last_used(peta) + 1] if word]
        if not inside:
            return Lewat(_('Di luar tabel: "{teks}".').format(teks=squeeze(" ".join(filled))))
        filled = inside
        if _is_signature(peta, words, filled, is_below=is_below):
            text = squeeze(" ".join(filled))
            return Lewat(_('Bagian tanda tangan: "{teks}".').format(teks=text), is_tanda_tangan=True)
    texts = [word for word in filled if not _is_number(word)]
    if len(texts) != 1:
        return None
    text = texts[0]
    if _is_total(peta, words, text):
        return Lewat(
            _('Baris jumlah: "{teks}".').format(teks=text),
            tingkat=_covers(text),
            is_jumlah=True,
            jumlah=_amount(peta, words),
        )
    if peta.has_judul and len(filled) == 1 and _NOTE.match(text):
        return Lewat(_('Catatan di bawah tabel: "{teks}".').format(teks=text))
    if peta.jenis is JenisTempel.PAGU and peta.has_judul and _is_source_group(peta, words, text, konteks):
        return Lewat(_('Judul kelompok: "{teks}".').format(teks=text))
    if _SIGNATURE.match(text):
        return Lewat(_('Bagian tanda tangan: "{teks}".').format(teks=text), is_tanda_tangan=True)
    return _group(peta, words, filled, text, konteks)


def count_records(rows: Sequence[Sequence[Cell]], peta: Peta, konteks: Konteks) -> int:
    """How many rows below the headings are records: no titles, totals, blank lines or signatures."""
    found = 0
    is_below = False
    for cells in rows[peta.baris_data :]:
        words = tuple(cell_text(cell) for cell in cells)
        skipped = why_skipped(peta, words, konteks, is_below=is_below)
        if skipped is None:
            found, is_below = found + 1, False
        else:
            is_below = skipped.is_tanda_tangan or (is_below and not any(words))
    return found


def _is_number(word: str) -> bool:
    """A number, a roman one, a letter that counts, or a formula without a result: no name of anything."""
    if len(word) > _LONG_NAME and word[0] not in "rR0123456789#":  # most words of a list of thousands
        return False
    return any(one.fullmatch(word) for one in (_NUMBER, _ROMAN, _LETTER)) or is_sign(word)


def _is_heading(peta: Peta, words: Sequence[str]) -> bool:
    """Whether most cells repeat the headings of their columns; given up as soon as it cannot be so."""
    filled = [place for place, word in enumerate(words) if word]
    named = [place for place in filled if not words[place][0].isdigit()]  # numbers are no headings
    same, other = 0, len(filled) - len(named)
    if other * 2 >= len(filled):
        return False
    for place in named:
        one = match_heading(peta.jenis, words[place])
        if place < len(peta.field) and one is not None and one.field == peta.field[place]:
            same += 1
        else:
            other += 1
            if other * 2 >= len(filled):
                return False
    return same >= 2 and same * 2 > len(filled)


def _is_column_numbers(filled: Sequence[str]) -> bool:
    """`1 2 3 ...`, `(1) (2) ...` or `a b c ...` under the headings of a form."""
    if len(filled) < 3 or any(len(word) > _LONGEST_LABEL for word in filled[:-1]):
        return False
    bare = [compact(word.partition("=")[0]) for word in filled]  # the last may say how: `e = b x d`
    if all(re.fullmatch(r"[a-z]", word) for word in bare):
        return bare == sorted(set(bare))
    return bare == [str(number) for number in range(1, len(bare) + 1)]


def _beside_the_names(peta: Peta, words: Sequence[str]) -> str:
    """The only cell of a row of book B.4, when it is no name: below the guests stand place and signatures."""
    said = {name: word for name, word in zip(peta.field, words, strict=False) if word and name != "_nomor"}
    return next(iter(said.values())) if len(said) == 1 and "nama" not in said else ""


def _is_total(peta: Peta, words: Sequence[str], text: str) -> bool:
    if not _TOTAL.match(text):
        return False
    if peta.jenis is JenisTempel.ANGKA_POKOK:  # there `Jumlah penduduk` is a figure, not a total
        return compact(text) in {"jumlah", "total", "jumlahtotal", "grandtotal"}
    return True


def _covers(text: str) -> Tingkat:
    """What a printed total covers: `SUB TOTAL BIDANG I`, `Jumlah Per Bidang 1`, `JUMLAH RKPDESA ...`."""
    clean = text.lower()
    if re.search(r"sub ?-?bidang", clean):
        return Tingkat.SUB
    if re.search(r"\bbidang\b|^sub", clean):
        return Tingkat.BIDANG
    if re.search(r"total|rkp|rpjm|seluruh|keseluruhan", clean):
        return Tingkat.SEMUA
    return Tingkat.ENTAH


def bidang_label(kode: str) -> str:
    """`bidang I` for the code `01`; the word alone for another."""
    return _("bidang {n}").format(n=_ROMANS[kode]) if kode in _ROMANS else _("bidang")


def _amount(peta: Peta, words: Sequence[str]) -> int | None:
    """The rupiah a total or a title prints in the column of money."""
    money = {one.field for one in kolom_of(peta.jenis) if one.baca == "uang"}
    for name, word in zip(peta.field, words, strict=False):
        if name in money and word:
            return read_money(word).value
    return None


def _last_used(peta: Peta) -> int:
    """The last column of the table itself; what stands to its right is a box beside it."""
    return max((place for place, name in enumerate(peta.field) if name), default=len(peta.field))


def _is_signature(peta: Peta, words: Sequence[str], filled: Sequence[str], *, is_below: bool) -> bool:
    """Place and day, `Mengetahui`, and names below them: rows without any amount or volume."""
    counted = {one.field for one in kolom_of(peta.jenis) if one.baca in ("uang", "volume", "volume_satuan")}
    if any(
        word and name in counted and _AMOUNT.match(word) and not _PLACE_AND_DAY.fullmatch(word)
        for name, word in zip(peta.field, words, strict=False)
    ):
        return False
    if len(filled) > 3:
        return False
    if any(_SIGNATURE.match(word) or _PLACE_AND_DAY.fullmatch(word) for word in filled):
        return len(filled) == len([word for word in filled if not word.isdigit()])
    return is_below


def _is_source_group(peta: Peta, words: Sequence[str], text: str, konteks: Konteks) -> bool:
    """`2 | Pendapatan Transfer` over its sources: no source itself, and without any amount."""
    said = {name for name, word in zip(peta.field, words, strict=False) if name and word}
    return said <= {"_nomor", "sumber"} and konteks.aturan.read_sumber(bare_source(text)) is None


def _is_below_price(peta: Peta, words: Sequence[str]) -> bool:
    """`Wilayah I | Wilayah II` below `Harga`: words in the column of prices, and nothing that has one."""
    said = {name: word for name, word in zip(peta.field, words, strict=False) if name and word}
    harga = said.get("harga", "")
    return peta.has_judul and set(said) <= {"harga", "_nomor"} and bool(re.match(r"[^\W\d_]{3}", harga))


def _price_group(peta: Peta, words: Sequence[str]) -> str:
    """A row of a price list that only names the goods below it: no unit and no price."""
    if not {"satuan", "harga"} & set(peta.field):
        return ""
    said = {name: word for name, word in zip(peta.field, words, strict=False) if name and word}
    if said.get("satuan") or said.get("harga") or said.get("_spesifikasi"):
        return ""
    if "uraian" in said:
        return said["uraian"]
    title = said.get("kode", "")  # `A | BAHAN BANGUNAN` reaches into the column of codes
    return title if re.search(r"[^\W\d_]{3}", title) else ""


def _group(
    peta: Peta, words: Sequence[str], filled: Sequence[str], text: str, konteks: Konteks
) -> Lewat | None:
    """A row that only names the dusun, the bidang or the part of an estimate of the rows below it."""
    if peta.jenis is JenisTempel.RAB:
        kelompok = read_kelompok(text)
        if kelompok is None:
            return None
        return Lewat(_('Judul kelompok: "{teks}".').format(teks=text), kelompok=kelompok)
    if peta.jenis not in _GROUPED:
        return None
    amount = _amount(peta, words)
    if re.match(r"sub ?bidang\b", text, re.IGNORECASE):
        sub = _sub_bidang(filled, re.sub(r"sub ?bidang\b[ :.]*", "", text, flags=re.IGNORECASE), konteks)
        alasan = _('Judul sub bidang: "{teks}".').format(teks=text)
        return Lewat(alasan, sub=sub, bidang=sub[:2], tingkat=Tingkat.SUB, jumlah=amount)
    kode = _bidang(filled, text, konteks)
    if kode:
        alasan = _('Judul bidang: "{teks}".').format(teks=text)
        return Lewat(alasan, bidang=kode, tingkat=Tingkat.BIDANG, jumlah=amount)
    sub = _sub_bidang(filled, text, konteks) if _has_sub_code(filled, text) else ""
    if sub:
        alasan = _('Judul sub bidang: "{teks}".').format(teks=text)
        return Lewat(alasan, sub=sub, bidang=sub[:2], tingkat=Tingkat.SUB, jumlah=amount)
    if peta.jenis is JenisTempel.USULAN and "dusun" not in peta.field:
        dusun = _hamlet(filled, text, konteks)
        if dusun:
            return Lewat(_('Judul dusun: "{teks}".').format(teks=text), dusun=dusun)
    return None


def _hamlet(filled: Sequence[str], text: str, konteks: Konteks) -> str:
    """The hamlet a title names: `Krajan` alone, or `A | DUSUN KRAJAN`; one nobody knows as it is written."""
    named = _HAMLET.fullmatch(text)
    if len(filled) > 1 and (named is None or len(filled) > 2):
        return ""
    for nama in konteks.dusun:
        if same_dusun(nama, text):
            return nama
    return named["nama"] if named is not None and len(text) <= _LONGEST_TITLE else ""


def _bidang(filled: Sequence[str], text: str, konteks: Konteks) -> str:
    """The bidang a title names: `Bidang ...`, `IV. bidang ...`, or `I. PENYELENGGARAAN PEMERINTAHAN DESA`."""
    bare = re.sub(r"^(?:[ivx]+|[0-9a-e])[.)]\s*|^[ivx]+\s+", "", text, flags=re.IGNORECASE)
    names = {one.nama: one.kode for one in konteks.aturan.daftar_bidang}
    if re.match(r"bidang\b", bare, re.IGNORECASE):
        return konteks.aturan.read_bidang(bare) or names.get(nearest(bare, names), "")
    numbered = _numbered_bidang([*filled, text.split(" ")[0]], bare, names)
    if numbered:
        return numbered
    # without the word only a whole name counts, and no number of an activity may stand before it
    if any(re.fullmatch(r"[0-9]{2,}[.)]?", word) for word in filled):
        return ""
    return names.get(nearest(f"BIDANG {bare}", names, _SURELY), "") if len(bare) >= _LONG_NAME else ""


def _numbered_bidang(filled: Sequence[str], bare: str, names: Mapping[str, str]) -> str:
    """`II | PEMBANGUNAN DESA`: a roman number, and no other words than those of the bidang of that number."""
    said = {word for word in plain_words(bare).split() if len(word) >= _OWN_WORD}
    numbers = {word.strip().rstrip(".").upper() for word in filled}
    for nama, kode in names.items():
        if _ROMANS.get(kode) in numbers:
            own = {word for word in plain_words(nama).split() if len(word) >= _OWN_WORD}
            return kode if said and said <= own else ""
    return ""


def _has_sub_code(filled: Sequence[str], text: str) -> bool:
    first = text.split(" ")[0]
    return any(_SUB_CODE.fullmatch(word) for word in (*filled, first))


def _sub_bidang(filled: Sequence[str], text: str, konteks: Konteks) -> str:
    """The code of a sub bidang out of `2.1 Pendidikan`, `02.01` beside its name, or the name; "" if none."""
    codes = [found for word in (*filled, text.split(" ")[0]) if (found := _SUB_CODE.fullmatch(word))]
    for found in codes:
        kode = f"{found[1].zfill(2)}.{found[2].zfill(2)}"
        if konteks.aturan.sub_bidang(kode):
            return kode
    wanted = compact(text).removeprefix("subbidang")
    names = {
        one.kode
        for kode, one in konteks.aturan.daftar_kode.items()
        if one.level == "subbidang"
        and wanted in {compact(one.nama).removeprefix("subbidang"), compact(one.nama_pendek)}
    }
    return names.pop() if len(names) == 1 else ""
