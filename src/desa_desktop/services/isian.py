"""Daftar Isian: the shipped checklists, one filled form per period, finished by a person."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import cast
from uuid import UUID

from desa_desktop.checklists import (
    ROW_KEY,
    Answers,
    Context,
    Filler,
    Finding,
    Office,
    Period,
    Plain,
    Privacy,
    Question,
    Score,
    State,
    Template,
    TemplateInvalid,
    initial_answers,
    load_template,
    recompute,
    score_answers,
    without_hidden,
)
from desa_desktop.checklists.template import Lookup
from desa_desktop.domain.desa import Desa, DesaId
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isi_awal.asal import read_asal
from desa_desktop.domain.isian import Isian, IsianId, Jawaban, NilaiJawaban, isian_id, jawaban_id
from desa_desktop.domain.isian_keluarga import count_progress
from desa_desktop.domain.kantor import Kantor, Peran
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, stop_on_galat
from desa_desktop.domain.penduduk import Keluarga
from desa_desktop.domain.penduduk.kode import KodePenduduk
from desa_desktop.domain.penduduk.orang import KeluargaId
from desa_desktop.domain.periode import JenisPeriode, Periode, last_before, periode_of, recent
from desa_desktop.domain.periode import read_periode as period_of_text
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen, isian_lalu
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.isian_lalu import Lalu
from desa_desktop.services.isian_warga import known_answers
from desa_desktop.sheets import SheetUnreadable
from desa_desktop.store.queries import isian_keluarga as queries
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit

_FILE = re.compile(r"(?P<form>[a-z0-9-]+)\.v(?P<version>[0-9]+)\.xlsx\Z")


@dataclass(frozen=True, slots=True)
class Sampul:
    """What the list of checklists says of a form that nobody has begun."""

    title: str
    period: Period
    office: Office
    filler: Filler
    count: int  # questions that a person answers


def cover_of(template: Template) -> Sampul:
    """The cover of a template that was read."""
    count = sum(1 for one in template.questions if one.is_answerable)
    return Sampul(template.title, template.period, template.office, template.filler, count)


COVERS = "sampul.json"  # beside the templates: file name -> title, period, office, filler, count


@lru_cache(maxsize=16)
def _read_shipped(file: Path, _changed_ns: int) -> Template:
    """A form that came with the program: half a second of reading, and the same for every office opened."""
    return load_template(file, is_own=True)


class Shelf(Mapping[str, Template]):
    """The shipped templates by form id, the newest version of each; a file is read when first asked for.

    Their covers stand in a small file beside them: a start of the program, which lists what can be
    filled, does not read two thousand questions for it. `lookups` answer their pulldata where a standard
    that comes with the program does.
    """

    def __init__(self, folder: Path, lookups: Mapping[str, Lookup] | None = None) -> None:
        self._lookups = lookups or {}
        self._files: dict[str, Path] = {}
        newest: dict[str, int] = {}
        for file in sorted(folder.glob("*.xlsx")):
            match = _FILE.match(file.name)
            if match and int(match["version"]) > newest.get(match["form"], 0):
                newest[match["form"]] = int(match["version"])
                self._files[match["form"]] = file
        self._read: dict[str, Template] = {}
        self._covers = self._read_covers(folder / COVERS)
        self._lock = threading.Lock()

    def _read_covers(self, file: Path) -> dict[str, Sampul]:
        if not file.is_file():
            return {}
        found: dict[str, Sampul] = {}
        listed = json.loads(file.read_text(encoding="utf-8"))
        for form_id, workbook in self._files.items():
            if workbook.name in listed:
                title, period, office, filler, count = listed[workbook.name]
                found[form_id] = Sampul(title, Period(period), Office(office), Filler(filler), count)
        return found

    def cover(self, form_id: str) -> Sampul:
        """The cover of one form; the form itself is read only when its cover is not listed."""
        return self._covers.get(form_id) or cover_of(self[form_id])

    def is_offered(self, form_id: str) -> bool:
        """Whether a person may begin it; every shipped form."""
        return form_id in self

    def label_before(self, _form_id: str, _kode: str, _versi: int | None = None) -> str:
        """The question that an earlier version, or this one, asked under the code; '' when it is not here."""
        return ""

    def of_version(self, form_id: str, digest: str) -> Template | None:
        """The version whose workbook has this SHA-256, when it is here."""
        newest = self[form_id]
        return newest if newest.digest == digest else None

    def __getitem__(self, form_id: str) -> Template:
        with self._lock:
            if form_id not in self._read:
                file = self._files[form_id]
                template = _read_shipped(file, file.stat().st_mtime_ns)
                self._read[form_id] = replace(template, lookups=self._lookups)
            return self._read[form_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True, slots=True)
class IsianRingkas:
    """A checklist of a period in the list; `keadaan` is `belum`, `berjalan` or `selesai`.

    Of a checklist `per_keluarga` this line stands for all its forms: `terisi` families are done of `jumlah`.
    """

    id: UUID
    form_id: str
    judul: str
    periode: str
    keadaan: str
    terisi: int
    jumlah: int
    galat: int
    wajib_kosong: int
    revisi: int
    per_keluarga: bool = False


@dataclass(frozen=True, slots=True)
class JawabanLama:
    """An answer whose question a newer version does not ask: `tidak dipakai lagi`, kept and never lost.

    `kode` of a table's column is `tabel.kolom`; `pertanyaan` is '' when no version here knows the code.
    """

    kode: str
    pertanyaan: str
    nilai: str


@dataclass(frozen=True, slots=True)
class IsianTampil:
    """A form as the screen shows it: the record, its template, the answers and all that follows from them.

    `lalu` and `lonjakan` (numbers far from the last period) are only there where the screen asks for them.
    `tidak_dipakai`: answers that the version which is shown does not ask for any more.
    """

    isian: Isian
    template: Template
    answers: Answers
    state: State
    score: Score
    pemeriksaan: tuple[Pemeriksaan, ...]
    lalu: Lalu = field(default_factory=Lalu)
    lonjakan: tuple[Finding, ...] = ()
    tidak_dipakai: tuple[JawabanLama, ...] = ()


def read_periode(text: str) -> str:
    """A period as it is stored: `2026`, `2026-S1`, `2026-TW3`, `2026-08`. Raises InvalidInput."""
    return str(period_of_text(text))


def jenis_periode(template: Template) -> JenisPeriode:
    """How often a form of this template is filled."""
    return JenisPeriode(template.period.value)


def current_periode(today: date, kind: Period = Period.SEMESTER) -> str:
    """The period of that kind in which this day lies: the half-year `2026-S2`, the quarter `2026-TW4` …"""
    return str(periode_of(today, JenisPeriode(kind.value)))


def offered_periode(template: Template, today: date) -> list[Periode]:
    """The periods that opening a form of this template offers, the present one first."""
    return recent(today, jenis_periode(template))


def is_per_keluarga(template: Template) -> bool:
    """Whether there is one form for each family."""
    return template.filler is Filler.KELUARGA


def stop_on_other_kind(template: Template, periode: Periode, today: date) -> None:
    """A yearly form has no half-years. Raises InvalidInput with a period that fits."""
    if periode.jenis is jenis_periode(template):
        return
    raise InvalidInput(
        {
            "periode": _("{judul} diisi tiap {jenis}. Contoh periode: {contoh}.").format(
                judul=template.title,
                jenis=template.period.value,
                contoh=current_periode(today, template.period),
            )
        }
    )


def template_of(templates: Mapping[str, Template], form_id: str) -> Template:
    """The template of a form. Raises NotFound for one that is not there."""
    if form_id not in templates:
        raise NotFound(apa=_("Templat {nama}").format(nama=form_id))
    return templates[form_id]


def find_template(templates: Mapping[str, Template], form_id: str) -> Template | None:
    """The template of a form, None when it is not here or cannot be read by this program."""
    try:
        return templates.get(form_id)
    except (TemplateInvalid, SheetUnreadable):
        return None


def template_for(templates: Mapping[str, Template], isian: Isian) -> Template:
    """The version that an Isian is shown with: a finished one keeps its own, one in progress the newest.

    A finished one whose version is not here any more is shown with the newest. Raises NotFound.
    """
    newest = template_of(templates, isian.form_id)
    if isian.status is not StatusDokumen.DISAHKAN or not isinstance(templates, Shelf):
        return newest
    if isian.templat_sha256 in ("", newest.digest):
        return newest
    return templates.of_version(isian.form_id, isian.templat_sha256) or newest


def key_of(kantor: Kantor, form_id: str, period: str, *, lokal: bool = False) -> IsianId:
    """The id of this office's form of a period.

    A dokumen `isian` belongs to a village (kiriman-format.md 12.1), so what a kecamatan fills for
    itself is known as one that stays in its office: no snapshot is made of it and nothing is sent.
    """
    return isian_id(kantor.id, form_id, period, lokal=lokal or kantor.peran is not Peran.DESA)


def _stop_on_other_office(kantor: Kantor, template: Template) -> None:
    """A kecamatan fills its own forms, not those of its villages. Raises InvalidInput."""
    if kantor.peran is Peran.DESA or template.office is Office.KECAMATAN:
        return
    words = _("{judul} diisi oleh desa. Kecamatan membacanya dari kiriman desa.")
    raise InvalidInput({"templat": words.format(judul=template.title)})


def _stop_if_withdrawn(templates: Mapping[str, Template], template: Template) -> None:
    """A form that was taken off the shelf is not begun anew. Raises InvalidInput."""
    if isinstance(templates, Shelf) and not templates.is_offered(template.form_id):
        words = _("Templat {judul} sudah dilepas, jadi tidak dapat dimulai lagi. Isian yang lama tetap ada.")
        raise InvalidInput({"templat": words.format(judul=template.title)})


def open_isian(
    database: Database,
    templates: Mapping[str, Template],
    form_id: str,
    periode: str,
    *,
    by: str,
    at: datetime,
    keluarga: UUID | None = None,
    kode: KodePenduduk | None = None,
) -> UUID:
    """The form of this period, made when it is not there yet with the template's defaults; returns its id.

    `keluarga` is the family it is about, where the template is filled for each family; with the code lists
    `kode` its form begins with what the register knows of it.
    Raises NotFound for an unknown template or family, InvalidInput for a wrong period or a missing family.
    """
    template = template_of(templates, form_id)
    period = period_of_text(periode)
    with database.unit() as unit:
        kantor = office.require(unit)
        key = isian_key(kantor, template, str(period), keluarga)
        if unit.find(Isian, key) is None:  # what was begun for another kind of period stays open
            _stop_if_withdrawn(templates, template)
            _stop_on_other_office(kantor, template)
            stop_on_other_kind(template, period, at.astimezone().date())
            if keluarga is not None:
                unit.bare(Keluarga, keluarga)
            isian = new_isian(unit, template, str(period), keluarga, by=by, at=at)
            if keluarga is not None and kode is not None:
                origin = _("data penduduk")
                for name, answer_ in known_answers(unit, template, keluarga, kode, by=by).items():
                    put_jawaban(isian, template, name, answer_, origin)
            unit.add(isian)
            unit.commit(_("mulai {judul}").format(judul=template.title), by, at)
    return key


def isian_key(kantor: Kantor, template: Template, periode: str, keluarga: UUID | None = None) -> IsianId:
    """The id of the form of this office, period and family; two laptops that begin it meet in one.

    Raises InvalidInput where the template asks for a family and none is named, or the other way round.
    """
    if is_per_keluarga(template) != (keluarga is not None):
        sentence = (
            _("{judul} diisi satu untuk tiap keluarga. Pilih keluarganya.")
            if keluarga is None
            else _("{judul} diisi satu untuk seluruh desa, bukan per keluarga.")
        )
        raise InvalidInput({"keluarga": sentence.format(judul=template.title)})
    if keluarga is None:
        return key_of(kantor, template.form_id, periode, lokal=is_lokal(template))
    return isian_id(kantor.id, template.form_id, periode, keluarga, lokal=True)


def is_lokal(template: Template) -> bool:
    """Whether forms of this template stay in their office: those about families always do."""
    return is_per_keluarga(template) or template.privacy is Privacy.LOKAL


def new_isian(
    unit: Unit, template: Template, periode: str, keluarga: UUID | None, *, by: str, at: datetime
) -> Isian:
    """A form that nobody has begun, with the template's first answers; not yet stored."""
    kantor = office.require(unit)
    key = isian_key(kantor, template, periode, keluarga)
    isian = Isian(
        id=key,
        desa_id=DesaId(kantor.id),
        form_id=template.form_id,
        periode=periode,
        judul=template.title,
        templat_versi=str(template.version),
        templat_sha256=template.digest,
        keluarga_id=KeluargaId(keluarga) if keluarga is not None else None,
    )
    for kode, nilai in initial_answers(template, _context(unit, key, by, at, template)).items():
        put_jawaban(isian, template, kode, nilai)
    return isian


def _answer(template: Template, isian: UUID, kode: str, nilai: Plain) -> Jawaban:
    key = jawaban_id(isian, kode, lokal=template.stays(kode))
    return Jawaban(id=key, isian_id=isian, kode=kode, nilai=_stored(nilai))


def _stored(nilai: Plain) -> NilaiJawaban:
    """An answer as it is stored: decimals as text with a point, everything else as it is."""
    if isinstance(nilai, Decimal):
        return format(nilai, "f")
    if isinstance(nilai, str | int | bool) or nilai is None:
        return nilai
    rows = [_stored_row(one) if isinstance(one, Mapping) else one for one in nilai]
    return cast(NilaiJawaban, rows)


def _stored_row(row: Mapping[str, Plain]) -> dict[str, object]:
    return {kode: _stored(nilai) for kode, nilai in row.items()}


def _context(unit: Unit, key: UUID, by: str, at: datetime, template: Template | None = None) -> Context:
    desa = unit.find(Desa, office.require(unit).id)
    tables: dict[str, list[dict[str, str]]] = {}
    if desa is not None:
        tables = {
            "dusun": _named((one.nama, {"kepala": one.kepala}) for one in desa.dusun),
            "rt": _rt_rows(unit, desa) if template is None or _asks_rt(template) else [],
            "perangkat": _named((one.nama, {"jabatan": one.jabatan}) for one in desa.perangkat),
            "tokoh": _named((one.nama, {}) for one in desa.tokoh),
        }
    local = at.astimezone()
    return Context(today=local.date(), now=local, username=by, record=str(key), tables=tables)


def _named(rows: Iterable[tuple[str, dict[str, str]]]) -> list[dict[str, str]]:
    """Rows of a list for select_one_from_file. A name with blanks would be read as several choices."""
    found: dict[str, dict[str, str]] = {}
    for label, more in rows:
        if name := _joined(label):
            found.setdefault(name, {"name": name, "label": label, **more})
    return list(found.values())


def _joined(label: str) -> str:
    return "_".join(label.split())


def _asks_rt(template: Template) -> bool:
    """Whether the form looks at the list of RT, which is read out of all families."""
    formulas = (one.calculation for one in template.questions)
    return any(one.table == "rt" for one in template.questions) or any(
        re.search(r"pulldata\(\s*['\"]rt\b", one.text) for one in formulas if one is not None
    )


def _rt_rows(unit: Unit, desa: Desa) -> list[dict[str, str]]:
    """Every RT in which a family lives. Its number alone names none: each dusun has an RT 1."""
    dusun: dict[UUID, str] = {one.id: one.nama for one in desa.dusun}
    found = []
    for dusun_id, rw, rt in queries.places(unit, desa.id):
        place = dusun.get(dusun_id, "") if dusun_id is not None else ""
        words = [f"RT {rt}", f"RW {rw}" if rw else "", place]
        columns = {"dusun": _joined(place), "rw": rw, "rt": rt}
        found.append((" ".join(one for one in words if one), columns))
    return _named(found)


def context_of(unit: Unit, *, by: str, at: datetime) -> Context:
    """What a form knows besides its answers, for one that nobody has begun."""
    return _context(unit, office.require(unit).id, by, at)


def show_isian(
    database: Database, templates: Mapping[str, Template], key: UUID, *, by: str, at: datetime
) -> IsianTampil:
    """The form with its state, score and findings. Raises NotFound."""
    with database.read() as unit:
        return read_isian(unit, templates, unit.get(Isian, key), by=by, at=at)


def read_isian(
    unit: Unit, templates: Mapping[str, Template], isian: Isian, *, by: str, at: datetime
) -> IsianTampil:
    """The same inside a unit that is open already. Raises NotFound for an unknown template."""
    template = template_for(templates, isian)
    context = _context(unit, isian.id, by, at, template)
    answers = set_aside(template, answers_of(isian), isian.templat_versi)
    state = recompute(template, answers, context)
    return IsianTampil(
        isian,
        template,
        answers,
        state,
        score_answers(state),
        tuple(checks_of(state, isian)),
        tidak_dipakai=left_over(templates, template, answers),
    )


def left_over(
    templates: Mapping[str, Template], template: Template, answers: Answers
) -> tuple[JawabanLama, ...]:
    """The answers that the template does not ask for any more, with the words of the version before."""
    found: dict[str, list[str]] = {}
    for kode, nilai in answers.items():
        if kode not in template.by_name:
            found[kode] = [_in_words(nilai)]
        elif isinstance(nilai, list | tuple):
            _lost_columns(template, kode, nilai, found)
    return tuple(
        JawabanLama(kode, _asked_before(templates, template, kode), "; ".join(values))
        for kode, values in found.items()
    )


def _asked_before(templates: Mapping[str, Template], template: Template, kode: str) -> str:
    """The question of a left-over answer: of `alat.jumlah` the column's, of `kader@1` version 1's."""
    if not isinstance(templates, Shelf):
        return ""
    name, _at, versi = kode.rpartition(".")[2].partition("@")
    return templates.label_before(template.form_id, name, int(versi) if versi.isdecimal() else None)


def _lost_columns(
    template: Template, table: str, rows: Sequence[object], found: dict[str, list[str]]
) -> None:
    """Cells of columns that this table does not have (any more)."""
    for row in rows:
        for column, cell in row.items() if isinstance(row, Mapping) else ():
            if column == ROW_KEY or cell in (None, "", []):
                continue
            item = template.by_name.get(column)
            around = item.repeats if isinstance(item, Question) else item.repeats[:-1] if item else ()
            if item is None or around[-1:] != (table,):
                found.setdefault(f"{table}.{column}", []).append(_in_words(cell))
            elif isinstance(cell, list | tuple):
                _lost_columns(template, column, cell, found)


def set_aside(template: Template, answers: Answers, versi: str) -> dict[str, Plain]:
    """The answers for this version; one that its place cannot hold any more gets a code of its own.

    A question that became a table, a section, or a column leaves `kader@1`: code and version it was
    asked in. So nothing that is typed under the code in the new version can replace it.
    """
    return {
        kode if _fits(template, kode, nilai) else f"{kode}@{versi or 0}": nilai
        for kode, nilai in answers.items()
    }


def _fits(template: Template, kode: str, nilai: Plain) -> bool:
    item = template.by_name.get(kode)
    if item is None:
        return True  # named as it is, and listed
    is_rows = isinstance(nilai, list | tuple) and any(isinstance(one, Mapping) for one in nilai)
    if isinstance(item, Question):
        return not item.repeats and not is_rows
    is_list = isinstance(nilai, list | tuple) and all(isinstance(one, Mapping) for one in nilai)
    return item.is_repeat and len(item.repeats) == 1 and is_list


def _in_words(nilai: Plain) -> str:
    """A stored answer as one line of text."""
    if isinstance(nilai, bool):
        return _("ya") if nilai else _("tidak")
    if isinstance(nilai, list | tuple):
        return ", ".join(_in_words(cast(Plain, one)) for one in nilai)
    if isinstance(nilai, Mapping):
        return ", ".join(
            f"{kode}: {_in_words(cast(Plain, one))}" for kode, one in nilai.items() if kode != ROW_KEY
        )
    return "" if nilai is None else str(nilai)


def answers_of(isian: Isian) -> dict[str, Plain]:
    """The stored answers by code."""
    return {one.kode: cast(Plain, one.nilai) for one in isian.jawaban}


def checks_of(state: State, isian: Isian) -> list[Pemeriksaan]:
    """The engine's findings as findings of the program; missing required answers block `Tandai Selesai`."""
    ids = {one.kode: one.id for one in isian.jawaban}
    return [_check(one, ids.get(one.place.name, isian.id)) for one in state.at_finish()]


def _check(finding: Finding, record: UUID) -> Pemeriksaan:
    return Pemeriksaan(Level(finding.level.value), finding.sentence, "", record, finding.place.name)


def answer(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    given: Mapping[str, Plain],
    *,
    by: str,
    at: datetime,
    asal: str = "",
) -> None:
    """Store answers by code as one step; None or an empty text takes an answer away.

    `asal` says where they come from when a person did not type them. Raises NotFound for a code that
    is not in the template, Locked for a finished form.
    """
    with database.unit() as unit:
        isian = unit.get(Isian, key)
        stop_if_locked(unit, Isian, isian)
        template = template_of(templates, isian.form_id)
        for kode in given:
            if kode not in template.by_name:
                raise NotFound(apa=_("Pertanyaan {kode}").format(kode=kode))
        for kode, nilai in given.items():
            put_jawaban(isian, template, kode, nilai, asal)
        unit.commit(_answer_name(template, given), by, at)


def _is_of(isian: Isian, template: Template) -> None:
    """Note that the answers now belong to this version of their form; what it cannot hold is set aside."""
    if not template.digest or isian.templat_sha256 == template.digest:
        return
    kept = set_aside(template, answers_of(isian), isian.templat_versi)
    known = {one.kode: one for one in isian.jawaban}
    for one, kode in zip(list(isian.jawaban), kept, strict=True):
        if one.kode != kode and kode not in known:
            isian.jawaban.remove(one)
            lokal = one.is_lokal
            isian.jawaban.append(
                Jawaban(
                    id=jawaban_id(isian.id, kode, lokal=lokal),
                    isian_id=isian.id,
                    kode=kode,
                    nilai=one.nilai,
                    asal=one.asal,
                )
            )
    isian.templat_versi, isian.templat_sha256 = str(template.version), template.digest
    isian.judul = template.title


def put_jawaban(isian: Isian, template: Template, kode: str, nilai: Plain, asal: str = "") -> None:
    """Keep one answer with its origin; None, an empty text or an empty table takes it away."""
    _is_of(isian, template)
    stored = next((one for one in isian.jawaban if one.kode == kode), None)
    empty = nilai in (None, "") or nilai == []
    if empty:
        if stored is not None:
            isian.jawaban.remove(stored)
    elif stored is None:
        isian.jawaban.append(replace_origin(_answer(template, isian.id, kode, nilai), asal))
    elif stored.nilai != _stored(nilai):
        stored.nilai = _stored(nilai)
        if asal or not read_asal(stored.asal):  # typed over a proposal: both values are kept
            stored.asal = asal


def store_answers(template: Template, isian: Isian, given: Mapping[str, tuple[Plain, str]]) -> None:
    """Put answers with their origin into an Isian that is being changed, by code."""
    for kode, (nilai, asal) in given.items():
        put_jawaban(isian, template, kode, nilai, asal)
        for stored in isian.jawaban:
            if stored.kode == kode:  # the same value, now known to be the proposed one
                stored.asal = asal


def replace_origin(jawaban: Jawaban, asal: str) -> Jawaban:
    """The answer with a note where it comes from."""
    return replace(jawaban, asal=asal) if asal else jawaban


def _answer_name(template: Template, given: Mapping[str, Plain]) -> str:
    if len(given) == 1:
        item = template.by_name[next(iter(given))]
        return _("isi {pertanyaan}").format(pertanyaan=item.label[:60])
    return _("isi {n} jawaban").format(n=len(given))


def _named_checks(template: Template, found: Iterable[Pemeriksaan]) -> Iterator[Pemeriksaan]:
    """The findings as sentences that stand alone: each begins with its question."""
    for one in found:
        item = template.by_name.get(one.field)
        yield replace(one, teks=f"{item.label}: {one.teks}") if item is not None and item.label else one


def finish_isian(
    database: Database,
    templates: Mapping[str, Template],
    key: UUID,
    *,
    kid: str,
    by: str,
    at: datetime,
    alasan: str = "",
) -> None:
    """`Tandai Selesai`: answers kept aside are dropped, the form is locked, a snapshot is made.

    A form that stays in the village is locked and counted without one.

    `alasan` answers the Peringatan. Raises RuleBroken, Locked, NotFound; then nothing changed.
    """
    with database.unit() as unit:
        isian = unit.get(Isian, key)
        stop_if_locked(unit, Isian, isian)
        template = template_of(templates, isian.form_id)
        _is_of(isian, template)
        answers = answers_of(isian)
        state = recompute(template, answers, _context(unit, key, by, at, template))
        beside = isian_lalu.checks(isian_lalu.read_lalu(unit, isian), state, isian)
        stop_on_galat(_named_checks(template, [*checks_of(state, isian), *beside]), alasan)
        kept = without_hidden(template, answers, state)
        isian.jawaban[:] = [one for one in isian.jawaban if one.kode in kept]
        for one in isian.jawaban:
            if one.nilai != kept[one.kode]:
                one.nilai = _stored(kept[one.kode])
        if isian.is_lokal:
            isian.status, isian.alasan = StatusDokumen.DISAHKAN, alasan.strip()
            isian.revisi += 1
        else:
            dokumen.ratify(unit, isian, isian.desa_id, alasan=alasan, kid=kid, at=at)
        unit.commit(_("tandai selesai {judul}").format(judul=template.title), by, at, kind="sahkan")


def _unread(templates: Mapping[str, Template], isian: Isian) -> IsianRingkas:
    """The line of a checklist whose template cannot be read: what the list knows without it."""
    count = templates.cover(isian.form_id).count if isinstance(templates, Shelf) else 0
    word = "selesai" if isian.status is StatusDokumen.DISAHKAN else "berjalan"
    return IsianRingkas(
        isian.id,
        isian.form_id,
        isian.judul,
        isian.periode,
        word,
        len(isian.jawaban),
        count,
        0,
        0,
        isian.revisi,
    )


def list_isian(
    database: Database, templates: Mapping[str, Template], *, by: str, at: datetime
) -> list[IsianRingkas]:
    """Every checklist that was begun, and each shipped one that was not begun in the current period.

    One that is filled for each family is one line a period. A form of the other kind of office is listed
    only when it was begun.
    """
    today = at.astimezone().date()
    with database.read() as unit:
        kantor = office.require(unit)
        uid = kantor.id
        rows = lists.isian_rows(unit, uid)
        families = _per_keluarga(unit, uid, templates, today) if kantor.peran is Peran.DESA else []
        shown = []
        for row in rows:
            if row.form_id not in templates:
                continue
            isian = unit.get(Isian, row.id)
            try:
                template = template_for(templates, isian)
            except (TemplateInvalid, SheetUnreadable):  # an own form that this program cannot read any more
                shown.append(_unread(templates, isian))
                continue
            answers = set_aside(template, answers_of(isian), isian.templat_versi)
            state = recompute(template, answers, _context(unit, row.id, by, at, template))
            done = state.progress()
            word = "selesai" if row.status is StatusDokumen.DISAHKAN else "berjalan"
            shown.append(
                IsianRingkas(
                    row.id,
                    row.form_id,
                    template.title,
                    row.periode,
                    word,
                    done.filled,
                    done.total,
                    done.errors,
                    done.missing,
                    row.revisi,
                )
            )
    shown += families
    begun = {(one.form_id, one.periode) for one in shown}
    mine = Office.DESA if kantor.peran is Peran.DESA else Office.KECAMATAN
    for form_id in templates:
        cover = _cover(templates, form_id)
        period = current_periode(today, cover.period)
        is_offered = cover.office is mine and cover.filler is Filler.KANTOR
        if isinstance(templates, Shelf) and not templates.is_offered(form_id):
            continue
        if is_offered and (form_id, period) not in begun:
            key = key_of(kantor, form_id, period)
            shown.append(IsianRingkas(key, form_id, cover.title, period, "belum", 0, cover.count, 0, 0, 0))
    return sorted(shown, key=lambda one: (one.periode, one.judul), reverse=True)


def _per_keluarga(
    unit: Unit, uid: UUID, templates: Mapping[str, Template], today: date
) -> list[IsianRingkas]:
    """The lines of checklists that are filled for each family: the present period and those begun."""
    begun = queries.periods(unit, uid)
    shown = []
    for form_id in templates:
        cover = _cover(templates, form_id)
        if cover.filler is not Filler.KELUARGA:
            continue
        for period in {current_periode(today, cover.period), *begun.get(form_id, ())}:
            done = count_progress(queries.rows(unit, uid, form_id, period_of_text(period), today))
            word = "selesai" if done.is_selesai else "berjalan" if done.is_begun else "belum"
            key = isian_id(uid, form_id, period, lokal=True)
            counts = (done.selesai, done.jumlah, 0, 0, 0)
            shown.append(IsianRingkas(key, form_id, cover.title, period, word, *counts, per_keluarga=True))
    return shown


def _cover(templates: Mapping[str, Template], form_id: str) -> Sampul:
    return templates.cover(form_id) if isinstance(templates, Shelf) else cover_of(templates[form_id])


def previous_isian(
    database: Database, form_id: str, periode: str, keluarga: UUID | None = None
) -> UUID | None:
    """The form of the newest earlier period of the same kind (and of the same family); None without one."""
    with database.read() as unit:
        known = queries.keys_by_period(unit, office.require(unit).id, form_id, keluarga)
    found = last_before(periode, list(known))
    return known[found] if found is not None else None
