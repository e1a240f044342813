"""Which commands stand in which menu, with their keys (ux.md 2.3), and when they can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desa_desktop.i18n import _
from desa_desktop.ui import training
from desa_desktop.ui.kit.acts import Act
from desa_desktop.ui.menus import Item, size_options, theme_options
from desa_desktop.ui.places import EXCHANGE
from desa_desktop.ui.style import Theme

if TYPE_CHECKING:
    from desa_desktop.ui.main_window import MainWindow

Actions = dict[object, QAction]


def fill_menus(window: MainWindow) -> tuple[Actions, Actions]:
    """Write the five menus; returns the actions of sizes of text and of themes."""
    menus = window.menus
    menus.add(menus.file, _file(window))
    menus.add(menus.edit, _edit(window))
    menus.add(menus.look, _look(window))
    menus.look.addSeparator()
    sizes = menus.add_choice(
        menus.look, _("Ukuran huruf"), "ukuran", size_options(),
        lambda size: window.set_look(scale=cast(int, size)),
    )  # fmt: skip
    themes = menus.add_choice(
        menus.look, _("Tema"), "tema", theme_options(),
        lambda theme: window.set_look(theme=cast(Theme, theme)),
    )  # fmt: skip
    menus.add(menus.tools, _tools(window))
    menus.add(menus.help, _help(window))
    return sizes, themes


def _file(window: MainWindow) -> list[Item | None]:
    def screen_can(name: str) -> bool:
        return window.shown is not None and getattr(window.shown, name) is not None

    def screen_does(name: str) -> None:
        screen, desk = window.shown, window.desk
        if screen is not None and desk is not None:
            screen.commit()
            desk.after_saves(getattr(screen, name))

    exchange = EXCHANGE.get(window.mode, "")
    known = {place.name for place in window.places}
    items: list[Item | None] = [
        Item(name="simpan", text=_("Simpan sekarang"), keys=["Ctrl+S"], act=window.save_now,
             usable=lambda: window.desk is not None),
        None,
        Item(name="cetak", text=_("Pratinjau Cetak…"), keys=["Ctrl+P"],
             act=lambda: screen_does("print_document"), usable=lambda: screen_can("print_document")),
        Item(name="ekspor", text=_("Ekspor…"), keys=["Ctrl+E"],
             act=lambda: screen_does("export"), usable=lambda: screen_can("export")),
    ]  # fmt: skip
    if exchange in known:
        items.append(
            Item(
                name="tukar",
                text=_("Kirim && Terima"),
                keys=["Ctrl+Shift+K"],
                act=lambda: window.go(exchange),
            )
        )
    return [*items, None, Item(name="tutup", text=_("Tutup aplikasi"), keys=["Ctrl+Q"], act=window.close)]


def _edit(window: MainWindow) -> list[Item | None]:
    def in_grid() -> bool:
        grid = window.focused_grid()
        return grid is not None and grid.editable

    def in_text() -> bool:
        return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)

    def act(name: str, text: str, key: str, command: Act, *, also_text: bool = False) -> Item:
        return Item(
            name=name,
            text=text,
            keys=[key],
            act=lambda: window.grid_act(command),
            usable=lambda: in_grid() or (also_text and in_text()),
        )

    return [
        Item(name="urungkan", text=_("Urungkan"), keys=["Ctrl+Z"], act=window.step_back,
             usable=lambda: window.can_step[0]),
        Item(name="ulangi", text=_("Ulangi"), keys=["Ctrl+Y"], act=window.step_again,
             usable=lambda: window.can_step[1]),
        None,
        act("potong", _("Potong"), "Ctrl+X", Act.CUT, also_text=True),
        Item(name="salin", text=_("Salin"), keys=["Ctrl+C"], act=lambda: window.grid_act(Act.COPY),
             usable=lambda: window.focused_grid() is not None or in_text()),
        act("tempel", _("Tempel"), "Ctrl+V", Act.PASTE, also_text=True),
        act("kosongkan", _("Kosongkan sel"), "Del", Act.CLEAR),
        None,
        act("isi_ke_bawah", _("Isi ke bawah"), "Ctrl+D", Act.FILL),
        act("deret", _("Lanjutkan deret"), "Ctrl+Shift+D", Act.SERIES),
        act("baris_baru", _("Sisipkan baris"), "Ctrl+N", Act.ADD),
        act("hapus_baris", _("Hapus baris"), "Ctrl+Del", Act.REMOVE),
        act("naikkan", _("Naikkan baris"), "Alt+Up", Act.UP),
        act("turunkan", _("Turunkan baris"), "Alt+Down", Act.DOWN),
        None,
        Item(name="cari", text=_("Cari di daftar ini"), keys=["Ctrl+F", "F3"],
             act=lambda: window.shown is not None and window.shown.focus_search(),
             usable=lambda: window.shown is not None),
        Item(name="cari_semua", text=_("Cari apa saja"), keys=["Ctrl+K"],
             act=lambda: window.header.finder.open(QApplication.focusWidget())),
        Item(name="perlu_berikut", text=_("Isian berikutnya yang perlu diperhatikan"), keys=["F8"],
             act=lambda: window.shown is not None and window.shown.next_problem(),
             usable=lambda: window.shown is not None),
        Item(name="perlu_sebelum", text=_("Isian sebelumnya yang perlu diperhatikan"), keys=["Shift+F8"],
             act=lambda: window.shown is not None and window.shown.next_problem(-1),
             usable=lambda: window.shown is not None),
        None,
        Item(name="riwayat", text=_("Riwayat perubahan"), keys=["Ctrl+H"],
             act=lambda: window.shown is not None and window.shown.history is not None
             and window.shown.history(),
             usable=lambda: window.shown is not None and window.shown.history is not None),
    ]  # fmt: skip


def _look(window: MainWindow) -> list[Item | None]:
    return [
        *window.menus.place_items(window.places, window.go),
        None,
        Item(name="kembali", text=_("Kembali"), keys=["Alt+Left"], act=window.go_back,
             usable=lambda: window.desk is not None),
        Item(name="periksa", text=_("Periksa ulang"), keys=["F5"],
             act=window.check_again,
             usable=lambda: window.shown is not None),
        Item(name="panel", text=_("Panel berikutnya"), keys=["F6"], act=lambda: window.next_pane(1)),
        Item(name="panel_sebelum", text=_("Panel sebelumnya"), keys=["Shift+F6"],
             act=lambda: window.next_pane(-1)),
        Item(name="navigasi", text=_("Navigasi ringkas"), keys=["Ctrl+B"], act=window.toggle_narrow),
        Item(name="layar_penuh", text=_("Layar penuh"), keys=["F11"], act=window.toggle_full),
        None,
        Item(name="huruf_besar", text=_("Huruf lebih besar"), keys=["Ctrl++", "Ctrl+="],
             act=lambda: window.change_size(1)),
        Item(name="huruf_kecil", text=_("Huruf lebih kecil"), keys=["Ctrl+-"],
             act=lambda: window.change_size(-1)),
    ]  # fmt: skip


def _tools(window: MainWindow) -> list[Item | None]:
    return [
        Item(name="utama", text=_("Tombol utama layar ini"), keys=["Ctrl+Enter", "Ctrl+Return"],
             act=window.press_primary,
             usable=lambda: window.shown is not None and window.shown.primary is not None),
    ]  # fmt: skip


def _help(window: MainWindow) -> list[Item | None]:
    return [
        Item(name="layar_ini", text=_("Bantuan layar ini"), keys=["F1"], act=window.toggle_help,
             usable=lambda: window.help_panel.isVisible() or bool(window.help_page())),
        Item(name="pintasan", text=_("Daftar pintasan"), keys=["Ctrl+/"], act=window.show_keys),
        None,
        *(
            Item(
                name=name, text=text, act=act,
                usable=lambda: window.desk is not None and not window.desk.app.is_latihan,
            )
            for name, text, act in training.items(lambda: window.desk)
        ),
        None,
        Item(name="tentang", text=_("Tentang Desa Desktop"), act=window.show_about),
    ]  # fmt: skip
