"""The tab Laporan Bulanan: the balance of a month per dusun (book B.3), closed and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QVBoxLayout

from desa_desktop.domain.statistik.rekap import KELOMPOK, BarisRekap, Bulan, Rekap
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import N_, _
from desa_desktop.services import printing
from desa_desktop.services import statistik as service
from desa_desktop.services.statistik import LaporanBulan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask, ask_reason
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import Column, Grouping
from desa_desktop.ui.papers import open_paper
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import undo
from desa_desktop.ui.screen import Primary
from desa_desktop.ui.tab_page import TabPage, small

PLACE = "penduduk"
TABLES = frozenset({"penduduk", "keluarga", "mutasi", "dusun", "tutup_bulan"})
PAPERS = ("laporan-penduduk", "buku-rekapitulasi-jumlah-penduduk", "buku-mutasi-penduduk-desa")
"""The papers of a month, the one that goes to the kecamatan first."""
_BACK = 24  # months that can be chosen
_PARTS = ("awal", "lahir", "datang", "mati", "pindah", "akhir")
_KELOMPOK = {
    "wni_l": N_("WNI laki-laki"),
    "wni_p": N_("WNI perempuan"),
    "wna_l": N_("WNA laki-laki"),
    "wna_p": N_("WNA perempuan"),
    "tanpa_jk": N_("tanpa jenis kelamin"),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One group of people of one dusun in a month."""

    id: tuple[str, str]
    dusun: BarisRekap
    kelompok: str
    awal: int
    lahir: int
    datang: int
    mati: int
    pindah: int
    akhir: int
    selisih: int


class LaporanBulananTab(TabPage):
    """Choose a month, see whether it adds up, close it once it is over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("penduduk.bulanan")
        self._desk = desk
        self._wanted: Bulan | None = None
        self._read: LaporanBulan | None = None
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        desk.changed.connect(self._hear)
        self.choice.activated.connect(lambda _index: self.choose(self.choice.currentData()))
        self.reload()

    def _build(self) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("penduduk.bulanan.bulan")
        self.choice.setAccessibleName(_("Bulan"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        label = QLabel(_("Bulan"))
        label.setBuddy(self.choice)
        self.before = self.button("sebelum", "‹", lambda: self.step(-1))
        self.before.setAccessibleName(_("Bulan sebelumnya"))
        self.after = self.button("sesudah", "›", lambda: self.step(1))
        self.after.setAccessibleName(_("Bulan berikutnya"))
        self.state = small("", "penduduk.bulanan.keadaan")
        self.close_button = self.button("tutup", _("&Tutup bulan…"), self.close_month)
        self.open_button = self.button("buka", _("&Buka lagi…"), self.open_month)
        self.print_button = self.button("cetak", _("&Cetak…"), self.show_papers)
        self.papers = QMenu(self.print_button)
        titles = {one.kind: one.title for one in printing.list_documents()}
        for jenis in PAPERS:
            self.papers.addAction(titles[jenis]).triggered.connect(
                lambda _on=False, jenis=jenis: self.print_paper(jenis)
            )
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (label, self.before, self.choice, self.after):
            head.addWidget(widget)
        head.addWidget(self.state, 1)
        for widget in (self.close_button, self.open_button, self.print_button):
            head.addWidget(widget)
        self.sentence = MarkedText(Mark.SELESAI)
        self.sentence.setObjectName("penduduk.bulanan.kalimat")
        self.grid = Grid(
            "penduduk.bulanan.tabel",
            _columns(),
            groupings=[Grouping(key=lambda row: row.id[0], label=_group, count=lambda _n: "")],
            total_label=lambda _n: _("Seluruh desa"),
        )
        self.grid.setAccessibleName(_("Perkembangan penduduk"))
        self.note = small("", "penduduk.bulanan.catatan")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.sentence)
        box.addWidget(self.grid, 1)
        box.addWidget(self.note)

    # -- reading ---------------------------------------------------------------------------------------

    @property
    def bulan(self) -> Bulan | None:
        """The month that is shown."""
        return self._read.rekap.bulan if self._read is not None else None

    @property
    def rekap(self) -> Rekap | None:
        """The balance that is shown."""
        return self._read.rekap if self._read is not None else None

    def reload(self) -> None:
        """Count anew."""
        self._reading.start()

    def choose(self, bulan: Bulan) -> None:
        """Show another month."""
        self._wanted = bulan
        self.reload()

    def step(self, months: int) -> None:
        """One month back or on."""
        if self.bulan is not None:
            self.choose(self.bulan.berikut if months > 0 else self.bulan.sebelum)

    def _hear(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self.isVisible():  # turned to later, it reads anew anyway
            self.reload()

    def _prepare(self) -> Callable[[], LaporanBulan]:
        database, today = self._desk.app.database, self._desk.today()
        wanted = self._wanted or self.bulan
        return lambda: service.monthly(database, wanted, today=today)

    def _show(self, read: LaporanBulan) -> None:
        rekap = read.rekap
        if self._wanted is not None and self._wanted != rekap.bulan:
            return  # another month was chosen while this one was counted
        self._wanted, self._read = None, read
        self._offer_months(read)
        off = bool([one for one in rekap.baris if one.selisih])
        self.sentence.set_state(Mark.PERINGATAN if off else Mark.SELESAI, rekap.sentence)
        self.grid.show_rows([line for one in rekap.baris for line in _lines(one)])
        self.grid.columns.show(self.grid.model.number_of("selisih"), off)
        self.state.setText(self._state(read))
        self.note.setText(_note(rekap))
        can, why = self._can_close
        self.close_button.setEnabled(can)
        self.close_button.setToolTip(why)
        self.close_button.setVisible(not rekap.is_tertutup)
        self.open_button.setVisible(rekap.is_tertutup)
        newest = read.tertutup[-1].bulan if read.tertutup else None
        self.open_button.setEnabled(newest == rekap.bulan)
        self.open_button.setToolTip(
            ""
            if newest == rekap.bulan
            else _("Buka dulu {bulan}, yang terakhir ditutup.").format(bulan=newest)
        )
        self.after.setEnabled(rekap.bulan < Bulan.of(self._desk.today()))
        self.primary_changed.emit()

    def _offer_months(self, read: LaporanBulan) -> None:
        shown, month = [read.rekap.bulan], Bulan.of(self._desk.today())
        for _step in range(_BACK):
            shown.append(month)
            month = month.sebelum
        closed = {one.bulan for one in read.tertutup}
        self.choice.clear()
        for one in sorted({*shown, *closed}, reverse=True):
            words = _("{bulan} (ditutup)").format(bulan=one) if one in closed else str(one)
            self.choice.addItem(words, one)
            if one == read.rekap.bulan:
                self.choice.setCurrentIndex(self.choice.count() - 1)

    def _state(self, read: LaporanBulan) -> str:
        for one in read.tertutup:
            if one.bulan == read.rekap.bulan and one.pada is not None:
                day = show_date(one.pada.astimezone().date())
                return _("Ditutup {tanggal} oleh {nama}").format(tanggal=day, nama=one.oleh)
        can, why = self._can_close
        return _("Belum ditutup") if can else why

    @property
    def _can_close(self) -> tuple[bool, str]:
        """Whether the shown month may be closed now, and why not."""
        read = self._read
        if read is None or read.rekap.is_tertutup:
            return False, ""
        bulan = read.rekap.bulan
        if bulan.akhir >= self._desk.today():
            return False, _("Bulan ini belum berakhir")
        if read.giliran is not None and bulan > read.giliran:
            return False, _("Tutup {bulan} lebih dahulu").format(bulan=read.giliran)
        if read.giliran is not None and bulan < read.giliran:
            return False, _("Sebelum bulan pertama yang ditutup")
        return True, ""

    # -- what a person does ----------------------------------------------------------------------------

    def primary(self) -> Primary | None:
        """`Tutup bulan` while that is due, else the report that goes to the kecamatan."""
        if self._can_close[0]:
            return Primary(_("Tutup bulan…"), self.close_month)
        report = PAPERS[0]
        return Primary(_("Cetak laporan"), lambda: self.print_paper(report), enabled=self._read is not None)

    def arrive(self) -> None:
        """Into the choice of the month."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_month(self) -> None:
        """Ask once, saying what it means, then freeze the month."""
        rekap = self.rekap
        if rekap is None or not self._can_close[0]:
            return
        detail = _(
            "Angka {bulan} dibekukan dan menjadi angka awal bulan berikutnya. Peristiwa yang terlambat "
            "dicatat masuk ke bulan yang masih terbuka, dengan tanggal aslinya di keterangan. Bulan bisa "
            "dibuka lagi selama bulan sesudahnya belum ditutup."
        ).format(bulan=rekap.bulan)
        if any(one.selisih for one in rekap.baris):
            detail = f"{rekap.sentence}\n\n{detail}"
        question = _("Tutup {bulan}?").format(bulan=rekap.bulan)
        if not ask(self, question, _("Tutup bulan"), detail=detail):
            return
        desk, at, bulan, today = self._desk, self._desk.now(), rekap.bulan, self._desk.today()
        words = _("{bulan} ditutup.").format(bulan=bulan)
        desk.save(
            self,
            lambda: service.close_month(desk.app.database, bulan, today=today, by=desk.person, at=at),
            lambda _done: desk.notice(
                words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10
            ),
        )

    def open_month(self) -> None:
        """Take the newest closing back, with a reason for the history."""
        bulan = self.bulan
        if bulan is None or not self.open_button.isEnabled():
            return
        question = _(
            "Buka lagi {bulan}? Angka yang dibekukan dihapus dan dihitung ulang dari register. Bila "
            "laporannya sudah dikirim, angkanya bisa berbeda."
        )
        reason = ask_reason(self, question.format(bulan=bulan), _("Buka lagi"))
        if reason is None:
            return
        desk, at = self._desk, self._desk.now()
        words = _("{bulan} dibuka lagi.").format(bulan=bulan)
        desk.save(
            self,
            lambda: service.open_month(desk.app.database, by=desk.person, at=at, alasan=reason),
            lambda _done: desk.notice(
                words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, self), seconds=10
            ),
        )

    def show_papers(self) -> None:
        """The papers of the shown month, below the button."""
        self.papers.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def print_paper(self, jenis: str) -> None:
        """One of PAPERS for the shown month, in Pratinjau Cetak."""
        bulan = self.bulan
        if bulan is not None:
            open_paper(self._desk, jenis, PLACE, tahun=bulan.tahun, bulan=bulan.bulan)


def _lines(one: BarisRekap) -> list[_Line]:
    """The groups of people of a dusun that have anything to say; WNI always do."""
    found = []
    for place, kelompok in enumerate(KELOMPOK):
        numbers = {name: getattr(one, name).values[place] for name in (*_PARTS, "selisih")}
        if any(numbers.values()) or kelompok in ("wni_l", "wni_p"):
            found.append(_Line(id=(one.dusun_id or "", kelompok), dusun=one, kelompok=kelompok, **numbers))
    order = list(_KELOMPOK)
    return sorted(found, key=lambda line: order.index(line.kelompok))


def _group(row: _Line) -> str:
    """`Krajan · 14 → 15 KK`: the families at both ends of the month, once where they are as many."""
    one = row.dusun
    awal, akhir = show_number(one.kk_awal), show_number(one.kk_akhir)
    kk = akhir if awal == akhir else f"{awal} → {akhir}"
    return _("{dusun} · {kk} KK").format(dusun=one.nama, kk=kk)


def _note(rekap: Rekap) -> str:
    """The families of the village, and what Ket. of each dusun says."""
    total = rekap.total
    parts = [
        _("KK seluruh desa: awal {awal}, akhir {akhir}.").format(
            awal=show_number(total.kk_awal), akhir=show_number(total.kk_akhir)
        )
    ]
    parts += [f"{one.nama}: {'; '.join(one.catatan)}." for one in rekap.baris if one.catatan]
    return " ".join(parts)


def _columns() -> tuple[Column, ...]:
    heads = {
        "awal": _("Awal"),
        "lahir": _("Lahir"),
        "datang": _("Datang"),
        "mati": _("Meninggal"),
        "pindah": _("Pindah"),
        "akhir": _("Akhir"),
        "selisih": _("Tanpa peristiwa"),
    }
    return (
        Column(
            name="kelompok",
            label=_("Dusun dan kelompok"),
            width=210,
            stretch=True,
            editable=False,
            text=lambda row: _(_KELOMPOK[row.kelompok]),
        ),
        *(
            Column(name=name, label=label, kind=Kind.INTEGER, width=88 if name != "selisih" else 130,
                   total=True, editable=False)
            for name, label in heads.items()
        ),
    )  # fmt: skip
