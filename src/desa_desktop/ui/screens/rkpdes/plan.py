"""What the tabs of the plan share: the plan as read last, and how they save."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.durkp import JawabanLalu
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.errors import DesaError
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.services.harga import HargaTampil
from desa_desktop.services.rkp import DurkpTampil, RencanaTampil
from desa_desktop.services.rkp_rpjm import RpjmTampil
from desa_desktop.services.rkp_susun import Revisi
from desa_desktop.services.teks_rencana import TeksRencana
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import TabPage

T = TypeVar("T")
PERDES_FIELDS = ("nomor_perdes", "tanggal_perdes")
"""What the page of Sahkan asks for itself; its absence does not hide the button that leads there."""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """Everything of one plan year, read in one go. `akhir` are the findings as `Sahkan` would judge."""

    rencana: RencanaTampil
    rencana_akhir: tuple[Pemeriksaan, ...]
    durkp: DurkpTampil
    durkp_akhir: tuple[Pemeriksaan, ...]
    telaah: TelaahTampil | None
    revisi: tuple[Revisi, ...]
    teks: TeksRencana
    tahun_lalu: int
    """Activities of the year before, for `Salin dari`."""
    rpjm: RpjmTampil
    harga: HargaTampil
    jawaban_lalu: Mapping[UUID, JawabanLalu]
    durkp_lalu: int
    """Rows of last year's DU-RKP that can be asked again."""
    opd: Sequence[str] = ()


class OpenPlan(QObject):
    """The plan of the year the office works on. `read` is None before the first reading."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.read: Terbaca | None = None

    @property
    def tahun(self) -> int:
        """The plan year."""
        kantor = self.desk.app.kantor
        return kantor.tahun_rencana if kantor is not None else self.desk.today().year + 1

    @property
    def rkp_id(self) -> UUID | None:
        """The plan's id, for rows that are added to it."""
        return self.read.rencana.rkp.id if self.read is not None else None

    @property
    def durkp_id(self) -> UUID | None:
        """The DU-RKP's id."""
        return self.read.durkp.durkp.id if self.read is not None else None

    @property
    def is_rkp_locked(self) -> bool:
        """Whether the plan is disahkan."""
        return self.read is not None and self.read.rencana.rkp.status is StatusDokumen.DISAHKAN

    @property
    def is_durkp_locked(self) -> bool:
        """Whether the DU-RKP is disahkan."""
        return self.read is not None and self.read.durkp.durkp.status is StatusDokumen.DISAHKAN

    @property
    def can_ratify_rkp(self) -> bool:
        """Whether nothing but number and date of the Perdes stands in the way of Sahkan."""
        return self.read is not None and not _in_the_way(self.read.rencana_akhir, PERDES_FIELDS)

    @property
    def can_ratify_durkp(self) -> bool:
        """Whether nothing stands in the way of Sahkan DURKP."""
        return self.read is not None and not _in_the_way(self.read.durkp_akhir, ())

    def save(
        self,
        owner: QObject,
        act: Callable[..., T],
        *args: Any,
        then: Callable[[T], object] | None = None,
        failed: Callable[[DesaError], object] | None = None,
        place: Hashable | None = None,
        **named: Any,
    ) -> None:
        """Run `act(database, *args, by=, at=)` of a service as something typed that must not be lost."""
        desk, at = self.desk, self.desk.now()
        desk.save(
            owner,
            lambda: act(desk.app.database, *args, by=desk.person, at=at, **named),
            then,
            failed,
            place,
        )


_NARROW = 1200  # pixels of the window at 100 % text below which a bar of six buttons does not fit


def is_window_narrow(widget: QWidget) -> bool:
    """Whether the window is that of a small laptop: bars of buttons leave out what the menu Alat has too."""
    return widget.window().width() < look().px(_NARROW)


def _in_the_way(findings: tuple[Pemeriksaan, ...], but: tuple[str, ...]) -> list[Pemeriksaan]:
    return [one for one in of_level(findings, Level.GALAT) if one.field not in but]


class PlanTab(TabPage):
    """One tab of the plan."""

    def __init__(self, plan: OpenPlan, name: str) -> None:
        super().__init__(f"rkpdes.{name}")
        self.plan = plan

    def show_plan(self, read: Terbaca) -> None:
        """Show what was read."""
        raise NotImplementedError
