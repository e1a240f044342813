"""Making form templates: out of a checklist list (.csv), or a small workbook to start from."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from desa_desktop.checklists import Template, load_template
from desa_desktop.checklists.making import LIST_COLUMNS, make_sheets
from desa_desktop.checklists.problem import ListInvalid
from desa_desktop.checklists.recipe import Form
from desa_desktop.documents.templat import write_templat
from desa_desktop.files import FS, Fs
from desa_desktop.i18n import _
from desa_desktop.sheets import Cause, SheetUnreadable

LONGEST_LIST = 5_000_000  # bytes; the longest shipped list has 240,000
Item = Mapping[str, str]


def read_list(source: Path, *, fs: Fs = FS) -> list[Item]:
    """The rows of a checklist list. Raises SheetUnreadable, and ListInvalid when columns are missing."""
    try:
        data = fs.read(source, LONGEST_LIST + 1)
    except OSError as failure:
        raise SheetUnreadable(Cause.MISSING, nama=source.name) from failure
    if len(data) > LONGEST_LIST:
        raise ListInvalid(_("Daftar ini terlalu besar."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise ListInvalid(_("Simpan daftar ini sebagai CSV UTF-8.")) from failure
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True))
    except csv.Error as failure:
        raise ListInvalid(_("Tanda kutip atau koma di daftar ini tidak beraturan.")) from failure
    missing = [column for column in LIST_COLUMNS if column not in (rows[0] if rows else {})]
    if missing:
        raise ListInvalid(_("Kolom ini tidak ada di daftar: {kolom}.").format(kolom=", ".join(missing)))
    if any(None in row for row in rows):
        raise ListInvalid(_("Ada baris dengan isi lebih banyak daripada kolomnya."))
    return [{name: (text or "").strip() for name, text in row.items()} for row in rows]


def make_template(rows: Sequence[Item], form_id: str, form: Form) -> tuple[bytes, Template]:
    """The workbook of a list and what it reads as.

    Raises ListInvalid for the list, TemplateInvalid for formulas in it that cannot be used.
    """
    data = write_templat(make_sheets(rows, form_id, form))
    return data, load_template(data, is_own=True)


def make_starter(title: str, form_id: str) -> bytes:
    """A small form that works: two sections, every usual kind of question, a table, points."""
    survey = [
        ["type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message"],
        ["begin group", "umum", "1. Umum"],
        ["text", "desa", "Nama desa", "", "yes"],
        ["date", "tanggal", "Tanggal pengisian", "", "yes"],
        ["end group"],
        ["begin group", "layanan", "2. Layanan"],
        ["select_one ya_tidak", "posyandu", "Posyandu buka setiap bulan"],
        [
            *("integer", "balita", "Balita yang ditimbang bulan ini", "Angka bulat", ""),
            *("${posyandu} = 'ya'", ". >= 0", "Nilai tidak boleh kurang dari nol."),
        ],
        ["begin repeat", "masalah", "Masalah yang ditemui"],
        ["text", "masalah_uraian", "Uraian"],
        ["end repeat"],
        ["end group"],
    ]
    points = {"posyandu": "Layanan"}
    heads = [*survey[0], "x_dimensi"]
    rows = [
        [*line, *[""] * (len(heads) - 1 - len(line)), points.get(line[1] if len(line) > 1 else "", "")]
        for line in survey[1:]
    ]
    return write_templat(
        {
            "survey": [heads, *rows],
            "choices": [
                ["list_name", "name", "label", "x_skor"],
                ["ya_tidak", "ya", "Ya", "2"],
                ["ya_tidak", "tidak", "Tidak", "0"],
            ],
            "settings": [
                ["form_title", "form_id", "version", "default_language", "x_periode"],
                [title, form_id, "1", "Indonesia (id)", "semester"],
            ],
            "catatan": [
                ["Catatan"],
                ["Satu baris di lembar survey adalah satu pertanyaan. Nama isian tidak boleh sama."],
                ["Pilihan jawaban ditulis di lembar choices. x_skor (0 sampai 2) memberi nilai."],
                ["x_periode: bulan, triwulan, semester, atau tahun. Versi naik setiap perubahan."],
                ["Periksa berkas ini dengan perintah: desa-desktop templat periksa BERKAS.xlsx"],
            ],
        }
    )
