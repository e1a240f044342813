"""What is printed of checklists out of a real store: which one, with what signs, and the village's book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

import warga_desa
from baca_pdf import page_texts
from builders import RESOURCES, aturan, kode_penduduk
from desa_desktop.checklists import Template
from desa_desktop.domain.desa import Desa
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import isian, isian_butir, printing
from desa_desktop.store.unit import Database
from isian_terisi import fill
from lembar import template
from office import KID, OLEH, PUKUL, open_store
from rumah import family_for

SHELF: Mapping[str, Template] = isian.Shelf(RESOURCES / "templates")
CARD = "layanan-dasar"
TODAY = date(2026, 11, 22)


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Database]:
    with open_store(tmp_path) as database:
        yield database


def begin(database: Database, form_id: str, periode: str, answers: Mapping[str, Any]) -> UUID:
    home = family_for(database, SHELF[form_id])
    key = isian.open_isian(database, SHELF, form_id, periode, by=OLEH, at=PUKUL, keluarga=home)
    isian.answer(database, SHELF, key, answers, by=OLEH, at=PUKUL)
    return key


def draw(database: Database, jenis: str, bentuk: str = "pdf", **order: Any) -> printing.Hasil:
    return printing.draw(
        database,
        aturan(),
        printing.Pesanan(jenis, **order),
        bentuk,
        fonts=RESOURCES / "fonts",
        today=TODAY,
        kode=kode_penduduk,
        templates=SHELF,
    )


def pages(made: printing.Hasil) -> list[str]:
    return page_texts(made.isi)


# ------------------------------------------------------------------ forms


@pytest.mark.parametrize("form_id", sorted(SHELF))
def test_every_shipped_checklist_is_printed_blank_and_filled(village: Database, form_id: str) -> None:
    form = SHELF[form_id]
    blank = draw(village, "isian-kosong", templat=form_id)
    text = " ".join(pages(blank))
    assert f"{form_id} versi {form.version}" in text
    last = [one for one in form.questions if one.number and not one.is_computed][-1]
    assert last.label.split()[0] in text
    assert draw(village, "isian-kosong", "xlsx", templat=form_id).isi[:2] == b"PK"


@pytest.mark.parametrize("form_id", sorted(SHELF))
def test_every_answer_that_is_asked_stands_on_the_filled_form(village: Database, form_id: str) -> None:
    form = SHELF[form_id]
    periode = isian.current_periode(TODAY, form.period)
    key = begin(village, form_id, periode, fill(form))
    shown = isian.show_isian(village, SHELF, key, by=OLEH, at=PUKUL)
    answered = [one for one in isian_butir.list_butir(shown) if not one.is_kosong]
    text = "".join("".join(pages(draw(village, "isian", key=key))).split())
    short = "".join("".join(pages(draw(village, "isian", key=key, is_ringkas=True))).split())
    assert len(answered) > 40
    for one in answered:
        words = "".join(one.tertulis.split())
        assert words in text, one.kode
        assert words in short, one.kode


def test_the_filled_form_is_that_of_the_period_or_the_newest(village: Database) -> None:
    begin(village, CARD, "2026-S1", {"desa": "Semester satu"})
    newest = begin(village, CARD, "2026-S2", {"desa": "Semester dua"})
    assert "Semester satu" in pages(draw(village, "isian", templat=CARD, periode="2026-s1"))[0]
    assert "Semester dua" in pages(draw(village, "isian", templat=CARD))[0]
    by_key = draw(village, "isian", key=newest)
    assert "Semester dua" in pages(by_key)[0]
    assert by_key.nama == "Isian_layanan-dasar_2026-S2_Tursino.pdf"


def test_what_cannot_be_printed_is_said(village: Database) -> None:
    with pytest.raises(NotFound, match="Isian Kartu Skor Layanan Dasar 2026-S2"):
        draw(village, "isian", templat=CARD, periode="2026-S2")
    with pytest.raises(NotFound, match="Templat tidak-ada"):
        draw(village, "isian-kosong", templat="tidak-ada")
    with pytest.raises(InvalidInput, match="Sebutkan isian mana"):
        draw(village, "kartu-skor")
    with pytest.raises(InvalidInput, match="Sebutkan templatnya"):
        draw(village, "isian-kosong")
    with pytest.raises(NotFound, match="Isian Potensi Desa atau Perkembangan Desa"):
        draw(village, "profil-desa")
    with pytest.raises(InvalidInput, match="tersedia sebagai: pdf"):
        draw(village, "profil-desa", "xlsx")


def test_the_blank_form_of_a_begun_checklist_has_its_period_and_no_answer(village: Database) -> None:
    key = begin(village, CARD, "2026-S1", {"desa": "Jangan dicetak"})
    text = " ".join(pages(draw(village, "isian-kosong", key=key)))
    assert "Semester I 2026" in text
    assert "Jangan dicetak" not in text


def test_choices_from_data_desa_stand_on_the_blank_form(village: Database) -> None:
    warga_desa.fill(village)
    form = template("""
        | type                            | name  | label | required |
        | select_one_from_file dusun.csv  | dusun | Dusun | yes      |
    """)
    made = printing.draw(
        village,
        aturan(),
        printing.Pesanan("isian-kosong", templat="coba"),
        "pdf",
        fonts=RESOURCES / "fonts",
        today=TODAY,
        templates={"coba": form},
    )
    with village.read() as unit:
        (desa,) = unit.select(Desa)
    assert f"Dusun * {' '.join(one.nama for one in desa.dusun)}" in pages(made)[0]


def test_a_form_with_one_open_question_of_thousands_is_not_called_complete(village: Database) -> None:
    lines = "\n".join(f"| integer | n{number} | Isian {number} |" for number in range(2_400))
    form = template(f"| type | name | label |\n{lines}")
    forms = {form.form_id: form}
    key = isian.open_isian(village, forms, form.form_id, "2026-S2", by=OLEH, at=PUKUL)
    given = {f"n{number}": 1 for number in range(2_399)}
    isian.answer(village, forms, key, given, by=OLEH, at=PUKUL)
    made = printing.draw(
        village,
        aturan(),
        printing.Pesanan("kartu-skor", key=key),
        "pdf",
        fonts=RESOURCES / "fonts",
        today=TODAY,
        templates=forms,
    )
    page = pages(made)[0]
    assert "99,9 persen" in page
    assert "100,0" not in page


@pytest.mark.parametrize(
    ("kertas", "size"), [("f4", (215, 330)), ("a4", (210, 297)), ("folio", (215.9, 330.2))]
)
def test_the_paper_is_f4_unless_another_is_asked_for(
    village: Database, kertas: str, size: tuple[float, float]
) -> None:
    box = PdfReader(BytesIO(draw(village, "isian-kosong", templat=CARD, kertas=kertas).isi)).pages[0].mediabox
    assert (float(box.width) / 72 * 25.4, float(box.height) / 72 * 25.4) == pytest.approx(size, abs=0.1)


# ------------------------------------------------------------------ score card


ANSWERS: dict[str, Any] = {
    "kes_bidan": "tidak_ada",
    "kes_dokter": "menetap",
    "kes_transport": "tidak",
    "kes_akses": "4",
    "kes_mutu": "4",
    "kes_posyandu": 4,
    "kes_posyandu_aktif": 2,
}


def test_the_card_names_what_lags_behind_most_and_what_to_do(village: Database) -> None:
    begin(village, CARD, "2026-S2", ANSWERS)
    (page,) = pages(draw(village, "kartu-skor", templat=CARD))
    gaps = page.split("yang perlu dilakukan")[1]
    assert "Tidak ada Usahakan menjadi: Menetap." in gaps
    assert "50% Naikkan menjadi 100%." in gaps
    assert gaps.index("Ketersediaan bidan") < gaps.index("Posyandu yang buka setiap bulan")
    assert gaps.index("Posyandu yang buka setiap bulan") < gaps.index("belum dijawab")
    assert "Ketersediaan dokter" not in gaps  # full points
    assert "belum dipastikan dengan aturan resmi" in page


def test_the_card_shows_earlier_periods_of_the_same_kind_only(village: Database) -> None:
    begin(village, CARD, "2025-S2", {**ANSWERS, "kes_akses": "1"})
    begin(village, CARD, "2026-S1", {**ANSWERS, "kes_bidan": "menetap"})
    begin(village, CARD, "2026-S2", ANSWERS)
    begin(village, CARD, "2027-S1", ANSWERS)
    (page,) = pages(draw(village, "kartu-skor", templat=CARD, periode="2026-S2"))
    assert "Sem. II 2025" in page
    assert "Sem. I 2026" in page
    assert "Sem. I 2027" not in page
    assert re.search(r"turun \d+,\d sejak Semester I 2026", page)


def test_a_checklist_without_points_shows_how_complete_it_is_and_no_level(village: Database) -> None:
    begin(village, "perkembangan-desa", "2026", fill(SHELF["perkembangan-desa"]))
    (page,) = pages(draw(village, "kartu-skor", templat="perkembangan-desa"))
    assert "Perkiraan kelengkapan" in page
    assert "bukan tingkat perkembangan resmi" in page
    assert "Kurang" not in page
    for word in ("swadaya", "swakarya", "swasembada"):
        assert word not in page.lower()


def test_a_finished_card_loses_its_konsep_and_carries_its_code(village: Database) -> None:
    form = {"coba": _small()}
    key = isian.open_isian(village, form, "coba", "2026-S2", by=OLEH, at=PUKUL)
    isian.answer(village, form, key, {"ada": "ya"}, by=OLEH, at=PUKUL)

    def card() -> printing.Hasil:
        return printing.draw(
            village,
            aturan(),
            printing.Pesanan("kartu-skor", key=key),
            "pdf",
            fonts=RESOURCES / "fonts",
            today=TODAY,
            templates=form,
        )

    assert "KONSEP" in pages(card())[0].replace(" ", "")
    isian.finish_isian(village, form, key, kid=KID, by=OLEH, at=PUKUL)
    text = pages(card())[0]
    assert "KONSEP" not in text.replace(" ", "")
    assert f"{str(key)[:8]}-r01" in text
    assert "100,0, Baik" in text


def _small() -> Template:
    return template("""
        | type            | name | label | x_dimensi |
        | select_one ya_tidak | ada | Ada | Layanan  |
    """)


# ------------------------------------------------------------------ the book


def test_the_book_has_its_chapters_the_pyramid_and_right_page_numbers(village: Database) -> None:
    warga_desa.fill(village)
    for form_id in ("potensi-desa", "perkembangan-desa"):
        begin(village, form_id, "2026", fill(SHELF[form_id]))
    made = draw(village, "profil-desa", tahun=2026)
    found = pages(made)
    assert made.halaman == len(found) > 20
    assert made.nama == "ProfilDesa_2026_Tursino.pdf"
    assert "PROFIL DESA TURSINO TAHUN 2026" in found[0]
    contents = " ".join(one for one in found[1:6] if " . . ." in one)
    chapters = re.findall(r"(BAB [IVX]+ [A-Z ]+?)(?: \.)+ (\d+)", contents)
    assert [title.split(" ", 2)[2] for title, _number in chapters] == [
        "GAMBARAN UMUM",
        "POTENSI SUMBER DAYA ALAM",
        "POTENSI SUMBER DAYA MANUSIA",
        "KEADAAN PENDUDUK",
        "POTENSI KELEMBAGAAN",
        "POTENSI PRASARANA DAN SARANA",
        "TINGKAT PERKEMBANGAN",
    ]
    for title, number in chapters:
        assert title in found[int(number) - 1]
    people = int(dict(chapters)["BAB IV KEADAAN PENDUDUK"])
    assert "Laki-laki" in found[people - 1]
    assert "tidak dihitung di sini" in found[-1]
    assert "Sutrisno Hadi" in found[-1]


def test_the_book_of_a_year_takes_the_checklists_of_that_year(village: Database) -> None:
    begin(village, "potensi-desa", "2025", {"desa": "Tahun lalu"})
    begin(village, "potensi-desa", "2026", {"desa": "Tahun ini"})
    assert "Tahun lalu" in " ".join(pages(draw(village, "profil-desa", tahun=2025)))
    newest = " ".join(pages(draw(village, "profil-desa")))
    assert "Tahun ini" in newest
    assert "TAHUN 2026" in newest
    with pytest.raises(NotFound):
        draw(village, "profil-desa", tahun=2020)
