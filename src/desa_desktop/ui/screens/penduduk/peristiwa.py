"""The small page of one event: when, with which paper, what will change; nothing is stored before `Catat`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Akibat, Keluarga, Penduduk
from desa_desktop.domain.sebutan import field_name
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.lihat_penduduk import KartuPenduduk
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.jenis_peristiwa import (
    MENU,
    STEP,
    Jenis,
    Tersusun,
    beginning,
    compose,
    fields,
)
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.screens.penduduk.pribadi import SIDE
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading, small


class EventPage(RecordPage):
    """Opened with the id of a person and, as field, the kind of event."""

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__("penduduk.peristiwa", desk, kata)
        self._key: UUID | None = None
        self.jenis = Jenis.MATI
        self.kartu: KartuPenduduk | None = None
        self.form: Form | None = None
        self._area: QScrollArea | None = None
        self._given: dict[str, Any] = {}
        self.lines: list[str] = []
        self._preview = QVBoxLayout()
        self._preview.setSpacing(6)
        card = QFrame()
        card.setObjectName("penduduk.peristiwa.akibat")
        card.setProperty("kartu", "ya")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(heading(_("Yang akan berubah")))
        inside.addLayout(self._preview)
        self.numbers.setProperty("rapat", "ya")
        inside.addSpacing(6)
        inside.addWidget(self.numbers, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        self._side = scrolled(card, "penduduk.peristiwa.samping", margin=0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 10, 16, 10)
        self._row.setSpacing(12)
        self._row.addWidget(self._side)
        self.measure()

    def measure(self) -> None:
        """The column with what will change."""
        if hasattr(self, "_side"):
            self._side.setFixedWidth(min(look().px(330), SIDE))

    # -- beginning -------------------------------------------------------------------------------------

    def open(self, key: UUID, field: str = "") -> None:
        """Begin the event `field` of this person."""
        self.jenis = Jenis(field) if field else self.jenis
        if key != self._key:
            self.mask_again()
        self._key, self.kartu = key, None
        app, today = self._desk.app, self._desk.today()
        self._desk.run(
            self, lambda: lihat.get_kartu(app.database, app.kode, key, today), self._begin, self._refused
        )

    def _refused(self, error: DesaError) -> None:
        self._desk.show_error(error)
        self.done.emit()

    def _begin(self, kartu: KartuPenduduk) -> None:
        if kartu.orang.id != self._key:
            return
        self.kartu = kartu
        self._kata.take_dusun(kartu.dusun)
        if self._area is not None:
            self._row.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        shown = fields(self.jenis, kartu, self._kata)
        self._given = beginning(self.jenis, kartu, self._desk.today())
        self.form = Form("penduduk.peristiwa.isian", shown, today=self._desk.today, save=self._take)
        empty = {box.field.name: box.value for box in self.form.boxes.values()}
        self.form.set_values({name: self._given.get(name, value) for name, value in empty.items()})
        self._given |= {name: value for name, value in empty.items() if name not in self._given}
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(small(self._about(kartu)))
        box.addWidget(self.form)
        box.addStretch(1)
        self._area = scrolled(page, "penduduk.peristiwa.gulung", margin=4, width=720)
        self._row.insertWidget(0, self._area, 1)
        self._show_preview()
        self.state_changed.emit()
        first = next(iter(self.form.boxes), "")
        QTimer.singleShot(0, self, lambda: self.form.go_to(first) if self.form is not None else None)

    def _about(self, kartu: KartuPenduduk) -> str:
        head = next((one.nama for one in kartu.anggota if one.is_kepala), "")
        if self.jenis in (Jenis.LAHIR, Jenis.DATANG, Jenis.PINDAH_DALAM_DESA) and head:
            return _("Keluarga {nama}. Belum ada yang disimpan sampai Anda memilih Catat.").format(nama=head)
        return _("{nama}. Belum ada yang disimpan sampai Anda memilih Catat.").format(nama=kartu.orang.nama)

    def _take(self, name: str, value: object) -> None:
        self._given[name] = value
        self._show_preview()
        self.state_changed.emit()

    # -- what will change ------------------------------------------------------------------------------

    @property
    def made(self) -> Tersusun:
        """The event as it stands now."""
        if self.kartu is None:
            return Tersusun(kurang=_("Sedang dibaca."))
        return compose(self.jenis, self.kartu, self._given)

    def _show_preview(self) -> None:
        while self._preview.count():
            item = self._preview.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        made = self.made
        self.lines = []
        if made.akibat is None:
            self._say(Mark.BELUM, made.kurang)
            return
        people = {one.id: one for one in (*self.kartu.anggota, self.kartu.orang)} if self.kartu else {}
        for words in describe(made.akibat, people, self.kartu.keluarga if self.kartu else None, self._kata):
            self._say(Mark.BERJALAN, words)
        for one in made.akibat.pemeriksaan:
            self._say(LEVEL_MARKS[one.level], one.teks)

    def redraw_numbers(self) -> None:
        """In the fields, and in what will change."""
        super().redraw_numbers()
        if self.kartu is not None:
            self._show_preview()

    def _say(self, mark: Mark, words: str) -> None:
        self.lines.append(words)
        self._preview.addWidget(MarkedText(mark, words))

    # -- recording -------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The event and whose it is."""
        words = _(MENU[self.jenis]).split(":")[0]
        return f"{words} · {self.kartu.orang.nama}" if self.kartu is not None else words

    def primary(self) -> Primary | None:
        """`Catat`, grey with the reason while something is missing."""
        made = self.made
        return Primary(_("Catat"), self.record, enabled=made.akibat is not None, why=made.kurang)

    def record(self) -> None:
        """Store the event as one step and go back to where it was asked for."""
        self.commit()
        made, desk, at = self.made, self._desk, self._desk.now()
        if made.akibat is None:
            desk.notice(made.kurang, Tone.SARAN, seconds=8)
            if self.form is not None:
                self.form.go_to(made.field)
            return
        akibat, name = made.akibat, _(STEP[self.jenis])
        day = show_date(akibat.mutasi[0].tanggal_peristiwa) if akibat.mutasi else ""
        words = _("Tercatat: {apa}, {tanggal}.").format(apa=self.title, tanggal=day)

        def done(odd: Sequence[Any]) -> None:
            said = " ".join([words, *(one.teks for one in odd)])
            desk.notice(said, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=15)
            self.done.emit()

        desk.save(
            self,
            lambda: service.record(desk.app.database, akibat, name, by=desk.person, at=at),
            done,
        )

    def commit(self) -> None:
        """Take what stands in open editors."""
        if self.form is not None:
            self.form.commit()

    def next_problem(self, step: int = 1) -> bool:
        """F8: what is missing."""
        return self.form is not None and self.form.next_problem(step)


def describe(
    akibat: Akibat, people: Mapping[Any, Penduduk], keluarga: Keluarga | None, kata: Kata
) -> list[str]:
    """What an event changes, in one line each."""
    found = [_("Orang baru: {nama}").format(nama=one.nama) for one in akibat.penduduk_baru]
    for one in akibat.keluarga_baru:
        found.append(
            _("KK baru: {nomor}").format(nomor=kata.masked(one.no_kk))
            if one.no_kk
            else _("KK baru, nomor belum terbit")
        )
    for key, values in akibat.ubah_penduduk.items():
        orang = people.get(key)
        for name, value in values.items():
            before = kata.value(name, getattr(orang, name)) if orang is not None else ""
            after = _("KK baru") if name == "keluarga_id" else kata.value(name, value)
            found.append(_change(orang.nama if orang is not None else "", name, before, after))
    for values in akibat.ubah_keluarga.values():
        for name, value in values.items():
            before = kata.value(name, getattr(keluarga, name)) if keluarga is not None else ""
            found.append(_change(_("Keluarga"), name, before, kata.value(name, value)))
    if akibat.mutasi:
        day = show_date(akibat.mutasi[0].tanggal_peristiwa)
        found.append(_("Tercatat di Mutasi tanggal {tanggal}").format(tanggal=day))
    return found


def _change(nama: str, name: str, before: str, after: str) -> str:
    words = _("{nama}: {isian} dari {semula} menjadi {menjadi}")
    label = {"keluarga_id": _("KK"), "status_dasar": _("keadaan")}.get(name, field_name(name).lower())
    was = _("KK sekarang") if name == "keluarga_id" else before or _("kosong")
    return words.format(nama=nama, isian=label, semula=was, menjadi=after or _("kosong"))
