"""Gathering forms back: what an enumerator's workbook would change, shown first, then taken in one step.

An empty cell changes nothing. An answer that was changed both in the workbook and in the program since it
was handed out is a conflict: the program's stays, unless a person takes the workbook's. A finished form is
not touched.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from desa_desktop.checklists import ROW_KEY, Group, Plain, Question, Template
from desa_desktop.checklists.rows import by_catalogue, table_rows
from desa_desktop.checklists.typing_in import typed
from desa_desktop.checklists.values import text as text_of
from desa_desktop.documents.isian.buku_kerja import columns_of, labels_of
from desa_desktop.documents.lembar_petugas import CODES, HEAD, KUNCI
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.penduduk import Keluarga
from desa_desktop.domain.periode import read_periode
from desa_desktop.domain.wording import show_date_short, show_number
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isian
from desa_desktop.services import kantor as office
from desa_desktop.services.isian_bagi import (
    ENTRY,
    FORMAT,
    NO,
    SHEET,
    STORED,
    comparable,
    digest_of,
    has_fixed_rows,
    questions_of,
    sheet_names,
    tables_of,
)
from desa_desktop.services.isian_excel import MasalahSel
from desa_desktop.services.isian_keluarga import require_per_keluarga
from desa_desktop.services.isian_sel import is_empty_cell, read_cell, words_in
from desa_desktop.sheets import Cell, Row, Sheet, column_letters, read_sheets
from desa_desktop.store.queries import isian_keluarga as queries
from desa_desktop.store.unit import Database, Unit

_SHOWN = 120  # characters of an answer in a list


@dataclass(frozen=True, slots=True)
class KeluargaBerkas:
    """A family as the workbook names it, the answers typed there, and what they were when handed out."""

    nomor: int
    id: UUID
    no_kk: str
    kepala: str
    jawaban: Mapping[str, Plain]
    dasar: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BerkasPetugas:
    """A workbook that was read; nothing of it is stored yet."""

    nama: str
    form_id: str
    judul: str
    periode: str
    petugas: str
    keluarga: tuple[KeluargaBerkas, ...]
    masalah: tuple[MasalahSel, ...]
    kode_desa: str = ""
    desa: str = ""


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One answer that the workbook would change. `id` names it when it is a conflict to be decided.

    What `is_seperti_dibagikan` was in the workbook when it was handed out: what the register knows.
    """

    id: str
    keluarga: UUID
    kepala: str
    kode: str
    pertanyaan: str
    semula: str
    menjadi: str
    is_bentrok: bool
    is_seperti_dibagikan: bool = False
    nilai: Plain = None


@dataclass(frozen=True, slots=True)
class Tinjauan:
    """What taking a workbook would do, by families and answers, and what it would not."""

    berkas: BerkasPetugas
    perubahan: tuple[Perubahan, ...]
    sama: int
    terkunci: tuple[str, ...]
    tidak_dikenal: tuple[str, ...]

    @property
    def baru(self) -> tuple[Perubahan, ...]:
        """What goes in without a question."""
        return tuple(one for one in self.perubahan if not one.is_bentrok)

    @property
    def bentrok(self) -> tuple[Perubahan, ...]:
        """What was changed on both sides."""
        return tuple(one for one in self.perubahan if one.is_bentrok)

    @property
    def jumlah_keluarga(self) -> int:
        """Families whose form would change without a question."""
        return len({one.keluarga for one in self.baru})


# ------------------------------------------------------------------ reading the file


def read_file(file: Path, templates: Mapping[str, Template], *, today: date) -> BerkasPetugas:
    """The workbook as it was filled. Raises SheetUnreadable, InvalidInput for any other file."""
    return read_workbook(read_sheets(file), templates, name=file.name, today=today)


def read_workbook(
    sheets: Sequence[Sheet], templates: Mapping[str, Template], *, name: str, today: date
) -> BerkasPetugas:
    """The same for sheets that are read already."""
    by_name = {one.name: one for one in sheets}
    facts, families, base = _facts(by_name.get(KUNCI))
    if facts.get("format") != FORMAT or SHEET not in by_name:
        words = _("{nama} bukan berkas yang dibagikan dari Daftar Isian. Tidak ada yang diubah.")
        raise InvalidInput({"file": words.format(nama=name)})
    version = facts.get("versi", "")
    if not (facts.get("form_id") and facts.get("periode") and version.isdecimal()):
        raise InvalidInput({"file": _damaged()})
    template = require_per_keluarga(templates, facts["form_id"])
    if int(version) > template.version:
        words = _("{nama} dari templat yang lebih baru. Perbarui program, lalu baca lagi. ")
        raise InvalidInput({"file": (words + _("Tidak ada yang diubah.")).format(nama=name)})
    isian.stop_on_other_kind(template, read_periode(facts["periode"]), today)
    reading = _Reading(template, today, {number: {} for number in families})
    reading.families_sheet(by_name[SHEET])
    for group in tables_of(template):
        sheet = by_name.get(sheet_names(template)[group.name])
        if sheet is not None:
            reading.table_sheet(sheet, group)
    return BerkasPetugas(
        nama=name,
        form_id=template.form_id,
        judul=template.title,
        periode=facts["periode"],
        petugas=facts.get("petugas", ""),
        keluarga=tuple(
            KeluargaBerkas(number, key, no_kk, kepala, reading.answers[number], base.get(number, {}))
            for number, (key, no_kk, kepala) in families.items()
        ),
        masalah=tuple(reading.problems),
        kode_desa=facts.get("kode_desa", ""),
        desa=facts.get("desa", ""),
    )


Facts = Mapping[str, str]


def _facts(
    sheet: Sheet | None,
) -> tuple[Facts, dict[int, tuple[UUID, str, str]], dict[int, dict[str, str]]]:
    """What the hidden sheet says: facts, families by number, digests by number and kode."""
    facts: dict[str, str] = {}
    families: dict[int, tuple[UUID, str, str]] = {}
    base: dict[int, dict[str, str]] = {}
    for row in sheet.rows if sheet is not None else ():
        word, *rest = [words_in(cell) for cell in row.cells]
        try:
            if word == "keluarga" and len(rest) >= 2:
                rest += ["", ""]
                families[int(rest[0])] = (UUID(rest[1]), rest[2], rest[3])
            elif word == "dasar" and len(rest) >= 3:
                base.setdefault(int(rest[0]), {})[rest[1]] = rest[2]
            elif rest:
                facts[word] = rest[0]
        except ValueError as damage:
            raise InvalidInput({"file": _damaged()}) from damage
    return facts, families, base


def _damaged() -> str:
    return _("Berkas ini rusak di lembar tersembunyi. Minta petugas menyimpannya lagi.")


@dataclass
class _Reading:
    template: Template
    today: date
    answers: dict[int, dict[str, Plain]]
    problems: list[MasalahSel] = field(default_factory=list)

    def say(self, row: Row, column: int, sentence: str) -> None:
        self.problems.append(MasalahSel(row.sheet, row.number, column_letters(column + 1), sentence))

    def rows_of(self, sheet: Sheet) -> tuple[dict[str, int], list[Row]]:
        """The places of the codes, and the rows below the headings."""
        codes = next((row for row in sheet.rows if row.number == CODES), None)
        places: dict[str, int] = {}
        for place, cell in enumerate(codes.cells if codes is not None else ()):
            places.setdefault(words_in(cell), place)
        return places, [row for row in sheet.rows if row.number > HEAD]

    def number_of(self, row: Row, places: Mapping[str, int]) -> int | None:
        """The family a row belongs to; what is written there but belongs to none is named."""
        place = places.get(NO, 0)
        cell = _cell(row, place)
        words = words_in(cell)
        if words.isdecimal() and int(words) in self.answers:
            return int(words)
        own = (place, places.get(STORED))
        others = [one for at, one in enumerate(row.cells) if at not in own and not is_empty_cell(one)]
        if words or others:
            sentence = _("nomor keluarga {isi} tidak ada di lembar Keluarga. Baris ini tidak dimasukkan.")
            empty = _("tulis nomor keluarga di kolom ini. Baris ini tidak dimasukkan.")
            self.say(row, place, sentence.format(isi=words[:20]) if words else empty)
        return None

    def families_sheet(self, sheet: Sheet) -> None:
        places, rows = self.rows_of(sheet)
        for row in rows:
            number = self.number_of(row, places)
            if number is None:
                continue
            for question in questions_of(self.template):
                if (answer := self.answer(row, places, question)) is not None:
                    self.answers[number][question.name] = answer

    def answer(self, row: Row, places: Mapping[str, int], question: Question) -> Plain:
        """The answer in the cell of a question; None for an empty or wrong one."""
        place = places.get(question.name)
        cell = _cell(row, place) if place is not None else None
        if place is None or is_empty_cell(cell):
            return None
        plain, wrong = read_cell(question, cell, question.choices, self.today)
        if wrong:
            self.say(row, place, wrong)
        return plain

    def table_sheet(self, sheet: Sheet, group: Group) -> None:
        places, rows = self.rows_of(sheet)
        names = {label.casefold(): name for name, label in labels_of(group.catalogue).items()}
        for row in rows:
            number = self.number_of(row, places)
            if number is None:
                continue
            cells: dict[str, Plain] = {}
            for question in columns_of(group):
                if (answer := self.answer(row, places, question)) is not None:
                    cells[question.name] = answer
            words = " ".join(words_in(_cell(row, places.get(ENTRY, -1))).split())
            if group.catalogue and not has_fixed_rows(group) and cells and not words:
                self.say(row, places.get(ENTRY, 0), _("pilih barisnya dulu. Baris ini tidak dimasukkan."))
                continue
            if not cells and (has_fixed_rows(group) or not words):
                continue
            if group.catalogue:
                cells[ROW_KEY] = names.get(words.casefold(), words)
            stored = words_in(_cell(row, places.get(STORED, -1)))
            if stored.isdecimal():
                cells[STORED] = int(stored)
            table = self.answers[number].setdefault(group.name, [])
            assert isinstance(table, list)
            table.append(cells)


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if 0 <= place < len(row.cells) else None


# ------------------------------------------------------------------ comparing and taking


def review(database: Database, templates: Mapping[str, Template], berkas: BerkasPetugas) -> Tinjauan:
    """What taking this workbook would change; nothing is stored.

    Raises NotFound, InvalidInput for a workbook of another village.
    """
    with database.read() as unit:
        return _review(unit, templates, berkas)


def accept(
    database: Database,
    templates: Mapping[str, Template],
    berkas: BerkasPetugas,
    pakai: Collection[str] = (),
    *,
    by: str,
    at: datetime,
) -> Tinjauan:
    """Take the workbook as one step; of the conflicts only those whose id is in `pakai`.

    What it says is what is true at this moment, not when it was reviewed. Undo takes the whole step back.
    """
    with database.unit() as unit:
        found = _review(unit, templates, berkas)
        template = require_per_keluarga(templates, berkas.form_id)
        forms: dict[UUID, Isian] = {}
        origin = _("petugas {nama}").format(nama=berkas.petugas) if berkas.petugas else berkas.nama
        for one in found.perubahan:
            if one.is_bentrok and one.id not in pakai:
                continue
            if one.keluarga not in forms:
                forms[one.keluarga] = _form(unit, template, berkas.periode, one.keluarga, by=by, at=at)
            isian.put_jawaban(forms[one.keluarga], template, one.kode, one.nilai, origin)
        words = _("terima {n} keluarga dari {berkas}")
        unit.commit(words.format(n=len(forms), berkas=berkas.nama), by, at)
    return found


def _form(unit: Unit, template: Template, periode: str, family: UUID, *, by: str, at: datetime) -> Isian:
    key = isian.isian_key(office.require(unit), template, periode, family)
    stored = unit.find(Isian, key)
    if stored is None:
        stored = isian.new_isian(unit, template, periode, family, by=by, at=at)
        unit.add(stored)
    return stored


def _review(unit: Unit, templates: Mapping[str, Template], berkas: BerkasPetugas) -> Tinjauan:
    template = require_per_keluarga(templates, berkas.form_id)
    kantor = office.require(unit)
    if berkas.kode_desa != kantor.kode:
        words = _("{berkas} milik Desa {nama} ({kode}). Tidak ada yang diubah.")
        raise InvalidInput(
            {"file": words.format(berkas=berkas.nama, nama=berkas.desa, kode=berkas.kode_desa)}
        )
    uid = kantor.id
    known = queries.keys_of(unit, uid, berkas.form_id, berkas.periode)
    changes: list[Perubahan] = []
    equal, locked, unknown = 0, [], []
    for family in berkas.keluarga:
        if not family.jawaban:
            continue
        key = _family_id(unit, family)
        if key is None:
            unknown.append(family.kepala or family.no_kk)
            continue
        form = unit.find(Isian, known[key]) if key in known else None
        now = isian.answers_of(form) if form is not None else {}
        found, same = _changes(template, family, key, now)
        equal += same
        if form is not None and form.status is not StatusDokumen.KONSEP:
            if found:
                locked.append(family.kepala or family.no_kk)
            continue
        changes += found
    return Tinjauan(berkas, tuple(changes), equal, tuple(locked), tuple(unknown))


def _family_id(unit: Unit, family: KeluargaBerkas) -> UUID | None:
    """The family here: by its id, else (a workbook of another laptop) by the number of its KK."""
    if unit.value_of(Keluarga, family.id, "id") is not None:
        return family.id
    found = unit.select(Keluarga, no_kk=family.no_kk) if family.no_kk else []
    return found[0].id if len(found) == 1 else None


def _changes(
    template: Template, family: KeluargaBerkas, key: UUID, now: Mapping[str, Plain]
) -> tuple[list[Perubahan], int]:
    found: list[Perubahan] = []
    same = touched = 0
    for kode, typed_there in family.jawaban.items():
        item = template.by_name[kode]
        here = now.get(kode)
        given = _merged(item, here, typed_there) if isinstance(item, Group) else typed_there
        if comparable(item, here) == comparable(item, given):
            same += 1
            continue
        since = family.dasar.get(kode, digest_of(item, None))
        is_as_handed_out = digest_of(item, given) == since
        is_conflict = comparable(item, here) is not None and digest_of(item, here) != since
        if is_conflict and is_as_handed_out:
            same += 1  # only the program's side changed since it was handed out
            continue
        touched += not is_as_handed_out
        found.append(
            Perubahan(
                id=f"{key}/{kode}",
                keluarga=key,
                kepala=family.kepala or family.no_kk,
                kode=kode,
                pertanyaan=item.label,
                semula=show_answer(item, here),
                menjadi=show_answer(item, given),
                is_bentrok=is_conflict,
                is_seperti_dibagikan=is_as_handed_out,
                nilai=given,
            )
        )
    if not touched:  # nobody wrote anything: what the register says of a family begins no form
        return [], same + len(found)
    return found, same


def _merged(group: Group, here: Plain, given: Plain) -> Plain:
    """The cells of the workbook over those stored, row by row, so that an empty cell keeps what there was;
    rows the workbook adds come after them, one for an entry that is there already goes into its row."""
    rows, stored = table_rows(given) or [], table_rows(here) or []
    if has_fixed_rows(group):
        by_entry, aside = by_catalogue(stored, group.catalogue)
        typed_rows, _unknown = by_catalogue(rows, group.catalogue)
        both = zip(group.catalogue, by_entry, typed_rows, strict=True)
        made = [{ROW_KEY: one.name, **old, **new} for one, old, new in both if old or new]
        return [*made, *aside]
    merged = [dict(row) for row in stored]
    for row in rows:
        cells = {name: answer for name, answer in row.items() if name != STORED}
        place = row.get(STORED)
        at = place - 1 if isinstance(place, int) and 0 < place <= len(stored) else -1
        if at < 0 and cells.get(ROW_KEY):
            at = next((n for n, old in enumerate(merged) if old.get(ROW_KEY) == cells[ROW_KEY]), -1)
        if at < 0 and any(_holds(group, old, cells) for old in stored):
            continue  # the workbook is taken a second time
        if at < 0:
            merged.append(cells)
        else:
            merged[at] |= cells
    return merged


def _holds(group: Group, old: Mapping[str, Plain], cells: Mapping[str, Plain]) -> bool:
    """Whether a stored row says everything that a row of the workbook says."""
    columns = {one.name: one for one in group.questions()}

    def same(name: str) -> bool:
        item = columns.get(name)
        return (
            old.get(name) == cells[name]
            if item is None
            else comparable(item, old.get(name)) == comparable(item, cells[name])
        )

    return all(same(name) for name in cells)


def show_answer(item: Question | Group, answer: Plain) -> str:
    """An answer in words: `Milik sendiri`, `2 baris: Sapi, Ayam`."""
    if isinstance(item, Group):
        rows = table_rows(answer) or []
        labels = labels_of(item.catalogue)
        words = _("{n} baris").format(n=len(rows)) if rows else ""
        named = [labels.get(str(row.get(ROW_KEY)), str(row.get(ROW_KEY) or "")) for row in rows]
        cells = [_row_words(item, row) for row in rows]
        shown = "; ".join(f"{name} {cell}".strip() for name, cell in zip(named, cells, strict=True))
        return f"{words}: {shown}"[:_SHOWN] if shown else words
    value, _wrong = typed(item, answer)
    if isinstance(value, Decimal):
        return show_number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return show_date_short(value)
    words = text_of(value)
    if item.choices:
        labels = labels_of(item.choices)
        words = "; ".join(labels.get(one, one) for one in words.split())
    return words[:_SHOWN]


def _row_words(group: Group, row: Mapping[str, Plain]) -> str:
    return ", ".join(show_answer(one, row[one.name]) for one in columns_of(group) if one.name in row)


def title_of(berkas: BerkasPetugas) -> str:
    """`Data Dasar Keluarga 2026, petugas Rina`."""
    shown = f"{berkas.judul} {show_periode(berkas.periode)}"
    return _("{judul}, petugas {nama}").format(judul=shown, nama=berkas.petugas) if berkas.petugas else shown
