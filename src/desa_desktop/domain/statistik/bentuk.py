"""A table as a chart with its finding as title (ux.md 11.5), and the lines of it worth showing."""

from __future__ import annotations

from desa_desktop.domain.grafik import MOST_BARS, Batang, Grafik, GrafikBatang, Piramida
from desa_desktop.domain.statistik.tabel import EXTRA, Baris, Tabel, name_of_five_years
from desa_desktop.domain.wording import show_number, show_percent
from desa_desktop.i18n import _

_MANY_MISSING = 20  # percent from which the gap itself is the finding


def shown_lines(tabel: Tabel) -> tuple[Baris, ...]:
    """The lines with somebody in them; all where the table is short or its order is a scale."""
    if len(tabel.baris) <= 12 or tabel.is_terurut:
        return tabel.baris
    return tuple(one for one in tabel.baris if one.jumlah)


def chart_of(tabel: Tabel) -> Grafik:
    """The pyramid for ages, else bars: by size, or in the order of the list where that is a scale."""
    if tabel.kunci == "umur":
        return _pyramid(tabel)
    lines = [one for one in tabel.baris if one.kunci != EXTRA and (one.jumlah or tabel.is_terurut)]
    if not tabel.is_terurut and not tabel.is_berimpit:
        lines.sort(key=lambda one: -one.jumlah)
    bars = [_bar(tabel, one) for one in lines[: MOST_BARS - 1]]
    rest = lines[MOST_BARS - 1 :]
    if len(rest) == 1:
        bars.append(_bar(tabel, rest[0]))
    elif rest:
        whole = Baris("", _("{n} lainnya").format(n=len(rest)), sum(one.l for one in rest),
            sum(one.p for one in rest), sum(one.tanpa_jk for one in rest))  # fmt: skip
        bars.append(_bar(tabel, whole))
    if tabel.belum_terisi is not None and tabel.belum_terisi.jumlah:
        bars.append(_bar(tabel, tabel.belum_terisi))
    return GrafikBatang(finding(tabel), tuple(bars))


def _bar(tabel: Tabel, baris: Baris) -> Batang:
    share = tabel.persen(baris)
    return Batang(baris.nama, (baris.jumlah,), show_percent(share) if share is not None else "")


def _pyramid(tabel: Tabel) -> Piramida:
    groups = tuple(
        (name_of_five_years(int(one.kunci)), one.l, one.p) for one in tabel.baris if one.kunci != EXTRA
    )
    missing = tabel.belum_terisi.jumlah if tabel.belum_terisi is not None else 0
    without = sum(one.tanpa_jk for one in tabel.baris if one.kunci != EXTRA)
    notes = []
    if missing:
        notes.append(_("{n} orang tanpa tanggal lahir tidak digambar.").format(n=show_number(missing)))
    if without:
        notes.append(_("{n} orang tanpa jenis kelamin tidak digambar.").format(n=show_number(without)))
    return Piramida(finding(tabel), groups, " ".join(notes))


def finding(tabel: Tabel) -> str:
    """What the table says, as one sentence: the largest line, or that too much is not filled in."""
    total = tabel.total.jumlah
    if not total:
        return _("{judul}: belum ada data.").format(judul=tabel.judul)
    missing = tabel.belum_terisi
    share = tabel.persen(missing) if missing is not None else None
    if missing is not None and share is not None and share >= _MANY_MISSING and not tabel.is_berimpit:
        return _("{judul}: {n} dari {total} {satuan} ({persen}) belum terisi.").format(
            judul=tabel.judul,
            n=show_number(missing.jumlah),
            total=show_number(total),
            satuan=tabel.satuan,
            persen=show_percent(share),
        )
    if tabel.is_berimpit:
        return _("{judul}, dari {total} {satuan}.").format(
            judul=tabel.judul, total=show_number(total), satuan=tabel.satuan
        )
    top = max((one for one in tabel.baris if one.kunci != EXTRA), key=lambda one: one.jumlah)
    return _("{judul}: terbanyak {nama}, {n} dari {total} {satuan} ({persen}).").format(
        judul=tabel.judul,
        nama=top.nama,
        n=show_number(top.jumlah),
        total=show_number(total),
        satuan=tabel.satuan,
        persen=show_percent(tabel.persen(top) or 0),
    )
