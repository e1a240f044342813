"""The plan out of the RPJM Desa, and costs that follow a pagu, on the command line."""

from __future__ import annotations

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.cli.usulan import read_key
from desa_desktop.domain.rumus import read_rumus
from desa_desktop.domain.wording import show_money
from desa_desktop.i18n import _
from desa_desktop.services import rab, rkp_rpjm, rkp_rumus


def ambil_rpjm(desk: Desk, given: Given) -> Answer:
    """`rencana ambil-rpjm`: rows of the RPJM Desa that are ticked for the year become activities."""
    keys = [read_key(one, "rencana ambil-rpjm") for one in given.many("id")] if given.has("id") else None
    made = rkp_rpjm.take_rpjm(
        desk.app.database, desk.app.aturan, desk.tahun(given), keys, by=desk.by, at=desk.at
    )
    text = _("{n} kegiatan RPJM Desa masuk RKPDes.").format(n=len(made))
    return Answer({"kegiatan": len(made), "id": made}, text)


def tertunda(desk: Desk, given: Given) -> Answer:
    """`rencana tertunda`: what is ticked for the year and not taken; `--alasan` writes down why."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("kegiatan") != given.has("alasan"):
        raise WrongUse(_("Tulis --kegiatan dan --alasan bersama-sama."), "rencana tertunda")
    if given.has("kegiatan"):
        rkp_rpjm.put_reason(
            database, tahun, given.key("kegiatan"), given.text("alasan"), by=desk.by, at=desk.at
        )
    shown = rkp_rpjm.show_rpjm(database, tahun)
    rows = [
        {"id": one.kegiatan.id, "kode": one.kegiatan.kode, "nama": one.kegiatan.nama, "biaya": one.biaya,
         "alasan": one.alasan}
        for one in shown.tertunda
    ]  # fmt: skip
    data = {"rpjm": shown.judul, "tertunda": rows}
    if not shown.judul:
        return Answer(data, _("Belum ada RPJM Desa untuk tahun {tahun}.").format(tahun=tahun))
    if not rows:
        return Answer(data, _("Semua kegiatan RPJM Desa untuk {tahun} sudah diambil.").format(tahun=tahun))
    headings = [_("Kode"), _("Kegiatan"), _("Biaya"), _("Alasan")]
    return Answer(
        data, table(headings, [(one["kode"], one["nama"], one["biaya"], one["alasan"]) for one in rows])
    )


def rumus(desk: Desk, given: Given) -> Answer:
    """`rencana rumus`: the formula rows of the plan; sets one, or ends it."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("kegiatan"):
        if given.has("isi") == given.has("lepas"):
            raise WrongUse(_("Tulis --isi atau --lepas, salah satu."), "rencana rumus")
        key = rab.find_kegiatan(database, desk.app.aturan, tahun, given.text("kegiatan"))
        wanted = read_rumus(given.text("isi"), desk.app.aturan) if given.has("isi") else None
        rkp_rumus.set_rumus(database, key, wanted, by=desk.by, at=desk.at)
    elif given.has("isi") or given.has("lepas"):
        raise WrongUse(_("Sebut kegiatannya: nomor di matriks RKPDes atau ID-nya."), "rencana rumus")
    rows = rkp_rumus.list_rumus(database, tahun)
    data = {
        "rumus": [
            {"id": one.kegiatan.id, "nama": one.kegiatan.nama, "sumber": one.rumus.sumber,
             "persen": one.rumus.persen, "biaya": one.kegiatan.biaya}
            for one in rows
        ]
    }  # fmt: skip
    if not rows:
        return Answer(data, _("Tidak ada kegiatan yang biayanya mengikuti pagu."))
    listed = [(one.kegiatan.nama, one.rumus.teks, show_money(one.kegiatan.biaya or 0)) for one in rows]
    rounding = _("Rumus dihitung dari pagu tanpa SiLPA dan dibulatkan ke rupiah terdekat.")
    return Answer(data, "\n".join([table([_("Kegiatan"), _("Rumus"), _("Biaya")], listed), rounding]))
