"""The Excel form of a checklist: written, filled in elsewhere, read back cell by cell (ux.md 12.8).

Nothing is stored while reading. What can be read goes in as one step; each cell that cannot is named with
its sheet, row and column. An empty cell never takes an answer away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from desa_desktop.checklists import ROW_KEY, Answers, Choice, Group, Kind, Plain, Question, Template
from desa_desktop.checklists.rows import TableRow
from desa_desktop.checklists.template import Privacy
from desa_desktop.checklists.typing_in import typed
from desa_desktop.checklists.values import Value
from desa_desktop.documents.isian.buku_kerja import (
    FIRST_CELL,
    FORMAT,
    META,
    SHEET,
    FormulirExcel,
    columns_of,
    digest_of,
    labels_of,
    write_form,
)
from desa_desktop.documents.isian.kata import has_fixed_rows, rows_of
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.domain.desa import DesaId
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isian
from desa_desktop.services import kantor as office
from desa_desktop.services.isian import IsianTampil
from desa_desktop.services.isian_sel import is_empty_cell, read_cell, words_in
from desa_desktop.sheets import Cell, Row, Sheet, column_letters, read_sheets
from desa_desktop.store.unit import Database

_KEY, _WORDS = 0, 2  # columns A and C


@dataclass(frozen=True, slots=True)
class MasalahSel:
    """A cell that did not go in: where it is, and why."""

    lembar: str
    baris: int
    kolom: str
    teks: str

    def __str__(self) -> str:
        place = _("Lembar {lembar}, baris {baris}").format(lembar=self.lembar, baris=self.baris)
        if self.kolom:
            place += _(", kolom {kolom}").format(kolom=self.kolom)
        return f"{place}: {self.teks}"


@dataclass(frozen=True, slots=True)
class BacaanExcel:
    """What an Excel form would change: whole answers by kode, and how many cells are new, changed, equal.

    `key` is the checklist, None while nobody has begun it.
    """

    key: UUID | None
    form_id: str
    periode: str
    jawaban: Mapping[str, Plain]
    baru: int
    berubah: int
    sama: int
    masalah: tuple[MasalahSel, ...]
    catatan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TandaFormulir:
    """Which form a workbook says it is: the facts of its hidden sheet."""

    form_id: str
    judul: str
    versi: int
    sha256: str
    periode: str
    kode_desa: str
    desa: str
    isian: UUID | None
    tabel: Mapping[str, str]


# ------------------------------------------------------------------ writing


def write_workbook(
    database: Database, templates: Mapping[str, Template], key: UUID, *, by: str, at: datetime
) -> bytes:
    """The Excel form of a checklist with the answers it has so far. Raises NotFound."""
    shown = isian.show_isian(database, templates, key, by=by, at=at)
    with database.read() as unit:
        kantor = office.require(unit)
    return write_form(
        FormulirExcel(
            lembar=Lembar(shown.template, shown.state, shown.answers),
            periode=shown.isian.periode,
            kode_desa=kantor.kode,
            nama_desa=kantor.nama,
            isian=str(key),
        )
    )


# ------------------------------------------------------------------ which form it is


def open_workbook(file: Path) -> list[Sheet]:
    """The sheets of the file. Raises SheetUnreadable."""
    return read_sheets(file)


def identify(sheets: Sequence[Sheet]) -> TandaFormulir | None:
    """Which Excel form this is; None for any other workbook. Raises InvalidInput for a damaged one."""
    sheet = next((one for one in sheets if one.name == META), None)
    if sheet is None:
        return None
    facts = {
        words_in(row.cells[0]): words_in(row.cells[1]) if len(row.cells) > 1 else "" for row in sheet.rows
    }
    version = facts.get("versi", "")
    if facts.get("format") != FORMAT or not facts.get("form_id") or not version.isdecimal():
        words = _(
            "Formulir Excel ini dibuat versi program yang lain. Perbarui program, atau ekspor yang baru."
        )
        raise InvalidInput({"file": words})
    return TandaFormulir(
        form_id=facts["form_id"],
        judul=facts.get("judul", ""),
        versi=int(version),
        sha256=facts.get("sha256", ""),
        periode=facts.get("periode", ""),
        kode_desa=facts.get("kode_desa", ""),
        desa=facts.get("desa", ""),
        isian=_uuid(facts.get("isian", "")),
        tabel={
            name.removeprefix("tabel:"): value for name, value in facts.items() if name.startswith("tabel:")
        },
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def stop_if_other(mark: TandaFormulir, template: Template, periode: str, kode_desa: str) -> tuple[str, ...]:
    """Refuse the form of another checklist, period or village, or of a newer template.

    An older version is read by kode; the sentences returned say so. Raises InvalidInput.
    """
    if mark.form_id != template.form_id:
        words = _("Formulir ini untuk {punya}, bukan untuk {diminta}. Tidak ada yang diubah.")
        raise InvalidInput({"file": words.format(punya=mark.judul or mark.form_id, diminta=template.title)})
    if mark.kode_desa and kode_desa and mark.kode_desa != kode_desa:
        words = _("Formulir ini milik Desa {nama} ({kode}). Tidak ada yang diubah.")
        raise InvalidInput({"file": words.format(nama=mark.desa, kode=mark.kode_desa)})
    if periode and mark.periode != periode:
        words = _("Formulir ini untuk {punya}, bukan {diminta}. Tidak ada yang diubah.")
        raise InvalidInput(
            {"periode": words.format(punya=show_periode(mark.periode), diminta=show_periode(periode))}
        )
    if mark.versi > template.version:
        words = _("Formulir ini dari {judul} versi {baru}; di laptop ini baru ada versi {lama}. ")
        words += _("Pasang versi program yang terbaru, lalu baca lagi. Tidak ada yang diubah.")
        raise InvalidInput(
            {"file": words.format(judul=template.title, baru=mark.versi, lama=template.version)}
        )
    if mark.versi < template.version or mark.sha256 != template.digest:
        words = _("Formulir ini dari templat versi {lama}, sekarang versi {baru}. Dibaca menurut kode.")
        return (words.format(lama=mark.versi, baru=template.version),)
    return ()


# ------------------------------------------------------------------ reading


def read_workbook(sheets: Sequence[Sheet], shown: IsianTampil, *, kode_desa: str, today: date) -> BacaanExcel:
    """What the form in these sheets would change in a checklist; nothing is stored.

    Raises InvalidInput for a workbook that is no form of this checklist, period and village.
    """
    mark = identify(sheets)
    sheet = next((one for one in sheets if one.name == SHEET), None)
    if mark is None or sheet is None:
        raise InvalidInput({"file": _not_ours()})
    notes = stop_if_other(mark, shown.template, shown.isian.periode, kode_desa)
    return _Reading(sheet, shown, mark, today, is_same_version=not notes).result(notes)


@dataclass
class _Table:
    """A table while it is read: its rows as they will be, and what its columns are."""

    group: Group
    columns: Sequence[str]
    stored: list[TableRow]
    rows: list[dict[str, Plain]]
    is_unchanged: bool  # since the form was written
    heading_row: int
    changed: bool = False


@dataclass
class _Several:
    """A question of several choices while its rows are read: (place, name) of those marked."""

    question: Question
    row: int
    marked: list[tuple[int, str]] = field(default_factory=list)


class _Reading:
    def __init__(
        self, sheet: Sheet, shown: IsianTampil, mark: TandaFormulir, today: date, *, is_same_version: bool
    ) -> None:
        self.sheet, self.shown, self.mark, self.today = sheet, shown, mark, today
        self.template = shown.template
        self.is_same_version = is_same_version
        self.answers: Answers = shown.answers
        self.given: dict[str, Plain] = {}
        self.tables: dict[str, _Table] = {}
        self.several: dict[str, _Several] = {}
        self.seen: dict[str, int] = {}
        self.new = self.changed = self.equal = 0
        self.problems: list[MasalahSel] = []

    def result(self, notes: Iterable[str]) -> BacaanExcel:
        for row in self.sheet.rows:
            key = words_in(_cell(row, _KEY))
            if key:
                self._row(key, row)
        for several in self.several.values():
            self._take_several(several)
        for table in self.tables.values():
            if table.changed:
                self.given[table.group.name] = [row for row in table.rows if row]
        return BacaanExcel(
            key=self.shown.isian.id,
            form_id=self.template.form_id,
            periode=self.shown.isian.periode,
            jawaban=self.given,
            baru=self.new,
            berubah=self.changed,
            sama=self.equal,
            masalah=tuple(self.problems),
            catatan=tuple(notes),
        )

    def _say(self, row: Row | int, column: int | None, sentence: str) -> None:
        number = row if isinstance(row, int) else row.number
        letters = "" if column is None else column_letters(column + 1)
        self.problems.append(MasalahSel(SHEET, number, letters, sentence))

    def _row(self, key: str, row: Row) -> None:
        if key in self.seen:
            words = _(
                "baris ini kembar dengan baris {n}. Baris tidak boleh disalin; jawabannya tidak dimasukkan."
            )
            self._say(row, None, words.format(n=self.seen[key]))
            return
        self.seen[key] = row.number
        sort, _bar, rest = key.partition("|")
        name, _bar, detail = rest.partition("|")
        item = self.template.by_name.get(name)
        if sort == "q" and isinstance(item, Question) and not item.repeats:
            self._question(item, row)
        elif sort == "c" and isinstance(item, Question):
            self._choice(item, detail, row)
        elif sort == "h" and isinstance(item, Group) and item.is_repeat:
            self._heading(item, detail, row)
        elif sort == "t" and name in self.tables:
            self._table_row(self.tables[name], detail, row)
        elif self._has_answer(row, only_first=sort in "qc"):
            words = _("baris ini tidak dikenal di templat yang sekarang. Jawabannya tidak dimasukkan.")
            self._say(row, None, words)

    @staticmethod
    def _has_answer(row: Row, *, only_first: bool = False) -> bool:
        """Whether something was typed; behind the answer of a question stands its unit."""
        cells = row.cells[FIRST_CELL - 1 : FIRST_CELL] if only_first else row.cells[FIRST_CELL - 1 :]
        return any(not is_empty_cell(cell) for cell in cells)

    def _is_moved(self, row: Row, expected: str) -> bool:
        """Whether the words of the row are not those of its key; said once."""
        found = _folded(words_in(_cell(row, _WORDS)))
        if not self.is_same_version or not self._has_answer(row) or found.startswith(_folded(expected)[:200]):
            return False
        words = _('tulisannya bukan "{tulisan}" lagi, jadi barisnya dipindah. Jawabannya tidak dimasukkan.')
        self._say(row, _WORDS, words.format(tulisan=expected[:60]))
        return True

    # -- questions -----------------------------------------------------------------------------------

    def _question(self, question: Question, row: Row) -> None:
        cell = _cell(row, FIRST_CELL - 1)
        if is_empty_cell(cell) or self._is_moved(row, question.label):
            return
        plain, wrong = read_cell(question, cell, self._offered(question), self.today)
        if wrong:
            self._say(row, FIRST_CELL - 1, wrong)
            return
        if self._count(question, self.answers.get(question.name), plain):
            self.given[question.name] = plain

    def _offered(self, question: Question) -> tuple[Choice, ...]:
        """All choices, whatever a filter offers at this moment: the form judges that afterwards."""
        return question.choices or self.shown.state.offered(question.name)

    def _count(self, question: Question, before: Plain, after: Plain) -> bool:
        """Count a cell as new, changed or equal; whether it is to be stored."""
        old, new = _compared(question, before), _compared(question, after)
        if old == new:
            self.equal += 1
        elif old is None:
            self.new += 1
        else:
            self.changed += 1
        return old != new

    def _choice(self, question: Question, name: str, row: Row) -> None:
        several = self.several.setdefault(question.name, _Several(question, row.number))
        cell = _cell(row, FIRST_CELL - 1)
        if is_empty_cell(cell):
            return
        label = labels_of(self._offered(question)).get(name, name)
        if self._is_moved(row, label):
            return
        words = words_in(cell).casefold()
        if question.kind is Kind.RANK and words.isdecimal():
            several.marked.append((int(words), name))
        elif question.kind is not Kind.RANK and words in ("x", "v", "ya", "1", "√", "✓"):
            several.marked.append((len(several.marked), name))
        else:
            self._say(row, FIRST_CELL - 1, _("Tandai dengan x, atau kosongkan."))

    def _take_several(self, several: _Several) -> None:
        if not several.marked:
            return
        plain = [name for _place, name in sorted(several.marked)]
        if self._count(several.question, self.answers.get(several.question.name), plain):
            self.given[several.question.name] = plain

    # -- tables --------------------------------------------------------------------------------------

    def _heading(self, group: Group, detail: str, row: Row) -> None:
        stored = rows_of(group, self.answers.get(group.name))
        known = {one.name for one in columns_of(group)}
        columns = [name if name in known else "" for name in detail.split(",")]
        rows: list[dict[str, Plain]] = [dict(one) for one in stored]
        if has_fixed_rows(group):
            for entry, one in zip(group.catalogue, rows, strict=True):
                one.setdefault(ROW_KEY, entry.name)
        is_unchanged = self.mark.tabel.get(group.name) == digest_of(stored)
        self.tables[group.name] = _Table(group, columns, stored, rows, is_unchanged, row.number)

    def _table_row(self, table: _Table, detail: str, row: Row) -> None:
        if not self._has_answer(row):
            return
        sign, name = detail[:1], detail[1:]
        entry = next((one for one in table.group.catalogue if sign == "=" and one.name == name), None)
        if sign == "=" and entry is None:
            self._say(row, None, _("baris ini tidak ada lagi di templat. Jawabannya tidak dimasukkan."))
            return
        if entry is not None and self._is_moved(row, entry.label):
            return
        cells = self._cells(table, row)
        own = words_in(_cell(row, _WORDS)) if table.group.catalogue and sign in "#+" else ""
        if sign == "=":
            self._merge(table, self._place_of(table, name), cells)
        elif sign == "#":
            self._stored_row(table, int(name) if name.isdecimal() else -1, cells, own, row)
        else:
            self._added_row(table, cells, own)

    def _cells(self, table: _Table, row: Row) -> dict[str, Plain]:
        """The answers of a row that can be read; the others are said."""
        found: dict[str, Plain] = {}
        for place, name in enumerate(table.columns):
            cell = _cell(row, FIRST_CELL - 1 + place)
            if not name or is_empty_cell(cell):
                continue
            question = self.template.question(name)
            plain, wrong = read_cell(question, cell, self._offered(question), self.today)
            if wrong:
                self._say(row, FIRST_CELL - 1 + place, wrong)
            else:
                found[name] = plain
        return found

    def _place_of(self, table: _Table, entry: str) -> int:
        """Where the row of a catalogue entry is; a new one goes to the end."""
        for place, one in enumerate(table.rows):
            if one.get(ROW_KEY) == entry:
                return place
        table.rows.append({ROW_KEY: entry})
        return len(table.rows) - 1

    def _merge(self, table: _Table, place: int, cells: Mapping[str, Plain]) -> None:
        row = table.rows[place]
        for name, plain in cells.items():
            if self._count(self.template.question(name), row.get(name), plain):
                row[name] = plain
                table.changed = True
        if len(row) == 1 and ROW_KEY in row and not has_fixed_rows(table.group):
            row.clear()  # an entry of which nothing could be read is no row

    def _stored_row(self, table: _Table, place: int, cells: Mapping[str, Plain], own: str, row: Row) -> None:
        """A row that stood there when the form was written."""
        if table.is_unchanged and 0 <= place < len(table.rows):
            self._merge(table, place, cells)
        elif self._is_there(table, cells):
            self.equal += len(cells)
        elif not table.stored:
            self._added_row(table, cells, own)
        else:
            words = _("isi tabel {tabel} sudah diubah di program sejak formulir ini dibuat. ")
            words += _("Baris ini tidak dimasukkan; ketik sendiri bila masih perlu.")
            self._say(row, None, words.format(tabel=table.group.label))

    def _added_row(self, table: _Table, cells: Mapping[str, Plain], own: str) -> None:
        if not cells:
            return
        if self._is_there(table, cells):
            self.equal += len(cells)
            return
        table.rows.append({**({ROW_KEY: own} if own else {}), **cells})
        table.changed = True
        self.new += len(cells)

    def _is_there(self, table: _Table, cells: Mapping[str, Plain]) -> bool:
        """Whether a stored row says the same and no more, so that reading a form twice adds nothing."""
        questions = [self.template.question(name) for name in table.columns if name]
        return any(
            all(_compared(one, row.get(one.name)) == _compared(one, cells.get(one.name)) for one in questions)
            for row in table.stored
        )


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _compared(question: Question, plain: Plain) -> Value:
    """An answer to be compared: several choices are the same in any order."""
    value = typed(question, plain)[0]
    if question.kind is Kind.SELECT_MULTIPLE and isinstance(value, str):
        return " ".join(sorted(value.split()))
    return value


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


# ------------------------------------------------------------------ looking, then storing


def preview_file(
    database: Database,
    templates: Mapping[str, Template],
    file: Path,
    *,
    form_id: str = "",
    periode: str = "",
    by: str,
    at: datetime,
) -> BacaanExcel:
    """What a workbook would change in the checklist it is for; nothing is stored, none is begun.

    `form_id` and `periode` are those asked for, '' for whatever the form says. Raises InvalidInput,
    SheetUnreadable, NotFound.
    """
    sheets = open_workbook(file)
    mark = identify(sheets)
    if mark is None:
        raise InvalidInput({"file": _not_ours()})
    wanted = form_id or mark.form_id
    if wanted not in templates:
        raise InvalidInput({"file": _("Templat {nama} tidak ada di laptop ini.").format(nama=wanted)})
    period = isian.read_periode(periode or mark.periode)
    with database.read() as unit:
        kantor = office.require(unit)
        stop_if_other(mark, templates[wanted], period, kantor.kode)
        key = isian.key_of(kantor, wanted, period, lokal=templates[wanted].privacy is Privacy.LOKAL)
        record = unit.find(Isian, mark.isian) if mark.isian is not None else None
        if record is None or (record.form_id, record.periode) != (wanted, period):
            record = unit.find(Isian, key)
        is_begun = record is not None
        if record is None:
            record = Isian(id=key, desa_id=DesaId(kantor.id), form_id=wanted, periode=period)
        shown = isian.read_isian(unit, templates, record, by=by, at=at)
    found = read_workbook(sheets, shown, kode_desa=kantor.kode, today=at.astimezone().date())
    return found if is_begun else replace(found, key=None)


def take_form(
    database: Database, templates: Mapping[str, Template], bacaan: BacaanExcel, *, by: str, at: datetime
) -> UUID:
    """Store what was read as one step, in a checklist that is begun if nobody has; returns its id.

    Raises Locked for a finished checklist; then nothing changed.
    """
    key = bacaan.key
    if key is None:
        key = isian.open_isian(database, templates, bacaan.form_id, bacaan.periode, by=by, at=at)
    if bacaan.jawaban:
        isian.answer(database, templates, key, bacaan.jawaban, by=by, at=at)
    return key


def _not_ours() -> str:
    return _("Ini bukan formulir Excel dari Desa Desktop. Ekspor formulirnya dulu dari Daftar Isian.")
