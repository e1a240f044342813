"""Why a workbook that somebody brought cannot be read, one sentence for each cause."""

from __future__ import annotations

from enum import Enum

from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _


class Cause(Enum):
    """What is the matter with the file; the value travels from the reading process to us."""

    MISSING = "missing"
    EMPTY = "empty"
    PASSWORD = "password"
    DAMAGED = "damaged"
    NOT_WORKBOOK = "not_workbook"
    WEB_PAGE = "web_page"
    OTHER_WORKBOOK = "other_workbook"
    TOO_BIG = "too_big"
    BOMB = "bomb"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    LONG_CELL = "long_cell"
    TIMEOUT = "timeout"
    TOO_HEAVY = "too_heavy"


_SENTENCES: dict[Cause, tuple[str, str]] = {
    Cause.MISSING: (
        N_("Berkas {nama} tidak dapat dibuka."),
        N_("Periksa apakah flashdisk masih terpasang dan berkasnya masih ada, lalu ulangi."),
    ),
    Cause.EMPTY: (N_("Berkas {nama} kosong."), N_("Pilih berkas lain, atau salin ulang dari sumbernya.")),
    Cause.PASSWORD: (
        N_("Berkas {nama} dikunci dengan kata sandi."),
        N_("Buka di Excel, hapus kata sandinya, simpan, lalu ulangi."),
    ),
    Cause.DAMAGED: (
        N_("Berkas {nama} rusak atau terpotong."),
        N_("Salin ulang dari sumbernya, atau buka dan simpan ulang di Excel."),
    ),
    Cause.NOT_WORKBOOK: (
        N_("Berkas {nama} bukan lembar kerja Excel, LibreOffice, atau CSV."),
        N_("Pilih berkas .xlsx, .xls, .ods, atau .csv."),
    ),
    Cause.WEB_PAGE: (
        N_("Berkas {nama} berisi halaman web, bukan lembar kerja."),
        N_("Buka di Excel, simpan ulang sebagai .xlsx, lalu ulangi."),
    ),
    Cause.OTHER_WORKBOOK: (
        N_("Jenis lembar kerja {nama} belum dapat dibaca."),
        N_("Buka di Excel, simpan ulang sebagai .xlsx, lalu ulangi."),
    ),
    Cause.TOO_BIG: (
        N_("Berkas {nama} lebih besar dari {batas} MB."),
        N_("Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa berkas."),
    ),
    Cause.BOMB: (
        N_("Isi berkas {nama} tidak wajar dan tidak dibuka demi keamanan."),
        N_("Minta berkas baru dari pengirimnya, atau salin isinya ke lembar kerja baru."),
    ),
    Cause.TOO_MANY_ROWS: (
        N_("Lembar {lembar} berisi data sampai baris {nomor}, lebih dari {batas} baris."),
        N_("Hapus baris yang tidak perlu, atau bagi menjadi beberapa berkas."),
    ),
    Cause.TOO_MANY_COLUMNS: (
        N_("Lembar {lembar} berisi data sampai kolom {kolom}, lebih dari {batas} kolom."),
        N_("Hapus kolom yang tidak perlu, lalu simpan ulang."),
    ),
    Cause.LONG_CELL: (
        N_("Sel {sel} di lembar {lembar} berisi lebih dari {batas} huruf."),
        N_("Pendekkan isinya, simpan, lalu ulangi."),
    ),
    Cause.TIMEOUT: (
        N_("Berkas {nama} terlalu lama dibaca dan dihentikan setelah {batas} detik."),
        N_("Bagi menjadi beberapa berkas yang lebih kecil."),
    ),
    Cause.TOO_HEAVY: (
        N_("Berkas {nama} terlalu berat untuk dibaca."),
        N_("Bagi menjadi beberapa berkas, atau salin isinya ke lembar kerja baru."),
    ),
}


class SheetUnreadable(DesaError):
    """A workbook or CSV that cannot be read; nothing was taken from it.

    `cause` says why. `facts` holds what the sentence names: `nama` (the file), and for limits
    `lembar`, `nomor`, `kolom`, `sel`, `batas`.
    """

    message = N_("{kejadian} Data Anda tidak berubah.")
    hint = N_("{tindakan}")
    code = "K-510"

    def __init__(self, cause: Cause, **details: object) -> None:
        happened, action = _SENTENCES[cause]
        given: dict[str, object] = {"nama": _("ini"), "lembar": "", "batas": "", **details}
        super().__init__(
            kejadian=_(happened).format(**{"nomor": "", "kolom": "", "sel": "", **given}),
            tindakan=_(action),
        )
        self.cause = cause
        self.facts = details
