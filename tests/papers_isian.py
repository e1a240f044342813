"""Made-up checklists for the golden pages: each kind of question once, tables of each kind, and a book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import papers_penduduk
from desa_desktop.checklists import Template, recompute
from desa_desktop.documents.isian import formulir, kartu_skor, profil
from desa_desktop.documents.isian.lembar import Lembar
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from lembar import template

TURSINO = Identitas(desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah")
KEPALA = Penanda(jabatan="Kepala Desa", nama="Sutrisno Wibowo")
SEKDES = Penanda(jabatan="Sekretaris Desa", nama="Lestari Wulandari")
CETAKAN = Cetakan(tanggal=date(2026, 11, 22))
# fmt: off
CHOICES = """
    | list_name | name     | label                | x_skor |
    | ya_tidak  | ya       | Ya                   | 2      |
    | ya_tidak  | tidak    | Tidak                | 0      |
    | sumber    | pdam     | PDAM                 |        |
    | sumber    | sumur    | Sumur gali, terlindung |      |
    | sumber    | hujan    | Air hujan            |        |
    | bidan     | menetap  | Menetap              | 2      |
    | bidan     | jadwal   | Datang terjadwal     | 1      |
    | bidan     | tidak    | Tidak ada            | 0      |
    | lahan     | sawah    | Sawah                |        |
    | lahan     | tegal    | Tegal                |        |
    | tanam     | padi     | Padi                 |        |
    | tanam     | jagung   | Jagung               |        |
"""
SURVEY = """
    | type                   | name      | label                          | hint            | required | relevant            | x_dimensi | x_unit | appearance | calculation               | x_baris | x_katalog |
    | begin group            | umum      | A. Umum                        |                 |          |                     |           |        |            |                           |         |           |
    | note                   | catat     | Diisi bersama kepala dusun.    |                 |          |                     |           |        |            |                           |         |           |
    | text                   | pengisi   | Nama pengisi                   | Nama lengkap    | yes      |                     |           |        |            |                           |         |           |
    | date                   | tanggal   | Tanggal diisi                  |                 | yes      |                     |           |        |            |                           |         |           |
    | integer                | tahun     | Tahun                          |                 |          |                     |           |        |            |                           |         |           |
    | begin group            | sehat     | Kesehatan                      |                 |          |                     |           |        |            |                           |         |           |
    | integer                | balita    | Jumlah balita                  |                 | yes      |                     |           | orang  |            |                           |         |           |
    | integer                | timbang   | Balita ditimbang               |                 |          | ${balita} > 0       |           | orang  |            |                           |         |           |
    | calculate              | persen    | Cakupan timbang                |                 |          | ${balita} != 0      | Kesehatan | %      |            | ${timbang} div ${balita} * 100 |    |           |
    | select_one bidan       | bidan     | Bidan di desa                  |                 |          |                     | Kesehatan |        |            |                           |         |           |
    | text                   | sebab     | Mengapa tidak ada bidan        |                 |          | ${bidan} = 'tidak'  |           |        | multiline  |                           |         |           |
    | decimal                | jarak     | Jarak ke puskesmas             |                 |          |                     |           | km     |            |                           |         |           |
    | end group              |           |                                |                 |          |                     |           |        |            |                           |         |           |
    | select_multiple sumber | air       | Sumber air                     |                 |          |                     |           |        |            |                           |         |           |
    | end group              |           |                                |                 |          |                     |           |        |            |                           |         |           |
    | begin group            | tabel     | B. Tabel                       |                 |          |                     |           |        |            |                           |         |           |
    | begin repeat           | lahan_    | Luas lahan                     |                 |          |                     |           |        |            |                           | tetap   | lahan     |
    | decimal                | lahan_luas| Luas                           |                 |          |                     |           | Ha     |            |                           |         |           |
    | select_one ya_tidak    | lahan_irigasi | Berpengairan               |                 |          |                     |           |        |            |                           |         |           |
    | end repeat             |           |                                |                 |          |                     |           |        |            |                           |         |           |
    | begin repeat           | tanam_    | Hasil tanaman                  | Hanya yang ada  |          |                     |           |        |            |                           | pilih   | tanam     |
    | decimal                | tanam_ton | Hasil (Ton)                    |                 |          |                     |           | Ton    |            |                           |         |           |
    | end repeat             |           |                                |                 |          |                     |           |        |            |                           |         |           |
    | begin repeat           | masalah   | Masalah                        |                 |          |                     |           |        |            |                           |         |           |
    | text                   | masalah_isi | Uraian                       |                 | yes      |                     |           |        |            |                           |         |           |
    | date                   | masalah_sejak | Sejak                      |                 |          |                     |           |        |            |                           |         |           |
    | select_multiple sumber | masalah_air | Sumber air yang kena         |                 |          |                     |           |        |            |                           |         |           |
    | end repeat             |           |                                |                 |          |                     |           |        |            |                           |         |           |
    | select_one ya_tidak    | jamban    | Semua rumah punya jamban       |                 |          |                     | Sanitasi  |        |            |                           |         |           |
    | end group              |           |                                |                 |          |                     |           |        |            |                           |         |           |
"""  # noqa: E501  as wide as the workbook it stands for
SETTINGS = """
    | form_title              | form_id | version |
    | Kartu Skor Percobaan    | coba    | 3       |
"""
# fmt: on
FORM = template(SURVEY, CHOICES, SETTINGS)


def answers(count: int) -> dict[str, Any]:
    """Answers with `count` problems; none at all for 0."""
    if not count:
        return {}
    return {
        "pengisi": "Siti Aminah",
        "tanggal": "2026-11-20",
        "tahun": 2026,
        "balita": 1250,
        "timbang": 1000,
        "bidan": "jadwal",
        "sebab": "tersembunyi",
        "jarak": "2.5",
        "air": ["sumur", "hujan"],
        "lahan_": [{"_baris": "sawah", "lahan_luas": "12.75", "lahan_irigasi": "ya"}, {"_baris": "tegal"}],
        "tanam_": [{"_baris": "jagung", "tanam_ton": 3}, {"_baris": "Porang", "tanam_ton": "0.5"}],
        "masalah": [
            {"masalah_isi": f"Saluran {n} tersumbat", "masalah_sejak": "2026-03-01", "masalah_air": ["pdam"]}
            for n in range(1, count + 1)
        ],
        "jamban": "tidak",
    }


def lembar(count: int, *, form: Template = FORM, **bend: Any) -> Lembar:
    """A form with these answers."""
    given = answers(count)
    return Lembar(form, recompute(form, given), given, **bend)


def formulir_of(sheet: Lembar, cetakan: Cetakan = CETAKAN) -> formulir.Formulir:
    """A form to be printed."""
    return formulir.Formulir(
        identitas=TURSINO,
        cetakan=cetakan,
        lembar=sheet,
        periode="2026-S2",
        kepala_desa=KEPALA,
        pengisi=Penanda(jabatan="Yang mengisi") if sheet.is_blank else SEKDES,
        keadaan="" if sheet.is_blank else "Berjalan, 12 dari 14 terisi",
    )


def kartu(count: int, *, long: bool = False, cetakan: Cetakan = CETAKAN) -> kartu_skor.KartuSkor:
    """A score card with `count` dimensions and three times as many gaps."""
    name = "Layanan dasar yang sangat panjang namanya sehingga tidak muat " if long else "Bidang"
    dims = tuple(
        kartu_skor.NilaiDimensi(
            f"{name} {n}",
            Decimal(n * 13 % 101) if n % 4 else None,
            "Cukup" if n % 4 else "belum cukup data",
            n,
            9,
        )
        for n in range(1, count + 1)
    )
    earlier = tuple(
        kartu_skor.Masa(period, {one.nama: Decimal("50.0") for one in dims}, Decimal("48.5"))
        for period in ("2025-S1", "2025-S2", "2026-S1")
    )
    gaps = tuple(
        kartu_skor.Tertinggal(
            n, f"{name} butir {n}", f"{name} {n}", "Tidak", f"Usahakan menjadi: Ya. {name if long else ''}"
        )
        for n in range(1, count * 3 + 1)
    )
    return kartu_skor.KartuSkor(
        identitas=TURSINO,
        cetakan=cetakan,
        form_id="coba",
        judul="Kartu Skor Percobaan",
        periode="2026-S2",
        dimensi=dims,
        total=Decimal("61.5") if dims else None,
        kata="Cukup" if dims else "belum cukup data",
        dulu=earlier if count else (),
        tertinggal=gaps,
        kepala_desa=KEPALA,
        pengisi=SEKDES,
        catatan=("Baik mulai 80,0.", "Belum dipastikan."),
    )


def book(count: int) -> profil.ProfilDesa:
    """The book of a village with `count` problems; nothing filled in for 0."""
    source = profil.Sumber(
        lembar=lembar(count, is_short=True), periode="2026", terisi=12, semua=14, selesai=bool(count)
    )
    people = papers_penduduk.statistik(count)
    return profil.ProfilDesa(
        identitas=TURSINO,
        cetakan=CETAKAN,
        tahun=2026,
        kepala_desa=KEPALA,
        sekretaris=SEKDES,
        potensi=source,
        perkembangan=replace(source, selesai=False),
        tabel=people.tabel[:1],
        pada=people.pada,
    )


PAGES: Mapping[str, Callable[[int], Any]] = {
    "isian-kosong": lambda _count: formulir.compose(formulir_of(lembar(0, is_blank=True))),
    "isian": lambda count: formulir.compose(formulir_of(lembar(count))),
    "kartu-skor": lambda count: kartu_skor.compose(kartu(count)),
    "profil-desa": lambda count: profil.compose(book(count)),
}
