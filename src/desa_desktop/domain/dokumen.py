"""Which dokumen there are: who owns each jenis, where it may travel, what ratifies it, how it is named.

A dokumen is one aggregate that travels as whole snapshots. Source: kiriman-format.md 12.1, 12.2, 12.6.
A jenis that is not in the table comes from a newer program: it is kept, named and sent on unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from desa_desktop.domain.identity import id_by_key, new_id

LOKAL_SUFFIX = "-lokal"
SCHEMA_BASE = 100
REVISI_FIRST = 1


class StatusDokumen(StrEnum):
    """The three states of a snapshot; only DISAHKAN counts in compilations."""

    KONSEP = "konsep"
    DISAHKAN = "disahkan"
    DICABUT = "dicabut"


def nomor_perubahan(revisi: int, status: StatusDokumen) -> int:
    """Which change of a plan this is: 0 for the first version, ratified or not (perencanaan.md 4.4).

    A draft over r01 is the first change; ratified it is r02.
    """
    return max(0, revisi - 1 if status is StatusDokumen.DISAHKAN else revisi)


class Pihak(StrEnum):
    """Whose dokumen it is."""

    DESA = "desa"
    KECAMATAN = "kecamatan"


class Kelas(StrEnum):
    """Where a dokumen may travel: to the partner office, inside the office, or only as figures."""

    KIRIM = "kirim"
    LOKAL = "lokal"
    AGREGAT = "agregat"


class Pengesahan(StrEnum):
    """What makes a snapshot `disahkan`."""

    SAHKAN = "sahkan"
    SELESAI = "selesai"
    HIDUP = "hidup"  # a living dokumen: every snapshot is disahkan, there is no draft state


class Kunci(StrEnum):
    """Of what an owner has only one dokumen of the jenis; the text form of the key stands beside it."""

    BEBAS = "bebas"  # as many as there are: a UUIDv7
    TUNGGAL = "tunggal"  # one for ever: ""
    TAHUN = "tahun"  # "2027"
    FORMULIR = "formulir"  # "kartu_skor/2026-TW3"
    DESA_TAHUN = "desa_tahun"  # "<uid desa>/2027"
    LAPTOP = "laptop"  # the laptop's kid
    INDUK = "induk"  # the id of the main dokumen
    TEMPLAT = "templat"  # the form_id


@dataclass(frozen=True, slots=True)
class Jenis:
    """One row of the table. `schema` is 100 x major + minor; only its major part decides what we can read."""

    nama: str
    pihak: Pihak
    kelas: Kelas
    pengesahan: Pengesahan
    kunci: Kunci = Kunci.BEBAS
    is_pendamping: bool = False
    schema: int = SCHEMA_BASE

    @property
    def is_hidup(self) -> bool:
        """Whether the dokumen has no draft state."""
        return self.pengesahan is Pengesahan.HIDUP


_DESA, _KECAMATAN = Pihak.DESA, Pihak.KECAMATAN
_KIRIM, _LOKAL, _AGREGAT = Kelas.KIRIM, Kelas.LOKAL, Kelas.AGREGAT
_SAHKAN, _SELESAI, _HIDUP = Pengesahan.SAHKAN, Pengesahan.SELESAI, Pengesahan.HIDUP

# rkp-desa 101: kegiatan.rab; 102, and 101 of durkp, daftar-usulan, musyawarah: the whole planning year;
# musyawarah 102, rpjm-desa 101, isian 101: pictures are attachments
_TABLE = (
    Jenis("profil", _DESA, _KIRIM, _HIDUP, Kunci.TUNGGAL),
    Jenis("penduduk", _DESA, _AGREGAT, _HIDUP, Kunci.TUNGGAL),
    Jenis("angka-pokok", _DESA, _KIRIM, _SELESAI, Kunci.TAHUN),
    Jenis("rpjm-desa", _DESA, _KIRIM, _SAHKAN, Kunci.TAHUN, schema=SCHEMA_BASE + 1),
    Jenis("rkp-desa", _DESA, _KIRIM, _SAHKAN, Kunci.TAHUN, schema=SCHEMA_BASE + 2),
    Jenis("durkp", _DESA, _KIRIM, _SAHKAN, Kunci.TAHUN, schema=SCHEMA_BASE + 1),
    Jenis("daftar-usulan", _DESA, _KIRIM, _HIDUP, Kunci.TAHUN, schema=SCHEMA_BASE + 1),
    Jenis("musyawarah", _DESA, _KIRIM, _SAHKAN, schema=SCHEMA_BASE + 2),
    Jenis("isian", _DESA, _KIRIM, _SELESAI, Kunci.FORMULIR, schema=SCHEMA_BASE + 1),
    Jenis("tindak-lanjut", _DESA, _KIRIM, _HIDUP),
    Jenis("tanggapan", _DESA, _KIRIM, _HIDUP),
    Jenis("pengaduan", _DESA, _KIRIM, _HIDUP),
    Jenis("konsultasi", _DESA, _KIRIM, _HIDUP),
    Jenis("pembelajaran", _DESA, _KIRIM, _HIDUP),
    Jenis("titipan", _DESA, _KIRIM, _HIDUP, Kunci.LAPTOP),
    # forms that an office installed itself; older programs know by their last syllable that they stay
    Jenis(f"templat-desa{LOKAL_SUFFIX}", _DESA, _LOKAL, _HIDUP, Kunci.TEMPLAT),
    Jenis(f"templat-kecamatan{LOKAL_SUFFIX}", _KECAMATAN, _LOKAL, _HIDUP, Kunci.TEMPLAT),
    Jenis("telaah", _KECAMATAN, _KIRIM, _SELESAI),
    Jenis("tanda-terima", _KECAMATAN, _KIRIM, _HIDUP),
    Jenis("paket-aturan", _KECAMATAN, _KIRIM, _SAHKAN),
    Jenis("templat", _KECAMATAN, _KIRIM, _SAHKAN),
    Jenis("acuan", _KECAMATAN, _KIRIM, _SAHKAN),
    Jenis("pagu", _KECAMATAN, _KIRIM, _SAHKAN, Kunci.DESA_TAHUN),
    Jenis("kesepakatan", _KECAMATAN, _KIRIM, _SAHKAN),
    Jenis("jawaban", _KECAMATAN, _KIRIM, _HIDUP),
    Jenis("kunjungan", _KECAMATAN, _KIRIM, _SELESAI, is_pendamping=True),
    Jenis("daftar-kunci", _KECAMATAN, _KIRIM, _HIDUP, Kunci.TUNGGAL),
    Jenis("sesi", _KECAMATAN, _LOKAL, _SELESAI),
    Jenis("kelas", _KECAMATAN, _LOKAL, _SELESAI),
    Jenis("kompilasi", _KECAMATAN, _LOKAL, _SAHKAN, Kunci.TAHUN),
    Jenis("musrenbang-kecamatan", _KECAMATAN, _LOKAL, _SAHKAN, Kunci.TAHUN),
    Jenis("direktori", _KECAMATAN, _LOKAL, _HIDUP, is_pendamping=True),
    Jenis("kegiatan-berdaya", _KECAMATAN, _LOKAL, _HIDUP),
    Jenis("aduan-kecamatan", _KECAMATAN, _LOKAL, _HIDUP),
)
JENIS: dict[str, Jenis] = {jenis.nama: jenis for jenis in _TABLE}

TANPA_SELISIH = frozenset({"daftar-kunci", "titipan"})
"""Jenis whose forks are no question for a person: a set of signed statements joins itself
(kiriman-format.md 9.3), and of two deposits of one laptop both are kept and the next one follows both."""


def find_jenis(nama: str) -> Jenis | None:
    """The row of a jenis, its `-lokal` companion included; None for a jenis of a newer program."""
    known = JENIS.get(nama)
    if known is not None or not nama.endswith(LOKAL_SUFFIX):
        return known
    main = JENIS.get(nama.removesuffix(LOKAL_SUFFIX))
    if main is None:
        return None
    return Jenis(nama, main.pihak, Kelas.LOKAL, main.pengesahan, Kunci.INDUK, schema=main.schema)


def class_of(nama: str) -> Kelas:
    """The privacy class of a jenis; an unknown `...-lokal` never leaves its office either."""
    known = find_jenis(nama)
    if known is not None:
        return known.kelas
    return Kelas.LOKAL if nama.endswith(LOKAL_SUFFIX) else Kelas.KIRIM


def is_readable(nama: str, schema: int) -> bool:
    """Whether this program can open a snapshot: a known jenis of a major schema that is not newer (15)."""
    known = find_jenis(nama)
    return known is not None and schema // SCHEMA_BASE <= known.schema // SCHEMA_BASE


def dokumen_id(pemilik: UUID | str, jenis: str, key: str = "") -> UUID:
    """The id of a dokumen of `pemilik`: by `key` where there is one per key, else a new one.

    `key` is the text named at `Kunci`. Raises KeyError for a jenis this program does not know.
    """
    known = find_jenis(jenis)
    if known is None:
        raise KeyError(jenis)
    return new_id() if known.kunci is Kunci.BEBAS else id_by_key(pemilik, jenis, key)


def next_revisi(status: StatusDokumen, parents: tuple[int, ...]) -> int:
    """The number of a new snapshot from those of its parents: r01, r02 count the ratified states (12.2).

    Raises ValueError for a withdrawal without a parent: there is nothing to withdraw.
    """
    if not parents:
        if status is StatusDokumen.DICABUT:
            raise ValueError("a withdrawal needs a parent")
        return REVISI_FIRST if status is StatusDokumen.DISAHKAN else 0
    return max(parents) + (1 if status is StatusDokumen.DISAHKAN else 0)
