"""Kotak Selisih: what two laptops changed apart, chosen side by side (ux.md 8.6, wireframe 9.7).

`1` takes A, `2` takes B, `3` writes an own value, `Alt+Down` goes on to the next. A kecamatan only looks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desa_desktop.i18n import _
from desa_desktop.services import exchange, selisih
from desa_desktop.services.selisih import Cabang, Digabung, SelisihTampil
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.exchange_parts.pictures import PictureStrip
from desa_desktop.ui.exchange_parts.selisih_filters import SelisihFilters
from desa_desktop.ui.kit.ask import ask, ask_text
from desa_desktop.ui.kit.empty import EmptyState, OrEmpty
from desa_desktop.ui.kit.flow import flowing
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.marks import Mark, MarkedText
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.style import look

_SAMPLE = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One dokumen in the list above."""

    id: str
    cabang: Cabang


class SelisihPage(QWidget):
    """`ready` when the filled button changes, `done` after something was chosen or joined."""

    ready = Signal()
    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("selisih")
        self._desk = desk
        self._forks: tuple[Cabang, ...] = ()
        self.filters = SelisihFilters("selisih.saring")
        self.list = Grid("selisih.dokumen", _fork_columns(), row_id=lambda row: row.id)
        self.list.setAccessibleName(_("Dokumen yang berubah di dua laptop"))
        self.list.setMaximumHeight(look().px(126))
        self.counter = QLabel()
        self.counter.setObjectName("selisih.hitungan")
        self.counter.setProperty("teks", "bagian")
        self.sides = QLabel()
        self.sides.setObjectName("selisih.sisi")
        self.sides.setProperty("teks", "sekunder")
        self.says = MarkedText(Mark.BELUM, "")
        self.says.setObjectName("selisih.pesan")
        self.table = Grid("selisih.isi", _columns(), row_id=lambda row: row.id)
        self.table.setAccessibleName(_("Isi yang berbeda"))
        self.pictures = PictureStrip("selisih.foto")
        self.take_a = _button("selisih.pakai_a", _("1  Pakai A"))
        self.take_b = _button("selisih.pakai_b", _("2  Pakai B"))
        self.write = _button("selisih.tulis", _("3  Tulis sendiri…"))
        self.all_a = _button("selisih.semua_a", "")
        self.all_b = _button("selisih.semua_b", "")
        self.take_back = _button("selisih.urungkan", _("Urungkan pilihan"))
        self.clean = _button("selisih.gabung_bersih", "")
        self.empty = EmptyState(
            "selisih.kosong",
            _("Tidak ada dokumen yang berubah di dua laptop. Bila ada, isi yang berbeda dipilih di sini."),
        )
        self._or_empty = OrEmpty(self._filled(), self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self._or_empty)
        self._connect()
        self.show_forks(())

    def _filled(self) -> QWidget:
        filled = QWidget()
        self._room = QWidget()
        choosing = flowing((self.take_a, self.take_b, self.write, self.all_a, self.all_b, self.take_back))
        joining = QHBoxLayout()
        joining.setSpacing(8)
        joining.addWidget(self.counter, 1)
        joining.addWidget(self.clean)
        box = QVBoxLayout(filled)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.filters)
        box.addWidget(self.list)
        box.addLayout(joining)
        box.addWidget(self.says)
        box.addWidget(self.sides)
        box.addWidget(self.table, 1)
        box.addWidget(self._room, 1)  # where there is nothing to choose, no empty table
        box.addWidget(self.pictures)
        box.addWidget(choosing)
        return filled

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_list)
        self.list.current_changed.connect(lambda _key: self._show())
        self.table.current_changed.connect(lambda _key: self._sync())
        self.take_a.clicked.connect(partial(self._take, "a"))
        self.take_b.clicked.connect(partial(self._take, "b"))
        self.write.clicked.connect(self.write_own)
        self.all_a.clicked.connect(partial(self._take_all, "a"))
        self.all_b.clicked.connect(partial(self._take_all, "b"))
        self.take_back.clicked.connect(self.undo)
        self.clean.clicked.connect(self.join_clean)
        keys: Sequence[tuple[str, Callable[[], object]]] = (
            ("1", partial(self._take, "a")),
            ("2", partial(self._take, "b")),
            ("3", self.write_own),
            ("Alt+Down", self.go_on),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self.table, act)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_forks(self, forks: Sequence[Cabang]) -> None:
        """Show what is Bercabang; the chosen dokumen and value stay where they were."""
        self._forks = tuple(forks)
        self.filters.offer(self._forks)
        self._or_empty.show_empty(not forks)
        self._show_list()

    def _show_list(self) -> None:
        """The dokumen that fit what is asked for."""
        shown = selisih.sift(self._forks, self.filters.wanted)
        self.list.show_rows([Row(str(one.dokumen), one) for one in shown])
        clean = self._clean_count()
        self.clean.setText(_("Gabungkan {n} dokumen tanpa selisih").format(n=clean))
        # it joins all of them, so it stays away while only some are in view
        self.clean.setVisible(clean > 0 and not self.filters.wanted.is_on)
        if shown and self.list.current_row() is None:
            asked = next((one for one in shown if one.terbuka), shown[0])  # there is something to do
            self.list.select_row(str(asked.dokumen))
        self._show()

    @property
    def values(self) -> tuple[SelisihTampil, ...]:
        """The values of the chosen dokumen that fit what is asked for."""
        fork = self.fork
        return selisih.values_of(fork, self.filters.wanted) if fork is not None else ()

    @property
    def count(self) -> int:
        """How many dokumen wait here for us (for the tab)."""
        return len(self._forks)

    def _clean_count(self) -> int:
        return sum(one.is_tanpa_selisih for one in self._forks)

    @property
    def fork(self) -> Cabang | None:
        """The chosen dokumen as it is now."""
        row = self.list.current_row()
        if not isinstance(row, Row):
            return None
        return next((one for one in self._forks if str(one.dokumen) == row.id), None)

    def _show(self) -> None:
        fork = self.fork
        self.sides.setText(
            _("A: {a}    B: {b}").format(a=fork.a.teks, b=fork.b.teks) if fork is not None else ""
        )
        self.table.show_rows(self.values)
        self.table.setVisible(bool(self.values))
        self._room.setVisible(not self.values)
        if self.values and self.table.current_row() is None:
            self._go_to_open()
        self._say(fork)
        self._sync()

    def _say(self, fork: Cabang | None) -> None:
        if fork is None:
            nothing = _("Tidak ada selisih yang cocok dengan saringan. Tekan Tampilkan semua.")
            self.says.set_state(Mark.BELUM, nothing if self._forks else "")
        elif fork.halangan:
            self.says.set_state(Mark.PERINGATAN, fork.halangan)
        elif not fork.is_milik:
            words = _(
                "Menunggu keputusan desa. Keduanya tetap tersimpan; yang dipakai keadaan sebelum bercabang."
            )
            self.says.set_state(Mark.PERINGATAN, words)
        elif fork.ganda:
            self.says.set_state(Mark.PERINGATAN, _double_words(fork))
        elif fork.is_siap:
            self.says.set_state(Mark.SELESAI, _("Semua isi sudah dipilih. Gabungkan dokumen ini."))
        else:
            self.says.set_state(
                Mark.BERJALAN, _("Pilih isi yang benar di tiap baris. Pilihan langsung tersimpan.")
            )

    def _sync(self) -> None:
        fork, row = self.fork, self.table.current_row()
        is_ours = fork is not None and fork.is_milik and not fork.halangan
        can_take = is_ours and isinstance(row, SelisihTampil)
        for button in (self.take_a, self.take_b, self.write):
            button.setVisible(is_ours)
            button.setEnabled(can_take)
        for side, button in (("A", self.all_a), ("B", self.all_b)):
            button.setVisible(is_ours and len(self.values) > 1)
            button.setText(self._bulk_words().format(sisi=side, n=len(self.values)))
        self.take_back.setVisible(is_ours)
        self.take_back.setEnabled(fork is not None and any(one.putusan for one in fork.selisih))
        self.write.setVisible(is_ours and not (isinstance(row, SelisihTampil) and row.is_foto))
        self.counter.setText(self._position())
        self._show_pictures(row if isinstance(row, SelisihTampil) else None)
        self.ready.emit()

    def _show_pictures(self, row: SelisihTampil | None) -> None:
        """Beside a photo that both sides changed, both of them."""
        if row is None or not row.is_foto:
            self.pictures.forget()
            return
        app = self._desk.app
        self.pictures.show_pictures(
            self._desk,
            (("A", row.foto_a), ("B", row.foto_b)),
            lambda sha256: exchange.read_foto(app.database, app.laptop, app.files, "", sha256),
        )

    def _position(self) -> str:
        fork, row = self.fork, self.table.current_row()
        if fork is None:
            return ""
        if not fork.selisih:
            return _("{judul}: tanpa selisih").format(judul=fork.judul)
        keys = [one.id for one in self.values]
        place = keys.index(row.id) + 1 if isinstance(row, SelisihTampil) and row.id in keys else 1
        text = _("{judul}: selisih {n} dari {jumlah}").format(judul=fork.judul, n=place, jumlah=len(keys))
        if self._is_narrowed:
            text += " · " + _("tersaring dari {jumlah}").format(jumlah=len(fork.selisih))
        if fork.dari_tahap > 1:
            text += " · " + _("langkah {n} dari {jumlah}").format(n=fork.tahap, jumlah=fork.dari_tahap)
        return text

    @property
    def primary(self) -> tuple[str, Callable[[], object], bool, str]:
        """The filled button: its word, what it does, whether it can, and why not."""
        fork = self.fork
        if fork is not None and not fork.is_milik:  # ours to ask for, not to decide
            return _("Minta desa memilih"), self.ask_owner, True, ""
        can = fork is not None and fork.is_siap
        why = ""
        if fork is not None and not can:
            why = fork.halangan or self._why_open(fork)
        return _("Gabungkan"), self.join, can, why

    @property
    def _is_narrowed(self) -> bool:
        """Whether the chosen dokumen has values that the filters hide."""
        fork = self.fork
        return fork is not None and len(self.values) < len(fork.selisih)

    def _bulk_words(self) -> str:
        """What a bulk choice is about, said on its button already."""
        return (
            _("Pakai {n} yang tersaring dari {sisi}…") if self._is_narrowed else _("Pakai semua dari {sisi}…")
        )

    def _why_open(self, fork: Cabang) -> str:
        hidden = fork.terbuka - sum(not one.putusan for one in self.values)
        words = _("Pilih dulu {n} isi yang masih berbeda.").format(n=fork.terbuka)
        if hidden:
            words += " " + _("{n} di antaranya di luar saringan.").format(n=hidden)
        return words

    # -- choosing --------------------------------------------------------------------------------------

    def _take(self, side: str, *_args: object) -> None:
        row = self.table.current_row()
        if isinstance(row, SelisihTampil) and self.take_a.isEnabled():
            self._decide([row.id], side)

    def _take_all(self, side: str, *_args: object) -> None:
        fork = self.fork
        if fork is None or not fork.is_milik:
            return
        rows = self.values
        laptop = (fork.a if side == "a" else fork.b).teks
        named = selisih.bulk_sample(rows, side, _SAMPLE)
        if len(rows) > len(named):
            named.append(_("… dan {n} lagi").format(n=len(rows) - len(named)))
        if self._is_narrowed:
            question = _("Pakai {n} isi yang tersaring dari {laptop}?").format(n=len(rows), laptop=laptop)
            rest = _("{n} isi lain di dokumen ini tidak berubah.").format(n=len(fork.selisih) - len(rows))
            verb = _("Pakai yang tersaring")
        else:
            question = _("Pakai semua {n} isi dari {laptop}?").format(n=len(rows), laptop=laptop)
            rest, verb = _("Itu semua isi yang berbeda di dokumen ini."), _("Pakai semua")
        detail = "\n".join([*named, "", rest, _("Urungkan pilihan mengembalikan semuanya sekaligus.")])
        if ask(self, question, verb, detail=detail):
            self._decide([one.id for one in rows], side)

    def write_own(self) -> None:
        """An own value instead of A and B."""
        row = self.table.current_row()
        if not isinstance(row, SelisihTampil) or not self.write.isEnabled() or row.is_foto:
            return
        question = _("{judul}, {kolom}: tulis isinya").format(judul=_place_words(row), kolom=row.kolom_teks)
        text = ask_text(self, question, _("Pakai"), text=row.hasil or row.a)
        if text is not None:
            self._decide([row.id], "nilai", text)

    def _decide(self, ids: Sequence[str], pilih: str, nilai: str = "") -> None:
        desk, app = self._desk, self._desk.app
        by, at = desk.person, desk.now()
        desk.run(
            self,
            lambda: selisih.decide(app.database, app.laptop, ids, pilih, nilai=nilai, by=by, at=at),
            lambda _count: self._after(),
        )

    def undo(self) -> None:
        """Take the last choice back, all of it when it was made for many."""
        fork = self.fork
        if fork is None:
            return
        desk, app, key = self._desk, self._desk.app, fork.dokumen
        by, at = desk.person, desk.now()
        desk.run(
            self,
            lambda: selisih.undo_decision(app.database, key, by=by, at=at),
            lambda _done: self._after(),
        )

    def _after(self) -> None:
        self._reread(lambda: self._go_to_open())

    def _reread(self, then: Callable[[], object]) -> None:
        desk, app, at = self._desk, self._desk.app, self._desk.now()

        def show(forks: tuple[Cabang, ...]) -> None:
            self.show_forks(forks)
            then()

        desk.run(
            self, lambda: selisih.list_forks(app.database, app.laptop, at=at, templates=app.templates), show
        )

    def _go_to_open(self) -> None:
        waiting = [one for one in self.values if not one.putusan]
        if waiting:
            self.table.select_row(waiting[0].id)
        elif self.values and self.table.current_row() is None:
            self.table.go_first()
        self._sync()

    def go_on(self) -> None:
        """`Alt+Down`: the next value."""
        row = self.table.current_row()
        keys = [one.id for one in self.values]
        if not keys:
            return
        place = keys.index(row.id) + 1 if isinstance(row, SelisihTampil) and row.id in keys else 0
        self.table.select_row(keys[place % len(keys)])

    # -- joining ---------------------------------------------------------------------------------------

    def join(self) -> None:
        """Join the chosen dokumen into one new state."""
        fork = self.fork
        if fork is None or not fork.is_siap:
            return
        desk, app, key = self._desk, self._desk.app, fork.dokumen
        by, at = desk.person, desk.now()
        desk.run(
            self,
            lambda: (selisih.merge_fork(app.database, app.laptop, key, by=by, at=at),),
            self._joined,
        )

    def join_clean(self) -> None:
        """Join all that have nothing to be asked about."""
        desk, app = self._desk, self._desk.app
        by, at = desk.person, desk.now()
        desk.run(self, lambda: selisih.merge_clean(app.database, app.laptop, by=by, at=at), self._joined)

    def _joined(self, made: Sequence[Digabung]) -> None:
        words = [_("{judul} digabung.").format(judul=one.judul) for one in made]
        numbers = [str(number) for one in made for number in one.nomor_baru]
        if numbers:
            words.append(
                _("Usulan bernomor sama mendapat nomor baru: {nomor}.").format(nomor=", ".join(numbers))
            )
        if any(one.status == "konsep" for one in made):
            words.append(_("Rencana yang digabung menjadi konsep dan disahkan lagi."))
        self._desk.notice(" ".join(words), seconds=10)
        self._reread(lambda: None)
        self.done.emit()

    def ask_owner(self) -> None:
        """The kecamatan's letter to the village lies on the clipboard, for Word or WhatsApp."""
        fork = self.fork
        if fork is None:
            return
        app = self._desk.app
        text = selisih.letter_to_owner(fork, app.kantor.nama if app.kantor is not None else "")
        QGuiApplication.clipboard().setText(text)
        self._desk.notice(_("Surat untuk desa sudah disalin. Tempel di Word atau pesan."), seconds=10)


def _double_words(fork: Cabang) -> str:
    names = ", ".join(f"{one.daftar} {one.teks}" for one in fork.ganda[:_SAMPLE])
    return _(
        "Mungkin tertulis dua kali: {nama}. Keduanya tetap ada sesudah digabung;"
        " hapus salah satu di layarnya."
    ).format(nama=names)


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _fork_columns() -> list[Column]:
    return [
        Column(
            name="judul", label=_("Dokumen"), width=240, value=lambda row: row.cabang.judul,
            mark=lambda row: Mark.SELESAI if row.cabang.is_siap else Mark.PERINGATAN,
        ),
        Column(name="pemilik", label=_("Milik"), width=140, value=lambda row: row.cabang.nama_pemilik),
        Column(
            name="sisi", label=_("Berubah di"), width=430, stretch=True,
            value=lambda row: "; ".join(one.teks for one in row.cabang.sisi),
        ),
        Column(name="terbuka", label=_("Selisih"), width=150, value=_open_words),
    ]  # fmt: skip


def _open_words(row: Row) -> str:
    fork = row.cabang
    if fork.is_tanpa_selisih or not fork.selisih:
        return _("tanpa selisih")
    return _("{n} dari {jumlah} dipilih").format(n=len(fork.selisih) - fork.terbuka, jumlah=len(fork.selisih))


def _columns() -> list[Column]:
    return [
        Column(name="baris", label=_("Baris"), width=190, stretch=True, value=_place_words),
        Column(name="kolom", label=_("Kolom"), width=160, value=lambda row: row.kolom_teks),
        Column(name="dasar", label=_("Dasar"), width=140, value=lambda row: row.dasar),
        Column(name="a", label="A", width=190, value=lambda row: row.a),
        Column(name="b", label="B", width=190, value=lambda row: row.b),
        Column(
            name="hasil", label=_("Hasil"), width=150, value=lambda row: row.hasil or "?",
            mark=lambda row: Mark.SELESAI if row.putusan else Mark.PERINGATAN,
        ),
    ]  # fmt: skip


def _place_words(row: SelisihTampil) -> str:
    return f"{row.daftar} {row.judul}".strip() or selisih.table_of(row)
