"""What is odd about a file as a whole: titles of other years, sums that do not add up, numbers that skip.

A finding never changes what goes in. It names the row of the file, so that the person can look it up
(perencanaan.md 11: what real files get wrong).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.wording import MONTHS, read_date, show_date, show_money, show_number
from desa_desktop.i18n import _

_YEAR = re.compile(r"(?<![0-9./])(20[0-9]{2})(?![0-9])")
_NOT_THE_PLAN = re.compile(
    r"eksisting|existing|berjalan|realisasi|evaluasi|tahun lalu|\bno(?:mor|\.)?\b.*\btahun 20[0-9]{2}"
    r"|permen|peraturan|undang",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b([0-9]{{1,2}}\s+(?:{'|'.join(MONTHS)}|nopember|pebruari)\s+20[0-9]{{2}})", re.IGNORECASE
)
_PLANS = (JenisTempel.RKP, JenisTempel.DURKP, JenisTempel.USULAN, JenisTempel.PAGU, JenisTempel.RPJM)
_RATIFIED = "rkpdes"  # the step of the calendar by which the plan must be signed


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding about the file. `baris` counts from 1, 0 is the file as a whole; `aturan` is its code."""

    baris: int
    aturan: str
    teks: str

    @property
    def kalimat(self) -> str:
        """The finding with its row in front, as it stands in a list of findings."""
        if not self.baris:
            return self.teks
        return _("Baris {n}: {teks}").format(n=self.baris, teks=self.teks)


def other_years(
    jenis: JenisTempel,
    titles: Iterable[tuple[int, str]],
    tahun: int,
    masa: int = 8,
) -> list[Temuan]:
    """Titles and headings that name another year than the plan that is filled (fault 4, V-31).

    `titles` are (row from 1, text). Years of what exists now, of regulations and of last year's
    realisation are no years of the plan. A DU-RKP may carry the year after the RKP (perencanaan.md 4.2).
    """
    if jenis not in _PLANS or not tahun:
        return []
    allowed = {tahun, tahun + 1} if jenis is JenisTempel.DURKP else {tahun}
    if jenis is JenisTempel.RPJM:
        allowed = {tahun, *range(tahun, tahun + masa + 1)}
    found: list[Temuan] = []
    for row, text in titles:
        if _NOT_THE_PLAN.search(text):
            continue
        odd = list(dict.fromkeys(int(year) for year in _YEAR.findall(text) if int(year) not in allowed))
        if odd:
            sentence = _(
                '"{teks}" menyebut tahun {lain}, yang diisi tahun {tahun}. Tahun di berkas tidak dipakai.'
            )
            named = sentence.format(teks=text, lain=", ".join(map(str, odd)), tahun=tahun)
            found.append(Temuan(row, "V-31", named))
    return found


def odd_dates(
    jenis: JenisTempel, rows: Iterable[tuple[int, str]], tahun: int, aturan: Aturan, today: date
) -> list[Temuan]:
    """Dates of signature that belong to another year, or lie after the deadline (faults 4 and 5, V-30, V-31).

    The plan of year N is signed in N-1.
    """
    if jenis not in (JenisTempel.RKP, JenisTempel.DURKP) or not tahun:
        return []
    found: list[Temuan] = []
    for row, text in rows:
        for written in _DAY.findall(text):
            day = read_date(written, today).value
            if day is None:
                continue
            if day.year != tahun - 1:
                sentence = _("Tanggal {tanggal} di berkas bukan tahun {tahun}, tahun rencana ini disusun.")
                text_ = sentence.format(tanggal=show_date(day), tahun=tahun - 1)
                found.append(Temuan(row, "V-31", text_))
                continue
            late = _deadline_passed(jenis, day, tahun, aturan)
            if late is not None:
                sentence = _("Tanggal {tanggal} di berkas sesudah batas {batas}.")
                text_ = sentence.format(tanggal=show_date(day), batas=show_date(late))
                found.append(Temuan(row, "V-30", text_))
    return found


def _deadline_passed(jenis: JenisTempel, day: date, tahun: int, aturan: Aturan) -> date | None:
    if jenis is not JenisTempel.RKP:
        return None
    for step in aturan.langkah:
        if step.kunci == _RATIFIED and day > step.batas(tahun):
            return step.batas(tahun)
    return None


def skipped_numbers(rows: Iterable[tuple[int, str, bool]]) -> list[Temuan]:
    """Running numbers that jump, `8` then `10` (fault 10). They may begin anew in each part of the form.

    `rows` are (row, number as text, whether it is a title or a total).
    """
    found: list[Temuan] = []
    before = 0
    for row, word, is_title in rows:
        if is_title:
            before = 0
            continue
        clean = word.strip().rstrip(".)")
        if not re.fullmatch(r"[0-9]{1,4}", clean):
            continue
        number = int(clean)
        if before and number > before + 1:
            sentence = _("Nomor urut melompat dari {dari} ke {ke}. Periksa apakah ada baris yang hilang.")
            found.append(Temuan(row, "V-11", sentence.format(dari=before, ke=number)))
        before = number
    return found


def without_money(
    rows: Sequence[tuple[int, Mapping[str, object], Mapping[str, str]]], field: str
) -> list[Temuan]:
    """Rows that carry Rp0 or nobody's money, as Siskeudes itself prints them (fault 11, V-14)."""
    zero = [row for row, nilai, _kept in rows if nilai.get(field) == 0]
    nobody = [
        row
        for row, nilai, kept in rows
        if not nilai.get("sumber")
        and not nilai.get("sumber_biaya")
        and "sumber" not in kept
        and nilai.get(field)
    ]
    found = []
    if zero:
        text = _("{n} baris berbiaya Rp0: baris {baris}.")
        found.append(Temuan(0, "V-14", text.format(n=show_number(len(zero)), baris=_list(zero))))
    if nobody:
        text = _("{n} baris berbiaya tanpa sumber dana: baris {baris}.")
        found.append(Temuan(0, "V-14", text.format(n=show_number(len(nobody)), baris=_list(nobody))))
    return found


def _list(rows: Sequence[int], most: int = 10) -> str:
    text = ", ".join(str(one) for one in rows[:most])
    return text + (", …" if len(rows) > most else "")


def wrong_sum(row: int, apa: str, printed: int, counted: int, unread: int) -> Temuan:
    """A printed total that is not the sum of its rows (fault 3, V-11)."""
    sentence = _("{apa} di berkas {cetak}, jumlah barisnya {hitung}.")
    text = sentence.format(apa=apa, cetak=show_money(printed, rp=True), hitung=show_money(counted, rp=True))
    if unread:
        text += " " + _("{n} baris belum terbaca biayanya.").format(n=show_number(unread))
    return Temuan(row, "V-11", text)
