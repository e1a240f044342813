"""The rows of a village's plan as its review shows them, for every jenis of plan alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desa_desktop.app import App
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.wording import show_number
from desa_desktop.services import kecamatan
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.services.kecamatan import BarisTelaah


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One activity or proposal of a plan, as the review shows it. `biaya` in rupiah."""

    id: str
    nomor: int
    nama: str
    lokasi: str
    volume: str
    sumber: str
    biaya: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan, what its checks find, the gravest first, and its review."""

    row: BarisTelaah
    rows: tuple[PlanRow, ...]
    review: TelaahTampil | None
    checks: tuple[Pemeriksaan, ...] = ()


def read_review(app: App, row: BarisTelaah) -> Opened:
    """The plan as plain rows, and the open review or the newest finished one."""
    plan, found = kecamatan.plan_of(app.database, app.aturan, row.dokumen, row.jenis)
    order = list(Level)
    checks = tuple(sorted(found, key=lambda one: order.index(one.level)))
    return Opened(row, tuple(_plan_rows(plan)), kecamatan.review_of(app.database, row.dokumen), checks)


def _plan_rows(plan: RkpDesa | Durkp | RpjmDesa) -> Iterable[PlanRow]:
    if isinstance(plan, RkpDesa):
        for number, one in enumerate(sorted(plan.kegiatan, key=lambda each: each.urut), start=1):
            sources = ", ".join(source.sumber for source in one.sumber_biaya)
            yield PlanRow(
                str(one.id), number, one.nama, one.lokasi, _volume(one.volume, one.satuan), sources, one.biaya
            )
    elif isinstance(plan, RpjmDesa):
        for number, held in enumerate(sorted(plan.kegiatan, key=lambda each: each.urut), start=1):
            yield PlanRow(
                str(held.id), number, held.nama, held.lokasi, _volume(held.volume, held.satuan),
                ", ".join(held.sumber), held.biaya,
            )  # fmt: skip
    else:
        for number, row in enumerate(sorted(plan.baris, key=lambda each: each.urut), start=1):
            yield PlanRow(
                str(row.id), number, row.nama, row.lokasi, _volume(row.volume, row.satuan), row.sumber,
                row.perkiraan_biaya,
            )  # fmt: skip


def _volume(number: object, unit: str) -> str:
    return f"{show_number(number)} {unit}".strip() if number is not None else unit  # type: ignore[arg-type]
