"""The papers of the room: the form `Surat undangan`, and a menu with everything that is printed here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.musyawarah import JenisMusyawarah
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import N_, _
from desa_desktop.services import surat
from desa_desktop.services.printing_musyawarah import SKEMA_PRIORITAS
from desa_desktop.services.surat import SuratTampil
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.screen import Command
from desa_desktop.ui.screens.musyawarah.meeting import OpenMeeting
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import small

PAPERS = (
    ("undangan", N_("Undangan")),
    ("daftar-hadir", N_("Daftar Hadir")),
    ("notulen", N_("Notulen")),
    ("rekap-penilaian", N_("Rekap Penilaian")),
    ("rekap-prioritas", N_("Prioritas usulan, bentuk Permendesa 21/2020")),
    ("berita-acara", N_("Berita Acara")),
    ("berita-acara-tim", N_("Berita Acara pembentukan tim")),
)
"""What is printed in the room, in the order of the meeting (ux.md 5.4)."""


class RoomPapers(QObject):
    """The button `Surat dan cetak…` and the commands behind it."""

    def __init__(self, meeting: OpenMeeting, parent: QWidget) -> None:
        super().__init__(parent)
        self._meeting, self._parent = meeting, parent
        self.button = QPushButton(_("Surat dan cetak…"))
        self.button.setObjectName("musyawarah.acara.surat_cetak")
        self.button.clicked.connect(lambda _on=False: self.show_menu())
        self.ask: Callable[[SuratUndangan], object] = lambda box: box.exec()

    def kinds(self) -> list[tuple[str, str]]:
        """The papers that this meeting can have: kind and name."""
        room = self._meeting.room
        if room is None:
            return []
        meeting = room.musyawarah
        hidden = set()
        if meeting.skema_nilai != SKEMA_PRIORITAS:
            hidden.add("rekap-prioritas")
        if meeting.jenis is not JenisMusyawarah.MUSDES:
            hidden.add("berita-acara-tim")
        if not meeting.bahasan:
            hidden.add("rekap-penilaian")
        return [(jenis, _(name)) for jenis, name in PAPERS if jenis not in hidden]

    def menu(self) -> QMenu:
        """The letter, then one line for each paper."""
        menu = QMenu(self._parent)
        menu.setObjectName("musyawarah.acara.surat_cetak.menu")
        menu.addAction(_("Isi surat undangan…"), self.show_letter)
        menu.addSeparator()
        for jenis, name in self.kinds():
            menu.addAction(_("Cetak {nama}").format(nama=name), partial(self.print_paper, jenis))
        return menu

    def show_menu(self) -> None:
        """Open the menu below the button."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def commands(self) -> list[Command]:
        """The same for the list of commands."""
        made = [Command(_("Surat undangan…"), self.show_letter, enabled=self._meeting.room is not None)]
        made += [
            Command(_("Cetak {nama}…").format(nama=name), partial(self.print_paper, jenis))
            for jenis, name in self.kinds()
        ]
        return made

    def print_paper(self, jenis: str) -> None:
        """Show a paper of this meeting in Pratinjau Cetak; what is typed is stored first."""
        room, key, desk = self._meeting.room, self._meeting.key, self._meeting.desk
        if room is None or key is None:
            return
        tahun = room.musyawarah.tahun
        desk.after_saves(lambda: open_paper(desk, jenis, "musyawarah", tahun=tahun, key=key))

    def show_letter(self) -> None:
        """Open the form of the letter; `Pratinjau undangan` in it leads on to the paper."""
        if self._meeting.room is None:
            return
        box = SuratUndangan(self._meeting, self._parent)
        self.ask(box)
        wanted = box.is_wanted
        box.deleteLater()
        if wanted:
            self.print_paper("undangan")


class SuratUndangan(QDialog):
    """Number, day, recipients and copies of the letter; it saves by itself as every form does."""

    def __init__(self, meeting: OpenMeeting, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("musyawarah.surat")
        self.setWindowTitle(_("Surat undangan"))
        self.setMinimumSize(look().px(560), look().px(440))
        self._meeting = meeting
        self.is_wanted = False
        self.numbers = small("", "musyawarah.surat.nomor_lengkap")
        self.numbers.setWordWrap(True)
        self.form = Form("musyawarah.surat.isian", _fields(), today=meeting.desk.today, save=self._store)
        self.form.set_locked(meeting.is_locked)
        self.preview = QPushButton(_("Pratinjau undangan"))
        self.preview.setObjectName("musyawarah.surat.pratinjau")
        self.preview.setProperty("peran", "utama")
        self.preview.setAutoDefault(False)
        self.preview.clicked.connect(lambda _on=False: self._leave(wanted=True))
        close = QPushButton(_("Tutup"))
        close.setObjectName("musyawarah.surat.tutup")
        close.setAutoDefault(False)
        close.clicked.connect(lambda _on=False: self._leave(wanted=False))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.preview)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.numbers)
        box.addWidget(scrolled(self.form, "musyawarah.surat.gulung", margin=0), 1)
        box.addLayout(buttons)
        self._read()

    def _read(self) -> None:
        desk, key = self._meeting.desk, self._meeting.key
        if key is not None:
            desk.run(self, lambda: surat.show(desk.app.database, key), self.show_letter, self._refused)

    def show_letter(self, seen: SuratTampil) -> None:
        """Fill the form and say how the numbers are printed."""
        self.form.set_values({**seen.isian, "tanggal": seen.tanggal})
        words = []
        if not seen.isian["nomor"]:
            words.append(_("Nomor berikutnya: {n}.").format(n=seen.nomor_berikut))
        if seen.nomor:
            words.append(_("Tertulis di undangan: {nomor}.").format(nomor=seen.nomor))
        if seen.nomor_ba:
            words.append(_("Tertulis di berita acara: {nomor}.").format(nomor=seen.nomor_ba))
        self.numbers.setText(" ".join(words))
        if not self.form.isAncestorOf(self.focusWidget() or self):
            self.form.go_to("nomor")

    def _store(self, name: str, value: object) -> None:
        self._meeting.save(
            self.form,
            surat.change,
            {name: value},
            then=lambda _done: self._read(),
            failed=self._refused,
            place=("surat", self._meeting.key, name),
        )

    def _refused(self, error: DesaError) -> None:
        if isinstance(error, InvalidInput):
            self.form.refuse(error.fields)
            self.numbers.setText(error.sentence)
        else:
            self._meeting.desk.show_error(error)

    def _leave(self, *, wanted: bool) -> None:
        """Close; what is being typed is stored first."""
        self.form.commit()
        self.is_wanted = wanted
        self.accept()

    def reject(self) -> None:
        """Esc and the cross close like `Tutup`."""
        self._leave(wanted=False)


def _fields() -> tuple[Field, ...]:
    return (
        Field(name="nomor", label=_("Nomor surat"), hint=_("Cukup nomor urutnya, misalnya 7")),
        Field(name="tanggal", label=_("Tanggal surat"), kind=Kind.DATE, beside=True),
        Field(name="sifat", label=_("Sifat"), hint=_("Kosong: Penting")),
        Field(name="lampiran", label=_("Lampiran"), beside=True),
        Field(name="hal", label=_("Hal"), hint=_("Kosong: Undangan dan nama musyawarah")),
        Field(name="kepada", label=_("Kepada"), kind=Kind.MULTILINE, lines=3,
              hint=_("Satu penerima tiap baris: Nama; unsur. Kosong: semua yang diundang")),
        Field(name="tembusan", label=_("Tembusan"), kind=Kind.MULTILINE, lines=2, hint=_("Satu tiap baris")),
        Field(name="isi", label=_("Kalimat pembuka"), kind=Kind.MULTILINE, lines=2,
              hint=_("Kosong: naskah bawaan. Boleh memakai {desa}, {tahun}, {musyawarah}, {tujuan}")),
        Field(name="penutup", label=_("Kalimat penutup"), kind=Kind.MULTILINE, lines=2,
              hint=_("Kosong: naskah bawaan")),
        Field(name="nomor_ba", label=_("Nomor berita acara"), hint=_("Cukup nomor urutnya")),
    )  # fmt: skip


def with_papers(papers: RoomPapers, form: QWidget) -> QWidget:
    """The form of Acara with the button of the papers below it."""
    whole = QWidget()
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 16, 12)
    row.addWidget(papers.button)
    row.addStretch(1)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(form, 1)
    column.addLayout(row)
    return whole
