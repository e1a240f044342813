"""What people call a kind of record and a field of it: in the undo menu, in history, in previews."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from desa_desktop.domain import desa, isian, kantor, musyawarah, rkp, telaah, usulan
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
    musyawarah.Keputusan: N_("keputusan"),
    musyawarah.Catatan: N_("catatan"),
    musyawarah.Penandatangan: N_("penanda tangan"),
    rkp.RkpDesa: N_("RKP Desa"),
    rkp.Kegiatan: N_("kegiatan"),
    rkp.SumberBiaya: N_("sumber dana"),
    rkp.BarisRab: N_("rincian RAB"),
    rkp.Pagu: N_("pagu"),
    rkp.Durkp: N_("DU-RKP Desa"),
    rkp.BarisDurkp: N_("baris DU-RKP"),
    isian.Isian: N_("isian"),
    isian.Jawaban: N_("jawaban"),
    telaah.Telaah: N_("telaah"),
    telaah.CatatanTelaah: N_("catatan telaah"),
    telaah.TandaTerima: N_("tanda terima"),
    telaah.Kompilasi: N_("kompilasi"),
}

JENIS: Mapping[str, str] = {
    "profil": N_("Profil Desa"),
    "angka-pokok": N_("Angka Pokok"),
    "daftar-usulan": N_("Daftar Usulan"),
    "musyawarah": N_("Musyawarah"),
    "rkp-desa": N_("RKP Desa"),
    "durkp": N_("DU-RKP Desa"),
    "isian": N_("Daftar Isian"),
    "telaah": N_("Telaah"),
    "tanda-terima": N_("Tanda Terima"),
    "daftar-kunci": N_("Daftar Kunci"),
    "kompilasi": N_("Kompilasi DU-RKP"),
}

FIELD: Mapping[str, str] = {
    "agenda": N_("Acara"),
    "alamat": N_("Alamat"),
    "alasan": N_("Alasan"),
    "asal": N_("Asal"),
    "bahasan": N_("Penilaian"),
    "baris": N_("Baris"),
    "biaya": N_("Biaya"),
    "bidang": N_("Bidang"),
    "bulan_mulai": N_("Mulai bulan"),
    "bulan_selesai": N_("Selesai bulan"),
    "cara_putusan": N_("Cara pengambilan keputusan"),
    "catatan": N_("Catatan"),
    "daftar_hadir": N_("Daftar hadir"),
    "data_eksisting": N_("Data eksisting"),
    "data_pendukung": N_("Data pendukung"),
    "desa": N_("Desa"),
    "dusun": N_("Dusun"),
    "gabungan_dari": N_("Gabungan dari"),
    "harga_satuan": N_("Harga satuan"),
    "hasil": N_("Hasil"),
    "hitung_cepat": N_("Hitung cepat"),
    "isi": N_("Isi"),
    "is_definitif": N_("Pagu definitif"),
    "is_hadir": N_("Hadir"),
    "is_penilaian_dikunci": N_("Penilaian dikunci"),
    "is_silpa": N_("SiLPA"),
    "is_tamu": N_("Tamu"),
    "jabatan": N_("Jabatan"),
    "jawaban": N_("Jawaban"),
    "jenis": N_("Jenis"),
    "jk": N_("L/P"),
    "jumlah": N_("Jumlah"),
    "jumlah_kk": N_("Jumlah KK"),
    "jumlah_rt": N_("Jumlah RT"),
    "jumlah_rw": N_("Jumlah RW"),
    "jumlah_undangan": N_("Jumlah undangan"),
    "kabupaten": N_("Kabupaten"),
    "kecamatan": N_("Kecamatan"),
    "kegiatan": N_("Kegiatan"),
    "kelompok": N_("Kelompok"),
    "kelompok_rentan": N_("Kelompok rentan"),
    "kepala": N_("Kepala"),
    "ketua_tim": N_("Ketua tim penyusun"),
    "keputusan": N_("Keputusan"),
    "kewenangan": N_("Kewenangan"),
    "kode": N_("Kode"),
    "kode_kegiatan": N_("Kode kegiatan"),
    "kode_pos": N_("Kode pos"),
    "kolom": N_("Kolom"),
    "kontak": N_("Kontak"),
    "kunci": N_("Kunci angka"),
    "l": N_("L"),
    "label": N_("Nama laptop"),
    "lembaga": N_("Lembaga"),
    "lokasi": N_("Lokasi"),
    "masalah": N_("Masalah yang diatasi"),
    "menit": N_("Menit"),
    "mulai": N_("Mulai"),
    "nama": N_("Nama"),
    "narasumber": N_("Narasumber"),
    "nilai": N_("Nilai"),
    "nip": N_("NIP"),
    "nip_kepala": N_("NIP kepala"),
    "nomor": N_("Nomor"),
    "nomor_perdes": N_("Nomor Perdes"),
    "nomor_terakhir": N_("Nomor terakhir"),
    "notulis": N_("Notulis"),
    "notulis_dari": N_("Unsur notulis"),
    "opd_tujuan": N_("Perangkat daerah tujuan"),
    "p": N_("P"),
    "pagu": N_("Pagu"),
    "pelaksana": N_("Pelaksana kegiatan"),
    "pembicara": N_("Pembicara"),
    "penandatangan": N_("Penanda tangan"),
    "penerima_l": N_("Penerima L"),
    "penerima_p": N_("Penerima P"),
    "penerima_rtm": N_("Penerima RTM"),
    "pengusul": N_("Pengusul"),
    "pengusul_jk": N_("L/P pengusul"),
    "peran": N_("Peran"),
    "perangkat": N_("Perangkat"),
    "periode": N_("Periode"),
    "perkiraan_biaya": N_("Perkiraan biaya"),
    "peserta": N_("Peserta"),
    "pimpinan": N_("Pimpinan musyawarah"),
    "pimpinan_dari": N_("Unsur pimpinan"),
    "pola": N_("Pola pelaksanaan"),
    "prioritas": N_("Prioritas"),
    "provinsi": N_("Provinsi"),
    "pukul": N_("Pukul"),
    "putusan": N_("Putusan"),
    "rab": N_("RAB"),
    "rencana": N_("Rencana pelaksanaan"),
    "revisi": N_("Revisi"),
    "sasaran": N_("Sasaran/manfaat"),
    "satuan": N_("Satuan"),
    "sdgs": N_("SDGs Desa"),
    "selesai": N_("Selesai"),
    "silpa": N_("SiLPA"),
    "status": N_("Status"),
    "sumber": N_("Sumber"),
    "sumber_biaya": N_("Sumber dana"),
    "tahun": N_("Tahun"),
    "tahun_rencana": N_("Tahun Rencana"),
    "tahun_target": N_("Tahun target"),
    "tanda": N_("Tanda isu"),
    "tanda_tangan": N_("Tanda tangan di dokumen"),
    "tanggal": N_("Tanggal"),
    "tanggal_perdes": N_("Tanggal Perdes"),
    "target": N_("Target capaian"),
    "teks": N_("Catatan"),
    "teks_asli": N_("Teks asli"),
    "telepon": N_("Telepon"),
    "tempat": N_("Tempat"),
    "tokoh": N_("Lembaga & Tokoh"),
    "unsur": N_("Unsur masyarakat"),
    "unsur_tidak_ada": N_("Unsur yang tidak ada di desa"),
    "uraian": N_("Uraian"),
    "urut": N_("Urutan"),
    "usulan": N_("Usulan"),
    "usulan_id": N_("Asal usulan"),
    "volume": N_("Volume"),
}


def kind_name(cls: type[Any]) -> str:
    """The noun for a class, in lower case, as in `Urungkan: ubah usulan`."""
    return _(KIND[cls])


def jenis_name(jenis: str) -> str:
    """The title of a jenis of dokumen; the word itself for one this program does not know."""
    return _(JENIS[jenis]) if jenis in JENIS else jenis


def field_name(field: str) -> str:
    """The label of a field as it stands above its column."""
    return _(FIELD[field]) if field in FIELD else field


def show_value(field: str, value: object) -> str:
    """A plain value for people: points in amounts, dates as 22/11/2026, lists with commas."""
    match value:
        case None | "" | [] | () | {}:
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
        case _:
            return (
                str(value).replace("_", " ")
                if field in ("putusan", "status", "pola", "keadaan")
                else str(value)
            )


def summary_of(row: Mapping[str, Any]) -> str:
    """A whole row in one line, for the preview of a new or removed one: amount and source if it has any."""
    parts = []
    for key in ("biaya", "perkiraan_biaya", "jumlah"):
        if isinstance(row.get(key), int):
            parts.append(show_money(row[key]))
            break
    sources = row.get("sumber_biaya")
    if isinstance(sources, list) and sources:
        parts.append(", ".join(str(one.get("sumber", "")) for one in sources if isinstance(one, Mapping)))
    elif row.get("sumber"):
        parts.append(str(row["sumber"]))
    if not parts and row.get("lokasi"):
        parts.append(str(row["lokasi"]))
    return " · ".join(parts)
