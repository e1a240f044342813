"""Desa at the kecamatan: the list of villages, what came from each last, and where their plans stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desa_desktop.domain.kantor import DesaBinaan
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import exchange, kantor, kecamatan
from desa_desktop.services.exchange import KirimanMasuk
from desa_desktop.services.kecamatan import BarisTelaah
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.fresh import FreshScreen
from desa_desktop.ui.exchange_parts.words import day_text, document_state
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.search import SearchBox
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.paste_flow import PasteHost, PasteOrder
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.style import look, set_role

PLANS = ("rpjm-desa", "rkp-desa", "durkp")


@dataclass(frozen=True, slots=True)
class Village:
    """One line: the village of the list, its newest accepted kiriman, its plans of the year."""

    id: UUID
    urut: int
    kode: str
    nama: str
    nomor: int | None
    pada: datetime | None
    plans: Mapping[str, BarisTelaah]


class DesaScreen(FreshScreen):
    """The list; a village is added in the line above it or pasted from Excel."""

    help = "desa"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "desa")
        self.title = _("Desa")
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._build()
        self._connect()
        self._sync()

    def _build(self) -> None:
        self.kode = _line("desa.kode", _("Kode desa"), _("misalnya 33.06.99.2001"), 180)
        self.nama = _line("desa.nama", _("Nama desa"), _("misalnya Tursino"), 180)
        self.paste = QPushButton(_("Tempel dari Excel"))
        self.paste.setObjectName("desa.tombol_tempel")
        self.problem = QLabel()
        self.problem.setObjectName("desa.pesan")
        self.problem.setWordWrap(True)
        self.search = SearchBox("desa.cari")
        self.list = Grid("desa.daftar", _columns(), row_id=lambda row: row.id)
        self.list.setAccessibleName(_("Desa di kecamatan ini"))
        self.empty = EmptyState(
            "desa.kosong",
            _("Belum ada desa. Tambahkan daftar desa di wilayah kecamatan."),
            [(_("Tambah desa"), self.focus_new), (_("Tempel dari Excel"), self.paste_villages)],
        )
        self._or_empty = OrEmpty(self.list, self.empty)
        line = QHBoxLayout()
        line.setSpacing(8)
        for label, field in ((_("Kode desa"), self.kode), (_("Nama"), self.nama)):
            word = QLabel(label)
            word.setBuddy(field)
            line.addWidget(word)
            line.addWidget(field)
        line.addWidget(self.paste)
        line.addStretch(1)
        below = QHBoxLayout()  # a line of its own: beside the fields the largest letters leave no room
        below.addStretch(1)
        below.addWidget(self.search)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.setSpacing(8)
        inner.addLayout(line)
        inner.addWidget(self.problem)
        inner.addLayout(below)
        inner.addWidget(self._or_empty, 1)
        self.problem.hide()
        self.host = PasteHost(self.desk, "desa.tempel", content)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.host)

    def _connect(self) -> None:
        self.nama.returnPressed.connect(self.add_village)
        self.kode.returnPressed.connect(self.nama.setFocus)
        self.paste.clicked.connect(self.paste_villages)
        self.search.searched.connect(self.list.set_filter)
        self.list.filtered.connect(self.search.show_count)
        self.host.opened.connect(lambda _open: self._sync())
        self.host.accepted.connect(lambda _came: self.reload())
        self.list.use(on_paste=lambda block, _place: self.host.offer(PasteOrder(JenisTempel.DESA), block))

    # -- reading ---------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read villages, inbox and plans anew."""
        self._reading.start()

    def _prepare(self) -> _Read:
        return _Read(self.desk)

    def _show(self, rows: Sequence[Village]) -> None:
        self.list.show_rows(rows)
        self._or_empty.show_empty(not rows)
        if rows and self.list.current_row() is None:
            self.list.go_first()
        self._sync()

    def _sync(self) -> None:
        if self.host.is_open:
            self.clear_primary()
        else:
            self.set_primary(_("Tambah desa"), self.add_village)

    # -- acting ----------------------------------------------------------------------------------------

    def focus_new(self) -> None:
        """Put the cursor where a new village is typed."""
        self.kode.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_village(self) -> None:
        """Add what stands in the two fields; a known code renames its village."""
        kode, nama = self.kode.text().strip(), self.nama.text().strip()
        if not kode or not nama:
            self._say(_("Isi kode desa dan nama desa.") if kode or nama else "")
            (self.kode if not kode else self.nama).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        desk = self.desk
        app, by, at = desk.app, desk.person, desk.now()
        desk.run(
            self,
            lambda: kantor.set_villages(app.database, [(kode, nama)], by=by, at=at),
            lambda _count: self._added(nama),
            self._refused,
        )

    def _added(self, nama: str) -> None:
        self._say("")
        self.kode.clear()
        self.nama.clear()
        self.kode.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.notice(_("Desa {nama} ada di daftar.").format(nama=nama), Tone.SUKSES, seconds=6)
        self.reload()

    def _refused(self, error: DesaError) -> None:
        sentences = error.fields.values() if isinstance(error, InvalidInput) else [error.sentence]
        self._say(" ".join(sentences).removeprefix(_("Baris {nomor}: ").format(nomor=1)))
        self.kode.setFocus(Qt.FocusReason.OtherFocusReason)
        self.kode.selectAll()

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        set_role(self.problem, nada="galat")
        set_role(self.kode, level="galat" if sentence else "")
        self.kode.setAccessibleDescription(sentence)
        self.problem.setVisible(bool(sentence))

    def paste_villages(self) -> None:
        """`Tempel dari Excel`: columns Kode and Nama, looked at first."""
        self.host.offer_clipboard(PasteOrder(JenisTempel.DESA))


class _Read:
    """Reads the villages with what is known of each, on the short lane."""

    def __init__(self, desk: Desk) -> None:
        self._app = desk.app
        self._tahun = desk.app.kantor.tahun_rencana if desk.app.kantor is not None else 0

    def __call__(self) -> list[Village]:
        database = self._app.database
        newest: dict[str, KirimanMasuk] = {}
        for one in exchange.inbox(database):
            if one.status == "diterima" and one.jenis == "data":
                known = newest.get(one.pengirim.kode)
                if known is None or (one.seq or 0) > (known.seq or 0):
                    newest[one.pengirim.kode] = one
        plans: dict[UUID, dict[str, BarisTelaah]] = {}
        for row in kecamatan.review_list(database, self._tahun, PLANS):
            plans.setdefault(row.desa_id, {})[row.jenis] = row
        return [
            _village(one, newest.get(one.kode), plans.get(one.id, {})) for one in kantor.villages(database)
        ]


def _village(one: DesaBinaan, last: KirimanMasuk | None, plans: Mapping[str, BarisTelaah]) -> Village:
    return Village(
        id=one.id,
        urut=one.urut,
        kode=one.kode,
        nama=one.nama,
        nomor=last.seq if last is not None else None,
        pada=last.dibaca_pada if last is not None else None,
        plans=plans,
    )


def _plan_words(row: Village, jenis: str) -> str:
    plan = row.plans.get(jenis)
    return document_state(plan.status, plan.revisi) if plan is not None and plan.status else _("belum ada")


def _plan_mark(row: Village, jenis: str) -> Mark:
    plan = row.plans.get(jenis)
    if plan is None or not plan.status:
        return Mark.TIDAK_ADA
    if plan.keadaan == "dikembalikan":
        return Mark.PERINGATAN
    return Mark.SELESAI if plan.status == "disahkan" else Mark.BERJALAN


def _columns() -> list[Column]:
    return [
        Column(name="urut", label=_("No"), width=46, kind=Kind.INTEGER),
        Column(name="kode", label=_("Kode"), width=140, text=lambda row: show_kode(row.kode)),
        Column(name="nama", label=_("Desa"), width=200, stretch=True),
        Column(
            name="kiriman", label=_("Kiriman terakhir"), width=240,
            value=_last_words, mark=lambda row: Mark.SELESAI if row.nomor else Mark.TIDAK_ADA,
        ),
        Column(
            name="rpjm", label=_("RPJM Desa"), width=170, value=lambda row: _plan_words(row, "rpjm-desa"),
            mark=lambda row: _plan_mark(row, "rpjm-desa"),
        ),
        Column(
            name="rkpdes", label=_("RKPDes"), width=170, value=lambda row: _plan_words(row, "rkp-desa"),
            mark=lambda row: _plan_mark(row, "rkp-desa"),
        ),
        Column(
            name="durkp", label=_("DURKP"), width=170, value=lambda row: _plan_words(row, "durkp"),
            mark=lambda row: _plan_mark(row, "durkp"),
        ),
    ]  # fmt: skip


def _last_words(row: Village) -> str:
    if row.nomor is None:
        return _("belum ada")
    return _("nomor {nomor}, {tanggal}").format(nomor=row.nomor, tanggal=day_text(row.pada))


def _line(name: str, label: str, hint: str, width: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(label)
    line.setPlaceholderText(hint)
    line.setMinimumWidth(look().px(width))
    return line
