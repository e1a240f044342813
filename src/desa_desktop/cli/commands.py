"""The commands of cli.md as a plain table: words, summary, example, what follows, and which function runs.

Nothing is imported here but the shape of a command, so that `--help` is there at once.
"""

from __future__ import annotations

from collections.abc import Mapping

from desa_desktop.cli.commands_rkp import RKP
from desa_desktop.cli.parsing import Command, Option, Place, Sort
from desa_desktop.cli.saring_pilihan import SARING
from desa_desktop.i18n import N_

LATER_DATA: Mapping[str, str] = {
    "penduduk": N_("Data penduduk"),
    "rpjm": N_("RPJM Desa"),
    "harga": N_("Daftar harga"),
}
_PAPER, _SCREEN = N_("Dokumen {kata}"), N_("Layar {kata}")
LATER_PAPERS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "rpjm",
            "notulen",
            "undangan",
            "rekap-penilaian",
            "sk-tim",
            "perdes-rkp",
            "dokumen-rkp",
            "verifikasi",
            "kalender",
            "infografis",
            "pengantar-kiriman",
            "tanda-terima",
        ),
        _PAPER,
    ),
    **dict.fromkeys(
        (
            "buku-peraturan-di-desa",
            "buku-keputusan-kepala-desa",
            "buku-inventaris-dan-kekayaan-desa",
            "buku-tanah-kas-desa",
            "buku-tanah-di-desa",
            "buku-agenda",
            "buku-ekspedisi",
            "buku-lembaran-desa-dan-buku-berita-desa",
            "buku-rencana-kerja-pembangunan",
            "buku-kegiatan-pembangunan",
            "buku-inventaris-hasil-hasil-pembangunan",
            "buku-kader-pendampingan-dan-pemberdayaan-masyarakat",
        ),
        _PAPER,
    ),
}
LATER_SCREENS: Mapping[str, str] = dict.fromkeys(
    (
        "proyektor",
        "pengaduan",
        "belajar",
        "kotak-selisih",
        "bercabang",
        "musrenbang-kecamatan",
        "solid-center",
        "pendampingan",
        "kartu-skor",
        "rumah-bersama",
        "berdaya",
    ),
    _SCREEN,
)

_TAHUN = Option("tahun", N_("tahun rencana, bila bukan yang sedang dikerjakan"), Sort.YEAR)
_BULAN = Option("bulan", N_("bulan 1 sampai 12, untuk buku dan laporan penduduk"), Sort.COUNT)
_ALASAN = Option("alasan", N_("alasan, bila ada Peringatan"))
_JENIS_DATA = Place(
    "jenis",
    N_("jenis data"),
    (
        *("usulan", "wilayah", "perangkat", "tokoh", "angka-pokok", "rkp", "pagu", "durkp", "rab", "desa"),
        "penduduk-sementara",
    ),
    later=LATER_DATA,
)
_JENIS_BERKAS = Place(
    "jenis",
    _JENIS_DATA.about,
    (*_JENIS_DATA.choices, "penduduk"),
    later={word: what for word, what in LATER_DATA.items() if word != "penduduk"},
)
_JENIS_IMPOR = Place(
    "jenis", _JENIS_DATA.about, (*_JENIS_BERKAS.choices, "bantuan"), later=_JENIS_BERKAS.later
)
_JENIS_LIHAT = Place(
    "jenis",
    _JENIS_DATA.about,
    (*_JENIS_BERKAS.choices, "keluarga", "mutasi", "bantuan"),
    later=_JENIS_BERKAS.later,
)
_JENIS_RENCANA = Place("jenis", N_("dokumen rencana"), ("rkp", "durkp"), later=LATER_DATA)
_JENIS_SELESAI = Place("jenis", N_("data yang ditandai selesai"), ("angka-pokok",))
_TUGAS = Place("kunci", N_("kunci tugas, dari tugas"))
_FILE = Place("file", N_("berkas yang dibaca"))
_KEGIATAN = Option("kegiatan", N_("kegiatan yang punya RAB itu: nomor di matriks atau ID"))
_FOLDER = Option("ke", N_("folder atau flashdisk tujuan"), is_required=True, takes="FOLDER")
_KIRIMAN = Place("file", N_("berkas .kirim, atau digest kiriman di Kotak Masuk"))

OFFICE = (
    Command(
        "kantor siapkan",
        N_("Siapkan kantor baru di folder data yang kosong."),
        "desa-desktop kantor siapkan --peran desa --kode 33.06.99.2001 --nama Tursino --kecamatan Kutoarjo",
        "kantor:siapkan",
        options=(
            Option(
                "peran", N_("peran kantor ini"), choices=("desa", "kecamatan", "pendamping"), is_required=True
            ),
            Option("kode", N_("kode wilayah Kemendagri"), is_required=True),
            Option("nama", N_("nama desa atau kecamatan"), is_required=True),
            Option("kecamatan", N_("nama kecamatan")),
            Option("kabupaten", N_("nama kabupaten")),
            Option("provinsi", N_("nama provinsi")),
            Option("kepala", N_("nama kepala desa atau camat")),
            Option("sekretaris", N_("nama sekretaris desa")),
            Option("bpd", N_("nama ketua BPD")),
            Option("tahun", N_("tahun rencana pertama"), Sort.YEAR),
            Option("label", N_("nama laptop ini")),
        ),
        opens=False,
    ),
    Command(
        "kantor tahun",
        N_("Ganti tahun rencana yang dikerjakan."),
        "desa-desktop kantor tahun 2028",
        "kantor:tahun",
        places=(Place("tahun", N_("tahun rencana")),),
    ),
    Command(
        "kantor izin",
        N_("Desa: setujui atau cabut data penduduk lengkap dikirim ke kecamatan yang memintanya."),
        'desa-desktop kantor izin penduduk --setuju --oleh "Suratman" --jabatan "Kepala Desa"',
        "kantor:izin",
        places=(Place("data", N_("data yang diminta"), ("penduduk",)),),
        options=(
            Option("setuju", N_("setuju dikirim"), Sort.FLAG),
            Option("cabut", N_("cabut persetujuan"), Sort.FLAG),
            Option("oleh", N_("nama yang memutuskan")),
            Option("jabatan", N_("jabatannya")),
        ),
        kantor="desa",
    ),
    Command(
        "kantor ubah",
        N_("Perbaiki nama kantor, pejabat, dan daftar desanya. Kode tidak berubah."),
        'desa-desktop kantor ubah --kepala "Suratman" --alamat "Jalan Raya 1"',
        "kantor:ubah",
        options=(
            Option("nama", N_("nama desa atau kecamatan")),
            Option("kecamatan", N_("nama kecamatan")),
            Option("kabupaten", N_("nama kabupaten")),
            Option("provinsi", N_("nama provinsi")),
            Option("kepala", N_("nama kepala desa atau camat")),
            Option("sekretaris", N_("nama sekretaris desa")),
            Option("bpd", N_("nama ketua BPD")),
            Option("alamat", N_("alamat kantor")),
            Option("label", N_("nama laptop ini")),
            Option(
                "hapus-desa", N_("kode desa yang dihapus dari daftar kecamatan, dipisah koma"), takes="KODE"
            ),
        ),
    ),
    Command(
        "info",
        N_("Kantor, versi, tempat data, dan jumlah isinya."),
        "desa-desktop info",
        "kantor:info",
    ),
    Command(
        "tugas",
        N_("Apa yang harus dikerjakan, yang paling dekat batasnya dulu."),
        "desa-desktop tugas --sampai 30/09/2026",
        "kantor:tugas",
        options=(Option("sampai", N_("hanya tugas sampai tanggal ini"), Sort.DATE),),
    ),
    Command(
        "tugas tunda",
        N_("Tunda satu tugas, paling lama 14 hari."),
        'desa-desktop tugas tunda langkah:musdes --sampai 05/07/2026 --alasan "Menunggu BPD"',
        "tugas:tunda",
        places=(_TUGAS,),
        options=(
            Option("sampai", N_("hari tugas itu muncul lagi"), Sort.DATE, is_required=True),
            Option("alasan", N_("alasan penundaan"), is_required=True),
        ),
    ),
    Command(
        "tugas selesai",
        N_("Catat satu tugas yang sudah dikerjakan di luar aplikasi."),
        'desa-desktop tugas selesai langkah:musdes --tanggal 24/06/2026 --catatan "Berita acara di map"',
        "tugas:selesai",
        places=(_TUGAS,),
        options=(
            Option("tanggal", N_("hari dikerjakan, bila bukan hari ini"), Sort.DATE),
            Option("catatan", N_("keterangan, misalnya tempat berkasnya")),
        ),
    ),
    Command(
        "tugas catatan",
        N_("Tugas yang ditunda atau dicatat selesai pada tahun rencana ini."),
        "desa-desktop tugas catatan",
        "tugas:catatan",
    ),
    Command(
        "tugas buka",
        N_("Hapus catatan satu tugas, sehingga dihitung menurut batasnya lagi."),
        "desa-desktop tugas buka langkah:musdes",
        "tugas:buka",
        places=(Place("kunci", N_("kunci tugas, dari tugas catatan")),),
    ),
    Command(
        "periksa",
        N_("Periksa berkas data, jejak audit, dan kunci."),
        "desa-desktop periksa",
        "cadangan:periksa_semua",
    ),
)
DATA = (
    Command(
        "data impor",
        N_("Masukkan baris dari Excel atau CSV; membaca berkas yang sama dua kali tidak menggandakan."),
        "desa-desktop data impor usulan usulan-krajan.xlsx --uji",
        "data:impor",
        places=(_JENIS_IMPOR, _FILE),
        options=(
            Option("lembar", N_("nama lembar, bila bukan yang pertama")),
            Option(
                "peta", N_('JSON {"judul kolom": "nama isian"} untuk kolom yang tidak dikenal'), takes="FILE"
            ),
            Option("uji", N_("hanya periksa, tidak ada yang disimpan"), Sort.FLAG),
            Option("tolakan", N_("Excel dengan baris yang perlu diperiksa atau ditolak"), takes="FILE"),
            Option(
                "terima-usul",
                N_("penduduk: terima usul pertama dari aturan ini (P-204,P-311), atau semua"),
                takes="ATURAN",
            ),
            Option("program", N_("bantuan: nama program, bila berkas hanya berisi NIK atau nomor KK")),
            _KEGIATAN,
            _TAHUN,
        ),
    ),
    Command(
        "data ekspor",
        N_("Tulis satu daftar ke Excel, CSV, atau JSON."),
        "desa-desktop data ekspor rkp --ke rkp-2027.xlsx",
        "data:ekspor",
        places=(_JENIS_IMPOR,),
        options=(
            Option("ke", N_("berkas yang ditulis"), is_required=True, takes="FILE"),
            Option(
                "bentuk",
                N_("bentuk, bila tidak tampak dari nama berkas"),
                choices=("xlsx", "csv", "json", "opensid", "opendk", "siskeudes"),
            ),
            Option("kata", N_("penduduk ke OpenSID: tulis kata, bukan kode"), Sort.FLAG),
            *SARING,
            Option("program", N_("bantuan: hanya program ini, dalam bentuk berkas impor OpenSID")),
            _KEGIATAN,
            _TAHUN,
        ),
    ),
    Command(
        "data lihat",
        N_("Tampilkan satu daftar."),
        "desa-desktop data lihat usulan --tahun 2027",
        "data:lihat",
        places=(_JENIS_LIHAT,),
        options=(
            Option("id", N_("hanya baris dengan ID ini")),
            *SARING,
            Option("desa", N_("penduduk dan keluarga di kecamatan: kode atau nama desa")),
            _KEGIATAN,
            _TAHUN,
        ),
    ),
    Command(
        "data selesai",
        N_("Tandai Angka Pokok selesai; sesudah itu terkunci dan ikut dikirim."),
        "desa-desktop data selesai angka-pokok",
        "data:selesai",
        places=(_JENIS_SELESAI,),
        options=(_ALASAN, _TAHUN),
        kantor="desa",
    ),
    Command(
        "data perubahan",
        N_("Buka lagi Angka Pokok yang sudah selesai untuk diubah."),
        "desa-desktop data perubahan angka-pokok",
        "data:perubahan",
        places=(_JENIS_SELESAI,),
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "data urungkan",
        N_("Urungkan langkah terakhir."),
        "desa-desktop data urungkan",
        "data:urungkan",
    ),
    Command(
        "data ulangi",
        N_("Ulangi langkah yang baru diurungkan."),
        "desa-desktop data ulangi",
        "data:ulangi",
    ),
    Command(
        "data riwayat",
        N_("Semua perubahan satu baris, yang terbaru dulu."),
        "desa-desktop data riwayat usulan 0f8fad5b-d9cb-469f-a165-70867728950e",
        "data:riwayat",
        places=(_JENIS_LIHAT, Place("id", N_("ID baris, dari data lihat --json"))),
    ),
    Command(
        "data peristiwa",
        N_("Catat peristiwa penduduk: lahir, mati, pindah, datang, dan lainnya, sebagai satu langkah."),
        "desa-desktop data peristiwa pindah --nik 3306991708900001 --tanggal 1/11/2026 --surat 474.2/08"
        ' --tujuan "Kab. Sleman"',
        "peristiwa:catat",
        places=(
            Place(
                "jenis",
                N_("peristiwa yang dicatat"),
                (
                    *("lahir", "mati", "pindah", "datang", "hilang", "pergi", "kembali", "datang-kembali"),
                    *("pecah-kk", "gabung-kk", "ganti-kepala", "pindah-dalam-desa"),
                ),
            ),
        ),
        options=(
            Option("nik", N_("siapa: NIK atau nomor SEM-..., beberapa dipisah koma"), takes="NIK"),
            Option("id", N_("siapa: ID dari data lihat penduduk --json, beberapa dipisah koma")),
            Option("kk", N_("keluarganya: Nomor KK atau ID; tanpa --nik seluruh keluarga"), takes="KK"),
            Option("kk-tujuan", N_("gabung-kk dan datang-kembali: KK yang dimasuki"), takes="KK"),
            Option("tanggal", N_("tanggal peristiwa"), Sort.DATE, is_required=True),
            Option("lapor", N_("tanggal lapor, bila bukan hari ini"), Sort.DATE),
            Option("surat", N_("nomor surat atau dokumen")),
            Option("alasan", N_("sebab atau alasan")),
            Option("catatan", N_("catatan")),
            Option("tujuan", N_("pindah dan pergi: alamat tujuan")),
            Option("jenis-tujuan", N_("pindah: jenis tujuan, kata atau kode")),
            Option("asal", N_("datang: alamat asal")),
            Option("kk-asal", N_("datang: Nomor KK asal"), takes="KK"),
            Option("di", N_("mati: tempat meninggal")),
            Option("jam", N_("lahir dan mati: jam, misalnya 14.30")),
            Option("penolong", N_("lahir: penolong; mati: yang menerangkan")),
            Option("akta", N_("lahir dan mati: nomor akta")),
            Option("kepala", N_("kepala keluarga yang baru: NIK atau ID"), takes="NIK"),
            Option("hubungan", N_("hubungan dengan kepala: anak, atau NIK=istri,NIK=anak")),
            Option("kk-baru", N_("pecah-kk dan datang: Nomor KK baru"), takes="KK"),
            Option("alamat", N_("alamat KK baru atau tempat yang baru")),
            Option("dusun", N_("nama dusun")),
            Option("rt", N_("RT")),
            Option("rw", N_("RW")),
            Option("nama", N_("lahir dan datang: nama orangnya")),
            Option("jk", N_("lahir dan datang: L atau P")),
            Option("tempat-lahir", N_("lahir dan datang: tempat lahir")),
            Option("tanggal-lahir", N_("datang: tanggal lahir")),
            Option("agama", N_("lahir dan datang: agama, kata atau kode")),
            Option("ayah", N_("lahir dan datang: nama ayah")),
            Option("ibu", N_("lahir dan datang: nama ibu")),
            Option("berat", N_("lahir: berat dalam gram"), Sort.COUNT),
            Option("panjang", N_("lahir: panjang dalam milimeter"), Sort.COUNT),
            Option("anak-ke", N_("lahir: anak ke berapa"), Sort.COUNT),
            Option("file", N_("datang: satu keluarga dari Excel, CSV, atau JSON"), takes="FILE"),
            Option("uji", N_("hanya periksa, tidak ada yang disimpan"), Sort.FLAG),
        ),
        kantor="desa",
    ),
    Command(
        "data peristiwa batal",
        N_("Batalkan peristiwa yang keliru dengan alasannya; catatannya tetap ada."),
        'desa-desktop data peristiwa batal --id 0f8fad5b-d9cb-469f-a165-70867728950e --alasan "Salah orang"',
        "peristiwa:batal",
        options=(
            Option("id", N_("ID peristiwa, dari data lihat mutasi --json"), is_required=True),
            Option("alasan", N_("alasan pembatalan"), is_required=True),
            Option("tanggal", N_("tanggal pembatalan, bila bukan hari ini"), Sort.DATE),
        ),
        kantor="desa",
    ),
    Command(
        "data hapus",
        N_("Hapus catatan penduduk yang keliru. Yang punya peristiwa atau bantuan tidak dihapus."),
        'desa-desktop data hapus penduduk --nik SEM-0007 --alasan "Tertulis dua kali"',
        "peristiwa:hapus",
        places=(Place("jenis", N_("jenis data"), ("penduduk",)),),
        options=(
            Option("nik", N_("NIK, nomor SEM-..., atau ID orangnya"), takes="NIK"),
            Option("id", N_("ID dari data lihat penduduk --json")),
            Option("alasan", N_("mengapa catatan itu keliru"), is_required=True),
        ),
        kantor="desa",
    ),
    Command(
        "data foto",
        N_("Simpan, ambil, atau hapus foto seorang penduduk. Foto tidak ikut dalam kiriman."),
        "desa-desktop data foto penduduk --nik 3306991708900001 --file supardi.jpg",
        "peristiwa:foto",
        places=(Place("jenis", N_("jenis data"), ("penduduk",)),),
        options=(
            Option("nik", N_("NIK, nomor SEM-..., atau ID orangnya"), takes="NIK"),
            Option("id", N_("ID dari data lihat penduduk --json")),
            Option("file", N_("gambar JPG atau PNG yang disimpan"), takes="FILE"),
            Option("ke", N_("berkas JPG yang ditulis"), takes="FILE"),
            Option("hapus", N_("hapus fotonya"), Sort.FLAG),
        ),
        kantor="desa",
    ),
    Command(
        "data mutu",
        N_("Periksa mutu data penduduk: hitungan tiap aturan dan kemungkinan data ganda."),
        "desa-desktop data mutu",
        "penduduk:mutu",
        kantor="desa",
    ),
)
PLANNING = (
    Command(
        "musyawarah catat",
        N_("Catat musyawarah dari berkas JSON: hadir, nilai, keputusan."),
        "desa-desktop musyawarah catat musrenbang.json",
        "musyawarah:catat",
        places=(_FILE,),
        kantor="desa",
    ),
    Command(
        "musyawarah daftar",
        N_("Musyawarah yang sudah dicatat."),
        "desa-desktop musyawarah daftar",
        "musyawarah:daftar",
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "musyawarah sahkan",
        N_("Sahkan berita acara; usulan mendapat putusannya."),
        "desa-desktop musyawarah sahkan 0f8fad5b-d9cb-469f-a165-70867728950e",
        "musyawarah:sahkan",
        places=(Place("id", N_("ID musyawarah, dari musyawarah daftar")),),
        options=(_ALASAN,),
        kantor="desa",
    ),
    Command(
        "musyawarah hapus",
        N_("Hapus musyawarah yang belum disahkan."),
        "desa-desktop musyawarah hapus 0f8fad5b-d9cb-469f-a165-70867728950e",
        "musyawarah:hapus",
        places=(Place("id", N_("ID musyawarah, dari musyawarah daftar")),),
        kantor="desa",
    ),
    Command(
        "musyawarah penanda-tangan",
        N_("Usulkan penanda tangan berita acara dari perangkat, lembaga, dan peserta."),
        "desa-desktop musyawarah penanda-tangan 0f8fad5b-d9cb-469f-a165-70867728950e",
        "musyawarah:penanda_tangan",
        places=(Place("id", N_("ID musyawarah, dari musyawarah daftar --json")),),
    ),
    Command(
        "usulan ajukan-lagi",
        N_("Ajukan lagi usulan lama yang ditunda atau tidak disepakati."),
        "desa-desktop usulan ajukan-lagi 0f8fad5b-d9cb-469f-a165-70867728950e --tahun 2028",
        "usulan:ajukan_lagi",
        places=(Place("id", N_("ID usulan, dari data lihat usulan --tahun 2027 --json"), is_many=True),),
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana ambil-usulan",
        N_("Jadikan usulan yang disepakati kegiatan RKPDes, yang diteruskan baris DURKP."),
        "desa-desktop rencana ambil-usulan --tahun 2027",
        "rencana:ambil_usulan",
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana salin",
        N_("Salin kegiatan RKPDes tahun sebelumnya yang belum ada, dengan biaya dan RAB-nya."),
        "desa-desktop rencana salin --tahun 2027",
        "rencana:salin",
        options=(_TAHUN,),
    ),
    Command(
        "rencana isi",
        N_("Lengkapi satu kegiatan RKPDes: kode, biaya, sumber dana, waktu, pola."),
        "desa-desktop rencana isi 0f8fad5b-d9cb-469f-a165-70867728950e "
        '--biaya 85jt --sumber DDS --waktu "Mei-Juli" --pola swakelola',
        "rencana:isi",
        places=(Place("id", N_("ID kegiatan, dari data lihat rkp --json")),),
        options=(
            Option("kode", N_("kode kegiatan, misalnya 02.03.11")),
            Option("nama", N_("jenis kegiatan")),
            Option("lokasi", N_("lokasi")),
            Option("volume", N_("volume")),
            Option("satuan", N_("satuan")),
            Option("sasaran", N_("sasaran/manfaat")),
            Option("waktu", N_("waktu, misalnya Mei-Juli atau 12 bulan")),
            Option("biaya", N_("biaya dalam rupiah, misalnya 85jt")),
            Option("sumber", N_("satu sumber dana untuk seluruh biaya")),
            Option("bagi", N_("beberapa sumber dana, misalnya DDS=60jt,ADD=25jt")),
            Option("pola", N_("pola pelaksanaan")),
            Option("pelaksana", N_("pelaksana kegiatan")),
            Option("rpjm", N_("ID kegiatan RPJM Desa asal kegiatan ini, atau hapus")),
            Option("alasan-rpjm", N_("alasan kegiatan tidak ada di RPJM Desa untuk tahun ini")),
            Option("nomor-ba-rpjm", N_("nomor berita acara yang menyepakatinya")),
            Option("mitra", N_("pihak ketiga yang ikut membiayai")),
            Option("biaya-mitra", N_("biaya dari mitra dalam rupiah")),
            Option("lepas-rumus", N_("biaya ditulis sendiri, rumusnya lepas"), Sort.FLAG),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana rab",
        N_("Tampilkan RAB satu kegiatan dengan jumlahnya, atau jadikan jumlah itu biaya kegiatan."),
        "desa-desktop rencana rab 3 --jadikan-biaya",
        "rencana:tampil_rab",
        places=(Place("kegiatan", N_("nomor kegiatan di matriks RKPDes, atau ID-nya")),),
        options=(
            Option("jadikan-biaya", N_("jumlah RAB menjadi biaya kegiatan"), Sort.FLAG),
            Option("lepas-rumus", N_("biaya tidak lagi mengikuti rumusnya"), Sort.FLAG),
            _TAHUN,
        ),
    ),
    Command(
        "rencana ringkas",
        N_("Jumlah biaya per bidang dan per sumber dana, dengan sisa pagu."),
        "desa-desktop rencana ringkas rkp --tahun 2027",
        "rencana:ringkas",
        places=(_JENIS_RENCANA,),
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana periksa",
        N_("Apa yang masih harus dilengkapi."),
        "desa-desktop rencana periksa rkp --tahun 2027",
        "rencana:periksa",
        places=(_JENIS_RENCANA,),
        options=(_TAHUN, Option("akhir", N_("menilai seperti saat disahkan"), Sort.FLAG)),
        kantor="desa",
    ),
    Command(
        "rencana sahkan",
        N_("Sahkan RKPDes atau DURKP; sesudah itu terkunci."),
        'desa-desktop rencana sahkan rkp --tahun 2027 --nomor "5 Tahun 2026" --tanggal 28/09/2026',
        "rencana:sahkan",
        places=(_JENIS_RENCANA,),
        options=(
            _TAHUN,
            Option("nomor", N_("nomor Perdes atau surat")),
            Option("tanggal", N_("tanggal Perdes atau surat"), Sort.DATE),
            _ALASAN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana perubahan",
        N_("Buka lagi dokumen yang sudah disahkan untuk diubah."),
        "desa-desktop rencana perubahan rkp --tahun 2027",
        "rencana:perubahan",
        places=(_JENIS_RENCANA,),
        options=(
            _TAHUN,
            Option("dasar", N_("dasar perubahan RKPDes"), choices=("peristiwa", "kebijakan")),
            Option("uraian", N_("peristiwa atau kebijakan yang menjadi dasar")),
        ),
        kantor="desa",
    ),
    Command(
        "rencana terima-saran",
        N_("Masukkan saran kecamatan ke isian RKPDes yang diberi catatan."),
        "desa-desktop rencana terima-saran 0f8fad5b-d9cb-469f-a165-70867728950e",
        "rencana:terima_saran",
        places=(Place("id", N_("ID catatan, dari rencana catatan rkp --json")),),
        options=(_TAHUN,),
    ),
    Command(
        "rencana catatan",
        N_("Catatan kecamatan pada RKPDes atau DURKP."),
        "desa-desktop rencana catatan rkp --tahun 2027",
        "rencana:catatan",
        places=(_JENIS_RENCANA,),
        options=(_TAHUN,),
        kantor="desa",
    ),
)
_TEMPLAT = Option("templat", N_("templat yang satu per keluarga; tanpa ini ddk-keluarga"))
_PERIODE = Option("periode", N_("2026, 2026-S1, 2026-TW3, atau 2026-08; tanpa ini yang sekarang"))
_KELUARGA = Option("keluarga", N_("nomor KK, NIK satu anggota, atau ID keluarga"))
_PLACE_OF_FAMILIES = (
    Option("dusun", N_("hanya keluarga di dusun ini")),
    Option("rw", N_("hanya keluarga di RW ini")),
    Option("rt", N_("hanya keluarga di RT ini")),
)
CHECKLISTS = (
    Command(
        "templat daftar",
        N_("Templat Isian yang tersedia."),
        "desa-desktop templat daftar",
        "isian:templat_daftar",
    ),
    Command(
        "templat periksa",
        N_("Periksa templat Excel dan sebutkan semua kesalahannya."),
        "desa-desktop templat periksa kartu-skor.xlsx",
        "isian:templat_periksa",
        places=(_FILE,),
        opens=False,
    ),
    Command(
        "templat pasang",
        N_("Pasang templat sendiri ke Daftar Isian, atau sebutkan semua kesalahannya."),
        "desa-desktop templat pasang posyandu.xlsx",
        "templat:pasang",
        places=(_FILE,),
    ),
    Command(
        "templat lepas",
        N_("Templat sendiri tidak ditawarkan lagi; isian yang ada tetap tersimpan."),
        "desa-desktop templat lepas posyandu",
        "templat:lepas",
        places=(Place("templat", N_("nama templat, dari templat daftar")),),
        options=(
            Option("alasan", N_("mengapa tidak dipakai lagi")),
            Option("batal", N_("tawarkan lagi"), Sort.FLAG),
        ),
    ),
    Command(
        "templat terbitkan",
        N_("Kecamatan: sertakan templat dalam kiriman berikutnya ke desa."),
        "desa-desktop templat terbitkan posyandu --desa 3306992001,3306992002",
        "templat:terbitkan",
        places=(Place("templat", N_("nama templat, dari templat daftar")),),
        options=(Option("desa", N_("kode desa dipisah koma; tanpa ini semua desa"), takes="KODE,..."),),
        kantor="kecamatan",
    ),
    Command(
        "templat buat",
        N_("Buat templat Excel dari daftar pertanyaan (CSV); tanpa CSV, contoh untuk mulai menulis."),
        "desa-desktop templat buat daftar-posyandu.csv --ke posyandu.xlsx --judul Posyandu",
        "isian:templat_buat",
        places=(Place("file", N_("daftar CSV: bagian, kode, pertanyaan, tipe, …"), is_optional=True),),
        options=(
            Option("ke", N_("berkas Excel yang ditulis"), is_required=True, takes="FILE"),
            Option("judul", N_("judul isian")),
            Option("versi", N_("nomor versi, naik setiap perubahan"), Sort.COUNT),
            Option(
                "periode",
                N_("diisi tiap apa"),
                choices=("bulan", "triwulan", "semester", "tahun"),
            ),
        ),
        opens=False,
    ),
    Command(
        "isian daftar",
        N_("Isian tiap periode dan keadaannya; dengan --keluarga, keluarga dan isiannya per RT."),
        "desa-desktop isian daftar --keluarga --rt 3 --belum",
        "isian:daftar",
        options=(
            Option("keluarga", N_("daftar keluarga untuk isian yang satu per keluarga"), Sort.FLAG),
            _TEMPLAT,
            _PERIODE,
            *_PLACE_OF_FAMILIES,
            Option("belum", N_("hanya keluarga yang belum selesai"), Sort.FLAG),
        ),
    ),
    Command(
        "isian buka",
        N_("Mulai atau lihat isian satu periode, atau satu keluarga, dan sebutkan ID-nya."),
        "desa-desktop isian buka ddk-keluarga --keluarga 3306990101060001",
        "isian:buka",
        places=(Place("templat", N_("nama templat, dari templat daftar")),),
        options=(_PERIODE, _KELUARGA),
    ),
    Command(
        "isian bulan",
        N_("Tambah baris bulan berikutnya pada tabel bulanan, dengan orang-orang bulan sebelumnya."),
        "desa-desktop isian bulan 0f8fad5b-d9cb-469f-a165-70867728950e anak",
        "isian_keluarga:bulan",
        places=(Place("id", N_("ID isian, dari isian daftar")), Place("tabel", N_("kode tabelnya"))),
    ),
    Command(
        "isian bagi",
        N_("Tulis berkas Excel berisi keluarga satu RT untuk diisi petugas tanpa aplikasi ini."),
        "desa-desktop isian bagi --dusun Krajan --rt 3 --petugas Rina --ke rt03.xlsx",
        "isian_keluarga:bagi",
        options=(
            Option("ke", N_("berkas .xlsx"), is_required=True, takes="FILE"),
            _TEMPLAT,
            _PERIODE,
            *_PLACE_OF_FAMILIES,
            Option("petugas", N_("nama petugas, dicatat sebagai asal jawaban")),
            Option("semua", N_("juga keluarga yang sudah selesai"), Sort.FLAG),
        ),
        kantor="desa",
    ),
    Command(
        "isian kumpulkan",
        N_("Masukkan berkas yang sudah diisi petugas. Sel kosong tidak menghapus, bentrok tidak ditimpa."),
        "desa-desktop isian kumpulkan rt03.xlsx --uji",
        "isian_keluarga:kumpulkan",
        places=(_FILE,),
        options=(
            Option("uji", N_("hanya lihat, tidak ada yang disimpan"), Sort.FLAG),
            Option("pakai-berkas", N_("untuk jawaban bentrok pakai isi berkas"), Sort.FLAG),
        ),
        kantor="desa",
    ),
    Command(
        "isian isi",
        N_("Isi jawaban dari JSON (kode: jawaban), formulir Excel, atau lembar kode dan jawaban."),
        "desa-desktop isian isi layanan-dasar --periode 2026-S2 jawaban.json",
        "isian:isi",
        places=(Place("templat", N_("nama templat, dari templat daftar")), _FILE),
        options=(
            Option("periode", N_("2026, 2026-S1, 2026-TW3, atau 2026-08"), is_required=True),
            _KELUARGA,
        ),
    ),
    Command(
        "isian usul",
        N_("Usulan jawaban dari data penduduk dan Data Desa; dengan --terima dipakai."),
        "desa-desktop isian usul 0f8fad5b-d9cb-469f-a165-70867728950e --terima semua",
        "isian_usul:usul",
        places=(Place("id", N_("ID isian, dari isian daftar")),),
        options=(
            Option("terima", N_("semua, nomor bagian, atau kode dipisah koma"), takes="MANA"),
            Option("ganti", N_("jawaban yang berbeda ikut diganti"), Sort.FLAG),
        ),
    ),
    Command(
        "isian lalu",
        N_("Isian yang sama di periode lalu: yang bisa disalin, yang melonjak, yang belum dipastikan."),
        "desa-desktop isian lalu 0f8fad5b-d9cb-469f-a165-70867728950e --salin 2",
        "isian_lalu:lalu",
        places=(Place("id", N_("ID isian, dari isian daftar")),),
        options=(
            Option("salin", N_("salin ke jawaban kosong: semua, nomor bagian, atau kode"), takes="MANA"),
            Option("pastikan", N_("semua salinan masih benar"), Sort.FLAG),
        ),
    ),
    Command(
        "isian nihil",
        N_("Isi 0 di semua jumlah yang masih kosong di satu bagian."),
        "desa-desktop isian nihil 0f8fad5b-d9cb-469f-a165-70867728950e 3",
        "isian_lalu:nihil",
        places=(
            Place("id", N_("ID isian, dari isian daftar")),
            Place("bagian", N_("nomor bagian, atau kode bagian atau tabel")),
        ),
    ),
    Command(
        "isian foto",
        N_("Simpan, ambil, atau lepas foto jawaban. Foto belum ikut dalam kiriman."),
        "desa-desktop isian foto 0f8fad5b-d9cb-469f-a165-70867728950e foto --file balai.jpg",
        "isian_lalu:foto",
        places=(
            Place("id", N_("ID isian, dari isian daftar")),
            Place("kode", N_("kode pertanyaan foto")),
        ),
        options=(
            Option("file", N_("gambar JPG atau PNG yang disimpan"), takes="FILE"),
            Option("ke", N_("berkas JPG yang ditulis"), takes="FILE"),
            Option("hapus", N_("lepas fotonya"), Sort.FLAG),
        ),
    ),
    Command(
        "isian impor",
        N_("Baca formulir Excel yang sudah diisi ke isian dan periode yang tertulis di dalamnya."),
        "desa-desktop isian impor formulir.xlsx --uji",
        "isian:impor",
        places=(_FILE,),
        options=(Option("uji", N_("hanya lihat, tidak ada yang disimpan"), Sort.FLAG),),
    ),
    Command(
        "isian ekspor",
        N_("Tulis satu isian sebagai formulir Excel, daftar jawaban, atau JSON."),
        "desa-desktop isian ekspor 0f8fad5b-d9cb-469f-a165-70867728950e --ke formulir.xlsx",
        "isian:ekspor",
        places=(Place("id", N_("ID isian, dari isian daftar")),),
        options=(
            Option("ke", N_("berkas .xlsx, .csv, atau .json"), is_required=True, takes="FILE"),
            Option(
                "bentuk",
                N_("formulir (.xlsx, untuk diisi), atau daftar jawaban xlsx, csv, json"),
                choices=("formulir", "xlsx", "csv", "json"),
            ),
        ),
    ),
    Command(
        "isian nilai",
        N_("Skor satu isian per dimensi."),
        "desa-desktop isian nilai 0f8fad5b-d9cb-469f-a165-70867728950e",
        "isian:nilai",
        places=(Place("id", N_("ID isian, dari isian daftar")),),
    ),
    Command(
        "isian selesai",
        N_("Tandai satu isian selesai; sesudah itu terkunci."),
        "desa-desktop isian selesai 0f8fad5b-d9cb-469f-a165-70867728950e",
        "isian:selesai",
        places=(Place("id", N_("ID isian, dari isian daftar")),),
        options=(_ALASAN,),
    ),
)
PRINTING = (
    Command(
        "cetak daftar",
        N_("Dokumen yang dapat dicetak."),
        "desa-desktop cetak daftar",
        "cetak:daftar",
        opens=False,
    ),
    Command(
        "cetak",
        N_("Tulis satu dokumen ke PDF, Word, atau Excel."),
        "desa-desktop cetak matriks-rkp --tahun 2027 --kertas f4 --ke matriks.pdf",
        "cetak:cetak",
        places=(Place("jenis", N_("jenis dokumen, dari cetak daftar"), later=LATER_PAPERS),),
        options=(
            Option("ke", N_("berkas .pdf, .docx, atau .xlsx"), is_required=True, takes="FILE"),
            Option(
                "id",
                N_(
                    "ID musyawarah, kegiatan, isian, keluarga, atau dusun, bila bukan yang terbaru atau semua"
                ),
            ),
            Option("tanda", N_("daftar-prioritas: hanya tanda ini, misalnya stunting")),
            Option(
                "bentuk", N_("rab: j1 fisik, j2 bukan fisik, j3 dengan swadaya"), choices=("j1", "j2", "j3")
            ),
            Option("revisi", N_("matriks-rkp dan durkp: revisi lama yang sudah disahkan"), Sort.COUNT),
            Option("templat", N_("nama templat isian, dari templat daftar")),
            Option("periode", N_("periode isian: 2026, 2026-S1, 2026-TW3, atau 2026-08")),
            Option("ringkas", N_("isian: hanya yang sudah dijawab"), Sort.FLAG),
            Option("kertas", N_("ukuran kertas"), choices=("f4", "a4", "folio")),
            _TAHUN,
            _BULAN,
        ),
    ),
)
_BULAN_TAHUN = (Option("tahun", N_("tahun, bila bukan tahun ini"), Sort.YEAR), _BULAN)
FIGURES = (
    Command(
        "statistik",
        N_("Hitung penduduk menurut umur, jenis kelamin, dusun, dan daftar kode lain."),
        "desa-desktop statistik --menurut umur,jk,dusun --ke statistik.xlsx",
        "statistik:statistik",
        options=(
            Option("menurut", N_("tabel, dipisah koma; tanpa ini tabel yang biasa"), takes="TABEL,..."),
            Option("ke", N_("berkas .pdf atau .xlsx; tanpa ini ditampilkan"), takes="FILE"),
            Option("pada", N_("keadaan pada tanggal ini, bila bukan hari ini"), Sort.DATE),
            Option("desa", N_("kecamatan: kode atau nama desa; tanpa ini semua desa")),
        ),
    ),
    Command(
        "statistik rekap",
        N_("Perkembangan penduduk satu bulan per dusun: awal, lahir, datang, meninggal, pindah, akhir."),
        "desa-desktop statistik rekap --tahun 2026 --bulan 8",
        "statistik:rekap",
        options=_BULAN_TAHUN,
        kantor="desa",
    ),
    Command(
        "statistik tutup",
        N_("Tutup satu bulan: angkanya tetap, peristiwa yang terlambat masuk ke bulan berikutnya."),
        "desa-desktop statistik tutup --tahun 2026 --bulan 7",
        "statistik:tutup",
        options=_BULAN_TAHUN,
        kantor="desa",
    ),
    Command(
        "statistik buka",
        N_("Buka lagi bulan yang terakhir ditutup."),
        "desa-desktop statistik buka",
        "statistik:buka",
        options=(Option("alasan", N_("mengapa dibuka lagi; tercatat di riwayat")),),
        kantor="desa",
    ),
    Command(
        "statistik angka-pokok",
        N_("Angka dari register penduduk untuk Angka Pokok; --ambil menuliskannya."),
        "desa-desktop statistik angka-pokok --tahun 2026 --ambil",
        "statistik:angka_pokok",
        options=(
            Option("tahun", N_("tahun Angka Pokok, bila bukan tahun sebelum tahun rencana"), Sort.YEAR),
            Option("ambil", N_("isi baris yang masih kosong"), Sort.FLAG),
            Option("ganti", N_("bersama --ambil: ganti juga angka yang berbeda"), Sort.FLAG),
        ),
        kantor="desa",
    ),
)
KEYS = (
    Command(
        "kunci kartu",
        N_("Nomor Kunci kantor ini, 30 angka untuk dibacakan atau dicetak."),
        "desa-desktop kunci kartu --ke kartu-kunci.pdf",
        "kunci:kartu",
        options=(Option("ke", N_("berkas PDF kartunya"), takes="FILE"),),
    ),
    Command(
        "kunci percaya",
        N_("Desa: ketik Nomor Kunci kecamatan dari kartunya yang bercap."),
        'desa-desktop kunci percaya --nomor "07002 44081 13062 90350 74010 82361"',
        "kunci:percaya",
        options=(Option("nomor", N_("30 angka kecamatan"), is_required=True),),
    ),
    Command(
        "kunci minta",
        N_("Desa: tulis permintaan pendaftaran laptop ini ke flashdisk."),
        "desa-desktop kunci minta --ke /media/FLASHDISK",
        "kunci:minta",
        options=(_FOLDER,),
    ),
    Command(
        "kunci kenalkan",
        N_("Kecamatan: daftarkan laptop desa dengan 30 angka dari lembarnya."),
        "desa-desktop kunci kenalkan M-3306992001-Tursino-0001-7K2M.kirim "
        '--nomor "05243 52067 44081 13062 90350 74010" --ke /media/FLASHDISK',
        "kunci:kenalkan",
        places=(_FILE,),
        options=(
            Option("nomor", N_("30 angka desa"), is_required=True),
            _FOLDER,
            Option("minta", N_("minta juga data ini dari desanya"), choices=("penduduk",)),
        ),
        kantor="kecamatan",
    ),
    Command(
        "kunci minta-data",
        N_("Kecamatan: minta data penduduk lengkap dari satu desa, atau berhenti meminta. Desa memutuskan."),
        "desa-desktop kunci minta-data 33.06.99.2001 --ke /media/FLASHDISK",
        "kunci:minta_data",
        places=(Place("desa", N_("kode desa")),),
        options=(_FOLDER, Option("berhenti", N_("berhenti meminta"), Sort.FLAG)),
        kantor="kecamatan",
    ),
    Command(
        "kunci pasang",
        N_("Desa: pasang tanda terdaftar dari kecamatan."),
        "desa-desktop kunci pasang T-3306992001-Tursino-0001-7K2M.kirim",
        "kunci:pasang",
        places=(_FILE,),
    ),
    Command(
        "kunci daftar",
        N_("Laptop yang terdaftar."),
        "desa-desktop kunci daftar",
        "kunci:daftar",
    ),
)
EXCHANGE = (
    Command(
        "kirim daftar",
        N_("Apa yang ikut dalam kiriman berikutnya, dan kiriman yang sudah ditulis."),
        "desa-desktop kirim daftar",
        "kirim:daftar",
        options=(Option("untuk", N_("kecamatan: kode desa tujuan")),),
    ),
    Command(
        "kirim buat",
        N_("Tulis kiriman ke flashdisk dan baca ulang."),
        "desa-desktop kirim buat --ke /media/FLASHDISK",
        "kirim:buat",
        options=(
            _FOLDER,
            Option("lengkap", N_("semua dokumen, juga yang sudah diterima"), Sort.FLAG),
            Option(
                "untuk",
                N_("kecamatan: kode desa tujuan, atau semua"),
                later={"laptop": N_("Kiriman ke laptop lain di kantor sendiri")},
            ),
        ),
    ),
    Command(
        "dokumen daftar",
        N_("Dokumen dengan revisi dan keadaannya."),
        "desa-desktop dokumen daftar --jenis rkp-desa",
        "kirim:dokumen_daftar",
        options=(
            Option("jenis", N_("hanya jenis ini")),
            Option("bercabang", N_("hanya yang bercabang"), Sort.FLAG),
        ),
    ),
    Command(
        "dokumen riwayat",
        N_("Semua keadaan satu dokumen yang tersimpan."),
        "desa-desktop dokumen riwayat 0f8fad5b-d9cb-469f-a165-70867728950e",
        "kirim:dokumen_riwayat",
        places=(Place("id", N_("ID dokumen, dari dokumen daftar")),),
    ),
    Command(
        "terima periksa",
        N_("Periksa kiriman tanpa menyimpan apa pun."),
        "desa-desktop terima periksa /media/FLASHDISK/KIRIMAN/KE-KECAMATAN",
        "terima:periksa",
        places=(Place("file", N_("berkas .kirim atau foldernya"), is_many=True),),
    ),
    Command(
        "terima daftar",
        N_("Kotak Masuk."),
        "desa-desktop terima daftar",
        "terima:daftar",
    ),
    Command(
        "terima tinjau",
        N_("Lihat apa yang akan berubah sebelum menerima."),
        "desa-desktop terima tinjau D-3306992001-Tursino-0041-7K2M.kirim",
        "terima:tinjau",
        places=(_KIRIMAN,),
    ),
    Command(
        "terima setujui",
        N_("Terima kiriman; tiap kiriman utuh atau tidak sama sekali."),
        "desa-desktop terima setujui D-3306992001-Tursino-0041-7K2M.kirim",
        "terima:setujui",
        places=(Place("file", N_("berkas .kirim, atau digest kiriman di Kotak Masuk"), is_many=True),),
        options=(Option("ya", N_("lanjutkan walau perlu dipastikan ke desa"), Sort.FLAG),),
    ),
    Command(
        "terima kembalikan",
        N_("Terima datanya dan kembalikan dokumennya dengan catatan."),
        "desa-desktop terima kembalikan D-3306992001-Tursino-0041-7K2M.kirim "
        '--alasan "Biaya kegiatan 3 belum jelas" --catatan catatan.json',
        "terima:kembalikan",
        places=(_KIRIMAN,),
        options=(
            Option("alasan", N_("alasan yang dibaca desa"), is_required=True),
            Option("catatan", N_("JSON daftar catatan per baris"), takes="FILE"),
            Option("ya", N_("lanjutkan walau perlu dipastikan ke desa"), Sort.FLAG),
        ),
        kantor="kecamatan",
    ),
    Command(
        "terima tahan",
        N_("Tahan kiriman sampai desa menjawab; datanya belum dipakai."),
        "desa-desktop terima tahan D-3306992001-Tursino-0041-7K2M.kirim "
        '--alasan "Menunggu tanda tangan Kades"',
        "terima:tahan",
        places=(_KIRIMAN,),
        options=(Option("alasan", N_("alasan yang dibaca desa"), is_required=True),),
    ),
    Command(
        "terima tolak",
        N_("Tolak satu kiriman seutuhnya; desa membaca alasannya."),
        'desa-desktop terima tolak D-3306992001-Tursino-0041-7K2M.kirim --alasan "Tahunnya salah"',
        "terima:tolak",
        places=(_KIRIMAN,),
        options=(Option("alasan", N_("alasan yang dibaca desa"), is_required=True),),
    ),
    Command(
        "terima lanjutkan",
        N_("Sesudah menanyakan nomor ganda: kiriman berikutnya dari laptop itu boleh diterima."),
        'desa-desktop terima lanjutkan 7b1c --alasan "Laptop lama sudah dijual"',
        "terima:lanjutkan",
        places=(Place("digest", N_("digest kiriman di karantina, dari terima daftar")),),
        options=(Option("alasan", N_("jawaban pengirim tentang nomor ganda"), is_required=True),),
    ),
    Command(
        "terima batalkan",
        N_("Batalkan penerimaan yang belum dijawab."),
        "desa-desktop terima batalkan 7b1c",
        "terima:batalkan",
        places=(Place("digest", N_("digest kiriman, dari terima daftar")),),
    ),
    Command(
        "kompilasi durkp",
        N_("Gabungkan DURKP semua desa ke Excel atau PDF."),
        "desa-desktop kompilasi durkp --tahun 2027 --ke kompilasi.xlsx",
        "kompilasi:durkp",
        options=(
            _TAHUN,
            Option("ke", N_("berkas .xlsx atau .pdf"), takes="FILE"),
            Option("kertas", N_("ukuran kertas"), choices=("f4", "a4", "folio")),
        ),
        kantor="kecamatan",
    ),
    Command(
        "kompilasi kunci durkp",
        N_("Kunci kompilasi beserta sumbernya."),
        "desa-desktop kompilasi kunci durkp --tahun 2027",
        "kompilasi:kunci",
        options=(_TAHUN,),
        kantor="kecamatan",
    ),
    Command(
        "kompilasi asal",
        N_("Dari desa dan dokumen mana satu baris berasal."),
        "desa-desktop kompilasi asal --baris 12 --tahun 2027",
        "kompilasi:asal",
        options=(Option("baris", N_("nomor baris kompilasi"), Sort.COUNT, is_required=True), _TAHUN),
        kantor="kecamatan",
    ),
)
SAFETY = (
    Command(
        "cadangan buat",
        N_("Buat cadangan dan baca ulang."),
        "desa-desktop cadangan buat --ke /media/FLASHDISK",
        "cadangan:buat",
        options=(Option("ke", N_("folder lain daripada yang biasa"), takes="FOLDER"),),
    ),
    Command(
        "cadangan daftar",
        N_("Cadangan di folder yang biasa, yang terbaru dulu."),
        "desa-desktop cadangan daftar",
        "cadangan:daftar",
    ),
    Command(
        "cadangan periksa",
        N_("Buktikan bahwa satu cadangan dapat dipulihkan."),
        "desa-desktop cadangan periksa Tursino-2026-08-12-harian.cadangan",
        "cadangan:periksa",
        places=(_FILE,),
    ),
    Command(
        "cadangan pulihkan",
        N_("Ganti data di laptop ini dengan isi satu cadangan; data lama disimpan."),
        "desa-desktop cadangan pulihkan Tursino-2026-08-12-harian.cadangan",
        "cadangan:pulihkan",
        opens=False,
        places=(_FILE,),
    ),
    Command(
        "cuplik daftar",
        N_("Layar yang dapat digambar."),
        "desa-desktop cuplik daftar",
        "cuplik:daftar",
    ),
    Command(
        "cuplik",
        N_("Gambar satu layar dengan data folder ini, tanpa menampilkannya."),
        "desa-desktop cuplik beranda --ukuran 1366x697 --ke beranda.png",
        "cuplik:cuplik",
        places=(Place("layar", N_("nama layar, dari cuplik daftar"), later=LATER_SCREENS),),
        options=(
            Option("id", N_("ID musyawarah, isian, atau kiriman yang ditampilkan; halaman wisaya")),
            Option("ukuran", N_("lebar x tinggi dalam piksel, misalnya 1366x697")),
            Option("huruf", N_("ukuran huruf dalam persen"), choices=("100", "115", "130", "150")),
            Option("tema", N_("warna"), choices=("terang", "gelap", "kontras")),
            Option("ke", N_("berkas .png"), is_required=True, takes="FILE"),
        ),
    ),
)

COMMANDS: tuple[Command, ...] = (
    *OFFICE,
    *DATA,
    *PLANNING,
    *RKP,
    *CHECKLISTS,
    *PRINTING,
    *FIGURES,
    *KEYS,
    *EXCHANGE,
    *SAFETY,
)

LATER: Mapping[str, str] = {
    "kantor contoh": N_("Kecamatan contoh untuk Mode Latihan"),
    "kunci cabut": N_("Mencabut kunci laptop"),
    "kunci putar": N_("Mengganti kunci induk kecamatan"),
    "kirim kode-terima": N_("Penerimaan lewat telepon"),
    "dokumen cabut": N_("Mencabut dokumen"),
    "selisih daftar": N_("Kotak Selisih"),
    "selisih putuskan": N_("Kotak Selisih"),
    "selisih gabung": N_("Kotak Selisih"),
    "laporan": N_("Laporan masalah"),
}
"""Words of cli.md whose capability comes later, with what they will do."""
