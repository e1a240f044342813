"""The RPJM Desa by commands, and that the kecamatan gets what the village ratified."""

from __future__ import annotations

import csv
import json
import shutil
from decimal import Decimal
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image

import kiriman_offices as walk
from desa_desktop.domain.dokumen import dokumen_id
from desa_desktop.domain.rkp import PolaPelaksanaan
from desa_desktop.domain.rpjm import KegiatanRpjm, RpjmDesa
from desa_desktop.services import editing, exchange, kecamatan, rpjm
from kiriman_offices import KUTOARJO, OLEH, TURSINO
from laptop import Laptop
from office import shelf

SET_UP = (
    *("kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001"),
    *("--nama", "Tursino", "--tahun", "2027"),
)
ISI = {
    "visi": "Tursino rukun dan sejahtera",
    "ketua_tim": "Siti Aminah",
    "misi": [
        {"uraian": "Infrastruktur", "tujuan": [{"uraian": "Jalan baik", "sasaran": ["Semua dusun"]}]},
        "Warga sehat",
    ],
    "kegiatan": [
        {
            "kode": "02.03.10",
            "nama": "Rabat beton jalan usaha tani",
            "lokasi": "Krajan",
            "volume": 400.5,
            "satuan": "m",
            "sdgs": [9],
            "sumber": ["DDS"],
            "pola": "swakelola",
            "tahun": [2027],
            "biaya_tahun": {"2027": 60000000},
        }
    ],
    "musim": [{"uraian": "Kekeringan", "bulan": [7, 8]}],
    "kelembagaan": [{"lembaga": "PKK", "peran": "Posyandu"}],
    "masalah": [{"kategori": "Air", "uraian": "Air keruh", "nilai": {"dirasakan": 5, "parah": 4}}],
    "program": [{"nama": "Sanitasi", "asal": "APBD", "tahun": 2028, "pagu": 100000000}],
    "tim": [{"nama": "Siti Aminah", "jk": "P", "jabatan": "Ketua", "tanggal_lahir": "1990-02-01"}],
}


@cache
def set_up_once():
    laptop = Laptop(shelf() / "perintah-rpjm")
    laptop.ask(*SET_UP, "--kepala", "Suratman", "--sekretaris", "Ratna")
    return laptop.folder


@pytest.fixture
def desa(tmp_path, monkeypatch):
    """Desa Tursino on 20 January 2027."""
    monkeypatch.setenv("DESA_TANGGAL", "2027-01-20")
    return Laptop(shutil.copytree(set_up_once(), tmp_path / "tursino"))


def begin(desa, *more):
    words = ("rencana", "rpjm", "siapkan", "--mulai", "2027", "--pelantikan", "14/12/2026")
    return desa.ask(*words, *more)


def filled(desa, tmp_path, content=None):
    begin(desa)
    path = tmp_path / "rpjm.json"
    path.write_text(json.dumps(content if content is not None else ISI), encoding="utf-8")
    return desa.ask("rencana", "rpjm", "catat", path)


def shown(desa):
    return desa.ask("data", "lihat", "rpjm")


def test_a_plan_is_begun_with_its_years_and_asked_for_before_it_is_there(desa):
    assert "RPJM Desa untuk tahun 2027" in desa.refuse("rencana", "ringkas", "rpjm", code=1)
    made = begin(desa, "--sampai", "2032")
    assert (made["tahun"], made["tahun_akhir"]) == (2027, 2032)
    assert "sudah ada" in desa.refuse("rencana", "rpjm", "siapkan", "--mulai", "2027", code=2)
    assert desa.ask("rencana", "rpjm", "perpanjang") == {"tahun": 2027, "tahun_akhir": 2034}
    assert "sudah mencakup 8 tahun" in desa.refuse("rencana", "rpjm", "perpanjang", code=2)


def test_a_file_fills_every_list_of_the_plan_in_one_step(desa, tmp_path):
    counts = filled(desa, tmp_path)["baris"]
    assert counts == {
        "kegiatan": 1, "musim": 1, "kelembagaan": 1, "masalah": 1, "program": 1, "tim": 1, "arah": 4,
    }  # fmt: skip
    data = shown(desa)
    assert data["rpjm"]["visi"] == "Tursino rukun dan sejahtera"
    assert [(one["nomor"], one["tingkat"]) for one in data["arah"]] == [
        ("1", "misi"), ("1.1", "tujuan"), ("1.1.1", "sasaran"), ("2", "misi"),
    ]  # fmt: skip
    assert data["baris"][0]["volume"] == 400.5
    assert data["baris"][0]["biaya_tahun"] == {"2027": 60_000_000}
    assert data["tim"][0]["tanggal_lahir"] == "1990-02-01"
    assert data["peringkat"][0]["peringkat"] is None
    assert desa.ask("data", "urungkan")["langkah"] == "catat isi RPJM Desa"
    assert shown(desa)["baris"] == []


def test_what_may_be_several_is_read_as_a_text_with_commas_too(desa, tmp_path):
    written = {"nama": "Talud", "sumber": "ADD, DDS", "sdgs": "9,11", "tahun": 2028}
    filled(desa, tmp_path, {"kegiatan": [written]})
    [row] = shown(desa)["baris"]
    assert (row["sumber"], row["sdgs"], row["tahun"]) == (["ADD", "DDS"], [9, 11], [2028])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "harus satu objek JSON"),
        ({"warna": 1}, "warna tidak dikenal. Yang dikenal: visi"),
        ({"kegiatan": {}}, "kegiatan harus berupa daftar"),
        ({"kegiatan": [{"harga": 1}]}, "kegiatan baris 1: harga tidak dikenal"),
        ({"kegiatan": [{"nama": "a", "tahun": ["x"]}]}, "kegiatan baris 1, Tahun: \"['x']\" tidak dapat"),
        ({"kegiatan": [{"nama": "a", "tahun": [2035]}]}, "a: tahun 2035 di luar RPJM Desa 2027–2034"),
        ({"kegiatan": [{"nama": "a", "biaya_tahun": {"2027": -1}}]}, "tidak boleh kurang dari nol"),
        ({"kegiatan": [{"nama": "a", "biaya_tahun": {"dua": 1}}]}, "tahun sebagai empat angka"),
        ({"masalah": [{"nilai": {"parah": 9}}]}, "nilai parah harus 1 sampai 5"),
        ({"misi": [{"tujuan": []}]}, "misi: tulis uraian"),
        ({"tanggal_sk": "kemarin"}, 'Tanggal SK: "kemarin" tidak dapat dipakai'),
    ],
)
def test_a_file_that_is_wrong_is_refused_whole_with_its_place(desa, tmp_path, content, sentence):
    begin(desa)
    path = tmp_path / "salah.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert sentence in desa.refuse("rencana", "rpjm", "catat", path, code=2)


def test_an_activity_is_completed_as_if_it_were_typed(desa, tmp_path):
    filled(desa, tmp_path)
    key = shown(desa)["baris"][0]["id"]
    said = desa.run(
        *("rencana", "rpjm", "isi", key, "--centang", "2027,2029-2031", "--biaya", "2027=60jt,2029=65jt"),
        *("--target", "2027=100 m; 2029-2030=150 m", "--sumber", "ADD,DD", "--arah", "1.1.1"),
    )
    assert said.out == "Rabat beton jalan usaha tani: 2027, 2029–2031, Rp125.000.000, ADD, DDS\n"
    row = desa.ask("data", "lihat", "rpjm", "--id", key)["baris"][0]
    assert row["tahun"] == [2027, 2029, 2030, 2031]
    assert row["target"] == {"2027": "100 m", "2029": "150 m", "2030": "150 m"}
    assert row["arah_id"] == shown(desa)["arah"][2]["id"]
    assert desa.ask("rencana", "rpjm", "salin-biaya", "--dari", "2029")["biaya"] == 2
    summary = desa.ask("rencana", "ringkas", "rpjm", "--tahun", "2030")
    assert summary["per_tahun"]["2031"] == 65_000_000
    assert summary["total"] == 255_000_000
    assert summary["per_sumber"]["ADD, DDS"]["terpakai"] == 255_000_000
    desa.ask("rencana", "rpjm", "isi", key, "--centang", "2027", "--arah", "")
    assert desa.ask("rencana", "ringkas", "rpjm")["total"] == 60_000_000


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--centang", "besok"), "Tahun besok tidak jelas"),
        (("--centang", "2040"), "Tahun 2040 di luar RPJM Desa 2027–2034"),
        (("--biaya", "60jt"), "Bagian 60jt tidak jelas"),
        (("--biaya", "2027=banyak"), "Biaya banyak tidak jelas"),
        (("--sumber", "XYZ"), "Sumber dana XYZ tidak dikenal"),
        (("--kode", "99.99.99"), "99.99.99"),
    ],
)
def test_what_is_not_clear_is_named_and_nothing_is_stored(desa, tmp_path, words, sentence):
    filled(desa, tmp_path)
    key = shown(desa)["baris"][0]["id"]
    assert sentence in desa.refuse("rencana", "rpjm", "isi", key, *words, code=2)


def test_an_activity_or_a_line_that_is_not_there_is_named(desa, tmp_path):
    filled(desa, tmp_path)
    key = shown(desa)["baris"][0]["id"]
    words = ("rencana", "rpjm", "isi")
    assert "Misi, tujuan, atau sasaran 9.9" in desa.refuse(*words, key, "--arah", "9.9", code=1)
    other = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert f"Kegiatan RPJM Desa {other}" in desa.refuse(*words, other, "--lokasi", "x", code=1)
    assert f"Baris {other}" in desa.refuse("data", "lihat", "rpjm", "--id", other, code=1)


def test_gagasan_come_over_and_a_row_of_any_list_can_be_removed(desa, tmp_path):
    path = tmp_path / "usulan.csv"
    path.write_text("usulan;dusun;lokasi;biaya\nTalud;Krajan;RT 3;85000000\nSumur;Kidul;RT 1;9000000\n")
    desa.ask("data", "impor", "usulan", path)
    filled(desa, tmp_path)
    assert desa.ask("rencana", "rpjm", "ambil-gagasan", "--usulan", "2026")["kegiatan"] == 0
    made = desa.ask("rencana", "rpjm", "ambil-gagasan", "--gabung")
    assert made["kegiatan"] == 1
    data = shown(desa)
    assert len(next(one for one in data["baris"] if one["id"] == made["id"][0])["gabungan_dari"]) == 1
    for name in ("kegiatan", "musim", "kelembagaan", "masalah", "program", "tim"):
        assert desa.ask("rencana", "rpjm", "hapus", data[name][-1]["id"])["daftar"] == name
    assert desa.ask("rencana", "rpjm", "hapus", data["arah"][0]["id"])["dihapus"] == 3
    gone = data["arah"][0]["id"]
    assert f"Baris {gone} di RPJM Desa" in desa.refuse("rencana", "rpjm", "hapus", gone, code=1)


def test_a_line_of_the_outline_is_moved_by_its_id(desa, tmp_path):
    filled(desa, tmp_path)
    ids = {one["nomor"]: one["id"] for one in shown(desa)["arah"]}
    move = ("rencana", "rpjm", "geser")
    assert desa.ask(*move, ids["2"], "naik")["nomor"] == "1"
    assert desa.ask(*move, ids["2"], "turun")["nomor"] == "2"
    assert desa.ask(*move, ids["2"], "dalam")["nomor"] == "1.2"
    assert desa.ask(*move, ids["2"], "luar")["nomor"] == "2"
    assert "tidak bisa digeser" in desa.refuse(*move, ids["1"], "luar", code=2)
    other = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert other in desa.refuse(*move, other, "naik", code=1)


def test_the_plan_is_checked_ratified_and_changed_with_a_reason(desa, tmp_path):
    filled(desa, tmp_path)
    draft = desa.answer("rencana", "periksa", "rpjm")
    assert {one["aturan"] for one in draft["data"]["pemeriksaan"]} >= {"V-31", "V-32"}
    final = desa.answer("rencana", "periksa", "rpjm", "--akhir", code=4)
    assert any("Nomor Perdes" in one["teks"] for one in final["data"]["pemeriksaan"])
    ratify = ("rencana", "sahkan", "rpjm", "--nomor", "2 Tahun 2027", "--tanggal", "01/03/2027")
    assert "Musrenbangdes RPJM Desa belum disahkan" in desa.refuse(*ratify, code=4)
    done = desa.ask(*ratify, "--alasan", "berita acara di arsip")
    assert done["revisi"] == 1
    ratified = desa.answer("rencana", "periksa", "rpjm", "--akhir")["data"]["pemeriksaan"]
    assert not any("perubahan" in one["teks"] for one in ratified), "r01 is no change"
    assert "terkunci" in desa.refuse("rencana", "rpjm", "ambil-gagasan", code=1)
    assert "dasar" in desa.refuse("rencana", "perubahan", "rpjm", code=2).lower()
    opened = desa.ask(
        "rencana", "perubahan", "rpjm", "--dasar", "peristiwa", "--uraian", "Banjir 4 Januari 2028"
    )
    assert opened == {"revisi": 1, "digest": done["digest"]}
    assert shown(desa)["rpjm"]["dasar_perubahan"] == "Peristiwa khusus: Banjir 4 Januari 2028"


def test_the_plan_leaves_as_a_file_with_its_years(desa, tmp_path):
    filled(desa, tmp_path)
    for name in ("rpjm.csv", "rpjm.xlsx", "rpjm2.json"):
        assert desa.ask("data", "ekspor", "rpjm", "--ke", tmp_path / name)["baris"] == 1
    head, row = csv.reader((tmp_path / "rpjm.csv").read_text(encoding="utf-8-sig").splitlines())
    values = dict(zip(head, row, strict=True))
    assert (values["THN 1"], values["THN 2"], values["Biaya THN 1"]) == ("v", "", "60000000")
    assert (values["Volume"], values["Masa RPJM"]) == ("400,5", "2027-2034")
    sheet = load_workbook(tmp_path / "rpjm.xlsx").worksheets[0]
    assert "Rabat beton jalan usaha tani" in [cell.value for line in sheet.iter_rows() for cell in line]
    assert json.loads((tmp_path / "rpjm2.json").read_text())[0]["tahun"] == [2027]
    assert "Pilihan: xlsx, csv, json" in desa.refuse("data", "ekspor", "rpjm", "--ke", "a.docx", code=2)


def test_every_paper_is_printed_by_its_word(desa, tmp_path):
    filled(desa, tmp_path)
    listed = {one["jenis"]: one["bentuk"] for one in desa.ask("cetak", "daftar")["dokumen"]}
    for jenis in (
        "rpjm",
        "rpjm-b2",
        "rpjm-b3",
        "kalender-musim",
        "kelembagaan",
        "masalah",
        "peringkat-tindakan",
    ):
        assert listed[jenis] == ["pdf", "xlsx"]
        for form in listed[jenis]:
            assert desa.ask("cetak", jenis, "--ke", tmp_path / f"{jenis}.{form}")["halaman"] >= 1
    assert desa.ask("cetak", "sketsa-desa", "--ke", tmp_path / "s.pdf")["halaman"] == 1


def test_the_sketch_goes_in_comes_out_and_goes_away(desa, tmp_path):
    begin(desa)
    picture = BytesIO()
    Image.new("RGB", (300, 200), "red").save(picture, "PNG")
    (tmp_path / "sketsa.png").write_bytes(picture.getvalue())
    (tmp_path / "bukan.png").write_bytes(b"halo")
    assert "Sketsa desa" in desa.refuse("rencana", "rpjm", "sketsa", "--ke", tmp_path / "a.jpg", code=1)
    assert "bukan gambar" in desa.refuse(
        "rencana", "rpjm", "sketsa", "--file", tmp_path / "bukan.png", code=1
    )
    assert "Sebut --file" in desa.refuse("rencana", "rpjm", "sketsa", code=2)
    desa.ask("rencana", "rpjm", "sketsa", "--file", tmp_path / "sketsa.png")
    desa.ask("rencana", "rpjm", "sketsa", "--ke", tmp_path / "keluar.jpg")
    with Image.open(tmp_path / "keluar.jpg") as written:
        assert written.size == (300, 200)
    desa.ask("rencana", "rpjm", "sketsa", "--hapus")
    assert shown(desa)["rpjm"]["sketsa"] == ""


def test_the_history_of_an_activity_can_be_asked_for(desa, tmp_path):
    filled(desa, tmp_path)
    key = shown(desa)["baris"][0]["id"]
    desa.ask("rencana", "rpjm", "isi", key, "--lokasi", "Kidul")
    rows = desa.ask("data", "riwayat", "rpjm", key)["perubahan"]
    assert ("lokasi", "Krajan", "Kidul") in [(one["kolom"], one["semula"], one["menjadi"]) for one in rows]


# ------------------------------------------------------------------ to the kecamatan


def ratified(offices):
    """Desa Tursino has a ratified RPJM Desa of one activity; returns its id and that of the activity."""
    with offices.open(TURSINO) as app:
        key = rpjm.create(app.database, 2027, by=OLEH, at=offices.at)
        jalan = {
            "kode": "02.03.10",
            "nama": "Rabat beton",
            "lokasi": "Krajan",
            "volume": Decimal(400),
            "satuan": "m",
            "pola": PolaPelaksanaan.SWAKELOLA,
            "sumber": ("DDS",),
            "tahun": (2027, 2028),
            "biaya_tahun": {"2027": 60_000_000},
        }
        activity = editing.add_row(app.database, KegiatanRpjm, key, jalan, by=OLEH, at=offices.at)
        rpjm.add_arah(app.database, 2027, "Infrastruktur", by=OLEH, at=offices.at)
        rpjm.ratify(
            app.database, walk.builders.aturan(), 2027, kid=app.laptop.keys.kid, by=OLEH, at=offices.at,
            nomor="2 Tahun 2027", tanggal=offices.at.date(), alasan="uji",
        )  # fmt: skip
    return key, activity


def test_a_ratified_plan_travels_is_compared_in_words_and_is_kept_by_the_kecamatan(tmp_path):
    offices = walk.make_offices(tmp_path / "kantor")
    key, activity = ratified(offices)
    with offices.open(TURSINO) as app:
        assert key == dokumen_id(app.kantor.id, "rpjm-desa", "2027")
        walk.send(offices, app)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        assert found.ringkas == "RPJM Desa 2027–2034 r01"
        walk.accept(offices, kec, [found.sha256])
        with kec.database.read() as unit:
            stored = unit.get(RpjmDesa, key)
            assert [one.nama for one in stored.kegiatan] == ["Rabat beton"]
            assert dict(stored.kegiatan[0].biaya_tahun) == {"2027": 60_000_000}
            assert stored.arah[0].uraian == "Infrastruktur"
        rows = kecamatan.review_list(kec.database, 2030, ("rpjm-desa",))
        seen = {row.desa: (row.judul, row.status, row.revisi) for row in rows}
        assert seen["Tursino"] == ("RPJM Desa 2027–2034", "disahkan", 1)
        assert seen["Wirun"] == ("", "", 0)
    with offices.open(TURSINO) as app:
        rpjm.revise(app.database, 2027, "Banjir", by=OLEH, at=offices.at)
        rpjm.set_amounts(app.database, {activity: {2028: 5_000_000}}, by=OLEH, at=offices.at)
        offices.clear_stick()
        walk.send(offices, app)
    with offices.open(KUTOARJO) as kec:
        [found] = walk.look(offices, kec)
        preview = exchange.preview(
            kec.database, kec.laptop, kec.files, found.sha256, walk.builders.aturan(), at=offices.at
        )
        [plan] = [one for one in preview.dokumen if one.jenis == "rpjm-desa"]
        assert plan.kalimat == (
            "1 kegiatan berubah. 4 isian lain berubah. Total biaya naik Rp5.000.000 menjadi Rp65.000.000."
        )
        lines = {
            one.kolom: (one.kolom_teks, one.semula_teks, one.menjadi_teks, one.selisih) for one in plan.beda
        }
        assert lines["biaya_tahun"] == (
            "Biaya per tahun", "2027: 60.000.000", "2027: 60.000.000; 2028: 5.000.000", 5_000_000,
        )  # fmt: skip
        assert lines["dasar_perubahan"][2] == "Banjir"
        assert "V-32" in {one.aturan for one in plan.pemeriksaan}
