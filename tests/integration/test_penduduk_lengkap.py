"""Every fact that the books ask about a person and a family has a field, and a column in our own list."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

from builders import keluarga, kode_penduduk, penduduk
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.berkas.banding import ORANG_FIELDS
from desa_desktop.domain.penduduk.berkas.kolom import BY_FIELD, KELUARGA_FIELDS
from desa_desktop.services import impor_penduduk
from desa_desktop.services import penduduk as service
from desa_desktop.services.ekspor_penduduk import export_penduduk
from desa_desktop.sheets import Row, Sheet
from office import OLEH, PUKUL, open_store

KODE = kode_penduduk()
STEP: dict[str, Any] = {"by": OLEH, "at": PUKUL}
HARI = date(2026, 11, 29)
# the record of a person and of a family (kependudukan.md 1.1 and 1.2), each field with a value; left out are
# what only the program knows (id, audit, urut), the photo, and what an event alone changes (status_dasar)
ORANG: dict[str, Any] = {
    "nik": "3306991708900001",
    "nama": "SUPARDI",
    "gelar_depan": "DRS.",
    "gelar_belakang": "M.PD",
    "nama_panggilan": "Pardi",
    "shdk": 1,
    "jk": "L",
    "tempat_lahir": "PURWOREJO",
    "tanggal_lahir": date(1990, 8, 17),
    "is_lahir_perkiraan": True,
    "waktu_lahir": time(4, 30),
    "berat": 3100,
    "panjang": 495,
    "penolong": "Bidan desa",
    "tempat_dilahirkan": "Rumah",
    "anak_ke": 2,
    "agama": 1,
    "pendidikan_kk": 5,
    "pendidikan_sedang": 18,
    "pekerjaan": 9,
    "status_kawin": 2,
    "kawin_tercatat": "belum_tercatat",
    "golongan_darah": 1,
    "warganegara": 1,
    "suku": "JAWA",
    "dapat_membaca": 1,
    "nik_ayah": "3306991708600001",
    "nama_ayah": "KARTO",
    "nik_ibu": "3306995708650001",
    "nama_ibu": "PONIYEM",
    "akta_lahir": "474.1/12",
    "akta_kawin": "474.2/12",
    "tanggal_kawin": date(2015, 1, 2),
    "akta_cerai": "474.3/12",
    "tanggal_cerai": date(2020, 3, 4),
    "dokumen_paspor": "A1234567",
    "tanggal_akhir_paspor": date(2030, 5, 6),
    "dokumen_kitas": "K7654321",
    "tanggal_akhir_kitas": date(2031, 7, 8),
    "status_rekam_ktp": 3,
    "ktp_el": 2,
    "tempat_cetak_ktp": "Purworejo",
    "tanggal_cetak_ktp": date(2012, 9, 10),
    "tag_id_card": "TAG-1",
    "cacat": 1,
    "disabilitas_ragam": 2,
    "sakit_menahun": 3,
    "cara_kb": 4,
    "hamil": 1,
    "asuransi": 2,
    "no_asuransi": "0001112223334",
    "status_penduduk": 2,
    "alamat_sebelumnya": "Sleman",
    "alamat_sekarang": "Jl. Melati 7",
    "telepon": "081200000000",
    "email": "pardi@contoh.id",
    "lintang": "-7.71",
    "bujur": "110.01",
    "tanggal_mulai_tinggal": date(2011, 12, 13),
    "catatan": "Pindahan lama",
}
KK: dict[str, Any] = {
    "no_kk": "3306991203150001",
    "alamat": "JL. MELATI",
    "rw": "002",
    "rt": "001",
    "kode_pos": "54111",
    "kelas_sosial": 2,
    "tanggal_cetak_kk": date(2019, 1, 2),
    "tanggal_daftar": date(2015, 3, 12),
}


def test_each_fact_of_the_books_is_a_field_of_the_record_and_a_column_of_the_list() -> None:
    of_program = {
        *("id", "desa_id", "nomor_sementara", "keluarga_id", "urut", "status_dasar", "dusun_id", "rw", "rt"),
        *("foto", "digabung_ke_id", "konfirmasi", "teks_asli", "versi", "diubah_pada"),
    }
    assert set(Penduduk.__dataclass_fields__) - of_program == set(ORANG)
    assert set(ORANG_FIELDS) == set(ORANG)
    titles = {"gelar_depan", "gelar_belakang"}  # they stand in the column of the name
    assert set(ORANG) - titles <= set(BY_FIELD)
    of_family = {"id", "desa_id", "dusun_id", "catatan", "konfirmasi", "teks_asli", "versi", "diubah_pada"}
    assert set(Keluarga.__dataclass_fields__) - of_family == set(KK)
    assert set(KELUARGA_FIELDS) == {*KK, "dusun_id"}


def test_our_own_list_carries_every_field_to_another_laptop(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
    with open_store(tmp_path / "satu") as one, open_store(tmp_path / "dua") as two:
        service.add_keluarga(one, keluarga(**KK, dusun_id=None), [penduduk(**ORANG)], **STEP)
        path = tmp_path / "daftar.xlsx"
        path.write_bytes(export_penduduk(one, KODE, "xlsx", HARI).isi)
        assert impor_penduduk.preview(one, KODE, path, HARI).hitung["sama"] == 1, "nothing differs here"
        shown = impor_penduduk.preview(two, KODE, path, HARI)
        held = [row for row in shown.baris if not row.is_masuk]
        assert held == [], [one.teks for row in held for one in row.masalah]
        impor_penduduk.accept(two, shown, **STEP)
        with two.read() as unit:
            [found], [family] = unit.select(Penduduk), unit.select(Keluarga)
    assert {name: getattr(found, name) for name in ORANG} == ORANG
    assert {name: getattr(family, name) for name in KK} == KK


def test_what_cannot_be_read_in_these_columns_is_asked_and_kept(tmp_path: Path) -> None:
    row = {"nama": "Supardi", "nik": "3306991708900001", "jk": "L", "berat": "berat", "waktu_lahir": "pagi"}
    (tmp_path / "satu").mkdir()
    with open_store(tmp_path / "satu") as store:
        headings = ("Nama", "NIK", "L/P", "Berat Lahir (gram)", "Waktu Lahir", "Perkawinan Tercatat")
        cells = (*row.values(), "entah")
        sheet = Sheet("Data", (Row("Data", 1, headings), Row("Data", 2, cells)))
        shown = impor_penduduk.preview_sheets(store, KODE, [sheet], "data.xlsx", HARI)
    [found] = shown.baris
    assert [one.aturan for one in found.masalah if one.aturan.startswith("P-23")] == [
        "P-231",
        "P-232",
        "P-233",
    ]
    assert found.warga.teks_asli["berat"] == "berat"
