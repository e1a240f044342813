"""Daftar Usulan RKP Desa: what the village asks from the kabupaten and above.

Form C1 (in the style of Permendagri 114/2014), C2 (Permendesa 21/2020, short) and C3 (the long one, with the
columns of the matrix), field notes on village planning, section 6.C. The priority of the village and the
office addressed, which the kecamatan needs, stand in the forms that have no room for them at the right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    Kind,
    Level,
    Page,
    Row,
    Table,
)
from desa_desktop.documents.office import Lembaran, in_words, roman, volume
from desa_desktop.domain.wording import show_money


@dataclass(frozen=True, slots=True, kw_only=True)
class BarisDurkp:
    """One proposal. `bidang` is 1 to 5; `prioritas` counts over the whole list; money in rupiah.

    `opd` is the office of the kabupaten (or above) that the village addresses.
    """

    bidang: int
    nama: str
    prioritas: int | None = None
    kode_sub: str = ""
    sdgs: tuple[int, ...] = ()
    data_eksisting: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    penerima: str = ""
    waktu: str = ""
    biaya: int | None = None
    sumber: str = ""
    opd: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDurkp(Lembaran):
    """Everything on the list. `bidang` are number and name of each bidang to be printed.

    `tahun` is the year the kabupaten writes on this list, which may be a year after that of the RKP Desa
    (perencanaan.md 4.2). `pagu` is the ceiling made known for these sources; None if there is none, and then
    the line says how much is asked of them. `sumber` empty means: the sources of the rows. Rows are printed
    by bidang and within it by priority.
    """

    bidang: tuple[tuple[int, str], ...]
    baris: tuple[BarisDurkp, ...]
    sumber: str = ""
    pagu: int | None = None

    @property
    def total(self) -> int:
        """Rupiah of all proposals together."""
        return sum(baris.biaya or 0 for baris in self.baris)

    @property
    def identity(self) -> tuple[tuple[str, str], ...]:
        """The identity lines, with the sources asked and their ceiling."""
        sources = self.sumber or ", ".join(
            dict.fromkeys(baris.sumber for baris in self.baris if baris.sumber)
        )
        return (
            *self.identitas.pairs,
            ("SUMBER PEMBIAYAAN", sources or "-"),
            ("PAGU", self._ceiling),
        )

    @property
    def _ceiling(self) -> str:
        if self.pagu is not None:
            return show_money(self.pagu, rp=True)
        return f"{show_money(self.total, rp=True)} (jumlah yang diusulkan)"


@dataclass(frozen=True, slots=True)
class _Form:
    """What differs between the forms. With `sum_row` a bidang ends with its sum, else it begins with it."""

    columns: tuple[Column, ...]
    cells: Callable[[int, BarisDurkp], tuple[Cell, ...]]
    money: int
    closing: str
    sum_row: str = ""

    def table(self, data: DataDurkp, size: float) -> Table:
        """All bidang with their proposals and sums."""
        rows: list[Row | Band] = []
        counter = 0
        for number, name in data.bidang:
            own = [baris for baris in data.baris if baris.bidang == number]
            total = ((self.money, sum(baris.biaya or 0 for baris in own)),)
            rows.append(Band(Level.GROUP, name, roman(number), () if self.sum_row else total))
            for baris in sorted(own, key=lambda baris: (baris.prioritas is None, baris.prioritas or 0)):
                counter += 1
                rows.append(Row(self.cells(counter, baris)))
            if self.sum_row:
                rows.append(Band(Level.SUBTOTAL, self.sum_row.format(n=number), values=total))
        rows.append(Band(Level.TOTAL, self.closing, values=((self.money, data.total),)))
        return Table(self.columns, tuple(rows), sheet=f"DU-RKP {data.tahun}", size=size)


def compose(data: DataDurkp) -> Page:
    """Form C1, F4 landscape."""
    form = _Form(_c1_columns(), _c1_cells, 7, "JUMLAH TOTAL", "Jumlah per Bidang {n}")
    heading = Heading((f"DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN {data.tahun}",))
    return _page(data, "DURKP", (heading, Fields(data.identity, label_width=48.0), form.table(data, 8.0)))


def compose_c2(data: DataDurkp) -> Page:
    """Form C2, F4 landscape."""
    form = _Form(_c2_columns(), _c2_cells, 9, "JUMLAH TOTAL", "Jumlah per Bidang {n}")
    heading = Heading((f"DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN {data.tahun}",))
    return _page(data, "DURKP_C2", (heading, Fields(data.identity, label_width=48.0), form.table(data, 7.5)))


def compose_c3(data: DataDurkp) -> Page:
    """Form C3, F4 landscape: the columns of the matrix of the RKP Desa."""
    form = _Form(_c3_columns(data.tahun), _c3_cells, 11, f"JUMLAH DU-RKPDESA TAHUN ANGGARAN {data.tahun}")
    heading = Heading(
        (
            "DAFTAR USULAN RENCANA KERJA PEMERINTAH DESA (DU-RKPDESA)",
            f"TAHUN ANGGARAN {data.tahun}",
            data.identitas.heading,
        )
    )
    return _page(data, "DURKP_C3", (heading, form.table(data, 7.0)))


def _page(data: DataDurkp, kind: str, blocks: tuple[Block, ...]) -> Page:
    return data.list_page(kind, "DU-RKP Desa", (*blocks, in_words(data.total), data.signing))


def _sdgs(baris: BarisDurkp) -> str:
    return ", ".join(str(nomor) for nomor in baris.sdgs)


def _c1_columns() -> tuple[Column, ...]:
    activity = "Jenis Kegiatan"
    return (
        Column("No", 9, Kind.CENTRED, letter="a"),
        Column("Bidang", 16, Kind.CENTRED, letter="b"),
        Column("", 10, Kind.CENTRED, activity, "c"),
        Column("", 86, Kind.TEXT, activity, "d"),
        Column("Lokasi", 46, letter="e"),
        Column("Volume", 27, letter="f"),
        Column("Perkiraan Waktu Pelaksanaan", 30, letter="g"),
        Column("Prakiraan Biaya Jumlah (Rp)", 33, Kind.MONEY, letter="h"),
        Column("Sumber Pembiayaan", 28, Kind.CENTRED, letter="i"),
    )


def _c1_cells(counter: int, baris: BarisDurkp) -> tuple[Cell, ...]:
    return (
        counter,
        roman(baris.bidang),
        baris.prioritas,
        baris.nama,
        baris.lokasi,
        volume(baris.volume, baris.satuan),
        baris.waktu,
        baris.biaya,
        "\n".join(part for part in (baris.sumber, baris.opd) if part),
    )


def _c2_columns() -> tuple[Column, ...]:
    further = "Untuk Kecamatan"
    return (
        Column("No", 9, Kind.CENTRED),
        Column("Bidang", 14, Kind.CENTRED),
        Column("Jenis Kegiatan", 62),
        Column("SDGs", 14, Kind.CENTRED),
        Column("Data Eksisting", 27),
        Column("Lokasi", 32),
        Column("Volume", 18),
        Column("Penerima Manfaat", 33),
        Column("Waktu Pelaksanaan", 22),
        Column("Prakiraan Biaya (Rp)", 27, Kind.MONEY),
        Column("Sumber", 20, Kind.CENTRED),
        Column("Prioritas Desa", 17, Kind.CENTRED, further),
        Column("Perangkat Daerah Tujuan", 26, Kind.TEXT, further),
    )


def _c2_cells(counter: int, baris: BarisDurkp) -> tuple[Cell, ...]:
    return (
        counter,
        roman(baris.bidang),
        baris.nama,
        _sdgs(baris),
        baris.data_eksisting,
        baris.lokasi,
        volume(baris.volume, baris.satuan),
        baris.penerima,
        baris.waktu,
        baris.biaya,
        baris.sumber,
        baris.prioritas,
        baris.opd,
    )


def _c3_columns(tahun: int) -> tuple[Column, ...]:
    money = "Biaya dan Sumber Pembiayaan"
    return (
        Column("No", 8, Kind.CENTRED, letter="a"),
        Column("Bidang", 12, Kind.CENTRED, letter="b"),
        Column("Sub bidang", 12, Kind.CENTRED, letter="c"),
        Column("Jenis Kegiatan", 43, letter="d"),
        Column("Mendukung SDGs Desa ke-", 18, Kind.CENTRED, letter="e"),
        Column("Data Eksisting Tahun Berjalan", 22, letter="f"),
        Column(f"Target Capaian Tahun {tahun}", 22, letter="g"),
        Column("Lokasi", 26, letter="h"),
        Column("Volume dan Satuan", 18, letter="i"),
        Column("Penerima Manfaat", 26, letter="j"),
        Column("Waktu Pelaksanaan", 19, letter="k"),
        Column("Jumlah (Rp)", 25, Kind.MONEY, money, "l"),
        Column("Sumber Biaya", 21, Kind.CENTRED, money, "m"),
        Column("Pola Pelaksanaan (swakelola/ Kerjasama Antar Desa/ Kerjasama pihak Ketiga)", 24, letter="n"),
        Column("Prioritas Desa", 13, Kind.CENTRED),
    )


def _c3_cells(counter: int, baris: BarisDurkp) -> tuple[Cell, ...]:
    size = volume(
        baris.volume, baris.satuan
    )  # what is asked for is what shall be reached, so it stands twice
    return (
        counter,
        roman(baris.bidang),
        baris.kode_sub,
        baris.nama,
        _sdgs(baris),
        baris.data_eksisting,
        size,
        baris.lokasi,
        size,
        baris.penerima,
        baris.waktu,
        baris.biaya,
        baris.sumber,
        baris.opd,
        baris.prioritas,
    )
