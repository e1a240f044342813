"""A whole family that moves in: one paper above, everybody in a table below, one step at `Catat`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.penduduk import KEPALA, Keluarga, Penduduk
from desa_desktop.domain.penduduk.orang import WNI
from desa_desktop.domain.penduduk.periksa import Latar, check_penduduk
from desa_desktop.domain.penduduk.susun import ANGGOTA, STEP, Jenis, Tersusun, compose_arrival, new_family
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import lihat_penduduk as lihat
from desa_desktop.services import penduduk as service
from desa_desktop.services.lihat_penduduk import DusunTampil, RumahPilihan
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.clipboard import Block
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.grid import Grid
from desa_desktop.ui.kit.kinds import Kind
from desa_desktop.ui.kit.notice import Tone
from desa_desktop.ui.kit.table import RowId
from desa_desktop.ui.page_draft import KEDATANGAN as DRAFT
from desa_desktop.ui.page_draft import PageDraft, put_back
from desa_desktop.ui.saving import stored_value, undo
from desa_desktop.ui.screen import Command, Primary
from desa_desktop.ui.screens.penduduk.akibat import ChangesCard, describe
from desa_desktop.ui.screens.penduduk.halaman import RecordPage
from desa_desktop.ui.screens.penduduk.isian import WargaField, day, number, text
from desa_desktop.ui.screens.penduduk.kartu import member_columns
from desa_desktop.ui.screens.penduduk.kata import Kata
from desa_desktop.ui.screens.penduduk.menu_peristiwa import KEDATANGAN
from desa_desktop.ui.screens.penduduk.pilih_keluarga import family_field
from desa_desktop.ui.screens.penduduk.pribadi import SIDE
from desa_desktop.ui.screens.penduduk.tempel_anggota import MOST as MOST_PASTED
from desa_desktop.ui.screens.penduduk.tempel_anggota import read_block
from desa_desktop.ui.style import look
from desa_desktop.ui.tab_page import heading

_PLACE = ("no_kk", "alamat", "dusun_id", "rt", "rw")
_MEMBER = tuple(
    name for name in Penduduk.__dataclass_fields__ if name not in ("id", "desa_id", "keluarga_id", "versi")
)
Read = tuple[tuple[DusunTampil, ...], list[RumahPilihan], Latar]
Home = tuple[Keluarga, Sequence[Penduduk]]


def fields(keluarga: Sequence[RumahPilihan], kata: Kata) -> list[WargaField]:
    """What is asked once for all: the day, the paper, from where, and into which family."""
    return [
        day("tanggal", label=_("Tanggal datang"), wajib=True),
        day("lapor", label=_("Tanggal lapor"), beside=True),
        text("dokumen", label=_("Nomor surat"), beside=True),
        text("alamat_asal", label=_("Alamat asal")),
        number(kata, "no_kk_asal", label=_("Nomor KK asal"), beside=True),
        text("sebab", label=_("Alasan"), beside=True), text("catatan", beside=True),
        family_field(
            "tujuan", _("Masuk ke keluarga"), keluarga, kata,
            _("Kosongkan bila punya KK sendiri."),
        ),
        number(kata, "no_kk", label=_("Nomor KK baru"), hint=_("Kosongkan bila belum terbit."), beside=True),
        text("alamat"),
        text("dusun_id", kind=Kind.CHOICE, choices=kata.dusun_choices, label=_("Dusun"), beside=True),
        text("rt", beside=True), text("rw", beside=True),
    ]  # fmt: skip


class ArrivalPage(RecordPage):
    """Opened with the id of the family that is joined, or with that of the village for a new KK.

    Nothing is stored before `Catat`; everybody without NIK gets a temporary number then.
    """

    def __init__(self, desk: Desk, kata: Kata) -> None:
        super().__init__("penduduk.kedatangan", desk, kata)
        self._key: UUID | None = None
        self._given: dict[str, Any] = {}
        self._home: Home | None = None
        self._is_read = False
        self._blank: dict[str, str] = {}
        self._resumed: Mapping[str, Any] = {}
        self._latar: Latar | None = None
        self.people: list[Penduduk] = []
        self.form: Form | None = None
        self._area: QScrollArea | None = None
        self.draft = PageDraft(desk, DRAFT, self)
        self.card = ChangesCard("penduduk.kedatangan.akibat", self.numbers)
        self._build()

    def _build(self) -> None:
        columns = [one for one in member_columns(self._kata) if one.name != "status_dasar"]
        self.grid = Grid(
            "penduduk.kedatangan.anggota",
            columns,
            today=self._desk.today,
            on_change=self._change,
            on_add=self._add,
            on_remove=self._remove,
            on_paste=self._paste,
            on_draft=lambda _cell, _text: self._keep_draft(),
            on_withdraw=lambda row_id: self._drop([row_id]),
        )
        self.grid.setAccessibleName(_("Orang yang datang"))
        self.grid.remember(self._desk.memory)
        self.more = self.button("tambah", _("&Tambah orang"), self.add_person)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(heading(_("Siapa yang datang")))
        tools.addStretch(1)
        tools.addWidget(self.more)
        below = QWidget()
        box = QVBoxLayout(below)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(tools)
        box.addWidget(self.grid, 1)
        self._side = scrolled(self.card, "penduduk.kedatangan.samping", margin=0)
        top = QWidget()
        self._above = QHBoxLayout(top)
        self._above.setContentsMargins(0, 0, 0, 0)
        self._above.setSpacing(12)
        self._above.addWidget(self._side)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(top)
        self._split.addWidget(below)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 10, 16, 10)
        whole.addWidget(self._split)
        self.measure()

    def measure(self) -> None:
        """The card beside the form, and the rest for the people."""
        if hasattr(self, "_split"):
            self._side.setFixedWidth(min(look().px(326), SIDE))
            self._split.setSizes([look().px(330), look().px(250)])

    # -- beginning -------------------------------------------------------------------------------------

    def open(self, key: UUID, field: str = "") -> None:
        """Begin an arrival into this family; with the village's id one of a family of its own."""
        self._key, self._home, self._is_read, self._resumed = key, None, False, {}
        self.mask_again()
        self.draft.begin(key, field)
        app, today = self._desk.app, self._desk.today()

        def read() -> Read:
            latar = service.context_of(app.database, app.kode, today)
            return lihat.list_dusun(app.database), lihat.list_rumah(app.database), latar

        self._desk.run(self, read, lambda found: self._begin(key, found), self._refused)

    def redraw_numbers(self) -> None:
        """In the form, in the table, and in what will change."""
        super().redraw_numbers()
        self.grid.model.redraw()
        if self._is_read:
            self._show()

    def resume(self, isi: Mapping[str, Any]) -> None:
        """Put back what was typed before, as soon as the form is there."""
        self._resumed = isi
        if self._is_read:
            self._put_back()

    def _refused(self, error: DesaError) -> None:
        self._desk.show_error(error)
        self.done.emit()

    def _begin(self, key: UUID, read: Read) -> None:
        if key != self._key:
            return
        hamlets, families, self._latar = read
        self._is_read = True
        self._kata.take_dusun(hamlets)
        if self._area is not None:
            self._above.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self.form = Form(
            "penduduk.kedatangan.isian", fields(families, self._kata), today=self._desk.today,
            save=self._take, draft=lambda _name, _text: self._keep_draft(),
        )  # fmt: skip
        today = self._desk.today()
        joined = key if key in {one.id for one in families} else None
        begin: dict[str, Any] = {"tanggal": today, "lapor": today, "tujuan": joined}
        self._given = {name: begin.get(name, box.value) for name, box in self.form.boxes.items()}
        self.form.set_values(self._given)
        self._blank = self._texts()
        self._area = scrolled(self.form, "penduduk.kedatangan.gulung", margin=2)
        self._above.insertWidget(0, self._area, 1)
        self.people = [self._person({})]
        self._read_home(joined)
        self._put_back()
        self._show()
        QTimer.singleShot(0, self, lambda: self.form.go_to("tanggal") if self.form is not None else None)

    def _take(self, name: str, value: object) -> None:
        self._given[name] = value
        if name == "tujuan":
            self._read_home(value)
        self._said()

    def _read_home(self, key: object) -> None:
        """The family that is joined: its place stands already, and who lives in it."""
        self._home = None
        if self.form is not None:
            for name in _PLACE:
                self.form.boxes[name].editor.setEnabled(not isinstance(key, UUID))
        if not isinstance(key, UUID):
            return
        database = self._desk.app.database

        def came(found: tuple[Keluarga, list[Penduduk]]) -> None:
            if self._given.get("tujuan") == found[0].id:
                self._home = found
                first = self.people[0] if len(self.people) == 1 else None
                if first is not None and not first.nama and any(one.is_kepala for one in found[1]):
                    first.shdk = None  # the row that waits is nobody's head here
                self._show()

        self._desk.run(self, lambda: service.get_keluarga(database, key), came)

    # -- who comes -------------------------------------------------------------------------------------

    @property
    def _desa_id(self) -> DesaId:
        kantor = self._desk.app.kantor
        assert kantor is not None
        return DesaId(kantor.id)

    def _person(self, values: Mapping[str, object]) -> Penduduk:
        one = Penduduk(desa_id=self._desa_id, warganegara=WNI)
        if not self.people and self._given.get("tujuan") is None:
            one.shdk = KEPALA
        for name, value in values.items():
            setattr(one, name, stored_value(Penduduk, name, value))
        return one

    def add_person(self) -> None:
        """A new last row, with the cursor in its name."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.grid.add_row()

    def _add(self, values: Mapping[str, object], after: RowId | None) -> RowId:
        one = self._person(values)
        place = next((n for n, each in enumerate(self.people, start=1) if each.id == after), len(self.people))
        self.people.insert(place, one)
        self._show()
        return one.id

    def _change(self, changes: list[tuple[RowId, str, object]]) -> None:
        known: dict[RowId, Penduduk] = {one.id: one for one in self.people}
        for key, name, value in changes:
            one = known[key]
            setattr(one, name, stored_value(Penduduk, name, value))
            one.teks_asli = {field: kept for field, kept in one.teks_asli.items() if field != name}
        self._show()

    def _remove(self, keys: list[RowId]) -> None:
        before = list(self.people)
        self._drop(keys)

        def back() -> None:
            self.people = before
            self._show()

        words = _("{jumlah} baris dihapus.").format(jumlah=len(keys))
        self._desk.undo_bar(words, back)

    def _drop(self, keys: Sequence[RowId]) -> None:
        self.people = [one for one in self.people if one.id not in set(keys)]
        self._show()

    def _paste(self, block: Block, anchor: tuple[RowId | None, str]) -> None:
        """Rows from Excel as people who come."""
        if len(block) > MOST_PASTED:
            words = _("Ini {n} baris, terlalu banyak untuk satu keluarga. Tidak ada yang ditempel.")
            self._desk.notice(words.format(n=len(block)), Tone.PERINGATAN)
            return
        self.people = [one for one in self.people if not _is_blank(one)]
        for values, asli in read_block(self.grid, self._kata, block, anchor[1], self._desk.today):
            one = self._person(values)
            one.teks_asli = asli
            self.people.append(one)
        self._show()

    def _show(self) -> None:
        self.grid.show_rows(self.people)
        self._said()

    def _said(self) -> None:
        made = self.made
        lines = describe(made.akibat, {}, None, self._kata) if made.akibat is not None else []
        self.card.show_made(made, lines)
        self.grid.set_checks(self._odd())
        self._keep_draft()
        self.state_changed.emit()

    def _odd(self) -> list[Pemeriksaan]:
        """What is odd about what was typed; what is only empty yet is said by the card."""
        if self._latar is None:
            return []
        found = [each for one in self._coming for each in check_penduduk(one, self._latar)]
        typed: dict[UUID | None, Penduduk] = {one.id: one for one in self.people}
        return [one for one in found if one.record in typed and _is_filled(typed[one.record], one.field)]

    # -- what is typed outlives a power cut ------------------------------------------------------------

    def _texts(self) -> dict[str, str]:
        boxes = self.form.boxes if self.form is not None else {}
        return {name: box.editor.raw() for name, box in boxes.items()}

    def _typed(self) -> dict[str, Any]:
        """What would be lost: changed texts of the form, and everybody whose row holds something."""
        texts = {name: word for name, word in self._texts().items() if word != self._blank.get(name)}
        people = [_plain(one) for one in self.people if not _is_blank(one)]
        editor = self.grid.editor
        row = self.grid.current_row()
        if editor is not None and editor.text() and row is not None:
            column = self.grid.model.columns[self.grid.view.currentIndex().column()].name
            one = {**_plain(row), "teks_asli": {**row.teks_asli, column: editor.text()}}
            people = [each for each in people if each["urutan"] != one["urutan"]] + [one]
        return {"isian": texts, "orang": people} if texts or people else {}

    def _keep_draft(self) -> None:
        typed = self._typed() if self._is_read and not self._resumed else {}
        if typed:
            self.draft.keep(self.title, typed)

    def _put_back(self) -> None:
        if self.form is None or not self._resumed:
            return
        isi, self._resumed = self._resumed, {}
        people = [self._from_plain(one) for one in isi.get("orang", ()) if isinstance(one, dict)]
        self.people = people or self.people
        put_back(self.form, dict(isi.get("isian", {})))
        self._show()

    def _from_plain(self, plain: Mapping[str, Any]) -> Penduduk:
        one = Penduduk(desa_id=self._desa_id)
        for name, value in plain.items():
            if name in _MEMBER:
                setattr(one, name, date.fromisoformat(value) if name == "tanggal_lahir" else value)
        return one

    def close_page(self) -> None:
        """Kembali gives up what was typed; one word brings it back."""
        if not self._is_read or self._key is None:
            return
        self.commit()
        typed, key, title = self._typed(), self._key, self.title
        self._is_read = False
        if not typed:
            return
        self.draft.drop()

        def again() -> None:
            self.asked.emit(KEDATANGAN, key, "")
            self.resume(typed)

        words = _("{peristiwa} belum dicatat.").format(peristiwa=title)
        self._desk.notice(words, Tone.SARAN, _("Lanjutkan"), again, seconds=15)

    # -- recording -------------------------------------------------------------------------------------

    @property
    def _coming(self) -> list[Penduduk]:
        return [one for one in self.people if not _is_blank(one)]

    @property
    def made(self) -> Tersusun:
        """The arrival as it stands now, made of copies: a later day must not find the earlier one in them."""
        if not self._is_read:
            return Tersusun(kurang=_("Sedang dibaca."))
        people = [replace(one) for one in self._coming]
        today = self._desk.today()
        if self._given.get("tujuan") is not None:
            if self._home is None:
                return Tersusun(kurang=_("Sedang dibaca."))
            family, members = self._home
            return compose_arrival(people, family, members, self._given, today, is_keluarga_baru=False)
        when = self._given.get("tanggal")
        family = new_family(self._desa_id, self._given, when if isinstance(when, date) else today)
        return compose_arrival(people, family, (), self._given, today, is_keluarga_baru=True)

    @property
    def title(self) -> str:
        """`Datang · KELUARGA SUGENG`."""
        head = next((one.nama for one in self.people if one.is_kepala and one.nama), "")
        head = head or next((one.nama for one in self.people if one.nama), "")
        return _("Datang · {nama}").format(nama=head) if head else _("Keluarga datang")

    def primary(self) -> Primary | None:
        """`Catat`, grey with the reason while something is missing."""
        made = self.made
        return Primary(_("Catat"), self.record, enabled=made.akibat is not None, why=made.kurang)

    def commands(self) -> Sequence[Command]:
        """The menu Alat."""
        return [Command(_("Tambah orang"), self.add_person), self.numbers_command()]

    def record(self) -> None:
        """Store everybody as one step and go back to where it was asked for."""
        self.commit()
        made, desk, at = self.made, self._desk, self._desk.now()
        if made.akibat is None:
            desk.notice(made.kurang, Tone.SARAN, seconds=8)
            self._go_to(made.field)
            return
        akibat, name = made.akibat, _(STEP[Jenis.DATANG])
        words = _("Tercatat: {apa}, {n} orang, {tanggal}.").format(
            apa=self.title, n=len(akibat.penduduk_baru), tanggal=show_date(akibat.mutasi[0].tanggal_peristiwa)
        )

        def done(_odd: object) -> None:
            self.draft.drop()
            self._is_read = False
            desk.notice(words, Tone.SUKSES, _("Urungkan"), lambda: undo(desk, desk), seconds=15)
            self.done.emit()

        desk.save(
            self,
            lambda: service.record(desk.app.database, akibat, name, by=desk.person, at=at),
            done,
        )

    def _go_to(self, field: str) -> None:
        if field.startswith(ANGGOTA):
            place, _colon, name = field.removeprefix(ANGGOTA).partition(":")
            coming = self._coming or self.people
            if int(place) < len(coming):
                self.grid.select_row(coming[int(place)].id, name)
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form is not None:
            self.form.go_to(field)

    def commit(self) -> None:
        """Take what stands in open editors."""
        if self.form is not None:
            self.form.commit()
        self.grid.commit()
        self._keep_draft()

    def next_problem(self, step: int = 1) -> bool:
        """F8: what is missing in the form, then in the table."""
        parts: list[Callable[[int], bool]] = [self.grid.next_problem]
        if self.form is not None:
            parts.insert(0, self.form.next_problem)
        return any(part(step) for part in parts)


def _is_blank(one: Penduduk) -> bool:
    """Whether nothing was typed into the row: what it began with does not count."""
    return not (one.nama or one.nik or one.jk or one.tanggal_lahir or one.tempat_lahir or one.teks_asli)


def _is_filled(one: Penduduk, field: str) -> bool:
    return field in one.teks_asli or getattr(one, field, None) not in (None, "")


def _plain(one: Penduduk) -> dict[str, Any]:
    """The filled fields of a row as JSON has them."""
    found: dict[str, Any] = {"urutan": str(one.id)}
    for name in _MEMBER:
        value = getattr(one, name)
        if isinstance(value, date):
            found[name] = value.isoformat()
        elif isinstance(value, str | int | dict) and value not in ("", {}, 0, False):
            found[name] = value
    return found
