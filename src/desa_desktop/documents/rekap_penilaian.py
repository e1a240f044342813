"""Rekap penilaian: how a meeting valued the proposals, criterion by criterion, and the order that came of it.

`compose` is the ranking with the criteria and weights of the rules (ux.md 5.4); `compose_prioritas` are
forms H2 and H3 of the field notes on village planning, section 6: four criteria of 1 to 100, four classes,
and the result table with its column letters. F4 landscape.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desa_desktop.documents.blocks import (
    Band,
    Block,
    Column,
    Fields,
    Heading,
    Items,
    Kind,
    Level,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Signatures,
    Table,
)
from desa_desktop.documents.office import (
    Cetakan,
    Identitas,
    Penanda,
    file_name,
    page,
    place_and_date,
    volume,
)
from desa_desktop.domain.wording import show_date_day, show_number

_DOTS = "...................."


@dataclass(frozen=True, slots=True, kw_only=True)
class KriteriaNilai:
    """A criterion: its key, full name, the short one for the heading of its column, its weight (0: none)."""

    kunci: str
    nama: str
    pendek: str = ""
    bobot: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UsulanDinilai:
    """One proposal with its values by criterion, in the order of the criteria (None: not valued).

    `jumlah` is what form H2 adds up, `golongan` its class. Money in rupiah.
    """

    usulan: str
    nomor: int = 0
    dusun: str = ""
    bidang: str = ""
    nilai: tuple[Decimal | int | None, ...] = ()
    skor: Decimal | None = None
    peringkat: int | None = None
    jumlah: Decimal | int | None = None
    golongan: str = ""
    dukungan_l: int | None = None
    dukungan_p: int | None = None
    sdgs: tuple[int, ...] = ()
    data_eksisting: str = ""
    lokasi: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    penerima_l: int | None = None
    penerima_p: int | None = None
    penerima_rtm: int | None = None
    biaya: int | None = None
    sumber: str = ""
    putusan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RekapPenilaian:
    """The whole sheet. `cara` says how values were found, `seri` why neighbours with equal scores stand so.

    With `is_dukungan` hands were counted and there are no criteria. `skema` names the criteria, `penilai`
    who valued each on his or her own, `keterangan` what values and classes mean (form H2).
    """

    identitas: Identitas
    cetakan: Cetakan
    acara: str
    tahun: int
    kriteria: tuple[KriteriaNilai, ...]
    usulan: tuple[UsulanDinilai, ...]
    skema: str = ""
    cara: str = ""
    is_dukungan: bool = False
    penilai: tuple[str, ...] = ()
    seri: tuple[str, ...] = ()
    keterangan: str = ""
    tanggal: date | None = None
    tempat: str = ""
    penanda: tuple[Penanda, ...] = (Penanda(jabatan="Ketua Kelompok"), Penanda(jabatan="Sekretaris Kelompok"))


def compose(data: RekapPenilaian) -> Page:
    """The ranking, F4 landscape."""
    place = data.identitas.desa or data.identitas.kecamatan
    blocks: list[Block] = [
        Heading(("REKAP PENILAIAN USULAN", data.acara.upper(), data.identitas.heading)),
        Fields(_facts(data), label_width=36.0),
        Table(_columns(data), tuple(_rows(data)), sheet="Rekap Penilaian", size=8.0),
    ]
    if data.seri:
        title = "Urutan usulan dengan skor sama:"
        blocks.append(Paragraph(title, before=2.0, after=0.5, keep_next=True))
        blocks.append(Items(data.seri))
    blocks.append(_signing(data))
    return page(
        f"RekapPenilaian_{_day(data)}_{file_name(place)}",
        f"Rekap Penilaian {data.acara}, {place}",
        data.identitas,
        data.cetakan,
        tuple(blocks),
        is_landscape=True,
        size=9.5,
    )


def _day(data: RekapPenilaian) -> str:
    return data.tanggal.isoformat() if data.tanggal else str(data.tahun)


def _facts(data: RekapPenilaian) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Hari, tanggal", show_date_day(data.tanggal) if data.tanggal else _DOTS),
        ("Tempat", data.tempat or _DOTS),
        ("Cara penilaian", data.cara or _DOTS),
    ]
    if data.penilai:
        facts.append(("Penilai", ", ".join(data.penilai)))
    if not data.is_dukungan:
        weights = "; ".join(
            f"{one.nama} (bobot {one.bobot})" if one.bobot else one.nama for one in data.kriteria
        )
        facts.append(("Kriteria", f"{data.skema}: {weights}" if data.skema else weights))
    return tuple(facts)


def _columns(data: RekapPenilaian) -> tuple[Column, ...]:
    values: tuple[Column, ...]
    if data.is_dukungan:
        hands = "Dukungan (orang)"
        values = (Column("L", 16, Kind.NUMBER, hands), Column("P", 16, Kind.NUMBER, hands))
        score = Column("Jumlah", 18, Kind.NUMBER, hands)
    else:
        values = tuple(
            Column(_short(one), 20, Kind.NUMBER, "Nilai menurut kriteria") for one in data.kriteria
        )
        score = Column("Skor", 16, Kind.NUMBER, decimals=1)
    return (
        Column("Peringkat", 18, Kind.CENTRED),
        Column("Nomor usulan", 15, Kind.CENTRED),
        Column("Usulan", 76),
        Column("Dusun", 28),
        *values,
        score,
        Column("Perkiraan biaya (Rp)", 28, Kind.MONEY),
        Column("Keputusan", 34),
    )


def _short(one: KriteriaNilai) -> str:
    name = one.pendek or one.nama
    return f"{name} ({one.bobot})" if one.bobot else name


def _rows(data: RekapPenilaian) -> list[Row | Band]:
    rows: list[Row | Band] = []
    for one in data.usulan:
        values = (one.dukungan_l, one.dukungan_p) if data.is_dukungan else one.nilai
        before = (one.peringkat, one.nomor or None, one.usulan, one.dusun)
        rows.append(Row((*before, *values, one.skor, one.biaya, one.putusan)))
    money = 5 + (2 if data.is_dukungan else len(data.kriteria))
    total = sum(one.biaya or 0 for one in data.usulan)
    rows.append(Band(Level.TOTAL, f"JUMLAH {len(data.usulan)} USULAN", values=((money, total),)))
    return rows


def _signing(data: RekapPenilaian) -> Signatures:
    place = data.identitas.desa or data.identitas.kecamatan
    above = ("",) * (len(data.penanda) - 1) + (place_and_date(place, data.tanggal),)
    return Signatures(tuple(who.signer(words) for who, words in zip(data.penanda, above, strict=True)))


def compose_prioritas(data: RekapPenilaian) -> Page:
    """Form H2 (values of the four criteria) and form H3 (the result), F4 landscape."""
    place = data.identitas.desa or data.identitas.kecamatan
    return page(
        f"RekapPrioritas_{_day(data)}_{file_name(place)}",
        f"Prioritas Usulan RKP Desa {data.tahun}, {place}",
        data.identitas,
        data.cetakan,
        (
            Heading(
                (
                    "PENILAIAN PRIORITAS USULAN PROGRAM DAN KEGIATAN",
                    f"RKP DESA TAHUN {data.tahun}",
                    data.identitas.heading,
                )
            ),
            Table(_h2_columns(data), tuple(_h2_rows(data)), sheet="Penilaian (H2)", size=8.0),
            Paragraph(data.keterangan, size=8.0, before=2.0, keep_next=True),
            _signing(data),
            PageBreak(),
            Heading(
                (
                    "DAFTAR PRIORITAS USULAN PROGRAM DAN KEGIATAN",
                    f"RKP DESA TAHUN {data.tahun}",
                    data.identitas.heading,
                )
            ),
            Table(_h3_columns(), tuple(_h3_rows(data)), sheet="Hasil (H3)", size=7.5),
            _signing(data),
        ),
        is_landscape=True,
        size=9.5,
    )


def _h2_columns(data: RekapPenilaian) -> tuple[Column, ...]:
    return (
        Column("No", 10, Kind.CENTRED),
        Column("Bidang", 44),
        Column("Program/Kegiatan", 78),
        *(Column(one.nama, 29, Kind.NUMBER, "Nilai (1–100)") for one in data.kriteria),
        Column("Jumlah nilai", 20, Kind.NUMBER),
        Column("Prioritas", 18, Kind.CENTRED),
    )


def _h2_rows(data: RekapPenilaian) -> list[Row]:
    return [
        Row((number, one.bidang, one.usulan, *one.nilai, one.jumlah, one.golongan))
        for number, one in enumerate(data.usulan, 1)
    ]


def _h3_columns() -> tuple[Column, ...]:
    people = "Penerima Manfaat"
    return (
        Column("No", 9, Kind.CENTRED, letter="a"),
        Column("Bidang", 36, letter="b"),
        Column("Urutan Prioritas", 17, Kind.CENTRED, letter="c"),
        Column("Nama Program/Kegiatan", 56, letter="d"),
        Column("SDGs", 14, Kind.CENTRED, letter="e"),
        Column("Data Eksisting Tahun Berjalan", 34, letter="f"),
        Column("Lokasi", 30, letter="g"),
        Column("Volume & Satuan", 20, letter="h"),
        Column("Laki-laki", 15, Kind.NUMBER, people, letter="i"),
        Column("Perempuan", 19, Kind.NUMBER, people, letter="j"),
        Column("RTM", 12, Kind.NUMBER, people, letter="k"),
        Column("Prakiraan Biaya", 26, Kind.MONEY, letter="l"),
        Column("Sumber Pembiayaan", 22, letter="m"),
    )


def _h3_rows(data: RekapPenilaian) -> list[Row | Band]:
    rows: list[Row | Band] = [
        Row(
            (
                number,
                one.bidang,
                _order(one),
                one.usulan,
                ", ".join(map(str, one.sdgs)),
                one.data_eksisting,
                one.lokasi,
                volume(one.volume, one.satuan),
                one.penerima_l,
                one.penerima_p,
                one.penerima_rtm,
                one.biaya,
                one.sumber,
            )
        )
        for number, one in enumerate(data.usulan, 1)
    ]
    rows.append(Band(Level.TOTAL, "JUMLAH", values=((11, sum(one.biaya or 0 for one in data.usulan)),)))
    return rows


def _order(one: UsulanDinilai) -> str:
    """The place in the order, with its class: `3 (II)`."""
    place = show_number(one.peringkat) if one.peringkat is not None else ""
    return f"{place} ({one.golongan})" if place and one.golongan else place or one.golongan
