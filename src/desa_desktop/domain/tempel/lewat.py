"""Rows of a sheet that are no records: blank ones, totals, repeated headings, groups, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desa_desktop.domain.pemeriksaan_usulan import same_dusun
from desa_desktop.domain.rab import read_kelompok
from desa_desktop.domain.rkp import KelompokRab
from desa_desktop.domain.teks import compact
from desa_desktop.domain.tempel.baca import Konteks
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.peta import Peta, match_heading
from desa_desktop.i18n import _

_TOTAL = re.compile(r"(sub ?-?total|grand total|jumlah|total)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"(mengetahui|menyetujui|disusun oleh|dibuat oleh)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(rp\.? ?)?[0-9][0-9.,]*(,-)?", re.IGNORECASE)
_ROMAN = re.compile(r"[ivx]{1,4}\.?", re.IGNORECASE)
_GROUPED = (JenisTempel.USULAN, JenisTempel.RKP, JenisTempel.DURKP)


@dataclass(frozen=True, slots=True)
class Lewat:
    """Why a row is no record; a group row also says which dusun, bidang or part the rows below belong to."""

    alasan: str
    dusun: str = ""
    bidang: str = ""
    kelompok: KelompokRab | None = None


def why_skipped(peta: Peta, words: Sequence[str], konteks: Konteks) -> Lewat | None:
    """The reason why this row (its cells as text) is no record, or None if it is one."""
    filled = [word for word in words if word]
    if not filled:
        return Lewat(_("Baris kosong."))
    if _is_heading(peta, words):
        return Lewat(_("Judul kolom berulang."))
    if _is_column_numbers(filled):
        return Lewat(_("Baris nomor kolom."))
    if peta.jenis is JenisTempel.PENDUDUK_SEMENTARA and (text := _beside_the_names(peta, words)):
        return Lewat(_('Bagian tanda tangan: "{teks}".').format(teks=text))
    texts = [word for word in filled if not _NUMBER.fullmatch(word) and not _ROMAN.fullmatch(word)]
    if len(texts) != 1:
        return None
    text = texts[0]
    if _is_total(peta, words, text):
        return Lewat(_('Baris jumlah: "{teks}".').format(teks=text))
    if _SIGNATURE.match(text):
        return Lewat(_('Bagian tanda tangan: "{teks}".').format(teks=text))
    return _group(peta, text, len(filled) == 1, konteks)


def _is_heading(peta: Peta, words: Sequence[str]) -> bool:
    filled = [place for place, word in enumerate(words) if word]
    same = 0
    for place in filled:
        one = match_heading(peta.jenis, words[place])
        if place < len(peta.field) and one is not None and one.field == peta.field[place]:
            same += 1
    return same >= 2 and same * 2 > len(filled)


def _is_column_numbers(filled: Sequence[str]) -> bool:
    """`1 2 3 ...`, `(1) (2) ...` or `a b c ...` under the headings of a form."""
    bare = [compact(word.partition("=")[0]) for word in filled]  # the last may say how: `e = b x d`
    if len(bare) < 3:
        return False
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


def _group(peta: Peta, text: str, is_alone: bool, konteks: Konteks) -> Lewat | None:
    """A row that only names the dusun, the bidang or the part of an estimate of the rows below it."""
    if peta.jenis is JenisTempel.RAB:
        kelompok = read_kelompok(text)
        if kelompok is None:
            return None
        return Lewat(_('Judul kelompok: "{teks}".').format(teks=text), kelompok=kelompok)
    if peta.jenis not in _GROUPED:
        return None
    if re.match(r"sub ?bidang\b", text, re.IGNORECASE):
        return Lewat(_('Judul sub bidang: "{teks}".').format(teks=text))
    if re.match(r"(bidang\b|[ivx]+\. *bidang\b)", text, re.IGNORECASE):
        kode = konteks.aturan.read_bidang(re.sub(r"^[ivx]+\. *", "", text, flags=re.IGNORECASE))
        if kode:
            return Lewat(_('Judul bidang: "{teks}".').format(teks=text), bidang=kode)
    if is_alone and peta.jenis is JenisTempel.USULAN and "dusun" not in peta.field:
        for nama in konteks.dusun:
            if same_dusun(nama, text):
                return Lewat(_('Judul dusun: "{teks}".').format(teks=text), dusun=nama)
    return None
