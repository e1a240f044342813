"""The price list on the command line: search it, copy it from last year, use a price in an estimate."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.harga import DaftarHarga
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import editing, export, harga


def cari(desk: Desk, given: Given) -> Answer:
    """`rencana harga`: the prices with these words; may copy last year's, name the source, or use one."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("salin"):
        harga.copy_prices(database, tahun, by=desk.by, at=desk.at)
    if given.has("sumber"):
        key = harga.begin_list(database, tahun, by=desk.by, at=desk.at)
        editing.change(database, DaftarHarga, key, {"sumber": given.text("sumber")}, by=desk.by, at=desk.at)
    shown = harga.show_harga(database, tahun)
    found = list(harga.search(shown, given.text("kata")))
    if given.has("pakai"):
        if not given.has("kata"):
            raise WrongUse(_("Tulis kata dari harga yang dipakai."), "rencana harga")
        if not found:
            raise NotFound(apa=_("Harga {kata}").format(kata=given.text("kata")))
        harga.use_price(database, given.key("pakai"), found[0].id, by=desk.by, at=desk.at)
    data = {"judul": shown.judul, "sumber": shown.sumber, "baris": export.plain_rows(found)}
    if not shown.baris:
        return Answer(data, _("Daftar harga {tahun} belum berisi.").format(tahun=tahun))
    rows = [(one.kode, one.uraian, one.satuan, one.harga, one.lokasi) for one in found]
    headings = [_("Kode"), _("Uraian"), _("Satuan"), _("Harga"), _("Lokasi")]
    return Answer(data, "\n".join([shown.asal, table(headings, rows)]))
