"""The code lists of kependudukan understand what villages write, and say what others call it."""

from __future__ import annotations

import pytest

from builders import kode_penduduk

LISTS = kode_penduduk()
SIZES = {
    "agama": 7, "pendidikan_kk": 10, "pendidikan_sedang": 18, "pekerjaan": 99, "status_kawin": 4, "shdk": 11,
    "golongan_darah": 13, "kewarganegaraan": 3, "cacat": 7, "disabilitas_ragam": 9, "akseptor_kb": 8,
    "sakit_menahun": 14, "asuransi": 4, "jenis_kelamin": 2, "status_penduduk": 2, "status_dasar": 6,
    "peristiwa": 6, "tujuan_pindah": 4, "status_rekam_ktp": 8,
}  # fmt: skip


def test_every_list_is_complete() -> None:
    assert {name: len(LISTS[name].isi) for name in SIZES} == SIZES


@pytest.mark.parametrize(
    ("daftar", "text", "kode"),
    [
        ("agama", "Kristen Protestan", 2),
        ("agama", "KATOLIK", 3),
        ("agama", "Konghucu", 6),
        ("pendidikan_kk", "slta/sederajat", 5),
        ("pendidikan_kk", "SMA", 5),
        ("pendidikan_kk", "S1", 8),
        ("pendidikan_kk", "Strata-II", 9),
        ("pekerjaan", "Tani", 9),
        ("pekerjaan", "IRT", 2),
        ("pekerjaan", "PNS", 5),
        ("status_kawin", "Kawin Belum Tercatat", 2),
        ("status_kawin", "bk", 1),
        ("golongan_darah", "A +", 5),
        ("golongan_darah", "A-", 6),
        ("golongan_darah", "a", 1),
        ("golongan_darah", "Tdk Th", 13),
        ("shdk", "Orang Tua", 7),
        ("shdk", "03", 3),
        ("shdk", "3.0", 3),
        ("shdk", "12", None),
        ("agama", "Jedi", None),
    ],
)
def test_a_word_or_a_number_finds_its_code(daftar: str, text: str, kode: int | None) -> None:
    assert LISTS[daftar].find(text) == kode


def test_no_word_means_two_things_in_one_list() -> None:
    for daftar in LISTS.daftar.values():
        said: dict[str, int] = {}
        for one in daftar.isi:
            for word in {one.nama, *one.alias}:
                assert daftar.find(word) == one.kode, (daftar.nama, word)
                assert said.setdefault(word, one.kode) == one.kode


def test_lainnya_of_opensid_is_not_a_member_of_a_high_institution() -> None:
    pekerjaan = LISTS["pekerjaan"]
    assert pekerjaan.word(pekerjaan.from_opensid(89)) == "LAINNYA"
    assert pekerjaan.to_opensid(99) == 89
    assert pekerjaan.from_opensid(9) == 9


def test_the_recording_of_ktp_is_numbered_otherwise_in_opensid() -> None:
    rekam = LISTS["status_rekam_ktp"]
    assert rekam.word(rekam.from_opensid(1)) == "BELUM WAJIB"
    assert rekam.to_opensid(rekam.find("SUDAH REKAM")) == 3


def test_prodeskel_says_kawin_with_another_number() -> None:
    assert LISTS["status_kawin"].by_kode[2].prodeskel == 1
    assert LISTS["golongan_darah"].by_kode[4].prodeskel == 0
    anak = LISTS["shdk"].by_kode[4]
    assert anak.prodeskel is None
    assert "usul 4" in anak.catatan
    assert LISTS.prodeskel["shdk"].word(4) == "Anak Kandung"
