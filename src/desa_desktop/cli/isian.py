"""Checklists on the command line: templates checked, forms filled, scored, finished."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast
from uuid import UUID

from desa_desktop.checklists import Form, Period, Plain, Problem, TemplateInvalid, load_template
from desa_desktop.cli import isian_keluarga
from desa_desktop.cli.answer import Answer, Pesan, findings_text, of_finding, plain, table
from desa_desktop.cli.desk import Desk, json_bytes, read_json, write_file
from desa_desktop.cli.parsing import Given
from desa_desktop.domain.isian import show_periode
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.errors import InvalidInput
from desa_desktop.i18n import _
from desa_desktop.services import isian, isian_butir, isian_excel, templat

FINDINGS, PARTLY = 4, 3
MOST_DIGITS = 30  # as many as an answer may have
WORKBOOKS = (".xlsx", ".xls", ".ods", ".csv")
ENDINGS = {".xlsx": "formulir", ".csv": "csv", ".json": "json"}


def templat_daftar(desk: Desk, _given: Given) -> Answer:
    """`templat daftar`: the templates of the program, of this office and of its kecamatan."""
    rak = desk.app.templates
    rows = []
    for form_id in rak:
        own, cover = rak.own.get(form_id), rak.cover(form_id)
        rows.append(
            {
                "form_id": form_id,
                "judul": cover.title,
                "versi": own.newest.versi if own is not None else rak.shipped_version(form_id),
                "periode": cover.period.value,
                "pertanyaan": cover.count,
                "asal": own.newest.asal.value if own is not None else "bawaan",
                "dilepas": own.dilepas if own is not None else "",
                "terbit": own.versi_terbit if own is not None else 0,
            }
        )
    headings = [
        *(_("Templat"), _("Judul"), _("Versi"), _("Diisi tiap"), _("Pertanyaan"), _("Asal"), _("Dilepas")),
        _("Versi di desa"),
    ]
    shown = [[*list(one.values())[:-1], one["terbit"] or ""] for one in rows]
    return Answer({"templat": rows, "masalah": []}, table(headings, shown))


def templat_periksa(_desk: Desk, given: Given) -> Answer:
    """`templat periksa`: every mistake with its place in the workbook; exit code 4 when there is one."""
    try:
        template = load_template(given.file("file"))
    except TemplateInvalid as failure:
        return problems_answer(failure.problems, str(failure), FINDINGS)
    text = _("{judul}, versi {versi}: {n} pertanyaan. Templat dapat dipakai.").format(
        judul=template.title, versi=template.version, n=len(template.questions)
    )
    return problems_answer(template.notes, "\n".join([text, *(str(one) for one in template.notes)]), 0)


def templat_buat(_desk: Desk, given: Given) -> Answer:
    """`templat buat`: a list of questions becomes a form, or a small form that works to start from."""
    target = given.file("ke")
    form_id = _form_id(target)
    title = given.text("judul") or form_id.replace("-", " ").capitalize()
    if not given.has("file"):
        data = templat.make_starter(title, form_id)
        count = len(load_template(data, is_own=True).questions)
    else:
        form = Form(
            title=title,
            version=given.number("versi") or 1,
            period=Period(given.text("periode") or Period.SEMESTER.value),
        )
        try:
            data, made = templat.make_template(templat.read_list(given.file("file")), form_id, form)
        except TemplateInvalid as failure:
            return problems_answer(failure.problems, str(failure), FINDINGS)
        count = len(made.questions)
    write_file(target, data, _("Templat"))
    text = _("{judul}: {n} pertanyaan ditulis ke {berkas}.").format(judul=title, n=count, berkas=target)
    return Answer({"berkas": str(target), "form_id": form_id, "pertanyaan": count}, text)


def _form_id(target: Path) -> str:
    """`posyandu-lansia` of `Posyandu Lansia.xlsx`; a name that says nothing gives `isian`."""
    return re.sub(r"[^a-z0-9]+", "-", target.stem.lower()).lstrip("-0123456789").rstrip("-") or "isian"


def problems_answer(found: tuple[Problem, ...], text: str, exit_code: int) -> Answer:
    """What is wrong in a template, each with its place, as every command about templates says it."""
    rows = [
        {
            "lembar": one.sheet,
            "baris": one.row,
            "kolom": one.column,
            "potongan": one.snippet,
            "teks": one.sentence,
            "usul": one.suggestion,
        }
        for one in found
    ]
    messages = tuple(
        Pesan(
            TemplateInvalid.code,
            one.level.value,
            str(one),
            {"lembar": one.sheet, "baris": one.row, "kolom": one.column},
        )
        for one in found
    )
    return Answer({"masalah": rows}, text, exit_code, messages)


def daftar(desk: Desk, given: Given) -> Answer:
    """`isian daftar`: each form of each period with how far it is; or the families of one, RT by RT."""
    if any(given.has(name) for name in ("keluarga", "dusun", "rw", "rt", "belum")):
        return isian_keluarga.daftar(desk, given)
    rows = isian.list_isian(desk.app.database, desk.app.templates, by=desk.by, at=desk.at)
    shown = [
        (one.judul, show_periode(one.periode), one.keadaan, f"{one.terisi}/{one.jumlah}", str(one.id))
        for one in rows
    ]
    headings = [_("Isian"), _("Periode"), _("Keadaan"), _("Terisi"), "ID"]
    return Answer({"isian": rows}, table(headings, shown))


def isi(desk: Desk, given: Given) -> Answer:
    """`isian isi`: answers from a file; what is not named, and every empty cell, stays as it was.

    An .xlsx is an Excel form of ours, or a sheet with the columns kode and jawaban.
    """
    templat = given.text("templat")
    if templat not in desk.app.templates:
        known = ", ".join(desk.app.templates)
        sentence = _("Templat {nama} tidak ada. Pilihan: {pilihan}.")
        raise InvalidInput({"templat": sentence.format(nama=templat, pilihan=known)})
    file = given.file("file")
    if file.suffix.lower() in WORKBOOKS:
        return _isi_from_sheet(desk, given, templat)
    content = read_json(file, parse_float=_decimal)
    if not isinstance(content, Mapping):
        raise InvalidInput({"file": _("Tulis jawaban sebagai kode dan isinya.")})
    answers = {str(kode): cast(Plain, value) for kode, value in content.items()}
    unknown = [kode for kode in answers if kode not in desk.app.templates[templat].by_name]
    if unknown:  # before the form is begun
        sentence = _("Pertanyaan {kode} tidak ada di templat ini.")
        raise InvalidInput({"file": sentence.format(kode=", ".join(unknown))})
    key = _begun(desk, given, templat)
    isian.answer(desk.app.database, desk.app.templates, key, answers, by=desk.by, at=desk.at)
    return _shown(desk, key)


def _decimal(text: str) -> str:
    """A number with a point as answers keep it: its digits. Raises InvalidInput for one out of all bounds."""
    found = Decimal(text)
    if abs(found.adjusted()) > MOST_DIGITS:
        raise InvalidInput({"file": _("{kata} bukan angka.").format(kata=text)})
    return format(found, "f")


def _begun(desk: Desk, given: Given, templat: str) -> UUID:
    return isian_keluarga.begin(desk, templat, given.text("periode"), given.text("keluarga"))


def buka(desk: Desk, given: Given) -> Answer:
    """`isian buka`: the form of a period (and a family), begun when it is not there yet."""
    templat = given.text("templat")
    isian.template_of(desk.app.templates, templat)
    return _shown(desk, _begun(desk, given, templat))


def _isi_from_sheet(desk: Desk, given: Given, templat: str) -> Answer:
    app, template = desk.app, desk.app.templates[templat]
    sheets = isian_excel.open_workbook(given.file("file"))
    if isian_excel.identify(sheets) is not None:
        return _take(desk, given, form_id=templat, periode=given.text("periode"))
    isian_butir.read_butir(template, sheets, {})  # what is wrong is said before the form is begun
    key = _begun(desk, given, templat)
    shown = isian.show_isian(app.database, app.templates, key, by=desk.by, at=desk.at)
    answers = isian_butir.read_butir(template, sheets, shown.answers)
    isian.answer(app.database, app.templates, key, answers, by=desk.by, at=desk.at)
    return _shown(desk, key)


def impor(desk: Desk, given: Given) -> Answer:
    """`isian impor`: read an Excel form back into the checklist and period it names; with --uji only look."""
    return _take(desk, given)


def _take(desk: Desk, given: Given, *, form_id: str = "", periode: str = "") -> Answer:
    app, by, at = desk.app, desk.by, desk.at
    found = isian_excel.preview_file(
        app.database, app.templates, given.file("file"), form_id=form_id, periode=periode, by=by, at=at
    )
    answer = Answer({}, "")
    if not given.has("uji"):
        answer = _shown(desk, isian_excel.take_form(app.database, app.templates, found, by=by, at=at))
    data = {
        **answer.data,
        "baru": found.baru,
        "berubah": found.berubah,
        "sama": found.sama,
        "masalah": found.masalah,
    }
    counted = _("{baru} jawaban baru, {berubah} berubah, {sama} sama, {n} sel tidak dapat dibaca.").format(
        baru=found.baru, berubah=found.berubah, sama=found.sama, n=len(found.masalah)
    )
    lines = [
        *([answer.text] if answer.text else []),
        counted,
        *found.catatan,
        *(str(one) for one in found.masalah),
    ]
    if given.has("uji"):
        lines.append(_("Baru dilihat; tidak ada yang diubah."))
    messages = tuple(
        Pesan(
            InvalidInput.code,
            "galat",
            str(one),
            {"lembar": one.lembar, "baris": one.baris, "kolom": one.kolom},
        )
        for one in found.masalah
    )
    return Answer(data, "\n".join(lines), PARTLY if found.masalah else 0, (*answer.pesan, *messages))


def ekspor(desk: Desk, given: Given) -> Answer:
    """`isian ekspor`: the answers of one form as a file that `isian isi` reads again."""
    target, key, app = given.file("ke"), given.key("id"), desk.app
    bentuk = given.text("bentuk") or ENDINGS.get(target.suffix.lower(), "")
    if not bentuk:
        raise InvalidInput({"ke": _("Beri nama berkas yang berakhir .xlsx, .csv, atau .json.")})
    shown = isian.show_isian(app.database, app.templates, key, by=desk.by, at=desk.at)
    count = len(shown.answers)
    if bentuk == "json":
        data = json_bytes(plain(shown.answers))
    elif bentuk == "formulir":
        data = isian_excel.write_workbook(app.database, app.templates, key, by=desk.by, at=desk.at)
    else:
        data, count = isian_butir.export_butir(shown, bentuk)
    write_file(target, data, _("Isian"))
    text = _("{n} jawaban ditulis ke {berkas}.").format(n=count, berkas=target)
    return Answer({"berkas": str(target), "baris": count}, text)


def nilai(desk: Desk, given: Given) -> Answer:
    """`isian nilai`: the score of one form by dimension."""
    return _shown(desk, given.key("id"))


def selesai(desk: Desk, given: Given) -> Answer:
    """`isian selesai`: the form is locked and travels."""
    key = given.key("id")
    isian.finish_isian(
        desk.app.database,
        desk.app.templates,
        key,
        kid=desk.kid,
        by=desk.by,
        at=desk.at,
        alasan=given.text("alasan"),
    )
    return _shown(desk, key)


def _with_kode(one: Pemeriksaan) -> Pemeriksaan:
    """The finding with its question, which the line would not say otherwise."""
    return replace(one, aturan=one.aturan or one.field)


def _shown(desk: Desk, key: UUID) -> Answer:
    shown = isian.show_isian(desk.app.database, desk.app.templates, key, by=desk.by, at=desk.at)
    done = shown.state.progress()
    scores = {one.name: one.score for one in shown.score.dimensions}
    data = {
        "id": key,
        "terisi": done.filled,
        "wajib_kosong": done.missing,
        "galat": done.errors,
        "nilai": scores,
        "total": shown.score.total,
        "status": shown.isian.status,
        "revisi": shown.isian.revisi,
        **isian_keluarga.facts(desk, shown.isian),
    }
    heading = _("{judul}, {periode}: {n} dari {m} terisi, {k} wajib belum diisi, {g} galat").format(
        judul=shown.template.title,
        periode=show_periode(shown.isian.periode),
        n=done.filled,
        m=done.total,
        k=done.missing,
        g=done.errors,
    )
    lines = [heading, *isian_keluarga.facts_text(data), f"ID {key}"]
    if scores:
        rows = [(one.name, one.score, one.band.word) for one in shown.score.dimensions]
        lines.append(
            table([_("Dimensi"), _("Nilai"), _("Arti")], [*rows, (_("Jumlah"), shown.score.total, "")])
        )
    lines += findings_text(_with_kode(one) for one in shown.pemeriksaan)
    return Answer(data, "\n".join(lines), pesan=tuple(of_finding(one) for one in shown.pemeriksaan))
