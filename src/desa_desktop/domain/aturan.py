"""Paket Aturan: the rules of the planning year as data, with their number and date (perencanaan.md 4 to 9).

The program ships one in `resources/rules`; a kabupaten may hand out another. Nothing here reads files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, TypeVar

from desa_desktop.domain.kode import (
    KodeKegiatan,
    Sdgs,
    SumberDana,
    normalize_kode,
    read_bidang_number,
    read_kegiatan_table,
    read_sdgs_table,
    read_sumber_table,
)
from desa_desktop.domain.register import Register, read_registers
from desa_desktop.domain.teks import compact
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

T = TypeVar("T", bound="_Named")
TABLES = ("kode-kegiatan", "sumber-dana", "sumber-dana-durkp", "sdgs-desa", "register")
PAKET = "paket-aturan-2026"
_FULL_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Kriteria:
    """One criterion of a ranking and its weight; the weights of a list add up to 100."""

    kunci: str
    nama: str
    pendek: str
    bobot: int


@dataclass(frozen=True, slots=True)
class Pita:
    """A band of scores: from `mulai` upwards it is called `nama` (ux.md 14.3)."""

    kunci: str
    nama: str
    mulai: Decimal


@dataclass(frozen=True, slots=True)
class LangkahKalender:
    """One step of the planning calendar. What is `unconfirmed` is advice and never cited on paper."""

    kunci: str
    judul: str
    pendek: str
    selisih_tahun: int
    bulan: int
    hari: int
    tempat: str
    peran: str
    sebab: str
    dasar: str
    unconfirmed: bool

    def batas(self, tahun: int) -> date:
        """The last day of this step for plan year `tahun`."""
        return date(tahun + self.selisih_tahun, self.bulan, self.hari)


@dataclass(frozen=True, slots=True)
class Unsur:
    """A group in an attendance list. `is_pokok`: one of the ten that must be heard (perencanaan.md 5.3)."""

    kunci: str
    nama: str
    is_masyarakat: bool
    is_pokok: bool
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One word of a list in the rules (kelompok rentan): the stored key, its name, other names."""

    kunci: str
    nama: str
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tanda:
    """A priority issue with the codes and SDGs that usually carry it (perencanaan.md 9.1)."""

    kunci: str
    nama: str
    alias: tuple[str, ...]
    kode: tuple[str, ...]
    sdgs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Earmark:
    """A share of one source that a tag must reach (`minimal`) or must not pass (`maksimal`) in a year."""

    tahun: int
    kunci: str
    nama: str
    sumber: str
    is_minimal: bool
    persen: Decimal
    tanda: str
    dasar: str


@dataclass(frozen=True, slots=True)
class Satuan:
    """A unit as it is printed, and how else people write it."""

    nama: str
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AngkaBawaan:
    """A row that every Angka Pokok starts with; `has_lp` tells whether men and women are counted."""

    kunci: str
    nama: str
    satuan: str
    has_lp: bool
    alias: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kuorum:
    """How many of the invited must be present, and for which kinds of meeting that is a rule."""

    pembilang: int
    penyebut: int
    jenis: tuple[str, ...]
    dasar: str


@dataclass(frozen=True, slots=True)
class Pengingat:
    """Days after which the program reminds (ux.md 14.5) and the longest a task may be put off."""

    cadangan_hari: int
    cadangan_mendesak_hari: int
    kirim_hari: int
    pengaman_hari: int
    tunda_paling_lama_hari: int


@dataclass(frozen=True)
class Aturan:
    """All rules and code lists of one Paket Aturan."""

    nomor: str
    tanggal: date
    judul: str
    kriteria: tuple[Kriteria, ...]
    seri: tuple[str, ...]
    kriteria_kecamatan: tuple[Kriteria, ...]
    seri_kecamatan: tuple[str, ...]
    nilai_terendah: int
    nilai_tertinggi: int
    pita: tuple[Pita, ...]
    anjuran_perempuan: Decimal
    kuorum: Kuorum
    ambang_mirip: int
    pengingat: Pengingat
    langkah: tuple[LangkahKalender, ...]
    posisi: Mapping[str, tuple[str, ...]]
    unsur: tuple[Unsur, ...]
    kelompok_rentan: tuple[Pilihan, ...]
    tanda: tuple[Tanda, ...]
    daftar_earmark: tuple[Earmark, ...]
    satuan: tuple[Satuan, ...]
    angka_pokok: tuple[AngkaBawaan, ...]
    daftar_kode: Mapping[str, KodeKegiatan]
    sumber_dana: tuple[SumberDana, ...]
    sumber_dana_durkp: tuple[SumberDana, ...]
    sdgs: tuple[Sdgs, ...]
    register: Mapping[str, Register]

    @property
    def bobot(self) -> dict[str, int]:
        """Weights of the village ranking by criterion, in their order."""
        return {satu.kunci: satu.bobot for satu in self.kriteria}

    @property
    def bobot_kecamatan(self) -> dict[str, int]:
        """Weights of the ranking at the musrenbang kecamatan, in their order."""
        return {satu.kunci: satu.bobot for satu in self.kriteria_kecamatan}

    def pita_skor(self, skor: Decimal) -> Pita:
        """The band a score of 0 to 100 falls into."""
        return next(satu for satu in self.pita if skor >= satu.mulai)

    def kegiatan(self, text: str) -> KodeKegiatan | None:
        """The kegiatan of a typed code, or None if there is no such code.

        `.90` to `.99` of an existing sub bidang are the kabupaten's own and always allowed (V-01).
        """
        kode = normalize_kode(text)
        found = self.daftar_kode.get(kode)
        if found is not None:
            return found if found.level == "kegiatan" else None
        if not kode or kode[:5] not in self.daftar_kode or not 90 <= int(kode[6:]) <= 99:
            return None
        nama = _("Lain-lain {sub}").format(sub=self.sub_bidang(kode))
        return KodeKegiatan(kode, "kegiatan", nama, nama, "kabupaten")

    @cached_property
    def daftar_kegiatan(self) -> tuple[KodeKegiatan, ...]:
        """All kegiatan of the list in code order, for choosing."""
        return tuple(satu for kode, satu in sorted(self.daftar_kode.items()) if satu.level == "kegiatan")

    @property
    def daftar_bidang(self) -> tuple[KodeKegiatan, ...]:
        """The five bidang in their order."""
        return tuple(satu for kode, satu in sorted(self.daftar_kode.items()) if satu.level == "bidang")

    def bidang(self, kode: str) -> str:
        """The name of the bidang a code belongs to, without the word Bidang; "" if unknown."""
        found = self.daftar_kode.get(kode[:2])
        return found.nama_pendek if found else ""

    def sub_bidang(self, kode: str) -> str:
        """The name of the sub bidang a code belongs to; "" if unknown."""
        found = self.daftar_kode.get(kode[:5])
        return found.nama_pendek if found and found.level == "subbidang" else ""

    def read_bidang(self, text: str) -> str:
        """The code of a bidang out of `2`, `II`, `02` or its name; "" if it is none of them."""
        number = read_bidang_number(text)
        if number:
            return number
        wanted = compact(text).removeprefix("bidang")
        for satu in self.daftar_bidang:
            full = {compact(satu.nama).removeprefix("bidang"), compact(satu.nama_pendek)}
            if wanted in full | {name.removesuffix("desa") for name in full}:
                return satu.kode
            if len(wanted) >= 10 and any(name.startswith(wanted) or wanted in name for name in full):
                return satu.kode
        return ""

    def sumber(self, text: str) -> SumberDana | None:
        """The village's source of money meant by a code or a spoken name (`DD`, `PADes`, `Swadaya`)."""
        return next((satu for satu in self.sumber_dana if satu.is_called(text)), None)

    def read_sumber(self, text: str) -> tuple[SumberDana, bool] | None:
        """The source, and whether it is its SiLPA (`s.DDS`, `SiLPA DDS`); None if not understood."""
        clean = text.strip()
        found = self.sumber(clean)
        if found is not None:
            return found, False
        lower = clean.lower()
        for prefix in ("silpa ", "s."):
            if lower.startswith(prefix):
                rest = self.sumber(clean[len(prefix) :])
                return (rest, True) if rest else None
        return None

    def sumber_durkp(self, text: str) -> SumberDana | None:
        """The payer of a DU-RKP row meant by its code (`U1`), short name or a spoken name."""
        wanted = compact(text)
        for satu in self.sumber_dana_durkp:
            if wanted == compact(satu.kode) or satu.is_called(text):
                return satu
        return None

    def find_unsur(self, text: str) -> Unsur | None:
        """The unsur of a key, a label or another name of it."""
        return _find(self.unsur, text)

    def find_rentan(self, text: str) -> Pilihan | None:
        """The kelompok rentan of a key, a label or another name of it."""
        return _find(self.kelompok_rentan, text)

    def find_tanda(self, text: str) -> Tanda | None:
        """The issue tag of a key, a label or another name of it."""
        return _find(self.tanda, text)

    def find_satuan(self, text: str) -> str:
        """The unit as it is printed (`Klpk` is `kelompok`); "" if it is not in the list (V-03)."""
        wanted = compact(text)
        superscript = text.strip().lower()
        for satu in self.satuan:
            names = (satu.nama, *satu.alias)
            if superscript in (name.lower() for name in names) or (wanted and wanted in map(compact, names)):
                return satu.nama
        return ""

    def earmark(self, tahun: int) -> tuple[Earmark, ...]:
        """The shares that hold for money of this year; empty if the rules know none."""
        return tuple(satu for satu in self.daftar_earmark if satu.tahun == tahun)

    def langkah_posisi(self, urutan: str) -> tuple[LangkahKalender, ...]:
        """The seven steps of the line on Beranda, in the order this office follows (perencanaan.md 4.3)."""
        by_kunci = {satu.kunci: satu for satu in self.langkah}
        keys = self.posisi.get(urutan) or next(iter(self.posisi.values()))
        return tuple(by_kunci[kunci] for kunci in keys)


def read_aturan(paket_json: str, tables: Mapping[str, str]) -> Aturan:
    """The rules out of the text of a Paket Aturan and of the code lists named in TABLES.

    Raises InvalidInput (field `paket`) if a part is missing or malformed.
    """
    try:
        aturan = _aturan(json.loads(paket_json), tables)
        _check(aturan)
        return aturan
    except (KeyError, TypeError, ValueError, AttributeError) as failure:
        sentence = _("Paket Aturan tidak dapat dibaca ({bagian}). Aturan yang lama tetap dipakai.")
        raise InvalidInput({"paket": sentence.format(bagian=failure)}) from failure


def _aturan(paket: Mapping[str, Any], tables: Mapping[str, str]) -> Aturan:
    kriteria = _kriteria(paket["kriteria"])
    kuorum = paket["kuorum"]
    return Aturan(
        nomor=paket["nomor"],
        tanggal=date.fromisoformat(paket["tanggal"]),
        judul=paket["judul"],
        kriteria=kriteria,
        seri=tuple(paket["seri"]),
        kriteria_kecamatan=_kriteria(paket["kriteria_kecamatan"]),
        seri_kecamatan=tuple(paket["seri_kecamatan"]),
        nilai_terendah=int(paket["nilai_terendah"]),
        nilai_tertinggi=int(paket["nilai_tertinggi"]),
        pita=tuple(Pita(one["kunci"], one["nama"], Decimal(one["mulai"])) for one in paket["pita"]),
        anjuran_perempuan=Decimal(paket["anjuran_perempuan"]),
        kuorum=Kuorum(kuorum["pembilang"], kuorum["penyebut"], tuple(kuorum["jenis"]), kuorum["dasar"]),
        ambang_mirip=int(paket["ambang_mirip"]),
        pengingat=Pengingat(**paket["pengingat"]),
        langkah=tuple(LangkahKalender(**one) for one in paket["langkah"]),
        posisi={name: tuple(keys) for name, keys in paket["posisi"].items()},
        unsur=tuple(
            Unsur(one["kunci"], one["nama"], one["masyarakat"], one["pokok"], tuple(one["alias"]))
            for one in paket["unsur"]
        ),
        kelompok_rentan=tuple(
            Pilihan(one["kunci"], one["nama"], tuple(one["alias"])) for one in paket["kelompok_rentan"]
        ),
        tanda=tuple(
            Tanda(one["kunci"], one["nama"], tuple(one["alias"]), tuple(one["kode"]), tuple(one["sdgs"]))
            for one in paket["tanda"]
        ),
        daftar_earmark=tuple(_earmark(one) for one in paket["earmark"]),
        satuan=tuple(Satuan(one["nama"], tuple(one["alias"])) for one in paket["satuan"]),
        angka_pokok=tuple(
            AngkaBawaan(one["kunci"], one["nama"], one["satuan"], one["ada_lp"], tuple(one["alias"]))
            for one in paket["angka_pokok"]
        ),
        daftar_kode=read_kegiatan_table(tables["kode-kegiatan"]),
        sumber_dana=read_sumber_table(tables["sumber-dana"]),
        sumber_dana_durkp=read_sumber_table(tables["sumber-dana-durkp"], by_kode=True),
        sdgs=read_sdgs_table(tables["sdgs-desa"]),
        register=read_registers(tables["register"]),
    )


def _check(aturan: Aturan) -> None:
    """Rules that contradict themselves give wrong ranks and dates in silence: ValueError names the part."""
    for name, bobot in (("kriteria", aturan.bobot), ("kriteria_kecamatan", aturan.bobot_kecamatan)):
        if sum(bobot.values()) != _FULL_WEIGHT:
            raise ValueError(f"{name}: {sum(bobot.values())}")
    known = {satu.kunci for satu in aturan.langkah}
    if not aturan.posisi or any(set(keys) - known for keys in aturan.posisi.values()):
        raise ValueError("posisi")
    for satu in aturan.langkah:
        satu.batas(aturan.tanggal.year)


def _kriteria(rows: Iterable[Mapping[str, Any]]) -> tuple[Kriteria, ...]:
    return tuple(Kriteria(one["kunci"], one["nama"], one["pendek"], int(one["bobot"])) for one in rows)


def _earmark(one: Mapping[str, Any]) -> Earmark:
    return Earmark(
        one["tahun"],
        one["kunci"],
        one["nama"],
        one["sumber"],
        one["arah"] == "minimal",
        Decimal(one["persen"]),
        one["tanda"],
        one["dasar"],
    )


class _Named(Protocol):
    @property
    def kunci(self) -> str: ...

    @property
    def nama(self) -> str: ...

    @property
    def alias(self) -> tuple[str, ...]: ...


def _find(rows: Iterable[T], text: str) -> T | None:
    """The row whose key, name or other name the text is."""
    wanted = compact(text)
    for row in rows:
        if wanted and wanted in {compact(row.kunci), compact(row.nama), *map(compact, row.alias)}:
            return row
    return None
