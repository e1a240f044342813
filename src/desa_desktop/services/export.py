"""Lists as plain rows and as files: what `data lihat` shows and `data ekspor` hands to others (cli.md).

A file written here can be read back by the import: same headings, same words. Text is never a formula,
whatever it begins with.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from desa_desktop.documents import excel
from desa_desktop.documents.blocks import Cell, Column, Kind, Page, Row, Table
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.rab import order_for_rab
from desa_desktop.domain.rkp import BarisRab, Kegiatan
from desa_desktop.domain.sebutan import kind_name
from desa_desktop.domain.tampak import tampak
from desa_desktop.domain.tempel import JenisTempel, Kolom, kolom_of
from desa_desktop.domain.tempel.bagi import show_uang
from desa_desktop.domain.wording import sentence_case, show_money
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import dokumen, intake
from desa_desktop.services import kantor as office
from desa_desktop.sheets.text import guard
from desa_desktop.store.unit import Database

FORMATS = ("xlsx", "csv", "json")
NOT_SHOWN = ("teks_asli", "urut", "versi", "diubah_pada")
_KINDS = {
    "uang": Kind.MONEY,
    "bilangan": Kind.NUMBER,
    "volume": Kind.NUMBER,
    "tanggal": Kind.DATE,
    "lahir": Kind.DATE,
}
_WIDE, _NARROW = 30.0, 12.0


@dataclass(frozen=True, slots=True)
class Berkas:
    """A list as the bytes of a file, and how many rows are in it."""

    isi: bytes
    baris: int


def records_of(
    database: Database, jenis: JenisTempel, tahun: int | None = None, induk: UUID | None = None
) -> list[Any]:
    """The records of one list in the order people see; `tahun` is the plan year (default: the office's).

    `induk`: only the estimate of this activity (RAB). Angka pokok are those of the year before.
    Raises NotFound when the year was never begun, InvalidInput when this office keeps no such list.
    """
    with database.read() as unit:
        kantor = office.require(unit)
        require_own(kantor, jenis)
        year = tahun if tahun is not None else kantor.tahun_rencana
        rows = intake.stored_rows(unit, jenis, year, induk)
    if jenis is JenisTempel.RAB:
        return rows if induk is None else order_for_rab(rows)
    return sorted(rows, key=lambda one: (getattr(one, "urut", 0), str(one.id)))


def require_own(kantor: Kantor, jenis: JenisTempel) -> None:
    """Refuse a list that this office does not keep. Raises InvalidInput."""
    is_desa = kantor.peran is Peran.DESA
    if is_desa and jenis is JenisTempel.DESA:
        raise InvalidInput({"jenis": _("Daftar desa hanya ada di kantor kecamatan.")})
    if not is_desa and jenis is not JenisTempel.DESA:
        sentence = _("Daftar {jenis} diisi di kantor desa. Di kecamatan, pakai kompilasi atau tinjau.")
        raise InvalidInput({"jenis": sentence.format(jenis=kind_name(intake.KIND_OF[jenis]))})


def plain_rows(records: Sequence[Any]) -> list[dict[str, object]]:
    """Each record as field -> value; texts nobody could read stand under `teks_asli`."""
    return [_plain(one) for one in records]


def _plain(record: Any) -> dict[str, object]:
    values: dict[str, object] = {
        one.name: getattr(record, one.name)
        for one in fields(record)
        if one.name not in NOT_SHOWN and not _is_parent(one.name, record)
    }
    if isinstance(record, Kegiatan):
        values["sumber_biaya"] = [
            {"sumber": one.sumber, "jumlah": one.jumlah, "is_silpa": one.is_silpa}
            for one in record.sumber_biaya
        ]
        values["rab"] = plain_rows(order_for_rab(record.rab))
    if isinstance(record, BarisRab):
        values["jumlah"] = record.jumlah
        values["kegiatan_id"] = record.kegiatan_id
    unread = getattr(record, "teks_asli", None)
    if unread:
        values["teks_asli"] = dict(unread)
    return values


def _is_parent(name: str, record: Any) -> bool:
    return name.endswith("_id") and name != "usulan_id" and isinstance(getattr(record, name), UUID | None)


def export_rows(
    database: Database,
    jenis: JenisTempel,
    bentuk: str,
    tahun: int | None = None,
    induk: UUID | None = None,
) -> Berkas:
    """One list as a file of the form `xlsx`, `csv` or `json`. Raises InvalidInput for another form.

    An estimate (RAB) is written for one activity, `induk`, so that the file can be read in again.
    """
    if jenis is JenisTempel.RAB:
        intake.stop_without_activity(induk)
    if bentuk not in FORMATS:
        sentence = _("Bentuk {bentuk} tidak dikenal. Pilihan: {pilihan}.")
        raise InvalidInput({"bentuk": sentence.format(bentuk=bentuk, pilihan=", ".join(FORMATS))})
    records = records_of(database, jenis, tahun, induk)
    if bentuk == "json":
        text = json.dumps(plain_rows(records), ensure_ascii=False, indent=1, default=_json)
        return Berkas((text + "\n").encode("utf-8"), len(records))
    columns = _columns(jenis)
    rows = [[_value(record, one) for one in columns] for record in records]
    if bentuk == "csv":
        return Berkas(_csv(columns, rows), len(records))
    return Berkas(excel.write(_page(jenis, columns, rows)), len(records))


def rejected_rows(shown: intake.Pratinjau) -> bytes:
    """A workbook with the rows of an import that need a look, as they came, with the reason at the end."""
    width = max((len(row.sel) for row, _state in shown.baris), default=0)
    titles = [title or _("Kolom {n}").format(n=place) for place, title in enumerate(_titles(shown, width), 1)]
    columns = [
        Column(_("Baris"), _NARROW, Kind.NUMBER),
        *[Column(title, _WIDE) for title in titles],
        Column(_("Keadaan"), _NARROW),
        Column(_("Masalah"), 2 * _WIDE),
    ]
    rows = [
        Row((row.nomor, *_padded(row.sel, width), state.value, row.teks_masalah))
        for row, state in shown.baris
        if state.value in ("periksa", "ditolak")
    ]
    name = _("Baris yang perlu dilihat")
    return excel.write(Page(name, (Table(tuple(columns), tuple(rows), name),)))


def _titles(shown: intake.Pratinjau, width: int) -> Sequence[str]:
    return _padded(shown.peta.judul, width)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple([*cells, *[""] * width][:width])


def _columns(jenis: JenisTempel) -> list[Kolom]:
    """The columns that hold a field of their own; `_waktu` and its kind only repeat others."""
    return [one for one in kolom_of(jenis) if not one.field.startswith("_")]


def _value(record: Any, column: Kolom) -> object:
    """The value of a field, or the text that stands there unread, so that nothing is lost on the way."""
    if isinstance(record, Kegiatan) and column.field == "sumber":
        value: object = _sources(record)
    else:
        value = getattr(record, column.field)
    if isinstance(value, Mapping):  # amounts by year, as they are typed
        value = "; ".join(
            f"{key}: {show_money(one) if isinstance(one, int) else one}" for key, one in value.items()
        )
    if value in (None, "", ()):
        return getattr(record, "teks_asli", {}).get(column.field, "")
    return value


def _sources(record: Kegiatan) -> str:
    """One source as its name, several with their amounts (`ADD 15.000.000; DDS 85.000.000`)."""
    money = [one for one in sorted(record.sumber_biaya, key=lambda one: one.urut) if one.sumber]
    if len(money) < 2:
        return ", ".join(one.sumber for one in money)
    return show_uang((one.sumber, one.jumlah, one.is_silpa) for one in money)


def _csv(columns: Sequence[Kolom], rows: Sequence[Sequence[object]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([one.nama for one in columns])
    writer.writerows([[guard(tampak(_text(value))) for value in row] for row in rows])
    return target.getvalue().encode("utf-8-sig")  # the mark tells Excel which letters these are


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("ya") if value else _("tidak")
        case Decimal():
            return format(value.normalize(), "f").replace(".", ",")
        case date():
            return value.isoformat()
        case Enum():
            return str(value.value).replace("_", " ")
        case list() | tuple():
            return ", ".join(_text(one) for one in value)
        case _:
            return str(value)


def _page(jenis: JenisTempel, columns: Sequence[Kolom], rows: Sequence[Sequence[object]]) -> Page:
    shown = tuple(
        Column(one.nama, _NARROW if one.baca in _KINDS else _WIDE, _KINDS.get(one.baca, Kind.TEXT))
        for one in columns
    )
    cells = tuple(Row(tuple(_cell(value) for value in row)) for row in rows)
    title = sentence_case(kind_name(intake.KIND_OF[jenis]))
    return Page(title, (Table(shown, cells, title),), is_landscape=True)


def _cell(value: object) -> Cell:
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        return value
    return _text(value)


def _json(value: object) -> object:
    """The values json does not know: ids, dates, volumes, enums, tuples."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def counts(database: Database) -> Mapping[str, int]:
    """How much the office holds: rows of each list of its plan year, dokumen by jenis in a kecamatan."""
    with database.read() as unit:
        kantor = office.require(unit)
        is_desa = kantor.peran is Peran.DESA
        found = {
            jenis.value: len(intake.stored_rows(unit, jenis, kantor.tahun_rencana))
            for jenis in JenisTempel
            if is_desa != (jenis is JenisTempel.DESA)
        }
    if not is_desa:
        for one in dokumen.list_dokumen(database):
            found[one.jenis] = found.get(one.jenis, 0) + 1
    return found
