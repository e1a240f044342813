"""The tab Statistik: one table of the residents as a chart and as numbers, printed, exported, copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desa_desktop.domain.statistik import Baris, Tabel
from desa_desktop.domain.statistik.bentuk import chart_of, shown_lines
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import _
from desa_desktop.services import statistik as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.chart import ChartView, picture, png
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.papers import drawing, file_name, open_paper
from desa_desktop.ui.print_screen import ask_where, write_paper
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.style import is_restyle
from desa_desktop.ui.tab_page import TabPage, small

PLACE, PAPER = "penduduk", "statistik-penduduk"
TABLES = frozenset({"penduduk", "keluarga", "mutasi", "dusun"})
_FIRST = "umur"
_WITHOUT_SEX = 3  # number of the column that is shown only where somebody has no sex


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table as the grid shows it."""

    id: str
    nama: str
    l: int  # noqa: E741  the letter of the form
    p: int
    tanpa_jk: int
    jumlah: int
    persen: Decimal | None


class StatistikTab(TabPage):
    """Choose a table; chart at the left, numbers at the right. `Ctrl+T` shows the numbers alone."""

    first = _FIRST
    """The word of the table that is shown at first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("penduduk.statistik")
        self._desk = desk
        self._tabel: Tabel | None = None
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._connect()
        self.reload()

    def _build(self) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("penduduk.statistik.tabel_pilihan")
        self.choice.setAccessibleName(_("Tabel"))
        # the longest name of a table would make the window wider than a small screen
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(10)
        for kunci, judul in self._titles().items():
            self.choice.addItem(judul, kunci)
        self.choice.setCurrentIndex(self.choice.findData(self.first))
        label = QLabel(_("Tabel"))
        label.setBuddy(self.choice)
        self.as_table = self.button("lihat_tabel", _("Lihat sebagai tabel"), self.turn_view)
        self.as_table.setToolTip(_("Grafik atau tabel saja (Ctrl+T)"))
        self.copy = self.button("salin_gambar", _("Salin gambar"), self.copy_picture)
        self.picture_button = self.button("simpan_gambar", _("Simpan gambar"), self.save_picture)
        self.export_button = self.button("ekspor", _("Ekspor"), self.export)
        self.chart = ChartView("penduduk.statistik.grafik")
        self.area = QScrollArea()
        self.area.setObjectName("penduduk.statistik.gulir")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addWidget(self.chart)
        inside.addStretch(1)
        self.area.setWidget(inner)
        self.grid = Grid("penduduk.statistik.angka", _columns(), today=self._desk.today)
        self.grid.setAccessibleName(_("Angka"))
        self.grid.set_locked(True)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setObjectName("penduduk.statistik.bagian")
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.area)
        self.parts.addWidget(self.grid)
        self.parts.setSizes([620, 560])
        empty = EmptyState(
            "penduduk.statistik.kosong",
            _("Register penduduk masih kosong. Statistik dihitung dari register."),
            [],
        )
        self.body = OrEmpty(self.parts, empty)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label)
        head.addWidget(self.choice, 2)
        head.addStretch(1)
        for button in (self.as_table, self.copy, self.picture_button, self.export_button):
            head.addWidget(button)
        self.note = small("", "penduduk.statistik.catatan")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.body, 1)
        box.addWidget(self.note)

        self._measure()

    def _measure(self) -> None:
        """The chart is never narrower than it can say something; the table beside it scrolls."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        self.area.setMinimumWidth(self.area.widget().minimumSizeHint().width() + bar)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if is_restyle(event) and hasattr(self, "area"):
            self._measure()

    def _titles(self) -> Mapping[str, str]:
        return service.names_of_tables(self._desk.app.kode, self._desk.today())

    def _connect(self) -> None:
        self.choice.activated.connect(lambda _index: self.reload())
        self._view_key = QShortcut(QKeySequence("Ctrl+T"), self)
        self._view_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._view_key.activated.connect(self.turn_view)
        self._desk.changed.connect(self._hear)

    # -- reading ---------------------------------------------------------------------------------------

    @property
    def kunci(self) -> str:
        """The word of the chosen table."""
        return str(self.choice.currentData())

    @property
    def tabel(self) -> Tabel | None:
        """What is shown."""
        return self._tabel

    def choose(self, kunci: str) -> None:
        """Show another table by its word."""
        self.choice.setCurrentIndex(self.choice.findData(kunci))
        self.reload()

    def reload(self) -> None:
        """Count anew."""
        self._reading.start()

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():  # turned to later, it reads anew anyway
            self.reload()

    def _prepare(self) -> Callable[[], Tabel]:
        app, kunci, today = self._desk.app, self.kunci, self._desk.today()
        return lambda: service.count(app.database, app.kode, (kunci,), pada=today, today=today)[0]

    def _show(self, tabel: Tabel) -> None:
        if tabel.kunci != self.kunci:  # another table was chosen while this one was counted
            return
        self._tabel = tabel
        is_empty = not tabel.total.jumlah and self.kunci in ("jk", "umur", "dusun", "usia-perencanaan")
        self.body.show_empty(is_empty)
        self.chart.show_chart(chart_of(tabel))
        self.grid.show_rows([_line(tabel, number, one) for number, one in enumerate(shown_lines(tabel))])
        self.grid.columns.show(_WITHOUT_SEX, tabel.has_tanpa_jk)
        overlap = _("Satu orang bisa masuk beberapa kelompok, jadi baris-baris ini tidak dijumlahkan.")
        words = _("Keadaan {tanggal}. Jumlah {n} {satuan}.").format(
            tanggal=show_date(self._desk.today()), n=show_number(tabel.total.jumlah), satuan=tabel.satuan
        )
        self.note.setText(f"{words} {overlap}" if tabel.is_berimpit else words)
        for button in (self.as_table, self.copy, self.picture_button, self.export_button):
            button.setEnabled(not is_empty)
        self.primary_changed.emit()

    # -- what a person does ----------------------------------------------------------------------------

    def primary(self) -> Primary:
        """`Cetak` shows the table with its chart in Pratinjau Cetak."""
        has = self._tabel is not None and self._tabel.total.jumlah > 0
        return Primary(_("Cetak"), self.print_table, enabled=has, why="" if has else _("Belum ada angka."))

    def arrive(self) -> None:
        """Into the choice of the table."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_view(self) -> None:
        """The numbers alone, or the chart beside them again."""
        is_alone = self.area.isVisibleTo(self.parts)
        self.area.setVisible(not is_alone)
        self.as_table.setText(_("Lihat grafik") if is_alone else _("Lihat sebagai tabel"))
        if is_alone:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_picture(self) -> None:
        """The chart as a picture on the clipboard, black on white."""
        if self.chart.grafik is None:
            return
        QGuiApplication.clipboard().setImage(picture(self.chart.grafik))
        self._desk.notice(_("Gambar grafik disalin. Tempel di Word atau presentasi."), Tone.SUKSES, seconds=6)

    def save_picture(self) -> None:
        """Ask where the chart goes as a PNG file."""
        name = f"{file_name(self._desk, PAPER, self._desk.today().year)}_{self.kunci}.png"
        path = ask_where(self, self._desk, name, ".png", _("Gambar (*.png)"))
        if path is not None:
            self.write_picture(path)

    def write_picture(self, path: Path) -> None:
        """Write the chart, drawn as for the clipboard; the strip says where it is."""
        if self.chart.grafik is None:
            return
        content = png(self.chart.grafik)
        write_paper(self._desk, self, path, lambda _progress: content)

    def print_table(self) -> None:
        """The shown table with its chart in Pratinjau Cetak."""
        open_paper(self._desk, PAPER, PLACE, tahun=self._desk.today().year, pilihan=(self.kunci,))

    def export(self) -> None:
        """The shown table as a workbook, with a chart of the workbook's own."""
        year = self._desk.today().year
        name = f"{file_name(self._desk, PAPER, year)}_{self.kunci}.xlsx"
        path = ask_where(self, self._desk, name, ".xlsx", _("Buku kerja Excel (*.xlsx)"))
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the workbook on the long lane; the strip says where it is."""
        year = self._desk.today().year
        write_paper(
            self._desk, self, path, drawing(self._desk, PAPER, "xlsx", tahun=year, pilihan=(self.kunci,))
        )


def _columns() -> tuple[Column, ...]:
    number = {"kind": Kind.INTEGER, "editable": False}
    return (
        Column(name="nama", label=_("Kelompok"), width=170, stretch=True, editable=False),
        Column(name="l", label=_("L"), width=62, **number),  # type: ignore[arg-type]
        Column(name="p", label=_("P"), width=62, **number),  # type: ignore[arg-type]
        Column(name="tanpa_jk", label=_("Tanpa JK"), width=84, **number),  # type: ignore[arg-type]
        Column(name="jumlah", label=_("Jumlah"), width=76, **number),  # type: ignore[arg-type]
        Column(name="persen", label=_("Persen"), kind=Kind.PERCENT, width=76, editable=False),
    )


def _line(tabel: Tabel, number: int, one: Baris) -> _Line:
    return _Line(f"{number}", one.nama, one.l, one.p, one.tanpa_jk, one.jumlah, tabel.persen(one))
