"""Matriks RPJM Desa: the plan of a term of office, a column for every year of it, on one wide sheet.

Form B1 (Permendagri 114/2014, with as many year columns as the plan has years: eight since UU 3/2024),
form B2 (as the national village finance application prints it) and form B3 (Permendesa 21/2020, with what is
to be reached in each year), column by column as in the field notes on village planning, section 6.B.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Fields,
    Heading,
    Kind,
    Level,
    Margins,
    Page,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    in_words,
    page,
    place_and_date,
    roman,
    volume,
)

_POLA = ("swakelola", "kerja_sama_desa", "pihak_ketiga")
_NARROW = Margins(right=10.0, left=20.0)  # B3 has up to 29 columns


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanMatriksRpjm:
    """One activity as it is printed. `bidang` is 1 to 5, `kode_sub` is `02.03`, texts are ready.

    `tahun` are the ticked years, `target` what is to be reached by year, `biaya` rupiah by year;
    `sumber` is `DDS, ADD`. `pola` is `swakelola`, `kerja_sama_desa`, `pihak_ketiga` or empty.
    """

    bidang: int
    kode_sub: str
    nama_sub: str
    nama: str
    kode: str = ""
    sdgs: tuple[int, ...] = ()
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    sasaran: str = ""
    penerima: str = ""
    data_eksisting: str = ""
    target: Mapping[int, str] = field(default_factory=dict)
    tahun: frozenset[int] = frozenset()
    biaya: Mapping[int, int] = field(default_factory=dict)
    sumber: str = ""
    pola: str = ""

    @property
    def jumlah(self) -> int | None:
        """Rupiah of all years together; None while no amount is known."""
        return sum(self.biaya.values()) if self.biaya else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatriksRpjm:
    """Everything on the sheet. `bidang` are number and name of every bidang to be printed, empty or not.

    Activities keep their order within their sub bidang. `tanggal` is the date above the signature.
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    tahun_akhir: int
    bidang: tuple[tuple[int, str], ...]
    kegiatan: tuple[KegiatanMatriksRpjm, ...]
    kepala_desa: Penanda
    ketua_tim: Penanda
    tanggal: date | None = None
    perubahan: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the plan, the first and the last included."""
        return tuple(range(self.tahun, self.tahun_akhir + 1))

    @property
    def total(self) -> int:
        """Rupiah of the whole plan."""
        return sum(satu.jumlah or 0 for satu in self.kegiatan)


def compose(data: MatriksRpjm) -> Page:
    """Form B1, F4 landscape; every bidang ends with `Jumlah Per Bidang n`."""
    columns = _b1_columns(data.years)
    form = _Form(columns, _b1_cells, _money_at(columns), lambda number: f"Jumlah Per Bidang {number}")
    heading = Heading((_title(data), f"TAHUN : {data.tahun} - {data.tahun_akhir}"))
    identity = Fields(data.identitas.pairs, label_width=32.0)
    return _page(data, "RPJMDes", (heading, identity, form.table(data, 6.5)), data.cetakan)


def compose_b2(data: MatriksRpjm) -> Page:
    """Form B2, F4 landscape: years by their place in the plan (`THN 1`), columns numbered from 1."""
    columns = _b2_columns(data.years)
    form = _Form(columns, _b2_cells, _money_at(columns), lambda _number: "JUMLAH PER BIDANG", shows_sub=True)
    heading = Heading((_title(data), f"TAHUN {data.tahun} S.D {data.tahun_akhir}", data.identitas.heading))
    return _page(data, "RPJMDes_B2", (heading, form.table(data, 7.0)), data.cetakan)


def compose_b3(data: MatriksRpjm) -> Page:
    """Form B3, F4 landscape with narrow edges: what is to be reached in every year, and the ticked years."""
    columns = _b3_columns(data.years)
    form = _Form(columns, _b3_cells, _money_at(columns), lambda number: f"SUB TOTAL BIDANG {roman(number)}")
    heading = Heading((_title(data), f"TAHUN {data.tahun} - {data.tahun_akhir}", data.identitas.heading))
    narrow = replace(data.cetakan, margins=_NARROW)
    return _page(data, "RPJMDes_B3", (heading, form.table(data, 5.5)), narrow)


def _title(data: MatriksRpjm) -> str:
    """The first line of the heading; a plan that has its Perdes is no RANCANGAN any more."""
    return f"{data.cetakan.rancangan}{data.perubahan} RPJM DESA".replace("  ", " ").strip()


def _page(data: MatriksRpjm, title: str, blocks: tuple[Block, ...], cetakan: Cetakan) -> Page:
    desa = data.identitas.desa
    signing = Signatures(
        (
            data.kepala_desa.signer("Mengetahui:"),
            data.ketua_tim.signer(f"{place_and_date(desa, data.tanggal)}\nDisusun oleh:"),
        )
    )
    return page(
        f"{title}_{data.tahun}-{data.tahun_akhir}_{file_name(desa)}",
        f"Matriks RPJM Desa {data.tahun}-{data.tahun_akhir} Desa {desa}",
        data.identitas,
        cetakan,
        (*blocks, in_words(data.total), signing),
        is_landscape=True,
        size=10.0,
    )


def _money_at(columns: Sequence[Column]) -> int:
    return next(place for place, column in enumerate(columns) if column.kind is Kind.MONEY)


@dataclass(frozen=True, slots=True)
class _Form:
    """What differs between the three forms: columns, cells, where the money stands, the words of a sum."""

    columns: tuple[Column, ...]
    cells: Callable[[int, KegiatanMatriksRpjm, Sequence[int]], tuple[Cell, ...]]
    money: int
    sum_label: Callable[[int], str]
    shows_sub: bool = False

    def table(self, data: MatriksRpjm, size: float) -> Table:
        """All rows and the grand total."""
        closing = Band(Level.TOTAL, "JUMLAH TOTAL", values=((self.money, data.total),))
        sheet = f"RPJMDes {data.tahun}-{data.tahun_akhir}"
        return Table(self.columns, (*self._rows(data), closing), sheet=sheet, size=size)

    def _rows(self, data: MatriksRpjm) -> Iterator[Row | Band]:
        for number, name in data.bidang:
            own = sorted((k for k in data.kegiatan if k.bidang == number), key=lambda k: k.kode_sub)
            yield Band(Level.GROUP, name, roman(number))
            yield from self._of_bidang(own, data.years)
            total = sum(kegiatan.jumlah or 0 for kegiatan in own)
            yield Band(Level.SUBTOTAL, self.sum_label(number), values=((self.money, total),))

    def _of_bidang(self, own: Sequence[KegiatanMatriksRpjm], years: Sequence[int]) -> Iterator[Row | Band]:
        counter = 0
        for kode, members in groupby(own, key=lambda kegiatan: kegiatan.kode_sub):
            group = list(members)
            label = f"{kode} {group[0].nama_sub}".strip()
            if label:
                part = sum(kegiatan.jumlah or 0 for kegiatan in group)
                yield Band(Level.SUBGROUP, label, values=((self.money, part),))
            for kegiatan in group:
                counter += 1
                yield Row(self.cells(counter, kegiatan, years))


def _ticks(kegiatan: KegiatanMatriksRpjm, years: Sequence[int]) -> tuple[Cell, ...]:
    return tuple(True if year in kegiatan.tahun else None for year in years)


def _manners(kegiatan: KegiatanMatriksRpjm) -> tuple[Cell, ...]:
    return tuple(True if kegiatan.pola == pola else None for pola in _POLA)


def _lettered(columns: Sequence[Column], letters: Sequence[str]) -> tuple[Column, ...]:
    return tuple(replace(column, letter=letter) for column, letter in zip(columns, letters, strict=True))


def _letters(count: int) -> list[str]:
    """`a` to `z`, then `aa`, `ab`, ... ; letters carry no meaning, they only count."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return [
        (alphabet[place // 26 - 1] if place >= 26 else "") + alphabet[place % 26] for place in range(count)
    ]


def _b1_columns(years: Sequence[int]) -> tuple[Column, ...]:
    activity = "Bidang/ Jenis Kegiatan"
    when = "Waktu pelaksanaan"
    money = "Prakiraan Biaya dan Sumber Pembiayaan"
    manner = "Prakiraan Pola Pelaksanaan"
    columns = (
        Column("No", 8, Kind.CENTRED),
        Column("Bidang", 11, Kind.CENTRED, activity),
        Column("Sub Bidang", 12, Kind.CENTRED, activity),
        Column("Jenis Kegiatan", 46, Kind.TEXT, activity),
        Column("Lokasi (RT/RW/ Dusun)", 25),
        Column("Prakiraan Volume", 18),
        Column("Sasaran/ Manfaat", 25),
        *(Column(str(year), 9.5, Kind.TICK, when) for year in years),
        Column("Jlh (Rp)", 25, Kind.MONEY, money),
        Column("Sumber", 14, Kind.CENTRED, money),
        Column("Swakelola", 15, Kind.TICK, manner),
        Column("Kerjasama Antar Desa", 16, Kind.TICK, manner),
        Column("Kerjasama Pihak Ketiga", 16, Kind.TICK, manner),
    )
    later = _letters(8 + len(columns))[3:]  # a, then b-c over the bidang, then on from d
    return _lettered(columns, ["a", "b-c", *later[: len(columns) - 2]])


def _b1_cells(counter: int, one: KegiatanMatriksRpjm, years: Sequence[int]) -> tuple[Cell, ...]:
    return (
        counter,
        roman(one.bidang),
        one.kode_sub,
        one.nama,
        one.lokasi,
        volume(one.volume, one.satuan),
        one.sasaran or one.penerima,
        *_ticks(one, years),
        one.jumlah,
        one.sumber,
        *_manners(one),
    )


def _b2_columns(years: Sequence[int]) -> tuple[Column, ...]:
    activity = "BIDANG/SUB BIDANG/JENIS KEGIATAN"
    money = "PRAKIRAAN BIAYA & SUMBERDANA"
    columns = (
        Column("NO", 8, Kind.CENTRED),
        Column("BIDANG / SUB BIDANG", 22, Kind.CENTRED, activity),
        Column("JENIS KEGIATAN", 56, Kind.TEXT, activity),
        Column("LOKASI ( RT / RW DUSUN )", 32),
        Column("PERKIRAAN VOLUME", 22),
        Column("SASARAN / MANFAAT", 36),
        *(Column(f"THN {place}", 10, Kind.TICK, "WAKTU PELAKSANAAN") for place, _ in enumerate(years, 1)),
        Column("JUMLAH ( RUPIAH )", 28, Kind.MONEY, money),
        Column("SUMBER", 18, Kind.CENTRED, money),
    )
    numbers = ["1", "2", "", *(str(place) for place in range(3, len(columns)))]  # 15 of them for 8 years
    return _lettered(columns, numbers)


def _b2_cells(counter: int, one: KegiatanMatriksRpjm, years: Sequence[int]) -> tuple[Cell, ...]:
    return (
        counter,
        one.kode_sub or roman(one.bidang),
        one.nama,
        one.lokasi,
        volume(one.volume, one.satuan),
        one.sasaran or one.penerima,
        *_ticks(one, years),
        one.jumlah,
        one.sumber,
    )


def _b3_columns(years: Sequence[int]) -> tuple[Column, ...]:
    reached = "Target Capaian ke"
    money = "Prakiraan Biaya dan Sumber Pembiayaan"
    manner = "Prakiraan Pola Pelaksanaan"
    columns = (
        Column("No", 7, Kind.CENTRED),
        Column("Bidang/ Jenis Kegiatan", 17, Kind.CENTRED),
        Column("Sub Bidang", 12, Kind.CENTRED),
        Column("Nama Program / Kegiatan", 37),
        Column("Mendukung SDGs ke-", 20, Kind.CENTRED),
        Column("Data Existing Tahun ke-0", 17, Kind.TEXT, reached),
        *(Column(f"Tahun ke-{place}", 12.5, Kind.TEXT, reached) for place, _ in enumerate(years, 1)),
        Column("Lokasi (RT/RW / Dusun)", 20),
        Column("Prakiraan Volume & Satuan", 17),
        Column("Penerima Manfaat", 17),
        *(Column(str(year), 9, Kind.TICK, "Waktu Pelaksanaan") for year in years),
        Column("Jumlah (Rp)", 23, Kind.MONEY, money),
        Column("Sumber", 13, Kind.CENTRED, money),
        Column("Swakelola", 18, Kind.TICK, manner),
        Column("Kerjasama Desa", 19, Kind.TICK, manner),
        Column("Kerjasama Pihak Ketiga", 19, Kind.TICK, manner),
    )
    return _lettered(columns, _letters(len(columns)))


def _b3_cells(counter: int, one: KegiatanMatriksRpjm, years: Sequence[int]) -> tuple[Cell, ...]:
    return (
        counter,
        roman(one.bidang),
        one.kode_sub,
        one.nama,
        ", ".join(str(number) for number in one.sdgs),
        one.data_eksisting,
        *(one.target.get(year, "") for year in years),
        one.lokasi,
        volume(one.volume, one.satuan),
        one.penerima or one.sasaran,
        *_ticks(one, years),
        one.jumlah,
        one.sumber,
        *_manners(one),
    )
