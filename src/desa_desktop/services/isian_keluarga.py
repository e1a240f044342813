"""One form for each family: the list of a period, how far each RT is, who is asked next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desa_desktop.checklists import Template
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.isian_keluarga import (
    BarisKeluarga,
    KeadaanKeluarga,
    Kemajuan,
    Tempat,
    count_progress,
    find_rows,
    next_waiting,
    progress_by_place,
)
from desa_desktop.domain.penduduk import Penduduk
from desa_desktop.domain.periode import read_periode
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import kantor as office
from desa_desktop.services.isian import current_periode, is_per_keluarga, template_of
from desa_desktop.store.queries import isian_keluarga as queries
from desa_desktop.store.unit import Database

__all__ = [
    "BarisKeluarga",
    "DaftarKeluarga",
    "KeadaanKeluarga",
    "Kemajuan",
    "Tempat",
    "count_progress",
    "default_form",
    "find_rows",
    "keluarga_of",
    "list_keluarga",
    "next_waiting",
    "read_tempat",
]


@dataclass(frozen=True, slots=True)
class DaftarKeluarga:
    """All families of a period in walking order, with the counts of the village and of each RT."""

    form_id: str
    judul: str
    periode: str
    baris: tuple[BarisKeluarga, ...]
    kemajuan: Kemajuan
    tempat: tuple[tuple[Tempat, Kemajuan], ...]

    def of(self, place: Tempat) -> tuple[BarisKeluarga, ...]:
        """The families who live there."""
        return tuple(row for row in self.baris if place.holds(row))


def require_per_keluarga(templates: Mapping[str, Template], form_id: str) -> Template:
    """The template, which must be filled for each family. Raises NotFound, InvalidInput."""
    template = template_of(templates, form_id)
    if not is_per_keluarga(template):
        sentence = _("{judul} diisi satu untuk seluruh desa, bukan per keluarga.")
        raise InvalidInput({"templat": sentence.format(judul=template.title)})
    return template


def default_form(templates: Mapping[str, Template]) -> str | None:
    """The first template that is filled for each family; None without one."""
    return next((one for one in templates if is_per_keluarga(templates[one])), None)


def list_keluarga(
    database: Database,
    templates: Mapping[str, Template],
    form_id: str,
    periode: str = "",
    *,
    today: date,
) -> DaftarKeluarga:
    """The families of a period ("": the present one) with their forms.

    Raises NotFound, InvalidInput for a template that is not filled for each family or a wrong period.
    """
    template = require_per_keluarga(templates, form_id)
    period = read_periode(periode or current_periode(today, template.period))
    with database.read() as unit:
        rows = queries.rows(unit, office.require(unit).id, form_id, period, today)
    return DaftarKeluarga(
        form_id,
        template.title,
        str(period),
        tuple(rows),
        count_progress(rows),
        tuple(progress_by_place(rows)),
    )


def keluarga_of(database: Database, isian: UUID, *, today: date) -> BarisKeluarga | None:
    """The family a form is about, None for a form of the office. Raises NotFound."""
    with database.read() as unit:
        form = unit.bare(Isian, isian)
        if form.keluarga_id is None:
            return None
        found = queries.rows(
            unit, form.desa_id, form.form_id, read_periode(form.periode), today, form.keluarga_id
        )
        return next(iter(found), None)


def find_keluarga(database: Database, rows: Sequence[BarisKeluarga], text: str) -> BarisKeluarga:
    """The one family meant by an id, a number of the KK or the NIK of a member. Raises InvalidInput."""
    clean = text.strip()
    for row in rows:
        if clean in (str(row.id), row.no_kk or " "):
            return row
    with database.read() as unit:
        members = unit.select(Penduduk, nik=clean) if len(clean) == 16 else []
    homes = {one.keluarga_id for one in members if one.is_hidup}
    found = [row for row in rows if row.id in homes]
    if len(found) != 1:
        sentence = _("Keluarga {isi} tidak ditemukan. Tulis nomor KK atau NIK salah satu anggotanya.")
        raise InvalidInput({"keluarga": sentence.format(isi=text)})
    return found[0]


def read_tempat(rows: Sequence[BarisKeluarga], *, dusun: str = "", rw: str = "", rt: str = "") -> Tempat:
    """The place meant by what a person typed: `3` is RT 003 where it is written so.

    Raises InvalidInput when no family lives in such a place.
    """
    place = Tempat(
        _written(dusun, {row.dusun for row in rows}),
        _written(rw, {row.rw for row in rows}),
        _written(rt, {row.rt for row in rows}),
    )
    if not any(place.holds(row) for row in rows):
        sentence = _("Tidak ada keluarga di {tempat}.")
        raise InvalidInput({"rt": sentence.format(tempat=show_tempat(Tempat(dusun, rw, rt)))})
    return place


def _written(typed: str, known: set[str]) -> str:
    def plain(text: str) -> str:
        return text.strip().casefold().lstrip("0")

    return next((one for one in sorted(known) if one and plain(one) == plain(typed)), typed.strip())


def show_tempat(place: Tempat) -> str:
    """`Krajan, RW 001, RT 003`; the whole village and families without a place in words."""
    parts = [place.dusun, f"RW {place.rw}" if place.rw else "", f"RT {place.rt}" if place.rt else ""]
    return ", ".join(part for part in parts if part) or _("seluruh desa")
