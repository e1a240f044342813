"""The cost estimate (RAB) of one activity: show it with its sums, take its total over as the cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.matriks import nomor_kegiatan
from desa_desktop.domain.rab import order_for_rab, rupiah_rab, selisih_rab, subtotal_rab
from desa_desktop.domain.rkp import BarisRab, Kegiatan, KelompokRab, RkpDesa
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.rkp import put_cost
from desa_desktop.services.rkp_rumus import stop_at_rumus
from desa_desktop.store.unit import Database


@dataclass(frozen=True, slots=True)
class RabTampil:
    """An activity's estimate: lines in the order of the form, exact subtotals, the total in whole rupiah.

    `selisih` is the total less the activity's cost (V-13).
    """

    kegiatan: Kegiatan
    baris: tuple[BarisRab, ...]
    subtotal: Mapping[KelompokRab | None, Decimal]
    jumlah: int
    selisih: int


def show_rab(database: Database, kegiatan: UUID) -> RabTampil:
    """The estimate of one activity. Raises NotFound."""
    with database.read() as unit:
        return rab_of(unit.get(Kegiatan, kegiatan))


def rab_of(kegiatan: Kegiatan) -> RabTampil:
    """The estimate of an activity that was read already."""
    return RabTampil(
        kegiatan,
        tuple(order_for_rab(kegiatan.rab)),
        subtotal_rab(kegiatan.rab),
        rupiah_rab(kegiatan.rab),
        selisih_rab(kegiatan),
    )


def find_kegiatan(database: Database, aturan: Aturan, tahun: int, named: str) -> UUID:
    """The activity meant by its number in the matrix of `tahun` (`3`) or by its id. Raises NotFound."""
    with database.read() as unit:
        plan = unit.get(RkpDesa, dokumen_id(office.require(unit).id, "rkp-desa", str(tahun)))
    numbers = nomor_kegiatan(plan.kegiatan, aturan)
    for one in plan.kegiatan:
        if named.strip().lower() in (str(numbers[one.id]), str(one.id)):
            return one.id
    raise NotFound(apa=_("Kegiatan {nomor}").format(nomor=named))


def take_total(
    database: Database, kegiatan: UUID, *, by: str, at: datetime, lepas_rumus: bool = False
) -> int:
    """`Pakai sebagai biaya`: the estimate's total becomes the activity's cost; returns it in rupiah.

    The one money row follows; several stay as they were split, and V-10 shows the difference.
    Raises InvalidInput for an estimate without a complete line, IkutRumus for a formula row unless
    `lepas_rumus` ends that, Locked, NotFound; then nothing changed.
    """
    with database.unit() as unit:
        activity = unit.get(Kegiatan, kegiatan)
        stop_if_locked(unit, Kegiatan, activity)
        if all(one.jumlah is None for one in activity.rab):
            raise InvalidInput({"rab": _("RAB kegiatan ini belum berisi volume dan harga.")})
        stop_at_rumus(activity, lepas=lepas_rumus)
        total = rupiah_rab(activity.rab)
        put_cost(unit, activity, total)
        unit.commit(_("pakai jumlah RAB sebagai biaya"), by, at)
    return total
