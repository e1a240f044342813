"""What the tabs of the RPJM Desa share: the plan as read last, and how they save."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.pemeriksaan_rpjm import span
from desa_desktop.errors import DesaError
from desa_desktop.services.exchange import TelaahTampil
from desa_desktop.services.rkp_susun import Revisi
from desa_desktop.services.rpjm import Gagasan, RpjmTampil
from desa_desktop.services.teks_rencana import TeksRencana
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.tab_page import TabPage

T = TypeVar("T")
HEAD_FIELDS = ("nomor_perdes", "tanggal_perdes", "dasar_perubahan")
"""What the page of Sahkan asks for itself; its absence does not hide the button that leads there."""


@dataclass(frozen=True, slots=True)
class Terbaca:
    """Everything of one plan, read in one go. `akhir` are the findings as `Sahkan` would judge."""

    tampil: RpjmTampil
    akhir: tuple[Pemeriksaan, ...]
    revisi: tuple[Revisi, ...]
    gagasan: tuple[Gagasan, ...]
    sketsa: bytes | None
    teks: TeksRencana
    telaah: TelaahTampil | None = None


class OpenRpjm(QObject):
    """The plan that holds in the year the office works on. `read` is None before there is one."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.read: Terbaca | None = None

    @property
    def tahun(self) -> int:
        """The plan year of the office."""
        kantor = self.desk.app.kantor
        return kantor.tahun_rencana if kantor is not None else self.desk.today().year + 1

    @property
    def key(self) -> UUID | None:
        """The plan's id, for rows that are added to it."""
        return self.read.tampil.rpjm.id if self.read is not None else None

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the plan."""
        return self.read.tampil.rpjm.daftar_tahun if self.read is not None else ()

    @property
    def span(self) -> str:
        """`2027–2034`, empty before there is a plan."""
        return span(self.read.tampil.rpjm) if self.read is not None else ""

    @property
    def is_locked(self) -> bool:
        """Whether the plan is disahkan."""
        return self.read is not None and self.read.tampil.rpjm.status is StatusDokumen.DISAHKAN

    @property
    def is_changing(self) -> bool:
        """Whether the plan was ratified and is open for a change."""
        return self.read is not None and not self.is_locked and self.read.tampil.rpjm.revisi > 0

    @property
    def can_ratify(self) -> bool:
        """Whether nothing but what the page of Sahkan asks for stands in the way."""
        if self.read is None:
            return False
        return all(one.field in HEAD_FIELDS for one in of_level(self.read.akhir, Level.GALAT))

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


class RpjmTab(TabPage):
    """One tab of the plan."""

    def __init__(self, plan: OpenRpjm, name: str) -> None:
        super().__init__(f"rpjm.{name}")
        self.plan = plan

    def show_plan(self, read: Terbaca) -> None:
        """Show what was read."""
        raise NotImplementedError
