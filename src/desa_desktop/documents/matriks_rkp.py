"""Matriks RKP Desa: the yearly plan with its money on one wide sheet.

Form A2 (Permendesa 21/2020, used in 2025 and 2026, the default) with its variant that counts who benefits,
form A1 (Permendagri 114/2014) and form A3 (Permendagri 20/2018, the bridge to APB Desa), as written down
column by column in the field notes on village planning, section 6.A.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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

POLA = {
    "swakelola": "Swakelola",
    "kerja_sama_desa": "Kerjasama Antar Desa",
    "pihak_ketiga": "Kerjasama Pihak Ketiga",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BiayaSumber:
    """One money row: rupiah and the short name of its source (`DDS`, `s.ADD` for SiLPA)."""

    jumlah: int | None
    sumber: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KegiatanMatriks:
    """One activity as it is printed. `bidang` is 1 to 5, `kode_sub` is `02.03`, texts are ready.

    `pola` is `swakelola`, `kerja_sama_desa`, `pihak_ketiga` or empty; `waktu` is `Mei–Agustus`. Form A3 parts
    it into `durasi`, `mulai` and `selesai`, and names the officer (`pelaksana`) beside the team that carries
    it out or the partner who does (`tim`).
    """

    bidang: int
    kode_sub: str
    nama_sub: str
    nama: str
    kode: str = ""
    sdgs: tuple[int, ...] = ()
    data_eksisting: str = ""
    target: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    sasaran: str = ""
    penerima: str = ""
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None
    waktu: str = ""
    durasi: str = ""
    mulai: str = ""
    selesai: str = ""
    biaya: tuple[BiayaSumber, ...] = ()
    pola: str = ""
    rencana: str = ""
    pelaksana: str = ""
    tim: str = ""

    @property
    def jumlah(self) -> int:
        """Rupiah of all money rows together."""
        return sum(satu.jumlah or 0 for satu in self.biaya)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatriksRkp:
    """Everything on the sheet. `bidang` are number and name of every bidang to be printed, empty or not.

    Activities keep their order within their sub bidang. `tanggal` is the date above the signature,
    `perubahan` which change of the plan it is (0: the first plan).
    """

    identitas: Identitas
    cetakan: Cetakan
    tahun: int
    bidang: tuple[tuple[int, str], ...]
    kegiatan: tuple[KegiatanMatriks, ...]
    kepala_desa: Penanda
    ketua_tim: Penanda
    tanggal: date | None = None
    perubahan: int = 0

    @property
    def version(self) -> tuple[str, ...]:
        """The line of the heading that names a change of the plan; none for the first plan."""
        return (f"PERUBAHAN KE-{self.perubahan}",) if self.perubahan else ()

    def title(self, short: str) -> str:
        """The first line of the heading; a plan that has its Perdes is no RANCANGAN any more."""
        return f"{self.cetakan.rancangan}RENCANA KERJA PEMERINTAH DESA ({short})"

    @property
    def total(self) -> int:
        """Rupiah of the whole plan."""
        return sum(satu.jumlah for satu in self.kegiatan)


def compose(data: MatriksRkp) -> Page:
    """Form A2, F4 landscape; the sum of a bidang stands in its heading row."""
    form = _Form(_a2_columns(data.tahun), _a2_cells, money=11)
    return _page(data, f"RKPDes_{data.tahun}", _a2_blocks(data, form))


def compose_lpr(data: MatriksRkp) -> Page:
    """The variant of form A2 that counts men, women and poor households in columns of their own."""
    form = _Form(_lpr_columns(data.tahun), _lpr_cells, money=13)
    return _page(data, f"RKPDes_LPR_{data.tahun}", _a2_blocks(data, form))


def _a2_blocks(data: MatriksRkp, form: _Form) -> tuple[Block, ...]:
    closing = Band(
        Level.TOTAL, f"JUMLAH RKPDESA TAHUN ANGGARAN {data.tahun}", values=((form.money, data.total),)
    )
    heading = Heading(
        (
            data.title("RKPDESA"),
            f"TAHUN ANGGARAN {data.tahun}",
            *data.version,
            data.identitas.heading,
        )
    )
    return heading, Table(form.columns, (*form.rows(data), closing), sheet=f"RKPDes {data.tahun}", size=7.0)


def compose_a1(data: MatriksRkp) -> Page:
    """Form A1, F4 landscape; every bidang ends with its own row of sum."""
    form = _Form(_a1_columns(), _a1_cells, money=7, has_sum_rows=True)
    closing = Band(Level.TOTAL, "JUMLAH TOTAL", values=((7, data.total),))
    heading = Heading((data.title("RKP-DESA"), f"TAHUN : {data.tahun}", *data.version))
    identity = Fields(data.identitas.pairs, label_width=32.0)
    table = Table(form.columns, (*form.rows(data), closing), sheet=f"RKPDes {data.tahun}", size=7.5)
    return _page(data, f"RKPDes_A1_{data.tahun}", (heading, identity, table), "\nDisusun oleh:")


def compose_a3(data: MatriksRkp) -> Page:
    """Form A3, F4 landscape: what the APB Desa takes over, one amount for each activity."""
    form = _Form(_a3_columns(), _a3_cells, money=7, has_sources=False)
    closing = Band(Level.TOTAL, "JUMLAH", values=((7, data.total),))
    heading = Heading(
        ("RENCANA KERJA KEGIATAN DESA", f"TAHUN ANGGARAN {data.tahun}", *data.version, data.identitas.heading)
    )
    table = Table(form.columns, (*form.rows(data), closing), sheet=f"RKK {data.tahun}", size=7.0)
    return _page(data, f"RKPDes_A3_{data.tahun}", (heading, table))


def _page(data: MatriksRkp, title: str, blocks: tuple[Block, ...], made_by: str = "") -> Page:
    desa = data.identitas.desa
    signing = Signatures(
        (
            data.kepala_desa.signer("Mengetahui,"),
            data.ketua_tim.signer(place_and_date(desa, data.tanggal) + made_by),
        )
    )
    return page(
        f"{title}_{file_name(desa)}",
        f"Matriks RKP Desa {data.tahun} Desa {desa}",
        data.identitas,
        data.cetakan,
        (*blocks, in_words(data.total), signing),
        is_landscape=True,
        size=10.0,
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """What differs between the forms. The source of money stands right of the `money` column, if at all."""

    columns: tuple[Column, ...]
    cells: Callable[[int, KegiatanMatriks, BiayaSumber], tuple[Cell, ...]]
    money: int
    has_sum_rows: bool = False
    has_sources: bool = True

    def rows(self, data: MatriksRkp) -> list[Row | Band]:
        """Bidang, sub bidang, activities and sums in the order of the form."""
        rows: list[Row | Band] = []
        for number, name in data.bidang:
            own = sorted((k for k in data.kegiatan if k.bidang == number), key=lambda k: k.kode_sub)
            total = sum(kegiatan.jumlah for kegiatan in own)
            shown = () if self.has_sum_rows else ((self.money, total),)
            rows.append(Band(Level.GROUP, name, roman(number), shown))
            rows += self._of_bidang(own)
            if self.has_sum_rows:
                label = f"Jumlah Per Bidang {number}"
                rows.append(Band(Level.SUBTOTAL, label, values=((self.money, total),)))
        return rows

    def _of_bidang(self, own: Sequence[KegiatanMatriks]) -> Iterator[Row | Band]:
        counter = 0
        for kode, members in groupby(own, key=lambda kegiatan: kegiatan.kode_sub):
            group = list(members)
            part = sum(kegiatan.jumlah for kegiatan in group)
            label = f"{kode} {group[0].nama_sub}".strip()
            if label:
                yield Band(Level.SUBGROUP, label, values=((self.money, part),))
            for kegiatan in group:
                counter += 1
                yield self._row(counter, kegiatan)

    def _row(self, counter: int, kegiatan: KegiatanMatriks) -> Row:
        """The activity with its first money row; the others follow as lines inside the same row."""
        first, *others = kegiatan.biaya or (BiayaSumber(jumlah=None, sumber=""),)
        if not self.has_sources:
            total = kegiatan.jumlah if kegiatan.biaya else None
            return Row(self.cells(counter, kegiatan, BiayaSumber(jumlah=total, sumber="")))
        further = []
        for biaya in others:
            line: list[Cell] = [None] * len(self.columns)
            line[self.money : self.money + 2] = [biaya.jumlah, biaya.sumber]
            further.append(tuple(line))
        return Row(self.cells(counter, kegiatan, first), tuple(further))


def _a2_columns(tahun: int) -> tuple[Column, ...]:
    money = "Biaya dan Sumber Pembiayaan"
    return (
        Column("No", 8, Kind.CENTRED, letter="a"),
        Column("Bidang", 12, Kind.CENTRED, letter="b"),
        Column("Sub bidang", 12, Kind.CENTRED, letter="c"),
        Column("Jenis Kegiatan", 46, letter="d"),
        Column("Mendukung SDGs Desa ke-", 18, Kind.CENTRED, letter="e"),
        Column("Data Eksisting Tahun Berjalan", 22, letter="f"),
        Column(f"Target Capaian Tahun {tahun}", 22, letter="g"),
        Column("Lokasi", 27, letter="h"),
        Column("Volume dan Satuan", 19, letter="i"),
        Column("Penerima Manfaat", 24, letter="j"),
        Column("Waktu Pelaksanaan", 19, letter="k"),
        Column("Jumlah (Rp)", 25, Kind.MONEY, money, "l"),
        Column("Sumber Biaya", 15, Kind.CENTRED, money, "m"),
        Column("Pola Pelaksanaan (swakelola/ Kerjasama Antar Desa/ Kerjasama pihak Ketiga)", 24, letter="n"),
    )


def _a2_cells(counter: int, kegiatan: KegiatanMatriks, biaya: BiayaSumber) -> tuple[Cell, ...]:
    return (
        counter,
        roman(kegiatan.bidang),
        kegiatan.kode_sub,
        kegiatan.nama,
        ", ".join(str(nomor) for nomor in kegiatan.sdgs),
        kegiatan.data_eksisting,
        kegiatan.target,
        kegiatan.lokasi,
        volume(kegiatan.volume, kegiatan.satuan),
        kegiatan.penerima or kegiatan.sasaran,
        kegiatan.waktu,
        biaya.jumlah,
        biaya.sumber,
        POLA.get(kegiatan.pola, kegiatan.pola),
    )


_LPR = 9  # where the one column of form A2 makes room for three


def _lpr_columns(tahun: int) -> tuple[Column, ...]:
    people = "Penerima Manfaat"
    counted = (
        Column("L", 11, Kind.NUMBER, people, "j.1"),
        Column("P", 11, Kind.NUMBER, people, "j.2"),
        Column("RTM", 11, Kind.NUMBER, people, "j.3"),
    )
    columns = _a2_columns(tahun)
    return (*columns[:_LPR], *counted, *columns[_LPR + 1 :])


def _lpr_cells(counter: int, kegiatan: KegiatanMatriks, biaya: BiayaSumber) -> tuple[Cell, ...]:
    cells = _a2_cells(counter, kegiatan, biaya)
    counted = (kegiatan.penerima_l, kegiatan.penerima_p, kegiatan.penerima_rtm)
    return (*cells[:_LPR], *counted, *cells[_LPR + 1 :])


def _a3_columns() -> tuple[Column, ...]:
    people, when = "Sasaran", "Waktu"
    return (
        Column("No", 8, Kind.CENTRED),
        Column("Bidang", 12, Kind.CENTRED),
        Column("Sub Bidang", 13, Kind.CENTRED),
        Column("Kegiatan", 48),
        Column("Lokasi", 28),
        Column("Volume", 16, Kind.NUMBER),
        Column("Satuan", 15),
        Column("Biaya", 26, Kind.MONEY),
        Column("Jumlah", 13, Kind.NUMBER, people),
        Column("laki-laki", 12, Kind.NUMBER, people),
        Column("perempuan", 19, Kind.NUMBER, people),
        Column("A-RTM", 12, Kind.NUMBER, people),
        Column("Durasi", 15, Kind.CENTRED, when),
        Column("Mulai", 17, Kind.CENTRED, when),
        Column("Selesai", 17, Kind.CENTRED, when),
        Column("Pelaksana Kegiatan Anggaran", 22),
        Column("Tim", 20),
    )


def _a3_cells(counter: int, kegiatan: KegiatanMatriks, biaya: BiayaSumber) -> tuple[Cell, ...]:
    counted = [one for one in (kegiatan.penerima_l, kegiatan.penerima_p) if one is not None]
    return (
        counter,
        roman(kegiatan.bidang),
        kegiatan.kode_sub,
        kegiatan.nama,
        kegiatan.lokasi,
        kegiatan.volume,
        kegiatan.satuan,
        biaya.jumlah,
        sum(counted) if counted else None,
        kegiatan.penerima_l,
        kegiatan.penerima_p,
        kegiatan.penerima_rtm,
        kegiatan.durasi,
        kegiatan.mulai,
        kegiatan.selesai,
        kegiatan.pelaksana,
        kegiatan.tim,
    )


def _a1_columns() -> tuple[Column, ...]:
    activity = "Bidang/ Jenis Kegiatan"
    money = "Biaya dan Sumber Pembiayaan"
    manner = "Pola Pelaksanaan"
    return (
        Column("No", 8, Kind.CENTRED, letter="a"),
        Column("Bidang", 13, Kind.CENTRED, activity, "b-c"),
        Column("Jenis Kegiatan", 52, Kind.TEXT, activity, "d"),
        Column("Lokasi", 30, letter="e"),
        Column("Volume", 20, letter="f"),
        Column("Sasaran/ Manfaat", 32, letter="g"),
        Column("Waktu Pelaksanaan", 21, letter="h"),
        Column("Jmlh (Rp)", 26, Kind.MONEY, money, "i"),
        Column("Sumber", 15, Kind.CENTRED, money, "j"),
        Column("Swakelola", 17, Kind.TICK, manner, "k"),
        Column("Kerjasama Antar Desa", 18, Kind.TICK, manner, "l"),
        Column("Kerjasama Pihak Ketiga", 18, Kind.TICK, manner, "m"),
        Column("Rencana Pelaksanaan Kegiatan", 25, letter="n"),
    )


def _a1_cells(counter: int, kegiatan: KegiatanMatriks, biaya: BiayaSumber) -> tuple[Cell, ...]:
    ticks = tuple(True if kegiatan.pola == pola else None for pola in POLA)
    return (
        counter,
        roman(kegiatan.bidang),
        kegiatan.nama,
        kegiatan.lokasi,
        volume(kegiatan.volume, kegiatan.satuan),
        kegiatan.sasaran or kegiatan.penerima,
        kegiatan.waktu,
        biaya.jumlah,
        biaya.sumber,
        *ticks,
        kegiatan.rencana,
    )
