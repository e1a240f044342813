"""Tab Dokumen: the Perdes, the years, what was ratified, and what can be printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.matriks_rpjm import YEARS
from desa_desktop.domain.rpjm import RpjmDesa
from desa_desktop.domain.wording import show_date, show_time
from desa_desktop.i18n import _
from desa_desktop.services.rkp_susun import Revisi
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.papers import Rencana, open_paper
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rpjm.plan import OpenRpjm, RpjmTab, Terbaca
from desa_desktop.ui.tab_page import heading, small


class PapersTab(RpjmTab):
    """`asks_extend` and `asks_ratify` lead to the two milestones, `asks_texts` to the words of the Perdes;
    papers open in Pratinjau Cetak."""

    asks_extend = Signal()
    asks_ratify = Signal()
    asks_texts = Signal()

    def __init__(self, plan: OpenRpjm) -> None:
        super().__init__(plan, "dokumen")
        save, draft = form_callbacks(plan.desk, lambda: self.form, RpjmDesa, lambda: plan.key)
        self.form = Form(
            "rpjm.dokumen.isian",
            [
                Field(name="tanggal_pelantikan", label=_("Pelantikan Kepala Desa"), kind=Kind.DATE),
                Field(name="nomor_perdes", label=_("Nomor Perdes"), hint=_("Misalnya 2 Tahun 2027")),
                Field(name="tanggal_perdes", label=_("Tanggal Perdes"), kind=Kind.DATE),
                Field(name="dasar_perubahan", label=_("Dasar perubahan"), kind=Kind.MULTILINE, lines=2,
                      hint=_("Diisi bila RPJM Desa diubah.")),
            ],
            today=plan.desk.today,
            save=save,
            draft=draft,
        )  # fmt: skip
        self.years = QLabel()
        self.years.setObjectName("rpjm.dokumen.tahun")
        self.extend = self.button("perpanjang", _("Perpanjang ke 8 tahun…"), self.asks_extend.emit)
        words = (
            ("rpjm", _("Matriks Permendagri 114")),
            ("rpjm-b3", _("Matriks Permendesa 21")),
            ("rpjm-b2", _("Matriks Siskeudes")),
            ("sk-tim-rpjm", _("SK tim penyusun")),
            ("perdes-rpjm", _("Rancangan Perdes")),
            ("dokumen-rpjm", _("Dokumen RPJM Desa")),
            ("kalender-musim", _("Kalender musim")),
            ("kelembagaan", _("Bagan kelembagaan")),
            ("masalah", _("Inventaris masalah")),
            ("peringkat-tindakan", _("Peringkat tindakan")),
            ("sketsa-desa", _("Sketsa desa")),
        )
        self.papers = {jenis: self._paper(jenis, word) for jenis, word in words}
        self.texts = self.button("teks", _("Teks naskah…"), self.asks_texts.emit)
        self.grid = Grid(
            "rpjm.dokumen.revisi",
            (
                Column(name="revisi", label=_("Revisi"), width=80, text=lambda row: f"r{row.revisi:02d}"),
                Column(name="status", label=_("Keadaan"), width=130, text=_state, mark=_mark),
                Column(name="pada", label=_("Disahkan pada"), width=230, stretch=True, text=_when),
            ),
        )
        self.grid.setAccessibleName(_("Revisi yang disahkan"))
        self.again = self.button("cetak_revisi", _("Cetak revisi ini"), self.print_revision)
        self.grid.row_activated.connect(lambda _row: self.print_revision())
        self.grid.current_changed.connect(lambda _row: self._enable())
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rpjm.dokumen.kosong",
                _("Belum ada revisi yang disahkan. Cetakan sebelum itu bertanda KONSEP."),
            ),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        years = QHBoxLayout()
        years.addWidget(self.years, 1)
        years.addWidget(self.extend)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(years)
        column.addWidget(self.form)
        column.addStretch(1)
        papers = QWidget()
        right = QVBoxLayout(papers)
        right.setContentsMargins(8, 16, 16, 12)
        right.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(heading(_("Cetak dan simpan")))
        above.addStretch(1)
        above.addWidget(self.texts)
        right.addLayout(above)
        right.addWidget(
            small(_("Setiap dokumen dibuka dulu di Pratinjau Cetak. Di sana ada PDF, Word, dan Excel."))
        )
        buttons = QGridLayout()
        buttons.setSpacing(8)
        for place, button in enumerate(self.papers.values()):
            buttons.addWidget(button, place // 2, place % 2)
        right.addLayout(buttons)
        right.addSpacing(8)
        revisions = QHBoxLayout()
        revisions.addWidget(heading(_("Revisi yang disahkan")))
        revisions.addStretch(1)
        revisions.addWidget(self.again)
        right.addLayout(revisions)
        right.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(scrolled(left, "rpjm.dokumen.gulung", width=560), 4)
        low = scrolled(papers, "rpjm.dokumen.gulung_cetak", margin=0)
        low.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # a low window scrolls it
        row.addWidget(low, 5)

    def _paper(self, jenis: str, word: str) -> QPushButton:
        return self.button(jenis, word, lambda: self.open(jenis))

    def open(self, jenis: str, rencana: Rencana | None = None) -> None:
        """Show a paper once everything typed is stored."""
        desk, tahun = self.plan.desk, self.plan.tahun
        desk.after_saves(lambda: open_paper(desk, jenis, "rpjm", tahun=tahun, rencana=rencana))

    def print_revision(self) -> None:
        """The matrix as it was ratified in the chosen row."""
        row = self._chosen()
        if row is not None:
            self.open("rpjm", Rencana(revisi=row.revisi))

    def _chosen(self) -> Revisi | None:
        """The row the cursor is on, unless it was withdrawn: nothing of that is left to print."""
        row: Any = self.grid.current_row()
        return row if isinstance(row, Revisi) and row.status is StatusDokumen.DISAHKAN else None

    def _enable(self) -> None:
        can = self._chosen() is not None
        self.again.setEnabled(can)
        self.again.setToolTip("" if can else _("Pilih revisi yang disahkan dulu."))

    def show_plan(self, read: Terbaca) -> None:
        """The head of the plan and its revisions, newest first."""
        plan, locked = read.tampil.rpjm, self.plan.is_locked
        count = len(plan.daftar_tahun)
        self.years.setText(_("Tahun {rentang} ({n} tahun)").format(rentang=self.plan.span, n=count))
        self.extend.setVisible(count < YEARS)
        self.form.set_values(plan)
        self.form.set_locked(locked)
        self.form.set_checks(one for one in read.tampil.pemeriksaan if one.field in self.form.boxes)
        self.grid.show_rows(read.revisi)
        self.list.show_empty(not read.revisi)
        self.again.setVisible(bool(read.revisi))
        self._enable()

    def primary(self) -> Primary:
        """`Sahkan RPJM Desa`, or the paper people ask for most."""
        if not self.plan.is_locked and self.plan.can_ratify:
            return Primary(_("Sahkan RPJM Desa"), self.asks_ratify.emit)
        return Primary(_("Cetak matriks"), lambda: self.open("rpjm"))

    def arrive(self) -> None:
        """On the first paper."""
        next(iter(self.papers.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """A field of the head."""
        if record == self.plan.key and field in self.form.boxes:
            self.form.go_to(field)
            return True
        return record == self.plan.key and field == "tahun_akhir"


def _state(row: Revisi) -> str:
    return _("Disahkan") if row.status is StatusDokumen.DISAHKAN else _("Dicabut")


def _mark(row: Revisi) -> Mark:
    return Mark.SELESAI if row.status is StatusDokumen.DISAHKAN else Mark.TIDAK_ADA


def _when(row: Revisi) -> str:
    moment = row.pada.astimezone()
    return _("{tanggal}, pukul {jam}").format(tanggal=show_date(moment.date()), jam=show_time(moment))
