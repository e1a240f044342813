"""The page Sahkan RPJM Desa: number and date, the reason for what is only warned about, every finding."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Level, of_level
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.wording import sentence_case, show_money, terbilang_rupiah
from desa_desktop.i18n import _
from desa_desktop.services import rpjm
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading, small


class RatifyPage(RpjmTab):
    """`jumped(finding)` leads to a place, `done` leads back."""

    jumped = Signal(object)
    done = Signal()

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "sahkan")
        save, draft = form_callbacks(plan.desk, lambda: self.form, RpjmDesa, lambda: plan.key)
        self.form = Form(
            "rpjm.sahkan.isian",
            [
                Field(name="nomor_perdes", label=_("Nomor Perdes"), wajib=True,
                      hint=_("Misalnya 2 Tahun 2027")),
                Field(name="tanggal_perdes", label=_("Tanggal Perdes"), kind=Kind.DATE, wajib=True),
                Field(name="dasar_perubahan", label=_("Dasar perubahan"), kind=Kind.MULTILINE, lines=2,
                      hint=_("Wajib bila RPJM Desa diubah.")),
                Field(name="alasan", label=_("Alasan melanjutkan"), kind=Kind.MULTILINE, lines=3,
                      hint=_("Wajib bila masih ada peringatan. Tersimpan dalam riwayat.")),
            ],
            today=plan.desk.today,
            save=save,
            draft=draft,
        )  # fmt: skip
        self.summary = small("", "rpjm.sahkan.ringkasan")
        self.checks = ChecksPanel("rpjm.sahkan.pemeriksaan", _("Yang masih menghalangi"))
        self.checks.jump.connect(self.jumped)
        self.form.state_changed.connect(self.primary_changed)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(_("Sahkan RPJM Desa")))
        column.addWidget(self.summary)
        column.addWidget(self.form)
        column.addStretch(1)
        self._area = scrolled(left, "rpjm.sahkan.gulung", width=560)
        right = QVBoxLayout()
        right.setContentsMargins(8, 16, 16, 16)
        right.addWidget(self.checks)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._area, 4)
        row.addLayout(right, 5)
        self.measure()

    def measure(self) -> None:
        """The form keeps its room beside the findings."""
        self._area.setMinimumWidth(look().px(280))

    def show_plan(self, read: Terbaca) -> None:
        """The record's own fields and what would stand in the way now."""
        shown = read.tampil
        self.form.set_values(shown.rpjm)
        self.form.set_locked(self.plan.is_locked)
        self.form.set_checks(one for one in read.akhir if one.field in self.form.boxes)
        self.checks.show_checks(read.akhir)
        words = _("{n} kegiatan, {jumlah} ({terbilang}), tahun {rentang}. Sesudah disahkan, isinya terkunci.")
        self.summary.setText(
            words.format(
                n=len(shown.rpjm.kegiatan),
                jumlah=show_money(shown.total, rp=True),
                terbilang=sentence_case(terbilang_rupiah(shown.total)),
                rentang=self.plan.span,
            )
        )
        self.primary_changed.emit()

    def primary(self) -> Primary:
        """The milestone itself; it says what is still missing."""
        findings = self.plan.read.akhir if self.plan.read is not None else ()
        errors, warnings = of_level(findings, Level.GALAT), of_level(findings, Level.PERINGATAN)
        alasan = str(self.form.values()["alasan"] or "").strip()
        why = ""
        if errors:
            why = _("{n} galat masih menghalangi. Pilih satu untuk menuju tempatnya.").format(n=len(errors))
        elif warnings and not alasan:
            why = _("Masih ada {n} peringatan. Tulis alasannya dulu.").format(n=len(warnings))
        return Primary(_("Sahkan RPJM Desa"), self._ratify, enabled=not why, why=why)

    def arrive(self) -> None:
        """Into the first field that is still empty."""
        boxes = self.form.boxes
        self.form.go_to(next((name for name, box in boxes.items() if box.is_empty), next(iter(boxes))))

    def _ratify(self) -> None:
        plan, desk = self.plan, self.plan.desk
        question = _("Sahkan RPJM Desa {rentang}?").format(rentang=plan.span)
        detail = _("Sesudah disahkan, isinya terkunci. Perubahan hanya lewat Buat perubahan.")
        if not ask(self, question, _("Sahkan"), detail=detail):
            return
        alasan, at = str(self.form.values()["alasan"] or ""), desk.now()
        desk.run(
            self,
            lambda: rpjm.ratify(
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
        words = _("RPJM Desa {rentang} disahkan sebagai r{n:02d}. Berikutnya, kirim ke kecamatan.")
        self.plan.desk.notice(words.format(rentang=self.plan.span, n=result[0]), Tone.SUKSES)
        self.done.emit()
