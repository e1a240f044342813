"""`Cetak…` of the screen Penduduk: every paper about residents, with the one choice that it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.statistik import TABEL
from desa_desktop.domain.statistik.rekap import Bulan
from desa_desktop.i18n import N_, _
from desa_desktop.services import desa as village
from desa_desktop.services import printing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.style import look

PLACE = "penduduk"
_MONTHS_BACK, _YEARS_BACK = 24, 6


class Tanya(Enum):
    """What a paper must know before it can be drawn."""

    TIDAK = auto()
    DUSUN = auto()
    KELUARGA = auto()
    BULAN = auto()
    BULAN_ATAU_TAHUN = auto()
    TAHUN = auto()
    TABEL = auto()


@dataclass(frozen=True, slots=True)
class Kertas:
    """One paper of the menu: its kind in `cetak`, and what is asked."""

    jenis: str
    tanya: Tanya


MENU: tuple[tuple[Kertas, ...], ...] = (
    (
        Kertas("buku-induk-penduduk", Tanya.DUSUN),
        Kertas("buku-mutasi-penduduk-desa", Tanya.BULAN_ATAU_TAHUN),
        Kertas("buku-rekapitulasi-jumlah-penduduk", Tanya.BULAN),
        Kertas("buku-penduduk-sementara", Tanya.TAHUN),
        Kertas("buku-ktp-dan-kk", Tanya.DUSUN),
    ),
    (
        Kertas("lembar-keluarga", Tanya.KELUARGA),
        Kertas("daftar-posyandu", Tanya.DUSUN),
        Kertas("daftar-pemilih-dusun", Tanya.DUSUN),
        Kertas("daftar-bantuan", Tanya.TIDAK),
    ),
    (
        Kertas("laporan-penduduk", Tanya.BULAN),
        Kertas("statistik-penduduk", Tanya.TABEL),
    ),
)
"""The papers in the order of the menu: registers, families and lists, reports."""


@dataclass(frozen=True, slots=True)
class Jawaban:
    """What was chosen for a paper; see `open_paper`."""

    tahun: int
    key: UUID | None = None
    bulan: int | None = None
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a choice: what is read and what it means."""

    words: str
    means: Jawaban


class CetakPenduduk(QObject):
    """The menu and what it opens. `keluarga()` is the family that is chosen on the screen, with its name."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        keluarga: Callable[[], tuple[UUID, str] | None] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._parent, self._keluarga = desk, parent, keluarga

    def menu(self) -> QMenu:
        """A fresh menu with every paper, a line between its parts."""
        menu = QMenu(self._parent)
        menu.setObjectName("penduduk.cetak")
        titles = {one.kind: one.title for one in printing.list_documents()}
        for number, papers in enumerate(MENU):
            if number:
                menu.addSeparator()
            for one in papers:
                more = "" if one.tanya is Tanya.TIDAK else "…"
                action = menu.addAction(f"{titles[one.jenis]}{more}")
                action.setObjectName(f"penduduk.cetak.{one.jenis}")
                action.triggered.connect(lambda _on=False, one=one: self.open(one))
        return menu

    def show(self, place: QPoint) -> None:
        """Open the menu at a place of the screen (below the button `Cetak…`)."""
        self.menu().popup(place)

    def open(self, kertas: Kertas) -> None:
        """Ask what the paper needs, then show it in Pratinjau Cetak. What is typed is stored first."""
        self._desk.after_saves(lambda: self._ask(kertas))

    def _ask(self, kertas: Kertas) -> None:
        if kertas.tanya in (Tanya.DUSUN, Tanya.KELUARGA):
            database = self._desk.app.database
            self._desk.run(
                self._parent,
                lambda: [(one.id, one.nama) for one in village.profile(database).dusun],
                lambda dusun: self._choose(kertas, dusun),
            )
        else:
            self._choose(kertas, [])

    def _choose(self, kertas: Kertas, dusun: Sequence[tuple[UUID, str]]) -> None:
        lines = self.lines(kertas.tanya, dusun)
        if len(lines) == 1:
            self._show(kertas, lines[0].means)
            return
        title = next(one.title for one in printing.list_documents() if one.kind == kertas.jenis)
        dialog = PilihCetak(self._parent, title, _(_LABELS[kertas.tanya]), [one.words for one in lines])
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._show(kertas, lines[dialog.choice.currentIndex()].means)

    def _show(self, kertas: Kertas, one: Jawaban) -> None:
        open_paper(
            self._desk,
            kertas.jenis,
            PLACE,
            tahun=one.tahun,
            key=one.key,
            bulan=one.bulan,
            pilihan=one.pilihan,
        )

    def lines(self, tanya: Tanya, dusun: Sequence[tuple[UUID, str]] = ()) -> list[_Line]:
        """The lines of a choice, the likeliest first."""
        today = self._desk.today()
        year = today.year
        match tanya:
            case Tanya.DUSUN:
                return [_Line(_("Seluruh desa"), Jawaban(year)), *_hamlets(dusun, year)]
            case Tanya.KELUARGA:
                chosen = self._keluarga()
                first = []
                if chosen is not None:
                    key, nama = chosen
                    first = [_Line(_("Keluarga {nama}").format(nama=nama), Jawaban(year, key))]
                every = _Line(_("Semua keluarga"), Jawaban(year))
                return [*first, *_hamlets(dusun, year), every]
            case Tanya.BULAN:
                return [_Line(str(one), _of_month(one)) for one in _months(today, is_now_last=True)]
            case Tanya.BULAN_ATAU_TAHUN:
                years = [
                    _Line(_("Tahun {tahun}").format(tahun=one), Jawaban(one))
                    for one in range(year, year - _YEARS_BACK, -1)
                ]
                return [*years, *(_Line(str(one), _of_month(one)) for one in _months(today))]
            case Tanya.TAHUN:
                return [_Line(str(one), Jawaban(one)) for one in range(year, year - _YEARS_BACK, -1)]
            case Tanya.TABEL:
                return [
                    _Line(_("Tabel yang biasa dilaporkan"), Jawaban(year)),
                    _Line(_("Semua tabel"), Jawaban(year, pilihan=tuple(TABEL))),
                ]
            case Tanya.TIDAK:
                return [_Line("", Jawaban(year))]


_LABELS = {
    Tanya.DUSUN: N_("Dusun"),
    Tanya.KELUARGA: N_("Keluarga"),
    Tanya.BULAN: N_("Bulan"),
    Tanya.BULAN_ATAU_TAHUN: N_("Tahun atau bulan"),
    Tanya.TAHUN: N_("Tahun"),
    Tanya.TABEL: N_("Tabel"),
}


def _hamlets(dusun: Sequence[tuple[UUID, str]], year: int) -> list[_Line]:
    return [_Line(_("Dusun {nama}").format(nama=nama), Jawaban(year, key)) for key, nama in dusun if nama]


def _of_month(one: Bulan) -> Jawaban:
    return Jawaban(one.tahun, bulan=one.bulan)


def _months(today: date, *, is_now_last: bool = False) -> list[Bulan]:
    """The months back from today; `is_now_last`: that of today, which is not over, at the end."""
    month, found = Bulan.of(today), []
    for _step in range(_MONTHS_BACK):
        found.append(month)
        month = month.sebelum
    return [*found[1:], found[0]] if is_now_last else found


class PilihCetak(QDialog):
    """One choice and `Buka pratinjau`."""

    def __init__(self, parent: QWidget | None, title: str, label: str, lines: Sequence[str]) -> None:
        super().__init__(parent)
        self.setObjectName("penduduk.cetak.pilih")
        self.setWindowTitle(_("Cetak"))
        self.setMinimumWidth(look().px(420))
        head = QLabel(title)
        head.setProperty("teks", "bagian")
        head.setWordWrap(True)
        self.choice = QComboBox()
        self.choice.setObjectName("penduduk.cetak.pilih.isian")
        self.choice.setAccessibleName(label)
        self.choice.addItems(list(lines))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.addRow(label, self.choice)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        go = QPushButton(_("Buka pratinjau"))
        go.setObjectName("penduduk.cetak.pilih.lanjut")
        go.setProperty("peran", "utama")
        go.setDefault(True)
        go.clicked.connect(self.accept)
        cancel = QPushButton(_("Batal"))
        cancel.setObjectName("penduduk.cetak.pilih.batal")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(go)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(head)
        box.addLayout(form)
        box.addLayout(buttons)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.choice.setFocus()
