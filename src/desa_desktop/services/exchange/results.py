"""What the exchange answers: frozen rows for screens and commands, with the sentences people read.

Moments that a sender claims are texts (`2026-11-20T10:15:00+07:00`); our own are aware datetimes.
Digests and SHA-256 are 64 hex digits, sizes are bytes, money is whole rupiah.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from desa_desktop.domain.izin import Izin
from desa_desktop.domain.pemeriksaan import Pemeriksaan
from desa_desktop.files import Fs
from desa_desktop.i18n import N_, _
from desa_desktop.sync.certificates import Keys
from desa_desktop.sync.container import Kind
from desa_desktop.sync.rejection import Code, Sight, is_alarm, sentence_of

# ------------------------------------------------------------------ what the exchange works with


@dataclass(frozen=True, slots=True)
class Laptop:
    """The laptop's own keys, the kecamatan's root while it still lies here, the installation's name.

    `is_salinan`: this folder is a copy to try things out, and nothing is sealed in it (ux.md 3.17).
    """

    keys: Keys
    root: Keys | None
    install_id: str
    is_salinan: bool = False


class Folders(Protocol):
    """The folders of one open office and the seam to the disk; `app.Files` is one."""

    @property
    def database(self) -> Path: ...

    @property
    def outbox(self) -> Path: ...

    @property
    def intake(self) -> Path: ...

    @property
    def wanted(self) -> Path: ...

    @property
    def archive(self) -> Path: ...

    @property
    def quarantine(self) -> Path: ...

    @property
    def fs(self) -> Fs: ...


# ------------------------------------------------------------------ sending


@dataclass(frozen=True, slots=True)
class BarisKirim:
    """One dokumen of `Yang ikut dalam kiriman ini`.

    `digest` is empty while it will be frozen only at sealing. `sebab` says why it travels: `baru`,
    `berubah`, `belum_diterima` (the addressee has not said it holds it), `lampiran` (only a photo of it is
    lacking there), `lengkap` (only in full mode).
    """

    id: UUID
    jenis: str
    judul: str
    status: str
    revisi: int
    digest: str
    sebab: str
    ukuran: int


_NOTHING_SAID = Izin()


@dataclass(frozen=True, slots=True)
class Muatan:
    """Which attachments go along: SHA-256 to bytes of each. `sisa` wait for the next kiriman, `tidak_ada` are
    named here but lie on another laptop."""

    ukuran: Mapping[str, int] = field(default_factory=dict)
    sisa: int = 0
    tidak_ada: int = 0

    @property
    def jumlah(self) -> int:
        """How many go along."""
        return len(self.ukuran)

    @property
    def bita(self) -> int:
        """Bytes of all that go along."""
        return sum(self.ukuran.values())


_NO_LAMPIRAN = Muatan()


LAMA = 30  # days without an answer from which on W_STALE is said (17 row 40)


@dataclass(frozen=True, slots=True)
class UmpanBalik:
    """The last kiriman that came from the other office: its number, and how many days ago it came in."""

    nomor: int
    hari: int

    @property
    def is_lama(self) -> bool:
        """Whether it is so old that it may have been kept back on the way."""
        return self.hari >= LAMA

    @property
    def teks(self) -> str:
        """`Umpan balik terakhir 34 hari lalu (nomor 12).`"""
        if self.hari > 0:
            return sentence_of(Code.W_STALE, n=self.hari, x=self.nomor)
        return _("Umpan balik terakhir hari ini (nomor {x}).").format(x=self.nomor)


@dataclass(frozen=True, slots=True)
class RencanaKirim:
    """What the next kiriman to one office carries.

    `nomor` is its number, `ukuran` an estimate. `nomor_diterima` and `diterima_pada`: our last kiriman
    that the addressee said it accepted. `umpan_balik_nomor` and `umpan_balik_hari`: number and age in
    days of the last kiriman from there (W_STALE from 30 days on). `bercabang`: dokumen that two laptops
    changed apart and nobody has decided yet. `tertunda`: digest of a sealed kiriman that was never written
    to a flash disk, "" if there is none; `copy_to` takes it up. `penduduk`: how many residents go along
    with the register, None where it does not travel; `izin`: what was asked and said about it. `lampiran`:
    the photos and files that go along.
    """

    kepada: str
    kode: str
    nama: str
    nomor: int
    mode: str
    baris: tuple[BarisKirim, ...]
    ukuran: int
    nomor_diterima: int | None
    diterima_pada: datetime | None
    umpan_balik_nomor: int | None
    umpan_balik_hari: int | None
    bercabang: int = 0
    tertunda: str = ""
    penduduk: int | None = None
    izin: Izin = _NOTHING_SAID
    lampiran: Muatan = _NO_LAMPIRAN

    @property
    def umpan_balik(self) -> UmpanBalik | None:
        """The last kiriman from there; None before the first."""
        if self.umpan_balik_nomor is None or self.umpan_balik_hari is None:
            return None
        return UmpanBalik(self.umpan_balik_nomor, self.umpan_balik_hari)

    @property
    def has_news(self) -> bool:
        """Whether something is new or changed since our last kiriman to this office was sealed."""
        return any(one.sebab in ("baru", "berubah") for one in self.baris)


@dataclass(frozen=True, slots=True)
class DokumenTerkirim:
    """A snapshot in a kiriman."""

    jenis: str
    id: str
    status: str
    revisi: int
    digest: str
    judul: str = ""


@dataclass(frozen=True, slots=True)
class Salinan:
    """A flash disk or folder that a sealed kiriman was written to and read back from."""

    tempat: str
    label: str
    serial: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class KirimanKeluar:
    """A sealed kiriman of ours. `berkas` lies in the outbox, `folder` is where it goes on a stick.

    `jenis` is `data`, `feedback`, `peer`, `request` or `grant`; `kode` and `nama` are the addressee's.
    `is_diterima_telepon`: its kode terima was read out over the telephone (14.3).
    """

    berkas: Path
    nama_berkas: str
    folder: str
    jenis: str
    kode: str
    nama: str
    seq: int
    digest: str
    mode: str
    ukuran: int
    pada: datetime
    kode_lembar: str
    dokumen: tuple[DokumenTerkirim, ...]
    salinan: tuple[Salinan, ...] = ()
    is_diterima_telepon: bool = False


@dataclass(frozen=True, slots=True)
class Tertulis:
    """A copy on a stick, read back twice. `teks` is the sentence of success."""

    berkas: Path
    sha256: str
    ukuran: int
    teks: str


# ------------------------------------------------------------------ state


@dataclass(frozen=True, slots=True)
class KeadaanKirim:
    """The transport state of one dokumen (ux.md 8.1).

    `keadaan` is `belum_dikirim`, `dikirim`, `diterima`, `ditahan`, `ditolak` or `berubah`; `teks` what
    people read, e.g. `Dikirim (kiriman 41)`; `nomor` of the kiriman or of the umpan balik.
    """

    keadaan: str
    teks: str
    nomor: int | None = None
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class CatatanTampil:
    """A note of the kecamatan at a row. `jenis` is `wajib_diperbaiki`, `saran` or `pertanyaan`."""

    id: UUID
    record: str
    kolom: str
    jenis: str
    teks: str
    saran: str


@dataclass(frozen=True, slots=True)
class TelaahTampil:
    """The newest finished review of a dokumen. `catatan` by record id; "" holds notes on the whole.

    `is_lama`: the dokumen has changed since the state that was reviewed.
    """

    dokumen: UUID
    jenis: str
    judul: str
    hasil: str
    alasan: str
    digest: str
    is_lama: bool
    catatan: Mapping[str, Sequence[CatatanTampil]]


# ------------------------------------------------------------------ receiving

SIGHTS = {Kind.REQUEST.value: Sight.REQUEST, Kind.FEEDBACK.value: Sight.FEEDBACK}


@dataclass(frozen=True, slots=True)
class Pengirim:
    """Who sent a kiriman, as far as it is known (claimed only, while the file is not `sah`)."""

    kode: str = ""
    nama: str = ""
    label: str = ""
    kid: str = ""
    uid: str = ""


def claimed_moment(text: str) -> datetime | None:
    """The moment a sender claims, by the clock of this laptop; None when it cannot be read."""
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return None  # a claimed moment is only shown; what cannot be read is not


STATUS: Mapping[str, str] = {
    "baru": N_("Baru"),
    "ditahan": N_("Ditahan"),
    "karantina": N_("Karantina"),
    "diterima": N_("Diterima"),
    "ditolak": N_("Ditolak"),
    "dibiarkan": N_("Tidak disimpan"),
}


@dataclass(frozen=True, slots=True)
class KirimanMasuk:
    """A file that was looked at. `keadaan` is a word of cli.md, `kode` that of kiriman-format.md 17.

    `status` is the column of Kotak Masuk: `baru`, `ditahan`, `karantina`, `diterima`, `ditolak`; or
    `dibiarkan`, when nothing was stored. `tempat` is `masuk`, `arsip`, `karantina`, or "" (left where it
    was). `hilang` are numbers that have not come, `ringkas` the dokumen in it, `bercabang` how many of them
    two laptops changed apart; `diterima_pada`: of a duplicate, when it was taken in. `kode_terima`: of what
    was accepted here from a village, the 8 digits to be read out to it ("4437-0798").
    """

    berkas: str
    sha256: str
    keadaan: str
    kode: str
    teks: str
    status: str
    tempat: str
    pengirim: Pengirim = field(default_factory=Pengirim)
    jenis: str = ""
    mode: str = ""
    seq: int | None = None
    chain: str = ""
    digest: str = ""
    dibuat: str = ""
    ukuran: int = 0
    hilang: str = ""
    ringkas: str = ""
    alasan: str = ""
    dibaca_pada: datetime | None = None
    bercabang: int = 0
    diterima_pada: datetime | None = None
    kode_terima: str = ""

    @property
    def is_alarm(self) -> bool:
        """Whether a person must be told at once: somebody may be pretending to be somebody else."""
        if self.status != "karantina" or self.kode not in list(Code):
            return False
        return is_alarm(Code(self.kode), SIGHTS.get(self.jenis, Sight.USUAL))

    @property
    def status_kata(self) -> str:
        """`status` as people read it."""
        return _(STATUS[self.status]) if self.status in STATUS else self.status

    @property
    def is_asing(self) -> bool:
        """Whether it is no kiriman at all: never listed, only explained (17 row 4)."""
        return self.kode == Code.E_MAGIC

    @property
    def is_sah(self) -> bool:
        """Whether it could be accepted without a person's word."""
        return self.keadaan in ("sah", "bercabang", "lebih_lama")

    @property
    def bisa_diterima(self) -> bool:
        """Whether `Terima` may be offered, with a confirmation for a restored laptop."""
        return self.is_sah or self.keadaan in ("laptop_dipulihkan", "nomor_lama")


@dataclass(frozen=True, slots=True)
class BedaTampil:
    """One line of the preview. `tanda` is `+`, `~` or `-`; `tempat` is `/kegiatan/<id>`.

    `nomor` is the row's number as people know it (0: none); `selisih` is in rupiah for amounts. `foto_semula`
    and `foto_menjadi` name pictures (SHA-256) that can be looked at; "" where there is none.
    """

    tanda: str
    tempat: str
    daftar: str
    nomor: int
    judul: str
    kolom: str
    kolom_teks: str
    semula: object
    menjadi: object
    semula_teks: str
    menjadi_teks: str
    selisih: int | None = None
    selisih_teks: str = ""
    foto_semula: str = ""
    foto_menjadi: str = ""

    @property
    def is_foto(self) -> bool:
        """Whether a picture came, went or was changed."""
        return bool(self.foto_semula or self.foto_menjadi)


@dataclass(frozen=True, slots=True)
class TinjauanDokumen:
    """How one dokumen would change. Counts are those of its main list (activities, proposals).

    `hasil` is `baru`, `pengganti`, `sama`, `lama` (already covered), `bercabang`, `dicabut` or
    `belum_terbaca` (made by a newer program). `kalimat` is the sentence of ux.md 8.5.
    """

    id: UUID
    jenis: str
    judul: str
    pemilik: UUID
    status: str
    revisi: int
    revisi_sekarang: int | None
    digest: str
    hasil: str
    baru: int
    berubah: int
    dihapus: int
    sama: int
    total_semula: int | None
    total_menjadi: int | None
    kalimat: str
    beda: tuple[BedaTampil, ...]
    pemeriksaan: tuple[Pemeriksaan, ...] = ()


@dataclass(frozen=True, slots=True)
class Peringatan:
    """A guard or warning of the format: its code and sentence."""

    kode: str
    teks: str


@dataclass(frozen=True, slots=True)
class Tinjauan:
    """The preview of a kiriman. `perlu_dikonfirmasi`: accept needs the person's word (`confirmed`).

    Where `kiriman.bisa_diterima` is false no word helps: accepting will be refused.
    """

    kiriman: KirimanMasuk
    dokumen: tuple[TinjauanDokumen, ...]
    pemeriksaan: tuple[Pemeriksaan, ...]
    peringatan: tuple[Peringatan, ...]
    perlu_dikonfirmasi: bool


@dataclass(frozen=True, slots=True)
class Diterima:
    """A kiriman that was accepted (or had been: `keadaan` is then `sudah_diterima`)."""

    berkas: str
    sha256: str
    digest: str
    seq: int
    jenis: str
    pengirim: Pengirim
    keadaan: str
    kode_terima: str
    teks: str
    dokumen: tuple[DokumenTerkirim, ...]
    peringatan: tuple[Peringatan, ...] = ()


@dataclass(frozen=True, slots=True)
class Gagal:
    """A file that was not accepted, and why; nothing of it was taken in."""

    berkas: str
    kode: str
    teks: str
    keadaan: str = ""


@dataclass(frozen=True, slots=True)
class HasilTerima:
    """The answer to `Terima` over several files; each was a transaction of its own."""

    diterima: tuple[Diterima, ...]
    gagal: tuple[Gagal, ...] = ()
