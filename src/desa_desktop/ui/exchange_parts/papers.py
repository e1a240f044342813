"""Opens the papers of the exchange in Pratinjau Cetak: key card, Lembar Pendaftaran, Lembar Pengantar, and
those of the kecamatan: Tanda Terima, Daftar Kiriman."""

from __future__ import annotations

from desa_desktop import paths
from desa_desktop.app import Mode
from desa_desktop.i18n import _
from desa_desktop.progress import Progress
from desa_desktop.services import enrolment, printing
from desa_desktop.ui.desk import Desk
from desa_desktop.ui.print_screen import Draw, PrintOrder


def open_key_card(desk: Desk, place: str, *, is_request: bool = False) -> None:
    """The paper with the Nomor Kunci of this office; Kembali leads back to `place`.

    At a village it is the Lembar Pendaftaran, at the kecamatan the card of its root key; `is_request` is the
    Lembar Pendaftaran of a laptop of the kecamatan that is not enrolled yet.
    """
    app = desk.app
    kantor = app.kantor
    is_desa = is_request or app.mode is not Mode.KECAMATAN
    title = _("Lembar Pendaftaran") if is_desa else _("Kartu Nomor Kunci")
    name = kantor.nama if kantor is not None else ""

    file = f"{'LembarPendaftaran' if is_desa else 'KartuNomorKunci'}_{name.replace(' ', '-')}.pdf"
    draw = _drawing(desk, printing.Pesanan(jenis="kartu-kunci"), with_key=True)
    desk.open("pratinjau_cetak", PrintOrder(title=title, file_name=file, draw=draw, place=place))


def open_cover_sheet(desk: Desk, digest: str, nomor: int | None) -> None:
    """The Lembar Pengantar of one kiriman of ours; with its kode lembar a revoked laptop's kiriman can still
    be accepted (kiriman-format.md 16.3)."""
    title = _("Lembar Pengantar")
    if nomor is not None:
        title = _("Lembar Pengantar, kiriman nomor {nomor}").format(nomor=nomor)
    draw = _drawing(desk, printing.Pesanan(jenis="pengantar-kiriman", digest=digest), with_key=True)
    file = f"LembarPengantar_{nomor or 0:04}.pdf"
    place = "kotak_masuk" if desk.app.mode is Mode.KECAMATAN else "kirim"
    desk.open("pratinjau_cetak", PrintOrder(title=title, file_name=file, draw=draw, place=place))


def open_receipt(desk: Desk, digest: str, nomor: int, desa: str) -> None:
    """The Tanda Terima of a kiriman of a village that was accepted here."""
    order = PrintOrder(
        title=_("Tanda Terima {desa}, kiriman nomor {nomor}").format(desa=desa, nomor=nomor),
        file_name=f"TandaTerima_{nomor:04}_{desa.replace(' ', '-')}.pdf",
        draw=_drawing(desk, printing.Pesanan(jenis="tanda-terima", digest=digest)),
        place="kotak_masuk",
    )
    desk.open("pratinjau_cetak", order)


def open_list(desk: Desk, tahun: int | None) -> None:
    """The Daftar Kiriman of a calendar year, of all years with None."""
    wanted = printing.Pesanan(jenis="daftar-kiriman", tahun=tahun)
    title = _("Daftar Kiriman")
    order = PrintOrder(
        title=title if tahun is None else _("Daftar Kiriman {tahun}").format(tahun=tahun),
        file_name="DaftarKiriman.pdf" if tahun is None else f"DaftarKiriman_{tahun}.pdf",
        draw=_drawing(desk, wanted),
        excel=_drawing(desk, wanted, "xlsx"),
        place="kotak_masuk",
    )
    desk.open("pratinjau_cetak", order)


def _drawing(desk: Desk, order: printing.Pesanan, form: str = "pdf", *, with_key: bool = False) -> Draw:
    """What draws the paper when it is looked at; `with_key` for those that carry our Nomor Kunci."""
    app, today = desk.app, desk.today()

    def draw(_progress: Progress) -> bytes:
        return printing.draw(
            app.database,
            app.aturan,
            order,
            form,
            fonts=paths.resources() / "fonts",
            today=today,
            nomor_kunci=enrolment.own_number(app.database, app.laptop).nomor if with_key else "",
            is_latihan=app.is_latihan,
        ).isi

    return draw
