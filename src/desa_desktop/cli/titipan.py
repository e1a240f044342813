"""Titip cadangan on the command line: leave one with the kecamatan, list them, open what came back."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk, typed_kit
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.wording import show_date_short
from desa_desktop.i18n import _
from desa_desktop.services.exchange import titipan


def titip(desk: Desk, given: Given) -> Answer:
    """`cadangan titip`: on, off, or one now; without an option what is chosen."""
    app = desk.app
    if given.has("aktif") and given.has("berhenti"):
        raise WrongUse(_("Pilih salah satu: --aktif atau --berhenti."), "cadangan titip")
    if given.has("aktif") or given.has("berhenti"):
        titipan.choose_deposits(app.database, app.safe, aktif=given.has("aktif"), by=desk.by, at=desk.at)
    size = None
    if given.has("sekarang"):
        size = titipan.deposit_if_due(
            app.database,
            app.laptop,
            app.files,
            app.safe,
            by=desk.by,
            at=desk.at,
            sekarang=True,
            progress=desk.progress,
        )
    known = titipan.show_deposits(app.database, app.laptop, app.files)
    if size is not None:
        words = _("Titipan cadangan ({kb} KB) siap dan ikut kiriman berikutnya.").format(kb=-(-size // 1024))
    elif known.is_aktif:
        words = _("Cadangan dititipkan ke kecamatan sebulan sekali, bersama kiriman.")
    else:
        words = _("Cadangan tidak dititipkan ke kecamatan.")
    return Answer({"aktif": known.is_aktif, "ukuran": size}, words)


def daftar(desk: Desk, _given: Given) -> Answer:
    """`cadangan titipan`: whose, from when, how large, and where it is."""
    found = titipan.show_deposits(desk.app.database, desk.app.laptop, desk.app.files).daftar
    shown = [
        (
            one.desa,
            one.laptop,
            show_date_short(one.pada.astimezone().date()),
            -(-one.ukuran // 1024),
            _("ya") if one.is_disimpan else _("belum"),
            _("ya") if one.is_di_sini else _("tidak"),
            one.sha256[:12],
        )
        for one in found
    ]
    headings = [_("Desa"), _("Laptop"), _("Dibuat"), "KB", _("Di kecamatan"), _("Di laptop ini"), _("Tanda")]
    return Answer({"titipan": found}, table(headings, shown) if found else _("Belum ada titipan cadangan."))


def ambil(desk: Desk, given: Given) -> Answer:
    """`cadangan ambil-titipan`: the sealed backup becomes a file that `cadangan pulihkan` takes."""
    digits = typed_kit(given)
    if digits is None:
        raise WrongUse(_("Berikan 30 angka Kit Pemulihan lewat --kit-stdin."), "cadangan ambil-titipan")
    app = desk.app
    made = titipan.fetch_deposit(
        app.database,
        app.laptop,
        app.files,
        digits,
        app.safe.backups,
        kid=given.text("laptop"),
        titipan=given.text("titipan"),
    )
    words = _("Titipan dibuka: {berkas}. Pulihkan dengan cadangan pulihkan dan 30 angka yang sama.")
    return Answer({"berkas": str(made)}, words.format(berkas=made))
