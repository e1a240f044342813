"""The small page of one event: when, with which paper, what will change; nothing is stored before `Catat`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.susun import HUBUNGAN, STEP, Jenis, Sekitar, Tersusun, compose, offered
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.lihat_penduduk import KartuPenduduk, RumahPilihan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.page_draft import PERISTIWA as DRAFT
from desa_desktop.ui.page_draft import PageDraft, put_back
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.penduduk.akibat import (
    ChangesCard,
    describe,
    describe_join,
    name_of,
    people_of,
)
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.jenis_peristiwa import MENU, beginning, fields
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.screens.penduduk.menu_peristiwa import PERISTIWA
from desa_desktop.ui.screens.penduduk.pribadi import SIDE
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import small

Read = tuple[KartuPenduduk, list[RumahPilihan]]


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
        self._home: tuple[Keluarga, Sequence[Penduduk]] | None = None
        self.draft = PageDraft(desk, DRAFT, self)
        self._blank: dict[str, str] = {}
        self._resumed: Mapping[str, Any] = {}
        self.numbers.setProperty("rapat", "ya")
        self.card = ChangesCard("penduduk.peristiwa.akibat", self.numbers)
        self._side = scrolled(self.card, "penduduk.peristiwa.samping", margin=0)
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
        self._key, self.kartu, self._home, self._resumed = key, None, None, {}
        self.draft.begin(key, self.jenis.value)
        app, today, joins = self._desk.app, self._desk.today(), self.jenis is Jenis.GABUNG_KK

        def read() -> Read:
            kartu = lihat.get_kartu(app.database, app.kode, key, today)
            families = lihat.list_rumah(app.database) if joins else []
            return kartu, families

        self._desk.run(self, read, self._begin, self._refused)

    def resume(self, isi: Mapping[str, Any]) -> None:
        """Put back what was typed before, as soon as the form is there."""
        self._resumed = isi
        if self.kartu is not None:
            self._put_back()

    def _refused(self, error: DesaError) -> None:
        self.draft.drop()
        self._desk.show_error(error)
        self.done.emit()

    def _begin(self, read: Read) -> None:
        kartu, families = read
        if kartu.orang.id != self._key:
            return
        self.kartu = kartu
        self._kata.take_dusun(kartu.dusun)
        if self._area is not None:
            self._row.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        shown = fields(self.jenis, kartu, self._kata, families)
        self._given = beginning(self.jenis, kartu, self._desk.today())
        self.form = Form(
            "penduduk.peristiwa.isian", shown, today=self._desk.today, save=self._take,
            draft=lambda _name, _text: self._keep_draft(),
        )  # fmt: skip
        empty = {box.field.name: box.value for box in self.form.boxes.values()}
        self.form.set_values({name: self._given.get(name, value) for name, value in empty.items()})
        self._given |= {name: value for name, value in empty.items() if name not in self._given}
        self._blank = self._texts()
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
        self._put_back()
        self.state_changed.emit()
        first = next(iter(self.form.boxes), "")
        QTimer.singleShot(0, self, lambda: self.form.go_to(first) if self.form is not None else None)

    def _about(self, kartu: KartuPenduduk) -> str:
        head = next((one.nama for one in kartu.anggota if one.is_kepala), "")
        if self.jenis in (Jenis.LAHIR, Jenis.PINDAH_DALAM_DESA) and head:
            return _("Keluarga {nama}. Belum ada yang disimpan sampai Anda memilih Catat.").format(nama=head)
        return _("{nama}. Belum ada yang disimpan sampai Anda memilih Catat.").format(nama=kartu.orang.nama)

    def _take(self, name: str, value: object) -> None:
        self._given[name] = value
        if name == "tujuan":
            self._read_home(value)
        self._show_preview()
        self._keep_draft()
        self.state_changed.emit()

    def _read_home(self, key: object) -> None:
        """The family that is to be joined, with who lives in it."""
        self._home = None
        if not isinstance(key, UUID):
            return
        database = self._desk.app.database

        def came(found: tuple[Keluarga, list[Penduduk]]) -> None:
            if self._given.get("tujuan") == found[0].id:
                self._home = found
                self._show_preview()
                self.state_changed.emit()

        self._desk.run(self, lambda: service.get_keluarga(database, key), came)

    # -- what is typed outlives a power cut ------------------------------------------------------------

    def _texts(self) -> dict[str, str]:
        boxes = self.form.boxes if self.form is not None else {}
        return {name: box.editor.raw() for name, box in boxes.items()}

    def _typed(self) -> dict[str, str]:
        return {name: text for name, text in self._texts().items() if text != self._blank.get(name)}

    def _keep_draft(self) -> None:
        typed = self._typed()
        if typed:
            self.draft.keep(self.title, typed)

    def _put_back(self) -> None:
        if self.form is None or not self._resumed:
            return
        texts, self._resumed = self._resumed, {}
        put_back(self.form, texts)

    def close_page(self) -> None:
        """Kembali gives up what was typed; one word brings it back."""
        if self.kartu is None or self._key is None:
            return
        self.commit()
        typed, key, jenis, title = self._typed(), self._key, self.jenis, self.title
        self.kartu = None
        if not typed:
            return
        self.draft.drop()

        def again() -> None:
            self.asked.emit(PERISTIWA, key, jenis.value)
            self.resume(typed)

        words = _("{peristiwa} belum dicatat.").format(peristiwa=title)
        self._desk.notice(words, Tone.SARAN, _("Lanjutkan"), again, seconds=15)

    # -- what will change ------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """What the card says now."""
        return self.card.lines

    @property
    def _around(self) -> Sekitar | None:
        kartu = self.kartu
        if kartu is None:
            return None
        home, others = self._home if self._home is not None else (None, ())
        return Sekitar(kartu.orang, kartu.keluarga, kartu.anggota, self._desk.today(), home, others)

    @property
    def made(self) -> Tersusun:
        """The event as it stands now."""
        around = self._around
        if around is None:
            return Tersusun(kurang=_("Sedang dibaca."))
        if self.jenis not in offered(around.orang, around.keluarga, around.anggota):
            return Tersusun(kurang=_("Peristiwa ini tidak dapat lagi dicatat untuk orang itu."))
        return compose(self.jenis, around, self._given)

    def _show_relations(self) -> None:
        """Only who leaves with the others needs a relation to the new head, and the head needs none."""
        if self.form is None or self.kartu is None:
            return
        chosen = set(self._given.get("siapa") or ())
        for one in self.kartu.anggota:
            box = self.form.boxes.get(f"{HUBUNGAN}{one.id}")
            if box is not None:
                is_asked = (
                    self.jenis is Jenis.GANTI_KEPALA or one.id in chosen or "siapa" not in self.form.boxes
                )
                box.setVisible(is_asked and one.id != self._given.get("kepala_baru"))

    def _show_preview(self) -> None:
        self._show_relations()
        made, around = self.made, self._around
        lines: list[str] = []
        if made.akibat is not None and around is not None:
            people = people_of(around.orang, around.anggota)
            home = name_of(around.tujuan, around.anggota_tujuan) if around.tujuan is not None else ""
            lines = describe(made.akibat, people, around.keluarga, self._kata, home)
            if self.jenis is Jenis.GABUNG_KK:
                lines += describe_join(made.akibat, around, self._kata)
        self.card.show_made(made, lines)

    def redraw_numbers(self) -> None:
        """In the fields, and in what will change."""
        super().redraw_numbers()
        if self.kartu is not None:
            self._show_preview()

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
            self.draft.drop()
            self.kartu = None
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
            self._keep_draft()

    def next_problem(self, step: int = 1) -> bool:
        """F8: what is missing."""
        return self.form is not None and self.form.next_problem(step)
