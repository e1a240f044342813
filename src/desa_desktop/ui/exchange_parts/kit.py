"""The Kit Pemulihan on the screen: 30 digits shown once, two groups asked back, the paper tested later.

Used in Pengaturan, on the page `Daftar ke kecamatan` and at the end of the wizard (ux.md 8.2 step 2).
"""

from __future__ import annotations

import secrets
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desa_desktop import keys, paths, pemulihan
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.pemulihan import KitBaru
from desa_desktop.progress import Progress
from desa_desktop.services import printing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.digits import GROUPS, LENGTH, DigitsEntry
from desa_desktop.ui.kit.ask import ask
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.print_screen import PrintOrder
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import count_shown_only

ASKED = 2
"""How many of the six groups are asked back from the paper."""


class KitPanel(QWidget):
    """`made` once a kit was made here, `changed` when `has_kit` or `is_shown` may be another.

    `place` is the screen to which the preview of the sheet goes back.
    """

    made = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, name: str, place: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk, self._name, self._place = desk, name, place
        self._digits, self._replaces = "", False
        self._asked: tuple[int, ...] = ()
        self.has_kit = False
        self.state = MarkedText(Mark.BELUM, "")
        self.state.setObjectName(f"{name}.keadaan")
        self.pages = QStackedWidget()
        self._build_start()
        self._build_show()
        self._build_ask()
        self._build_typed()
        count_shown_only(self.pages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.state)
        box.addWidget(self.pages)
        self.reload()

    # -- building --------------------------------------------------------------------------------------

    def _build_start(self) -> None:
        self.make = self._button("buat", _("Buat Kit Pemulihan"), self.begin)
        self.own = self._button("sudah_punya", _("Pakai kit laptop lain kantor ini"), self.type_known)
        self.test = self._button("uji", _("Uji lembar kit"), self._type_test)
        self.start = QWidget()
        row = QHBoxLayout(self.start)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.test, self.make, self.own):
            row.addWidget(button)
        row.addStretch(1)
        self.pages.addWidget(self.start)

    def _build_show(self) -> None:
        self.shown = QWidget()
        column = _column(self.shown)
        column.addWidget(
            _words(
                _(
                    "Tulis atau cetak ke-30 angka ini, lalu simpan di lemari besi kantor. Angka ini tidak"
                    " disimpan di laptop dan tidak tampil lagi."
                )
            )
        )
        self.groups = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for number in range(GROUPS):
            group, below = QLabel(), QLabel(str(number + 1))
            group.setObjectName(f"{self._name}.angka_{number + 1}")
            group.setProperty("teks", "judul")
            below.setProperty("teks", "kecil")
            grid.addWidget(group, 0, number, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(below, 1, number, Qt.AlignmentFlag.AlignHCenter)
            self.groups.append(group)
        grid.setColumnStretch(GROUPS, 1)
        column.addLayout(grid)
        self.paper = self._button("cetak", _("Cetak lembar kit"), self.print_sheet)
        self.written = self._button("sudah_ditulis", _("Sudah saya tulis"), self._ask_back)
        column.addLayout(self._row(self.paper, self.written, self._button("batal", _("Batal"), self._stop)))
        self.pages.addWidget(self.shown)

    def _build_ask(self) -> None:
        self.asking = QWidget()
        column = _column(self.asking)
        column.addWidget(_words(_("Baca dari lembar Anda dan ketik dua kelompok ini.")))
        self.fields: list[tuple[QLabel, QLineEdit]] = []
        row = QHBoxLayout()
        for number in range(ASKED):
            label, line = QLabel(), QLineEdit()
            label.setBuddy(line)
            line.setObjectName(f"{self._name}.ulang_{number + 1}")
            line.setMaxLength(LENGTH)
            line.setFixedWidth(look().px(84))
            line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
            line.returnPressed.connect(self.finish)
            row.addWidget(label)
            row.addWidget(line)
            self.fields.append((label, line))
        row.addStretch(1)
        column.addLayout(row)
        self.problem = MarkedText(Mark.GALAT, "")
        self.problem.setObjectName(f"{self._name}.pesan")
        self.problem.hide()
        column.addWidget(self.problem)
        self.done = self._button("selesai", _("Selesai"), self.finish)
        again = self._button("lihat_lagi", _("Lihat angkanya lagi"), self._show_again)
        column.addLayout(self._row(self.done, again))
        self.pages.addWidget(self.asking)

    def _build_typed(self) -> None:
        self.typed = QWidget()
        column = _column(self.typed)
        self.entry = DigitsEntry(f"{self._name}.nomor", _("30 angka dari lembar Kit Pemulihan"))
        column.addWidget(self.entry)
        self.take = self._button("pakai", _("Pakai kit ini"), self._take_typed)
        self.try_ = self._button("coba", _("Uji"), self._test_typed)
        column.addLayout(self._row(self.take, self.try_, self._button("kembali", _("Batal"), self._stop)))
        self.entry.changed.connect(self._sync_typed)
        self.pages.addWidget(self.typed)

    def _button(self, name: str, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"{self._name}.{name}")
        button.clicked.connect(lambda _on=False: act())  # type: ignore[operator]
        return button

    @staticmethod
    def _row(*buttons: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    @property
    def is_shown(self) -> bool:
        """Whether a new kit is on the screen and waits for its two groups."""
        return bool(self._digits)

    # -- state -----------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask the key file whether there is a kit."""
        self._desk.run(self, partial(pemulihan.has_kit, self._desk.app), self._show_state)

    def _show_state(self, has_kit: bool) -> None:
        self.has_kit = has_kit
        if has_kit:
            self.state.set_state(Mark.SELESAI, _("Kit Pemulihan sudah dibuat."))
        else:
            self.state.set_state(Mark.PERINGATAN, _("Kit Pemulihan belum dibuat."))
        self.make.setText(_("Buat kit baru…") if has_kit else _("Buat Kit Pemulihan"))
        self.own.setVisible(not has_kit)
        self.test.setVisible(has_kit)
        self.changed.emit()

    # -- a new kit -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Show 30 new digits; nothing counts before two groups were typed from the paper."""
        self._replaces = self.has_kit
        if self._replaces and not ask(
            self,
            _("Buat Kit Pemulihan baru?"),
            _("Buat baru"),
            detail=_(
                "Lembar yang lama tidak lagi membuka data laptop ini dan cadangan yang dibuat sesudahnya."
                " Cadangan lama tetap terbuka dengan lembar lama."
            ),
            danger=True,
        ):
            return
        self._digits = keys.new_digits()
        for label, group in zip(self.groups, self._digits.split(), strict=True):
            label.setText(group)
        self.state.set_state(Mark.BERJALAN, _("Kit ini berlaku sesudah dua kelompoknya diketik ulang."))
        self.pages.setCurrentWidget(self.shown)
        self.written.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def print_sheet(self) -> None:
        """The sheet for the safe in Pratinjau Cetak; the digits are only in this window's memory."""
        app, digits, today = self._desk.app, self._digits, self._desk.today()

        def draw(_progress: Progress) -> bytes:
            return printing.draw(
                app.database,
                app.aturan,
                printing.Pesanan(jenis="kit-pemulihan"),
                "pdf",
                fonts=paths.resources() / "fonts",
                today=today,
                nomor_kunci=digits,
                is_latihan=app.is_latihan,
            ).isi

        name = app.kantor.nama.replace(" ", "-") if app.kantor is not None else ""
        order = PrintOrder(
            title=_("Kit Pemulihan"), file_name=f"KitPemulihan_{name}.pdf", draw=draw, place=self._place
        )
        self._desk.open("pratinjau_cetak", order)

    def _ask_back(self) -> None:
        self._asked = tuple(sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), ASKED)))
        for (label, line), number in zip(self.fields, self._asked, strict=True):
            label.setText(_("Kelompok ke-{i}").format(i=number))
            line.setAccessibleName(label.text())
            line.clear()
        self.problem.hide()
        self.pages.setCurrentWidget(self.asking)
        self.fields[0][1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_again(self) -> None:
        self.pages.setCurrentWidget(self.shown)
        self.written.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Two groups from the paper must fit; then the kit counts, and a backup that it opens is made."""
        groups = self._digits.split()
        for (_label, line), number in zip(self.fields, self._asked, strict=True):
            if line.text().strip() != groups[number - 1]:
                words = _("Kelompok ke-{i} tidak cocok. Bacakan ulang.").format(i=number)
                self.problem.set_state(Mark.GALAT, words)
                self.problem.show()
                line.setAccessibleDescription(words)
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                line.selectAll()
                return
        self._keep(self._digits)

    def _keep(self, digits: str) -> None:
        app, replaces = self._desk.app, self._replaces
        self.setEnabled(False)
        self._desk.run_long(
            self,
            lambda step: pemulihan.make_kit(app, digits, ganti=replaces, progress=step),
            self._made,
            title=_("Membuat cadangan yang terbuka dengan kit…"),
            failed=self._failed,
        )

    def _made(self, kept: KitBaru) -> None:
        self.setEnabled(True)
        self._desk.app = kept.app
        self.has_kit = True
        self._stop()
        words = _(
            "Kit Pemulihan sudah dibuat, dan cadangan {nama} terbuka dengannya. Salin cadangan itu ke"
            " flashdisk."
        )
        self._desk.notice(
            words.format(nama=kept.cadangan.path.name),
            Tone.SUKSES,
            _("Buka Cadangan"),
            lambda: self._desk.open("cadangan"),
        )
        self.made.emit()

    def _failed(self, failure: DesaError) -> None:
        self.setEnabled(True)
        self._keep_keyboard(self.done)
        self._desk.show_error(failure)

    # -- a paper that is there -------------------------------------------------------------------------

    def type_known(self) -> None:
        """Type the digits of the paper that is in the safe already."""
        self._begin_typing(is_test=False)

    def _type_test(self) -> None:
        self._begin_typing(is_test=True)

    def _begin_typing(self, *, is_test: bool) -> None:
        self.entry.clear()
        self.take.setVisible(not is_test)
        self.try_.setVisible(is_test)
        self.pages.setCurrentWidget(self.typed)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sync_typed(self) -> None:
        for button in (self.take, self.try_):
            button.setEnabled(self.entry.is_complete)

    def _take_typed(self) -> None:
        self._replaces = False
        self._keep(self.entry.text)

    def _test_typed(self) -> None:
        app, digits = self._desk.app, self.entry.text
        self._desk.run(self, partial(pemulihan.check_kit, app, digits), self._tested, self._not_that_one)

    def _tested(self, _none: object) -> None:
        self._stop()
        self._desk.notice(
            _("Lembar Kit Pemulihan cocok. Simpan lagi di lemari besi."), Tone.SUKSES, seconds=10
        )

    def _not_that_one(self, failure: DesaError) -> None:
        wrong = failure.fields.get("angka") if isinstance(failure, InvalidInput) else None
        self.entry.refuse(wrong or failure.sentence)

    def _stop(self) -> None:
        self._digits, self._asked = "", ()
        for label in self.groups:
            label.clear()
        self.entry.clear()
        self.pages.setCurrentWidget(self.start)
        self._show_state(self.has_kit)
        self._keep_keyboard(self.test if self.has_kit else self.make)

    def _keep_keyboard(self, place: QWidget) -> None:
        """What had the keyboard is hidden or grey now; whoever went on elsewhere is left alone."""
        holder = QApplication.focusWidget()
        if self.isVisible() and (holder is None or self.isAncestorOf(holder)):
            place.setFocus(Qt.FocusReason.OtherFocusReason)


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("teks", "sekunder")
    label.setWordWrap(True)
    return label
