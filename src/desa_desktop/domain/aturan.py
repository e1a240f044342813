"""Paket Aturan: the rules of the planning year as data, with their number and date (perencanaan.md 4 to 9).

The program ships one in `resources/rules`; a kabupaten may hand out another. Nothing here reads files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, TypeVar

from desa_desktop.domain.aturan_cermat import check_aturan
from desa_desktop.domain.aturan_tahap import (
    AturanTahun,
    AturanTim,
    DasarHukum,
    Skema,
    Tahap,
    read_tahun,
)
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
from desa_desktop.domain.paket_bagian import Bagian, BagianSalah, part, rows
from desa_desktop.domain.register import Register, read_registers
from desa_desktop.domain.teks import compact
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _

_YEAR_BEHIND = re.compile(r"\s*\(?(?:t\.? ?a\.?|tahun(?: anggaran)?|thn\.?)?\s*20[0-9]{2}\)?$", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(?:silpa\b[\s.:-]*|s\.\s*)(?:\((.+)\)|(.+))", re.IGNORECASE)
_WITH_SHORT = re.compile(r"(.+?)\s*\(([^()]+)\)")
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
    """One step of the planning calendar. What is `unconfirmed` is advice and never cited on paper.

    `urutan`: the orders of steps it belongs to; empty: to both (perencanaan.md 4.3). `gugur`: later steps
    that, once taken, leave nothing to do here.
    """

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
    urutan: tuple[str, ...] = ()
    gugur: tuple[str, ...] = ()

    def batas(self, tahun: int) -> date:
        """The last day of this step for plan year `tahun`."""
        return date(tahun + self.selisih_tahun, self.bulan, self.hari)

    def is_of(self, urutan: str) -> bool:
        """Whether an office that follows this order of steps takes it."""
        return not self.urutan or urutan in self.urutan

    @property
    def kutipan(self) -> str:
        """What may be cited; "" for mere advice."""
        return "" if self.unconfirmed else self.dasar


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
    unconfirmed: bool = False

    @property
    def kutipan(self) -> str:
        """What may be cited; "" for mere advice."""
        return "" if self.unconfirmed else self.dasar


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
    """How many of the invited must be present, and for which kinds of meeting that is a rule.

    Without a quorum a meeting waits at most `tunda_jam` hours, then meets again within `rapat_ulang_hari`
    days with whoever is present. `bpd_*`: the BPD's own meeting (perencanaan.md 5.3).
    """

    pembilang: int
    penyebut: int
    jenis: tuple[str, ...]
    dasar: str
    tunda_jam: int = 3
    rapat_ulang_hari: int = 3
    bpd_pembilang: int = 2
    bpd_penyebut: int = 3


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
    """All rules and code lists of one Paket Aturan; `isi` is the whole paket they were read from."""

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
    rencana: AturanTahun
    isi: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

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

    @cached_property
    def kode_sumber(self) -> frozenset[str]:
        """What records may store as a source of village money."""
        return frozenset(satu.kunci for satu in self.sumber_dana)

    def sumber(self, text: str) -> SumberDana | None:
        """The village's source of money meant by a code or a spoken name (`DD`, `PADes`, `Swadaya`)."""
        return next((satu for satu in self.sumber_dana if satu.is_called(text)), None)

    def read_sumber(self, text: str) -> tuple[SumberDana, bool] | None:
        """The source, and whether it is its SiLPA (`s.DDS`, `SiLPA DDS 2026`); None if not understood.

        A name with its short form behind it, `Dana Desa (DD)`, is read when both mean the same source or the
        words in brackets mean none.
        """
        clean = _YEAR_BEHIND.sub("", text.strip())
        found = self._sumber_named(clean)
        if found is not None:
            return found, False
        left = _LEFT_OVER.fullmatch(clean)
        rest = self._sumber_named(left[1] or left[2]) if left else None
        return (rest, True) if rest else None

    def _sumber_named(self, text: str) -> SumberDana | None:
        found = self.sumber(text)
        twice = _WITH_SHORT.fullmatch(text)
        if found is not None or twice is None:
            return found
        name, short = self.sumber(twice[1]), self.sumber(twice[2])
        return name if short in (None, name) else None

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
        return self._nama_satuan.get(text.strip().lower()) or self._nama_satuan.get(compact(text), "")

    @cached_property
    def _nama_satuan(self) -> dict[str, str]:
        """Every way to write a unit, as it stands (`m²`) and in its compact form, and its printed name."""
        found: dict[str, str] = {}
        for satu in self.satuan:
            for name in (satu.nama, *satu.alias):
                found.setdefault(name.lower(), satu.nama)
                found.setdefault(compact(name), satu.nama)
        found.pop("", None)
        return found

    def earmark(self, tahun: int) -> tuple[Earmark, ...]:
        """The shares that hold for money of this year; empty if the rules know none."""
        return tuple(satu for satu in self.daftar_earmark if satu.tahun == tahun)

    def tahap(self, urutan: str) -> tuple[Tahap, ...]:
        """Every step of one order (perencanaan.md 4.3), in that order."""
        return tuple(satu for satu in self.rencana.tahap if satu.urutan == urutan)

    def langkah_of(self, urutan: str) -> tuple[LangkahKalender, ...]:
        """The calendar of an office that follows this order of steps."""
        return tuple(satu for satu in self.langkah if satu.is_of(urutan))

    def find_langkah(self, kunci: str) -> LangkahKalender | None:
        """The calendar step of this key."""
        return next((satu for satu in self.langkah if satu.kunci == kunci), None)

    def tim(self, dasar: str) -> AturanTim:
        """The rule for teams that this office follows (`permendagri114`, `permendesa21`)."""
        known = {satu.kunci: satu for satu in self.rencana.tim}
        return known.get(dasar) or self.rencana.tim[0]

    def skema(self, kunci: str) -> Skema | None:
        """Another way of scoring by its key; None for the default one (`kriteria`)."""
        return next((satu for satu in self.rencana.skema if satu.kunci == kunci), None)

    def dasar_hukum(self, dokumen: str) -> tuple[DasarHukum, ...]:
        """The regulations that this paper (a kind of `cetak`) may cite, in their order."""
        known = self.rencana.dasar_hukum
        return tuple(satu for satu in known if dokumen in satu.dokumen and not satu.unconfirmed)

    def langkah_posisi(self, urutan: str) -> tuple[LangkahKalender, ...]:
        """The seven steps of the line on Beranda, in the order this office follows (perencanaan.md 4.3)."""
        by_kunci = {satu.kunci: satu for satu in self.langkah}
        keys = self.posisi.get(urutan) or next(iter(self.posisi.values()))
        return tuple(by_kunci[kunci] for kunci in keys)


def read_aturan(paket_json: str, tables: Mapping[str, str], bawaan: str = "") -> Aturan:
    """The rules out of the text of a Paket Aturan and of the code lists named in TABLES.

    `bawaan`: the text of the shipped paket; parts that the paket lacks are taken from it, so that one made
    for an earlier program can still be read. Raises InvalidInput (field `paket`) naming what is wrong.
    """
    try:
        paket = load_paket(paket_json)
        aturan = _aturan(with_bawaan(paket, load_paket(bawaan)) if bawaan else paket, tables)
        check_aturan(aturan)
        return aturan
    except (KeyError, TypeError, ValueError, AttributeError) as failure:
        sentence = _("Paket Aturan tidak dapat dibaca ({bagian}). Aturan yang lama tetap dipakai.")
        raise InvalidInput({"paket": sentence.format(bagian=failure)}) from failure


def load_paket(text: str) -> dict[str, Any]:
    """The parts of a paket by name. Raises BagianSalah when the text is no paket at all."""
    try:
        found = json.loads(text)
    except ValueError as failure:
        raise BagianSalah(_("berkasnya bukan Paket Aturan")) from failure
    if not isinstance(found, dict):
        raise BagianSalah(_("berkasnya bukan Paket Aturan"))
    return found


def with_bawaan(paket: Mapping[str, Any], bawaan: Mapping[str, Any]) -> dict[str, Any]:
    """A paket whose missing parts, and missing values of a part, are those of another one.

    Number, date and title are never taken over: they say whose paket it is.
    """
    own = ("nomor", "tanggal", "judul")
    whole = {name: value for name, value in bawaan.items() if name not in own} | dict(paket)
    for name, value in bawaan.items():
        given = paket.get(name)
        if name != "posisi" and isinstance(value, dict) and isinstance(given, dict):
            whole[name] = {**value, **given}
    return whole


def _aturan(paket: Mapping[str, Any], tables: Mapping[str, str]) -> Aturan:
    head = Bagian("", paket)
    low = head.number("nilai_terendah", 0, 1000)
    return Aturan(
        nomor=head.text("nomor", required=True),
        tanggal=head.day("tanggal"),
        judul=head.text("judul", required=True),
        kriteria=_kriteria(paket, "kriteria"),
        seri=head.texts("seri"),
        kriteria_kecamatan=_kriteria(paket, "kriteria_kecamatan"),
        seri_kecamatan=head.texts("seri_kecamatan"),
        nilai_terendah=low,
        nilai_tertinggi=head.number("nilai_tertinggi", low + 1, 1000),
        pita=tuple(
            Pita(one.text("kunci"), one.text("nama"), one.percent("mulai")) for one in rows(paket, "pita")
        ),
        anjuran_perempuan=head.percent("anjuran_perempuan"),
        kuorum=_kuorum(part(paket, "kuorum")),
        ambang_mirip=head.number("ambang_mirip", 1, 100),
        pengingat=_pengingat(part(paket, "pengingat")),
        langkah=tuple(map(_langkah, rows(paket, "langkah"))),
        posisi=_posisi(part(paket, "posisi"), paket),
        unsur=tuple(
            Unsur(
                one.text("kunci", required=True),
                one.text("nama", required=True),
                one.flag("masyarakat"),
                one.flag("pokok"),
                one.texts("alias", default=()),
            )
            for one in rows(paket, "unsur")
        ),
        kelompok_rentan=tuple(
            Pilihan(
                one.text("kunci", required=True),
                one.text("nama", required=True),
                one.texts("alias", default=()),
            )
            for one in rows(paket, "kelompok_rentan")
        ),
        tanda=tuple(
            Tanda(
                one.text("kunci", required=True),
                one.text("nama", required=True),
                one.texts("alias", default=()),
                one.texts("kode", default=()),
                one.numbers("sdgs", 1, 18),
            )
            for one in rows(paket, "tanda")
        ),
        daftar_earmark=tuple(map(_earmark, rows(paket, "earmark"))),
        satuan=tuple(
            Satuan(one.text("nama", required=True), one.texts("alias", default=()))
            for one in rows(paket, "satuan")
        ),
        angka_pokok=tuple(
            AngkaBawaan(
                one.text("kunci", required=True),
                one.text("nama", required=True),
                one.text("satuan"),
                one.flag("ada_lp"),
                one.texts("alias", default=()),
            )
            for one in rows(paket, "angka_pokok")
        ),
        daftar_kode=_with_own_kode(read_kegiatan_table(tables["kode-kegiatan"]), paket),
        sumber_dana=read_sumber_table(tables["sumber-dana"]),
        sumber_dana_durkp=read_sumber_table(tables["sumber-dana-durkp"], by_kode=True),
        sdgs=read_sdgs_table(tables["sdgs-desa"]),
        register=read_registers(tables["register"]),
        rencana=read_tahun(paket),
        isi=paket,
    )


def _with_own_kode(known: dict[str, KodeKegiatan], paket: Mapping[str, Any]) -> dict[str, KodeKegiatan]:
    """The code list with the names a kabupaten gave to its own codes `.90` to `.99` (perencanaan.md 7.1)."""
    found = dict(known)
    for one in rows({"kode_kabupaten": (), **paket}, "kode_kabupaten"):
        kode, nama = normalize_kode(one.text("kode", required=True)), one.text("nama", required=True)
        if not kode or kode[:5] not in known or not 90 <= int(kode[6:]) <= 99:
            raise one.wrong("kode", _("kode kabupaten harus .90 sampai .99 dari sub bidang yang ada"))
        found[kode] = KodeKegiatan(kode, "kegiatan", nama, nama, "kabupaten")
    return found


def _kriteria(paket: Mapping[str, Any], nama: str) -> tuple[Kriteria, ...]:
    return tuple(
        Kriteria(
            one.text("kunci", required=True),
            one.text("nama", required=True),
            one.text("pendek", required=True),
            one.number("bobot", 0, _FULL_WEIGHT),
        )
        for one in rows(paket, nama)
    )


def _kuorum(one: Bagian) -> Kuorum:
    below = one.number("penyebut", 1, 100)
    own = one.number("bpd_penyebut", 1, 100, default=3)
    return Kuorum(
        one.number("pembilang", 1, below),
        below,
        one.texts("jenis"),
        one.text("dasar", default=""),
        one.number("tunda_jam", 0, 24, default=3),
        one.number("rapat_ulang_hari", 0, 60, default=3),
        one.number("bpd_pembilang", 1, own, default=2),
        own,
    )


def _pengingat(one: Bagian) -> Pengingat:
    names = (
        "cadangan_hari",
        "cadangan_mendesak_hari",
        "kirim_hari",
        "pengaman_hari",
        "tunda_paling_lama_hari",
    )
    return Pengingat(**{name: one.number(name, 1, 366) for name in names})


def _langkah(one: Bagian) -> LangkahKalender:
    return LangkahKalender(
        kunci=one.text("kunci", required=True),
        judul=one.text("judul", required=True),
        pendek=one.text("pendek", required=True),
        selisih_tahun=one.number("selisih_tahun", -3, 3),
        bulan=one.number("bulan", 1, 12),
        hari=one.number("hari", 1, 31),
        tempat=one.text("tempat", required=True),
        peran=one.text("peran", required=True),
        sebab=one.text("sebab", default=""),
        dasar=one.text("dasar", default=""),
        unconfirmed=one.flag("unconfirmed", default=False),
        urutan=one.texts("urutan", default=()),
        gugur=one.texts("gugur", default=()),
    )


def _posisi(one: Bagian, paket: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {str(name): one.texts(str(name)) for name in paket["posisi"]}


def _earmark(one: Bagian) -> Earmark:
    way = one.text("arah", required=True)
    if way not in ("minimal", "maksimal"):
        raise one.wrong("arah", _("harus minimal atau maksimal"))
    return Earmark(
        one.number("tahun", 2000, 2100),
        one.text("kunci", required=True),
        one.text("nama", required=True),
        one.text("sumber", required=True),
        way == "minimal",
        one.percent("persen"),
        one.text("tanda", required=True),
        one.text("dasar", default=""),
        one.flag("unconfirmed", default=False),
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
