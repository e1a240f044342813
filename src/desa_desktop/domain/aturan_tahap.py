"""The rules of the planning year that are not lists of words: steps, teams, ceilings, ways of scoring.

Sources: perencanaan.md 2.1 (teams), 4 (calendar and orders of steps), 6 H (scoring, verification), 7.1 (30
percent), 9.2 (BLT), 10 (eight years). What is `unconfirmed` is advice: no paper cites it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desa_desktop.domain.hari_libur import HariKerja, read_libur, read_old_libur
from desa_desktop.domain.paket_bagian import Bagian, part, rows
from desa_desktop.i18n import _

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Tahap:
    """One step of an order of steps (perencanaan.md 4.3). `bukti`: any of these shows that it was taken.

    Words of `bukti`: `musyawarah:<jenis>` (a ratified meeting), `tim`, `pagu`, `rpjm` (activities traced to
    the RPJM Desa), `rancangan` (the plan has activities), `rkp`, `durkp` (ratified).
    """

    urutan: str
    kunci: str
    nama: str
    bukti: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LangkahRpjm:
    """One step of the RPJM Desa, `bulan` months and `hari` days after the pelantikan at the latest."""

    kunci: str
    judul: str
    bulan: int
    hari: int
    sebab: str
    bukti: tuple[str, ...]
    dasar: str
    unconfirmed: bool

    def batas(self, pelantikan: date) -> date:
        """The last day of this step."""
        return months_after(pelantikan, self.bulan) + timedelta(days=self.hari)

    @property
    def kutipan(self) -> str:
        """What may be cited; "" for mere advice."""
        return "" if self.unconfirmed else self.dasar


@dataclass(frozen=True, slots=True)
class AturanTim:
    """How large a drafting team is and how many women are in it. `paling_banyak` 0: no upper limit."""

    kunci: str
    nama: str
    paling_sedikit: int
    paling_banyak: int
    perempuan_paling_sedikit: int
    perempuan_persen: Decimal
    dasar: str


@dataclass(frozen=True, slots=True)
class AturanRpjm:
    """How many years an RPJM Desa covers (now, and before UU 3/2024), and by when its Perdes is due."""

    tahun: int
    tahun_lama: int
    batas_bulan: int
    dasar: str


@dataclass(frozen=True, slots=True)
class BatasOperasional:
    """Siltap and operations: these codes take at most `persen` of the whole plan (V-15)."""

    kode: tuple[str, ...]
    persen: Decimal
    dasar: str


@dataclass(frozen=True, slots=True)
class AturanBlt:
    """BLT Desa: the most that a family gets in a month, in rupiah, and how many months are paid at once."""

    kode: tuple[str, ...]
    tarif: int
    bulan_sekaligus: int
    dasar: str


@dataclass(frozen=True, slots=True)
class Ambang:
    """From where on a figure is asked about. Our own numbers, no rule says them.

    `harga_tahun_lalu`: percent by which a unit cost may differ from last year's; `volume_kali`: how many
    times a volume may be another's; `harga_kompilasi`: percent from the median of the villages.
    """

    harga_tahun_lalu: Decimal
    volume_kali: int
    harga_kompilasi: Decimal


@dataclass(frozen=True, slots=True)
class Konstruksi:
    """By which words of the code list building work is known (`kata`, not with `kecuali`), and which units
    are no quantity for it (V-04)."""

    kata: tuple[str, ...]
    kecuali: tuple[str, ...]
    satuan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kewajaran:
    """From which volume on work of this word is asked about (V-05): a bridge of 1.400 m. Our own numbers."""

    kata: str
    satuan: str
    paling_banyak: int


@dataclass(frozen=True, slots=True)
class KriteriaSkema:
    """One criterion of another way of scoring, with its weight."""

    kunci: str
    nama: str
    pendek: str
    bobot: int


@dataclass(frozen=True, slots=True)
class Skema:
    """A way of scoring beside the default one of ux.md 14.1: criteria, range of values, ranks by total.

    `peringkat`: (name, least total) from the best downwards; empty where only the order counts.
    """

    kunci: str
    nama: str
    nilai_terendah: int
    nilai_tertinggi: int
    kriteria: tuple[KriteriaSkema, ...]
    peringkat: tuple[tuple[str, int], ...]
    dasar: str
    unconfirmed: bool

    @property
    def kunci_kriteria(self) -> tuple[str, ...]:
        """The keys of the criteria, in their order."""
        return tuple(satu.kunci for satu in self.kriteria)

    @property
    def tertinggi(self) -> int:
        """The highest total: 400 for four criteria of 1 to 100."""
        return sum(satu.bobot for satu in self.kriteria) * self.nilai_tertinggi

    def jumlah(self, nilai: Mapping[str, int]) -> int | None:
        """The total; None while a criterion has no value."""
        if any(satu.kunci not in nilai for satu in self.kriteria):
            return None
        return sum(satu.bobot * nilai[satu.kunci] for satu in self.kriteria)

    def golongan(self, jumlah: int) -> str:
        """The rank `I` to `IV` of a total; "" where there are none."""
        return next((nama for nama, mulai in self.peringkat if jumlah >= mulai), "")


@dataclass(frozen=True, slots=True)
class ButirVerifikasi:
    """One paper that the verification sheet H4 asks for."""

    kunci: str
    nama: str


@dataclass(frozen=True, slots=True)
class DasarHukum:
    """A regulation as it is cited, and the papers that cite it. `unconfirmed` ones are never printed."""

    kunci: str
    teks: str
    dokumen: tuple[str, ...]
    unconfirmed: bool


@dataclass(frozen=True, slots=True)
class AturanTahun:
    """Everything in this module, out of one paket."""

    tahap: tuple[Tahap, ...]
    langkah_rpjm: tuple[LangkahRpjm, ...]
    tim: tuple[AturanTim, ...]
    rpjm: AturanRpjm
    operasional: BatasOperasional
    blt: AturanBlt
    ambang: Ambang
    konstruksi: Konstruksi
    kewajaran: tuple[Kewajaran, ...]
    hari_kerja: HariKerja
    skema: tuple[Skema, ...]
    verifikasi: tuple[ButirVerifikasi, ...]
    dasar_hukum: tuple[DasarHukum, ...]


def months_after(mulai: date, bulan: int) -> date:
    """The same day `bulan` months later, the last of the month where it has no such day."""
    month = mulai.month - 1 + bulan
    year, month = mulai.year + month // 12, month % 12 + 1
    return date(year, month, min(mulai.day, monthrange(year, month)[1]))


def read_tahun(paket: Mapping[str, Any]) -> AturanTahun:
    """The rules of this module out of a whole paket. Raises BagianSalah."""
    rpjm, cap, blt = part(paket, "rpjm"), part(paket, "operasional"), part(paket, "blt")
    ambang, building, work = part(paket, "ambang"), part(paket, "konstruksi"), part(paket, "hari_kerja")
    return AturanTahun(
        tahap=tuple(
            Tahap(
                one.text("urutan", required=True),
                one.text("kunci", required=True),
                one.text("nama", required=True),
                one.texts("bukti"),
            )
            for one in rows(paket, "tahap")
        ),
        langkah_rpjm=tuple(map(_langkah_rpjm, rows(paket, "langkah_rpjm"))),
        tim=tuple(map(_tim, rows(paket, "tim"))),
        rpjm=AturanRpjm(
            rpjm.number("tahun", 1, 20),
            rpjm.number("tahun_lama", 1, 20),
            rpjm.number("batas_bulan", 1, 24),
            rpjm.text("dasar", default=""),
        ),
        operasional=BatasOperasional(cap.texts("kode"), cap.percent("persen"), cap.text("dasar", default="")),
        blt=AturanBlt(
            blt.texts("kode"),
            blt.number("tarif", 1, 100_000_000),
            blt.number("bulan_sekaligus", 1, 12),
            blt.text("dasar", default=""),
        ),
        ambang=Ambang(
            ambang.percent("harga_tahun_lalu_persen"),
            ambang.number("volume_kali", 2, 1000),
            ambang.percent("harga_kompilasi_persen"),
        ),
        konstruksi=Konstruksi(
            building.texts("kata"), building.texts("kecuali", default=()), building.texts("satuan")
        ),
        kewajaran=tuple(
            Kewajaran(
                one.text("kata", required=True).lower(),
                one.text("satuan", required=True),
                one.number("paling_banyak", 1),
            )
            for one in rows(paket, "kewajaran")
        ),
        hari_kerja=_hari_kerja(work, paket),
        skema=_skema(paket),
        verifikasi=tuple(
            ButirVerifikasi(one.text("kunci", required=True), one.text("nama", required=True))
            for one in rows(paket, "verifikasi")
        ),
        dasar_hukum=tuple(
            DasarHukum(
                one.text("kunci", required=True),
                one.text("teks", required=True),
                one.texts("dokumen", default=()),
                one.flag("unconfirmed", default=False),
            )
            for one in rows(paket, "dasar_hukum")
        ),
    )


def _langkah_rpjm(one: Bagian) -> LangkahRpjm:
    return LangkahRpjm(
        one.text("kunci", required=True),
        one.text("judul", required=True),
        one.number("bulan", 0, 24),
        one.number("hari", 0, 366),
        one.text("sebab", default=""),
        one.texts("bukti"),
        one.text("dasar", default=""),
        one.flag("unconfirmed", default=False),
    )


def _tim(one: Bagian) -> AturanTim:
    return AturanTim(
        one.text("kunci", required=True),
        one.text("nama", required=True),
        one.number("paling_sedikit", 1, _MOST),
        one.number("paling_banyak", 0, _MOST),
        one.number("perempuan_paling_sedikit", 0, _MOST),
        one.percent("perempuan_persen"),
        one.text("dasar", default=""),
    )


def _hari_kerja(one: Bagian, paket: Mapping[str, Any]) -> HariKerja:
    """Working days; days off stand as rows, in older pakets as texts of `hari_kerja.libur`."""
    days = one.numbers("hari", 1, 7)
    if not days:
        raise one.wrong("hari", _("paling sedikit satu hari kerja"))
    off = [read_libur(row) for row in rows(paket, "hari_libur")]
    for text in one.texts("libur", default=()):
        found = read_old_libur(text)
        if found is None:
            raise one.wrong("libur", _('"{isi}" bukan tanggal').format(isi=text))
        off.append(found)
    return HariKerja(days, tuple(off))


def _skema(paket: Mapping[str, Any]) -> tuple[Skema, ...]:
    criteria: dict[str, list[KriteriaSkema]] = {}
    for one in rows(paket, "skema_kriteria"):
        criteria.setdefault(one.text("skema"), []).append(
            KriteriaSkema(
                one.text("kunci", required=True),
                one.text("nama", required=True),
                one.text("pendek", required=True),
                one.number("bobot", 1, _MOST),
            )
        )
    ranks: dict[str, list[tuple[str, int]]] = {}
    for one in rows(paket, "skema_peringkat"):
        ranks.setdefault(one.text("skema"), []).append((one.text("nama"), one.number("mulai", 0, _MOST)))
    found = []
    for one in rows(paket, "skema_nilai"):
        kunci = one.text("kunci", required=True)
        low, high = one.number("nilai_terendah", 0, _MOST), one.number("nilai_tertinggi", 1, _MOST)
        if low >= high:
            raise one.wrong("nilai_tertinggi", _("harus lebih dari nilai terendah"))
        if kunci not in criteria:
            raise one.wrong("kunci", _("skema {nama} tidak punya kriteria").format(nama=kunci))
        found.append(
            Skema(
                kunci,
                one.text("nama", required=True),
                low,
                high,
                tuple(criteria[kunci]),
                tuple(sorted(ranks.get(kunci, ()), key=lambda row: -row[1])),
                one.text("dasar", default=""),
                one.flag("unconfirmed", default=False),
            )
        )
    return tuple(found)
