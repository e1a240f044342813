"""What Pulihkan asks: which backup, and whether to go on once it was held against the present data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.jobs import Ended, Jobs, Lane
from desa_desktop.ui.style import look

if TYPE_CHECKING:
    from desa_desktop.services.pulih import Perbandingan
    from desa_desktop.services.upkeep import CadanganTampil


def choose_file(parent: QWidget | None) -> Path | None:
    """A `.cadangan` from anywhere, a flash disk for instance; None if the person gives up."""
    name, _filter = QFileDialog.getOpenFileName(
        parent, _("Pilih berkas cadangan"), "", _("Cadangan (*.cadangan)")
    )
    return Path(name) if name else None


def ask_whether(parent: QWidget | None, found: Perbandingan) -> bool:
    """The comparison with the present data, and the last word before it is replaced (K-701)."""
    from desa_desktop.services.pulih import listed

    made = found.header.dibuat.astimezone()
    question = _("Pulihkan data dari cadangan {tanggal} pukul {jam}?").format(
        tanggal=show_date_short(made.date()), jam=show_time(made)
    )
    empty = _("belum ada isinya")
    lines = [_("Isi cadangan: {isi}.").format(isi=listed(found.jumlah) or empty)]
    if found.diubah is not None:
        changed = found.diubah.astimezone()
        words = _("Terakhir diubah di dalamnya: {tanggal} pukul {jam}.")
        lines.append(words.format(tanggal=show_date_short(changed.date()), jam=show_time(changed)))
    if found.sekarang is not None:
        lines.append(_("Data sekarang: {isi}.").format(isi=listed(found.sekarang) or empty))
    lines += ["", *found.sentences]
    if found.sekarang is not None:
        lines.append(_("Keadaan sekarang disalin dulu sebelum dipulihkan."))
    lines.append(_("Berkas lama tidak dihapus. Nomor kiriman mulai dari 1 lagi."))
    return ask(parent, question, _("Pulihkan"), detail="\n".join(lines), danger=True)


class BackupList(QDialog):
    """The backups of a folder that cannot be opened, newest first; `chosen` after it was accepted."""

    def __init__(self, parent: QWidget | None, backups: Sequence[CadanganTampil]) -> None:
        super().__init__(parent)
        self.setObjectName("pulih.pilih")
        self.setWindowTitle(_("Pulihkan dari cadangan"))
        self.setMinimumSize(look().px(520), look().px(320))
        self.chosen: Path | None = None
        self.list = QListWidget()
        self.list.setObjectName("pulih.daftar")
        self.list.setAccessibleName(_("Daftar cadangan"))
        for one in backups:
            item = QListWidgetItem(_line(one))
            item.setData(Qt.ItemDataRole.UserRole, str(one.path))
            self.list.addItem(item)
        words = QLabel(
            _("Pilih cadangan. Isinya diperiksa dulu; sebelum Anda menyetujui, tidak ada yang diubah.")
            if backups
            else _("Belum ada cadangan di folder yang biasa. Cari di flashdisk.")
        )
        words.setWordWrap(True)
        self.go_on, other = QPushButton(_("Lanjutkan")), QPushButton(_("Berkas lain…"))
        cancel = QPushButton(_("Batal"))
        self.go_on.setObjectName("pulih.lanjut")
        self.go_on.setProperty("peran", "utama")
        self.go_on.setDefault(True)
        self.go_on.setEnabled(bool(backups))
        other.setObjectName("pulih.berkas")
        cancel.setObjectName("pulih.batal")
        for button in (other, cancel):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(other)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go_on)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(words)
        box.addWidget(self.list, 1)
        box.addLayout(buttons)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.go_on.clicked.connect(self._take)
        other.clicked.connect(self._other)
        cancel.clicked.connect(self.reject)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = Path(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def _other(self) -> None:
        self.chosen = choose_file(self)
        if self.chosen is not None:
            self.accept()


def _line(one: CadanganTampil) -> str:
    made = one.dibuat.astimezone()
    rows = show_number(one.baris)
    words = _("{tanggal} pukul {jam} — {nama}, {n} baris")
    return words.format(
        tanggal=show_date_short(made.date()), jam=show_time(made), nama=one.nama_kantor, n=rows
    )


def wait_for(parent: QWidget | None, jobs: Jobs, title: str, work: Callable[[Progress], object]) -> Ended:
    """Work before there is a desk: a bar shows how far it is, and nothing else can be pressed meanwhile."""
    bar = QProgressDialog(title, "", 0, 0, parent)
    bar.setObjectName("pulih.kemajuan")
    bar.setWindowTitle(_("Desa Desktop"))
    bar.setCancelButton(None)
    bar.setWindowModality(Qt.WindowModality.ApplicationModal)
    bar.setMinimumDuration(0)
    bar.show()
    loop, ends, owner = QEventLoop(), [], QObject()

    def ended(end: Ended) -> None:
        ends.append(end)
        loop.quit()

    def stepped(done: int, total: int, label: str) -> None:
        bar.setLabelText(label)
        bar.setMaximum(total)
        bar.setValue(min(done, max(total - 1, 0)))  # a full bar would close itself between two steps

    jobs.start(Lane.SHORT, owner, work, ended, stepped)
    loop.exec()
    bar.close()
    bar.deleteLater()
    end: Ended = ends[0]
    return end
