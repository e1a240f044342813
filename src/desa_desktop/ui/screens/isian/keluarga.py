"""Families of a period: how far each RT is at the left, the families of the chosen RT at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.wording import show_date, show_date_short, show_number
from desa_desktop.i18n import N_, _
from desa_desktop.services import isian_keluarga as service
from desa_desktop.services.isian_keluarga import (
    BarisKeluarga,
    DaftarKeluarga,
    KeadaanKeluarga,
    Kemajuan,
    Tempat,
    find_rows,
    next_waiting,
)
from desa_desktop.services.tasks import deadline_of
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.style import look

_STATES: Mapping[KeadaanKeluarga, tuple[Mark, str]] = {
    KeadaanKeluarga.BELUM: (Mark.BELUM, N_("Belum mulai")),
    KeadaanKeluarga.BERJALAN: (Mark.BERJALAN, N_("Berjalan")),
    KeadaanKeluarga.SELESAI: (Mark.SELESAI, N_("Selesai")),
    KeadaanKeluarga.TIDAK_PERLU: (Mark.TIDAK_ADA, N_("Tidak perlu")),
}
ALL = "semua"


def progress_words(done: Kemajuan) -> str:
    """`12 dari 45 selesai · 3 berjalan`."""
    words = _("{selesai} dari {semua} selesai").format(
        selesai=show_number(done.selesai), semua=show_number(done.jumlah)
    )
    if done.berjalan:
        words += " · " + _("{n} berjalan").format(n=show_number(done.berjalan))
    return words


def _share(done: Kemajuan) -> str:
    return _("{selesai} dari {semua}").format(
        selesai=show_number(done.selesai), semua=show_number(done.jumlah)
    )


def progress_mark(done: Kemajuan) -> Mark:
    """The figure of a place."""
    if done.is_selesai:
        return Mark.SELESAI
    return Mark.BERJALAN if done.is_begun else Mark.BELUM


def place_name(row: BarisKeluarga) -> str:
    """`RT 003 / RW 002`, the hamlet where there is no RT."""
    parts = [f"RT {row.rt}" if row.rt else "", f"RW {row.rw}" if row.rw else ""]
    return " / ".join(part for part in parts if part) or row.dusun or _("Tanpa RT")


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One line at the left: the whole village, a hamlet, or an RT."""

    id: str
    nama: str
    kemajuan: Kemajuan
    baris: tuple[BarisKeluarga, ...]
    tempat: Tempat = field(default_factory=Tempat)


def lines_of(listed: DaftarKeluarga) -> Iterator[PlaceLine]:
    """The whole village first, then each hamlet with its RT below it."""
    yield PlaceLine(ALL, _("Semua keluarga"), listed.kemajuan, listed.baris)
    hamlets = {place.dusun for place, _done in listed.tempat if place.dusun}
    shown = ""
    for place, done in listed.tempat:
        if len(hamlets) > 1 and place.dusun and place.dusun != shown:
            rows = listed.of(Tempat(place.dusun))
            here = Tempat(place.dusun)
            yield PlaceLine(f"dusun/{place.dusun}", place.dusun, service.count_progress(rows), rows, here)
        shown = place.dusun
        rows = tuple(row for row in listed.baris if row.tempat == place)
        indent = "    " if len(hamlets) > 1 and place.dusun else ""
        yield PlaceLine(f"rt/{place}", indent + place_name(rows[0]), done, rows, place)


class FamilyPage(QWidget):
    """`opened(BarisKeluarga)` for Enter on a family; `changed()` when the list was read anew."""

    opened = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.form_id = self.periode = ""
        self.listed: DaftarKeluarga | None = None
        self._lines: dict[str, PlaceLine] = {}
        self._place = ALL
        self._wants_focus = False
        self._last: UUID | None = None
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self.places.current_changed.connect(self._turn)
        self.search.searched.connect(lambda _text: self._show_families())
        self.waiting.toggled.connect(lambda _on: self._show_families())
        self.grid.row_activated.connect(self._activate)
        self.places.row_activated.connect(lambda _row: self.grid.setFocus())

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sentence = QLabel()
        self.sentence.setObjectName("isian.keluarga.kalimat")
        self.sentence.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setObjectName("isian.keluarga.kemajuan")
        self.bar.setTextVisible(False)
        self.hand_out = QPushButton(_("Bagi ke petugas…"))
        self.hand_out.setObjectName("isian.keluarga.bagi")
        self.gather = QPushButton(_("Terima dari petugas…"))
        self.gather.setObjectName("isian.keluarga.terima")
        self.places = Grid(
            "isian.keluarga.tempat",
            [
                Column(name="nama", label=_("Tempat"), width=150, stretch=True, value=lambda row: row.nama),
                Column(
                    name="kemajuan",
                    label=_("Selesai"),
                    width=110,
                    value=lambda row: _share(row.kemajuan),
                    mark=lambda row: progress_mark(row.kemajuan),
                ),
                Column(
                    name="berjalan",
                    label=_("Berjalan"),
                    width=70,
                    kind=Kind.INTEGER,
                    value=lambda row: row.kemajuan.berjalan or None,
                ),
            ],
        )
        self.places.setAccessibleName(_("Kemajuan per RT"))
        self.grid = Grid("isian.keluarga.daftar", self._columns())
        self.grid.setAccessibleName(_("Daftar keluarga"))
        self.grid.remember(self._desk.memory)
        self.search = SearchBox("isian.keluarga.cari", _("Nama, nomor KK, RT (Ctrl+F)"))
        self.waiting = QCheckBox(_("Hanya yang belum selesai"))
        self.waiting.setObjectName("isian.keluarga.belum")
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.waiting)
        nobody = EmptyState(
            "isian.keluarga.tidak_ada",
            _("Tidak ada keluarga yang cocok."),
            [(_("Tampilkan semua"), self.show_all)],
        )
        self.or_nobody = OrEmpty(self.grid, nobody)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(tools)
        column.addWidget(self.or_nobody, 1)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.places, 1)
        beside.addWidget(self.hand_out)
        beside.addWidget(self.gather)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([look().px(350), look().px(900)])
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        self.tools = QHBoxLayout()  # the screen adds what it can print
        self.tools.setSpacing(12)
        self.tools.addWidget(self.sentence, 1)
        box.addLayout(self.tools)
        box.addWidget(self.bar)
        box.addWidget(self.split, 1)
        empty = EmptyState(
            "isian.keluarga.kosong",
            _(
                "Isian ini satu untuk tiap keluarga, dan belum ada keluarga di Data Penduduk. "
                "Masukkan keluarga dulu, lalu kembali ke sini."
            ),
            [(_("Buka Data Penduduk"), lambda: self._desk.open("penduduk"))],
        )
        self.or_empty = OrEmpty(body, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_empty)

    def _columns(self) -> list[Column]:
        return [
            Column(
                name="keadaan",
                label=_("Keadaan"),
                width=130,
                value=lambda row: _state(row),
                mark=lambda row: _STATES[row.keadaan][0],
            ),
            Column(name="kepala", label=_("Kepala keluarga"), width=180, stretch=True),
            Column(name="no_kk", label=_("Nomor KK"), width=140, value=self._number),
            Column(name="tempat", label=_("RT / RW"), width=120, value=place_name),
            Column(name="jumlah", label=_("Anggota"), width=75, kind=Kind.INTEGER),
            Column(name="catatan", label=_("Keterangan"), width=150, value=_note),
            Column(name="terisi", label=_("Jawaban"), width=80, kind=Kind.INTEGER, shown=False),
        ]

    def _number(self, row: BarisKeluarga) -> str:
        """The number of the KK as it may be read (Pengaturan, tab Tampilan); the search knows it whole."""
        return row.no_kk if self._desk.app.settings.nik_tampak else mask_nik(row.no_kk)

    # -- reading -------------------------------------------------------------------------------------

    def open_list(self, form_id: str, periode: str) -> None:
        """Show the families of a form and period."""
        if (form_id, periode) != (self.form_id, self.periode):
            self.form_id, self.periode = form_id, periode
            self.listed, self._place, self._last = None, ALL, None
        self._wants_focus = True
        self.reload()

    def reload(self) -> None:
        """Read the families anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], DaftarKeluarga] | None:
        app, form_id, periode, today = self._desk.app, self.form_id, self.periode, self._desk.today()
        if not form_id:
            return None
        return lambda: service.list_keluarga(app.database, app.templates, form_id, periode, today=today)

    def _show(self, listed: DaftarKeluarga) -> None:
        if (listed.form_id, listed.periode) != (self.form_id, self.periode):
            return
        self.listed = listed
        self._lines = {line.id: line for line in lines_of(listed)}
        if self._place not in self._lines:
            self._place = ALL
        self.or_empty.show_empty(not listed.baris)
        self.places.show_rows(list(self._lines.values()))
        self._show_families()
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self._begin()
        self.changed.emit()

    def _begin(self) -> None:
        """The cursor on the family that was open last, else on the one that comes next."""
        first = self._last or (self.next.id if self.next is not None else None)
        if first is not None and not self.grid.select_row(first, "kepala"):
            self.show_all()
            self.grid.select_row(first, "kepala")
        self.places.select_row(self._place, "nama")
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, _row: object) -> None:
        row = self.places.current_row()
        if isinstance(row, PlaceLine) and row.id != self._place:
            self._place = row.id
            self._show_families()

    def _show_families(self) -> None:
        line = self._lines.get(self._place)
        if line is None or self.listed is None:
            return
        rows = find_rows(line.baris, self.search.text)
        if self.waiting.isChecked():
            rows = [row for row in rows if row.is_menunggu]
        self.grid.show_rows(rows)
        self.or_nobody.show_empty(not rows)
        self.search.show_count(len(rows), len(line.baris))
        done = line.kemajuan
        self.bar.setMaximum(max(1, done.jumlah))
        self.bar.setValue(done.selesai)
        where = _("Desa ini") if line.id == ALL else line.nama.strip()
        if self.listed.kemajuan.is_selesai:
            words = _("Semua {n} keluarga selesai untuk {periode}.").format(
                n=show_number(self.listed.kemajuan.jumlah), periode=show_periode(self.periode)
            )
        else:
            words = _("{tempat}: {kemajuan}, {n} belum mulai. Batas {tanggal}.").format(
                tempat=where,
                kemajuan=progress_words(done),
                n=show_number(done.belum),
                tanggal=show_date(deadline_of(self.periode)),
            )
        self.sentence.setText(words)
        self.bar.setAccessibleName(words)

    # -- choosing ------------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Every family again."""
        self.search.clear()
        self.waiting.setChecked(False)
        self._place = ALL
        self.places.select_row(ALL, "nama")
        self._show_families()

    @property
    def place(self) -> PlaceLine | None:
        """The chosen line at the left."""
        return self._lines.get(self._place)

    @property
    def next(self) -> BarisKeluarga | None:
        """The family to go on with: after the one opened last, else the first waiting of the chosen RT."""
        return self.after(self._last)

    def after(self, key: UUID | None) -> BarisKeluarga | None:
        """The next waiting family after this one."""
        if self.listed is None:
            return None
        line = self._lines.get(self._place)
        near = next_waiting(line.baris, key) if line is not None else None
        return near or next_waiting(self.listed.baris, key)

    def remember(self, key: UUID) -> None:
        """This family was opened: the list goes on from here."""
        self._last = key

    def _activate(self, row_id: RowId) -> None:
        row = next((one for one in self.grid.model.rows if getattr(one, "id", None) == row_id), None)
        if isinstance(row, BarisKeluarga):
            self.opened.emit(row)


def _state(row: BarisKeluarga) -> str:
    word = _(_STATES[row.keadaan][1])
    return f"{word} (r{row.revisi:02d})" if row.revisi else word


def _note(row: BarisKeluarga) -> str:
    """What is special about a family: it came, it left."""
    if not row.jumlah:
        if row.pergi is not None:
            return _("tidak lagi di desa sejak {tanggal}").format(tanggal=show_date_short(row.pergi))
        return _("tidak lagi di desa")
    if row.is_sesudah and row.datang is not None:
        return _("datang sesudahnya, {tanggal}").format(tanggal=show_date_short(row.datang))
    return _("datang {tanggal}").format(tanggal=show_date_short(row.datang)) if row.datang else ""
