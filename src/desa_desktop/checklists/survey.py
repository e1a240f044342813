"""One row of the survey sheet: its type, its name, its formulas, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Literal, TypeVar

from desa_desktop.checklists.expression import Expression, ParseError, parse
from desa_desktop.checklists.functions import TABLES, table_name
from desa_desktop.checklists.problem import Level
from desa_desktop.checklists.state import ROW_KEY
from desa_desktop.checklists.template import (
    NUMERIC,
    OTHER,
    UNSEEN,
    WITH_CHOICES,
    Choice,
    Kind,
    Privacy,
    Question,
)
from desa_desktop.checklists.values import parse_number
from desa_desktop.checklists.workbook import Line, Problems
from desa_desktop.i18n import N_, _

APPEARANCES = frozenset(
    {"minimal", "quick", "likert", "multiline", "field-list", "table-list", "ribuan", "thousands-sep"}
    | {"halaman", "w1", "w2", "w3", "w4", "w5", "w6", "columns"}
)
ROW_KINDS = ("tetap", "pilih", "bebas")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
NAMED = re.compile(r"\$\{\s*([^}\s]*)\s*\}")  # an answer named in a label: `Dusun di ${desa}`
GAP = "…"
_MARKUP = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\*\*|__(?=\S)|(?<=\S)__|^#{1,6} +", re.MULTILINE)
_FORMULAS = ("relevant", "constraint", "calculation", "repeat_count", "choice_filter", "x_periksa")
_YES = frozenset({"yes", "true", "true()", "ya", "1"})
_NO = frozenset({"", "no", "false", "false()", "tidak", "0"})
_ALIASES = {"int": "integer", "string": "text", "photo": "image", "select1": "select_one"}
_MAP = N_("Aplikasi ini tanpa peta. Pakai isian text untuk lokasi.")
_RECORD = N_("Pakai isian file atau image.")
_ONE_BY_ONE = N_("Tulis tiap barisnya sebagai select_one atau integer sendiri.")
SKIPPED = frozenset(  # what a telephone notes by itself: nothing is asked, so the form works without it
    {"deviceid", "phonenumber", "simserial", "subscriberid", "email", "audit"}
    | {"start-geopoint", "background-audio", "background-geopoint"}
)
_KOBO = ("score", "rank", "kobomatrix")  # blocks of KoboToolbox: begin_score … score__row … end_score
UNSUPPORTED = {
    **dict.fromkeys(("geopoint", "geotrace", "geoshape"), _MAP),
    **dict.fromkeys(("audio", "video"), _RECORD),
    "barcode": N_("Pakai isian text."),
    "datetime": N_("Pakai dua isian: date dan time."),
    "dateTime": N_("Pakai dua isian: date dan time."),
    "xml-external": N_("Masukkan pilihannya ke lembar choices."),
    "csv-external": N_("Masukkan pilihannya ke lembar choices."),
    "select_one_external": N_("Masukkan pilihannya ke lembar choices."),
    "select_multiple_external": N_("Masukkan pilihannya ke lembar choices."),
    "select_multiple_from_file": N_("Masukkan pilihannya ke lembar choices."),
    **dict.fromkeys((f"begin_{one}" for one in _KOBO), _ONE_BY_ONE),
    **dict.fromkeys(("score__row", "rank__level"), _ONE_BY_ONE),
}
_KINDS = sorted(
    {kind.value for kind in Kind}
    | {"begin group", "end group", "begin repeat", "end repeat", "select_one_from_file"}
)


@dataclass(slots=True)
class Row:
    """One understood row. `step` says whether it opens, closes or is a question."""

    line: Line
    step: Literal["begin", "end", "question"]
    name: str = ""
    is_repeat: bool = False
    formulas: dict[str, Expression] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    appearance: tuple[str, ...] = ()
    row_kind: str = "bebas"
    privacy: Privacy = Privacy.KIRIM
    has_other: bool = False
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class _Type:
    """The type cell, taken apart: `select_one sumber or_other` has three parts."""

    word: str
    list_name: str = ""
    has_other: bool = False


def read_row(line: Line, choices: Mapping[str, tuple[Choice, ...]], problems: Problems) -> Row | None:
    """Understand one row; None for a row that is skipped or hopeless (then `problems` says why)."""
    kind, is_unsupported = _type(line["type"]), False
    if not kind.word:
        if any(line[column] for column in ("name", "label")):
            problems.add(line.at("type"), _("jenis isian belum diisi."))
        return None
    if kind.word in SKIPPED:
        return _skipped(line, kind, problems)
    if kind.word in {f"end_{one}" for one in _KOBO}:
        return None  # its beginning was named
    if kind.word in {"end group", "end repeat"}:
        return Row(line, "end", is_repeat=kind.word == "end repeat")
    name = _name(line, kind, problems)
    if name is None:
        return None
    if kind.word in {"begin group", "begin repeat"}:
        row = Row(line, "begin", name, is_repeat=kind.word == "begin repeat")
        _read_table(row, choices, problems)
    else:
        for sentence, suggestion in _wrong_type(kind, choices):
            problems.add(line.at("type"), sentence, suggestion, snippet=kind.list_name or kind.word)
        is_unsupported = kind.word in UNSUPPORTED
        if kind.word != "select_one_from_file" and kind.word not in {one.value for one in Kind}:
            kind = _Type("text")  # so that formulas that name it are not called wrong as well
        row = Row(line, "question", name)
    row.appearance = _appearance(line, problems)
    row.privacy = read_word(line, "x_privasi", Privacy.KIRIM, problems)
    _read_formulas(row, problems)
    if row.step == "question":
        # of a row that has to go anyway nothing else is said
        _read_question(row, kind, choices, Problems() if is_unsupported else problems)
    return row


def _skipped(line: Line, kind: _Type, problems: Problems) -> Row:
    """A row that only a telephone can fill: said once, and empty wherever a formula names it."""
    problems.add(
        line.at("type"),
        _('jenis "{jenis}" hanya ada di telepon dan dilewati.').format(jenis=kind.word),
        snippet=kind.word,
        level=Level.SARAN,
    )
    name = line["name"] if _NAME.match(line["name"]) else f"telepon_baris_{line.row}"
    return Row(line, "question", name, question=Question(name=name, kind=Kind.HIDDEN, row=line.row))


def _type(text: str) -> _Type:
    words = text.split()
    if not words:
        return _Type("")
    head = words[0].lower() if words[0] != "dateTime" else words[0]
    if head in {"begin", "end"} and len(words) > 1:
        return _Type(f"{head} {words[1].lower()}")
    if head in {"begin_group", "end_group", "begin_repeat", "end_repeat"}:
        return _Type(head.replace("_", " "))
    if head == "select" and len(words) > 1 and words[1].lower() in {"one", "multiple"}:
        head, words = f"select_{words[1].lower()}", words[1:]
    head = _ALIASES.get(head, head)
    has_other = len(words) > 2 and words[-1].lower() == "or_other"
    return _Type(head, words[1] if len(words) > 1 else "", has_other)


def _wrong_type(kind: _Type, choices: Mapping[str, tuple[Choice, ...]]) -> Iterator[tuple[str, str]]:
    """What is wrong with a type cell; knows nothing of places."""
    if kind.word in UNSUPPORTED:
        yield _('jenis "{jenis}" tidak didukung.').format(jenis=kind.word), _(UNSUPPORTED[kind.word])
    elif kind.word not in _KINDS:
        near = get_close_matches(kind.word, _KINDS, n=1)
        yield (
            _('jenis "{jenis}" tidak dikenal.').format(jenis=kind.word),
            _("Maksud Anda {usul}?").format(usul=near[0]) if near else "",
        )
    elif kind.word == "select_one_from_file":
        if table_name(kind.list_name) not in TABLES:
            yield (
                _('daftar "{daftar}" tidak dikenal.').format(daftar=kind.list_name),
                _("Yang tersedia: {daftar}.").format(daftar=", ".join(f"{one}.csv" for one in TABLES)),
            )
    elif kind.word in {one.value for one in WITH_CHOICES}:
        if not kind.list_name:
            yield _("nama daftar pilihan belum ditulis."), _("Contoh: select_one ya_tidak.")
        elif kind.list_name not in choices:
            near = get_close_matches(kind.list_name, choices, n=1)
            yield (
                _('daftar pilihan "{daftar}" tidak ada di lembar choices.').format(daftar=kind.list_name),
                _("Mirip: {nama}.").format(nama=near[0])
                if near
                else _("Tambahkan di lembar choices, atau periksa ejaannya."),
            )


def plain_words(text: str) -> str:
    """A label without the marks of bold type and headings that other tools draw."""
    return _MARKUP.sub("", text).strip()


def _label(text: str) -> str:
    """The label where no answer is at hand: on blank paper, in headings."""
    return NAMED.sub(GAP, plain_words(text))


def _name(line: Line, kind: _Type, problems: Problems) -> str | None:
    name = line["name"]
    if not name and kind.word == "note":
        return f"catatan_baris_{line.row}"
    if not name:
        problems.add(line.at("name"), _("nama isian belum diisi."))
        return None
    if name == ROW_KEY:
        problems.add(
            line.at("name"),
            _('nama "{nama}" dipakai oleh aplikasi sendiri.').format(nama=name),
            _("Pilih nama lain."),
            snippet=name,
        )
        return None
    if not _NAME.match(name) or len(name) > 100:
        fixed = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:60] or "isian"
        problems.add(
            line.at("name"),
            _('nama "{nama}" tidak boleh dipakai.').format(nama=name),
            _("Tulis dengan huruf, angka, dan garis bawah, misalnya {usul}.").format(
                usul=fixed if not fixed[0].isdigit() else f"isian_{fixed}"
            ),
            snippet=name,
        )
        return None
    return name


def _appearance(line: Line, problems: Problems) -> tuple[str, ...]:
    words = tuple(line["appearance"].split())
    for word in words:
        if word not in APPEARANCES and not re.match(r"columns-\d{1,2}\Z", word):
            problems.add(
                line.at("appearance"),
                _('tampilan "{kata}" tidak dikenal dan diabaikan.').format(kata=word),
                snippet=word,
                level=Level.SARAN,
            )
    return words


def _read_formulas(row: Row, problems: Problems) -> None:
    for column in _FORMULAS:
        if row.line[column]:
            _parse_into(row, column, row.line[column], problems)
    required = row.line["required"].lower()
    if required in _YES:
        row.formulas["required"] = parse("true()")
    elif required not in _NO:
        _parse_into(row, "required", row.line["required"], problems)
    default = row.line["default"]
    if re.search(r"\$\{|\w\(", default):
        _parse_into(row, "default", default, problems)
    elif default:
        quote = '"' if "'" in default else "'"
        row.formulas["default"] = parse(f"{quote}{default.replace(quote, '')}{quote}")


def _parse_into(row: Row, column: str, text: str, problems: Problems) -> None:
    try:
        row.formulas[column] = parse(text)
    except ParseError as wrong:
        problems.add(
            row.line.at(column), wrong.sentence, wrong.suggestion, snippet=text[wrong.start : wrong.end]
        )


def _read_table(row: Row, choices: Mapping[str, tuple[Choice, ...]], problems: Problems) -> None:
    line = row.line
    row.row_kind = line["x_baris"] or "bebas"
    if row.row_kind not in ROW_KINDS:
        problems.add(
            line.at("x_baris"),
            _('"{kata}" tidak dikenal.').format(kata=row.row_kind),
            _("Pilih tetap, pilih, atau bebas."),
            snippet=row.row_kind,
        )
    catalogue = line["x_katalog"]
    if catalogue and catalogue not in choices:
        problems.add(
            line.at("x_katalog"),
            _('daftar pilihan "{daftar}" tidak ada di lembar choices.').format(daftar=catalogue),
            _("Tambahkan di lembar choices, atau periksa ejaannya."),
            snippet=catalogue,
        )
    row.choices = choices.get(catalogue, ())


def _read_question(
    row: Row, kind: _Type, choices: Mapping[str, tuple[Choice, ...]], problems: Problems
) -> None:
    line = row.line
    from_file = kind.word == "select_one_from_file"
    is_choice = from_file or kind.word in {one.value for one in WITH_CHOICES}
    row.choices = choices.get(kind.list_name, ()) if is_choice and not from_file else ()
    row.has_other = kind.has_other and is_choice
    if row.has_other and not any(choice.name == OTHER for choice in row.choices):
        row.choices = (*row.choices, Choice(OTHER, _("Lainnya")))
    found = Question(
        name=row.name,
        kind=Kind.SELECT_ONE if from_file else Kind(kind.word),
        label=_label(line["label"]),
        spoken=plain_words(line["label"]) if NAMED.search(line["label"]) else "",
        hint=_label(line["hint"]),
        guidance=line["guidance_hint"],
        required=row.formulas.get("required"),
        required_message=line["required_message"],
        relevant=row.formulas.get("relevant"),
        constraint=row.formulas.get("constraint"),
        constraint_message=line["constraint_message"],
        check=row.formulas.get("x_periksa"),
        check_message=line["x_pesan_periksa"],
        calculation=row.formulas.get("calculation"),
        choice_filter=row.formulas.get("choice_filter"),
        default=row.formulas.get("default"),
        appearance=row.appearance,
        is_read_only=line["read_only"].lower() in _YES,
        parameters=_parameters(line),
        choices=row.choices,
        table=table_name(kind.list_name) if from_file else "",
        dimension=line["x_dimensi"],
        weight=_weight(line, problems),
        basis=line["x_dasar"],
        unit=line["x_unit"],
        evidence=line["x_bukti"],
        prefill=line["x_isi_awal"],
        privacy=row.privacy,
        row=line.row,
    )
    for column, sentence, suggestion in _wrong_question(found, line):
        problems.add(line.at(column), sentence, suggestion, snippet=line[column])
    row.question = found


WordT = TypeVar("WordT", bound=Enum)


def read_word(line: Line, column: str, default: WordT, problems: Problems) -> WordT:
    """One of a few words, `default` for an empty cell or (said in `problems`) for any other word."""
    kinds = type(default)
    text = line[column].lower()
    if not text:
        return default
    found = next((kind for kind in kinds if kind.value == text), None)
    if found is None:
        problems.add(
            line.at(column),
            _('"{kata}" tidak dikenal.').format(kata=line[column]),
            _("Pilih salah satu: {pilihan}.").format(pilihan=", ".join(kind.value for kind in kinds)),
            snippet=line[column],
        )
    return found or default


def _parameters(line: Line) -> dict[str, str]:
    pairs = re.findall(r"([A-Za-z_\-]+)\s*=\s*([^\s;,]+)", line["parameters"])
    return {name.lower(): value for name, value in pairs}


def _weight(line: Line, problems: Problems) -> Decimal:
    text = line["x_bobot"]
    weight = parse_number(text) if text else Decimal(1)
    if weight is None or not 0 < weight <= 1000:
        problems.add(line.at("x_bobot"), _("bobot harus angka lebih dari nol."), snippet=text)
        return Decimal(1)
    return weight


def _wrong_question(question: Question, line: Line) -> Iterator[tuple[str, str, str]]:
    """(column, sentence, suggestion) for what does not fit together in one row."""
    if question.kind not in UNSEEN and not question.label and not question.hint:
        yield "label", _("tulisan pertanyaan belum diisi."), ""
    if question.kind is Kind.CALCULATE and not line["calculation"]:
        yield "calculation", _("isian calculate memerlukan rumus."), ""
    if line["read_only"].lower() not in _YES | _NO:
        yield "read_only", _("tulis yes atau kosongkan."), ""
    if question.kind is Kind.RANGE:
        for name in ("start", "end", "step"):
            text = question.parameters.get(name)
            if text is not None and parse_number(text) is None:
                yield (
                    "parameters",
                    _("{nama} harus angka.").format(nama=name),
                    _("Contoh: start=0 end=10 step=1."),
                )
    if question.dimension:
        yield from _wrong_dimension(question)


def _wrong_dimension(question: Question) -> Iterator[tuple[str, str, str]]:
    scored = any(choice.score is not None for choice in question.choices)
    if question.kind is Kind.SELECT_ONE and question.choices and not scored:
        yield (
            "x_dimensi",
            _("tidak ada pilihan yang punya nilai x_skor."),
            _("Isi x_skor 0 sampai 2 di lembar choices."),
        )
    elif question.kind in NUMERIC | {Kind.CALCULATE} and question.unit != "%":
        yield (
            "x_dimensi",
            _("isian angka hanya dapat dinilai sebagai persentase."),
            _("Isi x_unit dengan % dan pastikan nilainya 0 sampai 100."),
        )
    elif question.kind not in NUMERIC | {Kind.SELECT_ONE, Kind.CALCULATE}:
        yield "x_dimensi", _("jenis isian ini tidak dapat dinilai."), _("Pakai select_one atau persentase.")
