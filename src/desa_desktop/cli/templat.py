"""Own form templates on the command line: installed, taken off the shelf, published to villages."""

from __future__ import annotations

from desa_desktop.app import Mode
from desa_desktop.checklists import Level, Office
from desa_desktop.cli.answer import Answer
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.isian import FINDINGS, problems_answer
from desa_desktop.cli.parsing import Given
from desa_desktop.i18n import _
from desa_desktop.services import templat_sendiri


def pasang(desk: Desk, given: Given) -> Answer:
    """`templat pasang`: every problem with its place and exit code 4, or the form is offered from now on."""
    app = desk.app
    found = templat_sendiri.look_at(app.database, app.templates, given.file("file"))
    if found.template is None or found.halangan is not None:
        wrong = found.semua_masalah
        words = _("Templat belum dipasang: {n} galat. Perbaiki di Excel, simpan, lalu pasang lagi.")
        count = sum(1 for one in wrong if one.level is Level.GALAT)
        lines = [words.format(n=count), *(str(one) for one in wrong)]
        return problems_answer(wrong, "\n".join(lines), FINDINGS)
    done = templat_sendiri.install(app.database, app.templates, found, by=desk.by, at=desk.at)
    words = _("{judul}, versi {versi}: {n} pertanyaan. Sekarang ada di Daftar Isian.")
    if app.mode is Mode.KECAMATAN and found.template.office is Office.DESA:
        words = _("{judul}, versi {versi}: {n} pertanyaan. Desa menerimanya sesudah templat terbitkan.")
    text = words.format(judul=found.template.title, versi=done.newest.versi, n=found.pertanyaan)
    answer = problems_answer(found.masalah, "\n".join([text, *(str(one) for one in found.masalah)]), 0)
    data = {
        **answer.data,
        "form_id": done.form_id,
        "versi": done.newest.versi,
        "pertanyaan": found.pertanyaan,
    }
    return Answer(data, answer.text, 0, answer.pesan)


def lepas(desk: Desk, given: Given) -> Answer:
    """`templat lepas`: not offered any more; every answer stays. With --batal it is offered again."""
    app, form_id = desk.app, given.text("templat")
    if given.has("batal"):
        back = templat_sendiri.offer_again(app.database, app.templates, form_id, by=desk.by, at=desk.at)
        words = _("{judul} ditawarkan lagi di Daftar Isian.").format(judul=back.newest.sampul.title)
        return Answer({"form_id": form_id, "dilepas": ""}, words)
    done = templat_sendiri.withdraw(
        app.database,
        app.templates,
        form_id,
        alasan=given.text("alasan"),
        kid=desk.kid,
        by=desk.by,
        at=desk.at,
    )
    words = _(
        "{judul} dilepas. Isian yang sudah dimulai tetap ada. Pasang lagi berkasnya untuk memakainya lagi."
    )
    text = words.format(judul=done.newest.sampul.title)
    return Answer({"form_id": form_id, "dilepas": done.dilepas}, text)


def terbitkan(desk: Desk, given: Given) -> Answer:
    """`templat terbitkan`: the newest version goes into the next kiriman to all or to the named villages."""
    app, form_id = desk.app, given.text("templat")
    desa = [one.strip() for one in given.text("desa").split(",") if one.strip()]
    names = templat_sendiri.publish(
        app.database, app.templates, form_id, desa, kid=desk.kid, by=desk.by, at=desk.at
    )
    done = app.templates.own[form_id]
    to = _("semua desa") if names == (templat_sendiri.SEMUA,) else ", ".join(names)
    words = _("{judul} versi {versi} ikut dalam kiriman berikutnya untuk {desa}. Tulis dengan kirim buat.")
    text = words.format(judul=done.newest.sampul.title, versi=done.versi_terbit, desa=to)
    return Answer({"form_id": form_id, "versi": done.versi_terbit, "desa": list(names)}, text)
