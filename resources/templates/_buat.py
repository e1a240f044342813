"""Makes a form template (.xlsx) out of a checklist list (.csv), for the people who keep the lists.

    .venv/bin/python resources/templates/_buat.py            # every list in sumber/ that has a form below
    .venv/bin/python resources/templates/_buat.py LIST.csv TARGET.xlsx [VERSION]

The columns of a list are `bagian,kode,pertanyaan,tipe,pilihan,satuan,wajib,syarat,petunjuk,sumber`;
`X - Y` in bagian is a section and a subsection, a kode with `__` is a column of the table before
the first `__`, tags in petunjuk (`[isi-awal: …]`, `[hitung: …]`, `[baris=…]`) are read and taken
out of the hint. The same list gives the same bytes.

What is rated, and how, is our own design where the list says `unconfirmed`; every rated row says
so in x_dasar (`belum dipastikan`), and the sheet `catatan` of the workbook says it in words:

* citizens' opinion, codes 1 to 4 (`skor 1-4 = kode pilihan`): x_skor = code ÷ 2. That is 25, 50,
  75, 100 of 100, the `skor warga x 25` of the list.
* yes or no: Ya 2, Tidak 0. Services: menetap 2, datang terjadwal 1, tidak ada 0 (ux.md 14.3).
* pairs of counts: a calculated row with the percentage, 50 % = 1 point; a pair whose whole is zero
  is not asked and drops out.
* the rows `skor_…` of the list are left out: the program works them out from x_dimensi.

This is a tool of the workshop, not of the program: only here and in documents/ is openpyxl used.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

HERE = Path(__file__).resolve().parent
SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message"),
    *("calculation", "read_only", "x_dimensi", "x_dasar", "x_unit", "x_isi_awal", "x_baris", "x_katalog"),
)
CHOICES = ["list_name", "name", "label", "x_skor"]
UNSURE = "belum dipastikan"
SCORE_RULE = "rata-rata"  # `[hitung: rata-rata …]`: a score, which the program works out itself
YES_NO = "ya:Ya|tidak:Tidak"
SERVICE = {"menetap": "2", "datang_terjadwal": "1", "tidak_ada": "0"}
TYPES = {"text": "text", "integer": "integer", "decimal": "decimal", "date": "date", "photo": "image"}
FIXED_DATE = (2026, 1, 1, 0, 0, 0)
FIXED_MOMENT = "2026-01-01T00:00:00Z"
Item = Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """A part of a whole: its percentage is an indicator, and it cannot exceed the whole."""

    part: str
    whole: str
    label: str


@dataclass(frozen=True)
class Form:
    """What a list does not say about its form.

    `dimensions`: section of the list to dimension. `formulas`: kode to the formula of its
    `[hitung]`; a `[hitung]` without one stays a question with that hint. `percent`: codes that are
    percentages already. `limits`: kode to (constraint, message).
    """

    title: str
    version: int = 1
    dimensions: Mapping[str, str] = field(default_factory=dict)
    pairs: Sequence[Pair] = ()
    formulas: Mapping[str, str] = field(default_factory=dict)
    percent: Sequence[str] = ()
    limits: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Sequence[str] = ()


_PERCENT_LIMIT = (". >= 0 and . <= 100", "Isi 0 sampai 100.")
FORMS = {
    "layanan-dasar": Form(
        title="Kartu Skor Layanan Dasar",
        dimensions={
            "1. Kesehatan": "Kesehatan",
            "2. Pendidikan": "Pendidikan",
            "3. Identitas hukum": "Identitas hukum",
            "4. Air minum, sanitasi, dan perumahan": "Air minum, sanitasi, dan perumahan",
            "5. Perlindungan sosial": "Perlindungan sosial",
        },
        pairs=(
            Pair("kes_posyandu_aktif", "kes_posyandu", "Posyandu yang buka setiap bulan"),
            Pair("kes_bumil_k4", "kes_bumil", "Ibu hamil yang periksa paling sedikit 4 kali"),
            Pair("kes_salin_nakes", "kes_salin", "Persalinan ditolong tenaga kesehatan"),
            Pair("dik_3_6_paud", "dik_3_6", "Anak 3-6 tahun di TK dan Kelompok Bermain"),
            Pair("dik_7_15_sekolah", "dik_7_15", "Penduduk 7-15 tahun yang masih sekolah"),
            Pair("dik_disabilitas_sekolah", "dik_disabilitas", "Anak penyandang disabilitas yang bersekolah"),
            Pair("id_ktp", "id_wajib_ktp", "Penduduk wajib KTP yang memiliki KTP-el"),
            Pair("id_punya_kk", "id_kk", "Keluarga yang memiliki Kartu Keluarga"),
            Pair("id_akta", "id_anak", "Anak 0-18 tahun yang memiliki akta kelahiran"),
            Pair("id_ajuan_selesai", "id_ajuan", "Permohonan dokumen yang selesai"),
            Pair("air_aman", "id_kk", "Keluarga dengan air minum aman"),
            Pair("san_jamban", "id_kk", "Keluarga yang memiliki WC sehat"),
            Pair("rmh_listrik", "id_kk", "Keluarga pengguna listrik"),
            Pair("sos_disabilitas_bantu", "sos_disabilitas", "Penyandang disabilitas penerima bantuan"),
        ),
        formulas={
            "dik_7_15_tidak": "if(${dik_7_15} = '' or ${dik_7_15_sekolah} = '', '', "
            "${dik_7_15} - ${dik_7_15_sekolah})"
        },
        percent=("sos_jkn_persen",),
        limits={
            "tahun": (". >= 2020 and . <= 2100", "Isi tahun dengan empat angka, misalnya 2026."),
            "kes_konvergensi": _PERCENT_LIMIT,
            "sos_jkn_persen": _PERCENT_LIMIT,
        },
        notes=(
            "Nilai dan bobot kartu skor ini rancangan sendiri dan belum dipastikan dengan aturan resmi.",
            "Pendapat warga 1-4 dinilai kode ÷ 2 (25, 50, 75, 100 dari 100).",
            "Ya 2, Tidak 0. Layanan menetap 2, datang terjadwal 1, tidak ada 0.",
            "Cakupan: bagian ÷ seluruh × 100; 100% bernilai 2. Bila seluruhnya nol, butir tidak dihitung.",
            "Skor bidang = jumlah nilai ÷ (2 × butir yang berlaku) × 100. Skor desa = rata-rata bidang.",
        ),
    ),
}


class ListError(ValueError):
    """The list breaks its own rules; the text says at which kode."""


def read_list(path: Path) -> list[Item]:
    """The rows of a checklist list."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def build(rows: Sequence[Item], form_id: str, form: Form) -> dict[str, list[list[str]]]:
    """The sheets of the template as rows of text, headings first."""
    return _Builder(rows, form_id, form).sheets()


class _Builder:
    def __init__(self, rows: Sequence[Item], form_id: str, form: Form) -> None:
        self.rows = rows
        self.form_id = form_id
        self.form = form
        self.labels = {row["kode"]: row["pertanyaan"] for row in rows}
        self.lists: dict[str, str] = {}  # text of a list of choices to its name
        self.choices: list[list[str]] = []
        self.survey: list[dict[str, str]] = []
        self.open: list[str] = []  # open sections, outermost first
        self.table = ""
        self.names = set(self.labels)

    def sheets(self) -> dict[str, list[list[str]]]:
        before = ""
        for row in self.rows:
            self.enter(row)
            self.add(row, before)
            before = row["kode"]
        self.close_table()
        self.leave(0)
        settings = [
            ["form_title", "form_id", "version", "default_language"],
            [self.form.title, self.form_id, str(self.form.version), "Indonesia (id)"],
        ]
        survey = [list(SURVEY), *([line.get(column, "") for column in SURVEY] for line in self.survey)]
        used = [place for place in range(len(SURVEY)) if any(line[place] for line in survey[1:])]
        return {
            "survey": [[line[place] for place in used] for line in survey],
            "choices": [list(CHOICES), *self.choices],
            "settings": settings,
            "catatan": [["Catatan"], *([note] for note in self.form.notes)],
        }

    # ── sections and tables ─────────────────────────────────────────────────────────────────────

    def enter(self, row: Item) -> None:
        """Close what the row no longer belongs to, open what it does."""
        table, double, _column = row["kode"].partition("__")
        if self.table and not (double and table == self.table):
            self.close_table()
        if double and not self.table:
            raise ListError(f"{row['kode']}: the table {table} is not open")
        wanted = row["bagian"].split(" - ", 1)
        same = 0
        while same < min(len(wanted), len(self.open)) and wanted[same] == self.open[same]:
            same += 1
        self.leave(same)
        for label in wanted[same:]:
            self.open.append(label)
            name = self.free_name("bagian_" + _slug(" ".join(self.open)))
            self.survey.append({"type": "begin group", "name": name, "label": label})
            if len(self.survey) == 1 and self.form.notes:
                self.note(self.form.notes[0])

    def leave(self, depth: int) -> None:
        while len(self.open) > depth:
            self.open.pop()
            self.survey.append({"type": "end group"})

    def close_table(self) -> None:
        if self.table:
            self.table = ""
            self.survey.append({"type": "end repeat"})

    def note(self, text: str) -> None:
        self.survey.append({"type": "note", "name": self.free_name("catatan"), "label": text})

    def free_name(self, wanted: str) -> str:
        name, number = wanted[:60], 2
        while name in self.names:
            name = f"{wanted[:57]}_{number}"
            number += 1
        self.names.add(name)
        return name

    # ── questions ───────────────────────────────────────────────────────────────────────────────

    def add(self, row: Item, before: str) -> None:
        hint, tags = split_hint(row["petunjuk"])
        if tags.get("hitung", "").startswith(SCORE_RULE) and self.form.dimensions:
            return
        line = {
            "name": row["kode"],
            "label": row["pertanyaan"],
            "required": "yes" if row["wajib"] == "ya" else "",
            "relevant": row["syarat"],
            "x_unit": row["satuan"],
            "x_isi_awal": tags.get("isi-awal", ""),
            "x_dasar": UNSURE if "unconfirmed" in row["sumber"] else row["sumber"],
        }
        if row["tipe"] == "group_repeat":
            self.begin_table(row, line, tags, hint)
            return
        line["type"] = self.type_of(row)
        formula = self.form.formulas.get(row["kode"], "")
        if formula:
            line |= {"calculation": formula, "read_only": "yes"}
        elif tags.get("hitung"):
            hint = f"{hint} Dihitung: {tags['hitung']}.".strip()
        line["constraint"], line["constraint_message"], hint = self.limit(row, hint, before)
        line["hint"] = "" if "kode pilihan" in hint else _in_words(hint)
        self.rate(row, line)
        self.survey.append(line)
        for pair in self.form.pairs:
            if pair.part == row["kode"]:
                self.survey.append(self.coverage(pair))

    def begin_table(self, row: Item, line: dict[str, str], tags: Mapping[str, str], hint: str) -> None:
        self.table = row["kode"]
        catalogue = self.list_of(row["kode"], row["pilihan"], {}) if row["pilihan"] else ""
        kind = tags.get("baris", "pilih" if catalogue else "bebas")
        line |= {"type": "begin repeat", "hint": hint, "x_baris": kind, "x_katalog": catalogue}
        line |= {"required": "", "x_unit": ""}
        self.survey.append(line)

    def type_of(self, row: Item) -> str:
        kind = row["tipe"]
        if kind == "yes_no":
            return "select_one " + self.list_of("ya_tidak", YES_NO, {"ya": "2", "tidak": "0"})
        if kind in {"select_one", "select_multiple"}:
            return f"{kind} {self.list_of(row['kode'], row['pilihan'], self.points(row))}"
        if kind not in TYPES:
            raise ListError(f"{row['kode']}: unknown type {kind}")
        return TYPES[kind]

    def points(self, row: Item) -> dict[str, str]:
        """x_skor of each choice, for the lists that have an order of merit."""
        names = [name for name, _label in _choices(row["pilihan"])]
        if not self.form.dimensions or row["tipe"] != "select_one":
            return {}
        if "skor 1-4 = kode pilihan" in row["petunjuk"]:
            return {name: format(Decimal(name) / 2, "f") for name in names}
        return dict(SERVICE) if set(names) == set(SERVICE) else {}

    def list_of(self, name: str, text: str, points: Mapping[str, str]) -> str:
        """The name of a list of choices; equal lists are written once."""
        if text not in self.lists:
            self.lists[text] = name
            for choice, label in _choices(text):
                self.choices.append([name, choice, label, points.get(choice, "")])
        return self.lists[text]

    def limit(self, row: Item, hint: str, before: str) -> tuple[str, str, str]:
        """Constraint and message out of the hint (`0-7`, `<= baris sebelumnya`) and the pairs."""
        kode = row["kode"]
        if kode in self.form.limits:
            return *self.form.limits[kode], hint
        if found := re.fullmatch(r"(\d+)-(\d+)", hint):
            low, high = found.groups()
            return f". >= {low} and . <= {high}", f"Isi {low} sampai {high}.", ""
        whole = next((pair.whole for pair in self.form.pairs if pair.part == kode), "")
        if hint == "<= baris sebelumnya":
            whole = whole or before
        if whole:
            rule = f". >= 0 and (${{{whole}}} = '' or . <= ${{{whole}}})"
            message = f'Isi 0 atau lebih, dan tidak lebih dari "{self.labels[whole]}".'
            return rule, message, "" if hint.startswith("<=") else hint
        if row["tipe"] == "integer" or (row["tipe"] == "decimal" and row["satuan"] in {"km", "hari"}):
            return ". >= 0", "Nilai tidak boleh kurang dari nol.", hint
        return "", "", hint

    def rate(self, row: Item, line: dict[str, str]) -> None:
        """Give the row its dimension if it is an indicator."""
        dimension = self.form.dimensions.get(row["bagian"], "")
        rated = row["tipe"] == "yes_no" or bool(self.points(row)) or row["kode"] in self.form.percent
        if dimension and rated and not self.table:
            line["x_dimensi"] = dimension
            line["x_dasar"] = _unsure_rating(line["x_dasar"])

    def coverage(self, pair: Pair) -> dict[str, str]:
        bagian = next(row["bagian"] for row in self.rows if row["kode"] == pair.part)
        return {
            "type": "calculate",
            "name": self.free_name("cakupan_" + pair.part),
            "label": f"Cakupan: {pair.label}",
            "relevant": f"${{{pair.whole}}} != 0",
            "calculation": f"if(${{{pair.part}}} = '' or ${{{pair.whole}}} = '', '', "
            f"${{{pair.part}}} div ${{{pair.whole}}} * 100)",
            "x_dimensi": self.form.dimensions[bagian],
            "x_unit": "%",
            "x_dasar": _unsure_rating(UNSURE),
        }


def split_hint(text: str) -> tuple[str, dict[str, str]]:
    """The hint without its tags, and the tags: `isi-awal`, `hitung`, `baris`."""
    tags = {}
    for inside in re.findall(r"\[([^\[\]]*)\]", text):
        name, _sign, value = re.split(r"([:=]|$)", inside, maxsplit=1)
        tags[name.strip()] = value.strip()
    hint = re.sub(r"\[[^\[\]]*\]", " ", text)
    return " ".join(hint.split()).strip(" ;"), tags


def _in_words(hint: str) -> str:
    """Signs that a village does not read aloud, as words; the screen's letters lack ≤ and ≥."""
    for sign, words in (
        ("<=", "paling banyak"),
        (">=", "paling sedikit"),
        (">", "lebih dari"),
        ("<", "kurang dari"),
    ):
        hint = re.sub(rf"{sign} *", f"{words} ", hint)
    return hint


def _choices(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("|"):
        name, _colon, label = part.partition(":")
        yield name.strip(), label.strip() or name.strip()


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:45]


def _unsure_rating(basis: str) -> str:
    return basis if basis == UNSURE else f"{basis}; penilaian {UNSURE}"


# ── the file ────────────────────────────────────────────────────────────────────────────────────


def write(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The workbook; the same sheets give the same bytes."""
    book = Workbook()
    for unwanted in book.worksheets:
        book.remove(unwanted)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(number, column, text)
                    cell.data_type = "s"  # a formula of the form is text to Excel
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
                    if number == 1:
                        cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        for column, heading in enumerate(rows[0], start=1):
            wide = {
                "label": 55,
                "hint": 40,
                "relevant": 35,
                "constraint": 45,
                "calculation": 45,
                "Catatan": 100,
            }
            sheet.column_dimensions[get_column_letter(column)].width = wide.get(heading, 20)
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same parcel with fixed dates inside."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", FIXED_MOMENT.encode(), content)
            fixed = zipfile.ZipInfo(entry.filename, FIXED_DATE)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            new.writestr(fixed, content)
    return target.getvalue()


def make(source: Path, version: int | None = None) -> bytes:
    """The template made of one list. A list without an entry in FORMS becomes a plain form."""
    form_id = source.stem
    form = FORMS.get(form_id) or Form(title=form_id.replace("-", " ").capitalize())
    if version is not None:
        form = Form(**{**form.__dict__, "version": version})
    return write(build(read_list(source), form_id, form))


def main(words: Sequence[str]) -> int:
    """Write the templates; says what was written."""
    jobs: Iterable[tuple[Path, Path, int | None]]
    if words:
        jobs = [(Path(words[0]), Path(words[1]), int(words[2]) if len(words) > 2 else None)]
    else:
        jobs = [
            (HERE / "sumber" / f"{form_id}.csv", HERE / f"{form_id}.v{form.version}.xlsx", None)
            for form_id, form in FORMS.items()
        ]
    for source, target, version in jobs:
        target.write_bytes(make(source, version))
        sys.stdout.write(f"{target.name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
