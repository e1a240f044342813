"""What a person says of a task on the command line: put off, done outside the program, counted again."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.kalender import Tugas
from desa_desktop.domain.kantor import CatatanTahap, KeadaanTahap
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services import tasks


def tunda(desk: Desk, given: Given) -> Answer:
    """`tugas tunda`: at most two weeks, with a reason."""
    task, day = _open(desk, given), given.day("sampai") or desk.today
    tasks.postpone(
        desk.app.database,
        desk.app.aturan,
        task.kunci,
        day,
        given.text("alasan"),
        desk.today,
        by=desk.by,
        at=desk.at,
    )
    text = _("{judul} ditunda sampai {tanggal}.").format(judul=task.judul, tanggal=show_date(day))
    return Answer({"kunci": task.kunci, "keadaan": KeadaanTahap.DITUNDA.value, "tanggal": day}, text)


def selesai(desk: Desk, given: Given) -> Answer:
    """`tugas selesai`: it was done outside the program."""
    task, day = _open(desk, given), given.day("tanggal") or desk.today
    if day > desk.today:
        raise InvalidInput({"tanggal": _("Tanggal selesai tidak boleh sesudah hari ini.")})
    tasks.done_outside(desk.app.database, task.kunci, day, given.text("catatan"), by=desk.by, at=desk.at)
    text = _("{judul} dicatat selesai pada {tanggal}.").format(judul=task.judul, tanggal=show_date(day))
    return Answer({"kunci": task.kunci, "keadaan": KeadaanTahap.DI_LUAR.value, "tanggal": day}, text)


def catatan(desk: Desk, _given: Given) -> Answer:
    """`tugas catatan`: what was said of the tasks of this plan year."""
    found = sorted(office.notes_of(desk.app.database, desk.kantor.tahun_rencana), key=lambda one: one.kunci)
    words = {
        KeadaanTahap.DITUNDA: _("ditunda sampai"),
        KeadaanTahap.DI_LUAR: _("selesai di luar aplikasi"),
    }
    rows = [
        (one.kunci, words[one.keadaan], show_date(one.tanggal) if one.tanggal else "", one.alasan)
        for one in found
    ]
    headings = [_("Kunci"), _("Keadaan"), _("Tanggal"), _("Catatan")]
    text = table(headings, rows) if rows else _("Belum ada tugas yang ditunda atau dicatat selesai.")
    return Answer({"catatan": [_plain(one) for one in found]}, text)


def buka(desk: Desk, given: Given) -> Answer:
    """`tugas buka`: the note is taken back, and the task counts by its own day again."""
    kunci, tahun = given.text("kunci"), desk.kantor.tahun_rencana
    if not any(one.kunci == kunci for one in office.notes_of(desk.app.database, tahun)):
        raise NotFound(apa=_("Catatan tugas {kunci}").format(kunci=kunci))
    office.forget_note(desk.app.database, tahun, kunci, by=desk.by, at=desk.at)
    return Answer({"kunci": kunci}, _("Catatan tugas {kunci} dihapus.").format(kunci=kunci))


def _plain(one: CatatanTahap) -> dict[str, object]:
    return {
        "kunci": one.kunci,
        "keadaan": one.keadaan.value,
        "tanggal": one.tanggal,
        "alasan": one.alasan,
    }


def _open(desk: Desk, given: Given) -> Tugas:
    """The task with this key. Raises NotFound for one that is not on the list."""
    kunci, app = given.text("kunci"), desk.app
    found = tasks.list_tasks(
        app.database, app.laptop, app.aturan, app.templates, desk.today, by=desk.by, at=desk.at
    )
    for one in found:
        if one.kunci == kunci:
            return one
    raise NotFound(apa=_("Tugas {kunci}").format(kunci=kunci))
