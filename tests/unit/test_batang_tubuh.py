"""The articles of a Perdes as people write them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desa_desktop.domain.batang_tubuh import Ayat, read_bab


def test_typed_numbers_only_say_what_a_line_is_and_are_counted_anew() -> None:
    (bab,) = read_bab(
        ["KETENTUAN UMUM\nPasal 4\n(3) Desa memuat:\nc. satu;\na. dua.\n(9) Lain.\nPASAL\nAkhir."]
    )
    assert bab.judul == "KETENTUAN UMUM"
    assert [one.nomor for one in bab.pasal] == [1, 2]
    assert bab.pasal[0].ayat == (Ayat("Desa memuat:", ("satu;", "dua."), "a."), Ayat("Lain."))
    assert bab.pasal[1].ayat == (Ayat("Akhir."),)


def test_definitions_keep_their_figures_and_dashes_become_letters() -> None:
    (bab,) = read_bab(
        ["UMUM\nPasal\nYang dimaksud dengan:\n1. Desa adalah desa.\n2) BPD adalah BPD.\nMemuat:\n- isi"]
    )
    assert bab.pasal[0].ayat[0] == Ayat(
        "Yang dimaksud dengan:", ("Desa adalah desa.", "BPD adalah BPD."), "1."
    )
    assert bab.pasal[0].ayat[1] == Ayat("Memuat:", ("isi",), "a.")


def test_articles_count_through_the_chapters_and_an_empty_chapter_leaves_no_gap() -> None:
    chapters = read_bab(["SATU\nPasal\na", "  \n", "DUA\nPasal\nb\nPasal\nc"])
    assert [(one.nomor, one.judul) for one in chapters] == [(1, "SATU"), (2, "DUA")]
    assert [pasal.nomor for one in chapters for pasal in one.pasal] == [1, 2, 3]


def test_words_before_the_first_article_are_one_of_their_own() -> None:
    (bab,) = read_bab(["JUDUL\nTanpa kata pembuka."])
    assert bab.pasal[0].ayat == (Ayat("Tanpa kata pembuka."),)


@given(st.lists(st.text(max_size=80), max_size=4))
def test_whatever_is_typed_nothing_but_blanks_and_marks_is_lost(texts: list[str]) -> None:
    for bab in read_bab(texts):
        assert bab.judul
        assert all(pasal.ayat for pasal in bab.pasal)
