"""The tab Kompilasi DURKP: the proposals of all villages in one list, each figure traceable (ux.md 6.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.kompilasi import BarisKompilasi, KelompokMirip
from desa_desktop.domain.wording import show_money, show_number
from desa_desktop.i18n import _
from desa_desktop.services import kecamatan
from desa_desktop.services.kecamatan import AsalAngka, KompilasiTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.words import moment_text
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, Grouping
from desa_desktop.ui.style import look

LOCKED = "disahkan"


class CompilationPage(QWidget):
    """`ready` when the filled button may be another, `locked` after the compilation was locked."""

    ready = Signal()
    locked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("kompilasi")
        self._desk = desk
        self._shown: KompilasiTampil | None = None
        self.source = MarkedText(Mark.SARAN, "")
        self.source.setObjectName("kompilasi.sumber")
        self.state = MarkedText(Mark.BERJALAN, "")
        self.state.setObjectName("kompilasi.keadaan")
        self.search = SearchBox("kompilasi.cari")
        self.village = _choice("kompilasi.desa", _("Saring menurut desa"))
        self.affair = _choice("kompilasi.urusan", _("Saring menurut urusan"))
        self.list = Grid(
            "kompilasi.daftar",
            _columns(),
            row_id=lambda row: row.nomor,
            groupings=[
                Grouping(key=lambda row: row.urusan, label=lambda row: row.urusan, count=_count_words)
            ],
            total_label=lambda count: _("Jumlah {jumlah} usulan").format(jumlah=count),
        )
        self.list.setAccessibleName(_("Usulan semua desa"))
        self.origin_button = _button("tombol_asal", _("Asal angka"), self.show_origin)
        self.origin_button.setToolTip(_("Asal angka (Ctrl+Shift+I)"))
        self.alike_button = _button("tombol_mirip", _("Usulan mirip"), self.show_alike)
        self.panel = _Panel()
        self.empty = EmptyState(
            "kompilasi.kosong", _("Belum ada DURKP yang disahkan desa dan diterima di sini.")
        )
        self._build()
        self._connect()

    def _build(self) -> None:
        filled = QWidget()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self.village, 1)
        top.addWidget(self.affair, 1)
        top.addWidget(self.origin_button)
        top.addWidget(self.alike_button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([look().px(760), look().px(330)])
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addLayout(top)
        inner.addWidget(split, 1)
        self._or_empty = OrEmpty(filled, self.empty)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.source, 1)
        line.addWidget(self.state, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(line)
        box.addWidget(self._or_empty, 1)
        self.panel.hide()

    def _connect(self) -> None:
        self.search.searched.connect(self.list.set_filter)
        self.list.filtered.connect(self.search.show_count)
        self.list.row_activated.connect(lambda _key: self.show_origin())
        self.list.current_changed.connect(lambda _key: self._sync())
        for choice in (self.village, self.affair):
            choice.activated.connect(lambda _index: self._show_rows())
        self.panel.closed.connect(self._close_panel)
        self.panel.picked.connect(self._go_to_row)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_compilation(self, shown: KompilasiTampil) -> None:
        """Show the compilation of a year."""
        self._shown = shown
        self.source.set_state(Mark.PERINGATAN if shown.belum else Mark.SELESAI, shown.kalimat)
        self.state.set_state(*_state_words(shown))
        _fill(self.village, _("Semua desa"), (one.nama for one in shown.desa))
        _fill(self.affair, _("Semua urusan"), (one.nama for one in shown.urusan))
        self.alike_button.setText(_("Usulan mirip {jumlah}").format(jumlah=len(shown.mirip) or "").strip())
        self.alike_button.setEnabled(bool(shown.mirip))
        self._or_empty.show_empty(not shown.baris)
        self._show_rows()
        if self.panel.is_alike:
            self.panel.show_alike(shown.mirip)

    def _show_rows(self) -> None:
        if self._shown is None:
            return
        village, affair = self.village.currentData(), self.affair.currentData()
        rows = [
            row
            for row in self._shown.baris
            if (not village or row.desa == village) and (not affair or row.urusan == affair)
        ]
        self.list.show_rows(rows)
        if rows and self.list.current_row() is None:
            self.list.go_first()
        self._sync()

    def _sync(self) -> None:
        self.origin_button.setEnabled(isinstance(self.list.current_row(), BarisKompilasi))
        self.ready.emit()

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """`Kunci kompilasi`; again when something came late."""
        shown = self._shown
        if shown is None or not shown.baris:
            return _("Kunci kompilasi"), self.lock, False, _("Belum ada usulan yang dihitung.")
        if shown.status == LOCKED and not shown.susulan:
            return _("Kunci kompilasi"), self.lock, False, _("Kompilasi ini sudah terkunci.")
        return _("Kunci kompilasi"), self.lock, True, ""

    # -- acting ----------------------------------------------------------------------------------------

    def lock(self) -> None:
        """`Kunci kompilasi`: a version with date; what comes later shows as Susulan."""
        shown = self._shown
        if shown is None:
            return
        detail = _(
            "{kalimat} Isinya {jumlah} usulan, Rp{total}. Kiriman yang datang sesudahnya tampil sebagai"
            " Susulan dan tidak mengubah angka yang terkunci."
        ).format(kalimat=shown.kalimat, jumlah=len(shown.baris), total=show_money(shown.total))
        question = _("Kunci kompilasi DURKP {tahun}?").format(tahun=shown.tahun)
        if not ask(self, question, _("Kunci"), detail=detail):
            return
        desk, tahun = self._desk, shown.tahun
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: kecamatan.lock(app.database, app.aturan, tahun, kid=app.laptop.keys.kid, by=by, at=at),
            self._locked,
        )

    def _locked(self, done: kecamatan.Terkunci) -> None:
        words = _("Kompilasi terkunci sebagai r{revisi:02d}. Sidik {sidik}.")
        self._desk.notice(words.format(revisi=done.revisi, sidik=done.digest[:8]))
        self.locked.emit()

    def show_origin(self) -> None:
        """`Asal angka`: village, kiriman and revision behind the row with the cursor."""
        row, shown = self.list.current_row(), self._shown
        if not isinstance(row, BarisKompilasi) or shown is None:
            return
        app, tahun, number = self._desk.app, shown.tahun, row.nomor
        self._desk.run(
            self, lambda: kecamatan.origin_of(app.database, app.aturan, tahun, number), self.panel.show_origin
        )

    def show_alike(self) -> None:
        """Proposals of different villages that ask for the same. A hint only; nothing is joined."""
        if self._shown is not None:
            self.panel.show_alike(self._shown.mirip)

    def _go_to_row(self, number: int) -> None:
        self.village.setCurrentIndex(0)
        self.affair.setCurrentIndex(0)
        self._show_rows()
        self.list.select_row(number)

    def _close_panel(self) -> None:
        self.panel.hide()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


class _Panel(QFrame):
    """At the right: where a figure comes from, or proposals that read alike."""

    closed = Signal()
    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kompilasi.panel")
        self.setProperty("kartu", "ya")
        self.setMinimumWidth(look().px(260))
        self._head = QLabel()
        self._head.setProperty("teks", "bagian")
        self._head.setWordWrap(True)
        self.close_button = QPushButton(_("Tutup"))
        self.close_button.setObjectName("kompilasi.panel.tutup")
        self.close_button.setProperty("rapat", "ya")
        self.text = QLabel()
        self.text.setObjectName("kompilasi.panel.asal")
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.alike = QListWidget()
        self.alike.setObjectName("kompilasi.panel.mirip")
        self.alike.setAccessibleName(_("Usulan mirip"))
        self.alike.setWordWrap(True)
        self.alike.setFrameShape(QFrame.Shape.NoFrame)
        self._numbers: list[int | None] = []
        self._layers = QStackedWidget()
        self._layers.addWidget(self.text)
        self._layers.addWidget(self.alike)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self._layers, 1)
        self.close_button.clicked.connect(self.closed)
        self.alike.itemActivated.connect(lambda _item: self._pick())
        self.alike.itemClicked.connect(lambda _item: self._pick())

    @property
    def is_alike(self) -> bool:
        """Whether look-alikes are shown now."""
        return not self.isHidden() and self._layers.currentWidget() is self.alike

    def show_origin(self, origin: AsalAngka) -> None:
        """The row and the kiriman behind it."""
        row, source = origin.baris, origin.sumber
        self._head.setText(_("Asal angka: baris {nomor}").format(nomor=row.nomor))
        number = source.kiriman if source.kiriman is not None else _("tidak diketahui")
        lines = [
            row.baris.nama,
            _("Biaya: Rp{biaya}").format(biaya=show_money(row.biaya)),
            "",
            _("Desa: {desa} ({kode})").format(desa=source.desa, kode=source.kode),
            _("Dokumen: DURKP r{revisi:02d}").format(revisi=source.revisi),
            _("Kiriman nomor {nomor}").format(nomor=number),
            _("Diterima: {waktu}").format(waktu=moment_text(source.tanggal) or _("tidak diketahui")),
            _("Sidik dokumen: {sidik}").format(sidik=source.digest[:16]),
            _("Berkas arsip: {berkas}").format(berkas=source.berkas[:16] or _("tidak ada")),
        ]
        if source.is_bercabang:
            lines.append(_("Dokumen ini bercabang. Yang dihitung keadaan terakhir sebelum bercabang."))
        self.text.setText("\n".join(lines))
        self._layers.setCurrentWidget(self.text)
        self.show()

    def show_alike(self, groups: Iterable[KelompokMirip]) -> None:
        """Groups of proposals; Enter on a line goes to its row."""
        self._head.setText(_("Usulan mirip (petunjuk saja)"))
        self.alike.clear()
        self._numbers = []
        for group in groups:
            head = _("{desa}: bersama Rp{biaya}")
            self.alike.addItem(head.format(desa=", ".join(group.desa), biaya=show_money(group.biaya)))
            self._numbers.append(None)
            for row in group.baris:
                self.alike.addItem(
                    _("    {nomor}. {desa}: {nama}").format(
                        nomor=row.nomor, desa=row.desa, nama=row.baris.nama
                    )
                )
                self._numbers.append(row.nomor)
        self._layers.setCurrentWidget(self.alike)
        self.show()

    def _pick(self) -> None:
        place = self.alike.currentRow()
        number = self._numbers[place] if 0 <= place < len(self._numbers) else None
        if number is not None:
            self.picked.emit(number)


def _state_words(shown: KompilasiTampil) -> tuple[Mark, str]:
    if shown.status != LOCKED:
        return Mark.BERJALAN, _("Belum dikunci; angkanya ikut kiriman yang diterima.")
    words = _("Terkunci sebagai r{revisi:02d}.").format(revisi=shown.revisi)
    if shown.susulan:
        late = _("Susulan: {desa}. Kunci lagi untuk memasukkannya.").format(desa=", ".join(shown.susulan))
        return Mark.PERINGATAN, f"{words} {late}"
    return Mark.SELESAI, words


def _columns() -> list[Column]:
    return [
        Column(name="nomor", label=_("No"), width=46, kind=Kind.INTEGER, frozen=True),
        Column(name="desa", label=_("Desa"), width=110, frozen=True),
        Column(
            name="uraian",
            label=_("Uraian"),
            width=220,
            stretch=True,
            frozen=True,
            value=lambda row: row.baris.nama,
        ),
        Column(name="lokasi", label=_("Lokasi"), width=140, value=lambda row: row.baris.lokasi),
        Column(name="volume", label=_("Volume"), width=90, value=_volume),
        Column(name="biaya", label=_("Perkiraan biaya"), width=126, kind=Kind.MONEY, total=True),
        Column(name="l", label=_("L"), width=60, kind=Kind.INTEGER, total=True,
               value=lambda row: row.baris.penerima_l),
        Column(name="p", label=_("P"), width=60, kind=Kind.INTEGER, total=True,
               value=lambda row: row.baris.penerima_p),
        Column(name="prioritas", label=_("Prioritas"), width=78, kind=Kind.INTEGER,
               value=lambda row: row.baris.prioritas),
    ]  # fmt: skip


def _volume(row: BarisKompilasi) -> str:
    number = show_number(row.baris.volume) if row.baris.volume is not None else ""
    return f"{number} {row.baris.satuan or row.baris.teks_asli.get('volume', '')}".strip()


def _count_words(number: int) -> str:
    return _("{jumlah} usulan").format(jumlah=number)


def _choice(name: str, label: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setToolTip(label)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(9)
    return box


def _fill(box: QComboBox, everything: str, names: Iterable[str]) -> None:
    """Offer names; the chosen one stays chosen while it is there."""
    before = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for name in names:
        box.addItem(name, name)
    box.setCurrentIndex(max(0, box.findData(before)) if before else 0)


def _button(name: str, text: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(f"kompilasi.{name}")
    button.clicked.connect(lambda _on=False: act())
    return button
