"""What people call a kind of record and a field of it: in the undo menu, in history, in previews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from desa_desktop.domain import (
    desa,
    harga,
    isian,
    kantor,
    musyawarah,
    paket_aturan,
    penduduk,
    rkp,
    rpjm,
    telaah,
    usulan,
)
from desa_desktop.domain.dokumen import LOKAL_SUFFIX
from desa_desktop.domain.isi_awal.asal import asal_words
from desa_desktop.domain.wording import show_date_short, show_money, show_number, show_time
from desa_desktop.i18n import N_, _

KIND: Mapping[type[Any], str] = {
    kantor.Kantor: N_("identitas kantor"),
    kantor.DesaBinaan: N_("desa"),
    kantor.CatatanTahap: N_("tugas"),
    desa.Desa: N_("profil desa"),
    desa.Dusun: N_("dusun"),
    desa.Perangkat: N_("perangkat"),
    desa.Tokoh: N_("tokoh"),
    desa.AngkaPokok: N_("angka pokok"),
    desa.BarisAngka: N_("angka pokok"),
    usulan.DaftarUsulan: N_("daftar usulan"),
    usulan.Usulan: N_("usulan"),
    musyawarah.Musyawarah: N_("musyawarah"),
    musyawarah.Agenda: N_("acara"),
    musyawarah.Peserta: N_("peserta"),
    musyawarah.Bahasan: N_("penilaian"),
    musyawarah.Penilai: N_("penilai"),
    musyawarah.Keputusan: N_("keputusan"),
    musyawarah.Catatan: N_("catatan"),
    musyawarah.Penandatangan: N_("penanda tangan"),
    rkp.RkpDesa: N_("RKP Desa"),
    rkp.Kegiatan: N_("kegiatan"),
    rkp.SumberBiaya: N_("sumber dana"),
    rkp.BarisRab: N_("rincian RAB"),
    rkp.Pagu: N_("pagu"),
    rkp.AnggotaTim: N_("anggota tim"),
    rkp.RencanaTim: N_("rencana kerja tim"),
    rkp.ProgramMasuk: N_("program masuk desa"),
    rkp.Evaluasi: N_("evaluasi kegiatan"),
    rkp.Durkp: N_("DU-RKP Desa"),
    rkp.BarisDurkp: N_("baris DU-RKP"),
    rpjm.RpjmDesa: N_("RPJM Desa"),
    rpjm.ArahRpjm: N_("misi, tujuan, atau sasaran"),
    rpjm.KegiatanRpjm: N_("kegiatan RPJM Desa"),
    rpjm.KalenderMusim: N_("kalender musim"),
    rpjm.KajianLembaga: N_("lembaga desa"),
    rpjm.Masalah: N_("masalah desa"),
    rpjm.ProgramRpjm: N_("program masuk desa"),
    rpjm.AnggotaTimRpjm: N_("anggota tim"),
    harga.DaftarHarga: N_("daftar harga"),
    harga.HargaSatuan: N_("harga satuan"),
    paket_aturan.PaketTersimpan: N_("paket aturan"),
    isian.Isian: N_("isian"),
    isian.Jawaban: N_("jawaban"),
    telaah.Telaah: N_("telaah"),
    telaah.CatatanTelaah: N_("catatan telaah"),
    telaah.TandaTerima: N_("tanda terima"),
    telaah.Kompilasi: N_("kompilasi"),
    penduduk.Keluarga: N_("keluarga"),
    penduduk.Penduduk: N_("penduduk"),
    penduduk.Mutasi: N_("mutasi penduduk"),
    penduduk.PendudukSementara: N_("penduduk sementara"),
    penduduk.ProgramBantuan: N_("program bantuan"),
    penduduk.PesertaBantuan: N_("peserta bantuan"),
    penduduk.PutusanGanda: N_("putusan data ganda"),
    penduduk.TutupBulan: N_("tutup bulan"),
    penduduk.ProfilImpor: N_("profil impor"),
    penduduk.Saringan: N_("saringan"),
}

JENIS: Mapping[str, str] = {
    "profil": N_("Profil Desa"),
    "penduduk": N_("Data Penduduk"),
    "angka-pokok": N_("Angka Pokok"),
    "daftar-usulan": N_("Daftar Usulan"),
    "musyawarah": N_("Musyawarah"),
    "rpjm-desa": N_("RPJM Desa"),
    "rkp-desa": N_("RKP Desa"),
    "durkp": N_("DU-RKP Desa"),
    "isian": N_("Daftar Isian"),
    "telaah": N_("Telaah"),
    "tanda-terima": N_("Tanda Terima"),
    "titipan": N_("Titipan cadangan"),
    "daftar-kunci": N_("Daftar Kunci"),
    "kompilasi": N_("Kompilasi DU-RKP"),
    "templat": N_("Templat Isian"),
    "templat-desa-lokal": N_("Templat sendiri"),
    "templat-kecamatan-lokal": N_("Templat sendiri"),
}

FIELD: Mapping[str, str] = {
    "agama": N_("Agama"),
    "agenda": N_("Acara"),
    "akta": N_("Nomor akta"),
    "akta_cerai": N_("Akta perceraian"),
    "akta_kawin": N_("Akta perkawinan"),
    "akta_lahir": N_("Akta kelahiran"),
    "alamat": N_("Alamat"),
    "alamat_asal": N_("Alamat asal"),
    "alamat_sebelumnya": N_("Alamat sebelumnya"),
    "alamat_sekarang": N_("Alamat sekarang"),
    "alamat_tujuan": N_("Alamat tujuan"),
    "alasan": N_("Alasan"),
    "alasan_batal": N_("Alasan pembatalan"),
    "alasan_hitung": N_("Alasan tanpa nama"),
    "alasan_rpjm": N_("Alasan tidak ada di RPJM Desa"),
    "anak_ke": N_("Anak ke"),
    "anggaran": N_("Anggaran"),
    "arah": N_("Misi, tujuan, sasaran"),
    "asal": N_("Asal"),
    "asal_dana": N_("Asal dana"),
    "asal_id": N_("Usulan tahun lalu"),
    "asuransi": N_("Asuransi kesehatan"),
    "bahasan": N_("Penilaian"),
    "baris": N_("Baris"),
    "berat": N_("Berat lahir (gram)"),
    "biaya": N_("Biaya"),
    "biaya_mitra": N_("Biaya mitra"),
    "biaya_tahun": N_("Biaya per tahun"),
    "bidang": N_("Bidang"),
    "bujur": N_("Bujur"),
    "bulan": N_("Bulan"),
    "bulan_mulai": N_("Mulai bulan"),
    "bulan_selesai": N_("Selesai bulan"),
    "cacat": N_("Disabilitas"),
    "cara_kb": N_("Cara KB"),
    "cara_nilai": N_("Cara penilaian"),
    "cara_putusan": N_("Cara pengambilan keputusan"),
    "catatan": N_("Catatan"),
    "daftar_hadir": N_("Daftar hadir"),
    "dapat_membaca": N_("Dapat membaca"),
    "dasar_perubahan": N_("Dasar perubahan"),
    "data_eksisting": N_("Data eksisting"),
    "data_pendukung": N_("Data pendukung"),
    "datang_dari": N_("Datang dari"),
    "desa": N_("Desa"),
    "dibuka_pada": N_("Dibuka pukul"),
    "disabilitas_ragam": N_("Ragam disabilitas"),
    "ditunda_pada": N_("Ditunda pukul"),
    "dokumen": N_("Dokumen"),
    "dokumen_kitas": N_("Nomor KITAS"),
    "dokumen_paspor": N_("Nomor paspor"),
    "dukungan_l": N_("Dukungan L"),
    "dukungan_p": N_("Dukungan P"),
    "dusun": N_("Dusun"),
    "dusun_id": N_("Dusun"),
    "email": N_("Email"),
    "evaluasi": N_("Evaluasi"),
    "foto": N_("Foto"),
    "gabungan_dari": N_("Gabungan dari"),
    "gelar_belakang": N_("Gelar belakang"),
    "gelar_depan": N_("Gelar depan"),
    "golongan_darah": N_("Golongan darah"),
    "hamil": N_("Hamil"),
    "harga": N_("Harga"),
    "harga_satuan": N_("Harga satuan"),
    "hasil": N_("Hasil"),
    "hasil_verifikasi": N_("Hasil verifikasi"),
    "hitung_cepat": N_("Hitung cepat"),
    "identitas": N_("Nomor identitas"),
    "indikator": N_("Indikator"),
    "is_batal": N_("Dibatalkan"),
    "is_berlaku": N_("Berlaku"),
    "is_definitif": N_("Pagu definitif"),
    "is_hadir": N_("Hadir"),
    "is_lahir_perkiraan": N_("Tanggal lahir perkiraan"),
    "is_penilaian_dikunci": N_("Penilaian dikunci"),
    "is_silpa": N_("SiLPA"),
    "is_tamu": N_("Tamu"),
    "is_terlaksana": N_("Terlaksana"),
    "isi": N_("Isi"),
    "jabatan": N_("Jabatan"),
    "jam": N_("Jam"),
    "jawaban": N_("Jawaban"),
    "jawaban_alasan": N_("Alasan jawaban"),
    "jawaban_tanggal": N_("Tanggal jawaban"),
    "jenis": N_("Jenis"),
    "jk": N_("L/P"),
    "jumlah": N_("Jumlah"),
    "jumlah_kk": N_("Jumlah KK"),
    "jumlah_rt": N_("Jumlah RT"),
    "jumlah_rw": N_("Jumlah RW"),
    "jumlah_undangan": N_("Jumlah undangan"),
    "kabupaten": N_("Kabupaten"),
    "kata": N_("Kata yang dikenal"),
    "kategori": N_("Kategori"),
    "kawin_tercatat": N_("Perkawinan tercatat"),
    "kebangsaan": N_("Kebangsaan"),
    "kecamatan": N_("Kecamatan"),
    "kegiatan": N_("Kegiatan"),
    "kelas_sosial": N_("Kelas sosial"),
    "kelembagaan": N_("Kelembagaan desa"),
    "kelompok": N_("Kelompok"),
    "kelompok_rentan": N_("Kelompok rentan"),
    "keluarga_id": N_("Keluarga"),
    "kepala": N_("Kepala"),
    "keputusan": N_("Keputusan"),
    "keterangan": N_("Keterangan"),
    "ketua_tim": N_("Ketua tim penyusun"),
    "keturunan": N_("Keturunan"),
    "kewenangan": N_("Kewenangan"),
    "kode": N_("Kode"),
    "kode_kegiatan": N_("Kode kegiatan"),
    "kode_pos": N_("Kode pos"),
    "kolom": N_("Kolom"),
    "konfirmasi": N_("Peringatan yang dibenarkan"),
    "kontak": N_("Kontak"),
    "koordinat": N_("Koordinat"),
    "ktp_el": N_("KTP-el"),
    "kunci": N_("Kunci angka"),
    "l": N_("L"),
    "label": N_("Nama laptop"),
    "layar": N_("Layar"),
    "lembaga": N_("Lembaga"),
    "lintang": N_("Lintang"),
    "lokasi": N_("Lokasi"),
    "maksud": N_("Maksud dan tujuan"),
    "masalah": N_("Masalah yang diatasi"),
    "meninggal_di": N_("Meninggal di"),
    "menit": N_("Menit"),
    "mitra": N_("Mitra"),
    "mulai": N_("Mulai"),
    "musim": N_("Kalender musim"),
    "nama": N_("Nama"),
    "nama_alamat_didatangi": N_("Nama dan alamat yang didatangi"),
    "nama_ayah": N_("Nama ayah"),
    "nama_ibu": N_("Nama ibu"),
    "nama_kartu": N_("Nama di kartu"),
    "nama_panggilan": N_("Nama panggilan"),
    "narasumber": N_("Narasumber"),
    "nik": N_("NIK"),
    "nik_ayah": N_("NIK ayah"),
    "nik_ibu": N_("NIK ibu"),
    "nilai": N_("Nilai"),
    "nilai_penilai": N_("Nilai tiap penilai"),
    "nip": N_("NIP"),
    "nip_kepala": N_("NIP kepala"),
    "no_asuransi": N_("Nomor asuransi"),
    "no_kk": N_("Nomor KK"),
    "no_kk_asal": N_("Nomor KK asal"),
    "nomor": N_("Nomor"),
    "nomor_ba": N_("Nomor berita acara"),
    "nomor_ba_rpjm": N_("Nomor berita acara tambahan"),
    "nomor_kartu": N_("Nomor kartu"),
    "nomor_perdes": N_("Nomor Perdes"),
    "nomor_sementara": N_("Nomor sementara"),
    "nomor_sk": N_("Nomor SK"),
    "nomor_terakhir": N_("Nomor terakhir"),
    "notulis": N_("Notulis"),
    "notulis_dari": N_("Unsur notulis"),
    "oleh": N_("Oleh"),
    "opd_tujuan": N_("Perangkat daerah tujuan"),
    "p": N_("P"),
    "pagu": N_("Pagu"),
    "panjang": N_("Panjang lahir (mm)"),
    "pekerjaan": N_("Pekerjaan"),
    "pelaksana": N_("Pelaksana kegiatan"),
    "pembicara": N_("Pembicara"),
    "penandatangan": N_("Penanda tangan"),
    "pendidikan_kk": N_("Pendidikan dalam KK"),
    "pendidikan_sedang": N_("Pendidikan sedang ditempuh"),
    "penerima_l": N_("Penerima L"),
    "penerima_p": N_("Penerima P"),
    "penerima_rtm": N_("Penerima RTM"),
    "pengusul": N_("Pengusul"),
    "pengusul_jk": N_("L/P pengusul"),
    "penilai": N_("Penilai"),
    "penolong": N_("Penolong"),
    "penyebab": N_("Penyebab"),
    "peran": N_("Peran"),
    "perangkat": N_("Perangkat"),
    "periode": N_("Periode"),
    "peristiwa": N_("Peristiwa"),
    "perkiraan_biaya": N_("Perkiraan biaya"),
    "peserta": N_("Peserta"),
    "pimpinan": N_("Pimpinan musyawarah"),
    "pimpinan_dari": N_("Unsur pimpinan"),
    "pola": N_("Pola pelaksanaan"),
    "potensi": N_("Potensi"),
    "prioritas": N_("Prioritas"),
    "program": N_("Program masuk desa"),
    "provinsi": N_("Provinsi"),
    "pukul": N_("Pukul"),
    "putusan": N_("Putusan"),
    "rab": N_("RAB"),
    "realisasi": N_("Realisasi"),
    "rencana": N_("Rencana pelaksanaan"),
    "rencana_tim": N_("Rencana kerja tim"),
    "revisi": N_("Revisi"),
    "rincian": N_("Rincian perubahan"),
    "rpjm_id": N_("Kegiatan RPJM Desa"),
    "rt": N_("RT"),
    "rumus": N_("Rumus biaya"),
    "rw": N_("RW"),
    "sakit_menahun": N_("Sakit menahun"),
    "sasaran": N_("Sasaran/manfaat"),
    "satuan": N_("Satuan"),
    "sdgs": N_("SDGs Desa"),
    "sebab": N_("Sebab"),
    "selesai": N_("Selesai"),
    "setelan": N_("Setelan kantor"),
    "shdk": N_("Hubungan dalam keluarga"),
    "sidik": N_("Tanda lembar"),
    "silpa": N_("SiLPA"),
    "skema_nilai": N_("Kriteria penilaian"),
    "sketsa": N_("Sketsa desa"),
    "status": N_("Status"),
    "status_dasar": N_("Status dasar"),
    "status_kawin": N_("Status perkawinan"),
    "status_penduduk": N_("Status penduduk"),
    "status_rekam_ktp": N_("Status rekam KTP"),
    "suku": N_("Suku"),
    "sumber": N_("Sumber"),
    "sumber_biaya": N_("Sumber dana"),
    "surat": N_("Surat undangan"),
    "tag_id_card": N_("Tag ID card"),
    "tahun": N_("Tahun"),
    "tahun_akhir": N_("Tahun akhir"),
    "tahun_rencana": N_("Tahun Rencana"),
    "tahun_target": N_("Tahun target"),
    "tanda": N_("Tanda isu"),
    "tanda_tangan": N_("Tanda tangan di dokumen"),
    "tanggal": N_("Tanggal"),
    "tanggal_akhir_kitas": N_("KITAS berlaku sampai"),
    "tanggal_akhir_paspor": N_("Paspor berlaku sampai"),
    "tanggal_cerai": N_("Tanggal perceraian"),
    "tanggal_cetak_kk": N_("Tanggal cetak KK"),
    "tanggal_cetak_ktp": N_("Tanggal KTP"),
    "tanggal_daftar": N_("Tanggal daftar"),
    "tanggal_datang": N_("Tanggal datang"),
    "tanggal_kawin": N_("Tanggal perkawinan"),
    "tanggal_lahir": N_("Tanggal lahir"),
    "tanggal_lapor": N_("Tanggal lapor"),
    "tanggal_mulai_tinggal": N_("Mulai tinggal di desa"),
    "tanggal_pelantikan": N_("Tanggal pelantikan"),
    "tanggal_perdes": N_("Tanggal Perdes"),
    "tanggal_pergi": N_("Tanggal pergi"),
    "tanggal_peristiwa": N_("Tanggal peristiwa"),
    "tanggal_sk": N_("Tanggal SK"),
    "tanggapan": N_("Tanggapan"),
    "target": N_("Target capaian"),
    "teks": N_("Catatan"),
    "teks_asli": N_("Teks asli"),
    "telepon": N_("Telepon"),
    "tempat": N_("Tempat"),
    "tempat_cetak_ktp": N_("Tempat KTP dikeluarkan"),
    "tempat_dilahirkan": N_("Tempat dilahirkan"),
    "tempat_lahir": N_("Tempat lahir"),
    "tim": N_("Tim"),
    "tindakan": N_("Tindakan"),
    "tingkat": N_("Tingkat"),
    "tokoh": N_("Lembaga & Tokoh"),
    "tujuan_pindah": N_("Tujuan pindah"),
    "umur": N_("Umur"),
    "unsur": N_("Unsur masyarakat"),
    "unsur_tidak_ada": N_("Unsur yang tidak ada di desa"),
    "uraian": N_("Uraian"),
    "urut": N_("Urutan"),
    "usulan": N_("Usulan"),
    "usulan_id": N_("Asal usulan"),
    "verifikasi": N_("Verifikasi"),
    "visi": N_("Visi"),
    "volume": N_("Volume"),
    "volume_swadaya": N_("Volume swadaya"),
    "waktu_lahir": N_("Jam lahir"),
    "warganegara": N_("Kewarganegaraan"),
}


def kind_name(cls: type[Any]) -> str:
    """The noun for a class, in lower case, as in `Urungkan: ubah usulan`."""
    return _(KIND[cls])


def jenis_name(jenis: str) -> str:
    """The title of a jenis of dokumen; the word itself for one this program does not know."""
    main = jenis.removesuffix(LOKAL_SUFFIX)
    if main != jenis and main in JENIS:
        return _("{jenis} (tetap di kantor ini)").format(jenis=_(JENIS[main]))
    return _(JENIS[jenis]) if jenis in JENIS else jenis


def field_name(field: str) -> str:
    """The label of a field as it stands above its column."""
    return _(FIELD[field]) if field in FIELD else field


def show_value(field: str, value: object) -> str:
    """A plain value for people: points in amounts, dates as 22/11/2026, lists with commas."""
    match value:
        case None | "" | [] | ():
            return ""
        case bool():
            return _("ya") if value else _("tidak")
        case int():
            return str(value) if field.startswith("tahun") else show_number(value)
        case Decimal():
            return show_number(value)
        case date():
            return show_date_short(value)
        case time():
            return show_time(value)
        case list() | tuple():
            return ", ".join(show_value(field, one) for one in value)
        case dict():
            return "; ".join(
                f"{field_name(str(key))}: {show_value(str(key), one)}" for key, one in value.items()
            )
        case str() if field == "asal":
            return asal_words(value)
        case str() if "tanggal" in field:
            return _day_text(value)
        case _:
            return (
                str(value).replace("_", " ")
                if field in ("putusan", "status", "pola", "keadaan")
                else str(value)
            )


def _day_text(text: str) -> str:
    """A day as a snapshot keeps it (`2026-09-24`), as people read it; other words stay as they are."""
    try:
        return show_date_short(date.fromisoformat(text))
    except ValueError:
        return text


def summary_of(row: Mapping[str, Any]) -> str:
    """A whole row in one line, for the preview of a new or removed one: amount and source if it has any."""
    parts = []
    for key in ("biaya", "perkiraan_biaya", "jumlah"):
        if isinstance(row.get(key), int):
            parts.append(show_money(row[key]))
            break
    by_year = row.get("biaya_tahun")
    if isinstance(by_year, Mapping) and by_year:
        parts.append(show_money(sum(one for one in by_year.values() if isinstance(one, int))))
    sources = row.get("sumber_biaya")
    if isinstance(sources, list) and sources:
        parts.append(", ".join(str(one.get("sumber", "")) for one in sources if isinstance(one, Mapping)))
    elif row.get("sumber"):
        parts.append(show_value("sumber", row["sumber"]))
    if not parts and row.get("lokasi"):
        parts.append(str(row["lokasi"]))
    return " · ".join(parts)
