"""Files of a planning year come in by command: the eleven faults of real files are found and named.

Each fault of perencanaan.md 11 is asked for once, where it is found: by the import itself, or by a check of
the plan that was read in.
"""

from __future__ import annotations

import csv
import json
import shutil
import zipfile
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook

from berkas_rencana import SISKEUDES, eleven_faults, siskeudes_folder
from desa_desktop import app, config, paths
from desa_desktop.domain.tempel import JenisTempel
from desa_desktop.domain.usulan import StatusUsulan, Usulan
from desa_desktop.services import editing
from desa_desktop.services.berkas_rencana import read_list
from laptop import Laptop
from office import OLEH, PUKUL, shelf

SAMPLES = Path(__file__).parents[1] / "golden" / "samples"  # copies of public files, see the README there


@cache
def set_up_once():
    laptop = Laptop(shelf() / "impor-rencana")
    laptop.ask(
        *("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino"),
        *("--tahun", "2027", "--kepala", "Suratman", "--sekretaris", "Ratna"),
    )
    return laptop.folder


@pytest.fixture
def desa(tmp_path, monkeypatch):
    """Desa Tursino on 20 August 2026, with nothing planned."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-20")
    return Laptop(shutil.copytree(set_up_once(), tmp_path / "tursino"))


@pytest.fixture
def buku(tmp_path):
    """The workbook with the eleven faults."""
    return eleven_faults(tmp_path / "rencana 2026.xlsx")


def said(found):
    """The sentences about the file as a whole."""
    return [one["teks"] for one in found["temuan"]]


def questions(found, row):
    """What is asked about one row of the file."""
    return [problem["teks"] for one in found["baris"] if one["nomor"] == row for problem in one["masalah"]]


def bring(desa, buku, *more):
    """Plan and ceilings of the workbook, every suggestion taken."""
    desa.ask("data", "impor", "rkp", buku, "--terima-usul", "semua", *more)
    desa.ask("data", "impor", "pagu", buku)


def checks(desa):
    return desa.run("rencana", "periksa", "rkp").out


def findings(desa, jenis, rule):
    """What one rule found in a plan of the year, by the checks of `rencana periksa`."""
    said = desa.run("rencana", "periksa", jenis, "--json")
    return [one for one in json.loads(said.out)["data"]["pemeriksaan"] if one["aturan"] == rule]


# ------------------------------------------------------------------ the eleven faults


def test_fault_1_spending_above_the_pagu_is_named_by_the_check_of_the_plan(desa, buku):
    bring(desa, buku)
    assert "Biaya DDS lebih " in checks(desa)


def test_fault_2_two_sources_in_one_cell_are_asked_apart(desa, buku, tmp_path):
    found = desa.ask("data", "impor", "rkp", buku, "--uji")
    asked = '"ADD, DDS" berisi 2 sumber dana. Bagi biayanya per sumber dana.'
    assert any(one.startswith(asked) for one in questions(found, 10))
    parts = tmp_path / "bagi.json"
    parts.write_text(json.dumps({"10": "ADD 92.206.957; DDS sisa"}), encoding="utf-8")
    bring(desa, buku, "--bagi", parts)
    row = next(one for one in desa.ask("data", "lihat", "rkp")["baris"] if one["nama"].startswith("Oper"))
    assert row["sumber_biaya"] == [
        {"sumber": "ADD", "jumlah": 92_206_957, "is_silpa": False},
        {"sumber": "DDS", "jumlah": 61_471_304, "is_silpa": False},
    ]
    again = desa.ask("data", "impor", "rkp", buku, "--terima-usul", "semua")
    assert again["langkah"] == "", "what was answered is not asked again by the same file"


def test_fault_3_a_subtotal_that_covers_one_row_only_is_named(desa, buku):
    found = desa.ask("data", "impor", "durkp", buku, "--uji")
    assert "Subtotal bidang I di berkas Rp47.400.000, jumlah barisnya Rp575.021.500." in said(found)


def test_fault_4_old_years_in_titles_and_headings_are_named_and_not_used(desa, buku):
    found = desa.ask("data", "impor", "rkp", buku)
    assert (
        '"TAHUN ANGGARAN 2024" menyebut tahun 2024, yang diisi tahun 2027. Tahun di berkas tidak dipakai.'
        in said(found)
    )
    assert any(one.startswith('"Target Capaian Tahun 2023" menyebut tahun 2023') for one in said(found))
    assert "Tanggal 15 Desember 2023 di berkas bukan tahun 2026, tahun rencana ini disusun." in said(found)
    assert len(desa.ask("data", "lihat", "rkp")["baris"]) == 7, "they went into the plan of 2027"


def test_fault_5_a_plan_signed_after_the_deadline_is_named(desa, tmp_path):
    rows = [
        ["RKP DESA TAHUN 2027"],
        ["No", "Jenis Kegiatan", "Lokasi", "Biaya", "Sumber"],
        [1, "Pembinaan PKK", "Desa", 5_000_000, "ADD"],
        [None, None, None, "Tursino, 1 Desember 2026"],
    ]
    found = desa.ask("data", "impor", "rkp", workbook(tmp_path / "telat.xlsx", rows), "--uji")
    assert said(found) == ["Tanggal 1 Desember 2026 di berkas sesudah batas 30 September 2026."]
    assert found["temuan"][0]["aturan"] == "V-30"


def test_fault_6_an_estimate_that_is_not_the_cost_is_named_by_the_check_of_the_plan(desa, buku):
    bring(desa, buku)
    desa.ask("data", "impor", "rab", buku, "--lembar", "RAB Kades", "--kegiatan", "1")
    out = checks(desa)
    assert "V-13" in out
    assert "59.520.000" in out
    assert "11.520.000" in out


def test_fault_6_blt_that_is_not_families_times_months_times_rate_is_named(desa, buku):
    bring(desa, buku)
    [found] = findings(desa, "rkp", "V-17")
    assert "Rp128.000.000 tidak cocok dengan 40 KPM x 12 bulan" in found["teks"]
    assert "Dengan Rp300.000 per bulan: Rp144.000.000." in found["teks"]


def test_fault_7_free_text_of_a_durkp_is_taken_apart_only_with_a_yes(desa, buku):
    found = desa.ask("data", "impor", "durkp", buku, "--uji")
    assert questions(found, 11) == [
        'Nama berisi tempat atau volume: "RT 12 Drainase 120 m". '
        "Maksud Anda Drainase, lokasi RT 12, volume 120 m?"
    ]
    desa.ask("data", "impor", "durkp", buku)
    names = [one["nama"] for one in desa.ask("data", "lihat", "durkp")["baris"]]
    assert "RT 12 Drainase 120 m" in names, "nothing was changed without a yes"
    desa.ask("data", "urungkan")
    desa.ask("data", "impor", "durkp", buku, "--terima-usul", "V-24")
    row = next(one for one in desa.ask("data", "lihat", "durkp")["baris"] if "Drainase" in one["nama"])
    assert (row["nama"], row["lokasi"], row["volume"], row["satuan"]) == ("Drainase", "RT 12", 120, "m")
    assert desa.ask("data", "impor", "durkp", buku)["langkah"] == "", (
        "an answer is not undone by reading again"
    )


def test_fault_8_a_row_without_a_code_gets_one_suggested_and_is_not_coded_in_silence(desa, buku):
    found = desa.ask("data", "impor", "rkp", buku)
    [asked] = [one for one in questions(found, 12) if "kode" in one]
    assert asked.startswith("Belum ada kode. Mungkin 02.01.01 ")
    assert all(not one["kode"] for one in desa.ask("data", "lihat", "rkp")["baris"])


def test_fault_9_proposals_that_come_back_after_two_years_are_named(desa, tmp_path):
    for year in (2024, 2026, 2027):
        desa.ask("kantor", "tahun", str(year))
        if year < 2027:
            desa.ask("data", "impor", "usulan", sample(tmp_path, year))
    found = desa.ask("data", "impor", "usulan", sample(tmp_path, 2026), "--uji")
    asked = [problem["teks"] for row in found["baris"] for problem in row["masalah"]]
    assert sum("tahun 2026." in one for one in asked) == 20
    assert sum("tahun 2024." in one for one in asked) >= 10


def test_fault_9_a_bridge_of_1400_metres_is_named_by_the_check_of_the_plan(desa, buku):
    desa.ask("data", "impor", "durkp", buku)
    [found] = findings(desa, "durkp", "V-05")
    assert "Usulan DURKP 4: jembatan 1.400 m tidak wajar" in found["teks"]


def test_fault_9_a_durkp_that_asks_again_what_an_earlier_one_asked_is_named_with_its_answer(desa, buku):
    desa.ask("data", "impor", "durkp", buku, "--terima-usul", "semua")
    first = desa.ask("data", "lihat", "durkp")["baris"][0]
    desa.ask("rencana", "jawaban", first["id"], "--jawaban", "ditunda", "--alasan", "Anggaran terbatas")
    desa.ask("kantor", "tahun", "2028")
    rows = [
        ["DU-RKP DESA TAHUN 2028"],
        ["No", "Jenis Kegiatan", "Lokasi", "Volume", "Biaya", "Sumber"],
        [1, "Rehab Balaidesa", "Krajan", "1 unit", 47_400_000, "APBD"],
    ]
    desa.ask("data", "impor", "durkp", workbook(buku.with_name("lagi.xlsx"), rows))
    [found] = findings(desa, "durkp", "V-23")
    assert "2027" in found["teks"]
    assert "Anggaran terbatas" in found["teks"]


def test_fault_9_the_same_row_in_plan_and_durkp_is_named(desa, tmp_path):
    row = [1, "Rehab balai desa", "Krajan", "1 unit", 47_400_000]
    head = ["No", "Jenis Kegiatan", "Lokasi", "Volume", "Biaya", "Sumber"]
    desa.ask("data", "impor", "rkp", workbook(tmp_path / "rkp.xlsx", [head, [*row, "DDS"]]))
    desa.ask("data", "impor", "durkp", workbook(tmp_path / "durkp.xlsx", [head, [*row, "APBD"]]))
    assert findings(desa, "rkp", "V-22")
    assert findings(desa, "durkp", "V-22")


def test_fault_10_numbers_that_skip_and_units_with_slips_are_named(desa, buku):
    found = desa.ask("data", "impor", "rkp", buku, "--uji")
    assert "Nomor urut melompat dari 8 ke 10. Periksa apakah ada baris yang hilang." in said(found)
    assert 'Satuan "Bualan" tidak dikenal. Maksud Anda bulan?' in questions(found, 10)
    assert 'Satuan "Pohong" tidak dikenal. Maksud Anda pohon?' in questions(found, 14)
    bring(desa, buku)
    units = {one["satuan"] for one in desa.ask("data", "lihat", "rkp")["baris"]}
    assert units == {"bulan", "OB", "m", "pohon", "kelompok", "paket"}


def test_fault_11_rows_of_siskeudes_without_money_or_source_are_named(desa):
    found = desa.ask("data", "impor", "rpjm", SAMPLES / "rpjm-nyata.csv", "--uji")
    assert said(found) == [
        "2 baris berbiaya Rp0: baris 16, 24.",
        "1 baris berbiaya tanpa sumber dana: baris 14.",
    ]


# ------------------------------------------------------------------ what was decided


def test_a_decided_proposal_is_changed_by_a_file_only_when_its_row_is_named(desa, tmp_path):
    head = ["Uraian", "Lokasi", "Perkiraan biaya"]
    desa.ask(
        "data", "impor", "usulan", workbook(tmp_path / "a.xlsx", [head, ["Talud RT 03", "RT 03", 85_000_000]])
    )
    [usulan] = desa.ask("data", "lihat", "usulan")["baris"]
    refuse(desa, usulan["id"], "lahan sengketa")
    again = workbook(tmp_path / "b.xlsx", [head, ["Talud jalan RT 03", "RT 03", 90_000_000]])
    assert questions(desa.ask("data", "impor", "usulan", again, "--uji"), 2) == [
        'Mirip usulan nomor 1, "Talud RT 03", yang sudah diputuskan tidak disepakati (lahan sengketa).'
    ]
    assert "--sama 2." in desa.run("data", "impor", "usulan", again, "--uji").out
    said = desa.answer("data", "impor", "usulan", again, "--sama", "2", code=1)
    assert said["data"]["langkah"] == "", "nothing could go in"
    assert said["pesan"][0]["kode"] == "K-133"
    assert "perkiraan biaya 85.000.000 → 90.000.000" in said["pesan"][0]["teks"]
    assert "--timpa 2." in desa.run("data", "impor", "usulan", again, "--sama", "2").out
    found = desa.ask("data", "impor", "usulan", again, "--sama", "2", "--timpa", "2")
    assert (found["berubah"], found["ditolak"]) == (1, 0)
    [usulan] = desa.ask("data", "lihat", "usulan")["baris"]
    assert (usulan["perkiraan_biaya"], usulan["status"], usulan["alasan"]) == (
        90_000_000,
        "tidak_disepakati",
        "lahan sengketa",
    )
    refused = desa.refuse("data", "impor", "usulan", again, "--timpa", "dua", code=2)
    assert "--timpa berisi nomor baris" in refused


def refuse(desa, key, alasan):
    """The meeting refuses this proposal."""
    surroundings = {"DESA_DATA": str(desa.folder)}
    with app.open_app(paths.places(surroundings), config.read_environment(surroundings)) as opened:
        values = {"status": StatusUsulan.TIDAK_DISEPAKATI, "alasan": alasan}
        editing.change(opened.database, Usulan, UUID(key), values, by=OLEH, at=PUKUL)


# ------------------------------------------------------------------ which sheet, which rows


def workbook(path, *sheets, **named):
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in [*((f"Lembar{n}", rows) for n, rows in enumerate(sheets, 1)), *named.items()]:
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    book.save(path)
    return path


def sample(folder, year):
    """The real proposals of one year out of the public file."""
    with (SAMPLES / "usulan-nyata.csv").open(encoding="utf-8", newline="") as source:
        rows = [one for one in csv.DictReader(source) if one["tahun"] == str(year)]
    path = folder / f"usulan {year}.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, [name for name in rows[0] if name not in ("tahun", "desa")])
        writer.writeheader()
        writer.writerows({name: one[name] for name in writer.fieldnames} for one in rows)
    return path


def test_plan_durkp_and_ceilings_are_found_in_one_workbook(desa, buku):
    lists = {kind: desa.ask("data", "impor", kind, buku, "--uji") for kind in ("rkp", "durkp", "pagu")}
    assert {kind: found["lembar"] for kind, found in lists.items()} == {
        "rkp": "RKPDESA",
        "durkp": "DU-RKPDESA",
        "pagu": "PAGU",
    }
    assert [lists[kind]["dibaca"] for kind in lists] == [7, 4, 2]


def test_a_workbook_with_a_sheet_for_each_hamlet_says_which_were_not_read(tmp_path):
    head = ["No", "Usulan", "Lokasi", "Biaya"]
    sheets = {"Krajan": [head, [1, "Talud", "RT 1", 5]], "Kidul": [head, [1, "Gapura", "RT 2", 6]]}
    found = read_list(workbook(tmp_path / "musdus.xlsx", **sheets), JenisTempel.USULAN, tahun=2027)
    assert found.keterangan == "lembar Krajan; lembar Kidul berisi daftar serupa dan belum dibaca"


def test_a_hidden_sheet_is_read_only_when_it_is_named(desa, buku):
    found = desa.ask("data", "impor", "rkp", buku, "--lembar", "RKP LAMA", "--uji")
    assert found["dibaca"] == 1


def test_a_row_that_excel_hides_is_read_and_named(desa, buku):
    found = desa.ask("data", "impor", "rkp", buku, "--uji")
    assert "1 baris tersembunyi di Excel ikut dibaca: baris 13." in said(found)
    assert any(one["nomor"] == 13 for one in found["baris"])


def test_a_cell_that_shows_an_error_in_excel_is_asked_and_not_lost(desa, tmp_path):
    path = workbook(
        tmp_path / "galat.xlsx",
        [["Jenis Kegiatan", "Lokasi", "Biaya"], ["Pembinaan PKK", "Desa", "=HARGA!B2*1"]],
    )
    found = desa.ask("data", "impor", "rkp", path)
    assert any(one.startswith("Sel ini berisi rumus yang belum dihitung.") for one in questions(found, 2))
    [row] = desa.ask("data", "lihat", "rkp")["baris"]
    assert row["teks_asli"]["biaya"] == "#RUMUS?"


def test_the_whole_import_is_one_step(desa, buku):
    before = desa.ask("data", "lihat", "rkp")
    desa.ask("data", "impor", "rkp", buku, "--terima-usul", "semua")
    assert desa.ask("data", "urungkan")["langkah"] == "impor rkp dari rencana 2026.xlsx"
    assert desa.ask("data", "lihat", "rkp") == before


def test_last_years_plan_goes_into_the_year_that_is_named(desa, buku):
    desa.ask("data", "impor", "rkp", buku, "--tahun", "2027")
    found = desa.ask("data", "impor", "rkp", buku, "--tahun", "2027")
    assert found["sama"] == 7


def test_a_year_that_was_never_begun_is_named(desa, buku):
    text = desa.refuse("data", "impor", "rkp", buku, "--tahun", "2031", code=1)
    assert "Tahun Rencana 2031 belum dibuka. Tidak ada yang disimpan." in text
    assert "kantor tahun 2031" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('["ADD"]', "Isi --bagi belum benar."),
        ('{"ADD, DDS": 5}', "Isi --bagi belum benar."),
    ],
)
def test_a_wrong_file_of_shares_is_refused(desa, buku, tmp_path, content, sentence):
    path = tmp_path / "bagi.json"
    path.write_text(content, encoding="utf-8")
    assert sentence in desa.refuse("data", "impor", "rkp", buku, "--bagi", path, code=2)
    assert "hanya untuk rkp" in desa.refuse("data", "impor", "durkp", buku, "--bagi", path, code=2)


# ------------------------------------------------------------------ RPJM and prices


def test_a_real_rpjm_begins_the_plan_of_its_own_years(desa):
    found = desa.ask("data", "impor", "rpjm", SAMPLES / "rpjm-nyata.csv", "--terima-usul", "semua")
    assert found["dibaca"] == 40
    rows = desa.ask("data", "lihat", "rpjm")["baris"]
    assert {tuple(one["tahun"]) for one in rows} == {(2025,)}, "THN 6 of 2020 to 2027"
    with (SAMPLES / "rpjm-nyata.csv").open(encoding="utf-8", newline="") as source:
        total = sum(int(one["biaya"]) for one in csv.DictReader(source))
    assert sum(one["biaya_tahun"].get("2025", 0) for one in rows) == total
    assert all(one["kode"] for one in rows)
    assert desa.ask("data", "impor", "rpjm", SAMPLES / "rpjm-nyata.csv")["langkah"] == ""
    desa.ask("data", "urungkan")
    said = desa.refuse("data", "lihat", "rpjm", code=1)
    assert "RPJM Desa untuk tahun 2027 tidak ditemukan" in said, "the plan went with the step that began it"


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("jenis", ["rpjm", "rkp", "harga"])
def test_what_is_exported_is_read_back_as_the_same(desa, tmp_path, jenis, form):
    desa.ask("data", "impor", jenis, siskeudes_folder(tmp_path / "siskeudes"))
    out = tmp_path / f"{jenis}.{form}"
    desa.ask("data", "ekspor", jenis, "--ke", out)
    found = desa.ask("data", "impor", jenis, out, "--uji")
    assert (found["sama"], found["dibaca"]) == (2, 2)
    if jenis == "rkp" and form == "csv":
        assert "ADD 15.000.000; DDS 85.000.000" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_rpjm_leaves_and_comes_back_whole_into_an_empty_office(desa, tmp_path, form):
    desa.ask("data", "impor", "rpjm", SAMPLES / "rpjm-nyata.csv", "--terima-usul", "semua")
    own = {"nama": "Talud", "kode": "02.03.14", "tahun": [2027], "target": {"2027": "120 m"}, "sdgs": [9, 11]}
    more = {"penerima_l": 4, "penerima_p": 5, "indikator": "Talud 120 m", "tanda": ["pktd"]}
    plan = tmp_path / "rpjm.json"
    plan.write_text(json.dumps({"kegiatan": [{**own, **more}]}), encoding="utf-8")
    desa.ask("rencana", "rpjm", "catat", plan)
    before = plain(desa)
    out = tmp_path / f"rpjm.{form}"
    desa.ask("data", "ekspor", "rpjm", "--ke", out)
    desa.ask("data", "urungkan")
    desa.ask("data", "urungkan")
    assert "tidak ditemukan" in desa.refuse("data", "lihat", "rpjm", code=1)
    desa.ask("data", "impor", "rpjm", out)
    assert plain(desa) == before


def plain(desa):
    """The activities of the RPJM without what each import makes anew."""
    made = ("id", "usulan_id", "arah_id", "teks_asli", "urut")
    rows = desa.ask("data", "lihat", "rpjm")["baris"]
    return sorted(json.dumps({k: v for k, v in one.items() if k not in made}, sort_keys=True) for one in rows)


def test_a_price_list_is_read_and_a_new_price_is_seen(desa, tmp_path):
    rows = [
        ["STANDAR HARGA SATUAN 2027"],
        ["Kode", "Uraian", "Satuan", "Harga"],
        [None, "BAHAN BANGUNAN"],
        ["01", "Semen 40 kg", "zak", 65_000],
        ["02", "Pasir pasang", "m3", 250_000],
    ]
    found = desa.ask("data", "impor", "harga", workbook(tmp_path / "ssh.xlsx", rows))
    assert (found["baru"], found["dilewati"]) == (2, 1)
    [semen, _pasir] = desa.ask("data", "lihat", "harga")["baris"]
    assert (semen["harga"], semen["satuan"], semen["kelompok"]) == (65_000, "zak", "bahan")
    rows[3][3] = 67_500
    again = desa.ask("data", "impor", "harga", workbook(tmp_path / "ssh.xlsx", rows))
    assert (again["berubah"], again["sama"]) == (1, 1)
    assert desa.ask("data", "lihat", "harga")["baris"][0]["harga"] == 67_500


# ------------------------------------------------------------------ Siskeudes


@pytest.fixture(params=["folder", "zip"])
def siskeudes(request, tmp_path):
    """The tables of Siskeudes, as a folder and as a ZIP."""
    folder = siskeudes_folder(tmp_path / "siskeudes")
    if request.param == "folder":
        return folder
    path = tmp_path / "siskeudes.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        for one in folder.iterdir():
            parcel.write(one, one.name)
    return path


def test_the_rpjm_of_siskeudes_comes_with_its_vision_its_tree_and_its_years(desa, siskeudes):
    desa.ask("data", "impor", "rpjm", siskeudes)
    salary, road = desa.ask("data", "lihat", "rpjm")["baris"]  # in the order of the matrix
    assert (road["kode"], road["tahun"], road["biaya_tahun"]) == (
        "02.03.10",
        [2020, 2027],
        {"2027": 100_000_000},
    )
    assert (road["sumber"], road["pola"], road["indikator"]) == (["DDS", "ADD"], "swakelola", "Jalan 100 m")
    assert salary["biaya_tahun"] == {"2026": 58_000_000, "2027": 59_520_000}
    stored = str(desa.content())
    assert "Desa maju, rukun" in stored
    assert "Semua dusun" in stored
    assert desa.ask("data", "impor", "rpjm", siskeudes)["langkah"] == ""


def test_the_yearly_ceilings_of_siskeudes_are_the_plan(desa, siskeudes):
    found = desa.ask("data", "impor", "rkp", siskeudes)
    assert (found["baru"], found["temuan"]) == (2, [])
    road = next(one for one in desa.ask("data", "lihat", "rkp")["baris"] if one["kode"] == "02.03.10")
    assert (road["nama"], road["lokasi"], road["volume"], road["satuan"]) == (
        "Pengerasan jalan desa",
        "RT 03",
        120,
        "m",
    )
    assert (road["bulan_mulai"], road["bulan_selesai"], road["biaya"]) == (5, 7, 100_000_000)
    assert {one["sumber"]: one["jumlah"] for one in road["sumber_biaya"]} == {
        "DDS": 85_000_000,
        "ADD": 15_000_000,
    }


def test_a_year_siskeudes_does_not_have_is_taken_from_the_one_before_and_named(desa, siskeudes):
    desa.ask("kantor", "tahun", "2028")
    found = desa.ask("data", "impor", "rkp", siskeudes, "--uji")
    assert said(found) == [
        '"Siskeudes, rencana tahun 2027" menyebut tahun 2027, yang diisi tahun 2028. '
        "Tahun di berkas tidak dipakai."
    ]
    assert found["dibaca"] == 2


def test_the_csv_we_write_for_siskeudes_is_read_back_as_the_same_plan(desa, siskeudes, tmp_path):
    desa.ask("data", "impor", "rkp", siskeudes)
    out = tmp_path / "rkp.csv"
    desa.ask("data", "ekspor", "rkp", "--ke", out, "--bentuk", "siskeudes")
    found = desa.ask("data", "impor", "rkp", out, "--uji")
    assert (found["baru"], found["ditolak"], found["dilewati"]) == (0, 0, 1), "a row for each source"


def test_income_of_siskeudes_is_the_pagu_and_its_price_book_the_price_list(desa, siskeudes):
    desa.ask("data", "impor", "pagu", siskeudes)
    money = {one["sumber"]: one["jumlah"] for one in desa.ask("data", "lihat", "pagu")["baris"]}
    assert money == {"DDS": 1_270_999_000, "ADD": 700_000_000}
    assert desa.ask("data", "impor", "harga", siskeudes)["baru"] == 2


def test_siskeudes_keeps_no_durkp_and_says_so(desa, siskeudes):
    assert "Tabel Siskeudes hanya untuk" in desa.refuse("data", "impor", "durkp", siskeudes, code=2)


def test_a_folder_without_the_table_that_is_needed_names_it(desa, tmp_path):
    folder = tmp_path / "kurang"
    folder.mkdir()
    (folder / "Ta_RAB.csv").write_text(SISKEUDES["Ta_RAB"], encoding="utf-8")
    assert "tidak berisi tabel Ta_RPJM_Kegiatan" in desa.refuse("data", "impor", "rpjm", folder, code=2)


def test_a_bomb_dressed_as_siskeudes_is_not_unpacked(desa, tmp_path):
    path = tmp_path / "bom.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("Ta_RPJM_Kegiatan.csv", b"Kd_Keg,ID_Keg\n" + b"0" * 80_000_000)
    assert "tidak dibuka demi keamanan" in desa.refuse("data", "impor", "rpjm", path, code=1)


def test_a_zip_that_reaches_outside_itself_is_refused(desa, tmp_path):
    path = tmp_path / "luar.zip"
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr("../Ta_RPJM_Kegiatan.csv", SISKEUDES["Ta_RPJM_Kegiatan"])
    assert "tidak dibuka demi keamanan" in desa.refuse("data", "impor", "rpjm", path, code=1)


def test_a_torn_zip_is_named_damaged(desa, tmp_path):
    path = tmp_path / "sobek.zip"
    with zipfile.ZipFile(path, "w") as parcel:
        parcel.writestr("Ta_RPJM_Kegiatan.csv", SISKEUDES["Ta_RPJM_Kegiatan"])
    path.write_bytes(path.read_bytes()[:300])
    assert "rusak atau terpotong" in desa.refuse("data", "impor", "rpjm", path, code=1)
