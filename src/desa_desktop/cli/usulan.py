"""Proposals of earlier years on the command line."""

from __future__ import annotations

from uuid import UUID

from desa_desktop.cli.answer import Answer
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import usulan


def ajukan_lagi(desk: Desk, given: Given) -> Answer:
    """`usulan ajukan-lagi`: proposals that were put off or not agreed stand in this year's list anew."""
    tahun = desk.tahun(given)
    keys = [_key(one) for one in given.many("id")]
    archived = {one.id for one in usulan.archive_of(desk.app.database, tahun)}
    for key in keys:
        if key not in archived:
            raise NotFound(apa=_("Usulan {id} yang ditunda atau tidak disepakati").format(id=key))
    made = usulan.propose_again(desk.app.database, keys, tahun, by=desk.by, at=desk.at)
    text = _("{n} usulan diajukan lagi untuk {tahun}.").format(n=len(made), tahun=tahun)
    if not made:
        text = _("Usulan itu sudah diajukan lagi untuk {tahun}. Tidak ada yang diubah.").format(tahun=tahun)
    return Answer({"usulan": made, "tahun": tahun}, text)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        sentence = _("{isi} bukan ID. Salin ID dari daftarnya.").format(isi=text)
        raise WrongUse(sentence, "usulan ajukan-lagi") from None
