"""Lists and matrices of the plan out of a village's own data: columns, sums, revisions, Siskeudes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pdfplumber
import pytest
from openpyxl import load_workbook

import desa_hidup
from baca_pdf import page_texts
from builders import RESOURCES, aturan, baris_durkp, baris_rab, kegiatan, pagu, perangkat
from desa_desktop.domain.desa import Desa
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.kantor import Kantor
from desa_desktop.domain.rkp import (
    Durkp,
    Evaluasi,
    Kegiatan,
    KelompokRab,
    PolaPelaksanaan,
    ProgramMasuk,
    RencanaTim,
    RkpDesa,
    SumberBiaya,
)
from desa_desktop.domain.rpjm import RpjmDesa, RpjmDesaId
from desa_desktop.domain.usulan import DaftarUsulan, Usulan
from desa_desktop.errors import InvalidInput, NotFound
from desa_desktop.services import dokumen, printing, siskeudes
from desa_desktop.services.printing_rencana import COLLECTORS, PAPERS_OF_REVISION
from desa_desktop.store.unit import Database
from laptop import Laptop
from office import KID, OLEH, PUKUL, TAHUN, open_store

HARI = date(2026, 11, 22)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Desa Tursino with a plan of five activities, its team's papers, a DU-RKP and proposals."""
    with open_store(tmp_path) as opened:
        desa_hidup.people(opened)
        desa_hidup.propose(opened, 6)
        fill(opened)
        yield opened


def fill(database: Database) -> None:
    """Road (two sources, estimate, tag), posyandu (tags), wages, a CSR activity, one without a code."""
    with database.unit() as unit:
        village = unit.select(Desa)[0]
        village.perangkat.append(perangkat(nama="Joko Santoso", jabatan="Kasi Kesejahteraan"))
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        plan.ketua_tim = "Lestari Wulandari"
        plan.kegiatan += [
            kegiatan(
                nama="Jalan usaha tani",
                kode="02.03.10",
                biaya=100_000_000,
                penerima_l=120,
                penerima_p=98,
                penerima_rtm=34,
                sumber_biaya=[
                    SumberBiaya(urut=1, sumber="DDS", jumlah=60_000_000),
                    SumberBiaya(urut=2, sumber="DDS", jumlah=10_000_000, is_silpa=True),
                    SumberBiaya(urut=3, sumber="ADD", jumlah=30_000_000),
                ],
                rab=[
                    baris_rab(volume=Decimal(1000), harga_satuan=65_000, kategori="I-b"),
                    baris_rab(
                        kelompok=KelompokRab.UPAH,
                        uraian="Pekerja",
                        volume=Decimal(350),
                        satuan="HOK",
                        harga_satuan=100_000,
                        kategori="III-a",
                    ),
                ],
            ),
            kegiatan(
                nama="Posyandu balita", kode="02.02.02", biaya=18_000_000, tanda=("stunting", "kesehatan")
            ),
            kegiatan(
                nama="Siltap Kepala Desa",
                kode="01.01.01",
                biaya=59_520_000,
                sumber="ADD",
                bulan_mulai=1,
                bulan_selesai=12,
                rab=[
                    baris_rab(
                        kelompok=KelompokRab.LAIN,
                        uraian="Siltap",
                        kode="5.1.1.01",
                        volume=Decimal(12),
                        satuan="bulan",
                        harga_satuan=4_960_000,
                    )
                ],
            ),
            kegiatan(
                nama="Embung",
                kode="02.03.14",
                biaya=40_000_000,
                pola=PolaPelaksanaan.PIHAK_KETIGA,
                mitra="PT Sumber Makmur",
                biaya_mitra=25_000_000,
            ),
            kegiatan(nama="Belum berkode", kode="", biaya=5_000_000, sumber="PAD"),
        ]
        plan.pagu += [
            pagu(jumlah=500_000_000, silpa=10_000_000),
            pagu(sumber="ADD", jumlah=90_000_000),
            pagu(sumber="PAD", jumlah=6_000_000),
        ]
        upwards = unit.select(Durkp, tahun=TAHUN)[0]
        upwards.baris += [baris_durkp(sdgs=(9,), penerima_rtm=40, data_eksisting="rusak berat")]
        unit.commit("isi rencana", OLEH, PUKUL)


def change(database: Database, **parts: Any) -> None:
    """Add parts to the plan of the year."""
    with database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        for name, rows in parts.items():
            getattr(plan, name).extend(rows)
        unit.commit("ubah rencana", OLEH, PUKUL)


def draw(database: Database, jenis: str, bentuk: str = "pdf", **order: Any) -> printing.Hasil:
    return printing.draw(
        database,
        aturan(),
        printing.Pesanan(jenis, **order),
        bentuk,
        fonts=RESOURCES / "fonts",
        today=HARI,
    )


def text(made: printing.Hasil) -> str:
    return " ".join(page_texts(made.isi))


def key_of(database: Database, nama: str) -> UUID:
    with database.read() as unit:
        return next(one.id for one in unit.select(RkpDesa, tahun=TAHUN)[0].kegiatan if one.nama == nama)


def line_of(made: printing.Hasil, value: str) -> list[object]:
    """The row of a workbook in which this text stands."""
    for sheet in load_workbook(BytesIO(made.isi)).worksheets:
        for row in sheet.iter_rows(values_only=True):
            if value in row:
                return list(row)
    raise AssertionError(value)


@pytest.mark.parametrize("jenis", sorted(COLLECTORS))
def test_every_paper_of_the_plan_is_drawn_as_pdf_and_as_workbook_or_says_what_is_missing(
    database: Database, jenis: str
) -> None:
    empty = {"program-masuk": "Program masuk desa 2027", "evaluasi-rkp": "Evaluasi RKPDes 2026"}
    for bentuk in ("pdf", "xlsx"):
        if jenis in empty:
            with pytest.raises(NotFound) as missing:
                draw(database, jenis, bentuk)
            assert empty[jenis] in str(missing.value)
        else:
            assert draw(database, jenis, bentuk).isi
            assert "Tursino" in draw(database, jenis, bentuk).nama


def test_a_year_without_a_plan_is_named(database: Database) -> None:
    for jenis in ("matriks-rkp-a3", "durkp-c2", "rab", "pagu", "entri-siskeudes", "gagasan", "pemeriksaan"):
        with pytest.raises(NotFound, match="2031"):
            draw(database, jenis, tahun=2031)


# ------------------------------------------------------------------ matrices and DU-RKP


def test_form_a3_has_one_amount_for_each_activity_and_counts_men_and_women_together(
    database: Database,
) -> None:
    row = line_of(draw(database, "matriks-rkp-a3", "xlsx"), "Jalan usaha tani")
    assert row[7:15] == [100_000_000, 218, 120, 98, 34, "3 Bulan", "Mei", "Juli"]
    assert row[15] == "Kasi Kesejahteraan"
    assert line_of(draw(database, "matriks-rkp-a3", "xlsx"), "JUMLAH")[7] == 222_520_000


def test_the_variant_of_the_matrix_counts_who_benefits_in_three_columns(database: Database) -> None:
    row = line_of(draw(database, "matriks-rkp-lpr", "xlsx"), "Jalan usaha tani")
    assert row[9:12] == [120, 98, 34]
    assert row[13:15] == [60_000_000, "DDS"]


def test_the_forms_of_the_durkp_name_priority_and_the_office_that_is_asked(database: Database) -> None:
    assert "APBD Kabupaten/Kota Dinas PUPR" in text(draw(database, "durkp"))
    short = line_of(draw(database, "durkp-c2", "xlsx"), "Pengaspalan jalan kabupaten")
    assert short[3] == "9"
    assert short[4] == "rusak berat"
    assert short[7] == "L 500, P 520, RTM 40"
    assert short[11:] == [1, "Dinas PUPR"]
    long = line_of(draw(database, "durkp-c3", "xlsx"), "Pengaspalan jalan kabupaten")
    assert long[13:] == ["Dinas PUPR", 1]
    assert "(DU-RKPDESA)" in text(draw(database, "durkp-c3"))
    for jenis in ("durkp", "durkp-c2", "durkp-c3"):
        assert "Ketua Tim Penyusun RKP Desa, Lestari Wulandari" in text(draw(database, jenis))


def test_the_year_on_the_durkp_is_that_of_the_rkp_until_the_office_chooses_the_year_after(
    database: Database,
) -> None:
    assert "(DU-RKP DESA) TAHUN 2027" in text(draw(database, "durkp"))
    with database.unit() as unit:
        unit.select(Kantor)[0].setelan = {"label_durkp": "berikutnya"}
        unit.commit("setelan", OLEH, PUKUL)
    assert "(DU-RKP DESA) TAHUN 2028" in text(draw(database, "durkp"))
    assert "(DU-RKP DESA) TAHUN 2028" in text(draw(database, "durkp-c2"))
    with database.unit() as unit:
        unit.select(Kantor)[0].setelan = {"label_durkp": "rkp"}
        unit.commit("setelan", OLEH, PUKUL)
    assert "TAHUN ANGGARAN 2027" in text(draw(database, "durkp-c3"))


def test_a_ratified_revision_is_printed_as_it_was_although_the_plan_changed_since(
    database: Database,
) -> None:
    with database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        dokumen.ratify(unit, plan, plan.desa_id, alasan="", kid=KID, at=PUKUL)
        unit.commit("sahkan", OLEH, PUKUL, kind="sahkan")
    with database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        dokumen.reopen(plan)
        next(one for one in plan.kegiatan if one.nama == "Embung").nama = "Embung baru"
        unit.commit("ubah", OLEH, PUKUL)
    for jenis in sorted(one for one in PAPERS_OF_REVISION if one.startswith("matriks")):
        assert "Embung baru" in text(draw(database, jenis))
        old = text(draw(database, jenis, revisi=1))
        assert "Embung baru" not in old
        assert "Embung" in old
        assert "-r01" in old
    with pytest.raises(NotFound, match="revisi r02"):
        draw(database, "matriks-rkp", revisi=2)
    with pytest.raises(InvalidInput, match="tidak dapat dicetak dari revisi lama"):
        draw(database, "pagu", revisi=1)


def test_a_choice_that_a_paper_does_not_know_is_refused(database: Database) -> None:
    with pytest.raises(InvalidInput, match="--tanda hanya untuk daftar-prioritas"):
        draw(database, "matriks-rkp", tanda="stunting")
    with pytest.raises(InvalidInput, match="--bentuk hanya untuk rab"):
        draw(database, "daftar-usulan", bentuk_rab="j1")


def test_a_change_of_the_plan_is_named_in_the_heading_and_a_correction_is_not(database: Database) -> None:
    with database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        dokumen.ratify(unit, plan, plan.desa_id, alasan="", kid=KID, at=PUKUL)
        unit.commit("sahkan", OLEH, PUKUL, kind="sahkan")
    with database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        dokumen.reopen(plan)
        unit.commit("ubah", OLEH, PUKUL)
    assert "PERUBAHAN KE" not in text(draw(database, "matriks-rkp"))
    with database.unit() as unit:
        unit.select(RkpDesa, tahun=TAHUN)[0].dasar_perubahan = "banjir bandang"
        unit.commit("dasar", OLEH, PUKUL)
    for jenis in sorted(one for one in PAPERS_OF_REVISION if one.startswith("matriks")):
        assert "PERUBAHAN KE-1" in text(draw(database, jenis))
        assert "PERUBAHAN KE" not in text(draw(database, jenis, revisi=1))


def test_who_served_on_the_day_of_the_paper_signs_it(database: Database) -> None:
    with database.unit() as unit:
        village = unit.select(Desa)[0]
        head = next(one for one in village.perangkat if one.jabatan == "Kepala Desa")
        head.selesai = date(2026, 10, 31)
        village.perangkat.append(
            perangkat(nama="Wagimin", jabatan="Kepala Desa", mulai=date(2026, 11, 1), selesai=None)
        )
        unit.select(RkpDesa, tahun=TAHUN)[0].tanggal_perdes = date(2026, 9, 28)
        unit.commit("ganti kepala desa", OLEH, PUKUL)
    assert "Sutrisno Hadi" in text(draw(database, "matriks-rkp-a3"))
    assert "Wagimin" in text(draw(database, "gagasan"))


def test_who_carries_an_activity_out_is_who_served_on_the_day_of_the_plan(database: Database) -> None:
    with database.unit() as unit:
        village = unit.select(Desa)[0]
        doer = next(one for one in village.perangkat if one.jabatan == "Kasi Kesejahteraan")
        doer.selesai = date(2026, 10, 31)
        village.perangkat.append(
            perangkat(nama="Dwi Lestari", jabatan="Kasi Kesejahteraan", mulai=date(2026, 11, 1))
        )
        unit.select(RkpDesa, tahun=TAHUN)[0].tanggal_perdes = date(2026, 9, 28)
        unit.commit("ganti kasi", OLEH, PUKUL)
    said = text(draw(database, "rab", bentuk_rab="j2"))
    assert "Joko Santoso" in said
    assert "Dwi Lestari" not in said


def test_the_number_of_a_civil_servant_is_named_and_another_one_stays(database: Database) -> None:
    with database.unit() as unit:
        for one in unit.select(Desa)[0].perangkat:
            one.nip = "19700101 199003 2 001" if one.jabatan == "Kepala Desa" else "140/07"
        unit.commit("nip", OLEH, PUKUL)
    said = text(draw(database, "daftar-usulan"))
    assert "NIP 19700101 199003 2 001" in said
    assert "NIP 140/07" not in said


def test_days_of_the_sheet_for_siskeudes_are_days_in_the_workbook(database: Database) -> None:
    row = line_of(draw(database, "entri-siskeudes", "xlsx"), "01.01.01.")
    assert [one.date() for one in row if isinstance(one, datetime)] == [date(2027, 1, 1), date(2027, 12, 31)]
    with pdfplumber.open(BytesIO(draw(database, "entri-siskeudes").isi)) as book:
        words = {one["text"] for page in book.pages for one in page.extract_words()}
    assert "Kesejahteraan" in words  # not broken inside


def test_a_workbook_lies_on_the_paper_that_was_asked_for(database: Database) -> None:
    def number(kertas: str) -> object:
        made = draw(database, "matriks-rkp", "xlsx", kertas=kertas)
        return load_workbook(BytesIO(made.isi)).worksheets[0].page_setup.paperSize

    assert (number("a4"), number("f4"), number("folio")) == (9, 14, 14)


# ------------------------------------------------------------------ ideas


def test_what_a_group_asks_stands_under_the_group_and_not_under_no_hamlet(database: Database) -> None:
    with database.unit() as unit:
        one = unit.select(DaftarUsulan, tahun=TAHUN)[0].usulan[5]
        one.kelompok, one.dusun = "Kelompok Wanita Tani", ""
        unit.commit("kelompok", OLEH, PUKUL)
    said = text(draw(database, "daftar-usulan"))
    assert "Jumlah Kelompok Wanita Tani: 1 usulan" in said
    assert "Belum ada dusunnya" not in said


def test_each_hamlet_and_each_group_has_its_own_page_of_ideas(database: Database) -> None:
    with database.unit() as unit:
        one = unit.select(DaftarUsulan, tahun=TAHUN)[0].usulan[5]
        one.kelompok, one.penerima_rtm = "Kelompok Wanita Tani", 7
        hamlet = next(dusun.id for dusun in unit.select(Desa)[0].dusun if dusun.nama == "Lor")
        unit.commit("kelompok", OLEH, PUKUL)
    pages = page_texts(draw(database, "gagasan").isi)
    names = [page.split("KELOMPOK : ")[1].split(" DESA ")[0] for page in pages]
    assert names == ["KRAJAN", "KIDUL", "LOR", "KELOMPOK WANITA TANI"]
    assert all("Ketua Tim Penyusun RPJM Desa" in page for page in pages)
    assert "Pelatihan menjahit" in pages[3]
    one_page = text(draw(database, "gagasan", key=hamlet))
    assert "KELOMPOK : LOR" in one_page
    assert "KRAJAN" not in one_page
    assert "DUSUN/ KELOMPOK : LOR" in text(draw(database, "formulir-usulan", key=hamlet))
    with pytest.raises(NotFound, match="Dusun"):
        draw(database, "gagasan", key=uuid4())


def test_the_summary_of_ideas_names_the_hamlet_each_comes_from_and_adds_up_people(database: Database) -> None:
    made = draw(database, "rekap-gagasan", "xlsx")
    row = line_of(made, "Talud RT 03")
    assert row[2] == "Krajan"
    assert row[6:8] == [64, 71]
    with database.read() as unit:
        proposals: list[Usulan] = unit.select(DaftarUsulan, tahun=TAHUN)[0].usulan
        men = sum(one.penerima_l or 0 for one in proposals)
    assert line_of(made, f"JUMLAH {len(proposals)} GAGASAN")[6] == men


def test_the_form_to_write_on_has_ten_numbered_rows_on_one_page(database: Database) -> None:
    made = draw(database, "formulir-usulan")
    assert made.halaman == 1
    numbers = [row[0] for row in load_workbook(BytesIO(draw(database, "formulir-usulan", "xlsx").isi))
               .worksheets[0].iter_rows(values_only=True) if isinstance(row[0], int)]  # fmt: skip
    assert numbers == list(range(1, 11))


# ------------------------------------------------------------------ what the team weighs


def test_the_ceilings_show_what_is_planned_of_each_source_and_what_is_left(database: Database) -> None:
    made = draw(database, "pagu", "xlsx")
    # DDS, ADD, bagi hasil, provinsi, kabupaten, lain, jumlah
    assert line_of(made, "JUMLAH TERSEDIA")[2:] == [510_000_000, 90_000_000, 0, 0, 0, 6_000_000, 606_000_000]
    assert line_of(made, "JUMLAH RENCANA")[2:] == [128_000_000, 89_520_000, 0, 0, 0, 5_000_000, 222_520_000]
    assert line_of(made, "SISA")[2:] == [382_000_000, 480_000, 0, 0, 0, 1_000_000, 383_480_000]


def test_the_money_of_every_activity_stands_under_its_source_and_adds_up(database: Database) -> None:
    made = draw(database, "pembiayaan", "xlsx")
    # PADesa, DDS, ADD, bagi hasil, provinsi, kabupaten, lainnya
    assert line_of(made, "Jalan usaha tani")[3:] == [None, 70_000_000, 30_000_000, None, None, None, None]
    assert line_of(made, "JUMLAH TOTAL")[3:] == [5_000_000, 128_000_000, 89_520_000, 0, 0, 0, 0]
    assert "Dua ratus dua puluh dua juta lima ratus dua puluh ribu rupiah" in text(
        draw(database, "pembiayaan")
    )


def test_programmes_and_the_evaluation_come_from_what_the_team_wrote(database: Database) -> None:
    change(
        database,
        program=[
            ProgramMasuk(urut=1, bidang="2", nama="Sanitasi", asal="Kabupaten", pagu=175_000_000, tahun=2027)
        ],
        evaluasi=[
            Evaluasi(urut=1, kode="02.03.10", nama="Jalan 2026", anggaran=50_000_000, realisasi=49_500_000,
                     is_terlaksana=True, keterangan="selesai Juli"),
            Evaluasi(urut=2, nama="Lomba", anggaran=1_000_000),
        ],
        rencana_tim=[RencanaTim(urut=1, uraian="Rapat tim", tanggal=date(2026, 7, 7), tempat="Balai Desa")],
    )  # fmt: skip
    assert line_of(draw(database, "program-masuk", "xlsx"), "Sanitasi")[1] == "II"
    whole = text(draw(database, "evaluasi-rkp"))
    assert "EVALUASI PELAKSANAAN RKP DESA TAHUN 2026" in whole
    assert "Realisasi Rp49.500.000. selesai Juli" in whole
    assert "JUMLAH 2 KEGIATAN, 1 TERLAKSANA 51.000.000" in whole
    assert "7 Juli 2026, Balai Desa" in text(draw(database, "rktl"))


def test_before_the_evaluation_is_written_last_years_plan_is_printed_with_empty_boxes(
    database: Database,
) -> None:
    with database.unit() as unit:
        desa = unit.select(Desa)[0].id
        before = RkpDesa(id=dokumen_id(desa, "rkp-desa", "2026"), desa_id=desa, tahun=2026)  # type: ignore[arg-type]
        before.kegiatan.append(kegiatan(nama="Talud 2026", biaya=45_000_000))
        unit.add(before)
        unit.commit("tahun lalu", OLEH, PUKUL)
    whole = text(draw(database, "evaluasi-rkp"))
    assert "Talud 2026" in whole
    assert "JUMLAH 1 KEGIATAN, 0 TERLAKSANA 45.000.000" in whole


def test_the_work_plan_of_the_team_has_the_seven_usual_lines_when_it_wrote_none(database: Database) -> None:
    whole = text(draw(database, "rktl"))
    assert "1 Rembuk Stunting 2 Pembentukan Tim" in whole
    assert "7 Musdes pengesahan" in whole


def test_what_is_done_with_others_names_the_partner_and_both_amounts(database: Database) -> None:
    row = line_of(draw(database, "kerja-sama", "xlsx"), "II/ Embung")
    assert row[6:] == [40_000_000, "DDS", 25_000_000, "PT Sumber Makmur"]
    assert "Jalan usaha tani" not in text(draw(database, "kerja-sama"))


# ------------------------------------------------------------------ estimates


def test_every_estimate_is_printed_in_the_form_its_lines_call_for(database: Database) -> None:
    made = text(draw(database, "rab"))
    assert "1. BAHAN I-b Bahan hasil industri Semen 50 kg 1.000 sak 65.000 65.000.000" in made
    assert "Sub Total 1) 65.000.000 2. ALAT Sub Total 2) 0 3. UPAH" in made
    assert "Total Biaya 100.000.000" in made
    assert "5.1.1.01 Siltap 12 bulan 4.960.000 59.520.000 ADD" in made  # form J2
    assert "Waktu Pelaksanaan : 12 bulan" in made


def test_one_activity_is_printed_alone_and_signed_by_who_carries_it_out(database: Database) -> None:
    only = text(draw(database, "rab", key=key_of(database, "Jalan usaha tani")))
    assert "Siltap" not in only
    assert "Tim Penyusun RKP Desa" in only
    other = text(draw(database, "rab", key=key_of(database, "Jalan usaha tani"), bentuk_rab="j2"))
    assert "Pelaksana Kegiatan, Joko Santoso" in other
    with pytest.raises(NotFound, match="Kegiatan"):
        draw(database, "rab", key=uuid4())
    with pytest.raises(NotFound, match="RAB 2027"):
        draw(database, "rab", key=key_of(database, "Embung"))
    with pytest.raises(InvalidInput, match="j1, j2, j3"):
        draw(database, "rab", bentuk_rab="j9")


def test_what_citizens_give_is_parted_from_what_is_paid(database: Database) -> None:
    with database.unit() as unit:
        plan = unit.select(RkpDesa, tahun=TAHUN)[0]
        road = next(one for one in plan.kegiatan if one.nama == "Jalan usaha tani")
        next(one for one in road.rab if one.uraian == "Pekerja").volume_swadaya = Decimal("50.5")
        unit.commit("swadaya", OLEH, PUKUL)
    made = draw(database, "rab", "xlsx", key=key_of(database, "Jalan usaha tani"))
    row = line_of(made, "Pekerja")
    assert row[1:4] == [350, 50.5, 299.5]
    assert row[6:] == [5_050_000, 29_950_000, 35_000_000]
    assert line_of(made, "Total Biaya")[6:] == [5_050_000, 94_950_000, 100_000_000]


# ------------------------------------------------------------------ tags, register, Siskeudes, checks


def test_every_tag_has_its_list_and_one_tag_can_be_asked_for(database: Database) -> None:
    everything = text(draw(database, "daftar-prioritas"))
    assert "DAFTAR KEGIATAN STUNTING" in everything
    assert "DAFTAR KEGIATAN KESEHATAN" in everything
    only = text(draw(database, "daftar-prioritas", tanda="kesehatan"))
    assert "STUNTING" not in only
    assert "DAFTAR KEGIATAN STUNTING" in text(draw(database, "daftar-stunting"))
    assert "Bagian dari seluruh RKP Desa: 8,1% (Rp18.000.000 dari Rp222.520.000)." in only
    with pytest.raises(InvalidInput, match="Tanda ngawur tidak dikenal"):
        draw(database, "daftar-prioritas", tanda="ngawur")
    with database.unit() as unit:
        for one in unit.select(RkpDesa, tahun=TAHUN)[0].kegiatan:
            one.tanda = ()
        unit.commit("tanpa tanda", OLEH, PUKUL)
    assert "JUMLAH 0 KEGIATAN" in text(draw(database, "daftar-stunting"))
    with pytest.raises(NotFound, match="Kegiatan bertanda 2027"):
        draw(database, "daftar-prioritas")


def test_the_book_of_the_plan_has_four_amounts_that_add_up(database: Database) -> None:
    made = draw(database, "buku-rencana", "xlsx")
    assert line_of(made, "Jalan usaha tani")[3:8] == [None, 70_000_000, 30_000_000, None, 100_000_000]
    assert line_of(made, "Belum berkode")[6:8] == [5_000_000, 5_000_000]
    sheet = load_workbook(BytesIO(made.isi)).worksheets[0]
    closing = [row for row in sheet.iter_rows(values_only=True) if row[0] == "JUMLAH"]
    assert [row[3:8] for row in closing] == [(0, 128_000_000, 89_520_000, 5_000_000, 222_520_000)]


def test_the_sheet_for_siskeudes_follows_the_codes_with_silpa_added_to_its_source(database: Database) -> None:
    made = draw(database, "entri-siskeudes", "xlsx")
    sheet = load_workbook(BytesIO(made.isi)).worksheets[0]
    rows = [
        row for row in sheet.iter_rows(values_only=True) if isinstance(row[4], int) and row[3] is not None
    ]
    codes = [row[1] for row in rows]
    assert codes == ["01.01.01.", "02.02.02.", "02.03.10.", "02.03.10.", "02.03.14.", None]
    road = [row for row in rows if row[1] == "02.03.10."]
    assert [(row[3], row[4]) for row in road] == [("DDS", 70_000_000), ("ADD", 30_000_000)]
    assert road[0][8:14] == (120, 98, 34, "3 Bulan", datetime(2027, 5, 1), datetime(2027, 7, 31))
    assert "BELUM ADA KODE YANG SAH" in text(draw(database, "entri-siskeudes"))


def test_the_csv_for_siskeudes_has_its_columns_dots_and_days(database: Database) -> None:
    with database.unit() as unit:
        desa = unit.select(Desa)[0].id
        unit.add(RpjmDesa(id=RpjmDesaId(uuid4()), desa_id=desa, tahun=2025, tahun_akhir=2032))  # type: ignore[arg-type]
        unit.commit("rpjm", OLEH, PUKUL)
    made = siskeudes.export_csv(database, aturan(), TAHUN)
    rows = list(csv.DictReader(io.StringIO(made.isi.decode("utf-8-sig"))))
    assert made.baris == len(rows) == 6
    assert tuple(rows[0]) == siskeudes.KOLOM
    road = next(row for row in rows if row["Nama_Kegiatan"] == "Jalan usaha tani")
    assert road["Kd_Desa"] == "99.01."
    assert road["Kd_Keg"] == "99.01.02.03.10."
    assert (road["Kd_Tahun"], road["Kd_Sumber"], road["Biaya"]) == ("THN3", "DDS", "70000000")
    assert (road["Mulai"], road["Selesai"], road["Waktu"]) == ("01/05/2027", "31/07/2027", "3 Bulan")
    assert road["Nama_Bidang"] == "BIDANG PELAKSANAAN PEMBANGUNAN DESA"
    assert road["Pola_Kegiatan"] == "Swakelola"
    assert (road["Jml_Sas_Pria"], road["Jml_Sas_Wanita"], road["Jml_Sas_ARTM"]) == ("120", "98", "34")
    assert sum(int(row["Biaya"]) for row in rows) == 222_520_000
    with pytest.raises(NotFound, match="RKPDes 2031"):
        siskeudes.export_csv(database, aturan(), 2031)


def test_a_name_that_looks_like_a_formula_or_has_two_lines_stays_one_harmless_cell(
    database: Database,
) -> None:
    change(database, kegiatan=[kegiatan(nama='=HYPERLINK("x")\nbaris dua', biaya=1, volume=Decimal("12.5"))])
    made = siskeudes.export_csv(database, aturan(), TAHUN)
    row = next(
        row
        for row in csv.DictReader(io.StringIO(made.isi.decode("utf-8-sig")))
        if "HYPERLINK" in row["Nama_Kegiatan"]
    )
    assert row["Nama_Kegiatan"] == '\'=HYPERLINK("x") baris dua'
    assert row["Volume"] == "12,5"


def test_the_check_report_names_rule_weight_and_place_of_every_finding(database: Database) -> None:
    whole = text(draw(database, "pemeriksaan"))
    assert "LEMBAR PEMERIKSAAN RENCANA DESA TAHUN 2027" in whole
    assert "V-01 Peringatan" in whole
    assert "Belum berkode, Kode" in whole
    assert "RKP Desa 2027" in whole
    assert "DU-RKP Desa 2027" in whole
    assert "galat" in whole.split("TEMUAN:")[1]


def test_a_plan_of_an_empty_village_prints_what_it_can_and_names_the_rest(tmp_path: Path) -> None:
    with open_store(tmp_path) as opened:
        assert "JUMLAH 0 Terbilang: Nol rupiah" in text(draw(opened, "matriks-rkp-a3"))
        assert draw(opened, "formulir-usulan").halaman == 1
        for jenis in ("rab", "pagu", "kerja-sama", "gagasan", "daftar-prioritas"):
            with pytest.raises(NotFound):
                draw(opened, jenis)


def test_activities_outside_every_code_are_in_every_sum(database: Database) -> None:
    change(database, kegiatan=[Kegiatan(nama="Tanpa apa pun", urut=99, biaya=1_000_000)])
    assert line_of(draw(database, "pembiayaan", "xlsx"), "Tanpa apa pun")[9] == 1_000_000
    assert line_of(draw(database, "buku-rencana", "xlsx"), "Tanpa apa pun")[6:8] == [1_000_000, 1_000_000]
    assert line_of(draw(database, "matriks-rkp-a3", "xlsx"), "JUMLAH")[7] == 223_520_000


# ------------------------------------------------------------------ by commands


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """The same village, worked with commands on 20 August 2026."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    made = Laptop(tmp_path / "tursino")
    made.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino",
             "--tahun", "2027", "--kepala", "Suratman", "--sekretaris", "Ratna")  # fmt: skip
    plan = tmp_path / "rkp.csv"
    plan.write_text(
        "Kode,Jenis kegiatan,Lokasi,Volume,Satuan,Biaya,Sumber dana,Mulai,Selesai,Pola pelaksanaan\n"
        "02.02.02,Posyandu balita,Krajan,12,bulan,18000000,Dana Desa,Januari,Desember,swakelola\n",
        encoding="utf-8",
    )
    made.ask("data", "impor", "rkp", plan)
    return made


def test_the_papers_and_their_choices_are_there_as_commands(laptop: Laptop, tmp_path: Path) -> None:
    kinds = {one["jenis"] for one in laptop.ask("cetak", "daftar")["dokumen"]}
    assert set(COLLECTORS) <= kinds
    for jenis in (
        "matriks-rkp-lpr",
        "matriks-rkp-a3",
        "pembiayaan",
        "rktl",
        "daftar-stunting",
        "entri-siskeudes",
    ):
        made = laptop.ask("cetak", jenis, "--ke", tmp_path / f"{jenis}.pdf")
        assert made["halaman"] >= 1
        assert laptop.ask("cetak", jenis, "--ke", tmp_path / f"{jenis}.xlsx")["berkas"]
    laptop.ask("cetak", "daftar-prioritas", "--tanda", "stunting", "--ke", tmp_path / "tanda.pdf")
    said = laptop.refuse("cetak", "daftar-prioritas", "--tanda", "x", "--ke", tmp_path / "t.pdf", code=2)
    assert "Tanda x tidak dikenal. Pilihan: stunting" in said
    said = laptop.refuse("cetak", "rab", "--ke", tmp_path / "rab.pdf", code=1)
    assert said == (
        "RAB 2027 belum ada isinya, jadi belum ada yang dicetak. Data tidak berubah. "
        "Isi dulu di RKPDes, halaman RAB, lalu cetak lagi."
    )
    said = laptop.refuse("cetak", "matriks-rkp", "--revisi", "3", "--ke", tmp_path / "r.pdf", code=1)
    assert "revisi r03 yang disahkan tidak ditemukan" in said


def test_the_plan_for_siskeudes_is_an_export_of_the_rkp_only(laptop: Laptop, tmp_path: Path) -> None:
    target = tmp_path / "siskeudes.csv"
    made = laptop.ask("data", "ekspor", "rkp", "--bentuk", "siskeudes", "--ke", target)
    assert made["baris"] == 1
    assert (
        target.read_text(encoding="utf-8-sig")
        .splitlines()[1]
        .startswith("99.01.,99.01.02.02.02.,,DDS,18000000,12,")
    )
    said = laptop.refuse(
        "data", "ekspor", "usulan", "--bentuk", "siskeudes", "--ke", tmp_path / "u.csv", code=2
    )
    assert "Bentuk siskeudes hanya untuk rkp." in said
