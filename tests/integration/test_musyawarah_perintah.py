"""Meetings worked with commands only: prepared, put off, met again, valued by several people or by hands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from builders import aturan
from desa_desktop.domain.penilaian import find_skema
from laptop import Laptop

PEOPLE = [
    ("Sri Utami", "P", "perempuan"), ("Joko Santoso", "L", "tani"), ("Wagiman", "L", "tokoh_adat"),
    ("Endang", "P", "tokoh_pendidikan"), ("Slamet", "L", "perajin"), ("Tukinah", "P", "miskin"),
]  # fmt: skip
FULL = {"manfaat": 5, "kemendesakan": 4, "keberpihakan": 3, "kesesuaian": 4, "kesiapan": 3}


@pytest.fixture
def desa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A village with officers, notables of two hamlets and four proposals, on the day of its meeting."""
    monkeypatch.setenv("DESA_TANGGAL", "2026-08-12")
    laptop = Laptop(tmp_path / "tursino")
    laptop.ask(
        "kantor", "siapkan", "--peran", "desa", "--kode", "33.06.99.2001", "--nama", "Tursino", "--kepala",
        "Suratman", "--sekretaris", "Ratna", "--bpd", "Harjono", "--tahun", "2027",
    )  # fmt: skip
    rows = "\n".join(
        f"{nama},{jk},{unsur},{'Krajan' if n % 2 else 'Kidul'}" for n, (nama, jk, unsur) in enumerate(PEOPLE)
    )
    laptop.ask("data", "impor", "wilayah", put(tmp_path, "w.csv", "Dusun\nKrajan\nKidul\n"))
    laptop.ask("data", "impor", "tokoh", put(tmp_path, "t.csv", f"Nama,L/P,Unsur,Dusun\n{rows}\n"))
    proposals = [
        ("Talud", "Krajan", 90),
        ("Sumur", "Kidul", 60),
        ("Lampu", "Krajan", 30),
        ("Jamban", "Kidul", 10),
    ]
    lines = "\n".join(f"{what},{dusun},RT 0{n},{men}" for n, (what, dusun, men) in enumerate(proposals, 1))
    table = f"Uraian,Dusun,Lokasi,Penerima L\n{lines}\n"
    laptop.ask("data", "impor", "usulan", put(tmp_path, "u.csv", table))
    return laptop


def put(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def recorded(desa: Laptop, **bend: Any) -> dict[str, Any]:
    """A musrenbangdes from a file, with these facts."""
    content = {
        "jenis": "musrenbangdes", "tahun": 2027, "tanggal": "2026-08-12", "mulai": "09.10",
        "selesai": "12.00", "tempat": "Balai Desa", "pimpinan": "Suratman", "notulis": "Ratna",
        "hadir": [{"nama": nama, "jk": jk, "unsur": unsur} for nama, jk, unsur in PEOPLE],
        "keputusan": [{"uraian": "Tim melanjutkan penyusunan."}],
        "penandatangan": [{"nama": "Sri Utami", "jabatan": "Wakil masyarakat", "jk": "P"}],
    }  # fmt: skip
    return desa.ask("musyawarah", "catat", put(desa.folder.parent, "rapat.json", json.dumps(content | bend)))


@pytest.mark.parametrize(
    ("jenis", "words", "nama", "pimpinan", "usulan"),
    [
        ("musdus", ["--dusun", "Krajan"], "Musyawarah Dusun Krajan", "", 2),
        ("kelompok", ["--kelompok", "Tani Makmur"], "Musyawarah Kelompok Tani Makmur", "", 0),
        ("musdes", [], "Musyawarah Desa", "Harjono", 4),
        ("rembuk_stunting", [], "Rembuk Stunting", "Suratman", 0),
        ("musrenbangdes", [], "Musrenbangdes RKP Desa", "Suratman", 4),
        ("musrenbangdes_rpjm", [], "Musrenbangdes RPJM Desa", "Suratman", 4),
        ("musdes_pengesahan", [], "Musdes Pengesahan", "Harjono", 0),
        ("musrenbangdes_khusus", [], "Musrenbangdes Khusus", "Suratman", 4),
    ],
)
def test_every_kind_of_meeting_is_prepared_with_its_agenda_its_people_and_its_proposals(
    desa: Laptop, jenis: str, words: list[str], nama: str, pimpinan: str, usulan: int
) -> None:
    made = desa.ask("musyawarah", "siapkan", jenis, *words, "--tanggal", "2026-08-12")
    assert (made["nama"], made["pimpinan"], made["usulan"]) == (nama, pimpinan, usulan)
    assert len(made["agenda"]) >= 4
    assert made["undangan"] >= 3


def test_a_dusun_is_only_asked_of_a_musdus_and_unknown_kinds_are_named(desa: Laptop) -> None:
    assert "--dusun hanya untuk musdus." in desa.refuse(
        "musyawarah", "siapkan", "musdes", "--dusun", "Krajan", code=2
    )
    assert "rapat" in desa.refuse("musyawarah", "siapkan", "rapat", code=2)


def test_what_a_hamlet_agrees_to_stays_open_for_the_village_and_what_the_musdes_agrees_to_is_discussed_again(
    desa: Laptop,
) -> None:
    agreed = [{"usulan": 1, "putusan": "disepakati"}, {"usulan": 3, "putusan": "ditunda"}]
    musdus = recorded(desa, jenis="musdus", nama="Musyawarah Dusun Krajan", keputusan=agreed)
    desa.ask("musyawarah", "sahkan", musdus["id"], "--alasan", "Lengkap")
    states = {one["nomor"]: one["status"] for one in desa.ask("data", "lihat", "usulan")["baris"]}
    assert states == {1: "diusulkan", 2: "diusulkan", 3: "ditunda", 4: "diusulkan"}
    musdes = recorded(desa, jenis="musdes", keputusan=[{"usulan": 1, "putusan": "disepakati"}])
    desa.ask("musyawarah", "sahkan", musdes["id"], "--alasan", "Lengkap")
    assert desa.ask("musyawarah", "siapkan", "musrenbangdes")["usulan"] == 3  # 1 agreed, 2 and 4 still open
    assert desa.ask("musyawarah", "siapkan", "musdes_pengesahan")["usulan"] == 0


def test_a_musdes_without_its_quorum_is_put_off_and_held_again_within_three_days(desa: Laptop) -> None:
    made = desa.ask("musyawarah", "siapkan", "musdes", "--tanggal", "2026-08-12")
    waiting = desa.ask("musyawarah", "tunda", made["id"])
    assert waiting["kuorum"]["tahap"] == "ditunda"
    assert (waiting["kuorum"]["perlu"], waiting["kuorum"]["hadir"], waiting["kuorum"]["undangan"]) == (
        6,
        0,
        9,
    )
    assert re.search(r"ditunda sampai .*, sisa (3\.00\.00|2\.59\.\d\d)$", waiting["kuorum"]["teks"])
    assert "sudah ditunda" in desa.refuse("musyawarah", "tunda", made["id"], code=2)
    late = desa.refuse("musyawarah", "rapat-kedua", made["id"], "--tanggal", "2026-08-16", code=2)
    assert late.startswith("Rapat kedua diadakan paling lambat 15 Agustus 2026.")
    again = desa.ask("musyawarah", "rapat-kedua", made["id"], "--tanggal", "2026-08-14")
    assert (again["tanggal"], again["rapat_sebelum"]) == ("2026-08-14", made["id"])
    assert "sudah disiapkan" in desa.refuse("musyawarah", "rapat-kedua", made["id"], code=2)
    assert "tidak perlu kuorum" in desa.refuse("musyawarah", "tunda", again["id"], code=2)
    rows = {one["id"]: one for one in desa.ask("musyawarah", "daftar")["musyawarah"]}
    assert rows[again["id"]]["nama"] == "Musyawarah Desa (rapat kedua)"
    assert (rows[again["id"]]["usulan"], rows[again["id"]]["hadir"]) == (4, 0)


def test_the_items_of_the_agenda_begin_one_after_the_other(desa: Laptop) -> None:
    made = desa.ask("musyawarah", "siapkan", "musrenbangdes")
    begun = [desa.ask("musyawarah", "mulai", made["id"])["acara"] for _ in range(6)]
    assert begun == [*made["agenda"], ""]
    assert "data urungkan" not in desa.run("musyawarah", "mulai", made["id"]).out


def test_several_scorers_give_the_mean_and_a_tie_is_explained(desa: Laptop) -> None:
    one = {"1": FULL, "2": FULL}
    other = {"1": FULL | {"manfaat": 3}, "2": FULL | {"manfaat": 3}}
    made = recorded(
        desa,
        penilai=[
            {"nama": "Sri Utami", "unsur": "perempuan", "nilai": one},
            {"nama": "Joko Santoso", "nilai": other},
        ],
    )
    assert made["cara_nilai"] == "penilai"
    assert made["penilai"] == [{"nama": "Sri Utami", "dinilai": 2}, {"nama": "Joko Santoso", "dinilai": 2}]
    assert [(row["usulan"], row["skor"]) for row in made["peringkat"]][:2] == [(1, 73.0), (2, 73.0)]
    assert made["seri"] == [
        "Usulan 1 di atas usulan 2 (skor sama 73,0): penerima manfaat lebih banyak (90 : 60)."
    ]


def test_hands_are_counted_and_another_scheme_of_the_rules_is_chosen(desa: Laptop) -> None:
    hands = recorded(desa, dukungan={"3": {"l": 10, "p": 14}, "1": {"l": 2, "p": 1}})
    assert [(row["usulan"], row["skor"]) for row in hands["peringkat"]][:2] == [(3, 24), (1, 3)]
    total = recorded(desa, skema_nilai="permendesa21", nilai={"2": dict.fromkeys(scheme(), 80)})
    assert total["peringkat"][0]["usulan"] == 2
    assert total["peringkat"][0]["skor"] >= 80


def scheme() -> list[str]:
    """The criteria of Permendesa 21/2020 in the rules."""
    return list(find_skema(aturan(), "permendesa21").bobot)


@pytest.mark.parametrize(
    ("bend", "sentence"),
    [
        ({"penilai": [{"nama": ""}]}, "penilai baris 1: nama kosong."),
        ({"penilai": ["Sri", "sri"]}, "sri sudah menjadi penilai."),
        ({"dukungan": {"1": {"l": -2}}}, "dukungan[1]: isi dengan angka"),
        ({"dukungan": {"1": 5}}, "isi dengan l dan p"),
        ({"dukungan": {"9": {"l": 1}}}, "usulan nomor 9 tidak ada."),
        ({"skema_nilai": "karangan"}, "skema_nilai: karangan tidak dikenal."),
        ({"cara_nilai": "undian"}, "cara_nilai: undian tidak dikenal."),
        ({"cara_putusan": "undian"}, "cara_putusan: undian tidak dikenal."),
        ({"hitung_cepat": {"penyair": {"l": 1}}}, "unsur penyair tidak dikenal."),
        ({"catatan": [{"isi": "x", "agenda": 9}]}, "catatan baris 1: acara nomor 9 tidak ada."),
        ({"catatan": [{"isi": "x", "pukul": "25.00"}]}, "25.00 bukan jam."),
        ({"kuorum": {"ditunda_pada": "pagi"}}, "pagi bukan jam."),
        ({"kuorum": {"rapat_sebelum": "x"}}, "kuorum: musyawarah x tidak ada."),
        ({"agenda": [{"uraian": "Pembukaan", "menit": "lama"}]}, "isi dengan angka"),
        ({"unsur_tidak_ada": ["penyair"]}, "unsur penyair tidak dikenal."),
        ({"undangan": [{"nama": ""}]}, "undangan baris 1: nama kosong."),
    ],
)
def test_what_a_file_says_about_the_room_is_understood_or_named(
    desa: Laptop, bend: dict[str, Any], sentence: str
) -> None:
    content = {"jenis": "musrenbangdes", "tahun": 2027, "tanggal": "2026-08-12"} | bend
    file = put(desa.folder.parent, "salah.json", json.dumps(content))
    assert sentence in desa.refuse("musyawarah", "catat", file, code=2)


def test_notes_the_invited_and_a_quick_count_come_with_the_file(desa: Laptop) -> None:
    made = recorded(
        desa,
        jenis="musdes",
        undangan=[*({"nama": nama, "jk": jk, "unsur": unsur} for nama, jk, unsur in PEOPLE[:4]),
                  {"nama": "Karyo", "jk": "L", "unsur": "bpd"}],
        unsur_tidak_ada=["nelayan"],
        hitung_cepat={"tani": {"l": 2}},
        agenda=[{"uraian": "Pembukaan", "menit": 10}, "Pembahasan"],
        catatan=[{"pembicara": "Sri Utami", "unsur": "perempuan", "isi": "minta sumur",
                  "tanggapan": "Dicatat", "pukul": "10.52", "agenda": 2}],
    )  # fmt: skip
    assert made["hadir"] == 8
    # five invited of whom four came; two are guests, two counted without names
    assert (made["kuorum"]["undangan"], made["kuorum"]["hadir"], made["kuorum"]["perlu"]) == (5, 6, 4)
    assert "nelayan" not in made["unsur_kosong"]
    found = desa.answer("musyawarah", "sahkan", made["id"], code=4)
    assert any(
        "belum cocok dengan nama" in one["teks"] and one["tingkat"] == "galat" for one in found["pesan"]
    )
    explained = recorded(desa, hitung_cepat={"tani": {"l": 2}}, alasan_hitung="Menandatangani di kertas")
    done = desa.ask("musyawarah", "sahkan", explained["id"], "--alasan", "Undangan terlambat")
    assert done["status"] == "disahkan"


def test_a_meeting_that_repeats_another_says_which(desa: Laptop) -> None:
    first = recorded(desa, jenis="musdes", kuorum={"ditunda_pada": "09.30"})
    again = recorded(desa, jenis="musdes", tanggal="2026-08-14", kuorum={"rapat_sebelum": first["id"]})
    assert again["kuorum"]["tahap"] == "rapat_kedua"
    assert again["kuorum"]["teks"] == "Rapat kedua: berlangsung dengan peserta yang hadir"


def test_the_photo_of_the_signed_page_is_kept_shown_and_taken_off(desa: Laptop, tmp_path: Path) -> None:
    made = recorded(desa)
    Image.new("RGB", (900, 1200), "white").save(tmp_path / "ba.jpg")
    assert "Foto tidak ditemukan" in desa.refuse(
        "musyawarah", "foto", made["id"], "--ke", tmp_path / "x.jpg", code=1
    )
    desa.ask("musyawarah", "foto", made["id"], "--file", tmp_path / "ba.jpg")
    desa.ask("musyawarah", "foto", made["id"], "--ke", tmp_path / "kembali.jpg")
    assert (tmp_path / "kembali.jpg").read_bytes()[:2] == b"\xff\xd8"
    desa.ask("musyawarah", "foto", made["id"], "--hapus")
    assert desa.run("musyawarah", "foto", made["id"], "--hapus").code == 1
    assert desa.run("musyawarah", "foto", made["id"]).code == 2
    put(tmp_path, "rusak.jpg", "bukan gambar")
    assert desa.run("musyawarah", "foto", made["id"], "--file", tmp_path / "rusak.jpg").code != 0


def test_a_ratified_meeting_is_neither_begun_nor_put_off(desa: Laptop) -> None:
    made = recorded(desa)
    desa.ask("musyawarah", "sahkan", made["id"], "--alasan", "Undangan terlambat")
    for words in (("mulai",), ("tunda",), ("foto", "--hapus")):
        said = desa.run("musyawarah", words[0], made["id"], *words[1:])
        assert "sudah disahkan dan terkunci" in said.err
