"""Nouns of a village for tests: valid by default, one argument to bend what the promise is about."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from desa_desktop.domain.aturan import PAKET, TABLES, Aturan, read_aturan
from desa_desktop.domain.desa import (
    AngkaPokok,
    AngkaPokokId,
    BarisAngka,
    Desa,
    DesaId,
    Dusun,
    Perangkat,
    Tokoh,
)
from desa_desktop.domain.identity import id_by_key, new_id, office_uid
from desa_desktop.domain.isi_awal.petunjuk import Petunjuk, read_petunjuk
from desa_desktop.domain.isian import Isian, IsianId, Jawaban
from desa_desktop.domain.kantor import CatatanTahap, DesaBinaan, Kantor, KantorId, KeadaanTahap, Peran
from desa_desktop.domain.musyawarah import (
    Agenda,
    Bahasan,
    Catatan,
    JenisMusyawarah,
    Keputusan,
    Musyawarah,
    Penandatangan,
    Peserta,
)
from desa_desktop.domain.penduduk import Keluarga, Penduduk
from desa_desktop.domain.penduduk.kode import KodePenduduk, read_kode_penduduk
from desa_desktop.domain.rkp import (
    BarisDurkp,
    BarisRab,
    Durkp,
    DurkpId,
    Kegiatan,
    KelompokRab,
    Pagu,
    PolaPelaksanaan,
    RkpDesa,
    RkpDesaId,
    SumberBiaya,
)
from desa_desktop.domain.telaah import (
    CatatanTelaah,
    HasilTelaah,
    KeadaanPenerimaan,
    Kompilasi,
    KompilasiId,
    TandaTerima,
    Telaah,
)
from desa_desktop.domain.usulan import DaftarUsulan, DaftarUsulanId, StatusUsulan, Usulan

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
KODE_DESA = "3306992001"
KODE_KECAMATAN = "330699"
DESA_ID = DesaId(office_uid(KODE_DESA))
TAHUN = 2027
_nomor = count(1)


@cache
def aturan() -> Aturan:
    """The Paket Aturan that the program ships."""
    folder = RESOURCES / "rules"
    tables = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in TABLES}
    return read_aturan((folder / f"{PAKET}.json").read_text(encoding="utf-8"), tables)


def desa_id(kode: str = KODE_DESA) -> DesaId:
    return DesaId(office_uid(kode))


def kantor(**bend: Any) -> Kantor:
    peran = bend.get("peran", Peran.DESA)
    kode = bend.get("kode", KODE_DESA if peran is Peran.DESA else KODE_KECAMATAN)
    values = {
        "id": KantorId(office_uid(kode)),
        "peran": peran,
        "kode": kode,
        "nama": "Tursino" if peran is Peran.DESA else "Kutoarjo",
        "kecamatan": "Kutoarjo",
        "kabupaten": "Purworejo",
        "provinsi": "Jawa Tengah",
        "kepala": "Suratman",
        "label": "Laptop Sekdes",
        "tahun_rencana": TAHUN,
    }
    return Kantor(**values | bend)


def desa_binaan(**bend: Any) -> DesaBinaan:
    kode = bend.get("kode", KODE_DESA)
    return DesaBinaan(**{"id": office_uid(kode), "kode": kode, "nama": "Tursino"} | bend)


def catatan_tahap(**bend: Any) -> CatatanTahap:
    values = {"tahun": TAHUN, "kunci": "langkah:musdes", "keadaan": KeadaanTahap.DI_LUAR}
    return CatatanTahap(**values | bend)


def dusun(nama: str = "Krajan", **bend: Any) -> Dusun:
    values = {"nama": nama, "kepala": "Wagiman", "jumlah_rw": 2, "jumlah_rt": 6, "jumlah_kk": 180}
    return Dusun(**values | bend)


def perangkat(**bend: Any) -> Perangkat:
    values = {
        "nama": "Suratman",
        "jabatan": "Kepala Desa",
        "jk": "L",
        "mulai": date(2020, 1, 2),
        "selesai": date(2028, 1, 1),
    }
    return Perangkat(**values | bend)


def tokoh(**bend: Any) -> Tokoh:
    values = {"nama": "Lastri", "jk": "P", "unsur": "perempuan", "lembaga": "PKK", "dusun": "Krajan"}
    return Tokoh(**values | bend)


def desa(**bend: Any) -> Desa:
    kode = bend.get("kode", KODE_DESA)
    values = {
        "id": desa_id(kode),
        "kode": kode,
        "nama": "Tursino",
        "kecamatan": "Kutoarjo",
        "kabupaten": "Purworejo",
        "provinsi": "Jawa Tengah",
        "dusun": [dusun("Krajan"), dusun("Kidul"), dusun("Lor")],
        "perangkat": [
            perangkat(tanda_tangan=("berita-acara", "matriks-rkp")),
            perangkat(nama="Ratna", jabatan="Sekretaris Desa", jk="P"),
            perangkat(nama="Harjono", jabatan="Ketua BPD"),
        ],
        "tokoh": [tokoh()],
    }
    return Desa(**values | bend)


def baris_angka(**bend: Any) -> BarisAngka:
    values = {
        "kunci": "penduduk",
        "nama": "Penduduk",
        "l": 620,
        "p": 620,
        "jumlah": 1240,
        "satuan": "jiwa",
        "sumber": "Buku Induk Penduduk",
    }
    return BarisAngka(**values | bend)


def angka_pokok(**bend: Any) -> AngkaPokok:
    tahun = bend.get("tahun", TAHUN - 1)
    values = {
        "id": AngkaPokokId(id_by_key(desa_id(), "angka-pokok", str(tahun))),
        "desa_id": desa_id(),
        "tahun": tahun,
        "baris": [baris_angka()],
    }
    return AngkaPokok(**values | bend)


def usulan(**bend: Any) -> Usulan:
    nomor = bend.get("nomor") or next(_nomor)
    values = {
        "nomor": nomor,
        "urut": nomor,
        "uraian": "Rabat beton jalan lingkungan",
        "dusun": "Krajan",
        "bidang": "02",
        "kode_kegiatan": "02.03.11",
        "lokasi": "RT 03/RW 01",
        "volume": Decimal(120),
        "satuan": "m",
        "perkiraan_biaya": 85_000_000,
        "penerima_l": 64,
        "penerima_p": 71,
        "pengusul": "Wagiman",
        "pengusul_jk": "L",
        "asal": "musyawarah dusun",
    }
    return Usulan(**values | bend)


def daftar_usulan(**bend: Any) -> DaftarUsulan:
    tahun = bend.get("tahun", TAHUN)
    rows = bend.get("usulan", [])
    values = {
        "id": DaftarUsulanId(id_by_key(desa_id(), "daftar-usulan", str(tahun))),
        "desa_id": desa_id(),
        "tahun": tahun,
        "nomor_terakhir": max((row.nomor for row in rows), default=0),
    }
    return DaftarUsulan(**values | bend)


def peserta(**bend: Any) -> Peserta:
    values = {
        "nama": f"Peserta {next(_nomor)}",
        "jk": "L",
        "unsur": "tokoh_masyarakat",
        "dusun": "Krajan",
        "is_hadir": True,
    }
    return Peserta(**values | bend)


def bahasan(satu: Usulan, **bend: Any) -> Bahasan:
    values = {
        "usulan_id": satu.id,
        "urut": satu.nomor,
        "nilai": {"manfaat": 5, "kemendesakan": 4, "keberpihakan": 3, "kesesuaian": 4, "kesiapan": 3},
        "putusan": StatusUsulan.DISEPAKATI,
    }
    return Bahasan(**values | bend)


def everyone() -> list[Peserta]:
    """One person of every group that must be heard, women and men in turn."""
    heard = [satu for satu in aturan().unsur if satu.is_masyarakat and satu.kunci != "lain"]
    return [
        peserta(nama=f"Wakil {satu.nama}", unsur=satu.kunci, jk="LP"[number % 2])
        for number, satu in enumerate(heard)
    ]


def penandatangan(**bend: Any) -> Penandatangan:
    return Penandatangan(**{"nama": "Lastri", "jabatan": "Wakil masyarakat", "jk": "P"} | bend)


def musyawarah(**bend: Any) -> Musyawarah:
    """A musrenbangdes that could be ratified: everyone came, one decision, all signers."""
    values = {
        "desa_id": desa_id(),
        "jenis": JenisMusyawarah.MUSRENBANGDES,
        "tahun": TAHUN,
        "nama": f"Musrenbangdes RKPDes {TAHUN}",
        "tanggal": date(TAHUN - 1, 8, 12),
        "mulai": time(9, 0),
        "selesai": time(12, 30),
        "tempat": "Balai Desa Tursino",
        "pimpinan": "Suratman",
        "pimpinan_dari": "Kepala Desa",
        "notulis": "Ratna",
        "notulis_dari": "Sekretaris Desa",
        "agenda": [Agenda(urut=1, uraian="Pembahasan rancangan RKPDes", menit=60)],
        "peserta": everyone(),
        "keputusan": [Keputusan(urut=1, uraian="Menyepakati rancangan RKPDes.")],
        "catatan": [Catatan(urut=1, pukul=time(10, 52), pembicara="Lastri", isi="Sumur dekat posyandu.")],
        "penandatangan": [
            penandatangan(nama="Suratman", jabatan="Kepala Desa", jk="L"),
            penandatangan(),
        ],
    }
    return Musyawarah(**values | bend)


def kegiatan(**bend: Any) -> Kegiatan:
    """An activity paid by one source; bend `biaya` and `sumber`, or `sumber_biaya` as a whole."""
    biaya = bend.get("biaya", 85_000_000)
    sumber = bend.pop("sumber", "DDS")
    values = {
        "urut": next(_nomor),
        "kode": "02.03.10",
        "nama": "Talud RT 03",
        "lokasi": "RT 03/RW 01",
        "volume": Decimal(120),
        "satuan": "m",
        "sasaran": "Warga RT 03",
        "bulan_mulai": 5,
        "bulan_selesai": 7,
        "biaya": biaya,
        "pola": PolaPelaksanaan.SWAKELOLA,
        "pelaksana": "Kasi Kesejahteraan",
        "sumber_biaya": [SumberBiaya(urut=1, sumber=sumber, jumlah=biaya)] if sumber else [],
    }
    return Kegiatan(**values | bend)


def baris_rab(**bend: Any) -> BarisRab:
    """A line of an estimate: cement for the wall."""
    values = {
        "urut": next(_nomor),
        "kelompok": KelompokRab.BAHAN,
        "uraian": "Semen 50 kg",
        "volume": Decimal(40),
        "satuan": "sak",
        "harga_satuan": 65_000,
    }
    return BarisRab(**values | bend)


def pagu(**bend: Any) -> Pagu:
    return Pagu(**{"sumber": "DDS", "jumlah": 850_000_000, "is_definitif": True} | bend)


def rkp_desa(**bend: Any) -> RkpDesa:
    tahun = bend.get("tahun", TAHUN)
    values = {
        "id": RkpDesaId(id_by_key(desa_id(), "rkp-desa", str(tahun))),
        "desa_id": desa_id(),
        "tahun": tahun,
        "nomor_perdes": "5",
        "tanggal_perdes": date(tahun - 1, 9, 28),
        "kegiatan": [kegiatan()],
        "pagu": [pagu()],
    }
    return RkpDesa(**values | bend)


def baris_durkp(**bend: Any) -> BarisDurkp:
    values = {
        "prioritas": 1,
        "bidang": "02",
        "nama": "Pengaspalan jalan kabupaten",
        "lokasi": "Krajan–Lor",
        "volume": Decimal(1200),
        "satuan": "m",
        "perkiraan_biaya": 950_000_000,
        "penerima_l": 500,
        "penerima_p": 520,
        "sumber": "U1",
        "opd_tujuan": "Dinas PUPR",
    }
    return BarisDurkp(**values | bend)


def durkp(**bend: Any) -> Durkp:
    tahun = bend.get("tahun", TAHUN)
    values = {
        "id": DurkpId(id_by_key(desa_id(), "durkp", str(tahun))),
        "desa_id": desa_id(),
        "tahun": tahun,
        "baris": [baris_durkp()],
    }
    return Durkp(**values | bend)


def isian(**bend: Any) -> Isian:
    values = {
        "id": IsianId(new_id()),
        "desa_id": desa_id(),
        "form_id": "administrasi-desa",
        "periode": "2026",
        "templat_versi": "1",
        "jawaban": [Jawaban(kode="ada_perdes", nilai=True)],
    }
    return Isian(**values | bend)


def catatan_telaah(**bend: Any) -> CatatanTelaah:
    return CatatanTelaah(**{"teks": "Biaya terlalu tinggi.", "saran": ""} | bend)


def telaah(**bend: Any) -> Telaah:
    values = {
        "desa": desa_id(),
        "dokumen": id_by_key(desa_id(), "rkp-desa", str(TAHUN)),
        "jenis": "rkp-desa",
        "judul": f"RKPDes {TAHUN}",
        "hasil": HasilTelaah.DIKEMBALIKAN,
        "alasan": "Lengkapi volume.",
        "catatan": [catatan_telaah()],
    }
    return Telaah(**values | bend)


def tanda_terima(**bend: Any) -> TandaTerima:
    values = {
        "desa": desa_id(),
        "chain": "0" * 32,
        "seq": 1,
        "digest": "0" * 64,
        "keadaan": KeadaanPenerimaan.DITERIMA,
    }
    return TandaTerima(**values | bend)


def kompilasi(**bend: Any) -> Kompilasi:
    values = {
        "id": KompilasiId(id_by_key(office_uid(KODE_KECAMATAN), "kompilasi", str(TAHUN))),
        "jenis": "durkp",
        "tahun": TAHUN,
    }
    return Kompilasi(**values | bend)


@cache
def kode_penduduk() -> KodePenduduk:
    """The code lists of residents as shipped."""
    folder = RESOURCES / "rules"
    return read_kode_penduduk(
        *[
            (folder / f"{name}.csv").read_text(encoding="utf-8")
            for name in ("kode-penduduk", "kode-prodeskel")
        ]
    )


@cache
def petunjuk_isi_awal() -> Petunjuk:
    """The hints for proposals as shipped."""
    return read_petunjuk((RESOURCES / "rules" / "isi-awal.csv").read_text(encoding="utf-8"))


_nik = count(1)


def nik(lahir: date = date(1990, 8, 17), jk: str = "L") -> str:
    """A sound NIK of area 33.06.99 that no other builder call gave."""
    day = lahir.day + (40 if jk == "P" else 0)
    return f"330699{day:02d}{lahir.month:02d}{lahir.year % 100:02d}{next(_nik):04d}"


def penduduk(**bend: Any) -> Penduduk:
    """A grown man with all that is required; his NIK fits his birth date and sex."""
    values: dict[str, Any] = {
        "desa_id": DESA_ID,
        "nama": "SUPARDI",
        "jk": "L",
        "tempat_lahir": "PURWOREJO",
        "tanggal_lahir": date(1990, 8, 17),
        "agama": 1,
        "pendidikan_kk": 5,
        "pekerjaan": 9,
        "status_kawin": 2,
        "warganegara": 1,
        "shdk": 1,
        "nama_ayah": "KARTO",
        "nama_ibu": "PONIYEM",
    } | bend
    if "nik" not in bend and values["tanggal_lahir"] and values["jk"]:
        values["nik"] = nik(values["tanggal_lahir"], values["jk"])
    return Penduduk(**values)


_no_kk = count(1)


def keluarga(**bend: Any) -> Keluarga:
    """A family of RT 001 RW 002 with a sound number."""
    values: dict[str, Any] = {
        "desa_id": DESA_ID,
        "no_kk": f"330699120315{next(_no_kk):04d}",
        "alamat": "JL. MELATI",
        "rt": "001",
        "rw": "002",
    }
    return Keluarga(**values | bend)
