"""Daftar Isian: the shipped checklists, one filled form per period, finished by a person."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast
from uuid import UUID

from desa_desktop.checklists import (
    Answers,
    Context,
    Filler,
    Finding,
    Office,
    Period,
    Plain,
    Privacy,
    Score,
    State,
    Template,
    initial_answers,
    load_template,
    recompute,
    score_answers,
    without_hidden,
)
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen
from desa_desktop.domain.isi_awal.asal import read_asal
from desa_desktop.domain.isian import Isian, Jawaban, NilaiJawaban, isian_id, jawaban_id
from desa_desktop.domain.kantor import Peran
from desa_desktop.domain.pemeriksaan import Level, Pemeriksaan, stop_on_galat
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.i18n import _
from desa_desktop.services import dokumen, isian_lalu
from desa_desktop.services import kantor as office
from desa_desktop.services.editing import stop_if_locked
from desa_desktop.services.isian_lalu import Lalu
from desa_desktop.store.queries import lists
from desa_desktop.store.unit import Database, Unit

_FILE = re.compile(r"(?P<form>[a-z0-9-]+)\.v(?P<version>[0-9]+)\.xlsx\Z")
_PERIOD = re.compile(r"(20[0-9]{2})(-S[12]|-TW[1-4]|-(0[1-9]|1[0-2]))?\Z")
_KINDS = {
    Period.TAHUN: re.compile(r"[0-9]{4}\Z"),
    Period.SEMESTER: re.compile(r"[0-9]{4}-S[12]\Z"),
    Period.TRIWULAN: re.compile(r"[0-9]{4}-TW[1-4]\Z"),
    Period.BULAN: re.compile(r"[0-9]{4}-[0-9]{2}\Z"),
}


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


class Shelf(Mapping[str, Template]):
    """The shipped templates by form id, the newest version of each; a file is read when first asked for.

    Their covers stand in a small file beside them: a start of the program, which lists what can be
    filled, does not read two thousand questions for it.
    """

    def __init__(self, folder: Path) -> None:
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

    def __getitem__(self, form_id: str) -> Template:
        with self._lock:
            if form_id not in self._read:
                self._read[form_id] = load_template(self._files[form_id], is_own=True)
            return self._read[form_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True, slots=True)
class IsianRingkas:
    """A checklist of a period in the list; `keadaan` is `belum`, `berjalan` or `selesai`."""

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


@dataclass(frozen=True, slots=True)
class IsianTampil:
    """A form as the screen shows it: the record, its template, the answers and all that follows from them.

    `lalu` and `lonjakan` (numbers far from the last period) are only there where the screen asks for them.
    """

    isian: Isian
    template: Template
    answers: Answers
    state: State
    score: Score
    pemeriksaan: tuple[Pemeriksaan, ...]
    lalu: Lalu = field(default_factory=Lalu)
    lonjakan: tuple[Finding, ...] = ()


def read_periode(text: str) -> str:
    """A period as it is stored: `2026`, `2026-S1`, `2026-TW3`, `2026-08`. Raises InvalidInput."""
    clean = text.strip().upper().replace(" ", "-")
    if not _PERIOD.match(clean):
        raise InvalidInput(
            {"periode": _("Periode {isi} tidak dikenal. Contoh: 2026, 2026-S1, 2026-TW3.").format(isi=text)}
        )
    return clean


def current_periode(today: date, kind: Period = Period.SEMESTER) -> str:
    """The period of that kind in which this day lies: the half-year `2026-S2`, the quarter `2026-TW4` …"""
    match kind:
        case Period.TAHUN:
            return str(today.year)
        case Period.TRIWULAN:
            return f"{today.year}-TW{(today.month + 2) // 3}"
        case Period.BULAN:
            return f"{today.year}-{today.month:02d}"
    return f"{today.year}-S{1 if today.month <= 6 else 2}"


def _stop_on_other_kind(template: Template, period: str, today: date) -> None:
    """A yearly form has no half-years. Raises InvalidInput with a period that fits."""
    if _KINDS[template.period].match(period):
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


def _template(templates: Mapping[str, Template], form_id: str) -> Template:
    if form_id not in templates:
        raise NotFound(apa=_("Templat {nama}").format(nama=form_id))
    return templates[form_id]


def open_isian(
    database: Database,
    templates: Mapping[str, Template],
    form_id: str,
    periode: str,
    *,
    by: str,
    at: datetime,
) -> UUID:
    """The form of this period, made when it is not there yet with the template's defaults; returns its id.

    Raises NotFound for an unknown template, InvalidInput for a wrong period.
    """
    period = read_periode(periode)
    template = _template(templates, form_id)
    _stop_on_other_kind(template, period, at.astimezone().date())
    with database.unit() as unit:
        uid = office.require(unit).id
        key = isian_id(uid, form_id, period, lokal=template.privacy is Privacy.LOKAL)
        if unit.find(Isian, key) is None:
            desa = unit.get(Desa, uid)
            isian = Isian(
                id=key,
                desa_id=desa.id,
                form_id=form_id,
                periode=period,
                judul=template.title,
                templat_versi=str(template.version),
                templat_sha256=template.digest,
            )
            first = initial_answers(template, _context(unit, key, by, at))
            isian.jawaban = [_answer(template, key, kode, nilai) for kode, nilai in first.items()]
            unit.add(isian)
            unit.commit(_("mulai {judul}").format(judul=template.title), by, at)
    return key


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


def _context(unit: Unit, key: UUID, by: str, at: datetime) -> Context:
    desa = unit.find(Desa, office.require(unit).id)
    tables: dict[str, list[dict[str, str]]] = {}
    if desa is not None:
        tables = {
            "dusun": [{"name": one.nama, "label": one.nama} for one in desa.dusun if one.nama],
            "perangkat": [{"name": one.nama, "label": one.nama} for one in desa.perangkat if one.nama],
            "tokoh": [{"name": one.nama, "label": one.nama} for one in desa.tokoh if one.nama],
        }
    local = at.astimezone()
    return Context(today=local.date(), now=local, username=by, record=str(key), tables=tables)


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
    context = _context(unit, isian.id, by, at)
    template = _template(templates, isian.form_id)
    answers = answers_of(isian)
    state = recompute(template, answers, context)
    return IsianTampil(isian, template, answers, state, score_answers(state), tuple(checks_of(state, isian)))


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
        template = _template(templates, isian.form_id)
        known = {one.kode: one for one in isian.jawaban}
        for kode, nilai in given.items():
            if kode not in template.by_name:
                raise NotFound(apa=_("Pertanyaan {kode}").format(kode=kode))
            _put(template, isian, known, (kode, nilai), asal)
        unit.commit(_answer_name(template, given), by, at)


def _put(
    template: Template, isian: Isian, known: Mapping[str, Jawaban], given: tuple[str, Plain], asal: str
) -> None:
    kode, nilai = given
    stored = known.get(kode)
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


def template_of(templates: Mapping[str, Template], form_id: str) -> Template:
    """The template of a form. Raises NotFound for one that is not there."""
    return _template(templates, form_id)


def store_answers(template: Template, isian: Isian, given: Mapping[str, tuple[Plain, str]]) -> None:
    """Put answers with their origin into an Isian that is being changed, by code."""
    known = {one.kode: one for one in isian.jawaban}
    for kode, (nilai, asal) in given.items():
        _put(template, isian, known, (kode, nilai), asal)
        stored = known.get(kode)
        if stored is not None:  # the same value, now known to be the proposed one
            stored.asal = asal


def replace_origin(jawaban: Jawaban, asal: str) -> Jawaban:
    """The answer with a note where it comes from."""
    return replace(jawaban, asal=asal) if asal else jawaban


def _answer_name(template: Template, given: Mapping[str, Plain]) -> str:
    if len(given) == 1:
        item = template.by_name[next(iter(given))]
        return _("isi {pertanyaan}").format(pertanyaan=item.label[:60])
    return _("isi {n} jawaban").format(n=len(given))


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
        template = _template(templates, isian.form_id)
        answers = answers_of(isian)
        state = recompute(template, answers, _context(unit, key, by, at))
        beside = isian_lalu.checks(isian_lalu.read_lalu(unit, isian), state, isian)
        stop_on_galat([*checks_of(state, isian), *beside], alasan)
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


def list_isian(
    database: Database, templates: Mapping[str, Template], *, by: str, at: datetime
) -> list[IsianRingkas]:
    """Every checklist that was begun, and each shipped one that was not begun in the current period.

    A form of the other kind of office, and one that is filled once for each family, is listed only
    when it was begun.
    """
    with database.read() as unit:
        kantor = office.require(unit)
        uid = kantor.id
        rows = lists.isian_rows(unit, uid)
        shown = []
        for row in rows:
            if row.form_id not in templates:
                continue
            template = templates[row.form_id]
            isian = unit.get(Isian, row.id)
            state = recompute(template, answers_of(isian), _context(unit, row.id, by, at))
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
    begun = {(one.form_id, one.periode) for one in shown}
    today = at.astimezone().date()
    mine = Office.DESA if kantor.peran is Peran.DESA else Office.KECAMATAN
    for form_id in templates:
        cover = templates.cover(form_id) if isinstance(templates, Shelf) else cover_of(templates[form_id])
        period = current_periode(today, cover.period)
        is_offered = cover.office is mine and cover.filler is Filler.KANTOR
        if is_offered and (form_id, period) not in begun:
            key = isian_id(uid, form_id, period)
            shown.append(IsianRingkas(key, form_id, cover.title, period, "belum", 0, cover.count, 0, 0, 0))
    return sorted(shown, key=lambda one: (one.periode, one.judul), reverse=True)
