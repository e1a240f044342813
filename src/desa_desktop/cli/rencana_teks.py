"""The texts of a Perdes and of a plan's document on the command line: list, word anew, take back."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.naskah_rencana import KELOMPOK, find_blok
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import teks_rencana

_MOST = 200_000  # bytes of a file that is to be a text


def teks(desk: Desk, given: Given) -> Answer:
    """`rencana teks`: every text of the plan, or one of them shown, worded anew or taken back."""
    jenis, tahun, kunci = given.text("jenis"), desk.tahun(given), given.text("kunci")
    if given.has("isi") and given.has("semula"):
        raise WrongUse(_("Pilih --isi atau --semula, tidak keduanya."), "rencana teks")
    if not kunci:
        if given.has("isi") or given.has("semula"):
            raise WrongUse(_("Sebut juga --kunci, teks mana yang dimaksud."), "rencana teks")
        return _all(desk, jenis, tahun)
    blok = find_blok(jenis, kunci)
    if given.has("isi"):
        text = _file(given)
        teks_rencana.change_text(
            desk.app.database, desk.app.naskah, jenis, tahun, kunci, text, by=desk.by, at=desk.at
        )
    elif given.has("semula"):
        teks_rencana.restore_text(desk.app.database, jenis, tahun, kunci, by=desk.by, at=desk.at)
    shown = teks_rencana.show_texts(desk.app.database, desk.app.naskah, jenis, tahun)
    one = next(one for one in shown.blok if one.blok == blok)
    data = {"kunci": one.id, "teks": one.teks, "bawaan": one.bawaan, "diubah": one.is_ubahan}
    return Answer(data, f"{_(KELOMPOK[blok.kelompok])}, {_(blok.judul)}: {_state(one)}\n\n{one.teks}")


def _all(desk: Desk, jenis: str, tahun: int) -> Answer:
    shown = teks_rencana.show_texts(desk.app.database, desk.app.naskah, jenis, tahun)
    data = [
        {"kunci": one.id, "cetakan": one.blok.kelompok, "judul": _(one.blok.judul), "diubah": one.is_ubahan}
        for one in shown.blok
    ]
    rows = [(one.id, _(KELOMPOK[one.blok.kelompok]), _(one.blok.judul), _state(one)) for one in shown.blok]
    return Answer({"teks": data}, table([_("Kunci"), _("Cetakan"), _("Teks"), _("Keadaan")], rows))


def _state(one: teks_rencana.BlokTampil) -> str:
    return _("diubah desa") if one.is_ubahan else _("bawaan")


def _file(given: Given) -> str:
    """The text of the named file. Raises NotFound, InvalidInput."""
    path = given.file("isi")
    if not path.is_file():
        raise NotFound(apa=_("Berkas {nama}").format(nama=path.name))
    try:
        content = path.read_bytes()
        if len(content) > _MOST:
            raise ValueError
        return content.decode("utf-8-sig")
    except (OSError, ValueError) as problem:
        sentence = _("Berkas {nama} tidak dapat dibaca sebagai teks. Simpan sebagai teks biasa (UTF-8).")
        raise InvalidInput({"isi": sentence.format(nama=path.name)}) from problem
