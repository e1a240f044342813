"""The answers of a checklist one below the other, keyed by kode: to hand on as a file, and to copy elsewhere.

Hidden answers are not in it. What is written here as a sheet can be read back.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desa_desktop.checklists import ROW_KEY, Answers, Group, Kind, Plain, Question, Template, put_answer
from desa_desktop.checklists import Place as Tempat
from desa_desktop.checklists.values import Value, text
from desa_desktop.documents.isian.kata import cell_of, has_fixed_rows, row_label, unit_of, words_of
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.lembar_polos import Polos, write_plain
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.isian_sel import words_in
from desa_desktop.sheets import Cell, Row, Sheet
from desa_desktop.sheets.text import guard

COLUMNS = ("kode", "jawaban", "tabel", "baris", "nomor", "pertanyaan", "tertulis", "satuan", "bagian", "asal")
FORMATS = ("xlsx", "csv")
_WIDTHS = (26, 24, 18, 10, 8, 60, 30, 12, 34, 18)


@dataclass(frozen=True, slots=True)
class Butir:
    """One answer, or one cell of a table, in the order of the form.

    `jawaban` is the answer by its code, `tertulis` as a person reads it with its unit. `tabel` and `baris`
    (from 1, `2.1` inside a table of a table) say where a cell stands; `kunci` is the row's entry of a
    catalogue. An empty `tertulis` is a question without an answer.
    """

    kode: str
    nomor: int
    bagian: str
    label: str
    jawaban: Value
    tertulis: str
    satuan: str = ""
    tabel: str = ""
    baris: str = ""
    kunci: str = ""
    asal: str = ""

    @property
    def is_kosong(self) -> bool:
        """Whether nothing was answered."""
        return not self.tertulis

    def salinan(self, koma: bool = True) -> str:
        """What is copied to another form: numbers without points and unit, choices by their words."""
        if isinstance(self.jawaban, Decimal):
            plain = text(self.jawaban)
            return plain.replace(".", ",") if koma else plain
        return self.tertulis.removesuffix(f" {self.satuan}") if self.satuan else self.tertulis


def list_butir(shown: IsianTampil) -> list[Butir]:
    """Every question that is asked at present, with its answer, in the order of the form."""
    asal = {one.kode: one.asal for one in shown.isian.jawaban}
    lembar = Lembar(shown.template, shown.state, shown.answers)
    found: list[Butir] = []
    for section in shown.template.sections:
        found += _items(lembar, (section,), section.label, asal, (), "")
    return found


def _items(
    lembar: Lembar,
    items: Sequence[Question | Group],
    bagian: str,
    asal: Mapping[str, str],
    rows: tuple[int, ...],
    before: str,
) -> Iterator[Butir]:
    for item in items:
        if not lembar.shows(item, rows):
            continue
        if isinstance(item, Question):
            if item.kind is not Kind.NOTE:
                yield _butir(lembar, item, bagian, asal, rows, before)
        elif not item.is_repeat:
            yield from _items(lembar, item.items, bagian, asal, rows, before)
        else:
            raw = lembar.raw_rows(item, rows)
            for number in range(lembar.count(item, rows)):
                label = row_label(item, number, raw[number] if number < len(raw) else {})
                words = label or _("baris {n}").format(n=number + 1)
                inner = f"{before}{words} - "
                yield from _items(lembar, item.items, bagian, asal, (*rows, number), inner)


def _butir(
    lembar: Lembar,
    question: Question,
    bagian: str,
    asal: Mapping[str, str],
    rows: tuple[int, ...],
    before: str,
) -> Butir:
    value = lembar.state.value(question.name, *rows)
    table = question.repeats[-1] if question.repeats else ""
    kunci = ""
    if len(rows) == 1:
        group = lembar.template.group(table)
        raw = lembar.raw_rows(group, ())
        if has_fixed_rows(group):
            kunci = group.catalogue[rows[0]].name
        elif rows[0] < len(raw):
            kunci = str(raw[rows[0]].get(ROW_KEY) or "")
    return Butir(
        kode=question.name,
        nomor=question.number,
        bagian=bagian,
        label=f"{before}{question.label}",
        jawaban=value,
        tertulis=words_of(cell_of(question, value, lembar.offered(question, rows))),
        satuan=unit_of(question),
        tabel=table,
        baris=".".join(str(number + 1) for number in rows),
        kunci=kunci,
        asal=asal.get(question.repeats[0] if question.repeats else question.name, ""),
    )


# ------------------------------------------------------------------ files


def export_butir(shown: IsianTampil, bentuk: str) -> tuple[bytes, int]:
    """The answers as `xlsx` or `csv`, and how many there are. Raises InvalidInput for another form."""
    if bentuk not in FORMATS:
        raise InvalidInput({"bentuk": _("Bentuk yang bisa ditulis: {pilihan}.").format(pilihan="xlsx, csv")})
    rows = [_line(one) for one in list_butir(shown) if not one.is_kosong]
    if bentuk == "xlsx":
        return write_plain("Jawaban", COLUMNS, rows, widths=_WIDTHS), len(rows)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows([guard("" if cell is None else str(cell)) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig"), len(rows)  # the mark tells Excel which letters these are


def _line(one: Butir) -> tuple[Polos, ...]:
    answer: Polos = text(one.jawaban)
    if isinstance(one.jawaban, Decimal):
        whole = one.jawaban == one.jawaban.to_integral_value()
        answer = int(one.jawaban) if whole else one.jawaban
    elif isinstance(one.jawaban, dt.date) and not isinstance(one.jawaban, dt.datetime):
        answer = one.jawaban
    place = f"{one.baris}={one.kunci}" if one.kunci else one.baris
    return (
        one.kode,
        answer,
        one.tabel,
        place,
        one.nomor or None,
        one.label,
        one.tertulis,
        one.satuan,
        one.bagian,
        one.asal,
    )


def read_butir(template: Template, sheets: Sequence[Sheet], answers: Answers) -> dict[str, Plain]:
    """Answers by kode out of a sheet with the columns kode and jawaban, and for tables baris.

    Without headings the first two columns count. What is not named stays as it is in `answers`; the result
    holds only what was named. Raises InvalidInput for a kode the template does not have, and for a cell of
    a table without its row.
    """
    given: dict[str, Plain] = {}
    whole: Answers = answers
    filled = [sheet for sheet in sheets if sheet.rows][:1]
    for kode, cell, place in (line for sheet in filled for line in _named_rows(sheet)):
        item = template.by_name.get(kode)
        if item is None:
            sentence = _("Pertanyaan {kode} tidak ada di templat ini.")
            raise InvalidInput({"file": sentence.format(kode=kode)})
        plain = _plain(cell)
        if plain is None or isinstance(item, Group) or item.is_computed:
            continue
        if not item.repeats:
            given[kode] = plain
            continue
        whole = _with_cell(template, whole, item, place, plain)
        given[item.repeats[0]] = whole[item.repeats[0]]
    return given


def _with_cell(
    template: Template, whole: Answers, item: Question, place: str, plain: Plain
) -> dict[str, Plain]:
    numbers, _sign, entry = place.partition("=")
    rows = tuple(int(one) - 1 for one in numbers.split(".") if one.isdecimal() and int(one) > 0)
    if len(rows) != len(item.repeats):
        words = _("{kode} ada di dalam tabel: isi kolom baris, misalnya 1.").format(kode=item.name)
        raise InvalidInput({"file": words})
    changed = put_answer(template, whole, Tempat(item.name, rows), plain)
    if entry and len(rows) == 1:
        table = [dict(row) for row in _rows(changed[item.repeats[0]])]
        table[rows[0]][ROW_KEY] = entry
        changed[item.repeats[0]] = table
    return changed


def _rows(raw: Plain) -> list[Mapping[str, Plain]]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        return []
    return [row for row in raw if isinstance(row, Mapping)]


def _named_rows(sheet: Sheet) -> Iterator[tuple[str, Cell, str]]:
    """(kode, answer, row) of each line that names a kode."""
    lines = [row for row in sheet.rows if row.cells]
    columns = {"kode": 0, "jawaban": 1}
    if lines and words_in(lines[0].cells[0]).casefold() == "kode":
        heads = [words_in(cell).casefold() for cell in lines.pop(0).cells]
        columns = {name: place for place, name in enumerate(heads)}
    for row in lines:
        kode = words_in(_at(row, columns.get("kode", 0)))
        if kode:
            yield kode, _at(row, columns.get("jawaban", 1)), words_in(_at(row, columns.get("baris", -1)))


def _at(row: Row, place: int) -> Cell:
    return row.cells[place] if 0 <= place < len(row.cells) else None


def _plain(cell: Cell) -> Plain:
    """A cell as an answer is stored; whether the question can take it, the form itself says."""
    match cell:
        case Decimal():
            return format(cell, "f")
        case dt.datetime():
            return cell.date().isoformat()
        case dt.date() | dt.time():
            return cell.isoformat()
        case str():
            return cell.strip() or None
    return cell
