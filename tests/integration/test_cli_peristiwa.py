"""What happens to residents, recorded by commands: each event, its paper, its undo, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from buku_kerja import xlsx
from desa_desktop import app, config, paths
from desa_desktop.services import penduduk as service
from laptop import Laptop
from warga_layar import Warga, move_in

SET_UP = (
    "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino", "--tahun", "2027",
)  # fmt: skip
DAY = ("--tanggal", "2026-11-01", "--surat", "474/12")


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Laptop, Warga]:
    """Desa Tursino with seven residents in three families."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-11-22")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(*SET_UP)
    places = paths.places({"DESA_DATA": str(laptop.folder)})
    with app.open_app(places, config.Lingkungan()) as opened:
        people = move_in(opened.database)
    return laptop, people


def person(laptop: Laptop, key: object) -> dict[str, Any]:
    [row] = laptop.ask("data", "lihat", "penduduk", "--id", key)["baris"]
    found: dict[str, Any] = row
    return found


def members(laptop: Laptop, key: object) -> list[str]:
    return [one["nama"].split()[0] for one in laptop.ask("data", "lihat", "keluarga", "--id", key)["anggota"]]


def events(laptop: Laptop, key: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = laptop.ask("data", "lihat", "mutasi", "--id", key)["baris"]
    return rows


def test_a_death_keeps_date_paper_and_reason_and_is_one_step_to_take_back(
    desa: tuple[Laptop, Warga],
) -> None:
    laptop, people = desa
    head, wife = people.orang["SUTRISNO"], people.orang["SITI"]
    made = laptop.ask(
        "data", "peristiwa", "mati", "--nik", head.nik, *DAY, "--alasan", "sakit", "--kepala", wife.nik
    )
    assert (made["peristiwa"], made["langkah"], made["pemeriksaan"]) == ("mati", "catat meninggal", [])
    [entry] = events(laptop, head.id)
    assert (entry["tanggal_peristiwa"], entry["dokumen"], entry["sebab"]) == ("2026-11-01", "474/12", "sakit")
    assert person(laptop, head.id)["status_dasar"] == "mati"
    assert person(laptop, wife.id)["shdk"] == 1
    assert laptop.ask("data", "urungkan")["langkah"] == "catat meninggal"
    assert person(laptop, head.id)["status_dasar"] == "hidup"
    assert person(laptop, wife.id)["shdk"] == 3
    assert events(laptop, head.id) == []


def test_a_head_who_dies_without_a_follower_leaves_a_warning(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    found = laptop.answer("data", "peristiwa", "mati", "--nik", people.orang["SUPARDI"].nik, *DAY)
    assert [one["kode"] for one in found["pesan"]] == ["P-401"]


def test_one_some_or_all_of_a_family_move_away(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    child, grandmother = people.orang["RIZKI"], people.orang["PARTI"]
    laptop.ask(
        "data", "peristiwa", "pindah", "--nik", f"{child.nik},{grandmother.id}", *DAY,
        "--tujuan", "Kab. Sleman", "--jenis-tujuan", "3",
    )  # fmt: skip
    [entry] = events(laptop, child.id)
    assert (entry["alamat_tujuan"], entry["tujuan_pindah"]) == ("Kab. Sleman", 3)
    assert len(groups(laptop, [child.id, grandmother.id])) == 1
    laptop.ask("data", "peristiwa", "pindah", "--kk", people.keluarga["SUTRISNO"].no_kk, *DAY)
    assert person(laptop, people.orang["SITI"].id)["status_dasar"] == "pindah"


def test_who_is_missing_or_away_comes_back(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.orang["WAGIMAN"].id
    road = (("hilang", "hilang"), ("kembali", "hidup"), ("pergi", "pergi"), ("kembali", "hidup"))
    for day, (jenis, state) in enumerate((*road, ("pindah", "pindah"), ("datang-kembali", "hidup")), 1):
        laptop.ask("data", "peristiwa", jenis, "--id", key, "--tanggal", f"{day}/10/2026")
        assert person(laptop, key)["status_dasar"] == state, jenis


def test_a_family_that_moved_away_comes_back_together(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    kk = people.keluarga["SUTRISNO"].no_kk
    laptop.ask("data", "peristiwa", "pindah", "--kk", kk, "--tanggal", "2026-10-01")
    made = laptop.ask("data", "peristiwa", "datang-kembali", "--kk", kk, *DAY, "--alasan", "pulang")
    assert (len(made["orang"]), made["pemeriksaan"]) == (4, [])
    assert len(members(laptop, people.keluarga["SUTRISNO"].id)) == 4
    assert events(laptop, people.orang["RIZKI"].id)[0]["sebab"] == "pulang"


def test_a_head_who_comes_back_to_another_head_leaves_a_warning(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    head = people.orang["SUTRISNO"]
    laptop.ask("data", "peristiwa", "pergi", "--nik", head.nik, *DAY, "--kepala", people.orang["SITI"].nik)
    found = laptop.answer("data", "peristiwa", "kembali", "--nik", head.nik, "--tanggal", "2026-11-20")
    assert [one["kode"] for one in found["pesan"]] == ["P-402"]


def test_a_child_without_nik_is_born_into_its_family(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    made = laptop.ask(
        "data", "peristiwa", "lahir", "--kk", people.keluarga["SUTRISNO"].no_kk, *DAY,
        "--nama", "Aisyah", "--jk", "P", "--ibu", "Siti Ma'rufah", "--jam", "04.30", "--berat", "3100",
    )  # fmt: skip
    child = person(laptop, made["orang"][0])
    assert (child["nama"], child["jk"], child["shdk"], child["tanggal_lahir"]) == (
        "AISYAH",
        "P",
        4,
        "2026-11-01",
    )
    assert (child["nik"], child["nomor_sementara"], child["berat"]) == ("", 2, 3100)
    assert child["waktu_lahir"] == "04:30:00"
    assert members(laptop, people.keluarga["SUTRISNO"].id)[-1] == "AISYAH"


def test_a_family_splits_and_joins_and_gets_another_head(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    grandmother = people.orang["PARTI"]
    made = laptop.ask(
        "data", "peristiwa", "pecah-kk", "--nik", grandmother.nik, *DAY, "--kk-baru", "3306991203150099"
    )
    [new] = made["keluarga_baru"]
    assert members(laptop, new) == ["PARTI"]
    laptop.ask(
        "data", "peristiwa", "gabung-kk", "--nik", grandmother.nik,
        "--kk-tujuan", people.keluarga["WAGIMAN"].no_kk, "--hubungan", "orang tua", *DAY,
    )  # fmt: skip
    assert members(laptop, people.keluarga["WAGIMAN"].id) == ["WAGIMAN", "PARTI"]
    laptop.ask(
        "data", "peristiwa", "ganti-kepala", "--nik", grandmother.nik, *DAY,
        "--hubungan", f"{people.orang['WAGIMAN'].nik}=anak",
    )  # fmt: skip
    assert person(laptop, grandmother.id)["shdk"] == 1
    assert person(laptop, people.orang["WAGIMAN"].id)["shdk"] == 4


def test_the_last_one_of_a_family_becomes_its_head_when_the_head_has_died(
    desa: tuple[Laptop, Warga],
) -> None:
    laptop, people = desa
    head, child = people.orang["SUPARDI"], people.orang["BAYI"]
    laptop.ask("data", "peristiwa", "mati", "--nik", head.nik, *DAY)
    assert laptop.ask("data", "mutu")["hitung"]["P-401"] == 1
    laptop.ask("data", "peristiwa", "ganti-kepala", "--id", child.id, *DAY)
    assert person(laptop, child.id)["shdk"] == 1
    assert "P-401" not in laptop.ask("data", "mutu")["hitung"]
    refused = laptop.refuse("data", "peristiwa", "ganti-kepala", "--id", child.id, *DAY, code=2)
    assert "ganti-kepala tidak dapat dicatat" in refused


def test_what_is_wrong_with_one_newborn_is_said_without_a_row(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    refused = laptop.refuse(
        "data", "peristiwa", "lahir", "--kk", people.keluarga["SUPARDI"].id,
        "--tanggal", "2026-12-01", "--nama", "AISYAH", "--jk", "P", code=2,
    )  # fmt: skip
    assert "1 Desember 2026 belum terjadi" in refused
    assert "Baris" not in refused


def test_a_family_moves_inside_the_village(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.keluarga["SUPARDI"].id
    laptop.ask("data", "peristiwa", "pindah-dalam-desa", "--kk", key, *DAY, "--dusun", "Krajan", "--rt", "7")
    [family] = laptop.ask("data", "lihat", "keluarga", "--id", key)["baris"]
    assert family["rt"] == "007"
    found = laptop.ask("data", "lihat", "penduduk", "--cari", "krajan")["baris"]
    assert "SUPARDI" in [one["nama"] for one in found]
    assert family["rw"] == "002", "what was not named stays"


def groups(laptop: Laptop, keys: list[object]) -> set[object]:
    """Which events of these people are one and the same."""
    with app.open_app(paths.places({"DESA_DATA": str(laptop.folder)}), config.Lingkungan()) as opened:
        return {
            one.kelompok_id for key in keys for one in service.list_riwayat(opened.database, UUID(str(key)))
        }


FAMILY = [
    {"nama": "Sugeng", "nik": "3306991203850001", "jk": "L", "tanggal_lahir": "12-03-1985",
     "shdk": "Kepala Keluarga"},
    {"nama": "Ratmi", "jk": "P", "tanggal_lahir": "04-05-1988", "shdk": "Istri"},
    {"nama": "Bima", "jk": "L", "tanggal_lahir": "01-02-2015", "shdk": "Anak"},
]  # fmt: skip


def test_a_whole_family_moves_in_with_one_paper_and_one_step(
    desa: tuple[Laptop, Warga], tmp_path: Path
) -> None:
    laptop, _people = desa
    file = tmp_path / "keluarga.json"
    file.write_text(json.dumps({"anggota": FAMILY}), encoding="utf-8")
    made = laptop.ask(
        "data", "peristiwa", "datang", "--file", file, *DAY, "--asal", "Kab. Sleman",
        "--kk-baru", "3306991203160001", "--dusun", "krajan", "--rt", "1", "--rw", "2",
    )  # fmt: skip
    [family] = made["keluarga_baru"]
    assert members(laptop, family) == ["SUGENG", "RATMI", "BIMA"]
    rows = [person(laptop, one) for one in made["orang"]]
    assert [one["nomor_sementara"] for one in rows] == [None, 2, 3]
    entries = [events(laptop, one)[0] for one in made["orang"]]
    assert {one["dokumen"] for one in entries} == {"474/12"}
    assert len(groups(laptop, made["orang"])) == 1
    assert entries[0]["alamat_asal"] == "Kab. Sleman"
    laptop.ask("data", "urungkan")
    assert laptop.ask("data", "lihat", "penduduk", "--cari", "sugeng")["baris"] == []
    assert "tidak ditemukan" in laptop.refuse("data", "lihat", "keluarga", "--id", family, code=1)


def test_people_of_a_workbook_join_a_family_that_is_there(desa: tuple[Laptop, Warga], tmp_path: Path) -> None:
    laptop, people = desa
    file = tmp_path / "datang.xlsx"
    file.write_bytes(
        xlsx(
            {
                "A1": "Nama",
                "B1": "NIK",
                "C1": "L/P",
                "D1": "Tgl Lahir",
                "E1": "SHDK",
                "A2": "Tuminah",
                "B2": "3306995708920001",
                "C2": "P",
                "D2": "17-08-1992",
                "E2": "Istri",
            }
        )
    )
    laptop.ask("data", "peristiwa", "datang", "--file", file, "--kk", people.keluarga["WAGIMAN"].id, *DAY)
    assert members(laptop, people.keluarga["WAGIMAN"].id) == ["WAGIMAN", "TUMINAH"]


def test_one_newcomer_is_described_by_options(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    made = laptop.ask(
        "data", "peristiwa", "datang", "--kk", people.keluarga["WAGIMAN"].no_kk, *DAY, "--nama", "Tuminah",
        "--jk", "P", "--tanggal-lahir", "17-08-1992", "--hubungan", "istri",
    )  # fmt: skip
    assert person(laptop, made["orang"][0])["nomor_sementara"] == 2


def test_a_trial_stores_nothing(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    before = laptop.content()
    made = laptop.ask("data", "peristiwa", "mati", "--nik", people.orang["PARTI"].nik, *DAY, "--uji")
    assert made["langkah"] == ""
    assert laptop.content() == before


def test_what_cannot_be_is_refused_with_a_sentence(desa: tuple[Laptop, Warga], tmp_path: Path) -> None:
    laptop, people = desa
    nik, kk = people.orang["WAGIMAN"].nik, people.keluarga["WAGIMAN"].no_kk
    double = tmp_path / "ganda.json"
    double.write_text(json.dumps([{**FAMILY[0], "nik": nik}]), encoding="utf-8")
    unclear = tmp_path / "kurang.json"
    unclear.write_text(json.dumps([{**FAMILY[0], "nik": "330699"}]), encoding="utf-8")
    nameless = tmp_path / "kosong.json"
    nameless.write_text('{"orang": []}', encoding="utf-8")
    refusals: list[tuple[tuple[object, ...], str, int]] = [
        (("mati", "--nik", nik, "--tanggal", "2026-12-01"), "Tanggal itu belum tiba", 2),
        (("mati", "--nik", people.orang["RIZKI"].nik, "--tanggal", "2001-01-01"), "belum lahir", 2),
        (("mati", *DAY), "Tambahkan --nik", 2),
        (("mati", "--nik", "3306990101010001", *DAY), "tidak ditemukan", 1),
        (("mati", "--nik", "SEM-0099", *DAY), "tidak ditemukan", 1),
        (("mati", "--nik", "330699", *DAY), "16 angka", 2),
        (("mati", "--nik", nik, *DAY, "--jam", "25.99"), "Jam tidak dikenal", 2),
        (("kembali", "--nik", nik, *DAY), "kembali tidak dapat dicatat sekarang", 2),
        (("pecah-kk", "--nik", nik, *DAY), "pecah-kk tidak dapat dicatat sekarang", 2),
        (("mati", "--nik", f"{nik},{people.orang['PARTI'].nik}", *DAY), "satu per satu", 2),
        (("pindah", "--nik", f"{nik},{people.orang['PARTI'].nik}", *DAY), "bukan satu keluarga", 2),
        (("pindah", "--nik", nik, *DAY, "--jenis-tujuan", "bulan"), "bulan tidak ada di daftar", 2),
        (("gabung-kk", "--nik", nik, *DAY), "Pilih dulu keluarga yang dimasuki", 2),
        (("gabung-kk", "--nik", nik, "--kk-tujuan", kk, *DAY), "sudah di keluarga itu", 2),
        (
            ("gabung-kk", "--nik", nik, "--kk-tujuan", people.keluarga["SUPARDI"].no_kk, *DAY,
             "--hubungan", "kepala keluarga"),
            "sudah punya kepala, SUPARDI", 2,
        ),
        (("lahir", "--nama", "Aisyah", "--jk", "P", *DAY), "Tambahkan --kk", 2),
        (("lahir", "--kk", kk, *DAY), "Tambahkan --nama", 2),
        (("lahir", "--kk", kk, "--nama", "Aisyah", *DAY), "jenis kelamin", 2),
        (("datang", *DAY), "--file untuk satu keluarga", 2),
        (("datang", "--file", double, *DAY), "sudah ada di register", 2),
        (("datang", "--file", unclear, *DAY), "Baris 2: NIK", 2),
        (("datang", "--file", nameless, *DAY), "harus berisi daftar orang", 2),
        (("datang", "--nama", "Sugeng", "--jk", "L", *DAY), "hubungan SUGENG", 2),
        (
            ("datang", "--nama", "Sugeng", "--jk", "L", "--hubungan", "kepala keluarga", *DAY,
             "--kk-baru", kk),
            "Nomor KK ini sudah dipakai keluarga WAGIMAN", 2,
        ),
        (("datang", "--nama", "Sugeng", "--jk", "L", "--hubungan", "anak", "--kk", kk, *DAY,
          "--nik", people.orang["PARTI"].nik, "--uji"), "sudah ada di register", 2),
        (("datang-kembali", "--kk", kk, *DAY), "tidak ada yang bisa dicatat kembali", 2),
        (("pindah-dalam-desa", "--kk", kk, "--dusun", "Kidul", *DAY), "Dusun Kidul belum ada", 2),
    ]  # fmt: skip
    for words, sentence, code in refusals:
        said = laptop.refuse("data", "peristiwa", *words, code=code)
        assert sentence in said, f"{words}: {said}"


def test_a_wrong_event_is_cancelled_with_its_reason(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.orang["PARTI"].id
    made = laptop.ask("data", "peristiwa", "mati", "--id", key, *DAY)
    laptop.ask("data", "peristiwa", "batal", "--id", made["mutasi"][0], "--alasan", "Salah orang")
    assert person(laptop, key)["status_dasar"] == "hidup"
    cancelled = next(one for one in events(laptop, key) if one["peristiwa"] == "mati")
    assert (cancelled["is_batal"], cancelled["alasan_batal"]) == (True, "Salah orang")


def test_a_mistaken_record_is_taken_out_with_its_reason_and_comes_back(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.orang["BAYI"].id
    made = laptop.ask("data", "hapus", "penduduk", "--nik", "SEM-0001", "--alasan", "Tertulis dua kali")
    assert made["langkah"] == "hapus catatan keliru: Tertulis dua kali"
    assert members(laptop, people.keluarga["SUPARDI"].id) == ["SUPARDI"]
    assert "tidak ditemukan" in laptop.refuse("data", "lihat", "penduduk", "--id", key, code=1)
    laptop.ask("data", "urungkan")
    assert person(laptop, key)["nama"] == "BAYI"


def test_the_last_mistaken_record_takes_its_empty_family_along(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    nik = people.orang["WAGIMAN"].nik
    assert laptop.ask("data", "hapus", "penduduk", "--nik", nik, "--alasan", "Salah desa")["keluarga_ikut"]
    assert laptop.ask("data", "lihat", "keluarga", "--cari", "wagiman")["baris"] == []
    laptop.ask("data", "urungkan")
    assert members(laptop, people.keluarga["WAGIMAN"].id) == ["WAGIMAN"]


def test_who_has_events_is_not_taken_out_and_the_place_is_named(desa: tuple[Laptop, Warga]) -> None:
    laptop, people = desa
    key = people.orang["PARTI"].id
    laptop.ask("data", "peristiwa", "pergi", "--id", key, *DAY)
    said = laptop.refuse("data", "hapus", "penduduk", "--id", key, "--alasan", "Keliru", code=1)
    assert "1 peristiwa di tab Mutasi" in said
    assert "Tulis alasannya" in laptop.refuse(
        "data", "hapus", "penduduk", "--id", key, "--alasan", " ", code=2
    )


# ------------------------------------------------------------------ a photo


def picture(path: Path, size: tuple[int, int] = (1200, 900), **more: Any) -> Path:
    """A picture as a telephone makes it."""
    Image.new("RGB", size, "navy").save(path, **more)
    return path


def test_a_photo_is_kept_small_and_without_what_the_telephone_writes(
    desa: tuple[Laptop, Warga], tmp_path: Path
) -> None:
    laptop, people = desa
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side
    exif[0x010F] = "Telepon rahasia"
    file = picture(tmp_path / "foto.jpg", exif=exif)
    words = ("data", "foto", "penduduk", "--nik", people.orang["SITI"].nik)
    laptop.ask(*words, "--file", file)
    laptop.ask(*words, "--ke", tmp_path / "kembali.jpg")
    with Image.open(tmp_path / "kembali.jpg") as kept:
        assert kept.size == (360, 480)
        assert not kept.getexif()
    assert b"rahasia" not in (tmp_path / "kembali.jpg").read_bytes()
    laptop.ask(*words, "--hapus")
    assert "Foto SITI MA'RUFAH tidak ditemukan" in laptop.refuse(*words, "--ke", tmp_path / "x.jpg", code=1)
    assert laptop.ask("data", "urungkan")["langkah"] == "hapus foto"
    laptop.ask(*words, "--ke", tmp_path / "lagi.jpg")
    assert (tmp_path / "lagi.jpg").read_bytes() == (tmp_path / "kembali.jpg").read_bytes()


def test_what_is_no_photo_is_refused(desa: tuple[Laptop, Warga], tmp_path: Path) -> None:
    laptop, people = desa
    words = ("data", "foto", "penduduk", "--nik", people.orang["SITI"].nik)
    (tmp_path / "surat.jpg").write_bytes(b"bukan gambar")
    half = picture(tmp_path / "utuh.png").read_bytes()
    (tmp_path / "potong.png").write_bytes(half[: len(half) // 2])
    picture(tmp_path / "besar.png", (12_000, 9_000))
    for name, sentence in (
        ("surat.jpg", "bukan gambar yang utuh"),
        ("potong.png", "bukan gambar yang utuh"),
        ("besar.png", "terlalu besar"),
        ("hilang.jpg", "tidak ditemukan"),
    ):
        assert sentence in laptop.refuse(*words, "--file", tmp_path / name, code=1), name
    assert "Pilih satu" in laptop.refuse(*words, code=2)
