"""Thirteen workbooks as a hurried author saves them: what is said of each, word by word, and where."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from desa_desktop.checklists import TemplateInvalid, load_template, recompute

Rows = Sequence[Sequence[str]]
Said = tuple[str, int | None, str, str, str, str]  # sheet, row, column, piece, sentence, suggestion
HEAD = ("type", "name", "label", "relevant", "constraint", "calculation")
CHOICES: Rows = (
    ("list_name", "name", "label", "x_skor"),
    ("ya_tidak", "ya", "Ya", "2"),
    ("ya_tidak", "tidak", "Tidak", "0"),
)
SETTINGS: Rows = (("form_title", "form_id", "version"), ("Balita", "balita", "1"))
BALITA = ("integer", "balita", "Balita")


def workbook(survey: Rows, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def survey(*rows: Sequence[str], head: Sequence[str] = HEAD) -> bytes:
    return workbook((head, *rows))


FAULTY: dict[str, tuple[bytes, list[Said]]] = {
    "kurung": (
        survey(BALITA, ("integer", "timbang", "Ditimbang", "(${balita} > 0")),
        [("survey", 3, "relevant", "(${balita} > 0", "tanda kurung belum ditutup.", "")],
    ),
    "fungsi": (
        survey(BALITA, ("integer", "semua", "Semua", "", "", "jumlahkan(${balita})")),
        [
            (
                *("survey", 3, "calculation", "jumlahkan"),
                *('fungsi "jumlahkan" tidak dikenal.', "Maksud Anda sum?"),
            )
        ],
    ),
    "nama lain": (
        survey(BALITA, ("integer", "timbang", "Ditimbang", "${balta} > 0")),
        [("survey", 3, "relevant", "${balta}", "${balta} tidak ada.", "Mirip: ${balita}.")],
    ),
    "tanpa kurung kurawal": (
        survey(BALITA, ("integer", "timbang", "Ditimbang", "", ". <= balita")),
        [
            (
                *("survey", 3, "constraint", "balita"),
                *("nama isian harus ditulis ${balita}, bukan balita.", ""),
            )
        ],
    ),
    "berputar": (
        survey(("integer", "a", "A", "", "", "${b} + 1"), ("integer", "b", "B", "", "", "${a} + 1")),
        [("survey", 2, "calculation", "${b} + 1", "perhitungan berputar: a → b → a.", "")],
    ),
    "daftar pilihan": (
        survey(("select_one ya_tdk", "hadir", "Hadir")),
        [
            (
                *("survey", 2, "type", "ya_tdk"),
                *('daftar pilihan "ya_tdk" tidak ada di lembar choices.', "Mirip: ya_tidak."),
            )
        ],
    ),
    "nama kembar": (
        survey(("integer", "jml", "Jumlah"), BALITA, ("text", "jml", "Jumlah lagi")),
        [("survey", 4, "name", "jml", 'Nama isian "jml" dipakai dua kali (baris 2 dan 4).', "")],
    ),
    "grup terbuka": (
        survey(("begin group", "kesehatan", "Kesehatan"), BALITA),
        [("survey", 2, "type", "begin group", 'Grup "kesehatan" (baris 2) tidak ditutup.', "")],
    ),
    "jenis": (
        survey(("integr", "balita", "Balita"), ("geopoint", "lokasi", "Lokasi")),
        [
            ("survey", 2, "type", "integr", 'jenis "integr" tidak dikenal.', "Maksud Anda integer?"),
            (
                *("survey", 3, "type", "geopoint", 'jenis "geopoint" tidak didukung.'),
                "Aplikasi ini tanpa peta. Pakai isian text untuk lokasi.",
            ),
        ],
    ),
    "isi tabel dipakai satu": (
        survey(
            ("begin repeat", "anak", "Anak"),
            ("integer", "umur", "Umur"),
            ("end repeat",),
            ("integer", "tua", "Tertua", "", "", "${umur} + 1"),
        ),
        [
            (
                *("survey", 5, "calculation", "${umur}"),
                "${umur} berada di dalam tabel dan punya banyak jawaban.",
                "Pakai sum(${umur}), count, min, max, join, atau indexed-repeat.",
            )
        ],
    ),
    "pembanding": (
        survey(
            BALITA,
            ("integer", "timbang", "Ditimbang", ". <= ${balita} and"),
            ("integer", "hadir", "Hadir", "${balita} > hadir"),
            head=("type", "name", "label", "x_periksa"),
        ),
        [
            ("survey", 3, "x_periksa", "d", "rumus belum selesai.", ""),
            ("survey", 4, "x_periksa", "hadir", "nama isian harus ditulis ${hadir}, bukan hadir.", ""),
        ],
    ),
    "kata setelan": (
        workbook(
            (HEAD, BALITA),
            settings=(
                ("form_title", "form_id", "version", "x_periode", "x_per", "x_kantor", "x_privasi"),
                ("Balita", "balita", "1.5", "mingguan", "rumah", "rw", "rahasia"),
            ),
        ),
        [
            (
                *("settings", 2, "version", "1.5"),
                *("versi harus bilangan bulat yang naik setiap perubahan.", "Mulai dari 1."),
            ),
            (
                *("settings", 2, "x_periode", "mingguan", '"mingguan" tidak dikenal.'),
                "Pilih salah satu: bulan, triwulan, semester, tahun.",
            ),
            (
                *("settings", 2, "x_per", "rumah", '"rumah" tidak dikenal.'),
                "Pilih salah satu: kantor, keluarga.",
            ),
            (
                *("settings", 2, "x_kantor", "rw", '"rw" tidak dikenal.'),
                "Pilih salah satu: desa, kecamatan.",
            ),
            (
                *("settings", 2, "x_privasi", "rahasia", '"rahasia" tidak dikenal.'),
                "Pilih salah satu: kirim, lokal.",
            ),
        ],
    ),
    "nilai": (
        workbook(
            (("type", "name", "label", "x_dimensi"), ("integer", "balita", "Balita", "Kesehatan")),
            choices=(*CHOICES, ("ya_tidak", "sebagian", "Sebagian", "3")),
        ),
        [
            (
                *("survey", 2, "x_dimensi", "Kesehatan"),
                "isian angka hanya dapat dinilai sebagai persentase.",
                "Isi x_unit dengan % dan pastikan nilainya 0 sampai 100.",
            ),
            ("choices", 4, "x_skor", "3", "nilai x_skor harus angka 0 sampai 2.", ""),
        ],
    ),
    "lembar hilang": (
        workbook((HEAD, BALITA), settings=()),
        [
            (
                "settings",
                None,
                "",
                "",
                "lembar ini tidak ada atau kosong.",
                "Tambahkan lembar itu dengan kolom form_title, form_id, version.",
            )
        ],
    ),
}


def test_there_are_at_least_thirteen() -> None:
    assert len(FAULTY) >= 13


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_workbook_is_explained_at_its_place(name: str, tmp_path: Path) -> None:
    data, said = FAULTY[name]
    file = tmp_path / "templat.xlsx"
    file.write_bytes(data)
    with pytest.raises(TemplateInvalid) as caught:
        load_template(file)
    found = [
        (one.sheet, one.row, one.column, one.snippet, one.sentence, one.suggestion)
        for one in caught.value.problems
    ]
    assert found == said


def test_a_whole_workbook_of_mistakes_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        BALITA,
        ("integr", "timbang", "Ditimbang"),
        ("integer", "balita", "Balita lagi"),
        ("integer", "hadir", "Hadir", "${balta} > 0", ". > (1"),
    ]
    with pytest.raises(TemplateInvalid) as caught:
        load_template(survey(*rows))
    assert sorted((one.row or 0, one.column) for one in caught.value.problems) == [
        (3, "type"),
        (4, "name"),
        (5, "constraint"),
        (5, "relevant"),
    ]


# ── made to do harm ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        *(
            "_baris",
            "../../etc",
            "a b",
            "a;b",
            "${a}",
            "a'b",
            'a"b',
            "a/b",
            "a\\b",
            "%s",
            "{0}",
            "а",
            "ａ",
            "1a",
        ),
        *("a" * 101, "a\u200bb", "a\u202eb", "-a", ".a"),
    ],
)
def test_a_name_with_a_trick_in_it_is_refused(name: str) -> None:
    with pytest.raises(TemplateInvalid) as caught:
        load_template(survey(BALITA, ("integer", name, "Jebakan")))
    assert [(one.row, one.column) for one in caught.value.problems] == [(3, "name")]


@pytest.mark.parametrize(
    "name", ["__class__", "constructor", "sum", "if", "position", "true", "and", "self", "None"]
)
def test_a_name_that_means_something_elsewhere_is_only_a_name_here(name: str) -> None:
    template = load_template(
        survey(("integer", name, "Angka"), ("integer", "hasil", "Hasil", "", "", f"${{{name}}} + 1"))
    )
    assert recompute(template, {name: 4}).value("hasil") == 5
