"""Tab Pengesahan: the summary, what still stands in the way, who signs, paper, and `Sahkan`."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desa_desktop.domain.musyawarah import Musyawarah, Penandatangan
from desa_desktop.domain.pemeriksaan import Level, of_level
from desa_desktop.domain.wording import show_date_day, show_money, show_time
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah, ruang
from desa_desktop.services.musyawarah import RuangTampil
from desa_desktop.ui.choices import jk_choices, status_choices
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.checks_panel import ChecksPanel
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.saving import bind_grid, form_callbacks
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting, Tab
from desa_desktop.ui.screens.musyawarah.signed_page import SignedPage
from desa_desktop.ui.tab_page import heading, lock_grid


class RatifyingTab(Tab):
    """`jumped(finding)` asks the room to go where a finding points."""

    jumped = Signal(object)

    def __init__(self, meeting: OpenMeeting) -> None:
        super().__init__(meeting, "pengesahan")
        self.summary = QLabel()
        self.summary.setObjectName("musyawarah.pengesahan.ringkasan")
        self.summary.setWordWrap(True)
        self.signers = Grid(
            "musyawarah.pengesahan.penanda",
            (
                Column(name="urut", label=_("No"), kind=Kind.INTEGER, width=44, editable=False),
                Column(name="nama", label=_("Nama"), width=190, stretch=True),
                Column(name="jabatan", label=_("Jabatan atau unsur"), width=190),
                Column(name="jk", label=_("L/P"), kind=Kind.CHOICE, width=56, choices=jk_choices()),
            ),
            total_label=lambda number: _("{n} penanda tangan").format(n=number),
        )
        self.signers.setAccessibleName(_("Penanda tangan"))
        bind_grid(
            meeting.desk, self.signers, Penandatangan, lambda: meeting.key, describe=lambda row: row.nama
        )
        self.propose = self.button("usulkan", _("Usulkan penanda tangan"), self._propose)
        save, draft = form_callbacks(meeting.desk, lambda: self.form, Musyawarah, lambda: meeting.key)
        self.form = Form(
            "musyawarah.pengesahan.isian",
            (
                Field(name="alasan", label=_("Alasan atau penjelasan"), kind=Kind.MULTILINE, lines=2,
                      hint=_("Wajib bila masih ada peringatan. Tersimpan dalam riwayat.")),
                Field(name="alasan_hitung", label=_("Penjelasan peserta tanpa nama"),
                      hint=_("Wajib bila hitung cepat belum cocok dengan nama.")),
            ),
            today=meeting.desk.today,
            save=save,
            draft=draft,
        )  # fmt: skip
        self.minutes = self.button(
            "cetak_berita_acara", _("Cetak Berita Acara"), lambda: self._print("berita-acara")
        )
        self.attendance = self.button(
            "cetak_daftar_hadir", _("Cetak Daftar Hadir"), lambda: self._print("daftar-hadir")
        )
        self.photo = SignedPage(meeting)
        self.checks = ChecksPanel("musyawarah.pengesahan.pemeriksaan")
        self.checks.jump.connect(self.jumped)
        self.form.state_changed.connect(self.primary_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.summary)
        head = QHBoxLayout()
        head.addWidget(heading(_("Penanda tangan")))
        head.addStretch(1)
        head.addWidget(self.propose)
        column.addLayout(head)
        column.addWidget(self.signers, 1)
        papers = QHBoxLayout()
        papers.setSpacing(8)
        papers.addWidget(self.minutes)
        papers.addWidget(self.attendance)
        papers.addStretch(1)
        papers.addWidget(self.photo)
        column.addLayout(papers)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(16)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.checks, 1)
        right.addWidget(self.form)
        row.addWidget(left, 3)
        row.addLayout(right, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The summary keeps all its lines, the table below gives way."""
        super().resizeEvent(event)
        self._keep_lines()

    def _keep_lines(self) -> None:
        wide = self.summary.width()
        if wide > self.summary.fontMetrics().averageCharWidth() * 10:  # laid out by now
            self.summary.setMinimumHeight(max(0, self.summary.heightForWidth(wide)))

    # -- acts --------------------------------------------------------------------------------------

    def _propose(self) -> None:
        def done(made: list[UUID]) -> None:
            if not made:
                self.meeting.desk.notice(_("Semua penanda tangan yang biasa sudah ada."), seconds=6)
            if self._lacks_reason:  # Tab would go on through the table and add rows to it
                self.form.go_to("alasan")

        self.meeting.save(self, ruang.propose_signers, self.meeting.desk.app.aturan, then=done)

    @property
    def _lacks_reason(self) -> bool:
        """Whether a Peringatan stands that nobody has explained yet."""
        room = self.meeting.room
        if room is None or str(self.form.values()["alasan"] or "").strip():
            return False
        return bool(of_level(room.pemeriksaan, Level.PERINGATAN))

    def _print(self, jenis: str) -> None:
        room, key, desk = self.meeting.room, self.meeting.key, self.meeting.desk
        if room is None or key is None:
            return
        self.signers.commit()
        self.form.commit()
        tahun = room.musyawarah.tahun
        desk.after_saves(lambda: open_paper(desk, jenis, "musyawarah", tahun=tahun, key=key))

    def _ratify(self) -> None:
        room, desk = self.meeting.room, self.meeting.desk
        if room is None:
            return
        words = _("Sahkan {nama}?").format(nama=room.musyawarah.nama)
        detail = _("Sesudah disahkan, isinya terkunci. Sahkan setelah Berita Acara ditandatangani.")
        if not ask(self, words, _("Sahkan"), detail=detail):
            return

        desk, key, at = self.meeting.desk, self.meeting.key, self.meeting.desk.now()
        alasan = str(self.form.values()["alasan"] or "")
        if key is None:
            return
        desk.run(
            self,
            lambda: musyawarah.ratify(
                desk.app.database,
                desk.app.aturan,
                key,
                kid=desk.app.laptop.keys.kid,
                by=desk.person,
                at=at,
                alasan=alasan,
            ),
            self._done,
        )

    def _done(self, _meeting: Musyawarah) -> None:
        words = _("Musyawarah disahkan. Usulan yang disepakati siap masuk RKPDes.")
        self.meeting.desk.notice(
            words, Tone.SUKSES, _("Buka RKPDes"), lambda: self.meeting.desk.open("rkpdes")
        )

    # -- the tab -------------------------------------------------------------------------------------

    def show_room(self, room: RuangTampil) -> None:
        """Summary, signers, findings."""
        meeting, locked = room.musyawarah, self.meeting.is_locked
        self.summary.setText("\n".join(summary_lines(room)))
        self._keep_lines()
        self.signers.show_rows(sorted(meeting.penandatangan, key=lambda one: one.urut))
        lock_grid(self.signers, locked)
        self.propose.setEnabled(not locked)
        self.form.set_values({"alasan": meeting.alasan, "alasan_hitung": meeting.alasan_hitung})
        self.form.set_locked(locked)
        has_unnamed = bool(room.kehadiran.tanpa_nama or meeting.alasan_hitung)
        self.form.boxes["alasan_hitung"].setVisible(has_unnamed)
        self.photo.show_room(room)
        self.checks.show_checks(room.pemeriksaan)
        self.checks.setVisible(not locked)

    def primary(self) -> Primary:
        """`Sahkan`, as soon as no Galat stands and every Peringatan has its reason."""
        room = self.meeting.room
        if room is None or self.meeting.is_locked:
            return Primary(_("Cetak Berita Acara"), lambda: self._print("berita-acara"))
        errors = of_level(room.pemeriksaan, Level.GALAT)
        warnings = of_level(room.pemeriksaan, Level.PERINGATAN)
        alasan = str(self.form.values()["alasan"] or "").strip()
        if errors:
            why = _("{n} galat masih menghalangi. Lihat daftar Pemeriksaan.").format(n=len(errors))
            return Primary(_("Sahkan"), self._ratify, enabled=False, why=why)
        if warnings and not alasan:
            why = _("Masih ada {n} peringatan. Tulis alasannya dulu.").format(n=len(warnings))
            return Primary(_("Sahkan"), self._ratify, enabled=False, why=why)
        return Primary(_("Sahkan"), self._ratify)

    def arrive(self) -> None:
        """To the signers, or to the list of what is missing."""
        self.signers.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """Findings about signers, and people counted without names."""
        if field == "hitung_cepat" and self.form.boxes["alasan_hitung"].isVisible():
            self.form.go_to("alasan_hitung")
            return True
        if field != "penandatangan":
            return False
        self.signers.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def summary_lines(room: RuangTampil) -> list[str]:
    """When and where, who was here, what was decided, for how much."""
    meeting = room.musyawarah
    when = show_date_day(meeting.tanggal) if meeting.tanggal is not None else _("Tanggal belum diisi")
    hours = [show_time(one) for one in (meeting.mulai, meeting.selesai) if one is not None]
    place = [when, _("pukul {jam}").format(jam=" – ".join(hours)) if hours else "", meeting.tempat]
    counts = [
        (one.label, sum(1 for each in meeting.bahasan if each.putusan is one.value))
        for one in status_choices()
    ]
    decided = " · ".join(f"{label} {count}" for label, count in counts[1:] if count)
    lines = [" · ".join(part for part in place if part), room.kehadiran.teks]
    lines.append(
        _("{n} usulan dibahas").format(n=len(meeting.bahasan)) + (f" · {decided}" if decided else "")
    )
    cost = show_money(room.biaya_disepakati, rp=True)
    lines.append(_("Biaya yang disepakati {biaya}").format(biaya=cost))
    return lines
