"""Opens the papers of the exchange in Pratinjau Cetak: key card, Lembar Pendaftaran, Lembar Pengantar."""

from __future__ import annotations

from desa_desktop import paths
from desa_desktop.app import Mode
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import enrolment, printing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.print_screen import PrintOrder


def open_key_card(desk: Desk, place: str, *, is_request: bool = False) -> None:
    """The paper with the Nomor Kunci of this office; Kembali leads back to `place`.

    At a village it is the Lembar Pendaftaran, at the kecamatan the card of its root key; `is_request` is the
    Lembar Pendaftaran of a laptop of the kecamatan that is not enrolled yet.
    """
    app, today = desk.app, desk.today()
    kantor = app.kantor
    is_desa = is_request or app.mode is not Mode.KECAMATAN
    title = _("Lembar Pendaftaran") if is_desa else _("Kartu Nomor Kunci")
    name = kantor.nama if kantor is not None else ""

    def draw(_progress: Progress) -> bytes:
        own = enrolment.own_number(app.database, app.laptop)
        return printing.draw(
            app.database,
            app.aturan,
            printing.Pesanan(jenis="kartu-kunci"),
            "pdf",
            fonts=paths.resources() / "fonts",
            today=today,
            nomor_kunci=own.nomor,
            is_latihan=app.is_latihan,
        ).isi

    file = f"{'LembarPendaftaran' if is_desa else 'KartuNomorKunci'}_{name.replace(' ', '-')}.pdf"
    desk.open("pratinjau_cetak", PrintOrder(title=title, file_name=file, draw=draw, place=place))


def open_cover_sheet(desk: Desk, digest: str, nomor: int | None) -> None:
    """The Lembar Pengantar of one kiriman of ours; with its kode lembar a revoked laptop's kiriman can still
    be accepted (kiriman-format.md 16.3)."""
    app, today = desk.app, desk.today()

    def draw(_progress: Progress) -> bytes:
        own = enrolment.own_number(app.database, app.laptop)
        return printing.draw(
            app.database,
            app.aturan,
            printing.Pesanan(jenis="pengantar-kiriman", digest=digest),
            "pdf",
            fonts=paths.resources() / "fonts",
            today=today,
            nomor_kunci=own.nomor,
            is_latihan=app.is_latihan,
        ).isi

    title = _("Lembar Pengantar")
    if nomor is not None:
        title = _("Lembar Pengantar, kiriman nomor {nomor}").format(nomor=nomor)
    file = f"LembarPengantar_{nomor or 0:04}.pdf"
    place = "kotak_masuk" if app.mode is Mode.KECAMATAN else "kirim"
    desk.open("pratinjau_cetak", PrintOrder(title=title, file_name=file, draw=draw, place=place))
