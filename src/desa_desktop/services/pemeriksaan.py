"""All checks of the planning year in one list: for the command, the screens and the Lembar Pemeriksaan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.pemeriksaan_tahun import (
    DURKP,
    MUSYAWARAH,
    PROFIL,
    RKP,
    RPJM,
    check_durkp_tahun,
    check_rkp_tahun,
    check_rpjm_tahun,
    check_year,
)
from desa_desktop.domain.sebutan import field_name
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services.latar_rencana import year_of
from desa_desktop.store.unit import Database

JENIS: Mapping[str, str] = {"rkp": RKP, "durkp": DURKP, "rpjm": RPJM, "semua": ""}
NAMES: Mapping[str, str] = {
    RPJM: N_("RPJM Desa"),
    RKP: N_("RKPDes"),
    DURKP: N_("DURKP"),
    MUSYAWARAH: N_("Musyawarah"),
    PROFIL: N_("Data Desa"),
}
_ONE_OF = {"rkp": check_rkp_tahun, "durkp": check_durkp_tahun, "rpjm": check_rpjm_tahun}


@dataclass(frozen=True, slots=True)
class BagianPemeriksaan:
    """The findings in one dokumen, the gravest first; `nama` is what people call it, with its year."""

    jenis: str
    nama: str
    temuan: tuple[Pemeriksaan, ...]


@dataclass(frozen=True, slots=True)
class HasilPemeriksaan:
    """All findings of a planning year by dokumen, those without findings too."""

    tahun: int
    bagian: tuple[BagianPemeriksaan, ...]

    @property
    def temuan(self) -> list[Pemeriksaan]:
        """All of them, dokumen by dokumen."""
        return [one for bagian in self.bagian for one in bagian.temuan]

    def jumlah(self, level: Level) -> int:
        """How many weigh this much."""
        return len(of_level(self.temuan, level))


def collect(
    database: Database, aturan: Aturan, tahun: int, today: date, *, final: bool = False
) -> HasilPemeriksaan:
    """Every check of the year, dokumen by dokumen in the order people work. Raises NotFound."""
    with database.read() as unit:
        year = year_of(unit, tahun, today)
        found = check_year(year, aturan, final=final)
    names = {
        RPJM: _("RPJM Desa {awal}–{akhir}").format(
            awal=year.rpjm.daftar_tahun[0], akhir=year.rpjm.daftar_tahun[-1]
        )
        if year.rpjm is not None
        else "",
        RKP: _("RKPDes {tahun}").format(tahun=tahun) if year.rkp is not None else "",
        DURKP: _("DURKP {tahun}").format(tahun=tahun) if year.durkp is not None else "",
        MUSYAWARAH: _("Musyawarah {tahun}").format(tahun=tahun),
        PROFIL: _("Data Desa"),
    }
    parts = [
        BagianPemeriksaan(jenis, name, tuple(one for one in found if one.dokumen == jenis))
        for jenis, name in names.items()
        if name or any(one.dokumen == jenis for one in found)
    ]
    return HasilPemeriksaan(tahun, tuple(parts))


def of_plan(
    database: Database, aturan: Aturan, jenis: str, tahun: int, today: date, *, final: bool = False
) -> list[Pemeriksaan]:
    """The findings of one dokumen: `rkp`, `durkp`, `rpjm`; `semua` for all of the year.

    Raises NotFound when the year has no such dokumen, InvalidInput for another word.
    """
    if jenis == "semua":
        return collect(database, aturan, tahun, today, final=final).temuan
    if jenis not in _ONE_OF:
        raise InvalidInput({"jenis": _("Pilih rkp, durkp, rpjm, atau semua.")})
    with database.read() as unit:
        year = year_of(unit, tahun, today)
        there = {"rkp": year.rkp, "durkp": year.durkp, "rpjm": year.rpjm}[jenis]
        if there is None:
            raise NotFound(
                apa=_("{jenis} untuk tahun {tahun}").format(jenis=_(NAMES[JENIS[jenis]]), tahun=tahun)
            )
        return _ONE_OF[jenis](year, aturan, final=final)


def tempat_of(satu: Pemeriksaan) -> str:
    """Where a finding is, in words for a paper: `RKPDes, Lokasi`."""
    name = _(NAMES[satu.dokumen]) if satu.dokumen in NAMES else ""
    where = field_name(satu.field) if satu.field else ""
    return ", ".join(part for part in (name, where) if part)
