"""Which columns each kind of list has, and how people head them on paper and in Excel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from desa_desktop.domain.tempel.masa import MOST_YEARS
from desa_desktop.i18n import N_, _


class JenisTempel(Enum):
    """The lists that can be pasted or imported; the stored words are those of cli.md (`data impor`)."""

    USULAN = "usulan"
    WILAYAH = "wilayah"
    PERANGKAT = "perangkat"
    TOKOH = "tokoh"
    ANGKA_POKOK = "angka-pokok"
    PAGU = "pagu"
    RKP = "rkp"
    DURKP = "durkp"
    RAB = "rab"
    DESA = "desa"
    PENDUDUK_SEMENTARA = "penduduk-sementara"
    RPJM = "rpjm"
    HARGA = "harga"


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: the field it fills, its heading on screen, how its cells are read, its other headings.

    `baca` names a reader of `tempel.baca`. `is_kunci`: a row without it is no row of this list.
    A column whose field begins with `_` fills several fields (`_sasaran`: penerima_l and penerima_p).
    """

    field: str
    judul: str
    baca: str
    alias: tuple[str, ...] = ()
    is_kunci: bool = False

    @property
    def nama(self) -> str:
        """The heading in the language in use."""
        return _(self.judul)


def _k(field: str, judul: str, baca: str, *alias: str, kunci: bool = False) -> Kolom:
    return Kolom(field, judul, baca, alias, kunci)


_VOLUME = (
    _k(
        "volume",
        N_("Volume"),
        "volume",
        "perkiraan volume",
        "prakiraan volume",
        "vol",
        "kuantitas",
        "volume total",
    ),
    _k("satuan", N_("Satuan"), "satuan", "unit", "sat"),
    _k(
        "_volume_satuan",
        N_("Volume dan satuan"),
        "volume_satuan",
        "volume & satuan",
        "volume satuan",
        "vol/sat",
    ),
)
_PENERIMA = (
    _k(
        "penerima_l",
        N_("L"),
        "bilangan",
        "lk",
        "laki-laki",
        "laki laki",
        "pria",
        "penerima l",
        "penerima manfaat l",
        "penerima manfaat lk",
        "penerima manfaat laki-laki",
        "jumlah laki-laki",
        "sasaran laki-laki",
        "jml sasaran pria",
        "jml sas pria",
    ),
    _k(
        "penerima_p",
        N_("P"),
        "bilangan",
        "pr",
        "perempuan",
        "wanita",
        "penerima p",
        "penerima manfaat p",
        "penerima manfaat pr",
        "penerima manfaat perempuan",
        "jumlah perempuan",
        "sasaran perempuan",
        "jml sasaran wanita",
        "jml sas wanita",
    ),
)
_BIAYA = (
    "biaya",
    "perkiraan biaya (rp)",
    "prakiraan biaya",
    "anggaran",
    "jumlah",
    "jumlah (rp)",
    "jumlah rupiah",
    "jmlh (rp)",
    "jlh (rp)",
    "pagu",
    "nilai",
    "nominal",
    "total biaya",
    *(
        f"{front} {word}"
        for front in ("jumlah", "total", "besar", "besaran", "kebutuhan", "rencana", "estimasi", "alokasi")
        for word in ("biaya", "anggaran", "dana")
    ),
    "total",
    "total (rp)",
    "biaya dan sumber pembiayaan jumlah",
    "biaya dan sumber pembiayaan jumlah (rp)",
)
_SUMBER = (
    "sumber",
    "sumber biaya",
    "sumber pembiayaan",
    "asal dana",
    "biaya dan sumber pembiayaan sumber",
    "biaya & sumberdana sumber",
    "sumberdana",
    "kode sumber",
    "kd sumber",
)
_RTM = _k(
    "penerima_rtm",
    N_("A-RTM"),
    "bilangan",
    "rtm",
    "artm",
    "penerima manfaat rtm",
    "penerima manfaat a-rtm",
    "jml sasaran artm",
    "jml sas artm",
)
_SDGS = _k(
    "sdgs",
    N_("SDGs"),
    "sdgs",
    "sdgs desa",
    "sdgs desa ke-",
    "mendukung sdgs desa ke-",
    "mendukung sdgs ke",
    "mendukung sdgs ke-",
)
_BIDANG_ASAL = (
    _k(
        "_bidang",
        N_("Bidang"),
        "bidang_asal",
        "nama bidang",
        "bidang/ jenis kegiatan bidang",
        "bidang/jenis kegiatan",
        "bidang / sub bidang",
    ),
    _k("_sub_bidang", N_("Sub bidang"), "sub_bidang_asal", "nama sub bidang", "subbidang"),
)
_POLA = (
    _k("_pola_swakelola", N_("Swakelola"), "tanda_pola"),
    _k(
        "_pola_kerja_sama_desa",
        N_("Kerja sama antar desa"),
        "tanda_pola",
        "kerjasama antar desa",
        "kerja sama desa",
        "kerjasama desa",
        "kerjasama",
    ),
    _k(
        "_pola_pihak_ketiga",
        N_("Kerja sama pihak ketiga"),
        "tanda_pola",
        "kerjasama pihak ketiga",
        "pihak ketiga",
        "pihak_ketiga",
    ),
)
# one column for each source, as forms G9 and G10 part the money (perencanaan.md 6)
_DANA: Mapping[str, tuple[str, ...]] = {
    "PAD": ("pades", "padesa", "pendapatan asli desa"),
    "ADD": (
        "alokasi dana desa",
        "alokasi dana desa (bagian dana perimbangan kab./ kota)",
        "alokasi dana desa (bagian dana perimbangan kab/kota)",
    ),
    "DDS": ("dd", "dana desa", "dana desa (apbn)"),
    "PBH": (
        "bhp",
        "bhpr",
        "pbhpr",
        "bagi hasil pajak",
        "bagi hasil pajak dan retribusi",
        "dana bagian dari hasil pajak dan retribusi",
    ),
    "PBK": ("apbd kab/kota", "apbd kabupaten/ kota", "apbd kabupaten/kota", "apbd kab", "bankeu kab"),
    "PBP": ("apbd prov", "apbd provinsi", "bankeu prov"),
    "SWD": ("swadaya", "swadaya masyarakat"),
    "DLL": ("sumber keuangan lainnya", "lain-lain", "pendapatan lain-lain"),
}


def _dana() -> tuple[Kolom, ...]:
    own = tuple(_k(f"_dana_{key}", key, "dana", *names) for key, names in _DANA.items())
    left = tuple(
        _k(f"_silpa_{key}", f"s.{key}", "dana", f"silpa {key}", *(f"silpa {name}" for name in names))
        for key, names in _DANA.items()
    )
    return own + left


def _tiap_tahun(field: str, judul: str, baca: str, *awal: str) -> tuple[Kolom, ...]:
    """One column for each year of an RPJM Desa: `THN 1`, `Tahun ke-2`, with these words in front."""
    forms = ("thn {n}", "tahun {n}", "tahun ke-{n}", "thn ke-{n}", "th {n}", "th{n}")
    return tuple(
        _k(
            f"{field}{n}",
            judul,
            baca,
            *(f"{word} {form.format(n=n)}".strip() for word in awal for form in forms),
        )
        for n in range(1, MOST_YEARS + 1)
    )


_DISEPAKATI = _k(
    "_biaya_disepakati",
    N_("Biaya disepakati"),
    "uang",
    "biaya yang disepakati",
    "biaya kesepakatan",
    "anggaran disepakati",
    "anggaran yang disepakati",
    "jumlah disepakati",
    "nilai disepakati",
    "biaya hasil musyawarah",
)
_WAKTU = ("waktu pelaksanaan", "perkiraan waktu pelaksanaan", "jadwal", "bulan")
_LOKASI = ("tempat", "alamat", "lokasi kegiatan", "lokasi (rt/rw/dusun)", "rt/rw")
_NOMOR = _k("_nomor", N_("No"), "abaikan", "nomor", "no urut", "nomor urut", "urut")

_COLUMNS: Mapping[JenisTempel, tuple[Kolom, ...]] = {
    JenisTempel.USULAN: (
        _NOMOR,
        _k("dusun", N_("Dusun"), "dusun", "nama dusun", "asal dusun", "lingkungan", "kampung"),
        _k(
            "uraian",
            N_("Uraian usulan"),
            "teks",
            "uraian",
            "usulan",
            "kegiatan",
            "usulan kegiatan",
            "gagasan",
            "gagasan kegiatan",
            "jenis kegiatan",
            "nama kegiatan",
            "uraian kegiatan",
            "program/kegiatan",
            "nama proyek / kegiatan",
            kunci=True,
        ),
        _k("lokasi", N_("Lokasi"), "teks", *_LOKASI),
        *_VOLUME[:2],
        _k("perkiraan_biaya", N_("Perkiraan biaya"), "uang", *_BIAYA),
        *_PENERIMA,
        _VOLUME[2],
        _k(
            "_sasaran",
            N_("Sasaran"),
            "sasaran",
            "sasaran/manfaat",
            "penerima manfaat",
            "penerima",
            "sasaran manfaat",
        ),
        _k("masalah", N_("Masalah"), "teks", "masalah yang diatasi", "permasalahan"),
        _k("bidang", N_("Bidang"), "bidang", "nama bidang"),
        _k("kode_kegiatan", N_("Kode kegiatan"), "kode", "kode", "kode rekening", "kode keg"),
        _k("kelompok_rentan", N_("Kelompok rentan"), "rentan"),
        _k("pengusul", N_("Pengusul"), "teks", "nama pengusul", "diusulkan oleh"),
        _k("pengusul_jk", N_("Pengusul L/P"), "jk", "l/p", "jk pengusul", "jenis kelamin"),
        _k("asal", N_("Asal"), "teks", "asal usulan"),
        _k("tanda", N_("Tanda isu"), "tanda", "tanda", "isu", "isu prioritas", "prioritas"),
        _k("kewenangan", N_("Kewenangan"), "kewenangan"),
        _RTM,
        _SDGS,
        _k("kelompok", N_("Kelompok"), "teks", "nama kelompok", "kelompok pengusul", "kelompok masyarakat"),
        _DISEPAKATI,
        *_dana(),
    ),
    JenisTempel.WILAYAH: (
        _NOMOR,
        _k("nama", N_("Dusun"), "teks", "nama dusun", "nama", "wilayah", "lingkungan", kunci=True),
        _k("kepala", N_("Kepala dusun"), "teks", "kadus", "kepala", "nama kepala dusun", "kepala wilayah"),
        _k("jumlah_rw", N_("Jumlah RW"), "bilangan", "rw", "jml rw"),
        _k("jumlah_rt", N_("Jumlah RT"), "bilangan", "rt", "jml rt"),
        _k("jumlah_kk", N_("Jumlah KK"), "bilangan", "kk", "jml kk", "kepala keluarga"),
    ),
    JenisTempel.PERANGKAT: (
        _NOMOR,
        _k("nama", N_("Nama"), "teks", "nama lengkap", "nama perangkat", kunci=True),
        _k("jabatan", N_("Jabatan"), "teks"),
        _k("jk", N_("L/P"), "jk", "jk", "jenis kelamin", "kelamin", "sex"),
        _k("nip", N_("NIP"), "teks", "nip/niap", "niap", "nipd"),
        _k("mulai", N_("Mulai menjabat"), "tanggal", "mulai", "tanggal pengangkatan", "awal jabatan", "tmt"),
        _k("selesai", N_("Selesai menjabat"), "tanggal", "selesai", "akhir jabatan", "berakhir"),
        _k("kontak", N_("Kontak"), "teks", "telepon", "no hp", "hp", "telp", "nomor hp"),
    ),
    JenisTempel.TOKOH: (
        _NOMOR,
        _k("nama", N_("Nama"), "teks", "nama lengkap", "nama tokoh", kunci=True),
        _k("jk", N_("L/P"), "jk", "jk", "jenis kelamin", "kelamin"),
        _k("unsur", N_("Unsur masyarakat"), "unsur", "unsur", "mewakili", "perwakilan", "keterwakilan"),
        _k("lembaga", N_("Lembaga"), "teks", "organisasi", "kelompok", "instansi"),
        _k("jabatan", N_("Jabatan"), "teks"),
        _k("dusun", N_("Dusun"), "dusun", "alamat", "nama dusun"),
        _k("kontak", N_("Kontak"), "teks", "telepon", "no hp", "hp", "telp", "nomor hp"),
    ),
    JenisTempel.ANGKA_POKOK: (
        _NOMOR,
        _k("nama", N_("Angka"), "teks", "uraian", "nama", "indikator", "jenis data", "data", kunci=True),
        _k("l", N_("L"), "bilangan", "lk", "laki-laki", "laki laki", "pria"),
        _k("p", N_("P"), "bilangan", "pr", "perempuan", "wanita"),
        _k("jumlah", N_("Jumlah"), "bilangan", "total", "l+p", "jml"),
        _k("satuan", N_("Satuan"), "satuan", "unit"),
        _k("sumber", N_("Sumber"), "teks", "sumber data", "asal data", "keterangan"),
    ),
    JenisTempel.PAGU: (
        _NOMOR,
        _k("sumber", N_("Sumber dana"), "sumber", *_SUMBER, "uraian", kunci=True),
        _k("jumlah", N_("Pagu"), "uang", "pagu indikatif", "jumlah", "jumlah (rp)", "anggaran", "nilai"),
        _k("silpa", N_("SiLPA"), "uang", "silpa tahun lalu", "sisa lebih"),
        _k("is_definitif", N_("Definitif"), "ya_tidak", "sudah definitif", "status"),
    ),
    JenisTempel.RKP: (
        _NOMOR,
        _k("kode", N_("Kode"), "kode", "kode kegiatan", "kode rekening", "kode keg", "kd keg", "id keg"),
        _k(
            "nama",
            N_("Jenis kegiatan"),
            "teks",
            "kegiatan",
            "nama kegiatan",
            "uraian kegiatan",
            "uraian",
            "nama program / kegiatan",
            "nama program/kegiatan",
            "indikatif program/ kegiatan desa",
            "bidang/ jenis kegiatan jenis kegiatan",
            kunci=True,
        ),
        _k("lokasi", N_("Lokasi"), "teks", *_LOKASI),
        *_VOLUME[:2],
        _k(
            "sasaran",
            N_("Sasaran/manfaat"),
            "sasaran_teks",
            "sasaran",
            "manfaat",
            "penerima manfaat",
            "penerima",
        ),
        _k("_waktu", N_("Waktu"), "waktu", *_WAKTU),
        _k("biaya", N_("Biaya"), "uang", "perkiraan biaya", *_BIAYA[1:]),
        _k("sumber", N_("Sumber dana"), "sumber", *_SUMBER),
        _k("pola", N_("Pola pelaksanaan"), "pola", "pola", "pola pelaksanaan kegiatan", "cara pelaksanaan"),
        _k("pelaksana", N_("Pelaksana kegiatan"), "teks", "pelaksana", "pelaksana kegiatan anggaran", "pka"),
        _VOLUME[2],
        *_PENERIMA,
        _RTM,
        _k("bulan_mulai", N_("Mulai"), "bulan", "bulan mulai", "waktu mulai"),
        _k("bulan_selesai", N_("Selesai"), "bulan", "bulan selesai", "waktu selesai"),
        _SDGS,
        _k(
            "data_eksisting",
            N_("Data eksisting"),
            "teks",
            "data eksisting tahun berjalan",
            "data existing",
            "data existing tahun berjalan",
            "kondisi saat ini",
        ),
        _k("target", N_("Target capaian"), "teks", "target", "target capaian tahun"),
        _k("rencana", N_("Rencana pelaksanaan"), "teks", "rencana pelaksanaan kegiatan", "keterangan"),
        _k("tanda", N_("Tanda isu"), "tanda", "tanda", "isu"),
        *_BIDANG_ASAL,
        *_POLA,
        _DISEPAKATI,
        *_dana(),
        _k("_durasi", N_("Durasi"), "abaikan", "waktu durasi"),
        _k("_jumlah_sasaran", N_("Jumlah sasaran"), "abaikan", "sasaran jumlah"),
    ),
    JenisTempel.DURKP: (
        _NOMOR,
        _k("prioritas", N_("Prioritas"), "bilangan", "prioritas desa", "urutan prioritas"),
        _k("bidang", N_("Bidang"), "bidang", "nama bidang"),
        _k("nama", N_("Uraian"), "teks", "jenis kegiatan", "kegiatan", "nama kegiatan", "usulan", kunci=True),
        _k("lokasi", N_("Lokasi"), "teks", *_LOKASI),
        *_VOLUME[:2],
        _k("perkiraan_biaya", N_("Perkiraan biaya"), "uang", *_BIAYA),
        *_PENERIMA,
        _k("sumber", N_("Sumber dana"), "sumber_durkp", *_SUMBER, "usulan sumber dana"),
        _k("opd_tujuan", N_("Perangkat daerah"), "teks", "opd", "opd tujuan", "dinas", "skpd", "urusan"),
        _VOLUME[2],
        _k(
            "sasaran",
            N_("Sasaran/manfaat"),
            "sasaran_teks",
            "sasaran",
            "manfaat",
            "penerima manfaat",
            "penerima",
        ),
        _k("_waktu", N_("Waktu"), "waktu", *_WAKTU),
        _k("kode", N_("Kode"), "kode", "kode kegiatan"),
        _k("alasan", N_("Alasan"), "teks", "keterangan", "latar belakang"),
        _k("data_pendukung", N_("Data pendukung"), "teks", "bukti", "dokumen pendukung"),
        _k(
            "data_eksisting",
            N_("Data eksisting"),
            "teks",
            "data eksisting tahun berjalan",
            "data existing",
            "data existing tahun berjalan",
        ),
        _SDGS,
        _RTM,
        _k("koordinat", N_("Koordinat"), "teks", "titik koordinat", "lokasi koordinat"),
        _k("tanda", N_("Tanda isu"), "tanda", "tanda", "isu"),
        _k("_pola", N_("Pola pelaksanaan"), "opd_di_pola", "pola", "pola pelaksanaan kegiatan"),
    ),
    JenisTempel.RAB: (
        _NOMOR,
        _k(
            "uraian",
            N_("Uraian"),
            "teks",
            "uraian bahan",
            "nama barang",
            "jenis barang",
            "rincian",
            "rincian belanja",
            "nama bahan",
            kunci=True,
        ),
        *_VOLUME[:2],
        _k("harga_satuan", N_("Harga satuan"), "uang", "harga", "harga per satuan", "hrg satuan", "@"),
        _k("_jumlah", N_("Jumlah"), "uang", "jumlah total", "jumlah harga", "total", "total harga", "biaya"),
        _k("kelompok", N_("Kelompok"), "kelompok_rab", "bagian", "jenis", "jenis biaya", "kategori"),
        _k("sumber", N_("Sumber dana"), "sumber", *_SUMBER),
        _k("kode", N_("Kode"), "teks", "kode rekening", "kode belanja", "rekening"),
        _VOLUME[2],
        _k("volume_swadaya", N_("Volume swadaya"), "volume", "swadaya"),
    ),
    JenisTempel.DESA: (
        _NOMOR,
        _k("kode", N_("Kode desa"), "kode_desa", "kode", "kode wilayah", "kode kemendagri", kunci=True),
        _k("nama", N_("Desa"), "teks", "nama desa", "nama", "desa/kelurahan"),
    ),
    JenisTempel.PENDUDUK_SEMENTARA: (
        _NOMOR,
        _k("nama", N_("Nama"), "teks", "nama lengkap", "nama tamu", kunci=True),
        _k("jk", N_("L/P"), "jk", "jk", "jenis kelamin", "kelamin", "sex"),
        _k(
            "identitas",
            N_("Nomor identitas"),
            "teks",
            "identitas",
            "nomor identitas/tanda pengenal",
            "nomor identitas / tanda pengenal",
            "tanda pengenal",
            "no identitas",
            "nik",
            "ktp",
            "no ktp",
            "paspor",
        ),
        _k("tempat_lahir", N_("Tempat lahir"), "teks", "tempat"),
        _k("tanggal_lahir", N_("Tanggal lahir"), "lahir", "tgl lahir"),
        _k("umur", N_("Umur"), "bilangan", "usia", "umur (tahun)"),
        _k("pekerjaan", N_("Pekerjaan"), "teks"),
        _k("kebangsaan", N_("Kebangsaan"), "teks", "kewarganegaraan", "kewarganegaraan kebangsaan"),
        _k("keturunan", N_("Keturunan"), "teks", "kewarganegaraan keturunan", "suku"),
        _k("datang_dari", N_("Datang dari"), "teks", "asal", "alamat asal"),
        _k(
            "maksud",
            N_("Maksud dan tujuan"),
            "teks",
            "maksud dan tujuan kedatangan",
            "maksud",
            "tujuan",
            "keperluan",
        ),
        _k(
            "nama_alamat_didatangi",
            N_("Nama dan alamat yang didatangi"),
            "teks",
            "yang didatangi",
            "alamat yang didatangi",
            "menginap di",
        ),
        _k(
            "tanggal_datang",
            N_("Tanggal datang"),
            "tanggal",
            "datang tanggal",
            "tgl datang",
            "datang",
        ),
        _k("tanggal_pergi", N_("Tanggal pergi"), "tanggal", "pergi tanggal", "tgl pergi", "pergi"),
        _k("keterangan", N_("Keterangan"), "teks", "ket", "catatan"),
        _k(
            "_lahir",
            N_("Tempat dan tanggal lahir/umur"),
            "lahir_umur",
            "tempat dan tanggal lahir/umur",
            "tempat dan tanggal lahir / umur",
            "tempat, tanggal lahir",
            "tempat tanggal lahir",
            "tempat/tanggal lahir",
            "ttl",
        ),
        _k("_l", N_("L"), "tanda_l", "jenis kelamin l", "laki-laki", "lk"),
        _k("_p", N_("P"), "tanda_p", "jenis kelamin p", "perempuan", "pr"),
    ),
    JenisTempel.RPJM: (
        _NOMOR,
        _k("kode", N_("Kode"), "kode", "kode kegiatan", "kode rekening", "kode keg", "kd keg", "id keg"),
        _k(
            "nama",
            N_("Jenis kegiatan"),
            "teks",
            "kegiatan",
            "nama kegiatan",
            "uraian kegiatan",
            "uraian",
            "nama program / kegiatan",
            "nama program/kegiatan",
            "bidang/ jenis kegiatan jenis kegiatan",
            "bidang/sub bidang/jenis kegiatan jenis kegiatan",
            kunci=True,
        ),
        _k("lokasi", N_("Lokasi"), "teks", *_LOKASI),
        *_VOLUME[:2],
        _k(
            "sasaran",
            N_("Sasaran/manfaat"),
            "sasaran_teks",
            "sasaran",
            "manfaat",
            "penerima manfaat",
            "penerima",
        ),
        _k("tahun", N_("Tahun"), "tahun_rpjm", "waktu", "waktu pelaksanaan", "tahun pelaksanaan"),
        _k("_biaya", N_("Jumlah biaya"), "uang", *_BIAYA),
        _k("biaya_tahun", N_("Biaya per tahun"), "biaya_tahun", "biaya tiap tahun", "anggaran per tahun"),
        _k("sumber", N_("Sumber dana"), "sumber_banyak", *_SUMBER),
        _k("pola", N_("Pola pelaksanaan"), "pola", "pola", "pola pelaksanaan kegiatan", "cara pelaksanaan"),
        _VOLUME[2],
        *_PENERIMA,
        _RTM,
        _SDGS,
        _k(
            "data_eksisting",
            N_("Data eksisting"),
            "teks",
            "data existing",
            "data existing tahun ke-0",
            "data eksisting tahun ke-0",
            "tahun ke-0",
            "kondisi saat ini",
        ),
        _k("indikator", N_("Indikator"), "teks", "keluaran", "indikator keluaran", "output"),
        _k("tanda", N_("Tanda isu"), "tanda", "tanda", "isu"),
        *_BIDANG_ASAL,
        *_POLA,
        *_dana(),
        *_tiap_tahun(
            "_tahun_", N_("Pelaksanaan tahun"), "centang_tahun", "", "waktu pelaksanaan", "pelaksanaan"
        ),
        *_tiap_tahun(
            "_biaya_", N_("Biaya tahun"), "uang", "biaya", "anggaran", "pagu", "biaya dan sumber pembiayaan"
        ),
        *_tiap_tahun("_target_", N_("Target tahun"), "teks", "target", "target capaian", "target capaian ke"),
        _k("_masa", N_("Masa RPJM"), "abaikan", "tahun rpjm", "periode"),
        _k("_arah", N_("Kode sasaran"), "teks", "kd sas", "kd_sas"),
    ),
    JenisTempel.HARGA: (
        _NOMOR,
        _k(
            "kode",
            N_("Kode"),
            "teks",
            "kode barang",
            "kode sbu",
            "kode_sbu",
            "kode rekening",
            "kode kelompok barang",
            "kode harga",
            "id barang",
        ),
        _k(
            "uraian",
            N_("Uraian"),
            "teks",
            "nama",
            "nama barang",
            "nama sbu",
            "nama_sbu",
            "uraian barang",
            "uraian kelompok barang",
            "jenis barang",
            "jenis barang/jasa",
            "barang",
            "nama barang/jasa",
            "nama komponen",
            "komponen",
            kunci=True,
        ),
        _k("_spesifikasi", N_("Spesifikasi"), "spesifikasi", "spek", "merk/spesifikasi", "merk", "ukuran"),
        _k("satuan", N_("Satuan"), "satuan_harga", "unit", "sat"),
        _k(
            "harga",
            N_("Harga satuan"),
            "uang",
            "harga",
            "nilai",
            "harga (rp)",
            "harga satuan (rp)",
            "standar harga",
            "harga barang",
            "harga tertinggi",
            "besaran",
            "tarif",
        ),
        _k(
            "kelompok",
            N_("Kelompok"),
            "kelompok_harga",
            "kelompok barang",
            "jenis",
            "kategori",
            "golongan",
            "kelompok belanja",
        ),
        _k("lokasi", N_("Lokasi"), "teks", "wilayah", "kecamatan", "zona"),
    ),
}


def kolom_of(jenis: JenisTempel) -> tuple[Kolom, ...]:
    """The columns of a list, first those that stand for a table without headings, in that order."""
    return _COLUMNS[jenis]
