"""The commands around the yearly plan: RPJM, formulas, team, change, DU-RKP, prices."""

from __future__ import annotations

from desa_desktop.cli.parsing import Command, Option, Place, Sort
from desa_desktop.i18n import N_

_TAHUN = Option("tahun", N_("tahun rencana, bila bukan yang sedang dikerjakan"), Sort.YEAR)
_KEGIATAN = Place("kegiatan", N_("nomor kegiatan di matriks RKPDes, atau ID-nya"))
_KEGIATAN_OPSI = Place("kegiatan", N_("nomor kegiatan di matriks RKPDes, atau ID-nya"), is_optional=True)
_JENIS = Place("jenis", N_("dokumen rencana"), ("rkp", "durkp"))

RKP = (
    Command(
        "usulan jejak",
        N_("Di mana usulan itu sekarang: dari gagasan sampai RPJM, RKP, DURKP, dan jawaban kabupaten."),
        "desa-desktop usulan jejak 7 --tahun 2027",
        "usulan:jejak",
        places=(Place("nomor", N_("nomor usulan")),),
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana ambil-rpjm",
        N_("Jadikan kegiatan RPJM Desa yang dicentang untuk tahun ini kegiatan RKPDes."),
        "desa-desktop rencana ambil-rpjm --tahun 2027",
        "rencana_turunan:ambil_rpjm",
        places=(
            Place("id", N_("ID kegiatan RPJM, dari rencana tertunda --json"), is_many=True, is_optional=True),
        ),
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana tertunda",
        N_("Kegiatan RPJM Desa yang dicentang untuk tahun ini dan belum diambil, dengan alasannya."),
        'desa-desktop rencana tertunda --kegiatan 0f8fad5b-d9cb-469f-a165-70867728950e --alasan "Kurang"',
        "rencana_turunan:tertunda",
        options=(
            Option("kegiatan", N_("ID kegiatan RPJM yang alasannya ditulis")),
            Option("alasan", N_("alasan kegiatan itu belum diambil")),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana rumus",
        N_("Biaya yang mengikuti pagu: tampilkan, pasang, atau lepas rumusnya."),
        'desa-desktop rencana rumus 3 --isi "20% DDS"',
        "rencana_turunan:rumus",
        places=(_KEGIATAN_OPSI,),
        options=(
            Option("isi", N_("persen dan sumber dana, misalnya 20% DDS")),
            Option("lepas", N_("lepas rumusnya; biayanya tetap"), Sort.FLAG),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana banding",
        N_("Apa yang berubah terhadap revisi yang sudah disahkan."),
        "desa-desktop rencana banding rkp --tahun 2027 --terhadap 1",
        "rencana_tahun:banding",
        places=(_JENIS,),
        options=(
            Option("terhadap", N_("nomor revisi yang dibandingkan, bila bukan yang terakhir"), Sort.COUNT),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana usulkan-lagi",
        N_("Usulkan lagi kegiatan yang gugur dari RKPDes untuk tahun berikutnya."),
        "desa-desktop rencana usulkan-lagi 0f8fad5b-d9cb-469f-a165-70867728950e --tahun 2027",
        "rencana_tahun:usulkan_lagi",
        places=(Place("id", N_("ID kegiatan yang gugur, dari rencana banding rkp --json"), is_many=True),),
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana musyawarah-khusus",
        N_("Siapkan Musrenbangdes Khusus untuk membahas perubahan RKPDes."),
        "desa-desktop rencana musyawarah-khusus --tahun 2027",
        "rencana_tahun:musyawarah_khusus",
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana evaluasi",
        N_("Evaluasi RKPDes tahun lalu: ambil kegiatannya, catat realisasinya, lihat jumlahnya."),
        "desa-desktop rencana evaluasi --ambil --tahun 2027",
        "rencana_tahun:evaluasi",
        places=(Place("nomor", N_("nomor baris evaluasi yang diisi"), is_optional=True),),
        options=(
            Option("ambil", N_("ambil kegiatan RKPDes tahun sebelumnya"), Sort.FLAG),
            Option("realisasi", N_("realisasi dalam rupiah, misalnya 45jt")),
            Option("terlaksana", N_("apakah kegiatannya terlaksana"), choices=("ya", "tidak")),
            Option("keterangan", N_("keterangan")),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana tim",
        N_("Tim penyusun dan tim verifikasi dengan jumlah dan bagian perempuannya, serta RKTL."),
        'desa-desktop rencana tim --tambah "Lestari Wulandari" --jk P --jabatan Ketua --unsur perangkat',
        "rencana_tahun:tim",
        options=(
            Option("tambah", N_("nama anggota baru")),
            Option("tim", N_("tim anggota baru"), choices=("penyusun", "verifikasi")),
            Option("jk", N_("L atau P"), choices=("L", "P")),
            Option("jabatan", N_("jabatan dalam tim, misalnya Ketua")),
            Option("unsur", N_("unsur, misalnya perangkat desa")),
            Option("salin", N_("salin anggota tim tahun sebelumnya"), Sort.FLAG),
            Option("rktl", N_("isi tujuh kegiatan RKTL yang biasa"), Sort.FLAG),
            Option("nomor-sk", N_("nomor SK tim")),
            Option("tanggal-sk", N_("tanggal SK tim"), Sort.DATE),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana verifikasi",
        N_("Lembar verifikasi satu kegiatan: isi butirnya dan hasilnya."),
        "desa-desktop rencana verifikasi 3 --butir rab=ada_memenuhi,gambar=tidak_ada --hasil layak",
        "rencana_tahun:verifikasi",
        places=(_KEGIATAN,),
        options=(
            Option("butir", N_("butir dan keadaannya: ada_memenuhi, ada_tidak, tidak_ada")),
            Option(
                "semua",
                N_("satu keadaan untuk butir yang belum diisi"),
                choices=("ada_memenuhi", "ada_tidak", "tidak_ada"),
            ),
            Option("hasil", N_("hasil verifikasi"), choices=("layak", "tidak_layak")),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana jawaban",
        N_("Jawaban kabupaten atas usulan DURKP: tampilkan, atau catat jawaban satu usulan."),
        'desa-desktop rencana jawaban 2 --jawaban ditolak --alasan "Jalan desa" --tanggal 01/07/2027',
        "durkp:jawaban",
        places=(Place("prioritas", N_("nomor prioritas usulan DURKP, atau ID-nya"), is_optional=True),),
        options=(
            Option("jawaban", N_("jawaban kabupaten"), choices=("diterima", "ditunda", "ditolak", "hapus")),
            Option("alasan", N_("alasan kabupaten")),
            Option("tanggal", N_("tanggal jawaban"), Sort.DATE),
            _TAHUN,
        ),
        kantor="desa",
    ),
    Command(
        "rencana ajukan-lagi",
        N_("Ajukan lagi usulan DURKP tahun lalu yang belum diterima."),
        "desa-desktop rencana ajukan-lagi --tahun 2028",
        "durkp:ajukan_lagi",
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana data-pendukung",
        N_("Isi data pendukung DURKP yang kosong dari kartu skor yang selesai."),
        "desa-desktop rencana data-pendukung --tahun 2027",
        "durkp:data_pendukung",
        options=(_TAHUN,),
        kantor="desa",
    ),
    Command(
        "rencana harga",
        N_("Cari harga satuan, salin daftar tahun lalu, atau pakai harga di satu baris RAB."),
        "desa-desktop rencana harga semen --tahun 2027",
        "harga:cari",
        places=(Place("kata", N_("kata yang dicari"), is_optional=True),),
        options=(
            Option("salin", N_("salin daftar harga tahun sebelumnya"), Sort.FLAG),
            Option("sumber", N_("sumber daftar harga, misalnya SK Bupati")),
            Option("pakai", N_("ID baris RAB yang memakai harga pertama yang cocok")),
            _TAHUN,
        ),
        kantor="desa",
    ),
)
