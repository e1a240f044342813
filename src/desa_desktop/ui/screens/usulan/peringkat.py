"""In which order the newest meeting of the year put the proposals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.penilaian import daftar_skema
from desa_desktop.domain.usulan import Nilai, StatusUsulan
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import _
from desa_desktop.services import musyawarah
from desa_desktop.ui.choices import status_choices
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.table import Column

_VALUE = "nilai_"  # what the names of the columns with values begin with


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the ranking; `skor` and `peringkat` are None until every value has been given."""

    id: UUID
    peringkat: int | None
    nomor: int
    uraian: str
    dusun: str
    perkiraan_biaya: int | None
    skor: Decimal | None
    status: StatusUsulan
    nilai: Mapping[str, Nilai]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The meeting's id, what it is called and when it was, its order, and the criteria it was scored by."""

    key: UUID
    judul: str
    rows: tuple[Place, ...]
    kriteria: tuple[str, ...]


class PeringkatPage(QWidget):
    """Read-only: values are given in the meeting room. Enter on a row shows the proposal."""

    def __init__(self, desk: Desk, tahun: int, open_usulan: Callable[[UUID], object]) -> None:
        super().__init__()
        self.setObjectName("usulan.peringkat")
        self._desk, self._tahun = desk, tahun
        self.key: UUID | None = None
        self.grid = Grid("usulan.peringkat.tabel", _columns(desk.app.aturan))
        self.grid.setAccessibleName(_("Peringkat usulan"))
        self.grid.row_activated.connect(open_usulan)
        self._title = QLabel()
        self._title.setObjectName("usulan.peringkat.judul")
        self._title.setProperty("teks", "sekunder")
        room = QPushButton(_("&Buka musyawarah"))
        room.setObjectName("usulan.peringkat.buka_musyawarah")
        room.clicked.connect(lambda _on=False: self.open_meeting())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(room)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(12)
        self._middle.addWidget(self.grid, 1)
        box.addLayout(self._middle, 1)
        empty = EmptyState(
            "usulan.peringkat.kosong",
            _("Peringkat terisi setelah usulan dinilai dalam musyawarah."),
            [(_("Buka Musyawarah"), self.open_meeting)],
        )
        self.or_empty = OrEmpty(body, empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.or_empty)

    def put_beside(self, panel: QWidget) -> None:
        """A panel at the right of the list."""
        self._middle.addWidget(panel)

    def read(self) -> Ranking | None:
        """The ranking of the newest meeting with proposals on the table; on the short lane."""
        app = self._desk.app
        meetings = musyawarah.list_musyawarah(app.database, self._tahun)
        newest = next((one for one in meetings if one.usulan), None)
        if newest is None:
            return None
        room = musyawarah.room(app.database, app.aturan, newest.id, self._desk.today())
        decided = {one.usulan_id: one.putusan for one in room.musyawarah.bahasan}
        rows = tuple(
            Place(
                one.usulan.id,
                one.peringkat,
                one.usulan.nomor,
                one.usulan.uraian,
                one.usulan.dusun,
                one.usulan.perkiraan_biaya,
                one.skor,
                decided.get(one.usulan.id, one.usulan.status),
                one.nilai,
            )
            for one in room.peringkat
        )
        held = _(", {tanggal}").format(tanggal=show_date(newest.tanggal)) if newest.tanggal else ""
        criteria = tuple(one.kunci for one in room.skema.kriteria)
        return Ranking(newest.id, f"{newest.nama}{held}", rows, criteria)

    def show_read(self, found: Ranking | None) -> None:
        """Show the ranking, or what to do to get one."""
        rows = found.rows if found is not None else ()
        self.key = found.key if found is not None else None
        self.grid.show_rows(rows)
        self.or_empty.show_empty(not rows)
        if found is not None:
            self._show_criteria(found.kriteria)
            scored = sum(1 for one in rows if one.skor is not None)
            words = _("{musyawarah} · {n} dari {m} usulan sudah dinilai")
            self._title.setText(
                words.format(musyawarah=found.judul, n=show_number(scored), m=show_number(len(rows)))
            )

    def _show_criteria(self, wanted: tuple[str, ...]) -> None:
        """The columns of the list of criteria this meeting used; those of the others would be empty."""
        for number, column in enumerate(self.grid.model.columns):
            kunci = column.name.removeprefix(_VALUE)
            is_right = column.name == kunci or kunci in wanted
            if self.grid.view.isColumnHidden(number) is is_right:
                self.grid.columns.show(number, is_right)

    def open_meeting(self) -> None:
        """Go to the meeting the ranking comes from, or to the list of meetings."""
        self._desk.open("musyawarah", self.key)


def _columns(aturan: Aturan) -> list[Column]:
    def given(kunci: str) -> Callable[[Place], str]:
        return lambda row: _points(row.nilai.get(kunci))

    criteria = [
        Column(name=f"{_VALUE}{one.kunci}", label=one.pendek, kind=Kind.QUANTITY, width=78,
               hint=_("{nama}, bobot {bobot}").format(nama=one.nama, bobot=one.bobot),
               value=lambda row, kunci=one.kunci: _decimal(row.nilai.get(kunci)), text=given(one.kunci))  # type: ignore[misc]
        for one in {one.kunci: one for skema in daftar_skema(aturan) for one in skema.kriteria}.values()
    ]  # fmt: skip
    return [
        Column(name="peringkat", label=_("Peringkat"), kind=Kind.INTEGER, width=80, frozen=True),
        Column(name="nomor", label=_("No"), kind=Kind.INTEGER, width=46, frozen=True),
        Column(name="uraian", label=_("Uraian usulan"), width=260, stretch=True, frozen=True),
        Column(name="dusun", label=_("Dusun"), width=92),
        *criteria,
        Column(name="skor", label=_("Skor"), kind=Kind.QUANTITY, width=68),
        Column(name="perkiraan_biaya", label=_("Perkiraan biaya"), kind=Kind.MONEY, width=120),
        Column(name="status", label=_("Putusan"), kind=Kind.CHOICE, width=118, choices=status_choices()),
    ]


def _decimal(value: Nilai | None) -> Decimal | None:
    """A mean of several people with one decimal, as it is shown."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"))


def _points(value: Nilai | None) -> str:
    exact = _decimal(value)
    if exact is None:
        return "–"
    return show_number(int(exact)) if exact == int(exact) else show_number(exact)
