"""What is printed: each page is described once and drawn by a writer.

`DOCUMENTS` is the list behind `cetak daftar`; the kinds are the words of cli.md. Each kind has a
module with a data class and a `compose`, and `pdf.write`, `word.write` or `excel.write` draws the result.
"""

from __future__ import annotations

from dataclasses import dataclass

from desa_desktop.documents.blocks import Paper


@dataclass(frozen=True, slots=True)
class Document:
    """A paper the program prints: its word on the command line, its title, what it can become."""

    kind: str
    title: str
    formats: tuple[str, ...]
    paper: Paper = Paper.F4
    is_landscape: bool = False


_BOTH = ("pdf", "xlsx")
_TEXT = ("pdf", "docx")
_ALL = ("pdf", "docx", "xlsx")

DOCUMENTS = (
    Document("matriks-rkp", "Matriks RKP Desa", _BOTH, is_landscape=True),
    Document("matriks-rkp-a1", "Matriks RKP Desa, bentuk Permendagri 114/2014", _BOTH, is_landscape=True),
    Document(
        "matriks-rkp-lpr", "Matriks RKP Desa dengan penerima manfaat L, P, RTM", _BOTH, is_landscape=True
    ),
    Document(
        "matriks-rkp-a3",
        "Rencana Kerja Kegiatan Desa, bentuk Permendagri 20/2018",
        _BOTH,
        is_landscape=True,
    ),
    Document("durkp", "Daftar Usulan RKP Desa (DU-RKP)", _BOTH, is_landscape=True),
    Document("durkp-c2", "DU-RKP Desa, bentuk ringkas Permendesa 21/2020", _BOTH, is_landscape=True),
    Document("durkp-c3", "DU-RKP Desa, bentuk panjang seperti matriks RKP", _BOTH, is_landscape=True),
    Document("rpjm", "Matriks RPJM Desa, bentuk Permendagri 114/2014", _BOTH, is_landscape=True),
    Document("rpjm-b2", "Matriks RPJM Desa, bentuk cetakan Siskeudes", _BOTH, is_landscape=True),
    Document("rpjm-b3", "Matriks RPJM Desa, bentuk Permendesa 21/2020", _BOTH, is_landscape=True),
    Document("kalender-musim", "Kalender musim", _BOTH, is_landscape=True),
    Document("kelembagaan", "Bagan kelembagaan", _BOTH, is_landscape=True),
    Document("masalah", "Inventaris masalah dan potensi", _BOTH, is_landscape=True),
    Document("peringkat-tindakan", "Penentuan peringkat tindakan", _BOTH, is_landscape=True),
    Document("sketsa-desa", "Sketsa desa", ("pdf",), is_landscape=True),
    Document("berita-acara", "Berita Acara musyawarah", _TEXT),
    Document("daftar-hadir", "Daftar Hadir musyawarah", _ALL),
    Document("undangan", "Undangan musyawarah", _TEXT),
    Document("notulen", "Notulen musyawarah", _TEXT),
    Document("rekap-penilaian", "Rekap Penilaian usulan", _ALL, is_landscape=True),
    Document("rekap-prioritas", "Prioritas usulan, bentuk Permendesa 21/2020", _ALL, is_landscape=True),
    Document("berita-acara-tim", "Berita Acara pembentukan tim", _TEXT),
    Document("berita-acara-rancangan", "Berita Acara hasil penyusunan rancangan RKP Desa", _TEXT),
    Document("sk-tim", "SK Tim Penyusun RKP Desa", _TEXT),
    Document("sk-tim-rpjm", "SK Tim Penyusun RPJM Desa", _TEXT),
    Document("sk-tim-verifikasi", "SK Tim Verifikasi RKP Desa", _TEXT),
    Document("verifikasi", "Lembar Verifikasi kegiatan", _ALL),
    Document("daftar-usulan", "Daftar Usulan per dusun", _BOTH, is_landscape=True),
    Document("jejak-usulan", "Jejak Usulan untuk warga", _TEXT),
    Document("formulir-usulan", "Formulir usulan kosong", _BOTH, is_landscape=True),
    Document("gagasan", "Daftar Gagasan dusun dan kelompok", _BOTH, is_landscape=True),
    Document("rekap-gagasan", "Rekap Gagasan per bidang", _BOTH, is_landscape=True),
    Document("program-masuk", "Program Masuk Desa", _BOTH, is_landscape=True),
    Document("evaluasi-rkp", "Evaluasi RKP Desa tahun lalu", _BOTH, is_landscape=True),
    Document("pagu", "Pagu Indikatif Desa", _BOTH, is_landscape=True),
    Document("pembiayaan", "Pembiayaan RKP Desa per sumber dana", _BOTH, is_landscape=True),
    Document("kerja-sama", "Kerja sama antar desa dan pihak ketiga", _BOTH, is_landscape=True),
    Document("rktl", "RKTL Tim Penyusun RKP Desa", _BOTH),
    Document("rab", "Rencana Anggaran Biaya (RAB)", _BOTH),
    Document("daftar-stunting", "Daftar kegiatan stunting", _BOTH, is_landscape=True),
    Document("daftar-prioritas", "Daftar kegiatan prioritas per tanda", _BOTH, is_landscape=True),
    Document("buku-rencana", "Buku Rencana Pembangunan", _BOTH, is_landscape=True),
    Document("entri-siskeudes", "Lembar entri Siskeudes", _BOTH, is_landscape=True),
    Document("pemeriksaan", "Lembar Pemeriksaan rencana desa", _BOTH, is_landscape=True),
    Document("perdes-rkp", "Rancangan Peraturan Desa tentang RKP Desa", _TEXT),
    Document("perdes-rpjm", "Rancangan Peraturan Desa tentang RPJM Desa", _TEXT),
    Document("dokumen-rkp", "Dokumen RKP Desa, Bab I sampai VI", _TEXT),
    Document("dokumen-rpjm", "Dokumen RPJM Desa, Bab I sampai VII", _TEXT),
    Document("laporan-rkp", "Laporan Tim Penyusun RKP Desa", _TEXT),
    Document("infografis", "Infografis RKP Desa satu halaman", ("pdf",)),
    Document("kalender", "Kalender Dinding Perencanaan", ("pdf",), is_landscape=True),
    Document("daftar-tugas", "Daftar Tugas", _BOTH),
    Document("kartu-kunci", "Kartu Nomor Kunci", ("pdf",)),
    Document("kit-pemulihan", "Kit Pemulihan", ("pdf",)),
    Document("pengantar-kiriman", "Lembar Pengantar kiriman", ("pdf",), Paper.A5),
    Document("tanda-terima", "Tanda Terima kiriman", ("pdf",), Paper.A5),
    Document("daftar-kiriman", "Daftar Kiriman", _BOTH, is_landscape=True),
    Document("kompilasi-durkp", "Kompilasi DURKP kecamatan", _BOTH, is_landscape=True),
    Document("buku-aparat-pemerintah-desa", "A.4 Buku Aparat Pemerintah Desa", _BOTH, is_landscape=True),
    Document("buku-induk-penduduk", "B.1 Buku Induk Penduduk", _BOTH, is_landscape=True),
    Document("buku-mutasi-penduduk-desa", "B.2 Buku Mutasi Penduduk Desa", _BOTH, is_landscape=True),
    Document(
        "buku-rekapitulasi-jumlah-penduduk", "B.3 Buku Rekapitulasi Jumlah Penduduk", _BOTH, is_landscape=True
    ),
    Document("buku-penduduk-sementara", "B.4 Buku Penduduk Sementara", _BOTH, is_landscape=True),
    Document("buku-ktp-dan-kk", "B.5 Buku KTP dan Buku KK", _BOTH, is_landscape=True),
    Document("lembar-keluarga", "Lembar Keluarga", _BOTH, is_landscape=True),
    Document("daftar-posyandu", "Daftar Sasaran Posyandu", _BOTH, is_landscape=True),
    Document("daftar-pemilih-dusun", "Daftar Pemilih Tingkat Dusun", _BOTH, is_landscape=True),
    Document("daftar-bantuan", "Daftar Penerima Bantuan", _BOTH, is_landscape=True),
    Document("statistik-penduduk", "Statistik Penduduk", _ALL),
    Document("isian-kosong", "Formulir isian kosong", _BOTH),
    Document("isian", "Isian yang sudah diisi", _BOTH),
    Document("kartu-skor", "Kartu Skor isian", _BOTH),
    Document("profil-desa", "Profil Desa", _TEXT),
    Document("laporan-penduduk", "Laporan Perkembangan Penduduk", _ALL, is_landscape=True),
)
