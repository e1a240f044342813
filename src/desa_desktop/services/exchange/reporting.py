"""`Simpan laporan`: what is known of a kiriman that was not accepted, as a text file for those who mend it.

For the maker of the program (17 row 24) and for the village (row 25, with every value that breaks a rule).
What a file says of itself is a claim and is called so; of its content only those values are in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from desa_desktop import __version__
from desa_desktop.domain.tampak import sebaris
from desa_desktop.domain.wording import show_date_short, show_number, show_time
from desa_desktop.errors import OutputFailed
from desa_desktop.files import free_name, write_replace
from desa_desktop.i18n import _
from desa_desktop.services.exchange.inbox import find, judge_again
from desa_desktop.services.exchange.results import Folders, KirimanMasuk, Laptop
from desa_desktop.store.unit import Database

_MOST_FAULTS = 1_000


def save_report(
    database: Database, laptop: Laptop, files: Folders, kiriman: str | Path, folder: Path, *, at: datetime
) -> Path:
    """Write the report of a file of Kotak Masuk into `folder`; answers where it is.

    Raises NotFound for an unknown name, OutputFailed when the folder takes no file.
    """
    known = find(database, laptop, files, kiriman, at=at)
    faults: tuple[str, ...] = ()
    if known.tempat:
        judged = judge_again(database, laptop, files, known)
        if judged.failure is not None:
            faults = tuple(map(str, judged.failure.details.get("daftar", ())))  # type: ignore[call-overload]
    text = "\n".join(sebaris(line) for line in _lines(known, faults, at))
    path = free_name(folder / f"laporan-kiriman-{known.sha256[:12] or known.kode}.txt")
    try:
        if not folder.is_dir():
            raise FileNotFoundError(str(folder))
        write_replace(files.fs, path, f"{text}\n".encode())
    except OSError as failure:
        raise OutputFailed(apa=path.name, sebab=_("tempat itu tidak dapat ditulis")) from failure
    return path


def _lines(known: KirimanMasuk, faults: tuple[str, ...], at: datetime) -> Iterator[str]:
    sender = known.pengirim
    yield _("LAPORAN KIRIMAN")
    yield ""
    yield known.teks
    yield ""
    yield _("Kode: {kode} ({keadaan})").format(kode=known.kode, keadaan=known.keadaan)
    yield _("Berkas: {nama}, {n} bita").format(nama=known.berkas, n=show_number(known.ukuran))
    yield f"SHA-256: {known.sha256}"
    yield _("Diperiksa: {waktu}, aplikasi versi {versi}").format(
        waktu=_moment(known.dibaca_pada or at), versi=__version__
    )
    yield ""
    yield _("Menurut berkasnya sendiri (belum tentu benar):")
    yield _("Pengirim: {nama} {kode}, {label}").format(
        nama=sender.nama, kode=sender.kode, label=sender.label or "–"
    )
    yield _("Kunci: {kid}").format(kid=sender.kid or "–")
    yield _("Nomor {seq}, jenis {jenis}, dibuat {waktu}").format(
        seq="–" if known.seq is None else known.seq, jenis=known.jenis or "–", waktu=known.dibuat or "–"
    )
    yield _("Digest: {digest}").format(digest=known.digest or "–")
    if faults:
        yield ""
        yield _("Isian yang tidak sah ({n}):").format(n=len(faults))
        yield from (f"- {one}" for one in faults[:_MOST_FAULTS])
        if len(faults) > _MOST_FAULTS:
            yield _("dan {n} lagi").format(n=len(faults) - _MOST_FAULTS)


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{show_date_short(local.date())} {show_time(local)}"
