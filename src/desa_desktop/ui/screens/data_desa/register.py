"""The strip above Angka Pokok: what the register of residents knows, taken over with one key (ux.md 5.2).

Empty rows are filled at once; what somebody wrote is replaced only where it is ticked in the comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desa_desktop.domain.statistik.angka import UsulAngka
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import DesaError, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import statistik as service
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.marks import Mark, MarkLabel
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.style import look, set_role


class RegisterOffer(QFrame):
    """`Register penduduk punya 9 angka: 7 baris masih kosong, 2 berbeda.` with its two buttons."""

    def __init__(self, desk: Desk, year: Callable[[], int]) -> None:
        super().__init__()
        self.setObjectName("data_desa.angka_pokok.register")
        set_role(self, pita="saran")
        self._desk, self._year = desk, year
        self._shown: service.Tawaran | None = None
        self._text = QLabel()
        self._text.setObjectName("data_desa.angka_pokok.register.teks")
        self._text.setWordWrap(True)
        self.take_button = self._button("ambil", _("Ambil dari register"), self.take)
        self.take_button.setToolTip(_("Isi baris yang masih kosong (Ctrl+Shift+R)"))
        self.compare_button = self._button("bandingkan", _("Bandingkan…"), self.compare)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(MarkLabel(Mark.SARAN))
        row.addWidget(self._text, 1)
        row.addWidget(self.take_button)
        row.addWidget(self.compare_button)
        self.hide()

    def _button(self, name: str, word: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(word)
        button.setObjectName(f"data_desa.angka_pokok.register.{name}")
        button.setProperty("rapat", "ya")
        button.clicked.connect(lambda _on=False: act())
        return button

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    @property
    def offered(self) -> service.Tawaran | None:
        """What the register offers for the shown year."""
        return self._shown

    def look(self, *, is_locked: bool) -> None:
        """Ask the register anew, unless the tab is not seen or the year is finished."""
        page = self.parentWidget()
        if is_locked:
            self._show(None)
        elif page is not None and page.isVisible():
            app, tahun, today = self._desk.app, self._year(), self._desk.today()
            self._desk.run(
                self,
                lambda: service.offer(app.database, app.kode, tahun, today=today),
                self._show,
                self._refused,
            )

    def _refused(self, error: DesaError) -> None:
        self._show(None)
        if not isinstance(error, NotFound):  # a year that was never begun offers nothing
            self._desk.show_error(error)

    def _show(self, found: service.Tawaran | None) -> None:
        self._shown = found
        usul = found.usul if found is not None else ()
        self.setVisible(bool(usul))
        if found is None or not usul:
            return
        parts = []
        if found.baru:
            parts.append(_("{n} baris masih kosong").format(n=len(found.baru)))
        if found.beda:
            parts.append(_("{n} angka berbeda").format(n=len(found.beda)))
        words = _("Register penduduk bisa mengisi angka tahun {tahun}: {rincian}.")
        self._text.setText(words.format(tahun=found.tahun, rincian=", ".join(parts)))
        self.take_button.setVisible(bool(found.baru))
        self.compare_button.setVisible(bool(found.beda))

    # -- taking over -----------------------------------------------------------------------------------

    def take(self) -> None:
        """Fill the empty rows; nothing that was written is touched."""
        found = self._shown
        if found is None or not found.baru:
            words = _("Tidak ada baris kosong yang bisa diisi dari register penduduk.")
            self._desk.notice(words, Tone.SARAN, seconds=6)
            return
        self._write(found.baru, found.tahun)

    def compare(self) -> None:
        """Figures that differ side by side; ticked ones replace what was written."""
        found = self._shown
        if found is None or not found.beda:
            words = _("Angka yang tertulis sudah sama dengan register penduduk.")
            self._desk.notice(words, Tone.SARAN, seconds=6)
            return
        asked = _Comparison(self, found.beda)
        if asked.exec() == QDialog.DialogCode.Accepted and asked.chosen:
            self._write(asked.chosen, found.tahun)

    def _write(self, usul: Sequence[UsulAngka], tahun: int) -> None:
        desk, at = self._desk, self._desk.now()

        def done(count: int) -> None:
            words = _("{n} angka diambil dari register penduduk. Ctrl+Z membatalkannya.")
            desk.notice(words.format(n=count), Tone.SUKSES, seconds=8)

        desk.save(
            self,
            lambda: service.take_over(desk.app.database, usul, tahun, by=desk.person, at=at),
            done,
        )


class _Comparison(QDialog):
    """One tick box a figure: what is written, what the register says. Nothing is ticked."""

    def __init__(self, parent: QWidget, usul: Sequence[UsulAngka]) -> None:
        super().__init__(parent)
        self.setObjectName("register.bandingkan")
        self.setWindowTitle(_("Desa Desktop"))
        self.setMinimumWidth(look().px(560))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        words = QLabel(_("Centang angka yang diganti dengan angka dari register penduduk."))
        words.setWordWrap(True)
        self._boxes = [(self._tick(one), one) for one in usul]
        inner = QWidget()
        lines = QVBoxLayout(inner)
        for tick, one in self._boxes:
            lines.addWidget(tick)
            if one.angka.catatan:
                note = QLabel(one.angka.catatan)
                note.setProperty("teks", "sekunder")
                note.setWordWrap(True)
                lines.addWidget(note)
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(min(look().px(320), look().px(52) * len(self._boxes) + look().px(24)))
        accept = QPushButton(_("Ganti yang dicentang"))
        accept.setObjectName("register.bandingkan.lanjut")
        accept.setProperty("peran", "utama")
        accept.setDefault(True)
        accept.clicked.connect(self.accept)
        cancel = QPushButton(_("Batal"))
        cancel.setObjectName("register.bandingkan.batal")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(12)
        box.addWidget(words)
        box.addWidget(area, 1)
        box.addLayout(buttons)

    @staticmethod
    def _tick(one: UsulAngka) -> QCheckBox:
        now, new = (_figures(x.l, x.p, x.jumlah) for x in (one.baris, one.angka))
        words = _("{nama}: tertulis {sekarang}, register {baru}")
        tick = QCheckBox(words.format(nama=one.baris.nama, sekarang=now, baru=new))
        tick.setObjectName(f"register.bandingkan.{one.angka.kunci}")
        return tick

    @property
    def chosen(self) -> list[UsulAngka]:
        """What was ticked."""
        return [one for tick, one in self._boxes if tick.isChecked()]


def _figures(men: int | None, women: int | None, both: int | None) -> str:
    """`1.240 (L 620, P 620)`."""
    whole = show_number(both) if both is not None else _("kosong")
    if men is None or women is None:
        return whole
    return f"{whole} (L {show_number(men)}, P {show_number(women)})"
