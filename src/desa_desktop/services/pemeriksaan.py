"""All checks of the planning year in one list: for the command, the screens and the Lembar Pemeriksaan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.pemeriksaan_tahun import (
    DURKP,
    MUSYAWARAH,
    PROFIL,
    RKP,
    RPJM,
    TahunRencana,
    check_durkp_tahun,
    check_rkp_tahun,
    check_rpjm_tahun,
    check_year,
)
from desa_desktop.domain.sebutan import FIELD, field_name
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import N_, _
from desa_desktop.services.latar_rencana import year_of
from desa_desktop.store.unit import Database, Unit

NAMES: Mapping[str, str] = {"rpjm": N_("RPJM Desa"), "rkp": N_("RKPDes"), "durkp": N_("DURKP")}
_ONE_OF = {"rkp": check_rkp_tahun, "durkp": check_durkp_tahun, "rpjm": check_rpjm_tahun}


@dataclass(frozen=True, slots=True)
class Temuan:
    """A finding with its place in words: the record and the column."""

    pemeriksaan: Pemeriksaan
    tempat: str


def findings(
    unit: Unit, aturan: Aturan, tahun: int, today: date, *, final: bool = False
) -> list[tuple[str, list[Temuan]]]:
    """Every finding of the year by dokumen, each by its name, in the order people work.

    A dokumen that was never begun is left out; one without findings is there with none. Raises NotFound
    before the set-up.
    """
    year = year_of(unit, tahun, today)
    found = check_year(year, aturan, final=final)
    records = _names_of(year)
    parts = []
    for jenis, name in _there(year).items():
        own = [Temuan(one, tempat_of(one, records)) for one in found if one.dokumen == jenis]
        parts.append((name, own))
    return parts


def _there(year: TahunRencana) -> dict[str, str]:
    """The dokumen of the year that exist, by jenis, with what they are called."""
    names: dict[str, str] = {}
    if year.rpjm is not None:
        first, last = year.rpjm.daftar_tahun[0], year.rpjm.daftar_tahun[-1]
        names[RPJM] = _("RPJM Desa {awal}–{akhir}").format(awal=first, akhir=last)
    if year.rkp is not None:
        names[RKP] = _("RKP Desa {tahun}").format(tahun=year.rkp.tahun)
    if year.durkp is not None:
        names[DURKP] = _("DU-RKP Desa {tahun}").format(tahun=year.durkp.tahun)
    if year.musyawarah:
        names[MUSYAWARAH] = _("Musyawarah")
    if names and year.desa is not None:  # the village alone is no planning year
        names[PROFIL] = _("Data Desa")
    return names


def _names_of(year: TahunRencana) -> dict[UUID, str]:
    """What people call each record a finding may be about."""
    names: dict[UUID, str] = {key: one.uraian for key, one in year.usulan.items()}
    if year.rpjm is not None:
        names |= {one.id: one.nama for one in year.rpjm.kegiatan}
        names |= {one.id: one.nama for one in year.rpjm.tim}
    if year.rkp is not None:
        names |= {one.id: one.nama for one in year.rkp.kegiatan}
        names |= {row.id: one.nama for one in year.rkp.kegiatan for row in one.rab}
        names |= {one.id: one.sumber for one in year.rkp.pagu}
        names |= {one.id: one.nama for one in year.rkp.tim}
    if year.durkp is not None:
        names |= {one.id: one.nama for one in year.durkp.baris}
    names |= {one.id: one.nama for one in year.musyawarah}
    names |= {one.id: meeting.nama for meeting in year.musyawarah for one in meeting.penandatangan}
    names |= {one.id: meeting.nama for meeting in year.musyawarah for one in meeting.bahasan}
    if year.desa is not None:
        names |= {one.id: one.nama for one in year.desa.perangkat}
        names |= {one.id: one.nama for one in year.desa.dusun}
    return names


def tempat_of(satu: Pemeriksaan, names: Mapping[UUID, str]) -> str:
    """Where a finding is, in words: `Talud RT 03, Lokasi`."""
    record = names.get(satu.record, "") if satu.record is not None else ""
    where = field_name(satu.field) if satu.field in FIELD else ""
    return ", ".join(part for part in (record, where) if part)


def of_plan(
    database: Database, aturan: Aturan, jenis: str, tahun: int, today: date, *, final: bool = False
) -> list[Pemeriksaan]:
    """The findings of one dokumen: `rkp`, `durkp`, `rpjm`; `semua` for all of the year.

    Raises NotFound when the year has no such dokumen, InvalidInput for another word.
    """
    if jenis != "semua" and jenis not in _ONE_OF:
        raise InvalidInput({"jenis": _("Pilih rkp, durkp, rpjm, atau semua.")})
    with database.read() as unit:
        if jenis == "semua":
            found = findings(unit, aturan, tahun, today, final=final)
            if not found:
                raise NotFound(
                    apa=_("{jenis} untuk tahun {tahun}").format(jenis=_(NAMES["rkp"]), tahun=tahun)
                )
            return [one.pemeriksaan for _name, own in found for one in own]
        year = year_of(unit, tahun, today)
        there = {"rkp": year.rkp, "durkp": year.durkp, "rpjm": year.rpjm}[jenis]
        if there is None:
            raise NotFound(apa=_("{jenis} untuk tahun {tahun}").format(jenis=_(NAMES[jenis]), tahun=tahun))
        return _ONE_OF[jenis](year, aturan, final=final)
