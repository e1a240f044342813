"""Handing forms out: the families of an RT as one workbook that an enumerator fills without this program.

One row a family in the sheet Keluarga, one sheet for each table. The workbook carries what is known so far,
and a digest of it, so that what two people changed apart is seen when it comes back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desa_desktop.checklists import ROW_KEY, Group, Kind, Plain, Question, Template
from desa_desktop.checklists.rows import by_catalogue, table_rows
from desa_desktop.checklists.template import NUMERIC
from desa_desktop.checklists.typing_in import typed
from desa_desktop.checklists.values import text as text_of
from desa_desktop.documents.isian.buku_kerja import columns_of, is_answered_here, labels_of
from desa_desktop.documents.lembar_petugas import (
    Bentuk,
    BukuPetugas,
    Kolom,
    Lembar,
    Nilai,
    write_buku,
)
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.isian_keluarga import BarisKeluarga, Tempat
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.wording import show_date
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isian
from desa_desktop.services import kantor as office
from desa_desktop.services.isian_keluarga import list_keluarga, require_per_keluarga, show_tempat
from desa_desktop.services.isian_warga import known_answers
from desa_desktop.sheets import LIMITS
from desa_desktop.store.unit import Database, Unit

FORMAT = "keluarga-1"
SHEET = "Keluarga"
NO, NO_KK, NAME, PLACE, ENTRY = "_no", "_no_kk", "_kepala", "_tempat", ROW_KEY
STORED = "_ke"  # which stored row a line of a table shows, so that nothing is mixed when one is left empty
MOST = 300  # families in one workbook: more is no work for one enumerator, and Excel grows slow
_SPARE = 4  # empty rows a family in a table whose rows are added
_LEAST, _MOST_SPARE = 20, 600


@dataclass(frozen=True, slots=True)
class Bagian:
    """What was handed out: the workbook, a name for it, how many families it holds."""

    data: bytes
    nama: str
    jumlah: int


def hand_out(
    database: Database,
    templates: Mapping[str, Template],
    form_id: str,
    periode: str = "",
    tempat: Tempat = Tempat(),  # noqa: B008  # frozen
    *,
    petugas: str = "",
    semua: bool = False,
    kode: KodePenduduk | None = None,
    today: date,
) -> Bagian:
    """The workbook of the families of a place who are not done (`semua`: of all of them).

    With the code lists `kode` a family nobody has begun stands there with what the register knows of it.
    Nothing is stored: it may be made again at any time. Raises NotFound, InvalidInput when there is nobody
    to hand out, too many for one person, or a form that Excel cannot hold.
    """
    template = require_per_keluarga(templates, form_id)
    listed = list_keluarga(database, templates, form_id, periode, today=today)
    rows = [row for row in listed.of(tempat) if row.is_menunggu or (semua and row.jumlah)]
    where = show_tempat(tempat)
    if not rows:
        words = _("Tidak ada keluarga yang belum selesai di {tempat}. Tidak ada yang ditulis.")
        raise InvalidInput({"rt": words.format(tempat=where)})
    if len(rows) > MOST:
        words = _("{n} keluarga terlalu banyak untuk satu berkas (paling banyak {batas}). Pilih satu RT.")
        raise InvalidInput({"rt": words.format(n=len(rows), batas=MOST)})
    with database.read() as unit:
        kantor = office.require(unit)
        answers = _answers(unit, rows)
        if kode is not None:
            begun = {row.id for row in rows if row.isian_id is not None}
            answers |= {
                row.id: known_answers(unit, template, row.id, kode, by=petugas)
                for row in rows
                if row.id not in begun
            }
    stop_if_too_wide(template)
    head = [listed.judul, show_periode(listed.periode), where]
    return Bagian(
        write_buku(
            BukuPetugas(
                judul=" · ".join(head),
                petunjuk=list(_instructions(kantor.nama, len(rows), today)),
                lembar=list(_sheets(template, rows, answers)),
                kunci=list(
                    _keys(template, kantor.kode, kantor.nama, listed.periode, petugas, today, rows, answers)
                ),
            )
        ),
        _file_name(listed.periode, form_id, tempat, petugas),
        len(rows),
    )


def stop_if_too_wide(template: Template) -> None:
    """Refuse a form with more columns than a sheet may have here, or with a table in a table."""
    nested = [one for one in template.questions if len(one.repeats) > 1 and is_answered_here(one)]
    if nested:
        words = _("Templat ini punya tabel di dalam tabel ({nama}), jadi tidak dapat dibagi lewat Excel.")
        raise InvalidInput({"templat": words.format(nama=nested[0].repeats[0])})
    if len(questions_of(template)) > LIMITS.columns - 10:
        words = _("Templat ini punya lebih dari {n} pertanyaan, jadi tidak dapat dibagi lewat Excel.")
        raise InvalidInput({"templat": words.format(n=LIMITS.columns - 10)})


def _file_name(periode: str, form_id: str, place: Tempat, petugas: str) -> str:
    parts = [
        form_id,
        periode,
        place.dusun,
        place.rw and f"rw{place.rw}",
        place.rt and f"rt{place.rt}",
        petugas,
    ]
    shown = "-".join(part for part in parts if part)
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in shown) + ".xlsx"


def _answers(unit: Unit, rows: Sequence[BarisKeluarga]) -> dict[UUID, dict[str, Plain]]:
    """The answers given so far, by family."""
    keys = {row.isian_id: row.id for row in rows if row.isian_id is not None}
    return {keys[one.id]: isian.answers_of(one) for one in unit.many(Isian, list(keys))}


def _instructions(desa: str, jumlah: int, today: date) -> Iterator[str]:
    yield _("Desa {nama}, {n} keluarga. Dibuat {tanggal}.").format(
        nama=desa, n=jumlah, tanggal=show_date(today)
    )
    yield _("Nama petugas: ____________________")
    yield ""
    yield _("1. Isi lembar Keluarga: satu baris untuk satu keluarga. Kolom abu-abu tidak bisa diubah.")
    yield _("2. Isi lembar tabel di sebelahnya. Tulis nomor keluarga di kolom pertama bila barisnya kosong.")
    yield _("3. Kosongkan yang tidak diketahui. Sel kosong tidak menghapus jawaban yang sudah ada.")
    yield _("4. Nol dan kosong berbeda: tulis 0 bila memang tidak ada.")
    yield _("5. Pilihan jawaban ada di daftar sel atau di lembar Pilihan.")
    yield _("6. Simpan sebagai .xlsx dengan nama yang sama, lalu serahkan ke kantor desa.")
    yield _("Berkas ini memuat data pribadi warga. Jangan dikirim ke orang lain; hapus sesudah diserahkan.")


# ------------------------------------------------------------------ columns


def questions_of(template: Template) -> list[Question]:
    """The questions outside tables that an enumerator answers, in form order."""
    return [one for one in template.questions if not one.repeats and is_answered_here(one)]


def tables_of(template: Template) -> list[Group]:
    """The tables with at least one column to fill, in form order."""
    groups = (one for one in template.by_name.values() if isinstance(one, Group) and one.is_repeat)
    return [one for one in groups if columns_of(one)]


def has_fixed_rows(group: Group) -> bool:
    """Whether its rows are given by its catalogue."""
    return group.row_kind == "tetap" and bool(group.catalogue)


def sheet_names(template: Template) -> dict[str, str]:
    """Table to the name of its sheet: 31 characters, each only once, none that Excel refuses."""
    found: dict[str, str] = {}
    for number, group in enumerate(tables_of(template), 1):
        label = "".join(sign for sign in group.label if sign not in "[]:*?/\\'")
        found[group.name] = f"T{number} {label}"[:31].strip()
    return found


def _column(question: Question) -> Kolom:
    star = " *" if question.required is not None else ""
    unit = f" ({question.unit})" if question.unit and not question.unit.startswith("lihat ") else ""
    title = f"{question.label}{unit}{star}"
    choices = tuple(labels_of(question.choices).values())
    shape = {
        Kind.SELECT_ONE: Bentuk.PILIH,
        Kind.SELECT_MULTIPLE: Bentuk.BANYAK,
        Kind.RANK: Bentuk.BANYAK,
        Kind.INTEGER: Bentuk.BULAT,
        Kind.DECIMAL: Bentuk.ANGKA,
        Kind.RANGE: Bentuk.ANGKA,
        Kind.DATE: Bentuk.TANGGAL,
    }.get(question.kind, Bentuk.TEKS)
    return Kolom(question.name, title, shape, choices, 24.0 if shape is Bentuk.TEKS or choices else 15.0)


def _sheets(
    template: Template, rows: Sequence[BarisKeluarga], answers: Mapping[UUID, Mapping[str, Plain]]
) -> Iterator[Lembar]:
    questions = questions_of(template)
    yield Lembar(
        SHEET,
        (
            Kolom(NO, _("No"), Bentuk.BULAT, lebar=6),
            Kolom(NO_KK, _("Nomor KK"), lebar=19),
            Kolom(NAME, _("Kepala keluarga"), lebar=26),
            Kolom(PLACE, _("Tempat"), lebar=20),
            *(_column(one) for one in questions),
        ),
        [
            (
                number,
                row.no_kk,
                row.kepala,
                show_tempat(row.tempat),
                *(_cell(one, answers.get(row.id, {}).get(one.name)) for one in questions),
            )
            for number, row in enumerate(rows, 1)
        ],
        terkunci=4,
    )
    names = sheet_names(template)
    for group in tables_of(template):
        yield _table(names[group.name], group, rows, answers)


def _table(
    name: str,
    group: Group,
    rows: Sequence[BarisKeluarga],
    answers: Mapping[UUID, Mapping[str, Plain]],
) -> Lembar:
    columns, entries = columns_of(group), labels_of(group.catalogue)
    head = [Kolom(NO, _("No keluarga"), Bentuk.BULAT, lebar=10)]
    is_fixed = has_fixed_rows(group)
    if not is_fixed:
        head.insert(0, Kolom(STORED, "", Bentuk.BULAT, is_tersembunyi=True))
    if is_fixed:
        head += [Kolom(NAME, _("Kepala keluarga"), lebar=26), Kolom(ENTRY, group.label, lebar=34)]
    elif group.catalogue:
        head.append(Kolom(ENTRY, group.label, Bentuk.PILIH, tuple(entries.values()), 34))
    lines: list[tuple[Nilai, ...]] = []
    for number, family in enumerate(rows, 1):
        given = table_rows(answers.get(family.id, {}).get(group.name)) or []
        if is_fixed:
            by_entry, _aside = by_catalogue(given, group.catalogue)
            for choice, row in zip(group.catalogue, by_entry, strict=True):
                values = (_cell(one, row.get(one.name)) for one in columns)
                lines.append((number, family.kepala, entries[choice.name], *values))
            continue
        for place, row in enumerate(given, 1):
            first: tuple[Nilai, ...] = (place, number)
            if group.catalogue:
                key = str(row.get(ENTRY, ""))
                first = (place, number, entries.get(key, key))
            lines.append((*first, *(_cell(one, row.get(one.name)) for one in columns)))
    spare = 0 if is_fixed else max(_LEAST, min(_MOST_SPARE, len(rows) * _SPARE))
    return Lembar(
        name,
        (*head, *(_column(one) for one in columns)),
        lines,
        terkunci=3 if is_fixed else 1,
        kosong=spare,
    )


def _cell(question: Question, answer: Plain) -> Nilai:
    """An answer as a cell: choices in words, numbers and dates as such."""
    value, _wrong = typed(question, answer)
    if value is None:
        return None
    if question.choices and isinstance(value, str):
        labels = labels_of(question.choices)
        return "; ".join(labels.get(one, one) for one in value.split())
    if question.kind in NUMERIC or question.kind is Kind.DATE:
        return value if not isinstance(value, str | bool | tuple | datetime) else text_of(value)  # type: ignore[return-value]  # a number or a date
    return text_of(value)


# ------------------------------------------------------------------ how it is recognised


def comparable(item: Question | Group, answer: Plain) -> object:
    """An answer to be compared: `12` and 12 are the same, nothing typed is None."""
    if isinstance(item, Question):
        value, _wrong = typed(item, answer)
        return value
    columns = {one.name: one for one in item.questions()}
    rows = []
    for row in table_rows(answer) or []:
        cells = {
            name: comparable(columns[name], cell) if name in columns else cell for name, cell in row.items()
        }
        cells.pop(STORED, None)
        rows.append({name: cell for name, cell in cells.items() if cell is not None})
    return rows or None


def digest_of(item: Question | Group, answer: Plain) -> str:
    """A short digest of an answer; answers that say the same have the same."""
    shown = json.dumps(comparable(item, answer), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _keys(
    template: Template,
    kode: str,
    desa: str,
    periode: str,
    petugas: str,
    today: date,
    rows: Sequence[BarisKeluarga],
    answers: Mapping[UUID, Mapping[str, Plain]],
) -> Iterator[tuple[str, ...]]:
    yield "format", FORMAT
    yield "form_id", template.form_id
    yield "judul", template.title
    yield "versi", str(template.version)
    yield "periode", periode
    yield "kode_desa", kode
    yield "desa", desa
    yield "petugas", petugas
    yield "dibuat", today.isoformat()
    for number, row in enumerate(rows, 1):
        yield "keluarga", str(number), str(row.id), row.no_kk, row.kepala
        for name, answer in sorted(answers.get(row.id, {}).items()):
            if name in template.by_name:
                yield "dasar", str(number), name, digest_of(template.by_name[name], answer)
