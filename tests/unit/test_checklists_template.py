"""What the author of a form template is told, sentence by sentence."""

from __future__ import annotations

import pytest

from desa_desktop.checklists import Kind, TemplateInvalid, read_template, recompute
from desa_desktop.sheets import Row, Sheet
from lembar import SETTINGS, sheet, template


def problems(survey: str, **more: str) -> list[str]:
    with pytest.raises(TemplateInvalid) as caught:
        template(survey, **more)
    return [str(problem) for problem in caught.value.problems]


def test_every_wrong_row_is_named_at_once_with_a_way_out() -> None:
    assert problems("""
        | type              | name       | label            |
        | integr            | jumlah_kk  | Jumlah KK        |
        | select_one ya_tdk | sumber_air | Sumber air utama |
        | select_one kolam  | kolam      | Kolam            |
    """) == [
        'Lembar survey, baris 2, kolom type: jenis "integr" tidak dikenal. Maksud Anda integer?',
        'Lembar survey, baris 3, kolom type: daftar pilihan "ya_tdk" tidak ada di lembar choices.'
        " Mirip: ya_tidak.",
        'Lembar survey, baris 4, kolom type: daftar pilihan "kolam" tidak ada di lembar choices.'
        " Tambahkan di lembar choices, atau periksa ejaannya.",
    ]


def test_every_wrong_formula_is_named_with_its_cell() -> None:
    assert problems("""
        | type    | name      | label      | relevant        | constraint       | calculation         |
        | integer | balita    | Balita     | (1 = 1          |                  |                     |
        | integer | ibu_hamil | Ibu hamil  | ${balta} > 0    | . < ibu_hamil    |                     |
        | integer | jumlah    | Jumlah     |                 |                  | jumlahkan(${balita})|
        | integer | rata      | Rata-rata  |                 | regex(., '(?=a)')| round(1, 2, 3)      |
        | text    | ket       | Keterangan | true            | . > 1            | . + 1               |
    """) == [
        "Lembar survey, baris 2, kolom relevant: tanda kurung belum ditutup.",
        "Lembar survey, baris 3, kolom relevant: ${balta} tidak ada. Mirip: ${balita}.",
        "Lembar survey, baris 3, kolom constraint: nama isian harus ditulis ${ibu_hamil}, bukan ibu_hamil.",
        'Lembar survey, baris 4, kolom calculation: fungsi "jumlahkan" tidak dikenal. Maksud Anda sum?',
        "Lembar survey, baris 5, kolom constraint: bentuk (?…) dalam pola tidak didukung.",
        "Lembar survey, baris 5, kolom calculation: fungsi round memerlukan 1 sampai 2 isi, bukan 3.",
        'Lembar survey, baris 6, kolom relevant: kata "true" tidak dikenal. Maksud Anda true()?',
        "Lembar survey, baris 6, kolom calculation: tanda titik hanya dapat dipakai di kolom constraint."
        " Tulis ${nama_isian}.",
    ]


def test_names_groups_and_circles_are_named_with_their_rows() -> None:
    assert problems("""
        | type         | name   | label  | calculation | relevant |
        | integer      | jml    | Jumlah |             |          |
        | integer      | jml    | Jumlah |             |          |
        | integer      | a      | A      | ${b} + 1    |          |
        | integer      | b      | B      | ${a} + 1    |          |
        | begin group  | balita | Balita |             |          |
        | integer      | c      | C      |             |          |
    """) == [
        'Nama isian "jml" dipakai dua kali (baris 2 dan 3).',
        "Lembar survey, baris 4, kolom calculation: perhitungan berputar: a → b → a.",
        'Grup "balita" (baris 6) tidak ditutup.',
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "| geopoint | lokasi | Lokasi |",
            'jenis "geopoint" tidak didukung. Aplikasi ini tanpa peta. Pakai isian text untuk lokasi.',
        ),
        ("| audio | rekam | Rekaman |", 'jenis "audio" tidak didukung. Pakai isian file atau image.'),
        (
            "| select_multiple | apa | Apa |",
            "nama daftar pilihan belum ditulis. Contoh: select_one ya_tidak.",
        ),
        (
            "| select_one_from_file desa.csv | apa | Apa |",
            'daftar "desa.csv" tidak dikenal. Yang tersedia: dusun.csv, rt.csv, perangkat.csv, tokoh.csv.',
        ),
        (
            "| end group | | |",
            "penutup ini tidak punya pembuka. Hapus baris ini, atau tambahkan begin group di atasnya.",
        ),
    ],
)
def test_what_is_not_supported_is_said_in_its_row(row: str, sentence: str) -> None:
    found = problems(f"| type | name | label |\n| integer | a | A |\n{row}\n")
    assert found == [f"Lembar survey, baris 3, kolom type: {sentence}"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "nama isian belum diisi."),
        (
            "jumlah kk",
            'nama "jumlah kk" tidak boleh dipakai. Tulis dengan huruf, angka, dan garis bawah,'
            " misalnya jumlah_kk.",
        ),
        (
            "2026",
            'nama "2026" tidak boleh dipakai. Tulis dengan huruf, angka, dan garis bawah,'
            " misalnya isian_2026.",
        ),
    ],
)
def test_a_name_that_formulas_could_not_say_is_refused(name: str, sentence: str) -> None:
    found = problems(
        f"| type | name | label |\n| integer | {name} | Jumlah |\n| note | | Catatan |\n| text | t | T |"
    )
    assert found == [f"Lembar survey, baris 2, kolom name: {sentence}"]


def test_tables_are_used_as_tables() -> None:
    assert problems("""
        | type         | name | label | calculation                            |
        | begin repeat | anak | Anak  |                                        |
        | integer      | umur | Umur  |                                        |
        | integer      | no   | Nomor | position(.)                            |
        | end repeat   |      |       |                                        |
        | integer      | x    | X     | ${umur} + 1                            |
        | integer      | y    | Y     | ${anak}                                |
        | integer      | z    | Z     | position(..)                           |
        | integer      | w    | W     | indexed-repeat(${x}, ${anak}, 1)       |
        | integer      | v    | V     | indexed-repeat(${umur}, ${anak}, 1, ${anak}, 2) |
    """) == [
        "Lembar survey, baris 4, kolom calculation: tulis position(..).",
        "Lembar survey, baris 4, kolom calculation: tanda titik hanya dapat dipakai di kolom constraint."
        " Tulis ${nama_isian}.",
        "Lembar survey, baris 6, kolom calculation: ${umur} berada di dalam tabel dan punya banyak jawaban."
        " Pakai sum(${umur}), count, min, max, join, atau indexed-repeat.",
        "Lembar survey, baris 7, kolom calculation: ${anak} adalah tabel, bukan isian."
        " Untuk jumlah barisnya tulis count(${anak}).",
        "Lembar survey, baris 8, kolom calculation: position(..) hanya ada di dalam tabel.",
        "Lembar survey, baris 9, kolom calculation: ${x} tidak berada langsung di tabel ${anak}."
        " Tabel di dalam tabel belum didukung di indexed-repeat.",
        "Lembar survey, baris 10, kolom calculation: fungsi indexed-repeat memerlukan 3 isi, bukan 5."
        " Tabel di dalam tabel belum didukung di indexed-repeat.",
    ]


def test_points_are_checked_where_they_are_written() -> None:
    choices = """
        | list_name | name  | label | x_skor |
        | mutu      | baik  | Baik  | 3      |
        | mutu      | buruk | Buruk | nol    |
        | mutu      | buruk | Jelek |        |
        | mutu      | a b   | Lain  |        |
    """
    survey = """
        | type            | name | label | x_dimensi | x_unit | x_bobot |
        | select_one mutu | m    | Mutu  | Air       |        | 0       |
        | integer         | n    | N     | Air       | orang  |         |
        | text            | t    | T     | Air       |        |         |
    """
    assert problems(survey, choices=choices) == [
        "Lembar survey, baris 2, kolom x_bobot: bobot harus angka lebih dari nol.",
        "Lembar survey, baris 2, kolom x_dimensi: tidak ada pilihan yang punya nilai x_skor."
        " Isi x_skor 0 sampai 2 di lembar choices.",
        "Lembar survey, baris 3, kolom x_dimensi: isian angka hanya dapat dinilai sebagai persentase."
        " Isi x_unit dengan % dan pastikan nilainya 0 sampai 100.",
        "Lembar survey, baris 4, kolom x_dimensi: jenis isian ini tidak dapat dinilai."
        " Pakai select_one atau persentase.",
        "Lembar choices, baris 2, kolom x_skor: nilai x_skor harus angka 0 sampai 2.",
        "Lembar choices, baris 3, kolom x_skor: nilai x_skor harus angka 0 sampai 2.",
        'Pilihan "buruk" dalam daftar "mutu" dipakai dua kali (baris 3 dan 4).',
        'Lembar choices, baris 5, kolom name: nama pilihan "a b" tidak boleh berisi spasi. Tulis a_b.',
    ]


def test_a_workbook_that_is_no_template_says_what_is_missing() -> None:
    with pytest.raises(TemplateInvalid) as caught:
        read_template([sheet("Sheet1", "| NIK | Nama |\n| 1 | A |")])
    assert [str(problem) for problem in caught.value.problems] == [
        "Lembar survey: lembar ini tidak ada atau kosong. "
        "Tambahkan lembar itu dengan kolom type, name, label.",
        "Lembar settings: lembar ini tidak ada atau kosong. "
        "Tambahkan lembar itu dengan kolom form_title, form_id, version.",
    ]


def test_a_version_that_cannot_rise_is_refused() -> None:
    settings = "| form_title | form_id | version |\n| Coba | kode desa | v2 |"
    assert problems("| type | name | label |\n| text | a | A |", settings=settings) == [
        "Lembar settings, baris 2, kolom form_id: kode templat belum diisi atau berisi tanda yang tidak"
        " boleh. Pakai huruf, angka, dan tanda hubung, misalnya layanan-dasar.",
        "Lembar settings, baris 2, kolom version: versi harus bilangan bulat yang naik setiap perubahan."
        " Mulai dari 1.",
    ]


def test_the_indonesian_column_wins_and_unused_ones_are_only_advice() -> None:
    form = template("""
        | type    | name | label::English (en) | label::Indonesia (id) | label    | warna | appearance |
        | integer | kk   | Families            | Jumlah keluarga       | Keluarga | merah | w2 pelangi |
    """)
    assert form.question("kk").label == "Jumlah keluarga"
    assert [str(note) for note in form.notes] == [
        "Lembar survey, baris 1, kolom warna: kolom ini tidak dipakai.",
        'Lembar survey, baris 2, kolom appearance: tampilan "pelangi" tidak dikenal dan diabaikan.',
    ]


def test_a_template_keeps_sections_tables_and_numbers() -> None:
    form = template("""
        | type                | name    | label       | required | x_baris | x_katalog | default |
        | text                | nama    | Nama        | yes      |         |           | Desa    |
        | begin group         | sehat   | Kesehatan   |          |         |           |         |
        | begin group         | ibu     | Ibu         |          |         |           |         |
        | integer             | bumil   | Ibu hamil   |          |         |           |         |
        | end group           |         |             |          |         |           |         |
        | begin repeat        | air     | Air         |          | tetap   | sumber    |         |
        | integer             | kk      | KK          |          |         |           |         |
        | end repeat          |         |             |          |         |           |         |
        | end group           |         |             |          |         |           |         |
        | note                |         | Terima kasih|          |         |           |         |
    """)
    assert [section.label for section in form.sections] == ["Isian coba", "Kesehatan", "Isian coba"]
    assert [question.number for question in form.questions] == [1, 2, 3, 0]
    assert form.question("kk").repeats == ("air",)
    assert form.question("kk").groups == ("sehat", "air")
    assert [choice.name for choice in form.group("air").catalogue] == ["pdam", "sumur"]
    assert form.questions[-1].kind is Kind.NOTE


def test_or_other_brings_a_field_of_its_own() -> None:
    form = template("| type | name | label |\n| select_one sumber or_other | air | Air |")
    assert [choice.name for choice in form.question("air").choices] == ["pdam", "sumur", "other"]
    assert form.question("air_other").label == "Lainnya, sebutkan"


# ── templates made to do harm ───────────────────────────────────────────────────────────────────


def test_a_hundred_thousand_rows_are_refused_in_one_sentence() -> None:
    head = Row("survey", 1, ("type", "name", "label"))
    rows = tuple(Row("survey", number, ("text", f"n{number}", "x")) for number in range(2, 100_002))
    with pytest.raises(TemplateInvalid) as caught:
        read_template([Sheet("survey", (head, *rows)), sheet("settings", SETTINGS)])
    assert [str(problem) for problem in caught.value.problems] == ["Lembar survey: lebih dari 5000 baris."]


def test_groups_nested_without_end_are_refused() -> None:
    depth = 2_000
    begins = "\n".join(f"| begin group | g{number} | G |" for number in range(depth))
    ends = "\n".join("| end group | | |" for _number in range(depth))
    found = problems(f"| type | name | label |\n{begins}\n| text | a | A |\n{ends}")
    assert found[0] == "Lembar survey, baris 12, kolom type: grup bersarang lebih dari 10 tingkat."


def test_tables_in_tables_end_at_three() -> None:
    begins = "\n".join(f"| begin repeat | g{number} | G |" for number in range(4))
    ends = "\n".join("| end repeat | | |" for _number in range(4))
    found = problems(f"| type | name | label |\n{begins}\n| text | a | A |\n{ends}")
    assert found == ["Lembar survey, baris 5, kolom type: tabel di dalam tabel lebih dari 3 tingkat."]


def test_a_chain_of_thousands_of_calculations_is_sorted_without_exhausting_the_stack() -> None:
    chain = "\n".join(f"| integer | n{number} | N | ${{n{number + 1}}} + 1 |" for number in range(4_000))
    form = template(f"| type | name | label | calculation |\n{chain}\n| integer | n4000 | N | |")
    assert form.order[0] == "n4000"
    assert form.order[-1] == "n0"


def test_a_circle_through_a_section_is_found() -> None:
    assert problems("""
        | type        | name  | label | relevant  |
        | begin group | bagian| B     | ${a} > 1  |
        | integer     | a     | A     |           |
        | end group   |       |       |           |
    """) == ["Lembar survey, baris 2, kolom relevant: perhitungan berputar: bagian → a → bagian."]


def test_thousands_of_mistakes_are_counted_and_not_all_told() -> None:
    rows = "\n".join(f"| salah{number} | n{number} | N |" for number in range(3_000))
    with pytest.raises(TemplateInvalid) as caught:
        template(f"| type | name | label |\n{rows}")
    assert len(caught.value.problems) == 500
    assert "Dan 480 masalah lain." in str(caught.value)
    assert str(caught.value).endswith("(K-501)")


def test_a_pattern_that_repeats_nothing_without_end_is_read_at_once() -> None:
    found = template("""
        | type | name | label | constraint                            |
        | text | nama | Nama  | regex(., '(((){9999}){9999}){9999}a') |
    """)

    assert not recompute(found, {"nama": "a"}).findings


def test_an_empty_choices_sheet_is_no_mistake_where_nothing_is_chosen() -> None:
    rows = sheet("survey", "| type | name | label |\n| text | nama | Nama |")

    assert read_template([rows, Sheet("choices", ()), sheet("settings", SETTINGS)]).question("nama")


def test_the_field_that_or_other_adds_takes_its_name_like_any_other() -> None:
    assert problems("""
        | type                         | name         | label     |
        | select_one ya_tidak or_other | sumber       | Sumber    |
        | text                         | sumber_other | Lain-lain |
    """) == [
        'Nama isian "sumber_other" dipakai dua kali (baris 2 dan 3).'
        " or_other menambah isian dengan nama itu sendiri. Pilih nama lain."
    ]


def test_the_name_that_is_proposed_may_be_used() -> None:
    _no_question, sentence = problems("| type | name | label |\n| text | b\u00e9b\u00e9 | Bayi |")

    assert sentence.endswith("misalnya b_b.")


def test_what_a_form_from_elsewhere_has_and_we_do_not_is_said_and_stops_nothing() -> None:
    found = template(
        """
        | type    | name | label        | media::image |
        | text    | nama | Nama         | rumah.png    |
        | integer | umur | Umur ${nama} |              |
        """,
        settings="| form_title | id_string | version |\n| Kobo | aX1 | 3 |",
    )

    assert found.form_id == "aX1"
    assert [str(one) for one in found.notes] == [
        "Lembar survey, baris 1, kolom media::image: kolom ini tidak dipakai.",
    ]
