"""A resident, a family, a guest: the records of kependudukan.md 1.1, 1.2 and 1.5.

Codes are the numbers of `resources/rules/kode-penduduk.csv`; what is unknown is None or "", never a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import NewType
from uuid import UUID

from desa_desktop.domain.desa import DesaId, DusunId
from desa_desktop.domain.identity import new_id

PendudukId = NewType("PendudukId", UUID)
KeluargaId = NewType("KeluargaId", UUID)
PendudukSementaraId = NewType("PendudukSementaraId", UUID)

KEPALA, SUAMI, ISTRI, ANAK, MENANTU, CUCU, ORANG_TUA, MERTUA, FAMILI_LAIN = range(1, 10)  # codes of shdk
BELUM_KAWIN, KAWIN, CERAI_HIDUP, CERAI_MATI = range(1, 5)  # codes of status_kawin
WNI = 1
TETAP, TIDAK_TETAP = 1, 2


class StatusDasar(Enum):
    """Whether a person counts. Changed only by a mutasi; TIDAK_VALID is a record merged into another."""

    HIDUP = "hidup"
    MATI = "mati"
    PINDAH = "pindah"
    HILANG = "hilang"
    PERGI = "pergi"
    TIDAK_VALID = "tidak_valid"

    @property
    def kode(self) -> int:
        """The number in the code list `status_dasar`."""
        return _STATUS_KODE[self]

    @classmethod
    def of_kode(cls, kode: int) -> StatusDasar:
        """The member with this number. Raises KeyError for a number that is not in the list."""
        return {number: one for one, number in _STATUS_KODE.items()}[kode]


_STATUS_KODE: Mapping[StatusDasar, int] = {
    StatusDasar.HIDUP: 1,
    StatusDasar.MATI: 2,
    StatusDasar.PINDAH: 3,
    StatusDasar.HILANG: 4,
    StatusDasar.PERGI: 6,
    StatusDasar.TIDAK_VALID: 9,
}


@dataclass(eq=False, kw_only=True)
class Penduduk:
    """One resident. Empty is allowed everywhere: a draft is a normal Penduduk.

    `nik` is 16 digits or "" (then `nomor_sementara` stands in its place, and never looks like a NIK);
    a text that is no NIK lies in `teks_asli`. `jk` is L, P or "". `nama` is in capitals as on the KK,
    without titles. `berat` is in grams, `panjang` in millimetres. `dusun_id`, `rw`, `rt` count only for a
    person without a family; otherwise the family's place counts. `konfirmasi` keeps, by rule, the value
    for which a person said that a warning is right as it is. `foto` is the sha256 of an attachment.
    """

    id: PendudukId = field(default_factory=lambda: PendudukId(new_id()))
    desa_id: DesaId
    nik: str = ""
    nomor_sementara: int | None = None
    nama: str = ""
    gelar_depan: str = ""
    gelar_belakang: str = ""
    nama_panggilan: str = ""
    keluarga_id: KeluargaId | None = None
    urut: int = 0
    shdk: int | None = None
    jk: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    is_lahir_perkiraan: bool = False
    waktu_lahir: time | None = None
    berat: int | None = None
    panjang: int | None = None
    penolong: str = ""
    tempat_dilahirkan: str = ""
    anak_ke: int | None = None
    agama: int | None = None
    pendidikan_kk: int | None = None
    pendidikan_sedang: int | None = None
    pekerjaan: int | None = None
    status_kawin: int | None = None
    kawin_tercatat: str = ""
    golongan_darah: int | None = None
    warganegara: int | None = None
    suku: str = ""
    dapat_membaca: int | None = None
    nik_ayah: str = ""
    nama_ayah: str = ""
    nik_ibu: str = ""
    nama_ibu: str = ""
    akta_lahir: str = ""
    akta_kawin: str = ""
    tanggal_kawin: date | None = None
    akta_cerai: str = ""
    tanggal_cerai: date | None = None
    dokumen_paspor: str = ""
    tanggal_akhir_paspor: date | None = None
    dokumen_kitas: str = ""
    tanggal_akhir_kitas: date | None = None
    status_rekam_ktp: int | None = None
    ktp_el: int | None = None
    tempat_cetak_ktp: str = ""
    tanggal_cetak_ktp: date | None = None
    tag_id_card: str = ""
    cacat: int | None = None
    disabilitas_ragam: int | None = None
    sakit_menahun: int | None = None
    cara_kb: int | None = None
    hamil: int | None = None
    asuransi: int | None = None
    no_asuransi: str = ""
    status_penduduk: int | None = None
    status_dasar: StatusDasar = StatusDasar.HIDUP
    dusun_id: DusunId | None = None
    rw: str = ""
    rt: str = ""
    alamat_sebelumnya: str = ""
    alamat_sekarang: str = ""
    telepon: str = ""
    email: str = ""
    foto: str = ""
    lintang: str = ""
    bujur: str = ""
    tanggal_mulai_tinggal: date | None = None
    catatan: str = ""
    digabung_ke_id: PendudukId | None = None
    konfirmasi: Mapping[str, str] = field(default_factory=dict)
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None

    @property
    def is_hidup(self) -> bool:
        """Whether the person is counted among the residents."""
        return self.status_dasar is StatusDasar.HIDUP

    @property
    def is_kepala(self) -> bool:
        """Whether the person stands on the KK as its head."""
        return self.shdk == KEPALA

    @property
    def nama_lengkap(self) -> str:
        """The name with its titles: `DR. SRI LESTARI, M.PD`."""
        front = f"{self.gelar_depan} {self.nama}".strip()
        return f"{front}, {self.gelar_belakang}" if self.gelar_belakang else front


@dataclass(eq=False, kw_only=True)
class Keluarga:
    """One family with its KK. The head is the member with SHDK 1; it is active while a member is `hidup`.

    `no_kk` is 16 digits or "" (a family without KK). `dusun_id`, `rw` and `rt` may be empty where a
    village has none.
    """

    id: KeluargaId = field(default_factory=lambda: KeluargaId(new_id()))
    desa_id: DesaId
    no_kk: str = ""
    alamat: str = ""
    dusun_id: DusunId | None = None
    rw: str = ""
    rt: str = ""
    kode_pos: str = ""
    kelas_sosial: int | None = None
    tanggal_cetak_kk: date | None = None
    tanggal_daftar: date | None = None
    catatan: str = ""
    konfirmasi: Mapping[str, str] = field(default_factory=dict)
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None


@dataclass(eq=False, kw_only=True)
class PendudukSementara:
    """A guest of register B.4, in no total of residents. `umur` (years) where no date is known."""

    id: PendudukSementaraId = field(default_factory=lambda: PendudukSementaraId(new_id()))
    desa_id: DesaId
    nama: str = ""
    jk: str = ""
    identitas: str = ""
    tempat_lahir: str = ""
    tanggal_lahir: date | None = None
    umur: int | None = None
    pekerjaan: str = ""
    kebangsaan: str = ""
    keturunan: str = ""
    datang_dari: str = ""
    maksud: str = ""
    nama_alamat_didatangi: str = ""
    tanggal_datang: date | None = None
    tanggal_pergi: date | None = None
    keterangan: str = ""
    teks_asli: Mapping[str, str] = field(default_factory=dict)
    versi: int = 1
    diubah_pada: datetime | None = None


def kepala_of(anggota: Iterable[Penduduk]) -> Penduduk | None:
    """The head among the members: the living one, else the last, so that a closed KK keeps a name."""
    heads = [one for one in anggota if one.is_kepala and one.status_dasar is not StatusDasar.TIDAK_VALID]
    return next((one for one in heads if one.is_hidup), heads[-1] if heads else None)


def age_on(lahir: date, day: date) -> int:
    """Completed years, negative before the birth; a child of 29 February gets older on 1 March."""
    return day.year - lahir.year - ((day.month, day.day) < (lahir.month, lahir.day))


def show_nomor_sementara(nomor: int) -> str:
    """What stands in place of a missing NIK, `SEM-0007`: it can never be taken for one."""
    return f"SEM-{nomor:04d}"
