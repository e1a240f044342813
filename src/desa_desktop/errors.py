"""The one family of failures a person can understand and act on. Anything else is a bug."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from desa_desktop.i18n import N_, _


class DesaError(Exception):
    """What happened, whether the data is safe, what to do; shown to the person as it is.

    `message` and `hint` are declared with N_ and translated when shown; `code` is the support
    code in brackets; `exit_code` is what the command line answers (cli.md).
    """

    message: ClassVar[str] = N_("Ada yang tidak berjalan semestinya.")
    hint: ClassVar[str] = ""
    code: ClassVar[str] = "K-900"
    exit_code: int = 1

    def __init__(self, **details: object) -> None:
        super().__init__(details)
        self.details = details

    @property
    def kode(self) -> str:
        """The support code shown in brackets, e.g. `K-207`."""
        return self.code

    @property
    def sentence(self) -> str:
        """Message and hint without the support code, in the language in use."""
        parts = [_(self.message).format(**self.details)]
        if self.hint:
            parts.append(_(self.hint).format(**self.details))
        return " ".join(parts)

    def __str__(self) -> str:
        return f"{self.sentence} ({self.kode})"


class InvalidInput(DesaError):
    """Typed values that cannot be understood; `fields` maps a field's name to its sentence."""

    message = N_("Isian belum benar: {rincian}")
    code = "K-100"
    exit_code = 2

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(rincian=" ".join(fields.values()))
        self.fields = dict(fields)


class NotFound(DesaError):
    """A record or file that was asked for is not there."""

    message = N_("{apa} tidak ditemukan.")
    hint = N_("Periksa ejaan atau nomornya.")
    code = "K-104"


class YearNotBegun(NotFound):
    """Rows were brought for a plan year that this office has not worked on yet."""

    message = N_("Tahun Rencana {tahun} belum dibuka. Tidak ada yang disimpan.")
    hint = N_("Buka tahunnya di Pengaturan, atau jalankan: kantor tahun {tahun}. Lalu ulangi.")


class NothingToPrint(NotFound):
    """A paper was asked for before there is anything on it; `layar` is where that is written."""

    message = N_("{apa} belum ada isinya, jadi belum ada yang dicetak. Data tidak berubah.")
    hint = N_("Isi dulu di {layar}, lalu cetak lagi.")


class ProgramIncomplete(NotFound):
    """A part the program ships with is missing or cannot be read: the installation is damaged."""

    message = N_("Bagian program tidak lengkap atau rusak: {apa}. Data aman dan tidak diubah.")
    hint = N_("Pasang ulang aplikasi dari berkas pemasang.")
    code = "K-204"


class StaleRecord(DesaError):
    """Someone else changed the record after it was read."""

    message = N_("{jenis} ini baru saja diubah di tempat lain. Isian Anda belum disimpan.")
    hint = N_("Lihat perubahannya, lalu ulangi isian Anda.")
    code = "K-205"


class StorageFailed(DesaError):
    """The disk or the database file let us down, not the person and not the program."""

    message = N_("Perubahan belum bisa disimpan karena {sebab}. Data lama tetap utuh.")
    hint = N_("{tindakan}")
    code = "K-201"

    def __init__(self, *, sebab: str, tindakan: str = "", **details: object) -> None:
        action = tindakan or _("Periksa ruang kosong laptop, lalu tekan Coba lagi.")
        super().__init__(sebab=sebab, tindakan=action, **details)


class DiskFull(StorageFailed):
    """Nothing more fits on the laptop's disk."""


class FileTooNew(DesaError):
    """A database, template or kiriman made by a newer program; it is not touched."""

    message = N_("{apa} dibuat aplikasi yang lebih baru ({versi}). Data aman dan tidak diubah.")
    hint = N_("Perbarui aplikasi di laptop ini, lalu buka lagi.")
    code = "K-230"


class OutputFailed(DesaError):
    """A printer, target folder or flash disk did not take what we wrote."""

    message = N_("{apa} belum tersimpan karena {sebab}. Data di laptop tetap aman.")
    hint = N_("{tindakan}")
    code = "K-206"

    def __init__(self, *, apa: str, sebab: str, tindakan: str = "", **details: object) -> None:
        action = tindakan or _("Pilih tempat lain, lalu ulangi.")
        super().__init__(apa=apa, sebab=sebab, tindakan=action, **details)


class KeyProblem(DesaError):
    """The key file is missing, damaged or not opened by what was typed."""

    message = N_("Data tidak dapat dibuka: {sebab}. Data tidak berubah.")
    hint = N_("{tindakan}")
    code = "K-240"
    exit_code = 12

    def __init__(self, *, sebab: str, tindakan: str = "", **details: object) -> None:
        action = tindakan or _("Periksa kata sandi, lalu ulangi.")
        super().__init__(sebab=sebab, tindakan=action, **details)
