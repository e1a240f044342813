"""The page RAB: the cost estimate of one activity, in the place of the tabs (form J of perencanaan.md 6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.matriks import nomor_kegiatan
from desa_desktop.domain.rab import KATEGORI_RAB, jumlah_swadaya, kelompok_name, order_for_rab
from desa_desktop.domain.rkp import BarisRab, Kegiatan, KelompokRab
from desa_desktop.domain.rumus import rumus_of
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _
from desa_desktop.services import harga, rab
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.grid import Change, Grid
from desa_desktop.ui.kit.kinds import Choice, Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.smart import SmartColumn
from desa_desktop.ui.kit.table import Column, Grouping, RowId
from desa_desktop.ui.lock_note import LockNote
from desa_desktop.ui.paste_flow import PasteOrder
from desa_desktop.ui.saving import bind_grid, change_rows, undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.screens.rkpdes.columns import source_choices
from desa_desktop.ui.screens.rkpdes.plan import OpenPlan, PlanTab, Terbaca, is_window_narrow
from desa_desktop.ui.style import set_role
from desa_desktop.ui.tab_page import lock_grid, small


class RabPage(PlanTab):
    """Lines by part with subtotals; the line above says how far the total is from the activity's cost.

    `done` when the page was left; `asks_paste(order)` for the clipboard.
    """

    done = Signal()
    asks_paste = Signal(object)
    asks_prices = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan, "rab")
        self.key: UUID | None = None
        self._lines: dict[UUID, BarisRab] = {}
        self._is_tight = False
        self.lock = LockNote("rkpdes.rab.terkunci", lambda: self.turn_to.emit("kegiatan"))
        self.lock.revise.hide()
        self._title = QLabel()
        self._title.setObjectName("rkpdes.rab.judul")
        self._title.setProperty("teks", "bagian")
        self._title.setWordWrap(True)
        self.state = MarkedText(Mark.BERJALAN)
        self.state.setObjectName("rkpdes.rab.jumlah_biaya")
        self.take = self.button("biaya", _("Pakai sebagai biaya"), self.take_total)
        self.prices_button = self.button("harga", _("Daftar harga…"), self.asks_prices.emit)
        self.paste_button = self.button("tempel", _("Tempel dari Excel"), self.paste)
        self.columns_button = self.button("kolom", _("Kolom…"), self.choose_columns)
        self.grid = Grid(
            "rkpdes.rab.tabel",
            rab_columns(plan.desk.app.aturan, self._price_names),
            groupings=(
                Grouping(key=lambda row: row.kelompok, label=lambda row: kelompok_name(row.kelompok)),
            ),
            total_label=lambda number: _("Jumlah {n} baris").format(n=number),
        )
        self.grid.setAccessibleName(_("Rincian RAB"))
        bind_grid(
            plan.desk,
            self.grid,
            BarisRab,
            lambda: self.key,
            new_values=self._new_values,
            describe=lambda row: row.uraian or _("tanpa uraian"),
        )
        self.grid.use(on_change=self._change)
        self.list = OrEmpty(
            self.grid,
            EmptyState(
                "rkpdes.rab.kosong",
                _(
                    "RAB kegiatan ini belum berisi rincian. Tulis bahan, alat, dan upahnya, "
                    "atau tempel dari Excel."
                ),
                [(_("Tambah rincian"), self.add), (_("Tempel dari Excel"), self.paste)],
            ),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.take, self.prices_button, self.paste_button, self.columns_button):
            bar.addWidget(button)
        self._source = small("", "rkpdes.rab.sumber_harga")
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 8)
        inner.setSpacing(8)
        inner.addWidget(self._title)
        inner.addLayout(bar)
        inner.addWidget(self.list, 1)
        inner.addWidget(self._source)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.lock)
        box.addLayout(inner, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small laptop the buttons move closer, so that the sentence beside them has room."""
        super().resizeEvent(event)
        is_narrow = is_window_narrow(self)
        if is_narrow is not self._is_tight:
            self._is_tight = is_narrow
            for button in (self.take, self.prices_button, self.paste_button, self.columns_button):
                set_role(button, rapat="ya" if is_narrow else "")

    @property
    def title(self) -> str:
        """Which activity it is."""
        return self._title.text()

    def open_for(self, key: UUID) -> None:
        """Begin with this activity."""
        self.key = key
        if self.plan.read is not None:
            self.show_plan(self.plan.read)

    def activity_of(self, record: UUID | None) -> UUID | None:
        """The activity that a line of an estimate belongs to; None if the record is no such line."""
        read = self.plan.read
        for one in read.rencana.rkp.kegiatan if read is not None else ():
            if any(line.id == record for line in one.rab):
                return one.id
        return None

    def show_plan(self, read: Terbaca) -> None:
        """Lines, subtotals, the difference; the page closes when its activity is gone."""
        if self.key is None:
            return
        plan = read.rencana.rkp
        activity = next((one for one in plan.kegiatan if one.id == self.key), None)
        if activity is None:
            self.key = None
            if self.isVisible():
                self.done.emit()
            return
        locked = self.plan.is_rkp_locked
        number = nomor_kegiatan(plan.kegiatan, self.plan.desk.app.aturan)[activity.id]
        words = _("RAB kegiatan {n}: {nama}")
        self._title.setText(words.format(n=number, nama=activity.nama or _("tanpa nama")))
        self.lock.show_state(locked, plan.revisi)
        rows = order_for_rab(activity.rab)
        self._lines = {one.id: one for one in rows}
        self.grid.show_rows(rows)
        lock_grid(self.grid, locked)
        self.grid.set_checks(one for one in read.rencana.pemeriksaan if one.record in self._lines)
        self.list.show_empty(not rows and self.grid.editor is None and not locked)
        self.paste_button.setEnabled(not locked)
        self._show_state(activity, locked=locked)
        prices = read.harga
        words = _("Harga dicari di {asal}. Ketik namanya di Uraian.")
        self._source.setText(words.format(asal=prices.asal) if prices.baris else "")
        self._source.setVisible(bool(prices.baris))
        self.primary_changed.emit()

    def _price_names(self) -> list[str]:
        read = self.plan.read
        return [one.uraian for one in read.harga.baris] if read is not None else []

    def _change(self, typed: list[Change]) -> None:
        """A name of the price list brings unit, price and group where the line has none yet, as one step."""
        read = self.plan.read
        more: list[Change] = []
        for row_id, name, value in typed:
            line = self._lines.get(row_id) if isinstance(row_id, UUID) else None
            if name != "uraian" or read is None or not value:
                continue
            price = harga.find_price(read.harga, str(value))
            if price is None:
                continue
            if line is None or not line.satuan:
                more.append((row_id, "satuan", price.satuan))
            if line is None or line.harga_satuan is None:
                more.append((row_id, "harga_satuan", price.harga))
            if price.kelompok is not None and (line is None or line.kelompok is None):
                more.append((row_id, "kelompok", price.kelompok))
            if price.kode and (line is None or not line.kode):
                more.append((row_id, "kode", price.kode))
        change_rows(self.plan.desk, self.grid, BarisRab, [*typed, *more])

    def _show_state(self, activity: Kegiatan, *, locked: bool) -> None:
        shown = rab.rab_of(activity)
        total = show_money(shown.jumlah, rp=True)
        cost = show_money(activity.biaya or 0, rp=True)
        if not shown.baris:
            self.state.set_state(Mark.BELUM, _("Biaya kegiatan {biaya}").format(biaya=cost))
        elif shown.selisih:
            words = _("Jumlah RAB {jumlah} · biaya kegiatan {biaya} · selisih {selisih}")
            change = show_money(abs(shown.selisih), rp=True)
            text = words.format(jumlah=total, biaya=cost, selisih=change)
            self.state.set_state(Mark.PERINGATAN, text)
        else:
            words = _("Jumlah RAB {jumlah} sama dengan biaya kegiatan")
            self.state.set_state(Mark.SELESAI, words.format(jumlah=total))
        can_take = bool(shown.selisih) and any(one.jumlah is not None for one in shown.baris)
        self.take.setEnabled(can_take and not locked)

    # -- what is done here -----------------------------------------------------------------------------

    def _new_values(self, after: RowId | None) -> Mapping[str, object]:
        """A new line belongs to the part of the line above it."""
        above = self._lines.get(after) if isinstance(after, UUID) else None
        return {"kelompok": above.kelompok} if above is not None else {}

    def add(self) -> None:
        """`Tambah rincian`."""
        self.list.show_empty(False)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def order(self, kolom: tuple[str, ...] = (), after: UUID | None = None) -> PasteOrder | None:
        """The list that a paste goes into."""
        if self.key is None:
            return None
        return PasteOrder(JenisTempel.RAB, self.plan.tahun, kolom, "", after, self.key)

    def paste(self) -> None:
        """`Tempel dari Excel`."""
        self.asks_paste.emit(self.order())

    def take_total(self) -> None:
        """`Pakai sebagai biaya`: the cost of the activity becomes the total."""
        self.grid.commit()
        desk, key = self.plan.desk, self.key

        def taken(total: int) -> None:
            words = _("Biaya kegiatan menjadi {biaya}.").format(biaya=show_money(total, rp=True))
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10)

        activity = next((one for one in self._activities() if one.id == key), None)
        rumus = rumus_of(activity) if activity is not None else None
        if rumus is not None:
            words = _("Biaya kegiatan ini mengikuti {rumus}. Pakai jumlah RAB dan lepas rumusnya?")
            if not ask(self, words.format(rumus=rumus.teks), _("Lepas rumus")):
                return
        desk.after_saves(
            lambda: self.plan.save(self, rab.take_total, key, then=taken, lepas_rumus=rumus is not None)
        )

    def _activities(self) -> list[Kegiatan]:
        read = self.plan.read
        return read.rencana.rkp.kegiatan if read is not None else []

    def choose_columns(self) -> None:
        """`Kolom…`: which columns are shown."""
        menu = self.grid.columns_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def primary(self) -> Primary | None:
        """`Tambah rincian`."""
        return None if self.plan.is_rkp_locked else Primary(_("Tambah rincian"), self.add)

    def arrive(self) -> None:
        """Into the table."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, record: UUID | None, field: str) -> bool:
        """The line a finding names, if it is one of this activity."""
        if record not in self._lines:
            return False
        self.grid.select_row(record, field)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def rab_columns(aturan: Aturan, prices: Callable[[], Sequence[str]]) -> tuple[Column, ...]:
    """The columns of form J1, in its order; those of J2 and J3 are chosen under `Kolom…`.

    `prices` are the names of the price list, for completion.
    """

    def source(text: str) -> object | None:
        found = aturan.sumber(text)
        return found.kunci if found is not None else None

    return (
        Column(name="uraian", label=_("Uraian"), width=240, stretch=True, wajib=True, earlier=prices),
        Column(name="volume", label=_("Volume"), kind=Kind.QUANTITY, width=90),
        Column(name="volume_swadaya", label=_("Swadaya"), kind=Kind.QUANTITY, width=90, shown=False,
               hint=_("Bagian volume yang dibawa warga sendiri")),
        Column(name="satuan", label=_("Satuan"), width=90,
               earlier=lambda: [one.nama for one in aturan.satuan]),
        Column(name="harga_satuan", label=_("Harga satuan"), kind=Kind.MONEY, width=130),
        Column(name="jumlah", label=_("Jumlah"), kind=Kind.QUANTITY, width=140, editable=False, total=True,
               value=amount_of, hint=_("Volume kali harga satuan")),
        Column(name="kelompok", label=_("Kelompok"), kind=Kind.CHOICE, width=120,
               choices=[Choice(one, kelompok_name(one)) for one in KelompokRab]),
        SmartColumn(name="sumber", label=_("Sumber"), kind=Kind.CHOICE, width=84, shown=False,
                    choices=source_choices(aturan), understand=source,
                    value=lambda row: row.sumber or None),
        Column(name="kode", label=_("Kode rekening"), width=120, shown=False),
        Column(name="kategori", label=_("Kategori"), kind=Kind.CHOICE, width=90, shown=False,
               choices=[Choice(key, key, _(name)) for key, name in KATEGORI_RAB.items()],
               value=lambda row: row.kategori or None),
        Column(name="jumlah_swadaya", label=_("Jumlah swadaya"), kind=Kind.QUANTITY, width=130, shown=False,
               editable=False, total=True, value=jumlah_swadaya),
    )  # fmt: skip


def amount_of(row: BarisRab) -> Decimal | None:
    """Volume times price; nothing while one of them is missing."""
    return row.jumlah
