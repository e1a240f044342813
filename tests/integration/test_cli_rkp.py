"""The yearly plan by commands alone: RPJM, formulas, change, evaluation, team, answers, prices."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desa_desktop import app, config, paths
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.harga import HargaSatuan
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa, RpjmDesaId
from desa_desktop.services import editing, harga
from laptop import Laptop
from office import shelf

SET_UP = (
    *("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino"),
    *("--tahun", "2027"),
)


@cache
def set_up_once() -> Path:
    """The folder of the village as the command leaves it; each test works on a copy."""
    os.environ["DESA_TANGGAL"] = "2026-08-20"
    laptop = Laptop(shelf() / "perintah-rkp")
    laptop.ask(*SET_UP, "--kepala", "Suratman", "--sekretaris", "Ratna")
    return laptop.folder


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Desa Tursino on 20 August 2026."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    return Laptop(shutil.copytree(set_up_once(), tmp_path / "tursino"))


def opened(laptop: Laptop) -> Any:
    """The office of a laptop, for what another screen would have filled in."""
    places = {"DESA_DATA": str(laptop.folder)}
    return app.open_app(paths.places(places), config.read_environment({**os.environ, **places}))


def listed(laptop: Laptop, jenis: str, folder: Path, text: str, *more: str) -> None:
    file = folder / f"{jenis}.csv"
    file.write_text(text, encoding="utf-8")
    laptop.ask("data", "impor", jenis, file, *more)


def with_rpjm(laptop: Laptop) -> None:
    with opened(laptop) as office:
        kantor = office.kantor
        rows = [
            KegiatanRpjm(urut=1, kode="02.03.14", nama="Talud jalan", tahun=(2027,),
                         biaya_tahun={"2027": 85_000_000}, sumber=("DDS",)),
            KegiatanRpjm(urut=2, nama="Jalan usaha tani", tahun=(2027,)),
        ]  # fmt: skip
        plan = RpjmDesa(
            id=RpjmDesaId(dokumen_id(kantor.id, "rpjm-desa", "2025")),
            desa_id=kantor.id,
            tahun=2025,
            kegiatan=rows,
        )
        with office.database.unit() as unit:
            unit.add(plan)
            unit.commit("siapkan RPJM", "Sekdes", office.now())


def test_the_plan_comes_out_of_the_rpjm_and_what_waits_says_why(desa: Laptop) -> None:
    assert "untuk tahun 2031 tidak ditemukan" in desa.refuse(
        "rencana", "periksa", "semua", "--tahun", "2031", code=1
    )
    assert "Belum ada RPJM Desa" in desa.run("rencana", "tertunda").out
    assert "RPJM Desa untuk tahun 2027 tidak ditemukan" in desa.refuse("rencana", "ambil-rpjm", code=1)
    with_rpjm(desa)
    talud, jalan = desa.ask("rencana", "tertunda")["tertunda"]
    assert desa.ask("rencana", "ambil-rpjm", talud["id"])["kegiatan"] == 1
    desa.refuse("rencana", "tertunda", "--alasan", "Dana", code=2)
    said = desa.ask("rencana", "tertunda", "--kegiatan", jalan["id"], "--alasan", "Dana kurang")
    assert [(one["nama"], one["alasan"]) for one in said["tertunda"]] == [("Jalan usaha tani", "Dana kurang")]
    row = desa.ask("data", "lihat", "rkp")["baris"][0]
    assert row["biaya"] == 85_000_000
    assert desa.ask("rencana", "ambil-rpjm")["kegiatan"] == 1, "without an ID all that are left"
    assert desa.ask("rencana", "tertunda")["tertunda"] == []
    desa.ask("data", "urungkan")
    desa.ask(
        "rencana", "isi", row["id"], "--rpjm", "hapus", "--alasan-rpjm", "Banjir", "--nomor-ba-rpjm", "BA 4",
        "--mitra", "PT Sari", "--biaya-mitra", "5jt",
    )  # fmt: skip
    row = desa.ask("data", "lihat", "rkp")["baris"][0]
    assert (row["alasan_rpjm"], row["mitra"], row["biaya_mitra"]) == ("Banjir", "PT Sari", 5_000_000)
    desa.refuse("rencana", "isi", row["id"], "--biaya-mitra", "banyak", code=2)


def test_without_an_id_every_ticked_row_of_the_rpjm_is_taken(desa: Laptop) -> None:
    with_rpjm(desa)
    assert desa.ask("rencana", "ambil-rpjm")["kegiatan"] == 2
    assert desa.ask("rencana", "ambil-rpjm")["kegiatan"] == 0


def test_a_formula_row_follows_the_pagu(desa: Laptop, tmp_path: Path) -> None:
    listed(desa, "rkp", tmp_path, "Kode,Jenis kegiatan\n04.02.01,Ketahanan pangan 20%\n")
    listed(desa, "pagu", tmp_path, "Sumber dana,Jumlah\nDDS,1270999000\n")
    assert desa.ask("rencana", "rumus") == {"rumus": []}
    desa.refuse("rencana", "rumus", "--isi", "20% DDS", code=2)
    desa.refuse("rencana", "rumus", "1", code=2)
    assert "tidak jelas" in desa.refuse("rencana", "rumus", "1", "--isi", "banyak", code=2)
    (row,) = desa.ask("rencana", "rumus", "1", "--isi", "20% DDS")["rumus"]
    assert row["biaya"] == 254_199_800
    listed(desa, "pagu", tmp_path, "Sumber dana,Jumlah\nDDS,1000000000\n")
    assert desa.ask("rencana", "rumus")["rumus"][0]["biaya"] == 200_000_000
    assert "mengikuti rumus 20% DDS" in desa.refuse("rencana", "isi", row["id"], "--biaya", "5jt", code=1)
    desa.ask("rencana", "isi", row["id"], "--biaya", "5jt", "--lepas-rumus")
    assert desa.ask("rencana", "rumus") == {"rumus": []}
    desa.ask("rencana", "rumus", "1", "--isi", "20% DDS")
    assert desa.ask("rencana", "rumus", "1", "--lepas") == {"rumus": []}


def test_team_work_plan_and_verification(desa: Laptop, tmp_path: Path) -> None:
    desa.refuse("rencana", "tim", "--jk", "P", code=2)
    said = desa.ask("rencana", "tim", "--tambah", "Lestari", "--jk", "P", "--jabatan", "Ketua", "--rktl",
                    "--nomor-sk", "188/5/2026", "--tanggal-sk", "01/07/2026")  # fmt: skip
    assert (said["nomor_sk"], said["tanggal_sk"], len(said["rktl"])) == ("188/5/2026", "2026-07-01", 7)
    assert said["susunan"]["penyusun"]["persen_p"] == 100
    assert "1 orang · L 0 · P 1 (100%)" in desa.run("rencana", "tim").out
    assert "Tim RKPDes 2026 tidak ditemukan" in desa.refuse("rencana", "tim", "--salin", code=1)
    listed(desa, "rkp", tmp_path, "Kode,Jenis kegiatan\n02.03.14,Talud\n")
    sheet = desa.ask(
        "rencana",
        "verifikasi",
        "1",
        "--butir",
        "rab=ada_tidak",
        "--semua",
        "ada_memenuhi",
        "--hasil",
        "layak",
    )
    assert (sheet["hasil"], sheet["butir"]["rab"], sheet["dijawab"]) == (
        "layak",
        "ada_tidak",
        len(sheet["butir"]),
    )
    desa.refuse("rencana", "verifikasi", "1", "--butir", "rab", code=2)
    desa.refuse("rencana", "verifikasi", "1", "--butir", "atap=tidak_ada", code=2)
    desa.refuse("rencana", "verifikasi", "9", code=1)


def test_the_work_plan_gets_its_days_and_a_member_a_place_of_birth(desa: Laptop) -> None:
    assert "rencana tim --rktl" in desa.run("rencana", "rktl").out
    desa.ask("rencana", "tim", "--rktl", "--tambah", "Lestari", "--tempat-lahir", "Purworejo",
             "--tanggal-lahir", "02/01/1990")  # fmt: skip
    member = desa.ask("rencana", "tim")["anggota"][0]
    assert (member["tempat_lahir"], member["tanggal_lahir"]) == ("Purworejo", "1990-01-02")
    desa.refuse("rencana", "rktl", "--tempat", "Balai Desa", code=2)
    assert "Baris RKTL 9" in desa.refuse("rencana", "rktl", "9", "--tempat", "Balai Desa", code=1)
    lines = desa.ask("rencana", "rktl", "2", "--tanggal", "24/06/2026", "--tempat", "Balai Desa")["rktl"]
    assert [(one["tanggal"], one["tempat"]) for one in lines[:2]] == [
        (None, ""),
        ("2026-06-24", "Balai Desa"),
    ]
    assert "24 Juni 2026" in desa.run("rencana", "rktl").out
    assert len(desa.ask("rencana", "rktl", "7", "--hapus")["rktl"]) == 6


def test_rows_of_the_plan_are_taken_out_and_come_back(desa: Laptop, tmp_path: Path) -> None:
    listed(desa, "rkp", tmp_path, "Kode,Jenis kegiatan\n02.03.14,Talud\n02.02.02,PMT\n")
    listed(desa, "durkp", tmp_path, "Usulan,Lokasi\nJembatan,Lor\n")
    rows = [one["id"] for one in desa.ask("data", "lihat", "rkp")["baris"]]
    bridge = desa.ask("data", "lihat", "durkp")["baris"][0]["id"]
    assert "satu jenis" in desa.refuse("rencana", "hapus", rows[0], bridge, code=2)
    strange = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert strange in desa.refuse("rencana", "hapus", rows[0], strange, code=1)
    desa.refuse("rencana", "hapus", "satu", code=2)
    desa.refuse("rencana", "hapus", code=2)
    assert desa.ask("rencana", "hapus", *rows) == {"dihapus": 2}
    assert desa.ask("data", "lihat", "rkp")["baris"] == []
    desa.ask("data", "urungkan")
    assert [one["id"] for one in desa.ask("data", "lihat", "rkp")["baris"]] == rows
    assert "1 baris" in desa.run("rencana", "hapus", bridge).out


def test_programmes_that_enter_the_village_are_listed(desa: Laptop) -> None:
    assert "Belum ada program masuk desa untuk 2027." in desa.run("rencana", "program").out
    desa.refuse("rencana", "program", "--asal", "Kabupaten", code=2)
    desa.refuse("rencana", "program", "1", code=2)
    said = desa.refuse(
        "rencana", "program", "--tambah", "Irigasi", "--pagu", "banyak", "--volume", "x", code=2
    )
    assert said == "--volume: Isi dengan angka, misalnya 12,5. --pagu: Isi dengan angka, misalnya 1.250.000."
    added = desa.ask(
        "rencana", "program", "--tambah", "Irigasi tersier", "--asal", "Kabupaten", "--bidang", "2",
        "--sdgs", "2,6", "--lokasi", "Kidul", "--volume", "1,5", "--satuan", "km", "--pagu", "450jt",
    )  # fmt: skip
    (row,) = added["program"]
    assert (row["bidang"], row["sdgs"], row["volume"], row["satuan"], row["tahun"]) == (
        "02",
        [2, 6],
        1.5,
        "km",
        2027,
    )
    assert added["total"] == 450_000_000
    assert "1 program, Rp450.000.000." in desa.run("rencana", "program").out
    assert "Program masuk desa 4" in desa.refuse("rencana", "program", "4", "--hapus", code=1)
    assert desa.ask("rencana", "program", "1", "--hapus") == {"program": [], "total": 0}
    assert desa.ask("data", "urungkan")["langkah"]


def test_evaluation_takes_last_year_and_adds_up(desa: Laptop, tmp_path: Path) -> None:
    assert "RKPDes 2026 tidak ditemukan" in desa.refuse("rencana", "evaluasi", "--ambil", code=1)
    listed(desa, "rkp", tmp_path, "Kode,Jenis kegiatan,Biaya\n02.03.14,Talud,85jt\n02.02.02,PMT,15jt\n")
    desa.ask("kantor", "tahun", "2028")
    assert desa.ask("rencana", "evaluasi", "--ambil")["kegiatan"] == 2
    said = desa.ask(
        "rencana", "evaluasi", "1", "--realisasi", "10jt", "--terlaksana", "ya", "--keterangan", "Selesai"
    )
    assert (said["terlaksana"], said["anggaran"], said["realisasi"], said["sisa"]) == (
        1, 100_000_000, 10_000_000, 90_000_000,
    )  # fmt: skip
    desa.refuse("rencana", "evaluasi", "7", "--realisasi", "1", code=1)
    desa.refuse("rencana", "evaluasi", "1", "--realisasi", "banyak", code=2)
    assert (
        "2 kegiatan, 1 terlaksana. Anggaran Rp100.000.000, realisasi Rp10.000.000."
        in desa.run("rencana", "evaluasi").out
    )


def test_a_ratified_plan_changes_with_its_reason_and_says_what_changed(desa: Laptop, tmp_path: Path) -> None:
    assert desa.ask("rencana", "banding", "rkp")["terhadap"] == ""
    listed(desa, "durkp", tmp_path, "Usulan,Lokasi,Volume,Satuan,Perkiraan biaya,Sumber dana,Prioritas\n"
           "Jembatan,Lor,1,unit,900jt,APBD Kabupaten,1\n")  # fmt: skip
    desa.refuse("rencana", "perubahan", "durkp", "--dasar", "peristiwa", code=2)
    desa.refuse("rencana", "perubahan", "rkp", "--dasar", "peristiwa", "--uraian", "Banjir", code=2)
    desa.refuse("rencana", "perubahan", "rkp", "--dasar", "peristiwa", code=2)
    desa.ask("rencana", "sahkan", "durkp", "--alasan", "Lengkap", "--nomor", "1", "--tanggal", "01/12/2026")
    desa.ask("rencana", "perubahan", "durkp")
    listed(desa, "durkp", tmp_path, "Usulan,Lokasi,Perkiraan biaya\nJembatan,Lor,950jt\n")
    said = desa.ask("rencana", "banding", "durkp")
    assert (said["terhadap"], said["berubah"]) == ("r01", 1)
    assert "900.000.000" in desa.run("rencana", "banding", "durkp").out
    desa.refuse("rencana", "banding", "durkp", "--terhadap", "9", code=1)
    desa.refuse("rencana", "usulkan-lagi", "0f8fad5b-d9cb-469f-a165-70867728950e", code=1)
    meeting = desa.ask("rencana", "musyawarah-khusus")["id"]
    assert desa.ask("rencana", "musyawarah-khusus")["id"] == meeting


def test_answers_of_the_kabupaten_are_kept_and_asked_again(desa: Laptop, tmp_path: Path) -> None:
    listed(desa, "durkp", tmp_path, "Usulan,Lokasi,Prioritas\nJembatan Kali Jali,Lor,1\nPasar,Kidul,2\n")
    desa.refuse("rencana", "jawaban", "1", code=2)
    assert "alasan kabupaten" in desa.refuse("rencana", "jawaban", "1", "--jawaban", "ditolak", code=2)
    desa.ask(
        "rencana", "jawaban", "1", "--jawaban", "ditolak", "--alasan", "Jalan desa", "--tanggal", "01/07/2027"
    )
    desa.ask("rencana", "jawaban", "2", "--jawaban", "diterima")
    assert [one["jawaban"] for one in desa.ask("rencana", "jawaban")["baris"]] == ["ditolak", "diterima"]
    desa.refuse("rencana", "jawaban", "8", "--jawaban", "diterima", code=1)
    desa.ask("kantor", "tahun", "2028")
    assert desa.ask("rencana", "ajukan-lagi")["durkp"] == 1
    assert "2027 yang belum diterima" in desa.refuse("rencana", "ajukan-lagi", code=1)
    (row,) = desa.ask("rencana", "jawaban")["baris"]
    assert row["lalu"] == "2027: ditolak, Jalan desa, 1 Juli 2027"
    assert desa.ask("rencana", "data-pendukung") == {"diisi": 0, "kosong": 1, "pilihan": []}


def test_a_citizen_is_told_where_the_proposal_is(desa: Laptop, tmp_path: Path) -> None:
    listed(desa, "usulan", tmp_path, "Usulan,Dusun\nTalud jalan,Krajan\n")
    said = desa.ask("usulan", "jejak", "1", "--tahun", "2027")
    assert said["posisi"] == "Usulan ini menunggu dibahas dalam musyawarah."
    assert [one["tahap"] for one in said["langkah"]] == ["gagasan"]
    assert "Diusulkan untuk 2027 sebagai usulan nomor 1" in desa.run("usulan", "jejak", "1").out
    desa.refuse("usulan", "jejak", "9", code=1)
    desa.refuse("usulan", "jejak", "talud", code=2)


def test_prices_are_searched_copied_and_used(desa: Laptop, tmp_path: Path) -> None:
    assert "belum berisi" in desa.run("rencana", "harga", "semen").out
    with opened(desa) as office:
        step = {"by": "Sekdes", "at": office.now()}
        key = harga.begin_list(office.database, 2026, **step)
        editing.add_row(
            office.database,
            HargaSatuan,
            key,
            {"uraian": "Semen PC", "satuan": "zak", "harga": 68_000},
            **step,
        )
    said = desa.ask("rencana", "harga", "semen", "--salin", "--sumber", "SK Bupati 12/2026")
    assert (said["sumber"], said["baris"][0]["harga"]) == ("SK Bupati 12/2026", 68_000)
    listed(desa, "rkp", tmp_path, "Kode,Jenis kegiatan\n02.03.14,Talud\n")
    listed(desa, "rab", tmp_path, "Uraian,Volume\nsemen,10\n", "--kegiatan", "1")
    line = desa.ask("data", "lihat", "rab")["baris"][0]["id"]
    desa.refuse("rencana", "harga", "--pakai", line, code=2)
    desa.refuse("rencana", "harga", "emas", "--pakai", line, code=1)
    desa.ask("rencana", "harga", "semen", "--pakai", line)
    assert desa.ask("rencana", "rab", "1")["jumlah"] == 680_000
