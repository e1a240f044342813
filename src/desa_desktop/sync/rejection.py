"""Why a kiriman is not accepted as it is: the codes of the format, what happens then, and the sentences.

The sentences are those of kiriman-format.md 17, unchanged; `{...}` are filled in from `details`. A detail
that could not be known is shown as a question mark; a cut file whose number nobody knows has a sentence
without one.
E_ stops, D_ is a judgement of numbers, W_ only warns.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum, StrEnum
from typing import ClassVar

from desa_desktop.domain.tampak import sebaris
from desa_desktop.errors import DesaError
from desa_desktop.i18n import N_, _

UNKNOWN = "?"
SMALLEST_FILE = 91  # prefix, the shortest header, signature and payload (kiriman-format.md 2)


class Code(StrEnum):
    """The codes of the format; the stored and shown value is the name itself."""

    E_SHORT = "E_SHORT"
    E_TRUNCATED = "E_TRUNCATED"
    E_TRAILING = "E_TRAILING"
    E_MAGIC = "E_MAGIC"
    E_VERSION = "E_VERSION"
    E_SUITE = "E_SUITE"
    E_RESERVED = "E_RESERVED"
    E_HLEN = "E_HLEN"
    E_PLEN = "E_PLEN"
    E_JSON = "E_JSON"
    E_HEADER = "E_HEADER"
    E_PLAIN = "E_PLAIN"
    E_CERT = "E_CERT"
    E_SCOPE = "E_SCOPE"
    E_REVOKED = "E_REVOKED"
    E_UNKNOWN_SENDER = "E_UNKNOWN_SENDER"
    E_KIND = "E_KIND"
    E_SIGNATURE = "E_SIGNATURE"
    E_PAYLOAD_HASH = "E_PAYLOAD_HASH"
    E_NOT_FOR_US = "E_NOT_FOR_US"
    E_DECRYPT = "E_DECRYPT"
    E_INNER = "E_INNER"
    E_INNER_LEN = "E_INNER_LEN"
    E_MANIFEST_HASH = "E_MANIFEST_HASH"
    E_MANIFEST = "E_MANIFEST"
    E_BINDING = "E_BINDING"
    E_SECTION = "E_SECTION"
    E_SECTION_LEN = "E_SECTION_LEN"
    E_SECTION_HASH = "E_SECTION_HASH"
    E_BOMB = "E_BOMB"
    E_DEFLATE = "E_DEFLATE"
    E_DOC = "E_DOC"
    E_DOC_SCOPE = "E_DOC_SCOPE"
    E_HELD = "E_HELD"
    E_ATTACHMENT = "E_ATTACHMENT"
    E_ISI = "E_ISI"
    E_STICK_READ = "E_STICK_READ"
    E_STICK_WRITE = "E_STICK_WRITE"
    E_STICK_FULL = "E_STICK_FULL"
    E_STICK_RO = "E_STICK_RO"
    E_STICK_VERIFY = "E_STICK_VERIFY"
    E_DISK_FULL = "E_DISK_FULL"
    D_OK = "D_OK"
    D_DUPLICATE = "D_DUPLICATE"
    D_FORK = "D_FORK"
    D_JUMP = "D_JUMP"
    D_LATE = "D_LATE"
    D_NEW_INCARNATION = "D_NEW_INCARNATION"
    D_REPLACED = "D_REPLACED"
    D_ROLLBACK_LOCAL = "D_ROLLBACK_LOCAL"
    D_BERCABANG = "D_BERCABANG"
    D_OURS = "D_OURS"  # we wrote it, and lost it when our data was put back
    W_CLOCK = "W_CLOCK"
    W_SCHEMA = "W_SCHEMA"
    W_ATTACHMENT = "W_ATTACHMENT"
    W_STATE = "W_STATE"
    W_MASS_DELETE = "W_MASS_DELETE"
    W_STALE = "W_STALE"
    W_LOST = "W_LOST"
    W_STICK_INFECTED = "W_STICK_INFECTED"
    K_313 = "K-313"  # a kiriman of Mode Latihan in a real inbox


class Behaviour(Enum):
    """What is done with a file that was not accepted (section 17, column "behaviour")."""

    QUARANTINE = "karantina"
    ALARM = "karantina_alarm"  # quarantine, and a person is told at once
    HOLD = "tahan"  # kept as it is, read again later
    LEAVE = "biarkan"  # stays on the stick
    UNCHANGED = "tetap"  # nothing to do with the file


_CUT = N_(
    "Berkas kiriman terpotong ({n} dari {m} bita). Data tidak berubah. "
    "Minta desa menyalin ulang kiriman nomor {seq} dari aplikasi."
)
_CUT_UNNAMED = N_(
    "Berkas kiriman terpotong ({n} dari {m} bita). Data tidak berubah. "
    "Minta desa menyalin ulang kiriman itu dari aplikasi."
)
_AT_LEAST = N_("sedikitnya {n}")
_DAMAGED = N_("Isi berkas berubah atau rusak. Tidak ada data yang diterima. Coba flashdisk lain.")
_NEWER = N_(
    "Kiriman ini dibuat aplikasi yang lebih baru dan sudah disimpan. "
    "Perbarui aplikasi, lalu kiriman dibaca dengan sendirinya."
)
_NO_RIGHT = N_("Pengirim tidak berhak membuat kiriman jenis ini. Kiriman ditahan.")
_NOT_ITS_OWN = N_("Isi kiriman bukan milik pengirimnya. Kiriman ditahan.")
_UNNATURAL = N_("Isi berkas tidak wajar besarnya. Berkas tidak dibuka.")
_MALFORMED = N_(
    "Susunan kiriman salah ({kode}). Tidak ada data yang diterima. Kirim laporan ini kepada pembuat aplikasi."
)
_NOT_OF_KECAMATAN = N_(
    "Kiriman {a} berisi dokumen yang bukan haknya ({jenis}). Seluruh kiriman ditahan. Hubungi kecamatan."
)
# a village asks its kecamatan where a kecamatan asks its village
_NEW_LAPTOP_OF_KECAMATAN = N_("Laptop {label} dipulihkan atau dipasang ulang. Apakah kecamatan membenarkan?")
_OLD_NUMBER_OF_KECAMATAN = N_(
    "Kiriman ini memakai nomor lama laptop {label} yang sudah dipulihkan. "
    "Tanyakan kecamatan: ditulis sebelum dipulihkan, atau laptopnya disalin?"
)
_TWO_OF_KECAMATAN = N_(
    "PERINGATAN: ada dua kiriman berbeda bernomor {seq} dari laptop yang sama. Mungkin laptop "
    "disalin atau kuncinya bocor. Hubungi kecamatan sebelum melanjutkan."
)
_REVOKED_AT_KECAMATAN = N_(
    "Kunci laptop ini sudah dicabut ({alasan}). Kiriman ditahan untuk diperiksa bersama kecamatan."
)
_FALSE_FEEDBACK = N_("Umpan balik ini BUKAN dari kecamatan Anda. Jangan diikuti.")

_Q, _ALARM, _HOLD, _LEAVE, _SAME = (
    Behaviour.QUARANTINE,
    Behaviour.ALARM,
    Behaviour.HOLD,
    Behaviour.LEAVE,
    Behaviour.UNCHANGED,
)

TABLE: dict[Code, tuple[Behaviour, str]] = {
    Code.E_SHORT: (_Q, _CUT),
    Code.E_TRUNCATED: (_Q, _CUT),
    Code.E_TRAILING: (
        _Q,
        N_(
            "Ada data tambahan di akhir berkas. Berkas tidak dibuka. "
            "Salin ulang dari aplikasi dan periksa flashdisk dengan antivirus."
        ),
    ),
    Code.E_RESERVED: (_Q, _DAMAGED),
    Code.E_HLEN: (_Q, _DAMAGED),
    Code.E_PLEN: (_Q, _DAMAGED),
    Code.E_JSON: (_Q, _DAMAGED),
    Code.E_HEADER: (_Q, _DAMAGED),
    Code.E_PAYLOAD_HASH: (_Q, _DAMAGED),
    Code.E_MAGIC: (_LEAVE, N_("Berkas ini bukan kiriman.")),
    Code.E_VERSION: (_HOLD, _NEWER),
    Code.E_SUITE: (_HOLD, _NEWER),
    Code.E_UNKNOWN_SENDER: (
        _HOLD,
        N_(
            "Pengirim belum terdaftar. Jangan terima sebelum mengetik Nomor Kunci dari lembar bercap "
            "atau lewat telepon."
        ),
    ),
    Code.E_SIGNATURE: (
        _ALARM,
        N_(
            "PERINGATAN: tanda tangan tidak cocok dengan desa {kode}. "
            "Mungkin ada yang mengaku sebagai desa ini. Hubungi desa."
        ),
    ),
    Code.E_CERT: (_ALARM, N_("Sertifikat pengirim tidak sah. Tidak ada data yang diterima.")),
    Code.E_KIND: (_ALARM, _NO_RIGHT),
    Code.E_SCOPE: (_ALARM, _NO_RIGHT),
    Code.E_DOC_SCOPE: (
        _Q,
        N_(
            "Kiriman desa {a} berisi dokumen yang bukan haknya ({jenis}). "
            "Seluruh kiriman ditahan. Hubungi desa."
        ),
    ),
    Code.E_BINDING: (_ALARM, _NOT_ITS_OWN),
    Code.E_MANIFEST_HASH: (_ALARM, _NOT_ITS_OWN),
    Code.E_NOT_FOR_US: (_LEAVE, N_("Kiriman ini untuk penerima lain.")),
    Code.E_DECRYPT: (
        _HOLD,
        N_("Kunci penerima tidak cocok. Kiriman disimpan. Pulihkan kunci dari Kit Pemulihan."),
    ),
    Code.E_PLAIN: (
        _Q,
        N_("Kiriman ini tidak disandikan dan tidak dibuka. Minta desa mengirim dari aplikasi."),
    ),
    Code.E_REVOKED: (
        _Q,
        N_("Kunci laptop ini sudah dicabut ({alasan}). Kiriman ditahan untuk diperiksa bersama desa."),
    ),
    Code.E_BOMB: (_Q, _UNNATURAL),
    Code.E_SECTION_LEN: (_Q, _UNNATURAL),
    Code.E_INNER: (_Q, _MALFORMED),
    Code.E_INNER_LEN: (_Q, _MALFORMED),
    Code.E_MANIFEST: (_Q, _MALFORMED),
    Code.E_SECTION: (_Q, _MALFORMED),
    Code.E_SECTION_HASH: (_Q, _MALFORMED),
    Code.E_DEFLATE: (_Q, _MALFORMED),
    Code.E_DOC: (_Q, _MALFORMED),
    Code.E_HELD: (_Q, _MALFORMED),
    Code.E_ATTACHMENT: (_Q, _MALFORMED),
    Code.E_ISI: (
        _HOLD,
        N_("{n} isian tidak sah, contoh: {contoh}. Tidak ada yang diterima. Kirim laporan ini ke desa."),
    ),
    Code.E_STICK_READ: (
        _SAME,
        N_("Flashdisk tercabut sebelum selesai dibaca. Pasang lagi. Data tidak berubah."),
    ),
    Code.E_STICK_WRITE: (
        _SAME,
        N_(
            "Kiriman BELUM tersimpan di flashdisk. Salinan aman ada di laptop ini. "
            "Pasang flashdisk dan ulangi."
        ),
    ),
    Code.E_STICK_FULL: (_SAME, N_("Flashdisk penuh (perlu {n} MB). Gunakan flashdisk lain.")),
    Code.E_STICK_RO: (_SAME, N_("Flashdisk terkunci. Gunakan flashdisk lain.")),
    Code.E_STICK_VERIFY: (
        _SAME,
        N_("Flashdisk rusak: hasil baca ulang tidak sama. Gunakan flashdisk lain."),
    ),
    Code.E_DISK_FULL: (
        _SAME,
        N_("Ruang laptop habis. Penerimaan dibatalkan, data lama utuh. Kosongkan {n} MB lalu ulangi."),
    ),
    Code.D_OK: (
        _SAME,
        N_(
            "Kiriman nomor {seq} sudah tertulis dan sudah dibaca ulang dengan benar. "
            "Keluarkan flashdisk dengan aman, lalu cabut."
        ),
    ),
    Code.D_DUPLICATE: (
        _SAME,
        N_("Kiriman nomor {seq} sudah diterima pada {tgl}. Tidak ada yang diubah."),
    ),
    Code.D_LATE: (_SAME, N_("Kiriman nomor {seq} datang terlambat; isinya sudah tercakup.")),
    Code.D_JUMP: (_SAME, N_("Nomor {x} belum datang; isinya sudah tercakup.")),
    Code.D_FORK: (
        _ALARM,
        N_(
            "PERINGATAN: ada dua kiriman berbeda bernomor {seq} dari laptop yang sama. Mungkin laptop "
            "disalin atau kuncinya bocor. Hubungi desa sebelum melanjutkan."
        ),
    ),
    Code.D_NEW_INCARNATION: (
        _HOLD,
        N_("Laptop {label} dipulihkan atau dipasang ulang. Apakah desa membenarkan?"),
    ),
    Code.D_REPLACED: (
        _HOLD,
        N_(
            "Kiriman ini memakai nomor lama laptop {label} yang sudah dipulihkan. "
            "Tanyakan desa: ditulis sebelum dipulihkan, atau laptopnya disalin?"
        ),
    ),
    Code.D_ROLLBACK_LOCAL: (
        _SAME,
        N_(
            "Basis data ini lebih lama dari yang terakhir dipakai. "
            "Aplikasi memulai penomoran baru agar data tidak tertukar."
        ),
    ),
    Code.D_BERCABANG: (
        _SAME,
        N_("{n} dokumen berubah di dua laptop. Keduanya disimpan. Desa memilih di Kotak Selisih."),
    ),
    Code.D_OURS: (
        _SAME,
        N_(
            "Kiriman nomor {seq} ini ditulis laptop ini sendiri, sebelum datanya dipulihkan. {n} dokumen di "
            "dalamnya tidak ada lagi di sini. Terima untuk mengembalikannya."
        ),
    ),
    Code.W_CLOCK: (_SAME, N_("Jam laptop pengirim tampak salah ({waktu}). Data tetap diterima.")),
    Code.W_SCHEMA: (
        _SAME,
        N_(
            "{n} dokumen dibuat aplikasi yang lebih baru. "
            "Sudah disimpan dan terbaca setelah aplikasi diperbarui."
        ),
    ),
    Code.W_ATTACHMENT: (
        _SAME,
        N_("{n} lampiran belum ikut. Dokumen diterima; lampiran diminta pada kiriman berikutnya."),
    ),
    Code.W_STATE: (
        _SAME,
        N_("Data setelah diterima belum sama dengan laptop desa. Minta kiriman lengkap."),
    ),
    Code.W_MASS_DELETE: (
        _HOLD,
        N_("Kiriman ini menghapus {n} dari {m} {catatan}. Pastikan ke desa sebelum melanjutkan."),
    ),
    Code.W_LOST: (
        _SAME,
        N_(
            "Desa ini menyimpan {n} dokumen kecamatan yang belum ada di laptop ini. Data di sini tetap aman. "
            "Bila laptop ini pernah dipulihkan, terima juga berkas U- yang ditulis desa ke flashdisk; "
            "bila ada laptop kecamatan lain, terima kiriman antar laptop."
        ),
    ),
    Code.W_STALE: (_SAME, N_("Umpan balik terakhir {n} hari lalu (nomor {x}).")),
    Code.W_STICK_INFECTED: (
        _SAME,
        N_(
            "Flashdisk tampak terinfeksi virus pintasan. Kiriman tetap bisa dibaca dengan aman. "
            "Jangan membuka berkas lain."
        ),
    ),
    Code.K_313: (_LEAVE, N_("Ini kiriman latihan dan tidak dapat diterima.")),
}
INTERRUPTED = N_('Penerimaan terakhir terputus. Data aman. Tekan "Lanjutkan".')
JUST_ACCEPTED = N_("Kiriman ini baru saja diterima oleh {nama}.")


class Sight(Enum):
    """How a code looks from where the reader sits; some have another sentence then."""

    USUAL = "biasa"
    FEEDBACK = "umpan_balik"  # a village looks at what claims to be its kecamatan's feedback (row 39)
    REQUEST = "pendaftaran"  # nobody is impersonated yet, so a bad signature is damage (row 3)


def behaviour_of(code: Code, sight: Sight = Sight.USUAL) -> Behaviour:
    """What is done with the file."""
    if sight is Sight.FEEDBACK and code in _FALSE_FROM_KECAMATAN:
        return Behaviour.QUARANTINE
    if sight is Sight.REQUEST and code is Code.E_SIGNATURE:
        return Behaviour.QUARANTINE
    return TABLE[code][0]


def sentence_of(code: Code, sight: Sight = Sight.USUAL, **details: object) -> str:
    """The sentence of a code in the language in use, filled in."""
    if sight is Sight.FEEDBACK and code in _FALSE_FROM_KECAMATAN:
        text = _FALSE_FEEDBACK
    elif sight is Sight.FEEDBACK and code in _IN_THE_VILLAGE:
        text = _IN_THE_VILLAGE[code]
    elif sight is Sight.REQUEST and code is Code.E_SIGNATURE:
        text = _DAMAGED
    else:
        text = TABLE[code][1]
    clean = {name: sebaris(one) if isinstance(one, str) else one for name, one in details.items()}
    filled: defaultdict[str, object] = defaultdict(lambda: UNKNOWN, clean)
    if text is _MALFORMED:
        filled["kode"] = code.value
    if text is _CUT and details.get("seq", UNKNOWN) == UNKNOWN:
        text = _CUT_UNNAMED
    if text in (_CUT, _CUT_UNNAMED) and "m" not in details:
        filled["m"] = _(_AT_LEAST).format(n=SMALLEST_FILE)
    return _(text).format_map(filled)


def is_alarm(code: Code, sight: Sight = Sight.USUAL) -> bool:
    """Whether a person must be told at once: somebody may be pretending to be somebody else."""
    is_false = sight is Sight.FEEDBACK and code in _FALSE_FROM_KECAMATAN
    return is_false or behaviour_of(code, sight) is Behaviour.ALARM


_IN_THE_VILLAGE = {
    Code.E_DOC_SCOPE: _NOT_OF_KECAMATAN,
    Code.E_REVOKED: _REVOKED_AT_KECAMATAN,
    Code.D_FORK: _TWO_OF_KECAMATAN,
    Code.D_NEW_INCARNATION: _NEW_LAPTOP_OF_KECAMATAN,
    Code.D_REPLACED: _OLD_NUMBER_OF_KECAMATAN,
}
_FALSE_FROM_KECAMATAN = frozenset({Code.E_UNKNOWN_SENDER, Code.E_CERT, Code.E_SIGNATURE})


# the stick or the laptop did not take it; nothing was found wrong with a kiriman (exit codes of cli.md)
_NOT_DONE = frozenset(
    {Code.E_STICK_READ, Code.E_STICK_WRITE, Code.E_STICK_FULL, Code.E_STICK_RO, Code.E_DISK_FULL}
)


class KirimanRejected(DesaError):
    """A kiriman, or the stick it is on, was refused. `code` says why; the data is as it was.

    `behaviour` says what to do with the file. The only exception that leaves the reader.
    """

    message: ClassVar[str] = N_("Kiriman ditolak.")
    code: ClassVar[str] = "E_KIRIMAN"
    exit_code: int = 5

    def __init__(self, reason: Code, sight: Sight = Sight.USUAL, **details: object) -> None:
        super().__init__(**details)
        self.reason = reason
        self.sight = sight
        if reason in _NOT_DONE:
            self.exit_code = 1

    @property
    def kode(self) -> str:
        """The code of the format, shown in brackets."""
        return self.reason.value

    @property
    def behaviour(self) -> Behaviour:
        """What is done with the file."""
        return behaviour_of(self.reason, self.sight)

    @property
    def sentence(self) -> str:
        """The sentence of section 17, filled in."""
        return sentence_of(self.reason, self.sight, **self.details)
