"""Makes the sheets of a form template out of a checklist list, for the people who keep the lists.

The columns of a list are `bagian,kode,pertanyaan,tipe,pilihan,satuan,wajib,syarat,petunjuk,sumber`;
`X - Y` in bagian is a section and a subsection, a kode with `__` is a column of the table before
the first `__`, tags in petunjuk (`[isi-awal: …]`, `[hitung: …]`, `[baris=…]`) are read and taken
out of the hint. What the list cannot say is a Form (`recipe.py`). The same list and form give the
same sheets.

What is rated, and how, is our own design where the list says `unconfirmed`; every such row says
so in x_dasar (`belum dipastikan`), and the sheet `catatan` of the workbook says it in words:

* citizens' opinion, codes 1 to 4 (`skor 1-4 = kode pilihan`): x_skor = code ÷ 2. That is 25, 50,
  75, 100 of 100, the `skor warga x 25` of the list.
* yes or no: Ya 2, Tidak 0. Services: menetap 2, datang terjadwal 1, tidak ada 0 (ux.md 14.3).
* pairs of counts: a calculated row with the percentage, 50 % = 1 point; a pair whose whole is zero
  is not asked and drops out.
* codes that are the score themselves (`nilai = kode pilihan`): see `Form.points`.
* the rows `skor_…` of a list with `rata-rata` are left out: the program works them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from desa_desktop.checklists.problem import ListInvalid
from desa_desktop.checklists.recipe import Added, Form, Item, Pair, Rule
from desa_desktop.checklists.template import UNCONFIRMED, Filler, Office, Period, Privacy
from desa_desktop.i18n import _

LIST_COLUMNS = (
    *("bagian", "kode", "pertanyaan", "tipe", "pilihan", "satuan", "wajib", "syarat", "petunjuk"),
    "sumber",
)
SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message"),
    *("calculation", "read_only", "x_dimensi", "x_bobot", "x_dasar", "x_unit", "x_isi_awal", "x_baris"),
    *("x_katalog", "x_periksa", "x_pesan_periksa", "x_privasi"),
)
CHOICES = ("list_name", "name", "label", "x_skor")
SCORE_RULE = "rata-rata"  # `[hitung: rata-rata …]`: a score, which the program works out itself
YES_NO = "ya:Ya|tidak:Tidak"
SERVICE = {"menetap": "2", "datang_terjadwal": "1", "tidak_ada": "0"}
TYPES = {"text": "text", "integer": "integer", "decimal": "decimal", "date": "date", "photo": "image"}
_KODE = re.compile(r"[a-z][a-z0-9_]*\Z")
_PERCENT = Rule(". >= 0 and . <= 100", "Isi 0 sampai 100.")
_YEAR = Rule(". >= 1900 and . <= 2100", "Isi tahun dengan empat angka, misalnya 2026.")
_SIXTEEN = Rule("regex(., '[0-9]{16}')", "Isi 16 angka tanpa spasi.")
_FROM_ZERO = Rule(". >= 0", "Nilai tidak boleh kurang dari nol.")
Sheets = dict[str, list[list[str]]]
Line = dict[str, str]


def make_sheets(rows: Sequence[Item], form_id: str, form: Form) -> Sheets:
    """The sheets of the template as rows of text, headings first. Raises ListInvalid."""
    return _Builder(rows, form_id, form).sheets()


class _Builder:
    def __init__(self, rows: Sequence[Item], form_id: str, form: Form) -> None:
        _stop_on_wrong_rows(rows)
        self.rows = rows
        self.form_id = form_id
        self.form = form
        self.labels = {row["kode"]: row["pertanyaan"] for row in rows}
        self.sections = {row["kode"]: row["bagian"] for row in rows}
        self.lists: dict[str, str] = {}  # text of a list of choices to its name
        self.choices: list[list[str]] = []
        self.survey: list[Line] = []
        self.open: list[str] = []  # open sections, outermost first
        self.table = ""
        self.names = set(self.labels) | {one.name for added in form.added.values() for one in added}

    def sheets(self) -> Sheets:
        before = ""
        for row in self.rows:
            self.enter(row)
            self.add(row, before)
            before = row["kode"]
        self.close_table()
        self.leave(0)
        survey = [list(SURVEY), *([line.get(column, "") for column in SURVEY] for line in self.survey)]
        used = [place for place in range(len(SURVEY)) if any(line[place] for line in survey[1:])]
        return {
            "survey": [[line[place] for place in used] for line in survey],
            "choices": [list(CHOICES), *self.choices],
            "settings": self.settings(),
            "catatan": [["Catatan"], *([note] for note in self.form.notes)],
        }

    def settings(self) -> list[list[str]]:
        form = self.form
        cells = {
            "form_title": form.title,
            "form_id": self.form_id,
            "version": str(form.version),
            "default_language": "Indonesia (id)",
            "x_periode": "" if form.period is Period.SEMESTER else form.period.value,
            "x_per": "" if form.filler is Filler.KANTOR else form.filler.value,
            "x_kantor": "" if form.office is Office.DESA else form.office.value,
            "x_privasi": "" if form.privacy is Privacy.KIRIM else form.privacy.value,
        }
        used = [name for name, text in cells.items() if text]
        return [used, [cells[name] for name in used]]

    # ── sections and tables ─────────────────────────────────────────────────────────────────────

    def enter(self, row: Item) -> None:
        """Close what the row no longer belongs to, open what it does."""
        table, double, _column = row["kode"].partition("__")
        if self.table and not (double and table == self.table):
            self.close_table()
        if double and not self.table:
            raise ListInvalid(
                _("Kode {kode}: tabel {tabel} tidak ada di baris sebelumnya.").format(
                    kode=row["kode"], tabel=table
                )
            )
        wanted = row["bagian"].split(" - ", 1)
        same = 0
        while same < min(len(wanted), len(self.open)) and wanted[same] == self.open[same]:
            same += 1
        self.leave(same)
        for label in wanted[same:]:
            self.open.append(label)
            name = self.free_name("bagian_" + _slug(" ".join(self.open)))
            privacy = Privacy.LOKAL.value if label in self.form.local else ""
            self.survey.append({"type": "begin group", "name": name, "label": label, "x_privasi": privacy})
            if len(self.survey) == 1 and self.form.notes:
                self.note(self.form.notes[0])

    def leave(self, depth: int) -> None:
        while len(self.open) > depth:
            self.open.pop()
            self.survey.append({"type": "end group"})

    def close_table(self) -> None:
        if self.table:
            self.survey.append({"type": "end repeat"})
            self.add_calculated(self.table)
            self.table = ""

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
        hint = self.form.hints.get(hint, hint)
        hint = _tidy_hint("; ".join(self.form.hints.get(part, part) for part in hint.split("; ")))
        if tags.get("hitung", "").startswith(SCORE_RULE) and self.form.dimensions:
            return
        line = {
            "name": row["kode"],
            "label": row["pertanyaan"],
            "required": "yes" if row["wajib"] == "ya" else "",
            "relevant": row["syarat"],
            "x_unit": row["satuan"],
            "x_isi_awal": tags.get("isi-awal", ""),
            "x_dasar": basis_of(row),
            "x_privasi": Privacy.LOKAL.value if row["kode"] in self.form.local else "",
        }
        if row["tipe"] == "group_repeat":
            self.begin_table(row, line, tags, hint)
            return
        line["type"] = self.type_of(row)
        formula = self.form.formulas.get(row["kode"], "")
        if formula:
            line |= {"calculation": formula, "read_only": "yes", "required": ""}
        if tags.get("hitung") and (not formula or self.form.says_formulas):
            rule_words = self.form.rules.get(tags["hitung"], tags["hitung"])
            word = "Dihitung" if formula or not self.form.says_formulas else "Hitung"
            hint = f"{hint} {word}: {rule_words}.".strip() if rule_words else hint
        rule, hint = self.limit(row, hint, before)
        if formula and row["tipe"] == "decimal":
            rule = self.form.limits.get(row["kode"])  # growth may be negative, a share above the whole
        if rule:
            line |= {"constraint": rule.formula, "constraint_message": rule.sentence}
        if check := self.form.checks.get(row["kode"]):
            line |= {"x_periksa": check.formula, "x_pesan_periksa": check.sentence}
        line["hint"] = in_words(hint)
        self.rate(row, line)
        self.survey.append(line)
        self.add_calculated(row["kode"])
        for pair in self.form.pairs:
            if pair.part == row["kode"]:
                self.survey.append(self.coverage(pair))

    def begin_table(self, row: Item, line: Line, tags: Mapping[str, str], hint: str) -> None:
        self.table = row["kode"]
        catalogue = self.list_of(row["kode"], row["pilihan"], {}) if row["pilihan"] else ""
        kind = tags.get("baris", "pilih" if catalogue else "bebas")
        line |= {"type": "begin repeat", "x_baris": kind, "x_katalog": catalogue}
        line |= {"required": "", "x_unit": "", "hint": in_words(hint)}
        self.survey.append(line)

    def type_of(self, row: Item) -> str:
        kind = row["tipe"]
        if kind == "yes_no":
            return "select_one " + self.list_of("ya_tidak", YES_NO, {"ya": "2", "tidak": "0"})
        if kind in {"select_one", "select_multiple"}:
            return f"{kind} {self.list_of(row['kode'], row['pilihan'], self.points(row))}"
        if kind not in TYPES:
            raise ListInvalid(
                _("Kode {kode}: tipe {tipe} tidak dikenal. Yang dikenal: {pilihan}.").format(
                    kode=row["kode"],
                    tipe=kind or "-",
                    pilihan=", ".join([*TYPES, "yes_no", "select_one", "select_multiple", "group_repeat"]),
                )
            )
        return TYPES[kind]

    def add_calculated(self, after: str) -> None:
        for one in self.form.added.get(after, ()):
            self.survey.append(self.calculated(one))

    def calculated(self, one: Added) -> Line:
        check = self.form.checks.get(one.name)
        return {
            "type": one.kind,
            "name": one.name,
            "label": one.label,
            "relevant": one.relevant,
            "calculation": one.formula,
            "read_only": "" if one.kind == "calculate" else "yes",
            "x_unit": one.unit,
            "x_periksa": check.formula if check else "",
            "x_pesan_periksa": check.sentence if check else "",
        }

    # ── choices and points ──────────────────────────────────────────────────────────────────────

    def points(self, row: Item) -> dict[str, str]:
        """x_skor of each choice, for the lists that have an order of merit."""
        names = [name for name, _label in _choices(row["pilihan"])]
        if row["tipe"] != "select_one" or not self.dimension(row):
            return {}
        if "skor 1-4 = kode pilihan" in row["petunjuk"]:
            return {name: format(Decimal(name) / 2, "f") for name in names}
        if self.form.points and all(name.isdecimal() for name in names):
            codes = [Decimal(name) for name in names]
            least = min(codes) if self.form.points == "tingkat" else Decimal(0)
            span = max(codes) - least
            return {name: _tidy((Decimal(name) - least) * 2 / span) for name in names} if span else {}
        return dict(SERVICE) if set(names) == set(SERVICE) else {}

    def weight(self, row: Item) -> str:
        """x_bobot by which points are the code itself again: half the highest code."""
        if self.form.points != "kode" or not self.points(row):
            return ""
        highest = max(Decimal(name) for name, _label in _choices(row["pilihan"]))
        return "" if highest == 2 else _tidy(highest / 2)

    def dimension(self, row: Item) -> str:
        return self.form.dimension_of.get(row["kode"]) or self.form.dimensions.get(row["bagian"], "")

    def list_of(self, name: str, text: str, points: Mapping[str, str]) -> str:
        """The name of a list of choices; equal lists with equal points are written once."""
        if not text:
            raise ListInvalid(_("Kode {kode}: kolom pilihan belum diisi.").format(kode=name))
        key = f"{text}|{sorted(points.items())}" if self.form.points else text
        if key not in self.lists:
            self.lists[key] = name
            for choice, label in _choices(text):
                self.choices.append([name, choice, label, points.get(choice, "")])
        return self.lists[key]

    def rate(self, row: Item, line: Line) -> None:
        """Give the row its dimension if it is an indicator."""
        dimension = self.dimension(row)
        is_yes_no = row["tipe"] == "yes_no" and not self.form.points
        rated = is_yes_no or bool(self.points(row)) or row["kode"] in self.form.percent
        if dimension and rated and not self.table:
            line["x_dimensi"] = dimension
            line["x_bobot"] = self.weight(row)
            line["x_dasar"] = _unsure_rating(line["x_dasar"])

    def coverage(self, pair: Pair) -> Line:
        return {
            "type": "calculate",
            "name": self.free_name("cakupan_" + pair.part),
            "label": f"Cakupan: {pair.label}",
            "relevant": f"${{{pair.whole}}} != 0",
            "calculation": f"if(${{{pair.part}}} = '' or ${{{pair.whole}}} = '', '', "
            f"${{{pair.part}}} div ${{{pair.whole}}} * 100)",
            "x_dimensi": self.form.dimensions[self.sections[pair.part]],
            "x_unit": "%",
            "x_dasar": _unsure_rating(UNCONFIRMED),
        }

    # ── limits ──────────────────────────────────────────────────────────────────────────────────

    def limit(self, row: Item, hint: str, before: str) -> tuple[Rule | None, str]:
        """The constraint out of the form, the hint (`0-7`, `<= baris sebelumnya`), the pairs or the kind."""
        kode = row["kode"]
        if kode in self.form.limits:
            return self.form.limits[kode], hint
        if found := re.fullmatch(r"(\d+)-(\d+)", hint):
            low, high = found.groups()
            return Rule(f". >= {low} and . <= {high}", f"Isi {low} sampai {high}."), ""
        if hint == "16 digit":
            return _SIXTEEN, "16 angka"
        whole = next((pair.whole for pair in self.form.pairs if pair.part == kode), "")
        if hint == "<= baris sebelumnya":
            whole = whole or before
        if whole:
            rule = f". >= 0 and (${{{whole}}} = '' or . <= ${{{whole}}})"
            message = f'Isi 0 atau lebih, dan tidak lebih dari "{self.labels[whole]}".'
            return Rule(rule, message), "" if hint.startswith("<=") else hint
        return self.usual_limit(row), hint

    def usual_limit(self, row: Item) -> Rule | None:
        kind, unit = row["tipe"], row["satuan"]
        if kind not in {"integer", "decimal"} or row["kode"] in (self.form.below_zero or ()):
            return None
        if kind == "integer" and not unit and row["pertanyaan"].split(" ")[0] == "Tahun":
            return _YEAR
        if unit == "%":
            return _PERCENT
        is_amount = kind == "integer" or unit in {"km", "hari"} or self.form.below_zero is not None
        return _FROM_ZERO if is_amount else None


def _stop_on_wrong_rows(rows: Sequence[Item]) -> None:
    """What would make a form nobody can use. Raises ListInvalid."""
    seen: set[str] = set()
    if not rows:
        raise ListInvalid(_("Daftar ini kosong."))
    for number, row in enumerate(rows, start=2):
        kode = row["kode"]
        if not _KODE.match(kode):
            raise ListInvalid(
                _(
                    'Baris {baris}: kode "{kode}" harus huruf kecil, angka, dan garis bawah, diawali huruf.'
                ).format(baris=number, kode=kode)
            )
        if kode in seen:
            raise ListInvalid(
                _("Baris {baris}: kode {kode} dipakai dua kali.").format(baris=number, kode=kode)
            )
        seen.add(kode)
        if not row["bagian"] or not row["pertanyaan"]:
            raise ListInvalid(_("Baris {baris}: bagian dan pertanyaan harus diisi.").format(baris=number))


def split_hint(text: str) -> tuple[str, dict[str, str]]:
    """The hint without its tags, and the tags: `isi-awal`, `hitung`, `baris`."""
    tags = {}
    for inside in re.findall(r"\[([^\[\]]*)\]", text):
        name, _sign, value = re.split(r"([:=]|$)", inside, maxsplit=1)
        tags[name.strip()] = value.strip()
    hint = re.sub(r"\[[^\[\]]*\]", " ", text)
    hint = re.sub(r"(?:skor 1-4|nilai) = kode pilihan", " ", hint)
    return _tidy_hint(hint), tags


def basis_of(row: Item) -> str:
    """Where an item comes from, and `belum dipastikan` where the list doubts it anywhere."""
    source = _tidy_hint(row["sumber"].replace("unconfirmed", UNCONFIRMED))
    parts = [part.strip() for part in source.split(";")]
    doubted = "unconfirmed" in row["petunjuk"] or any(UNCONFIRMED in part for part in parts)
    sure = [part for part in parts if part and part != UNCONFIRMED]
    return "; ".join([*sure, UNCONFIRMED] if doubted else sure)


def in_words(hint: str) -> str:
    """Signs that a village does not read aloud, as words; the screen's letters lack ≤ and ≥."""
    hint = re.sub(r"\(?unconfirmed\)?", UNCONFIRMED, hint)
    for sign, words in (
        ("<=", "paling banyak"),
        (">=", "paling sedikit"),
        (">", "lebih dari"),
        ("<", "kurang dari"),
    ):
        hint = re.sub(rf"{sign} *", f"{words} ", hint)
    return hint


def _tidy_hint(text: str) -> str:
    parts = (" ".join(part.split()) for part in text.split(";"))
    return "; ".join(part for part in parts if part)


def _choices(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("|"):
        name, _colon, label = part.partition(":")
        yield name.strip(), label.strip() or name.strip()


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:45]


def _tidy(number: Decimal) -> str:
    """At most ten decimals, without idle zeros."""
    return format(number.quantize(Decimal("1E-10"), ROUND_HALF_UP).normalize(), "f")


def _unsure_rating(basis: str) -> str:
    return basis if basis == UNCONFIRMED else f"{basis}; penilaian {UNCONFIRMED}"
