"""Filling many answers of a form in one step: copied from the last period, confirmed, or nihil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from desa_desktop.checklists import Place, Template, fill_nihil
from desa_desktop.checklists.lalu import copyable
from desa_desktop.checklists.template import Group
from desa_desktop.domain.isi_awal.asal import AsalUsul, read_asal, write_asal
from desa_desktop.domain.isian import Isian
from desa_desktop.domain.periode import parse_periode
from desa_desktop.errors import NotFound
from desa_desktop.i18n import _
from desa_desktop.services import isian_lalu
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.isi_awal import Usul, cell_of
from desa_desktop.services.isian import IsianTampil, read_isian, store_answers, template_of
from desa_desktop.services.isian_lalu import Lalu
from desa_desktop.store.unit import Database


def show_beside(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    *,
    by: str,
    at: datetime,
    lalu: Lalu | None = None,
) -> IsianTampil:
    """The form with its last period and what is to be looked at beside it. Raises NotFound.

    `lalu` is what was read before: an earlier period does not change while this one is typed.
    """
    with database.read() as unit:
        record = unit.get(Isian, key)
        shown = read_isian(unit, templates, record, by=by, at=at)
        before = lalu if lalu is not None else isian_lalu.read_lalu(unit, record)
    beside = isian_lalu.checks(before, shown.state, record)
    return replace(
        shown,
        lalu=before,
        lonjakan=tuple(isian_lalu.jumped(before, shown.state)),
        pemeriksaan=(*shown.pemeriksaan, *beside),
    )


def offered(shown: IsianTampil) -> list[Usul]:
    """Every answer of the last period that could be copied, for questions that are asked now."""
    period = parse_periode(shown.lalu.periode)
    if period is None:
        return []
    values = copyable(shown.template, shown.lalu.answers, shown.state)
    name, last = shown.lalu.nama, period.akhir
    return [Usul(place, value, name, last, salinan=shown.lalu.periode) for place, value in values.items()]


def confirm(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    places: Iterable[Place],
    *,
    by: str,
    at: datetime,
) -> int:
    """Note that copied answers are still right, as one step; returns how many were waiting for that.

    Raises NotFound, Locked for a finished form.
    """
    with database.unit() as unit:
        record = unit.get(Isian, key)
        stop_if_locked(unit, Isian, record)
        template = template_of(templates, record.form_id)
        wanted: dict[str, set[str]] = {}
        for place in places:
            kode, cell = cell_of(template, place)
            wanted.setdefault(kode, set()).add(cell)
        count = 0
        for one in record.jawaban:
            cells = read_asal(one.asal)
            sure = {
                cell: replace(asal, dipastikan=True)
                for cell, asal in cells.items()
                if cell in wanted.get(one.kode, ()) and asal.salinan and not asal.dipastikan
            }
            if sure:
                one.asal = write_asal(cells | sure)
                count += len(sure)
        if count:
            unit.commit(_("pastikan {n} jawaban yang disalin").format(n=count), by, at)
    return count


def write_nihil(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    bagian: str,
    *,
    by: str,
    at: datetime,
) -> int:
    """Nihil: zero in every empty count of a section, subsection or table, as one step; returns how many.

    Who said so stays beside each answer. Raises NotFound, Locked for a finished form.
    """
    with database.unit() as unit:
        record = unit.get(Isian, key)
        stop_if_locked(unit, Isian, record)
        shown = read_isian(unit, templates, record, by=by, at=at)
        template = shown.template
        sections = {one.name: one for one in template.sections}
        group = template.by_name.get(bagian) or sections.get(bagian)
        if not isinstance(group, Group):
            raise NotFound(apa=_("Bagian {kode}").format(kode=bagian))
        answers, places = fill_nihil(template, shown.answers, group, shown.state)
        if not places:
            return 0
        said = AsalUsul(0, _("pernyataan nihil {orang}").format(orang=by), at.astimezone().date())
        origins: dict[str, dict[str, AsalUsul]] = {}
        for place in places:
            if len(place.rows) > 1:  # a table in a table keeps no origin for its cells
                origins.setdefault(template.question(place.name).repeats[0], {})
                continue
            kode, cell = cell_of(template, place)
            origins.setdefault(kode, {})[cell] = said
        known = {one.kode: read_asal(one.asal) for one in record.jawaban if one.kode in origins}
        store_answers(
            template,
            record,
            {
                kode: (answers[kode], write_asal(known.get(kode, {}) | cells))
                for kode, cells in origins.items()
            },
        )
        unit.commit(_("nihil {bagian}").format(bagian=group.label[:60]), by, at)
    return len(places)
