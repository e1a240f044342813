"""How the matrix of an RKP Desa is ordered and summed, and how full each pagu is (perencanaan.md 6 A, 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from desa_desktop.domain.aturan import Aturan, Earmark
from desa_desktop.domain.kode import bidang_of, sub_bidang_of
from desa_desktop.domain.rkp import Kegiatan, Pagu, PolaPelaksanaan, RkpDesa, SumberBiaya
from desa_desktop.domain.wording import MONTHS, show_money, show_percent
from desa_desktop.i18n import N_, _

_SHORT_MONTH = 3
POLA_NAMES = {
    PolaPelaksanaan.SWAKELOLA: N_("Swakelola"),
    PolaPelaksanaan.KERJA_SAMA_DESA: N_("Kerja sama antar desa"),
    PolaPelaksanaan.PIHAK_KETIGA: N_("Kerja sama pihak ketiga"),
}


@dataclass(frozen=True, slots=True)
class KelompokSubBidang:
    """One sub bidang of the matrix with its activities and their rupiah."""

    kode: str
    nama: str
    jumlah: int
    kegiatan: tuple[Kegiatan, ...]


@dataclass(frozen=True, slots=True)
class KelompokBidang:
    """One bidang of the matrix; `kode` is "" for the activities without a valid code, which come last."""

    kode: str
    nama: str
    jumlah: int
    sub_bidang: tuple[KelompokSubBidang, ...]

    @property
    def kegiatan(self) -> tuple[Kegiatan, ...]:
        """All activities of this bidang in the order of the matrix."""
        return tuple(satu for sub in self.sub_bidang for satu in sub.kegiatan)


def order_for_matrix(kegiatan: Iterable[Kegiatan], aturan: Aturan) -> list[KelompokBidang]:
    """Activities as the form lists them: by bidang, sub bidang and code, then in the person's own order.

    Bidang without activities are left out. What has no valid code stands last under `Tanpa kode`.
    """
    rows = list(kegiatan)
    groups: dict[str, dict[str, list[Kegiatan]]] = {}
    for satu in sorted(rows, key=lambda one: (_valid(one, aturan) or "~", one.urut)):
        kode = _valid(satu, aturan)
        groups.setdefault(bidang_of(kode), {}).setdefault(sub_bidang_of(kode), []).append(satu)
    return [_bidang(kode, parts, aturan) for kode, parts in groups.items()]


def _valid(kegiatan: Kegiatan, aturan: Aturan) -> str:
    found = aturan.kegiatan(kegiatan.kode) if kegiatan.kode else None
    return found.kode if found else ""


def _bidang(kode: str, parts: dict[str, list[Kegiatan]], aturan: Aturan) -> KelompokBidang:
    sub = tuple(
        KelompokSubBidang(name, aturan.sub_bidang(name), jumlah_biaya(rows), tuple(rows))
        for name, rows in parts.items()
    )
    nama = aturan.bidang(kode) if kode else _("Tanpa kode")
    return KelompokBidang(kode, nama, sum(one.jumlah for one in sub), sub)


def nomor_kegiatan(kegiatan: Iterable[Kegiatan], aturan: Aturan) -> dict[UUID, int]:
    """The number each activity carries in the matrix, counted through from 1, by the activity's id."""
    ordered = (satu for bidang in order_for_matrix(kegiatan, aturan) for satu in bidang.kegiatan)
    return {satu.id: number for number, satu in enumerate(ordered, 1)}


def jumlah_biaya(kegiatan: Iterable[Kegiatan]) -> int:
    """Rupiah of these activities together; a missing amount counts as nothing."""
    return sum(satu.biaya or 0 for satu in kegiatan)


def biaya_per_bidang(rkp: RkpDesa, aturan: Aturan) -> dict[str, int]:
    """Rupiah by bidang `01` to `05`; all five are there, activities without a code are under ""."""
    totals = {satu.kode: 0 for satu in aturan.daftar_bidang}
    for group in order_for_matrix(rkp.kegiatan, aturan):
        totals[group.kode] = totals.get(group.kode, 0) + group.jumlah
    return totals


@dataclass(frozen=True, slots=True)
class PemakaianPagu:
    """How much of one source is used, in rupiah: the row behind a gauge.

    `pagu` is None if the village has not entered one. `batas` is pagu and SiLPA together, `sisa` is
    below zero when too much is planned. `persen` has one decimal; None without a limit.
    """

    sumber: str
    pagu: int | None
    silpa: int
    terpakai: int
    terpakai_silpa: int
    persen: Decimal | None
    is_definitif: bool

    @property
    def batas(self) -> int:
        """Rupiah that may be planned: the pagu and the SiLPA of this source."""
        return (self.pagu or 0) + self.silpa

    @property
    def sisa(self) -> int:
        """Rupiah still free; below zero when the limit is passed."""
        return self.batas - self.terpakai

    @property
    def is_lebih(self) -> bool:
        """True if more is planned than the village may."""
        return self.sisa < 0 and (self.pagu is not None or self.silpa > 0)

    @property
    def teks(self) -> str:
        """The sentence beside the gauge (ux.md 5.5, 9.4)."""
        used = show_money(self.terpakai, rp=True)
        if self.pagu is None and not self.silpa:
            return _("{sumber} {terpakai} · pagu belum diisi").format(sumber=self.sumber, terpakai=used)
        limit = show_money(self.batas, rp=True)
        if self.is_lebih:
            over = show_money(-self.sisa, rp=True)
            return _("{sumber} Lebih {lebih} ({terpakai} dari {batas})").format(
                sumber=self.sumber, lebih=over, terpakai=used, batas=limit
            )
        share = f" ({self.persen:.1f}%)".replace(".", ",") if self.persen is not None else ""
        return (
            _("{sumber} {terpakai} dari {batas} · sisa {sisa}").format(
                sumber=self.sumber, terpakai=used, batas=limit, sisa=show_money(self.sisa, rp=True)
            )
            + share
        )


def pagu_kembar(rkp: RkpDesa) -> list[Pagu]:
    """The pagu whose source has one in an earlier row already: the same money would be there twice (V-12)."""
    seen: set[str] = set()
    found = []
    for satu in sorted(rkp.pagu, key=lambda one: one.urut):
        if satu.sumber and satu.sumber in seen:
            found.append(satu)
        seen.add(satu.sumber)
    return found


def pemakaian_pagu(rkp: RkpDesa, aturan: Aturan) -> list[PemakaianPagu]:
    """One row per source that has a pagu or is used, in the order of the sources' list.

    Several pagu of one source are added while the plan is a draft (`pagu_kembar` says so); such a source is
    definitive only if all of them are.
    """
    known = [satu.kunci for satu in aturan.sumber_dana]
    spent_of: dict[str, int] = {}
    silpa_of: dict[str, int] = {}
    for satu in rkp.kegiatan:  # once for all sources: a plan has a thousand activities
        for money in satu.sumber_biaya:
            if money.jumlah:
                spent_of[money.sumber] = spent_of.get(money.sumber, 0) + money.jumlah
                if money.is_silpa:
                    silpa_of[money.sumber] = silpa_of.get(money.sumber, 0) + money.jumlah
    present = {satu.sumber for satu in rkp.pagu} | set(spent_of)
    present.discard("")
    rows = []
    for sumber in sorted(present, key=lambda one: (known.index(one) if one in known else len(known), one)):
        ceilings = [satu for satu in rkp.pagu if satu.sumber == sumber]
        amounts = [satu.jumlah for satu in ceilings if satu.jumlah is not None]
        pagu = sum(amounts) if amounts else None
        silpa = sum(satu.silpa or 0 for satu in ceilings)
        spent, from_silpa = spent_of.get(sumber, 0), silpa_of.get(sumber, 0)
        limit = (pagu or 0) + silpa
        share = (Decimal(100 * spent) / limit).quantize(Decimal("0.1"), ROUND_HALF_UP) if limit else None
        is_definitive = bool(ceilings) and all(satu.is_definitif for satu in ceilings)
        rows.append(PemakaianPagu(sumber, pagu, silpa, spent, from_silpa, share, is_definitive))
    return rows


def dengan_biaya(rkp: RkpDesa, ubah: Mapping[UUID, tuple[int | None, str | None]]) -> RkpDesa:
    """The plan as it will be once these costs and sources are stored: what the gauges show at once.

    `ubah` gives an activity its cost in rupiah and its source, None for the source it has. Money follows as
    `services.rkp.set_cost` lets it. The plan itself is not changed.
    """

    def changed(satu: Kegiatan) -> Kegiatan:
        if satu.id not in ubah:
            return satu
        biaya, sumber = ubah[satu.id]
        money = satu.sumber_biaya
        if sumber is not None:
            money = [SumberBiaya(urut=1, sumber=sumber, jumlah=biaya)] if sumber else []
        elif len(money) == 1:
            money = [replace(money[0], jumlah=biaya)]
        return replace(satu, biaya=biaya, sumber_biaya=money)

    return replace(rkp, kegiatan=[changed(satu) for satu in rkp.kegiatan])


@dataclass(frozen=True, slots=True)
class PemakaianEarmark:
    """A share of a source that the rules of the year ask for, and how the plan stands to it, in rupiah."""

    earmark: Earmark
    batas: int
    jumlah: int

    @property
    def is_terpenuhi(self) -> bool:
        """True if the least is reached or the most is not passed."""
        return self.jumlah >= self.batas if self.earmark.is_minimal else self.jumlah <= self.batas

    @property
    def teks(self) -> str:
        """`Ketahanan pangan minimal 20%: kurang Rp4.000.000`, the tick mark on the gauge."""
        if self.is_terpenuhi:
            return _("{aturan}: terpenuhi").format(aturan=self.earmark.nama)
        gap = show_money(abs(self.batas - self.jumlah), rp=True)
        word = _("{aturan}: kurang {selisih}") if self.earmark.is_minimal else _("{aturan}: lebih {selisih}")
        return word.format(aturan=self.earmark.nama, selisih=gap)


def pemakaian_earmark(rkp: RkpDesa, aturan: Aturan) -> list[PemakaianEarmark]:
    """How the plan stands to the shares of its year, computed from the pagu without SiLPA (V-16).

    A share counts the activities with its tag; sources without a pagu are left out.
    """
    rows = []
    for rule in aturan.earmark(rkp.tahun):
        amounts = [satu.jumlah for satu in rkp.pagu if satu.sumber == rule.sumber and satu.jumlah is not None]
        if not amounts:
            continue
        limit = int((rule.persen * sum(amounts) / 100).to_integral_value(ROUND_HALF_UP))
        money = sum(
            one.jumlah or 0
            for satu in rkp.kegiatan
            if rule.tanda in satu.tanda
            for one in satu.sumber_biaya
            if one.sumber == rule.sumber
        )
        rows.append(PemakaianEarmark(rule, limit, money))
    return rows


def months_text(mulai: int | None, selesai: int | None, *, short: bool = False) -> str:
    """`Mei–Juli`, `Juni`, and `12 bulan` for a whole year; `short` gives `Mei – Jul`. "" if not known."""
    first, last = mulai or selesai, selesai or mulai
    if not first or not last:
        return ""
    names = [name[:_SHORT_MONTH] if short else name for name in MONTHS]
    if first == last:
        return names[first - 1]
    if (first, last) == (1, len(MONTHS)) and not short:
        return _("{n} bulan").format(n=len(MONTHS))
    return f"{names[first - 1]}{' – ' if short else '–'}{names[last - 1]}"


def pola_name(pola: PolaPelaksanaan | None) -> str:
    """How an activity is carried out, in words; "" if it is not decided."""
    return _(POLA_NAMES[pola]) if pola else ""


def pola_ticks(pola: PolaPelaksanaan | None) -> tuple[bool, bool, bool]:
    """The three tick columns of form A1: swakelola, kerja sama antar desa, pihak ketiga."""
    return (
        pola is PolaPelaksanaan.SWAKELOLA,
        pola is PolaPelaksanaan.KERJA_SAMA_DESA,
        pola is PolaPelaksanaan.PIHAK_KETIGA,
    )


def sumber_text(kegiatan: Kegiatan) -> str:
    """The sources of one activity as printed: `DDS`, or `ADD, s.DDS` with its SiLPA marked."""
    names = [("s." if one.is_silpa else "") + one.sumber for one in kegiatan.sumber_biaya if one.sumber]
    return ", ".join(dict.fromkeys(names))


def percent_text(persen: Decimal | None) -> str:
    """`95,6%`, or a dash where there is nothing to divide by."""
    return show_percent(persen) if persen is not None else "–"
