"""Made-up papers about residents for the golden pages: 0, 3, 40 or 400 rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from builders import aturan, kode_penduduk
from desa_desktop.documents import buku, daftar_warga, laporan_penduduk, lembar_keluarga, statistik_penduduk
from desa_desktop.documents.blocks import Cell
from desa_desktop.documents.office import Cetakan, Identitas, Penanda
from desa_desktop.domain.statistik import TABEL, Penghitung, Warga
from desa_desktop.domain.statistik.rekap import BarisRekap, Bulan, Orang, Rekap

HARI = date(2026, 8, 12)
TURSINO = Identitas(desa="Tursino", kecamatan="Kutoarjo", kabupaten="Purworejo", provinsi="Jawa Tengah")
KEPALA = Penanda(jabatan="Kepala Desa", nama="Sutrisno Wibowo")
SEKRETARIS = Penanda(jabatan="Sekretaris Desa", nama="Siti Aminah")
CETAKAN = Cetakan(tanggal=HARI)
REGISTER = aturan().register
NAMES = ("SLAMET", "SRI LESTARI", "R. BAMBANG SUTEDJO KUSUMODININGRAT, S.Sos", "PONIYEM / YEM")


def cell(tipe: str, nama: str, row: int) -> Cell:
    """A value that fits the type of a column."""
    if tipe == "integer":
        return row % 7
    if tipe == "date":
        return date(1960 + row % 60, 1 + row % 12, 1 + row % 28) if row % 5 else None
    if tipe == "yes_no":
        return True if row % 2 else None
    if nama in ("NIK", "Nomor KK", "No. KK"):
        return f"330699{row % 28 + 1:02d}0190{row % 10_000:04d}"
    if "Nama" in nama:
        return NAMES[row % 4]
    return {"Jenis kelamin": "LP"[row % 2], "Kewarganegaraan": "WNI", "Agama": "ISLAM"}.get(
        nama, "BELUM KAWIN"
    )


def register(kode: str, count: int) -> buku.Buku:
    """A register with `count` rows."""
    columns = REGISTER[kode].kolom[1:]
    return buku.Buku(
        identitas=TURSINO,
        cetakan=CETAKAN,
        register=REGISTER[kode],
        baris=tuple(
            (number, *(cell(one.tipe, one.nama, number) for one in columns)) for number in range(1, count + 1)
        ),
        kepala_desa=KEPALA,
        sekretaris=SEKRETARIS,
        nama_berkas=f"Buku_{kode}",
        masa="BULAN AGUSTUS 2026",
        jumlah=tuple((number, 12) for number in range(3, 33)) if kode == "B.3" else (),
        catatan="Hitungan bulan ini cocok dengan register penduduk." if kode == "B.3" else "",
        tanggal=HARI,
    )


def lembar(count: int) -> lembar_keluarga.LembarKeluarga:
    """One family with `count` members."""
    members = tuple(
        lembar_keluarga.Anggota(
            nama=NAMES[number % 4], nik=f"33069917089{number:05d}", jk="LP"[number % 2],
            tempat_lahir="PURWOREJO",
            tanggal_lahir=date(1990, 8, 17), agama="ISLAM", pendidikan="SLTA / SEDERAJAT",
            pekerjaan="PETANI/PEKEBUN", status_kawin="KAWIN", shdk="ANAK", warganegara="WNI", ayah="KARTO",
        )
        for number in range(count)
    )  # fmt: skip
    one = lembar_keluarga.Lembar(
        no_kk="3306991203150001", kepala="SLAMET", alamat="JL. MELATI", rt="001", rw="002", dusun="Krajan",
        kode_pos="54212", anggota=members,
    )  # fmt: skip
    return lembar_keluarga.LembarKeluarga(
        identitas=TURSINO, cetakan=CETAKAN, keluarga=(one,), kepala_desa=KEPALA, tanggal=HARI
    )


def posyandu(count: int) -> daftar_warga.DaftarPosyandu:
    """Children and pregnant women of two dusun."""
    return daftar_warga.DaftarPosyandu(
        identitas=TURSINO,
        cetakan=CETAKAN,
        balita=tuple(
            daftar_warga.Balita(
                dusun=("Krajan", "Kidul")[number * 2 // max(count, 1)], nama=NAMES[number % 2],
                jk="LP"[number % 2],
                tanggal_lahir=date(2025, 3, 4), umur=17, orang_tua="SITI / JOKO", alamat="RT 001/RW 002",
                nik="330699******0001",
            )
            for number in range(count)
        ),
        ibu_hamil=tuple(
            daftar_warga.IbuHamil(
                dusun="Krajan", nama="TRI WAHYUNI", tanggal_lahir=None, umur=None, suami="JOKO", alamat=""
            )
            for _number in range(count // 3)
        ),
        kepala_desa=KEPALA,
        tanggal=HARI,
    )  # fmt: skip


def pemilih(count: int) -> daftar_warga.DaftarPemilih:
    """Voters of two dusun, one without a dusun."""
    return daftar_warga.DaftarPemilih(
        identitas=TURSINO,
        cetakan=CETAKAN,
        pada=HARI,
        pemilih=tuple(
            daftar_warga.Pemilih(
                dusun="Krajan" if number else "", nama=NAMES[number % 4], jk="LP"[number % 2],
                tempat_lahir="KEBUMEN", tanggal_lahir=date(1980, 1, 2), umur=46, status_kawin="KAWIN",
                alamat="RT 001", nik="330699******0001",
            )
            for number in range(count)
        ),
        kepala_desa=KEPALA,
        catatan="2 penduduk tanpa tanggal lahir tidak ada di daftar ini; lengkapi dahulu di register.",
    )  # fmt: skip


def bantuan(count: int) -> daftar_warga.DaftarBantuan:
    """Families with none, one and two programmes."""
    programmes = (("BLT Dana Desa", "KK"), ("PKH", "PONIYEM"))
    return daftar_warga.DaftarBantuan(
        identitas=TURSINO,
        cetakan=CETAKAN,
        pada=HARI,
        program=tuple(name for name, _who in programmes),
        penerima=tuple(
            daftar_warga.Penerima(
                dusun="Krajan", kepala=NAMES[number % 4], no_kk="330699******0001", alamat="RT 001",
                kelas="MISKIN", program=programmes[: number % 3],
            )
            for number in range(count)
        ),
        kepala_desa=KEPALA,
        sekretaris=SEKRETARIS,
    )  # fmt: skip


def statistik(count: int) -> statistik_penduduk.StatistikPenduduk:
    """The pyramid, a long list, groups that overlap and a table with people without sex."""
    people = [
        Warga(
            str(number), str(number // 4), ("L", "P", "L", "P", "")[number % 5],
            date(1935 + number * 7 % 91, 1, 1) if number % 11 else None, shdk=1 + number % 4,
            agama=(1, 1, 3, None)[number % 4], pekerjaan=1 + number * 13 % 60,
        )
        for number in range(count * 11)
    ]  # fmt: skip
    data = Penghitung(people, (), kode_penduduk(), (), HARI)
    return statistik_penduduk.StatistikPenduduk(
        identitas=TURSINO,
        cetakan=CETAKAN,
        pada=HARI,
        tabel=tuple(TABEL[kunci](data) for kunci in ("umur", "agama", "pekerjaan", "sasaran")),
        kepala_desa=KEPALA,
        sekretaris=SEKRETARIS,
    )


def laporan(count: int) -> laporan_penduduk.LaporanPenduduk:
    """A month in which one line does not add up."""
    lines = tuple(
        BarisRekap(
            str(number), f"Dusun {number}", Orang(wni_l=100, wni_p=98),
            Orang(wni_l=101 + (number == 1), wni_p=97),
            lahir=Orang(wni_l=1), mati=Orang(wni_p=1), kk_awal=50, kk_akhir=50, catatan=("1 hilang",),
        )
        for number in range(count)
    )  # fmt: skip
    return laporan_penduduk.LaporanPenduduk(
        identitas=TURSINO,
        cetakan=CETAKAN,
        rekap=Rekap(Bulan(2026, 8), lines, False, Orang(wni_l=2)),
        kepala_desa=KEPALA,
        sekretaris=SEKRETARIS,
        tanggal=HARI,
    )


def _book(kode: str) -> Callable[[int], Any]:
    return lambda count: buku.compose(register(kode, count))


PAGES: Mapping[str, Callable[[int], Any]] = {
    "buku-aparat-pemerintah-desa": _book("A.4"),
    "buku-induk-penduduk": _book("B.1"),
    "buku-mutasi-penduduk-desa": _book("B.2"),
    "buku-rekapitulasi-jumlah-penduduk": _book("B.3"),
    "buku-penduduk-sementara": _book("B.4"),
    "buku-ktp-dan-kk": _book("B.5"),
    "lembar-keluarga": lambda count: lembar_keluarga.compose(lembar(count)),
    "daftar-posyandu": lambda count: daftar_warga.compose_posyandu(posyandu(count)),
    "daftar-pemilih-dusun": lambda count: daftar_warga.compose_pemilih(pemilih(count)),
    "daftar-bantuan": lambda count: daftar_warga.compose_bantuan(bantuan(count)),
    "statistik-penduduk": lambda count: statistik_penduduk.compose(statistik(count)),
    "laporan-penduduk": lambda count: laporan_penduduk.compose(laporan(count)),
}
