"""Formula rows of the plan: set a formula, end it, list them. That they follow a pagu is `services.ikut`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.rkp import Kegiatan, Pagu, RkpDesa
from desa_desktop.domain.rumus import Rumus, kalimat_rumus, rumus_of, terapkan_rumus
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.store.unit import Database


class IkutRumus(DesaError):
    """The cost follows a pagu; an own amount ends the formula, which a person must say."""

    message = N_("Biaya kegiatan ini mengikuti rumus {rumus}. Biayanya tidak diubah.")
    hint = N_("Lepas rumusnya dulu bila biayanya memang harus ditulis sendiri.")
    code = "K-324"


@dataclass(frozen=True, slots=True)
class BarisRumus:
    """One formula row as a list shows it; `kalimat` says the share and the rule of rounding."""

    kegiatan: Kegiatan
    rumus: Rumus
    kalimat: str


def list_rumus(database: Database, tahun: int) -> list[BarisRumus]:
    """The formula rows of a year's plan in their order. Raises NotFound."""
    with database.read() as unit:
        rkp = unit.get(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun)))
        rows = [(one, rumus_of(one)) for one in sorted(rkp.kegiatan, key=lambda one: one.urut)]
        return [
            BarisRumus(one, rumus, kalimat_rumus(one, rkp.pagu)) for one, rumus in rows if rumus is not None
        ]


def set_rumus(database: Database, kegiatan: UUID, rumus: Rumus | None, *, by: str, at: datetime) -> None:
    """Give an activity its formula, cost and money row with it; None ends it and leaves the amount.

    Raises NotFound, Locked.
    """
    with database.unit() as unit:
        activity = unit.get(Kegiatan, kegiatan)
        stop_if_locked(unit, Kegiatan, activity)
        activity.rumus = rumus.isi if rumus is not None else {}
        if rumus is not None:
            terapkan_rumus(activity, unit.select(Pagu, rkp_desa_id=activity.rkp_desa_id))
        unit.commit(_("pasang rumus biaya") if rumus is not None else _("lepas rumus biaya"), by, at)


def stop_at_rumus(activity: Kegiatan, *, lepas: bool) -> None:
    """An own amount ends the formula only when a person said so. Raises IkutRumus."""
    rumus = rumus_of(activity)
    if rumus is None:
        return
    if not lepas:
        raise IkutRumus(rumus=rumus.teks)
    activity.rumus = {}
