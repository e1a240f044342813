"""Proposals of earlier years on the command line, and where one of them is."""

from __future__ import annotations

from uuid import UUID

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.domain.jejak import NAMA_TAHAP, JejakUsulan
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import jejak as line_of
from desa_desktop.services import usulan


def ajukan_lagi(desk: Desk, given: Given) -> Answer:
    """`usulan ajukan-lagi`: proposals that were put off or not agreed stand in this year's list anew."""
    tahun = desk.tahun(given)
    keys = [read_key(one, "usulan ajukan-lagi") for one in given.many("id")]
    archived = {one.id for one in usulan.archive_of(desk.app.database, tahun)}
    for key in keys:
        if key not in archived:
            raise NotFound(apa=_("Usulan {id} yang ditunda atau tidak disepakati").format(id=key))
    made = usulan.propose_again(desk.app.database, keys, tahun, by=desk.by, at=desk.at)
    text = _("{n} usulan diajukan lagi untuk {tahun}.").format(n=len(made), tahun=tahun)
    if not made:
        text = _("Usulan itu sudah diajukan lagi untuk {tahun}. Tidak ada yang diubah.").format(tahun=tahun)
    return Answer({"usulan": made, "tahun": tahun}, text)


def read_key(text: str, words: str) -> UUID:
    """The id typed for a record. Raises WrongUse, naming the command, when it is none."""
    try:
        return UUID(text)
    except ValueError:
        sentence = _("{isi} bukan ID. Salin ID dari daftarnya.").format(isi=text)
        raise WrongUse(sentence, words) from None


def jejak(desk: Desk, given: Given) -> Answer:
    """`usulan jejak`: the life line of one proposal, from gagasan to the answer of the kabupaten."""
    if not given.text("nomor").isdigit():
        raise WrongUse(_("{isi} bukan nomor usulan.").format(isi=given.text("nomor")), "usulan jejak")
    database = desk.app.database
    key = line_of.find_usulan(database, desk.tahun(given), int(given.text("nomor")))
    found = line_of.show_jejak(database, key, desk.app.aturan.ambang_mirip)
    data = {
        "id": key,
        "nomor": found.usulan.nomor,
        "tahun": found.tahun,
        "uraian": found.usulan.uraian,
        "posisi": found.posisi,
        "keadaan": found.keadaan,
        "langkah": found.langkah,
        "gabungan": found.gabungan,
        "mirip": found.mirip,
    }
    return Answer(data, _line_text(found))


def _line_text(found: JejakUsulan) -> str:
    head = _("Usulan {n} tahun {tahun}: {uraian}")
    said = [
        head.format(n=found.usulan.nomor, tahun=found.tahun, uraian=found.usulan.uraian),
        found.posisi,
        "",
    ]
    rows = [(one.kapan, _(NAMA_TAHAP[one.tahap]), one.judul, one.keterangan) for one in found.langkah]
    said.append(table([_("Kapan"), _("Tahap"), _("Apa yang terjadi"), _("Keterangan")], rows))
    for title, others in ((_("Gabungan dari"), found.gabungan), (_("Mirip dengan"), found.mirip)):
        if others:
            said += [
                "",
                title,
                table(
                    [_("Tahun"), _("Nomor"), _("Usulan"), _("Dusun")],
                    [(one.tahun, one.nomor, one.uraian, one.dusun) for one in others],
                ),
            ]
    return "\n".join(said)
