"""The screen Data Desa: five tabs over the village and who serves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desa_desktop.domain.desa import Dusun, Perangkat, Tokoh
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.domain.pemeriksaan_desa import check_desa
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.wilayah import show_kode
from desa_desktop.errors import DesaError, InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import desa as service
from desa_desktop.services import kop
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.form import Form, scrolled
from desa_desktop.ui.kit.table import Column
from desa_desktop.ui.kit.tabs import Tabs
from desa_desktop.ui.rereading import Rereading
from desa_desktop.ui.saving import keep_draft
from desa_desktop.ui.screen import Command, Screen
from desa_desktop.ui.screens.data_desa import columns
from desa_desktop.ui.screens.data_desa.angka import AngkaPage
from desa_desktop.ui.screens.data_desa.angka import Read as AngkaRead
from desa_desktop.ui.screens.data_desa.kop import KopPanel
from desa_desktop.ui.screens.data_desa.lists import ListOf, ListPage

IDENTITAS, ANGKA = "identitas", "angka_pokok"


@dataclass(frozen=True, slots=True)
class Read:
    """The village, what is odd about it, and its figures."""

    profil: service.Profil
    checks: tuple[Pemeriksaan, ...]
    angka: AngkaRead
    kop: kop.Kop


class DataDesaScreen(Screen):
    """`Tambah` adds a row to the open tab."""

    help = "data_desa"
    tables = frozenset({"kantor", "desa", "dusun", "perangkat", "tokoh", "angka_pokok", "baris_angka"})
    register = frozenset({"penduduk", "keluarga"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "data_desa")
        self.title = _("Data Desa")
        self._desa: UUID | None = None
        self._hamlets = columns.Hamlets()
        self._build()
        self._reading = Rereading(desk, self, self._prepare, self._show)
        self._connect()
        self.reload()

    def _build(self) -> None:
        kantor = self.desk.app.kantor
        newest = (kantor.tahun_rencana if kantor is not None else self.desk.today().year + 1) - 1
        self.form = Form(
            "data_desa.identitas.isian", columns.identity(), today=self.desk.today, save=self._save_identity,
            draft=self._draft,
        )  # fmt: skip
        self.pages = {
            "wilayah": self._list("wilayah", _("Wilayah"), Dusun, JenisTempel.WILAYAH, columns.wilayah(),
                _("Tambah dusun"), _("Dusun dipakai untuk mengelompokkan usulan dan daftar hadir.")),
            "perangkat": self._list("perangkat", _("Perangkat"), Perangkat, JenisTempel.PERANGKAT,
                columns.perangkat(), _("Tambah perangkat"),
                _("Perangkat desa dipakai untuk tanda tangan di dokumen.")),
            "tokoh": self._list("tokoh", _("Lembaga & Tokoh"), Tokoh, JenisTempel.TOKOH,
                columns.tokoh(self.desk.app.aturan, self._hamlets), _("Tambah tokoh"),
                _("Daftar ini dipakai untuk undangan dan daftar hadir.")),
        }  # fmt: skip
        self.angka = AngkaPage(self.desk, newest)
        self.tabs = Tabs("data_desa")
        self.tabs.take_keys()
        self.kop = KopPanel(self.desk)
        identity = QWidget()
        column = QVBoxLayout(identity)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.kop)
        column.addStretch(1)
        self.tabs.add(IDENTITAS, _("Identitas"), scrolled(identity, "data_desa.identitas", width=620))
        for name, page in self.pages.items():
            self.tabs.add(name, page.label.replace("&", "&&"), page)
        self.tabs.add(ANGKA, _("Angka Pokok"), self.angka)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.tabs)

    def _list(
        self, name: str, label: str, kind: type[object], jenis: JenisTempel,
        shown: tuple[Column, ...], add: str, why: str,
    ) -> ListPage:  # fmt: skip
        return ListPage(
            self.desk,
            ListOf(name=name, label=label, kind=kind, jenis=jenis, columns=shown, add=add, why=why),
        )

    def _connect(self) -> None:
        self.tabs.turned.connect(lambda _name: self._turned())
        self.angka.state_changed.connect(self._name_primary)
        for host in (*(page.host for page in self.pages.values()), self.angka.host):
            host.opened.connect(lambda _open: self._name_primary())
        self.tabs.remember(self.desk.memory)
        self._name_primary()

    # -- reading ---------------------------------------------------------------------------------------

    def concerns(self, tables: frozenset[str]) -> bool:
        """What is offered for Angka Pokok follows the register of residents."""
        return super().concerns(tables) or bool(tables & self.register)

    def reload(self) -> None:
        """Read everything about the village anew."""
        self._reading.start()

    def _prepare(self) -> Callable[[], Read]:
        database, today, year = self.desk.app.database, self.desk.today(), self.angka.wanted

        def work() -> Read:
            profil = service.profile(database)
            checks = tuple(check_desa(profil.desa, today))
            return Read(profil, checks, self.angka.read(year), kop.show(database))

        return work

    def _show(self, read: Read) -> None:
        desa = read.profil.desa
        self._desa = desa.id
        self._hamlets.names = [one.nama for one in read.profil.dusun if one.nama]
        names = ("nama", "kecamatan", "kabupaten", "provinsi", "alamat", "kode_pos", "telepon")
        values: dict[str, object] = {name: getattr(desa, name) for name in names}
        self.form.set_values({**values, "kode": show_kode(desa.kode)})
        self.pages["wilayah"].show_rows(desa.id, read.profil.dusun, read.checks)
        self.pages["perangkat"].show_rows(desa.id, read.profil.perangkat, read.checks)
        self.pages["tokoh"].show_rows(desa.id, read.profil.tokoh, read.checks)
        self.angka.show_read(read.angka)
        self.kop.show_kop(read.kop)

    # -- identity --------------------------------------------------------------------------------------

    def _save_identity(self, name: str, value: object) -> None:
        desk, at, text = self.desk, self.desk.now(), str(value)

        def refused(error: DesaError) -> None:
            self.form.refuse(error.fields if isinstance(error, InvalidInput) else {name: str(error)})
            desk.show_error(error)

        desk.save(
            self.form,
            lambda: service.change_profile(desk.app.database, {name: text}, by=desk.person, at=at),
            failed=refused,
            place=("profil", name),
        )

    def _draft(self, name: str, text: str | None) -> None:
        if self._desa is not None:
            keep_draft(self.desk, "data_desa.identitas.isian", (self._desa, name), text)

    # -- commands --------------------------------------------------------------------------------------

    @property
    def _page(self) -> ListPage | AngkaPage | None:
        name = self.tabs.current
        return self.angka if name == ANGKA else self.pages.get(name)

    def _turned(self) -> None:
        self.commit()
        if self.tabs.current == ANGKA:
            self.angka.offer.look(is_locked=self.angka.is_locked)
        self._name_primary()

    def _name_primary(self) -> None:
        page = self._page
        if page is None or page.host.is_open:
            self.clear_primary()
            self.set_commands([])
            return
        is_locked = page is self.angka and self.angka.is_locked
        why = _("Angka tahun ini sudah selesai. Pilih Buat perubahan dulu.") if is_locked else ""
        self.set_primary(_("Tambah"), page.add, enabled=not is_locked, why=why)
        self.set_commands(
            []
            if is_locked
            else [
                Command(_("Impor dari berkas…"), page.import_, "Ctrl+O"),
                Command(_("Tempel dari Excel…"), page.paste),
                *self._from_register(page),
            ]
        )

    def _from_register(self, page: ListPage | AngkaPage) -> list[Command]:
        if not isinstance(page, AngkaPage):
            return []
        take = Command(_("Ambil dari register penduduk"), page.take_from_register, "Ctrl+Shift+R")
        return [take, Command(_("Bandingkan dengan register penduduk…"), page.offer.compare)]

    def go_to(self, key: object) -> None:
        """A tab by its name (`angka_pokok`), or the row with this id."""
        if isinstance(key, str) and key in (IDENTITAS, ANGKA, *self.pages):
            self.tabs.turn_to(key)
        elif isinstance(key, UUID):
            for name, page in self.pages.items():
                if page.grid.select_row(key):
                    self.tabs.turn_to(name)
