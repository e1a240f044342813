"""The page Sahkan: number and date, the reason for what is only warned about, every finding with its jump."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, of_level
from desa_desktop.domain.rkp import Durkp, RkpDesa
from desa_desktop.domain.wording import sentence_case, show_money, terbilang_rupiah
from desa_desktop.i18n import _
from desa_desktop.services import rkp
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading, small


class RatifyPage(PlanTab):
    """For the plan or (`is_durkp`) the DU-RKP. `jumped(finding)` leads to a place, `done` leads back."""

    jumped = Signal(object)
    done = Signal()

    def __init__(self, plan: OpenPlan, *, is_durkp: bool) -> None:
        super().__init__(plan, "sahkan_durkp" if is_durkp else "sahkan")
        self._is_durkp = is_durkp
        kind: type[Any] = Durkp if is_durkp else RkpDesa
        save, draft = form_callbacks(
            plan.desk, lambda: self.form, kind, lambda: plan.durkp_id if is_durkp else plan.rkp_id
        )
        self.form = Form(
            f"{self.objectName()}.isian", _durkp_fields() if is_durkp else _rkp_fields(),
            today=plan.desk.today, save=save, draft=draft,
        )  # fmt: skip
        self.summary = small("", f"{self.objectName()}.ringkasan")
        self.checks = ChecksPanel(f"{self.objectName()}.pemeriksaan", _("Yang masih menghalangi"))
        self.checks.jump.connect(self.jumped)
        self.form.state_changed.connect(self.primary_changed)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(self.word))
        column.addWidget(self.summary)
        column.addWidget(self.form)
        column.addStretch(1)
        area = self._area = scrolled(left, f"{self.objectName()}.gulung", width=560)
        right = QVBoxLayout()
        right.setContentsMargins(8, 16, 16, 16)
        right.addWidget(self.checks)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(area, 4)
        row.addLayout(right, 5)
        self.measure()

    def measure(self) -> None:
        """The form keeps its room beside the findings."""
        self._area.setMinimumWidth(look().px(280))

    @property
    def word(self) -> str:
        """What the button says."""
        return _("Sahkan DURKP") if self._is_durkp else _("Sahkan RKPDes")

    def _findings(self) -> tuple[Pemeriksaan, ...]:
        read = self.plan.read
        if read is None:
            return ()
        return read.durkp_akhir if self._is_durkp else read.rencana_akhir

    def show_plan(self, read: Terbaca) -> None:
        """The record's own fields and what would stand in the way now."""
        root: Any = read.durkp.durkp if self._is_durkp else read.rencana.rkp
        self.form.set_values(root)
        self.form.set_checks(one for one in self._findings() if one.field in self.form.boxes)
        self.checks.show_checks(self._findings())
        total = read.durkp.total if self._is_durkp else read.rencana.total
        count = len(root.baris) if self._is_durkp else len(root.kegiatan)
        words = _("{n} baris, {jumlah} ({terbilang}). Sesudah disahkan, isinya terkunci.")
        self.summary.setText(
            words.format(
                n=count, jumlah=show_money(total, rp=True), terbilang=sentence_case(terbilang_rupiah(total))
            )
        )
        self.primary_changed.emit()

    def primary(self) -> Primary:
        """The milestone itself; it says what is still missing."""
        errors = of_level(self._findings(), Level.GALAT)
        warnings = of_level(self._findings(), Level.PERINGATAN)
        alasan = str(self.form.values()["alasan"] or "").strip()
        why = ""
        if errors:
            why = _("{n} galat masih menghalangi. Pilih satu untuk menuju tempatnya.").format(n=len(errors))
        elif warnings and not alasan:
            why = _("Masih ada {n} peringatan. Tulis alasannya dulu.").format(n=len(warnings))
        return Primary(self.word, self._ratify, enabled=not why, why=why)

    def arrive(self) -> None:
        """Into the first field that is still empty."""
        boxes = self.form.boxes
        self.form.go_to(next((name for name, box in boxes.items() if box.is_empty), next(iter(boxes))))

    def _ratify(self) -> None:
        plan, desk = self.plan, self.plan.desk
        question = _("{kata} {tahun}?").format(kata=self.word, tahun=plan.tahun)
        detail = _("Sesudah disahkan, isinya terkunci. Perubahan hanya lewat Buat perubahan.")
        if not ask(self, question, _("Sahkan"), detail=detail):
            return
        act = rkp.ratify_durkp if self._is_durkp else rkp.ratify_rkp
        alasan, at = str(self.form.values()["alasan"] or ""), desk.now()
        desk.run(
            self,
            lambda: act(
                desk.app.database,
                desk.app.aturan,
                plan.tahun,
                kid=desk.app.laptop.keys.kid,
                by=desk.person,
                at=at,
                alasan=alasan,
            ),
            self._ratified,
        )

    def _ratified(self, result: tuple[int, str]) -> None:
        what = _("DURKP") if self._is_durkp else _("RKPDes")
        words = _("{apa} {tahun} disahkan sebagai r{n:02d}. Berikutnya, kirim ke kecamatan.")
        self.plan.desk.notice(words.format(apa=what, tahun=self.plan.tahun, n=result[0]), Tone.SUKSES)
        self.done.emit()


def _rkp_fields() -> list[Field]:
    return [
        Field(name="nomor_perdes", label=_("Nomor Perdes"), wajib=True, hint=_("Misalnya 4 Tahun 2026")),
        Field(name="tanggal_perdes", label=_("Tanggal Perdes"), kind=Kind.DATE, wajib=True),
        Field(name="ketua_tim", label=_("Ketua Tim Penyusun RKPDes")),
        _reason(),
    ]


def _durkp_fields() -> list[Field]:
    return [
        Field(name="nomor", label=_("Nomor surat atau keputusan")),
        Field(name="tanggal", label=_("Tanggal"), kind=Kind.DATE),
        _reason(),
    ]


def _reason() -> Field:
    return Field(
        name="alasan",
        label=_("Alasan melanjutkan"),
        kind=Kind.MULTILINE,
        lines=3,
        hint=_("Wajib bila masih ada peringatan. Tersimpan dalam riwayat."),
    )
