"""The team of a plan: members, work plan (RKTL), and the verification sheet of each activity (H4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.aturan_tahap import AturanTim
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.rkp import AnggotaTim, JenisTim, Kegiatan, RencanaTim, RkpDesa
from desa_desktop.domain.tim import RKTL, SusunanTim, susunan_tim
from desa_desktop.domain.verifikasi import HASIL, KEADAAN, butir_of
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, stop_if_locked
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.unit import Database

DASAR_TIM = "permendesa21"
"""The rule of a village that has not chosen one in Pengaturan (`dasar_tim`, perencanaan.md 2.1)."""
_NOT_COPIED = frozenset({"id", "rkp_desa_id", "urut"})


@dataclass(frozen=True, slots=True)
class TimTampil:
    """The two teams of a plan with their counts, and the work plan."""

    rkp: RkpDesa
    susunan: Mapping[JenisTim, SusunanTim]
    anggota: tuple[AnggotaTim, ...]
    rencana: tuple[RencanaTim, ...]


def show_tim(database: Database, aturan: Aturan, tahun: int) -> TimTampil:
    """The teams of the plan of `tahun`. Raises NotFound."""
    with database.read() as unit:
        kantor = office.require(unit)
        rkp = unit.get(RkpDesa, dokumen_id(kantor.id, "rkp-desa", str(tahun)))
        return tim_of(rkp, aturan.tim(str(kantor.setelan.get("dasar_tim", "") or DASAR_TIM)))


def tim_of(rkp: RkpDesa, aturan: AturanTim) -> TimTampil:
    """The teams of a plan that was read already; `aturan` is the rule the village works by."""
    people = tuple(sorted(rkp.tim, key=lambda one: (list(JenisTim).index(one.tim), one.urut)))
    counts = {tim: susunan_tim(people, tim, aturan) for tim in JenisTim}
    return TimTampil(rkp, counts, people, tuple(sorted(rkp.rencana_tim, key=lambda one: one.urut)))


def fill_rktl(database: Database, tahun: int, *, by: str, at: datetime) -> list[UUID]:
    """The seven usual lines of the work plan that are not there yet (form G12). Raises NotFound, Locked."""
    with database.unit() as unit:
        rkp = unit.get(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        there = {one.uraian.casefold() for one in rkp.rencana_tim}
        rows = [{"uraian": _(line)} for line in RKTL if _(line).casefold() not in there]
        made = insert_rows(rkp, KINDS[RencanaTim], rows)
        unit.commit(_("isi RKTL"), by, at)
    return made


def copy_team(database: Database, tahun: int, *, by: str, at: datetime) -> list[UUID]:
    """The members of last year's teams who are not in this one yet. Raises NotFound, Locked."""
    with database.unit() as unit:
        uid = office.require(unit).id
        before = unit.find(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun - 1)))
        if before is None or not before.tim:
            raise NotFound(apa=_("Tim RKPDes {tahun}").format(tahun=tahun - 1))
        rkp = unit.get(RkpDesa, dokumen_id(uid, "rkp-desa", str(tahun)))
        stop_if_locked(unit, RkpDesa, rkp)
        there = {(one.tim, one.nama.casefold()) for one in rkp.tim}
        rows = [
            {each.name: getattr(one, each.name) for each in fields(one) if each.name not in _NOT_COPIED}
            for one in sorted(before.tim, key=lambda one: one.urut)
            if (one.tim, one.nama.casefold()) not in there
        ]
        made = insert_rows(rkp, KINDS[AnggotaTim], rows)
        unit.commit(_("salin tim {tahun}").format(tahun=tahun - 1), by, at)
    return made


def set_verifikasi(
    database: Database,
    aturan: Aturan,
    kegiatan: UUID,
    butir: Mapping[str, str],
    hasil: str | None = None,
    *,
    by: str,
    at: datetime,
) -> None:
    """Answer items of an activity's sheet (`""` takes an answer away) and, with `hasil`, its result.

    Raises InvalidInput for an unknown item, state or result, NotFound, Locked.
    """
    known = butir_of(aturan)
    for key, state in butir.items():
        if key not in known:
            raise InvalidInput(
                {"butir": _("Butir {kunci} tidak ada dalam lembar verifikasi.").format(kunci=key)}
            )
        if state and state not in KEADAAN:
            raise InvalidInput({"butir": _("Keadaan {isi} tidak dikenal.").format(isi=state)})
    if hasil and hasil not in HASIL:
        raise InvalidInput({"hasil": _("Hasil verifikasi: layak atau tidak_layak.")})
    with database.unit() as unit:
        activity = unit.get(Kegiatan, kegiatan)
        stop_if_locked(unit, Kegiatan, activity)
        merged = {**activity.verifikasi, **butir}
        activity.verifikasi = {key: state for key, state in merged.items() if state}
        if hasil is not None:
            activity.hasil_verifikasi = hasil
        unit.commit(_("verifikasi kegiatan"), by, at)
