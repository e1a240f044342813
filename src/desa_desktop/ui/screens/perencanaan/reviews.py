"""The tab Telaah: which plans wait for a review, and the review itself with notes (ux.md 6.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan
from desa_desktop.domain.sebutan import jenis_name
from desa_desktop.domain.telaah import HasilTelaah, JenisCatatan
from desa_desktop.i18n import _
from desa_desktop.services import kecamatan
from desa_desktop.services.exchange import CatatanTampil
from desa_desktop.services.kecamatan import BarisTelaah
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.words import document_state
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.form import scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import LEVEL_MARKS, Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.screens.perencanaan.plan_rows import Opened, PlanRow, read_review
from desa_desktop.ui.style import look

_MARKS = {
    "belum_ada": Mark.TIDAK_ADA,
    "menunggu": Mark.BELUM,
    "ditelaah": Mark.BERJALAN,
    "sesuai": Mark.SELESAI,
    "dikembalikan": Mark.PERINGATAN,
}


class ReviewsPage(QWidget):
    """The list of villages. `opened(BarisTelaah)` asks for one review."""

    opened = Signal(object)
    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("telaah")
        self._desk = desk
        self.list = Grid("telaah.daftar", _list_columns(), row_id=lambda row: (row.kode, row.jenis))
        self.list.setAccessibleName(_("Rencana desa yang ditelaah"))
        self.empty = EmptyState("telaah.kosong", _("Belum ada desa di daftar. Tambahkan dulu di menu Desa."))
        self._or_empty = OrEmpty(self.list, self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self._or_empty)
        self.list.row_activated.connect(lambda _key: self._open())
        self.list.current_changed.connect(lambda _key: self.ready.emit())

    def show_list(self, rows: Sequence[BarisTelaah]) -> None:
        """Show the villages' plans."""
        self.list.show_rows(rows)
        self._or_empty.show_empty(not rows)
        if rows and self.list.current_row() is None:
            self.list.go_first()
        self.ready.emit()

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Telaah` for the row with the cursor."""
        row = self.list.current_row()
        can = isinstance(row, BarisTelaah) and row.keadaan != "belum_ada"
        return _("Telaah"), self._open, can, "" if can else _("Desa ini belum mengirim rencananya.")

    def _open(self) -> None:
        row = self.list.current_row()
        if isinstance(row, BarisTelaah) and row.keadaan != "belum_ada":
            self.opened.emit(row)


class ReviewSheet(QWidget):
    """One plan: read-only rows at the left, notes and the result at the right."""

    left = Signal()
    ready = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("telaah.lembar")
        self._desk = desk
        self._row: BarisTelaah | None = None
        self._notes: list[CatatanTampil] = []
        self._checks: tuple[Pemeriksaan, ...] = ()
        self._plan: dict[str, str] = {}
        self.head = MarkedText(Mark.BELUM, "")
        self.head.setObjectName("telaah.kepala")
        self.plan = Grid("telaah.rencana", _plan_columns(), row_id=lambda row: row.id)
        self.plan.setAccessibleName(_("Isi rencana desa"))
        self.checks = QListWidget()
        self.checks.setObjectName("telaah.pemeriksaan")
        self.checks.setAccessibleName(_("Hasil pemeriksaan rencana"))
        self.checks.setWordWrap(True)
        self.checks.setSpacing(2)
        self.checks_head = _head(_("Pemeriksaan"))
        self.note_it = _button("tombol_jadikan", _("Jadikan catatan"), self.note_check)
        self.notes = QListWidget()
        self.notes.setObjectName("telaah.catatan")
        self.notes.setAccessibleName(_("Catatan telaah"))
        self.notes.setWordWrap(True)
        self.kind = QComboBox()
        self.kind.setObjectName("telaah.jenis_catatan")
        self.kind.setAccessibleName(_("Jenis catatan"))
        for jenis, word in _kind_words().items():
            self.kind.addItem(word, jenis)
        self.text = _line("telaah.teks_catatan", _("Catatan"), _("Tulis catatan, lalu Enter"))
        self.whole = QRadioButton(_("Seluruh rencana"))
        self.here = QRadioButton(_("Baris terpilih"))
        self.good = QRadioButton(_("Sesuai"))
        self.back = QRadioButton(_("Dikembalikan"))
        self.reason = _line("telaah.alasan", _("Alasan"), _("Alasan dikembalikan, satu kalimat"))
        self.add = _button("tombol_tambah", _("Tambah catatan"), self.add_note)
        self.drop = _button("tombol_hapus", _("Hapus catatan"), self.remove_note)
        for name, radio in (
            ("seluruh", self.whole),
            ("baris", self.here),
            ("sesuai", self.good),
            ("kembali", self.back),
        ):
            radio.setObjectName(f"telaah.pilih_{name}")
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        for radio in (self.here, self.whole):
            self._groups[0].addButton(radio)
        for radio in (self.good, self.back):
            self._groups[1].addButton(radio)
        self.here.setChecked(True)
        self.good.setChecked(True)
        self._build()
        self.text.returnPressed.connect(self.add_note)
        self.checks.itemActivated.connect(lambda _item: self.note_check())
        self.checks.currentRowChanged.connect(self._on_check)
        self.notes.currentRowChanged.connect(lambda _row: self._sync())
        self.back.toggled.connect(lambda _on: self._sync())

    def _build(self) -> None:
        inner = QWidget()
        right = QVBoxLayout(inner)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(self.checks_head)
        above.addStretch(1)
        above.addWidget(self.note_it)
        right.addLayout(above)
        right.addWidget(self.checks, 1)
        right.addWidget(_head(_("Catatan")))
        right.addWidget(self.notes, 1)
        right.addWidget(self.kind)
        right.addWidget(self.text)
        where = QHBoxLayout()
        where.addWidget(self.here)
        where.addWidget(self.whole)
        where.addStretch(1)
        right.addLayout(where)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self.drop)
        line.addStretch(1)
        right.addLayout(line)
        right.addWidget(_head(_("Hasil telaah")))
        result = QHBoxLayout()
        result.addWidget(self.good)
        result.addWidget(self.back)
        result.addStretch(1)
        right.addLayout(result)
        right.addWidget(self.reason)
        side = QFrame()
        side.setProperty("kartu", "ya")
        side.setMinimumWidth(look().px(300))
        around = QVBoxLayout(side)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner, "telaah.gulung", margin=12))
        self.checks.setMinimumHeight(look().px(84))
        self.notes.setMinimumHeight(look().px(64))
        split = QSplitter()
        split.addWidget(self.plan)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([look().px(760), look().px(360)])
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(self.head)
        box.addWidget(split, 1)

    # -- showing ---------------------------------------------------------------------------------------

    def open(self, row: BarisTelaah) -> None:
        """Read the plan and its notes."""
        self._row = row
        app = self._desk.app
        self._desk.run(self, lambda: read_review(app, row), self.show_review)

    def show_review(self, opened: Opened) -> None:
        """Show a plan with its notes."""
        row = self._row = opened.row
        words = _("{desa} · {judul} · {keadaan}")
        state = document_state(row.status, row.revisi, row.jenis)
        self.head.set_state(
            _MARKS.get(row.keadaan, Mark.BELUM),
            words.format(desa=row.desa, judul=row.judul, keadaan=state),
        )
        self._plan = {one.id: f"{one.nomor}. {one.nama}" for one in opened.rows}
        self.plan.show_rows(opened.rows)
        if opened.rows and self.plan.current_row() is None:
            self.plan.go_first()
        self._show_checks(opened.checks)
        self._notes = [
            note for notes in (opened.review.catatan.values() if opened.review else ()) for note in notes
        ]
        kinds = {jenis.value: word for jenis, word in _kind_words().items()}
        self.notes.clear()
        for note in self._notes:
            place = self._plan.get(note.record, _("Seluruh rencana"))
            self.notes.addItem(f"{kinds.get(note.jenis, note.jenis)} · {place}\n{note.teks}")
        if opened.review is not None and opened.review.alasan and not self.reason.text():
            self.reason.setText(opened.review.alasan)
        self._sync()

    def _show_checks(self, found: tuple[Pemeriksaan, ...]) -> None:
        """What the standard checks say, the gravest first."""
        kept = self.checks.currentRow() if found == self._checks else -1
        self._checks = found
        self.checks.clear()
        for one in found:
            rule = f" ({one.aturan})" if one.aturan else ""
            self.checks.addItem(f"{LEVEL_MARKS[one.level].word}{rule} · {one.teks}")
        if not found:
            self.checks.addItem(_("Tidak ada temuan."))
        self.checks.setCurrentRow(kept)
        words = _("Pemeriksaan ({n})").format(n=len(found)) if found else _("Pemeriksaan")
        self.checks_head.setText(words)

    @property
    def title(self) -> str:
        """`Telaah: Tursino, RKP Desa 2027`."""
        row = self._row
        return _("Telaah: {desa}, {judul}").format(desa=row.desa, judul=row.judul) if row else _("Telaah")

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Selesaikan telaah`."""
        return _("Selesaikan telaah"), self.finish, self._row is not None, ""

    def _sync(self) -> None:
        self.drop.setEnabled(self.notes.currentRow() >= 0)
        self.note_it.setEnabled(0 <= self.checks.currentRow() < len(self._checks))
        self.reason.setVisible(self.back.isChecked())
        self.ready.emit()

    # -- acting ----------------------------------------------------------------------------------------

    def _on_check(self, place: int) -> None:
        """The row a finding is about stands out in the plan."""
        if 0 <= place < len(self._checks) and str(self._checks[place].record) in self._plan:
            self.plan.select_row(str(self._checks[place].record))
        self._sync()

    def note_check(self) -> None:
        """The finding becomes the text of a note on its row; the person may still change it."""
        place = self.checks.currentRow()
        if not 0 <= place < len(self._checks):
            return
        one = self._checks[place]
        is_row = str(one.record) in self._plan
        (self.here if is_row else self.whole).setChecked(True)
        wanted = JenisCatatan.WAJIB if one.level is Level.GALAT else JenisCatatan.SARAN
        self.kind.setCurrentIndex(self.kind.findData(wanted))
        self.text.setText(one.teks)
        self.text.setFocus()

    def add_note(self) -> None:
        """Hang the typed note on the chosen row, or on the whole plan."""
        row, text = self._row, self.text.text().strip()
        if row is None or not text:
            return
        plan = self.plan.current_row()
        record = plan.id if isinstance(plan, PlanRow) and self.here.isChecked() else ""
        desk, jenis = self._desk, JenisCatatan(self.kind.currentData())
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: kecamatan.add_note(
                app.database, row.dokumen, text, record=record, jenis=jenis, by=by, at=at
            ),
            lambda _note: self._noted(),
        )

    def _noted(self) -> None:
        self.text.clear()
        self._again()

    def remove_note(self) -> None:
        """Take the chosen note out of the open review."""
        place = self.notes.currentRow()
        if not 0 <= place < len(self._notes):
            return
        desk, key = self._desk, self._notes[place].id
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: kecamatan.remove_note(app.database, key, by=by, at=at),
            lambda _none: self._again(),
        )

    def finish(self) -> None:
        """`Selesaikan telaah`: the result travels with the next kiriman to the village."""
        row = self._row
        if row is None:
            return
        result = HasilTelaah.DIKEMBALIKAN if self.back.isChecked() else HasilTelaah.SESUAI
        desk, reason = self._desk, self.reason.text() if self.back.isChecked() else ""
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: kecamatan.finish_review(
                app.database, row.dokumen, result, reason, kid=app.laptop.keys.kid, by=by, at=at
            ),
            lambda _done: self._finished(row, result),
        )

    def _finished(self, row: BarisTelaah, result: HasilTelaah) -> None:
        word = _("sesuai") if result is HasilTelaah.SESUAI else _("dikembalikan")
        words = _("Telaah {judul} {desa} selesai: {hasil}. Hasilnya ikut kiriman berikutnya ke desa.")
        self._desk.notice(words.format(judul=row.judul, desa=row.desa, hasil=word))
        self.reason.clear()
        self.left.emit()

    def _again(self) -> None:
        if self._row is not None:
            self.open(self._row)


def _kind_words() -> dict[JenisCatatan, str]:
    return {
        JenisCatatan.WAJIB: _("Wajib diperbaiki"),
        JenisCatatan.SARAN: _("Saran"),
        JenisCatatan.PERTANYAAN: _("Pertanyaan"),
    }


def _state_words(row: BarisTelaah) -> str:
    words = {
        "belum_ada": _("belum ada"),
        "menunggu": _("Menunggu telaah"),
        "ditelaah": _("Sedang ditelaah"),
        "sesuai": _("Sesuai"),
        "dikembalikan": _("Dikembalikan"),
    }.get(row.keadaan, row.keadaan)
    return _("{kata}, bercabang").format(kata=words) if row.is_bercabang else words


def _list_columns() -> list[Column]:
    return [
        Column(name="desa", label=_("Desa"), width=160),
        Column(name="judul", label=_("Rencana"), width=220, stretch=True,
               value=lambda row: row.judul or jenis_name(row.jenis)),
        Column(name="status", label=_("Keadaan dokumen"), width=170,
               value=lambda row: document_state(row.status, row.revisi, row.jenis) if row.status else "–"),
        Column(name="keadaan", label=_("Telaah"), width=200, value=_state_words,
               mark=lambda row: _MARKS.get(row.keadaan)),
        Column(name="catatan", label=_("Catatan"), width=90, kind=Kind.INTEGER,
               value=lambda row: row.catatan or None),
    ]  # fmt: skip


def _plan_columns() -> list[Column]:
    return [
        Column(name="nomor", label=_("No"), width=46, kind=Kind.INTEGER),
        Column(name="nama", label=_("Kegiatan atau usulan"), width=220, stretch=True),
        Column(name="lokasi", label=_("Lokasi"), width=140),
        Column(name="volume", label=_("Volume"), width=90),
        Column(name="sumber", label=_("Sumber"), width=80),
        Column(name="biaya", label=_("Biaya"), width=120, kind=Kind.MONEY, total=True),
    ]


def _head(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("teks", "bagian")
    return label


def _line(name: str, label: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(label)
    line.setPlaceholderText(hint)
    return line


def _button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"telaah.{name}")
    button.clicked.connect(lambda _on=False: act())
    return button
