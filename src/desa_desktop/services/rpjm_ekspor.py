"""The activities of an RPJM Desa as a file: a row each; years, amounts and targets in their own columns.

The headings are those that the import knows (`THN 1`, `Biaya THN 1`), so that a file can be read back.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from desa_desktop.documents import excel
from desa_desktop.documents.blocks import Cell, Column, Kind, Page, Row, Table
from desa_desktop.domain.aturan import Aturan
from desa_desktop.domain.matriks import pola_name
from desa_desktop.domain.matriks_rpjm import ordered, sumber_text
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import export
from desa_desktop.services.export import FORMATS, Berkas
from desa_desktop.services.rpjm import find_plan
from desa_desktop.sheets.text import guard
from desa_desktop.store.unit import Database

LISTS = ("kegiatan", "arah", "musim", "kelembagaan", "masalah", "program", "tim")
TICK = "v"
_WIDE, _NARROW = 30.0, 12.0


def rows_of(
    database: Database, aturan: Aturan, tahun: int
) -> tuple[RpjmDesa, dict[str, list[dict[str, object]]]]:
    """The plan that holds in `tahun` and each of its lists as plain rows. Raises NotFound."""
    with database.read() as unit:
        plan = find_plan(unit, tahun)
    lists: dict[str, list[dict[str, object]]] = {}
    for name in LISTS:
        records: Sequence[Any] = (
            ordered(plan.kegiatan, aturan)
            if name == "kegiatan"
            else sorted(getattr(plan, name), key=lambda one: one.urut)
        )
        lists[name] = [
            {**row, **_links(one)} for row, one in zip(export.plain_rows(records), records, strict=True)
        ]
    return plan, lists


def _links(record: Any) -> dict[str, object]:
    """Which line another stands below or belongs to: ids that plain rows leave out."""
    return {name: getattr(record, name) for name in ("induk_id", "arah_id") if hasattr(record, name)}


def export_plan(database: Database, aturan: Aturan, tahun: int, bentuk: str) -> Berkas:
    """The activities as `xlsx`, `csv` or `json`. Raises InvalidInput for another form, NotFound."""
    if bentuk not in FORMATS:
        sentence = _("Bentuk {bentuk} tidak dikenal. Pilihan: {pilihan}.")
        raise InvalidInput({"bentuk": sentence.format(bentuk=bentuk, pilihan=", ".join(FORMATS))})
    plan, lists = rows_of(database, aturan, tahun)
    count = len(plan.kegiatan)
    if bentuk == "json":
        text = json.dumps(lists["kegiatan"], ensure_ascii=False, indent=1, default=_json)
        return Berkas((text + "\n").encode("utf-8"), count)
    columns = _columns(plan)
    rows = [_cells(one, plan) for one in ordered(plan.kegiatan, aturan)]
    if bentuk == "csv":
        target = io.StringIO(newline="")
        writer = csv.writer(target)
        writer.writerow([one.title for one in columns])
        writer.writerows([[guard(_text(cell)) for cell in row] for row in rows])
        return Berkas(target.getvalue().encode("utf-8-sig"), count)
    title = _("RPJM Desa {awal}-{akhir}").format(awal=plan.tahun, akhir=plan.daftar_tahun[-1])
    table = Table(columns, tuple(Row(row) for row in rows), title)
    return Berkas(excel.write(Page(title, (table,), is_landscape=True)), count)


def _columns(plan: RpjmDesa) -> tuple[Column, ...]:
    places = range(1, len(plan.daftar_tahun) + 1)
    return (
        Column(_("Kode"), _NARROW),
        Column(_("Jenis kegiatan"), _WIDE),
        Column(_("Lokasi"), _WIDE),
        Column(_("Volume"), _NARROW, Kind.NUMBER),
        Column(_("Satuan"), _NARROW),
        Column(_("Sasaran/manfaat"), _WIDE),
        Column(_("L"), _NARROW, Kind.NUMBER),
        Column(_("P"), _NARROW, Kind.NUMBER),
        Column(_("A-RTM"), _NARROW, Kind.NUMBER),
        Column(_("SDGs"), _NARROW),
        Column(_("Data eksisting"), _WIDE),
        Column(_("Indikator"), _WIDE),
        *(Column(f"THN {n}", _NARROW, Kind.CENTRED) for n in places),
        *(Column(f"Biaya THN {n}", _NARROW, Kind.MONEY) for n in places),
        *(Column(f"Target THN {n}", _NARROW) for n in places),
        Column(_("Sumber dana"), _NARROW),
        Column(_("Pola pelaksanaan"), _NARROW),
        Column(_("Tanda isu"), _NARROW),
        Column(_("Masa RPJM"), _NARROW),
    )


def _cells(one: KegiatanRpjm, plan: RpjmDesa) -> tuple[Cell, ...]:
    years = plan.daftar_tahun
    unread = one.teks_asli
    return (
        one.kode or unread.get("kode", ""),
        one.nama,
        one.lokasi or unread.get("lokasi", ""),
        one.volume if one.volume is not None else unread.get("volume", ""),
        one.satuan or unread.get("satuan", ""),
        one.sasaran,
        one.penerima_l,
        one.penerima_p,
        one.penerima_rtm,
        ", ".join(str(number) for number in one.sdgs),
        one.data_eksisting,
        one.indikator,
        *(TICK if year in one.tahun else "" for year in years),
        *(one.biaya_tahun.get(str(year)) for year in years),
        *(one.target.get(str(year), "") for year in years),
        sumber_text(one) or unread.get("sumber", ""),
        pola_name(one.pola),
        ", ".join(one.tanda),
        f"{plan.tahun}-{years[-1]}",
    )


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f").replace(".", ",")
    return str(cell)


def _json(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return getattr(value, "value", None) or str(value)
