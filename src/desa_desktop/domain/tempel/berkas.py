"""A whole file looked at once its rows are read: titles, dates, printed sums and running numbers.

The faults are those of perencanaan.md 11; what a check of the plan finds later is not repeated here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desa_desktop.domain.tempel.baca import Konteks
from desa_desktop.domain.tempel.baris import BarisTempel, KeadaanBaris
from desa_desktop.domain.tempel.kolom import JenisTempel
from desa_desktop.domain.tempel.lewat import Lewat, Tingkat, bidang_label
from desa_desktop.domain.tempel.masa import MOST_YEARS
from desa_desktop.domain.tempel.peta import Peta, column_name
from desa_desktop.domain.tempel.sel import Cell, cell_text
from desa_desktop.domain.tempel.temuan import (
    Temuan,
    odd_dates,
    other_years,
    skipped_numbers,
    without_money,
    wrong_sum,
)
from desa_desktop.domain.usulan import PARTS
from desa_desktop.domain.wording import show_number
from desa_desktop.i18n import _

_MONEY = {
    JenisTempel.RKP: "biaya",
    JenisTempel.DURKP: "perkiraan_biaya",
    JenisTempel.USULAN: "perkiraan_biaya",
    JenisTempel.RPJM: "_biaya",
    JenisTempel.PAGU: "jumlah",
}
_BY_BIDANG = (JenisTempel.RKP, JenisTempel.DURKP, JenisTempel.RPJM)
_PAID = (JenisTempel.RKP, JenisTempel.RPJM)


def look_over(
    jenis: JenisTempel,
    rows: Sequence[Sequence[Cell]],
    peta: Peta,
    baris: Sequence[BarisTempel],
    konteks: Konteks,
) -> tuple[Temuan, ...]:
    """Every finding about the file, in the order of its rows. `baris` is what `read_rows` made of it."""
    found = other_years(jenis, _titles(rows, peta), konteks.tahun, konteks.akhir - konteks.tahun)
    found += _other_span(jenis, rows, peta, konteks)
    found += _sums(jenis, baris)
    if "_nomor" in peta.field:
        place = peta.field.index("_nomor")
        found += skipped_numbers(
            (row.nomor, row.sel[place] if place < len(row.sel) else "", row.lewat is not None)
            for row in baris
            if row.lewat is None or row.lewat.tingkat is not None
        )
    below = [(row.nomor, " ".join(row.sel)) for row in baris if row.lewat and row.lewat.is_tanda_tangan]
    found += odd_dates(jenis, below, konteks.tahun, konteks.aturan, konteks.today)
    found += _kept_parts(jenis, baris)
    if jenis in _PAID:
        records = [(row.nomor, row.nilai, row.teks_asli) for row in baris if row.keadaan in _GOES_IN]
        found += without_money(records, _MONEY[jenis])
    return tuple(sorted(found, key=lambda one: one.baris))


_SPAN = re.compile(
    r"(20[0-9]{2})\s*(?:s\.?\s*/?\s*d\.?|sampai(?: dengan)?|-|–|/)\s*(20[0-9]{2})", re.IGNORECASE
)


def masa_of(rows: Sequence[Sequence[Cell]], peta: Peta) -> tuple[int, int] | None:
    """First and last year that titles, or a column `tahun`, give for a whole RPJM; None if they give none.

    Two different spans are no answer.
    """
    texts = [text for _row, text in _titles(rows, peta)]
    if "_masa" in peta.field:
        place = peta.field.index("_masa")
        texts += [cell_text(row[place]) for row in rows[peta.baris_data :] if place < len(row)]
    spans = {(int(first), int(last)) for text in texts for first, last in _SPAN.findall(text)}
    plausible = {span for span in spans if 4 <= span[1] - span[0] <= MOST_YEARS}
    return plausible.pop() if len(plausible) == 1 else None


def _kept_parts(jenis: JenisTempel, baris: Sequence[BarisTempel]) -> list[Temuan]:
    """Costs by source in a list that keeps one sum: where the parts stay."""
    rows = [row for row in baris if row.keadaan in _GOES_IN and PARTS in row.teks_asli]
    if not rows:
        return []
    sentences = {
        JenisTempel.USULAN: _(
            "{n} baris berisi biaya per sumber dana. Usulan menyimpan satu jumlah; pembagiannya disimpan "
            "sebagai catatan usulan, dan menjadi sumber dana kegiatan saat diambil ke RKPDes."
        ),
        JenisTempel.RPJM: _(
            "{n} baris berisi biaya per sumber dana. RPJM Desa menyimpan biaya per tahun dan nama sumbernya; "
            "pembagiannya disimpan sebagai catatan kegiatan."
        ),
    }
    return [Temuan(0, "", sentences[jenis].format(n=show_number(len(rows))))]


@dataclass(frozen=True, slots=True)
class Tersembunyi:
    """What Excel does not show of a sheet: `baris` and `kolom` (both from 1); `is_gelap`: nobody can tell."""

    baris: tuple[int, ...] = ()
    kolom: tuple[int, ...] = ()
    is_gelap: bool = False


def find_hidden(tersembunyi: Tersembunyi, peta: Peta, baris: Sequence[BarisTempel]) -> list[Temuan]:
    """Rows and columns that Excel does not show and that are read all the same."""
    inside = {row.nomor for row in baris if row.sel}
    rows = [one for one in tersembunyi.baris if one in inside]
    columns = [
        one
        for one in tersembunyi.kolom
        if one <= len(peta.field)
        and peta.field[one - 1] not in ("", "_nomor")
        and any(one <= len(row.sel) and row.sel[one - 1] for row in baris)
    ]
    found = []
    if tersembunyi.is_gelap:
        sentence = _(
            "Baris dan kolom tersembunyi di berkas .xls ini tidak dapat dikenali. Semuanya ikut dibaca."
        )
        found.append(Temuan(0, "", sentence))
    if columns:
        sentence = _("{n} kolom tersembunyi di Excel ikut dibaca: kolom {kolom}.")
        listed = ", ".join(column_name(one - 1) for one in columns)
        found.append(Temuan(0, "", sentence.format(n=show_number(len(columns)), kolom=listed)))
    if rows:
        listed = ", ".join(str(one) for one in rows[:10]) + (", …" if len(rows) > 10 else "")
        sentence = _("{n} baris tersembunyi di Excel ikut dibaca: baris {baris}.")
        found.append(Temuan(rows[0], "", sentence.format(n=show_number(len(rows)), baris=listed)))
    return found


def _other_span(
    jenis: JenisTempel, rows: Sequence[Sequence[Cell]], peta: Peta, konteks: Konteks
) -> list[Temuan]:
    """A column `tahun` that says the rows belong to another RPJM than the one that is filled."""
    masa = masa_of(rows, peta) if jenis is JenisTempel.RPJM and "_masa" in peta.field else None
    if masa is None or masa[0] == konteks.tahun:
        return []
    sentence = _(
        "Berkas memuat RPJM Desa {awal}–{akhir}, yang diisi {mulai}–{selesai}. THN 1 dihitung {mulai}."
    )
    text = sentence.format(awal=masa[0], akhir=masa[1], mulai=konteks.tahun, selesai=konteks.akhir)
    return [Temuan(0, "V-31", text)]


_GOES_IN = (KeadaanBaris.SIAP, KeadaanBaris.PERIKSA)


def _titles(rows: Sequence[Sequence[Cell]], peta: Peta) -> list[tuple[int, str]]:
    """The texts above the table and its headings, each once, with their rows."""
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[: peta.baris_data], start=1):
        for cell in row:
            text = cell_text(cell)
            if text and not isinstance(cell, int | float):
                seen.setdefault(text, number)
    return [(number, text) for text, number in seen.items()]


def _rupiah(value: object) -> int:
    return value if isinstance(value, int) else 0


class _Sum:
    """Rows counted together, and how many of them have an amount nobody could read."""

    def __init__(self) -> None:
        self.total = self.rows = self.unread = 0

    def add(self, amount: object, *, is_unread: bool) -> None:
        """One more row."""
        self.rows += 1
        self.unread += is_unread
        self.total += _rupiah(amount)


def _sums(jenis: JenisTempel, baris: Sequence[BarisTempel]) -> list[Temuan]:
    """Printed totals and subtotals that are not the sum of their rows (fault 3, V-11)."""
    field = _MONEY.get(jenis)
    if field is None:
        return []
    found: list[Temuan] = []
    bidang, kode = "", ""
    levels = {one: _Sum() for one in Tingkat}
    titles: dict[Tingkat, tuple[int, str, int]] = {}  # a title with an amount: row, what it is, amount
    for row in baris:
        about = row.lewat
        if about is None or about.tingkat is None:
            if row.keadaan in _GOES_IN:
                own = _bidang_cell(jenis, row)
                if own and own != kode:  # forms A1 and C1 name the bidang in a column of its own
                    for level in (Tingkat.SUB, Tingkat.BIDANG):
                        found += _title(titles.pop(level, None), levels[level])
                        levels[level] = _Sum()
                    bidang, kode = bidang_label(own), own
                is_unread = field in row.teks_asli or (field == "_biaya" and "_biaya" in row.teks_asli)
                for one in levels.values():
                    one.add(row.nilai.get(field), is_unread=is_unread)
                    if jenis is JenisTempel.PAGU:
                        one.total += _rupiah(row.nilai.get("silpa"))
            continue
        if about.is_jumlah:
            found += _total(row.nomor, about, levels, bidang)
            levels[Tingkat.ENTAH] = _Sum()
            continue
        ends = (Tingkat.SUB,) if about.tingkat is Tingkat.SUB else (Tingkat.SUB, Tingkat.BIDANG)
        for level in ends:
            found += _title(titles.pop(level, None), levels[level])
            levels[level] = _Sum()
        if about.tingkat is Tingkat.BIDANG:
            bidang, kode = bidang_label(about.bidang), about.bidang
        if about.jumlah is not None:
            name = (
                bidang
                if about.tingkat is Tingkat.BIDANG
                else _("sub bidang {kode}").format(kode=about.sub or kode)
            )
            titles[about.tingkat] = (row.nomor, _("Subtotal {nama}").format(nama=name), about.jumlah)
    for level, title in titles.items():
        found += _title(title, levels[level])
    return found


def _bidang_cell(jenis: JenisTempel, row: BarisTempel) -> str:
    """The bidang that a row of a plan stands under, by its own column; "" if it names none."""
    if jenis not in _BY_BIDANG:
        return ""
    return str(row.nilai.get("_bidang") or row.nilai.get("bidang") or "")


def _title(title: tuple[int, str, int] | None, counted: _Sum) -> list[Temuan]:
    if title is None or title[2] == counted.total:
        return []
    return [wrong_sum(title[0], title[1], title[2], counted.total, counted.unread)]


def _total(row: int, about: Lewat, levels: dict[Tingkat, _Sum], bidang: str) -> list[Temuan]:
    if about.jumlah is None or about.tingkat is None:
        return []
    counted = levels[about.tingkat]
    if about.tingkat is Tingkat.ENTAH and about.jumlah in (one.total for one in levels.values()):
        return []
    if about.tingkat is Tingkat.BIDANG and not bidang:  # no titles: what stands since the last total
        counted = levels[Tingkat.ENTAH]
    if about.jumlah == counted.total:
        return []
    names = {
        Tingkat.SUB: _("Subtotal sub bidang"),
        Tingkat.BIDANG: _("Subtotal {nama}").format(nama=bidang or _("bidang")),
        Tingkat.SEMUA: _("Jumlah total"),
        Tingkat.ENTAH: _("Jumlah"),
    }
    return [wrong_sum(row, names[about.tingkat], about.jumlah, counted.total, counted.unread)]
