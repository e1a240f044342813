"""Around the DU-RKP: what the kabupaten answered, what earlier years asked, and supporting data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from desa_desktop.checklists import Template
from desa_desktop.checklists.score import DimensionScore
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.durkp import JAWABAN, JawabanLalu, jawaban_lalu
from desa_desktop.domain.rkp import BarisDurkp, Durkp
from desa_desktop.domain.usulan import DaftarUsulan
from desa_desktop.domain.wording import show_number
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import isian
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import insert_rows, stop_if_locked
from desa_desktop.store import tables
from desa_desktop.store.mapping import KINDS
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit

_NOT_COPIED = frozenset(
    {
        *("id", "durkp_id", "urut", "prioritas", "usulan_id", "teks_asli", "asal_id"),
        *("jawaban", "jawaban_alasan", "jawaban_tanggal"),
    }
)
FORM_OF_TANDA: Mapping[str, str] = {"stunting": "konvergensi-stunting"}
"""Checklists whose scores speak for one issue; the others speak for the whole village."""


def record_answer(
    database: Database,
    keys: Sequence[UUID],
    jawaban: str,
    *,
    by: str,
    at: datetime,
    alasan: str = "",
    tanggal: date | None = None,
) -> None:
    """`Catat jawaban`: what the kabupaten said about some rows; "" takes the answer away.

    Also in a ratified DU-RKP: the answer comes after it, stays in the village and is no change of the list.
    Raises InvalidInput for an unknown word or a refusal without a reason, NotFound.
    """
    if jawaban and jawaban not in JAWABAN:
        raise InvalidInput({"jawaban": _("Jawaban: diterima, ditunda, atau ditolak.")})
    if jawaban in ("ditunda", "ditolak") and not alasan.strip():
        raise InvalidInput({"alasan": _("Tulis alasan kabupaten, supaya pengusul bisa diberi tahu.")})
    with database.unit() as unit:
        for key in keys:
            row = unit.get(BarisDurkp, key)
            row.jawaban, row.jawaban_alasan = jawaban, alasan.strip() if jawaban else ""
            row.jawaban_tanggal = tanggal if jawaban else None
        unit.commit(_("catat jawaban {n} usulan DURKP").format(n=len(keys)), by, at)


def earlier_answers(database: Database, tahun: int, ambang: int) -> Mapping[UUID, JawabanLalu]:
    """For each row of `tahun` the row of an earlier year that asked the same, with its answer (V-23)."""
    with database.read() as unit:
        uid = office.require(unit).id
        return earlier_of(unit, uid, tahun, ambang)


def earlier_of(unit: Unit, desa: UUID, tahun: int, ambang: int) -> dict[UUID, JawabanLalu]:
    """The same inside an open unit."""
    every = unit.select(Durkp, desa_id=desa)
    origin: dict[UUID, UUID | None] = {
        one.id: one.asal_usulan_id
        for daftar in unit.select(DaftarUsulan, desa_id=desa)
        for one in daftar.usulan
    }
    now = [row for one in every if one.tahun == tahun for row in one.baris]
    past = [(one.tahun, row) for one in every if one.tahun < tahun for row in one.baris]
    return jawaban_lalu(now, past, origin, ambang)


def last_year_open(database: Database, tahun: int) -> list[BarisDurkp]:
    """Rows of the year before that were not accepted and do not stand in the list of `tahun` yet."""
    with database.read() as unit:
        uid = office.require(unit).id
        return _open_rows(unit, uid, tahun)


def _open_rows(unit: Unit, desa: UUID, tahun: int) -> list[BarisDurkp]:
    before = unit.find(Durkp, dokumen_id(desa, "durkp", str(tahun - 1)))
    now = unit.find(Durkp, dokumen_id(desa, "durkp", str(tahun)))
    if before is None:
        return []
    there = {one.asal_id for one in now.baris} if now is not None else set()
    rows = sorted(before.baris, key=lambda one: (one.prioritas or 0, one.urut))
    return [one for one in rows if one.jawaban != "diterima" and one.id not in there]


def propose_again(
    database: Database, tahun: int, keys: Sequence[UUID] | None = None, *, by: str, at: datetime
) -> list[UUID]:
    """`Ajukan lagi`: rows of last year's DU-RKP that were not accepted, at the end of this year's list.

    `keys` limits it to some; each new row names the old one, so its answer stays in sight. Raises NotFound
    when there is none, Locked.
    """
    with database.unit() as unit:
        uid = office.require(unit).id
        durkp = unit.get(Durkp, dokumen_id(uid, "durkp", str(tahun)))
        stop_if_locked(unit, Durkp, durkp)
        chosen = set(keys) if keys is not None else None
        old = [one for one in _open_rows(unit, uid, tahun) if chosen is None or one.id in chosen]
        if not old:
            raise NotFound(apa=_("Usulan DURKP {tahun} yang belum diterima").format(tahun=tahun - 1))
        first = max((one.prioritas or 0 for one in durkp.baris), default=0) + 1
        rows = [
            {**_values(one), "prioritas": first + place, "asal_id": one.id} for place, one in enumerate(old)
        ]
        made = insert_rows(durkp, KINDS[BarisDurkp], rows)
        unit.commit(_("ajukan lagi {n} usulan DURKP").format(n=len(made)), by, at)
    return made


def _values(one: BarisDurkp) -> dict[str, Any]:
    return {each.name: getattr(one, each.name) for each in fields(one) if each.name not in _NOT_COPIED}


def earlier_offices(database: Database) -> Sequence[str]:
    """Offices of the kabupaten that were addressed before, for completion."""
    with database.read() as unit:
        return lists.earlier_values(unit, tables.baris_durkp, "opd_tujuan")


# ------------------------------------------------------------------ data that support a proposal


@dataclass(frozen=True, slots=True)
class NilaiKartu:
    """One score of a finished checklist, as it is written into `data_pendukung`."""

    form_id: str
    periode: str
    teks: str
    dimensi: str


def scores(
    database: Database, templates: Mapping[str, Template], *, by: str, at: datetime
) -> list[NilaiKartu]:
    """The scores of the newest finished checklist of each form, the total first."""
    newest: dict[str, isian.IsianRingkas] = {}
    for row in isian.list_isian(database, templates, by=by, at=at):
        if row.keadaan != "selesai" or row.per_keluarga:
            continue
        if row.form_id not in newest or newest[row.form_id].periode < row.periode:
            newest[row.form_id] = row
    found: list[NilaiKartu] = []
    for row in newest.values():
        shown = isian.show_isian(database, templates, row.id, by=by, at=at)
        if shown.score.total is not None:
            words = _("{judul} {periode}: {nilai} ({kata})")
            text = words.format(
                judul=row.judul,
                periode=row.periode,
                nilai=show_number(shown.score.total),
                kata=shown.score.band.word,
            )
            found.append(NilaiKartu(row.form_id, row.periode, text, ""))
        found += [_dimension(row, one) for one in shown.score.dimensions if one.score is not None]
    return found


def _dimension(row: isian.IsianRingkas, one: DimensionScore) -> NilaiKartu:
    words = _("{judul} {periode}, {dimensi}: {nilai} ({kata})")
    text = words.format(
        judul=row.judul,
        periode=row.periode,
        dimensi=one.name,
        nilai=show_number(one.score) if one.score is not None else "",
        kata=one.band.word,
    )
    return NilaiKartu(row.form_id, row.periode, text, one.name)


def clear_score(row: BarisDurkp, known: Iterable[NilaiKartu]) -> str:
    """The score that clearly belongs to a row; "" when a person must choose.

    Clear is: the row carries an issue that has a checklist of its own, or the dimension's name stands in
    what is asked for.
    """
    listed = list(known)
    for tanda in row.tanda:
        form = FORM_OF_TANDA.get(tanda)
        found = next((one for one in listed if one.form_id == form and not one.dimensi), None)
        if found is not None:
            return found.teks
    text = f"{row.nama} {row.alasan} {row.sasaran}".casefold()
    named = [one for one in listed if one.dimensi and one.dimensi.casefold() in text]
    return named[0].teks if len(named) == 1 else ""


def fill_support(
    database: Database, templates: Mapping[str, Template], tahun: int, *, by: str, at: datetime
) -> tuple[int, int]:
    """Fill empty `data_pendukung` where the link is clear; returns how many, and how many stay open."""
    known = scores(database, templates, by=by, at=at)
    with database.unit() as unit:
        durkp = unit.get(Durkp, dokumen_id(office.require(unit).id, "durkp", str(tahun)))
        stop_if_locked(unit, Durkp, durkp)
        filled = left = 0
        for row in durkp.baris:
            if row.data_pendukung.strip():
                continue
            text = clear_score(row, known)
            row.data_pendukung = text
            filled, left = filled + bool(text), left + (not text)
        unit.commit(_("isi data pendukung dari kartu skor"), by, at)
    return filled, left
