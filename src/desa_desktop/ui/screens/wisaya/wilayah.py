"""Step 5: the hamlets of a village, or the villages of a kecamatan, as a table to type or paste into."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.app import App
from desa_desktop.domain.desa import Dusun
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.table import Column, RowId
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from desa_desktop.ui.saving import bind_grid
from desa_desktop.ui.screens.wisaya import keadaan
from desa_desktop.ui.screens.wisaya.keadaan import Keadaan
from desa_desktop.ui.screens.wisaya.pages import Step, Work
from desa_desktop.ui.style import look, set_role


class WilayahStep(Step):
    """Rows are stored as they are typed; at least one is needed to go on."""

    key = keadaan.WILAYAH

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("wisaya.wilayah")
        self._desk = desk
        self._known: Keadaan | None = None
        self.head, self.problem = QLabel(), QLabel()
        self.head.setWordWrap(True)
        self.problem.setObjectName("wisaya.wilayah.pesan")
        self.problem.setWordWrap(True)
        set_role(self.problem, nada="galat")
        self.problem.hide()
        self.dusun, self.desa = self._dusun_grid(), self._desa_grid()
        self.add, self.paste = QPushButton(_("Tambah dusun")), QPushButton(_("Tempel dari Excel"))
        self.add.setObjectName("wisaya.wilayah.tambah")
        self.paste.setObjectName("wisaya.wilayah.tempel")
        self.kode, self.nama = QLineEdit(), QLineEdit()
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.head)
        box.addLayout(self._line())
        box.addWidget(self.problem)
        self.grids = QStackedWidget()
        self.grids.addWidget(self.dusun)
        self.grids.addWidget(self.desa)
        box.addWidget(self.grids, 1)
        self.host = PasteHost(desk, "wisaya.wilayah.pratinjau", body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.host)
        self._connect()

    def _dusun_grid(self) -> Grid:
        grid = Grid(
            "wisaya.wilayah.dusun",
            [
                Column(name="nama", label=_("Dusun"), width=240, stretch=True, wajib=True),
                Column(name="jumlah_rw", label=_("Jumlah RW"), kind=Kind.INTEGER, width=120),
                Column(name="jumlah_rt", label=_("Jumlah RT"), kind=Kind.INTEGER, width=120),
                Column(name="jumlah_kk", label=_("Jumlah KK"), kind=Kind.INTEGER, width=120),
            ],
            today=self._desk.today,
        )
        grid.setAccessibleName(_("Dusun"))
        bind_grid(
            self._desk,
            grid,
            Dusun,
            lambda: self._known.kantor.id if self._known and self._known.kantor else None,
        )
        grid.use(on_paste=lambda block, _place: self.host.offer(PasteOrder(JenisTempel.WILAYAH), block))
        return grid

    def _desa_grid(self) -> Grid:
        grid = Grid(
            "wisaya.wilayah.desa",
            [
                Column(
                    name="kode",
                    label=_("Kode desa"),
                    width=180,
                    editable=False,
                    value=lambda row: show_kode(row.kode),
                ),
                Column(name="nama", label=_("Nama desa"), width=300, stretch=True),
            ],
            row_id=lambda row: row.kode,
        )
        grid.setAccessibleName(_("Desa di kecamatan ini"))
        grid.use(
            on_change=self._rename,
            on_remove=self._drop,
            on_paste=lambda block, _place: self.host.offer(PasteOrder(JenisTempel.DESA), block),
        )
        return grid

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self._typed = QWidget()
        row = QHBoxLayout(self._typed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field, name, word, hint, width in (
            (self.kode, "kode", _("Kode desa"), _("misalnya 33.06.99.2001"), 190),
            (self.nama, "nama", _("Nama desa"), _("misalnya Tursino"), 220),
        ):
            label = QLabel(word)
            label.setBuddy(field)
            field.setObjectName(f"wisaya.wilayah.{name}")
            field.setAccessibleName(word)
            field.setPlaceholderText(hint)
            field.setFixedWidth(look().px(width))
            row.addWidget(label)
            row.addWidget(field)
        line.addWidget(self._typed)
        line.addWidget(self.add)
        line.addWidget(self.paste)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.paste.clicked.connect(lambda: self.host.offer_clipboard(PasteOrder(self._jenis)))
        self.kode.returnPressed.connect(lambda: self.nama.setFocus(Qt.FocusReason.TabFocusReason))
        self.nama.returnPressed.connect(self._add)

    # -- the wizard asks -----------------------------------------------------------------------------

    def title(self) -> str:
        """The word in the list of steps."""
        return _("Wilayah")

    @property
    def _is_desa(self) -> bool:
        return self._known is None or self._known.kantor is None or self._known.kantor.peran is Peran.DESA

    @property
    def _jenis(self) -> JenisTempel:
        return JenisTempel.WILAYAH if self._is_desa else JenisTempel.DESA

    def show_office(self, known: Keadaan, peran: Peran) -> None:
        """The rows stored so far."""
        self._known = known
        is_desa = self._is_desa
        self.head.setText(
            _("Tulis dusun di desa ini. Angka boleh dikosongkan dulu.")
            if is_desa
            else _("Tulis desa di kecamatan ini, kode dan namanya.")
        )
        self.may_skip = known.gets_villages
        if known.gets_villages:
            self.head.setText(
                _("Daftar desa datang dari laptop kecamatan sesudah laptop ini terdaftar. Lewati saja.")
            )
        self.add.setText(_("Tambah dusun") if is_desa else _("Tambah desa"))
        self._typed.setVisible(not is_desa)
        self.grids.setCurrentWidget(self.dusun if is_desa else self.desa)
        if is_desa:
            self.dusun.show_rows(known.dusun)
        else:
            self.desa.show_rows(known.desa)
        if known.dusun or known.desa:
            self._say("")

    def work(self, app: App) -> Work | None:
        """Nothing more to store; but at least one row."""
        grid = self.dusun if self._is_desa else self.desa
        if grid.model.rows or self.may_skip:
            return lambda: None
        self._say(
            _("Tulis paling sedikit satu dusun.") if self._is_desa else _("Tulis paling sedikit satu desa.")
        )
        self.start()
        return None

    def start(self) -> None:
        """Where the next row is typed."""
        if not self._is_desa:
            self.kode.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.dusun.model.rows:
            self.dusun.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Take what stands in an open cell."""
        self.dusun.commit()
        self.desa.commit()

    # -- acting --------------------------------------------------------------------------------------

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _add(self) -> None:
        self._say("")
        if self._is_desa:
            self.dusun.add_row()
            self.dusun.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        code, name = self.kode.text(), self.nama.text()
        if not name.strip():
            self._say(_("Isi kode dan nama desa."))
            (self.nama if code.strip() else self.kode).setFocus()
            return
        self._store([(code, name)], self._added)

    def _added(self, _count: object) -> None:
        self.kode.clear()
        self.nama.clear()
        self.kode.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self, changes: list[Change]) -> None:
        self._store([(str(row_id), str(value)) for row_id, _name, value in changes], lambda _count: None)

    def _store(self, rows: list[tuple[str, str]], then: object) -> None:
        app, at, by = self._desk.app, self._desk.now(), self._desk.person
        self._desk.save(
            self,
            lambda: kantor.set_villages(app.database, rows, by=by, at=at),
            then=then,  # type: ignore[arg-type]  # a callback of one argument
            failed=self._refused,
        )

    def _refused(self, error: DesaError) -> None:
        self._say(
            error.fields.get("kode", error.sentence) if isinstance(error, InvalidInput) else error.sentence
        )
        self.kode.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, ids: list[RowId]) -> None:
        app, at, by = self._desk.app, self._desk.now(), self._desk.person
        codes = [str(one) for one in ids]
        self._desk.save(self, lambda: kantor.drop_villages(app.database, codes, by=by, at=at))
