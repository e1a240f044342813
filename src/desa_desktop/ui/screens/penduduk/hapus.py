"""`Hapus catatan keliru…`: a record that never should have been, taken out with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.errors import DesaError
from desa_desktop.i18n import _
from desa_desktop.services import hapus_penduduk
from desa_desktop.services.hapus_penduduk import Terhapus
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.kit.ask import ask_reason
from desa_desktop.ui.saving import undo

AskWhy = Callable[[str], str | None]
"""Asks why the record of this name is mistaken; None gives it up."""


def ask_mistake(parent: QWidget, nama: str) -> str | None:
    """The question, with what the act is not for."""
    question = _(
        "Mengapa catatan {nama} keliru? Untuk yang meninggal atau pindah, pilih Batal lalu Catat peristiwa."
    )
    hint = _("misalnya: tertulis dua kali, atau warga desa lain")
    return ask_reason(parent, question.format(nama=nama), _("Hapus catatan"), hint=hint)


def remove_mistaken(
    desk: Desk,
    page: QWidget,
    orang: Penduduk,
    ask: AskWhy,
    gone: Callable[[Terhapus], object],
    going: Callable[[bool], object],
) -> None:
    """Ask for the reason and take the record out; who has events or assistance is refused, with the place.

    `going(True)` before: the page must not miss what is about to vanish; `going(False)` when it stays.
    """
    nama = orang.nama or _("tanpa nama")
    why = ask(nama)
    if not why:
        return
    at, key = desk.now(), orang.id
    going(True)

    def done(found: Terhapus) -> None:
        words = _("Catatan {nama} dihapus.").format(nama=found.nama)
        if found.is_keluarga_ikut:
            words += " " + _("Keluarganya yang menjadi kosong ikut dihapus.")
        gone(found)
        desk.undo_bar(words, lambda: undo(desk, desk))

    def failed(error: DesaError) -> None:
        going(False)
        desk.show_error(error)

    desk.save(
        page,
        lambda: hapus_penduduk.remove_mistaken(desk.app.database, key, why, by=desk.person, at=at),
        done,
        failed,
    )
