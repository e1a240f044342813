"""Safety on the command line: backups made, listed, proved; and the check of the data itself."""

from __future__ import annotations

from desa_desktop import app as office
from desa_desktop import pemulihan
from desa_desktop.cli.answer import Answer, Pesan, table
from desa_desktop.cli.desk import Desk, target_folder, typed_kit
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.wording import show_date_short, show_time
from desa_desktop.i18n import _
from desa_desktop.services import upkeep

DAMAGED = 1


def buat(desk: Desk, given: Given) -> Answer:
    """`cadangan buat`: a backup that was read back."""
    wanted = given.path("ke")  # a stick that was pulled out must not become a folder of the laptop
    folder = target_folder(wanted) if wanted is not None else None
    made = upkeep.back_up(desk.app.database, desk.app.safe, folder=folder, progress=desk.progress)
    rows = sum(made.header.counts.values())
    text = _("Cadangan {berkas} sudah ditulis dan dibaca ulang ({n} baris).")
    return Answer(
        {"berkas": str(made.path), "teruji": True, "jumlah": made.header.counts},
        text.format(berkas=made.path, n=rows),
    )


def daftar(desk: Desk, _given: Given) -> Answer:
    """`cadangan daftar`: the backups in the usual folder."""
    found = upkeep.list_backups(desk.app.safe)
    rows = [
        {
            "berkas": str(one.path),
            "dibuat": one.header.dibuat,
            "sebab": one.reason.value,
            "ukuran": one.size,
            "jumlah": one.header.counts,
        }
        for one in found
    ]
    shown = [
        (
            f"{show_date_short(one.header.dibuat.date())} {show_time(one.header.dibuat)}",
            one.reason.value,
            one.size // 1024,
            one.path.name,
        )
        for one in found
    ]
    headings = [_("Dibuat"), _("Sebab"), "KB", _("Berkas")]
    return Answer({"cadangan": rows}, table(headings, shown) if rows else _("Belum ada cadangan."))


def periksa(desk: Desk, given: Given) -> Answer:
    """`cadangan periksa`: prove that one can be restored."""
    file = given.file("file")
    counts = upkeep.verify_backup(file, desk.app.safe, progress=desk.progress)
    text = _("Cadangan {berkas} baik dan dapat dipulihkan ({n} baris).")
    return Answer(
        {"berkas": str(file), "teruji": True, "jumlah": counts},
        text.format(berkas=file.name, n=sum(counts.values())),
    )


def pulihkan(desk: Desk, given: Given) -> Answer:
    """`cadangan pulihkan`: the data of a backup takes the place of the folder's, which may be lost.

    DESA_SANDI opens this folder, --sandi-stdin the backup; where only one is given it serves for both. On a
    new laptop --kit-stdin or --sandi-stdin brings the keys back too, unless --kunci-baru.
    """
    file = given.file("file")
    done = pemulihan.restore(
        desk.places,
        desk.environment,
        file,
        password=desk.environment.sandi or desk.password,
        backup_password=desk.password,
        kit=typed_kit(given),
        kunci_baru=given.has("kunci-baru"),
        progress=desk.progress,
    )
    found = done.perbandingan
    data = {
        "berkas": str(file),
        "teruji": True,
        "jumlah": found.jumlah,
        "hilang": found.hilang if found.sekarang is not None else None,
        "berubah": found.berubah if found.sekarang is not None else None,
        "kembali": found.kembali if found.sekarang is not None else None,
        "salinan": str(done.salinan) if done.salinan is not None else None,
        "disisihkan": str(done.disisihkan) if done.disisihkan is not None else None,
        "penomoran_baru": True,
    }
    return Answer(data, "\n".join([*found.sentences, done.sentence]))


def periksa_semua(desk: Desk, _given: Given) -> Answer:
    """`periksa`: database, audit chain, keys; exit code 1 when something is not as it should be."""
    found = office.check_everything(desk.app)
    bad = [one for one in found if not one.baik]
    lines = [f"{_('baik') if one.baik else _('rusak'):<6} {one.teks}" for one in found]
    messages = tuple(Pesan("K-220", "galat", one.teks, {"nama": one.nama}) for one in bad)
    return Answer({"hasil": found}, "\n".join(lines), DAMAGED if bad else 0, messages)
