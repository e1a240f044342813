"""Perdes, books of the plans, report, infographic and calendar out of a village's own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

import desa_hidup
import lembar_word
from builders import RESOURCES, aturan, kegiatan, perangkat
from desa_desktop.documents import pdf
from desa_desktop.documents.blocks import Page, Paragraph
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import StatusDokumen, dokumen_id
from desa_desktop.domain.kalender import KeadaanTugas, Tugas
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.rkp import AnggotaTim, Evaluasi, ProgramMasuk, RkpDesa
from desa_desktop.domain.rpjm import ArahRpjm, KegiatanRpjm, Masalah, RpjmDesa, TingkatArah
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import editing, printing, rkp, tasks, teks_rencana
from desa_desktop.store import archive
from desa_desktop.store.unit import Database
from laptop import Laptop
from office import KID, OLEH, PUKUL, TAHUN, open_store
from papers import is_level
from papers_perdes import naskah

TODAY = date(2026, 11, 22)
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Database]:
    """Eight proposals agreed and taken into the plan, with money."""
    with open_store(tmp_path) as database:
        desa_hidup.people(database)
        desa_hidup.propose(database)
        desa_hidup.agree(database)
        made, _passed = rkp.take_usulan(database, aturan(), TAHUN, **STEP)
        desa_hidup.give_pagu(database, DDS=850_000_000)
        desa_hidup.complete(database, made)
        yield database


def draw(database: Database, jenis: str, bentuk: str = "pdf", **more: Any) -> printing.Hasil:
    beranda = more.pop("beranda", None)
    return printing.draw(
        database,
        aturan(),
        printing.Pesanan(jenis, **more),
        bentuk,
        fonts=RESOURCES / "fonts",
        today=TODAY,
        naskah=naskah,
        beranda=beranda,
    )


def pages(made: printing.Hasil) -> list[str]:
    """The words of each page in the order of reading, without the watermark."""
    with pdfplumber.open(BytesIO(made.isi)) as book:
        return [" ".join(one.filter(is_level).extract_text(x_tolerance=1.5).split()) for one in book.pages]


def whole(database: Database, jenis: str, **more: Any) -> str:
    return " ".join(pages(draw(database, jenis, **more)))


def plan_key(database: Database) -> Any:
    return rkp.rkp_key(database, TAHUN)


def ratify(database: Database, nomor: str = "4 Tahun 2026", **more: Any) -> None:
    rkp.ratify_rkp(
        database, aturan(), TAHUN, kid=KID, nomor=nomor, tanggal=date(2026, 9, 20), alasan="Lengkap",
        **STEP, **more,
    )  # fmt: skip


def long_plan(database: Database, **values: Any) -> RpjmDesa:
    """The RPJM Desa 2026 to 2033 with one activity in 2027."""
    with database.unit() as unit:
        desa = desa_hidup.own_id(database)
        plan = RpjmDesa(
            id=dokumen_id(desa, "rpjm-desa", "2026"), desa_id=desa, tahun=2026, tahun_akhir=2033,
            visi="Desa Tursino yang rukun", nomor_perdes="3", tanggal_perdes=date(2026, 2, 10),
        )  # fmt: skip
        for name, value in values.items():
            setattr(plan, name, value)
        misi = ArahRpjm(tingkat=TingkatArah.MISI, uraian="Jalan yang baik", urut=1)
        tujuan = ArahRpjm(tingkat=TingkatArah.TUJUAN, uraian="Hasil tani mudah diangkut", induk_id=misi.id)
        plan.arah = [misi, tujuan]
        plan.kegiatan = [
            KegiatanRpjm(kode="02.03.10", nama="Talud dusun", tahun=(2027, 2029), urut=1, sumber=("DDS",),
                         volume=Decimal(300), biaya_tahun={"2027": 85_000_000, "2029": 90_000_000}),
            KegiatanRpjm(kode="04.01.01", nama="Kolam ikan", tahun=(2028,), urut=2,
                         biaya_tahun={"2028": 10_000_000}),
        ]  # fmt: skip
        plan.masalah = [
            Masalah(uraian="Jalan rusak", tindakan="talud", nilai={"banyak": 5, "parah": 4}, urut=1)
        ]
        unit.add(plan)
        unit.commit("rpjm", OLEH, PUKUL)
    return plan


# ------------------------------------------------------------------ Perdes


def test_the_draft_regulation_has_every_part_of_a_perdes_in_its_order(village: Database) -> None:
    said = whole(village, "perdes-rkp")
    parts = [
        "PERATURAN DESA TURSINO", "NOMOR ........ TAHUN 2026", "TENTANG",
        "RENCANA KERJA PEMERINTAH DESA TAHUN 2027", "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "Menimbang : a.", "Mengingat : 1.", "Dengan Kesepakatan Bersama",
        "BADAN PERMUSYAWARATAN DESA TURSINO", "MEMUTUSKAN:", "Menetapkan :", "BAB I KETENTUAN UMUM",
        "Pasal 1", "BAB V KETENTUAN PENUTUP", "Pasal 7", "Diundangkan di Tursino", "Ditetapkan di Tursino",
        "SEKRETARIS DESA TURSINO,", "Lestari Wulandari", "Sutrisno Hadi", "LEMBARAN DESA TURSINO TAHUN 2026",
    ]  # fmt: skip
    places = [said.find(one) for one in parts[:-4]]
    assert -1 not in places
    assert places == sorted(places)
    assert all(one in said for one in parts)
    assert "pada tanggal 12 Agustus 2026 di Balai Desa Tursino" in said  # the musrenbangdes that was held
    assert "Rancangan Perdes RKPDes 2027" in said


def test_the_ratified_regulation_carries_its_number_and_day(village: Database) -> None:
    ratify(village)
    said = whole(village, "perdes-rkp")
    assert "NOMOR 4 TAHUN 2026" in said
    assert "pada tanggal 20 September 2026" in said
    assert "LEMBARAN DESA TURSINO TAHUN 2026 NOMOR 4" in said


def test_every_page_of_a_ratified_paper_has_a_code_with_its_check_sum(village: Database) -> None:
    def drawn() -> list[int]:
        with pdfplumber.open(BytesIO(draw(village, "perdes-rkp").isi)) as book:
            return [len(page.rects) for page in book.pages]

    assert set(drawn()) == {0}
    ratify(village)
    with village.read() as unit:
        (row,) = archive.snapshot_heads(unit, plan_key(village))
    code = f"{str(plan_key(village))[:8]}-r01 {row.digest[:12]}"
    assert set(drawn()) == {squares(code)}
    # the number of squares tells codes apart, though two may have as many by chance
    assert len({squares(f"{code}{digit}") for digit in "0123456789"}) > 1


def squares(code: str) -> int:
    """How many dark fields a code is drawn with."""
    page = Page(title="x", blocks=(Paragraph("x"),), qr=code)
    with pdfplumber.open(BytesIO(pdf.write(page, RESOURCES / "fonts"))) as book:
        return len(book.pages[0].rects)


def test_an_acting_head_of_the_village_signs_the_regulation_as_acting(village: Database) -> None:
    with village.unit() as unit:
        desa = unit.select(Desa)[0]
        desa.perangkat[:] = [
            perangkat(nama="Suratman", selesai=date(2026, 8, 31)),
            perangkat(nama="Wahyuni", jabatan="Pj. Kepala Desa", mulai=date(2026, 9, 1), jk="P"),
        ]
        unit.commit("uji", OLEH, PUKUL)
    ratify(village)
    said = whole(village, "perdes-rkp")
    assert "Pj. KEPALA DESA TURSINO," in said
    assert "Wahyuni" in said
    assert "Suratman" not in said


def test_the_regulation_cites_the_rule_the_village_follows_and_no_unconfirmed_one(village: Database) -> None:
    said = whole(village, "perdes-rkp")
    assert "Nomor 21 Tahun 2020" in said
    with village.unit() as unit:
        kantor = tasks.office.require(unit)
        kantor.setelan = {"dasar_tim": "permendagri114"}
        unit.commit("setelan", OLEH, PUKUL)
    said = whole(village, "perdes-rkp")
    assert "Nomor 114 Tahun 2014" in said
    assert "Nomor 21 Tahun 2020" not in said
    assert "Pasal 51" not in said


def test_a_changed_plan_is_a_perdes_on_the_change_with_its_grounds(village: Database) -> None:
    ratify(village)
    rkp.revise(village, "rkp", TAHUN, **STEP)
    assert "PERUBAHAN ATAS" not in whole(village, "perdes-rkp")  # corrected, not changed by law
    grounds = {
        "dasar_perubahan": "terjadi banjir pada tanggal 3 Februari 2027.",
        "nomor_perdes": "", "tanggal_perdes": None,
    }  # fmt: skip
    editing.change(village, RkpDesa, plan_key(village), grounds, **STEP)
    said = whole(village, "perdes-rkp")
    assert "PERUBAHAN ATAS PERATURAN DESA TURSINO NOMOR 4 TAHUN 2026 TENTANG RENCANA KERJA" in said
    assert "bahwa terjadi banjir pada tanggal 3 Februari 2027;" in said
    assert "(1) RKP Desa Tahun 2027 yang ditetapkan dengan Peraturan Desa Tursino Nomor 4 Tahun 2026" in said
    assert "PERUBAHAN RENCANA KERJA PEMERINTAH DESA" in whole(village, "dokumen-rkp")


def test_a_second_change_cites_the_perdes_of_the_first(village: Database) -> None:
    ratify(village)
    for ground, number in (("banjir", "1 Tahun 2027"), ("gempa", "2 Tahun 2027")):
        rkp.revise(village, "rkp", TAHUN, **STEP)
        change = {"dasar_perubahan": ground, "nomor_perdes": number}
        editing.change(village, RkpDesa, plan_key(village), change, **STEP)
        ratify(village, nomor=number)
    said = whole(village, "perdes-rkp")
    assert "Perubahan Kedua atas Peraturan Desa Tursino Nomor 4 Tahun 2026" in said
    assert (
        "Peraturan Desa Tursino Nomor 4 Tahun 2026 tentang Rencana Kerja Pemerintah Desa Tahun 2027 "
        "sebagaimana telah diubah dengan Peraturan Desa Tursino Nomor 1 Tahun 2027."
    ) in said


def test_an_eight_year_change_of_the_rpjm_says_how_long_it_lasts(village: Database) -> None:
    long_plan(village, dasar_perubahan="jangka waktu RPJM Desa menyesuaikan masa jabatan Kepala Desa 8 tahun")
    said = whole(village, "perdes-rpjm", tahun=2030)
    assert "PERUBAHAN ATAS PERATURAN DESA TURSINO NOMOR" in said
    assert "adalah 8 (delapan) tahun, yaitu Tahun 2026 sampai dengan Tahun 2033" in said


def test_without_a_long_plan_nothing_of_it_can_be_printed(village: Database) -> None:
    with pytest.raises(NotFound, match="RPJM Desa untuk tahun 2027"):
        draw(village, "perdes-rpjm")
    assert "...................." in whole(village, "perdes-rkp")  # its Perdes is not known yet


# ------------------------------------------------------------------ the village's own words


def test_the_villages_own_wording_is_printed_and_can_be_undone(village: Database) -> None:
    teks_rencana.change_text(
        village, naskah(), "rkp", TAHUN, "perdes-rkp.menimbang", "bahwa {desa} perlu jalan;\n\nbahwa setuju;",
        **STEP,
    )  # fmt: skip
    said = whole(village, "perdes-rkp")
    assert "a. bahwa Tursino perlu jalan; b. bahwa setuju; Mengingat" in said
    shown = teks_rencana.show_texts(village, naskah(), "rkp", TAHUN)
    assert [one.id for one in shown.blok if one.is_ubahan] == ["perdes-rkp.menimbang"]
    assert editing.undo(village, **STEP) == "ubah teks Menimbang"
    assert "perlu jalan" not in whole(village, "perdes-rkp")
    assert editing.redo(village, **STEP) == "ubah teks Menimbang"
    teks_rencana.restore_text(village, "rkp", TAHUN, "perdes-rkp.menimbang", **STEP)
    assert "perlu jalan" not in whole(village, "perdes-rkp")


def test_a_text_typed_as_the_default_stands_is_no_wording_of_its_own(village: Database) -> None:
    default = next(
        one.bawaan
        for one in teks_rencana.show_texts(village, naskah(), "rkp", TAHUN).blok
        if one.id == "dokumen-rkp.penutup"
    )
    teks_rencana.change_text(village, naskah(), "rkp", TAHUN, "dokumen-rkp.penutup", default + "\n", **STEP)
    assert not any(one.is_ubahan for one in teks_rencana.show_texts(village, naskah(), "rkp", TAHUN).blok)


def test_changing_a_text_keeps_the_facts_other_papers_store_beside_it(village: Database) -> None:
    key = plan_key(village)
    editing.change(village, RkpDesa, key, {"teks": {"berita-acara-tim.nomor": "7"}}, **STEP)
    teks_rencana.change_text(
        village, naskah(), "rkp", TAHUN, "dokumen-rkp.maksud", "Maksudnya jelas.", **STEP
    )
    with village.read() as unit:
        assert unit.get(RkpDesa, key).teks == {
            "berita-acara-tim.nomor": "7", "dokumen-rkp.maksud": "Maksudnya jelas."
        }  # fmt: skip


@pytest.mark.parametrize(
    ("kunci", "text", "sentence"),
    [
        ("perdes-rkp.menimbang", "   ", "Teks kosong tidak disimpan"),
        ("perdes-rkp.menimbang", "bahwa {bupati};", "{bupati} yang tidak dikenal"),
        ("sk-tim.kesatu", "Membentuk tim {judul}.", "{judul} yang tidak dikenal"),
        ("perdes-rkp.bab-1", "KETENTUAN UMUM", "Bab ini belum punya isi"),
        ("perdes-rkp.menimbang", "x" * 9_000, "paling banyak 8000"),
        ("perdes-rkp.bab-9", "JUDUL\nPasal\nIsi.", "Teks perdes-rkp.bab-9 tidak dikenal"),
    ],
)
def test_a_text_that_could_not_be_printed_is_refused_and_nothing_changes(
    village: Database, kunci: str, text: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        teks_rencana.change_text(village, naskah(), "rkp", TAHUN, kunci, text, **STEP)
    assert sentence in " ".join(refused.value.fields.values())
    with village.read() as unit:
        assert not unit.get(RkpDesa, plan_key(village)).teks


def test_the_words_of_a_ratified_plan_stand(village: Database) -> None:
    ratify(village)
    assert teks_rencana.show_texts(village, naskah(), "rkp", TAHUN).is_terkunci
    with pytest.raises(editing.Locked):
        teks_rencana.change_text(village, naskah(), "rkp", TAHUN, "dokumen-rkp.maksud", "Lain.", **STEP)


def test_chapters_that_are_left_out_leave_no_gap_in_the_numbers(village: Database) -> None:
    chapter = "ISI\nPasal 9\n(1) Satu.\n(7) Dua:\na. a satu;\nb. a dua.\nPasal\nTiga."
    teks_rencana.change_text(village, naskah(), "rkp", TAHUN, "perdes-rkp.bab-3", chapter, **STEP)
    said = whole(village, "perdes-rkp")
    assert "BAB III ISI Pasal 3 (1) Satu. (2) Dua: a. a satu; b. a dua. Pasal 4 Tiga. BAB IV" in said


# ------------------------------------------------------------------ the books


def test_the_book_has_its_six_chapters_filled_from_what_the_village_entered(village: Database) -> None:
    long_plan(village)
    key = plan_key(village)
    team = [{"nama": "Siti Aminah", "jk": "P", "jabatan": "Ketua", "unsur": "Sekretaris Desa"}]
    editing.add_rows(village, AnggotaTim, key, team, **STEP)
    judged = [
        {"nama": "Talud lama", "anggaran": 50_000_000, "realisasi": 48_000_000, "is_terlaksana": True},
        {"nama": "Gapura", "anggaran": 5_000_000, "keterangan": "ditunda"},
    ]
    editing.add_rows(village, Evaluasi, key, judged, **STEP)
    entering = [{"bidang": "2", "nama": "Sanitasi perdesaan", "asal": "Kabupaten", "pagu": 200_000_000}]
    editing.add_rows(village, ProgramMasuk, key, entering, **STEP)
    sheets = pages(draw(village, "dokumen-rkp"))
    said = " ".join(sheets)
    titles = [
        "BAB I PENDAHULUAN", "BAB II GAMBARAN UMUM DAN KEBIJAKAN KEUANGAN DESA",
        "BAB III EVALUASI PROGRAM/KEGIATAN", "BAB IV PRIORITAS PROGRAM PEMBANGUNAN",
        "BAB V RENCANA KERJA DAN PENDANAAN", "BAB VI PENUTUP", "DAFTAR LAMPIRAN",
    ]  # fmt: skip
    assert "DAFTAR ISI" in sheets[1]
    assert all(one in sheets[1] for one in titles)
    for fact in (
        "Desa Tursino yang rukun", "1. Jalan yang baik", "Musrenbangdes", "12/08/2026", "Siti Aminah",
        "Dari 2 kegiatan yang dievaluasi, 1 terlaksana, dengan realisasi Rp48.000.000 dari anggaran "
        "Rp55.000.000.", "Sanitasi perdesaan Kabupaten", "Jembatan antar desa Kali Jali",
        "Talud RT 03", "JUMLAH RKP DESA TAHUN 2027", "Krajan", "Nomor 3 Tahun 2026",
    ):  # fmt: skip
        assert fact in said, fact


def test_an_empty_village_still_gets_its_book_with_the_gaps_named(tmp_path: Path) -> None:
    with open_store(tmp_path) as database:
        said = whole(database, "dokumen-rkp")
        for gap in ("visi dan misi", "pagu indikatif", "evaluasi pelaksanaan", "susunan tim", "daftar dusun"):
            assert f"Belum diisi: {gap}" in said
        with pytest.raises(NotFound):
            draw(database, "infografis")


def test_the_word_copy_of_the_book_has_headings_contents_and_real_tables(village: Database) -> None:
    document = lembar_word.read(draw(village, "dokumen-rkp", "docx").isi)
    styles = [one.style.name for one in document.paragraphs]
    assert styles.count("Heading 1") == 7
    assert styles.count("Heading 2") >= 14
    assert len(document.tables) >= 4
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (215, 330)
    foot = " ".join(one.text for one in section.footer.paragraphs)
    assert "Salinan untuk disunting. Data resmi ada di Desa Desktop." in foot
    assert not list(
        document.element.body.iter("{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp")
    )


def test_the_long_book_has_its_seven_chapters_and_eight_years(village: Database) -> None:
    long_plan(village)
    sheets = pages(draw(village, "dokumen-rpjm"))
    said = " ".join(sheets)
    for title in (
        "BAB I PENDAHULUAN", "BAB II PROFIL DESA", "BAB III VISI MISI", "BAB IV RUMUSAN PRIORITAS",
        "BAB V ARAH KEBIJAKAN", "BAB VI PROGRAM DAN KEGIATAN", "BAB VII PENUTUP",
    ):  # fmt: skip
        assert title in sheets[1]
    assert "2026 2027 2028 2029 2030 2031 2032 2033" in said
    assert "Tujuan 1.1: Hasil tani mudah diangkut" in said
    assert "JUMLAH RPJM DESA TAHUN 2026–2033 185.000.000" in said
    assert "1 Jalan rusak" in said  # rank by the sum of its values


def test_the_team_stands_in_the_book_with_the_names_of_its_groups(village: Database) -> None:
    with village.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        plan.tim[:] = [
            AnggotaTim(urut=1, nama="Lastri", jabatan="Anggota", unsur="perempuan"),
            AnggotaTim(urut=2, nama="Suratman", jabatan="Pembina", unsur="Perangkat Desa"),
        ]
        unit.commit("uji", OLEH, PUKUL)
    for paper in ("dokumen-rkp", "laporan-rkp", "sk-tim", "berita-acara-tim"):
        said = whole(village, paper)
        assert "Anggota Kelompok perempuan" in said, paper
        assert "Pembina Perangkat Desa" in said, paper  # as it was typed


def test_the_report_of_the_team_counts_what_came_of_each_step(village: Database) -> None:
    long_plan(village)
    said = whole(village, "laporan-rkp")
    assert "1 sumber dana, seluruhnya Rp850.000.000." in said
    assert "14 usulan: 13 disepakati, 1 diteruskan ke DU-RKP" in said
    assert "1 kegiatan RPJM Desa direncanakan untuk tahun 2027: 0 masuk RKP Desa, 1 tertunda." in said
    assert "1 kegiatan RPJM Desa tertunda: Talud dusun." in said


# ------------------------------------------------------------------ on the wall


def test_the_infographic_shows_sums_and_the_ten_largest_on_one_page_without_a_person(
    village: Database,
) -> None:
    sheets = pages(draw(village, "infografis"))
    assert len(sheets) == 1
    said = sheets[0]
    assert "Masih rancangan, belum ditetapkan." in said
    assert "Rp431.800.000 dari Rp850.000.000" in said, said
    assert re.search(r"1 Talud RT 03 .*85\.000\.000", said)
    assert "10 " in said
    assert "Kantor Desa Tursino" in said
    for person in ("Sutrisno", "Lestari", "Wagiman", "Sri Utami"):
        assert person not in said


def test_a_full_infographic_is_still_one_page(village: Database) -> None:
    with village.unit() as unit:
        unit.select(Kantor)[0].alamat = "Jalan Raya Kutoarjo - Bruno KM 7,5 Tursino 54253, telepon (0275) 000"
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        del plan.kegiatan[:]
        for place in range(24):
            plan.kegiatan.append(
                kegiatan(
                    nama=f"Pembangunan talud penahan tanah beserta drainase jalan penghubung {place} " * 3,
                    kode=("01.01.01", "02.03.10", "03.01.04", "04.02.01", "05.01.00", "")[place % 6],
                    sumber=("DDS", "ADD", "PAD", "PBH", "PBP", "PBK", "DLL", "SWD")[place % 8],
                    biaya=10_000_000 + place,
                    penerima_l=12,
                    penerima_p=13,
                    penerima_rtm=4,
                )
            )
        plan.status, plan.revisi = StatusDokumen.DISAHKAN, 1
        plan.nomor_perdes, plan.tanggal_perdes = "7", date(2026, 9, 25)
        unit.commit("uji", OLEH, PUKUL)
    for kertas in ("f4", "a4", "folio"):
        assert len(pages(draw(village, "infografis", kertas=kertas))) == 1


def test_the_infographic_of_a_ratified_plan_carries_its_code(village: Database) -> None:
    ratify(village)
    made = draw(village, "infografis")
    said = " ".join(pages(made))
    assert "Peraturan Desa Nomor 4 Tahun 2026 tanggal 20 September 2026." in said
    assert f"{str(plan_key(village))[:8]}-r01" in said
    with pdfplumber.open(BytesIO(made.isi)) as book:
        dark = [one for one in book.pages[0].rects if one["width"] < 30 and one["height"] < 4]
    assert len(dark) > 150  # the fields of the QR code


def first_screen(*open_steps: str) -> tasks.Beranda:
    """A first screen on which only these steps of the calendar still wait."""
    waiting = tuple(
        Tugas(f"langkah:{one}", one, "Belum.", date(2026, 12, 31), KeadaanTugas.NANTI, 39, "rkpdes")
        for one in open_steps
    )
    return tasks.Beranda(waiting, (), "", "", (), None, {})


def test_the_wall_calendar_cites_only_rules_with_a_source_and_marks_what_is_done(village: Database) -> None:
    made = draw(village, "kalender", beranda=lambda: first_screen("durkp"))
    (said,) = pages(made)
    assert "KALENDER PERENCANAAN DESA TURSINO TAHUN 2026" in said
    assert "Musdes Perencanaan (selesai)" in said
    assert "Permendagri 114/2014" in said
    assert "31 Sahkan dan kirim DURKP" in said
    assert "pasal 51" not in said  # unconfirmed: advice, never a citation
    assert re.search(r"12 Musrenbangdes.*\(selesai\)", said)


def test_the_calendar_of_another_year_marks_no_step_as_done(village: Database) -> None:
    (said,) = pages(draw(village, "kalender", tahun=2028, beranda=lambda: first_screen()))
    assert "TAHUN 2027" in said
    assert "(selesai)" not in said


def test_the_list_of_tasks_is_that_of_the_first_screen(village: Database) -> None:
    (said,) = pages(draw(village, "daftar-tugas", beranda=lambda: first_screen("durkp", "apbdes")))
    assert "DAFTAR TUGAS PER 22 NOVEMBER 2026" in said
    assert "NANTI" in said
    assert "1 durkp Belum. 31/12/2026 39 hari lagi" in said
    assert draw(village, "daftar-tugas", "xlsx", beranda=lambda: first_screen("durkp")).isi[:2] == b"PK"


# ------------------------------------------------------------------ on the command line


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A new village office."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    made = Laptop(tmp_path / "tursino")
    made.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino",
             "--kecamatan", "Kutoarjo", "--kabupaten", "Purworejo", "--kepala", "Suratman",
             "--sekretaris", "Ratna", "--bpd", "Harjono", "--tahun", "2027")  # fmt: skip
    return made


def test_a_text_is_listed_worded_from_a_file_and_taken_back_by_command(
    laptop: Laptop, tmp_path: Path
) -> None:
    rows = laptop.ask("rencana", "teks", "rkp")["teks"]
    assert {
        "kunci": "perdes-rkp.menimbang",
        "cetakan": "perdes",
        "judul": "Menimbang",
        "diubah": False,
    } in rows
    file = tmp_path / "menimbang.txt"
    file.write_text("\ufeffbahwa {desa} perlu jalan;\r\n", encoding="utf-8")
    words = ("rencana", "teks", "rkp", "--kunci", "perdes-rkp.menimbang")
    said = laptop.ask(*words, "--isi", file)
    assert (said["teks"], said["diubah"]) == ("bahwa {desa} perlu jalan;", True)
    paper = tmp_path / "perdes.docx"
    laptop.ask("cetak", "perdes-rkp", "--ke", paper)
    assert "bahwa Tursino perlu jalan;" in lembar_word.outline(paper.read_bytes())
    assert laptop.ask(*words, "--semula")["diubah"] is False
    assert laptop.ask("data", "urungkan")["langkah"] == "kembalikan teks Menimbang"
    assert laptop.ask(*words)["diubah"] is True


def test_what_cannot_be_a_text_is_said_and_nothing_changes(laptop: Laptop, tmp_path: Path) -> None:
    words = ("rencana", "teks", "rkp")
    assert "tidak ditemukan" in laptop.refuse(
        *words, "--kunci", "perdes-rkp.menimbang", "--isi", "x.txt", code=1
    )
    picture = tmp_path / "gambar.txt"
    picture.write_bytes(b"\xff\xfe\x00\x01")
    asked = (*words, "--kunci", "perdes-rkp.menimbang", "--isi", picture)
    assert "Simpan sebagai teks biasa (UTF-8)." in laptop.refuse(*asked, code=2)
    assert "Teks salah tidak dikenal." in laptop.refuse(*words, "--kunci", "salah", code=2)
    assert "Sebut juga --kunci" in laptop.refuse(*words, "--semula", code=2)
    both = (*words, "--kunci", "perdes-rkp.menimbang", "--semula", "--isi", picture)
    assert "tidak keduanya" in laptop.refuse(*both, code=2)
    assert "RPJM Desa untuk tahun 2027 tidak ditemukan." in laptop.refuse("rencana", "teks", "rpjm", code=1)


@pytest.mark.parametrize("jenis", ["perdes-rkp", "dokumen-rkp", "laporan-rkp", "kalender", "daftar-tugas"])
def test_each_paper_is_printed_by_command(laptop: Laptop, tmp_path: Path, jenis: str) -> None:
    target = tmp_path / f"{jenis}.pdf"
    said = laptop.ask("cetak", jenis, "--ke", target)
    assert said["halaman"] >= 1
    assert target.read_bytes().startswith(b"%PDF")
