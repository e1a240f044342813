"""The one table of columns that hold people: it reads every sheet and writes those of OpenSID and OpenDK.

Order and spelling of the OpenSID headings: interop.md 1.2; OpenDK: 4.1; SIAK: 3. A field that begins with `_`
fills two of ours (`_ttl`: place and date of birth, `_rt_rw`, `_status`: its meaning depends on the sheet).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from desa_desktop.domain.penduduk.kode import fold


class Bentuk(Enum):
    """The layouts that are known by themselves; BEBAS is any other sheet with headings."""

    OPENSID = "opensid"
    OPENDK = "opendk"
    SIAK = "siak"
    BIP_2012 = "bip-2012"
    BIP_2016 = "bip-2016"
    BIP_LUWU = "bip-2016-luwutimur"
    BIP_EKTP = "bip-ektp"
    BEBAS = "bebas"

    @property
    def is_opensid(self) -> bool:
        """Whether numbers in it are OpenSID's codes and 1970-01-01 may stand for an unread date."""
        return self in (Bentuk.OPENSID, Bentuk.OPENDK)

    @property
    def is_blok(self) -> bool:
        """Whether families stand as blocks, the number of the KK above its members."""
        return self.value.startswith("bip")


class Baca(Enum):
    """How the cells of a column are read."""

    TEKS = "teks"
    NIK = "nik"
    KK = "kk"
    NAMA = "nama"
    ORANG_TUA = "orang_tua"
    JK = "jk"
    TANGGAL = "tanggal"
    TANGGAL_DEPAN = "tanggal_depan"
    KODE = "kode"
    STATUS = "status"
    DUSUN = "dusun"
    RT = "rt"
    RW = "rw"
    TTL = "ttl"
    RT_RW = "rt_rw"
    BILANGAN = "bilangan"
    JAM = "jam"
    TANDA = "tanda"
    TERCATAT = "tercatat"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: our field, how it is read, its heading in each program, other headings of people."""

    field: str
    baca: Baca
    opensid: str = ""
    opendk: str = ""
    siak: str = ""
    alias: tuple[str, ...] = ()


_T, _K = Baca.TEKS, Baca.KODE
KOLOM: tuple[Kolom, ...] = (
    Kolom(
        "alamat",
        _T,
        "alamat",
        "alamat",
        "Alamat",
        ("Alamat KK", "Alamat Rumah", "Alamat Lengkap", "Alamat KTP", "Alamat Sesuai KTP"),
    ),
    Kolom(
        "dusun_id",
        Baca.DUSUN,
        "dusun",
        "dusun",
        "",
        ("Nama Dusun", "Dukuh", "Padukuhan", "Lingkungan", "Kampung", "Jorong", "Banjar", "Dusun/Lingkungan"),
    ),
    Kolom("rw", Baca.RW, "rw", "rw", "RW", ("No RW", "Rukun Warga")),
    Kolom("rt", Baca.RT, "rt", "rt", "RT", ("No RT", "Rukun Tetangga")),
    Kolom(
        "nama",
        Baca.NAMA,
        "nama",
        "nama",
        "Nama Penduduk",
        (
            *("Nama Lengkap", "Nama Warga", "Nama Anggota Keluarga", "Nama Anggota"),
            *("Nama Lengkap Penduduk", "Nama Lengkap/Panggilan", "Nama Lgkp", "Nama Lengkap/Alias"),
            *("Nama Sesuai KTP", "Nama Sesuai KK"),
        ),
    ),
    Kolom(
        "no_kk",
        Baca.KK,
        "no_kk",
        "nomor_kk",
        "Nomor KK",
        (
            "No KK",
            "KK",
            "No Kartu Keluarga",
            "Nomor Kartu Keluarga",
            "NKK",
            "Nomor Induk Keluarga",
            "Nomor Kartu Keluarga (KK)",
        ),
    ),
    Kolom(
        "nik",
        Baca.NIK,
        "nik",
        "nomor_nik",
        "NIK",
        (
            *("No NIK", "Nomor NIK", "No KTP", "Nomor KTP", "Nomor Induk Kependudukan", "NIK/No KTP"),
            *("No Induk", "No KTP/NIK", "Nomor Induk Kependudukan (NIK)"),
        ),
    ),
    Kolom(
        "jk",
        Baca.JK,
        "sex",
        "jenis_kelamin",
        "Kelamin",
        (
            "JK",
            "L/P",
            "P/L",
            "Jenis Kel",
            "Jns Kelamin",
            "Jenis Kelamin (L/P)",
            "Lk/Pr",
            "Jenis Klmn",
            "JKel",
            "Gender",
        ),
    ),
    Kolom(
        "tempat_lahir",
        _T,
        "tempatlahir",
        "tempat_lahir",
        "Tempat Lahir",
        ("Tmpt Lhr", "Tmp Lahir", "Tempat Lhr", "Kota Lahir", "Tpt Lahir"),
    ),
    Kolom(
        "tanggal_lahir",
        Baca.TANGGAL,
        "tanggallahir",
        "tanggal_lahir",
        "Tanggal Lahir",
        (
            "Tgl Lhr",
            "Tgl Lahir",
            "Tgl/Bln/Th",
            "Tgl/Bln/Thn",
            "Tanggal/Bulan/Tahun Lahir",
            "Tgl/Bln/Thn Lahir",
        ),
    ),
    Kolom("agama", _K, "agama_id", "agama", "Agama"),
    Kolom(
        "pendidikan_kk",
        _K,
        "pendidikan_kk_id",
        "pendidikan_dlm_kk",
        "Pendidikan",
        ("Pendidikan Terakhir", "Pendidikan dalam KK", "Pendidikan KK", "Pend Terakhir", "Pendidikan Akhir"),
    ),
    Kolom(
        "pendidikan_sedang",
        _K,
        "pendidikan_sedang_id",
        "pendidikan_sdg_ditempuh",
        "",
        ("Pendidikan Sedang Ditempuh", "Pendidikan Sekarang", "Pendidikan Sedang"),
    ),
    Kolom(
        "pekerjaan",
        _K,
        "pekerjaan_id",
        "pekerjaan",
        "Pekerjaan",
        ("Jenis Pekerjaan", "Jns Pekerjaan", "Mata Pencaharian", "Pekerjaan Utama"),
    ),
    Kolom(
        "status_kawin",
        _K,
        "status_kawin",
        "kawin",
        "Status Kawin",
        (
            *("Stat Kwn", "Status Perkawinan", "Status Kwn", "Perkawinan", "Stat Kawin", "Status Nikah"),
            *("Status Pernikahan",),
        ),
    ),
    Kolom(
        "shdk",
        _K,
        "kk_level",
        "hubungan_keluarga",
        "SHDK",
        (
            *("Hub Kel", "Hubungan Keluarga", "Hub Keluarga", "Status Hubungan dalam Keluarga", "Hubungan"),
            *("Status Hub Kel", "Stat Hub Keluarga", "Hubungan dalam Keluarga", "Status dalam Keluarga"),
            *(
                "Status Hubungan Keluarga",
                "Hub",
                "Hub dlm KK",
                "Hub dlm Keluarga",
                "Kedudukan dalam Keluarga",
            ),
        ),
    ),
    Kolom(
        "warganegara",
        _K,
        "warganegara_id",
        "kewarganegaraan",
        "",
        ("Warga Negara", "Kewarganegaraan (WNI/WNA)", "Status Kewarganegaraan", "WNI/WNA"),
    ),
    Kolom("nik_ayah", Baca.NIK, "ayah_nik", "nik_ayah", "NIK Ayah"),
    Kolom(
        "nama_ayah",
        Baca.ORANG_TUA,
        "nama_ayah",
        "nama_ayah",
        "Ayah",
        ("Nama Bapak", "Bapak", "Nama Ayah Kandung", "Nama Ayah/Bapak"),
    ),
    Kolom("nik_ibu", Baca.NIK, "ibu_nik", "nik_ibu", "NIK Ibu"),
    Kolom("nama_ibu", Baca.ORANG_TUA, "nama_ibu", "nama_ibu", "Ibu", ("Nama Ibu Kandung", "Ibu Kandung")),
    Kolom(
        "golongan_darah",
        _K,
        "golongan_darah_id",
        "gol_darah",
        "Gol. Darah",
        ("Golongan Darah", "Gol Drh", "G Drh", "Goldar", "Golda"),
    ),
    Kolom(
        "akta_lahir",
        _T,
        "akta_lahir",
        "akta_lahir",
        "Nomor Akta Lahir",
        ("No Akta Lahir", "No Akte Lahir", "Akte Lahir", "No Akta Kelahiran", "Akta Kelahiran"),
    ),
    Kolom(
        "dokumen_paspor",
        _T,
        "dokumen_pasport",
        "nomor_dokumen_pasport",
        "Nomor Paspor",
        ("No Paspor", "Paspor"),
    ),
    Kolom("tanggal_akhir_paspor", Baca.TANGGAL_DEPAN, "tanggal_akhir_paspor", "tanggal_akhir_pasport"),
    Kolom(
        "dokumen_kitas", _T, "dokumen_kitas", "nomor_dokumen_kitas", "", ("No KITAS", "KITAS", "KITAS/KITAP")
    ),
    Kolom(
        "akta_kawin",
        _T,
        "akta_perkawinan",
        "nomor_akta_perkawinan",
        "Nomor Akta Kawin",
        ("No Akta Kawin", "No Akta Nikah", "No Akta Perkawinan", "Akta Nikah"),
    ),
    Kolom(
        "tanggal_kawin",
        Baca.TANGGAL,
        "tanggalperkawinan",
        "tanggal_perkawinan",
        "Tanggal Kwn",
        ("Tgl Kawin", "Tanggal Kawin", "Tgl Perkawinan", "Tanggal Nikah", "Tgl Nikah"),
    ),
    Kolom(
        "akta_cerai",
        _T,
        "akta_perceraian",
        "nomor_akta_perceraian",
        "Nomor Akta Cerai",
        ("No Akta Cerai", "Akta Cerai", "No Akta Perceraian"),
    ),
    Kolom(
        "tanggal_cerai",
        Baca.TANGGAL,
        "tanggalperceraian",
        "tanggal_perceraian",
        "Tgl Cerai",
        ("Tanggal Cerai", "Tgl Perceraian"),
    ),
    Kolom(
        "cacat",
        _K,
        "cacat_id",
        "cacat",
        "Cacat",
        ("Disabilitas", "Jenis Cacat", "Penyandang Cacat", "Difabel"),
    ),
    Kolom("cara_kb", _K, "cara_kb_id", "cara_kb", "", ("Akseptor KB", "KB", "Alat KB", "Peserta KB")),
    Kolom("hamil", _K, "hamil", "hamil", "", ("Status Kehamilan",)),
    Kolom("ktp_el", _K, "ktp_el", "ktp_el", "", ("KTP-eL", "E-KTP", "KTP Elektronik")),
    Kolom("status_rekam_ktp", _K, "status_rekam", "status_rekam", "", ("Stat Rkm", "Status Perekaman")),
    Kolom("alamat_sekarang", _T, "alamat_sekarang", "alamat_sekarang", "", ("Alamat Domisili", "Domisili")),
    Kolom("status_dasar", Baca.STATUS, "status_dasar", "status_dasar", "", ("Status Dasar",)),
    Kolom("suku", _T, "suku", "", "", ("Suku/Etnis", "Etnis")),
    Kolom("tag_id_card", _T, "tag_id_card", "", "", ("Tag ID",)),
    Kolom("asuransi", _K, "id_asuransi", "", "", ("Asuransi", "Asuransi Kesehatan", "JKN")),
    Kolom("no_asuransi", _T, "no_asuransi", "", "", ("No BPJS", "Nomor BPJS", "No JKN", "Nomor Asuransi")),
    Kolom("lintang", _T, "lat", "", "", ("Lintang", "Latitude")),
    Kolom("bujur", _T, "lng", "", "", ("Bujur", "Longitude")),
    # what only other sheets have
    Kolom(
        "telepon",
        _T,
        alias=("Telepon", "No HP", "No Telepon", "No Telp", "Telp", "HP", "No WA", "No Telp/HP"),
    ),
    Kolom("email", _T, alias=("Email", "E-mail", "Surel")),
    Kolom("nama_panggilan", _T, alias=("Nama Panggilan", "Panggilan")),
    Kolom("sakit_menahun", _K, alias=("Sakit Menahun", "Penyakit Menahun", "sakit_menahun_id")),
    Kolom("dapat_membaca", _K, alias=("Dapat Membaca", "Dapat Membaca Huruf")),
    Kolom("is_lahir_perkiraan", Baca.TANDA, alias=("Tanggal Lahir Perkiraan",)),
    Kolom("waktu_lahir", Baca.JAM, alias=("Waktu Lahir", "Jam Lahir")),
    Kolom("berat", Baca.BILANGAN, alias=("Berat Lahir (gram)",)),
    Kolom("panjang", Baca.BILANGAN, alias=("Panjang Lahir (mm)",)),
    Kolom("anak_ke", Baca.BILANGAN, alias=("Anak Ke", "Kelahiran Anak Ke")),
    Kolom("tempat_dilahirkan", _T, alias=("Tempat Dilahirkan",)),
    Kolom("penolong", _T, alias=("Penolong Kelahiran",)),
    Kolom("kawin_tercatat", Baca.TERCATAT, alias=("Perkawinan Tercatat", "Kawin Tercatat")),
    Kolom("tanggal_akhir_kitas", Baca.TANGGAL_DEPAN, alias=("Tanggal Akhir KITAS", "Tgl Akhir KITAS")),
    Kolom("tempat_cetak_ktp", _T, alias=("Tempat Cetak KTP",)),
    Kolom("tanggal_cetak_ktp", Baca.TANGGAL, alias=("Tanggal Cetak KTP", "Tgl Cetak KTP")),
    Kolom("disabilitas_ragam", _K, alias=("Ragam Disabilitas",)),
    Kolom("status_penduduk", _K, alias=("Status Penduduk", "Status Kependudukan")),
    Kolom("alamat_sebelumnya", _T, alias=("Alamat Sebelumnya",)),
    Kolom("tanggal_mulai_tinggal", Baca.TANGGAL, alias=("Tanggal Mulai Tinggal", "Tgl Mulai Tinggal")),
    Kolom("catatan", _T, alias=("Catatan",)),
    Kolom("kode_pos", _T, alias=("Kode Pos",)),
    Kolom("kelas_sosial", _K, alias=("Kelas Sosial",)),
    Kolom("tanggal_cetak_kk", Baca.TANGGAL, alias=("Tanggal Cetak KK", "Tgl Cetak KK")),
    Kolom("tanggal_daftar", Baca.TANGGAL, alias=("Tanggal Daftar KK",)),
    Kolom(
        "_ttl",
        Baca.TTL,
        alias=(
            *("Tempat/Tgl Lahir", "Tempat Tgl Lahir", "Tempat Tanggal Lahir", "Tempat/Tanggal Lahir", "TTL"),
            *("Tempat dan Tanggal Lahir", "Tempat & Tgl Lahir", "Tmpt/Tgl Lahir", "Tempat, Tanggal Lahir"),
        ),
    ),
    Kolom("_rt_rw", Baca.RT_RW, alias=("RT/RW", "RT RW", "RT-RW", "No RT/RW")),
    Kolom("_status", _T, alias=("Status", "Stat")),
)
BERANGKA = frozenset(
    {
        *(one.field for one in KOLOM if one.baca in (Baca.NIK, Baca.KK)),
        "telepon",
        "no_asuransi",
        "tag_id_card",
    }
)
"""Fields of long numbers: a spreadsheet must hold them as text, or it cuts their last digits."""
BY_FIELD: Mapping[str, Kolom] = {one.field: one for one in KOLOM}
TEMPAT_FIELDS = ("alamat", "dusun_id", "rw", "rt")
KK_FIELDS = ("kode_pos", "kelas_sosial", "tanggal_cetak_kk", "tanggal_daftar")
KELUARGA_FIELDS = ("no_kk", *TEMPAT_FIELDS, *KK_FIELDS)
OPENSID_KOLOM: tuple[Kolom, ...] = tuple(one for one in KOLOM if one.opensid)
# OpenDK's own order; the last ones are no field of ours (interop.md 4.1)
OPENDK_JUDUL = (
    *("alamat", "dusun", "rw", "rt", "nama", "nomor_kk", "nomor_nik", "jenis_kelamin", "tempat_lahir"),
    *("tanggal_lahir", "agama", "pendidikan_dlm_kk", "pendidikan_sdg_ditempuh", "pekerjaan", "kawin"),
    *("hubungan_keluarga", "kewarganegaraan", "nama_ayah", "nama_ibu", "gol_darah", "akta_lahir"),
    *("nomor_dokumen_pasport", "tanggal_akhir_pasport", "nomor_dokumen_kitas", "nik_ayah", "nik_ibu"),
    *("nomor_akta_perkawinan", "tanggal_perkawinan", "nomor_akta_perceraian", "tanggal_perceraian", "cacat"),
    *("cara_kb", "hamil", "ktp_el", "status_rekam", "alamat_sekarang", "id", "foto", "status_dasar"),
    *("created_at", "updated_at", "desa_id"),
)
BY_OPENDK: Mapping[str, Kolom] = {one.opendk: one for one in KOLOM if one.opendk}
# headings that are known and say nothing of ours: they help to find the row of headings
LEWAT = (
    *(
        "No",
        "No Urut",
        "Nomor",
        "Kecamatan",
        "Desa/Kel",
        "Desa",
        "Kelurahan",
        "Deskripsi Pekerjaan",
        "Cetak KTP",
    ),
    *("Ganti KTP", "KTP Berakhir", "Petugas Registrasi", "Tgl Ubah", "Petugas Entri", "Tgl Entri", "Ket"),
    *("Keterangan", "Wjb KTP", "Umur", "Usia", "Nama KK", "Nama Kepala Keluarga", "Kepala Keluarga"),
    *("Jumlah", "id", "foto", "created_at", "updated_at", "desa_id", "Baris", "Keadaan", "Masalah"),
    *("Provinsi", "Kabupaten"),
)


def plain(text: str) -> str:
    """How headings are compared: `TGL. LHR`, `tgl_lhr` and `Tgl Lhr` are one."""
    return fold(text.replace("_", " ").replace(":", " ").replace("(", " ").replace(")", " "))


def _by_heading() -> dict[str, str]:
    found = {plain(one): "" for one in LEWAT}
    for kolom in KOLOM:
        for name in (*kolom.alias, kolom.siak, kolom.opendk, kolom.opensid):
            if name:
                found[plain(name)] = kolom.field
    return found


BY_HEADING: Mapping[str, str] = _by_heading()
# how words of headings are shortened: `TMP & TGL LHR`, `STATUS HUB. DLM KELUARGA`
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("tmp", "tmpt", "tpt"), "tempat"),
    **dict.fromkeys(("tgl", "tg"), "tanggal"),
    **dict.fromkeys(("lhr", "kelahiran"), "lahir"),
    **dict.fromkeys(("no", "nmr"), "nomor"),
    **dict.fromkeys(("kwn", "nikah", "pernikahan", "perkawinan"), "kawin"),
    **dict.fromkeys(("st", "stat", "sts"), "status"),
    **dict.fromkeys(("jns", "jen"), "jenis"),
    **dict.fromkeys(("klmn", "kel", "klm"), "kelamin"),
    **dict.fromkeys(("bapak", "bpk"), "ayah"),
    **dict.fromkeys(("pend", "pddk", "pendd"), "pendidikan"),
    "dlm": "dalam", "drh": "darah", "gol": "golongan", "hub": "hubungan", "akte": "akta", "pek": "pekerjaan",
    "alm": "alamat", "telp": "telepon", "tlp": "telepon", "hp": "telepon", "lengkap": "",
}  # fmt: skip
_FORM = re.compile(
    r"\((?:[dmyhbt]{1,4}([-/ .][dmyhbt]{1,4}){2}|tgl[-/]bln[-/]thn?|[lp]/[lp]|lk/pr|wni/wna)\)"
)
_FILLERS = frozenset({"dan", "dan/atau", "&"})


def _long(text: str) -> str:
    """A heading with its shortened words written out, without a form in brackets: `(L/P)`, `(DD/MM/YYYY)`."""
    bare = _FORM.sub(" ", text.casefold().replace("_", " "))
    words = [one for one in re.split(r"[^a-z0-9]+", bare) if one and one not in _FILLERS]
    return "".join(_WORDS.get(one, one) for one in words)


def _by_long() -> dict[str, str]:
    """Written-out headings to fields; one that would mean two fields means none."""
    found: dict[str, set[str]] = {}
    for kolom in KOLOM:
        for name in (*kolom.alias, kolom.siak, kolom.opendk):
            if name:
                found.setdefault(_long(name), set()).add(kolom.field)
    passed = {_long(one) for one in LEWAT}
    return {
        name: fields.pop()
        for name, fields in found.items()
        if len(fields) == 1 and name and name not in passed
    }


_BY_LONG: Mapping[str, str] = _by_long()


def field_of(heading: str) -> str | None:
    """The field that a heading names, "" for one that is known and says nothing of ours, None for others."""
    known = BY_HEADING.get(plain(heading))
    return known if known is not None else _BY_LONG.get(_long(heading))


_OPENSID_NAMES = frozenset(one.opensid for one in OPENSID_KOLOM)
_SIAK_NAMES = frozenset(plain(one.siak) for one in KOLOM if one.siak)
_SURE = 6


def bentuk_of(judul: Sequence[str]) -> Bentuk:
    """Which program wrote these headings; a few of its own spellings are enough, in any order."""
    spelled = {one.strip().lower() for one in judul if one}
    own_opensid = spelled & {
        "tempatlahir",
        "tanggallahir",
        "kk_level",
        "agama_id",
        "pendidikan_kk_id",
        "warganegara_id",
    }
    if len(own_opensid) >= 2 and len(spelled & _OPENSID_NAMES) >= _SURE:
        return Bentuk.OPENSID
    if {"nomor_kk", "nomor_nik"} <= spelled and len(spelled & set(OPENDK_JUDUL)) >= _SURE:
        return Bentuk.OPENDK
    folded = {plain(one) for one in judul if one}
    is_siak = {plain("Tgl Entri"), plain("Nama Penduduk")} <= folded and len(
        folded & _SIAK_NAMES
    ) >= 2 * _SURE
    return Bentuk.SIAK if is_siak else Bentuk.BEBAS
