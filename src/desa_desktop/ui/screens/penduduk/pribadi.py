"""The form of one person: all about them in groups, saved field by field, with what is odd beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.penduduk import Keluarga, Penduduk, show_nomor_sementara
from desa_desktop.domain.penduduk.urut import PERISTIWA as KATA_PERISTIWA
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.hapus_penduduk import Terhapus
from desa_desktop.services.lihat_penduduk import KartuPenduduk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import form_callbacks
from desa_desktop.ui.screen import Command, Primary
from desa_desktop.ui.screens.penduduk import isian
from desa_desktop.ui.screens.penduduk.foto import FotoPanel
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.hapus import AskWhy, ask_mistake, remove_mistaken
from desa_desktop.ui.screens.penduduk.kata import STATUS, Kata, rt_rw
from desa_desktop.ui.screens.penduduk.menu_peristiwa import EventMenu
from desa_desktop.ui.screens.penduduk.temuan import TemuanPanel
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading

SIDE = 370
"""Pixels beside a record at most: with large letters the fields need the room."""
ORANG, KELUARGA, RIWAYAT = "orang", "keluarga", "riwayat"


class PersonPage(RecordPage):
    """All fields of a person, and beside them findings and events."""

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__("penduduk.pribadi", desk, kata)
        self._key: UUID | None = None
        self._field = ""
        self.kartu: KartuPenduduk | None = None
        self.forms: list[Form] = []
        self._is_going = False
        self.ask_why: AskWhy = lambda nama: ask_mistake(self, nama)
        self._build()
        self._reading: Rereading[KartuPenduduk] = Rereading(
            desk, self, self._prepare, self._show, self._refused
        )

    def _build(self) -> None:
        self.state = QLabel()
        self.state.setObjectName("penduduk.pribadi.keadaan")
        self.state.setProperty("teks", "sekunder")
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.family = self.button("keluarga", _("Kartu &keluarga"), self.open_family)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.state, 1)
        self.event_menu = EventMenu(
            self.button("peristiwa", _("Catat &peristiwa…"), lambda: None),
            self.asked.emit,
        )
        head.addWidget(self.numbers)
        head.addWidget(self.event_menu.button)
        head.addWidget(self.family)
        column = QWidget()
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for name, title, fields in isian.groups(self._kata):
            form = self._form(name, fields)
            box.addWidget(heading(title))
            box.addWidget(form)
            box.addSpacing(8)
            self.forms.append(form)
        box.addStretch(1)
        self.area: QScrollArea = scrolled(column, "penduduk.pribadi.gulung", margin=4, width=820)
        self.findings = TemuanPanel("penduduk.pribadi.pemeriksaan")
        self.findings.jump.connect(self._jump_to)
        self.findings.confirmed.connect(self._confirm)
        self.events = QLabel()
        self.events.setObjectName("penduduk.pribadi.peristiwa")
        self.events.setWordWrap(True)
        self.foto = FotoPanel(self._desk)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(10)
        beside.addWidget(self.foto)
        beside.addWidget(self.findings)
        self._events_head = heading(_("Peristiwa"))
        beside.addWidget(self._events_head)
        beside.addWidget(self.events)
        beside.addStretch(1)
        self._side = scrolled(side, "penduduk.pribadi.samping", margin=0)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.area, 1)
        across.addWidget(self._side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 10)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(across, 1)
        self.measure()

    def _form(self, name: str, fields: Sequence[isian.WargaField]) -> Form:
        made: list[Form] = []
        save, draft = form_callbacks(self._desk, lambda: made[0], Penduduk, lambda: self._key)
        made.append(Form(f"penduduk.pribadi.{name}", fields, today=self._desk.today, save=save, draft=draft))
        return made[0]

    def measure(self) -> None:
        """The column beside the form."""
        if hasattr(self, "_side"):
            self._side.setFixedWidth(min(look().px(326), SIDE))
            self.foto.measure()

    # -- the record ------------------------------------------------------------------------------------

    def open(self, key: UUID, field: str = "") -> None:
        """Show a person; what is typed for another one is stored first."""
        if key != self._key:
            self.commit()
            for form in self.forms:
                form.forget()
            self.kartu = None
            self.mask_again()
            self.area.verticalScrollBar().setValue(0)
        self._key, self._field, self._is_going = key, field or "nama", False
        self.reload()

    def reload(self) -> None:
        """Read the person anew."""
        if self._key is not None:
            self._reading.start()

    def _prepare(self) -> Callable[[], KartuPenduduk]:
        key, app, today = self._key, self._desk.app, self._desk.today()
        assert key is not None
        return lambda: lihat.get_kartu(app.database, app.kode, key, today)

    def _refused(self, error: DesaError) -> None:
        if self._is_going:
            return
        self._desk.show_error(error)
        self.done.emit()

    def _show(self, kartu: KartuPenduduk) -> None:
        if kartu.orang.id != self._key:
            return
        self.kartu = kartu
        self._kata.take_dusun(kartu.dusun)
        self._kata.today = self._desk.today()
        own = [one for one in kartu.temuan if one.record == kartu.orang.id]
        for form in self.forms:
            form.set_values(kartu.orang)
            form.set_checks(own)
        self.foto.show_of(kartu.orang)
        self.findings.show_checks(kartu.temuan)
        self.state.setText(self._state_words(kartu))
        self.state.setToolTip(self.state.text())
        self.event_menu.about(kartu.orang, kartu.keluarga, kartu.anggota)
        self.family.setEnabled(kartu.keluarga is not None)
        self.family.setToolTip("" if kartu.keluarga is not None else _("Orang ini belum masuk keluarga."))
        self.events.setText("\n".join(self._event_words(one) for one in kartu.riwayat))
        self.events.setVisible(bool(kartu.riwayat))
        self._events_head.setVisible(bool(kartu.riwayat))
        self.state_changed.emit()
        if self._field:
            wanted, self._field = self._field, ""
            QTimer.singleShot(0, self, lambda: self.go_to_field(wanted))

    def redraw_numbers(self) -> None:
        """In the fields, and the number of the KK above them."""
        super().redraw_numbers()
        if self.kartu is not None:
            self.state.setText(self._state_words(self.kartu))
            self.state.setToolTip(self.state.text())

    def _state_words(self, kartu: KartuPenduduk) -> str:
        orang, keluarga = kartu.orang, kartu.keluarga
        is_merged = orang.digabung_ke_id is not None
        parts = [_("Digabung ke data lain") if is_merged else _(STATUS[orang.status_dasar])]
        if not orang.nik and orang.nomor_sementara:
            parts.append(
                _("nomor sementara {nomor}").format(nomor=show_nomor_sementara(orang.nomor_sementara))
            )
        if orang.tanggal_lahir is not None:
            parts.append(_("{n} tahun").format(n=self._kata.umur(orang)))
        if keluarga is None:
            parts.append(_("belum masuk keluarga"))
        else:
            nomor = self._kata.no_kk(keluarga)
            parts.append(_("KK {nomor}").format(nomor=nomor) if nomor else _("tanpa nomor KK"))
            parts += [one for one in (self._kata.nama_dusun(keluarga), rt_rw(keluarga)) if one]
        return " · ".join(parts)

    def _event_words(self, one: lihat.MutasiRow) -> str:
        words = f"{show_date(one.tanggal_peristiwa)}: {_(KATA_PERISTIWA[one.peristiwa])}"
        return _("{peristiwa} (dibatalkan)").format(peristiwa=words) if one.is_batal else words

    # -- acts ------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The person's name."""
        if self.kartu is None:
            return _("Penduduk")
        return self.kartu.orang.nama_lengkap or _("Orang tanpa nama")

    def open_family(self) -> None:
        """The KK of this person."""
        if self.kartu is not None and self.kartu.keluarga is not None:
            self.asked.emit(KELUARGA, self.kartu.keluarga.id, "")

    def open_history(self) -> None:
        """Ctrl+H: every stored change of this person."""
        if self._key is not None:
            self.asked.emit(RIWAYAT, self._key, "")

    def go_to_field(self, name: str) -> bool:
        """Put the cursor into a field and bring it into sight."""
        for form in self.forms:
            if name in form.boxes:
                form.go_to(name)
                self.area.ensureWidgetVisible(form.boxes[name], 20, 60)
                return True
        return False

    def _jump_to(self, finding: Pemeriksaan) -> None:
        if self.kartu is None:
            return
        if finding.record == self.kartu.orang.id and self.go_to_field(finding.field):
            return
        if self.kartu.keluarga is not None:
            self.asked.emit(KELUARGA, self.kartu.keluarga.id, finding.field)

    def _confirm(self, finding: Pemeriksaan) -> None:
        desk, at, kartu = self._desk, self._desk.now(), self.kartu
        if kartu is None or finding.record is None:
            return
        key = finding.record
        kind: type[Penduduk | Keluarga] = Penduduk if key == kartu.orang.id else Keluarga
        desk.save(
            self,
            lambda: service.confirm(desk.app.database, kind, key, finding.aturan, by=desk.person, at=at),
        )

    def commit(self) -> None:
        """Take what stands in open editors."""
        for form in self.forms:
            form.commit()

    def next_problem(self, step: int = 1) -> bool:
        """F8 and Shift+F8 through all groups."""
        boxes = [box for form in self.forms for box in form.boxes.values()]
        focus = self.window().focusWidget()
        here = next(
            (n for n, box in enumerate(boxes) if focus is not None and box.isAncestorOf(focus)),
            -1 if step > 0 else 0,
        )
        for away in range(1, len(boxes) + 1):
            box = boxes[(here + step * away) % len(boxes)]
            if box.level is not None or (box.field.wajib and box.is_empty):
                box.editor.setFocus(Qt.FocusReason.TabFocusReason)
                self.area.ensureWidgetVisible(box, 20, 60)
                return True
        return False

    def primary(self) -> Primary | None:
        """No filled button: fields are saved as they are left."""
        return None

    def commands(self) -> Sequence[Command]:
        """The menu Alat."""
        has_family = self.kartu is not None and self.kartu.keluarga is not None
        family = Command(_("Kartu keluarga"), self.open_family, "Ctrl+I", has_family)
        return [
            family,
            self.numbers_command(),
            *self.event_menu.commands(),
            Command(_("Hapus catatan keliru…"), self.remove, "", self.kartu is not None),
        ]

    def remove(self) -> None:
        """Take this record out, with a reason: it never should have been (an event is something else)."""
        if self.kartu is not None:
            orang = self.kartu.orang
            remove_mistaken(self._desk, self, orang, self.ask_why, self._gone, self._go)

    def _go(self, is_going: bool) -> None:
        self._is_going = is_going

    def _gone(self, found: Terhapus) -> None:
        if found.is_keluarga_ikut and self.kartu is not None and self.kartu.keluarga is not None:
            self.vanished.emit(self.kartu.keluarga.id)
        self._key, self.kartu = None, None
        self.done.emit()
