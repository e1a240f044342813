"""Rows of the yearly plan by command: its work plan (G12), programmes that enter (G3), rows taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from desa_desktop.cli.answer import Answer, table
from desa_desktop.cli.desk import Desk
from desa_desktop.cli.parsing import Given, WrongUse
from desa_desktop.cli.usulan import read_key
from desa_desktop.domain.rkp import (
    AnggotaTim,
    BarisDurkp,
    BarisRab,
    Evaluasi,
    Kegiatan,
    Pagu,
    ProgramMasuk,
    RencanaTim,
)
from desa_desktop.domain.sebutan import kind_name
from desa_desktop.domain.tempel.baca import read_cell
from desa_desktop.domain.wording import read_quantity, show_date, show_money
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import editing, export, intake, rkp

Row = TypeVar("Row", RencanaTim, ProgramMasuk)
_READ_AS = {
    "bidang": ("bidang", "bidang"),
    "sdgs": ("sdgs", "sdgs"),
    "satuan": ("satuan", "satuan"),
    "pagu": ("uang", "pagu"),
}


def rktl(desk: Desk, given: Given) -> Answer:
    """`rencana rktl`: the lines of the work plan; day and place of one of them, or it is taken out."""
    database, tahun = desk.app.database, desk.tahun(given)
    fields = [name for name in ("tanggal", "tempat", "keterangan") if given.has(name)]
    if given.has("nomor"):
        line = _numbered(_lines(desk, tahun), given.text("nomor"), _("Baris RKTL {n}"))
        if given.has("hapus"):
            editing.remove_rows(database, RencanaTim, [line.id], by=desk.by, at=desk.at)
        elif fields:
            values = {name: given.day(name) if name == "tanggal" else given.text(name) for name in fields}
            editing.change(database, RencanaTim, line.id, values, by=desk.by, at=desk.at)
    elif fields or given.has("hapus"):
        raise WrongUse(_("Sebut nomor barisnya."), "rencana rktl")
    lines = _lines(desk, tahun)
    if not lines:
        return Answer(
            {"rktl": []}, _("RKTL belum berisi. Isi tujuh kegiatan biasa dengan rencana tim --rktl.")
        )
    rows = [
        (n, one.uraian, show_date(one.tanggal) if one.tanggal else "", one.tempat, one.keterangan)
        for n, one in enumerate(lines, start=1)
    ]
    headings = [_("No"), _("Uraian kegiatan"), _("Tanggal"), _("Tempat"), _("Keterangan")]
    return Answer({"rktl": export.plain_rows(lines)}, table(headings, rows))


def _lines(desk: Desk, tahun: int) -> list[RencanaTim]:
    plan = rkp.show_plan(desk.app.database, desk.app.aturan, tahun).rkp
    return sorted(plan.rencana_tim, key=lambda one: one.urut)


def program(desk: Desk, given: Given) -> Answer:
    """`rencana program`: programmes of higher governments in the plan year, one added or taken out."""
    database, tahun = desk.app.database, desk.tahun(given)
    if given.has("nomor") != given.has("hapus"):
        raise WrongUse(_("Tulis nomor barisnya bersama --hapus."), "rencana program")
    if given.has("hapus"):
        line = _numbered(_programmes(desk, tahun), given.text("nomor"), _("Program masuk desa {n}"))
        editing.remove_rows(database, ProgramMasuk, [line.id], by=desk.by, at=desk.at)
    elif given.has("tambah"):
        values = _programme(desk, given, tahun)
        editing.add_row(database, ProgramMasuk, rkp.rkp_key(database, tahun), values, by=desk.by, at=desk.at)
    elif any(given.has(name) for name in ("asal", "lokasi", "volume", *_READ_AS)):
        raise WrongUse(_("Sebut nama programnya dengan --tambah."), "rencana program")
    lines = _programmes(desk, tahun)
    total = sum(one.pagu or 0 for one in lines)
    data = {"program": export.plain_rows(lines), "total": total}
    if not lines:
        return Answer(data, _("Belum ada program masuk desa untuk {tahun}.").format(tahun=tahun))
    rows = [(n, one.nama, one.asal, one.lokasi, one.pagu) for n, one in enumerate(lines, start=1)]
    headings = [_("No"), _("Program/kegiatan"), _("Pemerintah/Prov/Kab"), _("Lokasi"), _("Total pagu")]
    said = _("{n} program, {jumlah}.").format(n=len(lines), jumlah=show_money(total, rp=True))
    return Answer(data, "\n".join([said, "", table(headings, rows)]))


def _programmes(desk: Desk, tahun: int) -> list[ProgramMasuk]:
    plan = rkp.show_plan(desk.app.database, desk.app.aturan, tahun).rkp
    return sorted(plan.program, key=lambda one: one.urut)


def _programme(desk: Desk, given: Given, tahun: int) -> dict[str, object]:
    """The values of a new programme, read as if they were typed. Raises InvalidInput."""
    name = given.text("tambah").strip()
    if not name:
        raise InvalidInput({"tambah": _("Isi nama programnya.")})
    values: dict[str, object] = {"nama": name, "tahun": tahun}
    values |= {name: given.text(name) for name in ("asal", "lokasi") if given.has(name)}
    wrong: dict[str, str] = {}
    if given.has("volume"):
        amount = read_quantity(given.text("volume"))
        if amount.value is None:
            wrong["volume"] = f"--volume: {amount.problem or _('Volume tidak terbaca.')}"
        values["volume"] = amount.value
    konteks = intake.context_of(desk.app.database, desk.app.aturan, desk.today)
    for option, (baca, field) in _READ_AS.items():
        if not given.has(option):
            continue
        read = read_cell(baca, field, given.text(option), konteks)
        values.update(read.nilai)
        if read.masalah:
            wrong[option] = f"--{option}: " + " ".join(one.teks for one in read.masalah)
    if wrong:
        raise InvalidInput(wrong)
    return values


def _numbered(rows: list[Row], text: str, words: str) -> Row:
    """The row with this number in the list shown. Raises NotFound."""
    if not text.isdigit() or not 1 <= int(text) <= len(rows):
        raise NotFound(apa=words.format(n=text))
    return rows[int(text) - 1]


def hapus(desk: Desk, given: Given) -> Answer:
    """`rencana hapus`: rows of the plan or of the DU-RKP of the year are taken out as one step."""
    tahun = desk.tahun(given)
    keys = list(dict.fromkeys(read_key(one, "rencana hapus") for one in given.many("id")))
    known = _rows(desk, tahun)
    for key in keys:
        if key not in known:
            raise NotFound(apa=_("Baris {id} di RKPDes dan DURKP {tahun}").format(id=key, tahun=tahun))
    kinds = {known[key] for key in keys}
    if len(kinds) > 1:
        sentence = _("Hapus satu jenis baris sekaligus: {jenis}. Tidak ada yang dihapus.")
        names = ", ".join(sorted(kind_name(kind) for kind in kinds))
        raise InvalidInput({"id": sentence.format(jenis=names)})
    (kind,) = kinds
    editing.remove_rows(desk.app.database, kind, keys, by=desk.by, at=desk.at)
    text = _("{n} baris {daftar} dihapus. Kembalikan dengan data urungkan.")
    return Answer({"dihapus": len(keys)}, text.format(n=len(keys), daftar=kind_name(kind)))


def _rows(desk: Desk, tahun: int) -> dict[UUID, type[Any]]:
    """Every row of the plan and the DU-RKP of the year, and what it is."""
    plan = rkp.show_plan(desk.app.database, desk.app.aturan, tahun).rkp
    upwards = rkp.show_durkp(desk.app.database, desk.app.aturan, tahun).durkp
    lists: tuple[tuple[type[Any], Sequence[Any]], ...] = (
        (Kegiatan, plan.kegiatan),
        (BarisRab, [row for one in plan.kegiatan for row in one.rab]),
        (Pagu, plan.pagu),
        (AnggotaTim, plan.tim),
        (RencanaTim, plan.rencana_tim),
        (ProgramMasuk, plan.program),
        (Evaluasi, plan.evaluasi),
        (BarisDurkp, upwards.baris),
    )
    return {one.id: kind for kind, rows in lists for one in rows}
