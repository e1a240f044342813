"""Made-up lists and matrices of the plan for the golden pages; amounts and people follow the row's number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from desa_desktop.documents import (
    buku_rencana,
    daftar_prioritas,
    entri_siskeudes,
    gagasan,
    lembar_pemeriksaan,
    masukan_rkp,
    pembiayaan,
    rab,
)
from desa_desktop.documents.blocks import Level
from desa_desktop.documents.office import Cetakan, Identitas, Penanda

BIDANG = (
    (1, "Penyelenggaraan Pemerintahan Desa"),
    (2, "Pelaksanaan Pembangunan Desa"),
    (3, "Pembinaan Kemasyarakatan Desa"),
    (4, "Pemberdayaan Masyarakat Desa"),
    (5, "Penanggulangan Bencana, Keadaan Darurat dan Mendesak"),
)
NAMES = (
    "Pembangunan jalan usaha tani",
    "Posyandu balita dan lansia",
    "Rehabilitasi saluran irigasi tersier Dusun Krajan sampai batas Desa Sokoharjo tahap kedua",
    "Pelatihan pembuatan pakan ternak",
)


def head(cetakan: Cetakan | None = None, maker: str = "Ketua Tim Penyusun RKP Desa") -> dict[str, Any]:
    """The office, the year and the signers of every list here."""
    return {
        "identitas": Identitas(
            desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah"
        ),
        "cetakan": cetakan or Cetakan(is_konsep=True, tanggal=date(2026, 11, 22)),
        "tahun": 2027,
        "kepala_desa": Penanda(jabatan="Kepala Desa Tursino", nama="Sutrisno Wibowo"),
        "ketua_tim": Penanda(jabatan=maker, nama="Siti Aminah"),
        "tanggal": date(2026, 11, 22),
    }


def idea(number: int) -> gagasan.BarisGagasan:
    """An idea; every fourth has no place, no volume and nobody counted."""
    if number % 4 == 3:
        return gagasan.BarisGagasan(uraian=NAMES[3], bidang=4, asal="Kelompok Tani Makmur")
    return gagasan.BarisGagasan(
        uraian=NAMES[number % 4],
        bidang=number % 5 + 1,
        asal=("Dusun Krajan", "Dusun Sokoharjo")[number % 2],
        lokasi="RT 01 RW 02",
        volume=Decimal("120.5"),
        satuan="m",
        penerima_l=120 + number,
        penerima_p=98,
        penerima_rtm=34,
    )


def gagasan_data(count: int) -> gagasan.DaftarGagasan:
    """The ideas of a hamlet and of a group."""
    rows = tuple(idea(number) for number in range(count))
    lists = (("Krajan", rows), ("Kelompok Tani Makmur", rows[:1]))
    return gagasan.DaftarGagasan(**head(maker="Ketua Tim Penyusun RPJM Desa"), kelompok=lists)


def rekap_data(count: int) -> gagasan.RekapGagasan:
    """All ideas over five bidang."""
    return gagasan.RekapGagasan(
        **head(maker="Ketua Tim Penyusun RPJM Desa"),
        bidang=BIDANG,
        baris=tuple(idea(number) for number in range(count)),
    )


def formulir_data() -> gagasan.FormulirUsulan:
    """The form of one hamlet."""
    return gagasan.FormulirUsulan(
        **{**head(), "cetakan": Cetakan(tanggal=date(2026, 11, 22))}, dusun="Krajan"
    )


def program_data(count: int) -> masukan_rkp.ProgramMasuk:
    """Programmes of the kabupaten and above."""
    return masukan_rkp.ProgramMasuk(
        **head(),
        baris=tuple(
            masukan_rkp.BarisProgram(
                nama=NAMES[number % 4],
                bidang="II",
                asal=("Kabupaten", "Provinsi", "Pemerintah")[number % 3],
                sdgs=(6, 9),
                tahun="2027",
                lokasi="Dusun Krajan",
                volume=Decimal(12),
                satuan="unit",
                pagu=175_000_000 + number,
            )
            for number in range(count)
        ),
    )


def evaluasi_data(count: int) -> masukan_rkp.EvaluasiRkp:
    """Last year's plan: two of three done."""
    rows = tuple(
        masukan_rkp.BarisEvaluasi(
            nama=NAMES[number % 4],
            lokasi="Dusun Krajan RT 01 RW 02",
            nominal=45_000_000 + number,
            is_terlaksana=number % 3 != 1,
            keterangan="Realisasi Rp44.500.000" if number % 3 != 1 else "ditunda, lahan belum siap",
        )
        for number in range(count)
    )
    groups = tuple((name, rows if number == 2 else ()) for number, name in BIDANG)
    return masukan_rkp.EvaluasiRkp(**head(), bidang=groups)


def pagu_data(count: int) -> masukan_rkp.PaguIndikatif:
    """Ceilings by source and what is planned of them; with rows also money the form has no column for."""
    pagu = {"dds": 1_270_999_000, "add": 612_000_000, "bagi_hasil": 48_500_000, "provinsi": 200_000_000}
    if count:
        pagu["lain"] = 25_000_000
    plan = {"dds": 254_199_800, "add": 61_000_000}
    rows = [
        masukan_rkp.BarisPagu(uraian="Pagu indikatif 2027", jumlah=pagu),
        masukan_rkp.BarisPagu(uraian="JUMLAH TERSEDIA", jumlah=pagu, level=Level.SUBTOTAL),
        *(masukan_rkp.BarisPagu(uraian=name, jumlah=plan) for _number, name in BIDANG[:count]),
    ]
    used = {key: value * min(count, 5) for key, value in plan.items()}
    left = {key: value - used.get(key, 0) for key, value in pagu.items()}
    rows.append(masukan_rkp.BarisPagu(uraian="JUMLAH RENCANA", jumlah=used, level=Level.SUBTOTAL))
    rows.append(masukan_rkp.BarisPagu(uraian="SISA", jumlah=left, level=Level.TOTAL))
    return masukan_rkp.PaguIndikatif(**head(), baris=tuple(rows))


def rktl_data(count: int) -> masukan_rkp.Rktl:
    """The team's own lines; without any the seven usual ones."""
    rows = tuple(
        masukan_rkp.BarisRktl(
            uraian=f"Pencermatan pagu indikatif, hari ke-{number + 1}",
            kapan="7 Juli 2026, Balai Desa Tursino",
            keterangan="bersama pendamping",
        )
        for number in range(count)
    )
    return masukan_rkp.Rktl(**head(), baris=rows)


def pembiayaan_data(count: int) -> pembiayaan.Pembiayaan:
    """Activities with one or two sources."""
    keys = pembiayaan.SUMBER
    return pembiayaan.Pembiayaan(
        **head(),
        bidang=BIDANG,
        baris=tuple(
            pembiayaan.BarisPembiayaan(
                bidang=number % 5 + 1,
                nama=NAMES[number % 4],
                jumlah={keys[number % 7]: 45_000_000 + number, keys[(number + 1) % 7]: 1_250_000},
            )
            for number in range(count)
        ),
    )


def kerja_sama_data(count: int) -> pembiayaan.KerjaSama:
    """What is done with others, in two kinds."""
    rows = tuple(
        pembiayaan.BarisKerjaSama(
            bidang="II",
            nama=NAMES[number % 4],
            sdgs=(9,),
            lokasi="Dusun Krajan",
            volume=Decimal(400),
            satuan="m",
            penerima="L 120, P 98, RTM 34",
            biaya=60_000_000,
            sumber="DDS",
            biaya_mitra=40_000_000 + number,
            mitra="PT Sumber Makmur (CSR)",
        )
        for number in range(count)
    )
    kinds = (("Kerja sama antar desa", rows[:1]), ("Kerja sama dengan pihak ketiga", rows[1:]))
    return pembiayaan.KerjaSama(**head(), jenis=kinds)


def rab_line(number: int, part: int) -> rab.BarisRab:
    """One line of a part; the volume has decimals now and then."""
    goods = ("Batu belah 15/20", "Sewa molen", "Pekerja", "Konsumsi rapat persiapan", "Lain-lain")
    return rab.BarisRab(
        bagian=part,
        uraian=f"{goods[part]} {number + 1}",
        kode=f"5.2.2.0{part + 1}",
        kategori=("I-a", "II-b", "III-a", "", "")[part],
        volume=Decimal("12.5") + number,
        swadaya=Decimal("2.5") if part == 2 else None,
        satuan=("m3", "hari", "HOK", "kotak", "ls")[part],
        harga=85_000 + number * 500,
        sumber="DDS",
    )


def rab_data(count: int, *forms: str) -> rab.DaftarRab:
    """One estimate for each form, `count` lines in every part."""
    estimates = tuple(
        rab.Rab(
            nomor=str(place),
            bidang="Pelaksanaan Pembangunan Desa",
            kegiatan="02.03.10 Rehabilitasi saluran irigasi tersier",
            bentuk=form,
            baris=tuple(rab_line(number, part) for part in range(4) for number in range(count)),
            waktu="Mei–Agustus",
            keluaran="250,5 m",
            pelaksana=Penanda(jabatan="Pelaksana Kegiatan", nama="Joko Santoso"),
        )
        for place, form in enumerate(forms, 1)
    )
    return rab.DaftarRab(**head(maker="Tim Penyusun RKP Desa"), rab=estimates)


def prioritas_data(count: int, *tags: str) -> daftar_prioritas.DaftarPrioritas:
    """The activities of each tag."""
    rows = tuple(
        daftar_prioritas.BarisPrioritas(
            bidang=2,
            nama=NAMES[number % 4],
            lokasi="Dusun Krajan RT 01 RW 02",
            volume=Decimal(12),
            satuan="bulan",
            penerima="L 120, P 98, RTM 34",
            waktu="12 bulan",
            biaya=((25_000_000 + number, "DDS"), (4_000_000, "s.ADD"))[: 1 + number % 2],
            pola="Swakelola",
        )
        for number in range(count)
    )
    note = "Bagian dari seluruh RKP Desa: 12,3% (Rp29.000.000 dari Rp235.000.000)."
    parts = tuple(daftar_prioritas.BagianPrioritas(nama=tag, baris=rows, catatan=(note,)) for tag in tags)
    return daftar_prioritas.DaftarPrioritas(**head(), bagian=parts)


def buku_data(count: int) -> buku_rencana.BukuRencana:
    """Activities with money of the four kinds."""
    return buku_rencana.BukuRencana(
        **head(),
        baris=tuple(
            buku_rencana.BarisRencana(
                nama=NAMES[number % 4],
                lokasi="Dusun Krajan",
                jumlah={buku_rencana.SUMBER[number % 4]: 45_000_000 + number, "pemerintah": 5_000_000},
                pelaksana="Kaur Perencanaan",
                manfaat="petani penggarap",
                keterangan="DDS, ADD",
            )
            for number in range(count)
        ),
    )


def entri_data(count: int) -> entri_siskeudes.LembarEntri:
    """Activities in code order, every third with a second source."""
    rows = []
    for number in range(count):
        for place, source in enumerate(("DDS", "ADD")[: 1 + (number % 3 == 2)]):
            rows.append(
                entri_siskeudes.BarisEntri(
                    kode_bidang="02.",
                    nama_bidang="BIDANG PELAKSANAAN PEMBANGUNAN DESA",
                    kode="02.03.10.",
                    nama=f"{NAMES[number % 4]}\n(Pembangunan/Rehabilitasi/Peningkatan/Pengerasan Jalan Desa)",
                    sumber=source,
                    biaya=45_000_000 + number,
                    volume=Decimal("250.5"),
                    satuan="m",
                    lokasi="Dusun Krajan",
                    pria=120,
                    wanita=98,
                    artm=34,
                    waktu="4 Bulan",
                    mulai=date(2027, 5, 1),
                    selesai=date(2027, 8, 31),
                    pola="Swakelola",
                    pelaksana="Kaur Perencanaan",
                    is_lanjutan=place > 0,
                )
            )
    return entri_siskeudes.LembarEntri(**head(), baris=tuple(rows))


def pemeriksaan_data(count: int) -> lembar_pemeriksaan.LembarPemeriksaan:
    """Findings of all weights in the RKP Desa, none in the DU-RKP."""
    levels = tuple(lembar_pemeriksaan.TINGKAT)
    rows = tuple(
        lembar_pemeriksaan.Temuan(
            aturan=("V-10", "V-14", "V-21")[number % 3],
            tingkat=levels[number % 3],
            teks=f"Kegiatan {number + 1}: biaya Rp45.000.000 tidak sama dengan jumlah sumber dana "
            "Rp40.000.000. Selisih Rp5.000.000.",
            tempat=f"{NAMES[number % 4]}, Biaya",
        )
        for number in range(count)
    )
    parts = (("RKP Desa 2027", rows), ("DU-RKP Desa 2027", ()))
    plain = {**head(maker="Sekretaris Desa"), "cetakan": Cetakan(tanggal=date(2026, 11, 22))}
    return lembar_pemeriksaan.LembarPemeriksaan(**plain, bagian=parts)


PAGES = {
    "gagasan": lambda count: gagasan.compose(gagasan_data(count)),
    "rekap-gagasan": lambda count: gagasan.compose_rekap(rekap_data(count)),
    "formulir-usulan": lambda _count: gagasan.compose_formulir(formulir_data()),
    "program-masuk": lambda count: masukan_rkp.compose_program(program_data(count)),
    "evaluasi-rkp": lambda count: masukan_rkp.compose_evaluasi(evaluasi_data(count)),
    "pagu": lambda count: masukan_rkp.compose_pagu(pagu_data(count)),
    "rktl": lambda count: masukan_rkp.compose_rktl(rktl_data(count)),
    "pembiayaan": lambda count: pembiayaan.compose(pembiayaan_data(count)),
    "kerja-sama": lambda count: pembiayaan.compose_kerja_sama(kerja_sama_data(count)),
    "rab": lambda count: rab.compose(rab_data(count, "j1", "j2", "j3")),
    "daftar-stunting": lambda count: daftar_prioritas.compose(prioritas_data(count, "Stunting")),
    "daftar-prioritas": lambda count: daftar_prioritas.compose(
        prioritas_data(count, "Stunting", "Ketahanan pangan")
    ),
    "buku-rencana": lambda count: buku_rencana.compose(buku_data(count)),
    "entri-siskeudes": lambda count: entri_siskeudes.compose(entri_data(count)),
    "pemeriksaan": lambda count: lembar_pemeriksaan.compose(pemeriksaan_data(count)),
}
"""Every list and matrix of the plan, composed with so many rows."""
