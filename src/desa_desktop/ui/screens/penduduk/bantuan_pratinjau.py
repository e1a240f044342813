"""Whom pasted numbers or a file name, before anybody becomes a participant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from desa_desktop.domain.penduduk import SasaranBantuan
from desa_desktop.domain.penduduk.nik import mask_nik
from desa_desktop.domain.tempel import KeadaanImpor
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import N_, _
from desa_desktop.services import bantuan as service
from desa_desktop.services.bantuan import PratinjauPeserta
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.marks import Mark
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.print_screen import ask_where, write_paper
from desa_desktop.ui.tab_page import TabPage, small

_STATES = {
    KeadaanImpor.BARU: (Mark.SIAP, N_("siap")),
    KeadaanImpor.BERUBAH: (Mark.SIAP, N_("diperbarui")),
    KeadaanImpor.PERIKSA: (Mark.PERINGATAN, N_("periksa")),
    KeadaanImpor.SAMA: (Mark.TIDAK_ADA, N_("sudah ada")),
    KeadaanImpor.DILEWATI: (Mark.TIDAK_ADA, N_("dilewati")),
    KeadaanImpor.DITOLAK: (Mark.TIDAK_BISA, N_("tidak bisa")),
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as the grid shows it; the number of somebody who was found is masked."""

    id: int
    keadaan: KeadaanImpor
    nomor: str
    nama: str
    masalah: str


class PratinjauPage(TabPage):
    """`Masukkan n peserta` hands the preview to `accept`; Esc and `Batal` call `cancel`."""

    def __init__(
        self,
        desk: Desk,
        read: PratinjauPeserta,
        origin: str,
        accept: Callable[[PratinjauPeserta], object],
        cancel: Callable[[], object],
    ) -> None:
        super().__init__("penduduk.bantuan.pratinjau")
        self._desk, self._read, self._cancel = desk, read, cancel
        title = QLabel(_title(read, origin))
        title.setProperty("teks", "bagian")
        title.setWordWrap(True)
        title.setObjectName("penduduk.bantuan.pratinjau.judul")
        self.facts = small(_facts(read), "penduduk.bantuan.pratinjau.program")
        self.facts.setVisible(bool(self.facts.text()))
        self.grid = Grid("penduduk.bantuan.pratinjau.tabel", _columns())
        self.grid.setAccessibleName(_("Pratinjau peserta"))
        self.grid.show_rows(
            _Line(
                one.asal.nomor,
                one.keadaan,
                mask_nik(one.asal.angka) if one.key is not None else one.asal.teks,
                one.nama or one.asal.nama,
                one.masalah,
            )
            for one in read.baris
        )
        self.reason = small("", "penduduk.bantuan.pratinjau.penjelasan")
        self.grid.current_changed.connect(lambda _row: self._explain())
        self.count = small(_counted(read), "penduduk.bantuan.pratinjau.jumlah")
        self.refused = self.button("simpan_tolakan", _("&Simpan yang tidak bisa…"), self._save_refused)
        self.refused.setEnabled(bool(read.hitung["ditolak"]))
        self.insert = self.button("masukkan", _insert(read), lambda: accept(read))
        self.insert.setProperty("peran", "utama")
        self.insert.setEnabled(bool(read.masuk) or read.baru is not None)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.refused)
        foot.addWidget(self.button("batal", _("Batal"), cancel))
        foot.addWidget(self.insert)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(8)
        box.addWidget(title)
        box.addWidget(self.facts)
        box.addWidget(self.grid, 1)
        box.addWidget(self.reason)
        box.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the preview; nothing goes in."""
        if event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            super().keyPressEvent(event)

    def _explain(self) -> None:
        """The whole sentence of the row, however narrow its column is."""
        row = self.grid.current_row()
        self.reason.setText(row.masalah if isinstance(row, _Line) else "")

    def _save_refused(self) -> None:
        name = _("Peserta yang perlu diperbaiki") + ".xlsx"
        path = ask_where(self, self._desk, name, ".xlsx", _("Buku kerja Excel (*.xlsx)"))
        if path is not None:
            read = self._read
            write_paper(self._desk, self, path, lambda _progress: service.rejected_rows(read))


def _title(read: PratinjauPeserta, origin: str) -> str:
    place = _("dari {berkas}").format(berkas=origin) if origin else _("dari tempelan")
    return _("{n} baris {asal} untuk {program}").format(
        n=show_number(read.hitung["dibaca"]), asal=place, program=read.nama
    )


def _facts(read: PratinjauPeserta) -> str:
    """What the new programme will be, and what of it could not be read."""
    if read.baru is None:
        return ""
    one = read.baru
    target = _("penduduk") if one.sasaran is SasaranBantuan.PENDUDUK else _("keluarga")
    parts = [_("Program baru, untuk {sasaran}").format(sasaran=target)]
    if one.asal_dana:
        parts.append(_("dana {asal}").format(asal=one.asal_dana))
    days = [show_date(day) for day in (one.mulai, one.selesai) if day is not None]
    if days:
        parts.append("–".join(days))
    return " ".join([" · ".join(parts) + ".", *one.catatan])


def _counted(read: PratinjauPeserta) -> str:
    n = read.hitung
    words = _("{siap} siap · {periksa} perlu diperiksa · {sama} sudah ada · {tidak} tidak bisa")
    return words.format(
        siap=n["baru"] + n["berubah"], periksa=n["periksa"], sama=n["sama"], tidak=n["ditolak"]
    )


def _insert(read: PratinjauPeserta) -> str:
    if read.masuk:
        return _("Masukkan {n} peserta").format(n=show_number(read.masuk))
    return _("Buat program") if read.baru is not None else _("Tidak ada yang masuk")


def _columns() -> tuple[Column, ...]:
    return (
        Column(name="id", label=_("Baris"), kind=Kind.INTEGER, width=62, editable=False),
        Column(
            name="keadaan",
            label=_("Keadaan"),
            width=110,
            editable=False,
            mark=lambda row: _STATES[row.keadaan][0],
            text=lambda row: _(_STATES[row.keadaan][1]),
        ),
        Column(name="nomor", label=_("NIK atau nomor KK"), width=170, editable=False),
        Column(name="nama", label=_("Nama"), width=210, editable=False),
        Column(name="masalah", label=_("Penjelasan"), width=320, stretch=True, editable=False),
    )
