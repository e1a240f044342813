"""Paket Aturan in Pengaturan: which is in force, bring one in, write it to Excel, change numbers, go back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.app import App, Mode
from desa_desktop.domain.wording import read_date, show_date, show_date_short
from desa_desktop.errors import DesaError, InvalidInput, OutputFailed
from desa_desktop.files import write_replace
from desa_desktop.i18n import N_, _
from desa_desktop.services import aturan, aturan_libur
from desa_desktop.services.aturan import NilaiSering, PaketTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.fields import Field
from desa_desktop.ui.kit.form import Form
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.rules_travel import OffersPart, PublishPart

_GROUPS = (
    ("langkah", N_("Batas langkah (hari/bulan)")),
    ("kriteria", N_("Bobot penilaian (jumlahnya 100)")),
    ("earmark", N_("Porsi Dana Desa (persen)")),
    ("", N_("Angka lain")),
)


_NARROW = ("langkah", "kriteria")  # labels that leave room for two fields in a row


class RulesPage(QWidget):
    """Number, date, title and origin of the rules, what is in them, and what to do with them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pengaturan.aturan")
        self._desk = desk
        self.ask_file: Callable[[], Path | None] = self._ask_file
        self.ask_target: Callable[[str], Path | None] = self._ask_target
        self.facts: dict[str, QLabel] = {}
        self.editor: _Editor | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.install = _button("pengaturan.aturan.pasang", _("Pasang berkas…"), self._install)
        self.save = _button("pengaturan.aturan.simpan", _("Simpan ke Excel…"), self._save)
        self.change = _button("pengaturan.aturan.ubah", _("Ubah…"), self._change)
        self.holidays = _button("pengaturan.aturan.libur", _("Pasang hari libur…"), self._add_holidays)
        self.back = _button("pengaturan.aturan.bawaan", _("Kembali ke bawaan"), self._back)
        rows = [(self.install, self.save, self.change), (self.holidays, self.back)]
        buttons = QVBoxLayout()
        for some in rows:
            row = QHBoxLayout()
            for button in some:
                row.addWidget(button)
            row.addStretch(1)
            buttons.addLayout(row)
        why = QLabel(
            _(
                "Tenggat, bobot, dan persen dibaca dari paket ini. Untuk mengubah banyak, simpan ke Excel, "
                "ubah di sana dengan nomor dan tanggal baru, lalu pasang lagi."
            )
        )
        why.setProperty("teks", "sekunder")
        why.setWordWrap(True)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self.offers = OffersPart(desk, self._taken)
        self._box.addWidget(self.offers)
        self._box.addWidget(_head(_("Paket Aturan yang berlaku")))
        self._box.addLayout(self._grid)
        self._box.addWidget(why)
        self._box.addLayout(buttons)
        self.publishing = PublishPart(desk) if desk.app.mode is Mode.KECAMATAN else None
        if self.publishing is not None:
            self._box.addWidget(self.publishing)
        self._box.addStretch(1)
        self.show_paket(desk.app.paket)

    def show_paket(self, shown: PaketTampil) -> None:
        """The paket in force."""
        rows = [
            ("nomor", _("Nomor"), shown.nomor),
            ("tanggal", _("Tanggal"), show_date(shown.tanggal)),
            ("judul", _("Judul"), shown.judul),
            ("asal", _("Asal"), shown.asal_teks),
            ("isi", _("Isi"), "; ".join(f"{name}: {count}" for name, count in shown.isi)),
            ("dari_bawaan", _("Diisi dari bawaan"), ", ".join(shown.dari_bawaan) or "–"),
            ("libur", _("Hari libur"), shown.libur_teks),
        ]
        for place, (name, word, text) in enumerate(rows):
            if name not in self.facts:
                label = QLabel(word)
                label.setProperty("teks", "label")
                value = QLabel()
                value.setObjectName(f"pengaturan.aturan.{name}")
                value.setWordWrap(True)
                value.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(value, place, 1)
                self.facts[name] = value
            self.facts[name].setText(text)
        self.back.setEnabled(shown.asal != aturan.BAWAAN)
        self.back.setToolTip("" if shown.asal != aturan.BAWAAN else _("Paket bawaan sudah berlaku."))

    def reload(self) -> None:
        """Read anew what the kecamatan sent, or what it published."""
        self.offers.reload()
        if self.publishing is not None:
            self.publishing.reload()

    # -- the things to do -----------------------------------------------------------------------

    def _install(self) -> None:
        path = self.ask_file()
        if path is None:
            return
        app, at, by = self._desk.app, self._desk.now(), self._desk.person

        def work() -> PaketTampil:
            return aturan.install(app.database, path, app.bawaan, by=by, at=at, fs=app.files.fs)

        self._desk.run(self, work, self._taken)

    def _add_holidays(self) -> None:
        path = self.ask_file()
        if path is None:
            return
        app, at, by, today = self._desk.app, self._desk.now(), self._desk.person, self._desk.today()

        def work() -> PaketTampil:
            return aturan_libur.add_holidays(
                app.database, path, app.bawaan, tanggal=today, by=by, at=at, fs=app.files.fs
            )

        self._desk.run(self, work, self._taken)

    def _save(self) -> None:
        app = self._desk.app
        path = self.ask_target(f"Paket Aturan {app.paket.nomor.replace('/', '-')}.xlsx")
        if path is None:
            return

        def work() -> Path:
            try:
                write_replace(app.files.fs, path, aturan.export(app.database, app.bawaan))
            except OSError as failure:
                raise OutputFailed(apa=path.name, sebab=_("tempat itu tidak dapat ditulis")) from failure
            return path

        words = _("Paket Aturan tersimpan di {berkas}. Ubah nomor dan tanggalnya sebelum dipasang lagi.")
        self._desk.run(
            self,
            work,
            lambda done: self._desk.notice(words.format(berkas=done.name), Tone.SUKSES, seconds=12),
        )

    def _back(self) -> None:
        question = _("Kembali ke Paket Aturan bawaan?")
        detail = _("Paket yang sekarang tetap tersimpan dan dapat dipasang lagi dari berkasnya.")
        if not ask(self, question, _("Kembali ke bawaan"), detail=detail):
            return
        app, at, by = self._desk.app, self._desk.now(), self._desk.person
        self._desk.run(
            self, lambda: aturan.back_to_shipped(app.database, app.bawaan, by=by, at=at), self._taken
        )

    def _change(self) -> None:
        """Show the numbers below; the button again takes them away."""
        if self.editor is not None:
            self._close_editor()
            return
        app = self._desk.app
        self._desk.run(self, partial(aturan.common_numbers, app.database, app.bawaan), self._open_editor)

    def _open_editor(self, numbers: list[NilaiSering]) -> None:
        self.editor = _Editor(self._desk, numbers, self._store, self._close_editor)
        self._box.insertWidget(self._box.count() - 1, self.editor)
        self.editor.head.boxes["nomor"].editor.setFocus()

    def _close_editor(self) -> None:
        if self.editor is not None:
            self._box.removeWidget(self.editor)
            self.editor.deleteLater()
            self.editor = None
            self.change.setFocus()

    def _store(self, values: dict[str, str], nomor: str, tanggal: str) -> None:
        day = read_date(tanggal, self._desk.today()).value
        if day is None:
            assert self.editor is not None
            self.editor.refuse({"tanggal": _("Tulis tanggal paket, misalnya 5/1/2026.")})
            return
        app, at, by = self._desk.app, self._desk.now(), self._desk.person

        def work() -> PaketTampil:
            return aturan.change_numbers(app.database, app.bawaan, values, nomor, day, by=by, at=at)

        self._desk.run(self, work, self._changed, self._refused)

    def _refused(self, error: DesaError) -> None:
        if self.editor is not None and isinstance(error, InvalidInput):
            self.editor.refuse(error.fields)
            if "paket" in error.fields:
                self._desk.show_error(error)
        else:
            self._desk.show_error(error)

    def _changed(self, shown: PaketTampil) -> None:
        self._close_editor()
        self._taken(shown)

    def _taken(self, shown: PaketTampil) -> None:
        """The rules are others now: every screen is built anew with them, and this one is shown again."""
        desk = self._desk
        words = _("Paket Aturan {nomor}, {tanggal} sekarang berlaku.")
        text = " ".join([words.format(nomor=shown.nomor, tanggal=show_date(shown.tanggal)), *shown.catatan])

        def take(app: App) -> None:
            desk.app = app
            desk.app_changed.emit()
            desk.open("pengaturan", "aturan")
            desk.notice(text, Tone.SUKSES, seconds=10)

        desk.run(desk, desk.app.reread, take)

    def _ask_file(self) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Pilih Paket Aturan"), "", _("Paket Aturan atau daftar libur (*.xlsx *.ods *.csv *.json)")
        )
        return Path(name) if name else None

    def _ask_target(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Simpan Paket Aturan"), name, _("Excel (*.xlsx)"))
        return Path(chosen) if chosen else None


class _Editor(QWidget):
    """The numbers that change most, grouped; they count only with `Simpan sebagai paket baru`."""

    def __init__(
        self,
        desk: Desk,
        numbers: list[NilaiSering],
        store: Callable[[dict[str, str], str, str], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("pengaturan.aturan.angka")
        self._before = {one.tempat: one.nilai for one in numbers}
        self._store = store
        kept = desk.app.paket.nomor
        fields = [
            Field(
                name="nomor", label=_("Nomor paket baru"), wajib=True, hint=_("Lain dari {n}.").format(n=kept)
            ),
            Field(name="tanggal", label=_("Tanggal paket baru"), wajib=True, beside=True),
        ]
        self.head = Form("pengaturan.aturan.kepala", fields, today=desk.today, save=self._keep_nothing)
        self.head.set_values({"nomor": "", "tanggal": show_date_short(desk.today())})
        self.forms: dict[str, Form] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(_head(_("Ubah angka")))
        box.addWidget(self.head)
        for kind, title in _GROUPS:
            mine = [one for one in numbers if _kind_of(one.tempat) == kind]
            if not mine:
                continue
            form = Form(
                f"pengaturan.aturan.{kind or 'lain'}",
                [
                    Field(name=one.tempat, label=one.nama, beside=kind in _NARROW and place % 2 == 1)
                    for place, one in enumerate(mine)
                ],
                today=desk.today,
                save=self._keep_nothing,
            )
            form.set_values({one.tempat: one.nilai for one in mine})
            box.addWidget(_head(_(title)))
            box.addWidget(form)
            self.forms[kind] = form
        self.keep = _button("pengaturan.aturan.simpan_angka", _("Simpan sebagai paket baru"), self._done)
        cancel = _button("pengaturan.aturan.batal", _("Batal"), close)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(cancel)
        row.addStretch(1)
        box.addLayout(row)

    @staticmethod
    def _keep_nothing(_name: str, _value: object) -> None:
        """Nothing is stored before the button is pressed."""

    def _done(self) -> None:
        for form in (self.head, *self.forms.values()):
            form.commit()
        typed = {name: text for form in self.forms.values() for name, text in _typed(form).items()}
        changed = {name: text for name, text in typed.items() if text != self._before[name]}
        head = _typed(self.head)
        if not changed:
            self.refuse({"nomor": _("Belum ada angka yang diubah.")})
            return
        self._store(changed, head["nomor"], head["tanggal"])

    def refuse(self, sentences: dict[str, str]) -> None:
        """Show at the fields what is wrong with them."""
        for form in (self.head, *self.forms.values()):
            form.refuse(sentences)


def _typed(form: Form) -> dict[str, str]:
    """What stands in each field now."""
    return {name: str(box.editor.reading().value or "") for name, box in form.boxes.items()}


def _kind_of(tempat: str) -> str:
    kind, colon, _rest = tempat.partition(":")
    return kind if colon else ""


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("teks", "bagian")
    return label


def _button(name: str, words: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setObjectName(name)
    button.clicked.connect(lambda: act())
    return button
