"""What is wrong in a form template, told to its author: the place in the workbook and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _

SHOWN = 20


class Level(Enum):
    """How heavy a finding is: GALAT stops, PERINGATAN wants a reason, SARAN informs (ux.md 3.8)."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    SARAN = "saran"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a template.

    `sheet`, `row` (as Excel shows it) and `column` (the heading) say where; `snippet` is the piece
    of the cell to underline; `sentence` says what, `suggestion` what to do. `says_where` is set
    when the sentence names its rows itself.
    """

    sheet: str
    row: int | None
    column: str
    snippet: str
    sentence: str
    suggestion: str = ""
    level: Level = Level.GALAT
    says_where: bool = False

    def __str__(self) -> str:
        whole = f"{self.sentence} {self.suggestion}".strip()
        if self.says_where:
            return whole
        if self.row is None:
            return _("Lembar {lembar}: {teks}").format(lembar=self.sheet, teks=whole)
        return _("Lembar {lembar}, baris {baris}, kolom {kolom}: {teks}").format(
            lembar=self.sheet, baris=self.row, kolom=self.column, teks=whole
        )


class TemplateInvalid(DesaError):
    """A form template with mistakes; `problems` holds all of them, in the order of the workbook."""

    message = N_("Templat belum dapat dipakai. {rincian}")
    hint = N_("Perbaiki di Excel, simpan, lalu periksa lagi.")
    code = "K-501"

    def __init__(self, problems: Sequence[Problem]) -> None:
        parts = [str(problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            parts.append(_("Dan {jumlah} masalah lain.").format(jumlah=len(problems) - SHOWN))
        super().__init__(rincian=" ".join(parts))
        self.problems = tuple(problems)


class ListInvalid(DesaError):
    """A checklist list (.csv) that no template can be made of; `detail` names its row or kode."""

    message = N_("Templat belum dapat dibuat. {rincian}")
    hint = N_("Perbaiki daftarnya, lalu buat lagi.")
    code = "K-502"

    def __init__(self, detail: str) -> None:
        super().__init__(rincian=detail)
        self.detail = detail
