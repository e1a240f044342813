"""The DU-RKP over the years on the command line: answers, rows asked again, supporting data."""

from __future__ import annotations

from uuid import UUID

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.durkp import nama_jawaban
from desa_desktop.domain.rkp import BarisDurkp
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import durkp, rkp


def jawaban(desk: Desk, given: Given) -> Answer:
    """`rencana jawaban`: what the kabupaten said; records the answer to one row."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("prioritas") != given.has("jawaban"):
        raise WrongUse(_("Sebut usulannya dan --jawaban bersama-sama."), "rencana jawaban")
    if given.has("prioritas"):
        word = "" if given.text("jawaban") == "hapus" else given.text("jawaban")
        durkp.record_answer(
            database,
            [_find(_rows(desk, tahun), given.text("prioritas"))],
            word,
            by=desk.by,
            at=desk.at,
            alasan=given.text("alasan"),
            tanggal=given.day("tanggal"),
        )
    rows = _rows(desk, tahun)
    before = durkp.earlier_answers(database, tahun, desk.app.aturan.ambang_mirip)
    data = [
        {
            "id": one.id,
            "prioritas": one.prioritas,
            "nama": one.nama,
            "jawaban": one.jawaban,
            "alasan": one.jawaban_alasan,
            "tanggal": one.jawaban_tanggal,
            "lalu": before[one.id].teks if one.id in before else "",
            "lalu_pasti": one.id in before and before[one.id].is_pasti,
        }
        for one in rows
    ]
    shown = [
        (one.prioritas, one.nama, nama_jawaban(one.jawaban), one.jawaban_alasan,
         before[one.id].teks if one.id in before else "")
        for one in rows
    ]  # fmt: skip
    headings = [_("Prioritas"), _("Usulan"), _("Jawaban"), _("Alasan"), _("Tahun sebelumnya")]
    text = table(headings, shown) if shown else _("DURKP {tahun} belum berisi usulan.").format(tahun=tahun)
    return Answer({"baris": data}, text)


def _rows(desk: Desk, tahun: int) -> list[BarisDurkp]:
    rows = rkp.show_durkp(desk.app.database, desk.app.aturan, tahun).durkp.baris
    return sorted(rows, key=lambda one: (one.prioritas or 0, one.urut))


def _find(rows: list[BarisDurkp], named: str) -> UUID:
    same = [one.id for one in rows if named.strip().lower() in (str(one.prioritas), str(one.id))]
    if len(same) != 1:
        raise NotFound(apa=_("Usulan DURKP {nomor}").format(nomor=named))
    return same[0]


def ajukan_lagi(desk: Desk, given: Given) -> Answer:
    """`rencana ajukan-lagi`: rows of last year's DU-RKP that were not accepted stand in this one anew."""
    tahun = desk.tahun(given)
    made = durkp.propose_again(desk.app.database, tahun, by=desk.by, at=desk.at)
    text = _("{n} usulan DURKP diajukan lagi untuk {tahun}.").format(n=len(made), tahun=tahun)
    return Answer({"durkp": len(made), "id": made}, text)


def data_pendukung(desk: Desk, given: Given) -> Answer:
    """`rencana data-pendukung`: empty supporting data are filled where a score clearly belongs to the row."""
    app = desk.app
    filled, left = durkp.fill_support(app.database, app.templates, desk.tahun(given), by=desk.by, at=desk.at)
    known = durkp.scores(app.database, app.templates, by=desk.by, at=desk.at)
    said = [_("{n} usulan diisi, {m} masih kosong.").format(n=filled, m=left)]
    if left and known:
        said += ["", _("Nilai yang bisa dipilih sendiri:"), *(one.teks for one in known)]
    return Answer({"diisi": filled, "kosong": left, "pilihan": [one.teks for one in known]}, "\n".join(said))
