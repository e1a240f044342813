"""A cost estimate lives with its plan: typed, pasted, undone, ratified, copied, taken over as cost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from builders import aturan
from desa_desktop.domain.plain import to_isi
from desa_desktop.domain.rkp import BarisRab, Kegiatan, KelompokRab, PolaPelaksanaan, RkpDesa
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.errors import InvalidInput
from desa_desktop.services import editing, intake, kantor, rab, rkp, rkp_susun
from desa_desktop.services.editing import Locked
from desa_desktop.services.exchange.comparing import compare_isi
from desa_desktop.store.unit import Database
from laptop import Laptop
from office import KID, OLEH, PUKUL, TAHUN

STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
RULES = aturan()
TALUD = {
    "kode": "02.03.10",
    "nama": "Talud RT 03",
    "lokasi": "RT 03",
    "volume": Decimal(120),
    "satuan": "m",
    "bulan_mulai": 5,
    "bulan_selesai": 7,
    "pola": PolaPelaksanaan.SWAKELOLA,
}
SEMEN = {
    "kelompok": KelompokRab.BAHAN,
    "uraian": "Semen",
    "volume": Decimal(40),
    "satuan": "sak",
    "harga_satuan": 65_000,
}
TUKANG = {
    "kelompok": KelompokRab.UPAH,
    "uraian": "Tukang",
    "volume": Decimal("20.5"),
    "satuan": "HOK",
    "harga_satuan": 120_001,
}


@pytest.fixture
def talud(database: Database) -> UUID:
    """An activity of 2 million with a source of money."""
    key = editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN), TALUD, **STEP)
    rkp.set_cost(database, key, 2_000_000, "DDS", **STEP)
    return key


def plan_of(database: Database, tahun: int = TAHUN) -> RkpDesa:
    return rkp.show_plan(database, RULES, tahun).rkp


def test_lines_are_typed_undone_and_remembered_like_every_other_row(database: Database, talud: UUID) -> None:
    (semen,) = editing.add_rows(database, BarisRab, talud, [SEMEN], **STEP)
    editing.change(database, BarisRab, semen, {"harga_satuan": 66_000}, **STEP)
    newest = editing.history(database, Kegiatan, talud)[0]
    assert (newest.kolom, newest.semula, newest.menjadi) == ("harga_satuan", 65_000, 66_000)
    assert editing.undo(database, **STEP) == "ubah harga satuan rincian RAB"
    assert editing.undo(database, **STEP) == "tambah rincian RAB"
    assert plan_of(database).kegiatan[0].rab == []


def test_the_total_becomes_the_cost_and_its_one_source_follows(database: Database, talud: UUID) -> None:
    editing.add_rows(database, BarisRab, talud, [SEMEN, TUKANG], **STEP)
    assert [one.aturan for one in rkp.show_plan(database, RULES, TAHUN).pemeriksaan].count("V-13") == 1
    assert rab.take_total(database, talud, **STEP) == 5_060_021  # 2.600.000 + 2.460.020,5
    (one,) = plan_of(database).kegiatan
    assert (one.biaya, [money.jumlah for money in one.sumber_biaya]) == (5_060_021, [5_060_021])
    assert "V-13" not in [found.aturan for found in rkp.show_plan(database, RULES, TAHUN).pemeriksaan]
    assert editing.undo(database, **STEP) == "pakai jumlah RAB sebagai biaya"


def test_an_empty_estimate_does_not_make_the_cost_nothing(database: Database, talud: UUID) -> None:
    with pytest.raises(InvalidInput, match="RAB kegiatan ini belum berisi"):
        rab.take_total(database, talud, **STEP)


def test_a_ratified_plan_holds_its_estimates_too(database: Database, talud: UUID) -> None:
    editing.add_rows(database, BarisRab, talud, [SEMEN], **STEP)
    rkp.ratify_rkp(
        database, RULES, TAHUN, kid=KID, nomor="5", tanggal=PUKUL.date(), alasan="Menunggu harga", **STEP
    )
    with pytest.raises(Locked):
        editing.add_rows(database, BarisRab, talud, [TUKANG], **STEP)
    with pytest.raises(Locked):
        rab.take_total(database, talud, **STEP)
    rkp.revise(database, "rkp", TAHUN, **STEP)
    assert [one.uraian for one in plan_of(database).kegiatan[0].rab] == ["Semen"]


def test_last_years_estimate_is_copied_with_its_activity(database: Database, talud: UUID) -> None:
    editing.add_rows(database, BarisRab, talud, [{**SEMEN, "teks_asli": {"kode": "??"}}], **STEP)
    kantor.change_year(database, TAHUN + 1, RULES, **STEP)
    rkp_susun.copy_last_year(database, TAHUN + 1, **STEP)
    (copied,) = plan_of(database, TAHUN + 1).kegiatan[0].rab
    (before,) = plan_of(database).kegiatan[0].rab
    assert copied.id != before.id
    assert (copied.uraian, copied.kelompok, copied.jumlah, copied.teks_asli) == (
        "Semen",
        KelompokRab.BAHAN,
        Decimal(2_600_000),
        {},
    )


def test_last_year_is_copied_only_once_however_often_it_is_asked_for(database: Database, talud: UUID) -> None:
    kantor.change_year(database, TAHUN + 1, RULES, **STEP)
    assert len(rkp_susun.copy_last_year(database, TAHUN + 1, **STEP)) == 1
    assert rkp_susun.copy_last_year(database, TAHUN + 1, **STEP) == []
    editing.add_row(database, Kegiatan, rkp.rkp_key(database, TAHUN), {**TALUD, "lokasi": "RT 04"}, **STEP)
    assert len(rkp_susun.copy_last_year(database, TAHUN + 1, **STEP)) == 1
    assert [one.lokasi for one in plan_of(database, TAHUN + 1).kegiatan] == ["RT 03", "RT 04"]


def test_reading_an_estimate_twice_changes_nothing(database: Database, talud: UUID) -> None:
    block = [["Uraian", "Volume", "Satuan", "Harga satuan"], ["Semen", "40", "sak", "65.000"]]
    konteks = intake.context_of(database, RULES, PUKUL.date())

    def look() -> intake.Pratinjau:
        return intake.preview(database, JenisTempel.RAB, block, konteks, tahun=TAHUN, induk=talud)

    assert intake.accept(database, look(), **STEP).langkah == "tempel 1 baris rincian RAB"
    assert look().hitung["sama"] == 1
    assert [one.jumlah for one in plan_of(database).kegiatan[0].rab] == [Decimal(2_600_000)]


def test_a_preview_says_which_lines_of_an_estimate_changed(database: Database, talud: UUID) -> None:
    (semen, _tukang) = editing.add_rows(database, BarisRab, talud, [SEMEN, TUKANG], **STEP)
    before = to_isi(plan_of(database))
    editing.change(database, BarisRab, semen, {"harga_satuan": 70_000}, **STEP)
    compared = compare_isi("rkp-desa", before, to_isi(plan_of(database)))
    (line,) = compared.beda
    assert (line.kolom_teks, line.semula_teks, line.menjadi_teks) == (
        "RAB",
        "Jumlah 5.060.021 · Semen: 40 sak × 65.000",
        "Jumlah 5.260.021 · Semen: 40 sak × 70.000",
    )
    assert (line.selisih, line.selisih_teks) == (200_000, "naik 200.000")


def test_commands_read_show_and_take_over_an_estimate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino")
    plan = tmp_path / "rkp.csv"
    plan.write_text("Kode,Jenis kegiatan,Biaya,Sumber dana\n02.03.10,Talud RT 03,2000000,DDS\n")
    laptop.ask("data", "impor", "rkp", plan)
    estimate = tmp_path / "rab.csv"
    estimate.write_text('Uraian,Volume,Satuan,Harga satuan,Kelompok\nSemen,"2,5",sak,65000,bahan\n')
    done = laptop.ask("data", "impor", "rab", estimate, "--kegiatan", "1")
    assert (done["baru"], done["ditolak"]) == (1, 0)
    (row,) = laptop.ask("data", "lihat", "rab", "--kegiatan", "1")["baris"]
    assert (row["uraian"], row["volume"], row["jumlah"]) == ("Semen", 2.5, 162_500)
    shown = laptop.ask("rencana", "rab", "1")
    assert (shown["jumlah"], shown["biaya"], shown["selisih"]) == (162_500, 2_000_000, -1_837_500)
    assert shown["subtotal"] == {"bahan": 162_500}
    taken = laptop.ask("rencana", "rab", row["kegiatan_id"], "--jadikan-biaya")
    assert (taken["biaya"], taken["selisih"]) == (162_500, 0)
    again = tmp_path / "keluar.csv"
    laptop.ask("data", "ekspor", "rab", "--kegiatan", "1", "--ke", again)
    assert laptop.ask("data", "impor", "rab", again, "--kegiatan", "1")["sama"] == 1
    assert laptop.start("data", "impor", "rab", estimate).code == 2
    assert laptop.start("rencana", "rab", "7").code == 1


def test_commands_copy_last_year_and_propose_signers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(
        "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino",
        "--kepala", "Suratman", "--bpd", "Harjono", "--tahun", "2027",
    )  # fmt: skip
    plan = tmp_path / "rkp.csv"
    plan.write_text("Kode,Jenis kegiatan,Biaya,Sumber dana\n02.03.10,Talud RT 03,2000000,DDS\n")
    laptop.ask("data", "impor", "rkp", plan)
    laptop.ask("kantor", "tahun", "2028")
    assert laptop.ask("rencana", "salin", "--tahun", "2028")["kegiatan"] == 1
    assert laptop.ask("rencana", "salin", "--tahun", "2028")["kegiatan"] == 0
    meeting = tmp_path / "musdes.json"
    meeting.write_text(
        '{"jenis": "musdes", "tahun": 2028, "tanggal": "2027-06-10", "hadir":'
        ' [{"nama": "Lastri", "jk": "P", "unsur": "perempuan"}]}'
    )
    key = laptop.ask("musyawarah", "catat", meeting)["id"]
    found = laptop.ask("musyawarah", "penanda-tangan", key)
    assert [(one["nama"], one["jabatan"]) for one in found["penanda_tangan"]] == [
        ("Harjono", "Ketua BPD"),
        ("Suratman", "Kepala Desa"),
        ("Lastri", "Wakil masyarakat"),
    ]
    assert laptop.ask("musyawarah", "penanda-tangan", key)["tambah"] == 0
