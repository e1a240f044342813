"""Isi awal: proposals for the answers of a form out of what the office has stored, accepted by a person.

A proposal is computed anew each time it is shown, so it follows the register. What was accepted is kept
beside the answer (`Jawaban.asal`), and a typed answer is never replaced unasked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from desa_desktop.checklists import ROW_KEY, Group, Kind, Place, Plain, Question, Template, put_answer
from desa_desktop.checklists.rows import by_catalogue, is_absent, table_rows
from desa_desktop.checklists.template import NUMERIC
from desa_desktop.checklists.typing_in import typed
from desa_desktop.checklists.values import parse_number
from desa_desktop.domain.isi_awal import tag
from desa_desktop.domain.isi_awal.asal import AsalUsul, read_asal, write_asal
from desa_desktop.domain.isi_awal.jawab import ADA_AKTIF, ADA_TERISI, SUMBER, Bahan, Isi, JawabanLain, answer
from desa_desktop.domain.isi_awal.petunjuk import TIDAK_ADA, Petunjuk
from desa_desktop.domain.isi_awal.tag import Sumber, Syarat, parse_tag
from desa_desktop.domain.isi_awal.warga import Hasil, lists_in
from desa_desktop.domain.isian import Isian, show_periode
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.wording import show_date, show_number
from desa_desktop.i18n import _
from desa_desktop.services import bahan_isi_awal
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.isian import (
    IsianTampil,
    answers_of,
    find_template,
    store_answers,
    template_of,
)
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit

_YES: Mapping[str, tuple[str, ...]] = {
    ADA_TERISI: (ADA_TERISI, "2", "ada", "ya"),
    ADA_AKTIF: (ADA_AKTIF, "ada", "ya"),
}
"""A register with rows, an officer who serves: as the choices of the forms call it."""
_LAST_MONTH = {"S1": 6, "S2": 12, "TW1": 3, "TW2": 6, "TW3": 9, "TW4": 12}
_SAME_FACT = frozenset({tag.PENDUDUK, tag.KELUARGA, tag.MUTASI, tag.BANTUAN, tag.DESA})
SEPARUH = 2
SUMBER_TABEL = frozenset(
    {"penduduk", "keluarga", "mutasi", "penduduk_sementara", "tutup_bulan", "program_bantuan"}
    | {"peserta_bantuan", "desa", "dusun", "perangkat", "musyawarah", "peserta", "rkp_desa", "kegiatan"}
)
"""The tables that proposals are made from: after a change there they are asked for anew."""


@dataclass(frozen=True, slots=True)
class Usul:
    """A value proposed for a question, a cell of a table, or a whole table that is still empty.

    `hasil` says over how many it was counted; None where nothing is counted (the village's name).
    `salinan` is the period that it would be copied from, "" for what the office knows today.
    """

    place: Place
    nilai: Plain
    sumber: str
    pada: date
    hasil: Hasil | None = None
    salinan: str = ""

    @property
    def is_lengkap(self) -> bool:
        """Nobody is left to be confirmed."""
        return self.hasil is None or self.hasil.is_lengkap

    @property
    def is_layak(self) -> bool:
        """Counted over at least half: less says more about the register than about the village."""
        return self.hasil is None or self.hasil.terjawab * SEPARUH >= self.hasil.dari

    @property
    def terlalu_sedikit(self) -> str:
        """Why a count over less than half is not proposed: `baru 1 dari 20 penduduk terisi (pendidikan)`."""
        if self.hasil is None:
            return ""
        return _("baru {n} dari {semua} {satuan} terisi ({apa})").format(
            n=show_number(self.hasil.terjawab),
            semua=show_number(self.hasil.dari),
            satuan=self.hasil.satuan,
            apa=", ".join(self.hasil.sebab),
        )

    @property
    def asal(self) -> str:
        """`dari data penduduk, 30 November 2026`; `dari Semester I 2026`."""
        if self.salinan:
            return _("dari {periode}").format(periode=self.sumber)
        return _("dari {sumber}, {tanggal}").format(sumber=self.sumber, tanggal=show_date(self.pada))

    @property
    def cakupan(self) -> str:
        """`1.203 dari 1.250 penduduk; 47 perlu dikonfirmasi (pekerjaan)`; "" when everybody is counted."""
        if self.hasil is None or self.hasil.is_lengkap:
            return ""
        left = self.hasil.dari - self.hasil.terjawab
        words = _("{n} dari {semua} {satuan}; {sisa} perlu dikonfirmasi ({apa})")
        return words.format(
            n=show_number(self.hasil.terjawab),
            semua=show_number(self.hasil.dari),
            satuan=self.hasil.satuan,
            sisa=show_number(left),
            apa=", ".join(self.hasil.sebab),
        )


@dataclass(frozen=True)
class UsulIsian:
    """Every proposal for one form on the day `pada`; `tanpa` says by code why a tag gave none.

    `lain` are the answers that other forms of the same day give to the same question, `kosong` the
    registers of this program without rows that a question is about, by their number.
    """

    isian_id: UUID
    pada: date
    usul: Mapping[Place, Usul]
    tanpa: Mapping[str, str]
    lain: Mapping[Place, Sequence[JawabanLain]] = field(default_factory=dict)
    kosong: Mapping[Place, str] = field(default_factory=dict)


def pada_of(periode: str, today: date) -> date:
    """The day figures of a period are counted on: its last one, or today while it runs."""
    year, part = int(periode[:4]), periode[5:]
    month = _LAST_MONTH.get(part) or (int(part) if part.isdecimal() and 1 <= int(part) <= 12 else 12)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return min(last, today)


def proposals(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    *,
    kode: KodePenduduk,
    petunjuk: Petunjuk,
    today: date,
) -> UsulIsian:
    """What the office can answer of this form by itself. Raises NotFound."""
    with database.read() as unit:
        isian = unit.get(Isian, key)
        template = template_of(templates, isian.form_id)
        pada = pada_of(isian.periode, today)
        plan = _Rencana(template, petunjuk)
        bahan = bahan_isi_awal.gather(
            unit,
            office.require(unit).id,
            [one.sumber for one in plan.sel],
            kode=kode,
            templates=templates,
            pada=pada,
            today=today,
        )
        lain = _others(unit, isian, plan, templates, petunjuk, today)
    found: dict[Place, Usul] = {}
    without = dict(plan.tanpa)
    for one in plan.sel:
        usul = _table(one, bahan) if isinstance(one.item, Group) else _cell(one, one.item, bahan)
        if usul is None:
            without.setdefault(one.item.name, _("data untuk ini belum ada: {sumber}").format(sumber=one.apa))
        elif not usul.is_layak:
            without.setdefault(one.item.name, usul.terlalu_sedikit)
        else:
            found[usul.place] = usul
    answered = {place.name for place in found}
    without = {name: why for name, why in without.items() if name not in answered}
    return UsulIsian(key, pada, found, without, lain, _empty_registers(plan, bahan))


def _empty_registers(plan: _Rencana, bahan: Bahan) -> dict[Place, str]:
    books = {one.place: one.sumber.value("buku") for one in plan.sel if one.sumber.nama == tag.REGISTER}
    return {
        place: buku
        for place, buku in books.items()
        if buku in bahan.registers and not bahan.registers[buku].jumlah
    }


def _others(
    unit: Unit,
    isian: Isian,
    plan: _Rencana,
    templates: Mapping[str, Template],
    petunjuk: Petunjuk,
    today: date,
) -> dict[Place, list[JawabanLain]]:
    """What other forms of the office answer to the same source on the same day (prodeskel.md 8, check 8)."""
    asked = {
        one.sumber: one.place for one in plan.sel if one.sumber.nama in _SAME_FACT and not one.place.rows
    }
    found: dict[Place, list[JawabanLain]] = {}
    pada = pada_of(isian.periode, today)
    for row in lists.isian_rows(unit, isian.desa_id) if asked else ():
        if row.id == isian.id or pada_of(row.periode, today) != pada:
            continue
        template, other = find_template(templates, row.form_id), unit.get(Isian, row.id)
        if template is None:
            continue
        standing = _Standing(template, answers_of(other))
        for one in _Rencana(template, petunjuk).sel:
            place = asked.get(one.sumber) if not one.place.rows else None
            value = standing.at(one.place) if place is not None else None
            if place is not None and isinstance(value, str | int):
                title = f"{template.title} {show_periode(other.periode)}"
                found.setdefault(place, []).append(JawabanLain(value, title))
    return found


# ------------------------------------------------------------------ from tags to cells


@dataclass(frozen=True, slots=True)
class _Sel:
    """A cell (or empty table) and the source that answers it."""

    place: Place
    item: Question | Group
    sumber: Sumber

    @property
    def apa(self) -> str:
        """The kind of source in words, for saying that it is empty."""
        return _ABOUT.get(self.sumber.nama, _ABOUT[tag.DESA])()


_ABOUT: Mapping[str, Callable[[], str]] = {
    tag.PENDUDUK: lambda: _("data penduduk"),
    tag.KELUARGA: lambda: _("data keluarga"),
    tag.MUTASI: lambda: _("peristiwa penduduk"),
    tag.BANTUAN: lambda: _("program bantuan"),
    tag.DESA: lambda: _("Data Desa"),
    tag.REGISTER: lambda: _("buku administrasi di program"),
    tag.REGISTER_MUTAKHIR: lambda: _("buku administrasi di program"),
    tag.MUSYAWARAH: lambda: _("Musrenbang Desa tahun ini"),
    tag.ISIAN: lambda: _("isian lain yang menjawabnya"),
}


class _Rencana:
    """Which cells of a form have a tag that can be answered (`sel`), and why others have none (`tanpa`)."""

    def __init__(self, template: Template, petunjuk: Petunjuk) -> None:
        self._form, self._petunjuk = template.form_id, petunjuk
        self.sel: list[_Sel] = []
        self.tanpa: dict[str, str] = {}
        for item in template.by_name.values():
            if isinstance(item, Group):
                if item.is_repeat and len(item.repeats) == 1:
                    self._of_table(item)
            elif not item.repeats and item.prefill and item.is_answerable and not item.is_read_only:
                self._of_question(item)

    def _of_question(self, item: Question) -> None:
        hint = self._petunjuk.find(self._form, item.name)
        if hint is not None and hint.tag == TIDAK_ADA:
            self.tanpa[item.name] = hint.catatan
            return
        text = hint.tag if hint is not None else item.prefill
        sumber = _parsed(text)
        if sumber is None or sumber.nama not in SUMBER or (lists_in(sumber.syarat) and not _is_whole(sumber)):
            self._without(item.name, item.prefill)
        else:
            self.sel.append(_Sel(Place(item.name), item, sumber))

    def _without(self, name: str, text: str) -> None:
        self.tanpa[name] = _("belum ada sumbernya di program: {sumber}").format(sumber=text)

    def _of_table(self, group: Group) -> None:
        columns = [one for one in group.items if isinstance(one, Question) and one.is_answerable]
        tags = {one.name: one.prefill or group.prefill for one in columns}
        if not any(tags.values()):
            return
        if group.row_kind != "tetap" or not group.catalogue:
            sumber = _parsed(group.prefill)
            if sumber is not None and (sumber.nama == tag.DUSUN or lists_in(sumber.syarat)):
                self.sel.append(_Sel(Place(group.name), group, sumber))
            else:
                self._without(group.name, group.prefill or next(filter(None, tags.values())))
            return
        before = len(self.sel)
        for question in columns:
            for number, choice in enumerate(group.catalogue):
                sumber = self._of_cell(group, question, tags[question.name], choice.name, choice.label)
                if sumber is not None:
                    self.sel.append(_Sel(Place(question.name, (number,)), question, sumber))
        if len(self.sel) == before:
            self._without(group.name, group.prefill or next(filter(None, tags.values())))

    def _of_cell(self, group: Group, question: Question, text: str, entry: str, label: str) -> Sumber | None:
        """The source of one cell: the row's hint, or the list of the tag with the row as its entry."""
        hint = self._petunjuk.find(self._form, group.name, entry)
        if hint is not None:
            text = hint.tag
        elif self._petunjuk.has_rows(self._form, group.name):
            return None
        sumber = _parsed(text) if text else None
        column = _sex_of(question)
        if sumber is None or sumber.nama != tag.PENDUDUK or column is None or sumber.kurang is not None:
            return None
        syarat = list(sumber.syarat)
        if hint is None:
            names = lists_in(syarat)
            if len(names) != 1:
                return None
            row = _entry(names[0], entry, label)
            if row is None:
                return None
            bare = next(one for one in syarat if not one.banding and one.kunci in (names[0], "cacat"))
            syarat[syarat.index(bare)] = row
        return replace(sumber, syarat=(*column, *syarat))


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Sumber | None:
    return parse_tag(text)


def _is_whole(sumber: Sumber) -> bool:
    """Whether the bare word is a question of its own: `penduduk.hitung(cacat)` counts all disabled people."""
    return all(one.kunci == "cacat" for one in sumber.syarat if not one.banding and lists_in([one]))


def _sex_of(question: Question) -> tuple[Syarat, ...] | None:
    """The condition that a column of men, women or all of them adds; None for a column of something else."""
    if question.kind not in NUMERIC:
        return None
    short = question.name.rpartition("__")[2]
    label = question.label.casefold()
    if short == "l" or label.startswith("laki"):
        return (Syarat("L"),)
    if short == "p" or label.startswith(("perempuan", "wanita")):
        return (Syarat("P"),)
    return () if short == "jumlah" or label.startswith("jumlah") else None


def _entry(kunci: str, entry: str, label: str) -> Syarat | None:
    """A row of a list as a condition: its code, or the age its label says."""
    if kunci == "umur":
        return _age_of(label)
    if kunci == "suku":
        return Syarat(kunci, "=", (label,))
    return Syarat(kunci, "=", (entry,)) if entry.isdecimal() else None


def _age_of(label: str) -> Syarat | None:
    """`0-12 bulan` is age 0; `5 tahun`, `5-9 tahun`, `>75 Tahun` (prodeskel.md 8)."""
    words = label.strip().casefold()
    if words == "0-12 bulan":
        return Syarat("umur", "=", ("0",))
    if found := re.fullmatch(r"> ?(\d+) tahun", words):
        return Syarat("umur", ">", (found[1],))
    if found := re.fullmatch(r"(\d+) tahun", words):
        return Syarat("umur", "=", (found[1],))
    if found := re.fullmatch(r"(\d+) ?[-–] ?(\d+) tahun", words):
        return Syarat("umur", "..", (found[1], found[2]))
    return None


# ------------------------------------------------------------------ from cells to proposals


def _cell(sel: _Sel, question: Question, bahan: Bahan) -> Usul | None:
    found = answer(sel.sumber, bahan)
    if found is None:
        return None
    value = _fitted(question, found.nilai)
    return Usul(sel.place, value, found.sumber, bahan.pada, found.hasil) if value is not None else None


def _fitted(question: Question, value: Isi) -> Plain:
    """The value as an answer of this question; None where it cannot be one."""
    if question.kind in NUMERIC:
        if isinstance(value, int):
            return value
        return value if re.fullmatch(r"-?\d+(\.\d+)?", value) and question.kind is not Kind.INTEGER else None
    if question.kind is Kind.TEXT:
        return str(value)
    if question.kind is Kind.SELECT_ONE:
        names = {one.name for one in question.choices}
        return next((one for one in _YES.get(str(value), (str(value),)) if one in names), None)
    return None


def _table(sel: _Sel, bahan: Bahan) -> Usul | None:
    """The rows of a table that is not fixed: the hamlets, or the entries of its list that have people."""
    group = sel.item
    assert isinstance(group, Group)
    columns = [one for one in group.items if isinstance(one, Question) and one.is_answerable]
    if sel.sumber.nama == tag.DUSUN:
        rows = _hamlets(columns, bahan)
        return Usul(sel.place, rows, _("Data Desa"), bahan.pada) if rows else None
    names = lists_in(sel.sumber.syarat)
    if len(names) != 1 or bahan.pencacah is None:
        return None
    rows, listed = [], 0
    for choice in group.catalogue:
        entry = _entry(names[0], choice.name, choice.label)
        if entry is None:
            continue
        everybody = answer(Sumber(tag.PENDUDUK, (entry,)), bahan)
        if everybody is None or not everybody.nilai:
            continue
        listed += int(everybody.nilai)
        row: dict[str, Plain] = {ROW_KEY: choice.name}
        for question in columns:
            sex = _sex_of(question)
            found = answer(Sumber(tag.PENDUDUK, (*sex, entry)), bahan) if sex is not None else None
            if found is not None:
                row[question.name] = found.nilai
        rows.append(row)
    whole = len(bahan.pencacah.data.warga)
    why = () if listed == whole else (names[0],)
    hasil = Hasil(listed, whole, listed, _("penduduk"), why)
    return Usul(sel.place, rows, _("data penduduk"), bahan.pada, hasil) if rows else None


def _hamlets(columns: Sequence[Question], bahan: Bahan) -> list[Mapping[str, Plain]]:
    """One row for each hamlet: its name, and whether somebody heads it."""
    rows: list[Mapping[str, Plain]] = []
    for one in bahan.desa.dusun if bahan.desa is not None else ():
        row: dict[str, Plain] = {}
        for question in columns:
            if question.kind is Kind.TEXT and not row:
                row[question.name] = one.nama
            elif one.kepala and any(choice.name == "aktif" for choice in question.choices):
                row[question.name] = "aktif"
        if one.nama and row:
            rows.append(row)
    return rows


# ------------------------------------------------------------------ beside the answers


def remembered(isian: Isian) -> dict[Place, AsalUsul]:
    """The proposals that were accepted for this form, by place, whatever was typed over them since."""
    found: dict[Place, AsalUsul] = {}
    for one in isian.jawaban:
        for cell, usul in read_asal(one.asal).items():
            found[_place(one.kode, cell)] = usul
    return found


def accepted(shown: IsianTampil) -> dict[Place, AsalUsul]:
    """The accepted proposals that are still the answer."""
    standing = _Standing(shown.template, shown.answers)
    return {
        place: usul
        for place, usul in remembered(shown.isian).items()
        if place.name in shown.template.by_name and same(standing.at(place), usul.nilai)
    }


def current(template: Template, answers: Mapping[str, Plain], place: Place) -> Plain:
    """What stands in a cell now; None when it is empty."""
    return _Standing(template, answers).at(place)


class _Standing:
    """What stands in many cells: the rows of a table are put in order once."""

    def __init__(self, template: Template, answers: Mapping[str, Plain]) -> None:
        self._template, self._answers = template, answers
        self._rows: dict[str, Sequence[Mapping[str, Plain]]] = {}

    def at(self, place: Place) -> Plain:
        """The answer in a cell; None when it is empty."""
        if not place.rows:
            value = self._answers.get(place.name)
        else:
            rows, number = self._table(self._template.question(place.name).repeats[0]), place.rows[0]
            value = rows[number].get(place.name) if number < len(rows) else None
        return None if is_absent(value) else value

    def _table(self, name: str) -> Sequence[Mapping[str, Plain]]:
        if name not in self._rows:
            group, rows = self._template.group(name), table_rows(self._answers.get(name)) or []
            has_order = group.row_kind == "tetap" and group.catalogue
            self._rows[name] = by_catalogue(rows, group.catalogue)[0] if has_order else rows
        return self._rows[name]


def still_open(shown: IsianTampil, usul: Iterable[Usul]) -> list[Usul]:
    """The proposals for questions that are asked now and stand empty."""
    standing = _Standing(shown.template, shown.answers)
    return [one for one in usul if one.place in shown.state.relevant and standing.at(one.place) is None]


def different(shown: IsianTampil, usul: Iterable[Usul]) -> list[Usul]:
    """The proposals that say something else than the answer that stands there (never a whole table)."""
    standing = _Standing(shown.template, shown.answers)
    found = []
    for one in usul:
        if isinstance(one.nilai, list) or one.place not in shown.state.relevant:
            continue
        now = standing.at(one.place)
        if now is not None and not same(now, one.nilai):
            found.append(one)
    return found


def label_of(template: Template, place: Place) -> str:
    """The words of a question; a cell of a table with its row and table."""
    item = template.by_name[place.name]
    if not place.rows:
        return item.label
    group = template.group(template.question(place.name).repeats[0])
    number = place.rows[0]
    row = group.catalogue[number].label if number < len(group.catalogue) else str(number + 1)
    return f"{group.label}: {row}, {item.label}"


def show_value(template: Template, name: str, value: Plain) -> str:
    """A value as a person reads it: numbers with points and a comma, choices by their words, dates in full,
    a table by its size.
    """
    item = template.by_name[name]
    if value is None:
        return ""
    if isinstance(item, Question) and item.choices:
        names = value.split() if isinstance(value, str) else value if isinstance(value, list) else [value]
        found = [item.choice(str(one)) for one in names]
        return ", ".join(
            str(one) if two is None else two.label for one, two in zip(names, found, strict=True)
        )
    if isinstance(value, list | tuple):
        return _("{n} baris").format(n=len(value))
    if isinstance(item, Question):
        if item.kind in NUMERIC and item.name.split("_")[0] != "tahun":
            number = parse_number(str(value))
            return show_number(number) if number is not None else str(value)
        if item.kind is Kind.DATE:
            day = typed(item, value)[0]
            return show_date(day) if isinstance(day, date) else str(value)
    return str(value)


def contradictions(shown: IsianTampil, offered: UsulIsian) -> list[tuple[Place, str]]:
    """Answers that another form contradicts, and books called filled whose register is empty here.

    prodeskel.md 8, checks 8 and 9: things to look at, never in the way of a person who knows better.
    """
    standing, found = _Standing(shown.template, shown.answers), []
    for place, others in offered.lain.items():
        now = standing.at(place) if place in shown.state.relevant else None
        for other in others if now is not None else ():
            if not same(now, other.nilai):
                words = _("{judul} menulis {isi} untuk hal yang sama.")
                value = show_value(shown.template, place.name, other.nilai)
                found.append((place, words.format(judul=other.judul, isi=value)))
    for place, buku in offered.kosong.items():
        now = standing.at(place) if place in shown.state.relevant else None
        if now in _YES[ADA_TERISI]:
            words = _("Ditulis terisi, tetapi buku {kode} di program masih kosong.")
            found.append((place, words.format(kode=buku)))
    return found


def same(one: Plain, other: Plain) -> bool:
    """Whether two answers say the same (`3` and 3 do)."""
    return str(one).strip() == str(other).strip()


def of_section(template: Template, section: Group, usul: Iterable[Usul]) -> list[Usul]:
    """The proposals for one section, in form order."""
    names = {section.name, *_inside(section)}
    order = {name: number for number, name in enumerate(template.by_name)}
    return sorted(
        (one for one in usul if one.place.name in names),
        key=lambda one: (order[one.place.name], one.place.rows),
    )


def _inside(section: Group) -> Iterator[str]:
    for item in section.items:
        yield item.name
        if isinstance(item, Group):
            yield from _inside(item)


# ------------------------------------------------------------------ accepting


def accept(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    usul: Sequence[Usul],
    *,
    by: str,
    at: datetime,
    ganti: bool = False,
) -> int:
    """Take the shown proposals over as one step that can be undone; returns how many were.

    Only empty cells are filled; with `ganti` what stands there is replaced. Value and proposal are both
    kept. Raises NotFound, Locked for a finished form.
    """
    with database.unit() as unit:
        isian = unit.get(Isian, key)
        stop_if_locked(unit, Isian, isian)
        template = template_of(templates, isian.form_id)
        answers = answers_of(isian)
        origins: dict[str, dict[str, AsalUsul]] = {}
        count = 0
        for one in usul:
            if not ganti and current(template, answers, one.place) is not None:
                continue
            answers = put_answer(template, answers, one.place, one.nilai)
            kode, cell = cell_of(template, one.place)
            hasil = one.hasil
            origins.setdefault(kode, {})[cell] = AsalUsul(
                one.nilai,
                one.sumber,
                one.pada,
                hasil.terjawab if hasil is not None else None,
                hasil.dari if hasil is not None else None,
                one.salinan,
            )
            count += 1
        if not count:
            return 0
        known = {one.kode: read_asal(one.asal) for one in isian.jawaban if one.kode in origins}
        store_answers(
            template,
            isian,
            {
                kode: (answers[kode], write_asal(known.get(kode, {}) | cells))
                for kode, cells in origins.items()
            },
        )
        copied = all(one.salinan for one in usul)
        words = _("salin {n} jawaban periode lalu") if copied else _("pakai {n} usulan isi awal")
        unit.commit(words.format(n=count), by, at)
    return count


def cell_of(template: Template, place: Place) -> tuple[str, str]:
    """The code of the stored answer, and the name of the cell inside it."""
    if not place.rows:
        return place.name, ""
    return template.question(place.name).repeats[0], f"{place.name}/{place.rows[0]}"


def _place(kode: str, cell: str) -> Place:
    name, _slash, row = cell.partition("/")
    return Place(name, (int(row),)) if name and row.isdecimal() else Place(kode)
