"""Which sheet of a workbook holds a list, and Siskeudes tables as one (interop.md 6, 8).

Villages keep plan, DU-RKP, ceilings and an estimate for each activity in one workbook, under headings that
are the same: titles and names of sheets tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desa_desktop.domain.tempel import JenisTempel, Tersembunyi, cell_text, guess_mapping
from desa_desktop.domain.tempel.melintang import pagu_across
from desa_desktop.domain.tempel.siskeudes import TABLES, PohonRpjm, block_of, tree_of
from desa_desktop.errors import NotFound
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.sheets import Sheet, read_sheets
from desa_desktop.sheets.tables import has_tables, read_tables

_TITLES = 8  # rows above the headings that may name the list
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_DURKP = r"du[- ]?rkp|daftar usulan r(encana|kp)"
_NAMES: Mapping[JenisTempel, str] = {  # words in a title or on a tab that name the list
    JenisTempel.RKP: r"\brkp[- ]?des|\brkp\b|rencana kerja pemerintah",
    JenisTempel.DURKP: _DURKP,
    JenisTempel.RPJM: r"\brpjm|jangka menengah",
    JenisTempel.PAGU: r"\bpagu\b|sumber dana|pendapatan",
    JenisTempel.HARGA: r"\bharga\b|\bssh\b|\bsbu\b|standar (satuan|biaya)",
    JenisTempel.USULAN: r"gagasan|\busulan\b",
    JenisTempel.RAB: r"\brab\b|rencana anggaran|anggaran biaya",
}


@dataclass(frozen=True, slots=True)
class LembarTerbaca:
    """One sheet of a file. `lain` are the other sheets with content, `cocok` whether its heading fits.

    `serupa` are other sheets that hold such a list as well and are not read. `tersembunyi` says which of its
    rows and columns Excel does not show, `pohon` is the tree above the activities of an RPJM.
    """

    nama: str
    lain: tuple[str, ...]
    cocok: bool
    baris: list[tuple[Any, ...]]
    tersembunyi: Tersembunyi = field(default_factory=Tersembunyi)
    pohon: PohonRpjm | None = None
    serupa: tuple[str, ...] = ()

    @property
    def keterangan(self) -> str:
        """Which sheet was read, where a file has several; the others too when none fits."""
        if not self.lain:
            return ""
        if self.serupa:
            sentence = _("lembar {nama}; lembar {lain} berisi daftar serupa dan belum dibaca")
            return sentence.format(nama=self.nama, lain=_listed(self.serupa))
        if self.cocok:
            return _("lembar {nama}").format(nama=self.nama)
        others = ", ".join(self.lain)
        return _("lembar {nama}; lembar lain: {lain}").format(nama=self.nama, lain=others)


def _listed(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def read_list(
    path: Path, jenis: JenisTempel, lembar: str = "", fs: Fs = FS, tahun: int | None = None
) -> LembarTerbaca:
    """The sheet of a file that holds this list: a cover sheet before it is passed over.

    Of several whose headings fit, one whose title or tab names the list counts before one that names
    another, a visible one before a hidden one, one of the year `tahun` before one of another year, then the
    first. Where none fits, the first with content is read, and says which the others are. A folder or ZIP
    of Siskeudes tables is read as one sheet; `tahun` is the year wanted out of it. Raises SheetUnreadable,
    InvalidInput, NotFound for a sheet that is not there.
    """
    if _may_be_tables(path) and has_tables(path, fs):
        return _siskeudes(path, jenis, fs, tahun or 0)
    sheets = _sheets_of(path, lembar, fs)
    blocks = {one.name: _filled(one) for one in sheets}
    fitting = [one for one in sheets if _fits(jenis, blocks[one.name])]
    ranks = {
        one.name: (
            one.is_hidden,
            -_named(jenis, one, blocks[one.name]),
            -_dated(jenis, one, blocks[one.name], tahun),
        )
        for one in fitting
    }
    chosen = min(fitting, key=lambda one: ranks[one.name], default=None)
    if jenis is JenisTempel.PAGU:
        likely = sheets if chosen is None else [chosen]  # `Sumber Dana Indikatif` over the sources fits too
        across = _pagu_across(likely, blocks, tahun)
        if across is not None:
            return across
    sheet = chosen if chosen is not None else sheets[0]
    others = tuple(one for one in blocks if one != sheet.name)
    alike = tuple(name for name in ranks if name != sheet.name and ranks[name] == ranks[sheet.name])
    hiding = Tersembunyi(sheet.hidden, sheet.hidden_columns, sheet.is_blind)
    return LembarTerbaca(sheet.name, others, chosen is not None, blocks[sheet.name], hiding, serupa=alike)


def _may_be_tables(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".zip"


def _siskeudes(path: Path, jenis: JenisTempel, fs: Fs, tahun: int) -> LembarTerbaca:
    tables = read_tables(path, TABLES.get(jenis, ()), fs)
    block = block_of(jenis, tables, tahun)
    tree = tree_of(tables) if jenis is JenisTempel.RPJM else None
    return LembarTerbaca("Siskeudes", (), True, block, pohon=tree)


def _pagu_across(
    sheets: Sequence[Sheet], blocks: Mapping[str, list[tuple[Any, ...]]], tahun: int | None
) -> LembarTerbaca | None:
    """Ceilings out of a sheet with one column for each source, turned into one row for each."""
    for one in sorted(sheets, key=lambda one: one.is_hidden):
        rows = pagu_across(blocks[one.name], tahun)
        if rows:
            others = tuple(name for name in blocks if name != one.name)
            return LembarTerbaca(one.name, others, True, rows)
    return None


def _fits(jenis: JenisTempel, block: Sequence[Sequence[Any]]) -> bool:
    peta = guess_mapping(jenis, block)
    return peta.has_judul and not peta.lacks_kunci


def _named(jenis: JenisTempel, sheet: Sheet, block: Sequence[Sequence[Any]]) -> int:
    """1 when title or tab name this list, -1 when they name another one, else 0."""
    if jenis not in _NAMES:
        return 0
    tab = sheet.name.replace("_", " ").lower()
    above = " ".join(cell_text(cell) for row in block[:_TITLES] for cell in row if len(cell_text(cell)) > 3)
    for text in (tab, above.lower()):
        if jenis is not JenisTempel.DURKP and re.search(_DURKP, text):
            return -1
        if re.search(_NAMES[jenis], text):
            return 1
        if any(re.search(words, text) for kind, words in _NAMES.items() if kind is not jenis):
            return -1
    return 0


def _dated(jenis: JenisTempel, sheet: Sheet, block: Sequence[Sequence[Any]], tahun: int | None) -> int:
    """1 when tab or title name the year of the plan, -1 when they name another year only, else 0.

    The plan of last year often stands in front of the new one in the same workbook.
    """
    if not tahun or jenis is JenisTempel.RPJM:
        return 0
    above = " ".join(cell_text(cell) for row in block[:_TITLES] for cell in row if isinstance(cell, str))
    for text in (sheet.name, above):
        years = set(_YEAR.findall(text))
        if years:
            return 1 if str(tahun) in years else -1
    return 0


def _sheets_of(path: Path, lembar: str, fs: Fs) -> list[Sheet]:
    sheets = [one for one in read_sheets(path, fs=fs) if one.rows]
    if lembar:
        sheets = [one for one in sheets if one.name.casefold() == lembar.casefold()]
    if not sheets:
        raise NotFound(apa=_("Lembar {nama}").format(nama=lembar) if lembar else _("Lembar yang berisi data"))
    return sheets


def _filled(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Rows by their number in the sheet, so that messages name the row the person sees.

    A formula that shows an error in Excel, or that nobody has counted, stays visible as such.
    """
    found: list[tuple[Any, ...]] = []
    signs: dict[int, dict[int, str]] = {}
    for (row_number, column), sign in sheet.unread.items():
        signs.setdefault(row_number, {})[column] = sign
    for row in sheet.rows:
        found.extend(() for _missing in range(row.number - 1 - len(found)))
        found.append(_with_signs(row.cells, signs.get(row.number, {})))
    return found


def _with_signs(cells: tuple[Any, ...], signs: Mapping[int, str]) -> tuple[Any, ...]:
    if not signs:
        return cells
    width = max(len(cells), *signs)
    line = [*cells, *[None] * (width - len(cells))]
    for column, sign in signs.items():
        if line[column - 1] is None:
            line[column - 1] = sign
    return tuple(line)
